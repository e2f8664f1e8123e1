/* SPDX-License-Identifier: Apache-2.0 */
/** @file How often what happened in a campaign: one that reaches nothing shows nothing. */
#ifndef TESTS_ENGINE_CENSUS_H
#define TESTS_ENGINE_CENSUS_H

#include <acd/acd.h>

enum { CENSUS_KINDS = 64 };

typedef struct census {
  int64_t commands[CENSUS_KINDS]; /* taken, not refused */
  int64_t actions[CENSUS_KINDS];
  int64_t events[CENSUS_KINDS];
  int64_t interruptions; /* of conversations by other calls */
  int64_t transfers[8];  /* ACD_TARGET_…: asked for */
  int64_t consulted[8];
  int64_t outcomes[8]; /* of callbacks: ACD_CALLBACK_… */
  int64_t slots[16];   /* of bookings: ACD_SLOT_… */
} census;

void census_command(census *to, const acd_command *command);
void census_action(census *to, const acd_action *action);
/* An acd_event_fn; `user` is the census. */
void census_event(void *user, const acd_event *event);
/* Prints all that has a name here, and says how many of those never happened. */
int census_print(const census *from);

#endif
