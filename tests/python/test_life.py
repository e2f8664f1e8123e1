# SPDX-License-Identifier: Apache-2.0
"""The package acd: what lives how long, threads, odd values."""

from __future__ import annotations

import unittest
import gc
import subprocess
import sys
import threading
import weakref
from typing import Any, Callable

import acd
from acd import raw
from centre import CENTRE, SECOND, Case, Switch


class LifeTest(Case):
    def test_everything_goes_in_any_order(self) -> None:
        for _ in range(3):
            engine: Any = acd.Engine(CENTRE, events=lambda event: None, history=acd.History(), records=True, metrics=True)
            ann: Any = engine.agent("ann")
            call: Any = engine.arrive(queue="support")
            action: Any = next(engine.actions())
            events: Any = []
            gone = weakref.ref(engine)
            raw_engine: Any = engine.raw
            del engine
            ann.name
            del ann, call
            gc.collect()
            action.accepted()  # an action keeps its engine
            del action
            gc.collect()
            self.assertIsNone(gone())
            raw.engine_tick(raw_engine, 10**9)  # its events go nowhere now
            del raw_engine, events

    def test_threads_with_an_engine_each(self) -> None:
        def work(found: list[tuple[int, int]]) -> None:
            clock, switch = acd.ManualClock(), Switch()
            with acd.Engine(CENTRE, clock=clock, events=lambda event: None, history=acd.History(), records=True) as engine:
                for _ in range(50):
                    call = engine.arrive(queue="support")
                    while (deadline := engine.run(switch)) < clock.now_us + 60 * SECOND:
                        clock.now_us = deadline
                    call.hangup()
                    clock.advance(60 * SECOND)
                    engine.run(switch)
                found.append((len(engine.flush_records()), engine.digest_actions))

        found: list[tuple[int, int]] = []
        threads = [threading.Thread(target=work, args=(found,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((len(found), len(set(found)), found[0][0]), (4, 1, 50))

    def test_values_that_make_no_sense(self) -> None:
        engine = self.engine()
        ann = engine.agent("ann")
        wrong: list[Callable[[], object]] = [
            lambda: engine.arrive(queue="support", caller="x" * 10**7),
            lambda: engine.arrive(queue="support", caller="nul\0"),
            lambda: engine.arrive(queue="support", priority=2**70),
            lambda: engine.arrive(queue=5),  # type: ignore[arg-type]
            lambda: engine.arrive(queue=None),
            lambda: engine.agent(None),  # type: ignore[arg-type]
            lambda: engine.agent("x" * 10**6),
            lambda: ann.not_ready(-1),
            lambda: ann.not_ready("lunch"),  # type: ignore[arg-type]
            lambda: ann.ready(at_us=-5),
            lambda: engine.define(None),  # type: ignore[arg-type]
            lambda: engine.define({"agents": {"ann": {"capacity": object()}}}),
            lambda: engine.change({"agents": []}),
            lambda: engine.set_zone("Here", b"no zone"),
            lambda: engine.reconcile([None]),  # type: ignore[list-item]
            lambda: acd.Engine(CENTRE, history=7),  # type: ignore[arg-type]
        ]
        for number, call in enumerate(wrong):
            with self.subTest(number=number), self.assertRaises((acd.Error, ValueError, TypeError, OverflowError, AttributeError)):
                call()
        self.assertEqual((engine.calls, len(engine.agents)), ([], 2))

    def test_no_cycle_keeps_an_engine(self) -> None:
        class Owner:
            def __init__(self) -> None:
                self.engine = acd.Engine(CENTRE, events=self.hear)

            def hear(self, event: acd.Event) -> None:
                pass

        gone = weakref.ref(Owner())
        gc.collect()
        self.assertIsNone(gone())

    def test_the_interpreter_ends_with_engines_alive(self) -> None:
        program = (
            "import acd, atexit\n"
            f"engine = acd.Engine({CENTRE!r}, events=lambda event: None)\n"
            "call = engine.arrive(queue='support')\n"
            "actions = list(engine.actions())\n"
            "engine.cycle = [engine, actions]\n"
            "atexit.register(lambda: call.hangup())\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
