/* SPDX-License-Identifier: Apache-2.0 */
/* Stories that random campaigns and reviews found the engine to get wrong once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "host.h"

/* Bob refuses a transferred call; the one that waits for him alone comes before the one he refused. */
static void own_calls_come_before_the_one_refused(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(
      &host,
      "agent ann\nagent bob\nqueue desk\n  member ann\n  member bob position=1\n"
      "flow bobs start=b\n  node b kind=agent agent=bob wait_max=60s\nnumber 1 queue=desk\nnumber 2 flow=bobs\n");
  acd_id transferred = host_arrive(&host, "1");
  host_connect(&host, "ann");
  assert_int_equal(
      acd_call_transfer(host.engine, host.now, transferred, ACD_TARGET_AGENT, host_agent(&host, "bob"), NULL), ACD_OK);
  acd_id own = host_arrive(&host, "2");
  host_pull(&host);
  host_answer(&host, "ring bob", ACD_OUTCOME_REJECTED);
  host_pull(&host);
  assert_int_equal(host_action_of(&host, "ring bob")->call, own);
  host_end(&host);
}

/* A definition brings a call and an agent together although another call, ring all, takes many agents first. */
static void a_definition_reaches_those_behind_a_ring_all(void **state)
{
  (void)state;
  test_host host;
  char outline[4000], change[4000];
  int size = 0, changed = 0;
  host_begin(&host, NULL);
  for (int i = 0; i < 40; i++) size += snprintf(outline + size, sizeof outline - (size_t)size, "agent g%d\n", i);
  snprintf(outline + size, sizeof outline - (size_t)size,
           "agent z\nqueue r\nqueue l\nnumber 1 queue=r\nnumber 2 queue=l\n");
  host_define(&host, outline);
  host_arrive(&host, "1");
  acd_id second = host_arrive(&host, "2");
  changed += snprintf(change, sizeof change, "queue r strategy=ring_all\n");
  for (int i = 0; i < 40; i++)
    changed += snprintf(change + changed, sizeof change - (size_t)changed, "  member g%d\n", i);
  snprintf(change + changed, sizeof change - (size_t)changed, "queue l strategy=linear\n  member g39\n  member z\n");
  host_change(&host, change);
  host_pass(&host, 1);
  host_pull(&host);
  assert_int_equal(host_action_of(&host, "ring z")->call, second);
  host_end(&host);
}

/* A call without a text of its own comes into a flow that sets attributes. */
static void a_flow_after_a_bare_call_has_room(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk\n  member ann\nnumber 1 queue=desk\n"
                     "flow f start=s\n  node s kind=set attribute=tier value=gold\n    exit next to=p\n"
                     "  node p kind=play prompt=ok\n");
  acd_arrival arrival = {.size = sizeof arrival, .queue = host_queue(&host, "desk")};
  acd_id call;
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  host_connect(&host, "ann");
  assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_FLOW, host_flow(&host, "f"), NULL),
                   ACD_OK);
  assert_string_equal(acd_call_attribute(host.engine, call, "tier"), "gold");
  host_end(&host);
}

/* Definitions change which attributes are set while a call is inside: what its old version and the new one need is there. */
static void room_follows_definitions(void **state)
{
  (void)state;
  static const char value[] = "sixty-bytes-of-text-sixty-bytes-of-text-sixty-bytes-of-text.";
  test_host host;
  char outline[600];
  host_begin(&host, NULL);
  snprintf(
      outline, sizeof outline,
      "flow f start=a\n  node a kind=set attribute=one value=%s\n    exit next to=p\n  node p kind=play prompt=x\n"
      "    exit next to=g\n  node g kind=flow flow=g\nflow g start=p\n  node p kind=play prompt=y\nnumber 1 flow=f\n",
      value);
  host_define(&host, outline);
  acd_id call = host_arrive(&host, "1");
  snprintf(outline, sizeof outline,
           "flow f start=p\n  node p kind=play prompt=x\n    exit next to=g\n  node g kind=flow flow=g\n"
           "flow g start=b\n  node b kind=set attribute=two value=%s\n    exit next to=p\n  node p kind=play prompt=y\n"
           "number 1 flow=f\n",
           value);
  host_define(&host, outline);
  host_pull(&host);
  host_answer(&host, "play x", ACD_OUTCOME_DONE);
  assert_non_null(acd_call_attribute(host.engine, call, "two"));
  assert_string_equal(acd_call_attribute(host.engine, call, "two"), value);
  host_end(&host);
}

