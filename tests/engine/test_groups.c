/* SPDX-License-Identifier: Apache-2.0 */
/* Percentages of calls for groups of members: acd/route.h, "Groups". */
#include <stdio.h>

#include "centre.h"

/* The call is answered by whoever rings, and ends; her name's first letter. */
static char serve(test_host *host)
{
  static const char *const names[] = {"ann", "bob", "cat", "dan", "eve", "fay"};
  host_pass(host, SECOND);
  acd_id call = host_arrive(host, "100");
  for (size_t i = 0; i < COUNT(names); i++) {
    acd_id agent;
    if (acd_agent_find(host->engine, names[i], &agent) || centre_agent(host, names[i]).call != call) continue;
    host_connect(host, names[i]);
    host_hangup(host, call);
    host_forget(host);
    return names[i][0];
  }
  return '-';
}

static void serve_all(test_host *host, const char *order)
{
  for (const char *at = order; *at; at++) {
    char got = serve(host);
    if (got != *at) fail_msg("%s: \"%s\", not %c but %c", order, at, *at, got);
  }
}

static void begin(test_host *host, const char *queue)
{
  char text[800];
  snprintf(text, sizeof text,
           "agent ann\nagent bob\nagent cat\nagent dan\nqueue desk strategy=group_share wrapup=0s %s\n"
           "number 100 queue=desk\n",
           queue);
  host_begin(host, NULL);
  host_define(host, text);
}

/* Ann and bob are the one group, cat and dan the other. */
#define TWO(first, second)                                                                                             \
  "\n  group own percentage=" first "\n  group house percentage=" second                                               \
  "\n  member ann group=own\n  member bob group=own\n  member cat group=house\n  member dan group=house"

static void calls_follow_the_percentages(void **state)
{
  static const struct {
    const char *queue;
    const char *order;
  } rows[] = {
      {TWO("70", "30"), "acbabdabcabdabacbadb"},
      {TWO("50", "50"), "acbdacbdacbd"}, /* of equal groups the first */
      {TWO("100", "0"), "abababab"},
      {TWO("0", "100"), "cdcdcdcd"},
      /* The group with the greatest percentage has nobody in the first tier. */
      {"\n  group own percentage=90\n  group house percentage=10\n  member ann group=own tier=2\n"
       "  member bob group=own tier=2\n  member cat group=house\n  member dan group=house",
       "cdcdcd"},
      {"tiers=equal\n  group own percentage=60\n  group house percentage=40\n  member ann group=own tier=2\n"
       "  member bob group=own tier=2\n  member cat group=house",
       "acbcabcacb"},
      /* Who is in no group of a queue that goes by another strategy counts for none. */
      {"strategy=linear\n  group own percentage=100\n  member bob\n  member ann group=own", "aaa"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, rows[i].queue);
    serve_all(&host, rows[i].order);
    host_end(&host);
  }
}

/* With everybody ready, no group is ever a whole call away from its percentage. */
static void no_group_is_a_call_behind(void **state)
{
  (void)state;
  for (int first = 0; first <= 100; first += 7) {
    test_host host;
    char queue[300];
    snprintf(queue, sizeof queue, TWO("%d", "%d"), first, 100 - first);
    begin(&host, queue);
    for (int n = 1, own = 0; n <= 120; n++) {
      own += serve(&host) < 'c';
      assert_true(100 * own - first * n < 100 && 100 * own - first * n > -100);
    }
    host_end(&host);
  }
}

/* Whose members were away gets all calls until it has made up, but for what has faded. */
static void a_group_that_was_away_makes_up(void **state)
{
  static const struct {
    int memory, calls, more;
  } rows[] = {{1000, 20, 20}, {1000, 100, 100}, {8, 100, 4}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char queue[400];
    snprintf(queue, sizeof queue, "group_memory=%d%s", rows[i].memory, TWO("50", "50"));
    begin(&host, queue);
    centre_not_ready(&host, "cat");
    centre_not_ready(&host, "dan");
    for (int n = 0; n < rows[i].calls; n++) assert_true(serve(&host) < 'c');
    centre_ready(&host, "cat");
    centre_ready(&host, "dan");
    int more = 0;
    while (more < 200 && serve(&host) >= 'c') more++;
    assert_int_equal(more, rows[i].more);
    host_end(&host);
  }
}

