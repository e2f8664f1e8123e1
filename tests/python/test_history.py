# SPDX-License-Identifier: Apache-2.0
"""The package acd: figures, histories, records."""

from __future__ import annotations

import csv
import io
import json
import unittest
from typing import Any

import acd
from acd import zones
from centre import CENTRE, SECOND, Case, Switch, bank


class MetricsTest(Case):
    def test_text_for_monitoring(self) -> None:
        for kept in (True, False):
            engine = self.engine(metrics=kept)
            engine.agent("ann").not_ready()
            engine.arrive(queue="support")
            engine.run(Switch())
            self.assertIn('acd_calls_offered_total{queue="support"} 1\n', engine.metrics_text())
            self.assertTrue(engine.metrics_text(openmetrics=True).endswith("# EOF\n"))
            self.assertEqual('acd_wait_seconds_count{queue="support"} 1\n' in engine.metrics_text(), kept)


class HistoryTest(unittest.TestCase):
    def test_intervals_add_up(self) -> None:
        history = acd.History(zone="UTC" if zones.zone_bytes("UTC") else None)
        with bank(history=history) as simulation:
            total = simulation.engine.kpi_queue
            self.assertIs(simulation.engine.history, history)
        table = history.queue_table()
        self.assertGreater(len(table["queue"]), 8)
        for name in ("offered", "answered", "abandoned", "talk_us", "handled"):
            self.assertEqual(sum(table[name]), getattr(total, name), name)
            self.assertEqual(getattr(history.queue(), name), getattr(total, name))
        self.assertEqual(table["to_wall_us"][:-1], table["from_wall_us"][1:])
        agents = history.agent_table(acd.PeriodKind.DAYS)
        self.assertEqual((agents["agent"], sum(agents["handled"])), (["ann", "bob"], total.handled))
        self.assertEqual((history.queues, history.agents), (["support"], ["ann", "bob"]))
        self.assertEqual(history.members, [("ann", "support"), ("bob", "support")])
        self.assertEqual(history.member("ann", "support").handled + history.member("bob", "support").handled, total.handled)
        first = history.periods(acd.PeriodKind.INTERVALS)[0]
        self.assertEqual(history.period_at(acd.PeriodKind.INTERVALS, first.from_wall_us), first)
        self.assertEqual(history.calls(first).arrived, 15)
        with self.assertRaises(acd.NotFoundError):
            history.queue("sales")

    def test_waits_in_buckets(self) -> None:
        history = acd.History()
        bank(history=history)
        waits = history.distribution(acd.DistributionOf.WAIT, "support")
        self.assertEqual(len(waits), history.queue("support").answered)
        self.assertEqual(sum(bucket.count for bucket in waits.buckets), len(waits))
        self.assertLessEqual(waits.percentile_us(0.5), waits.percentile_us(0.9))
        both = acd.Distribution()
        both.merge(waits)
        both.add(5 * SECOND)
        self.assertEqual(len(both), len(waits) + 1)

    def test_service_levels_by_their_formulas(self) -> None:
        levels = [
            acd.ServiceLevel(acd.Formula.CISCO_NEGATIVE, 30 * SECOND),
            acd.ServiceLevel(acd.Formula.CMS_ANSWERED, name="of those answered", compare=acd.Compare.BELOW),
        ]
        history = acd.History(service_levels=levels)
        bank(history=history)
        self.assertEqual([level.name for level in history.service_levels], ["cisco_negative", "of those answered"])
        self.assertEqual(history.service_levels[1], levels[1])
        total = history.queue("support")
        first, second = history.service_level(queue="support"), history.service_level("of those answered")
        self.assertEqual((first.offered, first.counted, second.counted), (total.offered, total.offered, total.answered))
        self.assertEqual(first.ppm, round(first.met * 1_000_000 / first.counted))
        intervals = history.periods(acd.PeriodKind.INTERVALS)
        self.assertEqual(sum(history.service_level(0, "support", one).met for one in intervals), first.met)
        with self.assertRaises(LookupError):
            history.service_level("none")
        with self.assertRaises(acd.ArgumentError):
            acd.History(service_levels=[levels[0], levels[0]])
        self.assertEqual([level.formula for level in acd.History().service_levels], [acd.Formula.LIBACD])

    def test_saved_loaded_and_merged(self) -> None:
        history = acd.History(interval_us=1800 * SECOND)
        bank(history=history)
        loaded = acd.History.load(history.save())
        self.assertEqual(loaded.save(), history.save())
        self.assertEqual(loaded.queue_table(), history.queue_table())
        loaded.merge(history)
        self.assertEqual(loaded.queue().offered, 2 * history.queue().offered)
        with self.assertRaises(acd.EncodingError):
            acd.History.load(history.save()[:-1])
        with self.assertRaises(acd.ArgumentError):
            loaded.merge(acd.History())

    def test_what_a_history_is_not_told(self) -> None:
        history = acd.History()
        bank(history=history)
        with self.assertRaisesRegex(ValueError, "another engine"):
            acd.Engine(CENTRE, history=history)
        unknown: list[dict[str, Any]] = [{"colour": 1}, {"interval_us": 7}]
        for wrong in unknown:
            with self.assertRaises((TypeError, ValueError)):
                acd.History(**wrong)
        with self.assertRaises(LookupError):
            acd.History(zone="Europe/Nowhere")
        with self.assertRaises(ValueError):
            acd.Engine(CENTRE).history


