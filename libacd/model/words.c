/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of words (choices, exits), and the property table in words for error messages. */
#include "model/properties.h"

#include <string.h>

const char *acd__word_at(const char *words, int64_t number, size_t *size_out)
{
  for (int64_t at = 1; *words; at++) {
    size_t size = strcspn(words, " ");
    if (at == number) {
      *size_out = size;
      return words;
    }
    words += size;
    words += strspn(words, " ");
  }
  return NULL;
}

int64_t acd__word_find(const char *words, const char *word, size_t size)
{
  size_t found_size;
  const char *found;
  for (int64_t number = 1; (found = acd__word_at(words, number, &found_size)) != NULL; number++) {
    if (found_size == size && memcmp(found, word, size) == 0) return number;
  }
  return 0;
}

void acd__text_add_words(acd__text *text, const char *words)
{
  while (*words) {
    size_t size = strcspn(words, " ");
    acd__text_add_size(text, words, size);
    words += size;
    words += strspn(words, " ");
    if (*words) acd__text_add(text, ", ");
  }
}

static void add_seconds(acd__text *text, int64_t value_us)
{
  uint64_t rest = value_us < 0 ? 0 - (uint64_t)value_us : (uint64_t)value_us;
  uint64_t fraction = rest % (uint64_t)ACD_SECOND;
  if (value_us < 0) acd__text_add(text, "-");
  acd__text_add_int(text, (int64_t)(rest / (uint64_t)ACD_SECOND));
  if (fraction) {
    char digits[8] = ".";
    size_t size = 7;
    for (size_t i = 6; i >= 1; i--, fraction /= 10) digits[i] = (char)('0' + fraction % 10);
    while (digits[size - 1] == '0') size--;
    acd__text_add_size(text, digits, size);
  }
  acd__text_add(text, " s");
}

static void add_two_digits(acd__text *text, int64_t value)
{
  if (value < 10) acd__text_add(text, "0");
  acd__text_add_int(text, value);
}

static void add_clock(acd__text *text, int64_t value_us)
{
  int64_t seconds = value_us / ACD_SECOND;
  add_two_digits(text, seconds / 3600);
  acd__text_add(text, ":");
  add_two_digits(text, seconds / 60 % 60);
  if (seconds % 60) {
    acd__text_add(text, ":");
    add_two_digits(text, seconds % 60);
  }
}

/* 2026-12-24, or 12-24 for every year. */
static void add_date(acd__text *text, int64_t date)
{
  int64_t year = date / 10000;
  for (int64_t least = 1000; year && least > year; least /= 10) acd__text_add(text, "0");
  if (year) acd__text_add_int(text, year);
  if (year) acd__text_add(text, "-");
  add_two_digits(text, date / 100 % 100);
  acd__text_add(text, "-");
  add_two_digits(text, date % 100);
}

void acd__text_add_value(acd__text *text, const acd_property *property, int64_t value)
{
  size_t size;
  const char *word;
  if (property->type == ACD_TYPE_DURATION) {
    add_seconds(text, value);
  } else if (property->type == ACD_TYPE_CLOCK && value >= 0 && value % ACD_SECOND == 0) {
    add_clock(text, value);
  } else if (property->type == ACD_TYPE_DATE && value > 0) {
    add_date(text, value);
  } else if (property->type == ACD_TYPE_ENUM && (word = acd__word_at(property->choices, value, &size)) != NULL) {
    acd__text_add_size(text, word, size);
  } else {
    acd__text_add_int(text, value);
  }
}

static void add_range(acd__text *text, const acd_property *property)
{
  acd__text_add_value(text, property, property->min);
  acd__text_add(text, " to ");
  acd__text_add_value(text, property, property->max);
}

void acd__text_add_expected(acd__text *text, const acd_property *property)
{
  switch (property->type) {
  case ACD_TYPE_INT:
    acd__text_add(text, "an integer from ");
    add_range(text, property);
    break;
  case ACD_TYPE_DURATION:
    /* A minimum of -1 µs is the value that means "unset". */
    if (property->min == -1) {
      acd__text_add(text, "unset, or 0 s to ");
      acd__text_add_value(text, property, property->max);
    } else {
      add_range(text, property);
    }
    break;
  case ACD_TYPE_ENUM:
    acd__text_add(text, "one of ");
    acd__text_add_words(text, property->choices);
    break;
  case ACD_TYPE_TEXT:
    acd__text_add(text, "a text of ");
    acd__text_add_int(text, property->min);
    acd__text_add(text, " to ");
    acd__text_add_int(text, property->max);
    acd__text_add(text, " bytes");
    break;
  case ACD_TYPE_REFERENCE:
    acd__text_add(text, "an existing ");
    acd__text_add(text, acd__noun_at(property->reference)->name);
    if (property->reference == ACD_NOUN_NODE) acd__text_add(text, " of the same flow");
    break;
  case ACD_TYPE_DAYS: acd__text_add(text, "days of the week: a bit set from 1 (Monday) to 127 (all)"); break;
  case ACD_TYPE_DATE: acd__text_add(text, "a date: year * 10000 + month * 100 + day, year 0 for every year"); break;
  default:
    acd__text_add(text, "a time of day from ");
    add_range(text, property);
    break;
  }
}
