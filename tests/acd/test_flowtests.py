# SPDX-License-Identifier: Apache-2.0
"""acd test and acd try: the examples' flow tests, what is said of bad lines and of tests that fail, a call by hand.

usage: test_flowtests.py TOOL
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tool import DEFINITIONS, ROOT, acd, equal, expect, finish, good, write

CLASSIC = ["auto-attendant", "business-hours", "direct-extension", "linear-voicemail", "round-robin", "skill-based"]
WITH_TESTS = [*CLASSIC, "callback", "clinic", "flows", "survey", "two-sites"]
# Exits that the examples' tests cannot take: the files say why.
NOT_TAKEN: dict[str, str] = {"callback": "  while-waiting/callback     2/3  not taken: next"}

# A bad line, and what is said about it behind the name of the file.
BAD = [
    ("cal 100", ':1:1: found "cal", expected a step such as call, press, wait, answer; did you mean "call"?'),
    ("call", ":1:5: found the end of the line, expected a number dialled, queue:NAME or flow:NAME"),
    ("call 100 form 5", ':1:10: found "form", expected from, at, as or with, or the end of the line'),
    ("call 100 at 25 o'clock", ':1:13: found "25", expected a moment such as'),
    ("call 100 at 2026-02-30 09:30", ':1:13: found "2026-02-30", expected a moment such as'),
    ("call 100 at 24:01", ':1:13: found "24:01", expected a moment such as'),
    ("call 100 at mon 9999:00", ':1:17: found "9999:00", expected a time of day such as 09:30'),
    ("call 100 at mon 930", ':1:17: found "930", expected a time of day such as 09:30'),
    ("call 100 with tier", ':1:15: found "tier", expected an attribute as NAME=VALUE'),
    ("press 1x", ':1:7: found "1x", expected keys: 0 to 9, *, #, A to D'),
    ("press # # the hash", ':1:6: found the end of the line, expected keys'),
    ("wait 30", ':1:6: found "30", expected a time such as 30s, 1min30s or 2h'),
    ("wait until noon", ':1:12: found "noon", expected a moment such as'),
    ("machine says hello", ':1:9: found "says", expected the end of the line'),
    ("let dial 5 done", ':1:12: found "done", expected pick-up, busy, no-answer, machine, fail, silent or usual'),
    ("let play machine", ':1:10: found "machine", expected done, fail, busy'),
    ("expect slot taken", ':1:13: found "taken", expected what becomes of a slot:'),
    ("expect callback done", ':1:17: found "done", expected how a callback ends:'),
    ("hang on", ':1:6: found "on", expected up'),
    ("expect", ":1:7: found the end of the line, expected what:"),
    ("expect talks ann", ':1:8: found "talks", expected what:'),
    ("expect talks ann", 'did you mean "talk"?'),
    ("expect end complete", ':1:12: found "complete", expected how a call ends:'),
    ("expect attribute x 5", ':1:20: found "5", expected = or is unset'),
    ('expect play "été" saying so', ':1:26: found "so", expected position, wait or waited'),
    ('expect play "hello', ":1:13: this quote is never closed"),
    ("let play hello fial", ':1:16: found "fial", expected done, fail, busy, no-answer, silent or usual; did you mean "fail"?'),
    ("not-ready ann lunch", ':1:15: found "lunch", expected a reason from 0 to 65535'),
    ("repeat 0 silence", ':1:8: found "0", expected how often, 1 to 10000'),
    ("repeat 2 expect nothing", ":1:1"),
    ("zone 2", ':1:6: found "2", expected an offset from UTC such as +02:00'),
    ("hold ann", ':1:6: found "ann", expected the end of the line'),
    ("expect whisper tea saying wait", ":1:31: found the end of the line"),
    ("silence 5s", ':1:9: found "5s", expected the end of the line'),
    ("host lookup gold", ':1:13: found "gold", expected ->'),
    ("toggle outage", ":1:14: found the end of the line, expected on or off"),
    ("silence\ndefinition other.json", ":2:1: found the definition here, expected it before the first step"),
    ("# nothing but this", ": found no step, expected a test"),
]

CENTRE = """{
  "agents": {"ann": {}, "bob": {}},
  "callbacks": {"back": {"attempts_max": 1, "message": "sorry"}},
  "queues": {"sales": {"members": ["ann"], "exit_key": "9", "length_max": 2, "music": "waltz", "announcements": {
    "place": {"prompt": "you-are", "says": "position", "after_s": 10}}}, "support": {"members": ["bob"]}},
  "numbers": {"100": "main", "2000": "back"},
  "flows": {"main": {"start": "menu", "nodes": {
    "menu": {"kind": "menu", "prompt": "one-or-two", "attempts": 1, "input_timeout_s": 5,
             "exits": {"1": "remember", "2": "round"}},
    "remember": {"kind": "set", "attribute": "choice", "value": "one", "exits": {"next": "sales"}},
    "sales": {"kind": "queue", "queue": "sales", "exits": {"key": "box", "at_capacity": "box"}},
    "box": {"kind": "voicemail", "mailbox": "m", "prompt": "speak"},
    "round": {"kind": "play", "prompt": "once-more", "exits": {"next": "round"}}
  }}, "back": {"start": "back", "nodes": {"back": {"kind": "callback", "plan": "back", "queue": "sales"}}}}
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
    "call 100 at 2026-11-23 09:30\nwait until 09:30:05\nexpect end flow\nwait until 2026-11-24 00:00\ncall 100 at 00:00\nexpect ask",
    "logout ann\ncall 2000 from 5\nexpect released\nready ann\nanswer ann\nexpect dial 5\npick-up\nexpect talk ann",
    "logout ann\ncall 2000 from 5\nlet dial 5 busy\nlet message fail\nready ann\nanswer\nexpect dial\n"
    "expect callback exhausted\nuntil message sorry",
]

