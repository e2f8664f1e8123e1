/* SPDX-License-Identifier: Apache-2.0 */
/* Erlang B, C and A, with any number of places: a chain of birth and death, of which the states up to "all agents are busy, nobody
 * waits" are summed up by Erlang B.
 *
 * A call that finds j others waiting is answered when j + 1 calls have gone, which come at the rates s + jθ, …, s + θ, s (s: of
 * all services, θ: of impatience). With θ > 0, exp(−θV) of that time V is of the distribution Beta(s/θ, j + 1) (Garnett,
 * Mandelbaum, Reiman 2002, appendix; Riordan 1962); with θ = 0 V is of Erlang's. Both have the same recurrence in j. */
#include "system.h"

#include <math.h>

#define HUGE_RATIO 1e200
#define SCALE      700.0

/* P(V > t) for one j after the other: 1 − I(x; j + 1, b) with x = 1 − exp(−θt), b = s/θ + more. Terms that are too small for a
 * double are carried with a factor exp(−SCALE × scales). */
typedef struct tail {
  double step; /* x · b, in the limit s·t */
  double x;    /* 0 without impatience */
  double term;
  double above; /* P(V > t) */
  int64_t scales;
  double j;
} tail;

static void add_term(tail *at)
{
  if (at->scales == 0) {
    at->above += at->term;
    return;
  }
  if (at->term < HUGE_RATIO) return;
  at->term *= exp(-SCALE);
  at->scales--;
}

static tail tail_first(const acd__rates *rates, double t, int more)
{
  double s = rates->services + more * rates->impatience;
  double log_term = -s * t;
  tail at = {.x = -expm1(-rates->impatience * t)};
  at.step = rates->impatience * t > 1e-300 ? s * (at.x / rates->impatience) : s * t;
  at.scales = (int64_t)(-log_term / SCALE);
  at.term = exp(log_term + SCALE * (double)at.scales);
  add_term(&at);
  return at;
}

static void tail_next(tail *at)
{
  at->term *= (at->step + at->x * at->j) / (at->j + 1);
  at->j++;
  add_term(at);
}

/* Sums over the states in which all agents are busy, relative to the first of them. */
typedef struct sums {
  double none; /* the states before */
  double busy;
  double waited;
  double waiting;
  double wait_answered;
  double answered_within;
  double abandoned_within;
  double ratio; /* of the present state */
} sums;

static void scale_down(sums *at)
{
  double *all[] = {
      &at->none, &at->busy, &at->waited, &at->waiting, &at->wait_answered, &at->answered_within, &at->abandoned_within,
      &at->ratio};
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) *all[i] /= HUGE_RATIO;
}

static int is_end(const acd__rates *rates, const sums *at, double j)
{
  double next = rates->arrivals / (rates->services + (j + 1) * rates->impatience);
  if (next >= 1) return 0;
  double rest = at->ratio * next / (1 - next);
  return rest * (j + 1 + 1 / (1 - next)) < 1e-17 * (at->waiting + at->busy);
}

static int sum_up(const acd__rates *rates, int64_t places, double within_s, sums *at)
{
  const double theta = rates->impatience, patient = exp(-theta * within_s);
  tail answered = tail_first(rates, within_s, 1), all = tail_first(rates, within_s, 0);
  double wait_s = 0;
  for (int64_t i = 0;; i++) {
    double j = (double)i;
    at->busy += at->ratio;
    at->waiting += at->ratio * j;
    if (i == places || (places < 0 && is_end(rates, at, j))) return ACD_OK;
    if (i == ACD__ERLANG_WAITING_MAX) return ACD_ERR_LIMIT;
    double stays = rates->services / (rates->services + (j + 1) * theta);
    wait_s += 1 / (rates->services + (j + 1) * theta);
    double in_time = stays * (1 - answered.above);
    double gone = 1 - patient * all.above - in_time;
    at->waited += at->ratio;
    at->wait_answered += at->ratio * stays * wait_s;
    at->answered_within += at->ratio * in_time;
    if (gone > 0) at->abandoned_within += at->ratio * gone;
    tail_next(&answered);
    tail_next(&all);
    at->ratio *= rates->arrivals / (rates->services + (j + 1) * theta);
    if (at->ratio > HUGE_RATIO) scale_down(at);
  }
}

/* Erlang C: the chain goes on like a geometric series. */
static int endless(const acd__rates *rates, double within_s, acd__shares *shares)
{
  double spare = rates->services - rates->arrivals;
  if (spare <= 0) return ACD_ERR_STATE;
  double busy = rates->services / spare;
  double waited = busy / (1 / rates->blocked - 1 + busy);
  shares->waited = waited;
  shares->waiting = waited * rates->arrivals / spare;
  shares->wait_answered_s = waited / spare;
  shares->answered_within = 1 - waited * exp(-spare * within_s);
  return ACD_OK;
}

int acd__patience_shares(const acd__rates *rates, int64_t places, double within_s, acd__shares *shares)
{
  *shares = (acd__shares){.answered_within = 1};
  if (rates->blocked <= 0) return ACD_OK; /* so few calls that none ever meets another */
  if (places < 0 && rates->impatience <= 0) return endless(rates, within_s, shares);
  sums at = {.none = 1 / rates->blocked - 1, .ratio = 1};
  int status = sum_up(rates, places, within_s, &at);
  if (status) return status;
  double all = at.none + at.busy;
  double kept = places < 0 ? at.busy : at.waited; /* what follows the last state counts as that */
  shares->blocked = places < 0 ? 0 : at.ratio / all;
  shares->waited = kept / all;
  shares->waiting = at.waiting / all;
  shares->abandoned = rates->impatience * shares->waiting / rates->arrivals;
  shares->wait_answered_s = at.wait_answered / all;
  shares->answered_within = (at.none + at.answered_within) / all;
  shares->abandoned_within = at.abandoned_within / all;
  return ACD_OK;
}
