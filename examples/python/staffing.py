# SPDX-License-Identifier: Apache-2.0
"""How many agents? Calls at random with more and more of them, simulated, beside what queueing theory says.

usage: staffing.py [PICTURE.png]    (to draw it, matplotlib is needed)
"""

from __future__ import annotations

import sys
from typing import Any

import acd
from acd import erlang

CALLS_PER_HOUR, HANDLE_S, PATIENCE_S, WITHIN_S = 340, 240, 90, 20
SYSTEM = erlang.System(calls_per_hour=CALLS_PER_HOUR, handle_s=HANDLE_S, patience_s=PATIENCE_S)


def simulated(agents: int) -> float:
    """The share of 20,000 calls that is answered in time."""
    names: dict[str, Any] = {f"agent {number}": {} for number in range(agents)}
    queue = {"members": list(names), "wrapup_s": 0, "service_level_s": WITHIN_S}
    callers = {
        "name": "day",
        "queue": "q",
        "interval_us_mean": 3600 * acd.SECOND // CALLS_PER_HOUR,
        "talk_us_mean": HANDLE_S * acd.SECOND,
        "patience_us_mean": PATIENCE_S * acd.SECOND,
        "calls_max": 20_000,
    }
    with acd.simulate({"agents": names, "queues": {"q": queue}}, poisson=[callers]) as simulation:
        kpi = simulation.engine.kpi_queue
        return kpi.answered_within / kpi.offered


def main() -> None:
    staffing = range(18, 31)
    found = [simulated(agents) for agents in staffing]
    theory = [SYSTEM.service_level(WITHIN_S, agents) for agents in staffing]
    print("agents  simulated  theory")
    for agents, share, expected in zip(staffing, found, theory):
        print(f"{agents:6}  {share:9.1%}  {expected:6.1%}")
    if len(sys.argv) > 1:
        from matplotlib import pyplot  # type: ignore[import]

        pyplot.plot(staffing, theory, label="Erlang A")
        pyplot.plot(staffing, found, "o", label="simulated")
        pyplot.xlabel("agents")
        pyplot.ylabel(f"answered within {WITHIN_S} s")
        pyplot.legend()
        pyplot.savefig(sys.argv[1])


if __name__ == "__main__":
    main()
