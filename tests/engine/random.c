/* SPDX-License-Identifier: Apache-2.0 */
#include "random.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t dice_next(dice *from)
{
  uint64_t word = from->state += UINT64_C(0x9e3779b97f4a7c15);
  word = (word ^ (word >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  word = (word ^ (word >> 27)) * UINT64_C(0x94d049bb133111eb);
  return word ^ (word >> 31);
}

int64_t dice_below(dice *from, int64_t below)
{
  return (int64_t)(dice_next(from) % (uint64_t)below);
}

int dice_chance(dice *from, int chance)
{
  return dice_below(from, 100) < chance;
}

int campaign_read(campaign *to, int argc, char **argv)
{
  for (int i = 1; i < argc; i += 2) {
    const char *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (!value) return 0;
    if (strcmp(argv[i], "--seed") == 0)
      to->seed = strtoull(value, NULL, 10);
    else if (strcmp(argv[i], "--runs") == 0)
      to->runs = atoi(value);
    else if (strcmp(argv[i], "--steps") == 0)
      to->steps = atoi(value);
    else
      return 0;
  }
  return 1;
}

int campaign_run(const campaign *of, int (*run)(uint64_t seed, int steps))
{
  int failures = 0;
  for (int i = 0; i < of->runs; i++) failures += run(of->seed + (uint64_t)i, of->steps);
  printf("%d runs of %d steps from seed %" PRIu64 ": %d failed\n", of->runs, of->steps, of->seed, failures);
  return failures;
}

static const char *name_of(char letter, int64_t number)
{
  static char names[8][16];
  static int turn;
  char *name = names[turn++ % 8];
  snprintf(name, sizeof names[0], "%c%d", letter, (int)number);
  return name;
}

static void add_skills(dice *from, acd_definition *to, uint32_t noun, int32_t parent, uint32_t level, int chance)
{
  for (int i = 0; i < RANDOM_SKILLS; i++)
    if (dice_chance(from, chance))
      acd_definition_set(to, acd_definition_add(to, noun, parent, name_of('s', i)), level, 1 + dice_below(from, 3));
}

int64_t random_channels(dice *from, acd_definition *to)
{
  static const int64_t weights[] = {100, 50, 50, 30, 30, 20, 10, 1};
  int64_t count = dice_chance(from, 40) ? 0 : 1 + dice_below(from, RANDOM_CHANNELS);
  for (int64_t i = 0; i < count; i++) {
    int32_t channel = acd_definition_add(to, ACD_NOUN_CHANNEL, 0, name_of('c', i));
    acd_definition_set(to, channel, ACD_CHANNEL_WEIGHT, weights[dice_below(from, 8)]);
    for (int64_t other = 0; other < count; other++)
      if (other != i && dice_chance(from, 50)) acd_definition_add(to, ACD_NOUN_INTERRUPT, channel, name_of('c', other));
  }
  return count;
}

void random_capacity(dice *from, acd_definition *to, int32_t agent, int64_t channels)
{
  static const int64_t capacities[] = {100, 100, 150, 60, 300, 25};
  if (dice_chance(from, 50)) acd_definition_set(to, agent, ACD_AGENT_CAPACITY, capacities[dice_below(from, 6)]);
  for (int64_t i = 0; i < channels; i++)
    if (dice_chance(from, 20))
      acd_definition_set(to, acd_definition_add(to, ACD_NOUN_AGENT_CHANNEL, agent, name_of('c', i)),
                         ACD_AGENT_CHANNEL_MAX, dice_below(from, 4));
}

void random_channel(dice *from, acd_definition *to, int32_t queue, int64_t channels)
{
  if (channels && dice_chance(from, 85))
    acd_definition_set_text(to, queue, ACD_QUEUE_CHANNEL, name_of('c', dice_below(from, channels)));
}

/* Steps of both clocks; expressions on the two skills that there always are. */
static void add_steps(dice *from, acd_definition *to, int32_t queue)
{
  static const char *const expressions[] = {"s0", "s0 >= 2 or s1", "not (s0 and s1 < 3)", "s1 != 0"};
  int64_t count = 1 + dice_below(from, 3), lasts_us = 0;
  acd_definition_set(to, queue, ACD_QUEUE_STEPS_CLOCK, 1 + dice_below(from, 2));
  for (int64_t i = 0; i < count; i++) {
    int32_t step = acd_definition_add(to, ACD_NOUN_STEP, queue, name_of('t', i));
    lasts_us += (1 + dice_below(from, 10)) * ACD_SECOND;
    if (i + 1 < count) acd_definition_set(to, step, ACD_STEP_LASTS_US, lasts_us);
    if (dice_chance(from, 50)) acd_definition_set(to, step, ACD_STEP_TIER_MAX, dice_below(from, 3));
    if (dice_chance(from, 30)) acd_definition_set(to, step, ACD_STEP_PRIORITY, dice_below(from, 5) - 2);
    acd_definition_set(to, step, ACD_STEP_SKIP_IF, 1 + dice_below(from, 4));
    if (dice_chance(from, 40)) acd_definition_set_text(to, step, ACD_STEP_EXPRESSION, expressions[dice_below(from, 4)]);
    if (dice_chance(from, 40))
      acd_definition_set(to, acd_definition_add(to, ACD_NOUN_STEP_SKILL, step, name_of('s', dice_below(from, 2))),
                         ACD_STEP_SKILL_LEVEL, dice_below(from, 3));
  }
}

/* What route.h has besides the strategy. */
static void add_rules(dice *from, acd_definition *to, int32_t queue)
{
  acd_definition_set(to, queue, ACD_QUEUE_TIERS, 1 + dice_below(from, 2));
  acd_definition_set(to, queue, ACD_QUEUE_ROUND_ROBIN_MOVES, 1 + dice_below(from, 3));
  acd_definition_set(to, queue, ACD_QUEUE_WAIT_FROM, 1 + dice_below(from, 2));
  if (dice_chance(from, 30)) acd_definition_set(to, queue, ACD_QUEUE_RING_COUNT, dice_below(from, 4));
  if (dice_chance(from, 30)) acd_definition_set(to, queue, ACD_QUEUE_RING_MORE_US, dice_below(from, 8) * ACD_SECOND);
  if (dice_chance(from, 20)) acd_definition_set(to, queue, ACD_QUEUE_WEIGHT, dice_below(from, 3));
  if (dice_chance(from, 20)) {
    acd_definition_set(to, queue, ACD_QUEUE_SURGE_LENGTH, dice_below(from, 4) - 1);
    acd_definition_set(to, queue, ACD_QUEUE_SURGE_WEIGHT, dice_below(from, 5) - 1);
  }
  if (dice_chance(from, 30)) acd_definition_set(to, queue, ACD_QUEUE_ACCELERATION, dice_below(from, 1000));
  if (dice_chance(from, 20)) acd_definition_set(to, queue, ACD_QUEUE_RESERVE, dice_below(from, 3));
  if (dice_chance(from, 30))
    acd_definition_set(to, queue, ACD_QUEUE_PREFERRED_WAIT_US, dice_below(from, 20) * ACD_SECOND);
  if (dice_chance(from, 40)) add_steps(from, to, queue);
}

static void add_queue(dice *from, acd_definition *to, int number, int agents, int queues, int64_t channels)
{
  int32_t queue = acd_definition_add(to, ACD_NOUN_QUEUE, 0, name_of('q', number));
  acd_definition_set(to, queue, ACD_QUEUE_STRATEGY, 1 + dice_below(from, ACD_STRATEGY_GROUP_SHARE));
  acd_definition_set(to, queue, ACD_QUEUE_SCORE_CANDIDATES, 2 + dice_below(from, 4));
  random_channel(from, to, queue, channels);
  acd_definition_set(to, queue, ACD_QUEUE_RING_TIMEOUT_US, (1 + dice_below(from, 20)) * ACD_SECOND);
  acd_definition_set(to, queue, ACD_QUEUE_RETRY_DELAY_US, dice_below(from, 2) * dice_below(from, 10) * ACD_SECOND);
  for (uint32_t property = ACD_QUEUE_REJECT_DELAY_US; property <= ACD_QUEUE_FAILED_DELAY_US; property++)
    if (dice_chance(from, 20)) acd_definition_set(to, queue, property, dice_below(from, 8) * ACD_SECOND);
  acd_definition_set(to, queue, ACD_QUEUE_WRAPUP_US, dice_below(from, 2) * dice_below(from, 20) * ACD_SECOND);
  acd_definition_set(to, queue, ACD_QUEUE_WRAPUP_EXTENSION_MAX_US, dice_below(from, 9) * ACD_SECOND);
  if (dice_chance(from, 40)) acd_definition_set(to, queue, ACD_QUEUE_DECLINED, ACD_DECLINED_NEVER);
  acd_definition_set(to, queue, ACD_QUEUE_MISSES_MAX, dice_below(from, 4));
  acd_definition_set(to, queue, ACD_QUEUE_PRIORITY, dice_below(from, 3));
  if (dice_chance(from, 30)) acd_definition_set(to, queue, ACD_QUEUE_LENGTH_MAX, dice_below(from, 4));
  if (dice_chance(from, 60)) acd_definition_set(to, queue, ACD_QUEUE_WAIT_MAX_US, dice_below(from, 60) * ACD_SECOND);
  if (dice_chance(from, 30)) acd_definition_set_text(to, queue, ACD_QUEUE_WAIT_FLOW, "w");
  if (dice_chance(from, 30))
    acd_definition_set_text(to, queue, ACD_QUEUE_AFTER_FLOW, name_of('f', dice_below(from, RANDOM_FLOWS)));
  if (dice_chance(from, 30)) acd_definition_set_text(to, queue, ACD_QUEUE_HOLD_FLOW, "w");
  if (dice_chance(from, 30)) acd_definition_set_text(to, queue, ACD_QUEUE_WHISPER_FLOW, "w");
  int64_t overflow = dice_below(from, queues);
  if (dice_chance(from, 30) && overflow != number)
    acd_definition_set_text(to, queue, ACD_QUEUE_OVERFLOW, name_of('q', overflow));
  else if (dice_chance(from, 20))
    acd_definition_set_text(to, queue, ACD_QUEUE_OVERFLOW_FLOW, name_of('f', dice_below(from, RANDOM_FLOWS)));
  if (dice_chance(from, 30)) {
    acd_definition_set(to, queue, ACD_QUEUE_LEAVE_WHEN, 1 + dice_below(from, 3));
    acd_definition_set(to, queue, ACD_QUEUE_LEAVE_AFTER_US, dice_below(from, 3) * 10 * ACD_SECOND);
  }
  if (dice_chance(from, 10)) {
    acd_definition_set(to, queue, ACD_QUEUE_JOIN_STAFFED_MIN, dice_below(from, 3));
    acd_definition_set(to, queue, ACD_QUEUE_JOIN_AVAILABLE_MIN, dice_below(from, 3));
    acd_definition_set(to, queue, ACD_QUEUE_JOIN_READY_MIN, dice_below(from, 2));
  }
  if (dice_chance(from, 20)) {
    acd_definition_set(to, queue, ACD_QUEUE_JOIN_WAIT_MAX_US, dice_below(from, 2) * 30 * ACD_SECOND);
    acd_definition_set(to, queue, ACD_QUEUE_JOIN_ESTIMATE_MAX_US, dice_below(from, 2) * 300 * ACD_SECOND);
    acd_definition_set(to, queue, ACD_QUEUE_JOIN_SERVICE_LEVEL_MIN, dice_below(from, 2) * 70);
    acd_definition_set(to, queue, ACD_QUEUE_EXPECTED_HANDLE_US, (1 + dice_below(from, 200)) * ACD_SECOND);
    if (dice_chance(from, 30)) acd_definition_set(to, queue, ACD_QUEUE_ESTIMATE, 1 + dice_below(from, 4));
  }
  if (dice_chance(from, 50)) acd_definition_set_text(to, queue, ACD_QUEUE_MUSIC, "waltz");
  if (dice_chance(from, 30)) acd_definition_set_text(to, queue, ACD_QUEUE_EXIT_KEY, "9");
  add_skills(from, to, ACD_NOUN_QUEUE_SKILL, queue, ACD_QUEUE_SKILL_LEVEL, 15);
  add_rules(from, to, queue);
  int tiers = dice_chance(from, 40);
  for (int i = 0; dice_chance(from, 30) && i < 3; i++) {
    int32_t announcement = acd_definition_add(to, ACD_NOUN_ANNOUNCEMENT, queue, name_of('n', i));
    acd_definition_set_text(to, announcement, ACD_ANNOUNCEMENT_PROMPT, "patience");
    acd_definition_set(to, announcement, ACD_ANNOUNCEMENT_SAYS, 1 + dice_below(from, ACD_SAYS_WAITED));
    acd_definition_set(to, announcement, ACD_ANNOUNCEMENT_AFTER_US, dice_below(from, 20) * ACD_SECOND);
    acd_definition_set(to, announcement, ACD_ANNOUNCEMENT_EVERY_US, dice_below(from, 20) * ACD_SECOND);
    acd_definition_set(to, announcement, ACD_ANNOUNCEMENT_WHILE_RINGING, 1 + dice_below(from, 2));
  }
  int positions = dice_chance(from, 30);
  int64_t first = dice_below(from, 101);
  acd_definition_set(to, acd_definition_add(to, ACD_NOUN_GROUP, queue, "g0"), ACD_GROUP_PERCENTAGE, first);
  acd_definition_set(to, acd_definition_add(to, ACD_NOUN_GROUP, queue, "g1"), ACD_GROUP_PERCENTAGE, 100 - first);
  if (dice_chance(from, 50)) acd_definition_set(to, queue, ACD_QUEUE_GROUP_MEMORY, 1 + dice_below(from, 20));
  for (int i = 0; i < agents; i++) {
    if (!dice_chance(from, 60)) continue;
    int32_t member = acd_definition_add(to, ACD_NOUN_MEMBER, queue, name_of('a', i));
    if (positions) acd_definition_set(to, member, ACD_MEMBER_POSITION, dice_below(from, 5));
    if (tiers) acd_definition_set(to, member, ACD_MEMBER_TIER, dice_below(from, 4));
    if (tiers) acd_definition_set(to, member, ACD_MEMBER_RANK, dice_below(from, 3));
    acd_definition_set(to, member, ACD_MEMBER_WEIGHT, 1 + dice_below(from, 3));
    acd_definition_set_text(to, member, ACD_MEMBER_GROUP, name_of('g', dice_below(from, 2)));
  }
}

static void add_exits(dice *from, acd_definition *to, int32_t node, int64_t kind, int nodes)
{
  const char *at = acd_node_exits(kind);
  while (*at) {
    char name[32];
    int used = 0;
    if (sscanf(at, "%31s%n", name, &used) != 1) break;
    at += used;
    while (*at == ' ') at++;
    if (dice_chance(from, 80))
      acd_definition_set_text(to, acd_definition_add(to, ACD_NOUN_EXIT, node, name), ACD_EXIT_TO,
                              name_of('n', dice_below(from, nodes)));
  }
  for (int key = 1; kind == ACD_NODE_KIND_MENU && key <= 3; key++) {
    char name[2] = {(char)('0' + key), '\0'};
    acd_definition_set_text(to, acd_definition_add(to, ACD_NOUN_EXIT, node, name), ACD_EXIT_TO,
                            name_of('n', dice_below(from, nodes)));
  }
}

/* Two cases, told apart by values or percentages. */
static void add_cases(dice *from, acd_definition *to, int32_t node, uint32_t property, int nodes)
{
  static const char *const values[] = {"12", "a value that is returned"};
  for (int i = 0; i < 2; i++) {
    int32_t one = acd_definition_add(to, ACD_NOUN_CASE, node, name_of('c', i));
    acd_definition_set_text(to, one, ACD_CASE_TO, name_of('n', dice_below(from, nodes)));
    if (property == ACD_CASE_VALUE)
      acd_definition_set_text(to, one, property, values[i]);
    else
      acd_definition_set(to, one, property, 50);
  }
}

/* The node's queue, and those that the call waits in besides. */
static void add_queues(dice *from, acd_definition *to, int32_t node, int64_t queues)
{
  int64_t own = dice_below(from, queues);
  acd_definition_set_text(to, node, ACD_NODE_QUEUE, name_of('q', own));
  for (int64_t i = 0; i < queues; i++)
    if (i != own && dice_chance(from, 20)) acd_definition_add(to, ACD_NOUN_NODE_QUEUE, node, name_of('q', i));
}

/* Values of every type; the truth value is for tests alone. */
static const char *some_expression(dice *from, int truth)
{
  static const char *const values[] = {"tier & digits", "length(caller) % 7 - 3", "if(is_set(tier), 12, \"none\")",
                                       "part(number, -1, 1)", "waiting(\"q0\") * 10 + ready(\"q0\")"};
  static const char *const truths[] = {"tier = 12", "waiting(\"q0\") > 0 or not is_set(digits)",
                                       "starts(digits, 1) and staffed(\"q0\") >= 1"};
  return truth ? truths[dice_below(from, 3)] : values[dice_below(from, 5)];
}

/* What a menu or a collect has besides: choices of several keys, tries. */
static void add_input(dice *from, acd_definition *to, int32_t node, int nodes, int is_menu)
{
  if (is_menu && dice_chance(from, 30)) {
    int32_t one = acd_definition_add(to, ACD_NOUN_CASE, node, "several");
    acd_definition_set_text(to, one, ACD_CASE_TO, name_of('n', dice_below(from, nodes)));
    acd_definition_set_text(to, one, ACD_CASE_KEYS, "4 1X *!");
    if (dice_chance(from, 50)) acd_definition_set_text(to, one, ACD_CASE_SPEECH, "billing|my bill");
  }
  if (dice_chance(from, 30))
    acd_definition_set_text(to, acd_definition_add(to, ACD_NOUN_TRY, node, "second"), ACD_TRY_PROMPT_NO_INPUT, "again");
}

static void add_node_of(dice *from, acd_definition *to, int32_t flow, int number, int nodes, int agents, int queues,
                        int64_t kind)
{
  int32_t node = acd_definition_add(to, ACD_NOUN_NODE, flow, name_of('n', number));
  acd_definition_set(to, node, ACD_NODE_KIND, kind);
  switch (kind) {
  case ACD_NODE_KIND_PLAY:
    acd_definition_set_text(to, node, ACD_NODE_PROMPT, "hello");
    acd_definition_set(to, node, ACD_NODE_SAYS, 1 + number % ACD_SAYS_WAITED);
    break;
  case ACD_NODE_KIND_MENU:
    acd_definition_set_text(to, node, ACD_NODE_PROMPT, "press one");
    add_input(from, to, node, nodes, 1);
    break;
  case ACD_NODE_KIND_COLLECT:
    acd_definition_set_text(to, node, ACD_NODE_PROMPT, "your number");
    acd_definition_set(to, node, ACD_NODE_DIGITS_MAX, 1 + dice_below(from, 6));
    add_input(from, to, node, nodes, 0);
    break;
  case ACD_NODE_KIND_HOURS:
    acd_definition_set_text(to, node, ACD_NODE_SCHEDULE, dice_chance(from, 50) ? "office" : "there");
    if (dice_chance(from, 50)) acd_definition_set_text(to, node, ACD_NODE_RULE_ATTRIBUTE, "tier");
    if (dice_chance(from, 50)) acd_definition_set_text(to, node, ACD_NODE_OPENS_ATTRIBUTE, "opens");
    break;
  case ACD_NODE_KIND_METRIC:
    acd_definition_set_text(to, node, ACD_NODE_QUEUE, name_of('q', dice_below(from, queues)));
    acd_definition_set(to, node, ACD_NODE_METRIC, 1 + dice_below(from, 5));
    acd_definition_set(to, node, ACD_NODE_OPERATOR, 1 + dice_below(from, 6));
    acd_definition_set(to, node, ACD_NODE_THRESHOLD, dice_below(from, 4));
    break;
  case ACD_NODE_KIND_COMPARE:
    acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, dice_chance(from, 50) ? "digits" : "tier");
    acd_definition_set(to, node, ACD_NODE_OPERATOR, 1 + dice_below(from, 7));
    acd_definition_set_text(to, node, ACD_NODE_VALUE, "12");
    break;
  case ACD_NODE_KIND_SET:
    acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, dice_chance(from, 50) ? "tier" : "colour");
    if (dice_chance(from, 30))
      acd_definition_set_text(to, node, ACD_NODE_EXPRESSION, some_expression(from, 0));
    else if (dice_chance(from, 70))
      acd_definition_set_text(to, node, ACD_NODE_VALUE, "12");
    break;
  case ACD_NODE_KIND_SKILLS: add_skills(from, to, ACD_NOUN_NODE_SKILL, node, ACD_NODE_SKILL_LEVEL, 40); break;
  case ACD_NODE_KIND_PRIORITY:
    if (dice_chance(from, 30))
      acd_definition_set_text(to, node, ACD_NODE_EXPRESSION, some_expression(from, 0));
    else
      acd_definition_set(to, node, ACD_NODE_PRIORITY, dice_below(from, 5));
    break;
  case ACD_NODE_KIND_TEST: acd_definition_set_text(to, node, ACD_NODE_EXPRESSION, some_expression(from, 1)); break;
  case ACD_NODE_KIND_QUEUE:
    add_queues(from, to, node, queues);
    if (dice_chance(from, 50)) acd_definition_set(to, node, ACD_NODE_WAIT_MAX_US, dice_below(from, 30) * ACD_SECOND);
    break;
  case ACD_NODE_KIND_AGENT:
    if (dice_chance(from, 70))
      acd_definition_set_text(to, node, ACD_NODE_AGENT, name_of('a', dice_below(from, agents)));
    if (dice_chance(from, 50)) acd_definition_set(to, node, ACD_NODE_WAIT_MAX_US, dice_below(from, 30) * ACD_SECOND);
    break;
  case ACD_NODE_KIND_VOICEMAIL: acd_definition_set_text(to, node, ACD_NODE_MAILBOX, "box"); break;
  case ACD_NODE_KIND_TRANSFER: acd_definition_set_text(to, node, ACD_NODE_NUMBER, "+49301"); break;
  case ACD_NODE_KIND_FLOW:
    acd_definition_set_text(to, node, ACD_NODE_FLOW, name_of('f', dice_below(from, RANDOM_FLOWS)));
    break;
  case ACD_NODE_KIND_BRANCH:
    if (dice_chance(from, 30))
      acd_definition_set_text(to, node, ACD_NODE_EXPRESSION, some_expression(from, dice_chance(from, 50)));
    else
      acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, dice_chance(from, 50) ? "digits" : "tier");
    add_cases(from, to, node, ACD_CASE_VALUE, nodes);
    break;
  case ACD_NODE_KIND_SPLIT: add_cases(from, to, node, ACD_CASE_PERCENTAGE, nodes); break;
  case ACD_NODE_KIND_LOOP:
    acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, "turns");
    acd_definition_set(to, node, ACD_NODE_COUNT, 1 + dice_below(from, 3));
    break;
  case ACD_NODE_KIND_SUBFLOW:
    if (dice_chance(from, 50)) add_cases(from, to, node, ACD_CASE_VALUE, nodes);
    acd_definition_set_text(to, node, ACD_NODE_FLOW, name_of('f', dice_below(from, RANDOM_FLOWS)));
    if (dice_chance(from, 50)) acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, "tier");
    if (dice_chance(from, 50))
      acd_definition_set_text(to, acd_definition_add(to, ACD_NOUN_PARAMETER, node, "colour"), ACD_PARAMETER_VALUE,
                              dice_chance(from, 80) ? "blue" : "");
    break;
  case ACD_NODE_KIND_WAIT:
    acd_definition_set(to, node, ACD_NODE_TIME_US, (1 + dice_below(from, 9)) * ACD_SECOND);
    break;
  case ACD_NODE_KIND_HOST:
    acd_definition_set_text(to, node, ACD_NODE_OPERATION, "look up");
    if (dice_chance(from, 50)) acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, "tier");
    if (dice_chance(from, 50))
      acd_definition_set_text(to, acd_definition_add(to, ACD_NOUN_PARAMETER, node, "of"), ACD_PARAMETER_VALUE, "it");
    break;
  case ACD_NODE_KIND_RECORDING: acd_definition_set(to, node, ACD_NODE_RECORDING, 1 + dice_below(from, 3)); break;
  case ACD_NODE_KIND_MARK: {
    int rates = dice_chance(from, 60);
    acd_definition_set(to, node, ACD_NODE_MARK, rates ? ACD_MARK_RATING : ACD_MARK_RESOLVED);
    acd_definition_set_text(to, node, ACD_NODE_EXPRESSION, rates ? "digits" : "digits != 1");
    break;
  }
  case ACD_NODE_KIND_TOGGLE: acd_definition_set_text(to, node, ACD_NODE_TOGGLE, "t0"); break;
  case ACD_NODE_KIND_SLOTS:
    acd_definition_set_text(to, node, ACD_NODE_SLOT_PLAN, "l0");
    acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, "slot");
    acd_definition_set(to, node, ACD_NODE_COUNT, 1 + dice_below(from, 3));
    if (dice_chance(from, 30)) acd_definition_set_text(to, node, ACD_NODE_FROM_ATTRIBUTE, "slot_1");
    break;
  case ACD_NODE_KIND_HOLD_SLOT:
    acd_definition_set_text(to, node, ACD_NODE_SLOT_PLAN, "l0");
    acd_definition_set_text(to, node, ACD_NODE_SLOT_ATTRIBUTE, dice_chance(from, 70) ? "slot_1" : "slot_2");
    break;
  case ACD_NODE_KIND_CALLBACK:
    if (dice_chance(from, 60)) {
      acd_definition_set_text(to, node, ACD_NODE_SLOT_PLAN, "l0");
      acd_definition_set_text(to, node, ACD_NODE_SLOT_ATTRIBUTE, dice_chance(from, 80) ? "slot_1" : "tier");
    } else {
      acd_definition_set_text(to, node, ACD_NODE_PLAN, name_of('k', dice_below(from, 2)));
      if (dice_chance(from, 80))
        acd_definition_set_text(to, node, ACD_NODE_QUEUE, name_of('q', dice_below(from, queues)));
    }
    if (dice_chance(from, 40)) acd_definition_set_text(to, node, ACD_NODE_ATTRIBUTE, "number");
    if (dice_chance(from, 50)) acd_definition_set_text(to, node, ACD_NODE_PROMPT, "we will call");
    break;
  case ACD_NODE_KIND_RETURN:
    if (dice_chance(from, 30))
      acd_definition_set_text(to, node, ACD_NODE_EXPRESSION, some_expression(from, dice_chance(from, 20)));
    else if (dice_chance(from, 70))
      acd_definition_set_text(to, node, ACD_NODE_VALUE, "a value that is returned");
    break;
  default: break;
  }
  add_exits(from, to, node, kind, nodes);
}

