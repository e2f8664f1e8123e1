/* SPDX-License-Identifier: Apache-2.0 */
#include "cases.h"

#define SAME      .waiting = WAITING_SAME
#define ELSEWHERE .waiting = WAITING_ELSEWHERE
#define RANDOM    .shuffled = 1

static const bench_case table[] = {
    {"no skills", {.agents = 10}},
    {"no skills", {.agents = 10, .calls_waiting = 100000, SAME, RANDOM}},
    {"no skills, in order", {.agents = 1000}},
    {"no skills", {.agents = 1000, RANDOM}},
    {"no skills, in order", {.agents = 1000, .calls_waiting = 1000, SAME}},
    {"no skills", {.agents = 1000, .calls_waiting = 1000, SAME, RANDOM}},
    {"calls wait elsewhere", {.agents = 1000, .calls_waiting = 100000, ELSEWHERE, RANDOM}},
    {"no skills, in order", {.agents = 1000, .calls_waiting = 100000, SAME}},
    {"no skills", {.agents = 1000, .calls_waiting = 100000, SAME, RANDOM}},
    {"no skills", {.agents = 100000, RANDOM}},
    {"no skills", {.agents = 100000, .calls_waiting = 100000, SAME, RANDOM}},
    {"", {.agents = 1000, .skills = 1, .profiles = 10, RANDOM}},
    {"", {.agents = 1000, .skills = 8, .profiles = 10, RANDOM}},
    {"", {.agents = 1000, .skills = 8, .profiles = 100, RANDOM}},
    {"", {.agents = 1000, .skills = 64, .profiles = 10, RANDOM}},
    {"the aim: 12 x", {.agents = 1000, .skills = 64, .profiles = 100, RANDOM}},
    {"", {.agents = 1000, .skills = 64, .profiles = 100, .calls_waiting = 1000, SAME, RANDOM}},
    {"the aim: 12 x", {.agents = 1000, .skills = 64, .profiles = 100, .calls_waiting = 100000, SAME, RANDOM}},
    {"all unique: 40 x", {.agents = 1000, .skills = 64, .profiles = 1000, RANDOM}},
    {"all unique: 40 x", {.agents = 1000, .skills = 64, .profiles = 1000, .calls_waiting = 100000, SAME, RANDOM}},
    {"", {.agents = 10000, .skills = 64, .profiles = 1000, RANDOM}},
    {"all unique", {.agents = 10000, .skills = 64, .profiles = 10000, RANDOM}},
    {"all unique", {.agents = 10000, .skills = 64, .profiles = 10000, .calls_waiting = 100000, SAME, RANDOM}},
    {"", {.agents = 100000, .skills = 64, .profiles = 100, RANDOM}},
    {"", {.agents = 100000, .skills = 64, .profiles = 100, .calls_waiting = 100000, SAME, RANDOM}},
    {"four tiers", {.agents = 1000, .skills = 64, .profiles = 100, .tiers = 4, RANDOM}},
    {"four tiers", {.agents = 1000, .skills = 64, .profiles = 100, .tiers = 4, .calls_waiting = 1000, SAME, RANDOM}},
    {"a timer a waiting call", {.agents = 1000, .steps = 4, .calls_waiting = 100000, SAME, RANDOM}},
    {"the same without", {.agents = 1000, .calls_waiting = 100000, SAME, RANDOM}},
    {"round robin", {.agents = 1000, .skills = 64, .profiles = 100, .strategy = ACD_STRATEGY_ROUND_ROBIN, RANDOM}},
    {"random", {.agents = 1000, .skills = 64, .profiles = 100, .strategy = ACD_STRATEGY_RANDOM, RANDOM}},
    {"most skilled", {.agents = 1000, .skills = 64, .profiles = 100, .strategy = ACD_STRATEGY_MOST_SKILLED, RANDOM}},
    {"750 kept free of other work",
     {.agents = 1000, .skills = 64, .profiles = 100, .reserve = 750, .calls_waiting = 1000, ELSEWHERE, RANDOM}},
    {"750 kept free of other work",
     {.agents = 1000, .skills = 64, .profiles = 100, .reserve = 750, .calls_waiting = 100000, ELSEWHERE, RANDOM}},
    {"ring all", {.agents = 4, .strategy = ACD_STRATEGY_RING_ALL}},
    {"ring all", {.agents = 16, .strategy = ACD_STRATEGY_RING_ALL}},
    {"ring all", {.agents = 256, .strategy = ACD_STRATEGY_RING_ALL}},
};

