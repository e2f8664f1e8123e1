# SPDX-License-Identifier: Apache-2.0
"""What acd.testing writes down: lines of a story, and how they read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn, Optional, Union

from . import facts, raw
from .call import Action, Call
from .clock import ManualClock
from .engine import Engine
from .errors import Error
from .kinds import ActionKind, CommandKind, End, Outcome, Recording
from .raw import SECOND
from .things import Agent, Queue

__unittest = True  # tracebacks of unittest end in the test, not here
SHOWN_BEFORE, SHOWN_BEHIND = 14, 3
MARKS = {"asked": "", "told": "   > ", "event": "   * ", "note": "   - "}
OF_AGENTS = (ActionKind.RING, ActionKind.RING_STOP, ActionKind.BRIDGE, ActionKind.RELEASE, ActionKind.JOIN)


@dataclass
class Line:
    """One of the story."""

    sort: str
    """asked, told, event or note."""
    time_us: int
    kind: str
    """Of the action, the command or the event; the text of a note."""
    words: tuple[str, ...] = ()
    call: int = 0
    device: str = ""
    end: str = ""
    """What became of a command: the outcome of a result, why it was refused."""
    own: bool = False
    """Told by the kit itself."""
    expected: bool = field(default=False, compare=False)

    def is_about(self, what: Optional[str]) -> bool:
        """Whether one of its words is this, or its agent at the device is."""
        return what is None or what in self.words or (bool(self.device) and f"{self.words[0]}.{self.device}" == what)


def seconds(time_us: int) -> str:
    """"20.5 s"."""
    whole, part = divmod(time_us, SECOND)
    return f"{whole}{'.' + f'{part:06}'.rstrip('0') if part else ''} s"


class Recorder:
    """Hears what an engine is told, asks for and tells."""

    def __init__(self, **more: Any) -> None:
        self.clock = ManualClock()
        self.lines: list[Line] = []
        self._names: dict[int, str] = {}
        self._asked: dict[int, tuple[Line, Action]] = {}
        self._next = {"asked": 0, "told": 0, "event": 0, "note": 0}
        self._ignored: set[str] = set()
        self._last: Optional[Line] = None
        self._own = False
        self._told_until = 0
        self.engine = Engine(clock=self.clock, events=self._hear, trace=self._pass, **more)

    def call(self, name: str) -> Call:
        """For commands of your own: `story.call("vip").hold()`."""
        for id, known in self._names.items():
            if known == name:
                return self.engine.call(id)
        raise LookupError(f"no call {name!r}; there are {', '.join(self._names.values()) or 'none'}")

    def name_call(self, call: Call, name: str) -> None:
        """A name for a call that came to be otherwise than by call_arrives()."""
        self._named(call, name)

    def note(self, text: str) -> None:
        """A line of your own: what your double of the telephony was asked to do, say."""
        self.lines.append(Line("note", self.clock.now_us, text))

    def ignore(self, kind: ActionKind) -> None:
        """Actions of this kind are not expected from now on: neither by name nor as the next one."""
        self._ignored.add(kind.word)

    def __str__(self) -> str:
        """The whole story, events included."""
        return "\n".join(self._told_story(0, len(self.lines), "event", -1))

    # ---- What happens

    def _named(self, call: Call, name: str) -> Call:
        if any(known == name and id != call.id for id, known in self._names.items()):
            raise ValueError(f"there is a call {name!r} already")
        self._names[call.id] = name
        return call

    def _see(self, call: int) -> int:
        if call and call not in self._names:
            self._names[call] = f"call {len(self._names) + 1}"
        return call

    def _hear(self, event: facts.Event) -> None:
        detail = raw.event_detail_str(event.kind, event.detail) if event.detail else "?"
        words = (detail.replace("?", ""), event.queue_name, event.agent_name, event.text)
        self.lines.append(Line("event", event.time_us, event.kind.word, words, self._see(event.call)))

    def _pass(self, what: Union[facts.Told, Action]) -> None:
        """Between host and engine, whichever way: one by one or in batches, by objects or by acd.raw."""
        if isinstance(what, Action):
            self._asked_for(what)
        elif what.kind != CommandKind.TICK and what.code != raw.AGAIN:
            self._told(what)
        self._told_until = len(self.lines)

    def _told(self, told: facts.Told) -> None:
        """It goes before the events of the command, which were heard while it was done."""
        kind, words, call, end = told.kind.word, "", 0, ""
        if told.kind == CommandKind.RESULT and told.subject in self._asked:
            line = self._asked[told.subject][0]
            words, call, end = self._read(line).partition(" for ")[0], line.call, Outcome(told.outcome).word
        elif kind.startswith("agent_"):
            words = self._name(Agent(self.engine, told.subject))
        elif kind.startswith("queue_"):
            words = self._name(Queue(self.engine, told.subject))
        elif kind.startswith(("call", "slot_")):
            call = self._see(told.subject or told.id)
        self._see(told.id)
        if told.code != raw.OK:
            end += f"{', ' if end else ''}refused: {raw.status_text(told.code)}"
        at = len(self.lines)
        while at > self._told_until and (self.lines[at - 1].sort, self.lines[at - 1].time_us) == ("event", told.time_us):
            at -= 1
        self.lines.insert(at, Line("told", told.time_us, kind, (words,), call, "", end, self._own))

    @staticmethod
    def _name(thing: Union[Agent, Queue]) -> str:
        try:
            return thing.name
        except Error:
            return "?"

    def _asked_for(self, action: Action) -> None:
        record, kind = action.record, action.kind
        device = ""
        if kind in OF_AGENTS:
            word = action.agent.name
            device = (raw.device_name(self.engine.raw, record.device) or "") if record.device else ""
        elif kind == ActionKind.HANGUP:
            word = End(record.reason).word
        elif kind == ActionKind.RECORDING:
            word = Recording(record.value).word
        else:
            word = record.text
        line = Line("asked", record.time_us, kind.word, (word,), self._see(record.call), device)
        self.lines.append(line)
        self._asked[record.id] = line, action

    # ---- What is read

    def _read(self, line: Line) -> str:
        words = [word for word in line.words if word]
        if line.device:
            words[0] += f".{line.device}"
        call = [self._names[line.call]] if line.call else []
        if call and (line.sort != "told" or words):
            call.insert(0, "for")
        end = f"{': ' if not line.end.startswith('refused') else ', '}{line.end}" if line.end else ""
        return " ".join([line.kind, *words, *call]) + end

    def _is_called(self, line: Line, call: Optional[str]) -> bool:
        return call is None or (line.call != 0 and self._names[line.call] == call)

    def _following(self, *sorts: str) -> int:
        for at, line in enumerate(self.lines):
            over = line.own or (line.sort == "asked" and line.kind in self._ignored)
            if line.sort in sorts and at >= self._next[line.sort] and not over:
                return at
        return len(self.lines)

    def _met(self, at: int) -> None:
        self._last = self.lines[at]
        self._last.expected = True
        self._next[self._last.sort] = at + 1

    def _differs(self, at: int, sort: str, expected: str) -> NoReturn:
        was = "not among the events" if sort == "event" else "nothing more"
        if at < len(self.lines):
            was = f"{self._read(self.lines[at])}, at {seconds(self.lines[at].time_us)}"
        kind = "" if sort == "asked" else f"{sort} "
        self._fail(f"expected: {kind}{expected}\nbut was:  {was}", at, sort)

    def _fail(self, what: str, at: int, sort: str) -> NoReturn:
        begin, shown = at, 0
        while begin > 0 and shown < SHOWN_BEFORE:
            begin -= 1
            shown += self.lines[begin].sort != "event" or sort == "event"
        raise AssertionError("\n".join([what, *self._told_story(begin, at + SHOWN_BEHIND, sort, at)]))

    def _told_story(self, begin: int, end: int, sort: str, arrow: int) -> Iterator[str]:
        for at, line in enumerate(self.lines[begin:end], begin):
            if line.sort == "event" and sort != "event":
                continue
            text = f"{MARKS[line.sort]}{self._read(line)}"
            mark = "->" if at == arrow else "  "
            yield f"{mark}{seconds(line.time_us):>10}  {text:44}{' as expected' if line.expected else ''}".rstrip()
