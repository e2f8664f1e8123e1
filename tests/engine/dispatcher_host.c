/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dispatcher_host.h"

void host_define(acd_engine *engine, acd_time now, const char *prompt, const char *mailbox)
{
  acd_definition *definition;
  assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
  acd_definition_add(definition, ACD_NOUN_AGENT, 0, "ann");
  acd_definition_add(definition, ACD_NOUN_AGENT, 0, "bob");
  int32_t queue = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "desk");
  acd_definition_set(definition, queue, ACD_QUEUE_RING_TIMEOUT_US, 20 * SECOND);
  acd_definition_set(definition, queue, ACD_QUEUE_RETRY_DELAY_US, 5 * SECOND);
  acd_definition_set(definition, queue, ACD_QUEUE_STRATEGY, ACD_STRATEGY_LINEAR);
  acd_definition_add(definition, ACD_NOUN_MEMBER, queue, "ann");
  acd_definition_add(definition, ACD_NOUN_MEMBER, queue, "bob");
  int32_t number = acd_definition_add(definition, ACD_NOUN_NUMBER, 0, "100");
  acd_definition_set_text(definition, number, ACD_NUMBER_QUEUE, "desk");
  int32_t flow = acd_definition_add(definition, ACD_NOUN_FLOW, 0, "mail");
  acd_definition_set_text(definition, flow, ACD_FLOW_START, "welcome");
  int32_t node = acd_definition_add(definition, ACD_NOUN_NODE, flow, "welcome");
  acd_definition_set(definition, node, ACD_NODE_KIND, ACD_NODE_KIND_PLAY);
  acd_definition_set_text(definition, node, ACD_NODE_PROMPT, prompt);
  int32_t way = acd_definition_add(definition, ACD_NOUN_EXIT, node, "next");
  acd_definition_set_text(definition, way, ACD_EXIT_TO, "record");
  node = acd_definition_add(definition, ACD_NOUN_NODE, flow, "record");
  acd_definition_set(definition, node, ACD_NODE_KIND, ACD_NODE_KIND_VOICEMAIL);
  acd_definition_set_text(definition, node, ACD_NODE_PROMPT, prompt);
  acd_definition_set_text(definition, node, ACD_NODE_MAILBOX, mailbox);
  number = acd_definition_add(definition, ACD_NOUN_NUMBER, 0, "200");
  acd_definition_set_text(definition, number, ACD_NUMBER_FLOW, "mail");
  assert_int_equal(acd_definition_submit(definition, engine, now, ACD_DEFINE_WHOLE), ACD_OK);
  acd_definition_free(definition);
}

acd_id host_arrive(test_host *host, const char *number)
{
  acd_arrival arrival;
  acd_id call = 0;
  acd_arrival_init(&arrival);
  arrival.number = number;
  assert_int_equal(acd_call_arrive(host->engine, host->now, &arrival, &call), ACD_OK);
  return call;
}

void host_begin(test_host *host, const acd_hooks *hooks)
{
  memset(host, 0, sizeof *host);
  assert_int_equal(acd_engine_new(NULL, &host->engine), ACD_OK);
  host_define(host->engine, 0, "welcome", "sales");
  acd_hooks with_user = *hooks;
  with_user.size = sizeof with_user;
  with_user.user = host;
  assert_int_equal(acd_dispatcher_new(host->engine, &with_user, &host->dispatcher), ACD_OK);
}

void host_end(test_host *host)
{
  assert_int_equal(acd_engine_check(host->engine, 1), ACD_OK);
  acd_dispatcher_free(host->dispatcher);
  acd_engine_free(host->engine);
}

acd_kpi_queue host_desk(const test_host *host)
{
  acd_id queue;
  acd_kpi_queue kpi = {.size = sizeof kpi};
  assert_int_equal(acd_queue_find(host->engine, "desk", &queue), ACD_OK);
  assert_int_equal(acd_kpi_queue_get(host->engine, queue, &kpi), ACD_OK);
  return kpi;
}

acd_kpi_calls host_calls(const test_host *host)
{
  acd_kpi_calls kpi = {.size = sizeof kpi};
  assert_int_equal(acd_kpi_calls_get(host->engine, &kpi), ACD_OK);
  return kpi;
}

int host_take(test_host *host, const acd_action *action)
{
  if (action->kind > 0 && action->kind <= ACD_ACTION_RECORDING) host->count[action->kind]++;
  memcpy(host->text, action->text, strlen(action->text) + 1);
  if (!host->first_text[0]) memcpy(host->first_text, action->text, strlen(action->text) + 1);
  memcpy(host->prompt, action->prompt, strlen(action->prompt) + 1);
  assert_true(strlen(action->terminators) < 100);
  return 0;
}

int host_take_only(void *user, acd_engine *engine, const acd_action *action)
{
  (void)engine;
  return host_take(user, action);
}
