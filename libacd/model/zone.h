/* SPDX-License-Identifier: Apache-2.0 */
/** @file A zone of the engine's: its name and its bytes as they were handed in, and what they mean. */
#ifndef ACD__MODEL_ZONE_H
#define ACD__MODEL_ZONE_H

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

#endif
