/* SPDX-License-Identifier: Apache-2.0 */
/* Plans of slots: lengths that a clock can show, and not too many capacities. */
#include "model/check.h"

#include "model/slot.h"

static void argument(acd__check *check, int32_t index, uint32_t property, const char *text, const char *expected)
{
  acd__check_report(check, index, ACD_ERR_ARGUMENT, property, text, expected, NULL);
}

void acd__check_slot_plan(acd__check *check, int32_t index)
{
  const acd__object *all = check->document->objects;
  int capacities = 0;
  if (acd__document_int(check->document, &all[index], ACD_SLOT_PLAN_LENGTH_US) % (60 * ACD_SECOND))
    argument(check, index, ACD_SLOT_PLAN_LENGTH_US, "length is no whole number of minutes", "whole minutes, as 30 min");
  for (int32_t i = all[index].first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_SLOT_CAPACITY && ++capacities == ACD__SLOT_CAPACITIES_MAX + 1)
      argument(check, i, 0, "is a capacity too many", "at most 64 capacities in a plan");
}
