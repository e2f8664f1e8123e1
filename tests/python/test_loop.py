# SPDX-License-Identifier: Apache-2.0
"""acd.aio: how a driver ends, and what does not end it."""

from __future__ import annotations

import asyncio
import unittest
from collections.abc import Coroutine
from typing import Any, Union

import acd
from acd import aio

CENTRE: dict[str, Any] = {
    "agents": {"ann": {}, "bob": {}},
    "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20, "wrapup_s": 10}},
}


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
