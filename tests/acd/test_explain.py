# SPDX-License-Identifier: Apache-2.0
"""acd explain: why calls went to whom, letter by letter for a small centre, and the same decisions as acd run.

usage: test_explain.py TOOL
"""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path
from typing import Any

from tool import CALLS, DEFINITIONS, acd, equal, expect, finish, good, write

CENTRE = {
    "skills": ["spanish"],
    "agents": {
        "ann": {"skills": {"spanish": 2}},
        "bob": {},
        "carla": {"skills": {"spanish": 5}, "presence": "logged_out"},
    },
    "queues": {
        "desk": {
            "strategy": "linear",
            "members": ["ann", {"agent": "bob", "tier": 1}],
            "wrapup_s": 20,
            "steps": {"near": {"lasts_s": 15, "tier_max": 0}, "far": {}},
        }
    },
}
# Line 2 takes ann until 08:00:30, and to 08:00:50 for the wrap-up; line 3 waits 15 s for the step that lets bob in; line 4
# needs Spanish, which bob does not have, and waits for ann.
CALLS_OF_CENTRE = """arrival,queue,skills,talk_s
08:00:00,desk,,30
08:00:05,desk,,60
08:00:10,desk,spanish:2,10
"""

THIRD = """CALL of line 3; a star marks the key that decided
08:00:05  desk: nobody was found
  agent                place  why
  ann                      –  busy
  bob                      –  tier, eligible from 08:00:20
  it waits: 2 members, 1 eligible, of those 1 logged in, 1 available, 1 busy
  next by itself: its next step begins at 08:00:20; offered to bob at the latest at 08:00:20
08:00:20  desk: bob, of 1 who could
  agent                place  why
  bob                      1  tier 1, position 0
  ann                      –  busy
answered at 08:00:20 by bob; ended at 08:01:20: completed
"""

FOURTH = """CALL of line 4; a star marks the key that decided
08:00:10  desk: nobody was found
  agent                place  why
  ann                      –  busy
  bob                      –  skill, tier (spanish: has 0, needs 2)
  it waits: 2 members, 1 eligible, of those 1 logged in, 1 available, 1 busy
  next by itself: its next step begins at 08:00:25
08:00:25  desk: nobody was found
  agent                place  why
  ann                      –  busy
  bob                      –  skill, busy (spanish: has 0, needs 2)
  it waits: 2 members, 1 eligible, of those 1 logged in, 1 available, 1 busy
  nothing happens by itself
08:00:50  desk: ann was free and took it, of 1 call
  first call of a queue place  why
  line 4, desk             1  waits since 08:00:10
answered at 08:00:50 by ann; ended at 08:01:00: completed
"""

AGENT = """08:00:12  bob is ready since 08:00:00
were she ready, she would take, first to last:
  first call of a queue place  why
  line 3, desk             –  tier
calls that wait, and what keeps each from her:
  line 3, desk             –  not eligible: tier, eligible from 08:00:20
  line 4, desk             –  not eligible: skill, tier (spanish: has 0, needs 2)
"""

ALL = """08:00:00  line 2, desk: ann, of 1 who could
08:00:20  line 3, desk: bob, of 1 who could
08:00:50  line 4, desk: ann was free and took it, of 1 call
"""


def check_texts(definition: Path, calls: Path) -> None:
    equal(good("explain", definition, calls, "--call", 3), THIRD, "the third line")
    equal(good("explain", definition, calls, "--call=4"), FOURTH, "the fourth line")
    equal(good("explain", definition, calls, "--agent", "bob", "--at", "08:00:12"), AGENT, "an agent")
    equal(good("explain", definition, calls, "--agent=bob", "--at=2024-01-01T08:00:12Z"), AGENT, "an agent at a date")
    equal(good("explain", definition, calls), ALL, "every offer")
    for text in (THIRD, FOURTH, AGENT, ALL):
        expect(max(len(line) for line in text.split("\n")) <= 100, "lines of 100 columns at the most")


def check_json(definition: Path, calls: Path) -> None:
    found: dict[str, Any] = json.loads(good("explain", "--json", definition, calls, "--call", 4))
    equal(found["outcome"]["agent"], "ann", "who answered")
    equal([one["side"] for one in found["decisions"]], ["call", "call", "agent"], "who chose")
    bob = found["decisions"][0]["candidates"][1]
    equal((bob["agent"], bob["place"], bob["obstacles"]), ("bob", None, ["skill", "tier"]), "bob's obstacles")
    equal((bob["skill"], bob["level_held"], bob["level_needed"]), ("spanish", 0, 2), "what bob lacks")
    equal(found["decisions"][2]["contenders"][0]["line"], 4, "the call that ann took")
    found = json.loads(good("explain", "--json", definition, calls, "--agent", "bob", "--at", "08:00:12"))
    equal([one["verdict"] for one in found["waiting"]], ["not_eligible", "not_eligible"], "bob's verdicts")
    equal(found["waiting"][0]["suits_at_us"] - found["at_us"], 8_000_000, "when bob may")


def check_same_as_run() -> None:
    """Who is explained to get a call is who gets it in a run, in every example."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("skill-based", "round-robin"):
            files = (DEFINITIONS / f"{name}.json", CALLS / f"{name}.csv")
            outcomes = Path(folder) / "outcomes.csv"
            good("run", *files, "--outcomes", outcomes)
            rows = {int(row["line"]): row["agent"] for row in csv.DictReader(outcomes.open(encoding="utf-8"))}
            decisions = json.loads(good("explain", "--json", *files))["decisions"]
            last = {one["line"]: one["agent"] for one in decisions}
            equal(last, {line: agent for line, agent in rows.items() if agent}, f"{name}: who got which call")


def check_refusals(definition: Path, calls: Path) -> None:
    cases: list[tuple[list[object], int, str]] = [
        (["--call", "0"], 2, "acd: --call: found \"0\", expected a line of the calls file, 1 or more\n"),
        (["--call", "9"], 1, f"{calls}:9: no call of this line ended or was to be decided about, expected the line of a call\n"),
        (["--agent", "bpb", "--at", "8:00"], 2, "acd: --agent: found \"bpb\", expected the name of an agent of the definition; did you mean bob?\n"),
        (["--agent", "bob"], 2, "acd: explain: expected --agent and --at together, found --agent alone\n"),
        (["--at", "8:00"], 2, "acd: explain: expected --agent and --at together, found --at alone\n"),
        (["--call", "2", "--agent", "bob", "--at", "8:00"], 2, "acd: explain: expected --call or --agent, found both\n"),
        (["--agent", "bob", "--at", "noon"], 2, "acd: --at: found \"noon\", expected a time of day such as 08:15:30, or a date with a time, not before the midnight of the first call\n"),
        (["--csv"], 2, "acd: unknown option --csv\n"),
    ]
    for options, code, text in cases:
        done = acd("explain", definition, calls, *options)
        equal((done.returncode, done.stderr, done.stdout), (code, text, ""), f"acd explain {options}")
    done = acd("explain", definition)
    equal(done.returncode, 2, "one file only")
    expect("expected a definition and a file of calls" in done.stderr, "what was expected")
    expect("--call LINE" in good("explain", "--help"), "help")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        definition = write(folder, "centre.json", json.dumps(CENTRE))
        calls = write(folder, "calls.csv", CALLS_OF_CENTRE)
        check_texts(definition, calls)
        check_json(definition, calls)
        check_refusals(definition, calls)
    check_same_as_run()
    finish()


if __name__ == "__main__":
    main()
