/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The engine: options, life, time, digests, errors, self-check.
 *
 * An engine is a pure state machine: commands with their time go in, actions come out. It reads no clock, no file, no
 * environment and no entropy, starts no thread, keeps no global, never blocks and never aborts. One engine belongs to
 * one thread at a time; engines share nothing.
 *
 * **Hooks** are functions of the host that the library calls. Whether they may call it back depends on where they run:
 *
 * | hook | set by | runs | may call |
 * |---|---|---|---|
 * | log | acd_options_set_log() | inside a command, or acd_engine_check() | nothing of this engine |
 * | event sink | acd_options_set_events() (event.h) | inside a command, amid a change | nothing of this engine |
 * | explain | acd_options_set_explain() (explain.h) | inside a command, before a change | questions of any kind |
 * | score | acd_options_set_score() (score.h) | inside a command, before a change | questions of any kind |
 * | trace | acd_options_set_trace() (trace.h) | at the end of a command, and of a pull | questions of any kind |
 * | memory | acd_allocator (base.h) | anywhere | nothing of this engine |
 * | records, queue_log | acd_records_set_hook(), acd_records_set_queue_log() (record.h) | where their events are told: mostly in a sink | as the sink |
 * | actions | acd_dispatcher_new() (dispatcher.h) | between commands | all but its dispatcher's run and free |
 *
 * Inside a command, commands and pulling are refused (ACD_ERR_REENTRY). What a question of the log or the event sink
 * would answer, and freeing the engine there, is undefined.
 */
#ifndef ACD_ENGINE_H
#define ACD_ENGINE_H

#include <acd/command.h>
#include <acd/event.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_options acd_options;

/** Numbered options: acd_options_set(). Range and default in brackets. */
enum {
  ACD_OPTION_SEED = 1,     /**< seed of the engine's random generator [0 … 2^53; 1] */
  ACD_OPTION_HASH_KEY = 2, /**< key of the hash of names; never influences an order. Give a random one where strangers
                                   choose names or attributes [any; 0] */
  ACD_OPTION_CALLS_MAX =
      3, /**< live calls [1 … 2,000,000; 1,000,000]; actions under way and agents share the space of ids */
  ACD_OPTION_ACTIONS_MAX = 4, /**< actions waiting to be pulled, see "Backlog" in command.h [16 … 1,000,000; 65,536] */
  ACD_OPTION_WORK_MAX = 5,    /**< timers and slices a submit [1 … 1,000,000; 1,024] */
  ACD_OPTION_CLASSES_MAX = 6, /**< distinct requirements a queue keeps ready rows for; above it calls are matched by a
                                   slower, exact path [1 … 65,536; 1,024] */
  ACD_OPTION_ATTRIBUTES_MAX = 7, /**< attributes a call [0 … 10,000; 64] */
  ACD_OPTION_TEXT_MAX = 8,       /**< bytes of attributes, number and caller a call [0 … 2^24; 16,384] */
  ACD_OPTION_ERRORS_MAX = 9      /**< errors listed for one definition [1 … 100,000; 1,000] */
};

enum { ACD_LOG_DEBUG = 1, ACD_LOG_INFO = 2, ACD_LOG_WARNING = 3, ACD_LOG_ERROR = 4 };

/** Told what a developer may want to know. Called inside a command: it must not call the engine. */
typedef void (*acd_log_fn)(void *user, int level, const char *text);

/** Options with their defaults. `allocator` is used for the options and becomes the engine's; NULL is libc's. */
ACD_API int acd_options_new(const acd_allocator *allocator, acd_options **options_out);
ACD_API void acd_options_free(acd_options *options);
/** `ACD_ERR_ARGUMENT` for an unknown option or a value out of range. */
ACD_API int acd_options_set(acd_options *options, int option, int64_t value);
ACD_API int acd_options_set_log(acd_options *options, acd_log_fn log, void *user);
/** The event sink (event.h). The hook for decisions, acd_options_set_explain(), is in explain.h. */
ACD_API int acd_options_set_events(acd_options *options, acd_event_fn sink, void *user);

