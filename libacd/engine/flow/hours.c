/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/flow/node.h"

#include <string.h>

#include "engine/schedule.h"

/* Rules that one node looks at to find the next opening: those of days or weeks, for long lists of holidays; a quarter of what
 * the walk has, by default. */
#define LOOKS_MAX ((size_t)16384)

static void set_opens(acd_engine *engine, acd__call *call, const acd__flow_node *node, const acd__schedule *schedule)
{
  char buffer[ACD__MOMENT_SIZE + 1];
  acd_schedule_verdict verdict = {.opens_date = 0};
  if (schedule) {
    size_t work = acd__timetable_work(schedule->timetable);
    size_t instants =
        acd__schedule_verdict(engine, schedule, NULL, acd__wall_now(engine), (int64_t)(LOOKS_MAX / work), &verdict);
    acd__work_add(engine, instants * work, 0);
  }
  acd__node_tell(engine, call, node->opens_attribute, buffer,
                 acd__moment_write(verdict.opens_date, verdict.opens_clock_us, buffer));
}

/* The exit that tells what decided; 0: there is none for that. */
static int32_t special_exit(const acd__decision *now)
{
  if (now->open) return now->rule == ACD_RULE_SITE ? ACD_EXIT_SITE : 0;
  switch (now->rule) {
  case ACD_RULE_HOLIDAY: return ACD_EXIT_HOLIDAY;
  case ACD_RULE_EXCEPTION: return ACD_EXIT_EXCEPTION;
  case ACD_RULE_EMERGENCY: return ACD_EXIT_EMERGENCY;
  default: return 0;
  }
}

int32_t acd__node_hours(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  int status;
  const acd__schedule *schedule = acd__pool_find(&engine->schedules, node->schedule, &status);
  acd__decision now = {0, ACD_RULE_NONE, "", 0, 0, 0};
  if (schedule) {
    (void)acd__schedule_open(engine, schedule, NULL, acd__wall_now(engine), &now);
    acd__work_add(engine, acd__timetable_work(schedule->timetable), 0);
  }
  acd__node_tell(engine, call, node->rule_attribute, now.name, strlen(now.name));
  if (node->opens_attribute) set_opens(engine, call, node, schedule);
  int32_t exit = special_exit(&now);
  if (exit && acd__flow_exit_to(node, exit) >= 0) return exit;
  return now.open ? ACD_EXIT_OPEN : ACD_EXIT_CLOSED;
}
