/* SPDX-License-Identifier: Apache-2.0 */
/* Live change of a call: priority, requirements, queue. The table of states is in acd/call.h; test_moments.c goes through it. */
#include "centre.h"

/* ann has tax 5, bob tax 1, cid law; all serve "desk", bob alone "other". Nobody is ready but who is made so. */
#define CENTRE                                                                                                         \
  "skill tax\nskill law\n"                                                                                             \
  "agent ann presence=not_ready\n  agent_skill tax level=5\n"                                                          \
  "agent bob presence=not_ready\n  agent_skill tax level=1\n"                                                          \
  "agent cid presence=not_ready\n  agent_skill law\n"                                                                  \
  "queue desk strategy=%s wait_max=60s priority=2\n  member ann\n  member bob\n  member cid\n"                         \
  "queue other wait_max=90s\n  member bob\nqueue small length_max=1\nnumber 1 queue=desk\nnumber 2 queue=other\n"

static void begin(test_host *host, const char *strategy)
{
  static outline text;
  text.size = 0;
  outline_write(&text, CENTRE, strategy);
  host_begin(host, NULL);
  host_define(host, text.text);
}

static int require(test_host *host, acd_id call, const char *skill, int64_t level)
{
  if (!skill) return acd_call_require(host->engine, host->now, call, NULL, 0);
  acd_requirement need = {host_skill(host, skill), level};
  return acd_call_require(host->engine, host->now, call, &need, 1);
}

/* Law over tables of changes: calls stand by (priority, age), and are served so. */
static void priorities_order_anew(void **state)
{
  enum { CALLS = 5 };
  static const struct {
    int64_t priority[CALLS]; /* set after all have come; 5: left alone */
    int order[CALLS];        /* in which they are served */
  } rows[] = {
      {{5, 5, 5, 5, 5}, {0, 1, 2, 3, 4}},     {{0, 0, 0, 0, 0}, {0, 1, 2, 3, 4}},
      {{0, 0, 0, 0, 1}, {4, 0, 1, 2, 3}},     {{-1, 0, 0, 0, 0}, {1, 2, 3, 4, 0}},
      {{1, 2, 3, 4, 1000}, {4, 3, 2, 1, 0}},  {{-1, 1, -1, 1, 5}, {1, 3, 4, 0, 2}},
      {{-1000, 0, 1, 0, 1}, {2, 4, 1, 3, 0}},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id calls[CALLS];
    begin(&host, "linear");
    for (int k = 0; k < CALLS; k++) {
      calls[k] = host_arrive(&host, "1");
      host_pass(&host, SECOND);
    }
    for (int k = 0; k < CALLS; k++)
      if (rows[i].priority[k] != 5)
        assert_int_equal(acd_call_prioritize(host.engine, host.now, calls[k], rows[i].priority[k]), ACD_OK);
    host_told(&host, "");
    for (int k = 0; k < CALLS; k++) {
      int64_t own = rows[i].priority[rows[i].order[k]];
      assert_int_equal(acd_call_position(host.engine, calls[rows[i].order[k]]), k + 1);
      assert_int_equal(centre_call(&host, calls[rows[i].order[k]]).priority, (own == 5 ? 0 : own) + 2);
    }
    for (int k = 0; k < CALLS; k++) {
      centre_ready(&host, "ann");
      centre_rings(&host, calls[rows[i].order[k]], "ann");
      centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
      host_hangup(&host, calls[rows[i].order[k]]);
      centre_not_ready(&host, "ann");
    }
    host_end(&host);
  }
}

