/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The dispatcher: callback hooks for C hosts, on top of the public pull interface.
 *
 * acd_dispatcher_run() lets time pass and hands every waiting action to its hook, until there are none and no timer is
 * due. Hooks may call any function of the library, acd_dispatcher_run() excepted: the engine is not inside a command,
 * and what a hook was given (the action and its texts) stays valid until it returns. A hook that returns a negative
 * number has failed: the action's result becomes ACD_OUTCOME_FAILED. A hook left NULL (and no `other`) is a host that
 * does nothing: the action runs to its deadline. A run ends when nothing is due and nothing is left to dispatch: hooks
 * that answer at once, with actions that make new ones, keep it going as long as they do.
 */
#ifndef ACD_DISPATCHER_H
#define ACD_DISPATCHER_H

#include <acd/action.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int (*acd_action_fn)(void *user, acd_engine *engine, const acd_action *action);

typedef struct acd_hooks {
  uint32_t size; /**< sizeof(acd_hooks) */
  uint32_t reserved;
  void *user;
  acd_action_fn ring;
  acd_action_fn ring_stop;
  acd_action_fn bridge;
  acd_action_fn release;
  acd_action_fn play;
  acd_action_fn collect;
  acd_action_fn music;
  acd_action_fn hold;
  acd_action_fn resume;
  acd_action_fn voicemail;
  acd_action_fn transfer;
  acd_action_fn hangup;
  acd_action_fn other; /**< any action whose hook is NULL, and kinds from newer versions */
  acd_action_fn join;
  acd_action_fn host;
  acd_action_fn recording;
  acd_action_fn dial;
  acd_action_fn message;
} acd_hooks;

typedef struct acd_dispatcher acd_dispatcher;

/** `hooks` is copied. The engine must outlive the dispatcher. */
ACD_API int acd_dispatcher_new(acd_engine *engine, const acd_hooks *hooks, acd_dispatcher **dispatcher_out);
/** Not from inside a hook. */
ACD_API void acd_dispatcher_free(acd_dispatcher *dispatcher);

/** Ticks and dispatches until nothing is due at `time_us`. Returns how many actions were dispatched, or a negative
 * status (ACD_ERR_REENTRY from inside a hook; ACD_ERR_NOMEM with the action kept for the next run). */
ACD_API int64_t acd_dispatcher_run(acd_dispatcher *dispatcher, acd_time time_us);

#ifdef __cplusplus
}
#endif
#endif