static const bench_case counted[] = {
    {"plain", {.agents = 1000, RANDOM}},
    {"plain-waiting", {.agents = 1000, .calls_waiting = 1000, SAME, RANDOM}},
    {"often", {.agents = 1000, .often = 1, RANDOM}},
    {"often-events", {.agents = 1000, .often = 1, .events = EVENTS_IGNORED, RANDOM}},
    {"often-history", {.agents = 1000, .often = 1, .events = EVENTS_HISTORY, RANDOM}},
    {"two-steps", {.agents = 1000, .two_steps = 1, RANDOM}},
    {"skills-1x10", {.agents = 1000, .skills = 1, .profiles = 10, RANDOM}},
    {"skills-8x10", {.agents = 1000, .skills = 8, .profiles = 10, RANDOM}},
    {"skills-8x100", {.agents = 1000, .skills = 8, .profiles = 100, RANDOM}},
    {"skills-64x10", {.agents = 1000, .skills = 64, .profiles = 10, RANDOM}},
    {"skills-64x100", {.agents = 1000, .skills = 64, .profiles = 100, RANDOM}},
    {"skills-64x100-waiting", {.agents = 1000, .skills = 64, .profiles = 100, .calls_waiting = 1000, SAME, RANDOM}},
    {"unique", {.agents = 1000, .skills = 64, .profiles = 1000, RANDOM}},
    {"unique-waiting", {.agents = 1000, .skills = 64, .profiles = 1000, .calls_waiting = 1000, SAME, RANDOM}},
    {"skills-64x1000", {.agents = 10000, .skills = 64, .profiles = 1000, RANDOM}},
    {"unique-10000", {.agents = 10000, .skills = 64, .profiles = 10000, RANDOM}},
    {"tiers-4", {.agents = 1000, .skills = 64, .profiles = 100, .tiers = 4, RANDOM}},
    {"tiers-4-waiting",
     {.agents = 1000, .skills = 64, .profiles = 100, .tiers = 4, .calls_waiting = 1000, SAME, RANDOM}},
    {"steps-4-waiting", {.agents = 1000, .steps = 4, .calls_waiting = 1000, SAME, RANDOM}},
    {"round-robin", {.agents = 1000, .skills = 64, .profiles = 100, .strategy = ACD_STRATEGY_ROUND_ROBIN, RANDOM}},
    {"random", {.agents = 1000, .skills = 64, .profiles = 100, .strategy = ACD_STRATEGY_RANDOM, RANDOM}},
    {"most-skilled", {.agents = 1000, .skills = 64, .profiles = 100, .strategy = ACD_STRATEGY_MOST_SKILLED, RANDOM}},
    {"kept-free",
     {.agents = 1000, .skills = 64, .profiles = 100, .reserve = 750, .calls_waiting = 1000, ELSEWHERE, RANDOM}},
    {"ring-all-4", {.agents = 4, .strategy = ACD_STRATEGY_RING_ALL}},
    {"ring-all-16", {.agents = 16, .strategy = ACD_STRATEGY_RING_ALL}},
    {"ring-all-256", {.agents = 256, .strategy = ACD_STRATEGY_RING_ALL}},
};

const bench_case *case_of_table(size_t index)
{
  return index < sizeof table / sizeof *table ? &table[index] : NULL;
}

const bench_case *case_counted(size_t index)
{
  return index < sizeof counted / sizeof *counted ? &counted[index] : NULL;
}
