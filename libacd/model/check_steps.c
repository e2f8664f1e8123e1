/* SPDX-License-Identifier: Apache-2.0 */
/* The steps of a queue: ages that increase, ranges, expressions on skills. */
#include "model/check.h"

#include <string.h>

#include "model/expression.h"
#include "model/rules.h"

static void argument(acd__check *check, int32_t index, uint32_t property, const char *text, const char *expected)
{
  acd__check_report(check, index, ACD_ERR_ARGUMENT, property, text, expected, NULL);
}

/* One step against the one before it (`before_us`, -1: the first) and its place among them. */
static void check_lasts(acd__check *check, int32_t index, int64_t before_us, int from_entry, int is_last)
{
  int64_t lasts_us = acd__document_int(check->document, &check->document->objects[index], ACD_STEP_LASTS_US);
  if (is_last && lasts_us)
    argument(check, index, ACD_STEP_LASTS_US, "the last step has no end", "no time: it lasts until the call leaves");
  if (!is_last && !lasts_us)
    argument(check, index, ACD_STEP_LASTS_US, "a step that is not the last has no end", "a time greater than 0");
  if (!is_last && lasts_us && from_entry && lasts_us <= before_us)
    argument(check, index, ACD_STEP_LASTS_US, "the step ends no later than the one before",
             "an age greater than that of the step before (steps_clock is wait)");
}

void acd__check_steps(acd__check *check, int32_t queue)
{
  const acd__object *all = check->document->objects;
  int from_entry = acd__document_int(check->document, &all[queue], ACD_QUEUE_STEPS_CLOCK) == ACD_STEPS_CLOCK_WAIT;
  int64_t before_us = -1;
  int32_t last = -1, count = 0;
  for (int32_t i = all[queue].first_child; i >= 0; i = all[i].next)
    if (all[i].noun == ACD_NOUN_STEP) last = i;
  for (int32_t i = all[queue].first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_STEP) continue;
    if (++count == ACD__STEPS_MAX + 1) argument(check, i, 0, "is a step too many", "at most 16 steps");
    check_lasts(check, i, before_us, from_entry, i == last);
    before_us = acd__document_int(check->document, &all[i], ACD_STEP_LASTS_US);
  }
}

static int find_skill(void *user, const char *name, size_t size, acd_id *skill_out)
{
  const acd__check *check = user;
  *skill_out = acd__names_find(&check->names, 0, ACD_NOUN_SKILL, 0, name, size);
  return *skill_out >= 0;
}

void acd__check_step(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  if (acd__document_int(check->document, object, ACD_STEP_TIER_MIN) >
      acd__document_int(check->document, object, ACD_STEP_TIER_MAX)) {
    argument(check, index, acd__document_has(object, ACD_STEP_TIER_MIN) ? ACD_STEP_TIER_MIN : ACD_STEP_TIER_MAX,
             "tier_min is more than tier_max", "tier_min up to tier_max");
  }
  const char *text = acd__document_text(check->document, object, ACD_STEP_EXPRESSION);
  acd__expression_error error = {0};
  if (!*text || acd__expression_parse(NULL, text, find_skill, check, NULL, &error) != ACD_ERR_ARGUMENT) return;
  acd__formula_error same = {error.at, error.text, error.expected, ACD_NOUN_SKILL, error.name, error.name_size};
  acd__check_report_error(check, index, ACD_STEP_EXPRESSION, &same);
}
