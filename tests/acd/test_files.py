# SPDX-License-Identifier: Apache-2.0
"""Files are safe: --outcomes replaces no input, and nothing when the run fails; what cannot be written is said.

usage: test_files.py TOOL
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from tool import TOOL, acd, equal, expect, finish, good, write

USAGE, REFUSED, FILE = 2, 1, 3
CENTRE = '{"agents": {"ann": {}}, "queues": {"q": {"members": ["ann"]}}}'
CALLS = "arrival,queue,talk_s\n08:00:00,q,60\n"
STAFFING = "agent,login,logout\nann,07:00,09:00\n"


def check_inputs(folder: str) -> None:
    texts = {"centre.json": CENTRE, "calls.csv": CALLS, "staffing.csv": STAFFING}
    paths = {name: write(folder, name, text) for name, text in texts.items()}
    run = ["run", paths["centre.json"], paths["calls.csv"], "--staffing", paths["staffing.csv"], "--outcomes"]
    for name, path in paths.items():
        link, hard = Path(folder) / f"link-{name}", Path(folder) / f"hard-{name}"
        link.symlink_to(path)
        os.link(path, hard)
        for other in (path, link, hard, f"{folder}/./{name}"):
            done = acd(*run, other)
            equal(done.returncode, USAGE, f"--outcomes {other}")
            expect("which is the input" in done.stderr, f"--outcomes {other}: said {done.stderr!r}")
            equal(path.read_text(encoding="utf-8"), texts[name], f"--outcomes {other}: the input")
        beside = path.rename(Path(folder) / f"{name}.tmp")
        done = acd(*[beside if argument == path else argument for argument in run], Path(folder) / name)
        equal(done.returncode, USAGE, f"--outcomes whose temporary file is {beside}")
        equal(beside.read_text(encoding="utf-8"), texts[name], "an input named .tmp")
        beside.rename(path)
        link.unlink()
        hard.unlink()
    with paths["calls.csv"].open(encoding="utf-8") as file:
        done = subprocess.run([TOOL, "run", str(paths["centre.json"]), "-", "--outcomes", str(paths["calls.csv"])],
                              stdin=file, capture_output=True, text=True, check=False)
    equal(done.returncode, USAGE, "--outcomes to what standard input reads")
    equal(sorted(path.name for path in Path(folder).iterdir()), sorted(texts), "files left")


def check_success_and_failure(folder: str) -> None:
    centre, calls = write(folder, "centre.json", CENTRE), write(folder, "calls.csv", CALLS)
    bad = write(folder, "bad.csv", CALLS + "08:00:01,q,ten\n")
    real = write(folder, "real.csv", "old\n")
    real.chmod(0o640)
    place = Path(folder) / "outcomes.csv"
    place.symlink_to(real)
    before = sorted(path.name for path in Path(folder).iterdir())
    equal(acd("run", centre, bad, "--outcomes", place).returncode, REFUSED, "a bad row")
    equal(real.read_text(encoding="utf-8"), "old\n", "outcomes of a run that fails")
    good("run", centre, calls, "--outcomes", place)
    rows = real.read_text(encoding="utf-8").splitlines()
    equal(len(rows), 2, "outcomes of a good run")
    equal(real.stat().st_mode & 0o777, 0o640, "outcomes: the permissions of the file before")
    expect(place.is_symlink(), "outcomes: a link stays one")
    equal(sorted(path.name for path in Path(folder).iterdir()), before, "files left")
    done = acd("run", centre, calls, "--outcomes", "/dev/stdout")
    expect(rows[1] in done.stdout and done.returncode == 0, "outcomes to standard output")


def check_full(folder: str) -> None:
    """Every kind of output onto a full device."""
    if not os.path.exists("/dev/full"):
        print("no /dev/full: write errors are not tested")
        return
    centre, calls = write(folder, "centre.json", CENTRE), write(folder, "calls.csv", CALLS)
    uses: list[list[object]] = [
        ["check", centre],
        ["--help"],
        ["--version"],
        ["help"],
        ["help", "calls"],
        ["help", "definition"],
        ["run", "--help"],
        ["check", "--help"],
        ["run", centre, calls],
        ["run", "--json", centre, calls],
        ["run", "--csv", centre, calls],
    ]
    for use in uses:
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([TOOL, *map(str, use)], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        equal(done.returncode, FILE, f"acd {use} onto a full device")
        expect("cannot be written: " in done.stderr, f"acd {use} onto a full device: said {done.stderr!r}")
    for option in ("--outcomes", "--html", "--records", "--events", "--queue-log"):
        done = acd("run", centre, calls, option, "/dev/full")
        equal((done.returncode, done.stdout), (FILE, ""), f"{option} on a full device")
        expect("/dev/full: cannot be written: " in done.stderr, f"{option} on a full device: said {done.stderr!r}")


def check_standard_output(folder: str) -> None:
    """The report alone goes there."""
    centre, calls = write(folder, "centre.json", CENTRE), write(folder, "calls.csv", CALLS)
    for option in ("--outcomes", "--html", "--records", "--events", "--queue-log"):
        done = acd("run", centre, calls, option, "-")
        equal((done.returncode, done.stdout), (USAGE, ""), f"{option} -")
        expect(f'acd: {option}: found "-", expected the name of a file' in done.stderr, f"{option} -: said {done.stderr!r}")


def check_names(folder: str) -> None:
    """The report tells names of files that are no UTF-8, too."""
    centre, calls = (os.fsencode(write(folder, name, text)) for name, text in (("centre.json", CENTRE), ("calls.csv", CALLS)))
    os.rename(calls, calls + b"\xff")
    told = json.loads(good("run", "--json", centre, calls + b"\xff"))["run"]
    equal(told["calls_file"], os.fsdecode(calls) + "?", "a name that is no UTF-8")


def main() -> None:
    for check in (check_inputs, check_success_and_failure, check_full, check_standard_output, check_names):
        with tempfile.TemporaryDirectory() as folder:
            check(folder)
    finish()


if __name__ == "__main__":
    main()
