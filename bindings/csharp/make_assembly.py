# SPDX-License-Identifier: Apache-2.0
"""Makes the assembly: runs SWIG, makes functions extension methods of what they take first, and compiles them.

usage: make_assembly.py FOLDER ASSEMBLY MCS -- SWIG OPTION… -- SOURCE…
"""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path

# What is the object's own: the class says it already.
OWN = ("Engine", "Options", "Definition", "Check", "Difference", "Json", "History", "Distribution", "Records", "Record", "Metrics",
       "Sim", "Tzif", "Feed")


def extended(text: str) -> str:
    """Acd.CallHangup(engine, …) is engine.CallHangup(…), too, and Acd.EngineTick(engine, …) is engine.Tick(…) and Acd.Tick(engine, …)."""

    def method(found: re.Match[str]) -> str:
        head, name, kind = found.groups()
        if kind in OWN and name.startswith(kind):
            name = name.removeprefix(kind)
        return f"{head}{name}(this {kind} "

    written, count = re.subn(r"^(  public static \S+ )(\w+)\((?!long |uint |int |double |string |byte\[\] )(\w+) ", method, text, flags=re.M)
    if count < 150:
        raise SystemExit("Acd.cs of SWIG's looks otherwise than make_assembly.py knows")
    # Beside a method of the same name, a class has to be named in full.
    return re.sub(r"\b(\w+\.(?:need|getCPtr)\()", r"global::LibAcd.\1", written)


def main() -> None:
    parts = [list(words) for is_end, words in itertools.groupby(sys.argv[1:], lambda word: word == "--") if not is_end]
    (folder, made, mcs), swig, own = parts
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).mkdir(parents=True)
    subprocess.run([swig[0], "-outdir", folder, *swig[1:]], check=True)
    module = Path(folder) / "Acd.cs"
    module.write_text(extended(module.read_text(encoding="utf-8")), encoding="utf-8")
    subprocess.run([mcs, "-target:library", "-warnaserror", f"-out:{made}", *sorted(Path(folder).glob("*.cs")), *own], check=True)


if __name__ == "__main__":
    main()
