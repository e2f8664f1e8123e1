# SPDX-License-Identifier: Apache-2.0
"""The package acd: simulations and staffing."""

from __future__ import annotations

import unittest
from typing import Any

import acd
from acd import erlang, kinds
from centre import CENTRE, SECOND


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


if __name__ == "__main__":
    unittest.main()
