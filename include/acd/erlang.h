/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Staffing by queueing theory (libacd-erlang): how many agents do so many calls need? In floating point, without an
 * engine: nothing here decides about a call.
 *
 * **The system.** Calls arrive at random (Poisson) at a steady rate, are served first come, first served, and take an
 * exponential time; the agents are alike and each has one call at a time. What comes out is the long run of it.
 *
 * | `places` | `patience_s` | `timeout_s` | the model | source |
 * |---|---|---|---|---|
 * | 0 | any | any | Erlang B: who finds no free agent is lost | Erlang 1917 |
 * | ACD_ERLANG_UNBOUNDED | 0 | 0 | Erlang C: all wait until they are answered | Erlang 1917 |
 * | ACD_ERLANG_UNBOUNDED | > 0 | 0 | Erlang A: callers abandon after an exponential time | Palm 1957; Garnett, Mandelbaum, Reiman 2002 |
 * | > 0 | ≥ 0 | 0 | either of these, with so many places to wait; who finds none is lost | birth and death |
 * | ACD_ERLANG_UNBOUNDED | 0 | > 0 | all leave after the same maximum wait | Baccelli, Hebuterne 1981 |
 *
 * Other combinations are refused. Times are in seconds, rates in calls an hour, shares between 0 and 1: all floating
 * point, other than in the headers of the engine. Figures are right to 1e-10, up to ACD_ERLANG_AGENTS_MAX agents.
 *
 * **Which to take.** Erlang C needs more agents than erlangs, and asks for more of them than a queue where callers give
 * up. Take Erlang A where abandoned calls are known: `patience_s` is about the sum of all waits by the number of
 * abandoned calls (acd_kpi_queue.queued_us / (abandoned + abandoned_short)). Patience and talk that are not exponential
 * change the figures little in large queues and much in small ones: for those, and for skills, priorities or shifts,
 * simulate (sim.h).
 */
#ifndef ACD_ERLANG_H
#define ACD_ERLANG_H

#include <acd/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** `places` without a limit. */
#define ACD_ERLANG_UNBOUNDED  INT64_C(-1)
#define ACD_ERLANG_AGENTS_MAX 100000

typedef struct acd_erlang_system {
  uint32_t size;
  uint32_t reserved;
  double calls_per_hour; /**< 0 or more */
  double handle_s;       /**< mean handle time: talk, hold and wrap-up; > 0 */
  double patience_s;     /**< mean time after which a caller who still waits abandons; 0: nobody does */
  double timeout_s;      /**< all who still wait leave after it; 0: nobody does */
  int64_t places;        /**< to wait, agents' not counted; ACD_ERLANG_UNBOUNDED */
  int64_t agents;        /**< 1 … ACD_ERLANG_AGENTS_MAX; not looked at where agents are asked for */
} acd_erlang_system;

/** Sets the size and an Erlang C system without calls: `places` unbounded, `handle_s` 180, one agent. */
ACD_API void acd_erlang_system_init(acd_erlang_system *system);

typedef struct acd_erlang_figures {
  uint32_t size;
  uint32_t reserved;
  double erlangs;          /**< offered load: calls_per_hour × handle_s / 3600 */
  double blocked;          /**< share of calls that find neither an agent nor a place */
  double waited;           /**< share of calls that find all agents busy, and a place */
  double abandoned;        /**< share of calls that leave out of impatience or at the time-out */
  double wait_s;           /**< mean wait of calls that were not blocked, those that do not wait included */
  double wait_answered_s;  /**< of answered calls: the average speed of answer (ASA) */
  double wait_abandoned_s; /**< of those abandoned; 0: there are none */
  double wait_waited_s;    /**< of those that waited */
  double waiting;          /**< mean number of calls that wait */
  double occupancy;        /**< share of the time in which an agent is busy */
} acd_erlang_figures;

/** The long run of a system. ACD_ERR_ARGUMENT: a value is out of its range, or `places` and
 * `timeout_s` are such as the table does not have. ACD_ERR_STATE: calls wait for ever, as there are not more
 * agents than erlangs and nobody leaves. ACD_ERR_LIMIT: more than 10 million calls would
 * wait. */
ACD_API int acd_erlang_figures_get(const acd_erlang_system *system, acd_erlang_figures *figures_out);

/** Shares of all calls, the blocked ones included, that are answered, and that have abandoned, after a wait of at
 * most `wait_s`. Service levels by the formulas of history.h: answered (cisco_negative); answered / (1 − abandoned)
 * (cisco_ignored); answered + abandoned (cisco_positive); answered / (1 − blocked − acd_erlang_figures.abandoned)
 * (cms_answered). Refused as above. Either may be NULL. */
ACD_API int acd_erlang_within(const acd_erlang_system *system, double wait_s, double *answered_out,
                              double *abandoned_out);

/** What is to be reached. A value that is not positive asks for nothing; but at least one is asked for. */
typedef struct acd_erlang_target {
  uint32_t size;
  uint32_t reserved;
  double service_level;   /**< share answered within `within_s`, at least: of all calls; below 1 */
  double within_s;        /**< 0 or more */
  double wait_answered_s; /**< ASA, at most */
  double abandoned;       /**< share, at most */
  double blocked;         /**< share, at most */
  double occupancy;       /**< at most */
} acd_erlang_target;

/** Sets the size, and everything else to zero. */
ACD_API void acd_erlang_target_init(acd_erlang_target *target);

/** The fewest agents with which all of a target is reached; `system->agents` is not looked at. ACD_ERR_ARGUMENT as
 * above. ACD_ERR_NOT_FOUND: not even ACD_ERLANG_AGENTS_MAX are enough. */
ACD_API int acd_erlang_agents(const acd_erlang_system *system, const acd_erlang_target *target, int64_t *agents_out);

/** The most calls an hour with which `system->agents` reach all of a target, from below and to 1e-9 of it;
 * `system->calls_per_hour` is not looked at. ACD_ERR_NOT_FOUND: a thousand times as many as the agents can answer
 * would do, so the target asks for nothing that calls could spoil. */
ACD_API int acd_erlang_calls(const acd_erlang_system *system, const acd_erlang_target *target,
                             double *calls_per_hour_out);

/** How many have to be on the schedule for so many agents at work: agents / (1 − shrinkage), rounded up. 0 for what is no
 * number of agents, or no shrinkage (below). */
ACD_API int64_t acd_erlang_scheduled(int64_t agents, double shrinkage);

/** The agents that each interval of a day needs, as if its rate lasted: acd_erlang_agents() `count` times, 0 where
 * nobody calls. `calls_per_hour` has a rate for each interval, `handle_s` a mean handle time for each (NULL: the
 * system's). With `shrinkage` (0 … below 1: the share of paid time in which agents are not there for calls: on
 * breaks, in training, on leave) `scheduled_out`, which may be NULL, is how many have to be on the schedule
 * (acd_erlang_scheduled()). What refuses an interval is returned with its place in `failed_out` (may be NULL),
 * and no output is touched. */
ACD_API int acd_erlang_day(const acd_erlang_system *system, const acd_erlang_target *target, double shrinkage,
                           const double *calls_per_hour, const double *handle_s, size_t count, int64_t *agents_out,
                           int64_t *scheduled_out, size_t *failed_out);

#ifdef __cplusplus
}
#endif
#endif
