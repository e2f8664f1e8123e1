/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What is unwise in a definition that could be submitted: ways that lead nowhere, retries without end, queues that
 * nobody serves.
 *
 * The check works on an acd_definition as it was built, without an engine. It is about whole definitions: a change is
 * looked at as if it were all there is, and what it removes or amends is left out; acd_definition_running() gives what
 * it led to. acd_definition_check() says what would be refused; here that is not repeated, but for names that lead
 * nowhere. Nothing depends on the findings: a definition with errors in this list can be submitted.
 *
 * The cost grows with the number of nodes and their exits, not with the number of ways through them. Of skills nodes
 * the first 640 different requirements are looked at, of schedules so much as takes some tenths of a second. Options of
 * menus and branches are compared with those before them, up to a hundred million comparisons; where there would be
 * more, ACD_FINDING_MORE is about the first option that is not compared with all. At most ACD_FINDINGS_MAX findings are
 * kept, a last one (ACD_FINDING_MORE, about nothing) says that there are more.
 *
 * **Ways.** A call goes by an exit to the node named there; where none is, by another exit than `next` to the flow's
 * `catch` node. Every exit of a node counts as one that calls take, whatever its condition. Calls come from numbers, to
 * flows that queues name, and to flows that nothing leads to (the host may start those); a flow node leads to the start
 * of its flow, an overflow to that of `overflow_flow`. From a subflow node a call goes to the start of the subflow
 * and, if a `return` can be reached from there, on by the exits of the subflow node.
 *
 * | finding | severity | is about |
 * |---|---|---|
 * | dangling | error | a name that something of a flow refers to is not there |
 * | cycle_no_wait | error, or a warning where something on it changes (an attribute, a split) | nodes lead back to each other by exits that are taken without waiting for anybody, and nothing counts: the call ends as failed after `steps_max` |
 * | queue_unserved | error; a warning if the call can also be served elsewhere | no member of the queue is ever eligible: it has none, or none has the skills (of the queue, or of a skills node that leads there) or the channel. Whether they are logged in does not count. Steps may ask for less: a queue with steps is only judged by its members |
 * | unreachable | warning | a node to which no way leads from the start of its flow |
 * | dead_end | warning | an exit that callers meet in ordinary life leads nowhere, and the flow has no `catch`: the call ends there without a word |
 * | missing_no_input | warning | likewise the exit no_input: a caller who says nothing is hung up on |
 * | endless | warning | from this node on there is no way to an end: a call leaves only when the caller hangs up |
 * | retry_unlimited | warning; an advice if it takes input that the caller gave | exits for what went wrong lead back to the node that asked, and nothing counts how often |
 * | attribute_never_set | warning; an advice where flows ask the host, which may set it | an attribute is read that no node sets; it is told of the first node that reads it. Is it the host that gives it with the call? |
 * | attribute_not_set | advice | an attribute is read that is not set on every way that leads there |
 * | no_person | warning | no way leads from a number's flow to a queue, an agent or an outside number; an advice for a menu from which none does |
 * | hours_never, hours_always | warning | a schedule that a flow asks is never open, or never closed: by its weekly hours and by what is of every year, whatever the year. What is of one year alone counts as open for the former if it can open, as closed for the latter if it can close; so does an emergency. Sites count each by itself |
 * | rule_never | warning; an advice if both say the same | an exception or a holiday never counts, for another one of the schedule covers each of its moments and decides before it; or hours never count (warning): their season has none of their days, or each day of the year lies in a season and they have none |
 * | slot_never | warning | a slot plan by which nothing can be booked: without any capacity, with a lead longer than its horizon, or of a schedule that is never open for so long (as for hours_never; not where it has sites) |
 * | slot_shut | advice | the callback's `hours` are closed when some slots begin (where both schedules go by the same clock), so nobody is dialled then |
 * | option_shadowed | warning | an option of a menu, or a case of a branch, can never be taken: those before it take all that it would. (In a menu, exits named by a key go before cases.) |
 * | option_overlap | warning | some keys belong to two options of a menu, the first of which has them |
 * | option_prefix | advice | the keys of an option are how those of another begin: who presses them waits for `digit_timeout` |
 * | percentage_zero | advice | a case of a split that no call takes |
 * | toggle_unused | advice | a toggle that no flow asks for, nor a schedule (its `emergency`) |
 * | exit_never | advice | an exit leads on that is never taken: the `timeout` of a queue without `wait_max`, say |
 * | no_catch | advice | exits for failures of the host or of limits lead nowhere, and the flow has no `catch` |
 * | flow_cycle | advice; a warning where a subflow calls itself | flows lead to each other in a circle |
 * | flow_unused | advice | no number, queue or flow leads to a flow |
 * | way_long | advice | more than three key presses, on the shortest way, to a person |
 *
 * In a flow that queues alone lead to (`wait_flow`, `whisper_flow`, `hold_flow`, `after_flow`) an open exit ends the
 * flow, not the call, and a circle lasts as long as the wait or the hold: dead_end, missing_no_input, endless and
 * no_catch are not told of it.
 *
 * A loop node counts, and a set node whose expression makes a new value of its own attribute, as `tries + 1`.
 *
 * "Attributes read" are those of compare, branch and agent nodes and of expressions. A comparison with is_set, or with
 * the empty text, asks whether it is set, and is none; so are those of an expression that asks is_set() of them, too.
 * Behind an exit that only a set attribute leads to (match of `is_set(tier) and age > 5`, say) it is set. `caller` and
 * `number` are always there, and what the centre's `attributes` names, which the host gives with every call. Behind a
 * host node that was answered those that it `brings` are set; every attribute, where the node does not say.
 */
