/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Queues and skills.
 *
 * **Order.** The order of the calls of a queue, and which of several queues a freed agent serves first, are in route.h.
 * A call put back after a failed bridge keeps its place.
 *
 * **Clocks.** The wait of a queue's KPIs is from entry into that queue to bridged; the wait since arrival is kept too.
 *
 * **Limits.** `length_max` calls wait at most; one more leaves at once to the overflow queue, else by the exit
 * `at_capacity`. A call for which an agent is ready is let in whatever the length. After `wait_max` a call leaves to
 * the overflow queue, else by the exit `timeout`: an agent ringing then is stopped; a call that is connecting just then
 * stays, and leaves if the bridge fails. An overflow enters with a new place (order and wait start anew). After 8
 * overflows in a row a call takes the exit.
 *
 * **Overflow** is where calls go that a queue does not let in or does not keep (limits above, conditions and gate
 * below): to the queue `overflow`, or into the flow `overflow_flow`, in its version in force, from its start. A
 * voicemail, an outside number, a prompt and another try are flows. A call that is inside a flow leaves that one for
 * good; a call that came without any starts its first. For the KPIs the former is `overflowed` (and `overflowed_in`
 * there), the latter `diverted`; the call has left the queue. A call that meets the same full queue again in the same
 * instant makes steps of its flow (ACD_CENTRE_STEPS_MAX). Where the overflow queue does not let the call in either, nor
 * one that this overflows to, the call takes the exit of the queue it came to first, or of the one it waited in.
 *
 * **Announcements** to a waiting caller, who keeps the place. Each has a name, a prompt, what it `says` behind it
 * (nothing, the position, the estimated wait, for how long it has waited), and falls due when the call has been in this
 * queue for `after`, and from then on after each `every` (0: just once). The host is asked by an action play; when it
 * is done, or fails, the queue's music goes on. One is played at a time: those that fall due meanwhile wait, and are
 * played afterwards in the order in which they are defined, each once however often it fell due. While an agent rings
 * for the call, those with `while_ringing` wait (the default) wait likewise until nobody rings any more; so a caller
 * who is answered at the first ring hears none. None begins while an agent connects; the bridge, or leaving the queue,
 * ends one that plays. An estimated wait of ACD_TIME_NEVER is not announced. A definition that changes a queue's
 * announcements drops what waits to be played; the times of the new ones count from the call's entry as ever. A queue
 * has 32 at most.
 *
 * **Flows of a queue** are walked as any other (flow.h), by callers, not by consultations.
 *
 * `wait_flow`: a caller who waits in the queue walks it and keeps the place, which clocks, offers and limits do not
 * notice. It begins 0.1 s after the call has entered, so that who is answered at once hears none of it; in the version
 * in force at the entry. While it plays, collects or asks the host, that replaces the music; while it waits (a node
 * `wait`) and when it is over (an open exit that its `catch` does not take, a `return`, too many steps) the music goes
 * on until the call leaves, and announcements are played: those that fall due meanwhile wait, and one that plays is cut
 * short when the flow has something to say. While agents ring the flow goes on; when one accepts it ends, and its
 * results are stale. If the bridge fails it begins anew. A node `leave` takes the call out of the queue, by the exit
 * `key` and for the KPIs as if the exit key was pressed, `hangup` likewise, and ends the call. Nodes that would lead
 * the call elsewhere or change its place (queue, agent, voicemail, transfer, skills, priority) are refused in the
 * definition of the flow; in flows that it leads to they end it, as an open exit does. Of several queues at once it is
 * that of the first; when another one becomes the first, that one's begins.
 *
 * `after_flow`: a caller whose agent has hung up, while nobody else is in the conversation, walks that of the queue the
 * call was answered from: a survey. When it is over, the call goes on by the queue node's `next`, as it would have at
 * once without. Whoever hangs up inside, and a node `hangup`, end the call as completed. In such a flow there is no
 * other one.
 *
 * `hold_flow`: a caller on hold walks that of the queue the call was answered from: because the agent wants it, while
 * the agent consults, and where the call gives way to another one (agent.h, "Interruption"); in a conference, whenever
 * the caller is on hold (party.h). It begins 0.1 s after the action hold, from its start, in the version in force then,
 * and so again at each hold: no place in it is kept. What it plays, collects or asks the host replaces the music, which
 * goes on while it waits and when it is over, as above. Resume ends it at once, and so does whatever else ends the hold
 * or the conversation; its results are stale then. The time counts as hold all the same. The nodes refused above are
 * refused here. A node `leave` takes the caller out of the conversation ("press 1 to leave a message"): that ends for
 * all agents in it as if the caller had hung up, and the call goes on by the exit `key` of its queue node, or `next` of
 * an agent node, and where it came without a flow ends as completed. A node `hangup` ends the conversation and the
 * call, as completed. Where no hold_flow is defined, the music of the action hold is all there is.
 *
 * `whisper_flow`: what an agent hears who has accepted a call of the queue, before the two are connected ("claims;
 * waited for three minutes; 2 to refuse"). Where the action bridge would come, the call walks this flow instead while
 * it is connecting, in the version in force then; the bridge comes when it is over, as above, or when `whisper_max` has
 * passed since it began. What it plays, collects or asks the host is for the agent (acd_action.to); keys and speech are
 * the agent's. The caller hears what was heard before: music, or an announcement to its end; no other one begins, and
 * where the wait_flow was speaking, music (with the text "" if the queue has none) takes its place. For the KPIs the
 * caller waits until the bridge, and the agent is busy from the acceptance on. The nodes refused above are refused
 * here. A node `leave`, or `hangup`, is the agent's refusal: the agent is released, and all else is as if the agent had
 * hung up before the bridge (agent.h, "Ringing to bridged"). Whoever hangs up meanwhile ends it as they would the
 * connecting. The next agent who accepts hears it from the start. A ring that ends as `bridged` skips it, for then
 * agent and caller talk already; so does a call to one agent alone, and a consultation. Attributes are the call's own:
 * what the flow sets is what the agent's screen shows.
 *
 * acd_call_get() gives the flow and the node that the call is at in these flows. Another flow of a definition counts
 * for calls that enter from now on, an `after_flow` from the next end of a conversation on, a `hold_flow` from the next
 * hold on, a `whisper_flow` from the next acceptance on.
 *
 * **Gate** (ACD_COMMAND_QUEUE_GATE). A queue is open, unless a command says otherwise; a definition leaves that as it
 * is. While it drains or is cleared, calls that come (also by transfer or overflow) are turned away as by a full queue,
 * with the exit `closed`. A call put back after a missed offer or a failed bridge does not come: it waits on where the
 * queue drains. Where it is cleared, every call that waits leaves as after `wait_max`, but with the exit `closed`: in
 * slices, in order of entry, agents who ring are stopped, and a call that is connecting leaves if the bridge fails.
 * What has left stays away when the queue is opened again; what has not yet, waits on. acd_call_arrive() straight into
 * a shut queue is no error: the call is turned away.
 *
 * **Joining.** A call that comes to an open queue is turned away, to the overflow queue, else by the exit named here,
 *  - by `no_agents` if fewer members are logged in than `join_staffed_min`, fewer available than `join_available_min`,
 *    or fewer ready than `join_ready_min`;
 *  - by `at_capacity`, unless a member is ready for it, if the queue is full, if the call that waits longest has waited
 *    for more than `join_wait_max`, if the call would have to wait for more than `join_estimate_max` by the estimate
 *    below, or if the service level of late is below `join_service_level_min` per cent.
 * Each of these is off by default. The service level of late is the share of hits among the last 64 hits and misses (64
 * hits to begin with): a hit is a call answered within `service_level`, a miss one that waited for longer, whatever
 * became of it. Calls for which somebody is ready are let in all the same, so it recovers.
 *
 * **Estimated wait.** Several estimators are known, each by name; the property `estimate` says which of them a queue
 * announces, is asked for in conditions and goes by itself (`join_estimate_max`, callbacks dialled ahead).
 *  - `work` (default): position × work / members available. `work` is the time of members that a call of this queue has
 *    taken of late. It is measured at every answer while the queue is busy, that is from when a call has to wait and
 *    rings nowhere until none waits: the time since the answer before, or since the queue became busy, × the members
 *    available (one at least, and a day at the most). The mean begins as `expected_handle`. What members do for other
 *    queues is thus in it, as are refusals and ring time, and it follows the number of members at once.
 *  - `handle`: position × handle time / members available; the formula that most systems have. The handle time is that
 *    of the queue's conversations of late: talk, hold and wrap-up, counted when all of it is over. The mean begins as
 *    `expected_handle`. What else members do, and how long they ring, is not in it.
 *  - `rate`: position × the time between two departures, whatever they were, of late while the queue is busy. The mean
 *    begins as `expected_handle` / members available. It follows callers who give up, and the number of members late.
 *  - `recent`: the mean wait of the last 8 callers (as many as there were; none: as `work`) who had to wait and were
 *    answered, whatever the position; of a call that has waited already, less the time it has waited, 0 at least.
 * Means are moving: of the first values the n-th counts 1/(n + 1) against the mean before it, from the 15th on each
 * 1/16. What a call requires is in none of them. An estimate but for `recent` does not grow as time passes: only when
 * calls with a better place come, members go, or work takes longer. A call that rings or connects waits 0. One that
 * would come now waits 0 if a member is ready, else as one behind all that wait. While no member is available the wait
 * is ACD_TIME_NEVER by each.
 *
 * How good they are: of every call that has to wait when it has entered (nobody rings for it at once; no callbacks),
 * all four are noted, as of one behind all that wait; when it is answered from there, the error of each is the estimate
 * less its wait (ACD_EVENT_ESTIMATED; acd_kpi_queue, acd_kpi_estimate_error_us()). Estimates are noted to the millisecond,
 * and up to 49 days. Those of ACD_TIME_NEVER, and of calls that leave otherwise, are not counted.
 *
 * Members are counted here, and below, who take calls of the queue's channel (agent.h).
 *
 * **Nobody there.** A queue is *empty of members* while none is logged in (`leave_when` unstaffed), or none is
 * available (unavailable: members who ring, talk or wrap up are); never by default. When it has been so for
 * `leave_after` without a break, every call that waits leaves as after `wait_max`, but with the exit `no_agents`: in
 * slices, as above. From then on, until a member is there again, calls that come are turned away with that exit.
 * Before, they may come and wait. The clock starts when the last member goes, or when the queue is defined without any;
 * a definition that changes `leave_after` starts it anew.
 *
 * **Called again.** Callers who hang up while they wait in a queue with `call_again` come to the list of that campaign:
 * campaign.h.
 *
 * **Several queues at once** (ACD_COMMAND_CALL_ALSO, acd_call_also()). A call that waits in a queue may wait in up to
 * four more at the same time: whichever finds an agent first, has it. (Avaya and UCCE queue a call to several skills.)
 * The queue it waited in before is its *first*, the others follow in the order in which they were added.
 *  - Each of these waits is a whole one: with a place, an entry, a maximum wait, steps and an estimate of its own, by
 *    the rules of its queue. Priority, requirements and preferred agents of the call hold in all of them, and whom it
 *    was missed or refused by counts in all. Preferred agents come first, but are not waited for (`preferred_wait`).
 *  - It rings for one of its queues at a time, there as many agents as that queue rings; meanwhile it is offered to
 *    nobody from the others. When nobody rings any more it looks for agents in all its queues, in their order, and the
 *    first one that finds some rings.
 *  - When an agent has accepted it stays in all its queues until it is bridged; then it leaves the others, with
 *    ACD_LEAVE_ALSO. If the bridge fails it waits on in all.
 *  - A wait that is ended by its queue (maximum wait, cleared, nobody there) while others are left, goes without
 *    overflow or exit: ACD_LEAVE_ALSO. If it was the first, the next one is now. The last one that is left ends as
 *    any other.
 *  - Music, announcements and the exit key are those of the first.
 *  - Whatever else becomes of the call (the caller hangs up, presses the exit key, is transferred or moved) ends all
 *    its waits. It counts in the queue for which it rings or connects, else in the first; in the others as
 *    ACD_LEAVE_ALSO. A move leads to that queue alone; to one of those that it waits in, it keeps its wait there.
 *  - A queue that it also waits in is asked as by a move, whether it lets the call in. That wait is `also_in` for the
 *    KPIs of the queue.
 */
#ifndef ACD_QUEUE_H
#define ACD_QUEUE_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_queue_info {
  uint32_t size;
  uint32_t closed; /**< 1: no longer defined, serves its last calls */
  const char *name;
  int64_t waiting_count;   /**< ringing and connecting ones included */
  int64_t staffed_count;   /**< members logged in, of those who take calls of its channel: agent.h, and so below */
  int64_t available_count; /**< members whose presence is available, whatever their state */
  int64_t ready_count;     /**< members ready now: agent.h; not all in the state ready are */
  acd_time oldest_at_us;   /**< entry of the call that waits longest; ACD_TIME_NEVER: none waits */
  int64_t gate;            /**< ACD_GATE_… */
  int64_t deserted;        /**< 1: empty of members for `leave_after` */
  int64_t
      estimated_wait_us; /**< of a call that would come now, by its `estimate`; ACD_TIME_NEVER: no member is there */
  int64_t service_level_ppm; /**< of late, see "Joining" */
  acd_id channel;            /**< of its calls (agent.h); 0: none */
  int64_t groups_count;      /**< acd_queue_group() */
} acd_queue_info;

