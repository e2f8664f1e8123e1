/* SPDX-License-Identifier: Apache-2.0 */
/* Whom, when and how often a plan lets customers be called back (acd/callback.h). */
#include "engine/engine.h"

#include "engine/schedule.h"
#include "engine/zone.h"

/* What is not of the calendar is looked for so often, by all at the same instants: who waits for the same opening is in order then. */
#define LOOKS_US (60 * ACD_SECOND)

/* NULL: none, or not defined any more. */
static const acd__schedule *hours_of(const acd_engine *engine, const acd__callback_config *config)
{
  int status;
  return config->hours ? acd__pool_find(&engine->schedules, config->hours, &status) : NULL;
}

/* NULL: no pattern of the plan is for the number. */
static const acd__callback_prefix *prefix_of(const acd__callback_config *config, const char *number, size_t size)
{
  return acd__patterns_find(&config->patterns, number, size);
}

acd__zone *const *acd__callback_zone(const acd_engine *engine, const acd__callback *callback, const char **unknown_out)
{
  const acd__callback_config *config = &callback->plan->config;
  const acd__string *key = config->zone_attribute;
  const char *name = key ? acd__texts_get(&callback->call->texts, key->text, key->size) : NULL;
  if (name && name[0]) {
    const acd__known_zone *known = acd__known_zone_find(engine, name, strlen(name));
    if (known) return &known->zone;
    if (unknown_out) *unknown_out = name;
  }
  const acd__callback_prefix *prefix =
      config->prefixes_count ? prefix_of(config, callback->number->text, strlen(callback->number->text)) : NULL;
  return prefix ? prefix->zone : NULL;
}

static void note_zone(acd_engine *engine, acd__callback *callback, const char *unknown)
{
  if (unknown && !callback->no_zone) {
    engine->stats.callback_zones_unknown++;
    acd__log(engine, ACD_LOG_WARNING, "a customer lives in no zone of this engine:", unknown);
  }
  callback->no_zone = unknown != NULL;
}

int acd__callback_open(acd_engine *engine, acd__callback *callback, acd_time *again_us_out)
{
  const acd__callback_config *config = &callback->plan->config;
  int64_t wall_us = acd__wall_now(engine), wait_us = LOOKS_US - engine->now_us % LOOKS_US;
  *again_us_out = config->hours ? engine->now_us + wait_us : 0;
  const acd__schedule *schedule = hours_of(engine, config);
  if (!schedule) return !config->hours;
  const char *unknown = NULL;
  acd__decision decision;
  acd__zone *const *zone = acd__callback_zone(engine, callback, &unknown);
  note_zone(engine, callback, unknown);
  int open = acd__schedule_open(engine, schedule, zone, wall_us, &decision);
  if (decision.until_us < wall_us + wait_us) *again_us_out = engine->now_us + (decision.until_us - wall_us);
  return open;
}

int acd__callback_may_now(const acd_engine *engine, const acd__callback *callback)
{
  const acd__schedule *schedule = hours_of(engine, &callback->plan->config);
  acd__decision decision;
  if (!schedule) return !callback->plan->config.hours;
  return acd__schedule_open(engine, schedule, acd__callback_zone(engine, callback, NULL), acd__wall_now(engine),
                            &decision);
}

int acd__callback_plan_open(const acd_engine *engine, const acd__callback_plan *plan)
{
  const acd__callback_config *config = &plan->config;
  const acd__schedule *schedule = hours_of(engine, config);
  acd__decision decision;
  if (!schedule) return !config->hours;
  return config->zone_attribute || config->prefixes_count ||
         acd__schedule_open(engine, schedule, NULL, acd__wall_now(engine), &decision);
}

/* The day of the calendar, by the clock of the plan's hours. */
static int64_t today_of(const acd_engine *engine, const acd__callback_plan *plan)
{
  const acd__schedule *schedule = hours_of(engine, &plan->config);
  if (!schedule) return acd__zone_local(NULL, acd__wall_now(engine)).day;
  acd__inquiry asked = acd__schedule_inquiry(engine, schedule, NULL);
  return acd__timetable_local(&asked, acd__wall_now(engine)).day;
}

