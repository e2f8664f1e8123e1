# SPDX-License-Identifier: Apache-2.0
"""The package acd: hosts, objects, definitions."""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

import acd
from acd import facts, kinds, raw, zones
from centre import CENTRE, SECOND, Case, Switch


class HostTest(Case):
    def test_a_call_through_hooks(self) -> None:
        engine, switch = self.engine(), Switch()
        support = engine.queue("support")
        call = engine.arrive(queue=support, caller="+4930", ref=7, attributes={"tier": "gold", "note": "a=b"})
        self.assertEqual(dict(call.attributes), {"tier": "gold", "note": "a=b"})
        self.assertEqual((call.queue, call.caller, call.ref, call.position), (support, "+4930", 7, 1))
        while (deadline := engine.run(switch)) < 80 * SECOND:
            self.clock.now_us = deadline
        self.assertEqual((call.state, call.agent), (acd.CallState.TALKING, engine.agent("bob")))
        self.assertEqual(deadline, acd.TIME_NEVER)
        self.clock.now_us = 80 * SECOND
        call.hangup()
        self.assertEqual(engine.run(switch), 90 * SECOND)
        self.assertEqual(switch.told, ["0 ring ann", "20 ring_stop ann", "20 ring bob", "20 bridge bob", "80 release bob"])
        self.assertFalse(call.live)
        self.assertEqual((support.kpi.answered, support.kpi.asa_us, support.kpi.talk_us), (1, 20 * SECOND, 60 * SECOND))
        self.assertEqual(engine.kpi_queue, support.kpi)
        self.assertEqual(engine.kpi_calls.ends[acd.End.COMPLETED], 1)

    def test_actions_one_by_one(self) -> None:
        engine = self.engine()
        call = engine.arrive(queue="support")
        for action in engine.actions():
            self.assertEqual((action.kind, action.call, action.deadline_us), (acd.ActionKind.RING, call, 20 * SECOND))
            self.assertEqual(repr(action), f"<Action ring call {call.id} agent 'ann'>")
            ring = action
        ring.accepted()
        with self.assertRaises(acd.StaleError):
            ring.accepted()
        self.assertEqual([action.kind.word for action in engine.actions()], ["bridge"])

    def test_what_a_hook_raises_goes_to_who_ran_it(self) -> None:
        class Broken(acd.Host):
            def ring(self, action: acd.Action) -> acd.Answer:
                raise ZeroDivisionError("the switch is on fire")

        engine = self.engine()
        engine.arrive(queue="support")
        with self.assertRaisesRegex(ZeroDivisionError, "on fire"):
            engine.run(Broken())
        engine.run(Broken())  # the ring goes on to its deadline
        self.clock.advance(20 * SECOND)
        switch = Switch()
        engine.run(switch)
        self.assertIn("20 ring bob", switch.told)

        class Odd(acd.Host):
            def other(self, action: acd.Action) -> Any:
                return True

        engine = self.engine()
        engine.arrive(queue="support")
        with self.assertRaisesRegex(TypeError, "ring: a hook gives an Outcome, a Result or None, not True"):
            engine.run(Odd())

    def test_a_hook_may_command(self) -> None:
        class Impatient(acd.Host):
            def ring(self, action: acd.Action) -> acd.Answer:
                action.call.hangup()
                return acd.Outcome.ACCEPTED  # too late, and passed over

        engine = self.engine()
        engine.arrive(queue="support")
        engine.run(Impatient())
        self.assertEqual((engine.calls, engine.kpi_queue.abandoned + engine.kpi_queue.abandoned_short), ([], 1))

    def test_texts_come_with_results(self) -> None:
        class Menu(acd.Host):
            def collect(self, action: acd.Action) -> acd.Answer:
                return acd.Result(acd.Outcome.DIGITS, "2")

        nodes = {
            "menu": {"kind": "menu", "prompt": "hello", "exits": {"2": "box", "no_input": "box", "no_match": "box"}},
            "box": {"kind": "voicemail", "mailbox": "main"},
        }
        definition = {"numbers": {"100": "main"}, "flows": {"main": {"start": "menu", "nodes": nodes}}}
        engine = self.engine(definition)
        call = engine.arrive("100")
        engine.run(Menu())
        self.assertEqual((call.number, call.state), ("100", acd.CallState.FLOW))
        self.assertEqual(engine.flow("main").node_name(call.info.node), "box")


