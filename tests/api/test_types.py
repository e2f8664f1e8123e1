# SPDX-License-Identifier: Apache-2.0
"""The Python module, its types and the Python that uses them agree, as mypy and its stubtest see it.

usage: test_types.py DIRECTORY_OF_THE_MODULE
"""

import importlib.util
import os
import subprocess
import sys
import tempfile

from tree import ROOT, report, skip

TYPED = ("bench/lives.py", "bindings/csharp", "bindings/generator", "bindings/go", "bindings/java", "bindings/node",
         *(f"bindings/python/{name}.py" for name in ("docstrings", "facts", "kinds", "make_types", "stub")), "bindings/swig", "examples/python", "tests/go", "tests/python", "tests/conformance", "tests/api", "tests/lib")

# What mypy has to refuse: the lines marked so, and no other ones.
REFUSED = """
import acd

class Plain(acd.Host):
    def ring(self, action: acd.Action) -> str:  # refused
        return "accepted"

    async def play(self, action: acd.Action) -> acd.Answer:  # refused
        return acd.Outcome.DONE

class Loop(acd.AsyncHost):
    def ring(self, action: acd.Action) -> acd.Answer:
        return acd.Outcome.ACCEPTED

    async def play(self, action: acd.Action) -> acd.Answer:
        return acd.Outcome.DONE

    async def dial(self, action: acd.Action) -> str:  # refused
        return "accepted"

acd.Engine().run(acd.Host())
acd.Engine().run(Loop())  # refused
"""


def refused(command: "list[str]", folder: str, environment: "dict[str, str]") -> "list[str]":
    """What mypy says otherwise."""
    path = os.path.join(folder, "refused.py")
    with open(path, "w", encoding="utf-8") as file:
        file.write(REFUSED)
    done = subprocess.run([*command, path], capture_output=True, text=True, check=False, env=environment, cwd=folder)
    found = {int(line.split(":")[1]) for line in done.stdout.splitlines() if line.startswith("refused.py:") and ": error:" in line}
    wanted = {number for number, line in enumerate(REFUSED.splitlines(), 1) if line.endswith("# refused")}
    return [] if found == wanted else [f"refused.py: errors in lines {sorted(found)}, not {sorted(wanted)}\n{done.stdout}{done.stderr}"]


def main() -> None:
    if importlib.util.find_spec("mypy") is None:
        skip("mypy is not installed (tests/run --all installs it)")
    module = sys.argv[1]
    environment = {**os.environ, "MYPYPATH": module, "PYTHONPATH": module}
    # Constructors take anything, and SWIG's own names are nobody's business.
    with tempfile.TemporaryDirectory() as folder:
        allowed = os.path.join(folder, "allowed")
        with open(allowed, "w", encoding="utf-8") as file:
            file.write("acd\\.raw\\.(_.*|weakref|.*\\.__swig_destroy__|.*\\.__init__|.*\\.__slots__|.*\\.this)\n")
        # SWIG's classes are dynamic: mypy's configuration of the tree is too strict for what it makes.
        mypy = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", folder]
        commands = [
            [sys.executable, "-m", "mypy.stubtest", "acd.raw", "--allowlist", allowed, "--ignore-unused-allowlist"],
            mypy
            + [os.path.join(module, "acd")]
            + [str(path) for typed in TYPED for path in sorted({ROOT / typed, *(ROOT / typed).rglob("*.py")}) if path.suffix == ".py"],
        ]
        findings = refused(mypy, folder, environment)
        for command in commands:
            done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=folder)
            if done.returncode != 0:
                findings.append(done.stdout + done.stderr)
    report(findings)


if __name__ == "__main__":
    main()
