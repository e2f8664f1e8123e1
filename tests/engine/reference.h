/* SPDX-License-Identifier: Apache-2.0 */
/* The reference router: a naive model of who gets whom, written from the public headers alone (acd/route.h above all). It
 * looks at everybody each time, keeps no order and no index, and lives through the same random life as an engine: after
 * every command and every timer both must agree on each agent, each call and each offer, in the order of the offers.
 *
 *     reference_make.c    random definitions and random changes of them
 *     reference_write.c   random expressions, and definitions as outlines
 *     reference_serve.c   who may serve a call: skills, levels, steps, reservation
 *     reference_choose.c  who gets a call, and which call a freed agent gets
 *     reference_match.c   offers, rounds, steps: what the model does with those choices
 *     reference_life.c    agents and calls: misses, talks, rests, presence
 *     reference_direct.c  calls that wait for one agent alone
 *     reference_occupied.c  how occupied agents are
 *     reference_timers.c  what is due
 *     reference_define.c  what a definition changes in a life
 *     reference_people.c  what the random host does to agents and calls
 *     reference_host.c    a life: engine and model side by side, time, definitions
 *     reference_compare.c the engine against the model
 *     reference_law.c     laws of offers from events and actions alone
 */
#ifndef TESTS_ENGINE_REFERENCE_H
#define TESTS_ENGINE_REFERENCE_H

#include <acd/acd.h>

#include "random.h"

enum {
  REF_AGENTS = 9, /* defined at one time */
  REF_QUEUES = 4,
  REF_SKILLS = 3,
  REF_CHANNELS = 3, /* numbered from 1; 0: none, all of the agent */
  REF_LINES = 32,   /* in hand at once */
  REF_STEPS = 4,
  REF_GROUPS = 3,
  REF_OFFERS = 6, /* the highest limit of an agent's offers */
  REF_PARTS = 14,
  REF_PREFERRED = 3,
  REF_OUTCOMES = ACD_OUTCOME_TIMEOUT + 1,
  REF_TERMS = 16,      /* of an expression */
  REF_ALL_AGENTS = 80, /* that live at one time: defined, or gone and still talking */
  REF_ALL_QUEUES = 60,
  REF_CALLS = 600, /* in one life */
  REF_NEWS = 512   /* offers of one command */
};

/* # Definitions */

/* A node of an expression: `left` and `right` are indexes of nodes. */
typedef struct ref_term {
  int what; /* 'h' has a skill, '!', '&', '|' */
  int skill;
  const char *compare; /* NULL: the bare name */
  int64_t level;
  int left, right;
} ref_term;

typedef struct ref_expression {
  int count; /* 0: none. The root is the last. */
  ref_term terms[REF_TERMS];
} ref_expression;

typedef struct ref_step {
  int64_t lasts_us;
  int64_t tier_min, tier_max;
  int64_t priority;
  int skip_if;
  int64_t level[REF_SKILLS]; /* -1: not named */
  ref_expression expression;
} ref_step;

typedef struct ref_member {
  int is;
  int64_t position, tier, rank, weight;
  int group; /* of as many as there are, round and round */
} ref_member;

typedef struct ref_queue_rules {
  int is;
  int strategy, tiers, moves, wait_from, steps_clock;
  int64_t ring_count, ring_more_us;
  int64_t weight, acceleration, objective_us, service_level_us, reserve, priority; /* objective -1: unset */
  int64_t surge_length, surge_weight;                                              /* -1: never */
  int64_t ring_us, retry_us, wrapup_us, misses_max;
  int64_t wait_max_us; /* -1: none */
  int64_t preferred_us;
  int64_t candidates_max; /* of the host's scores */
  int channel;
  int groups_count;
  int64_t percentage[REF_GROUPS], group_memory;
  int overflow;                  /* slot, -1: none */
  int64_t rest_us[REF_OUTCOMES]; /* by how the offer ended; -1: retry_us */
  struct {
    int is;
    int64_t level, weight;
  } skill[REF_SKILLS];
  ref_member member[REF_AGENTS];
  int steps_count;
  ref_step steps[REF_STEPS];
} ref_queue_rules;

