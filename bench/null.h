/* SPDX-License-Identifier: Apache-2.0 */
/* The null dispatcher: the least that any dispatcher must do, and so the floor that the benchmark compares with. */
#ifndef BENCH_NULL_H
#define BENCH_NULL_H

#include <stddef.h>
#include <stdint.h>

typedef struct null_dispatcher null_dispatcher;

/* Nodes of 32 bytes in two intrusive FIFOs, in memory order or shuffled. `calls` 0: the agents idle and each call gets one at
 * once. Otherwise all agents are busy and so many calls wait. NULL: no memory. */
null_dispatcher *null_new(size_t agents, size_t calls, int shuffled);
void null_free(null_dispatcher *null);
/* `count` cycles: a call arrives and an agent gets ready, or the other way round; each is pushed, and one of each popped.
 * Returns a sum that depends on all of it, so that no compiler leaves it out. */
uint64_t null_cycles(null_dispatcher *null, size_t count);
/* The same, for counting instructions inside of it. */
uint64_t timed_null(null_dispatcher *null, size_t count);

/* A small generator for shuffles. */
uint64_t bench_random(uint64_t *state);
/* 0 … count - 1 in order, or shuffled. */
void bench_permutation(uint32_t *items, size_t count, int shuffled, uint64_t seed);

#endif