/* The agents who are ready, what is required before and after, who rings before and after; ring all: all who suffice. */
static void requirements_match_at_once(void **state)
{
  static const struct {
    const char *strategy;
    const char *before;
    int64_t before_level;
    const char *after;
    int64_t after_level;
    const char *rings, *then;
  } rows[] = {
      {"linear", "tax", 9, "tax", 5, "", "ann"},          {"linear", "tax", 9, "law", 1, "", "cid"},
      {"linear", "tax", 9, NULL, 0, "", "ann"},           {"linear", "tax", 9, "tax", 8, "", ""},
      {"linear", "tax", 1, "tax", 5, "ann", "ann"},       {"linear", "tax", 1, "law", 1, "ann", "cid"},
      {"linear", NULL, 0, "tax", 9, "ann", ""},           {"ring_all", NULL, 0, "tax", 1, "ann bob cid", "ann bob"},
      {"ring_all", "tax", 5, "tax", 1, "ann", "ann bob"}, {"ring_all", "tax", 1, "law", 1, "ann bob", "cid"},
      {"ring_all", "tax", 1, "tax", 9, "ann bob", ""},    {"ring_all", "tax", 9, NULL, 0, "", "ann bob cid"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, rows[i].strategy);
    centre_ready(&host, "ann");
    centre_ready(&host, "bob");
    centre_ready(&host, "cid");
    acd_id call =
        rows[i].before ? host_arrive_skill(&host, "1", rows[i].before, rows[i].before_level) : host_arrive(&host, "1");
    centre_rings(&host, call, rows[i].rings);
    host_pass(&host, SECOND);
    assert_int_equal(require(&host, call, rows[i].after, rows[i].after_level), ACD_OK);
    centre_rings(&host, call, rows[i].then);
    assert_int_equal(centre_event(&host, ACD_EVENT_CALL_CHANGED, call)->detail, ACD_CHANGE_REQUIREMENTS);
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
    assert_int_equal(centre_call(&host, call).queued_at_us, 0);
    /* Stopped is not missed, and whoever does not ring is ready. */
    const char *const names[] = {"ann", "bob", "cid"};
    for (size_t k = 0; k < COUNT(names); k++) {
      assert_int_equal(centre_agent(&host, names[k]).misses_count, 0);
      assert_int_equal(host_agent_state(&host, names[k]),
                       strstr(rows[i].then, names[k]) ? ACD_AGENT_STATE_RESERVED : ACD_AGENT_STATE_READY);
    }
    host_end(&host);
  }
}

/* An agent who is stopped takes the next call that fits, inside the same command. */
static void a_stopped_agent_goes_on(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "linear");
  centre_ready(&host, "bob");
  acd_id first = host_arrive(&host, "1"), second = host_arrive(&host, "1");
  centre_rings(&host, first, "bob");
  assert_int_equal(require(&host, first, "tax", 2), ACD_OK);
  host_told(&host, "ring bob, ring_stop bob, ring bob");
  centre_rings(&host, second, "bob");
  host_end(&host);
}

/* What is set in a flow or a conversation counts from the next queue on. */
static void later_counts_in_the_next_queue(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "linear");
  host_change(&host, "flow f start=hello\n  node hello kind=play prompt=hello\n    exit next to=wait\n"
                     "  node wait kind=queue queue=desk\nnumber 3 flow=f\n");
  acd_id first = host_arrive(&host, "1"), second = host_arrive(&host, "3");
  assert_int_equal(acd_call_prioritize(host.engine, host.now, second, 3), ACD_OK);
  assert_int_equal(require(&host, second, "law", 1), ACD_OK);
  host_answer(&host, "play hello", ACD_OUTCOME_DONE);
  assert_int_equal(acd_call_position(host.engine, second), 1);
  centre_ready(&host, "bob");
  centre_rings(&host, first, "bob");
  centre_offer(&host, "bob", ACD_OUTCOME_BRIDGED);
  assert_int_equal(require(&host, first, "tax", 5), ACD_OK);
  assert_int_equal(acd_call_prioritize(host.engine, host.now, first, 4), ACD_OK);
  host_told(&host, "play hello, ring bob");
  assert_int_equal(acd_call_transfer(host.engine, host.now, first, ACD_TARGET_QUEUE, host_queue(&host, "desk"), NULL),
                   ACD_OK);
  assert_int_equal(acd_call_position(host.engine, first), 1);
  centre_rings(&host, first, "");
  centre_ready(&host, "ann");
  centre_rings(&host, first, "ann");
  host_end(&host);
}

