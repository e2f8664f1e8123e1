# SPDX-License-Identifier: Apache-2.0
"""acd import: a definition on standard output, a report beside it; malformed exports refused with a place.

usage: test_import.py TOOL
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tool import acd, equal, expect, finish, write

ACTIONS = [
    {"Identifier": "hello", "Type": "MessageParticipant", "Parameters": {"Text": "Hi"}, "Transitions": {"NextAction": "x"}},
    {"Identifier": "x", "Type": "Unheard", "Parameters": {}, "Transitions": {"NextAction": "end"}},
    {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}},
]
FLOW = {"Version": "2019-10-30", "StartAction": "hello", "Actions": ACTIONS}
REPORT = """{0}: /Actions/0: mapped: MessageParticipant "hello": play
{0}: /Actions/1: NOT MAPPED: Unheard "x": host unheard
{0}: /Actions/2: mapped: DisconnectParticipant "end": hangup
1 flow, 3 actions: 2 mapped, 0 to the host, 1 not mapped (66.7 % mapped, 0.0 % to the host, 33.3 % not mapped)
"""


def good(folder: str) -> None:
    path = write(folder, "main.json", json.dumps(FLOW))
    done = acd("import", "amazon-connect", path)
    equal(done.returncode, 0, "status")
    equal(done.stderr, REPORT.format(path), "report")
    equal(json.loads(done.stdout)["flows"]["main"]["start"], "hello", "start")
    report = Path(folder) / "report"
    again = acd("import", "amazon-connect", "--report", report, path)
    equal((again.returncode, again.stdout, again.stderr), (0, done.stdout, ""), "with --report")
    equal(report.read_text(encoding="utf-8"), REPORT.format(path), "the file of the report")
    nowhere = Path(folder) / "none" / "report"
    done = acd("import", "amazon-connect", "--report", nowhere, path)
    equal((done.returncode, done.stdout), (3, ""), "a report that cannot be written")


def bad(folder: str) -> None:
    path = write(folder, "good.json", json.dumps(FLOW))
    broken = write(folder, "broken.json", '{"Version":\n oops}')
    other = write(folder, "other.json", '{"Version": "2019-10-30", "Actions": 3}')
    done = acd("import", "amazon-connect", path, broken, other)
    equal((done.returncode, done.stdout), (1, ""), "malformed")
    lines = done.stderr.splitlines()
    equal(len(lines), 2, "a line for each")
    expect(lines[0].startswith(f"{broken}:2:5: not JSON: "), lines[0])
    equal(lines[1], f"{other}: /Actions: not a flow: found a number, expected a list of actions", "what is no flow")
    rows = [
        (["import"], 2, "expected a format and the names of exports"),
        (["import", "amazon-connect"], 2, "expected a format and the names of exports"),
        (["import", "twilio-studios", path], 2, "did you mean twilio-studio?"),
        (["import", "asterisk", path], 2, 'unknown format "asterisk"'),
        (["import", "twilio-studio", Path(folder) / "none"], 3, "cannot be read"),
    ]
    for arguments, status, says in rows:
        done = acd(*arguments)
        equal(done.returncode, status, f"{arguments}: status")
        expect(says in done.stderr, f"{arguments}: said {done.stderr!r}")
    done = acd("help", "import")
    expect("amazon-connect" in done.stdout and "twilio-studio" in done.stdout, "help names the formats")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        good(folder)
        bad(folder)
    finish()


if __name__ == "__main__":
    main()
