/* SPDX-License-Identifier: Apache-2.0 */
#include "material.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

/* A month of quarter hours. */
#define INTERVALS_MAX 3072
#define DAYS_MAX      10000

/* The bytes of a zone without changes: no table, and a footer such as "<+02>-02:00:00", whose sign is the other way round. */
static size_t fixed_zone(int64_t zone_us, unsigned char bytes[256])
{
  static const unsigned char type[] = {0, 0, 0, 0, 0, 0, 'Z', 0};
  int64_t s = zone_us / ACD_SECOND;
  int64_t size_s = s < 0 ? -s : s;
  size_t at = 0;
  for (int part = 0; part < 2; part++) {
    memset(bytes + at, 0, 44);
    memcpy(bytes + at, "TZif2", 5);
    bytes[at + 39] = 1; /* type of local time */
    bytes[at + 43] = 2; /* bytes of its name */
    memcpy(bytes + at + 44, type, sizeof(type));
    for (int i = 0; i < 4; i++) bytes[at + 44 + (size_t)i] = (unsigned char)((uint32_t)s >> (24 - 8 * i));
    at += 44 + sizeof(type);
  }
  at += (size_t)sprintf((char *)bytes + at, "\n<%c%02d%02d>%s%d:%02d:%02d\n", s < 0 ? '-' : '+', (int)(size_s / 3600),
                        (int)(size_s / 60 % 60), s > 0 ? "-" : "", (int)(size_s / 3600), (int)(size_s / 60 % 60),
                        (int)(size_s % 60));
  return at;
}

/* The index of a threshold, which is added if it is new; -1: there is no room for it. */
static int64_t level_of(material *of, int64_t threshold_us)
{
  for (int64_t i = 0; i < of->levels_count; i++)
    if (of->levels_us[i] == threshold_us) return i;
  if (of->levels_count == ACD_SERVICE_LEVELS_MAX) return -1;
  of->levels_us[of->levels_count] = threshold_us;
  return of->levels_count++;
}

/* The thresholds of all queues, and which is whose. Those of a history are longer than nothing. */
static void read_levels(material *of, const acd_definition *definition)
{
  acd_object_info info = {.size = sizeof(info)};
  of->has_own_levels = 1;
  if (acd_definition_object(definition, 0, &info) != ACD_OK) return;
  for (int32_t child = info.first_child; child >= 0; child = info.next) {
    if (acd_definition_object(definition, child, &info) != ACD_OK) return;
    if (info.noun != ACD_NOUN_QUEUE) continue;
    int64_t threshold_us = acd_definition_int(definition, child, ACD_QUEUE_SERVICE_LEVEL_US);
    int64_t level = level_of(of, threshold_us > 0 ? threshold_us : 1);
    of->has_own_levels &= level >= 0;
    of->queues = grow(of->queues, (of->queues_count + 1) * sizeof(*of->queues));
    of->queues[of->queues_count++] = (material_queue){info.name, level > 0 ? level : 0};
  }
  if (!of->has_own_levels)
    for (size_t i = 0; i < of->queues_count; i++) of->queues[i].level = 0;
}

static int add_level(acd_history *to, int64_t threshold_us)
{
  char name[32];
  acd_service_level level = {.size = sizeof(level)};
  acd_service_level_init(&level, ACD_SERVICE_LEVEL_LIBACD);
  snprintf(name, sizeof(name), "%" PRId64, threshold_us);
  level.name = name;
  level.threshold_us = threshold_us;
  return acd_history_service_level_add(to, &level);
}

int material_begin(material *of, const acd_definition *definition, const tool_zone *zone)
{
  unsigned char fixed[256];
  acd_history_options options = {.size = sizeof(options)};
  size_t size = zone->rules ? zone->size : fixed_zone(zone->offset_us, fixed);
  const unsigned char *bytes = zone->rules ? zone->bytes : fixed;
  read_levels(of, definition);
  acd_history_options_init(&options);
  options.keeps = ACD_HISTORY_QUEUES | ACD_HISTORY_AGENTS | ACD_HISTORY_MINUTES | ACD_HISTORY_AGENT_MINUTES |
                  ACD_HISTORY_DISTRIBUTIONS;
  options.intervals_max = INTERVALS_MAX;
  options.days_max = DAYS_MAX;
  options.repeat_us = 0;
  options.zone = bytes;
  options.zone_bytes = (int64_t)size;
  int status = acd_tzif_new(NULL, bytes, size, &of->zone);
  if (status == ACD_OK) status = acd_history_new(NULL, &options, &of->history);
  for (int64_t i = 0; status == ACD_OK && i < of->levels_count; i++) status = add_level(of->history, of->levels_us[i]);
  return status;
}

void material_event(void *user, const acd_event *event)
{
  material *of = user;
  acd_history_event(of->history, event);
  timelines_event(&of->agents, event);
}

int material_end(material *of, acd_time time_us)
{
  timelines_end(&of->agents, time_us);
  return acd_history_advance(of->history, time_us);
}

void material_free(material *of)
{
  acd_history_free(of->history);
  acd_tzif_free(of->zone);
  timelines_free(&of->agents);
  free(of->queues);
}
