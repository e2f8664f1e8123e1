/* SPDX-License-Identifier: Apache-2.0 */
/* The dispatch benchmark: nanoseconds, and the ratio to the null dispatcher of the same size in the same run. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "measure.h"
#include "null.h"

/* clang-format off */
static const char usage[] =
    "usage: dispatch [--rounds N] [--agents N] [--two-steps]\n"
    "           all tables (or the rows for N agents of the first); the fastest of N rounds [25]\n"
    "       dispatch --memory\n"
    "           the table of memory alone\n"
    "       dispatch --flows\n"
    "           the table of steps through flows alone\n"
    "       dispatch --zones\n"
    "           the table of time zones alone\n"
    "       dispatch --publish\n"
    "           the table of flows that are published alone\n"
    "       dispatch --list\n"
    "           what can be counted, a line each\n"
    "       dispatch --count WHAT/CASE\n"
    "           does one such thing some times and prints how often; bench/instructions counts by it.\n"
    "           memory/WHAT: prints the bytes\n"
    "\n"
    "What a decision, a life and the null dispatcher are: bench/README.md.\n";
/* clang-format on */

static int print_row(const bench_case *row, size_t rounds, int two_steps)
{
  static const char *const waiting[] = {"", " elsewhere", " same"};
  setting wanted = row->wanted;
  measure m;
  wanted.two_steps = two_steps;
  if (measure_row(&wanted, rounds, &m)) return -1;
  char calls[40], decision[40];
  snprintf(calls, sizeof calls, "%zu%s", wanted.calls_waiting, waiting[wanted.waiting]);
  snprintf(decision, sizeof decision, "%11.0f %6.1f", m.decision_ns, m.decision_ns / m.null_ns);
  printf("%7zu %7zu %9zu  %-16s %8.1f %18s %8.0f %6.1f  %s\n", wanted.agents, wanted.skills, wanted.profiles, calls,
         m.null_ns, wanted.strategy == ACD_STRATEGY_RING_ALL ? "" : decision, m.life_ns, m.life_ns / m.null_ns,
         row->name);
  fflush(stdout);
  return 0;
}

static int print_table(size_t agents, size_t rounds, int two_steps)
{
  printf(" agents  skills  profiles  calls waiting     null ns decision ns  ratio  life ns  ratio\n");
  for (size_t i = 0; case_of_table(i); i++) {
    const bench_case *row = case_of_table(i);
    if (agents && agents != row->wanted.agents) continue;
    if (print_row(row, rounds, two_steps)) return -1;
  }
  if (agents) return 0;
  return print_relaxation(rounds) || print_walks(rounds) || print_zones(rounds) || print_slots() ||
                 print_changes(rounds) || print_publish(rounds < 3 ? rounds : 3) ||
                 print_loading(rounds < 3 ? rounds : 3) || print_memory()
             ? -1
             : 0;
}

enum { COUNT_DECISIONS, COUNT_LIVES, COUNT_CHANGES, COUNT_NULL, COUNTS };
static const char *const things[COUNTS] = {"decision", "life", "change", "null"};

/* Rings of many go on in slices: there is no one command that decides. */
static int countable(int thing, const setting *wanted)
{
  int by_slices = wanted->strategy == ACD_STRATEGY_RING_ALL;
  if (wanted->events) return thing == COUNT_LIVES; /* what else there is, is as without */
  return !(by_slices && thing != COUNT_LIVES && thing != COUNT_NULL) &&
         (thing != COUNT_CHANGES || wanted->skills == 64);
}

/* What is counted once, whatever the case. */
static const struct {
  const char *name;
  int64_t (*count)(void);
} wholes[] = {{"relaxation/steps-2", count_relaxation}, {"load/large-centre", count_loading}};
enum { WHOLES = sizeof wholes / sizeof *wholes };

/* And what there are several of. */
static const struct {
  const char *begins;
  const char *(*name)(size_t index); /* NULL past the end */
  int64_t (*count)(size_t index);
} families[] = {{"walk/", walk_name, count_walks},
                {"zone/", zone_name, count_zones},
                {"publish/", publish_name, count_publish},
                {"slot/", slot_name, count_slots},
                {"memory/", memory_name, memory_bytes}};
enum { FAMILIES = sizeof families / sizeof *families };

static void list(void)
{
  for (size_t i = 0; case_counted(i); i++)
    for (int thing = 0; thing < COUNTS; thing++)
      if (countable(thing, &case_counted(i)->wanted)) printf("%s/%s\n", things[thing], case_counted(i)->name);
  for (size_t i = 0; i < WHOLES; i++) printf("%s\n", wholes[i].name);
  for (size_t k = 0; k < FAMILIES; k++)
    for (size_t i = 0; families[k].name(i); i++) printf("%s%s\n", families[k].begins, families[k].name(i));
}

