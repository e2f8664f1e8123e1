# SPDX-License-Identifier: Apache-2.0
"""Holidays from calendars: events of iCalendar files become holidays or exceptions of a schedule (acd/ics.h).

    calendars = ics.Calendars(zone="Europe/Berlin")
    calendars.match(ics.Match.ONLY, "holiday")
    calendars.read("holidays.ics")
    calendars.expand(date(2026, 1, 1), date(2026, 12, 31))
    engine.change(calendars.change("office"))
    for note in calendars.notes:
        print(note.source, note.line, note.summary, note.text)
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Optional, Union

from . import facts, raw
from .errors import DefinitionError, Mistake, reading
from .zones import zone_bytes

if not hasattr(raw, "Ics"):
    raise ImportError("libacd was built without libacd-ics")

from .facts import IcsCounts as Counts  # noqa: E402
from .facts import IcsNote as Note  # noqa: E402
from .kinds import IcsMatch as Match  # noqa: E402
from .kinds import IcsNoteKind as NoteKind  # noqa: E402

__all__ = ["Calendars", "Counts", "Match", "Note", "NoteKind", "Rule"]

HOUR_US = 3600 * raw.SECOND


@dataclass(frozen=True)
class Rule:
    """What will be a holiday or an exception."""

    name: str
    """Of its own: "Christmas Day 2026-12-25"."""
    summary: str
    first: date
    last: date
    begin_us: int
    """On each of these days, since midnight."""
    end_us: int
    """Likewise; not later than the begin: on the next day."""
    opens: bool
    source: str
    line: int
    """Of the event, from 1."""

    @classmethod
    def of(cls, rule: facts.IcsRule) -> Rule:
        """From a record."""
        first, last = (date(one // 10_000, one // 100 % 100, one % 100) for one in (rule.date, rule.to_date))
        return cls(rule.name, rule.summary, first, last, rule.from_us, rule.to_us, bool(rule.open), rule.source, rule.line)


class Calendars:
    """Calendars that are read, and what becomes of their events between two days."""

    def __init__(self, *, zone: Optional[str] = None) -> None:
        """`zone` is that of the schedule, by which times in UTC are read; without, events in which they matter are left out."""
        self.raw = raw.Ics()
        self.zone = zone
        if zone is not None:
            data = zone_bytes(zone)
            if data is None:
                raise LookupError(f"no time zone {zone!r}")
            raw.ics_zone_set(self.raw, raw.Tzif(data))

    def match(self, what: Match, text: str, property: Optional[str] = None) -> None:
        """What becomes of events of which a property (SUMMARY) contains the text: of calendars that are read from now on."""
        raw.ics_match_add(self.raw, what, property, text)

    def open_hours(self, begin: time, end: time) -> None:
        """When days are open that an event opens; several may be given. Without any they are open all day; an `end` of
        midnight is that of the day."""
        begin_us, end_us = ((one.hour * 3600 + one.minute * 60 + one.second) * raw.SECOND for one in (begin, end))
        raw.ics_open_hours_add(self.raw, begin_us, end_us or 24 * HOUR_US)

    def read(self, path: Union[str, os.PathLike[str]]) -> None:
        """A file. DefinitionError: it is malformed, and nothing of it is kept."""
        file = os.fspath(path)
        with reading(file):
            self._told(lambda: raw.ics_read_file(self.raw, file))

    def read_text(self, text: str, source: str = "calendar") -> None:
        """Likewise a text; `source` is its name in rules and notes."""
        self._told(lambda: raw.ics_read_text(self.raw, source, text))

    def expand(self, first: date, last: date) -> list[Rule]:
        """Makes the rules of all that was read for these days, the last one included, in place of those made before."""
        raw.ics_expand(self.raw, *(one.year * 10_000 + one.month * 100 + one.day for one in (first, last)))
        return self.rules

    @property
    def rules(self) -> list[Rule]:
        """Of the latest expansion."""
        found = (raw.ics_rule_at(self.raw, index) for index in range(raw.ics_rules_count(self.raw)))
        return [Rule.of(facts.IcsRule.of(one)) for one in found]

    @property
    def notes(self) -> list[Note]:
        """What was refused, left out or is taken with a remark."""
        found = (raw.ics_note_at(self.raw, index) for index in range(raw.ics_notes_count(self.raw)))
        return [Note.of(one) for one in found]

    @property
    def counts(self) -> Counts:
        """What became of all events."""
        return Counts.of(raw.ics_counts_get(self.raw))

    def define(self, definition: raw.Definition, schedule: int, *, exceptions: bool = False) -> None:
        """Adds the rules to a schedule of a definition, by its index there."""
        raw.ics_define(self.raw, definition, schedule, raw.NOUN_EXCEPTION if exceptions else raw.NOUN_HOLIDAY)

    def change(self, schedule: str, *, exceptions: bool = False, replace: bool = False) -> raw.Definition:
        """The rules as a change of a schedule, for Engine.change(). `replace`: it has these and nothing else from then on,
        which is for a schedule of its own that others are `based_on`."""
        made = raw.Definition()
        at = (
            raw.definition_add(made, raw.NOUN_SCHEDULE, 0, schedule)
            if replace
            else raw.definition_amend(made, raw.NOUN_SCHEDULE, schedule)
        )
        if replace and self.zone is not None:
            raw.definition_set_text(made, at, raw.SCHEDULE_ZONE, self.zone)
        self.define(made, at, exceptions=exceptions)
        return made

    def _told(self, read: Callable[[], None]) -> None:
        known = raw.ics_notes_count(self.raw)
        try:
            read()
        except DefinitionError as error:
            refused = (note for note in self.notes[known:] if note.kind == NoteKind.REFUSED)
            error.mistakes = tuple(
                Mistake(note.source, note.text, "", "", line=note.line, column=note.column) for note in refused
            )
            raise
