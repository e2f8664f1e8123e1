/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The engine's inside: its state, and who does what in this folder.
 *
 * submit.c applies commands and fires timers; each command has a handler, which checks, reserves, then commits. Below the handlers
 * are operations that cannot fail: on actions (action.c), on queues (queue.c), offers (offer.c), conversations (conversation.c), agents
 * (agent.c), calls (call.c) and flows (walk.c). define*.c build and commit definitions. Nothing below a handler allocates, but
 * for classes that spare work (route/class.c), and those only within a command.
 */
#ifndef ACD__ENGINE_ENGINE_H
#define ACD__ENGINE_ENGINE_H

#include <acd/acd.h>

#include "base/dictionary.h"
#include "base/rng.h"
#include "engine/action.h"
#include "flow/flow.h"
#include "kpi/kpi.h"
#include "model/document.h"
#include "model/ids.h"
#include "model/schedule.h"
#include "model/skill.h"
#include "route/match.h"
#include "route/route.h"

#define ACD__OPTIONS_COUNT 10

/* Offers, stops or calls dealt with in one slice. */
#ifndef ACD__SLICE
#define ACD__SLICE 16
#endif
/* Actions that one timer or slice can emit at the most; so many must be free before it fires. */
#define ACD__ACTIONS_PER_TIMER 96
#define ACD__OVERFLOWS_MAX     8
/* Longest extension of a wrap-up by one command. */
#define ACD__EXTENSION_MAX_US (24 * 3600 * ACD_SECOND)
/* Where a call that waits for one agent goes when that agent does not take it: to its flow's exit, or … */
enum { ACD__FALLBACK_QUEUE = 1, ACD__FALLBACK_PARK = 2 };
/* Agents in a conversation besides the first: acd/party.h. */
#define ACD__PARTIES_MAX 7
/* Ring time-out of a direct call to an agent without one of its own. */
#define ACD__RING_DIRECT_US (20 * ACD_SECOND)

struct acd_options {
  acd__memory memory;
  acd_allocator allocator;
  int64_t values[ACD__OPTIONS_COUNT]; /* by ACD_OPTION_… */
  acd_log_fn log;
  void *log_user;
  acd_event_fn sink;
  void *sink_user;
  acd_explain_fn explain;
  void *explain_user;
};

enum {
  ACD__TIMER_CALL_WAIT = 1,
  ACD__TIMER_CALL_SLICE = 2,
  ACD__TIMER_AGENT = 3,
  ACD__TIMER_ACTION = 4,
  ACD__TIMER_STOPS = 5,
  ACD__TIMER_SWEEP = 6,
  ACD__TIMER_REMATCH = 7,
  ACD__TIMER_OWN = 8,
  ACD__TIMER_CALL_MORE = 9,
  ACD__TIMER_CALL_STEP = 10,
  ACD__TIMER_AGENT_UNTIL = 11,
  ACD__TIMER_CALL_PREFERRED = 12,
  ACD__TIMER_OCCUPANCY = 13,
  ACD__TIMER_DESERTED = 14,
  ACD__TIMER_CLEARING = 15,
  ACD__TIMER_TELLING = 16
};

/* An entry of the definition's numbers. */
typedef struct acd__entry {
  acd_id queue;
  int64_t priority;
  uint32_t flow_size; /* 0: to the queue */
  char flow[];
} acd__entry;

/* What the centre as a whole defines. */
typedef struct acd__centre {
  int64_t short_abandon_us;
  int64_t steps_max;
  int64_t call_choice;
  int64_t idle_from;      /* ACD_IDLE_FROM_… */
  int64_t idle_not_ready; /* ACD_IDLE_…, as the others */
  int64_t idle_offer;
  int64_t idle_miss;
  int64_t idle_direct;
  int64_t idle_elsewhere;
  int64_t occupancy_part_us; /* of the window, in twelve */
  int64_t occupancy_used;    /* 1: a queue's strategy goes by it */
  acd__lane *request_lane;
  acd__lane *play_lane;
  acd__lane *voicemail_lane;
  acd__lane *transfer_lane;
  acd__lane *park_lane;
  acd__lane *ring_direct_lane;
} acd__centre;

