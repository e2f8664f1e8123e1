# SPDX-License-Identifier: Apache-2.0
"""Exit codes and complaints: what is wrong, where, and what was expected.

usage: test_errors.py TOOL
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from tool import CALLS, DEFINITIONS, ROOT, acd, equal, expect, finish, good, report, write

GOOD, REFUSED, USAGE, FILE = 0, 1, 2, 3
CENTRE = """{
  "skills": ["french"],
  "agents": {"ann": {"skills": {"french": 2}}, "bob": {}},
  "queues": {"sales": {"members": ["ann", "bob"]}, "support": {"members": ["bob"]}},
  "numbers": {"100": {"queue": "sales"}}
}
"""
HEADER = "arrival,number,talk_s\n"

# Files of calls that are refused: text, and what the complaint must contain after the file's name.
BAD_CALLS = [
    ("", ":1:1: the file is empty"),
    ("arival,number\n", ':1:1: found column "arival", expected a known one; did you mean "arrival"?'),
    ("number,talk_s\n", ':1: expected one column "arrival" or "arrival_s", found 0'),
    ("arrival,arrival_s\n", "found 2"),
    ("arrival,number,number\n", ':1:16: found column "number" a second time'),
    (HEADER + "08:00:00,100\n", ":2:10: found 2 fields, expected 3 as in the header"),
    (HEADER + "08:00:00,100,1,2,3\n", ":2:16: found 5 fields, expected 3 as in the header"),
    (HEADER + "8 o'clock,100,1\n", ':2:1: found "8 o\'clock", expected a date and time'),
    (HEADER + "2024-02-30T08:00:00,100,1\n", ":2:1: found"),
    (HEADER + "1969-12-31T08:00:00,100,1\n", ":2:1: found"),
    (HEADER + "2112-01-01T08:00:00,100,1\n", ":2:1: found"),
    (HEADER + ",100,1\n", ":2:1: found"),
    (HEADER + "08:00:00,100,ten\n", ':2:14: found "ten", expected seconds'),
    (HEADER + "08:00:00,100,-1\n", ':2:14: found "-1", expected seconds'),
    (HEADER + "08:00:00,100,1.1234567\n", ":2:14: found"),
    (HEADER + "08:00:00,100,1\n07:59:59,100,1\n", ":3:1: found a call that arrives before the one of line 2, expected them in order"),
    (HEADER + "08:00:00,999,1\n", ':2:10: found number "999", expected one of the definition\n'),
    (HEADER + "08:00:00,101,1\n", ':2:10: found number "101", expected one of the definition; did you mean "100"?'),
    ("arrival,queue,number\n08:00:00,sales,100\n", ':2:16: found number "100" besides queue "sales", expected one of'),
    (HEADER + '08:00:00,"100,1\n', ":2:10: this quote is never closed"),
    (HEADER + '08:00:00,"100"x,1\n', ":2:15: found text behind a closing quote"),
    ("arrival,caller,queue\n08:00:00,ümlaut,sale\n", ':2:17: found queue "sale", expected one of the definition; did you mean "sales"?'),
    ("arrival,queue,skills\n08:00:00,sales,frensh\n", ':2:16: found skill "frensh"'),
    ("arrival,queue,skills\n08:00:00,sales,french:0\n", "expected a level from 1 to 1000"),
    ("arrival,queue,priority\n08:00:00,sales,1001\n", ":2:16: found"),
    ("arrival,queue,keys\n08:00:00,sales,12a\n", ":2:16: found"),
    ("arrival,queue,ended_by\n08:00:00,sales,nobody\n", ':2:16: found "nobody", expected who hangs up, caller or agent'),
    ("arrival,flow\n08:00:00,main\n", ':2:10: found "main", expected a flow of the definition'),
    ("arrival,talk_s\n08:00:00,1\n", ":2:1: found neither number nor queue nor flow"),
    ("1.5 2\n3 x\n", ':2:3: found "x", expected seconds'),
    ("1.5 2\n3  4 5\n", ':2:6: found "5" behind two numbers, expected the end of the line'),
    ("1.5 2\n1.4 2\n", ":2:1: found a call that arrives before the one of line 1"),
    ("vru+line\tcall_id\n", "expected \"customer_id\""),
]

SHIFTS = "agent,login,logout,days\n"
BAD_STAFFING = [
    ("", ":1:1: the file is empty"),
    ("agent,login\n", ":1:1: expected the columns agent, login and logout"),
    ("agent,login,logout,shift\n", ':1:20: found column "shift"'),
    ("agent,login,logout\ncarl,08:00,09:00\n", ':2:1: found "carl", expected an agent'),
    ("agent,login,logout\nann,8h,09:00\n", ':2:5: found "8h", expected a time of day'),
    ("agent,login,logout\nann,08:00,25:61\n", ":2:11: found"),
    ("agent,login,logout,days\nann,08:00,09:00,monday\n", ':2:17: found "monday", expected days'),
    ("agent,login,logout\nann,2024-01-01T08:00,2024-01-01T07:00\n", "expected a date and time after the log-in"),
    ("agent,login,logout\nann,08:00\n", ":2:5: found 2 fields, expected 3"),
    ("agent,login,logout\nann,08:00,32:01\n", ':2:11: found "32:01", expected'),
    (SHIFTS + "ann,08:00,12:00,mon\nbob,08:00,12:00,mon\nann,11:59,13:00,mon-fri\n",
     ':4:5: found a shift of "ann" that overlaps the one of line 2'),
    (SHIFTS + "ann,22:00,06:00,sun\nann,05:59,10:00,mon\n", ":3:5: found a shift"),
    (SHIFTS + "ann,2024-01-02T07:00,2024-01-02T09:00,\nann,08:30,10:00,tue\n", ":3:5: found a shift"),
    (SHIFTS + "ann,2024-01-02T07:00,2024-01-02T09:00,\nann,2024-01-02T06:00,2024-01-02T07:00:01,\n", ":3:5: found"),
    (SHIFTS + "ann,2024-01-02T07:00,2024-01-12T09:00,\nann,08:30,10:00,mon\n", ":3:5: found a shift"),
]

# Arguments, exit code, and what is said.
USES: list[tuple[list[object], int, str]] = [
    ([], USAGE, "expected a command"),
    (["chek"], USAGE, "did you mean check"),
    (["run"], USAGE, "found 0 file names"),
    (["run", "a.json"], USAGE, "found 1 file name "),
    (["run", "a", "b", "c"], USAGE, "found 3 file names"),
    (["check"], USAGE, "expected the name of a definition"),
    (["run", "--jsn", "a", "b"], USAGE, "did you mean --json?"),
    (["run", "-j", "a", "b"], USAGE, "options begin with two dashes"),
    (["run", "--seed", "x", "a", "b"], USAGE, '--seed: found "x", expected a whole number'),
    (["run", "a", "b", "--seed"], USAGE, "--seed: found nothing"),
    (["run", "--json=yes", "a", "b"], USAGE, "--json takes no value"),
    (["run", "--missed", "101", "a", "b"], USAGE, "expected a percentage"),
    (["run", "--format", "xml", "a", "b"], USAGE, "expected auto, csv, technion or pairs"),
    (["run", "--zone", "2", "a", "b"], USAGE, "expected an offset"),
    (["run", "--date", "2024-13-01", "a", "b"], USAGE, "expected a date"),
    (["run", "--flow-steps", "0", "a", "b"], USAGE, "expected a whole number from 1"),
    (["run", "--json", "--csv", "a", "b"], USAGE, "found both"),
    (["help", "cals"], USAGE, "did you mean calls"),
    (["check", "/nonexistent/x.json"], FILE, "/nonexistent/x.json"),
]


def complaint(arguments: list[object], code: int, said: str) -> None:
    done = acd(*arguments)
    equal(done.returncode, code, f"acd {arguments}")
    expect(said in done.stderr, f"acd {arguments}: said {done.stderr!r}, expected {said!r}")
    expect(not done.stdout, f"acd {arguments}: printed {done.stdout!r}")


def check_files(folder: str) -> None:
    centre = write(folder, "centre.json", CENTRE)
    for number, (text, said) in enumerate(BAD_CALLS):
        path = write(folder, f"calls-{number}.csv", text)
        options = ["--entry", "100"] if text[:1].isdigit() else []
        complaint(["run", *options, centre, path], REFUSED, str(path) + said if said.startswith(":") else said)
    calls = write(folder, "calls.csv", HEADER + "08:00:00,100,1\n")
    for number, (text, said) in enumerate(BAD_STAFFING):
        path = write(folder, f"staffing-{number}.csv", text)
        complaint(["run", centre, calls, "--staffing", path], REFUSED, str(path) + said if said.startswith(":") else said)
    complaint(["run", centre, Path(folder) / "none.csv"], FILE, "none.csv: cannot be read")
    complaint(["run", Path(folder) / "none.json", calls], FILE, "none.json")
    complaint(["run", centre, calls, "--staffing", Path(folder) / "none.csv"], FILE, "cannot be read")
    complaint(["run", centre, calls, "--outcomes", Path(folder) / "no" / "o.csv"], FILE, "cannot be written")
    complaint(["run", centre, calls, "--entry", "queue:none"], USAGE, "no such queue")
    broken = write(folder, "broken.json", CENTRE.replace('"queue": "sales"', '"queue": "sale"').replace("ann", "an", 1))
    complaint(["check", broken], REFUSED, f"{broken}:5:")
    done = acd("check", broken)
    expect('"sale"' in done.stderr and '"sales"' in done.stderr, f"check: said {done.stderr!r}")
    expect(f"{broken}:4:" in done.stderr, f"check names every error: said {done.stderr!r}")
    complaint(["check", write(folder, "syntax.json", '{"agents": {,}}')], REFUSED, "syntax.json:1:")
    doubtful = write(folder, "doubtful.json", json.dumps({
        "channels": {"chat": {"weight": 50}}, "skills": ["french"], "agents": {"ann": {"capacity": 40}, "bob": {}},
        "queues": {"empty": {}, "chats": {"channel": "chat", "members": ["ann"]},
                   "kept": {"reserve": 2, "members": ["ann", "bob"]}, "fine": {"reserve": 1, "members": ["ann", "bob"]},
                   "fluent": {"skills": ["french"], "members": ["ann"]},
                   "tiers": {"members": ["ann"], "steps": [{"name": "a", "tier_max": 0, "lasts_s": 9}, {"name": "b", "tier_min": 1}]}}}))
    done = acd("check", doubtful)
    equal(done.returncode, GOOD, "check of a doubtful definition")
    equal(done.stdout, f"{doubtful}: good, 6 queues, 2 agents, 5 warnings\n", "check of a doubtful definition")
    for queue, words in (("empty", "no members"), ("chats", "no member takes calls of its channel"), ("kept", "reserve keeps"),
                         ("fluent", "no member is eligible"), ("tiers", "tiers that no member")):
        expect(f"{doubtful}: warning: /queues/{queue}: " in done.stderr and words in done.stderr, f"check: said {done.stderr!r}")
    done = acd("check", centre, broken, centre)
    equal(done.returncode, REFUSED, "check of three")
    equal(done.stdout.count("good"), 2, "check of three: good ones")


def check_many(folder: str) -> None:
    """All rows with errors are told in one go, whatever is wrong with them, up to twenty."""
    centre = write(folder, "centre.json", CENTRE)
    wrong = ["08:00:00,999,1", "08:00:00,100,x", "08:00:00,100", "07:00:00,100,1", '08:00:00,"100"x,1']
    rows = [row for bad in wrong for row in (bad, "08:00:00,100,1")]
    path = write(folder, "many.csv", HEADER + "08:00:00,100,1\n" + "\n".join(rows) + "\n")
    done = acd("run", centre, path)
    equal(done.returncode, REFUSED, "many bad rows")
    places = [line.split(" ")[0] for line in done.stderr.splitlines()]
    wanted = [f"{path}:{line}:{column}:" for line, column in ((3, 10), (5, 14), (7, 10), (9, 1), (11, 15))]
    equal(sorted(places), sorted(wanted), "many bad rows: places")
    for count, told in ((19, 19), (20, 21), (50, 21)):
        path = write(folder, "more.csv", HEADER + "08:00:00,100,x\n" * count)
        done = acd("run", centre, path)
        equal(len(done.stderr.splitlines()), told, f"{count} bad rows: lines said")
        equal("20 rows with errors" in done.stderr, count >= 20, f"{count} bad rows: {done.stderr}")
        equal((done.returncode, done.stdout), (REFUSED, ""), f"{count} bad rows")


def check_skipping(folder: str) -> None:
    """Bad rows left out and counted; the good ones are as if they stood alone."""
    centre = write(folder, "centre.json", CENTRE)
    rows = ["08:00:00,100,10", "08:00:01,100,10", "08:00:30,100,5"]
    clean = write(folder, "clean.csv", HEADER + "\n".join(rows) + "\n")
    spoilt = [rows[0], "08:00:01,100,x", '"08:00:01"x,100,3', rows[1], "08:00:02,999,5", rows[2]]
    dirty = write(folder, "dirty.csv", HEADER + "\n".join(spoilt) + "\n")
    complaint(["run", centre, dirty], REFUSED, ":3:")
    done = acd("run", "--json", "--skip-bad", centre, dirty)
    equal(done.returncode, GOOD, "--skip-bad")
    wanted = report(centre, clean)
    found = good("run", "--csv", centre, clean)
    equal(acd("run", "--csv", "--skip-bad", centre, dirty).stdout, found, "--skip-bad: the report")
    expect('"rows_bad": 3' in done.stdout, "--skip-bad: three bad rows")
    expect(f'"rows": {wanted["run"]["rows"]}' in done.stdout, "--skip-bad: three good rows")


def check_forms(folder: str) -> None:
    """The same calls in other words: quotes, line ends, a byte order mark, zones, seconds, standard input."""
    centre = write(folder, "centre.json", CENTRE)
    plain = "arrival,queue,talk_s\n2024-01-01T08:00:00,sales,10\n2024-01-01T08:00:05.5,sales,20\n"
    wanted = good("run", "--csv", centre, write(folder, "plain.csv", plain))
    forms = {
        "quoted": 'arrival,"queue",talk_s\n"2024-01-01T08:00:00","sales","10"\n2024-01-01T08:00:05.5,sales,"20"',
        "crlf": plain.replace("\n", "\r\n"),
        "empty lines": plain.replace("\n", "\n\n"),
        "mark": "\ufeff" + plain,
        "space": plain.replace("T", " "),
        "zone": plain.replace("08:00:00,", "10:00:00+02:00,").replace("08:00:05.5", "08:00:05.500000Z"),
        "clock": plain.replace("2024-01-01T", ""),
        "seconds": "arrival_s,queue,talk_s\n28800,sales,10.0\n28805.5,sales,20\n",
        "order": "queue,talk_s,caller,arrival\nsales,10,,2024-01-01T08:00:00\nsales,20,,2024-01-01T08:00:05.5\n",
    }
    for name, text in forms.items():
        equal(good("run", "--csv", centre, write(folder, "form.csv", text)), wanted, f"form {name}")
    equal(good("run", "--csv", centre, "-", text=plain), wanted, "standard input")
    pairs = write(folder, "pairs.dat", " 28800  10\n28805.5\t20\n")
    equal(good("run", "--csv", "--entry", "queue:sales", centre, pairs), wanted, "format pairs")
    entry = "arrival,talk_s\n08:00:00,10\n08:00:05.5,20\n"
    equal(good("run", "--csv", "--entry", "100", centre, write(folder, "entry.csv", entry)), wanted, "--entry a number")
    shifted = report(centre, write(folder, "plain.csv", plain), "--zone", "+02:00")
    equal(shifted["run"]["from"], "2024-01-01T00:00:00", "midnight of another zone")


def check_help() -> None:
    general = good("--help")
    equal(good("help"), general, "acd help")
    equal(good("-h"), general, "acd -h")
    for topic in ("run", "check", "definition", "calls", "staffing", "technion", "report"):
        text = good("help", topic)
        expect(topic in general, f"acd --help does not name {topic}")
        for line in text.splitlines():
            expect(len(line) <= 100, f"help {topic}: {len(line)} columns: {line}")
    equal(good("run", "--help"), good("help", "run"), "acd run --help")
    equal(good("check", "--help"), good("help", "check"), "acd check --help")
    expect(good("--version").startswith("acd 0."), "acd --version")
    text = good("help", "run")
    for option in ("json csv check digest quiet skip-bad seed format entry zone date patience staffing outcomes agents "
                   "flow-steps talk ring prompt voicemail missed").split():
        expect(f"--{option}" in text, f"help run does not tell of --{option}")
    text = good("help", "calls")
    for column in ("arrival arrival_s number queue flow caller priority skills patience_s talk_s wrapup_s prompt_s "
                   "hangup_s keys key_after_s attr.").split():
        expect(column in text, f"help calls does not tell of {column}")


def node_kinds(schema: object) -> list[str]:
    """The list of words that a node's "kind" may be."""
    if isinstance(schema, dict):
        words = schema.get("enum", [])
        if "play" in words and "menu" in words:
            return list(words)
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    return next((found for part in inner if (found := node_kinds(part))), [])


