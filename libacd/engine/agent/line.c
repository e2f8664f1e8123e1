/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Lines: what agents have in hand (model/line.h). */

void acd__line_init(acd__line *line, acd__agent *agent)
{
  line->agent = agent;
  line->wrapup.kind = ACD__TIMER_WRAPUP;
  line->wrapup_until.timer.kind = ACD__TIMER_WRAPUP_UNTIL;
}

static void hold_channel(acd_engine *engine, uint32_t number)
{
  acd__channel_hold(engine, number);
  if (number) engine->channels_at[number]->lines++;
}

static void drop_channel(acd_engine *engine, uint32_t number)
{
  if (number) engine->channels_at[number]->lines--;
  acd__channel_drop(engine, number);
}

acd__line *acd__line_take(acd_engine *engine, acd__agent *agent, acd__call *call, uint32_t channel)
{
  acd__line *line = &agent->line;
  while (line->state) line = line->next;
  line->call = call;
  line->call_id = call->slot.id;
  line->queue = call->queue;
  line->offered_us = engine->now_us;
  line->marks = 0;
  line->step = call->step;
  line->channel = (uint8_t)channel;
  hold_channel(engine, channel);
  agent->lines_count++;
  return line;
}

void acd__line_channel(acd_engine *engine, acd__line *line, uint32_t channel)
{
  hold_channel(engine, channel);
  drop_channel(engine, line->channel);
  line->channel = (uint8_t)channel;
}

void acd__line_give(acd_engine *engine, acd__line *line)
{
  drop_channel(engine, line->channel);
  if (line->device) acd__line_device(engine, line, NULL);
  line->state = 0;
  line->channel = 0;
  line->interrupted = 0;
  line->agent->lines_count--;
}

void acd__line_state(acd_engine *engine, acd__line *line, uint32_t state)
{
  line->state = (uint8_t)state;
  line->state_since_us = engine->now_us;
  acd__agent_review(engine, line->agent);
}

void acd__line_end(acd_engine *engine, acd__line *line)
{
  acd__line_give(engine, line);
  acd__agent_free(engine, line->agent);
}

/* 1 if of two lines in the same state the first is what the agent is at. */
static int engages_more(const acd__line *line, const acd__line *other)
{
  if (line->interrupted != other->interrupted) return !line->interrupted;
  return line->state_since_us > other->state_since_us;
}

const acd__line *acd__line_engaged(const acd__agent *agent)
{
  const acd__line *engages = NULL;
  for (const acd__line *line = &agent->line; line; line = line->next)
    if (line->state && line->state == agent->state && (!engages || engages_more(line, engages))) engages = line;
  return engages;
}

acd__line *acd__line_of(acd__agent *agent, const acd__call *call)
{
  acd__line *line = &agent->line;
  while (line && !(line->state && line->call == call)) line = line->next;
  return line;
}

/* ---- Wrap-up */

acd__lane *acd__wrapup_lane(const acd__line *line)
{
  const acd__agent *agent = line->agent;
  acd__lane *lane = agent->config->wrapup_lane;
  if (!lane && line->queue) lane = line->queue->config->wrapup_lane;
  int is_there = agent->presence != ACD_PRESENCE_LOGGED_OUT || agent->finishing;
  return lane && lane->delay_us > 0 && is_there ? lane : NULL;
}

void acd__line_after(acd_engine *engine, acd__line *line)
{
  acd__agent *agent = line->agent;
  acd__lane *lane = acd__wrapup_lane(line);
  if (engine->world.centre.idle_from == ACD_IDLE_FROM_CONVERSATION_END)
    acd__agent_idle_restart(engine, agent, line->queue);
  if (line->device) acd__line_device(engine, line, NULL);
  if (lane) {
    acd__line_state(engine, line, ACD_AGENT_STATE_WRAPUP);
    acd__timers_arm(&engine->timers, &line->wrapup, lane, engine->now_us);
    line->wrapup_extended_us = 0;
    if (agent->line.next)
      acd__agent_free(engine, agent); /* was not idle meanwhile for what there is room for beside it */
    return;
  }
  acd__wrapup_end(engine, line);
}

int64_t acd__wrapup_extension_left(const acd__line *line)
{
  int64_t max_us = line->agent->config->wrapup_extension_max_us;
  if (max_us < 0) max_us = line->queue ? line->queue->config->wrapup_extension_max_us : 0;
  return max_us > line->wrapup_extended_us ? max_us - line->wrapup_extended_us : 0;
}

void acd__wrapup_close(acd_engine *engine, acd__line *line)
{
  acd__queue *queue = line->queue;
  acd__timers_disarm(&engine->timers, &line->wrapup);
  acd__timers_disarm(&engine->timers, &line->wrapup_until.timer);
  if (line->state == ACD_AGENT_STATE_WRAPUP)
    acd__event(engine, ACD_EVENT_WRAPUP_ENDED, NULL, queue, line->agent, engine->now_us - line->state_since_us,
               line->call_id, 0, line->channel);
  if (engine->world.centre.idle_from == ACD_IDLE_FROM_WRAPUP_END) acd__agent_idle_restart(engine, line->agent, queue);
  line->queue = NULL;
  if (queue) {
    acd__estimate_handled(queue, engine->now_us - line->talk_since_us);
    queue->holders--;
    acd__queue_release(engine, queue);
  }
  acd__line_give(engine, line);
}

void acd__wrapup_end(acd_engine *engine, acd__line *line)
{
  acd__wrapup_close(engine, line);
  acd__agent_free(engine, line->agent);
}