static void add_node(dice *from, acd_definition *to, int32_t flow, int number, int nodes, int agents, int queues)
{
  int64_t kind = dice_chance(from, 10)   ? ACD_NODE_KIND_AGENT
                 : dice_chance(from, 20) ? ACD_NODE_KIND_QUEUE
                 : dice_chance(from, 10) ? ACD_NODE_KIND_SLOTS + dice_below(from, 2)
                 : dice_chance(from, 10) ? ACD_NODE_KIND_MARK
                                         : 1 + dice_below(from, ACD_NODE_KIND_CALLBACK);
  add_node_of(from, to, flow, number, nodes, agents, queues, kind);
}

static void set_agent(dice *from, acd_definition *to, int32_t agent, int number)
{
  acd_definition_set(to, agent, ACD_AGENT_PRESENCE, dice_chance(from, 70) ? 3 : 1 + dice_below(from, 3));
  acd_definition_set_text(to, agent, ACD_AGENT_EXTENSION, name_of('1', number));
  if (dice_chance(from, 20)) acd_definition_set(to, agent, ACD_AGENT_WRAPUP_US, dice_below(from, 10) * ACD_SECOND);
  if (dice_chance(from, 20)) {
    acd_definition_set(to, agent, ACD_AGENT_OFFERS_MAX, dice_below(from, 5));
    acd_definition_set(to, agent, ACD_AGENT_OFFERS_WINDOW_US, (1 + dice_below(from, 20)) * ACD_SECOND);
  }
  if (dice_chance(from, 20)) acd_definition_set(to, agent, ACD_AGENT_WRAPUP_EXTENSION_MAX_US, dice_below(from, 9));
  if (dice_chance(from, 20))
    acd_definition_set(to, agent, ACD_AGENT_RING_TIMEOUT_US, (1 + dice_below(from, 10)) * ACD_SECOND);
}

