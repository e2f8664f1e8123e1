/* SPDX-License-Identifier: Apache-2.0 */
/** @file From the rows of each table to systems. */
#ifndef TEST_THEORY_FAMILIES_H
#define TEST_THEORY_FAMILIES_H

#include "system.h"
#include "table.h"

/* Takes one system, which is the reader's own again when it returns. */
typedef void (*system_fn)(void *user, theory_system *system);

/* A system that the engine cannot express is told by `left_out`, with the reason. */
typedef struct theory_taker {
  system_fn take;
  void (*left_out)(void *user, const char *system, const char *why);
  void *user;
} theory_taker;

typedef struct theory_family {
  const char *file; /* below ../shared */
  const char *what;
  /* in the short form: one system in so many, batches of so many calls at least */
  size_t every;
  int64_t batch_calls_min;
  void (*read)(const theory_table *table, const theory_taker *to);
} theory_family;

extern const theory_family families[]; /* ends with a file of NULL */

/* erlang.c: one queue, one kind of agent */
void read_erlang_b(const theory_table *table, const theory_taker *to);
void read_erlang_c(const theory_table *table, const theory_taker *to);
void read_erlang_a(const theory_table *table, const theory_taker *to);
void read_mmnk(const theory_table *table, const theory_taker *to);
void read_timeout(const theory_table *table, const theory_taker *to);
void read_virtual_hold(const theory_table *table, const theory_taker *to);
/* priority.c: which call goes first */
void read_cobham(const theory_table *table, const theory_taker *to);
void read_kleinrock(const theory_table *table, const theory_taker *to);
/* selection.c: which agent goes first */
void read_shares(const theory_table *table, const theory_taker *to);
void read_hunt(const theory_table *table, const theory_taker *to);
/* types.c: who serves whom */
void read_fcfs_alis(const theory_table *table, const theory_taker *to);
void read_static(const theory_table *table, const theory_taker *to);

/* Mean talk of tables whose rates have no unit, in seconds: long, so that rounding to microseconds is far below all else. */
#define UNIT_S 1000.0

#endif
