/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Commands: the only thing that changes an engine.
 *
 * The convenience functions (acd_call_arrive(), acd_agent_ready(), …) do what one of these records does, submitted, so
 * a journal of commands is complete and a replay of it exact. Everything here is the contract for that.
 *
 * **Time.** Every command carries the host's monotonic time. Engine time never goes back: an earlier stamp counts as
 * "now" and is counted (`acd_engine_stats.stamps_early`). Before a command is looked at, all timers due at or before
 * its time fire, ordered by (due time, creation sequence), each at its own due time. Then engine time is the command's
 * time.
 *
 * **Refusal.** A command that is refused (any negative code) has exactly the effect of a tick at its time: the due
 * timers have fired, nothing else has changed. A command first checks everything, then reserves all memory that it and
 * the timers it arms can ever need, then commits. Timers never allocate. Commands with a time outside [0,
 * ACD_TIME_MAX], with a broken record or submitted from inside a hook (`ACD_ERR_REENTRY`) are refused before time
 * passes. An `ACD_COMMAND_SCORES` lets no time pass at all.
 *
 * **Replay.** Submit the accepted commands again, in order, with the times of their results, to an engine with the same
 * options and pull all actions after each: the same actions come out. What a scoring hook answered is part of the
 * journal, as commands of its own (score.h). When a host pulls never influences what the engine
 * decides, only whether it accepts. A command that was refused was a tick, and is kept as one where actions came of it;
 * so is one that was answered by `ACD_AGAIN` and not submitted again.
 *
 * **Bounded work.** At most `ACD_OPTION_WORK_MAX` timers or slices fire in one submit. When more are due it returns
 * `ACD_AGAIN`: the command was *not* applied; drain the actions and submit it again. Operations over many calls or
 * agents (ringing or stopping a large group, a reconciliation, calls that wait for an agent who leaves, a queue that is
 * cleared, recordings to be asked for) go on in slices: the next deadline is "now" until they are done. A definition is
 * one piece of work, in proportion to its size and that of the centre.
 *
 * **Backlog.** When `ACD_OPTION_ACTIONS_MAX` actions wait to be pulled, timers stand still (`ACD_AGAIN` until some are
 * drained) and, where no timer is due, commands are refused with `ACD_ERR_BACKLOG`, but for ticks, wall clock
 * settings and scores. Results and hang-ups (`ACD_COMMAND_RESULT`, `_CALL_HANGUP`, `_AGENT_HANGUP`) are always taken:
 * for them the due timers fire all the same, in portions, and take memory if they must (`ACD_ERR_NOMEM`).
 *
 * **Encoding.** A command is a record of fixed layout without pointers; strings and documents are slices of one
 * payload. acd_command_encode() (journal.h) gives its one, versioned byte encoding.
 */
#ifndef ACD_COMMAND_H
#define ACD_COMMAND_H

#include <acd/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_engine acd_engine;

