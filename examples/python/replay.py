# SPDX-License-Identifier: Apache-2.0
"""A file of calls through an engine, a second at a time, by batches: for a million calls, with answers of your own.

usage: replay.py [DEFINITION.json CALLS.csv]    (columns arrived_s,number,caller,patience_s,talk_s, in order of arrival; without
arguments an hour of a large centre is made up)

What is to happen in a second goes to the engine at once, each command at its own time; what it then asks for is answered at the
second's end. So rings are answered up to a second late, which the figures show, in return for a life of a call in a few
microseconds. The figures come from the engine; what became of every command is in the batch.
"""

from __future__ import annotations

import csv
import heapq
import random
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import acd

AGENTS: dict[str, Any] = {f"agent {number}": {} for number in range(400)}
CENTRE: dict[str, Any] = {
    "agents": AGENTS,
    "queues": {"sales": {"members": list(AGENTS)[:150]}, "service": {"members": list(AGENTS)[150:]}},
    "numbers": {"100": {"queue": "sales"}, "200": {"queue": "service"}},
}


class Caller(NamedTuple):
    """A row of the file."""

    arrived_us: int
    number: str
    caller: str
    patience_us: int
    talk_us: int


def made_up() -> Iterator[Caller]:
    lots, now_s = random.Random(1), 0.0
    while (now_s := now_s + lots.expovariate(2.0)) < 3600:
        number = "100" if lots.random() < 0.4 else "200"
        patience_s, talk_s = lots.expovariate(1 / 90), lots.expovariate(1 / 180)
        yield Caller(us(now_s), number, "", us(patience_s), us(talk_s))


def us(seconds: float) -> int:
    return round(seconds * acd.SECOND)


def read(path: str) -> Iterator[Caller]:
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            arrived_us, patience_us, talk_us = (us(float(row[name])) for name in ("arrived_s", "patience_s", "talk_s"))
            yield Caller(arrived_us, row["number"], row["caller"], patience_us, talk_us)


class Replay:
    """The callers, and a switch that answers at once."""

    def __init__(self, engine: acd.Engine, callers: Iterable[Caller]) -> None:
        self.engine = engine
        self.callers = iter(callers)
        self.coming = next(self.callers, None)
        self.there: dict[int, Caller] = {}
        """Who is there, by the call."""
        self.hangups: list[tuple[int, int, bool]] = []
        """When a call's caller hangs up, and whether that is out of patience."""
        self.talking: set[int] = set()

    def run(self) -> None:
        until_us = 0
        while self.coming or self.there:
            until_us += acd.SECOND
            self.happen(until_us)
            self.answer(until_us)

    def happen(self, until_us: int) -> None:
        """All that callers do up to then, in order."""
        arrived: dict[int, Caller] = {}
        with self.engine.batch(expected=acd.StaleError) as batch:  # calls may have ended meanwhile
            while True:
                at_us = self.hangups[0][0] if self.hangups else acd.TIME_NEVER
                if self.coming and self.coming.arrived_us <= min(at_us, until_us):
                    caller, self.coming = self.coming, next(self.callers, None)
                    number = batch.arrive(caller.number, caller=caller.caller, at_us=caller.arrived_us)
                    arrived[number] = caller
                elif at_us <= until_us:
                    _, call, impatient = heapq.heappop(self.hangups)
                    if call in self.there and not (impatient and call in self.talking):
                        batch.hangup(call, at_us=at_us)
                        self.talking.discard(call)
                        del self.there[call]
                else:
                    break
        for number, caller in arrived.items():
            call = batch.ids[number]
            self.there[call] = caller
            heapq.heappush(self.hangups, (caller.arrived_us + caller.patience_us, call, True))

    def answer(self, now_us: int) -> None:
        """All that the engine asks for, until it asks for nothing."""
        while actions := self.engine.pull(at_us=now_us):
            with self.engine.batch(at_us=now_us, expected=acd.StaleError) as batch:
                for action in actions:
                    if action.kind is acd.ActionKind.RING:
                        batch.result(action, acd.Outcome.ACCEPTED)
                        continue
                    batch.result(action, acd.Outcome.DONE)
                    if action.kind is acd.ActionKind.BRIDGE and action.call in self.there:
                        self.talking.add(action.call)
                        end_us = now_us + self.there[action.call].talk_us
                        heapq.heappush(self.hangups, (end_us, action.call, False))
                    elif action.kind is acd.ActionKind.HANGUP:
                        self.there.pop(action.call, None)


def main() -> None:
    if len(sys.argv) not in (1, 3):
        sys.exit(__doc__)
    definition: Any = sys.argv[1] if len(sys.argv) == 3 else CENTRE
    callers = read(sys.argv[2]) if len(sys.argv) == 3 else made_up()
    with acd.Engine(definition, clock=acd.ManualClock()) as engine:
        Replay(engine, callers).run()
        print(f"{'':12}{'offered':>9}{'answered':>10}{'abandoned':>11}{'ASA':>7}")
        for queue in engine.queues:
            kpi = queue.kpi
            asa_s = kpi.asa_us / acd.SECOND
            print(f"{queue.name:12}{kpi.offered:9}{kpi.answered:10}{kpi.abandoned:11}{asa_s:5.1f} s")


if __name__ == "__main__":
    main()
