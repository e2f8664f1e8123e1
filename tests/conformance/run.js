// SPDX-License-Identifier: Apache-2.0
// Runs scripts.txt by the module for Node.js; has to print what run.c prints.
// usage: run.js SCRIPTS [--digests]
'use strict';
const acd = require('acd');
const fs = require('node:fs');

const [, , scripts, digests] = process.argv;
let engine, labels, names, pending, now;

// What an engine refuses, and nothing else.
function attempt(give) {
  try {
    return [give(), null];
  } catch (error) {
    if (!(error instanceof acd.AcdError)) throw error;
    return [undefined, error];
  }
}

const idOf = (find) => (name) => attempt(() => engine[find](name))[0] ?? 0;
const [agent, queue, skill, flow, toggle, plan] =
  ['agentFind', 'queueFind', 'skillFind', 'flowFind', 'toggleFind', 'callbackPlanFind'].map(idOf);
const call = (label) => labels.get(label) ?? 0;

function label(name, id) {
  labels.set(name, id);
  if (!names.has(id)) names.set(id, name);
}

function target(kind, name) {
  if (kind === 'agent') return [acd.TARGET_AGENT, agent(name)];
  if (kind === 'queue') return [acd.TARGET_QUEUE, queue(name)];
  if (kind === 'flow') return [acd.TARGET_FLOW, flow(name)];
  return [acd.TARGET_NUMBER, 0, name];
}

function outcomeOf(word) {
  let outcome = 1;
  while (acd.outcomeStr(outcome) !== word) outcome++;
  return outcome;
}

// Exact, as C reads it.
function int(word) {
  return Number.isSafeInteger(Number(word)) ? Number(word) : BigInt(word);
}

function arrival(words) {
  const given = {};
  for (let i = 0; i + 1 < words.length; i += 2) {
    const [key, value] = words.slice(i, i + 2);
    if (key === 'queue') given.queue = queue(value);
    else if (key === 'flow') given.flow = flow(value);
    else if (key === 'ref') given.hostRef = int(value);
    else if (key === 'skill') given.requirements = [[skill(value), 1]];
    else if (key === 'prefer') given.preferred = [agent(value)];
    else if (key === 'priority') given.priority = int(value);
    else if (key === 'waited_us') given.waitedUs = int(value);
    else given[key] = value;
  }
  return given;
}

// Commands that hand on a call or an agent, and then numbers.
const of = (find, name, ...before) => (who, ...words) => engine[name](now, find(who), ...before, ...words.map(int));

const commands = {
  tick: () => engine.tick(now),
  wall: (offset) => engine.wallSet(now, int(offset)),
  arrive: (name, ...words) => label(name, engine.callArrive(now, arrival(words))),
  transfer: (c, kind, name) => engine.callTransfer(now, call(c), ...target(kind, name)),
  consult: (c, made, kind, name) => label(made, engine.callConsult(now, call(c), ...target(kind, name).slice(0, 2), 0)),
  pick_up: (c, a) => engine.callPickUp(now, call(c), agent(a), 0),
  keys: (c, digits) => engine.callKeys(now, call(c), digits),
  set: (c, key, value) => engine.callSet(now, call(c), key, value),
  require: (c, what, level) => engine.callRequire(now, call(c), [[skill(what), int(level)]]),
  move: (c, where, place) => engine.callMove(now, call(c), queue(where), int(place)),
  also: (c, where) => engine.callAlso(now, call(c), queue(where)),
  also_end: (c, where) => engine.callAlsoEnd(now, call(c), queue(where)),
  supervise: (a, c, role) => engine.agentSupervise(now, agent(a), call(c), int(role)),
  toggle: (name, on) => engine.toggleSet(now, toggle(name), int(on)),
  callback: (name, number, which, where) =>
    label(name, engine.callbackRequest(now, { number, plan: plan(which), queue: queue(where) })),
  cancel: of(call, 'callbackCancel'),
  result(kind, c, a, outcome, text) {
    const found = pending.findLast((action) => acd.actionKindStr(action.kind) === kind && action.call === call(c) &&
      (a === '-' || action.agent === agent(a)));
    engine.actionResult(now, found?.id ?? 0, outcomeOf(outcome), text);
  },
  reconcile: (...known) => engine.reconcile(now, known.map(call)),
  agent_hangup: of(agent, 'agentHangup', 0),
};
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
for (const name of ['hangup', 'hold', 'resume', 'complete', 'conference', 'park', 'record', 'prioritize']) {
  commands[name] = of(call, camel(`call_${name}`));
}
for (const name of ['login', 'logout', 'ready', 'not_ready', 'set_presence']) commands[name] = of(agent, camel(`agent_${name}`));
for (const name of ['elsewhere', 'end_wrapup', 'extend_wrapup']) commands[name] = of(agent, camel(`agent_${name}`), 0);
for (const name of ['open', 'drain', 'clear']) commands[name] = of(queue, camel(`queue_${name}`));

const lines = [];
const print = (line) => lines.push(line);
const never = (time) => time === acd.TIME_NEVER ? 2n ** 63n - 1n : time; // as C prints it

function run([name, ...words]) {
  if (!commands[name]) return print('! no such command');
  const [, refused] = attempt(() => commands[name](...words));
  if (refused) print(`! ${acd.statusText(refused.status)}`);
  for (const action of engine.actions()) {
    const [who] = attempt(() => engine.agentGet(action.agent).name);
    print(`> ${acd.actionKindStr(action.kind)} ${names.get(action.call) ?? '-'} ${who ?? '-'} ${never(action.deadlineUs)}` +
      (action.text ? ` ${action.text}` : ''));
    pending.push(action);
  }
}

function figures() {
  const q = engine.kpiQueueGet(0), a = engine.kpiAgentGet(0), c = engine.kpiCallsGet();
  print(`= offered ${q.offered} answered ${q.answered} abandoned ${q.abandoned + q.abandonedShort} waiting ${q.waiting}` +
    ` wait_us ${q.waitUs} talk_us ${q.talkUs} service_level_ppm ${acd.kpiServiceLevelPpm(q)}`);
  print(`= handled ${a.handled} no_answers ${a.noAnswers} busy_us ${a.busyUs} arrived ${c.arrived} live ${c.live}` +
    ` completed ${c.ends[acd.END_COMPLETED]}`);
  if (digests) print(`= actions ${engine.digestActions()} state ${engine.digestState()}`);
}

function define(text) {
  [engine, labels, names, pending] = [new acd.Engine(), new Map(), new Map(), []];
  const [, refused] = attempt(() => engine.define(text));
  if (refused) print(`! ${acd.statusText(refused.status)}: ${refused.mistakes[0].path}: ${refused.mistakes[0].text}`);
}

for (const line of fs.readFileSync(scripts, 'utf8').replace(/\n$/, '').split('\n')) {
  if (/^[!>=]/.test(line)) continue;
  print(line);
  if (line.startsWith('define ')) define(line.slice(7));
  else if (line === 'figures') figures();
  else if (/^[-\d]/.test(line)) {
    const [time, ...words] = line.split(' ').filter(Boolean);
    now = int(time);
    run(words);
  }
}
console.log(lines.join('\n'));