/* Everything that a definition replaces; built aside, then swapped in. Names lead to pooled objects. */
typedef struct acd__world {
  acd__centre centre;
  acd__dictionary skills;
  acd__dictionary agents;
  acd__dictionary queues;
  acd__dictionary schedules;
  acd__dictionary flows;
  acd__dictionary numbers;    /* acd__entry */
  acd__dictionary extensions; /* agents */
  acd__entry **entries;
  size_t *entries_bytes;
  size_t entries_count;
  size_t entries_capacity;
  acd__route *route;
  uint8_t *bytes; /* the document in force */
  size_t bytes_size;
  size_t text_bytes;  /* that the flows can add to a call's texts; calls inside flows have the room */
  int announces;      /* 1: a queue has announcements */
  int all_need_texts; /* 1: any call may come into a flow by a timer, and has the room */
} acd__world;

/* The decision that the hook is being told of. */
typedef struct acd__deciding {
  uint32_t side; /* ACD_SIDE_… */
  const acd__call *call;
  const acd__agent *agent;
} acd__deciding;

struct acd_engine {
  acd__memory memory;
  int64_t options[ACD__OPTIONS_COUNT];
  acd_log_fn log;
  void *log_user;
  acd_event_fn sink;
  void *sink_user;
  acd_explain_fn explain;
  void *explain_user;
  acd__deciding deciding; /* zeros but inside that hook */

  acd_time now_us;
  int64_t wall_offset_us;
  uint64_t sequence; /* creation: agents, queues, calls */
  int in_command;
  int in_timer; /* no memory may be taken */
  acd__rng rng;
  acd__timers timers;
  acd__lane *now_lane;

  acd__pool calls;
  acd__pool agents;
  acd__pool queues;
  acd__pool skills;
  acd__pool flows;
  acd__pool schedules;
  acd__pool handles; /* of actions */
  acd__pool actions;
  acd__pool declines;
  acd__pool tellings; /* of calls, see model/call.h */
  acd__dictionary needs;
  acd__world world;
  acd__errors errors;

  acd__action *action_head; /* to be pulled */
  acd__action *action_tail;
  acd__action *action_last; /* pulled last: its texts are lent until the next command */
  int64_t actions_queued;
  size_t actions_owned; /* under way as a call's media action, or an agent's request or notice */
  int64_t action_sequence;
  int64_t event_sequence;
  uint64_t digest;

  acd__agent *stops; /* rings to stop, in slices */
  acd__agent *stops_tail;
  acd__timer stops_timer;
  acd__timer sweep_timer; /* reconciliation */
  uint32_t sweep_epoch;
  uint32_t sweep_slot;
  acd__timer rematch_timer; /* after a definition */
  acd__agent *rematch_next;
  uint32_t defining;             /* 1: nobody is offered a call before all is in its new place */
  acd__timer_at occupancy_timer; /* borders of its parts */
  acd__agent *occupancy_next;    /* of those who get new keys; NULL: all have theirs */
  uint32_t occupancy_more;       /* 1: and will get others at the next border */

  acd__agent *agents_head; /* by sequence */
  acd__agent *agents_tail;
  acd__queue *queues_head;
  acd__queue *queues_tail;

  acd__kpi kpi;
  acd_engine_stats stats;
};

/* A command being applied. */
typedef struct acd__apply {
  const acd_command *command;
  const uint8_t *payload;
  size_t payload_size;
  acd_result *result;
  int own; /* built by the library: texts have no NUL; an arrival's begin the payload as the call keeps them (model/texts.h) */
} acd__apply;

typedef int (*acd__handler)(acd_engine *engine, acd__apply *apply);

/* submit.c */
/* Notes what is at fault and returns the code. */
int acd__refuse(acd__apply *apply, int code, uint32_t fault, uint32_t index);
/* The text of a slice, refused unless it lies in the payload and has no NUL. `word` is its place in the body. */
int acd__apply_text_check(acd__apply *apply, acd_slice slice, uint32_t word, const char **text_out);
static inline int acd__apply_text(acd__apply *apply, acd_slice slice, uint32_t word, const char **text_out)
{
  if (!apply->own) return acd__apply_text_check(apply, slice, word, text_out);
  *text_out = slice.size ? (const char *)apply->payload + slice.offset : "";
  return ACD_OK;
}
acd__call *acd__apply_call(acd_engine *engine, acd__apply *apply);
acd__agent *acd__apply_agent(acd_engine *engine, acd__apply *apply);
/* arrive.c: the requirements of a slice, held once more; NULL: none. `word` is its place in the body. */
int acd__apply_needs(acd_engine *engine, acd__apply *apply, acd_slice slice, uint32_t word, acd__needs **needs_out);
/* So many actions can be emitted that every live call and agent can do without memory whatever its timers bring. */
int acd__grow_actions(acd_engine *engine, size_t count);
/* A live call has at most one media action, and when it ends its hang-up takes that one's place; an agent has at most one
 * request and one notice. Who has one under way needs room for no other: it ends first. Two timers' worth stay free on top, so that
 * time can always go on once the host has drained. */