/* Everybody who waits for an agent alone leaves when that agent does, in slices, also when the host does not drain. */
static void many_calls_for_one_agent_leave_in_slices(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk misses_max=1\n  member ann\nnumber 1 queue=desk\n"
                     "flow f start=a\n  node a kind=agent agent=ann wait_max=600s\n    exit unreachable to=p\n"
                     "  node p kind=play prompt=sorry\nnumber 2 flow=f\n");
  host_arrive(&host, "1");
  for (int i = 0; i < 500; i++) host_arrive(&host, "2");
  for (int i = 0; i < 2000; i++) { /* the ring time-out makes her not ready; nobody pulls */
    acd_time deadline = acd_engine_deadline(host.engine);
    if (deadline > host.now && deadline <= 21 * ACD_SECOND) host.now = deadline;
    acd_engine_tick(host.engine, host.now);
    host_check(&host);
  }
  host_pass(&host, 0);
  acd_id agent = host_agent(&host, "ann");
  acd_agent_info info = {.size = sizeof info};
  assert_int_equal(acd_agent_get(host.engine, agent, &info), ACD_OK);
  assert_int_equal(info.state, ACD_AGENT_STATE_NOT_READY);
  for (acd_id call = 0; (call = acd_call_next(host.engine, call));) {
    acd_call_info one = {.size = sizeof one};
    assert_int_equal(acd_call_get(host.engine, call, &one), ACD_OK);
    assert_true(one.queue || one.state == ACD_CALL_STATE_FLOW);
  }
  host_end(&host);
}

/* A definition brings steps and the agent whom a step waits for at once: the step is not skipped. */
static void a_new_step_sees_a_new_agent(void **state)
{
  (void)state;
  static const char *const reasons[] = {"unstaffed", "unavailable", "not_ready"};
  for (size_t i = 0; i < COUNT(reasons); i++) {
    test_host host;
    char outline[400];
    host_begin(&host, NULL);
    host_define(&host,
                "skill french\nagent ann\nqueue desk\n  queue_skill french\n  member ann\nnumber 1 queue=desk\n");
    acd_id call = host_arrive(&host, "1");
    snprintf(
        outline, sizeof outline,
        "skill french\nagent ann\nagent bob\n  agent_skill french\nqueue desk\n  queue_skill french\n  member ann\n"
        "  member bob\n  step french lasts=9s skip_if=%s\n  step any\n    step_skill french level!0\n"
        "number 1 queue=desk\n",
        reasons[i]);
    host_define(&host, outline);
    acd_call_info info = {.size = sizeof info};
    assert_int_equal(acd_call_get(host.engine, call, &info), ACD_OK);
    assert_int_equal(info.step, 0);
    host_told(&host, "ring bob");
    host_end(&host);
  }
}

/* A definition brings steps and gives the agent whom a step waits for room for another call: the step is not skipped. */
static void a_new_step_sees_new_room(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "channel chat weight=50\nagent ann capacity=50\nqueue desk channel=chat\n  member ann\n"
                     "number 1 queue=desk\n");
  host_arrive(&host, "1");
  host_connect(&host, "ann");
  acd_id second = host_arrive(&host, "1");
  host_news(&host);
  host_define(&host, "channel chat weight=50\nagent ann capacity=100\nqueue desk channel=chat\n  member ann\n"
                     "  step one lasts=9s skip_if=not_ready\n  step two\nnumber 1 queue=desk\n");
  acd_call_info info = {.size = sizeof info};
  assert_int_equal(acd_call_get(host.engine, second, &info), ACD_OK);
  assert_int_equal(info.step, 0);
  host_told(&host, "ring ann");
  host_end(&host);
}

