/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of calendars share. */
#ifndef ACD_TESTS_ICS_CALENDARS_H
#define ACD_TESTS_ICS_CALENDARS_H

#include <acd/ics.h>

#include "shared.h"

acd_ics *new_ics(void);
/* Reads events, lines ending with \n, wrapped as a calendar that is named "calendar"; they must be well-formed. Their first line is 2. */
void read_events(acd_ics *ics, const char *events);
/* Reads a published calendar of this name. */
void read_shared(acd_ics *ics, const char *name);
/* Expands, and writes what was made as a text, a rule a line: "20261224 14:00-24:00 open Christmas Eve 2026-12-24". Static. */
const char *rules_of(acd_ics *ics, int64_t from, int64_t to);
/* All notes, as lines. Static. */
const char *notes_of(const acd_ics *ics);
acd_ics_counts counts_of(const acd_ics *ics);

#endif
