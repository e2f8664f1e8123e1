/* SPDX-License-Identifier: Apache-2.0 */
#include "testing.h"

#include <stdlib.h>
#include <string.h>

acd__testing_line *acd__testing_line_add(acd_testing *of, uint32_t sort, uint32_t kind, acd_id call)
{
  acd__testing_line *more = acd__testing_grown(of->lines, of->lines_count, sizeof *more);
  if (!more) {
    of->lost = 1;
    return NULL;
  }
  of->lines = more;
  acd__testing_see_call(of, call);
  acd__testing_line *line = &of->lines[of->lines_count++];
  memset(line, 0, sizeof *line);
  line->sort = sort;
  line->kind = kind;
  line->call = call;
  line->time_us = of->now_us;
  return line;
}

void acd__testing_word(acd_testing *of, acd__testing_line *line, size_t at, const char *word)
{
  if (!word || !*word) return;
  line->words[at] = acd__testing_copy(word);
  if (!line->words[at]) of->lost = 1;
}

static void add_agent(acd_testing *of, acd__testing_line *line, const acd_engine *engine, acd_id agent, acd_id device)
{
  acd_agent_info info = {.size = sizeof info, .name = "?"};
  (void)acd_agent_get(engine, agent, &info);
  acd__testing_word(of, line, 0, info.name);
  acd__testing_word(of, line, 1, acd_device_name(engine, device));
}

static const char *recording_mode(int64_t value)
{
  switch (value) {
  case ACD_RECORDING_ON: return "on";
  case ACD_RECORDING_OFF: return "off";
  case ACD_RECORDING_PAUSED: return "paused";
  case ACD_RECORDING_RESUMED: return "resumed";
  default: return "?";
  }
}

void acd__testing_asked(void *user, const acd_engine *engine, const acd_action *action)
{
  acd_testing *of = user;
  acd__testing_line *line = acd__testing_line_add(of, ACD__TESTING_ASKED, action->kind, action->call);
  if (!line) return;
  line->time_us = action->time_us;
  line->action = action->id;
  switch (action->kind) {
  case ACD_ACTION_RING:
  case ACD_ACTION_RING_STOP:
  case ACD_ACTION_BRIDGE:
  case ACD_ACTION_RELEASE:
  case ACD_ACTION_JOIN: add_agent(of, line, engine, action->agent, action->device); break;
  case ACD_ACTION_HANGUP: acd__testing_word(of, line, 0, acd_end_str(action->reason)); break;
  case ACD_ACTION_RECORDING: acd__testing_word(of, line, 0, recording_mode(action->value)); break;
  default: acd__testing_word(of, line, 0, action->text); break;
  }
}

/* Whom the command is about, by what its kind is called. */
static void add_subject(acd_testing *of, acd__testing_line *line, const acd_engine *engine, const acd_told *told)
{
  const char *kind = acd_command_kind_str(told->kind);
  if (strncmp(kind, "agent_", 6) == 0) {
    add_agent(of, line, engine, told->subject, 0);
  } else if (strncmp(kind, "queue_", 6) == 0) {
    acd_queue_info info = {.size = sizeof info, .name = "?"};
    (void)acd_queue_get(engine, told->subject, &info);
    acd__testing_word(of, line, 0, info.name);
  }
}

/* The line at the end goes before the events of its command, which were heard while it was done. */
static void put_before_events(acd_testing *of)
{
  size_t at = of->lines_count - 1;
  acd__testing_line line = of->lines[at];
  while (at > of->told_until && of->lines[at - 1].sort == ACD__TESTING_EVENT &&
         of->lines[at - 1].time_us == line.time_us)
    at--;
  memmove(&of->lines[at + 1], &of->lines[at], (of->lines_count - 1 - at) * sizeof line);
  of->lines[at] = line;
}

void acd__testing_told(void *user, const acd_engine *engine, const acd_told *told)
{
  acd_testing *of = user;
  if (told->kind == ACD_COMMAND_TICK || told->code == ACD_AGAIN) {
    of->told_until = of->lines_count;
    return;
  }
  const char *kind = acd_command_kind_str(told->kind);
  int of_call = strncmp(kind, "call", 4) == 0 || strncmp(kind, "slot_", 5) == 0;
  acd_id call = of_call ? told->subject ? told->subject : told->id : 0;
  acd__testing_see_call(of, call);
  acd__testing_see_call(of, told->id);
  acd__testing_line *line = acd__testing_line_add(of, ACD__TESTING_TOLD, told->kind, call);
  if (!line) return;
  line->time_us = told->time_us;
  line->own = of->own;
  line->code = told->code;
  line->outcome = told->outcome;
  if (told->kind == ACD_COMMAND_RESULT) line->action = told->subject;
  add_subject(of, line, engine, told);
  put_before_events(of);
  of->told_until = of->lines_count;
}

void acd_testing_hear(void *testing, const acd_event *event)
{
  acd_testing *of = testing;
  acd__testing_line *line = acd__testing_line_add(of, ACD__TESTING_EVENT, event->kind, event->call);
  if (!line) return;
  line->time_us = event->time_us;
  const char *detail = event->detail ? acd_event_detail_str(event->kind, event->detail) : "?";
  acd__testing_word(of, line, 0, strcmp(detail, "?") != 0 ? detail : "");
  acd__testing_word(of, line, 1, event->queue_name);
  acd__testing_word(of, line, 2, event->agent_name);
  acd__testing_word(of, line, 3, event->text);
}

void acd__testing_log(void *user, int level, const char *text)
{
  acd_testing *of = user;
  if (level >= ACD_LOG_ERROR) acd__testing_text_add(&of->logged, "the engine logged an error: %s\n", text);
}

int acd_testing_note(acd_testing *testing, const char *text)
{
  if (!testing || !text) return ACD_ERR_ARGUMENT;
  acd__testing_line *line = acd__testing_line_add(testing, ACD__TESTING_NOTE, 0, 0);
  if (line) acd__testing_word(testing, line, 0, text);
  return testing->lost ? acd__testing_fail(testing, ACD_ERR_NOMEM, "%s", acd_status_text(ACD_ERR_NOMEM)) : ACD_OK;
}
