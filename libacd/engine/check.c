/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"
#include "engine/schedule.h"

/* The engine's laws. Each check returns NULL, or the law that is broken. */

typedef const char *law;

static int stands_in(const acd__line *list, const acd__line *line)
{
  while (list && list != line) list = list->list_next;
  return list != NULL;
}

static law check_line(const acd__line *at)
{
  const acd__call *call = at->call;
  if (call && !call->slot.live) return "an agent's call is live";
  if (call && at->call_id != call->slot.id) return "a line is known by its call";
  if (at->role && at->state != ACD_AGENT_STATE_SUPERVISING) return "who has a role supervises";
  if (at->wrapup_until.timer.lane && at->state != ACD_AGENT_STATE_WRAPUP &&
      (at->state != ACD_AGENT_STATE_RESERVED || !at->device || at->stopping))
    return "only a wrap-up or a ring at one of several devices is over by a line's timer";
  switch (at->state) {
  case 0:
    if (call || at->queue || at->request || at->stopping || at->device) return "a line that is free has no call";
    break;
  case ACD_AGENT_STATE_RESERVED:
    if (!call && !at->stopping) return "a reserved agent is rung for a call";
    if (call && !stands_in(call->offers, at)) return "a call knows whom it rings";
    if (at->held ? at->request || (call && !(call->callback && acd__callback_dials(call->callback)))
                 : !at->request || at->request->kind != ACD_ACTION_RING || !at->request->timer.lane)
      return "a ringing agent has a ring action with a deadline";
    break;
  case ACD_AGENT_STATE_BUSY:
    if (!call || (call->line != at && !stands_in(call->parties, at)))
      return "a busy agent has the call that has the agent";
    if (at->accepted && acd__call_beside(call) != ACD__FRAME_WHISPER && (!at->request || !at->request->timer.lane) &&
        !(call->callback && acd__callback_dials(call->callback)))
      return "a connecting agent has a bridge action with a deadline";
    break;
  case ACD_AGENT_STATE_SUPERVISING:
    if (!call || !at->role || !stands_in(call->supervisors, at)) return "a supervisor is with the call it supervises";
    break;
  case ACD_AGENT_STATE_WRAPUP:
    if (at->device) return "who wraps up uses no device";
    if (call || !at->wrapup.lane == !at->wrapup_until.timer.lane) return "wrap-up ends by one timer";
    break;
  default: return "a line has a state of those in hand";
  }
  return NULL;
}

/* 1: it goes on to ring agents by a slice that is due. */
static int rings_on(const acd__call *call)
{
  return call->pace && call->pace->slice.lane;
}

/* 1 if a call waits for this agent alone who is idle for it. */
static int wants(const acd__agent *at)
{
  return at->idle && acd__agent_own_first(at, at->idle);
}

/* 1 if some agent is about to look for calls, after which a queue that keeps agents free may have enough of them. */
static int some_look(const acd_engine *engine)
{
  const acd__agent *at = engine->agents_head;
  while (at && !at->look.lane) at = at->defined_next;
  return at != NULL;
}

static int misses_call(const acd_engine *engine, const acd__agent *at)
{
  const acd__call *call = acd__match_call(engine->world.route, at, at->idle, engine->now_us);
  if (!call || engine->rematch_timer.lane || rings_on(call)) return 0;
  return !call->queue->route->rules->reserve || !some_look(engine);
}

