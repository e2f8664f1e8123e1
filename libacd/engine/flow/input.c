/* SPDX-License-Identifier: Apache-2.0 */
/* Menus and the collecting of keys: what is asked, and what the answer leads to. */
#include "engine/flow/node.h"

#include <string.h>

static void ask_keys(acd_engine *engine, acd__call *call, const acd__flow_node *node, acd__string *prompt)
{
  acd__action *action = acd__node_speak(engine, ACD_ACTION_COLLECT, call, prompt);
  action->second = acd__string_hold(node->terminators);
  action->digits_min = (uint8_t)node->digits_min;
  action->digits_max = (uint8_t)node->digits_max;
  action->input_timeout_us = (uint32_t)node->input_timeout_us;
  action->digit_timeout_us = (uint32_t)node->digit_timeout_us;
  action->speech = (uint8_t)node->speech;
  acd__node_ask(engine, call, action, node->lane);
}

int32_t acd__node_input(acd_engine *engine, acd__call *call, const acd__flow_node *node)
{
  call->attempts = 0;
  ask_keys(engine, call, node, node->prompt);
  return ACD__NODE_WAITS;
}

/* The way on that a menu has for these keys; 0: none. */
static int32_t menu_exit(const acd__flow_node *node, const char *digits, size_t size)
{
  if (size == 0) return 0;
  if (size == 1 && acd__flow_exit_to(node, ACD_EXIT_KEY + digits[0]) >= 0) return ACD_EXIT_KEY + digits[0];
  for (uint32_t i = 0; i < node->cases_count; i++)
    if (acd__flow_case_takes(&node->cases[i], digits, size)) return ACD_EXIT_CASE + (int32_t)i;
  return 0;
}

static int32_t spoken_exit(const acd__flow_node *node, const char *said, size_t size)
{
  for (uint32_t i = 0; i < node->cases_count; i++)
    if (acd__flow_case_hears(&node->cases[i], said, size)) return ACD_EXIT_CASE + (int32_t)i;
  return 0;
}

/* The way on that an answer leads to; 0: another try, or the exit of a failure. */
static int32_t answer_exit(acd_engine *engine, acd__call *call, const acd__flow_node *node, int64_t outcome,
                           const char *text, size_t size)
{
  if (outcome == ACD_OUTCOME_SPEECH) return spoken_exit(node, text, size);
  if (node->kind == ACD_NODE_KIND_MENU) return menu_exit(node, text, size);
  if (size == 0 || (int64_t)size < node->digits_min) return 0;
  int32_t exit = acd__node_set(engine, call, node->attribute, text, size);
  return exit == ACD_EXIT_LIMIT ? ACD_EXIT_ERROR : exit;
}

/* What is said before a further try, the second being 1. */
static acd__string *prompt_of(const acd__flow_node *node, uint32_t number, int heard)
{
  acd__string *prompt = NULL;
  if (node->tries_count) {
    const acd__flow_try *at = &node->tries[(number < node->tries_count ? number : node->tries_count) - 1];
    prompt = heard ? at->prompt_no_match : at->prompt_no_input;
  }
  if (!prompt) prompt = heard ? node->prompt_no_match : node->prompt_no_input;
  return prompt ? prompt : node->prompt;
}

void acd__flow_answer(acd_engine *engine, acd__call *call, int64_t outcome, const char *text, size_t size)
{
  const acd__flow_node *node = &call->flow->nodes[call->flow_node];
  int32_t exit = answer_exit(engine, call, node, outcome, text, size);
  if (!exit && ++call->attempts < node->attempts) {
    ask_keys(engine, call, node, prompt_of(node, call->attempts, size > 0));
    return;
  }
  acd__flow_continue(engine, call, exit ? exit : size == 0 ? ACD_EXIT_NO_INPUT : ACD_EXIT_NO_MATCH);
}