static inline int acd__reserve_actions(acd_engine *engine, size_t calls_more, size_t agents_more)
{
  size_t count = 2 * ACD__ACTIONS_PER_TIMER + engine->calls.live + calls_more +
                 2 * (engine->agents.live + agents_more) - engine->actions_owned;
  return engine->handles.free >= count && engine->actions.free >= count ? ACD_OK : acd__grow_actions(engine, count);
}
/* Begins a command that the library builds itself: all but the body, of which those words have to be set that its kind uses. */
static inline void acd__command_begin(acd_command *command, uint32_t kind, acd_time time_us, acd_id subject)
{
  command->size = sizeof *command;
  command->kind = kind;
  command->time_us = time_us;
  command->subject = subject;
  command->host_ref = 0;
  command->reserved = 0;
}
/* Submits a command that the library built itself, from arguments of the host: as acd_engine_submit(), without looking for what
 * a record from outside may hold. */
int acd__submit(acd_engine *engine, const acd_command *command, const void *payload, size_t payload_size,
                acd_result *result);
int acd__submit_simple(acd_engine *engine, uint32_t kind, acd_time time_us, acd_id subject);
acd__memory *acd__engine_memory(acd_engine *engine);

/* Handlers, one file each or a few alike. */
/* No longer available: out of the idle, offers are cancelled; a conversation goes on. */
void acd__agent_turn_away(acd_engine *engine, acd__agent *agent, uint32_t presence, int64_t reason, int64_t by);
int acd__do_tick(acd_engine *engine, acd__apply *apply);
int acd__do_wall(acd_engine *engine, acd__apply *apply);
int acd__do_define(acd_engine *engine, acd__apply *apply);
int acd__do_call_arrive(acd_engine *engine, acd__apply *apply);
int acd__do_call_hangup(acd_engine *engine, acd__apply *apply);
int acd__do_call_hold(acd_engine *engine, acd__apply *apply);
int acd__do_call_resume(acd_engine *engine, acd__apply *apply);
int acd__do_call_transfer(acd_engine *engine, acd__apply *apply);
int acd__do_call_consult(acd_engine *engine, acd__apply *apply);
int acd__do_agent_supervise(acd_engine *engine, acd__apply *apply);
int acd__do_call_park(acd_engine *engine, acd__apply *apply);
int acd__do_call_pick_up(acd_engine *engine, acd__apply *apply);
int acd__do_call_conference(acd_engine *engine, acd__apply *apply);
int acd__do_call_complete(acd_engine *engine, acd__apply *apply);
int acd__do_call_keys(acd_engine *engine, acd__apply *apply);
int acd__do_call_set(acd_engine *engine, acd__apply *apply);
int acd__do_agent_login(acd_engine *engine, acd__apply *apply);
int acd__do_agent_logout(acd_engine *engine, acd__apply *apply);
int acd__do_agent_ready(acd_engine *engine, acd__apply *apply);
int acd__do_agent_not_ready(acd_engine *engine, acd__apply *apply);
int acd__do_agent_hangup(acd_engine *engine, acd__apply *apply);
int acd__do_agent_extend_wrapup(acd_engine *engine, acd__apply *apply);
int acd__do_agent_elsewhere(acd_engine *engine, acd__apply *apply);
int acd__do_agent_set_presence(acd_engine *engine, acd__apply *apply);
int acd__do_result(acd_engine *engine, acd__apply *apply);
int acd__do_reconcile(acd_engine *engine, acd__apply *apply);
int acd__do_call_change(acd_engine *engine, acd__apply *apply);
int acd__do_queue_gate(acd_engine *engine, acd__apply *apply);

/* result.c: an action's deadline passed. */
void acd__action_expire(acd_engine *engine, acd__action *action);

