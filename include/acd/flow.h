/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Flows: directed graphs of typed nodes with named exits, walked by each call on its own.
 *
 * | kind | does | exits |
 * |---|---|---|
 * | play | action play | next, error |
 * | menu | asks for a choice by key or speech | *keys*, *cases*, no_input, no_match, error |
 * | collect | asks for keys, into `attribute` | next, no_input, no_match, error |
 * | hours | is `schedule` open now? | open, closed, holiday, exception, emergency, site |
 * | metric | `metric` of `queue` compared with `threshold` | match, no_match |
 * | compare | `attribute` of the call compared with `value` | match, no_match |
 * | set | sets `attribute` | next, limit |
 * | skills | the call needs these skills from now on, instead of those it needed before | next |
 * | priority | sets the call's priority | next |
 * | queue | waits in `queue` | next, timeout, at_capacity, key, closed, no_agents |
 * | agent | rings one agent | next, timeout, busy, no_answer, rejected, unreachable, not_found |
 * | voicemail | action voicemail to `mailbox` | next, error |
 * | transfer | action transfer to `number`; done ends the call here | busy, no_answer, error |
 * | flow | goes on at the start of `flow` | – |
 * | hangup | ends the call | – |
 * | branch | compares a value with its cases | *cases*, no_match |
 * | test | is `expression` true? | match, no_match |
 * | split | draws one of its cases by their percentages, from the engine's seeded generator | *cases* |
 * | loop | counts up to `count` | next, limit |
 * | subflow | goes to the start of `flow` and comes back here | *cases*, next, limit, error |
 * | return | goes back to the subflow node that led here | – |
 * | wait | waits for `time`; the host is asked for nothing | next |
 * | host | asks the host to do something of its own, and for an answer | *cases*, next, no_match, timeout, error |
 * | toggle | is `toggle` on? | match, no_match |
 * | recording | the call is recorded as `recording` says: on, off or paused (see Recording) | next |
 * | leave | in a flow of a queue: the call leaves its queue | – |
 * | callback | the caller is released, and called back later | next, refused, error |
 * | slots | tells of times at which the caller can be called back | next, none |
 * | hold_slot | holds such a time while the caller decides | next, refused |
 * | mark | the caller says something of the conversation before: a rating, or whether the matter is resolved | next, no_match, refused |
 *
 * **play.** Behind the prompt what `says` tells of the call's wait, if it waits in a queue (of several, in the first)
 * or connects for one: an ACD_SAYS_…; nothing otherwise, nor where the estimated wait is ACD_TIME_NEVER.
 *
 * **menu.** Action collect of one key, or of as many as the longest pattern of its cases takes. A key that has an exit
 * of its name takes it, else the first case whose `keys` match, or whose `speech` was said. No key: `prompt_no_input`,
 * others: `prompt_no_match` replaces the prompt for the next try ("Tries"); after `attempts` tries the exit of the last
 * failure is taken.
 *
 * **collect.** Action collect of `digits_min`…`digits_max` keys; fewer than the minimum counts as no_match. Tries as in
 * a menu.
 *
 * **hours.** schedule.h says what is open. If it is not, and what decided is a holiday, an exception or an emergency,
 * the exit of that name is taken where one leads on, else `closed`; if it is open because another site is, `site` where
 * it leads on, else `open`. The name of what decided goes to `rule_attribute`, the next opening
 * (acd_schedule_verdict.opens_wall_us) as local time to `opens_attribute`, if they are named: `2026-12-28T09:00`, or
 * `2026-12-28T09:00:30` where seconds count. Where there is none, or it cannot be set (too many attributes, or too long
 * together), the attribute is removed; so also where it is not found within some 16,000 looks at rules, as with lists
 * of hundreds of holidays it is for a few weeks.
 *
 * **set.** To `value`, or to what `expression` gives (empty: removes it). `limit`: too many attributes, or too long
 * together.
 *
 * **priority.** To `priority`, or to what `expression` gives (an integer, or a text that spells one, else 0; held
 * within -1000 and 1000); those of number, caller and queue are added.
 *
 * **queue.** At most `wait_max` (else the queue's), and once `queue` has let it in, also in up to four other queues
 * that would (`also`; queue.h, "Several queues at once"), each for its own maximum wait. `next`: the agent hung up
 * after the conversation.
 *
 * **agent.** `agent`, or the one with the extension in `attribute`. Waits up to `wait_max` for an agent who is not free
 * (0: not at all), until rung; rings for the agent's own ring time-out, else 20 s. `next` as for a queue.
 *
 * **branch.** `attribute` of the call, or the value of `expression` as a text.
 *
 * **loop.** Adds 1 to the integer in `attribute` (0 if there is none, or less): up to `count` is next; else the
 * attribute is removed, and so also where it could not be set (too many attributes, or too long together).
 *
 * **subflow, return.** A return hands back `value`, or what `expression` gives there (neither: the empty text, which
 * removes the attribute). It goes to the `attribute` of the subflow node, if one is named, and is compared with the
 * cases; `next`: none holds, or there are none. See Subflows.
 *
 * **host.** Action host: `operation`, the node's parameters as they stand, and `prompt`. The host may set attributes of
 * the call (acd_call_set()) before it answers. The text it answers with goes to `attribute`, if one is named (`error`:
 * it cannot be set), and is compared with the cases; `next`: there are no cases, `no_match`: none holds. It has `time`,
 * 5 s by default.
 *
 * **leave.** In a flow for waiting: the call leaves its queue by the exit key; on hold: the conversation, likewise; in
 * a whisper: the agent refuses (queue.h, "Flows of a queue"); elsewhere it ends as `flow`.
 *
 * **callback.** As `plan` says, keeping the place, or in `queue`: callback.h. With `slot_plan` instead, the slot is
 * booked whose local start is in `slot_attribute`: slot.h, "In flows". `next` as for a queue.
 *
 * **slots.** Looks for the first `count` slots (1 to 9) of `slot_plan` that can be booked now, and sets the attributes
 * `attribute`_1, `attribute`_2, … to their local starts, as `2026-12-28T09:00`, those behind the last one are removed;
 * `attribute`_count to how many there are. With `from_attribute` only those count that begin after the local time in it
 * (all, where it has none): so a flow offers more behind those that it has offered. `none`: there are no such slots.
 * What cannot be set (too many attributes, or too long together) is as if it were not there, and so is what is not
 * found within some 16,000 looks at rules and slots. Prompts that say the times read the attributes
 * (acd_call_attribute()).
 *
 * **hold_slot.** The slot of `slot_plan` whose local start is in `slot_attribute` is the caller's for so long as the
 * plan's `hold` says: slot.h, "In flows". `refused`: it cannot be booked, or there is no such slot.
 *
 * **mark.** What `expression` gives is the caller's `mark` of the last conversation (mark.h): a `rating`, an integer, or
 * a text that spells one; `resolved`, a truth value, or 1 or 0. `no_match`: it is none, or off the centre's scale.
 * `refused`: nobody has talked to the caller, or the conversation is marked so already. A survey is a collect node, a
 * mark node behind it, and another try by `no_match`; the keys are in the attribute `digits` where none is named.
 *
 * What an exit without a node does: `next` of a queue, agent, callback or voicemail node ends the call as completed or
 * voicemail; `next` of other kinds ends it as `flow`. Any other exit goes to the flow's `catch` node, and where there
 * is none ends the call: a queue's or an agent's `timeout` as timeout (or overflow first: see queue.h), a host's as
 * failed, its `at_capacity` and `closed` as rejected, `no_agents` as no_agents, `error` as failed, the rest (`closed`
 * of an hours node, too) as flow. The catch node's own open exits end the call; what lies behind it may lead back to
 * it.
 *
 * **Recording.** A call keeps the mode that a recording node has set until another sets it anew or the call ends, also
 * in queues and conversations; before the first, nothing is said and the host does as it likes. While the mode is on,
 * recording is paused and then goes on: while an agent consults and the caller is on hold for it (not in a conference,
 * whose others talk to the caller), and while the caller is transferred to an outside number, by an agent or by a
 * transfer node. Each time that what is wanted changes, the host is asked once by an action recording, before a request
 * of the flow or a transfer to which it applies, else behind the other actions of the same command (of many calls at
 * once in slices); where it changes to and fro before, only the last counts. Whether the host could do it changes
 * nothing for the call. acd_call_info.recording says what the host was asked for last.
 *
 * A command (acd_call_record()) sets the mode likewise, at any time; the latest of node and command counts. By the same
 * command the agent on a call pauses the recording of the conversation, while a card number is said, and lets it go on:
 * that leaves the mode as it is, so a caller who is not recorded (off) is not recorded afterwards either. Where nothing
 * was said before, a pause takes the call for one that is recorded: `on` follows it. A pause lasts until it is taken
 * back, or the command says on or off, or the conversation has ended: through hold, consultation and conference, and
 * for the agent who takes over by an attended transfer; a node that sets the mode meanwhile does so for afterwards.
 *
 * **Cases** are ways on from a menu, branch, split, subflow or host node, each to the node in its `to`, in the order of
 * the definition: the first that holds is taken. A branch's, subflow's or host's compares with `operator` and `value`,
 * as a compare node; a menu's has `keys`, one or more patterns with blanks between, or `speech`, or both; a split's has
 * a `percentage`, and those of all cases add up to 100.
 *
 * **Patterns** stand for several texts of keys or of a number: X is one of 0-9, Z of 1-9, N of 2-9, `[2-57]` of what is
 * between the brackets (here 2 to 5, and 7); `.` at the end is one or more of anything, `!` at the end nothing or more;
 * any other character is itself. All of the text must match. Where several match and the most specific counts (not so
 * in a menu), they are compared character by character from the left: a character itself is more specific than a set,
 * of sets the one of fewer, then comes `.`, then `!`.
 *
 * **Several keys.** A menu whose patterns take more than one key collects up to the longest, 64 keys where it ends in
 * `.` or `!`; the input ends with that many, with one of `terminators`, or when no further key comes within
 * `digit_timeout`. So a caller who presses 1 where 12 is a choice, too, waits that long.
 *
 * **Speech.** Where a case of a menu has `speech`, phrases with | between, the action collect says so (`speech`), and
 * the host may answer what the caller said. It is compared with each phrase as a whole, whatever the case of A-Z and
 * without the blanks around; what is none of them is as a wrong key. How the phrases are recognised, the host knows: it
 * may answer any phrase of a case for what means the same.
 *
 * **Tries.** A menu or collect node may have tries: what is said before the second try, the third, and so on, in their
 * order, the last before all after. A try's `prompt_no_input` and `prompt_no_match` come before the node's own.
 *
 * **Expressions** are about attributes of the call and about queues, as `waiting("desk") > 5 and not tier = "gold"`.
 * Values are integers (of up to 18 digits; what does not fit is held at the greatest or the least of them), texts
 * (UTF-8, up to 1,000 bytes, more is cut behind a whole character) and truth values.
 *
 *  - `12`, `"text"` or `'text'` (all between the quotes), `true`, `false`. A bare word (letters, digits, `_`, `.`; not
 *    beginning with a digit), or `attribute("any name")`, is an attribute of the call: a text, empty if it is not set.
 *  - From the weakest: `or`; `and`; `not`; `= != < <= > >=` (once: a < b < c is none); `&` joins two values as texts;
 *    `+ -`; `* / %` (towards zero; by 0: 0); `-` before a value; brackets.
 *  - A text stands for the integer that it spells (a minus and 1 to 18 digits) wherever one is asked for; if it spells
 *    none it is 0 there, and a comparison with it is false (`!=` is true). Two texts are equal as texts, but less or
 *    greater as integers. Truth values are compared by = and != among themselves.
 *  - `length(t)`, `integer(x)`, `text(x)`, `is_set(word)`, `starts(t, with)`, `ends(t, with)`, `contains(t, part)`,
 *    `part(t, from, count)`, `lower(t)`, `upper(t)`, `min(i, j)`, `max(i, j)`, `if(condition, x, y)`. Lengths and
 *    places are in characters; `part` counts from 1, or from the end for less than 0: part(caller, -4, 4) are the last
 *    four. lower and upper are about A-Z. if gives a text where one of x and y is a text and the other an integer.
 *  - `toggle("name")`: it is on. False for one that has gone.
 *  - `waiting("queue")`, `staffed`, `available`, `ready`, `longest_wait`, `estimated_wait`, `service_level`: as the
 *    metrics of the same names (definition.h); 0 for a queue that has gone.
 *  - `position("queue")`: the call's own place in a queue that it waits in, 1 being the next, as
 *    acd_call_wait.position; 0 where it does not wait there. `position()`: in the queue that it waits in, of several
 *    the first, as acd_call_position(). So both tell something in the flow of a queue that callers walk while they wait
 *    (queue.h).
 *
 * At most 1,000 bytes, 64 values, 16 levels of brackets, functions and signs, and 8 texts that are put together before
 * they are used. Types, and names of queues and toggles, are checked when the flow is defined.
 *
 * A call that makes more than the centre's `steps_max` steps without waiting for anybody ends as failed (in a flow of a
 * queue: that flow ends). A step that takes much work counts as several: as one more for each 64 pieces of work in it.
 * Pieces are the values and operations of expressions, the cases that a value is compared with, the rules and hours of
 * a schedule (for each instant that is looked at), the calls of a queue that has gone, where a place among them is
 * asked for, and each 64 bytes of text that are read, compared or put together, which includes all texts of the call
 * wherever an attribute is read or set. Most steps never come to 64: an expression of ten values about a call with 200
 * bytes of texts takes some 40.
 *
 * **Subflows.** A subflow node first sets the attributes that its parameters name, in their order, each to its value or
 * to what its expression gives then (which may ask for those before it); then it goes to the start of the version of
 * `flow` that is in force at that moment. All attributes belong to the call: the subflow sees and changes them all. At
 * a `return` node the call comes back to the subflow node, in the version it left, takes the value and goes on by the
 * first of its cases that holds, else by `next`. The exit `limit` is taken, from before the subflow, if the call is
 * inside ACD_FLOW_DEPTH_MAX subflows already, or a parameter cannot be set (too many attributes, or too long together;
 * those before it stay set); and on coming back, if the value cannot be set. `error`: the flow is no longer defined.
 * What an open exit does is decided in the subflow, by its own `catch` or end: a call comes back at a `return` only. A
 * `flow` node inside goes on elsewhere, and a `return` there comes back all the same. A call that leaves its flow
 * altogether (transferred, parked, overflowed into another flow) comes back nowhere. A `return` in a flow that the call
 * did not come to by a subflow node ends it as `flow`, or ends the queue's flow that the call is in (queue.h).
 *
 * **Toggles** are switched by a command (acd_toggle_set()), all else of the definition staying as it is: an
 * announcement for an emergency, say, that each number's flow asks for at its start. What a toggle is counts when a
 * call comes to the node.
 *
 * Any node may read `caller` and `number` as attributes. What a collect node takes goes to the attribute that it names,
 * `digits` if it names none; a menu keeps no keys. A `flow` node whose flow is no longer defined (for a call on an
 * earlier version) takes the exit `error`.
 */
