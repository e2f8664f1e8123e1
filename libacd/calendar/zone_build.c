/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a TZif file: a header and a block of data with times of 32 bits; from version 2 on the same again with times
 * of 64 bits, which are the ones to use, and a footer. */
#include "calendar/zone_build.h"

#include <string.h>

#include <acd/tzif.h>

#define HEADER_SIZE 44
#define TYPE_SIZE   6
#define AT_MAX      (INT64_C(1) << 59) /* as the RFC has it */

/* Counts and places of a block's parts. */
typedef struct block {
  uint32_t utc_count;
  uint32_t standard_count;
  uint32_t leap_count;
  uint32_t times_count;
  uint32_t types_count;
  uint32_t names_size;
  size_t width; /* of an instant, in bytes */
  size_t times;
  size_t indexes;
  size_t types;
  size_t names;
  size_t standards;
  size_t utcs;
  size_t end;
} block;

typedef struct reader {
  const uint8_t *bytes;
  size_t size;
  const char *error;
  size_t error_at;
  int status;
  block block; /* the one to use */
  size_t footer;
  size_t footer_size;
} reader;

static int fail(reader *in, size_t at, const char *error)
{
  in->error = error;
  in->error_at = at;
  in->status = ACD_ERR_ENCODING;
  return 0;
}

static uint32_t read_u32(const uint8_t *at)
{
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Negative numbers without leaving what C defines. */
static int32_t read_i32(const uint8_t *at)
{
  uint32_t word = read_u32(at);
  return word <= INT32_MAX ? (int32_t)word : -(int32_t)(UINT32_MAX - word) - 1;
}

static int64_t read_time(const uint8_t *at, size_t width)
{
  if (width == 4) return read_i32(at);
  return (int64_t)read_i32(at) * (INT64_C(1) << 32) + (int64_t)read_u32(at + 4);
}

/* A header at `at` and its block: all parts lie within the bytes. */
static int read_block(reader *in, size_t at, size_t width, block *out)
{
  const uint8_t *header = in->bytes + at;
  uint32_t counts[6];
  if (in->size - at < HEADER_SIZE) return fail(in, in->size, "the file ends within a header, which has 44 bytes");
  if (memcmp(header, "TZif", 4) != 0) return fail(in, at, "expected a TZif file, which begins with these letters");
  for (size_t i = 0; i < 6; i++) counts[i] = read_u32(header + 20 + 4 * i);
  *out = (block){counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], .width = width};
  /* Each is below 2^32, and so is no sum beyond 64 bits. */
  uint64_t sizes[] = {(uint64_t)out->times_count * width,
                      out->times_count,
                      (uint64_t)out->types_count * TYPE_SIZE,
                      out->names_size,
                      (uint64_t)out->leap_count * (width + 4),
                      out->standard_count,
                      out->utc_count};
  uint64_t end = at + HEADER_SIZE, starts[7];
  for (size_t i = 0; i < 7; i++) {
    starts[i] = end;
    end += sizes[i];
  }
  if (end > in->size) return fail(in, in->size, "the file ends before all that its header counts");
  out->times = (size_t)starts[0], out->indexes = (size_t)starts[1], out->types = (size_t)starts[2];
  out->names = (size_t)starts[3], out->standards = (size_t)starts[5], out->utcs = (size_t)starts[6];
  out->end = (size_t)end;
  return 1;
}

static int read_layout(reader *in)
{
  if (in->size > ACD_TZIF_BYTES_MAX) {
    fail(in, ACD_TZIF_BYTES_MAX, "expected the end of the file: a zone has at most 65,536 bytes");
    in->status = ACD_ERR_LIMIT;
    return 0;
  }
  if (!read_block(in, 0, 4, &in->block)) return 0;
  uint8_t version = in->bytes[4];
  if (version != 0 && (version < '2' || version > '4')) {
    fail(in, 4, "expected a version from 1 to 4");
    if (version > '4') in->status = ACD_ERR_VERSION;
    return 0;
  }
  if (version == 0) {
    in->footer = in->block.end;
    return in->footer == in->size || fail(in, in->footer, "expected the end of the file");
  }
  size_t second = in->block.end;
  if (!read_block(in, second, 8, &in->block)) return 0;
  if (in->bytes[second + 4] != version) return fail(in, second + 4, "expected the version of the first header");
  in->footer = in->block.end;
  if (in->footer == in->size || in->bytes[in->footer] != '\n')
    return fail(in, in->footer, "expected the footer, which begins with a new line");
  in->footer++;
  const uint8_t *end = memchr(in->bytes + in->footer, '\n', in->size - in->footer);
  if (!end) return fail(in, in->size, "expected the new line that ends the footer");
  in->footer_size = (size_t)(end - in->bytes) - in->footer;
  return end + 1 == in->bytes + in->size ||
         fail(in, (size_t)(end + 1 - in->bytes), "expected the end of the file after the footer");
}

