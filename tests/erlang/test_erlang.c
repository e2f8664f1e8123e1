/* SPDX-License-Identifier: Apache-2.0 */
/* Staffing (acd/erlang.h) against published tables, and by laws that need none. */
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <acd/erlang.h>
#include <cmocka.h>

#include "model/shared.h"
#include "theory/table.h"

enum { ANSWERED = 1, ABANDONED = 2, LEVEL = 3 };

/* A column and the figure that it holds. */
typedef struct column {
  const char *name;
  size_t offset;
} column;

/* A column of a share within `wait_s`. */
typedef struct within {
  const char *name;
  double wait_s;
  int what;
} within;

typedef struct family {
  const char *file;
  const char *calls; /* the column of the rate; NULL: of erlangs, an hour long each */
  const char *patience, *timeout, *places;
  column figures[10];
  within shares[10];
} family;

#define FIGURE(column, member)                                                                                         \
  {                                                                                                                    \
    column, offsetof(acd_erlang_figures, member)                                                                       \
  }

static const family families[] = {
    {"erlang_b.csv", NULL, NULL, NULL, NULL, {FIGURE("P_block", blocked), FIGURE("occupancy", occupancy)}, {{0}}},
    {"erlang_c.csv",
     "calls_per_hour",
     NULL,
     NULL,
     NULL,
     {FIGURE("P_wait", waited), FIGURE("ASA_s", wait_answered_s), FIGURE("mean_wait_of_waiters_s", wait_waited_s),
      FIGURE("mean_queue", waiting), FIGURE("occupancy", occupancy)},
     {{"SL10", 10, ANSWERED},
      {"SL20", 20, ANSWERED},
      {"SL30", 30, ANSWERED},
      {"SL60", 60, ANSWERED},
      {"SL120", 120, ANSWERED}}},
    {"erlang_a.csv",
     "calls_per_hour",
     "patience_mean_s",
     NULL,
     NULL,
     {FIGURE("P_wait", waited), FIGURE("P_abandon", abandoned), FIGURE("mean_wait_all_s", wait_s),
      FIGURE("mean_wait_served_s", wait_answered_s), FIGURE("mean_wait_abandoned_s", wait_abandoned_s),
      FIGURE("mean_queue", waiting), FIGURE("occupancy", occupancy)},
     {{"P_served_le_10", 10, ANSWERED},
      {"P_served_le_20", 20, ANSWERED},
      {"P_served_le_30", 30, ANSWERED},
      {"P_abandoned_le_10", 10, ABANDONED},
      {"P_abandoned_le_20", 20, ABANDONED},
      {"P_abandoned_le_30", 30, ABANDONED},
      {"SL10_served_over_offered_minus_shortabd", 10, LEVEL},
      {"SL20_served_over_offered_minus_shortabd", 20, LEVEL},
      {"SL30_served_over_offered_minus_shortabd", 30, LEVEL}}},
    {"mmnk.csv",
     "calls_per_hour",
     "patience_mean_s",
     NULL,
     "K_waiting_places",
     {FIGURE("P_blocked", blocked), FIGURE("P_wait_and_accepted", waited), FIGURE("P_abandon", abandoned),
      FIGURE("mean_wait_of_accepted_s", wait_s), FIGURE("occupancy", occupancy)},
     {{"P_served_le_20_of_offered", 20, ANSWERED}}},
    {"mmn_deterministic_timeout.csv",
     "calls_per_hour",
     NULL,
     "timeout_s",
     NULL,
     {FIGURE("P_wait", waited), FIGURE("P_timeout", abandoned), FIGURE("mean_wait_all_s", wait_s),
      FIGURE("mean_wait_served_s", wait_answered_s), FIGURE("mean_queue", waiting), FIGURE("occupancy", occupancy)},
     {{"P_served_le_10", 10, ANSWERED}}},
};

/* 1e-9 of the value, or of 1 where it is a share. The tables have 12 digits. */
static void expect_near(double value, double expected, const char *file, size_t row, const char *name)
{
  if (fabs(value - expected) <= 1e-9 * fmax(1, fabs(expected))) return;
  fail_msg("%s, row %zu, %s: %.13g instead of %.13g", file, row + 1, name, value, expected);
}

static double number_of(const theory_table *table, size_t row, const char *name)
{
  return name ? table_number(table, row, name) : 0;
}

