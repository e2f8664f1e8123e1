/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Matching: who may serve whom, who is idle, who waits, and who gets whom. Its cost does not grow with agents or calls.
 *
 * Agents with the same skills and the same places in the same queues (tier, rank, group) share a *profile*; calls of one queue with the
 * same needs in the same step share a *class*. Who may serve whom depends on the pair only and is kept as bit rows, per
 * queue: for each class a row over the queue's profiles, for each profile a row over the queue's classes. A call is matched by
 * ANDing its class's row with the row of profiles that have somebody idle and comparing the heads; a freed agent likewise. Where
 * no more classes can be made, a queue's *mixed* class takes calls of any needs and steps: slower, with the same decisions.
 *
 * A route is built whole for a definition, aside, and then takes the place of the one before (build.c); or agents alone move to
 * other profiles, some of them new, within the route there is (profile.c, move.c). Nothing that is decided depends on the numbers
 * of rows and columns, so that both lead to the same.
 */
#ifndef ACD__ROUTE_ROUTE_H
#define ACD__ROUTE_ROUTE_H

#include "base/rng.h"
#include "model/call.h"
#include "model/rules.h"

typedef struct acd__agent_node {
  acd__order_node node;
  acd__agent *agent;
  size_t row; /* in the order of a wide queue: the agent's profile among the queue's */
} acd__agent_node;

/* A queue with more profiles than this is *wide*: comparing the heads of all its profiles that have somebody idle would be a
 * scan of its agents. Its idle agents stand in an order of the queue's own besides. */
#ifndef ACD__WIDE /* tests shrink it, as other limits, so that small centres reach them */
#define ACD__WIDE 64
#endif

/* Where no more profiles than these fit, their heads are compared even so: that costs less than walking past all the others. Looks
 * at no more words of a row than that. */
#ifndef ACD__HEADS_FEW
#define ACD__HEADS_FEW 16
#endif

/* Steps of a walk through a wide queue, and draws from all its idle agents, before it is asked whether that pays. */
#ifndef ACD__WALK_FIRST
#define ACD__WALK_FIRST 64
#endif

/* What idle agents are ordered by. The last three depend on the queue. */
enum {
  ACD__IDLE_LONGEST = 1,
  ACD__IDLE_CALLS = 2,
  ACD__IDLE_TALK = 3,
  ACD__IDLE_POSITION = 4,
  ACD__IDLE_QUEUE_CALLS = 5,
  ACD__IDLE_SHARE = 6,
  ACD__IDLE_OCCUPANCY = 7, /* all queues alike */
  ACD__IDLE_LOAD = 8       /* likewise */
};

/* The agents of a profile who are idle for a channel, by one key; shared by all its queues that use this key. */
typedef struct acd__idle_order {
  uint32_t type;
  uint32_t channel;
  const acd__queue *queue; /* whose members have keys of their own; NULL: the same keys in all queues */
  uint32_t membership;     /* of `queue`, among those of the agents of the profile */
  acd__order order;
} acd__idle_order;

typedef struct acd__queue_route acd__queue_route;

typedef struct acd__profile_queue {
  acd__queue_route *route;
  uint32_t row;     /* this profile among the queue's */
  uint32_t order;   /* the idle order that the queue's strategy uses */
  uint32_t node;    /* wide queues: the agents' node for the queue's own order */
  uint32_t strange; /* 1: they take no calls of the queue's channel, and do not count */
  uint32_t reserved;
  int64_t rank;
} acd__profile_queue;

typedef struct acd__profile {
  int64_t *key; /* what makes agents alike, as words: profile.c */
  size_t key_words;
  const acd_requirement *skills; /* in the key */
  acd__profile_queue *queues;
  acd__idle_order *orders;
  struct acd__profile *prev; /* all of the route */
  struct acd__profile *next;
  size_t agents_count; /* who have it; the profile goes with the last of them */
  size_t leaving;      /* move.c: who are about to go; and 1: it is about to take its rows */
  uint32_t counted;
  uint32_t skills_count;
  uint32_t queues_count;
  uint32_t orders_count;
  uint32_t nodes_count; /* of each agent: one for each idle order, then one for each wide queue */
  uint32_t counts;      /* 1: a queue is wide or keeps agents free, so that each one who comes or goes concerns it */
  int64_t staffed;      /* logged in */
  int64_t available;
} acd__profile;