static int check_types(reader *in)
{
  const block *is = &in->block;
  for (uint32_t i = 0; i < is->types_count; i++) {
    size_t at = is->types + (size_t)i * TYPE_SIZE;
    int32_t offset = read_i32(in->bytes + at);
    if (offset < ACD__ZONE_OFFSET_MIN || offset > ACD__ZONE_OFFSET_MAX)
      return fail(in, at, "expected an offset from UTC of less than 25 hours west and 26 hours east");
    if (in->bytes[at + 4] > 1) return fail(in, at + 4, "expected 0 or 1 for daylight time");
    uint8_t name = in->bytes[at + 5];
    if (name >= is->names_size || !memchr(in->bytes + is->names + name, 0, is->names_size - name))
      return fail(in, at + 5, "expected the place of a name that ends within the names");
  }
  return 1;
}

static int check_times(reader *in)
{
  const block *is = &in->block;
  int64_t before = -AT_MAX - 1;
  for (uint32_t i = 0; i < is->times_count; i++) {
    size_t at = is->times + i * is->width;
    int64_t time = read_time(in->bytes + at, is->width);
    if (time <= before || time > AT_MAX)
      return fail(in, at, "expected a time after the one before it, and within 2^59 seconds of 1970");
    if (in->bytes[is->indexes + i] >= is->types_count)
      return fail(in, is->indexes + i, "expected the number of a local time type that the file has");
    before = time;
  }
  return 1;
}

/* Of each type, whether its rules were given in standard time, and in UTC: not needed, but told apart from rubbish. */
static int check_indicators(reader *in)
{
  const block *is = &in->block;
  if (is->standard_count != 0 && is->standard_count != is->types_count)
    return fail(in, is->standards, "expected as many standard/wall indicators as types, or none");
  if (is->utc_count != 0 && is->utc_count != is->types_count)
    return fail(in, is->utcs, "expected as many UT/local indicators as types, or none");
  for (size_t at = is->standards; at < is->end; at++)
    if (in->bytes[at] > 1) return fail(in, at, "expected an indicator of 0 or 1");
  return 1;
}

static int check_block(reader *in)
{
  const block *is = &in->block;
  if (is->leap_count)
    return fail(in, is->names + is->names_size,
                "the file counts leap seconds (as those in a folder named right do), and instants here do not");
  if (is->types_count == 0 || is->types_count > 256) return fail(in, is->types, "expected 1 to 256 local time types");
  return check_types(in) && check_times(in) && check_indicators(in);
}

static int32_t offset_of(const reader *in, uint32_t type)
{
  return read_i32(in->bytes + in->block.types + (size_t)type * TYPE_SIZE);
}

/* Changes of the offset alone; a change of the name is none. The footer holds from the last one on. */
static void fill(acd__zone *zone, const reader *in)
{
  const block *is = &in->block;
  int32_t offset = zone->first = offset_of(in, 0);
  for (uint32_t i = 0; i < is->times_count; i++) {
    int64_t at = read_time(in->bytes + is->times + i * is->width, is->width);
    if (in->footer_size && i + 1 == is->times_count) {
      zone->rules_from = at;
      break;
    }
    int32_t next = offset_of(in, in->bytes[is->indexes + i]);
    if (next == offset) continue;
    zone->at[zone->count] = at;
    zone->offsets[zone->count++] = next;
    offset = next;
  }
  if (!in->footer_size) {
    zone->rules = (acd__zone_rules){.standard = offset};
    zone->rules_from = zone->count ? zone->at[--zone->count] : INT64_MIN;
  }
}

static int build(acd__memory *memory, const reader *in, const acd__zone_rules *rules, acd__zone **zone_out)
{
  size_t room = in->block.times_count;
  size_t bytes = sizeof(acd__zone) + room * (sizeof(int64_t) + sizeof(int32_t));
  acd__zone *zone = acd__memory_take(memory, bytes);
  if (!zone) return ACD_ERR_NOMEM;
  *zone = (acd__zone){.holders = 1, .bytes = bytes, .rules = *rules, .rules_from = INT64_MIN};
  zone->offsets = (int32_t *)(void *)(zone->at + room);
  fill(zone, in);
  *zone_out = zone;
  return ACD_OK;
}

/* The bytes by the RFC; what is wrong with them is in `in`. */
static int read_bytes(reader *in, acd__zone_rules *rules)
{
  size_t at;
  *rules = (acd__zone_rules){0};
  if (!read_layout(in) || !check_block(in) || !in->footer_size) return in->status;
  const char *error = acd__zone_rules_parse(rules, (const char *)in->bytes + in->footer, in->footer_size, &at);
  if (error) fail(in, in->footer + at, error);
  return in->status;
}

int acd__zone_check(const void *bytes, size_t size, const char **error_out, size_t *error_at_out)
{
  reader in = {.bytes = bytes, .size = size};
  acd__zone_rules rules;
  int status = read_bytes(&in, &rules);
  if (status) *error_out = in.error, *error_at_out = in.error_at;
  return status;
}

int acd__zone_build(acd__memory *memory, const void *bytes, size_t size, acd__zone **zone_out)
{
  reader in = {.bytes = bytes, .size = size};
  acd__zone_rules rules;
  int status = read_bytes(&in, &rules);
  return status ? status : build(memory, &in, &rules, zone_out);
}
