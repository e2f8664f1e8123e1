# SPDX-License-Identifier: Apache-2.0
"""acd diff: what is different between two definitions, as text with places and as JSON.

usage: test_diff.py TOOL
"""

from __future__ import annotations

import json
import tempfile

from tool import DEFINITIONS, acd, equal, expect, finish, good, write

REFUSED, USAGE, FILE = 1, 2, 3
BEFORE = """{
  "queues": {"help": {"wait_max_s": 60}},
  "flows": {"main": {"start": "a", "nodes": {
    "a": {"kind": "play", "prompt": "hello", "exits": {"next": "b"}},
    "b": {"kind": "queue", "queue": "help"}
  }}}
}
"""
AFTER = """{
  "flows": {"main": {"start": "a", "nodes": {
    "b": {"kind": "queue", "queue": "help"},
    "c": {"kind": "hangup"},
    "a": {"kind": "play", "prompt": "hello", "exits": {"next": "c", "error": "b"}}
  }}},
  "queues": {"help": {"wait_max_s": 90, "ring_timeout_s": 20}}
}
"""
EXPECTED = [
    '{1}:4:5: added flow "main" / node "c"',
    '{1}:5:56: rewired flow "main" / node "a" / exit "next": to "c", before "b"',
    '{1}:5:69: added flow "main" / node "a" / exit "error"',
    '{1}:7:14: changed queue "help": wait_max 90 s, before 60 s',
    "4 differences",
]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        before, after = write(folder, "before.json", BEFORE), write(folder, "after.json", AFTER)
        equal(good("diff", before, after).splitlines(), [line.format(before, after) for line in EXPECTED], "differences")
        back = good("diff", after, before)
        expect(f'{after}:4:5: removed flow "main" / node "c"\n' in back, f"what is gone has its old place: said {back!r}")
        equal(good("diff", before, before), "0 differences\n", "the same twice")
        listed = json.loads(good("diff", "--json", before, after))
        equal([(one["kind"], one["path"]) for one in listed][0], ("added", 'flow "main" / node "c"'), "--json")
        equal((listed[3]["line"], listed[3]["property"], listed[3]["before"], listed[3]["after"]), (7, "wait_max", "60 s", "90 s"), "--json")
        equal(acd("diff", before).returncode, USAGE, "one file")
        equal(acd("diff", before, write(folder, "bad.json", "{")).returncode, REFUSED, "a file that is no JSON")
        equal(acd("diff", before, f"{folder}/none.json").returncode, FILE, "a file that is not there")
    for path in DEFINITIONS.glob("*.json"):
        equal(good("diff", path, path), "0 differences\n", path.name)
    finish()


if __name__ == "__main__":
    main()
