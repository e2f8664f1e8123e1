/* SPDX-License-Identifier: Apache-2.0 */
/* Several types of calls, and agents who serve some of them. */
#include <stdio.h>
#include <string.h>

#include <acd/definition.h>

#include "families.h"

/* Name of a quantity of one type: "type 2 mean_wait". */
static const char *of_call_type(char name[64], int number, const char *what)
{
  snprintf(name, 64, "type %d %s", number, what);
  return name;
}

static void add_type_mean(theory_system *system, const theory_table *table, size_t row, const char *column, int above,
                          int below, double scale)
{
  int number = (int)table_number(table, row, "type");
  char name[64];
  add_mean(system, of_call_type(name, number, column), table_number(table, row, column), of_type(number - 1, above),
           below, of_type(number - 1, WAITED))
      ->scale = scale;
}

static void add_type_share(theory_system *system, const theory_table *table, size_t row, const char *column, int above)
{
  int number = (int)table_number(table, row, "type");
  char name[64];
  add_share(system, of_call_type(name, number, column), table_number(table, row, column), of_type(number - 1, above),
            of_type(number - 1, CALLS));
}

/* "s1:{1,2} s2:{2,3}": what the agents serve, each a pool. */
static void add_skilled(theory_system *system, const char *skills, const double *mu, int agents)
{
  for (int i = 0; i < agents; i++) {
    theory_pool *pool = system_add_pool(system, 1);
    memset(pool->speed, 0, sizeof(pool->speed));
    skills = strchr(skills, '{');
    if (!skills) give_up("%s: too few agents", system->name);
    do {
      int type = (int)number_at(skills + 1, &skills) - 1;
      if (type < 0 || type >= system->types_count) give_up("%s: unknown type", system->name);
      pool->speed[type] = mu[i];
    } while (*skills == ',');
  }
  if (strchr(skills, '{')) give_up("%s: too many agents", system->name);
}

/* Each system runs with a queue for each type, and with one queue whose calls need a skill. */
void read_fcfs_alis(const theory_table *table, const theory_taker *to)
{
  static const char *const key[] = {"system", NULL};
  for (size_t row = 0, next; row < table->rows; row = next) {
    theory_system system;
    double lambda[TYPES_MAX], mu[POOLS_MAX], work = 0, capacity = 0;
    int types = table_numbers(table, row, "lambda", lambda, TYPES_MAX);
    int agents = table_numbers(table, row, "mu", mu, POOLS_MAX);
    system_init(&system, UNIT_S, "%s", table_text(table, row, "system"));
    for (int i = 0; i < types; i++) system_add_type(&system, lambda[i] / UNIT_S, 0, 0);
    for (int i = 0; i < types; i++) work += lambda[i];
    for (int i = 0; i < agents; i++) capacity += mu[i];
    system.forms = 2;
    add_skilled(&system, table_text(table, row, "skills"), mu, agents);
    /* a type that only some serve may be loaded more than the whole, and sees few of the arrivals */
    system.load = work / capacity < 0.9 ? 0.9 : work / capacity;
    for (next = row; next < table->rows && table_rows_equal(table, row, next, key); next++) {
      int type = (int)table_number(table, next, "type") - 1;
      add_type_share(&system, table, next, "P_wait", WAITED);
      add_type_mean(&system, table, next, "mean_wait", WAIT, of_type(type, CALLS), 1 / UNIT_S);
      add_type_mean(&system, table, next, "mean_queue", QUEUE, of_system(TIME), 1);
    }
    add_time_share(&system, "P_all_busy", table_number(table, row, "P_all_busy"), of_system(ALL_BUSY), 1,
                   of_type(ALL_TYPES, CALLS));
    add_time_share(&system, "P_queue_empty", table_number(table, row, "P_queue_empty"), of_system(NONE_WAITING), 1,
                   of_type(ALL_TYPES, WAITED));
    to->take(to->user, &system);
  }
}

#define DESIGN_TYPES 2
#define DESIGN_POOLS 3

