/* SPDX-License-Identifier: Apache-2.0 */
#include "testing.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Lines of the story before and behind a difference that are shown. */
enum { SHOWN_BEFORE = 14, SHOWN_BEHIND = 3 };

static int passes_over(const acd_testing *of, const acd__testing_line *line)
{
  if (line->sort == ACD__TESTING_ASKED) return line->kind < 64 && (of->ignored >> line->kind & 1);
  return line->sort == ACD__TESTING_TOLD && line->own;
}

/* The next line of these sorts (bits), by its number; that behind the last one: there is none. */
static size_t next_of(const acd_testing *of, unsigned sorts)
{
  for (size_t i = 0; i < of->lines_count; i++) {
    const acd__testing_line *line = &of->lines[i];
    if ((sorts >> line->sort & 1) && i >= of->next[line->sort] && !passes_over(of, line)) return i;
  }
  return of->lines_count;
}

static int met(acd_testing *of, size_t at)
{
  of->lines[at].expected = 1;
  of->next[of->lines[at].sort] = at + 1;
  of->last = at + 1;
  return ACD_OK;
}

/* Tells what was expected, what was there instead, and the story around it. */
static int differs(acd_testing *of, size_t at, uint32_t sort, const char *expected)
{
  static const char *const sorts[ACD__TESTING_SORTS] = {"", "told ", "event ", "note "};
  acd__testing_text was = {0};
  if (at < of->lines_count) {
    acd__testing_add_line(&was, of, &of->lines[at]);
    acd__testing_text_add(&was, ", at ");
    acd__testing_add_seconds(&was, of->lines[at].time_us);
  } else {
    acd__testing_text_add(&was, "%s", sort == ACD__TESTING_EVENT ? "not among the events" : "nothing more");
  }
  of->unmet = 1;
  (void)acd__testing_fail(of, ACD_ERR_STATE, "expected: %s%s\nbut was:  %s\n", sorts[sort], expected,
                          was.at ? was.at : "");
  size_t from = at, shown = 0;
  while (from > 0 && shown < SHOWN_BEFORE)
    shown += of->lines[--from].sort != ACD__TESTING_EVENT || sort == ACD__TESTING_EVENT;
  acd__testing_add_story(&of->failure, of, from, at + SHOWN_BEHIND, sort, at);
  acd__testing_text_free(&was);
  return ACD_ERR_STATE;
}

/* The next line of a sort reads like this. */
static int expect_line(acd_testing *testing, uint32_t sort, const char *expected)
{
  if (!testing || !expected) return ACD_ERR_ARGUMENT;
  int status = acd_testing_settle(testing);
  if (status) return status;
  size_t at = next_of(testing, 1U << sort);
  acd__testing_text was = {0};
  if (at < testing->lines_count) acd__testing_add_line(&was, testing, &testing->lines[at]);
  int same = was.at && strcmp(was.at, expected) == 0;
  acd__testing_text_free(&was);
  return same ? met(testing, at) : differs(testing, at, sort, expected);
}

int acd_testing_expect_told(acd_testing *testing, const char *line)
{
  return expect_line(testing, ACD__TESTING_TOLD, line);
}

int acd_testing_expect_note(acd_testing *testing, const char *text)
{
  return expect_line(testing, ACD__TESTING_NOTE, text);
}

/* An expectation by names, as a line. */
static char *as_line(const char *kind, const char *what, const char *call)
{
  acd__testing_text text = {0};
  acd__testing_text_add(&text, "%s%s%s", kind, what && !*what ? "" : " ", what ? what : "(any)");
  if (call) acd__testing_text_add(&text, " for %s", call);
  return text.at;
}

static int has_word(const acd__testing_line *line, const char *what)
{
  if (!what) return 1;
  for (size_t i = 0; i < ACD__TESTING_WORDS; i++)
    if (line->words[i] && strcmp(line->words[i], what) == 0) return 1;
  return 0;
}

int acd_testing_expect_action(acd_testing *testing, uint32_t kind, const char *call, const char *what)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  int status = acd_testing_settle(testing);
  if (status) return status;
  size_t at = next_of(testing, 1U << ACD__TESTING_ASKED);
  const acd__testing_line *line = at < testing->lines_count ? &testing->lines[at] : NULL;
  if (line && line->kind == kind && acd__testing_is_called(testing, line->call, call) &&
      acd__testing_is_about(line, what))
    return met(testing, at);
  char *expected = as_line(acd_action_kind_str(kind), what, call);
  status = differs(testing, at, ACD__TESTING_ASKED, expected ? expected : "");
  free(expected);
  return status;
}

