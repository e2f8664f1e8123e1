# SPDX-License-Identifier: Apache-2.0
"""A fake switch: one queue, two agents. Ann does not answer, Bob does, the caller hangs up."""

from __future__ import annotations

import acd

CENTRE = {
    "agents": {"ann": {}, "bob": {}},
    "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20}},
}


class Switch(acd.Host):
    """Says what it is asked to do, and claims to have done it."""

    def ring(self, action: acd.Action) -> acd.Answer:
        self.tell(action)
        if action.agent.name == "ann":
            return None  # no result yet: it rings until the engine's deadline
        return acd.Outcome.ACCEPTED

    def other(self, action: acd.Action) -> acd.Answer:
        self.tell(action)
        return acd.Outcome.DONE

    def tell(self, action: acd.Action) -> None:
        print(f"{action.time_us // acd.SECOND:3} s  {action.kind.word} {action.agent.name}")


def main() -> None:
    clock = acd.ManualClock()
    with acd.Engine(CENTRE, clock=clock) as engine:
        switch = Switch()
        support = engine.queue("support")
        call = engine.arrive(queue=support, caller="+4930123456")
        while (deadline := engine.run(switch)) < 80 * acd.SECOND:
            clock.now_us = deadline
        clock.now_us = 80 * acd.SECOND
        call.hangup()
        engine.run(switch)
        kpi = support.kpi
        print(
            f"offered {kpi.offered}, answered {kpi.answered} after {kpi.asa_us // acd.SECOND} s,"
            f" ring no answer {kpi.no_answers}, talk {kpi.talk_us // acd.SECOND} s"
        )


if __name__ == "__main__":
    main()
