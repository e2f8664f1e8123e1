/* SPDX-License-Identifier: Apache-2.0 */
/* Values of properties. Rules, durations and texts are read by libical, of which nothing else is used, and of which
 * release 3.0.16 needs looking after: it wraps numbers that are too large without a word (INTERVAL=65537 is 1, 257MO is the first
 * Monday), writes one element past a list that is full, and looks up its time zones, the first time without a lock, for every time in
 * UTC. So rules are checked here before it sees them, and UNTIL is read here. */
#include "internal.h"

#include <string.h>

#include <libical/ical.h>

static int fail(acd__ics_wrong *wrong, size_t at, const char *text)
{
  wrong->at = at;
  wrong->text = text;
  return 0;
}

int acd__ics_read_escaped(const char *value, char *text, size_t size)
{
  icalvalue *read = icalvalue_new_from_string(ICAL_TEXT_VALUE, value);
  if (!read) return 0;
  const char *found = icalvalue_get_text(read);
  size_t length = found ? strlen(found) : 0;
  if (length >= size) {
    length = size - 1;
    while (length && ((unsigned char)found[length] & 0xc0) == 0x80) length--;
  }
  if (length) memcpy(text, found, length);
  text[length] = '\0';
  icalvalue_free(read);
  return 1;
}

int acd__ics_contains(const char *value, const char *text)
{
  icalvalue *read = icalvalue_new_from_string(ICAL_TEXT_VALUE, value);
  if (!read) return -1;
  const char *found = icalvalue_get_text(read);
  int contains = found && strstr(found, text) != NULL;
  icalvalue_free(read);
  return contains;
}

static int digits(const char *text, size_t count, int64_t *number)
{
  *number = 0;
  for (size_t i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') return 0;
    *number = *number * 10 + (text[i] - '0');
  }
  return 1;
}

#define MOMENT_EXPECTED "expected a date 20261224 or a time 20261224T140000, of the years 1 to 9999"

int acd__ics_read_moment(const char *value, size_t size, acd__ics_moment *moment, acd__ics_wrong *wrong)
{
  int64_t number, clock;
  memset(moment, 0, sizeof *moment);
  if (size < 8 || !digits(value, 8, &number)) return fail(wrong, 0, MOMENT_EXPECTED);
  moment->day = acd__ics_day_of_number(number);
  if (moment->day == INT64_MIN) return fail(wrong, 0, "there is no such day; " MOMENT_EXPECTED);
  moment->clock_us = -1;
  if (size == 8) return 1;
  moment->utc = size == 16 && value[15] == 'Z';
  if ((size != 15 && !moment->utc) || value[8] != 'T' || !digits(value + 9, 6, &clock))
    return fail(wrong, 8, MOMENT_EXPECTED);
  int64_t hour = clock / 10000, minute = clock / 100 % 100, second = clock % 100;
  if (hour > 23 || minute > 59 || second > 60) return fail(wrong, 9, "expected a time of day, 000000 to 235959");
  if (second == 60) second = 59; /* a leap second */
  moment->clock_us = ((hour * 60 + minute) * 60 + second) * ACD__ICS_SECOND_US;
  return 1;
}

#define DURATION_EXPECTED "expected a duration, as P1D, P2W or PT1H30M"

int acd__ics_read_duration(const char *value, int64_t *duration_us, acd__ics_wrong *wrong)
{
  size_t run = 0;
  /* What libical would take as well: numbers without a unit, and numbers that are too large. */
  for (size_t i = 0; value[i]; i++) {
    int digit = value[i] >= '0' && value[i] <= '9';
    run = digit ? run + 1 : 0;
    if (run > 6 || (digit && !value[i + 1])) return fail(wrong, i, DURATION_EXPECTED);
  }
  struct icaldurationtype read = icaldurationtype_from_string(value);
  if (!*value || strlen(value) > 40 || icaldurationtype_is_bad_duration(read)) return fail(wrong, 0, DURATION_EXPECTED);
  if (read.is_neg) return fail(wrong, 0, "a negative duration; " DURATION_EXPECTED);
  int64_t days = (int64_t)read.days + (int64_t)read.weeks * 7;
  int64_t seconds = ((int64_t)read.hours * 60 + read.minutes) * 60 + read.seconds;
  *duration_us = days * ACD__ICS_DAY_US + seconds * ACD__ICS_SECOND_US;
  return 1;
}

