/* SPDX-License-Identifier: Apache-2.0 */
/* Two numbers a line, arrival and service in seconds: the traces of queueing textbooks. */
#include <string.h>

#include "calls_format.h"

static int open_pairs(calls_file *from)
{
  return csv_open(&from->csv, from->options.path, '\x1f');
}

static int next_pairs(calls_file *from, acd_sim_caller *caller)
{
  int64_t values[2];
  char *at;
  int got = csv_next(&from->csv);
  if (got <= 0) return got;
  at = from->csv.text;
  for (int i = 0; i < 2; i++) {
    size_t size;
    at += strspn(at, " \t");
    size = strcspn(at, " \t");
    if (at[size]) at[size++] = '\0';
    if (!parse_seconds(at, &values[i])) {
      complain_at(from->csv.path, from->csv.fields[0].line, 0, "found \"%s\", expected seconds: arrival and service",
                  at);
      return -1;
    }
    at += size;
  }
  if (at[strspn(at, " \t")]) {
    complain_at(from->csv.path, from->csv.fields[0].line, 0, "found \"%s\" behind the two numbers", at);
    return -1;
  }
  caller->ref = (int64_t)from->csv.fields[0].line;
  caller->arrival_us = from->options.date_us - from->options.zone_us + values[0];
  caller->talk_us = values[1];
  if (caller->arrival_us < from->last_us) {
    complain_at(from->csv.path, (size_t)caller->ref, 0,
                "this call arrives before the one above, expected them in order");
    return -1;
  }
  from->last_us = caller->arrival_us;
  return 1;
}

const calls_format calls_format_pairs = {open_pairs, next_pairs, NULL, NULL};
