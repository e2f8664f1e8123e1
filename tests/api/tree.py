# SPDX-License-Identifier: Apache-2.0
"""What the tests of the API share: where things are, what the headers declare, how a test skips or fails."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include"
# Headers of the adapters; all others are the core's.
ADAPTER_HEADERS = {"erlang": "erlang.h", "ics": "ics.h", "import": "import.h", "json": "json.h", "sim": "sim.h", "testing": "testing.h", "zoneinfo": "zoneinfo.h"}


def skip(reason: str) -> NoReturn:
    """Ends the test as skipped; meson knows it by the status 77."""
    print(reason)
    sys.exit(77)


def report(findings: list[str]) -> NoReturn:
    """Ends the test: failed if there are findings."""
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)


def headers() -> list[Path]:
    found = sorted(INCLUDE.glob("acd/*.h"))
    if not found:
        report([f"no headers below {INCLUDE}"])
    return found


def library_headers(library: str) -> list[Path]:
    """Headers of the "core" or of an adapter."""
    if library in ADAPTER_HEADERS:
        return [INCLUDE / "acd" / ADAPTER_HEADERS[library]]
    return [header for header in headers() if header.name not in ADAPTER_HEADERS.values()]


def without_comments(text: str) -> str:
    """C text with comments blanked; lines keep their numbers."""
    return re.sub(r"/\*.*?\*/", lambda found: re.sub(r"[^\n]", " ", found.group()), text, flags=re.S)


def declared_functions(paths: list[Path]) -> set[str]:
    functions: set[str] = set()
    for path in paths:
        text = re.sub(r"^\s*#.*$", "", without_comments(path.read_text(encoding="utf-8")), flags=re.M)
        functions.update(re.findall(r"\bACD_API\b[^;()]*?\b(\w+)\s*\(", text))
    return functions


def sources(*suffixes: str) -> list[Path]:
    """Files of the tree with one of the suffixes, in order; builds and hidden folders left out."""
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if any(part.startswith(".") or part == "__pycache__" for part in parts) or parts[0] == "build":
            continue
        if path.is_file() and (not suffixes or path.suffix in suffixes):
            found.append(path)
    return found
