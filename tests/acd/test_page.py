# SPDX-License-Identifier: Apache-2.0
"""The report as a page: its numbers are those of the JSON report, it needs nothing else, and a browser shows it as meant.

usage: test_page.py TOOL [browser]

With "browser" only what Chromium says of it, else all that can be seen without.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from browser import Browser, program
from tool import CALLS, DEFINITIONS, ROOT, acd, equal, expect, finish, good, skip, write

BANK = (DEFINITIONS / "bank.json", CALLS / "bank-day.csv", "--staffing", CALLS / "bank-staffing.csv")
LIFELIKE = ("--agents", 20, "--ring", 4, "--prompt", 6, "--voicemail", 25, "--missed", 3)
VOID = {"meta", "link", "br", "img", "input", "hr"}

# Names that would be markup, end an attribute or a style, or are as long and wide as they may be.
HOSTILE = {
    "queue": "<script>alert(1)</script>",
    "agent": "\"'><img src=x onerror=alert(2)>&amp;",
    "node": "a/b~c\"</style><b>",
    "flow": "']]><!-- " + "Ω" * 40,
}


class Page(HTMLParser):
    """Tags that match, figures of the report (`data-of`), texts, and tables with their numbers."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.figures: list[tuple[str, str]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.texts: set[str] = set()
        self._rows: list[list[str]] = []
        self._caption = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("th", "td") and self._rows:
            self._rows[-1].append("")
        elif tag == "data":
            value = values.get("value") or ""
            if values.get("data-of"):
                self.figures.append((str(values["data-of"]), value))
            if "table" in self.open and self._rows and self._rows[-1]:
                self._rows[-1][-1] = value

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")
        if tag == "table":
            self.tables[self._caption] = self._rows

    def handle_data(self, data: str) -> None:
        self.texts.add(data)
        if self.open and self.open[-1] == "caption":
            self._caption += data
        elif self.open and self.open[-1] in ("th", "td") and self._rows and self._rows[-1]:
            self._rows[-1][-1] += data


def at(report: Any, pointer: str) -> Any:
    """What stands at a JSON pointer."""
    for key in pointer.split("/")[1:]:
        report = report[key.replace("~1", "/").replace("~0", "~")]
    return report


def make(folder: str, *arguments: object) -> tuple[Path, Page, dict[str, Any]]:
    """The page of a run, and the JSON report of the same one."""
    path = Path(folder) / "report.html"
    printed = good("run", *arguments, "--json", "--html", path)
    if not printed:
        finish()
    return path, Page(path.read_text(encoding="utf-8")), json.loads(printed)


def column(page: Page, caption: str, title: str) -> list[int]:
    rows = page.tables[caption]
    place = rows[0].index(title)
    return [int(row[place]) for row in rows[1:] if row[place] != "–"]


def check_sound(page: Page, what: str) -> None:
    """Tags match, and nothing is fetched from anywhere."""
    equal((page.open, page.wrong), ([], []), f"{what}: tags")
    ids = [values["id"] for _, values in page.tags if values.get("id")]
    equal(len(ids), len(set(ids)), f"{what}: ids are told once")
    for tag, values in page.tags:
        for name in ("src", "srcset", "action", "data", "poster", "background"):
            expect(name not in values, f"{what}: <{tag} {name}>")
        href = values.get("href") or "#"
        expect(tag not in ("link", "iframe", "object", "embed", "img", "image") and href[0] == "#", f"{what}: <{tag} {href}>")
        if href != "#":
            expect(href[1:] in ids, f"{what}: a link to {href}")
        expect(not any(name.startswith("on") for name in values), f"{what}: <{tag}> with a handler")


