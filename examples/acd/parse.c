/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "tool.h"

#define SECOND_US INT64_C(1000000)
/* What the engine's wall clock can show (ACD_TIME_MAX). */
#define YEAR_MIN 1970
#define YEAR_MAX 2111

static int is_digit(char c)
{
  return c >= '0' && c <= '9';
}

int parse_int(const char *text, int64_t min, int64_t max, int64_t *value_out)
{
  int negative = *text == '-';
  int64_t value = 0;
  size_t digits = 0;
  for (text += negative; is_digit(*text) && digits < 18; text++, digits++) value = value * 10 + (*text - '0');
  if (*text || !digits) return 0;
  if (negative) value = -value;
  if (value < min || value > max) return 0;
  *value_out = value;
  return 1;
}

/* Reads digits, at least one, up to `most`; moves on *text. */
static int read_digits(const char **text, size_t most, int64_t *value_out)
{
  int64_t value = 0;
  size_t digits = 0;
  for (; is_digit(**text) && digits < most; (*text)++, digits++) value = value * 10 + (**text - '0');
  *value_out = value;
  return digits > 0;
}

/* Reads an optional fraction of a second, at most 6 digits. */
static int read_fraction(const char **text, int64_t *us_out)
{
  int64_t unit = SECOND_US;
  *us_out = 0;
  if (**text != '.') return 1;
  (*text)++;
  if (!is_digit(**text)) return 0;
  for (; is_digit(**text); (*text)++) {
    unit /= 10;
    if (!unit) return 0;
    *us_out += unit * (**text - '0');
  }
  return 1;
}

int parse_seconds(const char *text, int64_t *us_out)
{
  int64_t whole, fraction;
  if (!read_digits(&text, 9, &whole) || !read_fraction(&text, &fraction) || *text) return 0;
  *us_out = whole * SECOND_US + fraction;
  return 1;
}

static int read_clock(const char **text, int64_t *us_out)
{
  int64_t hours, minutes, seconds = 0, fraction = 0;
  if (!read_digits(text, 4, &hours) || **text != ':') return 0;
  (*text)++;
  if (!read_digits(text, 2, &minutes) || minutes > 59) return 0;
  if (**text == ':') {
    (*text)++;
    if (!read_digits(text, 2, &seconds) || seconds > 59 || !read_fraction(text, &fraction)) return 0;
  }
  *us_out = ((hours * 60 + minutes) * 60 + seconds) * SECOND_US + fraction;
  return 1;
}

int parse_clock(const char *text, int64_t *us_out)
{
  int64_t us;
  if (!read_clock(&text, &us) || *text) return 0;
  *us_out = us;
  return 1;
}

/* Days from 1970-01-01 to the first of March of year 0, by the 400-year cycle of 146,097 days. */
#define DAYS_BEFORE_1970 719468

static int64_t day_of_date(int64_t year, int64_t month, int64_t day)
{
  int64_t shifted = month <= 2 ? year - 1 : year; /* years begin in March: the leap day is a year's last */
  int64_t cycle = (shifted >= 0 ? shifted : shifted - 399) / 400;
  int64_t in_cycle = shifted - cycle * 400;
  int64_t in_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return cycle * 146097 + in_cycle * 365 + in_cycle / 4 - in_cycle / 100 + in_year - DAYS_BEFORE_1970;
}

void date_of_day(int64_t day, int *year_out, int *month_out, int *day_out)
{
  int64_t days = day + DAYS_BEFORE_1970;
  int64_t cycle = (days >= 0 ? days : days - 146096) / 146097;
  int64_t in_cycle = days - cycle * 146097;
  int64_t year = (in_cycle - in_cycle / 1460 + in_cycle / 36524 - in_cycle / 146096) / 365;
  int64_t in_year = in_cycle - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * in_year + 2) / 153;
  *day_out = (int)(in_year - (153 * month + 2) / 5 + 1);
  *month_out = (int)(month < 10 ? month + 3 : month - 9);
  *year_out = (int)(year + cycle * 400 + (*month_out <= 2));
}

static int read_date(const char **text, int64_t *us_out)
{
  int64_t year, month, day;
  int back_year, back_month, back_day;
  if (!read_digits(text, 4, &year) || *(*text)++ != '-') return 0;
  if (!read_digits(text, 2, &month) || *(*text)++ != '-') return 0;
  if (!read_digits(text, 2, &day) || month < 1 || month > 12 || day < 1) return 0;
  if (year < YEAR_MIN || year > YEAR_MAX) return 0;
  *us_out = day_of_date(year, month, day);
  date_of_day(*us_out, &back_year, &back_month, &back_day);
  if (back_month != month || back_day != day) return 0; /* such as 30 February */
  *us_out *= TOOL_DAY_US;
  return 1;
}

int parse_date(const char *text, int64_t *us_out)
{
  int64_t us;
  if (!read_date(&text, &us) || *text) return 0;
  *us_out = us;
  return 1;
}

int parse_zone(const char *text, int64_t *us_out)
{
  int negative = *text == '-';
  int64_t hours, minutes = 0;
  if (strcmp(text, "Z") == 0) {
    *us_out = 0;
    return 1;
  }
  if (*text != '+' && *text != '-') return 0;
  text++;
  if (!read_digits(&text, 2, &hours) || hours > 14) return 0;
  if (*text == ':') text++;
  if (*text && (!read_digits(&text, 2, &minutes) || minutes > 59)) return 0;
  if (*text) return 0;
  *us_out = (hours * 60 + minutes) * 60 * SECOND_US * (negative ? -1 : 1);
  return 1;
}

int parse_moment(const char *text, int64_t zone_us, int64_t *us_out)
{
  int64_t date, clock;
  if (!read_date(&text, &date) || (*text != 'T' && *text != ' ')) return 0;
  text++;
  if (!read_clock(&text, &clock) || clock > TOOL_DAY_US) return 0;
  if (*text && !parse_zone(text, &zone_us)) return 0;
  *us_out = date + clock - zone_us;
  return 1;
}

static int read_day(const char **text, int *day_out)
{
  static const char names[] = "montuewedthufrisatsun";
  for (int day = 0; day < 7; day++) {
    if (strncmp(*text, names + (ptrdiff_t)3 * day, 3) != 0) continue;
    *text += 3;
    *day_out = day;
    return 1;
  }
  return 0;
}

int parse_days(const char *text, int64_t *days_out)
{
  int64_t days = 0;
  if (strcmp(text, "daily") == 0) {
    *days_out = 127;
    return 1;
  }
  for (;;) {
    int from, to;
    if (!read_day(&text, &from)) return 0;
    to = from;
    if (*text == '-' && (text++, !read_day(&text, &to))) return 0;
    for (int day = from;; day = (day + 1) % 7) {
      days |= INT64_C(1) << day;
      if (day == to) break;
    }
    if (!*text) break;
    if (*text++ != ',') return 0;
  }
  *days_out = days;
  return 1;
}
