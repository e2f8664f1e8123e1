# SPDX-License-Identifier: Apache-2.0
"""A centre in virtual time: what everybody does is said beforehand, and a month of calls takes a second (acd/sim.h)."""

from __future__ import annotations

import operator
import threading
import weakref
from array import array
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any, Callable, Optional, TypeVar, Union

from . import facts, raw
from .clock import Clock
from .definition import Definition
from .engine import Engine, attribute_lines
from .errors import INSIDE
from .explain import Decision
from .feed import Feed
from .history import History
from .kinds import ActionKind, Fault, Option, Presence, SimOption
from .raw import SECOND, TIME_MAX, TIME_NEVER
from .raw import Decision as Record
from .raw import Engine as Handle
from .things import Agent, Flow, Queue

Self = TypeVar("Self", bound="Simulation")

COLUMNS = (
    "ref",
    "status",
    "call",
    "queue",
    "agent",
    "arrived_at_us",
    "queued_at_us",
    "answered_at_us",
    "ended_at_us",
    "wait_us",
    "talk_us",
    "end",
)
"""Of Simulation.outcomes: acd_sim_outcome."""


SLICE_COMMANDS = 50_000
"""So many, some milliseconds of work, are aimed at in a slice of virtual time, between which a run can be stopped."""
SLICE_US_MAX = 7 * 86_400 * SECOND


class SimulatedEngine(Engine):
    """While the simulation runs nobody may use it but the hook that the run waits for, in its own thread."""

    _handle: Optional[Handle] = None
    _runs = False
    _asker: Optional[int] = None  # the hook's thread

    @property
    def raw(self) -> Handle:
        """The handle; None: closed, or not for this thread."""
        withheld = self._runs and self._asker != threading.get_ident()
        return None if withheld else self._handle  # type: ignore[return-value]

    @raw.setter
    def raw(self, handle: Handle) -> None:
        self._handle = handle

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return self._handle is None

    def __repr__(self) -> str:
        return "<Engine running>" if self.raw is None and not self.closed else super().__repr__()

    def _ask(self, hook: Callable[[Decision], object], decision: Record) -> None:
        """Calls a hook that may ask."""
        asker, self._asker = self._asker, threading.get_ident()
        try:
            hook(Decision.of(self, decision))
        finally:
            self._asker = asker

    def _inside(self, hook: Callable[..., object], *told: object) -> None:
        asker, self._asker = self._asker, threading.get_ident()
        handle, self._handle = self._handle, INSIDE
        try:
            hook(*told)
        finally:
            self._asker = asker
            if self._handle is INSIDE:
                self._handle = handle


def _clock(engine: Engine) -> Clock:
    weak = weakref.ref(engine)

    def now_us() -> int:
        engine = weak()
        return 0 if engine is None else engine.now_us

    return now_us


