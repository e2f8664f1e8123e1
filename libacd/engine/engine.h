/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The engine's inside: its state, and who does what in this folder.
 *
 * submit.c applies commands and fires timers; each command has a handler (handlers.h), which checks, reserves, then commits. Below
 * the handlers are operations that cannot fail: on actions (action.c), calls (call.c), flows (walk.c), on those who wait and what rings
 * for them (queue/), conversations and several parties (party/), agents (agent/). define/ builds and commits definitions, api/ holds
 * the convenience functions and the questions. Nothing below a handler allocates, but for classes that spare work (route/class.c),
 * and those only within a command.
 */
#ifndef ACD__ENGINE_ENGINE_H
#define ACD__ENGINE_ENGINE_H

#include <string.h>

#include <acd/acd.h>

#include "base/bytes.h"
#include "base/dictionary.h"
#include "base/rng.h"
#include "base/sort.h"
#include "engine/action.h"
#include "flow/flow.h"
#include "kpi/kpi.h"
#include "model/campaign.h"
#include "model/channel.h"
#include "model/document.h"
#include "model/ids.h"
#include "model/patterns.h"
#include "model/schedule.h"
#include "model/skill.h"
#include "model/toggle.h"
#include "model/zone.h"
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
/* Bytes of what a host answers a flow. */
#define ACD__HOST_TEXT_MAX 1000
/* A flow for waiting begins so long after the call has entered the queue: no loop through queues goes on without time passing. */
#define ACD__WAITING_AFTER_US (ACD_SECOND / 10)
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
  acd_score_fn score;
  void *score_user;
};

enum {
  ACD__TIMER_CALL_WAIT = 1,
  ACD__TIMER_CALL_SLICE = 2,
  ACD__TIMER_REST = 3,
  ACD__TIMER_ACTION = 4,
  ACD__TIMER_STOPS = 5,
  ACD__TIMER_SWEEP = 6,
  ACD__TIMER_REMATCH = 7,
  ACD__TIMER_OWN = 8,
  ACD__TIMER_CALL_MORE = 9,
  ACD__TIMER_CALL_STEP = 10,
  ACD__TIMER_LIMIT = 11,
  ACD__TIMER_CALL_PREFERRED = 12,
  ACD__TIMER_OCCUPANCY = 13,
  ACD__TIMER_DESERTED = 14,
  ACD__TIMER_CLEARING = 15,
  ACD__TIMER_TELLING = 16,
  ACD__TIMER_WRAPUP = 17,
  ACD__TIMER_WRAPUP_UNTIL = 18,
  ACD__TIMER_LOOK = 19,
  ACD__TIMER_MISSING = 20,
  ACD__TIMER_WAITING = 21,
  ACD__TIMER_RECORDINGS = 22,
  ACD__TIMER_WHISPER = 23,
  ACD__TIMER_CALLBACK_DUE = 24,
  ACD__TIMER_CALLBACK_EXPIRES = 25,
  ACD__TIMER_SLOTS = 26,
  ACD__TIMER_CAMPAIGN = 27
};

/* An entry of the definition's numbers. */
typedef struct acd__entry {
  acd_id queue;
  int64_t priority;
  uint32_t flow_size; /* 0: to the queue */
  char flow[];
} acd__entry;

/* How callers of a pattern are treated. */
typedef struct acd__caller {
  int64_t priority;
  uint32_t class_size; /* 0: none */
  char class_[];
} acd__caller;

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
  acd__lane *waiting_lane;
  acd__lane *ring_direct_lane;
  acd__channels channels;
} acd__centre;

/* Everything that a definition replaces; built aside, then swapped in. Names lead to pooled objects. */
typedef struct acd__world {
  acd__centre centre;
  acd__dictionary skills;
  acd__dictionary channels;
  acd__dictionary agents;
  acd__dictionary queues;
  acd__dictionary schedules;
  acd__dictionary flows;
  acd__dictionary toggles;
  acd__dictionary callbacks; /* plans */
  acd__dictionary slot_plans;
  acd__dictionary campaigns;
  acd__dictionary numbers;    /* acd__entry */
  acd__dictionary extensions; /* agents */
  acd__entry **entries;
  size_t *entries_bytes;
  size_t entries_count;
  size_t entries_capacity;
  acd__patterns numbers_like; /* acd__entry, of numbers with a pattern */
  acd__patterns callers_like; /* acd__caller */
  acd__caller **callers;
  size_t callers_count;
  size_t callers_capacity;
  acd__route *route;
  uint8_t *bytes; /* the document in force, but for the changes laid over it since */
  size_t bytes_size;
  uint64_t document_digest;
  uint8_t *changes; /* one after the other, each a document of its own */
  size_t changes_size;
  size_t changes_capacity;
  size_t changes_count;
  int lost_queue;  /* 1: a queue has gone that the route still knows */
  int announces;   /* 1: a queue has announcements, or keeps places */
  int paces;       /* 1: a queue has steps, rings several agents or waits for preferred ones */
  int dials_ahead; /* 1: a plan dials customers ahead of their turn */
} acd__world;

