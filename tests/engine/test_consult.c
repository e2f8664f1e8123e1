/* SPDX-License-Identifier: Apache-2.0 */
/* Consultation and attended transfer: clocks, figures, what the host is told, what the consultation inherits (acd/party.h). */
#include "centre.h"

static const char definition[] = "agent ann\nagent bob\n"
                                 "queue desk wrapup=5s\n  member ann\n"
                                 "queue sales wrapup=9s wait_max=60s service_level=20s\n  member bob\n"
                                 "number 100 queue=desk\n";

typedef struct story {
  test_host host;
  acd_id call, consult;
} story;

static void begin(story *of)
{
  host_begin(&of->host, NULL);
  host_define(&of->host, definition);
  of->call = host_arrive(&of->host, "100");
  host_connect(&of->host, "ann");
  host_pass(&of->host, 3 * SECOND);
}

static void consult(story *of, int kind, acd_id target)
{
  test_host *host = &of->host;
  assert_int_equal(acd_call_consult(host->engine, host->now, of->call, kind, target, 77, &of->consult), ACD_OK);
  host_pull(host);
}

static int64_t segments(const test_host *host, acd_id call, int64_t segment)
{
  int64_t sum = 0;
  for (size_t i = 0; i < host->events_count; i++)
    if (host->events[i].kind == ACD_EVENT_SEGMENT && host->events[i].call == call && host->events[i].detail == segment)
      sum += host->events[i].value_us;
  return sum;
}

/* Caller and ann 3 s; bob rings 1 s, they talk 4 s; then bob and the caller 10 s, 2 of them on hold. */
static void clocks_and_figures_of_an_attended_transfer(void **state)
{
  (void)state;
  story of;
  test_host *host = &of.host;
  begin(&of);
  consult(&of, ACD_TARGET_QUEUE, host_queue(host, "sales"));
  host_pass(host, SECOND);
  host_connect(host, "bob");
  host_pass(host, 4 * SECOND);
  assert_int_equal(acd_call_complete(host->engine, host->now, of.call), ACD_OK);
  host_answer(host, "join bob", ACD_OUTCOME_DONE);
  assert_int_equal(host_agent_state(host, "ann"), ACD_AGENT_STATE_WRAPUP);
  assert_int_equal(centre_call(host, of.call).agent, host_agent(host, "bob"));
  assert_int_equal(centre_event(host, ACD_EVENT_JOINED, of.call)->value, of.consult);
  host_pass(host, 5 * SECOND);
  assert_int_equal(acd_call_hold(host->engine, host->now, of.call), ACD_OK);
  host_pass(host, 2 * SECOND);
  assert_int_equal(acd_call_resume(host->engine, host->now, of.call), ACD_OK);
  host_pass(host, 3 * SECOND);
  host_hangup(host, of.call);
  assert_int_equal(host_agent_state(host, "bob"), ACD_AGENT_STATE_WRAPUP);
  host_pass(host, 20 * SECOND);

  acd_kpi_agent ann = host_kpi_agent(host, "ann"), bob = host_kpi_agent(host, "bob");
  assert_int_equal(ann.talk_us, 3 * SECOND);
  assert_int_equal(ann.hold_us, 5 * SECOND);
  assert_int_equal(ann.wrapup_us, 5 * SECOND);
  assert_int_equal(ann.transfers, 1);
  assert_int_equal(bob.talk_us, 12 * SECOND);
  assert_int_equal(bob.hold_us, 2 * SECOND);
  assert_int_equal(bob.wrapup_us, 9 * SECOND);
  assert_int_equal(bob.answered, 1);
  assert_int_equal(bob.handled, 1);
  assert_int_equal(centre_agent(host, "bob").talk_us, 14 * SECOND);
  acd_kpi_queue desk = host_kpi(host, "desk"), sales = host_kpi(host, "sales");
  assert_int_equal(desk.transfers, 1);
  assert_int_equal(desk.hold_us, 5 * SECOND);
  assert_int_equal(sales.consulted_in, 1);
  assert_int_equal(sales.offered + sales.transferred_in, 0);
  assert_int_equal(sales.answered, 1);
  assert_int_equal(sales.handled, 1);
  assert_int_equal(sales.wait_us, SECOND);
  assert_int_equal(sales.talk_us, 12 * SECOND);
  assert_int_equal(acd_kpi_service_level_ppm(&sales), 1000000);
  acd_kpi_calls calls = host_kpi_calls(host);
  assert_int_equal(calls.arrived, 1);
  assert_int_equal(calls.ended, 1);
  assert_int_equal(calls.consultations, 1);
  assert_int_equal(calls.joined, 1);
  assert_int_equal(calls.consultations_live, 0);
  assert_int_equal(segments(host, of.call, ACD_SEGMENT_AGENT), 18 * SECOND);
  assert_int_equal(segments(host, of.consult, ACD_SEGMENT_QUEUE), SECOND);
  assert_int_equal(segments(host, of.consult, ACD_SEGMENT_CONSULTATION), 4 * SECOND);
  host_end(host);
}

