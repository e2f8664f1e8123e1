# SPDX-License-Identifier: Apache-2.0
"""examples/python/what_if.py: of what the tool writes, and of what Python pulls; what it makes up, and that it says so.

usage: test_what_if.py [ACD]    (the tool; without, there are no files of it)
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import unittest
from datetime import date, timezone
from pathlib import Path
from typing import Any

import acd

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
sys.path.insert(0, str(EXAMPLES / "python"))
import recorded  # noqa: E402
import what_if  # noqa: E402
from recorded import Recorded, Step  # noqa: E402

TOOL = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else ""
BANK, DAY = str(EXAMPLES / "definitions/bank.json"), str(EXAMPLES / "calls/bank-day.csv")
STAFFING = ("--staffing", str(EXAMPLES / "calls/bank-staffing.csv"))
Table = dict[str, dict[str, dict[str, str]]]


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if (done.returncode, done.stderr) != (0, ""):
        raise AssertionError(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def asked(*arguments: str) -> tuple[str, Table]:
    """What it says before the table, and the table by column, queue and figure."""
    told = run(sys.executable, "-X", "dev", str(EXAMPLES / "python/what_if.py"), *arguments)
    notes, _, text = told.partition("\n\n")
    head, *lines = text.splitlines()
    table: Table = {column: {} for column in head.split()}
    queue = ""
    for line in lines:
        cells = re.findall(r".{12}", line[24:])
        if not cells:
            queue = line
        for column, cell in zip(table, cells):
            table[column].setdefault(queue if line[0] == " " else "agents", {})[line[:24].strip()] = cell.strip()
    return notes, table


def number(text: str) -> float:
    return float(re.sub(r"[,%s ]", "", text))


class FilesTest(unittest.TestCase):
    def setUp(self) -> None:
        if not TOOL:
            self.skipTest("the tool was not built")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def records(self, name: str, *more: str) -> str:
        path = self.folder / name
        run(TOOL, "run", BANK, DAY, *STAFFING, "--quiet", "--records", str(path), *more)
        return str(path)

    def near(self, before: dict[str, str], then: dict[str, str], share: float) -> None:
        self.assertEqual(before["calls"], then["calls"])
        for figure in ("answered", "abandoned"):
            self.assertAlmostEqual(number(before[figure]), number(then[figure]), delta=share)

    def test_calls_give_what_the_tool_gives(self) -> None:
        """Nothing has to be made up: to the last digit what the tool recorded of the same calls."""
        _, table = asked(self.records("records.jsonl"), BANK, BANK, *STAFFING)
        notes, of_calls = asked(DAY, BANK, BANK, *STAFFING)
        self.assertEqual(list(of_calls), ["before", "after"])
        self.assertEqual({**of_calls["before"], "agents": None}, {**table["recorded"], "agents": None})
        self.assertEqual(of_calls["after"], of_calls["before"])
        self.assertIn("1,984 calls as CSV: nothing of them was recorded\n", notes)

    def test_records_as_json_lines(self) -> None:
        changed = self.folder / "changed.json"
        definition = json.loads(Path(BANK).read_text(encoding="utf-8"))
        definition["queues"]["loans"]["wait_max_s"] = 60
        changed.write_text(json.dumps(definition), encoding="utf-8")
        path = self.records("records.jsonl", "--ring", "4", "--prompt", "6", "--missed", "5")
        notes, table = asked(path, BANK, str(changed), *STAFFING)
        self.assertEqual(list(table), ["recorded", "before", "after"])
        self.assertIn("1,948 dial their number; 0 enter the queue they came to", notes)
        for queue in ("cards", "loans", "online", "service"):
            self.near(table["before"][queue], table["recorded"][queue], 4)
        self.near(table["before"]["all"], table["recorded"]["all"], 1.5)
        self.assertAlmostEqual(number(table["before"]["all"]["ASA"]), number(table["recorded"]["all"]["ASA"]), delta=2.5)
        self.assertGreater(number(table["before"]["loans"]["longest wait"]), 300)
        self.assertLessEqual(number(table["after"]["loans"]["longest wait"]), 60)
        rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
        lost = sum(row["disposition"] == "abandoned" for row in rows)
        self.assertIn(f"\n{lost:7,} hung up while they waited: so patient they are\n", notes)
        answered = [row["answer_s"] for row in rows if row["disposition"] == "answered"]
        self.assertAlmostEqual(number(table["recorded"]["all"]["ASA"]), sum(answered) / len(answered), delta=0.051)
        self.assertEqual(number(table["recorded"]["all"]["calls"]), sum("queue" in row for row in rows))

    def test_records_as_csv(self) -> None:
        notes, table = asked(self.records("records.csv", "--ring", "4"), BANK, BANK, *STAFFING, "--ring", "4")
        self.assertRegex(notes, r"\d+ dial their number; 1,\d+ enter the queue they came to")
        self.near(table["before"]["all"], table["recorded"]["all"], 1.5)
        self.assertAlmostEqual(number(table["before"]["all"]["ASA"]), number(table["recorded"]["all"]["ASA"]), delta=2.5)
        self.assertEqual(table["after"], table["before"])

    def test_what_is_neither_is_refused(self) -> None:
        for files, said in (
            ((BANK, BANK, BANK), f"{BANK}: expected records of calls, or calls: "),
            ((STAFFING[1], BANK, BANK), f"{STAFFING[1]}: expected records of calls, or calls: 'arrival'"),
            (("/nowhere", BANK, BANK), "No such file"),
            ((DAY, BANK, DAY), f"{DAY}: Expecting value"),
        ):
            command = [sys.executable, str(EXAMPLES / "python/what_if.py"), *files]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, len(done.stderr.splitlines())), (1, 1), done.stderr)
            self.assertIn(said, done.stderr)


class PulledTest(unittest.TestCase):
    def test_january(self) -> None:
        notes, table = asked()
        self.assertIn("10,000 records pulled, besides 0 of callbacks\n", notes)
        for queue in ("sales", "service"):
            recorded_, before, after = (number(table[column][queue]["answered"]) for column in table)
            self.assertAlmostEqual(before, recorded_, delta=2)
            self.assertGreater(after, before + 3)

    def test_a_record_is_the_same_however_it_is_told(self) -> None:
        definition = json.loads(Path(BANK).read_text(encoding="utf-8"))
        definition["agents"] = {name: definition["agents"][name] for name in list(definition["agents"])[:7]}
        for queue in definition["queues"].values():
            queue["members"] = [name for name in queue["members"] if name in definition["agents"]]
        with open(DAY, encoding="utf-8", newline="") as file:
            callers = list(recorded.of_calls(csv.DictReader(file), timezone.utc))[600:1000]
        offset_us = callers[0]["at_us"] - acd.SECOND

        def simulated() -> acd.Simulation:
            simulation = acd.Simulation(definition, records=True, wall_offset_us=offset_us)
            for one in callers:
                simulation.add_caller(**{**one, "at_us": one["at_us"] - offset_us})
            simulation.run()
            return simulation

        pulled = [recorded.of_record(one) for one in simulated().engine.pull_records()]
        self.assertGreater(len({one.disposition for one in pulled if one}), 2)
        self.assertEqual(pulled, [recorded.of_json(line) for line in simulated().engine.pull_record_lines()])
        text = acd.csv_head() + "".join(simulated().engine.pull_record_lines(csv=True))
        rows = csv.DictReader(io.StringIO(text, newline=""))
        for whole, row in zip(pulled, map(recorded.of_csv, rows)):
            assert whole is not None and row is not None
            kept = {**vars(whole), "path": None, "rings_us": (), "first_queue": row.first_queue}
            self.assertEqual(vars(row), kept)


def waited(seconds: float, disposition: str) -> Recorded:
    return Recorded(0, 0, "", "", "q", "q", disposition, recorded.micros(seconds), 0, 0, 0, 0, 0)


class MadeUpTest(unittest.TestCase):
    def test_patience(self) -> None:
        """By hand: of five, one hangs up after 10 s, one of the three still there after 30 s; 160 s of waits, two lost."""
        cases = ((10, "abandoned"), (20, "answered"), (30, "abandoned"), (30, "answered"), (70, "answered"))
        patience = what_if.Patience(waited(*case) for case in cases)
        self.assertEqual([at for at, _ in patience.steps], [10 * acd.SECOND, 30 * acd.SECOND])
        for (_, share), expected in zip(patience.steps, (4 / 5, 4 / 5 * 2 / 3)):
            self.assertAlmostEqual(share, expected)
        self.assertEqual(patience.mean_us, 80 * acd.SECOND)
        self.assertEqual(patience.beyond(0, 0.1), 10 * acd.SECOND)
        self.assertEqual(patience.beyond(0, 0.3), 30 * acd.SECOND)
        self.assertEqual(patience.beyond(20 * acd.SECOND, 0.3), 30 * acd.SECOND)
        median_us = 80 * acd.SECOND * 0.693147
        self.assertAlmostEqual(patience.beyond(70 * acd.SECOND, 0.5), 70 * acd.SECOND + median_us, delta=1000)
        self.assertEqual(what_if.Patience([waited(10, "answered")]).beyond(0, 0.5), -1)

    def test_lots_are_as_patient_as_callers(self) -> None:
        """Everybody's patience is exponential, and watched for so long as he waited: what is drawn beyond is again."""
        mean_us, lots = 60 * acd.SECOND, random.Random(7)
        truth = [lots.expovariate(1 / mean_us) for _ in range(4000)]
        watched = [lots.uniform(0, 120) * acd.SECOND for _ in truth]
        records = [
            waited(min(one, until) / acd.SECOND, "abandoned" if one <= until else "answered") for one, until in zip(truth, watched)
        ]
        patience = what_if.Patience(records)
        drawn = [one.wait_us if one.hung_up else patience.beyond(one.wait_us, lots.random()) for one in records]
        self.assertAlmostEqual(sum(drawn) / len(drawn) / mean_us, 1, delta=0.06)
        self.assertAlmostEqual(sum(one > mean_us for one in drawn) / len(drawn), 0.368, delta=0.03)

    def test_keys(self) -> None:
        kinds = {("main", "open"): "hours", ("main", "ask"): "menu", ("main", "number"): "collect", ("main", "look"): "host"}

        def keys(*path: tuple[str, str]) -> Any:
            return what_if.keys_of(Recorded(0, 0, "", "", "q", "q", "answered", 0, 0, 0, 0, 0, 0, (), steps(*path)), kinds)

        def steps(*path: tuple[str, str]) -> tuple[Step, ...]:
            return tuple(Step("main", node, exit) for node, exit in path)

        self.assertEqual(keys(), "")
        self.assertEqual(keys(("open", "open"), ("ask", "2"), ("ask", "#")), "2#")
        self.assertEqual(keys(("ask", "1"), ("ask", "no_input")), "1")
        for unknown in (
            (("ask", "no_input"), ("ask", "1")),
            (("ask", "no_match"),),
            (("ask", "case"),),
            (("number", "next"),),
            (("look", "next"),),
            (("gone", "next"),),
        ):
            self.assertIsNone(keys(*unknown), unknown)
        self.assertIsNone(what_if.keys_of(waited(0, "answered"), kinds))

    def test_shifts(self) -> None:
        self.assertEqual(recorded.weekdays("mon-wed,sun"), {0, 1, 2, 6})
        self.assertEqual(recorded.weekdays("sat-mon"), {5, 6, 0})
        self.assertEqual(recorded.weekdays(""), set(range(7)))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "staffing.csv")
            path.write_text("agent,login,logout,days\nann,22:00,06:00,sun\nbob,08:30,17:00,mon-fri\n", encoding="utf-8")
            found = recorded.shifts(str(path), date(2026, 3, 2), date(2026, 3, 3))  # a Monday
        hour = 3600 * acd.SECOND
        monday = recorded.wall_us("2026-03-02")
        self.assertEqual(
            found,
            [
                ("ann", monday - 2 * hour, monday + 6 * hour),
                ("bob", monday + 17 * hour // 2, monday + 17 * hour),
                ("bob", monday + 24 * hour + 17 * hour // 2, monday + 41 * hour),
            ],
        )


if __name__ == "__main__":
    unittest.main()
