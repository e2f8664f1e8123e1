/* SPDX-License-Identifier: Apache-2.0 */
/** @file What agents have room for. Included by engine.h. */
#ifndef ACD__ENGINE_AGENT_ROOM_H
#define ACD__ENGINE_AGENT_ROOM_H

#include "engine/engine.h"

/* Calls and lines hold their channel by its number; 0: none. */
static inline void acd__channel_hold(acd_engine *engine, uint32_t number)
{
  if (number) engine->channels_at[number]->holders++;
}
void acd__channel_drop(acd_engine *engine, uint32_t number);
/* It is gone, and nobody holds it. */
void acd__channel_free(acd_engine *engine, acd__channel *channel);
/* The call is of this channel from now on. */
void acd__call_channel(acd_engine *engine, acd__call *call, uint32_t number);

/* What it counts in the load. */
int64_t acd__line_weight(const acd_engine *engine, const acd__line *line);
/* Weight of what the agent has in hand. */
int64_t acd__agent_load(const acd_engine *engine, const acd__agent *agent);
/* Bits of the channels of which the agent could have one more call in hand, at whatever device. */
uint32_t acd__agent_space(const acd_engine *engine, const acd__agent *agent);
/* The same, at a device that is free for it. Presence and all else are not looked at. */
static inline uint32_t acd__agent_room(const acd_engine *engine, const acd__agent *agent)
{
  return acd__agent_space(engine, agent) & agent->reach;
}
/* As many conversations give way to that of the line, which was accepted, as have to: their number. */
int acd__agent_interrupt(acd_engine *engine, const acd__line *by);
/* Conversations that gave way go on, if there is room for them; within a timer one of them. 1: there is room for another. */
int acd__agent_resume(acd_engine *engine, acd__agent *agent);
/* 1 if what the agent has in hand is in order. */
int acd__room_check(const acd_engine *engine, acd__agent *agent);
/* 1 if each channel is held by so many calls and lines as it says, and gone where it is not defined. */
int acd__channels_check(const acd_engine *engine);

#endif
