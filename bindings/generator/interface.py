# SPDX-License-Identifier: Apache-2.0
"""What the interface files of bindings/swig say: names, what is left out, and what refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.headers import Function, Variable

# Lists of a record.
RECORD_LISTS = {"segments": "acd_record_segment", "visits": "acd_record_visit",
                "conversations": "acd_record_conversation", "path": "acd_record_step"}
# Handles and records that may be missing, as the headers say.
MAY_MISS = {("acd_engine_new", "options"), ("acd_sim_new", "options"), ("acd_history_new", "options"),
            ("acd_metrics_print", "metrics"), ("acd_ics_zone_set", "zone")}
# Texts that may be missing.
NO_TEXT_IN = {("acd_action_result", "text"), ("acd_call_transfer", "number"), ("acd_call_set", "value"),
              ("acd_call_attribute_next", "after"), ("acd_ics_match_add", "property")}
# Functions that return a text or none.
NO_TEXT_OUT = {"acd_skill_name", "acd_channel_name", "acd_device_name", "acd_flow_node_name", "acd_flow_exit_name",
               "acd_call_attribute", "acd_call_attribute_next", "acd_node_exits", "acd_import_definition"}
# Those whose number is no status.
PLACES = {"acd_definition_zone_next"}


def is_total(function: Function, variable: Variable) -> bool:
    """Whether it is the name of a row of a history, which may be missing: all of them together."""
    return (variable.kind == "char" and function.name.startswith("acd_history_") and function.name != "acd_history_member_get"
            and any(one.name == "period" for one in function.parameters))


@dataclass
class Interface:
    """By names of C."""

    classes: dict[str, str]
    """Names of records and handles."""
    fields: dict[str, str]
    """Names of fields that are called otherwise."""
    ignored: set[str]
    """Functions, records, and fields as record::field."""
    handles: list[str]
    statuses: dict[str, str]
    """C that writes what a refused call was about, by functions that return a status."""
    numbers: dict[str, str]
    """Likewise, or a number."""
    sized: dict[str, str]
    """Likewise, of those that fill a buffer."""
    go_in: set[str]
    """Records whose fields can be set."""
    present: dict[tuple[str, str], str]
    """When there is a record, by its type and the name of the output."""
    about: str
    """The C behind what the calls were about."""

    @classmethod
    def read(cls, path: Path, language: str = "") -> Interface:
        """`language`: PYTHON, with what it has of its own; or "", what all have."""
        text = text_for(language, path)

        def told(macro: str) -> dict[str, str]:
            return {words[0]: words[-1] for words in calls_of(macro, text)}

        about = path.with_name("about.i").read_text(encoding="utf-8")
        return cls(
            classes={c: name for name, c in re.findall(r"^%rename\((\w+)\) (\w+);", text, flags=re.M)},
            fields={c: name for name, c in re.findall(r"^%rename\((\w+)\) (\w+::\w+);", text, flags=re.M)},
            ignored=set(re.findall(r"^%ignore ([\w:]+);", text, flags=re.M)),
            handles=[words[0] for words in calls_of("handle", text)],
            statuses=told("status"),
            numbers=told("number_or_status"),
            sized=told("sized"),
            go_in={words[0].partition("::")[0] for words in calls_of("goes_in", text)},
            present={(words[0], words[1]): words[2] for words in calls_of("record_out", text)},
            about="\n".join(re.findall(r"^%\{\n(.*?)^%\}", about, flags=re.M | re.S)),
        )

    def is_bound(self, name: str) -> bool:
        """Whether languages see a function or record; raw commands are for C."""
        return name not in self.ignored and not name.startswith("acd_command")

    def told(self, function: Function) -> str | None:
        """C that writes into `about` what a refused call was about; None: it refuses nothing."""
        name = function.name
        if found := {**self.statuses, **self.numbers, **self.sized}.get(name):
            return found
        if name == "acd_tzif_new":
            return "acd_swig_zone(about, NULL, arg2, arg3)"
        if name.endswith("_new"):
            return "acd_swig_nothing(about)"
        if function.returns_number and name not in PLACES:
            raise SystemExit(f"{name} returns a status, but status.i does not name it")
        return None


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


def reads_on(language: str) -> Callable[[str], bool]:
    """Of what follows an #if: whether a language reads on, with all libraries."""

    def holds(condition: str) -> bool:
        return any(all(term(part) for part in either.split("&&")) for either in condition.split("||"))

    def term(text: str) -> bool:
        name = re.search(r"\((\w+)\)", text)
        if not name:
            raise SystemExit(f"not understood: #if {text}")
        known = name[1] == f"SWIG{language}" or name[1].startswith("ACD_SWIG_")
        return known != text.lstrip().startswith("!")

    return holds


def text_for(language: str, path: Path) -> str:
    """The interface file with those it includes, without what stands in them for other languages."""
    holds = reads_on(language)
    kept: list[str] = []
    ifs: list[tuple[bool, bool]] = []  # one of its parts was read; this one is
    for line in path.read_text(encoding="utf-8").split("\n"):
        word, _, rest = line.partition(" ")
        if word == "#ifdef":
            ifs.append((holds(f"defined({rest})"),) * 2)
        elif word == "#ifndef":
            ifs.append((holds(f"!defined({rest})"),) * 2)
        elif word == "#if":
            ifs.append((holds(rest),) * 2)
        elif word in ("#elif", "#else"):
            done = ifs[-1][0]
            now = not done and (word == "#else" or holds(rest))
            ifs[-1] = (done or now, now)
        elif word == "#endif":
            ifs.pop()
        elif all(now for _, now in ifs):
            included = re.fullmatch(r'%include "(\w+\.i)"', line)
            kept.append(text_for(language, path.with_name(included[1])) if included else line)
    return "\n".join(kept)
