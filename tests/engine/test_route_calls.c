/* SPDX-License-Identifier: Apache-2.0 */
/* Which call a freed agent gets, setting by setting: acd/route.h, "Agent side". */
#include "story.h"

/* Ann is away while the calls come. */
#define TWO(first, second)                                                                                             \
  "skill french\nagent ann presence=not_ready\n  agent_skill french\n" first "number 1 queue=desk\n" second            \
  "number 2 queue=side\n"

static void ranks_and_weights(void **state)
{
  (void)state;
#define DESK(queue, member) "queue desk " queue "\n  member ann " member "\n"
#define SIDE(queue, member) "queue side " queue "\n  member ann " member "\n"
  static const story rows[] = {
      {"no rank: by age", TWO(DESK("wrapup=0s", "tier=0"), SIDE("wrapup=0s", "tier=0")), "1 +1 2 ann+ x1",
       "ann1 | ann- ann2", 0},
      {"the lower rank first", TWO(DESK("priority=9", "rank=2"), SIDE("wrapup=0s", "rank=1")), "1/p9 +1 2 ann+ x2",
       "ann2 | ann- ann1", 0},
      {"a rank before weights", TWO(DESK("weight=50", "rank=1"), SIDE("wrapup=0s", "rank=0")), "1 +1 2 ann+", "ann2",
       0},
      {"the greater weight first", TWO(DESK("priority=9", "rank=0"), SIDE("weight=1", "rank=0")), "1 +1 2 ann+ x2",
       "ann2 | ann- ann1", 0},
      {"a negative weight", TWO(DESK("weight!-1", "rank=0"), SIDE("wrapup=0s", "rank=0")), "1 +1 2 ann+", "ann2", 0},
      {"a heavy queue without a call for her holds nothing up",
       TWO(DESK("weight=9\n  queue_skill french level=2", "rank=0"), SIDE("wrapup=0s", "rank=0")), "1 +1 2 ann+",
       "ann2", 0},
      {"a weight that changes counts at once", TWO(DESK("weight=9", "rank=0"), SIDE("wrapup=0s", "rank=0")),
       "2 +1 1 ! ann+", "ann1", "queue side weight=10\n  member ann\n"},
      {"more than one wait in the lighter queue, and then no longer",
       TWO(DESK("weight=1", "rank=0"), SIDE("surge_length=1 surge_weight=2", "rank=0")), "1 1 2 2 ann+ x3",
       "ann3 | ann- ann1", 0},
      {"as many as may", TWO(DESK("weight=1", "rank=0"), SIDE("surge_length=2 surge_weight=2", "rank=0")),
       "1 1 2 2 ann+", "ann1", 0},
      {"one is too many", TWO(DESK("weight=1", "rank=0"), SIDE("surge_length!0 surge_weight=2", "rank=0")),
       "1 2 ann+ x2", "ann2 | ann- ann1", 0},
      {"a rank before a surge", TWO(DESK("weight=1", "rank=0"), SIDE("surge_length!0 surge_weight=9", "rank=1")),
       "1 2 ann+", "ann1", 0},
      {"both are too long: as they weigh then",
       TWO(DESK("surge_length!0 surge_weight=3", "rank=0"), SIDE("weight=9 surge_length!0 surge_weight=2", "rank=0")),
       "2 1 ann+ x2", "ann2 | ann- ann1", 0},
      {"a length that changes counts at once", TWO(DESK("weight=1", "rank=0"), SIDE("surge_length=9", "rank=0")),
       "1 2 2 ! ann+", "ann2", "queue side surge_length=1 surge_weight=2\n  member ann\n"},
      {"tiers say nothing here", TWO(DESK("wrapup=0s", "tier=9"), SIDE("wrapup=0s", "tier=0")), "1 +1 2 ann+", "ann1",
       0},
  };
  story_tell(rows, COUNT(rows));
}

static void call_choices(void **state)
{
  (void)state;
#define CENTRE(choice, first, second)                                                                                  \
  "centre call_choice=" choice "\n" TWO(DESK(first, "rank=0"), SIDE(second, "rank=0"))
  static const story rows[] = {
      {"priority, the default", TWO(DESK("priority=1", "rank=0"), SIDE("priority=2", "rank=0")), "1 +1 2 ann+", "ann2",
       0},
      {"priority: queue, number and call add up", CENTRE("priority", "priority=1", "priority=2"), "1/p2 +1 2 ann+",
       "ann1", 0},
      {"priority: equals by age", CENTRE("priority", "priority=1", "priority=2"), "2 +1 1/p1 ann+", "ann1", 0},
      {"longest wait", CENTRE("longest_wait", "priority=1", "priority=9"), "1 +1 2/p9 ann+ x1", "ann1 | ann- ann2", 0},
      {"longest wait: in a queue priority decides", CENTRE("longest_wait", "wrapup=0s", "wrapup=0s"),
       "1 +1 2 +1 1/p1 ann+ x2", "ann2 | ann- ann3", 0},
      {"longest queue", CENTRE("longest_queue", "wrapup=0s", "wrapup=0s"), "1/p9 +1 2 2 2 1 ann+ x2 x3 x4",
       "ann2 | ann- ann1", 0},
      {"longest queue: equals by age", CENTRE("longest_queue", "wrapup=0s", "wrapup=0s"), "1 +1 2 ann+", "ann1", 0},
      {"objective: half of 20 s is more than a third of 9 s", CENTRE("objective", "objective=20s", "objective=9s"),
       "1 +7 2 +3 ann+ x1", "ann1 | ann- ann2", 0},
      {"objective: the shorter one overtakes", CENTRE("objective", "objective=20s", "objective=9s"), "1 +7 2 +6 ann+",
       "ann2", 0},
      {"objective: unset is the service level", CENTRE("objective", "service_level=20s", "service_level=9s"),
       "1 +7 2 +6 ann+", "ann2", 0},
      {"objective: 0 counts as one microsecond", CENTRE("objective", "objective=1s", "objective=0s"),
       "1 +100 2 +0.001 ann+", "ann2", 0},
      {"objective: in whole thousandths", CENTRE("objective", "objective=100s", "objective=100s"),
       "1 +0.05 2 +9.97 ann+", "ann1", 0},
      {"a choice that changes counts at once", CENTRE("longest_wait", "priority=1", "priority=9"), "1 +1 2 ! ann+",
       "ann2", "centre call_choice=priority\n"},
  };
  story_tell(rows, COUNT(rows));
}