/** Command kinds. The comment names the subject and the member of `body` in use. */
enum {
  ACD_COMMAND_TICK = 1,                 /**< –; let time pass */
  ACD_COMMAND_WALL = 2,                 /**< –; `wall`: wall clock = engine time + offset, for calendars only */
  ACD_COMMAND_DEFINE = 3,               /**< –; `define`: a whole definition (definition.h) */
  ACD_COMMAND_CHANGE = 4,               /**< –; `define`: a change of the definition that runs */
  ACD_COMMAND_CALL_ARRIVE = 5,          /**< –; `arrive` */
  ACD_COMMAND_CALL_HANGUP = 6,          /**< call; the caller is gone */
  ACD_COMMAND_CALL_HOLD = 7,            /**< call */
  ACD_COMMAND_CALL_RESUME = 8,          /**< call */
  ACD_COMMAND_CALL_TRANSFER = 9,        /**< call; `transfer`: blind, by the agent on the call */
  ACD_COMMAND_CALL_KEYS = 10,           /**< call; `keys`: pressed outside of a collect action */
  ACD_COMMAND_CALL_SET = 11,            /**< call; `attribute` */
  ACD_COMMAND_AGENT_LOGIN = 12,         /**< agent; `presence.host_ref` becomes the agent's host reference */
  ACD_COMMAND_AGENT_LOGOUT = 13,        /**< agent */
  ACD_COMMAND_AGENT_READY = 14,         /**< agent; also ends wrap-up */
  ACD_COMMAND_AGENT_NOT_READY = 15,     /**< agent; `presence.reason` */
  ACD_COMMAND_AGENT_HANGUP = 16,        /**< agent; `in_hand`: the agent's leg is gone */
  ACD_COMMAND_RESULT = 17,              /**< action; `result` */
  ACD_COMMAND_RECONCILE = 18,           /**< –; `reconcile`: the calls the host knows */
  ACD_COMMAND_AGENT_SET_PRESENCE = 19,  /**< agent; `set_presence` */
  ACD_COMMAND_AGENT_EXTEND_WRAPUP = 20, /**< agent; `extend` */
  ACD_COMMAND_AGENT_ELSEWHERE = 21,     /**< agent; `elsewhere` */
  ACD_COMMAND_CALL_CONSULT = 22,        /**< call; `consult`; the result's id is the consultation. party.h */
  ACD_COMMAND_CALL_COMPLETE = 23,       /**< call; its consultation becomes an attended transfer */
  ACD_COMMAND_CALL_CONFERENCE = 24,     /**< call; its consultation becomes a conference */
  ACD_COMMAND_CALL_PARK = 25,           /**< call; by the agent on the call. party.h */
  ACD_COMMAND_CALL_PICK_UP = 26,        /**< call; `pick_up`: waiting or parked */
  ACD_COMMAND_AGENT_SUPERVISE = 27,     /**< agent; `supervise` */
  ACD_COMMAND_CALL_CHANGE = 28,         /**< call; `call_change`: its priority, requirements or queue */
  ACD_COMMAND_QUEUE_GATE = 29,          /**< queue; `queue_gate`: open it, or shut it to new calls or to all */
  ACD_COMMAND_AGENT_END_WRAPUP = 30,    /**< agent; `in_hand`: the wrap-up after that call is over */
  ACD_COMMAND_SCORES = 31,    /**< number of a question; `scores`: what the host's hook answered, for replay. score.h */
  ACD_COMMAND_CALL_ALSO = 32, /**< call; `also`: it waits in one more queue, or no longer there */
  ACD_COMMAND_RECONCILE_AGENTS = 33, /**< –; `reconcile_agents`: the agents and devices that are there. agent.h */
  ACD_COMMAND_TOGGLE = 34,           /**< toggle; `toggle`: on or off. flow.h */
  ACD_COMMAND_CALL_RECORD = 35,      /**< call; `record`: how it is recorded. flow.h */
  ACD_COMMAND_ZONE = 36,             /**< –; `zone`: a time zone, handed in, replaced or removed. zone.h */
  ACD_COMMAND_CALLBACK = 37,         /**< –; `callback`; the result's id is its call. callback.h */
  ACD_COMMAND_CALLBACK_CANCEL = 38,  /**< call; it is called back no more */
  ACD_COMMAND_SLOT_BOOK = 39,        /**< –; `slot_book`; the result's id is its call. slot.h */
  ACD_COMMAND_SLOT_CONFIRM = 40,     /**< call; the slot that it holds is booked */
  ACD_COMMAND_SLOT_MOVE = 41,        /**< call; `slot_move`: it is booked for another slot */
  ACD_COMMAND_CALL_MARK = 42         /**< call, which may have ended, or 0; `mark`: what is said of it. mark.h */
};

/** A slice of the payload. Offset is from the payload's start; a size of 0 is "absent". Text has no NUL, at its end or
 * inside. */
typedef struct acd_slice {
  uint32_t offset;
  uint32_t size;
} acd_slice;

/** What a call needs of its agent: a skill at a level of at least `level_min` (1 or more). */
typedef struct acd_requirement {
  acd_id skill;
  int64_t level_min;
} acd_requirement;

typedef struct acd_command_wall {
  int64_t offset_us; /**< 1970-01-01T00:00Z + engine time + offset is the wall clock; within ± 2^52 */
} acd_command_wall;

typedef struct acd_command_define {
  acd_slice document; /**< what acd_definition_bytes() gives */
} acd_command_define;

/** Where a call enters, first that is set: `queue`, `flow`, the definition's entry for `number`. */
typedef struct acd_command_arrive {
  acd_slice number;       /**< dialled (DNIS); number, caller and attributes together up to ACD_OPTION_TEXT_MAX */
  acd_slice caller;       /**< calling (ANI) */
  acd_slice attributes;   /**< key NUL value NUL …, keys unique */
  acd_slice requirements; /**< array of acd_requirement: two little-endian words each, unaligned */
  acd_id queue;
  acd_id flow;
  int64_t priority; /**< −1,000 … 1,000, higher first; the priorities of entry, caller and queue are added */
  /** 0 … 30 days: how long the caller has waited before; its wait clock begins so much earlier (route.h) */
  int64_t waited_us;
  /** array of acd_id of up to 8 agents, a little-endian word each, unaligned (route.h); those who are gone are ignored */
  acd_slice preferred;
} acd_command_arrive;

