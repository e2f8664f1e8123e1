# SPDX-License-Identifier: Apache-2.0
"""acd.testing: what a story reads like, what an expectation that is not met says, how the kit plays the host."""

from __future__ import annotations

import textwrap
import unittest
from typing import Any, Callable

import acd
from acd.testing import Story

CENTRE: dict[str, Any] = {
    "agents": {"ann": {}, "bob": {}},
    "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20}},
    "numbers": {"100": {"queue": "support"}, "200": {"flow": "menu"}, "300": {"flow": "lookup"}},
    "flows": {
        "menu": {
            "start": "ask",
            "nodes": {
                "ask": {
                    "kind": "menu",
                    "prompt": "choose",
                    "exits": {"1": "serve", "2": "end", "no_input": "end", "no_match": "end"},
                },
                "serve": {"kind": "queue", "queue": "support"},
                "end": {"kind": "hangup"},
            },
        },
        "lookup": {
            "start": "ask",
            "nodes": {
                "ask": {
                    "kind": "host",
                    "operation": "balance",
                    "cases": {"low": {"value": "low", "to": "end"}},
                    "exits": {"no_match": "serve", "timeout": "serve", "error": "serve"},
                },
                "serve": {"kind": "queue", "queue": "support"},
                "end": {"kind": "hangup"},
            },
        },
    },
}


class Case(unittest.TestCase):
    def story(self, **more: Any) -> Story:
        story = Story(CENTRE, **more)
        self.addCleanup(story.end)
        return story

    def differs(self, expectation: Callable[[], object], text: str) -> None:
        with self.assertRaises(AssertionError) as caught:
            expectation()
        self.assertEqual(str(caught.exception), textwrap.dedent(text).strip("\n"))


class ExpectationTest(Case):
    def test_a_difference_is_shown_amid_the_story(self) -> None:
        story = self.story()
        story.agent_answers("ann", after=3)
        story.call_arrives("first", "100")
        story.expect_ring("first", "ann")
        story.time_passes(3)
        story.caller_hangs_up("first")
        story.expect_bridge("first")
        self.differs(
            lambda: story.expect_ring("first", "bob"),
            """
            expected: ring bob for first
            but was:  release ann for first, at 3 s
                     0 s     > define
                     0 s     > call_arrive first
                     0 s  ring ann for first                           as expected
                     3 s     > result ring ann for first: accepted
                     3 s  bridge ann for first                         as expected
                     3 s     > result bridge ann for first: done
                     3 s     > call_hangup first
            ->       3 s  release ann for first
                     3 s     > result release ann for first: done
            """,
        )
        self.assertIn("   * queue_left answered support ann for first", str(story))

    def test_each_is_particular(self) -> None:
        story = self.story()
        story.agent_refuses("ann", after=0.5)
        story.call_arrives("one", "100")
        story.time_passes(1)
        story.expect_ring("one", "ann")
        for unmet in (
            lambda: story.expect_ring("two", "bob"),
            lambda: story.expect_ring("one", "ann"),
            lambda: story.expect_bridge("one", "bob"),
            lambda: story.expect_at(1),
            lambda: story.expect_no_more(),
            lambda: story.expect_note("INVITE"),
            lambda: story.expect_told("call_hold one"),
            lambda: story.expect_waiting("support", 0),
            lambda: story.expect_agent("bob", acd.AgentState.READY),
            lambda: story.expect_event(acd.EventKind.CALL_ARRIVED, "two"),
            lambda: story.expect_story("1 s ring bob for one"),
            lambda: story.expect_story("ring bob for one\nbridge bob for one"),
        ):
            position = dict(story._next)
            self.assertRaises(AssertionError, unmet)
            story._next = position
        story.expect_event(acd.EventKind.CALL_ARRIVED, "one")
        self.assertRaises(AssertionError, lambda: story.expect_event(acd.EventKind.CALL_ARRIVED, "one"))
        story.expect_story("0.5 s ring bob for one")
        story.expect_at(0.5)

    def test_what_is_ignored(self) -> None:
        story = self.story()
        story.ignore(acd.ActionKind.RING)
        story.agent_answers("ann")
        story.call_arrives("one", "100")
        story.expect_story("bridge ann for one")


