# SPDX-License-Identifier: Apache-2.0
"""The Python module: a definition goes in, a call is followed from its arrival to its end; errors, texts, lifetimes."""

from __future__ import annotations

import copy
import gc
import pickle
import unittest
import weakref
from typing import Callable, Iterator

import acd.raw as acd

SECOND = acd.SECOND


def centre() -> acd.Definition:
    """One queue with two agents, Ann first."""
    definition = acd.Definition()
    queue = acd.definition_add(definition, acd.NOUN_QUEUE, 0, "support")
    acd.definition_set(definition, queue, acd.QUEUE_WRAPUP_US, 10 * SECOND)
    acd.definition_set_text(definition, queue, acd.QUEUE_MUSIC, "slow waltz")
    for name in ("ann", "bob"):
        acd.definition_add(definition, acd.NOUN_AGENT, 0, name)
        acd.definition_add(definition, acd.NOUN_MEMBER, queue, name)
    return definition


def started() -> tuple[acd.Engine, int]:
    """An engine that runs the centre, and its queue."""
    engine = acd.Engine()
    acd.definition_submit(centre(), engine, 0, acd.DEFINE_WHOLE)
    return engine, acd.queue_find(engine, "support")


def arrive(engine: acd.Engine, time_us: int, queue: int, caller: str = "+4930123456") -> int:
    arrival = acd.Arrival()
    arrival.caller = caller
    arrival.queue = queue
    arrival.host_ref = 77
    arrival.attributes = "language=de\ntier=gold"
    return acd.call_arrive(engine, time_us, arrival)


def actions(engine: acd.Engine) -> Iterator[acd.Action]:
    while (action := acd.action_next(engine)) is not None:
        yield action


def names(found: list[acd.Action]) -> list[str]:
    return [acd.action_kind_str(action.kind) for action in found]


