/* SPDX-License-Identifier: Apache-2.0 */
/* Preferred agents: who comes first, who is waited for, and what ends it (acd/route.h). */
#include "centre.h"

#include <stdio.h>
#include <string.h>

#define SECOND ACD_SECOND

/* cat is no member, dan lacks the skill that the queue needs. */
#define CENTRE                                                                                                         \
  "skill s\nagent ann\n  agent_skill s\nagent bob\n  agent_skill s\nagent cat\n  agent_skill s\nagent dan\n"           \
  "queue desk strategy=linear ring_timeout=20s retry_delay=5s preferred_wait=%ds %s\n"                                 \
  "  queue_skill s\n  member ann\n  member bob\n  member dan\nqueue other\nnumber 100 queue=desk\n"                    \
  "number 200 queue=other\n"

static void begin(test_host *host, int wait_s, const char *more)
{
  char text[1000];
  snprintf(text, sizeof text, CENTRE, wait_s, more);
  host_begin(host, NULL);
  host_define(host, text);
}

/* `names`: "bob ann". */
static acd_id arrive_at(test_host *host, const char *number, const char *names, int64_t priority, int64_t waited_us)
{
  acd_id list[8], call = 0;
  char copy[100];
  int64_t count = 0;
  snprintf(copy, sizeof copy, "%s", names);
  for (char *name = strtok(copy, " "); name; name = strtok(NULL, " ")) list[count++] = host_agent(host, name);
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = number;
  arrival.priority = priority;
  arrival.waited_us = waited_us;
  arrival.preferred = list;
  arrival.preferred_count = count;
  assert_int_equal(acd_call_arrive(host->engine, host->now, &arrival, &call), ACD_OK);
  host_check(host);
  return call;
}

static acd_id arrive(test_host *host, const char *names)
{
  return arrive_at(host, "100", names, 0, 0);
}

static acd_id talk(test_host *host, const char *agent)
{
  acd_id call = arrive(host, agent);
  centre_rings(host, call, agent);
  centre_offer(host, agent, ACD_OUTCOME_BRIDGED);
  return call;
}

static void they_come_first(void **state)
{
  static const struct {
    const char *preferred, *not_ready, *first;
  } rows[] = {{"", "", "ann"},           {"bob", "", "bob"},        {"bob ann", "", "bob"},
              {"bob ann", "bob", "ann"}, {"bob", "bob", "ann"},     {"cat", "", "ann"},
              {"dan bob", "", "bob"},    {"cat dan", "ann", "bob"}, {"dan cat bob", "", "bob"}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, 30, "");
    if (rows[i].not_ready[0]) centre_not_ready(&host, rows[i].not_ready);
    acd_id call = arrive(&host, rows[i].preferred);
    centre_rings(&host, call, rows[i].first);
    host_end(&host);
  }
}

static void one_who_is_busy_is_waited_for(void **state)
{
  (void)state;
  test_host host;
  begin(&host, 30, "");
  acd_id before = talk(&host, "bob");
  acd_id call = arrive(&host, "bob");
  acd_id other = arrive(&host, "");
  centre_rings(&host, call, "");     /* ann is ready, and not asked */
  centre_rings(&host, other, "ann"); /* though the other call came later */
  assert_int_equal(acd_call_position(host.engine, call), 1);
  host_pass(&host, 10 * SECOND);
  host_hangup(&host, before);
  centre_rings(&host, call, "bob");
  centre_offer(&host, "bob", ACD_OUTCOME_BRIDGED);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
  host_end(&host);
}

