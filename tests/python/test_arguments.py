# SPDX-License-Identifier: Apache-2.0
"""Every function, class and field of acd.raw, given what it does not expect: an exception, or it works; never a crash.

What there is to be called, and of which types its arguments are, is read from the stubs.
"""

from __future__ import annotations

import ast
import faulthandler
import gc
import inspect
import math
import sys
import unittest
from pathlib import Path
from typing import Any, Callable, Iterator, Optional

from acd import raw

SECOND = raw.SECOND
# Something of every noun, all by the name that stands in for texts.
CENTRE = """{
  "skills": ["support"], "agents": {"support": {"skills": ["support"]}, "bob": {}},
  "channels": {"support": {}}, "toggles": {"support": true},
  "schedules": {"support": {"hours": [{"days": "mon-sun", "from": "08:00", "to": "20:00"}]}},
  "callbacks": {"support": {"attempts_max": 2}}, "campaigns": {"support": {"callback": "support", "queue": "support"}},
  "slot_plans": {"support": {"schedule": "support", "queue": "support", "callback": "support"}},
  "queues": {"support": {"members": ["support", "bob"]}},
  "flows": {"support": {"start": "wait", "nodes": {"wait": {"kind": "queue", "queue": "support"}}}}
}"""
SKIPPED = {"thisown"}  # whoever sets it takes memory into his own hands


class Liar:
    """Claims to be a number, a sequence, a text and bytes."""

    def __index__(self) -> int:
        raise ZeroDivisionError

    def __float__(self) -> float:
        raise ZeroDivisionError

    def __iter__(self) -> Iterator[int]:
        raise ZeroDivisionError

    def __len__(self) -> int:
        return -5

    def __repr__(self) -> str:
        raise ZeroDivisionError


