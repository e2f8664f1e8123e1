/* SPDX-License-Identifier: Apache-2.0 */
#include "explain_centre.h"

#include <stdio.h>
#include <stdlib.h>

static const char *name_of(char letter, int64_t number)
{
  static char names[8][16];
  static int turn;
  char *name = names[turn++ % 8];
  snprintf(name, sizeof names[0], "%c%d", letter, (int)number);
  return name;
}

/* One in two centres has none of a kind of rule, so that each is met alone and together with others. */
static int sometimes(dice *from, int chance)
{
  return dice_chance(from, 50) && dice_chance(from, chance);
}

static void add_steps(explain_centre *centre, dice *from, acd_definition *to, int32_t queue)
{
  static const char *const expressions[] = {"s0", "s1 >= 2 or s2", "not s0", "s0 and s1"};
  int64_t count = sometimes(from, 70) ? 1 + dice_below(from, 4) : 0, until_us = 0;
  int from_entry = dice_chance(from, 40), skips = dice_chance(from, 30);
  if (from_entry) acd_definition_set(to, queue, ACD_QUEUE_STEPS_CLOCK, ACD_STEPS_CLOCK_WAIT);
  for (int64_t i = 0; i < count; i++) {
    int32_t step = acd_definition_add(to, ACD_NOUN_STEP, queue, name_of('p', i));
    int64_t lasts_us = (1 + dice_below(from, 8)) * ACD_SECOND;
    until_us += lasts_us;
    if (i + 1 < count) acd_definition_set(to, step, ACD_STEP_LASTS_US, from_entry ? until_us : lasts_us);
    if (dice_chance(from, 30))
      acd_definition_set(to, step, ACD_STEP_TIER_MAX, dice_below(from, 3));
    else if (dice_chance(from, 20))
      acd_definition_set(to, step, ACD_STEP_TIER_MIN, dice_below(from, 2));
    if (dice_chance(from, 30)) acd_definition_set_text(to, step, ACD_STEP_EXPRESSION, expressions[dice_below(from, 4)]);
    if (dice_chance(from, 20)) acd_definition_set(to, step, ACD_STEP_PRIORITY, dice_below(from, 3));
    if (skips && dice_chance(from, 40)) {
      acd_definition_set(to, step, ACD_STEP_SKIP_IF, 1 + dice_below(from, 4));
      centre->skips = 1;
    }
    for (int s = 0; s < EXPLAIN_SKILLS; s++)
      if (dice_chance(from, 25))
        acd_definition_set(to, acd_definition_add(to, ACD_NOUN_STEP_SKILL, step, name_of('s', s)), ACD_STEP_SKILL_LEVEL,
                           dice_below(from, 3));
  }
}

static void add_members(dice *from, acd_definition *to, int32_t queue, int64_t agents)
{
  acd_definition_set(to, acd_definition_add(to, ACD_NOUN_GROUP, queue, "g0"), ACD_GROUP_PERCENTAGE, 50);
  acd_definition_set(to, acd_definition_add(to, ACD_NOUN_GROUP, queue, "g1"), ACD_GROUP_PERCENTAGE, 50);
  int tiers = dice_chance(from, 40), positions = dice_chance(from, 40), ranks = dice_chance(from, 30);
  for (int64_t i = 0; i < agents; i++) {
    if (!dice_chance(from, 70)) continue;
    int32_t member = acd_definition_add(to, ACD_NOUN_MEMBER, queue, name_of('a', i));
    if (tiers) acd_definition_set(to, member, ACD_MEMBER_TIER, dice_below(from, 3));
    if (positions) acd_definition_set(to, member, ACD_MEMBER_POSITION, dice_below(from, 4));
    if (ranks) acd_definition_set(to, member, ACD_MEMBER_RANK, dice_below(from, 2));
    acd_definition_set_text(to, member, ACD_MEMBER_GROUP, name_of('g', dice_below(from, 2)));
    if (dice_chance(from, 30)) acd_definition_set(to, member, ACD_MEMBER_WEIGHT, 1 + dice_below(from, 4));
  }
}