class ObjectTest(Case):
    def test_objects_are_what_they_name(self) -> None:
        engine = self.engine()
        ann = engine.agent("ann")
        self.assertEqual(ann, engine.agents[0])
        self.assertNotEqual(ann, self.engine().agent("ann"))
        self.assertEqual(len({ann, engine.agent("ann"), engine.agent("bob")}), 2)
        self.assertEqual(repr(ann), "<Agent 'ann' ready>")
        self.assertEqual(repr(engine.queue("support")), "<Queue 'support' 0 waiting, 2 ready>")
        self.assertFalse(ann.call)
        self.assertEqual((ann.call.id, repr(ann.call)), (0, "<Call: nobody>"))
        call = engine.arrive(queue="support", caller="x")
        self.assertEqual(repr(call), f"<Call {call.id} from 'x' waiting>")
        call.hangup()
        self.assertEqual(repr(call), f"<Call {call.id}: gone>")
        with self.assertRaises(acd.StaleError):
            call.state
        with self.assertRaises(dataclasses.FrozenInstanceError):
            ann.info.state = 3  # type: ignore[misc, assignment]

    def test_what_is_so_or_not(self) -> None:
        engine = self.engine()
        call = engine.arrive(queue="support")
        queue = engine.queue("support")
        self.assertIs(queue.info.deserted, False)
        self.assertIs(queue.info.closed, False)
        self.assertIs(call.info.record_paused, False)
        engine.define({"agents": {"ann": {}}})
        self.assertIs(queue.info.closed, True)
        engine.agent("ann").elsewhere(True)
        self.assertIs(engine.agent("ann").info.elsewhere, True)

    def test_agents(self) -> None:
        engine = self.engine()
        ann = engine.agent("ann")
        ann.not_ready(5)
        self.assertEqual((ann.state, ann.presence, ann.info.reason), (acd.AgentState.NOT_READY, acd.Presence.NOT_READY, 5))
        ann.logout()
        ann.login(ref=33)
        self.assertEqual(ann.info.host_ref, 33)
        ann.ready()
        call = engine.arrive(queue="support")
        self.assertEqual(ann.why_not(call).verdict, acd.Verdict.RINGS)
        self.assertEqual({one.agent for one in call.candidates()}, {one.id for one in engine.agents})
        self.assertEqual(call.outlook().members_count, 2)

    def test_conversations(self) -> None:
        engine = self.engine()
        ann, bob = engine.agents
        call = engine.arrive(queue="support", requirements={}, preferred=["ann"])

        class All(acd.Host):
            def ring(self, action: acd.Action) -> acd.Answer:
                return acd.Outcome.BRIDGED

            def other(self, action: acd.Action) -> acd.Answer:
                return acd.Outcome.DONE

        host = All()
        engine.run(host)
        self.assertEqual(call.parties, [ann])
        call.hold()
        engine.run(host)
        self.assertEqual(call.state, acd.CallState.HELD)
        call.resume()
        consultation = call.consult(bob)
        engine.run(host)
        self.assertEqual((call.consultation, consultation.agent), (consultation, bob))
        call.conference()
        engine.run(host)
        self.assertEqual(call.parties, [ann, bob])
        ann.hangup(call)
        engine.run(host)
        call.transfer(engine.queue("support"))
        engine.run(host)
        self.assertEqual(engine.kpi_queue.transferred_in, 1)
        with self.assertRaises(TypeError):
            call.transfer(call)  # type: ignore[arg-type]

    def test_tables_are_columns(self) -> None:
        engine = self.engine()
        engine.arrive(queue="support")
        table = engine.queue_table()
        self.assertEqual((table["queue"], table["offered"], table["waiting"]), (["support"], [1], [1]))
        self.assertEqual({len(column) for column in table.values()}, {1})
        self.assertEqual(engine.agent_table()["agent"], ["ann", "bob"])
        self.assertEqual([field.name for field in dataclasses.fields(acd.KpiQueue)], list(table)[1:])

    def test_attributes_are_lines(self) -> None:
        engine = self.engine()
        for wrong in ({"a=b": "c"}, {"a\nb": "c"}, {"a": "b\nc=d"}):
            with self.assertRaises(ValueError):
                engine.arrive(queue="support", attributes=wrong)
        call = engine.arrive(queue="support")
        call.set("tier", "gold")
        self.assertEqual((call.attributes["tier"], len(call.attributes)), ("gold", 1))
        with self.assertRaises(KeyError):
            call.attributes["none"]

    def test_callbacks_and_campaigns(self) -> None:
        definition = {
            **CENTRE,
            "callbacks": {"soon": {}},
            "campaigns": {"welcome": {"callback": "soon", "queue": "support"}},
        }
        engine = self.engine(definition)
        call = engine.request_callback("+4144", plan="soon", queue="support")
        self.assertEqual((call.callback.number, call.callback.attempts), ("+4144", 0))
        call.cancel_callback()
        self.assertFalse(call.live)
        for agent in engine.agents:
            agent.not_ready()
        task = engine.add_task("+4145", "welcome")
        self.assertEqual(engine.campaign("welcome").tasks, [task])


