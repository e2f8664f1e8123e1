/* SPDX-License-Identifier: Apache-2.0 */
/* Zones from bytes: random tables against a naive reader of what was written, refusals with their place, and bytes cut short
 * or changed. All zones of the system: test_zones.py. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/tzif.h>

#include "base/rng.h"
#include "calendar/civil.h"
#include "calendar/zone.h"
#include "calendar/zone_rules.h"
#include "tzif.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define SECOND       INT64_C(1000000)

enum { TIMES_MAX = 60, TYPES_MAX = 6, FILE_SIZE = 4000 };

/* ---- a random file, and what it says by the letter of the RFC ---- */

typedef struct made {
  int32_t offsets[TYPES_MAX];
  int64_t times[TIMES_MAX];
  uint8_t types[TIMES_MAX];
  tzif file;
  acd__zone_rules rules;
} made;

static int64_t between(acd__rng *from, int64_t least, int64_t most)
{
  return least + (int64_t)acd__rng_below(from, (uint64_t)(most - least + 1));
}

/* Often of changes so near to each other that clocks show a time more than twice, or skip much. */
static void make(made *out, acd__rng *from)
{
  static const char *const footers[] = {
      "", "AAA-1", "AAA-1BBB,M3.5.0,M10.5.0/3", "AAA10BBB,J300,J60/30", "<+00>0<+01>,1,2", "AAA5BBB,0/0,J365/25"};
  size_t pick = acd__rng_below(from, COUNT(footers) + 1);
  memset(out, 0, sizeof *out);
  out->file = (tzif){.offsets = out->offsets, .times = out->times, .types = out->types, .version = '3'};
  out->file.types_count = 1 + acd__rng_below(from, TYPES_MAX);
  for (size_t i = 0; i < out->file.types_count; i++) out->offsets[i] = (int32_t)between(from, -89999, 93599);
  int64_t step = acd__rng_below(from, 2) ? 100000 : 20000000;
  int64_t at = between(from, -INT64_C(6000000000), INT64_C(2000000000));
  out->file.times_count = acd__rng_below(from, TIMES_MAX);
  for (size_t i = 0; i < out->file.times_count; i++) {
    at += between(from, 1, step);
    out->times[i] = at;
    out->types[i] = (uint8_t)acd__rng_below(from, out->file.types_count);
  }
  out->file.fat = (int)acd__rng_below(from, 2);
  out->file.footer = pick < COUNT(footers) ? footers[pick] : NULL;
  size_t error_at;
  if (out->file.footer && out->file.footer[0])
    assert_null(acd__zone_rules_parse(&out->rules, out->file.footer, strlen(out->file.footer), &error_at));
}

static int32_t naive_offset(const made *of, int64_t second)
{
  int64_t until;
  size_t before = 0, count = of->file.times_count;
  const char *footer = of->file.footer;
  while (before < count && of->times[before] <= second) before++;
  if (before == count && footer && footer[0]) return acd__zone_rules_offset(&of->rules, second, &until);
  return before ? of->offsets[of->types[before - 1]] : of->offsets[0];
}

/* A version 1 file lacks the times before 1901. */
static void cut_for_version_1(made *of)
{
  size_t from = 0;
  if (of->file.footer) return;
  while (from < of->file.times_count && of->times[from] < INT32_MIN) from++;
  of->file.times_count -= from;
  memmove(of->times, of->times + from, of->file.times_count * sizeof *of->times);
  memmove(of->types, of->types + from, of->file.times_count);
  while (of->file.times_count && of->times[of->file.times_count - 1] > INT32_MAX) of->file.times_count--;
}

/* Where the offset next changes: looked for at every time of the table, and at every change of the rules behind it. */
static int64_t naive_until(const made *of, int64_t second)
{
  int32_t offset = naive_offset(of, second);
  for (size_t i = 0; i < of->file.times_count; i++)
    if (of->times[i] > second && naive_offset(of, of->times[i]) != offset) return of->times[i];
  if (!of->file.footer || !of->file.footer[0]) return INT64_MAX;
  int64_t last = of->file.times_count ? of->times[of->file.times_count - 1] : second;
  int64_t until;
  acd__zone_rules_offset(&of->rules, second > last ? second : last, &until);
  return until;
}

static void check_at(const made *of, const acd__zone *zone, int64_t second)
{
  int64_t until, expected = naive_until(of, second);
  int64_t offset = acd__zone_offset(zone, second * SECOND + 999999, &until);
  if (offset != naive_offset(of, second) * SECOND || until != (expected == INT64_MAX ? INT64_MAX : expected * SECOND))
    fail_msg("offset %" PRId64 " until %" PRId64 " at %" PRId64, offset, until, second);
}

