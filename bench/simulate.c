/* SPDX-License-Identifier: Apache-2.0 */
/* A simulation without Python, beside which lives.py measures the same one with it.
 * usage: simulate DEFINITION QUEUE INTERVAL_US TALK_US CALLS: prints nanoseconds of acd_sim_run(), and how long all waited */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <acd/acd.h>
#include <acd/json.h>
#include <acd/sim.h>

static void must(int status, const char *what)
{
  if (status >= 0) return;
  fprintf(stderr, "simulate: %s: %s\n", what, acd_status_text(status));
  exit(1);
}

/* Of the processor: others use the machine as well. */
static int64_t now_ns(void)
{
  return (int64_t)((double)clock() * (1e9 / CLOCKS_PER_SEC));
}

/* Python keeps all outcomes, so these are heard here as well. */
static int heard(void *user, const acd_sim_outcome *outcome)
{
  *(int64_t *)user += outcome->wait_us;
  return ACD_OK;
}

int main(int count, char **arguments)
{
  if (count != 6) return 2;
  acd_json *json;
  acd_sim *sim;
  acd_sim_poisson calls;
  int64_t waited_us = 0;
  must(acd_json_new(NULL, &json), "memory");
  must(acd_json_load_file(json, arguments[1]), arguments[1]);
  must(acd_sim_new(NULL, NULL, &sim), "memory");
  must(acd_json_submit(json, acd_sim_engine(sim), 0, ACD_DEFINE_WHOLE), arguments[1]);
  acd_sim_poisson_init(&calls);
  calls.name = "day";
  must(acd_queue_find(acd_sim_engine(sim), arguments[2], &calls.queue), arguments[2]);
  calls.interval_us_mean = strtoll(arguments[3], NULL, 10);
  calls.talk_us_mean = strtoll(arguments[4], NULL, 10);
  calls.calls_max = strtoll(arguments[5], NULL, 10);
  must(acd_sim_add_poisson(sim, &calls), "calls");
  must(acd_sim_set_outcome(sim, heard, &waited_us), "outcomes");
  int64_t begin_ns = now_ns();
  must(acd_sim_run(sim, ACD_TIME_NEVER), "simulation");
  printf("%" PRId64 " %" PRId64 "\n", now_ns() - begin_ns, waited_us);
  acd_sim_free(sim);
  acd_json_free(json);
  return 0;
}
