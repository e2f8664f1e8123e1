/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <acd/sim.h>

/* Computed by a separate program (Python) from the definitions of FNV-1a, splitmix64 and xoshiro256**. */
static void test_numbers(void **state)
{
  static const struct {
    int64_t seed;
    const char *name;
    int64_t numbers[4];
  } cases[] = {
      {1,
       "arrival",
       {INT64_C(246702556483889042), INT64_C(826995748676188869), INT64_C(180840343183317324),
        INT64_C(975047088968680983)}},
      {1,
       "patience",
       {INT64_C(330864488214338376), INT64_C(552415034485904498), INT64_C(252394513443238451),
        INT64_C(622495856343465330)}},
      {2,
       "arrival",
       {INT64_C(301928274857682289), INT64_C(600417122476215371), INT64_C(118274226776049251),
        INT64_C(58966905445194839)}},
      {0,
       "",
       {INT64_C(173012722847780656), INT64_C(664482154190621960), INT64_C(689331144267033948),
        INT64_C(268257115304374334)}},
  };
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    acd_sim_stream stream;
    acd_sim_stream_init(&stream, cases[i].seed, cases[i].name);
    for (size_t j = 0; j < 4; j++)
      assert_int_equal(acd_sim_stream_below(&stream, INT64_C(1000000000000000000)), cases[i].numbers[j]);
  }
}

static void test_below_is_uniform(void **state)
{
  static const int64_t bounds[] = {1, 2, 3, 7, 10, 1000};
  enum { DRAWS = 200000 };
  (void)state;
  for (size_t i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++) {
    static int counts[1000];
    double expected = (double)DRAWS / (double)bounds[i], chi = 0;
    acd_sim_stream stream;
    acd_sim_stream_init(&stream, 7, "uniform");
    for (int64_t j = 0; j < bounds[i]; j++) counts[j] = 0;
    for (int j = 0; j < DRAWS; j++) {
      int64_t drawn = acd_sim_stream_below(&stream, bounds[i]);
      assert_in_range(drawn, 0, bounds[i] - 1);
      counts[drawn]++;
    }
    for (int64_t j = 0; j < bounds[i]; j++) chi += (counts[j] - expected) * (counts[j] - expected) / expected;
    /* mean k, standard deviation sqrt(2k): five of them away would be a chance of less than one in a thousand */
    double k = (double)bounds[i] - 1;
    assert_true((chi - k) * (chi - k) <= 25 * 2 * (k + 1));
  }
}

static void test_exponential(void **state)
{
  enum { DRAWS = 200000 };
  int64_t sum = 0, beyond = 0;
  acd_sim_stream stream;
  (void)state;
  acd_sim_stream_init(&stream, 3, "exponential");
  for (int i = 0; i < DRAWS; i++) {
    int64_t drawn = acd_sim_stream_exponential(&stream, 1000000);
    assert_true(drawn >= 0);
    sum += drawn;
    beyond += drawn > 1000000;
  }
  /* within five standard errors: mean 1/sqrt(n); share beyond the mean e^-1 */
  assert_in_range(sum / DRAWS, 988820, 1011180);
  assert_in_range(beyond * 1000000 / DRAWS, 367879 - 5392, 367879 + 5392);
}

static void test_mean_zero(void **state)
{
  acd_sim_stream stream;
  (void)state;
  acd_sim_stream_init(&stream, 3, "zero");
  for (int i = 0; i < 1000; i++) assert_int_equal(acd_sim_stream_exponential(&stream, 0), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers), cmocka_unit_test(test_below_is_uniform),
                                     cmocka_unit_test(test_exponential), cmocka_unit_test(test_mean_zero)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
