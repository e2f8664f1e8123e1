/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * libacd-sim: a host in virtual time.
 *
 * An acd_sim owns an engine and plays everybody else: callers who dial, press keys, lose patience, talk and hang up;
 * agents who answer, wrap up, come and go; prompts that are played. Time jumps from one happening to the next, so a
 * month of calls takes a second. It uses the public interface of libacd only: what a simulation shows is what the
 * engine does.
 *
 *     acd_sim_new(options, NULL, &sim);
 *     acd_definition_submit(definition, acd_sim_engine(sim), 0, ACD_DEFINE_WHOLE);
 *     acd_sim_add_source(sim, next_caller, &file);
 *     acd_sim_run(sim, ACD_TIME_NEVER);
 *     acd_kpi_queue_get(acd_sim_engine(sim), queue, &kpi);
 *
 * **Order at one instant.** Things due at the same microsecond happen in this order, each applied and every action that
 * follows from it answered (delays of 0 included) before the next:
 *  1. the engine's own timers, in the engine's order (command.h);
 *  2. ends of talks, and agents who end a wrap-up: by agent in order of definition, then in the order in which they
 *     began or, after a hold, went on;
 *  3. results of actions that took time: in the order in which they were asked for;
 *  4. agents who come, pause and go: in the order in which they were added;
 *  5. keys pressed while waiting, then callers who hang up: in the order in which they began to wait (where it is
 *     `hangup_us`, to call);
 *  6. arrivals: by source in the order of adding, acd_sim_add_caller() before them.
 *
 * **Callbacks.** Who takes a callback (callback.h) waits without end, and answers when dialled, after the delay of the
 * action dial; faults of that action are customers who do not. So do customers who are none of the callers: those of
 * tasks that a campaign makes of callers who gave up (campaign.h), who talk and are wrapped up as those callers would
 * have been, and those that you request or book by commands of your own, who talk for ACD_SIM_OPTION_TALK_US. They have
 * no outcome, and count in no acd_sim_stats.
 *
 * **Callers.** Patience begins when the caller is first asked to wait, in a queue or for an agent, and ends when he
 * talks, records a message or is transferred outside; until then it runs on, through overflow and prompts in between.
 * After a conversation the next wait begins with full patience again. When the talk is over the caller hangs up, or the
 * agent does (`ended_by`), and the caller stays for what the call goes on to: a survey (`after_flow` of queue.h), or
 * what the flow leads to behind the queue. In a conference the agent talked to last hangs up, if still there, and then
 * the caller. While the conversation is on hold, by a command of your own or because another call interrupts it
 * (agent.h), the talk stands still. It is one talk for all agents of a conference; another agent, after a transfer, has
 * the whole of it.
 * Flows may lead in circles, which patience alone does not end: a caller who has left ACD_SIM_OPTION_FLOW_STEPS nodes
 * without talking to an agent gives up, which is to say hangs up when the results already on their way at this instant
 * have been given.
 *
 * **Agents** with room for several calls (agent.h) answer, talk and wrap up each of them as if it were the only one:
 * three chats in hand take as long as each alone.
 *
 * **Keys.** `keys` is what the caller presses, in order, as each action collect asks for it. An action takes keys until
 * it has `digits_max`, or one of its terminators (which it swallows), or a `,`, which is a pause: at the beginning it
 * means no input, after a key it ends the input early. At the end of the string the caller presses nothing more.
 * Silence lasts the action's input time-out, after a key its digit time-out. Agents who are asked for keys (a whisper,
 * queue.h) press none.
 *
 * Randomness (faults, acd_sim_add_poisson()) comes from named streams, each seeded from ACD_SIM_OPTION_SEED and its own
 * name, so that one more stream changes no other.
 */
#ifndef ACD_SIM_H
#define ACD_SIM_H

#include <acd/call.h>
#include <acd/engine.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_sim acd_sim;

/** A simulation with an engine of its own, made from `options` (NULL: defaults). `options` have no event
 * sink then: give yours to acd_sim_set_events(). `allocator` is the simulation's, NULL is libc's. */