/* event.c */
/* An event for the sink. `more` is the not-ready reason of an agent's state or presence, else the flow. */
void acd__event_tell(acd_engine *engine, uint32_t kind, const acd__call *call, const acd__queue *queue,
                     const acd__agent *agent, int64_t value_us, int64_t value, int64_t detail, int64_t more);
void acd__log(acd_engine *engine, int level, const char *text, const char *name);

/* action.c */
/* A new action, not sent yet; there is one free (acd__reserve_actions()). */
acd__action *acd__action_new(acd_engine *engine, uint32_t kind, const acd__call *call, const acd__agent *agent);
/* Takes the digest, arms the deadline and puts it out to be pulled. */
void acd__action_send(acd_engine *engine, acd__action *action, acd__lane *deadline);
/* It no longer matters, or has its result. NULL is fine. */
void acd__action_end(acd_engine *engine, acd__action *action);
/* It is no longer what its call or agent has under way; its answer concerns nobody. */
void acd__action_disown(acd_engine *engine, acd__action *action);
/* Media actions replace the one before. `text` is held once more. */
acd__action *acd__action_media(acd_engine *engine, uint32_t kind, acd__call *call, acd__string *text);
/* Tells an agent's device: ring_stop or release. */
void acd__action_notice(acd_engine *engine, uint32_t kind, const acd__call *call, acd__agent *agent);

/* call.c */
static inline void acd__call_state(const acd_engine *engine, acd__call *call, uint32_t state)
{
  call->state = (uint8_t)state;
  call->state_since_us = engine->now_us;
}
/* Tells the timers of a new call what they are. */
void acd__call_timers(acd__call *call);
void acd__call_segment_end(acd_engine *engine, acd__call *call);
/* Ends the present segment, if any, and begins another (0: none). */
static inline void acd__call_segment(acd_engine *engine, acd__call *call, uint32_t segment)
{
  if (call->segment) acd__call_segment_end(engine, call);
  call->segment = (uint8_t)segment;
  call->segment_since_us = engine->now_us;
}
/* The option whose limit an attribute of this size would break (ACD_OPTION_…), 0: it fits. */
int acd__call_attribute_limit(const acd_engine *engine, const acd__call *call, const char *key, size_t key_size,
                              size_t value_size);
/* The call, out of every queue and conversation, ends; with `hangup` the host is asked to hang up. */
void acd__call_end(acd_engine *engine, acd__call *call, uint32_t reason, int hangup);
/* The caller is gone, or lost: out of wherever it is, and ended. With `hangup` the host is asked to hang up. */
void acd__call_gone(acd_engine *engine, acd__call *call, int lost, int hangup);

