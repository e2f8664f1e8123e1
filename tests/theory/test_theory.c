/* SPDX-License-Identifier: Apache-2.0 */
/* Systems of the published tables, simulated with the engine: 98 % of what theory gives must lie in the 99 % interval of the
 * simulation, and what does not must do so when it is run ten times longer with new seeds. README.md of the tests has the
 * options and how it is done. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../sim/centre.h"
#include "families.h"
#include "simulate.h"
#include "statistics.h"

#define MEMORIES             10  /* of the system, a batch */
#define EVENTS_MIN           30  /* independent ones, about, that a quantity must rest on to be compared */
#define IDLES_MIN            400 /* times that agents were idle, about, where that is rare */
#define AGAIN                10  /* times longer, what is run again */
#define WIDTHS_MAX           20000

#define LONG_BATCH_CALLS_MIN 20000
#define SHORT_CALLS_MAX      600000 /* a system that needs more is left to the long form */
/* The short form has fewer systems, and what one tells of them hangs together: the share itself varies by nearly 1 %. */
#define LONG_IN_PERCENT_MIN  98.0
#define SHORT_IN_PERCENT_MIN 96.0

/* A system with quantities outside of their intervals. */
typedef struct theory_outlier {
  theory_system system;
  const char *table;
  int64_t batch_calls;
  int out[QUANTITIES_MAX];
} theory_outlier;

typedef struct theory_run {
  int is_long;
  int64_t seed;
  const char *only; /* part of a table's name; NULL: all */
  const char *table;
  int64_t calls;
  size_t systems, left_out, too_long, compared, in, rare;
  const theory_family *table_family;
  size_t table_systems, table_compared, table_in; /* of the present table */
  double widths[WIDTHS_MAX];                      /* of its intervals, each by the theory's number */
  theory_outlier *outliers;
  size_t outliers_count;
  theory_batch *batches; /* AGAIN × BATCHES */
} theory_run;

static double sum(const theory_batch *batches, size_t count, int index)
{
  double total = 0;
  for (size_t i = 0; i < count; i++) total += batches[i].sums[index];
  return total;
}

/* What happens while the system remembers is counted once. */
static int is_rare(const theory_system *system, const theory_quantity *quantity, const theory_batch *batches,
                   size_t count)
{
  double events_min = EVENTS_MIN * system_memory_calls(system), below = sum(batches, count, quantity->below);
  if (below == 0) return 1;
  if (quantity->is_time_share && sum(batches, count, quantity->events) * (1 - quantity->theory) < IDLES_MIN) return 1;
  if (quantity->theory == 0 || quantity->theory == 1) return 0;
  if (quantity->events >= 0) return sum(batches, count, quantity->events) < events_min;
  return below * quantity->theory < events_min || below * (1 - quantity->theory) < events_min;
}

/* Prints the line of a quantity. 1: in, 0: out, -1: not compared. */
static int compare(theory_run *run, const theory_system *system, const theory_quantity *quantity,
                   const theory_batch *batches, size_t count)
{
  double above[AGAIN * BATCHES], below[AGAIN * BATCHES];
  theory_estimate estimate;
  int in;
  if (is_rare(system, quantity, batches, count)) return -1;
  for (size_t i = 0; i < count; i++) {
    above[i] = 0;
    for (int k = 0; k < quantity->above_count; k++) above[i] += batches[i].sums[quantity->above[k]];
    above[i] *= quantity->scale;
    below[i] = batches[i].sums[quantity->below];
  }
  estimate = ratio_estimate(above, below, count);
  if (run->table_compared < WIDTHS_MAX - 1)
    run->widths[run->table_compared] = quantity->theory == 0 ? 0 : (estimate.high - estimate.low) / quantity->theory;
  in = quantity->theory >= estimate.low && quantity->theory <= estimate.high;
  printf("%-24.24s %-40s %-28s %12.6g %12.6g [%12.6g, %12.6g] %s\n", run->table, system->name, quantity->name,
         quantity->theory, estimate.value, estimate.low, estimate.high, in ? "in" : "OUT");
  return in;
}

static void keep_outlier(theory_run *run, const theory_outlier *outlier)
{
  run->outliers = realloc(run->outliers, (run->outliers_count + 1) * sizeof(*run->outliers));
  if (!run->outliers) give_up("out of memory");
  run->outliers[run->outliers_count++] = *outlier;
}

