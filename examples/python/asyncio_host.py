# SPDX-License-Identifier: Apache-2.0
"""A host in an event loop: hooks are coroutines, the engine's clock is the loop's. Takes some two seconds."""

from __future__ import annotations

import asyncio

import acd
from acd import aio

CENTRE = {
    "agents": {"ann": {}, "bob": {}},
    "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 1}},
}


class Switch(acd.AsyncHost):
    """Ann is out to lunch, Bob answers after a moment."""

    async def ring(self, action: acd.Action) -> acd.Answer:
        print(f"ring {action.agent.name}")
        await asyncio.sleep(60 if action.agent.name == "ann" else 0.1)  # cancelled when the engine gives up
        return acd.Outcome.ACCEPTED

    async def other(self, action: acd.Action) -> acd.Answer:
        print(f"{action.kind.word} {action.agent.name}")
        return acd.Outcome.DONE


async def main() -> None:
    with acd.Engine(CENTRE) as engine:
        async with aio.Driver(engine, Switch()) as driver:
            call = engine.arrive(queue="support", caller="+4930123456")
            await driver.until(lambda: call.state == acd.CallState.TALKING)
            await asyncio.sleep(0.3)
            call.hangup()
            await driver.until(lambda: not call.live)
        print(f"answered {engine.kpi_queue.answered}, ring no answer {engine.kpi_queue.no_answers}")


if __name__ == "__main__":
    asyncio.run(main())
