# SPDX-License-Identifier: Apache-2.0
"""What is raised and called at odd times: in every hook, from within, in threads, at the interpreter's end. Never a crash."""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import os
import subprocess
import sys
import threading
import traceback
import unittest
from typing import Any, Callable, Iterator

import acd
from acd import aio, raw

SECOND = acd.SECOND
CENTRE: dict[str, Any] = {
    "agents": {"ann": {}, "bob": {}},
    "callbacks": {"soon": {"attempts_max": 1, "message": "sorry"}},
    "campaigns": {"welcome": {"callback": "soon", "queue": "support"}},
    "queues": {
        "support": {"members": ["ann", "bob"], "strategy": "linear", "ring_timeout_s": 20, "wrapup_s": 2, "music": "waltz"},
    },
    "numbers": {"100": {"queue": "support"}, "200": {"flow": "all"}},
    "flows": {
        "all": {
            "start": "hello",
            "nodes": {
                "hello": {"kind": "play", "prompt": "hello", "exits": {"next": "ask"}},
                "ask": {"kind": "collect", "prompt": "number", "digits_max": 1, "attribute": "n", "exits": {"next": "look"}},
                "look": {"kind": "host", "operation": "look", "exits": {"next": "record"}},
                "record": {"kind": "recording", "recording": "on", "exits": {"next": "split"}},
                "split": {"kind": "compare", "attribute": "n", "value": "1",
                          "exits": {"match": "mail", "no_match": "away"}},
                "mail": {"kind": "voicemail", "mailbox": "box", "exits": {"next": "bye"}},
                "away": {"kind": "transfer", "number": "+49123"},
                "bye": {"kind": "hangup"},
            },
        }
    },
}


class Boom(Exception):
    """Of a hook."""


def through(error: BaseException) -> list[str]:
    """The functions it came through."""
    return [frame.name for frame in traceback.extract_tb(error.__traceback__)]


class Everything(acd.Host):
    """Does all that it is asked for, and fails in one hook, the first time."""

    def __init__(self, fails: str) -> None:
        self.fails = fails
        self.asked = 0
        self.hooks: set[str] = set()

    def answer(self, name: str, action: acd.Action) -> acd.Answer:
        self.hooks.add(name)
        if name == self.fails:
            self.fails = ""
            raise Boom(name)
        if action.kind in (acd.ActionKind.RING, acd.ActionKind.DIAL):
            return acd.Outcome.ACCEPTED
        if action.kind == acd.ActionKind.COLLECT:
            self.asked += 1
            return acd.Result(acd.Outcome.DIGITS, str(self.asked))
        return acd.Outcome.DONE


HOOKS = [name for name in vars(acd.BaseHost) if not name.startswith("_") and name != "other"]
for hook in HOOKS:
    setattr(Everything, hook, lambda self, action, hook=hook: self.answer(hook, action))


def story(engine: acd.Engine, clock: acd.ManualClock, run: Callable[[], object]) -> None:
    """Calls that ask a host for all that there is."""
    calls: list[acd.Call] = []

    def call() -> acd.Call:
        return calls[-1]

    def arrive(number: str) -> None:
        calls.append(engine.arrive(number))

    def all_gone() -> None:
        for one in engine.calls:
            one.hangup()

    ann, bob = engine.agents
    steps: list[Callable[[], object]] = [
        lambda: arrive("100"), lambda: call().hold(), lambda: call().resume(), lambda: call().consult(bob),
        lambda: call().conference(), lambda: call().hangup(), lambda: clock.advance(3 * SECOND),
        lambda: arrive("200"), lambda: None, lambda: arrive("200"), lambda: None,
        lambda: arrive("100"), lambda: arrive("100"), lambda: arrive("100"), lambda: call().hangup(),
        all_gone, lambda: clock.advance(3 * SECOND),
        lambda: engine.request_callback("+4930", plan="soon", queue="support"), lambda: clock.advance(60 * SECOND),
        all_gone, lambda: clock.advance(600 * SECOND),
    ]
    for step in steps:
        try:
            step()
        except acd.Error:
            pass  # what failed before has its consequences
        run()
    ann.logout()
    run()


