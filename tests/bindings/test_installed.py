# SPDX-License-Identifier: Apache-2.0
"""What is installed of each language runs its fake switch, and lies where the language looks for it by itself.

usage: test_installed.py BUILD_DIRECTORY PREFIX LIBRARY_DIRECTORY LANGUAGE=PROGRAM…
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
# Where a language says that it looks; the others are told, or have no place of their own in every prefix.
LOOKS = {
    "lua": ["-e", "print((package.path .. ';' .. package.cpath):gsub('/%?[^;]*', ''):gsub(';', '\\n'))"],
    "perl": ["-e", 'print join "\\n", @INC'],
    "python": ["-c", "import sys; print(*sys.path, sep='\\n')"],
    "ruby": ["-e", "puts $LOAD_PATH"],
}


def ran(command: list[str], **environment: str) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                          env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: ended with {done.returncode}\n{done.stdout}")
    return done.stdout


class Installed:
    """What `meson install` has put below a folder."""

    def __init__(self, folder: str, scratch: str) -> None:
        self.folder, self.scratch = Path(folder), Path(scratch)

    def above(self, file: str) -> str:
        """The folder in which this path begins."""
        (found,) = self.folder.rglob(file)
        return str(found)[: -len(file) - 1]

    def lua(self, program: str) -> tuple[list[str], dict[str, str], list[str]]:
        share, lib = self.above("acd.lua"), self.above("acd/raw.so")
        return [program, str(EXAMPLES / "lua/fake_switch.lua")], {"LUA_PATH": f"{share}/?.lua", "LUA_CPATH": f"{lib}/?.so"}, [share, lib]

    def perl(self, program: str) -> tuple[list[str], dict[str, str], list[str]]:
        lib = self.above("Acd.pm")
        return [program, str(EXAMPLES / "perl/fake_switch.pl")], {"PERL5LIB": lib}, [lib]

    def python(self, program: str) -> tuple[list[str], dict[str, str], list[str]]:
        lib = self.above("acd/raw.py")
        return [program, str(EXAMPLES / "python/fake_switch.py")], {"PYTHONPATH": lib}, [lib]

    def ruby(self, program: str) -> tuple[list[str], dict[str, str], list[str]]:
        lib = self.above("acd.rb")
        return [program, str(EXAMPLES / "ruby/fake_switch.rb")], {"RUBYLIB": lib}, [lib]

    def tcl(self, program: str) -> tuple[list[str], dict[str, str], list[str]]:
        return [program, str(EXAMPLES / "tcl/fake_switch.tcl")], {"TCLLIBPATH": self.above("pkgIndex.tcl")}, []

    def php(self, program: str) -> tuple[list[str], dict[str, str], list[str]]:
        (module,) = (found for found in self.folder.rglob("acd.so") if "php" in str(found))
        return [program, "-d", f"extension={module}", str(EXAMPLES / "php/fake_switch.php")], {}, []

    def node(self, program: str) -> tuple[list[str], dict[str, str], list[str]]:
        return [program, str(EXAMPLES / "node/fake_switch.js")], {"NODE_PATH": self.above("acd/index.js")}, []

    def java(self, program: str) -> tuple[list[str], dict[str, str], list[str]]:
        jar, library = f"{self.above('libacd.jar')}/libacd.jar", self.above("libacd_java.so")
        return [program, "-cp", jar, f"-Djava.library.path={library}", str(EXAMPLES / "java/FakeSwitch.java")], {}, []

    def csharp(self, program: str) -> tuple[list[str], dict[str, str], list[str]]:
        lib, made = self.above("Acd.dll"), f"{self.scratch}/FakeSwitch.exe"
        ran(["mcs", f"-lib:{lib}", "-r:Acd.dll", f"-out:{made}", str(EXAMPLES / "csharp/FakeSwitch.cs")])
        return [program, made], {"MONO_PATH": lib}, []

    def go(self, program: str) -> tuple[list[str], dict[str, str], list[str]]:
        path, made = self.above("src/acd/go.mod"), f"{self.scratch}/fake_switch"
        own = ran(["pkg-config", "--variable=pc_path", "pkg-config"]).strip()
        ran([program, "build", "-o", made, str(EXAMPLES / "go/fake_switch.go")], GOPATH=path, GO111MODULE="off", GOENV="off",
            GOFLAGS="-buildvcs=false", GOCACHE=f"{self.scratch}/cache", PKG_CONFIG_SYSROOT_DIR=str(self.folder),
            PKG_CONFIG_LIBDIR=self.above("libacd.pc"), PKG_CONFIG_PATH=own)
        return [made], {}, []


def main() -> None:
    build, prefix, library_directory, *languages = sys.argv[1:]
    meson = "/usr/bin/meson" if os.access("/usr/bin/meson", os.X_OK) else shutil.which("meson")
    if meson is None:
        print("meson is not on PATH")
        sys.exit(77)
    expected = (ROOT / "tests/api/hello.expected").read_text(encoding="utf-8")
    found = []
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as scratch:
        ran([meson, "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", folder])
        installed = Installed(folder, scratch)
        for language, program in (word.split("=") for word in languages):
            prepare: Callable[[str], tuple[list[str], dict[str, str], list[str]]] = getattr(installed, language)
            command, environment, places = prepare(program)
            said = ran(command, LD_LIBRARY_PATH=f"{folder}{prefix}/{library_directory}", **environment)
            if said != expected:
                found.append(f"{language}: {' '.join(command)} says\n{said}")
            looks = ran([program, *LOOKS[language]]).splitlines() if prefix == "/usr/local" and language in LOOKS else None
            found += [f"{language}: {place[len(folder):]} is not where it looks: {looks}"
                      for place in places if looks is not None and place[len(folder):] not in looks]
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
