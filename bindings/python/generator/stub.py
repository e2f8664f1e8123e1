# SPDX-License-Identifier: Apache-2.0
"""raw.pyi: the types of the module that SWIG makes."""

from __future__ import annotations

import keyword
import re

from generator.comments import Comments, docstring
from generator.interface import RECORD_LISTS, Interface

HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""Types of the module that SWIG makes. The comments are those of include/acd/*.h."""

import builtins
from typing import Any, Callable, Mapping, Optional, Sequence, TypeVar, Union

from .errors import Error as Error

_Tuple = TypeVar("_Tuple", bound=tuple[Any, ...])

class _SwigNonDynamicMeta(type): ...

class Feed(metaclass=_SwigNonDynamicMeta):
    thisown: Any
    def __init__(self) -> None: ...
    def set_sink(self, sink: Callable[[Event], object]) -> None: ...
    def set_score(self, score: Callable[[Question, list[int]], Sequence[int]]) -> None: ...
    def set_log(self, log: Callable[[int, str], object]) -> None: ...
    def set_explain(self, explain: Callable[[Decision], object]) -> None: ...
    def set_trace(self, trace: Callable[[Union[Told, Action]], object]) -> None: ...
    def set_history(self, history: History) -> None: ...
    def set_records(self, records: Records) -> None: ...
    def set_metrics(self, metrics: Metrics) -> None: ...

class RecordQueue(metaclass=_SwigNonDynamicMeta):
    thisown: Any
    def __init__(self) -> None: ...
    def pull(self) -> Optional[Record]: ...
    def count(self) -> int: ...
    def lost(self) -> int: ...

def records_attach(records: Records, queue: RecordQueue) -> None: ...

def feed_attach(feed: Feed, options: Options) -> None: ...

def batch_submit(engine: Engine, commands: Sequence[tuple[Any, ...]], first: int = ...) -> tuple[list[int], list[int], list[tuple[int, Error]], Optional[BaseException]]: ...

def batch_pull(engine: Engine, type: builtins.type[_Tuple], kinds: Mapping[int, Any]) -> tuple[list[_Tuple], Optional[BaseException]]: ...
'''
SIM = '''
class Outcomes(metaclass=_SwigNonDynamicMeta):
    thisown: Any
    def __init__(self) -> None: ...
    def column(self, name: str) -> Optional[bytes]: ...

def sim_attach(sim: Sim, feed: Feed, outcomes: Optional[Outcomes]) -> None: ...
'''
MEMORY = '''
class Memory(metaclass=_SwigNonDynamicMeta):
    thisown: Any
    def __init__(self) -> None: ...
    def fail(self, request: int, after: int) -> None: ...
    def requests(self) -> int: ...
    def failed(self) -> int: ...
    def bytes(self) -> int: ...
    def bytes_max(self) -> int: ...
    def mistaken(self) -> int: ...

def memory_options(memory: Memory) -> Options: ...
'''
# Texts that may be missing, as the headers say.
NO_TEXT_IN = {("acd_action_result", "text"), ("acd_call_transfer", "number"), ("acd_call_set", "value"), ("acd_call_attribute_next", "after"),
              ("acd_ics_match_add", "property")}
# Second halves of what is one argument.
MADE_OF_ONE = {("acd_engine_reconcile", "count"), ("acd_engine_reconcile_agents", "count"), ("acd_call_require", "count"), ("acd_json_load_text", "size"), ("acd_explain_agents", "stride"), ("acd_explain_calls", "stride"), ("acd_zone_set", "size"), ("acd_history_load", "size"), ("acd_zone_bytes", "size_out"),
               ("acd_ics_read_text", "size"), ("acd_import_add_text", "size"), ("acd_import_definition", "size_out")}
# Functions of several results.
RESULTS = {"acd_tzif_offset": "list[int]", "acd_tzif_local": "list[int]", "acd_tzif_instants": "list[int]",
           "acd_definition_zone_next": "list[Any]",
           "acd_erlang_within": "list[float]", "acd_sim_engine": "Engine", "acd_metrics_print": "str",
           "acd_record_print_json": "str", "acd_record_print_csv": "str", "acd_record_print_csv_head": "str",
           "acd_history_save": "bytes", "acd_history_load": "History", "acd_history_row_next": "list[Any]"}
# Functions that write into a buffer.
SIZED = {"acd_metrics_print", "acd_history_save", "acd_record_print_json", "acd_record_print_csv",
         "acd_record_print_csv_head"}
# Handles that may be missing.
NO_HANDLE = {("acd_metrics_print", "metrics"), ("acd_ics_zone_set", "zone")}
# Functions that fill an array: a list in place of their number.
LISTS = {"acd_explain_agents", "acd_explain_calls"}
NO_TEXT_OUT = {"acd_skill_name", "acd_channel_name", "acd_device_name", "acd_flow_node_name", "acd_flow_exit_name",
               "acd_call_attribute", "acd_call_attribute_next", "acd_node_exits", "acd_import_definition"}


def constants(text: str) -> list[str]:
    names = re.findall(r"^#define ACD_(\w+) +[-(\w]", text, flags=re.M)
    for body in re.findall(r"\benum \{(.*?)\}", text, flags=re.S):
        names += re.findall(r"\bACD_(\w+)\s*=", body)
    return [f"{name}: int" for name in names if name != "API"]


def records(text: str, interface: Interface, comments: Comments) -> list[str]:
    lines = []
    for record, body in re.findall(r"typedef struct (\w+) \{(.*?)\n\} \1;", text, flags=re.S):
        if record not in interface.classes:
            continue
        goes_in = record in interface.go_in
        lines += ["", f"class {interface.classes[record]}(metaclass=_SwigNonDynamicMeta):",
                  *docstring(comments.records[record], "    "), "    thisown: Any"]
        if goes_in:
            lines.append(f"    def __init__(self{', formula: int' if record == 'acd_service_level' else ''}) -> None: ...")
        if record == "acd_history_options":
            lines.append("    def set_zone(self, bytes: Union[bytes, bytearray, memoryview]) -> None: ...")
        if record == "acd_history_period":
            lines.append("    def __init__(self, kind: int, from_wall_us: int, to_wall_us: int) -> None: ...")
        if record == "acd_record":
            for name, of in RECORD_LISTS.items():
                lines.append(f"    def {name}_list(self) -> list[{interface.classes[of]}]: ...")
        if goes_in and "requirements" in body and record not in ("acd_callback_wish", "acd_slot_wish"):
            lines.append("    def require(self, skill: int, level_min: int) -> None: ...")
        if record == "acd_arrival":
            lines.append("    def prefer(self, agent: int) -> None: ...")
        for field in (field.strip() for field in body.split(";")):
            name = field.split()[-1].lstrip("*") if field else ""
            if not name or f"{record}::{name.split('[')[0]}" in interface.ignored:
                continue
            array, name = "[" in name, name.split("[")[0]
            said = docstring(comments.fields.get((record, name), ""), "    " if goes_in else "        ")
            if goes_in:
                kind = "Optional[str]" if "char" in field else "float" if "double" in field else "int"
                lines += [f"    {name}: {kind}", *said]
            else:
                kind = "tuple[int, ...]" if array else "str" if "char" in field else "float" if "double" in field else "int"
                name = interface.fields.get(f"{record}::{name}", name)
                lines += ["    @builtins.property", *with_docstring(f"    def {name}(self) -> {kind}:", said)]
    return lines


def with_docstring(head: str, said: list[str]) -> list[str]:
    return [head, *said] if said else [f"{head} ..."]


def parameter_type(function: str, name: str, words: str, interface: Interface) -> str:
    kind = words.replace("const", "").replace("*", "").strip()
    if kind == "void":
        return "Union[bytes, bytearray, memoryview]"
    if kind == "char" and function.startswith("acd_history_") and name == "queue" and function != "acd_history_member_get":
        return "Optional[str]"
    if kind == "char" and function.startswith("acd_history_") and name in ("agent", "plan", "campaign", "slot_plan", "number", "flow", "node") and function.endswith("_get") and function != "acd_history_member_get":
        return "Optional[str]"
    if kind == "char":
        return "Optional[str]" if (function, name) in NO_TEXT_IN else "str"
    if kind == "double":
        return "float"
    return interface.classes.get(kind, "int")


def function_line(returned: str, function: str, parameters: str, interface: Interface) -> str:
    arguments, outputs = [], []
    for parameter in (parameter.strip() for parameter in parameters.split(",")):
        name = re.split(r"\W", parameter)[-1] or "void"
        words = parameter.removesuffix(name)
        if name in ("void", "allocator") or (function, name) in MADE_OF_ONE:
            continue
        if function in SIZED and name in ("buffer", "capacity", "size_out"):
            continue
        if keyword.iskeyword(name):
            name = f"_{name}"  # as SWIG does
        if name.endswith("_out"):
            outputs.append(parameter_type(function, name, words, interface))
        elif (function, name) in (("acd_engine_reconcile", "calls"), ("acd_engine_reconcile_agents", "known")):
            arguments.append(f"{name}: Sequence[int]")
        elif (function, name) == ("acd_call_require", "requirements"):
            arguments.append("requirements: Sequence[tuple[int, int]]")
        elif (function, name) in NO_HANDLE:
            arguments.append(f"{name}: Optional[{parameter_type(function, name, words, interface)}]")
        else:
            arguments.append(f"{name}: {parameter_type(function, name, words, interface)}")
    if function in RESULTS:
        result = RESULTS[function]
    elif "acd_definition" in returned:
        result = "Optional[Definition]"
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
        raise SystemExit(f"{function} returns a status, but status.i names it neither %status nor %number_or_status")
    else:
        result = "int"
    return f"def {function.removeprefix('acd_')}({', '.join(arguments)}) -> {result}:"


def functions(text: str, interface: Interface, comments: Comments) -> list[str]:
    text = re.sub(r"^\s*#.*$", "", text, flags=re.M)
    found = re.findall(r"\bACD_API\s+([^;()]*?)\s*\*?\b(acd_\w+)\s*\(([^;]*)\);", text)
    lines: list[str] = []
    for returned, function, parameters in found:
        if function not in interface.ignored and not function.startswith("acd_command"):
            lines += with_docstring(function_line(returned, function, parameters, interface),
                                    docstring(comments.functions[function], "    "))
    return lines
