/* SPDX-License-Identifier: Apache-2.0 */
/* Who may serve a call: acd/route.h, "Who may serve a call" and "Reservation"; acd/agent.h, "Ready" and
 * "Channels and capacity". */
#include <string.h>

#include "reference.h"

ref_seat *ref_seat_of(const ref_queue *queue, const ref_agent *agent)
{
  for (int i = 0; i < queue->seats_count; i++)
    if (queue->seats[i].agent == agent) return (ref_seat *)&queue->seats[i];
  return NULL;
}

ref_line *ref_line_of(const ref_agent *agent, const ref_call *call)
{
  for (int i = 0; i < REF_LINES; i++)
    if (agent->lines[i].state && agent->lines[i].call == call) return (ref_line *)&agent->lines[i];
  return NULL;
}

int ref_lines_count(const ref_agent *agent)
{
  int count = 0;
  for (int i = 0; i < REF_LINES; i++) count += agent->lines[i].state != 0;
  return count;
}

static int has_line(const ref_agent *agent, int state)
{
  int has = 0;
  for (int i = 0; i < REF_LINES; i++) has |= agent->lines[i].state == state;
  return has;
}

int ref_state(const ref_agent *agent)
{
  if (has_line(agent, ACD_AGENT_STATE_BUSY)) return ACD_AGENT_STATE_BUSY;
  if (has_line(agent, ACD_AGENT_STATE_RESERVED)) return ACD_AGENT_STATE_RESERVED;
  if (has_line(agent, ACD_AGENT_STATE_WRAPUP)) return ACD_AGENT_STATE_WRAPUP;
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT) return ACD_AGENT_STATE_LOGGED_OUT;
  if (agent->presence == ACD_PRESENCE_NOT_READY) return ACD_AGENT_STATE_NOT_READY;
  return agent->elsewhere ? ACD_AGENT_STATE_ELSEWHERE : ACD_AGENT_STATE_READY;
}

int64_t ref_line_weight(const ref_life *life, const ref_agent *agent, const ref_line *line)
{
  if (!line->state || line->interrupted) return 0;
  return line->channel ? life->rules.channel_weight[line->channel] : agent->rules.capacity;
}

int ref_gives_way(const ref_line *line)
{
  return line->state == ACD_AGENT_STATE_BUSY && line->call && !line->connecting && !line->interrupted;
}

int64_t ref_load(const ref_life *life, const ref_agent *agent)
{
  int64_t load = 0;
  for (int i = 0; i < REF_LINES; i++) load += ref_line_weight(life, agent, &agent->lines[i]);
  return load;
}

/* With nothing else in hand. */
static int64_t most_of(const ref_life *life, const ref_agent *agent, int channel)
{
  int64_t fit = agent->rules.capacity / life->rules.channel_weight[channel], max = agent->rules.channel_max[channel];
  return max >= 0 && max < fit ? max : fit;
}

int ref_lines_max(const ref_life *life, const ref_agent *agent)
{
  int64_t most = 0;
  for (int c = 1; c <= life->rules.channels_count; c++) most += most_of(life, agent, c);
  return most > REF_LINES ? REF_LINES : most < 1 ? 1 : (int)most;
}

int ref_takes(const ref_life *life, const ref_agent *agent, int channel)
{
  return !channel || most_of(life, agent, channel) > 0;
}

int ref_has_room(const ref_life *life, const ref_agent *agent, int channel)
{
  int64_t all = 0, of_it = 0, load = ref_load(life, agent);
  for (int i = 0; i < REF_LINES; i++) {
    if (!agent->lines[i].state) continue;
    if (!agent->lines[i].channel || !channel) return 0;
    all++;
    of_it += agent->lines[i].channel == channel;
    if (ref_gives_way(&agent->lines[i]) && life->rules.interrupts[channel][agent->lines[i].channel])
      load -= ref_line_weight(life, agent, &agent->lines[i]);
  }
  if (!channel) return 1;
  int64_t max = agent->rules.channel_max[channel];
  return all < ref_lines_max(life, agent) && load + life->rules.channel_weight[channel] <= agent->rules.capacity &&
         (max < 0 || of_it < max);
}

int ref_is_ready(const ref_life *life, const ref_agent *agent, int channel)
{
  return agent->lives && agent->presence == ACD_PRESENCE_AVAILABLE && !agent->elsewhere && !agent->rest_due &&
         !agent->limit_until && !agent->away && !agent->not_yet[channel] && ref_has_room(life, agent, channel);
}

