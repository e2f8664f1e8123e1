# SPDX-License-Identifier: Apache-2.0
"""kinds.py: the enumerations."""

from __future__ import annotations

import itertools

from docstrings import docstring
from generator.comments import Comments
from generator.headers import Header

# Enumerations by what their constants begin with.
ENUMERATIONS = {
    "ACTION": "ActionKind", "OUTCOME": "Outcome", "END": "End", "TO": "Hearer", "CALL_STATE": "CallState",
    "PRESENCE": "Presence", "AGENT_STATE": "AgentState", "WHEN": "When", "TARGET": "TargetKind", "ROLE": "Role",
    "GATE": "Gate", "PLACE": "Place", "RECORDING": "Recording", "EXIT": "Exit", "SIDE": "Side", "COMMAND": "CommandKind", "ICS_MATCH": "IcsMatch", "ICS_NOTE": "IcsNoteKind", "IMPORT": "ImportNoteKind", "CALLBACK": "CallbackOutcome",
    "CALLBACK_STAGE": "CallbackStage", "SLOT": "SlotChange", "SLOT_STATE": "SlotState", "EVENT": "EventKind",
    "ENTER": "Enter", "LEAVE": "Leave", "OFFER": "Offer", "CONVERSATION": "ConversationEnd", "SEGMENT": "SegmentKind",
    "VERDICT": "Verdict", "OBSTACLE": "Obstacle", "KEY": "Key", "OUTLOOK": "OutlookKind", "SEVERITY": "Severity",
    "FINDING": "FindingKind", "EDIT": "EditKind", "CALL_AGAIN": "CallAgain", "HELD_BY": "HeldBy", "DOUBT": "Doubt",
    "RULE": "Rule", "SAYS": "Says", "DEFINE": "DefineMode", "OPTION": "Option",
    "DISPOSITION": "Disposition", "PERIOD": "PeriodKind", "SERVICE_LEVEL": "Formula", "COMPARE": "Compare", "WAIT_FROM": "WaitFrom", "DISTRIBUTION": "DistributionOf",
    "SIM_OPTION": "SimOption", "SIM_FAULT": "Fault", "SIM_ENDED_BY": "EndedBy",
}

KINDS_HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""Enumerations of the headers. A number that this version does not know is a member UNKNOWN_<number>."""

from __future__ import annotations

import enum
import functools
from typing import Any, TypeVar


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


Kinds = TypeVar("Kinds", bound=Kind)


@functools.lru_cache(maxsize=1024)
def set_of(kind: type[Kinds], bits: int) -> frozenset[Kinds]:
    """Those whose bits are set, 1 << their number."""
    return frozenset(kind(bit) for bit in range(64) if bits >> bit & 1)


def _say(kind: type[Kind], said: dict[str, str]) -> None:
    for name, text in said.items():
        kind[name].__doc__ = text
'''


def enumerations(header: Header, comments: Comments) -> list[str]:
    lines: list[str] = []
    for comment, entries in header.enums:
        words = [one.name.split("_") for one in entries]
        shared = sum(1 for _ in itertools.takewhile(lambda column: len(set(column)) == 1, zip(*words)))
        prefix = "_".join(words[0][:shared]) if entries else ""
        if len(entries) < 2 or prefix not in ENUMERATIONS:
            continue
        said = "\n\n".join(filter(None, (comments.words(comment), f"C: ACD_{prefix}_….")))
        lines += ["", "", f"class {ENUMERATIONS[prefix]}(Kind):", *docstring(said, "    "), ""]
        told: dict[str, str] = {}
        for one in entries:
            member = one.name.removeprefix(prefix + "_")
            lines.append(f"    {member} = {one.value}")
            if text := comments.words(one.comment):
                lines += docstring(text, "    ")
                told[member] = " ".join(text.split())
        lines += ["", "", f"_say({ENUMERATIONS[prefix]}, {{", *(f"    {name!r}: {text!r}," for name, text in told.items()), "})"]
    return lines