/* What gave way to calls of an agent who is no longer defined goes on when a definition makes those lighter. */
static void who_has_left_resumes(void **state)
{
  (void)state;
#define CHANNELS_OF(voice)                                                                                             \
  "channel voice weight=" voice "\n  interrupt mail\nchannel mail weight=50\nqueue calls channel=voice\n"              \
  "queue mails channel=mail\nnumber 1 queue=calls\nnumber 2 queue=mails\n"
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CHANNELS_OF("80") "agent ann\nqueue c channel=voice\n  member ann\nqueue m channel=mail\n"
                                       "  member ann\nnumber 3 queue=c\nnumber 4 queue=m\n");
  acd_id mail = host_arrive(&host, "4");
  host_connect(&host, "ann");
  host_arrive(&host, "3");
  host_connect(&host, "ann");
  assert_int_equal(host_call_state(&host, mail), ACD_CALL_STATE_HELD);
  host_define(&host, CHANNELS_OF("80"));
  assert_int_equal(host_call_state(&host, mail), ACD_CALL_STATE_HELD);
  host_define(&host, CHANNELS_OF("40"));
  host_pass(&host, 0);
  assert_int_equal(host_call_state(&host, mail), ACD_CALL_STATE_TALKING);
#undef CHANNELS_OF
  host_end(&host);
}

/* An agent who is no longer a member when her call is bridged moves no round robin. */
static void who_has_left_marks_nothing(void **state)
{
  (void)state;
  static const char agents[] = "agent ann\nagent bob\nagent cat\nagent dan\n";
  static const char desk[] = "queue desk strategy=round_robin round_robin_moves=answers\n%s  member bob\n  member cat\n"
                             "  member dan\nnumber 1 queue=desk\n";
  test_host host;
  char outline[500];
  int used = snprintf(outline, sizeof outline, "%s", agents);
  snprintf(outline + used, sizeof outline - (size_t)used, desk, "  member ann\n");
  host_begin(&host, NULL);
  host_define(&host, outline);
  acd_id first = host_arrive(&host, "1");
  host_connect(&host, "ann");
  acd_id second = host_arrive(&host, "1");
  host_connect(&host, "bob");
  acd_id third = host_arrive(&host, "1");
  host_pull(&host);
  host_answer(&host, "ring cat", ACD_OUTCOME_BRIDGED);
  host_hangup(&host, first);
  host_hangup(&host, second);
  host_hangup(&host, third);
  acd_id fourth = host_arrive(&host, "1");
  host_pull(&host);
  host_answer(&host, "ring dan", ACD_OUTCOME_REJECTED);
  host_pull(&host);
  host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
  snprintf(outline + used, sizeof outline - (size_t)used, desk, "");
  host_define(&host, outline);
  host_pull(&host);
  host_answer(&host, "bridge ann", ACD_OUTCOME_DONE); /* the mark stays at cat */
  host_hangup(&host, fourth);
  host_pass(&host, 60 * SECOND);
  host_forget(&host);
  host_arrive(&host, "1");
  host_told(&host, "ring dan");
  host_end(&host);
}

/* A call that loses its agent by a definition does not overtake an older one for which it brings an agent, too. */
static void who_loses_an_agent_waits_for_its_turn(void **state)
{
  (void)state;
  static const char *const rings[] = {"wrapup=0s", "ring_count=2"};
  for (size_t i = 0; i < COUNT(rings); i++) {
    test_host host;
    char outline[300];
    host_begin(&host, NULL);
    snprintf(outline, sizeof outline, "skill french\nagent bob\nqueue desk %s\n  member bob\nnumber 1 queue=desk\n",
             rings[i]);
    host_define(&host, outline);
    acd_id older = host_arrive_skill(&host, "1", "french", 1);
    host_pass(&host, SECOND);
    acd_id younger = host_arrive(&host, "1");
    host_told(&host, "ring bob");
    snprintf(outline, sizeof outline,
             "skill french\nagent ann\n  agent_skill french\nqueue desk %s\n  member ann\nnumber 1 queue=desk\n",
             rings[i]);
    host_define(&host, outline);
    host_pull(&host);
    assert_int_equal(host_action_of(&host, "ring ann")->call, older);
    assert_int_equal(host_call_state(&host, younger), ACD_CALL_STATE_WAITING);
    host_end(&host);
  }
}

