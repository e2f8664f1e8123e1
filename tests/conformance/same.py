# SPDX-License-Identifier: Apache-2.0
"""Each language runs the scripts to the same text, digests included; C to the one in the file.

usage: same.py SCRIPTS -- COMMAND… [-- COMMAND…]…  (each takes SCRIPTS and --digests; the first is C's)
"""

from __future__ import annotations

import difflib
import itertools
import subprocess
import sys
from pathlib import Path


def told(command: list[str], *arguments: str) -> list[str]:
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout.splitlines()


def main() -> None:
    scripts, *rest = sys.argv[1:]
    commands = [list(words) for is_end, words in itertools.groupby(rest, lambda word: word == "--") if not is_end]
    expected = Path(scripts).read_text(encoding="utf-8").splitlines()
    found = list(difflib.unified_diff(expected, told(commands[0], scripts), "the scripts", "the C library", lineterm=""))
    first = told(commands[0], scripts, "--digests")
    for command in commands[1:]:
        other = told(command, scripts, "--digests")
        found += difflib.unified_diff(first, other, "the C library", " ".join(command), lineterm="")
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