/* queue.c */
/* Instead of an exit: the call has left its flow for another one, and stands at its start. */
#define ACD__EXIT_SWITCHED (-1)
/* Enters a queue: 0 and the call waits (or rings), or the exit that it takes at once. */
int32_t acd__queue_enter(acd_engine *engine, acd__call *call, acd__queue *queue, acd__lane *wait_lane, int64_t how);
/* Music for a waiting caller, unless it plays already; NULL: none. */
void acd__call_music(acd_engine *engine, acd__call *call, acd__string *music);
/* The exit by which it would be turned away; 0: it would be let in. */
int32_t acd__queue_refusal(acd_engine *engine, acd__call *call, acd__queue *queue);
/* Out of the queue: offers are stopped, the event is told. */
void acd__queue_leave(acd_engine *engine, acd__call *call, int64_t detail, acd__agent *answered);
/* The maximum wait has passed. */
void acd__queue_timeout(acd_engine *engine, acd__call *call);
/* A call that waits leaves unanswered: to the overflow queue, else by the exit. */
void acd__queue_put_out(acd_engine *engine, acd__call *call, int32_t exit);
/* Back among those that wait after a failed bridge, unless it has to leave by now. */
void acd__queue_put_back(acd_engine *engine, acd__call *call);
/* join.c */
/* The exit by which the queue's own conditions turn a call away, whoever is ready for it; 0: none does. */
int32_t acd__join_members(const acd__queue *queue);
/* 1 if waits are too long for a call for which nobody is ready. */
int acd__join_too_long(const acd_engine *engine, const acd__queue *queue);
/* A call has entered, and was matched; a call has left. */
void acd__estimate_entered(const acd_engine *engine, acd__queue *queue, const acd__call *call);
void acd__estimate_left(const acd_engine *engine, acd__queue *queue, int64_t wait_us, int is_answered);
/* Likely wait of the call in this place; of one that would come now. ACD_TIME_NEVER: no member is available. */
int64_t acd__estimate_at(const acd__queue *queue, int64_t position);
int64_t acd__estimate_next(const acd__queue *queue);
/* Of late, in parts per million. */
int64_t acd__service_level_ppm(const acd__queue *queue);
/* announce.c. Each does nothing for a call without a telling. */
/* There is one free. */
void acd__telling_give(acd_engine *engine, acd__call *call);
/* The call has entered its queue, or that has other announcements now. */
void acd__telling_begin(acd_engine *engine, acd__call *call);
void acd__telling_end(acd_engine *engine, acd__call *call);
/* The call's keys have changed. */
void acd__telling_place(acd__call *call);
/* One falls due. */
void acd__telling_due(acd_engine *engine, acd__telling *telling);
/* Nobody rings any more: what waits for that is played. */
void acd__telling_speak(acd_engine *engine, acd__call *call);
/* An announcement was played, or failed: the next one, or music. */
void acd__telling_spoken(acd_engine *engine, acd__call *call);
/* gate.c */
/* How many members are there has changed, or when the calls leave. */
void acd__queue_staffing(acd_engine *engine, acd__queue *queue);
/* 1 if nobody is there just now, in a queue whose calls leave then. */
int acd__queue_is_deserted(const acd__queue *queue);
/* Nobody has been there for as long as is allowed. */
void acd__queue_deserted(acd_engine *engine, acd__queue *queue);
/* One slice of calls leaves. */
void acd__queue_clear_slice(acd_engine *engine, acd__queue *queue);
void acd__queue_release(acd_engine *engine, acd__queue *queue);
/* NULL is fine. */
void acd__queue_config_free(acd_engine *engine, acd__queue_config *config);
/* Waits for one agent alone: 0 or the exit taken at once. */
int32_t acd__direct_enter(acd_engine *engine, acd__call *call, acd__agent *agent, acd__lane *wait_lane, int may_wait);
void acd__direct_leave(acd_engine *engine, acd__call *call);
/* A direct call does not get its agent: its flow goes on by `exit`, or it falls back. */
void acd__direct_fail(acd_engine *engine, acd__call *call, int32_t exit);
/* The call's own way on when it left a queue unanswered by `exit`. */
void acd__call_exit(acd_engine *engine, acd__call *call, int32_t exit);

