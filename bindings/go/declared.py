# SPDX-License-Identifier: Apache-2.0
"""What the public headers declare, with the names of Go."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.comments import Comments
from generator.headers import Function, Header, Record
from generator.interface import Interface

KEYWORDS = set("break case chan const continue default defer else fallthrough for func go goto if import interface map "
               "package range return select struct switch type var".split())


def camel(name: str, upper: bool = True) -> str:
    """call_arrive: CallArrive, or callArrive, which is never a word of the language."""
    words = name.removeprefix("acd_").removeprefix("go_").strip("_").split("_")
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    if upper:
        return joined
    joined = joined[:1].lower() + joined[1:]
    return f"{joined}_" if joined in KEYWORDS else joined


class GoComments(Comments):
    def add(self, header: Header) -> None:
        super().add(header)
        # What is made here is no function of the library's.
        for said in (self.functions, self.records):
            for name in [name for name in said if name.startswith("acd_go_")]:
                said[name] = said[name].split("C: ")[0].strip()

    def named(self, text: str) -> str:
        text = re.sub(r"\bACD_ERR_(\w+)", lambda found: camel(f"err_{found[1].lower()}"), text)
        text = re.sub(r"\bACD_(\w+)", r"\1", text)
        return re.sub(r"\bacd_(\w+)\b", lambda found: self.classes.get(found[0], camel(found[1])), text)


def value_of(expression: str, known: dict[str, int]) -> int:
    """Of a constant: a number, a shift, or another constant."""
    text = re.sub(r"INT64_C\((-?\w+)\)", r"\1", expression).strip().strip("()")
    if text == "INT64_MAX":
        return 2**63 - 1
    if "<<" in text:
        base, shift = text.split("<<")
        return value_of(base, known) << value_of(shift, known)
    return known[text.removeprefix("ACD_")] if text.startswith("ACD_") else int(text, 0)


@dataclass
class Declared:
    interface: Interface
    names: dict[str, str]
    """Of handles and records in Go."""
    comments: GoComments
    handles: set[str]
    functions: list[Function] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)
    groups: list[tuple[str, list[str]]] = field(default_factory=list)
    """Constants that are declared together, and what is said of all."""
    said: dict[str, str] = field(default_factory=dict)
    """Of constants."""
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, interface: Interface) -> Declared:
        # The makers and destructors that classes.i stands in for are those of the headers here.
        interface.ignored -= {name for name in interface.ignored if name.endswith(("_new", "_free"))}
        interface.ignored -= {"acd_sim_outcome", "acd_requirement"}
        return cls(interface, interface.classes, GoComments(interface.classes), set(interface.handles))

    def add(self, header: Header) -> None:
        self.comments.add(header)
        for constant in header.constants:
            self.constants[constant.name] = value_of(constant.value, self.constants)
            self.said[constant.name] = self.comments.words(constant.comment)
        self.groups += [("", [constant.name]) for constant in header.defined]
        for comment, constants in header.enums:
            names = [constant.name for constant in constants]
            self.groups.append((self.comments.words(comment), names))
            self.errors += [name for name in names if re.fullmatch(r"ERR_\w+|AGAIN", name) and name not in self.errors]
        for record in header.records:
            is_own = record.name.startswith("acd_go_")
            if is_own and not record.fields:
                self.handles.add(record.name)
            if is_own or (record.fields and self.interface.is_bound(record.name)):
                self.names.setdefault(record.name, camel(record.name))
            if record.fields and self.interface.is_bound(record.name):
                self.records[record.name] = record
        self.functions += [function for function in header.functions if self.interface.is_bound(function.name)]

    def refusal(self, function: Function) -> tuple[str | None, bool]:
        """C that says what a refused call was about, None: it refuses nothing; and whether it gives a number or a negative status:
        else anything but ACD_OK is refused."""
        name = function.name
        if name.startswith("acd_go_") and function.returns_number and not name.endswith("_new"):
            return "acd_swig_nothing(about)", True
        return self.interface.told(function), name in self.interface.numbers
