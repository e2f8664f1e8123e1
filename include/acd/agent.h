/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Agents: presence, state, what happened to them.
 *
 * Presence (logged out, not ready, available) is what the agent wants; the state is derived from it and the calls in
 * hand.
 *
 * | presence | no call | ringing | on a call | after it |
 * |---|---|---|---|---|
 * | logged out | logged out | (offer is cancelled) | busy until the call ends, then logged out | – |
 * | not ready | not ready | (offer is cancelled) | busy until the call ends, then wrap-up, then not ready | wrap-up |
 * | available | ready (perhaps resting, or at the limit of offers); elsewhere | reserved | busy | wrap-up |
 *
 * The last two columns are for a presence taken before the call's end. In wrap-up, each of ready, not ready and log-out
 * ends it at once. Wrap-up is skipped where its time is 0 and for agents who have logged out. A presence taken with
 * ACD_WHEN_FINISHED (acd_agent_set_presence()) leaves all that is in hand alone: the ring is not cancelled, wrap-up is
 * neither ended nor skipped; the state follows when it is over.
 *
 * **Ready.** An agent *is ready* who can be offered a call at this moment: presence available, no offer, call or
 * wrap-up in hand that leaves no room for it, not supervising, not elsewhere, not resting, and not at the limit of
 * offers. Ready for a queue is ready for calls of its channel. This is meant wherever members are ready or counted as
 * such: route.h, `ready_count`, ACD_METRIC_READY, `join_ready_min`, `reserve`, `skip_if`. The *state* ready
 * (ACD_AGENT_STATE_READY) and the time in it (acd_kpi_agent.ready_us) include resting and being at the limit: who
 * counts agents in this state may find more than `ready_count`.
 *
 * **Channels and capacity.** A *channel* is a way in which calls come: voice, chat, mail. A queue's calls are of its
 * `channel`, and keep it where they are transferred or consulted about, until they come into another queue. A channel
 * has a `weight`, an agent a `capacity` (default 100) and, of a channel, at most `max` calls at once (agent_channel).
 *  - The *load* is the sum of the weights of all that is in hand: offers, conversations, wrap-ups.
 *  - There is *room* for a call of a channel while load + weight ≤ capacity, fewer than `max` of the channel are in
 *    hand (interrupted ones included), and fewer than n in all, n being the sum over all channels of what would fit of
 *    each alone (capacity / weight, rounded down, at most `max`), 32 at the most.
 *  - An agent *takes* calls of a channel if one would fit with nothing in hand: its weight is not above the capacity,
 *    `max` is not 0, and she has a device that takes them, free or not. A member who does not take calls of the queue's
 *    channel is a member in name: never eligible, and not counted where members are counted who are logged in or
 *    available (queue.h, `skip_if`).
 *  - A call without a channel takes all of an agent: there is room for it only with nothing in hand, and then for
 *    nothing else. So it is with calls of queues without one, with calls that were in no queue yet, and supervising.
 *  - An agent with room is ready for those channels and may be offered a further call in the same instant. The table
 *    above is then about each call on its own. The state is that of what engages most: busy, then supervising,
 *    reserved, wrap-up; KPIs of time by state count that state, those of conversations each call.
 *  - By longest_idle all calls may go to one agent while she has room, for idle clocks know nothing of it; least_loaded
 *    spreads them.
 *  - A call for this agent alone waits until there is room for it. Nobody is offered a call that rings her already
 *    (`ring_count`), nor a consultation about a conversation she is in.
 *  - Less capacity, a greater weight or a smaller `max` in a new definition take nothing away; nothing more is offered
 *    until there is room again. The last calls of a channel that is gone weigh what they did, interrupt nothing, and
 *    are for the same agents as before.
 *
 * With voice 100, chat 30, mail 50 and a capacity of 100 an agent has one voice call, or three chats, or two mails, or
 * a mail and a chat.
 *
 * **Interruption.** A channel may *interrupt* others (its `interrupts`). For its calls the conversations of those
 * channels do not count in the load: an agent at work on a mail is rung for a voice call.
 *  - When she accepts it, as many of them as there must be for the load to fit are interrupted, of several the one that
 *    began last first: put on hold (action hold, whose `related` is the call that interrupts), weighing nothing. While
 *    it only rings the load is above the capacity; a ring that comes to nothing interrupts nothing.
 *  - As soon as there is room again, which is before anything new is offered, they go on (action resume), the one that
 *    began first first.
 *  - A conversation that is on hold, has a consultation or others in it is not interrupted, nor is what rings, connects
 *    or is wrapped up. If she puts the mail on hold herself while the voice call rings, it stays in hand as it is, and
 *    the load is above the capacity until one of the two ends.
 *  - An interrupted one cannot be resumed or consulted about by the agent (ACD_ERR_STATE). It can end in every way; its
 *    wrap-up weighs nothing.
 *  - Two channels may interrupt each other: the later call then goes before.
 *
 * **Which of several.** Commands about what an agent has in hand take the call that is meant; of several wrap-ups after
 * the same call it is the one that began first. 0 is the only one that the command could be about: of the calls for
 * hanging up, of the wrap-ups for those; ACD_ERR_STATE if there are several, or none.
 *
 * **Missed, refused.** An offer is *missed* when the agent lets it come to nothing, in any of four ways: no answer,
 * refused, busy, failed. It is *refused* when the device rejects the ring or the agent hangs up while it rings
 * (ACD_OFFER_REJECTED); `declined` is about that alone. An accepted leg that is lost before it is bridged is missed,
 * too, though its offer ended as accepted. An offer that is cancelled is not missed. Only the KPI `refusals` draws the
 * line elsewhere: it counts the offers that ended as rejected, busy or failed. Offers missed in a row
 * (acd_agent_info.misses_count) are counted anew after a bridged call, log-in, becoming ready after not being ready,
 * and barging in.
 *
 * **Rest.** An agent who missed the offer of a queue, or could not be bridged, rests: in the state ready, but offered
 * nothing by any queue (acd_agent_info.rest_until_us), until the time is over or the agent says ready. How long is the
 * queue's matter, by outcome, and `retry_delay` where that is unset: `reject_delay` after the agent refused, and where
 * the leg was lost between accepted and bridged; `busy_delay` after busy; `no_answer_delay` where nobody answered in
 * time; `failed_delay` where the device could not be rung or not be bridged. 0: no rest. Offers that were cancelled and
 * direct calls are followed by none. After `misses_max` offers missed in a row (queue property) the agent is set not
 * ready, reason ACD_REASON_MISSED, as with ACD_WHEN_FINISHED: other calls in hand go on, rings too.
 *
 * **Limit of offers.** An agent with an `offers_max` is offered at most so many calls within any `offers_window`
 * (default 1 h). An offer counts from the moment it begins, whatever becomes of it and whichever queue or direct call
 * it is for. At the limit the agent is in the state ready and offered nothing, direct calls wait, until the oldest of
 * the last `offers_max` offers began `offers_window` ago (acd_agent_info.limit_until_us); at that moment the next is
 * possible. Saying ready does not lift it, and presences and wrap-up do not stop its time. A definition that changes
 * the numbers takes effect at once on the offers counted so far; of those the latest `offers_max` are remembered.
 *
 * **Occupancy** (acd_agent_info.occupancy_ppm, strategy least_occupied) is working time / available time, rounded
 * down, 0 where there is none. Working is busy and wrap-up; available is that, ready and reserved. Not ready, logged
 * out, supervising and elsewhere count for neither: a pause makes nobody less occupied. Engine time from 0 on is cut
 * into parts of a twelfth (in whole microseconds, rounded down) of the centre's `occupancy_window` (12 s … 24 h,
 * default 1 h), and the twelve complete parts before the present one count, so that it changes when a part ends and at
 * no other time. A definition that changes the window begins anew; until twelve parts have passed since then, or since
 * the agent was defined, those there are count. This is not acd_kpi_occupancy_ppm() (kpi.h), which is of all time and
 * for which ringing is working too: there it is asked how long the agent was not to be had, here how much work there
 * was. Who lets calls ring is not the more occupied for it and spared the next ones.
 *
 * **Elsewhere.** A host that knows when an agent's device is busy with something that is none of the engine's calls (a
 * private or internal call) says so by acd_agent_elsewhere(). An available agent with nothing in hand is then
 * `elsewhere`: offered nothing, direct calls wait, and the time is counted apart (acd_kpi_agent.elsewhere_us). What is
 * in hand goes on, and `elsewhere` follows it; in other presences nothing is to be seen of it. A rest runs on
 * meanwhile. Free again, the agent is ready; the idle clock went on, but starts anew where the centre's
 * `idle_elsewhere` is restart. The engine remembers what the host said last, also past a log-out. An agent with several
 * devices is elsewhere when all of them are busy.
 *
 * **Devices.** An agent may have up to 8 devices: a desk phone, a softphone, a mobile (device, in order of definition).
 * One without any has one that has no name, and is rung as an agent. An offer rings one device at a time: the first
 * that is not busy elsewhere and takes calls of the channel (`channel`; unset: all calls). What else the agent has in
 * hand there does not count. An agent is ready only for channels of which a device takes calls and is free.
 *  - The device is rung for its own `ring_timeout`, but not past the end of the offer, which is the agent's ring
 *    time-out or the queue's from the beginning of the offer on; unset: until then.
 *  - When that ring ends as busy, failed or not answered and the offer lasts, the offer goes on with the next device in
 *    the order as it is then that is free and takes the call: a ring action of its own (after the ring_stop of the one
 *    that did not answer), ACD_EVENT_RINGS_ON. Where there is none the offer is missed, with the last outcome. It is
 *    one offer: counted, missed and limited once, the clock of `idle_offer` moves at its beginning.
 *  - Rejected ends the offer at once: it is the agent who refuses. So does log-out, as any cancellation.
 *  - The actions bridge, join, release, ring_stop, hold and resume name the device that was rung. A supervisor's `join`
 *    names the first that is free and takes calls of the channel, without which nobody can supervise; no other is
 *    tried. A call that was picked up is at the device that the host named, else at the first that is free and takes
 *    it.
 *  - A ring is not stopped because its device, or another, is busy now.
 *  - In a new definition devices are the same by name, and remain busy; new ones are free. A device that disappears is
 *    rung no more, but for the ring it has; it is used until that call ends. If an agent gets a first device, or has
 *    none any more, what was said of the others is forgotten.
 *
 * Ringing several devices of one agent at the same time (forking) is the host's: it rings what it likes for one action.
 *
 * **Missing.** A host may list at any time who is there (acd_engine_reconcile_agents()): agents, which stands for all
 * devices of theirs, and single devices, whose agents are thereby there, too. Every other agent is *missing*, and so is
 * every other device of those who are there; devices that are no longer defined but still in use count as well. Calls
 * are listed apart (command.h).
 *  - A missing agent is logged out (ACD_EVENT_PRESENCE, `value` 0). Calls that wait for this agent alone leave by
 *    `unreachable`.
 *  - A missing device, and each that is defined for a missing agent, is busy from then on, as if acd_agent_elsewhere()
 *    had said so, until it says that it is free; to be listed the next time does not make it free. Of an agent without
 *    devices what was said last stays as it is: to log in is enough.
 *  - What a missing agent has in hand, and what a missing device is rung or used for, ends, each once, as in the table
 *    below. The host is asked for nothing there: neither ring_stop nor release. Agents who are there rest or wrap up
 *    afterwards as ever; one who is missing does neither.
 *  - Of each agent, or device of an agent who is there, that was logged in, free or in use, ACD_EVENT_MISSING tells
 *    before anything follows from it. For who was logged out with nothing in hand, nothing happens.
 *  - All that are missing are out of reach before any call looks further. It goes on in slices, at the instant of the
 *    command; nothing that the host submits comes between.
 *
 * | in hand | becomes of it | the other side |
 * |---|---|---|
 * | ring | goes on at the agent's next device, if the missing one is not the last; else missed, outcome failed | as after any ring that failed |
 * | accepted, not bridged | missed, as a leg that is lost then | back in the same place |
 * | conversation, held or interrupted too | ended as lost | back to the queue the call was answered from, with a new place, or ended as failed if there is none |
 * | … with others in it (party.h) | ended as lost | goes on with them |
 * | … while this agent talks to one who is consulted | ended as lost | attended transfer: the caller is with the consulted agent |
 * | … while this agent consults, and nobody talks yet | ended as lost | the consultation ends as abandoned; the caller as above |
 * | the conversation of an agent who is consulted | ended as lost | the consultation ends as lost_by_host; who asked is told |
 * | supervision | over | goes on |
 * | wrap-up (of a missing agent; it uses no device) | over | – |
 *
 * **Ringing to bridged, both sides.** While an agent rings, the caller waits in the queue and the agent is reserved.
 * When the device answers (`accepted`) the agent is busy, the other rung agents are stopped, and the caller still
 * waits: a caller who hangs up now has abandoned, the agent's leg is released and the agent is ready again at once,
 * idle clock untouched. If the agent's leg is lost now, or the bridge fails, the caller is back in the same place and
 * the agent rests; a lost leg counts among the agent's misses in a row, a failed bridge does not; the offer itself was
 * accepted and stays so in the KPIs. Where the queue has a `whisper_flow` (queue.h), all that holds from the acceptance
 * to the bridge behind it. Bridged is answered: from here the side that hangs up ends the conversation, and the agent
 * goes to wrap-up.
 *
 * **Idle clock** (acd_agent_info.idle_since_us). The strategy longest_idle offers to the agent whose clock started
 * first. It starts when the agent is defined and when it logs in, and starts anew
 *  - after a conversation: where the centre's `idle_from` is wrapup_end (default) at the end of its wrap-up, or at once
 *    if there is none; conversation_end: at the end of the conversation, so that wrap-up counts as idle;
 *  - when the agent becomes ready after not being ready, where `idle_not_ready` is restart (default); keep: the time
 *    not ready counts as idle;
 *  - when the agent's device is free again after something else, where `idle_elsewhere` is restart; keep (default);
 *  - when an offer begins, where `idle_offer` is restart: the clock is then the time since the last alert, and an offer
 *    that is cancelled costs the agent its place, too; keep (default): an offer alone moves nothing;
 *  - when an offer is missed, where `idle_miss` is restart;
 *    keep (default). A failed bridge and a caller who hangs up are not the agent's doing and move nothing.
 *
 * Where `idle_direct` is keep, nothing that belongs to a call without a queue (its offer, miss, conversation, wrap-up)
 * moves the clock; restart (default): it moves it as any other call. Nothing else moves it: a rest and a definition
 * do not. Agents whose clocks started at the same time are taken in the order of their definition. A setting that is
 * changed counts from then on.
 */