def check_figures(page: Page, report: dict[str, Any], what: str) -> None:
    """Every figure with a place in the report is the one that stands there; every queue and agent has its own."""
    for pointer, value in page.figures:
        figure = at(report, pointer)
        equal(value, "" if figure is None else str(figure), f"{what}: {pointer}")
    told = {pointer for pointer, _ in page.figures}
    figures = [key for key, figure in report["queues_total"].items() if figure is None or isinstance(figure, int)]
    wanted: list[tuple[str, ...]] = [
        (part, name, key)
        for part, keys in (("queues", figures), ("agents", ["answered", "login_us"]))
        for name in report[part]
        for key in keys
    ]
    wanted += [
        ("flows", flow, node, part, key)
        for flow, nodes in report["flows"].items()
        for node, ways in nodes.items()
        for part in ("exits", "ended")
        for key in ways[part]
    ]
    for keys in wanted:
        pointer = "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in keys)
        expect(pointer in told, f"{what}: nothing of {pointer}")


def check_intervals(page: Page, report: dict[str, Any], what: str) -> None:
    """The charts' numbers add up to the report's."""
    total, ends = report["queues_total"], "Calls offered, and how they left the queue"
    equal(sum(column(page, ends, "Offered")), total["offered"], f"{what}: offered, by interval")
    equal(sum(column(page, ends, "Answered")), total["answered"], f"{what}: answered, by interval")
    equal(sum(column(page, ends, "Abandoned")), total["abandoned"] + total["abandoned_short"], f"{what}: abandoned, by interval")
    equal(max(column(page, "Longest wait, however it ended", "Longest wait")), total["wait_us_max"], f"{what}: longest wait")
    waits = column(page, "Average wait until answered", "Average wait")
    expect(min(waits) <= total["asa_us"] <= max(waits), f"{what}: average waits {waits}")
    levels = column(page, "Service level", "Service level")
    expect(min(levels) <= total["service_level_ppm"] <= max(levels), f"{what}: service levels {levels}")
    equal(sum(column(page, "Wait of answered calls", "Answered calls")), total["answered"], f"{what}: distribution of waits")
    for name, kpi in report["queues"].items():
        calls = f"Calls that came, and how they left, {name}"
        came = sum(kpi[figure] for figure in ("offered", "transferred_in", "overflowed_in", "moved_in", "also_in"))
        equal(sum(column(page, calls, "Came in")), came, f"{what}: came to {name}, by interval")
        equal(sum(column(page, calls, "Answered")), kpi["answered"], f"{what}: answered in {name}, by interval")
        levels = column(page, f"Service level, {name}", "Service level")
        expect(min(levels) <= kpi["service_level_ppm"] <= max(levels), f"{what}: service levels of {name} {levels}")
    handled = column(page, "Handle time: talk, hold and wrap-up", "Conversations")
    equal(sum(handled), total["handled"], f"{what}: distribution of handle times")


def check_levels() -> None:
    """Service levels that are asked for stand by queue, as the report has them."""
    asked = ("--service-level", "genesys <10s as <contract>", "--service-level", "cisco_negative 20s")
    with tempfile.TemporaryDirectory() as folder:
        _, page, report = make(folder, *BANK, *LIFELIKE, *asked)
    check_sound(page, "service levels")
    check_figures(page, report, "service levels")
    told = {pointer for pointer, _ in page.figures}
    for place in ("queues_total", *(f"queues/{name}" for name in report["queues"])):
        for level, figure in itertools.product(("<contract>", "cisco_negative 20s"), ("ppm", "met", "counted")):
            pointer = f"/{place}/service_levels/{level}/{figure}"
            expect(pointer in told, f"service levels: nothing of {pointer}")


def check_one_interval() -> None:
    """A run within one quarter hour is drawn by minutes; where one queue's threshold differs, each has its own."""
    definition = """{"agents": {"ann": {}}, "queues": {
      "slow": {"members": ["ann"], "service_level_s": 60}, "fast": {"members": ["ann"], "service_level_s": 5}}}"""
    calls = "arrival,queue,talk_s\n09:00:00,slow,30\n09:00:10,fast,10\n09:00:20,slow,10\n"
    with tempfile.TemporaryDirectory() as folder:
        _, page, report = make(folder, write(folder, "two.json", definition), write(folder, "calls.csv", calls))
    equal(report["queues_total"]["service_level_ppm"], 666_667, "one interval: service level of the run")
    equal(column(page, "Service level", "Service level"), [666_667], "one interval: service level")
    equal([row[0] for row in page.tables["Service level"][1:]], ["09:00"], "one interval: minutes")


