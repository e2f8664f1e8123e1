# SPDX-License-Identifier: Apache-2.0
"""An event loop in virtual time, for acd.testing."""

from __future__ import annotations

import asyncio
import selectors
from typing import Any, Optional

from .clock import ManualClock
from .raw import SECOND, TIME_NEVER


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time is that of a clock which others move. It never waits: where there is nothing to do it stops, and says when
    there will be. What comes from outside (sockets, other threads) is seen if it is there already."""

    def __init__(self, clock: ManualClock) -> None:
        self.virtual_clock = clock
        self.next_us = TIME_NEVER
        """When something is due, as settle() found it; it may be something that was cancelled meanwhile."""
        self.failures: list[BaseException] = []
        """What nobody has waited for."""
        super().__init__(_Idle(self))
        self.set_exception_handler(_failed)

    def time(self) -> float:
        """Of the clock, in seconds."""
        return self.virtual_clock.now_us / SECOND

    def settle(self) -> None:
        """Does all that can be done now."""
        self.run_forever()

    def idle(self, timeout: Optional[float]) -> None:
        """There is nothing to do for so many seconds; None: at all."""
        self.next_us = TIME_NEVER
        if timeout is not None:
            self.next_us = self.virtual_clock.now_us + max(1, round(timeout * SECOND))
        self.stop()

    def end(self) -> None:
        """Cancels what is left, and closes."""
        for task in asyncio.all_tasks(self):
            task.cancel()
        self.create_task(self.shutdown_asyncgens())
        self.settle()
        self.close()


class _Idle(selectors.DefaultSelector):
    """What a loop waits with."""

    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._virtual = loop

    def select(self, timeout: Optional[float] = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and (timeout is None or timeout > 0):
            self._virtual.idle(timeout)
        return ready


def _failed(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    if isinstance(loop, VirtualLoop) and isinstance(error, BaseException):
        loop.failures.append(error)
    else:
        loop.default_exception_handler(context)
