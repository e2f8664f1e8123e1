/* SPDX-License-Identifier: Apache-2.0 */
/* The step `call` of flow tests: when it comes, and what it brings. */
#include <stdio.h>
#include <string.h>

#include "script_parser.h"
#include "tool.h"
#include "walk.h"

/* A time of day: parse_clock() goes beyond 24:00, for shifts. */
static int parse_day_clock(const char *word, int64_t *us_out)
{
  return parse_clock(word, us_out) && *us_out <= TOOL_DAY_US;
}

#define MOMENT "a moment such as 2026-11-23 09:30, mon 09:30 or 09:30"

/* "2026-11-23 09:30", "2026-11-23T09:30Z", "mon 09:30", "09:30". */
int parser_at(parser *of, step *to)
{
  char text[80];
  int64_t days, clock_us, date_us;
  const char *word = tokens_take(&of->words, MOMENT);
  if (!word) return 0;
  if (parse_day_clock(word, &to->clock_us)) return 1;
  to->clock_us = -1;
  if (tool_zone_moment(of->zone, word, &to->us)) return 1;
  if (parse_days(word, &days) && (days & (days - 1)) == 0) {
    int64_t day = 0;
    const char *clock = tokens_take(&of->words, "a time of day such as 09:30");
    if (!clock) return 0;
    if (!parse_day_clock(clock, &clock_us)) return tokens_refuse(&of->words, "a time of day such as 09:30", NULL, 0);
    while (days >> day != 1) day++;
    parse_date(WALK_DATE, &date_us); /* a Monday */
    to->us = tool_zone_instant(of->zone, date_us + day * TOOL_DAY_US + clock_us);
    return 1;
  }
  if (parse_date(word, &date_us) && tokens_peek(&of->words)) {
    snprintf(text, sizeof(text), "%.20s %.50s", word, tokens_take(&of->words, ""));
    if (tool_zone_moment(of->zone, text, &to->us)) return 1;
  }
  return tokens_refuse(&of->words, MOMENT, NULL, 0);
}

int parser_attribute(parser *of, step *to)
{
  const char *word = tokens_take(&of->words, "NAME=VALUE");
  size_t size;
  if (!word) return 0;
  if (!strchr(word, '=') || word[0] == '=' || strchr(word, '\n'))
    return tokens_refuse(&of->words, "an attribute as NAME=VALUE", NULL, 0);
  size = to->attributes ? strlen(to->attributes) : 0;
  to->attributes = grow(to->attributes, size + strlen(word) + 2);
  sprintf(to->attributes + size, "%s%s", size ? "\n" : "", word);
  return 1;
}

int parser_call(parser *of, step *to)
{
  if (!parser_take(of, &to->text, "a number dialled, queue:NAME or flow:NAME")) return 0;
  while (tokens_peek(&of->words)) {
    if (tokens_accept(&of->words, "from")) {
      if (!parser_take(of, &to->more, "the number of the caller")) return 0;
    } else if (tokens_accept(&of->words, "at")) {
      if (!parser_at(of, to)) return 0;
    } else if (tokens_accept(&of->words, "as")) {
      if (!parser_take(of, &to->label, "a name for the call")) return 0;
    } else if (tokens_accept(&of->words, "with")) {
      if (!parser_attribute(of, to)) return 0;
      while (tokens_peek(&of->words) && strchr(tokens_peek(&of->words), '='))
        if (!parser_attribute(of, to)) return 0;
    } else {
      return tokens_end(&of->words, "from, at, as or with, or the end of the line");
    }
  }
  return 1;
}
