# SPDX-License-Identifier: Apache-2.0
"""The report: golden figures of a small run; the day of the bank; table, JSON and CSV say the same; equal runs are equal.

usage: test_report.py TOOL
"""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

from tool import CALLS, DEFINITIONS, TOOL, equal, expect, finish, good, report

HERE = Path(__file__).resolve().parent
BANK = (DEFINITIONS / "bank.json", CALLS / "bank-day.csv", "--staffing", CALLS / "bank-staffing.csv")
LIFELIKE = ("--ring", 4, "--prompt", 6, "--voicemail", 25, "--missed", 3)


def check_golden() -> None:
    found = report(DEFINITIONS / "round-robin.json", CALLS / "round-robin.csv")
    del found["run"]
    golden = json.loads((HERE / "round-robin.expected.json").read_text(encoding="utf-8"))
    for part in sorted(set(found) | set(golden)):
        equal(found.get(part), golden.get(part), f"round-robin: {part}")


def check_conservation(kpi: dict[str, int], what: str) -> None:
    came = kpi["offered"] + kpi["transferred_in"] + kpi["overflowed_in"]
    left = sum(
        kpi[figure]
        for figure in (
            "answered",
            "abandoned",
            "abandoned_short",
            "overflowed",
            "timed_out",
            "left_by_key",
            "rejected",
            "disconnected",
            "waiting",
        )
    )
    equal(left, came, f"{what}: left and waiting against came in")


def check_bank() -> dict[str, Any]:
    found = report(*BANK, *LIFELIKE, "--check")
    rows = len((CALLS / "bank-day.csv").read_text(encoding="utf-8").splitlines()) - 1
    calls, total = found["calls"], found["queues_total"]
    equal(calls["arrived"], rows, "bank: arrived")
    equal(calls["ended"], rows, "bank: ended")
    equal(sum(calls["ends"].values()), rows, "bank: ends")
    # all but those that set the centre up: the definition, the wall clock, agents sent home
    setup = 2 + len(found["agents"])
    expect(found["run"]["checks"] >= found["run"]["commands"] - setup, "bank: a check after every command")
    for name, kpi in found["queues"].items():
        check_conservation(kpi, name)
    check_conservation(total, "total")
    for figure in ("offered", "answered", "abandoned", "talk_us", "wrapup_us", "no_answers", "offers"):
        equal(sum(kpi[figure] for kpi in found["queues"].values()), total[figure], f"bank: {figure} of all queues")
    answered_by_agents = sum(kpi["answered"] for kpi in found["agents"].values())
    equal(answered_by_agents, total["answered"] + calls["direct_answered"], "bank: answered by agents")
    for name, kpi in found["agents"].items():
        states = sum(kpi[f"{state}_us"] for state in ("not_ready", "ready", "reserved", "busy", "in_wrapup"))
        equal(states, kpi["login_us"], f"bank: states of {name}")
    # plausible, and every path of the definition is used
    expect(600_000 < total["service_level_ppm"] < 950_000, f"bank: service level {total['service_level_ppm']}")
    for figure in ("abandoned", "abandoned_short", "left_by_key", "overflowed", "no_answers", "wrapup_us"):
        expect(total[figure] > 0, f"bank: no {figure}")
    for end in ("completed", "abandoned", "flow", "voicemail"):
        expect(calls["ends"][end] > 0, f"bank: no call ended as {end}")
    equal(found["host"]["action_timeouts"], found["host"]["action_timeouts_by_kind"]["ring"], "bank: time-outs")
    # an offer that nobody was going to answer may have been cancelled, the caller gone
    expect(0 < total["no_answers"] <= found["host"]["faults"], "bank: offers missed")
    return found


def check_ways_agree(found: dict[str, Any]) -> None:
    rows = list(csv.reader(io.StringIO(good("run", "--csv", *BANK, *LIFELIKE))))
    equal(rows[0], ["scope", "name", "figure", "value"], "csv: header")
    figures = {tuple(row[:3]): int(row[3]) for row in rows[1:]}
    equal(len(figures), len(rows) - 1, "csv: figures are told once")
    for scope, part in (("queue", "queues"), ("agent", "agents")):
        for name, kpi in found[part].items():
            for figure, value in kpi.items():
                equal(figures.get((scope, name, figure)), value, f"csv: {scope} {name} {figure}")
    for end, count in found["calls"]["ends"].items():
        equal(figures.get(("end", end, "calls")), count, f"csv: end {end}")
    table = good("run", *BANK, *LIFELIKE).splitlines()
    for line in table:
        expect(len(line) <= 100, f"table: {len(line)} columns: {line}")
    waiting = {line.split()[0]: line.split() for line in table[table.index("") : table.index("", 3)] if line}
    for name, kpi in found["queues"].items():
        expect(name in waiting, f"table: no queue {name}")
        equal(waiting[name][1].replace(",", ""), str(kpi["offered"]), f"table: offered of {name}")
        equal(waiting[name][3].replace(",", ""), str(kpi["answered"]), f"table: answered of {name}")
        equal(waiting[name][4], f"{(kpi['service_level_ppm'] + 500) // 1000 / 10:.1f}", f"table: SL of {name}")
    for name in found["agents"]:
        expect(any(line.startswith(name + " ") for line in table), f"table: no agent {name}")


def check_repeatable() -> None:
    runs = [report(*BANK, *LIFELIKE, "--digest", "--seed", seed) for seed in (5, 5, 6)]
    equal(runs[0], runs[1], "the same seed: the same report and digest")
    expect(runs[0]["run"]["digest"] != runs[2]["run"]["digest"], "another seed: another digest")
    fewer = report(*BANK, *LIFELIKE, "--agents", 12)
    expect(fewer["queues_total"]["answered"] < runs[0]["queues_total"]["answered"], "half the agents answer fewer calls")
    equal(sum(1 for kpi in fewer["agents"].values() if kpi["login_us"]), 12, "--agents 12: who was there")


def check_day_can_be_made_again() -> None:
    made = subprocess.run([sys.executable, CALLS / "make-bank-day.py"], capture_output=True, check=True).stdout
    expect(made == (CALLS / "bank-day.csv").read_bytes(), "make-bank-day.py does not print bank-day.csv")


def check_progress() -> None:
    """On a terminal there may be a bar, and the report is the same; --quiet writes nothing there."""
    cases: list[list[str]] = [[], ["--quiet"]]
    for options in cases:
        ours, theirs = pty.openpty()
        done = subprocess.run(
            [TOOL, "run", *map(str, BANK), *options], stdout=subprocess.PIPE, stderr=theirs, text=True, check=False
        )
        os.close(theirs)
        os.set_blocking(ours, False)
        try:
            drawn = os.read(ours, 65536)
        except OSError:
            drawn = b""
        os.close(ours)
        equal(done.stdout, good("run", *BANK), "the report on a terminal")
        if options:
            equal(drawn, b"", "--quiet: drawn")


def main() -> None:
    check_golden()
    check_ways_agree(check_bank_and_drop_run())
    check_repeatable()
    check_day_can_be_made_again()
    check_progress()
    finish()


def check_bank_and_drop_run() -> dict[str, Any]:
    found = check_bank()
    del found["run"]
    return found


if __name__ == "__main__":
    main()
