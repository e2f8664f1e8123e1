# SPDX-License-Identifier: Apache-2.0
"""What is installed suffices: a program built by pkg-config alone runs; every library and tool is found there.

usage: test_install.py BUILD_DIRECTORY PREFIX LIBRARY_DIRECTORY LIBRARIES TOOL COMPILER…

LIBRARIES as in: libacd,libacd-json; TOOL: tool if the acd tool was built.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tree import ROOT, report, skip


def run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, stdin=subprocess.DEVNULL
    )
    if done.returncode != 0:
        report([f"{' '.join(command)}: ended with {done.returncode}", done.stdout, done.stderr])
    return done.stdout


def main() -> None:
    build, prefix, library_directory, libraries, tool = sys.argv[1:6]
    compiler = sys.argv[6:]
    meson = "/usr/bin/meson" if os.access("/usr/bin/meson", os.X_OK) else shutil.which("meson")
    if meson is None or shutil.which("pkg-config") is None:
        skip("meson or pkg-config is not on PATH")
    findings: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        run([meson, "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", folder], dict(os.environ))
        there = Path(folder + prefix)
        library_path = str(there / library_directory)
        environment = {
            **os.environ,
            "PKG_CONFIG_SYSROOT_DIR": folder,
            "PKG_CONFIG_LIBDIR": f"{library_path}/pkgconfig",
            # What others' libraries require is found where it always is.
            "PKG_CONFIG_PATH": subprocess.run(
                ["pkg-config", "--variable=pc_path", "pkg-config"], capture_output=True, text=True, check=True
            ).stdout.strip(),
            "LD_LIBRARY_PATH": library_path,
        }
        program = str(Path(folder) / "hello")
        for name in libraries.split(","):
            flags = run(["pkg-config", "--cflags", "--libs", name], environment).split()
            run([*compiler, "-o", program, str(ROOT / "examples/hello.c"), *flags], environment)
        expected = (ROOT / "tests/api/hello.expected").read_text(encoding="utf-8")
        if run([program], environment) != expected:
            findings.append("the installed library makes hello.c print something else")
        if tool == "tool":
            version = run([str(there / "bin/acd"), "--version"], environment)
            findings += [] if version.strip() else ["acd --version says nothing"]
        if "libacd-json" in libraries and not (there / "share/acd/acd-definition.schema.json").is_file():
            findings.append("the JSON Schema is not installed")
    report(findings)


if __name__ == "__main__":
    main()