/* What the prose of each design asks for; some can be told to the engine in two ways. */
static const struct design {
  const char *system, *way;
  int64_t strategy;
  int64_t length_max;
  int64_t priority[DESIGN_TYPES];
  int64_t reserve[DESIGN_TYPES];
  int64_t weight[DESIGN_TYPES], surge_length[DESIGN_TYPES], surge_weight[DESIGN_TYPES];
  int calls_back[DESIGN_TYPES];
  int64_t tier[DESIGN_TYPES][DESIGN_POOLS]; /* which pool a type goes to first */
  int64_t rank[DESIGN_TYPES][DESIGN_POOLS]; /* which type an agent of a pool takes first */
} designs[] = {
    {"X_same_rates", "tiers and ranks", ACD_STRATEGY_LONGEST_IDLE, -1, .tier = {{0, 1}, {1, 0}},
     .rank = {{0, 1}, {1, 0}}},
    {"X_cross_slower", "tiers and ranks", ACD_STRATEGY_LONGEST_IDLE, -1, .tier = {{0, 1}, {1, 0}},
     .rank = {{0, 1}, {1, 0}}},
    {"N_own_first", "linear and priority", ACD_STRATEGY_LINEAR, -1, .priority = {0, 1}},
    {"N_own_first", "tiers and ranks", ACD_STRATEGY_RANDOM, -1, .tier = {{0, 1}}, .rank = {{0, 1}}},
    {"N_Harrison_theta", "linear and priority", ACD_STRATEGY_LINEAR, -1, .priority = {1, 0}},
    {"N_Harrison_theta", "tiers and ranks", ACD_STRATEGY_ROUND_ROBIN, -1, .tier = {{0, 1}}, .rank = {{0, 0}, {0, 1}}},
    {"Loss_overflow3", "linear", ACD_STRATEGY_LINEAR, 0, .priority = {0, 0}},
    {"Loss_overflow3", "tiers", ACD_STRATEGY_LONGEST_IDLE, 0, .tier = {{0, 0, 1}, {0, 0, 1}}},
    {"V_reserve_0", "priority", ACD_STRATEGY_LONGEST_IDLE, -1, .priority = {1, 0}},
    {"V_reserve_0", "ranks", ACD_STRATEGY_RANDOM, -1, .rank = {{0}, {1}}},
    {"V_reserve_1", "priority and reserve", ACD_STRATEGY_LONGEST_IDLE, -1, .priority = {1, 0}, .reserve = {0, 1}},
    {"V_reserve_2", "priority and reserve", ACD_STRATEGY_LONGEST_IDLE, -1, .priority = {1, 0}, .reserve = {0, 2}},
    {"V_reserve_2", "ranks and reserve", ACD_STRATEGY_LINEAR, -1, .reserve = {0, 2}, .rank = {{0}, {1}}},
    {"V_reserve_0", "callbacks", ACD_STRATEGY_LONGEST_IDLE, -1, .priority = {1, 0}, .calls_back = {0, CALLS_BACK_ALL}},
    {"V_reserve_1", "callbacks, reserve", ACD_STRATEGY_ROUND_ROBIN, -1, .priority = {1, 0}, .reserve = {0, 1},
     .calls_back = {0, CALLS_BACK_ALL}},
    {"V_reserve_2", "callbacks, reserve", ACD_STRATEGY_LONGEST_IDLE, -1, .reserve = {0, 2}, .rank = {{0}, {1}},
     .calls_back = {0, CALLS_BACK_ALL}},
    {"V_reserve_2", "callbacks of who waits", ACD_STRATEGY_LONGEST_IDLE, -1, .priority = {1, 0}, .reserve = {0, 2},
     .calls_back = {0, CALLS_BACK_WAITING}},
    {"AM_threshold_0", "priority", ACD_STRATEGY_LONGEST_IDLE, -1, .priority = {0, 1}},
    {"AM_threshold_0", "callbacks, surge", ACD_STRATEGY_LONGEST_IDLE, -1, .weight = {1, 0}, .surge_length = {0, 0},
     .surge_weight = {0, 2}, .calls_back = {0, CALLS_BACK_ALL}},
    {"AM_threshold_10", "surge", ACD_STRATEGY_RANDOM, -1, .weight = {1, 0}, .surge_length = {0, 10},
     .surge_weight = {0, 2}},
    {"AM_threshold_10", "callbacks, surge", ACD_STRATEGY_LONGEST_IDLE, -1, .priority = {1, 0}, .weight = {1, 0},
     .surge_length = {0, 10}, .surge_weight = {0, 2}, .calls_back = {0, CALLS_BACK_ALL}},
};

