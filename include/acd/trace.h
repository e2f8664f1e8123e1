/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Trace: what passes between host and engine, told as it passes. For logs, and for tests of hosts (testing.h).
 *
 * Two functions of the host are called, whichever way commands come in (convenience functions, acd_engine_submit(), batches)
 * and actions go out (acd_action_next(), a dispatcher):
 *  - *told*, at the end of each command that was looked at, whether applied, refused or to be made again (ACD_AGAIN); ticks
 *    included. Not of what is refused before time passes for a broken record, or from within a hook.
 *  - *asked*, for each action as it is pulled, before the puller has it.
 *
 * The engine is between two changes then: both may ask it questions of any kind. Commands, pulling and freeing the engine
 * are refused or undefined, as in other hooks ("Hooks" in engine.h). A trace is no journal: it leaves the bodies of
 * commands out.
 */
#ifndef ACD_TRACE_H
#define ACD_TRACE_H

#include <acd/action.h>
#include <acd/engine.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A command and what became of it. */
typedef struct acd_told {
  uint32_t size;
  uint32_t kind;    /**< ACD_COMMAND_… */
  acd_time time_us; /**< engine time afterwards */
  acd_id subject;
  acd_id id;       /**< the call (or consultation) that it created, else 0 */
  int64_t code;    /**< ACD_OK, ACD_AGAIN or ACD_ERR_… */
  int64_t outcome; /**< of a result: ACD_OUTCOME_…; else 0 */
} acd_told;

typedef void (*acd_told_fn)(void *user, const acd_engine *engine, const acd_told *told);
/** The action and its texts are lent until it returns. */
typedef void (*acd_asked_fn)(void *user, const acd_engine *engine, const acd_action *action);

/** Each may be NULL (default). */
ACD_API int acd_options_set_trace(acd_options *options, acd_told_fn told, acd_asked_fn asked, void *user);

#ifdef __cplusplus
}
#endif
#endif
