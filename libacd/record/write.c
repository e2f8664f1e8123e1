/* SPDX-License-Identifier: Apache-2.0 */
#include "record/write.h"

#include <string.h>

#include "calendar/civil.h"

static void date(acd__out *out, int64_t year, int64_t month, int64_t day)
{
  acd__out_digits(out, year, 4);
  acd__out_char(out, '-');
  acd__out_digits(out, month, 2);
  acd__out_char(out, '-');
  acd__out_digits(out, day, 2);
  acd__out_char(out, 'T');
}

static void hours(acd__out *out, int64_t clock_us)
{
  static const int64_t units[] = {INT64_C(3600000000), 60000000, 1000000};
  for (int i = 0; i < 3; i++) {
    if (i) acd__out_char(out, ':');
    acd__out_digits(out, clock_us / units[i] % 60, 2);
  }
}

void acd__out_local(acd__out *out, int64_t number, int64_t clock_us)
{
  date(out, number / 10000, number / 100 % 100, number % 100);
  hours(out, clock_us);
}

int acd__out_time(acd__out *out, int64_t wall_us)
{
  int64_t day = acd__civil_floor(wall_us, ACD__DAY_US), year, clock_us = wall_us - day * ACD__DAY_US;
  int month, day_of_month;
  acd__civil_date(day, &year, &month, &day_of_month);
  if (year < 0 || year > 9999) return 0;
  date(out, year, month, day_of_month);
  hours(out, clock_us);
  acd__out_char(out, '.');
  acd__out_digits(out, clock_us % 1000000, 6);
  acd__out_char(out, 'Z');
  return 1;
}

/* Bytes of the character at the beginning of a text, 0: it is none. A NUL inside ends the look. */
static size_t character(const unsigned char *text)
{
  unsigned lead = text[0];
  if (lead < 0x80) return 1;
  size_t size = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (!size) return 0;
  unsigned low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;  /* of the second byte: no overlong forms, */
  unsigned high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf; /* no surrogates, nothing beyond Unicode */
  if (text[1] < low || text[1] > high) return 0;
  for (size_t i = 2; i < size; i++)
    if ((text[i] & 0xc0) != 0x80) return 0;
  return size;
}

static void json_escape(acd__out *out, unsigned char c)
{
  static const char hex[] = "0123456789abcdef";
  acd__out_char(out, '\\');
  switch (c) {
  case '"':
  case '\\': acd__out_char(out, (char)c); return;
  case '\n': acd__out_char(out, 'n'); return;
  case '\r': acd__out_char(out, 'r'); return;
  case '\t': acd__out_char(out, 't'); return;
  default: break;
  }
  acd__out_text(out, "u00");
  acd__out_char(out, hex[c >> 4]);
  acd__out_char(out, hex[c & 15]);
}

/* Bytes from here on that stand as they are in a string of JSON. */
static size_t plain(const unsigned char *text)
{
  size_t size = 0, more = 1;
  while (more && text[size] >= 0x20 && text[size] != '"' && text[size] != '\\') {
    more = text[size] < 0x80 ? 1 : character(text + size);
    size += more;
  }
  return size;
}

void acd__out_json(acd__out *out, const char *text)
{
  const unsigned char *at = (const unsigned char *)text;
  acd__out_char(out, '"');
  for (;;) {
    size_t size = plain(at);
    acd__out_bytes(out, (const char *)at, size);
    at += size;
    if (!*at) break;
    if (*at >= 0x80)
      acd__out_text(out, "\xef\xbf\xbd"); /* U+FFFD */
    else
      json_escape(out, *at);
    at++;
  }
  acd__out_char(out, '"');
}

void acd__out_name(acd__out *out, const char *name)
{
  acd__out_char(out, '"');
  acd__out_text(out, name);
  acd__out_bytes(out, "\":", 2);
}

void acd__out_csv(acd__out *out, const char *text)
{
  int is_formula = text[0] && strchr("=+-@\t\r", text[0]);
  if (!strpbrk(text, "\",\r\n\t'")) {
    if (is_formula) acd__out_char(out, '\'');
    acd__out_text(out, text);
    return;
  }
  acd__out_char(out, '"');
  if (is_formula) acd__out_char(out, '\'');
  for (; *text; text++) {
    if (*text == '"') acd__out_char(out, '"');
    acd__out_char(out, *text);
  }
  acd__out_char(out, '"');
}