/* "1|0.75/0.75|1": speeds of each pool for type 1, then for type 2. */
static void add_pools(theory_system *system, const theory_table *table, size_t row)
{
  double agents[POOLS_MAX];
  int pools = table_numbers(table, row, "agents", agents, POOLS_MAX);
  const char *at = table_text(table, row, "mu_type/pool");
  for (int i = 0; i < pools; i++) system_add_pool(system, (int)agents[i]);
  for (int type = 0; type < system->types_count; type++)
    for (int i = 0; i < pools; i++) {
      system->pools[i].speed[type] = number_at(at, &at);
      at += *at != '\0';
    }
}

static void add_design_rows(theory_system *system, const theory_table *table, size_t row, size_t count)
{
  double occupancy[POOLS_MAX];
  int pools = table_numbers(table, row, "pool_occupancy", occupancy, POOLS_MAX);
  for (size_t i = row; i < row + count; i++) {
    int type = (int)table_number(table, i, "type") - 1;
    add_type_share(system, table, i, "P_wait", WAITED);
    add_type_share(system, table, i, "P_abandon", ABANDONED);
    /* below, it is how far the table's own numbers go */
    if (table_number(table, i, "P_blocked_or_truncation") >= 1e-9)
      add_type_share(system, table, i, "P_blocked_or_truncation", BLOCKED);
    add_type_mean(system, table, i, "mean_wait_all", WAIT, of_type(type, CALLS), 1 / UNIT_S);
    add_type_mean(system, table, i, "mean_queue", QUEUE, of_system(TIME), 1);
  }
  for (int i = 0; i < pools; i++) {
    char name[64];
    snprintf(name, sizeof(name), "pool %d occupancy", i + 1);
    add_time_share(system, name, occupancy[i], of_pool(i, BUSY), system->pools[i].agents, of_pool(i, ANSWERED));
  }
}

static void take_design(const theory_table *table, size_t row, size_t count, const struct design *design,
                        const theory_taker *to)
{
  theory_system system;
  double lambda[DESIGN_TYPES], theta[DESIGN_TYPES];
  system_init(&system, UNIT_S, "%s, %s", design->system, design->way);
  if (table_numbers(table, row, "lambda", lambda, DESIGN_TYPES) != DESIGN_TYPES ||
      table_numbers(table, row, "theta", theta, DESIGN_TYPES) != DESIGN_TYPES)
    give_up("%s: not two types", system.name);
  for (int type = 0; type < DESIGN_TYPES; type++) {
    theory_call_type *added = system_add_type(&system, lambda[type] / UNIT_S,
                                              theta[type] > 0 ? UNIT_S / theta[type] : 0, design->priority[type]);
    added->reserve = design->reserve[type];
    added->weight = design->weight[type];
    added->surge_length = design->surge_length[type];
    added->surge_weight = design->surge_weight[type];
    added->calls_back = design->calls_back[type];
  }
  add_pools(&system, table, row);
  for (int i = 0; i < system.pools_count && i < DESIGN_POOLS; i++)
    for (int type = 0; type < DESIGN_TYPES; type++) {
      system.pools[i].tier[type] = design->tier[type][i];
      system.pools[i].rank[type] = design->rank[type][i];
    }
  system.strategy = design->strategy;
  system.length_max = design->length_max;
  system.load = 0.9; /* a guess that is safe: no design is loaded more */
  add_design_rows(&system, table, row, count);
  to->take(to->user, &system);
}

void read_static(const theory_table *table, const theory_taker *to)
{
  static const char *const key[] = {"system", NULL};
  for (size_t row = 0, next; row < table->rows; row = next) {
    const char *name = table_text(table, row, "system");
    int known = 0;
    for (next = row; next < table->rows && table_rows_equal(table, row, next, key);) next++;
    for (size_t i = 0; i < sizeof(designs) / sizeof(designs[0]); i++) {
      if (strcmp(designs[i].system, name) != 0) continue;
      take_design(table, row, next - row, &designs[i], to);
      known = 1;
    }
    if (!known) to->left_out(to->user, name, "the engine has no such rule");
  }
}
