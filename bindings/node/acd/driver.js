// SPDX-License-Identifier: Apache-2.0
// An engine in the event loop: its deadlines are timers, its actions go to functions that may be asynchronous.
'use strict';

const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
// Longer ones overflow in setTimeout(); the driver looks again by then.
const TIMEOUT_MAX_MS = 0x7fffffff;

// Monotonic, in microseconds.
const monotonic = Object.freeze({
  now: () => Number(process.hrtime.bigint() / 1000n),
  setTimeout: (wake, delayUs) => setTimeout(wake, Math.min(Math.ceil(delayUs / 1000), TIMEOUT_MAX_MS)),
  clearTimeout: (timer) => clearTimeout(timer),
});

module.exports = (constants, { actionKindStr }, AcdError) => {
  // Of these a call has one at a time: a new one replaces the one before (action.h).
  const MEDIA = new Set(['PLAY', 'COLLECT', 'MUSIC', 'VOICEMAIL', 'HOST', 'DIAL', 'HOLD', 'RESUME']
    .map((name) => constants[`ACTION_${name}`]));

  // Whether a new action puts an end to one that goes on.
  function ends(begun, old) {
    if (begun.call !== old.call) return false;
    if (MEDIA.has(old.kind)) return begun.kind === constants.ACTION_BRIDGE || (MEDIA.has(begun.kind) && begun.to === old.to);
    return old.kind === constants.ACTION_RING && begun.kind === constants.ACTION_RING_STOP && begun.agent === old.agent;
  }

  const HOOKS = new Set(['other', ...Object.entries(constants).filter(([name]) => name.startsWith('ACTION_'))
    .map(([, kind]) => camel(actionKindStr(kind)))]);

  // A hook that is misspelt would never be called. Objects of a host's own classes may have other methods, too.
  function checkHost(host) {
    if (host === null) return;
    if (typeof host !== 'object') throw new TypeError('host: expected an object with hooks, or null');
    const proto = Object.getPrototypeOf(host), isPlain = proto === null || proto === Object.prototype;
    const wrong = isPlain && Object.keys(host).find((name) => typeof host[name] === 'function' && !HOOKS.has(name));
    if (wrong) throw new TypeError(`host: there is no action "${wrong}"`);
    if (![...HOOKS].some((name) => typeof host[name] === 'function')) throw new TypeError('host: it has no hook');
  }

  function outcomeOf(action, answer) {
    const { outcome, text = null } = typeof answer === 'number' ? { outcome: answer } : answer;
    if (!Number.isSafeInteger(outcome)) {
      throw new TypeError(`${actionKindStr(action.kind)}: a hook gives an outcome, { outcome, text } or nothing`);
    }
    return [outcome, text];
  }

  class Driver {
    #engine; #host; #clock;
    #state = 'new'; // then 'running', then 'ended'
    #pending = new Map(); // by action: what aborts its hook
    #timer = null;
    #soon = false;
    #queue = []; #readers = [];
    #settle; #failure = null;

    constructor(engine, host = null, { clock = monotonic } = {}) {
      checkHost(host);
      this.#engine = engine;
      this.#host = host;
      this.#clock = clock;
      this.done = new Promise((resolve, reject) => { this.#settle = { resolve: () => resolve(), reject }; });
    }

    // Keeps the engine going. The promise is fulfilled after stop(), and rejected by what a hook throws.
    run() {
      if (this.#state !== 'new') throw new Error('a driver runs once');
      this.#state = 'running';
      this.wake();
      return this.done;
    }

    stop() { this.#end(null); }

    now() { return this.#clock.now(); }

    // A command: give(engine, now). More due work than one portion is done first, as acd_engine_tick() does it.
    command(give) {
      for (;;) {
        try {
          return give(this.#engine, this.#clock.now());
        } catch (error) {
          if (!(error instanceof AcdError) || error.status !== constants.AGAIN) throw error;
          for (const action of this.#engine.actions()) this.#dispatch(action);
        } finally {
          this.wake();
        }
      }
    }

    // How an action ended, where its hook did not say so. One that is over already is passed over.
    result(action, outcome, text = null) {
      this.#pending.delete(action);
      try {
        this.command((engine, now) => engine.actionResult(now, action.id, outcome, text));
      } catch (error) {
        if (error.code !== 'ERR_STALE') throw error;
      }
    }

    // Something was said to the engine: what follows from it is done soon.
    wake() {
      if (this.#state !== 'running' || this.#soon) return;
      this.#soon = true;
      queueMicrotask(() => {
        this.#soon = false;
        if (this.#state === 'running') this.#pump();
      });
    }

    #pump() {
      try {
        const now = this.#clock.now();
        for (const action of this.#engine.actions(now)) {
          this.#dispatch(action);
          if (this.#state !== 'running') return;
        }
        this.#endLate();
        this.#arm();
      } catch (error) {
        this.#end(error);
      }
    }

    #arm() {
      if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
      const deadline = this.#engine.deadline();
      this.#timer = null;
      if (deadline === constants.TIME_NEVER) return;
      this.#timer = this.#clock.setTimeout(() => {
        this.#timer = null;
        this.wake();
      }, Math.max(0, deadline - this.#clock.now()));
    }

    #dispatch(action) {
      if (this.#state === 'ended') return;
      for (const [old, controller] of this.#pending) if (ends(action, old)) this.#abort(old, controller);
      try {
        if (this.#host) this.#hook(action);
        else this.#give(action);
      } catch (error) {
        this.#end(error);
      }
    }

    #give(action) {
      const reader = this.#readers.shift();
      if (reader) reader.resolve({ value: action, done: false });
      else this.#queue.push(action);
    }

    #hook(action) {
      const name = camel(actionKindStr(action.kind));
      const hook = typeof this.#host[name] === 'function' ? this.#host[name] : this.#host.other;
      if (!hook) return; // its deadline ends it
      const controller = new AbortController();
      const answer = hook.call(this.#host, action, controller.signal);
      if (typeof answer?.then !== 'function') {
        this.#answered(action, answer);
        return;
      }
      this.#pending.set(action, controller);
      answer.then((later) => {
        if (this.#pending.delete(action)) this.#answered(action, later);
      }).catch((error) => {
        this.#pending.delete(action);
        if (!controller.signal.aborted) this.#end(error);
      });
    }

    #answered(action, answer) {
      if (answer !== undefined && answer !== null) this.result(action, ...outcomeOf(action, answer));
    }

    #abort(action, controller) {
      this.#pending.delete(action);
      controller.abort();
    }

    // What is past its deadline, or was for a call that has ended.
    #endLate() {
      const now = this.#engine.now();
      for (const [action, controller] of this.#pending) {
        const ofCall = action.call !== 0 && (MEDIA.has(action.kind) || action.kind === constants.ACTION_RING);
        if (action.deadlineUs <= now || (ofCall && !this.#lives(action.call))) this.#abort(action, controller);
      }
    }

    #lives(call) {
      try {
        return Boolean(this.#engine.callGet(call));
      } catch {
        return false;
      }
    }

    #end(failure) {
      if (this.#state === 'ended') return;
      this.#state = 'ended';
      this.#failure = failure;
      if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
      this.#timer = null;
      for (const [action, controller] of this.#pending) this.#abort(action, controller);
      for (const { resolve, reject } of [...this.#readers.splice(0), this.#settle]) {
        if (failure) reject(failure);
        else resolve({ value: undefined, done: true });
      }
    }

    // Without a host: the actions; leaving the loop stops the driver.
    [Symbol.asyncIterator]() {
      if (this.#host) throw new TypeError('the driver has a host, which gets the actions');
      if (this.#state === 'new') this.run().catch(() => {}); // the loop throws it
      return {
        next: () => {
          if (this.#queue.length) return Promise.resolve({ value: this.#queue.shift(), done: false });
          if (this.#failure) return Promise.reject(this.#failure);
          if (this.#state === 'ended') return Promise.resolve({ value: undefined, done: true });
          return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
        },
        return: () => {
          this.stop();
          return Promise.resolve({ value: undefined, done: true });
        },
      };
    }
  }

  return { Driver, monotonic };
};
