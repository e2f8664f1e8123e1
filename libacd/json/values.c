/* SPDX-License-Identifier: Apache-2.0 */
/* From values of the text to values of properties. */
#include "internal.h"

#include <string.h>

#define DIGITS_MAX 18 /* fit into an int64_t */

/* The exponent behind 'e', at most some thousands: more makes no difference to whether a number fits. */
static long read_exponent(const char *at, const char *end)
{
  long exponent = 0;
  int negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+')) at++;
  for (; at < end; at++) {
    if (exponent < 100000) exponent = exponent * 10 + (*at - '0');
  }
  return negative ? -exponent : exponent;
}

int acd__json_decimal(const char *token, size_t size, int decimals, int64_t *value_out)
{
  const char *end = token + size;
  const char *at = token + (size > 0 && token[0] == '-');
  int64_t value = 0;
  int digits = 0;
  long scale = decimals, zeros = 0; /* zeros: seen since the last other digit, perhaps the last of all */
  int behind_point = 0;
  for (; at < end && *at != 'e' && *at != 'E'; at++) {
    if (*at == '.') {
      behind_point = 1;
      continue;
    }
    scale -= behind_point;
    if (*at == '0') {
      zeros += digits > 0;
      continue;
    }
    if (digits + zeros + 1 > DIGITS_MAX) return behind_point ? ACD__JSON_INEXACT : ACD__JSON_TOO_LARGE;
    for (; zeros > 0; zeros--, digits++) value *= 10;
    value = value * 10 + (*at - '0');
    digits++;
  }
  if (at < end) scale += read_exponent(at + 1, end);
  scale += zeros;
  if (digits == 0) scale = 0;
  if (scale < 0) return ACD__JSON_INEXACT;
  if (digits + scale > DIGITS_MAX) return ACD__JSON_TOO_LARGE;
  for (; scale > 0; scale--) value *= 10;
  *value_out = token[0] == '-' ? -value : value;
  return ACD__JSON_EXACT;
}

static const char day_names[] = "mon tue wed thu fri sat sun";

/* 0 for Monday, -1: no day. */
static int find_day(const char *text)
{
  for (int day = 0; day < 7; day++) {
    if (strncmp(text, day_names + 4 * day, 3) == 0) return day;
  }
  return -1;
}

int64_t acd__json_days(const char *text)
{
  size_t size = strlen(text);
  int from = find_day(text);
  if (from < 0 || (size != 3 && size != 7)) return 0;
  int to = size == 3 ? from : text[3] == '-' ? find_day(text + 4) : -1;
  if (to < 0) return 0;
  int64_t days = INT64_C(1) << to;
  for (int day = from; day != to; day = (day + 1) % 7) days |= INT64_C(1) << day;
  return days;
}

/* Two digits, -1: they are not. */
static int two_digits(const char *at)
{
  if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9') return -1;
  return (at[0] - '0') * 10 + (at[1] - '0');
}