/* Calls count when they are answered, whoever chose, and in no other way. */
static void what_counts(void **state)
{
  test_host host;
  (void)state;
  begin(&host, "retry_delay=0s" TWO("50", "50"));
  acd_id first = host_arrive(&host, "100");
  centre_rings(&host, first, "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_REJECTED); /* counts for nobody */
  centre_rings(&host, first, "bob");
  host_hangup(&host, first); /* nor does a call that is gone */
  host_pass(&host, SECOND);
  serve_all(&host, "ac");
  centre_not_ready(&host, "cat");
  centre_not_ready(&host, "dan");
  centre_not_ready(&host, "bob");
  first = host_arrive(&host, "100");
  host_connect(&host, "ann");
  acd_id second = host_arrive(&host, "100"), third = host_arrive(&host, "100");
  host_hangup(&host, first);
  centre_rings(&host, second, "ann"); /* who chose */
  host_connect(&host, "ann");
  host_hangup(&host, second);
  centre_rings(&host, third, "ann");
  host_connect(&host, "ann");
  host_hangup(&host, third);
  for (int i = 0; i < 3; i++) centre_ready(&host, i == 0 ? "bob" : i == 1 ? "cat" : "dan");
  serve_all(&host, "cdcadbc"); /* four of the first group and one of the other so far */
  host_end(&host);
}

static void definitions_and_the_memory(void **state)
{
#define QUEUE  "agent ann\nagent bob\nagent cat\nagent dan\nqueue desk strategy=group_share wrapup=0s"
#define NUMBER "\nnumber 100 queue=desk\n"
  static const struct {
    const char *next;
    char gets; /* the next call, after four for the first group */
  } rows[] = {
      {QUEUE " priority=3" TWO("50", "50") NUMBER, 'c'},
      {QUEUE " group_memory=5" TWO("50", "50") NUMBER, 'c'},
      {QUEUE TWO("51", "49") NUMBER, 'a'}, /* begins anew */
      {QUEUE "\n  group own percentage=50\n  group other percentage=50\n  member ann group=own\n  member cat "
             "group=other" NUMBER,
       'a'},
      {QUEUE "\n  group house percentage=50\n  group own percentage=50\n  member ann group=house\n  member cat "
             "group=own" NUMBER,
       'a'},
      {QUEUE "\n  group own percentage=50\n  group house percentage=50\n  member cat group=own\n  member ann "
             "group=house" NUMBER,
       'a'}, /* the groups' memory, whoever is in them */
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, TWO("50", "50"));
    centre_not_ready(&host, "cat");
    centre_not_ready(&host, "dan");
    serve_all(&host, "abab");
    centre_ready(&host, "cat");
    centre_ready(&host, "dan");
    centre_not_ready(&host, "bob");
    host_define(&host, rows[i].next);
    char one[2] = {rows[i].gets, '\0'};
    serve_all(&host, one);
    host_end(&host);
  }
}

static acd_group_info group_of(const test_host *host, size_t index)
{
  acd_group_info info = {.size = sizeof info};
  assert_int_equal(acd_queue_group(host->engine, host_queue(host, "desk"), index, &info), ACD_OK);
  return info;
}

static void groups_are_listed(void **state)
{
  (void)state;
  test_host host;
  acd_group_info info = {.size = sizeof info};
  begin(&host, TWO("70", "30"));
  assert_int_equal(centre_queue(&host, "desk").groups_count, 2);
  assert_int_equal(acd_queue_group(host.engine, host_queue(&host, "desk"), 2, &info), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_queue_group(host.engine, host_agent(&host, "ann"), 0, &info), ACD_ERR_NOT_FOUND);
  info = group_of(&host, 1);
  assert_string_equal(info.name, "house");
  assert_int_equal(info.percentage, 30);
  assert_int_equal(info.share_ppm, 0);
  assert_true(info.members_count == 2 && info.staffed_count == 2 && info.available_count == 2 && info.ready_count == 2);
  serve_all(&host, "acba");
  assert_int_equal(group_of(&host, 0).share_ppm, 750000);
  assert_int_equal(group_of(&host, 1).share_ppm, 250000);
  host_arrive(&host, "100");
  centre_not_ready(&host, "cat");
  assert_int_equal(acd_agent_logout(host.engine, host.now, host_agent(&host, "dan")), ACD_OK);
  info = group_of(&host, 1);
  assert_true(info.members_count == 2 && info.staffed_count == 1 && info.available_count == 0 && info.ready_count == 0);
  info = group_of(&host, 0);
  assert_true(info.members_count == 2 && info.available_count == 2 && info.ready_count == 1); /* one rings */
  host_change(&host, "- agent ann\n");
  assert_int_equal(group_of(&host, 0).members_count, 1);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(calls_follow_the_percentages),   cmocka_unit_test(no_group_is_a_call_behind),
      cmocka_unit_test(a_group_that_was_away_makes_up), cmocka_unit_test(what_counts),
      cmocka_unit_test(definitions_and_the_memory),     cmocka_unit_test(groups_are_listed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