static void check_row(const family *of, const theory_table *table, size_t row)
{
  acd_erlang_system system;
  acd_erlang_figures figures = {.size = sizeof figures};
  acd_erlang_system_init(&system);
  system.agents = (int64_t)table_number(table, row, "n");
  system.handle_s = of->calls ? table_number(table, row, "aht_s") : 3600;
  system.calls_per_hour = table_number(table, row, of->calls ? of->calls : "offered_erlangs");
  system.patience_s = number_of(table, row, of->patience);
  system.timeout_s = number_of(table, row, of->timeout);
  if (of->places || !of->calls) system.places = (int64_t)number_of(table, row, of->places);
  assert_int_equal(acd_erlang_figures_get(&system, &figures), ACD_OK);
  for (const column *at = of->figures; at->name; at++) {
    double value;
    /* mmnk.csv has such patience for "nobody abandons", and no other figure of it is without those who do */
    if (system.patience_s >= 1e8 && at->offset == offsetof(acd_erlang_figures, abandoned)) continue;
    memcpy(&value, (const char *)&figures + at->offset, sizeof value);
    expect_near(value, table_number(table, row, at->name), of->file, row, at->name);
  }
  for (const within *at = of->shares; at->name; at++) {
    double answered, abandoned;
    assert_int_equal(acd_erlang_within(&system, at->wait_s, &answered, &abandoned), ACD_OK);
    double value = at->what == ABANDONED ? abandoned : at->what == LEVEL ? answered / (1 - abandoned) : answered;
    expect_near(value, table_number(table, row, at->name), of->file, row, at->name);
  }
}

static void tables_are_reproduced(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
    char path[80];
    theory_table table;
    snprintf(path, sizeof path, "theory/%s", families[i].file);
    FILE *file = shared_path(path) ? fopen(shared_path(path), "r") : NULL;
    if (!file) {
      print_message("no %s among the published data, see tests/README.md\n", path);
      skip();
    }
    table_read(&table, file, families[i].file);
    fclose(file);
    assert_true(table.rows > 20);
    for (size_t row = 0; row < table.rows; row++) check_row(&families[i], &table, row);
    print_message("%s: %zu systems\n", families[i].file, table.rows);
    table_free(&table);
  }
}

static acd_erlang_system system_of(double erlangs, int64_t agents, double patience_s, double timeout_s, int64_t places)
{
  acd_erlang_system system;
  acd_erlang_system_init(&system);
  system.handle_s = 240;
  system.calls_per_hour = erlangs * 15;
  system.agents = agents;
  system.patience_s = patience_s;
  system.timeout_s = timeout_s;
  system.places = places;
  return system;
}

static acd_erlang_figures figures_of(const acd_erlang_system *system)
{
  acd_erlang_figures figures = {.size = sizeof figures};
  assert_int_equal(acd_erlang_figures_get(system, &figures), ACD_OK);
  return figures;
}

static void expect_alike(const acd_erlang_system *a, const acd_erlang_system *b, double tolerance)
{
  acd_erlang_figures of_a = figures_of(a), of_b = figures_of(b);
  const double *left = &of_a.erlangs, *right = &of_b.erlangs;
  for (size_t i = 0; i < (sizeof of_a - offsetof(acd_erlang_figures, erlangs)) / sizeof(double); i++) {
    if (i == offsetof(acd_erlang_figures, wait_abandoned_s) / sizeof(double) - 1) continue; /* of next to none */
    if (fabs(left[i] - right[i]) > tolerance * fmax(1, fabs(left[i])))
      fail_msg("%" PRId64 " agents, figure %zu: %.12g and %.12g", a->agents, i, left[i], right[i]);
  }
  for (double wait_s = 0; wait_s < 200; wait_s = wait_s * 2 + 3) {
    double in_a, in_b;
    assert_int_equal(acd_erlang_within(a, wait_s, &in_a, NULL), ACD_OK);
    assert_int_equal(acd_erlang_within(b, wait_s, &in_b, NULL), ACD_OK);
    assert_true(fabs(in_a - in_b) <= tolerance);
  }
}

