/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "sim.h"

static int add(acd_sim *sim, acd_sim_source_fn next, void *user, acd__sim_poisson *poisson)
{
  acd__sim_source *source;
  if (acd__sim_reserve(sim, (void **)&sim->sources, &sim->sources_capacity, sim->sources_count + 1,
                       sizeof(*sim->sources)))
    return ACD_ERR_NOMEM;
  source = &sim->sources[sim->sources_count++];
  memset(source, 0, sizeof(*source));
  source->next = next;
  source->user = user;
  source->poisson = poisson;
  return ACD_OK;
}

int acd_sim_add_source(acd_sim *sim, acd_sim_source_fn source, void *user)
{
  if (!sim || !source) return ACD_ERR_ARGUMENT;
  return add(sim, source, user, NULL);
}

void acd_sim_poisson_init(acd_sim_poisson *poisson)
{
  memset(poisson, 0, sizeof(*poisson));
  poisson->size = sizeof(*poisson);
  poisson->wrapup_us_mean = poisson->patience_us_mean = poisson->calls_max = -1;
  poisson->until_us = ACD_TIME_NEVER;
}

static int next_poisson(void *user, acd_sim_caller *caller)
{
  acd__sim_poisson *poisson = user;
  const acd_sim_poisson *settings = &poisson->settings;
  int64_t interval_us;
  if (settings->calls_max >= 0 && poisson->calls >= settings->calls_max) return 0;
  interval_us = acd_sim_stream_exponential(&poisson->arrival, settings->interval_us_mean);
  if (poisson->next_us > ACD_TIME_MAX - interval_us || poisson->next_us + interval_us > settings->until_us) {
    poisson->calls = settings->calls_max; /* over */
    return 0;
  }
  poisson->next_us += interval_us;
  poisson->calls++;
  *caller = poisson->parcel->caller;
  caller->arrives_at_us = poisson->next_us;
  caller->talk_us = acd_sim_stream_exponential(&poisson->talk, settings->talk_us_mean);
  if (settings->wrapup_us_mean >= 0)
    caller->wrapup_us = acd_sim_stream_exponential(&poisson->wrapup, settings->wrapup_us_mean);
  if (settings->patience_us_mean >= 0)
    caller->patience_us = acd_sim_stream_exponential(&poisson->patience, settings->patience_us_mean);
  caller->ref = poisson->calls;
  return 1;
}

static void stream_init(acd_sim *sim, acd_sim_stream *stream, const char *name, const char *what)
{
  char full[256];
  size_t size = strlen(name);
  if (size > sizeof(full) - 16) size = sizeof(full) - 16;
  memcpy(full, name, size);
  strcpy(full + size, what);
  acd_sim_stream_init(stream, sim->seed, full);
}

static int is_poisson_valid(const acd_sim_poisson *settings)
{
  return settings->size >= sizeof(*settings) && settings->name && settings->interval_us_mean > 0 &&
         settings->interval_us_mean <= ACD_TIME_MAX && settings->talk_us_mean >= 0 &&
         settings->talk_us_mean <= ACD_TIME_MAX && settings->from_us >= 0 && settings->from_us <= ACD_TIME_MAX &&
         settings->wrapup_us_mean <= ACD_TIME_MAX && settings->patience_us_mean <= ACD_TIME_MAX &&
         strlen(settings->name) <= 200 && (settings->calls_max >= 0 || settings->until_us <= ACD_TIME_MAX);
}

int acd_sim_add_poisson(acd_sim *sim, const acd_sim_poisson *settings)
{
  acd__sim_poisson *poisson;
  acd_sim_caller caller;
  int status;
  if (!sim || !settings || !is_poisson_valid(settings)) return ACD_ERR_ARGUMENT;
  poisson = acd__sim_resize(sim, NULL, 0, sizeof(*poisson));
  if (!poisson) return ACD_ERR_NOMEM;
  memset(poisson, 0, sizeof(*poisson));
  acd_sim_caller_init(&caller);
  caller.number = settings->number;
  caller.queue = settings->queue;
  caller.flow = settings->flow;
  caller.priority = settings->priority;
  caller.requirements = settings->requirements;
  caller.requirements_count = settings->requirements_count;
  status = acd__sim_parcel_new(sim, &caller, &poisson->parcel);
  if (status == ACD_OK) status = add(sim, next_poisson, poisson, poisson);
  if (status != ACD_OK) {
    if (poisson->parcel) acd__sim_give(sim, poisson->parcel, poisson->parcel->size);
    acd__sim_give(sim, poisson, sizeof(*poisson));
    return status;
  }
  poisson->settings = *settings;
  poisson->next_us = settings->from_us;
  stream_init(sim, &poisson->arrival, settings->name, ".arrival");
  stream_init(sim, &poisson->talk, settings->name, ".talk");
  stream_init(sim, &poisson->wrapup, settings->name, ".wrapup");
  stream_init(sim, &poisson->patience, settings->name, ".patience");
  return ACD_OK;
}

int acd__sim_sources_fill(acd_sim *sim)
{
  for (size_t i = 0; i < sim->sources_count; i++) {
    acd__sim_source *source = &sim->sources[i];
    int got;
    if (source->state != 0) continue;
    acd_sim_caller_init(&source->caller);
    got = source->next(source->user, &source->caller);
    if (got < 0) return got;
    source->state = got ? 1 : 2;
    if (!got) continue;
    if (acd__sim_caller_check(&source->caller) || source->caller.arrives_at_us < source->last_us)
      return ACD_ERR_ARGUMENT;
    source->last_us = source->caller.arrives_at_us;
  }
  return ACD_OK;
}

acd__sim_source *acd__sim_sources_earliest(acd_sim *sim)
{
  acd__sim_source *earliest = NULL;
  for (size_t i = 0; i < sim->sources_count; i++) {
    acd__sim_source *source = &sim->sources[i];
    if (source->state == 1 && (!earliest || source->caller.arrives_at_us < earliest->caller.arrives_at_us))
      earliest = source;
  }
  return earliest;
}

void acd__sim_sources_free(acd_sim *sim)
{
  for (size_t i = 0; i < sim->sources_count; i++) {
    acd__sim_poisson *poisson = sim->sources[i].poisson;
    if (!poisson) continue;
    acd__sim_give(sim, poisson->parcel, poisson->parcel->size);
    acd__sim_give(sim, poisson, sizeof(*poisson));
  }
  acd__sim_give(sim, sim->sources, sim->sources_capacity * sizeof(*sim->sources));
}
