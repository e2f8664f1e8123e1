/* SPDX-License-Identifier: Apache-2.0 */
/* One pool of agents; calls of several classes, of which some go before others. */
#include <stdio.h>

#include "families.h"

/* Name of a quantity of one class: "class 2 mean_wait_s". */
static const char *of_class(char name[64], int class_number, const char *what)
{
  snprintf(name, 64, "class %d %s", class_number, what);
  return name;
}

/* Class 1 goes first. Each system runs with a queue for each class, and with one queue whose calls bring their priority. */
void read_cobham(const theory_table *table, const theory_taker *to)
{
  static const char *const key[] = {"n", "aht_s", "occupancy", "class_mix", NULL};
  for (size_t row = 0, next; row < table->rows; row = next) {
    theory_system system;
    double mix[TYPES_MAX], n = table_number(table, row, "n"), aht_s = table_number(table, row, "aht_s");
    int classes = table_numbers(table, row, "class_mix", mix, TYPES_MAX);
    double rate = table_number(table, row, "occupancy") * n / aht_s;
    system_init(&system, aht_s, "n=%s aht=%s load=%s mix=%s", table_text(table, row, "n"),
                table_text(table, row, "aht_s"), table_text(table, row, "occupancy"),
                table_text(table, row, "class_mix"));
    for (int i = 0; i < classes; i++) system_add_type(&system, rate * mix[i], 0, classes - i);
    system_add_pool(&system, (int)n);
    system.forms = 2;
    for (next = row; next < table->rows && table_rows_equal(table, row, next, key); next++) {
      int number = (int)table_number(table, next, "class"), type = number - 1;
      int calls = of_type(type, CALLS), waited = of_type(type, WAITED), wait = of_type(type, WAIT);
      char name[64];
      add_share(&system, of_class(name, number, "P_wait"), table_number(table, next, "P_wait_each_class"), waited,
                calls);
      add_mean(&system, of_class(name, number, "mean_wait_s"), table_number(table, next, "mean_wait_s"), wait, calls,
               waited);
      add_mean(&system, of_class(name, number, "wait_of_waiters_s"),
               table_number(table, next, "mean_wait_of_waiters_s"), wait, waited, waited);
      add_mean(&system, of_class(name, number, "mean_queue"), table_number(table, next, "mean_queue_class"),
               of_type(type, QUEUE), of_system(TIME), waited);
    }
    to->take(to->user, &system);
  }
}

/* The class with the greatest weight × wait goes first: priority that grows with the wait, from 0. */
void read_kleinrock(const theory_table *table, const theory_taker *to)
{
  static const char *const key[] = {"n", "aht_s", "occupancy", "class_mix", "weights_b", NULL};
  for (size_t row = 0, next; row < table->rows; row = next) {
    theory_system system;
    double mix[TYPES_MAX], weights[TYPES_MAX], n = table_number(table, row, "n");
    double aht_s = table_number(table, row, "aht_s"), rate = table_number(table, row, "occupancy") * n / aht_s;
    int classes = table_numbers(table, row, "class_mix", mix, TYPES_MAX);
    if (table_numbers(table, row, "weights_b", weights, TYPES_MAX) != classes) give_up("row %zu: weights", row + 1);
    system_init(&system, aht_s, "n=%s aht=%s load=%s mix=%.*s weights=%s", table_text(table, row, "n"),
                table_text(table, row, "aht_s"), table_text(table, row, "occupancy"), 4,
                table_text(table, row, "class_mix"), table_text(table, row, "weights_b"));
    for (int i = 0; i < classes; i++)
      system_add_type(&system, rate * mix[i], 0, 0)->acceleration = (int64_t)(weights[i] * 100);
    system_add_pool(&system, (int)n);
    for (next = row; next < table->rows && table_rows_equal(table, row, next, key); next++) {
      int number = (int)table_number(table, next, "class"), type = number - 1;
      char name[64];
      add_mean(&system, of_class(name, number, "mean_wait_s"), table_number(table, next, "mean_wait_s"),
               of_type(type, WAIT), of_type(type, CALLS), of_type(type, WAITED));
    }
    add_mean(&system, "fcfs_ASA_s", table_number(table, row, "fcfs_ASA_s"), of_type(ALL_TYPES, WAIT),
             of_type(ALL_TYPES, CALLS), of_type(ALL_TYPES, WAITED));
    to->take(to->user, &system);
  }
}
