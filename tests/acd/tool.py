# SPDX-License-Identifier: Apache-2.0
"""What the tests of the acd tool share: running it, and reading what it prints."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]
DEFINITIONS = ROOT / "examples" / "definitions"
CALLS = ROOT / "examples" / "calls"
SHARED = Path(os.environ.get("ACD_SHARED", ROOT.parent / "shared"))
TOOL = sys.argv[1] if len(sys.argv) > 1 else "acd"

findings: list[str] = []


def expect(condition: object, text: str) -> None:
    """Notes a finding unless the condition holds."""
    if not condition:
        findings.append(text)


def equal(found: object, expected: object, what: str) -> None:
    expect(found == expected, f"{what}: found {found!r}, expected {expected!r}")


def finish() -> NoReturn:
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)


def skip(reason: str) -> NoReturn:
    print(f"SKIP: {reason}")
    sys.exit(77)


def acd(*arguments: object, text: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the tool. Standard error is no terminal, so there is no progress bar."""
    command = [TOOL, *(argument if isinstance(argument, bytes) else str(argument) for argument in arguments)]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False, timeout=300)


def good(*arguments: object, text: str = "") -> str:
    """Runs the tool, which must succeed without complaints, and returns what it prints."""
    done = acd(*arguments, text=text)
    expect(done.returncode == 0 and not done.stderr, f"acd {arguments}: status {done.returncode}, said {done.stderr}")
    return done.stdout


def report(*arguments: object, text: str = "") -> dict[str, Any]:
    """The JSON report of a run."""
    printed = good("run", "--json", *arguments, text=text)
    if not printed:
        finish()
    loaded: dict[str, Any] = json.loads(printed)
    return loaded


def outcomes(*arguments: object) -> list[dict[str, str]]:
    """What became of each call, in the order of the file of calls."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "outcomes.csv"
        good("run", "--check", "--outcomes", path, *arguments)
        if not path.exists():
            finish()
        with path.open(encoding="utf-8", newline="") as file:
            return sorted(csv.DictReader(file), key=lambda row: int(row["line"]))


def write(folder: str, name: str, text: str) -> Path:
    path = Path(folder) / name
    path.write_bytes(text.encode("utf-8"))
    return path
