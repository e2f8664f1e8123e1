# SPDX-License-Identifier: Apache-2.0
"""Runs scripts.txt by the package for Python; has to print what run.c prints.

usage: run.py SCRIPTS [--digests]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Callable, Optional, Union

import acd


class Script:
    """One engine, and what its calls are called."""

    def __init__(self, document: str) -> None:
        self.clock = acd.ManualClock()
        self.engine = acd.Engine(clock=self.clock)
        self.calls: dict[str, acd.Call] = {}
        self.pending: list[acd.Action] = []
        try:
            self.engine.define(json.loads(document))
        except acd.DefinitionError as error:
            first = error.mistakes[0]
            print(f"! {acd.raw.status_text(error.code)}: {first.path}: {first.text}")

    def call(self, label: str) -> acd.Call:
        return self.calls.get(label, self.engine.call(0))

    def agent(self, name: str) -> acd.Agent:
        try:
            return self.engine.agent(name)
        except acd.NotFoundError:
            return acd.Agent(self.engine, 0)

    def target(self, kind: str, name: str) -> Union[acd.Agent, acd.Queue, acd.Flow, str]:
        if kind == "agent":
            return self.agent(name)
        if kind == "queue":
            return self.engine.queue(name)
        return self.engine.flow(name) if kind == "flow" else name

    def arrive(self, label: str, *words: str) -> None:
        given = dict(zip(words[::2], words[1::2]))
        attributes = [line.partition("=") for line in given.get("attributes", "").split("\n") if line]
        self.calls[label] = self.engine.arrive(
            given.get("number"),
            queue=given.get("queue"),
            flow=given.get("flow"),
            caller=given.get("caller"),
            priority=int(given.get("priority", 0)),
            ref=int(given.get("ref", 0)),
            attributes={name: value for name, _, value in attributes},
            requirements={given["skill"]: 1} if "skill" in given else None,
            preferred=[given["prefer"]] if "prefer" in given else [],
            waited_us=int(given.get("waited_us", 0)),
        )

    def consult(self, label: str, made: str, kind: str, name: str) -> None:
        whom = self.target(kind, name)
        assert isinstance(whom, (acd.Agent, acd.Queue))
        self.calls[made] = self.call(label).consult(whom)

    def callback(self, label: str, number: str, plan: str, queue: str) -> None:
        self.calls[label] = self.engine.request_callback(number, plan=plan, queue=queue)

    def result(self, kind: str, label: str, agent: str, outcome: str, text: Optional[str] = None) -> None:
        whom = None if agent == "-" else self.agent(agent)
        for action in reversed(self.pending):
            if action.kind.word == kind and action.call == self.call(label) and whom in (None, action.agent):
                action.result(acd.Outcome[outcome.upper()], text)
                return
        acd.raw.action_result(self.engine.raw, self.clock(), 0, acd.Outcome[outcome.upper()], text)

    def commands(self) -> dict[str, Callable[..., object]]:
        engine, call, agent = self.engine, self.call, self.agent
        return {
            "tick": lambda: acd.raw.engine_tick(engine.raw, self.clock()),
            "wall": lambda offset: engine.set_wall(int(offset)),
            "arrive": self.arrive,
            "hangup": lambda c: call(c).hangup(),
            "hold": lambda c: call(c).hold(),
            "resume": lambda c: call(c).resume(),
            "transfer": lambda c, kind, name: call(c).transfer(self.target(kind, name)),
            "consult": self.consult,
            "complete": lambda c: call(c).complete(),
            "conference": lambda c: call(c).conference(),
            "park": lambda c: call(c).park(),
            "pick_up": lambda c, a: call(c).pick_up(agent(a)),
            "keys": lambda c, digits: call(c).keys(digits),
            "set": lambda c, key, value: call(c).set(key, value),
            "record": lambda c, mode: call(c).record(acd.Recording(int(mode))),
            "prioritize": lambda c, priority: call(c).prioritize(int(priority)),
            "require": lambda c, skill, level: call(c).require({skill: int(level)}),
            "move": lambda c, queue, place: call(c).move(engine.queue(queue), acd.Place(int(place))),
            "also": lambda c, queue: call(c).also(engine.queue(queue)),
            "also_end": lambda c, queue: call(c).also_end(engine.queue(queue)),
            "login": lambda a, ref: agent(a).login(int(ref)),
            "logout": lambda a: agent(a).logout(),
            "ready": lambda a: agent(a).ready(),
            "not_ready": lambda a, reason: agent(a).not_ready(int(reason)),
            "set_presence": lambda a, presence, reason, when, by: agent(a).set_presence(
                acd.Presence(int(presence)), int(reason), when=acd.When(int(when)), by=int(by)
            ),
            "elsewhere": lambda a, busy: agent(a).elsewhere(bool(int(busy))),
            "end_wrapup": lambda a: agent(a).end_wrapup(),
            "extend_wrapup": lambda a, extend: agent(a).extend_wrapup(int(extend)),
            "agent_hangup": lambda a: agent(a).hangup(),
            "supervise": lambda a, c, role: agent(a).supervise(call(c), acd.Role(int(role)) if int(role) else None),
            "open": lambda queue: engine.queue(queue).open(),
            "drain": lambda queue: engine.queue(queue).drain(),
            "clear": lambda queue: engine.queue(queue).clear(),
            "toggle": lambda name, on: acd.raw.toggle_set(engine.raw, self.clock(), engine.toggle(name).id, int(on)),
            "callback": self.callback,
            "cancel": lambda c: call(c).cancel_callback(),
            "result": self.result,
            "reconcile": lambda *labels: engine.reconcile([call(c) for c in labels]),
        }

    def run(self, time_us: int, name: str, words: list[str]) -> None:
        command = self.commands().get(name)
        if command is None:
            print("! no such command")
            return
        self.clock.now_us = time_us
        try:
            command(*words)
        except acd.Error as error:
            print(f"! {acd.raw.status_text(error.code)}")
        labels = {call: label for label, call in self.calls.items()}
        while (record := acd.raw.action_next(self.engine.raw)) is not None:
            action = acd.Action(self.engine, record)
            text = f" {action.text}" if action.text else ""
            label, agent = labels.get(action.call, "-"), action.agent.name or "-"
            print(f"> {action.kind.word} {label} {agent} {action.deadline_us}{text}")
            self.pending.append(action)

    def figures(self, digests: bool) -> None:
        queue, agent, calls = self.engine.kpi_queue, self.engine.kpi_agent, self.engine.kpi_calls
        print(
            f"= offered {queue.offered} answered {queue.answered} abandoned {queue.abandoned + queue.abandoned_short}"
            f" waiting {queue.waiting} wait_us {queue.wait_us} talk_us {queue.talk_us}"
            f" service_level_ppm {queue.service_level_ppm}"
        )
        print(
            f"= handled {agent.handled} no_answers {agent.no_answers} busy_us {agent.busy_us}"
            f" arrived {calls.arrived} live {calls.live} completed {calls.ends[acd.End.COMPLETED]}"
        )
        if digests:
            print(f"= actions {self.engine.digest_actions} state {self.engine.digest_state}")


def main() -> None:
    script: Optional[Script] = None
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        if line[:1] in ("!", ">", "="):
            continue  # what is to come out
        print(line)
        if line.startswith("define "):
            script = Script(line.removeprefix("define "))
        elif script is not None and line == "figures":
            script.figures(len(sys.argv) > 2)
        elif script is not None and line[:1] and line[0] in "-0123456789":
            time, name, *words = line.split(" ")
            script.run(int(time), name, words)


if __name__ == "__main__":
    main()