static void add_queue(explain_centre *centre, dice *from, acd_definition *to, int number, int64_t agents,
                      int64_t channels)
{
  int32_t queue = acd_definition_add(to, ACD_NOUN_QUEUE, 0, name_of('q', number));
  acd_definition_set(to, queue, ACD_QUEUE_STRATEGY, 1 + dice_below(from, ACD_STRATEGY_GROUP_SHARE));
  acd_definition_set(to, queue, ACD_QUEUE_SCORE_CANDIDATES, 2 + dice_below(from, 4));
  random_channel(from, to, queue, channels);
  acd_definition_set(to, queue, ACD_QUEUE_RING_TIMEOUT_US, (2 + dice_below(from, 10)) * ACD_SECOND);
  acd_definition_set(to, queue, ACD_QUEUE_RETRY_DELAY_US, dice_below(from, 2) * dice_below(from, 10) * ACD_SECOND);
  acd_definition_set(to, queue, ACD_QUEUE_WRAPUP_US, dice_below(from, 2) * dice_below(from, 10) * ACD_SECOND);
  acd_definition_set(to, queue, ACD_QUEUE_ROUND_ROBIN_MOVES, 1 + dice_below(from, 3));
  if (sometimes(from, 50)) acd_definition_set(to, queue, ACD_QUEUE_TIERS, ACD_TIERS_EQUAL);
  if (sometimes(from, 60)) acd_definition_set(to, queue, ACD_QUEUE_RING_COUNT, dice_below(from, 4));
  if (sometimes(from, 60))
    acd_definition_set(to, queue, ACD_QUEUE_RING_MORE_US, (1 + dice_below(from, 4)) * ACD_SECOND);
  if (sometimes(from, 70))
    acd_definition_set(to, queue, ACD_QUEUE_PREFERRED_WAIT_US, (1 + dice_below(from, 20)) * ACD_SECOND);
  if (sometimes(from, 50)) acd_definition_set(to, queue, ACD_QUEUE_WEIGHT, dice_below(from, 3));
  if (sometimes(from, 50)) {
    acd_definition_set(to, queue, ACD_QUEUE_SURGE_LENGTH, dice_below(from, 4));
    acd_definition_set(to, queue, ACD_QUEUE_SURGE_WEIGHT, dice_below(from, 4));
  }
  if (sometimes(from, 50)) acd_definition_set(to, queue, ACD_QUEUE_ACCELERATION, 600 * dice_below(from, 20));
  if (sometimes(from, 50)) acd_definition_set(to, queue, ACD_QUEUE_WAIT_FROM, ACD_WAIT_FROM_ARRIVAL);
  if (sometimes(from, 50)) acd_definition_set(to, queue, ACD_QUEUE_RESERVE, 1 + dice_below(from, 2));
  if (sometimes(from, 50)) acd_definition_set(to, queue, ACD_QUEUE_PRIORITY, dice_below(from, 2));
  if (sometimes(from, 60)) acd_definition_set(to, queue, ACD_QUEUE_DECLINED, ACD_DECLINED_NEVER);
  if (dice_chance(from, 30)) acd_definition_set(to, queue, ACD_QUEUE_WAIT_MAX_US, dice_below(from, 60) * ACD_SECOND);
  for (int s = 0; s < EXPLAIN_SKILLS; s++) {
    if (!sometimes(from, 50)) continue;
    int32_t skill = acd_definition_add(to, ACD_NOUN_QUEUE_SKILL, queue, name_of('s', s));
    acd_definition_set(to, skill, ACD_QUEUE_SKILL_LEVEL, dice_below(from, 3));
    acd_definition_set(to, skill, ACD_QUEUE_SKILL_WEIGHT, dice_below(from, 5) - 1);
  }
  add_members(from, to, queue, agents);
  add_steps(centre, from, to, queue);
}