class HostTest(Case):
    def test_rules(self) -> None:
        story = self.story()
        story.agent_answers("ann")
        story.agent_refuses("ann", once=True)
        story.agent_connects("bob", after=2)
        story.call_arrives("one", "100")
        story.time_passes(2)
        story.expect_story("ring ann for one\nring bob for one")  # connected in one step
        story.call_arrives("two", "100")
        story.time_passes(1)
        story.expect_agent("bob", acd.AgentState.BUSY)

    def test_keys(self) -> None:
        story = self.story()
        story.call_arrives("silent", "200")
        story.time_passes(60)
        story.expect_story("\n".join(f"{time} s collect choose for silent" for time in (0, 5, 10)) + "\n15 s hangup flow for silent")
        story.keys_come("choose", "1", after=2)
        story.call_arrives("quick", "200")
        story.caller_presses("quick", "2")
        story.expect_collect("quick")
        story.expect_hangup("quick")
        story.call_arrives("slow", "200")
        story.time_passes(2)
        story.expect_collect("slow")
        story.expect_ring("slow", "ann")

    def test_lookups(self) -> None:
        story = self.story()
        story.lookup_gives("balance", "low", once=True)
        story.lookup_fails("balance")
        story.call_arrives("poor", "300")
        story.expect_host("poor", "balance")
        story.expect_hangup("poor")
        story.call_arrives("rich", "300")
        story.expect_host("rich", "balance")
        story.expect_ring("rich", "ann")

    def test_refusals_and_names(self) -> None:
        story = self.story(at="2026-11-23 09:30")
        self.assertEqual(story.engine.schedules, [])
        call = story.engine.arrive("100")
        with self.assertRaises(acd.StateError):
            call.hold()
        story.expect_told("call_arrive call 1")
        story.expect_told("call_hold call 1, refused: not possible in the present state")
        story.name_call(call, "vip")
        story.expect_ring("vip", "ann")
        story.engine.agent("bob").not_ready()
        story.expect_told("agent_not_ready bob")
        with self.assertRaisesRegex(ValueError, "a call 'vip' already"):
            story.call_arrives("vip", "100")
        with self.assertRaisesRegex(LookupError, "no call 'pip'; there are vip"):
            story.call("pip")

    def test_time(self) -> None:
        story = self.story()
        told: list[int] = []
        story.later(5, lambda: told.append(story.clock.now_us))
        story.later(2.5, lambda: story.later(0.5, lambda: told.append(story.clock.now_us)))
        story.time_passes(4)
        self.assertEqual((told, story.clock.now_us), ([3 * acd.SECOND], 4 * acd.SECOND))
        story.time_passes(1)
        self.assertEqual(told, [3 * acd.SECOND, 5 * acd.SECOND])
        backward: list[Callable[[], object]] = [lambda: story.time_passes(-1), lambda: story.later(-0.5, told.clear)]
        for backwards in backward:
            with self.assertRaises(ValueError):
                backwards()
        self.assertEqual(story.clock.now_us, 5 * acd.SECOND)

    def test_rules_are_about_somebody(self) -> None:
        story = Story({**CENTRE, "agents": {"ann": {"devices": {"mobile": {}}}, "bob": {}}})
        self.addCleanup(story.end)
        story.agent_answers("ann.mobile")
        story.agent_is_silent("bob")
        rules: list[Callable[[str], None]] = [
            story.agent_answers, story.agent_connects, story.agent_refuses, story.agent_is_silent]
        for rule in rules:
            for nobody in ("nobody", "ann.desk", "nobody.mobile"):
                with self.subTest(nobody=nobody), self.assertRaisesRegex(acd.NotFoundError, nobody):
                    rule(nobody)


if __name__ == "__main__":
    unittest.main()
