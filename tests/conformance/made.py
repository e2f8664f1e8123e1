# SPDX-License-Identifier: Apache-2.0
"""Scripts of random commands, in the form of scripts.txt but without what follows from them: the C library says that.

Many are refused, as those of a confused host are.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator

AGENTS, QUEUES, SKILLS = ["ann", "bob", "cleo"], ["q", "r"], ["dutch", "sales"]
CENTRE = {
    "skills": {"dutch": {}, "sales": {}},
    "toggles": {"night": {}},
    "callbacks": {"soon": {}},
    "agents": {"ann": {"skills": {"dutch": 3, "sales": 1}}, "bob": {"skills": {"sales": 5}}, "cleo": {}},
    "queues": {
        "q": {"members": ["ann", "bob"], "wrapup_s": 10, "wrapup_extension_max_s": 60, "exit_key": "5", "music": "waltz"},
        "r": {"members": ["bob", "cleo"], "strategy": "round_robin", "ring_timeout_s": 15, "wrapup_s": 0},
    },
    "numbers": {"100": "main"},
    "flows": {
        "main": {
            "start": "menu",
            "nodes": {
                "menu": {
                    "kind": "menu",
                    "prompt": "hello",
                    "attempts": 2,
                    "exits": {"1": "wait", "2": "box", "no_input": "end", "no_match": "end"},
                },
                "wait": {"kind": "queue", "queue": "q", "exits": {"key": "box"}},
                "box": {"kind": "voicemail", "mailbox": "main"},
                "end": {"kind": "hangup"},
            },
        }
    },
}
# How often a command comes, where that is not once.
WEIGHTS = {"arrive": 12, "serve": 24, "result": 8, "tick": 4, "ready": 8, "open": 4, "end_wrapup": 4, "hangup": 3,
           "clear": 0.1, "drain": 0.1, "reconcile": 0.1, "logout": 0.3, "not_ready": 0.3, "elsewhere": 0.3}
ANSWERS = {
    "ring": ["accepted", "bridged", "bridged", "rejected", "busy", "failed"],
    "bridge": ["done", "done", "failed"],
    "collect": ["digits 1", "digits 1", "digits 2", "digits 7", "digits"],
    "dial": ["bridged", "accepted", "no_answer", "busy"],
    "join": ["done", "failed"],
    "hold": ["done"],
    "resume": ["done"],
    "release": ["done"],
    "ring_stop": ["done"],
    "hangup": ["done"],
    "music": ["done"],
    "voicemail": ["done", "failed"],
    "recording": ["done"],
}


class Writer:
    """One engine's script."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.now, self.labels = chance, 0, 0

    def one(self, words: list[str]) -> str:
        return self.chance.choice(words)

    def call(self) -> str:
        """Mostly a late one."""
        return f"c{max(self.labels - self.chance.choice([0, 0, 0, 1, 1, 2, 5]), 0)}"

    def label(self) -> str:
        """At most thirty: run.c keeps no more."""
        self.labels = min(self.labels + 1, 30)
        return f"c{self.labels}"

    def arrive(self) -> str:
        words = [self.label()]
        words += self.one(["queue q", "queue q", "queue r", "flow main", "number 100", "number 7"]).split()
        for key, values in {"caller": ["+49301"], "priority": ["5", "5000", "-3"], "ref": ["77"], "waited_us": ["9000000", "-1"],
                            "skill": SKILLS, "prefer": AGENTS, "attributes": ["tier=gold", "=x"]}.items():
            if self.chance.random() < 0.15:
                words += [key, self.one(values)]
        return " ".join(words)

    def result(self) -> str:
        kind = self.one([*ANSWERS, "ring", "ring", "ring", "bridge", "collect", "dial"])
        return f"{kind} {self.call()} {self.one(['-', '-', '-', *AGENTS])} {self.one(ANSWERS[kind])}"

    def target(self) -> str:
        return self.one([f"agent {self.one(AGENTS)}", f"queue {self.one(QUEUES)}"])

    def commands(self) -> dict[str, Callable[[], str]]:
        one, call = self.one, self.call
        small = [str(number) for number in range(-1, 6)]

        def agent() -> str:
            return one([*AGENTS, *AGENTS, "nobody"])

        by_call = dict.fromkeys(["hangup", "hold", "resume", "complete", "conference", "park", "cancel"], call)
        by_agent = dict.fromkeys(["logout", "ready", "end_wrapup", "agent_hangup"], agent)
        by_queue = dict.fromkeys(["open", "drain", "clear"], lambda: one(QUEUES))
        return {
            **by_call, **by_agent, **by_queue,
            "tick": lambda: "",
            "arrive": self.arrive,
            "result": self.result,
            "wall": lambda: one(["1767600000000000", "0", "-5"]),
            "transfer": lambda: f"{call()} {self.target()}",
            "consult": lambda: f"{call()} {self.label()} {self.target()}",
            "pick_up": lambda: f"{call()} {agent()}",
            "keys": lambda: f"{call()} {one(['1', '5', '12#', 'x'])}",
            "set": lambda: f"{call()} {one(['tier', 'colour'])} {one(['gold', 'blue'])}",
            "prioritize": lambda: f"{call()} {one(['0', '9', '-9', '5000'])}",
            "require": lambda: f"{call()} {one(SKILLS)} {one(['0', '1', '4', '5000'])}",
            "also": lambda: f"{call()} {one(QUEUES)}",
            "also_end": lambda: f"{call()} {one(QUEUES)}",
            "login": lambda: f"{agent()} {one(small)}",
            "not_ready": lambda: f"{agent()} {one(small)}",
            "elsewhere": lambda: f"{agent()} {one(['0', '1'])}",
            "extend_wrapup": lambda: f"{agent()} {one(['1000000', '90000000', '-1'])}",
            "toggle": lambda: f"night {one(small)}",
            "callback": lambda: f"{self.label()} +4144 soon {one(QUEUES)}",
            "reconcile": lambda: " ".join(sorted({call(), call(), call()})),
        }

    def lines(self, count: int) -> Iterator[str]:
        yield f"define {json.dumps(CENTRE)}"
        commands = self.commands()
        names = [*commands, "serve"]
        weights = [WEIGHTS.get(name, 1) for name in names]
        for index in range(count):
            self.now += self.chance.choice([0, 0, 1, 500_000, 3_000_000, 9_000_000])
            (name,) = self.chance.choices(names, weights)
            if name == "serve":
                # What a good host says, of whatever may have been asked for.
                for answer in ("collect {} - digits 1", "ring {} - bridged", "dial {} - bridged"):
                    for label in range(max(self.labels - 2, 1), self.labels + 1):
                        yield f"{self.now} result {answer.format(f'c{label}')}"
            else:
                yield f"{self.now} {name} {commands[name]()}".rstrip()
            if index % 10 == 9:
                yield "figures"


def scripts(seed: int, count: int) -> str:
    """So many of them, of sixty commands each."""
    chance = random.Random(seed)
    return "".join(f"{line}\n" for _ in range(count) for line in Writer(chance).lines(60))
