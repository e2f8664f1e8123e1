/* SPDX-License-Identifier: Apache-2.0 */
/** @file Calls walked through a definition by hand, in virtual time: what `acd try` and `acd test` share.
 *
 * Whoever walks plays everybody: callers, agents, and the host's systems. What needs nobody is answered at once: prompts
 * take no time and an agent who answers is connected. What callers and agents notice is kept in a list of happenings. */
#ifndef TOOL_WALK_H
#define TOOL_WALK_H

#include <acd/acd.h>
#include <acd/json.h>

#include "zone.h"

enum {
  HAPPENING_PLAY = 1,    /* text: the prompt; `says` and `value` as of the action */
  HAPPENING_ASK,         /* text: the prompt before the keys; more: the node; value: 1: the caller may speak instead */
  HAPPENING_MUSIC,       /* text */
  HAPPENING_QUEUE,       /* text: the queue entered */
  HAPPENING_TURNED_AWAY, /* text: the queue that did not let the call in */
  HAPPENING_RING,        /* text: the agent */
  HAPPENING_RING_ENDED,  /* text: the agent; value: ACD_OFFER_… */
  HAPPENING_TALK,        /* text: the agent; value: the wait in microseconds */
  HAPPENING_APART,       /* text: the agent with whom the conversation is over */
  HAPPENING_VOICEMAIL,   /* text: the mailbox; more: the prompt */
  HAPPENING_TRANSFER,    /* text: the number */
  HAPPENING_HOST,        /* text: the operation; more: its parameters, as lines */
  HAPPENING_EXIT,        /* text: the node; more: the exit */
  HAPPENING_LATE,        /* text: kind of an action that nobody answered in time */
  HAPPENING_RECORDING,   /* text: on, off or paused: what is asked for now */
  HAPPENING_WHISPER,     /* text: the prompt that an agent hears who has accepted; `says` and `value` as above */
  HAPPENING_WHISPER_ASK, /* likewise, before the keys: as HAPPENING_ASK */
  HAPPENING_RELEASED,    /* a callback was taken: the caller is released */
  HAPPENING_DIAL,        /* the customer is called back; text: the number */
  HAPPENING_MESSAGE,     /* nobody was reached; text: what the customer is told; more: the number */
  HAPPENING_CALLBACK,    /* a callback is over; text: the outcome */
  HAPPENING_SLOT,        /* something became of a slot that is held or booked; text: held, booked, … */
  HAPPENING_END          /* text: the reason */
};

typedef struct happening {
  int kind;
  size_t call; /* of the walk's calls */
  acd_time time_us;
  char *text, *more; /* never NULL */
  int64_t says, value;
} happening;

typedef struct walk_call {
  acd_id id;
  char *label; /* never NULL */
  size_t seen; /* happenings before this one were asked about, or passed over */
  int64_t end; /* ACD_END_…; 0: lives */
} walk_call;

/* An action that waits for a person, or for its deadline. */
typedef struct walk_open {
  acd_id id, agent;
  uint32_t kind;
  size_t call;
  char *text;
  char keys[256]; /* collect: pressed so far */
  char terminators[16];
  int64_t digits_max, pause_us; /* collect: the input ends so long after the latest key */
  acd_time due_us;              /* collect: when it ends; else ACD_TIME_NEVER */
  acd_time deadline_us;
} walk_open;

/* How actions of a kind (and text, "": any) are answered; the latest of equal kind and text counts. */
typedef struct walk_rule {
  uint32_t kind;
  char *text;
  int64_t outcome; /* ACD_OUTCOME_…; ACD_OUTCOME_TIMEOUT: not at all; 0: as if there were no rule */
  char *answer;
} walk_rule;

typedef struct walk walk;
/* Told of each node that is left, outside of any command. */
typedef void (*walk_exit_fn)(void *user, const walk *of, acd_id flow, const char *node, const char *exit);

struct walk {
  acd_engine *engine;
  const char *definition; /* its path */
  const acd_definition *read;
  acd_time now_us;
  int64_t wall_us; /* of engine time 0: microseconds since 1970 UTC */
  const tool_zone *zone;
  walk_call *calls;
  size_t calls_count, current;
  happening *happenings;
  size_t happenings_count, happenings_capacity;
  walk_open *open;
  size_t open_count, open_capacity;
  walk_rule *rules;
  size_t rules_count;
  acd_event *events; /* told since the last command, not looked at yet */
  size_t events_count, events_capacity;
  int64_t answered; /* actions answered at this instant */
  walk_exit_fn on_exit;
  void *user;
  char complaint[400]; /* why the latest step could not be done */
};

/* The moment of engine time 0 unless a call says otherwise: Monday 2024-01-01 10:00, in the zone given. */
#define WALK_DATE "2024-01-01"

/* A new walk through a definition that was read: an exit code, after complaints. walk_end() in any case. The zone, which is kept, also
 * says from which folder those of the definition are. */
