# SPDX-License-Identifier: Apache-2.0
"""examples/python/staffing.py: what it says agrees with theory, and it draws what it says; skipped without matplotlib."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import runpy
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "api"))
from tree import skip  # noqa: E402

SCRIPT = ROOT / "examples" / "python" / "staffing.py"
HAS_MATPLOTLIB = importlib.util.find_spec("matplotlib") is not None


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


class TextTest(unittest.TestCase):
    def test_simulation_agrees_with_theory(self) -> None:
        done = run()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        rows = re.findall(r"^ +(\d+) +([\d.]+)% +([\d.]+)% +([\d.]+)% +(?:([\d.]+)%|-)$", done.stdout, flags=re.M)
        self.assertEqual([int(row[0]) for row in rows], list(range(19, 31)))
        outside = 0
        for _, mean, margin, erlang_a, erlang_c in rows:
            off = abs(float(mean) - float(erlang_a))
            outside += off > float(margin) + 0.1  # as they are rounded
            self.assertLess(off, 2 * float(margin))
            self.assertGreater(float(erlang_a), float(erlang_c or 0))
        # The same callers come in every row, so the rows go astray together.
        self.assertLessEqual(outside, 3)
        self.assertEqual([bool(row[4]) for row in rows], [int(row[0]) > 340 * 240 / 3600 for row in rows])
        self.assertEqual(done.stdout.splitlines()[-1], "80% within 20 s: 24 agents by Erlang A, 28 by Erlang C")

    def test_without_matplotlib_there_is_the_text(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            absent = 'raise ModuleNotFoundError("No module named \'matplotlib\'", name="matplotlib")\n'
            Path(folder, "matplotlib.py").write_text(absent, encoding="utf-8")
            path = os.pathsep.join([folder, os.environ.get("PYTHONPATH", "")])
            done = run(os.path.join(folder, "picture.png"), PYTHONPATH=path)
            self.assertFalse(Path(folder, "picture.png").exists())
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, "no picture: matplotlib is not installed (Debian: python3-matplotlib)\n")
        self.assertIn("80% within 20 s: 24 agents", done.stdout)


@unittest.skipUnless(HAS_MATPLOTLIB, "matplotlib is not installed")
class PictureTest(unittest.TestCase):
    def test_it_draws_what_it_says(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            picture, arguments = Path(folder, "picture.png"), sys.argv
            os.environ.update(MPLBACKEND="Agg", MPLCONFIGDIR=folder)
            sys.argv = [str(SCRIPT), str(picture)]
            try:
                with contextlib.redirect_stdout(None):
                    made = runpy.run_path(str(SCRIPT))
            finally:
                sys.argv = arguments
            self.is_a_picture(picture.read_bytes())
        (axes,) = made["FIGURE"].axes
        self.assertEqual(axes.get_xlabel(), "agents at work")
        self.assertEqual(axes.get_ylabel(), "service level (% of all calls answered within 20 s)")
        self.drawn(self.points(axes, "Erlang A"), [(agents, 100 * level) for agents, level in made["CURVE_A"].items()])
        self.drawn(self.points(axes, "Erlang C"), [(agents, 100 * level) for agents, level in made["CURVE_C"].items()])
        (bars,) = axes.containers[0].lines[2]
        ends = [point for bottom, top in bars.get_segments() for point in (bottom, top)]
        found = made["SIMULATED"].items()
        self.drawn(ends, [(agents, 100 * (one.mean + sign * one.margin)) for agents, one in found for sign in (-1, 1)])
        self.assertIn([80.0, 80.0], [list(line.get_ydata()) for line in axes.get_lines()])

    def is_a_picture(self, data: bytes) -> None:
        self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", data[16:24])
        self.assertEqual((width, height), (960, 600))
        self.assertGreater(len(data), 20_000)  # an empty one has a tenth of it

    def drawn(self, points: Any, expected: list[tuple[int, float]]) -> None:
        self.assertEqual(len(points), len(expected))
        for point, (x, y) in zip(points, expected):
            self.assertEqual(point[0], x)
            self.assertAlmostEqual(point[1], y)

    @staticmethod
    def points(axes: Any, label: str) -> list[tuple[float, float]]:
        (line,) = (line for line in axes.get_lines() if line.get_label().startswith(label))
        return list(zip(line.get_xdata(), line.get_ydata()))


if __name__ == "__main__":
    passed = unittest.main(exit=False).result.wasSuccessful()
    if passed and not HAS_MATPLOTLIB:
        skip("matplotlib is not installed (tests/run --all installs it)")
    sys.exit(not passed)
