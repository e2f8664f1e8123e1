# SPDX-License-Identifier: Apache-2.0
"""The engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Callable, Optional, Union

from . import facts, raw
from .batch import KINDS, Batch, Expected, PulledAction
from .call import Action, Call
from .clock import Clock, monotonic
from .definition import Definition, submit
from .errors import INSIDE, AgainError, StaleError
from .explain import Decision
from .feed import Feed
from .history import History
from .hooks import Hooks, attach
from .host import BaseHost, Host, Result
from .kinds import ActionKind, Option, Outcome
from .memory import Memory
from .things import Agent, Campaign, Flow, Queue, Schedule, Thing, Toggle

if TYPE_CHECKING:
    from typing_extensions import Self



class Engine:
    """Calls come in, actions come out; the same commands at the same times give the same actions.

    Every command has its time: `at_us`, or where that is left out what the clock says. A command that is refused raises,
    and changes nothing but the time. One thread at a time may use an engine.

    As a context manager it is closed at the end; what is left of it then raises ValueError.
    """

    def __init__(
        self,
        definition: Optional[Definition] = None,
        *,
        clock: Optional[Clock] = None,
        events: Optional[Callable[[facts.Event], object]] = None,
        score: Optional[Callable[[Call, list[Agent]], Sequence[int]]] = None,
        explain: Optional[Callable[[Decision], object]] = None,
        trace: Optional[Callable[[Union[facts.Told, Action]], object]] = None,
        log: Optional[Callable[[int, str], object]] = None,
        history: Optional[History] = None,
        records: bool = False,
        metrics: bool = False,
        options: Optional[Mapping[Option, int]] = None,
        wall_offset_us: Optional[int] = None,
        memory: Optional[Memory] = None,
    ) -> None:
        """`events` is told each event, inside the command that brings it about: whatever it asks of the engine or commands is
        a ReentryError. What it raises is raised by that command, whose effect stays; it hears of no more events until then.

        `score` is the rule of queues whose strategy is "host_score": asked for a call and its candidates, it gives a
        score for each, the greatest is rung (acd/score.h). It may ask the engine, but not command it. What it raises is
        raised by the command, which goes on with whoever has been idle longest.

        `explain` is told each decision before it takes effect, with all who were compared. It may ask the engine, but not
        command it; what it raises is raised by the command, whose effect stays.

        `trace` is told what passes: each command when it is over, ticks included, and what became of it; and each action as
        it is pulled, before who pulls it has it (acd/trace.h). It may ask the engine, and raises as `explain` does.

        `log` is told a level, `acd.raw.LOG_…`, and a text, inside the command as well; it must not keep this object alive.

        `history`: is fed with all that happens. `records`: a record of each call is kept until pull_records().
        `metrics`: keeps what metrics_text() has besides the figures of the engine: histograms.

        `wall_offset_us`: wall time is engine time plus this.

        `memory`: where the engine takes its own from, which tests can have fail (acd.testing).
        """
        self.clock: Clock = clock if clock is not None else monotonic()
        self._wake: Optional[Callable[[], None]] = None
        self._pulled: list[PulledAction] = []
        self._unheard: list[raw.Action] = []
        made = raw.Options() if memory is None else raw.memory_options(memory.raw)
        for option, value in (options or {}).items():
            raw.options_set(made, option, value)
        self._hooks = Hooks(events, score, explain, trace, log)
        self._feed = Feed(None, history, records, metrics)
        attach(self, self._feed.raw)
        raw.feed_attach(self._feed.raw, made)
        self.raw = raw.Engine(made)
        if wall_offset_us is not None:
            self.set_wall(wall_offset_us)
        if definition is not None:
            self.define(definition)
        self._feed.begin()

    @classmethod
    def _of(cls, engine: raw.Engine, clock: Clock, feed: Feed) -> Self:
        """That of a simulation."""
        made = cls.__new__(cls)
        made.clock, made.raw, made._feed = clock, engine, feed
        made._hooks, made._wake, made._pulled, made._unheard = Hooks(), None, [], []
        return made

    # ---- Life

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def close(self) -> None:
        """Frees the engine; calls inside are forgotten without an action. Twice is fine."""
        self.raw = None  # type: ignore[assignment]
        self._hooks.clear()
        wake, self._wake = self._wake, None
        if wake is not None:
            wake()  # a driver ends

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return self.raw is None

    def __repr__(self) -> str:
        if self.closed:
            return "<Engine closed>"
        if self.raw is INSIDE:
            return "<Engine amid a change>"
        stats = raw.engine_stats_get(self.raw)
        return f"<Engine at {raw.engine_now(self.raw) / raw.SECOND:.6f} s, {stats.calls} calls>"

    def _inside(self, hook: Callable[..., object], *told: object) -> None:
        """Calls a hook amid a change, which no question may see. It may close the engine, which goes when the command ends."""
        handle, self.raw = self.raw, INSIDE
        try:
            hook(*told)
        finally:
            if self.raw is INSIDE:
                self.raw = handle

    # ---- Commands

    def _do(self, function: Callable[..., Any], at_us: Optional[int], *arguments: Any) -> Any:
        """A command; due work that is more than one portion of it is done before. AgainError: that waits for actions to be
        pulled."""
        timers = -1
        try:
            while True:
                try:
                    return function(self.raw, self.clock() if at_us is None else at_us, *arguments)
                except AgainError:
                    fired = raw.engine_stats_get(self.raw).timers
                    if fired == timers:
                        raise
                    timers = fired
        finally:
            if self._wake is not None:
                self._wake()

    def define(self, definition: Definition, *, at_us: Optional[int] = None) -> None:
        """Puts a whole definition in force, or (DefinitionError) leaves the one there is. Time zones that it names are
        read from the system, unless the engine has them."""
        submit(self, definition, raw.DEFINE_WHOLE, at_us)

    def change(self, change: Definition, *, at_us: Optional[int] = None) -> None:
        """Puts a change of what runs in force: what it defines replaces or adds, what it amends is amended."""
        submit(self, change, raw.DEFINE_CHANGE, at_us)

    def set_zone(self, name: str, data: bytes, *, at_us: Optional[int] = None) -> None:
        """Hands in a time zone: the bytes of a TZif file."""
        self._do(raw.zone_set, at_us, name, data)

    def set_wall(self, offset_us: int, *, at_us: Optional[int] = None) -> None:
        """From now on wall time is engine time plus this. A jump of the wall clock moves no timer."""
        self._do(raw.engine_wall_set, at_us, offset_us)

    def arrive(
        self,
        number: Optional[str] = None,
        *,
        queue: Union[Queue, str, None] = None,
        flow: Union[Flow, str, None] = None,
        caller: Optional[str] = None,
        priority: int = 0,
        ref: int = 0,
        attributes: Optional[Mapping[str, str]] = None,
        requirements: Optional[Mapping[str, int]] = None,
        preferred: Iterable[Union[Agent, str]] = (),
        waited_us: int = 0,
        at_us: Optional[int] = None,
    ) -> Call:
        """A call arrives: at a number that was dialled, or straight in a queue or a flow.

        `requirements`: skills by name, with the least level that is needed. `ref`: a number of the host's own, which
        every action for the call has.
        """
        arrival = raw.Arrival()
        # What is as it was made is left so: setting a field is what is slow here.
        if number is not None:
            arrival.number = number
        if caller is not None:
            arrival.caller = caller
        if queue is not None:
            arrival.queue = self._id(queue, self.queue)
        if flow is not None:
            arrival.flow = self._id(flow, self.flow)
        if priority:
            arrival.priority = priority
        if ref:
            arrival.host_ref = ref
        if waited_us:
            arrival.waited_us = waited_us
        if attributes:
            arrival.attributes = attribute_lines(attributes)
        if requirements:
            for skill, level in self._needs(requirements):
                arrival.require(skill, level)
        for agent in preferred:
            arrival.prefer(self._id(agent, self.agent))
        return Call(self, self._do(raw.call_arrive, at_us, arrival))

    def _own(self, thing: Thing) -> int:
        """The id of an object of this engine."""
        if not isinstance(thing, Thing):
            raise TypeError(f"expected an object of the engine, not {thing!r}")
        if thing.engine is not self:
            raise ValueError(f"{thing!r} is of another engine")
        return thing.id

    def _id(self, thing: Union[Thing, str, None], find: Optional[Callable[[str], Thing]] = None) -> int:
        """Likewise, or of what has this name; 0 for nothing."""
        if thing is None:
            return 0
        return self._own(find(thing) if isinstance(thing, str) and find is not None else thing)  # type: ignore[arg-type]

    def _needs(self, requirements: Mapping[str, int]) -> list[tuple[int, int]]:
        """Skills by id, with their levels."""
        if not isinstance(requirements, Mapping):
            raise TypeError(f"requirements: expected levels by skill, not {requirements!r}")
        return [(raw.skill_find(self.raw, skill), level) for skill, level in requirements.items()]

    def request_callback(
        self,
        number: str,
        *,
        plan: str,
        queue: Union[Queue, str],
        dialled: Optional[str] = None,
        not_before_us: int = 0,
        priority: int = 0,
        ref: int = 0,
        attributes: Optional[Mapping[str, str]] = None,
        at_us: Optional[int] = None,
    ) -> Call:
        """A customer asks to be called back, as by a web form."""
        wish = raw.CallbackWish()
        wish.number, wish.dialled = number, dialled
        wish.plan = raw.callback_plan_find(self.raw, plan)
        wish.queue = self._id(queue, self.queue)
        wish.not_before_us, wish.priority, wish.host_ref = not_before_us, priority, ref
        if attributes:
            wish.attributes = attribute_lines(attributes)
        return Call(self, self._do(raw.callback_request, at_us, wish))

    def add_task(
        self,
        number: str,
        campaign: Union[Campaign, str],
        *,
        not_before_us: int = 0,
        priority: int = 0,
        ref: int = 0,
        attributes: Optional[Mapping[str, str]] = None,
        at_us: Optional[int] = None,
    ) -> Call:
        """A customer of a campaign's list, to be called when there is time."""
        wish = raw.CallbackWish()
        wish.number = number
        wish.campaign = self._id(campaign, self.campaign)
        wish.not_before_us, wish.priority, wish.host_ref = not_before_us, priority, ref
        if attributes:
            wish.attributes = attribute_lines(attributes)
        return Call(self, self._do(raw.callback_request, at_us, wish))

    def reconcile(self, calls: Iterable[Call], *, at_us: Optional[int] = None) -> None:
        """These calls are all that the host knows; every other one ends as lost."""
        self._do(raw.engine_reconcile, at_us, [self._own(call) for call in calls])

    def reconcile_agents(self, agents: Iterable[Agent], *, at_us: Optional[int] = None) -> None:
        """These agents are all that are there; every other one is missing."""
        self._do(raw.engine_reconcile_agents, at_us, [self._own(agent) for agent in agents])

    # ---- Time and actions

    @property
    def now_us(self) -> int:
        """Engine time: that of the latest command."""
        return raw.engine_now(self.raw)

    @property
    def deadline_us(self) -> int:
        """When run() has to be called next, at the latest; TIME_NEVER: nothing is due."""
        return raw.engine_deadline(self.raw)

    def actions(self, *, at_us: Optional[int] = None) -> Iterator[Action]:
        """Lets time pass, and gives what the engine asks for, until nothing is due and nothing left. Where a trace raises, the
        action that it was told of is the first that is given next time."""
        while True:
            status = raw.engine_tick(self.raw, self.clock() if at_us is None else at_us)
            while (record := self._unheard.pop(0) if self._unheard else raw.action_next(self.raw)) is not None:
                yield Action(self, record)
            if status != raw.AGAIN:
                return

    def pull(self, *, at_us: Optional[int] = None) -> list[PulledAction]:
        """Lets time pass, and gives all that the engine asks for, at once and as small tuples: with Batch.result() the quick
        way of actions(). It gives no more than Option.ACTIONS_MAX, which can leave some: go on until it gives nothing. Where
        a trace raises, what was pulled before is given by the next pull()."""
        now_us, timers = self.clock() if at_us is None else at_us, -1
        while raw.engine_tick(self.raw, now_us) == raw.AGAIN:
            fired = raw.engine_stats_get(self.raw).timers
            if fired == timers:
                break  # too many actions wait
            timers = fired
        unheard = len(self._unheard)
        found, stop = raw.batch_pull(self.raw, PulledAction, KINDS)
        del self._unheard[unheard:]  # it is among those that were found
        self._pulled += found
        if stop is not None:
            raise stop
        found, self._pulled = self._pulled, []
        return found

    def batch(self, *, at_us: Optional[int] = None, expected: Expected = ()) -> Batch:
        """Collects commands that are submitted at once, at the time `at_us` unless they have one of their own. Refusals of
        the classes `expected` do not raise."""
        return Batch(self, at_us=at_us, expected=expected)

    def run(self, host: Host, *, at_us: Optional[int] = None) -> int:
        """Lets time pass and has the host do what is asked for, until nothing is due. Gives the next deadline."""
        for action in self.actions(at_us=at_us):
            self._answered(action, self._hook(host, action))
        return raw.engine_deadline(self.raw)

    @staticmethod
    def _hook(host: BaseHost[Any], action: Action) -> Any:
        return getattr(host, HOOKS.get(action.record.kind, "other"))(action)

    def _answered(self, action: Action, answer: Any) -> None:
        """What a hook gave."""
        if answer is None:
            return
        outcome, text = (answer.outcome, answer.text) if isinstance(answer, Result) else (answer, None)
        if not isinstance(outcome, Outcome):
            raise TypeError(f"{action.kind.word}: a hook gives an Outcome, a Result or None, not {answer!r}")
        try:
            action.result(outcome, text)
        except StaleError:
            pass  # ended by what the hook did, or meanwhile

    # ---- What there is

    def agent(self, name: str) -> Agent:
        """By name; NotFoundError: there is none."""
        return Agent(self, raw.agent_find(self.raw, name))

    def queue(self, name: str) -> Queue:
        """By name; NotFoundError: there is none."""
        return Queue(self, raw.queue_find(self.raw, name))

    def flow(self, name: str) -> Flow:
        """By name, the version in force; NotFoundError: there is none."""
        return Flow(self, raw.flow_find(self.raw, name))

    def schedule(self, name: str) -> Schedule:
        """By name; NotFoundError: there is none."""
        return Schedule(self, raw.schedule_find(self.raw, name))

    def toggle(self, name: str) -> Toggle:
        """By name; NotFoundError: there is none."""
        return Toggle(self, raw.toggle_find(self.raw, name))

    def campaign(self, name: str) -> Campaign:
        """By name; NotFoundError: there is none."""
        return Campaign(self, raw.campaign_find(self.raw, name))

    def _each(self, following: Callable[[raw.Engine, int], int], kind: Callable[[Engine, int], Any]) -> Iterator[Any]:
        one = 0
        while one := following(self.raw, one):
            yield kind(self, one)

    @property
    def agents(self) -> list[Agent]:
        """In order of definition."""
        return list(self._each(raw.agent_next, Agent))

    @property
    def queues(self) -> list[Queue]:
        """In order of definition."""
        return list(self._each(raw.queue_next, Queue))

    @property
    def calls(self) -> list[Call]:
        """All that are live, in no particular order."""
        return list(self._each(raw.call_next, Call))

    @property
    def flows(self) -> list[Flow]:
        """All of them, in their present versions."""
        return list(self._each(raw.flow_next, Flow))

    @property
    def schedules(self) -> list[Schedule]:
        """All of them."""
        return list(self._each(raw.schedule_next, Schedule))

    @property
    def toggles(self) -> list[Toggle]:
        """All of them."""
        return list(self._each(raw.toggle_next, Toggle))

    @property
    def campaigns(self) -> list[Campaign]:
        """All of them."""
        return list(self._each(raw.campaign_next, Campaign))

    def call(self, id: int) -> Call:
        """A call by its id, as kept by the host. Nothing is looked up."""
        return Call(self, id)

    @property
    def kpi_queue(self) -> facts.KpiQueue:
        """The sum over all queues that ever were."""
        return facts.KpiQueue.of(raw.kpi_queue_get(self.raw, 0))

    @property
    def kpi_agent(self) -> facts.KpiAgent:
        """The sum over all agents that ever were."""
        return facts.KpiAgent.of(raw.kpi_agent_get(self.raw, 0))

    @property
    def kpi_calls(self) -> facts.KpiCalls:
        """Calls as a whole: how they came, and how they ended."""
        return facts.KpiCalls.of(raw.kpi_calls_get(self.raw))

    def queue_table(self) -> dict[str, list[Any]]:
        """KPIs of all queues as columns, `queue` first; pandas.DataFrame() takes it as it is."""
        return _table("queue", self.queues, facts.KpiQueue)

    def agent_table(self) -> dict[str, list[Any]]:
        """KPIs of all agents as columns, `agent` first."""
        return _table("agent", self.agents, facts.KpiAgent)

    @property
    def history(self) -> History:
        """The one the engine was made with, up to now."""
        if self._feed.history is None:
            raise ValueError("history: the engine was made without one")
        self._feed.history.advance(raw.engine_now(self.raw))
        return self._feed.history

    def pull_records(self) -> list[facts.Record]:
        """Records of calls that are complete, the oldest first; each is given once."""
        return self._feed.pull()

    def flush_records(self) -> list[facts.Record]:
        """Those of all other calls as well, as they stand: when the host stops."""
        self._feed.flush()
        return self._feed.pull()

    def pull_record_lines(self, csv: bool = False) -> list[str]:
        """As pull_records(), each a line as the library writes it: JSON, or CSV without the lists, of which the first one
        is csv_head()."""
        return self._feed.pull_lines(csv)

    def metrics_text(self, openmetrics: bool = False) -> str:
        """What a monitoring system reads: Prometheus' text, or OpenMetrics 1.0 (acd/metrics.h)."""
        kind = raw.METRICS_OPENMETRICS if openmetrics else raw.METRICS_PROMETHEUS
        return raw.metrics_print(self._feed.metrics, self.raw, kind)

    @property
    def stats(self) -> facts.EngineStats:
        """Counters about the engine itself."""
        return facts.EngineStats.of(raw.engine_stats_get(self.raw))

    @property
    def running(self) -> raw.Definition:
        """What runs, as one whole definition."""
        return raw.definition_running(self.raw)

    @property
    def digest_actions(self) -> int:
        """Over every action ever emitted: equal on every platform for equal commands."""
        return raw.engine_digest_actions(self.raw)

    @property
    def digest_state(self) -> int:
        """Over all that the engine knows: equal on every platform for equal commands."""
        return raw.engine_digest_state(self.raw)

    def check(self, thorough: bool = True) -> None:
        """Raises InvariantError where the engine finds its own state wrong, which is a bug in the library."""
        raw.engine_check(self.raw, int(thorough))


HOOKS = {kind.value: kind.name.lower() for kind in ActionKind if hasattr(Host, kind.name.lower())}


def attribute_lines(attributes: Mapping[str, str]) -> str:
    """As the library takes them."""
    if not isinstance(attributes, Mapping):
        raise TypeError(f"attributes: expected a mapping, not {attributes!r}")
    for key, value in attributes.items():
        if not (isinstance(key, str) and isinstance(value, str)):
            raise TypeError(f"attributes: expected texts by name, not {key!r}: {value!r}")
        if "=" in key or "\n" in key or "\n" in value:
            raise ValueError(f"attributes: {key!r}: no = in names, and no line breaks")
    return "\n".join(f"{key}={value}" for key, value in attributes.items())


def _table(first: str, things: list[Any], kind: type[facts.Fact]) -> dict[str, list[Any]]:
    rows = [thing.kpi for thing in things]
    names = [*kind._fields, *kind._derived]
    return {first: [thing.name for thing in things], **{name: [getattr(row, name) for row in rows] for name in names}}
