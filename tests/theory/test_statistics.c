/* SPDX-License-Identifier: Apache-2.0 */
/* The intervals by themselves: quantiles against a published table, and how often intervals hold what they should. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <acd/sim.h>

#include "statistics.h"

#define SAMPLES 20000

static void test_student(void **state)
{
  static const struct {
    int degrees;
    double quantile;
  } cases[] = {{10, 3.169}, {20, 2.845}, {30, 2.750}, {31, 2.744}, {60, 2.660}, {120, 2.617}, {1000, 2.581}};
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    double found = student_995(cases[i].degrees);
    if (fabs(found - cases[i].quantile) > 0.0016) fail_msg("%d degrees: %.4f", cases[i].degrees, found);
  }
}

static void test_ratio(void **state)
{
  const double above[] = {2, 4, 6, 8}, below[] = {1, 2, 3, 4}, uneven[] = {3, 3, 7, 7};
  theory_estimate estimate = ratio_estimate(above, below, 4);
  (void)state;
  assert_true(estimate.value == 2 && estimate.low == 2 && estimate.high == 2);
  /* residuals 1, -1, 1, -1: no skewness; standard error √(4/3) × √4 / 10 */
  estimate = ratio_estimate(uneven, below, 4);
  assert_true(fabs(estimate.value - 2) < 1e-12);
  assert_true(fabs(estimate.high - 2 - student_995(3) * sqrt(4.0 / 3) * 0.2) < 1e-9);
  assert_true(fabs(estimate.high + estimate.low - 4) < 1e-9);
}

/* Batches with a skewed law, as those of rare waits: the sum of a few exponentials. 99 % intervals hold the mean in 98 to
 * 99.5 % of samples (±0.2 % by chance); without the correction it is 97 % for one exponential. */
static void test_coverage(void **state)
{
  static const int exponentials[] = {1, 3, 10};
  (void)state;
  for (size_t k = 0; k < sizeof(exponentials) / sizeof(exponentials[0]); k++) {
    acd_sim_stream stream;
    int in = 0;
    acd_sim_stream_init(&stream, 1, "coverage");
    for (int sample = 0; sample < SAMPLES; sample++) {
      double above[32] = {0}, below[32];
      theory_estimate estimate;
      for (int i = 0; i < 32; i++) {
        below[i] = 1;
        for (int j = 0; j < exponentials[k]; j++) above[i] += (double)acd_sim_stream_exponential(&stream, 1000000);
      }
      estimate = ratio_estimate(above, below, 32);
      in += estimate.low <= exponentials[k] * 1e6 && exponentials[k] * 1e6 <= estimate.high;
    }
    print_message("sums of %d: %.2f %%\n", exponentials[k], 100.0 * in / SAMPLES);
    assert_in_range(in, SAMPLES * 98 / 100, SAMPLES * 995 / 1000);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_student), cmocka_unit_test(test_ratio),
                                     cmocka_unit_test(test_coverage)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