static void wait_clocks(void **state)
{
  (void)state;
#define PASSED(from)                                                                                                   \
  "agent ann presence=not_ready\nagent bob\nagent cat\nqueue first\n  member bob\nqueue next " from                    \
  "\n  member ann\nqueue side " from "\n  member ann\nflow f start=q\n  node q kind=queue queue=first wait_max=5s\n"   \
  "    exit timeout to=n\n  node n kind=queue queue=next\nnumber 1 flow=f\nnumber 2 queue=next\nnumber 3 queue=side\n"
  static const story rows[] = {
      {"from the entry", PASSED("wait_from=entry"), "bob- 1 +2 2 +4 ann+ x2", "ann2 | ann- ann1", 0},
      {"entry is the default", PASSED("wrapup=0s"), "bob- 1 +2 2 +4 ann+", "ann2", 0},
      {"from the arrival", PASSED("wait_from=arrival"), "bob- 1 +2 2 +4 ann+ x1", "ann1 | ann- ann2", 0},
      {"from the arrival, between queues", PASSED("wait_from=arrival"), "bob- 1 +2 3 +4 ann+", "ann1", 0},
      {"from the entry, between queues", PASSED("wait_from=entry"), "bob- 1 +2 3 +4 ann+", "ann2", 0},
      {"credit for a wait before", PASSED("wait_from=entry"), "2 +20 2/w30 ann+ x2", "ann2 | ann- ann1", 0},
      {"credit that is not enough", PASSED("wait_from=entry"), "2 +20 2/w10 ann+", "ann1", 0},
      {"credit does not help against priority", PASSED("wait_from=entry"), "2/p1 2/w900 ann+", "ann1", 0},
      {"credit in the next queue, too", PASSED("wait_from=entry"), "bob- 1/w60 +2 2 +4 ann+", "ann1", 0},
  };
  story_tell(rows, COUNT(rows));
}

/* Points an hour: 3,600 is a point a second. */
static void accelerations(void **state)
{
  (void)state;
  static const story rows[] = {
      {"without: the younger with priority first", TWO(DESK("wrapup=0s", "rank=0"), "queue side\n"), "1 +900 1/p1 ann+",
       "ann2", 0},
      {"with: age makes up for it", TWO(DESK("acceleration=3600", "rank=0"), "queue side\n"), "1 +6 1/p5 ann+", "ann1",
       0},
      {"with: not yet", TWO(DESK("acceleration=3600", "rank=0"), "queue side\n"), "1 +4 1/p5 ann+", "ann2", 0},
      {"equal: the older", TWO(DESK("acceleration=3600", "rank=0"), "queue side\n"), "1 +5 1/p5 ann+", "ann1", 0},
      {"a point a minute", TWO(DESK("acceleration=60", "rank=0"), "queue side\n"), "1 +61 1/p1 ann+ x1",
       "ann1 | ann- ann2", 0},
      {"credit accelerates, too", TWO(DESK("acceleration=3600", "rank=0"), "queue side\n"), "1/w6 1/p5 ann+", "ann1",
       0},
      {"against a queue without", TWO(DESK("acceleration=3600", "rank=0"), SIDE("priority=5", "rank=0")),
       "1 +4 2 ann+ x2", "ann2 | ann- ann1", 0},
      {"against a queue without, later", TWO(DESK("acceleration=3600", "rank=0"), SIDE("priority=5", "rank=0")),
       "1 +6 2 ann+", "ann1", 0},
      {"the faster overtakes", TWO(DESK("acceleration=3600", "rank=0"), SIDE("acceleration=7200", "rank=0")),
       "1 +3 2 +2 ann+", "ann1", 0},
      {"the faster has overtaken", TWO(DESK("acceleration=3600", "rank=0"), SIDE("acceleration=7200", "rank=0")),
       "1 +3 2 +4 ann+", "ann2", 0},
      {"one that comes with a definition counts at once", TWO(DESK("wrapup=0s", "rank=0"), "queue side\n"),
       "1 +6 1/p5 ! ann+", "ann1", "queue desk acceleration=3600\n  member ann\n"},
  };
  story_tell(rows, COUNT(rows));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ranks_and_weights),
      cmocka_unit_test(call_choices),
      cmocka_unit_test(wait_clocks),
      cmocka_unit_test(accelerations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
