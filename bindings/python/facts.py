# SPDX-License-Identifier: Apache-2.0
"""facts.py: the records that come out, as dataclasses."""

from __future__ import annotations

import re

from docstrings import docstring
from generator.comments import Comments
from generator.headers import Header
from generator.interface import RECORD_LISTS, Interface
from stub import plain_type

# Records whose texts are never freed.
STATIC_TEXTS = {"acd_noun", "acd_property", "acd_metric_info"}
# Fields of records that are enumerations. Of those named after "?", 0 is none; those after "*" are sets of them, as bits.
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
    "acd_explanation": {"verdict": "Verdict", "key": "?Key", "obstacles": "*Obstacle"},
    "acd_candidate": {"key": "?Key", "obstacles": "*Obstacle", "keys": "*Key"},
    "acd_contender": {"key": "?Key", "obstacles": "*Obstacle", "keys": "*Key"},
    "acd_told": {"kind": "CommandKind", "outcome": "?Outcome"},
    "acd_ics_note": {"kind": "IcsNoteKind"},
    "acd_import_note": {"kind": "ImportNoteKind"},
}
# Records that only acd.raw has, as those that go in: what they say is said by objects, or there is another way.
NOT_FACTS = {"acd_action", "acd_question", "acd_decision", "acd_json_place", "acd_json_error",
             "acd_error", "acd_noun", "acd_property", "acd_property_value", "acd_object_info"}
# Figures that follow from a record's counts.
DERIVED = {
    "acd_kpi_queue": ["left", "service_level_ppm", "asa_us", "asa_arrival_us", "aht_us", "abandonment_ppm", "abandonment_long_ppm",
                      "rating_hundredths", "satisfaction_ppm", "resolution_ppm", "first_response_us"],
    "acd_history_wait": ["resolution_ppm"],
    "acd_history_callbacks": ["promise_ppm"],
    "acd_kpi_agent": ["occupancy_ppm", "utilisation_ppm"],
}

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


def check_texts(header: Header, interface: Interface, code: str) -> None:
    """Records that come out are copied with their texts; one that is forgotten would be lent memory."""
    for record in header.records:
        if record.name not in interface.classes or record.name in interface.go_in or record.name in STATIC_TEXTS:
            continue
        for one in record.fields:
            if one.c_type == "const char *" and f"offsetof({record.name}, {one.name})" not in code:
                raise SystemExit(f"the copy of {record.name} lacks its text {one.name}: %record_out in outputs.i, or keep.h")


# How a header says that a field is 1 or 0.
TRUTH = re.compile(r"1: |1 or 0\b")


def annotation(kind: str) -> str:
    if kind == "bool":
        return kind
    if kind.startswith("*"):
        return f"frozenset[kinds.{kind[1:]}]"
    return f"kinds.{kind.lstrip('?')}" + (" | int" if kind.startswith("?") else "")


def converter(kind: str) -> str:
    if kind == "bool":
        return kind
    if kind.startswith("*"):
        return f"lambda bits: kinds.set_of(kinds.{kind[1:]}, bits)"
    return f"lambda value: kinds.{kind[1:]}(value) if value else 0" if kind.startswith("?") else f"kinds.{kind}"


def facts(header: Header, interface: Interface, comments: Comments) -> list[str]:
    lines: list[str] = []
    for declared in header.records:
        record = declared.name
        if not declared.fields or record not in interface.classes or record in NOT_FACTS | interface.go_in:
            continue
        parts = {one.name: one for one in declared.fields}
        fields = [name for name in parts if name not in ("size", "reserved") and f"{record}::{name}" not in interface.ignored]
        if record == "acd_record":
            fields = [name for name in fields if name not in RECORD_LISTS]
        kinds = dict(FIELDS_OF_KIND.get(record, {}))
        missing = set(kinds) - set(fields)
        if missing:
            raise SystemExit(f"{record} has no field {', '.join(sorted(missing))}")
        said = {name: comments.fields.get((record, name), "") for name in fields}
        kinds |= {name: "bool" for name in fields if TRUTH.match(said[name]) and name not in kinds}
        for name in (name for name in fields if kinds.get(name) == "bool"):
            said[name] = TRUTH.sub(lambda found: "True: " if ":" in found[0] else "True or False", said[name], count=1)
            said[name] = re.sub(r"; 0: ", "; False: ", said[name])
        for name, kind in kinds.items():
            if kind.startswith("*"):
                said[name] = re.sub(r":? ?1 << \w+", "", said[name])
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
            type_ = annotation(kind) if kind else plain_type(parts[name])
            lines += [f"    {written}: {type_}", *docstring(said[name], "    ")]
        converters = ", ".join(f'"{name}": {converter(kind)}' for name, kind in kinds.items())
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
