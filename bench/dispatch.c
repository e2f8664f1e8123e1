/* SPDX-License-Identifier: Apache-2.0 */
/* The dispatch benchmark: nanoseconds, and the ratio to the null dispatcher of the same size in the same run. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "null.h"
#include "scenario.h"

enum { ROUNDS_MAX = 99 };

typedef struct measure {
  double null_ns;
  double decision_ns;
  double life_ns;
} measure;

/* clang-format off */
static const char usage[] =
    "usage: dispatch [--rounds N] [--agents N] [--two-steps]\n"
    "           the table (or its rows for N agents); median of N rounds [7]\n"
    "       dispatch --case life|decision --agents N [--waiting N] [--busy] [--sequential] [--own-profiles]\n"
    "                [--two-steps] [--rounds N]\n"
    "           one case and nothing else: N lives [1000], or N times agents/2 decisions\n"
    "\n"
    "decision  a call arrives and an agent is reserved; where all are busy: an agent gets ready and gets a waiting call\n"
    "life      arrive, ring, answered, hang-up, wrap-up over, ready; actions pulled and answered, KPIs kept. The device\n"
    "          answers by the outcome bridged, or (--two-steps) by accepted, and the engine asks for the bridge\n"
    "null      two intrusive FIFOs of 32-byte nodes: push a call, pop a call, pop an agent, push it back\n"
    "waiting   \"elsewhere\": in a queue that the (idle) agents do not serve; \"same\": all agents are busy (--busy)\n"
    "order     of agents and calls in memory: sequential, or random\n"
    "profiles  of the agents' skills: one for all, or to each its own (--own-profiles)\n"
    "\n"
    "For instruction counts: valgrind --tool=callgrind --toggle-collect=scenario_lives dispatch --case life ...\n";
/* clang-format on */

