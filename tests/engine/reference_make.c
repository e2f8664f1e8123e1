/* SPDX-License-Identifier: Apache-2.0 */
/* Random definitions for the reference router. */
#include <string.h>

#include "reference.h"

/* Microseconds that hardly ever add up to each other: two timers of different causes do not fall together. */
static int64_t odd_us(dice *from, int64_t seconds)
{
  return ACD_SECOND * (1 + dice_below(from, seconds)) + 1 + dice_below(from, 999983);
}

static int64_t sometimes(dice *from, int chance, int64_t low, int64_t high, int64_t otherwise)
{
  return dice_chance(from, chance) ? low + dice_below(from, high - low + 1) : otherwise;
}

static void make_capacity(dice *from, ref_agent_rules *to)
{
  static const int64_t capacities[] = {100, 100, 150, 60, 300, 25};
  to->capacity = capacities[dice_below(from, 6)];
  for (int c = 1; c <= REF_CHANNELS; c++) to->channel_max[c] = sometimes(from, 20, 0, 3, -1);
}

static void make_agent(dice *from, ref_agent_rules *to)
{
  *to = (ref_agent_rules){.is = 1, .presence = ACD_PRESENCE_AVAILABLE, .ring_us = -1, .wrapup_us = -1};
  if (dice_chance(from, 20)) to->presence = 1 + (int)dice_below(from, 3);
  if (dice_chance(from, 15)) to->ring_us = odd_us(from, 15);
  if (dice_chance(from, 15)) to->wrapup_us = dice_chance(from, 30) ? 0 : odd_us(from, 6);
  to->offers_max = sometimes(from, 15, 1, REF_OFFERS, 0);
  to->offers_window_us = odd_us(from, 60);
  for (int s = 0; s < REF_SKILLS; s++) to->level[s] = sometimes(from, 70, 1, 4, 0);
  make_capacity(from, to);
}

static void make_step(dice *from, ref_step *to, int is_last)
{
  *to = (ref_step){.tier_max = 1000, .skip_if = ACD_SKIP_NEVER};
  to->lasts_us = is_last ? 0 : odd_us(from, 9);
  if (dice_chance(from, 40)) to->tier_max = dice_below(from, 3);
  if (dice_chance(from, 20)) to->tier_min = dice_below(from, to->tier_max < 3 ? to->tier_max + 1 : 3);
  to->priority = sometimes(from, 30, -2, 3, 0);
  if (dice_chance(from, 40)) to->skip_if = 1 + (int)dice_below(from, 4);
  for (int s = 0; s < REF_SKILLS; s++) to->level[s] = sometimes(from, 30, 0, 3, -1);
  if (dice_chance(from, 30)) ref_expression_make(from, &to->expression);
}

static void make_steps(dice *from, ref_queue_rules *to)
{
  to->steps_count = dice_chance(from, 50) ? 0 : 1 + (int)dice_below(from, REF_STEPS);
  to->steps_clock = 1 + (int)dice_below(from, 2);
  int64_t age = 0;
  for (int i = 0; i < to->steps_count; i++) {
    ref_step *step = &to->steps[i];
    make_step(from, step, i == to->steps_count - 1);
    if (to->steps_clock == ACD_STEPS_CLOCK_STEP || !step->lasts_us) continue;
    age += step->lasts_us / 2 + 1; /* ages increase */
    step->lasts_us = age;
  }
}

static void make_members(dice *from, const ref_rules *rules, ref_queue_rules *to)
{
  int tiers = dice_chance(from, 50), ranks = dice_chance(from, 30), positions = dice_chance(from, 50);
  for (int a = 0; a < REF_AGENTS; a++) {
    ref_member *member = &to->member[a];
    *member = (ref_member){.is = rules->agents[a].is && dice_chance(from, 75), .weight = 1};
    if (positions) member->position = dice_below(from, 4);
    if (tiers) member->tier = dice_below(from, 3);
    if (ranks) member->rank = dice_below(from, 3);
    if (dice_chance(from, 50)) member->weight = 1 + dice_below(from, 5);
    member->group = (int)dice_below(from, REF_GROUPS);
  }
}

static void make_groups(dice *from, ref_queue_rules *to)
{
  int64_t left = 100;
  to->groups_count = 1 + (int)dice_below(from, REF_GROUPS);
  to->group_memory = 1 + dice_below(from, 12);
  for (int g = 0; g < REF_GROUPS; g++) {
    to->percentage[g] = g == to->groups_count - 1 ? left : dice_below(from, left + 1);
    left -= to->percentage[g];
  }
}