def check_timelines() -> None:
    """Two hours at work, of which ten minutes on a call: to the minute, from the chart's first one on."""
    definition = '{"agents": {"ann": {}}, "queues": {"lines": {"members": ["ann"], "wrapup_s": 0}}}'
    with tempfile.TemporaryDirectory() as folder:
        calls = write(folder, "calls.csv", "arrival,talk_s\n09:10:00,600\n")
        staffing = write(folder, "staffing.csv", "agent,login,logout,days\nann,08:00,10:00,daily\n")
        path, page, _ = make(folder, write(folder, "one.json", definition), calls, "--staffing", staffing)
        text = path.read_text(encoding="utf-8")
    strip = re.search(r'<svg class="strip".*?</svg>', text, re.S)
    drawn = dict(re.findall(r'<path class="(\w+)" d="([^"]*)"', strip.group() if strip else ""))
    equal(drawn, {"busy": "M70 0h10v20h-10z", "ready": "M0 0h70v20h-70zM80 0h40v20h-40z"}, "timelines")
    equal([row[0] for row in page.tables["Agents on average"][1:]][::3], ["08:00", "08:45", "09:30"], "timelines: hours")
    equal(column(page, "Agents on average", "Logged in"), [1000] * 8, "timelines: logged in, in thousandths")
    working = column(page, "Agents on average", "Ringing, on calls, in wrap-up")
    equal(working, [0, 0, 0, 0, 333, 333, 0, 0], "timelines: at work, in thousandths")


def days(folder: str) -> tuple[object, ...]:
    """A call half an hour after midnight on each of seven days, by the clock of the zone."""
    rows = "".join(f"2026-03-{day:02}T23:30:00Z,10\n" for day in range(1, 8))
    return (DEFINITIONS / "round-robin.json", write(folder, "days.csv", "arrival,talk_s\n" + rows), "--zone", "+01:00")


def check_days() -> None:
    """Several days are drawn by days."""
    with tempfile.TemporaryDirectory() as folder:
        path, page, report = make(folder, *days(folder))
        text = path.read_text(encoding="utf-8")
    check_sound(page, "days")
    check_figures(page, report, "days")
    expect("Monday, 2 March 2026 to Sunday, 8 March 2026" in text, "days: title")
    found = page.tables["Calls offered, and how they left the queue"]
    equal([row[0] for row in found[1:]][:2], ["Mon 2026-03-02", "Tue 2026-03-03"], "days: rows")
    equal(column(page, "Calls offered, and how they left the queue", "Offered"), [1] * 7, "days: offered")
    equal(column(page, "Calls offered by hour, on average", "00"), [1000] * 7, "days: offered between 0:00 and 1:00, in thousandths")
    equal(len(page.tables["Calls offered by hour, on average"][0]), 2, "days: hours with calls")


def check_zone() -> None:
    """By the clock of a zone, on a day of 23 hours and in a week with one."""
    title = "Calls offered, and how they left the queue"
    with tempfile.TemporaryDirectory() as folder:
        rows = "".join(f"2026-03-29T{hour:02}:10:00,60\n" for hour in (0, 1, 3, 4, 5))
        day = write(folder, "day.csv", "arrival,talk_s\n" + rows)
        path, page, report = make(folder, DEFINITIONS / "round-robin.json", day, "--zone", "Europe/Berlin")
        expect("times are Europe/Berlin" in path.read_text(encoding="utf-8"), "zone: its name")
        check_figures(page, report, "zone")
        labels = [row[0] for row in page.tables[title][1:]]
        equal(labels[6:10], ["01:30", "01:45", "03:00", "03:15"], "zone: the hour that is left out")
        equal(sum(column(page, title, "Offered")), 5, "zone: offered")
        rows = "".join(f"2026-03-{day:02}T{hour:02}:10:00,60\n" for day in range(24, 32) for hour in (8, 17))
        week = write(folder, "week.csv", "arrival,talk_s\n" + rows)
        _, page, _ = make(folder, DEFINITIONS / "round-robin.json", week, "--zone", "Europe/Berlin")
        for hour in ("08", "17"):
            equal(column(page, "Calls offered by hour, on average", hour), [1000] * 7, f"zone: a week, at {hour}")


