/* SPDX-License-Identifier: Apache-2.0 */
/* What waiting callers hear: acd/queue.h, "Announcements". */
#include "centre.h"

#include <stdio.h>

#include "random.h"

static void begin(test_host *host, const char *announcements)
{
  static outline text;
  text.size = 0;
  outline_write(&text,
                "agent ann presence=not_ready\nagent bob presence=not_ready\n"
                "queue desk music=waltz retry_delay=60s expected_handle=100s\n"
                "  member ann\n  member bob\n%snumber 1 queue=desk\n",
                announcements);
  host_begin(host, NULL);
  host_define(host, text.text);
}

/* Lets seconds pass, with each prompt played within 100 ms; tells when each began, as "5 a, 10 b". */
static const char *heard(test_host *host, int seconds)
{
  static char all[1000];
  size_t used = 0;
  all[0] = '\0';
  for (int tenth = 0; tenth < 10 * seconds; tenth++) {
    host_pass(host, SECOND / 10);
    size_t from = host->told;
    host_forget(host);
    for (size_t i = from; i < host->actions_count; i++) {
      const acd_action *action = &host->actions[i].action;
      if (action->kind != ACD_ACTION_PLAY) continue;
      assert_int_equal(action->call != 0 && action->queue != 0, 1);
      used += (size_t)snprintf(all + used, sizeof all - used, "%s%d %s", used ? ", " : "",
                               (int)(action->time_us / SECOND), action->text);
      int status = acd_action_result(host->engine, host->now, action->id, ACD_OUTCOME_DONE, NULL);
      assert_true(status == ACD_OK || status == ACD_ERR_STALE);
    }
  }
  return all;
}

static void turns(void **state)
{
  static const struct {
    const char *announcements, *heard; /* in 40 s */
  } rows[] = {
      {"", ""},
      {"  announcement a prompt=a after=5s\n", "5 a"},
      {"  announcement a prompt=a\n", "30 a"},
      {"  announcement a prompt=a after=0\n", "0 a"},
      {"  announcement a prompt=a after=5s every=10s\n", "5 a, 15 a, 25 a, 35 a"},
      {"  announcement a prompt=a after=0 every=15s\n", "0 a, 15 a, 30 a"},
      {"  announcement a prompt=a after=41s every=1s\n", ""},
      {"  announcement b prompt=b after=20s\n  announcement a prompt=a after=8s every=12s\n", "8 a, 20 b, 20 a, 32 a"},
      {"  announcement a prompt=a after=20s\n  announcement b prompt=b after=20s\n  announcement c prompt=c "
       "after=20s\n",
       "20 a, 20 b, 20 c"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, rows[i].announcements);
    acd_id call = host_arrive(&host, "1");
    assert_string_equal(heard(&host, 40), rows[i].heard);
    assert_int_equal(acd_call_position(host.engine, call), 1);
    assert_int_equal(centre_call(&host, call).queued_at_us, 0);
    host_end(&host);
  }
}

/* The music goes on when a prompt is done, has failed or was never answered. */
static void music_goes_on(void **state)
{
  (void)state;
  for (int how = 0; how < 3; how++) {
    test_host host;
    begin(&host, "  announcement a prompt=a after=5s\n  announcement b prompt=b after=5s\n");
    host_arrive(&host, "1");
    host_told(&host, "music waltz");
    host_pass(&host, 5 * SECOND);
    host_told(&host, "play a");
    if (how == 2)
      host_pass(&host, 120 * SECOND);
    else
      host_answer(&host, "play a", how ? ACD_OUTCOME_FAILED : ACD_OUTCOME_DONE);
    host_told(&host, "play b");
    host_answer(&host, "play b", ACD_OUTCOME_DONE);
    host_told(&host, "music waltz");
    host_end(&host);
  }
}

/* What falls due while another plays waits, each once, however often it fell due. */
static void one_at_a_time(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "  announcement often prompt=often after=10s every=2s\n  announcement long prompt=long after=5s\n");
  host_arrive(&host, "1");
  host_pass(&host, 5 * SECOND);
  host_told(&host, "music waltz, play long");
  host_pass(&host, 10 * SECOND); /* due at 10, 12 and 14 */
  host_told(&host, "");
  host_answer(&host, "play long", ACD_OUTCOME_DONE);
  host_told(&host, "play often");
  host_answer(&host, "play often", ACD_OUTCOME_DONE);
  host_told(&host, "music waltz");
  host_pass(&host, SECOND);
  host_told(&host, "play often");
  host_end(&host);
}