static void make_ringing(dice *from, ref_queue_rules *to)
{
  to->ring_us = odd_us(from, 20);
  to->retry_us = dice_chance(from, 40) ? 0 : odd_us(from, 5);
  to->wrapup_us = dice_chance(from, 50) ? 0 : odd_us(from, 8);
  for (int i = 0; i < REF_OUTCOMES; i++) to->rest_us[i] = -1;
  for (int i = ACD_OUTCOME_REJECTED; i <= ACD_OUTCOME_FAILED; i++)
    if (dice_chance(from, 15)) to->rest_us[i] = dice_chance(from, 40) ? 0 : odd_us(from, 5);
  to->wait_max_us = dice_chance(from, 30) ? odd_us(from, 40) : -1;
  if (dice_chance(from, 40)) to->preferred_us = odd_us(from, 12);
  to->overflow = -1;
  to->misses_max = sometimes(from, 30, 1, 4, 0);
  to->ring_count = sometimes(from, 35, 0, 4, 1);
  if (dice_chance(from, 40)) to->ring_more_us = odd_us(from, 6);
}

static void make_queue(dice *from, const ref_rules *rules, ref_queue_rules *to)
{
  *to = (ref_queue_rules){.is = 1,
                          .objective_us = -1,
                          .surge_length = sometimes(from, 25, 0, 4, -1),
                          .tiers = ACD_TIERS_FIRST,
                          .moves = ACD_MOVES_OFFERS};
  to->strategy = 1 + (int)dice_below(from, ACD_STRATEGY_GROUP_SHARE);
  to->candidates_max = 2 + dice_below(from, 4);
  if (dice_chance(from, 30)) to->tiers = ACD_TIERS_EQUAL;
  if (dice_chance(from, 60)) to->moves = 1 + (int)dice_below(from, 3);
  to->wait_from = 1 + (int)dice_below(from, 2);
  make_ringing(from, to);
  to->weight = sometimes(from, 25, -2, 2, 0);
  to->surge_weight = dice_below(from, 7) - 3;
  to->acceleration = dice_chance(from, 30) ? 1 + dice_below(from, dice_chance(from, 50) ? 100 : 100000) : 0;
  to->service_level_us = dice_below(from, 3) * 7 * ACD_SECOND;
  if (dice_chance(from, 50)) to->objective_us = dice_below(from, 4) * 5 * ACD_SECOND;
  to->reserve = sometimes(from, 15, 1, 3, 0);
  to->priority = sometimes(from, 50, -1, 2, 0);
  for (int s = 0; s < REF_SKILLS; s++) {
    to->skill[s].is = dice_chance(from, 30);
    to->skill[s].level = dice_chance(from, 30) ? 0 : 1 + dice_below(from, 2);
    to->skill[s].weight = sometimes(from, 50, -2, 5, 1);
  }
  to->channel = dice_chance(from, 85) ? (int)dice_below(from, rules->channels_count + 1) : 0;
  if (to->channel) to->reserve = 0; /* not known to the model: an agent may be kept free though she takes a call */
  make_members(from, rules, to);
  make_groups(from, to);
  make_steps(from, to);
}

static void shuffle(dice *from, int *order)
{
  for (int i = 0; i < REF_AGENTS; i++) order[i] = i;
  for (int i = REF_AGENTS - 1; i > 0; i--) {
    int k = (int)dice_below(from, i + 1), kept = order[i];
    order[i] = order[k];
    order[k] = kept;
  }
}

/* To queues that are there. */
static void make_overflows(dice *from, ref_rules *to)
{
  for (int q = 0; q < REF_QUEUES; q++) {
    int other = (int)dice_below(from, REF_QUEUES);
    if (dice_chance(from, 50)) to->queues[q].overflow = other;
    other = to->queues[q].overflow;
    if (other == q || (other >= 0 && !to->queues[other].is)) to->queues[q].overflow = -1;
  }
}

static void make_idle(dice *from, ref_rules *to)
{
  to->idle_from = 1 + dice_chance(from, 20);
  to->idle_not_ready = 1 + dice_chance(from, 80);
  to->idle_offer = 1 + dice_chance(from, 20);
  to->idle_miss = 1 + dice_chance(from, 20);
  to->idle_direct = 1 + dice_chance(from, 70);
  to->idle_elsewhere = 1 + dice_chance(from, 20);
}

static void make_channels(dice *from, ref_rules *to)
{
  static const int64_t weights[] = {100, 100, 50, 50, 50, 30, 20, 1};
  to->channels_count = dice_chance(from, 30) ? 0 : 1 + (int)dice_below(from, REF_CHANNELS);
  for (int c = 1; c <= to->channels_count; c++) to->channel_weight[c] = weights[dice_below(from, 8)];
  for (int c = 1; c <= to->channels_count; c++)
    for (int other = 1; other <= to->channels_count; other++)
      to->interrupts[c][other] = other != c && dice_chance(from, 50);
}

