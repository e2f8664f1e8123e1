# SPDX-License-Identifier: Apache-2.0
"""Calls that were recorded, from whatever they were written in: what is known of them, and what is not.

**Records as JSON lines** (`acd run --records x.jsonl`, pull_record_lines()) and **records that were pulled** (pull_records()):
the number dialled, and the keys of menus where the path tells them; ring times; waits, and of who was answered talk and wrap-up.
Patience is known of who hung up while he waited; of others only that it was longer.

**Records as CSV** (`acd run --records x.csv`, pull_record_lines(csv=True)): likewise, but without the lists there are neither
paths nor ring times, and of several queues the last one alone.

**Calls as CSV** (what `acd run` takes: `acd help calls`): callers as the file has them, patience and all; nothing of what became
of them. Who has no patience there waits for ever, who has no talk talks for 180 s.

None of the records has what the host said when the call arrived (attributes, skills, priority), nor what its systems answered.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Any, Optional

import acd

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def micros(seconds: Any) -> int:
    """From seconds, as a number or a text."""
    return round(float(seconds) * acd.SECOND)


def wall_us(moment: str, zone: tzinfo = timezone.utc) -> int:
    """Wall time of an ISO text; of one that names no zone, by this one."""
    read = datetime.fromisoformat(moment.replace("Z", "+00:00"))
    return ((read if read.tzinfo else read.replace(tzinfo=zone)) - EPOCH) // timedelta(microseconds=1)


@dataclass(frozen=True)
class Step:
    """A node of a flow that the call left before it came to a queue."""

    flow: str
    node: str
    exit: str


@dataclass(frozen=True)
class Recorded:
    """What all records tell of a call."""

    arrived_wall_us: int
    entered_us: int
    """From its arrival to its first queue."""
    number: str
    caller: str
    queue: str
    """It was answered from, or waited in last; "": none."""
    first_queue: str
    disposition: str
    wait_us: int
    """In all queues together."""
    answer_us: int
    talk_us: int
    wrapup_us: int
    offers: int
    no_answers: int
    rings_us: tuple[int, ...] = ()
    """Of the agents who answered."""
    path: Optional[tuple[Step, ...]] = None
    """None: it is not known."""

    @property
    def answered(self) -> bool:
        return self.disposition == "answered"

    @property
    def hung_up(self) -> bool:
        """While he waited: so long his patience was."""
        return self.disposition == "abandoned"


def of_row(row: Mapping[str, Any], path: Optional[tuple[Step, ...]] = None) -> Recorded:
    """Of a record in CSV, or of what one in JSON has besides its lists."""
    queue = row.get("queue") or ""
    visits = row.get("visits") or [{"queue": queue}]
    return Recorded(
        arrived_wall_us=wall_us(row["arrived_at"]),
        entered_us=int(row["queued_us"]) - int(row["arrived_us"]) if row["queued_us"] not in (None, "") else 0,
        number=row.get("number") or "",
        caller=row.get("caller") or "",
        queue=queue,
        first_queue=visits[0]["queue"],
        disposition=row["disposition"],
        wait_us=micros(row["wait_s"]),
        answer_us=micros(row["answer_s"]),
        talk_us=micros(row["talk_s"]),
        wrapup_us=micros(row["wrapup_s"]),
        offers=int(row["offers"]),
        no_answers=int(row["no_answers"]),
        rings_us=tuple(micros(talk["ring_s"]) for talk in row.get("conversations", ())),
        path=path,
    )


def of_json(line: str) -> Optional[Recorded]:
    """None: it was no caller's call, but a callback."""
    row = json.loads(line)
    until_us = row["queued_us"] if row["queued_us"] is not None else row["ended_us"]
    steps = tuple(Step(one["flow"], one["node"], one["exit"]) for one in row["path"] if one["left_us"] <= until_us)
    return None if row["callback"] else of_row(row, None if row["path_lost"] else steps)


def of_csv(row: Mapping[str, str]) -> Optional[Recorded]:
    """Likewise. What a spreadsheet would take for a formula has an apostrophe before it."""
    texts = {name: text[1:] if text[:1] == "'" and text[1:2] in "=+-@\t\r" else text for name, text in row.items()}
    return None if int(row["callback"]) else of_row(texts)


