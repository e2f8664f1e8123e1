/* SPDX-License-Identifier: Apache-2.0 */
/* What is lawful in a queue's definition, and hardly meant. Nothing here changes the engine. */
#include "engine/engine.h"

#define DOUBT(name) (INT64_C(1) << ACD_DOUBT_##name)

/* Members with this profile take calls of the queue; NULL: a hole in its rows, or they do not. */
static const acd__profile *taking(const acd__queue_route *route, size_t row)
{
  const acd__profile *profile = route->profiles[row].profile;
  return profile && !acd__profile_in(profile, route)->strange ? profile : NULL;
}

/* 1 if a member who takes its calls is eligible in the step. */
static int is_met(const acd__queue_route *route, uint32_t step)
{
  for (size_t row = 0; row < route->profiles_count; row++) {
    const acd__profile *of = taking(route, row);
    if (of && acd__rules_met(route->rules, step, NULL, route->profiles[row].tier, of->skills, of->skills_count))
      return 1;
  }
  return 0;
}

/* 1 if the step is for tiers that no member is in. */
static int is_empty(const acd__queue_route *route, const acd__step *step)
{
  for (size_t row = 0; row < route->profiles_count; row++)
    if (taking(route, row) && route->profiles[row].tier >= step->tier_min &&
        route->profiles[row].tier <= step->tier_max)
      return 0;
  return 1;
}

int64_t acd_queue_doubts(const acd_engine *engine, acd_id queue)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__queue *found = engine ? acd__pool_find(&engine->queues, queue, &status) : NULL;
  if (!found) return status;
  const acd__queue_route *route = found->route;
  const acd__rules *rules = route->rules;
  int64_t doubts = 0, takers = 0;
  for (size_t row = 0; row < route->profiles_count; row++) {
    const acd__profile *of = taking(route, row);
    takers += of ? (int64_t)of->agents_count : 0;
  }
  if (route->profiles_live == 0) return DOUBT(NO_MEMBERS);
  if (takers == 0) return DOUBT(CHANNEL);
  for (uint32_t i = 0; i < rules->steps_count; i++)
    if (is_empty(route, &rules->steps[i])) doubts |= DOUBT(TIER);
  int met = is_met(route, 0);
  for (uint32_t i = 1; i < rules->steps_count && !met; i++) met = is_met(route, i);
  if (!met) doubts |= DOUBT(SKILL);
  if (rules->reserve >= takers) doubts |= DOUBT(RESERVE);
  return doubts;
}