class CallTest(unittest.TestCase):
    def setUp(self) -> None:
        self.engine, self.queue = started()

    def tearDown(self) -> None:
        acd.engine_check(self.engine, 1)

    def answered(self, kind: int, outcome: int) -> acd.Action:
        """Pulls all actions, gives the one of this kind that outcome and any other "done"."""
        found = list(actions(self.engine))
        for action in found:
            result = outcome if action.kind == kind else acd.OUTCOME_DONE
            acd.action_result(self.engine, acd.engine_now(self.engine), action.id, result, None)
        wanted = [action for action in found if action.kind == kind]
        self.assertEqual(len(wanted), 1, names(found))
        return wanted[0]

    def test_why_a_call_waits(self) -> None:
        ann, bob = acd.agent_find(self.engine, "ann"), acd.agent_find(self.engine, "bob")
        first = arrive(self.engine, 1 * SECOND, self.queue)
        acd.agent_not_ready(self.engine, 1 * SECOND, bob, 1)
        call = arrive(self.engine, 2 * SECOND, self.queue)
        self.assertEqual(acd.explain_pair(self.engine, first, ann).verdict, acd.VERDICT_RINGS)
        found = acd.explain_pair(self.engine, call, bob)
        self.assertEqual((found.verdict, found.obstacles), (acd.VERDICT_NOT_READY, 1 << acd.OBSTACLE_NOT_READY))
        self.assertEqual(found.ready_at_us, acd.TIME_NEVER)
        candidates = acd.explain_agents(self.engine, call, 10)
        self.assertEqual([candidate.agent for candidate in candidates], [ann, bob])
        self.assertEqual([candidate.place for candidate in candidates], [0, 0])
        self.assertEqual(len(acd.explain_agents(self.engine, call, 1)), 1)
        contenders = acd.explain_calls(self.engine, bob, 10)
        self.assertEqual([(one.call, one.place, one.queue) for one in contenders], [(call, 1, self.queue)])
        outlook = acd.explain_wait(self.engine, call)
        self.assertEqual((outlook.members_count, outlook.available_count, outlook.busy_count), (2, 1, 1))
        self.assertEqual(acd.key_str(acd.KEY_CREATION), "creation")
        with self.assertRaises(acd.Error) as raised:
            acd.explain_agents(self.engine, ann, 10)
        self.assertEqual(raised.exception.code, acd.ERR_NOT_FOUND)

    def test_a_call_from_arrival_to_end(self) -> None:
        call = arrive(self.engine, 1 * SECOND, self.queue)
        ring = self.answered(acd.ACTION_RING, acd.OUTCOME_NO_ANSWER)
        self.assertEqual((ring.call, ring.call_ref, ring.queue), (call, 77, self.queue))
        self.assertEqual(acd.agent_get(self.engine, ring.agent).name, "ann")

        ring = self.answered(acd.ACTION_RING, acd.OUTCOME_ACCEPTED)
        self.assertEqual(acd.agent_get(self.engine, ring.agent).name, "bob")
        self.assertEqual(acd.call_get(self.engine, call).state, acd.CALL_STATE_CONNECTING)
        self.answered(acd.ACTION_BRIDGE, acd.OUTCOME_DONE)
        info = acd.call_get(self.engine, call)
        self.assertEqual((info.state, info.agent, info.caller), (acd.CALL_STATE_TALKING, ring.agent, "+4930123456"))
        self.assertEqual(acd.call_attribute(self.engine, call, "tier"), "gold")
        self.assertIsNone(acd.call_attribute(self.engine, call, "nothing"))

        acd.call_hangup(self.engine, 61 * SECOND, call)
        self.answered(acd.ACTION_RELEASE, acd.OUTCOME_DONE)
        self.assertEqual(acd.agent_get(self.engine, ring.agent).state, acd.AGENT_STATE_WRAPUP)
        self.assertEqual(acd.engine_deadline(self.engine), 71 * SECOND)
        self.assertEqual(acd.engine_tick(self.engine, 71 * SECOND), acd.OK)
        self.assertEqual(acd.agent_get(self.engine, ring.agent).state, acd.AGENT_STATE_READY)

        kpi = acd.kpi_queue_get(self.engine, self.queue)
        self.assertEqual((kpi.offered, kpi.answered, kpi.no_answers, kpi.talk_us), (1, 1, 1, 60 * SECOND))
        self.assertEqual(acd.kpi_aht_us(kpi), 70 * SECOND)
        calls = acd.kpi_calls_get(self.engine)
        self.assertEqual((calls.arrived, calls.live, calls.ends[acd.END_COMPLETED]), (1, 0, 1))
        with self.assertRaises(acd.Error) as raised:
            acd.call_get(self.engine, call)
        self.assertEqual(raised.exception.code, acd.ERR_STALE)

    def test_texts_outlive_what_lent_them(self) -> None:
        for agent_name in ("ann", "bob"):
            acd.agent_not_ready(self.engine, 0, acd.agent_find(self.engine, agent_name), 3)
        call = arrive(self.engine, 1, self.queue, caller="Zoë 😀")
        info = acd.call_get(self.engine, call)
        music = [action for action in actions(self.engine) if action.kind == acd.ACTION_MUSIC]
        acd.call_hangup(self.engine, 2, call)
        self.engine, _ = started()
        gc.collect()
        self.assertEqual(info.caller, "Zoë 😀")
        self.assertEqual([action.text for action in music], ["slow waltz"])

    def test_reconcile_ends_what_the_host_has_lost(self) -> None:
        kept, lost = arrive(self.engine, 1, self.queue), arrive(self.engine, 1, self.queue)
        acd.engine_reconcile(self.engine, 2, [kept])
        while acd.engine_deadline(self.engine) <= 2:
            acd.engine_tick(self.engine, 2)
        self.assertEqual(acd.call_get(self.engine, kept).host_ref, 77)
        with self.assertRaises(acd.Error):
            acd.call_get(self.engine, lost)
        self.assertEqual(acd.kpi_calls_get(self.engine).ends[acd.END_LOST_BY_HOST], 1)
        with self.assertRaises(TypeError):
            acd.engine_reconcile(self.engine, 2, ["not an id"])  # type: ignore[list-item]


    def test_an_agent_who_is_not_listed_is_logged_out(self) -> None:
        ann, bob = (acd.agent_find(self.engine, name) for name in ("ann", "bob"))
        call = arrive(self.engine, 1, self.queue)
        acd.engine_reconcile_agents(self.engine, 2, [bob])
        while acd.engine_deadline(self.engine) <= 2:
            acd.engine_tick(self.engine, 2)
        self.assertEqual(acd.agent_get(self.engine, ann).state, acd.AGENT_STATE_LOGGED_OUT)
        rung = [action.agent for action in actions(self.engine) if action.kind == acd.ACTION_RING]
        self.assertEqual(rung, [ann, bob])
        self.assertEqual(acd.agent_get(self.engine, bob).call, call)
        with self.assertRaises(TypeError):
            acd.engine_reconcile_agents(self.engine, 3, None)  # type: ignore[arg-type]