enum {
  ACD_TARGET_AGENT = 1,
  ACD_TARGET_QUEUE = 2,
  ACD_TARGET_FLOW = 3,
  ACD_TARGET_NUMBER = 4 /**< outside: the host transfers, the call leaves the engine */
};

typedef struct acd_command_transfer {
  int64_t target_kind; /**< ACD_TARGET_… */
  acd_id target;       /**< agent, queue or flow; 0 for ACD_TARGET_NUMBER */
  acd_slice number;    /**< for ACD_TARGET_NUMBER; else empty */
} acd_command_transfer;

typedef struct acd_command_consult {
  int64_t target_kind; /**< ACD_TARGET_AGENT or ACD_TARGET_QUEUE */
  acd_id target;
} acd_command_consult;

typedef struct acd_command_pick_up {
  acd_id agent;
  acd_id device; /**< 0: the agent's first that may take it. party.h */
} acd_command_pick_up;

/** What a supervisor hears and who hears the supervisor: party.h. */
enum {
  ACD_ROLE_MONITOR = 1, /**< hears all, is heard by nobody */
  ACD_ROLE_COACH = 2,   /**< hears all, is heard by the agents */
  ACD_ROLE_BARGE = 3    /**< one more agent in the conversation, from when the host has connected them */
};

typedef struct acd_command_supervise {
  acd_id call;
  int64_t role; /**< ACD_ROLE_…; 0: no longer */
} acd_command_supervise;

typedef struct acd_command_keys {
  acd_slice digits; /**< 0–9, *, #, A–D */
} acd_command_keys;

typedef struct acd_command_attribute {
  acd_slice key;
  acd_slice value; /**< size 0 removes the attribute */
} acd_command_attribute;

typedef struct acd_command_presence {
  int64_t reason;   /**< not-ready reason, the host's own numbering, 0 … 65,535 */
  int64_t host_ref; /**< login: opaque to the engine; given back with every action for this agent */
} acd_command_presence;

typedef struct acd_command_set_presence {
  int64_t presence; /**< ACD_PRESENCE_… */
  int64_t reason;   /**< not ready: 0 … 65,535; else 0 */
  int64_t when;     /**< ACD_WHEN_… */
  int64_t by;       /**< 0: the agent itself; else the host's number of who did it */
} acd_command_set_presence;

typedef struct acd_command_extend {
  int64_t extend_us; /**< by how much, up to 24 h; 0: as much as is allowed */
  acd_id call;       /**< whose wrap-up; 0: the only one there is */
} acd_command_extend;

/** Which of the calls that an agent has in hand is meant. */
typedef struct acd_command_in_hand {
  acd_id call; /**< 0: the only one there is */
} acd_command_in_hand;

typedef struct acd_command_elsewhere {
  int64_t busy;  /**< 1: the device is busy with something else, 0: it is not */
  acd_id device; /**< of the agent; 0: all of them */
} acd_command_elsewhere;

/** How the host's work on an action ended. Which outcomes an action takes: action.h. */
enum {
  ACD_OUTCOME_DONE = 1,      /**< played, acknowledged, recorded, bridged, transferred */
  ACD_OUTCOME_ACCEPTED = 2,  /**< ring: the agent's device answered; a bridge action follows. dial: the customer did */
  ACD_OUTCOME_BRIDGED = 3,   /**< ring: answered and already connected to the caller, in one step; dial: to the agent */
  ACD_OUTCOME_REJECTED = 4,  /**< ring: the agent refused */
  ACD_OUTCOME_BUSY = 5,      /**< ring, transfer, dial: the device is busy with something else */
  ACD_OUTCOME_NO_ANSWER = 6, /**< ring, transfer, dial: gave up before the engine's deadline did */
  ACD_OUTCOME_FAILED = 7,    /**< could not be done */
  ACD_OUTCOME_DIGITS = 8,    /**< collect: the keys in `text` were pressed; size 0 is "no input" */
  ACD_OUTCOME_TIMEOUT = 9,   /**< the engine's own, at the deadline; refused from a host */
  ACD_OUTCOME_SPEECH = 10,   /**< collect with `speech`: the caller said `text`, up to 1,000 bytes; size 0
                                is "no input" */
  ACD_OUTCOME_MACHINE = 11   /**< dial: an answering machine took the call */
};

