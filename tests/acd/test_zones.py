# SPDX-License-Identifier: Apache-2.0
"""Definitions that name time zones: the tool hands them in from a folder of files.

usage: test_zones.py TOOL
"""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path

from tool import acd, equal, expect, finish, good

DEFINITION = {
    "schedules": {"office": {"zone": "Test/Zone", "hours": [{"days": "mon-sun", "from": "09:00", "to": "17:00"}]}},
    "flows": {
        "main": {
            "start": "when",
            "nodes": {
                "when": {"kind": "hours", "schedule": "office", "exits": {"open": "hello", "closed": "bye"}},
                "hello": {"kind": "play", "prompt": "hello"},
                "bye": {"kind": "play", "prompt": "bye"},
            },
        }
    },
    "numbers": {"100": "main"},
}
# Winter at 16:30 UTC is 17:30, summer at 06:30 UTC is 08:30: both closed; each is open by the other's offset, or by UTC.
FLOWTEST = """test winter
call 100 at 2026-01-15 08:30
expect play hello

test winter evening
call 100 at 2026-01-15 16:30
expect play bye

test summer
call 100 at 2026-07-15 07:30
expect play hello

test summer morning
call 100 at 2026-07-15 06:30
expect play bye
"""


def zone(footer: str) -> bytes:
    """A file with nothing but a footer."""
    block = b"TZif2" + bytes(15 + 16) + bytes([0, 0, 0, 1, 0, 0, 0, 4]) + bytes(6) + b"UTC\0"
    return block * 2 + f"\n{footer}\n".encode("ascii")


DESK = {"agents": {"ann": {}}, "queues": {"desk": {"members": ["ann"]}}, "numbers": {"1": {"queue": "desk"}}}
# 2026-10-25 has 25 hours: a shift of every day from 8 to 16, calls at 7:30 and 8:30 on the day before, on it and after it.
CHANGE = "arrival,number,patience_s,talk_s\n" + "".join(
    f"2026-10-{day}T{clock}:00,1,600,60\n" for day in (24, 25, 26) for clock in ("07:30", "08:30")
)