def check_help_definition() -> None:
    """Every key of the installed schema stands there, with its default and, for nodes, who has it."""
    text = good("help", "definition")
    schema = json.loads((ROOT / "libacd" / "json" / "acd-definition.schema.json").read_text(encoding="utf-8"))
    lines = [line.strip() for line in text.splitlines()]
    for key in ("ring_timeout_s", "strategy", "wait_max_s", "short_abandon_s", "utc_offset_s", "exit_key", "attempts"):
        expect(f'"{key}"' in json.dumps(schema), f"the schema has no {key}")
        expect(any(line.startswith(key + " ") for line in lines), f"help definition does not tell of {key}")
    for told in ("nodes: menu, collect", "1 to 3600 seconds [20]", "one of the words below [longest_idle]", "[none]",
                 "menu: the menu's keys, no_input no_match error, and its cases", "acd-definition.schema.json", "name of an agent",
                 "-50400 to 50400 seconds [0]", "0.1 to 3600 seconds [5]", "required by: play, menu", "[unset]"):
        expect(told in text, f"help definition does not say {told!r}")
    for noun in schema["properties"]:
        expect(noun in ("$schema", "comment", "remove", "amend") or f'\n"{noun}"' in text, f"help definition: no {noun}")
    kinds = node_kinds(schema)
    expect(len(kinds) > 20, f"kinds of nodes in the schema: {kinds}")
    exits = [line.split(":")[0] for line in text.split("\nExits of each kind of node:\n")[1].splitlines()]
    equal(exits, [f"  {kind}" for kind in kinds], "help definition: exits of each kind")
    for needs in ("collect, compare, set, agent, branch, loop, subflow, host,", "test, mark", "loop, slots", "toggle", "recording"):
        expect(re.search(f"(nodes|required by): {needs}$", text, re.M), f"help definition: nothing for {needs}")
    for with_cases in ("branch: no_match, and its cases", "split: its cases", "subflow: next limit error, and its cases"):
        expect(f"  {with_cases}\n" in text, f"help definition does not say {with_cases!r}")


def check_examples() -> None:
    names = sorted(DEFINITIONS.glob("*.json"))
    expect(len(names) >= 8, f"{len(names)} definitions in {DEFINITIONS}")
    equal(good("check", *names).count(": good, "), len(names), "check of the examples")
    for change in sorted((ROOT / "examples" / "changes").glob("*.json")):
        whole = DEFINITIONS / f"{change.stem.split('-')[0]}.json"
        expect(": good, " in good("check", "--change", change, whole), f"check of {change}")
        complaint(["check", change], REFUSED, "a change of a definition that runs")
    for name in names:
        if (CALLS / f"{name.stem}.csv").exists():
            good("run", "--check", name, CALLS / f"{name.stem}.csv")


def main() -> None:
    for arguments, code, said in USES:
        complaint(arguments, code, said)
    with tempfile.TemporaryDirectory() as folder:
        check_files(folder)
        check_many(folder)
        check_skipping(folder)
        check_forms(folder)
    check_help()
    check_help_definition()
    check_examples()
    finish()


if __name__ == "__main__":
    main()
