/* SPDX-License-Identifier: Apache-2.0 */
/* The groups of a queue: percentages that add up, members who are in one. */
#include "model/check.h"
#include "model/queue.h"

static void argument(acd__check *check, int32_t index, uint32_t property, const char *text, const char *expected)
{
  acd__check_report(check, index, ACD_ERR_ARGUMENT, property, text, expected, NULL);
}

static void check_percentages(acd__check *check, int32_t queue)
{
  const acd__object *all = check->document->objects;
  const acd_property *table = acd__property_at(ACD_GROUP_PERCENTAGE);
  int64_t sum = 0;
  int count = 0, broken = 0;
  for (int32_t i = all[queue].first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_GROUP) continue;
    if (++count == ACD__GROUPS_MAX + 1) argument(check, i, 0, "is a group too many", "at most 32 groups");
    int64_t percentage = acd__document_int(check->document, &all[i], ACD_GROUP_PERCENTAGE);
    broken |= !acd__document_has(&all[i], ACD_GROUP_PERCENTAGE) || percentage < table->min || percentage > table->max;
    if (!broken) sum += percentage;
  }
  /* Each percentage that is missing or out of range is reported by itself: the sum says no more then. */
  if (!count || broken || sum == 100) return;
  char buffer[100];
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, "the percentages of its groups add up to ");
  acd__text_add_int(&text, sum);
  argument(check, queue, 0, buffer, "100 in all");
}

static int has_groups(const acd__check *check, int32_t queue)
{
  const acd__object *all = check->document->objects;
  for (int32_t i = all[queue].first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_GROUP) return 1;
  return 0;
}

void acd__check_groups(acd__check *check, int32_t queue)
{
  const acd__object *all = check->document->objects;
  check_percentages(check, queue);
  if (acd__document_int(check->document, &all[queue], ACD_QUEUE_STRATEGY) != ACD_STRATEGY_GROUP_SHARE) return;
  if (!has_groups(check, queue)) {
    argument(check, queue, 0, "has no groups", "groups, for group_share");
    return;
  }
  for (int32_t i = all[queue].first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_MEMBER && !acd__document_has(&all[i], ACD_MEMBER_GROUP))
      argument(check, i, ACD_MEMBER_GROUP, "the member is in no group", "a group of the queue, for group_share");
}
