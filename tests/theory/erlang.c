/* SPDX-License-Identifier: Apache-2.0 */
/* One queue, agents alike. */
#include <stdio.h>

#include "families.h"

static void add_one_queue(theory_system *system, const theory_table *table, size_t row, double rate, double patience_s)
{
  system_add_type(system, rate, patience_s, 0);
  system_add_pool(system, (int)table_number(table, row, "n"));
}

static void add_occupancy(theory_system *system, const theory_table *table, size_t row)
{
  add_time_share(system, "occupancy", table_number(table, row, "occupancy"), of_pool(0, BUSY), system->pools[0].agents,
                 of_type(ALL_TYPES, SERVED));
}

/* Times in seconds and calls an hour, as most tables have them. */
static double hourly(const theory_table *table, size_t row)
{
  return table_number(table, row, "calls_per_hour") / 3600;
}

/* One of the columns "<before>10<after>" … "120", where the table has it in `limits` (a bit each). */
static void add_within(theory_system *system, const theory_table *table, size_t row, const char *format, int limit,
                       int field, int below)
{
  char name[64];
  snprintf(name, sizeof(name), format, limits_s[limit]);
  add_share(system, name, table_number(table, row, name), of_type(ALL_TYPES, field + limit), below);
}

void read_erlang_b(const theory_table *table, const theory_taker *to)
{
  for (size_t row = 0; row < table->rows; row++) {
    theory_system system;
    const double talk_s = 100, erlangs = table_number(table, row, "offered_erlangs");
    system_init(&system, talk_s, "n=%s a=%s", table_text(table, row, "n"), table_text(table, row, "offered_erlangs"));
    system.length_max = 0;
    add_one_queue(&system, table, row, erlangs / talk_s, 0);
    add_share(&system, "P_block", table_number(table, row, "P_block"), of_type(ALL_TYPES, BLOCKED),
              of_type(ALL_TYPES, CALLS));
    add_occupancy(&system, table, row);
    to->take(to->user, &system);
  }
}

void read_erlang_c(const theory_table *table, const theory_taker *to)
{
  const int calls = of_type(ALL_TYPES, CALLS), wait = of_type(ALL_TYPES, WAIT), waited = of_type(ALL_TYPES, WAITED);
  for (size_t row = 0; row < table->rows; row++) {
    theory_system system;
    system_init(&system, table_number(table, row, "aht_s"), "n=%s aht=%s calls/h=%s", table_text(table, row, "n"),
                table_text(table, row, "aht_s"), table_text(table, row, "calls_per_hour"));
    add_one_queue(&system, table, row, hourly(table, row), 0);
    add_share(&system, "P_wait", table_number(table, row, "P_wait"), waited, calls);
    add_mean(&system, "ASA_s", table_number(table, row, "ASA_s"), wait, calls, waited);
    add_mean(&system, "mean_wait_of_waiters_s", table_number(table, row, "mean_wait_of_waiters_s"), wait, waited,
             waited);
    add_mean(&system, "mean_queue", table_number(table, row, "mean_queue"), of_type(ALL_TYPES, QUEUE), of_system(TIME),
             waited);
    add_occupancy(&system, table, row);
    for (int limit = 0; limit < LIMITS_COUNT; limit++) add_within(&system, table, row, "SL%d", limit, SERVED_LE, calls);
    to->take(to->user, &system);
  }
}

void read_erlang_a(const theory_table *table, const theory_taker *to)
{
  const int calls = of_type(ALL_TYPES, CALLS), wait = of_type(ALL_TYPES, WAIT), waited = of_type(ALL_TYPES, WAITED);
  const int abandoned = of_type(ALL_TYPES, ABANDONED);
  for (size_t row = 0; row < table->rows; row++) {
    theory_system system;
    system_init(&system, table_number(table, row, "aht_s"), "n=%s aht=%s patience=%s calls/h=%s",
                table_text(table, row, "n"), table_text(table, row, "aht_s"), table_text(table, row, "patience_mean_s"),
                table_text(table, row, "calls_per_hour"));
    add_one_queue(&system, table, row, hourly(table, row), table_number(table, row, "patience_mean_s"));
    add_share(&system, "P_wait", table_number(table, row, "P_wait"), waited, calls);
    add_share(&system, "P_abandon", table_number(table, row, "P_abandon"), abandoned, calls);
    add_mean(&system, "mean_wait_all_s", table_number(table, row, "mean_wait_all_s"), wait, calls, waited);
    add_mean(&system, "mean_wait_served_s", table_number(table, row, "mean_wait_served_s"),
             of_type(ALL_TYPES, WAIT_SERVED), of_type(ALL_TYPES, SERVED), waited);
    add_mean(&system, "mean_wait_abandoned_s", table_number(table, row, "mean_wait_abandoned_s"),
             of_type(ALL_TYPES, WAIT_ABANDONED), abandoned, abandoned);
    add_mean(&system, "mean_queue", table_number(table, row, "mean_queue"), of_type(ALL_TYPES, QUEUE), of_system(TIME),
             waited);
    add_occupancy(&system, table, row);
    for (int limit = 0; limit < 3; limit++) {
      add_within(&system, table, row, "P_served_le_%d", limit, SERVED_LE, calls);
      add_within(&system, table, row, "P_abandoned_le_%d", limit, ABANDONED_LE, calls);
      add_within(&system, table, row, "SL%d_served_over_offered_minus_shortabd", limit, SERVED_LE,
                 of_type(ALL_TYPES, NOT_ABANDONED_LE + limit));
    }
    to->take(to->user, &system);
  }
}

