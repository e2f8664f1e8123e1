/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as a calendar: refused with a note, or made into rules that a definition takes. */
#include "fuzz.h"

#include <string.h>

#include <acd/engine.h>
#include <acd/ics.h>

static void look_at(const acd_ics *ics)
{
  acd_ics_rule rule = {.size = sizeof rule};
  acd_ics_counts counts = {.size = sizeof counts};
  for (size_t i = 0; acd_ics_rule_at(ics, i, &rule) == ACD_OK; i++) {
    fuzz_expect(rule.date >= 20200101 && rule.date <= rule.to_date && rule.to_date <= 20291231, "days are inside");
    fuzz_expect(rule.from_us >= 0 && rule.from_us < INT64_C(86400000000) && rule.to_us > 0 &&
                    rule.to_us <= INT64_C(86400000000),
                "times are of a day");
    fuzz_expect(strlen(rule.name) > strlen(" 2020-01-01") && strlen(rule.name) <= 255, "a rule has a name");
  }
  fuzz_expect(acd_ics_counts_get(ics, &counts) == ACD_OK, "counts");
  fuzz_expect(counts.events == counts.taken + counts.outside + counts.skipped + counts.left_out,
              "every event is told of");
}

/* Names, dates and clocks: acd_definition_submit() finds the rest, in an engine. */
static void define(acd_ics *ics)
{
  acd_definition *definition = NULL;
  acd_engine *engine = NULL;
  fuzz_expect(acd_definition_new(NULL, &definition) == ACD_OK && acd_engine_new(NULL, &engine) == ACD_OK, "memory");
  int32_t schedule = acd_definition_add(definition, ACD_NOUN_SCHEDULE, 0, "s");
  fuzz_expect(acd_ics_define(ics, definition, schedule, ACD_NOUN_HOLIDAY) == ACD_OK, "rules are defined");
  fuzz_expect(acd_definition_submit(definition, engine, 0, ACD_DEFINE_WHOLE) == ACD_OK, "the definition is taken");
  acd_definition_free(definition);
  acd_engine_free(engine);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  acd_ics *ics = NULL;
  char line[2000];
  fuzz_expect(acd_ics_new(NULL, &ics) == ACD_OK, "there is memory");
  fuzz_expect(acd_ics_match_add(ics, ACD_ICS_MATCH_OPEN, NULL, "work") == ACD_OK, "a match");
  fuzz_expect(acd_ics_match_add(ics, ACD_ICS_MATCH_SKIP, "CATEGORIES", "not") == ACD_OK, "a match");
  int status = acd_ics_read_text(ics, "fuzz", (const char *)data, size);
  fuzz_expect(status == ACD_OK || status == ACD_ERR_DEFINITION, "it is read, or refused");
  fuzz_expect(status == ACD_OK || acd_ics_notes_count(ics) == 1, "a refusal has a note");
  if (status == ACD_OK) {
    status = acd_ics_expand(ics, 20200101, 20291231);
    fuzz_expect(status == ACD_OK || status == ACD_ERR_LIMIT, "it is expanded");
    if (status == ACD_OK) {
      look_at(ics);
      define(ics);
    }
  }
  for (size_t i = 0; i < acd_ics_notes_count(ics); i++)
    fuzz_expect(acd_ics_note_print(ics, i, line, sizeof line, NULL) != ACD_ERR_NOT_FOUND && line[0],
                "a note has a text");
  acd_ics_free(ics);
  return 0;
}
