/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a zone: refused with a place, or answers for all times that agree with each other. */
#include "fuzz.h"

#include <string.h>

#include <acd/tzif.h>

static void ask(const acd_tzif *zone, int64_t wall_us)
{
  int64_t offset = 0, until = 0, date = 0, clock = 0, first = 0, second = 0, other = 0, later = 0;
  fuzz_expect(acd_tzif_offset(zone, wall_us, &offset, &until) == ACD_OK, "it has an offset at any time");
  fuzz_expect(until > wall_us || until == ACD_TIME_NEVER, "offsets change later");
  if (until != ACD_TIME_NEVER) {
    fuzz_expect(acd_tzif_offset(zone, until - 1, &other, &later) == ACD_OK && other == offset && later == until,
                "and not before");
    fuzz_expect(acd_tzif_offset(zone, until, &other, &later) == ACD_OK && other != offset, "but then");
  }
  if (acd_tzif_local(zone, wall_us, &date, &clock) != ACD_OK) return;
  int count = acd_tzif_instants(zone, date, clock, &first, &second);
  fuzz_expect(count == 1 || count == 2, "what a clock shows is shown at an instant");
  fuzz_expect(first <= second && (count == 2 || first == wall_us), "which is the one");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  acd_tzif *zone = NULL;
  acd_tzif_error error = {.size = sizeof error};
  int status = acd_tzif_new(NULL, data, size, &zone);
  fuzz_expect(acd_tzif_check(data, size, &error) == status, "the check says the same");
  if (status != ACD_OK) {
    fuzz_expect(error.code == status && error.offset >= 0 && (size_t)error.offset <= size, "it says where");
    return 0;
  }
  static const int64_t edges[] = {INT64_MIN, -1, 0, INT64_MAX};
  for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) ask(zone, edges[i]);
  for (int64_t at = INT64_C(-4000000000); at < INT64_C(9000000000); at += 10000019) ask(zone, at * ACD_SECOND);
  acd_tzif_free(zone);
  return 0;
}
