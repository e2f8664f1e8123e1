/* SPDX-License-Identifier: Apache-2.0 */
/* A scripted host: builds small centres from outlines, keeps all it is told, answers; so that a test reads like its story.
 *
 *     host_begin(&host, NULL);
 *     host_define(&host, "agent ann\nqueue desk wrapup=5s\n  member ann\nnumber 100 queue=desk\n");
 *     acd_id call = host_arrive(&host, "100");
 *     host_told(&host, "ring ann");
 *     host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
 *     host_told(&host, "bridge ann");
 */
#ifndef TESTS_ENGINE_HOST_H
#define TESTS_ENGINE_HOST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <acd/acd.h>

#include "../model/failing.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SECOND       ACD_SECOND

/* The last kind of command there is. */
enum { COMMAND_LAST = ACD_COMMAND_CALL_MARK };

/* An action and its name in stories: kind, then agent (and device), text or reason: "ring ann", "ring bob.desk",
 * "play welcome", "hangup timeout"; of a whisper both: "play ann welcome", "dial 555 ann". */
typedef struct host_action {
  acd_action action;
  char *words; /* NULL: not made. The action's texts are copies, too */
} host_action;

typedef struct test_host {
  acd_engine *engine;
  acd_time now;         /* stamped on every command */
  host_action *actions; /* all that were pulled */
  size_t actions_count;
  size_t told;       /* of those: looked at by host_told() */
  char news[4000];   /* latest host_news() */
  acd_event *events; /* all of them, without the names, which are lent */
  acd_event_fn hear; /* is told of each with its names; NULL: nobody is */
  void *hear_user;
  size_t events_count;
  acd_testing_memory memory;
  int errors_logged;
  int keeps_events;       /* 1 (default): events are kept; 0: only counted */
  acd_explain_fn explain; /* for host_try_begin(): the hook of acd/explain.h */
  void *explain_user;
  acd_score_fn score; /* likewise, of acd/score.h */
  void *score_user;
  int no_words; /* 1: `words` are not made, where there are many actions */
} test_host;

/* `options`: pairs of ACD_OPTION_… and value, ended by 0; NULL: defaults. */
void host_begin(test_host *host, const int64_t *options);
/* As above, for a record of zeros that may have its memory.fail_at set: a status. */
int host_try_begin(test_host *host, const int64_t *options);
/* The laws hold, and all memory comes back. */
void host_end(test_host *host);
/* Frees all without looking at anything. */
void host_drop(test_host *host);

/* Submits an outline (model/outline.h), whose values may be written in seconds ("20s"). Returns the status. */
int host_submit(test_host *host, int mode, const char *outline);
/* As above; must succeed. */
void host_define(test_host *host, const char *outline);
void host_change(test_host *host, const char *outline);

acd_id host_agent(const test_host *host, const char *name);
acd_id host_queue(const test_host *host, const char *name);
acd_id host_flow(const test_host *host, const char *name);
acd_id host_skill(const test_host *host, const char *name);

/* Calls in and out; they must be accepted. */
acd_id host_arrive(test_host *host, const char *number);
acd_id host_arrive_priority(test_host *host, const char *number, int64_t priority);
/* Needs one skill at this level. */
acd_id host_arrive_skill(test_host *host, const char *number, const char *skill, int64_t level);
void host_hangup(test_host *host, acd_id call);

/* Pulls whatever waits; returns how many there were. */
size_t host_pull(test_host *host);
/* Pulls; what came since the last time: "ring ann, ring bob", in order; "" for nothing. */
const char *host_news(test_host *host);
/* As above, compared with what is expected. */
void host_told(test_host *host, const char *expected);
/* Pulls and looks at nothing of it. */
void host_forget(test_host *host);
/* The latest action with these words, "ring ann"; fails the test if there is none. */
const acd_action *host_action_of(test_host *host, const char *words);
/* Gives this result for the latest action with these words: a status. */
int host_result(test_host *host, const char *words, int64_t outcome, const char *digits);
/* As above; must be taken. */
void host_answer(test_host *host, const char *words, int64_t outcome);
/* Accepted and bridged: ends with the agent on the call. */
void host_connect(test_host *host, const char *agent);
/* Answers every request (not rings) pulled and not answered yet with done. Stale ones are fine. */
void host_done(test_host *host);

/* Lets time pass, draining as often as needed. */
void host_pass(test_host *host, acd_time us);
/* To a deadline and all that follows at that instant; the new time. */
acd_time host_pass_deadline(test_host *host);

int64_t host_agent_state(const test_host *host, const char *name);
int64_t host_presence(const test_host *host, const char *name);
/* 0 when it has ended. */
uint32_t host_call_state(const test_host *host, acd_id call);
/* ACD_END_…, 0 while it lives. */
int64_t host_end_of(const test_host *host, acd_id call);
/* How many events of this kind, with this detail (-1: any). */
size_t host_events(const test_host *host, uint32_t kind, int64_t detail);
acd_kpi_queue host_kpi(const test_host *host, const char *queue);
acd_kpi_calls host_kpi_calls(const test_host *host);
acd_kpi_agent host_kpi_agent(const test_host *host, const char *agent);
acd_engine_stats host_stats(const test_host *host);

/* acd_engine_check() and the laws of kpi.h. */
void host_check(test_host *host);

#endif
