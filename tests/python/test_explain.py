# SPDX-License-Identifier: Apache-2.0
"""Why the engine decides as it does: what the hook is told, what it may do, and what becomes of its errors."""

from __future__ import annotations

import gc
import threading
import traceback
import unittest
import weakref
from typing import Any

import acd

SECOND = acd.SECOND
CENTRE: dict[str, Any] = {
    "agents": {"ann": {}, "bob": {}, "cat": {}},
    "queues": {"support": {"members": ["ann", "bob", "cat"], "strategy": "longest_idle", "ring_timeout_s": 20, "wrapup_s": 10}},
}


class Switch(acd.Host):
    """Everybody answers."""

    def ring(self, action: acd.Action) -> acd.Answer:
        return acd.Outcome.BRIDGED

    def other(self, action: acd.Action) -> acd.Answer:
        return acd.Outcome.DONE


class EngineTest(unittest.TestCase):
    def setUp(self) -> None:
        self.clock = acd.ManualClock()
        self.told: list[acd.Decision] = []

    def engine(self, **more: Any) -> acd.Engine:
        more.setdefault("explain", self.told.append)
        engine = acd.Engine(CENTRE, clock=self.clock, **more)
        self.addCleanup(lambda: None if engine.closed else engine.check())
        return engine

    def test_a_call_chooses(self) -> None:
        engine = self.engine()
        ann, bob, cat = engine.agents
        cat.not_ready()
        call = engine.arrive(queue="support")
        (decision,) = self.told
        self.assertEqual((decision.side, decision.call, decision.agent, decision.second), (acd.Side.CALL, call, ann, bob))
        self.assertEqual((decision.queue, decision.compared_count, decision.time_us), (engine.queue("support"), 2, 0))
        self.assertEqual(decision.key, acd.Key.CREATION)
        self.assertEqual([(one.agent, one.place) for one in decision.candidates], [(ann.id, 1), (bob.id, 2), (cat.id, 0)])
        self.assertIn(acd.Key.IDLE_SINCE, decision.candidates[0].keys)
        self.assertEqual(decision.contenders, ())
        self.assertEqual(decision.why_not, {cat: {acd.Obstacle.NOT_READY}})
        self.assertEqual(str(decision), f"0.0 s call {call.id} in support: ann before bob by creation; cat: not_ready")

    def test_an_agent_chooses(self) -> None:
        engine = self.engine()
        for agent in engine.agents:
            agent.not_ready()
        first, second = (engine.arrive(queue="support", priority=priority) for priority in (0, 5))
        nobody = self.told[-1]
        self.assertFalse(nobody.agent)
        self.assertEqual(len(nobody.why_not), 3)
        self.assertIn("in support: nobody; ann: not_ready; bob: not_ready; cat: not_ready", str(nobody))
        self.clock.advance(3 * SECOND)
        engine.agent("bob").ready()
        decision = self.told[-1]
        self.assertEqual((decision.side, decision.call, decision.agent.name), (acd.Side.AGENT, second, "bob"))
        self.assertEqual([one.call for one in decision.contenders], [second.id])  # the queue's first
        self.assertEqual((decision.candidates, decision.why_not), ((), {}))
        self.assertEqual(str(decision), f"3.0 s bob: call {second.id} in support")
        self.assertTrue(first.live)

    def test_obstacles_are_sets(self) -> None:
        engine = self.engine(explain=None)
        cat, call = engine.agent("cat"), engine.arrive(queue="support")
        cat.logout()
        self.assertEqual(cat.why_not(call).obstacles, {acd.Obstacle.LOGGED_OUT, acd.Obstacle.RINGING})
        self.assertEqual({one.agent: one.obstacles for one in call.candidates()}[cat.id], {acd.Obstacle.LOGGED_OUT})

    def test_it_may_ask_and_not_command(self) -> None:
        asked: list[Any] = []

        def ask(decision: acd.Decision) -> None:
            engine = decision.call.engine
            asked.append((decision.call.state, decision.agent.state, engine.queue("support").waiting, engine.kpi_calls.arrived))
            asked.append(decision.agent.why_not(decision.call).verdict)

        engine = self.engine(explain=ask)
        engine.arrive(queue="support")
        self.assertEqual(asked, [(acd.CallState.WAITING, acd.AgentState.READY, 1, 1), acd.Verdict.NEXT])
        engine = self.engine(explain=lambda decision: decision.agent.not_ready())
        with self.assertRaises(acd.ReentryError):
            engine.arrive(queue="support")
        self.assertEqual(engine.queue("support").waiting, 1)  # as ever: what the hook does has no influence

    def test_what_it_raises_comes_out_of_the_command(self) -> None:
        def fail(decision: acd.Decision) -> None:
            raise ZeroDivisionError("no reason")

        engine = self.engine(explain=fail)
        try:
            engine.arrive(queue="support")
            self.fail("nothing was raised")
        except ZeroDivisionError as error:
            self.assertEqual(traceback.extract_tb(error.__traceback__)[-1].name, "fail")
        self.assertEqual([action.kind.word for action in engine.actions()], ["ring"])

    def test_it_changes_nothing_and_keeps_nobody(self) -> None:
        digests = []
        for explain in (None, self.told.append):
            self.clock.now_us = 0
            engine = self.engine(explain=explain)
            for _ in range(5):
                engine.arrive(queue="support")
                engine.run(Switch())
                self.clock.advance(SECOND)
            digests.append((engine.digest_actions, engine.digest_state))
        self.assertEqual(digests[0], digests[1])
        engine = acd.Engine(CENTRE, explain=lambda decision: None)
        gone = weakref.ref(engine)
        del engine
        self.assertIsNone(gone())
        with acd.Engine(CENTRE, clock=self.clock, explain=self.told.append) as engine:
            count = len(self.told)
            engine.arrive(queue="support")
        self.assertEqual(len(self.told), count + 1)
        with self.assertRaises(ValueError):
            str(self.told[-1].agent.name)


