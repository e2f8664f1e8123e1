/* SPDX-License-Identifier: Apache-2.0 */
/* Times, and what is measured once only. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "scenario.h"

enum { ROUNDS_MAX = 99 };

typedef struct measure {
  double null_ns;
  double decision_ns; /* 0: not measured */
  double life_ns;
} measure;

int64_t now_ns(void);
double median(double *values, size_t count);
/* The null dispatcher of the same size, decisions and lives: the fastest of `rounds`. 0, or -1 with a message. */
int measure_row(const setting *wanted, size_t rounds, measure *measure_out);
/* The null dispatcher alone: the fastest of `rounds`, of a cycle. */
int measure_null(const setting *wanted, size_t rounds, double *ns_out);
/* Runs and prints: changes of ten agents under load, steps that end, loading a large centre, memory. */
int print_changes(size_t rounds);
int print_loading(size_t rounds);
int print_memory(void);
int print_relaxation(size_t rounds);
int print_walks(size_t rounds);
int print_zones(size_t rounds);
int print_publish(size_t rounds);
int print_slots(void);
/* Does it once, for counting instructions inside of it: how many times that counts for, or -1. */
int64_t count_loading(void);
int64_t count_relaxation(void);
/* Walks through nodes; NULL past the end. */
const char *walk_name(size_t index);
int64_t count_walks(size_t index);
/* Likewise looks at clocks; NULL past the end. The name is there until the next is asked for. */
const char *zone_name(size_t index);
int64_t count_zones(size_t index);
/* Publications of a flow among many; NULL past the end. Counted a flow of the centre. */
const char *publish_name(size_t index);
int64_t count_publish(size_t index);
/* Likewise bookings of slots, and looks for one. */
const char *slot_name(size_t index);
int64_t count_slots(size_t index);
/* What memory is asked about; NULL past the end. Bytes, or -1. */
const char *memory_name(size_t index);
int64_t memory_bytes(size_t index);

#endif
