# SPDX-License-Identifier: Apache-2.0
"""What if the new routing had run in January? Calls that were recorded, once more, under two definitions.

usage: what_if.py [CALLS BEFORE AFTER] [--staffing FILE] [--zone ZONE] [--ring SECONDS]

Without files, January is made up. Each caller comes to his queue when he came, and talks as long as he talked. What a record
cannot tell (recorded.py) is made up, too:

- **Patience** of who did not hang up is censored: it was longer than he waited. How much longer is drawn by lot from what
  those who hung up let expect of somebody who has waited so long already (Kaplan and Meier's estimate, exponential behind the
  longest wait known); the same lot for both definitions.
- **Talk and wrap-up** of who was not answered are those of somebody who was, by lot. A wrap-up ends when it ended, or with
  the wrap-up time of the definition.
- **Keys** that the path does not tell (digits, choices by speech, a second try), and answers of the host's systems: the
  caller enters the queue itself. So he does where records have no path, unless his number leads straight to a queue.
- **Prompts** take no time: he dials when he came to his first queue. Who came to none is left out, as are callbacks.
- **Agents** are there as the definitions say, or `--staffing` (`acd help staffing`). They take as long to answer as they took
  in the mean, where that is known, else `--ring`; of the offers they miss as many as they missed.

That the definition of then gives about what was recorded shows how far to trust what it gives for the other.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Optional
from zoneinfo import ZoneInfo

import acd
import recorded
from acd.kinds import Fault
from recorded import Material, Recorded

AGENTS: dict[str, Any] = {f"agent {number}": {} for number in range(10)}
MEMBERS = list(AGENTS)
BEFORE: dict[str, Any] = {
    "agents": AGENTS,
    "queues": {
        "sales": {"members": MEMBERS[:5], "wrapup_s": 20},
        "service": {"members": MEMBERS[5:], "wrapup_s": 20},
    },
    "numbers": {"100": {"queue": "sales"}, "200": {"queue": "service"}},
}
# All help out: in the other queue only behind their own calls and colleagues.
AFTER: dict[str, Any] = {
    **BEFORE,
    "queues": {
        "sales": {"members": MEMBERS[:5] + [{"agent": name, "tier": 1} for name in MEMBERS[5:]], "wrapup_s": 20},
        "service": {"members": MEMBERS[5:] + [{"agent": name, "tier": 1} for name in MEMBERS[:5]], "wrapup_s": 20},
    },
}


def january() -> Material:
    """Records as a centre keeps them that pulls them in Python: two lines, busy at random."""
    more: dict[str, Any] = {"talk_us_mean": 200 * acd.SECOND, "patience_us_mean": 120 * acd.SECOND, "calls_max": 5_000}
    sources = [
        {"name": "sales", "number": "100", "interval_us_mean": 52 * acd.SECOND, **more},
        {"name": "service", "number": "200", "interval_us_mean": 60 * acd.SECOND, **more},
    ]
    began_us = recorded.wall_us("2026-01-01T08:00:00Z")
    with acd.simulate(BEFORE, poisson=sources, records=True, wall_offset_us=began_us) as simulation:
        return recorded.of_records("records pulled", map(recorded.of_record, simulation.engine.pull_records()))


class Patience:
    """How long callers wait, from those who hung up, and from those who would have waited longer."""

    def __init__(self, records: Iterable[Recorded]) -> None:
        waits = sorted((one.wait_us, one.hung_up) for one in records)
        self.steps: list[tuple[int, float]] = []
        """A wait, and the share of callers who wait longer."""
        there, share = len(waits), 1.0
        for wait_us, group in itertools.groupby(waits, key=lambda one: one[0]):
            hung_up = [one[1] for one in group]
            if any(hung_up):
                share *= 1 - sum(hung_up) / there
                self.steps.append((wait_us, share))
            there -= len(hung_up)
        lost = sum(one[1] for one in waits)
        self.mean_us = sum(one[0] for one in waits) / lost if lost else math.inf

    def beyond(self, waited_us: int, lot: float) -> int:
        """Of somebody who has waited so long: -1 if nobody ever hung up. The lot is from 0 to below 1."""
        if not self.steps:
            return -1
        left = next((share for wait_us, share in reversed(self.steps) if wait_us <= waited_us), 1.0)
        share = left * (1 - lot)
        for wait_us, still in self.steps:
            if still <= share:
                return max(wait_us, waited_us)
        last_us, last = self.steps[-1]
        return max(last_us, waited_us) + round(-math.log(share / last) * self.mean_us)


def keys_of(one: Recorded, kinds: Mapping[tuple[str, str], str]) -> Optional[str]:
    """What he pressed on his way; None where it is not known."""
    if one.path is None:
        return None
    keys, silent = "", False
    for step in one.path:
        kind = kinds.get((step.flow, step.node), "?")
        if kind in ("host", "collect", "?") or (kind == "menu" and step.exit in ("case", "no_match")):
            return None
        if kind == "menu":
            if silent:
                return None  # after how many tries?
            silent = len(step.exit) != 1
            keys += "" if silent else step.exit
    return keys


def callers_of(material: Material, before: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """Who called, as Simulation.add_caller() takes them, but with wall times; and what was to be made up."""
    if material.callers:
        endless = sum("patience_us" not in one for one in material.callers)
        quiet = sum("talk_us" not in one for one in material.callers)
        return list(material.callers), [
            f"{len(material.callers):7,} {material.kind}: nothing of them was recorded",
            f"{endless:7,} without a patience: they wait for ever",
            f"{quiet:7,} without a talk: 180 s",
        ]
    lots = random.Random(1)
    there = [one for one in material.records if one.queue]
    patience, answered = Patience(there), [one for one in there if one.answered]
    flows = before.get("flows", {})
    kinds = {(flow, node): what["kind"] for flow in flows for node, what in flows[flow]["nodes"].items()}
    straight = {number for number, to in before.get("numbers", {}).items() if isinstance(to, dict) and "queue" in to}
    found: list[dict[str, Any]] = []
    by_number = 0
    for one in there:
        lot, example = lots.random(), lots.choice(answered) if answered else None
        keys = keys_of(one, kinds) if one.number else None
        dials = keys is not None or one.number in straight
        by_number += dials
        source = one if one.answered else example
        found.append({
            "at_us": one.arrived_wall_us + one.entered_us,
            "patience_us": one.wait_us if one.hung_up else patience.beyond(one.wait_us, lot),
            "talk_us": source.talk_us if source else -1,
            "wrapup_us": source.wrapup_us if source else -1,
            "caller": one.caller or None,
            **({"number": one.number, "keys": keys} if dials else {"queue": one.first_queue}),
        })
    hung_up = sum(one.hung_up for one in there)
    return found, [
        f"{len(material.records):7,} {material.kind}, besides {material.callbacks:,} of callbacks",
        f"{len(material.records) - len(there):7,} came to no queue: left out",
        f"{hung_up:7,} hung up while they waited: so patient they are",
        f"{len(there) - hung_up:7,} did not: as patient as "
        + ("those let expect, by lot" if hung_up else "can be, for nobody hung up"),
        f"{len(there) - len(answered):7,} were not answered: talk and wrap-up of somebody who was, by lot",
        f"{by_number:7,} dial their number; {len(there) - by_number:,} enter the queue they came to",
    ]


def run(
    definition: acd.Definition,
    callers: Iterable[Mapping[str, Any]],
    records: Sequence[Recorded],
    ring_us: int,
    shifts: Sequence[recorded.Shift],
    midnight_us: int,
) -> tuple[list[Recorded], float]:
    """What would have been recorded, and how busy the agents would have been. `midnight_us`: wall time at time 0."""
    rings_us = [one_us for one in records for one_us in one.rings_us] or [ring_us]
    offers = sum(one.offers for one in records)
    with acd.Simulation(definition, records=True, wall_offset_us=midnight_us) as simulation:
        simulation.set_delay(acd.ActionKind.RING, sum(rings_us) // len(rings_us))
        if offers:
            missed_ppm = 1_000_000 * sum(one.no_answers for one in records) // offers
            simulation.set_fault(acd.ActionKind.RING, Fault.SILENT, missed_ppm)
        for agent in {name for name, _, _ in shifts}:
            simulation.engine.agent(agent).logout(at_us=0)
        begins = {(name, begin_us) for name, begin_us, _ in shifts}
        for name, begin_us, end_us in sorted(shifts, key=lambda one: one[1:]):
            if end_us > midnight_us:
                simulation.add_presence(max(0, begin_us - midnight_us), name, acd.Presence.AVAILABLE)
                if (name, end_us) not in begins:  # who begins the next shift at this moment stays
                    simulation.add_presence(end_us - midnight_us, name, acd.Presence.LOGGED_OUT)
        for caller in sorted(callers, key=lambda one: int(one["at_us"])):
            simulation.add_caller(**{**caller, "at_us": caller["at_us"] - midnight_us})
        simulation.run()
        found = recorded.of_records("simulated", map(recorded.of_record, simulation.engine.pull_records())).records
        return list(found), simulation.engine.kpi_agent.occupancy_ppm / 1e6


def share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def figures(records: Sequence[Recorded], within_us: Optional[int]) -> list[str]:
    """Of calls of one queue: the one that they were answered from, or waited in last."""
    answered = [one for one in records if one.answered]
    waits_us = [one.answer_us for one in answered]
    return [
        f"{len(records):,}",
        share(len(answered), len(records)),
        "" if within_us is None else share(sum(wait_us <= within_us for wait_us in waits_us), len(records)),
        share(sum(one.hung_up for one in records), len(records)),
        f"{sum(waits_us) / len(waits_us) / acd.SECOND:.1f} s" if waits_us else "-",
        f"{max((one.wait_us for one in records), default=0) / acd.SECOND:.0f} s",
    ]


Columns = dict[str, tuple[Sequence[Recorded], Optional[float]]]
"""Records, and how busy the agents were, if that is known."""


def table(columns: Columns, definition: Mapping[str, Any]) -> list[str]:
    """Rows of figures for each queue and for all of them."""
    width = 24
    lines = [" " * width + "".join(f"{name:>12}" for name in columns)]
    queues = sorted({one.queue for records, _ in columns.values() for one in records if one.queue})
    for queue in [*queues, None]:
        within_us = None
        if queue is not None:
            within_us = recorded.micros(definition["queues"].get(queue, {}).get("service_level_s", 20))
        within = f"within {(within_us or 0) // acd.SECOND} s, of all"
        names = ["calls", "answered", within, "abandoned", "ASA", "longest wait"]
        cells = [
            figures([one for one in records if one.queue and queue in (None, one.queue)], within_us)
            for records, _ in columns.values()
        ]
        lines.append(queue or "all")
        lines += [
            f"  {name:{width - 2}}" + "".join(f"{cell:>12}" for cell in row)
            for name, *row in zip(names, *cells)
            if any(row)
        ]
    busy = "".join(f"{'-' if of is None else f'{of:.1%}':>12}" for _, of in columns.values())
    return [*lines, f"{'agents, occupancy':{width}}{busy}"]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Calls that were recorded, under two definitions")
    add = parser.add_argument
    add("files", nargs="*", metavar="CALLS BEFORE AFTER", help="calls, or records of them; definitions as JSON")
    add("--ring", type=recorded.micros, default=0, metavar="SECONDS", help="until agents answer, if unknown [0]")
    add("--staffing", metavar="FILE", help="who works when; else as the definitions say")
    add("--zone", type=ZoneInfo, default=ZoneInfo("UTC"), help="of shifts, and of times without one [UTC]")
    given = parser.parse_intermixed_args()
    if len(given.files) not in (0, 3):
        parser.error("expected CALLS BEFORE AFTER")
    return given


def definition_of(path: str) -> dict[str, Any]:
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    if not isinstance(found, dict) or "queues" not in found:
        raise ValueError(f"{path}: expected a definition with queues")
    return found


def main() -> None:
    given = arguments()
    zone: tzinfo = given.zone
    material, before, after = january(), BEFORE, AFTER
    if given.files:
        try:
            material = recorded.read(given.files[0], zone)
            before, after = map(definition_of, given.files[1:])
        except (OSError, ValueError) as error:
            sys.exit(str(error))
    callers, notes = callers_of(material, before)
    if not callers:
        sys.exit(f"{given.files[0]}: no calls")
    times_us = [one["at_us"] for one in callers]
    first, last = (datetime.fromtimestamp(one // acd.SECOND, zone) for one in (min(times_us), max(times_us)))
    midnight = first.replace(hour=0, minute=0, second=0)
    midnight_us = (midnight - recorded.EPOCH) // timedelta(microseconds=1)
    shifts = recorded.shifts(given.staffing, first.date(), last.date(), zone) if given.staffing else []
    columns: Columns = {}
    if material.records:
        columns["recorded"] = material.records, None
    definitions = given.files[1:] or (before, after)
    for name, definition in zip(("before", "after"), definitions):
        columns[name] = run(definition, callers, material.records, given.ring, shifts, midnight_us)
    print("\n".join([*notes, "", *table(columns, before)]))


if __name__ == "__main__":
    main()