static void add_hours(acd_definition *to, int32_t schedule, int64_t days, int64_t from_hour, int64_t to_hour)
{
  int32_t hours = acd_definition_add(to, ACD_NOUN_HOURS, schedule, "week");
  acd_definition_set(to, hours, ACD_HOURS_DAYS, days);
  acd_definition_set(to, hours, ACD_HOURS_FROM_US, from_hour * 3600 * ACD_SECOND);
  acd_definition_set(to, hours, ACD_HOURS_TO_US, to_hour * 3600 * ACD_SECOND);
}

/* Two offices that are each other's sites. Time begins on Thursday, 1970-01-01. */
static void add_schedules(dice *from, acd_definition *to)
{
  int32_t office = acd_definition_add(to, ACD_NOUN_SCHEDULE, 0, "office");
  int32_t there = acd_definition_add(to, ACD_NOUN_SCHEDULE, 0, "there");
  if (dice_chance(from, 80)) add_hours(to, office, 31, 8, 18);
  if (dice_chance(from, 50)) add_hours(to, there, 127, 20, 4);
  if (dice_chance(from, 30)) acd_definition_set_text(to, there, ACD_SCHEDULE_BASED_ON, "office");
  if (dice_chance(from, 30)) acd_definition_set_text(to, office, ACD_SCHEDULE_EMERGENCY, "t0");
  if (dice_chance(from, 30))
    acd_definition_set(to, there, ACD_SCHEDULE_UTC_OFFSET_US, (dice_below(from, 24) - 12) * 3600 * ACD_SECOND);
  if (dice_chance(from, 30))
    acd_definition_set_text(to, acd_definition_add(to, ACD_NOUN_SITE, office, "other"), ACD_SITE_SCHEDULE, "there");
  if (dice_chance(from, 30))
    acd_definition_set_text(to, acd_definition_add(to, ACD_NOUN_SITE, there, "other"), ACD_SITE_SCHEDULE, "office");
  if (dice_chance(from, 40))
    acd_definition_set(
        to, acd_definition_add(to, ACD_NOUN_HOLIDAY, office, "the day on which nobody works, or nearly nobody"),
        ACD_HOLIDAY_DATE, 101 + dice_below(from, 3));
  if (dice_chance(from, 40)) {
    int32_t exception = acd_definition_add(to, ACD_NOUN_EXCEPTION, there, "today");
    acd_definition_set(to, exception, ACD_EXCEPTION_DATE, 19700101 + dice_below(from, 3));
    acd_definition_set(to, exception, ACD_EXCEPTION_OPEN, dice_below(from, 2));
  }
}

