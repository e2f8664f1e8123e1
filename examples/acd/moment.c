/* SPDX-License-Identifier: Apache-2.0 */
#include "moment.h"

#include <stdio.h>
#include <time.h>

#include "tool.h"

#define SECOND_US INT64_C(1000000)

moment moment_now(void)
{
  return (moment){0, -1, (int64_t)time(NULL) * SECOND_US};
}

static int64_t date_of(int64_t day)
{
  int year, month, day_of_month;
  date_of_day(day, &year, &month, &day_of_month);
  return (int64_t)year * 10000 + month * 100 + day_of_month;
}

int moment_read(const char *text, moment *moment_out)
{
  int64_t us, other_us;
  moment_out->clock_us = -1;
  if (!parse_date(text, &us)) {
    if (!parse_moment(text, 0, &us)) return 0;
    (void)parse_moment(text, SECOND_US, &other_us); /* is it by the zone that is given here? */
    moment_out->date = 0;
    moment_out->wall_us = us;
    if (other_us == us) return 1;
    moment_out->clock_us = (us % TOOL_DAY_US + TOOL_DAY_US) % TOOL_DAY_US;
    us -= moment_out->clock_us;
  }
  moment_out->date = date_of(us / TOOL_DAY_US);
  return 1;
}

int moment_option(void *setting, const char *value)
{
  return moment_read(value, setting);
}

int64_t moment_day(int64_t date)
{
  char text[16];
  int64_t us = 0;
  snprintf(text, sizeof(text), "%04d-%02d-%02d", (int)(date / 10000), (int)(date / 100 % 100), (int)(date % 100));
  parse_date(text, &us);
  return us / TOOL_DAY_US;
}

int64_t moment_next_date(int64_t date)
{
  return date_of(moment_day(date) + 1);
}

const char *moment_text(int64_t date, int64_t clock_us, char text[40])
{
  static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  int size = snprintf(text, 40, "%s %04d-%02d-%02d", days[((moment_day(date) + 3) % 7 + 7) % 7], (int)(date / 10000),
                      (int)(date / 100 % 100), (int)(date % 100));
  int64_t minute = clock_us / SECOND_US / 60;
  if (clock_us >= 0) snprintf(text + size, (size_t)(40 - size), " %02d:%02d", (int)(minute / 60), (int)(minute % 60));
  return text;
}

void moment_print_clock(const char *zone, int64_t utc_offset_us)
{
  int minutes = (int)(utc_offset_us / SECOND_US / 60), size = minutes < 0 ? -minutes : minutes;
  if (zone[0])
    printf(" in %s", zone);
  else
    printf(", UTC%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

const char *moment_iso(int64_t date, int64_t clock_us, char text[40])
{
  if (date <= 0) return NULL;
  int64_t minute = clock_us / SECOND_US / 60;
  snprintf(text, 40, "%04d-%02d-%02dT%02d:%02d", (int)(date / 10000), (int)(date / 100 % 100), (int)(date % 100),
           (int)(minute / 60), (int)(minute % 60));
  return text;
}