#ifndef ACD_AGENT_H
#define ACD_AGENT_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { ACD_PRESENCE_LOGGED_OUT = 1, ACD_PRESENCE_NOT_READY = 2, ACD_PRESENCE_AVAILABLE = 3 };

enum {
  ACD_AGENT_STATE_LOGGED_OUT = 1,
  ACD_AGENT_STATE_NOT_READY = 2,
  ACD_AGENT_STATE_READY = 3,
  ACD_AGENT_STATE_RESERVED = 4,
  ACD_AGENT_STATE_BUSY = 5,
  ACD_AGENT_STATE_WRAPUP = 6,
  ACD_AGENT_STATE_ELSEWHERE = 7,  /**< available, the device busy with something else */
  ACD_AGENT_STATE_SUPERVISING = 8 /**< listens to a conversation, or coaches (party.h) */
};

/** Not-ready reasons of the engine itself; all others are the host's. */
enum {
  ACD_REASON_LOGIN = 0,     /**< logged in, not yet ready */
  ACD_REASON_MISSED = 65535 /**< `misses_max` offers missed in a row; not for hosts to give */
};

/** When a presence takes what the agent has in hand away. */
enum {
  ACD_WHEN_NOW = 0,     /**< as the agent's own commands do: see the table above */
  ACD_WHEN_FINISHED = 1 /**< nothing more is offered, but what is in hand is finished first: a ring goes on and may be
                           answered, a conversation and its wrap-up go on to their ends */
};

