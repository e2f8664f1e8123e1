# SPDX-License-Identifier: Apache-2.0
"""raw.pyi: the types of the module that SWIG makes."""

from __future__ import annotations

import keyword

from docstrings import docstring
from generator.comments import Comments
from generator.headers import Function, Header, Variable
from generator.interface import MAY_MISS, NO_TEXT_IN, NO_TEXT_OUT, RECORD_LISTS, Interface, is_total

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
# Second halves of what is one argument.
MADE_OF_ONE = {("acd_engine_reconcile", "count"), ("acd_engine_reconcile_agents", "count"), ("acd_call_require", "count"), ("acd_json_load_text", "size"), ("acd_explain_agents", "stride"), ("acd_explain_calls", "stride"), ("acd_zone_set", "size"), ("acd_history_load", "size"), ("acd_zone_bytes", "size_out"),
               ("acd_ics_read_text", "size"), ("acd_import_add_text", "size"), ("acd_import_definition", "size_out")}
# Arguments that are lists.
SEQUENCES = {("acd_engine_reconcile", "calls"): "Sequence[int]", ("acd_engine_reconcile_agents", "known"): "Sequence[int]",
             ("acd_call_require", "requirements"): "Sequence[tuple[int, int]]"}
# Functions of several results.
RESULTS = {"acd_tzif_offset": "list[int]", "acd_tzif_local": "list[int]", "acd_tzif_instants": "list[int]",
           "acd_definition_zone_next": "list[Any]",
           "acd_erlang_within": "list[float]", "acd_sim_engine": "Engine", "acd_metrics_print": "str",
           "acd_record_print_json": "str", "acd_record_print_csv": "str", "acd_record_print_csv_head": "str",
           "acd_history_save": "bytes", "acd_history_load": "History", "acd_history_row_next": "list[Any]"}
# Functions that fill an array: a list in place of their number.
LISTS = {"acd_explain_agents", "acd_explain_calls"}


def records(header: Header, interface: Interface, comments: Comments) -> list[str]:
    lines = []
    for declared in header.records:
        record = declared.name
        if not declared.fields or record not in interface.classes:
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
        if goes_in and any(one.name == "requirements" for one in declared.fields) and record not in ("acd_callback_wish", "acd_slot_wish"):
            lines.append("    def require(self, skill: int, level_min: int) -> None: ...")
        if record == "acd_arrival":
            lines.append("    def prefer(self, agent: int) -> None: ...")
        for one in declared.fields:
            if f"{record}::{one.name}" in interface.ignored:
                continue
            said = docstring(comments.fields.get((record, one.name), ""), "    " if goes_in else "        ")
            kind = plain_type(one)
            if goes_in:
                lines += [f"    {one.name}: {'Optional[str]' if kind == 'str' else kind}", *said]
            else:
                name = interface.fields.get(f"{record}::{one.name}", one.name)
                lines += ["    @builtins.property", *with_docstring(f"    def {name}(self) -> {kind}:", said)]
    return lines


def plain_type(one: Variable) -> str:
    """Of a field that is no enumeration."""
    return "tuple[int, ...]" if one.dimension else {"char": "str", "double": "float"}.get(one.kind, "int")


def with_docstring(head: str, said: list[str]) -> list[str]:
    return [head, *said] if said else [f"{head} ..."]


def parameter_type(function: Function, one: Variable, interface: Interface) -> str:
    if one.kind == "void":
        return "Union[bytes, bytearray, memoryview]"
    if one.kind == "char":
        may_miss = (function.name, one.name) in NO_TEXT_IN or is_total(function, one)
        return "Optional[str]" if may_miss else "str"
    kind = "float" if one.kind == "double" else interface.classes.get(one.kind, "int")
    return f"Optional[{kind}]" if (function.name, one.name) in MAY_MISS else kind


def function_line(function: Function, interface: Interface) -> str:
    arguments, outputs = [], []
    for one in function.parameters:
        key = (function.name, one.name)
        if one.name == "allocator" or key in MADE_OF_ONE:
            continue
        if function.name in interface.sized and one.name in ("buffer", "capacity", "size_out"):
            continue
        if one.is_out:
            outputs.append(parameter_type(function, one, interface))
        else:
            name = f"_{one.name}" if keyword.iskeyword(one.name) else one.name  # as SWIG does
            arguments.append(f"{name}: {SEQUENCES.get(key) or parameter_type(function, one, interface)}")
    return f"def {function.name.removeprefix('acd_')}({', '.join(arguments)}) -> {result(function, outputs, interface)}:"


def result(function: Function, outputs: list[str], interface: Interface) -> str:
    name, kind = function.name, function.returned.kind
    interface.told(function)  # which knows whether it returns a status
    if name in RESULTS:
        return RESULTS[name]
    if kind == "acd_definition":
        return "Optional[Definition]"
    if kind == "void":
        return "bytes"
    if kind == "char":
        return "Optional[str]" if name in NO_TEXT_OUT else "str"
    if name in LISTS:
        return f"list[{outputs[0]}]"
    if name in interface.statuses:
        return outputs[0] if outputs else "None"
    return f"Optional[{outputs[0]}]" if name in interface.numbers and outputs else "int"


def functions(header: Header, interface: Interface, comments: Comments) -> list[str]:
    lines: list[str] = []
    for function in header.functions:
        if interface.is_bound(function.name):
            lines += with_docstring(function_line(function, interface), docstring(comments.functions[function.name], "    "))
    return lines