class ErrorTest(unittest.TestCase):
    def test_every_error_of_a_definition_is_listed(self) -> None:
        definition = centre()
        queue = acd.definition_add(definition, acd.NOUN_QUEUE, 0, "sales")
        acd.definition_add(definition, acd.NOUN_MEMBER, queue, "bobb")
        acd.definition_set_text(definition, queue, acd.QUEUE_OVERFLOW, "suport")
        engine = acd.Engine()
        with self.assertRaises(acd.Error) as raised:
            acd.definition_submit(definition, engine, 0, acd.DEFINE_WHOLE)
        self.assertEqual(raised.exception.code, acd.ERR_DEFINITION)
        told = str(raised.exception)
        self.assertTrue(told.startswith(f"definition_submit: {acd.status_text(acd.ERR_DEFINITION)}: queue \"sales\""), told)
        self.assertIn(', and more', told)
        found = [acd.engine_error_at(engine, i) for i in range(acd.engine_errors_count(engine))]
        self.assertEqual(sorted(error.nearest for error in found), ["bob", "support"])
        self.assertTrue(all(error.object > 0 and error.path and error.text for error in found))

    def test_an_exception_says_what_it_was_about(self) -> None:
        engine, queue = started()
        ann = acd.agent_find(engine, "ann")
        arrival = acd.Arrival()
        arrival.number = "100"
        wrong: list[tuple[Callable[[], object], str, int, str]] = [
            (lambda: acd.agent_ready(engine, 0, ann), "agent_ready", acd.ERR_STATE, f'agent {ann} "ann" is ready'),
            (lambda: acd.agent_logout(engine, 0, queue), "agent_logout", acd.ERR_NOT_FOUND, f"agent {queue}"),
            (lambda: acd.agent_find(engine, "anne"), "agent_find", acd.ERR_NOT_FOUND, 'agent "anne"'),
            (lambda: acd.call_hangup(engine, 0, 99), "call_hangup", acd.ERR_NOT_FOUND, "call 99"),
            (
                lambda: acd.call_arrive(engine, 0, arrival),
                "call_arrive",
                acd.ERR_NOT_FOUND,
                'to number "100", queue 0, flow 0, needing 0 skills',
            ),
            (lambda: acd.engine_tick(engine, -5), "engine_tick", acd.ERR_ARGUMENT, "time_us -5"),
        ]
        if hasattr(acd, "Json"):
            json = acd.Json()
            wrong.append(
                (
                    lambda: acd.json_load_text(json, "{\n,}"),
                    "json_load_text",
                    acd.ERR_DEFINITION,
                    '2:1: not JSON: found ",", expected a key in quotes, or "}"',
                )
            )
            wrong.append(
                (
                    lambda: acd.json_load_file(json, "no/such.json"),
                    "json_load_file",
                    acd.ERR_IO,
                    "no/such.json: cannot be read: No such file or directory",
                )
            )
        for call, function, code, about in wrong:
            with self.subTest(function=function), self.assertRaises(acd.Error) as raised:
                call()
            self.assertEqual((raised.exception.code, raised.exception.function), (code, function))
            self.assertEqual(str(raised.exception), f"{function}: {acd.status_text(code)}: {about}")

    def test_a_misspelt_field_is_refused(self) -> None:
        arrival = acd.Arrival()
        with self.assertRaises(AttributeError):
            arrival.calller = "x"  # type: ignore[attr-defined]
        with self.assertRaises(AttributeError):
            acd.Options().calls_max = 5  # type: ignore[attr-defined]

    def test_what_cannot_be_a_text_or_a_handle(self) -> None:
        engine, _ = started()
        with self.assertRaises(ValueError):
            acd.queue_find(engine, "support\0er")
        with self.assertRaises(ValueError):
            acd.queue_find(None, "support")  # type: ignore[arg-type]
        with self.assertRaises(TypeError):
            acd.queue_find(engine, 5)  # type: ignore[arg-type]
        with self.assertRaises(TypeError):
            acd.queue_find(acd.Definition(), "support")  # type: ignore[arg-type]
        with self.assertRaises(OverflowError):
            acd.engine_tick(engine, 1 << 64)
        with self.assertRaises(AttributeError):
            acd.kpi_calls_get(engine).arrived = 5  # type: ignore[misc]

    def test_tables_end(self) -> None:
        nouns: list[str] = []
        while (noun := acd.noun_next(len(nouns))) is not None:
            nouns.append(noun.name)
        self.assertEqual(nouns[0], "centre")
        self.assertIn("queue_skill", nouns)

    def test_a_definition_is_read(self) -> None:
        definition = acd.Definition()
        queue = acd.definition_add(definition, acd.NOUN_QUEUE, 0, "support")
        acd.definition_add(definition, acd.NOUN_MEMBER, queue, "ann")
        acd.definition_set_text(definition, queue, acd.QUEUE_MUSIC, "jazz")
        self.assertEqual(acd.definition_find(definition, acd.NOUN_QUEUE, 0, "support"), queue)
        info = acd.definition_object(definition, queue)
        self.assertEqual((info.noun, info.name, info.parent, info.first_child), (acd.NOUN_QUEUE, "support", 0, 2))
        value = acd.definition_property(definition, queue, 0)
        assert value is not None
        self.assertEqual((value.property_id, value.text, value.given), (acd.QUEUE_MUSIC, "jazz", 1))
        self.assertIsNone(acd.definition_property(definition, queue, 1))
        self.assertEqual(acd.definition_get(definition, queue, acd.QUEUE_PRIORITY).given, 0)
        self.assertEqual(acd.definition_int(definition, queue, acd.QUEUE_RING_TIMEOUT_US), 20_000_000)
        self.assertEqual(acd.definition_text(definition, queue, acd.QUEUE_MUSIC), "jazz")
        with self.assertRaises(acd.Error) as raised:
            acd.definition_find(definition, acd.NOUN_QUEUE, 0, "sales")
        self.assertEqual(raised.exception.code, acd.ERR_NOT_FOUND)

    def test_a_definition_is_looked_through(self) -> None:
        definition = acd.Definition()
        flow = acd.definition_add(definition, acd.NOUN_FLOW, 0, "main")
        for name in ("first", "second"):
            node = acd.definition_add(definition, acd.NOUN_NODE, flow, name)
            acd.definition_set(definition, node, acd.NODE_KIND, acd.NODE_KIND_HANGUP)
        acd.definition_set_text(definition, flow, acd.FLOW_START, "first")
        check = acd.Check(definition)
        del definition
        count = acd.check_findings_count(check, 0)
        found = [acd.check_finding_at(check, index) for index in range(count)]
        self.assertIn(("unreachable", "second"), [(acd.finding_kind_str(one.kind), one.node) for one in found])
        self.assertEqual(acd.check_findings_count(check, acd.SEVERITY_ERROR), 0)
        with self.assertRaises(acd.Error) as raised:
            acd.check_finding_at(check, count)
        self.assertEqual(raised.exception.code, acd.ERR_NOT_FOUND)

    @unittest.skipUnless(hasattr(acd, "Json"), "without JSON")
    def test_a_document_is_looked_through(self) -> None:
        json = acd.Json()
        self.assertIsNone(acd.json_definition(json))
        acd.json_load_text(json, '{"queues": {"q": {}}, "numbers": {"1": "f"}, "flows": {"f": {"start": "n", "nodes": '
                                 '{"n": {"kind": "queue", "queue": "q"}}}}}')
        definition = acd.json_definition(json)
        assert definition is not None
        engine = acd.Engine()
        acd.json_submit(json, engine, 0, acd.DEFINE_WHOLE)
        del json  # the definition is a copy
        for one in (definition, acd.definition_copy(definition), acd.definition_running(engine)):
            check = acd.Check(one)
            kinds = [acd.finding_kind_str(acd.check_finding_at(check, i).kind) for i in range(acd.check_findings_count(check, 0))]
            self.assertIn("queue_unserved", kinds)

    def test_definitions_are_compared(self) -> None:
        before, after = acd.Definition(), acd.Definition()
        for definition, music in ((before, "jazz"), (after, "blues")):
            queue = acd.definition_add(definition, acd.NOUN_QUEUE, 0, "support")
            acd.definition_set_text(definition, queue, acd.QUEUE_MUSIC, music)
        difference = acd.Difference(before, after)
        del before, after
        self.assertEqual(acd.difference_edits_count(difference), 1)
        edit = acd.difference_edit_at(difference, 0)
        self.assertEqual((acd.edit_kind_str(edit.kind), edit.path, edit.property_name, edit.before, edit.after),
                         ("changed", 'queue "support"', "music", '"jazz"', '"blues"'))
        with self.assertRaises(acd.Error):
            acd.difference_edit_at(difference, 1)

    def test_options(self) -> None:
        options = acd.Options()
        acd.options_set(options, acd.OPTION_CALLS_MAX, 1)
        with self.assertRaises(acd.Error) as raised:
            acd.options_set(options, acd.OPTION_CALLS_MAX, 0)
        self.assertEqual(raised.exception.code, acd.ERR_ARGUMENT)
        engine = acd.Engine(options)
        del options
        acd.definition_submit(centre(), engine, 0, acd.DEFINE_WHOLE)
        queue = acd.queue_find(engine, "support")
        arrive(engine, 1, queue)
        with self.assertRaises(acd.Error) as raised:
            arrive(engine, 1, queue)
        self.assertEqual(raised.exception.code, acd.ERR_LIMIT)


