# SPDX-License-Identifier: Apache-2.0
"""Includes point one way: base, calendar, model, then flow and route, then engine; kpi and journal see model and base only.

Adapters, examples and benchmarks see the public headers only. Public headers see <acd/…>, stddef and stdint.
"""

from __future__ import annotations

import re
from pathlib import Path

from tree import ROOT, report, sources, without_comments

# Folder of the core: the folders it may include from, besides itself and the public headers.
MAY_SEE: dict[str, set[str]] = {
    "base": set(),
    "calendar": {"base"},
    "model": {"base", "calendar"},
    "flow": {"base", "calendar", "model"},
    "route": {"base", "model"},
    "kpi": {"base", "model"},
    "history": {"base", "calendar", "model", "kpi"},
    "journal": {"base", "model"},
    "metrics": {"base"},
    "record": {"base", "calendar", "model"},
    "engine": {"base", "calendar", "model", "flow", "route", "kpi", "journal"},
}
# What a freestanding compiler has, and the string functions.
CORE_SYSTEM = {
    *("limits.h", "stdalign.h", "stdbool.h", "stddef.h", "stdint.h", "string.h", "stdlib.h"),
    *("uthash.h", "utlist.h"),
}
PUBLIC_SYSTEM = {"stddef.h", "stdint.h"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def check_core(folder: str, kind: str, name: str) -> str:
    if kind == "<":
        good = name.startswith("acd/") or name in CORE_SYSTEM
        return "" if good else f"<{name}> is not for the core"
    target = name.split("/")[0] if "/" in name else folder
    if target == folder or target in MAY_SEE[folder]:
        return ""
    return f'"{name}": {folder} may not see {target}'


def check_file(path: Path, kind: str, name: str) -> str:
    parts = path.relative_to(ROOT).parts
    if parts[0] == "include":
        good = kind == "<" and (name.startswith("acd/") or name in PUBLIC_SYSTEM)
        return "" if good else f"{name}: a public header sees public headers, stddef.h and stdint.h"
    if parts[0] == "libacd" and parts[1] in MAY_SEE:
        if name in ("acd/erlang.h", "acd/ics.h", "acd/import.h", "acd/json.h", "acd/sim.h", "acd/testing.h", "acd/testing_cmocka.h", "acd/zoneinfo.h"):
            return f"<{name}>: the core does not see its adapters"
        return check_core(parts[1], kind, name)
    outside = parts[0] in ("examples", "bench", "bindings") or parts[0] == "libacd"
    # Languages share what is in bindings/swig; a package that is source has a copy of it.
    if parts[0] == "bindings" and (ROOT / "bindings/swig" / name).is_file():
        return ""
    if outside and kind == '"':
        # Files of one folder may share a header; nothing reaches into another, least of all the core's.
        near = (path.parent / name).resolve()
        # Languages share what is in bindings/swig.
        below = ROOT / parts[0] if parts[0] in ("bench", "bindings") else ROOT.joinpath(*parts[:2])
        if not near.is_file() or below not in near.parents:
            return f'"{name}": only the public headers and those of the same folder'
    return ""


def main() -> None:
    findings = []
    seen = 0
    for path in sources(".c", ".h"):
        text = without_comments(path.read_text(encoding="utf-8"))
        for found in INCLUDE.finditer(text):
            seen += 1
            finding = check_file(path, found.group(1), found.group(2))
            if finding:
                line = text.count("\n", 0, found.start(1)) + 1
                findings.append(f"{path.relative_to(ROOT)}:{line}: {finding}")
    if seen == 0:
        findings.append("no includes found: this test proves nothing")
    for folder in sorted(path.name for path in (ROOT / "libacd").iterdir() if path.is_dir()):
        if folder not in MAY_SEE and folder not in ("erlang", "ics", "import", "json", "sim", "testing", "zoneinfo"):
            findings.append(f"libacd/{folder}: say in this test what it may include")
    report(findings)


if __name__ == "__main__":
    main()
