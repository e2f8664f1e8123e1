/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Several parties: consultation, attended transfer, conference; calls parked, and picked up out of turn;
 * supervisors.
 *
 * **Consultation.** The agent on a call asks another agent for advice, or a queue for any agent of it, while the caller
 * is on hold. A consultation is a call of its own, with an id and a host reference: the leg of the agent who asks
 * stands where a caller does. It rings, waits, has priority, place, exit key, overflow and maximum wait as any call
 * does; it has the priority and the requirements of the call it is for. An agent who is consulted handles a call:
 * offered, accepted, answered, and a conversation ended, in the KPIs of agent and queue. It has no flow. A call has one
 * consultation at a time.
 *
 * | | the call it is for | the agent who asks | the consultation |
 * |---|---|---|---|
 * | consult | held (stays held if it was) | busy, on the call | waiting, then ringing, connecting, talking |
 * | nobody answers; full wait; queue closed, exit key | held | busy: told by `hangup` | ended (timeout, failed, flow, …) |
 * | the consulted agent hangs up | held | busy: told by `hangup` | ended: completed |
 * | resume of the call, or hang-up of the consultation | talking, or held | busy | ended: abandoned, or completed if talking |
 * | complete; or the agent who asks hangs up while they talk | talking, to the consulted agent | wrap-up | ended: joined |
 * | the agent who asks hangs up before | as without a consultation: ended, or on in its flow | wrap-up | ended: abandoned |
 * | the caller hangs up, or the call is lost by the host | ended | wrap-up | ended: abandoned or completed |
 * | the consultation is lost by the host | held | busy | ended: lost_by_host |
 *
 * What becomes of a consultation, a conference or a supervision where an agent is missing when the host lists who is
 * there, is written in agent.h ("Missing").
 *
 * **Told.** Actions for a consultation name it as `call`, and the call it is for as `related`. Its `hangup` action
 * names as `agent` who asked: that agent's leg is not to be ended, but is alone with the caller on hold again. When an
 * attended transfer is completed, the host is asked to release the first agent and, by action `join`, to connect the
 * consulted agent with the caller, who is on hold no more. If it cannot (failed, or no answer in time), the consulted
 * agent is released too and the caller goes back to the queue it was answered from, with a new place, or ends as failed
 * if there is none.
 *
 * **Clocks.** For the agent who asks, the time of a consultation is hold of the call. The conversation of the consulted
 * agent begins when the two agents talk and lasts to the end of the consultation or, after an attended transfer, to the
 * end of the conversation with the caller: one answer, one conversation, one wrap-up (that of the queue the
 * consultation was answered from). Holds count for those who are in the conversation then. What the call's flow had
 * planned for after the conversation is off after an attended transfer, as after a blind one.
 *
 * **Counted.** A consultation is neither an arrival nor an end of a call; acd_kpi_calls counts it apart. In a queue it
 * is `consulted_in`; it leaves as answered, timed out, … as any call, and as `cancelled` where the agent who asked, or
 * the call, went before it was answered. A consultation given up is no abandonment. The call's segment goes on while it
 * has a consultation; the consultation has its own (queue or direct, then consultation).
 *
 * **Definitions.** As for other calls: a consultation waits on in a queue that is closed; an agent who disappears
 * finishes what they began, and may complete or cancel.
 *
 * While a call has a consultation, hold, blind transfer and another consultation are ACD_ERR_STATE. Hold, resume, blind
 * transfer and consultation are not for consultations themselves.
 *
 * **Conference.** Instead of completing, the consulted agent may come into the conversation: the caller is off hold,
 * the consultation has ended as joined, the host is asked (`join`) to connect the agent with all who are in it. Up to 8
 * agents are in one conversation. The *first* (acd_call_info.agent) is who has been in it longest; the first may
 * consult again, and add one more: meanwhile the others stay with the caller, who is not put on hold (but is when the
 * last of them leaves).
 *
 * | | the conversation | that agent |
 * |---|---|---|
 * | an agent hangs up, others are left | goes on, with the caller's flow; the next is first if it was the first | wrap-up |
 * | the last agent hangs up | ends, as any | wrap-up |
 * | the caller hangs up, or the call is lost | ends for all | all: wrap-up |
 * | the first completes an attended transfer, or hangs up while they talk to a consulted agent | goes on, with the consulted agent as the first | wrap-up |
 * | the host cannot join one more (failed, or no answer in time) | goes on without | released; wrap-up |
 * | hold, resume | the caller is on hold for all, and back | busy |
 *
 * Every agent in it handles the call, each for the queue that agent was answered from: one answer, one conversation
 * ended, one wrap-up; talk and hold of each are from when they were answered (consultation included) to when they left.
 * Blind transfer is ACD_ERR_STATE with others in the conversation. A segment "party" runs for each agent who is not the
 * first.
 *
 * **Pick-up.** An agent takes a call that waits, in a queue (of which the agent need not be a member, whatever skills
 * it needs) or for another agent, rung or not: who may is the host's to say. The agent's leg is up already: offered and
 * accepted are one instant, the bridge action follows. All others rung for the call are stopped. From there on
 * everything is as for an agent whose device answered (agent.h): if the bridge fails the call is back in its place, and
 * the agent rests for the queue's delay; a call that waited for another agent takes the exit that a failure of that
 * agent would. The agent may be ready (resting or not) or not ready, and goes back there after the call and its
 * wrap-up; a rest is over. Neither limits on offers nor the memory of round robin know of it. Figures are those of the
 * queue that the call waited in. A task on the list of a campaign is picked up likewise (campaign.h).
 *
 * **Park.** The agent parks the caller: the conversation ends (detail `parked`), the agent is released to wrap-up, the
 * caller hears the music of the queue it was answered from. What the flow had planned for after the conversation is
 * off. Any agent may pick the call up by its id, as above, as a direct call: if the bridge fails it is parked again.
 * Who is not picked up within the centre's `park_timeout`, which begins anew each time it is parked, waits for the
 * agent who parked it, as after a blind transfer to that agent: up to the transfer time-out, then in the queue it was
 * answered from, with a new place; without one it ends as failed. A caller who hangs up while parked has abandoned, in
 * no queue's figures.
 *
 * **Supervisors.** Any agent with nothing in hand may supervise a conversation (not a consultation): *monitor* (hears
 * all, heard by nobody), *coach* (heard by its agents, not by the caller), *barge* (one more agent in it). Who may is
 * the host's to say. The host is asked by `join`, whose `reason` is the role, to connect the supervisor's device,
 * ringing it if need be: the deadline is that of a direct call's ring. If it cannot, the supervision is over. A role is
 * changed by another command, and a `join` again.
 *
 * A supervisor is in the state supervising, counted apart (acd_kpi_agent.supervising_us), neither ready nor occupied;
 * is offered nothing; may be ready or not ready, and other presences count afterwards, log-out too. A rest is over; the
 * idle clock is not touched. The state ends without wrap-up: when the supervisor leaves (role 0, or hangs up) or the
 * conversation ends, also by a blind transfer or by parking; it outlasts hold, consultation and attended transfer.
 * Supervisors do not keep a conversation: it ends with its last agent.
 *
 * Who barges in becomes an agent of the conversation when the host says that it is done: offered, accepted and answered
 * in that instant, as a direct call; from there on as in a conference: busy, with talk, hold and wrap-up (the agent's
 * own), left behind with the caller when the others leave. Supervisors count among the 8 in one conversation.
 */