class Simulation:
    """A simulation with an engine of its own, `engine`: for look-ups, figures and, between two runs, commands."""

    def __init__(
        self,
        definition: Optional[Definition] = None,
        *,
        options: Optional[Mapping[SimOption, int]] = None,
        engine_options: Optional[Mapping[Option, int]] = None,
        events: Optional[Callable[[facts.Event], object]] = None,
        explain: Optional[Callable[[Decision], object]] = None,
        history: Optional[History] = None,
        records: bool = False,
        metrics: bool = False,
        outcomes: bool = True,
        wall_offset_us: Optional[int] = None,
    ) -> None:
        """`outcomes`: what becomes of each caller is kept, some 100 bytes; without there are figures alone. `explain` may ask
        the engine, also while the simulation runs. All else is as an Engine takes it."""
        made = raw.Options()
        for option, value in (engine_options or {}).items():
            raw.options_set(made, option, value)
        weak = weakref.ref(self)

        def sink(record: raw.Event) -> None:
            simulation = weak()
            if simulation is not None and simulation._events is not None and not simulation.engine.closed:
                simulation.engine._inside(simulation._events, facts.Event.of(record))

        def tell(decision: raw.Decision) -> None:
            simulation = weak()
            if simulation is not None and simulation._explain is not None and not simulation.engine.closed:
                simulation.engine._ask(simulation._explain, decision)

        feed = Feed(sink if events is not None else None, history, records, metrics)
        self._outcomes = raw.Outcomes() if outcomes else None
        self._events, self._explain, self._runs = events, explain, threading.Lock()
        if explain is not None:
            feed.raw.set_explain(tell)
            raw.feed_attach(feed.raw, made)
        self.raw = raw.Sim(made)
        raw.sim_attach(self.raw, feed.raw, self._outcomes)
        for sim_option, value in (options or {}).items():
            raw.sim_set(self.raw, sim_option, value)
        self.engine = SimulatedEngine._of(raw.sim_engine(self.raw), lambda: 0, feed)
        self.engine.clock = _clock(self.engine)
        if wall_offset_us is not None:
            self.engine.set_wall(wall_offset_us)
        if definition is not None:
            self.engine.define(definition)
        feed.begin()

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def close(self) -> None:
        """Frees the simulation and its engine. Twice is fine. Where it runs, as in a hook or to another thread, that ends soon,
        and frees them."""
        self.engine.close()
        self.raw = self._events = self._explain = None  # type: ignore[assignment]

    def add_caller(
        self,
        at_us: int,
        number: Optional[str] = None,
        *,
        queue: Union[Queue, str, None] = None,
        flow: Union[Flow, str, None] = None,
        caller: Optional[str] = None,
        attributes: Optional[Mapping[str, str]] = None,
        requirements: Optional[Mapping[str, int]] = None,
        **more: Any,
    ) -> None:
        """Somebody who calls at that time. `more` are further fields of acd_sim_caller: `patience_us`, `talk_us`,
        `keys`, `ref`, …"""
        made = raw.SimCaller()
        made.arrives_at_us = at_us
        if number is not None:
            made.number = number
        if caller is not None:
            made.caller = caller
        if attributes:
            made.attributes = attribute_lines(attributes)
        self._place(made, queue, flow, requirements, more)
        raw.sim_add_caller(self.raw, made)

    def add_poisson(
        self,
        name: str,
        *,
        interval_us_mean: int,
        number: Optional[str] = None,
        queue: Union[Queue, str, None] = None,
        flow: Union[Flow, str, None] = None,
        requirements: Optional[Mapping[str, int]] = None,
        **more: Any,
    ) -> None:
        """Callers at random. `more` are further fields of acd_sim_poisson: `talk_us_mean`, `patience_us_mean`,
        `calls_max`, `until_us`, …"""
        made = raw.SimPoisson()
        made.name, made.interval_us_mean = name, interval_us_mean
        if number is not None:
            made.number = number
        self._place(made, queue, flow, requirements, more)
        raw.sim_add_poisson(self.raw, made)

    def _place(
        self,
        made: Union[raw.SimCaller, raw.SimPoisson],
        queue: Union[Queue, str, None],
        flow: Union[Flow, str, None],
        requirements: Optional[Mapping[str, int]],
        more: Mapping[str, Any],
    ) -> None:
        if queue is not None:
            made.queue = self.engine._id(queue, self.engine.queue)
        if flow is not None:
            made.flow = self.engine._id(flow, self.engine.flow)
        if requirements:
            for skill, level in self.engine._needs(requirements):
                made.require(skill, level)
        for field, value in more.items():
            if field in ("this", "thisown") or not hasattr(made, field):
                raise TypeError(f"{type(made).__name__} has no field {field!r}")
            setattr(made, field, value)

    def add_presence(self, at_us: int, agent: Union[Agent, str], presence: Presence, reason: int = 0) -> None:
        """At that time the agent logs in, pauses, comes back or goes."""
        raw.sim_add_presence(self.raw, at_us, self.engine._id(agent, self.engine.agent), presence, reason)

    def set_delay(self, kind: Optional[ActionKind], delay_us: int) -> None:
        """How long the host takes over actions of this kind (None: of every kind)."""
        raw.sim_set_delay(self.raw, kind or 0, delay_us)

    def set_speed(
        self, speed_ppm: int, agent: Union[Agent, str, None] = None, queue: Union[Queue, str, None] = None
    ) -> None:
        """How fast an agent works; 1,000,000 is as fast as the caller's talk says."""
        ids = self.engine._id(agent, self.engine.agent), self.engine._id(queue, self.engine.queue)
        raw.sim_set_speed(self.raw, *ids, speed_ppm)

    def set_fault(self, kind: Optional[ActionKind], fault: Fault, share_ppm: int) -> None:
        """So many of the actions of this kind go wrong in this way."""
        raw.sim_set_fault(self.raw, kind or 0, fault, share_ppm)

    def run(self, until_us: int = TIME_NEVER) -> bool:
        """Lets everything happen that is due until then; True: more is to come. Other threads of Python go on
        meanwhile; this simulation, its engine and its history raise ValueError to them.

        What a hook raises, and Ctrl-C, end it soon; another run goes on from there."""
        if not self._runs.acquire(blocking=False):
            raise ValueError("run: the simulation is running")
        try:
            sim, handle = self.raw, self.engine.raw
            if sim is None or handle is None:
                raise ValueError("run: the simulation is closed")
            self.raw, self.engine._runs = None, True  # type: ignore[assignment]
            try:
                with self.engine._feed.busy():
                    return self._run(sim, handle, operator.index(until_us))
            finally:
                self.engine._runs = False
                if not self.engine.closed:
                    self.raw = sim
        finally:
            self._runs.release()

    def _run(self, sim: raw.Sim, handle: raw.Engine, until_us: int) -> bool:
        """In slices, which follow from what happens alone: the same ones each time."""
        slice_us, before = SECOND, raw.sim_stats_get(sim).commands
        while not self.engine.closed:
            end_us = raw.engine_now(handle) + slice_us
            if end_us >= min(until_us, TIME_MAX):
                return raw.sim_run(sim, until_us) == raw.AGAIN
            if raw.sim_run(sim, end_us) != raw.AGAIN:
                return False
            done = raw.sim_stats_get(sim).commands
            fitting_us = slice_us * SLICE_COMMANDS // (done - before)  # the slice's end is a command, too
            slice_us, before = max(1, min(2 * slice_us, fitting_us, SLICE_US_MAX)), done
        return False

    @property
    def outcomes(self) -> dict[str, array[int]]:
        """What became of the callers, in the order in which their calls ended: columns of acd_sim_outcome."""
        if self.raw is None:
            raise ValueError("outcomes: the simulation is running, or closed")
        if self._outcomes is None:
            raise ValueError("outcomes: the simulation was made without")
        columns = {}
        for name in COLUMNS:
            data = self._outcomes.column(name)
            assert data is not None
            columns[name] = array("q", data)
        return columns

    @property
    def stats(self) -> facts.SimStats:
        """Counters about the simulation itself."""
        return facts.SimStats.of(raw.sim_stats_get(self.raw))


def simulate(
    definition: Definition,
    callers: Iterable[Mapping[str, Any]] = (),
    *,
    poisson: Iterable[Mapping[str, Any]] = (),
    until_us: int = TIME_NEVER,
    **more: Any,
) -> Simulation:
    """Runs a simulation: each of the callers is what Simulation.add_caller() takes, of `poisson` what add_poisson()
    takes, and `more` what the class takes. The simulation that is given has the figures."""
    simulation = Simulation(definition, **more)
    for caller in callers:
        simulation.add_caller(**caller)
    for source in poisson:
        simulation.add_poisson(**source)
    simulation.run(until_us)
    return simulation