# Tests that fail: the line, and why.
FAILS = [
    ("call 100\npress 1\nexpect queue support", 3, 'expected queue "support", happened queue "sales"'),
    ("call 100\nexpect play once-more", 2, 'expected play "once-more", happened ask "one-or-two"'),
    ("call 100\npress 1\nexpect queue sails", 3, 'found no queue "sails" in the definition; did you mean "sales"?'),
    ("call 100\nexpect ask one-or-tow", 2, 'found no prompt "one-or-tow" in the definition; did you mean "one-or-two"?'),
    ("call 100\npress 1\nuntil talk anna", 3, 'found no agent "anna" in the definition; did you mean "ann"?'),
    ("call 100\npress 1\nexpect music walz", 3, 'found no music "walz" in the definition; did you mean "waltz"?'),
    ("call 100\nexpect recording paused", 2, "expected recording paused, happened"),
    ("call 100\npress 1\nexpect exit menuu 1", 3, 'found no node "menuu" in the definition; did you mean "menu"?'),
    ("call 100\npress 1\nexpect exit menu no_imput", 3,
     'found no exit "no_imput" of node "menu" in the definition; did you mean "no_input"?'),
    ("call 100\npress 1\nexpect node menuu", 3, 'found no node "menuu" in the definition; did you mean "menu"?'),
    ("call 100\nexpect voicemail n", 2, 'found no mailbox "n" in the definition; did you mean "m"?'),
    ("let play one-or-tow fail\ncall 100", 1, 'found no prompt "one-or-tow" in the definition; did you mean "one-or-two"?'),
    ("let voicemail n fail\ncall 100", 1, 'found no mailbox "n" in the definition; did you mean "m"?'),
    ("let transfer 5 busy\ncall 100", 1, 'found no number to transfer to "5" in the definition'),
    ("host lookup -> x\ncall 100", 1, 'found no operation "lookup" in the definition'),
    ("call 100\nexpect ask\nexpect ask", 3, 'expected ask, but the call is asked "one-or-two" for keys; silence for 5s ends it'),
    ("call 101", 1, 'found no number "101" in the definition; did you mean "100"?'),
    ("call queue:sale", 1, 'found no queue "sale" in the definition; did you mean "sales"?'),
    ("call flow:mian", 1, 'found no flow "mian" in the definition'),
    ("call 100\nsilence\npress 1", 3, "the call has ended (flow)"),
    ("call 100\nanswer ann", 2, "the agent is not rung"),
    ("call 100\nanswer anna", 2, 'found no agent "anna" in the definition; did you mean "ann"?'),
    ("call 100\nsay one", 2, "keys are asked for, not speech"),
    ("call 100\npress 1\nsay one", 3, "no keys are asked for"),
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
    ("call 100 at 09:30\nwait until 09:29", 2, "this moment is over already"),
    ("call 100\npick-up", 2, "the customer is not dialled"),
    ("call 100\nuntil message sory", 2, 'found no message "sory" in the definition; did you mean "sorry"?'),
    ("logout ann\ncall 2000 from 5\nhang up", 3, "the customer is not on the line, but is to be called back"),
    ("logout ann\ncall 2000 from 5\nexpect dial", 3, 'expected dial, happened released'),
    ("logout ann\ncall 2000 from 5\nwait 1s\nexpect dial", 4,
     'expected dial, but the call is a callback to "5", and waits in queue "sales", position 1, for 1s; nobody is available'),
    ("call 2000 from 5\nanswer\nwait 2s\npress 1", 4, "the customer is dialled, and not on the line: pick-up"),
    ("call 2000 from 5\nanswer\nwait 2s\nexpect talk", 4, 'expected talk, but the call is a callback: "5" is dialled'),
]


