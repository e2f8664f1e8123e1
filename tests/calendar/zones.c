/* SPDX-License-Identifier: Apache-2.0 */
/* Holds zones against what test_zones.py read with Python's zoneinfo. Lines on standard input, all in seconds since 1970:
 *   zone PATH                     the file that the following lines are about
 *   change AT BEFORE AFTER NEXT   there the offset from UTC changes, and next at NEXT
 *   local TEXT FIRST SECOND       this local time, as if it were UTC, is which instant with fold 0, and with fold 1
 * Prints what differs, and at last how many lines of each kind it has seen. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/zone.h"

#define SECOND INT64_C(1000000)

static acd__memory memory;
static acd__zone *zone;
static char path[1000];
static long differences;

static void expect(int good, const char *what, int64_t at, int64_t found, int64_t expected)
{
  if (good || ++differences > 20) return;
  printf("%s: %s at %" PRId64 ": found %" PRId64 ", expected %" PRId64 "\n", path, what, at, found, expected);
}

static void read_zone(void)
{
  static char bytes[65536];
  const char *error = NULL;
  size_t at = 0;
  acd__zone_drop(&memory, zone);
  zone = NULL;
  FILE *file = fopen(path, "rb");
  if (!file) {
    fprintf(stderr, "%s cannot be read\n", path);
    exit(2);
  }
  size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  if (acd__zone_check(bytes, size, &error, &at) || acd__zone_build(&memory, bytes, size, &zone))
    printf("%s: %s at byte %zu\n", path, error, at), differences++;
}

static void check_offset(int64_t second, int64_t expected, int64_t next)
{
  int64_t until = 0;
  int64_t offset = acd__zone_offset(zone, second * SECOND, &until);
  expect(offset == expected * SECOND, "offset", second, offset / SECOND, expected);
  expect(next == 0 || until == next * SECOND, "next change", second, until / SECOND, next);
}

/* The seconds around a change, and the last microsecond before it. */
static void check_change(int64_t at, int64_t before, int64_t after, int64_t next)
{
  check_offset(at - 1, before, at);
  check_offset(at, after, next);
  check_offset(at + 1, after, next);
  expect(acd__zone_offset(zone, at * SECOND - 1, NULL) == before * SECOND, "last offset", at, 0, before);
}

static void check_local(int64_t local, int64_t first, int64_t second)
{
  int64_t found[2] = {0, 0};
  acd__civil civil = {acd__civil_floor(local, ACD__DAY_SECONDS), 0};
  civil.clock_us = (local - civil.day * ACD__DAY_SECONDS) * SECOND + 999999;
  int count = acd__zone_instants(zone, civil, found);
  /* Skipped, fold 1 is before fold 0; shown twice, after it. */
  int expected = first > second ? 0 : first < second ? 2 : 1;
  expect(count == expected, "instants", local, count, expected);
  if (expected > 0) expect(found[0] == first * SECOND + 999999, "first", local, found[0] / SECOND, first);
  if (expected > 1) expect(found[1] == second * SECOND + 999999, "second", local, found[1] / SECOND, second);
  int64_t one = acd__zone_instant(zone, civil);
  expect(one == first * SECOND + 999999, "instant", local, one / SECOND, first);
  for (int i = 0; i < count; i++) {
    acd__civil back = acd__zone_local(zone, found[i]);
    expect(back.day == civil.day && back.clock_us == civil.clock_us, "local time", found[i] / SECOND, back.day,
           civil.day);
  }
}

int main(void)
{
  char line[1200], kind[20];
  long zones = 0, changes = 0, locals = 0;
  int64_t a, b, c, d;
  acd__memory_init(&memory, NULL);
  while (fgets(line, sizeof line, stdin)) {
    if (sscanf(line, "zone %999[^\n]", path) == 1) {
      read_zone();
      zones++;
    } else if (sscanf(line, "%19s %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64, kind, &a, &b, &c, &d) == 5) {
      check_change(a, b, c, d);
      changes++;
    } else if (sscanf(line, "%19s %" SCNd64 " %" SCNd64 " %" SCNd64, kind, &a, &b, &c) == 4) {
      check_local(a, b, c);
      locals++;
    } else {
      fprintf(stderr, "not understood: %s", line);
      return 2;
    }
  }
  acd__zone_drop(&memory, zone);
  if (memory.held) printf("%zu bytes were not given back\n", memory.held), differences++;
  printf("%ld zones, %ld changes, %ld local times, %ld differences\n", zones, changes, locals, differences);
  return differences || !zones || !changes || !locals;
}
