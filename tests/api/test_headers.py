# SPDX-License-Identifier: Apache-2.0
"""Every public header compiles alone, without a warning, in one language by one compiler.

usage: test_headers.py COMPILER LANGUAGE    as in: gcc c99, clang++ c++11
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tree import INCLUDE, headers, report, skip

FLAGS = ["-Wall", "-Wextra", "-Wpedantic", "-pedantic-errors", "-Werror"]


def compile_header(compiler: str, language: str, name: str, flags: list[str]) -> str:
    """What the compiler said, "" for nothing. The header comes twice, so its guard is tried too."""
    is_cplusplus = language.startswith("c++")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / ("one.cpp" if is_cplusplus else "one.c")
        line = f"#include <{name}>\n"
        source.write_text(line + line + "extern int acd_not_empty;\n", encoding="utf-8")
        command = [compiler, f"-std={language}", *FLAGS, *flags, f"-I{INCLUDE}", "-fsyntax-only", str(source)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    if done.returncode != 0 and not said:
        return f"{compiler} ended with {done.returncode}"
    return said if done.returncode != 0 else ""


def main() -> None:
    compiler, language = sys.argv[1:3]
    if shutil.which(compiler) is None:
        skip(f"{compiler} is not installed (tests/run --all installs it)")
    if not compile_header(compiler, language, "acd/no_such_header.h", []):
        report(["a header that does not exist compiled: this test proves nothing"])
    # Records are exchanged with other compilers and bindings: no padding anywhere. (C++ adds none of its own.)
    more = ["-Wpadded"] if language == "c99" else ["-Wold-style-cast", "-Wstrict-aliasing"]
    names = [f"acd/{header.name}" for header in headers()]
    said = [compile_header(compiler, language, name, more) for name in names]
    report([text for text in said if text])


if __name__ == "__main__":
    main()
