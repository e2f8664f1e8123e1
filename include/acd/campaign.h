/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Campaigns: customers to be called when there is time, beside the callers who wait (blended agents, preview dialling).
 *
 *     campaign ── while (named as a queue: how well its callers have to be served meanwhile)
 *     queue ···· call_again: the campaign by which callers are called again who gave up waiting there
 *
 * **A task** of a campaign is a callback (callback.h), a call whose customer is dialled, that is held back: it stands
 * on the campaign's list, in no queue, until the campaign lets it into its `queue`. The campaign's plan (`callback`)
 * says all the rest: with `dial_first` agent an agent is rung with the number and what is known, and the customer
 * dialled when she accepts (preview); with customer first an agent is held while the customer is dialled. Attempts,
 * hours, numbers allowed, caps a day, machines and messages are the plan's. In place of the plan's `expires` counts the
 * campaign's, from when the task was taken, or due.
 *
 * **Where tasks come from.** The host asks for one as for any callback, with acd_callback_wish.campaign (welcome calls,
 * follow-ups); `not_before_us` is when it comes to the list. And callers who hang up while they wait in a queue with
 * `call_again` become one: those who have waited for longer than the centre's `short_abandon` (ACD_LEAVE_ABANDONED),
 * for that queue of several in which the call counts (queue.h), while the queue is defined. The task is a call of its
 * own with what the caller had: numbers, attributes, priority, requirements (acd_callback_info.abandoned names the call
 * that has ended). It comes to the list after the campaign's `delay`, so that who tries again at once is not called by
 * both sides. None is made where there is no number, or the plan does not allow it; where a callback to that number is
 * open already, of whatever plan; and where the plan has taken too many today. Nor if there is no room for one more
 * call: the hang-up is taken all the same. (A shortage of memory is not in the journal: a replay that has memory makes
 * that task.) ACD_EVENT_CALL_AGAIN tells each, acd_kpi_calls counts them. Callers who are lost by a reconciliation, put
 * out by a timer, or leave by a key are not called again.
 *
 * **Who calls in again** is off the list: a task of an abandoned call ends as converted when a call from its number
 * arrives; the first one of the host's to that number does where the plan lets customers `rejoin`. One that is dialled
 * just then stays, and so does one whose agent has accepted. The new call gets no credit for a wait: on a list nobody
 * waits. A callback that keeps a place, to the same number, is converted as ever, and gives its place.
 *
 * **Order.** `order` newest: the task taken last first (the usual one for abandoned calls: whoever has just given up is
 * still there); oldest: the one taken first; priority: the highest priority of the call's own, then the one taken
 * first. Of two taken at one instant the one created later counts as taken later. acd_call_prioritize() counts at once.
 * acd_campaign_task_next() lists them so.
 *
 * **When they are let in.** The campaign is looked at at once when a task comes to a list that nobody was looking at,
 * and from then on every `look`, while tasks are on the list or let in. At a look
 *  1. tasks that wait in a queue while nobody is rung for them go back to the list;
 *  2. it is *quiet* if: the plan's hours are open (where they are read by customers' clocks, each task's own count,
 *     below); the queue is (gate, queue.h); and for each `while` of the campaign
 *      - no more than `waiting_max` calls wait in that queue, ringing and connecting ones included, callers and
 *        callbacks of callers alike, but tasks of campaigns not;
 *      - none of these has been in the queue for longer than `wait_max` (0: not asked);
 *      - its service level of late is at least `service_level_min` per cent (0: not asked): the formula of
 *        acd_kpi_service_level_ppm() over the calls that left in the campaign's `window`, that is in the minute of
 *        engine time that has begun and so many whole minutes before it; 100 if none did. What was before a queue was
 *        first watched is not known;
 *  3. while it is quiet, tasks are let in, in order, as long as more than `ready_min` members of the campaign's queue
 *     are ready (agent.h), fewer than `parallel_max` tasks are let in and not yet answered, and one of those ready may
 *     take the task. A task that none of them may take (skills) is passed over; one whose customer may not be dialled
 *     yet is put off until then (stage retry). After 256 of those in one look it is over, and the next
 *     one goes on behind them; from the end of the list the one after that begins at its head again.
 *
 * So a task finds its agent at once, and never waits in front of a caller. Where that agent does not take it, it goes
 * back to its place on the list at once, for another look; where she refuses it, after the plan's `retry`. Who is rung
 * already, or dialled, when callers begin to wait, stays. What is paused by the plan's hours, or tried again after
 * `retry`, stands on the list again, too, with its place there. A queue that is cleared cancels those let in, as any
 * callback. A queue that rings several agents at once rings as many as ever, whatever `ready_min` says.
 *
 * **By hand.** acd_call_pick_up() takes a task off the list, for an agent who chooses: she is connecting, and the
 * customer is dialled, quiet or not. Where the customer may not be dialled now, or the queue is shut: ACD_ERR_STATE.
 * acd_callback_cancel() removes one.
 *
 * **Full.** A campaign has `tasks_max` at most, wherever they stand. A request of the host for one more, also for one
 * that would replace another (`duplicate`), is refused (ACD_ERR_LIMIT); an abandoned call takes the place of the task
 * on the list that would be served last, which ends as expired, unless it would be the last itself.
 *
 * **Definitions.** What changes in a campaign counts at once, its order and queue for the tasks on its list, too; a
 * task keeps its plan and its time to expire. Another `order` puts all tasks in order within the command: a tenth of
 * a second for 100,000 of them, most of a second for order priority. A campaign that is no longer defined: its tasks
 * are cancelled, in slices, but for those let in, which are cancelled if they were to come back.
 *
 * **Counted** as callbacks are: `callbacks_in` of the queue at each time that a task is let in, attempts and outcomes
 * in acd_kpi_calls; each task has one outcome. acd_campaign_info has those of the campaign.
 */
