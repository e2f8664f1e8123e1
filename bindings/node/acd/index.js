// SPDX-License-Identifier: Apache-2.0
// The library for Node.js: the functions of raw.node as methods of classes, and what makes them pleasant. Names, units and rules
// are those of the headers in camel case. Records that come out are plain frozen objects; those that go in are plain objects, too.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const raw = require('./raw.node');
const records = require('./records.js');

const { constants, functions, methods } = raw;
const codes = new Map(Object.entries(constants).filter(([name]) => /^(ERR_|AGAIN$)/.test(name)).map(([name, status]) => [status, name]));
const ZONES = '/usr/share/zoneinfo';

// What the library refused.
class AcdError extends Error {
  constructor(message, status, name) {
    super(message);
    this.code = codes.get(status);
    this.status = status;
    this.function = name;
    Error.captureStackTrace(this, refuse); // begins where the library was called
  }

  get name() { return 'AcdError'; }
}

function refuse(message, status, name) { return new AcdError(message, status, name); }

// What lives in the library, until it is closed or collected.
class Handle {
  // Frees it, or where something else needs it, leaves it to that. Twice is fine.
  close() { raw.close.call(this); }

  get closed() { return raw.isClosed.call(this); }
}
if (Symbol.dispose) Object.defineProperty(Handle.prototype, Symbol.dispose, { value() { this.close(); } });

// A class whose objects are made by a function of raw.node.
function handleClass(name) {
  return { [name]: class extends Handle {
    constructor(...given) {
      super();
      methods[name].new.apply(this, given);
    }
  } }[name];
}

const classes = {};
for (const name of Object.keys(methods).filter((name) => name !== 'Engine' && name !== 'Sim')) classes[name] = handleClass(name);
const { Options, Feed, Records, RecordQueue, Metrics, Outcomes, Definition, History, Json } = classes;

function anObject(given) {
  if (typeof given === 'object' && given !== null && !Array.isArray(given) && !(given instanceof Handle)) return;
  throw new TypeError('options: expected an object with options by name');
}

// Sets options by their names: { workMax: 100 } for OPTION_WORK_MAX.
function setOptions(prefix, given, set) {
  anObject(given);
  for (const [name, value] of Object.entries(given)) {
    const number = constants[prefix + name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()];
    if (number === undefined) throw new TypeError(`there is no option "${name}"`);
    set(number, value);
  }
}

function only(given, ...names) {
  anObject(given);
  for (const name of Object.keys(given)) if (!names.includes(name)) throw new TypeError(`there is no option "${name}"`);
}

// What an engine speaks to.
const spoken = new WeakMap();

function speakTo({ history, events = false, records: kept = false, metrics = false }) {
  const parts = { keepsEvents: Boolean(events) };
  if (kept) {
    parts.records = new Records();
    setOptions('RECORDS_OPTION_', kept === true ? {} : kept, (option, value) => parts.records.set(option, value));
    parts.queue = new RecordQueue(parts.records);
  }
  if (metrics) parts.metrics = new Metrics();
  parts.feed = new Feed(parts.keepsEvents, history, parts.records, parts.metrics);
  return parts;
}

function begin(engine, parts, { definition, wallOffsetUs }) {
  spoken.set(engine, parts);
  if (wallOffsetUs !== undefined) engine.wallSet(0, wallOffsetUs);
  if (definition !== undefined) engine.define(definition);
}

function partsOf(engine, part, option) {
  const parts = spoken.get(engine);
  if (!parts || !parts[part]) throw new TypeError(`the engine was made without "${option}"`);
  return parts;
}

// Time zones that a definition names, of those of the system; what is not found there is the library's to refuse.
function setZones(engine, definition, now) {
  for (let next = definition.zoneNext(0); next.next !== 0; next = definition.zoneNext(next.next)) {
    const file = path.join(ZONES, next.zone);
    if (!file.startsWith(`${ZONES}/`) || [...engine.zones()].some((zone) => engine.zoneGet(zone).name === next.zone)) continue;
    let bytes;
    try {
      bytes = fs.readFileSync(file);
    } catch {
      continue;
    }
    engine.zoneSet(now, next.zone, bytes);
  }
}

const DEFINE_OPTIONS = ['now', 'mode'];

class Engine extends Handle {
  constructor(given = {}) {
    super();
    only(given, 'definition', 'options', 'history', 'events', 'records', 'metrics', 'wallOffsetUs');
    const options = new Options(), parts = speakTo(given);
    setOptions('OPTION_', given.options ?? {}, (option, value) => options.set(option, value));
    options.listen(parts.feed);
    methods.Engine.new.call(this, options);
    options.close();
    begin(this, parts, given);
  }

  close() {
    super.close();
    const { feed, records: kept, queue, metrics } = spoken.get(this) ?? {};
    for (const part of [feed, kept, queue, metrics]) part?.close();
  }

  // A definition: an object as its JSON would be, JSON, or a Definition.
  define(definition, given = {}) {
    only(given, ...DEFINE_OPTIONS);
    const { now = this.now(), mode = constants.DEFINE_WHOLE } = given;
    const reader = definition instanceof Definition ? null : new Json();
    try {
      if (!reader) {
        setZones(this, definition, now);
        definition.submit(this, now, mode);
        return;
      }
      reader.loadText(typeof definition === 'string' ? definition : JSON.stringify(definition));
      const read = reader.definition();
      if (read) setZones(this, read, now);
      reader.submit(this, now, mode);
    } catch (error) {
      if (error?.code === 'ERR_DEFINITION') error.mistakes = mistakes(reader ?? this);
      throw error;
    } finally {
      reader?.close();
    }
  }

