/* SPDX-License-Identifier: Apache-2.0 */
#include "witness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../calendar/tzif.h"
#include "../engine/random.h"
#include "naive.h"

enum { TEXTS = 4096, HISTORIES = 3, LOOKED_AT = 24 /* periods of a kind */ };

struct witness {
  acd_event *events;
  size_t count, capacity;
  char *texts[TEXTS];
  size_t texts_count;
  int failed; /* no room */
};

witness *witness_new(void)
{
  return calloc(1, sizeof(witness));
}

void witness_free(witness *of)
{
  if (!of) return;
  for (size_t i = 0; i < of->texts_count; i++) free(of->texts[i]);
  free(of->events);
  free(of);
}

static const char *keep(witness *of, const char *text)
{
  if (!text[0]) return "";
  for (size_t i = 0; i < of->texts_count; i++)
    if (strcmp(of->texts[i], text) == 0) return of->texts[i];
  if (of->texts_count == TEXTS) {
    of->failed = 1;
    return "";
  }
  char *copy = malloc(strlen(text) + 1);
  of->texts[of->texts_count++] = copy;
  return strcpy(copy, text);
}

void witness_event(void *user, const acd_event *event)
{
  witness *of = user;
  if (of->count == of->capacity) {
    size_t capacity = of->capacity * 2 + 256;
    acd_event *events = realloc(of->events, capacity * sizeof *events);
    if (!events) {
      of->failed = 1;
      return;
    }
    of->events = events;
    of->capacity = capacity;
  }
  acd_event *kept = &of->events[of->count++];
  *kept = *event;
  kept->queue_name = keep(of, event->queue_name);
  kept->agent_name = keep(of, event->agent_name);
  kept->flow_name = keep(of, event->flow_name);
  kept->caller = keep(of, event->caller);
  kept->text = keep(of, event->text);
  kept->campaign_name = keep(of, event->campaign_name);
  kept->slot_plan_name = keep(of, event->slot_plan_name);
}

/* ---- The engine's own figures */

static const char *compare_totals(const acd_history *history, const acd_engine *engine)
{
  const acd_history_period all = {sizeof all, ACD_PERIOD_ALL, 0, 0};
  acd_kpi_queue queue = {.size = sizeof queue}, queues = {.size = sizeof queues};
  acd_kpi_agent agent = {.size = sizeof agent}, agents = {.size = sizeof agents};
  acd_kpi_calls call = {.size = sizeof call}, calls = {.size = sizeof calls};
  acd_history_queue_get(history, &all, NULL, &queue);
  acd_history_agent_get(history, &all, NULL, &agent);
  acd_history_calls_get(history, &all, &call);
  acd_kpi_queue_get(engine, 0, &queues);
  acd_kpi_agent_get(engine, 0, &agents);
  acd_kpi_calls_get(engine, &calls);
  queue.answered_within = queues.answered_within; /* by thresholds of their own */
  queue.abandoned_within = queues.abandoned_within;
  if (naive_differ("all queues", &queues, &queue, sizeof queue)) return "the engine's queues";
  acd_service_level_counts level = {.size = sizeof level};
  acd_history_service_level_get(history, &all, NULL, 0, &level);
  if (level.abandoned_short != queue.abandoned_short) return "what is short by the event's wait";
  if (naive_differ("all agents", &agents, &agent, sizeof agent)) return "the engine's agents";
  if (naive_differ("all calls", &calls, &call, sizeof call)) return "the engine's calls";
  return NULL;
}

/* ---- Another clock: the same life slower, on another day, with a clock that is set now and then. */

typedef struct telling {
  acd_event *events;
  size_t count;
  acd_time end_us;
} telling;

static const int64_t days[] = {
    INT64_C(1774659600) - 7200, /* 2026-03-28T23:00+01:00: clocks go forward */
    INT64_C(1792880000),        /* 2026-10-24: the day before they go back */
    INT64_C(1767225600) - 3000, /* the end of a year */
    INT64_C(-86400),            /* before 1970 */
};

