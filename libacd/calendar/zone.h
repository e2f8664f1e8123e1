/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Time zones: built once from the bytes of a TZif file (RFC 8536, RFC 9636), then never changed, and so fit for any
 * number of readers. NULL is UTC, for all functions that read.
 */
#ifndef ACD__CALENDAR_ZONE_H
#define ACD__CALENDAR_ZONE_H

#include "base/memory.h"
#include "calendar/civil.h"

/* Local time minus UTC lies in this range, in seconds, as the RFC has it: less than 25 hours west, 26 hours east. */
#define ACD__ZONE_OFFSET_MIN (-89999)
#define ACD__ZONE_OFFSET_MAX 93599

typedef struct acd__zone acd__zone;

/* ACD_OK; or ACD_ERR_ENCODING, ACD_ERR_VERSION or ACD_ERR_LIMIT with a text of what was expected and where in the bytes. */
int acd__zone_check(const void *bytes, size_t size, const char **error_out, size_t *error_at_out);
/* Held once. Refusals as above, or ACD_ERR_NOMEM. */
int acd__zone_build(acd__memory *memory, const void *bytes, size_t size, acd__zone **zone_out);
acd__zone *acd__zone_hold(acd__zone *zone);
void acd__zone_drop(acd__memory *memory, acd__zone *zone);

/* Local time minus UTC in µs at an instant (µs since 1970-01-01T00:00Z), which may be any number. If `until_us` is not
 * NULL: the first instant after it at which that changes; INT64_MAX: never. */
int64_t acd__zone_offset(const acd__zone *zone, int64_t wall_us, int64_t *until_us);
acd__civil acd__zone_local(const acd__zone *zone, int64_t wall_us);
/* The instants at which the local clock reads this: 0 (skipped), 1 or 2, earliest first. The year lies in −9999 to
 * 9999, as for the next. (A made-up zone may show a clock more than twice: the first two.) */
int acd__zone_instants(const acd__zone *zone, acd__civil local, int64_t instants_us[2]);
/* The one instant that stands for a local time: the first of two; in a gap as read with the offset before it, i.e. so
 * much later as the gap is long. */
int64_t acd__zone_instant(const acd__zone *zone, acd__civil local);

#endif
