/* SPDX-License-Identifier: Apache-2.0 */
#include "host.h"

#include <stdio.h>
#include <stdlib.h>

#include "../model/outline.h"

static void log_line(void *user, int level, const char *text)
{
  test_host *host = user;
  if (level < ACD_LOG_ERROR) return;
  host->errors_logged++;
  print_error("the engine says: %s\n", text);
}

/* Room for one more at the end of an array that grows by doubling. */
static void *grown(void *items, size_t count, size_t size)
{
  if (count & (count - 1)) return items;
  void *more = realloc(items, (count ? 2 * count : 1) * size);
  if (!more) abort();
  return more;
}

static void keep_event(void *user, const acd_event *event)
{
  test_host *host = user;
  if (host->keeps_events) {
    host->events = grown(host->events, host->events_count, sizeof *event);
    acd_event *kept = &host->events[host->events_count];
    *kept = *event;
    kept->queue_name = kept->agent_name = kept->flow_name = kept->caller = kept->text = NULL; /* were lent */
  }
  host->events_count++;
  if (host->hear) host->hear(host->hear_user, event);
}

int host_try_begin(test_host *host, const int64_t *options)
{
  acd_allocator allocator = failing_allocator(&host->memory);
  acd_options *chosen;
  host->keeps_events = 1;
  int status = acd_options_new(&allocator, &chosen);
  if (status) return status;
  assert_int_equal(acd_options_set_log(chosen, log_line, host), ACD_OK);
  assert_int_equal(acd_options_set_events(chosen, keep_event, host), ACD_OK);
  assert_int_equal(acd_options_set_explain(chosen, host->explain, host->explain_user), ACD_OK);
  assert_int_equal(acd_options_set_score(chosen, host->score, host->score_user), ACD_OK);
  for (; options && options[0]; options += 2)
    assert_int_equal(acd_options_set(chosen, (int)options[0], options[1]), ACD_OK);
  status = acd_engine_new(chosen, &host->engine);
  acd_options_free(chosen);
  return status;
}

void host_begin(test_host *host, const int64_t *options)
{
  memset(host, 0, sizeof *host);
  assert_int_equal(host_try_begin(host, options), ACD_OK);
}

void host_drop(test_host *host)
{
  acd_engine_free(host->engine);
  for (size_t i = 0; i < host->actions_count; i++) {
    free(host->actions[i].words);
    free((char *)(uintptr_t)host->actions[i].action.text);
  }
  free(host->actions);
  free(host->events);
}

void host_end(test_host *host)
{
  host_pull(host);
  host_check(host);
  host_drop(host);
  assert_int_equal(host->memory.bytes, 0);
  assert_int_equal(host->memory.blocks, 0);
}

/* "20s" becomes "20000000" behind a "=". */
static char *in_microseconds(const char *outline)
{
  char *text = malloc(strlen(outline) * 4 + 1), *to = text;
  if (!text) abort();
  for (const char *at = outline; *at; at++) {
    size_t digits = at > outline && at[-1] == '=' ? strspn(at, "0123456789") : 0;
    if (digits && at[digits] == 's' && strchr(" \n", at[digits + 1])) {
      memcpy(to, at, digits);
      memcpy(to + digits, "000000", 6);
      to += digits + 6;
      at += digits;
    } else {
      *to++ = *at;
    }
  }
  *to = '\0';
  return text;
}

int host_submit(test_host *host, int mode, const char *outline)
{
  char *text = in_microseconds(outline);
  acd_definition *definition = outline_build(NULL, text);
  free(text);
  assert_non_null(definition);
  int status;
  while ((status = acd_definition_submit(definition, host->engine, host->now, mode)) == ACD_AGAIN) host_pull(host);
  acd_definition_free(definition);
  return status;
}

static void submit_or_fail(test_host *host, int mode, const char *outline)
{
  int status = host_submit(host, mode, outline);
  acd_error error = {.size = sizeof error};
  for (size_t i = 0; acd_engine_error_at(host->engine, i, &error) == ACD_OK; i++)
    print_error("%s: %s (expected: %s)\n", error.path, error.text, error.expected);
  assert_int_equal(status, ACD_OK);
}

void host_define(test_host *host, const char *outline)
{
  submit_or_fail(host, ACD_DEFINE_WHOLE, outline);
}

