/* SPDX-License-Identifier: Apache-2.0 */
/* One pair, all agents for a call, all calls for an agent. */
#include "engine/explain.h"

#include "base/best.h"
#include "model/record.h"

/* What the agent has in hand, where that leaves no room. */
static int64_t in_hand(const acd__agent *agent)
{
  static const int64_t obstacles[] = {[ACD_AGENT_STATE_RESERVED] = ACD__OBSTACLE(OFFERED),
                                      [ACD_AGENT_STATE_BUSY] = ACD__OBSTACLE(BUSY),
                                      [ACD_AGENT_STATE_WRAPUP] = ACD__OBSTACLE(WRAPUP),
                                      [ACD_AGENT_STATE_SUPERVISING] = ACD__OBSTACLE(SUPERVISING)};
  int64_t all = 0;
  for (const acd__line *line = &agent->line; line; line = line->next) all |= line->state ? obstacles[line->state] : 0;
  return all && agent->config->lines_max == 1 ? all : all | ACD__OBSTACLE(CAPACITY);
}

/* 1: inside the hook, she is choosing a call. */
static int chooses(const acd_engine *engine, const acd__agent *agent)
{
  return engine->deciding.side == ACD_SIDE_AGENT && engine->deciding.agent == agent;
}

int64_t acd__explain_ready(const acd_engine *engine, const acd__agent *agent, uint32_t channel)
{
  int64_t obstacles = 0;
  if (agent->presence <= ACD_PRESENCE_LOGGED_OUT) obstacles |= ACD__OBSTACLE(LOGGED_OUT);
  if (agent->presence == ACD_PRESENCE_NOT_READY) obstacles |= ACD__OBSTACLE(NOT_READY);
  int takes = (int)(agent->config->takes >> channel & 1);
  if (!takes) obstacles |= ACD__OBSTACLE(CHANNEL);
  if (takes && !(acd__agent_space(engine, agent) >> channel & 1)) obstacles |= in_hand(agent);
  if (agent->rest_until_us) obstacles |= ACD__OBSTACLE(REST);
  if (agent->elsewhere || (takes && !(agent->reach >> channel & 1))) obstacles |= ACD__OBSTACLE(ELSEWHERE);
  if (agent->limit_until_us || acd__limit_from_us(agent) > engine->now_us) obstacles |= ACD__OBSTACLE(LIMIT);
  /* Not before what is going on with her is finished. */
  if (!obstacles && agent->lines_count && !(agent->idle >> channel & 1) && !chooses(engine, agent))
    obstacles |= in_hand(agent);
  return obstacles;
}

static int rings(const acd__agent *agent, const acd__call *call)
{
  const acd__line *line = call->offers;
  while (line && line->agent != agent) line = line->list_next;
  return line != NULL;
}

int64_t acd__explain_kept(const acd_engine *engine, const acd__call *call, const acd__agent *agent, int64_t ready_count)
{
  int64_t reserve = call->queue->config->rules->reserve, obstacles = 0;
  if (call->awaited == agent) return 0; /* she takes it before all others */
  if (call->offers_count > 0 && agent->missed_call == call->slot.id && agent->missed_round == call->round)
    obstacles |= ACD__OBSTACLE(MISSED);
  if (acd__match_engaged(agent, call)) obstacles |= rings(agent, call) ? ACD__OBSTACLE(OFFERED) : ACD__OBSTACLE(BUSY);
  if (acd__explain_ready(engine, agent, call->channel)) ready_count++; /* were she ready, she would count */
  if (reserve && ready_count <= reserve) obstacles |= ACD__OBSTACLE(RESERVATION);
  return obstacles;
}

static int agent_before(const void *a, const void *b)
{
  int before;
  acd__explain_agents_differ(a, b, &before);
  return before;
}

static int call_before(const void *a, const void *b)
{
  int before;
  acd__explain_calls_differ(a, b, &before);
  return before;
}

/* ---- Agents for a call */

/* ACD_KEY_LOT */
static int lot_of(const acd_engine *engine, const acd__agent *agent)
{
  return engine->deciding.agent && engine->deciding.agent != agent;
}