/* 1 if what is taken today counts anew. Where the clock was set back, today is before the day that is counted. */
static int is_over(const acd_engine *engine, const acd__callback_day *day, int64_t today)
{
  return day->taken == 0 || today > day->date || (today < day->date && engine->now_us - day->since_us >= ACD__DAY_US);
}

/* The place of a number in the table: its own, or a free one. */
static acd__callback_count *find(const acd__callback_day *day, uint32_t today, int64_t key)
{
  uint32_t at = (uint32_t)((uint64_t)key * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (day->size - 1);
  while (day->table[at].day == today && day->table[at].key != key) at = (at + 1) & (day->size - 1);
  return &day->table[at];
}

int acd__callback_may(const acd_engine *engine, const acd__callback_plan *plan, const char *number, size_t size)
{
  const acd__callback_config *config = &plan->config;
  const acd__callback_day *day = &plan->day;
  const acd__callback_prefix *prefix = prefix_of(config, number, size);
  if (prefix ? !prefix->allowed : config->allows > 0) return ACD_ERR_ARGUMENT;
  if (is_over(engine, day, today_of(engine, plan))) return ACD_OK;
  if (config->per_day && day->taken >= config->per_day) return ACD_ERR_LIMIT;
  if (!config->per_number_day || !day->size) return ACD_OK;
  const acd__callback_count *at = find(day, day->number, acd__callback_key(number, size));
  int64_t count = at->day == day->number ? at->count : 0;
  if (count == 0 && day->numbers >= day->numbers_max) return ACD_ERR_LIMIT;
  return count < config->per_number_day ? ACD_OK : ACD_ERR_LIMIT;
}

void acd__callback_note(const acd_engine *engine, acd__callback_plan *plan, const char *number, size_t size)
{
  acd__callback_day *day = &plan->day;
  int64_t today = today_of(engine, plan);
  if (is_over(engine, day, today)) {
    day->since_us = engine->now_us;
    day->date = today;
    day->taken = 0;
    day->numbers = 0;
    day->number++;
  }
  day->taken++;
  if (!day->size) return;
  int64_t key = acd__callback_key(number, size);
  acd__callback_count *at = find(day, day->number, key);
  if (at->day != day->number) {
    if (day->numbers >= day->numbers_max) return; /* of one whose number was not limited when it was taken */
    *at = (acd__callback_count){.key = key, .day = day->number};
    day->numbers++;
  }
  at->count++;
}

void acd__callback_day_move(acd__callback_day *from, acd__callback_day *to)
{
  to->since_us = from->since_us;
  to->date = from->date;
  to->taken = from->taken;
  to->number = from->number;
  for (uint32_t i = 0; from->taken && i < from->size && to->size; i++) {
    const acd__callback_count *one = &from->table[i];
    if (one->day != from->number) continue;
    *find(to, to->number, one->key) = *one;
    to->numbers++;
  }
}

int acd__callback_pattern(acd__callback_config *config, const char *pattern, const acd__callback_prefix *prefix)
{
  acd__callback_prefix *to = &config->prefixes[config->prefixes_count++];
  *to = *prefix;
  config->allows += prefix->allowed;
  return acd__patterns_add(&config->patterns, pattern, strlen(pattern), to);
}

void acd__callback_config_release(acd__memory *memory, acd__callback_config *config)
{
  acd__string_drop(memory, config->message);
  acd__string_drop(memory, config->zone_attribute);
  if (config->patterns.memory) acd__patterns_release(&config->patterns);
  acd__memory_give(memory, config->prefixes, config->prefixes_capacity * sizeof *config->prefixes);
}

void acd__callback_day_release(acd__memory *memory, acd__callback_day *day)
{
  acd__memory_give(memory, day->table, day->size * sizeof *day->table);
}