void host_change(test_host *host, const char *outline)
{
  submit_or_fail(host, ACD_DEFINE_CHANGE, outline);
}

acd_id host_agent(const test_host *host, const char *name)
{
  acd_id id = 0;
  if (acd_agent_find(host->engine, name, &id)) fail_msg("no agent %s", name);
  return id;
}

acd_id host_queue(const test_host *host, const char *name)
{
  acd_id id = 0;
  if (acd_queue_find(host->engine, name, &id)) fail_msg("no queue %s", name);
  return id;
}

acd_id host_flow(const test_host *host, const char *name)
{
  acd_id id = 0;
  if (acd_flow_find(host->engine, name, &id)) fail_msg("no flow %s", name);
  return id;
}

acd_id host_skill(const test_host *host, const char *name)
{
  acd_id id = 0;
  if (acd_skill_find(host->engine, name, &id)) fail_msg("no skill %s", name);
  return id;
}

static acd_id arrive(test_host *host, const acd_arrival *arrival)
{
  acd_id call = 0;
  int status;
  while ((status = acd_call_arrive(host->engine, host->now, arrival, &call)) == ACD_AGAIN) host_pull(host);
  assert_int_equal(status, ACD_OK);
  return call;
}

acd_id host_arrive_priority(test_host *host, const char *number, int64_t priority)
{
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = number;
  arrival.priority = priority;
  return arrive(host, &arrival);
}

acd_id host_arrive(test_host *host, const char *number)
{
  return host_arrive_priority(host, number, 0);
}

acd_id host_arrive_skill(test_host *host, const char *number, const char *skill, int64_t level)
{
  acd_requirement need = {host_skill(host, skill), level};
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = number;
  arrival.requirements = &need;
  arrival.requirements_count = 1;
  return arrive(host, &arrival);
}

void host_hangup(test_host *host, acd_id call)
{
  int status;
  while ((status = acd_call_hangup(host->engine, host->now, call)) == ACD_AGAIN) host_pull(host);
  assert_int_equal(status, ACD_OK);
}

static char *words_of(const test_host *host, const acd_action *action)
{
  char words[400];
  const char *more = action->text;
  acd_agent_info info = {.size = sizeof info};
  if (action->agent) more = acd_agent_get(host->engine, action->agent, &info) ? "?" : info.name;
  static const char *const modes[] = {"?", "on", "off", "paused"};
  if (action->kind == ACD_ACTION_RECORDING) more = modes[action->value & 3];
  int size = snprintf(words, sizeof words, "%s", acd_action_kind_str(action->kind));
  if (action->kind == ACD_ACTION_HANGUP) /* of a consultation: and whom it leaves with the caller */
    size += snprintf(words + size, sizeof words - (size_t)size, " %s", acd_end_str(action->reason));
  if (action->kind == ACD_ACTION_DIAL) { /* and for whom */
    size += snprintf(words + size, sizeof words - (size_t)size, " %s", action->text);
    if (!action->agent) more = "";
  }
  const char *device = acd_device_name(host->engine, action->device);
  size += snprintf(words + size, sizeof words - (size_t)size, "%s%.255s%s%.60s", *more ? " " : "", more,
                   device ? "." : "", device ? device : "");
  if (action->to == ACD_TO_AGENT) snprintf(words + size, sizeof words - (size_t)size, " %.60s", action->text);
  char *copy = malloc(strlen(words) + 1);
  if (!copy) abort();
  return strcpy(copy, words);
}

/* The texts in one block, which `text` begins. */
static void copy_texts(acd_action *action)
{
  size_t text = strlen(action->text) + 1, prompt = strlen(action->prompt) + 1, ends = strlen(action->terminators) + 1;
  char *block = malloc(text + prompt + ends);
  if (!block) abort();
  memcpy(block, action->text, text);
  memcpy(block + text, action->prompt, prompt);
  memcpy(block + text + prompt, action->terminators, ends);
  action->text = block;
  action->prompt = block + text;
  action->terminators = block + text + prompt;
}

size_t host_pull(test_host *host)
{
  size_t before = host->actions_count;
  acd_action action = {.size = sizeof action};
  int status;
  while ((status = acd_action_next(host->engine, &action)) == 1) {
    host->actions = grown(host->actions, host->actions_count, sizeof *host->actions);
    host_action *kept = &host->actions[host->actions_count++];
    kept->words = host->no_words ? NULL : words_of(host, &action);
    copy_texts(&action);
    kept->action = action;
  }
  assert_int_equal(status, 0);
  return host->actions_count - before;
}

