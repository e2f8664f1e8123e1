/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

static void link_offer(acd__call *call, acd__line *line)
{
  acd__line_push(&call->offers, line);
  call->offers_count++;
}

static void unlink_offer(acd__call *call, acd__line *line)
{
  acd__line_remove(&call->offers, line);
  call->offers_count--;
}

/* No longer rung. */
static void end_offer(acd_engine *engine, acd__call *call, acd__line *line)
{
  unlink_offer(call, line);
  if (line->device) acd__timers_disarm(&engine->timers, &line->wrapup_until.timer);
}

acd__lane *acd__ring_lane(const acd_engine *engine, const acd__agent *agent, const acd__queue *queue)
{
  if (agent->config->ring_lane) return agent->config->ring_lane;
  return queue ? queue->config->ring_lane : engine->world.centre.ring_direct_lane;
}

void acd__queue_mark(acd__queue *queue, const acd__agent *agent, int64_t moves)
{
  const acd__queue_config *config = queue->config;
  if (config->rules->strategy != ACD_STRATEGY_ROUND_ROBIN || config->round_robin_moves != moves) return;
  const acd__membership *member = acd__membership_of(agent->config, queue);
  if (!member) return; /* no longer one, when her call is bridged */
  queue->cursor_set = 1;
  queue->cursor_sequence = agent->sequence;
  queue->cursor_agent = agent->slot.id;
  queue->cursor_position = member->position;
}

/* The first of the present offers: from here on the time until more are allowed counts. */
static void begin_offers(acd_engine *engine, acd__call *call)
{
  const acd__queue_config *config = call->queue->config;
  if (call->also) acd__also_pause(engine, call);
  if (config->more_lane && config->ring_count != ACD__RING_ALL)
    acd__timers_arm(&engine->timers, &call->pace->more, config->more_lane, engine->now_us);
}

/* Inline, for nearly every offer comes here at once. */
__attribute__((always_inline)) static inline void ring(acd_engine *engine, acd__call *call, acd__agent *agent,
                                                       acd__line *line)
{
  acd__event(engine, ACD_EVENT_OFFERED, call, call->queue, agent, 0, line->device ? line->device->slot.id : 0, 0, 0);
  acd__action *action = acd__action_request(engine, ACD_ACTION_RING, line);
  acd__lane *lane = acd__ring_lane(engine, agent, call->queue);
  acd__action_send(engine, action, line->device ? acd__device_lane(engine, line, lane) : lane);
}

void acd__offer_ring(acd_engine *engine, acd__line *line)
{
  line->held = 0;
  line->offered_us = engine->now_us;
  ring(engine, line->call, line->agent, line);
}

void acd__call_narrow(acd_engine *engine, acd__call *call)
{
  int dials = acd__callback_dials(call->callback);
  if (dials) acd__preferred_end(engine, call);
  for (acd__call *wait = call; wait; wait = acd__wait_after(wait)) {
    if (dials && wait->pace) acd__pace_rings(engine, wait->pace);
    if (!wait->awaited && wait->node.place != ACD__ORDER_OUT && wait->offers_count >= acd__call_width(wait))
      acd__waiting_remove(wait);
  }
}

void acd__offer(acd_engine *engine, acd__call *call, acd__agent *agent, int chosen)
{
  if (call->is_proxy) call = acd__also_front(engine, call);
  if (call->direct) {
    acd__order_remove(&agent->own, &call->node);
    acd__timers_disarm(&engine->timers, &call->timer); /* the wait was for the agent to be free */
  } else if (call->awaited) {
    acd__preferred_end(engine, call);
    acd__waiting_add(call);
  }
  acd__line *line = acd__line_take(engine, agent, call, call->channel);
  if (agent->devices) acd__line_device(engine, line, acd__device_for(agent, call->channel));
  link_offer(call, line);
  acd__limit_count(engine, agent);
  if (call->queue) {
    if (call->node.place != ACD__ORDER_OUT && call->offers_count >= acd__call_width(call)) acd__waiting_remove(call);
    if (call->offers_count == 1) begin_offers(engine, call);
    acd__queue_mark(call->queue, agent, ACD_MOVES_OFFERS);
    if (chosen) acd__queue_mark(call->queue, agent, ACD_MOVES_CHOICES);
  }
  if (engine->world.centre.idle_offer == ACD_IDLE_RESTART) acd__agent_idle_restart(engine, agent, call->queue);
  acd__line_state(engine, line, ACD_AGENT_STATE_RESERVED);
  if (call->callback && acd__callback_holds(call->callback)) {
    line->held = 1;
    acd__dial(engine, call, line);
  } else {
    ring(engine, call, agent, line);
  }
  if (agent->line.next) acd__agent_remain(engine, agent, ~UINT32_C(0)); /* less than there was */
}

