# SPDX-License-Identifier: Apache-2.0
"""Tests that read like the story they tell, for unittest and pytest: a clock that stands still, a host that does as it is told,
and what happened, line by line. In the words of the kit for C (acd/testing.h).

**Your definition is tested, the kit is the host**:

    with Story("centre.json") as story:
        story.agent_answers("ann", after=3)
        story.call_arrives("first", "100")
        story.expect_ring("first", "ann")
        story.time_passes(3)
        story.expect_bridge("first", "ann")

**Your host is tested**: `story.host = MySwitch(story.engine, line)`. From then on its hooks do what the engine asks for, the kit
answers nothing. What your double of the telephony is asked to do goes into the story by `story.note("INVITE ann")`.

**Lines** of the story are what was *asked* (actions, as they are pulled), what was *told* (commands, and why one was refused),
*events*, and *notes* of your own. An action reads `ring ann for vip`, `ring ann.mobile for vip`, `hangup abandoned for vip`, `play
welcome for vip`: kind, what, and for which call. What is the agent of ring, ring_stop, bridge, release and join; the reason
of hangup; the mode of recording; of others the action's text. An event: kind, detail, queue, agent, text and call, where
it has them. What was told: the kind of command, and whom it is about: `call_hold vip`; of a result `result ring ann
for vip: accepted`. A call has the name it arrived by; those that come to be otherwise are `call 1`, `call 2`, … until
name_call().

**Expectations** go through the story from top to bottom, each sort of lines by itself: an expected action must be the next
one, so that nothing unexpected is passed over; an event must be among those since the event expected last. What is not met
raises an AssertionError that shows the first difference, amid the story.

**Time** stands still but in time_passes(). At one instant come first the engine's timers, then answers and later(), in
the order in which they were made; each with all that follows at once from it.

**A host of coroutines** is driven by acd.aio.Driver, as in earnest, in an event loop whose time is the story's: `asyncio.sleep(20)`
is over when 20 s have passed. Code of its own that is to be awaited: `story.run(switch.incoming("100"))`; what runs beside:
`story.loop.create_task(…)`. Tests stay as they are, and are no coroutines themselves. The outside world has no place in such
a loop: time does not wait for sockets, threads and processes.

**Memory** that fails: that of the engine, all that libacd asks for in a command. `story.expect_no_memory(…)` is for a command,
`story.out_of_memory()` for what your host makes of the refusal.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Callable, Optional, Union

from . import raw
from .call import Action, Call
from .definition import Definition
from .errors import NoMemoryError, StaleError
from .host import AsyncHost, Host
from .kinds import ActionKind, Outcome, Presence
from .memory import Memory as Memory
from .raw import SECOND
from .stage import Result, Stage
from .story import Line

__unittest = True  # tracebacks of unittest end in the test, not here


@dataclass
class _Rule:
    kind: ActionKind
    what: Optional[str]
    outcome: Optional[Outcome]
    text: Optional[str]
    after_us: int
    once: bool


class Story(Stage):
    """An engine of its own, a clock, and what happened. A context manager: at its end the engine's laws are checked.

    `at` is the moment at which it begins, in UTC: "2026-11-23 09:30"; `more` is what Engine takes, but for clock and events.
    """

    def __init__(
        self, definition: Optional[Definition] = None, *, at: Optional[str] = None, host: Union[Host, AsyncHost, None] = None, **more: Any
    ) -> None:
        self._memory = Memory() if hasattr(raw, "Memory") and "memory" not in more else None
        if self._memory is not None:
            more["memory"] = self._memory
        super().__init__(**more)
        self._rules: list[_Rule] = []
        if at is not None:
            self.it_is(at)
        self.host = host
        if definition is not None:
            self._step(self.engine.define, definition)

    # ---- What the host will answer

    def answer(
        self,
        kind: ActionKind,
        what: Optional[str] = None,
        outcome: Optional[Outcome] = Outcome.DONE,
        text: Optional[str] = None,
        *,
        after: float = 0,
        once: bool = False,
    ) -> None:
        """Actions of this kind about this (None: any) end so from now on (None: not at all), so many seconds later. The rule that
        was given last counts; before all come those for `once`, in their order. Without any, rings, dials and keys are
        not answered, and all else is done at once."""
        self._rules.append(_Rule(kind, what, outcome, text, round(after * SECOND), once))

    def _rung(self, agent: str) -> str:
        """An agent that there is, or one of her devices; NotFoundError: a rule about nobody would never be followed."""
        name, _, device = agent.rpartition(".")
        known = [one.name for one in self.engine.agents]
        if agent not in known and (name not in known or device not in (one.name for one in self.engine.agent(name).devices)):
            self.engine.agent(agent)
        return agent

    def agent_answers(self, agent: str, *, after: float = 0, once: bool = False) -> None:
        """The agent's device answers; the engine asks for the bridge then."""
        self.answer(ActionKind.RING, self._rung(agent), Outcome.ACCEPTED, after=after, once=once)

    def agent_connects(self, agent: str, *, after: float = 0, once: bool = False) -> None:
        """It answers and is connected in one step."""
        self.answer(ActionKind.RING, self._rung(agent), Outcome.BRIDGED, after=after, once=once)

    def agent_refuses(self, agent: str, *, after: float = 0, once: bool = False) -> None:
        """The agent rejects the ring."""
        self.answer(ActionKind.RING, self._rung(agent), Outcome.REJECTED, after=after, once=once)

    def agent_is_silent(self, agent: str, *, once: bool = False) -> None:
        """The agent lets it ring."""
        self.answer(ActionKind.RING, self._rung(agent), None, once=once)

    def keys_come(self, prompt: str, keys: str, *, after: float = 0, once: bool = False) -> None:
        """These keys, whenever this prompt asks for some."""
        self.answer(ActionKind.COLLECT, prompt, Outcome.DIGITS, keys, after=after, once=once)

    def lookup_gives(self, operation: str, text: str, *, after: float = 0, once: bool = False) -> None:
        """What the host's systems say to an operation of a flow."""
        self.answer(ActionKind.HOST, operation, Outcome.DONE, text, after=after, once=once)

    def lookup_fails(self, operation: str, *, after: float = 0, once: bool = False) -> None:
        """They say nothing of use."""
        self.answer(ActionKind.HOST, operation, Outcome.FAILED, after=after, once=once)

    # ---- Callers and agents, and what follows from them at once

    def call_arrives(self, call: str, number: Optional[str] = None, **more: Any) -> Call:
        """At a number, or as Engine.arrive() says: `queue="support"`."""
        if call in self._names.values():
            raise ValueError(f"there is a call {call!r} already")
        return self._step(lambda: self._named(self.engine.arrive(number, **more), call))

    def caller_hangs_up(self, call: str) -> None:
        """The caller is gone."""
        self._step(self.call(call).hangup)

    def caller_presses(self, call: str, keys: str) -> None:
        """For an action collect that waits for keys, else as those pressed outside of one."""
        self._step(self._press, self.call(call), keys)

    def agent_is(self, agent: str, presence: Presence) -> None:
        """The agent's presence is this from now on."""
        self._step(self.engine.agent(agent).set_presence, presence)

    def agent_hangs_up(self, agent: str) -> None:
        """The only call in hand."""
        self._step(self.engine.agent(agent).hangup)

    # ---- Memory

    @property
    def memory(self) -> Memory:
        """The engine's."""
        if self._memory is None:
            raise NotImplementedError("the story was made with memory of its own, or libacd without libacd-testing")
        return self._memory

    def out_of_memory(self) -> Iterator[int]:
        """A sweep: in the first round of the loop the first request for memory is refused, in the second the second, and so on; the
        round in which none was is the last. After each there is memory again, and the engine's laws must hold.

            for _ in story.out_of_memory():
                switch.incoming("100")    # 503, or a call
        """
        for nth in itertools.count(1):
            failed = self.memory.failed
            self.memory.fail(nth)
            try:
                yield nth
            finally:
                self.memory.grant()
            self.engine.check()
            if self.memory.failed == failed:
                return

    def expect_no_memory(self, command: Callable[[], Result]) -> Result:
        """A command, such as `lambda: story.engine.arrive("100")`: whichever request for memory is refused, it raises
        NoMemoryError and changes nothing; then it is done. Nothing of what was refused is told in the story. A command that
        asks for no memory shows nothing: AssertionError."""
        self.settle()
        refused = self.memory.failed
        for nth in self.out_of_memory():
            at, failed = len(self.lines), self.memory.failed
            before = self.engine.digest_state, self.engine.digest_actions
            try:
                result = command()
            except NoMemoryError:
                del self.lines[at:]
                if before != (self.engine.digest_state, self.engine.digest_actions):
                    raise AssertionError(f"request {nth} for memory was refused, and yet something has changed") from None
            else:
                if self.memory.failed != failed:
                    raise AssertionError(f"request {nth} for memory was refused, and no NoMemoryError was raised")
        if self.memory.failed == refused:
            raise AssertionError("the command asked for no memory: there was nothing to refuse")
        self.settle()
        return result

    # ---- What happens

    def _answer(self, line: Line, action: Action) -> None:
        fitting = [rule for rule in self._rules if rule.kind == action.kind and line.is_about(rule.what)]
        rule = next((rule for rule in fitting if rule.once), fitting[-1] if fitting else None)
        outcome: Optional[Outcome] = Outcome.DONE
        text, after_us = None, 0
        if rule is not None:
            outcome, text, after_us = rule.outcome, rule.text, rule.after_us
            if rule.once:
                self._rules.remove(rule)
        elif action.kind in (ActionKind.RING, ActionKind.DIAL):
            outcome = None
        elif action.kind == ActionKind.COLLECT:
            outcome, text, after_us = Outcome.DIGITS, "", action.record.input_timeout_us
        if outcome is not None:
            given = outcome
            self._later(after_us, lambda: self._give(action, given, text))

    def _give(self, action: Action, outcome: Outcome, text: Optional[str]) -> None:
        self._own, at = True, len(self.lines)
        try:
            action.result(outcome, text)
        except StaleError:
            del self.lines[at]  # it was over; nobody is told
        finally:
            self._own = False

    def _press(self, call: Call, keys: str) -> None:
        for line, action in reversed(list(self._asked.values())):
            if line.call == call.id and line.kind == "collect":
                at = len(self.lines)
                try:
                    action.digits(keys)
                except StaleError:
                    del self.lines[at]
                    break
                return
        call.keys(keys)