class RecordTest(Case):
    def test_a_record_says_what_became_of_a_call(self) -> None:
        engine = self.engine(records=True)
        call = engine.arrive(queue="support", caller="+49", ref=5)
        switch = Switch()
        while (deadline := engine.run(switch)) < 80 * SECOND:
            self.clock.now_us = deadline
        self.clock.now_us = 80 * SECOND
        call.hangup()
        engine.run(switch)
        self.assertEqual(engine.pull_records(), [])  # the wrap-up lasts
        self.clock.now_us = 100 * SECOND
        engine.run(switch)
        (record,) = engine.pull_records()
        self.assertEqual(engine.pull_records(), [])
        del call, switch
        engine.close()
        self.assertEqual((record.disposition, record.agent_name, record.talk_us), (acd.Disposition.ANSWERED, "bob", 60 * SECOND))
        self.assertEqual((record.caller, record.call_ref, record.end), ("+49", 5, acd.End.COMPLETED))
        self.assertEqual([segment.kind.word for segment in record.segments], ["queue", "agent"])
        self.assertEqual([(visit.queue_name, visit.offers, visit.no_answers) for visit in record.visits], [("support", 2, 1)])
        self.assertEqual([(one.agent_name, one.wrapup_us) for one in record.conversations], [("bob", 10 * SECOND)])
        self.assertEqual(record.path, ())

    def test_one_for_each_call(self) -> None:
        with bank(records=True) as simulation:
            records = simulation.engine.pull_records()
            self.assertEqual([record.call_ref > 0 for record in records], [True] * 120)
            abandoned = [record for record in records if record.disposition == acd.Disposition.ABANDONED]
            self.assertEqual(len(abandoned), simulation.engine.kpi_queue.abandoned + simulation.engine.kpi_queue.abandoned_short)
        engine = self.engine(records=True)
        engine.arrive(queue="support")
        self.assertEqual(engine.pull_records(), [])
        self.assertEqual([record.disposition for record in engine.flush_records()], [acd.Disposition.OPEN])
        with self.assertRaises(ValueError):
            self.engine().pull_records()

    def test_records_as_lines(self) -> None:
        with bank(records=True) as simulation:
            lines = simulation.engine.pull_record_lines()
            self.assertEqual(len(lines), 120)
            self.assertEqual({len(json.loads(line)["segments"]) for line in lines}, {1, 2})
        with bank(records=True) as simulation:
            text = acd.csv_head() + "".join(simulation.engine.pull_record_lines(csv=True))
            rows = list(csv.DictReader(io.StringIO(text, newline="")))
            self.assertEqual({row["disposition"] for row in rows}, {"answered", "abandoned"})

    def test_paths_through_flows(self) -> None:
        nodes = {"hello": {"kind": "play", "prompt": "hi", "exits": {"next": "bye"}}, "bye": {"kind": "hangup"}}
        with acd.simulate({"flows": {"main": {"start": "hello", "nodes": nodes}}}, [{"at_us": 1, "flow": "main"}], records=True) as simulation:
            (record,) = simulation.engine.pull_records()
            self.assertEqual([(step.flow_name, step.node_name, step.exit.word) for step in record.path], [("main", "hello", "next")])
            self.assertEqual(record.disposition, acd.Disposition.SELF_SERVED)


if __name__ == "__main__":
    unittest.main()