/* While an agent rings, connects, and after: by the setting. */
static void while_an_agent_rings(void **state)
{
  (void)state;
  for (int plays = 0; plays < 2; plays++) {
    test_host host;
    begin(&host,
          plays ? "  announcement a prompt=a after=5s while_ringing=play\n" : "  announcement a prompt=a after=5s\n");
    centre_ready(&host, "ann");
    acd_id call = host_arrive(&host, "1");
    host_pass(&host, 6 * SECOND);
    host_told(&host, plays ? "music waltz, ring ann, play a" : "music waltz, ring ann");
    centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
    host_told(&host, plays ? "" : "play a"); /* nobody rings any more */
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
    centre_ready(&host, "bob");
    centre_offer(&host, "bob", ACD_OUTCOME_ACCEPTED);
    host_told(&host, "ring bob, bridge bob");
    host_answer(&host, "bridge bob", ACD_OUTCOME_DONE); /* it ends what plays */
    assert_int_equal(host_result(&host, "play a", ACD_OUTCOME_DONE, NULL), ACD_ERR_STALE);
    host_pass(&host, 100 * SECOND);
    host_told(&host, "");
    host_end(&host);
  }
}

/* None begins while an agent connects; one that is due is played if the bridge fails. */
static void while_an_agent_connects(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "  announcement a prompt=a after=2s while_ringing=play\n");
  centre_ready(&host, "ann");
  host_arrive(&host, "1");
  centre_offer(&host, "ann", ACD_OUTCOME_ACCEPTED);
  host_forget(&host);
  host_pass(&host, 3 * SECOND);
  host_told(&host, "");
  host_answer(&host, "bridge ann", ACD_OUTCOME_FAILED);
  host_told(&host, "release ann, play a");
  host_end(&host);
}

/* An agent who rings from the beginning and answers: the caller hears none. */
static void answered_at_once(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "  announcement a prompt=a after=0 every=3s\n");
  centre_ready(&host, "ann");
  host_arrive(&host, "1");
  host_pass(&host, 10 * SECOND);
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  host_told(&host, "music waltz, ring ann");
  host_end(&host);
}

/* Positions and estimated waits are those of the questions, for every place and after changes of place. */
static void values_are_said(void **state)
{
  enum { CALLS = 6 };
  (void)state;
  test_host host;
  begin(&host, "  announcement p prompt=p says=position after=10s every=10s\n"
               "  announcement w prompt=w says=estimated_wait after=12s every=10s\n");
  acd_id calls[CALLS];
  for (int i = 0; i < CALLS; i++) calls[i] = host_arrive_priority(&host, "1", i % 3);
  for (int round = 0; round < 6; round++) {
    size_t before = host.actions_count, said = 0, waits = 0;
    if (round == 2) assert_int_equal(acd_call_prioritize(host.engine, host.now, calls[0], 9), ACD_OK);
    if (round == 3) host_hangup(&host, calls[5]);
    if (round == 4) host_change(&host, "agent cid\nqueue none\n  member cid\n");
    host_pass(&host, 10 * SECOND);
    host_pull(&host);
    for (size_t i = before; i < host.actions_count; i++) {
      const acd_action *action = &host.actions[i].action;
      if (action->kind != ACD_ACTION_PLAY) continue;
      if (action->says == ACD_SAYS_POSITION) {
        assert_int_equal(action->value, acd_call_position(host.engine, action->call));
        said++;
      } else {
        assert_int_equal(action->says, ACD_SAYS_ESTIMATED_WAIT);
        waits++;
      }
      assert_int_equal(acd_action_result(host.engine, host.now, action->id, ACD_OUTCOME_DONE, NULL), ACD_OK);
    }
    assert_int_equal(said, round < 3 ? 6 : 5);
    assert_int_equal(waits, 0); /* nobody is available */
    host_check(&host);
  }
  host_end(&host);
}

static void an_estimated_wait_is_said(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "  announcement w prompt=w says=estimated_wait after=12s\n");
  centre_ready(&host, "ann");
  acd_id rings = host_arrive(&host, "1");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  acd_id first = host_arrive(&host, "1"), second = host_arrive(&host, "1");
  host_forget(&host);
  host_pass(&host, 12 * SECOND);
  host_told(&host, "play w, play w");
  const acd_action *said = &host.actions[host.actions_count - 2].action;
  assert_int_equal(said[0].call, first);
  assert_int_equal(said[0].value, 100 * SECOND);
  said = &host.actions[host.actions_count - 1].action;
  assert_int_equal(said[0].call, second);
  assert_int_equal(said[0].value, acd_call_estimated_wait_us(host.engine, second));
  assert_int_equal(said[0].value, 200 * SECOND);
  assert_int_equal(host_call_state(&host, rings), ACD_CALL_STATE_TALKING);
  host_end(&host);
}

