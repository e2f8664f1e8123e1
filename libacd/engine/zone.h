/* SPDX-License-Identifier: Apache-2.0 */
/** @file Zones that the host has handed in. They outlive definitions. */
#ifndef ACD__ENGINE_ZONE_H
#define ACD__ENGINE_ZONE_H

#include "engine/engine.h"

/* The payload of a command that the library builds itself. */
typedef struct acd__given_zone {
  const char *name;
  size_t name_size;
  const void *bytes;
  size_t size;
} acd__given_zone;

/* NULL if there is none of that name. */
static inline acd__known_zone *acd__known_zone_find(const acd_engine *engine, const char *name, size_t size)
{
  return acd__dictionary_find(&engine->zones_by_name, name, size);
}
/* How many schedules go by it. */
int64_t acd__known_zone_schedules(const acd_engine *engine, const acd__known_zone *zone);
/* How many patterns of plans for callbacks name it. */
int64_t acd__known_zone_patterns(const acd_engine *engine, const acd__known_zone *zone);
/* Whose place a schedule or a pattern keeps. */
static inline const acd__known_zone *acd__known_zone_at(acd__zone *const *place)
{
  return (const acd__known_zone *)(const void *)((const char *)place - offsetof(acd__known_zone, zone));
}
/* There is a zone for each name in the document; or ACD_ERR_DEFINITION, with an error for each that is not there, or
 * ACD_ERR_NOMEM. */
int acd__known_zones_check(acd_engine *engine, const acd__document *document);

#endif