def check_runs(folder: Path, with_folder: tuple[object, ...]) -> None:
    """Calls, shifts and the report go by a zone's name, over a change of its clocks; as by an offset where there is none."""
    definition, calls, staffing = folder / "desk.json", folder / "change.csv", folder / "shifts.csv"
    definition.write_text(json.dumps(DESK), encoding="utf-8")
    calls.write_text(CHANGE, encoding="utf-8")
    staffing.write_text("agent,login,logout\nann,08:00,16:00\n", encoding="utf-8")
    outcomes = folder / "outcomes.csv"
    run = ("run", "--json", *with_folder, "--staffing", staffing)
    found = json.loads(good(*run, "--zone", "Test/Zone", "--outcomes", outcomes, definition, calls))
    desk = found["queues"]["desk"]
    equal((desk["answered"], desk["abandoned"]), (3, 3), "before 8 nobody is there, after it ann is, on all three days")
    equal(found["run"]["from"], "2026-10-24T00:00:00", "midnight by the zone")
    arrivals = [float(row["arrival_s"]) / 3600 for row in csv.DictReader(outcomes.open(encoding="utf-8"))]
    equal(sorted(arrivals), [7.5, 8.5, 32.5, 33.5, 56.5, 57.5], "the day of the change has an hour more")
    page = folder / "page.html"
    good(*run, "--zone", "Test/Zone", "--html", page, definition, calls)
    expect("times are Test/Zone" in page.read_text(encoding="utf-8"), "the page tells its zone")
    calls.write_text(CHANGE.replace("2026-10-", "2026-07-"), encoding="utf-8")
    by_name, by_offset = (json.loads(good(*run, "--zone", by, definition, calls)) for by in ("Test/Zone", "+02:00"))
    for what in ("calls", "agents", "queues", "run"):
        equal(by_name[what], by_offset[what], f"summer by its name and by its offset: {what}")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "Test").mkdir()
        (folder / "Test" / "Zone").write_bytes(zone("CET-1CEST,M3.5.0,M10.5.0/3"))
        definition = folder / "centre.json"
        definition.write_text(json.dumps(DEFINITION), encoding="utf-8")
        (folder / "centre.flowtest").write_text(FLOWTEST, encoding="utf-8")
        calls = folder / "calls.csv"
        calls.write_text("arrival,number\n2026-07-15T07:30:00Z,100\n", encoding="utf-8")
        with_folder = ("--zoneinfo", folder)

        expect("good" in good("check", *with_folder, definition), "check takes the zone")
        expect("4 passed" in good("test", *with_folder, folder / "centre.flowtest"), "hours by the zone's clock")
        expect("Test/Zone" in good("hours", *with_folder, definition), "hours by the zone")
        good("run", *with_folder, definition, calls)
        check_runs(folder, with_folder)
        walked = good("try", *with_folder, "--at", "2026-07-15 06:30", definition, text="")
        expect("bye" in walked, f"try goes by the zone: {walked}")

        # By a clock three hours west of UTC: noon at the office is eight there; nine hours of opening are the same nine.
        (folder / "West").write_bytes(zone("<-03>3"))
        equal(good("hours", *with_folder, "--zone", "West", "--at", "2026-07-15", definition, "office").splitlines()[:4],
              ["office: Wed 2026-07-15 in West", "  00:00  closed", '  09:00  open    hours "1"', "  17:00  closed"], "hours --zone, a day")
        told = json.loads(good("hours", *with_folder, "--zone", "West", "--json", "--at", "2026-07-15 19:59Z", definition))[0]
        equal((told["zone"], told["at"], told["open"]), ("West", "2026-07-15T16:59", True), "hours --zone, a moment")
        for given, said in (("West/Land", f"a time zone (their folder {folder} has none of this name)"),
                            ("+02:00", "a time zone such as"), ("", "a time zone such as"), ("../West", "a time zone such as")):
            done = acd("hours", *with_folder, "--zone", given, definition)
            equal((done.returncode, f'--zone: found "{given}", expected {said}' in done.stderr), (2, True), f"hours --zone {given}: {done.stderr}")
        (folder / "Empty").write_bytes(b"")
        for given, where, said in (("Europe/Berlin", folder / "none", f"(their folder {folder / 'none'} cannot be read: No such file"),
                                   ("Empty", folder, f"({folder / 'Empty'} is no file of one)"),
                                   ("Test", folder, f"({folder / 'Test'} cannot be read)")):
            done = acd("try", "--zoneinfo", where, "--zone", given, definition)
            equal((done.returncode, f"or a time zone {said}" in done.stderr), (2, True), f"{where}: {done.stderr}")

        # Flow tests and acd try go by a zone's name as by an offset: 08:30 in the West is 11:30 UTC, 13:30 at the office.
        west = "zone West\ntest zones\ncall 100 at 2026-07-15 13:00\nexpect play bye\ncall 100 at 2026-07-16 08:30\nexpect play hello\n"
        west += "zone Test/Zone\ncall 100 at 2026-07-17 08:59\nexpect play bye\ncall 100 at 2026-07-17 07:00Z\nexpect play hello\n"
        (folder / "centre.flowtest").write_text(west, encoding="utf-8")
        expect("1 passed" in good("test", *with_folder, folder / "centre.flowtest"), "zones of a flow test")
        (folder / "centre.flowtest").write_text("call 100 at 2026-07-15 08:59\nexpect play bye\nwait until 09:00\ncall 100\nexpect play hello\n", encoding="utf-8")
        expect("1 passed" in good("test", *with_folder, "--zone", "Test/Zone", folder / "centre.flowtest"), "test --zone")
        (folder / "centre.flowtest").write_text("zone Test/Zome\n", encoding="utf-8")
        done = acd("test", *with_folder, folder / "centre.flowtest")
        expect('centre.flowtest:1:6: found "Test/Zome", expected an offset from UTC such as +02:00, or a time zone (their folder' in done.stderr, f"a zone that is none: {done.stderr}")
        record = folder / "recorded.flowtest"
        walked = good("try", *with_folder, "--zone", "West", "--at", "wed 13:00", "--record", record, definition, text="")
        expect("Wed 13:00:00  play \"bye\"" in walked, f"try --zone: {walked}")
        equal(record.read_text(encoding="utf-8").splitlines()[1], "zone West", "try --zone --record")
        expect("1 passed" in good("test", *with_folder, record), "the test that was recorded")
        done = acd("try", *with_folder, "--zone", "Westland", definition, text="")
        equal((done.returncode, 'acd: --zone: found "Westland", expected an offset' in done.stderr), (2, True), "no zone for try")

        definition.write_text(json.dumps(DEFINITION).replace("Test/Zone", "Test/Zome"), encoding="utf-8")
        (folder / "Test" / "Other").write_bytes(zone("UTC0")[:-1])
        done = acd("check", *with_folder, definition)
        equal(done.returncode, 1, "a zone that is not there")
        expect(f'zone "Test/Zome" from {folder}: ' in done.stderr, f"it is named: {done.stderr}")
        expect("/schedules/office/zone: there is no zone" in done.stderr, f"at its place: {done.stderr}")
        definition.write_text(json.dumps(DEFINITION).replace("Test/Zone", "Test/Other"), encoding="utf-8")
        done = acd("check", *with_folder, definition)
        equal(done.returncode, 1, "a zone that is none")
        expect(f'{definition}:1:' in done.stderr and ': zone "Test/Other"' in done.stderr and "malformed" in done.stderr, f"why, and where: {done.stderr}")
    finish()


if __name__ == "__main__":
    main()
