# SPDX-License-Identifier: Apache-2.0
"""Simulations that are asked, stopped and closed while they run."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
import unittest
from typing import Any, Callable

import acd
from acd import kinds, raw

SECOND = acd.SECOND
CENTRE: dict[str, Any] = {
    "agents": {"ann": {}, "bob": {}},
    "queues": {"support": {"members": ["ann", "bob"]}},
}
CALLS = 1_000_000


def source(calls: int = CALLS, **more: Any) -> dict[str, Any]:
    made = {"name": "day", "queue": "support", "interval_us_mean": SECOND, "patience_us_mean": 5 * SECOND, "calls_max": calls}
    return {**made, **more}


def simulation(calls: int = CALLS, **more: Any) -> acd.Simulation:
    made = acd.Simulation(CENTRE, records=True, metrics=True, history=acd.History(), outcomes=False, **more)
    made.add_poisson(**source(calls))
    return made


class ThreadTest(unittest.TestCase):
    """What another thread gets."""

    def asked(self, one: acd.Simulation, ask: Callable[[], object]) -> str:
        """What it gets that asks amid a hook."""
        found: list[str] = []

        def work() -> None:
            try:
                found.append(f"no error: {ask()!r}")
            except ValueError as error:
                found.append(f"ValueError: {error}")

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        return found[0]

    def test_everything_is_withheld(self) -> None:
        for hook in ("events", "explain"):
            answers: list[str] = []

            def told(fact: object) -> None:
                if answers or not started:
                    return
                engine = one.engine
                questions: list[Callable[[], object]] = [
                    lambda: engine.kpi_calls, lambda: engine.calls, lambda: engine.agent("ann"), engine.check, engine.pull,
                    lambda: engine.arrive(queue="support"), lambda: engine.now_us, engine.clock, engine.pull_records,
                    engine.flush_records, engine.pull_record_lines, engine.metrics_text, lambda: engine.history,
                    history.queue_table, one.run, lambda: one.stats, lambda: one.add_caller(5, queue="support"),
                ]
                answers.extend(self.asked(one, ask) for ask in questions)
                answers.append(repr(engine) if self.asked(one, lambda: repr(engine)) == "no error: '<Engine running>'" else "?")

            started, history = False, acd.History()
            more: dict[str, Any] = {hook: told}
            with self.subTest(hook), acd.Simulation(CENTRE, records=True, metrics=True, history=history, **more) as one:
                one.add_poisson(**source(50))
                started = True
                one.run()
                self.assertEqual(len(answers), 18)
                for answer in answers[:-1]:
                    self.assertTrue(answer.startswith("ValueError: "), answer)
                self.assertIn(answers[-1][:11], ("<Engine ami", "<Engine at "))
                self.assertEqual(len(one.engine.flush_records()), 50)
                self.assertIn("acd_calls_arrived_total 50", one.engine.metrics_text())
                self.assertEqual(one.engine.clock(), one.engine.now_us)

    def test_while_no_hook_is_called(self) -> None:
        with simulation() as one:
            thread = threading.Thread(target=one.run)
            thread.start()
            refused = 0
            while thread.is_alive() and not refused:
                try:
                    one.engine.kpi_calls
                except ValueError:
                    refused += 1
            one.close()
            thread.join()
            self.assertEqual(refused, 1)

    def test_the_hook_that_is_waited_for_may_ask(self) -> None:
        """And what it was told is of the simulation's engine."""
        found: list[tuple[acd.Decision, int, int]] = []

        def tell(decision: acd.Decision) -> None:
            found.append((decision, one.engine.kpi_calls.arrived, len(one.engine.metrics_text())))

        with simulation(20, explain=tell) as one:
            one.run()
            decision, arrived, length = found[0]
            self.assertEqual((decision.agent, arrived), (one.engine.agent("ann"), 1))
            self.assertGreater(length, 100)
            self.assertEqual(decision.agent.name, "ann")

    def test_a_sink_gets_no_answers(self) -> None:
        errors: list[Exception] = []

        def sink(event: acd.Event) -> None:
            if not started:
                return
            try:
                one.engine.kpi_calls
            except acd.ReentryError as error:
                errors.append(error)

        started = False
        with simulation(3, events=sink) as one:
            started = True
            one.run()
            amid = len(errors)
            self.assertGreater(amid, 3)
            one.engine.arrive(queue="support")
            self.assertGreater(len(errors), amid)
            self.assertEqual(one.engine.kpi_calls.arrived, 4)