#ifndef ACD_CHECK_H
#define ACD_CHECK_H

#include <acd/flow.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How bad it is. Errors: calls will fail. Warnings: callers will not get what was meant. Advice: look at it. */
enum { ACD_SEVERITY_ERROR = 1, ACD_SEVERITY_WARNING = 2, ACD_SEVERITY_ADVICE = 3 };

/** Kinds of findings: see the table above. */
enum {
  ACD_FINDING_MORE = 1,
  ACD_FINDING_DANGLING = 2,
  ACD_FINDING_CYCLE_NO_WAIT = 3,
  ACD_FINDING_QUEUE_UNSERVED = 4,
  ACD_FINDING_UNREACHABLE = 5,
  ACD_FINDING_DEAD_END = 6,
  ACD_FINDING_MISSING_NO_INPUT = 7,
  ACD_FINDING_ENDLESS = 8,
  ACD_FINDING_RETRY_UNLIMITED = 9,
  ACD_FINDING_ATTRIBUTE_NEVER_SET = 10,
  ACD_FINDING_ATTRIBUTE_NOT_SET = 11,
  ACD_FINDING_NO_PERSON = 12,
  ACD_FINDING_HOURS_NEVER = 13,
  ACD_FINDING_HOURS_ALWAYS = 14,
  ACD_FINDING_EXIT_NEVER = 15,
  ACD_FINDING_NO_CATCH = 16,
  ACD_FINDING_FLOW_CYCLE = 17,
  ACD_FINDING_FLOW_UNUSED = 18,
  ACD_FINDING_WAY_LONG = 19,
  ACD_FINDING_OPTION_SHADOWED = 20,
  ACD_FINDING_OPTION_OVERLAP = 21,
  ACD_FINDING_OPTION_PREFIX = 22,
  ACD_FINDING_PERCENTAGE_ZERO = 23,
  ACD_FINDING_TOGGLE_UNUSED = 24,
  ACD_FINDING_RULE_NEVER = 25,
  ACD_FINDING_SLOT_NEVER = 26,
  ACD_FINDING_SLOT_SHUT = 27
};

#define ACD_FINDINGS_MAX 10000

/** "dangling", …; "?" for unknown ones. Static. */
ACD_API const char *acd_finding_kind_str(uint32_t kind);
/** "error", "warning", "advice"; "?" for unknown ones. Static. */
ACD_API const char *acd_severity_str(uint32_t severity);

/** One thing to look at. Texts are never NULL, "" where there is nothing to say, and live as long as the check. */
typedef struct acd_finding {
  uint32_t size;
  uint32_t kind; /**< ACD_FINDING_… */
  uint32_t severity;
  int32_t object;     /**< its index in the definition; -1: of none */
  const char *flow;   /**< name of the flow; "" where it is about none */
  const char *node;   /**< name of the node in it */
  const char *other;  /**< what it is about besides: exits, the attribute, the queue, nodes on a cycle ("a b c") */
  const char *path;   /**< as in acd_error: `flow "main" / node "menu"` */
  const char *text;   /**< what is unwise */
  const char *advice; /**< what to do about it */
} acd_finding;

/** How far it is from the numbers (and other places where calls come, see "Ways") to a place where a flow gives the
 * call away: a queue, agent, voicemail, transfer or hangup node. Shortest: of all ways the one with fewest key
 * presses, and of those with fewest prompts. Longest: no node twice; found by leaving out the exits that lead back,
 * as a walk in the order of the definition meets them. A menu takes as many key presses as the shortest pattern of
 * the option, a collect node `digits_min`; tries count once, exits for failures of the host not at all. What a
 * subflow asks counts for what lies behind it, too. */
typedef struct acd_way {
  uint32_t size;
  int32_t object; /**< the node's index in the definition */
  const char *flow;
  const char *node;
  int64_t node_kind;
  int64_t keys_min; /**< key presses on the shortest way */
  int64_t prompts_min;
  int64_t keys_max; /**< on the longest one: most key presses, and of those most prompts */
  int64_t prompts_max;
} acd_way;

typedef struct acd_check acd_check;

/** Looks at the whole definition; the check is independent of it afterwards. `allocator` NULL: libc's. ACD_ERR_NOMEM,
 * or the status of a definition that could not be built (acd_definition_status()). */
ACD_API int acd_check_new(const acd_definition *definition, const acd_allocator *allocator, acd_check **check_out);
ACD_API void acd_check_free(acd_check *check);
/** How many findings there are of a severity; of all with 0. */
ACD_API size_t acd_check_findings_count(const acd_check *check, uint32_t severity);
/** The finding at `index` of all, in the order of the definition; ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_check_finding_at(const acd_check *check, size_t index, acd_finding *finding_out);
ACD_API size_t acd_check_ways_count(const acd_check *check);
/** Likewise a way. */
ACD_API int acd_check_way_at(const acd_check *check, size_t index, acd_way *way_out);

#ifdef __cplusplus
}
#endif
#endif