class SimulationTest(unittest.TestCase):
    SOURCE: dict[str, Any] = {"name": "day", "queue": "support", "interval_us_mean": 30 * SECOND,
                              "talk_us_mean": 80 * SECOND, "patience_us_mean": 60 * SECOND, "calls_max": 300}

    def test_decisions_amid_a_run(self) -> None:
        lines: list[str] = []
        chosen: list[tuple[int, int]] = []

        def tell(decision: acd.Decision) -> None:
            lines.append(str(decision))
            if decision.side == acd.Side.CALL:
                placed = [one for one in decision.candidates if one.place]
                self.assertEqual([one.place for one in placed], list(range(1, len(placed) + 1)))
                self.assertEqual(placed[0].agent if placed else 0, decision.agent.id)
                self.assertTrue(all(decision.why_not.values()))
                self.assertEqual(len(decision.why_not) + len(placed), 3)
            elif decision.call:
                self.assertEqual(decision.contenders[0].call, decision.call.id)
            if decision.call and decision.agent:
                chosen.append((decision.call.id, decision.agent.id))

        with acd.simulate(CENTRE, poisson=[self.SOURCE], records=True, explain=tell) as simulation:
            records = simulation.engine.pull_records()
        answered = {(one.call, one.agent) for record in records for one in record.conversations}
        self.assertGreater(len(answered), 200)
        self.assertEqual(answered - set(chosen), set())
        self.assertTrue(any(" before " in line for line in lines))
        self.assertTrue(any(": nobody; " in line and "busy" in line for line in lines))

    def test_in_another_thread(self) -> None:
        found: list[Any] = []

        def tell(decision: acd.Decision) -> None:
            if not found:
                found.append(decision.agent.name)

        simulation = acd.Simulation(CENTRE, explain=tell)
        simulation.add_poisson(**self.SOURCE)
        worker = threading.Thread(target=simulation.run)
        worker.start()
        worker.join()
        self.assertEqual(found, ["ann"])
        self.assertEqual(simulation.engine.kpi_calls.arrived, 300)

    def test_what_it_raises_comes_out_of_the_run(self) -> None:
        def fail(decision: acd.Decision) -> None:
            raise ZeroDivisionError("no reason")

        simulation = acd.Simulation(CENTRE, explain=fail)
        simulation.add_poisson(**self.SOURCE)
        with self.assertRaisesRegex(ZeroDivisionError, "no reason"):
            simulation.run()
        gone = weakref.ref(simulation)
        del simulation
        gc.collect()
        self.assertIsNone(gone())


if __name__ == "__main__":
    unittest.main()
