/* SPDX-License-Identifier: Apache-2.0 */
/* A textbook's trace of a single server (Leemis and Park): its mean delay is 18.593993 s, its mean wait (delay and service)
 * 25.718844 s. Times have three decimals, so microseconds hold them exactly and the sums must be equal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "centre.h"

static FILE *trace;

static int next_caller(void *user, acd_sim_caller *caller)
{
  acd_id queue = *(acd_id *)user;
  int arrival, arrival_ms, service, service_ms;
  int got = fscanf(trace, "%d.%3d %d.%3d", &arrival, &arrival_ms, &service, &service_ms);
  if (got == EOF) return 0;
  assert_int_equal(got, 4);
  caller->queue = queue;
  caller->arrives_at_us = arrival * S + arrival_ms * INT64_C(1000);
  caller->talk_us = service * S + service_ms * INT64_C(1000);
  return 1;
}

static void test_sums(void **state)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_definition *definition = new_definition();
  acd_id queue;
  int64_t wait_us = 0, stay_us = 0;
  acd_kpi_queue kpi = {.size = sizeof(kpi)};
  (void)state;
  add_team(definition, "server", 1);
  submit(sim, definition);
  queue = find_queue(sim, "server");
  assert_int_equal(acd_sim_add_source(sim, next_caller, &queue), ACD_OK);
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_OK);
  assert_int_equal(kept.count, 1000);
  for (size_t i = 0; i < kept.count; i++) {
    wait_us += kept.items[i].wait_us;
    stay_us += kept.items[i].ended_at_us - kept.items[i].arrived_at_us;
  }
  assert_int_equal(wait_us, INT64_C(18593993000));
  assert_int_equal(stay_us, INT64_C(25718844000));
  assert_int_equal(acd_kpi_queue_get(acd_sim_engine(sim), queue, &kpi), ACD_OK);
  assert_int_equal(kpi.wait_us, wait_us);
  assert_int_equal(kpi.wait_us + kpi.talk_us, stay_us);
  assert_int_equal(acd_kpi_asa_us(&kpi), 18593993);
  acd_sim_free(sim);
  outcomes_free(&kept);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums)};
  int failed;
  trace = open_shared("data/calls/leemis_park_ssq1.dat", "ssq1.dat of Leemis and Park, Discrete-Event Simulation");
  if (!trace) return 77;
  failed = cmocka_run_group_tests(tests, NULL, NULL);
  fclose(trace);
  return failed;
}
