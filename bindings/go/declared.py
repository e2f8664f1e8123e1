# SPDX-License-Identifier: Apache-2.0
"""What the public headers declare, and what the interface for languages says of it."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "python"))

from generator.comments import Comments  # noqa: E402

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


@dataclass(frozen=True)
class Variable:
    """A parameter, or a field of a record."""

    kind: str
    """Its type without const and stars: acd_id, char, acd_engine."""
    stars: int
    is_const: bool
    name: str
    dimension: str = ""

    @classmethod
    def parse(cls, text: str) -> Variable:
        found = re.fullmatch(r"(const )?([\w ]+?) ?((?:\*(?: ?const ?)?)*)(\w+)(?:\[(\w+)\])?", " ".join(text.split()))
        if not found:
            raise SystemExit(f"not understood: {text}")
        return cls(found[2], found[3].count("*"), bool(found[1]), found[4], found[5] or "")


@dataclass
class Function:
    returned: str
    """As in C: "int", "const char *"."""
    name: str
    parameters: list[Variable]
    told: str | None = None
    """C that says what a refused call was about; None: it refuses nothing."""
    is_number: bool = False
    """A number or a negative status; else anything but ACD_OK is refused."""
    is_sized: bool = False


@dataclass
class Record:
    name: str
    fields: list[Variable]


@dataclass
class Declared:
    names: dict[str, str]
    """Of handles and records in Go."""
    handles: set[str]
    functions: list[Function] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)
    groups: list[list[str]] = field(default_factory=list)
    """Constants that are declared together."""
    said: dict[str, str] = field(default_factory=dict)
    """Of constants."""
    errors: list[str] = field(default_factory=list)
    comments: Comments = field(default_factory=Comments)


class GoComments(Comments):
    """With the names of Go."""

    def read(self, path: Path) -> None:
        super().read(path)
        # What is made here is no function of the library's.
        for said in (self.functions, self.records):
            for name in [name for name in said if name.startswith("acd_go_")]:
                said[name] = said[name].split("C: ")[0].strip()

    def named(self, text: str) -> str:
        text = re.sub(r"\bACD_ERR_(\w+)", lambda found: camel(f"err_{found[1].lower()}"), text)
        text = re.sub(r"\bACD_(\w+)", r"\1", text)
        return re.sub(r"\bacd_(\w+)\b", lambda found: self.classes.get(found[0], camel(found[1])), text)


def calls_of(macro: str, text: str) -> list[list[str]]:
    """The arguments of each line %macro(…), parted at the commas that are not inside of brackets."""
    found = []
    for line in re.findall(rf"^%{macro}\((.*)\)$", text, flags=re.M):
        parts, depth = [""], 0
        for letter in line:
            depth += (letter in "([") - (letter in ")]")
            if letter == "," and depth == 0:
                parts.append("")
            else:
                parts[-1] += letter
        found.append([part.strip() for part in parts])
    return found


def value_of(expression: str, known: dict[str, int]) -> int:
    """Of a constant: a number, a shift, or another constant."""
    text = re.sub(r"INT64_C\((-?\w+)\)", r"\1", expression).strip().strip("()")
    if text == "INT64_MAX":
        return 2**63 - 1
    if "<<" in text:
        base, shift = text.split("<<")
        return value_of(base, known) << value_of(shift, known)
    return known[text.removeprefix("ACD_")] if text.startswith("ACD_") else int(text, 0)


class Reader:
    def __init__(self, interface: Path) -> None:
        parts = {path.stem: path.read_text(encoding="utf-8") for path in interface.glob("*.i")}
        self.ignored = set(re.findall(r"^%ignore (\w+);", parts["names"], flags=re.M))
        # The makers and destructors that classes.i stands in for are those of the headers here.
        self.ignored -= {name for name in self.ignored if name.endswith(("_new", "_free"))}
        self.ignored -= {"acd_sim_outcome", "acd_requirement"}
        names = {c: go for go, c in re.findall(r"^%rename\((\w+)\) (acd_\w+);", parts["names"], flags=re.M)}
        self.status = {name: told for name, told in calls_of("status", parts["status"])}
        self.numbers = {name: told for name, told in calls_of("number_or_status", parts["status"])}
        self.sized = {words[0]: words[-1] for words in calls_of("sized", parts["status"])}
        handles = {words[0] for words in calls_of("handle", parts["handles"])}
        self.read = Declared(names, handles, comments=GoComments(names))

    def header(self, path: Path) -> None:
        whole = path.read_text(encoding="utf-8")
        self.read.comments.read(path)
        text = re.sub(r"\\\n", " ", re.sub(r"/\*.*?\*/", "", whole, flags=re.S))
        self._constants(text)
        for name, said in re.findall(r"\bACD_(\w+)\s*=[^,/}]*,?\s*/\*\*<((?:(?!\*/).)*)\*/", whole, flags=re.S):
            self.read.said[name] = self.read.comments.words(said)
        for name in re.findall(r"^typedef struct (acd_go_\w+) \1;", text, flags=re.M):
            self.read.handles.add(name)
            self.read.names[name] = camel(name)
        for name, body in re.findall(r"typedef struct (\w+) \{(.*?)\n\} \1;", text, flags=re.S):
            if name in self.ignored or name.startswith("acd_command"):
                continue
            self.read.names.setdefault(name, camel(name))
            fields = [Variable.parse(line) for line in body.split(";") if line.strip()]
            self.read.records[name] = Record(name, fields)
        self._functions(re.sub(r"^\s*#.*$", "", text, flags=re.M))

    def _constants(self, text: str) -> None:
        constants = self.read.constants
        for name, value in re.findall(r"^#define ACD_(?!API\b)(\w+) +([-(\w].*)$", text, flags=re.M):
            constants[name] = value_of(value, constants)
            self.read.groups.append([name])
        for body in re.findall(r"\benum \{(.*?)\}", text, flags=re.S):
            self.read.groups.append(re.findall(r"\bACD_(\w+)\s*=", body))
            for name, value in re.findall(r"\bACD_(\w+)\s*=\s*([^,]+)", body):
                constants[name] = value_of(value, constants)
                if re.fullmatch(r"ERR_\w+|AGAIN", name) and name not in self.read.errors:
                    self.read.errors.append(name)

    def _functions(self, text: str) -> None:
        for returned, name, parameters in re.findall(r"\bACD_API\s+([^;()]*?\s*\*?)\b(acd_\w+)\s*\(([^;]*)\);", text):
            if name in self.ignored or name.startswith("acd_command"):
                continue
            listed = [] if parameters.strip() == "void" else [Variable.parse(part) for part in parameters.split(",")]
            function = Function(returned.strip(), name, listed)
            self._judge(function)
            self.read.functions.append(function)

    def _judge(self, function: Function) -> None:
        """What is refused, as status.i has it; makers refuse, too, and those of this folder."""
        name = function.name
        if name in self.numbers:
            function.told, function.is_number = self.numbers[name], True
        elif name in self.status:
            function.told = self.status[name]
        elif name in self.sized:
            function.told, function.is_sized = self.sized[name], True
        elif name == "acd_tzif_new":
            function.told = "acd_swig_zone(about, NULL, arg2, arg3)"
        elif name.endswith("_new"):
            function.told = "acd_swig_nothing(about)"
        elif name.startswith("acd_go_") and function.returned == "int":
            function.told, function.is_number = "acd_swig_nothing(about)", True
        elif function.returned in ("int", "int32_t") and name != "acd_definition_zone_next":
            raise SystemExit(f"{name} returns a status, but status.i does not name it")
