// SPDX-License-Identifier: Apache-2.0

// A fake switch: one queue, two agents. Ann does not answer, Bob does, the caller hangs up.
package main

import (
	"fmt"
	"log"

	"acd"
)

const centre = `{"agents": {"ann": {}, "bob": {}},
  "queues": {"support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20}}}`

// Nothing is refused here; a real host would look at the error, an *acd.Error.
func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// Says what it is asked to do, and claims to have done it. Gives the time at which there is more to do.
func run(engine *acd.Engine, now, ann int64) int64 {
	for status := acd.AGAIN; status == acd.AGAIN; {
		status = must(acd.EngineTick(engine, now))
		for action := must(acd.ActionNext(engine)); action != nil; action = must(acd.ActionNext(engine)) {
			agent := must(acd.AgentGet(engine, action.Agent))
			fmt.Printf("%3d s  %s %s\n", now/acd.SECOND, acd.ActionKindStr(action.Kind), agent.Name)
			if action.Kind != acd.ACTION_RING {
				check(acd.ActionResult(engine, now, action.Id, acd.OUTCOME_DONE, ""))
			} else if action.Agent != ann { // hers rings until the engine's deadline
				check(acd.ActionResult(engine, now, action.Id, acd.OUTCOME_ACCEPTED, ""))
			}
		}
	}
	return acd.EngineDeadline(engine)
}

func main() {
	engine := must(acd.NewEngine(nil))
	defer engine.Close()
	check(acd.Define(engine, 0, centre, acd.DEFINE_WHOLE))
	support, ann := must(acd.QueueFind(engine, "support")), must(acd.AgentFind(engine, "ann"))
	call := must(acd.CallArrive(engine, 0, &acd.Arrival{Queue: support, Caller: "+4930123456"}))
	for now := int64(0); now < 80*acd.SECOND; {
		now = run(engine, now, ann)
	}
	check(acd.CallHangup(engine, 80*acd.SECOND, call))
	run(engine, 80*acd.SECOND, ann)
	kpi := must(acd.KpiQueueGet(engine, support))
	fmt.Printf("offered %d, answered %d after %d s, ring no answer %d, talk %d s\n",
		kpi.Offered, kpi.Answered, acd.KpiAsaUs(kpi)/acd.SECOND, kpi.NoAnswers, kpi.TalkUs/acd.SECOND)
}
