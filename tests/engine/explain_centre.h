/* SPDX-License-Identifier: Apache-2.0 */
/** @file Random centres with every rule of routing, and calls for them. */
#ifndef TESTS_ENGINE_EXPLAIN_CENTRE_H
#define TESTS_ENGINE_EXPLAIN_CENTRE_H

#include "random.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { EXPLAIN_AGENTS = 12, EXPLAIN_QUEUES = 3, EXPLAIN_SKILLS = 3 };

typedef struct explain_centre {
  int skips; /* some step may be passed over */
} explain_centre;

/* Submits a whole definition, other than the one before. */
void explain_define(explain_centre *centre, dice *from, acd_engine *engine, acd_time now);
/* A call for one of its queues, perhaps refused. */
void explain_arrive(const explain_centre *centre, dice *from, acd_engine *engine, acd_time now);

#endif
