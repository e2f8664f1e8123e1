/* SPDX-License-Identifier: Apache-2.0 */
/* A host for tests of the dispatcher: number 100 leads to queue "desk" with ann and bob, 200 to a flow. */
#ifndef TESTS_ENGINE_DISPATCHER_HOST_H
#define TESTS_ENGINE_DISPATCHER_HOST_H

#include <acd/acd.h>

#define SECOND ACD_SECOND

typedef struct test_host {
  acd_engine *engine;
  acd_dispatcher *dispatcher;
  acd_time now;
  int count[ACD_ACTION_RECORDING + 1]; /* of actions seen, by kind */
  int calls_left;                      /* what a hook still has to do */
  int status;                          /* of what a hook called */
  int64_t outcome;                     /* with which hooks answer at once; 0: they do not */
  char first_text[2048];
  char text[2048], prompt[2048]; /* of the latest action, read when its hook was about to return */
} test_host;

/* A whole definition: "desk" rings ann, then bob; the flow plays `prompt`, then records for `mailbox` after `prompt`. */
void host_define(acd_engine *engine, acd_time now, const char *prompt, const char *mailbox);
/* With default options; `hooks` get the host as their user. */
void host_begin(test_host *host, const acd_hooks *hooks);
/* Frees all, the engine being sound. */
void host_end(test_host *host);
acd_id host_arrive(test_host *host, const char *number);
acd_kpi_queue host_desk(const test_host *host);
acd_kpi_calls host_calls(const test_host *host);
/* What every hook does in the end: count, and read all it was given. */
int host_take(test_host *host, const acd_action *action);
/* A hook that does only that. */
int host_take_only(void *user, acd_engine *engine, const acd_action *action);

#endif