typedef struct ref_agent_rules {
  int is;
  int presence;
  int64_t ring_us, wrapup_us; /* -1: the queue's */
  int64_t level[REF_SKILLS];  /* 0: none */
  int64_t offers_max, offers_window_us;
  int64_t capacity, channel_max[REF_CHANNELS + 1]; /* -1: as many as fit */
} ref_agent_rules;

typedef struct ref_rules {
  int call_choice;
  int64_t occupancy_window_us;
  int channels_count;
  int64_t channel_weight[REF_CHANNELS + 1];
  int interrupts[REF_CHANNELS + 1][REF_CHANNELS + 1]; /* the first the second */
  int idle_from, idle_not_ready, idle_offer, idle_miss, idle_elsewhere, idle_direct;
  int order[REF_AGENTS]; /* of the agents in the document */
  ref_agent_rules agents[REF_AGENTS];
  ref_queue_rules queues[REF_QUEUES];
  int64_t number_priority[REF_QUEUES];
} ref_rules;

void ref_rules_make(dice *from, ref_rules *to);
/* Some of it anew. */
void ref_rules_change(dice *from, ref_rules *rules);
/* As an outline (model/outline.h); `text` has `size` bytes. */
void ref_rules_write(const ref_rules *rules, char *text, size_t size);
void ref_expression_make(dice *from, ref_expression *to);
size_t ref_expression_write(const ref_expression *from, int term, char *text, size_t size);

/* # Lives */

struct ref_call;
struct ref_queue;

/* Of the time in which occupancy is counted. */
typedef struct ref_part {
  int64_t number;
  int64_t working, available;
} ref_part;

/* One of the things an agent has in hand. */
typedef struct ref_line {
  int state; /* ACD_AGENT_STATE_…; 0: free */
  acd_id call_id;
  int channel;
  struct ref_call *call;   /* NULL: wrap-up */
  struct ref_queue *queue; /* of the call, and of the wrap-up after it */
  int connecting;
  int interrupted; /* weighs nothing */
  acd_time talk_since;
  acd_time due; /* of ring, bridge or wrap-up; 0: none */
  int64_t armed;
} ref_line;

typedef struct ref_agent {
  int lives;
  int slot; /* in the rules */
  int gone; /* no longer defined: leaves after its call */
  acd_id id;
  int64_t sequence; /* of creation */
  ref_agent_rules rules;
  int presence;
  int away; /* something is done with her: she is offered nothing before it is finished */
  int elsewhere;
  acd_time idle_since;
  int64_t calls, talk, misses;
  int offers_count;
  acd_time offers[REF_OFFERS]; /* the latest, as many as count for the limit */
  acd_time limit_until;        /* ready but for that; 0: not */
  int64_t limit_armed;
  acd_time leave_due; /* more calls for her alone leave then; 0: none */
  int64_t leave_armed;
  ref_part parts[REF_PARTS];
  struct ref_call *missed;
  acd_time rest_due; /* rests until then; 0: does not */
  int64_t rest_armed;
  int not_yet[REF_CHANNELS + 1]; /* there is room for these, and she has not looked */
  acd_time look_due;             /* for another call, in that instant; 0: not */
  int64_t look_armed;
  int lines_room; /* so many there have been at one time: they are taken away in their order */
  ref_line lines[REF_LINES];
  acd_id requests[REF_CALLS]; /* latest ring or bridge of each call */
} ref_agent;

typedef struct ref_seat {
  ref_agent *agent;
  ref_member rules;
  int64_t answered;
} ref_seat;

typedef struct ref_queue {
  int lives;
  int slot;
  int closed;
  acd_id id;
  int64_t sequence;
  ref_queue_rules rules;
  int seats_count;
  ref_seat seats[REF_AGENTS];
  int marked; /* round robin: there is a mark */
  ref_agent *mark;
  int64_t mark_position, mark_sequence;
  int64_t group_calls[REF_GROUPS]; /* in millionths */
} ref_queue;

