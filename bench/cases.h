/* SPDX-License-Identifier: Apache-2.0 */
/* The cases of the benchmark, by name. */
#ifndef BENCH_CASES_H
#define BENCH_CASES_H

#include "scenario.h"

typedef struct bench_case {
  const char *name;
  setting wanted;
} bench_case;

/* The table's rows, and the cases whose instructions are counted (smaller, for counting is slow). NULL past the end. */
const bench_case *case_of_table(size_t index);
const bench_case *case_counted(size_t index);

#endif