/* What is no limit any more might as well be none. */
static void models_meet_where_they_should(void **state)
{
  (void)state;
  const struct {
    double erlangs;
    int64_t agents;
  } loads[] = {{0.5, 1}, {8.5, 10}, {95, 100}, {970, 1000}, {9900, 10000}};
  for (size_t i = 0; i < sizeof loads / sizeof loads[0]; i++) {
    double erlangs = loads[i].erlangs;
    int64_t agents = loads[i].agents;
    acd_erlang_system c = system_of(erlangs, agents, 0, 0, ACD_ERLANG_UNBOUNDED);
    acd_erlang_system patient = system_of(erlangs, agents, 1e12, 0, ACD_ERLANG_UNBOUNDED);
    acd_erlang_system roomy = system_of(erlangs, agents, 0, 0, 100000);
    acd_erlang_system slow = system_of(erlangs, agents, 0, 1e6, ACD_ERLANG_UNBOUNDED);
    expect_alike(&c, &patient, 1e-6);
    expect_alike(&c, &roomy, 1e-9);
    expect_alike(&c, &slow, 1e-9);
    acd_erlang_system b = system_of(erlangs * 1.2, agents, 0, 0, 0);
    acd_erlang_system hasty = system_of(erlangs * 1.2, agents, 100, 0, 0);
    expect_alike(&b, &hasty, 1e-12);
    acd_erlang_system a = system_of(erlangs * 1.2, agents, 100, 0, ACD_ERLANG_UNBOUNDED);
    acd_erlang_system wide = system_of(erlangs * 1.2, agents, 100, 0, 100000);
    expect_alike(&a, &wide, 1e-10);
  }
}

/* Callers who are as patient as calls are long make the number of calls that of a system where all are answered at once:
 * Poisson, whose mean and tail are known (Garnett, Mandelbaum, Reiman 2002). */
static void patience_like_talk_is_a_poisson_number(void **state)
{
  (void)state;
  const int64_t agents[] = {1, 7, 50, 400, 10000};
  const double loads[] = {0.3, 0.9, 1, 1.1, 2.5};
  for (size_t i = 0; i < 5; i++)
    for (size_t k = 0; k < 5; k++) {
      double erlangs = (double)agents[i] * loads[k], less = 0, waiting = 0;
      acd_erlang_system system = system_of(erlangs, agents[i], 240, 0, ACD_ERLANG_UNBOUNDED);
      acd_erlang_figures figures = figures_of(&system);
      for (int64_t n = 0; n < agents[i]; n++) less += exp((double)n * log(erlangs) - erlangs - lgamma((double)n + 1));
      for (int64_t n = agents[i] + 1; n < 4 * agents[i] + 100; n++)
        waiting += (double)(n - agents[i]) * exp((double)n * log(erlangs) - erlangs - lgamma((double)n + 1));
      expect_near(figures.waited, 1 - less, "Poisson", i * 5 + k, "waited");
      if (fabs(figures.waiting - waiting) > 1e-9 * fmax(1, waiting)) fail_msg("%.12g %.12g", figures.waiting, waiting);
      expect_near(figures.occupancy * (double)agents[i] + figures.waiting, erlangs, "Poisson", i * 5 + k, "calls");
    }
}

/* Conservation, Little's law, and what is answered and abandoned within ever longer waits. */
static void figures_fit_together(void **state)
{
  (void)state;
  const int64_t agents[] = {1, 3, 20, 250, 3000, 100000};
  const double loads[] = {1e-9, 0.2, 0.98, 1, 1.3, 20};
  for (size_t i = 0; i < 6 * 6 * 4; i++) {
    double erlangs = (double)agents[i % 6] * loads[i / 6 % 6];
    const int64_t places[] = {ACD_ERLANG_UNBOUNDED, 12, 700, ACD_ERLANG_UNBOUNDED};
    acd_erlang_system system =
        system_of(erlangs, agents[i % 6], i / 36 == 3 ? 0 : 45, i / 36 == 3 ? 33 : 0, places[i / 36]);
    acd_erlang_figures of = figures_of(&system);
    double accepted = 1 - of.blocked, answered = accepted - of.abandoned, before = 0, gone = 0, in, out;
    assert_true(of.waited <= accepted + 1e-12 && of.blocked >= 0 && of.abandoned >= 0 && answered > 0);
    expect_near(of.occupancy * (double)system.agents, erlangs * answered, "answered", i, "busy agents");
    expect_near(of.waiting, system.calls_per_hour / 3600 * accepted * of.wait_s, "Little", i, "waiting");
    if (of.abandoned > 1e-6)
      expect_near(of.wait_s * accepted, of.wait_answered_s * answered + of.wait_abandoned_s * of.abandoned, "waits", i,
                  "all");
    for (double wait_s = 0; wait_s < 1e5; wait_s = wait_s * 1.5 + 1, before = in, gone = out) {
      assert_int_equal(acd_erlang_within(&system, wait_s, &in, &out), ACD_OK);
      assert_true(in >= before - 1e-12 && out >= gone - 1e-12 && in + out <= accepted + 1e-10);
    }
    expect_near(before, answered, "in the end", i, "answered");
    expect_near(gone, of.abandoned, "in the end", i, "abandoned");
  }
}

