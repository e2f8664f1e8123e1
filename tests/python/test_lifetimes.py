# SPDX-License-Identifier: Apache-2.0
"""Handles are let go of in every order, and those that are left work on."""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import itertools
import unittest
from typing import Any

import acd
from acd import aio, raw

SECOND = acd.SECOND
CENTRE: dict[str, Any] = {"agents": {"ann": {}}, "queues": {"support": {"members": ["ann"], "music": "waltz"}}}


class Parts:
    """Handles by name, which are let go of in any order; those that are left go on working."""

    def __init__(self, **parts: Any) -> None:
        self.parts = parts

    def free(self, order: tuple[str, ...]) -> None:
        for name in order:
            del self.parts[name]
            gc.collect(0)
            self.use()

    def use(self) -> None:
        for name, one in list(self.parts.items()):
            if isinstance(one, raw.Engine):
                arrival = raw.Arrival()
                arrival.queue = raw.queue_next(one, 0)
                if arrival.queue:
                    raw.call_hangup(one, raw.engine_now(one), raw.call_arrive(one, raw.engine_now(one), arrival))
                while raw.action_next(one) is not None:
                    pass
            elif isinstance(one, raw.Sim):
                raw.sim_run(one, raw.engine_now(raw.sim_engine(one)) + SECOND)
            elif isinstance(one, raw.History):
                raw.history_save(one)
            elif isinstance(one, raw.RecordQueue):
                one.pull()
            elif isinstance(one, raw.Records):
                raw.records_flush(one)
            elif isinstance(one, raw.Definition):
                raw.definition_find(one, raw.NOUN_QUEUE, 0, "support")
            elif isinstance(one, raw.Check):
                raw.check_findings_count(one, 0)
            elif isinstance(one, raw.Difference):
                raw.difference_edits_count(one)
            elif isinstance(one, acd.Call):
                repr(one)
            elif isinstance(one, acd.Action):
                one.text, repr(one)


def built() -> raw.Definition:
    json = raw.Json()
    raw.json_load_text(json, '{"agents": {"ann": {}}, "queues": {"support": {"members": ["ann"]}}}')
    definition = raw.json_definition(json)
    assert definition is not None
    return definition


def fed() -> dict[str, Any]:
    """An engine and all that it speaks to."""
    feed, options, history, records, queue = raw.Feed(), raw.Options(), raw.History(), raw.Records(), raw.RecordQueue()
    raw.records_attach(records, queue)
    feed.set_history(history)
    feed.set_records(records)
    feed.set_sink(lambda event: event.kind)
    feed.set_log(lambda level, text: None)
    raw.feed_attach(feed, options)
    engine = raw.Engine(options)
    raw.definition_submit(built(), engine, 0, raw.DEFINE_WHOLE)
    return {"feed": feed, "history": history, "records": records, "queue": queue, "engine": engine}


def simulated() -> dict[str, Any]:
    feed, history, outcomes, sim = raw.Feed(), raw.History(), raw.Outcomes(), raw.Sim()
    feed.set_history(history)
    raw.sim_attach(sim, feed, outcomes)
    raw.definition_submit(built(), raw.sim_engine(sim), 0, raw.DEFINE_WHOLE)
    source = raw.SimPoisson()
    source.name, source.queue, source.interval_us_mean, source.calls_max = "day", 0, SECOND, 100
    source.queue = raw.queue_find(raw.sim_engine(sim), "support")
    raw.sim_add_poisson(sim, source)
    return {"feed": feed, "history": history, "outcomes": outcomes, "sim": sim, "engine": raw.sim_engine(sim)}


def defined() -> dict[str, Any]:
    definition, engine = built(), raw.Engine()
    raw.definition_submit(definition, engine, 0, raw.DEFINE_WHOLE)
    running = raw.definition_running(engine)
    return {"definition": definition, "running": running, "check": raw.Check(definition),
            "difference": raw.Difference(definition, running), "engine": engine}


def packaged() -> dict[str, Any]:
    found: list[acd.Event] = []
    engine = acd.Engine(CENTRE, clock=acd.ManualClock(), events=found.append, history=acd.History(), records=True, metrics=True)
    call = engine.arrive(queue="support")
    actions = list(engine.actions())
    batch = engine.batch()
    batch.hangup(call)
    return {"engine": engine, "call": call, "action": actions[0], "batch": batch, "event": found[-1]}


class OrderTest(unittest.TestCase):
    def test_every_order(self) -> None:
        for make in (fed, simulated, defined, packaged):
            names = list(make())
            for order in itertools.permutations(names):
                Parts(**make()).free(order)

    def test_cycles(self) -> None:
        """A cycle is taken apart by the collector in an order of its own."""
        for make in (fed, simulated, defined):
            for names in itertools.permutations(make(), 2):
                parts = make()
                for one, other in ((names[0], names[1]), (names[1], names[0])):
                    object.__setattr__(parts[one], "_cycle", parts[other])
                del parts
                gc.collect()

    def test_a_driver(self) -> None:
        for order in itertools.permutations(("engine", "host", "driver", "call")):
            asyncio.run(self.drive(order))

    async def drive(self, order: tuple[str, ...]) -> None:
        engine, host = acd.Engine(CENTRE), acd.Host()
        driver = aio.Driver(engine, host)
        await driver.__aenter__()
        parts: dict[str, Any] = {"engine": engine, "host": host, "driver": driver, "call": engine.arrive(queue="support")}
        del engine, host, driver
        await asyncio.sleep(0)
        for name in order:
            one = parts.pop(name)
            if name == "driver":
                await one.__aexit__(None, None, None)
            elif name == "engine":
                one.close()
            del one
            gc.collect(0)
            await asyncio.sleep(0)


if __name__ == "__main__":
    faulthandler.enable()
    unittest.main()
