/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers, days and times of day as they are written, and what they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "json/internal.h"

static void test_decimals(void **state)
{
  (void)state;
  static const struct {
    const char *token;
    int decimals;
    int result;
    int64_t value;
  } rows[] = {
      {"0", 0, ACD__JSON_EXACT, 0},
      {"-0", 6, ACD__JSON_EXACT, 0},
      {"0.000", 0, ACD__JSON_EXACT, 0},
      {"20", 6, ACD__JSON_EXACT, 20000000},
      {"2.5", 6, ACD__JSON_EXACT, 2500000},
      {"-2.5", 6, ACD__JSON_EXACT, -2500000},
      {"0.1", 6, ACD__JSON_EXACT, 100000},
      {"0.000001", 6, ACD__JSON_EXACT, 1},
      {"0.0000010", 6, ACD__JSON_EXACT, 1},
      {"0.0000001", 6, ACD__JSON_INEXACT, 0},
      {"604800.123456", 6, ACD__JSON_EXACT, 604800123456},
      {"1.00000000000000000001", 6, ACD__JSON_INEXACT, 0}, /* a double could not tell it from 1 */
      {"0.30000000000000004", 6, ACD__JSON_INEXACT, 0},
      {"1e3", 0, ACD__JSON_EXACT, 1000},
      {"1E+3", 0, ACD__JSON_EXACT, 1000},
      {"1500e-3", 6, ACD__JSON_EXACT, 1500000},
      {"1500e-3", 0, ACD__JSON_INEXACT, 0},
      {"2.0", 0, ACD__JSON_EXACT, 2},
      {"1.5", 0, ACD__JSON_INEXACT, 0},
      {"100", 0, ACD__JSON_EXACT, 100},
      {"10.010", 3, ACD__JSON_EXACT, 10010},
      {"999999999999999999", 0, ACD__JSON_EXACT, 999999999999999999},
      {"-999999999999999999", 0, ACD__JSON_EXACT, -999999999999999999},
      {"1000000000000000000", 0, ACD__JSON_TOO_LARGE, 0},
      {"9223372036854775807", 0, ACD__JSON_TOO_LARGE, 0},
      {"999999999999999999", 6, ACD__JSON_TOO_LARGE, 0},
      {"1e300", 0, ACD__JSON_TOO_LARGE, 0},
      {"1e-300", 6, ACD__JSON_INEXACT, 0},
      {"0e999999999999999999999", 6, ACD__JSON_EXACT, 0},
      {"1e999999999999999999999", 6, ACD__JSON_TOO_LARGE, 0},
      {"1e-999999999999999999999", 6, ACD__JSON_INEXACT, 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    int64_t value = 0;
    assert_int_equal(acd__json_decimal(rows[i].token, strlen(rows[i].token), rows[i].decimals, &value), rows[i].result);
    assert_true(value == rows[i].value);
  }
}

/* Whatever microseconds there are, written with six decimals they are read as they were. */
static void test_every_microsecond_is_exact(void **state)
{
  (void)state;
  int64_t value = 1;
  for (int i = 0; i < 20000; i++, value = (value * 6364136 + 1442695) % 604800000000) {
    char token[40];
    int64_t found;
    int sign = i % 2 ? -1 : 1;
    snprintf(token, sizeof token, "%s%lld.%06lld", sign < 0 ? "-" : "", (long long)(value / 1000000),
             (long long)(value % 1000000));
    assert_int_equal(acd__json_decimal(token, strlen(token), 6, &found), ACD__JSON_EXACT);
    assert_true(found == sign * value);
  }
}

static void test_days_and_times_of_day(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    int64_t days;
  } days[] = {
      {"mon", 1},       {"sun", 64},    {"mon-fri", 31},   {"sat-sun", 96}, {"sun-mon", 65},
      {"tue-mon", 127}, {"wed-wed", 4}, {"", 0},           {"Mon", 0},      {"monday", 0},
      {"mon-", 0},      {"-mon", 0},    {"mon-friday", 0}, {"mon fri", 0},  {"mon--fri", 0},
      {"mo-fri", 0},    {"tu ", 0},     {" tue", 0},       {"on ", 0},
  };
  static const struct {
    const char *text;
    int64_t seconds;
  } clocks[] = {
      {"00:00", 0},     {"09:05", 32700}, {"23:59:59", 86399}, {"24:00", 86400}, {"24:00:00", 86400},
      {"24:00:01", -1}, {"24:01", -1},    {"25:00", -1},       {"09:60", -1},    {"9:00", -1},
      {"09:00:", -1},   {"09:00:60", -1}, {"0900", -1},        {"09.00", -1},    {"", -1},
      {"09:00:0", -1},  {"+9:00", -1},    {"09:0 ", -1},       {"09:00 00", -1},
  };
  for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
    assert_int_equal(acd__json_days(days[i].text), days[i].days);
  for (size_t i = 0; i < sizeof clocks / sizeof clocks[0]; i++) {
    int64_t expected = clocks[i].seconds < 0 ? -1 : clocks[i].seconds * ACD_SECOND;
    assert_true(acd__json_clock(clocks[i].text) == expected);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_decimals),
      cmocka_unit_test(test_every_microsecond_is_exact),
      cmocka_unit_test(test_days_and_times_of_day),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
