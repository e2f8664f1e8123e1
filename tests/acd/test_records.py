# SPDX-License-Identifier: Apache-2.0
"""--records, --events and --queue-log: read as a report tool would, each says what the report says, exactly.

usage: test_records.py TOOL
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from tool import CALLS, DEFINITIONS, acd, equal, expect, finish, report, write

LIFELIKE = ("--ring", 4, "--prompt", 6, "--voicemail", 25, "--missed", 3)
BANK = (DEFINITIONS / "bank.json", CALLS / "bank-day.csv", "--staffing", CALLS / "bank-staffing.csv")
DAYS: dict[str, tuple[object, ...]] = {
    "bank": (*BANK, *LIFELIKE),
    "bank, short of agents": (*BANK, "--agents", 12, "--patience", 120, *LIFELIKE),
    "linear-voicemail": ("--staffing", CALLS / "linear-voicemail-staffing.csv"),
    **{name: () for name in ("auto-attendant", "blending", "business-hours", "direct-extension", "partners")},
    **{name: () for name in ("round-robin", "routing", "skill-based")},
}
# How a record says it, and the report's figure.
ENTERED = {
    "offered": "offered",
    "transferred": "transferred_in",
    "overflowed": "overflowed_in",
    "consulted": "consulted_in",
    "moved": "moved_in",
    "also": "also_in",
    "callback": "callbacks_in",
}
LEFT = {
    "answered": "answered",
    "abandoned": "abandoned",
    "abandoned_short": "abandoned_short",
    "overflowed": "overflowed",
    "timeout": "timed_out",
    "key": "left_by_key",
    "rejected": "rejected",
    "disconnected": "disconnected",
    "cancelled": "cancelled",
    "moved": "moved",
    "no_agents": "no_agents",
    "cleared": "cleared",
    "diverted": "diverted",
    "also": "also_out",
    "callback": "callbacks_taken",
    "called_back": "callbacks_answered",
    "callback_out": "callbacks_out",
}
COUNTED = (*ENTERED.values(), *LEFT.values())
WORK = ("handled", "talk_us", "hold_us", "wrapup_us", "transfers")
SUMS = dict[str, Counter[str]]


def us(seconds: Decimal | str) -> int:
    return int(Decimal(seconds) * 1000000)


def lines_of(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line, parse_float=Decimal) for line in file]


def add_leaving(kpi: Counter[str], left: str, wait_us: int) -> None:
    kpi[LEFT[left]] += 1
    if left == "answered":
        kpi["wait_us"] += wait_us
    if left in ("abandoned", "abandoned_short"):
        kpi["abandon_us"] += wait_us


def add_work(kpi: Counter[str], row: dict[str, Any]) -> None:
    kpi["handled"] += 1
    kpi["talk_us"] += us(row["talk_s"])
    kpi["hold_us"] += us(row["hold_s"])
    kpi["transfers"] += row["ended"] == "transferred"


def sums_of_records(records: list[dict[str, Any]]) -> tuple[SUMS, SUMS]:
    queues: SUMS = defaultdict(Counter)
    agents: SUMS = defaultdict(Counter)
    for record in records:
        for visit in record["visits"]:
            kpi = queues[visit["queue"]]
            kpi[ENTERED[visit["entered"]]] += 1
            for figure in ("offers", "no_answers", "refusals"):
                kpi[figure] += visit[figure]
            if "left" in visit:
                add_leaving(kpi, visit["left"], us(visit["wait_s"]))
        for row in record["conversations"]:
            rows = [agents[row["agent"]]] + ([queues[row["queue"]]] if "queue" in row else [])
            for kpi in rows:
                add_work(kpi, row)
                kpi["wrapup_us"] += us(row["wrapup_s"])
            agents[row["agent"]]["answered"] += 1
    return queues, agents


def sums_of_events(events: list[dict[str, Any]]) -> tuple[SUMS, SUMS]:
    queues: SUMS = defaultdict(Counter)
    agents: SUMS = defaultdict(Counter)
    for event in events:
        kind = event["event"]
        queue, agent = queues[event.get("queue", "")], agents[event.get("agent", "")]
        if kind == "queue_entered":
            queue[ENTERED[event["entered"]]] += 1
        elif kind == "queue_left":
            add_leaving(queue, event["left"], us(event["wait_s"]))
        elif kind == "offered":
            queue["offers"] += 1
        elif kind == "offer_ended":
            queue["no_answers"] += event["result"] == "no_answer"
            queue["refusals"] += event["result"] in ("rejected", "busy", "failed")
        elif kind == "answered":
            agent["answered"] += 1
        elif kind == "conversation_ended":
            add_work(queue, event)
            add_work(agent, event)
        elif kind == "wrapup_ended":
            queue["wrapup_us"] += us(event["wrapup_s"])
            agent["wrapup_us"] += us(event["wrapup_s"])
    return queues, agents


def compare(found: dict[str, Any], sums: tuple[SUMS, SUMS], what: str) -> None:
    figures = (*COUNTED, *WORK, "wait_us", "abandon_us", "offers", "no_answers", "refusals")
    for name, kpi in found["queues"].items():
        expect(len(kpi.keys() & set(figures)) > 20, f"{what}: queue {name}: the report has {list(kpi)}")
        for figure in kpi.keys() & set(figures):
            equal(sums[0][name][figure], kpi[figure], f"{what}: queue {name}: {figure}")
    for name, kpi in found["agents"].items():
        for figure in (*WORK, "answered"):
            equal(sums[1][name][figure], kpi[figure], f"{what}: agent {name}: {figure}")


def check_records(records: list[dict[str, Any]], found: dict[str, Any], what: str) -> None:
    calls = found["calls"]
    ended = [record for record in records if record["disposition"] != "open"]
    equal(len(records), calls["arrived"], f"{what}: one record a call")
    ends = Counter(record["end"] for record in ended)
    equal({end: ends[end] for end in calls["ends"]}, calls["ends"], f"{what}: ends")
    equal(sum(us(record["duration_s"]) for record in ended), calls["duration_us"], f"{what}: duration")
    for record in ended:
        at = record["arrived_us"]
        for segment in record["segments"]:
            if segment["call"] != record["call"] or segment["kind"] == "party":
                continue
            expect(segment["begun_us"] == at, f"{what}: call {record['call']}: segments adjoin")
            at = segment["ended_us"]
        expect(at == record["ended_us"], f"{what}: call {record['call']}: segments end with the call")
        lost = [record[name] for name in record if name.endswith("_lost")]
        expect(not any(lost) and len(lost) == 4, f"{what}: call {record['call']}: entries lost")


def check_csv(path: Path, records: list[dict[str, Any]], found: dict[str, Any], what: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    equal(len(rows), len(records), f"{what}: rows")
    for figure in ("talk", "hold", "wrapup"):
        total = sum(us(row[f"{figure}_s"]) for row in rows)
        equal(total, found["agents_total"][f"{figure}_us"], f"{what}: {figure} in CSV")
    for row, record in zip(rows, records):
        for name, text in row.items():
            value = record.get(name)
            if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
                value = "'" + value
            expect(text == ("" if value is None else str(value)), f"{what}: CSV {name} {text!r}, JSON {value!r}")


def near(seconds: int, exact_us: int, count: int, what: str) -> None:
    """Whole seconds, each rounded down."""
    expect(0 <= exact_us - 1000000 * seconds < max(1, 1000000 * count), f"{what}: {seconds} s of {exact_us} us")


def check_queue_log(path: Path, records: list[dict[str, Any]], found: dict[str, Any], what: str) -> None:
    words: SUMS = defaultdict(Counter)
    data: SUMS = defaultdict(Counter)
    state: dict[tuple[str, str], str] = {}
    before = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        time, call, queue, agent, word, *more = line.split("|")
        expect(int(time) >= before, f"{what}: {line}: in order of time")
        before = int(time)
        words[queue][word] += 1
        words[agent][word] += 1
        key, is_at = (call, queue), state.get((call, queue), "")
        if word == "ENTERQUEUE":
            expect(is_at != "waits" and len(more) == 3, f"{what}: {line}: after {is_at}")
            state[key] = "waits"
        elif word in ("CONNECT", "ABANDON", "EXITWITHTIMEOUT", "EXITWITHKEY", "EXITEMPTY"):
            expect(is_at == "waits", f"{what}: {line}: after {is_at}")
            state[key] = "talks" if word == "CONNECT" else "gone"
            data[queue][word] += int(more[0 if word == "CONNECT" else -1])
            if word != "CONNECT":
                expect(1 <= int(more[-3]) <= int(more[-2]), f"{what}: {line}: position")
        elif word in ("COMPLETECALLER", "COMPLETEAGENT", "BLINDTRANSFER", "ATTENDEDTRANSFER"):
            data[queue]["talk"] += int(more[-2])
            words[queue]["over"] += 1
            words[agent]["over"] += 1
    let_in = Counter(visit["queue"] for of in records for visit in of["visits"] if "exit" not in visit)
    for name, row in found["queues"].items():
        kpi: Counter[str] = Counter(row)  # consultations are not in it
        of, sums = words[name], data[name]
        equal(of["ENTERQUEUE"], let_in[name], f"{what}: {name}: entries")
        equal(of["CONNECT"], kpi["answered"] + kpi["callbacks_answered"], f"{what}: {name}: CONNECT")
        gone = kpi["abandoned"] + kpi["abandoned_short"] + kpi["cancelled"] + kpi["disconnected"]
        equal(of["ABANDON"], gone, f"{what}: {name}: ABANDON")
        equal(of["EXITWITHKEY"], kpi["left_by_key"] + kpi["callbacks_taken"], f"{what}: {name}: EXITWITHKEY")
        equal(of["EXITEMPTY"], kpi["no_agents"] + kpi["cleared"], f"{what}: {name}: EXITEMPTY")
        equal(of["RINGNOANSWER"], kpi["no_answers"] + kpi["refusals"], f"{what}: {name}: RINGNOANSWER")
        equal(of["over"], kpi["handled"], f"{what}: {name}: conversations over")
        near(sums["CONNECT"], kpi["wait_us"], of["CONNECT"], f"{what}: {name}: waits")
        near(sums["ABANDON"], kpi["abandon_us"], of["ABANDON"], f"{what}: {name}: waits of who abandoned")
        near(sums["talk"], kpi["talk_us"] + kpi["hold_us"], of["over"], f"{what}: {name}: call time")
    for name, row in found["agents"].items():
        still = words[name]["AGENTLOGIN"] - words[name]["AGENTLOGOFF"]
        expect(still in (0, 1), f"{what}: agent {name}: log-ins and log-offs")
        expect(words[name]["AGENTLOGIN"] or not row["login_us"], f"{what}: agent {name}: no log-in")


def check_day(name: str, more: tuple[object, ...], folder: Path) -> Counter[str]:
    files: tuple[object, ...] = ()
    if not name.startswith("bank"):
        files = (DEFINITIONS / f"{name}.json", CALLS / f"{name}.csv")
    paths = [folder / "records.jsonl", folder / "events.jsonl", folder / "queue_log", folder / "records.csv"]
    options = ("--records", paths[0], "--events", paths[1], "--queue-log", paths[2])
    found = report(*files, *more, *options)
    equal(report(*files, *more, "--records", paths[3]), found, f"{name}: the same run")
    records, events = lines_of(paths[0]), lines_of(paths[1])
    check_records(records, found, name)
    compare(found, sums_of_records(records), f"{name}: records")
    compare(found, sums_of_events(events), f"{name}: events")
    check_csv(paths[3], records, found, name)
    check_queue_log(paths[2], records, found, name)
    sequences = [event["sequence"] for event in events]
    first = sequences[0] if sequences else 0
    expect(sequences == list(range(first, first + len(events))), f"{name}: every event once")
    return Counter(record["disposition"] for record in records)


HOSTILE = {
    "agents": {"a|b": {}},
    "queues": {"=SUM(1)": {"members": ["a|b"]}},
    "numbers": {"1": {"queue": "=SUM(1)"}},
}


def check_hostile(folder: Path) -> None:
    centre = write(str(folder), "centre.json", json.dumps(HOSTILE))
    calls = write(str(folder), "calls.csv", 'arrival,number,caller,talk_s\n08:00,1,"@cmd|""x""",7.5\n')
    log, table, lines = folder / "log", folder / "hostile.csv", folder / "hostile.jsonl"
    report(centre, calls, "--queue-log", log, "--records", table, "--events", lines)
    text = log.read_text(encoding="utf-8")
    expect('|=SUM(1)|NONE|ENTERQUEUE||@cmd/"x"|1\n' in text, f"bars in names: {text}")
    expect("|=SUM(1)|a/b|COMPLETECALLER|0|7|1\n" in text, f"bars in names of agents: {text}")
    with table.open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    equal((row["caller"], row["queue"], row["agent"]), ("'@cmd|\"x\"", "'=SUM(1)", "a|b"), "formulas in CSV")
    callers = {event.get("caller") for event in lines_of(lines)}
    expect('@cmd|"x"' in callers, f"the caller in JSON: {callers}")


def main() -> None:
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for name, more in DAYS.items():
            seen += check_day(name, more, Path(folder))
        check_hostile(Path(folder))
        done = acd("run", *BANK, "--records", Path(folder) / "x", "--events", Path(folder) / "x")
        equal(done.returncode, 2, "two kinds of lines in one file")
        expect("--records" in done.stderr, f"two kinds of lines in one file: {done.stderr}")
    for disposition in ("answered", "abandoned", "voicemail", "self_served", "transferred"):
        expect(seen[disposition], f"no call was {disposition}: this test shows little")
    finish()


if __name__ == "__main__":
    main()
