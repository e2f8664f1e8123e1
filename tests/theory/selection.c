/* SPDX-License-Identifier: Apache-2.0 */
/* One queue; which agent gets which share of the calls. */
#include <stdio.h>
#include <string.h>

#include <acd/definition.h>

#include "families.h"

/* How the strategies of the tables are called here. */
static void set_strategy(theory_system *system, const char *name)
{
  static const struct {
    const char *name;
    int64_t strategy, moves;
  } strategies[] = {{"random", ACD_STRATEGY_RANDOM, 0},
                    {"longest_idle", ACD_STRATEGY_LONGEST_IDLE, 0},
                    {"rrA", ACD_STRATEGY_ROUND_ROBIN, ACD_MOVES_OFFERS},
                    {"rrB", ACD_STRATEGY_ROUND_ROBIN, ACD_MOVES_CHOICES},
                    {"linear", ACD_STRATEGY_LINEAR, 0},
                    {"fastest", ACD_STRATEGY_LINEAR, 0}};
  for (size_t i = 0; i < sizeof(strategies) / sizeof(strategies[0]); i++) {
    if (strcmp(name, strategies[i].name) != 0) continue;
    system->strategy = strategies[i].strategy;
    system->round_robin_moves = strategies[i].moves;
    return;
  }
  give_up("%s: unknown strategy %s", system->name, name);
}

static void add_agent_rows(theory_system *system, const theory_table *table, size_t row, size_t count, const char *rank,
                           const char *share, const char *utilisation)
{
  for (size_t i = row; i < row + count; i++) {
    int number = (int)table_number(table, i, rank);
    char name[64];
    snprintf(name, sizeof(name), "agent %d share", number);
    add_share(system, name, table_number(table, i, share), of_pool(number - 1, ANSWERED), of_type(ALL_TYPES, SERVED));
    snprintf(name, sizeof(name), "agent %d utilisation", number);
    add_time_share(system, name, table_number(table, i, utilisation), of_pool(number - 1, BUSY), 1,
                   of_pool(number - 1, ANSWERED));
  }
  add_share(system, "P_wait", table_number(table, row, "P_wait"), of_type(ALL_TYPES, WAITED),
            of_type(ALL_TYPES, CALLS));
}

/* The fastest first is the order of definition where agents are listed by speed, as they are in this table. */
void read_shares(const theory_table *table, const theory_taker *to)
{
  static const char *const key[] = {"n", "mu", "lambda", "strategy", NULL};
  for (size_t row = 0, next; row < table->rows; row = next) {
    theory_system system;
    double mu[POOLS_MAX], capacity = 0, rate = table_number(table, row, "lambda") / UNIT_S;
    int agents = table_numbers(table, row, "mu", mu, POOLS_MAX);
    const char *strategy = table_text(table, row, "strategy");
    system_init(&system, UNIT_S, "mu=%s lambda=%s %s", table_text(table, row, "mu"), table_text(table, row, "lambda"),
                strategy);
    set_strategy(&system, strategy);
    system_add_type(&system, rate, 0, 0);
    for (int i = 0; i < agents; i++) {
      if (i && mu[i] > mu[i - 1] && strcmp(strategy, "fastest") == 0) give_up("%s: not by speed", system.name);
      system_add_pool(&system, 1)->speed[0] = mu[i];
      capacity += mu[i];
    }
    system.load = table_number(table, row, "lambda") / capacity;
    for (next = row; next < table->rows && table_rows_equal(table, row, next, key);) next++;
    add_agent_rows(&system, table, row, next - row, "agent", "share_of_answered", "utilisation");
    add_mean(&system, "mean_wait", table_number(table, row, "mean_wait"), of_type(ALL_TYPES, WAIT),
             of_type(ALL_TYPES, CALLS), of_type(ALL_TYPES, WAITED))
        ->scale = 1 / UNIT_S;
    to->take(to->user, &system);
  }
}

void read_hunt(const theory_table *table, const theory_taker *to)
{
  static const char *const key[] = {"n", "occupancy", NULL};
  for (size_t row = 0, next; row < table->rows; row = next) {
    theory_system system;
    int n = (int)table_number(table, row, "n");
    system_init(&system, UNIT_S, "n=%d load=%s", n, table_text(table, row, "occupancy"));
    system.strategy = ACD_STRATEGY_LINEAR;
    system_add_type(&system, table_number(table, row, "occupancy") * n / UNIT_S, 0, 0);
    for (int i = 0; i < n; i++) system_add_pool(&system, 1);
    for (next = row; next < table->rows && table_rows_equal(table, row, next, key);) next++;
    add_agent_rows(&system, table, row, next - row, "agent_rank", "share_of_answered", "agent_occupancy");
    to->take(to->user, &system);
  }
}
