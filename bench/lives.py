# SPDX-License-Identifier: Apache-2.0
"""Microseconds of a whole call from Python, and simulations beside C.

usage: lives.py SIMULATE [CALLS]    (bench/python builds it all)
       lives.py --simulate DEFINITION QUEUE INTERVAL_US TALK_US CALLS figures|outcomes    (as bench/simulate.c)

A life is all between two calls that an agent takes: the call arrives, the ring is pulled and accepted, the bridge pulled and
done, the caller hangs up, the release is pulled and done, wrap-up ends. Times are the processor's; of seven rounds the fastest counts, as of the null
dispatcher in the same run: two deques, a call and an agent taken from them and linked.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import Any, Callable

import acd
from acd import raw

AGENTS, ROUNDS, SIMULATIONS = 100, 7, 21
NAMES: dict[str, Any] = {f"agent {number}": {} for number in range(AGENTS)}
CENTRE = {"agents": NAMES, "queues": {"q": {"members": list(NAMES), "wrapup_s": 1}}}


def fastest_us(once: Callable[[int], None], calls: int) -> float:
    """Of a call."""
    found = []
    for _ in range(ROUNDS):
        begin = time.process_time_ns()
        once(calls)
        found.append(time.process_time_ns() - begin)
    return min(found) / calls / 1000


class Null:
    """The least that a dispatcher does."""

    def __init__(self) -> None:
        self.calls: deque[dict[str, Any]] = deque()
        self.agents: deque[dict[str, Any]] = deque({"call": None} for _ in range(AGENTS))
        self.taken = 0

    def run(self, calls: int) -> None:
        for _ in range(calls):
            self.calls.append({"agent": None})
            call, agent = self.calls.popleft(), self.agents.popleft()
            call["agent"], agent["call"] = agent, call
            self.taken += 1
            self.agents.append(agent)


class Switch(acd.Host):
    def ring(self, action: acd.Action) -> acd.Answer:
        return acd.Outcome.ACCEPTED

    def other(self, action: acd.Action) -> acd.Answer:
        return acd.Outcome.DONE


class Objects:
    """As the README does it."""

    def __init__(self) -> None:
        self.clock = acd.ManualClock()
        self.engine = acd.Engine(CENTRE, clock=self.clock)
        self.queue = self.engine.queue("q")
        self.switch = Switch()

    def run(self, calls: int) -> None:
        engine, switch, clock = self.engine, self.switch, self.clock
        for _ in range(calls):
            call = engine.arrive(queue=self.queue, caller="+4930123456")
            engine.run(switch)
            call.hangup()
            engine.run(switch)
            clock.now_us += acd.SECOND // 50


class Flat:
    """By acd.raw alone."""

    def __init__(self) -> None:
        self.kept = acd.Engine(CENTRE, clock=acd.ManualClock())
        self.queue = self.kept.queue("q").id
        self.now_us = 0

    def run(self, calls: int) -> None:
        engine, arrival = self.kept.raw, raw.Arrival()
        arrival.queue, arrival.caller = self.queue, "+4930123456"
        for _ in range(calls):
            now_us = self.now_us
            call = raw.call_arrive(engine, now_us, arrival)
            self.pull(engine, now_us)
            raw.call_hangup(engine, now_us, call)
            self.pull(engine, now_us)
            self.now_us += acd.SECOND // 50

    @staticmethod
    def pull(engine: raw.Engine, now_us: int) -> None:
        raw.engine_tick(engine, now_us)
        while (action := raw.action_next(engine)) is not None:
            outcome = raw.OUTCOME_ACCEPTED if action.kind == raw.ACTION_RING else raw.OUTCOME_DONE
            raw.action_result(engine, now_us, action.id, outcome, None)


class Batches:
    """Fifty calls at a time, as many and as often as above."""

    TOGETHER = AGENTS // 2

    def __init__(self) -> None:
        self.clock = acd.ManualClock()
        self.engine = acd.Engine(CENTRE, clock=self.clock)
        self.queue = self.engine.queue("q")

    def run(self, calls: int) -> None:
        for begin in range(0, calls, self.TOGETHER):
            self.clock.now_us += acd.SECOND
            with self.engine.batch() as batch:
                for _ in range(begin, min(begin + self.TOGETHER, calls)):
                    batch.arrive(queue=self.queue, caller="+4930123456")
            arrived = batch.ids
            self.answer()
            with self.engine.batch() as batch:
                for call in arrived:
                    batch.hangup(call)
            self.answer()

    def answer(self) -> None:
        ring, accepted, done = acd.ActionKind.RING, acd.Outcome.ACCEPTED, acd.Outcome.DONE
        while actions := self.engine.pull():
            with self.engine.batch() as batch:
                for action in actions:
                    batch.result(action, accepted if action.kind is ring else done)


def simulate(definition: str, queue: str, interval_us: int, talk_us: int, calls: int, kept: str) -> None:
    with acd.Simulation(definition, outcomes=kept == "outcomes") as simulation:
        simulation.add_poisson("day", queue=queue, interval_us_mean=interval_us, talk_us_mean=talk_us, calls_max=calls)
        begin = time.process_time_ns()
        simulation.run()
        spent_ns = time.process_time_ns() - begin
        waited_us = sum(simulation.outcomes["wait_us"]) if kept == "outcomes" else 0
        print(spent_ns, simulation.engine.digest_actions, waited_us)


def simulated(program: str, calls: int) -> None:
    """Prints microseconds of a call in C and from Python."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.json"
        path.write_text(json.dumps(CENTRE), encoding="utf-8")
        centre = [str(path), "q", str(3 * acd.SECOND), str(240 * acd.SECOND), str(calls)]
        for kept in ("figures", "outcomes"):
            commands = [[program, *centre, kept], [sys.executable, __file__, "--simulate", *centre, kept]]
            rounds = [[told(command) for command in commands] for _ in range(SIMULATIONS)]
            if len({figures for one in rounds for _, figures in one}) != 1:
                sys.exit("lives.py: C and Python did not simulate the same")
            in_c, from_python = ([one[place][0] for one in rounds] for place in (0, 1))
            ratio = statistics.median(python_ns / c_ns for c_ns, python_ns in zip(in_c, from_python))
            print(f"{f'simulated in C, {kept}':36}{statistics.median(in_c) / calls / 1000:8.3f}")
            print(f"{'  from Python':36}{statistics.median(from_python) / calls / 1000:8.3f}{(ratio - 1) * 100:+8.1f} %")


def told(command: list[str]) -> tuple[int, str]:
    """What a simulation prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    nanoseconds, _, figures = done.stdout.partition(" ")
    return int(nanoseconds), figures


def main() -> None:
    if sys.argv[1] == "--simulate":
        definition, queue, interval_us, talk_us, simulated_calls, kept = sys.argv[2:]
        simulate(definition, queue, int(interval_us), int(talk_us), int(simulated_calls), kept)
        return
    calls = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    null_us = fastest_us(Null().run, calls)
    print(f"{'a call':36}{'µs':>8}{'× null':>8}")
    print(f"{'null, two deques':36}{null_us:8.2f}{1:8.1f}")
    for name, run in (("by objects", Objects().run), ("by acd.raw", Flat().run), ("by batches", Batches().run)):
        spent_us = fastest_us(run, calls)
        print(f"{name:36}{spent_us:8.2f}{spent_us / null_us:8.1f}")
    simulated(sys.argv[1], calls * 5)


if __name__ == "__main__":
    main()