/* The names of a world. */
#define ACD__WORLD_TABLES 12
static inline void acd__world_tables(acd__world *world, acd__dictionary *tables[ACD__WORLD_TABLES])
{
  acd__dictionary *all[ACD__WORLD_TABLES] = {
      &world->skills,  &world->channels,   &world->agents,  &world->queues,    &world->schedules,  &world->flows,
      &world->numbers, &world->extensions, &world->toggles, &world->callbacks, &world->slot_plans, &world->campaigns};
  for (int i = 0; i < ACD__WORLD_TABLES; i++) tables[i] = all[i];
}

/* What is laid in for all live calls together: provision.h. */
typedef struct acd__provided {
  size_t proxies;
  size_t frames;
  size_t recorders; /* actions that say how a call is recorded */
} acd__provided;

/* The decision that the hook is being told of. */
typedef struct acd__deciding {
  uint32_t side; /* ACD_SIDE_… */
  const acd__call *call;
  const acd__agent *agent;
} acd__deciding;

/* Those who are looked at anew after a definition, by creation; after them all agents from the engine's rematch_next on. */
typedef struct acd__rematch_list {
  acd__sort_item *items; /* ids; of each call and agent one */
  size_t capacity;
  size_t count;
  size_t next;
} acd__rematch_list;

typedef struct acd__rematch {
  acd__rematch_list calls; /* that lost an agent, or no longer wait for one alone */
  acd__rematch_list agents;
} acd__rematch;

/* Whom the host did not list (agent/missing.c). */
typedef struct acd__missing {
  acd__timer timer;
  uint32_t epoch; /* lists so far */
  uint32_t slot;  /* looked at next, of the agents */
  uint32_t sweep; /* of two */
} acd__missing;

/* An answer of the scoring hook, laid by for a replay. */
typedef struct acd__scores {
  struct acd__scores *next;
  int64_t number; /* of the question */
  uint32_t count;
  int64_t values[];
} acd__scores;

/* What is booked: slots that begin at some time. */
typedef struct acd__slots {
  acd__pool times;         /* acd__slot_time */
  acd__order at;           /* by plan and local start */
  acd__order due;          /* by the instant at which they start */
  acd__timer_at timer;     /* of the first that is due, or for more that is to be shifted */
  acd__order_node shifted; /* as far in `at` as they stand at their instants by the clocks of now */
  uint32_t shifts;         /* 1: not all do */
} acd__slots;

/* Candidates of a question, by idle clock, and what the host made of them. */
typedef struct acd__asked {
  uint32_t count;
  acd__agent *agents[ACD_SCORE_CANDIDATES_MAX];
  int64_t scores[ACD_SCORE_CANDIDATES_MAX];
} acd__asked;

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
  acd_score_fn score;
  void *score_user;
  acd__scores *scores; /* laid by, in order of their questions */
  acd__scores *scores_tail;
  const acd__asked *asked; /* while the explain hook is told of a decision by scores; else NULL */

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
  acd__pool lines; /* of agents who can have several calls in hand */
  acd__pool channels;
  acd__pool devices;
  acd__channel *channels_at[ACD__CHANNELS]; /* by number */
  acd__pool tellings;                       /* of calls, see model/call.h */
  acd__pool paces;
  acd__pool toggles;
  acd__pool zones;
  acd__dictionary zones_by_name;
  acd__pool frames;    /* of calls inside subflows */
  acd__pool callbacks; /* of calls that can become one */
  acd__pool callback_plans;
  acd__pool slot_plans;
  acd__slots slots;
  acd__pool campaigns;
  acd__order callbacks_to; /* those whose customers are not on the line, by number */
  acd__pool proxies;       /* of calls that wait in several queues */
  uint32_t proxies_asked;  /* of those: by command */
  acd__dictionary needs;
  acd__world world;
  acd__errors errors;

  acd__action *action_head; /* to be pulled */
  acd__action *action_tail;
  acd__action *action_last; /* pulled last: its texts are lent until the next command */
  int64_t actions_queued;
  size_t actions_owned; /* under way as a call's media or recording action, or an agent's request or notice */
  acd__provided provided;
  uint64_t work;             /* pieces of it that nodes have taken, in all: walk.c */
  acd__call *recordings_due; /* in the order in which they were marked */
  acd__call *recordings_tail;
  acd__timer recordings_timer; /* more of them than a slice */
  int64_t action_sequence;
  int64_t event_sequence;
  uint64_t digest;

  acd__line *stops; /* rings to stop, in slices */
  acd__line *stops_tail;
  acd__timer stops_timer;
  acd__timer sweep_timer; /* reconciliation of calls */
  uint32_t sweep_epoch;
  uint32_t sweep_slot;
  acd__missing missing;
  acd__timer rematch_timer; /* after a definition */
  acd__rematch rematch;
  size_t lanes_swept; /* lanes that there were after the unused ones had been given up */
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
  int own; /* built by the library: texts have no NUL, and the payload of an arrival is an acd__arrival (arrive.h) */
} acd__apply;

