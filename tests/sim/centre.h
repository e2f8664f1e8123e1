/* SPDX-License-Identifier: Apache-2.0 */
/** @file What the simulation's tests share: small centres, outcomes kept in a list, files beside the source tree. */
#ifndef TEST_SIM_CENTRE_H
#define TEST_SIM_CENTRE_H

#include <stdio.h>

#include <acd/acd.h>
#include <acd/sim.h>

#define S ACD_SECOND

/* Outcomes in the order in which calls ended. */
typedef struct outcomes {
  acd_sim_outcome *items;
  size_t count, capacity;
} outcomes;

/* acd_sim_outcome_fn with an `outcomes` as user. */
int keep_outcome(void *user, const acd_sim_outcome *outcome);
/* The outcome with this ref; fails the test if there is not exactly one. */
const acd_sim_outcome *outcome_of(const outcomes *kept, int64_t ref);
void outcomes_free(outcomes *kept);

/* A simulation that checks every law after every command and keeps its outcomes. Fails the test if it cannot be made. */
acd_sim *new_sim(outcomes *kept);
/* Submits at time 0 and frees. */
void submit(acd_sim *sim, acd_definition *definition);
acd_definition *new_definition(void);
/* A queue with members "agent-1" … "agent-N", which are added. Returns the queue. */
int32_t add_team(acd_definition *definition, const char *queue, int agents);
acd_id find_queue(acd_sim *sim, const char *name);
acd_id find_agent(acd_sim *sim, const char *name);
/* Number of an agent named "agent-<number>"; 0 for none. */
int agent_number(acd_sim *sim, acd_id agent);

/* A caller with arrival, queue, talk and ref. */
acd_sim_caller caller_to(acd_id queue, acd_time arrival_us, int64_t talk_us, int64_t ref);

/* Opens a file of ../shared (or $ACD_SHARED) for reading; says what is missing, by its published `source`, and returns NULL
 * where there is none. */
FILE *open_shared(const char *path, const char *source);

#endif
