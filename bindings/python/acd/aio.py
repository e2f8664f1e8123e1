# SPDX-License-Identifier: Apache-2.0
"""An engine in an event loop of asyncio: its deadlines are the loop's timers, its actions go to coroutines."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from types import TracebackType
from typing import Any, Optional, TypeVar, Union

from .call import Action
from .engine import Engine
from .host import AsyncHost, Host
from .kinds import ActionKind
from .raw import SECOND, TIME_NEVER

Self = TypeVar("Self", bound="Driver")

MEDIA = {
    ActionKind.PLAY,
    ActionKind.COLLECT,
    ActionKind.MUSIC,
    ActionKind.VOICEMAIL,
    ActionKind.HOST,
    ActionKind.DIAL,
    ActionKind.HOLD,
    ActionKind.RESUME,
}
"""Of these a call has one at a time: a new one replaces the one before (action.h)."""


class Driver:
    """Keeps an engine going, from `async with` on to its end.

    With a host, its hooks are called; those of an AsyncHost may be coroutines, each in a task of its own. Such a task is cancelled when its
    action is over: at the deadline, when the ring is to stop, when another action takes the place of a prompt, when the
    call has ended. Without a host, actions come from the driver itself: `async for action in driver`; give their results by
    Action.result().

    Commands are given to the engine as always, in the loop's thread; what follows from them is done soon after. The
    engine's clock must run as the loop's does, which the default one does.

    What a hook or a sink of events raises ends the driver, and is raised where its user waits for it: by until(), by the
    iteration, and at the latest at the end of `async with`. So does a hook that was cancelled, unless the driver did it. It
    ends as well, and quietly, when the engine is closed. A driver is used once.
    """

    def __init__(self, engine: Engine, host: Union[Host, AsyncHost, None] = None) -> None:
        self.engine = engine
        self.host = host
        self._tasks: dict[asyncio.Future[Any], Action] = {}
        self._actions: asyncio.Queue[Optional[Action]] = asyncio.Queue()
        self._over: set[asyncio.Future[Any]] = set()  # tasks that were cancelled here
        self._waiting: list[tuple[Callable[[], object], asyncio.Future[Optional[Exception]]]] = []
        self._failure: Optional[BaseException] = None
        self._begun = False
        self._loop: Optional[asyncio.AbstractEventLoop] = None
        self._soon: Optional[asyncio.Handle] = None
        self._timer: Optional[asyncio.TimerHandle] = None

    async def __aenter__(self: Self) -> Self:
        if self.engine._wake is not None:
            raise RuntimeError("the engine has a driver already")
        if self._begun:
            raise RuntimeError("a driver is used once: make another one")
        if self.engine.closed:
            raise ValueError("the engine is closed")
        self._begun = True
        self._loop = asyncio.get_running_loop()
        self.engine._wake = self.wake
        self.wake()
        return self

    async def __aexit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        tasks = list(self._tasks)
        self._stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._failure is None or self._failure is error:
            return
        if error is None:
            raise self._failure
        asyncio.get_running_loop().call_exception_handler(
            {"message": "the host failed, and so did the body of the driver", "exception": self._failure}
        )

    def wake(self) -> None:
        """Something was commanded: looks what follows from it, soon."""
        if self._loop is not None and self._soon is None and not self._loop.is_closed():
            self._soon = self._loop.call_soon(self._pump)

    async def until(self, condition: Callable[[], object]) -> None:
        """Waits until a condition is true; it is looked at whenever the engine has done something. What the condition raises
        is raised here, and ends nothing but the wait: StaleError, say, once the call that it asks for has ended."""
        if self._loop is None or self._failure is not None:
            raise self._failure or RuntimeError("the driver is not running")
        if condition():
            return
        done: asyncio.Future[Optional[Exception]] = self._loop.create_future()
        self._waiting.append((condition, done))
        error = await done
        if error is not None:
            raise error

    def __aiter__(self: Self) -> Self:
        if self.host is not None:
            raise TypeError("actions go to the host")
        return self

    async def __anext__(self) -> Action:
        action = await self._actions.get()
        if action is None:
            self._actions.put_nowait(None)
            if self._failure is not None:
                raise self._failure
            raise StopAsyncIteration
        return action

    # ---- What the loop calls

    def _pump(self) -> None:
        self._soon = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        try:
            self._work()
            self._look()
            if self.engine.closed:
                self._stop()
                return
            deadline_us = self.engine.deadline_us
        except BaseException as error:
            self._fail(error)
            return
        if self._loop is not None and self._soon is None and deadline_us != TIME_NEVER:
            self._timer = self._loop.call_later(max(0, deadline_us - self.engine.clock()) / SECOND, self.wake)

    def _work(self) -> None:
        """What the engine asks for; a hook may close it."""
        if self.engine.closed:
            return
        for action in self.engine.actions():
            self._end_others(action)
            self._dispatch(action)
            if self.engine.closed:
                return
        self._end_late()

    def _look(self) -> None:
        """Whether what is waited for is there."""
        for condition, done in self._waiting[:]:
            if done.done():
                continue
            try:
                if condition():
                    done.set_result(None)
            except Exception as error:
                done.set_result(error)
        self._waiting = [(condition, done) for condition, done in self._waiting if not done.done()]

    def _dispatch(self, action: Action) -> None:
        if self.host is None:
            self._actions.put_nowait(action)
            return
        answer = self.engine._hook(self.host, action)
        if not inspect.isawaitable(answer):
            self.engine._answered(action, answer)
            return
        task = asyncio.ensure_future(answer)
        self._tasks[task] = action
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Future[Any]) -> None:
        action = self._tasks.pop(task, None)
        ours = task in self._over
        self._over.discard(task)
        if task.cancelled():
            if not ours and self._loop is not None:
                kind = action.kind.word if action is not None else "a hook"
                self._fail(RuntimeError(f"{kind}: the hook was cancelled, and not by the driver"))
            return
        error = task.exception()
        if error is None and action is not None and self._loop is not None:
            try:
                self.engine._answered(action, task.result())
            except BaseException as refused:
                error = refused
        if error is not None:
            self._fail(error)

    def _end_others(self, new: Action) -> None:
        """Cancels what a new action puts an end to."""
        for task, action in list(self._tasks.items()):
            if action.record.call != new.record.call:
                continue
            replaced = action.kind in MEDIA and action.record.to == new.record.to and new.kind in MEDIA
            bridged = action.kind in MEDIA and new.kind == ActionKind.BRIDGE
            stopped = (
                action.kind == ActionKind.RING
                and new.kind == ActionKind.RING_STOP
                and action.record.agent == new.record.agent
            )
            if replaced or bridged or stopped:
                self._cancel(task)

    def _end_late(self) -> None:
        """Cancels what is past its deadline, and what was for a call that has ended."""
        now_us = self.engine.now_us
        for task, action in list(self._tasks.items()):
            over = (action.kind in MEDIA or action.kind == ActionKind.RING) and not action.call.live
            if over or action.deadline_us <= now_us:
                self._cancel(task)

    def _cancel(self, task: asyncio.Future[Any]) -> None:
        self._over.add(task)
        task.cancel()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, asyncio.CancelledError):  # whoever waits was not cancelled
            cancelled, error = error, RuntimeError("a hook or a sink of events raised CancelledError")
            error.__cause__ = cancelled
        if self._failure is None:
            self._failure = error
        self._stop()

    def _stop(self) -> None:
        self._loop = None
        if self.engine._wake == self.wake:  # else it is another one's
            self.engine._wake = None
        for handle in (self._soon, self._timer):
            if handle is not None:
                handle.cancel()
        self._soon = self._timer = None
        for task in list(self._tasks):
            self._cancel(task)
        for _, done in self._waiting:
            if not done.done():
                done.set_exception(self._failure or RuntimeError("the driver has ended"))
        self._waiting = []
        self._actions.put_nowait(None)
