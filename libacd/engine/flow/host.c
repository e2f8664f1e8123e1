/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes that wait, that ask the host's own systems, and toggles. */
#include "engine/flow/node.h"

#include <string.h>

int32_t acd__node_wait(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  acd__node_stay(engine, call);
  if (acd__call_beside(call)) { /* whose other timer is for the maximum wait, say */
    acd__timers_arm(&engine->timers, &call->frames->timer, node->lane, engine->now_us);
    acd__beside_pause(engine, call);
    return ACD__NODE_WAITS;
  }
  acd__timers_arm(&engine->timers, &call->timer, node->lane, engine->now_us);
  return ACD__NODE_WAITS;
}

void acd__flow_waited(acd_engine *engine, acd__call *call)
{
  acd__flow_continue(engine, call, ACD_EXIT_NEXT);
}

int32_t acd__node_host(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  acd__action *action = acd__node_speak(engine, ACD_ACTION_HOST, call, node->operation);
  action->second = acd__string_hold(node->prompt);
  action->parameters = acd__string_hold(node->lines);
  acd__node_ask(engine, call, action, node->lane);
  return ACD__NODE_WAITS;
}

/* Where a text leads that the host answered with. */
static int32_t answer_exit(acd_engine *engine, acd__call *call, const acd__flow_node *node, const char *text,
                           size_t size)
{
  char value[ACD__HOST_TEXT_MAX + 1]; /* with a NUL */
  int32_t exit = 0;
  if (node->cases_count && size <= ACD__HOST_TEXT_MAX) {
    memcpy(value, text, size);
    value[size] = '\0';
    exit = acd__node_case(engine, node, size ? value : NULL);
  }
  if (node->attribute && acd__node_set(engine, call, node->attribute, text, size) == ACD_EXIT_LIMIT)
    return ACD_EXIT_ERROR;
  if (exit) return exit;
  return node->cases_count ? ACD_EXIT_NO_MATCH : ACD_EXIT_NEXT;
}

void acd__flow_host_answers(acd_engine *engine, acd__call *call, int64_t outcome, const char *text, size_t size)
{
  const acd__flow_node *node = &call->flow->nodes[call->flow_node];
  int32_t exit = outcome == ACD_OUTCOME_TIMEOUT ? ACD_EXIT_TIMEOUT : ACD_EXIT_ERROR;
  if (outcome == ACD_OUTCOME_DONE) exit = answer_exit(engine, call, node, text, size);
  acd__flow_continue(engine, call, exit);
}

int32_t acd__node_toggle(const acd_engine *engine, const acd__flow_node *node)
{
  int status;
  const acd__toggle *toggle = acd__pool_find(&engine->toggles, node->toggle, &status);
  return toggle && toggle->on ? ACD_EXIT_MATCH : ACD_EXIT_NO_MATCH;
}