def of_record(record: acd.Record) -> Optional[Recorded]:
    """Likewise, of one that was pulled."""
    if record.callback:
        return None
    queued = record.queued_at_us != acd.TIME_NEVER
    until_us = record.queued_at_us if queued else record.ended_at_us
    steps = tuple(
        Step(one.flow_name, one.node_name, acd.raw.exit_str(one.exit))
        for one in record.path
        if one.left_at_us <= until_us
    )
    return Recorded(
        arrived_wall_us=record.arrived_wall_us,
        entered_us=record.queued_at_us - record.arrived_at_us if queued else 0,
        number=record.number,
        caller=record.caller,
        queue=record.queue_name,
        first_queue=record.visits[0].queue_name if record.visits else record.queue_name,
        disposition=record.disposition.word,
        wait_us=record.wait_us,
        answer_us=record.answer_us,
        talk_us=record.talk_us,
        wrapup_us=record.wrapup_us,
        offers=record.offers,
        no_answers=record.no_answers,
        rings_us=tuple(talk.ring_us for talk in record.conversations),
        path=None if record.path_lost else steps,
    )


def of_calls(rows: Iterable[Mapping[str, str]], zone: tzinfo) -> Iterator[dict[str, Any]]:
    """Callers as Simulation.add_caller() takes them, of the columns of `acd help calls`; but `at_us` is wall time."""
    durations = {"patience_s": "patience_us", "talk_s": "talk_us", "wrapup_s": "wrapup_us", "prompt_s": "prompt_us",
                 "hangup_s": "hangup_us", "key_after_s": "key_us"}
    for row in rows:
        given = {name: text for name, text in row.items() if text}
        words = ("number", "queue", "flow", "caller", "keys")
        caller: dict[str, Any] = {name: given[name] for name in words if name in given}
        caller.update((field, micros(given[name])) for name, field in durations.items() if name in given)
        if "arrival_s" in given:
            caller["at_us"] = wall_us("2024-01-01", zone) + micros(given["arrival_s"])
        else:
            moment = given["arrival"]
            caller["at_us"] = wall_us(moment if "T" in moment else f"2024-01-01T{moment}", zone)
        if "priority" in given:
            caller["priority"] = int(given["priority"])
        if given.get("ended_by") == "agent":
            caller["ended_by"] = acd.raw.SIM_ENDED_BY_AGENT
        skills = (skill.partition(":") for skill in given.get("skills", "").split())
        caller["requirements"] = {name: int(level or 1) for name, _, level in skills}
        caller["attributes"] = {name[5:]: text for name, text in given.items() if name.startswith("attr.")}
        yield caller


@dataclass(frozen=True)
class Material:
    """What a file had: records of calls, or callers as they stand there."""

    kind: str
    records: Sequence[Recorded] = ()
    callbacks: int = 0
    callers: Sequence[dict[str, Any]] = ()


def of_records(kind: str, found: Iterable[Optional[Recorded]]) -> Material:
    """In order of arrival."""
    rows = list(found)
    records = sorted((one for one in rows if one is not None), key=lambda one: one.arrived_wall_us)
    return Material(kind, records, len(rows) - len(records))


def read(path: str, zone: tzinfo = timezone.utc) -> Material:
    """A file of any of these kinds, which its first line tells; `zone` is that of times that name none."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            if file.read(1) == "{":
                file.seek(0)
                return of_records("records as JSON lines", map(of_json, file))
            file.seek(0)
            rows = csv.DictReader(file)
            if "disposition" in (rows.fieldnames or ()):
                return of_records("records as CSV", map(of_csv, rows))
            return Material("calls as CSV", callers=list(of_calls(rows, zone)))
    except (KeyError, ValueError) as error:
        raise ValueError(f"{path}: expected records of calls, or calls: {error}") from error


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays(text: str) -> set[int]:
    """Of "mon-fri", "sat,sun", "daily": 0 is Monday."""
    found: set[int] = set()
    for part in (text or "daily").replace("daily", "mon-sun").split(","):
        first, _, last = part.strip().partition("-")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        found |= {day % 7 for day in range(begin, (end if end >= begin else end + 7) + 1)}
    return found


Shift = tuple[str, int, int]
"""An agent's name, and wall times."""


def shifts(path: str, first: date, last: date, zone: tzinfo = timezone.utc) -> list[Shift]:
    """Who works when, by the columns of `acd help staffing`, from one day to another."""
    found = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if "T" in row["login"]:
                found.append((row["agent"], wall_us(row["login"], zone), wall_us(row["logout"], zone)))
                continue
            login, logout = time.fromisoformat(row["login"]), time.fromisoformat(row["logout"])
            days = weekdays(row.get("days") or "")
            day = first - timedelta(days=1)  # a shift of the evening before may last into the first day
            while day <= last:
                if day.weekday() in days:
                    ends = day + timedelta(days=logout <= login)
                    begin_us, end_us = (
                        (datetime.combine(*moment, zone) - EPOCH) // timedelta(microseconds=1)
                        for moment in ((day, login), (ends, logout))
                    )
                    found.append((row["agent"], begin_us, end_us))
                day += timedelta(days=1)
    return found
