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
it has them. What was told: the function of acd.raw, and whom it is about: `call_hold vip`; of a result `result ring ann
for vip: accepted`. A call has the name it arrived by; those that come to be otherwise are `call 1`, `call 2`, … until
name_call().

**Expectations** go through the story from top to bottom, each sort of lines by itself: an expected action must be the next
one, so that nothing unexpected is passed over; an event must be among those since the event expected last. What is not met
raises an AssertionError that shows the first difference, amid the story.

**Time** stands still but in time_passes(). At one instant come first the engine's timers, then answers and later(), in
the order in which they were made; each with all that follows at once from it.
"""

from __future__ import annotations

import heapq
import inspect
import itertools
from dataclasses import dataclass
from datetime import datetime, timezone
from types import TracebackType
from typing import TYPE_CHECKING, Any, Callable, Optional, TypeVar, Union

from .call import Action, Call
from .definition import Definition
from .errors import StaleError
from .host import Host
from .kinds import ActionKind, AgentState, End, EventKind, Outcome, Presence
from .raw import SECOND
from .story import Line, Recorder, seconds

if TYPE_CHECKING:
    from typing_extensions import Self

Result = TypeVar("Result")
__unittest = True  # tracebacks of unittest end in the test, not here


@dataclass
class _Rule:
    kind: ActionKind
    what: Optional[str]
    outcome: Optional[Outcome]
    text: Optional[str]
    after_us: int
    once: bool


class Story(Recorder):
    """An engine of its own, a clock, and what happened. A context manager: at its end the engine's laws are checked.

    `at` is the moment at which it begins, in UTC: "2026-11-23 09:30"; `more` is what Engine takes, but for clock and events.
    """

    def __init__(
        self, definition: Optional[Definition] = None, *, at: Optional[str] = None, host: Optional[Host] = None, **more: Any
    ) -> None:
        super().__init__(**more)
        self.host: Optional[Host] = host
        """Yours; None: the kit answers."""
        self._rules: list[_Rule] = []
        self._due: list[tuple[int, int, Callable[[], object]]] = []
        self._order = itertools.count()
        if at is not None:
            self.it_is(at)
        if definition is not None:
            self._step(self.engine.define, definition)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if error is None:
            self.end()
        else:
            self.engine.close()

    def end(self) -> None:
        """For a cleanup: frees the engine, unless its laws do not hold, which raises InvariantError."""
        if not self.engine.closed:
            try:
                self.engine.check()
            finally:
                self.engine.close()

    # ---- The clock

    def time_passes(self, seconds: float) -> None:
        """From one thing that is due to the next."""
        until_us = self.clock.now_us + round(seconds * SECOND)
        self.settle()
        while True:
            next_us = min(self.engine.deadline_us, self._due[0][0] if self._due else until_us + 1)
            if next_us > until_us:
                break
            self.clock.now_us = max(next_us, self.clock.now_us)
            self.settle()
        self.clock.now_us = until_us

    def later(self, seconds: float, what: Callable[[], object]) -> None:
        """Calls it in so many seconds: for doubles that take their time."""
        self._later(round(seconds * SECOND), what)

    def _later(self, after_us: int, what: Callable[[], object]) -> None:
        heapq.heappush(self._due, (self.clock.now_us + after_us, next(self._order), what))

    def it_is(self, moment: str) -> None:
        """It is this moment now, in UTC: "2026-11-23 09:30"."""
        wall = datetime.fromisoformat(moment).replace(tzinfo=timezone.utc)
        offset_us = int(wall.timestamp()) * SECOND - self.clock.now_us
        self._step(self.engine.set_wall, offset_us)

    def settle(self) -> None:
        """Does what is due now, and all that follows at once. Every step and expectation begins with it."""
        while True:
            for action in self.engine.actions():
                self._ask(action)
            if not self._due or self._due[0][0] > self.clock.now_us:
                return
            heapq.heappop(self._due)[2]()

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

    def agent_answers(self, agent: str, *, after: float = 0, once: bool = False) -> None:
        """The agent's device answers; the engine asks for the bridge then."""
        self.answer(ActionKind.RING, agent, Outcome.ACCEPTED, after=after, once=once)

    def agent_connects(self, agent: str, *, after: float = 0, once: bool = False) -> None:
        """It answers and is connected in one step."""
        self.answer(ActionKind.RING, agent, Outcome.BRIDGED, after=after, once=once)

    def agent_refuses(self, agent: str, *, after: float = 0, once: bool = False) -> None:
        """The agent rejects the ring."""
        self.answer(ActionKind.RING, agent, Outcome.REJECTED, after=after, once=once)

    def agent_is_silent(self, agent: str, *, once: bool = False) -> None:
        """The agent lets it ring."""
        self.answer(ActionKind.RING, agent, None, once=once)

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

    # ---- The story

    def expect_action(self, kind: ActionKind, call: Optional[str] = None, what: Optional[str] = None) -> None:
        """The next action; None: any."""
        self.settle()
        at = self._following("asked")
        line = self.lines[at] if at < len(self.lines) else None
        if line is not None and line.kind == kind.word and self._is_called(line, call) and line.is_about(what):
            self._met(at)
            return
        told = "" if call is None else f" for {call}"
        self._differs(at, "asked", f"{kind.word}{' (any)' if what is None else f' {what}' if what else ''}{told}")

    def expect_ring(self, call: Optional[str], agent: Optional[str] = None) -> None:
        """The next action rings the agent for the call; so do those that follow here, each by its kind."""
        self.expect_action(ActionKind.RING, call, agent)

    def expect_ring_stop(self, call: Optional[str], agent: Optional[str] = None) -> None:
        """Ringing stops."""
        self.expect_action(ActionKind.RING_STOP, call, agent)

    def expect_bridge(self, call: Optional[str], agent: Optional[str] = None) -> None:
        """Call and agent are connected."""
        self.expect_action(ActionKind.BRIDGE, call, agent)

    def expect_release(self, call: Optional[str], agent: Optional[str] = None) -> None:
        """The agent's leg ends."""
        self.expect_action(ActionKind.RELEASE, call, agent)

    def expect_play(self, call: Optional[str], prompt: Optional[str] = None) -> None:
        """A prompt."""
        self.expect_action(ActionKind.PLAY, call, prompt)

    def expect_collect(self, call: Optional[str], prompt: Optional[str] = None) -> None:
        """A prompt that asks for keys."""
        self.expect_action(ActionKind.COLLECT, call, prompt)

    def expect_music(self, call: Optional[str], music: Optional[str] = None) -> None:
        """Music on hold."""
        self.expect_action(ActionKind.MUSIC, call, music)

    def expect_hangup(self, call: Optional[str], reason: Union[End, str, None] = None) -> None:
        """The call ends."""
        self.expect_action(ActionKind.HANGUP, call, reason.word if isinstance(reason, End) else reason)

    def expect_voicemail(self, call: Optional[str], mailbox: Optional[str] = None) -> None:
        """A message is recorded."""
        self.expect_action(ActionKind.VOICEMAIL, call, mailbox)

    def expect_transfer(self, call: Optional[str], number: Optional[str] = None) -> None:
        """The caller goes to an outside number."""
        self.expect_action(ActionKind.TRANSFER, call, number)

    def expect_host(self, call: Optional[str], operation: Optional[str] = None) -> None:
        """An operation of the host's own."""
        self.expect_action(ActionKind.HOST, call, operation)

    def expect_dial(self, call: Optional[str], number: Optional[str] = None) -> None:
        """A customer is rung."""
        self.expect_action(ActionKind.DIAL, call, number)

    def expect_told(self, line: str) -> None:
        """What was told next, as its line reads. What the kit tells, as a host and by its steps, is passed over."""
        self._expect_line("told", line)

    def expect_note(self, text: str) -> None:
        """The next note."""
        self._expect_line("note", text)

    def expect_event(self, kind: EventKind, call: Optional[str] = None, what: Optional[str] = None) -> None:
        """One of the events since the one expected last, with this call and this detail, queue, agent or text."""
        self.settle()
        for at in range(self._next["event"], len(self.lines)):
            line = self.lines[at]
            if (line.sort, line.kind) == ("event", kind.word) and self._is_called(line, call) and line.is_about(what):
                self._met(at)
                return
        told = [kind.word, *([what] if what else []), *([f"for {call}"] if call is not None else [])]
        self._differs(len(self.lines), "event", " ".join(told))

    def expect_at(self, after_start: float) -> None:
        """What was expected last happened so many seconds after the beginning."""
        if self._last is None:
            raise AssertionError("nothing was expected before")
        if self._last.time_us != round(after_start * SECOND):
            words = f"at {seconds(round(after_start * SECOND))}: {self._read(self._last)}"
            self._differs(self.lines.index(self._last), self._last.sort, words)

    def expect_no_more(self) -> None:
        """No action and no note but those expected."""
        self.settle()
        at = self._following("asked", "note")
        if at < len(self.lines):
            self._differs(at, self.lines[at].sort, "no more")

    def expect_story(self, lines: str) -> None:
        """All actions and notes that come next, one a line, in order, each perhaps after its time ("20 s ring bob for vip"); and
        then no more. Blanks around lines and empty lines do not count."""
        self.settle()
        for wanted in filter(None, (line.strip() for line in lines.split("\n"))):
            at = self._following("asked", "note")
            words = self._read(self.lines[at]) if at < len(self.lines) else ""
            timed = f"{seconds(self.lines[at].time_us)} {words}" if words else ""
            if wanted not in (words, timed):
                self._differs(at, self.lines[at].sort if words else "asked", wanted)
            self._met(at)
        self.expect_no_more()

    def expect_agent(self, agent: str, state: AgentState) -> None:
        """An agent's state is this."""
        self.settle()
        if (found := self.engine.agent(agent).state) != state:
            self._fail(f"expected: {agent} {state.word}\nbut is:   {found.word}", len(self.lines), "asked")

    def expect_waiting(self, queue: str, count: int) -> None:
        """So many calls wait in a queue."""
        self.settle()
        if (found := self.engine.queue(queue).waiting) != count:
            self._fail(f"expected: {count} waiting in {queue}\nbut is:   {found}", len(self.lines), "asked")

    # ---- What happens

    def _step(self, what: Callable[..., Result], *arguments: Any) -> Result:
        self.settle()
        self._own = True
        try:
            result = what(*arguments)
        finally:
            self._own = False
        self.settle()
        return result

    def _ask(self, action: Action) -> None:
        line, kind = self._asked_for(action), action.kind
        if self.host is None:
            self._answer(line, action)
            return
        answer = self.engine._hook(self.host, action)
        if inspect.isawaitable(answer):
            raise TypeError(f"{kind.word}: hooks that are coroutines need acd.aio.Driver, not a story")
        self.engine._answered(action, answer)

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

    def _expect_line(self, sort: str, wanted: str) -> None:
        self.settle()
        at = self._following(sort)
        if at == len(self.lines) or self._read(self.lines[at]) != wanted:
            self._differs(at, sort, wanted)
        self._met(at)
