# SPDX-License-Identifier: Apache-2.0
"""Why the engine decides as it does (acd/explain.h).

Of what is now: `agent.why_not(call)`, `agent.contenders()`, `call.candidates()`, `call.outlook()`. Of each decision, when
it is made:

    def tell(decision: acd.Decision) -> None:
        print(decision)    # "20.0 s call 5 in support: bob before carl by idle_since; ann: rest, missed"

    engine = acd.Engine(CENTRE, explain=tell)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, TypeVar, Union

from . import facts, raw
from .call import Call
from .errors import Error
from .kinds import Key, Obstacle, Side
from .things import Agent, Queue, Thing

if TYPE_CHECKING:
    from .engine import Engine

COUNT_MAX = 1_000_000
"""So many candidates or contenders a decision has at the most."""
Record = TypeVar("Record")


def _all(ask: Callable[[raw.Engine, int, int], list[Record]], engine: raw.Engine, id: int) -> list[Record]:
    """There is room made for as many as are asked for, so first for a few."""
    count = 32
    while len(found := ask(engine, id, count)) == count and count < COUNT_MAX:
        count = min(64 * count, COUNT_MAX)
    return found


@dataclass(frozen=True)
class Decision:
    """A call and an agent, as the engine is about to bring them together; or a search that found nothing."""

    time_us: int
    side: Side
    """Who chose: the call among agents, or the agent among calls."""
    call: Call
    """Nobody: the agent found none, and goes idle."""
    agent: Agent
    """Nobody: the call found none, and waits."""
    queue: Queue
    """Of the call; nobody: none, or it waits for this agent alone."""
    compared_count: int
    """Agents or calls that had a place."""
    second: Union[Agent, Call]
    """Who came second, nobody if there was none."""
    key: Union[Key, int]
    """What decided between the first and the second; 0: there was no second."""
    candidates: tuple[facts.Candidate, ...]
    """Where the call chose: the agents of its queue, in their order, then those whom an obstacle keeps from it."""
    contenders: tuple[facts.Contender, ...]
    """Where the agent chose: the first call of each of her queues, likewise."""

    @classmethod
    def of(cls, engine: Engine, record: raw.Decision) -> Decision:
        """Asked for inside of the hook, where candidates are as the engine compares them."""
        side = Side(record.side)
        by_call = side == Side.CALL
        agents = _all(raw.explain_agents, engine.raw, record.call) if by_call and record.call else []
        calls = _all(raw.explain_calls, engine.raw, record.agent) if not by_call and record.agent else []
        return cls(
            record.time_us,
            side,
            Call(engine, record.call),
            Agent(engine, record.agent),
            Queue(engine, record.queue),
            record.compared_count,
            Agent(engine, record.second) if by_call else Call(engine, record.second),
            Key(record.key) if record.key else 0,
            tuple(facts.Candidate.of(one) for one in agents),
            tuple(facts.Contender.of(one) for one in calls),
        )

    @property
    def why_not(self) -> dict[Thing, frozenset[Obstacle]]:
        """What keeps those from it who have no place: agents where the call chose, else calls."""
        engine = self.call.engine
        found: dict[Thing, frozenset[Obstacle]] = {
            Agent(engine, one.agent): one.obstacles for one in self.candidates if not one.place
        }
        found.update((Call(engine, one.call), one.obstacles) for one in self.contenders if not one.place)
        return found

    def __str__(self) -> str:
        call = f"{_name(self.call) if self.call else 'no call'}{f' in {_name(self.queue)}' if self.queue else ''}"
        agent = _name(self.agent) if self.agent else "nobody"
        text = f"{call}: {agent}" if self.side == Side.CALL else f"{agent}: {call}"
        if self.second and isinstance(self.key, Key):
            text += f" before {_name(self.second)} by {self.key.word}"
        kept = (
            f"; {_name(one)}: {', '.join(obstacle.word for obstacle in sorted(obstacles))}"
            for one, obstacles in self.why_not.items()
        )
        return f"{self.time_us / raw.SECOND:.1f} s {text}{''.join(kept)}"


def _name(thing: Thing) -> str:
    if isinstance(thing, (Agent, Queue)):
        try:
            return thing.name
        except Error:
            pass  # gone meanwhile
    return f"{type(thing).__name__.lower()} {thing.id}"