static law check_agent(const acd_engine *engine, acd__agent *at)
{
  int available = at->presence == ACD_PRESENCE_AVAILABLE, has_state = 0;
  uint32_t lines = 0, room_lines = 0;
  for (const acd__line *line = &at->line; line; line = line->next, room_lines++) {
    law broken = check_line(line);
    if (broken) return broken;
    if (line->agent != at) return "a line knows its agent";
    lines += line->state != 0;
    if (line->state == at->state) has_state = 1;
  }
  if (at->lines_count != lines) return "lines in use are counted";
  if (at->lines_room + 1 != room_lines || at->config->lines_max > room_lines)
    return "an agent has lines for all that she can have in hand";
  if (lines && !has_state) return "an agent's state is that of something in hand";
  if (at->line.next && at->lines_count && !acd__room_check(engine, at))
    return "an agent has each call once, and what gave way goes on as soon as there is room";
  if (lines > 1 && acd__agent_room(engine, at) & ACD__CHANNEL_NONE)
    return "a call without a channel takes all of an agent";
  if (at->idle && (!available || at->rest_until_us || at->elsewhere || at->limit_until_us))
    return "an idle agent is available, does not rest and is not elsewhere";
  if (!acd__devices_check(at)) return "an agent's devices are as their lines and what the host said of them";
  law broken = acd__missing_check(engine, at);
  if (broken) return broken;
  uint32_t room = acd__agent_room(engine, at);
  if (at->idle & ~room || (at->idle && !at->look.lane && at->idle != room))
    return "an agent is idle for what there is room for";
  if (!at->look.lane && wants(at)) return "an idle agent is wanted by no direct call";
  if (at->idle && !at->look.lane && misses_call(engine, at))
    return "no idle agent and waiting call could serve each other";
  if (!acd__occupancy_check(&at->occupancy, engine->world.centre.occupancy_part_us))
    return "nobody works longer than there is time";
  if (!acd__limit_check(engine, at)) return "nobody is offered more than the limit";
  if (!acd__order_check(&at->own)) return "an agent's own calls are in order";
  switch (at->lines_count ? 0 : at->state) {
  case 0: break;
  case ACD_AGENT_STATE_LOGGED_OUT:
    if (at->presence != ACD_PRESENCE_LOGGED_OUT) return "who is logged out wants to be";
    break;
  case ACD_AGENT_STATE_NOT_READY:
    if (at->presence != ACD_PRESENCE_NOT_READY) return "who is not ready wants to be";
    break;
  case ACD_AGENT_STATE_READY:
    if (!available || at->elsewhere) return "a ready agent is available and not elsewhere";
    if (!at->idle && !(at->rest_until_us && at->rest.lane) && !at->limit_until_us && acd__agent_room(engine, at))
      return "a ready agent is idle, rests until a timer or is at the limit of offers";
    break;
  case ACD_AGENT_STATE_ELSEWHERE:
    if (!available || !at->elsewhere) return "who is elsewhere is available but for that";
    break;
  default: return "an agent has a state";
  }
  return acd__kpi_agent_check(&at->kpi) ? NULL : "an agent's state times add up to the time logged in";
}

static law check_waiting(const acd__call *at)
{
  uint32_t offers = 0;
  for (const acd__line *line = at->offers; line; line = line->list_next, offers++)
    if (line->call != at || line->state != ACD_AGENT_STATE_RESERVED) return "who is rung for a call is reserved for it";
  if (offers != at->offers_count) return "offers are counted";
  if (!at->queue == !at->direct) return "a waiting call waits in one queue or for one agent";
  int placed = at->node.place != ACD__ORDER_OUT;
  const acd__call *self = acd__call_main(at);
  int dials = at->callback && acd__callback_dials(at->callback);
  if (!placed && self->offers_count == 0 && self->state == ACD_CALL_STATE_WAITING && !dials)
    return "a call that is rung nowhere stands among those that wait";
  if (placed && offers > 0 && at->direct) return "a direct call that rings does not stand in the list";
  if (placed && at->state == ACD_CALL_STATE_CONNECTING) return "a connecting call stands in no list";
  if (at->queue && at->state == ACD_CALL_STATE_WAITING && placed != (offers < acd__call_width(at)))
    return "a call goes on waiting while it may ring more agents";
  if (at->queue && at->step > 0 && at->step >= at->queue->config->rules->steps_count)
    return "a call stands in a step of its queue";
  return NULL;
}

/* A call that stands in several queues. */
static law check_also(const acd__call *at)
{
  uint32_t ranks = 0, count = 0;
  if (at->awaited || !at->queue) return "who waits in several queues waits for nobody alone";
  const acd__call *wait = at;
  do {
    if (!wait->slot.live || (wait->is_proxy != (wait != at))) return "a call's other waits are proxies";
    if (acd__wait_in(at, wait->queue) != wait) return "a call waits in a queue once";
    if (wait->priority != at->priority || wait->needs != at->needs) return "a call is the same in all its queues";
    ranks |= UINT32_C(1) << wait->rank;
    count++;
    wait = wait->also;
  } while (wait != at && wait && count < 32);
  return wait == at && ranks == (UINT32_C(1) << count) - 1 ? NULL : "a call's waits are ranked from the first on";
}