typedef struct ref_call {
  int lives;
  acd_id id;
  int state; /* ACD_CALL_STATE_… */
  int64_t sequence;
  ref_queue *queue;
  ref_agent *direct; /* waits for her alone */
  int channel;       /* of the queue it was in last */
  acd_id origin;     /* the queue it was answered from, where it goes when she does not take it */
  ref_agent *agent;  /* connecting or talking */
  int rings_count;
  ref_agent *rings[REF_AGENTS]; /* who have a line for it, reserved; in the order of the offers */
  int64_t priority, entry_priority;
  int64_t waited_us;
  acd_time arrived, entered;
  int64_t entry; /* so manieth into a queue */
  int64_t need[REF_SKILLS];
  int preferred_count;
  acd_id preferred[REF_PREFERRED];
  ref_agent *awaited; /* one of them, whom it waits for alone */
  acd_time awaited_due;
  int64_t awaited_armed;
  int step;
  acd_time step_due; /* 0: the step does not end */
  int64_t step_armed;
  acd_time wait_due; /* 0: waits as long as it takes */
  int64_t wait_armed;
  int expired;        /* while it was connecting */
  int overflows;      /* in a row */
  int64_t more_count; /* so many times again it may ring ring_count */
  acd_time more_due;
  int64_t more_armed;
} ref_call;

typedef struct ref_offer {
  acd_id call, agent;
} ref_offer;

/* One thing that the host does: `dice` decides all that `what` leaves open, so that a life may lose operations and the
 * others stay what they are. */
typedef struct ref_op {
  int what;
  int64_t delay_us;
  uint64_t dice;
} ref_op;

typedef struct ref_law ref_law;

/* What lives have reached, all together: a campaign shows nothing about what it never comes to. */
enum {
  REF_REACHED_STRATEGY = 0,                         /* and the following ones: chosen by this strategy */
  REF_REACHED_FREED = ACD_STRATEGY_GROUP_SHARE + 1, /* a freed agent took the call */
  REF_REACHED_SEVERAL,                              /* rings several agents */
  REF_REACHED_ROUND,                                /* a new round */
  REF_REACHED_WIDENED,
  REF_REACHED_STEP,       /* ended */
  REF_REACHED_SKIPPED,    /* a step */
  REF_REACHED_RESERVE,    /* let a call out */
  REF_REACHED_DEFINED,    /* offered by a definition */
  REF_REACHED_CLOSED,     /* offered by a queue that is no longer defined */
  REF_REACHED_LOST,       /* after accepted */
  REF_REACHED_STOPPED,    /* was not the first to accept */
  REF_REACHED_PREFERRED,  /* one of several who are ready */
  REF_REACHED_AWAITED,    /* waited for a preferred one alone, and rang her */
  REF_REACHED_DIRECT,     /* a call for one agent alone */
  REF_REACHED_RETURNED,   /* one that she did not take */
  REF_REACHED_LIMITED,    /* an agent, ready but for the limit of her offers */
  REF_REACHED_OVERFLOWED, /* to another queue */
  REF_REACHED_CANCELLED,  /* by the agent's presence */
  REF_REACHED_BESIDE,     /* something else in hand */
  REF_REACHED_LOOKED,     /* at once, for another one */
  REF_REACHED_INTERRUPTED,
  REF_REACHED
};

typedef struct ref_tally {
  int64_t decisions; /* offers compared */
  int64_t answers;   /* of the engine, compared with the model's */
  int64_t reached[REF_REACHED];
} ref_tally;

typedef struct ref_life {
  acd_engine *engine;
  acd_time now;
  dice dice;                     /* of the operation under way */
  ref_rules rules, rules_before; /* the latest definition, and the one before it */
  ref_agent agents[REF_ALL_AGENTS];
  ref_queue queues[REF_ALL_QUEUES];
  ref_call calls[REF_CALLS];
  int calls_count;
  int64_t sequence, armed;
  int in_timer;
  int looks;                /* in it: for another call */
  ref_offer news[REF_NEWS]; /* offers that the engine made and the model has not come to yet */
  int news_count, news_read;
  int defines; /* in this operation */
  int adopts;  /* a definition takes effect: who is offered what comes when all is in its new place */
  ref_tally tally;
  int thorough;
  int failed;
  char why[400];
  char story[40][200]; /* the last operations */
  int story_count;
  ref_law *law;
} ref_life;

