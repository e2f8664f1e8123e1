/* SPDX-License-Identifier: Apache-2.0 */
#include "zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <acd/acd.h>
#include <acd/zoneinfo.h>

#include "tool.h"

void tool_zone_init(tool_zone *of, const char *folder)
{
  memset(of, 0, sizeof(*of));
  of->folder = folder;
}

int tool_zone_take(tool_zone *of, const char *text)
{
  static unsigned char bytes[ACD_TZIF_BYTES_MAX];
  acd_tzif *rules = NULL;
  int64_t offset_us = 0;
  size_t size = 0;
  if (strlen(text) >= sizeof(of->name)) return 0;
  if (!parse_zone(text, &offset_us)) {
    const char *folder = of->folder ? of->folder : acd_zoneinfo_directory();
    if (acd_zoneinfo_read(folder, text, bytes, sizeof(bytes), &size) != ACD_OK ||
        acd_tzif_new(NULL, bytes, size, &rules) != ACD_OK)
      return 0;
  }
  tool_zone_free(of);
  of->rules = rules;
  of->size = rules ? size : 0;
  of->bytes = rules ? memcpy(grow(NULL, size), bytes, size) : NULL;
  of->offset_us = offset_us;
  strcpy(of->name, text);
  return 1;
}

int tool_zone_option(tool_zone *of, const char *text, const char *folder)
{
  tool_zone_init(of, folder);
  if (!text || tool_zone_take(of, text)) return EXIT_OK;
  complain("--zone: found \"%s\", expected " TOOL_ZONE_EXPECTED, text);
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