class DefinitionTest(Case):
    def test_a_dict_says_where_it_is_wrong(self) -> None:
        engine = self.engine()
        wrong = {"agents": {"ann": {}}, "queues": {"support": {"members": ["anne"], "stratgy": "linear"}}}
        with self.assertRaises(acd.DefinitionError) as raised:
            engine.define(wrong)
        found = raised.exception.mistakes
        self.assertIn("/queues/support/stratgy", [one.path for one in found] + [f"{one.path}/stratgy" for one in found])
        self.assertTrue(all(one.line == 0 for one in found))
        self.assertIn("strategy", str(raised.exception))
        self.assertEqual(engine.queue("support").info.staffed_count, 2)

    def test_a_file_says_on_which_line(self) -> None:
        engine = self.engine()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "centre.json"
            path.write_text('{\n  "agents": {"ann": {}},\n  "queues": {"q": {"members": ["anne"]}}\n}', encoding="utf-8")
            with self.assertRaises(acd.DefinitionError) as raised:
                engine.define(path)
            (mistake,) = raised.exception.mistakes
            self.assertEqual((mistake.line, mistake.path, mistake.nearest), (3, "/queues/q/members/0", "ann"))
            with self.assertRaises(acd.InputOutputError) as missing:
                engine.define(str(path) + ".no")
            self.assertIn("No such file", str(missing.exception))

    def test_changes_and_built_ones(self) -> None:
        engine = self.engine()
        engine.change({"agents": {"cleo": {}}})
        self.assertEqual([agent.name for agent in engine.agents], ["ann", "bob", "cleo"])
        built = raw.Definition()
        queue = raw.definition_add(built, raw.NOUN_QUEUE, 0, "q")
        raw.definition_add(built, raw.NOUN_MEMBER, queue, "nobody")
        with self.assertRaises(acd.DefinitionError) as raised:
            engine.define(built)
        self.assertEqual(raised.exception.mistakes[0].path, 'queue "q" / member "nobody"')
        engine.define(engine.running)

    @unittest.skipIf(zones.zone_bytes("Europe/Berlin") is None, "no time zones on this machine")
    def test_zones_are_read_from_the_system(self) -> None:
        week = {"office": {"zone": "Europe/Berlin", "hours": [{"days": ["mon"], "from": "09:00", "to": "17:00"}]}}
        engine = self.engine({"schedules": week}, wall_offset_us=1_767_600_000 * SECOND)  # Monday, 8:00 UTC
        verdict = engine.schedule("office").now
        self.assertEqual((verdict.open, engine.schedule("office").info.zone), (1, "Europe/Berlin"))
        self.assertIsNone(zones.zone_bytes("../etc/passwd"))
        with self.assertRaises(acd.DefinitionError):
            engine.define({"schedules": {"office": {"zone": "Europe/Nowhere"}}})


class ObjectsTest(unittest.TestCase):
    def test_what_an_engine_does_not_know_is_refused(self) -> None:
        with acd.Engine(CENTRE) as engine, acd.Engine(CENTRE) as other:
            foreign = other.arrive(queue="support")
            call = engine.arrive(queue="support")
            with self.assertRaises(ValueError):
                engine.arrive(queue=other.queue("support"))
            with self.assertRaises(TypeError):
                engine.arrive(queue=3)  # type: ignore[arg-type]
            with self.assertRaises(ValueError):
                engine.reconcile([foreign])
            with self.assertRaises(ValueError):
                call.pick_up(other.agent("ann"))
            with self.assertRaises(acd.NotFoundError):
                call.pick_up("nobody of this name")

    def test_an_engine_that_was_never_made_leaves_its_history(self) -> None:
        history = acd.History()
        with self.assertRaises(acd.DefinitionError):
            acd.Engine({"agents": 3}, history=history)
        if hasattr(acd.raw, "Sim"):
            with self.assertRaises(acd.DefinitionError):
                acd.Simulation({"agents": 3}, history=history)
        with acd.Engine(CENTRE, history=history), self.assertRaises(ValueError):
            acd.Engine(CENTRE, history=history)

    def test_what_is_given_and_taken_has_its_name(self) -> None:
        """All classes that signatures and fields of what is in `acd` speak of are there, too."""
        known = {name for module in (facts, kinds) for name, one in vars(module).items()
                 if inspect.isclass(one) and one.__module__ == module.__name__}
        spoken: set[str] = set()
        for one in (getattr(acd, name) for name in acd.__all__):
            for member in [one, *vars(one).values()] if inspect.isclass(one) else [one]:
                member = getattr(member, "fget", None) or getattr(member, "__func__", member)
                spoken.update(re.findall(r"\w+", " ".join(map(str, getattr(member, "__annotations__", {}).values()))))
        self.assertGreater(len(spoken & known), 50)
        self.assertEqual(spoken & known - set(acd.__all__), set())
        self.assertEqual([name for name in acd.__all__ if not hasattr(acd, name)], [])

    def test_numbers_are_printed_by_their_names(self) -> None:
        self.assertEqual(f"{acd.CallState.WAITING}", "waiting")
        self.assertRegex(acd.__version__, r"^\d+\.\d+\.\d+$")


class ExampleTest(unittest.TestCase):
    def run_example(self, name: str, *arguments: str) -> str:
        path = Path(__file__).resolve().parents[2] / "examples" / "python" / name
        command = [sys.executable, "-X", "dev", str(path), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_the_fake_switch_does_as_the_one_in_c(self) -> None:
        expected = Path(__file__).resolve().parents[1] / "api" / "hello.expected"
        self.assertEqual(self.run_example("fake_switch.py"), expected.read_text(encoding="utf-8"))

    def test_the_host_in_an_event_loop(self) -> None:
        self.assertIn("answered 1, ring no answer 1", self.run_example("asyncio_host.py"))


if __name__ == "__main__":
    unittest.main()
