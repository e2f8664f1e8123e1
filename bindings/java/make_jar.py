# SPDX-License-Identifier: Apache-2.0
"""Makes the jar: runs SWIG, makes the package's classes of what it writes, and compiles them.

usage: make_jar.py FOLDER JAR JAVAC JAR-TOOL -- SWIG OPTION… INTERFACE -- HEADER… -- SOURCE…
"""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from pathlib import Path


def main() -> None:
    parts = [list(words) for is_end, words in itertools.groupby(sys.argv[1:], lambda word: word == "--") if not is_end]
    (folder, made, javac, jar), (swig, *options, interface), headers, own = parts
    raw, sources, classes = (Path(folder) / name for name in ("swig", "org/libacd", "classes"))
    shutil.rmtree(folder, ignore_errors=True)
    for each in (raw, sources, classes):
        each.mkdir(parents=True)
    manifest = Path(folder) / "manifest"
    manifest.write_text("Automatic-Module-Name: org.libacd\n", encoding="utf-8")
    subprocess.run([swig, "-outdir", raw, *options, interface], check=True)
    subprocess.run([sys.executable, Path(__file__).with_name("proxies.py"), raw, sources, interface, *headers], check=True)
    for path in own:
        shutil.copy(path, sources)
    subprocess.run([javac, "-encoding", "UTF-8", "--release", "17", "-Xlint:all", "-Werror", "-d", classes, *sorted(sources.iterdir())],
                   check=True)
    subprocess.run([jar, "--create", "--file", made, "--manifest", manifest, "-C", classes, "."], check=True)


if __name__ == "__main__":
    main()
