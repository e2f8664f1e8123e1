/* SPDX-License-Identifier: Apache-2.0 */
/* Zones of their own, without an engine. */
#include <acd/tzif.h>

#include "calendar/zone.h"
#include "model/record.h"

struct acd_tzif {
  acd__memory memory;
  acd__zone *zone;
};

int acd_tzif_check(const void *bytes, size_t size, acd_tzif_error *error_out)
{
  acd_tzif_error error = {sizeof error, ACD_OK, 0, ""};
  size_t at = 0;
  if ((!bytes && size) || (error_out && error_out->size < sizeof error)) return ACD_ERR_ARGUMENT;
  error.code = acd__zone_check(bytes, size, &error.text, &at);
  error.offset = (int64_t)at;
  if (error.code && error_out) (void)acd__record_put(error_out, &error, sizeof error, sizeof error);
  return error.code;
}

int acd_tzif_new(const acd_allocator *allocator, const void *bytes, size_t size, acd_tzif **tzif_out)
{
  acd__memory memory;
  if ((!bytes && size) || !tzif_out) return ACD_ERR_ARGUMENT;
  acd__memory_init(&memory, allocator);
  acd_tzif *tzif = acd__memory_array(&memory, 1, sizeof *tzif);
  if (!tzif) return ACD_ERR_NOMEM;
  int status = acd__zone_build(&memory, bytes, size, &tzif->zone);
  if (status) {
    acd__memory_give(&memory, tzif, sizeof *tzif);
    return status;
  }
  tzif->memory = memory;
  *tzif_out = tzif;
  return ACD_OK;
}

void acd_tzif_free(acd_tzif *tzif)
{
  if (!tzif) return;
  acd__memory memory = tzif->memory;
  acd__zone_drop(&memory, tzif->zone);
  acd__memory_give(&memory, tzif, sizeof *tzif);
}

int acd_tzif_offset(const acd_tzif *tzif, int64_t wall_us, int64_t *offset_us_out, int64_t *until_us_out)
{
  if (!tzif || !offset_us_out || !until_us_out) return ACD_ERR_ARGUMENT;
  *offset_us_out = acd__zone_offset(tzif->zone, wall_us, until_us_out);
  return ACD_OK;
}

int acd_tzif_local(const acd_tzif *tzif, int64_t wall_us, int64_t *date_out, int64_t *clock_us_out)
{
  if (!tzif || !date_out || !clock_us_out) return ACD_ERR_ARGUMENT;
  acd__civil local = acd__zone_local(tzif->zone, wall_us);
  int64_t date = acd__civil_number(local.day);
  if (date < 10101 || date > 99991231) return ACD_ERR_ARGUMENT;
  *date_out = date;
  *clock_us_out = local.clock_us;
  return ACD_OK;
}

int acd_tzif_instants(const acd_tzif *tzif, int64_t date, int64_t clock_us, int64_t *first_us_out,
                      int64_t *second_us_out)
{
  acd__civil local = {0, clock_us};
  int64_t found[2];
  if (!tzif || !first_us_out || !second_us_out || clock_us < 0 || clock_us >= ACD__DAY_US ||
      !acd__civil_of_number(date, &local.day))
    return ACD_ERR_ARGUMENT;
  int count = acd__zone_instants(tzif->zone, local, found);
  *first_us_out = count ? found[0] : acd__zone_instant(tzif->zone, local);
  *second_us_out = count == 2 ? found[1] : *first_us_out;
  return count;
}
