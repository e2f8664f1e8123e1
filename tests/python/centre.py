# SPDX-License-Identifier: Apache-2.0
"""What the tests of the package share: a centre, a host for it, two hours in it."""

from __future__ import annotations

import unittest
from typing import Any

import acd

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


def bank(**more: Any) -> acd.Simulation:
    """Two hours with two agents: a call each minute, and some that have no patience."""
    callers = [
        {"at_us": i * 60 * SECOND, "queue": "support", "caller": f"+49{i}", "talk_us": (60 + i % 7 * 30) * SECOND,
         "patience_us": (20 if i % 5 == 0 else 600) * SECOND, "ref": i}
        for i in range(120)
    ]
    return acd.simulate(CENTRE, callers, wall_offset_us=1_767_600_000 * SECOND, **more)
