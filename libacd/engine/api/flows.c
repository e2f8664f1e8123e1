/* SPDX-License-Identifier: Apache-2.0 */
#include <acd/flow.h>

#include "engine/engine.h"
#include "model/record.h"

int acd_toggle_find(const acd_engine *engine, const char *name, acd_id *toggle_out)
{
  if (!engine || !name || !toggle_out) return ACD_ERR_ARGUMENT;
  const acd__toggle *found = acd__dictionary_find(&engine->world.toggles, name, strlen(name));
  if (!found) return ACD_ERR_NOT_FOUND;
  *toggle_out = found->slot.id;
  return ACD_OK;
}

int acd_toggle_get(const acd_engine *engine, acd_id toggle, acd_toggle_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__toggle *found = engine ? acd__pool_find(&engine->toggles, toggle, &status) : NULL;
  if (!found) return status;
  acd_toggle_info info = {.on = (uint32_t)found->on, .name = found->name->text};
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

acd_id acd_toggle_next(const acd_engine *engine, acd_id after)
{
  if (!engine || after < 0) return 0;
  const acd__toggle *next = acd__pool_next(&engine->toggles, after ? acd__pool_slot(after) + 1 : 0);
  return next ? next->slot.id : 0;
}

int acd_flow_get(const acd_engine *engine, acd_id flow, acd_flow_info *info_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__flow *found = engine ? acd__pool_find(&engine->flows, flow, &status) : NULL;
  if (!found) return status;
  uint32_t in_force = acd__flow_in_force(engine, flow, &status) != NULL;
  acd_flow_info info = {.in_force = in_force,
                        .name = found->name->text,
                        .nodes_count = found->nodes_count,
                        .calls_count = (int64_t)found->holders - in_force};
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

acd_id acd_flow_next(const acd_engine *engine, acd_id after)
{
  if (!engine || after < 0) return 0;
  const acd__flow *next = acd__pool_next(&engine->flows, after ? acd__pool_slot(after) + 1 : 0);
  return next ? next->slot.id : 0;
}

int acd_toggle_set(acd_engine *engine, acd_time time_us, acd_id toggle, int on)
{
  acd_command command;
  acd__command_begin(&command, ACD_COMMAND_TOGGLE, time_us, toggle);
  command.body.toggle.on = on;
  acd_result result = {0};
  return acd__submit(engine, &command, NULL, 0, &result);
}
