/* SPDX-License-Identifier: Apache-2.0 */
/** @file Agents: states, clocks, limits. None of it can fail. Included by engine.h. */
#ifndef ACD__ENGINE_AGENT_AGENT_H
#define ACD__ENGINE_AGENT_AGENT_H

#include "engine/engine.h"

/* agent.c */
/* Adds to the counts of members logged in and available. */
void acd__agent_count(acd_engine *engine, const acd__agent *agent, int64_t staffed, int64_t available);
/* Into the idle orders of these channels; calls from which agents were kept free may go to others now. */
void acd__agent_idle(acd_engine *engine, acd__agent *agent, uint32_t channels);
/* Into the orders of a new route, but for those for which there is no room any more. */
void acd__idle_again(acd_engine *engine, acd__agent *agent);
/* After a definition: out of the idle orders and into them, as capacity, limit and devices are now. */
void acd__agent_refit(acd_engine *engine, acd__agent *agent);
/* That, and what waits for this agent alone, or gave way to something, may be taken up. */
void acd__agent_reconsider(acd_engine *engine, acd__agent *agent);
/* Out of the idle orders, where the agent stood for `channels`: back into those for which there is room. Where there is room
 * for others now, the agent looks for calls of them in this instant. */
void acd__agent_remain(acd_engine *engine, acd__agent *agent, uint32_t channels);
/* Something in hand gives way now that did not, or the other way round. */
void acd__agent_shift(acd_engine *engine, acd__agent *agent);
/* `by`: 0, or who set it (event.h). */
void acd__agent_presence(acd_engine *engine, acd__agent *agent, uint32_t presence, int64_t reason, int64_t by);
/* The first, by priority and wait clock, of the calls of these channels that wait for this agent alone, NULL: none. */
acd__call *acd__agent_own_first(const acd__agent *agent, uint32_t channels);
/* Calls that wait for this agent alone, who is not available, go elsewhere: one at once (not within a timer), the rest in slices. */
void acd__agent_own_leave(acd_engine *engine, acd__agent *agent);
/* One slice of that. An agent who was only waiting for it to be gone, goes. */
void acd__agent_own_slice(acd_engine *engine, acd__agent *agent);
/* Something is no longer in the way: takes the next call, if there may be one, or is idle. */
void acd__agent_free(acd_engine *engine, acd__agent *agent);
/* As above without looking for a call: idle where possible. */
void acd__agent_settle(acd_engine *engine, acd__agent *agent);
/* The state that follows from presence and lines. */
void acd__agent_review(acd_engine *engine, acd__agent *agent);
/* Takes a call, or a part in one, without having been offered it: no longer idle, resting or at the limit. */
void acd__agent_engage(acd_engine *engine, acd__agent *agent);
/* Takes the next call, if there is room for one, or is idle; another, in this instant, as long as there is. */
void acd__agent_match(acd_engine *engine, acd__agent *agent);
/* The idle clock starts anew, because of a call of this queue (NULL: a direct one, which may be of no account). */
void acd__agent_idle_restart(acd_engine *engine, acd__agent *agent, const acd__queue *queue);
/* The agent rests after a missed offer; NULL: not at all. */
void acd__agent_rest(acd_engine *engine, acd__agent *agent, acd__lane *lane);
/* Rest is over. */
void acd__agent_rested(acd_engine *engine, acd__agent *agent);
/* If there is one: it no longer counts. */
static inline void acd__agent_rest_end(acd_engine *engine, acd__agent *agent)
{
  acd__timers_disarm(&engine->timers, &agent->rest);
  agent->rest_until_us = 0;
}
/* No longer defined and without a call: leaves. */
void acd__agent_remove(acd_engine *engine, acd__agent *agent);