/* Rings one agent. 0: there is none. */
__attribute__((always_inline)) static inline int offer_one(acd_engine *engine, acd__call *call)
{
  int again;
  acd__agent *agent = acd__match_agent(call, &engine->rng, &again);
  if (agent && call->queue->route->rules->strategy == ACD_STRATEGY_HOST_SCORE && acd__scores_known(engine))
    agent = acd__score_choose(engine, call, agent, again);
  else if (engine->explain && (agent || call->offers_count == 0))
    acd__explain_tell(engine, call, agent, ACD_SIDE_CALL);
  if (!agent) return 0;
  acd__call_main(call)->round += (uint32_t)again;
  acd__idle_remove(agent);
  acd__offer(engine, call, agent, 1);
  return 1;
}

void acd__offer_call(acd_engine *engine, acd__call *call)
{
  for (int i = 0; i < ACD__SLICE; i++) {
    if (!offer_one(engine, call)) return;
    call = acd__call_main(call);                    /* stands here itself now */
    if (call->node.place == ACD__ORDER_OUT) return; /* rings as many as it may */
  }
  acd__timer *slice = &call->pace->slice; /* a call that rings one at a time is not here any more */
  if (!slice->lane) acd__timers_arm(&engine->timers, slice, engine->now_lane, engine->now_us);
}

void acd__offer_slice(acd_engine *engine, acd__call *call)
{
  if (call->node.place != ACD__ORDER_OUT) acd__offer_call(engine, call);
}

void acd__offer_more(acd_engine *engine, acd__call *call)
{
  call->pace->more_count++;
  acd__timers_arm(&engine->timers, &call->pace->more, call->queue->config->more_lane, engine->now_us);
  acd__call_requeue(engine, call);
}

void acd__call_requeue(acd_engine *engine, acd__call *call)
{
  if (call->is_task && acd__campaign_goes_back(engine, call)) return;
  if (call->also)
    acd__also_requeue(engine, call);
  else
    acd__wait_requeue(engine, call);
}

void acd__wait_requeue(acd_engine *engine, acd__call *call)
{
  int has_looked = 0;
  if (call->pace && call->offers_count == 0) {
    acd__timers_disarm(&engine->timers, &call->pace->more);
    call->pace->more_count = 0;
  }
  if (call->node.place == ACD__ORDER_OUT) {
    int64_t width = acd__call_width(call);
    if (call->offers_count >= width) return;
    /* Most calls ring one agent at a time and find one at once: they need not stand among those that wait. */
    if (width == 1 && !engine->defining && offer_one(engine, call)) return;
    acd__waiting_add(call);
    has_looked = width == 1;
  }
  if (engine->defining)
    acd__rematch_call(engine, call);
  else if (!has_looked)
    acd__offer_call(engine, call);
  if (call->telling && call->telling->due) acd__telling_speak(engine, call);
}

static void tell_ended(acd_engine *engine, acd__call *call, acd__queue *queue, acd__line *line, int64_t detail)
{
  if (line->held) return; /* nobody was rung */
  acd__event(engine, ACD_EVENT_OFFER_ENDED, call, queue, line->agent, engine->now_us - line->offered_us, 0, detail, 0);
}

