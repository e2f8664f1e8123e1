/* SPDX-License-Identifier: Apache-2.0 */
/** @file The clock by which moments are read and written: an offset from UTC, or a zone of a zoneinfo folder. */
#ifndef TOOL_ZONE_H
#define TOOL_ZONE_H

#include <stddef.h>
#include <stdint.h>

#include <acd/zone.h>

#define TOOL_ZONE_NAME_EXPECTED "a time zone such as Europe/Berlin"
#define TOOL_ZONE_EXPECTED      "an offset from UTC such as +02:00, or a time zone such as Europe/Berlin"

typedef struct tool_zone {
  char name[256]; /* as it was given; "": UTC, as nothing was */
  acd_tzif *rules;
  unsigned char *bytes; /* that they were made of, of `size` */
  size_t size;
  int64_t offset_us;  /* where there are none */
  const char *folder; /* NULL: the system's */
  int status;         /* of the last one that was to be taken */
} tool_zone;

/* UTC, for zones that are given later from files of `folder` (NULL: the system's). Nothing to be freed. */
void tool_zone_init(tool_zone *of, const char *folder);
/* Takes an offset or a name instead of what it was: 1, or 0 and nothing has changed. */
int tool_zone_take(tool_zone *of, const char *text);
enum { TOOL_ZONE_SAID = 1100 }; /* room for a folder and two names */
/* What was expected instead of a text that was not taken, and why it was not; `is_named`: an offset will not do. */
void tool_zone_expected(const tool_zone *of, const char *text, int is_named, char said[TOOL_ZONE_SAID]);
/* From its beginning, for an option that was given or not (NULL): an exit code, after a complaint. */
int tool_zone_option(tool_zone *of, const char *option, const char *text, const char *folder, int is_named);
void tool_zone_free(tool_zone *of);

/* Microseconds of the local calendar since 1970, and back: the first of two instants, as acd_tzif_instants(). */
int64_t tool_zone_local(const tool_zone *of, int64_t wall_us);
int64_t tool_zone_instant(const tool_zone *of, int64_t local_us);
/* As parse_moment(), by this clock where the text names none. */
int tool_zone_moment(const tool_zone *of, const char *text, int64_t *us_out);

#endif