/** What is lawful in the definition of a queue, and hardly meant. Sets of them have bit 1 << ACD_DOUBT_…. */
enum {
  ACD_DOUBT_NO_MEMBERS = 1, /**< it has none */
  ACD_DOUBT_CHANNEL = 2,    /**< no member takes calls of its channel */
  ACD_DOUBT_SKILL = 3,      /**< in no step is a member eligible, even for a call that needs nothing of its own */
  ACD_DOUBT_TIER = 4,       /**< the tiers of a step are those of no member */
  ACD_DOUBT_RESERVE = 5     /**< `reserve` is not below the members who take its calls: none is ever offered */
};

/** A group of members (route.h, group_share). */
typedef struct acd_group_info {
  uint32_t size;
  uint32_t reserved;
  const char *name;
  int64_t percentage;
  int64_t share_ppm; /**< of the calls that are remembered (`group_memory`), those it answered; 0: none are */
  int64_t members_count;
  int64_t staffed_count; /**< the three as in acd_queue_info, of its members */
  int64_t available_count;
  int64_t ready_count;
} acd_group_info;

ACD_API int acd_queue_find(const acd_engine *engine, const char *name, acd_id *queue_out);
ACD_API int acd_queue_get(const acd_engine *engine, acd_id queue, acd_queue_info *info_out);
/** Queues in order of definition: the first with `after` 0; 0 at the end, and where `after` is gone. */
ACD_API acd_id acd_queue_next(const acd_engine *engine, acd_id after);
/** The estimated wait of a call that would come now by one of the estimators, ACD_ESTIMATE_… (definition.h);
 * ACD_TIME_NEVER: no member is available. ACD_ERR_ARGUMENT: no such estimator. */
