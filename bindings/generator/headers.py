# SPDX-License-Identifier: Apache-2.0
"""What a header declares: functions, records, constants, and what its comments say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

COMMENT = r"/\*\*(?!<)(?:(?!\*/).)*\*/"
BEHIND = r"/\*\*<((?:(?!\*/).)*)\*/"


def bare(text: str) -> str:
    """Without comments; a line that goes on is one."""
    return re.sub(r"\\\n", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.S))


@dataclass(frozen=True)
class Variable:
    """A parameter, a field of a record, or a function with the type of what it returns."""

    kind: str
    """Its type without const and stars: acd_id, char, acd_engine."""
    stars: int
    is_const: bool
    name: str
    dimension: str = ""
    """Of an array; "": it is none."""

    @classmethod
    def parse(cls, text: str) -> Variable:
        found = re.fullmatch(r"(const )?([\w ]+?) ?((?:\*(?: ?const ?)?)*)(\w+)(?:\[(\w+)\])?", " ".join(text.split()))
        if not found:
            raise SystemExit(f"not understood: {text}")
        return cls(found[2], found[3].count("*"), bool(found[1]), found[4], found[5] or "")

    @property
    def c_type(self) -> str:
        """As it stands before a name."""
        return f"{'const ' if self.is_const else ''}{self.kind} {'*' * self.stars}"

    @property
    def is_out(self) -> bool:
        return self.name.endswith("_out")


@dataclass(frozen=True)
class Function:
    name: str
    returned: Variable
    parameters: tuple[Variable, ...]
    written: str
    """As in the header."""
    comment: str
    """Its own; or, right below another function, that one's."""

    @property
    def returns_number(self) -> bool:
        """Whether it could be a status."""
        return not self.returned.stars and self.returned.kind in ("int", "int32_t")


@dataclass(frozen=True)
class Record:
    """A struct; without fields a handle."""

    name: str
    fields: tuple[Variable, ...]
    comment: str
    comments: dict[str, str]
    """Of fields that have one."""


@dataclass(frozen=True)
class Constant:
    name: str
    """Without the prefix."""
    value: str
    comment: str = ""


@dataclass
class Header:
    """In the order of the text."""

    name: str
    """As it is included."""
    functions: list[Function] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    defined: list[Constant] = field(default_factory=list)
    enums: list[tuple[str, list[Constant]]] = field(default_factory=list)
    """Each with its comment."""

    @classmethod
    def read(cls, path: Path) -> Header:
        text, header = path.read_text(encoding="utf-8"), cls(f"acd/{path.name}")
        header._read_functions(text)
        for found in re.finditer(rf"(?:({COMMENT})\s*)?typedef struct (\w+) (?:\{{(.*?)\n\}} )?\2;", text, flags=re.S):
            header.records.append(record_of(found[2], found[3] or "", found[1] or ""))
        for name, value in re.findall(r"^#define ACD_(?!API\b)(\w+) +([-(\w].*)$", bare(text), flags=re.M):
            header.defined.append(Constant(name, value.strip()))
        for comment, body in re.findall(rf"(?:({COMMENT})\s*)?\benum \{{(.*?)\}};", text, flags=re.S):
            found_there = re.findall(rf"\bACD_(\w+)\s*=\s*([^,/}}]*),?(?:\s*{BEHIND})?", body, flags=re.S)
            header.enums.append((comment, [Constant(name, value.strip(), said) for name, value, said in found_there]))
        return header

    @property
    def constants(self) -> list[Constant]:
        return [*self.defined, *(constant for _, constants in self.enums for constant in constants)]

    def _read_functions(self, text: str) -> None:
        shared, end = "", 0
        for found in re.finditer(r"\bACD_API\s+([^;()]*?\b(acd_\w+))\s*\(([^;]*)\);", text):
            between = text[end : found.start()]
            if comment := re.search(rf"({COMMENT})\s*\Z", between, flags=re.S):
                shared = comment[1]
            elif end == 0 or between.strip() or between.count("\n") != 1:
                shared = ""
            end = found.end()
            given = bare(found[3]).strip()
            parameters = () if given == "void" else tuple(Variable.parse(part) for part in given.split(","))
            written = " ".join(found[0].removeprefix("ACD_API").removesuffix(";").split())
            self.functions.append(Function(found[2], Variable.parse(found[1]), parameters, written, shared))


def record_of(name: str, body: str, comment: str) -> Record:
    parts = re.finditer(rf"(?:({COMMENT})\s*)?^ *([\w ]+\W\**(\w+)(?:\[\w+\])?);(?:\s*{BEHIND})?", body, flags=re.S | re.M)
    comments = {found[3]: found[1] or found[4] for found in parts if found[1] or found[4]}
    return Record(name, tuple(Variable.parse(part) for part in bare(body).split(";") if part.strip()), comment, comments)