class StopTest(unittest.TestCase):
    def test_what_a_hook_raises_ends_the_run(self) -> None:
        """Soon; and another one goes on."""
        for hook in ("events", "explain"):
            told: list[object] = []

            def fail(fact: object) -> None:
                told.append(fact)
                if len(told) == 20:
                    raise KeyError("no room")

            more: dict[str, Any] = {hook: fail}
            with self.subTest(hook), simulation(100_000, **more) as one:
                with self.assertRaisesRegex(KeyError, "no room"):
                    one.run()
                arrived = one.engine.kpi_calls.arrived
                self.assertLess(arrived, 1000)
                self.assertTrue(one.run((arrived + 1000) * SECOND))
                self.assertGreater(one.engine.kpi_calls.arrived, arrived + 500)
                one.engine.check()

    def test_what_a_hook_raises_ends_simulate(self) -> None:
        def sink(event: acd.Event) -> None:
            if event.kind == acd.EventKind.CALL_ARRIVED:
                arrived.append(event)
                raise KeyError("no room")

        arrived: list[acd.Event] = []
        begin = time.process_time()
        with self.assertRaisesRegex(KeyError, "no room"):
            acd.simulate(CENTRE, poisson=[source(50 * CALLS)], outcomes=False, events=sink)
        self.assertEqual(len(arrived), 1)
        self.assertLess(time.process_time() - begin, 10)

    def test_interrupted(self) -> None:
        """Ctrl-C, where no hook of Python is called."""
        program = (
            "import acd, sys, time\n"
            f"one = acd.Simulation({CENTRE!r}, outcomes=False)\n"
            f"one.add_poisson(**{source(100 * CALLS)!r})\n"
            "print('ready', flush=True)\n"
            "try:\n    one.run()\n"
            "except KeyboardInterrupt:\n"
            "    print('interrupted', 0 < one.engine.kpi_calls.arrived < 50_000_000, one.run(one.engine.now_us + 5))\n"
        )
        child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        with child.stdout:
            self.assertEqual(child.stdout.readline(), "ready\n")
            time.sleep(0.3)
            child.send_signal(signal.SIGINT)
            self.assertEqual(child.stdout.read(), "interrupted True True\n")
            self.assertEqual(child.wait(60), 0)

    def test_closed_in_a_hook(self) -> None:
        for hook in ("events", "explain"):
            closes: list[Callable[[], None]] = [lambda: one.close(), lambda: one.engine.close()]
            for close in closes:
                told: list[object] = []

                def shut(fact: object) -> None:
                    told.append(fact)
                    if len(told) == 20:
                        close()

                more: dict[str, Any] = {hook: shut}
                with self.subTest(hook):
                    one = simulation(**more)
                    self.assertFalse(one.run())
                    self.assertEqual((len(told), one.engine.closed), (20, True))
                    questions: list[Callable[[], object]] = [one.run, lambda: one.engine.calls, lambda: one.stats,
                                                             lambda: one.set_speed(1_000_000)]
                    for ask in questions:
                        with self.assertRaises(ValueError):
                            ask()
                    one.close()

    def test_slices_change_nothing(self) -> None:
        """But for the ticks at their ends: rare, dense, all at once, and after a long time."""
        sources: list[dict[str, Any]] = [
            {"interval_us_mean": 86_400 * SECOND, "talk_us_mean": 60 * SECOND, "calls_max": 400},
            {"interval_us_mean": SECOND, "talk_us_mean": SECOND, "from_us": 40 * 86_400 * SECOND, "calls_max": 20_000},
            {"interval_us_mean": 1, "talk_us_mean": 0, "from_us": 90 * 86_400 * SECOND, "calls_max": 5000},
        ]
        found: list[tuple[object, ...]] = []
        for sliced in (True, False):
            history = acd.History()
            with acd.Simulation(CENTRE, history=history, options={kinds.SimOption.SEED: 3}) as one:
                for number, more in enumerate(sources):
                    named = {"name": f"source {number}", "patience_us_mean": 9 * SECOND, **more}
                    one.add_poisson(**source(calls=0, **named))
                before = one.stats.commands
                if sliced:
                    self.assertFalse(one.run())
                else:
                    self.assertEqual(raw.sim_run(one.raw, raw.TIME_NEVER), raw.OK)
                found.append((one.engine.digest_actions, one.engine.digest_state, one.outcomes, one.engine.now_us,
                              history.queue_table(), one.engine.queue_table()))
                self.assertEqual(len(one.outcomes["ref"]), 25_400)
                found.append((one.stats.commands - before,))
        self.assertEqual(found[0], found[2])
        sliced_count, count = found[1][0], found[3][0]
        assert isinstance(sliced_count, int) and isinstance(count, int)
        self.assertGreater(sliced_count, count)
        self.assertLess(sliced_count, count * 1.01)

    def test_until(self) -> None:
        with simulation(1000) as one:
            self.assertTrue(one.run(100 * SECOND))
            self.assertEqual(one.engine.now_us, 100 * SECOND)
            self.assertTrue(one.run(100 * SECOND))
            with self.assertRaises(acd.Error):
                one.run(-1)
            wrong: Any = "soon"
            with self.assertRaises(TypeError):
                one.run(wrong)
            self.assertFalse(one.run())


if __name__ == "__main__":
    unittest.main()
