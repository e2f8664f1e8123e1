/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Actions: what the engine asks of the host, pulled one by one in order (or dispatched to hooks: dispatcher.h).
 *
 * Every action has an id and a deadline that the engine keeps, and ends exactly once: by the host's result
 * (acd_action_result()), by its deadline (outcome `timeout`), or because it no longer matters (the caller hung up,
 * another agent was faster). A result for an ended action is `ACD_ERR_STALE` and changes nothing.
 *
 * | action | results taken | on `failed` or timeout |
 * |---|---|---|
 * | ring | accepted, bridged, rejected, busy, no_answer, failed | the agent's next device; the next agent; the agent rests (agent.h) |
 * | ring_stop, release, hangup | done, failed | counted; nothing else |
 * | bridge | done, failed | the call returns to its place in the queue; the agent's leg is released |
 * | play | done, failed | the node's `next` exit; for failed its `error` exit; an announcement in a queue: the music goes on |
 * | collect | digits, speech if it was asked for, failed | no input; for failed the `error` exit |
 * | music, hold, resume, recording | done, failed | counted; nothing else |
 * | voicemail | done, failed | the node's `next` exit; for failed its `error` exit |
 * | host | done (with a text), failed | the node's exits: for done a case, `next` or `no_match` as the text decides (flow.h); for failed `error`, at the deadline `timeout` |
 * | join | done, failed | the agent's leg is released: party.h |
 * | dial | accepted, bridged, busy, no_answer, machine, failed | another attempt, or the callback ends: callback.h |
 * | message | done, failed | counted; nothing else |
 * | transfer | done, busy, no_answer, failed | the node's exits `busy`, `no_answer`, for failed and timeout `error`; an agent's blind transfer: the call ends as failed |
 *
 * The order of the actions of one command is fixed, but only promised where one makes sense only after another.
 *
 * Besides, a call has one *recording* action at a time: a new one replaces the one before, and it goes on whatever
 * becomes of the media (flow.h, "Recording").
 *
 * What is for an agent in a whisper (`to` is ACD_TO_AGENT) is no media action of the call, whose own goes on meanwhile:
 * it stands in the place of that agent's bridge. The next of them, the bridge, or the agent's release replaces it.
 *
 * A call has one *media* action at a time (play, collect, music, voicemail, host, dial, hold, resume): a new one, and a
 * bridge, replaces the one before without further notice; its late result is stale. A caller on hold stays on hold,
 * whatever is played to them, until resume, join or the end of the conversation.
 */
#ifndef ACD_ACTION_H
#define ACD_ACTION_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
  ACD_ACTION_RING =
      1, /**< ring `agent` for `call`; the deadline is the agent's own ring time-out, else the queue's, else (a direct call) 20 s;
              with several devices that of `device` may come before (agent.h, "Devices") */
  ACD_ACTION_RING_STOP = 2, /**< stop ringing `agent`: nobody needs to answer any more */
  ACD_ACTION_BRIDGE = 3,    /**< connect `call` with `agent` */
  ACD_ACTION_RELEASE = 4,   /**< end the leg of `agent`: the call goes on without, or has ended */
  ACD_ACTION_PLAY =
      5, /**< play `text` (a prompt's name; may be "") to whom `to` says, then say `value` as `says` tells */
  ACD_ACTION_COLLECT = 6, /**< play `text`, then collect `digits_min` … `digits_max` keys until one of `terminators`,
                                  or until no first key comes within `input_timeout_us`, or no further one within
                                  `digit_timeout_us` */
  ACD_ACTION_MUSIC =
      7, /**< play music on hold `text` to the waiting caller, or the one on hold, until the next media action */
  ACD_ACTION_HOLD =
      8, /**< put the caller on hold, music `text`; `related`: the call that interrupts, 0: the agent wants it */
  ACD_ACTION_RESUME = 9,     /**< back to the conversation */
  ACD_ACTION_VOICEMAIL = 10, /**< play `prompt` if any, record a message for mailbox `text` */
  ACD_ACTION_TRANSFER = 11,  /**< transfer the caller to the outside number `text` */
  ACD_ACTION_HANGUP = 12, /**< hang up; `reason` says why. A consultation's ends without the leg of `agent`: party.h */
  ACD_ACTION_JOIN = 13,   /**< connect `agent`, whose leg is up, with all who are in the conversation of `call` */
  ACD_ACTION_HOST =
      14, /**< do `text` (an operation that the host knows) with `parameters`, playing `prompt` meanwhile if any;
                               done comes with a text */
  ACD_ACTION_RECORDING = 15, /**< record `call` as `value` says: ACD_RECORDING_… (flow.h) */
  ACD_ACTION_DIAL =
      16, /**< ring the customer of `call` at the number `text`, for `agent`, who has accepted or is held; 0: nobody yet
               (callback.h) */
  ACD_ACTION_MESSAGE =
      17 /**< tell the customer at the number `text` what `prompt` says; `value` 1: a machine had answered */
};

