# SPDX-License-Identifier: Apache-2.0
"""Functions of the host that the library calls inside of commands: Engine(events=…, score=…, explain=…, trace=…, log=…)."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, Optional, Union

from . import facts, raw
from .call import Action, Call
from .explain import Decision
from .things import Agent

if TYPE_CHECKING:
    from .engine import Engine


@dataclass
class Hooks:
    """Of an engine; none is called once it is closed."""

    events: Optional[Callable[[facts.Event], object]] = None
    score: Optional[Callable[[Call, list[Agent]], Sequence[int]]] = None
    explain: Optional[Callable[[Decision], object]] = None
    trace: Optional[Callable[[Union[facts.Told, Action]], object]] = None
    log: Optional[Callable[[int, str], object]] = None

    def clear(self) -> None:
        """The engine is closed."""
        self.events = self.score = self.explain = self.trace = self.log = None


def attach(engine: Engine, feed: raw.Feed) -> None:
    """Those that there are. The library's side must keep neither the engine alive, nor what its hooks hold on to."""
    weak, wanted = weakref.ref(engine), engine._hooks

    def sink(record: raw.Event) -> None:
        engine = weak()
        if engine is not None and engine._hooks.events is not None:
            engine._inside(engine._hooks.events, facts.Event.of(record))

    def score(question: raw.Question, candidates: list[int]) -> Sequence[int]:
        engine = weak()
        if engine is None or engine._hooks.score is None:
            raise RuntimeError("the engine is closed")
        return engine._hooks.score(Call(engine, question.call), [Agent(engine, one) for one in candidates])

    def explain(decision: raw.Decision) -> None:
        engine = weak()
        if engine is not None and engine._hooks.explain is not None:
            engine._hooks.explain(Decision.of(engine, decision))

    def trace(record: Union[raw.Told, raw.Action]) -> None:
        engine = weak()
        if engine is None or engine._hooks.trace is None:
            return
        if not isinstance(record, raw.Action):
            engine._hooks.trace(facts.Told.of(record))
            return
        try:
            engine._hooks.trace(Action(engine, record))
        except BaseException:
            engine._unheard.append(record)  # whoever pulls it gets what was raised in its place
            raise

    def log(level: int, text: str) -> None:
        engine = weak()
        if engine is not None and engine._hooks.log is not None:
            engine._inside(engine._hooks.log, level, text)

    if wanted.events is not None:
        feed.set_sink(sink)
    if wanted.score is not None:
        feed.set_score(score)
    if wanted.explain is not None:
        feed.set_explain(explain)
    if wanted.trace is not None:
        feed.set_trace(trace)
    if wanted.log is not None:
        feed.set_log(log)