def hostile(folder: str) -> tuple[Path, Path]:
    """A definition whose names are markup, and a call through all of it."""
    definition = {
        "agents": {HOSTILE["agent"]: {}},
        "queues": {HOSTILE["queue"]: {"members": [HOSTILE["agent"]]}},
        "flows": {
            HOSTILE["flow"]: {
                "start": HOSTILE["node"],
                "nodes": {
                    HOSTILE["node"]: {"kind": "play", "prompt": "</div>", "exits": {"next": "b"}},
                    "b": {"kind": "queue", "queue": HOSTILE["queue"]},
                },
            }
        },
        "numbers": {"<i>1": HOSTILE["flow"]},
    }
    calls = "arrival,number,caller,talk_s\n09:00:00,<i>1,+4930123456,20\n"
    return write(folder, "<b>&'.json", json.dumps(definition)), write(folder, "calls.csv", calls)


def check_hostile() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, page, report = make(folder, *hostile(folder))
        text = path.read_text(encoding="utf-8")
    check_sound(page, "hostile names")
    check_figures(page, report, "hostile names")
    equal([tag for tag, _ in page.tags].count("script"), 1, "hostile names: scripts")
    expect("+4930123456" not in text, "hostile names: a caller is on the page")
    for name in HOSTILE.values():
        expect(name in page.texts, f"hostile names: no {name!r}")


def check_empty() -> None:
    with tempfile.TemporaryDirectory() as folder:
        calls = write(folder, "none.csv", "arrival,number\n")
        _, page, report = make(folder, DEFINITIONS / "bank.json", calls)
    check_sound(page, "no calls")
    check_figures(page, report, "no calls")
    expect("Service level" not in page.tables, "no calls: a chart")


def check_refusals() -> None:
    with tempfile.TemporaryDirectory() as folder:
        calls, old = Path(folder) / "calls.csv", write(folder, "old.html", "old")
        calls.write_text("arrival,number\nnever,1\n", encoding="utf-8")
        equal(acd("run", DEFINITIONS / "bank.json", calls, "--html", old).returncode, 1, "bad calls")
        equal(old.read_text(encoding="utf-8"), "old", "bad calls: the page that was there")
        both = acd("run", *BANK, "--html", Path(folder) / "a", "--outcomes", Path(folder) / "a")
        equal(both.returncode, 2, f"two outputs in one file: {both.stderr}")
        equal(acd("explain", *BANK, "--html", Path(folder) / "a").returncode, 2, "acd explain --html")


def check_plain() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, page, report = make(folder, *BANK, *LIFELIKE)
        again, _, _ = make(folder, *BANK, *LIFELIKE)
        check_sound(page, "bank")
        check_figures(page, report, "bank")
        check_intervals(page, report, "bank")
        equal(again.read_bytes(), path.read_bytes(), "bank: equal runs make equal pages")
        text = path.read_text(encoding="utf-8")
        callers = set(re.findall(r",(\+\d{6,}),", (CALLS / "bank-day.csv").read_text(encoding="utf-8"))) - {
            number for number in json.loads((DEFINITIONS / "bank.json").read_text(encoding="utf-8"))["numbers"]
        }
        expect(not any(caller in text for caller in callers), "bank: a caller is on the page")
        expect("://" not in re.sub(r"http://www\.w3\.org/\S*", "", text), "bank: an address")
    check_levels()
    check_one_interval()
    check_timelines()
    check_days()
    check_zone()
    check_hostile()
    check_empty()
    check_refusals()
    check_colours()


