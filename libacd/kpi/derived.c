/* SPDX-License-Identifier: Apache-2.0 */
/* Ratios of KPI sums, in integers. */
#include <acd/definition.h>
#include <acd/kpi.h>

#include "kpi/count.h"
#include "kpi/ratio.h"

int64_t acd__kpi_plus(int64_t a, int64_t b)
{
  if (b > 0 && a > INT64_MAX - b) return INT64_MAX;
  if (b < 0 && a < INT64_MIN - b) return INT64_MIN;
  return a + b;
}

int64_t acd__kpi_minus(int64_t a, int64_t b)
{
  return acd__kpi_plus(a, b == INT64_MIN ? INT64_MAX : -b);
}

/* The product needs more than 64 bits, so quotient and remainder are built up bit by bit of `scale`: the remainder stays
 * below `whole`, twice of which fits. */
int64_t acd__kpi_ratio(int64_t part, int64_t whole, uint32_t scale)
{
  if (part <= 0 || whole <= 0) return 0;
  uint64_t divisor = (uint64_t)whole;
  uint64_t step_quotient = (uint64_t)part / divisor;
  uint64_t step_rest = (uint64_t)part % divisor;
  if (step_quotient >= (uint64_t)INT64_MAX / scale) return INT64_MAX;
  uint64_t quotient = 0;
  uint64_t rest = 0;
  for (uint32_t bit = UINT32_C(1) << 31; bit; bit >>= 1) {
    quotient *= 2;
    rest *= 2;
    if (rest >= divisor) {
      rest -= divisor;
      quotient++;
    }
    if (!(scale & bit)) continue;
    quotient += step_quotient;
    rest += step_rest;
    if (rest >= divisor) {
      rest -= divisor;
      quotient++;
    }
  }
  quotient += rest >= divisor - rest;
  return (int64_t)quotient;
}

int64_t acd__kpi_ppm(int64_t part, int64_t whole)
{
  return acd__kpi_ratio(part, whole, 1000000);
}

static int64_t sum_of(const int64_t *values, size_t count)
{
  int64_t sum = 0;
  for (size_t i = 0; i < count; i++) sum = acd__kpi_plus(sum, values[i]);
  return sum;
}

int64_t acd__kpi_queue_in(const acd_kpi_queue *kpi)
{
  const int64_t ways[] = {kpi->offered,  kpi->transferred_in, kpi->overflowed_in, kpi->consulted_in,
                          kpi->moved_in, kpi->also_in,        kpi->callbacks_in};
  return sum_of(ways, sizeof ways / sizeof *ways);
}

int64_t acd__kpi_queue_decided(const acd_kpi_queue *kpi)
{
  const int64_t ways[] = {kpi->answered,    kpi->abandoned, kpi->abandoned_short, kpi->overflowed, kpi->timed_out,
                          kpi->left_by_key, kpi->rejected,  kpi->disconnected,    kpi->moved,      kpi->no_agents,
                          kpi->cleared,     kpi->diverted,  kpi->callbacks_taken};
  return sum_of(ways, sizeof ways / sizeof *ways);
}

int64_t acd__kpi_queue_out(const acd_kpi_queue *kpi)
{
  const int64_t ways[] = {acd__kpi_queue_decided(kpi), kpi->cancelled, kpi->also_out, kpi->callbacks_answered,
                          kpi->callbacks_out};
  return sum_of(ways, sizeof ways / sizeof *ways);
}

int64_t acd_kpi_left(const acd_kpi_queue *kpi)
{
  return kpi ? acd__kpi_queue_decided(kpi) : 0;
}

int64_t acd_kpi_service_level_ppm(const acd_kpi_queue *kpi)
{
  if (!kpi) return 0;
  return acd__kpi_ppm(kpi->answered_within, acd__kpi_minus(acd__kpi_queue_decided(kpi), kpi->abandoned_short));
}

static int64_t handle_us(int64_t talk_us, int64_t hold_us, int64_t wrapup_us, int64_t handled)
{
  return acd__kpi_ratio(acd__kpi_plus(acd__kpi_plus(talk_us, hold_us), wrapup_us), handled, 1);
}

int64_t acd_kpi_asa_us(const acd_kpi_queue *kpi)
{
  return kpi ? acd__kpi_ratio(kpi->wait_us, kpi->answered, 1) : 0;
}

int64_t acd_kpi_asa_arrival_us(const acd_kpi_queue *kpi)
{
  return kpi ? acd__kpi_ratio(kpi->wait_arrival_us, kpi->answered, 1) : 0;
}

int64_t acd_kpi_aht_us(const acd_kpi_queue *kpi)
{
  return kpi ? handle_us(kpi->talk_us, kpi->hold_us, kpi->wrapup_us, kpi->handled) : 0;
}

int64_t acd_kpi_abandonment_ppm(const acd_kpi_queue *kpi)
{
  return kpi ? acd__kpi_ppm(acd__kpi_plus(kpi->abandoned, kpi->abandoned_short), acd__kpi_queue_decided(kpi)) : 0;
}