void acd__call_preferred_free(acd_engine *engine, acd__call *call);
/* preferred.c */
/* 1: the call, out of its class's order, waits for a preferred agent alone from now on. */
int acd__preferred_wait(acd_engine *engine, acd__call *call);
/* It no longer does, and stands nowhere; nothing happens if it did not. */
void acd__preferred_end(acd_engine *engine, acd__call *call);
/* Into the list of the agent it waits for. */
void acd__preferred_place(acd__call *call);
void acd__preferred_timeout(acd_engine *engine, acd__call *call);
/* step.c */
/* Keys by which it is ordered in its class. */
void acd__call_keys(const acd__call *call, acd__order_node *to);
void acd__call_set_keys(acd__call *call);
/* Of a call in a queue, without what it has gained by waiting. */
int64_t acd__call_priority(const acd__call *call);
/* The first step from `step` on that a call with these needs does not pass over in the queue. */
uint32_t acd__step_from(acd_engine *engine, const acd__call *call, acd__queue *queue, uint32_t step);
/* The call, out of its class's order, begins that step, or the next that is not passed over: step, class, keys, timer. */
void acd__call_begin_step(acd_engine *engine, acd__call *call, uint32_t from);
/* Priority or needs of a call in a queue have changed: it takes its place anew, and is matched if it waits. */
void acd__call_reclass(acd_engine *engine, acd__call *call);
/* The time of its step has passed. */
void acd__call_step_ends(acd_engine *engine, acd__call *call);
/* With a definition: the queue has another route and other rules, its class is gone. */
void acd__call_adopt_rules(acd_engine *engine, acd__call *call, int had_steps);
/* offer.c */
/* Round robin: the queue's memory stands at the agent from now on, if this (ACD_MOVES_…) is what moves it. */
void acd__queue_mark(acd__queue *queue, const acd__agent *agent, int64_t moves);
/* More agents may be rung for the call. */
void acd__offer_more(acd_engine *engine, acd__call *call);
/* Looks for an agent for a call that waits in its class, and rings one (or, ring all, a slice of all). */
void acd__offer_call(acd_engine *engine, acd__call *call);
/* The next slice of those that the call may ring, unless agents who got ready meanwhile are enough. */
void acd__offer_slice(acd_engine *engine, acd__call *call);
/* `chosen`: on the call side, the agent among others. */
void acd__offer(acd_engine *engine, acd__call *call, acd__agent *agent, int chosen);
/* The offer to this agent has ended without a conversation; the call looks further, then the agent. `detail`: ACD_OFFER_…. */
void acd__offer_failed(acd_engine *engine, acd__agent *agent, int64_t detail);
/* An agent who is not idle takes a waiting call, out of turn; others rung for it are stopped. */
void acd__offer_taken(acd_engine *engine, acd__call *call, acd__agent *agent);
/* All offers of a call are to be stopped, or one: acd__stops_slice(), at the end of the command or timer. */
void acd__offers_stop(acd_engine *engine, acd__call *call);
void acd__offer_stop(acd_engine *engine, acd__call *call, acd__agent *agent);
/* One offer is stopped: the agent is told, and is free or follows its presence. */
void acd__offer_cancel(acd_engine *engine, acd__agent *agent);
void acd__stops_slice(acd_engine *engine);
void acd__offer_accepted(acd_engine *engine, acd__agent *agent, int bridged);
/* An offer was missed, refused or lost (`detail`: ACD_OFFER_…): the agent is passed over for the call, rests, and (if it
 * `counts`) may be set not ready after too many in a row. */
void acd__agent_missed(acd_engine *engine, acd__call *call, acd__agent *agent, int64_t detail, int counts);
/* Puts a call back among those that wait and looks for an agent. */
void acd__call_requeue(acd_engine *engine, acd__call *call);

/* explain.c: tells the hook, which there is, of a decision before it takes effect. */
void acd__explain_tell(acd_engine *engine, const acd__call *call, const acd__agent *agent, uint32_t side);

/* conversation.c */
void acd__bridged(acd_engine *engine, acd__agent *agent);
/* Accepted, but not bridged: the agent's leg is lost (ACD_OFFER_REJECTED) or the bridge failed (ACD_OFFER_FAILED). */
void acd__bridge_failed(acd_engine *engine, acd__agent *agent, int64_t detail);
/* The agent's part is over. The agent still has to be set free: acd__agent_after(). `tell`: ask the host to release it. */
acd__agent *acd__conversation_end(acd_engine *engine, acd__call *call, int64_t how, int tell);
/* The agent hung up: the caller goes on in the flow, or is hung up. */
void acd__conversation_agent_gone(acd_engine *engine, acd__agent *agent);

void acd__conversation_hold(acd_engine *engine, acd__call *call);
void acd__conversation_resume(acd_engine *engine, acd__call *call);
/* The caller is off hold, if on hold; the host learns it otherwise. */
void acd__conversation_unhold(acd_engine *engine, acd__call *call);
/* One agent's conversation is over; nothing else changes. */
void acd__conversation_leave(acd_engine *engine, acd__call *call, acd__agent *agent, int64_t how, int tell);
/* As that, for the first, whose place is free afterwards. */
acd__agent *acd__conversation_leave_first(acd_engine *engine, acd__call *call, int64_t how, int tell);

/* transfer.c: whom a call that talks may be passed to; refused otherwise. */
int acd__target_agent(acd_engine *engine, acd__apply *apply, const acd__call *call, acd_id id, acd__agent **agent_out);
int acd__target_queue(acd_engine *engine, acd__apply *apply, acd__call *call, acd_id id, acd__queue **queue_out);

/* consult.c */
/* The call's consultation ends; the agent who asked stays on the call. */
void acd__consult_drop(acd_engine *engine, acd__call *call);
/* The consulted agent takes the first one's place. `tell`: the host is asked to release the first. */
void acd__consult_complete(acd_engine *engine, acd__call *call, int tell);

