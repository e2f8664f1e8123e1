# SPDX-License-Identifier: Apache-2.0
"""The example of an integrator's tests builds against what is installed, by pkg-config alone, and says what is wrong with a policy.

usage: test_installed.py BUILD_DIRECTORY PREFIX LIBRARY_DIRECTORY COMPILER…
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What the tests say when numbers no longer give a priority.
DIFFERENCE = """expected: ring ann for vip
but was:  ring ann for second, at 73 s
"""


def run(command: list[str], environment: dict[str, str], folder: Path | None = None) -> tuple[int, str]:
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout


def must(command: list[str], environment: dict[str, str], folder: Path | None = None) -> str:
    code, said = run(command, environment, folder)
    if code != 0:
        sys.exit(f"{' '.join(command)}: ended with {code}\n{said}")
    return said


def main() -> None:
    build, prefix, library_directory = sys.argv[1:4]
    compiler = sys.argv[4:]
    meson = "/usr/bin/meson" if os.access("/usr/bin/meson", os.X_OK) else shutil.which("meson")
    if meson is None or shutil.which("pkg-config") is None or shutil.which("make") is None:
        print("meson, make or pkg-config is not on PATH")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        must([meson, "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", name], dict(os.environ))
        library_path = f"{name}{prefix}/{library_directory}"
        environment = {
            **os.environ,
            "PKG_CONFIG_SYSROOT_DIR": name,
            "PKG_CONFIG_LIBDIR": f"{library_path}/pkgconfig",
            # Others' libraries are found where they always are.
            "PKG_CONFIG_PATH": must(["pkg-config", "--variable=pc_path", "pkg-config"], dict(os.environ)).strip(),
            "LD_LIBRARY_PATH": library_path,
        }
        example = folder / "example"
        shutil.copytree(ROOT / "examples/testing", example)
        must(["make", "-C", str(example), f"CC={' '.join(compiler)}", "check"], environment)

        # A policy that is broken, and the test of it fails where it should, and says so in words.
        centre = json.loads((example / "centre.json").read_text(encoding="utf-8"))
        del centre["numbers"]["800"]["priority"]
        (example / "centre.json").write_text(json.dumps(centre), encoding="utf-8")
        code, said = run([str(example / "test_policy")], environment, example)
        line = (example / "test_policy.c").read_text(encoding="utf-8").split("\n").index('  expect_ring(test, "vip", "ann");') + 1
        if code != 1 or DIFFERENCE not in said or f"test_policy.c:{line}" not in said:
            sys.exit(f"a broken policy: ended with {code} and said:\n{said}")


if __name__ == "__main__":
    main()