typedef struct acd__class {
  acd__queue_route *route;
  acd__needs *needs;  /* of the calls; the queue's own come on top */
  uint32_t step;      /* of the calls */
  uint64_t *profiles; /* row over the queue's profiles */
  int64_t *scores;    /* of the queue's profiles; NULL: the strategy does not go by scores */
  acd__order waiting;
  uint32_t column;               /* this class among the queue's */
  uint32_t mixed;                /* calls of any needs: `profiles` is all ones */
  size_t fit;                    /* profiles that fit, idle or not */
  uint32_t simple;               /* 1: comparing the heads of its profiles finds the agent, see match.c */
  size_t holders;                /* calls of the class, those that ring included */
  struct acd__class *empty_prev; /* classes without calls, the longest empty first */
  struct acd__class *empty_next;
} acd__class;

typedef struct acd__profile_ref {
  acd__profile *profile;  /* NULL: a hole, its bits are clear in all rows */
  const acd__order *idle; /* the order of the profile that the queue's strategy uses; of a hole an empty one */
  int32_t tier;
  uint32_t group; /* of its members in the queue, ACD__GROUP_NONE: none; of a hole: the next hole's row + 1, 0: none */
} acd__profile_ref;

struct acd__queue_route {
  acd__memory *memory;
  acd__dictionary *needs_table;
  const acd__pool *agents; /* all there are, for calls that name some */
  acd__rules *rules;       /* held: a closed queue goes before its route */
  size_t classes_max;
  acd__profile_ref *profiles;
  size_t profiles_count;    /* rows in use, holes among them */
  size_t profiles_capacity; /* rows that there is room for, in every class, too */
  size_t profiles_live;     /* rows that are no holes */
  size_t profile_words;
  uint32_t hole;    /* row + 1, 0: none */
  uint32_t ordered; /* 1: members have positions of their own */
  uint32_t *lots;   /* rows by the keys of their profiles, where lots are drawn; else NULL */
  uint64_t *idle;   /* row: profiles with somebody idle */
  acd__order order; /* wide: all idle agents */
  uint32_t channel;
  uint32_t wide;
  uint32_t idle_type; /* of the order: ACD__IDLE_… */
  uint32_t firsts;    /* 1: the strategy takes the first in order */
  uint32_t tiered;    /* a lower tier comes first, and there is, or was, more than one */
  int64_t tier;       /* of the profile that came first */
  int64_t weight_max; /* of the members */
  size_t heaviest;    /* members of that weight */
  uint32_t touched;   /* move.c: 1: what follows is what some of the above are about to become */
  size_t live_next;
  size_t rows_more;
  int64_t weight_next;
  size_t heaviest_next;
  int64_t ready;     /* members idle; kept where agents are kept free, else see acd__match_ready() */
  int64_t staffed;   /* members logged in */
  int64_t available; /* of those, presence available */
  acd__queue *queue; /* NULL: gone before its route */
  acd__class **classes;
  size_t classes_count;
  size_t classes_capacity;
  size_t class_words;
  uint64_t *waiting;        /* row: classes with somebody waiting */
  uint64_t *allowed;        /* profiles_count rows of class_words each: classes the profile may serve */
  acd__dictionary by_needs; /* and step */
  acd__class *plain;        /* no needs of their own, first step */
  acd__class *mixed;
  acd__class *empty_head;
  acd__class *empty_tail;
};

typedef struct acd__route {
  acd__memory *memory;
  acd__dictionary by_key; /* profiles */
  acd__profile *profiles;
  acd__queue_route **queues;
  size_t queues_count;
  acd__agent_node *nodes; /* of the agents it was built with, but for those who have nodes of their own by now */
  size_t nodes_count;
  int64_t call_choice;
} acd__route;

/* build.c: everything a new route is made from. */
typedef struct acd__route_agent {
  acd__agent *agent;
  const acd__agent_config *config;
  acd__profile *profile;  /* out */
  acd__agent_node *nodes; /* out */
  uint32_t was_idle;      /* channels; between move_off and move_on */
} acd__route_agent;

typedef struct acd__route_queue {
  acd__queue *queue;
  acd__rules *rules;
  acd__queue_route *route; /* out */
} acd__route_queue;

/* Queues in order of their sequence. Nobody is idle and nobody waits in a new route. ACD_OK or ACD_ERR_NOMEM. */
int acd__route_build(acd__memory *memory, acd__dictionary *needs_table, size_t classes_max, int64_t call_choice,
                     const acd__pool *agents_pool, acd__route_agent *agents, size_t agents_count,
                     acd__route_queue *queues, size_t queues_count, acd__route **route_out);
