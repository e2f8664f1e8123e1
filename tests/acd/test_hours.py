# SPDX-License-Identifier: Apache-2.0
"""acd hours: a moment, a day, the other site, a change of the clock; in words and as JSON; what is no answer.

usage: test_hours.py TOOL
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tool import DEFINITIONS, acd, equal, expect, finish, good, write

REFUSED, USAGE, FILE = 1, 2, 3
ZONES = Path("/usr/share/zoneinfo")
CENTRE = """{
  "toggles": {"flood": true, "strike": {}},
  "schedules": {
    "feasts": {"holidays": {"Christmas Eve": {"date": "12-24", "from": "12:00"}, "Christmas": {"date": "12-25", "to_date": "12-26"}}},
    "office": {"based_on": "feasts", "utc_offset_s": 19800,
               "emergency": "strike", "hours": [{"days": "mon-fri", "from": "09:00", "to": "17:30"}]},
    "shut": {"emergency": "flood", "hours": [{"days": "mon-sun", "from": "00:00", "to": "24:00"}]}
  }
}
"""
DAY = """office: Thu 2026-12-24, UTC+05:30
  00:00  closed
  09:00  open    hours "1"
  12:00  closed  holiday "Christmas Eve" of "feasts"
  opens  Mon 2026-12-28 09:00
  closes Mon 2026-12-28 17:30
"""
OPEN = """office: Wed 2026-12-23 10:00, UTC+05:30: open, hours "1"
  closes Wed 2026-12-23 17:30
  opens  Thu 2026-12-24 09:00
"""
SHUT = """shut: Wed 2026-12-23 04:30, UTC+00:00: closed, emergency "flood"
  does not open within 400 days
  does not close within 400 days
"""
CHANGE = """{"amend": {"schedules": {"feasts": {"holidays": {"Eve of Eve": {"date": "12-23", "from": "12:00"}}}}}}"""
CHANGED = """office: Wed 2026-12-23 10:00, UTC+05:30: open, hours "1"
  closes Wed 2026-12-23 12:00
  opens  Thu 2026-12-24 09:00
"""
# By the summer hours of the other site, until the night in which the clocks go back.
TWO_SITES = """munich: Fri 2026-10-23 15:00 in Europe/Berlin: open, hours "2"
  closes Sat 2026-10-24 01:00
  opens  Mon 2026-10-26 09:00
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        centre = write(folder, "centre.json", CENTRE)
        equal(good("hours", centre, "office", "--at", "2026-12-24"), DAY, "a day")
        equal(good("hours", centre, "office", "--at", "2026-12-23 10:00"), OPEN, "a moment by the clock of the schedule")
        equal(good("hours", centre, "office", "--at", "2026-12-23 04:30Z"), OPEN, "the same moment by another clock")
        every = good("hours", centre, "--at", "2026-12-23 04:30Z")
        expect(OPEN in every and SHUT in every and every.startswith("feasts: "), f"all schedules: said {every!r}")
        listed = json.loads(good("hours", "--json", centre, "office", "--at", "2026-12-24"))
        equal([(one["at"], one["open"], one["rule"], one["of"]) for one in listed],
              [("2026-12-24T00:00", False, "none", "office"), ("2026-12-24T09:00", True, "hours", "office"),
               ("2026-12-24T12:00", False, "holiday", "feasts")], "--json")
        equal((listed[2]["name"], listed[2]["opens"]), ("Christmas Eve", "2026-12-28T09:00"), "--json")
        equal(json.loads(good("hours", "--json", centre, "shut", "--at", "2026-12-24 10:00"))[0]["opens"], None, "never")
        expect(good("hours", centre, "office").startswith("office: "), "now")
        equal(good("hours", centre, "office", "--at", "2026-12-23 10:00", "--change", write(folder, "change.json", CHANGE)), CHANGED,
              "--change")
        expect('closed, emergency "strike"\n' in good("hours", centre, "office", "--at", "2026-12-23", "--at", "2026-12-23 10:00", "--toggle", "strike"),
               "--toggle")
        done = acd("hours", centre, "--toggle", "flood", "--toggle", "strikes")
        equal((done.returncode, done.stderr), (REFUSED, f'{centre}: there is no toggle "strikes"; did you mean strike?\n'), "no such toggle")
        done = acd("hours", centre, "offic", "--at", "2026-12-24")
        equal((done.returncode, done.stderr), (REFUSED, f'{centre}: there is no schedule "offic"; did you mean office?\n'), "no such schedule")
        equal(acd("hours", centre, "office", "--at", "2026-02-29").returncode, USAGE, "no such day")
        equal(acd("hours").returncode, USAGE, "no definition")
        equal(acd("hours", f"{folder}/none.json").returncode, FILE, "a file that is not there")
    if (ZONES / "Europe/Berlin").exists():
        equal(good("hours", DEFINITIONS / "two-sites.json", "munich", "--at", "2026-10-23 15:00"), TWO_SITES, "two sites")
    finish()


if __name__ == "__main__":
    main()
