/* SPDX-License-Identifier: Apache-2.0 */
/* Random expressions, and definitions of the reference router as outlines. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reference.h"

static const char *const compares[] = {NULL, ">=", ">", "<=", "<", "=", "!="};

static int make_term(dice *from, ref_expression *to, int depth)
{
  ref_term term = {.what = 'h', .skill = (int)dice_below(from, REF_SKILLS), .level = dice_below(from, 5)};
  int64_t what = depth > 2 || to->count > REF_TERMS - 8 ? 0 : dice_below(from, 6);
  if (what < 3) {
    term.compare = compares[dice_below(from, 7)];
  } else {
    term.what = what == 3 ? '!' : what == 4 ? '&' : '|';
    term.left = make_term(from, to, depth + 1);
    if (what > 3) term.right = make_term(from, to, depth + 1);
  }
  to->terms[to->count] = term;
  return to->count++;
}

void ref_expression_make(dice *from, ref_expression *to)
{
  to->count = 0;
  make_term(from, to, 0);
}

/* How tightly it binds. */
static int strength(const ref_term *term)
{
  return term->what == '|' ? 1 : term->what == '&' ? 2 : term->what == '!' ? 3 : 4;
}

static size_t write_operand(const ref_expression *from, int term, int needs, char *text, size_t size)
{
  if (strength(&from->terms[term]) >= needs) return ref_expression_write(from, term, text, size);
  size_t used = (size_t)snprintf(text, size, "(");
  used += ref_expression_write(from, term, text + used, size - used);
  return used + (size_t)snprintf(text + used, size - used, ")");
}

/* With as few brackets as the precedence of the operators allows. */
size_t ref_expression_write(const ref_expression *from, int at, char *text, size_t size)
{
  const ref_term *term = &from->terms[at];
  if (term->what == 'h' && !term->compare) return (size_t)snprintf(text, size, "s%d", term->skill);
  if (term->what == 'h') return (size_t)snprintf(text, size, "s%d %s %d", term->skill, term->compare, (int)term->level);
  size_t used = 0;
  if (term->what == '!') {
    used = (size_t)snprintf(text, size, "not ");
    return used + write_operand(from, term->left, 3, text + used, size - used);
  }
  used += write_operand(from, term->left, strength(term), text, size);
  used += (size_t)snprintf(text + used, size - used, term->what == '&' ? " and " : " or ");
  return used + write_operand(from, term->right, strength(term), text + used, size - used);
}

typedef struct sheet {
  char *text;
  size_t size, used;
} sheet;

