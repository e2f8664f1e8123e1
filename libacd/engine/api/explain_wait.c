/* SPDX-License-Identifier: Apache-2.0 */
/* What a waiting call waits for, and when something happens by itself. */
#include "engine/explain.h"
#include "model/record.h"

/* When the last wrap-up in hand is over at the latest. */
static acd_time wrapped_up_us(const acd__agent *agent)
{
  acd_time latest_us = 0;
  for (const acd__line *line = &agent->line; line; line = line->next)
    if (line->state == ACD_AGENT_STATE_WRAPUP && acd__wrapup_until(line) > latest_us)
      latest_us = acd__wrapup_until(line);
  return latest_us;
}

acd_time acd__explain_ready_us(const acd_engine *engine, const acd__agent *agent, uint32_t channel)
{
  int64_t passing = ACD__OBSTACLE(REST) | ACD__OBSTACLE(WRAPUP) | ACD__OBSTACLE(LIMIT);
  int64_t obstacles = acd__explain_ready(engine, agent, channel);
  acd_time ready_us = engine->now_us, limit_us = acd__limit_from_us(agent);
  /* Somebody who only wraps up has room for what there would be room for with nothing in hand. */
  if (obstacles & ACD__OBSTACLE(WRAPUP)) passing |= ACD__OBSTACLE(CAPACITY);
  if (obstacles & ~passing) return ACD_TIME_NEVER;
  if (obstacles & ACD__OBSTACLE(REST)) ready_us = agent->rest_until_us;
  if (obstacles & ACD__OBSTACLE(WRAPUP) && wrapped_up_us(agent) > ready_us) ready_us = wrapped_up_us(agent);
  return limit_us > ready_us ? limit_us : ready_us;
}

int64_t acd__explain_ready_count(const acd_engine *engine, const acd__queue *queue, acd_time by_us)
{
  int64_t count = 0;
  for (const acd__agent *at = engine->agents_head; at; at = at->defined_next) {
    /* Whose rest ends just now is not ready before it has. */
    uint32_t channel = queue->route->channel;
    int ready = by_us > engine->now_us ? acd__explain_ready_us(engine, at, channel) <= by_us
                                       : !acd__explain_ready(engine, at, channel);
    count += ready && acd__membership_of(at->config, queue);
  }
  return count;
}

static acd_time due_us(const acd__timer *timer)
{
  return timer->lane ? timer->due_us : ACD_TIME_NEVER;
}

static acd_time step_ends_us(const acd__call *call)
{
  return call->pace ? due_us(&call->pace->step) : ACD_TIME_NEVER;
}

static acd_time more_us(const acd__call *call)
{
  return call->pace ? due_us(&call->pace->more) : ACD_TIME_NEVER;
}

acd_time acd__explain_suits_us(const acd_engine *engine, const acd__call *call, const acd__agent *agent,
                               const acd__membership *member, acd_time from_us, int64_t *step_out)
{
  const acd__rules *rules = call->queue->config->rules;
  acd_time begins_us = engine->now_us;
  *step_out = -1;
  for (uint32_t step = call->step; from_us != ACD_TIME_NEVER; step++) {
    acd_time ends_us = ACD_TIME_NEVER;
    if (step + 1 < rules->steps_count)
      ends_us = step == call->step ? step_ends_us(call) : begins_us + rules->steps[step].lanes[step]->delay_us;
    acd_time at_us = from_us > begins_us ? from_us : begins_us;
    if (at_us < ends_us && !acd__explain_eligible(call, step, agent, member)) {
      if (rules->steps_count) *step_out = step;
      return at_us;
    }
    if (ends_us == ACD_TIME_NEVER) break;
    begins_us = ends_us;
  }
  return ACD_TIME_NEVER;
}

/* Something will happen by itself, if it is the first. */
static void change(acd_outlook *out, uint32_t kind, acd_time when_us, const acd__agent *agent)
{
  if (when_us >= out->change_at_us) return;
  out->change = kind;
  out->change_at_us = when_us;
  out->change_agent = agent ? agent->slot.id : 0;
}

