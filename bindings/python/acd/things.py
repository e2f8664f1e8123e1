# SPDX-License-Identifier: Apache-2.0
"""Agents, queues and the like: an engine and an id. They know nothing themselves: each property asks the engine, and
raises StaleError or NotFoundError where what it names is gone.

An id of 0 is nobody: such an object is false, and has the name "".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from . import facts, raw
from .errors import Error
from .kinds import AgentState, Doubt, Gate, Presence, Role, When

if TYPE_CHECKING:
    from .call import Call
    from .engine import Engine


class Thing:
    """The base of all: equal where the engine and the id are."""

    __slots__ = ("engine", "id")

    def __init__(self, engine: Engine, id: int) -> None:
        self.engine = engine
        self.id = id

    def __bool__(self) -> bool:
        return self.id != 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Thing):
            return NotImplemented
        return type(self) is type(other) and self.id == other.id and self.engine is other.engine

    def __hash__(self) -> int:
        return hash(self.id)

    def _told(self) -> str:
        """What repr says besides the id."""
        return ""

    def __repr__(self) -> str:
        name = type(self).__name__
        if not self.id:
            return f"<{name}: nobody>"
        try:
            return f"<{name} {self._told()}>"
        except (Error, ValueError):
            return f"<{name} {self.id}: gone>"


class Agent(Thing):
    """An agent."""

    __slots__ = ()

    @property
    def info(self) -> facts.AgentInfo:
        """All that the engine tells, at once."""
        return facts.AgentInfo.of(raw.agent_get(self.engine.raw, self.id))

    @property
    def name(self) -> str:
        """As it is defined."""
        return raw.agent_get(self.engine.raw, self.id).name if self.id else ""

    @property
    def state(self) -> AgentState:
        """What she does; of several things that which counts for routing."""
        return AgentState(raw.agent_get(self.engine.raw, self.id).state)

    @property
    def presence(self) -> Presence:
        """What she or a supervisor said last."""
        return Presence(raw.agent_get(self.engine.raw, self.id).presence)

    @property
    def call(self) -> Call:
        """What the state is about; of several calls the latest."""
        return self.engine.call(raw.agent_get(self.engine.raw, self.id).call)

    @property
    def lines(self) -> list[facts.LineInfo]:
        """All that the agent has in hand, in no particular order."""
        count = raw.agent_get(self.engine.raw, self.id).lines_count
        return [facts.LineInfo.of(raw.agent_line(self.engine.raw, self.id, index)) for index in range(count)]

    @property
    def devices(self) -> list[facts.DeviceInfo]:
        """Where she can be reached."""
        count = raw.agent_get(self.engine.raw, self.id).devices_count
        return [facts.DeviceInfo.of(raw.agent_device(self.engine.raw, self.id, index)) for index in range(count)]

    @property
    def kpi(self) -> facts.KpiAgent:
        """Figures since the agent was defined."""
        return facts.KpiAgent.of(raw.kpi_agent_get(self.engine.raw, self.id))

    def _told(self) -> str:
        info = raw.agent_get(self.engine.raw, self.id)
        return f"{info.name!r} {AgentState(info.state).word}"

    def login(self, ref: int = 0, *, at_us: Optional[int] = None) -> None:
        """`ref` is the host's own number for the agent, given back with every action."""
        self.engine._do(raw.agent_login, at_us, self.id, ref)

    def logout(self, *, at_us: Optional[int] = None) -> None:
        """She goes."""
        self.engine._do(raw.agent_logout, at_us, self.id)

    def ready(self, *, at_us: Optional[int] = None) -> None:
        """She takes calls."""
        self.engine._do(raw.agent_ready, at_us, self.id)

    def not_ready(self, reason: int = 0, *, at_us: Optional[int] = None) -> None:
        """She takes no calls for now; `reason` is the host's own number."""
        self.engine._do(raw.agent_not_ready, at_us, self.id, reason)

    def set_presence(
        self, presence: Presence, reason: int = 0, *, when: When = When.NOW, by: int = 0, at_us: Optional[int] = None
    ) -> None:
        """By a supervisor's hand or a duty roster; `when` FINISHED: what is in hand is finished first."""
        self.engine._do(raw.agent_set_presence, at_us, self.id, presence, reason, when, by)

    def extend_wrapup(self, extend_us: int = 0, call: Optional[Call] = None, *, at_us: Optional[int] = None) -> None:
        """0: as long as it may be."""
        self.engine._do(raw.agent_extend_wrapup, at_us, self.id, self.engine._id(call), extend_us)

    def end_wrapup(self, call: Optional[Call] = None, *, at_us: Optional[int] = None) -> None:
        """She has finished the work after a call (None: the only one)."""
        self.engine._do(raw.agent_end_wrapup, at_us, self.id, self.engine._id(call))

    def elsewhere(self, busy: bool, device: int = 0, *, at_us: Optional[int] = None) -> None:
        """The device (0: all) is busy with something else, or free again."""
        self.engine._do(raw.agent_elsewhere, at_us, self.id, device, int(busy))

    def hangup(self, call: Optional[Call] = None, *, at_us: Optional[int] = None) -> None:
        """The agent's leg is gone."""
        self.engine._do(raw.agent_hangup, at_us, self.id, self.engine._id(call))

    def supervise(self, call: Call, role: Optional[Role], *, at_us: Optional[int] = None) -> None:
        """None: no longer."""
        self.engine._do(raw.agent_supervise, at_us, self.id, self.engine._id(call), role if role is not None else 0)

    def why_not(self, call: Call) -> facts.Explanation:
        """Why the call rings here, or does not."""
        return facts.Explanation.of(raw.explain_pair(self.engine.raw, self.engine._id(call), self.id))

    def contenders(self, count: int = 100) -> list[facts.Contender]:
        """The calls that this agent could take, the first first."""
        return [facts.Contender.of(one) for one in raw.explain_calls(self.engine.raw, self.id, count)]


