# SPDX-License-Identifier: Apache-2.0
"""Agents, queues, calls and the like: an engine and an id. They know nothing themselves: each property asks the engine,
and raises StaleError or NotFoundError where what it names is gone.

An id of 0 is nobody: such an object is false, and has the name "".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Optional, Union

from . import facts, raw
from .errors import Error
from .kinds import (
    ActionKind,
    AgentState,
    CallState,
    Doubt,
    Gate,
    Hearer,
    Outcome,
    Place,
    Presence,
    Recording,
    Role,
    Says,
    TargetKind,
    When,
)

if TYPE_CHECKING:
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
        return raw.agent_get(self.engine.raw, self.id).name if self.id else ""

    @property
    def state(self) -> AgentState:
        return AgentState(raw.agent_get(self.engine.raw, self.id).state)

    @property
    def presence(self) -> Presence:
        return Presence(raw.agent_get(self.engine.raw, self.id).presence)

    @property
    def call(self) -> Call:
        """What the state is about; of several calls the latest."""
        return Call(self.engine, raw.agent_get(self.engine.raw, self.id).call)

    @property
    def lines(self) -> list[facts.LineInfo]:
        """All that the agent has in hand, in no particular order."""
        count = raw.agent_get(self.engine.raw, self.id).lines_count
        return [facts.LineInfo.of(raw.agent_line(self.engine.raw, self.id, index)) for index in range(count)]

    @property
    def devices(self) -> list[facts.DeviceInfo]:
        count = raw.agent_get(self.engine.raw, self.id).devices_count
        return [facts.DeviceInfo.of(raw.agent_device(self.engine.raw, self.id, index)) for index in range(count)]

    @property
    def kpi(self) -> facts.KpiAgent:
        return facts.KpiAgent.of(raw.kpi_agent_get(self.engine.raw, self.id))

    def _told(self) -> str:
        info = raw.agent_get(self.engine.raw, self.id)
        return f"{info.name!r} {AgentState(info.state).word}"

    def login(self, ref: int = 0, *, at_us: Optional[int] = None) -> None:
        """`ref` is the host's own number for the agent, given back with every action."""
        self.engine._do(raw.agent_login, at_us, self.id, ref)

    def logout(self, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.agent_logout, at_us, self.id)

    def ready(self, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.agent_ready, at_us, self.id)

    def not_ready(self, reason: int = 0, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.agent_not_ready, at_us, self.id, reason)

    def set_presence(
        self, presence: Presence, reason: int = 0, *, when: When = When.NOW, by: int = 0, at_us: Optional[int] = None
    ) -> None:
        """By a supervisor's hand or a duty roster; `when` FINISHED: what is in hand is finished first."""
        self.engine._do(raw.agent_set_presence, at_us, self.id, presence, reason, when, by)

    def extend_wrapup(self, extend_us: int = 0, call: Optional[Call] = None, *, at_us: Optional[int] = None) -> None:
        """0: as long as it may be."""
        self.engine._do(raw.agent_extend_wrapup, at_us, self.id, call.id if call else 0, extend_us)

    def end_wrapup(self, call: Optional[Call] = None, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.agent_end_wrapup, at_us, self.id, call.id if call else 0)

    def elsewhere(self, busy: bool, device: int = 0, *, at_us: Optional[int] = None) -> None:
        """The device (0: all) is busy with something else, or free again."""
        self.engine._do(raw.agent_elsewhere, at_us, self.id, device, int(busy))

    def hangup(self, call: Optional[Call] = None, *, at_us: Optional[int] = None) -> None:
        """The agent's leg is gone."""
        self.engine._do(raw.agent_hangup, at_us, self.id, call.id if call else 0)

    def supervise(self, call: Call, role: Optional[Role], *, at_us: Optional[int] = None) -> None:
        """None: no longer."""
        self.engine._do(raw.agent_supervise, at_us, self.id, call.id, role if role is not None else 0)

    def why_not(self, call: Call) -> facts.Explanation:
        """Why the call rings here, or does not."""
        return facts.Explanation.of(raw.explain_pair(self.engine.raw, call.id, self.id))

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
        return Gate(raw.queue_get(self.engine.raw, self.id).gate)

    @property
    def doubts(self) -> set[Doubt]:
        """Why it may never serve anybody."""
        found = raw.queue_doubts(self.engine.raw, self.id)
        return {doubt for doubt in Doubt if found >> doubt & 1}

    @property
    def kpi(self) -> facts.KpiQueue:
        return facts.KpiQueue.of(raw.kpi_queue_get(self.engine.raw, self.id))

    def _told(self) -> str:
        info = raw.queue_get(self.engine.raw, self.id)
        return f"{info.name!r} {info.waiting_count} waiting, {info.ready_count} ready"

    def open(self, *, at_us: Optional[int] = None) -> None:
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
        return facts.FlowInfo.of(raw.flow_get(self.engine.raw, self.id))

    @property
    def name(self) -> str:
        return raw.flow_get(self.engine.raw, self.id).name if self.id else ""

    def node_name(self, node: int) -> Optional[str]:
        return raw.flow_node_name(self.engine.raw, self.id, node)

    def _told(self) -> str:
        return repr(self.name)


