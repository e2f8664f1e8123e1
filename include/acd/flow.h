/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Flows: directed graphs of typed nodes with named exits, walked by each call on its own.
 *
 * | kind | does | exits |
 * |---|---|---|
 * | play | action play | next, error |
 * | menu | action collect of one key; a key that has an exit of its name takes it. No key: `prompt_no_input`, another key: `prompt_no_match` replaces the prompt for the next try; after `attempts` tries the exit of the last failure is taken | *keys*, no_input, no_match, error |
 * | collect | action collect of `digits_min`…`digits_max` keys into `attribute`; fewer than the minimum counts as no_match; tries as in a menu | next, no_input, no_match, error |
 * | hours | is the wall clock inside `schedule`? | open, closed |
 * | metric | `metric` of `queue` compared with `threshold` | match, no_match |
 * | compare | `attribute` of the call compared with `value` | match, no_match |
 * | set | sets `attribute` to `value` (empty: removes it); `limit`: too many attributes, or too long together | next, limit |
 * | skills | the call needs these skills from now on, instead of those it needed before | next |
 * | priority | sets the call's priority; the number's and the queue's are added | next |
 * | queue | waits in `queue`, at most `wait_max` (else the queue's), and once that has let it in, also in up to four other queues that would (`also`; queue.h, "Several queues at once"), each for its own maximum wait | next (the agent hung up after the conversation), timeout, at_capacity, key, closed, no_agents |
 * | agent | rings one agent: `agent`, or the one with the extension in `attribute`; waits up to `wait_max` for an agent who is not free (0: not at all), until rung. Rings for the agent's own ring time-out, else 20 s | next (as queue), timeout, busy, no_answer, rejected, unreachable, not_found |
 * | voicemail | action voicemail to `mailbox` | next, error |
 * | transfer | action transfer to `number`; done ends the call here | busy, no_answer, error |
 * | flow | goes on at the start of `flow` | – |
 * | hangup | ends the call | – |
 *
 * What an exit without a node does: `next` of a queue, agent or voicemail node ends the call as completed or voicemail;
 * `next` of other kinds ends it as `flow`. Any other exit goes to the flow's `catch` node, and where there is none ends
 * the call: a queue's `timeout` as timeout (or overflow first: see queue.h), its `at_capacity` and `closed` as
 * rejected, `no_agents` as no_agents, `error` as failed, the rest (`closed` of an hours node, too) as flow. The catch
 * node's own open exits end the call; what lies behind it may lead back to it.
 *
 * A call that makes more than the centre's `steps_max` steps without waiting for anybody ends as failed.
 *
 * Any node may read `caller` and `number` as attributes. Collected keys go to the attribute that the node names,
 * `digits` if it names none. A `flow` node whose flow is no longer defined (for a call on an earlier version) takes the
 * exit `error`.
 */
#ifndef ACD_FLOW_H
#define ACD_FLOW_H

#include <acd/definition.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Named exits (ACD_EVENT_FLOW_EXIT). Menu keys are ACD_EXIT_KEY + the key's character. */
enum {
  ACD_EXIT_NEXT = 1,
  ACD_EXIT_ERROR = 2,
  ACD_EXIT_TIMEOUT = 3,
  ACD_EXIT_NO_INPUT = 4,
  ACD_EXIT_NO_MATCH = 5,
  ACD_EXIT_MATCH = 6,
  ACD_EXIT_OPEN = 7,
  ACD_EXIT_CLOSED = 8,
  ACD_EXIT_AT_CAPACITY = 9,
  ACD_EXIT_KEY_PRESSED = 10, /**< named "key": the queue's exit key */
  ACD_EXIT_BUSY = 11,
  ACD_EXIT_NO_ANSWER = 12,
  ACD_EXIT_REJECTED = 13,
  ACD_EXIT_UNREACHABLE = 14,
  ACD_EXIT_NOT_FOUND = 15,
  ACD_EXIT_LIMIT = 16,
  ACD_EXIT_NO_AGENTS = 17,
  ACD_EXIT_KEY = 256
};

/** "next", …; for a menu key its one character; "?" for unknown ones. Static. */
ACD_API const char *acd_exit_str(int64_t exit);

/** A flow by name; ACD_ERR_NOT_FOUND. The id is the version in force; a new version of the flow has a new id. */
ACD_API int acd_flow_find(const acd_engine *engine, const char *name, acd_id *flow_out);
/** Name of a node of a flow version (ACD_EVENT_FLOW_EXIT carries its index), NULL if there is none. */
ACD_API const char *acd_flow_node_name(const acd_engine *engine, acd_id flow, int64_t node);

#ifdef __cplusplus
}
#endif
#endif