#ifndef ACD_PARTY_H
#define ACD_PARTY_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The agent on the call consults an agent or a queue (ACD_TARGET_AGENT, ACD_TARGET_QUEUE; others ACD_ERR_ARGUMENT).
 * The caller is put on hold unless held. The target agent must be available, and not on this call; a consultation waits
 * for an agent who is busy up to the centre's transfer time-out. ACD_ERR_STATE unless the call is talking or held and
 * has no consultation; ACD_ERR_STATE or ACD_ERR_LIMIT where the target cannot take it, as for acd_call_transfer().
 * `host_ref` becomes the consultation's. */
ACD_API int acd_call_consult(acd_engine *engine, acd_time time_us, acd_id call, int target_kind, acd_id target,
                             int64_t host_ref, acd_id *consultation_out);
/** Attended transfer: the caller and the consulted agent are connected, the first agent is released. ACD_ERR_STATE
 * unless the call has a consultation in which the agents talk. (To cancel: acd_call_resume().) */
ACD_API int acd_call_complete(acd_engine *engine, acd_time time_us, acd_id call);

/** The consulted agent comes into the conversation. As acd_call_complete(); ACD_ERR_LIMIT with 8 agents in it. */
ACD_API int acd_call_conference(acd_engine *engine, acd_time time_us, acd_id call);
/** The agent on the call parks the caller. ACD_ERR_STATE unless talking or held; also while it has a consultation or
 * other parties. */
ACD_API int acd_call_park(acd_engine *engine, acd_time time_us, acd_id call);
/** An agent takes a waiting or parked call. ACD_ERR_STATE unless the call waits (an accepted one does not) or is
 * parked, and unless the agent is logged in, not elsewhere, has room for it (agent.h) and no part in it: neither rings
 * for it nor is in the conversation that it is a consultation for. `device`: at which of the agent's (agent.h,
 * "Devices"), 0: the first that is free and takes calls of the channel. ACD_ERR_STATE also if it is not one of the
 * agent's, or no longer, or busy with something else, or takes no calls of the channel. */
ACD_API int acd_call_pick_up(acd_engine *engine, acd_time time_us, acd_id call, acd_id agent, acd_id device);
/** An agent supervises a conversation in a role (ACD_ROLE_…), changes the role, or (0) supervises no longer.
 * ACD_ERR_STATE unless the agent is ready or not ready with nothing in hand, here or elsewhere, or supervises this very
 * call in another role; and unless the call is talking or held and no consultation. ACD_ERR_LIMIT with 8 agents and
 * supervisors in it. */
ACD_API int acd_agent_supervise(acd_engine *engine, acd_time time_us, acd_id agent, acd_id call, int role);
/** Agents in the conversation of a call (or consultation), the first first: with `after` 0 the first one; 0 at the end.
 * */
ACD_API acd_id acd_call_party_next(const acd_engine *engine, acd_id call, acd_id after);

#ifdef __cplusplus
}
#endif
#endif