class Schedule(Thing):
    """Hours, holidays and exceptions."""

    __slots__ = ()

    @property
    def info(self) -> facts.ScheduleInfo:
        return facts.ScheduleInfo.of(raw.schedule_get(self.engine.raw, self.id))

    @property
    def name(self) -> str:
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
        return raw.toggle_get(self.engine.raw, self.id).name if self.id else ""

    @property
    def on(self) -> bool:
        return bool(raw.toggle_get(self.engine.raw, self.id).on)

    def set(self, on: bool, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.toggle_set, at_us, self.id, int(on))

    def _told(self) -> str:
        return f"{self.name!r} {'on' if self.on else 'off'}"


class Campaign(Thing):
    """A list of customers who are called when there is time."""

    __slots__ = ()

    @property
    def info(self) -> facts.CampaignInfo:
        return facts.CampaignInfo.of(raw.campaign_get(self.engine.raw, self.id))

    @property
    def name(self) -> str:
        return raw.campaign_get(self.engine.raw, self.id).name if self.id else ""

    @property
    def tasks(self) -> list[Call]:
        """In order."""
        found, one = [], 0
        while one := raw.campaign_task_next(self.engine.raw, self.id, one):
            found.append(Call(self.engine, one))
        return found

    def _told(self) -> str:
        info = raw.campaign_get(self.engine.raw, self.id)
        return f"{info.name!r} {info.tasks_count} tasks"


Target = Union[Agent, Queue, Flow, str]
"""To whom an agent sends a call; a text is a number outside."""


def _target(target: Target) -> tuple[TargetKind, int, Optional[str]]:
    if isinstance(target, str):
        return TargetKind.NUMBER, 0, target
    kinds = {Agent: TargetKind.AGENT, Queue: TargetKind.QUEUE, Flow: TargetKind.FLOW}
    if type(target) not in kinds:
        raise TypeError(f"target: an agent, a queue, a flow or a number, not {target!r}")
    return kinds[type(target)], target.id, None


