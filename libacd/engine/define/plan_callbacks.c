/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/define/plan.h"

#include <string.h>

#include "engine/zone.h"
#include "flow/build.h"

static int take_config(acd__plan *plan, const acd__object *object, acd__callback_config *config)
{
  const acd__document *document = &plan->document;
  config->dial_first = acd__document_int(document, object, ACD_CALLBACK_DIAL_FIRST);
  config->ahead_us = acd__document_int(document, object, ACD_CALLBACK_AHEAD_US);
  config->attempts_max = acd__document_int(document, object, ACD_CALLBACK_ATTEMPTS_MAX);
  config->retry_us = acd__document_int(document, object, ACD_CALLBACK_RETRY_US);
  config->expires_us = acd__document_int(document, object, ACD_CALLBACK_EXPIRES_US);
  config->machine = acd__document_int(document, object, ACD_CALLBACK_MACHINE);
  config->duplicate = acd__document_int(document, object, ACD_CALLBACK_DUPLICATE);
  config->rejoin = acd__document_int(document, object, ACD_CALLBACK_REJOIN);
  config->ring_lane =
      acd__timers_lane(&plan->engine->timers, acd__document_int(document, object, ACD_CALLBACK_RING_TIMEOUT_US));
  if (config->dial_first == ACD_DIAL_FIRST_CUSTOMER && config->ahead_us) /* by their places */
    plan->world.dials_ahead = plan->world.announces = 1;
  config->per_day = acd__document_int(document, object, ACD_CALLBACK_PER_DAY);
  config->per_number_day = acd__document_int(document, object, ACD_CALLBACK_PER_NUMBER_DAY);
  const char *hours = acd__document_text(document, object, ACD_CALLBACK_HOURS);
  const acd__slot *schedule = hours[0] ? acd__dictionary_find(&plan->world.schedules, hours, strlen(hours)) : NULL;
  if (schedule) config->hours = schedule->id;
  int status = acd__flow_take_text(document, object, ACD_CALLBACK_MESSAGE, &plan->engine->memory, &config->message);
  if (!status)
    status = acd__flow_take_text(document, object, ACD_CALLBACK_ZONE_ATTRIBUTE, &plan->engine->memory,
                                 &config->zone_attribute);
  return config->ring_lane ? status : ACD_ERR_NOMEM;
}

static int take_pattern(acd__plan *plan, const acd__object *object, acd__callback_config *config)
{
  const char *zone = acd__document_text(&plan->document, object, ACD_CALLBACK_PATTERN_ZONE);
  acd__callback_prefix prefix = {
      .zone = zone[0] ? &acd__known_zone_find(plan->engine, zone, strlen(zone))->zone : NULL,
      .allowed = acd__document_int(&plan->document, object, ACD_CALLBACK_PATTERN_ALLOWED),
  };
  return acd__callback_pattern(config, acd__document_text(&plan->document, object, ACD_CALLBACK_PATTERN_PATTERN),
                               &prefix);
}

static int take_patterns(acd__plan *plan, const acd__object *object, acd__callback_config *config)
{
  const acd__object *all = plan->document.objects;
  acd__memory *memory = &plan->engine->memory;
  size_t count = 0;
  acd__patterns_init(&config->patterns, memory, (uint64_t)plan->engine->options[ACD_OPTION_HASH_KEY]);
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) count += all[i].noun == ACD_NOUN_CALLBACK_PATTERN;
  if (!count) return acd__patterns_build(&config->patterns);
  config->prefixes = acd__memory_array(memory, count, sizeof *config->prefixes);
  if (!config->prefixes) return ACD_ERR_NOMEM;
  config->prefixes_capacity = count;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    int status = all[i].noun == ACD_NOUN_CALLBACK_PATTERN ? take_pattern(plan, &all[i], config) : ACD_OK;
    if (status) return status;
  }
  return acd__patterns_build(&config->patterns);
}

/* A table of the size that is asked for now. */
static int take_day(acd__plan *plan, const acd__object *object, acd__plan_callback *entry)
{
  uint32_t max = (uint32_t)acd__document_int(&plan->document, object, ACD_CALLBACK_NUMBERS_MAX), size = 2;
  if (!entry->config.per_number_day) return ACD_OK;
  uint32_t room = entry->plan->day.numbers > max ? entry->plan->day.numbers : max; /* of today, which stay */
  while (size < 2 * room) size *= 2;
  entry->day.table = acd__memory_array(&plan->engine->memory, size, sizeof *entry->day.table);
  if (!entry->day.table) return ACD_ERR_NOMEM;
  entry->day.size = size;
  entry->day.numbers_max = max;
  return ACD_OK;
}

int acd__plan_callbacks(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_CALLBACK));) {
    if (ACD__PLAN_GROW(plan, callbacks)) return ACD_ERR_NOMEM;
    acd__plan_callback *entry = &plan->callbacks[plan->callbacks_count];
    memset(entry, 0, sizeof *entry);
    acd__string *name = NULL;
    int status = acd__plan_keep_or_take(plan, &engine->callback_plans, &engine->world.callbacks, &plan->world.callbacks,
                                        at, (void **)&entry->plan, &name, &entry->is_new);
    if (entry->plan) plan->callbacks_count++;
    if (entry->plan && entry->is_new) entry->plan->name = name;
    if (!status) status = take_config(plan, at, &entry->config);
    if (!status) status = take_patterns(plan, at, &entry->config);
    if (!status) status = take_day(plan, at, entry);
    if (status) return status;
  }
  return ACD_OK;
}

void acd__plan_callbacks_undo(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = plan->callbacks_count; i-- > 0;) {
    acd__plan_callback *entry = &plan->callbacks[i];
    acd__callback_config_release(&engine->memory, &entry->config);
    acd__callback_day_release(&engine->memory, &entry->day);
    if (!entry->is_new) continue;
    acd__string_drop(&engine->memory, entry->plan->name);
    acd__pool_untake(&engine->callback_plans, entry->plan);
  }
}

void acd__commit_callbacks(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = 0; i < plan->callbacks_count; i++) {
    acd__callback_plan *to = plan->callbacks[i].plan;
    acd__callback_config_release(&engine->memory, &to->config);
    to->config = plan->callbacks[i].config;
    acd__callback_day_move(&to->day, &plan->callbacks[i].day);
    acd__callback_day_release(&engine->memory, &to->day);
    to->day = plan->callbacks[i].day;
    if (plan->callbacks[i].is_new) to->holders = 1;
  }
  for (acd__callback_plan *at = NULL; (at = acd__pool_after(&engine->callback_plans, at));) {
    if (acd__dictionary_leads(&engine->world.callbacks, at->name, at) &&
        !acd__dictionary_leads(&plan->world.callbacks, at->name, at))
      acd__callback_plan_drop(engine, at);
  }
}
