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
      complain_at(from->csv.path, from->csv.fields[0].line, (size_t)(at - from->csv.text) + 1,
                  "found \"%s\", expected seconds: arrival and service", at);
      return -1;
    }
    at += size;
  }
  if (at[strspn(at, " \t")]) {
    at += strspn(at, " \t");
    complain_at(from->csv.path, from->csv.fields[0].line, (size_t)(at - from->csv.text) + 1,
                "found \"%s\" behind two numbers, expected the end of the line", at);
    return -1;
  }
  caller->ref = (int64_t)from->csv.fields[0].line;
  caller->arrives_at_us = tool_zone_instant(from->options.zone, from->options.date_us) + values[0];
  caller->talk_us = values[1];
  return calls_in_order(from, caller, 1) ? 1 : -1;
}

const calls_format calls_format_pairs = {open_pairs, next_pairs, NULL, NULL};