class HookTest(unittest.TestCase):
    def engine(self, **more: Any) -> acd.Engine:
        self.clock = acd.ManualClock()
        return acd.Engine(CENTRE, clock=self.clock, **more)

    def told(self, engine: acd.Engine, host: acd.Host) -> list[Boom]:
        """A story in which whatever is raised is heard, and the story goes on."""
        found: list[Boom] = []

        def run() -> None:
            while True:
                try:
                    engine.run(host)
                    return
                except Boom as error:
                    found.append(error)

        story(engine, self.clock, run)
        engine.check()
        return found

    def test_each_hook_raises(self) -> None:
        hooks: set[str] = set()
        for name in ["", *HOOKS]:
            host = Everything(name)
            with self.subTest(name), self.engine() as engine:
                found = self.told(engine, host)
                self.assertEqual(through(found[0])[-1:] if found else [], ["answer"] if name in host.hooks else [])
            hooks |= host.hooks
        self.assertEqual(set(HOOKS) - hooks, set())

    def test_the_sink_raises_at_each_event(self) -> None:
        """Whatever it raises, the engine does the same."""
        digest, count, at = 0, 0, -1

        def sink(event: acd.Event) -> None:
            nonlocal count
            count += 1
            if count == at:
                raise Boom(event.kind.word)

        with self.engine(events=sink) as engine:
            before = count
            self.told(engine, Everything(""))
            digest, events = engine.digest_state, count
        self.assertGreater(events, 100)
        for at in range(before + 1, events + 1, 3):
            count = 0
            with self.engine(events=sink) as engine:
                found: list[Boom] = []
                submit = engine._do

                def do(function: Any, at_us: Any, *arguments: Any) -> Any:
                    try:
                        return submit(function, at_us, *arguments)
                    except Boom as error:
                        found.append(error)
                        return raw.call_next(engine.raw, 0)

                setattr(engine, "_do", do)
                found += self.told(engine, Everything(""))
                self.assertEqual([through(error)[-1] for error in found], ["sink"])
                del engine._do, do, submit
            del engine
        self.assertNotEqual(digest, 0)

    def test_score_log_and_explain_raise(self) -> None:
        def fail(*told: Any) -> Any:
            if armed:
                raise Boom("rule")
            return [1] * len(told[-1]) if isinstance(told[-1], list) else None

        queue = {**CENTRE["queues"]["support"], "strategy": "host_score"}
        centre = {**CENTRE, "queues": {"support": queue}}
        hooks: list[dict[str, Any]] = [{"score": fail}, {"explain": fail}, {"log": fail}, {"trace": fail}, {"score": fail, "explain": fail, "log": fail}]
        for more in hooks:
            armed = False
            with self.subTest(sorted(more)), acd.Engine(centre, clock=acd.ManualClock(), **more) as engine:
                armed, raised = True, []
                commands: list[Callable[[], object]] = [
                    lambda: engine.arrive(queue="support"),
                    lambda: engine.define({"agents": {"ann": {}}}),
                ]
                for command in commands:
                    try:
                        command()
                    except Boom as error:
                        raised.append(through(error)[-1])
                self.assertIn(raised, (["fail"], ["fail", "fail"]))
                engine.check()
                armed = False
                engine.run(Everything(""))

    def test_coroutines_raise(self) -> None:
        class Late(acd.AsyncHost):
            async def ring(self, action: acd.Action) -> acd.Answer:
                await asyncio.sleep(0)
                raise Boom("later")

        async def work(engine: acd.Engine) -> None:
            async with aio.Driver(engine, Late()) as driver:
                engine.arrive(queue="support")
                await driver.until(lambda: False)

        with acd.Engine(CENTRE) as engine:
            try:
                asyncio.run(work(engine))
                self.fail("nothing was raised")
            except Boom as error:
                self.assertEqual(through(error)[-1], "ring")
            engine.check()
            self.assertEqual(engine.agent("ann").state, acd.AgentState.RESERVED)
            engine.calls[0].hangup()
            engine.run(Everything(""))
            self.assertEqual((engine.agent("ann").state, engine.calls), (acd.AgentState.READY, []))


