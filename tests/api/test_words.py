# SPDX-License-Identifier: Apache-2.0
"""Every file says its licence, is clean UTF-8 and names no place on somebody's machine; README shows the examples."""

from __future__ import annotations

import re
from pathlib import Path

from tree import ROOT, report, sources

LICENSED = {".c", ".h", ".py", ".pyi", ".i", ".bash", ".map", ".toml", ".build",
            ".cs", ".go", ".java", ".js", ".lua", ".php", ".pl", ".rb", ".tcl"}
LICENCE = "SPDX-License-Identifier: Apache-2.0"
# Where people keep things, and where this tree stands; "../" leads to neighbours wherever that is.
PEOPLE = ["home", "root", "Users", "tmp", "mnt", "media", "srv"]
SYSTEM = ["usr", "etc", "dev", "bin", "sbin", "lib", "opt", "var", "proc", "sys"]
# The programs that a text shows, as they are.
SHOWN = {
    "README.md": ("examples/hello.c", "examples/hello_pull.c"),
    "bindings/python/README.md": ("examples/python/fake_switch.py", "examples/python/asyncio_host.py"),
    "bindings/go/README.md": ("examples/go/fake_switch.go",),
    "bindings/lua/README.md": ("examples/lua/fake_switch.lua",),
    "bindings/node/README.md": ("examples/node/fake_switch.js", "examples/node/event_loop.js"),
    "bindings/perl/README.md": ("examples/perl/fake_switch.pl",),
    "bindings/php/README.md": ("examples/php/fake_switch.php",),
    "bindings/ruby/README.md": ("examples/ruby/fake_switch.rb",),
    "bindings/tcl/README.md": ("examples/tcl/fake_switch.tcl",),
    "bindings/java/README.md": ("examples/java/FakeSwitch.java",),
    "bindings/csharp/README.md": ("examples/csharp/FakeSwitch.cs",),
}


def places() -> re.Pattern[str]:
    """Absolute paths that mean something on one machine only."""
    above = {parent.parts[1] for parent in (ROOT, ROOT.parent) if len(parent.parts) > 1}
    return re.compile(rf"(?<![\w.])/(?:{'|'.join(sorted({*PEOPLE, *above} - {*SYSTEM}))})/\w")


PLACES = places()


def check_file(path: Path) -> list[str]:
    name = path.relative_to(ROOT)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"{name}: not UTF-8 at byte {error.start}"]
    findings = []
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if PLACES.search(line):
            findings.append(f"{name}:{number}: a place on one machine: {line.strip()}")
        if path.suffix in LICENSED and line != line.rstrip():
            findings.append(f"{name}:{number}: white space at the end of the line")
    if (path.suffix in LICENSED or text.startswith("#!")) and not any(LICENCE in line for line in lines[:3]):
        findings.append(f"{name}: the licence is not named in its first lines")
    return findings


def check_shown() -> list[str]:
    findings = []
    for text, programs in SHOWN.items():
        blocks = re.findall(r"^```\w+\n(.*?)^```$", (ROOT / text).read_text(encoding="utf-8"), flags=re.M | re.S)
        for name in programs:
            if (ROOT / name).read_text(encoding="utf-8") not in blocks:
                findings.append(f"{text} does not show {name} as it is")
    return findings


def main() -> None:
    findings = check_shown()
    for path in sources():
        findings += check_file(path)
    report(findings)


if __name__ == "__main__":
    main()