static acd_erlang_target target_of(int what, const acd_erlang_system *system, double within_s)
{
  acd_erlang_target target;
  acd_erlang_figures figures = figures_of(system);
  acd_erlang_target_init(&target);
  target.within_s = within_s;
  if (what == 0) assert_int_equal(acd_erlang_within(system, within_s, &target.service_level, NULL), ACD_OK);
  if (what == 1) target.wait_answered_s = figures.wait_answered_s * (1 + 1e-9);
  if (what == 2) target.occupancy = figures.occupancy * (1 + 1e-9);
  if (what == 3) target.abandoned = figures.abandoned * (1 + 1e-9);
  if (what == 4) target.blocked = figures.blocked * (1 + 1e-9);
  target.service_level *= 1 - 1e-9;
  return target;
}

/* What so many agents reach needs so many agents, and is what they can do with so many calls. */
static void inverses_round_trip(void **state)
{
  (void)state;
  const int64_t agents[] = {1, 2, 9, 77, 600, 10000};
  const struct {
    double load, patience_s, timeout_s;
    int64_t places;
    int asks[5];
  } models[] = {
      {0.93, 0, 0, ACD_ERLANG_UNBOUNDED, {1, 1, 1, 0, 0}},
      {1.02, 120, 0, ACD_ERLANG_UNBOUNDED, {1, 1, 1, 1, 0}},
      {0.97, 60, 0, 15, {0, 0, 1, 0, 1}},
      {0.99, 0, 30, ACD_ERLANG_UNBOUNDED, {1, 1, 1, 1, 0}},
      {0.9, 0, 0, 0, {0, 0, 1, 0, 1}},
  };
  for (size_t i = 0; i < 5; i++)
    for (size_t k = 0; k < 6; k++)
      for (int what = 0; what < 5; what++) {
        int64_t found;
        double calls;
        double load = (double)agents[k] - (1 - models[i].load) * sqrt((double)agents[k]);
        acd_erlang_system system =
            system_of(load, agents[k], models[i].patience_s, models[i].timeout_s, models[i].places);
        if (!models[i].asks[what]) continue;
        acd_erlang_target target = target_of(what, &system, 20);
        double asked = system.calls_per_hour;
        assert_int_equal(acd_erlang_agents(&system, &target, &found), ACD_OK);
        assert_int_equal(found, agents[k]);
        assert_int_equal(acd_erlang_calls(&system, &target, &calls), ACD_OK);
        if (fabs(calls - asked) > 1e-5 * asked) fail_msg("%zu %zu %d: %.12g %.12g", i, k, what, calls, asked);
      }
}

static void a_day_is_its_intervals(void **state)
{
  (void)state;
  const double calls[] = {0, 120, 340, 900, 2}, handle_s[] = {240, 240, 300, 240, 30};
  acd_erlang_system system = system_of(0, 1, 90, 0, ACD_ERLANG_UNBOUNDED);
  acd_erlang_target target;
  int64_t agents[5] = {0}, scheduled[5] = {0};
  size_t failed = 9;
  acd_erlang_target_init(&target);
  target.service_level = 0.8;
  target.within_s = 20;
  assert_int_equal(acd_erlang_day(&system, &target, 0.3, calls, handle_s, 5, agents, scheduled, &failed), ACD_OK);
  assert_int_equal(agents[0], 0);
  for (size_t i = 1; i < 5; i++) {
    int64_t found;
    acd_erlang_system one = system;
    one.calls_per_hour = calls[i];
    one.handle_s = handle_s[i];
    assert_int_equal(acd_erlang_agents(&one, &target, &found), ACD_OK);
    assert_int_equal(agents[i], found);
    assert_int_equal(scheduled[i], acd_erlang_scheduled(found, 0.3));
    assert_true((double)scheduled[i] * 0.7 >= (double)found && (double)(scheduled[i] - 1) * 0.7 < (double)found);
  }
  assert_int_equal(acd_erlang_scheduled(7, 0.3), 10);
  assert_int_equal(acd_erlang_scheduled(7, 1), 0);
  const double bad[] = {10, -1};
  agents[0] = 77;
  assert_int_equal(acd_erlang_day(&system, &target, 0, bad, NULL, 2, agents, NULL, &failed), ACD_ERR_ARGUMENT);
  assert_int_equal(failed, 1);
  assert_int_equal(agents[0], 77);
  assert_int_equal(acd_erlang_day(&system, &target, 1, calls, NULL, 5, agents, NULL, &failed), ACD_ERR_ARGUMENT);
}