int ref_is_ready_for(const ref_life *life, const ref_agent *agent, const ref_queue *queue)
{
  return ref_is_ready(life, agent, queue->rules.channel);
}

static int term_holds(const ref_expression *expression, int at, const ref_agent *agent)
{
  const ref_term *term = &expression->terms[at];
  if (term->what == '!') return !term_holds(expression, term->left, agent);
  if (term->what == '&') return term_holds(expression, term->left, agent) && term_holds(expression, term->right, agent);
  if (term->what == '|') return term_holds(expression, term->left, agent) || term_holds(expression, term->right, agent);
  int64_t level = agent->rules.level[term->skill];
  if (!term->compare) return level >= 1;
  if (strcmp(term->compare, ">=") == 0) return level >= term->level;
  if (strcmp(term->compare, ">") == 0) return level > term->level;
  if (strcmp(term->compare, "<=") == 0) return level <= term->level;
  if (strcmp(term->compare, "<") == 0) return level < term->level;
  if (strcmp(term->compare, "=") == 0) return level == term->level;
  return level != term->level;
}

int ref_expression_holds(const ref_expression *expression, const ref_agent *agent)
{
  return !expression->count || term_holds(expression, expression->count - 1, agent);
}

/* What queue and call need, or less if this step or the latest before it that names the skill says so. */
static int64_t needed(const ref_call *call, int step, int skill)
{
  const ref_queue_rules *rules = &call->queue->rules;
  int64_t level = rules->skill[skill].is ? rules->skill[skill].level : 0;
  if (call->need[skill] > level) level = call->need[skill];
  for (int i = step; i >= 0 && rules->steps_count; i--) {
    int64_t suffices = rules->steps[i].level[skill];
    if (suffices < 0) continue;
    return suffices < level ? suffices : level;
  }
  return level;
}

int ref_is_eligible(const ref_call *call, int step, const ref_agent *agent)
{
  const ref_seat *seat = ref_seat_of(call->queue, agent);
  if (!seat) return 0;
  for (int s = 0; s < REF_SKILLS; s++)
    if (agent->rules.level[s] < needed(call, step, s)) return 0;
  if (!call->queue->rules.steps_count) return 1;
  const ref_step *now = &call->queue->rules.steps[step];
  return seat->rules.tier >= now->tier_min && seat->rules.tier <= now->tier_max &&
         ref_expression_holds(&now->expression, agent);
}

int ref_reserve_open(const ref_life *life, const ref_queue *queue)
{
  int64_t ready = 0;
  if (!queue->rules.reserve) return 1;
  for (int i = 0; i < queue->seats_count; i++) ready += ref_is_ready_for(life, queue->seats[i].agent, queue);
  return ready > queue->rules.reserve;
}

int ref_step_is_skipped(const ref_life *life, const ref_call *call, int step)
{
  const ref_queue *queue = call->queue;
  int skip_if = queue->rules.steps[step].skip_if;
  if (skip_if == ACD_SKIP_NEVER) return 0;
  for (int i = 0; i < queue->seats_count; i++) {
    const ref_agent *agent = queue->seats[i].agent;
    if (!ref_is_eligible(call, step, agent) || !ref_takes(life, agent, queue->rules.channel)) continue;
    if (skip_if == ACD_SKIP_UNSTAFFED && agent->presence != ACD_PRESENCE_LOGGED_OUT) return 0;
    if (skip_if == ACD_SKIP_UNAVAILABLE && agent->presence == ACD_PRESENCE_AVAILABLE) return 0;
    if (skip_if == ACD_SKIP_NOT_READY && ref_is_ready_for(life, agent, queue)) return 0;
  }
  return 1;
}

int64_t ref_allowed(const ref_call *call)
{
  const ref_queue_rules *rules = &call->queue->rules;
  if (rules->strategy == ACD_STRATEGY_RING_ALL || !rules->ring_count) return REF_AGENTS;
  return rules->ring_count * (1 + call->more_count);
}

int ref_may_ring(const ref_call *call)
{
  return call->lives && call->state == ACD_CALL_STATE_WAITING && call->queue && !call->awaited &&
         call->rings_count < ref_allowed(call);
}
