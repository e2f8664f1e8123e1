# SPDX-License-Identifier: Apache-2.0
"""acd run --metrics: two formats that say the same, and what the report says; the dashboard and the alert rules name nothing else.

promtool, where it is installed, reads the text, the rules, and the OpenMetrics as samples of a moment.

usage: test_metrics.py TOOL
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tool import CALLS, DEFINITIONS, ROOT, equal, expect, finish, good, report, write

MONITORING = ROOT / "examples" / "monitoring"
DAY = ("--staffing", CALLS / "bank-staffing.csv", DEFINITIONS / "bank.json", CALLS / "bank-day.csv")
SAMPLE = re.compile(r"^([a-z_]+)(?:\{(.*)\})? (-?[0-9.]+)$")
LABEL = re.compile(r'([a-z_]+)="((?:[^"\\]|\\.)*)"')
SUFFIXES = {"counter": ("_total",), "gauge": ("",), "histogram": ("_bucket", "_sum", "_count"), "info": ("_info",)}

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def samples(text: str) -> Samples:
    found: Samples = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        match = SAMPLE.match(line)
        expect(match, f"no sample: {line}")
        if match:
            key = (match.group(1), tuple(LABEL.findall(match.group(2) or "")))
            expect(key not in found, f"twice: {line}")
            found[key] = float(match.group(3))
    return found


def check_report(found: Samples) -> None:
    """What the report counts, the metrics count."""
    day = report(*DAY)

    def value(name: str, *labels: tuple[str, str]) -> float:
        expect((name, labels) in found, f"there is no {name} {labels}")
        return found.get((name, labels), -1)

    expect(len(day["queues"]) == 4, "the bank has four queues")
    for title, queue in day["queues"].items():
        of = ("queue", title)
        for name, expected in (("acd_calls_offered_total", queue["offered"]),
                               ("acd_calls_answered_total", queue["answered"]),
                               ("acd_wait_seconds_count", queue["answered"]),
                               ("acd_wait_seconds_sum", queue["wait_us"] / 1e6),
                               ("acd_abandon_wait_seconds_count", queue["abandoned"] + queue["abandoned_short"]),
                               ("acd_abandon_wait_seconds_sum", queue["abandon_us"] / 1e6),
                               ("acd_talk_seconds_count", queue["handled"]),
                               ("acd_talk_seconds_sum", queue["talk_us"] / 1e6),
                               ("acd_wrapup_seconds_sum", queue["wrapup_us"] / 1e6)):
            equal(round(value(name, of), 6), round(expected, 6), f"{name} of {title}")
        met = value("acd_service_level_calls_total", of, ("met", "true"))
        missed = value("acd_service_level_calls_total", of, ("met", "false"))
        equal((met, met + missed), (queue["answered_within"], queue["answered"]), f"service level of {title}")
        buckets = [number for (name, labels), number in found.items() if name == "acd_wait_seconds_bucket" and labels[0] == of]
        expect(len(buckets) == 13 and buckets == sorted(buckets) and buckets[-1] == queue["answered"],
               f"buckets of {title}: {buckets}")
    ended = sum(number for (name, _), number in found.items() if name == "acd_calls_ended_total")
    equal(ended, value("acd_calls_arrived_total") - value("acd_calls_live"), "calls ended")


def check_named(text: str) -> None:
    """Names and labels in the dashboard and the rules are those of families."""
    families = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.M))
    labels: dict[str, set[str]] = {}
    for name, with_labels in samples(text):
        labels.setdefault(name, {"instance", "job"}).update(label for label, _ in with_labels)
    known = {name + suffix: name for name, kind in families.items() for suffix in SUFFIXES[kind]}
    for path in (MONITORING / "acd-dashboard.json", MONITORING / "acd-alerts.yml"):
        used = path.read_text(encoding="utf-8").replace('\\"', '"')
        names = set(re.findall(r"\bacd_[a-z_]+\b", used))
        expect(len(names) > 10, f"{path.name} names {sorted(names)}")
        for name in sorted(names - known.keys()):
            expect(False, f"{path.name}: {name} is no metric of libacd")
        for name, chosen in re.findall(r"\b(acd_[a-z_]+)\{([^}]*)\}", used):
            for label in re.findall(r"([a-z_]+)\s*(?:=~|!~|!=|=)", chosen):
                expect(label in labels.get(name, {label}), f"{path.name}: {name} has no label {label}")
    panels = json.loads((MONITORING / "acd-dashboard.json").read_text(encoding="utf-8"))["panels"]
    equal(len({panel["id"] for panel in panels}), len(panels), "panels with a number of their own")
    cells = [(panel["gridPos"]["x"] + x, panel["gridPos"]["y"] + y) for panel in panels
             for x in range(panel["gridPos"]["w"]) for y in range(panel["gridPos"]["h"])]
    expect(len(cells) == len(set(cells)) and max(x for x, _ in cells) < 24, "panels lie over each other")


def promtool(*arguments: object, text: str = "") -> None:
    done = subprocess.run(["promtool", *map(str, arguments)], input=text, capture_output=True, text=True, check=False)
    expect(done.returncode == 0, f"promtool {arguments}: {done.stdout} {done.stderr}")


def check_promtool(openmetrics: str, prometheus: str) -> None:
    promtool("check", "metrics", text=prometheus)
    promtool("check", "rules", MONITORING / "acd-alerts.yml")
    with tempfile.TemporaryDirectory() as folder:
        stamped = re.sub(r"^([^#].*)$", r"\1 1700000000", openmetrics, flags=re.M)
        promtool("tsdb", "create-blocks-from", "openmetrics", write(folder, "day.txt", stamped), Path(folder) / "blocks")
        expect(any((Path(folder) / "blocks").iterdir()), "no samples were taken in")


def main() -> None:
    openmetrics = good("run", "--quiet", "--metrics", "openmetrics", *DAY)
    prometheus = good("run", "--quiet", "--metrics=prometheus", *DAY)
    expect(openmetrics.endswith("\n# EOF\n") and "# EOF" not in prometheus, "the end of the text")
    found = samples(openmetrics)
    equal(samples(prometheus), found, "both formats have the same samples")
    expect(len(found) > 200, f"{len(found)} samples")
    check_report(found)
    check_named(openmetrics)
    if shutil.which("promtool"):
        check_promtool(openmetrics, prometheus)
    else:
        print("promtool is not installed (Debian: prometheus): its part of this test was left out")
    finish()


if __name__ == "__main__":
    main()