int walk_begin(walk *of, const char *path, acd_json *definition, const tool_zone *zone);
void walk_end(walk *of);

/* All that follows return 1, or 0 with `complaint` set. */

/* A call arrives and is the current one. `entry`: a number, "queue:NAME" or "flow:NAME"; `moment_us`: since 1970 UTC,
 * −1: now; `label`: "" or a name; `attributes` as in acd_arrival. */
int walk_call_in(walk *of, const char *entry, const char *caller, int64_t moment_us, const char *label,
                 const char *attributes);
/* Makes the call with this label the current one. */
int walk_on(walk *of, const char *label);
int walk_pass(walk *of, int64_t us);
/* Lets time pass until this moment: microseconds since 1970 UTC. */
int walk_pass_until(walk *of, int64_t moment_us);
/* Lets time pass until the current call notices something, or the time of the engine has nothing more to come. */
int walk_skip(walk *of);
/* Lets the time for keys pass. */
int walk_silence(walk *of);
/* Keys of the caller, or of the agent who is asked for some. */
int walk_press(walk *of, const char *keys);
/* The caller says something where that is asked for. */
int walk_say(walk *of, const char *text);
int walk_hang_up(walk *of);
/* The customer who is dialled answers (ACD_OUTCOME_ACCEPTED), or an answering machine does (ACD_OUTCOME_MACHINE). */
int walk_pick_up(walk *of, int64_t outcome);
/* Answers the ring of an agent (NULL: the only one that rings): ACD_OUTCOME_ACCEPTED, REJECTED, BUSY, NO_ANSWER. */
int walk_answer(walk *of, const char *agent, int64_t outcome);
/* The agent (NULL: the current call's) hangs up. */
int walk_finish(walk *of, const char *agent);
/* The agent puts the current call on hold, or (0) takes it back. */
int walk_hold(walk *of, int held);
int walk_presence(walk *of, const char *agent, int presence, int64_t reason);
/* Answers what the current call waits for: a message, a transfer, a prompt that a rule holds back, … */
int walk_result(walk *of, int64_t outcome);
/* From now on actions of this kind and text are answered like this. */
int walk_rule_add(walk *of, uint32_t kind, const char *text, int64_t outcome, const char *answer);
int walk_attribute_set(walk *of, const char *name, const char *value);
/* What the host's systems answer to an operation, from now on, and now where they are asked. */
int walk_host_answer(walk *of, const char *operation, const char *text);
int walk_toggle(walk *of, const char *toggle, int on);
/* ACD_GATE_… */
int walk_gate(walk *of, const char *queue, int64_t gate);

/* Names of the definition, for those that a step uses. */
int walk_find_agent(walk *of, const char *name, acd_id *agent_out);
int walk_find_queue(walk *of, const char *name, acd_id *queue_out);
/* What actions of this kind (ACD_ACTION_…) carry as their text: a prompt, music, a mailbox, a number, an operation. Of
 * other kinds any name will do. */
int walk_find_text(walk *of, uint32_t kind, const char *name);
int walk_find_node(walk *of, const char *name);
/* An exit, or a case, of a node of this name, in whatever flow. */
int walk_find_exit(walk *of, const char *node, const char *exit);
int walk_unknown(walk *of, const char *noun, const char *name, const char *const *names, size_t count);

/* For the parts of the walk. */
int walk_fail(walk *of, const char *format, ...);
int walk_command(walk *of, int status, const char *what);
int walk_tick(walk *of);
/* Pulls the actions and answers what needs nobody, until nothing is left; events become happenings. */
int walk_settle(walk *of);
/* Gives a result and no more. */
int walk_give(walk *of, acd_id action, int64_t outcome, const char *text);
/* The keys pressed so far are the input. */
int walk_input_end(walk *of, walk_open *input);
void walk_event_keep(void *user, const acd_event *event);
void walk_events_tell(walk *of);
void walk_happen(walk *of, int kind, size_t call, const char *text, const char *more, int64_t says, int64_t value);
/* Adds, finds and drops actions that wait. `kind` 0: any but a ring. NULL: there is none. */
walk_open *walk_open_add(walk *of, const acd_action *action);
walk_open *walk_open_find(walk *of, size_t call, uint32_t kind);
void walk_open_drop(walk *of, walk_open *action);
/* What becomes of one action: answered at once, or it waits. */
int walk_host(walk *of, const acd_action *action);

char *walk_copy(const char *text);
/* Is it one that people notice: a prompt, a queue, a conversation, the end? The others go on in the background. */
int happening_is_loud(const happening *it);
/* As words: `menu "main"`, `queue "sales"`. Returns `text_out`. */
const char *happening_text(const happening *it, char *text_out, size_t size);
/* "1 h 2 min 3 s". Returns `text_out`. */
const char *duration_text(int64_t us, char text_out[48]);
/* What the current call waits for, as words. */
const char *walk_state_text(walk *of, char *text_out, size_t size);

#endif
