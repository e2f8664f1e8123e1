/* SPDX-License-Identifier: Apache-2.0 */
/** @file A zone of the engine's: its name and its bytes as they were handed in, and what they mean. */
#ifndef ACD__MODEL_ZONE_H
#define ACD__MODEL_ZONE_H

#include <acd/definition.h>

#include "base/pool.h"
#include "base/string.h"
#include "calendar/zone.h"

typedef struct acd__known_zone {
  acd__slot slot;
  acd__string *name;
  acd__string *bytes;
  acd__zone *zone; /* another one when it is replaced, so readers keep a pointer to this place */
  acd_time changed_at_us;
} acd__known_zone;

/* The property by which objects of a noun name a zone, 0: they do not. */
static inline uint32_t acd__zone_property(uint32_t noun)
{
  if (noun == ACD_NOUN_SCHEDULE) return ACD_SCHEDULE_ZONE;
  return noun == ACD_NOUN_CALLBACK_PATTERN ? ACD_CALLBACK_PATTERN_ZONE : 0;
}

#endif
