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
import tempfile
from pathlib import Path
from typing import Any

from tool import CALLS, DEFINITIONS, TOOL, equal, expect, finish, good, report, write

HERE = Path(__file__).resolve().parent
BANK = (DEFINITIONS / "bank.json", CALLS / "bank-day.csv", "--staffing", CALLS / "bank-staffing.csv")
LIFELIKE = ("--ring", 4, "--prompt", 6, "--voicemail", 25, "--missed", 3)


def check_golden() -> None:
    found = report(DEFINITIONS / "round-robin.json", CALLS / "round-robin.csv")
    del found["run"]
    golden = json.loads((HERE / "round-robin.expected.json").read_text(encoding="utf-8"))
    for part in sorted(set(found) | set(golden)):
        equal(found.get(part), golden.get(part), f"round-robin: {part}")


def check_survey() -> None:
    """Callers whose agent hangs up are asked, and press keys; those who hang up are not."""
    found = report("--check", DEFINITIONS / "survey.json", CALLS / "survey.csv")
    with (CALLS / "survey.csv").open(encoding="utf-8", newline="") as file:
        asked = [row["keys"] for row in csv.DictReader(file) if row["ended_by"] == "agent"]
    equal(asked, ["51", "73", "992", ",", "4", "22"], "the keys of those who are asked")
    told = {"ratings": 4, "rating_sum": 5 + 3 + 4 + 2, "satisfied": 2, "resolved": 1, "unresolved": 2}
    equal({figure: found["queues"]["support"][figure] for figure in told}, told, "what they say")
    counted = found["flows"]["survey"]["how-satisfied"]["exits"]
    equal(counted, {"next": 7, "no_input": 1}, "answers to the first question, of which three are off the scale")
    equal(found["calls"]["ends"]["completed"], 8, "they stay to the end")


def check_conservation(kpi: dict[str, int], what: str) -> None:
    came = kpi["offered"] + kpi["transferred_in"] + kpi["overflowed_in"] + kpi["moved_in"] + kpi["also_in"]
    came += kpi["callbacks_in"]
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
            "moved",
            "no_agents",
            "cleared",
            "diverted",
            "also_out",
            "callbacks_taken",
            "callbacks_answered",
            "callbacks_out",
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
    for figure in ("abandoned", "abandoned_short", "left_by_key", "no_answers", "wrapup_us"):
        expect(total[figure] > 0, f"bank: no {figure}")
    # a call that overflows is one caller: the total does not count it twice
    expect(sum(kpi["overflowed"] for kpi in found["queues"].values()) > 0, "bank: nobody overflowed")
    equal((total["overflowed"], total["overflowed_in"]), (0, 0), "bank: overflows in the total")
    equal(total["offered"], sum(kpi["offered"] for kpi in found["queues"].values()), "bank: offered in the total")
    level = total["answered_within"] * 1_000_000 / (total["offered"] - total["abandoned_short"])
    expect(abs(level - total["service_level_ppm"]) <= 0.5, "bank: the total's service level is over callers")
    expect(total["asa_arrival_us"] > total["asa_us"], "bank: who arrives waits longer than in a queue")
    for end in ("completed", "abandoned", "flow", "voicemail"):
        expect(calls["ends"][end] > 0, f"bank: no call ended as {end}")
    equal(found["host"]["action_timeouts"], found["host"]["action_timeouts_by_kind"]["ring"], "bank: time-outs")
    # an offer that nobody was going to answer may have been cancelled, the caller gone
    expect(0 < total["no_answers"] <= found["host"]["faults"], "bank: offers missed")
    return found


def check_blending() -> None:
    """Several calls in hand are so much talk, but no more than all of an agent's time."""
    path = CALLS / "blending.csv"
    found = report(DEFINITIONS / "blending.json", path, "--check")
    with path.open(encoding="utf-8", newline="") as file:
        talk_us = sum(int(row["talk_s"]) for row in csv.DictReader(file)) * 1_000_000
    total = found["queues_total"]
    equal(total["talk_us"], talk_us, "blending: talk, interrupted or not")
    expect(found["queues"]["mails"]["hold_us"] > 0, "blending: no mail was interrupted")
    expect(found["queues"]["phone"]["wrapup_us"] > 0, "blending: no wrap-up")
    together = 0
    for name, kpi in found["queues"].items():
        check_conservation(kpi, name)
    for name, kpi in found["agents"].items():
        working_us = sum(kpi[f"{state}_us"] for state in ("reserved", "busy", "in_wrapup"))
        equal(working_us + kpi["ready_us"], kpi["login_us"], f"blending: states of {name}")
        equal(kpi["occupancy_ppm"], round(working_us * 1_000_000 / kpi["login_us"]), f"blending: occupancy of {name}")
        expect(0 < kpi["occupancy_ppm"] <= 1_000_000, f"blending: occupancy of {name}")
        together += kpi["talk_us"] + kpi["hold_us"] + kpi["wrapup_us"] > working_us
    expect(together > 0, "blending: nobody had two calls in hand")


ALSO = """{
  "agents": {"ann": {}},
  "queues": {"first": {}, "second": {"members": ["ann"]}},
  "flows": {"main": {"start": "wait", "nodes": {"wait": {"kind": "queue", "queue": "first", "also": ["second"]}}}},
  "numbers": {"1": "main"}
}"""