typedef struct acd_agent_info {
  uint32_t size;
  uint32_t reserved;
  const char *name;
  int64_t host_ref;
  int64_t presence; /**< ACD_PRESENCE_… */
  int64_t state;    /**< ACD_AGENT_STATE_… */
  int64_t reason;
  acd_time state_since_us;
  acd_time idle_since_us;           /**< origin of the idle clock */
  acd_time rest_until_us;           /**< not offered anything before; 0: not resting */
  acd_id call;                      /**< that `state` is about, of several the latest; 0: none: acd_agent_line() */
  int64_t calls_count;              /**< answered since defined */
  int64_t talk_us;                  /**< talk and hold of finished conversations */
  int64_t misses_count;             /**< offers missed in a row */
  acd_time wrapup_until_us;         /**< end of the wrap-up that lasts now, of several the first; 0: none does */
  int64_t wrapup_extension_left_us; /**< by how much it can still be extended */
  acd_time limit_until_us;          /**< at the limit of offers until then; 0: not */
  int64_t occupancy_ppm;            /**< working time / available time: see above */
  int64_t elsewhere;                /**< 1: all devices are busy with something else, whatever the state */
  int64_t role;                     /**< supervising: ACD_ROLE_…; else 0 */
  int64_t lines_count;              /**< calls and wrap-ups in hand: acd_agent_line() */
  int64_t load;                     /**< of what is in hand, in the unit of `capacity` */
  int64_t capacity;
  int64_t devices_count; /**< that are defined: acd_agent_device() */
} acd_agent_info;

