/* SPDX-License-Identifier: Apache-2.0 */
/** @file Callbacks: taken, dialled, over. None of it can fail but for making room. Included by engine.h. */
#ifndef ACD__ENGINE_CALLBACK_CALLBACK_H
#define ACD__ENGINE_CALLBACK_CALLBACK_H

#include "base/hash.h"
#include "engine/engine.h"

/* By which a number is looked up. Two in a billion billion have the same: who must not mix them up compares the texts. */
static inline int64_t acd__callback_key(const char *number, size_t size)
{
  return (int64_t)acd__digest_bytes(0, number, size);
}

/* 1 if the call is a callback whose customer is not on the line. */
static inline int acd__call_absent(const acd__call *call)
{
  return acd__callback_absent(call->callback);
}

/* callback.c */
/* Room to become a callback, for a call that has none: ACD_OK or ACD_ERR_NOMEM. */
int acd__callback_make(acd_engine *engine, acd__call *call);
/* The call ends: the room is given back. */
void acd__callback_free(acd_engine *engine, acd__call *call);
/* The call is a callback from now on, in no queue yet as far as this goes. The number fits. */
void acd__callback_begin(acd_engine *engine, acd__call *call, acd__callback_plan *plan, const char *number,
                         size_t size);
/* The clock for `expires` begins. */
void acd__callback_time(acd_engine *engine, acd__callback *callback);
/* Enters its queue, in the place that it had, or ends as cancelled. */
void acd__callback_enter(acd_engine *engine, acd__call *call);
/* It is to enter its queue at that time: `stage` is later or retry. */
void acd__callback_put_off(acd_engine *engine, acd__call *call, uint32_t stage, acd_time until_us);
/* The outcome is told, and the call is one like any other. */
void acd__callback_over(acd_engine *engine, acd__call *call, int64_t outcome);
/* The customer was not reached, or not connected: so does the call, an agent who had accepted is free. */
void acd__callback_end(acd_engine *engine, acd__call *call, int64_t outcome);
/* By the customer: cancelled. */
void acd__callback_give_up(acd_engine *engine, acd__call *call);
void acd__callback_expire(acd_engine *engine, acd__callback *callback);
void acd__callback_due(acd_engine *engine, acd__callback *callback);
/* The callback that stands first of those to a number, of a plan (NULL: of any); NULL: none. */
acd__callback *acd__callback_to(const acd_engine *engine, const char *number, size_t size,
                                const acd__callback_plan *plan);
/* The customer calls in again: so long the callback has waited whose place that call gets, 0: there is none. */
int64_t acd__callback_rejoin(acd_engine *engine, const char *number, size_t size);
/* The plan of an id if it is defined; NULL and the status otherwise (ACD_ERR_STALE for one that is not any more). */
acd__callback_plan *acd__callback_plan_in_force(const acd_engine *engine, acd_id id, int *status_out);
/* A definition has dropped it, or its last callback is over. */
void acd__callback_plan_drop(acd_engine *engine, acd__callback_plan *plan);
/* NULL, or the law that is broken. */
const char *acd__callback_check(const acd_engine *engine, const acd__call *call);

int acd__callback_is_to(const acd__callback *callback, const char *number, size_t size);
/* The first of those to a number; the next to the same. NULL: there is none. */
acd__callback *acd__callback_first(const acd_engine *engine, const char *number, size_t size);
acd__callback *acd__callback_after(const acd_engine *engine, const acd__callback *callback);

/* allow.c */
/* The zone by whose clock the plan's hours are read; NULL: that of the schedule. `unknown_out` (may be NULL): a name that the call has
 * and the engine does not, left alone otherwise. */
acd__zone *const *acd__callback_zone(const acd_engine *engine, const acd__callback *callback, const char **unknown_out);
/* 1 if the customer may be dialled now. `again_us_out`: when to look again, 0: it stays so. */
int acd__callback_open(acd_engine *engine, acd__callback *callback, acd_time *again_us_out);
/* Likewise, and nothing is noted. */
int acd__callback_may_now(const acd_engine *engine, const acd__callback *callback);
/* 0: nobody may be dialled now, by whatever clock. */
int acd__callback_plan_open(const acd_engine *engine, const acd__callback_plan *plan);
/* ACD_OK; ACD_ERR_ARGUMENT: the number is not allowed; ACD_ERR_LIMIT: too many today. */
int acd__callback_may(const acd_engine *engine, const acd__callback_plan *plan, const char *number, size_t size);
/* One more to the number. */
void acd__callback_note(const acd_engine *engine, acd__callback_plan *plan, const char *number, size_t size);
/* To another table, which has room for all. */
void acd__callback_day_move(acd__callback_day *from, acd__callback_day *to);
/* The next of the config's prefixes, for which there is room. ACD_OK or ACD_ERR_NOMEM; all have to be built then. */
int acd__callback_pattern(acd__callback_config *config, const char *pattern, const acd__callback_prefix *prefix);
void acd__callback_config_release(acd__memory *memory, acd__callback_config *config);
void acd__callback_day_release(acd__memory *memory, acd__callback_day *day);

/* ahead.c: out of its queue until then, with the place that it has. */
void acd__callback_pause(acd_engine *engine, acd__call *call, acd_time until_us);
/* Dials if the plan says so by now, leaves the queue where nobody may be dialled, or looks again later. */
void acd__callback_look(acd_engine *engine, acd__callback *callback);

/* take.c: node `callback`. */
int32_t acd__node_callback(acd_engine *engine, acd__call *call);
/* 1 if the caller is told that a callback comes. */
int acd__callback_told(const acd__call *call);
/* The caller was told, or hung up meanwhile (`gone`). 0: the callback cannot be any more, and the call is where it was. */
int acd__callback_take(acd_engine *engine, acd__call *call, int gone);

/* dial.c */
/* The customer is dialled, for the agent of the line; NULL: ahead. */
void acd__dial(acd_engine *engine, acd__call *call, const acd__line *line);
void acd__dial_ended(acd_engine *engine, acd__call *call, int64_t outcome);

#endif