int64_t acd_kpi_occupancy_ppm(const acd_kpi_agent *kpi)
{
  if (!kpi) return 0;
  int64_t handle = acd__kpi_plus(acd__kpi_plus(kpi->reserved_us, kpi->busy_us), kpi->in_wrapup_us);
  return acd__kpi_ppm(handle, acd__kpi_plus(handle, kpi->ready_us));
}

int64_t acd_kpi_utilisation_ppm(const acd_kpi_agent *kpi)
{
  if (!kpi) return 0;
  return acd__kpi_ppm(acd__kpi_plus(acd__kpi_plus(kpi->reserved_us, kpi->busy_us), kpi->in_wrapup_us), kpi->login_us);
}

int64_t acd_kpi_abandonment_long_ppm(const acd_kpi_queue *kpi)
{
  return kpi ? acd__kpi_ppm(kpi->abandoned, acd__kpi_minus(acd__kpi_queue_decided(kpi), kpi->abandoned_short)) : 0;
}

/* Of what the scale allows below 0 the mean is that of the distance, with its sign. */
static int64_t rating_of(const int64_t *of)
{
  if (!of || of[ACD__MARK_RATING_SUM] == INT64_MIN) return 0; /* not of this library */
  return of[ACD__MARK_RATING_SUM] < 0 ? -acd__kpi_ratio(-of[ACD__MARK_RATING_SUM], of[ACD__MARK_RATINGS], 100)
                                      : acd__kpi_ratio(of[ACD__MARK_RATING_SUM], of[ACD__MARK_RATINGS], 100);
}

static int64_t satisfaction_of(const int64_t *of)
{
  return of ? acd__kpi_ppm(of[ACD__MARK_SATISFIED], of[ACD__MARK_RATINGS]) : 0;
}

static int64_t resolution_of(const int64_t *of)
{
  return of ? acd__kpi_ppm(of[ACD__MARK_RESOLVED], acd__kpi_plus(of[ACD__MARK_RESOLVED], of[ACD__MARK_UNRESOLVED])) : 0;
}

static int64_t response_of(const int64_t *of)
{
  return of ? acd__kpi_ratio(of[ACD__MARK_RESPONSE_US], of[ACD__MARK_RESPONSES], 1) : 0;
}

int64_t acd_kpi_rating_hundredths(const acd_kpi_queue *kpi)
{
  return rating_of(kpi ? &kpi->ratings : NULL);
}

int64_t acd_kpi_satisfaction_ppm(const acd_kpi_queue *kpi)
{
  return satisfaction_of(kpi ? &kpi->ratings : NULL);
}

int64_t acd_kpi_resolution_ppm(const acd_kpi_queue *kpi)
{
  return resolution_of(kpi ? &kpi->ratings : NULL);
}

int64_t acd_kpi_first_response_us(const acd_kpi_queue *kpi)
{
  return response_of(kpi ? &kpi->ratings : NULL);
}

int64_t acd_kpi_agent_rating_hundredths(const acd_kpi_agent *kpi)
{
  return rating_of(kpi ? &kpi->ratings : NULL);
}

int64_t acd_kpi_agent_satisfaction_ppm(const acd_kpi_agent *kpi)
{
  return satisfaction_of(kpi ? &kpi->ratings : NULL);
}

int64_t acd_kpi_agent_resolution_ppm(const acd_kpi_agent *kpi)
{
  return resolution_of(kpi ? &kpi->ratings : NULL);
}

int64_t acd_kpi_agent_first_response_us(const acd_kpi_agent *kpi)
{
  return response_of(kpi ? &kpi->ratings : NULL);
}

int64_t acd_kpi_agent_aht_us(const acd_kpi_agent *kpi)
{
  return kpi ? handle_us(kpi->talk_us, kpi->hold_us, kpi->wrapup_us, kpi->handled) : 0;
}

int64_t acd_kpi_agent_asa_us(const acd_kpi_agent *kpi)
{
  return kpi ? acd__kpi_ratio(kpi->wait_us, kpi->answered, 1) : 0;
}

static int is_estimator(const acd_kpi_queue *kpi, int64_t estimator)
{
  return kpi && estimator >= ACD_ESTIMATE_WORK && estimator <= ACD_ESTIMATE_RECENT;
}

int64_t acd_kpi_estimate_error_us(const acd_kpi_queue *kpi, int64_t estimator)
{
  if (!is_estimator(kpi, estimator)) return 0;
  int64_t off_us = acd__kpi_plus(kpi->estimate_over_us[estimator], kpi->estimate_under_us[estimator]);
  return acd__kpi_ratio(off_us, kpi->estimated, 1);
}

int64_t acd_kpi_estimate_bias_us(const acd_kpi_queue *kpi, int64_t estimator)
{
  if (!is_estimator(kpi, estimator)) return 0;
  int64_t over_us = kpi->estimate_over_us[estimator];
  int64_t under_us = kpi->estimate_under_us[estimator];
  return over_us >= under_us ? acd__kpi_ratio(acd__kpi_minus(over_us, under_us), kpi->estimated, 1)
                             : -acd__kpi_ratio(acd__kpi_minus(under_us, over_us), kpi->estimated, 1);
}
