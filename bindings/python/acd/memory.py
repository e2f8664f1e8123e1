# SPDX-License-Identifier: Apache-2.0
"""Memory that fails, for acd.testing."""

from __future__ import annotations

from . import raw


class Memory:
    """What an engine takes its memory from, which fails when it is told to: `acd.Engine(…, memory=memory)`."""

    def __init__(self) -> None:
        if not hasattr(raw, "Memory"):
            raise NotImplementedError("libacd was built without libacd-testing: memory does not fail")
        self.raw = raw.Memory()
        """As acd.raw has it."""

    def fail(self, nth: int = 1, *, on: bool = False) -> None:
        """The nth request from now on is refused, and with `on` all that come behind it, too."""
        if nth < 1:
            raise ValueError("nth: from 1")
        self.raw.fail(nth, int(on))

    def grant(self) -> None:
        """Every request from now on is granted."""
        self.raw.fail(0, 0)

    @property
    def failed(self) -> int:
        """How many requests were refused."""
        return self.raw.failed()

    @property
    def held_bytes(self) -> int:
        """That the engine holds."""
        return self.raw.bytes()
