/* SPDX-License-Identifier: Apache-2.0 */
/* Several agents at once, rounds of offers, and agents kept free: acd/route.h, "Round of offers" to "Reservation". */
#include "story.h"

#define FOUR        "agent ann\nagent bob\nagent cat\nagent dan\n"
#define MEMBERS     "  member ann\n  member bob\n  member cat\n  member dan\n"
#define NUMBER      "number 1 queue=desk\n"
#define DESK(queue) FOUR "queue desk retry_delay=0s " queue "\n" MEMBERS NUMBER

static void ring_counts(void **state)
{
  (void)state;
  static const story rows[] = {
      {"one is the default", DESK("strategy=linear"), "1", "ann1", 0},
      {"two", DESK("strategy=linear ring_count=2"), "1 1 1", "ann1 bob1 | cat2 dan2", 0},
      {"in the order of the strategy",
       FOUR "queue desk strategy=linear ring_count=3\n  member ann position=9\n  member bob position=2\n"
            "  member cat\n  member dan position=1\n" NUMBER,
       "1", "cat1 dan1 bob1", 0},
      {"lower tiers fill up",
       FOUR "queue desk ring_count=3\n  member ann tier=1\n  member bob\n  member cat tier=2\n"
            "  member dan\n" NUMBER,
       "1", "bob1 dan1 ann1", 0},
      {"0 is all", DESK("strategy=linear ring_count=0"), "1", "ann1 bob1 cat1 dan1", 0},
      {"ring all is all whatever it says", DESK("strategy=ring_all ring_count=2"), "1", "ann1 bob1 cat1 dan1", 0},
      {"who misses is followed by the next", DESK("strategy=linear ring_count=2"), "1 ann:rejected bob:busy",
       "ann1 bob1 | cat1 | dan1", 0},
      {"no new round while it rings", DESK("strategy=linear ring_count=3"), "1 ann:rejected bob:busy",
       "ann1 bob1 cat1 | dan1", 0},
      {"a new round when it rings nowhere", DESK("strategy=linear ring_count=2"),
       "1 ann:rejected bob:busy cat:busy dan:busy", "ann1 bob1 | cat1 | dan1 | ann1 bob1", 0},
      {"who gets ready is rung, too", DESK("strategy=linear ring_count=3"), "cat- dan- 1 dan+ cat+", "ann1 bob1 | dan1",
       0},
      {"the losers are stopped, the latest first, and take the next", DESK("strategy=linear ring_count=3"),
       "1 1 ann:accepted", "ann1 bob1 cat1 | dan2 | cat- cat2 bob- bob2", 0},
      {"a caller who hangs up frees them all", DESK("strategy=linear ring_count=2"), "1 x1", "ann1 bob1 | bob- ann-",
       0},
      {"a call that rings few enough comes before younger ones", DESK("strategy=linear ring_count=2"),
       "bob- cat- dan- 1 +1 1 cat+ bob+", "ann1 | cat1 | bob2", 0},
      {"a new number counts from the next match on", DESK("strategy=linear"), "1 !", "ann1 | bob1",
       "queue desk strategy=linear ring_count=2\n" MEMBERS},
  };
  story_tell(rows, COUNT(rows));
}

static void ring_more(void **state)
{
  (void)state;
  static const story rows[] = {
      {"one more each time", DESK("strategy=linear ring_more=5s ring_timeout=60s"), "1 +4.9 +0.1 +5 +5 +5",
       "ann1 | bob1 | cat1 | dan1", 0},
      {"never is the default", DESK("strategy=linear ring_timeout=60s"), "1 +59", "ann1", 0},
      {"as many again", DESK("strategy=linear ring_count=2 ring_more=5s ring_timeout=60s"), "1 +5",
       "ann1 bob1 | cat1 dan1", 0},
      {"from the first of the present offers, not the latest", DESK("strategy=linear ring_more=5s ring_timeout=60s"),
       "1 +4 ann:rejected +4.9 +0.1", "ann1 | bob1 | cat1", 0},
      {"a miss of one of several starts nothing anew", DESK("strategy=linear ring_more=5s ring_timeout=60s"),
       "1 +5 +3 bob:rejected +2", "ann1 | bob1 | cat1 | dan1", 0},
      {"anew once nobody rings", DESK("strategy=linear ring_more=5s ring_timeout=60s"),
       "bob- cat- dan- 1 +4 ann- +3 ann+ bob+ +4.9 +0.1", "ann1 | ann- | ann1 | bob1", 0},
      {"no more are found: who gets ready is rung at once", DESK("strategy=linear ring_more=5s ring_timeout=60s"),
       "bob- cat- dan- 1 +20 dan+", "ann1 | dan1", 0},
  };
  story_tell(rows, COUNT(rows));
}