static void take_form(theory_run *run, theory_system *system, int form)
{
  static theory_outlier found;
  int64_t batch_calls_min = run->is_long ? LONG_BATCH_CALLS_MIN : run->table_family->batch_calls_min;
  int64_t batch_calls = (int64_t)(MEMORIES * system_memory_calls(system));
  int outs = 0;
  if (batch_calls < batch_calls_min) batch_calls = batch_calls_min;
  if (!run->is_long && batch_calls * BATCHES > SHORT_CALLS_MAX) {
    run->too_long++;
    return;
  }
  memset(&found, 0, sizeof(found));
  found.system = *system;
  found.system.form = form;
  if (system->forms > 1)
    snprintf(found.system.name + strlen(system->name), sizeof(system->name) - strlen(system->name), " %s",
             form == FORM_QUEUES ? "by queue" : "by call");
  found.table = run->table;
  found.batch_calls = batch_calls;
  run->systems++;
  run->calls += batch_calls * (BATCHES + 1) + batch_calls / 2;
  simulate(&found.system, batch_calls, run->seed, run->batches);
  for (int i = 0; i < system->quantities_count; i++) {
    int in = compare(run, &found.system, &system->quantities[i], run->batches, BATCHES);
    found.out[i] = in == 0;
    outs += in == 0;
    run->rare += in < 0;
    run->table_compared += in >= 0;
    run->table_in += in > 0;
  }
  if (outs) keep_outlier(run, &found);
}

/* In the short form, not every system is taken, and forms take turns. */
static void take(void *user, theory_system *system)
{
  theory_run *run = user;
  size_t number = run->table_systems++;
  if (!run->is_long && number % run->table_family->every) {
    run->too_long++;
    return;
  }
  for (int form = 0; form < system->forms; form++)
    if (run->is_long || (int)(number / run->table_family->every) % system->forms == form) take_form(run, system, form);
}

static void leave_out(void *user, const char *system, const char *why)
{
  theory_run *run = user;
  run->left_out++;
  printf("%-24.24s %-40s left out: %s\n", run->table, system, why);
}

static int by_size(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static int take_family(theory_run *run, const theory_family *family)
{
  const theory_taker to = {take, leave_out, run};
  theory_table table;
  FILE *file = open_shared(family->file, family->what);
  if (!file) return 0;
  run->table = strrchr(family->file, '/') + 1;
  run->table_family = family;
  run->table_systems = run->table_compared = run->table_in = 0;
  table_read(&table, file, family->file);
  fclose(file);
  family->read(&table, &to);
  table_free(&table);
  qsort(run->widths, run->table_compared, sizeof(run->widths[0]), by_size);
  printf("%s: %zu of %zu in; half of the intervals are within %.1f %% of what they are about\n\n", run->table,
         run->table_in, run->table_compared, 50 * run->widths[run->table_compared / 2]);
  fflush(stdout);
  run->compared += run->table_compared;
  run->in += run->table_in;
  return 1;
}

/* Number of quantities that are out again. */
static int take_outliers(theory_run *run)
{
  int out = 0;
  if (run->outliers_count) printf("Again, %d times longer, with new seeds:\n", AGAIN);
  for (size_t i = 0; i < run->outliers_count; i++) {
    const theory_outlier *outlier = &run->outliers[i];
    run->table = outlier->table;
    for (int k = 0; k < AGAIN; k++)
      simulate(&outlier->system, outlier->batch_calls, run->seed + 1 + k, run->batches + k * BATCHES);
    for (int q = 0; q < outlier->system.quantities_count; q++)
      if (outlier->out[q])
        out += compare(run, &outlier->system, &outlier->system.quantities[q], run->batches, AGAIN * BATCHES) != 1;
  }
  return out;
}

static int conclude(theory_run *run)
{
  int out = take_outliers(run);
  double percent = run->compared ? 100 * (double)run->in / (double)run->compared : 0;
  printf("\n%zu systems, %.1f million calls, %zu quantities, %.2f %% in their 99 %% interval; of the others, %d out "
         "again\n",
         run->systems, (double)run->calls * 1e-6, run->compared, percent, out);
  printf("not compared: %zu quantities that rest on fewer than %d independent events, %zu systems that no rule of the "
         "engine "
         "expresses, %zu left to the long form\n",
         run->rare, EVENTS_MIN, run->left_out, run->too_long);
  return percent < (run->is_long ? LONG_IN_PERCENT_MIN : SHORT_IN_PERCENT_MIN) || out > 0;
}

static void usage(void)
{
  printf("test_theory [--long] [--seed N] [--table PART-OF-NAME]\n");
  exit(2);
}

int main(int argc, char **argv)
{
  static theory_run run = {.seed = 1000};
  int read = 0, failed;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--long") == 0)
      run.is_long = 1;
    else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
      run.seed = atoll(argv[++i]);
    else if (strcmp(argv[i], "--table") == 0 && i + 1 < argc)
      run.only = argv[++i];
    else
      usage();
  }
  run.batches = malloc(AGAIN * BATCHES * sizeof(*run.batches));
  if (!run.batches) give_up("out of memory");
  for (const theory_family *family = families; family->file; family++)
    if (!run.only || strstr(family->file, run.only)) read += take_family(&run, family);
  if (!read) return 77;
  failed = conclude(&run);
  free(run.outliers);
  free(run.batches);
  return failed;
}