/* All that is compared of a member. */
static void keys_of(const acd_engine *engine, const acd__call *call, const acd__agent *agent,
                    const acd__membership *member, int lot, acd_candidate *to)
{
  acd__explain_candidate(call, agent, member, lot, to);
  if (to->keys & ACD__KEY(HOST_SCORE)) to->score = acd__score_told(engine, agent);
}

static void add_member(const acd_engine *engine, const acd__call *call, const acd__agent *agent,
                       const acd__membership *member, int64_t ready_count, acd__best *to)
{
  acd_candidate one = {.size = sizeof one};
  keys_of(engine, call, agent, member, lot_of(engine, agent), &one);
  one.obstacles = acd__explain_eligible(call, call->step, agent, member) |
                  acd__explain_ready(engine, agent, call->channel) |
                  acd__explain_kept(engine, call, agent, ready_count);
  if (call->awaited && call->awaited != agent) one.obstacles |= ACD__OBSTACLE(DIRECT);
  acd__best_add(to, &one, one.obstacles == 0);
}

static void add_direct(const acd_engine *engine, const acd__call *call, const acd__agent *agent, acd__best *to)
{
  acd_candidate one = {.size = sizeof one, .agent = agent->slot.id, .keys = ACD__KEY(CREATION)};
  one.obstacles = acd__explain_ready(engine, agent, call->channel);
  one.creation = (int64_t)agent->sequence;
  acd__best_add(to, &one, one.obstacles == 0);
}

/* The call waits in a queue or for one agent, or connects. */
static acd__best list_agents(const acd_engine *engine, const acd__call *call, acd_candidate *items, size_t stride,
                             size_t capacity)
{
  acd__best to = acd__best_begin(items, stride, capacity, sizeof *items, agent_before);
  if (call->direct) add_direct(engine, call, call->direct, &to);
  int64_t ready = call->queue ? acd__explain_ready_count(engine, call->queue, engine->now_us) : 0;
  for (const acd__agent *at = engine->agents_head; call->queue && at; at = at->defined_next) {
    const acd__membership *member = acd__membership_of(at->config, call->queue);
    if (member) add_member(engine, call, at, member, ready, &to);
  }
  acd__best_finish(&to);
  for (size_t i = 0; i < to.held; i++) {
    acd_candidate *one = (void *)acd__best_at(&to, i);
    const acd_candidate *before = i ? (void *)acd__best_at(&to, i - 1) : NULL;
    int first;
    if (one->obstacles) break;
    one->place = (uint32_t)i + 1;
    one->key = before ? acd__explain_agents_differ(before, one, &first) : 0;
  }
  return to;
}

static int bad_array(const void *items, size_t stride, size_t size, size_t count)
{
  return count > 0 && (!items || stride < size || stride % sizeof(int64_t));
}

int64_t acd_explain_agents(const acd_engine *engine, acd_id call, size_t count, size_t stride,
                           acd_candidate *candidates_out)
{
  int status = ACD_ERR_ARGUMENT;
  if (bad_array(candidates_out, stride, sizeof *candidates_out, count)) return status;
  const acd__call *found = engine ? acd__pool_find(&engine->calls, call, &status) : NULL;
  if (!found) return status;
  if (!found->queue && !found->direct) return ACD_ERR_STATE;
  const acd__call *deciding = engine->deciding.call; /* perhaps for another of its queues */
  if (deciding && acd__call_main(deciding) == found) found = deciding;
  return list_agents(engine, found, candidates_out, stride, count).count;
}

/* ---- Calls for an agent */

/* What keeps a call in a queue from the agent, member or not. */
static int64_t taken(const acd__call *call, const acd__agent *agent)
{
  if (acd__call_main(call)->state != ACD_CALL_STATE_WAITING) return ACD__OBSTACLE(NOT_WAITING);
  if (call->callback && acd__callback_dials(call->callback)) return ACD__OBSTACLE(NOT_WAITING);
  if (call->awaited) return call->awaited == agent ? 0 : ACD__OBSTACLE(DIRECT);
  return call->offers_count >= acd__call_width(call) ? ACD__OBSTACLE(RINGING) : 0;
}

/* What keeps it from a member, but for obstacles that mean she is not ready. */
static int64_t obstacles_of(const acd_engine *engine, const acd__call *call, const acd__agent *agent,
                            const acd__membership *member, int64_t ready_count)
{
  return taken(call, agent) | acd__explain_eligible(call, call->step, agent, member) |
         acd__explain_kept(engine, call, agent, ready_count);
}

