# SPDX-License-Identifier: Apache-2.0
"""acd.testing: hosts of coroutines in virtual time, and memory that fails."""

from __future__ import annotations

import asyncio
import gc
import time
import traceback
import unittest
from collections.abc import Awaitable
from typing import Any

import acd
from acd import aio, raw
from acd.testing import Memory, Story

CENTRE: dict[str, Any] = {
    "agents": {"ann": {}, "bob": {}},
    "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20}},
    "numbers": {"100": {"queue": "support"}},
}
HOUR = 3600


class Case(unittest.TestCase):
    def story(self, **more: Any) -> Story:
        story = Story(CENTRE, **more)
        self.addCleanup(story.end)
        return story


class Phones(acd.AsyncHost):
    """Ann lets it ring, Bob answers after three seconds; prompts and all else take none."""

    def __init__(self) -> None:
        self.cancelled: list[str] = []

    async def ring(self, action: acd.Action) -> acd.Answer:
        try:
            await asyncio.sleep(HOUR if action.agent.name == "ann" else 3)
        except asyncio.CancelledError:
            self.cancelled.append(action.agent.name)
            raise
        return acd.Outcome.ACCEPTED

    async def other(self, action: acd.Action) -> acd.Answer:
        return acd.Outcome.DONE


class CoroutinesTest(Case):
    def test_hooks_are_driven_in_virtual_time(self) -> None:
        phones = Phones()
        story = self.story(host=phones)
        began = time.monotonic()
        story.call_arrives("vip", "100")
        story.expect_ring("vip", "ann")
        story.time_passes(19.5)
        story.expect_no_more()
        self.assertEqual(phones.cancelled, [])
        story.time_passes(10)
        story.expect_story("""
            20 s ring_stop ann for vip
            20 s ring bob for vip
            23 s bridge bob for vip
        """)
        self.assertEqual(phones.cancelled, ["ann"])
        story.time_passes(100 * HOUR)
        story.expect_agent("bob", acd.AgentState.BUSY)
        story.caller_hangs_up("vip")
        story.expect_release("vip", "bob")
        story.expect_at(29.5 + 100 * HOUR)
        self.assertLess(time.monotonic() - began, HOUR / 60)
        self.assertEqual(story.clock.now_us, round((29.5 + 100 * HOUR) * acd.SECOND))

    def test_what_they_tell_is_theirs(self) -> None:
        story = self.story(host=Phones())
        story.call_arrives("vip", "100")
        story.time_passes(23)
        story.expect_told("result ring_stop ann for vip: done")
        story.expect_told("result ring bob for vip: accepted")
        with self.assertRaisesRegex(AssertionError, "expected: told call_hold vip\nbut was:  result bridge bob for vip: done, at 23 s"):
            story.expect_told("call_hold vip")

    def test_code_that_is_awaited(self) -> None:
        story = self.story(host=Phones())

        async def serve() -> int:
            call = story.engine.arrive("100")
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.Event().wait(), 30)
            call.hangup()
            await asyncio.sleep(HOUR)
            return 7

        self.assertEqual(story.run(serve()), 7)
        self.assertEqual(story.clock.now_us, (HOUR + 30) * acd.SECOND)
        story.expect_event(acd.EventKind.CALL_ENDED, "call 1", "completed")
        story.expect_at(30)

        async def fail() -> None:
            await asyncio.sleep(1)
            raise ZeroDivisionError("on fire")

        with self.assertRaisesRegex(ZeroDivisionError, "on fire"):
            story.run(fail())

    def test_what_runs_beside(self) -> None:
        story = self.story()
        told: list[str] = []

        async def watch() -> None:
            while True:
                await asyncio.sleep(10)
                told.append(f"{story.clock.now_us // acd.SECOND} {story.engine.queue('support').waiting}")

        story.later(25, lambda: told.append("later"))
        task = story.loop.create_task(watch())
        story.agent_answers("bob", after=5)
        story.call_arrives("vip", "100")
        story.time_passes(30)
        self.assertEqual(told, ["10 1", "20 1", "later", "30 0"])
        story.expect_story("ring ann for vip\nring_stop ann for vip\nring bob for vip\n25 s bridge bob for vip")
        task.cancel()

    def test_a_driver_of_ones_own(self) -> None:
        async def main() -> list[str]:
            async with aio.Driver(story.engine) as driver:
                story.engine.arrive("100")
                async for action in driver:
                    story.note(f"asked for {action.kind.word}")
                    if action.kind == acd.ActionKind.BRIDGE:
                        break
                    if action.kind == acd.ActionKind.RING:
                        await asyncio.sleep(2)
                        action.accepted()
            return [line.kind for line in story.lines if line.sort == "note"]

        story = self.story()
        self.assertEqual(story.run(main()), ["asked for ring", "asked for bridge"])
        story.expect_story("""
            0 s ring ann for call 1
            0 s asked for ring
            2 s bridge ann for call 1
            2 s asked for bridge
        """)

    def test_what_fails_comes_out_of_the_step(self) -> None:
        class Broken(Phones):
            async def ring(self, action: acd.Action) -> acd.Answer:
                await asyncio.sleep(2)
                raise ZeroDivisionError("the switch is on fire")

        story = self.story(host=Broken())
        story.call_arrives("vip", "100")
        try:
            story.time_passes(5)
            self.fail("nothing was raised")
        except ZeroDivisionError as error:
            self.assertEqual(traceback.extract_tb(error.__traceback__)[-1].name, "ring")
        self.assertEqual(story.clock.now_us, 2 * acd.SECOND)

        async def alone() -> None:
            raise KeyError("nobody waits for me")

        story.loop.create_task(alone())
        with self.assertRaisesRegex(KeyError, "nobody waits"):
            story.settle()
            gc.collect()
            story.settle()

    def test_what_waits_for_ever(self) -> None:
        story = self.story()
        with self.assertRaisesRegex(RuntimeError, "nothing is due any more"):
            story.run(self.forever())
        self.assertEqual(story.clock.now_us, 0)

    async def forever(self) -> None:
        await asyncio.Event().wait()

    def test_hosts_follow_each_other(self) -> None:
        first, second = Phones(), Phones()
        story = self.story(host=first)
        story.call_arrives("vip", "100")
        story.expect_ring("vip", "ann")
        story.host = second
        self.assertEqual(first.cancelled, ["ann"])
        story.time_passes(25)
        story.expect_story("20 s ring_stop ann for vip\n20 s ring bob for vip\n23 s bridge bob for vip")
        story.host = None
        story.caller_hangs_up("vip")
        story.expect_release("vip", "bob")

    def test_a_coroutine_that_looks_plain(self) -> None:
        class Late(acd.AsyncHost):
            def ring(self, action: acd.Action) -> Awaitable[acd.Answer]:
                return asyncio.sleep(2, acd.Outcome.ACCEPTED)

        story = self.story(host=Late())
        story.call_arrives("vip", "100")
        story.time_passes(2)
        story.expect_story("ring ann for vip\n2 s bridge ann for vip")

    def test_a_hook_that_only_looks_plain(self) -> None:
        class Sly(acd.Host):
            def other(self, action: acd.Action) -> Any:
                return asyncio.sleep(1)

        story = self.story(host=Sly())
        story.engine.arrive("100")
        with self.assertWarns(RuntimeWarning), self.assertRaisesRegex(TypeError, "`async def`"):
            story.settle()


