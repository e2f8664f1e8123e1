# SPDX-License-Identifier: Apache-2.0
"""A command prints what a file says, and nothing else.

usage: prints.py FILE COMMAND…
"""

from __future__ import annotations

import difflib
import subprocess
import sys
from pathlib import Path


def main() -> None:
    expected = Path(sys.argv[1]).read_text(encoding="utf-8")
    done = subprocess.run(sys.argv[2:], capture_output=True, text=True, check=False)
    print("\n".join(difflib.unified_diff(expected.splitlines(), done.stdout.splitlines(), "expected", "printed", lineterm="")))
    print(done.stderr, end="")
    sys.exit(0 if (done.returncode, done.stdout, done.stderr) == (0, expected, "") else 1)


if __name__ == "__main__":
    main()