static telling retell(const witness *of, dice *from, int with_jumps)
{
  telling told = {calloc(of->count + 1, sizeof(acd_event)), of->count, 0};
  static const int64_t factors[] = {1, 7, 61, 600, 5003};
  int64_t factor = factors[dice_below(from, 5)];
  int64_t longest_us = of->count ? of->events[of->count - 1].time_us : 0;
  while (factor > 1 && longest_us > INT64_C(60) * 86400 * ACD_SECOND / factor)
    factor /= 10; /* years of slots take long */
  if (factor < 1) factor = 1;
  int64_t offset_us = days[dice_below(from, 4)] * ACD_SECOND + dice_below(from, 3600 * ACD_SECOND);
  for (size_t i = 0; i < of->count; i++) {
    acd_event *event = &told.events[i];
    *event = of->events[i];
    event->time_us *= factor;
    event->value_us *= factor;
    if (event->kind == ACD_EVENT_ANSWERED || event->kind == ACD_EVENT_CONVERSATION_ENDED) event->value *= factor;
    int is_later = i && of->events[i].time_us > of->events[i - 1].time_us;
    if (with_jumps && is_later && dice_below(from, 100) == 0)
      offset_us += dice_chance(from, 50) ? dice_below(from, 20 * ACD_SECOND) - 10 * ACD_SECOND
                                         : dice_below(from, 200 * 60 * ACD_SECOND) - 100 * 60 * ACD_SECOND;
    event->wall_us = event->time_us + offset_us;
    told.end_us = event->time_us;
  }
  told.end_us += dice_below(from, 3600 * ACD_SECOND);
  return told;
}

static int new_history(const naive_rules *rules, acd_history **history_out)
{
  int status = acd_history_new(NULL, &rules->options, history_out);
  for (int64_t i = 0; !status && i < rules->levels_count; i++)
    status = acd_history_service_level_add(*history_out, &rules->levels[i]);
  return status;
}

static acd_history *feed(const telling *told, const naive_rules *rules)
{
  acd_history *history = NULL;
  if (new_history(rules, &history)) return NULL;
  for (size_t i = 0; i < told->count; i++) acd_history_event(history, &told->events[i]);
  acd_history_advance(history, told->end_us);
  return history;
}

/* ---- Laws of one history */

static const char *check_laws(const acd_history *history, const acd_history_period *period)
{
  acd_kpi_queue kpi = {.size = sizeof kpi};
  acd_history_wait wait = {.size = sizeof wait};
  acd_kpi_agent agents = {.size = sizeof agents};
  acd_kpi_calls calls = {.size = sizeof calls};
  acd_history_calls_get(history, period, &calls);
  int status = acd_history_agent_get(history, period, NULL, &agents);
  acd_history_queue_get(history, period, NULL, &kpi);
  if (!status && agents.answered != kpi.answered + kpi.callbacks_answered + calls.direct_answered)
    return "answered by agents";
  if (agents.login_us != agents.not_ready_us + agents.ready_us + agents.reserved_us + agents.busy_us +
                             agents.in_wrapup_us + agents.elsewhere_us + agents.supervising_us)
    return "time logged in";
  const char *name;
  for (int64_t at = 0; (at = acd_history_row_next(history, ACD_HISTORY_QUEUES, at, &name, NULL)) != 0;) {
    acd_history_queue_get(history, period, name, &kpi);
    acd_history_wait_get(history, period, name, &wait);
    int64_t in = kpi.offered + kpi.transferred_in + kpi.overflowed_in + kpi.consulted_in + kpi.moved_in + kpi.also_in +
                 kpi.callbacks_in;
    int64_t out = kpi.answered + kpi.abandoned + kpi.abandoned_short + kpi.overflowed + kpi.timed_out +
                  kpi.left_by_key + kpi.rejected + kpi.disconnected + kpi.cancelled + kpi.moved + kpi.no_agents +
                  kpi.cleared + kpi.diverted + kpi.also_out + kpi.callbacks_taken + kpi.callbacks_answered +
                  kpi.callbacks_out;
    if (wait.waiting_start + in != out + kpi.waiting) return "conservation";
    if (kpi.answered_within > kpi.answered || kpi.wait_us_max > kpi.queued_us) return "within";
  }
  return NULL;
}

