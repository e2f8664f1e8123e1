/* SPDX-License-Identifier: Apache-2.0 */
#include "system.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "table.h"

const int limits_s[LIMITS_COUNT] = {10, 20, 30, 60, 120};

void system_init(theory_system *system, double talk_s, const char *format, ...)
{
  va_list arguments;
  memset(system, 0, sizeof(*system));
  va_start(arguments, format);
  vsnprintf(system->name, sizeof(system->name), format, arguments);
  va_end(arguments);
  system->forms = 1;
  system->talk_s = talk_s;
  system->strategy = 1;
  system->length_max = -1;
}

theory_call_type *system_add_type(theory_system *system, double rate, double patience_s, int64_t priority)
{
  theory_call_type *added = &system->types[system->types_count];
  if (system->types_count == TYPES_MAX) give_up("%s: too many types", system->name);
  system->types_count++;
  added->rate = rate;
  added->patience_s = patience_s;
  added->priority = priority;
  return added;
}

theory_pool *system_add_pool(theory_system *system, int agents)
{
  theory_pool *added = &system->pools[system->pools_count];
  if (system->pools_count == POOLS_MAX) give_up("%s: too many pools", system->name);
  system->pools_count++;
  added->agents = agents;
  for (int type = 0; type < TYPES_MAX; type++) added->speed[type] = 1;
  return added;
}

theory_quantity *add_mean(theory_system *system, const char *name, double theory, int above, int below, int events)
{
  theory_quantity *added = &system->quantities[system->quantities_count];
  if (system->quantities_count == QUANTITIES_MAX) give_up("%s: too many quantities", system->name);
  system->quantities_count++;
  snprintf(added->name, sizeof(added->name), "%s", name);
  added->theory = theory;
  added->scale = 1;
  added->above[0] = above;
  added->above_count = 1;
  added->below = below;
  added->events = events;
  return added;
}

void add_share(theory_system *system, const char *name, double theory, int above, int below)
{
  add_mean(system, name, theory, above, below, -1);
}

void add_time_share(theory_system *system, const char *name, double theory, int above, int agents, int events)
{
  theory_quantity *added = add_mean(system, name, theory, above, of_system(TIME), events);
  added->scale = 1 / (double)agents;
  added->is_time_share = 1;
}

double system_rate(const theory_system *system)
{
  double rate = 0;
  for (int type = 0; type < system->types_count; type++) rate += system->types[type].rate;
  return rate;
}

int system_agents(const theory_system *system)
{
  int agents = 0;
  for (int i = 0; i < system->pools_count; i++) agents += system->pools[i].agents;
  return agents;
}

static double least(double a, double b)
{
  return a < b ? a : b;
}

/* Services forget within a few talks. A queue forgets by emptying, which takes the longer the nearer the load is to 1 (for
 * M/M/1: 4 / (1 - load)^2 arrivals), unless callers leave it earlier or it is short. */
double system_memory_calls(const theory_system *system)
{
  double rate = system_rate(system), work = rate * system->talk_s, patience_s = 0, queue = 1e12;
  double load = system->load > 0 ? system->load : work / system_agents(system);
  int impatient = 1;
  if (load < 1) queue = 4 / ((1 - load) * (1 - load));
  for (int type = 0; type < system->types_count; type++) {
    if (system->types[type].patience_s == 0) impatient = 0;
    if (system->types[type].patience_s > patience_s) patience_s = system->types[type].patience_s;
  }
  if (system->timeout_s > 0) queue = least(queue, 4 * rate * system->timeout_s);
  if (impatient) queue = least(queue, 4 * rate * patience_s);
  if (system->length_max >= 0) queue = least(queue, (double)(system->length_max * (system->length_max + 10)));
  if (queue >= 1e12) give_up("%s: has no steady state", system->name);
  return 10 + 2 * work + queue;
}
