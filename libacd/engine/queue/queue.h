/* SPDX-License-Identifier: Apache-2.0 */
/** @file Waiting: entering and leaving queues, steps, offers. None of it can fail. Included by engine.h. */
#ifndef ACD__ENGINE_QUEUE_QUEUE_H
#define ACD__ENGINE_QUEUE_QUEUE_H

#include "engine/engine.h"

/* queue.c */
/* Instead of an exit: the call has left its flow for another one, and stands at its start. */
#define ACD__EXIT_SWITCHED (-1)
/* Enters a queue: 0 and the call waits (or rings), or the exit that it takes at once. */
int32_t acd__queue_enter(acd_engine *engine, acd__call *call, acd__queue *queue, acd__lane *wait_lane, int64_t how);
/* Stands in a queue that lets it in, and looks for nobody yet. `wait_lane` NULL: the queue's. */
void acd__queue_stand(acd_engine *engine, acd__call *call, acd__queue *queue, acd__lane *wait_lane, int64_t how);
/* Music for a waiting caller, unless it plays already; NULL: none. */
void acd__call_music(acd_engine *engine, acd__call *call, acd__string *music);
/* The exit by which it would be turned away; 0: it would be let in. */
int32_t acd__queue_refusal(acd_engine *engine, acd__call *call, acd__queue *queue);
/* 1: somebody is ready for it there. */
int acd__queue_awaits(acd_engine *engine, acd__call *call, acd__queue *queue);
/* What counts as the wait of a call in its queue: of a callback only what its customer has waited since. */
int64_t acd__wait_us(const acd_engine *engine, const acd__call *call);
/* Out of the queue: offers are stopped, the event is told. */
void acd__queue_leave(acd_engine *engine, acd__call *call, int64_t detail, acd__agent *answered);
/* The maximum wait has passed. */
void acd__queue_timeout(acd_engine *engine, acd__call *call);
/* A call that waits leaves unanswered: to the overflow queue, else by the exit. */
void acd__queue_put_out(acd_engine *engine, acd__call *call, int32_t exit);
/* Those of its waits end that should have while it did not wait for itself: for good (1), or not. */
int acd__queue_put_out_overdue(acd_engine *engine, acd__call *call);
/* Back among those that wait after a failed bridge, unless it has to leave by now. */
void acd__queue_put_back(acd_engine *engine, acd__call *call);
/* join.c */
/* The exit by which the queue's own conditions turn a call away, whoever is ready for it; 0: none does. */
int32_t acd__join_members(const acd__queue *queue);
/* 1 if waits are too long for a call for which nobody is ready. */
int acd__join_too_long(const acd_engine *engine, const acd__queue *queue);
/* A call has left. */
void acd__service_level_left(acd__queue *queue, int64_t wait_us, int64_t detail);

/* estimate.c */
/* A call has entered, and was matched; has left, to this agent if it was answered; a conversation is over with its wrap-up. */
void acd__estimate_entered(const acd_engine *engine, acd__queue *queue, acd__call *call);
void acd__estimate_left(acd_engine *engine, acd__queue *queue, acd__call *call, acd__agent *agent, int64_t wait_us,
                        int64_t detail);
/* 1: what was learned can be. */
int acd__estimates_check(const acd__queue *queue);
void acd__estimate_handled(acd__queue *queue, int64_t handle_us);
/* Likely wait of a call in this place that has just come, by an estimator; of one that would come now. ACD_TIME_NEVER: no
 * member is available. */