/** A new, empty engine at time 0. `options` may be NULL (all defaults) and may be freed afterwards. */
ACD_API int acd_engine_new(const acd_options *options, acd_engine **engine_out);
/** Frees the engine and all it holds; calls inside are forgotten without an action. Not from inside a hook. */
ACD_API void acd_engine_free(acd_engine *engine);

/** Lets time pass: a tick command. Returns ACD_AGAIN while due timers remain (drain the actions and call again). */
ACD_API int acd_engine_tick(acd_engine *engine, acd_time time_us);
/** Engine time: that of the latest command or timer. */
ACD_API acd_time acd_engine_now(const acd_engine *engine);
/** When the host must call next (any command or tick): a time, "now" while sliced work is unfinished, or
 * ACD_TIME_NEVER. May be in the past if the host was late. */
ACD_API acd_time acd_engine_deadline(const acd_engine *engine);
/** Sets wall time = engine time + offset. A jump of the wall clock moves no timer. */
ACD_API int acd_engine_wall_set(acd_engine *engine, acd_time time_us, int64_t offset_us);
/** The calls the host knows; every other call that arrived before ends as lost by the host (command.h). Agents and
 * devices are listed by acd_engine_reconcile_agents() (agent.h). */
ACD_API int acd_engine_reconcile(acd_engine *engine, acd_time time_us, const acd_id *calls, size_t count);

/** Running digest over every action ever emitted, in order: equal on every platform and compiler for equal commands.
 * 64 bits as two's complement. */
ACD_API int64_t acd_engine_digest_actions(const acd_engine *engine);
/** Digest of the whole state, computed now (cost: proportional to the state). Leaves out capacities, padding, hash
 * keys, and which actions were pulled. */
ACD_API int64_t acd_engine_digest_state(const acd_engine *engine);

/** Counters about the engine itself. */
typedef struct acd_engine_stats {
  uint32_t size;
  uint32_t reserved;
  int64_t commands;        /**< submitted and applied */
  int64_t refused;         /**< submitted and refused */
  int64_t stamps_early;    /**< commands with a time before "now" */
  int64_t timers;          /**< fired */
  int64_t actions;         /**< emitted */
  int64_t actions_waiting; /**< not pulled yet */
  int64_t actions_pending; /**< without a result yet, pulled or not */
  int64_t actions_timeout; /**< ended by their deadline */
  int64_t results_late;    /**< results for actions that had already ended */
  int64_t calls;           /**< live, consultations included */
  int64_t memory_bytes;    /**< held from the allocator */
  int64_t scores_failed;   /**< questions that the scoring hook did not answer as it should: score.h */
  /** Attributes that flows could not set, though all limits leave room: no memory had been laid in. Flows go on by `limit`. 0,
   * unless libacd has a bug; acd_engine_check() tells of it from then on, the log at once. */
  int64_t attributes_lost;
  /** Callbacks whose customer lives in a zone that the engine does not know: callback.h. */
  int64_t callback_zones_unknown;
} acd_engine_stats;
ACD_API int acd_engine_stats_get(const acd_engine *engine, acd_engine_stats *stats_out);

/** One thing wrong with the last definition submitted. Texts are borrowed. */
typedef struct acd_error {
  uint32_t size;
  int32_t code;         /**< ACD_ERR_… */
  int32_t object;       /**< its index in the definition, acd_definition_add(); -1: not of this document */
  int32_t property_id;  /**< property at fault, 0: the object or its name */
  const char *path;     /**< such as `queue "support" / member "ann"` */
  const char *text;     /**< what is wrong */
  const char *expected; /**< what was expected, "" if there is nothing to say */
  const char *nearest;  /**< an existing name close to a misspelt one, "" if none is */
} acd_error;
/** Errors of the last DEFINE or CHANGE command; they stay until the next one. */
ACD_API size_t acd_engine_errors_count(const acd_engine *engine);
/** ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_engine_error_at(const acd_engine *engine, size_t index, acd_error *error_out);

/** Verifies the engine's laws: ACD_OK, or ACD_ERR_INVARIANT with the broken law in the log. Never aborts. With
 * `thorough` 0 the cost is a few counters; with 1 it visits every call, agent, queue and timer. */
ACD_API int acd_engine_check(const acd_engine *engine, int thorough);

#ifdef __cplusplus
}
#endif
#endif
