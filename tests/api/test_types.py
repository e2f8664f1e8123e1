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

TYPED = ("bench/lives.py", "bindings/csharp", "bindings/go", "bindings/java", "bindings/python/generate.py",
         "bindings/python/generator", "bindings/swig", "examples/python", "tests/go", "tests/python", "tests/conformance", "tests/api", "tests/lib")


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
        commands = [
            [sys.executable, "-m", "mypy.stubtest", "acd.raw", "--allowlist", allowed, "--ignore-unused-allowlist"],
            [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", folder]
            + [os.path.join(module, "acd")]
            + [str(path) for typed in TYPED for path in sorted({ROOT / typed, *(ROOT / typed).rglob("*.py")}) if path.suffix == ".py"],
        ]
        findings = []
        for command in commands:
            done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=folder)
            if done.returncode != 0:
                findings.append(done.stdout + done.stderr)
    report(findings)


if __name__ == "__main__":
    main()