/** Why a call ended: hang-up actions, call records, events. */
enum {
  ACD_END_NONE = 0,
  ACD_END_COMPLETED = 1,     /**< talked to an agent; either side hung up */
  ACD_END_ABANDONED = 2,     /**< the caller hung up while waiting in a queue or for an agent */
  ACD_END_IN_FLOW = 3,       /**< the caller hung up inside a flow */
  ACD_END_FLOW = 4,          /**< the flow said hang up, or had no way on */
  ACD_END_VOICEMAIL = 5,     /**< left a message: the voicemail action was done, or the caller hung up during it */
  ACD_END_TRANSFERRED = 6,   /**< handed to an outside number */
  ACD_END_TIMEOUT = 7,       /**< waited as long as the queue allows, with nowhere to go */
  ACD_END_REJECTED = 8,      /**< queue full or shut, with nowhere to go */
  ACD_END_FAILED = 9,        /**< the host could not do what was needed to go on */
  ACD_END_LOST_BY_HOST = 10, /**< missing in a reconciliation; a consultation: or the agent who was consulted is */
  ACD_END_JOINED = 11,       /**< a consultation: the consulted agent went over to the call it was for */
  ACD_END_NO_AGENTS = 12,    /**< nobody was there to serve the queue, with nowhere to go */
  ACD_END_CALLBACK = 13 /**< a callback that came to no conversation; as a hang-up's reason also: the call goes on as a
                       callback (callback.h) */
};

/** Who hears the prompts of an action, and whose keys and speech are taken. */
enum {
  ACD_TO_CALLER = 1,
  ACD_TO_AGENT =
      2 /**< `agent` at `device`, whose leg is up and not connected with the caller yet: a whisper (queue.h) */
};

typedef struct acd_action {
  uint32_t size; /**< sizeof(acd_action), set by the caller */
  uint32_t kind; /**< ACD_ACTION_… */
  acd_id id;
  int64_t sequence; /**< 1, 2, 3, … over the life of the engine */
  acd_time time_us; /**< emitted */
  acd_time deadline_us;
  acd_id call;
  acd_id agent;       /**< 0 where none */
  acd_id queue;       /**< 0 where none */
  int64_t call_ref;   /**< host reference of the call */
  int64_t agent_ref;  /**< host reference of the agent */
  const char *text;   /**< prompt, music, mailbox, number, operation, or ""; lent until the next pull or command */
  const char *prompt; /**< voicemail, host: the prompt before; message: what is told; "" where none */
  const char *terminators;
  int64_t digits_min;
  int64_t digits_max;
  int64_t input_timeout_us;
  int64_t reason;           /**< hangup: ACD_END_…; join: ACD_ROLE_… of a supervisor, else 0 */
  acd_id related;           /**< for a consultation: the call it is for; join: the consultation the agent comes from;
                       hold: the call that interrupts (agent.h); else 0 */
  int64_t related_ref;      /**< its host reference */
  int64_t says;             /**< play: ACD_SAYS_…; 0, or ACD_SAYS_NOTHING: nothing */
  int64_t value;            /**< play: the position, 1 first, or the time in microseconds; recording: ACD_RECORDING_…;
                       message: 1 after a machine */
  acd_id device;            /**< of `agent`: agent.h, "Devices"; 0: none is defined, or known */
  acd_id channel;           /**< of the call when the action was emitted, as acd_call_info.channel: agent.h; 0: none */
  int64_t digit_timeout_us; /**< collect: how long to wait between keys */
  const char *parameters;   /**< host: "name=value" lines separated by newlines, in order; "" where none */
  int64_t speech;           /**< collect: 1: speech is taken as well (ACD_OUTCOME_SPEECH) */
  int64_t to;               /**< play, collect, music, voicemail, host: ACD_TO_…; else 0 */
} acd_action;

/** Pulls the next action: 1 and the action, 0 if there is none, or a negative status. */
ACD_API int acd_action_next(acd_engine *engine, acd_action *action_out);
/** Name of an action kind ("ring"), of an outcome ("accepted"), of an end ("abandoned"); "?" for unknown ones. */
ACD_API const char *acd_action_kind_str(uint32_t kind);
ACD_API const char *acd_outcome_str(int64_t outcome);
ACD_API const char *acd_end_str(int64_t reason);

/** The host's work on an action has ended (a RESULT command). `text` is what was pressed for ACD_OUTCOME_DIGITS, what
 * was said for ACD_OUTCOME_SPEECH, and what a host action that is done gives (up to 1,000 bytes; NULL is the empty
 * text); else it is NULL. ACD_ERR_STALE if the action has already ended; ACD_ERR_ARGUMENT if this kind of action has
 * no such outcome; ACD_ERR_STATE if it was not pulled yet. */
ACD_API int acd_action_result(acd_engine *engine, acd_time time_us, acd_id action, int64_t outcome, const char *text);

#ifdef __cplusplus
}
#endif
#endif
