# SPDX-License-Identifier: Apache-2.0
"""acd check: what it says of the classic flows, and of one that is unwise, as text and as JSON; exit codes.

usage: test_check.py TOOL
"""

from __future__ import annotations

import json
import tempfile

from tool import DEFINITIONS, acd, equal, expect, finish, write

REFUSED, USAGE = 1, 2
CLASSIC = ("linear-voicemail", "business-hours", "direct-extension", "skill-based", "round-robin", "auto-attendant")

UNWISE = """{
  "agents": {"ann": {}},
  "queues": {"help": {"members": ["ann"]}, "empty": {"wait_max_s": 60}},
  "numbers": {"100": "main"},
  "flows": {"main": {"start": "menu", "catch": "empty", "nodes": {
    "menu": {"kind": "menu", "prompt": "p", "exits": {"1": "help", "no_input": "menu", "no_match": "help"}},
    "help": {"kind": "queue", "queue": "help"},
    "empty": {"kind": "queue", "queue": "empty", "exits": {"timeout": "help"}}
  }}}
}
"""
WARNINGS = [
    '{0}:6:5: warning: flow "main" / node "menu": what fails is tried again and again, as long as the caller bears it: '
    "menu (retry_unlimited); count the tries with a loop node, and lead its limit to a person or a message",
    '{0}:8:5: warning: flow "main" / node "empty": nobody is a member of the queue "empty" (queue_unserved); add members',
    "{0}: good, 2 queues, 1 agent, 2 warnings",
]


def check_unwise(folder: str) -> None:
    path = write(folder, "unwise.json", UNWISE)
    done = acd("check", path)
    equal(done.stdout.splitlines(), [line.format(path) for line in WARNINGS], "warnings")
    equal((done.returncode, done.stderr), (0, ""), "warnings are no errors")
    equal(acd("check", "--strict", path).returncode, REFUSED, "--strict")
    ways = acd("check", "--ways", path).stdout
    expect(f'{path}: flow "main" / node "help": 0 to 1 key presses, 1 to 1 prompts\n' in ways, f"--ways: said {ways!r}")
    listed = json.loads(acd("check", "--json", path, path).stdout)
    equal(len(listed), 2, "objects of --json")
    equal([(one["kind"], one["severity"], one["line"], one["column"], one["node"], one["other"]) for one in listed[0]["findings"]],
          [("retry_unlimited", "warning", 6, 5, "menu", "menu"), ("queue_unserved", "warning", 8, 5, "empty", "empty")],
          "findings of --json")
    equal([way["node"] for way in listed[1]["ways"]], ["help"], "ways of --json: failures of the host are none")
    worse = write(folder, "worse.json", UNWISE.replace(', "empty": {"wait_max_s": 60}', ', "empty": {}'))
    done = acd("check", worse)
    equal(done.returncode, REFUSED, "an error")
    last = done.stdout.splitlines()[-1]
    equal(last, f"{worse}: loads, but calls will fail, 2 queues, 1 agent, 1 error, 1 warning, 1 advice", "the last line")
    done = acd("check", write(folder, "broken.json", "{"), path)
    equal(done.returncode, REFUSED, "one of two that does not load")
    expect(done.stdout.endswith("2 warnings\n") and done.stderr, "one of two that does not load")
    equal(acd("check", "--strikt", path).returncode, USAGE, "an option that there is not")


def check_change(folder: str) -> None:
    """A change is looked at as what it leads to; findings are of neither file, and have no line."""
    path = write(folder, "before.json", UNWISE)
    change = write(folder, "change.json", '{"amend": {"queues": {"empty": {"members": ["ann"]}}, "flows": {"main": {"catch": "help", '
                   '"remove": {"nodes": ["empty"]}}}}}')
    done = acd("check", "--change", change, path)
    equal(done.returncode, 0, f"a change: {done.stderr}")
    expect("queue_unserved" not in done.stdout and "(retry_unlimited)" in done.stdout, f"a change: said {done.stdout!r}")
    expect(f'{path}: warning: flow "main" / node "menu": ' in done.stdout, f"a change, places: said {done.stdout!r}")
    found = json.loads(acd("check", "--json", "--change", change, path).stdout)[0]["findings"]
    equal({(one["line"], one["column"]) for one in found}, {(0, 0)}, "a change: no lines")


def main() -> None:
    for name in CLASSIC:
        done = acd("check", "--strict", DEFINITIONS / f"{name}.json")
        expect(done.returncode == 0 and done.stdout.count("\n") == 1 and "good" in done.stdout, f"{name}: said {done.stdout!r}")
    done = acd("check", "--strict", DEFINITIONS / "flows.json")
    expect(done.returncode == 0 and "warning" not in done.stdout, f"flows: said {done.stdout!r}")
    with tempfile.TemporaryDirectory() as folder:
        check_unwise(folder)
        check_change(folder)
    finish()


if __name__ == "__main__":
    main()
