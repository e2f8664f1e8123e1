/* SPDX-License-Identifier: Apache-2.0 */
/** @file A queueing system, simulated with the engine. */
#ifndef TEST_THEORY_SIMULATE_H
#define TEST_THEORY_SIMULATE_H

#include "system.h"

#define BATCHES 32

/* Sums over batches of equally many arrivals. What calls do counts in the batch in which they arrived. */
typedef struct theory_batch {
  double sums[SUMS];
} theory_batch;

/* Lets `batch_calls` × (1 + BATCHES + a half) callers arrive; the first batch warms up and the last half keeps arrivals coming
 * while the last calls are served: both are left out. Fails the program where the simulation does. The same system (by name)
 * and seed give the same batches. */
void simulate(const theory_system *system, int64_t batch_calls, int64_t seed, theory_batch batches_out[BATCHES]);

#endif