/* line.c */
/* A new line: its agent, what its timers are. */
void acd__line_init(acd__line *line, acd__agent *agent);
/* A line for the call; the agent has one free. `channel`: its number. */
acd__line *acd__line_take(acd_engine *engine, acd__agent *agent, acd__call *call, uint32_t channel);
/* It counts as of this channel from now on; the agent has to be shifted. */
void acd__line_channel(acd_engine *engine, acd__line *line, uint32_t channel);
/* It is free again; the agent has to be settled. */
void acd__line_give(acd_engine *engine, acd__line *line);
/* The same, and the agent may take another call. */
void acd__line_end(acd_engine *engine, acd__line *line);
void acd__line_state(acd_engine *engine, acd__line *line, uint32_t state);
/* The agent's line for a call, NULL: none. */
acd__line *acd__line_of(acd__agent *agent, const acd__call *call);
/* What the agent's state is about, NULL: nothing is in hand. */
const acd__line *acd__line_engaged(const acd__agent *agent);
/* After a conversation: wrap-up, if there is one, or free. */
void acd__line_after(acd_engine *engine, acd__line *line);
/* Of the wrap-up that follows a conversation; NULL: none does. */
acd__lane *acd__wrapup_lane(const acd__line *line);
/* Wrap-up, if there was one, is over. */
void acd__wrapup_end(acd_engine *engine, acd__line *line);
/* The same; the agent has to be settled. */
void acd__wrapup_close(acd_engine *engine, acd__line *line);
/* When the wrap-up that lasts now will end. */
static inline acd_time acd__wrapup_until(const acd__line *line)
{
  return line->wrapup_until.timer.lane ? line->wrapup_until.timer.due_us : line->wrapup.due_us;
}
/* By how much the wrap-up that lasts now may still be extended. */
int64_t acd__wrapup_extension_left(const acd__line *line);

/* limit.c: the limit on an agent's offers. */
void acd__limit_count(const acd_engine *engine, acd__agent *agent);
/* 1 if the agent, who is ready and does not rest, may not be offered anything yet; a timer then lifts it. */
int acd__limit_holds(acd_engine *engine, acd__agent *agent);
/* When the agent's limit of offers allows the next one; may be past. */
acd_time acd__limit_from_us(const acd__agent *agent);
/* No longer to be waited for: over, or the agent is not ready. */
void acd__limit_lift(acd_engine *engine, acd__agent *agent);
/* Takes what was counted over to another configuration. */
void acd__limit_move(const acd__offer_log *from, acd__offer_log *to);
/* Time of the `at`th offer counted, from 0, the oldest. */
int64_t acd__limit_offer(const acd__offer_log *log, uint32_t at);
int acd__limit_check(const acd_engine *engine, const acd__agent *agent);

/* decline.c: calls refused for good. */
/* Room for a note that the agent, if ringing, refuses the call: a status. */
int acd__decline_reserve(acd_engine *engine, const acd__line *line);
/* The agent, who rings, refuses the call. */
void acd__decline_note(acd_engine *engine, acd__line *line);
void acd__decline_call_left(acd_engine *engine, acd__call *call);
void acd__decline_agent_left(acd_engine *engine, acd__agent *agent);
int acd__decline_check(const acd__call *call);

/* occupancy.c */
/* Worked / available, as acd_agent_info tells it. */
int64_t acd__agent_occupancy_ppm(const acd_engine *engine, const acd__agent *agent);
/* The agent's state is about to be left: its time is counted. */
void acd__occupancy_leave(acd_engine *engine, acd__agent *agent);
/* The agent has become ready, and does not stand in the idle orders yet. */
void acd__occupancy_ready(acd_engine *engine, acd__agent *agent);
/* New agents, the last of all, have worked at nothing yet. */
void acd__occupancy_begin_new(acd_engine *engine);
/* With a new definition, before agents stand in its orders; new agents are the last. `before`: of the one before. */
void acd__occupancy_define(acd_engine *engine, const acd__centre *before);
/* The key of an agent who stands in no idle order, as of now. */
void acd__occupancy_now(acd_engine *engine, acd__agent *agent);
/* A border of the parts, or a further slice of it. */
void acd__occupancy_slice(acd_engine *engine);

/* missing.c */
/* The host has heard of it since the latest list of those who are there. */
void acd__agent_seen(const acd_engine *engine, acd__agent *agent);
void acd__device_seen(const acd_engine *engine, acd__device *device);
void acd__missing_slice(acd_engine *engine);
/* NULL, or the law that is broken. */
const char *acd__missing_check(const acd_engine *engine, const acd__agent *agent);

/* presence.c */
/* 1: a ring is about to be stopped. */
int acd__agent_stops(const acd__agent *agent);
/* No longer available: out of the idle, offers are cancelled; a conversation goes on. */
void acd__agent_turn_away(acd_engine *engine, acd__agent *agent, uint32_t presence, int64_t reason, int64_t by);

#endif