void ref_rules_make(dice *from, ref_rules *to)
{
  *to = (ref_rules){.call_choice = 1 + (int)dice_below(from, 4)};
  make_idle(from, to);
  to->occupancy_window_us = 12 * ACD_SECOND + odd_us(from, 60);
  int agents = 2 + (int)dice_below(from, REF_AGENTS - 1), queues = 1 + (int)dice_below(from, REF_QUEUES);
  shuffle(from, to->order);
  make_channels(from, to);
  for (int a = 0; a < agents; a++) make_agent(from, &to->agents[a]);
  for (int q = 0; q < queues; q++) make_queue(from, to, &to->queues[q]);
  make_overflows(from, to);
  for (int q = 0; q < REF_QUEUES; q++) to->number_priority[q] = sometimes(from, 30, -2, 2, 0);
}

/* Those that there are weigh something else. */
static void change_channels(dice *from, ref_rules *rules)
{
  ref_rules fresh = {0};
  make_channels(from, &fresh);
  for (int c = 1; c <= rules->channels_count && c <= fresh.channels_count; c++)
    if (dice_chance(from, 50)) rules->channel_weight[c] = fresh.channel_weight[c];
  for (int c = 1; c <= rules->channels_count && c <= fresh.channels_count; c++)
    for (int other = 1; other <= rules->channels_count; other++)
      if (dice_chance(from, 30)) rules->interrupts[c][other] = fresh.interrupts[c][other];
}

static void change_queue(dice *from, ref_rules *rules, int q)
{
  ref_queue_rules *queue = &rules->queues[q], fresh;
  make_queue(from, rules, &fresh);
  if (!queue->is || dice_chance(from, 20)) {
    *queue = fresh;
    return;
  }
  if (dice_chance(from, 30)) queue->strategy = fresh.strategy;
  if (dice_chance(from, 20)) queue->tiers = fresh.tiers;
  if (dice_chance(from, 20)) queue->moves = fresh.moves;
  if (dice_chance(from, 30)) queue->group_memory = fresh.group_memory;
  if (dice_chance(from, 20)) {
    queue->groups_count = fresh.groups_count;
    memcpy(queue->percentage, fresh.percentage, sizeof fresh.percentage);
  }
  if (dice_chance(from, 30)) queue->ring_us = fresh.ring_us;
  if (dice_chance(from, 30)) queue->wrapup_us = fresh.wrapup_us;
  if (dice_chance(from, 30)) queue->weight = fresh.weight;
  if (dice_chance(from, 20)) queue->surge_length = fresh.surge_length;
  if (dice_chance(from, 30)) queue->priority = fresh.priority;
  if (dice_chance(from, 20)) queue->channel = fresh.channel;
  if (dice_chance(from, 20)) queue->reserve = fresh.reserve;
  if (queue->channel) queue->reserve = 0;
  if (dice_chance(from, 20)) queue->ring_count = fresh.ring_count;
  if (dice_chance(from, 40)) {
    queue->steps_count = fresh.steps_count;
    queue->steps_clock = fresh.steps_clock;
    for (int i = 0; i < REF_STEPS; i++) queue->steps[i] = fresh.steps[i];
  }
  for (int a = 0; a < REF_AGENTS; a++)
    if (dice_chance(from, 30)) queue->member[a] = fresh.member[a];
  for (int s = 0; s < REF_SKILLS; s++)
    if (dice_chance(from, 30)) queue->skill[s] = fresh.skill[s];
}

void ref_rules_change(dice *from, ref_rules *rules)
{
  for (int a = 0; a < REF_AGENTS; a++) {
    if (dice_chance(from, 10)) make_agent(from, &rules->agents[a]);
    if (dice_chance(from, 10)) rules->agents[a].is = 0;
  }
  int kept = 0;
  for (int q = 0; q < REF_QUEUES; q++) {
    if (dice_chance(from, 30)) change_queue(from, rules, q);
    if (dice_chance(from, 8) && (kept || q < REF_QUEUES - 1)) rules->queues[q].is = 0;
    kept += rules->queues[q].is;
    for (int a = 0; a < REF_AGENTS; a++) rules->queues[q].member[a].is &= rules->agents[a].is;
  }
  if (!kept) make_queue(from, rules, &rules->queues[0]);
  make_overflows(from, rules);
  if (dice_chance(from, 20)) make_idle(from, rules);
  if (dice_chance(from, 20)) change_channels(from, rules);
  if (dice_chance(from, 10)) rules->occupancy_window_us = 12 * ACD_SECOND + odd_us(from, 60);
  if (dice_chance(from, 20)) rules->call_choice = 1 + (int)dice_below(from, 4);
}