/* What stands in a queue for a call. */
static law check_proxy(const acd__call *at)
{
  int known = 0;
  const acd__call *self = acd__call_main(at);
  for (const acd__call *wait = self; (wait = acd__wait_after(wait));) known |= wait == at;
  if (!known || !self->slot.live || !self->queue) return "a proxy is that of a waiting call";
  if (at->state != ACD_CALL_STATE_WAITING || at->offers || at->line || at->media || at->flow || at->direct)
    return "a proxy does nothing but wait";
  return check_waiting(at);
}

static law check_consult(const acd__call *at)
{
  const acd__call *other = at->consult;
  if (!other) return at->is_consult ? "a consultation has its call" : NULL;
  if (!other->slot.live || other->consult != at || at->is_consult == other->is_consult)
    return "a consultation and its call know each other";
  if (at->is_consult)
    return at->flow || at->state == ACD_CALL_STATE_HELD ? "a consultation has no flow and is not held" : NULL;
  return at->state == ACD_CALL_STATE_HELD || (at->state == ACD_CALL_STATE_TALKING && at->parties)
             ? NULL
             : "a caller is on hold where nobody else is with them";
}

/* Where the call comes back to. */
static law check_frames(const acd__call *at)
{
  uint32_t kinds[ACD__FRAME_WHISPER + 1] = {0}, beside = at->frames->beside;
  if (!at->flow || at->frames->call != at || at->frames->count < 1 || at->frames->count > ACD_FLOW_DEPTH_MAX + 2)
    return "a call comes back from a flow, and not from too deep";
  for (uint32_t i = 0; i < at->frames->count; i++) {
    const acd__frame *frame = &at->frames->items[i];
    if (frame->kind > ACD__FRAME_WHISPER) return "a call comes back from a flow of some kind";
    kinds[frame->kind]++;
    if (frame->kind != ACD__FRAME_SUBFLOW && !frame->flow) continue;
    if (!frame->flow->slot.live || frame->node < 0 || frame->node >= frame->flow->nodes_count)
      return "a call comes back to a node";
    if (frame->kind == ACD__FRAME_SUBFLOW && frame->flow->nodes[frame->node].kind != ACD_NODE_KIND_SUBFLOW)
      return "a call comes back from a subflow to its node";
  }
  if (kinds[ACD__FRAME_SUBFLOW] > ACD_FLOW_DEPTH_MAX || kinds[ACD__FRAME_AFTER] > 1)
    return "a call is not too deep in subflows, and after one conversation only";
  if (kinds[ACD__FRAME_WAITING] + kinds[ACD__FRAME_HOLD] + kinds[ACD__FRAME_WHISPER] != (beside != 0) ||
      (beside && kinds[beside] != 1))
    return "a call is in one flow beside what it does otherwise";
  if (!beside) return at->frames->timer.lane || at->frames->bound.lane ? "only a flow beside has these timers" : NULL;
  if (beside == ACD__FRAME_WAITING && (!at->queue || at->state != ACD_CALL_STATE_WAITING || at->is_consult))
    return "who is in a flow for waiting waits";
  if (beside == ACD__FRAME_HOLD && at->state != ACD_CALL_STATE_HELD) return "who is in a flow on hold is on hold";
  if (!at->frames->bound.lane != (beside != ACD__FRAME_WHISPER)) return "a whisper, and nothing else, has its bound";
  if (beside == ACD__FRAME_WHISPER && at->state != ACD_CALL_STATE_CONNECTING) return "who is whispered about connects";
  if (!at->frames->timer.lane == !acd__beside_speaks(at)) return "a flow beside waits for an action or until a timer";
  return NULL;
}

