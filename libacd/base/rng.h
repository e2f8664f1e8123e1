/* SPDX-License-Identifier: Apache-2.0 */
/** @file The engine's seeded random generator: a counter through a mixer, so that its whole state is one word. */
#ifndef ACD__BASE_RNG_H
#define ACD__BASE_RNG_H

#include "base/hash.h"

typedef struct acd__rng {
  uint64_t state;
} acd__rng;

static inline uint64_t acd__rng_next(acd__rng *rng)
{
  rng->state += UINT64_C(0x9e3779b97f4a7c15);
  return acd__mix(rng->state);
}

/* Uniform in [0, below), exactly: draws that would make some values likelier are thrown away. `below` > 0. */
static inline uint64_t acd__rng_below(acd__rng *rng, uint64_t below)
{
  uint64_t spare = (UINT64_MAX % below + 1) % below;
  uint64_t draw;
  do draw = acd__rng_next(rng);
  while (draw > UINT64_MAX - spare);
  return draw % below;
}

#endif