class Queue(Thing):
    """A queue."""

    __slots__ = ()

    @property
    def info(self) -> facts.QueueInfo:
        """All that the engine tells, at once."""
        return facts.QueueInfo.of(raw.queue_get(self.engine.raw, self.id))

    @property
    def name(self) -> str:
        """As it is defined."""
        return raw.queue_get(self.engine.raw, self.id).name if self.id else ""

    @property
    def waiting(self) -> int:
        """Calls that wait, ringing and connecting ones included."""
        return raw.queue_get(self.engine.raw, self.id).waiting_count

    @property
    def ready(self) -> int:
        """Members who are ready."""
        return raw.queue_get(self.engine.raw, self.id).ready_count

    @property
    def estimated_wait_us(self) -> int:
        """Of a call that would come now; TIME_NEVER: nobody is there."""
        return raw.queue_get(self.engine.raw, self.id).estimated_wait_us

    @property
    def gate(self) -> Gate:
        """Who may be in it."""
        return Gate(raw.queue_get(self.engine.raw, self.id).gate)

    @property
    def doubts(self) -> set[Doubt]:
        """Why it may never serve anybody."""
        found = raw.queue_doubts(self.engine.raw, self.id)
        return {doubt for doubt in Doubt if found >> doubt & 1}

    @property
    def kpi(self) -> facts.KpiQueue:
        """Figures since the queue was defined."""
        return facts.KpiQueue.of(raw.kpi_queue_get(self.engine.raw, self.id))

    def _told(self) -> str:
        info = raw.queue_get(self.engine.raw, self.id)
        return f"{info.name!r} {info.waiting_count} waiting, {info.ready_count} ready"

    def open(self, *, at_us: Optional[int] = None) -> None:
        """Takes calls again, after drain() or clear()."""
        self.engine._do(raw.queue_open, at_us, self.id)

    def drain(self, *, at_us: Optional[int] = None) -> None:
        """No new calls; those that wait are served."""
        self.engine._do(raw.queue_drain, at_us, self.id)

    def clear(self, *, at_us: Optional[int] = None) -> None:
        """No new calls, and those that wait leave."""
        self.engine._do(raw.queue_clear, at_us, self.id)


class Flow(Thing):
    """A version of a call flow."""

    __slots__ = ()

    @property
    def info(self) -> facts.FlowInfo:
        """All that the engine tells, at once."""
        return facts.FlowInfo.of(raw.flow_get(self.engine.raw, self.id))

    @property
    def name(self) -> str:
        """As it is defined."""
        return raw.flow_get(self.engine.raw, self.id).name if self.id else ""

    def node_name(self, node: int) -> Optional[str]:
        """Of a node by its index, as in CallInfo.node; None: there is none."""
        return raw.flow_node_name(self.engine.raw, self.id, node)

    def _told(self) -> str:
        return repr(self.name)


class Schedule(Thing):
    """Hours, holidays and exceptions."""

    __slots__ = ()

    @property
    def info(self) -> facts.ScheduleInfo:
        """All that the engine tells, at once."""
        return facts.ScheduleInfo.of(raw.schedule_get(self.engine.raw, self.id))

    @property
    def name(self) -> str:
        """As it is defined."""
        return raw.schedule_get(self.engine.raw, self.id).name if self.id else ""

    @property
    def now(self) -> facts.ScheduleVerdict:
        """What it says at the engine's wall time."""
        return facts.ScheduleVerdict.of(raw.schedule_now(self.engine.raw, self.id))

    def at(self, wall_us: int, zone: Optional[str] = None) -> facts.ScheduleVerdict:
        """What it says at a wall time; with a zone: by the clock of a customer there."""
        if zone is None:
            return facts.ScheduleVerdict.of(raw.schedule_at(self.engine.raw, self.id, wall_us))
        return facts.ScheduleVerdict.of(raw.schedule_at_zone(self.engine.raw, self.id, zone, wall_us))

    def _told(self) -> str:
        return repr(self.name)


class Toggle(Thing):
    """A switch that flows ask for."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """As it is defined."""
        return raw.toggle_get(self.engine.raw, self.id).name if self.id else ""

    @property
    def on(self) -> bool:
        """Whether it is on."""
        return bool(raw.toggle_get(self.engine.raw, self.id).on)

    def set(self, on: bool, *, at_us: Optional[int] = None) -> None:
        """Turns it on or off."""
        self.engine._do(raw.toggle_set, at_us, self.id, int(on))

    def _told(self) -> str:
        return f"{self.name!r} {'on' if self.on else 'off'}"


class Campaign(Thing):
    """A list of customers who are called when there is time."""

    __slots__ = ()

    @property
    def info(self) -> facts.CampaignInfo:
        """All that the engine tells, at once."""
        return facts.CampaignInfo.of(raw.campaign_get(self.engine.raw, self.id))

    @property
    def name(self) -> str:
        """As it is defined."""
        return raw.campaign_get(self.engine.raw, self.id).name if self.id else ""

    @property
    def tasks(self) -> list[Call]:
        """In order."""
        found, one = [], 0
        while one := raw.campaign_task_next(self.engine.raw, self.id, one):
            found.append(self.engine.call(one))
        return found

    def _told(self) -> str:
        info = raw.campaign_get(self.engine.raw, self.id)
        return f"{info.name!r} {info.tasks_count} tasks"
