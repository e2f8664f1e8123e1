/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Routing: who gets a call, which call a freed agent gets, and requirements that relax while a call waits.
 *
 * All of it is set by properties of a definition (definition.h): `property` in the text below is a key of the queue
 * unless it says otherwise. A call and an agent are matched inside the command, or at the timer, that makes the match
 * possible; an arriving or returning call chooses an agent (*call side*), a freed agent chooses a call (*agent side*).
 *
 * # Who may serve a call
 *
 * When an agent is *ready* is said in agent.h. A ready member of the queue is *eligible* when she has every skill that
 * the queue (`queue_skill`) and the call (acd_arrival) need, each at its level at least, and meets the call's present
 * step, and takes calls of the queue's channel (agent.h). Skills of level 0 are not needed, they only count in the
 * score.
 *
 * **Steps** relax or narrow that while a call waits. A queue without steps has one that asks for nothing. A call begins
 * with the first step when it enters the queue; each `step` `lasts` its time, the last one until the call leaves.
 * `steps_clock` says from when: `step`: from the beginning of that step; `wait`: from the entry into the queue, so that
 * `lasts` is the age at which the step ends (ages that do not increase are an error). What a step says holds while it
 * lasts:
 *  - `tier_min`, `tier_max`: only members whose `tier` lies in this range are eligible. (FreeSWITCH tiers, Asterisk
 *    penalty rules, the ring of a ring group, the delay of an Amazon Connect routing profile.)
 *  - `step_skill` (named as a skill): the `level` that suffices for this skill, 0: it is no longer needed; for what the
 *    queue and what the call need. It never asks for more, and it holds for the steps after, too, until one of them
 *    names the skill again, also where this step was passed over. (Genesys bullseye.)
 *  - `expression`: a condition on skills that eligible members meet besides. (Amazon Connect, UCCE routing steps.)
 *  - `priority`: added to the call's priority.
 *  - `skip_if`: looked at when the step would begin; where it holds the step is passed over, but for the last.
 *    `unstaffed`: no member who could serve the call in this step is logged in; `unavailable`: none is available;
 *    `not_ready`: none is ready.
 * The end of a step changes no offer that rings already; the call is matched anew at once, in the manner of the call
 * side. A call keeps its place from step to step. It begins with the first step again when it enters another queue, or
 * this one again; not when it is put back after a failed offer. With a new definition, waiting calls stay in the step
 * of the same number (or the last one), and the time of that step runs on, the next ones last as they are defined now
 * (with `wait`: for the difference between their age and that of the step before); in a queue that had no steps before
 * they begin with the first, and ages count from there.
 *
 * What steps do is counted, in queues that have some (ACD_EVENT_STEP, acd_kpi_queue). A step is *joined* when a call is
 * bridged with an agent who was rung while it lasted, whether it still does or not; *relaxed* is one that is not the
 * first. A step has *expired* when its time is over and nobody talks to the caller yet. (Amazon Connect's routing
 * criteria.) A step that is passed over is neither.
 *
 * **Expressions**: `spanish >= 3 and (sales or "after sales") and not trainee`. Operators by precedence: `not`, `and`,
 * `or`; a skill's name, in double quotes where it is not made of letters, digits, `_`, `-` and `.` or is one of the
 * three words; it may be followed by one of `>= > <= < = !=` and a level 0 … 1,000, without it stands for `>= 1`. Who
 * does not have a skill has it at level 0. At most 64 terms, 16 brackets deep.
 *
 * # Call side: which agent
 *
 * Among the eligible agents, compare in this order; the first difference decides:
 *  1. Agents who have missed this call in its present round come after all others (below).
 *  2. the call's preferred agents, in the order in which they were given (acd_arrival), before all others;
 *  3. `tiers` = `first` (default): the lower `tier` of the member. With `equal` tiers only matter to steps.
 *  4. The strategy's own key (table).
 *  5. Creation: who was defined first (earlier in time, then in the document).
 *
 * | strategy | key, smaller first unless it says otherwise |
 * |---|---|
 * | longest_idle | origin of the idle clock: agent.h |
 * | round_robin | place in the circle (member's `position`, then creation), beginning after the member where the queue's memory stands |
 * | fewest_calls | calls answered over all queues, since defined |
 * | least_talk | talk and hold time of finished conversations over all queues, since defined |
 * | linear | member's `position`, anew for each call |
 * | random | uniform among those equal so far, from the engine's seeded generator |
 * | ring_all | as linear, and all are rung at once |
 * | most_skilled | score, *greater* first; then the idle clock |
 * | least_skilled | score; then the idle clock |
 * | weighted_random | random, each in proportion to the member's `weight` |
 * | fewest_queue_calls | calls answered from this queue, since she became a member |
 * | share | (calls answered from this queue + 1) / the member's `weight`, in millionths rounded down: answered calls approach the shares of the weights among those who are ready |
 * | least_loaded | load / capacity (agent.h, "Channels and capacity") in whole thousandths, 1,000 at the most; then the idle clock |
 * | least_occupied | occupancy (agent.h) in whole thousandths; then the idle clock. Those who are idle get their new keys when a part ends, in slices within that instant |
 * | group_share | how far the member's group is behind its percentage, *greater* first ("Groups" below); then the idle clock |
 * | host_score | score given by the host, *greater* first; then the idle clock: score.h |
 *
 * **Score**: the sum, over all skills that the queue names or the call needs, of level held × weight; weight is the
 * `weight` of the `queue_skill`, 1 where the queue does not name the skill. Steps do not change it. Where level 1 is
 * the best, use least_skilled.
 *
 * **Groups** share the calls of a queue by percentages: two houses, an outsourcer and one's own people. The queue's
 * `groups` have a `percentage` each, which add up to 100; each member names one as her `group` (needed with
 * group_share). Of n answered calls of the queue that are remembered, n_g by members of group g, the group is behind by
 * percentage_g × (n + 1) − 100 × n_g; of groups that are equally far behind, the one defined first comes first. Only
 * the groups of the agents who are compared count: a group that has nobody ready is passed over, falls behind, and
 * gets the calls once it has. The memory is the queue's: a call counts when it is bridged, for the group that the agent
 * is a member of by then, whichever side chose, in a queue that has groups, whatever its strategy. It fades: when
 * `group_memory` answers (default 1,000) are remembered, all n_g are halved before the next is added (they are kept in
 * millionths, rounded down), so that no group makes up for more than that. A definition that leaves the groups and
 * their percentages as they were, in the same order, leaves the memory; with any other it begins at 0.
 *
 * **Round-robin memory** is the queue's: the member last marked. `round_robin_moves` says what marks a member: `offers`
 * (default): every offer; `answers`: every bridged call; `choices`: offers made on the call side only; each while the
 * strategy is round_robin, and of members only. A member who has left is remembered by her place.
 *
 * **Preferred agents**: the agent who served the caller last, the owner of an account. Besides coming first they may be
 * waited for: with `preferred_wait` > 0, a call that no preferred agent is ready for waits for one of them alone, the
 * first in the order given who is available and could serve it (a member, with what its step asks for). Then nobody
 * else is offered the call, and she takes it as she takes calls that wait for her alone, before those of queues. It
 * ends, and the call is matched as any other, when she is offered the call, when she is no longer available, after that
 * time, or with a new definition by which she could not serve it any more, or its queue waits for nobody. The call's
 * place, limits and KPIs are those of the queue throughout.
 *
 * **Round of offers.** An agent who misses a call (agent.h: refused, busy and lost are missed, too), or could not be
 * bridged with it, is passed over for it until no other eligible agent is ready: then a new round begins, in which all
 * count as not having missed it. An agent remembers only the latest call she missed. No new round begins while the call
 * still rings somewhere. On the agent side, a call that rings elsewhere is not offered to an agent who missed it in
 * this round; one that does not ring is.
 *
 * **Refusals.** With `declined` = `never` a member who refused a call (a ring that ended in rejected, or the agent hung
 * up while it rang) is not eligible for it any more, whatever the round, until it leaves the queue: neither on the call
 * side nor on the agent side. Who was busy, did not answer or lost the leg may be asked again. Where all eligible
 * members have refused it the call goes on waiting, for others or for its maximum wait. With `again` (default) a
 * refused call is missed like any other. A change of the setting takes effect at once; what was refused before it under
 * `again` is not remembered.
 *
 * **Several at once.** `ring_count` agents (default 1; 0: all) are rung at once, in the order above; with ring_all it
 * is all, whatever it says. When one of them misses, the next is rung. A call that rings fewer than it may goes on
 * waiting: agents who get ready are rung too. The first to accept gets the call, the others are stopped, each once.
 * With `ring_more` > 0 so many again (`ring_count`) are allowed each time this has passed since the first of the
 * present offers; it begins anew once nobody rings. Large groups are rung in slices, within the same instant. Those who
 * lose are set free one after the other, the one rung last first. After a new definition what was allowed so far counts
 * in the new `ring_count`, and a `ring_more` that was not there before counts from the next first offer.
 *
 * # Agent side: which call
 *
 * Calls that wait for this agent alone come first, by priority (without what it gains by waiting), then wait clock (of
 * calls in no queue: since they wait for the agent), then creation. Otherwise the agent takes, of the calls for which
 * she is eligible, the first by:
 *  1. the member's `rank` for the queue, lower first (a routing profile's priority);
 *  2. the queue's `weight`, greater first (Asterisk's weight: a lighter queue is served when no heavier one has a call
 *     for her). With `surge_length` >= 0 it is the queue's `surge_weight` while more calls than that wait there, ringing
 *     ones and callbacks included: calls that can wait, as callbacks, come behind others until there are too many of
 *     them (Armony and Maglaras' threshold);
 *  3. for calls of one queue: *order in the queue*; for calls of two queues the centre's `call_choice`:
 *     - `priority`: effective priority, greater first;
 *     - `longest_wait`: wait clock, earlier origin first;
 *     - `longest_queue`: calls waiting in the queue (ringing ones included), more first;
 *     - `objective`: wait / the queue's `objective` (unset: its `service_level`; 0 counts as 1 µs), in whole
 *       thousandths, greater first: the greatest need against a service objective;
 *  4. wait clock, earlier first; then the call created first; of a call that waits in several queues (queue.h), the
 *     wait in the queue defined first.
 *
 * Each queue puts forward its first call in the order in the queue that this agent may be offered; those are compared.
 *
 * **Order in the queue**: effective priority, greater first; then the wait clock, earlier first; then creation.
 *
 * **Wait clock** begins with the entry into the queue, or with the arrival of the call (`wait_from` = `entry`
 * (default), `arrival`), earlier by the call's `waited_us` (acd_arrival: credit for a caller who has waited before). It
 * orders calls only; steps, limits and KPIs count from the entry.
 *
 * **Priority** of a call in a queue: its own + that of its number + the queue's + the step's. With `acceleration` a > 0
 * (points an hour) the effective priority grows with the wait clock: a × (now − origin), where origin = wait clock −
 * priority × (1 hour / a), the last term in whole microseconds rounded down; without it is the priority itself. Calls
 * of queues with and without acceleration are compared in the same unit (points × 3.6 × 10⁹). (Kleinrock's
 * delay-dependent priority; Genesys adds a point a minute: 60; NICE's acceleration.)
 *
 * **Reservation.** With `reserve` = n > 0 the calls of a queue are offered to its members only while more than n of its
 * members are ready (she who is to get the call included), whatever their skills. The n are kept free for calls of
 * other queues.
 */
#ifndef ACD_ROUTE_H
#define ACD_ROUTE_H

#include <acd/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Strategies: who of the eligible agents is offered the call. */
enum {
  ACD_STRATEGY_LONGEST_IDLE = 1,
  ACD_STRATEGY_ROUND_ROBIN = 2,
  ACD_STRATEGY_FEWEST_CALLS = 3,
  ACD_STRATEGY_LEAST_TALK = 4,
  ACD_STRATEGY_LINEAR = 5,
  ACD_STRATEGY_RANDOM = 6,
  ACD_STRATEGY_RING_ALL = 7,
  ACD_STRATEGY_MOST_SKILLED = 8,
  ACD_STRATEGY_LEAST_SKILLED = 9,
  ACD_STRATEGY_WEIGHTED_RANDOM = 10,
  ACD_STRATEGY_FEWEST_QUEUE_CALLS = 11,
  ACD_STRATEGY_SHARE = 12,
  ACD_STRATEGY_LEAST_OCCUPIED = 13,
  ACD_STRATEGY_LEAST_LOADED = 14,
  ACD_STRATEGY_HOST_SCORE = 15, /**< score.h */
  ACD_STRATEGY_GROUP_SHARE = 16
};

/** How a freed agent compares calls of different queues (centre's `call_choice`). */
enum {
  ACD_CALL_CHOICE_PRIORITY = 1,
  ACD_CALL_CHOICE_LONGEST_WAIT = 2,
  ACD_CALL_CHOICE_LONGEST_QUEUE = 3,
  ACD_CALL_CHOICE_OBJECTIVE = 4
};

/** What marks a member in a round robin (`round_robin_moves`). */
enum { ACD_MOVES_OFFERS = 1, ACD_MOVES_ANSWERS = 2, ACD_MOVES_CHOICES = 3 };

/** `tiers`. */
enum { ACD_TIERS_FIRST = 1, ACD_TIERS_EQUAL = 2 };

/** `wait_from`. */
enum { ACD_WAIT_FROM_ENTRY = 1, ACD_WAIT_FROM_ARRIVAL = 2 };

/** `steps_clock`. */
enum { ACD_STEPS_CLOCK_STEP = 1, ACD_STEPS_CLOCK_WAIT = 2 };

/** `skip_if` of a step. */
enum { ACD_SKIP_NEVER = 1, ACD_SKIP_UNSTAFFED = 2, ACD_SKIP_UNAVAILABLE = 3, ACD_SKIP_NOT_READY = 4 };

/** `declined`. */
enum { ACD_DECLINED_AGAIN = 1, ACD_DECLINED_NEVER = 2 };

#ifdef __cplusplus
}
#endif
#endif
