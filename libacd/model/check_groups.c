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
  int64_t sum = 0;
  int count = 0;
  int32_t last = -1;
  for (int32_t i = all[queue].first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_GROUP) continue;
    if (++count == ACD__GROUPS_MAX + 1) argument(check, i, 0, "is a group too many", "at most 32 groups");
    if (!acd__document_has(&all[i], ACD_GROUP_PERCENTAGE)) return; /* is reported */
    sum += acd__document_int(check->document, &all[i], ACD_GROUP_PERCENTAGE);
    last = i;
  }
  if (!count || sum == 100) return;
  char buffer[100];
  acd__text text = acd__text_begin(buffer, sizeof buffer);
  acd__text_add(&text, "the percentages of the queue's groups add up to ");
  acd__text_add_int(&text, sum);
  argument(check, last, ACD_GROUP_PERCENTAGE, buffer, "100 in all");
}

void acd__check_groups(acd__check *check, int32_t queue)
{
  const acd__object *all = check->document->objects;
  check_percentages(check, queue);
  if (acd__document_int(check->document, &all[queue], ACD_QUEUE_STRATEGY) != ACD_STRATEGY_GROUP_SHARE) return;
  for (int32_t i = all[queue].first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_MEMBER && !acd__document_has(&all[i], ACD_MEMBER_GROUP))
      argument(check, i, ACD_MEMBER_GROUP, "the member is in no group", "a group of the queue, for group_share");
}
