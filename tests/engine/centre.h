/* SPDX-License-Identifier: Apache-2.0 */
/* Shorter questions to a scripted host (host.h), and outlines that are written piece by piece. */
#ifndef TESTS_ENGINE_CENTRE_H
#define TESTS_ENGINE_CENTRE_H

#include "host.h"

acd_agent_info centre_agent(const test_host *host, const char *name);
acd_call_info centre_call(const test_host *host, acd_id call);
acd_queue_info centre_queue(const test_host *host, const char *name);

/* The only agent that rings for the call is this one; "": none does. */
void centre_rings(test_host *host, acd_id call, const char *name);
/* Ends the offer to the agent in this way; ACD_OUTCOME_BRIDGED answers it in one step. */
void centre_offer(test_host *host, const char *agent, int64_t outcome);
void centre_ready(test_host *host, const char *agent);
void centre_not_ready(test_host *host, const char *agent);
/* Latest event of that kind, for the call unless it is 0; fails the test if there is none. */
const acd_event *centre_event(const test_host *host, uint32_t kind, acd_id call);
/* Detail of how the call left a queue the last time, ACD_LEAVE_…; 0: it has not. */
int64_t centre_left(const test_host *host, acd_id call);
/* How many actions of that kind were pulled for the agent (NULL: any). */
size_t centre_actions(test_host *host, uint32_t kind, const char *agent);
/* With these bytes at this place of the engine, the check finds a law broken; they are put back. */
void centre_breaks(test_host *host, void *at, const void *bytes, size_t size, const char *what);

/* A text that grows, as printf. */
typedef struct outline {
  char text[32768];
  size_t size;
} outline;
void outline_write(outline *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
