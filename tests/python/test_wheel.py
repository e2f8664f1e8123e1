# SPDX-License-Identifier: Apache-2.0
"""The package is built as a wheel without a network, installed in an empty environment, and runs the README's program.

Takes minutes: all of the library is compiled. Run by tests/run --all.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, folder: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # meson-python writes into the tree that it builds.
        tree, environment = Path(folder) / "libacd", Path(folder) / "environment"
        tree.mkdir()
        for name in run("git", "ls-files", "--cached", "--others", "--exclude-standard", folder=str(ROOT)).splitlines():
            source = ROOT / name
            if source.is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                (tree / name).write_bytes(source.read_bytes())
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
        run(*pip, "wheel", str(tree), "--no-build-isolation", "--no-deps", "--no-index", "-w", folder, folder=folder)
        (wheel,) = Path(folder).glob("acd-*.whl")
        run(sys.executable, "-m", "venv", str(environment), folder=folder)
        python = str(environment / "bin" / "python")
        run(python, "-m", "pip", "install", "--no-index", "--no-deps", str(wheel), folder=folder)
        told = run(python, str(ROOT / "examples/python/fake_switch.py"), folder=folder)
        expected = (ROOT / "tests/api/hello.expected").read_text(encoding="utf-8")
        if told != expected:
            sys.exit(f"the installed package tells:\n{told}instead of:\n{expected}")
        # The tests of the package must not find the one in the tree.
        for name in "adapters explain history life loop objects simulation testing told trace virtual".split():
            run(python, str(ROOT / f"tests/python/test_{name}.py"), folder=folder)


if __name__ == "__main__":
    main()
