# SPDX-License-Identifier: Apache-2.0
"""The stage of acd.testing: an engine, a clock, a host, an event loop, and what follows from what."""

from __future__ import annotations

import heapq
import inspect
import itertools
from collections.abc import Coroutine
from datetime import datetime, timezone
from types import TracebackType
from typing import TYPE_CHECKING, Any, Callable, Optional, TypeVar, Union

from .call import Action
from .engine import HOOKS
from .expect import Expectations
from .host import AsyncHost, Host
from .raw import SECOND, TIME_NEVER
from .story import Line

if TYPE_CHECKING:
    from typing_extensions import Self

    from .aio import Driver
    from .virtual import VirtualLoop

Result = TypeVar("Result")
__unittest = True  # tracebacks of unittest end in the test, not here


class Stage(Expectations):
    """All of a story but what is said in it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self._host: Union[Host, AsyncHost, None] = None
        self._loop: Optional[VirtualLoop] = None
        self._driver: Optional[Driver] = None
        self._due: list[tuple[int, int, Callable[[], object]]] = []
        self._order = itertools.count()

    def _answer(self, line: Line, action: Action) -> None:
        """Of the kit's own host."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if error is None:
            self.end()
        else:
            self._close()

    def end(self) -> None:
        """For a cleanup: frees the engine, unless its laws do not hold, which raises InvariantError."""
        if not self.engine.closed:
            try:
                self.engine.check()
            finally:
                self._close()

    def _close(self) -> None:
        try:
            if self._loop is not None and not self._loop.is_closed():
                self.host = None
                self._loop.end()
        finally:
            self.engine.close()

    # ---- The host

    @property
    def host(self) -> Union[Host, AsyncHost, None]:
        """Yours; None: the kit answers."""
        return self._host

    @host.setter
    def host(self, host: Union[Host, AsyncHost, None]) -> None:
        self._host = host
        if self._driver is not None:
            self.loop.create_task(self._driver.__aexit__(None, None, None))
            self._driver = None
            self.loop.settle()
        hooks = (getattr(host, name, None) for name in [*HOOKS.values(), "other"])
        coroutines = any(inspect.iscoroutinefunction(hook) for hook in hooks)
        if host is not None and (coroutines or isinstance(host, AsyncHost)):
            from .aio import Driver

            self._driver = Driver(self.engine, host)
            self.loop.create_task(self._driver.__aenter__())
            self.loop.settle()

    @property
    def loop(self) -> VirtualLoop:
        """The event loop of the story, whose time is the clock's."""
        if self._loop is None:
            from .virtual import VirtualLoop

            self._loop = VirtualLoop(self.clock)
        return self._loop

    def run(self, what: Coroutine[Any, Any, Result]) -> Result:
        """Awaits it, and lets as much time pass as it takes. RuntimeError: it waits for what nobody will do."""
        task = self.loop.create_task(what)
        self.settle()
        while not task.done():
            next_us = self._next_us()
            if next_us == TIME_NEVER:
                task.cancel()
                self.loop.settle()
                raise RuntimeError(f"{task.get_coro()} waits, and nothing is due any more")
            self.clock.now_us = max(next_us, self.clock.now_us)
            self.settle()
        return task.result()

    # ---- The clock

    def time_passes(self, seconds: float) -> None:
        """From one thing that is due to the next."""
        if seconds < 0:
            raise ValueError(f"time does not pass backwards: {seconds} s")
        until_us = self.clock.now_us + round(seconds * SECOND)
        self.settle()
        while (next_us := self._next_us()) <= until_us:
            self.clock.now_us = max(next_us, self.clock.now_us)
            self.settle()
        self.clock.now_us = until_us

    def _next_us(self) -> int:
        """When something is due next, after settle()."""
        due = [self._due[0][0]] if self._due else []
        if self.engine._wake is None:
            due.append(self.engine.deadline_us)
        if self._loop is not None:
            due.append(self._loop.next_us)
        return min(due, default=TIME_NEVER)

    def later(self, seconds: float, what: Callable[[], object]) -> None:
        """Calls it in so many seconds: for doubles that take their time."""
        if seconds < 0:
            raise ValueError(f"later, not earlier: {seconds} s")
        self._later(round(seconds * SECOND), what)

    def _later(self, after_us: int, what: Callable[[], object]) -> None:
        heapq.heappush(self._due, (self.clock.now_us + after_us, next(self._order), what))

    def it_is(self, moment: str) -> None:
        """It is this moment now, in UTC: "2026-11-23 09:30"."""
        wall = datetime.fromisoformat(moment).replace(tzinfo=timezone.utc)
        offset_us = int(wall.timestamp()) * SECOND - self.clock.now_us
        self._step(self.engine.set_wall, offset_us)

    def settle(self) -> None:
        """Does what is due now, and all that follows at once. Every step and expectation begins with it."""
        while True:
            if self._loop is not None:
                self._settle_loop(self._loop)
            pulled = 0
            if self.engine._wake is None:  # else a driver pulls
                for action in self.engine.actions():
                    self._ask(action)
                    pulled += 1
            if self._due and self._due[0][0] <= self.clock.now_us:
                heapq.heappop(self._due)[2]()
            elif not pulled or self._loop is None:
                return

    def _settle_loop(self, loop: VirtualLoop) -> None:
        """What fails there is raised here."""
        loop.settle()
        if self._driver is not None and self._driver._failure is not None:
            failure, self._driver = self._driver._failure, None
            raise failure
        if loop.failures:
            raise loop.failures.pop(0)

    # ---- What happens

    def _step(self, what: Callable[..., Result], *arguments: Any) -> Result:
        self.settle()
        self._own = True
        try:
            result = what(*arguments)
        finally:
            self._own = False
        self.settle()
        return result

    def _ask(self, action: Action) -> None:
        kind = action.kind
        if self.host is None:
            self._answer(self._asked[action.record.id][0], action)
            return
        answer = self.engine._hook(self.host, action)
        if inspect.isawaitable(answer):
            raise TypeError(f"{kind.word}: a hook gave what is to be awaited, and no hook of the host is `async def`")
        self.engine._answered(action, answer)