/* A list of 64-bit words: of the payload, little-endian at any address, or the host's own. */
typedef struct acd__words {
  const void *at;
  size_t count;
} acd__words;

static inline int64_t acd__word_at(const acd__apply *apply, const acd__words *words, size_t i)
{
  const char *at = (const char *)words->at + i * sizeof(int64_t);
  int64_t word;
  if (!apply->own) return acd__bytes_get(at);
  memcpy(&word, at, sizeof word);
  return word;
}

/* Where in the payload a word is, for faults; of no account where the list is the host's own. */
static inline uint32_t acd__word_offset(const acd__apply *apply, const acd__words *words, size_t i)
{
  if (apply->own) return 0;
  return (uint32_t)((const uint8_t *)words->at - apply->payload + (ptrdiff_t)(i * sizeof(int64_t)));
}

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
/* The words of a slice, in items of so many bytes. `word` is its place in the body. */
int acd__apply_words(acd__apply *apply, acd_slice slice, uint32_t word, size_t item_size, acd__words *words_out);
/* arrive.c: the requirements of a list, held once more; NULL: none. */
int acd__apply_needs(acd_engine *engine, acd__apply *apply, const acd__words *words, acd__needs **needs_out);
/* flow/record.c */
/* How the call should be recorded now, ACD_RECORDING_…; 0: nobody has said, or there is nothing to record. */
int64_t acd__recording_now(const acd__call *call);
/* What that depends on may have changed: the host is told of it, if so, when all else is done. */
void acd__recording_mark(acd_engine *engine, acd__call *call);
/* Or at once. */
void acd__recording_tell(acd_engine *engine, acd__call *call);
/* The agent's pause is over, if there is one. */
void acd__recording_resume(acd_engine *engine, acd__call *call);
void acd__recordings_settle(acd_engine *engine);
/* The call ends. */
void acd__recording_drop(acd_engine *engine, acd__call *call);
/* So many actions can be emitted that every live call and agent can do without memory whatever its timers bring. */
int acd__grow_actions(acd_engine *engine, size_t count);
/* A live call has at most one media action under way, and when it ends its hang-up takes that one's place; a line, of which an
 * agent has one or more, at most one request and one notice. Where one is under way (`actions_owned`), its room is that of the
 * next, for it ends first; what stands in a further queue for a call asks for nothing. Two timers' worth stay free on top, so
 * that time can always go on once the host has drained. */
