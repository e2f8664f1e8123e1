/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The system's time zones (libacd-zoneinfo): reads the files of a zoneinfo folder and hands them in (zone.h). The core
 * reads no files; this does, and nothing else: it keeps nothing, and reads the environment in acd_zoneinfo_directory()
 * alone.
 *
 * A name is the path of a file below the folder: `Europe/Berlin`. It has the characters of zone.h; one that begins with
 * `/` or contains `..` is refused (`ACD_ERR_ARGUMENT`), as it would lead out of the folder.
 *
 * Files change when the system's database is updated, some times a year. To take that over, call acd_zoneinfo_submit()
 * again with the definition that runs: zones that are as they were stay untouched.
 */
#ifndef ACD_ZONEINFO_H
#define ACD_ZONEINFO_H

#include <acd/zone.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where zones are on most systems; meant wherever a `directory` is NULL. */
#define ACD_ZONEINFO_DIRECTORY "/usr/share/zoneinfo"

/** For a program that lets its users say where zones are: the environment's TZDIR, or ACD_ZONEINFO_DIRECTORY if that is
 * not set or empty. Borrowed from the environment. */
ACD_API const char *acd_zoneinfo_directory(void);

/** Reads one zone's file into a buffer (base.h; ACD_TZIF_BYTES_MAX are enough), without looking at what it is.
 * ACD_ERR_NOT_FOUND: there is no such file. ACD_ERR_IO: it cannot be read, or is a folder. */
ACD_API int acd_zoneinfo_read(const char *directory, const char *name, void *buffer, size_t capacity, size_t *size_out);

/** Reads one zone's file and hands it in under its name: as acd_zoneinfo_read(), then acd_zone_set(). */
ACD_API int acd_zoneinfo_set(const char *directory, acd_engine *engine, acd_time time_us, const char *name);

/** Hands in all zones that a definition names, to be called before it is submitted. A zone that the engine has is
 * read again, and replaced if it is another one. The first that fails does not keep the others back: its status is
 * returned, and its name is written to `zone_out` (may be NULL), borrowed from the definition, NULL if none failed;
 * the definition will be refused where it names one that the engine does not have. ACD_AGAIN, then of the zone named
 * there: as for any command; drain the actions and call again. */
ACD_API int acd_zoneinfo_submit(const char *directory, acd_engine *engine, acd_time time_us,
                                const acd_definition *definition, const char **zone_out);

#ifdef __cplusplus
}
#endif
#endif
