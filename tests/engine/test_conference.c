/* SPDX-License-Identifier: Apache-2.0 */
/* Conferences: who is in them, who goes and what remains, each one's clocks and figures (acd/party.h). */
#include <stdio.h>

#include "centre.h"

static const char definition[] = "agent ann\nagent bob\nagent cid\n"
                                 "queue desk wrapup=5s music=blues\n  member ann\nqueue sales wrapup=7s\n  member bob\n"
                                 "flow main start=wait\n  node wait kind=queue queue=desk\n    exit next to=survey\n"
                                 "  node survey kind=play prompt=survey\n"
                                 "number 100 queue=desk\nnumber 200 flow=main\n";

static void add(test_host *host, acd_id call, const char *agent)
{
  char words[100];
  assert_int_equal(acd_call_consult(host->engine, host->now, call, ACD_TARGET_AGENT, host_agent(host, agent), 0, NULL),
                   ACD_OK);
  host_connect(host, agent);
  host_pass(host, SECOND);
  assert_int_equal(acd_call_conference(host->engine, host->now, call), ACD_OK);
  snprintf(words, sizeof words, "join %s", agent);
  host_answer(host, words, ACD_OUTCOME_DONE);
}

/* Ann has had the caller for 3 s and has consulted bob for 1 s. */
static acd_id begin(test_host *host, const char *number)
{
  host_begin(host, NULL);
  host_define(host, definition);
  acd_id call = host_arrive(host, number);
  host_connect(host, "ann");
  host_pass(host, 3 * SECOND);
  add(host, call, "bob");
  host_forget(host);
  return call;
}

static void in_it_are(const test_host *host, acd_id call, const char *names)
{
  char all[200] = "";
  for (acd_id at = 0; (at = acd_call_party_next(host->engine, call, at)) != 0;) {
    acd_agent_info info = {.size = sizeof info};
    assert_int_equal(acd_agent_get(host->engine, at, &info), ACD_OK);
    assert_int_equal(info.state, ACD_AGENT_STATE_BUSY);
    assert_int_equal(info.call, call);
    size_t used = strlen(all);
    snprintf(all + used, sizeof all - used, "%s%s", used ? " " : "", info.name);
  }
  assert_string_equal(all, names);
}

static void hangs_up(test_host *host, const char *agent)
{
  assert_int_equal(acd_agent_hangup(host->engine, host->now, host_agent(host, agent), 0), ACD_OK);
  host_check(host);
}

/* What happens to whom: the table of the header. Each row begins anew with ann, bob and the caller. */
static void who_goes_and_what_remains(void **state)
{
  (void)state;
  static const struct {
    const char *number, *who, *told, *left;
    int64_t end; /* of the call; 0: lives */
    int64_t ann, bob;
  } rows[] = {
      {"100", "bob", "", "ann", 0, ACD_AGENT_STATE_BUSY, ACD_AGENT_STATE_READY},
      {"100", "ann", "", "bob", 0, ACD_AGENT_STATE_WRAPUP, ACD_AGENT_STATE_BUSY},
      {"100", "ann bob", "hangup completed", "", ACD_END_COMPLETED, ACD_AGENT_STATE_WRAPUP, ACD_AGENT_STATE_READY},
      {"100", "bob ann", "hangup completed", "", ACD_END_COMPLETED, ACD_AGENT_STATE_WRAPUP, ACD_AGENT_STATE_READY},
      {"200", "ann bob", "play survey", "", 0, ACD_AGENT_STATE_WRAPUP, ACD_AGENT_STATE_READY},
      {"100", "caller", "release bob, release ann", "", ACD_END_COMPLETED, ACD_AGENT_STATE_WRAPUP,
       ACD_AGENT_STATE_READY},
      {"200", "caller", "release bob, release ann", "", ACD_END_COMPLETED, ACD_AGENT_STATE_WRAPUP,
       ACD_AGENT_STATE_READY},
      {"100", "host", "release bob, release ann", "", ACD_END_LOST_BY_HOST, ACD_AGENT_STATE_WRAPUP,
       ACD_AGENT_STATE_READY},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = begin(&host, rows[i].number);
    in_it_are(&host, call, "ann bob");
    assert_int_equal(centre_call(&host, call).parties_count, 1);
    if (strcmp(rows[i].who, "caller") == 0) {
      host_hangup(&host, call);
    } else if (strcmp(rows[i].who, "host") == 0) {
      assert_int_equal(acd_engine_reconcile(host.engine, host.now, NULL, 0), ACD_OK);
      host_pass(&host, 0);
    } else {
      hangs_up(&host, strncmp(rows[i].who, "ann", 3) == 0 ? "ann" : "bob");
      if (strlen(rows[i].who) > 3) hangs_up(&host, rows[i].who + 4);
    }
    host_told(&host, rows[i].told);
    in_it_are(&host, call, rows[i].left);
    assert_int_equal(host_end_of(&host, call), rows[i].end);
    assert_int_equal(host_agent_state(&host, "ann"), rows[i].ann);
    assert_int_equal(host_agent_state(&host, "bob"), rows[i].bob);
    host_end(&host);
  }
}

