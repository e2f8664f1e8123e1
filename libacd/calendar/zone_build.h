/* SPDX-License-Identifier: Apache-2.0 */
/** @file What a zone is made of, for the files that build and read it. */
#ifndef ACD__CALENDAR_ZONE_BUILD_H
#define ACD__CALENDAR_ZONE_BUILD_H

#include "calendar/zone.h"
#include "calendar/zone_rules.h"

struct acd__zone {
  uint32_t holders;
  int32_t first;      /* offset before the first change, if that is in the table */
  size_t count;       /* changes of the offset in the table */
  size_t bytes;       /* of this record and the table */
  int64_t rules_from; /* from this second on `rules` holds; INT64_MIN: always */
  acd__zone_rules rules;
  int32_t *offsets; /* from each change on, behind the instants */
  int64_t at[];     /* seconds since 1970, ascending */
};

#endif
