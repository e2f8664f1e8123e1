# SPDX-License-Identifier: Apache-2.0
"""Writes what follows from the public headers and the interface file:
raw.pyi, the types of the module that SWIG makes; kinds.py, the enumerations; facts.py, the records that come out;
docs.i, what SWIG is to write into its module of the headers' comments.

usage: generate.py INTERFACE HEADER… FOLDER
"""

from __future__ import annotations

import itertools
import keyword
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from comments import Comments, docstring

HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""Types of the module that SWIG makes. The comments are those of include/acd/*.h."""

import builtins
from typing import Any, Callable, Optional, Sequence, Union

from .errors import Error as Error

class _SwigNonDynamicMeta(type): ...

class Feed(metaclass=_SwigNonDynamicMeta):
    thisown: Any
    def __init__(self) -> None: ...
    def set_sink(self, sink: Callable[[Event], object]) -> None: ...
    def set_score(self, score: Callable[[Question, list[int]], Sequence[int]]) -> None: ...
    def set_log(self, log: Callable[[int, str], object]) -> None: ...
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
'''
SIM = '''
class Outcomes(metaclass=_SwigNonDynamicMeta):
    thisown: Any
    def __init__(self) -> None: ...
    def column(self, name: str) -> Optional[bytes]: ...

def sim_attach(sim: Sim, feed: Feed, outcomes: Outcomes) -> None: ...
'''
# Texts that may be missing, as the headers say.
NO_TEXT_IN = {("acd_action_result", "text"), ("acd_call_transfer", "number"), ("acd_call_set", "value"), ("acd_call_attribute_next", "after")}
# Second halves of what is one argument.
MADE_OF_ONE = {("acd_engine_reconcile", "count"), ("acd_engine_reconcile_agents", "count"), ("acd_call_require", "count"), ("acd_json_load_text", "size"), ("acd_explain_agents", "stride"), ("acd_explain_calls", "stride"), ("acd_zone_set", "size"), ("acd_history_load", "size"), ("acd_zone_bytes", "size_out")}
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
NO_HANDLE = {("acd_metrics_print", "metrics")}
# Lists of a record.
RECORD_LISTS = {"segments": "acd_record_segment", "visits": "acd_record_visit",
                "conversations": "acd_record_conversation", "path": "acd_record_step"}
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
    go_in: set[str]
    """Records whose fields can be set."""

    @classmethod
    def read(cls, path: Path) -> Interface:
        text = text_for_python(path)
        return cls(
            classes={c: python for python, c in re.findall(r"^%rename\((\w+)\) (\w+);", text, flags=re.M)},
            fields={c: python for python, c in re.findall(r"^%rename\((\w+)\) (\w+::\w+);", text, flags=re.M)},
            ignored=set(re.findall(r"^%ignore ([\w:]+);", text, flags=re.M)),
            raising=set(re.findall(r"^%status\((\w+)[,)]", text, flags=re.M)),
            numbers=set(re.findall(r"^%number_or_status\((\w+)[,)]", text, flags=re.M)),
            go_in=set(re.findall(r"^%goes_in\((\w+)::", text, flags=re.M)),
        )


def holds(condition: str) -> bool:
    """Of what follows an #if: whether Python reads on, with all libraries."""

    def term(text: str) -> bool:
        name = re.search(r"\((\w+)\)", text)
        assert name, condition
        known = name[1] == "SWIGPYTHON" or name[1].startswith("ACD_SWIG_")
        return known != text.lstrip().startswith("!")

    return any(all(term(part) for part in either.split("&&")) for either in condition.split("||"))


def text_for_python(path: Path) -> str:
    """The interface file with those it includes, without what stands in them for other languages."""
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
            kept.append(text_for_python(path.with_name(included[1])) if included else line)
    return "\n".join(kept)


def bare(text: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"\\\n", " ", text)


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


# Enumerations by what their constants begin with.
ENUMERATIONS = {
    "ACTION": "ActionKind", "OUTCOME": "Outcome", "END": "End", "TO": "Hearer", "CALL_STATE": "CallState",
    "PRESENCE": "Presence", "AGENT_STATE": "AgentState", "WHEN": "When", "TARGET": "TargetKind", "ROLE": "Role",
    "GATE": "Gate", "PLACE": "Place", "RECORDING": "Recording", "EXIT": "Exit", "CALLBACK": "CallbackOutcome",
    "CALLBACK_STAGE": "CallbackStage", "SLOT": "SlotChange", "SLOT_STATE": "SlotState", "EVENT": "EventKind",
    "ENTER": "Enter", "LEAVE": "Leave", "OFFER": "Offer", "CONVERSATION": "ConversationEnd", "SEGMENT": "SegmentKind",
    "VERDICT": "Verdict", "OBSTACLE": "Obstacle", "KEY": "Key", "OUTLOOK": "OutlookKind", "SEVERITY": "Severity",
    "FINDING": "FindingKind", "EDIT": "EditKind", "CALL_AGAIN": "CallAgain", "HELD_BY": "HeldBy", "DOUBT": "Doubt",
    "RULE": "Rule", "SAYS": "Says", "DEFINE": "DefineMode", "OPTION": "Option",
    "DISPOSITION": "Disposition", "PERIOD": "PeriodKind", "SERVICE_LEVEL": "Formula", "COMPARE": "Compare", "WAIT_FROM": "WaitFrom", "DISTRIBUTION": "DistributionOf",
    "SIM_OPTION": "SimOption", "SIM_FAULT": "Fault", "SIM_ENDED_BY": "EndedBy",
}
# Records whose texts are never freed.
STATIC_TEXTS = {"acd_noun", "acd_property", "acd_metric_info"}
# Fields of records that are enumerations. Of those named after "?", 0 is none.
FIELDS_OF_KIND = {
    "acd_call_info": {"state": "CallState", "recording": "?Recording", "callback": "?CallbackStage"},
    "acd_agent_info": {"state": "AgentState", "presence": "Presence", "role": "?Role"},
    "acd_queue_info": {"gate": "Gate"},
    "acd_line_info": {"state": "AgentState"},
    "acd_callback_info": {"stage": "CallbackStage"},
    "acd_slot_info": {"state": "SlotState"},
    "acd_campaign_info": {"held_by": "HeldBy"},
    "acd_finding": {"severity": "Severity", "kind": "FindingKind"},
    "acd_edit": {"kind": "EditKind"},
    "acd_schedule_verdict": {"rule": "Rule"},
    "acd_event": {"kind": "EventKind"},
    "acd_record": {"end": "End", "disposition": "Disposition"},
    "acd_record_segment": {"kind": "SegmentKind"},
    "acd_record_visit": {"entered": "Enter", "left": "?Leave"},
    "acd_record_conversation": {"ended": "?ConversationEnd"},
    "acd_record_step": {"exit": "Exit"},
    "acd_history_period": {"kind": "PeriodKind"},
    "acd_service_level_counts": {"formula": "Formula"},
    "acd_explanation": {"verdict": "Verdict", "key": "?Key"},
}
# Records that only acd.raw has, as those that go in: what they say is said by objects, or there is another way.
NOT_FACTS = {"acd_action", "acd_question", "acd_json_place", "acd_json_error",
             "acd_error", "acd_noun", "acd_property", "acd_property_value", "acd_object_info"}
# Figures that follow from a record's counts.
DERIVED = {
    "acd_kpi_queue": ["left", "service_level_ppm", "asa_us", "asa_arrival_us", "aht_us", "abandonment_ppm", "abandonment_long_ppm",
                      "rating_hundredths", "satisfaction_ppm", "resolution_ppm", "first_response_us"],
    "acd_history_wait": ["resolution_ppm"],
    "acd_history_callbacks": ["promise_ppm"],
    "acd_kpi_agent": ["occupancy_ppm", "utilisation_ppm"],
}

KINDS_HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""Enumerations of the headers. A number that this version does not know is a member UNKNOWN_<number>."""

from __future__ import annotations

import enum
from typing import Any


class Kind(enum.IntEnum):
    """The base of all: integers with names."""

    @property
    def word(self) -> str:
        """As the library writes it: "no_answer"."""
        return self.name.lower()

    def __str__(self) -> str:
        return self.word

    @classmethod
    def _missing_(cls, value: object) -> Any:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_, member._value_ = f"UNKNOWN_{value}", value
        return cls._value2member_map_.setdefault(value, member)


def _say(kind: type[Kind], said: dict[str, str]) -> None:
    for name, text in said.items():
        kind[name].__doc__ = text
'''

FACTS_HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""Records that come out of the library, as frozen dataclasses."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import Any, Callable, ClassVar, TypeVar

from . import kinds, raw

Self = TypeVar("Self", bound="Fact")


@dataclass(frozen=True)
class Fact:
    """The base of all: a copy of what the library told, which does not change."""

    _fields: ClassVar[tuple[str, ...]] = ()
    _kinds: ClassVar[dict[str, Callable[[int], object]]] = {}
    _lists: ClassVar[dict[str, type[Fact]]] = {}
    _derived: ClassVar[dict[str, Callable[[Any], int]]] = {}
    _get: ClassVar[Callable[[Any], tuple[Any, ...]]]

    @classmethod
    def of(cls: type[Self], record: Any) -> Self:
        """From a record of acd.raw."""
        fact = object.__new__(cls)
        values = fact.__dict__
        values.update(zip(cls._fields, cls._get(record)))
        for name, kind in cls._kinds.items():
            values[name] = kind(values[name])
        for name, inner in cls._lists.items():
            values[name] = tuple(inner.of(one) for one in getattr(record, name + "_list")())
        for name, figure in cls._derived.items():
            values[name] = figure(record)
        return fact
'''


def enumerations(text: str, comments: Comments) -> list[str]:
    lines: list[str] = []
    for body in re.findall(r"\benum \{(.*?)\};", text, flags=re.S):
        entries = re.findall(r"\bACD_(\w+)\s*=\s*(-?\w+)\s*,?(?:\s*/\*\*<(.*?)\*/)?", body, flags=re.S)
        words = [name.split("_") for name, _, _ in entries]
        shared = sum(1 for _ in itertools.takewhile(lambda column: len(set(column)) == 1, zip(*words)))
        prefix = "_".join(words[0][:shared]) if entries else ""
        if len(entries) < 2 or prefix not in ENUMERATIONS:
            continue
        said = "\n\n".join(filter(None, (comments.enums.get(entries[0][0]), f"C: ACD_{prefix}_….")))
        lines += ["", "", f"class {ENUMERATIONS[prefix]}(Kind):", *docstring(said, "    "), ""]
        told: dict[str, str] = {}
        for name, value, comment in entries:
            member = name.removeprefix(prefix + "_")
            lines.append(f"    {member} = {value}")
            if comment := comments.words(comment):
                lines += docstring(comment, "    ")
                told[member] = " ".join(comment.split())
        lines += ["", "", f"_say({ENUMERATIONS[prefix]}, {{", *(f"    {name!r}: {text!r}," for name, text in told.items()), "})"]
    return lines