static void what_ends_the_wait(void **state)
{
  enum { TIME, NOT_READY, LOGOUT, REFUSAL, DEFINITION, HANGUP, WAIT_MAX, ENDS };
  (void)state;
  for (int how = 0; how < ENDS; how++) {
    test_host host;
    begin(&host, 30, how == WAIT_MAX ? "wait_max=20s overflow=other" : "");
    acd_id before = talk(&host, "bob");
    acd_id call = arrive(&host, "bob");
    centre_rings(&host, call, "");
    host_pass(&host, 10 * SECOND);
    switch (how) {
    case TIME: host_pass(&host, 20 * SECOND - 1); break;
    case NOT_READY: centre_not_ready(&host, "bob"); break;
    case LOGOUT: acd_agent_logout(host.engine, host.now, host_agent(&host, "bob")); break;
    case REFUSAL:
      host_hangup(&host, before);
      centre_offer(&host, "bob", ACD_OUTCOME_REJECTED);
      break;
    case DEFINITION: host_change(&host, "agent bob\n"); break; /* without the skill */
    case HANGUP: host_hangup(&host, call); break;
    case WAIT_MAX: host_pass(&host, 10 * SECOND); break;
    default: break;
    }
    if (how == TIME) {
      centre_rings(&host, call, "");
      host_pass(&host, 1);
    }
    if (how == HANGUP)
      assert_int_equal(host_end_of(&host, call), ACD_END_ABANDONED);
    else if (how == WAIT_MAX)
      assert_int_equal(centre_call(&host, call).queue, host_queue(&host, "other"));
    else
      centre_rings(&host, call, "ann");
    host_end(&host);
  }
}

/* It goes on by any definition that lets her serve the call and the queue wait for her, for as long as it had. */
static void what_does_not_end_the_wait(void **state)
{
  static const char *const changes[] = {"agent ann\n  agent_skill s\n",
                                        "agent bob wrapup=0\n  agent_skill s level=3\n",
                                        "-agent ann\n",
                                        "+queue desk preferred_wait=60s\n",
                                        "+queue desk\n  member bob tier=3\n",
                                        "queue third\n"};
  (void)state;
  for (size_t i = 0; i < COUNT(changes); i++)
    for (int frees = 0; frees < 2; frees++) {
      test_host host;
      begin(&host, 30, "");
      acd_id before = talk(&host, "bob");
      acd_id call = arrive(&host, "bob");
      host_pass(&host, 10 * SECOND);
      host_change(&host, changes[i]);
      host_pass(&host, 20 * SECOND - 1);
      centre_rings(&host, call, "");
      if (frees)
        host_hangup(&host, before);
      else
        host_pass(&host, 1);
      if (frees || strcmp(changes[i], "-agent ann\n") != 0) centre_rings(&host, call, frees ? "bob" : "ann");
      host_end(&host);
    }
}

static void an_agent_who_is_away_is_not_waited_for(void **state)
{
  (void)state;
  test_host host;
  begin(&host, 30, "");
  talk(&host, "bob");
  centre_not_ready(&host, "bob"); /* after this conversation */
  acd_id call = arrive(&host, "bob");
  centre_rings(&host, call, "ann");
  host_end(&host);
}

static void calls_that_wait_for_her_come_before_the_queue(void **state)
{
  (void)state;
  test_host host;
  begin(&host, 300, "");
  acd_id with_ann = talk(&host, "ann"), with_bob = talk(&host, "bob");
  acd_id first = arrive(&host, "");
  host_pass(&host, SECOND);
  acd_id second = arrive(&host, "bob");
  host_hangup(&host, with_bob);
  centre_rings(&host, second, "bob");
  host_hangup(&host, with_ann);
  centre_rings(&host, first, "ann");
  host_end(&host);
}