/* Caller and ann 3 s, consultation 1 s, all three 10 s of which 4 on hold, ann goes; bob and the caller 5 s. */
static void clocks_and_figures(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, "100");
  host_pass(&host, 2 * SECOND);
  assert_int_equal(acd_call_hold(host.engine, host.now, call), ACD_OK);
  host_pass(&host, 4 * SECOND);
  assert_int_equal(acd_call_resume(host.engine, host.now, call), ACD_OK);
  host_pass(&host, 4 * SECOND);
  hangs_up(&host, "ann");
  assert_int_equal(centre_event(&host, ACD_EVENT_CONVERSATION_ENDED, call)->detail, ACD_CONVERSATION_LEFT);
  host_pass(&host, 5 * SECOND);
  hangs_up(&host, "bob");
  acd_kpi_agent ann = host_kpi_agent(&host, "ann"), bob = host_kpi_agent(&host, "bob");
  assert_int_equal(ann.talk_us, 9 * SECOND);
  assert_int_equal(ann.hold_us, 5 * SECOND);
  assert_int_equal(bob.talk_us, 12 * SECOND);
  assert_int_equal(bob.hold_us, 4 * SECOND);
  assert_int_equal(ann.handled + bob.handled, 2);
  assert_int_equal(ann.transfers + bob.transfers, 0);
  assert_int_equal(host_kpi(&host, "desk").handled, 1);
  assert_int_equal(host_kpi_calls(&host).direct_answered, 1);
  int64_t first = 0, party = 0;
  for (size_t i = 0; i < host.events_count; i++) {
    const acd_event *event = &host.events[i];
    if (event->kind != ACD_EVENT_SEGMENT || event->call != call) continue;
    if (event->detail == ACD_SEGMENT_AGENT) first += event->value_us;
    if (event->detail == ACD_SEGMENT_PARTY) {
      party += event->value_us;
      assert_int_equal(event->agent, host_agent(&host, "bob"));
    }
  }
  assert_int_equal(first, 19 * SECOND); /* one after the other */
  assert_int_equal(party, 10 * SECOND);
  host_end(&host);
}

/* The first consults from a conference: the others stay with the caller, who is on hold only when alone. */
static void one_more(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host, "100"), cid = host_agent(&host, "cid");
  assert_int_equal(acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, cid, 0, NULL), ACD_OK);
  host_told(&host, "ring cid");
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
  assert_int_equal(acd_call_hold(host.engine, host.now, call), ACD_ERR_STATE);
  assert_int_equal(acd_call_resume(host.engine, host.now, call), ACD_OK);
  host_told(&host, "hangup abandoned ann, ring_stop cid");
  add(&host, call, "cid");
  in_it_are(&host, call, "ann bob cid");
  hangs_up(&host, "bob");
  in_it_are(&host, call, "ann cid");
  host_forget(&host);
  assert_int_equal(acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 0, NULL),
                   ACD_OK);
  hangs_up(&host, "cid");
  host_told(&host, "ring bob, hold ann");
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_HELD);
  host_end(&host);
}

