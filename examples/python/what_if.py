# SPDX-License-Identifier: Apache-2.0
"""What if the new routing had run in January? Calls that were recorded, once more, under two definitions.

usage: what_if.py [RECORDS BEFORE AFTER]    (RECORDS: `acd run --records`, as JSON lines; without, January is made up here)

Each caller comes when he came, and talks as long as he talked. Who hung up was as patient as he waited; who was answered would
have waited longer still, nobody knows how much: so long as those who hung up let expect, by lot, the same lot for both. Agents
are there, and wrap up, as the definitions say. That the definition of then gives what was recorded shows how far to trust it.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import acd

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


def january() -> list[str]:
    """As the centre recorded it: two lines, busy at random."""
    more: dict[str, Any] = {"talk_us_mean": 200 * acd.SECOND, "patience_us_mean": 120 * acd.SECOND, "calls_max": 5_000}
    sources = [
        {"name": "sales", "number": "100", "interval_us_mean": 52 * acd.SECOND, **more},
        {"name": "service", "number": "200", "interval_us_mean": 60 * acd.SECOND, **more},
    ]
    with acd.simulate(BEFORE, poisson=sources, records=True) as simulation:
        return simulation.engine.pull_record_lines()


def recorded(lines: Iterable[str]) -> list[dict[str, Any]]:
    """Calls that came from outside, in order of their arrival."""
    records = [json.loads(line) for line in lines]
    return sorted((one for one in records if not one["callback"]), key=lambda one: int(one["arrived_us"]))


def callers(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who called, as a simulation takes them."""
    lots = random.Random(1)
    lost = sum(one["disposition"] == "abandoned" for one in records)
    waited_s = sum(float(one["wait_s"]) for one in records)
    # Who hung up never said for how long he would have talked: as long as one of those who did, by lot.
    talks_s = [one["talk_s"] for one in records if one["disposition"] == "answered"] or [180]
    found = []
    for one in records:
        patience_s = one["wait_s"]
        if one["disposition"] != "abandoned" and lost:
            patience_s += lots.expovariate(lost / waited_s)
        talk_s = one["talk_s"] if one["disposition"] == "answered" else lots.choice(talks_s)
        found.append(
            {
                "at_us": one["arrived_us"],
                "number": one["number"],
                "caller": one.get("caller"),
                "patience_us": round(patience_s * acd.SECOND) if lost else -1,
                "talk_us": round(talk_s * acd.SECOND),
            }
        )
    return found


Figures = dict[str, tuple[float, float]]
"""By queue: the share of those who came that was answered, and after how many seconds on average."""


def figures_of(records: list[dict[str, Any]]) -> Figures:
    """Of what was recorded."""
    found = {}
    for queue in sorted({one["queue"] for one in records if "queue" in one}):
        there = [one for one in records if one.get("queue") == queue]
        waits_s = [one["answer_s"] for one in there if one["disposition"] == "answered"]
        found[queue] = len(waits_s) / len(there), sum(waits_s) / max(1, len(waits_s))
    return found


def simulated(definition: acd.Definition, records: list[dict[str, Any]]) -> Figures:
    """Of what would have been, at the same hours."""
    wall = datetime.fromisoformat(records[0]["arrived_at"].replace("Z", "+00:00"))
    offset_us = round(wall.timestamp() * acd.SECOND) - records[0]["arrived_us"]
    with acd.simulate(definition, callers(records), wall_offset_us=offset_us) as simulation:
        kpis = {queue.name: queue.kpi for queue in simulation.engine.queues}
    return {name: (kpi.answered / kpi.offered, kpi.asa_us / acd.SECOND) for name, kpi in kpis.items() if kpi.offered}


def main() -> None:
    before: Any = BEFORE
    after: Any = AFTER
    if len(sys.argv) == 4:
        with open(sys.argv[1], encoding="utf-8") as file:
            records = recorded(file)
        before, after = sys.argv[2:]
    elif len(sys.argv) == 1:
        records = recorded(january())
    else:
        sys.exit(__doc__)
    table = {"recorded": figures_of(records), "before": simulated(before, records), "after": simulated(after, records)}
    print(f"{'answered, ASA':20}" + "".join(f"{name:>16}" for name in table))
    for queue in sorted({name for figures in table.values() for name in figures}):
        cells = [figures.get(queue) for figures in table.values()]
        print(f"{queue:20}" + "".join(f"{cell[0]:9.1%} {cell[1]:4.0f} s" if cell else f"{'-':>16}" for cell in cells))


if __name__ == "__main__":
    main()