static void become_ready(const acd_engine *engine, const acd__call *call, const acd__agent *agent, acd_outlook *out)
{
  acd_time ready_us = acd__explain_ready_us(engine, agent, call->channel);
  if (!acd__explain_ready(engine, agent, call->channel)) return;
  if (acd__limit_from_us(agent) >= ready_us)
    change(out, ACD_OUTLOOK_LIMIT, ready_us, agent);
  else
    change(out, agent->rest_until_us ? ACD_OUTLOOK_REST : ACD_OUTLOOK_WRAPUP, ready_us, agent);
}

/* An agent could be offered the call then. */
static void offer(acd_outlook *out, const acd__agent *agent, acd_time when_us)
{
  if (when_us >= out->offer_at_us || when_us >= out->leaves_at_us) return;
  out->offer_at_us = when_us;
  out->offer_agent = agent->slot.id;
}

static void count_agent(const acd_engine *engine, const acd__call *call, const acd__agent *agent, int is_kept,
                        acd_outlook *out)
{
  int available = agent->presence == ACD_PRESENCE_AVAILABLE;
  int ready = !acd__explain_ready(engine, agent, call->channel) && !acd__match_engaged(agent, call);
  out->eligible_count++;
  out->staffed_count += agent->presence != ACD_PRESENCE_LOGGED_OUT;
  out->available_count += available;
  out->busy_count += available && !ready;
  out->held_count += ready && is_kept;
}

/* The first moment at which more members than the queue keeps free are ready. */
static acd_time unreserved_us(const acd_engine *engine, const acd__queue *queue)
{
  acd_time low_us = engine->now_us, high_us = ACD_TIME_MAX;
  int64_t reserve = queue->config->rules->reserve;
  if (acd__explain_ready_count(engine, queue, high_us) <= reserve) return ACD_TIME_NEVER;
  while (low_us < high_us) {
    acd_time middle_us = low_us + (high_us - low_us) / 2;
    if (acd__explain_ready_count(engine, queue, middle_us) > reserve)
      high_us = middle_us;
    else
      low_us = middle_us + 1;
  }
  return low_us;
}

/* 1 if a member who is logged in and of a tier of the step has the skill at this level. */
static int someone_has(const acd_engine *engine, const acd__call *call, const acd_requirement *need)
{
  for (const acd__agent *at = engine->agents_head; at; at = at->defined_next) {
    const acd__membership *member = acd__membership_of(at->config, call->queue);
    if (!member || member->strange || at->presence == ACD_PRESENCE_LOGGED_OUT) continue;
    if (acd__explain_eligible(call, call->step, at, member) & ACD__OBSTACLE(TIER)) continue;
    if (acd__skills_level(at->config->skills, at->config->skills_count, need->skill) >= need->level_min) return 1;
  }
  return 0;
}

/* The first skill that nobody there has. */
static void missing_skill(const acd_engine *engine, const acd__call *call, const acd__needs *needs, acd_outlook *out)
{
  for (uint32_t i = 0; needs && i < needs->count && !out->skill; i++) {
    acd_requirement need = acd__explain_need(call->queue->config->rules, call->step, &needs->items[i]);
    if (need.level_min == 0 || someone_has(engine, call, &need)) continue;
    out->skill = need.skill;
    out->skill_level = need.level_min;
  }
}

static void look_at_member(const acd_engine *engine, const acd__call *call, const acd__agent *agent,
                           const acd__membership *member, int64_t ready_count, acd_time gate_us, acd_outlook *out)
{
  int64_t kept = acd__explain_kept(engine, call, agent, ready_count), step;
  out->members_count++;
  out->strange_count += member->strange;
  if (!acd__explain_eligible(call, call->step, agent, member)) {
    count_agent(engine, call, agent, kept != 0, out);
    become_ready(engine, call, agent, out);
  }
  if (kept & ~ACD__OBSTACLE(RESERVATION)) return;
  acd_time from_us = acd__explain_ready_us(engine, agent, call->channel);
  if (from_us < gate_us && call->awaited != agent) from_us = gate_us;
  offer(out, agent, acd__explain_suits_us(engine, call, agent, member, from_us, &step));
}

