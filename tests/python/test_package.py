# SPDX-License-Identifier: Apache-2.0
"""The package: objects, hosts, definitions, errors, events, the event loop; what is freed, and when."""

from __future__ import annotations

import asyncio
import csv
import dataclasses
import errno
import gc
import inspect
import io
import json
import pickle
import re
import subprocess
import sys
import tempfile
import threading
import unittest
import weakref
from pathlib import Path
from typing import Any, Callable

import acd
from acd import aio, erlang, errors, facts, kinds, raw, zones

SECOND = acd.SECOND
CENTRE: dict[str, Any] = {
    "agents": {"ann": {}, "bob": {}},
    "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20, "wrapup_s": 10}},
}


class Switch(acd.Host):
    """Answers for Bob, does all else."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def ring(self, action: acd.Action) -> acd.Answer:
        self.told.append(f"{action.time_us // SECOND} ring {action.agent.name}")
        return acd.Outcome.ACCEPTED if action.agent.name == "bob" else None

    def other(self, action: acd.Action) -> acd.Answer:
        self.told.append(f"{action.time_us // SECOND} {action.kind.word} {action.agent.name}")
        return acd.Outcome.DONE


class Case(unittest.TestCase):
    def setUp(self) -> None:
        self.clock = acd.ManualClock()

    def engine(self, definition: acd.Definition = CENTRE, **more: Any) -> acd.Engine:
        engine = acd.Engine(definition, clock=self.clock, **more)
        self.addCleanup(lambda: None if engine.closed else engine.check())
        return engine


class HostTest(Case):
    def test_a_call_through_hooks(self) -> None:
        engine, switch = self.engine(), Switch()
        support = engine.queue("support")
        call = engine.arrive(queue=support, caller="+4930", ref=7, attributes={"tier": "gold", "note": "a=b"})
        self.assertEqual(dict(call.attributes), {"tier": "gold", "note": "a=b"})
        self.assertEqual((call.queue, call.caller, call.ref, call.position), (support, "+4930", 7, 1))
        while (deadline := engine.run(switch)) < 80 * SECOND:
            self.clock.now_us = deadline
        self.assertEqual((call.state, call.agent), (acd.CallState.TALKING, engine.agent("bob")))
        self.assertEqual(deadline, acd.TIME_NEVER)
        self.clock.now_us = 80 * SECOND
        call.hangup()
        self.assertEqual(engine.run(switch), 90 * SECOND)
        self.assertEqual(switch.told, ["0 ring ann", "20 ring_stop ann", "20 ring bob", "20 bridge bob", "80 release bob"])
        self.assertFalse(call.live)
        self.assertEqual((support.kpi.answered, support.kpi.asa_us, support.kpi.talk_us), (1, 20 * SECOND, 60 * SECOND))
        self.assertEqual(engine.kpi_queue, support.kpi)
        self.assertEqual(engine.kpi_calls.ends[acd.End.COMPLETED], 1)

    def test_actions_one_by_one(self) -> None:
        engine = self.engine()
        call = engine.arrive(queue="support")
        for action in engine.actions():
            self.assertEqual((action.kind, action.call, action.deadline_us), (acd.ActionKind.RING, call, 20 * SECOND))
            self.assertEqual(repr(action), f"<Action ring call {call.id} agent 'ann'>")
            ring = action
        ring.accepted()
        with self.assertRaises(acd.StaleError):
            ring.accepted()
        self.assertEqual([action.kind.word for action in engine.actions()], ["bridge"])

    def test_what_a_hook_raises_goes_to_who_ran_it(self) -> None:
        class Broken(acd.Host):
            def ring(self, action: acd.Action) -> acd.Answer:
                raise ZeroDivisionError("the switch is on fire")

        engine = self.engine()
        engine.arrive(queue="support")
        with self.assertRaisesRegex(ZeroDivisionError, "on fire"):
            engine.run(Broken())
        engine.run(Broken())  # the ring goes on to its deadline
        self.clock.advance(20 * SECOND)
        switch = Switch()
        engine.run(switch)
        self.assertIn("20 ring bob", switch.told)

        class Odd(acd.Host):
            def other(self, action: acd.Action) -> Any:
                return True

        engine = self.engine()
        engine.arrive(queue="support")
        with self.assertRaisesRegex(TypeError, "ring: a hook gives an Outcome, a Result or None, not True"):
            engine.run(Odd())

    def test_a_hook_may_command(self) -> None:
        class Impatient(acd.Host):
            def ring(self, action: acd.Action) -> acd.Answer:
                action.call.hangup()
                return acd.Outcome.ACCEPTED  # too late, and passed over

        engine = self.engine()
        engine.arrive(queue="support")
        engine.run(Impatient())
        self.assertEqual((engine.calls, engine.kpi_queue.abandoned + engine.kpi_queue.abandoned_short), ([], 1))

    def test_texts_come_with_results(self) -> None:
        class Menu(acd.Host):
            def collect(self, action: acd.Action) -> acd.Answer:
                return acd.Result(acd.Outcome.DIGITS, "2")

        nodes = {
            "menu": {"kind": "menu", "prompt": "hello", "exits": {"2": "box", "no_input": "box", "no_match": "box"}},
            "box": {"kind": "voicemail", "mailbox": "main"},
        }
        definition = {"numbers": {"100": "main"}, "flows": {"main": {"start": "menu", "nodes": nodes}}}
        engine = self.engine(definition)
        call = engine.arrive("100")
        engine.run(Menu())
        self.assertEqual((call.number, call.state), ("100", acd.CallState.FLOW))
        self.assertEqual(engine.flow("main").node_name(call.info.node), "box")


class ObjectTest(Case):
    def test_objects_are_what_they_name(self) -> None:
        engine = self.engine()
        ann = engine.agent("ann")
        self.assertEqual(ann, engine.agents[0])
        self.assertNotEqual(ann, self.engine().agent("ann"))
        self.assertEqual(len({ann, engine.agent("ann"), engine.agent("bob")}), 2)
        self.assertEqual(repr(ann), "<Agent 'ann' ready>")
        self.assertEqual(repr(engine.queue("support")), "<Queue 'support' 0 waiting, 2 ready>")
        self.assertFalse(ann.call)
        self.assertEqual((ann.call.id, repr(ann.call)), (0, "<Call: nobody>"))
        call = engine.arrive(queue="support", caller="x")
        self.assertEqual(repr(call), f"<Call {call.id} from 'x' waiting>")
        call.hangup()
        self.assertEqual(repr(call), f"<Call {call.id}: gone>")
        with self.assertRaises(acd.StaleError):
            call.state
        with self.assertRaises(dataclasses.FrozenInstanceError):
            ann.info.state = 3  # type: ignore[misc, assignment]

    def test_what_is_so_or_not(self) -> None:
        engine = self.engine()
        call = engine.arrive(queue="support")
        queue = engine.queue("support")
        self.assertIs(queue.info.deserted, False)
        self.assertIs(queue.info.closed, False)
        self.assertIs(call.info.record_paused, False)
        engine.define({"agents": {"ann": {}}})
        self.assertIs(queue.info.closed, True)
        engine.agent("ann").elsewhere(True)
        self.assertIs(engine.agent("ann").info.elsewhere, True)

    def test_agents(self) -> None:
        engine = self.engine()
        ann = engine.agent("ann")
        ann.not_ready(5)
        self.assertEqual((ann.state, ann.presence, ann.info.reason), (acd.AgentState.NOT_READY, acd.Presence.NOT_READY, 5))
        ann.logout()
        ann.login(ref=33)
        self.assertEqual(ann.info.host_ref, 33)
        ann.ready()
        call = engine.arrive(queue="support")
        self.assertEqual(ann.why_not(call).verdict, acd.Verdict.RINGS)
        self.assertEqual({one.agent for one in call.candidates()}, {one.id for one in engine.agents})
        self.assertEqual(call.outlook().members_count, 2)

    def test_conversations(self) -> None:
        engine = self.engine()
        ann, bob = engine.agents
        call = engine.arrive(queue="support", requirements={}, preferred=["ann"])

        class All(acd.Host):
            def ring(self, action: acd.Action) -> acd.Answer:
                return acd.Outcome.BRIDGED

            def other(self, action: acd.Action) -> acd.Answer:
                return acd.Outcome.DONE

        host = All()
        engine.run(host)
        self.assertEqual(call.parties, [ann])
        call.hold()
        engine.run(host)
        self.assertEqual(call.state, acd.CallState.HELD)
        call.resume()
        consultation = call.consult(bob)
        engine.run(host)
        self.assertEqual((call.consultation, consultation.agent), (consultation, bob))
        call.conference()
        engine.run(host)
        self.assertEqual(call.parties, [ann, bob])
        ann.hangup(call)
        engine.run(host)
        call.transfer(engine.queue("support"))
        engine.run(host)
        self.assertEqual(engine.kpi_queue.transferred_in, 1)
        with self.assertRaises(TypeError):
            call.transfer(call)  # type: ignore[arg-type]

    def test_tables_are_columns(self) -> None:
        engine = self.engine()
        engine.arrive(queue="support")
        table = engine.queue_table()
        self.assertEqual((table["queue"], table["offered"], table["waiting"]), (["support"], [1], [1]))
        self.assertEqual({len(column) for column in table.values()}, {1})
        self.assertEqual(engine.agent_table()["agent"], ["ann", "bob"])
        self.assertEqual([field.name for field in dataclasses.fields(acd.KpiQueue)], list(table)[1:])

    def test_attributes_are_lines(self) -> None:
        engine = self.engine()
        for wrong in ({"a=b": "c"}, {"a\nb": "c"}, {"a": "b\nc=d"}):
            with self.assertRaises(ValueError):
                engine.arrive(queue="support", attributes=wrong)
        call = engine.arrive(queue="support")
        call.set("tier", "gold")
        self.assertEqual((call.attributes["tier"], len(call.attributes)), ("gold", 1))
        with self.assertRaises(KeyError):
            call.attributes["none"]

    def test_callbacks_and_campaigns(self) -> None:
        definition = {
            **CENTRE,
            "callbacks": {"soon": {}},
            "campaigns": {"welcome": {"callback": "soon", "queue": "support"}},
        }
        engine = self.engine(definition)
        call = engine.request_callback("+4144", plan="soon", queue="support")
        self.assertEqual((call.callback.number, call.callback.attempts), ("+4144", 0))
        call.cancel_callback()
        self.assertFalse(call.live)
        for agent in engine.agents:
            agent.not_ready()
        task = engine.add_task("+4145", "welcome")
        self.assertEqual(engine.campaign("welcome").tasks, [task])


class DefinitionTest(Case):
    def test_a_dict_says_where_it_is_wrong(self) -> None:
        engine = self.engine()
        wrong = {"agents": {"ann": {}}, "queues": {"support": {"members": ["anne"], "stratgy": "linear"}}}
        with self.assertRaises(acd.DefinitionError) as raised:
            engine.define(wrong)
        found = raised.exception.mistakes
        self.assertIn("/queues/support/stratgy", [one.path for one in found] + [f"{one.path}/stratgy" for one in found])
        self.assertTrue(all(one.line == 0 for one in found))
        self.assertIn("strategy", str(raised.exception))
        self.assertEqual(engine.queue("support").info.staffed_count, 2)

    def test_a_file_says_on_which_line(self) -> None:
        engine = self.engine()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "centre.json"
            path.write_text('{\n  "agents": {"ann": {}},\n  "queues": {"q": {"members": ["anne"]}}\n}', encoding="utf-8")
            with self.assertRaises(acd.DefinitionError) as raised:
                engine.define(path)
            (mistake,) = raised.exception.mistakes
            self.assertEqual((mistake.line, mistake.path, mistake.nearest), (3, "/queues/q/members/0", "ann"))
            with self.assertRaises(acd.InputOutputError) as missing:
                engine.define(str(path) + ".no")
            self.assertIn("No such file", str(missing.exception))

    def test_changes_and_built_ones(self) -> None:
        engine = self.engine()
        engine.change({"agents": {"cleo": {}}})
        self.assertEqual([agent.name for agent in engine.agents], ["ann", "bob", "cleo"])
        built = raw.Definition()
        queue = raw.definition_add(built, raw.NOUN_QUEUE, 0, "q")
        raw.definition_add(built, raw.NOUN_MEMBER, queue, "nobody")
        with self.assertRaises(acd.DefinitionError) as raised:
            engine.define(built)
        self.assertEqual(raised.exception.mistakes[0].path, 'queue "q" / member "nobody"')
        engine.define(engine.running)

    @unittest.skipIf(zones.zone_bytes("Europe/Berlin") is None, "no time zones on this machine")
    def test_zones_are_read_from_the_system(self) -> None:
        week = {"office": {"zone": "Europe/Berlin", "hours": [{"days": ["mon"], "from": "09:00", "to": "17:00"}]}}
        engine = self.engine({"schedules": week}, wall_offset_us=1_767_600_000 * SECOND)  # Monday, 8:00 UTC
        verdict = engine.schedule("office").now
        self.assertEqual((verdict.open, engine.schedule("office").info.zone), (1, "Europe/Berlin"))
        self.assertIsNone(zones.zone_bytes("../etc/passwd"))
        with self.assertRaises(acd.DefinitionError):
            engine.define({"schedules": {"office": {"zone": "Europe/Nowhere"}}})


class ErrorTest(Case):
    def test_each_status_has_its_class(self) -> None:
        statuses = {value for name, value in vars(raw).items() if name.startswith("ERR_")} | {raw.AGAIN}
        self.assertEqual(set(errors.BY_CODE), statuses)
        self.assertEqual(len(set(errors.BY_CODE.values())), len(statuses))
        engine, full = self.engine(), self.engine(options={kinds.Option.CALLS_MAX: 1})
        wrong: list[tuple[type[Exception], Callable[[], object]]] = [
            (acd.NotFoundError, lambda: engine.agent("anne")),
            (LookupError, lambda: engine.queue("none")),
            (acd.StateError, lambda: engine.agent("ann").ready()),
            (ValueError, lambda: engine.arrive(queue="support", priority=5000)),
            (acd.NotFoundError, lambda: engine.call(99).hangup()),
            (acd.LimitError, lambda: [full.arrive(queue="support") for _ in range(2)]),
        ]
        for kind, call in wrong:
            with self.subTest(kind=kind), self.assertRaises(kind) as raised:
                call()
            self.assertIs(type(raised.exception), errors.BY_CODE[getattr(raised.exception, "code")])

    def test_files_that_are_not_there(self) -> None:
        engine = self.engine()
        with tempfile.TemporaryDirectory() as folder:
            missing = str(Path(folder) / "none.json")
            with self.assertRaises(FileNotFoundError) as raised:
                engine.define(missing)
            self.assertIsInstance(raised.exception, acd.InputOutputError)
            self.assertEqual((raised.exception.errno, raised.exception.filename), (errno.ENOENT, missing))
            self.assertEqual((getattr(raised.exception, "code"), getattr(raised.exception, "function")),
                             (raw.ERR_IO, "json_load_file"))
            with self.assertRaises(acd.InputOutputError) as other:
                engine.define(folder)
            self.assertNotIsInstance(other.exception, FileNotFoundError)
            self.assertEqual((other.exception.errno, other.exception.filename), (errno.EISDIR, folder))

    def test_errors_of_batches_travel(self) -> None:
        batch = self.engine().batch()
        batch.tick()
        batch.hangup(99)
        with self.assertRaises(acd.BatchError) as raised:
            batch.submit()
        told = pickle.loads(pickle.dumps(raised.exception))
        self.assertEqual((str(told), told.code, told.function, told.submitted),
                         (str(raised.exception), raw.ERR_NOT_FOUND, "call_hangup", 2))
        ((number, error),) = told.refused
        self.assertEqual((number, type(error), error.code), (1, acd.NotFoundError, raw.ERR_NOT_FOUND))

    def test_a_closed_engine(self) -> None:
        with self.engine() as engine:
            ann = engine.agent("ann")
        self.assertTrue(engine.closed)
        engine.close()
        self.assertEqual((repr(engine), repr(ann)), ("<Engine closed>", f"<Agent {ann.id}: gone>"))
        refused: list[Callable[[], object]] = [lambda: ann.state, lambda: engine.now_us, ann.ready, lambda: engine.agents]
        for call in refused:
            with self.assertRaises(ValueError):
                call()

    def test_unknown_numbers_have_names(self) -> None:
        self.assertEqual((kinds.Outcome(99).name, kinds.Outcome(99).word, int(kinds.Outcome(99))), ("UNKNOWN_99", "unknown_99", 99))
        self.assertIs(kinds.Outcome(99), kinds.Outcome(99))
        self.assertEqual(kinds.Outcome.NO_ANSWER.word, raw.outcome_str(raw.OUTCOME_NO_ANSWER))
        with self.assertRaises(ValueError):
            kinds.Outcome("done")  # type: ignore[arg-type]


class EventTest(Case):
    def test_events_are_told(self) -> None:
        found: list[acd.Event] = []
        engine = self.engine(events=found.append)
        engine.arrive(queue="support", caller="x")
        engine.run(Switch())
        told = [(event.kind.word, event.queue_name, event.agent_name) for event in found]
        self.assertIn(("queue_entered", "support", ""), told)
        self.assertIn(("offered", "support", "ann"), told)
        self.assertEqual([event.sequence for event in found], list(range(1, len(found) + 1)))

    def test_what_a_sink_raises_is_raised_by_the_command(self) -> None:
        heard = 0

        def sink(event: acd.Event) -> None:
            nonlocal heard
            heard += 1
            if event.kind == acd.EventKind.CALL_ARRIVED:
                raise KeyError("no room for more")

        engine = self.engine(events=sink)
        before = heard
        with self.assertRaisesRegex(KeyError, "no room"):
            engine.arrive(queue="support")
        self.assertEqual(heard, before + 1)  # nothing more of this command
        self.assertEqual(len(engine.calls), 1)  # which was carried out
        engine.run(Switch())
        self.clock.advance(20 * SECOND)
        engine.run(Switch())
        self.assertGreater(heard, before + 1)

    def test_a_sink_must_not_command(self) -> None:
        engine: acd.Engine

        def sink(event: acd.Event) -> None:
            if event.kind == acd.EventKind.CALL_ARRIVED:
                engine.calls[0].hangup()

        engine = self.engine(events=sink)
        with self.assertRaises(acd.ReentryError):
            engine.arrive(queue="support")


class ScoreTest(Case):
    centre = {**CENTRE, "queues": {"support": {"members": ["ann", "bob"], "strategy": "host_score"}}}

    def rung(self, engine: acd.Engine) -> list[str]:
        engine.arrive(queue="support", attributes={"speaks": "dutch"})
        return [action.agent.name for action in engine.actions() if action.kind == acd.ActionKind.RING]

    def test_the_greatest_is_rung(self) -> None:
        asked: list[list[str]] = []

        def score(call: acd.Call, agents: list[acd.Agent]) -> list[int]:
            asked.append([call.attributes["speaks"], *(agent.name for agent in agents)])
            return [10 if agent.name == "bob" else 1 for agent in agents]

        self.assertEqual(self.rung(self.engine(self.centre, score=score)), ["bob"])
        self.assertEqual(asked, [["dutch", "ann", "bob"]])
        self.assertEqual(self.rung(self.engine(self.centre)), ["ann"])

    def test_what_is_no_answer(self) -> None:
        wrong: list[Any] = [[1], [1, 2, 3], 5, ["a", "b"], [1, 2**60], None]
        for number, answer in enumerate(wrong):
            engine = self.engine(self.centre, score=lambda call, agents, answer=answer: answer)
            with self.subTest(number=number), self.assertRaises((ValueError, TypeError)):
                self.rung(engine)
            self.assertEqual([action.agent.name for action in engine.actions()], ["ann"])  # carried out all the same
            self.assertEqual(engine.stats.scores_failed, 1)

        def commands(call: acd.Call, agents: list[acd.Agent]) -> list[int]:
            call.hangup()
            return [1, 2]

        with self.assertRaises(acd.ReentryError):
            self.rung(self.engine(self.centre, score=commands))

    def test_the_log_is_told(self) -> None:
        told: list[tuple[int, str]] = []
        engine = self.engine(log=lambda level, text: told.append((level, text)))
        engine.arrive(queue="support")
        engine.define({"agents": {"ann": {}}})
        ((level, text),) = told
        self.assertEqual(level, raw.LOG_INFO)
        self.assertIn("closed until its last call has left: queue", text)
        self.assertIn("support", text)

        def fail(level: int, text: str) -> None:
            raise KeyError(text)

        engine = self.engine(log=fail)
        engine.arrive(queue="support")
        with self.assertRaises(KeyError):
            engine.define({"agents": {"ann": {}}})


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


def bank(**more: Any) -> acd.Simulation:
    """Two hours with two agents: a call each minute, and some that have no patience."""
    callers = [
        {"at_us": i * 60 * SECOND, "queue": "support", "caller": f"+49{i}", "talk_us": (60 + i % 7 * 30) * SECOND,
         "patience_us": (20 if i % 5 == 0 else 600) * SECOND, "ref": i}
        for i in range(120)
    ]
    return acd.simulate(CENTRE, callers, wall_offset_us=1_767_600_000 * SECOND, **more)


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


class ErlangTest(unittest.TestCase):
    def test_agents_and_calls(self) -> None:
        system = erlang.System(calls_per_hour=340, handle_s=240, patience_s=90)
        agents = system.agents(service_level=0.8, within_s=20)
        self.assertGreaterEqual(system.service_level(20, agents), 0.8)
        self.assertLess(system.service_level(20, agents - 1), 0.8)
        self.assertGreater(system.calls(agents, service_level=0.8, within_s=20), 340)
        self.assertGreater(system.agents(service_level=0.8, within_s=20, shrinkage=0.3), agents)
        self.assertAlmostEqual(system.figures(agents).erlangs, 340 * 240 / 3600)
        with self.assertRaises(acd.StateError):
            erlang.System(calls_per_hour=340, handle_s=240).figures(22)
        with self.assertRaises(acd.ArgumentError):
            erlang.System(calls_per_hour=340, handle_s=240).agents(service_level=2, within_s=20)
        for wrong in (-1, float("nan"), float("inf")):
            for field in ("calls_per_hour", "handle_s", "patience_s", "timeout_s"):
                values: dict[str, Any] = {"calls_per_hour": 340, "handle_s": 240, field: wrong}
                with self.subTest(field=field, wrong=wrong), self.assertRaises(acd.ArgumentError):
                    erlang.System(**values)


class SimulationTest(unittest.TestCase):
    def test_what_becomes_of_callers(self) -> None:
        callers = [{"at_us": i * SECOND, "queue": "support", "talk_us": 60 * SECOND, "patience_us": 30 * SECOND, "ref": i} for i in range(3)]
        heard: list[acd.EventKind] = []
        with acd.simulate(CENTRE, callers, events=lambda event: heard.append(event.kind), metrics=True) as simulation:
            table = simulation.outcomes
            self.assertEqual(list(table["ref"]), [2, 0, 1])
            self.assertEqual([acd.End(end).word for end in table["end"]], ["abandoned", "completed", "completed"])
            self.assertEqual(list(table["talk_us"]), [0, 60 * SECOND, 60 * SECOND])
            self.assertEqual(simulation.engine.kpi_queue.abandoned, 1)
            self.assertEqual(heard.count(acd.EventKind.CALL_ENDED), 3)
            self.assertEqual((simulation.stats.callers, simulation.stats.ended), (3, 3))
            simulation.engine.check()

    def test_random_callers_agree_with_theory(self) -> None:
        agents: dict[str, Any] = {f"agent {i}": {} for i in range(25)}
        centre = {"agents": agents, "queues": {"q": {"members": list(agents), "wrapup_s": 0, "service_level_s": 20}}}
        source = {"name": "day", "interval_us_mean": 3600 * SECOND // 340, "queue": "q", "talk_us_mean": 240 * SECOND,
                  "patience_us_mean": 90 * SECOND, "calls_max": 50_000}
        with acd.simulate(centre, poisson=[source], options={kinds.SimOption.SEED: 5}) as simulation:
            found = simulation.engine.kpi_queue
            expected = erlang.System(calls_per_hour=340, handle_s=240, patience_s=90).service_level(20, 25)
            self.assertAlmostEqual(found.answered_within / found.offered, expected, delta=0.02)

    def test_figures_alone(self) -> None:
        source = {"name": "day", "queue": "support", "interval_us_mean": 60 * SECOND, "talk_us_mean": 50 * SECOND, "calls_max": 200}
        with acd.simulate(CENTRE, poisson=[source]) as kept, acd.simulate(CENTRE, poisson=[source], outcomes=False) as alone:
            self.assertEqual(len(kept.outcomes["wait_us"]), 200)
            self.assertEqual(alone.engine.digest_actions, kept.engine.digest_actions)
            self.assertEqual(alone.engine.kpi_queue, kept.engine.kpi_queue)
            with self.assertRaisesRegex(ValueError, "without"):
                alone.outcomes

    def test_while_it_runs(self) -> None:
        simulation = acd.Simulation(CENTRE, options={kinds.SimOption.CHECK: 1})
        simulation.add_poisson("x", interval_us_mean=SECOND, queue="support", calls_max=20_000)
        thread = threading.Thread(target=simulation.run)
        thread.start()
        refused = False
        while thread.is_alive() and not refused:
            try:
                simulation.engine.kpi_calls
            except ValueError:
                refused = True
        thread.join()
        self.assertTrue(refused)
        self.assertEqual(simulation.engine.kpi_calls.arrived, 20_000)

    def test_what_a_sink_raises_ends_the_run(self) -> None:
        def sink(event: acd.Event) -> None:
            if event.kind == acd.EventKind.CALL_ARRIVED:
                raise KeyError("no room")

        with self.assertRaisesRegex(KeyError, "no room"):
            acd.simulate(CENTRE, [{"at_us": 1, "queue": "support"}], events=sink)

    def test_wrong_callers(self) -> None:
        with acd.Simulation(CENTRE) as simulation:
            unknown: list[dict[str, Any]] = [{"colour": 3}, {"this": 3}]
            for wrong in unknown:
                with self.assertRaises(TypeError):
                    simulation.add_caller(5, queue="support", **wrong)
            with self.assertRaises(acd.ArgumentError):
                simulation.add_caller(-5, queue="support")
            simulation.add_presence(10, "ann", acd.Presence.LOGGED_OUT)
            simulation.set_speed(2_000_000, queue="support")
            simulation.set_fault(acd.ActionKind.RING, kinds.Fault.BUSY, 1_000_000)
            simulation.add_caller(20, queue="support", patience_us=SECOND)
            self.assertFalse(simulation.run())
            self.assertEqual(simulation.engine.agent("ann").state, acd.AgentState.LOGGED_OUT)
            self.assertGreater(simulation.engine.kpi_queue.refusals, 0)
        with self.assertRaises(ValueError):
            simulation.run()


class LifeTest(Case):
    def test_everything_goes_in_any_order(self) -> None:
        for _ in range(3):
            engine: Any = acd.Engine(CENTRE, events=lambda event: None, history=acd.History(), records=True, metrics=True)
            ann: Any = engine.agent("ann")
            call: Any = engine.arrive(queue="support")
            action: Any = next(engine.actions())
            events: Any = []
            gone = weakref.ref(engine)
            raw_engine: Any = engine.raw
            del engine
            ann.name
            del ann, call
            gc.collect()
            action.accepted()  # an action keeps its engine
            del action
            gc.collect()
            self.assertIsNone(gone())
            raw.engine_tick(raw_engine, 10**9)  # its events go nowhere now
            del raw_engine, events

    def test_threads_with_an_engine_each(self) -> None:
        def work(found: list[tuple[int, int]]) -> None:
            clock, switch = acd.ManualClock(), Switch()
            with acd.Engine(CENTRE, clock=clock, events=lambda event: None, history=acd.History(), records=True) as engine:
                for _ in range(50):
                    call = engine.arrive(queue="support")
                    while (deadline := engine.run(switch)) < clock.now_us + 60 * SECOND:
                        clock.now_us = deadline
                    call.hangup()
                    clock.advance(60 * SECOND)
                    engine.run(switch)
                found.append((len(engine.flush_records()), engine.digest_actions))

        found: list[tuple[int, int]] = []
        threads = [threading.Thread(target=work, args=(found,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((len(found), len(set(found)), found[0][0]), (4, 1, 50))

    def test_values_that_make_no_sense(self) -> None:
        engine = self.engine()
        ann = engine.agent("ann")
        wrong: list[Callable[[], object]] = [
            lambda: engine.arrive(queue="support", caller="x" * 10**7),
            lambda: engine.arrive(queue="support", caller="nul\0"),
            lambda: engine.arrive(queue="support", priority=2**70),
            lambda: engine.arrive(queue=5),  # type: ignore[arg-type]
            lambda: engine.arrive(queue=None),
            lambda: engine.agent(None),  # type: ignore[arg-type]
            lambda: engine.agent("x" * 10**6),
            lambda: ann.not_ready(-1),
            lambda: ann.not_ready("lunch"),  # type: ignore[arg-type]
            lambda: ann.ready(at_us=-5),
            lambda: engine.define(None),  # type: ignore[arg-type]
            lambda: engine.define({"agents": {"ann": {"capacity": object()}}}),
            lambda: engine.change({"agents": []}),
            lambda: engine.set_zone("Here", b"no zone"),
            lambda: engine.reconcile([None]),  # type: ignore[list-item]
            lambda: acd.Engine(CENTRE, history=7),  # type: ignore[arg-type]
        ]
        for number, call in enumerate(wrong):
            with self.subTest(number=number), self.assertRaises((acd.Error, ValueError, TypeError, OverflowError, AttributeError)):
                call()
        self.assertEqual((engine.calls, len(engine.agents)), ([], 2))

    def test_no_cycle_keeps_an_engine(self) -> None:
        class Owner:
            def __init__(self) -> None:
                self.engine = acd.Engine(CENTRE, events=self.hear)

            def hear(self, event: acd.Event) -> None:
                pass

        gone = weakref.ref(Owner())
        gc.collect()
        self.assertIsNone(gone())

    def test_the_interpreter_ends_with_engines_alive(self) -> None:
        program = (
            "import acd, atexit\n"
            f"engine = acd.Engine({CENTRE!r}, events=lambda event: None)\n"
            "call = engine.arrive(queue='support')\n"
            "actions = list(engine.actions())\n"
            "engine.cycle = [engine, actions]\n"
            "atexit.register(lambda: call.hangup())\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


class LoopTest(unittest.TestCase):
    """The clock is real here: the shortest ring of all is one second."""

    centre = {**CENTRE, "queues": {"support": {**CENTRE["queues"]["support"], "ring_timeout_s": 1}}}

    def test_hooks_that_are_coroutines(self) -> None:
        ended: list[str] = []

        class Switch(acd.AsyncHost):
            async def ring(self, action: acd.Action) -> acd.Answer:
                if action.agent.name == "bob":
                    await asyncio.sleep(0.01)
                    return acd.Outcome.ACCEPTED
                try:
                    await asyncio.sleep(60)
                except asyncio.CancelledError:
                    ended.append(action.agent.name)
                    raise
                return None

            def other(self, action: acd.Action) -> acd.Answer:
                return acd.Outcome.DONE

        async def main() -> None:
            with acd.Engine(self.centre) as engine:
                async with aio.Driver(engine, Switch()) as driver:
                    call = engine.arrive(queue="support")
                    await asyncio.wait_for(driver.until(lambda: call.state == acd.CallState.TALKING), 20)
                    self.assertEqual(ended, ["ann"])
                    call.hangup()
                    await driver.until(lambda: not call.live)
                    engine.agent("ann").not_ready()
                    engine.agent("ann").ready()  # need not rest any longer
                    other = engine.arrive(queue="support")
                    await driver.until(lambda: engine.agent("ann").state == acd.AgentState.RESERVED)
                    await asyncio.sleep(0.02)
                    other.hangup()
                    engine.arrive(queue="support").hangup()  # over before its hook has begun
                    await asyncio.sleep(0.02)
                    self.assertEqual(ended, ["ann", "ann"])
                self.assertEqual(engine.kpi_queue.no_answers, 1)

        asyncio.run(main())

    def test_actions_as_an_iterator(self) -> None:
        async def main() -> None:
            with acd.Engine(self.centre) as engine:
                async with aio.Driver(engine) as driver:
                    call = engine.arrive(queue="support")
                    async for action in driver:
                        if action.kind == acd.ActionKind.RING:
                            action.result(acd.Outcome.BRIDGED)
                            break
                    await driver.until(lambda: call.state == acd.CallState.TALKING)
                    with self.assertRaises(RuntimeError):
                        await aio.Driver(engine).__aenter__()

        asyncio.run(main())

    def test_what_fails_is_told(self) -> None:
        class Broken(acd.AsyncHost):
            async def ring(self, action: acd.Action) -> acd.Answer:
                raise ZeroDivisionError("the switch is on fire")

        async def main(wait: bool) -> None:
            with acd.Engine(self.centre) as engine:
                async with aio.Driver(engine, Broken()) as driver:
                    engine.arrive(queue="support")
                    if wait:
                        await driver.until(lambda: False)
                    await asyncio.sleep(0.02)

        for wait in (False, True):
            with self.assertRaisesRegex(ZeroDivisionError, "on fire"):
                asyncio.run(main(wait))


class ExampleTest(unittest.TestCase):
    def run_example(self, name: str, *arguments: str) -> str:
        path = Path(__file__).resolve().parents[2] / "examples" / "python" / name
        command = [sys.executable, "-X", "dev", str(path), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_the_fake_switch_does_as_the_one_in_c(self) -> None:
        expected = Path(__file__).resolve().parents[1] / "api" / "hello.expected"
        self.assertEqual(self.run_example("fake_switch.py"), expected.read_text(encoding="utf-8"))

    def test_the_host_in_an_event_loop(self) -> None:
        self.assertIn("answered 1, ring no answer 1", self.run_example("asyncio_host.py"))


class ObjectsTest(unittest.TestCase):
    def test_what_an_engine_does_not_know_is_refused(self) -> None:
        with acd.Engine(CENTRE) as engine, acd.Engine(CENTRE) as other:
            foreign = other.arrive(queue="support")
            call = engine.arrive(queue="support")
            with self.assertRaises(ValueError):
                engine.arrive(queue=other.queue("support"))
            with self.assertRaises(TypeError):
                engine.arrive(queue=3)  # type: ignore[arg-type]
            with self.assertRaises(ValueError):
                engine.reconcile([foreign])
            with self.assertRaises(ValueError):
                call.pick_up(other.agent("ann"))
            with self.assertRaises(acd.NotFoundError):
                call.pick_up("nobody of this name")

    def test_an_engine_that_was_never_made_leaves_its_history(self) -> None:
        history = acd.History()
        with self.assertRaises(acd.DefinitionError):
            acd.Engine({"agents": 3}, history=history)
        if hasattr(acd.raw, "Sim"):
            with self.assertRaises(acd.DefinitionError):
                acd.Simulation({"agents": 3}, history=history)
        with acd.Engine(CENTRE, history=history), self.assertRaises(ValueError):
            acd.Engine(CENTRE, history=history)

    def test_what_is_given_and_taken_has_its_name(self) -> None:
        """All classes that signatures and fields of what is in `acd` speak of are there, too."""
        known = {name for module in (facts, kinds) for name, one in vars(module).items()
                 if inspect.isclass(one) and one.__module__ == module.__name__}
        spoken: set[str] = set()
        for one in (getattr(acd, name) for name in acd.__all__):
            for member in [one, *vars(one).values()] if inspect.isclass(one) else [one]:
                member = getattr(member, "fget", None) or getattr(member, "__func__", member)
                spoken.update(re.findall(r"\w+", " ".join(map(str, getattr(member, "__annotations__", {}).values()))))
        self.assertGreater(len(spoken & known), 50)
        self.assertEqual(spoken & known - set(acd.__all__), set())
        self.assertEqual([name for name in acd.__all__ if not hasattr(acd, name)], [])

    def test_numbers_are_printed_by_their_names(self) -> None:
        self.assertEqual(f"{acd.CallState.WAITING}", "waiting")
        self.assertRegex(acd.__version__, r"^\d+\.\d+\.\d+$")


if __name__ == "__main__":
    unittest.main()