void acd__route_free(acd__route *route);

/* profile.c */
/* Words of the key of agents configured like this, and the key. */
size_t acd__profile_key_words(const acd__agent_config *config);
void acd__profile_key(const acd__agent_config *config, int64_t *key);
/* NULL: there is none. */
acd__profile *acd__profile_find(const acd__route *route, const int64_t *key, size_t words);
/* An order of profiles that depends on nothing but what they are. */
int acd__profile_less(const acd__profile *a, const acd__profile *b);
/* A new profile that stands in no queue's rows yet. `queues`: those of the memberships, in order. NULL: no memory. */
acd__profile *acd__profile_new(acd__route *route, const acd__agent_config *config, acd__queue_route *const *queues);
/* Takes the rows: there is room (acd__rows_reserve()). Nodes of wide queues are numbered when it is known which are. */
void acd__profile_enter(acd__profile *profile, const acd__agent_config *config);
void acd__profile_number_nodes(acd__profile *profile);
/* Gives up its key and its rows, if it has some and the route goes on (`leaves`), and frees it. */
void acd__profile_free(acd__route *route, acd__profile *profile, int leaves);
/* Writes what stays as it is in the nodes of an agent of the profile; they are zero. */
void acd__profile_nodes(const acd__profile *profile, const acd__agent_config *config, acd__agent *agent,
                        acd__agent_node *nodes);
/* The agent gives up nodes of its own. */
void acd__profile_nodes_give(acd__memory *memory, acd__agent *agent);
/* The agent gives up nodes of its own, and its profile, which goes with its last agent. */
void acd__profile_leave(acd__route *route, acd__agent *agent);
/* How the profile stands in a queue that it has a row of. */
const acd__profile_queue *acd__profile_in(const acd__profile *profile, const acd__queue_route *of_queue);
/* Counts so many agents of the profile more as logged in, and as available. */
void acd__profile_count(acd__profile *profile, int64_t staffed, int64_t available);
/* Makes room for `more` rows in a queue and in all its classes. ACD_OK or ACD_ERR_NOMEM. */
int acd__rows_reserve(acd__queue_route *of_queue, size_t more);
/* What idle agents of a queue are ordered by (ACD__IDLE_…). */
uint32_t acd__idle_type(int64_t strategy);
/* Counts a member's weight. */
static inline void acd__weight_add(acd__queue_route *of_queue, int64_t weight)
{
  if (weight < of_queue->weight_max) return;
  of_queue->heaviest = weight > of_queue->weight_max ? 1 : of_queue->heaviest + 1;
  of_queue->weight_max = weight;
}

/* move.c: agents, some of them new, get other configurations; each stands in the list once, with profile and nodes NULL. First
 * everything is made ready: ACD_OK, and *possible_out 0 where the route must be built anew; ACD_ERR_NOMEM. Where it cannot go on,
 * all is as before. Then they are undone; or the agents leave their places, take the configurations they are to have, and take
 * their new places. */
int acd__route_move_prepare(acd__route *route, acd__route_agent *agents, size_t count, int *possible_out);
void acd__route_move_undo(acd__route *route, acd__route_agent *agents, size_t count);
void acd__route_move_off(acd__route_agent *agents, size_t count);
void acd__route_move_on(acd__route *route, acd__route_agent *agents, size_t count);

/* class.c: the class for calls with these needs in this step; made if there is none and `make` is set, and the mixed class if
 * that cannot be done. Never fails. (Most calls are of the plain class, and spared the look-up.) */
acd__class *acd__class_find(acd__queue_route *route, acd__needs *needs, uint32_t step, int make);
static inline acd__class *acd__class_get(acd__queue_route *route, acd__needs *needs, uint32_t step, int make)
{
  return needs || step ? acd__class_find(route, needs, step, make) : route->plain;
}
/* A call becomes one of the class, or no longer is: a class without calls may be made over for other needs. */
void acd__class_used(acd__class *class_);
void acd__class_empty(acd__class *class_);
static inline acd__class *acd__class_hold(acd__class *class_)
{
  if (class_->holders++ == 0 && (class_->needs || class_->step)) acd__class_used(class_);
  return class_;
}
static inline void acd__class_drop(acd__class *class_)
{
  if (--class_->holders == 0 && (class_->needs || class_->step)) acd__class_empty(class_);
}
/* Writes a profile's row into every class of its queue; clears it. */
void acd__class_row_fill(acd__queue_route *route, size_t row);
void acd__class_row_clear(acd__queue_route *route, size_t row);
/* Gives every class room for so many rows. ACD_OK or ACD_ERR_NOMEM. */
int acd__class_grow_rows(acd__queue_route *route, size_t capacity);
/* Frees a route's classes. */
void acd__class_release_all(acd__queue_route *route);
/* Makes the plain and the mixed class of a new queue route. ACD_OK or ACD_ERR_NOMEM. */
int acd__class_init(acd__queue_route *route);

