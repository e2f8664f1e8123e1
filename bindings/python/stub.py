# SPDX-License-Identifier: Apache-2.0
"""Writes acd.pyi, the types of the module that SWIG makes, from the public headers and the interface file.

usage: stub.py INTERFACE HEADER… OUTPUT
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""Types of the module that SWIG makes. What each means: include/acd/*.h, without the prefix."""

import builtins
from typing import Any, Optional, Sequence, Union

class Error(RuntimeError):
    code: int
    function: str

class _SwigNonDynamicMeta(type): ...
'''
# Texts that may be missing, as the headers say.
NO_TEXT_IN = {("acd_action_result", "text"), ("acd_call_transfer", "number"), ("acd_call_set", "value"), ("acd_call_attribute_next", "after")}
# Second halves of what is one argument.
MADE_OF_ONE = {("acd_engine_reconcile", "count"), ("acd_engine_reconcile_agents", "count"), ("acd_call_require", "count"), ("acd_json_load_text", "size"), ("acd_explain_agents", "stride"), ("acd_explain_calls", "stride"), ("acd_zone_set", "size"), ("acd_zone_bytes", "size_out")}
# Functions of several results.
RESULTS = {"acd_tzif_offset": "list[int]", "acd_tzif_local": "list[int]", "acd_tzif_instants": "list[int]",
           "acd_definition_zone_next": "list[Any]"}
# Functions that fill an array: a list in place of their number.
LISTS = {"acd_explain_agents", "acd_explain_calls"}
NO_TEXT_OUT = {"acd_skill_name", "acd_channel_name", "acd_device_name", "acd_flow_node_name", "acd_flow_exit_name",
               "acd_call_attribute", "acd_call_attribute_next", "acd_node_exits"}


@dataclass
class Interface:
    """What acd.i says of names."""

    classes: dict[str, str]
    fields: dict[str, str]
    ignored: set[str]
    raising: set[str]
    numbers: set[str]

    @classmethod
    def read(cls, path: Path) -> Interface:
        text = path.read_text(encoding="utf-8")
        return cls(
            classes={c: python for python, c in re.findall(r"^%rename\((\w+)\) (\w+);", text, flags=re.M)},
            fields={c: python for python, c in re.findall(r"^%rename\((\w+)\) (\w+::\w+);", text, flags=re.M)},
            ignored=set(re.findall(r"^%ignore ([\w:]+);", text, flags=re.M)) - {"acd_engine_reconcile", "acd_engine_reconcile_agents", "acd_call_require", "acd_zone_set", "acd_zone_bytes", "acd_definition_zone_next", *LISTS},
            raising=set(re.findall(r"^%status\((\w+)[,)]", text, flags=re.M)),
            numbers=set(re.findall(r"^%number_or_status\((\w+)[,)]", text, flags=re.M)),
        )


def bare(text: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"\\\n", " ", text)


def constants(text: str) -> list[str]:
    names = re.findall(r"^#define ACD_(\w+) +[-(\w]", text, flags=re.M)
    for body in re.findall(r"\benum \{(.*?)\}", text, flags=re.S):
        names += re.findall(r"\bACD_(\w+)\s*=", body)
    return [f"{name}: int" for name in names if name != "API"]


def records(text: str, interface: Interface) -> list[str]:
    lines = []
    for record, body in re.findall(r"typedef struct (\w+) \{(.*?)\n\} \1;", text, flags=re.S):
        if record not in interface.classes:
            continue
        goes_in = record in ("acd_arrival", "acd_callback_wish", "acd_slot_wish")
        lines += ["", f"class {interface.classes[record]}(metaclass=_SwigNonDynamicMeta):", "    thisown: Any"]
        if goes_in:
            lines.append("    def __init__(self) -> None: ...")
        if record == "acd_arrival":
            lines.append("    def require(self, skill: int, level_min: int) -> None: ...")
            lines.append("    def prefer(self, agent: int) -> None: ...")
        for field in (field.strip() for field in body.split(";")):
            name = field.split()[-1].lstrip("*") if field else ""
            if not name or f"{record}::{name.split('[')[0]}" in interface.ignored:
                continue
            if goes_in:
                lines.append(f"    {name}: {'Optional[str]' if 'char' in field else 'int'}")
            else:
                kind = "str" if "char" in field else "int"
                name = interface.fields.get(f"{record}::{name}", name)
                lines += ["    @builtins.property", f"    def {name}(self) -> {kind}: ..."]
        if record == "acd_kpi_calls":
            lines.append("    def ended_by(self, reason: int) -> int: ...")
            lines.append("    def callbacks_ended_by(self, outcome: int) -> int: ...")
            lines.append("    def callback_attempts_by(self, outcome: int) -> int: ...")
            lines.append("    def slots_by(self, change: int) -> int: ...")
            lines.append("    def call_again_by(self, outcome: int) -> int: ...")
            lines.append("    def action_timeouts_of(self, kind: int) -> int: ...")
    return lines


def parameter_type(function: str, name: str, words: str, interface: Interface) -> str:
    kind = words.replace("const", "").replace("*", "").strip()
    if kind == "void":
        return "Union[bytes, bytearray, memoryview]"
    if kind == "char":
        return "Optional[str]" if (function, name) in NO_TEXT_IN else "str"
    return interface.classes.get(kind, "int")


def function_line(returned: str, function: str, parameters: str, interface: Interface) -> str:
    arguments, outputs = [], []
    for parameter in (parameter.strip() for parameter in parameters.split(",")):
        name = re.split(r"\W", parameter)[-1] or "void"
        words = parameter.removesuffix(name)
        if name in ("void", "allocator") or (function, name) in MADE_OF_ONE:
            continue
        if name.endswith("_out"):
            outputs.append(parameter_type(function, name, words, interface))
        elif (function, name) in (("acd_engine_reconcile", "calls"), ("acd_engine_reconcile_agents", "known")):
            arguments.append(f"{name}: Sequence[int]")
        elif (function, name) == ("acd_call_require", "requirements"):
            arguments.append("requirements: Sequence[tuple[int, int]]")
        else:
            arguments.append(f"{name}: {parameter_type(function, name, words, interface)}")
    if "acd_definition" in returned:
        result = "Optional[Definition]"
    elif function in RESULTS:
        result = RESULTS[function]
    elif "void" in returned:
        result = "bytes"
    elif "char" in returned:
        result = "Optional[str]" if function in NO_TEXT_OUT else "str"
    elif function in LISTS:
        result = f"list[{outputs[0]}]"
    elif function in interface.raising:
        result = outputs[0] if outputs else "None"
    elif function in interface.numbers:
        result = f"Optional[{outputs[0]}]" if outputs else "int"
    elif returned in ("int", "int32_t"):
        raise SystemExit(f"{function} returns a status, but acd.i names it neither %status nor %number_or_status")
    else:
        result = "int"
    return f"def {function.removeprefix('acd_')}({', '.join(arguments)}) -> {result}: ..."


def functions(text: str, interface: Interface) -> list[str]:
    text = re.sub(r"^\s*#.*$", "", text, flags=re.M)
    found = re.findall(r"\bACD_API\s+([^;()]*?)\s*\*?\b(acd_\w+)\s*\(([^;]*)\);", text)
    return [
        function_line(returned, function, parameters, interface)
        for returned, function, parameters in found
        if function not in interface.ignored and not function.startswith("acd_command")
    ]


def main() -> None:
    interface = Interface.read(Path(sys.argv[1]))
    lines = [HEAD]
    handles = {"Engine": "self, options: Optional[Options] = ...", "Options": "self", "Definition": "self", "Check": "self, definition: Definition", "Difference": "self, before: Definition, after: Definition", "Tzif": "self, data: Union[bytes, bytearray, memoryview]"}
    if any(Path(name).name == "json.h" for name in sys.argv[2:-1]):
        handles["Json"] = "self"
    for handle, arguments in handles.items():
        lines += [f"class {handle}(metaclass=_SwigNonDynamicMeta):", "    thisown: Any", f"    def __init__({arguments}) -> None: ...", ""]
    for name in sys.argv[2:-1]:
        text = bare(Path(name).read_text(encoding="utf-8"))
        lines += [*records(text, interface), "", *constants(text), "", *functions(text, interface)]
    Path(sys.argv[-1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