/* What callers walk while they wait or are on hold, and what is whispered: five nodes of kinds that keep their place. */
static void add_wait_flow(dice *from, acd_definition *to)
{
  static const int64_t kinds[] = {
      ACD_NODE_KIND_PLAY,     ACD_NODE_KIND_MENU,    ACD_NODE_KIND_WAIT,      ACD_NODE_KIND_HOST, ACD_NODE_KIND_SET,
      ACD_NODE_KIND_LOOP,     ACD_NODE_KIND_SUBFLOW, ACD_NODE_KIND_LEAVE,     ACD_NODE_KIND_FLOW, ACD_NODE_KIND_RETURN,
      ACD_NODE_KIND_CALLBACK, ACD_NODE_KIND_SLOTS,   ACD_NODE_KIND_HOLD_SLOT, ACD_NODE_KIND_MARK};
  int32_t flow = acd_definition_add(to, ACD_NOUN_FLOW, 0, "w");
  acd_definition_set_text(to, flow, ACD_FLOW_START, "n0");
  for (int n = 0; n < 5; n++) {
    int64_t kind = kinds[dice_below(from, (int64_t)(sizeof kinds / sizeof *kinds))];
    add_node_of(from, to, flow, n, 5, 1, 1, n == 0 ? ACD_NODE_KIND_PLAY : kind);
  }
}