def check_also() -> None:
    """A queue to which calls come only besides has its figures; the one they were answered away from has none."""
    with tempfile.TemporaryDirectory() as folder:
        calls = write(folder, "calls.csv", "arrival,number\n09:00:00,1\n09:00:00,1\n")
        found = report(write(folder, "also.json", ALSO), calls)
    first, second = found["queues"]["first"], found["queues"]["second"]
    equal((second["also_in"], second["answered"], second["service_level_ppm"]), (2, 2, 500_000), "also: second")
    equal(second["abandonment_ppm"], 0, "also: second, abandonment")
    equal((first["offered"], first["also_out"], first["service_level_ppm"]), (2, 2, None), "also: first")


def check_callbacks() -> None:
    """Tasks of a campaign, one of them for whom it is night until one o'clock; who calls again is converted."""
    found = report(DEFINITIONS / "callback.json", CALLS / "callback.csv", "--check")
    task = found["campaigns"]["gave-up"]
    expected = {
        "taken": 4,
        "completed": 3,
        "converted": 1,
        "reached": 3,
        "live": 0,
        "call_again_taken": 4,
        "call_again_number": 1,
        "promise_ppm": None,
    }
    equal({figure: task[figure] for figure in expected}, expected, "callback: the campaign")
    expect("T13:07:" in found["run"]["until"], "callback: who lives overseas is called when it is day there")
    equal(found["calls"]["live"], 0, "callback: all calls end")
    equal(found["callback_plans"]["hold-for-me"]["completed"], 1, "callback: who took a callback was called")
    expect("slot_plans" not in found, "callback: nothing is said of slots where there are none")
    rows = csv.DictReader(io.StringIO(good("run", DEFINITIONS / "callback.json", CALLS / "callback.csv", "--csv")))
    told = {row["figure"]: row["value"] for row in rows if row["scope"] == "campaign" and row["name"] == "gave-up"}
    equal(told, {figure: "" if value is None else str(value) for figure, value in task.items()}, "callback: CSV")
    table = good("run", DEFINITIONS / "callback.json", CALLS / "callback.csv")
    for title in ("\nCALLBACKS ", "\nCAMPAIGNS "):
        expect(title in table, f"callback: {title.strip()} in the table")
    expect("\nSLOTS " not in table, "callback: no slots in the table")


def check_slots() -> None:
    """A patient books the first slot, and is called then; another one holds a slot and hangs up."""
    folder = tempfile.TemporaryDirectory()
    calls = write(
        folder.name,
        "calls.csv",
        "arrival,number,caller,keys,patience_s,talk_s\n"
        '2026-03-27T08:45:00,+493030300,+4930123,"11",,60\n'
        '2026-03-27T08:50:00,+493030300,+4930124,"1",,60\n'
    )
    found = report(DEFINITIONS / "clinic.json", calls)
    (visits,) = [row for row in found["slot_plans"].values() if row["slots_booked"]]
    equal(visits["slots_booked"], 1, "clinic: booked")
    equal(visits["slots_kept"], 1, "clinic: kept")
    equal(visits["promise_ppm"], 1000000, "clinic: the promise")
    equal(visits["slots_lapsed"], 1, "clinic: only held")
    expect("\nSLOTS " in good("run", DEFINITIONS / "clinic.json", calls), "clinic: slots in the table")
    folder.cleanup()


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


def on_terminal(*arguments: object) -> tuple[str, bytes] | None:
    """What is printed, and what is drawn on a terminal; None where there are no terminals."""
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        print(f"the progress bar is not tested: no pseudo-terminal ({error})")
        return None
    drawn = bytearray()
    with tempfile.TemporaryFile("w+") as printed:
        command = [TOOL, *map(str, arguments)]
        with subprocess.Popen(command, stdout=printed, stderr=theirs) as process:
            os.close(theirs)
            while True:
                try:
                    more = os.read(ours, 65536)
                except OSError:  # Linux tells the end of a terminal so
                    break
                if not more:
                    break
                drawn += more
        equal(process.returncode, 0, f"acd {arguments} on a terminal")
        os.close(ours)
        printed.seek(0)
        return printed.read(), bytes(drawn)


def check_progress() -> None:
    """A long run (--check makes it one) draws a bar on a terminal and takes it away; the report is the same.

    --quiet draws nothing.
    """
    with tempfile.TemporaryDirectory() as folder:
        clocks = (f"{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}" for i in range(200_000))
        text = "arrival,number,talk_s\n" + "".join(f"{clock},+15550140,5\n" for clock in clocks)
        calls = write(folder, "long.csv", text)
        run = ("run", "--check", DEFINITIONS / "round-robin.json", calls)
        plain = good(*run)
        drawn = on_terminal(*run)
        if drawn is None:
            return
        equal(drawn[0], plain, "the report on a terminal")
        expect(drawn[1].startswith(b"\r[") and drawn[1].endswith(b"\r\x1b[K"), f"the bar: drawn {drawn[1][:200]!r}")
        expect(b" %  " in drawn[1] and b" calls" in drawn[1], f"the bar: drawn {drawn[1][:200]!r}")
        quiet = on_terminal(*run, "--quiet")
        equal(quiet, (plain, b""), "--quiet")


def main() -> None:
    check_golden()
    check_survey()
    check_blending()
    check_also()
    check_callbacks()
    check_slots()
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
