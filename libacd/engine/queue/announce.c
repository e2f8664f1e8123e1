/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* What waiting callers are told. The rules are written in acd/queue.h, "Announcements". A call's one timer is for the next
 * announcement that falls due; which ones have, and wait to be played, is kept as bits. */

/* The first turn of an announcement after an age of the wait; -1: there is none. */
static int64_t turn_after(const acd__announcement *one, int64_t age_us)
{
  if (age_us < one->after_us) return one->after_us;
  if (one->every_us == 0) return -1;
  return one->after_us + ((age_us - one->after_us) / one->every_us + 1) * one->every_us;
}

static void arm_next(acd_engine *engine, acd__telling *telling)
{
  const acd__call *call = telling->call;
  const acd__queue_config *config = call->queue->config;
  int64_t next_us = -1, age_us = telling->seen_us - call->queued_us;
  for (uint32_t i = 0; i < config->announcements_count; i++) {
    int64_t turn_us = turn_after(&config->announcements[i], age_us);
    if (turn_us >= 0 && (next_us < 0 || turn_us < next_us)) next_us = turn_us;
  }
  if (next_us >= 0) acd__timers_arm_at(&engine->timers, &telling->timer, call->queued_us + next_us);
}

/* Not by `call->node`: while it waits for a preferred agent, that has other keys. */
static void take_place(acd__call *call)
{
  acd__call_keys(call, &call->telling->place);
  acd__order_insert(&call->queue->places, &call->telling->place);
}

void acd__telling_place(acd__call *call)
{
  acd__telling *telling = call->telling;
  if (!telling || telling->place.place == ACD__ORDER_OUT) return;
  acd__order_remove(&call->queue->places, &telling->place);
  take_place(call);
}

void acd__telling_keep_place(acd__call *call)
{
  acd__telling *telling = call->telling;
  int has_one = telling && telling->place.place != ACD__ORDER_OUT, needs_one = call->queue->config->says_places != 0;
  if (has_one && !needs_one) acd__order_remove(&call->queue->places, &telling->place);
  if (!has_one && needs_one) take_place(call);
}

int64_t acd__telling_position(const acd__call *call)
{
  if (call->queue->config->says_places) return 1 + (int64_t)acd__order_rank(&call->telling->place);
  acd__order_node own, node; /* their nodes may stand in another order, that of the agent they wait for */
  int64_t position = 1;
  acd__call_keys(call, &own);
  for (const acd__call *other = call->queue->head; other; other = other->queue_next) {
    acd__call_keys(other, &node);
    position += other != call && acd__order_less(&node, &own);
  }
  return position;
}

void acd__telling_begin(acd_engine *engine, acd__call *call)
{
  acd__telling *telling = call->telling;
  acd__queue *queue = call->queue;
  if (!telling) return;
  if (queue->config->says_places) take_place(call);
  if (call->rank == 0) acd__telling_listen(engine, call);
}

void acd__telling_listen(acd_engine *engine, acd__call *call)
{
  acd__telling *telling = call->telling;
  if (!telling || acd__call_absent(call)) return;
  /* Nothing of the past; on entry, what is due at once. */
  telling->seen_us = engine->now_us - (call->queued_us == engine->now_us);
  arm_next(engine, telling);
}

void acd__telling_quiet(acd_engine *engine, acd__call *call)
{
  acd__telling *telling = call->telling;
  if (!telling) return;
  acd__timers_disarm(&engine->timers, &telling->timer.timer);
  telling->due = 0;
}

void acd__telling_end(acd_engine *engine, acd__call *call)
{
  acd__telling *telling = call->telling;
  if (!telling) return;
  acd__telling_quiet(engine, call);
  if (telling->place.place != ACD__ORDER_OUT) acd__order_remove(&call->queue->places, &telling->place);
}

int64_t acd__call_estimate(const acd_engine *engine, const acd__call *wait)
{
  const acd__call *call = acd__call_main(wait);
  return call->offers_count || call->line ? 0 : acd__estimate_rest(engine, wait, acd__telling_position(wait));
}

int64_t acd__call_says(const acd_engine *engine, const acd__call *wait, int64_t says)
{
  int64_t wait_us;
  switch (says) {
  case ACD_SAYS_POSITION: return acd__telling_position(wait);
  case ACD_SAYS_WAITED: return engine->now_us - wait->queued_us;
  case ACD_SAYS_ESTIMATED_WAIT:
    wait_us = acd__call_estimate(engine, wait);
    return wait_us < ACD_TIME_NEVER ? wait_us : -1;
  default: return 0;
  }
}

static void play(acd_engine *engine, acd__call *call, const acd__announcement *one, int64_t value)
{
  acd__action *action = acd__action_media(engine, ACD_ACTION_PLAY, acd__call_main(call), one->prompt);
  action->queue_id = call->queue->slot.id;
  action->says = (uint8_t)one->says;
  action->announces = 1;
  action->value = value;
  acd__action_send(engine, action, engine->world.centre.play_lane);
}

/* 1 if one begins to play. */
static int speak(acd_engine *engine, acd__call *call)
{
  acd__telling *telling = call->telling;
  const acd__queue_config *config = call->queue->config;
  const acd__call *self = acd__call_main(call);
  if (self->state != ACD_CALL_STATE_WAITING) return 0;
  for (uint32_t i = 0; i < config->announcements_count; i++) {
    const acd__announcement *one = &config->announcements[i];
    if (!(telling->due >> i & 1)) continue;
    if (self->offers_count > 0 && one->while_ringing == ACD_WHILE_RINGING_WAIT) continue;
    telling->due &= ~(UINT32_C(1) << i);
    int64_t value = acd__call_says(engine, call, one->says);
    if (value < 0) continue;
    play(engine, call, one, value);
    return 1;
  }
  return 0;
}

void acd__telling_speak(acd_engine *engine, acd__call *call)
{
  const acd__call *self = acd__call_main(call);
  int plays = (self->media && self->media->kind == ACD_ACTION_PLAY) || acd__beside_speaks(self);
  if (call->telling && !plays) (void)speak(engine, call);
}

void acd__telling_spoken(acd_engine *engine, acd__call *call)
{
  acd__call *first = acd__wait_first(call);
  if (acd__call_absent(first)) return;
  if (first->telling && speak(engine, first)) return;
  acd__call_music(engine, call, first->queue->config->music);
}

void acd__telling_due(acd_engine *engine, acd__telling *telling)
{
  acd__call *call = telling->call;
  const acd__queue_config *config = call->queue->config;
  int64_t age_us = engine->now_us - call->queued_us, seen_us = telling->seen_us - call->queued_us;
  for (uint32_t i = 0; i < config->announcements_count; i++) {
    int64_t turn_us = turn_after(&config->announcements[i], seen_us);
    if (turn_us >= 0 && turn_us <= age_us) telling->due |= UINT32_C(1) << i;
  }
  telling->seen_us = engine->now_us;
  arm_next(engine, telling);
  acd__telling_speak(engine, call);
}
