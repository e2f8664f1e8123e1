/* SPDX-License-Identifier: Apache-2.0 */
/* How many distinct requirements a queue keeps ready rows for is a matter of speed: whatever the limit, the same commands
 * give the same actions and the same state. */
#include "centre.h"

#include "random.h"

enum { KNOWN = 40, STEPS = 500 };

typedef struct known {
  acd_id calls[KNOWN];
  acd_id actions[KNOWN];
  uint32_t kinds[KNOWN];
  int calls_count;
  int actions_count;
} known;

static void pull(test_host *host, known *of)
{
  acd_action action = {.size = sizeof action};
  int status;
  while ((status = acd_action_next(host->engine, &action)) == 1) {
    of->actions[of->actions_count % KNOWN] = action.id;
    of->kinds[of->actions_count++ % KNOWN] = action.kind;
  }
  assert_int_equal(status, 0);
}

static void arrive(test_host *host, known *of, dice *from)
{
  static const char *const skills[RANDOM_SKILLS] = {"s0", "s1", "s2"};
  static const char *const numbers[] = {"0", "1", "2", "3", "4", "5"};
  acd_requirement needs[RANDOM_SKILLS];
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = numbers[dice_chance(from, 70) ? 3 + dice_below(from, 3) : dice_below(from, 3)];
  arrival.priority = dice_below(from, 3);
  arrival.requirements = needs;
  for (int i = 0; i < RANDOM_SKILLS; i++) {
    if (dice_chance(from, 60)) continue;
    needs[arrival.requirements_count++] = (acd_requirement){host_skill(host, skills[i]), 1 + dice_below(from, 3)};
  }
  acd_id call;
  int status = acd_call_arrive(host->engine, host->now, &arrival, &call);
  if (status == ACD_OK)
    of->calls[of->calls_count++ % KNOWN] = call;
  else
    assert_int_equal(status, ACD_ERR_LIMIT);
}

static void answer(test_host *host, const known *of, dice *from)
{
  int at = (int)dice_below(from, KNOWN);
  int64_t outcome = of->kinds[at] == ACD_ACTION_COLLECT ? ACD_OUTCOME_DIGITS : 1 + dice_below(from, 7);
  const char *digits = outcome == ACD_OUTCOME_DIGITS ? "1" : NULL;
  if (of->actions[at]) (void)acd_action_result(host->engine, host->now, of->actions[at], outcome, digits);
}

static void somebody(test_host *host, dice *from)
{
  static const char *const names[] = {"a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"};
  acd_id agent;
  if (acd_agent_find(host->engine, names[dice_below(from, RANDOM_AGENTS)], &agent)) return;
  switch (dice_below(from, 6)) {
  case 0: (void)acd_agent_hangup(host->engine, host->now, agent, 0); break;
  case 1: (void)acd_agent_not_ready(host->engine, host->now, agent, 3); break;
  case 2: (void)acd_agent_login(host->engine, host->now, agent, 9); break;
  default: (void)acd_agent_ready(host->engine, host->now, agent); break;
  }
}

static void define(test_host *host, dice *from)
{
  acd_definition *definition = random_definition(from);
  assert_int_equal(acd_definition_submit(definition, host->engine, host->now, ACD_DEFINE_WHOLE), ACD_OK);
  acd_definition_free(definition);
}

/* A random life; its last digests, and those of every step mixed. */
static void live(uint64_t seed, int64_t classes, int64_t digests_out[3])
{
  const int64_t options[] = {ACD_OPTION_CLASSES_MAX, classes, ACD_OPTION_SEED, (int64_t)seed, 0};
  test_host host;
  known of = {0};
  dice from = {seed};
  host_begin(&host, options);
  host.keeps_events = 0;
  define(&host, &from);
  uint64_t all = 0;
  for (int i = 0; i < STEPS; i++) {
    int64_t what = dice_below(&from, 100);
    if (what < 35)
      arrive(&host, &of, &from);
    else if (what < 75)
      answer(&host, &of, &from);
    else if (what < 90)
      somebody(&host, &from);
    else if (what < 92)
      define(&host, &from);
    else if (of.calls_count)
      (void)acd_call_hangup(host.engine, host.now, of.calls[dice_below(&from, KNOWN)]);
    pull(&host, &of);
    host.now += dice_below(&from, 4 * SECOND);
    while (acd_engine_tick(host.engine, host.now) == ACD_AGAIN) pull(&host, &of);
    pull(&host, &of);
    assert_int_equal(acd_engine_check(host.engine, 1), ACD_OK);
    all = all * 31 + (uint64_t)acd_engine_digest_state(host.engine);
  }
  assert_true(of.calls_count > STEPS / 8);
  digests_out[0] = acd_engine_digest_actions(host.engine);
  digests_out[1] = acd_engine_digest_state(host.engine);
  digests_out[2] = (int64_t)all;
  host_end(&host);
}

static void the_limit_decides_nothing(void **state)
{
  static const int64_t limits[] = {1, 2, 3, 5, 65536};
  (void)state;
  for (uint64_t seed = 1; seed <= 25; seed++) {
    int64_t plain[3];
    live(seed, 1024, plain);
    for (size_t i = 0; i < COUNT(limits); i++) {
      int64_t other[3];
      live(seed, limits[i], other);
      if (memcmp(plain, other, sizeof plain) != 0) fail_msg("seed %d, limit %d", (int)seed, (int)limits[i]);
    }
  }
}

/* A thousand requirements, one after the other and together, through a queue with room for few. */
static void more_requirements_than_classes(void **state)
{
  enum { LEVELS = 300 };
  static const int64_t limits[] = {1, 7, 1024};
  (void)state;
  for (size_t i = 0; i < COUNT(limits); i++) {
    const int64_t options[] = {ACD_OPTION_CLASSES_MAX, limits[i], 0};
    test_host host;
    acd_id calls[LEVELS];
    host_begin(&host, options);
    host_define(&host, "skill s\nagent ann presence=not_ready\n  agent_skill s level=200\nqueue desk\n  member ann\n"
                       "number 100 queue=desk\n");
    for (int n = 0; n < LEVELS; n++) calls[n] = host_arrive_skill(&host, "100", "s", 1 + (n * 7) % LEVELS);
    for (int n = 0; n < LEVELS; n++) { /* in order of age, those she cannot serve left out */
      if (1 + (n * 7) % LEVELS > 200) continue;
      centre_ready(&host, "ann");
      centre_rings(&host, calls[n], "ann");
      centre_offer(&host, "ann", ACD_OUTCOME_BRIDGED);
      centre_not_ready(&host, "ann");
      host_hangup(&host, calls[n]);
    }
    centre_ready(&host, "ann");
    host_check(&host);
    assert_int_equal(centre_queue(&host, "desk").waiting_count, LEVELS - 200);
    assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_limit_decides_nothing),
      cmocka_unit_test(more_requirements_than_classes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