static int64_t distribution_count(const acd_history *history, const acd_history_period *period, const char *queue,
                                  int64_t of)
{
  acd_distribution *found = NULL;
  if (acd_distribution_new(NULL, &found)) return -1;
  int status = acd_history_distribution_add(history, period, queue, of, found);
  int64_t count = status ? -1 : acd_distribution_count(found);
  int64_t before_us = 0;
  for (int64_t part = 0; part <= 1000000 && count > 0; part += 100000) {
    int64_t us = acd_distribution_percentile_us(found, part);
    if (us < before_us) count = -2;
    before_us = us;
  }
  acd_distribution_free(found);
  return count;
}

static const char *check_distributions(const acd_history *history, const acd_history_period *period)
{
  const char *name;
  for (int64_t at = 0; (at = acd_history_row_next(history, ACD_HISTORY_QUEUES, at, &name, NULL)) != 0;) {
    acd_kpi_queue kpi = {.size = sizeof kpi};
    acd_history_wait wait = {.size = sizeof wait};
    acd_history_queue_get(history, period, name, &kpi);
    acd_history_wait_get(history, period, name, &wait);
    if (distribution_count(history, period, name, ACD_DISTRIBUTION_WAIT) != kpi.answered ||
        distribution_count(history, period, name, ACD_DISTRIBUTION_ABANDON) != kpi.abandoned + kpi.abandoned_short ||
        distribution_count(history, period, name, ACD_DISTRIBUTION_TALK) != kpi.handled ||
        distribution_count(history, period, name, ACD_DISTRIBUTION_HOLD) != kpi.handled ||
        distribution_count(history, period, name, ACD_DISTRIBUTION_WRAPUP) != wait.wrapups)
      return "a distribution's total";
    if (period->kind == ACD_PERIOD_ALL &&
        distribution_count(history, period, name, ACD_DISTRIBUTION_HANDLE) != kpi.handled)
      return "handle times";
  }
  return NULL;
}

static const char *check_periods(const acd_history *history, const naive_rules *rules, const telling *told, int kind,
                                 dice *by)
{
  acd_history_period period = {.size = sizeof period};
  const char *wrong = NULL;
  int64_t from_us = INT64_MIN;
  int64_t slots = 0;
  while (acd_history_period_next(history, kind, from_us, &period) == ACD_OK) {
    from_us = period.to_wall_us;
    slots++;
  }
  int64_t chance = 1 + 1000 * LOOKED_AT / (slots + 1);
  from_us = INT64_MIN;
  for (int rounds = 0; !wrong && acd_history_period_next(history, kind, from_us, &period) == ACD_OK; rounds++) {
    from_us = period.to_wall_us;
    if (dice_below(by, 1000) >= chance) continue;
    naive *counted = calloc(1, sizeof *counted);
    for (int i = 0; i < HISTORIES && told[i].events; i++) {
      naive *one = calloc(1, sizeof *one);
      naive_count(one, told[i].events, told[i].count, told[i].end_us, period.from_wall_us, period.to_wall_us, rules);
      naive_add(counted, one);
      free(one);
    }
    if (!counted->overflowed) wrong = naive_compare(counted, rules, history, &period);
    if (!wrong && kind != ACD_PERIOD_MINUTES && rounds % 8 == 0) wrong = check_distributions(history, &period);
    if (!wrong) wrong = check_laws(history, &period);
    free(counted);
  }
  return wrong;
}

/* Whether the first event still is in a period that is kept. */
static int are_all_kept(const acd_history *history, int64_t kind)
{
  acd_history_period oldest = {.size = sizeof oldest};
  acd_history_info info = {.size = sizeof info};
  acd_history_get(history, &info);
  return acd_history_period_next(history, kind, INT64_MIN, &oldest) == ACD_OK &&
         oldest.from_wall_us <= info.begun_wall_us;
}

