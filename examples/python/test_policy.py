# SPDX-License-Identifier: Apache-2.0
"""Tests with acd.testing, as unittest and pytest run them: of what was agreed on routing, and of a host's own code."""

from __future__ import annotations

import unittest
from collections.abc import Callable

import acd
from acd.testing import Story

CENTRE = {
    "agents": {"ann": {}, "bob": {}},
    "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20, "wrapup_s": 10}},
    "numbers": {"100": {"queue": "support"}, "800": {"queue": "support", "priority": 10}},
}


class PolicyTest(unittest.TestCase):
    """The definition does what was agreed: the kit plays the host."""

    def setUp(self) -> None:
        self.story = Story(CENTRE)
        self.addCleanup(self.story.end)

    def test_ann_is_rung_first_then_bob(self) -> None:
        story = self.story
        story.agent_is_silent("ann")
        story.agent_answers("bob", after=5)
        story.call_arrives("caller", "100")
        story.time_passes(30)
        story.expect_story("""
            0 s ring ann for caller
            20 s ring_stop ann for caller
            20 s ring bob for caller
            25 s bridge bob for caller
        """)
        story.expect_agent("bob", acd.AgentState.BUSY)

    def test_a_vip_overtakes(self) -> None:
        story = self.story
        story.agent_is("bob", acd.Presence.LOGGED_OUT)
        story.agent_answers("ann", after=3)
        story.call_arrives("first", "100")
        story.expect_ring("first", "ann")
        story.time_passes(3)
        story.expect_bridge("first", "ann")
        story.call_arrives("second", "100")
        story.call_arrives("vip", "800")
        story.expect_waiting("support", 2)
        story.expect_no_more()
        story.time_passes(60)
        story.caller_hangs_up("first")
        story.expect_release("first", "ann")
        story.expect_agent("ann", acd.AgentState.WRAPUP)
        story.time_passes(10)
        story.expect_ring("vip", "ann")
        story.expect_at(73)
        story.expect_event(acd.EventKind.OFFERED, "vip", "support")


class Switch(acd.Host):
    """A host: what its telephony says goes to the engine. `invite` sends to an agent's telephone."""

    def __init__(self, engine: acd.Engine, invite: Callable[[str], None]) -> None:
        self.engine = engine
        self.invite = invite
        self.ringing: dict[str, acd.Action] = {}

    def ring(self, action: acd.Action) -> acd.Answer:
        self.ringing[action.agent.name] = action
        self.invite(action.agent.name)
        return None

    def other(self, action: acd.Action) -> acd.Answer:
        return acd.Outcome.DONE

    def incoming(self, caller: str, number: str) -> None:
        self.engine.arrive(number, caller=caller)

    def response(self, agent: str, code: int) -> None:
        self.ringing.pop(agent).result(acd.Outcome.ACCEPTED if code == 200 else acd.Outcome.BUSY)


class SwitchTest(unittest.TestCase):
    """The host does its part: the kit stands beside it."""

    def test_busy_here(self) -> None:
        with Story(CENTRE) as story:
            switch = Switch(story.engine, lambda agent: story.note(f"INVITE {agent}"))
            story.host = switch
            switch.incoming("+4930123", "100")
            story.expect_ring("call 1", "ann")
            story.expect_note("INVITE ann")
            story.expect_told("call_arrive call 1")
            switch.response("ann", 486)
            story.expect_told("result ring ann for call 1: busy")
            story.expect_ring("call 1", "bob")
            story.expect_note("INVITE bob")
            switch.response("bob", 200)
            story.expect_bridge("call 1", "bob")
            story.expect_no_more()

    @unittest.skipUnless(hasattr(acd.raw, "Memory"), "libacd was built without libacd-testing")
    def test_memory_runs_out(self) -> None:
        """Whatever request for memory is refused, nothing is lost, and the next call is served."""
        with Story(CENTRE) as story:
            switch = Switch(story.engine, lambda agent: story.note(f"INVITE {agent}"))
            story.host = switch
            refused = 0
            for _ in story.out_of_memory():
                try:
                    switch.incoming("+4930123", "100")
                except acd.NoMemoryError:
                    refused += 1
            self.assertGreater(refused, 0)
            story.expect_ring("call 1", "ann")
            story.expect_note("INVITE ann")
            story.expect_no_more()


if __name__ == "__main__":
    unittest.main()
