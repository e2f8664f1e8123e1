/* SPDX-License-Identifier: Apache-2.0 */
/** @file Who was in which state when, minute by minute: each minute is that of the state which lasted longest in it. */
#ifndef TOOL_TIMELINES_H
#define TOOL_TIMELINES_H

#include <acd/acd.h>

/* So far they go, from the first log-in on. */
#define TIMELINES_MINUTES_MAX 2880
#define TIMELINES_STATES      (ACD_AGENT_STATE_SUPERVISING + 1)

typedef struct timelines_agent {
  acd_id id;     /* 0: none is here */
  int64_t state; /* that lasts */
  acd_time since_us;
  int64_t passed_us[TIMELINES_STATES]; /* of the minute after the last one below */
  unsigned char *minutes;              /* ACD_AGENT_STATE_… of each */
  size_t minutes_count, minutes_room;
} timelines_agent;

typedef struct timelines {
  timelines_agent *agents; /* a table by id, with empty places */
  size_t agents_count, agents_room;
  acd_time begin_us; /* of the first minute */
  int is_begun;
} timelines;

/* An event sink; `user` is a timelines of zeros. */
void timelines_event(void *user, const acd_event *event);
/* The run is over: states that last end now. */
void timelines_end(timelines *of, acd_time time_us);
/* NULL: nobody has heard of this agent. */
const timelines_agent *timelines_find(const timelines *of, acd_id agent);
void timelines_free(timelines *of);

#endif