/* An agent who gets ready while a large group is being rung in slices fills the call's ring: nobody is rung beyond. */
static void a_slice_rings_no_more_than_there_is_room(void **state)
{
  (void)state;
  test_host host;
  char outline[4000];
  int size = snprintf(outline, sizeof outline, "agent ann\n");
  host_begin(&host, NULL);
  for (int i = 0; i < 20; i++) size += snprintf(outline + size, sizeof outline - (size_t)size, "agent g%d\n", i);
  size += snprintf(outline + size, sizeof outline - (size_t)size,
                   "number 1 queue=q\nqueue q ring_count=17 wrapup=5s\n  step near lasts=10s tier_max=0\n  step all\n"
                   "  member ann\n");
  for (int i = 0; i < 20; i++)
    size += snprintf(outline + size, sizeof outline - (size_t)size, "  member g%d tier=1\n", i);
  host_define(&host, outline);
  acd_id first = host_arrive(&host, "1");
  host_connect(&host, "ann");
  acd_id call = host_arrive(&host, "1");
  host_pass(&host, 5 * SECOND);
  host_hangup(&host, first);
  host_pass(&host, 5 * SECOND); /* the step ends, and so does the wrap-up */
  acd_call_info info = {.size = sizeof info};
  assert_int_equal(acd_call_get(host.engine, call, &info), ACD_OK);
  assert_int_equal(info.offers_count, 17);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_RESERVED);
  host_end(&host);
}

/* A call that waits for a preferred agent alone keeps its place in the order of its queue, whatever makes up that order. */
static void who_waits_for_one_keeps_the_place(void **state)
{
  (void)state;
  static const char *const settings[] = {"acceleration=3600", "wait_from=arrival", "priority=1"};
  for (size_t i = 0; i < COUNT(settings); i++) {
    test_host host;
    char outline[300];
    host_begin(&host, NULL);
    snprintf(outline, sizeof outline,
             "agent ann\nagent bob presence=not_ready\nqueue desk preferred_wait=60s %s\n  member ann\n  member bob\n",
             settings[i]);
    host_define(&host, outline);
    host_pass(&host, 100 * SECOND);
    acd_id calls[3], bob = host_agent(&host, "bob"), ann = host_agent(&host, "ann");
    acd_arrival arrival = {.size = sizeof arrival, .queue = host_queue(&host, "desk"), .waited_us = 30 * SECOND};
    assert_int_equal(acd_agent_not_ready(host.engine, host.now, ann, 7), ACD_OK);
    assert_int_equal(acd_agent_ready(host.engine, host.now, bob), ACD_OK);
    assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &calls[0]), ACD_OK); /* rings bob */
    for (int n = 1; n < 3; n++) {
      host_pass(&host, SECOND);
      arrival.waited_us = n == 1 ? 0 : 20 * SECOND;
      arrival.preferred = &bob;
      arrival.preferred_count = n == 1;
      assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &calls[n]), ACD_OK);
    }
    assert_int_equal(acd_call_position(host.engine, calls[0]), 1);
    assert_int_equal(acd_call_position(host.engine, calls[1]), 3);
    assert_int_equal(acd_call_position(host.engine, calls[2]), 2);
    /* And is told it, where a definition brings announcements. */
    strcat(outline, "  announcement p says=position after=30s\n");
    host_define(&host, outline);
    host_check(&host);
    host_pass(&host, 30 * SECOND);
    for (size_t k = 0; k < host.actions_count; k++)
      if (host.actions[k].action.kind == ACD_ACTION_PLAY && host.actions[k].action.call == calls[1])
        assert_int_equal(host.actions[k].action.value, 3);
    assert_int_equal(acd_call_position(host.engine, calls[1]), 3);
    host_end(&host);
  }
}

/* The first of the preferred agents is busy, the second ready: the call rings her at once. */
static void a_ready_preferred_agent_is_not_waited_past(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nagent bob\nagent cat\nqueue desk preferred_wait=60s\n  member ann\n  member bob\n"
                     "  member cat\nnumber 1 queue=desk\n");
  host_arrive(&host, "1");
  host_connect(&host, "ann");
  host_forget(&host);
  acd_id call, preferred[] = {host_agent(&host, "ann"), host_agent(&host, "cat")};
  acd_arrival arrival = {.size = sizeof arrival, .number = "1", .preferred = preferred, .preferred_count = 2};
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  host_told(&host, "ring cat");
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  host_told(&host, ""); /* now none is ready */
  host_end(&host);
}