ACD_API int acd_sim_new(acd_options *options, const acd_allocator *allocator, acd_sim **sim_out);
/** Frees the engine too. */
ACD_API void acd_sim_free(acd_sim *sim);
/** The engine, for definitions, look-ups and reports. Commands of your own are welcome between two runs; calls that you
 * make arrive yourself have their actions answered, but talk until you hang up. */
ACD_API acd_engine *acd_sim_engine(acd_sim *sim);

/** Numbered options. Range and default in brackets. Set them before anything is added. */
enum {
  ACD_SIM_OPTION_SEED = 1,    /**< of the named streams [0 … 2^53; 1] */
  ACD_SIM_OPTION_TALK_US = 2, /**< talk of callers who do not bring one [0 … 2^52; 180 s] */
  ACD_SIM_OPTION_CHECK = 3,   /**< acd_engine_check() after every command: 0 no, 1 its quick form, 2 its thorough form;
                                   a broken law ends the run with ACD_ERR_INVARIANT [0 … 2; 0] */
  /** 0: an agent who answers is connected at once (outcome bridged); 1: outcome accepted, and the engine asks for the
   * bridge [0 … 1; 0] */
  ACD_SIM_OPTION_TWO_STEPS = 4,
  /** Flow nodes that a caller leaves, without talking to an agent in between, before giving up [1 … 2^53; 1,000] */
  ACD_SIM_OPTION_FLOW_STEPS = 5
};
/** ACD_ERR_ARGUMENT for an unknown option or a value out of range. */
ACD_API int acd_sim_set(acd_sim *sim, int option, int64_t value);

/** How long the host takes over an action of this kind (ACD_ACTION_…; 0: every kind): until a ringing agent answers, a
 * prompt was played, a message recorded. Default 0. For collect: the prompt before the keys. */
ACD_API int acd_sim_set_delay(acd_sim *sim, uint32_t kind, int64_t delay_us);

/** How fast an agent works: a talk of this agent with a caller from this queue lasts the caller's talk × 1,000,000 /
 * `speed_ppm`, to the nearest microsecond (half: up), at most ACD_TIME_MAX. `speed_ppm` [1 … 10^9; 1,000,000];
 * 2,000,000 is twice as fast. `agent` 0: every agent; `queue` 0: every queue, and calls that come from none. Of the
 * speeds that fit, that of the agent in the queue goes before the agent's, this before the queue's, this before the one
 * for all; setting one again replaces it. What holds when a talk begins holds to its end. ACD_ERR_NOT_FOUND or
 * ACD_ERR_STALE: no such agent or queue. */
ACD_API int acd_sim_set_speed(acd_sim *sim, acd_id agent, acd_id queue, int64_t speed_ppm);

/** Ways in which a host falls short. */
enum {
  ACD_SIM_FAULT_NONE = 0,
  ACD_SIM_FAULT_SILENT = 1,   /**< never answers: the engine's deadline ends the action */
  ACD_SIM_FAULT_LATE = 2,     /**< answers one second after the deadline */
  ACD_SIM_FAULT_TWICE = 3,    /**< answers, and answers again */
  ACD_SIM_FAULT_FAILED = 4,   /**< outcome failed */
  ACD_SIM_FAULT_REJECTED = 5, /**< outcome rejected; ring only */
  ACD_SIM_FAULT_BUSY = 6,     /**< outcome busy; ring, transfer and dial only */
  ACD_SIM_FAULT_NO_ANSWER = 7 /**< outcome no_answer; ring, transfer and dial only */
};
/** A share (parts per million) of the actions of this kind (0: every kind) goes wrong in this way. One fault a kind. */
ACD_API int acd_sim_set_fault(acd_sim *sim, uint32_t kind, int fault, int64_t share_ppm);

/** Who hangs up when the talk is over. */
enum {
  ACD_SIM_ENDED_BY_CALLER = 0, /**< nothing comes behind the conversation */
  ACD_SIM_ENDED_BY_AGENT = 1   /**< the call goes on as the definition says */
};