static int64_t now_ns(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int compare(const void *a, const void *b)
{
  const double *one = a, *two = b;
  return (*one > *two) - (*one < *two);
}

static double median(double *values, size_t count)
{
  qsort(values, count, sizeof *values, compare);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* What it costs to read the clock twice: small rounds of decisions are corrected by it. */
static double clock_ns(void)
{
  double values[99];
  for (size_t i = 0; i < 99; i++) {
    int64_t begin = now_ns();
    values[i] = (double)(now_ns() - begin);
  }
  return median(values, 99);
}

static int measure_null(const setting *wanted, size_t rounds, double *ns_out)
{
  double values[ROUNDS_MAX];
  uint64_t sum = 0;
  size_t cycles = wanted->agents < 100000 ? 200000 : 2 * wanted->agents;
  null_dispatcher *null =
      null_new(wanted->agents, wanted->waiting == WAITING_SAME ? wanted->calls_waiting : 0, wanted->shuffled);
  if (!null) {
    fprintf(stderr, "bench: no memory for the null dispatcher\n");
    return -1;
  }
  sum += null_cycles(null, cycles);
  for (size_t i = 0; i < rounds; i++) {
    int64_t begin = now_ns();
    sum += null_cycles(null, cycles);
    values[i] = (double)(now_ns() - begin) / (double)cycles;
  }
  null_free(null);
  *ns_out = median(values, rounds);
  return sum == 0;
}

/* How many things of `ns` each make a round: about 100 ms, but not more than `most`. */
static size_t round_size(double ns, size_t most)
{
  double count = 1e8 / (ns > 1 ? ns : 1);
  if (count > (double)most) return most;
  return count < 10 ? 10 : (size_t)count;
}

static int measure_lives(scenario *centre, size_t rounds, size_t most, double *ns_out)
{
  double values[ROUNDS_MAX];
  size_t lives = 100;
  for (size_t warm = 0; warm < 2; warm++) {
    int64_t begin = now_ns();
    if (scenario_lives(centre, lives)) return -1;
    lives = round_size((double)(now_ns() - begin) / (double)lives, most);
  }
  for (size_t i = 0; i < rounds; i++) {
    int64_t begin = now_ns();
    if (scenario_lives(centre, lives)) return -1;
    values[i] = (double)(now_ns() - begin) / (double)lives;
  }
  *ns_out = median(values, rounds);
  return 0;
}

/* A round of at least `wanted` decisions, in portions of agents / 2 or of `wanted`, whichever is less. */
static int decisions_round(scenario *centre, size_t wanted, double clock, double *ns_out)
{
  double ns = 0, decisions = 0;
  while (decisions < (double)wanted) {
    size_t count = wanted;
    int64_t part;
    if (scenario_decisions(centre, now_ns, &count, &part)) return -1;
    ns += (double)part - clock;
    decisions += (double)count;
  }
  *ns_out = ns / decisions;
  return 0;
}

static int measure_decisions(scenario *centre, size_t rounds, size_t most, double *ns_out)
{
  double values[ROUNDS_MAX], ns;
  double clock = clock_ns();
  if (decisions_round(centre, 50, clock, &ns)) return -1;
  size_t wanted = round_size(ns, most);
  for (size_t i = 0; i < rounds; i++)
    if (decisions_round(centre, wanted, clock, &values[i])) return -1;
  *ns_out = median(values, rounds);
  return 0;
}

static int measure_row(const setting *wanted, size_t rounds, measure *measure_out)
{
  size_t lives = wanted->agents > 20000 ? wanted->agents : 20000;
  if (measure_null(wanted, rounds, &measure_out->null_ns)) return -1;
  scenario *centre = scenario_new(wanted);
  if (!centre) return -1;
  int status = measure_decisions(centre, rounds, wanted->agents / 2 + 10000, &measure_out->decision_ns);
  if (!status) status = measure_lives(centre, rounds, lives, &measure_out->life_ns);
  if (!status) status = scenario_check(centre);
  scenario_free(centre);
  return status;
}

static int print_row(const setting *wanted, size_t rounds)
{
  static const char *const waiting[] = {"", " elsewhere", " same"};
  measure m;
  if (measure_row(wanted, rounds, &m)) return -1;
  char calls[40];
  snprintf(calls, sizeof calls, "%zu%s", wanted->calls_waiting, waiting[wanted->waiting]);
  printf("%7zu  %-8s  %-16s  %-10s %8.1f  %9.0f %6.1f  %9.0f %6.1f\n", wanted->agents,
         wanted->own_profiles ? "own" : "one", calls, wanted->shuffled ? "random" : "sequential", m.null_ns,
         m.decision_ns, m.decision_ns / m.null_ns, m.life_ns, m.life_ns / m.null_ns);
  fflush(stdout);
  return 0;
}

static int print_table(size_t agents, size_t rounds, int two_steps)
{
  static const size_t sizes[] = {10, 1000, 100000};
  printf(" agents  profiles  calls waiting     order       null ns  decision ns ratio    life ns  ratio\n");
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    if (agents && agents != sizes[i]) continue;
    for (int waiting = WAITING_NONE; waiting <= WAITING_SAME; waiting++)
      for (int shuffled = 0; shuffled <= 1; shuffled++) {
        setting wanted = {sizes[i], waiting == WAITING_NONE ? 0 : 100000, waiting, shuffled, 0, two_steps};
        if (print_row(&wanted, rounds)) return -1;
      }
    setting own = {sizes[i], 0, WAITING_NONE, 1, 1, two_steps};
    setting own_busy = {sizes[i], 100000, WAITING_SAME, 1, 1, two_steps};
    if (print_row(&own, rounds) || print_row(&own_busy, rounds)) return -1;
  }
  return 0;
}

/* One case and nothing else, for counting instructions. */
static int run_case(const char *name, const setting *wanted, size_t rounds)
{
  scenario *centre = scenario_new(wanted);
  if (!centre) return -1;
  int status = 0;
  size_t count = rounds;
  int64_t ns = 0;
  if (strcmp(name, "life") == 0) {
    int64_t begin = now_ns();
    status = scenario_lives(centre, rounds);
    ns = now_ns() - begin;
  } else {
    count = 0;
    for (size_t i = 0; i < rounds && !status; i++) {
      size_t decisions = wanted->agents;
      int64_t part;
      status = scenario_decisions(centre, now_ns, &decisions, &part);
      if (status) break;
      count += decisions;
      ns += part;
    }
  }
  if (!status) status = scenario_check(centre);
  if (!status && count) printf("%s: %zu, %.1f ns each\n", name, count, (double)ns / (double)count);
  scenario_free(centre);
  return status;
}

static int number(const char *text, size_t least, size_t most, size_t *number_out)
{
  char *end = NULL;
  errno = 0;
  unsigned long long value = text ? strtoull(text, &end, 10) : 0;
  if (!text || end == text || *end || *text == '-' || errno || value < least || value > most) {
    fprintf(stderr, "dispatch: found \"%s\", expected a number from %zu to %zu\n", text ? text : "", least, most);
    return -1;
  }
  *number_out = (size_t)value;
  return 0;
}

int main(int argc, char **argv)
{
  setting wanted = {.shuffled = 1};
  size_t rounds = 0;
  int busy = 0;
  const char *name = NULL;
  for (int i = 1; i < argc; i++) {
    const char *option = argv[i], *value = argv[i + 1];
    int wrong = 0;
    if (strcmp(option, "--help") == 0) return fputs(usage, stdout) == EOF;
    if (strcmp(option, "--busy") == 0)
      busy = 1;
    else if (strcmp(option, "--sequential") == 0)
      wanted.shuffled = 0;
    else if (strcmp(option, "--own-profiles") == 0)
      wanted.own_profiles = 1;
    else if (strcmp(option, "--two-steps") == 0)
      wanted.two_steps = 1;
    else if (strcmp(option, "--case") == 0 && value && (strcmp(value, "life") == 0 || strcmp(value, "decision") == 0))
      name = argv[++i];
    else if (strcmp(option, "--agents") == 0)
      wrong = number(argv[i + 1] ? argv[++i] : NULL, 2, 1000000, &wanted.agents);
    else if (strcmp(option, "--waiting") == 0)
      wrong = number(argv[i + 1] ? argv[++i] : NULL, 0, 900000, &wanted.calls_waiting);
    else if (strcmp(option, "--rounds") == 0)
      wrong = number(argv[i + 1] ? argv[++i] : NULL, 1, 1000000000, &rounds);
    else {
      fprintf(stderr, "dispatch: unknown option or value: %s\n%s", option, usage);
      wrong = 1;
    }
    if (wrong) return 2;
  }
  if (!name) {
    if (rounds > ROUNDS_MAX) return fprintf(stderr, "dispatch: at most %d rounds of the table\n", ROUNDS_MAX), 2;
    return print_table(wanted.agents, rounds ? rounds : 7, wanted.two_steps) ? 1 : 0;
  }
  if (!wanted.agents) return fprintf(stderr, "dispatch: --case needs --agents\n"), 2;
  wanted.waiting = busy ? WAITING_SAME : wanted.calls_waiting ? WAITING_ELSEWHERE : WAITING_NONE;
  return run_case(name, &wanted, rounds ? rounds : 1000) ? 1 : 0;
}
