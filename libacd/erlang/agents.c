/* SPDX-License-Identifier: Apache-2.0 */
/* The other way round: what reaches a target. More agents, and fewer calls, make every figure better. */
#include "system.h"

#include <math.h>

void acd_erlang_target_init(acd_erlang_target *target)
{
  if (target) *target = (acd_erlang_target){.size = sizeof *target};
}

static int check_target(const acd_erlang_target *target)
{
  if (!target || target->size < sizeof *target) return ACD_ERR_ARGUMENT;
  const double shares[] = {target->service_level, target->abandoned, target->blocked, target->occupancy};
  int asked = target->wait_answered_s > 0;
  for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
    if (!isfinite(shares[i]) || shares[i] > 1) return ACD_ERR_ARGUMENT;
    asked |= shares[i] > 0;
  }
  if (target->service_level >= 1 || !isfinite(target->wait_answered_s)) return ACD_ERR_ARGUMENT;
  if (!isfinite(target->within_s) || target->within_s < 0 || target->within_s > 1e12) return ACD_ERR_ARGUMENT;
  return asked ? ACD_OK : ACD_ERR_ARGUMENT;
}

static int is_within(double value, double limit)
{
  return limit <= 0 || value <= limit;
}

/* 0 also where calls would wait for ever, or too many of them. */
static int is_reached(const acd_erlang_system *system, const acd_erlang_target *target)
{
  acd__shares shares;
  double within_s = target->service_level > 0 ? target->within_s : 0;
  if (acd__erlang_shares(system, within_s, &shares)) return 0;
  if (target->service_level > 0 && shares.answered_within < target->service_level) return 0;
  double answered = 1 - shares.blocked - shares.abandoned;
  double erlangs = system->calls_per_hour / 3600 * system->handle_s;
  return is_within(shares.wait_answered_s, target->wait_answered_s * answered) &&
         is_within(shares.abandoned, target->abandoned) && is_within(shares.blocked, target->blocked) &&
         is_within(erlangs * answered / (double)system->agents, target->occupancy);
}

static int find_agents(acd_erlang_system *system, const acd_erlang_target *target, int64_t *agents_out)
{
  int64_t few = 0, enough = 1;
  for (;; few = enough, enough *= 2) {
    if (enough > ACD_ERLANG_AGENTS_MAX) enough = ACD_ERLANG_AGENTS_MAX;
    system->agents = enough;
    if (is_reached(system, target)) break;
    if (enough == ACD_ERLANG_AGENTS_MAX) return ACD_ERR_NOT_FOUND;
  }
  while (enough - few > 1) {
    system->agents = few + (enough - few) / 2;
    if (is_reached(system, target))
      enough = system->agents;
    else
      few = system->agents;
  }
  *agents_out = enough;
  return ACD_OK;
}

/* Of the system a copy, whose agents or calls are to be found. */
static int check_both(const acd_erlang_system *system, const acd_erlang_target *target, acd_erlang_system *own)
{
  if (!system || system->size < sizeof *system) return ACD_ERR_ARGUMENT;
  *own = *system;
  own->size = sizeof *own;
  return check_target(target);
}

int acd_erlang_agents(const acd_erlang_system *system, const acd_erlang_target *target, int64_t *agents_out)
{
  acd_erlang_system own;
  int status = check_both(system, target, &own);
  if (status) return status;
  own.agents = 1;
  status = acd__erlang_check(&own);
  if (status) return status;
  return agents_out ? find_agents(&own, target, agents_out) : ACD_ERR_ARGUMENT;
}

int acd_erlang_calls(const acd_erlang_system *system, const acd_erlang_target *target, double *calls_per_hour_out)
{
  acd_erlang_system own;
  int status = check_both(system, target, &own);
  if (status) return status;
  own.calls_per_hour = 0;
  status = acd__erlang_check(&own);
  if (status) return status;
  if (!calls_per_hour_out) return ACD_ERR_ARGUMENT;
  const double most = 1000 * 3600 / own.handle_s * (double)own.agents;
  double good = 0, bad = most / 1000;
  for (;; good = bad, bad *= 2) {
    own.calls_per_hour = bad;
    if (bad > most) return ACD_ERR_NOT_FOUND;
    if (!is_reached(&own, target)) break;
  }
  while (bad - good > 1e-10 * bad) {
    own.calls_per_hour = good + (bad - good) / 2;
    if (is_reached(&own, target))
      good = own.calls_per_hour;
    else
      bad = own.calls_per_hour;
  }
  *calls_per_hour_out = good;
  return ACD_OK;
}

static int fail(int status, size_t place, size_t *failed_out)
{
  if (failed_out) *failed_out = place;
  return status;
}

int64_t acd_erlang_scheduled(int64_t agents, double shrinkage)
{
  if (agents < 0 || !(shrinkage >= 0 && shrinkage < 1)) return 0;
  return (int64_t)ceil((double)agents / (1 - shrinkage) * (1 - 1e-12)); /* 7 / 0.7 is 10 */
}

int acd_erlang_day(const acd_erlang_system *system, const acd_erlang_target *target, double shrinkage,
                   const double *calls_per_hour, const double *handle_s, size_t count, int64_t *agents_out,
                   int64_t *scheduled_out, size_t *failed_out)
{
  acd_erlang_system own;
  int status = check_both(system, target, &own);
  if (!status && !(shrinkage >= 0 && shrinkage < 1)) status = ACD_ERR_ARGUMENT;
  if (!status && count && (!calls_per_hour || !agents_out)) status = ACD_ERR_ARGUMENT;
  if (status) return fail(status, 0, failed_out);
  for (int pass = 0; pass < 2; pass++) /* whether all can be answered comes first */
    for (size_t i = 0; i < count; i++) {
      int64_t agents = 0;
      own.calls_per_hour = calls_per_hour[i];
      if (handle_s) own.handle_s = handle_s[i];
      own.agents = 1;
      status = acd__erlang_check(&own);
      if (!status && own.calls_per_hour > 0) status = find_agents(&own, target, &agents);
      if (status) return fail(status, i, failed_out);
      if (pass == 0) continue;
      agents_out[i] = agents;
      if (scheduled_out) scheduled_out[i] = acd_erlang_scheduled(agents, shrinkage);
    }
  return ACD_OK;
}