/* Every second that has this local time is one of those that some offset of the file gives. */
static void check_local(const made *of, const acd__zone *zone, int64_t local)
{
  int64_t found[2], expected[2], all[TYPES_MAX + 2];
  size_t candidates = 0;
  int count = 0;
  for (size_t i = 0; i < of->file.types_count; i++) all[candidates++] = local - of->offsets[i];
  all[candidates++] = local - of->rules.standard;
  all[candidates++] = local - of->rules.daylight;
  for (int64_t last = INT64_MIN;;) {
    int64_t next = INT64_MAX;
    for (size_t i = 0; i < candidates; i++)
      if (all[i] > last && all[i] < next && naive_offset(of, all[i]) == local - all[i]) next = all[i];
    if (next == INT64_MAX || count == 2) break;
    expected[count++] = last = next;
  }
  acd__civil civil = {acd__civil_floor(local, ACD__DAY_SECONDS), 0};
  civil.clock_us = (local - civil.day * ACD__DAY_SECONDS) * SECOND + 1;
  int is = acd__zone_instants(zone, civil, found);
  if (is != count) fail_msg("%d instants, not %d, of %" PRId64, is, count, local);
  for (int i = 0; i < count; i++) assert_true(found[i] == expected[i] * SECOND + 1);
  int64_t one = acd__zone_instant(zone, civil);
  if (count) {
    assert_true(one == found[0]);
    return;
  }
  /* As much later as the clock was put forward: by the offset until some change before it, it would have been read. */
  int64_t second = acd__civil_floor(one, SECOND);
  int found_one = 0;
  for (int64_t at = second - 2 * 93600; at <= second && !found_one; at = naive_until(of, at))
    found_one = naive_offset(of, at) == local - second && naive_until(of, at) <= second;
  assert_true(found_one);
}

static acd__zone *build(acd__memory *memory, const void *bytes, size_t size)
{
  acd__zone *zone;
  const char *error;
  size_t at;
  if (acd__zone_check(bytes, size, &error, &at)) fail_msg("%s at %d", error, (int)at);
  assert_int_equal(acd__zone_build(memory, bytes, size, &zone), ACD_OK);
  return zone;
}

static void random_tables(void **state)
{
  (void)state;
  static made of;
  static uint8_t bytes[FILE_SIZE];
  acd__rng from = {5};
  acd__memory memory;
  acd__memory_init(&memory, NULL);
  for (int run = 0; run < 300; run++) {
    make(&of, &from);
    cut_for_version_1(&of);
    acd__zone *zone = build(&memory, bytes, tzif_write(bytes, &of.file));
    for (size_t i = 0; i < of.file.times_count; i++) {
      for (int64_t near = -1; near <= 1; near++) check_at(&of, zone, of.times[i] + near);
      int64_t local = of.times[i] + naive_offset(&of, of.times[i] - (int64_t)acd__rng_below(&from, 2));
      check_local(&of, zone, local + between(&from, -2, 2));
      check_local(&of, zone, local + between(&from, -100000, 100000));
    }
    check_at(&of, zone, between(&from, -INT64_C(9000000000), INT64_C(9000000000)));
    acd__zone_drop(&memory, zone);
  }
  assert_int_equal(memory.held, 0);
}

/* ---- hostile bytes ---- */

/* Any answer will do, for all times; the clock and the offset must agree. */
static void ask(const acd__zone *zone)
{
  static const int64_t times[] = {INT64_MIN,
                                  INT64_MIN + 1,
                                  -INT64_C(62135596800) * SECOND,
                                  -1,
                                  0,
                                  INT64_C(1795000000) * SECOND,
                                  INT64_C(253402300799) * SECOND,
                                  INT64_MAX - 1,
                                  INT64_MAX};
  for (size_t i = 0; i < COUNT(times); i++) {
    int64_t until, instants[2];
    int64_t offset = acd__zone_offset(zone, times[i], &until);
    assert_true(until > times[i] || until == INT64_MAX);
    assert_true(offset % SECOND == 0 && offset >= -89999 * SECOND && offset <= 93599 * SECOND);
    acd__civil local = acd__zone_local(zone, times[i]);
    assert_true(local.clock_us >= 0 && local.clock_us < ACD__DAY_US);
    if (acd__civil_number(local.day) < -99990000 || acd__civil_number(local.day) > 99991231) continue;
    int count = acd__zone_instants(zone, local, instants);
    assert_true(count == 2 || (count == 1 && instants[0] == times[i]));
    assert_true(acd__zone_instant(zone, local) == instants[0]);
  }
}