static void what_makes_no_sense_is_refused(void **state)
{
  (void)state;
  const struct {
    double erlangs, handle_s, patience_s, timeout_s;
    int64_t agents, places;
    int status;
  } cases[] = {
      {1, 240, 0, 0, 1, -1, ACD_ERR_STATE},
      {10, 240, 0, 0, 10, -1, ACD_ERR_STATE},
      {1, 240, 0, 0, 0, -1, ACD_ERR_ARGUMENT},
      {1, 240, 0, 0, ACD_ERLANG_AGENTS_MAX + 1, -1, ACD_ERR_ARGUMENT},
      {-1, 240, 0, 0, 2, -1, ACD_ERR_ARGUMENT},
      {(double)NAN, 240, 0, 0, 2, -1, ACD_ERR_ARGUMENT},
      {1, 0, 0, 0, 2, -1, ACD_ERR_ARGUMENT},
      {1, (double)INFINITY, 0, 0, 2, -1, ACD_ERR_ARGUMENT},
      {1, 240, -1, 0, 2, -1, ACD_ERR_ARGUMENT},
      {1, 240, 0, -1, 2, -1, ACD_ERR_ARGUMENT},
      {1, 240, 0, 0, 2, -2, ACD_ERR_ARGUMENT},
      {1, 240, 10, 10, 2, -1, ACD_ERR_ARGUMENT},
      {1, 240, 0, 10, 2, 5, ACD_ERR_ARGUMENT},
      {3, 240, 1e11, 0, 2, -1, ACD_ERR_LIMIT},
      {0, 240, 0, 0, 1, -1, ACD_OK},
      {1e6, 240, 1, 0, 1, -1, ACD_OK},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    acd_erlang_system system =
        system_of(cases[i].erlangs, cases[i].agents, cases[i].patience_s, cases[i].timeout_s, cases[i].places);
    acd_erlang_figures figures = {.size = sizeof figures, .waiting = 77};
    system.handle_s = cases[i].handle_s;
    assert_int_equal(acd_erlang_figures_get(&system, &figures), cases[i].status);
    if (cases[i].status) assert_true(figures.waiting == 77);
  }
  acd_erlang_system system = system_of(5, 1, 0, 0, ACD_ERLANG_UNBOUNDED);
  acd_erlang_target target;
  int64_t agents;
  double calls;
  acd_erlang_target_init(&target);
  assert_int_equal(acd_erlang_agents(&system, &target, &agents), ACD_ERR_ARGUMENT); /* asks for nothing */
  target.service_level = 1;
  assert_int_equal(acd_erlang_agents(&system, &target, &agents), ACD_ERR_ARGUMENT);
  target.service_level = 0.8;
  system.calls_per_hour = 1e9;
  assert_int_equal(acd_erlang_agents(&system, &target, &agents), ACD_ERR_NOT_FOUND);
  acd_erlang_target_init(&target);
  target.blocked = 0.01;
  assert_int_equal(acd_erlang_calls(&system, &target, &calls), ACD_OK); /* up to where they would wait for ever */
  assert_true(fabs(calls - 15) < 1e-6);
  system.patience_s = 1;
  assert_int_equal(acd_erlang_calls(&system, &target, &calls), ACD_ERR_NOT_FOUND);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tables_are_reproduced),
      cmocka_unit_test(models_meet_where_they_should),
      cmocka_unit_test(patience_like_talk_is_a_poisson_number),
      cmocka_unit_test(figures_fit_together),
      cmocka_unit_test(inverses_round_trip),
      cmocka_unit_test(a_day_is_its_intervals),
      cmocka_unit_test(what_makes_no_sense_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
