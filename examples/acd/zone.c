/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700

#include "zone.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <acd/acd.h>
#include <acd/zoneinfo.h>

#include "tool.h"

void tool_zone_init(tool_zone *of, const char *folder)
{
  memset(of, 0, sizeof(*of));
  of->folder = folder;
}

static const char *folder_of(const tool_zone *of)
{
  return of->folder ? of->folder : acd_zoneinfo_directory();
}

int tool_zone_take(tool_zone *of, const char *text)
{
  static unsigned char bytes[ACD_TZIF_BYTES_MAX];
  acd_tzif *rules = NULL;
  int64_t offset_us = 0;
  size_t size = 0;
  of->status = strlen(text) < sizeof(of->name) ? ACD_OK : ACD_ERR_ARGUMENT;
  if (of->status == ACD_OK && !parse_zone(text, &offset_us)) {
    of->status = acd_zoneinfo_read(folder_of(of), text, bytes, sizeof(bytes), &size);
    if (of->status == ACD_OK) of->status = acd_tzif_new(NULL, bytes, size, &rules);
  }
  if (of->status != ACD_OK) return 0;
  tool_zone_free(of);
  of->rules = rules;
  of->size = rules ? size : 0;
  of->bytes = rules ? memcpy(grow(NULL, size), bytes, size) : NULL;
  of->offset_us = offset_us;
  strcpy(of->name, text);
  return 1;
}

void tool_zone_expected(const tool_zone *of, const char *text, int is_named, char said[TOOL_ZONE_SAID])
{
  const char *kinds = is_named ? "a time zone" : "an offset from UTC such as +02:00, or a time zone";
  const char *folder = folder_of(of);
  if (of->status == ACD_OK || of->status == ACD_ERR_ARGUMENT)
    snprintf(said, TOOL_ZONE_SAID, "%s", is_named ? TOOL_ZONE_NAME_EXPECTED : TOOL_ZONE_EXPECTED);
  else if (access(folder, X_OK) != 0)
    snprintf(said, TOOL_ZONE_SAID, "%s (their folder %.500s cannot be read: %s)", kinds, folder, strerror(errno));
  else if (of->status == ACD_ERR_NOT_FOUND)
    snprintf(said, TOOL_ZONE_SAID, "%s (their folder %.500s has none of this name)", kinds, folder);
  else
    snprintf(said, TOOL_ZONE_SAID, "%s (%.500s/%s %s)", kinds, folder, text,
             of->status == ACD_ERR_IO ? "cannot be read" : "is no file of one");
}

int tool_zone_option(tool_zone *of, const char *option, const char *text, const char *folder, int is_named)
{
  char said[TOOL_ZONE_SAID];
  tool_zone_init(of, folder);
  if (!text || (tool_zone_take(of, text) && (of->rules || !is_named))) return EXIT_OK;
  tool_zone_expected(of, text, is_named, said);
  complain("%s: found \"%s\", expected %s", option, text, said);
  return EXIT_USAGE;
}

void tool_zone_free(tool_zone *of)
{
  acd_tzif_free(of->rules);
  free(of->bytes);
  of->rules = NULL;
  of->bytes = NULL;
}

int64_t tool_zone_local(const tool_zone *of, int64_t wall_us)
{
  int64_t offset_us = of->offset_us, until_us;
  if (of->rules) acd_tzif_offset(of->rules, wall_us, &offset_us, &until_us);
  return wall_us + offset_us;
}

int64_t tool_zone_instant(const tool_zone *of, int64_t local_us)
{
  int64_t clock_us = (local_us % TOOL_DAY_US + TOOL_DAY_US) % TOOL_DAY_US, first_us, second_us;
  int year, month, day;
  if (!of->rules) return local_us - of->offset_us;
  date_of_day((local_us - clock_us) / TOOL_DAY_US, &year, &month, &day);
  acd_tzif_instants(of->rules, (int64_t)year * 10000 + month * 100 + day, clock_us, &first_us, &second_us);
  return first_us;
}

int tool_zone_moment(const tool_zone *of, const char *text, int64_t *us_out)
{
  int64_t utc_us, other_us;
  if (!parse_moment(text, 0, &utc_us)) return 0;
  (void)parse_moment(text, ACD_SECOND, &other_us); /* another one, where the text names no zone */
  *us_out = other_us == utc_us ? utc_us : tool_zone_instant(of, utc_us);
  return 1;
}
