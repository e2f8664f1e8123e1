/* SPDX-License-Identifier: Apache-2.0 */
/* Who gets the call, setting by setting: acd/route.h, "Call side". */
#include "story.h"

#include <stdio.h>

#define FOUR   "agent ann\nagent bob\nagent cat\nagent dan\n"
#define NUMBER "number 1 queue=desk\n"

static void tiers(void **state)
{
  (void)state;
#define MEMBERS "  member ann tier=2\n  member bob tier=1\n  member cat\n  member dan tier=1\n" NUMBER
  static const story rows[] = {
      {"the lower tier first", FOUR "queue desk strategy=linear\n" MEMBERS, "1 1 1 1", "cat1 | bob2 | dan3 | ann4", 0},
      {"first is the default", FOUR "queue desk\n" MEMBERS, "1 1 1 1", "cat1 | bob2 | dan3 | ann4", 0},
      {"equal", FOUR "queue desk strategy=linear tiers=equal\n" MEMBERS, "1 1 1 1", "ann1 | bob2 | cat3 | dan4", 0},
      {"the strategy decides within a tier", FOUR "queue desk strategy=longest_idle\n" MEMBERS,
       "+1 bob- +1 bob+ cat- 1 1 1", "dan1 | bob2 | ann3", 0},
      {"a tier before idle time", FOUR "queue desk strategy=longest_idle\n" MEMBERS, "+1 cat- +9 cat+ 1", "cat1", 0},
      {"who missed it comes after higher tiers", FOUR "queue desk strategy=linear\n" MEMBERS,
       "1 cat:rejected bob:busy dan:no_answer", "cat1 | bob1 | dan1 | ann1", 0},
      {"a freed agent takes the call whatever her tier", FOUR "queue desk\n" MEMBERS, "ann- bob- cat- dan- 1 ann+ cat+",
       "ann1", 0},
      {"a tier that changes counts at once", FOUR "queue desk strategy=linear\n" MEMBERS, "1 x1 ! 1",
       "cat1 | cat- | ann2", "queue desk strategy=linear\n  member ann\n  member cat tier=1\n"},
  };
#undef MEMBERS
  story_tell(rows, COUNT(rows));
}

/* Memory of a round robin: what marks a member. Bob is away when the first call comes, which becomes his. */
static void round_robin_moves(void **state)
{
  (void)state;
#define DESK(moves)                                                                                                    \
  FOUR "queue desk strategy=round_robin retry_delay=0s " moves                                                         \
       "\n  member ann\n  member bob\n  member cat\n  member dan\n" NUMBER
  static const story rows[] = {
      {"offers: a refusal moves it", DESK(""), "1 ann:rejected x1 1", "ann1 | bob1 | bob- | cat2", 0},
      {"offers is the default", DESK("round_robin_moves=offers"), "1 x1 1 x2 1", "ann1 | ann- | bob2 | bob- | cat3", 0},
      {"answers: a refusal does not", DESK("round_robin_moves=answers"), "1 ann:rejected x1 1",
       "ann1 | bob1 | bob- | ann2", 0},
      {"answers: bridged does", DESK("round_robin_moves=answers"), "1 ann:bridged x1 1 bob:bridged x2 1",
       "ann1 | bob2 | cat3", 0},
      {"answers: accepted does not, done does", DESK("round_robin_moves=answers"),
       "1 ann:accepted x1 1 ann:accepted ann:done x2 1", "ann1 | ann2 | bob3", 0},
      {"offers: also to who became free", DESK(""), "ann- bob- cat- dan- 1 cat+ x1 ann+ bob+ dan+ 1",
       "cat1 | cat- | dan2", 0},
      {"choices: not to who became free", DESK("round_robin_moves=choices"),
       "ann- bob- cat- dan- 1 cat+ x1 ann+ bob+ dan+ 1", "cat1 | cat- | ann2", 0},
      {"choices: a chosen one", DESK("round_robin_moves=choices"), "1 x1 1 x2 1", "ann1 | ann- | bob2 | bob- | cat3",
       0},
      {"who has left is remembered by her place", DESK(""), "1 x1 1 x2 ! 1", "ann1 | ann- | bob2 | bob- | cat3",
       "queue desk strategy=round_robin\n  member ann\n  member cat\n  member dan\n"},
  };
#undef DESK
  story_tell(rows, COUNT(rows));
}

