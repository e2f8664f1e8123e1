# SPDX-License-Identifier: Apache-2.0
"""KPIs by interval, day and minute, by name; what is counted when is said in acd/history.h."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Callable, Optional, Union

from . import facts, raw
from .errors import NotFoundError
from .kinds import Compare, DistributionOf, Formula, PeriodKind, WaitFrom
from .zones import zone_bytes

Period = facts.HistoryPeriod
ALL = Period.of(raw.HistoryPeriod(raw.PERIOD_ALL, 0, 0))
"""Since the beginning."""
MARK = Period.of(raw.HistoryPeriod(raw.PERIOD_MARK, 0, 0))
"""Since History.mark()."""


class Distribution:
    """Durations in buckets: percentiles, and the buckets themselves. Distributions may be added up."""

    def __init__(self) -> None:
        self.raw = raw.Distribution()

    def add(self, duration_us: int) -> None:
        """One more."""
        raw.distribution_add(self.raw, duration_us)

    def merge(self, other: Distribution) -> None:
        """All of the other one's as well."""
        raw.distribution_merge(self.raw, other.raw)

    def __len__(self) -> int:
        return raw.distribution_count(self.raw)

    def percentile_us(self, part: float) -> int:
        """So long the shortest `part` (0 to 1) of all lasted at the most; 0 where there are none."""
        return raw.distribution_percentile_us(self.raw, round(part * 1_000_000))

    @property
    def buckets(self) -> list[facts.Bucket]:
        """Those that are not empty."""
        found: list[facts.Bucket] = []
        while True:
            try:
                record = raw.distribution_bucket_next(self.raw, found[-1].to_us + 1 if found else 0)
            except NotFoundError:
                return found
            found.append(facts.Bucket.of(record))

    def __repr__(self) -> str:
        return f"<Distribution of {len(self)}>"


@dataclass(frozen=True)
class ServiceLevel:
    """"80 % in 20 seconds": of what, since when, and what becomes of those who hung up."""

    formula: Formula
    threshold_us: int = 20 * raw.SECOND
    name: str = ""
    """Among those of a history; "": that of the formula."""
    compare: Compare = Compare.AT_MOST
    wait_from: WaitFrom = WaitFrom.ENTRY
    short_us: int = -1
    """An abandoned call is short if its wait was at most this; -1: as the centre says."""

    def _raw(self) -> raw.ServiceLevel:
        level = raw.ServiceLevel(self.formula)
        level.threshold_us, level.compare = self.threshold_us, self.compare
        level.wait_from, level.short_us = self.wait_from, self.short_us
        if self.name:
            level.name = self.name
        return level

    @classmethod
    def _of(cls, level: raw.ServiceLevel) -> ServiceLevel:
        return cls(
            Formula(level.formula),
            level.threshold_us,
            level.name or "",
            Compare(level.compare),
            WaitFrom(level.wait_from),
            level.short_us,
        )


