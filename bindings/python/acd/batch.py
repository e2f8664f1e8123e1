# SPDX-License-Identifier: Apache-2.0
"""Many commands at once, and all actions at once: for whoever has a million calls to get through."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Optional, TypeVar, Union

from . import raw
from .commands import Commands
from .errors import BatchError, Error, Refused
from .kinds import ActionKind

if TYPE_CHECKING:
    from .engine import Engine

Self = TypeVar("Self", bound="Batch")
Expected = Union[type[Error], tuple[type[Error], ...]]


class PulledAction(NamedTuple):
    """An action as Engine.pull() gives it: what acd.raw.Action has, as a tuple; calls, agents and queues are ids."""

    kind: ActionKind
    id: int
    sequence: int
    time_us: int
    deadline_us: int
    call: int
    agent: int
    queue: int
    call_ref: int
    agent_ref: int
    text: str
    prompt: str
    terminators: str
    digits_min: int
    digits_max: int
    input_timeout_us: int
    reason: int
    related: int
    related_ref: int
    says: int
    value: int
    device: int
    channel: int
    digit_timeout_us: int
    parameters: str
    speech: int
    to: int


class _Kinds(dict[int, ActionKind]):
    """Kinds by their number; those of newer versions as well."""

    def __missing__(self, number: int) -> ActionKind:
        return ActionKind(number)


KINDS = _Kinds((kind.value, kind) for kind in ActionKind)


class Batch(Commands):
    """Commands that are collected, then submitted in one go, in order: Engine.batch().

    A method for each command, with the arguments that the objects' methods have; a call, an agent, a queue or an action
    may also be given by its id, which is quicker, a queue and the like by name. Each gives the number of its command in the
    batch, from 0: `ids`, `codes` and `refused` go by it. Nothing reaches the engine before submit().

    A batch is no transaction: each command is applied or refused by itself, and due timers fire before it, just as if it
    came alone. Every command has its time: `at_us`, or where that is left out that of the batch, or what the clock says
    when it is collected.

    As a context manager it is submitted at the end. Where an exception leaves the block nothing is: what waits from within
    the block is discarded.
    """

    def __init__(self, engine: Engine, *, at_us: Optional[int] = None, expected: Expected = ()) -> None:
        """`expected`: refusals of these classes are no surprise, and do not raise; they are among `refused` all the same."""
        super().__init__(engine, at_us)
        self.ids: list[int] = []
        """For each command that was submitted the id that it gave: of the call that arrived; else 0."""
        self.codes: list[int] = []
        """Likewise the status: acd.raw.OK, or one of acd.raw.ERR_…."""
        self.refused: list[Refused] = []
        """All that were refused, in order, with the exceptions that they would have raised alone."""
        self._expected = expected
        self._began = 0  # how many commands there were before the block
        self._told = 0  # how many of `refused` have been raised, or were expected

    def __len__(self) -> int:
        """How many commands wait to be submitted."""
        return len(self._waiting)

    def __repr__(self) -> str:
        return f"<Batch: {len(self._waiting)} waiting, {len(self.codes)} submitted, {len(self.refused)} refused>"

    def __enter__(self: Self) -> Self:
        self._began = len(self.codes) + len(self._waiting)
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if kind is None:
            self.submit()
        else:
            del self._waiting[max(0, self._began - len(self.codes)) :]

    def submit(self) -> list[int]:
        """Submits what waits, and gives `ids`.

        BatchError: commands were refused whose refusal was not expected; all others were applied. TypeError, ValueError,
        OverflowError: a command is none, its number and field are said; nothing was submitted, and all of them wait on: see
        discard().
        BacklogError, AgainError: actions must be pulled before it goes on. This, and what a sink of events or a rule for scores
        raises, ends it behind the command that it belongs to. What was not submitted waits on, for the next submit().
        """
        engine, waiting, first = self.engine, self._waiting, self._submitted
        self._names.clear()
        try:
            ids, codes, refused, stop = raw.batch_submit(engine.raw, waiting, first)
        finally:
            if engine._wake is not None:
                engine._wake()
        del waiting[: len(codes)]
        self.ids += ids
        self.codes += codes
        self._submitted += len(codes)
        self.refused += [Refused(first + number, error) for number, error in refused]
        if stop is not None:
            raise stop
        surprises = [one for one in self.refused[self._told :] if not isinstance(one.error, self._expected)]
        self._told = len(self.refused)
        if surprises:
            raise BatchError(surprises, len(self.codes) - first) from surprises[0].error
        return self.ids

    def discard(self) -> None:
        """Forgets what waits; the numbers of those commands are given again."""
        self._waiting.clear()
