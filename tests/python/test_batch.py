# SPDX-License-Identifier: Apache-2.0
"""Batches: the same as the same commands one by one, in what is done, given, refused and raised."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
import traceback
import unittest
from pathlib import Path
from typing import Any, Callable, Optional

import acd
from acd import raw

SECOND = acd.SECOND
AGENTS: dict[str, Any] = {f"agent {number}": {"skills": ["english"] if number % 2 else []} for number in range(6)}
CENTRE: dict[str, Any] = {
    "skills": ["english"],
    "agents": AGENTS,
    "callbacks": {"soon": {"attempts_max": 2}},
    "campaigns": {"welcome": {"callback": "soon", "queue": "support"}},
    "toggles": {"fog": False},
    "queues": {
        "sales": {"members": list(AGENTS)[:4], "wrapup_s": 5},
        "support": {"members": list(AGENTS)[2:], "wrapup_s": 8, "ring_timeout_s": 12, "music": "waltz"},
    },
    "numbers": {"100": {"queue": "sales"}, "200": {"flow": "hello"}},
    "flows": {
        "hello": {
            "start": "wait",
            "nodes": {"wait": {"kind": "queue", "queue": "support"}},
        }
    },
}

Alone = Callable[..., Optional[acd.Call]]
# By the name of a batch's method: the same by the objects. The ids of a call, an agent and a queue are objects here.
ALONE: dict[str, Alone] = {
    "tick": lambda engine, at_us: engine._do(raw.engine_tick, at_us) and None,
    "arrive": lambda engine, **more: engine.arrive(**more),
    "hangup": lambda engine, call, **more: call.hangup(**more),
    "hold": lambda engine, call, **more: call.hold(**more),
    "resume": lambda engine, call, **more: call.resume(**more),
    "transfer": lambda engine, call, target, **more: call.transfer(target, **more),
    "consult": lambda engine, call, target, **more: call.consult(target, 4, **more),
    "complete": lambda engine, call, **more: call.complete(**more),
    "conference": lambda engine, call, **more: call.conference(**more),
    "park": lambda engine, call, **more: call.park(**more),
    "pick_up": lambda engine, call, agent, **more: call.pick_up(agent, **more),
    "keys": lambda engine, call, digits, **more: call.keys(digits, **more),
    "set": lambda engine, call, key, value, **more: call.set(key, value, **more),
    "record": lambda engine, call, mode, **more: call.record(mode, **more),
    "prioritize": lambda engine, call, priority, **more: call.prioritize(priority, **more),
    "require": lambda engine, call, needs, **more: call.require(needs, **more),
    "move": lambda engine, call, queue, place, **more: call.move(queue, place, **more),
    "also": lambda engine, call, queue, **more: call.also(queue, **more),
    "also_end": lambda engine, call, queue, **more: call.also_end(queue, **more),
    "request_callback": lambda engine, number, **more: engine.request_callback(number, **more),
    "add_task": lambda engine, number, campaign, **more: engine.add_task(number, campaign, **more),
    "cancel_callback": lambda engine, call, **more: call.cancel_callback(**more),
    "login": lambda engine, agent, ref, **more: agent.login(ref, **more),
    "logout": lambda engine, agent, **more: agent.logout(**more),
    "ready": lambda engine, agent, **more: agent.ready(**more),
    "not_ready": lambda engine, agent, reason, **more: agent.not_ready(reason, **more),
    "set_presence": lambda engine, agent, presence, reason, **more: agent.set_presence(presence, reason, **more),
    "extend_wrapup": lambda engine, agent, extend_us, call, **more: agent.extend_wrapup(extend_us, call, **more),
    "end_wrapup": lambda engine, agent, call, **more: agent.end_wrapup(call, **more),
    "elsewhere": lambda engine, agent, busy, **more: agent.elsewhere(busy, **more),
    "agent_hangup": lambda engine, agent, call, **more: agent.hangup(call, **more),
    "supervise": lambda engine, agent, call, role, **more: agent.supervise(call, role, **more),
    "open": lambda engine, queue, **more: queue.open(**more),
    "drain": lambda engine, queue, **more: queue.drain(**more),
    "clear": lambda engine, queue, **more: queue.clear(**more),
    "toggle": lambda engine, toggle, on, **more: toggle.set(on, **more),
    "result": lambda engine, action, outcome, text, **more: engine._do(
        raw.action_result, more["at_us"], action, outcome, text
    ),
}


class Twins:
    """Two engines: one is commanded by batches, the other one by one."""

    def __init__(self, seed: int) -> None:
        self.lots = random.Random(seed)
        self.engine, self.other = (acd.Engine(CENTRE, clock=acd.ManualClock(), metrics=True) for _ in range(2))
        self.calls = [1]
        self.now_us = 0
        self.used: set[str] = set()
        self.refused: set[str] = set()

    def arguments(self, name: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """As a batch takes them; ids are objects of the first engine."""
        lots, engine = self.lots, self.engine
        call, agent = engine.call(lots.choice(self.calls[-12:])), lots.choice(engine.agents)
        queue, other = lots.choice(engine.queues), lots.choice([None, call])
        needs = lots.choice([{}, {"english": 1}])
        arrival: dict[str, Any] = {"queue": queue, "caller": lots.choice([None, "", "+49 30 é"]), "ref": lots.randrange(9)}
        if lots.random() < 0.5:
            arrival = {"number": lots.choice(["100", "200", "none"]), "waited_us": lots.randrange(3 * SECOND)}
        arrival |= {"priority": lots.randrange(-3, 3), "requirements": needs, "preferred": lots.sample(engine.agents, 1)}
        arrival |= {"attributes": lots.choice([None, {"a": "1", "b": "ü"}])}
        asked = {"ref": 5, "not_before_us": self.now_us, "attributes": {"x": "y"}}
        table: dict[str, tuple[Any, ...]] = {
            "transfer": (call, lots.choice([agent, queue, "+49123"])),
            "consult": (call, lots.choice([agent, queue])),
            "pick_up": (call, agent),
            "keys": (call, "12#"),
            "set": (call, "color", lots.choice(["", "red"])),
            "record": (call, acd.Recording.ON),
            "prioritize": (call, lots.choice([-5, 7, 5000])),
            "require": (call, needs),
            "move": (call, queue, lots.choice([acd.Place.NEW, acd.Place.KEPT])),
            "also": (call, queue),
            "also_end": (call, queue),
            "login": (agent, 3),
            "logout": (agent,),
            "ready": (agent,),
            "not_ready": (agent, 7),
            "set_presence": (agent, lots.choice([acd.Presence.AVAILABLE, acd.Presence.NOT_READY]), 0),
            "extend_wrapup": (agent, 2 * SECOND, other),
            "end_wrapup": (agent, other),
            "elsewhere": (agent, lots.random() < 0.3),
            "agent_hangup": (agent, other),
            "supervise": (agent, call, lots.choice([None, acd.Role.MONITOR, acd.Role.BARGE])),
            "open": (queue,),
            "drain": (queue,),
            "clear": (queue,),
            "toggle": (engine.toggle("fog"), lots.random() < 0.5),
            "tick": (),
            "arrive": (),
            "request_callback": (lots.choice(["+49301", ""]),),
            "add_task": ("+49302", lots.choice(["welcome", engine.campaign("welcome")])),
        }
        more = {"arrive": arrival, "request_callback": {"plan": "soon", "queue": queue, **asked}, "add_task": asked}
        return table.get(name, (call,)), dict(more.get(name, {}))

    def twin(self, value: Any) -> Any:
        """The same of the other engine."""
        if isinstance(value, list):
            return [self.twin(one) for one in value]
        if isinstance(value, (acd.Call, acd.Agent, acd.Queue, acd.Toggle, acd.Campaign)):
            return type(value)(self.other, value.id)
        return value

    def alone(self, name: str, arguments: tuple[Any, ...], more: dict[str, Any]) -> tuple[int, Optional[acd.Error]]:
        try:
            found = ALONE[name](
                self.other, *(self.twin(one) for one in arguments), **{key: self.twin(one) for key, one in more.items()}
            )
        except acd.Error as error:
            return 0, error
        return (found.id if isinstance(found, acd.Call) else 0), None

    def submit(self, case: unittest.TestCase, commands: list[tuple[str, tuple[Any, ...], dict[str, Any]]]) -> None:
        """All at once here, one by one there."""
        with self.engine.batch(expected=acd.Error) as batch:
            for number, (name, arguments, more) in enumerate(commands):
                case.assertEqual(getattr(batch, name)(*arguments, **({"ref": 4} if name == "consult" else {}), **more), number)
        alone = [self.alone(*command) for command in commands]
        case.assertEqual(batch.ids, [id for id, _ in alone])
        case.assertEqual(batch.codes, [error.code if error else 0 for _, error in alone])
        expected = [(number, error) for number, (_, error) in enumerate(alone) if error]
        told = [(one.number, type(one.error), str(one.error), one.error.function) for one in batch.refused]
        case.assertEqual(told, [(number, type(error), str(error), error.function) for number, error in expected])
        case.assertEqual(self.engine.digest_state, self.other.digest_state)
        case.assertEqual(self.engine.digest_actions, self.other.digest_actions)
        self.calls += [id for id in batch.ids if id]
        self.used |= {name for name, _, _ in commands}
        self.refused |= {commands[one.number][0] for one in batch.refused}

    def answer(self, case: unittest.TestCase) -> None:
        """What both ask for is the same."""
        pulled = self.engine.pull(at_us=self.now_us)
        there = [action.record for action in self.other.actions(at_us=self.now_us)]
        fields = acd.PulledAction._fields
        case.assertEqual([tuple(one) for one in pulled], [tuple(getattr(one, name) for name in fields) for one in there])
        ring, dial = acd.ActionKind.RING, acd.ActionKind.DIAL
        outcomes = [acd.Outcome.ACCEPTED, acd.Outcome.REJECTED, acd.Outcome.FAILED]
        commands: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        for action in pulled:
            outcome = self.lots.choice(outcomes) if action.kind in (ring, dial) else acd.Outcome.DONE
            if self.lots.random() < 0.8:
                commands.append(("result", (action.id, outcome, None), {"at_us": self.now_us}))
        self.submit(case, commands)


class TwinsTest(unittest.TestCase):
    def test_the_same_as_one_by_one(self) -> None:
        used, refused = set(), set()
        names = [name for name in ALONE if name != "result"] + ["arrive", "hangup", "ready", "open"] * 5
        for seed in range(6):
            twins = Twins(seed)
            for _ in range(60):
                commands = []
                for name in twins.lots.choices(names, k=twins.lots.randrange(1, 15)):
                    twins.now_us += twins.lots.randrange(SECOND)
                    arguments, more = twins.arguments(name)
                    commands.append((name, arguments, {**more, "at_us": twins.now_us}))
                twins.submit(self, commands)
                twins.answer(self)
            twins.engine.check()
            used |= twins.used
            refused |= twins.refused
        self.assertEqual(used, set(ALONE))
        public = {name for name in dir(acd.Batch) if not name.startswith("_")}
        self.assertEqual(public - {"discard", "submit"}, set(ALONE))
        # What an error speaks of is told in all ways that there are.
        self.assertLessEqual({"arrive", "hangup", "result", "ready", "prioritize", "also_end", "request_callback"}, refused)

    def test_a_pulled_action_has_all_fields(self) -> None:
        fields = [name for name, one in vars(raw.Action).items() if isinstance(one, property) and name not in ("thisown", "size")]
        self.assertEqual(list(acd.PulledAction._fields), fields)


class Case(unittest.TestCase):
    def setUp(self) -> None:
        self.clock = acd.ManualClock()

    def engine(self, **more: Any) -> acd.Engine:
        engine = acd.Engine(CENTRE, clock=self.clock, **more)
        self.addCleanup(lambda: None if engine.closed else engine.check())
        return engine


class BatchTest(Case):
    def test_ids_and_times(self) -> None:
        engine = self.engine()
        with engine.batch(at_us=2 * SECOND) as batch:
            self.assertEqual(batch.arrive(queue="sales"), 0)
            self.assertEqual(batch.arrive(queue=engine.queue("sales"), at_us=3 * SECOND), 1)
            self.assertEqual((len(batch), batch.ids, engine.calls), (2, [], []))
        self.assertEqual([engine.call(one).info.arrived_at_us for one in batch.ids], [2 * SECOND, 3 * SECOND])
        self.clock.now_us = 4 * SECOND
        batch.at_us = None
        self.assertEqual(batch.hangup(batch.ids[0]), 2)
        self.clock.now_us = 5 * SECOND
        self.assertEqual(batch.submit()[2:], [0])
        self.assertEqual((engine.now_us, batch.codes, len(batch)), (4 * SECOND, [raw.OK] * 3, 0))
        self.assertEqual(repr(batch), "<Batch: 0 waiting, 3 submitted, 0 refused>")
        self.assertEqual(batch.submit(), batch.ids)

    def test_what_is_refused(self) -> None:
        engine = self.engine()
        with self.assertRaises(acd.BatchError) as raised, engine.batch() as batch:
            batch.arrive(queue="sales")
            batch.hangup(99)
            batch.arrive("none")
            batch.ready("agent 0")
        error = raised.exception
        self.assertEqual([(one.number, type(one.error)) for one in error.refused],
                         [(1, acd.NotFoundError), (2, acd.NotFoundError), (3, acd.StateError)])
        self.assertEqual((error.code, error.function, error.submitted), (raw.ERR_NOT_FOUND, "call_hangup", 4))
        self.assertRegex(str(error), r"^3 of 4 commands refused; the first is command 1, call_hangup: .*: call 99$")
        self.assertIs(error.__cause__, error.refused[0].error)
        self.assertTrue(batch.ids[0])
        batch.ready("agent 0")
        with self.assertRaises(acd.BatchError) as raised:
            batch.submit()
        self.assertEqual([one.number for one in raised.exception.refused], [4])
        # Only what is a surprise raises.
        with self.assertRaises(acd.BatchError) as raised, engine.batch(expected=acd.NotFoundError) as batch:
            batch.hangup(99)
            batch.ready("agent 0")
        self.assertEqual([one.number for one in raised.exception.refused], [1])
        self.assertEqual([one.number for one in batch.refused], [0, 1])
        with engine.batch(expected=(acd.NotFoundError, acd.StateError)) as batch:
            batch.hangup(99)
            batch.ready("agent 0")
        self.assertEqual(len(batch.refused), 2)

    def test_what_is_no_command(self) -> None:
        engine = self.engine()
        wrong: list[tuple[Callable[[acd.Batch], object], type[Exception], str]] = [
            (lambda batch: batch.arrive(5, queue=1), TypeError, "call_arrive: number: expected a text, not 5"),  # type: ignore[arg-type]
            (lambda batch: batch.arrive("a\0b"), ValueError, r"call_arrive: number: expected a text without a NUL, not 'a\\x00b'"),
            (lambda batch: batch.arrive("\ud800"), ValueError, r"number: expected a text that UTF-8 can write, not '\\ud800'"),
            (lambda batch: batch.arrive(caller=b"x", queue=1), TypeError, "call_arrive: caller: expected a text, not b'x'"),  # type: ignore[arg-type]
            (lambda batch: batch.arrive(queue=1 << 64), OverflowError, "call_arrive: queue: expected an integer of 64 bits"),
            (lambda batch: batch.arrive(queue=1, priority=1.5), TypeError, "priority: expected an integer, not 1.5"),  # type: ignore[arg-type]
            (lambda batch: batch.arrive(attributes={"a": 1}), TypeError, "call_arrive: attributes: expected a text"),  # type: ignore[dict-item]
            (lambda batch: batch.arrive(requirements={"english": "b"}), TypeError, "requirements: expected an integer"),  # type: ignore[dict-item]
            (lambda batch: batch.hangup(1, at_us=2.5), TypeError, "call_hangup: time_us: expected an integer, not 2.5"),  # type: ignore[arg-type]
            (lambda batch: batch.hangup(1 << 70), OverflowError, "call_hangup: call: expected an integer of 64 bits"),
            (lambda batch: batch.result(1, "done"), TypeError, "action_result: outcome: expected an integer, not 'done'"),  # type: ignore[arg-type]
            (lambda batch: batch.result(1, acd.Outcome.DONE, "x" * 100_000 + "\0"), ValueError, "action_result: text: expected"),
        ]
        for add, kind, told in wrong:
            with self.subTest(told):
                batch, before = engine.batch(), engine.stats
                batch.arrive(queue="sales")
                add(batch)
                with self.assertRaisesRegex(kind, f"^command 1 of the batch, .*{told}") as raised:
                    batch.submit()
                self.assertLess(len(str(raised.exception)), 250)
                self.assertEqual((engine.stats, len(batch), batch.codes), (before, 2, []))
        batch = engine.batch()
        add_nothing: list[Callable[[], int]] = [
            lambda: batch.hangup("7"),  # type: ignore[arg-type]
            lambda: batch.ready(2.5),  # type: ignore[arg-type]
            lambda: batch.arrive(queue=engine),  # type: ignore[arg-type]
        ]
        for nothing in add_nothing:
            with self.assertRaisesRegex(TypeError, "expected an object of the engine"):
                nothing()
        batch.hangup(None)  # type: ignore[arg-type]
        with self.assertRaisesRegex(acd.BatchError, "call 0"):
            batch.submit()
        with self.assertRaises(acd.NotFoundError), engine.batch() as batch:
            batch.arrive(queue="sale")
        self.assertEqual(batch.codes, [])

    def test_numbers_go_on(self) -> None:
        engine = self.engine()
        batch = engine.batch()
        batch.arrive(queue="sales")
        batch.submit()
        batch.tick()
        self.assertEqual(batch.hangup(1, at_us="now"), 2)  # type: ignore[arg-type]
        with self.assertRaisesRegex(TypeError, "^command 2 of the batch, call_hangup: time_us: expected an integer, not 'now'"):
            batch.submit()

    def test_tuples_that_are_none(self) -> None:
        engine = self.engine()
        hangup = raw.COMMAND_CALL_HANGUP
        for commands in ([5], [()], [(hangup, 0, 1)], [(hangup, 0, 1, 0, 5)], [(999, 0, 1, 0)], [(-1, 0, 1, 0)], [(None, 0, 1, 0)],
                         [(raw.COMMAND_DEFINE, 0, 0, 0)], [[hangup, 0, 1, 0]], [(raw.COMMAND_CALL_ARRIVE, 0, 0, 0, None, None, 5)],
                         [(raw.COMMAND_CALL_ARRIVE, 0, 0, 0, None, None, None, ((1,),))],
                         [(raw.COMMAND_CALL_ARRIVE, 0, 0, 0, None, None, None, None, 0, 0, 0, 0, [1])]):
            with self.subTest(str(commands)), self.assertRaisesRegex(TypeError, "^command 0 of the batch"):
                raw.batch_submit(engine.raw, commands)  # type: ignore[arg-type]
        for one in (5, None):
            with self.assertRaises(TypeError):
                raw.batch_submit(engine.raw, one)  # type: ignore[arg-type]
            with self.assertRaises(TypeError):
                raw.batch_pull(engine.raw, one, {})  # type: ignore[arg-type]
        engine.arrive(queue="sales")
        with self.assertRaises(KeyError):
            raw.batch_pull(engine.raw, tuple, {})
        self.assertEqual(raw.batch_submit(engine.raw, ()), ([], [], [], None))

    def test_what_leaves_the_block(self) -> None:
        engine = self.engine()
        with self.assertRaises(ZeroDivisionError), engine.batch() as batch:
            batch.arrive(queue="sales")
            raise ZeroDivisionError
        self.assertEqual((len(batch), engine.calls), (0, []))
        with batch:
            batch.arrive(queue="support")
        self.assertEqual((len(batch.ids), [call.queue.name for call in engine.calls]), (1, ["support"]))
        self.assertEqual(batch.tick(), 1)
        with self.assertRaises(ZeroDivisionError), batch:
            self.assertEqual(batch.arrive(queue="sales"), 2)
            raise ZeroDivisionError
        self.assertEqual(len(batch), 1)  # what waited before
        engine.close()
        with self.assertRaises(ValueError):
            batch.submit()
        self.assertEqual(len(batch), 1)

    def test_what_is_discarded(self) -> None:
        engine = self.engine()
        batch = engine.batch()
        batch.arrive(queue="sales")
        batch.submit()
        self.assertEqual([batch.arrive("100"), batch.arrive("100", priority=10**30)], [1, 2])
        for _ in range(2):
            with self.assertRaisesRegex(OverflowError, "command 2 of the batch, call_arrive: priority"):
                batch.submit()
        batch.discard()
        self.assertEqual((len(batch), batch.arrive("100")), (0, 1))
        self.assertEqual((len(batch.submit()), len(engine.calls)), (2, 2))

    def test_an_action_of_another_engine(self) -> None:
        engine, other = self.engine(), self.engine()
        for one in (engine, other):
            one.arrive(queue="sales")
        ring, foreign = (next(one.actions()) for one in (engine, other))
        batch = engine.batch()
        with self.assertRaisesRegex(ValueError, "of another engine"):
            batch.result(foreign, acd.Outcome.ACCEPTED)
        batch.result(ring, acd.Outcome.ACCEPTED)
        self.assertEqual((len(batch.submit()), engine.calls[0].state), (1, acd.CallState.CONNECTING))


class ReadmeTest(Case):
    def test_the_example(self) -> None:
        readme = Path(__file__).resolve().parents[2] / "bindings/python/README.md"
        blocks = re.findall(r"```python\n(with engine\.batch.*?)```", readme.read_text(encoding="utf-8"), flags=re.S)
        self.assertEqual(len(blocks), 1)
        engine = self.engine()
        names: dict[str, Any] = {"engine": engine, "acd": acd}
        names["rows"] = [{"caller": f"+49{number}", "arrived_us": f"{number * SECOND}"} for number in range(4)]
        exec(blocks[0], names)
        self.assertEqual([engine.call(call).caller for call in names["calls"]], ["+490", "+491", "+492", "+493"])
        self.assertEqual({engine.call(call).state for call in names["calls"]}, {acd.CallState.TALKING})


class ExampleTest(unittest.TestCase):
    def run_example(self, *arguments: str) -> list[list[str]]:
        path = Path(__file__).resolve().parents[2] / "examples/python/replay.py"
        done = subprocess.run([sys.executable, "-X", "dev", str(path), *arguments], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return [line.split() for line in done.stdout.splitlines()[1:]]

    def test_what_it_makes_up(self) -> None:
        rows = self.run_example()
        self.assertEqual([row[0] for row in rows], ["sales", "service"])
        self.assertGreater(sum(int(row[1]) for row in rows), 6_000)

    def test_a_file_of_calls(self) -> None:
        """The figures of a simulation of the same callers, but that rings are answered up to a second late."""
        centre = {"agents": {"ann": {}, "bob": {}}, "queues": {"support": {"members": ["ann", "bob"], "wrapup_s": 10}},
                  "numbers": {"100": {"queue": "support"}}}
        lots = random.Random(5)
        callers = [(26 * number + lots.random(), lots.randrange(20, 200), lots.randrange(5, 60)) for number in range(400)]
        with tempfile.TemporaryDirectory() as folder:
            paths = Path(folder) / "centre.json", Path(folder) / "calls.csv"
            paths[0].write_text(json.dumps(centre), encoding="utf-8")
            lines = [f"{arrived_s},100,+4930,{patience_s},{talk_s}" for arrived_s, patience_s, talk_s in callers]
            paths[1].write_text("\n".join(["arrived_s,number,caller,patience_s,talk_s", *lines]), encoding="utf-8")
            row = self.run_example(*map(str, paths))[0]
        with acd.Simulation(centre) as simulation:
            simulation.set_delay(None, 0)
            for arrived_s, patience_s, talk_s in callers:
                more: dict[str, Any] = {"patience_us": patience_s * SECOND, "talk_us": talk_s * SECOND}
                simulation.add_caller(round(arrived_s * SECOND), "100", **more)
            simulation.run()
            kpi = simulation.engine.queue("support").kpi
        self.assertEqual(row[:2], ["support", str(kpi.offered)])
        self.assertAlmostEqual(int(row[2]), kpi.answered, delta=4)
        self.assertAlmostEqual(float(row[4]), kpi.asa_us / SECOND + 0.5, delta=0.7)


class StopTest(Case):
    def test_what_a_sink_raises_ends_it_there(self) -> None:
        heard: list[acd.EventKind] = []

        def sink(event: acd.Event) -> None:
            heard.append(event.kind)
            if event.caller == "bad":
                raise ZeroDivisionError("of the sink")

        engine = self.engine(events=sink)
        batch = engine.batch()
        for caller in ("good", "bad", "good"):
            batch.arrive(queue="sales", caller=caller)
        try:
            batch.submit()
            self.fail("nothing was raised")
        except ZeroDivisionError as error:
            self.assertEqual([frame.name for frame in traceback.extract_tb(error.__traceback__)][-1:], ["sink"])
        self.assertEqual((len(batch), batch.codes, len(engine.calls)), (1, [raw.OK] * 2, 2))
        told = len(heard)
        self.assertEqual(len(batch.submit()), 3)
        self.assertGreater(len(heard), told)
        self.assertEqual(len(engine.calls), 3)

    def test_a_refused_command_amid_what_a_sink_raises(self) -> None:
        def sink(event: acd.Event) -> None:
            if event.time_us >= 20 * SECOND:
                raise ZeroDivisionError

        engine = self.engine(events=sink)
        engine.arrive(queue="support")  # rings for 12 seconds
        list(engine.actions())
        batch = engine.batch(expected=acd.NotFoundError)
        batch.tick(at_us=10 * SECOND)
        batch.hangup(99, at_us=40 * SECOND)
        batch.tick(at_us=41 * SECOND)
        with self.assertRaises(ZeroDivisionError):
            batch.submit()
        self.assertEqual((batch.codes, [one.number for one in batch.refused], len(batch)), ([0, raw.ERR_NOT_FOUND], [1], 1))

    def test_a_sink_adds_to_the_batch_and_must_not_submit(self) -> None:
        failed: list[Exception] = []

        def sink(event: acd.Event) -> None:
            if event.kind == acd.EventKind.CALL_ARRIVED and len(batch) < 4:
                batch.tick()
                try:
                    batch.submit()
                except acd.Error as error:
                    failed.append(error)

        engine = self.engine(events=sink)
        batch = engine.batch()
        batch.arrive(queue="sales")
        batch.arrive(queue="sales")
        batch.submit()
        self.assertEqual((len(engine.calls), len(batch), {type(one) for one in failed}), (2, 2, {acd.ReentryError}))
        self.assertEqual(len(batch.submit()), 4)

    def test_actions_that_must_be_pulled_first(self) -> None:
        options = {acd.kinds.Option.ACTIONS_MAX: 16}
        engine, other = self.engine(options=options), self.engine()
        batch = engine.batch(at_us=1)
        for _ in range(40):
            batch.arrive(queue="sales")
            batch.arrive("200")
        for name in AGENTS:
            batch.logout(name)
            batch.login(name)
        actions, stopped = [], []
        while batch:
            try:
                batch.submit()
            except (acd.BacklogError, acd.AgainError) as error:
                stopped.append(type(error))
            actions += engine.pull(at_us=1)
        for _ in range(40):
            other.arrive(queue="sales", at_us=1)
            other.arrive("200", at_us=1)
        for agent in other.agents:
            agent.logout(at_us=1)
            agent.login(at_us=1)
        list(other.actions(at_us=1))
        self.assertIn(acd.BacklogError, stopped)
        self.assertEqual((engine.digest_actions, engine.digest_state), (other.digest_actions, other.digest_state))
        self.assertEqual(len(actions), engine.stats.actions)

    def test_timers_that_stand_still(self) -> None:
        """With too many actions to be pulled nothing goes on by itself; it is said, not waited for."""
        engine = self.engine(options={acd.kinds.Option.ACTIONS_MAX: 16})
        with engine.batch(at_us=0, expected=acd.BacklogError) as batch:
            for _ in range(6):
                batch.arrive(queue="support")
        while len(engine.pull(at_us=0)) > 99:
            pass
        # All ring in vain: each stops and rings somebody else.
        batch = engine.batch(at_us=600 * SECOND)
        number = batch.ready("agent 0")
        with self.assertRaises(acd.AgainError):
            batch.submit()
        with self.assertRaises(acd.AgainError):
            engine.agent("agent 0").logout(at_us=600 * SECOND)
        self.assertEqual(len(batch), 1)
        self.assertGreaterEqual(len(engine.pull(at_us=600 * SECOND)), 16)
        while True:
            try:
                batch.submit()
                break
            except acd.AgainError:
                self.assertTrue(engine.pull(at_us=600 * SECOND))
            except acd.BatchError:
                break
        self.assertEqual(len(batch.codes), number + 1)

    def test_due_work_in_portions(self) -> None:
        """What is due takes many portions, and a batch goes through all of them."""
        engine = self.engine(options={acd.kinds.Option.WORK_MAX: 1})
        with engine.batch(at_us=0) as batch:
            for _ in range(30):
                batch.arrive(queue="sales")
        engine.pull(at_us=0)
        with engine.batch(at_us=15 * SECOND, expected=acd.StateError) as batch:
            batch.not_ready("agent 5")
        self.assertEqual((engine.now_us, len(batch)), (15 * SECOND, 0))

    def test_a_trace_that_raises(self) -> None:
        """What was pulled is not lost, and each is given once."""

        def trace(passed: object) -> None:
            if isinstance(passed, acd.Action) and passed.id not in told:
                told.append(passed.id)
                raise LookupError("of the trace")

        told: list[int] = []
        engine = acd.Engine(CENTRE, clock=self.clock, trace=trace)
        batch = engine.batch()
        batch.arrive(queue="sales")
        batch.arrive(queue="support")
        batch.submit()
        pulled: list[acd.PulledAction] = []
        for _ in range(9):
            try:
                pulled += engine.pull()
            except LookupError:
                self.assertEqual(pulled, [])
        self.assertEqual(len(told), 3)
        self.assertEqual([one.id for one in pulled], told)

    def test_a_rule_for_scores_that_raises(self) -> None:
        def score(call: acd.Call, agents: list[acd.Agent]) -> list[int]:
            raise LookupError("of the rule")

        centre = {**CENTRE, "queues": {"sales": {"members": list(AGENTS), "strategy": "host_score"}}, "campaigns": {},
                  "numbers": {}, "flows": {}}
        engine = acd.Engine(centre, clock=self.clock, score=score)
        batch = engine.batch()
        batch.arrive(queue="sales")
        batch.arrive(queue="sales")
        with self.assertRaisesRegex(LookupError, "of the rule"):
            batch.submit()
        self.assertEqual((batch.codes, len(batch)), ([raw.OK], 1))
        engine.check()


if __name__ == "__main__":
    unittest.main()
