# SPDX-License-Identifier: Apache-2.0
"""How many agents do so many calls need? By queueing theory, without an engine; the models are in acd/erlang.h.

    >>> from acd import erlang
    >>> day = erlang.System(calls_per_hour=340, handle_s=240, patience_s=90)
    >>> day.agents(service_level=0.8, within_s=20)
    24
"""

from __future__ import annotations

from dataclasses import dataclass

from . import raw
from .errors import StateError
from .facts import ErlangFigures

UNBOUNDED = raw.ERLANG_UNBOUNDED
"""`places` without a limit."""


@dataclass(frozen=True)
class System:
    """Calls that arrive at random, and agents who are alike."""

    calls_per_hour: float
    handle_s: float
    """Mean handle time: talk, hold and wrap-up."""
    patience_s: float = 0
    """Mean time after which a caller who still waits abandons; 0: nobody does."""
    timeout_s: float = 0
    """All who still wait leave after it; 0: nobody does."""
    places: int = UNBOUNDED
    """To wait, agents' not counted."""

    def __post_init__(self) -> None:
        """ArgumentError: a value that makes no sense."""
        try:
            self.figures(1)
        except StateError:
            pass  # one agent is too few

    def _system(self, agents: int = 1) -> raw.ErlangSystem:
        system = raw.ErlangSystem()
        system.calls_per_hour, system.handle_s = self.calls_per_hour, self.handle_s
        system.patience_s, system.timeout_s, system.places = self.patience_s, self.timeout_s, self.places
        system.agents = agents
        return system

    def figures(self, agents: int) -> ErlangFigures:
        """The long run. StateError: calls wait for ever."""
        return ErlangFigures.of(raw.erlang_figures_get(self._system(agents)))

    def within(self, wait_s: float, agents: int) -> tuple[float, float]:
        """Shares of all calls that are answered, and that have abandoned, within this wait."""
        answered, abandoned = raw.erlang_within(self._system(agents), wait_s)
        return answered, abandoned

    def service_level(self, within_s: float, agents: int) -> float:
        """The share of all calls that is answered within this wait."""
        return self.within(within_s, agents)[0]

    def agents(
        self,
        *,
        service_level: float = 0,
        within_s: float = 0,
        wait_answered_s: float = 0,
        abandoned: float = 0,
        blocked: float = 0,
        occupancy: float = 0,
        shrinkage: float = 0,
    ) -> int:
        """The fewest agents that reach all that is asked for; with `shrinkage` so many on the schedule."""
        target = _target(service_level, within_s, wait_answered_s, abandoned, blocked, occupancy)
        needed = raw.erlang_agents(self._system(), target)
        if not shrinkage:
            return needed
        if not 0 < shrinkage < 1:
            raise ValueError("shrinkage: a share below 1")
        return raw.erlang_scheduled(needed, shrinkage)

    def calls(
        self,
        agents: int,
        *,
        service_level: float = 0,
        within_s: float = 0,
        wait_answered_s: float = 0,
        abandoned: float = 0,
        blocked: float = 0,
        occupancy: float = 0,
    ) -> float:
        """The most calls an hour with which so many agents reach all that is asked for."""
        target = _target(service_level, within_s, wait_answered_s, abandoned, blocked, occupancy)
        return raw.erlang_calls(self._system(agents), target)


def _target(
    service_level: float, within_s: float, wait_answered_s: float, abandoned: float, blocked: float, occupancy: float
) -> raw.ErlangTarget:
    target = raw.ErlangTarget()
    target.service_level, target.within_s, target.wait_answered_s = service_level, within_s, wait_answered_s
    target.abandoned, target.blocked, target.occupancy = abandoned, blocked, occupancy
    return target