const char *host_news(test_host *host)
{
  size_t size = 0;
  host->news[0] = '\0';
  host_pull(host);
  for (; host->told < host->actions_count && size < sizeof host->news; host->told++)
    size += (size_t)snprintf(host->news + size, sizeof host->news - size, "%s%s", size ? ", " : "",
                             host->actions[host->told].words);
  return host->news;
}

void host_told(test_host *host, const char *expected)
{
  assert_string_equal(host_news(host), expected);
}

void host_forget(test_host *host)
{
  host_pull(host);
  host->told = host->actions_count;
}

const acd_action *host_action_of(test_host *host, const char *words)
{
  host_pull(host);
  for (size_t i = host->actions_count; i-- > 0;)
    if (strcmp(host->actions[i].words, words) == 0) return &host->actions[i].action;
  fail_msg("never told: %s", words);
  return NULL;
}

int host_result(test_host *host, const char *words, int64_t outcome, const char *digits)
{
  acd_id action = host_action_of(host, words)->id;
  int status;
  while ((status = acd_action_result(host->engine, host->now, action, outcome, digits)) == ACD_AGAIN) host_pull(host);
  return status;
}

void host_answer(test_host *host, const char *words, int64_t outcome)
{
  int status = host_result(host, words, outcome, NULL);
  if (status) fail_msg("%s, %s: %s", words, acd_outcome_str(outcome), acd_status_text(status));
}

void host_connect(test_host *host, const char *agent)
{
  char words[300];
  snprintf(words, sizeof words, "ring %s", agent);
  host_answer(host, words, ACD_OUTCOME_ACCEPTED);
  snprintf(words, sizeof words, "bridge %s", agent);
  host_answer(host, words, ACD_OUTCOME_DONE);
}

void host_done(test_host *host)
{
  host_pull(host);
  for (size_t i = 0; i < host->actions_count; i++) {
    uint32_t kind = host->actions[i].action.kind;
    if (kind == ACD_ACTION_RING) continue;
    int64_t outcome = kind == ACD_ACTION_COLLECT ? ACD_OUTCOME_DIGITS : ACD_OUTCOME_DONE;
    int status = acd_action_result(host->engine, host->now, host->actions[i].action.id, outcome, NULL);
    if (status && status != ACD_ERR_STALE) fail_msg("%s: %s", acd_action_kind_str(kind), acd_status_text(status));
  }
}

static void pass_to(test_host *host, acd_time until)
{
  int status;
  host->now = until;
  while ((status = acd_engine_tick(host->engine, until)) == ACD_AGAIN) host_pull(host);
  assert_int_equal(status, ACD_OK);
}

void host_pass(test_host *host, acd_time us)
{
  pass_to(host, host->now + us);
}

acd_time host_pass_deadline(test_host *host)
{
  acd_time due = acd_engine_deadline(host->engine);
  assert_true(due < ACD_TIME_NEVER);
  pass_to(host, due > host->now ? due : host->now);
  return host->now;
}

static acd_agent_info agent_info(const test_host *host, const char *name)
{
  acd_agent_info info = {.size = sizeof info};
  assert_int_equal(acd_agent_get(host->engine, host_agent(host, name), &info), ACD_OK);
  return info;
}

int64_t host_agent_state(const test_host *host, const char *name)
{
  return agent_info(host, name).state;
}

int64_t host_presence(const test_host *host, const char *name)
{
  return agent_info(host, name).presence;
}

uint32_t host_call_state(const test_host *host, acd_id call)
{
  acd_call_info info = {.size = sizeof info};
  int status = acd_call_get(host->engine, call, &info);
  if (status != ACD_ERR_STALE) assert_int_equal(status, ACD_OK);
  return status ? 0 : info.state;
}

int64_t host_end_of(const test_host *host, acd_id call)
{
  int64_t end = 0;
  size_t ends = 0;
  for (size_t i = 0; i < host->events_count; i++) {
    uint32_t kind = host->events[i].kind;
    if (kind != ACD_EVENT_CALL_ENDED && kind != ACD_EVENT_CONSULTATION_ENDED) continue;
    if (host->events[i].call != call) continue;
    end = host->events[i].detail;
    ends++;
  }
  assert_true(ends <= 1);
  assert_int_equal(ends == 0, host_call_state(host, call) != 0);
  return end;
}