/* Plans for callbacks. All expire, so that in the end nobody waits. */
static void add_plans(dice *from, acd_definition *to)
{
  for (int i = 0; i < 2; i++) {
    int32_t plan = acd_definition_add(to, ACD_NOUN_CALLBACK, 0, name_of('k', i));
    acd_definition_set(to, plan, ACD_CALLBACK_DIAL_FIRST, 1 + dice_below(from, 2));
    if (dice_chance(from, 50)) acd_definition_set(to, plan, ACD_CALLBACK_AHEAD_US, dice_below(from, 600) * ACD_SECOND);
    acd_definition_set(to, plan, ACD_CALLBACK_ATTEMPTS_MAX, 1 + dice_below(from, 3));
    acd_definition_set(to, plan, ACD_CALLBACK_RETRY_US, (1 + dice_below(from, 20)) * ACD_SECOND);
    acd_definition_set(to, plan, ACD_CALLBACK_RING_TIMEOUT_US, (1 + dice_below(from, 20)) * ACD_SECOND);
    acd_definition_set(to, plan, ACD_CALLBACK_EXPIRES_US, (1 + dice_below(from, 300)) * ACD_SECOND);
    acd_definition_set(to, plan, ACD_CALLBACK_MACHINE, 1 + dice_below(from, 3));
    if (dice_chance(from, 70)) acd_definition_set_text(to, plan, ACD_CALLBACK_MESSAGE, "sorry");
    acd_definition_set(to, plan, ACD_CALLBACK_DUPLICATE, 1 + dice_below(from, 3));
    acd_definition_set(to, plan, ACD_CALLBACK_REJOIN, dice_below(from, 2));
    if (dice_chance(from, 40)) acd_definition_set_text(to, plan, ACD_CALLBACK_HOURS, "office");
    if (dice_chance(from, 80)) acd_definition_set_text(to, plan, ACD_CALLBACK_ZONE_ATTRIBUTE, "tier");
    if (dice_chance(from, 30)) acd_definition_set(to, plan, ACD_CALLBACK_PER_NUMBER_DAY, 1 + dice_below(from, 9));
    acd_definition_set(to, plan, ACD_CALLBACK_NUMBERS_MAX, 1 + dice_below(from, 9));
    if (dice_chance(from, 20)) acd_definition_set(to, plan, ACD_CALLBACK_PER_DAY, dice_below(from, 99));
    for (int p = 0; p < 2 && dice_chance(from, 30); p++) {
      int32_t pattern = acd_definition_add(to, ACD_NOUN_CALLBACK_PATTERN, plan, name_of('p', p));
      acd_definition_set_text(to, pattern, ACD_CALLBACK_PATTERN_PATTERN, p ? "[1-4]!" : "X!");
      acd_definition_set(to, pattern, ACD_CALLBACK_PATTERN_ALLOWED, dice_below(from, 2));
    }
  }
}