/* The parts of a rule: how many values, of how many digits. Fewer values than libical has room for. */
typedef struct part {
  const char *name;
  int values_max, digits_max;
  unsigned freqs; /* bit FREQ: RFC 5545 allows it there */
  const char *expected;
} part;

#define ALL        (1u << ACD__ICS_DAILY | 1u << ACD__ICS_WEEKLY | 1u << ACD__ICS_MONTHLY | 1u << ACD__ICS_YEARLY)
#define NOT_WEEKLY (ALL & ~(1u << ACD__ICS_WEEKLY))

enum {
  PART_FREQ,
  PART_UNTIL,
  PART_COUNT,
  PART_INTERVAL,
  PART_WKST,
  PART_BYMONTH,
  PART_BYMONTHDAY,
  PART_BYYEARDAY,
  PART_BYWEEKNO,
  PART_BYDAY,
  PART_BYSETPOS,
  PART_BYHOUR,
  PART_BYMINUTE,
  PART_BYSECOND,
  PART_RSCALE,
  PART_SKIP,
  PARTS
};

static const part parts[PARTS] = {
    [PART_FREQ] = {"FREQ", 1, 0, ALL, "expected FREQ=DAILY, WEEKLY, MONTHLY or YEARLY"},
    [PART_UNTIL] = {"UNTIL", 1, 8, ALL, MOMENT_EXPECTED},
    [PART_COUNT] = {"COUNT", 1, 9, ALL, "expected COUNT= 1 to 999999999, without UNTIL"},
    [PART_INTERVAL] = {"INTERVAL", 1, 4, ALL, "expected INTERVAL= 1 to 9999"},
    [PART_WKST] = {"WKST", 1, 0, ALL, "expected WKST=MO, TU, WE, TH, FR, SA or SU"},
    [PART_BYMONTH] = {"BYMONTH", 12, 2, ALL, "expected BYMONTH= 1 to 12"},
    [PART_BYMONTHDAY] = {"BYMONTHDAY", 31, 2, NOT_WEEKLY, "expected BYMONTHDAY= 1 to 31 or -31 to -1, not with WEEKLY"},
    [PART_BYYEARDAY] = {"BYYEARDAY", 366, 3, 1u << ACD__ICS_YEARLY,
                        "expected BYYEARDAY= 1 to 366 or -366 to -1, with YEARLY"},
    [PART_BYWEEKNO] = {"BYWEEKNO", 53, 2, 1u << ACD__ICS_YEARLY,
                       "expected BYWEEKNO= 1 to 53 or -53 to -1, with YEARLY"},
    [PART_BYDAY] = {"BYDAY", 366, 2, ALL,
                    "expected BYDAY= MO to SU, numbered (2MO, -1FR) only with MONTHLY and "
                    "YEARLY, and without BYWEEKNO"},
    [PART_BYSETPOS] = {"BYSETPOS", 366, 3, ALL, "expected BYSETPOS= 1 to 366 or -366 to -1, with another BY part"},
    [PART_BYHOUR] = {"BYHOUR", 0, 0, 0, "rules that recur within a day are left out (BYHOUR)"},
    [PART_BYMINUTE] = {"BYMINUTE", 0, 0, 0, "rules that recur within a day are left out (BYMINUTE)"},
    [PART_BYSECOND] = {"BYSECOND", 0, 0, 0, "rules that recur within a day are left out (BYSECOND)"},
    [PART_RSCALE] = {"RSCALE", 1, 0, ALL, "rules of calendars other than the Gregorian are left out (RSCALE)"},
    [PART_SKIP] = {"SKIP", 1, 0, ALL, "expected SKIP=OMIT: days that do not exist are not moved"},
};

typedef struct clause {
  size_t name, value, end; /* offsets in the rule; value 0: it is not given */
} clause;