/* park.c */
void acd__park(acd_engine *engine, acd__call *call);
/* 1: the agent may take or supervise a call, with nothing else in hand. */
int acd__agent_may_join(const acd__agent *agent);
/* Nobody has picked it up in time. */
void acd__park_recall(acd_engine *engine, acd__call *call);

/* supervise.c */
/* `release`: the host is asked to end the supervisor's leg. */
void acd__supervise_end(acd_engine *engine, acd__agent *agent, int release);
void acd__supervise_end_all(acd_engine *engine, acd__call *call);
/* The host has connected the supervisor; one who barges in is an agent of the conversation now. */
void acd__supervise_joined(acd_engine *engine, acd__agent *agent);

/* party.c */
/* An agent who talks already comes into another conversation: as the first, or after those who are there. The host is asked to
 * connect them; `from`: the consultation they come from. */
void acd__party_join(acd_engine *engine, acd__call *call, acd__agent *agent, acd_id from, int64_t from_ref);
/* One more is in the conversation, and the host knows. */
void acd__party_enter(acd_engine *engine, acd__call *call, acd__agent *agent);
/* One more leaves; the conversation goes on. */
void acd__party_leave(acd_engine *engine, acd__agent *agent, int64_t how, int tell);
/* All but the first leave. */
void acd__parties_end(acd_engine *engine, acd__call *call, int64_t how, int tell);
/* The first has left: the next takes that place. */
void acd__party_first(acd_engine *engine, acd__call *call);
void acd__join_failed(acd_engine *engine, acd__agent *agent);

/* agent.c */
void acd__agent_state(acd_engine *engine, acd__agent *agent, uint32_t state);
/* Adds to the counts of members logged in and available. */
void acd__agent_count(acd_engine *engine, const acd__agent *agent, int64_t staffed, int64_t available);
/* Into the idle orders; calls from which agents were kept free may go to others now. */
void acd__agent_idle(acd_engine *engine, acd__agent *agent);
/* `by`: 0, or who set it (event.h). */
void acd__agent_presence(acd_engine *engine, acd__agent *agent, uint32_t presence, int64_t reason, int64_t by);
/* After a conversation: wrap-up, if there is one, or free. */
void acd__agent_after(acd_engine *engine, acd__agent *agent);
/* Calls that wait for this agent alone, who is not available, go elsewhere: one at once (not within a timer), the rest in slices. */
void acd__agent_own_leave(acd_engine *engine, acd__agent *agent);
/* One slice of that. An agent who was only waiting for it to be gone, goes. */
void acd__agent_own_slice(acd_engine *engine, acd__agent *agent);
/* When the wrap-up that lasts now will end. */
static inline acd_time acd__agent_wrapup_until(const acd__agent *agent)
{
  return agent->until.timer.lane ? agent->until.timer.due_us : agent->timer.due_us;
}
/* By how much the wrap-up that lasts now may still be extended. */
int64_t acd__agent_extension_left(const acd__agent *agent);
/* Wrap-up is over. */
void acd__agent_wrapup_end(acd_engine *engine, acd__agent *agent);
/* No call in hand: state by presence; if ready and not resting, takes the next call or is idle. */
void acd__agent_free(acd_engine *engine, acd__agent *agent);
/* As above without looking for a call: idle where possible. */
void acd__agent_settle(acd_engine *engine, acd__agent *agent);
void acd__agent_match(acd_engine *engine, acd__agent *agent);
/* The idle clock starts anew, because of a call of this queue (NULL: a direct one, which may be of no account). */
void acd__agent_idle_restart(acd_engine *engine, acd__agent *agent, const acd__queue *queue);
/* The agent rests after a missed offer; NULL: not at all. */
void acd__agent_rest(acd_engine *engine, acd__agent *agent, acd__lane *lane);
/* Wrap-up or rest is over. */
void acd__agent_timer(acd_engine *engine, acd__agent *agent);
/* No longer defined and without a call: leaves. */
void acd__agent_remove(acd_engine *engine, acd__agent *agent);

