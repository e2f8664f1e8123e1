# SPDX-License-Identifier: Apache-2.0
"""The public headers and the interface of bindings/swig as data: what is bound, under which names, and what refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

# Written by hand: wiring.c.
BY_HAND = {"acd_json_definition", "acd_sim_engine"}


def camel(name: str) -> str:
    """`agent_ready` is agentReady."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def bare(text: str) -> str:
    """Without comments and directives."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"^\s*#.*$", "", text, flags=re.M)


@dataclass(frozen=True)
class Variable:
    """A parameter or a field."""

    name: str
    base: str
    stars: int
    count: int
    """Of an array; 0: it is none."""
    is_const: bool

    @classmethod
    def parse(cls, text: str) -> Variable:
        found = re.fullmatch(r"(const )?(\w+)\s*(\**)\s*(\w+)(?:\[(\d+)\])?", re.sub(r"\s+", " ", text.strip()))
        if not found:
            raise SystemExit(f"no parameter or field that can be bound: {text}")
        return cls(found[4], found[2], len(found[3]), int(found[5] or 0), bool(found[1]))

    @property
    def c_type(self) -> str:
        return f"{'const ' if self.is_const else ''}{self.base} {'*' * self.stars}"

    @property
    def is_time(self) -> bool:
        """Whether it may be ACD_TIME_NEVER."""
        is_us = self.base == "int64_t" and re.search(r"_us(_out|_min|_max)?$", self.name) is not None
        return self.base == "acd_time" or is_us

    @property
    def is_out(self) -> bool:
        return self.name.endswith("_out")

    @property
    def js(self) -> str:
        return camel(self.name.removesuffix("_out"))


@dataclass(frozen=True)
class Function:
    name: str
    returned: Variable
    """Its type, and its name."""
    parameters: tuple[Variable, ...]


@dataclass
class Bound:
    """All that is bound."""

    classes: dict[str, str]
    """Names of records and handles."""
    ignored: set[str]
    handles: list[str]
    statuses: dict[str, str]
    """What tells what a refused call was about, by functions that return a status."""
    numbers: dict[str, str]
    """Likewise, or a number."""
    sized: dict[str, str]
    """Likewise, of those that fill a buffer."""
    present: dict[tuple[str, str], str]
    """When there is a record, by its type and the name of the output."""
    about: str
    """The C behind the above."""
    functions: dict[str, Function] = field(default_factory=dict)
    records: dict[str, tuple[Variable, ...]] = field(default_factory=dict)
    constants: list[str] = field(default_factory=list)
    inits: set[str] = field(default_factory=set)
    """Records with a function that sets what they are without."""

    @classmethod
    def read(cls, interface: Path) -> Bound:
        names = ("names", "status", "outputs", "handles", "about")
        texts = {name: (interface / f"{name}.i").read_text(encoding="utf-8") for name in names}

        def told(macro: str) -> dict[str, str]:
            return dict(re.findall(rf"^%{macro}\((\w+),(?: arg\d,)* (.*)\)$", texts["status"], flags=re.M))

        return cls(
            classes={c: name for name, c in re.findall(r"^%rename\((\w+)\) (\w+);", texts["names"], flags=re.M)},
            ignored=set(re.findall(r"^%ignore ([\w:]+);", texts["names"], flags=re.M)),
            handles=re.findall(r"^%handle\((\w+)\)", texts["handles"], flags=re.M),
            statuses=told("status"),
            numbers=told("number_or_status"),
            sized=told("sized"),
            present={
                (record, name): condition
                for record, name, condition in re.findall(r"^%record_out\((\w+), (\w+), ([^,]+), 0", texts["outputs"], flags=re.M)
            },
            about="\n".join(re.findall(r"^%\{\n(.*?)^%\}", texts["about"], flags=re.M | re.S)),
        )

    def add(self, header: Path) -> None:
        """What a header declares."""
        whole = header.read_text(encoding="utf-8")
        text = bare(whole)
        self.constants += [name for name in re.findall(r"^#define (ACD_\w+) +[-(\w]", whole, flags=re.M) if name != "ACD_API"]
        for body in re.findall(r"\benum \{(.*?)\}", text, flags=re.S):
            self.constants += re.findall(r"\b(ACD_\w+)\s*=", body)
        for record, body in re.findall(r"typedef struct (\w+) \{(.*?)\n\} \1;", text, flags=re.S):
            if record in self.classes and record not in self.ignored:
                self.records[record] = tuple(Variable.parse(part) for part in body.split(";") if part.strip())
        for returned, parameters in re.findall(r"\bACD_API\s+([^;()]*)\(([^;]*)\);", text):
            self._function(Variable.parse(returned), parameters)

    def _function(self, returned: Variable, parameters: str) -> None:
        name = returned.name
        record = name.removesuffix("_init")
        if record != name and record in self.classes:
            self.inits.add(record)
        is_new = name.endswith("_new") and name.removesuffix("_new") in self.handles
        if name in BY_HAND or name.startswith("acd_command") or (name in self.ignored and not is_new):
            return
        split = () if parameters.strip() == "void" else tuple(Variable.parse(part) for part in parameters.split(","))
        self.functions[name] = Function(name, returned, split)
        known = {*self.statuses, *self.numbers, *self.sized, *RESULTS}
        if returned.base in ("int", "int32_t") and not is_new and name not in known:
            raise SystemExit(f"{name} returns a status, but status.i does not name it")

    def handle_of(self, function: Function) -> str:
        """Whose method it is: the first handle that must be there."""
        for parameter in function.parameters:
            if parameter.base == "acd_allocator":
                continue
            if function.name.endswith("_new") or (function.name, parameter.name) in MAYBE:
                return ""
            return parameter.base if parameter.base in self.handles and not parameter.is_out else ""
        return ""

    def method(self, function: Function) -> tuple[str, str]:
        """The class and name of a function; "": it is of no class."""
        if function.name.endswith("_new"):
            return self.classes[function.name.removesuffix("_new")], "new"
        handle, name = self.handle_of(function), function.name.removeprefix("acd_")
        if not handle:
            return "", camel(name)
        return self.classes[handle], camel(name.removeprefix(handle.removeprefix("acd_") + "_"))

    def fields(self, record: str) -> list[Variable]:
        """Those that are seen: no size, and no counts of lists."""
        fields = self.records[record]
        lists = {one.name for one in fields if one.stars and one.base != "char"}
        counts = {f"{name}_count" for name in lists} | {f"{name}_bytes" for name in lists}
        return [one for one in fields if one.name not in ("size", "reserved") and one.name not in counts]

    def is_in(self, function: Function, parameter: Variable) -> bool:
        """Whether it is a record that goes in."""
        return parameter.base in self.records and parameter.is_const and not parameter.is_out


# Handles that may be missing.
MAYBE = {("acd_engine_new", "options"), ("acd_sim_new", "options"), ("acd_metrics_print", "metrics")}
# Records that may be missing.
NO_RECORD = {("acd_history_new", "options")}
# What a function returns that has other results too.
RESULTS = {"acd_tzif_instants": "count", "acd_definition_zone_next": "next", "acd_history_row_next": "next"}
# 64 bits rather than a number.
BITS = {"acd_engine_digest_actions", "acd_engine_digest_state"}
