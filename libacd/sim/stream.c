/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <string.h>

#include <acd/sim.h>

static uint64_t splitmix(uint64_t *state)
{
  uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static uint64_t rotate(uint64_t x, int by)
{
  return (x << by) | (x >> (64 - by));
}

static uint64_t xoshiro(uint64_t *s)
{
  uint64_t result = rotate(s[1] * 5, 7) * 9;
  uint64_t t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate(s[3], 45);
  return result;
}

void acd_sim_stream_init(acd_sim_stream *stream, int64_t seed, const char *name)
{
  /* the name is folded in by FNV-1a; splitmix then spreads any two (seed, name) far apart and never leaves all zeros */
  uint64_t state = UINT64_C(0xcbf29ce484222325);
  for (; *name; name++) state = (state ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
  state ^= splitmix(&(uint64_t){(uint64_t)seed});
  for (int i = 0; i < 4; i++) stream->state[i] = splitmix(&state);
}

int64_t acd_sim_stream_below(acd_sim_stream *stream, int64_t bound)
{
  uint64_t range = (uint64_t)bound;
  uint64_t rest = (UINT64_MAX % range + 1) % range; /* the last, incomplete round of `range` numbers is thrown away */
  uint64_t x;
  do {
    x = xoshiro(stream->state);
  } while (x > UINT64_MAX - rest);
  return (int64_t)(x % range);
}

int64_t acd_sim_stream_exponential(acd_sim_stream *stream, int64_t mean_us)
{
  double u = (double)((xoshiro(stream->state) >> 11) + 1) * 0x1p-53; /* (0, 1] */
  double x = -log(u) * (double)mean_us + 0.5;
  return x >= (double)ACD_TIME_MAX ? ACD_TIME_MAX : (int64_t)x;
}
