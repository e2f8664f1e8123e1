/* SPDX-License-Identifier: Apache-2.0 */
#include "centre.h"

#include <stdio.h>

acd_agent_info centre_agent(const test_host *host, const char *name)
{
  acd_agent_info info = {.size = sizeof info};
  assert_int_equal(acd_agent_get(host->engine, host_agent(host, name), &info), ACD_OK);
  return info;
}

acd_call_info centre_call(const test_host *host, acd_id call)
{
  acd_call_info info = {.size = sizeof info};
  assert_int_equal(acd_call_get(host->engine, call, &info), ACD_OK);
  return info;
}

acd_queue_info centre_queue(const test_host *host, const char *name)
{
  acd_queue_info info = {.size = sizeof info};
  assert_int_equal(acd_queue_get(host->engine, host_queue(host, name), &info), ACD_OK);
  return info;
}

void centre_rings(test_host *host, acd_id call, const char *name)
{
  char all[1000] = "";
  host_pull(host);
  for (acd_id agent = 0; (agent = acd_agent_next(host->engine, agent)) != 0;) {
    acd_agent_info info = {.size = sizeof info};
    assert_int_equal(acd_agent_get(host->engine, agent, &info), ACD_OK);
    if (info.state != ACD_AGENT_STATE_RESERVED || info.call != call) continue;
    size_t used = strlen(all);
    snprintf(all + used, sizeof all - used, "%s%s", used ? " " : "", info.name);
  }
  assert_string_equal(all, name);
}

void centre_offer(test_host *host, const char *agent, int64_t outcome)
{
  char words[100];
  snprintf(words, sizeof words, "ring %s", agent);
  host_answer(host, words, outcome);
  host_pull(host);
}

void centre_ready(test_host *host, const char *agent)
{
  assert_int_equal(acd_agent_ready(host->engine, host->now, host_agent(host, agent)), ACD_OK);
  host_pull(host);
}

void centre_not_ready(test_host *host, const char *agent)
{
  assert_int_equal(acd_agent_not_ready(host->engine, host->now, host_agent(host, agent), 7), ACD_OK);
  host_pull(host);
}

const acd_event *centre_event(const test_host *host, uint32_t kind, acd_id call)
{
  for (size_t i = host->events_count; i-- > 0;)
    if (host->events[i].kind == kind && (!call || host->events[i].call == call)) return &host->events[i];
  fail_msg("never heard: %s", acd_event_kind_str(kind));
  return NULL;
}

int64_t centre_left(const test_host *host, acd_id call)
{
  for (size_t i = host->events_count; i-- > 0;)
    if (host->events[i].kind == ACD_EVENT_QUEUE_LEFT && host->events[i].call == call) return host->events[i].detail;
  return 0;
}

size_t centre_actions(test_host *host, uint32_t kind, const char *agent)
{
  size_t count = 0;
  acd_id id = agent ? host_agent(host, agent) : 0;
  host_pull(host);
  for (size_t i = 0; i < host->actions_count; i++) {
    const acd_action *action = &host->actions[i].action;
    count += action->kind == kind && (!agent || action->agent == id);
  }
  return count;
}

void outline_write(outline *to, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(to->text + to->size, sizeof to->text - to->size, format, arguments);
  va_end(arguments);
  assert_true(size >= 0 && (size_t)size < sizeof to->text - to->size);
  to->size += (size_t)size;
}

void centre_breaks(test_host *host, void *at, const void *bytes, size_t size, const char *what)
{
  char before[64];
  assert_true(size <= sizeof before);
  assert_int_equal(acd_engine_check(host->engine, 1), ACD_OK);
  memcpy(before, at, size);
  memcpy(at, bytes, size);
  int status = acd_engine_check(host->engine, 1);
  memcpy(at, before, size);
  if (status != ACD_ERR_INVARIANT) fail_msg("%s: the check finds nothing", what);
  host->errors_logged = 0;
}