typedef struct acd_sim_caller {
  uint32_t size;
  uint32_t requirements_count;
  acd_time arrives_at_us; /**< not before the caller the same source gave last */
  const char *number;     /**< as acd_arrival */
  const char *caller;     /**< as acd_arrival */
  const char *attributes; /**< as acd_arrival */
  const char *keys;       /**< pressed: see above; NULL or "": none */
  const acd_requirement *requirements;
  acd_id queue;
  acd_id flow;
  int64_t priority;
  int64_t patience_us; /**< how long the caller waits; -1: for ever */
  int64_t talk_us;     /**< -1: ACD_SIM_OPTION_TALK_US; see acd_sim_set_speed() */
  int64_t wrapup_us;   /**< the agent ends the wrap-up after this call this long after the talk, and only that one
                            (acd_agent_end_wrapup()); -1: does not. The wrap-up time of queue or agent is a maximum
                            either way */
  int64_t prompt_us;   /**< how long this caller's action play takes, instead of the host's delay; -1: as the host */
  int64_t hangup_us;   /**< hangs up this long after arrival unless talking to an agent by then; -1: does not */
  int64_t
      key_us;  /**< presses the next of `keys` this long after first entering a queue, if still there; -1: does not */
  int64_t ref; /**< the caller's own number, given back with the outcome */
  int64_t ended_by; /**< ACD_SIM_ENDED_BY_…, of every conversation: CALLER */
} acd_sim_caller;

/** Zeros, the size, and -1 where that is "none". */
ACD_API void acd_sim_caller_init(acd_sim_caller *caller);

/** Gives the next caller: 1 and the caller (initialised by acd_sim_caller_init() beforehand), 0 when there are no more,
 * or a negative number, which ends acd_sim_run() with it. Its pointers must stay valid until the source is asked again.
 * Of the simulation it may call acd_sim_add_presence() and acd_sim_add_caller(), nothing else. */
typedef int (*acd_sim_source_fn)(void *user, acd_sim_caller *caller_out);
/** Adds a source of callers. It is asked for one caller ahead, so a million calls need no memory. */
ACD_API int acd_sim_add_source(acd_sim *sim, acd_sim_source_fn source, void *user);
/** Adds one caller, copied. */
ACD_API int acd_sim_add_caller(acd_sim *sim, const acd_sim_caller *caller);

typedef struct acd_sim_poisson {
  uint32_t size;
  uint32_t requirements_count;
  const char *name;   /**< of the streams "<name>.arrival", "<name>.talk", "<name>.wrapup", "<name>.patience" */
  const char *number; /**< where the calls go: number, queue or flow, as acd_arrival */
  const acd_requirement *requirements;
  acd_id queue;
  acd_id flow;
  int64_t priority;
  int64_t interval_us_mean; /**< between two arrivals, exponential; > 0 */
  int64_t talk_us_mean;     /**< exponential; 0: no talk at all */
  int64_t wrapup_us_mean;   /**< exponential; -1: as acd_sim_caller.wrapup_us */
  int64_t patience_us_mean; /**< exponential; -1: for ever */
  int64_t calls_max;        /**< ends after so many; -1: does not */
  acd_time from_us;         /**< the first interval begins here */
  acd_time until_us;        /**< no arrival after this; ACD_TIME_NEVER */
} acd_sim_poisson;

/** Zeros, the size, -1 where that is "none", `until_us` never. */
ACD_API void acd_sim_poisson_init(acd_sim_poisson *poisson);
/** Adds Poisson arrivals with exponential talk, wrap-up and patience; everything is copied. ACD_ERR_ARGUMENT unless
 * `calls_max` or `until_us` ends them. */
ACD_API int acd_sim_add_poisson(acd_sim *sim, const acd_sim_poisson *poisson);

/** At this time the agent's presence becomes so (ACD_PRESENCE_…), by log-in, ready, not ready (with this reason) or
 * log-out. */
