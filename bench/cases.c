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
    {"ring all", {.agents = 4, .ring_all = 1}},
    {"ring all", {.agents = 16, .ring_all = 1}},
    {"ring all", {.agents = 256, .ring_all = 1}},
};

static const bench_case counted[] = {
    {"plain", {.agents = 1000, RANDOM}},
    {"plain-waiting", {.agents = 1000, .calls_waiting = 1000, SAME, RANDOM}},
    {"two-steps", {.agents = 1000, .two_steps = 1, RANDOM}},
    {"skills-1x10", {.agents = 1000, .skills = 1, .profiles = 10, RANDOM}},
    {"skills-8x100", {.agents = 1000, .skills = 8, .profiles = 100, RANDOM}},
    {"skills-64x100", {.agents = 1000, .skills = 64, .profiles = 100, RANDOM}},
    {"skills-64x100-waiting", {.agents = 1000, .skills = 64, .profiles = 100, .calls_waiting = 1000, SAME, RANDOM}},
    {"unique", {.agents = 1000, .skills = 64, .profiles = 1000, RANDOM}},
    {"unique-waiting", {.agents = 1000, .skills = 64, .profiles = 1000, .calls_waiting = 1000, SAME, RANDOM}},
    {"unique-10000", {.agents = 10000, .skills = 64, .profiles = 10000, RANDOM}},
    {"ring-all-4", {.agents = 4, .ring_all = 1}},
    {"ring-all-256", {.agents = 256, .ring_all = 1}},
};

const bench_case *case_of_table(size_t index)
{
  return index < sizeof table / sizeof *table ? &table[index] : NULL;
}

const bench_case *case_counted(size_t index)
{
  return index < sizeof counted / sizeof *counted ? &counted[index] : NULL;
}