def odd_things(engine: acd.Engine, host: acd.Host) -> Iterator[Callable[[], object]]:
    """What one may try from within a hook."""
    batch = engine.batch()
    batch.arrive(queue=1)
    yield lambda: engine.arrive(queue="support")
    yield lambda: engine.calls and engine.calls[0].hangup()  # type: ignore[func-returns-value]
    yield lambda: engine.run(host)
    yield engine.pull
    yield batch.submit
    yield lambda: engine.define(CENTRE)
    yield lambda: engine.agents[0].logout()
    yield lambda: engine.queue_table()
    yield lambda: (engine.digest_state, engine.stats, engine.running, repr(engine))
    yield engine.check
    yield engine.pull_records
    yield engine.metrics_text
    yield lambda: engine.history.queue_table()
    yield engine.__enter__
    yield gc.collect
    yield engine.close


class ReentryTest(unittest.TestCase):
    def test_from_every_hook(self) -> None:
        """A clear error, or it is done; and the engine goes on, unless it is closed."""
        number = 0
        while self.attempt(number, ("events", "log", "score", "explain", "trace", "host")):
            number += 1
        self.assertGreater(number, 10)

    def attempt(self, number: int, hooks: tuple[str, ...]) -> bool:
        for name in hooks:
            clock = acd.ManualClock()
            done: list[object] = []

            def within(*told: Any) -> Any:
                things = list(odd_things(engine, host)) if ready and not engine.closed else []
                if number < len(things) and len(done) < 3:
                    done.append(None)
                    try:
                        things[number]()
                    except (acd.Error, ValueError, RuntimeError) as error:
                        done[-1] = error
                return [1] * len(told[1]) if name == "score" else None

            class Switch(acd.Host):
                def other(self, action: acd.Action) -> acd.Answer:
                    if name == "host":
                        within(action)
                    return acd.Outcome.ACCEPTED if action.kind == acd.ActionKind.RING else acd.Outcome.DONE

            ready, host = False, Switch()
            more: dict[str, Any] = {} if name == "host" else {name: within}
            queue = {**CENTRE["queues"]["support"], "strategy": "host_score" if name == "score" else "linear"}
            engine = acd.Engine({**CENTRE, "queues": {"support": queue}}, clock=clock, history=acd.History(), records=True,
                                metrics=True, **more)
            ready = True
            try:
                engine.arrive(queue="support")
                engine.arrive(queue="support")
                engine.run(host)
                engine.define({"agents": {"ann": {}}})
                clock.advance(60 * SECOND)
                engine.run(host)
                engine.check()
            except (acd.Error, ValueError) as error:
                self.assertTrue(engine.closed or isinstance(error, acd.ReentryError), f"{name} {number}: {error!r}")
            if number >= len(list(odd_things(acd.Engine(CENTRE), host))):
                return False
            self.assertTrue(done, name)
            if not engine.closed:
                engine.check()
                engine.close()
        return True

    def test_amid_a_change_nothing_is_answered(self) -> None:
        answers: list[str] = []

        def sink(event: acd.Event) -> None:
            if event.kind == acd.EventKind.CALL_ARRIVED:
                questions: list[Callable[[], object]] = [
                    lambda: engine.calls,
                    lambda: engine.agents,
                    lambda: engine.now_us,
                    engine.check,
                ]
                for question in questions:
                    try:
                        question()
                    except acd.ReentryError as error:
                        answers.append(str(error))
                answers.append(repr(engine))

        engine = acd.Engine(CENTRE, events=sink)
        engine.arrive(queue="support")
        self.assertEqual(len(answers), 5)
        self.assertRegex(answers[0], "^call_next: .*from within a sink of events")
        self.assertEqual(answers[4], "<Engine amid a change>")
        self.assertEqual(len(engine.calls), 1)


