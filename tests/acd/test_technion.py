# SPDX-License-Identifier: Apache-2.0
"""A month of real calls, the Technion's Anonymous Bank of January 1999, at several staffing levels. Skips without the log.

usage: test_technion.py TOOL
"""

from __future__ import annotations

import csv
import time

from tool import CALLS, DEFINITIONS, SHARED, equal, expect, finish, good, report, skip



def main() -> None:
    log = SHARED / "data" / "calls" / "technion_anonbank_1999_01.tsv"
    if not log.exists():
        skip(f"{log} is not there")
    with log.open(encoding="ascii", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    real = [row for row in rows if row["outcome"] != "PHANTOM"]
    in_vru = sum(1 for row in real if row["outcome"] == "HANG" and row["q_time"] == "0")
    month = (DEFINITIONS / "anonbank.json", log, "--staffing", CALLS / "anonbank-staffing.csv", "--digest")
    answered = []
    for agents in (24, 18, 12):
        start = time.monotonic()
        found = report(*month, "--agents", agents)
        took = time.monotonic() - start
        print(f"{agents} agents: {took:.2f} s, digest {found['run']['digest']}")
        run, calls, total = found["run"], found["calls"], found["queues_total"]
        equal(run["rows"], len(real), f"{agents} agents: rows")
        equal(run["rows_skipped"], len(rows) - len(real), f"{agents} agents: rows that are no calls")
        equal(calls["arrived"], len(real), f"{agents} agents: arrived")
        equal(calls["ends"]["in_flow"], in_vru, f"{agents} agents: hung up in the VRU")
        equal(total["offered"], len(real) - in_vru, f"{agents} agents: offered")
        equal(calls["ended"], len(real), f"{agents} agents: ended")
        # who has no patience limit in the log is never lost
        abandoned = total["abandoned"] + total["abandoned_short"]
        hung_up = sum(1 for row in real if row["outcome"] == "HANG") - in_vru
        expect(abandoned <= hung_up, f"{agents} agents: {abandoned} abandoned, {hung_up} had a limit")
        equal(total["answered"] + abandoned, total["offered"], f"{agents} agents: answered or abandoned")
        answered.append(total["answered"])
        again = report(*month, "--agents", agents, "--check")
        equal(again["run"]["digest"], run["digest"], f"{agents} agents: the digest, with every law checked")
        expect(again["run"]["checks"] > len(real), f"{agents} agents: laws were checked")
    expect(answered[0] > answered[1] > answered[2], f"answered at three staffing levels: {answered}")
    levels = [report(*month, "--agents", agents)["queues_total"]["service_level_ppm"] for agents in (24, 18)]
    expect(levels[0] > 900_000 and levels[1] > 700_000, f"service levels {levels}")
    good("run", *month, "--patience", "600", "--skip-bad")
    finish()


if __name__ == "__main__":
    main()
