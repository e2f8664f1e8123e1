/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * A witness keeps all events of a life, so that every figure of a history can be counted again in the plainest way: for each
 * period, all events from the first to the last.
 */
#ifndef TESTS_HISTORY_WITNESS_H
#define TESTS_HISTORY_WITNESS_H

#include <acd/acd.h>

typedef struct witness witness;

witness *witness_new(void);
void witness_free(witness *of);
/* An acd_event_fn; `user` is the witness. */
void witness_event(void *user, const acd_event *event);
/* Feeds histories with what was seen, by several clocks, and counts everything again. `engine` is as it is now that the life is over.
 * NULL, or what is wrong. */
const char *witness_check(const witness *of, const acd_engine *engine, acd_time now_us, uint64_t seed);

#endif