/* What lies in no period is nowhere: the kept ones add up to all, if none was dropped. */
static const char *check_sums(const acd_history *history, const naive_rules *rules, const telling *told)
{
  static const uint32_t kinds[] = {ACD_PERIOD_INTERVALS, ACD_PERIOD_DAYS, ACD_PERIOD_ALL, ACD_PERIOD_MARK};
  const char *wrong = NULL;
  naive *counted = calloc(1, sizeof *counted);
  for (int i = 0; i < HISTORIES && told[i].events; i++) {
    naive *one = calloc(1, sizeof *one);
    naive_count(one, told[i].events, told[i].count, told[i].end_us, INT64_MIN, INT64_MAX, rules);
    naive_add(counted, one);
    free(one);
  }
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !wrong && !counted->overflowed; i++) {
    acd_history_period whole = {sizeof whole, kinds[i], INT64_MIN, INT64_MAX};
    if (kinds[i] <= ACD_PERIOD_DAYS && !are_all_kept(history, kinds[i])) continue;
    wrong = naive_compare(counted, rules, history, &whole);
    if (!wrong) wrong = check_distributions(history, &whole);
  }
  free(counted);
  return wrong;
}

static const char *check_all(const acd_history *history, const naive_rules *rules, const telling *told, dice *by)
{
  const char *wrong = check_sums(history, rules, told);
  if (!wrong) wrong = check_periods(history, rules, told, ACD_PERIOD_INTERVALS, by);
  if (!wrong) wrong = check_periods(history, rules, told, ACD_PERIOD_DAYS, by);
  if (!wrong) wrong = check_periods(history, rules, told, ACD_PERIOD_MINUTES, by);
  return wrong;
}

/* ---- As bytes */

static acd_history *through_bytes(const acd_history *history)
{
  acd_history *loaded = NULL;
  size_t size = 0;
  if (acd_history_save(history, NULL, 0, &size) != ACD_ERR_LIMIT) return NULL;
  void *bytes = malloc(size);
  if (acd_history_save(history, bytes, size, &size) == ACD_OK) (void)acd_history_load(NULL, bytes, size, 0, &loaded);
  free(bytes);
  return loaded;
}

static int same_bytes(const acd_history *a, const acd_history *b)
{
  size_t size_a = 0, size_b = 0;
  acd_history_save(a, NULL, 0, &size_a);
  acd_history_save(b, NULL, 0, &size_b);
  void *bytes_a = malloc(size_a), *bytes_b = malloc(size_b);
  int same = size_a == size_b && acd_history_save(a, bytes_a, size_a, &size_a) == ACD_OK &&
             acd_history_save(b, bytes_b, size_b, &size_b) == ACD_OK && memcmp(bytes_a, bytes_b, size_a) == 0;
  free(bytes_a);
  free(bytes_b);
  return same;
}

/* ---- Several of them */

/* (a + b) + c or a + (b + c), in any order. */
static acd_history *merge(acd_history *const *from, const naive_rules *rules, dice *by)
{
  acd_history *sum = NULL, *second = NULL;
  int first = (int)dice_below(by, HISTORIES), step = 1 + (int)dice_below(by, HISTORIES - 1);
  int middle = (first + step) % HISTORIES, last = (first + 2 * step) % HISTORIES;
  int status = new_history(rules, &sum);
  if (!status) status = new_history(rules, &second);
  if (!status) status = acd_history_merge(sum, from[first]);
  int together = dice_chance(by, 50);
  if (!status) status = acd_history_merge(together ? second : sum, from[middle]);
  if (!status) status = acd_history_merge(together ? second : sum, from[last]);
  if (!status && together) status = acd_history_merge(sum, second);
  acd_history_free(second);
  if (status) acd_history_free(sum);
  return status ? NULL : sum;
}

