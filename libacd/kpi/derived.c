/* SPDX-License-Identifier: Apache-2.0 */
/* Ratios of KPI sums, in integers. */
#include <acd/kpi.h>

/* Stops at the ends of the range, which only records not made by this library can reach. */
static int64_t plus(int64_t a, int64_t b)
{
  if (b > 0 && a > INT64_MAX - b) return INT64_MAX;
  if (b < 0 && a < INT64_MIN - b) return INT64_MIN;
  return a + b;
}

static int64_t minus(int64_t a, int64_t b)
{
  return plus(a, b == INT64_MIN ? INT64_MAX : -b);
}

/* part × scale / whole, rounded half up; 0 unless both are positive. The product needs more than 64 bits, so quotient and
 * remainder are built up bit by bit of `scale`: the remainder stays below `whole`, twice of which fits. */
static int64_t ratio(int64_t part, int64_t whole, uint32_t scale)
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

#define PPM UINT32_C(1000000)

static int64_t entered(const acd_kpi_queue *kpi)
{
  int64_t came = plus(plus(plus(kpi->offered, kpi->transferred_in), kpi->overflowed_in), kpi->consulted_in);
  int64_t back = minus(kpi->callbacks_in, plus(kpi->callbacks_answered, kpi->callbacks_out)); /* they wait */
  return plus(minus(plus(plus(came, kpi->moved_in), kpi->also_in), kpi->also_out), back);
}

int64_t acd_kpi_service_level_ppm(const acd_kpi_queue *kpi)
{
  if (!kpi) return 0;
  int64_t counted = minus(minus(entered(kpi), kpi->waiting), plus(kpi->abandoned_short, kpi->cancelled));
  return ratio(kpi->answered_within, counted, PPM);
}

int64_t acd_kpi_asa_us(const acd_kpi_queue *kpi)
{
  return kpi ? ratio(kpi->wait_us, kpi->answered, 1) : 0;
}

int64_t acd_kpi_asa_arrival_us(const acd_kpi_queue *kpi)
{
  return kpi ? ratio(kpi->wait_arrival_us, kpi->answered, 1) : 0;
}

int64_t acd_kpi_aht_us(const acd_kpi_queue *kpi)
{
  return kpi ? ratio(plus(plus(kpi->talk_us, kpi->hold_us), kpi->wrapup_us), kpi->handled, 1) : 0;
}

int64_t acd_kpi_abandonment_ppm(const acd_kpi_queue *kpi)
{
  return kpi ? ratio(plus(kpi->abandoned, kpi->abandoned_short), entered(kpi), PPM) : 0;
}

int64_t acd_kpi_occupancy_ppm(const acd_kpi_agent *kpi)
{
  if (!kpi) return 0;
  int64_t handle = plus(plus(kpi->reserved_us, kpi->busy_us), kpi->in_wrapup_us);
  return ratio(handle, plus(handle, kpi->ready_us), PPM);
}