/* Plans of slots: the shortest ones, so that some are booked, full and due. */
static void add_slot_plans(dice *from, acd_definition *to, int queues)
{
  static const char *const schedules[] = {"office", "there", "always"};
  int32_t always = acd_definition_add(to, ACD_NOUN_SCHEDULE, 0, "always");
  add_hours(to, always, 127, 0, 24);
  acd_definition_set(to, always, ACD_SCHEDULE_UTC_OFFSET_US, (dice_below(from, 3) - 1) * 3600 * ACD_SECOND);
  for (int i = 0; i < 2 && (i == 0 || dice_chance(from, 60)); i++) { /* flows name the first */
    int32_t plan = acd_definition_add(to, ACD_NOUN_SLOT_PLAN, 0, name_of('l', i));
    acd_definition_set_text(to, plan, ACD_SLOT_PLAN_CALLBACK, name_of('k', dice_below(from, 2)));
    acd_definition_set_text(to, plan, ACD_SLOT_PLAN_QUEUE, name_of('q', dice_below(from, queues)));
    acd_definition_set_text(to, plan, ACD_SLOT_PLAN_SCHEDULE,
                            schedules[dice_chance(from, 70) ? 2 : dice_below(from, 3)]);
    acd_definition_set(to, plan, ACD_SLOT_PLAN_LENGTH_US, (dice_chance(from, 80) ? 5 : 15) * 60 * ACD_SECOND);
    acd_definition_set(to, plan, ACD_SLOT_PLAN_CAPACITY, dice_below(from, 5));
    acd_definition_set(to, plan, ACD_SLOT_PLAN_OVERBOOKING, 100 + dice_below(from, 60));
    acd_definition_set(to, plan, ACD_SLOT_PLAN_HORIZON_US, (1 + dice_below(from, 40)) * 900 * ACD_SECOND);
    acd_definition_set(to, plan, ACD_SLOT_PLAN_HOLD_US, (1 + dice_below(from, 30)) * ACD_SECOND);
    acd_definition_set(to, plan, ACD_SLOT_PLAN_PRIORITY, dice_below(from, 5) - 2);
    if (dice_chance(from, 30)) acd_definition_set(to, plan, ACD_SLOT_PLAN_LEAD_US, dice_below(from, 300) * ACD_SECOND);
    if (dice_chance(from, 50)) acd_definition_set(to, plan, ACD_SLOT_PLAN_PROMISE_US, dice_below(from, 9) * ACD_SECOND);
    add_skills(from, to, ACD_NOUN_SLOT_SKILL, plan, ACD_SLOT_SKILL_LEVEL, 20);
    if (dice_chance(from, 70)) continue;
    int32_t other = acd_definition_add(to, ACD_NOUN_SLOT_CAPACITY, plan, "other");
    acd_definition_set_text(to, other, ACD_SLOT_CAPACITY_SCHEDULE, "office");
    acd_definition_set(to, other, ACD_SLOT_CAPACITY_CAPACITY, dice_below(from, 4));
  }
}