/* Channels of the calls that the agent has room for, or if that is none, would have with nothing in hand. */
static uint32_t would_take(const acd_engine *engine, const acd__agent *agent)
{
  uint32_t room = acd__agent_room(engine, agent);
  return room ? room : agent->config->channels;
}

static acd__best list_calls(const acd_engine *engine, const acd__agent *agent, acd_contender *items, size_t stride,
                            size_t capacity)
{
  acd__best to = acd__best_begin(items, stride, capacity, sizeof *items, call_before);
  uint32_t room = would_take(engine, agent);
  const acd__call *own = acd__agent_own_first(agent, room);
  if (own) {
    acd_contender one = {.size = sizeof one};
    acd__explain_contender(engine->world.route, own, NULL, engine->now_us, &one);
    acd__best_add(&to, &one, 1);
  }
  for (uint32_t i = 0; i < agent->config->memberships_count; i++) {
    const acd__membership *member = &agent->config->memberships[i];
    const acd__queue *queue = acd__queue_find(engine, member->queue_id); /* a closed one may be gone */
    const acd__call *call = queue ? acd__explain_first(queue, agent, member) : NULL;
    if (queue && !call) call = acd__explain_head(queue, agent);
    if (!call) continue;
    acd_contender one = {.size = sizeof one};
    acd__explain_contender(engine->world.route, call, member, engine->now_us, &one);
    one.obstacles = obstacles_of(engine, call, agent, member, acd__explain_ready_count(engine, queue, engine->now_us));
    if (!(room >> queue->route->channel & 1) && !member->strange) one.obstacles |= ACD__OBSTACLE(CAPACITY);
    acd__best_add(&to, &one, one.obstacles == 0);
  }
  acd__best_finish(&to);
  for (size_t i = 0; i < to.held; i++) {
    acd_contender *one = (void *)acd__best_at(&to, i);
    const acd_contender *before = i ? (void *)acd__best_at(&to, i - 1) : NULL;
    int first;
    if (one->obstacles) break;
    one->place = (uint32_t)i + 1;
    one->key = before ? acd__explain_calls_differ(before, one, &first) : 0;
  }
  return to;
}

int64_t acd_explain_calls(const acd_engine *engine, acd_id agent, size_t count, size_t stride,
                          acd_contender *contenders_out)
{
  int status = ACD_ERR_ARGUMENT;
  if (bad_array(contenders_out, stride, sizeof *contenders_out, count)) return status;
  const acd__agent *found = engine ? acd__pool_find(&engine->agents, agent, &status) : NULL;
  return found ? list_calls(engine, found, contenders_out, stride, count).count : status;
}

/* ---- One pair */

static int has(const acd_explanation *of, int64_t obstacles)
{
  return (of->obstacles & obstacles) != 0;
}

static int comes_after(acd_explanation *out, uint32_t verdict, acd_id other, int64_t key)
{
  out->verdict = verdict;
  out->other = other;
  out->key = key;
  return 1;
}

/* 1 if the call has a better agent. */
static int has_better_agent(const acd_engine *engine, const acd__call *call, const acd__agent *agent,
                            acd_explanation *out)
{
  acd_candidate best = {0}, one = {0};
  int first, chosen = engine->deciding.agent != NULL;
  acd__best all = list_agents(engine, call, &best, sizeof best, 1);
  if (!all.chosen || best.agent == out->agent) return 0;
  keys_of(engine, call, agent, acd__membership_of(agent->config, call->queue), chosen, &one);
  int64_t key = acd__explain_agents_differ(&best, &one, &first);
  if (key == ACD_KEY_LOT && !chosen) return 0; /* the lot has not fallen yet */
  return comes_after(out, ACD_VERDICT_AGENT_FIRST, best.agent, key);
}