/** One of the things an agent has in hand. */
typedef struct acd_line_info {
  uint32_t size;
  uint32_t state;      /**< for this one alone: ACD_AGENT_STATE_RESERVED, _BUSY, _WRAPUP or _SUPERVISING */
  acd_id call;         /**< rung for, connecting, in conversation; that the wrap-up is after, which may be gone */
  acd_id queue;        /**< where it counts; 0: none */
  acd_id channel;      /**< 0: none, it takes all of the agent */
  int64_t weight;      /**< that counts in the load: 0 while interrupted */
  int64_t interrupted; /**< 1: on hold until there is room again, or wrapped up after it ended on hold like that */
  acd_time state_since_us;
  acd_time wrapup_until_us;         /**< as in acd_agent_info */
  int64_t wrapup_extension_left_us; /**< likewise */
  acd_id device;                    /**< rung, or in use; 0: none that the engine knows */
} acd_line_info;

/** A channel, and what there is of it. */
typedef struct acd_channel_info {
  uint32_t size;
  uint32_t closed; /**< 1: no longer defined, and goes with its last call */
  const char *name;
  int64_t weight;
  int64_t waiting_count; /**< acd_queue_info.waiting_count of its queues together: a call in several counts in each */
  int64_t lines_count;   /**< what agents have in hand of it: rings, conversations, wrap-ups */
} acd_channel_info;