#ifndef ACD_FLOW_H
#define ACD_FLOW_H

#include <acd/definition.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a call is recorded. */
enum {
  ACD_RECORDING_ON = 1,
  ACD_RECORDING_OFF = 2,
  ACD_RECORDING_PAUSED = 3,
  ACD_RECORDING_RESUMED = 4 /**< by command only: as it is without the agent's pause */
};

/** Subflows that a call can be inside at once. */
enum { ACD_FLOW_DEPTH_MAX = 8 };

/** Named exits (ACD_EVENT_FLOW_EXIT). Menu keys are ACD_EXIT_KEY + the key's character, cases ACD_EXIT_CASE + their
 * index among those of their node, from 0: a node has at most 1000. */
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
  ACD_EXIT_HOLIDAY = 18,
  ACD_EXIT_EXCEPTION = 19,
  ACD_EXIT_EMERGENCY = 20,
  ACD_EXIT_REFUSED = 21,
  ACD_EXIT_SITE = 22,
  ACD_EXIT_NONE = 23,
  ACD_EXIT_KEY = 256,
  ACD_EXIT_CASE = 1024
};

/** "next", …; for a menu key its one character; "case" for any case (acd_flow_exit_name() has its name); "?" for
 * unknown ones. Static. */
ACD_API const char *acd_exit_str(int64_t exit);