int64_t acd__json_clock(const char *text)
{
  size_t size = strlen(text);
  if ((size != 5 && size != 8) || text[2] != ':' || (size == 8 && text[5] != ':')) return -1;
  int hour = two_digits(text), minute = two_digits(text + 3), second = size == 8 ? two_digits(text + 6) : 0;
  if (hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  int64_t seconds = (int64_t)hour * 3600 + minute * 60 + second;
  return seconds <= 86400 ? seconds * ACD_SECOND : -1;
}

/* Days of a month; of every year (0): as in a leap year. */
static int month_days(int64_t year, int month)
{
  int is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2) return 28 + is_leap;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int64_t acd__json_date(const char *text)
{
  size_t size = strlen(text);
  int64_t year = 0;
  if (size == 10) {
    int century = two_digits(text), of_century = two_digits(text + 2);
    year = century * 100 + of_century;
    if (century < 0 || of_century < 0 || year == 0 || text[4] != '-') return 0;
    text += 5;
  } else if (size != 5) {
    return 0;
  }
  int month = two_digits(text), day = two_digits(text + 3);
  if (month < 1 || month > 12 || day < 1 || day > month_days(year, month) || text[2] != '-') return 0;
  return year * 10000 + month * 100 + day;
}

static void wrong(acd_json *json, int32_t object, const acd_property *property, uint32_t place, const char *text,
                  const char *nearest)
{
  char expected[400];
  acd__json_expected(property, expected, sizeof expected);
  acd__json_value_error(json, place, object, property->property_id, text, expected, nearest);
}

static void read_number(acd_json *json, int32_t object, const acd_property *property, const json_t *value,
                        uint32_t place)
{
  int is_duration = property->type == ACD_TYPE_DURATION;
  uint32_t at = acd__json_place_at(json, place)->at;
  int64_t number = 0;
  if (json_is_boolean(value) && property->min == 0 && property->max == 1) {
    acd_definition_set(json->definition, object, property->property_id, json_is_true(value));
    return;
  }
  if (!json_is_number(value)) {
    wrong(json, object, property, place, "not a number", NULL);
    return;
  }
  int result = acd__json_decimal((const char *)json->text.items + at, acd__json_token_size(json, at),
                                 is_duration ? 6 : 0, &number);
  if (result == ACD__JSON_TOO_LARGE)
    wrong(json, object, property, place, "too large", NULL);
  else if (result == ACD__JSON_INEXACT)
    wrong(json, object, property, place, is_duration ? "too many decimals" : "not an integer", NULL);
  else if (is_duration && property->min == -1 && number < 0)
    wrong(json, object, property, place, "out of range", NULL);
  else
    acd_definition_set(json->definition, object, property->property_id, number);
}

static void read_date(acd_json *json, int32_t object, const acd_property *property, const char *text, uint32_t place)
{
  int64_t date = acd__json_date(text);
  if (date)
    acd_definition_set(json->definition, object, property->property_id, date);
  else
    wrong(json, object, property, place, "not a date", NULL);
}

static void read_choice(acd_json *json, int32_t object, const acd_property *property, const char *word, uint32_t place)
{
  int64_t number = 1;
  for (const char *at = property->choices; *at; number++) {
    size_t size = strcspn(at, " ");
    if (strlen(word) == size && memcmp(word, at, size) == 0) {
      acd_definition_set(json->definition, object, property->property_id, number);
      return;
    }
    at += size;
    at += strspn(at, " ");
  }
  char nearest[ACD__JSON_KEY_SIZE];
  acd__json_nearest_word(property->choices, word, nearest);
  wrong(json, object, property, place, "no such choice", nearest);
}

/* A string or a list of strings. */
static void read_days(acd_json *json, int32_t object, const acd_property *property, const json_t *value, uint32_t place)
{
  int64_t days = 0;
  int good = 1;
  size_t count = json_is_array(value) ? json_array_size(value) : 1;
  uint32_t at = json_is_array(value) ? acd__json_place_first(json, place) : place;
  for (size_t i = 0; i < count; i++) {
    const char *text = json_string_value(json_is_array(value) ? json_array_get(value, i) : value);
    int64_t more = text ? acd__json_days(text) : 0;
    if (!more) wrong(json, object, property, at, "not days", NULL);
    if (more & days) wrong(json, object, property, at, "a day is given twice", NULL);
    good &= more && !(more & days);
    days |= more;
    at = acd__json_place_next(json, at);
  }
  if (good) acd_definition_set(json->definition, object, property->property_id, days);
}

void acd__json_read_value(acd_json *json, int32_t object, const acd_property *property, const json_t *value,
                          uint32_t place)
{
  const char *text = json_string_value(value); /* NULL: no string */
  switch (property->type) {
  case ACD_TYPE_INT:
  case ACD_TYPE_DURATION: read_number(json, object, property, value, place); return;
  case ACD_TYPE_DAYS: read_days(json, object, property, value, place); return;
  default: break;
  }
  if (!text) {
    wrong(json, object, property, place, "not a string", NULL);
  } else if (property->type == ACD_TYPE_ENUM) {
    read_choice(json, object, property, text, place);
  } else if (property->type == ACD_TYPE_DATE) {
    read_date(json, object, property, text, place);
  } else if (property->type == ACD_TYPE_CLOCK) {
    int64_t clock = acd__json_clock(text);
    if (clock < 0)
      wrong(json, object, property, place, "not a time of day", NULL);
    else
      acd_definition_set(json->definition, object, property->property_id, clock);
  } else {
    acd_definition_set_text(json->definition, object, property->property_id, text);
  }
}