static int64_t rings_of(const test_host *host, acd_id call)
{
  acd_call_info info = {.size = sizeof info};
  assert_int_equal(acd_call_get(host->engine, call, &info), ACD_OK);
  return info.offers_count;
}

/* One agent who gets ready, and serves none of them, lets calls of many queues out of their reserve: in slices, within the room
 * that timers have. */
static void a_reserve_lets_many_out_in_slices(void **state)
{
  enum { QUEUES = 60 };
  (void)state;
  test_host host;
  static char outline[20000];
  acd_id calls[QUEUES];
  int size = snprintf(outline, sizeof outline,
                      "skill s\nagent bob\nqueue first wrapup=5s\n  member bob\nnumber 1000 queue=first\n");
  for (int i = 0; i < QUEUES; i++)
    size += snprintf(outline + size, sizeof outline - (size_t)size,
                     "agent a%d\n  agent_skill s\nqueue q%d reserve=1\n  queue_skill s\n  member a%d\n  member "
                     "bob\nnumber %d queue=q%d\n",
                     i, i, i, i, i);
  host_begin(&host, NULL);
  host_define(&host, outline);
  acd_id talk = host_arrive(&host, "1000");
  host_connect(&host, "bob");
  for (int i = 0; i < QUEUES; i++) {
    char number[8];
    snprintf(number, sizeof number, "%d", i);
    calls[i] = host_arrive(&host, number);
    assert_int_equal(rings_of(&host, calls[i]), 0);
  }
  host_hangup(&host, talk);
  host_forget(&host);
  host_pass(&host, 5 * SECOND);
  for (int i = 0; i < QUEUES; i++) assert_int_equal(rings_of(&host, calls[i]), 1);
  host_end(&host);
}

/* A host that had a chat of ann's, whose channel is gone: with the chat, or without it. */
static void begin_without_chats(test_host *host, int chat_goes_on)
{
  host_begin(host, NULL);
  host_define(host, "centre steps_max=20\nchannel voice weight=50\nchannel chat weight=30\nagent ann\nagent cat\n"
                    "queue desk channel=chat wrapup=0s\n  member ann\nnumber 1 queue=desk\n");
  acd_id chat = host_arrive(host, "1");
  host_connect(host, "ann");
  host_define(host, "centre steps_max=20\nchannel voice weight=50\nagent ann\nagent cat\n"
                    "queue desk channel=voice wrapup=0s\n  member ann\nnumber 1 queue=desk\n");
  if (!chat_goes_on) host_hangup(host, chat);
  host_done(host);
}

/* Sixteen agents come into a queue where as many calls wait, and others stand behind them who are of no concern. */
static void begin_with_backlog(test_host *host, int unused)
{
  (void)unused;
  char outline[2000];
  int size = snprintf(outline, sizeof outline, "centre steps_max=20\nqueue desk\nnumber 1 queue=desk\n");
  for (int i = 0; i < 20; i++) size += snprintf(outline + size, sizeof outline - (size_t)size, "agent a%d\n", i);
  host_begin(host, NULL);
  host_define(host, outline);
  for (int i = 0; i < 20; i++) host_arrive(host, "1");
}

/* Ann has had all the offers she may have for now. */
static void begin_at_the_limit(test_host *host, int unused)
{
  (void)unused;
  host_begin(host, NULL);
  host_define(host, "centre steps_max=20\nagent ann offers_max=1 offers_window=60s\n"
                    "queue desk retry_delay=0s\n  member ann\nnumber 1 queue=desk\n");
  host_arrive(host, "1");
  host_told(host, "ring ann");
  host_answer(host, "ring ann", ACD_OUTCOME_REJECTED);
}

/* What a change of agents does is the same whether it is applied in place, or with all there is built anew: as when the centre is
 * touched, too. */
