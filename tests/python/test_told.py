# SPDX-License-Identifier: Apache-2.0
"""The package acd: errors, events, rules for scores, the log."""

from __future__ import annotations

import errno
import pickle
import tempfile
import unittest
from pathlib import Path
from typing import Any, Callable

import acd
from acd import errors, kinds, raw
from centre import CENTRE, SECOND, Case, Switch


class ErrorTest(Case):
    def test_each_status_has_its_class(self) -> None:
        statuses = {value for name, value in vars(raw).items() if name.startswith("ERR_")} | {raw.AGAIN}
        self.assertEqual(set(errors.BY_CODE), statuses)
        self.assertEqual(len(set(errors.BY_CODE.values())), len(statuses))
        engine, full = self.engine(), self.engine(options={kinds.Option.CALLS_MAX: 1})
        wrong: list[tuple[type[Exception], Callable[[], object]]] = [
            (acd.NotFoundError, lambda: engine.agent("anne")),
            (LookupError, lambda: engine.queue("none")),
            (acd.StateError, lambda: engine.agent("ann").ready()),
            (ValueError, lambda: engine.arrive(queue="support", priority=5000)),
            (acd.NotFoundError, lambda: engine.call(99).hangup()),
            (acd.LimitError, lambda: [full.arrive(queue="support") for _ in range(2)]),
        ]
        for kind, call in wrong:
            with self.subTest(kind=kind), self.assertRaises(kind) as raised:
                call()
            self.assertIs(type(raised.exception), errors.BY_CODE[getattr(raised.exception, "code")])

    def test_files_that_are_not_there(self) -> None:
        engine = self.engine()
        with tempfile.TemporaryDirectory() as folder:
            missing = str(Path(folder) / "none.json")
            with self.assertRaises(FileNotFoundError) as raised:
                engine.define(missing)
            self.assertIsInstance(raised.exception, acd.InputOutputError)
            self.assertEqual((raised.exception.errno, raised.exception.filename), (errno.ENOENT, missing))
            self.assertEqual((getattr(raised.exception, "code"), getattr(raised.exception, "function")),
                             (raw.ERR_IO, "json_load_file"))
            with self.assertRaises(acd.InputOutputError) as other:
                engine.define(folder)
            self.assertNotIsInstance(other.exception, FileNotFoundError)
            self.assertEqual((other.exception.errno, other.exception.filename), (errno.EISDIR, folder))

    def test_errors_of_batches_travel(self) -> None:
        batch = self.engine().batch()
        batch.tick()
        batch.hangup(99)
        with self.assertRaises(acd.BatchError) as raised:
            batch.submit()
        told = pickle.loads(pickle.dumps(raised.exception))
        self.assertEqual((str(told), told.code, told.function, told.submitted),
                         (str(raised.exception), raw.ERR_NOT_FOUND, "call_hangup", 2))
        ((number, error),) = told.refused
        self.assertEqual((number, type(error), error.code), (1, acd.NotFoundError, raw.ERR_NOT_FOUND))

    def test_what_was_expected(self) -> None:
        """In the words of the package, wherever a wrong argument is found."""
        engine, simulation = self.engine(), acd.Simulation(CENTRE)
        call, odd = engine.arrive(queue="support"), [5, "ab"]
        unnamed: Any = {(1, 2): "a"}
        wrong: list[tuple[str, Callable[..., object]]] = [
            ("^queue_find: name: expected a text, not ", engine.queue),
            ("^call_set: value: expected a text, not ", lambda value: call.set("a", value)),
            ("^attributes: expected a mapping, not ", lambda value: engine.arrive(queue="support", attributes=value)),
            ("^attributes: expected texts by name, not 'a': ",
             lambda value: engine.arrive(queue="support", attributes={"a": value})),
            ("^attributes: expected texts by name, not ", lambda value: simulation.add_caller(1, attributes=unnamed)),
            ("^requirements: expected levels by skill, not ", lambda value: engine.arrive(queue="support", requirements=value)),
            ("^requirements: expected levels by skill, not ", lambda value: simulation.add_caller(1, requirements=value)),
            ("^requirements: expected levels by skill, not ", call.require),
            ("^history: expected a History, not ", lambda value: self.engine(history=value)),
        ]
        for text, give in wrong:
            for value in (5, odd):
                with self.subTest(text), self.assertRaisesRegex(TypeError, text):
                    give(value)

    def test_a_closed_engine(self) -> None:
        with self.engine() as engine:
            ann = engine.agent("ann")
        self.assertTrue(engine.closed)
        engine.close()
        self.assertEqual((repr(engine), repr(ann)), ("<Engine closed>", f"<Agent {ann.id}: gone>"))
        refused: list[Callable[[], object]] = [lambda: ann.state, lambda: engine.now_us, ann.ready, lambda: engine.agents]
        for call in refused:
            with self.assertRaises(ValueError):
                call()

    def test_unknown_numbers_have_names(self) -> None:
        self.assertEqual((kinds.Outcome(99).name, kinds.Outcome(99).word, int(kinds.Outcome(99))), ("UNKNOWN_99", "unknown_99", 99))
        self.assertIs(kinds.Outcome(99), kinds.Outcome(99))
        self.assertEqual(kinds.Outcome.NO_ANSWER.word, raw.outcome_str(raw.OUTCOME_NO_ANSWER))
        with self.assertRaises(ValueError):
            kinds.Outcome("done")  # type: ignore[arg-type]