/* Campaigns, and queues whose callers are called again. Their tasks expire, too. */
static void add_campaigns(dice *from, acd_definition *to, int queues)
{
  int64_t count = dice_below(from, 3);
  for (int64_t i = 0; i < count; i++) {
    int32_t one = acd_definition_add(to, ACD_NOUN_CAMPAIGN, 0, name_of('g', i));
    acd_definition_set_text(to, one, ACD_CAMPAIGN_CALLBACK, name_of('k', dice_below(from, 2)));
    acd_definition_set_text(to, one, ACD_CAMPAIGN_QUEUE, name_of('q', dice_below(from, queues)));
    acd_definition_set(to, one, ACD_CAMPAIGN_ORDER, 1 + dice_below(from, 3));
    acd_definition_set(to, one, ACD_CAMPAIGN_DELAY_US, dice_below(from, 3) * 4 * ACD_SECOND);
    acd_definition_set(to, one, ACD_CAMPAIGN_EXPIRES_US, (1 + dice_below(from, 300)) * ACD_SECOND);
    acd_definition_set(to, one, ACD_CAMPAIGN_LOOK_US, (1 + dice_below(from, 5)) * ACD_SECOND);
    if (dice_chance(from, 50)) acd_definition_set(to, one, ACD_CAMPAIGN_TASKS_MAX, 1 + dice_below(from, 5));
    if (dice_chance(from, 30)) acd_definition_set(to, one, ACD_CAMPAIGN_READY_MIN, dice_below(from, 3));
    if (dice_chance(from, 30)) acd_definition_set(to, one, ACD_CAMPAIGN_PARALLEL_MAX, 1 + dice_below(from, 2));
    acd_definition_set(to, one, ACD_CAMPAIGN_WINDOW_US, (1 + dice_below(from, 5)) * 60 * ACD_SECOND);
    for (int64_t q = 0; q < queues; q++) {
      if (!dice_chance(from, 30)) continue;
      int32_t watch = acd_definition_add(to, ACD_NOUN_CAMPAIGN_QUEUE, one, name_of('q', q));
      acd_definition_set(to, watch, ACD_CAMPAIGN_QUEUE_WAITING_MAX, dice_below(from, 3));
      if (dice_chance(from, 50))
        acd_definition_set(to, watch, ACD_CAMPAIGN_QUEUE_WAIT_MAX_US, dice_below(from, 20) * ACD_SECOND);
      if (dice_chance(from, 50))
        acd_definition_set(to, watch, ACD_CAMPAIGN_QUEUE_SERVICE_LEVEL_MIN, dice_below(from, 101));
    }
  }
  for (int64_t q = 0; q < queues && count; q++)
    if (dice_chance(from, 60))
      acd_definition_set_text(to, acd_definition_find(to, ACD_NOUN_QUEUE, 0, name_of('q', q)), ACD_QUEUE_CALL_AGAIN,
                              name_of('g', dice_below(from, count)));
}

acd_definition *random_definition(dice *from)
{
  static const char *const patterns[] = {"X", "[0-36]", "N!", ".", "!", "[1-6]X!"};
  acd_definition *to = NULL;
  if (acd_definition_new(NULL, &to)) abort();
  int agents = 1 + (int)dice_below(from, RANDOM_AGENTS), queues = 1 + (int)dice_below(from, RANDOM_QUEUES);
  acd_definition_set(to, 0, ACD_CENTRE_STEPS_MAX, 20);
  if (dice_chance(from, 80))
    acd_definition_set(to, 0, ACD_CENTRE_OCCUPANCY_WINDOW_US, (12 + dice_below(from, 3)) * ACD_SECOND);
  if (dice_chance(from, 30)) {
    acd_definition_set(to, 0, ACD_CENTRE_RATING_MIN, -2);
    acd_definition_set(to, 0, ACD_CENTRE_RATING_SATISFIED, dice_below(from, 3));
  }
  for (uint32_t property = ACD_CENTRE_IDLE_FROM; property <= ACD_CENTRE_IDLE_ELSEWHERE; property++)
    acd_definition_set(to, 0, property, 1 + dice_below(from, 2));
  acd_definition_set(to, acd_definition_add(to, ACD_NOUN_TOGGLE, 0, "t0"), ACD_TOGGLE_ON, dice_below(from, 2));
  for (int i = 0; i < RANDOM_SKILLS; i++) acd_definition_add(to, ACD_NOUN_SKILL, 0, name_of('s', i));
  int64_t channels = random_channels(from, to);
  for (int i = 0; i < agents; i++) {
    int32_t agent = acd_definition_add(to, ACD_NOUN_AGENT, 0, name_of('a', i));
    set_agent(from, to, agent, i);
    random_capacity(from, to, agent, channels);
    for (int d = 0; d < 3 && dice_chance(from, 40); d++) {
      int32_t device = acd_definition_add(to, ACD_NOUN_DEVICE, agent, name_of('d', dice_below(from, 2) + 2 * d));
      if (channels && dice_chance(from, 40))
        acd_definition_set_text(to, device, ACD_DEVICE_CHANNEL, name_of('c', dice_below(from, channels)));
      if (dice_chance(from, 60))
        acd_definition_set(to, device, ACD_DEVICE_RING_TIMEOUT_US, (1 + dice_below(from, 6)) * ACD_SECOND);
    }
    add_skills(from, to, ACD_NOUN_AGENT_SKILL, agent, ACD_AGENT_SKILL_LEVEL, 60);
  }
  for (int i = 0; i < queues; i++) add_queue(from, to, i, agents, queues, channels);
  add_schedules(from, to);
  add_plans(from, to);
  add_slot_plans(from, to, queues);
  add_campaigns(from, to, queues);
  add_wait_flow(from, to);
  for (int i = 0; i < RANDOM_FLOWS; i++) {
    int nodes = 1 + (int)dice_below(from, 8);
    int32_t flow = acd_definition_add(to, ACD_NOUN_FLOW, 0, name_of('f', i));
    acd_definition_set_text(to, flow, ACD_FLOW_START, "n0");
    if (dice_chance(from, 40)) acd_definition_set_text(to, flow, ACD_FLOW_CATCH, name_of('n', dice_below(from, nodes)));
    for (int n = 0; n < nodes; n++) add_node(from, to, flow, n, nodes, agents, queues);
  }
  for (int i = 0; i < 6; i++) {
    char digits[2] = {(char)('0' + i), '\0'};
    int32_t number = acd_definition_add(to, ACD_NOUN_NUMBER, 0, digits);
    if (i < 3)
      acd_definition_set_text(to, number, ACD_NUMBER_FLOW, name_of('f', i));
    else
      acd_definition_set_text(to, number, ACD_NUMBER_QUEUE, name_of('q', dice_below(from, queues)));
    acd_definition_set(to, number, ACD_NUMBER_PRIORITY, dice_below(from, 3));
  }
  for (int i = 0; i < 2 && dice_chance(from, 50); i++) {
    int32_t number = acd_definition_add(to, ACD_NOUN_NUMBER, 0, name_of('p', i));
    acd_definition_set_text(to, number, ACD_NUMBER_PATTERN, patterns[dice_below(from, 6)]);
    acd_definition_set_text(to, number, ACD_NUMBER_QUEUE, name_of('q', dice_below(from, queues)));
  }
  for (int i = 0; i < 3 && dice_chance(from, 50); i++) {
    int32_t caller = acd_definition_add(to, ACD_NOUN_CALLER, 0, name_of('c', i));
    acd_definition_set_text(to, caller, ACD_CALLER_PATTERN, patterns[dice_below(from, 6)]);
    acd_definition_set(to, caller, ACD_CALLER_PRIORITY, dice_below(from, 5) - 2);
    if (dice_chance(from, 50)) acd_definition_set_text(to, caller, ACD_CALLER_CLASS, name_of('c', i));
  }
  return to;
}