DOCUMENT = """{
  "agents": {"ann": {}, "bob": {}},
  "queues": {
    "support": {"members": ["ann", "bob"], "ring_timeout_s": 15, "music": "slow waltz"},
    "sales": {"members": ["bobb"]}
  }
}"""


@unittest.skipUnless(hasattr(acd, "Json"), "built without libacd-json")
class JsonTest(unittest.TestCase):
    def test_a_definition_from_json(self) -> None:
        json, engine = acd.Json(), acd.Engine()
        acd.json_load_text(json, DOCUMENT.replace("bobb", "bob"))
        acd.json_submit(json, engine, 0, acd.DEFINE_WHOLE)
        del json
        arrive(engine, 0, acd.queue_find(engine, "support"))
        self.assertIn(15 * SECOND, [action.deadline_us for action in actions(engine) if action.kind == acd.ACTION_RING])

    def test_errors_say_where(self) -> None:
        json, engine = acd.Json(), acd.Engine()
        acd.json_load_text(json, DOCUMENT)
        with self.assertRaises(acd.Error) as raised:
            acd.json_submit(json, engine, 0, acd.DEFINE_WHOLE)
        self.assertEqual(raised.exception.code, acd.ERR_DEFINITION)
        error = acd.json_error_at(json, 0)
        self.assertEqual(acd.json_errors_count(json), 1)
        self.assertEqual((error.line, error.path, error.nearest), (5, "/queues/sales/members/0", "bob"))