ACD_API int acd_queue_estimate(const acd_engine *engine, acd_id queue, int64_t estimator, int64_t *wait_us_out);
/** Name of an estimator ("work"), "?" for unknown ones; the one of a name, 0: there is none. */
ACD_API const char *acd_estimate_str(int64_t estimator);
ACD_API int64_t acd_estimate_find(const char *name);
/** The groups of a queue in order of definition: the one at `index` below `groups_count`; ACD_ERR_NOT_FOUND from there
 * on. The name is borrowed until the next definition. */
ACD_API int acd_queue_group(const acd_engine *engine, acd_id queue, size_t index, acd_group_info *info_out);

/** What is doubtful about it, a set of ACD_DOUBT_…, or a negative status. What follows from another doubt is not told. */
ACD_API int64_t acd_queue_doubts(const acd_engine *engine, acd_id queue);
/** Name of a doubt ("no_members"), "?" for unknown ones. */
ACD_API const char *acd_doubt_str(int64_t doubt);

/** Lets new calls in again. Drains: no new calls. Clears: no new calls, and those that wait leave. Each may follow
 * each, and itself without an effect. A queue that is no longer defined can only be cleared: ACD_ERR_STATE. */
ACD_API int acd_queue_open(acd_engine *engine, acd_time time_us, acd_id queue);
ACD_API int acd_queue_drain(acd_engine *engine, acd_time time_us, acd_id queue);
ACD_API int acd_queue_clear(acd_engine *engine, acd_time time_us, acd_id queue);

ACD_API int acd_skill_find(const acd_engine *engine, const char *name, acd_id *skill_out);
/** NULL if there is no such skill. */
ACD_API const char *acd_skill_name(const acd_engine *engine, acd_id skill);

#ifdef __cplusplus
}
#endif
#endif