int64_t acd__estimate_at(const acd__queue *queue, int64_t estimator, int64_t position);
int64_t acd__estimate_next(const acd__queue *queue, int64_t estimator);
/* Likely rest of the wait of a call in this place, by the queue's own. */
int64_t acd__estimate_rest(const acd_engine *engine, const acd__call *wait, int64_t position);
/* Of late, in parts per million. */
int64_t acd__service_level_ppm(const acd__queue *queue);
/* announce.c. Each does nothing for a call without a telling. */
/* The call has entered its queue, or that has other announcements now. */
void acd__telling_begin(acd_engine *engine, acd__call *call);
/* Nobody listens any more; the call keeps its place. */
void acd__telling_quiet(acd_engine *engine, acd__call *call);
void acd__telling_end(acd_engine *engine, acd__call *call);
/* The wait is the first of its call now, if it was not: what is announced there is heard. */
void acd__telling_listen(acd_engine *engine, acd__call *call);
/* The call's keys have changed. */
void acd__telling_place(acd__call *call);
/* Whether its queue keeps places may have changed. */
void acd__telling_keep_place(acd__call *call);
/* Its place in the queue that it waits in, from 1. Where the queue keeps no places, the calls there are counted. */
int64_t acd__telling_position(const acd__call *call);
/* One falls due. */
void acd__telling_due(acd_engine *engine, acd__telling *telling);
/* Nobody rings any more: what waits for that is played. */
void acd__telling_speak(acd_engine *engine, acd__call *call);
/* An announcement was played, or failed: the next one, or music. */
void acd__telling_spoken(acd_engine *engine, acd__call *call);
/* How long a wait is likely to last: acd_call_estimated_wait_us(). */
int64_t acd__call_estimate(const acd_engine *engine, const acd__call *wait);
/* What is said of a wait, ACD_SAYS_…; -1: it cannot be said. */
int64_t acd__call_says(const acd_engine *engine, const acd__call *wait, int64_t says);
/* gate.c */
/* How many members are there has changed, or when the calls leave. */
void acd__queue_staffing(acd_engine *engine, acd__queue *queue);
/* 1 if nobody is there just now, in a queue whose calls leave then. */
int acd__queue_is_deserted(const acd__queue *queue);
/* Nobody has been there for as long as is allowed. */
void acd__queue_deserted(acd_engine *engine, acd__queue *queue);
/* One slice of calls leaves. */
void acd__queue_clear_slice(acd_engine *engine, acd__queue *queue);
void acd__queue_release(acd_engine *engine, acd__queue *queue);
/* NULL is fine. */
void acd__queue_config_free(acd_engine *engine, acd__queue_config *config);
/* Waits for one agent alone: 0 or the exit taken at once. */
int32_t acd__direct_enter(acd_engine *engine, acd__call *call, acd__agent *agent, acd__lane *wait_lane, int may_wait);
void acd__direct_leave(acd_engine *engine, acd__call *call);
/* A direct call does not get its agent: its flow goes on by `exit`, or it falls back. */
void acd__direct_fail(acd_engine *engine, acd__call *call, int32_t exit);
/* Back to the queue it was answered from, with a new place; it ends as failed where that does not take it. */
void acd__call_return(acd_engine *engine, acd__call *call);
/* The call's own way on when it left a queue unanswered by `exit`. */
void acd__call_exit(acd_engine *engine, acd__call *call, int32_t exit);