class CallbackTest(unittest.TestCase):
    def test_a_customer_is_called_back(self) -> None:
        definition = centre()
        acd.definition_add(definition, acd.NOUN_CALLBACK, 0, "soon")
        queue = acd.definition_add(definition, acd.NOUN_QUEUE, 0, "all")
        acd.definition_add(definition, acd.NOUN_MEMBER, queue, "ann")
        engine = acd.Engine()
        acd.definition_submit(definition, engine, 0, acd.DEFINE_WHOLE)
        wish = acd.CallbackWish()
        wish.number = "+4144"
        wish.plan = acd.callback_plan_find(engine, "soon")
        wish.queue = acd.queue_find(engine, "all")
        call = acd.callback_request(engine, 0, wish)
        self.assertEqual(acd.callback_get(engine, call).number, "+4144")
        self.assertEqual(acd.callback_next(engine, "+4144", 0), call)
        (ring,) = actions(engine)
        acd.action_result(engine, 1, ring.id, acd.OUTCOME_ACCEPTED, None)
        (dial,) = actions(engine)
        self.assertEqual((dial.kind, dial.text, dial.agent), (acd.ACTION_DIAL, "+4144", ring.agent))
        acd.action_result(engine, 2, dial.id, acd.OUTCOME_BRIDGED, None)
        self.assertEqual(acd.call_get(engine, call).state, acd.CALL_STATE_TALKING)
        with self.assertRaises(acd.Error):
            acd.callback_cancel(engine, 3, call)


class CampaignTest(unittest.TestCase):
    def test_a_task_is_held_back_and_picked(self) -> None:
        definition = centre()
        acd.definition_add(definition, acd.NOUN_CALLBACK, 0, "soon")
        queue = acd.definition_add(definition, acd.NOUN_QUEUE, 0, "all")
        acd.definition_add(definition, acd.NOUN_MEMBER, queue, "ann")
        campaign = acd.definition_add(definition, acd.NOUN_CAMPAIGN, 0, "welcome")
        acd.definition_set_text(definition, campaign, acd.CAMPAIGN_CALLBACK, "soon")
        acd.definition_set_text(definition, campaign, acd.CAMPAIGN_QUEUE, "all")
        acd.definition_set(definition, campaign, acd.CAMPAIGN_READY_MIN, 1)
        acd.definition_add(definition, acd.NOUN_CAMPAIGN_QUEUE, campaign, "all")
        engine = acd.Engine()
        acd.definition_submit(definition, engine, 0, acd.DEFINE_WHOLE)
        wish = acd.CallbackWish()
        wish.number = "+4144"
        wish.campaign = acd.campaign_find(engine, "welcome")
        call = acd.callback_request(engine, 0, wish)
        self.assertEqual(acd.campaign_task_next(engine, wish.campaign, 0), call)
        info = acd.campaign_get(engine, wish.campaign)
        self.assertEqual((info.name, info.tasks_count), ("welcome", 1))
        self.assertEqual(acd.held_by_str(info.held_by), "ready")
        self.assertEqual(acd.campaign_watch_get(engine, wish.campaign, 0).service_level_ppm, 1000000)
        acd.call_pick_up(engine, 1, call, acd.agent_find(engine, "ann"), 0)
        self.assertEqual([action.text for action in actions(engine)], ["+4144"])
        self.assertEqual(acd.campaign_task_next(engine, wish.campaign, 0), 0)
        with self.assertRaises(acd.Error):
            acd.campaign_find(engine, "none")


class SlotTest(unittest.TestCase):
    def test_a_slot_is_found_held_and_booked(self) -> None:
        definition = centre()
        acd.definition_add(definition, acd.NOUN_CALLBACK, 0, "soon")
        acd.definition_add(definition, acd.NOUN_QUEUE, 0, "all")
        schedule = acd.definition_add(definition, acd.NOUN_SCHEDULE, 0, "open")
        hours = acd.definition_add(definition, acd.NOUN_HOURS, schedule, "nine to ten")
        acd.definition_set(definition, hours, acd.HOURS_DAYS, 127)
        acd.definition_set(definition, hours, acd.HOURS_FROM_US, 9 * 3600 * 10**6)
        acd.definition_set(definition, hours, acd.HOURS_TO_US, 10 * 3600 * 10**6)
        plan = acd.definition_add(definition, acd.NOUN_SLOT_PLAN, 0, "visit")
        acd.definition_set_text(definition, plan, acd.SLOT_PLAN_CALLBACK, "soon")
        acd.definition_set_text(definition, plan, acd.SLOT_PLAN_QUEUE, "all")
        acd.definition_set_text(definition, plan, acd.SLOT_PLAN_SCHEDULE, "open")
        acd.definition_set(definition, plan, acd.SLOT_PLAN_HORIZON_US, 10 * 3600 * 10**6)
        engine = acd.Engine()
        acd.definition_submit(definition, engine, 0, acd.DEFINE_WHOLE)
        wish = acd.SlotWish()
        wish.number = "+4144"
        wish.plan = acd.slot_plan_find(engine, "visit")
        wish.hold = 1
        first = acd.slot_next(engine, wish.plan, 0, acd.SLOT_NEXT_FREE)
        assert first is not None
        self.assertEqual((first.date, first.clock_us, first.free), (19700101, 9 * 3600 * 10**6, 1))
        wish.date, wish.clock_us = first.date, first.clock_us
        call = acd.slot_book(engine, 0, wish)
        self.assertEqual(acd.slot_booking_get(engine, call).held, 1)
        acd.slot_confirm(engine, 1, call)
        second = acd.slot_next(engine, wish.plan, 0, acd.SLOT_NEXT_FREE)
        assert second is not None
        acd.slot_move(engine, 2, call, second.date, second.clock_us)
        self.assertEqual(acd.slot_get(engine, wish.plan, second.date, second.clock_us).state, acd.SLOT_STATE_FULL)
        self.assertEqual(acd.slot_booking_next(engine, wish.plan, second.date, second.clock_us, 0), call)
        self.assertIsNone(acd.slot_next(engine, wish.plan, second.starts_wall_us, acd.SLOT_NEXT_FREE))
        self.assertEqual(acd.kpi_calls_get(engine).slots_by_change[acd.SLOT_MOVED], 1)
        with self.assertRaises(acd.Error) as raised:
            acd.slot_confirm(engine, 3, call)
        self.assertEqual(raised.exception.code, acd.ERR_STATE)