/* Calls that waited before the definition hear what it brings, from then on; the next one takes it away. */
static void defined_while_they_wait(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "");
  acd_id call = host_arrive(&host, "1");
  host_pass(&host, 7 * SECOND);
  host_change(&host,
              "queue desk music=waltz\n  member ann\n  announcement a prompt=a says=position after=5s every=5s\n");
  assert_string_equal(heard(&host, 10), "10 a, 15 a");
  host_change(&host, "queue desk music=waltz\n  member ann\n  announcement b prompt=b after=20s\n");
  assert_string_equal(heard(&host, 10), "20 b");
  host_change(&host, "queue desk music=waltz\n  member ann\n");
  assert_string_equal(heard(&host, 60), "");
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
  host_end(&host);
}

/* In the next queue the times count from entry there. */
static void each_queue_has_its_own(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "queue a wait_max=10s overflow=b\n  announcement x prompt=x after=4s every=4s\n"
                     "queue b\n  announcement y prompt=y after=4s\nnumber 1 queue=a\n");
  host_arrive(&host, "1");
  assert_string_equal(heard(&host, 30), "4 x, 8 x, 14 y");
  host_end(&host);
}

/* A caller who leaves the queue while one plays: what becomes of it concerns nobody. */
static void leaving_ends_it(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host,
              "agent ann\nqueue her\n  member ann\nqueue a wait_max=5s overflow_flow=f\n"
              "  announcement x prompt=x after=4s\n"
              "flow f start=to\n  node to kind=agent agent=ann wait_max=100s\nnumber 1 queue=a\nnumber 2 queue=her\n");
  acd_id talks = host_arrive(&host, "2");
  centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
  acd_id call = host_arrive(&host, "1");
  host_pass(&host, 5 * SECOND);
  assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
  assert_int_equal(host_result(&host, "play x", ACD_OUTCOME_DONE, NULL), ACD_ERR_STALE);
  host_hangup(&host, talks);
  centre_rings(&host, call, "ann");
  host_end(&host);
}

/* The same definition once more changes nothing, in the middle of a prompt either. */
static void defined_again(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "  announcement often prompt=often after=10s every=2s\n  announcement long prompt=long after=5s\n");
  host_arrive(&host, "1");
  host_pass(&host, 12 * SECOND);
  host_change(&host, "");
  host_answer(&host, "play long", ACD_OUTCOME_DONE);
  host_told(&host, "music waltz, play long, play often");
  host_end(&host);
}

/* Law over random lives: the index of places says what a walk through the queue would. */
static void places_are_the_order(void **state)
{
  (void)state;
  test_host host;
  dice chance = {3};
  begin(&host, "  announcement p says=position after=3000s\n");
  for (int i = 0; i < 300; i++) {
    if (dice_chance(&chance, 60)) host_arrive_priority(&host, "1", dice_below(&chance, 4));
    acd_id calls[64];
    size_t count = 0;
    for (acd_id at = 0; (at = acd_call_next(host.engine, at)) && count < COUNT(calls);) calls[count++] = at;
    if (count && dice_chance(&chance, 30))
      host_hangup(&host, calls[dice_below(&chance, (int64_t)count)]);
    else if (count && dice_chance(&chance, 30))
      acd_call_prioritize(host.engine, host.now, calls[dice_below(&chance, (int64_t)count)], dice_below(&chance, 4));
    else if (count && dice_chance(&chance, 20))
      acd_call_move(host.engine, host.now, calls[dice_below(&chance, (int64_t)count)], host_queue(&host, "desk"),
                    ACD_PLACE_NEW);
    host_pass(&host, dice_below(&chance, 2) * SECOND / 10);
    host_check(&host);
    count = 0;
    for (acd_id at = 0; (at = acd_call_next(host.engine, at)) && count < COUNT(calls);) calls[count++] = at;
    if (count == COUNT(calls)) break;
    uint64_t seen = 0;
    for (size_t k = 0; k < count; k++) {
      int64_t position = acd_call_position(host.engine, calls[k]);
      assert_in_range(position, 1, count);
      seen |= UINT64_C(1) << (position - 1);
      for (size_t other = 0; other < count; other++)
        if (centre_call(&host, calls[k]).priority > centre_call(&host, calls[other]).priority)
          assert_true(position < acd_call_position(host.engine, calls[other]));
    }
    assert_true(count == 0 || seen == UINT64_MAX >> (64 - count));
  }
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(turns),
      cmocka_unit_test(music_goes_on),
      cmocka_unit_test(one_at_a_time),
      cmocka_unit_test(while_an_agent_rings),
      cmocka_unit_test(while_an_agent_connects),
      cmocka_unit_test(answered_at_once),
      cmocka_unit_test(values_are_said),
      cmocka_unit_test(an_estimated_wait_is_said),
      cmocka_unit_test(defined_while_they_wait),
      cmocka_unit_test(each_queue_has_its_own),
      cmocka_unit_test(leaving_ends_it),
      cmocka_unit_test(defined_again),
      cmocka_unit_test(places_are_the_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
