/* SPDX-License-Identifier: Apache-2.0 */
/* The engine against the reference router (reference.h) over random lives of random centres:
 * `test_reference [--seed N] [--lives N] [--ops N] [--decisions N]`. Life after life, until so many are lived and so many
 * offers compared. What was reached is printed, and a hundred lives must reach all of it. A difference prints the seed, the definition, a shortened story and what each side says. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reference.h"

enum { OPS_MAX = 4000 };

static ref_life life;
static ref_op ops[OPS_MAX];

/* Leaves out what the failure does not need: halves first, then smaller parts. Returns how many operations are left. */
static int shrink(uint64_t seed, int count)
{
  static ref_op fewer[OPS_MAX];
  for (int part = count / 2; part > 0; part /= 2) {
    for (int from = 0; from + part <= count;) {
      memcpy(fewer, ops, (size_t)from * sizeof *ops);
      memcpy(fewer + from, ops + from + part, (size_t)(count - from - part) * sizeof *ops);
      if (ref_life_run(&life, seed, fewer, count - part, 1)) {
        count -= part;
        memcpy(ops, fewer, (size_t)count * sizeof *ops);
      } else {
        from += part;
      }
    }
  }
  return count;
}

static void print(const char *title, const ref_rules *rules)
{
  static char text[60000];
  ref_rules_write(rules, text, sizeof text);
  fprintf(stderr, "%s:\n%s", title, text);
}

/* Where the model stands, with the engine's word for what differs. */
static void print_state(void)
{
  for (int a = 0; a < REF_ALL_AGENTS; a++) {
    const ref_agent *agent = &life.agents[a];
    if (!agent->lives) continue;
    fprintf(stderr, "a%d%s: state %d, presence %d%s, missed c%" PRId64 ", idle since %.6f, load %d\n", agent->slot,
            agent->gone ? " (gone)" : "", ref_state(agent), agent->presence, agent->rest_due ? ", rests" : "",
            agent->missed ? agent->missed->sequence : 0, (double)agent->idle_since / 1e6, (int)ref_load(&life, agent));
    for (int i = 0; i < REF_LINES; i++)
      if (agent->lines[i].state)
        fprintf(stderr, "  state %d, channel %d, call c%" PRId64 "\n", agent->lines[i].state, agent->lines[i].channel,
                agent->lines[i].call ? agent->lines[i].call->sequence : 0);
  }
  for (int c = 0; c < life.calls_count; c++) {
    const ref_call *call = &life.calls[c];
    if (!call->lives) continue;
    fprintf(stderr, "c%" PRId64 ": state %d, queue q%d, step %d until %.6f, entered %.6f, widened %d until %.6f, rings",
            call->sequence, call->state, call->queue ? call->queue->slot : -1, call->step, (double)call->step_due / 1e6,
            (double)call->entered / 1e6, (int)call->more_count, (double)call->more_due / 1e6);
    for (int i = 0; i < call->rings_count; i++) fprintf(stderr, " a%d", call->rings[i]->slot);
    fprintf(stderr, "\n");
  }
}

static void report(uint64_t seed, int count)
{
  enum { LINES = sizeof life.story / sizeof life.story[0] };
  fprintf(stderr, "seed %" PRIu64 ": %s\nshortened:\n", seed, life.why);
  count = shrink(seed, count);
  ref_life_run(&life, seed, ops, count, 1);
  if (life.rules_before.call_choice) print("the definition before", &life.rules_before);
  print("the latest definition", &life.rules);
  for (int i = life.story_count > LINES ? life.story_count - LINES : 0; i < life.story_count; i++)
    fprintf(stderr, "%s\n", life.story[i % LINES]);
  print_state();
  fprintf(stderr, "at %.6f: %s\n", (double)life.now / 1e6, life.why);
}

/* How many things were never reached. */
static int print_reached(void)
{
  static const char *const names[REF_REACHED] = {NULL,
                                                 "longest_idle",
                                                 "round_robin",
                                                 "fewest_calls",
                                                 "least_talk",
                                                 "linear",
                                                 "random",
                                                 "ring_all",
                                                 "most_skilled",
                                                 "least_skilled",
                                                 "weighted_random",
                                                 "fewest_queue_calls",
                                                 "share",
                                                 "least_occupied",
                                                 "least_loaded",
                                                 "host_score",
                                                 "group_share",
                                                 "taken when freed",
                                                 "ringing several",
                                                 "new rounds",
                                                 "widened",
                                                 "steps ended",
                                                 "steps skipped",
                                                 "let out by a reserve",
                                                 "by definitions",
                                                 "by closed queues",
                                                 "lost after accepted",
                                                 "stopped",
                                                 "a preferred one",
                                                 "waited for",
                                                 "for one agent alone",
                                                 "returned",
                                                 "limited",
                                                 "overflowed",
                                                 "cancelled",
                                                 "beside others",
                                                 "found by another look",
                                                 "interrupted"};
  int missing = 0;
  for (int i = 1; i < REF_REACHED; i++) {
    printf("%s%s %" PRId64, i > 1 ? ", " : "", names[i], life.tally.reached[i]);
    missing += !life.tally.reached[i];
  }
  printf("\n");
  return missing;
}

int main(int argc, char **argv)
{
  uint64_t seed = 1;
  int lives = 400, count = 400, lived = 0;
  int64_t decisions = 0;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--seed") == 0)
      seed = strtoull(argv[i + 1], NULL, 10);
    else if (strcmp(argv[i], "--lives") == 0)
      lives = atoi(argv[i + 1]);
    else if (strcmp(argv[i], "--ops") == 0)
      count = atoi(argv[i + 1]);
    else if (strcmp(argv[i], "--decisions") == 0)
      decisions = strtoll(argv[i + 1], NULL, 10);
    else
      return 2;
  }
  if (count < 1 || count > OPS_MAX) return 2;
  for (; lived < lives || life.tally.decisions < decisions; lived++) {
    uint64_t one = seed + (uint64_t)lived;
    ref_ops_make(one, ops, count);
    if (ref_life_run(&life, one, ops, count, lived < 40)) {
      report(one, count);
      return 1;
    }
  }
  printf("%d lives of %d operations from seed %" PRIu64 ": %" PRId64 " decisions and %" PRId64 " answers agree\n",
         lived, count, seed, life.tally.decisions, life.tally.answers);
  return print_reached() && lived >= 100;
}