class MarkTest(unittest.TestCase):
    def test_what_is_said_of_a_conversation_that_is_over(self) -> None:
        engine = acd.Engine()
        acd.definition_submit(centre(), engine, 0, acd.DEFINE_WHOLE)
        queue = acd.queue_next(engine, 0)
        mark = acd.Mark()
        mark.fields = acd.MARK_RATING | acd.MARK_RESOLVED
        mark.rating, mark.resolved, mark.queue = 5, 1, queue
        acd.call_mark(engine, 0, 0, mark)
        kpi = acd.kpi_queue_get(engine, queue)
        self.assertEqual((kpi.ratings, kpi.satisfied, kpi.resolved), (1, 1, 1))
        self.assertEqual(acd.kpi_rating_hundredths(kpi), 500)
        mark.rating = 6
        with self.assertRaises(acd.Error) as raised:
            acd.call_mark(engine, 0, 0, mark)
        self.assertEqual(raised.exception.code, acd.ERR_ARGUMENT)
        self.assertIsInstance(acd.queue_estimate(engine, queue, acd.ESTIMATE_WORK), int)


class RequirementTest(unittest.TestCase):
    def test_a_call_that_needs_a_skill(self) -> None:
        definition = centre()
        acd.definition_add(definition, acd.NOUN_SKILL, 0, "dutch")
        cleo = acd.definition_add(definition, acd.NOUN_AGENT, 0, "cleo")
        skill = acd.definition_add(definition, acd.NOUN_AGENT_SKILL, cleo, "dutch")
        acd.definition_set(definition, skill, acd.AGENT_SKILL_LEVEL, 4)
        queue = acd.definition_add(definition, acd.NOUN_QUEUE, 0, "all")
        for name in ("ann", "bob", "cleo"):
            acd.definition_add(definition, acd.NOUN_MEMBER, queue, name)
        engine = acd.Engine()
        acd.definition_submit(definition, engine, 0, acd.DEFINE_WHOLE)
        arrival = acd.Arrival()
        arrival.queue = acd.queue_find(engine, "all")
        arrival.require(acd.skill_find(engine, "dutch"), 4)
        acd.call_arrive(engine, 0, arrival)
        rings = [action for action in actions(engine) if action.kind == acd.ACTION_RING]
        rung = [acd.agent_get(engine, action.agent).name for action in rings]
        self.assertEqual(rung, ["cleo"])

    def test_a_waiting_call_needs_something_else(self) -> None:
        definition = acd.Definition()
        acd.definition_add(definition, acd.NOUN_SKILL, 0, "dutch")
        acd.definition_add(definition, acd.NOUN_SKILL, 0, "sales")
        ann = acd.definition_add(definition, acd.NOUN_AGENT, 0, "ann")
        acd.definition_add(definition, acd.NOUN_AGENT_SKILL, ann, "sales")
        queue = acd.definition_add(definition, acd.NOUN_QUEUE, 0, "all")
        acd.definition_add(definition, acd.NOUN_MEMBER, queue, "ann")
        engine = acd.Engine()
        acd.definition_submit(definition, engine, 0, acd.DEFINE_WHOLE)
        dutch, sales = acd.skill_find(engine, "dutch"), acd.skill_find(engine, "sales")
        arrival = acd.Arrival()
        arrival.queue = acd.queue_find(engine, "all")
        arrival.require(dutch, 1)
        call = acd.call_arrive(engine, 0, arrival)
        self.assertEqual(acd.call_get(engine, call).offers_count, 0)
        acd.call_require(engine, 1, call, [(sales, 1)])
        self.assertEqual(acd.call_get(engine, call).offers_count, 1)
        acd.call_require(engine, 1, call, [(sales, 1), [dutch, 2]])  # type: ignore[list-item]
        self.assertEqual(acd.call_get(engine, call).offers_count, 0)
        acd.call_require(engine, 2, call, ())
        self.assertEqual(acd.call_get(engine, call).offers_count, 1)
        with self.assertRaises(acd.Error) as caught:
            acd.call_require(engine, 3, call, [(sales, 0)])
        self.assertEqual(caught.exception.code, acd.ERR_ARGUMENT)
        for wrong in (5, [5], [(sales,)], [(sales, 1, 2)], [("sales", 1)]):
            with self.assertRaises(TypeError):
                acd.call_require(engine, 3, call, wrong)  # type: ignore[arg-type]


