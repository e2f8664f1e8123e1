# SPDX-License-Identifier: Apache-2.0
"""acd erlang: agents for a load and for a day, figures of so many agents; what is no question.

usage: test_erlang.py TOOL
"""

from __future__ import annotations

import json
import tempfile
from typing import Any

from tool import acd, equal, expect, finish, good, write

REFUSED, USAGE, FILE = 1, 2, 3
DAY = "interval,calls,handle_s\n08:00,40,180\n08:30,0,200\n09:00,93.5,220\n"
# A textbook's example: 100 calls in half an hour of 3 minutes each are 10 erlangs; 80 % within 20 s take 14 agents.
TEXTBOOK = ("--calls", "200", "--handle", "180")


def rows(*arguments: object, text: str = "") -> list[dict[str, Any]]:
    return json.loads(good("erlang", "--json", *arguments, text=text))


def main() -> None:
    needed = rows(*TEXTBOOK)
    equal([one["row"] for one in needed], ["fewer", "needed", "more", "more"], "rows around what is needed")
    equal([one["agents"] for one in needed], [13, 14, 15, 16], "agents")
    expect(needed[0]["service_level"] < 0.8 <= needed[1]["service_level"], f"80 % in 20 s: {needed}")
    equal(round(needed[1]["service_level"], 4), 0.8884, "the textbook's service level")
    equal(round(needed[1]["waited"], 4), 0.1741, "the textbook's share of calls that wait")
    table = good("erlang", *TEXTBOOK).splitlines()
    equal(len(table), 5, "lines of the table")
    equal(table[2].split()[:4], ["needed", "200.0", "14", "88.8%"], "the row of what is needed")

    equal(rows(*TEXTBOOK, "--patience", "100")[1]["agents"], 12, "agents where callers give up")
    equal(len(rows(*TEXTBOOK, "--agents", "12", "--places", "4")), 1, "figures of so many agents")
    equal(rows(*TEXTBOOK, "--agents", "5", "--timeout", "30")[0]["wait_s"] < 30, True, "nobody waits longer")
    equal(rows(*TEXTBOOK, "--asa", "1")[1]["asa_s"] <= 1 < rows(*TEXTBOOK, "--asa", "1")[0]["asa_s"], True, "--asa")
    equal(rows("--calls", "1", "--handle", "1")[0]["row"], "needed", "nobody fewer than one agent")

    with tempfile.TemporaryDirectory() as folder:
        day = write(folder, "day.csv", DAY)
        listed = rows("--forecast", day, "--shrinkage", "30", "--patience", "120")
        equal([one["interval"] for one in listed], ["08:00", "08:30", "09:00"], "intervals")
        equal([one["calls_per_hour"] for one in listed], [80, 0, 187], "calls an hour")
        equal(listed[1]["agents"], 0, "nobody for nobody")
        for one in (listed[0], listed[2]):
            handle = 180 if one["interval"] == "08:00" else 220
            alone = rows("--calls", one["calls_per_hour"], "--handle", handle, "--patience", 120)[1]
            equal(one["agents"], alone["agents"], f"agents at {one['interval']}")
            expect(one["scheduled"] * 0.7 >= one["agents"] > (one["scheduled"] - 1) * 0.7, f"scheduled: {one}")
        equal(good("erlang", "--forecast", "-", text=DAY), good("erlang", "--forecast", day), "standard input")

        for text, place in (("", ":1:1: "), ("when,calls\n", ":1:1: "), ("interval,calls\n08:00\n", ":2:1: "),
                            ("interval,calls\n08:00,x\n", ":2:7: "), (DAY.replace("220", "0"), ":4:12: ")):
            path = write(folder, "bad.csv", text)
            done = acd("erlang", "--forecast", path)
            expect(done.returncode == REFUSED and f"bad.csv{place}" in done.stderr and "expected" in done.stderr,
                   f"a bad forecast {text!r}: {done.returncode}, {done.stderr!r}")
        equal(acd("erlang", "--forecast", f"{folder}/none.csv").returncode, FILE, "no such file")

    for code, *arguments in ((USAGE,), (USAGE, *TEXTBOOK, "--forecast", "x"), (USAGE, *TEXTBOOK, "--handle", "0"),
                             (USAGE, *TEXTBOOK, "--agents", "0"), (USAGE, *TEXTBOOK, "--agents", "1.5"),
                             (USAGE, *TEXTBOOK, "--service-level", "100"), (USAGE, *TEXTBOOK, "--service-level", "x"),
                             (USAGE, *TEXTBOOK, "--timeout", "9", "--patience", "9"), (USAGE, *TEXTBOOK, "more"), (USAGE, *TEXTBOOK, "--interval", "15"),
                             (USAGE, *TEXTBOOK, "--abandoned", "2"), (USAGE, *TEXTBOOK, "--blocked", "1"),
                             (USAGE, *TEXTBOOK, "--service-level", "0"),
                             (REFUSED, *TEXTBOOK, "--agents", "10"), (REFUSED, "--calls", "900000000")):
        done = acd("erlang", *arguments)
        expect(done.returncode == code and done.stderr.startswith("acd: ") and not done.stdout,
               f"acd erlang {arguments}: {done.returncode}, {done.stderr!r}")
    finish()


if __name__ == "__main__":
    main()
