/* SPDX-License-Identifier: Apache-2.0 */
/* Who gets a call, and which call a freed agent gets: acd/route.h, "Call side" and "Agent side". */
#include "reference.h"

#define HOUR_US INT64_C(3600000000)

static int64_t score(const ref_call *call, const ref_agent *agent)
{
  const ref_queue_rules *rules = &call->queue->rules;
  int64_t sum = 0;
  for (int s = 0; s < REF_SKILLS; s++) {
    if (rules->skill[s].is)
      sum += agent->rules.level[s] * rules->skill[s].weight;
    else if (call->need[s])
      sum += agent->rules.level[s];
  }
  return sum;
}

/* Whether the place comes after the mark, in (position, creation). */
static int is_after_mark(const ref_queue *queue, const ref_seat *seat)
{
  if (seat->rules.position != queue->mark_position) return seat->rules.position > queue->mark_position;
  return seat->agent->sequence > queue->mark_sequence;
}

typedef struct ref_key {
  int64_t parts[3]; /* smaller first */
} ref_key;

/* In few classes, so that many are equal. */
int64_t ref_host_score(acd_id call, acd_id agent)
{
  dice from = {(uint64_t)call * 31 + (uint64_t)agent};
  return dice_below(&from, 4) - 1;
}

int ref_host_scores(void *user, const acd_engine *engine, const acd_question *question, const acd_candidate *candidates,
                    int64_t *scores_out)
{
  (void)user;
  (void)engine;
  for (uint32_t i = 0; i < question->count; i++) scores_out[i] = ref_host_score(question->call, candidates[i].agent);
  return ACD_OK;
}

static int is_candidate(const ref_life *life, const ref_call *call, const ref_agent *agent, int missers)
{
  return ref_is_ready_for(life, agent, call->queue) && !ref_line_of(agent, call) &&
         (agent->missed == call) == missers && ref_is_eligible(call, call->step, agent);
}

/* How many of those like her, whom only the strategy sets apart, have been idle for longer. */
static int idle_rank(const ref_life *life, const ref_call *call, const ref_agent *agent)
{
  int rank = 0;
  for (int i = 0; i < call->queue->seats_count; i++) {
    const ref_agent *other = call->queue->seats[i].agent;
    if (!is_candidate(life, call, other, agent->missed == call)) continue;
    if (call->queue->rules.tiers == ACD_TIERS_FIRST &&
        call->queue->seats[i].rules.tier != ref_seat_of(call->queue, agent)->rules.tier)
      continue;
    rank += other->idle_since != agent->idle_since ? other->idle_since < agent->idle_since
                                                   : other->sequence < agent->sequence;
  }
  return rank;
}

/* Those who are not among the first are not scored. */
static ref_key scored(const ref_life *life, const ref_call *call, const ref_agent *agent)
{
  int is_late = idle_rank(life, call, agent) >= call->queue->rules.candidates_max;
  return (ref_key){{is_late, is_late ? 0 : -ref_host_score(call->id, agent->id), agent->idle_since}};
}

/* Those whose group is furthest behind, then those of the group that is defined first. */
static ref_key grouped(const ref_call *call, const ref_agent *agent)
{
  const ref_queue *queue = call->queue;
  int group = ref_seat_of(queue, agent)->rules.group % queue->rules.groups_count;
  int64_t n = 1000000;
  for (int g = 0; g < queue->rules.groups_count; g++) n += queue->group_calls[g];
  return (ref_key){{100 * queue->group_calls[group] - queue->rules.percentage[group] * n, group, agent->idle_since}};
}