/* 1 if the agent has a better call. */
static int has_better_call(const acd_engine *engine, const acd__call *call, const acd__agent *agent,
                           acd_explanation *out)
{
  acd_contender best = {0}, one = {0};
  int first, status;
  acd__best all = list_calls(engine, agent, &best, sizeof best, 1);
  if (!all.chosen || best.call == out->call) return 0;
  const acd__call *other = acd__pool_find(&engine->calls, best.call, &status);
  if (best.queue) other = acd__wait_in(other, acd__queue_find(engine, best.queue));
  int own = acd__call_is_own(call);
  const acd__membership *member = own ? NULL : acd__membership_of(agent->config, call->queue);
  acd__explain_contender(engine->world.route, call, member, engine->now_us, &one);
  int64_t key = best.direct == one.direct && (own || best.queue == one.queue)
                    ? acd__explain_place_differs(other, call)
                    : acd__explain_calls_differ(&best, &one, &first);
  return comes_after(out, ACD_VERDICT_CALL_FIRST, best.call, key);
}

/* Nothing keeps them apart: who comes first. Inside the hook only the side that chooses compares. */
static void compare(const acd_engine *engine, const acd__call *call, const acd__agent *agent, acd_explanation *out)
{
  const acd__deciding *now = &engine->deciding;
  int agent_chooses = now->side == ACD_SIDE_AGENT && now->agent == agent;
  int call_chooses = now->side == ACD_SIDE_CALL && now->call == call;
  out->verdict = ACD_VERDICT_NEXT;
  if (now->call == call && now->agent && now->agent != agent && !call_chooses)
    comes_after(out, ACD_VERDICT_AGENT_FIRST, now->agent->slot.id, 0);
  else if (now->agent == agent && now->call && now->call != call && !agent_chooses)
    comes_after(out, ACD_VERDICT_CALL_FIRST, now->call->slot.id, 0);
  else if (agent_chooses || !has_better_agent(engine, call, agent, out))
    if (!call_chooses) has_better_call(engine, call, agent, out);
}

/* What the queue, the call's step and the skills have to say about a member. */
static void explain_member(const acd_engine *engine, const acd__call *call, const acd__agent *agent,
                           const acd__membership *member, acd_explanation *out)
{
  const acd__rules *rules = call->queue->config->rules;
  acd_requirement lack;
  if (rules->steps_count) out->step = call->step;
  if (!member) {
    out->obstacles |= taken(call, agent) | ACD__OBSTACLE(NOT_MEMBER);
    return;
  }
  out->tier = member->tier;
  out->obstacles |=
      obstacles_of(engine, call, agent, member, acd__explain_ready_count(engine, call->queue, engine->now_us));
  out->suits_at_us = acd__explain_suits_us(engine, call, agent, member, engine->now_us, &out->step_suits);
  if (!acd__explain_lack(rules, call->step, call->needs, agent->config->skills, agent->config->skills_count, &lack))
    return;
  out->skill = lack.skill;
  out->level_needed = lack.level_min;
  out->level_held = acd__skills_level(agent->config->skills, agent->config->skills_count, lack.skill);
}

/* Of what the agent has in hand for the call; 0: nothing. */
static uint32_t state_for(const acd__agent *agent, const acd__call *call)
{
  const acd__line *line = &agent->line;
  while (line && !(line->state && line->call == call)) line = line->next;
  return line ? line->state : 0;
}

static void judge(const acd_engine *engine, const acd__call *wait, const acd__agent *agent, acd_explanation *out)
{
  const acd__call *call = acd__call_main(wait);
  static const int64_t of_call = ACD__OBSTACLE(NOT_WAITING) | ACD__OBSTACLE(DIRECT);
  static const int64_t not_eligible = ACD__OBSTACLE(NOT_MEMBER) | ACD__OBSTACLE(SKILL) | ACD__OBSTACLE(TIER) |
                                      ACD__OBSTACLE(EXPRESSION) | ACD__OBSTACLE(DECLINED) | ACD__OBSTACLE(CHANNEL);
  static const int64_t kept = ACD__OBSTACLE(RINGING) | ACD__OBSTACLE(MISSED) | ACD__OBSTACLE(RESERVATION);
  uint32_t state = state_for(agent, call);
  if (state == ACD_AGENT_STATE_BUSY)
    out->verdict = ACD_VERDICT_TOGETHER;
  else if (state == ACD_AGENT_STATE_RESERVED)
    out->verdict = ACD_VERDICT_RINGS;
  else if (has(out, of_call))
    out->verdict = ACD_VERDICT_NOT_WAITING;
  else if (has(out, not_eligible))
    out->verdict = ACD_VERDICT_NOT_ELIGIBLE;
  else if (has(out, ~(of_call | not_eligible | kept)))
    out->verdict = ACD_VERDICT_NOT_READY;
  else if (has(out, kept))
    out->verdict = ACD_VERDICT_HELD_BACK;
  else
    compare(engine, wait, agent, out);
  if (out->verdict <= ACD_VERDICT_RINGS) out->obstacles = 0;
}

