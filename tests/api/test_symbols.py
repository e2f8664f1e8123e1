# SPDX-License-Identifier: Apache-2.0
"""Headers, version script and shared library agree on what is exported; the core imports only what it may.

The static library, where nothing is hidden, has names of its own only, and no data that is written.

usage: test_symbols.py core|erlang|ics|import|json|sim|testing|zoneinfo VERSION_SCRIPT SHARED_LIBRARY STATIC_LIBRARY [sanitized]
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tree import declared_functions, library_headers, report, skip, without_comments

# Memory and string functions; with fortified ones, since a distribution's flags may ask for them.
CORE_IMPORTS = re.compile(
    r"(__)?(mem(cpy|move|set|cmp|chr|rchr|mem|ccpy)|str(n?len|n?cmp|n?cpy|n?cat|r?chr|str|spn|cspn|pbrk))(_chk)?"
    r"|bcmp"  # clang's memcmp() that is only compared with 0
    r"|realloc|free|__stack_chk_fail"
    r"|__cxa_finalize|__gmon_start__|_ITM_(de)?registerTMCloneTable"
)
# What the compilers' sanitizers add to everything they build.
SANITIZER_IMPORTS = re.compile(r"__(asan|ubsan|sanitizer|lsan|sancov)_\w+|_Unwind_Resume|__gcc_personality_v0")


def nm(library: str, *options: str) -> set[str]:
    done = subprocess.run(["nm", *options, library], capture_output=True, text=True, check=True)
    return {line.split()[-1] for line in done.stdout.splitlines() if line.split()}


def exported(path: Path) -> tuple[str, set[str]]:
    """Node and global symbols of a version script of one node."""
    text = without_comments(path.read_text(encoding="utf-8"))
    found = re.fullmatch(r"\s*(\w+)\s*\{\s*global:(.*?)local:\s*\*;\s*\};\s*", text, flags=re.S)
    if found is None:
        report([f"{path}: not one node with `global:` and `local: *;`"])
    symbols = re.findall(r"(\w+);", found.group(2))
    doubles = sorted({symbol for symbol in symbols if symbols.count(symbol) > 1})
    if doubles:
        report([f"{path}: named twice: {', '.join(doubles)}"])
    return found.group(1), set(symbols)


def differences(what: str, there: set[str], expected: set[str]) -> list[str]:
    more = [f"{what}: {symbol} is not declared in the headers" for symbol in sorted(there - expected)]
    return more + [f"{what}: {symbol} is missing" for symbol in sorted(expected - there)]


def static_library(library: str, static: str, sanitized: bool) -> list[str]:
    findings = []
    done = subprocess.run(["nm", "--defined-only", static], capture_output=True, text=True, check=True)
    for fields in (line.split() for line in done.stdout.splitlines()):
        if len(fields) != 3:
            continue
        kind, symbol = fields[1], fields[2]
        if kind.isupper() and not symbol.startswith("acd_") and not (sanitized and symbol.startswith("__")):
            findings.append(f"{Path(static).name}: {symbol} could clash with a name of the host's")
    if library == "core" and not sanitized:
        # Constants with pointers are in .data.rel.ro: relocated once, then read-only.
        done = subprocess.run(["size", "-A", static], capture_output=True, text=True, check=True)
        written = re.findall(r"^(\.(?:data|bss|tdata|tbss)\b(?!\.rel\.ro)\S*) +([1-9]\d*)", done.stdout, flags=re.M)
        for section, size in written:
            findings.append(f"{Path(static).name}: {size} bytes of {section}: a global that is written")
    return findings


def main() -> None:
    library, script, shared, static = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    sanitized = "sanitized" in sys.argv[5:]
    if shutil.which("nm") is None:
        skip("nm is not installed (Debian: binutils)")
    declared = declared_functions(library_headers(library))
    if not declared:
        report([f"no function found in the headers of {library}"])
    node, in_script = exported(script)
    findings = differences(script.name, in_script, declared)

    defined = nm(shared, "-D", "--defined-only")
    unversioned = {symbol for symbol in defined if "@" not in symbol} - {node}
    findings += [f"{shared}: {symbol} has no version" for symbol in sorted(unversioned)]
    foreign = {symbol for symbol in defined if "@" in symbol and symbol.split("@")[-1] != node}
    findings += [f"{shared}: {symbol} is not of {node}" for symbol in sorted(foreign)]
    names = {symbol.split("@")[0] for symbol in defined} - {node}
    findings += differences(Path(shared).name, names, declared)

    if library == "core":
        for symbol in sorted(name.split("@")[0] for name in nm(shared, "-D", "--undefined-only")):
            allowed = CORE_IMPORTS.fullmatch(symbol) or (sanitized and SANITIZER_IMPORTS.fullmatch(symbol))
            if not allowed:
                findings.append(f"{Path(shared).name}: imports {symbol}, not a memory or string function")
    findings += static_library(library, static, sanitized)
    report(findings)


if __name__ == "__main__":
    main()
