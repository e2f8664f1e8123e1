# SPDX-License-Identifier: Apache-2.0
"""What of the public headers is bound, under which names of JavaScript."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.headers import Function, Header, Record, Variable
from generator.interface import MAY_MISS, Interface

# Written by hand: wiring.c.
BY_HAND = {"acd_json_definition", "acd_sim_engine"}
# What a function returns that has other results too.
RESULTS = {"acd_tzif_instants": "count", "acd_definition_zone_next": "next", "acd_history_row_next": "next"}
# 64 bits rather than a number.
BITS = {"acd_engine_digest_actions", "acd_engine_digest_state"}


def camel(name: str) -> str:
    """`agent_ready` is agentReady."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def js(one: Variable) -> str:
    return camel(one.name.removesuffix("_out"))


def is_time(one: Variable) -> bool:
    """Whether it may be ACD_TIME_NEVER."""
    is_us = one.kind == "int64_t" and re.search(r"_us(_out|_min|_max)?$", one.name) is not None
    return one.kind == "acd_time" or is_us


@dataclass
class Bound:
    """All that is bound."""

    interface: Interface
    functions: dict[str, Function] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    constants: list[str] = field(default_factory=list)
    inits: set[str] = field(default_factory=set)
    """Records with a function that sets what they are without."""

    @property
    def classes(self) -> dict[str, str]:
        return self.interface.classes

    @property
    def handles(self) -> list[str]:
        return self.interface.handles

    def add(self, header: Header) -> None:
        """What a header declares."""
        self.constants += [constant.name for constant in header.constants]
        for record in header.records:
            if record.fields and record.name in self.classes and self.interface.is_bound(record.name):
                self.records[record.name] = record
        for function in header.functions:
            record_name = function.name.removesuffix("_init")
            if record_name != function.name and record_name in self.classes:
                self.inits.add(record_name)
            # Classes have makers of their own here.
            is_new = function.name.endswith("_new") and function.name.removesuffix("_new") in self.handles
            if function.name not in BY_HAND and (is_new or self.interface.is_bound(function.name)):
                self.functions[function.name] = function

    def handle_of(self, function: Function) -> str:
        """Whose method it is: the first handle that must be there."""
        for parameter in function.parameters:
            if parameter.kind == "acd_allocator":
                continue
            if function.name.endswith("_new") or (function.name, parameter.name) in MAY_MISS:
                return ""
            return parameter.kind if parameter.kind in self.handles and not parameter.is_out else ""
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
        fields = self.records[record].fields
        lists = {one.name for one in fields if one.stars and one.kind != "char"}
        counts = {f"{name}_count" for name in lists} | {f"{name}_bytes" for name in lists}
        return [one for one in fields if one.name not in ("size", "reserved") and one.name not in counts]

    def is_in(self, parameter: Variable) -> bool:
        """Whether it is a record that goes in."""
        return parameter.kind in self.records and parameter.is_const and not parameter.is_out