class ThreadTest(unittest.TestCase):
    def test_an_engine_each(self) -> None:
        def work(found: list[tuple[int, int, int]]) -> None:
            clock = acd.ManualClock()
            heard: list[acd.Event] = []
            with acd.Engine(CENTRE, clock=clock, events=heard.append, history=acd.History(), records=True) as engine:
                host = Everything("")
                story(engine, clock, lambda: engine.run(host))
                with engine.batch(expected=acd.Error) as batch:
                    for _ in range(20):
                        batch.arrive("100")
                        batch.hangup(5)
                engine.pull()
                with acd.simulate(CENTRE, poisson=[{"name": "x", "number": "100", "interval_us_mean": SECOND, "calls_max": 200}],
                                  events=heard.append) as simulation:
                    digest = simulation.engine.digest_actions
                found.append((engine.digest_actions, digest, len(heard)))

        found: list[tuple[int, int, int]] = []
        threads = [threading.Thread(target=work, args=(found,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((len(found), len(set(found))), (4, 1))


HEAD = f"""
import acd, atexit, gc, sys, threading, time
CENTRE = {CENTRE!r}
def engine(**more):
    made = acd.Engine(CENTRE, events=lambda event: None, history=acd.History(), records=True, metrics=True, **more)
    made.arrive(queue="support")
    return made
def simulation():
    made = acd.Simulation(CENTRE, events=lambda event: None, records=True)
    made.add_poisson("day", queue="support", interval_us_mean=1000, calls_max=10**7)
    return made
"""
ENDS = {
    "globals": "one = engine(); two = one.raw; actions = one.pull(); batch = one.batch(); batch.arrive(queue='support')",
    "a cycle": "one = engine(); one.cycle = [one, list(one.actions())]; object.__setattr__(one.raw, 'cycle', one); del one",
    "atexit": "one = engine(); atexit.register(lambda: (one.arrive(queue='support'), one.pull(), one.check()))",
    "atexit closes": "one = engine(); atexit.register(one.close)",
    "all hooks": "one = engine(score=lambda call, agents: [0] * len(agents), log=print, explain=lambda decision: None)",
    "a thread": "thread = threading.Thread(target=lambda: globals().update(one=engine())); thread.start(); thread.join()",
    "a daemon": "def work():\n  one = engine()\n  while True:\n    one.arrive(queue='support').hangup(); one.pull()\n"
    "threading.Thread(target=work, daemon=True).start(); time.sleep(0.05)",
    "a simulation runs": "one = simulation(); threading.Thread(target=one.run, daemon=True).start(); time.sleep(0.05)",
    "a module": "sys.modules['other'] = engine()",
    "an exit in a hook": "class Host(acd.Host):\n  def other(self, action): sys.exit(0)\none = engine(); one.run(Host())",
    "a destructor": "class Late:\n  def __del__(self): self.one.arrive(queue='support')\nlate = Late(); late.one = engine()",
    "raw handles": "from acd import raw; import builtins; builtins.kept = [raw.Engine(), raw.Sim(), raw.Definition(), raw.History()]",
}


class EndTest(unittest.TestCase):
    def test_the_interpreter_ends(self) -> None:
        for name, program in ENDS.items():
            with self.subTest(name):
                done = subprocess.run([sys.executable, "-X", "faulthandler", "-c", HEAD + program], capture_output=True, text=True,
                                      check=False, timeout=60)
                self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_nothing_grows(self) -> None:
        """As Python counts its blocks, which its own allocator does."""
        program = HEAD + (
            "class Host(acd.Host):\n  def other(self, action): return acd.Outcome.DONE\n  def ring(self, action): return acd.Outcome.ACCEPTED\n"
            "def once():\n"
            "  one = engine(); one.run(Host())\n"
            "  with one.batch(expected=acd.Error) as batch:\n    batch.arrive(queue='support', attributes={'a': 'b'}); batch.hangup(5)\n"
            "  for wrong in (lambda: one.arrive(queue=5), lambda: one.queue('x' * 500), lambda: acd.raw.queue_find(5, 5)):\n"
            "    try: wrong()\n    except Exception: pass\n"
            "  one.pull(); one.flush_records(); one.history.queue_table(); one.metrics_text(); repr(one.calls); one.queue_table()\n"
            "def blocks():\n  gc.collect(); return sys.getallocatedblocks()\n"
            "for _ in range(20): once()\n"
            "before = blocks()\n"
            "for _ in range(200): once()\n"
            "print(blocks() - before)\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True,
                              env={**os.environ, "PYTHONMALLOC": "pymalloc"})
        self.assertLess(int(done.stdout), 100)


if __name__ == "__main__":
    faulthandler.enable()
    unittest.main()