class EventTest(Case):
    def test_events_are_told(self) -> None:
        found: list[acd.Event] = []
        engine = self.engine(events=found.append)
        engine.arrive(queue="support", caller="x")
        engine.run(Switch())
        told = [(event.kind.word, event.queue_name, event.agent_name) for event in found]
        self.assertIn(("queue_entered", "support", ""), told)
        self.assertIn(("offered", "support", "ann"), told)
        self.assertEqual([event.sequence for event in found], list(range(1, len(found) + 1)))

    def test_what_a_sink_raises_is_raised_by_the_command(self) -> None:
        heard = 0

        def sink(event: acd.Event) -> None:
            nonlocal heard
            heard += 1
            if event.kind == acd.EventKind.CALL_ARRIVED:
                raise KeyError("no room for more")

        engine = self.engine(events=sink)
        before = heard
        with self.assertRaisesRegex(KeyError, "no room"):
            engine.arrive(queue="support")
        self.assertEqual(heard, before + 1)  # nothing more of this command
        self.assertEqual(len(engine.calls), 1)  # which was carried out
        engine.run(Switch())
        self.clock.advance(20 * SECOND)
        engine.run(Switch())
        self.assertGreater(heard, before + 1)

    def test_a_sink_must_not_command(self) -> None:
        engine: acd.Engine

        def sink(event: acd.Event) -> None:
            if event.kind == acd.EventKind.CALL_ARRIVED:
                engine.calls[0].hangup()

        engine = self.engine(events=sink)
        with self.assertRaises(acd.ReentryError):
            engine.arrive(queue="support")


class ScoreTest(Case):
    centre = {**CENTRE, "queues": {"support": {"members": ["ann", "bob"], "strategy": "host_score"}}}

    def rung(self, engine: acd.Engine) -> list[str]:
        engine.arrive(queue="support", attributes={"speaks": "dutch"})
        return [action.agent.name for action in engine.actions() if action.kind == acd.ActionKind.RING]

    def test_scores_that_change_while_they_are_read(self) -> None:
        """They count as they were given."""

        class Score:
            def __init__(self, given: list[Any]) -> None:
                self.given = given

            def __index__(self) -> int:
                self.given.clear()
                return 3

        def score(call: acd.Call, agents: list[acd.Agent]) -> list[Any]:
            given: list[Any] = []
            given += [Score(given), *range(5, 5 + len(agents) - 1)]
            return given

        self.assertEqual(self.rung(self.engine(self.centre, score=score)), ["bob"])

    def test_the_greatest_is_rung(self) -> None:
        asked: list[list[str]] = []

        def score(call: acd.Call, agents: list[acd.Agent]) -> list[int]:
            asked.append([call.attributes["speaks"], *(agent.name for agent in agents)])
            return [10 if agent.name == "bob" else 1 for agent in agents]

        self.assertEqual(self.rung(self.engine(self.centre, score=score)), ["bob"])
        self.assertEqual(asked, [["dutch", "ann", "bob"]])
        self.assertEqual(self.rung(self.engine(self.centre)), ["ann"])

    def test_what_is_no_answer(self) -> None:
        wrong: list[Any] = [[1], [1, 2, 3], 5, ["a", "b"], [1, 2**60], None]
        for number, answer in enumerate(wrong):
            engine = self.engine(self.centre, score=lambda call, agents, answer=answer: answer)
            with self.subTest(number=number), self.assertRaises((ValueError, TypeError)):
                self.rung(engine)
            self.assertEqual([action.agent.name for action in engine.actions()], ["ann"])  # carried out all the same
            self.assertEqual(engine.stats.scores_failed, 1)

        def commands(call: acd.Call, agents: list[acd.Agent]) -> list[int]:
            call.hangup()
            return [1, 2]

        with self.assertRaises(acd.ReentryError):
            self.rung(self.engine(self.centre, score=commands))

    def test_the_log_is_told(self) -> None:
        told: list[tuple[int, str]] = []
        engine = self.engine(log=lambda level, text: told.append((level, text)))
        engine.arrive(queue="support")
        engine.define({"agents": {"ann": {}}})
        ((level, text),) = told
        self.assertEqual(level, raw.LOG_INFO)
        self.assertIn("closed until its last call has left: queue", text)
        self.assertIn("support", text)

        def fail(level: int, text: str) -> None:
            raise KeyError(text)

        engine = self.engine(log=fail)
        engine.arrive(queue="support")
        with self.assertRaises(KeyError):
            engine.define({"agents": {"ann": {}}})


if __name__ == "__main__":
    unittest.main()
