# SPDX-License-Identifier: Apache-2.0
"""acd import ics: a change on standard output that the tool itself takes, a report beside it; malformed calendars refused.

usage: test_import_ics.py TOOL
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tool import acd, equal, finish, write

CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART:20260101
DTEND:20260104
SUMMARY:元旦 休
CATEGORIES:FEAST
END:VEVENT
BEGIN:VEVENT
DTSTART:20260104
SUMMARY:元旦 班
END:VEVENT
BEGIN:VEVENT
DTSTART:20251224T140000
DTEND:20251224T183015
RRULE:FREQ=YEARLY
SUMMARY:half
END:VEVENT
BEGIN:VEVENT
DTSTART:20260105
RRULE:FREQ=HOURLY
SUMMARY:often
END:VEVENT
END:VCALENDAR
"""
FEAST = {"name": "元旦 休 2026-01-01", "date": "2026-01-01", "to_date": "2026-01-03"}
HALF = {"name": "half 2026-12-24", "date": "2026-12-24", "from": "14:00", "to": "18:30:15"}
WORK = {"name": "元旦 班 2026-01-04", "date": "2026-01-04", "from": "09:00", "to": "17:00", "open": True}
CENTRE = {"schedules": {"office": {"hours": [{"days": "mon-fri", "from": "09:00", "to": "17:00"}]}}}
YEAR = ["--schedule", "office", "--from", "2026-01-01", "--to", "2026-12-31"]
REPORT = """{0}:20:7: left out: "often": RRULE: rules that recur more often than daily are left out; expected FREQ=DAILY, \
WEEKLY, MONTHLY or YEARLY
4 events: 3 taken, 0 on other days, 0 not wanted, 1 left out; 3 rules
"""


def good(folder: str) -> None:
    path = write(folder, "china.ics", CALENDAR)
    options = [*YEAR, "--open-when", "班", "--open-hours", "09:00-17:00"]
    done = acd("import", "ics", path, *options)
    equal(done.returncode, 0, "status")
    equal(done.stderr, REPORT.format(path), "report")
    equal(json.loads(done.stdout), {"amend": {"schedules": {"office": {"holidays": [WORK, FEAST, HALF]}}}}, "change")
    report = Path(folder) / "report"
    again = acd("import", "ics", "--report", report, *options, path)
    equal((again.returncode, again.stdout, again.stderr), (0, done.stdout, ""), "with --report")
    equal(report.read_text(encoding="utf-8"), REPORT.format(path), "the file of the report")
    centre = write(folder, "centre.json", json.dumps(CENTRE))
    change = write(folder, "change.json", done.stdout)
    checked = acd("check", centre, "--change", change)
    equal(checked.returncode, 0, f"the change is taken: {checked.stdout}{checked.stderr}")
    done = acd("import", "ics", path, *YEAR, "--exceptions", "--only-when", "CATEGORIES=FEAST", "--only-when", "half",
               "--skip-when", "half", "--report", report)
    equal(json.loads(done.stdout), {"amend": {"schedules": {"office": {"exceptions": [FEAST]}}}}, "chosen")
    # A schedule of its own for the calendar: what the calendar no longer has is gone with the next import.
    based = write(folder, "based.json", json.dumps({"schedules": {"office": {**CENTRE["schedules"]["office"], "based_on": "china"}, "china": {"holidays": [FEAST, HALF]}}}))
    own = ["--schedule", "china", *YEAR[2:], "--replace"]
    done = acd("import", "ics", path, *own, "--only-when", "班", "--open-when", "班", "--open-hours", "09:00-17:00")
    equal(json.loads(done.stdout), {"schedules": {"china": {"holidays": [WORK]}}}, "--replace")
    change = write(folder, "replace.json", done.stdout)
    none = acd("import", "ics", path, *own, "--only-when", "Nope")
    equal((none.returncode, none.stdout, "--replace" in none.stderr), (1, "", True), "nothing to replace by")
    zoned = acd("import", "ics", path, *own, "--only-when", "休", "--zone", "Asia/Shanghai")
    if zoned.returncode == 0:  # where there are zones
        equal(json.loads(zoned.stdout)["schedules"]["china"]["zone"], "Asia/Shanghai", "a schedule of its own has its zone")
    for day, says in (("2026-01-04", "09:00  open    holiday \"元旦 班 2026-01-04\""), ("2026-01-02", "09:00  open    hours \"1\"")):
        told = acd("hours", "--change", change, "--at", day, based, "office")
        equal(says in told.stdout, True, f"{day}: {told.stdout}{told.stderr}")
    # Times in UTC, by the zone of the schedule.
    path = write(folder, "utc.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260701T120000Z\nDURATION:PT1H\nSUMMARY:u\nEND:VEVENT\nEND:VCALENDAR\n")
    block = b"TZif2" + bytes(15 + 16) + bytes([0, 0, 0, 1, 0, 0, 0, 4]) + bytes(6) + b"UTC\0"
    (Path(folder) / "East").write_bytes(block * 2 + b"\n<+03>-3\n")
    equal("1 left out" in acd("import", "ics", path, *YEAR).stderr, True, "without a zone")
    done = acd("import", "ics", path, *YEAR, "--zone", "East", "--zoneinfo", folder)
    hour = {"name": "u 2026-07-01", "date": "2026-07-01", "from": "15:00", "to": "16:00"}
    equal(json.loads(done.stdout), {"amend": {"schedules": {"office": {"holidays": [hour]}}}}, "with --zone")


def bad(folder: str) -> None:
    path = write(folder, "good.ics", CALENDAR)
    broken = write(folder, "broken.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n")
    done = acd("import", "ics", *YEAR, path, broken)
    equal((done.returncode, done.stdout), (1, ""), "malformed")
    equal(done.stderr.splitlines()[-1], f'{broken}:3:5: expected END:VEVENT (of line 2): found "VCALENDAR"', "its place")
    rows = [
        ([path], 2, "expected --schedule NAME"),
        ([path, *YEAR[:-1], "2025-12-31"], 2, "--to DATE not before it"),
        ([path, *YEAR[:-1], "tomorrow"], 2, "a date (2026-12-31)"),
        ([path, *YEAR, "--open-hours", "9"], 2, "expected two times of day"),
        ([path, *YEAR, "--open-hours", "9:00-25:00"], 2, "expected two times of day"),
        ([*YEAR, Path(folder) / "none"], 3, "cannot be read"),
        ([path, *YEAR, "--zone", "Nowhere", "--zoneinfo", folder], 2, "expected a time zone (their folder"),
        ([path, *YEAR, "--zone", "+03:00"], 2, "expected a time zone such as"),
    ]
    for arguments, status, says in rows:
        done = acd("import", "ics", *arguments)
        equal((done.returncode, done.stdout), (status, ""), f"{arguments}")
        equal(says in done.stderr, True, f"{arguments}: {done.stderr}")
    done = acd("import", "--report", "x", "ics", path)
    equal((done.returncode, "stands before its options" in done.stderr), (2, True), "options before the format")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        good(folder)
        bad(folder)
    finish()


if __name__ == "__main__":
    main()
