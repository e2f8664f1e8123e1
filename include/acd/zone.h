/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Time zones: what the clocks of a place read, years back and years ahead.
 *
 * The library reads no files. The host hands in what the files of the system's time zone database (`/usr/share/zoneinfo`)
 * contain: TZif, RFC 8536 and RFC 9636, versions 1 to 4. libacd-zoneinfo (zoneinfo.h) reads them for hosts that like
 * that. A zone is its table of changes and, for the time after the table, the footer's rules (a TZ string of POSIX, with
 * hours from −167 to 167, days `Jn`, `n` and `Mm.w.d`, daylight time all year): right for any year, not only up to 2037.
 * Without a footer the last offset of the table goes on for ever. Files that count leap seconds (those of the folder `right`)
 * are refused, for instants here do not count them. Bytes that break the RFC are refused with the place.
 *
 * **Local times.** An instant is a wall time: microseconds since 1970-01-01T00:00Z. A date is year × 10000 + month × 100 +
 * day, of the years 1 to 9999 (20261123), a clock microseconds since the midnight at which that date begins on the
 * calendar, 0 to below 24 hours. Where clocks are put forward, some local times are skipped: no instant has them. Where they
 * are put back, some are read twice: two instants have them. Where one instant must stand for a local time, it is the first
 * of two; and for one that is skipped, the instant that the clock would have shown so had it not been put forward, so as
 * much later by the new clock as was skipped.
 *
 * **Two uses.** An acd_zone is a handle on its own: it needs no engine, is never changed once it is made, and so may be read
 * by any number of threads at once. An engine's zones are handed in with acd_zone_set(), each with a name; definitions
 * name them (schedule.h). As this is a command, a journal holds the zones that were in force, and a replay needs no files.
 *
 * **The engine's zones** belong to the engine, not to its definition: they stay when a definition is replaced. A zone must
 * be there before a definition that names it (`ACD_ERR_DEFINITION`, at the place of the name). The bytes are
 * kept as they are. Handing in a name again replaces the zone: it counts at once for all that goes by local time, also
 * for calls inside flows; with the same bytes nothing changes. An empty one removes the zone, unless a schedule goes by
 * it, or a pattern of a plan for callbacks names it. At most ACD_ZONES_MAX zones, ACD_ZONE_BYTES_MAX bytes each.
 *
 * Names are the database's (`Europe/Berlin`, `Etc/GMT+3`), or the host's own: 1 to 255 of the characters `A` to `Z`, `a` to `z`,
 * `0` to `9` and `.`, `_`, `+`, `-`, `/`. Capitals count.
 */
#ifndef ACD_ZONE_H
#define ACD_ZONE_H

#include <acd/definition.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
  ACD_ZONES_MAX = 1000,      /**< of an engine */
  ACD_ZONE_BYTES_MAX = 65536 /**< of one zone, for engines and handles alike */
};

/** What is wrong with the bytes of a zone. */
typedef struct acd_zone_error {
  uint32_t size;
  int32_t code;     /**< ACD_ERR_ENCODING, ACD_ERR_VERSION (later than 4) or ACD_ERR_LIMIT (too long) */
  int64_t offset;   /**< of the byte where something else was expected */
  const char *text; /**< what was expected there. Static */
} acd_zone_error;

/** Whether these are the bytes of a zone: ACD_OK, or the code of the error, which is written to `error_out` (may be
 * NULL). */
ACD_API int acd_zone_check(const void *bytes, size_t size, acd_zone_error *error_out);

typedef struct acd_zone acd_zone;

/** A zone of its own. `allocator` NULL: libc's. The bytes are not kept. Refusals as those of acd_zone_check(). */
ACD_API int acd_zone_new(const acd_allocator *allocator, const void *bytes, size_t size, acd_zone **zone_out);
ACD_API void acd_zone_free(acd_zone *zone);

/** Local time minus UTC at an instant, which may be any number, and the first instant after it at which that changes
 * (ACD_TIME_NEVER: never). Offsets are whole seconds. */
ACD_API int acd_zone_offset(const acd_zone *zone, int64_t wall_us, int64_t *offset_us_out, int64_t *until_us_out);
/** What calendar and clock read at an instant. ACD_ERR_ARGUMENT: in a year outside 1 to 9999. */
ACD_API int acd_zone_local(const acd_zone *zone, int64_t wall_us, int64_t *date_out, int64_t *clock_us_out);
/** How many instants have this local time: 0, 1 or 2. They are written to `first_us_out` and `second_us_out`; where there
 * is one, it is both; where there is none, both are the instant that stands for it. ACD_ERR_ARGUMENT: there is no such
 * date or clock. (A zone that someone made up may put clocks back twice in a day: the first two.) */
ACD_API int acd_zone_instants(const acd_zone *zone, int64_t date, int64_t clock_us, int64_t *first_us_out,
                              int64_t *second_us_out);

/** Hands in a zone, replaces or removes (`size` 0) it: ACD_COMMAND_ZONE. Bytes that are refused: as acd_zone_check(),
 * which tells where and why, the command's fault is ACD_FAULT_PAYLOAD at that byte. ACD_ERR_ARGUMENT: not a name.
 * ACD_ERR_LIMIT: too many zones, or bytes. To remove: ACD_ERR_NOT_FOUND if there is none of that name, ACD_ERR_STATE if a
 * schedule goes by it, or a pattern of callbacks. */
ACD_API int acd_zone_set(acd_engine *engine, acd_time time_us, const char *name, const void *bytes, size_t size);

typedef struct acd_zone_info {
  uint32_t size;
  uint32_t bytes_count;
  const char *name;        /**< borrowed until the next command */
  acd_time changed_at_us;  /**< engine time at which it was handed in or last replaced by other bytes */
  int64_t schedules_count; /**< schedules that go by it */
  int64_t patterns_count;  /**< patterns of plans that say so of their customers (callback.h) */
} acd_zone_info;

/** A zone of the engine by name; ACD_ERR_NOT_FOUND. */
ACD_API int acd_zone_find(const acd_engine *engine, const char *name, acd_id *zone_out);
ACD_API int acd_zone_get(const acd_engine *engine, acd_id zone, acd_zone_info *info_out);
/** Zones in no particular order: the first with `after` 0; 0 at the end. */
ACD_API acd_id acd_zone_next(const acd_engine *engine, acd_id after);
/** The bytes of a zone as they were handed in, borrowed until the next command; NULL and size 0 for an id that is none. */
ACD_API const void *acd_zone_bytes(const acd_engine *engine, acd_id zone, size_t *size_out);

/** Which zones a definition names: the index of the first object after `after` that names one, and the name, borrowed
 * until the definition is changed or freed; 0 at the end. The first with `after` 0. Several objects may name the same zone. */
ACD_API int32_t acd_definition_zone_next(const acd_definition *definition, int32_t after, const char **zone_out);

#ifdef __cplusplus
}
#endif
#endif