typedef struct acd_command_result {
  int64_t outcome; /**< ACD_OUTCOME_… */
  /** keys (digits), what was said (speech), or what a host action that is done gives, up to 1,000 bytes; else empty */
  acd_slice text;
} acd_command_result;

/** Calls that arrived before this command and are not listed end as `lost_by_host`, once, in slices. */
typedef struct acd_command_reconcile {
  acd_slice calls; /**< array of acd_id: a little-endian word each, unaligned; ids that are not live are ignored */
} acd_command_reconcile;

/** Agents and devices that are not listed are missing: agent.h, "Missing". */
typedef struct acd_command_reconcile_agents {
  acd_slice known; /**< array of acd_id, as above; an agent's stands for all of the agent's devices */
} acd_command_reconcile_agents;

/** What a CALL_CHANGE sets: bits, one or more. */
enum {
  ACD_CHANGE_PRIORITY = 1,     /**< the call's own; those of number, caller and queue are added as ever */
  ACD_CHANGE_REQUIREMENTS = 2, /**< instead of those it had; the queue's own are added as ever */
  ACD_CHANGE_QUEUE = 4         /**< it waits in another queue from now on */
};

/** Where a call that is moved to a queue stands among those of its priority. */
enum {
  ACD_PLACE_NEW = 0, /**< behind all that wait there */
  ACD_PLACE_KEPT = 1 /**< by its entry into the queue it leaves: before those who came there later */
};

/** All that is set is set at once, and the call is matched once, afterwards. Fields whose bit is not set are 0. The
 * exact effect in each state of a call is written in call.h. */
typedef struct acd_command_call_change {
  int64_t fields;         /**< ACD_CHANGE_… */
  int64_t priority;       /**< −1,000 … 1,000 */
  acd_slice requirements; /**< as in acd_command_arrive; size 0: none */
  acd_id queue;
  int64_t place; /**< ACD_PLACE_… */
} acd_command_call_change;

/** Who may be in a queue: queue.h, "Gate". */
enum {
  ACD_GATE_OPEN = 0,
  ACD_GATE_DRAIN = 1, /**< no new calls; those that wait are served to the last */
  ACD_GATE_CLEAR = 2  /**< no new calls; those that wait leave now */
};

typedef struct acd_command_queue_gate {
  int64_t gate; /**< ACD_GATE_… */
} acd_command_queue_gate;

/** For a replay: the answer of the scoring hook to the question with the number `subject`. No timer fires before it.
 * ACD_ERR_STALE: that question is past, or an answer to a later one is laid by already. */
typedef struct acd_command_scores {
  acd_slice scores; /**< array of 2 … 64 scores, a little-endian word each, unaligned */
} acd_command_scores;

typedef struct acd_command_also {
  acd_id queue;
  int64_t waits; /**< 1: it waits there, too; 0: no longer (queue.h, "Several queues at once") */
} acd_command_also;

typedef struct acd_command_toggle {
  int64_t on; /**< 1 or 0 */
} acd_command_toggle;

typedef struct acd_command_record {
  int64_t mode; /**< ACD_RECORDING_… */
} acd_command_record;
/** A request of the host: acd_callback_wish. */
typedef struct acd_command_callback {
  acd_slice dialled;      /**< becomes the call's number; may be empty */
  acd_slice number;       /**< to be dialled, becomes the call's caller: 1 … 63 bytes */
  acd_slice attributes;   /**< as in acd_command_arrive */
  acd_slice requirements; /**< likewise */
  acd_id queue;
  acd_id plan;
  int64_t priority;
  acd_time not_before_us; /**< 0 … ACD_TIME_MAX */
  acd_id campaign;        /**< 0: none; else `queue` and `plan` are 0 */
} acd_command_callback;

/** acd_slot_wish. */
typedef struct acd_command_slot_book {
  acd_slice dialled; /**< as in acd_command_callback, as the next three */
  acd_slice number;
  acd_slice attributes;
  acd_slice requirements;
  acd_id plan;
  int64_t date; /**< year × 10000 + month × 100 + day */
  int64_t priority;
  int64_t clock_us;
  int64_t hold; /**< 1 or 0 */
} acd_command_slot_book;

