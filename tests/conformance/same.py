# SPDX-License-Identifier: Apache-2.0
"""Each language runs the scripts to the same text, digests included; C to the one in the file.

usage: same.py SCRIPTS -- COMMAND… [-- COMMAND…]…    (each takes SCRIPTS and --digests; the first is C's)
       same.py --made SEED COUNT -- COMMAND…         so many scripts of random commands, in which C is right
"""

from __future__ import annotations

import difflib
import itertools
import subprocess
import sys
import tempfile
from pathlib import Path

import made


def told(command: list[str], *arguments: str) -> list[str]:
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout.splitlines()


def differences(scripts: str, commands: list[list[str]]) -> list[str]:
    """Of each language from C."""
    found: list[str] = []
    first = told(commands[0], scripts, "--digests")
    for command in commands[1:]:
        other = told(command, scripts, "--digests")
        found += difflib.unified_diff(first, other, "the C library", " ".join(command), lineterm="", n=8)
    return found


def main() -> None:
    what, *commands = [list(words) for is_end, words in itertools.groupby(sys.argv[1:], lambda word: word == "--") if not is_end]
    if what[0] == "--made":
        with tempfile.TemporaryDirectory() as folder:
            scripts = Path(folder) / f"made-{what[1]}.txt"
            scripts.write_text(made.scripts(int(what[1]), int(what[2])), encoding="utf-8")
            found = differences(str(scripts), commands)
    else:
        expected = Path(what[0]).read_text(encoding="utf-8").splitlines()
        found = list(difflib.unified_diff(expected, told(commands[0], what[0]), "the scripts", "the C library", lineterm=""))
        found += differences(what[0], commands)
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