/* Consulted twice in one call, given up once before and once after the answer; hold goes on from one to the other. */
static void what_is_given_up(void **state)
{
  (void)state;
  story of;
  test_host *host = &of.host;
  begin(&of);
  assert_int_equal(acd_call_hold(host->engine, host->now, of.call), ACD_OK);
  host_pass(host, 2 * SECOND);
  consult(&of, ACD_TARGET_QUEUE, host_queue(host, "sales"));
  host_pass(host, 4 * SECOND);
  host_hangup(host, of.consult); /* the caller stays on hold */
  host_pass(host, SECOND);
  consult(&of, ACD_TARGET_AGENT, host_agent(host, "bob"));
  host_connect(host, "bob");
  host_pass(host, 6 * SECOND);
  assert_int_equal(acd_call_resume(host->engine, host->now, of.call), ACD_OK);
  host_pass(host, 10 * SECOND);
  host_hangup(host, of.call);
  acd_kpi_agent ann = host_kpi_agent(host, "ann"), bob = host_kpi_agent(host, "bob");
  assert_int_equal(ann.talk_us, 13 * SECOND);
  assert_int_equal(ann.hold_us, 13 * SECOND);
  assert_int_equal(bob.talk_us, 6 * SECOND);
  assert_int_equal(bob.answered, 1);
  assert_int_equal(bob.refusals + bob.no_answers, 0);
  acd_kpi_queue sales = host_kpi(host, "sales");
  assert_int_equal(sales.cancelled, 1);
  assert_int_equal(sales.abandoned + sales.abandoned_short, 0);
  assert_int_equal(sales.queued_us, 4 * SECOND);
  acd_kpi_calls calls = host_kpi_calls(host);
  assert_int_equal(calls.consultations, 2);
  assert_int_equal(calls.joined, 0);
  assert_int_equal(calls.direct_answered, 1);
  assert_int_equal(segments(host, of.call, ACD_SEGMENT_AGENT), 26 * SECOND);
  host_end(host);
}

static void what_the_host_is_told(void **state)
{
  (void)state;
  story of;
  test_host *host = &of.host;
  begin(&of);
  consult(&of, ACD_TARGET_AGENT, host_agent(host, "bob"));
  const acd_action *ring = host_action_of(host, "ring bob");
  assert_int_equal(ring->call, of.consult);
  assert_int_equal(ring->call_ref, 77);
  assert_int_equal(ring->related, of.call);
  assert_int_equal(centre_call(host, of.call).consultation, of.consult);
  assert_int_equal(centre_call(host, of.call).parent, 0);
  assert_int_equal(centre_call(host, of.consult).parent, of.call);
  assert_int_equal(centre_call(host, of.consult).consultation, 0);
  host_connect(host, "bob");
  assert_int_equal(acd_agent_hangup(host->engine, host->now, host_agent(host, "bob"), 0), ACD_OK);
  const acd_action *over = host_action_of(host, "hangup completed ann");
  assert_int_equal(over->call, of.consult);
  assert_int_equal(over->related, of.call);
  assert_int_equal(over->agent, host_agent(host, "ann"));
  host_pass(host, 20 * SECOND);
  consult(&of, ACD_TARGET_AGENT, host_agent(host, "bob"));
  host_connect(host, "bob");
  assert_int_equal(acd_call_complete(host->engine, host->now, of.call), ACD_OK);
  const acd_action *join = host_action_of(host, "join bob");
  assert_int_equal(join->call, of.call);
  assert_int_equal(join->related, of.consult);
  assert_int_equal(join->related_ref, 77);
  assert_int_equal(host_action_of(host, "hold ann")->related, 0);
  host_hangup(host, of.call);
  host_end(host);
}