void explain_define(explain_centre *centre, dice *from, acd_engine *engine, acd_time now)
{
  acd_definition *to = NULL;
  if (acd_definition_new(NULL, &to)) abort();
  int64_t agents = 2 + dice_below(from, EXPLAIN_AGENTS - 1);
  centre->skips = 0;
  acd_definition_set(to, 0, ACD_CENTRE_OCCUPANCY_WINDOW_US, (12 + dice_below(from, 200)) * ACD_SECOND);
  acd_definition_set(to, 0, ACD_CENTRE_CALL_CHOICE, 1 + dice_below(from, 4));
  for (int s = 0; s < EXPLAIN_SKILLS; s++) acd_definition_add(to, ACD_NOUN_SKILL, 0, name_of('s', s));
  int64_t channels = random_channels(from, to);
  for (int64_t i = 0; i < agents; i++) {
    int32_t agent = acd_definition_add(to, ACD_NOUN_AGENT, 0, name_of('a', i));
    acd_definition_set(to, agent, ACD_AGENT_PRESENCE, dice_chance(from, 70) ? 3 : 1 + dice_below(from, 3));
    if (dice_chance(from, 15)) {
      acd_definition_set(to, agent, ACD_AGENT_OFFERS_MAX, 1 + dice_below(from, 3));
      acd_definition_set(to, agent, ACD_AGENT_OFFERS_WINDOW_US, (1 + dice_below(from, 30)) * ACD_SECOND);
    }
    random_capacity(from, to, agent, channels);
    for (int s = 0; s < EXPLAIN_SKILLS; s++)
      if (dice_chance(from, 60))
        acd_definition_set(to, acd_definition_add(to, ACD_NOUN_AGENT_SKILL, agent, name_of('s', s)),
                           ACD_AGENT_SKILL_LEVEL, 1 + dice_below(from, 3));
  }
  for (int i = 0; i < EXPLAIN_QUEUES; i++) add_queue(centre, from, to, i, agents, channels);
  if (acd_definition_submit(to, engine, now, ACD_DEFINE_WHOLE) == ACD_ERR_DEFINITION) {
    acd_error error = {.size = sizeof error};
    acd_engine_error_at(engine, 0, &error);
    fprintf(stderr, "%s: %s, expected %s\n", error.path, error.text, error.expected);
    abort();
  }
  acd_definition_free(to);
}

void explain_arrive(const explain_centre *centre, dice *from, acd_engine *engine, acd_time now)
{
  acd_arrival arrival;
  acd_requirement needs[2];
  acd_id call;
  (void)centre;
  acd_arrival_init(&arrival);
  if (acd_queue_find(engine, name_of('q', dice_below(from, EXPLAIN_QUEUES)), &arrival.queue)) return;
  if (dice_chance(from, 30)) arrival.priority = dice_below(from, 4) - 1;
  if (dice_chance(from, 20)) arrival.waited_us = dice_below(from, 60 * ACD_SECOND);
  acd_id preferred[3];
  arrival.preferred = preferred;
  while (arrival.preferred_count < 3 && dice_chance(from, 30))
    if (acd_agent_find(engine, name_of('a', dice_below(from, EXPLAIN_AGENTS)), &preferred[arrival.preferred_count]) ==
        ACD_OK)
      arrival.preferred_count++;
  arrival.requirements = needs;
  for (int s = 0; s < EXPLAIN_SKILLS && arrival.requirements_count < 2; s++) {
    if (!dice_chance(from, 25)) continue;
    acd_requirement *need = &needs[arrival.requirements_count];
    if (acd_skill_find(engine, name_of('s', s), &need->skill)) continue;
    need->level_min = 1 + dice_below(from, 3);
    arrival.requirements_count++;
  }
  acd_call_arrive(engine, now, &arrival, &call);
}