@unittest.skipUnless(hasattr(raw, "Memory"), "built without libacd-testing")
class MemoryTest(Case):
    def test_a_command_is_done_or_changes_nothing(self) -> None:
        story = self.story()
        call = story.expect_no_memory(lambda: story.engine.arrive("100"))
        self.assertGreater(story.memory.failed, 0)
        story.expect_told("call_arrive call 1")
        story.expect_ring("call 1", "ann")
        self.assertTrue(call.live)
        self.assertEqual(story.engine.kpi_calls.arrived, 1)
        self.assertEqual([line.kind for line in story.lines if line.sort == "told"], ["define", "call_arrive"])

    def test_what_is_no_command(self) -> None:
        story = self.story()

        def deaf() -> None:
            try:
                story.engine.arrive("100")
            except acd.NoMemoryError:
                pass

        with self.assertRaisesRegex(AssertionError, "request 1 for memory was refused, and no NoMemoryError was raised"):
            story.expect_no_memory(deaf)
        story.engine.arrive("100")

        def half() -> None:
            for _ in range(100):
                story.engine.arrive("100")

        with self.assertRaisesRegex(AssertionError, r"request \d+ for memory was refused, and yet something has changed"):
            story.expect_no_memory(half)
        story.engine.arrive("100")  # there is memory again
        with self.assertRaisesRegex(AssertionError, "asked for no memory"):
            story.expect_no_memory(lambda: story.engine.queue("support").waiting)

    def test_a_host_makes_the_best_of_it(self) -> None:
        class Switch(acd.Host):
            """Refuses calls that the engine has no memory for."""

            def incoming(self, engine: acd.Engine) -> None:
                try:
                    engine.arrive("100")
                except acd.NoMemoryError:
                    story.note("503")

            def ring(self, action: acd.Action) -> acd.Answer:
                story.note(f"INVITE {action.agent.name}")
                return None

        story = self.story()
        switch = story.host = Switch()
        rounds = 0
        for nth in story.out_of_memory():
            rounds += 1
            self.assertEqual(nth, rounds)
            switch.incoming(story.engine)
        story.expect_story("503\n" * (rounds - 1) + "ring ann for call 1\nINVITE ann")
        self.assertGreater(rounds, 2)

    def test_an_engine_is_made_or_not(self) -> None:
        memory, refused = Memory(), 0
        engine = None
        while engine is None:
            memory.fail(refused + 1)
            try:
                engine = acd.Engine(CENTRE, memory=memory)
            except acd.NoMemoryError:
                refused += 1
            if engine is None:
                gc.collect()
                self.assertEqual(memory.held_bytes, 0)
        self.assertEqual(memory.failed, refused)
        self.assertGreater(refused, 10)
        self.assertEqual(memory.held_bytes, engine.stats.memory_bytes)
        memory.grant()
        engine.arrive("100")
        engine.check()
        engine.close()
        gc.collect()
        self.assertEqual((memory.held_bytes, memory.raw.mistaken()), (0, 0))

    def test_from_then_on(self) -> None:
        story = self.story()
        story.memory.fail(2, on=True)
        failed = story.memory.failed
        for _ in range(3):
            with self.assertRaises(acd.NoMemoryError):
                story.engine.arrive("100")
        self.assertEqual(story.memory.failed, failed + 3)
        story.memory.grant()
        story.engine.arrive("100")
        with self.assertRaises(ValueError):
            story.memory.fail(0)

    def test_it_lives_as_long_as_it_is_needed(self) -> None:
        engine = acd.Engine(CENTRE, memory=Memory())
        gc.collect()
        engine.arrive("100")
        engine.check()
        options = raw.memory_options(raw.Memory())
        gc.collect()
        one, two = raw.Engine(options), raw.Engine(options)
        del one, options
        gc.collect()
        raw.engine_tick(two, 5)
        with self.assertRaises(ValueError):
            raw.memory_options(None)  # type: ignore[arg-type]


if __name__ == "__main__":
    unittest.main()
