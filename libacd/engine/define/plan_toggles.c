/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/define/plan.h"

#include <string.h>

int acd__plan_toggles(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_TOGGLE));) {
    if (ACD__PLAN_GROW(plan, toggles)) return ACD_ERR_NOMEM;
    acd__plan_toggle *entry = &plan->toggles[plan->toggles_count];
    memset(entry, 0, sizeof *entry);
    acd__string *name = NULL;
    int status = acd__plan_keep_or_take(plan, &engine->toggles, &engine->world.toggles, &plan->world.toggles, at,
                                        (void **)&entry->toggle, &name, &entry->is_new);
    if (entry->toggle) plan->toggles_count++;
    if (entry->toggle && entry->is_new) {
      entry->toggle->name = name;
      entry->toggle->on = acd__document_int(&plan->document, at, ACD_TOGGLE_ON);
    }
    if (status) return status;
  }
  return ACD_OK;
}

void acd__plan_toggles_undo(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = plan->toggles_count; i-- > 0;) {
    if (!plan->toggles[i].is_new) continue;
    acd__string_drop(&engine->memory, plan->toggles[i].toggle->name);
    acd__pool_untake(&engine->toggles, plan->toggles[i].toggle);
  }
}

void acd__commit_toggles(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (acd__toggle *at = NULL; (at = acd__pool_after(&engine->toggles, at));) {
    if (acd__dictionary_leads(&plan->world.toggles, at->name, at)) continue;
    acd__string_drop(&engine->memory, at->name);
    acd__pool_give(&engine->toggles, at);
  }
}
