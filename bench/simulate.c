/* SPDX-License-Identifier: Apache-2.0 */
/* A simulation without Python, beside which lives.py measures the same one with it.
 * usage: simulate DEFINITION QUEUE INTERVAL_US TALK_US CALLS figures|outcomes: prints nanoseconds of acd_sim_run(), the digest of
 * actions, and how long all waited, if what became of every caller is kept, as Python does unless it is told not to */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

typedef struct outcomes {
  acd_sim_outcome *items;
  size_t count, capacity;
} outcomes;

static int keep(void *user, const acd_sim_outcome *outcome)
{
  outcomes *all = user;
  if (all->count == all->capacity) {
    all->capacity = all->capacity ? 2 * all->capacity : 64;
    acd_sim_outcome *more = realloc(all->items, all->capacity * sizeof *more);
    if (!more) return ACD_ERR_NOMEM;
    all->items = more;
  }
  all->items[all->count++] = *outcome;
  return ACD_OK;
}

int main(int count, char **arguments)
{
  if (count != 7) return 2;
  acd_json *json;
  acd_sim *sim;
  acd_sim_poisson calls;
  outcomes all = {0};
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
  if (strcmp(arguments[6], "outcomes") == 0) must(acd_sim_set_outcome(sim, keep, &all), "outcomes");
  int64_t begin_ns = now_ns();
  must(acd_sim_run(sim, ACD_TIME_NEVER), "simulation");
  int64_t spent_ns = now_ns() - begin_ns;
  for (size_t i = 0; i < all.count; i++) waited_us += all.items[i].wait_us;
  printf("%" PRId64 " %" PRId64 " %" PRId64 "\n", spent_ns, acd_engine_digest_actions(acd_sim_engine(sim)), waited_us);
  free(all.items);
  acd_sim_free(sim);
  acd_json_free(json);
  return 0;
}