typedef struct acd_command_slot_move {
  int64_t date;
  int64_t clock_us;
} acd_command_slot_move;

/** acd_mark. */
typedef struct acd_command_mark {
  int64_t fields; /**< ACD_MARK_… */
  int64_t rating;
  int64_t resolved;
  acd_id agent;
  acd_id queue;
} acd_command_mark;

typedef struct acd_command_zone {
  acd_slice name;
  acd_slice bytes; /**< of a TZif file; they may have NULs. Size 0 removes the zone: acd_zone_remove() */
} acd_command_zone;

typedef union acd_command_body {
  int64_t words[10]; /**< unused words are 0 */
  acd_command_wall wall;
  acd_command_define define;
  acd_command_arrive arrive;
  acd_command_transfer transfer;
  acd_command_consult consult;
  acd_command_pick_up pick_up;
  acd_command_supervise supervise;
  acd_command_keys keys;
  acd_command_attribute attribute;
  acd_command_presence presence;
  acd_command_result result;
  acd_command_reconcile reconcile;
  acd_command_set_presence set_presence;
  acd_command_extend extend;
  acd_command_in_hand in_hand;
  acd_command_elsewhere elsewhere;
  acd_command_call_change call_change;
  acd_command_queue_gate queue_gate;
  acd_command_scores scores;
  acd_command_also also;
  acd_command_toggle toggle;
  acd_command_zone zone;
  acd_command_reconcile_agents reconcile_agents;
  acd_command_record record;
  acd_command_callback callback;
  acd_command_slot_book slot_book;
  acd_command_slot_move slot_move;
  acd_command_mark mark;
} acd_command_body;

/** One command: 120 bytes, no padding, no pointers. */
typedef struct acd_command {
  uint32_t size; /**< sizeof(acd_command) */
  uint32_t kind; /**< ACD_COMMAND_… */
  acd_time time_us;
  acd_id subject;
  int64_t host_ref; /**< arrive, consult: becomes the call's host reference, given back with every action for it */
  int64_t reserved; /**< 0 */
  acd_command_body body;
} acd_command;

/** What was at fault in a refused command. */
enum {
  ACD_FAULT_NONE = 0,
  ACD_FAULT_RECORD = 1, /**< size, kind or reserved */
  ACD_FAULT_TIME = 2,
  ACD_FAULT_SUBJECT = 3,
  ACD_FAULT_BODY = 4,    /**< `fault_index` is the word of the body */
  ACD_FAULT_PAYLOAD = 5, /**< `fault_index` is the offset */
  ACD_FAULT_STATE = 6,
  ACD_FAULT_LIMIT = 7,
  ACD_FAULT_DOCUMENT = 8 /**< a definition: acd_engine_error_at() */
};

typedef struct acd_result {
  uint32_t size;  /**< sizeof(acd_result) */
  int32_t code;   /**< ACD_OK, ACD_AGAIN or ACD_ERR_… */
  acd_id id;      /**< the call (or consultation) created, else 0 */
  uint32_t fault; /**< ACD_FAULT_… */
  uint32_t fault_index;
  acd_time time_us; /**< engine time at which the command was applied (or refused) */
} acd_result;

/** Name of a command kind ("call_arrive"), "?" for unknown ones. */
ACD_API const char *acd_command_kind_str(uint32_t kind);

/** Fills a command with zeros, its size, kind, time and subject. */
ACD_API void acd_command_init(acd_command *command, uint32_t kind, acd_time time_us, acd_id subject);

/** Submits one command. `payload` may be NULL if `payload_size` is 0; it is not kept. `result_out` may be NULL.
 * Returns the result's code. */
ACD_API int acd_engine_submit(acd_engine *engine, const acd_command *command, const void *payload, size_t payload_size,
                              acd_result *result_out);

/** Submits `count` commands in order, `stride` bytes apart, all with slices of one payload. A batch is no transaction:
 * each command is applied or refused by itself, with its own result (`results_out`, `result_stride` bytes apart, may be
 * NULL; written with their size). Returns how many were dealt with: `count`, or fewer when the next one answered
 * `ACD_AGAIN` (drain, then submit the rest), or a negative status if the arguments themselves are wrong. */
ACD_API int64_t acd_engine_submit_batch(acd_engine *engine, const acd_command *commands, size_t count, size_t stride,
                                        const void *payload, size_t payload_size, acd_result *results_out,
                                        size_t result_stride);

#ifdef __cplusplus
}
#endif
#endif
