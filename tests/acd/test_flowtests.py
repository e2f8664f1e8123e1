# SPDX-License-Identifier: Apache-2.0
"""acd test and acd try: the examples' flow tests, what is said of bad lines and of tests that fail, a call by hand.

usage: test_flowtests.py TOOL
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tool import DEFINITIONS, acd, equal, expect, finish, good, write

CLASSIC = ["auto-attendant", "business-hours", "direct-extension", "linear-voicemail", "round-robin", "skill-based"]
# Exits that the examples' tests cannot take: the files say why.
NOT_TAKEN: dict[str, str] = {}

# A bad line, and what is said about it behind the name of the file.
BAD = [
    ("cal 100", ':1:1: found "cal", expected a step such as call, press, wait, answer; did you mean "call"?'),
    ("call", ":1:5: found the end of the line, expected a number dialled, queue:NAME or flow:NAME"),
    ("call 100 form 5", ':1:10: found "form", expected from, at, as or with, or the end of the line'),
    ("call 100 at 25 o'clock", ':1:13: found "25", expected a moment such as'),
    ("call 100 at 2026-02-30 09:30", ':1:13: found "2026-02-30", expected a moment such as'),
    ("call 100 at mon 930", ':1:17: found "930", expected a time of day such as 09:30'),
    ("call 100 with tier", ':1:15: found "tier", expected an attribute as NAME=VALUE'),
    ("press 1x", ':1:7: found "1x", expected keys: 0 to 9, *, #, A to D'),
    ("press # # the hash", ':1:6: found the end of the line, expected keys'),
    ("wait 30", ':1:6: found "30", expected a time such as 30s, 1min30s or 2h'),
    ("hang on", ':1:6: found "on", expected up'),
    ("expect", ":1:7: found the end of the line, expected what:"),
    ("expect talks ann", ':1:8: found "talks", expected what:'),
    ("expect talks ann", 'did you mean "talk"?'),
    ("expect end complete", ':1:12: found "complete", expected how a call ends:'),
    ("expect attribute x 5", ':1:20: found "5", expected = or is unset'),
    ('expect play "été" saying so', ':1:26: found "so", expected position or wait'),
    ('expect play "hello', ":1:13: this quote is never closed"),
    ("let play hello fial", ':1:16: found "fial", expected done, fail, busy, no-answer, silent or usual; did you mean "fail"?'),
    ("not-ready ann lunch", ':1:15: found "lunch", expected a reason from 0 to 65535'),
    ("repeat 0 silence", ':1:8: found "0", expected how often, 1 to 10000'),
    ("repeat 2 expect nothing", ":1:1"),
    ("zone 2", ':1:6: found "2", expected an offset from UTC such as +02:00'),
    ("silence 5s", ':1:9: found "5s", expected the end of the line'),
    ("silence\ndefinition other.json", ":2:1: found the definition here, expected it before the first step"),
    ("# nothing but this", ": found no step, expected a test"),
]

CENTRE = """{
  "agents": {"ann": {}, "bob": {}},
  "queues": {"sales": {"members": ["ann"], "exit_key": "9", "length_max": 2, "music": "waltz", "announcements": {
    "place": {"prompt": "you-are", "says": "position", "after_s": 10}}}},
  "numbers": {"100": "main"},
  "flows": {"main": {"start": "menu", "nodes": {
    "menu": {"kind": "menu", "prompt": "one-or-two", "attempts": 1, "input_timeout_s": 5,
             "exits": {"1": "remember", "2": "round"}},
    "remember": {"kind": "set", "attribute": "choice", "value": "one", "exits": {"next": "sales"}},
    "sales": {"kind": "queue", "queue": "sales", "exits": {"key": "box", "at_capacity": "box"}},
    "box": {"kind": "voicemail", "mailbox": "m", "prompt": "speak"},
    "round": {"kind": "play", "prompt": "once-more", "exits": {"next": "round"}}
  }}}
}
"""

# Tests that pass.
PASSES = [
    "call 100\nexpect ask one-or-two\nexpect nothing",
    "call 100\nexpect prompt one-or-two\npress 1\nexpect queue sales\nexpect music waltz\nexpect ring ann",
    "call 100\npress 1\nexpect attribute choice = one\nexpect attribute digits is unset\nexpect node sales",
    "logout ann\ncall 100\npress 1\nwait 9s\nexpect nothing\nwait 1s\nexpect play you-are saying position 1",
    "call 100 from 5 with vip=yes tier=\"very gold\"\nexpect attribute vip = yes\nexpect attribute tier = \"very gold\"",
    "logout ann\nrepeat 2 call queue:sales\ncall 100\npress 1\nexpect turned-away sales\nexpect voicemail m\ndone\nexpect end voicemail",
    "call flow:main as a\npress 1\ncall queue:sales as b\nexpect position 2\non a\nanswer ann\nexpect talk ann\n"
    "hang up\nexpect end completed\non b\nexpect ring ann",
    "call 100\nlet voicemail silent\npress 1\npress 9\nuntil voicemail m\nwait 2h\nexpect late voicemail\nexpect end voicemail",
    "let bridge fail\ncall 100\npress 1\nanswer ann\nexpect node sales\nexpect nothing",
    "call 100\nsilence\nexpect exit menu no_input\nexpect end flow",
    "call 100 at 2026-11-23 09:30 as a\ncall 100 at 10:00 as b\non a\nexpect end flow",
    "call 100\nset x = 1\nexpect attribute x = 1",
]

# Tests that fail: the line, and why.
FAILS = [
    ("call 100\npress 1\nexpect queue support", 3, 'expected queue "support", happened queue "sales"'),
    ("call 100\nexpect play hello", 2, 'expected play "hello", happened ask "one-or-two"'),
    ("call 100\nexpect ask\nexpect ask", 3, 'expected ask, but the call is asked "one-or-two" for keys; silence for 5s ends it'),
    ("call 101", 1, 'found no number "101" in the definition; did you mean "100"?'),
    ("call queue:sale", 1, 'found no queue "sale" in the definition; did you mean "sales"?'),
    ("call flow:mian", 1, 'found no flow "mian" in the definition'),
    ("call 100\nsilence\npress 1", 3, "the call has ended (flow)"),
    ("call 100\nanswer ann", 2, "the agent is not rung"),
    ("call 100\nanswer anna", 2, 'found no agent "anna" in the definition; did you mean "ann"?'),
    ("call 100\ndone", 2, "done as the answer to collect:"),
    ("call 100\npress 2", 2, "more than 1000 actions at one moment: the flow goes in circles"),
    ("call 100\npress 1\nexpect attribute choice = two", 3, 'expected attribute "choice" = "two", it is "one"'),
    ("call 100\npress 1\nexpect node menu", 3, 'expected node "menu", the call is at "sales"'),
    ("call 100\npress 1\nexpect nothing", 3, 'expected nothing, happened queue "sales"'),
    ("call 100\npress 1\nanswer\nexpect end", 4, 'expected end, happened talk "ann"'),
    ("call 100 at 10:00\ncall 100 at 09:00", 2, "the call would arrive before what has happened already"),
    ("press 1", 1, "there is no call yet"),
    ("call 100 as a\non b", 2, 'found no call "b"; did you mean "a"?'),
    ("call 100 as a\ncall 100 as a", 2, 'found a second call "a", expected another name'),
    ("call 100\npress 1\nexpect position 2", 3, "expected position 2, it is 1"),
]


def check_examples() -> None:
    for name in CLASSIC:
        path = DEFINITIONS / f"{name}.flowtest"
        expect(path.exists(), f"{name} has no flow test")
    for path in sorted(DEFINITIONS.glob("*.flowtest")):
        lines = good("test", path).splitlines()
        expect(" 0 failed" in lines[-1] and ": pass" in lines[0], f"{path}: {lines}")
        missing = [line for line in lines if "not taken" in line]
        equal(missing, [NOT_TAKEN[path.stem]] if path.stem in NOT_TAKEN else [], f"{path}: exits not taken")


def check_lines(folder: str) -> None:
    write(folder, "t.json", CENTRE)
    for text, wanted in BAD:
        done = acd("test", write(folder, "t.flowtest", text + "\n"))
        equal(done.returncode, 1, f"{text!r}: status")
        expect(f"t.flowtest{wanted}" in done.stderr or wanted in done.stderr, f"{text!r}: said {done.stderr!r}")
    for text in PASSES:
        done = acd("test", write(folder, "t.flowtest", text + "\n"))
        expect(done.returncode == 0 and "1 passed, 0 failed" in done.stdout, f"{text!r}: {done.stdout}{done.stderr}")
    for text, line, wanted in FAILS:
        path = write(folder, "t.flowtest", text + "\n")
        done = acd("test", "--quiet", path)
        equal(done.returncode, 1, f"{text!r}: status")
        first = done.stdout.splitlines()[0]
        expect(first.startswith(f"{path}:{line}: FAIL: {wanted}"), f"{text!r}: said {first!r}, expected {wanted!r}")
    done = acd("test", "nowhere.flowtest")
    equal((done.returncode, done.stdout.splitlines()[-1]), (3, "0 passed, 0 failed"), "a file that is not there")


def check_files(folder: str) -> None:
    centre = write(folder, "c.json", CENTRE)
    always = "definition c.json\nlogout ann\ntest waits\ncall 100\npress 1\nexpect queue\ntest alone\nexpect nothing\n"
    path = write(folder, "two.flowtest", always)
    done = acd("test", path)
    equal(done.returncode, 1, "one of two tests fails")
    lines = done.stdout.splitlines()
    equal(lines[0], f"{path}:3: pass waits", "a test that passes")
    equal(lines[1], f"{path}:8: FAIL alone: there is no call yet", "a test that fails")
    expect("  main/menu     1/2  not taken: 2" in lines, f"coverage: {lines}")
    equal(lines[-2], f"{Path(folder) / 'c.json'}: 2 of 8 exits taken", "coverage")
    one = write(folder, "one.flowtest", "call 100\n")
    equal(acd("test", one, "--definition", centre).returncode, 0, "--definition")
    done = acd("test", "--definition", centre, "--coverage", "1", one)
    equal(done.returncode, 1, "--coverage")
    expect("0 of 8 exits taken, expected 1 %" in done.stderr, f"--coverage: said {done.stderr!r}")
    verbose = good("test", "--verbose", "--definition", centre, one)
    expect(f'{one}:1:   ask "one-or-two"' in verbose, f"--verbose: {verbose}")


# What a person types, and what must be among what is printed, in this order.
TRY = [
    ("", 'Mon 10:00:00  ask "one-or-two"'),
    ("+2s", "Mon 10:00:02  the call is asked \"one-or-two\" for keys; silence for 3s ends it"),
    ("1", 'Mon 10:00:02  queue "sales"'),
    ("", 'Mon 10:00:02  music "waltz"'),
    ("", 'Mon 10:00:02  ring "ann"'),
    ("miss", 'Mon 10:00:02  rung "ann" no_answer'),
    ("where", 'waits in queue "sales", position 1, for 0s'),
    ("not-ready ann", "waits in queue"),
    ("+10s", 'Mon 10:00:12  play "you-are" saying position 1'),
    ("set vip = yes", "waits in queue"),
    ("call 100 as second", 'second: ask "one-or-two"'),
    ("help", "hang up"),
    ("hang up", "second: end in_flow"),
    ("quit", ""),
    ("never read", ""),
]


def check_try(folder: str) -> None:
    centre = write(folder, "c.json", CENTRE)
    printed = good("try", centre, text="\n".join(line for line, _ in TRY if line) + "\n")
    at = 0
    for line, wanted in TRY:
        found = printed.find(wanted, at)
        expect(found >= 0, f"try {line!r}: {wanted!r} is not in {printed[at:]!r}")
        at = max(at, found)
    expect("never read" not in printed, "quit")
    done = acd("try", centre, "--number", "queue:sales", "--at", "2026-11-24 23:59", "--caller", "5", text="pres 1\n\n")
    equal(done.returncode, 1, "a bad line of a pipe")
    expect('-:1:1: found "pres", expected a step' in done.stderr, f"try: said {done.stderr!r}")
    expect("Wed 00:" in done.stdout or 'Tue 23:59:20  rung "ann" no_answer' in done.stdout, f"try --at: {done.stdout!r}")
    equal(acd("try", centre, "--at", "noon").returncode, 2, "--at")
    equal(acd("try").returncode, 2, "no definition")
    for topic in ("try", "test", "flowtest"):
        expect(good("help", topic), f"help {topic}")


def main() -> None:
    check_examples()
    with tempfile.TemporaryDirectory() as folder:
        check_lines(folder)
        check_files(folder)
        check_try(folder)
    finish()


if __name__ == "__main__":
    main()