static inline int acd__reserve_actions(acd_engine *engine, size_t calls_more, size_t lines_more)
{
  size_t count = engine->provided.recorders + 2 * ACD__ACTIONS_PER_TIMER + engine->calls.live + calls_more +
                 2 * (engine->agents.live + engine->lines.live + lines_more) - engine->actions_owned;
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
/* The whole way of a command whose record is in order. */
int acd__apply_command(acd_engine *engine, acd__apply *apply);
/* Submits a command that the library built itself, from arguments of the host: as acd_engine_submit(), without looking for what
 * a record from outside may hold. */
static inline int acd__submit(acd_engine *engine, const acd_command *command, const void *payload, size_t payload_size,
                              acd_result *result)
{
  if (!engine) return ACD_ERR_ARGUMENT;
  if (engine->in_command) return ACD_ERR_REENTRY;
  acd__apply apply = {command, payload, payload_size, result, 1};
  return acd__apply_command(engine, &apply);
}
int acd__submit_simple(acd_engine *engine, uint32_t kind, acd_time time_us, acd_id subject);
acd__memory *acd__engine_memory(acd_engine *engine);

/* result.c: an action's deadline passed. */
void acd__action_expire(acd_engine *engine, acd__action *action);
/* The end of a wrap-up that was extended, or of an offer that has come to another device. */
void acd__line_until(acd_engine *engine, acd__line *line);

/* event.c */
/* An event for the sink. `more` is the not-ready reason of an agent's state or presence, else the flow; of a wrap-up the number
 * of its channel, and `value` the call. */
void acd__event_tell(acd_engine *engine, uint32_t kind, const acd__call *call, const acd__queue *queue,
                     const acd__agent *agent, int64_t value_us, int64_t value, int64_t detail, int64_t more);
void acd__log(acd_engine *engine, int level, const char *text, const char *name);

/* action.c */
/* A new action, not sent yet; there is one free (acd__reserve_actions()). */
acd__action *acd__action_new(acd_engine *engine, uint32_t kind, const acd__call *call, const acd__agent *agent);
/* Takes the digest, arms the deadline and puts it out to be pulled. */
void acd__action_send(acd_engine *engine, acd__action *action, acd__lane *deadline);
/* As above, with a deadline that another timer keeps: `lane` is for what comes after that. */
void acd__action_send_until(acd_engine *engine, acd__action *action, acd__lane *lane, acd_time deadline_us);
/* It no longer matters, or has its result. NULL is fine. */
void acd__action_end(acd_engine *engine, acd__action *action);
/* It is no longer what its call or agent has under way; its answer concerns nobody. */
void acd__action_disown(acd_engine *engine, acd__action *action);
/* Media actions replace the one before. `text` is held once more. */
acd__action *acd__action_media(acd_engine *engine, uint32_t kind, acd__call *call, acd__string *text);
/* Asks for an agent's device to be rung for the call of a line, bridged or joined. */
acd__action *acd__action_request(acd_engine *engine, uint32_t kind, acd__line *line);
/* Tells an agent's device: ring_stop or release. */
void acd__action_notice(acd_engine *engine, uint32_t kind, const acd__call *call, acd__line *line);

/* call.c */
static inline void acd__call_state(const acd_engine *engine, acd__call *call, uint32_t state)
{
  call->state = (uint8_t)state;
  call->state_since_us = engine->now_us;
}
/* What every live call has besides, where a queue of the world needs it: telling and pace (model/call.h); and proxies and frames, so many
 * as are laid in. Room for those of so many calls more, and for so many proxies more. */
int acd__sides_make(acd_engine *engine, const acd__world *world, const acd__provided *provided, size_t calls_more,
                    size_t proxies_more);
static inline int acd__sides_reserve(acd_engine *engine, const acd__world *world, size_t calls_more,
                                     size_t proxies_more)
{
  if (!world->announces && !world->paces && !proxies_more) return ACD_OK;
  return acd__sides_make(engine, world, &engine->provided, calls_more, proxies_more);
}
void acd__sides_take(acd_engine *engine, acd__call *call);
/* There is room. Nothing happens to a call that has them already. */
static inline void acd__sides_give(acd_engine *engine, acd__call *call)
{
  if (engine->world.announces | engine->world.paces) acd__sides_take(engine, call);
}
/* No more agents are rung by timer. */
void acd__pace_rings(acd_engine *engine, acd__pace *pace);
/* The call leaves its queue. */
void acd__pace_stop(acd_engine *engine, acd__pace *pace);
void acd__call_segment_end(acd_engine *engine, acd__call *call);
/* Ends the present segment, if any, and begins another (0: none). */
static inline void acd__call_segment(acd_engine *engine, acd__call *call, uint32_t segment)
{
  if (call->segment) acd__call_segment_end(engine, call);
  call->segment = (uint8_t)segment;
  call->segment_since_us = engine->now_us;
}
/* The option whose limit an attribute of this size would break (ACD_OPTION_…), 0: it fits. */
int acd__call_attribute_limit(const acd_engine *engine, const acd__call *call, const acd__texts_pair *pair,
                              size_t value_size);
/* The call, out of every queue and conversation, ends; with `hangup` the host is asked to hang up. */
void acd__call_end(acd_engine *engine, acd__call *call, uint32_t reason, int hangup);
/* Gives back the list of its preferred agents. */
void acd__call_preferred_free(acd_engine *engine, acd__call *call);
/* An agent who has accepted the call, and is not bridged, is asked to release it; the line has to be ended. NULL is fine. */
void acd__line_let_go(acd_engine *engine, acd__call *call);
/* The caller is gone, or lost: out of wherever it is, and ended. With `hangup` the host is asked to hang up. */
void acd__call_gone(acd_engine *engine, acd__call *call, int lost, int hangup);

/* check_route.c: NULL, or the law of matching that is broken. */
const char *acd__check_route(const acd_engine *engine);

/* explain.c: tells the hook, which there is, of a decision before it takes effect. */
void acd__explain_tell(acd_engine *engine, const acd__call *call, const acd__agent *agent, uint32_t side);

/* walk.c */
void acd__flow_enter(acd_engine *engine, acd__call *call, acd__flow *flow);
/* Leaves the present node by an exit and goes on. */
void acd__flow_continue(acd_engine *engine, acd__call *call, int32_t exit);
/* Stands at the start of a flow now, without going on from there: acd__call_exit() with ACD__EXIT_SWITCHED. */
void acd__flow_switch(acd_engine *engine, acd__call *call, acd__flow *flow);
void acd__flow_walk(acd_engine *engine, acd__call *call);
/* Leaves the present flow version, if any. */
void acd__flow_leave(acd_engine *engine, acd__call *call);
/* What the host answered, with a text, at the deadline none. */
void acd__flow_host_answers(acd_engine *engine, acd__call *call, int64_t outcome, const char *text, size_t size);
/* A node has waited for as long as it is to. */
void acd__flow_waited(acd_engine *engine, acd__call *call);
/* flow/event.c: flows beside what the call does otherwise. Which one it is in, ACD__FRAME_…; 0: none. */
static inline uint32_t acd__call_beside(const acd__call *call)
{
  return call->frames ? call->frames->beside : 0;
}
/* The flow of the first of a waiting call's queues begins, if that has one; ends, if the call is in it. */
void acd__waiting_begin(acd_engine *engine, acd__call *call);
void acd__waiting_end(acd_engine *engine, acd__call *call);
/* Likewise that of the queue it was answered from, for a caller on hold. */
void acd__hold_begin(acd_engine *engine, acd__call *call);
void acd__hold_end(acd_engine *engine, acd__call *call);
/* 1: a call that an agent has accepted stands at the start of the flow that its queue has for that, to be walked, and bridged after it. `was_spoken`: that for waiting was speaking. */
int acd__whisper_begin(acd_engine *engine, acd__call *call, int was_spoken);
void acd__whisper_end(acd_engine *engine, acd__call *call);
/* It has taken as long as it may. */
void acd__whisper_due(acd_engine *engine, acd__frames *frames);
/* Such a flow begins in earnest, or a node of it has waited for as long as it is to. */
void acd__beside_due(acd_engine *engine, acd__frames *frames);
/* 1: what the host does now is for that flow. */
int acd__beside_speaks(const acd__call *call);
/* The agent has hung up: 1, and the call is in the flow that its queue has for that. */
int acd__after_begin(acd_engine *engine, acd__call *call);
/* Why a call ends, that perhaps is in that flow. */
uint32_t acd__event_reason(const acd__call *call, uint32_t reason);
/* Keys collected, or none (size 0). */
void acd__flow_answer(acd_engine *engine, acd__call *call, int64_t outcome, const char *text, size_t size);
void acd__flow_drop(acd_engine *engine, acd__flow *flow);
/* The flow of an id if it is in force; NULL and the status otherwise (ACD_ERR_STALE for an earlier version). */
acd__flow *acd__flow_in_force(const acd_engine *engine, acd_id id, int *status_out);

/* define.c */
/* Frees what a world owns itself; the pooled objects stay. */
void acd__world_release(acd_engine *engine, acd__world *world);
/* rematch.c: after a definition, agents and calls that may now serve each other are brought together, in slices. */
void acd__rematch_slice(acd_engine *engine);
/* All agents are looked at anew, in slices. */
void acd__rematch_begin(acd_engine *engine);
/* Makes room for so many calls and agents, and forgets those of before, who were all looked at. ACD_OK or ACD_ERR_NOMEM. */
int acd__rematch_reserve(acd_engine *engine, size_t calls, size_t agents);
/* The call, the agent is to be looked at; with no room left, all agents are. */
void acd__rematch_call(acd_engine *engine, acd__call *call);
void acd__rematch_agent(acd_engine *engine, const acd__agent *agent);
/* reconcile.c */
void acd__sweep_slice(acd_engine *engine);

#include "engine/agent/agent.h"
#include "engine/agent/device.h"
#include "engine/agent/room.h"
#include "engine/callback/callback.h"
#include "engine/callback/campaign.h"
#include "engine/handlers.h"
#include "engine/party/party.h"
#include "engine/provision.h"
#include "engine/queue/queue.h"
#include "engine/slot/slot.h"

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