/* Where a moved call stands, by the place it takes, among calls that came to the other queue at 1, 3 and 5 s. */
static void a_move_takes_a_place(void **state)
{
  static const struct {
    int64_t came_us;
    int place;
    int64_t priority, position;
  } rows[] = {
      {0, ACD_PLACE_KEPT, 0, 1},  {2 * SECOND, ACD_PLACE_KEPT, 0, 2}, {4 * SECOND, ACD_PLACE_KEPT, 0, 3},
      {0, ACD_PLACE_NEW, 0, 4},   {4 * SECOND, ACD_PLACE_NEW, 0, 4},  {4 * SECOND, ACD_PLACE_NEW, 1, 1},
      {0, ACD_PLACE_KEPT, -1, 4}, {3 * SECOND, ACD_PLACE_KEPT, 0, 2}, /* created before the one of the same age */
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = 0;
    begin(&host, "linear");
    for (int at = 0; at < 6; at++) {
      if (rows[i].came_us == at * SECOND) call = host_arrive_priority(&host, "1", rows[i].priority);
      if (at % 2) host_arrive(&host, "2");
      host_pass(&host, SECOND);
    }
    assert_int_equal(acd_call_move(host.engine, host.now, call, host_queue(&host, "other"), rows[i].place), ACD_OK);
    assert_int_equal(acd_call_position(host.engine, call), rows[i].position);
    assert_int_equal(centre_call(&host, call).priority, rows[i].priority);
    assert_int_equal(centre_call(&host, call).queued_at_us, 6 * SECOND); /* clocks begin anew */
    assert_int_equal(host_kpi(&host, "desk").moved, 1);
    assert_int_equal(host_kpi(&host, "desk").queued_us, 6 * SECOND - rows[i].came_us);
    assert_int_equal(host_kpi(&host, "other").moved_in, 1);
    assert_int_equal(host_kpi(&host, NULL).moved + host_kpi(&host, NULL).moved_in, 0);
    assert_int_equal(host_kpi(&host, NULL).offered, 4);
    /* The place is kept over a ring that fails. */
    centre_ready(&host, "bob");
    centre_offer(&host, "bob", ACD_OUTCOME_REJECTED);
    assert_int_equal(acd_call_position(host.engine, call), rows[i].position);
    host_pass(&host, 90 * SECOND - 1);
    assert_int_equal(host_call_state(&host, call) != 0, 1); /* the maximum wait is the other queue's, from now */
    host_pass(&host, 1);
    assert_int_equal(host_end_of(&host, call), ACD_END_TIMEOUT);
    host_end(&host);
  }
}

/* In the queue it waits in already a call changes its place, and nothing else. */
static void a_move_within_the_queue(void **state)
{
  (void)state;
  for (int place = ACD_PLACE_NEW; place <= ACD_PLACE_KEPT; place++) {
    test_host host;
    begin(&host, "linear");
    centre_ready(&host, "ann");
    acd_id first = host_arrive(&host, "1"), second = host_arrive(&host, "1");
    host_pass(&host, 5 * SECOND);
    acd_id third = host_arrive(&host, "1");
    assert_int_equal(acd_call_move(host.engine, host.now, first, host_queue(&host, "desk"), place), ACD_OK);
    assert_int_equal(acd_call_move(host.engine, host.now, second, host_queue(&host, "desk"), place), ACD_OK);
    host_told(&host, "ring ann"); /* who rings on */
    centre_rings(&host, first, "ann");
    assert_int_equal(acd_call_position(host.engine, first), 1);
    assert_int_equal(acd_call_position(host.engine, second), 2);
    assert_int_equal(acd_call_position(host.engine, third), 3);
    host_pass(&host, SECOND);
    assert_int_equal(acd_call_move(host.engine, host.now, first, host_queue(&host, "desk"), place), ACD_OK);
    assert_int_equal(acd_call_position(host.engine, first), place == ACD_PLACE_NEW ? 3 : 1);
    assert_int_equal(host_kpi(&host, "desk").moved + host_kpi(&host, "desk").moved_in, 0);
    host_pass(&host, 54 * SECOND);
    assert_int_equal(host_end_of(&host, first), ACD_END_TIMEOUT); /* 60 s after it came */
    host_end(&host);
  }
}

/* All at once, and matched once: not the ready agent of the old queue, but that of the new one. */
static void fields_together(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "linear");
  acd_id call = host_arrive_skill(&host, "1", "tax", 9);
  centre_ready(&host, "ann");
  centre_ready(&host, "bob");
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_CHANGE, host.now, call);
  command.body.call_change.fields = ACD_CHANGE_PRIORITY | ACD_CHANGE_REQUIREMENTS | ACD_CHANGE_QUEUE;
  command.body.call_change.priority = 7;
  command.body.call_change.queue = host_queue(&host, "other");
  acd_result result = {.size = sizeof result};
  assert_int_equal(acd_engine_submit(host.engine, &command, NULL, 0, &result), ACD_OK);
  host_told(&host, "ring bob");
  centre_rings(&host, call, "bob");
  const acd_event *changed = centre_event(&host, ACD_EVENT_CALL_CHANGED, call);
  assert_int_equal(changed->detail, 7);
  assert_int_equal(changed->value, 7);
  assert_int_equal(changed->queue, host_queue(&host, "desk"));
  host_end(&host);
}