/* Patience of 10^8 s stands for none in this table. */
void read_mmnk(const theory_table *table, const theory_taker *to)
{
  const int calls = of_type(ALL_TYPES, CALLS), waited = of_type(ALL_TYPES, WAITED);
  for (size_t row = 0; row < table->rows; row++) {
    theory_system system;
    double patience_s = table_number(table, row, "patience_mean_s");
    system_init(&system, table_number(table, row, "aht_s"), "n=%s K=%s patience=%s calls/h=%s",
                table_text(table, row, "n"), table_text(table, row, "K_waiting_places"),
                table_text(table, row, "patience_mean_s"), table_text(table, row, "calls_per_hour"));
    system.length_max = (int64_t)table_number(table, row, "K_waiting_places");
    add_one_queue(&system, table, row, hourly(table, row), patience_s >= 1e8 ? 0 : patience_s);
    add_share(&system, "P_blocked", table_number(table, row, "P_blocked"), of_type(ALL_TYPES, BLOCKED), calls);
    add_share(&system, "P_wait_and_accepted", table_number(table, row, "P_wait_and_accepted"), waited, calls);
    add_share(&system, "P_abandon", table_number(table, row, "P_abandon"), of_type(ALL_TYPES, ABANDONED), calls);
    add_mean(&system, "mean_wait_of_accepted_s", table_number(table, row, "mean_wait_of_accepted_s"),
             of_type(ALL_TYPES, WAIT), of_type(ALL_TYPES, ACCEPTED), waited);
    add_occupancy(&system, table, row);
    add_share(&system, "P_served_le_20_of_offered", table_number(table, row, "P_served_le_20_of_offered"),
              of_type(ALL_TYPES, SERVED_LE + 1), calls);
    to->take(to->user, &system);
  }
}

void read_timeout(const theory_table *table, const theory_taker *to)
{
  const int calls = of_type(ALL_TYPES, CALLS), waited = of_type(ALL_TYPES, WAITED);
  for (size_t row = 0; row < table->rows; row++) {
    theory_system system;
    system_init(&system, table_number(table, row, "aht_s"), "n=%s aht=%s timeout=%s calls/h=%s",
                table_text(table, row, "n"), table_text(table, row, "aht_s"), table_text(table, row, "timeout_s"),
                table_text(table, row, "calls_per_hour"));
    system.timeout_s = table_number(table, row, "timeout_s");
    add_one_queue(&system, table, row, hourly(table, row), 0);
    add_share(&system, "P_wait", table_number(table, row, "P_wait"), waited, calls);
    add_share(&system, "P_timeout", table_number(table, row, "P_timeout"), of_type(ALL_TYPES, TIMED_OUT), calls);
    add_mean(&system, "mean_wait_all_s", table_number(table, row, "mean_wait_all_s"), of_type(ALL_TYPES, WAIT), calls,
             waited);
    add_mean(&system, "mean_wait_served_s", table_number(table, row, "mean_wait_served_s"),
             of_type(ALL_TYPES, WAIT_SERVED), of_type(ALL_TYPES, SERVED), waited);
    add_mean(&system, "mean_queue", table_number(table, row, "mean_queue"), of_type(ALL_TYPES, QUEUE), of_system(TIME),
             waited);
    add_occupancy(&system, table, row);
    add_share(&system, "P_served_le_10", table_number(table, row, "P_served_le_10"), of_type(ALL_TYPES, SERVED_LE),
              calls);
    to->take(to->user, &system);
  }
}

/* A share of the callers takes a callback as soon as they have to wait, and keeps the place: they never abandon. */
void read_virtual_hold(const theory_table *table, const theory_taker *to)
{
  const int calls = of_type(ALL_TYPES, CALLS), waited = of_type(ALL_TYPES, WAITED);
  for (size_t row = 0; row < table->rows; row++) {
    theory_system system;
    double share = table_number(table, row, "callback_fraction_q"), rate = hourly(table, row);
    system_init(&system, table_number(table, row, "aht_s"), "n=%s q=%s calls/h=%s", table_text(table, row, "n"),
                table_text(table, row, "callback_fraction_q"), table_text(table, row, "calls_per_hour"));
    if (share < 1) system_add_type(&system, rate * (1 - share), table_number(table, row, "patience_mean_s"), 0);
    if (share > 0) system_add_type(&system, rate * share, 0, 0)->calls_back = CALLS_BACK_WAITING;
    system_add_pool(&system, (int)table_number(table, row, "n"));
    system.load = table_number(table, row, "occupancy"); /* more may be offered than is served */
    add_share(&system, "P_wait", table_number(table, row, "P_wait"), waited, calls);
    add_share(&system, "P_abandon_all", table_number(table, row, "P_abandon_all"), of_type(ALL_TYPES, ABANDONED),
              calls);
    if (share < 1)
      add_share(&system, "P_abandon_of_noncallback", table_number(table, row, "P_abandon_of_noncallback"),
                of_type(0, ABANDONED), of_type(0, CALLS));
    add_mean(&system, "mean_wait_all_s", table_number(table, row, "mean_wait_all_s"), of_type(ALL_TYPES, WAIT), calls,
             waited);
    add_mean(&system, "mean_queue_incl_virtual", table_number(table, row, "mean_queue_incl_virtual"),
             of_type(ALL_TYPES, QUEUE), of_system(TIME), waited);
    add_occupancy(&system, table, row);
    add_share(&system, "P_served_le_20", table_number(table, row, "P_served_le_20"), of_type(ALL_TYPES, SERVED_LE + 1),
              calls);
    to->take(to->user, &system);
  }
}