/** A device of an agent, as it is defined. */
typedef struct acd_device_info {
  uint32_t size;
  uint32_t reserved;
  const char *name;
  acd_id device;
  acd_id channel;      /**< of which it takes calls; 0: of all, or the agent is no longer defined */
  int64_t busy;        /**< 1: with something else, by acd_agent_elsewhere(), or missing ("Missing") */
  int64_t lines_count; /**< of what the agent has in hand, that it is rung for or in use for */
} acd_device_info;

ACD_API int acd_agent_find(const acd_engine *engine, const char *name, acd_id *agent_out);
ACD_API int acd_agent_get(const acd_engine *engine, acd_id agent, acd_agent_info *info_out);
/** What the agent has in hand, in no particular order: the one at `index` below `lines_count`; ACD_ERR_NOT_FOUND from
 * there on. */
ACD_API int acd_agent_line(const acd_engine *engine, acd_id agent, size_t index, acd_line_info *info_out);
/** The devices of an agent in order of definition: the one at `index` below `devices_count`; ACD_ERR_NOT_FOUND from
 * there on. The name is borrowed until the next definition. */
ACD_API int acd_agent_device(const acd_engine *engine, acd_id agent, size_t index, acd_device_info *info_out);
/** Name of a device, also while it is no longer defined and has its last call; else NULL. */
ACD_API const char *acd_device_name(const acd_engine *engine, acd_id device);
/** A channel of the definition in force. */
ACD_API int acd_channel_find(const acd_engine *engine, const char *name, acd_id *channel_out);
ACD_API int acd_channel_get(const acd_engine *engine, acd_id channel, acd_channel_info *info_out);
/** Channels in order of definition, those included that only have their last calls: the first with `after` 0; 0 at the
 * end, and where `after` is gone. */
