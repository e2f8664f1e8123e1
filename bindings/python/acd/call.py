# SPDX-License-Identifier: Apache-2.0
"""Calls, and what the engine asks for on their behalf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Optional, Union

from . import facts, raw
from .errors import Error
from .kinds import ActionKind, CallState, Hearer, Outcome, Place, Recording, Says, TargetKind
from .things import Agent, Flow, Queue, Thing

if TYPE_CHECKING:
    from .engine import Engine

Target = Union[Agent, Queue, Flow, str]
"""To whom an agent sends a call; a text is a number outside."""


def _target(engine: Engine, target: Target) -> tuple[TargetKind, int, Optional[str]]:
    if isinstance(target, str):
        return TargetKind.NUMBER, 0, target
    kinds = {Agent: TargetKind.AGENT, Queue: TargetKind.QUEUE, Flow: TargetKind.FLOW}
    if type(target) not in kinds:
        raise TypeError(f"target: an agent, a queue, a flow or a number, not {target!r}")
    return kinds[type(target)], engine._id(target), None


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
        """Where it stands."""
        return CallState(raw.call_get(self.engine.raw, self.id).state)

    @property
    def number(self) -> str:
        """Dialled."""
        return raw.call_get(self.engine.raw, self.id).number

    @property
    def caller(self) -> str:
        """Who calls; "": withheld."""
        return raw.call_get(self.engine.raw, self.id).caller

    @property
    def ref(self) -> int:
        """The host's own number."""
        return raw.call_get(self.engine.raw, self.id).host_ref

    @property
    def queue(self) -> Queue:
        """The one it waits in; false: none."""
        return Queue(self.engine, raw.call_get(self.engine.raw, self.id).queue)

    @property
    def agent(self) -> Agent:
        """Who has accepted or talks."""
        return Agent(self.engine, raw.call_get(self.engine.raw, self.id).agent)

    @property
    def consultation(self) -> Call:
        """That it has; false: none."""
        return Call(self.engine, raw.call_get(self.engine.raw, self.id).consultation)

    @property
    def attributes(self) -> Attributes:
        """By name: what flows, the host and callers set."""
        return Attributes(self)

    @property
    def position(self) -> int:
        """In its queue, 1 first; 0: it is in none."""
        return raw.call_position(self.engine.raw, self.id)

    @property
    def estimated_wait_us(self) -> int:
        """How long it is likely to wait yet; TIME_NEVER: no member is available."""
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
        """The agent puts the caller on hold."""
        self.engine._do(raw.call_hold, at_us, self.id)

    def resume(self, *, at_us: Optional[int] = None) -> None:
        """Back to the conversation; ends a consultation."""
        self.engine._do(raw.call_resume, at_us, self.id)

    def transfer(self, target: Target, *, at_us: Optional[int] = None) -> None:
        """Blind, by the agent on the call."""
        self.engine._do(raw.call_transfer, at_us, self.id, *_target(self.engine, target))

    def consult(self, target: Union[Agent, Queue], ref: int = 0, *, at_us: Optional[int] = None) -> Call:
        """The agent asks another one, or a queue; the caller is on hold."""
        kind, id, _ = _target(self.engine, target)
        return Call(self.engine, self.engine._do(raw.call_consult, at_us, self.id, kind, id, ref))

    def complete(self, *, at_us: Optional[int] = None) -> None:
        """The consulted agent takes the call over."""
        self.engine._do(raw.call_complete, at_us, self.id)

    def conference(self, *, at_us: Optional[int] = None) -> None:
        """The consulted agent comes into the conversation."""
        self.engine._do(raw.call_conference, at_us, self.id)

    def park(self, *, at_us: Optional[int] = None) -> None:
        """The agent parks the caller, whom anybody may pick up."""
        self.engine._do(raw.call_park, at_us, self.id)

    def pick_up(self, agent: Union[Agent, str], device: int = 0, *, at_us: Optional[int] = None) -> None:
        """An agent takes it, out of turn."""
        self.engine._do(raw.call_pick_up, at_us, self.id, self.engine._id(agent, self.engine.agent), device)

    def keys(self, digits: str, *, at_us: Optional[int] = None) -> None:
        """Pressed while nobody asked for any."""
        self.engine._do(raw.call_keys, at_us, self.id, digits)

    def set(self, key: str, value: Optional[str], *, at_us: Optional[int] = None) -> None:
        """Sets an attribute; None or "" removes it."""
        self.engine._do(raw.call_set, at_us, self.id, key, value)

    def record(self, mode: Recording, *, at_us: Optional[int] = None) -> None:
        """How it is recorded from now on."""
        self.engine._do(raw.call_record, at_us, self.id, mode)

    def prioritize(self, priority: int, *, at_us: Optional[int] = None) -> None:
        """Its own priority, -1,000 to 1,000, from now on."""
        self.engine._do(raw.call_prioritize, at_us, self.id, priority)

    def require(self, requirements: Mapping[str, int], *, at_us: Optional[int] = None) -> None:
        """Skills by name and least level, instead of those it needed."""
        self.engine._do(raw.call_require, at_us, self.id, self.engine._needs(requirements))

    def move(self, queue: Union[Queue, str], place: Place = Place.NEW, *, at_us: Optional[int] = None) -> None:
        """To another queue."""
        self.engine._do(raw.call_move, at_us, self.id, self.engine._id(queue, self.engine.queue), place)

    def also(self, queue: Union[Queue, str], *, at_us: Optional[int] = None) -> None:
        """It waits in one more queue."""
        self.engine._do(raw.call_also, at_us, self.id, self.engine._id(queue, self.engine.queue))

    def also_end(self, queue: Union[Queue, str], *, at_us: Optional[int] = None) -> None:
        """It waits in this one of its queues no longer."""
        self.engine._do(raw.call_also_end, at_us, self.id, self.engine._id(queue, self.engine.queue))

    def cancel_callback(self, *, at_us: Optional[int] = None) -> None:
        """The customer is not called back."""
        self.engine._do(raw.callback_cancel, at_us, self.id)

    def outlook(self, queue: Union[Queue, str, None] = None) -> facts.Outlook:
        """What it waits for."""
        if queue is None:
            return facts.Outlook.of(raw.explain_wait(self.engine.raw, self.id))
        return facts.Outlook.of(raw.explain_wait_in(self.engine.raw, self.id, self.engine._id(queue, self.engine.queue)))

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
        """What the host is asked for."""
        return ActionKind(self.record.kind)

    @property
    def id(self) -> int:
        """Unique over the life of the engine."""
        return self.record.id

    @property
    def time_us(self) -> int:
        """When it was emitted."""
        return self.record.time_us

    @property
    def deadline_us(self) -> int:
        """When it ends by itself, if the host gives no result."""
        return self.record.deadline_us

    @property
    def call(self) -> Call:
        """The call it is for."""
        return Call(self.engine, self.record.call)

    @property
    def agent(self) -> Agent:
        """Whom it is about; of several devices see `record.device`."""
        return Agent(self.engine, self.record.agent)

    @property
    def queue(self) -> Queue:
        """The queue it comes from; false where there is none."""
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
        """The host's own number of the agent."""
        return self.record.agent_ref

    @property
    def text(self) -> str:
        """A prompt, music, a mailbox, a number, an operation."""
        return self.record.text

    @property
    def prompt(self) -> str:
        """Of voicemail and host: the prompt before; of a message: what is told."""
        return self.record.prompt

    @property
    def parameters(self) -> dict[str, str]:
        """Of a host action."""
        pairs = (line.partition("=") for line in self.record.parameters.split("\n") if line)
        return {name: value for name, _, value in pairs}

    @property
    def says(self) -> Optional[Says]:
        """What is said behind the prompt; None: nothing."""
        return Says(self.record.says) if self.record.says else None

    @property
    def value(self) -> int:
        """Of play: the position, or the time in microseconds; of recording: acd.Recording; of a message: 1 after a machine."""
        return self.record.value

    @property
    def reason(self) -> int:
        """Of a hang-up: acd.End; of a join: acd.Role of a supervisor, else 0."""
        return self.record.reason

    @property
    def to(self) -> Optional[Hearer]:
        """Who hears it: the caller, or the agent in a whisper."""
        return Hearer(self.record.to) if self.record.to else None

    def result(self, outcome: Outcome, text: Optional[str] = None, *, at_us: Optional[int] = None) -> None:
        """How the host's work ended. StaleError: the action had ended before, which hosts must expect."""
        self.engine._do(raw.action_result, at_us, self.record.id, outcome, text)

    def done(self, text: Optional[str] = None, *, at_us: Optional[int] = None) -> None:
        """What was asked for is done; of a host action, with what it gives."""
        self.result(Outcome.DONE, text, at_us=at_us)

    def accepted(self, *, at_us: Optional[int] = None) -> None:
        """The agent, or the customer who was dialled, answered."""
        self.result(Outcome.ACCEPTED, at_us=at_us)

    def failed(self, *, at_us: Optional[int] = None) -> None:
        """It could not be done."""
        self.result(Outcome.FAILED, at_us=at_us)

    def digits(self, keys: str, *, at_us: Optional[int] = None) -> None:
        """Keys that were pressed; "": none."""
        self.result(Outcome.DIGITS, keys, at_us=at_us)

    def speech(self, said: str, *, at_us: Optional[int] = None) -> None:
        """What the caller said."""
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