/* Does one thing some times, after warming up. Returns how often, or -1. */
static int64_t do_counted(int thing, scenario *centre)
{
  enum { ROUNDS = 4, LIVES = 1000, CHANGES = 10 };
  int64_t ns, done = 0;
  if (thing == COUNT_LIVES) return scenario_lives(centre, LIVES) || timed_lives(centre, LIVES) ? -1 : LIVES;
  for (int i = 0; i < 2 * ROUNDS && thing == COUNT_DECISIONS; i++) {
    size_t count = 1000000;
    if (scenario_decisions(centre, i < ROUNDS ? NULL : now_ns, &count, &ns)) return -1;
    done += i < ROUNDS ? 0 : (int64_t)count;
  }
  for (int i = 0; i <= CHANGES && thing == COUNT_CHANGES; i++, done = i - 1)
    if (scenario_change(centre, 10, i ? now_ns : NULL, &ns)) return -1;
  return done;
}

static int count_null(const setting *wanted)
{
  null_dispatcher *null =
      null_new(wanted->agents, wanted->waiting == WAITING_SAME ? wanted->calls_waiting : 0, wanted->shuffled);
  if (!null) return -1;
  size_t cycles = 10000;
  uint64_t sum = timed_null(null, cycles);
  null_free(null);
  printf("%zu\n", cycles);
  return sum == 0;
}

static int print_count(int64_t done)
{
  if (done >= 0) printf("%lld\n", (long long)done);
  return done >= 0 ? 0 : -1;
}

static int count(const char *what)
{
  for (size_t i = 0; i < WHOLES; i++)
    if (strcmp(what, wholes[i].name) == 0) return print_count(wholes[i].count());
  for (size_t k = 0; k < FAMILIES; k++) {
    size_t size = strlen(families[k].begins);
    if (strncmp(what, families[k].begins, size) != 0) continue;
    for (size_t i = 0; families[k].name(i); i++)
      if (strcmp(what + size, families[k].name(i)) == 0) return print_count(families[k].count(i));
  }
  for (size_t i = 0; case_counted(i); i++)
    for (int thing = 0; thing < COUNTS; thing++) {
      const bench_case *found = case_counted(i);
      size_t size = strlen(things[thing]);
      if (strncmp(what, things[thing], size) != 0 || what[size] != '/' || strcmp(what + size + 1, found->name) != 0 ||
          !countable(thing, &found->wanted))
        continue;
      if (thing == COUNT_NULL) return count_null(&found->wanted);
      scenario *centre = scenario_new(&found->wanted);
      int64_t done = centre ? do_counted(thing, centre) : -1;
      if (done >= 0 && scenario_check(centre)) done = -1;
      scenario_free(centre);
      return print_count(done);
    }
  fprintf(stderr, "dispatch: nothing of the name \"%s\" can be counted; --list names them\n", what);
  return -1;
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
  size_t rounds = 25, agents = 0;
  int two_steps = 0;
  for (int i = 1; i < argc; i++) {
    const char *option = argv[i], *value = argv[i + 1];
    int wrong = 0;
    if (strcmp(option, "--help") == 0) return fputs(usage, stdout) == EOF;
    if (strcmp(option, "--list") == 0) return list(), 0;
    if (strcmp(option, "--memory") == 0) return print_memory() ? 1 : 0;
    if (strcmp(option, "--zones") == 0) return print_zones(rounds) ? 1 : 0;
    if (strcmp(option, "--publish") == 0) return print_publish(rounds < 3 ? rounds : 3) ? 1 : 0;
    if (strcmp(option, "--flows") == 0) return print_walks(rounds) ? 1 : 0;
    if (strcmp(option, "--count") == 0 && value) return count(value) ? 1 : 0;
    if (strcmp(option, "--two-steps") == 0)
      two_steps = 1;
    else if (strcmp(option, "--agents") == 0)
      wrong = number(argv[i + 1] ? argv[++i] : NULL, 2, 1000000, &agents);
    else if (strcmp(option, "--rounds") == 0)
      wrong = number(argv[i + 1] ? argv[++i] : NULL, 1, ROUNDS_MAX, &rounds);
    else {
      fprintf(stderr, "dispatch: unknown option or value: %s\n%s", option, usage);
      wrong = 1;
    }
    if (wrong) return 2;
  }
  return print_table(agents, rounds, two_steps) ? 1 : 0;
}
