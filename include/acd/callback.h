/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Callbacks: a caller hangs up and keeps the place; when the turn comes, the host is asked to dial the customer.
 *
 * **A callback is a call** whose customer is not on the line yet. It has the same record, id, place, priority,
 * requirements and attributes; it is matched, explained and relaxed by steps as any call that waits. It comes from a
 * caller who takes it in a flow (node `callback`, below), and keeps the id; or from a request of the host
 * (acd_callback_request()), as a call of its own. When customer and agent talk the callback is over, and the call is
 * one like any other: hold, transfer, the flow's way on after the conversation. A call can be called back once. One
 * that is to be at a certain time can be booked, where there is room: slot.h.
 *
 * **Plans** (`callbacks` of a definition) say how: agent or customer first, attempts, delays. A callback holds its
 * plan; what a definition changes in it counts from its next step on, one that is no longer defined goes with its last
 * callback.
 *
 * | stage | state of the call | what happens |
 * |---|---|---|
 * | later | CALLBACK | it is not due yet, or stands on the list of its campaign (campaign.h), and in no queue |
 * | waiting | WAITING | it stands in its queue, without its customer; perhaps an agent rings |
 * | dialling | WAITING, or CONNECTING with an agent who has accepted | the host was asked to dial (action `dial`) |
 * | retry | CALLBACK | the customer was not reached, or may not be dialled now; it waits for the plan's `retry`, or its `hours`, in no queue |
 * | reached | WAITING or CONNECTING | the customer is on the line, and waits for an agent as any caller |
 *
 * **Who is dialled when.** `dial_first` agent: an agent is rung as for any call, and when she accepts the customer is
 * dialled (`dial` names the agent); when the customer answers, both are bridged. `dial_first` customer: when an agent
 * is found, the agent is held for the callback (reserved, and not rung yet) while the customer is dialled, and is rung
 * when the customer has answered. With `ahead` above 0 the customer is dialled already when the estimated wait
 * (queue.h) is at most that, without an agent: looked at when the callback begins to wait, and again after half of what
 * is missing, a second at least. While the customer is dialled ahead, no agent is looked for; other calls are served;
 * the place is kept, and counts when the customer has answered. An agent who rings already when a caller takes a
 * callback, and one who picks it up, is asked first in any case.
 *
 * **Attempts.** Each `dial` is one. Its deadline is the plan's `ring_timeout`. It is answered by `accepted` (the
 * customer is on the line), `bridged` (and connected with the agent already, who has accepted; as accepted where there
 * is none), `busy`, `no_answer`, `machine` (an answering machine took it), or `failed`. After any but the first two the
 * leg is gone, and an agent who has accepted is released (free at once, that is no miss) or no longer held. If attempts
 * are left the callback leaves its queue, and enters it again after `retry`, in the place that it had: its wait clock
 * goes on. Else it ends as exhausted. After `machine`, `retry` counts as no answer, `drop` and `message` end it as
 * exhausted at once. If the agent goes while the customer is dialled, the dialling goes on and another agent is looked
 * for when the customer has answered.
 *
 * **Allowed.** `patterns` of a plan say which numbers may be called back (flow.h, "Patterns"): the most specific one
 * that matches decides; a number that none matches may, unless one of them allows others. `per_day` and
 * `per_number_day` limit the callbacks that are taken, of the plan and of them to one number, on one day of the
 * calendar, which begins and ends by the clock of the plan's `hours`, without them by UTC. Where that clock is set back
 * to a day before the one that is counted, the counts stay until a day after that one begins, or 24 hours have passed
 * since the first of them. Where numbers are counted, `numbers_max` different ones are taken on a day at most. What is
 * refused for it, is so at the request: the exit `refused`, or ACD_ERR_ARGUMENT (the number is not allowed),
 * ACD_ERR_LIMIT (too many).
 *
 * **Hours.** Where a plan has `hours`, nobody is dialled while that schedule is closed. It is looked at when a callback
 * is about to enter its queue, before each attempt, when the schedule opens or closes, and each minute, for what else
 * changes it (its emergency, a zone, the wall clock, a definition). While closed the callback is out of its queue, at
 * the stage retry, with its place; an agent who accepts just then is released. A callback whose turn is lost by it gets
 * it back; those who wait for the same opening enter in the order in which they went out. What is dialled when the
 * hours end, is dialled on. A schedule that is no longer defined is closed.
 *
 * **The customer's clock.** Where it is known in which zone (zone.h) the customer lives, the hours are read by the
 * clock there, as acd_schedule_at_zone() does. The zone is
 *  1. the one that the call's attribute named by the plan's `zone_attribute` has as its value;
 *  2. else the `zone` of the pattern that decides on the number (patterns that say only this need one for all other
 *     numbers, too, such as `.`, for they allow those that they match);
 *  3. else the schedule's own.
 * This is asked anew each time. A value that names no zone of the engine counts for nothing; so that it is noticed it
 * is logged as a warning, and counted in acd_engine_stats.callback_zones_unknown, once for each callback until it is
 * known.
 *
 * **Message.** A callback that ends as exhausted or expired, and one that ends by `machine` with the setting `message`,
 * asks the host for an action `message` if the plan has a text: `text` is the number, `prompt` the message, `value` 1
 * if a machine had taken the call. How it is delivered is the host's. A slot that was only held, and lapses, asks for
 * none (slot.h).
 *
 * **Ends.** Each callback has exactly one outcome (ACD_EVENT_CALLBACK_ENDED):
 *  - completed: the customer was bridged with an agent;
 *  - exhausted: not reached in `attempts_max` attempts, or as `machine` says;
 *  - expired: `expires` has passed since it was taken (or since it was due, for one that is due later) while nobody
 *    dialled. An attempt under way is waited for, and a customer who was reached does not expire. So does a task that
 *    gives way to another one (campaign.h, "Full");
 *  - cancelled: by command (acd_callback_cancel()), by another request in its place (`duplicate` replace), because its
 *    queue was cleared or is gone when it comes back, or because the customer, reached, went without an agent: hung up,
 *    or left the queue otherwise; then the call goes on as that says;
 *  - converted: the customer called in meanwhile (`rejoin`).
 *
 * Where the call ends with it, it ends as ACD_END_CALLBACK, and the host is asked for nothing, but to stop dialling
 * (`hangup`).
 *
 * **On the line or not.** The action `hangup` with the reason ACD_END_CALLBACK releases a caller whose call goes on.
 * While the customer is not on the line acd_call_hangup() changes nothing: what hangs up then is the leg that was
 * released. A reconciliation of calls does not miss it either. No music, announcement or flow for waiting is asked for,
 * exit keys, maximum waits and the queue's `leave_after` do not count. How the call is recorded is asked for anew when
 * the customer is back. With the customer reached, all of this holds again but for the maximum wait.
 *
 * **The queue.** A callback counts among the calls that wait there (positions, estimates, `waiting`, `length_max`), and
 * enters it whatever its length and conditions to join; not if it is shut or no longer defined. It may be moved, and
 * wait in several queues.
 *
 * **Node `callback`** of a flow. It asks for a callback to the number in `attribute`, or to the caller's where none is
 * named:
 *  - in a flow for waiting (queue.h) the call keeps its wait and its place in all its queues, and `queue` is of no
 *    account. If an agent accepts before the caller is released, the two are connected as if nothing had been asked;
 *  - elsewhere it enters `queue` without its caller, with a new place; afterwards it goes on by `next`, as from a queue
 *    node.
 *
 * First the exit `refused` is taken, and the caller stays: where there is no number, one longer than 63 bytes, or one
 * that is not allowed, or called too often; the call was called back before; the queue is shut; or a callback of the
 * same plan to the same number is waiting (`duplicate`). `error`: the plan is no longer defined, or no queue is named
 * outside of a flow for waiting. Else `prompt` is played if there is one, then the caller is released. Who hangs up
 * during the prompt has taken the callback, too.
 *
 * With `slot_plan` it is called back at a time that it has chosen: slot.h, "In flows".
 *
 * **Duplicates.** Another request of the same plan to the same number, compared to the letter, while one is not over
 * nor reached: `duplicate` says whether it is refused (the default), replaces the one before, which ends as cancelled,
 * or is allowed.
 *
 * **Rejoin.** Where the plan says so (the default), a customer who calls in (acd_arrival.caller is the number) while a
 * callback waits, for its turn or for another attempt, gets the place back: the callback ends as converted, and its
 * wait so far is added to the new call's `waited_us` (route.h). Of several the first taken counts. One that is dialled
 * just then stays. Tasks of campaigns give none: campaign.h.
 *
 * **Counted.** Callbacks are apart from callers who wait on the line: `answered`, waits and service level of a queue
 * know nothing of them. A caller who waits and takes a callback has left as `callbacks_taken`; each entry of a callback
 * is `callbacks_in`, and it leaves as `callbacks_answered` or, to be tried again or for good, `callbacks_out`.
 * Requests, attempts and outcomes are in acd_kpi_calls.
 */
