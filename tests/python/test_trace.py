# SPDX-License-Identifier: Apache-2.0
"""What passes between host and engine, told as it passes; and that a story hears of it whichever way it goes."""

from __future__ import annotations

import unittest
import weakref
from typing import Any, Union

import acd
from acd import facts, kinds, raw
from acd.testing import Story

CENTRE: dict[str, Any] = {
    "agents": {"ann": {}, "bob": {}},
    "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20}},
    "numbers": {"100": {"queue": "support"}},
}
Passed = Union[facts.Told, acd.Action]


def words(passed: list[Passed]) -> list[str]:
    return [f"{'asked' if isinstance(one, acd.Action) else 'told'} {one.kind.word}" for one in passed]


class TraceTest(unittest.TestCase):
    def setUp(self) -> None:
        self.passed: list[Passed] = []
        self.clock = acd.ManualClock()

    def engine(self, trace: Any = None) -> acd.Engine:
        engine = acd.Engine(CENTRE, clock=self.clock, trace=trace or self.passed.append)
        self.passed.clear()
        return engine

    def test_what_passes(self) -> None:
        engine = self.engine()
        call = engine.arrive("100", ref=7)
        (told,) = self.passed
        assert isinstance(told, facts.Told)
        self.assertEqual((told.kind, told.id, told.subject, told.code), (kinds.CommandKind.CALL_ARRIVE, call.id, 0, raw.OK))
        for action in engine.actions():
            action.result(acd.Outcome.BRIDGED)
        self.assertEqual(words(self.passed), ["told call_arrive", "told tick", "asked ring", "told result"])
        ring, result = self.passed[2:]
        assert isinstance(ring, acd.Action) and isinstance(result, facts.Told)
        self.assertEqual((ring.call, ring.agent.name, ring.record.call_ref), (call, "ann", 7))
        self.assertEqual((result.subject, result.outcome), (ring.id, acd.Outcome.BRIDGED))
        with self.assertRaises(acd.StateError):
            call.complete()
        self.clock.advance(3 * acd.SECOND)
        with self.assertRaises(acd.StaleError):
            ring.result(acd.Outcome.DONE)
        codes = [(one.code, one.time_us) for one in self.passed[4:] if isinstance(one, facts.Told)]
        self.assertEqual(codes, [(raw.ERR_STATE, 0), (raw.ERR_STALE, 3 * acd.SECOND)])

    def test_in_batches(self) -> None:
        engine = self.engine()
        with engine.batch(at_us=0) as batch:
            batch.arrive("100")
            batch.arrive("100")
        self.assertEqual([action.kind.word for action in engine.pull()], ["ring", "ring"])
        self.assertEqual(words(self.passed), ["told call_arrive"] * 2 + ["told tick"] + ["asked ring"] * 2)

    def test_it_may_ask_and_not_command(self) -> None:
        waiting: list[int] = []

        def ask(what: Passed) -> None:
            if what.kind == kinds.CommandKind.CALL_ARRIVE:
                waiting.append(engine.queue("support").waiting)
            elif waiting:
                engine.arrive("100")

        engine = acd.Engine(CENTRE, clock=self.clock, trace=lambda what: ask(what))
        engine.arrive("100")
        self.assertEqual(waiting, [1])
        with self.assertRaises(acd.ReentryError):
            list(engine.actions())

    def test_what_it_raises(self) -> None:
        def fail(what: Passed) -> None:
            if what.kind in (kinds.CommandKind.CALL_ARRIVE, acd.ActionKind.RING):
                raise ZeroDivisionError("told too much")

        for in_one in (False, True):
            engine = self.engine(fail)
            with self.assertRaisesRegex(ZeroDivisionError, "told too much"):
                engine.arrive("100")
            self.assertEqual(engine.queue("support").waiting, 1)
            with self.assertRaisesRegex(ZeroDivisionError, "told too much"):
                list(engine.pull() if in_one else engine.actions())
            engine.check()

    def test_what_it_raises_loses_no_action(self) -> None:
        """Each is given once, by whatever gives actions."""

        def trace(passed: Passed) -> None:
            if isinstance(passed, acd.Action) and passed.id not in told:
                told.append(passed.id)
                raise LookupError("of the trace")

        for gives in ("actions", "pull, then actions", "run"):
            with self.subTest(gives), acd.Engine(CENTRE, clock=acd.ManualClock(), trace=trace) as engine:
                told: list[int] = []
                given: list[int] = []

                class Switch(acd.Host):
                    def other(self, action: acd.Action) -> acd.Answer:
                        given.append(action.id)
                        return None

                engine.arrive("100")
                engine.arrive("100")
                for turn in range(6):
                    try:
                        if gives == "run":
                            engine.run(Switch())
                        elif gives == "actions" or turn > 2:
                            for action in engine.actions():
                                given.append(action.id)
                        else:
                            given += [action.id for action in engine.pull()]
                    except LookupError:
                        pass
                self.assertEqual(len(told), 2)
                self.assertEqual(given, told)

    def test_it_keeps_nobody(self) -> None:
        class Owner:
            def __init__(self) -> None:
                self.engine = acd.Engine(CENTRE, trace=self.hear)

            def hear(self, what: Passed) -> None:
                pass

        owner = Owner()
        gone, engine = weakref.ref(owner), weakref.ref(owner.engine)
        owner.engine.close()
        del owner
        self.assertEqual((gone(), engine()), (None, None))


class StoryTest(unittest.TestCase):
    def test_a_host_with_batches(self) -> None:
        with Story(CENTRE) as story:
            with story.engine.batch(expected=acd.NotFoundError) as batch:
                batch.arrive("100")
                batch.arrive("100")
                batch.hangup(1 << 40)
            self.assertEqual([action.kind for action in story.engine.pull()], [acd.ActionKind.RING] * 2)
            story.expect_told("call_arrive call 1")
            story.expect_told("call_arrive call 2")
            story.expect_told("call_hangup call 3, refused: not found")
            story.expect_ring("call 1", "ann")
            story.expect_ring("call 2", "bob")
            story.expect_event(acd.EventKind.OFFERED, "call 2", "bob")

    def test_by_the_flat_functions(self) -> None:
        with Story(CENTRE) as story:
            call = story.call_arrives("vip", "100")
            raw.call_hangup(story.engine.raw, 0, call.id)
            story.expect_told("call_hangup vip")
            lines = [line.sort for line in story.lines if line.kind in ("call_hangup", "call_ended")]
            self.assertEqual(lines, ["told", "event"])


if __name__ == "__main__":
    unittest.main()
