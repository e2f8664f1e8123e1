# SPDX-License-Identifier: Apache-2.0
"""acd.aio: an engine in an event loop."""

from __future__ import annotations

import asyncio
import unittest
from collections.abc import Coroutine
from typing import Any, Union

import acd
from acd import aio
from centre import CENTRE


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


class Quiet(acd.Host):
    """Answers, and does all else."""

    def ring(self, action: acd.Action) -> acd.Answer:
        return acd.Outcome.ACCEPTED

    def other(self, action: acd.Action) -> acd.Answer:
        return acd.Outcome.DONE


class EndTest(unittest.TestCase):
    def run_for(self, what: Coroutine[Any, Any, None]) -> None:
        """What waits for ever fails."""
        asyncio.run(asyncio.wait_for(what, 20))

    def test_a_condition_that_raises_ends_its_own_wait(self) -> None:
        def exhausted() -> object:
            return next(iter(()))

        async def main() -> None:
            with acd.Engine(CENTRE) as engine:
                async with aio.Driver(engine, Quiet()) as driver:
                    for agent in engine.agents:
                        agent.logout()
                    call = engine.arrive(queue="support")
                    talks = asyncio.create_task(driver.until(lambda: call.state == acd.CallState.TALKING))
                    odd = asyncio.create_task(driver.until(lambda: not call.live and exhausted()))
                    gone = asyncio.create_task(driver.until(lambda: not call.live))
                    await asyncio.sleep(0.01)
                    call.hangup()
                    await gone
                    with self.assertRaises(acd.StaleError):
                        await talks
                    with self.assertRaisesRegex(RuntimeError, "StopIteration"):
                        await odd
                    engine.agent("ann").login()
                    engine.agent("ann").ready()
                    other = engine.arrive(queue="support")
                    await driver.until(lambda: other.state == acd.CallState.TALKING)  # it goes on

        self.run_for(main())

    def test_an_engine_that_is_closed(self) -> None:
        async def look(driver: aio.Driver) -> list[acd.ActionKind]:
            return [action.kind async for action in driver]

        async def main(early: bool) -> None:
            engine = acd.Engine(CENTRE)
            async with aio.Driver(engine) as driver:
                engine.arrive(queue="support")
                found = asyncio.create_task(look(driver))
                waits = asyncio.create_task(driver.until(lambda: False))
                if not early:
                    await asyncio.sleep(0.01)
                engine.close()
                self.assertEqual(await found, [] if early else [acd.ActionKind.RING])
                with self.assertRaisesRegex(RuntimeError, "has ended|not running"):
                    await waits
            with self.assertRaisesRegex(ValueError, "closed"):
                await aio.Driver(engine).__aenter__()

        for early in (False, True):
            self.run_for(main(early))

    def test_a_host_that_closes_the_engine(self) -> None:
        class Last(acd.Host):
            def ring(self, action: acd.Action) -> acd.Answer:
                action.engine.close()
                return None

        async def main() -> None:
            engine = acd.Engine(CENTRE)
            async with aio.Driver(engine, Last()) as driver:
                engine.arrive(queue="support")
                with self.assertRaisesRegex(RuntimeError, "has ended"):
                    await driver.until(lambda: False)

        self.run_for(main())

    def test_one_behind_the_other(self) -> None:
        class Broken(acd.Host):
            def ring(self, action: acd.Action) -> acd.Answer:
                raise KeyError("ring")

        async def main() -> None:
            with acd.Engine(CENTRE) as engine:
                first = await aio.Driver(engine, Broken()).__aenter__()
                engine.arrive(queue="support").hangup()
                call = engine.arrive(queue="support")
                with self.assertRaises(KeyError):
                    await first.until(lambda: False)
                async with aio.Driver(engine, Quiet()) as second:
                    await asyncio.sleep(0.01)
                    with self.assertRaises(KeyError):
                        await first.__aexit__(None, None, None)
                    call.hangup()
                    other = engine.arrive(queue="support")
                    await second.until(lambda: other.state == acd.CallState.TALKING)
                with self.assertRaisesRegex(RuntimeError, "once"):
                    await second.__aenter__()

        self.run_for(main())

    def test_hooks_that_are_cancelled(self) -> None:
        class Raises(acd.Host):
            def ring(self, action: acd.Action) -> acd.Answer:
                raise asyncio.CancelledError

        class RaisesLate(acd.AsyncHost):
            async def ring(self, action: acd.Action) -> acd.Answer:
                await asyncio.sleep(0)
                raise asyncio.CancelledError

        async def main(driver: aio.Driver) -> None:
            async with driver:
                driver.engine.arrive(queue="support")
                await driver.until(lambda: False)

        hosts: list[Union[acd.Host, acd.AsyncHost]] = [Raises(), RaisesLate()]
        for host in hosts:
            with self.subTest(host=host), acd.Engine(CENTRE) as engine:
                with self.assertRaisesRegex(RuntimeError, "ancelled"):
                    self.run_for(main(aio.Driver(engine, host)))


if __name__ == "__main__":
    unittest.main()