#ifndef ACD_CALLBACK_H
#define ACD_CALLBACK_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a callback ended. */
enum {
  ACD_CALLBACK_COMPLETED = 1,
  ACD_CALLBACK_EXHAUSTED = 2,
  ACD_CALLBACK_CANCELLED = 3,
  ACD_CALLBACK_EXPIRED = 4,
  ACD_CALLBACK_CONVERTED = 5
};

/** Where it stands. */
enum {
  ACD_CALLBACK_STAGE_LATER = 1,
  ACD_CALLBACK_STAGE_WAITING = 2,
  ACD_CALLBACK_STAGE_DIALLING = 3,
  ACD_CALLBACK_STAGE_RETRY = 4,
  ACD_CALLBACK_STAGE_REACHED = 5
};

/** Name of an outcome ("completed"), of a stage ("waiting"); "?" for unknown ones. */
ACD_API const char *acd_callback_outcome_str(int64_t outcome);
ACD_API const char *acd_callback_stage_str(int64_t stage);

/** What a host asks for, as for a web form. */
typedef struct acd_callback_wish {
  uint32_t size;
  uint32_t requirements_count;
  const char *number;  /**< to be dialled: 1 … 63 bytes; acd_call_info.caller */
  const char *dialled; /**< acd_call_info.number, that the customer had called, say; NULL: none */
  acd_id plan;         /**< acd_callback_plan_find() */
  acd_id queue;        /**< that it waits in */
  int64_t priority;    /**< −1,000 … 1,000; the queue's is added */
  int64_t host_ref;    /**< of the call */
  /** engine time; it enters its queue then, with a place of that moment. Past or 0: at once. */
  acd_time not_before_us;
  const acd_requirement *requirements; /**< may be NULL */
  const char *attributes;              /**< "key=value" lines separated by newlines; NULL: none */
  acd_id campaign; /**< whose task it is to be (campaign.h); `plan` and `queue` are 0 then. 0: none */
} acd_callback_wish;