static void rounds(void **state)
{
  (void)state;
  static const story rows[] = {
      {"nobody twice before everybody once", DESK("strategy=linear"),
       "1 ann:rejected bob:busy cat:failed dan:no_answer ann:rejected", "ann1 | bob1 | cat1 | dan1 | ann1 | bob1", 0},
      {"a cancelled offer is no miss", DESK("strategy=linear"), "1 ann- bob- ann+ cat:busy",
       "ann1 | ann- bob1 | bob- cat1 | ann1", 0},
      {"only the latest call is remembered", DESK("strategy=linear"),
       "1 ann:rejected 1 ann:rejected bob:rejected cat:busy", "ann1 | bob1 | ann2 | cat2 | ann1 | bob2", 0},
      {"a call that does not ring is offered to who missed it", DESK("strategy=linear"), "bob- cat- dan- 1 ann- ann+",
       "ann1 | ann- | ann1", 0},
      {"a lost leg passes her over, too", DESK("strategy=linear"), "1 ann:accepted ann:unbridged", "ann1 | bob1", 0},
  };
  story_tell(rows, COUNT(rows));
}

static void reserves(void **state)
{
  (void)state;
#define TWO(reserve)                                                                                                   \
  "skill french\nagent ann\nagent bob\n  agent_skill french\nagent cat\nqueue desk strategy=linear retry_delay=0s "    \
  "reserve=" reserve                                                                                                   \
  "\n  member ann\n  member bob\n  member cat\nqueue gold\n  member cat\n  member bob\n  member ann\n"                 \
  "number 1 queue=desk\nnumber 2 queue=gold\n"
  static const story rows[] = {
      {"none", TWO("0"), "1 1 1", "ann1 | bob2 | cat3", 0},
      {"the last one is kept free", TWO("1"), "1 1 1 2", "ann1 | bob2 | cat4", 0},
      {"two", TWO("2"), "1 1 2 2", "ann1 | bob3 | cat4", 0},
      {"more than there are", TWO("9"), "1 1", "", 0},
      {"one more who is ready lets a call out", TWO("1"), "1 1 1 2 x4", "ann1 | bob2 | cat4 | cat-", 0},
      {"she takes it herself", TWO("1"), "ann- bob- 1 ann+", "ann1", 0},
      {"or others take it", TWO("1"), "ann- cat- 1/french1 ann+", "bob1", 0},
      {"ready, whatever their skills", TWO("1"), "1/french1 1/french1", "bob1", 0},
      {"a call of the other queue first", TWO("1"), "ann- bob- cat- 1 2 ann+ bob+ cat+", "ann2 | cat1", 0},
      {"who rests is not ready", FOUR "queue desk strategy=linear reserve=1 retry_delay=60s\n" MEMBERS NUMBER,
       "cat- dan- 1 ann:rejected +59 +1", "ann1 | ann1", 0},
      {"a reserve that goes lets calls out at once", TWO("2"), "1 1 !", "ann1 | bob2",
       "queue desk strategy=linear\n  member ann\n  member bob\n  member cat\n"},
  };
  story_tell(rows, COUNT(rows));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ring_counts),
      cmocka_unit_test(ring_more),
      cmocka_unit_test(rounds),
      cmocka_unit_test(reserves),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