def check_texts(text: str, interface: Interface, code: str) -> None:
    """Records that come out are copied with their texts; one that is forgotten would be lent memory."""
    for record, body in re.findall(r"typedef struct (\w+) \{(.*?)\n\} \1;", text, flags=re.S):
        if record not in interface.classes or record in interface.go_in or record in STATIC_TEXTS:
            continue
        for name in re.findall(r"const char \*(\w+);", bare(body)):
            if not re.search(rf"offsetof\({record}, {name}\)", code):
                raise SystemExit(f"the copy of {record} lacks its text {name}: %record_out in outputs.i, or keep.h")


def facts(text: str, interface: Interface, comments: Comments) -> list[str]:
    lines: list[str] = []
    for record, body in re.findall(r"typedef struct (\w+) \{(.*?)\n\} \1;", text, flags=re.S):
        if record not in interface.classes or record in NOT_FACTS | interface.go_in:
            continue
        fields = [re.split(r"\W", part.strip())[-1] if "[" not in part else re.findall(r"(\w+)\[", part)[0]
                  for part in bare(body).split(";") if part.strip()]
        parts = {name: part for name, part in zip(fields, bare(body).split(";"))}
        fields = [name for name in fields if name not in ("size", "reserved") and f"{record}::{name}" not in interface.ignored]
        if record == "acd_record":
            fields = [name for name in fields if name not in RECORD_LISTS]
        kinds = FIELDS_OF_KIND.get(record, {})
        missing = set(kinds) - set(fields)
        if missing:
            raise SystemExit(f"{record} has no field {', '.join(sorted(missing))}")
        said = {name: comments.fields.get((record, name), "") for name in fields}
        module = record.split("_")[1]
        for name in DERIVED.get(record, []):
            said[name] = comments.functions[f"acd_{module}_{name}"].rpartition("C: ")[0].strip()
        about = [f"- `{interface.fields.get(f'{record}::{name}', name)}`: {' '.join(text.split())}"
                 for name, text in said.items() if text]
        lines += ["", "", "@dataclass(frozen=True)", f"class {interface.classes[record]}(Fact):",
                  *docstring(comments.records[record] + "\n\n" + "\n".join(about), "    "), ""]
        names = []
        for name in fields:
            kind = kinds.get(name, "")
            written = interface.fields.get(f"{record}::{name}", name)
            names.append(written)
            type_ = ("tuple[int, ...]" if "[" in parts[name] else "str" if "char" in parts[name] else "float"
                     if "double" in parts[name] else "int")
            if kind:
                type_ = f"kinds.{kind.lstrip('?')}" + (" | int" if kind.startswith("?") else "")
            lines += [f"    {written}: {type_}", *docstring(said[name], "    ")]
        converters = ", ".join(f'"{name}": ' + (f"lambda value: kinds.{kind[1:]}(value) if value else 0" if kind.startswith("?") else f"kinds.{kind}") for name, kind in kinds.items())
        for name in DERIVED.get(record, []):
            lines += [f"    {name}: int", *docstring(said[name], "    ")]
        lists = RECORD_LISTS if record == "acd_record" else {}
        lines += [f"    {name}: tuple[{interface.classes[of]}, ...]" for name, of in lists.items()]
        quoted = ", ".join(f'"{name}"' for name in names)
        cls = interface.classes[record]
        lines += ["", "", f"{cls}._fields = ({quoted},)", f"{cls}._get = operator.attrgetter({quoted})"]
        if record in DERIVED:
            derived = ", ".join(f'"{name}": raw.{module}_{name}' for name in DERIVED[record])
            lines.append(f"{cls}._derived = {{{derived}}}")
        if lists:
            inner = ", ".join(f'"{name}": {interface.classes[of]}' for name, of in lists.items())
            lines.append(f"{cls}._lists = {{{inner}}}")
        if converters:
            lines.append(f"{cls}._kinds = {{{converters}}}")
    return lines