/* A full queue lets in whom a ready agent can serve, as the call will be after the command. */
static void a_full_queue_refuses_a_move(void **state)
{
  static const struct {
    int64_t fields;
    int code;
  } rows[] = {{ACD_CHANGE_QUEUE, ACD_ERR_LIMIT}, {ACD_CHANGE_QUEUE | ACD_CHANGE_REQUIREMENTS, ACD_OK}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, "linear");
    host_change(&host, "queue small length_max=1\n  member cid\n");
    acd_id small = host_queue(&host, "small");
    acd_id first = host_arrive_skill(&host, "1", "tax", 9), second = host_arrive_skill(&host, "1", "tax", 9);
    centre_ready(&host, "cid");
    assert_int_equal(acd_call_move(host.engine, host.now, first, small, ACD_PLACE_NEW), ACD_OK);
    acd_command command;
    acd_command_init(&command, ACD_COMMAND_CALL_CHANGE, host.now, second);
    command.body.call_change.fields = rows[i].fields;
    command.body.call_change.queue = small;
    acd_result result = {.size = sizeof result};
    int64_t before = acd_engine_digest_state(host.engine);
    assert_int_equal(acd_engine_submit(host.engine, &command, NULL, 0, &result), rows[i].code);
    assert_int_equal(acd_engine_digest_state(host.engine) == before, rows[i].code != ACD_OK);
    centre_rings(&host, second, rows[i].code ? "" : "cid");
    assert_int_equal(centre_queue(&host, "small").waiting_count, rows[i].code ? 1 : 2);
    host_end(&host);
  }
}

/* A call that waits for one agent alone takes its place among those that do. */
static void direct_calls_change_their_place(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "linear");
  host_change(&host, "flow d start=a\n  node a kind=agent agent=ann wait_max=900s\nnumber 4 flow=d\n");
  centre_ready(&host, "ann");
  acd_id rings = host_arrive(&host, "4"), first = host_arrive(&host, "4"), second = host_arrive(&host, "4");
  assert_int_equal(acd_call_prioritize(host.engine, host.now, second, 1), ACD_OK);
  assert_int_equal(acd_call_prioritize(host.engine, host.now, rings, -1), ACD_OK);
  assert_int_equal(acd_call_move(host.engine, host.now, first, host_queue(&host, "desk"), ACD_PLACE_NEW),
                   ACD_ERR_STATE);
  centre_rings(&host, rings, "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  host_hangup(&host, rings);
  centre_rings(&host, second, "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  host_hangup(&host, second);
  centre_rings(&host, first, "ann");
  host_end(&host);
}

/* While an agent connects, a change waits for the bridge to fail. */
static void connecting_counts_if_the_bridge_fails(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "linear");
  centre_ready(&host, "ann");
  acd_id call = host_arrive(&host, "1");
  centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
  centre_ready(&host, "bob");
  centre_ready(&host, "cid");
  assert_int_equal(require(&host, call, "law", 1), ACD_OK);
  assert_int_equal(acd_call_prioritize(host.engine, host.now, call, 3), ACD_OK);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_CONNECTING);
  centre_rings(&host, call, "");
  host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED);
  centre_rings(&host, call, "cid");
  assert_int_equal(centre_call(&host, call).priority, 5);
  host_end(&host);
}

/* The last call of a queue that is no longer defined may be moved away; the queue is gone then. */
static void out_of_a_closed_queue(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "linear");
  acd_id call = host_arrive(&host, "2"), other = host_queue(&host, "other");
  host_change(&host, "-queue other\n-number 2\n");
  acd_queue_info info = {.size = sizeof info};
  assert_int_equal(acd_queue_get(host.engine, other, &info), ACD_OK);
  assert_int_equal(acd_call_move(host.engine, host.now, call, host_queue(&host, "desk"), ACD_PLACE_KEPT), ACD_OK);
  assert_int_equal(acd_queue_get(host.engine, other, &info), ACD_ERR_STALE);
  assert_int_equal(acd_call_position(host.engine, call), 1);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(priorities_order_anew),
      cmocka_unit_test(requirements_match_at_once),
      cmocka_unit_test(a_stopped_agent_goes_on),
      cmocka_unit_test(later_counts_in_the_next_queue),
      cmocka_unit_test(a_move_takes_a_place),
      cmocka_unit_test(a_move_within_the_queue),
      cmocka_unit_test(fields_together),
      cmocka_unit_test(a_full_queue_refuses_a_move),
      cmocka_unit_test(direct_calls_change_their_place),
      cmocka_unit_test(connecting_counts_if_the_bridge_fails),
      cmocka_unit_test(out_of_a_closed_queue),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