static void the_first_passes_on(void **state)
{
  (void)state;
  for (int completes = 0; completes < 2; completes++) {
    test_host host;
    acd_id call = begin(&host, "200"), cid = host_agent(&host, "cid");
    assert_int_equal(acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, cid, 0, NULL), ACD_OK);
    host_connect(&host, "cid");
    host_forget(&host);
    if (completes)
      assert_int_equal(acd_call_complete(host.engine, host.now, call), ACD_OK);
    else
      hangs_up(&host, "ann");
    host_told(&host, completes ? "release ann, join cid" : "join cid");
    in_it_are(&host, call, "cid bob");
    assert_int_equal(host_kpi_agent(&host, "ann").transfers, 1);
    host_answer(&host, "join cid", ACD_OUTCOME_FAILED); /* bob is still there */
    host_told(&host, "release cid");
    in_it_are(&host, call, "bob");
    hangs_up(&host, "bob");
    host_told(&host, "hangup completed"); /* after a transfer the flow's plan is off */
    host_end(&host);
  }
}

static void who_cannot_be_joined(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, definition);
  acd_id call = host_arrive(&host, "100");
  host_connect(&host, "ann");
  assert_int_equal(acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 0, NULL),
                   ACD_OK);
  assert_int_equal(acd_call_conference(host.engine, host.now, call), ACD_ERR_STATE); /* nobody has answered */
  host_connect(&host, "bob");
  assert_int_equal(acd_call_conference(host.engine, host.now, call), ACD_OK);
  host_forget(&host);
  host_pass(&host, 60 * SECOND); /* no word from the host */
  host_told(&host, "release bob");
  in_it_are(&host, call, "ann");
  assert_int_equal(centre_event(&host, ACD_EVENT_CONVERSATION_ENDED, call)->detail, ACD_CONVERSATION_LOST);
  host_end(&host);
}

static void no_more_than_eight(void **state)
{
  (void)state;
  outline text = {.size = 0};
  test_host host;
  for (int i = 0; i < 9; i++) outline_write(&text, "agent a%d\n", i);
  outline_write(&text, "queue desk\n  member a0\nqueue sales\nnumber 100 queue=desk\n");
  host_begin(&host, NULL);
  host_define(&host, text.text);
  acd_id call = host_arrive(&host, "100");
  host_connect(&host, "a0");
  char name[4];
  for (int i = 1; i < 8; i++) {
    snprintf(name, sizeof name, "a%d", i);
    add(&host, call, name);
    host_check(&host);
  }
  in_it_are(&host, call, "a0 a1 a2 a3 a4 a5 a6 a7");
  acd_id sales = host_queue(&host, "sales");
  assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_QUEUE, sales, NULL), ACD_ERR_STATE);
  assert_int_equal(acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "a3"), 0, NULL),
                   ACD_ERR_STATE); /* is in it */
  assert_int_equal(acd_call_consult(host.engine, host.now, call, ACD_TARGET_AGENT, host_agent(&host, "a8"), 0, NULL),
                   ACD_OK);
  host_connect(&host, "a8");
  assert_int_equal(acd_call_conference(host.engine, host.now, call), ACD_ERR_LIMIT);
  assert_int_equal(acd_call_complete(host.engine, host.now, call), ACD_OK); /* one for another */
  in_it_are(&host, call, "a8 a1 a2 a3 a4 a5 a6 a7");
  host_hangup(&host, call);
  acd_kpi_agent all = host_kpi_agent(&host, NULL);
  assert_int_equal(all.handled, 9);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(who_goes_and_what_remains),
      cmocka_unit_test(clocks_and_figures),
      cmocka_unit_test(one_more),
      cmocka_unit_test(the_first_passes_on),
      cmocka_unit_test(who_cannot_be_joined),
      cmocka_unit_test(no_more_than_eight),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