/* A copy of exactly its size, so that sanitizers see what is read behind it. 1 if it was taken. */
static int try_bytes(acd__memory *memory, const uint8_t *bytes, size_t size)
{
  acd__zone *zone = NULL;
  const char *error = NULL;
  size_t at = SIZE_MAX;
  uint8_t *copy = malloc(size ? size : 1);
  assert_non_null(copy);
  memcpy(copy, bytes, size);
  int status = acd__zone_build(memory, copy, size, &zone);
  assert_int_equal(acd__zone_check(copy, size, &error, &at), status);
  free(copy);
  if (status == ACD_OK) {
    ask(zone);
    acd__zone_drop(memory, zone);
    return 1;
  }
  assert_true(status == ACD_ERR_ENCODING || status == ACD_ERR_VERSION);
  assert_true(error && at <= size);
  return 0;
}

static size_t hostile_file(uint8_t bytes[FILE_SIZE], int which)
{
  static const int32_t offsets[] = {3208, 3600, 7200};
  static const int64_t times[] = {-2422054408, -1693706400, 323830800, 338950800, 354675600, 828234000};
  static const uint8_t types[] = {1, 2, 1, 2, 1, 2};
  tzif file = {.offsets = offsets, .types_count = 3, .times = times, .types = types, .times_count = 6};
  switch (which) {
  case 0: file.footer = NULL; break;
  case 1: file.footer = "CET-1CEST,M3.5.0,M10.5.0/3"; break;
  case 2: file.footer = "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", file.version = '3', file.fat = 1; break;
  default: return tzif_write_footer(bytes, "AAA5:30:15BBB4,0/-167:59:59,J365/167");
  }
  return tzif_write(bytes, &file);
}

static void cut_short_or_changed(void **state)
{
  (void)state;
  static uint8_t bytes[FILE_SIZE];
  acd__memory memory;
  acd__memory_init(&memory, NULL);
  for (int which = 0; which < 4; which++) {
    size_t size = hostile_file(bytes, which);
    long taken = 0;
    assert_int_equal(try_bytes(&memory, bytes, size), 1);
    for (size_t i = 0; i < size; i++) assert_int_equal(try_bytes(&memory, bytes, i), 0);
    bytes[size] = '\n';
    assert_int_equal(try_bytes(&memory, bytes, size + 1), 0);
    for (size_t i = 0; i < size; i++) {
      uint8_t was = bytes[i];
      for (int with = 1; with < 256; with++) {
        bytes[i] = (uint8_t)(was ^ with);
        taken += try_bytes(&memory, bytes, size);
      }
      bytes[i] = was;
    }
    /* Other names, indexes and times that are as good; most of the rest is refused. */
    assert_true(taken > 0 && taken < (long)size * 255 * 3 / 4);
  }
  assert_int_equal(memory.held, 0);
}

/* ---- refusals that say where ---- */

