// SPDX-License-Identifier: Apache-2.0
// A host in the event loop: phones are rung by functions that wait, and are told when nobody needs to answer any more.
const { setTimeout: sleep } = require('node:timers/promises');
const acd = require('acd');

const engine = new acd.Engine({
  definition: {
    agents: { ann: {}, bob: {} },
    queues: { support: { members: ['ann', 'bob'], strategy: 'linear', ring_timeout_s: 1, wrapup_s: 0 } },
  },
});
const answersAfterMs = { ann: 60_000, bob: 100 };

const driver = new acd.Driver(engine, {
  async ring(action, signal) {
    const { name } = engine.agentGet(action.agent);
    console.log(`${name}'s phone rings`);
    signal.addEventListener('abort', () => console.log(`${name}'s phone is silent`));
    await sleep(answersAfterMs[name], undefined, { signal });
    return acd.OUTCOME_ACCEPTED;
  },
  bridge(action) {
    const { name } = engine.agentGet(action.agent);
    console.log(`${name} and ${engine.callGet(action.call).caller} talk`);
    setTimeout(() => driver.command((e, now) => e.callHangup(now, action.call)), 100);
    return acd.OUTCOME_DONE;
  },
  release() {
    console.log('the call is over');
    driver.stop();
    return acd.OUTCOME_DONE;
  },
  other: () => acd.OUTCOME_DONE,
});
driver.command((e, now) => e.callArrive(now, { queue: e.queueFind('support'), caller: '+4930123456' }));
driver.run();