  // What is to be done, in order. With a time, that passes first, and all that is due happens.
  *actions(now) {
    let status;
    do {
      status = now === undefined ? constants.OK : this.tick(now);
      for (let action = this.actionNext(); action; action = this.actionNext()) yield action;
    } while (status === constants.AGAIN);
  }

  // Events that were kept, the oldest first.
  *events() {
    const { feed } = partsOf(this, 'keepsEvents', 'events');
    for (let event = feed.pull(); event; event = feed.pull()) yield event;
  }

  // Records of calls that are complete, the oldest first.
  *records() {
    const { queue } = partsOf(this, 'queue', 'records');
    for (let record = queue.pull(); record; record = queue.pull()) yield record;
  }

  // Calls whose record waits for something (a wrap-up) are complete as they are.
  flushRecords() { partsOf(this, 'records', 'records').records.flush(); }

  // Events and records that found no memory.
  lost() {
    const parts = spoken.get(this);
    return { events: parts.feed.lost(), records: parts.queue ? parts.queue.lost() : 0 };
  }

  // Without { metrics: true } the engine's own figures alone.
  metricsText(format = constants.METRICS_OPENMETRICS) { return functions.metricsPrint(spoken.get(this).metrics, this, format); }
}

function mistakes(from) {
  return Array.from({ length: from.errorsCount() }, (_, index) => from.errorAt(index));
}

for (const [name, next] of Object.entries({ agents: 'agentNext', queues: 'queueNext', calls: 'callNext', flows: 'flowNext',
  schedules: 'scheduleNext', toggles: 'toggleNext', campaigns: 'campaignNext', channels: 'channelNext', zones: 'zoneNext' })) {
  const each = { *[name]() { for (let id = this[next](0); id; id = this[next](id)) yield id; } };
  Object.defineProperty(Engine.prototype, name, { value: each[name], writable: true, configurable: true });
}

const COLUMNS = { ref: 'ref', status: 'status', call: 'call', queue: 'queue', agent: 'agent', arrivedAtUs: 'arrived_at_us',
  queuedAtUs: 'queued_at_us', answeredAtUs: 'answered_at_us', endedAtUs: 'ended_at_us', waitUs: 'wait_us', talkUs: 'talk_us',
  end: 'end' };
// Of raw.node's methods, those that index.js calls for its users.
const INNER = { Sim: ['listen', 'engine'] };

// A centre in virtual time, with an engine of its own.
class Simulation extends Handle {
  #outcomes = null;

  constructor(given = {}) {
    super();
    only(given, 'definition', 'options', 'engineOptions', 'history', 'events', 'records', 'metrics', 'wallOffsetUs');
    const options = new Options(), parts = speakTo(given);
    setOptions('OPTION_', given.engineOptions ?? {}, (option, value) => options.set(option, value));
    methods.Sim.new.call(this, options);
    options.close();
    this.#outcomes = new Outcomes();
    methods.Sim.listen.call(this, parts.feed, this.#outcomes);
    setOptions('SIM_OPTION_', given.options ?? {}, (option, value) => this.set(option, value));
    Object.defineProperty(this, 'engine', { value: methods.Sim.engine.call(this), enumerable: true });
    begin(this.engine, parts, given);
  }

  close() {
    this.engine.close();
    this.#outcomes.close();
    super.close();
  }

  // Everything happens that is due until then. Whether more is to come.
  run(untilUs = constants.TIME_NEVER) { return methods.Sim.run.call(this, untilUs) === constants.AGAIN; }

  // What became of the callers, in the order in which their calls ended: arrays.
  outcomes() {
    return Object.fromEntries(Object.entries(COLUMNS).map(([name, column]) => [name, this.#outcomes.column(column)]));
  }
}

classes.Engine = Engine;
classes.Sim = Simulation;
for (const [name, cls] of Object.entries(classes)) {
  for (const [method, value] of Object.entries(methods[name])) {
    if (method === 'new' || Object.hasOwn(cls.prototype, method) || INNER[name]?.includes(method)) continue;
    Object.defineProperty(cls.prototype, method, { value, writable: true, configurable: true });
  }
}
// A history that was saved.
Object.defineProperty(History, 'load', { value: (bytes, bytesMax = 0) => functions.historyLoad(bytes, bytesMax) });

const makers = { ...records, AcdError: refuse };
for (const [name, { prototype }] of Object.entries(classes)) makers[name] = () => Object.create(prototype);
raw.setup(raw.factories.map((name) => makers[name]));

// What is seen of all this.
const { historyLoad, metricsPrint, ...plain } = functions;
const { Options: _o, Feed: _f, Records: _r, RecordQueue: _q, Metrics: _m, Outcomes: _u, Sim: _s, ...seen } = classes;
const driving = require('./driver.js')(constants, functions, AcdError);
module.exports = { ...constants, ...plain, ...seen, AcdError, Simulation, ...driving };