static void refusals(void **state)
{
  (void)state;
  static uint8_t bytes[FILE_SIZE];
  enum {
    V1 = 44 + 3 * 10,
    V2 = V1 + 44
  }; /* of the file below: where its second header, and the times behind it, begin */
  static const struct {
    size_t at;
    uint8_t with;
    size_t place;
    int code;
    const char *text;
  } rows[] = {
      {0, 'X', 0, ACD_ERR_ENCODING, "TZif"},
      {4, '5', 4, ACD_ERR_VERSION, "version"},
      {4, '1', 4, ACD_ERR_ENCODING, "version"},
      {V1 + 4, '3', V1 + 4, ACD_ERR_ENCODING, "first header"},
      {V1 + 3, 'x', V1, ACD_ERR_ENCODING, "TZif"},
      {V1 + 20 + 12, 1, 0, ACD_ERR_ENCODING, "before all"},             /* 2^24 times */
      {V2, 0x80, V2, ACD_ERR_ENCODING, "2^59"},                         /* the first time, billions of years ago */
      {V2 + 8 + 3, 0x80, V2 + 8, ACD_ERR_ENCODING, "after the one"},    /* the second before it */
      {V2 + 6 * 8, 3, V2 + 6 * 8, ACD_ERR_ENCODING, "local time type"}, /* there are three, from 0 */
      {V2 + 6 * 9 + 1, 2, V2 + 6 * 9, ACD_ERR_ENCODING, "25 hours"},
      {V2 + 6 * 9 + 4, 2, V2 + 6 * 9 + 4, ACD_ERR_ENCODING, "0 or 1"},
      {V2 + 6 * 9 + 5, 12, V2 + 6 * 9 + 5, ACD_ERR_ENCODING, "name"},
      {V2 + 6 * 9 + 3 * 10, 'x', V2 + 6 * 9 + 3 * 10, ACD_ERR_ENCODING, "footer"},
      {V2 + 6 * 9 + 3 * 10 + 1, '1', V2 + 6 * 9 + 3 * 10 + 1, ACD_ERR_ENCODING, "three letters"},
      {V2 + 6 * 9 + 3 * 10 + 13, '0', V2 + 6 * 9 + 3 * 10 + 12, ACD_ERR_ENCODING, "month"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_tzif *zone = NULL;
    acd_tzif_error error = {.size = sizeof error};
    size_t size = hostile_file(bytes, 1);
    assert_int_equal(acd_tzif_check(bytes, size, &error), ACD_OK);
    bytes[rows[i].at] = rows[i].with;
    assert_int_equal(acd_tzif_new(NULL, bytes, size, &zone), rows[i].code);
    assert_null(zone);
    assert_int_equal(acd_tzif_check(bytes, size, &error), rows[i].code);
    assert_int_equal(acd_tzif_check(bytes, size, NULL), rows[i].code);
    int64_t place = rows[i].place ? (int64_t)rows[i].place : rows[i].at ? (int64_t)size : 0;
    if (error.code != rows[i].code || error.offset != place || !strstr(error.text, rows[i].text))
      fail_msg("row %d: \"%s\" at %d", (int)i, error.text, (int)error.offset);
  }
}

static void leap_seconds_and_size(void **state)
{
  (void)state;
  static uint8_t bytes[ACD_TZIF_BYTES_MAX + 1];
  static const int32_t utc[] = {0};
  tzif file = {.offsets = utc, .types_count = 1, .footer = "UTC0", .leaps = 1};
  acd_tzif_error error = {.size = sizeof error};
  assert_int_equal(acd_tzif_check(bytes, tzif_write(bytes, &file), &error), ACD_ERR_ENCODING);
  assert_non_null(strstr(error.text, "leap seconds"));
  (void)tzif_write_footer(bytes, "UTC0");
  assert_int_equal(acd_tzif_check(bytes, sizeof bytes, &error), ACD_ERR_LIMIT);
  assert_int_equal(error.offset, ACD_TZIF_BYTES_MAX);
  assert_int_equal(acd_tzif_check(bytes, 0, &error), ACD_ERR_ENCODING);
}

/* ---- the handle ---- */

static void handle(void **state)
{
  (void)state;
  uint8_t bytes[TZIF_FOOTER_SIZE];
  acd_tzif *zone = NULL;
  int64_t offset, until, date, clock, first, second;
  assert_int_equal(acd_tzif_new(NULL, bytes, tzif_write_footer(bytes, "CET-1CEST,M3.5.0,M10.5.0/3"), &zone), ACD_OK);
  int64_t autumn = INT64_C(1792890000) * SECOND; /* 2026-10-25T01:00Z */
  assert_int_equal(acd_tzif_offset(zone, autumn - 1, &offset, &until), ACD_OK);
  assert_true(offset == 7200 * SECOND && until == autumn);
  assert_int_equal(acd_tzif_local(zone, autumn - 1, &date, &clock), ACD_OK);
  assert_true(date == 20261025 && clock == 3 * 3600 * SECOND - 1);
  assert_int_equal(acd_tzif_instants(zone, 20261025, 9000 * SECOND, &first, &second), 2);
  assert_true(first == autumn - 1800 * SECOND && second == autumn + 1800 * SECOND);
  assert_int_equal(acd_tzif_instants(zone, 20260329, 9000 * SECOND, &first, &second), 0);
  assert_true(first == second && first == INT64_C(1774747800) * SECOND); /* 03:30 by the new clock */
  assert_int_equal(acd_tzif_instants(zone, 20260701, 0, &first, &second), 1);
  assert_true(first == second);

  assert_int_equal(acd_tzif_instants(zone, 20260230, 0, &first, &second), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_tzif_instants(zone, 701, 0, &first, &second), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_tzif_instants(zone, 20260701, ACD__DAY_US, &first, &second), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_tzif_instants(zone, 20260701, -1, &first, &second), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_tzif_local(zone, INT64_MAX, &date, &clock), ACD_ERR_ARGUMENT);
  acd_tzif_free(zone);
  acd_tzif_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_tables), cmocka_unit_test(cut_short_or_changed),
      cmocka_unit_test(refusals),      cmocka_unit_test(leap_seconds_and_size),
      cmocka_unit_test(handle),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
