/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* The limit on an agent's offers: acd/agent.h. The latest offers are kept in a ring as long as the limit, so that the window
 * slides exactly: who has had `offers_max` offers may have the next when the oldest of them has left the window. */

static acd_time allowed_from(const acd__offer_log *log)
{
  return log->max > 0 && log->count == log->max ? log->times[log->next] + log->window_us : 0;
}

acd_time acd__limit_from_us(const acd__agent *agent)
{
  return allowed_from(&agent->config->offers);
}

void acd__limit_count(const acd_engine *engine, acd__agent *agent)
{
  acd__offer_log *log = &agent->config->offers;
  if (log->max == 0) return;
  log->times[log->next] = engine->now_us;
  log->next = (log->next + 1) % log->max;
  if (log->count < log->max) log->count++;
}

void acd__limit_lift(acd_engine *engine, acd__agent *agent)
{
  if (!agent->limit_until_us) return;
  agent->limit_until_us = 0;
  acd__timers_disarm(&engine->timers, &agent->limit.timer);
}

int acd__limit_holds(acd_engine *engine, acd__agent *agent)
{
  acd_time from_us = allowed_from(&agent->config->offers);
  if (agent->limit_until_us == from_us && from_us > engine->now_us)
    return 1; /* asked again: the timer stays what it is */
  acd__limit_lift(engine, agent);
  if (from_us <= engine->now_us) return 0;
  agent->limit_until_us = from_us;
  acd__timers_arm_at(&engine->timers, &agent->limit, from_us);
  return 1;
}

int64_t acd__limit_offer(const acd__offer_log *log, uint32_t at)
{
  return log->times[(log->next + log->max - log->count + at) % log->max];
}

void acd__limit_move(const acd__offer_log *from, acd__offer_log *to)
{
  uint32_t kept = from->count < to->max ? from->count : to->max;
  for (uint32_t i = 0; i < kept; i++) to->times[i] = acd__limit_offer(from, from->count - kept + i);
  to->count = kept;
  to->next = to->max ? kept % to->max : 0;
}

int acd__limit_check(const acd_engine *engine, const acd__agent *agent)
{
  const acd__offer_log *log = &agent->config->offers;
  if (log->count > log->max || (log->max && log->next >= log->max)) return 0;
  for (uint32_t i = 1; i < log->count; i++)
    if (acd__limit_offer(log, i - 1) > acd__limit_offer(log, i)) return 0;
  if (agent->idle && allowed_from(log) > engine->now_us) return 0;
  if (!agent->limit_until_us) return 1;
  return agent->limit_until_us == allowed_from(log) && agent->presence == ACD_PRESENCE_AVAILABLE && !agent->idle &&
         !agent->rest_until_us && agent->limit.timer.lane && agent->limit.timer.due_us == agent->limit_until_us;
}