static law check_call(const acd_engine *engine, const acd__call *at)
{
  law broken = check_consult(at);
  if (!broken && at->also) broken = check_also(at);
  if (!broken && !at->also && at->rank) broken = "a call's only wait is the first";
  if (!broken && at->frames) broken = check_frames(at);
  if (!broken) broken = acd__callback_check(engine, at);
  if (broken) return broken;
  uint32_t parties = 0;
  for (const acd__line *line = at->parties; line; line = line->list_next, parties++)
    if (line->call != at || line->state != ACD_AGENT_STATE_BUSY || line->accepted || at->line == line)
      return "a party of a conversation is busy with it";
  uint32_t supervisors = 0;
  for (const acd__line *line = at->supervisors; line; line = line->list_next, supervisors++)
    if (line->call != at || line->state != ACD_AGENT_STATE_SUPERVISING || !at->line)
      return "a supervisor is with a conversation";
  if (supervisors != at->supervisors_count || parties + supervisors > ACD__PARTIES_MAX)
    return "supervisors are counted";
  if (parties != at->parties_count || parties > ACD__PARTIES_MAX || (parties && !at->line))
    return "parties are counted, and come after the first";
  if (at->media && (at->media->call != at || at->media->ended)) return "a call's media action is under way for it";
  if (!acd__decline_check(at)) return "only waiting calls are refused for good, by agents who are there";
  if (at->recorder && (at->recorder->call != at || at->recorder->ended || at->recorder->kind != ACD_ACTION_RECORDING))
    return "a call's recording action is under way for it";
  if (at->recording_told != acd__recording_now(at) && !at->recording_due)
    return "the host was asked to record a call as it should be";
  if (at->record_paused && (!at->recording || !acd__call_talks(at)))
    return "an agent's pause lasts as long as the conversation";
  switch (at->state) {
  case ACD_CALL_STATE_FLOW:
  case ACD_CALL_STATE_LEAVING:
    if ((!at->media || !at->media->timer.lane) && (at->state != ACD_CALL_STATE_FLOW || !at->timer.lane))
      return "a call in a flow waits for an action with a deadline, or until a timer";
    if (at->queue || at->line || at->offers || at->direct) return "a call in a flow is nowhere else";
    break;
  case ACD_CALL_STATE_CALLBACK: break;
  case ACD_CALL_STATE_PARKED:
    if (!at->timer.lane) return "a parked call is brought back in time";
    if (at->queue || at->line || at->offers || at->direct || at->flow) return "a parked call is nowhere else";
    break;
  case ACD_CALL_STATE_CONNECTING:
    if (!at->line || at->line->call != at || !at->line->accepted) return "a connecting call has its agent";
    return check_waiting(at);
  case ACD_CALL_STATE_WAITING:
    if (at->line) return "a waiting call has no agent yet";
    return check_waiting(at);
  case ACD_CALL_STATE_TALKING:
  case ACD_CALL_STATE_HELD:
    if (!at->line || at->line->call != at || at->line->accepted || at->queue || at->offers)
      return "a conversation has one agent and no queue";
    break;
  default: return "a call has a state";
  }
  return NULL;
}

static law check_gate(const acd__queue *at)
{
  int is_deserted = acd__queue_is_deserted(at);
  int clears = at->gate == ACD_GATE_CLEAR || at->deserted;
  if (is_deserted != (at->deserted || at->deserted_timer.lane != 0))
    return "a queue without members is deserted, or will be";
  for (const acd__call *call = at->head; call && clears; call = call->queue_next)
    if (acd__call_main(call)->state == ACD_CALL_STATE_WAITING && !at->clear_timer.lane &&
        (at->gate == ACD_GATE_CLEAR || !acd__call_absent(call)))
      return "calls leave a queue that is cleared";
  return at->route->queue == at ? NULL : "a queue's route knows it";
}

static law check_groups(const acd__queue_config *at)
{
  int64_t calls = 0;
  for (uint32_t i = 0; i < at->groups_count; i++) calls += at->groups[i].calls;
  return calls == at->groups_calls ? NULL : "what groups have answered adds up";
}