/* The agent is no longer rung for its call. */
static void take_offer_off(acd_engine *engine, acd__line *line, int64_t detail)
{
  acd__call *call = line->call;
  end_offer(engine, call, line);
  acd__action_end(engine, line->request);
  tell_ended(engine, call, call->queue, line, detail);
  line->call = NULL;
  line->queue = NULL;
  line->held = 0;
}

static int32_t direct_exit(int64_t detail)
{
  switch (detail) {
  case ACD_OFFER_NO_ANSWER: return ACD_EXIT_NO_ANSWER;
  case ACD_OFFER_REJECTED: return ACD_EXIT_REJECTED;
  case ACD_OFFER_BUSY: return ACD_EXIT_BUSY;
  default: return ACD_EXIT_UNREACHABLE;
  }
}

void acd__agent_missed(acd_engine *engine, acd__call *call, acd__agent *agent, int64_t detail, int counts)
{
  agent->missed_call = call->slot.id;
  agent->missed_round = call->round;
  agent->misses_count += counts;
  if (counts && engine->world.centre.idle_miss == ACD_IDLE_RESTART) acd__agent_idle_restart(engine, agent, call->queue);
  if (!call->queue) return;
  const acd__queue_config *config = call->queue->config;
  if (config->misses_max && agent->misses_count >= config->misses_max && agent->presence == ACD_PRESENCE_AVAILABLE) {
    acd__log(engine, ACD_LOG_WARNING, "not ready after too many missed offers: agent", acd__string_text(agent->name));
    if (agent->idle) acd__idle_remove(agent);
    acd__agent_presence(engine, agent, ACD_PRESENCE_NOT_READY, ACD_REASON_MISSED, 0);
  }
  acd__agent_rest(engine, agent, config->rest_lanes[detail]);
}

void acd__offer_failed(acd_engine *engine, acd__line *line, int64_t detail)
{
  if (line->held) { /* who was not rung has missed nothing; the customer is dialled on */
    take_offer_off(engine, line, ACD_OFFER_CANCELLED);
    acd__line_end(engine, line);
    return;
  }
  if (line->device && detail != ACD_OFFER_REJECTED && acd__device_next(engine, line, detail)) return;
  acd__offer_missed(engine, line, detail);
}

/* The call looks further before the agent does: it was first, and the agent is not to get it back before others, though there
 * may be room for it beside. */
void acd__offer_missed(acd_engine *engine, acd__line *line, int64_t detail)
{
  acd__call *call = line->call;
  if (line->agent->idle) acd__idle_remove(line->agent);
  if (detail == ACD_OFFER_REJECTED) acd__decline_note(engine, line);
  if (call->is_task) call->callback->refused = detail == ACD_OFFER_REJECTED;
  acd__agent_missed(engine, call, line->agent, detail, 1);
  take_offer_off(engine, line, detail);
  if (call->direct)
    acd__direct_fail(engine, call, direct_exit(detail));
  else
    acd__call_requeue(engine, call);
  acd__line_end(engine, line);
}

void acd__offer_withdraw(acd_engine *engine, acd__line *line)
{
  acd__call *call = line->call;
  int rings = !line->held;
  take_offer_off(engine, line, ACD_OFFER_CANCELLED);
  if (rings) acd__action_notice(engine, ACD_ACTION_RING_STOP, call, line);
  if (call->direct)
    acd__direct_fail(engine, call, ACD_EXIT_UNREACHABLE);
  else
    acd__call_requeue(engine, call);
  acd__line_give(engine, line);
}

/* The agents are only taken off here, for what happens to the call is not finished yet; they are told and set free at the end
 * of the command or timer, a slice at once and the rest by timer. */
void acd__offer_stop(acd_engine *engine, acd__call *call, acd__line *line)
{
  end_offer(engine, call, line);
  line->call = NULL;
  line->queue = NULL;
  line->stopping = 1;
  line->list_prev = engine->stops_tail;
  if (engine->stops_tail)
    engine->stops_tail->list_next = line;
  else
    engine->stops = line;
  engine->stops_tail = line;
}

void acd__offers_stop(acd_engine *engine, acd__call *call)
{
  while (call->offers) acd__offer_stop(engine, call, call->offers);
}