/* Of several waits of a call: the one that is being decided on, or the first from which nothing of the queue's keeps it from the
 * agent, or the first of a queue that she is a member of. */
static const acd__call *wait_for(const acd_engine *engine, const acd__call *call, const acd__agent *agent)
{
  const acd__call *of_member = NULL;
  if (!call->also) return call;
  if (engine->deciding.call && acd__call_main(engine->deciding.call) == call) return engine->deciding.call;
  acd_id id = 0;
  while ((id = acd_call_queue_next(engine, call->slot.id, id)) != 0) {
    const acd__call *wait = acd__wait_in(call, acd__queue_find(engine, id));
    const acd__membership *member = acd__membership_of(agent->config, wait->queue);
    if (!member) continue;
    int64_t ready = acd__explain_ready_count(engine, wait->queue, engine->now_us);
    if (!obstacles_of(engine, wait, agent, member, ready)) return wait;
    if (!of_member) of_member = wait;
  }
  return of_member ? of_member : acd__wait_first(call);
}

int acd_explain_pair(const acd_engine *engine, acd_id call, acd_id agent, acd_explanation *explanation_out)
{
  int status = ACD_ERR_ARGUMENT;
  const acd__call *of_call = engine ? acd__pool_find(&engine->calls, call, &status) : NULL;
  if (!of_call) return status;
  const acd__agent *of_agent = acd__pool_find(&engine->agents, agent, &status);
  if (!of_agent) return status;
  acd_explanation out = {.call = call, .agent = agent, .step = -1, .step_suits = -1, .suits_at_us = ACD_TIME_NEVER};
  const acd__call *wait = wait_for(engine, of_call, of_agent);
  out.obstacles = acd__explain_ready(engine, of_agent, wait->channel);
  out.ready_at_us = acd__explain_ready_us(engine, of_agent, wait->channel);
  if (wait->queue) {
    out.queue = wait->queue->slot.id;
    explain_member(engine, wait, of_agent, acd__membership_of(of_agent->config, wait->queue), &out);
  } else if (!of_call->direct) {
    out.obstacles |= ACD__OBSTACLE(NOT_WAITING);
  } else if (of_call->direct != of_agent) {
    out.obstacles |= ACD__OBSTACLE(DIRECT);
  } else {
    out.suits_at_us = engine->now_us;
  }
  judge(engine, wait, of_agent, &out);
  return acd__record_put(explanation_out, &out, sizeof out, sizeof out);
}

/* ---- The hook */

void acd__explain_tell(acd_engine *engine, const acd__call *call, const acd__agent *agent, uint32_t side)
{
  acd_decision decision = {
      .size = sizeof decision,
      .side = side,
      .time_us = engine->now_us,
      .call = call ? acd__call_main(call)->slot.id : 0,
      .agent = agent ? agent->slot.id : 0,
      .queue = call && call->queue ? call->queue->slot.id : 0,
      .call_ref = call ? call->host_ref : 0,
      .agent_ref = agent ? agent->host_ref : 0,
  };
  engine->deciding = (acd__deciding){side, call, agent};
  if (side == ACD_SIDE_CALL) {
    acd_candidate agents[2] = {{0}};
    decision.compared_count = list_agents(engine, call, agents, sizeof *agents, 2).chosen;
    if (agents[1].place) decision.second = agents[1].agent;
    if (agents[1].place) decision.key = agents[1].key;
  } else {
    acd_contender calls[2] = {{0}};
    decision.compared_count = list_calls(engine, agent, calls, sizeof *calls, 2).chosen;
    if (calls[1].place) decision.second = calls[1].call;
    if (calls[1].place) decision.key = calls[1].key;
  }
  engine->explain(engine->explain_user, engine, &decision);
  engine->deciding = (acd__deciding){0};
}

int acd_options_set_explain(acd_options *options, acd_explain_fn explain, void *user)
{
  if (!options) return ACD_ERR_ARGUMENT;
  options->explain = explain;
  options->explain_user = user;
  return ACD_OK;
}
