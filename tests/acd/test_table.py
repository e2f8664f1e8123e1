# SPDX-License-Identifier: Apache-2.0
"""The table, letter by letter, for five calls whose figures were worked out by hand; and tables with nothing to tell.

usage: test_table.py TOOL
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tool import equal, expect, finish, good, report, write

# Ann never answers within her two seconds; bob and carl take the four of --ring. Sales goes in order of definition.
CENTRE = {
    "agents": {"ann": {"ring_timeout_s": 2}, "bob": {}, "carl": {}},
    "queues": {
        "sales": {
            "strategy": "linear",
            "members": ["ann", "bob"],
            "wrapup_s": 7,
            "service_level_s": 10,
            "wait_max_s": 30,
            "overflow": "backup",
        },
        "backup": {"members": ["carl"], "service_level_s": 3, "wrapup_s": 9},
        "empty": {},
    },
}
# 1: rings ann for 2 s, waits for bob, who rings for 2, who hangs up after 3 s; answered after 8 s, until :38, wrap-up
#    to :45
# 3: rings ann at :07, :14 and :21, abandons after 20 s
# 4: rings ann at :28 and :35, overflows after 30 s, carl answers 4 s later, talks 25 s, wrap-up to 08:01:18: the end
# 5: waits for nobody, 18 s by then
CALLS_OF_CENTRE = """arrival,queue,patience_s,talk_s
08:00:00,sales,,30
08:00:01,sales,3,
08:00:03,sales,20,
08:00:10,sales,,25
08:01:00,empty,,
"""


def check_golden(folder: str) -> None:
    centre = write(folder, "g.json", json.dumps(CENTRE))
    calls = write(folder, "g.csv", CALLS_OF_CENTRE)
    expected = (Path(__file__).resolve().parent / "table.expected").read_text(encoding="utf-8").splitlines()
    found = good("run", "--ring", 4, "--check", centre, calls).splitlines()
    equal(len(found), len(expected), "golden table: lines")
    for line, wanted in zip(found, expected):
        equal(line, wanted, "golden table")


def check_one(folder: str) -> None:
    """One call, one queue: no total, singular words; and ratios without a denominator in each form."""
    centre = write(folder, "one.json", '{"agents": {"ann": {}}, "queues": {"q": {"members": ["ann"]}, "idle": {}}}')
    calls = write(folder, "one.csv", "arrival,queue,talk_s\n08:00:00,q,60\n")
    table = good("run", centre, calls)
    expect("one.json, one.csv: 1 call, 2024-01-01 until 08:01:00\n" in table, f"one call: {table}")
    expect("\nHOST  2 actions asked for, all answered in time\n" in table, f"one call: {table}")
    expect("did not end" not in table and "gave up" not in table, f"one call: {table}")
    idle = next(line for line in table.splitlines() if line.startswith("idle"))
    equal(idle.split(), "idle 0 0 0 – – 0:00 0 0 – 0 0".split(), "a queue without calls")
    kpi = report(centre, calls)["queues"]["idle"]
    figures = ("service_level_ppm", "asa_us", "asa_arrival_us", "aht_us", "abandonment_ppm")
    for figure in figures:
        equal(kpi[figure], None, f"json: {figure} of a queue without calls")
        printed = good("run", "--csv", centre, calls)
        expect(f"queue,idle,{figure},\n" in printed, f"csv: {figure} of a queue without calls")
        expect(report(centre, calls)["queues"]["q"][figure] is not None, f"json: {figure} of a queue with a call")


def check_none(folder: str) -> None:
    centre = write(folder, "none.json", '{"agents": {"ann": {}}, "queues": {"q": {"members": ["ann"]}}}')
    calls = write(folder, "none.csv", "arrival,queue\n")
    equal(good("run", centre, calls).splitlines()[0], "none.json, none.csv: 0 calls", "no calls: no dates")
    found = report(centre, calls)
    equal((found["run"]["from"], found["run"]["until"]), (None, None), "no calls: no dates in JSON")
    equal(found["agents"]["ann"]["occupancy_ppm"], None, "no calls: occupancy")
    equal(found["agents"]["ann"]["login_us"], 0, "no calls: nobody comes")


def check_wide(folder: str) -> None:
    """Figures wider than their columns push them apart: as many words in each row as in the first."""
    centre = write(folder, "wide.json", '{"agents": {"ann": {}}, "queues": {"q": {}, "r": {"members": ["ann"]}}}')
    days = "2024-01-01T00:00:00,q,1\n2044-01-01T00:00:00,r,400000000\n"
    table = good("run", centre, write(folder, "wide.csv", "arrival,queue,talk_s\n" + days)).splitlines()
    for title, words in (("WAITING", 12), ("AGENTS", 11)):
        start = next(i for i, line in enumerate(table) if line.startswith(title))
        rows = table[start + 1 : table.index("", start)]
        for row in rows[: 2 if title == "AGENTS" else 3]:
            equal(len(row.split()), words, f"a wide table: {row}")
            equal(len(row), len(table[start]), f"a wide table: width of {row}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_golden(folder)
        check_one(folder)
        check_none(folder)
        check_wide(folder)
    finish()


if __name__ == "__main__":
    main()
