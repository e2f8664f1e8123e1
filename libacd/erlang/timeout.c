/* SPDX-License-Identifier: Apache-2.0 */
/* All callers leave after the same time D (Baccelli, Hebuterne 1981; Zeltyn, Mandelbaum 2005): the wait x that a call is offered
 * has the density s·P·exp(−βx) up to D, with β = s − λ, and s·P·exp(−βD − s(x − D)) beyond, where P is the share of calls for which
 * all agents are busy and nobody waits in a system without places, up to a factor that makes all add up to 1. */
#include "system.h"

#include <math.h>

/* ∫ exp(−βx + shift) from 0 to t, where β·t + shift is not below −|β|·D. */
static double integral(double beta, double t, double shift)
{
  if (beta == 0) return t;
  if (beta > 0) return exp(shift) * -expm1(-beta * t) / beta;
  return exp(shift - beta * t) * expm1(beta * t) / beta;
}

/* ∫ x·exp(−βx) from 0 to t, β ≥ 0. */
static double moment(double beta, double t)
{
  double z = beta * t;
  if (z > 1) return (-expm1(-z) - z * exp(-z)) / (beta * beta);
  double term = 1, sum = 0;
  for (int k = 0; k < 24; k++) {
    sum += term / (k + 2);
    term *= -z / (k + 1);
  }
  return t * t * sum;
}

void acd__timeout_shares(const acd__rates *rates, double timeout_s, double within_s, acd__shares *shares)
{
  *shares = (acd__shares){.answered_within = 1};
  if (rates->blocked <= 0) return;
  double s = rates->services, beta = s - rates->arrivals;
  double shift = beta < 0 ? beta * timeout_s : 0; /* so that nothing is beyond a double where calls are too many */
  double none = (1 / rates->blocked - 1) * exp(shift);
  double answered = s * integral(beta, timeout_s, shift);
  double left = exp(shift - beta * timeout_s);
  double waits_s =
      s * (beta < 0 ? timeout_s * integral(-beta, timeout_s, 0) - moment(-beta, timeout_s) : moment(beta, timeout_s));
  double all = none + answered + left;
  shares->waited = (answered + left) / all;
  shares->abandoned = left / all;
  shares->wait_answered_s = waits_s / all;
  shares->waiting = rates->arrivals * (waits_s + timeout_s * left) / all;
  shares->answered_within = (none + s * integral(beta, fmin(within_s, timeout_s), shift)) / all;
  if (within_s >= timeout_s) shares->abandoned_within = shares->abandoned;
}
