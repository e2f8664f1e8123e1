/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/zone_rules.h"

#include "calendar/civil.h"

/* What rules need to know of a year. */
typedef struct year {
  int64_t number;
  int64_t first; /* its first day, since 1970 */
  int weekday;   /* of that day; 0: Monday */
  int leap;
} year;

/* The year that a day lies in. */
static year year_of(int64_t day)
{
  year is;
  is.number = acd__civil_year(day, &is.first);
  is.weekday = acd__civil_weekday(is.first);
  is.leap = acd__civil_leap(is.number);
  return is;
}

static year year_after(year is)
{
  is.first += 365 + is.leap;
  is.weekday = (is.weekday + 1 + is.leap) % 7;
  is.leap = acd__civil_leap(++is.number);
  return is;
}

static year year_before(year is)
{
  is.leap = acd__civil_leap(--is.number);
  is.first -= 365 + is.leap;
  is.weekday = (is.weekday + 6 - is.leap) % 7;
  return is;
}

/* The local midnight at which the day of a rule begins, in seconds as if it were UTC. */
static int64_t midnight_of(const acd__zone_rule *rule, const year *in)
{
  static const int16_t before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
  int day = rule->day;
  if (rule->form == 'M') {
    int after_february = in->leap && rule->month > 2;
    int first = before[rule->month - 1] + after_february;
    int length = before[rule->month] + (in->leap && rule->month > 1) - first;
    day = (rule->weekday + 6 + 7 * 60 - in->weekday - first) % 7 + (rule->week - 1) * 7; /* Sunday being 6 */
    if (day >= length) day -= 7;
    day += first;
  } else if (rule->form == 'J') {
    day += (rule->day >= 60 && in->leap) - 1;
  }
  return (in->first + day) * ACD__DAY_SECONDS;
}

/* When daylight time of a year begins; and when it ends, be that before it. */
static int64_t begin_of(const acd__zone_rules *rules, const year *in)
{
  return midnight_of(&rules->begin, in) + rules->begin.seconds - rules->standard;
}

static int64_t end_of(const acd__zone_rules *rules, const year *in)
{
  return midnight_of(&rules->end, in) + rules->end.seconds - rules->daylight;
}

/* The end of the daylight time that begins in a year at `begin`: the first one after it, in the same year (north of
 * the equator) or in the next; in the one after if a rule is so far beyond the end of its year. */
static int64_t end_after(const acd__zone_rules *rules, const year *in, int64_t begin)
{
  int64_t end = end_of(rules, in);
  if (end > begin) return end;
  year next = year_after(*in);
  end = end_of(rules, &next);
  if (end > begin) return end;
  next = year_after(next);
  return end_of(rules, &next);
}

int32_t acd__zone_rules_offset(const acd__zone_rules *rules, int64_t second, int64_t *until_out)
{
  if (!rules->changes) {
    *until_out = INT64_MAX;
    return rules->standard;
  }
  /* The last year whose daylight time has begun; a rule can reach a week, and an offset a day, into the years beside
   * its own. */
  year in = year_of(acd__civil_floor(second, ACD__DAY_SECONDS) + 9);
  int64_t begin = begin_of(rules, &in), next = INT64_MAX;
  while (begin > second) {
    next = begin;
    in = year_before(in);
    begin = begin_of(rules, &in);
  }
  int64_t end = end_after(rules, &in, begin);
  in = year_after(in);
  if (second >= end) {
    *until_out = next < INT64_MAX ? next : begin_of(rules, &in);
    return rules->standard;
  }
  for (; rules->touches && (next = begin_of(rules, &in)) <= end; in = year_after(in)) end = end_after(rules, &in, next);
  *until_out = end;
  return rules->daylight;
}

/* Daylight time of one year may go on into that of the next; if so in every year, there is nothing else (this is how
 * "daylight time all year" is written). Calendars repeat after 400 years. Nearly always one year tells: days of rules move by
 * little more than a week. */
static void find_touches(acd__zone_rules *rules)
{
  int touches = 0;
  year in = year_of(acd__civil_day(2000, 1, 1));
  for (int i = 0; i < 400; i++) {
    int64_t end = end_after(rules, &in, begin_of(rules, &in));
    in = year_after(in);
    int64_t between = begin_of(rules, &in) - end;
    if (between > 20 * ACD__DAY_SECONDS) return;
    touches += between <= 0;
  }
  rules->touches = touches > 0;
  if (touches == 400) rules->standard = rules->daylight;
}