/* One call comes to another queue at once and to this one after two seconds; the other comes here after one second. */
static void they_stand_by_priority_then_wait_clock(void **state)
{
  static const struct {
    const char *rules;
    int64_t waited_s, place; /* of the call that moves */
    int64_t other_priority, other_waited_s;
    int moved_first;
  } rows[] = {{"", 0, ACD_PLACE_NEW, 0, 0, 0},
              {"", 2, ACD_PLACE_NEW, 0, 0, 1},
              {"", 2, ACD_PLACE_NEW, 0, 2, 0},
              {"", 0, ACD_PLACE_KEPT, 0, 0, 1},
              {"", 0, ACD_PLACE_KEPT, 0, 2, 0},
              {"", 0, ACD_PLACE_KEPT, 1, 0, 0},
              {"", 0, ACD_PLACE_NEW, -1, 9, 1},
              {"acceleration=3600", 0, ACD_PLACE_NEW, -1, 9, 1},
              {"wait_from=arrival", 0, ACD_PLACE_NEW, 0, 0, 1},
              {"wait_from=arrival", 0, ACD_PLACE_NEW, 0, 2, 0}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, 30, rows[i].rules);
    acd_id before = talk(&host, "bob");
    acd_id moved = arrive_at(&host, "200", "bob", 0, rows[i].waited_s * SECOND);
    host_pass(&host, SECOND);
    acd_id other = arrive_at(&host, "100", "bob", rows[i].other_priority, rows[i].other_waited_s * SECOND);
    host_pass(&host, SECOND);
    int status = acd_call_move(host.engine, host.now, moved, host_queue(&host, "desk"), rows[i].place);
    assert_int_equal(status, ACD_OK);
    host_check(&host);
    centre_rings(&host, moved, "");
    centre_rings(&host, other, "");
    host_hangup(&host, before);
    centre_rings(&host, rows[i].moved_first ? moved : other, "bob");
    host_end(&host);
  }
}

static int transfer(test_host *host, acd_id call, const char *agent)
{
  return acd_call_transfer(host->engine, host->now, call, ACD_TARGET_AGENT, host_agent(host, agent), NULL);
}

/* Transferred to him after two seconds; the call that prefers him comes after one second or three. */
static void direct_calls_stand_among_them(void **state)
{
  static const struct {
    int64_t after_s, waited_s;
    int direct_first;
  } rows[] = {{1, 0, 0}, {3, 0, 1}, {3, 2, 0}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, 30, "");
    acd_id direct = talk(&host, "ann"), before = talk(&host, "bob"), call = 0;
    for (int64_t s = 1; s <= 3; s++) {
      host_pass(&host, SECOND);
      if (s == rows[i].after_s) call = arrive_at(&host, "100", "bob", 0, rows[i].waited_s * SECOND);
      if (s == 2) assert_int_equal(transfer(&host, direct, "bob"), ACD_OK);
    }
    host_hangup(&host, before);
    centre_rings(&host, rows[i].direct_first ? direct : call, "bob");
    host_end(&host);
  }
}

static void lists_are_checked(void **state)
{
  (void)state;
  test_host host;
  begin(&host, 0, "");
  acd_id gone = host_agent(&host, "cat"), queue = host_queue(&host, "desk"), many[9] = {0}, call = 0;
  host_change(&host, "-agent cat\n");
  struct {
    acd_id agents[2];
    int64_t count;
    int status;
  } rows[] = {{{gone, host_agent(&host, "bob")}, 2, ACD_OK},
              {{queue}, 1, ACD_ERR_NOT_FOUND},
              {{0}, 1, ACD_ERR_NOT_FOUND},
              {{0}, -1, ACD_ERR_ARGUMENT}};
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "100";
  for (size_t i = 0; i < COUNT(rows); i++) {
    arrival.preferred = rows[i].agents;
    arrival.preferred_count = rows[i].count;
    assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), rows[i].status);
    if (i == 0) centre_rings(&host, call, "bob");
  }
  arrival.preferred = many;
  arrival.preferred_count = 9;
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_ERR_ARGUMENT);
  arrival.preferred = NULL;
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_ERR_ARGUMENT);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(they_come_first),
      cmocka_unit_test(one_who_is_busy_is_waited_for),
      cmocka_unit_test(what_ends_the_wait),
      cmocka_unit_test(what_does_not_end_the_wait),
      cmocka_unit_test(an_agent_who_is_away_is_not_waited_for),
      cmocka_unit_test(calls_that_wait_for_her_come_before_the_queue),
      cmocka_unit_test(they_stand_by_priority_then_wait_clock),
      cmocka_unit_test(direct_calls_stand_among_them),
      cmocka_unit_test(lists_are_checked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
