// SPDX-License-Identifier: Apache-2.0
// The module for Node.js: errors, exact numbers, bytes, lists, that nothing is gone too early or used too late, and that its types
// name what there is.
'use strict';
const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const acd = require('acd');

const CENTRE = { agents: { ann: {} }, queues: { q: { members: ['ann'], wrapup_s: 0 } } };
const engineOf = (options = {}) => new acd.Engine({ definition: CENTRE, ...options });

// Whether it is made, or refused by an error.
function attempt(make) {
  try {
    return make();
  } catch (error) {
    return error instanceof Error;
  }
}

// Collected and finalized, what is not used any more.
async function collect() {
  for (let i = 0; i < 3; i++) {
    global.gc();
    await new Promise(setImmediate);
  }
}

// A call of a second, answered at once.
function oneCall(engine, now, fields) {
  const call = engine.callArrive(now, { queue: engine.queueFind('q'), ...fields });
  engine.actionResult(now, engine.actionNext().id, acd.OUTCOME_BRIDGED);
  engine.callHangup(now + acd.SECOND, call);
  engine.actionResult(now + acd.SECOND, engine.actionNext().id, acd.OUTCOME_DONE);
  assert.equal(engine.actionNext(), null);
  return call;
}

test('a refusal is an AcdError with a status', () => {
  const engine = engineOf();
  assert.throws(() => engine.callHangup(0, 5), (error) => {
    assert.ok(error instanceof acd.AcdError && error instanceof Error);
    assert.deepEqual([error.name, error.code, error.status, error.function], ['AcdError', 'ERR_NOT_FOUND', acd.ERR_NOT_FOUND, 'callHangup']);
    assert.match(error.message, /^callHangup: not found: call 5$/);
    assert.match(error.stack.split('\n')[1], /test_node\.js/);
    return true;
  });
  const ann = engine.agentFind('ann');
  assert.throws(() => engine.agentReady(0, ann), /agentReady: .*agent \d+ "ann" is ready/);
  assert.throws(() => engine.define({ queues: { q: { memmbers: [] } } }), (error) => {
    assert.deepEqual([error.code, error.mistakes.length], ['ERR_DEFINITION', 1]);
    assert.deepEqual([error.mistakes[0].path, error.mistakes[0].nearest], ['/queues/q/memmbers', 'members']);
    return true;
  });
  assert.equal(engine.kpiCallsGet().arrived, 0);
});

