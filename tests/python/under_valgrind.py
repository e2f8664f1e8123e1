# SPDX-License-Identifier: Apache-2.0
"""Runs a test under valgrind: no block of memory is used that is not there, and none is lost.

usage: under_valgrind.py TEST.py [ARGUMENT…]    (skipped where there is no valgrind)
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FAILED = 99


def main() -> None:
    valgrind = shutil.which("valgrind")
    if valgrind is None or subprocess.run([valgrind, "-q", "true"], capture_output=True, check=False).returncode:
        print("skipped: valgrind is not installed, or lacks the loader's symbols (tests/run --all installs both)")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        command = [
            valgrind,
            f"--error-exitcode={FAILED}",
            "--leak-check=full",
            "--show-leak-kinds=definite",
            "--errors-for-leak-kinds=definite",
            f"--suppressions={Path(__file__).with_name('valgrind.supp')}",
            f"--log-file={log}",
            sys.executable,
            *sys.argv[1:],
        ]
        # Python's own allocator would hide what is used too late.
        done = subprocess.run(command, check=False, env={**os.environ, "PYTHONMALLOC": "malloc"})
        told = log.read_text(encoding="utf-8", errors="replace")
    if done.returncode:
        print(told, file=sys.stderr)
    elif not re.search(r"ERROR SUMMARY: 0 errors", told):
        sys.exit(f"valgrind did not finish:\n{told}")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
