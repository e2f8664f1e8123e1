/* SPDX-License-Identifier: Apache-2.0 */
/** @file A random centre and a random host, for tests of laws that hold whatever happens. */
#ifndef TESTS_ENGINE_RANDOM_H
#define TESTS_ENGINE_RANDOM_H

#include <acd/acd.h>

typedef struct dice {
  uint64_t state;
} dice;

uint64_t dice_next(dice *from);
/* Uniform enough in [0, below). */
int64_t dice_below(dice *from, int64_t below);
/* 1 in `chance` times out of 100. */
int dice_chance(dice *from, int chance);

enum { RANDOM_QUEUES = 4, RANDOM_AGENTS = 10, RANDOM_SKILLS = 3, RANDOM_FLOWS = 3 };

/* Channels c0 … and, perhaps, what interrupts what; in other definitions there are none: their number. */
enum { RANDOM_CHANNELS = 3 };
int64_t random_channels(dice *from, acd_definition *to);
/* For `channels` of them, an agent's capacity and limits, and the channel of a queue. */
void random_capacity(dice *from, acd_definition *to, int32_t agent, int64_t channels);
void random_channel(dice *from, acd_definition *to, int32_t queue, int64_t channels);

/* A valid definition with up to the numbers above; names are q0, a0, s0, f0, and numbers are 0 to 5. */
acd_definition *random_definition(dice *from);

/* A change of some agents and of their memberships in such a centre; it may have mistakes. */
acd_definition *random_change(dice *from);

/* `--seed N --runs N --steps N`: what is not given keeps its value. */
typedef struct campaign {
  uint64_t seed;
  int runs, steps;
} campaign;
/* 0: an argument that there is not. */
int campaign_read(campaign *to, int argc, char **argv);
/* Runs with one seed after the other; each says 0, or 1 if it failed. Prints and returns how many did. */
int campaign_run(const campaign *of, int (*run)(uint64_t seed, int steps));

/* An allocator that refuses every so-manieth request. */
typedef struct stingy {
  dice dice;
  int chance; /* of a refusal, out of 1,000 */
  int64_t held;
  int64_t refused;
} stingy;
void *stingy_memory(void *user, void *ptr, size_t old_size, size_t new_size);

#endif