/* limit.c: the limit on an agent's offers. */
void acd__limit_count(const acd_engine *engine, acd__agent *agent);
/* 1 if the agent, who is ready and does not rest, may not be offered anything yet; a timer then lifts it. */
int acd__limit_holds(acd_engine *engine, acd__agent *agent);
/* When the agent's limit of offers allows the next one; may be past. */
acd_time acd__limit_from_us(const acd__agent *agent);
/* No longer to be waited for: over, or the agent is not ready. */
void acd__limit_lift(acd_engine *engine, acd__agent *agent);
/* After a definition: who is idle and may not be, and the other way round. */
void acd__limit_review(acd_engine *engine, acd__agent *agent);
/* Takes what was counted over to another configuration. */
void acd__limit_move(const acd__offer_log *from, acd__offer_log *to);
/* Time of the `at`th offer counted, from 0, the oldest. */
int64_t acd__limit_offer(const acd__offer_log *log, uint32_t at);
int acd__limit_check(const acd_engine *engine, const acd__agent *agent);

/* decline.c: calls refused for good. */
/* Room for a note that the agent, if ringing, refuses the call: a status. */
int acd__decline_reserve(acd_engine *engine, const acd__agent *agent);
/* The agent, who rings, refuses the call. */
void acd__decline_note(acd_engine *engine, acd__agent *agent);
void acd__decline_call_left(acd_engine *engine, acd__call *call);
void acd__decline_agent_left(acd_engine *engine, acd__agent *agent);
int acd__decline_check(const acd__call *call);

/* occupancy.c */
/* Worked / available, as acd_agent_info tells it. */
int64_t acd__agent_occupancy_ppm(const acd_engine *engine, const acd__agent *agent);
/* The agent's state is about to be left: its time is counted. */
void acd__occupancy_leave(acd_engine *engine, acd__agent *agent);
/* The agent has become ready, and does not stand in the idle orders yet. */
void acd__occupancy_ready(acd_engine *engine, acd__agent *agent);
/* With a new definition, before agents stand in its orders. */
void acd__occupancy_define(acd_engine *engine, int64_t part_us_before);
/* A border of the parts, or a further slice of it. */
void acd__occupancy_slice(acd_engine *engine);

/* walk.c */
void acd__flow_enter(acd_engine *engine, acd__call *call, acd__flow *flow);
/* Leaves the present node by an exit and goes on. */
void acd__flow_continue(acd_engine *engine, acd__call *call, int32_t exit);
/* Stands at the start of a flow now, without going on from there: acd__call_exit() with ACD__EXIT_SWITCHED. */
void acd__flow_switch(acd_engine *engine, acd__call *call, acd__flow *flow);
void acd__flow_walk(acd_engine *engine, acd__call *call);
/* Leaves the present flow version, if any. */
void acd__flow_leave(acd_engine *engine, acd__call *call);
/* Keys collected, or none (size 0). */
void acd__flow_digits(acd_engine *engine, acd__call *call, const char *digits, size_t size);
void acd__flow_drop(acd_engine *engine, acd__flow *flow);
/* The flow of an id if it is in force; NULL and the status otherwise (ACD_ERR_STALE for an earlier version). */
acd__flow *acd__flow_in_force(const acd_engine *engine, acd_id id, int *status_out);

/* define.c */
/* Frees what a world owns itself; the pooled objects stay. */
void acd__world_release(acd_engine *engine, acd__world *world);
/* rematch.c: after a definition, agents and calls that may now serve each other are brought together, in slices. */
void acd__rematch_slice(acd_engine *engine);
/* reconcile.c */
void acd__sweep_slice(acd_engine *engine);

/* Tells an event, with arguments as acd__event_tell(): to the KPIs, and to the sink if there is one. Inline with a constant
 * kind, and with single values instead of a record, so that without a sink only the KPIs' additions remain. */
__attribute__((always_inline)) static inline void acd__event(acd_engine *engine, uint32_t kind, acd__call *call,
                                                             acd__queue *queue, acd__agent *agent, int64_t value_us,
                                                             int64_t value, int64_t detail, int64_t more)
{
  acd_event event = {.kind = kind, .time_us = engine->now_us, .value_us = value_us, .value = value, .detail = detail};
  engine->event_sequence++;
  acd__kpi_event(&engine->kpi, &event, queue ? &queue->kpi : NULL, agent ? &agent->kpi : NULL);
  if (engine->sink) acd__event_tell(engine, kind, call, queue, agent, value_us, value, detail, more);
}

static inline acd__queue *acd__queue_find(const acd_engine *engine, acd_id id)
{
  int status;
  return acd__pool_find(&engine->queues, id, &status);
}

#endif