# ---- colours

# How colours look to who lacks one of the three cones (Machado, Oliveira, Fernandes 2009), and to others.
SIGHTS = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)
TOGETHER = (
    ("panel", "blue", "pale", "red", "grey", "gold"),
    ("panel", "busy", "wrapup", "ringing", "ready", "away", "elsewhere", "supervising"),
)


def seen(color: str, sight: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """A colour as CIE L*a*b*."""
    color = color if len(color) == 7 else "#" + "".join(2 * digit for digit in color[1:])
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (sum(factor * part for factor, part in zip(row, linear)) for row in sight)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def check_colours() -> None:
    """Colours that stand together are told apart in every kind of sight, in light and dark."""
    css = (ROOT / "examples" / "acd" / "page.css").read_text(encoding="utf-8")
    roots = re.findall(r":root \{(.*?)\}", css, re.S)
    schemes = [dict(re.findall(r"--(\w+): (#\w+);", root)) for root in roots[:2]]  # light, dark; the next is for paper
    equal(len(schemes), 2, "colours: light and dark")
    for scheme, names, sight in itertools.product(schemes, TOGETHER, SIGHTS):
        for one, two in itertools.combinations(names, 2):
            apart = math.dist(seen(scheme[one], sight), seen(scheme[two], sight))
            expect(apart >= 20, f"colours: {one} and {two} of {scheme[one]} and {scheme[two]} are {apart:.0f} apart")


# ---- in a browser

QUIET_EVENTS = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")

# Each text with the colours that it and what is behind it have; those in SVG have a fill.
CONTRAST = r"""
(() => {
  const parse = (color) => { const found = (color.match(/[\d.]+/g) || []).map(Number);
    return color.startsWith('color(srgb') ? found.map((v, i) => (i < 3 ? 255 * v : v)) : found; };
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (element) => { const found = [];
    for (let e = element; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      for (const stop of style.backgroundImage.match(/rgba?\([^)]*\)/g) || []) found.push(parse(stop));
      const color = parse(style.backgroundColor);
      if (color.length === 3 || color[3] === 1) { found.push(color); break; }
    }
    return found; };
  const worst = {};
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility() || ![...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    if (['SCRIPT', 'STYLE', 'title'].includes(element.tagName)) continue;
    const style = getComputedStyle(element), ink = parse(element instanceof SVGElement ? style.fill : style.color);
    for (const ground of behind(element)) {
      const a = light(ink), b = light(ground), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) worst[`${element.tagName}.${element.getAttribute('class')} ${style.color} on ${ground}`] = ratio;
    }
  }
  return worst;
})()
"""
WIDTH = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
NAMES = """[...document.querySelectorAll('svg[role=img], [role=region], nav, table, section')]
  .filter((e) => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.caption)).map((e) => e.outerHTML.slice(0, 80))"""
# Boxes of a drawing, and labels of an axis, that lie on each other.
OVERLAPS = """
(() => {
  const found = [];
  const compare = (elements, gap) => {
    const boxes = elements.map((e) => [e.textContent.slice(0, 30), e.getBoundingClientRect()]).filter(([, box]) => box.width);
    boxes.forEach(([a, one], i) => boxes.slice(i + 1).forEach(([b, two]) => {
      if (one.left < two.right + gap && two.left < one.right + gap && one.top < two.bottom && two.top < one.bottom) found.push([a, b]);
    }));
  };
  for (const drawing of document.querySelectorAll('.flow')) compare([...drawing.querySelectorAll('.node')], 8);
  for (const axis of document.querySelectorAll('svg.plot, svg.hours')) compare([...axis.querySelectorAll('text')], 1);
  return found;
})()
"""
FIGURES = "[...document.querySelectorAll('[data-of]')].map((e) => [e.dataset.of, e.value])"
FOCUS = "(() => { const e = document.activeElement; return [e.tagName, e.className, e.getAttribute('role')]; })()"
SORTED = "[...document.querySelector('#agents table').tBodies[0].rows].map((r) => Number(r.cells[1].querySelector('data').value))"


def check_quiet(browser: Browser, page: Path, what: str) -> None:
    told = [event for event in browser.events if event.get("method") in QUIET_EVENTS]
    equal(told, [], f"{what}: console")
    asked = [
        event["params"]["request"]["url"] for event in browser.events if event.get("method") == "Network.requestWillBeSent"
    ]
    equal(asked, [page.resolve().as_uri()], f"{what}: requests")


def check_keyboard(browser: Browser) -> None:
    """With the keyboard alone: to every table and its details, which open; columns sort by their buttons."""
    seen = set()
    for _ in range(400):
        browser.press("Tab", 9)
        tag, name, role = browser.ask(FOCUS)
        if tag == "BODY":
            break
        seen.add((tag, role or "") if tag != "A" else (tag, name))
    for wanted in (("DIV", "region"), ("SUMMARY", ""), ("BUTTON", ""), ("A", "skip")):
        expect(wanted in seen, f"keyboard: never at {wanted}; at {sorted(seen)}")
    browser.ask("document.querySelector('summary').focus()")
    browser.press("Enter", 13, "\r")
    equal(browser.ask("document.querySelector('details').open"), True, "keyboard: details open")
    before = browser.ask(SORTED)
    browser.ask("document.querySelectorAll('#agents thead button')[1].focus()")
    browser.press("Enter", 13, "\r")
    equal(browser.ask(SORTED), sorted(before, reverse=True), "keyboard: sorted")
    browser.press("Enter", 13, "\r")
    equal(browser.ask(SORTED), sorted(before), "keyboard: sorted the other way round")
    equal(browser.ask("document.querySelectorAll('[aria-sort]').length"), 1, "keyboard: one column is sorted by")


def check_browser(path: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Browser(path) as browser:
        page, _, report = make(folder, *BANK, *LIFELIKE)
        for width, dark in ((1280, False), (1280, True), (390, False), (390, True)):
            what = f"{width} px, {'dark' if dark else 'light'}"
            browser.view(width, dark=dark)
            browser.open(page)
            check_quiet(browser, page, what)
            browser.ask("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
            equal(browser.ask(WIDTH), [width, width], f"{what}: width")
            equal(browser.ask(CONTRAST), {}, f"{what}: contrast")
            equal(browser.ask(NAMES), [], f"{what}: without a name")
            equal(browser.ask(OVERLAPS), [], f"{what}: one on the other")
        shown = browser.ask(FIGURES)
        expect(len(shown) > 200, f"figures in the browser: {len(shown)}")
        for pointer, value in shown:
            figure = at(report, pointer)
            equal(value, "" if figure is None else str(figure), f"in the browser: {pointer}")
        browser.view(1280)
        browser.open(page)
        check_keyboard(browser)
        lines = write(folder, "lines.csv", "arrival,flow,keys\n09:00:00,welcome,1\n09:01:00,welcome,2\n09:02:00,payment,\n")
        empty = (DEFINITIONS / "bank.json", write(folder, "empty.csv", "arrival\n"))
        for what, run in (
            ("hostile names", hostile(folder)),
            ("no calls", empty),
            ("days", days(folder)),
            ("large flows", (DEFINITIONS / "flows.json", lines)),
        ):
            page, _, _ = make(folder, *run)
            browser.view(390, dark=True)
            browser.open(page)
            check_quiet(browser, page, what)
            equal(browser.ask(WIDTH), [390, 390], f"{what}: width")
            equal(browser.ask(CONTRAST), {}, f"{what}: contrast")
            equal(browser.ask(OVERLAPS), [], f"{what}: one on the other")
            equal(browser.ask("document.querySelectorAll('script').length"), 1, f"{what}: scripts")


def main() -> None:
    if sys.argv[2:] == ["browser"]:
        path = program()
        if path is None:
            skip("Chromium is not installed (tests/run --all installs it)")
        check_browser(path)
    else:
        check_plain()
    finish()


if __name__ == "__main__":
    main()