/* It waits with the caller's priority, for an agent with the skills that the caller needs. */
static void what_it_inherits(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "skill welsh\nagent ann\n  agent_skill welsh\nagent bob\nagent cid presence=not_ready\n"
                     "  agent_skill welsh\nqueue desk\n  member ann\nqueue sales\n  member bob\n  member cid\n"
                     "number 100 queue=desk priority=5\nnumber 200 queue=sales\n");
  acd_id call = host_arrive_skill(&host, "100", "welsh", 1), id = 0;
  host_connect(&host, "ann");
  acd_id other = host_arrive(&host, "200"); /* bob is busy */
  host_connect(&host, "bob");
  acd_id waits = host_arrive(&host, "200");
  host_pass(&host, SECOND);
  assert_int_equal(acd_call_consult(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "sales"), 0, &id),
                   ACD_OK);
  assert_int_equal(centre_call(&host, id).priority, 5);
  assert_int_equal(acd_call_position(host.engine, id), 1);
  assert_int_equal(acd_call_position(host.engine, waits), 2);
  host_hangup(&host, other); /* bob has no Welsh */
  centre_rings(&host, waits, "bob");
  centre_ready(&host, "cid");
  centre_rings(&host, id, "cid");
  host_end(&host);
}

/* What a queue does to its calls by and by, it does to consultations. */
static void steps_and_more_rings(void **state)
{
  (void)state;
  test_host host;
  acd_id id = 0;
  host_begin(&host, NULL);
  host_define(&host, "skill welsh\nagent ann\nagent bob\nagent cid\nagent dora\nqueue desk\n  member ann\n"
                     "queue sales strategy=linear ring_count=1 ring_more=5s\n  member bob\n  member cid\n"
                     "queue expert\n  member dora\n  step first expression=welsh lasts=4s\n  step then\n"
                     "number 100 queue=desk\n");
  acd_id call = host_arrive(&host, "100");
  host_connect(&host, "ann");
  assert_int_equal(acd_call_consult(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "sales"), 0, &id),
                   ACD_OK);
  centre_rings(&host, id, "bob");
  host_pass(&host, 5 * SECOND);
  centre_rings(&host, id, "bob cid");
  host_hangup(&host, id);
  assert_int_equal(acd_call_consult(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "expert"), 0, &id),
                   ACD_OK);
  centre_rings(&host, id, "");
  host_pass(&host, 4 * SECOND);
  centre_rings(&host, id, "dora");
  host_end(&host);
}

/* A consultation is a call where calls are limited; refused, it leaves the caller where it was. */
static void limits(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, (int64_t[]){ACD_OPTION_CALLS_MAX, 1, 0});
  host_define(&host, definition);
  acd_id call = host_arrive(&host, "100"), id = 0;
  host_connect(&host, "ann");
  assert_int_equal(acd_call_consult(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "sales"), 0, &id),
                   ACD_ERR_LIMIT);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
  host_end(&host);
}

/* The host lists calls and consultations alike. */
static void reconciled(void **state)
{
  (void)state;
  story of;
  test_host *host = &of.host;
  begin(&of);
  consult(&of, ACD_TARGET_AGENT, host_agent(host, "bob"));
  acd_id both[] = {of.call, of.consult};
  assert_int_equal(acd_engine_reconcile(host->engine, host->now, both, 2), ACD_OK);
  host_pass(host, 0);
  assert_int_equal(host_call_state(host, of.consult), ACD_CALL_STATE_WAITING);
  assert_int_equal(acd_engine_reconcile(host->engine, host->now, both + 1, 1), ACD_OK);
  host_pass(host, 0);
  assert_int_equal(host_end_of(host, of.call), ACD_END_LOST_BY_HOST);
  assert_int_equal(host_call_state(host, of.consult), 0); /* it does not outlive its call */
  host_end(host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clocks_and_figures_of_an_attended_transfer),
      cmocka_unit_test(what_is_given_up),
      cmocka_unit_test(what_the_host_is_told),
      cmocka_unit_test(what_it_inherits),
      cmocka_unit_test(steps_and_more_rings),
      cmocka_unit_test(limits),
      cmocka_unit_test(reconciled),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
