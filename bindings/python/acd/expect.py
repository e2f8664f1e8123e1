# SPDX-License-Identifier: Apache-2.0
"""What acd.testing expects of a story: all of it is said there."""

from __future__ import annotations

from typing import Optional, Union

from .kinds import ActionKind, AgentState, End, EventKind
from .raw import SECOND
from .story import Recorder, seconds

__unittest = True  # tracebacks of unittest end in the test, not here


class Expectations(Recorder):
    """From top to bottom, each sort of lines by itself."""

    def settle(self) -> None:
        """What is due now is done before anything is expected."""
        raise NotImplementedError

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

    def _expect_line(self, sort: str, wanted: str) -> None:
        self.settle()
        at = self._following(sort)
        if at == len(self.lines) or self._read(self.lines[at]) != wanted:
            self._differs(at, sort, wanted)
        self._met(at)
