# SPDX-License-Identifier: Apache-2.0
"""acd slots: the next ones, from a day or a moment, in words and as JSON; what is no answer.

usage: test_slots.py TOOL
"""

from __future__ import annotations

import json
import tempfile

from tool import acd, equal, expect, finish, good, write

REFUSED, USAGE, FILE = 1, 2, 3
CENTRE = """{
  "agents": {"ann": {}},
  "queues": {"desk": {"members": ["ann"]}},
  "schedules": {
    "office": {"utc_offset_s": 19800, "hours": [{"days": "mon-fri", "from": "09:00", "to": "10:30"}],
               "holidays": {"Christmas": "12-25"}},
    "early": {"utc_offset_s": 19800, "hours": [{"days": "mon-sun", "from": "09:00", "to": "09:30"}]},
    "never": {}
  },
  "callbacks": {"back": {}},
  "slot_plans": {
    "visits": {"callback": "back", "queue": "desk", "schedule": "office", "length_s": 1800, "capacity": 3, "overbooking": 150,
               "capacities": {"first": {"schedule": "early", "capacity": 0}}, "lead_s": 3600},
    "none": {"callback": "back", "queue": "desk", "schedule": "never"}
  }
}
"""
NEXT = """visits: from Thu 2026-12-24 08:30, UTC+05:30
  Thu 2026-12-24 09:30  4 free
  Thu 2026-12-24 10:00  4 free
  Mon 2026-12-28 09:30  4 free
"""
ALL = """visits: from Thu 2026-12-24 09:00, UTC+05:30
  Thu 2026-12-24 09:00  too soon
  Thu 2026-12-24 09:30  too soon
  Thu 2026-12-24 10:00  4 free
  Mon 2026-12-28 09:00  takes nobody
"""
CHANGE = """{"amend": {"slot_plans": {"visits": {"capacity": 1}}}}"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        centre = write(folder, "centre.json", CENTRE)
        equal(good("slots", centre, "visits", "--at", "2026-12-24 08:30", "--count", 3), NEXT, "from a moment")
        equal(good("slots", centre, "visits", "--at", "2026-12-24T03:00Z", "--count", 3), NEXT, "the same by another clock")
        day = good("slots", centre, "visits", "--at", "2026-12-24", "--count", 3)
        equal(day.splitlines()[1:], NEXT.splitlines()[1:], "from the beginning of a day")
        equal(good("slots", centre, "visits", "--at", "2026-12-24 09:00", "--count", 4, "--all"), ALL, "all of them")
        every = good("slots", centre, "--at", "2026-12-24 08:30", "--count", 3)
        equal(every, NEXT + "none: from Thu 2026-12-24 08:30, UTC+00:00\n  none within its horizon\n", "all plans, in their order")
        listed = json.loads(good("slots", "--json", centre, "--at", "2026-12-24 08:30", "--count", 1))
        equal(listed, [{"plan": "visits", "zone": "", "start": "2026-12-24T09:30", "state": "free", "capacity": 4, "free": 4}], "--json")
        changed = good("slots", centre, "visits", "--at", "2026-12-24 08:30", "--count", 1, "--change", write(folder, "change.json", CHANGE))
        equal(changed.splitlines()[1], "  Thu 2026-12-24 09:30  1 free", "--change")
        expect(good("slots", centre, "visits").count("\n") == 11, "ten from now on")
        done = acd("slots", centre, "visit")
        equal((done.returncode, done.stderr), (REFUSED, f'{centre}: there is no slot plan "visit"; did you mean visits?\n'), "no such plan")
        done = acd("slots", write(folder, "empty.json", "{}"))
        equal((done.returncode, done.stderr), (REFUSED, f"{folder}/empty.json: there are no slot plans\n"), "no plans")
        equal(acd("slots", centre, "--at", "2026-02-29").returncode, USAGE, "no such day")
        equal(acd("slots", centre, "--count", "0").returncode, USAGE, "none of them")
        equal(acd("slots").returncode, USAGE, "no definition")
        equal(acd("slots", f"{folder}/none.json").returncode, FILE, "a file that is not there")
        expect("--count" in good("help", "slots"), "help")
    finish()


if __name__ == "__main__":
    main()