# Nodes that lead on by cases, wait, ask the host, go into another flow and come back; every exit that is written is taken.
KINDS = """{
  "agents": {"ann": {}},
  "queues": {"gold": {"members": ["ann"]}, "all": {"members": ["ann"]}},
  "toggles": {"outage": {}},
  "numbers": {"1": "main"},
  "flows": {
    "main": {"start": "outage", "catch": "sorry", "nodes": {
      "outage": {"kind": "toggle", "toggle": "outage", "exits": {"match": "sorry", "no_match": "look"}},
      "look": {"kind": "host", "operation": "tier of", "attribute": "tier", "time_s": 4, "prompt": "one-moment",
               "parameters": {"caller": {"value": "me"}, "depth": {"value": "2"}},
               "cases": {"is gold": {"value": "gold", "to": "gold"}, "is known": {"operator": "is_set", "to": "which"}},
               "exits": {"timeout": "which", "no_match": "which", "error": "which"}},
      "which": {"kind": "menu", "prompt": "extension", "attempts": 1, "digit_timeout_s": 2, "input_timeout_s": 5,
                "cases": {"office": {"keys": "1XX 20[1-4]", "to": "verify"}, "all": {"keys": "1", "speech": "anybody | someone", "to": "all"}},
                "exits": {"no_input": "again", "no_match": "again"}},
      "again": {"kind": "loop", "attribute": "turns", "count": 2, "exits": {"next": "which", "limit": "sorry"}},
      "verify": {"kind": "subflow", "flow": "code", "parameters": {"length": {"value": "4"}}, "attribute": "verified",
                 "cases": {"yes": {"value": "yes", "to": "gold"}}, "exits": {"next": "sorry"}},
      "gold": {"kind": "queue", "queue": "gold"},
      "all": {"kind": "queue", "queue": "all"},
      "sorry": {"kind": "play", "prompt": "sorry", "exits": {"next": "moment"}},
      "moment": {"kind": "wait", "time_s": 3, "exits": {"next": "bye"}},
      "bye": {"kind": "hangup"}
    }},
    "code": {"start": "ask", "nodes": {
      "ask": {"kind": "collect", "prompt": "code", "digits_min": 4, "digits_max": 4, "attribute": "code", "attempts": 1,
              "exits": {"next": "right", "no_input": "no", "no_match": "no"}},
      "right": {"kind": "branch", "attribute": "code", "cases": {"right": {"value": "1234", "to": "yes"}},
                "exits": {"no_match": "no"}},
      "yes": {"kind": "return", "value": "yes"},
      "no": {"kind": "return"}
    }}
  }
}
"""