def docs(comments: Comments, interface: Interface) -> list[str]:
    """Features of SWIG's."""
    said = {**comments.functions, **{name: text for name, text in comments.records.items() if name in interface.classes}}
    for (record, name), text in comments.fields.items():
        if record in interface.classes:
            said[f"{record}::{name}"] = text
    quoted = {name: "\\n".join(docstring(text, "")).replace('"""', "").replace('"', '\\"') for name, text in said.items()}
    return [f'%feature("docstring") {name} "{text}";' for name, text in quoted.items() if name not in interface.ignored]


def main() -> None:
    interface = Interface.read(Path(sys.argv[1]))
    comments = Comments(interface.classes, ENUMERATIONS)
    code = "".join(path.read_text(encoding="utf-8") for path in Path(sys.argv[1]).parent.iterdir())
    folder = Path(sys.argv[-1])
    lines = [HEAD]
    handles = {"Engine": "self, options: Optional[Options] = ...", "Options": "self", "Definition": "self", "Check": "self, definition: Definition", "Difference": "self, before: Definition, after: Definition", "Tzif": "self, data: Union[bytes, bytearray, memoryview]"}
    there = {Path(name).stem for name in sys.argv[2:-1]}
    handles["Metrics"] = handles["Records"] = handles["Distribution"] = "self"
    handles["History"] = "self, options: Optional[HistoryOptions] = ..."
    if "json" in there:
        handles["Json"] = "self"
    if "sim" in there:
        handles["Sim"] = "self, options: Optional[Options] = ..."
        lines.append(SIM)
    for handle, arguments in handles.items():
        lines += [f"class {handle}(metaclass=_SwigNonDynamicMeta):", "    thisown: Any", f"    def __init__({arguments}) -> None: ...", ""]
    kinds_lines, facts_lines = [KINDS_HEAD], [FACTS_HEAD]
    for name in sys.argv[2:-1]:
        comments.read(Path(name))
    for name in sys.argv[2:-1]:
        whole = Path(name).read_text(encoding="utf-8")
        text = bare(whole)
        check_texts(whole, interface, code)
        lines += [*records(text, interface, comments), "", *constants(text), "", *functions(text, interface, comments)]
        kinds_lines += enumerations(whole, comments)
        facts_lines += facts(whole, interface, comments)
    for name, content in (("raw.pyi", lines), ("kinds.py", kinds_lines), ("facts.py", facts_lines),
                          ("docs.i", docs(comments, interface))):
        (folder / name).write_text("\n".join(content) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