class Huge:
    """An integer of another library."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


class Shrinks(list[Any]):
    """Its first item empties it while it is read."""

    def __init__(self) -> None:
        class First:
            def __index__(_self) -> int:
                self.clear()
                return 1

        super().__init__([First(), *range(1000)])


def wrong_values() -> list[Any]:
    texts = ["", "x", "x" * 20_000, "nul\0", "\ud800", "ü" * 300, "%s%n", "a=b\nc", "{"]
    numbers = [-1, 0, 1, 7, 255, 1 << 31, -(1 << 31), (1 << 53) + 1, (1 << 63) - 1, -(1 << 63), 1 << 64, -(1 << 64), 1.5, math.nan, True]
    others = [None, b"x", bytearray(b"TZif2" + bytes(60)), memoryview(b"xy")[::-1], [], [None], (1, 2), [(1, 2)], [("a", 1)], {},
              {"a": 1}, object(), int, len, Liar(), Huge(3), Huge(1 << 70), raw.Options(), raw.Definition()]
    return [*texts, *numbers, *others]


class Stubs:
    """What raw.pyi says."""

    def __init__(self) -> None:
        tree = ast.parse(Path(raw.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
        self.functions: dict[str, list[tuple[str, str]]] = {}
        self.gives: dict[str, list[str]] = {}
        self.optional: set[str] = set()
        """Whose last argument may be left out."""
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                self.add(node.name, node)
            elif isinstance(node, ast.ClassDef):
                for member in node.body:
                    if isinstance(member, ast.FunctionDef) and not self.is_property(member):
                        name = node.name if member.name == "__init__" else f"{node.name}.{member.name}"
                        self.add(name, member, None if member.name == "__init__" else node.name)
                        if member.name == "__init__":
                            self.gives.setdefault(node.name, []).append(name)

    @staticmethod
    def is_property(function: ast.FunctionDef) -> bool:
        return any("property" in ast.unparse(one) for one in function.decorator_list)

    def add(self, name: str, function: ast.FunctionDef, owner: Optional[str] = None) -> None:
        arguments = [(one.arg, ast.unparse(one.annotation)) for one in function.args.args if one.annotation]
        if function.args.defaults:
            self.optional.add(name)
        self.functions[name] = ([("self", owner)] if owner else []) + arguments
        result = ast.unparse(function.returns) if function.returns else ""
        self.gives.setdefault(result.removeprefix("Optional[").removesuffix("]"), []).append(name)


def found(name: str) -> Any:
    """A function, a class or a method of acd.raw."""
    thing: Any = raw
    for part in name.split("."):
        thing = getattr(thing, part)
    return thing


class World:
    """An engine amid its work, and a value of every type."""

    def __init__(self, stubs: Stubs) -> None:
        self.stubs = stubs
        self.made: dict[str, Any] = {}
        json = raw.Json()
        raw.json_load_text(json, CENTRE)
        definition = raw.json_definition(json)
        assert definition is not None
        self.definition = definition
        feed, options, self.history = raw.Feed(), raw.Options(), raw.History()
        self.records, self.queue_of_records = raw.Records(), raw.RecordQueue()
        raw.records_attach(self.records, self.queue_of_records)
        feed.set_history(self.history)
        feed.set_records(self.records)
        feed.set_log(lambda level, text: None)
        raw.feed_attach(feed, options)
        self.engine = raw.Engine(options)
        raw.definition_submit(definition, self.engine, 0, raw.DEFINE_WHOLE)
        arrival = raw.Arrival()
        arrival.queue = raw.queue_find(self.engine, "support")
        gone, self.call = raw.call_arrive(self.engine, 0, arrival), raw.call_arrive(self.engine, 0, arrival)
        raw.call_hangup(self.engine, 1, gone)
        action = raw.action_next(self.engine)
        assert action is not None
        self.numbers = {"call": self.call, "agent": raw.agent_find(self.engine, "support"), "queue": arrival.queue, "action": action.id}
        for noun in ("skill", "flow", "campaign", "toggle", "schedule", "channel", "callback_plan", "slot_plan"):
            self.numbers[noun] = found(f"{noun}_find")(self.engine, "support")
        self.numbers |= {"plan": self.numbers["slot_plan"], "index": 0, "level_min": 1, "outcome": raw.OUTCOME_DONE, "speed_ppm": 1}
        self.strange = [gone, self.call, arrival.queue, action.id, action.id + (1 << 40)]
        self.made |= {"Engine": self.engine, "Definition": definition, "History": self.history, "Records": self.records,
                      "RecordQueue": self.queue_of_records, "Json": json, "Action": action, "Feed": feed, "Options": options}

    def good(self, name: str, kind: str) -> Any:
        """What an argument of this name and type may be."""
        kind = kind.removeprefix("Optional[").removesuffix("]")
        simple: dict[str, Any] = {"int": self.numbers.get(name, 1), "str": "support", "float": 1.0, "Any": None}
        if kind in simple:
            return simple[kind]
        if kind.startswith("Union[bytes"):
            return b""
        if kind.startswith("Sequence"):
            return []
        if kind.startswith("Callable"):
            return lambda *_: None
        if kind.startswith(("builtins.type", "Mapping")):
            return tuple if "type" in kind else {}
        if kind not in self.made:
            self.made[kind] = self.another(kind)
        return self.made[kind]

    def another(self, kind: str) -> Any:
        """Of whatever gives one."""
        for name in self.stubs.gives.get(kind, []):
            try:
                value = found(name)(*(self.good(*argument) for argument in self.stubs.functions[name] if argument[1] != kind))
            except Exception:  # another one may
                continue
            if value is not None:
                return value
        return None


def calls(stubs: Stubs, world: Optional[World] = None) -> Iterator[tuple[str, Callable[..., Any], list[Any]]]:
    """Everything that can be called, with arguments that fit; without a world each in one of its own."""
    for name, arguments in stubs.functions.items():
        there = world or World(stubs)
        yield name, found(name), [there.good(*argument) for argument in arguments]
        if not world:
            raw.engine_check(there.engine, 1)


def setters(world: World) -> Iterator[tuple[str, Any, str]]:
    """Every field that can be set, and a record that has it."""
    for name, cls in vars(raw).items():
        if not inspect.isclass(cls) or cls.__module__ != "acd.raw":
            continue
        for field, member in vars(cls).items():
            if isinstance(member, property) and member.fset and field not in SKIPPED:
                yield f"{name}.{field}", world.good("", name), field


class ArgumentsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.stubs, self.wrong = Stubs(), wrong_values()
        self.world = World(self.stubs)

    def tearDown(self) -> None:
        raw.engine_check(self.world.engine, 1)
        gc.collect()

    def test_the_stubs_have_everything(self) -> None:
        there = {name for name, one in vars(raw).items() if not name.startswith("_") and inspect.isfunction(one)
                 and one.__module__ == "acd.raw" and not name.endswith("_swigregister")}
        self.assertEqual(there - set(self.stubs.functions), set())

    def test_what_fits(self) -> None:
        """Or else what follows would try nothing."""
        fits, functions = set(), {name for name in self.stubs.functions if "." not in name}
        for name, function, arguments in calls(self.stubs):
            try:
                function(*arguments)
                fits.add(name)
            except (raw.Error, ValueError, TypeError, KeyError, OverflowError):
                pass
        self.assertGreater(len(fits & functions), len(functions) * 0.7, sorted(functions - fits))

    def test_one_argument_is_wrong(self) -> None:
        tried = refused = 0
        for name, function, arguments in calls(self.stubs):
            for place in range(len(arguments)):
                for value in [*self.wrong, Shrinks(), *self.world.strange]:
                    given = [*arguments[:place], value, *arguments[place + 1 :]]
                    tried += 1
                    try:
                        function(*given)
                    except Exception as error:
                        refused += 1
                        self.assertNotIn("in method '", str(error), name)
        self.assertGreater(refused, tried / 2)

    def test_all_arguments_are_wrong(self) -> None:
        for _, function, arguments in calls(self.stubs, self.world):
            for value in [*self.wrong, self.world.engine]:
                try:
                    function(*([value] * len(arguments)))
                except Exception:
                    pass

    def test_too_many_and_too_few(self) -> None:
        for name, function, arguments in calls(self.stubs, self.world):
            for given in ([*arguments, None], [*arguments, 1, 2, 3]):
                with self.subTest(name), self.assertRaises((TypeError, AttributeError)):
                    function(*given)
            if arguments and name not in self.stubs.optional:
                with self.subTest(name), self.assertRaises((TypeError, AttributeError)):
                    function(*arguments[:-1])
            with self.subTest(name), self.assertRaises((TypeError, AttributeError)):
                function(*arguments, nothing_of_this_name=1)

    def test_fields(self) -> None:
        fields = list(setters(self.world))
        self.assertGreater(len(fields), 60)
        for name, record, field in fields:
            self.assertIsNotNone(record, name)
            for value in self.wrong:
                before = getattr(record, field)
                try:
                    setattr(record, field, value)
                except Exception as error:
                    self.assertNotIn("in method '", str(error), name)
                    self.assertEqual(getattr(record, field), before)
        for name in ("Arrival", "SimCaller", "SimPoisson", "CallbackWish", "SlotWish", "Mark"):
            record = self.world.good("", name)
            for function in ("call_arrive", "sim_add_caller", "sim_add_poisson", "callback_request", "slot_book", "call_mark"):
                names = [kind for _, kind in self.stubs.functions[function]]
                if name in names:
                    try:
                        found(function)(*(self.world.good(*one) for one in self.stubs.functions[function]))
                    except raw.Error:
                        pass

    def test_the_same_one_twice(self) -> None:
        history, distribution = self.world.history, raw.Distribution()
        raw.distribution_add(distribution, 5)
        for merge, one in ((raw.history_merge, history), (raw.distribution_merge, distribution)):
            try:
                found(merge.__name__)(one, one)
            except raw.Error:
                pass
        self.assertEqual(raw.difference_edits_count(raw.Difference(self.world.definition, self.world.definition)), 0)

    def test_without_a_constructor(self) -> None:
        for name, cls in list(vars(raw).items()):
            if inspect.isclass(cls) and cls.__module__ == "acd.raw" and not name.startswith("_"):
                empty: Any = object.__new__(cls)
                for field, member in vars(cls).items():
                    if isinstance(member, property):
                        with self.subTest(f"{name}.{field}"), self.assertRaises((TypeError, AttributeError)):
                            getattr(empty, field)
                with self.subTest(name), self.assertRaises(TypeError):
                    raw.engine_now(empty)

    def test_no_reference_is_lost(self) -> None:
        """Of arguments that are refused, or taken."""
        values: list[Any] = ["a text that nobody has", 1 << 40, b"bytes of nobody", [1 << 41], object()]
        before = [sys.getrefcount(value) for value in values]
        for _, function, arguments in calls(self.stubs, self.world):
            for place in range(len(arguments)):
                for value in values:
                    try:
                        function(*arguments[:place], value, *arguments[place + 1 :])
                    except Exception:
                        pass
                    value = None
        gc.collect()
        self.assertEqual([sys.getrefcount(value) for value in values], before)


if __name__ == "__main__":
    faulthandler.enable()
    unittest.main()