/** A flow by name; ACD_ERR_NOT_FOUND. The id is the version in force; a new version of the flow has a new id. */
ACD_API int acd_flow_find(const acd_engine *engine, const char *name, acd_id *flow_out);
/** A version of a flow. */
typedef struct acd_flow_info {
  uint32_t size;
  uint32_t in_force;   /**< 1: new calls take it; 0: it goes with the last call inside */
  const char *name;    /**< borrowed until the next command */
  int64_t nodes_count; /**< node indexes are 0 to one less */
  int64_t calls_count; /**< calls inside; one that comes back to it from a subflow counts for each time it will */
} acd_flow_info;

ACD_API int acd_flow_get(const acd_engine *engine, acd_id flow, acd_flow_info *info_out);
/** Versions of flows in no particular order, those in force and earlier ones that calls are inside: the first with
 * `after` 0; 0 at the end. */
ACD_API acd_id acd_flow_next(const acd_engine *engine, acd_id after);
/** Name of a node of a flow version (ACD_EVENT_FLOW_EXIT carries its index), NULL if there is none. Borrowed until the
 * next command. */
ACD_API const char *acd_flow_node_name(const acd_engine *engine, acd_id flow, int64_t node);
/** Name of an exit of a node of a flow version: a case's own, else as acd_exit_str(). NULL if there is no such node
 * or case. Borrowed until the next command. */
ACD_API const char *acd_flow_exit_name(const acd_engine *engine, acd_id flow, int64_t node, int64_t exit);

typedef struct acd_toggle_info {
  uint32_t size;
  uint32_t on;      /**< 1 or 0 */
  const char *name; /**< borrowed until the next command */
} acd_toggle_info;

/** ACD_ERR_NOT_FOUND. */
ACD_API int acd_toggle_find(const acd_engine *engine, const char *name, acd_id *toggle_out);
ACD_API int acd_toggle_get(const acd_engine *engine, acd_id toggle, acd_toggle_info *info_out);
/** Toggles in no particular order: the first with `after` 0; 0 at the end. */
ACD_API acd_id acd_toggle_next(const acd_engine *engine, acd_id after);
/** Switches a toggle on (1) or off (0), without an effect if it is so already. ACD_ERR_STALE: it is no longer defined;
 * ACD_ERR_ARGUMENT: `on` is neither. */
ACD_API int acd_toggle_set(acd_engine *engine, acd_time time_us, acd_id toggle, int on);

#ifdef __cplusplus
}
#endif
#endif
