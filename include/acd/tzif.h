/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Time zones as bytes: what the clocks of a place read, years back and years ahead. No engine is needed; the zones of
 * an engine (zone.h) are made of the same bytes.
 *
 * The library reads no files. The host hands in what the files of the system's time zone database
 * (`/usr/share/zoneinfo`) contain: TZif, RFC 8536 and RFC 9636, versions 1 to 4. libacd-zoneinfo (zoneinfo.h) reads
 * them for hosts that like that. A zone is its table of changes and, for the time after the table, the footer's rules
 * (a TZ string of POSIX, with hours from −167 to 167, days `Jn`, `n` and `Mm.w.d`, daylight time all year): right for
 * any year, not only up to 2037. Without a footer the last offset of the table goes on for ever. Files that count leap
 * seconds (those of the folder `right`) are refused, for instants here do not count them. Bytes that break the RFC are
 * refused with the place.
 *
 * **Local times.** An instant is a wall time: microseconds since 1970-01-01T00:00Z. A date is year × 10000 + month ×
 * 100 + day, of the years 1 to 9999 (20261123), a clock microseconds since the midnight at which that date begins on
 * the calendar, 0 to below 24 hours. Where clocks are put forward, some local times are skipped: no instant has them.
 * Where they are put back, some are read twice: two instants have them. Where one instant must stand for a local time,
 * it is the first of two; and for one that is skipped, the instant that the clock would have shown so had it not been
 * put forward, so as much later by the new clock as was skipped.
 *
 * An acd_tzif is never changed once it is made, and so may be read by any number of threads at once.
 */
#ifndef ACD_TZIF_H
#define ACD_TZIF_H

#include <acd/base.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { ACD_TZIF_BYTES_MAX = 65536 /**< of one zone */ };

/** What is wrong with the bytes of a zone. */
typedef struct acd_tzif_error {
  uint32_t size;
  int32_t code;     /**< ACD_ERR_ENCODING, ACD_ERR_VERSION (later than 4) or ACD_ERR_LIMIT (too long) */
  int64_t offset;   /**< of the byte where something else was expected */
  const char *text; /**< what was expected there. Static */
} acd_tzif_error;

/** Whether these are the bytes of a zone: ACD_OK, or the code of the error, which is written to `error_out` (may be
 * NULL). */
ACD_API int acd_tzif_check(const void *bytes, size_t size, acd_tzif_error *error_out);

typedef struct acd_tzif acd_tzif;

/** `allocator` NULL: libc's. The bytes are not kept. Refusals as those of acd_tzif_check(). */
ACD_API int acd_tzif_new(const acd_allocator *allocator, const void *bytes, size_t size, acd_tzif **tzif_out);
ACD_API void acd_tzif_free(acd_tzif *tzif);

/** Local time minus UTC at an instant, which may be any number, and the first instant after it at which that changes
 * (ACD_TIME_NEVER: never). Offsets are whole seconds. */
ACD_API int acd_tzif_offset(const acd_tzif *tzif, int64_t wall_us, int64_t *offset_us_out, int64_t *until_us_out);
/** What calendar and clock read at an instant. ACD_ERR_ARGUMENT: in a year outside 1 to 9999. */
ACD_API int acd_tzif_local(const acd_tzif *tzif, int64_t wall_us, int64_t *date_out, int64_t *clock_us_out);
/** How many instants have this local time: 0, 1 or 2. They are written to `first_us_out` and `second_us_out`; where
 * there is one, it is both; where there is none, both are the instant that stands for it. ACD_ERR_ARGUMENT: there is
 * no such date or clock. (A zone that someone made up may put clocks back twice in a day: the first two.) */
ACD_API int acd_tzif_instants(const acd_tzif *tzif, int64_t date, int64_t clock_us, int64_t *first_us_out,
                              int64_t *second_us_out);

#ifdef __cplusplus
}
#endif
#endif