static law check_queue(const acd__queue *at)
{
  int64_t waiting = 0;
  size_t placed = 0;
  const acd__call *before = NULL;
  for (const acd__call *call = at->head; call; before = call, call = call->queue_next, waiting++) {
    if (call->queue != at || call->queue_prev != before || call->class_->route != at->route)
      return "a queue's calls know it";
    if (before && before->queued_us > call->queued_us) return "a queue's calls stand in order of entry";
    placed += call->node.place != ACD__ORDER_OUT && !call->awaited;
    if (call->awaited && (call->node.place == ACD__ORDER_OUT || call->offers_count || !call->pace->more.lane))
      return "a call that waits for a preferred agent alone rings nowhere and waits until a timer";
  }
  if (waiting != at->waiting_count || at->tail != before) return "waiting calls are counted";
  for (size_t i = 0; i < at->route->classes_count; i++) {
    const acd__class *class_ = at->route->classes[i];
    int bit = at->route->waiting[class_->column / 64] >> (class_->column % 64) & 1;
    if (!acd__order_check(&class_->waiting) || bit != (class_->waiting.count > 0))
      return "a class's calls are in order";
    placed -= class_->waiting.count;
  }
  if (placed) return "every waiting call stands in its class";
  if (at->busy && !waiting) return "a queue where nobody waits is not busy";
  if (!acd__estimates_check(at)) return "what waits are estimated from is no less than nothing";
  if (at->places.count != (at->config->says_places ? (size_t)waiting : 0) || !acd__order_check(&at->places))
    return "where places are told, every waiting call has one";
  law broken = check_gate(at);
  if (!broken) broken = check_groups(at->config);
  if (broken) return broken;
  return acd__kpi_queue_check(&at->kpi, waiting) ? NULL : "what went into a queue came out of it or waits";
}

static law check_timers(const acd_engine *engine)
{
  size_t armed = 0;
  const acd__timers *timers = &engine->timers;
  for (size_t i = 0; i < timers->lanes_count; i++) {
    const acd__timer *before = NULL;
    for (const acd__timer *at = timers->lanes[i]->head; at; before = at, at = at->next, armed++) {
      if (at->prev != before || at->lane != timers->lanes[i]->number) return "timers are linked";
      if (before && (before->due_us > at->due_us || before->sequence > at->sequence))
        return "a lane's timers are in order";
    }
    if (timers->lanes[i]->tail != before) return "a lane's tail is its last timer";
  }
  if (armed + timers->at.count != timers->armed) return "timers are counted";
  const acd__order_node *first = acd__order_first(&timers->at);
  const acd__timer *head = timers->at_lane.head;
  if (!acd__order_check(&timers->at) || !head != !first ||
      (head && (head->due_us != first->key_a || head->sequence != first->sequence)))
    return "timers for any time are in order";
  for (size_t i = 1; i < timers->heap_count; i++) {
    const acd__timer *above = timers->heap[(i - 1) / 2]->head, *at = timers->heap[i]->head;
    if (above->due_us > at->due_us || (above->due_us == at->due_us && above->sequence > at->sequence))
      return "lanes are heaped by their first timer";
  }
  return NULL;
}

static law check_actions(const acd_engine *engine)
{
  int64_t queued = 0;
  for (const acd__action *at = engine->action_head; at; at = at->next, queued++)
    if (!at->queued || (at->next && at->next->sequence <= at->sequence)) return "actions stand in order to be pulled";
  if (queued != engine->actions_queued) return "actions are counted";
  size_t owned = 0;
  int status;
  for (acd__action *at = NULL; (at = acd__pool_after(&engine->actions, at));) {
    owned += at->call || at->line;
    if (at->ended != !at->timer.lane) return "an action under way has a deadline";
    const acd__handle *handle = acd__pool_find(&engine->handles, at->id, &status);
    if (at->ended ? handle != NULL : !handle || handle->action != at) return "an action is what its id leads to";
    if (at->ended && !at->queued && at != engine->action_last) return "an action that ended and was pulled is gone";
  }
  if (owned != engine->actions_owned) return "actions that a call or an agent has under way are counted";
  return NULL;
}

/* Calls may have ended since. */
static law check_rematch(const acd_engine *engine)
{
  const acd__rematch_list *list = &engine->rematch.calls;
  size_t noted = 0;
  for (const acd__call *at = NULL; (at = acd__pool_after(&engine->calls, at));) noted += at->noted;
  return noted <= list->count - list->next ? NULL : "who is to be looked at anew stands in the list";
}