/* idle.c */
/* Agents may be idle for some channels and not for others. */
void acd__idle_add(acd__agent *agent, uint32_t channels);
void acd__idle_remove(acd__agent *agent);
/* 1 if the agent stands in the orders of those idle for what she is idle for, by the keys she has now, and in no other. */
int acd__idle_check(const acd__agent *agent);

static inline void acd__row_set(uint64_t *row, size_t at)
{
  row[at / 64] |= UINT64_C(1) << (at % 64);
}
static inline void acd__row_clear(uint64_t *row, size_t at)
{
  row[at / 64] &= ~(UINT64_C(1) << (at % 64));
}
/* The call's `class_` and node keys are set. */
static inline void acd__waiting_add(acd__call *call)
{
  acd__class *class_ = call->class_;
  if (class_->waiting.count == 0) acd__row_set(class_->route->waiting, class_->column);
  acd__order_insert(&class_->waiting, &call->node);
}
static inline void acd__waiting_remove(acd__call *call)
{
  acd__class *class_ = call->class_;
  acd__order_remove(&class_->waiting, &call->node);
  if (class_->waiting.count == 0) acd__row_clear(class_->route->waiting, class_->column);
}

/* match.c: the agent for a waiting call, NULL: none is ready. Agents who missed the call in this round come only when there
 * is no other (*again_out is then 1). For ring-all the first agent in order that is not rung yet. */
acd__agent *acd__match_agent(const acd__call *call, acd__rng *rng, int *again_out);
/* The first `max` agents among whom the strategy's key is what decides, in the order of the strategy; `again`: as told above. Not for
 * strategies that go by scores of skills, lots or a circle. Returns how many. */
uint32_t acd__match_candidates(const acd__call *call, int again, uint32_t max, acd__agent **agents_out);
/* The call of these channels for an agent, NULL: none. */
acd__call *acd__match_call(const acd__route *route, const acd__agent *agent, uint32_t channels, acd_time now_us);
/* A call that waits in a queue and finds an agent, NULL: none. For where an agent makes others offerable: those kept free. */
acd__call *acd__match_first(const acd__queue_route *route);
/* 1 if the agent is idle for calls of the queue. */
static inline int acd__idle_for(const acd__agent *agent, const acd__queue_route *route)
{
  return (int)(agent->idle >> route->channel & 1);
}
/* Agents of a profile who are idle for the queue. */
static inline size_t acd__idle_count(const acd__profile_ref *ref)
{
  return ref->idle->count;
}
/* 1 if of two waiting calls the first comes before the other for agents who prefer neither queue. */
int acd__match_before(const acd__route *route, const acd__call *call, const acd__call *other, acd_time now_us);
/* What the centre's choice makes of a call of one queue against those of another: greater comes first. */
int64_t acd__match_claim(const acd__route *route, const acd__call *call, acd_time now_us);
/* Members of a queue that are idle. */
int64_t acd__match_ready(const acd__queue_route *route);
/* 1 if a member who may serve the call, in the class given, is logged in, available or ready: `skip_if` (ACD_SKIP_…) says which. */
int acd__match_any(const acd__class *class_, const acd__needs *needs, uint32_t step, int64_t skip_if);
/* 1 if the agent is a member of the call's queue and may serve it in its step, ready or not. */
int acd__match_serves(const acd__call *call, const acd__agent *agent);
/* 1 if the agents of a profile may serve a call of the queue with these needs in this step. */
static inline int acd__match_suits(const acd__queue_route *route, const acd__profile_ref *ref, const acd__needs *needs,
                                   uint32_t step)
{
  return acd__rules_met(route->rules, step, needs, ref->tier, ref->profile->skills, ref->profile->skills_count);
}

static inline acd__call *acd__call_of_node(acd__order_node *node)
{
  return node ? (acd__call *)(void *)((char *)node - offsetof(acd__call, node)) : NULL;
}

#endif
