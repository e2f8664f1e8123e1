# SPDX-License-Identifier: Apache-2.0
"""A program ends well and prints exactly what a file says.

usage: test_output.py EXPECTED PROGRAM ARGUMENT…
"""

import difflib
import subprocess
import sys
from pathlib import Path

from tree import report


def main() -> None:
    expected = Path(sys.argv[1]).read_text(encoding="utf-8")
    done = subprocess.run(sys.argv[2:], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    findings = list(
        difflib.unified_diff(expected.splitlines(), done.stdout.splitlines(), "expected", "printed", lineterm="")
    )
    if done.returncode != 0 or done.stderr:
        findings.append(f"ended with {done.returncode}; said: {done.stderr}")
    report(findings)


if __name__ == "__main__":
    main()
