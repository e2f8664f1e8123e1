/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The time zones of an engine. The host hands in bytes (tzif.h) under a name, and schedules of definitions name them
 * (schedule.h). As this is a command, a journal holds the zones that were in force, and a replay needs no files.
 *
 * Zones belong to the engine, not to its definition: they stay when a definition is replaced. A zone must be there
 * before a definition that names it (`ACD_ERR_DEFINITION`, at the place of the name). The bytes are kept as they are.
 * Handing in a name again replaces the zone: it counts at once for all that goes by local time, also for calls inside
 * flows; what is booked for a local time stays so, and events name the bookings that move (slot.h). With the same bytes
 * nothing changes. At most ACD_ZONES_MAX zones, ACD_TZIF_BYTES_MAX bytes each.
 *
 * Names are the database's (`Europe/Berlin`, `Etc/GMT+3`), or the host's own: 1 to 255 of the characters `A` to `Z`,
 * `a` to `z`, `0` to `9` and `.`, `_`, `+`, `-`, `/`. Capitals count.
 */
#ifndef ACD_ZONE_H
#define ACD_ZONE_H

#include <acd/definition.h>
#include <acd/tzif.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { ACD_ZONES_MAX = 1000 };

/** Hands in a zone, or replaces it: ACD_COMMAND_ZONE. ACD_ERR_ARGUMENT: not a name. ACD_ERR_ENCODING,
 * ACD_ERR_VERSION, ACD_ERR_LIMIT: not the bytes of a zone; acd_tzif_check() tells where and why, the command's fault
 * is ACD_FAULT_PAYLOAD at that byte. (No bytes at all are refused before they become a command.) ACD_ERR_LIMIT, too,
 * with the fault ACD_FAULT_LIMIT: there are ACD_ZONES_MAX others. */
ACD_API int acd_zone_set(acd_engine *engine, acd_time time_us, const char *name, const void *bytes, size_t size);
/** Removes a zone: ACD_COMMAND_ZONE without bytes. ACD_ERR_ARGUMENT: not a name. ACD_ERR_NOT_FOUND, with the fault
 * ACD_FAULT_BODY: there is none of that name. ACD_ERR_STATE, with the fault ACD_FAULT_STATE: a schedule goes by it, or
 * a pattern of a plan for callbacks names it (the counts of acd_zone_info). */
ACD_API int acd_zone_remove(acd_engine *engine, acd_time time_us, const char *name);

typedef struct acd_zone_info {
  uint32_t size;
  uint32_t bytes_count;
  const char *name;        /**< borrowed until the next command */
  acd_time changed_at_us;  /**< engine time at which it was handed in or last replaced by other bytes */
  int64_t schedules_count; /**< schedules that go by it */
  int64_t patterns_count;  /**< patterns of plans that say so of their customers (callback.h) */
} acd_zone_info;

/** A zone by name; ACD_ERR_NOT_FOUND. */
ACD_API int acd_zone_find(const acd_engine *engine, const char *name, acd_id *zone_out);
ACD_API int acd_zone_get(const acd_engine *engine, acd_id zone, acd_zone_info *info_out);
/** Zones in no particular order: the first with `after` 0; 0 at the end. */
ACD_API acd_id acd_zone_next(const acd_engine *engine, acd_id after);
/** The bytes of a zone as they were handed in, borrowed until the next command; NULL and size 0 for an id that is none. */
ACD_API const void *acd_zone_bytes(const acd_engine *engine, acd_id zone, size_t *size_out);

/** Which zones a definition names: the index of the first object after `after` that names one, and the name, borrowed
 * until the definition is changed or freed; 0 at the end. The first with `after` 0. Several objects may name the
 * same zone. */
ACD_API int32_t acd_definition_zone_next(const acd_definition *definition, int32_t after, const char **zone_out);

#ifdef __cplusplus
}
#endif
#endif