test('what is no argument is an error of JavaScript', () => {
  const engine = engineOf();
  const type = [
    [() => engine.callHangup(0), 'call: expected a whole number'],
    [() => engine.callHangup(0, '5'), 'call: expected a whole number'],
    [() => engine.callHangup(null, 5), 'timeUs: expected a whole number'],
    [() => engine.queueFind('q\0q'), 'name: a NUL inside the text'],
    [() => engine.queueFind(5), 'name: expected a string'],
    [() => engine.callArrive(0), 'arrival: expected an object'],
    [() => engine.callArrive(0, { queeu: 1 }), 'Arrival has no field "queeu"'],
    [() => engine.callArrive(0, { ['x'.repeat(100)]: 1 }), 'has no field'],
    [() => engine.callArrive(0, { caller: 'a\0b' }), 'caller: a NUL inside'],
    [() => engine.callArrive(0, { requirements: [[1]] }), 'requirements: expected pairs'],
    [() => engine.callArrive(0, { preferred: 5 }), 'preferred: expected an array'],
    [() => engine.reconcile(0, [1, 'x']), 'calls: expected a whole number'],
    [() => engine.reconcile(0, { length: 1 }), 'calls: expected an array'],
    [() => engine.zoneSet(0, 'x', 'text'), 'bytes: expected a Buffer'],
    [() => engine.tick.call({}, 0), 'this: expected an object of Engine'],
    [() => engine.tick.call(new acd.History(), 0), 'this: expected an object of Engine'],
    [() => engine.tick.call(undefined, 0), 'this: expected an object of Engine'],
    [() => engine.tick.call(new Proxy(engine, {}), 0), 'this: expected an object of Engine'],
    [() => new acd.Json().submit(acd, 0, 1), 'engine: expected an object of Engine'],
    [() => new acd.Engine({ optoins: {} }), 'there is no option "optoins"'],
    [() => new acd.Engine({ options: { workMaxx: 1 } }), 'there is no option "workMaxx"'],
    ...[5, 'x', null, [], new acd.History()].flatMap((given) => [
      [() => new acd.Engine(given), 'expected an object with options'],
      [() => new acd.Simulation(given), 'expected an object with options'],
      [() => engine.define('{}', given), 'expected an object with options'],
    ]),
    [() => new acd.Engine({ options: 5 }), 'expected an object with options'],
    [() => new acd.Engine({ records: 5 }), 'expected an object with options'],
    [() => [...engine.events()], 'made without "events"'],
    [() => [...engine.records()], 'made without "records"'],
  ];
  for (const [wrong, told] of type) assert.throws(wrong, (error) => error instanceof TypeError && error.message.includes(told), told);
  const range = [
    () => engine.callHangup(0.5, 5), () => engine.callHangup(2 ** 53, 5), () => engine.callHangup(NaN, 5), () => engine.callHangup(0, Infinity),
    () => engine.callRecord(0, 5, 2 ** 40), () => engine.callHangup(0, 2n ** 64n), () => engine.errorAt(-1),
    () => engine.explainAgents(1, 1e9), () => acd.actionKindStr(-1),
  ];
  for (const wrong of range) assert.throws(wrong, RangeError, String(wrong));
  assert.throws(() => engine.actionResult(0, 5, 1, 'x'.repeat(1 << 25)), (error) => error instanceof acd.AcdError);
  assert.equal(engine.kpiCallsGet().arrived, 0);
});