static void stop_one(acd_engine *engine, acd__line *line)
{
  if (engine->stops_tail == line) engine->stops_tail = NULL;
  acd__line_remove(&engine->stops, line);
  line->stopping = 0;
  if (line->held) {
    line->held = 0;
    acd__line_end(engine, line);
    return;
  }
  acd__agent *agent = line->agent;
  acd__action *ring = line->request;
  int status; /* call and queue may be gone meanwhile */
  tell_ended(engine, acd__pool_find(&engine->calls, ring->call_id, &status), acd__queue_find(engine, ring->queue_id),
             line, ACD_OFFER_CANCELLED);
  acd__action_end(engine, line->notice);
  acd__action *stop = acd__action_new(engine, ACD_ACTION_RING_STOP, NULL, agent);
  stop->call_id = ring->call_id; /* the call itself may be gone */
  stop->call_ref = ring->call_ref;
  stop->queue_id = ring->queue_id;
  stop->channel_id = ring->channel_id;
  stop->line = line;
  stop->device_id = line->device ? line->device->slot.id : 0;
  line->notice = stop;
  acd__action_end(engine, ring);
  acd__action_send(engine, stop, engine->world.centre.request_lane);
  acd__line_end(engine, line);
}

void acd__stops_slice(acd_engine *engine)
{
  for (int i = 0; i < ACD__SLICE && engine->stops; i++) stop_one(engine, engine->stops);
  if (engine->stops && !engine->stops_timer.lane)
    acd__timers_arm(&engine->timers, &engine->stops_timer, engine->now_lane, engine->now_us);
}

void acd__offer_taken(acd_engine *engine, acd__call *call, acd__agent *agent, acd__device *device)
{
  if (call->direct) {
    if (call->node.place != ACD__ORDER_OUT) acd__order_remove(&call->direct->own, &call->node);
    acd__timers_disarm(&engine->timers, &call->timer); /* the wait was for the agent to be free */
    call->direct = agent;
  } else if (call->awaited) {
    acd__preferred_end(engine, call);
  }
  acd__line *line = acd__line_take(engine, agent, call, call->channel);
  if (device) acd__line_device(engine, line, device);
  link_offer(call, line);
  acd__event(engine, ACD_EVENT_OFFERED, call, call->queue, agent, 0, device ? device->slot.id : 0, 0, 0);
  acd__offer_accepted(engine, line, 0);
}

void acd__offer_accepted(acd_engine *engine, acd__line *line, int bridged)
{
  acd__call *call = line->call;
  end_offer(engine, call, line);
  acd__action_end(engine, line->request);
  tell_ended(engine, call, call->queue, line, ACD_OFFER_ACCEPTED);
  if (call->node.place != ACD__ORDER_OUT) acd__waiting_remove(call);
  if (call->pace) acd__pace_rings(engine, call->pace);
  if (call->also) acd__also_pause(engine, call);
  if (call->offers) acd__offers_stop(engine, call);
  int was_spoken = acd__beside_speaks(call);
  if (call->frames) acd__waiting_end(engine, call);
  call->line = line;
  line->accepted = 1;
  acd__call_state(engine, call, ACD_CALL_STATE_CONNECTING);
  acd__line_state(engine, line, ACD_AGENT_STATE_BUSY);
  acd__event(engine, ACD_EVENT_ACCEPTED, call, call->queue, line->agent, 0, 0, 0, 0);
  int interrupted = line->agent->line.next ? acd__agent_interrupt(engine, line) : 0;
  int absent = acd__call_absent(call);
  int whispers = !bridged && !absent && acd__whisper_begin(engine, call, was_spoken);
  if (absent && !acd__callback_dials(call->callback))
    acd__dial(engine, call, line);
  else if (!absent && bridged)
    acd__bridged(engine, line);
  else if (!absent && !whispers)
    acd__bridge_ask(engine, line);
  if (interrupted)
    acd__agent_free(engine, line->agent); /* what weighed more may have given way */
  else
    acd__agent_shift(engine, line->agent); /* picked up: a rest is over, and others may fit beside it */
  if (whispers) acd__flow_walk(engine, call);
}
