# SPDX-License-Identifier: Apache-2.0
"""Clocks: functions that give the time in microseconds, never less than before."""

from __future__ import annotations

import time
from typing import Callable

Clock = Callable[[], int]


def monotonic() -> Clock:
    """The system's monotonic clock, 0 now."""
    begin = time.monotonic_ns()
    return lambda: (time.monotonic_ns() - begin) // 1000


class ManualClock:
    """A clock for tests and simulations: it stands still until it is told otherwise."""

    __slots__ = ("now_us",)

    def __init__(self, now_us: int = 0) -> None:
        self.now_us = now_us

    def __call__(self) -> int:
        return self.now_us

    def advance(self, duration_us: int) -> int:
        """Moves on, and gives the time."""
        if duration_us < 0:
            raise ValueError("duration_us: a clock does not go back")
        self.now_us += duration_us
        return self.now_us

    def __repr__(self) -> str:
        return f"ManualClock({self.now_us})"
