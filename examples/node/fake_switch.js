// SPDX-License-Identifier: Apache-2.0
// A fake switch: one queue, two agents. Ann does not answer, Bob does, the caller hangs up.
const acd = require('acd');

const engine = new acd.Engine({
  definition: {
    agents: { ann: {}, bob: {} },
    queues: { support: { members: ['ann', 'bob'], strategy: 'linear', ring_timeout_s: 20 } },
  },
});
const support = engine.queueFind('support');
const ann = engine.agentFind('ann');

// Says what it is asked to do, and claims to have done it. Gives the time at which there is more to do.
function run(now) {
  for (const action of engine.actions(now)) {
    const seconds = String(now / acd.SECOND).padStart(3);
    console.log(`${seconds} s  ${acd.actionKindStr(action.kind)} ${engine.agentGet(action.agent).name}`);
    if (action.kind !== acd.ACTION_RING) {
      engine.actionResult(now, action.id, acd.OUTCOME_DONE);
    } else if (action.agent !== ann) { // hers rings until the engine's deadline
      engine.actionResult(now, action.id, acd.OUTCOME_ACCEPTED);
    }
  }
  return engine.deadline();
}

const call = engine.callArrive(0, { queue: support, caller: '+4930123456' });
for (let now = 0; now < 80 * acd.SECOND;) now = run(now);
engine.callHangup(80 * acd.SECOND, call);
run(80 * acd.SECOND);
const kpi = engine.kpiQueueGet(support);
console.log(`offered ${kpi.offered}, answered ${kpi.answered} after ${acd.kpiAsaUs(kpi) / acd.SECOND} s, ` +
  `ring no answer ${kpi.noAnswers}, talk ${kpi.talkUs / acd.SECOND} s`);
engine.close();