size_t host_events(const test_host *host, uint32_t kind, int64_t detail)
{
  size_t count = 0;
  for (size_t i = 0; i < host->events_count; i++)
    count += host->events[i].kind == kind && (detail < 0 || host->events[i].detail == detail);
  return count;
}

acd_kpi_queue host_kpi(const test_host *host, const char *queue)
{
  acd_kpi_queue kpi = {.size = sizeof kpi};
  assert_int_equal(acd_kpi_queue_get(host->engine, queue ? host_queue(host, queue) : 0, &kpi), ACD_OK);
  return kpi;
}

acd_kpi_agent host_kpi_agent(const test_host *host, const char *agent)
{
  acd_kpi_agent kpi = {.size = sizeof kpi};
  assert_int_equal(acd_kpi_agent_get(host->engine, agent ? host_agent(host, agent) : 0, &kpi), ACD_OK);
  return kpi;
}

acd_kpi_calls host_kpi_calls(const test_host *host)
{
  acd_kpi_calls kpi = {.size = sizeof kpi};
  assert_int_equal(acd_kpi_calls_get(host->engine, &kpi), ACD_OK);
  return kpi;
}

acd_engine_stats host_stats(const test_host *host)
{
  acd_engine_stats stats = {.size = sizeof stats};
  assert_int_equal(acd_engine_stats_get(host->engine, &stats), ACD_OK);
  return stats;
}

static void check_queue(const test_host *host, acd_id queue)
{
  acd_kpi_queue k = {.size = sizeof k};
  assert_int_equal(acd_kpi_queue_get(host->engine, queue, &k), ACD_OK);
  assert_int_equal(k.offered + k.transferred_in + k.overflowed_in + k.consulted_in + k.moved_in + k.also_in +
                       k.callbacks_in,
                   k.cancelled + k.answered + k.abandoned + k.abandoned_short + k.overflowed + k.timed_out +
                       k.left_by_key + k.rejected + k.disconnected + k.moved + k.no_agents + k.cleared + k.diverted +
                       k.also_out + k.callbacks_taken + k.callbacks_answered + k.callbacks_out + k.waiting);
  assert_true(k.answered_within <= k.answered && k.handled <= k.answered + k.callbacks_answered &&
              k.transfers <= k.handled);
  if (!queue) return;
  acd_queue_info info = {.size = sizeof info};
  assert_int_equal(acd_queue_get(host->engine, queue, &info), ACD_OK);
  assert_int_equal(info.waiting_count, k.waiting);
}

void host_check(test_host *host)
{
  assert_int_equal(acd_engine_check(host->engine, 0), ACD_OK);
  assert_int_equal(acd_engine_check(host->engine, 1), ACD_OK);
  assert_int_equal(host->errors_logged, 0);
  check_queue(host, 0);
  for (acd_id queue = 0; (queue = acd_queue_next(host->engine, queue)) != 0;) check_queue(host, queue);
  acd_kpi_agent sum = {.size = sizeof sum}, total = host_kpi_agent(host, NULL);
  for (acd_id agent = 0; (agent = acd_agent_next(host->engine, agent)) != 0;) {
    acd_kpi_agent kpi = {.size = sizeof kpi};
    assert_int_equal(acd_kpi_agent_get(host->engine, agent, &kpi), ACD_OK);
    assert_int_equal(kpi.login_us, kpi.not_ready_us + kpi.ready_us + kpi.reserved_us + kpi.busy_us + kpi.in_wrapup_us +
                                       kpi.elsewhere_us + kpi.supervising_us);
    sum.answered += kpi.answered;
  }
  assert_true(sum.answered <= total.answered);
  acd_kpi_calls calls = host_kpi_calls(host);
  acd_engine_stats stats = host_stats(host);
  int64_t ends = 0;
  for (size_t i = 0; i < COUNT(calls.ends); i++) ends += calls.ends[i];
  assert_int_equal(calls.arrived, calls.ended + calls.live);
  assert_int_equal(calls.ended, ends);
  assert_int_equal(calls.live + calls.consultations_live, stats.calls);
  acd_kpi_queue queues = host_kpi(host, NULL);
  assert_int_equal(total.answered, queues.answered + queues.callbacks_answered + calls.direct_answered);
}
