/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "null.h"

int64_t now_ns(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int compare(const void *a, const void *b)
{
  const double *one = a, *two = b;
  return (*one > *two) - (*one < *two);
}

double median(double *values, size_t count)
{
  qsort(values, count, sizeof *values, compare);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* Whatever else the machine does makes a round slower, never faster. */
static double least(const double *values, size_t count)
{
  double best = count ? values[0] : 0;
  for (size_t i = 1; i < count; i++)
    if (values[i] < best) best = values[i];
  return best;
}

/* What it costs to read the clock twice: small rounds of decisions are corrected by it. */
static double clock_ns(void)
{
  double values[99];
  for (size_t i = 0; i < 99; i++) {
    int64_t begin = now_ns();
    values[i] = (double)(now_ns() - begin);
  }
  return median(values, 99);
}

int measure_null(const setting *wanted, size_t rounds, double *ns_out)
{
  double values[ROUNDS_MAX];
  uint64_t sum = 0;
  size_t cycles = wanted->agents < 100000 ? 200000 : 2 * wanted->agents;
  null_dispatcher *null =
      null_new(wanted->agents, wanted->waiting == WAITING_SAME ? wanted->calls_waiting : 0, wanted->shuffled);
  if (!null) {
    fprintf(stderr, "bench: no memory for the null dispatcher\n");
    return -1;
  }
  sum += null_cycles(null, cycles);
  for (size_t i = 0; i < rounds; i++) {
    int64_t begin = now_ns();
    sum += null_cycles(null, cycles);
    values[i] = (double)(now_ns() - begin) / (double)cycles;
  }
  null_free(null);
  *ns_out = least(values, rounds);
  return sum == 0;
}

/* How many things of `ns` each make a round: about 10 ms, so that some rounds have the processor to themselves, but not more than `most`. */
static size_t round_size(double ns, size_t most)
{
  double count = 1e7 / (ns > 1 ? ns : 1);
  if (count > (double)most) return most;
  return count < 10 ? 10 : (size_t)count;
}

static int measure_lives(scenario *centre, size_t rounds, size_t most, double *ns_out)
{
  double values[ROUNDS_MAX];
  size_t lives = 100;
  for (size_t warm = 0; warm < 2; warm++) {
    int64_t begin = now_ns();
    if (scenario_lives(centre, lives)) return -1;
    lives = round_size((double)(now_ns() - begin) / (double)lives, most);
  }
  for (size_t i = 0; i < rounds; i++) {
    int64_t begin = now_ns();
    if (timed_lives(centre, lives)) return -1;
    values[i] = (double)(now_ns() - begin) / (double)lives;
  }
  *ns_out = least(values, rounds);
  return 0;
}

/* A round of at least `wanted` decisions, in portions of agents / 2 or of `wanted`, whichever is less. */
static int decisions_round(scenario *centre, size_t wanted, double clock, double *ns_out)
{
  double ns = 0, decisions = 0;
  while (decisions < (double)wanted) {
    size_t count = wanted;
    int64_t part;
    if (scenario_decisions(centre, now_ns, &count, &part)) return -1;
    ns += (double)part - clock;
    decisions += (double)count;
  }
  *ns_out = ns / decisions;
  return 0;
}

static int measure_decisions(scenario *centre, size_t rounds, size_t most, double *ns_out)
{
  double values[ROUNDS_MAX], ns;
  double clock = clock_ns();
  if (decisions_round(centre, 50, clock, &ns)) return -1;
  size_t wanted = round_size(ns, most);
  for (size_t i = 0; i < rounds; i++)
    if (decisions_round(centre, wanted, clock, &values[i])) return -1;
  *ns_out = least(values, rounds);
  return 0;
}

int measure_row(const setting *wanted, size_t rounds, measure *measure_out)
{
  size_t lives = wanted->agents > 20000 ? wanted->agents : 20000;
  *measure_out = (measure){0};
  if (measure_null(wanted, rounds, &measure_out->null_ns)) return -1;
  scenario *centre = scenario_new(wanted);
  if (!centre) return -1;
  int status = 0;
  /* Rings of many go on in slices: there is no one command that decides. */
  if (wanted->strategy != ACD_STRATEGY_RING_ALL)
    status = measure_decisions(centre, rounds, wanted->agents / 2 + 10000, &measure_out->decision_ns);
  if (!status) status = measure_lives(centre, rounds, lives, &measure_out->life_ns);
  if (!status) status = scenario_check(centre);
  scenario_free(centre);
  return status;
}