/* Says why, once; the life is over. */
void ref_fail(ref_life *life, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A line for the story that a failure prints. */
void ref_tell(ref_life *life, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Who may serve whom. */
ref_seat *ref_seat_of(const ref_queue *queue, const ref_agent *agent);
/* What she has in hand says what she is: busy, reserved, wrap-up; else her presence. */
int ref_state(const ref_agent *agent);
/* The line for the call, NULL: she has none. */
ref_line *ref_line_of(const ref_agent *agent, const ref_call *call);
int ref_lines_count(const ref_agent *agent);
/* Fewer in hand than that. */
int ref_lines_max(const ref_life *life, const ref_agent *agent);
int64_t ref_line_weight(const ref_life *life, const ref_agent *agent, const ref_line *line);
/* A conversation that others may interrupt. */
int ref_gives_way(const ref_line *line);
int64_t ref_load(const ref_life *life, const ref_agent *agent);
/* One would fit with nothing in hand. */
int ref_takes(const ref_life *life, const ref_agent *agent, int channel);
int ref_has_room(const ref_life *life, const ref_agent *agent, int channel);
/* She can be offered a call of the channel at this moment. */
int ref_is_ready(const ref_life *life, const ref_agent *agent, int channel);
/* For the calls of the queue. */
int ref_is_ready_for(const ref_life *life, const ref_agent *agent, const ref_queue *queue);
/* Would serve the call in this step if she were ready. */
int ref_is_eligible(const ref_call *call, int step, const ref_agent *agent);
int ref_reserve_open(const ref_life *life, const ref_queue *queue);
int ref_step_is_skipped(const ref_life *life, const ref_call *call, int step);
int ref_expression_holds(const ref_expression *expression, const ref_agent *agent);
int64_t ref_allowed(const ref_call *call);
/* Waits, and may ring one more. */
int ref_may_ring(const ref_call *call);

/* Time goes on to this; states have not changed yet. */
void ref_time_passes(ref_life *life, acd_time to);
int64_t ref_occupancy(const ref_life *life, const ref_agent *agent, int64_t whole);
/* Another window: forgets all. */
void ref_occupancy_begin(ref_life *life);

/* Who gets the call: all that are equal in everything but chance, at most REF_AGENTS; `again`: a new round begins. */
int ref_choose_agents(const ref_life *life, const ref_call *call, ref_agent **best, int *again);
ref_call *ref_choose_call(ref_life *life, const ref_agent *agent);
/* The first in the order of their queue. */
int ref_comes_before(const ref_call *a, const ref_call *b, acd_time now);
/* Effective priority in points × 3.6 × 10⁹. */
int64_t ref_priority(const ref_call *call, acd_time now);
/* Priority in its queue, its step's included. */
int64_t ref_points(const ref_call *call);
acd_time ref_wait_clock(const ref_call *call);

/* Offers. */
void ref_place(ref_life *life, ref_call *call);
void ref_match(ref_life *life, ref_agent *agent);
void ref_look_later(ref_life *life, ref_agent *agent);
void ref_offer_end(ref_agent *agent, ref_line *line);
/* The engine's offer of this call to this agent, made by a definition, whose order is its own: it must be the agent whom the
 * call side chooses. */
void ref_adopt(ref_life *life, ref_call *call, acd_id agent);
/* Those that it has made so far: a large one goes on in slices within its instant. */
void ref_adopt_all(ref_life *life);
void ref_mark(ref_queue *queue, ref_agent *agent, int how);
void ref_step_begin(ref_life *life, ref_call *call, int step);
void ref_queue_enter(ref_life *life, ref_call *call, ref_queue *queue);
ref_queue *ref_queue_at(ref_life *life, int slot);
void ref_queue_leave(ref_life *life, ref_call *call);
void ref_more_timer(ref_life *life, ref_call *call);

/* Lives. */
/* At the limit of her offers until then; 0: not. */
acd_time ref_agent_limited(const ref_life *life, const ref_agent *agent);
void ref_agent_limit(ref_life *life, ref_agent *agent);
ref_line *ref_talk_ends(ref_life *life, ref_call *call);
void ref_call_waited(ref_life *life, ref_call *call);
void ref_agent_free(ref_life *life, ref_agent *agent);
void ref_line_arm(ref_life *life, ref_line *line, int64_t delay_us);
/* By its outcome; the leg that is lost is ACD_OUTCOME_REJECTED. */
void ref_agent_missed(ref_life *life, ref_agent *agent, ref_line *line, int outcome);
void ref_agent_accepts(ref_life *life, ref_agent *agent, ref_line *line, int bridged);
void ref_agent_bridged(ref_life *life, ref_agent *agent, ref_line *line);
void ref_agent_bridge_failed(ref_life *life, ref_agent *agent, ref_line *line, int outcome);
void ref_agent_presence(ref_life *life, ref_agent *agent, int presence);
void ref_agent_ready(ref_life *life, ref_agent *agent);
void ref_agent_elsewhere(ref_life *life, ref_agent *agent, int busy);
void ref_agent_wrapup_end(ref_life *life, ref_agent *agent, ref_line *line);
void ref_agent_after(ref_life *life, ref_agent *agent, ref_line *line);
void ref_call_hangs_up(ref_life *life, ref_call *call);
void ref_call_transfers(ref_life *life, ref_call *call, ref_queue *to);
/* What belongs to a call of this queue (NULL: a direct one) moves the idle clock. */
void ref_agent_idle(ref_life *life, ref_agent *agent, const ref_queue *queue);

/* Calls for one agent alone. */
/* Of those that wait for her alone; `room`: for which she has room. */
ref_call *ref_direct_first(ref_life *life, const ref_agent *agent, int room);
void ref_direct_transfers(ref_life *life, ref_call *call, ref_agent *to);
/* She did not take it, or is not available any more. */
void ref_direct_fail(ref_life *life, ref_call *call);
/* The first call for her alone leaves at once (by a timer none does); the others in this instant, two a timer. */
void ref_direct_leave(ref_life *life, ref_agent *agent);
/* The next two of those that are left. */
void ref_direct_go_on(ref_life *life, ref_agent *agent);
/* Waits for a preferred agent alone, if that is worth while: 1 if it does. */
int ref_await_begin(ref_life *life, ref_call *call);
/* Is matched as any other from now on. */
void ref_await_end(ref_life *life, ref_call *call);
/* The next timer at or before `until`; 0: there is none. */
acd_time ref_due(const ref_life *life, acd_time until);
/* Fires what is due at this time, one after the other. */
void ref_timers(ref_life *life, acd_time at);

void ref_define(ref_life *life, const ref_rules *rules);

/* A whole life: 0, or 1 (failed, and `why` says so). Adds to `tally`, begins all else anew. `thorough`:
 * acd_engine_check() visits everything each time. */
int ref_life_run(ref_life *life, uint64_t seed, const ref_op *ops, int count, int thorough);
/* What the host does, as the life's dice say. */
void ref_host_arrive(ref_life *life);
void ref_host_agent(ref_life *life, int presence);
void ref_host_call(ref_life *life);
void ref_ops_make(uint64_t seed, ref_op *ops, int count);
void ref_compare(ref_life *life);

/* The host's score of an agent for a call, and the hook that gives it to the engine. */
int64_t ref_host_score(acd_id call, acd_id agent);
int ref_host_scores(void *user, const acd_engine *engine, const acd_question *question, const acd_candidate *candidates,
                    int64_t *scores_out);

/* # Laws, from events, actions and questions alone: nothing of the model is looked at, but who may serve whom. */
ref_law *ref_law_new(void);
void ref_law_free(ref_law *law);
void ref_law_event(ref_law *law, const acd_event *event);
void ref_law_action(ref_law *law, const acd_action *action);
/* After a command or timer. */
void ref_law_check(ref_life *life);

#endif