KINDS_TEST = """test gold callers
host "tier of" -> gold
call 1
expect host "tier of" with depth=2 caller=me
expect exit look "is gold"
expect queue gold
expect attribute tier = gold
answer
finish
expect end completed

test the host is slow
call 1
expect host
wait 3s
expect nothing
wait 1s
expect late host
expect exit look timeout
expect ask extension

test the host fails, and answers with nothing
let host "tier of" fail
call 1
expect exit look error
let host "tier of" usual
call 1
host "tier of" -> ""
expect exit look no_match

test a call is asked about when it is asked
call 1
host "tier of" -> silver
expect exit look "is known"
expect ask extension
press 1
expect nothing
wait 2s
expect exit which all
expect queue all
answer ann
finish

test anybody, said
host "tier of" -> silver
call 1
expect ask extension
say " Someone "
expect exit which all
expect queue all

test something else, said
host "tier of" -> silver
call 1
say "nobody at all"
expect exit which no_match

test a code
host "tier of" -> silver
call 1
press 203
expect exit which office
expect ask code
expect node ask
press 1234
expect exit right right
expect exit verify yes
expect attribute verified = yes
expect queue gold

test a wrong code
host "tier of" -> silver
call 1
press 199
press 0000
expect exit right no_match
expect exit verify next
expect play sorry
expect nothing
wait 3s
expect end flow

test no code
host "tier of" -> silver
call 1
press 120
silence
expect exit ask no_input
expect play sorry

test half a code
host "tier of" -> silver
call 1
press 12012
silence
expect exit ask no_match
expect play sorry

test three turns
host "tier of" -> silver
call 1
silence
expect ask extension
press 99#
expect exit again next
silence
until exit which no_input
until exit again limit
until play sorry

test the outage
toggle outage on
call 1
expect play sorry
wait 3s
expect end flow
toggle outage off
call 1
expect host "tier of"
"""


def check_kinds(folder: str) -> None:
    write(folder, "kinds.json", KINDS)
    path = write(folder, "kinds.flowtest", KINDS_TEST)
    done = acd("test", path, "--coverage", 100)
    expect(done.returncode == 0 and not done.stderr, f"kinds: {done.stdout}{done.stderr}")
    printed = good("try", Path(folder) / "kinds.json", text="host \"tier of\" -> gold\nmiss\n\n")
    expect('host "tier of" with caller=me depth=2   # host tier of -> TEXT, or fail' in printed, f"try: {printed}")
    done = acd("test", write(folder, "kinds.flowtest", "toggle outrage on\n"))
    expect('found no toggle "outrage" in the definition; did you mean "outage"?' in done.stdout, f"toggle: {done.stdout}")
    done = acd("test", write(folder, "kinds.flowtest", 'call 1\nexpect host "tier of" with depth=3\n'))
    expect('expected host "tier of" with depth=3, happened' in done.stdout, f"parameters: {done.stdout}")


def check_examples() -> None:
    for name in WITH_TESTS:
        path = DEFINITIONS / f"{name}.flowtest"
        expect(path.exists(), f"{name} has no flow test")
    for path in sorted(DEFINITIONS.glob("*.flowtest")):
        lines = good("test", path).splitlines()
        expect(" 0 failed" in lines[-1] and ": pass" in lines[0], f"{path}: {lines}")
        missing = [line for line in lines if "not taken" in line]
        equal(missing, [NOT_TAKEN[path.stem]] if path.stem in NOT_TAKEN else [], f"{path}: exits not taken")


