# SPDX-License-Identifier: Apache-2.0
"""`acd run --service-level`: each definition counted again from the events, in all reports; what is no definition.

usage: test_levels.py TOOL
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

from tool import CALLS, DEFINITIONS, acd, equal, expect, finish, good, report

BANK = (DEFINITIONS / "bank.json", CALLS / "bank-day.csv", "--staffing", CALLS / "bank-staffing.csv", "--missed", 3)
# Text, name, threshold in seconds, whether below it, since arrival, short (None: as the events say).
LEVELS: list[tuple[str, str, str, float, bool, bool, float | None]] = [
    ("cisco_negative 10s", "cisco_negative 10s", "cisco_negative", 10, False, False, None),
    ("cisco_ignored   <= 20s", "cisco_ignored <= 20s", "cisco_ignored", 20, False, False, None),
    ("cisco_positive <20 as strictly below", "strictly below", "cisco_positive", 20, True, False, None),
    ("cms_answered 12.5s from entry", "cms_answered 12.5s from entry", "cms_answered", 12.5, False, False, None),
    ("genesys 30s from arrival short 25s as contract", "contract", "genesys", 30, False, True, 25),
    ("amazon_connect < 45s from arrival", "amazon_connect < 45s from arrival", "amazon_connect", 45, True, True, None),
    ("libacd short 0s", "libacd short 0s", "libacd", 20, False, False, 0),
    ("libacd", "libacd", "libacd", 20, False, False, None),
]
UNCOUNTED = ("cancelled", "also", "called_back", "callback_out")


def fraction(formula: str, of: Counter[str]) -> tuple[int, int]:
    a, b, n = of["answered"], of["abandoned"], of["offered"]
    met = of["answered_within"]
    if formula in ("cisco_positive", "amazon_connect"):
        met += of["abandoned_within"]
    if formula == "amazon_connect":
        met += of["taken_within"]
    below = {"cisco_ignored": n - of["abandoned_within"], "cms_answered": a, "genesys": a + b - of["abandoned_short"]}
    return met, below.get(formula, n - of["abandoned_short"] if formula == "libacd" else n)


def count(events: list[dict[str, Any]], queue: str | None, level: tuple[Any, ...]) -> dict[str, int | None]:
    _, _, formula, threshold, below, from_arrival, short = level
    arrived: dict[int, int] = {}
    found: Counter[str] = Counter()
    for event in events:
        if event["event"] == "call_arrived":
            arrived[event["call"]] = event["time_us"]
        if event["event"] != "queue_left" or event["left"] in UNCOUNTED or queue not in (None, event["queue"]):
            continue
        left = event["left"]
        if queue is None and left in ("overflowed", "moved"):
            continue
        kind = {"abandoned_short": "abandoned", "callback": "taken"}.get(left, left)
        wait = Fraction(str(event["wait_s"]))
        if from_arrival:
            wait = Fraction(event["time_us"] - arrived[event["call"]], 1_000_000)
        within = wait < Fraction(threshold) if below else wait <= Fraction(threshold)
        found["offered"] += 1
        found[kind] += 1
        found[f"{kind}_within"] += within
        if kind == "abandoned":
            found["abandoned_short"] += left == "abandoned_short" if short is None else wait <= Fraction(short)
    met, counted = fraction(formula, found)
    counts: dict[str, int | None] = {"met": met, "counted": counted}
    counts["ppm"] = (met * 1_000_000 + counted // 2) // counted if counted else None
    for figure in ("answered_within", "abandoned_within", "abandoned_short", "taken_within"):
        counts[figure] = found[figure]
    return counts


def check_counts(folder: Path) -> None:
    asked = [part for level in LEVELS for part in ("--service-level", level[0])]
    path = folder / "events.jsonl"
    found = report(*BANK, *asked, "--events", path)
    events = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [(None, found["queues_total"]), *found["queues"].items()]
    for queue, figures in rows:
        equal(sorted(figures["service_levels"]), sorted(level[1] for level in LEVELS), f"{queue}: names")
        for level in LEVELS:
            equal(figures["service_levels"][level[1]], count(events, queue, level), f"{queue}: {level[0]}")
    written = {(row[0], row[1], row[2]): row[3] for row in csv.reader(io.StringIO(good("run", "--csv", *BANK, *asked)))}
    table = good("run", *BANK, *asked)
    lines = table[table.index("SERVICE LEVELS") :].splitlines()
    for queue, figures in rows:
        scope = ("queue", queue) if queue else ("queues", "")
        line = next(line for line in lines if line.startswith(queue or "total"))
        shown = []
        for level in LEVELS:
            counts = figures["service_levels"][level[1]]
            for figure, name in (("ppm", "service_level_ppm"), ("met", "met"), ("counted", "counted")):
                equal(written[(*scope, f"{name} {level[1]}")], str(counts[figure]), f"CSV, {queue}: {name} {level[1]}")
            shown.append(f"{(counts['ppm'] + 500) // 1000 / 10:.1f}")
        equal(line.split()[1:], shown, f"the table's {queue}")
    expect("service_levels" not in report(*BANK)["queues_total"], "service levels that nobody asked for")


def check_refused() -> None:
    """Each mistake is told as what it is."""
    refused: list[tuple[list[object], str]] = [
        ([""], "found nothing, expected first a formula: cisco_negative, "),
        (["cisco"], 'found "cisco", expected first a formula'),
        (["20s genesys"], 'found "20s", expected first a formula'),
        (["genesys 0s"], 'found "0s", expected a threshold of more than 0 s'),
        (["genesys 20x"], 'found "20x", expected a time in seconds'),
        (["genesys <"], "found nothing, expected a time in seconds"),
        (["genesys twenty"], 'found "twenty", expected the words in this order'),
        (["genesys 20s 30s"], 'found "30s", expected the words in this order'),
        (["genesys short 5s 20s"], 'found "20s", expected the words in this order'),
        (["genesys 20s from"], 'found nothing, expected "arrival" or "entry" behind "from"'),
        (["genesys 20s from there"], 'found "there", expected "arrival" or "entry"'),
        (["genesys 20s short"], "found nothing, expected a time in seconds"),
        (["genesys 20s as"], 'found nothing, expected a name behind "as"'),
        (["genesys as " + "x" * 64], f'found "{"x" * 64}", expected a name of 63 bytes at the most'),
        (["genesys as " + "x y " * 60], 'found "genesys as x y x y '),
        (["genesys", "cms_answered as genesys"], 'found "genesys", expected a name of its own for each'),
        ([f"genesys {seconds}s" for seconds in range(1, 10)], 'found "genesys 9s", expected eight of them at the most'),
        ([b"genesys 20s as \xff\xfe"], "found bytes that are no text, expected UTF-8"),
        (["genesys 20s as two\nlines"], "found bytes that are no text, expected UTF-8 without control characters"),
        (["genesys 20s as del\x7f"], "found bytes that are no text"),
    ]
    for texts, said in refused:
        done = acd("run", *(part for text in texts for part in ("--service-level", text)), *BANK)
        equal((done.returncode, done.stdout), (2, ""), f"{texts}")
        expect(f"acd: --service-level: {said}" in done.stderr, f"{texts}: said {done.stderr}")
    for arguments, said in ((("run", "--metrics", "prometheus"), "found --service-level besides --metrics"),
                            (("explain",), "unknown option --service-level")):
        done = acd(*arguments, "--service-level", "genesys", *BANK)
        equal((done.returncode, done.stdout), (2, ""), f"--service-level for {arguments}")
        expect(said in done.stderr, f"--service-level for {arguments}: said {done.stderr}")
    named = report(*BANK, "--service-level", "genesys 20s as Größe")["queues_total"]["service_levels"]
    equal(list(named), ["Größe"], "a name that is not ASCII")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_counts(Path(folder))
    check_refused()
    finish()


if __name__ == "__main__":
    main()