static size_t word(const char *text, const char *end, char *upper, size_t size)
{
  size_t length = 0;
  for (; text + length < end && length < size - 1; length++) {
    char c = text[length];
    upper[length] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  upper[length] = '\0';
  return length;
}

/* Numbers of no more digits than they may have, and no more of them, each with at most a sign before it; letters where they are
 * names. */
static int check_values(const part *of, const char *value, const char *end)
{
  int values = 1, run = 0, named = of->digits_max == 0 || of == &parts[PART_BYDAY];
  for (const char *at = value; at < end; at++) {
    int digit = *at >= '0' && *at <= '9', letter = (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z');
    run = digit ? run + 1 : 0;
    values += *at == ',';
    if (run > of->digits_max || values > of->values_max) return 0;
    if (digit || (letter && named)) continue;
    int first = at == value || at[-1] == ',', more = at + 1 < end && at[1] != ',';
    if (!more || !(*at == ',' ? !first : first && (*at == '+' || *at == '-'))) return 0;
  }
  return value < end;
}

static int split(const char *value, clause clauses[PARTS], acd__ics_wrong *wrong)
{
  size_t at = 0;
  memset(clauses, 0, PARTS * sizeof *clauses);
  while (value[at]) {
    size_t end = at + strcspn(value + at, ";"), equals = at + strcspn(value + at, "=;");
    char name[16];
    int known = PARTS;
    if (end == at && !value[end + (value[end] == ';')]) break; /* a semicolon at the end is often seen */
    word(value + at, value + equals, name, sizeof name);
    for (int i = 0; i < PARTS; i++)
      if (strcmp(parts[i].name, name) == 0 && strlen(parts[i].name) == equals - at) known = i;
    if (value[equals] != '=' || known == PARTS)
      return fail(wrong, at, "expected parts of a rule, NAME=VALUE;…, as FREQ=YEARLY;BYMONTH=12");
    if (clauses[known].value) return fail(wrong, at, "a part of the rule is given twice");
    if (known != PART_UNTIL && !check_values(&parts[known], value + equals + 1, value + end))
      return fail(wrong, at, parts[known].expected);
    clauses[known] = (clause){at, equals + 1, end};
    at = end + (value[end] == ';');
  }
  return 1;
}

static int is_word(const char *value, const clause *of, const char *expected)
{
  char upper[16];
  return word(value + of->value, value + of->end, upper, sizeof upper) == strlen(expected) &&
         strcmp(upper, expected) == 0 && of->end - of->value == strlen(expected);
}

static void put(acd__ics_set *set, int number)
{
  set->words[number >> 6] |= UINT64_C(1) << (number & 63);
}

/* A list of libical's. 0: a value is out of range. */
static int put_list(const short *list, int max, acd__ics_set *set, acd__ics_set *back, int *has)
{
  for (int i = 0; list[i] != ICAL_RECURRENCE_ARRAY_MAX; i++) {
    int number = list[i];
    if (number == 0 || number > max || number < -max || (number < 0 && !back)) return 0;
    put(number > 0 ? set : back, number > 0 ? number : -number);
    *has = 1;
  }
  return 1;
}

static int put_days(const short *list, acd__ics_rrule *rule)
{
  int plain = rule->freq == ACD__ICS_DAILY || rule->freq == ACD__ICS_WEEKLY || rule->has_weeks;
  for (int i = 0; list[i] != ICAL_RECURRENCE_ARRAY_MAX; i++) {
    int weekday = ((int)icalrecurrencetype_day_day_of_week(list[i]) + 5) % 7; /* ICAL_SUNDAY_WEEKDAY is 1 */
    int position = icalrecurrencetype_day_position(list[i]);
    if (position > 53 || position < -53 || (position != 0 && plain)) return 0;
    if (position > 0) rule->nth[weekday] |= UINT64_C(1) << position;
    if (position < 0) rule->nth_back[weekday] |= UINT64_C(1) << -position;
    if (position == 0) rule->weekdays |= 1u << weekday;
    rule->has_weekdays = 1;
  }
  return 1;
}

static int freq_of(icalrecurrencetype_frequency freq)
{
  switch (freq) {
  case ICAL_DAILY_RECURRENCE: return ACD__ICS_DAILY;
  case ICAL_WEEKLY_RECURRENCE: return ACD__ICS_WEEKLY;
  case ICAL_MONTHLY_RECURRENCE: return ACD__ICS_MONTHLY;
  case ICAL_YEARLY_RECURRENCE: return ACD__ICS_YEARLY;
  default: return 0;
  }
}

/* What libical read, as sets. */
static int convert(const struct icalrecurrencetype *read, const clause clauses[PARTS], acd__ics_rrule *rule,
                   acd__ics_wrong *wrong)
{
  int wrong_part = -1;
  rule->interval = read->interval;
  rule->count = read->count;
  rule->week_start = ((int)read->week_start + 5) % 7;
  if (!put_list(read->by_month, 12, &rule->months, NULL, &rule->has_months)) wrong_part = PART_BYMONTH;
  if (!put_list(read->by_month_day, 31, &rule->month_days, &rule->month_days_back, &rule->has_month_days))
    wrong_part = PART_BYMONTHDAY;
  if (!put_list(read->by_year_day, 366, &rule->year_days, &rule->year_days_back, &rule->has_year_days))
    wrong_part = PART_BYYEARDAY;
  if (!put_list(read->by_week_no, 53, &rule->weeks, &rule->weeks_back, &rule->has_weeks)) wrong_part = PART_BYWEEKNO;
  if (!put_list(read->by_set_pos, 366, &rule->positions, &rule->positions_back, &rule->has_positions))
    wrong_part = PART_BYSETPOS;
  if (!put_days(read->by_day, rule)) wrong_part = PART_BYDAY;
  if (rule->has_positions &&
      !(rule->has_months || rule->has_month_days || rule->has_year_days || rule->has_weeks || rule->has_weekdays))
    wrong_part = PART_BYSETPOS;
  if (wrong_part >= 0) return fail(wrong, clauses[wrong_part].name, parts[wrong_part].expected);
  return 1;
}

/* The rule without what libical must not see, in room that is as large. */
static void without(const char *value, const clause clauses[PARTS], char *text)
{
  size_t size = strlen(value);
  memcpy(text, value, size + 1);
  const int hidden[] = {PART_UNTIL, PART_RSCALE, PART_SKIP};
  for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
    const clause *gone = &clauses[hidden[i]];
    /* Something that may stand twice, and says nothing: the clauses keep their places. */
    if (gone->value) memset(text + gone->name, ';', gone->end - gone->name);
  }
  size_t kept = 0;
  for (size_t i = 0; i < size; i++)
    if (text[i] != ';' || (kept && text[kept - 1] != ';')) text[kept++] = text[i];
  text[kept] = '\0';
}

int acd__ics_read_rule(const char *value, acd__ics_rrule *rule, acd__ics_wrong *wrong)
{
  clause clauses[PARTS];
  char text[4096];
  memset(rule, 0, sizeof *rule);
  if (strlen(value) >= sizeof text) return fail(wrong, 0, "expected a rule of less than 4096 bytes");
  if (!split(value, clauses, wrong)) return 0;
  if (!clauses[PART_FREQ].value) return fail(wrong, 0, parts[PART_FREQ].expected);
  if (clauses[PART_RSCALE].value && !is_word(value, &clauses[PART_RSCALE], "GREGORIAN"))
    return fail(wrong, clauses[PART_RSCALE].name, parts[PART_RSCALE].expected);
  if (clauses[PART_SKIP].value && !is_word(value, &clauses[PART_SKIP], "OMIT"))
    return fail(wrong, clauses[PART_SKIP].name, parts[PART_SKIP].expected);
  if (clauses[PART_UNTIL].value) {
    const clause *until = &clauses[PART_UNTIL];
    if (clauses[PART_COUNT].value) return fail(wrong, clauses[PART_COUNT].name, parts[PART_COUNT].expected);
    if (!acd__ics_read_moment(value + until->value, until->end - until->value, &rule->until, wrong)) {
      wrong->at += until->value;
      return 0;
    }
    rule->has_until = 1;
  }
  without(value, clauses, text);
  struct icalrecurrencetype read = icalrecurrencetype_from_string(text);
  if (read.freq == ICAL_NO_RECURRENCE) return fail(wrong, 0, "expected a rule, as FREQ=YEARLY;BYMONTH=12;BYDAY=-1FR");
  rule->freq = freq_of(read.freq);
  if (!rule->freq)
    return fail(wrong, clauses[PART_FREQ].name,
                "rules that recur more often than daily are left out; expected "
                "FREQ=DAILY, WEEKLY, MONTHLY or YEARLY");
  for (int i = 0; i < PARTS; i++)
    if (clauses[i].value && !(parts[i].freqs >> rule->freq & 1)) return fail(wrong, clauses[i].name, parts[i].expected);
  return convert(&read, clauses, rule, wrong);
}