static ref_key key_of(const ref_life *life, const ref_call *call, const ref_agent *agent)
{
  const ref_seat *seat = ref_seat_of(call->queue, agent);
  switch (call->queue->rules.strategy) {
  case ACD_STRATEGY_LEAST_LOADED:
    return (ref_key){{ref_load(life, agent) * 1000 / agent->rules.capacity, agent->idle_since}};
  case ACD_STRATEGY_LONGEST_IDLE: return (ref_key){{agent->idle_since}};
  case ACD_STRATEGY_ROUND_ROBIN:
    return (ref_key){{call->queue->marked && !is_after_mark(call->queue, seat), seat->rules.position}};
  case ACD_STRATEGY_FEWEST_CALLS: return (ref_key){{agent->calls}};
  case ACD_STRATEGY_LEAST_TALK: return (ref_key){{agent->talk}};
  case ACD_STRATEGY_RANDOM:
  case ACD_STRATEGY_WEIGHTED_RANDOM: return (ref_key){{0}};
  case ACD_STRATEGY_MOST_SKILLED: return (ref_key){{-score(call, agent), agent->idle_since}};
  case ACD_STRATEGY_LEAST_SKILLED: return (ref_key){{score(call, agent), agent->idle_since}};
  case ACD_STRATEGY_FEWEST_QUEUE_CALLS: return (ref_key){{seat->answered}};
  case ACD_STRATEGY_SHARE: return (ref_key){{(seat->answered + 1) * 1000000 / seat->rules.weight}};
  case ACD_STRATEGY_GROUP_SHARE: return grouped(call, agent);
  case ACD_STRATEGY_HOST_SCORE: return scored(life, call, agent);
  case ACD_STRATEGY_LEAST_OCCUPIED: return (ref_key){{ref_occupancy(life, agent, 1000), agent->idle_since}};
  default: return (ref_key){{seat->rules.position}}; /* linear, ring all */
  }
}

static int by_chance(const ref_call *call)
{
  return call->queue->rules.strategy == ACD_STRATEGY_RANDOM ||
         call->queue->rules.strategy == ACD_STRATEGY_WEIGHTED_RANDOM;
}

/* Place among those whom the call prefers, or behind them all. */
static int preference(const ref_call *call, const ref_agent *agent)
{
  int at = 0;
  while (at < call->preferred_count && call->preferred[at] != agent->id) at++;
  return at;
}

/* Negative: a comes first, positive: b does, 0: chance decides. */
static int compare_agents(const ref_life *life, const ref_call *call, const ref_agent *a, const ref_agent *b)
{
  int preferred = preference(call, a) - preference(call, b);
  if (preferred) return preferred;
  if (call->queue->rules.tiers == ACD_TIERS_FIRST) {
    int64_t ta = ref_seat_of(call->queue, a)->rules.tier, tb = ref_seat_of(call->queue, b)->rules.tier;
    if (ta != tb) return ta < tb ? -1 : 1;
  }
  ref_key ka = key_of(life, call, a), kb = key_of(life, call, b);
  for (int i = 0; i < 3; i++)
    if (ka.parts[i] != kb.parts[i]) return ka.parts[i] < kb.parts[i] ? -1 : 1;
  if (by_chance(call)) return 0;
  return a->sequence < b->sequence ? -1 : 1;
}

int ref_choose_agents(const ref_life *life, const ref_call *call, ref_agent **best, int *again)
{
  int count = 0;
  *again = 0;
  if (!ref_may_ring(call) || !ref_reserve_open(life, call->queue)) return 0;
  /* Those who missed it only when nobody else is ready, and not while it rings somewhere. */
  for (int missers = 0; missers <= !call->rings_count && !count; missers++) {
    *again = missers;
    for (int i = 0; i < call->queue->seats_count; i++) {
      ref_agent *agent = call->queue->seats[i].agent;
      if (!is_candidate(life, call, agent, missers)) continue;
      int order = count ? compare_agents(life, call, agent, best[0]) : -1;
      if (order > 0) continue;
      if (order < 0) count = 0;
      best[count++] = agent;
    }
  }
  return count;
}

acd_time ref_wait_clock(const ref_call *call)
{
  acd_time from = call->queue->rules.wait_from == ACD_WAIT_FROM_ARRIVAL ? call->arrived : call->entered;
  return from - call->waited_us;
}

int64_t ref_points(const ref_call *call)
{
  const ref_queue_rules *rules = &call->queue->rules;
  int64_t own = call->priority + call->entry_priority + rules->priority;
  return own + (rules->steps_count ? rules->steps[call->step].priority : 0);
}

static int64_t divide_down(int64_t a, int64_t b)
{
  return a / b - (a % b != 0 && a < 0);
}

