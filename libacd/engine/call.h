/* SPDX-License-Identifier: Apache-2.0 */
/** @file Calls: their states, segments, sides and ends (call.c). None of it can fail but for making room. Included by engine.h. */
#ifndef ACD__ENGINE_CALL_H
#define ACD__ENGINE_CALL_H

#include "engine/state.h"

static inline void acd__call_state(const acd_engine *engine, acd__call *call, uint32_t state)
{
  call->state = (uint8_t)state;
  call->state_since_us = engine->now_us;
}
/* What every live call has besides, where a queue of the world needs it: telling and pace (model/call.h); and proxies and frames, so many
 * as are laid in. Room for those of so many calls more, and for so many proxies more. */
int acd__sides_make(acd_engine *engine, const acd__world *world, const acd__provided *provided, size_t calls_more,
                    size_t proxies_more);
static inline int acd__sides_reserve(acd_engine *engine, const acd__world *world, size_t calls_more,
                                     size_t proxies_more)
{
  if (!world->announces && !world->paces && !proxies_more) return ACD_OK;
  return acd__sides_make(engine, world, &engine->provided, calls_more, proxies_more);
}
void acd__sides_take(acd_engine *engine, acd__call *call);
/* There is room. Nothing happens to a call that has them already. */
static inline void acd__sides_give(acd_engine *engine, acd__call *call)
{
  if (engine->world.announces | engine->world.paces) acd__sides_take(engine, call);
}
/* No more agents are rung by timer. */
void acd__pace_rings(acd_engine *engine, acd__pace *pace);
/* The call leaves its queue. */
void acd__pace_stop(acd_engine *engine, acd__pace *pace);
void acd__call_segment_end(acd_engine *engine, acd__call *call);
/* Ends the present segment, if any, and begins another (0: none). */
static inline void acd__call_segment(acd_engine *engine, acd__call *call, uint32_t segment)
{
  if (call->segment) acd__call_segment_end(engine, call);
  call->segment = (uint8_t)segment;
  call->segment_since_us = engine->now_us;
}
/* The option whose limit an attribute of this size would break (ACD_OPTION_…), 0: it fits. */
int acd__call_attribute_limit(const acd_engine *engine, const acd__call *call, const acd__texts_pair *pair,
                              size_t value_size);
/* The call, out of every queue and conversation, ends; with `hangup` the host is asked to hang up. */
void acd__call_end(acd_engine *engine, acd__call *call, uint32_t reason, int hangup);
/* Gives back the list of its preferred agents. */
void acd__call_preferred_free(acd_engine *engine, acd__call *call);
/* An agent who has accepted the call, and is not bridged, is asked to release it; the line has to be ended. NULL is fine. */
void acd__line_let_go(acd_engine *engine, acd__call *call);
/* The caller is gone, or lost: out of wherever it is, and ended. With `hangup` the host is asked to hang up. */
void acd__call_gone(acd_engine *engine, acd__call *call, int lost, int hangup);

#endif