static void look_at_queue(const acd_engine *engine, const acd__call *call, acd_outlook *out)
{
  const acd__queue *queue = call->queue;
  const acd__rules *rules = queue->config->rules;
  int64_t ready = acd__explain_ready_count(engine, queue, engine->now_us), width = acd__call_width(call);
  acd_time gate_us = call->awaited || call->offers_count >= width ? more_us(call) : engine->now_us;
  if (rules->reserve && ready <= rules->reserve) {
    acd_time unreserved = unreserved_us(engine, queue);
    out->ready_needed = rules->reserve + 1 - ready;
    if (unreserved > gate_us) gate_us = unreserved;
  }
  out->queue = queue->slot.id;
  out->rings_max = width == ACD__RING_ALL ? -1 : width;
  if (rules->steps_count) out->step = call->step;
  out->step_ends_at_us = step_ends_us(call);
  change(out, ACD_OUTLOOK_STEP, out->step_ends_at_us, NULL);
  change(out, call->awaited ? ACD_OUTLOOK_PREFERRED : ACD_OUTLOOK_MORE, more_us(call), NULL);
  for (const acd__agent *at = engine->agents_head; at; at = at->defined_next) {
    const acd__membership *member = acd__membership_of(at->config, queue);
    if (member) look_at_member(engine, call, at, member, ready, gate_us, out);
  }
  missing_skill(engine, call, rules->needs, out);
  missing_skill(engine, call, call->needs, out);
}

static void look_at_wait(const acd_engine *engine, const acd__call *wait, acd_outlook *outlook_out)
{
  const acd__call *found = acd__call_main(wait);
  acd_outlook out = {.call = found->slot.id, .step = -1, .rings_count = found->offers_count, .rings_max = 1};
  out.change_at_us = out.offer_at_us = out.step_ends_at_us = ACD_TIME_NEVER;
  out.leaves_at_us = due_us(&wait->timer);
  change(&out, ACD_OUTLOOK_LEAVES, out.leaves_at_us, NULL);
  for (const acd__line *at = found->offers; at; at = at->list_next)
    if (!at->held) change(&out, ACD_OUTLOOK_RING, due_us(&at->request->timer), at->agent);
  if (found->callback && acd__callback_dials(found->callback))
    change(&out, ACD_OUTLOOK_DIAL, due_us(&found->media->timer), NULL);
  if (found->queue) {
    look_at_queue(engine, wait, &out);
  } else {
    out.members_count = 1;
    out.strange_count = !(found->direct->config->takes >> found->channel & 1);
    if (!out.strange_count) count_agent(engine, found, found->direct, 0, &out);
    if (!found->offers_count) become_ready(engine, found, found->direct, &out);
    if (!found->offers_count) offer(&out, found->direct, acd__explain_ready_us(engine, found->direct, found->channel));
  }
  *outlook_out = out;
}

/* `queue` 0: the first that it waits in, or none. */
static int explain_wait(const acd_engine *engine, acd_id call, acd_id queue, acd_outlook *outlook_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__call *found = engine ? acd__pool_find(&engine->calls, call, &status) : NULL;
  if (!found) return status;
  if (found->state != ACD_CALL_STATE_WAITING) return ACD_ERR_STATE;
  const acd__call *wait = acd__wait_first(found);
  if (queue) {
    const acd__queue *in = acd__pool_find(&engine->queues, queue, &status);
    if (!in) return status;
    wait = acd__wait_in(found, in);
    if (!wait) return ACD_ERR_STATE;
  }
  acd_outlook out;
  look_at_wait(engine, wait, &out);
  return acd__record_put(outlook_out, &out, sizeof out, sizeof out);
}

int acd_explain_wait(const acd_engine *engine, acd_id call, acd_outlook *outlook_out)
{
  return explain_wait(engine, call, 0, outlook_out);
}

int acd_explain_wait_in(const acd_engine *engine, acd_id call, acd_id queue, acd_outlook *outlook_out)
{
  return queue ? explain_wait(engine, call, queue, outlook_out) : ACD_ERR_NOT_FOUND;
}
