/* SPDX-License-Identifier: Apache-2.0 */
/* Local times as texts: what nodes tell of openings and slots, and read again (acd/flow.h). */
#include <string.h>

#include "base/text.h"
#include "engine/flow/node.h"

static void add_digits(acd__text *text, int64_t value, int64_t least)
{
  for (; least > 1 && value < least; least /= 10) acd__text_add(text, "0");
  acd__text_add_int(text, value);
}

size_t acd__moment_write(int64_t date, int64_t clock_us, char buffer[ACD__MOMENT_SIZE + 1])
{
  static const char *const between[] = {"-", "-", "T", ":", ":"};
  int64_t second = clock_us / ACD_SECOND;
  const int64_t parts[] = {date / 100 % 100, date % 100, second / 3600, second / 60 % 60, second % 60};
  acd__text text = acd__text_begin(buffer, ACD__MOMENT_SIZE + 1);
  if (date <= 0) return 0;
  add_digits(&text, date / 10000, 1000);
  for (int i = 0; i < (second % 60 ? 5 : 4); i++) {
    acd__text_add(&text, between[i]);
    add_digits(&text, parts[i], 10);
  }
  return strlen(buffer);
}

/* Two digits; -1: they are none. */
static int64_t two_digits(const char *text)
{
  if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return -1;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

int acd__moment_read(const char *text, acd__civil *local_out)
{
  static const char form[] = "dddd-dd-ddTdd:dd";
  static const size_t at[] = {0, 2, 5, 8, 11, 14};
  int64_t parts[6];
  if (strlen(text) != sizeof form - 1) return 0;
  for (size_t i = 0; form[i]; i++)
    if (form[i] != 'd' && text[i] != form[i] && !(form[i] == 'T' && text[i] == ' ')) return 0;
  for (size_t i = 0; i < 6; i++) {
    parts[i] = two_digits(text + at[i]);
    if (parts[i] < 0) return 0;
  }
  local_out->clock_us = (parts[4] * 60 + parts[5]) * 60 * ACD_SECOND;
  if (parts[4] > 23 || parts[5] > 59) return 0;
  return acd__civil_of_number((parts[0] * 100 + parts[1]) * 10000 + parts[2] * 100 + parts[3], &local_out->day);
}

void acd__node_tell(acd_engine *engine, acd__call *call, const acd__string *attribute, const char *text, size_t size)
{
  if (attribute && acd__node_set(engine, call, attribute, text, size) == ACD_EXIT_LIMIT)
    (void)acd__node_set(engine, call, attribute, "", 0);
}
