// SPDX-License-Identifier: Apache-2.0
// The driver: deadlines become timers, hooks may be asynchronous and are told when their action is over, failures surface.
'use strict';
const test = require('node:test');
const assert = require('node:assert/strict');
const acd = require('acd');

const CENTRE = { agents: { ann: {}, bob: {} },
  queues: { q: { members: ['ann', 'bob'], strategy: 'linear', ring_timeout_s: 20, wrapup_s: 0, music: 'waltz' } } };

// Stands still until it is told otherwise.
class ManualClock {
  #now = 0; #timers = new Set();
  now() { return this.#now; }
  setTimeout(wake, delayUs) {
    const timer = { wake, at: this.#now + delayUs };
    this.#timers.add(timer);
    return timer;
  }
  clearTimeout(timer) { this.#timers.delete(timer); }
  get timers() { return this.#timers.size; }
  // Moves on; what follows from it has happened.
  async advance(us) {
    const until = this.#now + us;
    for (;;) {
      await settled();
      const [first] = [...this.#timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at);
      if (!first) break;
      this.#timers.delete(first);
      this.#now = Math.max(this.#now, first.at);
      first.wake();
    }
    this.#now = until;
  }
}
const settled = () => new Promise(setImmediate);

function driven(host) {
  const engine = new acd.Engine({ definition: CENTRE }), clock = new ManualClock();
  const driver = new acd.Driver(engine, host, { clock });
  const arrive = () => driver.command((engine, now) => engine.callArrive(now, { queue: engine.queueFind('q') }));
  return { engine, clock, driver, arrive };
}

test('a host without the hooks that it means is refused', () => {
  class Phones { ring() { return this.dial(); } helper() {} dial() {} }
  const engine = new acd.Engine({ definition: CENTRE });
  for (const good of [null, undefined, new Phones(), { ringStop() {}, name: 'x' }, { __proto__: null, other() {} }]) {
    assert.ok(new acd.Driver(engine, good));
  }
  assert.throws(() => new acd.Driver(engine, { rign() {}, other() {} }), /^TypeError: host: there is no action "rign"$/);
  for (const wrong of [{}, { ring: 5 }, new (class { rign() {} })()]) assert.throws(() => new acd.Driver(engine, wrong), /it has no hook/);
  for (const wrong of [5, 'ring', () => 5]) assert.throws(() => new acd.Driver(engine, wrong), /expected an object with hooks/);
});

test('hooks answer at once or later, and are told when it is over', async () => {
  const said = [], ended = [];
  let bob = null;
  const { engine, clock, driver, arrive } = driven({
    music(action, signal) { signal.addEventListener('abort', () => ended.push('music')); return new Promise(() => {}); },
    ring(action, signal) {
      const { name } = engine.agentGet(action.agent);
      said.push(`ring ${name}`);
      signal.addEventListener('abort', () => ended.push(`ring ${name}`));
      return new Promise((resolve) => { if (name === 'bob') bob = resolve; });
    },
    bridge() { said.push('bridge'); return acd.OUTCOME_DONE; },
    async release() { said.push('release'); return { outcome: acd.OUTCOME_DONE }; },
    other(action) { said.push(acd.actionKindStr(action.kind)); },
  });
  const done = driver.run();
  const call = arrive();
  assert.deepEqual(said, [], 'hooks run after the command');
  await clock.advance(0);
  assert.deepEqual(said, ['ring ann']);
  await clock.advance(20 * acd.SECOND); // ann does not answer
  assert.deepEqual(said, ['ring ann', 'ring_stop', 'ring bob']);
  assert.ok(ended.includes('ring ann') && !ended.includes('ring bob'));
  await clock.advance(5 * acd.SECOND);
  bob(acd.OUTCOME_ACCEPTED);
  await clock.advance(0);
  assert.equal(engine.callGet(call).state, acd.CALL_STATE_TALKING);
  assert.ok(ended.includes('music'));
  driver.command((e, now) => e.callHangup(now, call));
  await clock.advance(acd.SECOND);
  assert.deepEqual(said.slice(3), ['bridge', 'release']);
  assert.equal(engine.kpiQueueGet(0).waitUs, 25 * acd.SECOND);
  driver.stop();
  await done;
  assert.equal(clock.timers, 0);
});

test('a late answer is passed over', async () => {
  let answer;
  const { clock, driver, arrive, engine } = driven({ ring: () => new Promise((resolve) => { answer ??= resolve; }) });
  driver.run();
  const call = arrive();
  await clock.advance(0);
  driver.command((e, now) => e.callHangup(now, call));
  await clock.advance(0);
  answer(acd.OUTCOME_ACCEPTED);
  await clock.advance(0);
  assert.equal(engine.kpiCallsGet().live, 0);
  driver.stop();
  await driver.done;
});

for (const [how, ring] of Object.entries({
  thrown: () => { throw new Error('no switch'); },
  rejected: () => Promise.reject(new Error('no switch')),
})) {
  test(`what a hook has ${how} ends the driver`, async () => {
    const { clock, driver, arrive } = driven({ ring });
    const done = driver.run();
    arrive();
    await Promise.all([assert.rejects(done, /no switch/), clock.advance(0)]);
    assert.equal(clock.timers, 0);
  });
}

test('a hook that gives nonsense ends the driver', async () => {
  const { clock, driver, arrive } = driven({ ring: () => 'accepted' });
  const done = driver.run();
  arrive();
  await Promise.all([assert.rejects(done, TypeError), clock.advance(0)]);
});

test('without a host actions are iterated over', async () => {
  const { clock, driver, arrive, engine } = driven(null);
  const kinds = [];
  const reading = (async () => {
    for await (const action of driver) {
      kinds.push(acd.actionKindStr(action.kind));
      if (action.kind === acd.ACTION_RING) driver.result(action, acd.OUTCOME_BRIDGED);
      if (action.kind === acd.ACTION_RELEASE) break;
    }
  })();
  const call = arrive();
  await clock.advance(acd.SECOND);
  driver.command((e, now) => e.callHangup(now, call));
  await clock.advance(0);
  await reading;
  await driver.done;
  assert.deepEqual(kinds, ['music', 'ring', 'release']);
  assert.equal(engine.kpiCallsGet().ends[acd.END_COMPLETED], 1);
});

test('a command waits for work that is due', async () => {
  const engine = new acd.Engine({ definition: CENTRE, options: { workMax: 1 } }), clock = new ManualClock();
  const rung = [];
  const driver = new acd.Driver(engine, { ring: (action) => { rung.push(action.agent); } }, { clock });
  driver.run();
  for (let i = 0; i < 6; i++) driver.command((e, now) => e.callArrive(now, { queue: e.queueFind('q') }));
  await settled();
  const late = 60 * acd.SECOND;
  clock.now = () => late; // timers were held up
  let attempts = 0;
  const call = driver.command((e, now) => {
    attempts++;
    return e.callArrive(now, { queue: e.queueFind('q') });
  });
  assert.ok(call > 0 && attempts > 1, attempts);
  assert.throws(() => driver.command((e, now) => e.callHangup(now, 5)), { code: 'ERR_NOT_FOUND' });
  driver.stop();
  await driver.done;
});

test('the system clock', async () => {
  const engine = new acd.Engine({ definition: { ...CENTRE, queues: { q: { ...CENTRE.queues.q, ring_timeout_s: 1 } } } });
  const rung = [];
  const driver = new acd.Driver(engine, { ring(action) {
    rung.push(engine.agentGet(action.agent).name);
    if (rung.length === 2) driver.stop();
  } });
  driver.command((e, now) => e.callArrive(now, { queue: e.queueFind('q') }));
  await driver.run();
  assert.deepEqual(rung, ['ann', 'bob']);
});