ACD_API int acd_sim_add_presence(acd_sim *sim, acd_time time_us, acd_id agent, int presence, int64_t reason);

/** What became of a caller. Instants are ACD_TIME_NEVER where it never came to that. */
typedef struct acd_sim_outcome {
  uint32_t size;
  int32_t status; /**< ACD_OK, or why the engine refused the arrival; then only `ref` and `arrived_at_us` are set */
  int64_t ref;    /**< acd_sim_caller.ref */
  acd_id call;    /**< gone already */
  acd_id queue;   /**< waited in last; 0: none */
  acd_id agent;   /**< talked to last; 0: none */
  acd_time arrived_at_us;
  acd_time queued_at_us;   /**< first entered a queue */
  acd_time answered_at_us; /**< first talked to an agent */
  acd_time ended_at_us;
  int64_t wait_us; /**< in queues and for agents, together */
  int64_t talk_us; /**< with agents, without hold, together */
  int64_t end;     /**< ACD_END_… */
} acd_sim_outcome;

/** Told once for each caller, when the call has ended or was refused, outside of any command. A negative return ends
 * acd_sim_run() with it. It may read the engine but must not command it. */
typedef int (*acd_sim_outcome_fn)(void *user, const acd_sim_outcome *outcome);
ACD_API int acd_sim_set_outcome(acd_sim *sim, acd_sim_outcome_fn outcome, void *user);
/** A sink for the engine's events (event.h), called as if it were the engine's own. The host reference of the
 * simulation's calls is a small positive number, given again to another call when one has ended. */
ACD_API int acd_sim_set_events(acd_sim *sim, acd_event_fn sink, void *user);

/** Lets everything happen that is due up to and including `until_us`. ACD_OK: nothing more will ever happen; calls
 * still live wait for ever. ACD_AGAIN: `until_us` is reached (engine time too), more is to come. A negative status: see
 * the options, sources and callbacks; ACD_ERR_STATE if the engine's deadline does not move. After one, only free it. */
ACD_API int acd_sim_run(acd_sim *sim, acd_time until_us);

/** Whose call it is: acd_sim_caller.ref, for a live call (also inside hooks). ACD_ERR_NOT_FOUND for one that no caller
 * of the simulation made. */
ACD_API int acd_sim_ref_get(const acd_sim *sim, acd_id call, int64_t *ref_out);

typedef struct acd_sim_stats {
  uint32_t size;
  uint32_t reserved;
  int64_t callers;    /**< who dialled */
  int64_t refused;    /**< of those: arrivals the engine refused */
  int64_t ended;      /**< of those: calls that have ended */
  int64_t commands;   /**< submitted by the simulation */
  int64_t checks;     /**< acd_engine_check() made */
  int64_t late;       /**< results the engine found stale */
  int64_t faults;     /**< actions that went wrong on purpose */
  int64_t gave_up;    /**< of the callers: hung up after ACD_SIM_OPTION_FLOW_STEPS */
  int64_t failed_ref; /**< acd_sim_caller.ref of the caller with whom acd_sim_run() failed; -1: of nobody */
} acd_sim_stats;
ACD_API int acd_sim_stats_get(const acd_sim *sim, acd_sim_stats *stats_out);

/** A named stream of random numbers (xoshiro256**, seeded through splitmix64), for sources of your own. */
typedef struct acd_sim_stream {
  uint64_t state[4];
} acd_sim_stream;
ACD_API void acd_sim_stream_init(acd_sim_stream *stream, int64_t seed, const char *name);
/** Uniform on 0 … `bound` − 1, without bias; `bound` > 0. */
ACD_API int64_t acd_sim_stream_below(acd_sim_stream *stream, int64_t bound);
/** Exponential with this mean, rounded to the microsecond. Uses libm's log: equal across platforms as far as that is.
 * */
ACD_API int64_t acd_sim_stream_exponential(acd_sim_stream *stream, int64_t mean_us);

#ifdef __cplusplus
}
#endif
#endif