class Attributes(Mapping[str, str]):
    """A call's attributes, as they are whenever they are asked for."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    def __getitem__(self, key: str) -> str:
        value = raw.call_attribute(self._call.engine.raw, self._call.id, key)
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        keys, key = [], None
        while (key := raw.call_attribute_next(self._call.engine.raw, self._call.id, key)) is not None:
            keys.append(key)
        return iter(keys)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))


class Call(Thing):
    """A call, from its arrival to its end."""

    __slots__ = ()

    @property
    def info(self) -> facts.CallInfo:
        """All that the engine tells, at once."""
        return facts.CallInfo.of(raw.call_get(self.engine.raw, self.id))

    @property
    def live(self) -> bool:
        """False: it has ended."""
        try:
            raw.call_get(self.engine.raw, self.id)
        except Error:
            return False
        return True

    @property
    def state(self) -> CallState:
        return CallState(raw.call_get(self.engine.raw, self.id).state)

    @property
    def number(self) -> str:
        """Dialled."""
        return raw.call_get(self.engine.raw, self.id).number

    @property
    def caller(self) -> str:
        return raw.call_get(self.engine.raw, self.id).caller

    @property
    def ref(self) -> int:
        """The host's own number."""
        return raw.call_get(self.engine.raw, self.id).host_ref

    @property
    def queue(self) -> Queue:
        return Queue(self.engine, raw.call_get(self.engine.raw, self.id).queue)

    @property
    def agent(self) -> Agent:
        """Who has accepted or talks."""
        return Agent(self.engine, raw.call_get(self.engine.raw, self.id).agent)

    @property
    def consultation(self) -> Call:
        return Call(self.engine, raw.call_get(self.engine.raw, self.id).consultation)

    @property
    def attributes(self) -> Attributes:
        return Attributes(self)

    @property
    def position(self) -> int:
        """In its queue, 1 first; 0: it is in none."""
        return raw.call_position(self.engine.raw, self.id)

    @property
    def estimated_wait_us(self) -> int:
        return raw.call_estimated_wait_us(self.engine.raw, self.id)

    @property
    def waits(self) -> list[facts.CallWait]:
        """Where it waits: one queue, or several."""
        found, queue = [], 0
        while queue := raw.call_queue_next(self.engine.raw, self.id, queue):
            found.append(facts.CallWait.of(raw.call_wait_get(self.engine.raw, self.id, queue)))
        return found

    @property
    def parties(self) -> list[Agent]:
        """Agents in the conversation, the first first."""
        found, agent = [], 0
        while agent := raw.call_party_next(self.engine.raw, self.id, agent):
            found.append(Agent(self.engine, agent))
        return found

    @property
    def callback(self) -> facts.CallbackInfo:
        """StateError: it is none."""
        return facts.CallbackInfo.of(raw.callback_get(self.engine.raw, self.id))

    def _told(self) -> str:
        info = raw.call_get(self.engine.raw, self.id)
        caller = f" from {info.caller!r}" if info.caller else ""
        return f"{self.id}{caller} {CallState(info.state).word}"

    def hangup(self, *, at_us: Optional[int] = None) -> None:
        """The caller is gone."""
        self.engine._do(raw.call_hangup, at_us, self.id)

    def hold(self, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.call_hold, at_us, self.id)

    def resume(self, *, at_us: Optional[int] = None) -> None:
        """Back to the conversation; ends a consultation."""
        self.engine._do(raw.call_resume, at_us, self.id)

    def transfer(self, target: Target, *, at_us: Optional[int] = None) -> None:
        """Blind, by the agent on the call."""
        self.engine._do(raw.call_transfer, at_us, self.id, *_target(target))

    def consult(self, target: Union[Agent, Queue], ref: int = 0, *, at_us: Optional[int] = None) -> Call:
        """The agent asks another one, or a queue; the caller is on hold."""
        kind, id, _ = _target(target)
        return Call(self.engine, self.engine._do(raw.call_consult, at_us, self.id, kind, id, ref))

    def complete(self, *, at_us: Optional[int] = None) -> None:
        """The consulted agent takes the call over."""
        self.engine._do(raw.call_complete, at_us, self.id)

    def conference(self, *, at_us: Optional[int] = None) -> None:
        """The consulted agent comes into the conversation."""
        self.engine._do(raw.call_conference, at_us, self.id)

    def park(self, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.call_park, at_us, self.id)

    def pick_up(self, agent: Agent, device: int = 0, *, at_us: Optional[int] = None) -> None:
        """An agent takes it, out of turn."""
        self.engine._do(raw.call_pick_up, at_us, self.id, agent.id, device)

    def keys(self, digits: str, *, at_us: Optional[int] = None) -> None:
        """Pressed while nobody asked for any."""
        self.engine._do(raw.call_keys, at_us, self.id, digits)

    def set(self, key: str, value: Optional[str], *, at_us: Optional[int] = None) -> None:
        """Sets an attribute; None or "" removes it."""
        self.engine._do(raw.call_set, at_us, self.id, key, value)

    def record(self, mode: Recording, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.call_record, at_us, self.id, mode)

    def prioritize(self, priority: int, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.call_prioritize, at_us, self.id, priority)

    def require(self, requirements: Mapping[str, int], *, at_us: Optional[int] = None) -> None:
        """Skills by name and least level, instead of those it needed."""
        needs = [(raw.skill_find(self.engine.raw, skill), level) for skill, level in requirements.items()]
        self.engine._do(raw.call_require, at_us, self.id, needs)

    def move(self, queue: Queue, place: Place = Place.NEW, *, at_us: Optional[int] = None) -> None:
        """To another queue."""
        self.engine._do(raw.call_move, at_us, self.id, queue.id, place)

    def also(self, queue: Queue, *, at_us: Optional[int] = None) -> None:
        """It waits in one more queue."""
        self.engine._do(raw.call_also, at_us, self.id, queue.id)

    def also_end(self, queue: Queue, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.call_also_end, at_us, self.id, queue.id)

    def cancel_callback(self, *, at_us: Optional[int] = None) -> None:
        self.engine._do(raw.callback_cancel, at_us, self.id)

    def outlook(self, queue: Optional[Queue] = None) -> facts.Outlook:
        """What it waits for."""
        if queue is None:
            return facts.Outlook.of(raw.explain_wait(self.engine.raw, self.id))
        return facts.Outlook.of(raw.explain_wait_in(self.engine.raw, self.id, queue.id))

    def candidates(self, count: int = 100) -> list[facts.Candidate]:
        """The agents of its queue in the order in which they would be rung."""
        return [facts.Candidate.of(one) for one in raw.explain_agents(self.engine.raw, self.id, count)]