/* Any formula, threshold, clock and what is short. */
static void some_levels(dice *from, naive_rules *rules)
{
  static const char *const texts[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
  int64_t second_us = ACD_SECOND * (1 + dice_below(from, 9));
  rules->levels_count = 1 + dice_below(from, dice_chance(from, 20) ? ACD_SERVICE_LEVELS_MAX : 3);
  for (int64_t i = 0; i < rules->levels_count; i++) {
    acd_service_level *level = &rules->levels[i];
    acd_service_level_init(level, 1 + dice_below(from, ACD_SERVICE_LEVEL_LIBACD));
    level->name = texts[i];
    level->threshold_us = (1 + dice_below(from, 61)) * second_us;
    level->compare = dice_below(from, 2);
    level->wait_from = 1 + dice_below(from, 2);
    if (dice_chance(from, 50)) level->short_us = dice_below(from, 20) * second_us;
  }
}

static naive_rules some_rules(dice *from, const uint8_t *zone, size_t zone_bytes)
{
  static const int64_t minutes[] = {5, 10, 15, 20, 30, 60};
  naive_rules rules = {.levels_count = 0};
  acd_history_options *options = &rules.options;
  acd_history_options_init(options);
  options->interval_us = minutes[dice_below(from, 6)] * 60 * ACD_SECOND;
  options->intervals_max = 100000;
  if (dice_chance(from, 50)) options->keeps |= ACD_HISTORY_AGENT_MINUTES;
  some_levels(from, &rules);
  options->repeat_us = dice_chance(from, 20) ? 0 : dice_below(from, 48 * 3600) * ACD_SECOND;
  if (dice_chance(from, 60)) {
    options->zone = zone;
    options->zone_bytes = (int64_t)zone_bytes;
  }
  return rules;
}

static const char *check_merges(const witness *of, const naive_rules *rules, dice *from)
{
  telling told[HISTORIES] = {{0}};
  acd_history *histories[HISTORIES] = {0};
  const char *wrong = NULL;
  uint64_t clock = from->state; /* the same day for all, so that periods meet */
  for (int i = 0; i < HISTORIES; i++) {
    dice same = {clock};
    told[i] = retell(of, i ? &same : from, 0);
    histories[i] = feed(&told[i], rules);
    if (!histories[i]) wrong = "a history";
  }
  acd_history *a = wrong ? NULL : merge(histories, rules, from);
  acd_history *b = wrong ? NULL : merge(histories, rules, from);
  if (!wrong && (!a || !b)) wrong = "a merge";
  if (!wrong) wrong = check_sums(a, rules, told);
  if (!wrong) wrong = check_periods(a, rules, told, ACD_PERIOD_DAYS, from);
  if (!wrong) wrong = check_sums(b, rules, told);
  if (!wrong) wrong = check_periods(b, rules, told, ACD_PERIOD_INTERVALS, from);
  for (int i = 0; i < HISTORIES; i++) {
    acd_history_free(histories[i]);
    free(told[i].events);
  }
  acd_history_free(a);
  acd_history_free(b);
  return wrong;
}

static const char *check_clock(const witness *of, const naive_rules *rules, dice *from)
{
  telling told[HISTORIES] = {{0}};
  told[0] = retell(of, from, 1);
  acd_history *history = feed(&told[0], rules);
  acd_history *loaded = history ? through_bytes(history) : NULL;
  const char *wrong = history ? check_all(history, rules, told, from) : "a history";
  if (!wrong && !loaded) wrong = "bytes";
  if (!wrong) wrong = check_all(loaded, rules, told, from);
  if (!wrong && !same_bytes(history, loaded)) wrong = "the bytes of what was loaded";
  acd_history_free(history);
  acd_history_free(loaded);
  free(told[0].events);
  return wrong;
}

const char *witness_check(const witness *of, const acd_engine *engine, acd_time now_us, uint64_t seed)
{
  uint8_t zone[TZIF_FOOTER_SIZE];
  dice from = {seed};
  acd_history *history = NULL;
  if (of->failed) return "no room for events";
  naive_rules rules = {.levels_count = 1};
  acd_history_options_init(&rules.options);
  acd_service_level_init(&rules.levels[0], ACD_SERVICE_LEVEL_LIBACD);
  rules.levels[0].short_us = 5 * ACD_SECOND; /* the centre's */
  size_t zone_bytes = tzif_write_footer(zone, "CET-1CEST,M3.5.0,M10.5.0/3");
  telling told = {of->events, of->count, now_us};
  history = feed(&told, &rules);
  const char *wrong = history ? compare_totals(history, engine) : "a history";
  acd_history_free(history);
  rules = some_rules(&from, zone, zone_bytes);
  if (!wrong) wrong = check_clock(of, &rules, &from);
  if (!wrong) wrong = check_merges(of, &rules, &from);
  return wrong;
}