class History:
    """What happened, kept by names and periods. Give it to an Engine or a Simulation, which then feeds it.

    `service_levels` are up to 8 definitions, counted for each queue and period. `zone` is the name of a time zone, by which days and intervals are cut; `options` are fields of
    acd_history_options: `interval_us`, `days_max`, `keeps`, …
    """

    def __init__(
        self, *, service_levels: Iterable[ServiceLevel] = (), zone: Optional[str] = None, **options: int
    ) -> None:
        made = raw.HistoryOptions()
        for field, value in options.items():
            if field in ("this", "thisown") or not hasattr(made, field):
                raise TypeError(f"a history has no option {field!r}")
            setattr(made, field, value)
        if zone is not None:
            data = zone_bytes(zone)
            if data is None:
                raise LookupError(f"zone: this system has no time zone {zone!r}")
            made.set_zone(data)
        self._set(raw.History(made))
        for level in service_levels:
            raw.history_service_level_add(self.raw, level._raw())

    def _set(self, history: raw.History) -> None:
        self.raw = history
        self._fed = False
        self._now_us: Optional[Callable[[], int]] = None

    @classmethod
    def load(cls, data: bytes, bytes_max: int = 0) -> History:
        """From what save() gave. It can be read and merged, and after restart() fed again."""
        made = cls.__new__(cls)
        made._set(raw.history_load(data, bytes_max))
        return made

    def save(self) -> bytes:
        """All of it; equal on every platform."""
        return raw.history_save(self.raw)

    def merge(self, other: History) -> None:
        """Adds all that another one, of the same options, knows."""
        raw.history_merge(self.raw, other.raw)

    def advance(self, time_us: int) -> None:
        """The engine's time is this now."""
        raw.history_advance(self.raw, time_us)

    def restart(self) -> None:
        """The engine is gone, events of another one follow."""
        raw.history_restart(self.raw)
        self._fed = False

    def mark(self) -> None:
        """The period MARK begins now."""
        raw.history_mark(self.raw)

    @property
    def info(self) -> facts.HistoryInfo:
        """What is kept, of when, and in how many bytes."""
        return facts.HistoryInfo.of(raw.history_get(self.raw))

    # ---- Periods

    def periods(self, kind: PeriodKind) -> list[Period]:
        """The intervals, days or minutes that are kept; the last one is the present."""
        return list(self._periods(kind))

    def _periods(self, kind: PeriodKind) -> Iterator[Period]:
        from_us = -(2**63)
        while True:
            try:
                period = Period.of(raw.history_period_next(self.raw, kind, from_us))
            except NotFoundError:
                return
            yield period
            from_us = period.to_wall_us

    def period_at(self, kind: PeriodKind, wall_us: int) -> Period:
        """The interval, day or minute that holds an instant, kept or not."""
        return Period.of(raw.history_period_at(self.raw, kind, wall_us))

    def last(self, minutes: int) -> Period:
        """The last minutes, 1 to 60, and the present one as far as it has come."""
        return Period.of(raw.history_period_last(self.raw, minutes))

    # ---- Figures

    @property
    def service_levels(self) -> list[ServiceLevel]:
        """As they were defined; without, there is one: "libacd"."""
        count = raw.history_get(self.raw).service_levels_count
        return [ServiceLevel._of(raw.history_service_level_at(self.raw, index)) for index in range(count)]

    def service_level(
        self, level: Union[str, int] = 0, queue: Optional[str] = None, period: Period = ALL
    ) -> facts.ServiceLevelCounts:
        """What a service level, by its name or index, counted of a queue, or of all."""
        index = raw.history_service_level_find(self.raw, level) if isinstance(level, str) else level
        if index < 0:
            raise LookupError(f"level: the history has no service level {level!r}")
        return facts.ServiceLevelCounts.of(raw.history_service_level_get(self.raw, _raw(period), queue, index))

    def queue(self, queue: Optional[str] = None, period: Period = ALL) -> facts.KpiQueue:
        """Of a queue, or of all (None)."""
        return facts.KpiQueue.of(raw.history_queue_get(self.raw, _raw(period), queue))

    def agent(self, agent: Optional[str] = None, period: Period = ALL) -> facts.KpiAgent:
        """Of an agent; None: of all together."""
        return facts.KpiAgent.of(raw.history_agent_get(self.raw, _raw(period), agent))

    def member(self, agent: str, queue: str, period: Period = ALL) -> facts.KpiAgent:
        """What an agent did for a queue; "": direct calls."""
        return facts.KpiAgent.of(raw.history_member_get(self.raw, _raw(period), agent, queue))

    def calls(self, period: Period = ALL) -> facts.KpiCalls:
        """Calls as a whole."""
        return facts.KpiCalls.of(raw.history_calls_get(self.raw, _raw(period)))

    def plan(self, plan: Optional[str] = None, period: Period = ALL) -> facts.HistoryCallbacks:
        """Callbacks of a plan."""
        return facts.HistoryCallbacks.of(raw.history_plan_get(self.raw, _raw(period), plan))

    def campaign(self, campaign: Optional[str] = None, period: Period = ALL) -> facts.HistoryCallbacks:
        """Tasks of a campaign."""
        return facts.HistoryCallbacks.of(raw.history_campaign_get(self.raw, _raw(period), campaign))

    def slot_plan(self, slot_plan: Optional[str] = None, period: Period = ALL) -> facts.HistoryCallbacks:
        """Bookings of a slot plan."""
        return facts.HistoryCallbacks.of(raw.history_slot_plan_get(self.raw, _raw(period), slot_plan))

    def wait(self, queue: Optional[str] = None, period: Period = ALL) -> facts.HistoryWait:
        """Of a queue: what queue() does not say."""
        return facts.HistoryWait.of(raw.history_wait_get(self.raw, _raw(period), queue))

    def number(self, number: Optional[str] = None, period: Period = ALL) -> facts.HistoryNumber:
        """Calls by the number that was dialled."""
        return facts.HistoryNumber.of(raw.history_number_get(self.raw, _raw(period), number))

    def node(self, flow: str, node: str, period: Period = ALL) -> facts.HistoryNode:
        """How calls left a node of a flow."""
        return facts.HistoryNode.of(raw.history_node_get(self.raw, _raw(period), flow, node))

    def distribution(self, of: DistributionOf, queue: Optional[str] = None, period: Period = ALL) -> Distribution:
        """Waits, talk and so on of a queue, or of all."""
        made = Distribution()
        raw.history_distribution_add(self.raw, _raw(period), queue, of, made.raw)
        return made

    def _names(self, kind: int) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        row = 0
        while True:
            row, name, second = raw.history_row_next(self.raw, kind, row)
            if not row:
                return found
            found.append((name, second))

    @property
    def queues(self) -> list[str]:
        """Names of all queues there ever were, in the order in which they first came."""
        return [name for name, _ in self._names(raw.HISTORY_QUEUES)]

    @property
    def agents(self) -> list[str]:
        """Names of those that it has figures of."""
        return [name for name, _ in self._names(raw.HISTORY_AGENTS)]

    @property
    def members(self) -> list[tuple[str, str]]:
        """Agents and queues."""
        return self._names(raw.HISTORY_MEMBERS)

    @property
    def nodes(self) -> list[tuple[str, str]]:
        """Flows and nodes."""
        return self._names(raw.HISTORY_NODES)

    @property
    def numbers(self) -> list[str]:
        """Those that were dialled."""
        return [name for name, _ in self._names(raw.HISTORY_NUMBERS)]

    @property
    def plans(self) -> list[str]:
        """Names of the plans of callbacks that it has figures of."""
        return [name for name, _ in self._names(raw.HISTORY_PLANS)]

    @property
    def campaigns(self) -> list[str]:
        """Names of those that it has figures of."""
        return [name for name, _ in self._names(raw.HISTORY_CAMPAIGNS)]

    @property
    def slot_plans(self) -> list[str]:
        """Names of those that it has figures of."""
        return [name for name, _ in self._names(raw.HISTORY_SLOT_PLANS)]

    def queue_table(self, periods: Union[PeriodKind, Iterable[Period]] = PeriodKind.INTERVALS) -> dict[str, list[Any]]:
        """A row for each period and queue, as columns: `from_wall_us`, `to_wall_us`, `queue`, and the figures."""
        return self._table("queue", self.queues, self.queue, facts.KpiQueue, periods)

    def agent_table(self, periods: Union[PeriodKind, Iterable[Period]] = PeriodKind.INTERVALS) -> dict[str, list[Any]]:
        """Likewise of agents."""
        return self._table("agent", self.agents, self.agent, facts.KpiAgent, periods)

    def _table(
        self,
        first: str,
        names: list[str],
        get: Callable[[str, Period], facts.Fact],
        kind: type[facts.Fact],
        periods: Union[PeriodKind, Iterable[Period]],
    ) -> dict[str, list[Any]]:
        spans = self.periods(periods) if isinstance(periods, PeriodKind) else list(periods)
        rows = [(period, name, get(name, period)) for period in spans for name in names]
        table: dict[str, list[Any]] = {
            "from_wall_us": [period.from_wall_us for period, _, _ in rows],
            "to_wall_us": [period.to_wall_us for period, _, _ in rows],
            first: [name for _, name, _ in rows],
        }
        for field in (*kind._fields, *kind._derived):
            table[field] = [getattr(row, field) for _, _, row in rows]
        return table


def _raw(period: Period) -> raw.HistoryPeriod:
    return raw.HistoryPeriod(period.kind, period.from_wall_us, period.to_wall_us)
