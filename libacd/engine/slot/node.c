/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes by which callers choose a slot (acd/slot.h, "In flows"; acd/flow.h). */
#include "engine/flow/node.h"

#include "engine/schedule.h"

/* Rules and slots that one node looks at: a quarter of what the walk has, by default. */
#ifndef ACD__SLOT_LOOKS_MAX
#define ACD__SLOT_LOOKS_MAX 16384
#define ACD__SLOT_LOOKS_MIN 64
#endif

int acd__slot_named(acd_engine *engine, const acd__call *call, const acd__string *attribute, acd__civil *local_out)
{
  const char *text = acd__node_attribute(engine, call, attribute);
  return text && acd__moment_read(text, local_out);
}

/* The instant behind which slots are told. */
static int64_t from_of(acd_engine *engine, const acd__call *call, const acd__flow_node *node,
                       const acd__schedule *schedule)
{
  acd__civil local;
  if (!node->from_attribute || !acd__slot_named(engine, call, node->from_attribute, &local)) return -ACD__WALL_MAX;
  acd__inquiry asked = acd__schedule_inquiry(engine, schedule, NULL);
  return acd__timetable_instant(&asked, local);
}

/* Tells of as many as there are, up to the node's count. */
static int64_t tell(acd_engine *engine, acd__call *call, const acd__flow_node *node, const acd__slot_plan *plan)
{
  int status;
  const acd__schedule *schedule = acd__pool_find(&engine->schedules, plan->config.schedule, &status);
  int64_t each = (int64_t)acd__slot_work(engine, plan), left = ACD__SLOT_LOOKS_MAX / each, told = 0;
  if (left < ACD__SLOT_LOOKS_MIN) left = ACD__SLOT_LOOKS_MIN; /* however much each of them takes */
  int64_t looks = left;
  int64_t after_us = from_of(engine, call, node, schedule);
  acd__civil local;
  acd__slot_view view;
  while (told < node->count && acd__slot_next(engine, plan, after_us, 0, &left, &local, &view)) {
    char buffer[ACD__MOMENT_SIZE + 1];
    size_t size = acd__moment_write(acd__civil_number(local.day), local.clock_us, buffer);
    if (acd__node_set(engine, call, node->slot_names[told], buffer, size) == ACD_EXIT_LIMIT) break;
    told++;
    after_us = view.starts_us;
  }
  acd__work_add(engine, (size_t)((looks - left) * each), 0);
  return told;
}

int32_t acd__node_slots(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  int status;
  const acd__slot_plan *plan = acd__slot_plan_in_force(engine, node->slot_plan, &status);
  int64_t told = plan ? tell(engine, call, node, plan) : 0;
  const char count = (char)('0' + told);
  for (int64_t i = told; i < node->count; i++) (void)acd__node_set(engine, call, node->slot_names[i], "", 0);
  acd__node_tell(engine, call, node->slot_names[node->count], &count, 1);
  return told ? ACD_EXIT_NEXT : ACD_EXIT_NONE;
}

int32_t acd__node_hold_slot(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  int status;
  acd__slot_plan *plan = acd__slot_plan_in_force(engine, node->slot_plan, &status);
  acd__civil local;
  acd__slot_view view;
  if (!plan || !call->callback || call->callback->was || !acd__slot_named(engine, call, node->slot_attribute, &local))
    return ACD_EXIT_REFUSED;
  acd__slot_look(engine, plan, local, &view);
  acd__work_add(engine, acd__slot_work(engine, plan), 0);
  int is_own = view.time && call->callback->booking.time == view.time;
  if (view.state != ACD_SLOT_STATE_FREE && !(is_own && view.state == ACD_SLOT_STATE_FULL)) return ACD_EXIT_REFUSED;
  acd__booking_hold(engine, call->callback, plan, local, &view);
  return ACD_EXIT_NEXT;
}
