// SPDX-License-Identifier: Apache-2.0
// Workers with an engine each: the same commands give the same digests in all of them, and a worker that ends with live engines, or
// is stopped in the middle of its work, takes nobody with it.
'use strict';
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
const acd = require('acd');

const CENTRE = { agents: { ann: {}, bob: {} }, queues: { q: { members: ['ann', 'bob'], wrapup_s: 0 } } };

function work(calls) {
  const sim = new acd.Simulation({ definition: CENTRE, options: { seed: 3 }, events: true, records: true, history: new acd.History() });
  const queue = sim.engine.queueFind('q');
  sim.addPoisson({ name: 'all', queue, intervalUsMean: 60 * acd.SECOND, talkUsMean: 90 * acd.SECOND, callsMax: calls });
  sim.run();
  let events = 0;
  for (const event of sim.engine.events()) events += event.kind > 0;
  return [sim.engine.digestActions(), sim.engine.digestState(), events, sim.outcomes().ref.length];
}

if (isMainThread) {
  const assert = require('node:assert/strict');
  const test = require('node:test');

  const told = (data) => new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: data });
    let result;
    worker.on('message', (message) => {
      result = message;
      if (data.stop) worker.terminate();
    });
    worker.on('error', reject).on('exit', () => resolve(result));
  });

  test('four workers with an engine each', async () => {
    const here = work(2000);
    assert.equal(here[3], 2000);
    const results = await Promise.all(Array.from({ length: 4 }, () => told({ calls: 2000 })));
    for (const result of results) assert.deepEqual(result.digests, here);
    assert.ok(results.every((result) => result.error.isAcdError && result.error.code === 'ERR_NOT_FOUND'));
  });

  test('a worker that is stopped in its work', async () => {
    assert.equal(await told({ calls: 200, stop: true }), 'at work');
    assert.deepEqual(work(100), work(100));
  });
} else if (workerData.stop) {
  parentPort.postMessage('at work');
  for (;;) work(workerData.calls);
} else {
  const left = new acd.Engine({ definition: CENTRE, events: true });
  left.callArrive(0, { queue: left.queueFind('q') });
  let error;
  try {
    left.callHangup(0, 5);
  } catch (thrown) {
    error = { isAcdError: thrown instanceof acd.AcdError, code: thrown.code };
  }
  parentPort.postMessage({ digests: work(workerData.calls), error });
}