static void put(sheet *to, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(sheet *to, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(to->text + to->used, to->size - to->used, format, arguments);
  va_end(arguments);
  if (size < 0 || (size_t)size >= to->size - to->used) abort();
  to->used += (size_t)size;
}

/* " key!value" unless it is the default. */
static void put_number(sheet *to, const char *key, int64_t value, int64_t otherwise)
{
  if (value != otherwise) put(to, " %s!%lld", key, (long long)value);
}

static void put_step(sheet *to, const ref_step *step, int number)
{
  put(to, "  step step%d", number);
  put_number(to, "lasts", step->lasts_us, 0);
  put_number(to, "tier_min", step->tier_min, 0);
  put_number(to, "tier_max", step->tier_max, 1000);
  put_number(to, "priority", step->priority, 0);
  put_number(to, "skip_if", step->skip_if, ACD_SKIP_NEVER);
  if (step->expression.count) {
    put(to, " expression='");
    to->used +=
        ref_expression_write(&step->expression, step->expression.count - 1, to->text + to->used, to->size - to->used);
    put(to, "'");
  }
  put(to, "\n");
  for (int s = 0; s < REF_SKILLS; s++)
    if (step->level[s] >= 0) put(to, "    step_skill s%d level!%lld\n", s, (long long)step->level[s]);
}

static void put_queue(sheet *to, const ref_queue_rules *queue, int number)
{
  put(to, "queue q%d strategy!%d ring_timeout!%lld retry_delay!%lld", number, queue->strategy,
      (long long)queue->ring_us, (long long)queue->retry_us);
  put_number(to, "reject_delay", queue->rest_us[ACD_OUTCOME_REJECTED], -1);
  put_number(to, "busy_delay", queue->rest_us[ACD_OUTCOME_BUSY], -1);
  put_number(to, "no_answer_delay", queue->rest_us[ACD_OUTCOME_NO_ANSWER], -1);
  put_number(to, "failed_delay", queue->rest_us[ACD_OUTCOME_FAILED], -1);
  put_number(to, "wrapup", queue->wrapup_us, 0);
  put_number(to, "wait_max", queue->wait_max_us, -1);
  put_number(to, "score_candidates", queue->candidates_max, 16);
  put_number(to, "group_memory", queue->group_memory, 1000);
  put_number(to, "preferred_wait", queue->preferred_us, 0);
  if (queue->overflow >= 0) put(to, " overflow=q%d", queue->overflow);
  put_number(to, "misses_max", queue->misses_max, 0);
  put_number(to, "priority", queue->priority, 0);
  put_number(to, "tiers", queue->tiers, ACD_TIERS_FIRST);
  put_number(to, "round_robin_moves", queue->moves, ACD_MOVES_OFFERS);
  put_number(to, "ring_count", queue->ring_count, 1);
  put_number(to, "ring_more", queue->ring_more_us, 0);
  put_number(to, "weight", queue->weight, 0);
  put_number(to, "surge_length", queue->surge_length, -1);
  put_number(to, "surge_weight", queue->surge_weight, 0);
  put_number(to, "acceleration", queue->acceleration, 0);
  put_number(to, "objective", queue->objective_us, -1);
  put(to, " service_level!%lld", (long long)queue->service_level_us);
  put_number(to, "wait_from", queue->wait_from, ACD_WAIT_FROM_ENTRY);
  put_number(to, "reserve", queue->reserve, 0);
  put_number(to, "steps_clock", queue->steps_clock, ACD_STEPS_CLOCK_STEP);
  if (queue->channel) put(to, " channel=v%d", queue->channel);
  put(to, "\n");
  for (int s = 0; s < REF_SKILLS; s++)
    if (queue->skill[s].is)
      put(to, "  queue_skill s%d level!%lld weight!%lld\n", s, (long long)queue->skill[s].level,
          (long long)queue->skill[s].weight);
  for (int a = 0; a < REF_AGENTS; a++) {
    const ref_member *member = &queue->member[a];
    if (!member->is) continue;
    put(to, "  member a%d", a);
    put_number(to, "position", member->position, 0);
    put_number(to, "tier", member->tier, 0);
    put_number(to, "rank", member->rank, 0);
    put_number(to, "weight", member->weight, 1);
    put(to, " group=g%d", member->group % queue->groups_count);
    put(to, "\n");
  }
  for (int g = 0; g < queue->groups_count; g++)
    put(to, "  group g%d percentage!%lld\n", g, (long long)queue->percentage[g]);
  for (int i = 0; i < queue->steps_count; i++) put_step(to, &queue->steps[i], i);
}

static void put_channel(sheet *to, const ref_rules *rules, int channel)
{
  put(to, "channel v%d weight!%lld\n", channel, (long long)rules->channel_weight[channel]);
  for (int other = 1; other <= rules->channels_count; other++)
    if (rules->interrupts[channel][other]) put(to, "  interrupt v%d\n", other);
}

void ref_rules_write(const ref_rules *rules, char *text, size_t size)
{
  sheet to = {text, size, 0};
  put(&to, "centre request_timeout!7777777 call_choice!%d idle_from!%d idle_not_ready!%d idle_offer!%d idle_miss!%d",
      rules->call_choice, rules->idle_from, rules->idle_not_ready, rules->idle_offer, rules->idle_miss);
  put(&to, " idle_elsewhere!%d idle_direct!%d transfer_timeout!9090901 occupancy_window!%lld\n", rules->idle_elsewhere,
      rules->idle_direct, (long long)rules->occupancy_window_us);
  for (int s = 0; s < REF_SKILLS; s++) put(&to, "skill s%d\n", s);
  for (int c = 1; c <= rules->channels_count; c++) put_channel(&to, rules, c);
  for (int i = 0; i < REF_AGENTS; i++) {
    const ref_agent_rules *agent = &rules->agents[rules->order[i]];
    if (!agent->is) continue;
    put(&to, "agent a%d presence!%d", rules->order[i], agent->presence);
    put_number(&to, "ring_timeout", agent->ring_us, -1);
    put_number(&to, "wrapup", agent->wrapup_us, -1);
    put_number(&to, "offers_max", agent->offers_max, 0);
    put_number(&to, "offers_window", agent->offers_window_us, 0);
    put_number(&to, "capacity", agent->capacity, 100);
    put(&to, "\n");
    for (int c = 1; c <= rules->channels_count; c++)
      if (agent->channel_max[c] >= 0) put(&to, "  agent_channel v%d max!%lld\n", c, (long long)agent->channel_max[c]);
    for (int s = 0; s < REF_SKILLS; s++)
      if (agent->level[s]) put(&to, "  agent_skill s%d level!%lld\n", s, (long long)agent->level[s]);
  }
  for (int q = 0; q < REF_QUEUES; q++) {
    if (!rules->queues[q].is) continue;
    put_queue(&to, &rules->queues[q], q);
    put(&to, "number %d queue=q%d priority!%lld\n", q, q, (long long)rules->number_priority[q]);
  }
}