class CapacityTest(unittest.TestCase):
    """Ann with chats and mails in hand, which give way to calls."""

    def setUp(self) -> None:
        definition = acd.Definition()
        for name, weight in (("voice", 100), ("chat", 40), ("mail", 60)):
            channel = acd.definition_add(definition, acd.NOUN_CHANNEL, 0, name)
            acd.definition_set(definition, channel, acd.CHANNEL_WEIGHT, weight)
            if name == "voice":
                for other in ("chat", "mail"):
                    acd.definition_add(definition, acd.NOUN_INTERRUPT, channel, other)
        ann = acd.definition_add(definition, acd.NOUN_AGENT, 0, "ann")
        chats = acd.definition_add(definition, acd.NOUN_AGENT_CHANNEL, ann, "chat")
        acd.definition_set(definition, chats, acd.AGENT_CHANNEL_MAX, 1)
        for name in ("voice", "chat", "mail"):
            queue = acd.definition_add(definition, acd.NOUN_QUEUE, 0, name)
            acd.definition_set_text(definition, queue, acd.QUEUE_CHANNEL, name)
            acd.definition_add(definition, acd.NOUN_MEMBER, queue, "ann")
        self.engine = acd.Engine()
        acd.definition_submit(definition, self.engine, 0, acd.DEFINE_WHOLE)
        self.ann = acd.agent_find(self.engine, "ann")

    def tearDown(self) -> None:
        acd.engine_check(self.engine, 1)

    def answered(self, time_us: int, queue: str) -> int:
        """A call to that queue that Ann answers at once."""
        call = arrive(self.engine, time_us, acd.queue_find(self.engine, queue))
        for action in list(actions(self.engine)):
            outcome = acd.OUTCOME_BRIDGED if action.kind == acd.ACTION_RING else acd.OUTCOME_DONE
            acd.action_result(self.engine, time_us, action.id, outcome, None)
        return call

    def lines(self) -> list[acd.LineInfo]:
        count = acd.agent_get(self.engine, self.ann).lines_count
        return [acd.agent_line(self.engine, self.ann, index) for index in range(count)]

    def test_several_calls_in_hand(self) -> None:
        voice, chat = acd.channel_find(self.engine, "voice"), acd.channel_find(self.engine, "chat")
        self.assertEqual(acd.channel_name(self.engine, chat), "chat")
        self.assertIsNone(acd.channel_name(self.engine, self.ann))
        with self.assertRaises(acd.Error) as raised:
            acd.channel_find(self.engine, "fax")
        self.assertEqual((raised.exception.code, raised.exception.function), (acd.ERR_NOT_FOUND, "channel_find"))
        self.assertIn('channel "fax"', str(raised.exception))

        first, second = self.answered(0, "chat"), self.answered(SECOND, "mail")
        self.assertEqual(acd.agent_get(self.engine, self.ann).load, 100)
        self.assertEqual({(line.call, line.weight) for line in self.lines()}, {(first, 40), (second, 60)})
        third = self.answered(2 * SECOND, "voice")
        self.assertEqual(
            {(line.call, line.channel == voice, line.state, line.weight, line.interrupted) for line in self.lines()},
            {
                (first, False, acd.AGENT_STATE_BUSY, 0, 1),
                (second, False, acd.AGENT_STATE_BUSY, 0, 1),
                (third, True, acd.AGENT_STATE_BUSY, 100, 0),
            },
        )
        with self.assertRaises(acd.Error) as raised:
            acd.agent_line(self.engine, self.ann, 3)
        self.assertEqual(raised.exception.code, acd.ERR_NOT_FOUND)
        with self.assertRaises(acd.Error) as raised:
            acd.agent_hangup(self.engine, 3 * SECOND, self.ann, 0)  # which of the three?
        self.assertEqual(raised.exception.code, acd.ERR_STATE)
        acd.agent_hangup(self.engine, 3 * SECOND, self.ann, third)
        self.assertEqual([line.interrupted for line in self.lines()], [0, 0])

    def test_a_call_waits_in_two_queues(self) -> None:
        voice, mail = acd.queue_find(self.engine, "voice"), acd.queue_find(self.engine, "mail")
        self.answered(0, "voice")
        call = arrive(self.engine, SECOND, mail)
        acd.call_also(self.engine, 2 * SECOND, call, voice)
        self.assertEqual(acd.call_queue_next(self.engine, call, 0), mail)
        self.assertEqual(acd.call_queue_next(self.engine, call, mail), voice)
        self.assertEqual(acd.call_queue_next(self.engine, call, voice), 0)
        wait = acd.call_wait_get(self.engine, call, voice)
        self.assertEqual((wait.queue, wait.queued_at_us, wait.rings, wait.position), (voice, 2 * SECOND, 0, 1))
        outlook = acd.explain_wait_in(self.engine, call, voice)
        self.assertEqual((outlook.members_count, outlook.busy_count), (1, 1))
        acd.call_also_end(self.engine, 3 * SECOND, call, voice)
        for gone in (acd.call_wait_get, acd.explain_wait_in):
            with self.assertRaises(acd.Error) as raised:
                gone(self.engine, call, voice)
            self.assertEqual(raised.exception.code, acd.ERR_STATE)

    def test_a_definition_is_amended(self) -> None:
        change = acd.Definition()
        ann = acd.definition_amend(change, acd.NOUN_AGENT, "ann")
        acd.definition_remove_below(change, ann, acd.NOUN_AGENT_CHANNEL, "chat")
        acd.definition_set(change, ann, acd.AGENT_CAPACITY, 80)
        acd.definition_submit(change, self.engine, SECOND, acd.DEFINE_CHANGE)
        self.answered(2 * SECOND, "chat")
        self.answered(3 * SECOND, "chat")  # of which she took only one
        info = acd.agent_get(self.engine, self.ann)
        self.assertEqual((info.lines_count, info.load, info.capacity), (2, 80, 80))
        nobody = acd.Definition()
        acd.definition_amend(nobody, acd.NOUN_AGENT, "bob")
        with self.assertRaises(acd.Error) as raised:
            acd.definition_submit(nobody, self.engine, 4 * SECOND, acd.DEFINE_CHANGE)
        self.assertEqual(raised.exception.code, acd.ERR_DEFINITION)
        self.assertEqual(acd.engine_error_at(self.engine, 0).code, acd.ERR_NOT_FOUND)

    def test_zones_are_bytes(self) -> None:
        # A file with nothing but a footer.
        block = b"TZif2" + bytes(15 + 16) + bytes([0, 0, 0, 1, 0, 0, 0, 4]) + bytes(6) + b"UTC\0"
        data = block * 2 + b"\nCET-1CEST,M3.5.0,M10.5.0/3\n"
        zone = acd.Tzif(data)
        self.assertEqual(acd.tzif_offset(zone, 0), [3600 * SECOND, 7520400 * SECOND])
        self.assertEqual(acd.tzif_local(zone, 0), [19700101, 3600 * SECOND])
        autumn = 1792890000 * SECOND
        self.assertEqual(acd.tzif_instants(zone, 20261025, 2 * 3600 * SECOND), [2, autumn - 3600 * SECOND, autumn])
        with self.assertRaises(acd.Error) as raised:
            acd.Tzif(data[:-1])
        self.assertEqual(raised.exception.code, acd.ERR_ENCODING)
        self.assertIn(f"at byte {len(data) - 1}: expected", str(raised.exception))
        acd.zone_set(self.engine, SECOND, "Here", data)
        here = acd.zone_find(self.engine, "Here")
        self.assertEqual(acd.zone_bytes(self.engine, here), data)
        self.assertEqual((acd.zone_get(self.engine, here).bytes_count, acd.zone_next(self.engine, 0)), (len(data), here))
        definition = acd.Definition()
        schedule = acd.definition_add(definition, acd.NOUN_SCHEDULE, 0, "office")
        acd.definition_set_text(definition, schedule, acd.SCHEDULE_ZONE, "Here")
        self.assertEqual(acd.definition_zone_next(definition, 0), [schedule, "Here"])
        self.assertEqual(acd.definition_zone_next(definition, schedule), [0, None])
        acd.zone_remove(self.engine, SECOND, "Here")
        with self.assertRaises(acd.Error) as raised:
            acd.zone_set(self.engine, SECOND, "Here", bytearray(data[4:]))
        self.assertIn('zone "Here": at byte 0: expected', str(raised.exception))

    def test_objects_can_be_looked_at_but_not_copied(self) -> None:
        things = [made for kind in vars(acd).values() if isinstance(kind, type) and (made := self.made(kind)) is not None]
        self.assertGreater(len(things), 20)
        for thing in things:
            with self.subTest(type(thing).__name__):
                self.assertIn("this", dir(thing))
                self.assertIn("this", vars(thing))
                self.assertIs(weakref.ref(thing)(), thing)
                copies: list[Callable[[object], object]] = [copy.copy, copy.deepcopy, pickle.dumps]
                for copied in copies:
                    with self.assertRaisesRegex(TypeError, "no copies"):
                        copied(thing)

    @staticmethod
    def made(kind: type) -> object:
        """One of a class that is made of nothing; else None."""
        if kind.__module__ != "acd.raw" or issubclass(kind, type):
            return None
        try:
            return kind()
        except (AttributeError, TypeError, ValueError):
            return None

    def test_hooks_are_set_by_a_feed(self) -> None:
        for name in ("options_set_score", "options_set_explain", "options_set_events", "options_set_log"):
            self.assertFalse(hasattr(acd, name), name)


if __name__ == "__main__":
    unittest.main()