static void scores(void **state)
{
  (void)state;
#define SKILLED                                                                                                        \
  "skill french\nskill sales\nagent ann\n  agent_skill french level=2\n  agent_skill sales level=4\nagent bob\n"       \
  "  agent_skill french level=5\nagent cat\n  agent_skill french level=2\n  agent_skill sales level=1\n"
#define MEMBERS "  member ann\n  member bob\n  member cat\n" NUMBER
#define FRENCH  "  queue_skill french level=1\n"
  static const story rows[] = {
      {"most skilled", SKILLED "queue desk strategy=most_skilled\n" FRENCH MEMBERS, "1 1 1", "bob1 | ann2 | cat3", 0},
      {"least skilled that suffices", SKILLED "queue desk strategy=least_skilled\n" FRENCH MEMBERS, "1 1 1",
       "ann1 | cat2 | bob3", 0},
      {"least skilled, but not below what is needed",
       SKILLED "queue desk strategy=least_skilled\n  queue_skill french level=3\n" MEMBERS, "1 1", "bob1", 0},
      {"equals by the idle clock", SKILLED "queue desk strategy=least_skilled\n" FRENCH MEMBERS, "ann- +1 ann+ 1 1",
       "cat1 | ann2", 0},
      {"what the call needs counts once", SKILLED "queue desk strategy=most_skilled\n" FRENCH MEMBERS,
       "1/sales1 1/sales1 1/sales1", "ann1 | cat2", 0},
      {"level 0 only counts", SKILLED "queue desk strategy=most_skilled\n  queue_skill sales level!0\n" FRENCH MEMBERS,
       "1 1 1", "ann1 | bob2 | cat3", 0},
      {"a weight",
       SKILLED "queue desk strategy=most_skilled\n  queue_skill sales level!0\n"
               "  queue_skill french level=1 weight=3\n" MEMBERS,
       "1 1 1", "bob1 | ann2 | cat3", 0},
      {"a negative weight",
       SKILLED "queue desk strategy=most_skilled\n  queue_skill sales level!0 weight!-1\n"
               "  queue_skill french level=1\n" MEMBERS,
       "1 1 1", "bob1 | cat2 | ann3", 0},
      {"no skill named: all are equal", SKILLED "queue desk strategy=most_skilled\n" MEMBERS, "1 1 1",
       "ann1 | bob2 | cat3", 0},
      {"steps do not change the score",
       SKILLED "queue desk strategy=most_skilled\n" FRENCH "  step any\n    step_skill french level!0\n" MEMBERS,
       "1 1 1", "bob1 | ann2 | cat3", 0},
  };
#undef SKILLED
#undef MEMBERS
#undef FRENCH
  story_tell(rows, COUNT(rows));
}