static void both_ways_of_a_change_are_one(void **state)
{
  (void)state;
  static const char backlog[] =
      "+queue desk\n  member a0\n  member a1\n  member a2\n  member a3\n  member a4\n  member a5\n  member a6\n"
      "  member a7\n  member a8\n  member a9\n  member a10\n  member a11\n  member a12\n  member a13\n"
      "  member a14\n  member a15\n";
  static const struct {
    const char *what;
    void (*begin)(test_host *host, int chat_goes_on);
    int chat_goes_on;
    const char *change;
  } rows[] = {
      {"a new agent has room for the last calls of a channel", begin_without_chats, 1, "agent bob\n"},
      {"a channel is gone with its last call", begin_without_chats, 0, "agent cat extension=7\n"},
      {"a slice ends with the last offer there is to make", begin_with_backlog, 0, backlog},
      {"a limit is asked for twice", begin_at_the_limit, 0, "+agent ann capacity=50\n"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host in_place, anew;
    char whole[600];
    rows[i].begin(&in_place, rows[i].chat_goes_on);
    rows[i].begin(&anew, rows[i].chat_goes_on);
    snprintf(whole, sizeof whole, "centre steps_max=20\n%s", rows[i].change);
    host_change(&in_place, rows[i].change);
    host_change(&anew, whole);
    host_pass(&in_place, SECOND);
    host_pass(&anew, SECOND);
    if (acd_engine_digest_state(in_place.engine) != acd_engine_digest_state(anew.engine))
      fail_msg("differs: %s", rows[i].what);
    host_end(&in_place);
    host_end(&anew);
  }
}

/* A definition that would give room to a call without a text of its own, and finds no memory, changes nothing. */
static void a_bare_call_is_the_same_with_room(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "queue desk\n");
  acd_arrival arrival = {.size = sizeof arrival, .queue = host_queue(&host, "desk")};
  acd_id call;
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  int status = ACD_ERR_NOMEM;
  for (long request = 1; status == ACD_ERR_NOMEM; request++) {
    int64_t before = acd_engine_digest_state(host.engine);
    host.memory.fail_at = host.memory.requests + request;
    status = host_submit(&host, ACD_DEFINE_CHANGE,
                         "+queue desk overflow_flow=f\nflow f start=s\n  node s kind=set attribute=tier value=gold\n");
    if (status == ACD_ERR_NOMEM && acd_engine_digest_state(host.engine) != before)
      fail_msg("request %ld: not as before", request);
  }
  assert_int_equal(status, ACD_OK);
  host.memory.fail_at = 0;
  host_end(&host);
}

/* A queue begins to announce places while a call in it waits for one agent alone, and so has other keys than those of the queue. */
static void a_place_is_that_in_the_queue(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nagent bob\nqueue desk acceleration=900 preferred_wait=60s\n  member ann\n"
                     "number 1 queue=desk\n");
  host_arrive(&host, "1");
  host_connect(&host, "ann");
  host_pass(&host, 5 * SECOND);
  acd_id ann = host_agent(&host, "ann"), second;
  acd_arrival arrival = {.size = sizeof arrival, .number = "1", .preferred = &ann, .preferred_count = 1};
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &second), ACD_OK);
  host_pass(&host, SECOND);
  acd_id third = host_arrive(&host, "1");
  host_change(&host, "+queue desk\n  announcement a prompt=place says=position\n");
  host_check(&host);
  assert_int_equal(acd_call_position(host.engine, second), 1);
  assert_int_equal(acd_call_position(host.engine, third), 2);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(own_calls_come_before_the_one_refused),
      cmocka_unit_test(a_definition_reaches_those_behind_a_ring_all),
      cmocka_unit_test(a_flow_after_a_bare_call_has_room),
      cmocka_unit_test(room_follows_definitions),
      cmocka_unit_test(many_calls_for_one_agent_leave_in_slices),
      cmocka_unit_test(a_new_step_sees_a_new_agent),
      cmocka_unit_test(a_new_step_sees_new_room),
      cmocka_unit_test(who_has_left_resumes),
      cmocka_unit_test(who_has_left_marks_nothing),
      cmocka_unit_test(who_loses_an_agent_waits_for_its_turn),
      cmocka_unit_test(who_waits_for_one_keeps_the_place),
      cmocka_unit_test(a_ready_preferred_agent_is_not_waited_past),
      cmocka_unit_test(a_slice_rings_no_more_than_there_is_room),
      cmocka_unit_test(a_reserve_lets_many_out_in_slices),
      cmocka_unit_test(both_ways_of_a_change_are_one),
      cmocka_unit_test(a_bare_call_is_the_same_with_room),
      cmocka_unit_test(a_place_is_that_in_the_queue),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
