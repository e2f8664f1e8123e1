/* SPDX-License-Identifier: Apache-2.0 */
#include "testing.h"

#include <inttypes.h>
#include <string.h>

static const acd__testing_line *find_action(const acd_testing *of, acd_id action)
{
  for (size_t i = of->lines_count; i-- > 0;)
    if (of->lines[i].sort == ACD__TESTING_ASKED && of->lines[i].action == action) return &of->lines[i];
  return NULL;
}

static void add_words(acd__testing_text *to, const acd_testing *of, const acd__testing_line *line, const char *kind)
{
  acd__testing_text_add(to, "%s", kind);
  for (size_t i = 0; i < ACD__TESTING_WORDS; i++)
    if (line->words[i])
      acd__testing_text_add(to, "%s%s", i && line->sort == ACD__TESTING_ASKED ? "." : " ", line->words[i]);
  if (!line->call) return;
  acd__testing_text_add(to, line->sort == ACD__TESTING_TOLD ? " " : " for ");
  acd__testing_add_call_name(to, of, line->call);
}

static void add_told(acd__testing_text *to, const acd_testing *of, const acd__testing_line *line)
{
  add_words(to, of, line, acd_command_kind_str(line->kind));
  if (line->kind == ACD_COMMAND_RESULT) {
    const acd__testing_line *asked = find_action(of, line->action);
    acd__testing_text_add(to, " ");
    if (asked)
      acd__testing_add_line(to, of, asked);
    else
      acd__testing_text_add(to, "of nothing that was asked");
    acd__testing_text_add(to, ": %s", acd_outcome_str(line->outcome));
  }
  if (line->code < 0) acd__testing_text_add(to, ", refused: %s", acd_status_text((int)line->code));
}

int acd__testing_is_about(const acd__testing_line *line, const char *what)
{
  const char *agent = line->words[0] ? line->words[0] : "", *device = line->words[1];
  if (!what || strcmp(agent, what) == 0) return 1;
  size_t size = strlen(agent);
  return device && strncmp(agent, what, size) == 0 && what[size] == '.' && strcmp(device, what + size + 1) == 0;
}

void acd__testing_add_line(acd__testing_text *to, const acd_testing *of, const acd__testing_line *line)
{
  switch (line->sort) {
  case ACD__TESTING_ASKED: add_words(to, of, line, acd_action_kind_str(line->kind)); break;
  case ACD__TESTING_TOLD: add_told(to, of, line); break;
  case ACD__TESTING_EVENT: add_words(to, of, line, acd_event_kind_str(line->kind)); break;
  default: acd__testing_text_add(to, "%s", line->words[0] ? line->words[0] : ""); break;
  }
}

void acd__testing_add_seconds(acd__testing_text *to, acd_time time_us)
{
  acd__testing_text_add(to, "%" PRId64, time_us / ACD_SECOND);
  int64_t part = time_us % ACD_SECOND;
  int digits = 6;
  for (; part && part % 10 == 0; part /= 10) digits--;
  if (part) acd__testing_text_add(to, ".%0*" PRId64, digits, part);
  acd__testing_text_add(to, " s");
}

void acd__testing_add_story(acd__testing_text *to, const acd_testing *of, size_t from, size_t until, uint32_t sort,
                            size_t arrow)
{
  static const char *const marks[ACD__TESTING_SORTS] = {"", "   > ", "   * ", "   - "};
  for (size_t i = from; i < until && i < of->lines_count; i++) {
    const acd__testing_line *line = &of->lines[i];
    if (line->sort == ACD__TESTING_EVENT && sort != ACD__TESTING_EVENT) continue;
    acd__testing_text time = {0}, words = {0};
    acd__testing_add_seconds(&time, line->time_us);
    acd__testing_add_line(&words, of, line);
    const char *text = words.at ? words.at : "";
    acd__testing_text_add(to, "%s%10s  %s", i == arrow ? "->" : "  ", time.at ? time.at : "", marks[line->sort]);
    if (line->expected)
      acd__testing_text_add(to, "%-*s as expected\n", 44 - (int)strlen(marks[line->sort]), text);
    else
      acd__testing_text_add(to, "%s\n", text);
    acd__testing_text_free(&time);
    acd__testing_text_free(&words);
  }
}

const char *acd_testing_story(acd_testing *testing)
{
  if (!testing) return NULL;
  acd__testing_text *story = &testing->story;
  acd__testing_text_clear(story);
  acd__testing_add_story(story, testing, 0, testing->lines_count, ACD__TESTING_EVENT, SIZE_MAX);
  if (story->lost || testing->lost) return NULL;
  return story->at ? story->at : "";
}
