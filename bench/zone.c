/* SPDX-License-Identifier: Apache-2.0 */
/* Time zones: what a look at the clock of a place costs. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <acd/tzif.h>

#include "measure.h"
#include "scenario_inside.h"

enum { LOOKS = 100000, CHANGES = 236, FILE_MAX = 8192 };

/* What is asked for: instants of ten years in no order. */
typedef struct zone_case {
  const char *name;
  const char *footer;
  int64_t from_us;
  int table; /* 1: with changes twice a year before 2026 */
} zone_case;

#define YEAR_US  (INT64_C(31556952) * ACD_SECOND)
#define Y2026_US (INT64_C(1767225600) * ACD_SECOND)

static const zone_case cases[] = {
    {"fixed", "<+0530>-5:30", Y2026_US, 0},
    {"rules", "CET-1CEST,M3.5.0,M10.5.0/3", Y2026_US, 0},
    {"table", "CET-1CEST,M3.5.0,M10.5.0/3", Y2026_US - 50 * YEAR_US, 1},
};
enum { CASES = sizeof cases / sizeof *cases };

static uint8_t *put(uint8_t *at, int64_t value, size_t width)
{
  for (size_t i = width; i-- > 0;) *at++ = (uint8_t)((uint64_t)value >> (8 * i));
  return at;
}

/* A header, and a block of two types with so many changes from one to the other. */
static uint8_t *put_block(uint8_t *at, size_t width, int changes)
{
  const int64_t counts[] = {0, 0, 0, changes, 2, 4};
  memcpy(at, "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
  at += 20;
  for (size_t i = 0; i < 6; i++) at = put(at, counts[i], 4);
  for (int i = 0; i < changes; i++) at = put(at, (Y2026_US / ACD_SECOND) - (changes - i) * INT64_C(15778800), width);
  for (int i = 0; i < changes; i++) *at++ = i % 2 == 0;
  memcpy(put(at, 3600, 4), "\0\0", 2);
  memcpy(put(at + 6, 7200, 4), "\1\0", 2);
  memcpy(at + 12, "CET", 4);
  return at + 16;
}

static acd_tzif *make(const zone_case *what)
{
  static uint8_t bytes[FILE_MAX];
  acd_tzif *zone = NULL;
  uint8_t *at = put_block(bytes, 4, 0);
  at = put_block(at, 8, what->table ? CHANGES : 0);
  at += snprintf((char *)at, 100, "\n%s\n", what->footer);
  return acd_tzif_new(NULL, bytes, (size_t)(at - bytes), &zone) ? NULL : zone;
}

/* Instants, and the local times that they are. */
typedef struct looks {
  int64_t wall_us[LOOKS];
  int64_t date[LOOKS];
  int64_t clock_us[LOOKS];
} looks;

static int fill(const acd_tzif *zone, const zone_case *what, looks *to)
{
  uint64_t state = 1;
  for (size_t i = 0; i < LOOKS; i++) {
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    to->wall_us[i] = what->from_us + (int64_t)((state >> 11) % (uint64_t)(10 * YEAR_US));
    if (acd_tzif_local(zone, to->wall_us[i], &to->date[i], &to->clock_us[i])) return -1;
  }
  return 0;
}

/* Apart, so that instructions can be counted inside of them. Each returns something that depends on every answer. */
__attribute__((noinline)) static int64_t timed_offsets(const acd_tzif *zone, const looks *of)
{
  int64_t sum = 0, offset_us = 0, until_us = 0;
  for (size_t i = 0; i < LOOKS; i++) {
    acd_tzif_offset(zone, of->wall_us[i], &offset_us, &until_us);
    sum += offset_us ^ until_us;
  }
  return sum;
}

__attribute__((noinline)) static int64_t timed_locals(const acd_tzif *zone, const looks *of)
{
  int64_t sum = 0, date = 0, clock_us = 0;
  for (size_t i = 0; i < LOOKS; i++) {
    acd_tzif_local(zone, of->wall_us[i], &date, &clock_us);
    sum += date ^ clock_us;
  }
  return sum;
}

__attribute__((noinline)) static int64_t timed_instants(const acd_tzif *zone, const looks *of)
{
  int64_t sum = 0, first_us = 0, second_us = 0;
  for (size_t i = 0; i < LOOKS; i++)
    sum += acd_tzif_instants(zone, of->date[i], of->clock_us[i], &first_us, &second_us) ^ first_us;
  return sum;
}

typedef int64_t (*look_fn)(const acd_tzif *zone, const looks *of);
static const look_fn kinds[] = {timed_offsets, timed_locals, timed_instants};
static const char *const kind_names[] = {"offset", "local", "instants"};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* Nanoseconds of one look: the fastest of the rounds. */
static int measure_case(const zone_case *what, size_t rounds, double ns_out[KINDS])
{
  static looks of;
  static volatile int64_t kept; /* so that the answers are needed */
  acd_tzif *zone = make(what);
  if (!zone || fill(zone, what, &of)) return bench_failed("a zone", ACD_ERR_ENCODING);
  for (size_t kind = 0; kind < KINDS; kind++) {
    for (size_t round = 0; round < rounds; round++) {
      int64_t begin = now_ns();
      kept = kinds[kind](zone, &of);
      double ns = (double)(now_ns() - begin) / LOOKS;
      if (round == 0 || ns < ns_out[kind]) ns_out[kind] = ns;
    }
  }
  (void)kept;
  acd_tzif_free(zone);
  return 0;
}

int print_zones(size_t rounds)
{
  printf("\na look at the clock of a place, in no order within ten years; a table has %d changes\n"
         "          offset and until  date and clock  instants of a local time\n",
         CHANGES);
  for (size_t i = 0; i < CASES; i++) {
    double ns[KINDS];
    if (measure_case(&cases[i], rounds, ns)) return -1;
    printf("%-6s %16.1f ns %12.1f ns %22.1f ns\n", cases[i].name, ns[0], ns[1], ns[2]);
  }
  return 0;
}

const char *zone_name(size_t index)
{
  static char name[40];
  if (index >= CASES * KINDS) return NULL;
  snprintf(name, sizeof name, "%s-%s", kind_names[index % KINDS], cases[index / KINDS].name);
  return name;
}

int64_t count_zones(size_t index)
{
  static looks of;
  acd_tzif *zone = make(&cases[index / KINDS]);
  if (!zone || fill(zone, &cases[index / KINDS], &of)) return bench_failed("a zone", ACD_ERR_ENCODING);
  (void)kinds[index % KINDS](zone, &of);
  acd_tzif_free(zone);
  return LOOKS;
}