/* also.c: a call in several queues */
/* The call of a proxy, which stands in the proxy's queue from here on, and the proxy in its. */
acd__call *acd__also_front(acd_engine *engine, acd__call *proxy);
/* The call rings from its queue, or connects: it is offered to nobody from the others. */
void acd__also_pause(acd_engine *engine, acd__call *call);
/* All waits of the call that may look for agents do, in their order, until one finds some. */
void acd__also_requeue(acd_engine *engine, acd__call *call);
/* It waits in this queue, too, if that lets it in. There is room: it is in the flow that says so. */
void acd__also_offer(acd_engine *engine, acd__call *call, acd__queue *queue);
/* A wait of the call, or of its proxy, is over, and others are left. */
void acd__also_end(acd_engine *engine, acd__call *wait);
/* The call stands in no other queue any more. */
void acd__also_drop(acd_engine *engine, acd__call *call);
/* It stands in one queue alone: that one if it waits there, else the one it stands in. */
void acd__also_settle(acd_engine *engine, acd__call *call, const acd__queue *queue);
/* Priority and needs of the call hold in its other queues, too; it is matched by none yet. */
void acd__also_follow(acd_engine *engine, acd__call *call);
/* The wait in a queue, NULL: there is none. */
acd__call *acd__wait_in(const acd__call *call, const acd__queue *queue);
/* preferred.c */
/* 1: the call, out of its class's order, waits for a preferred agent alone from now on. */
int acd__preferred_wait(acd_engine *engine, acd__call *call);
/* It no longer does, and stands nowhere; nothing happens if it did not. */
void acd__preferred_end(acd_engine *engine, acd__call *call);
/* Into the list of the agent it waits for. */
void acd__preferred_place(acd__call *call);
void acd__preferred_timeout(acd_engine *engine, acd__call *call);
/* step.c */
/* Keys by which it is ordered in its class. */
void acd__call_keys(const acd__call *call, acd__order_node *to);
void acd__call_set_keys(acd__call *call);
/* Of a call in a queue, without what it has gained by waiting. */
int64_t acd__call_priority(const acd__call *call);
/* The first step from `step` on that a call with these needs does not pass over in the queue. */
uint32_t acd__step_from(acd_engine *engine, const acd__call *call, acd__queue *queue, uint32_t step);
/* The call, out of its class's order, begins that step, or the next that is not passed over: step, class, keys, timer. */
void acd__call_begin_step(acd_engine *engine, acd__call *call, uint32_t from);
/* Priority or needs of a call in a queue have changed: it takes its place anew, and is matched if it may ring more agents. */
void acd__call_reclass(acd_engine *engine, acd__call *call);
/* The time of its step has passed. */
void acd__call_step_ends(acd_engine *engine, acd__call *call);
/* It takes its place anew, if it stands in its class, and looks for nobody. */
void acd__call_replace(acd_engine *engine, acd__call *call);
/* With a definition: the queue has another route and other rules, its class is gone. */
void acd__call_adopt_rules(acd_engine *engine, acd__call *call, int had_steps);
/* With a change of this agent: calls that wait for her as a preferred agent, and that she may not serve any more. */
void acd__preferred_review(acd_engine *engine, acd__agent *agent);
/* group.c */
/* A call of the queue is bridged with the member. */
void acd__group_answered(acd__queue *queue, const acd__membership *member);
/* The memory of a configuration goes over to the next one, unless that has other groups. */
void acd__groups_keep(const acd__queue_config *from, acd__queue_config *to);
void acd__groups_free(acd__memory *memory, acd__queue_config *config);
/* score.c */
/* The agent for a call of a queue whose strategy is host_score: `first` is who it is without the host. Tells the explain hook. */
acd__agent *acd__score_choose(acd_engine *engine, const acd__call *call, acd__agent *first, int again);
/* ACD_KEY_HOST_SCORE of an agent in the decision that is being told. */
int64_t acd__score_told(const acd_engine *engine, const acd__agent *agent);
void acd__scores_drop_all(acd_engine *engine);
/* 1: there is somebody to ask, or an answer. */
static inline int acd__scores_known(const acd_engine *engine)
{
  return engine->score || engine->scores;
}
/* offer.c */
/* Round robin: the queue's memory stands at the agent from now on, if this (ACD_MOVES_…) is what moves it. */
void acd__queue_mark(acd__queue *queue, const acd__agent *agent, int64_t moves);
/* The call may ring fewer agents than before, or none: it stands among those that look for some only if it may. */
void acd__call_narrow(acd_engine *engine, acd__call *call);
/* The agent of a line that is reserved is rung. */
void acd__offer_ring(acd_engine *engine, acd__line *line);
/* More agents may be rung for the call. */
void acd__offer_more(acd_engine *engine, acd__call *call);
/* Looks for an agent for a call that waits in its class, and rings one (or, ring all, a slice of all). */
void acd__offer_call(acd_engine *engine, acd__call *call);
/* The next slice of those that the call may ring, unless agents who got ready meanwhile are enough. */
void acd__offer_slice(acd_engine *engine, acd__call *call);
/* `chosen`: on the call side, the agent among others. */
void acd__offer(acd_engine *engine, acd__call *call, acd__agent *agent, int chosen);
/* The offer to this agent has ended without a conversation; the call looks further, then the agent. `detail`: ACD_OFFER_…. */
void acd__offer_failed(acd_engine *engine, acd__line *line, int64_t detail);
/* The same, at whatever device: no other is rung. */
void acd__offer_missed(acd_engine *engine, acd__line *line, int64_t detail);
/* An agent who is not idle takes a waiting call, out of turn; others rung for it are stopped. */
void acd__offer_taken(acd_engine *engine, acd__call *call, acd__agent *agent, acd__device *device);
/* All offers of a call are to be stopped, or one: acd__stops_slice(), at the end of the command or timer. */
void acd__offers_stop(acd_engine *engine, acd__call *call);
void acd__offer_stop(acd_engine *engine, acd__call *call, acd__line *line);
/* One offer is stopped and the agent told, who has to be settled. */
void acd__offer_withdraw(acd_engine *engine, acd__line *line);
void acd__stops_slice(acd_engine *engine);
void acd__offer_accepted(acd_engine *engine, acd__line *line, int bridged);
/* Ring time-out; `queue` NULL: of a direct call. */
acd__lane *acd__ring_lane(const acd_engine *engine, const acd__agent *agent, const acd__queue *queue);
/* An offer was missed, refused or lost (`detail`: ACD_OFFER_…): the agent is passed over for the call, rests, and (if it
 * `counts`) may be set not ready after too many in a row. */
void acd__agent_missed(acd_engine *engine, acd__call *call, acd__agent *agent, int64_t detail, int counts);
/* Puts a call back among those that wait, in all its queues, and looks for an agent. */
void acd__call_requeue(acd_engine *engine, acd__call *call);
/* The same for one wait. */
void acd__wait_requeue(acd_engine *engine, acd__call *call);

#endif