static law check_scores(const acd_engine *engine)
{
  for (const acd__scores *at = engine->scores; at; at = at->next)
    if (at->next ? at->next->number <= at->number : at != engine->scores_tail)
      return "answers laid by stand in the order of their questions";
  return NULL;
}

/* Calls of which the host has yet to be asked how they are recorded. */
static law check_recordings(const acd_engine *engine)
{
  size_t due = 0;
  const acd__call *before = NULL;
  for (const acd__call *at = NULL; (at = acd__pool_after(&engine->calls, at));) due += at->recording_due;
  for (const acd__call *at = engine->recordings_due; at; before = at, at = at->recording_next, due--)
    if (due == 0 || !at->recording_due || at->recording_prev != before) return "calls stand in the list once";
  if (due || engine->recordings_tail != before) return "calls whose recording may have changed stand in the list";
  return !engine->recordings_due == !engine->recordings_timer.lane
             ? NULL
             : "the host is asked soon for recordings that have changed";
}

/* Versions are held by the calls inside, by those that come back, and while in force. */
static law check_flows(const acd_engine *engine)
{
  size_t frames = 0;
  for (acd__flow *at = NULL; (at = acd__pool_after(&engine->flows, at));)
    at->counted = acd__dictionary_leads(&engine->world.flows, at->name, at);
  for (const acd__call *at = NULL; (at = acd__pool_after(&engine->calls, at));) {
    if (at->flow) at->flow->counted++;
    for (uint32_t i = 0; at->frames && i < at->frames->count; i++)
      if (at->frames->items[i].flow) at->frames->items[i].flow->counted++;
    frames += at->frames != NULL;
  }
  if (frames != engine->frames.live) return "frames are those of live calls";
  for (const acd__flow *at = NULL; (at = acd__pool_after(&engine->flows, at));)
    if (at->holders != at->counted) return "a version of a flow is held by the calls inside";
  return NULL;
}

static law check_everything(const acd_engine *engine)
{
  law broken = acd__channels_check(engine) ? NULL : "channels know who holds them";
  if (!acd__patterns_check(&engine->world.numbers_like) || !acd__patterns_check(&engine->world.callers_like))
    broken = "patterns of numbers and callers stand where they are looked for";
  for (acd__agent *at = engine->agents_head; at && !broken; at = at->defined_next) broken = check_agent(engine, at);
  for (const acd__queue *at = engine->queues_head; at && !broken; at = at->defined_next) broken = check_queue(at);
  for (acd__call *at = NULL; !broken && (at = acd__pool_after(&engine->calls, at));) broken = check_call(engine, at);
  for (acd__call *at = NULL; !broken && (at = acd__pool_after(&engine->proxies, at));) broken = check_proxy(at);
  if (!broken) broken = acd__check_route(engine);
  if (!broken) broken = check_timers(engine);
  if (!broken) broken = check_actions(engine);
  if (!broken) broken = check_rematch(engine);
  if (!broken) broken = check_scores(engine);
  if (!broken) broken = check_flows(engine);
  if (!broken) broken = acd__campaigns_check(engine);
  if (!broken) broken = check_recordings(engine);
  if (!broken) broken = acd__provision_check(engine);
  if (!broken) broken = acd__schedules_check(engine);
  if (!broken) broken = acd__slots_check(engine);
  if (!broken) {
    acd_kpi_queue queues = {.size = sizeof queues};
    acd_kpi_agent agents = {.size = sizeof agents};
    acd_kpi_queue_get(engine, 0, &queues);
    acd_kpi_agent_get(engine, 0, &agents);
    if (!acd__kpi_totals_check(&engine->kpi.calls, &queues, &agents))
      broken = "every answered call was answered by an agent";
  }
  return broken;
}

int acd_engine_check(const acd_engine *engine, int thorough)
{
  if (!engine) return ACD_ERR_ARGUMENT;
  law broken =
      acd__kpi_calls_check(&engine->kpi.calls, engine->calls.live) ? NULL : "arrived calls have ended or are live";
  if (!broken && engine->stats.attributes_lost) broken = "calls have room for what flows set";
  if (!broken && thorough) broken = check_everything(engine);
  if (!broken) return ACD_OK;
  if (engine->log) engine->log(engine->log_user, ACD_LOG_ERROR, broken);
  return ACD_ERR_INVARIANT;
}