/* In the queue's part of a change, begun if there is none yet. */
static int32_t amend_queue(acd_definition *to, int32_t *queues, int64_t number)
{
  if (!queues[number]) queues[number] = acd_definition_amend(to, ACD_NOUN_QUEUE, name_of('q', number));
  return queues[number];
}

static void change_agent(dice *from, acd_definition *to, int number)
{
  int32_t agent;
  switch (dice_below(from, 8)) {
  case 0: acd_definition_remove(to, ACD_NOUN_AGENT, name_of('a', number)); break;
  case 1:
  case 2:
    agent = acd_definition_add(to, ACD_NOUN_AGENT, 0, name_of('a', number));
    set_agent(from, to, agent, number);
    add_skills(from, to, ACD_NOUN_AGENT_SKILL, agent, ACD_AGENT_SKILL_LEVEL, 60);
    break;
  case 3:
    agent = acd_definition_amend(to, ACD_NOUN_AGENT, name_of('a', number));
    set_agent(from, to, agent, dice_chance(from, 80) ? number : (int)dice_below(from, RANDOM_AGENTS));
    break;
  case 4:
    agent = acd_definition_amend(to, ACD_NOUN_AGENT, name_of('a', number));
    acd_definition_remove_below(to, agent, ACD_NOUN_AGENT_SKILL, name_of('s', dice_below(from, RANDOM_SKILLS)));
    break;
  case 5:
    agent = acd_definition_amend(to, ACD_NOUN_AGENT, name_of('a', number));
    add_skills(from, to, ACD_NOUN_AGENT_SKILL, agent, ACD_AGENT_SKILL_LEVEL, 50);
    if (dice_chance(from, 20)) acd_definition_unset(to, agent, ACD_AGENT_WRAPUP_US);
    break;
  default: break; /* memberships alone */
  }
}

static void change_member(dice *from, acd_definition *to, int32_t queue, int number)
{
  if (dice_chance(from, 30)) {
    acd_definition_remove_below(to, queue, ACD_NOUN_MEMBER, name_of('a', number));
    return;
  }
  int32_t member = acd_definition_add(to, ACD_NOUN_MEMBER, queue, name_of('a', number));
  if (dice_chance(from, 20)) acd_definition_set(to, member, ACD_MEMBER_POSITION, dice_below(from, 5));
  if (dice_chance(from, 40)) acd_definition_set(to, member, ACD_MEMBER_TIER, dice_below(from, 4));
  if (dice_chance(from, 30)) acd_definition_set(to, member, ACD_MEMBER_RANK, dice_below(from, 3));
  acd_definition_set(to, member, ACD_MEMBER_WEIGHT, 1 + dice_below(from, 3));
  if (dice_chance(from, 80)) acd_definition_set_text(to, member, ACD_MEMBER_GROUP, name_of('g', dice_below(from, 2)));
}

acd_definition *random_change(dice *from)
{
  acd_definition *to = NULL;
  int32_t queues[RANDOM_QUEUES] = {0};
  if (acd_definition_new(NULL, &to)) abort();
  int64_t first = dice_below(from, RANDOM_AGENTS), count = 1 + dice_below(from, 4);
  for (int64_t i = 0; i < count; i++) {
    int number = (int)((first + i * 3) % RANDOM_AGENTS); /* each agent once */
    change_agent(from, to, number);
    for (int64_t k = dice_below(from, 3), q = dice_below(from, RANDOM_QUEUES); k > 0; k--)
      change_member(from, to, amend_queue(to, queues, (q + k) % RANDOM_QUEUES), number);
  }
  return to;
}

void *stingy_memory(void *user, void *ptr, size_t old_size, size_t new_size)
{
  stingy *from = user;
  if (new_size > old_size && from->chance && dice_below(&from->dice, 1000) < from->chance) {
    from->refused++;
    return NULL;
  }
  if (new_size == 0) {
    from->held -= (int64_t)old_size;
    free(ptr);
    return NULL;
  }
  void *moved = realloc(ptr, new_size);
  if (moved) from->held += (int64_t)new_size - (int64_t)old_size;
  return moved;
}