#ifndef ACD_CAMPAIGN_H
#define ACD_CAMPAIGN_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What became of a caller who gave up waiting in a queue with `call_again`. */
enum {
  ACD_CALL_AGAIN_TAKEN = 1,
  ACD_CALL_AGAIN_NUMBER = 2, /**< there is none, it is too long, or not allowed by the plan */
  ACD_CALL_AGAIN_OPEN = 3,   /**< a callback to the number is open */
  ACD_CALL_AGAIN_LIMIT = 4,  /**< too many today, by the plan; or the list is full, and this one would be its last */
  ACD_CALL_AGAIN_ROOM = 5    /**< no room for another call, or no memory */
};

/** Why a campaign lets nothing in; the first of these that holds. */
enum {
  ACD_HELD_BY_NOTHING = 0,
  ACD_HELD_BY_END = 1,           /**< it is no longer defined */
  ACD_HELD_BY_HOURS = 2,         /**< those of its plan are closed, for all customers alike */
  ACD_HELD_BY_GATE = 3,          /**< its queue is shut */
  ACD_HELD_BY_WAITING = 4,       /**< too many calls wait in a queue */
  ACD_HELD_BY_WAIT = 5,          /**< one waits for too long there */
  ACD_HELD_BY_SERVICE_LEVEL = 6, /**< that of the queue is too low */
  ACD_HELD_BY_PARALLEL = 7,      /**< as many are let in as may be */
  ACD_HELD_BY_READY = 8          /**< no more members are ready than have to remain */
};

/** Name of what became of a caller ("taken"), of what holds a campaign ("service_level"); "?" for unknown ones. */
ACD_API const char *acd_call_again_str(int64_t outcome);
ACD_API const char *acd_held_by_str(int64_t held_by);

typedef struct acd_campaign_info {
  uint32_t size;
  uint32_t closed; /**< 1: no longer defined, goes with its last task */
  const char *name;
  acd_id plan;  /**< of new tasks */
  acd_id queue; /**< that tasks are let into */
  int64_t tasks_count;
  int64_t listed_count; /**< of those: on the list */
  int64_t
      put_off_count; /**< not due, or before another attempt, or before the customer may be dialled. The others are let in */
  int64_t held_by;      /**< ACD_HELD_BY_…, at this moment */
  acd_id held_by_queue; /**< the queue that is watched, where one is meant; else 0 */
  acd_time looks_at_us; /**< when it is looked at next; ACD_TIME_NEVER: when a task comes */
  int64_t taken;        /**< since it was defined = tasks_count + the five that follow */
  int64_t completed;    /**< by outcome: callback.h */
  int64_t exhausted;
  int64_t cancelled;
  int64_t expired;
  int64_t converted;
} acd_campaign_info;

/** A `while` of a campaign, as things stand. */
typedef struct acd_campaign_watch {
  uint32_t size;
  uint32_t held_by; /**< ACD_HELD_BY_WAITING, _WAIT, _SERVICE_LEVEL: the first that holds; else 0 */
  acd_id queue;
  int64_t waiting_count; /**< tasks of campaigns apart */
  int64_t wait_us;       /**< of the one that waits longest, 0: none waits */
  int64_t service_level_ppm;
} acd_campaign_watch;

/** A campaign by name; ACD_ERR_NOT_FOUND. It keeps its id from one definition to the next. */
ACD_API int acd_campaign_find(const acd_engine *engine, const char *name, acd_id *campaign_out);
/** The name is borrowed until the next command. */
ACD_API int acd_campaign_get(const acd_engine *engine, acd_id campaign, acd_campaign_info *info_out);
/** All campaigns: the first with `after` 0; 0 at the end. */
ACD_API acd_id acd_campaign_next(const acd_engine *engine, acd_id after);
/** Its queues that are watched, in order of the definition, from 0 on; ACD_ERR_NOT_FOUND from their number on. */
ACD_API int acd_campaign_watch_get(const acd_engine *engine, acd_id campaign, size_t index,
                                   acd_campaign_watch *watch_out);
/** The tasks on its list, in order: the first with `after` 0; 0 at the end, and where `after` is no longer on it.
 * What the task is: acd_callback_get(), acd_call_get(), acd_call_attribute(). */
ACD_API acd_id acd_campaign_task_next(const acd_engine *engine, acd_id campaign, acd_id after);

#ifdef __cplusplus
}
#endif
#endif
