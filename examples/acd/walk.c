/* SPDX-License-Identifier: Apache-2.0 */
#include "walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "definition.h"
#include "tool.h"

/* So many actions are answered at one instant: a flow whose prompts lead in a circle does not end by itself. */
#define ANSWERED_MAX 1000

char *walk_copy(const char *text)
{
  return strcpy(grow(NULL, strlen(text) + 1), text);
}

int walk_fail(walk *of, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(of->complaint, sizeof(of->complaint), format, arguments);
  va_end(arguments);
  return 0;
}

int walk_command(walk *of, int status, const char *what)
{
  if (status >= 0) return 1;
  return walk_fail(of, "%s: %s", what, acd_status_text(status));
}

static void on_log(void *user, int level, const char *text)
{
  (void)user;
  if (level >= ACD_LOG_WARNING) complain("engine: %s", text);
}

int walk_begin(walk *of, const char *path, acd_json *definition, const tool_zone *zone)
{
  acd_options *options = NULL;
  int status = acd_options_new(NULL, &options), code;
  memset(of, 0, sizeof(*of));
  of->definition = path;
  of->read = acd_json_definition(definition);
  of->zone = zone;
  parse_date(WALK_DATE, &of->wall_us);
  of->wall_us = tool_zone_instant(zone, of->wall_us + 10 * 3600 * ACD_SECOND);
  if (status == ACD_OK) status = acd_options_set_log(options, on_log, NULL);
  if (status == ACD_OK) status = acd_options_set_events(options, walk_event_keep, of);
  if (status == ACD_OK) status = acd_engine_new(options, &of->engine);
  acd_options_free(options);
  if (status == ACD_OK) status = acd_engine_wall_set(of->engine, 0, of->wall_us);
  if (status != ACD_OK) {
    complain("%s", acd_status_text(status));
    return EXIT_INTERNAL;
  }
  code = definition_submit(path, definition, zone->folder, of->engine);
  if (code != EXIT_OK || walk_tick(of)) return code;
  complain("%s", of->complaint);
  return EXIT_INTERNAL;
}

void walk_end(walk *of)
{
  for (size_t i = 0; i < of->calls_count; i++) free(of->calls[i].label);
  for (size_t i = 0; i < of->happenings_count; i++) {
    free(of->happenings[i].text);
    free(of->happenings[i].more);
  }
  for (size_t i = 0; i < of->open_count; i++) free(of->open[i].text);
  for (size_t i = 0; i < of->rules_count; i++) {
    free(of->rules[i].text);
    free(of->rules[i].answer);
  }
  free(of->calls);
  free(of->happenings);
  free(of->open);
  free(of->rules);
  free(of->events);
  acd_engine_free(of->engine);
  memset(of, 0, sizeof(*of));
}

int walk_settle(walk *of)
{
  for (;;) {
    acd_action action = {.size = sizeof(action)};
    int got;
    walk_events_tell(of);
    got = acd_action_next(of->engine, &action);
    if (got == 0) return 1;
    if (got < 0) return walk_command(of, got, "actions");
    if (!walk_host(of, &action)) return 0;
  }
}

int walk_tick(walk *of)
{
  int status;
  do {
    status = acd_engine_tick(of->engine, of->now_us);
    if (!walk_command(of, status, "time") || !walk_settle(of)) return 0;
  } while (status == ACD_AGAIN);
  return 1;
}

int walk_give(walk *of, acd_id action, int64_t outcome, const char *text)
{
  int status;
  if (++of->answered > ANSWERED_MAX)
    return walk_fail(of, "more than %d actions at one moment: the flow goes in circles", ANSWERED_MAX);
  do {
    status = acd_action_result(of->engine, of->now_us, action, outcome, text);
  } while (status == ACD_AGAIN && walk_tick(of));
  return status == ACD_ERR_STALE || walk_command(of, status, acd_outcome_str(outcome));
}

/* When time has its next effect by itself. */
static acd_time next_due(const walk *of)
{
  acd_time due_us = acd_engine_deadline(of->engine);
  for (size_t i = 0; i < of->open_count; i++)
    if (of->open[i].due_us < due_us) due_us = of->open[i].due_us;
  return due_us > of->now_us ? due_us : of->now_us + 1; /* what is due now has been done */
}

/* The engine's timers first, then the inputs that end, in the order in which they were asked for. */
static int step_to(walk *of, acd_time to_us)
{
  of->now_us = to_us;
  of->answered = 0;
  if (!walk_tick(of)) return 0;
  for (size_t i = 0; i < of->open_count;) {
    if (of->open[i].due_us > of->now_us) {
      i++;
    } else {
      if (!walk_input_end(of, &of->open[i]) || !walk_tick(of)) return 0;
      i = 0; /* the list is another one */
    }
  }
  return 1;
}

int walk_pass(walk *of, int64_t us)
{
  acd_time until_us = of->now_us + us, due_us;
  if (until_us > ACD_TIME_MAX) return walk_fail(of, "the end of time is reached");
  while ((due_us = next_due(of)) <= until_us)
    if (!step_to(of, due_us)) return 0;
  return step_to(of, until_us);
}

int walk_pass_until(walk *of, int64_t moment_us)
{
  int64_t us = moment_us - of->wall_us - of->now_us;
  return us < 0 ? walk_fail(of, "this moment is over already") : walk_pass(of, us);
}

static int is_heard(const walk *of, size_t from)
{
  for (size_t i = from; i < of->happenings_count; i++)
    if (of->happenings[i].call == of->current && of->happenings[i].kind != HAPPENING_EXIT) return 1;
  return 0;
}

int walk_skip(walk *of)
{
  size_t from = of->happenings_count;
  while (!is_heard(of, from)) {
    acd_time due_us = next_due(of);
    if (due_us > ACD_TIME_MAX) return walk_fail(of, "nothing more happens by itself");
    if (!step_to(of, due_us)) return 0;
  }
  return 1;
}

int walk_silence(walk *of)
{
  walk_open *input = walk_open_find(of, of->current, ACD_ACTION_COLLECT);
  if (!input) return walk_fail(of, "no keys are asked for");
  if (input->due_us > ACD_TIME_MAX) return walk_fail(of, "a rule leaves these keys unanswered");
  return walk_pass(of, input->due_us - of->now_us);
}