int acd_testing_expect_event(acd_testing *testing, uint32_t kind, const char *call, const char *what)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  int status = acd_testing_settle(testing);
  if (status) return status;
  for (size_t i = testing->next[ACD__TESTING_EVENT]; i < testing->lines_count; i++) {
    const acd__testing_line *line = &testing->lines[i];
    if (line->sort == ACD__TESTING_EVENT && line->kind == kind && acd__testing_is_called(testing, line->call, call) &&
        has_word(line, what))
      return met(testing, i);
  }
  char *expected = as_line(acd_event_kind_str(kind), what, call);
  status = differs(testing, testing->lines_count, ACD__TESTING_EVENT, expected ? expected : "");
  free(expected);
  return status;
}

int acd_testing_expect_at(acd_testing *testing, double seconds)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  acd_time expected = acd__testing_us(seconds);
  if (!testing->last) return acd__testing_fail(testing, ACD_ERR_ARGUMENT, "nothing was expected before");
  if (testing->lines[testing->last - 1].time_us == expected) return ACD_OK;
  acd__testing_text at = {0};
  acd__testing_text_add(&at, "it at ");
  acd__testing_add_seconds(&at, expected);
  int status = differs(testing, testing->last - 1, testing->lines[testing->last - 1].sort, at.at ? at.at : "");
  acd__testing_text_free(&at);
  return status;
}

enum { ASKED_AND_NOTES = 1 << ACD__TESTING_ASKED | 1 << ACD__TESTING_NOTE };

int acd_testing_expect_no_more(acd_testing *testing)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  int status = acd_testing_settle(testing);
  if (status) return status;
  size_t at = next_of(testing, ASKED_AND_NOTES);
  return at == testing->lines_count ? ACD_OK : differs(testing, at, ACD__TESTING_ASKED, "no more");
}

/* One line of a story, without the blanks around it. */
static int expect_in_story(acd_testing *of, const char *text, size_t size)
{
  size_t at = next_of(of, ASKED_AND_NOTES);
  acd__testing_text expected = {0}, was = {0};
  acd__testing_text_add(&expected, "%.*s", (int)size, text);
  if (at < of->lines_count) {
    size_t time = strspn(text, "0123456789.");
    if (time && strncmp(text + time, " s ", 3) == 0) {
      acd__testing_add_seconds(&was, of->lines[at].time_us);
      acd__testing_text_add(&was, " ");
    }
    acd__testing_add_line(&was, of, &of->lines[at]);
  }
  int same = was.at && expected.at && strcmp(was.at, expected.at) == 0;
  int status = same ? met(of, at) : differs(of, at, ACD__TESTING_ASKED, expected.at ? expected.at : "");
  acd__testing_text_free(&expected);
  acd__testing_text_free(&was);
  return status;
}

int acd_testing_expect_story(acd_testing *testing, const char *lines)
{
  if (!testing || !lines) return ACD_ERR_ARGUMENT;
  int status = acd_testing_settle(testing);
  while (!status && *lines) {
    lines += strspn(lines, " \t\n");
    size_t size = strcspn(lines, "\n"), used = size;
    while (used && (lines[used - 1] == ' ' || lines[used - 1] == '\t')) used--;
    if (used) status = expect_in_story(testing, lines, used);
    lines += size;
  }
  return status ? status : acd_testing_expect_no_more(testing);
}

static int expect_number(acd_testing *of, const char *of_what, const char *expected, const char *was)
{
  of->unmet = 1;
  return acd__testing_fail(of, ACD_ERR_STATE, "expected: %s %s\nbut was:  %s", of_what, expected, was);
}

int acd_testing_expect_agent(acd_testing *testing, const char *agent, int64_t state)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  int status = acd_testing_settle(testing);
  if (status) return status;
  acd_id id = acd_testing_agent_id(testing, agent);
  acd_agent_info info = {.size = sizeof info};
  if (!id || acd_agent_get(testing->engine, id, &info)) return ACD_ERR_NOT_FOUND;
  if (info.state == state) return ACD_OK;
  return expect_number(testing, agent, acd_agent_state_str(state), acd_agent_state_str(info.state));
}

int acd_testing_expect_waiting(acd_testing *testing, const char *queue, int64_t count)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  int status = acd_testing_settle(testing);
  if (status) return status;
  acd_id id = acd_testing_queue_id(testing, queue);
  acd_queue_info info = {.size = sizeof info};
  if (!id || acd_queue_get(testing->engine, id, &info)) return ACD_ERR_NOT_FOUND;
  if (info.waiting_count == count) return ACD_OK;
  testing->unmet = 1;
  return acd__testing_fail(testing, ACD_ERR_STATE, "expected: %" PRId64 " calls waiting in %s\nbut was:  %" PRId64,
                           count, queue, info.waiting_count);
}

int acd_testing_ignore(acd_testing *testing, uint32_t kind)
{
  if (!testing) return ACD_ERR_ARGUMENT;
  if (kind == 0 || kind > 63) return acd__testing_fail(testing, ACD_ERR_ARGUMENT, "no kind of actions: %u", kind);
  testing->ignored |= UINT64_C(1) << kind;
  return ACD_OK;
}
