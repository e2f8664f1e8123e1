# SPDX-License-Identifier: Apache-2.0
"""Every C file is as clang-format with the tree's settings would lay it out."""

import shutil
import subprocess

from tree import ROOT, report, skip, sources

# Settings mean the same only to versions near the one the tree was formatted with.
OLDEST, NEWEST = 14, 14


def main() -> None:
    program = shutil.which(f"clang-format-{OLDEST}") or shutil.which("clang-format")
    if program is None:
        skip("clang-format is not installed (tests/run --all installs it)")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    major = int(version.split("version ")[1].split(".")[0])
    if not OLDEST <= major <= NEWEST:
        skip(f"clang-format {major} lays out differently from version {OLDEST}, which Debian 12 has")
    files = [str(path.relative_to(ROOT)) for path in sources(".c", ".h")]
    done = subprocess.run(
        [program, "--dry-run", "-Werror", "--style=file", *files], cwd=ROOT, capture_output=True, text=True, check=False
    )
    report(done.stderr.splitlines() if done.returncode != 0 else [])


if __name__ == "__main__":
    main()
