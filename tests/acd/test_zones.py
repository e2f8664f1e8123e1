# SPDX-License-Identifier: Apache-2.0
"""Definitions that name time zones: the tool hands them in from a folder of files.

usage: test_zones.py TOOL
"""

from __future__ import annotations

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
        walked = good("try", *with_folder, "--at", "2026-07-15 06:30", definition, text="")
        expect("bye" in walked, f"try goes by the zone: {walked}")

        definition.write_text(json.dumps(DEFINITION).replace("Test/Zone", "Test/Zome"), encoding="utf-8")
        (folder / "Test" / "Other").write_bytes(zone("UTC0")[:-1])
        done = acd("check", *with_folder, definition)
        equal(done.returncode, 1, "a zone that is not there")
        expect(f'zone "Test/Zome" from {folder}: ' in done.stderr, f"it is named: {done.stderr}")
        expect("/schedules/office/zone: there is no zone" in done.stderr, f"at its place: {done.stderr}")
        definition.write_text(json.dumps(DEFINITION).replace("Test/Zone", "Test/Other"), encoding="utf-8")
        done = acd("check", *with_folder, definition)
        equal(done.returncode, 1, "a zone that is none")
        expect('zone "Test/Other"' in done.stderr and "malformed" in done.stderr, f"why: {done.stderr}")
    finish()


if __name__ == "__main__":
    main()