typedef struct reader {
  const char *text;
  size_t size;
  size_t at;
  size_t error_at;
  const char *error; /* the first */
} reader;

static char peek(const reader *in)
{
  return in->at < in->size ? in->text[in->at] : 0;
}

static int skip(reader *in, char what)
{
  if (in->at >= in->size || in->text[in->at] != what) return 0;
  in->at++;
  return 1;
}

static void fail(reader *in, size_t at, const char *error)
{
  if (in->error) return;
  in->error = error;
  in->error_at = at;
}

static int is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static int is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Of one to three digits. */
static int32_t read_number(reader *in, int32_t least, int32_t most, const char *expected)
{
  size_t at = in->at;
  int32_t value = 0;
  while (is_digit(peek(in)) && in->at - at < 3) value = value * 10 + (in->text[in->at++] - '0');
  if (in->at == at || value < least || value > most) fail(in, at, expected);
  return value;
}

/* Letters, or anything of letters, digits and signs between < and >: at least three. Only the offsets are wanted. */
static void read_name(reader *in)
{
  size_t at = in->at;
  int quoted = skip(in, '<');
  size_t first = in->at;
  while (is_letter(peek(in)) || (quoted && (is_digit(peek(in)) || peek(in) == '+' || peek(in) == '-'))) in->at++;
  size_t length = in->at - first;
  if (quoted && !skip(in, '>')) fail(in, in->at, "expected a letter, digit, + or -, or the > that ends the name");
  if (length < 3) fail(in, at, "expected the name of a local time: three letters or more, or such in < and >");
}

/* [+−]hours[:minutes[:seconds]] */
static int32_t read_time(reader *in, int32_t hours_most, const char *expected)
{
  int negative = skip(in, '-');
  if (!negative) skip(in, '+');
  int32_t seconds = read_number(in, 0, hours_most, expected) * 3600;
  if (skip(in, ':')) {
    seconds += read_number(in, 0, 59, "expected minutes, 0 to 59") * 60;
    if (skip(in, ':')) seconds += read_number(in, 0, 59, "expected seconds, 0 to 59");
  }
  return negative ? -seconds : seconds;
}

/* East is positive for us, and negative in the text. */
static int32_t read_offset(reader *in)
{
  return -read_time(in, 24, "expected an offset: hours, 0 to 24");
}

static void read_rule(reader *in, acd__zone_rule *rule)
{
  if (!skip(in, ',')) fail(in, in->at, "expected a comma and the day of the change");
  if (skip(in, 'M')) {
    rule->form = 'M';
    rule->month = (int8_t)read_number(in, 1, 12, "expected a month, 1 to 12");
    if (!skip(in, '.')) fail(in, in->at, "expected a dot and the week");
    rule->week = (int8_t)read_number(in, 1, 5, "expected a week of the month, 1 to 5");
    if (!skip(in, '.')) fail(in, in->at, "expected a dot and the day of the week");
    rule->weekday = (int8_t)read_number(in, 0, 6, "expected a day of the week, 0 to 6");
  } else if (skip(in, 'J')) {
    rule->form = 'J';
    rule->day = read_number(in, 1, 365, "expected a day of the year, 1 to 365");
  } else {
    rule->form = 'n';
    rule->day = read_number(in, 0, 365, "expected M and a month, J and a day, or a day of the year, 0 to 365");
  }
  rule->seconds = 2 * 3600;
  if (skip(in, '/')) rule->seconds = read_time(in, 167, "expected a time: hours, -167 to 167");
}

const char *acd__zone_rules_parse(acd__zone_rules *rules, const char *text, size_t size, size_t *at_out)
{
  reader in = {text, size, 0, 0, NULL};
  *rules = (acd__zone_rules){0};
  read_name(&in);
  rules->standard = read_offset(&in);
  if (!in.error && in.at < in.size) {
    rules->changes = 1;
    read_name(&in);
    rules->daylight = rules->standard + 3600;
    if (!in.error && peek(&in) != ',') rules->daylight = read_offset(&in);
    read_rule(&in, &rules->begin);
    read_rule(&in, &rules->end);
    if (in.at < in.size) fail(&in, in.at, "expected the end of the footer");
  }
  *at_out = in.error_at;
  if (!in.error && rules->changes) find_touches(rules);
  if (rules->standard == rules->daylight) rules->changes = 0;
  return in.error;
}