/** Sets every field to zero and the size. */
ACD_API void acd_callback_wish_init(acd_callback_wish *wish);
/** Asks for a callback (ACD_COMMAND_CALLBACK); `call_out` is its call. ACD_ERR_STALE or ACD_ERR_NOT_FOUND: no such
 * plan, queue or skill. ACD_ERR_STATE: the queue is shut or no longer defined; the plan refuses a duplicate.
 * ACD_ERR_ARGUMENT: the number, or that is not allowed; a priority or level out of range; a plan or queue besides a
 * campaign. ACD_ERR_LIMIT: as for acd_call_arrive(); or too many a day; or as many tasks as the campaign may have. A
 * task is taken whatever the gate of the queue. */
ACD_API int acd_callback_request(acd_engine *engine, acd_time time_us, const acd_callback_wish *wish, acd_id *call_out);
/** Cancels it (ACD_COMMAND_CALLBACK_CANCEL): the call ends. ACD_ERR_STATE: the call is no callback, or not any more;
 * or the customer is on the line (acd_call_hangup()). An agent who rings or has accepted is free again. */
ACD_API int acd_callback_cancel(acd_engine *engine, acd_time time_us, acd_id call);

/** A callback that is not over. */
typedef struct acd_callback_info {
  uint32_t size;
  uint32_t stage;     /**< ACD_CALLBACK_STAGE_… */
  const char *number; /**< borrowed until the next command */
  acd_id plan;
  acd_id queue; /**< where it waits, or will again */
  acd_time taken_at_us;
  acd_time
      due_at_us; /**< later, retry: when it enters its queue, or comes to its campaign's list; else ACD_TIME_NEVER */
  acd_time expires_at_us; /**< ACD_TIME_NEVER: the clock has not begun */
  int64_t attempts;       /**< so far */
  /** of the customer, by whose clock the plan's `hours` are read; "": the schedule's own, or there are none. Borrowed likewise */
  const char *zone;
  acd_id campaign;  /**< whose task it is; 0: none */
  acd_id abandoned; /**< a task: the call, which has ended, whose caller gave up and is called again; 0: none */
} acd_callback_info;

/** ACD_ERR_STATE: the call is no callback, or not any more. */
ACD_API int acd_callback_get(const acd_engine *engine, acd_id call, acd_callback_info *info_out);
/** Callbacks that are not over, to a number, or all of them (NULL): the first with `after` 0; 0 at the end, and where
 * `after` is over. Those to one number come in the order in which they were taken. */
ACD_API acd_id acd_callback_next(const acd_engine *engine, const char *number, acd_id after);

/** A plan by name; ACD_ERR_NOT_FOUND. It keeps its id from one definition to the next. */
ACD_API int acd_callback_plan_find(const acd_engine *engine, const char *name, acd_id *plan_out);
/** NULL: there is none. Borrowed until the next definition. */
ACD_API const char *acd_callback_plan_name(const acd_engine *engine, acd_id plan);
/** All plans, those that are no longer defined and have callbacks among them: the first with `after` 0; 0 at the end. In
 * no particular order. */
ACD_API acd_id acd_callback_plan_next(const acd_engine *engine, acd_id after);

#ifdef __cplusplus
}
#endif
#endif
