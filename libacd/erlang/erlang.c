/* SPDX-License-Identifier: Apache-2.0 */
#include "system.h"

#include <math.h>
#include <string.h>

void acd_erlang_system_init(acd_erlang_system *system)
{
  if (!system) return;
  *system = (acd_erlang_system){.size = sizeof *system, .handle_s = 180, .places = ACD_ERLANG_UNBOUNDED, .agents = 1};
}

static int is_amount(double value)
{
  return isfinite(value) && value >= 0 && value <= 1e12;
}

int acd__erlang_check(const acd_erlang_system *system)
{
  if (!system || system->size < sizeof *system) return ACD_ERR_ARGUMENT;
  if (!is_amount(system->calls_per_hour) || !is_amount(system->patience_s) || !is_amount(system->timeout_s))
    return ACD_ERR_ARGUMENT;
  if (!is_amount(system->handle_s) || system->handle_s < 1e-6) return ACD_ERR_ARGUMENT;
  if (system->patience_s > 0 && system->patience_s < 1e-6) return ACD_ERR_ARGUMENT;
  if (system->places < ACD_ERLANG_UNBOUNDED || system->places > ACD__ERLANG_WAITING_MAX) return ACD_ERR_ARGUMENT;
  if (system->timeout_s > 0 && system->places != 0 && (system->places > 0 || system->patience_s > 0))
    return ACD_ERR_ARGUMENT;
  return system->agents >= 1 && system->agents <= ACD_ERLANG_AGENTS_MAX ? ACD_OK : ACD_ERR_ARGUMENT;
}

/* B(n) = a·B(n − 1) / (n + a·B(n − 1)), B(0) = 1. */
static double erlang_b(double erlangs, int64_t agents)
{
  double blocked = 1;
  for (int64_t n = 1; n <= agents && blocked > 0; n++) blocked = erlangs * blocked / ((double)n + erlangs * blocked);
  return blocked;
}

int acd__erlang_shares(const acd_erlang_system *system, double within_s, acd__shares *shares)
{
  acd__rates rates = {.arrivals = system->calls_per_hour / 3600, .agents = (double)system->agents};
  rates.erlangs = rates.arrivals * system->handle_s;
  rates.services = rates.agents / system->handle_s;
  if (system->patience_s > 0) rates.impatience = 1 / system->patience_s;
  int endless = system->places < 0 && system->patience_s <= 0 && system->timeout_s <= 0;
  if (endless && rates.erlangs >= rates.agents) return ACD_ERR_STATE;
  rates.blocked = erlang_b(rates.erlangs, system->agents);
  if (system->timeout_s <= 0 || system->places == 0)
    return acd__patience_shares(&rates, system->places, within_s, shares);
  acd__timeout_shares(&rates, system->timeout_s, within_s, shares);
  return ACD_OK;
}

int acd_erlang_figures_get(const acd_erlang_system *system, acd_erlang_figures *figures_out)
{
  acd__shares shares;
  int status = acd__erlang_check(system);
  if (status) return status;
  if (!figures_out || figures_out->size < sizeof *figures_out) return ACD_ERR_ARGUMENT;
  status = acd__erlang_shares(system, 0, &shares);
  if (status) return status;
  double arrivals = system->calls_per_hour / 3600;
  double accepted = 1 - shares.blocked, answered = accepted - shares.abandoned;
  double wait_s = arrivals > 0 ? shares.waiting / arrivals : 0; /* Little's law */
  double wait_abandoned_s = wait_s - shares.wait_answered_s;
  acd_erlang_figures figures = {.size = sizeof figures, .erlangs = arrivals * system->handle_s};
  figures.blocked = shares.blocked;
  figures.waited = shares.waited;
  figures.abandoned = shares.abandoned;
  figures.waiting = shares.waiting;
  figures.wait_s = accepted > 0 ? wait_s / accepted : 0;
  figures.wait_answered_s = answered > 0 ? shares.wait_answered_s / answered : 0;
  figures.wait_abandoned_s = shares.abandoned > 0 && wait_abandoned_s > 0 ? wait_abandoned_s / shares.abandoned : 0;
  figures.wait_waited_s = shares.waited > 0 ? wait_s / shares.waited : 0;
  figures.occupancy = fmin(1, figures.erlangs * answered / (double)system->agents);
  *figures_out = figures;
  return ACD_OK;
}

int acd_erlang_within(const acd_erlang_system *system, double wait_s, double *answered_out, double *abandoned_out)
{
  acd__shares shares;
  int status = acd__erlang_check(system);
  if (status) return status;
  if (!is_amount(wait_s)) return ACD_ERR_ARGUMENT;
  status = acd__erlang_shares(system, wait_s, &shares);
  if (status) return status;
  if (answered_out) *answered_out = shares.answered_within;
  if (abandoned_out) *abandoned_out = shares.abandoned_within;
  return ACD_OK;
}
