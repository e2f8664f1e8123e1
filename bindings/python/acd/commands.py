# SPDX-License-Identifier: Apache-2.0
"""Commands that are collected: a method for each, as Batch has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Callable, Optional, Union

from . import raw
from .call import Action, Call, Target, _target
from .kinds import Outcome, Place, Presence, Recording, Role, When
from .things import Agent, Campaign, Flow, Queue, Toggle

if TYPE_CHECKING:
    from .batch import PulledAction
    from .engine import Engine


class Commands:
    """The methods of Batch: each collects a command, and gives its number."""

    def __init__(self, engine: Engine, at_us: Optional[int]) -> None:
        self.engine = engine
        self.at_us = at_us
        """The time of commands without one of their own; None: what the clock says."""
        self._submitted = 0
        self._waiting: list[tuple[Any, ...]] = []
        self._names: dict[tuple[Callable[[raw.Engine, str], int], str], int] = {}

    def _add(self, kind: int, at_us: Optional[int], subject: int, ref: int, *words: object) -> int:
        if at_us is None:
            at_us = self.engine.clock() if self.at_us is None else self.at_us
        self._waiting.append((kind, at_us, subject, ref, *words))
        return self._submitted + len(self._waiting) - 1

    def _id(self, thing: Any, find: Optional[Callable[[raw.Engine, str], int]] = None) -> int:
        """Of an id, an object, or of what has this name; 0 for nothing."""
        if thing.__class__ is int:
            return thing  # type: ignore[no-any-return]
        if thing is None:
            return 0
        if isinstance(thing, str) and find is not None:
            known = self._names.get((find, thing))
            if known is None:
                known = self._names[find, thing] = find(self.engine.raw, thing)
            return known
        return self.engine._own(thing)

    def tick(self, *, at_us: Optional[int] = None) -> int:
        """Lets time pass."""
        return self._add(raw.COMMAND_TICK, at_us, 0, 0)

    def result(
        self, action: Union[PulledAction, Action, int], outcome: Outcome, text: Optional[str] = None, *, at_us: Optional[int] = None
    ) -> int:
        """How the host's work on an action ended."""
        if isinstance(action, Action) and action.engine is not self.engine:
            raise ValueError(f"{action!r} is of another engine")
        id: int = action if action.__class__ is int else action.id  # type: ignore[union-attr,assignment]
        return self._add(raw.COMMAND_RESULT, at_us, id, 0, outcome, text)

    # ---- Calls

    def arrive(
        self,
        number: Optional[str] = None,
        *,
        queue: Union[Queue, str, int, None] = None,
        flow: Union[Flow, str, int, None] = None,
        caller: Optional[str] = None,
        priority: int = 0,
        ref: int = 0,
        attributes: Optional[Mapping[str, str]] = None,
        requirements: Optional[Mapping[str, int]] = None,
        preferred: Iterable[Union[Agent, str, int]] = (),
        waited_us: int = 0,
        at_us: Optional[int] = None,
    ) -> int:
        """A call arrives, as by Engine.arrive(); its id is in `ids`."""
        return self._add(
            raw.COMMAND_CALL_ARRIVE,
            at_us,
            0,
            ref,
            number,
            caller,
            dict(attributes) if attributes else None,
            self._needs(requirements) if requirements else None,
            self._id(queue, raw.queue_find),
            None if flow is None else self._id(flow, raw.flow_find),
            priority,
            waited_us,
            tuple(self._id(agent, raw.agent_find) for agent in preferred) if preferred else None,
        )

    def _needs(self, requirements: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
        return tuple((self._id(skill, raw.skill_find), level) for skill, level in requirements.items())

    def hangup(self, call: Union[Call, int], *, at_us: Optional[int] = None) -> int:
        """The caller is gone."""
        return self._add(raw.COMMAND_CALL_HANGUP, at_us, self._id(call), 0)

    def hold(self, call: Union[Call, int], *, at_us: Optional[int] = None) -> int:
        """The agent puts the caller on hold."""
        return self._add(raw.COMMAND_CALL_HOLD, at_us, self._id(call), 0)

    def resume(self, call: Union[Call, int], *, at_us: Optional[int] = None) -> int:
        """Back to the conversation; ends a consultation."""
        return self._add(raw.COMMAND_CALL_RESUME, at_us, self._id(call), 0)

    def transfer(self, call: Union[Call, int], target: Target, *, at_us: Optional[int] = None) -> int:
        """Blind, by the agent on the call; a text is a number outside."""
        return self._add(raw.COMMAND_CALL_TRANSFER, at_us, self._id(call), 0, *_target(self.engine, target))

    def consult(
        self, call: Union[Call, int], target: Union[Agent, Queue], ref: int = 0, *, at_us: Optional[int] = None
    ) -> int:
        """The agent asks another one, or a queue; the consultation's id is in `ids`."""
        kind, id, _ = _target(self.engine, target)
        return self._add(raw.COMMAND_CALL_CONSULT, at_us, self._id(call), ref, kind, id)

    def complete(self, call: Union[Call, int], *, at_us: Optional[int] = None) -> int:
        """The consulted agent takes the call over."""
        return self._add(raw.COMMAND_CALL_COMPLETE, at_us, self._id(call), 0)

    def conference(self, call: Union[Call, int], *, at_us: Optional[int] = None) -> int:
        """The consulted agent comes into the conversation."""
        return self._add(raw.COMMAND_CALL_CONFERENCE, at_us, self._id(call), 0)

    def park(self, call: Union[Call, int], *, at_us: Optional[int] = None) -> int:
        """The agent parks the caller, whom anybody may pick up."""
        return self._add(raw.COMMAND_CALL_PARK, at_us, self._id(call), 0)

    def pick_up(
        self, call: Union[Call, int], agent: Union[Agent, str, int], device: int = 0, *, at_us: Optional[int] = None
    ) -> int:
        """An agent takes it, out of turn."""
        taker = self._id(agent, raw.agent_find)
        return self._add(raw.COMMAND_CALL_PICK_UP, at_us, self._id(call), 0, taker, device)

    def keys(self, call: Union[Call, int], digits: str, *, at_us: Optional[int] = None) -> int:
        """Pressed while nobody asked for any."""
        return self._add(raw.COMMAND_CALL_KEYS, at_us, self._id(call), 0, digits)

    def set(self, call: Union[Call, int], key: str, value: Optional[str], *, at_us: Optional[int] = None) -> int:
        """Sets an attribute; None or "" removes it."""
        return self._add(raw.COMMAND_CALL_SET, at_us, self._id(call), 0, key, value)

    def record(self, call: Union[Call, int], mode: Recording, *, at_us: Optional[int] = None) -> int:
        """How it is recorded from now on."""
        return self._add(raw.COMMAND_CALL_RECORD, at_us, self._id(call), 0, mode)

    def prioritize(self, call: Union[Call, int], priority: int, *, at_us: Optional[int] = None) -> int:
        """Its own priority, -1,000 to 1,000, from now on."""
        return self._add(raw.COMMAND_CALL_CHANGE, at_us, self._id(call), 0, raw.CHANGE_PRIORITY, priority)

    def require(self, call: Union[Call, int], requirements: Mapping[str, int], *, at_us: Optional[int] = None) -> int:
        """Skills by name and least level, instead of those it needed."""
        needs = self._needs(requirements)
        return self._add(raw.COMMAND_CALL_CHANGE, at_us, self._id(call), 0, raw.CHANGE_REQUIREMENTS, 0, needs)

    def move(
        self,
        call: Union[Call, int],
        queue: Union[Queue, str, int],
        place: Place = Place.NEW,
        *,
        at_us: Optional[int] = None,
    ) -> int:
        """To another queue."""
        where = self._id(queue, raw.queue_find)
        return self._add(raw.COMMAND_CALL_CHANGE, at_us, self._id(call), 0, raw.CHANGE_QUEUE, 0, None, where, place)

    def also(self, call: Union[Call, int], queue: Union[Queue, str, int], *, at_us: Optional[int] = None) -> int:
        """It waits in one more queue."""
        where = self._id(queue, raw.queue_find)
        return self._add(raw.COMMAND_CALL_ALSO, at_us, self._id(call), 0, where, 1)

    def also_end(self, call: Union[Call, int], queue: Union[Queue, str, int], *, at_us: Optional[int] = None) -> int:
        """It waits in this one of its queues no longer."""
        where = self._id(queue, raw.queue_find)
        return self._add(raw.COMMAND_CALL_ALSO, at_us, self._id(call), 0, where, 0)

    def request_callback(
        self,
        number: str,
        *,
        plan: str,
        queue: Union[Queue, str, int],
        dialled: Optional[str] = None,
        not_before_us: int = 0,
        priority: int = 0,
        ref: int = 0,
        attributes: Optional[Mapping[str, str]] = None,
        at_us: Optional[int] = None,
    ) -> int:
        """A customer asks to be called back; the id of the call is in `ids`."""
        more = dict(attributes) if attributes else None
        where, how = self._id(queue, raw.queue_find), self._id(plan, raw.callback_plan_find)
        words = dialled, number, more, None, where, how, priority, not_before_us
        return self._add(raw.COMMAND_CALLBACK, at_us, 0, ref, *words)

    def add_task(
        self,
        number: str,
        campaign: Union[Campaign, str, int],
        *,
        not_before_us: int = 0,
        priority: int = 0,
        ref: int = 0,
        attributes: Optional[Mapping[str, str]] = None,
        at_us: Optional[int] = None,
    ) -> int:
        """A customer of a campaign's list; the id of the call is in `ids`."""
        more, which = dict(attributes) if attributes else None, self._id(campaign, raw.campaign_find)
        words = None, number, more, None, 0, 0, priority, not_before_us, which
        return self._add(raw.COMMAND_CALLBACK, at_us, 0, ref, *words)

    def cancel_callback(self, call: Union[Call, int], *, at_us: Optional[int] = None) -> int:
        """The customer is not called back."""
        return self._add(raw.COMMAND_CALLBACK_CANCEL, at_us, self._id(call), 0)

    # ---- Agents, queues, toggles

    def _agent(self, kind: int, at_us: Optional[int], agent: Union[Agent, str, int], *words: object) -> int:
        return self._add(kind, at_us, self._id(agent, raw.agent_find), 0, *words)

    def login(self, agent: Union[Agent, str, int], ref: int = 0, *, at_us: Optional[int] = None) -> int:
        """`ref` is the host's own number for the agent."""
        return self._agent(raw.COMMAND_AGENT_LOGIN, at_us, agent, 0, ref)

    def logout(self, agent: Union[Agent, str, int], *, at_us: Optional[int] = None) -> int:
        """She goes."""
        return self._agent(raw.COMMAND_AGENT_LOGOUT, at_us, agent)

    def ready(self, agent: Union[Agent, str, int], *, at_us: Optional[int] = None) -> int:
        """She takes calls."""
        return self._agent(raw.COMMAND_AGENT_READY, at_us, agent)

    def not_ready(self, agent: Union[Agent, str, int], reason: int = 0, *, at_us: Optional[int] = None) -> int:
        """She takes no calls for now."""
        return self._agent(raw.COMMAND_AGENT_NOT_READY, at_us, agent, reason)

    def set_presence(
        self,
        agent: Union[Agent, str, int],
        presence: Presence,
        reason: int = 0,
        *,
        when: When = When.NOW,
        by: int = 0,
        at_us: Optional[int] = None,
    ) -> int:
        """By a supervisor's hand or a duty roster."""
        return self._agent(raw.COMMAND_AGENT_SET_PRESENCE, at_us, agent, presence, reason, when, by)

    def extend_wrapup(
        self,
        agent: Union[Agent, str, int],
        extend_us: int = 0,
        call: Union[Call, int, None] = None,
        *,
        at_us: Optional[int] = None,
    ) -> int:
        """0: as long as it may be."""
        return self._agent(raw.COMMAND_AGENT_EXTEND_WRAPUP, at_us, agent, extend_us, self._id(call))

    def end_wrapup(
        self, agent: Union[Agent, str, int], call: Union[Call, int, None] = None, *, at_us: Optional[int] = None
    ) -> int:
        """She has finished the work after a call (None: the only one)."""
        return self._agent(raw.COMMAND_AGENT_END_WRAPUP, at_us, agent, self._id(call))

    def elsewhere(
        self, agent: Union[Agent, str, int], busy: bool, device: int = 0, *, at_us: Optional[int] = None
    ) -> int:
        """The device (0: all) is busy with something else, or free again."""
        return self._agent(raw.COMMAND_AGENT_ELSEWHERE, at_us, agent, int(busy), device)

    def agent_hangup(
        self, agent: Union[Agent, str, int], call: Union[Call, int, None] = None, *, at_us: Optional[int] = None
    ) -> int:
        """The agent's leg is gone."""
        return self._agent(raw.COMMAND_AGENT_HANGUP, at_us, agent, self._id(call))

    def supervise(
        self, agent: Union[Agent, str, int], call: Union[Call, int], role: Optional[Role], *, at_us: Optional[int] = None
    ) -> int:
        """None: no longer."""
        role_or_none = role if role is not None else 0
        return self._agent(raw.COMMAND_AGENT_SUPERVISE, at_us, agent, self._id(call), role_or_none)

    def _gate(self, queue: Union[Queue, str, int], gate: int, at_us: Optional[int]) -> int:
        return self._add(raw.COMMAND_QUEUE_GATE, at_us, self._id(queue, raw.queue_find), 0, gate)

    def open(self, queue: Union[Queue, str, int], *, at_us: Optional[int] = None) -> int:
        """Takes calls again, after drain() or clear()."""
        return self._gate(queue, raw.GATE_OPEN, at_us)

    def drain(self, queue: Union[Queue, str, int], *, at_us: Optional[int] = None) -> int:
        """No new calls; those that wait are served."""
        return self._gate(queue, raw.GATE_DRAIN, at_us)

    def clear(self, queue: Union[Queue, str, int], *, at_us: Optional[int] = None) -> int:
        """No new calls, and those that wait leave."""
        return self._gate(queue, raw.GATE_CLEAR, at_us)

    def toggle(self, toggle: Union[Toggle, str, int], on: bool, *, at_us: Optional[int] = None) -> int:
        """Turns it on or off."""
        return self._add(raw.COMMAND_TOGGLE, at_us, self._id(toggle, raw.toggle_find), 0, int(on))