ACD_API acd_id acd_channel_next(const acd_engine *engine, acd_id after);
/** 1 if calls of the channel may interrupt those of the other ("Interruption"), 0 if not, or a negative status. */
ACD_API int acd_channel_interrupts(const acd_engine *engine, acd_id channel, acd_id other);
/** Its name, also while it is no longer defined and has its last calls; else NULL. */
ACD_API const char *acd_channel_name(const acd_engine *engine, acd_id channel);
/** Agents in order of definition: the first with `after` 0; 0 at the end, and where `after` is gone. */
ACD_API acd_id acd_agent_next(const acd_engine *engine, acd_id after);

/** Logged out → not ready (reason ACD_REASON_LOGIN). ACD_ERR_STATE if logged in already. */
ACD_API int acd_agent_login(acd_engine *engine, acd_time time_us, acd_id agent, int64_t host_ref);
/** From any presence; a conversation goes on to its end. ACD_ERR_STATE if logged out already with nothing to finish. */
ACD_API int acd_agent_logout(acd_engine *engine, acd_time time_us, acd_id agent);
/** Available from now on; ends wrap-up and rest. ACD_ERR_STATE if logged out, or ready already. */
ACD_API int acd_agent_ready(acd_engine *engine, acd_time time_us, acd_id agent);
/** `reason`: 0 … 65,535, of which ACD_REASON_… have a meaning already. ACD_ERR_STATE if logged out. */
ACD_API int acd_agent_not_ready(acd_engine *engine, acd_time time_us, acd_id agent, int64_t reason);
/** More time for the wrap-up after that call ("Which of several"): it ends `extend_us` later than it would have, or,
 * with 0, as late as it may. A wrap-up can be extended more than once, by as much in all as the agent's
 * `wrapup_extension_max` says, or where that is unset (default) that of the queue which the call was answered from
 * (default 0: not at all), as they are defined now. Ready, not ready and log-out end it as any wrap-up.
 * ACD_ERR_STATE if not in wrap-up; ACD_ERR_LIMIT if it would become longer than allowed, or not longer at all;
 * ACD_ERR_ARGUMENT if negative or above 24 h. */
ACD_API int acd_agent_extend_wrapup(acd_engine *engine, acd_time time_us, acd_id agent, acd_id call, int64_t extend_us);
/** The wrap-up after that call ("Which of several") is over; what else is in hand goes on. ACD_ERR_STATE if there is
 * none. */
ACD_API int acd_agent_end_wrapup(acd_engine *engine, acd_time time_us, acd_id agent, acd_id call);
/** Sets the presence of any agent in any presence: "not ready after this call", a supervisor's hand, a duty roster.
 * `reason` as for acd_agent_not_ready(), 0 for other presences. `by` 0: the agent itself; else the host's own number of
 * who did it, which ACD_EVENT_PRESENCE tells. What happens is what the agent's own commands would do one after the
 * other: from logged out the agent logs in first (keeping its host reference). What the agent is already is taken again
 * without effect, but for what NOW takes away: available ends wrap-up and rest, not ready and logged out end wrap-up
 * and cancel a ring. Where the presence is another than available, calls that wait for this agent alone leave by
 * `unreachable` at once, also with FINISHED. ACD_ERR_STATE only if the agent is no longer defined. */
ACD_API int acd_agent_set_presence(acd_engine *engine, acd_time time_us, acd_id agent, int64_t presence, int64_t reason,
                                   int64_t when, int64_t by);
/** A device of the agent is busy with something else (`busy` 1), or free again (0). `device` 0: all that the agent has,
 * or the only one of an agent for whom none is defined. Saying it twice is fine. ACD_ERR_STATE if the device is not one
 * of the agent's, or no longer. */
ACD_API int acd_agent_elsewhere(acd_engine *engine, acd_time time_us, acd_id agent, acd_id device, int64_t busy);
/** The agents and devices that are there; all others are missing, see above. Ids of either kind, in any order; those
 * that are not live are ignored, twice is fine. ACD_ERR_ARGUMENT if `known` is NULL with a count. */
ACD_API int acd_engine_reconcile_agents(acd_engine *engine, acd_time time_us, const acd_id *known, size_t count);
/** The agent's leg for that call ("Which of several") is gone: refuses a ringing offer, or ends the conversation or the
 * supervision. ACD_ERR_STATE if there is neither. */
ACD_API int acd_agent_hangup(acd_engine *engine, acd_time time_us, acd_id agent, acd_id call);

ACD_API const char *acd_agent_state_str(int64_t state);

#ifdef __cplusplus
}
#endif
#endif