class Action:
    """What the engine asks the host for. It ends once: by a result, by its deadline, or because it no longer matters."""

    __slots__ = ("engine", "record")

    def __init__(self, engine: Engine, record: raw.Action) -> None:
        self.engine = engine
        self.record = record
        """As acd.raw has it, with all of its fields."""

    @property
    def kind(self) -> ActionKind:
        return ActionKind(self.record.kind)

    @property
    def id(self) -> int:
        return self.record.id

    @property
    def time_us(self) -> int:
        return self.record.time_us

    @property
    def deadline_us(self) -> int:
        return self.record.deadline_us

    @property
    def call(self) -> Call:
        return Call(self.engine, self.record.call)

    @property
    def agent(self) -> Agent:
        return Agent(self.engine, self.record.agent)

    @property
    def queue(self) -> Queue:
        return Queue(self.engine, self.record.queue)

    @property
    def related(self) -> Call:
        """Of a consultation: the call it is for, and so on."""
        return Call(self.engine, self.record.related)

    @property
    def call_ref(self) -> int:
        """The host's own number of the call."""
        return self.record.call_ref

    @property
    def agent_ref(self) -> int:
        return self.record.agent_ref

    @property
    def text(self) -> str:
        """A prompt, music, a mailbox, a number, an operation."""
        return self.record.text

    @property
    def prompt(self) -> str:
        return self.record.prompt

    @property
    def parameters(self) -> dict[str, str]:
        """Of a host action."""
        pairs = (line.partition("=") for line in self.record.parameters.split("\n") if line)
        return {name: value for name, _, value in pairs}

    @property
    def says(self) -> Optional[Says]:
        return Says(self.record.says) if self.record.says else None

    @property
    def value(self) -> int:
        return self.record.value

    @property
    def reason(self) -> int:
        return self.record.reason

    @property
    def to(self) -> Optional[Hearer]:
        """Who hears it: the caller, or the agent in a whisper."""
        return Hearer(self.record.to) if self.record.to else None

    def result(self, outcome: Outcome, text: Optional[str] = None, *, at_us: Optional[int] = None) -> None:
        """How the host's work ended. StaleError: the action had ended before, which hosts must expect."""
        self.engine._do(raw.action_result, at_us, self.record.id, outcome, text)

    def done(self, text: Optional[str] = None, *, at_us: Optional[int] = None) -> None:
        self.result(Outcome.DONE, text, at_us=at_us)

    def accepted(self, *, at_us: Optional[int] = None) -> None:
        """The agent, or the customer who was dialled, answered."""
        self.result(Outcome.ACCEPTED, at_us=at_us)

    def failed(self, *, at_us: Optional[int] = None) -> None:
        self.result(Outcome.FAILED, at_us=at_us)

    def digits(self, keys: str, *, at_us: Optional[int] = None) -> None:
        """Keys that were pressed; "": none."""
        self.result(Outcome.DIGITS, keys, at_us=at_us)

    def speech(self, said: str, *, at_us: Optional[int] = None) -> None:
        self.result(Outcome.SPEECH, said, at_us=at_us)

    def __repr__(self) -> str:
        record = self.record
        parts = [f"call {record.call}"]
        if record.agent:
            try:
                parts.append(f"agent {self.agent.name!r}")
            except (Error, ValueError):
                parts.append(f"agent {record.agent}")
        if record.text:
            parts.append(repr(record.text))
        return f"<Action {self.kind.word} {' '.join(parts)}>"