int64_t ref_priority(const ref_call *call, acd_time now)
{
  int64_t acceleration = call->queue->rules.acceleration;
  if (!acceleration) return ref_points(call) * HOUR_US;
  return acceleration * (now - (ref_wait_clock(call) - divide_down(ref_points(call) * HOUR_US, acceleration)));
}

static int clock_before(const ref_call *a, const ref_call *b)
{
  acd_time ca = ref_wait_clock(a), cb = ref_wait_clock(b);
  return ca != cb ? ca < cb : a->sequence < b->sequence;
}

int ref_comes_before(const ref_call *a, const ref_call *b, acd_time now)
{
  int64_t pa = ref_priority(a, now), pb = ref_priority(b, now);
  return pa != pb ? pa > pb : clock_before(a, b);
}

static int64_t waiting_in(const ref_life *life, const ref_queue *queue)
{
  int64_t count = 0;
  for (int c = 0; c < life->calls_count; c++)
    count += life->calls[c].lives && life->calls[c].queue == queue &&
             (life->calls[c].state == ACD_CALL_STATE_WAITING || life->calls[c].state == ACD_CALL_STATE_CONNECTING);
  return count;
}

static int64_t weight_now(const ref_life *life, const ref_queue *queue)
{
  const ref_queue_rules *rules = &queue->rules;
  return rules->surge_length >= 0 && waiting_in(life, queue) > rules->surge_length ? rules->surge_weight
                                                                                   : rules->weight;
}

static int64_t need_of_service(const ref_call *call, acd_time now)
{
  const ref_queue_rules *rules = &call->queue->rules;
  int64_t objective = rules->objective_us < 0 ? rules->service_level_us : rules->objective_us;
  return divide_down((now - ref_wait_clock(call)) * 1000, objective ? objective : 1);
}

static int other_queue_before(const ref_life *life, const ref_call *a, const ref_call *b)
{
  int64_t ka = 0, kb = 0; /* greater first */
  switch (life->rules.call_choice) {
  case ACD_CALL_CHOICE_PRIORITY:
    ka = ref_priority(a, life->now);
    kb = ref_priority(b, life->now);
    break;
  case ACD_CALL_CHOICE_LONGEST_QUEUE:
    ka = waiting_in(life, a->queue);
    kb = waiting_in(life, b->queue);
    break;
  case ACD_CALL_CHOICE_OBJECTIVE:
    ka = need_of_service(a, life->now);
    kb = need_of_service(b, life->now);
    break;
  default: break; /* the wait clock decides */
  }
  return ka != kb ? ka > kb : clock_before(a, b);
}

static int call_before(const ref_life *life, const ref_agent *agent, const ref_call *a, const ref_call *b)
{
  if (a->queue == b->queue) return ref_comes_before(a, b, life->now);
  int64_t ra = ref_seat_of(a->queue, agent)->rules.rank, rb = ref_seat_of(b->queue, agent)->rules.rank;
  if (ra != rb) return ra < rb;
  int64_t wa = weight_now(life, a->queue), wb = weight_now(life, b->queue);
  if (wa != wb) return wa > wb;
  return other_queue_before(life, a, b);
}

ref_call *ref_choose_call(ref_life *life, const ref_agent *agent)
{
  ref_call *first[REF_ALL_QUEUES] = {0}; /* what each queue puts forward */
  ref_call *best = NULL;
  for (int c = 0; c < life->calls_count; c++) {
    ref_call *call = &life->calls[c];
    if (!ref_may_ring(call) || !ref_reserve_open(life, call->queue)) continue;
    if (!ref_is_ready_for(life, agent, call->queue) || ref_line_of(agent, call)) continue;
    if (!ref_is_eligible(call, call->step, agent) || (call->rings_count && agent->missed == call)) continue;
    ref_call **of_queue = &first[call->queue - life->queues];
    if (!*of_queue || ref_comes_before(call, *of_queue, life->now)) *of_queue = call;
  }
  for (int q = 0; q < REF_ALL_QUEUES; q++)
    if (first[q] && (!best || call_before(life, agent, first[q], best))) best = first[q];
  return best;
}
