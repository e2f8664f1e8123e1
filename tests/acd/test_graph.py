# SPDX-License-Identifier: Apache-2.0
"""acd graph: every node and exit of a definition is drawn, with the counts of a run that the report has.

usage: test_graph.py TOOL
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tool import CALLS, DEFINITIONS, TOOL, acd, equal, expect, finish, good, write

EDGE = re.compile(r"^  n(\d+) -> n(\d+) \[label=<(.*)>((?:, \w+=[^<>]*)?)\];$", re.M)
OPEN = re.compile(r"^  n(\d+) -> e\d+ \[.*label=<(.*)>\];$", re.M)
NODE = re.compile(r"^    n(\d+) \[(.*?)label=<<b>(.*?)</b><br/>(.*)>\];$", re.M)
BIG = 90


def labels(text: str) -> dict[str, int]:
    """Of an edge: exits, and how often each was taken (0: no count is shown)."""
    found = {}
    for part in text.split("<br/>"):
        match = re.fullmatch(r"&#160;(.*?)(?:: <b>(\d+)×</b>)?", part)
        expect(match, f"label {part!r}")
        if match:
            found[match[1]] = int(match[2] or 0)
    return found


def drawn(text: str) -> tuple[dict[str, str], dict[tuple[str, str], tuple[str, int, str]]]:
    """Names of nodes with how they look, and (node, exit) with where it leads, how often, and how that looks."""
    names = {number: name for number, _, name, _ in NODE.findall(text)}
    ways = {}
    for source, to, label, style in EDGE.findall(text):
        for name, count in labels(label).items():
            ways[names[source], name] = (names[to], count, style)
    for source, label in OPEN.findall(text):
        for name, count in labels(label).items():
            ways[names[source], name] = ("", count, "")
    return {name: how for _, how, name, _ in NODE.findall(text)}, ways


def written(flow: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {(node, name): to for node, value in flow["nodes"].items() for name, to in value.get("exits", {}).items()}


def check_all_drawn() -> None:
    for path in sorted(DEFINITIONS.glob("*.json")):
        flows = json.loads(path.read_text(encoding="utf-8")).get("flows", {})
        if not flows:
            equal(acd("graph", path).returncode, 1, f"{path}: nothing to draw")
            continue
        for name, flow in flows.items():
            nodes, ways = drawn(good("graph", path, name))
            equal(sorted(nodes), sorted(flow["nodes"]), f"{path}: nodes of {name}")
            for way, to in written(flow).items():
                equal(ways.get(way, ("nowhere",))[0], to, f"{path}: {way}")


def check_counts() -> None:
    for name in ("auto-attendant", "direct-extension", "skill-based", "business-hours", "linear-voicemail"):
        definition = DEFINITIONS / f"{name}.json"
        staffing = CALLS / f"{name}-staffing.csv"
        options = ["--staffing", staffing] if staffing.exists() else []
        with tempfile.TemporaryDirectory() as folder:
            printed = good("run", "--json", *options, definition, CALLS / f"{name}.csv")
            report = json.loads(printed)
            text = good("graph", definition, "--report", write(folder, "report.json", printed))
        _, ways = drawn(text)
        ended = 0
        for flow in report["flows"].values():
            for node, counts in flow.items():
                ended += sum(counts["ended"].values())
                for exit_, count in counts["exits"].items():
                    equal(ways.get((node, exit_), ("", -1, ""))[1], count, f"{name}: {node} {exit_}")
                hung_up = counts["ended"].get("in_flow", 0) + counts["ended"].get("abandoned", 0)
                expect(not hung_up or f">{hung_up} hung up<" in text, f"{name}: {node}: {hung_up} hung up")
        equal(ended, report["calls"]["ended"], f"{name}: every call ended at a node")
        for way, (to_, count, style) in ways.items():
            together = sum(count for (node, _), (to, count, how) in ways.items() if (node, to, how) == (way[0], to_, style))
            expect(together or "dashed" in style, f"{name}: {way} never taken, and not dashed")
            expect(not count or "dashed" not in style, f"{name}: {way} taken, and dashed")


def chain(count: int) -> dict[str, Any]:
    """A flow of so many nodes in a row, each with a way back, and one node that nothing leads to."""
    nodes: dict[str, Any] = {
        f"n{i}": {"kind": "menu", "prompt": f"ünïcödé <{i}> & \"more\" than fits into a node", "exits": {"1": f"n{i + 1}", "2": "n0"}}
        for i in range(count - 2)
    }
    nodes[f"n{count - 2}"] = {"kind": "hangup"}
    nodes["lost"] = {"kind": "play", "prompt": "x", "exits": {"next": "n0"}}
    return {"flows": {"a \"b\"": {"start": "n0", "catch": f"n{count - 2}", "nodes": nodes}, "next": {"start": "j", "nodes": {
        "j": {"kind": "flow", "flow": "a \"b\""}}}}, "numbers": {str(i): "a \"b\"" for i in range(9)}}


def check_large(folder: str) -> None:
    path = write(folder, "big.json", json.dumps(chain(BIG)))
    text = good("graph", path)
    nodes, ways = drawn(text)
    equal(len(nodes), BIG + 1, "nodes of a large flow")
    expect("never reached" in text and "b0b0b0" in nodes["lost"], "the node that nothing leads to")
    expect("b0b0b0" not in nodes["n5"], "a node that is reached")
    expect("constraint=false" in ways["n7", "2"][2] and "constraint=false" not in ways["n7", "1"][2], "ways back")
    expect('label="0\\n1\\n2\\nand 6 more"' in text, "the numbers that lead to a flow")
    expect("ünïcödé &lt;3&gt; &amp; &quot;more&quot;" in text and "…" in text, "a prompt")
    expect("all other exits" in text and "rankdir=LR" in text, "the catch node, the direction")
    some, _ = drawn(good("graph", path, "next"))
    equal(list(some), ["j"], "one flow of two")
    if shutil.which("dot"):
        svg = good("graph", "--format", "svg", path)
        expect(svg.lstrip().startswith("<?xml") and svg.count('class="node"') >= BIG, "--format svg")
    bare = subprocess.run([TOOL, "graph", "--format", "svg", path], capture_output=True, text=True, check=False,
                          env={**os.environ, "PATH": folder})
    equal(bare.returncode, 3, "--format svg without dot")
    expect("in the package graphviz" in bare.stderr, f"--format svg without dot: said {bare.stderr!r}")


def check_links(folder: str) -> None:
    """Other flows: gone to, gone into, and those of a queue."""
    centre = {"queues": {"q": {"overflow_flow": "over"}}, "flows": {
        "main": {"start": "sub", "nodes": {"sub": {"kind": "subflow", "flow": "over", "exits": {"next": "q"}},
                                           "q": {"kind": "queue", "queue": "q", "exits": {"timeout": "go"}},
                                           "go": {"kind": "flow", "flow": "over"}}},
        "over": {"start": "p", "nodes": {"p": {"kind": "play", "prompt": "full"}}}}}
    path = write(folder, "links.json", json.dumps(centre))
    text = good("graph", path)
    names = {name: number for number, _, name, _ in NODE.findall(text)}
    found = {source: style for source, to, style in re.findall(r"^  n(\d+) -> n(\d+) \[(style=.*)\];$", text, re.M) if to == names["p"]}
    equal(sorted(found), sorted(names[name] for name in ("sub", "q", "go")), "ways to another flow")
    expect("odiamond" in found.get(names["sub"], "") and "odiamond" not in found.get(names["go"], ""), "a subflow comes back")
    expect('label="overflow_flow"' in found.get(names["q"], ""), "the flow of a queue")
    expect("-> n3" not in good("graph", path, "main"), "a flow that is not drawn")


def check_errors(folder: str) -> None:
    path = DEFINITIONS / "auto-attendant.json"
    done = acd("graph", path, "wellcome")
    equal(done.returncode, 1, "a flow that is not there")
    expect('found no flow "wellcome"; did you mean "welcome"?' in done.stderr, f"said {done.stderr!r}")
    equal(acd("graph").returncode, 2, "no definition")
    equal(acd("graph", path, "--format", "gif").returncode, 2, "--format")
    equal(acd("graph", path, "--report", Path(folder) / "nowhere").returncode, 3, "a report that is not there")
    for text in ("{", "[]", "{}"):
        done = acd("graph", path, "--report", write(folder, "bad.json", text))
        equal(done.returncode, 1, f"a report that is none: {text}")
        expect("bad.json:" in done.stderr, f"a report that is none: said {done.stderr!r}")
    done = acd("graph", path, "--report", Path(folder) / "nowhere")
    equal(done.stderr, f"{Path(folder) / 'nowhere'}: cannot be read: No such file or directory\n", "a report that is not there")
    flow = json.loads(path.read_text(encoding="utf-8"))["flows"]["welcome"]
    nodes = {node: {"exits": {}, "ended": {}} for node in flow["nodes"]}
    lost = next(iter(nodes))
    for flows, run, said in (
        ({"welcome": nodes}, {}, 'found no "run"'),
        ({"else": nodes}, {"definition": "x"}, 'found no flow "welcome", expected the report of a run of the same definition'),
        ({"welcome": {node: nodes[node] for node in nodes if node != lost}}, {"definition": "x"}, f'found no node "{lost}" of flow "welcome", expected'),
    ):
        done = acd("graph", path, "welcome", "--report", write(folder, "bad.json", json.dumps({"run": run, "flows": flows})))
        equal(done.returncode, 1, f"a report that does not fit: {said}")
        expect(said in done.stderr and not done.stdout, f"a report that does not fit: said {done.stderr!r}")
    good("graph", path, "welcome", "--report", write(folder, "bad.json", json.dumps({"run": {"definition": "x"}, "flows": {"welcome": nodes}})))


def main() -> None:
    check_all_drawn()
    check_counts()
    with tempfile.TemporaryDirectory() as folder:
        check_large(folder)
        check_links(folder)
        check_errors(folder)
    finish()


if __name__ == "__main__":
    main()