test('numbers are exact', () => {
  const engine = engineOf(), queue = engine.queueFind('q');
  const ref = (hostRef) => engine.callGet(engine.callArrive(0, { queue, hostRef })).hostRef;
  assert.equal(ref(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
  assert.equal(ref(-Number.MAX_SAFE_INTEGER), -Number.MAX_SAFE_INTEGER);
  assert.equal(ref(2n ** 63n - 1n), 2n ** 63n - 1n);
  assert.equal(ref(-(2n ** 63n)), -(2n ** 63n));
  assert.equal(ref(7n), 7);
  assert.throws(() => ref(2 ** 53), RangeError);
  assert.throws(() => ref(Infinity), RangeError);
  assert.equal(acd.TIME_NEVER, Infinity);
  assert.equal(new acd.Engine().deadline(), Infinity);
  assert.equal(typeof engine.digestState(), 'bigint');
  for (const [name, value] of Object.entries(acd)) if (/^[A-Z_]+$/.test(name)) assert.equal(typeof value, 'number', name);
});

test('what comes out is frozen, and a copy', () => {
  const engine = engineOf();
  const call = engine.callArrive(0, { queue: engine.queueFind('q'), caller: 'Jörg ☎', attributes: 'lang=de' });
  const [action] = engine.actions();
  assert.ok(Object.isFrozen(action) && action.kind === acd.ACTION_RING && action.call === call);
  const info = engine.callGet(call);
  engine.callHangup(1, call);
  engine.define({ agents: {} }, { now: 2 });
  assert.equal(info.caller, 'Jörg ☎');
  const calls = engine.kpiCallsGet();
  assert.ok(Object.isFrozen(calls.ends) && calls.ends.length === 16);
});

test('a getter that closes the engine does no harm', () => {
  const engine = engineOf();
  assert.throws(() => engine.callArrive(0, { get queue() { engine.close(); return 1; } }), { code: 'ERR_CLOSED' });
  const other = engineOf();
  assert.throws(() => other.callArrive(0, { get queue() { throw new Error('mine'); } }), /^Error: mine$/);
});

test('closed is closed', () => {
  const engine = engineOf({ events: true, records: true, metrics: true });
  engine.close();
  engine.close();
  assert.ok(engine.closed);
  for (const use of [() => engine.tick(0), () => [...engine.events()], () => [...engine.records()], () => engine.metricsText(), () => engine.lost()]) {
    assert.throws(use, { code: 'ERR_CLOSED' });
  }
  const sim = new acd.Simulation({ definition: CENTRE });
  const inside = sim.engine;
  sim.close();
  sim.close();
  assert.throws(() => inside.now(), { code: 'ERR_CLOSED' });
  assert.throws(() => sim.run(), { code: 'ERR_CLOSED' });
  if (Symbol.dispose) {
    const history = new acd.History();
    history[Symbol.dispose]();
    assert.ok(history.closed);
  }
});

test('what an engine speaks to lives as long as the engine', async () => {
  let history = new acd.History();
  const engine = engineOf({ history, events: true, records: true, metrics: true });
  history.close();
  assert.throws(() => history.save(), { code: 'ERR_CLOSED' });
  history = null;
  await collect();
  for (let i = 0; i < 10; i++) oneCall(engine, i * 2 * acd.SECOND, { caller: `+49${i}` });
  engine.flushRecords();
  const arrived = [...engine.events()].filter((event) => event.kind === acd.EVENT_CALL_ARRIVED);
  assert.deepEqual(arrived.map((event) => event.caller), Array.from({ length: 10 }, (_, i) => `+49${i}`));
  assert.ok(arrived.every((event) => Object.isFrozen(event)));
  const records = [...engine.records()];
  assert.equal(records.length, 10);
  const [{ visits, conversations, segments }] = records;
  assert.deepEqual([visits.length, visits[0].queueName, conversations[0].agentName, segments.length > 1], [1, 'q', 'ann', true]);
  assert.equal(JSON.parse(acd.recordPrintJson(records[3])).caller, '+493');
  assert.equal(acd.recordPrintCsv(records[0]).split(',').length, acd.recordPrintCsvHead().split(',').length);
  assert.match(engine.metricsText(), /# EOF\n$/);
  assert.deepEqual(engine.lost(), { events: 0, records: 0 });
});

test('a simulation lives as long as its engine, which lives as long as it', async () => {
  let { engine } = new acd.Simulation({ definition: CENTRE });
  await collect();
  assert.equal(engine.queueGet(engine.queueFind('q')).name, 'q');
  engine = null;
  for (let i = 0; i < 200; i++) {
    const each = new acd.Simulation({ definition: CENTRE, events: true, records: true });
    if (i % 3 === 0) each.close();
    if (i % 3 === 1) each.engine.close();
  }
  await collect();
});

test('bytes come and go', () => {
  const history = new acd.History({ intervalUs: 900 * acd.SECOND });
  const engine = engineOf({ history });
  for (let i = 0; i < 3; i++) oneCall(engine, i * 2 * acd.SECOND);
  const bytes = history.save();
  assert.ok(Buffer.isBuffer(bytes) && bytes.includes(0));
  const loaded = acd.History.load(bytes);
  assert.ok(loaded instanceof acd.History);
  assert.deepEqual(loaded.save(), bytes);
  const period = { kind: acd.PERIOD_ALL };
  assert.deepEqual(loaded.queueGet(period, 'q'), history.queueGet(period, 'q'));
  assert.equal(history.queueGet(period).answered, 3);
  history.merge(loaded);
  assert.equal(history.queueGet(period, 'q').answered, 6);
  assert.equal(history.rowNext(acd.HISTORY_QUEUES, 0).name, 'q');
  assert.throws(() => acd.History.load(bytes.subarray(0, -1)), { function: 'historyLoad' });
  assert.throws(() => acd.History.load(Buffer.alloc(0)), acd.AcdError);
  assert.throws(() => new acd.Tzif(Buffer.from('no zone')), { name: 'AcdError', message: /malformed bytes: at byte 7/ });
});

test('definitions are built, read and compared', () => {
  const engine = engineOf();
  const running = engine.definitionRunning();
  assert.ok(running instanceof acd.Definition);
  const more = running.copy();
  const queue = more.find(acd.NOUN_QUEUE, 0, 'q');
  assert.equal(more.object(queue).name, 'q');
  more.add(acd.NOUN_AGENT, 0, 'bob');
  assert.equal(new acd.Difference(running, more).editsCount(), 1);
  assert.equal(new acd.Check(more).findingsCount(0), new acd.Check(more).findingsCount(0));
  engine.define(more, { now: 5 });
  assert.equal([...engine.agents()].length, 2);
  assert.equal(engine.agentGet(engine.agentFind('bob')).name, 'bob');
  assert.throws(() => engine.define('{', { now: 6 }), { code: 'ERR_DEFINITION' });
});

test('time zones of a definition are those of the system', { skip: !fs.existsSync('/usr/share/zoneinfo/Europe/Berlin') }, () => {
  const engine = new acd.Engine({ definition: { schedules: { s: { zone: 'Europe/Berlin', hours: [] } } } });
  assert.deepEqual([...engine.zones()].map((zone) => engine.zoneGet(zone).name), ['Europe/Berlin']);
  assert.throws(() => engine.define({ schedules: { s: { zone: '../../etc/passwd', hours: [] } } }), acd.AcdError);
});

test('a simulation tells what became of its callers', () => {
  const sim = new acd.Simulation({ definition: CENTRE, options: { seed: 7 }, engineOptions: { workMax: 10 } });
  const queue = sim.engine.queueFind('q');
  for (let i = 1; i <= 5; i++) sim.addCaller({ arrivesAtUs: i * acd.SECOND, queue, talkUs: acd.SECOND / 2, ref: i });
  sim.addPoisson({ name: 'more', queue, intervalUsMean: acd.SECOND, talkUsMean: acd.SECOND, callsMax: 20 });
  assert.equal(sim.run(2 * acd.SECOND), true);
  assert.equal(sim.run(), false);
  const { ref, talkUs, answeredAtUs } = sim.outcomes();
  assert.deepEqual([ref.length, talkUs.length], [25, 25]);
  assert.ok(ref.includes(5) && talkUs.some((us) => us === acd.SECOND / 2) && answeredAtUs.every((us) => us >= 0));
  assert.equal(sim.statsGet().ended, 25);
});

test('staffing by theory', () => {
  const system = { callsPerHour: 120, handleS: 180, agents: 10 };
  const figures = acd.erlangFiguresGet(system);
  assert.ok(figures.erlangs === 6 && figures.waited > 0 && figures.waited < 1);
  const { answered, abandoned } = acd.erlangWithin(system, 20);
  assert.ok(answered > 0.5 && abandoned === 0);
  assert.ok(acd.erlangAgents(system, { serviceLevel: 0.8, withinS: 20 }) >= 7);
  assert.throws(() => acd.erlangFiguresGet({ callsPerHour: '120' }), TypeError);
});

// Anything given to anything is an answer or an error of JavaScript.
test('no argument does harm', () => {
  const engine = engineOf({ events: true, records: true, history: new acd.History() });
  const sim = new acd.Simulation({ definition: CENTRE });
  const closed = engineOf();
  closed.close();
  const definition = engine.definitionRunning();
  const handles = [engine, closed, sim.engine, definition, new acd.History(), new acd.Distribution(), new acd.Json(),
    new acd.Check(definition), new acd.Difference(definition, definition)];
  const call = engine.callArrive(0, { queue: engine.queueFind('q') });
  const values = [undefined, null, 0, 1, -1, 5, call, engine.queueFind('q'), engine.agentFind('ann'), 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 0.5,
    NaN, Infinity, 5n, 2n ** 70n, true, '', 'q', 'ann', 'a\0b', '\ud800', 'x'.repeat(70000), Symbol('s'), [], [1], [[1, 1]], [null], {}, { queue: 1 },
    { kind: acd.PERIOD_ALL }, { get kind() { throw new RangeError('mine'); } }, Buffer.alloc(0), Buffer.from('TZif2'), new Float64Array(3),
    new Proxy({}, {}), Object.freeze({ size: 5 }), () => 5, ...handles];
  let seed = 12345, answers = 0, errors = 0;
  const pick = (list) => list[(seed = (seed * 1103515245 + 12345) % 2 ** 31) % list.length];
  const functions = [...handles.flatMap((handle) => Object.getOwnPropertyNames(Object.getPrototypeOf(handle))
    .filter((name) => !['constructor', 'close'].includes(name) && typeof handle[name] === 'function').map((name) => [handle, name])),
  ...Object.keys(acd).filter((name) => /^[a-z]/.test(name) && typeof acd[name] === 'function').map((name) => [acd, name])];
  for (let round = 0; round < 40; round++) {
    for (const [object, name] of functions) {
      try {
        const answer = object[name](...Array.from({ length: 6 }, () => pick(values)));
        if (typeof answer?.next === 'function') answer.next();
        answers++;
      } catch (error) {
        assert.ok(error instanceof Error, name);
        errors++;
      }
    }
    for (const name of ['History', 'Check', 'Difference', 'Tzif', 'Engine', 'Simulation']) {
      assert.ok(attempt(() => new acd[name](pick(values), pick(values))), name);
    }
  }
  assert.ok(answers > 1000 && errors > 1000, `${answers} ${errors}`);
});

// What is declared is there, and what is there is declared.
test('the types name what there is', () => {
  const text = fs.readFileSync(path.join(path.dirname(require.resolve('acd')), 'index.d.ts'), 'utf8').replace(/\/\*\*.*?\*\//gs, '');
  // A row of a history without a name is of all.
  assert.match(text, /distributionAdd\(period: [^,]*, queue: string \| null,/);
  const declared = new Map();
  for (const [, name, body] of text.matchAll(/^export (?:class|interface) (\w+)[^{\n]*\{(.*?)\}$/gms)) {
    const members = [...body.matchAll(/^ {2}(?:static |readonly )?(\w+)[(<:]/gm)].map(([, member]) => member);
    declared.set(name, [...(declared.get(name) ?? []), ...members.filter((member) => member !== 'constructor')]);
  }
  const names = [...text.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(names.filter((name) => name !== 'Handle').sort(), Object.keys(acd).sort());
  let seen = 0;
  for (const [name, cls] of Object.entries(acd)) {
    if (typeof cls !== 'function' || !/^[A-Z]/.test(name) || name === 'AcdError') continue;
    const there = [...Object.getOwnPropertyNames(cls.prototype), ...Object.getOwnPropertyNames(cls)]
      .filter((member) => !['constructor', 'prototype', 'length', 'name', 'close'].includes(member));
    const extra = name === 'Driver' ? ['done'] : name === 'Simulation' ? ['engine'] : [];
    assert.deepEqual([...new Set(declared.get(name))].sort(), [...there, ...extra].sort(), name);
    seen += there.length;
  }
  assert.ok(seen > 150, seen);
  const engine = engineOf();
  for (const [name, record] of Object.entries({ EngineStats: engine.statsGet(), AgentInfo: engine.agentGet(engine.agentFind('ann')),
    KpiQueue: engine.kpiQueueGet(0), KpiCalls: engine.kpiCallsGet() })) {
    assert.deepEqual(declared.get(name), Object.keys(record), name);
  }
});