static void counts(void **state)
{
  (void)state;
#define BOTH(queue)                                                                                                    \
  "agent ann\nagent bob\nqueue desk " queue "\n  member ann\n  member bob weight=3\nqueue side\n  member ann\n" NUMBER \
  "number 2 queue=side\n"
  static const story rows[] = {
      {"fewest calls over all queues", BOTH("strategy=fewest_calls"), "2 ann:bridged x1 1", "ann1 | bob2", 0},
      {"fewest calls of this queue", BOTH("strategy=fewest_queue_calls"), "2 ann:bridged x1 1 ann:bridged x2 1",
       "ann1 | ann2 | bob3", 0},
      {"since she became a member", BOTH("strategy=fewest_queue_calls"), "1 ann:bridged x1 1 x2 ! 1",
       "ann1 | bob2 | bob- | bob3", "queue desk strategy=fewest_queue_calls\n  member ann\n  member bob\n"},
      {"who stays a member keeps the count", BOTH("strategy=fewest_queue_calls"), "1 ann:bridged x1 ! 1", "ann1 | bob2",
       "queue desk strategy=fewest_queue_calls wrapup=9s\n  member bob position=7\n  member ann\n"},
      {"a member who comes back begins anew",
       "agent ann\nagent bob\nqueue desk strategy=fewest_queue_calls\n  member ann\n  member bob\n" NUMBER,
       "1 ann:bridged x1 1 bob:bridged x2 1 ann:bridged x3 ! 1 bob:bridged x4", "ann1 | bob2 | ann3 | bob4",
       "queue desk strategy=fewest_queue_calls\n  member bob\n"},
  };
#undef BOTH
  story_tell(rows, COUNT(rows));
}

/* One call after the other, all ready at each: the answered calls stand in the proportion of the weights. */
static void answers_approach_the_shares(void **state)
{
  static const struct {
    const char *members;
    int parts[3];
  } rows[] = {{"  member ann weight=5\n  member bob weight=3\n  member cat weight=2\n", {50, 30, 20}},
              {"  member ann\n  member bob weight=98\n  member cat\n", {1, 98, 1}},
              {"  member ann\n  member bob\n  member cat\n", {34, 33, 33}}};
  static const char *const names[] = {"ann", "bob", "cat"};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[400];
    int counts[3] = {0};
    snprintf(text, sizeof text, FOUR "queue desk strategy=share\n%s" NUMBER, rows[i].members);
    host_begin(&host, NULL);
    host_define(&host, text);
    for (int n = 0; n < 100; n++) {
      acd_id call = host_arrive(&host, "1");
      for (int a = 0; a < 3; a++) {
        if (centre_agent(&host, names[a]).call != call) continue;
        centre_offer(&host, names[a], ACD_OUTCOME_BRIDGED);
        counts[a]++;
      }
      host_hangup(&host, call);
    }
    for (int a = 0; a < 3; a++) assert_int_equal(counts[a], rows[i].parts[a]);
    host_end(&host);
  }
}

/* Chance in proportion to the weights, among those equal so far: chi-square below its 99.99 % quantile (2 degrees). */
static void draws_follow_the_weights(void **state)
{
  (void)state;
  enum { DRAWS = 6000 };
  static const char *const names[] = {"ann", "bob", "cat", "dan"};
  static const int weights[] = {1, 2, 3};
  test_host host;
  int counts[4] = {0};
  host_begin(&host, NULL);
  host_define(&host, FOUR "queue desk strategy=weighted_random\n  member ann\n  member bob weight=2\n"
                          "  member cat weight=3\n  member dan weight=900 tier=1\n" NUMBER);
  host.keeps_events = 0;
  for (int n = 0; n < DRAWS; n++) {
    acd_id call = host_arrive(&host, "1");
    for (int a = 0; a < 4; a++) counts[a] += centre_agent(&host, names[a]).call == call;
    host_hangup(&host, call);
  }
  assert_int_equal(counts[3], 0);
  assert_int_equal(counts[0] + counts[1] + counts[2], DRAWS);
  int64_t sum = 0; /* Σ (n − e)² / e, times 1,000 */
  for (int a = 0; a < 3; a++) {
    int64_t expected = DRAWS * weights[a] / 6, off = counts[a] - expected;
    sum += 1000 * off * off / expected;
  }
  assert_in_range(sum, 1, 18420);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tiers),
      cmocka_unit_test(round_robin_moves),
      cmocka_unit_test(scores),
      cmocka_unit_test(counts),
      cmocka_unit_test(answers_approach_the_shares),
      cmocka_unit_test(draws_follow_the_weights),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