def check_readme(folder: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    centre = text.split("## A centre as a file\n\n```json\n")[1].split("```")[0]
    steps = [line for line in text.split("centre.flowtest` does so")[1].split("`acd graph`")[0].splitlines() if line.startswith("    ")]
    write(folder, "centre.json", centre)
    done = acd("test", write(folder, "centre.flowtest", "\n".join(steps) + "\n"))
    expect(len(steps) > 5 and "1 passed, 0 failed" in done.stdout, f"README: {done.stdout}{done.stderr}")


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
    equal((done.returncode, done.stdout.splitlines()[-1]), (3, "0 passed, 0 failed, 1 file not run"), "a file that is not there")
    good_one, many = write(folder, "t.flowtest", PASSES[0]), write(folder, "many.flowtest", "cal 100\n" * 37)
    done = acd("test", "--quiet", good_one, many, "nowhere.flowtest", Path(folder) / "t.json")
    equal((done.returncode, done.stdout.splitlines()[-1]), (3, "1 passed, 0 failed, 3 files not run"), "files that are not run")
    said = done.stderr.splitlines()
    equal(len(said), 13, f"a line for each error, up to 10: {said}")
    expect(said[9].startswith(f"{many}:10:1: found") and said[10] == f"{many}: 27 more lines with errors", f"many errors: {said}")
    equal(said[12], f"{Path(folder) / 't.json'}:1: found JSON, as of a definition, expected a flow test (acd help flowtest)",
          "a definition by mistake")


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
    equal(lines[-2], f"{Path(folder) / 'c.json'}: 2 of 9 exits taken", "coverage")
    one = write(folder, "one.flowtest", "call 100\n")
    equal(acd("test", one, "--definition", centre).returncode, 0, "--definition")
    done = acd("test", "--definition", centre, "--coverage", "1", one)
    equal(done.returncode, 1, "--coverage")
    expect("0 of 9 exits taken, expected 1 %" in done.stderr, f"--coverage: said {done.stderr!r}")
    verbose = good("test", "--verbose", "--definition", centre, one)
    expect(f'{one}:1:   ask "one-or-two"' in verbose, f"--verbose: {verbose}")


# What a person types, and what must be among what is printed, in this order.
TRY = [
    ("", 'Mon 10:00:00  ask "one-or-two"'),
    ("+2s", "Mon 10:00:02  the call is asked \"one-or-two\" for keys; silence for 3s ends it"),
    ("1", 'Mon 10:00:02  queue "sales"   # position 1'),
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
    expect(done.stderr.startswith('(standard input):1:1: found "pres", expected a step'), f"try: said {done.stderr!r}")
    expect("Wed 00:" in done.stdout or 'Tue 23:59:20  rung "ann" no_answer' in done.stdout, f"try --at: {done.stdout!r}")
    record = Path(folder) / "recorded.flowtest"
    typed = "+2s\n1\nmiss\n\n9\ndone\n"
    good("try", centre, "--record", record, "--at", "fri 23:59", "--caller", "5", "--zone", "-03:30", text=typed)
    lines = record.read_text(encoding="utf-8").splitlines()
    equal(lines[:4], ['definition "c.json"', "zone -03:30", "test recorded", 'call "100" from "5" at fri 23:59'], "--record")
    expect({'expect ring "ann"', "expect nothing", 'press "9"', "expect end voicemail"} <= set(lines), f"--record: {lines}")
    expect("1 passed, 0 failed" in good("test", record), "the test that was recorded")
    equal(acd("try", centre, "--record", record, text="").returncode, 3, "--record to a file that is there")
    equal(record.read_text(encoding="utf-8").splitlines(), lines, "a file that is there")
    for moment in ("noon", "25:00", "mon 9999:00"):
        equal(acd("try", centre, "--at", moment).returncode, 2, f"--at {moment}")
    equal(acd("try").returncode, 2, "no definition")
    for topic in ("try", "test", "flowtest"):
        expect(good("help", topic), f"help {topic}")


def main() -> None:
    check_examples()
    with tempfile.TemporaryDirectory() as folder:
        check_readme(folder)
        check_lines(folder)
        check_files(folder)
        check_try(folder)
        check_kinds(folder)
    finish()


if __name__ == "__main__":
    main()
