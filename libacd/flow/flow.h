/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Flows as they run: one version of a flow, built from a definition and never changed. Calls inside hold it. It refers to
 * queues, agents and schedules by id, so that what has gone since is noticed, and to flows by name, so that a call that goes
 * on to another flow takes the version then in force.
 */
#ifndef ACD__FLOW_FLOW_H
#define ACD__FLOW_FLOW_H

#include <acd/flow.h>

#include "base/pool.h"
#include "base/string.h"
#include "base/timers.h"
#include "model/document.h"
#include "model/formula.h"
#include "model/needs.h"
#include "model/provision.h"
#include "model/texts.h"

/* Bytes of 2026-12-28T09:00:30, the longest that hours nodes set. */
#define ACD__MOMENT_SIZE 19

typedef struct acd__flow_exit {
  int32_t exit; /* ACD_EXIT_… */
  int32_t to;   /* node */
} acd__flow_exit;

typedef struct acd__flow_case {
  int32_t to; /* node */
  int64_t operator_;
  int64_t percentage;
  acd__string *name;
  acd__string *value;
  acd__string *keys;   /* patterns, with blanks between */
  acd__string *speech; /* phrases, with | between */
} acd__flow_case;

typedef struct acd__flow_try {
  acd__string *prompt_no_input;
  acd__string *prompt_no_match;
} acd__flow_try;

/* Sets an attribute of the call. */
typedef struct acd__flow_parameter {
  acd__string *name;
  acd__string *value;
  acd__formula *expression; /* NULL: the value */
} acd__flow_parameter;

typedef struct acd__flow_node {
  uint32_t kind;
  uint32_t exits_count;
  acd__flow_exit *exits;
  acd__flow_case *cases;
  acd__flow_try *tries;
  uint32_t cases_count;
  uint32_t tries_count;
  uint32_t speech; /* 1: one of its cases has some */
  acd__string *name;
  acd__string *prompt; /* texts: NULL is "" */
  acd__string *prompt_no_input;
  acd__string *prompt_no_match;
  acd__string *terminators;
  acd__string *attribute;
  acd__string *value;
  acd__string *flow;
  acd__string *number;
  acd__string *mailbox;
  acd__string *operation;
  acd__string *rule_attribute;
  acd__string *opens_attribute;
  acd__string *lines; /* the parameters for a host */
  acd__string *slot_attribute;
  acd__string *from_attribute;
  acd__string **slot_names; /* attributes that slots are told in, `count`, and behind them that of their number */
  int64_t attempts;
  int64_t input_timeout_us;
  int64_t digit_timeout_us;
  int64_t count;
  int64_t digits_min;
  int64_t digits_max;
  int64_t operator_;
  int64_t metric;
  int64_t threshold;
  int64_t priority;
  acd_id schedule;
  acd_id queue;
  acd_id also[ACD__ALSO_MAX]; /* queues besides it */
  uint32_t also_count;
  acd_id agent;
  acd_id toggle;
  acd_id plan; /* of callbacks */
  acd_id slot_plan;
  int64_t recording;
  int64_t mark; /* ACD_MARK_… */
  int64_t says; /* ACD_SAYS_… */
  acd__needs *needs;
  acd__flow_parameter *parameters; /* of the flow's own */
  uint32_t parameters_count;
  acd__formula *expression;
  /* queue, agent: maximum wait, NULL: the queue's or none; collect, menu, host: the action's deadline; wait: how long */
  acd__lane *lane;
} acd__flow_node;

/* An attribute that it can set. */
typedef struct acd__flow_text {
  const acd__string *name;
  const acd__string *flow; /* to what this flow returns; NULL: to */
  uint32_t size;           /* so many bytes at the most */
} acd__flow_text;

typedef struct acd__flow {
  acd__slot slot;
  acd__string *name;
  uint64_t holders; /* calls inside, those that come back here included, and 1 while in force */
  uint64_t counted; /* of those, by the check of the laws */
  acd__flow_node *nodes;
  acd__flow_exit *exits;
  acd__flow_case *cases;
  acd__flow_try *tries;
  acd__flow_parameter *parameters;
  int32_t nodes_count;
  int32_t exits_count;
  int32_t cases_count;
  int32_t tries_count;
  int32_t parameters_count;
  int32_t start;
  int32_t catch_; /* -1: none */
  uint32_t in_force;
  /* What it leads to and needs by itself: flow/summary.c. The names are those of its nodes. */
  acd__flow_text *texts;
  const acd__string **flows;
  acd_id *queues;
  acd_id *slot_plans; /* whose queues it leads to */
  acd_id *places;     /* queues whose places it asks for; 0: the one where the call waits */
  size_t texts_count, texts_capacity;
  size_t flows_count, flows_capacity;
  size_t queues_count, queues_capacity;
  size_t slot_plans_count, slot_plans_capacity;
  size_t places_count, places_capacity;
  acd__provision own;
  acd__provision provision; /* and wherever that leads */
  acd__provision planned;   /* by the definition being applied, as the next */
  uint32_t planned_in_force;
  uint32_t planned_at; /* its number then */
} acd__flow;

/* What names in a flow refer to: tables of objects that begin with an acd__slot. */
typedef struct acd__flow_links {
  acd__memory *memory;
  const acd__dictionary *queues;
  const acd__dictionary *agents;
  const acd__dictionary *skills;
  const acd__dictionary *schedules;
  const acd__dictionary *toggles;
  const acd__dictionary *callbacks;
  const acd__dictionary *slot_plans;
  acd__dictionary *needs;
  acd__timers *timers;
  int64_t play_timeout_us;
} acd__flow_links;

/* Fills an empty flow from a checked document. ACD_OK or ACD_ERR_NOMEM (then release what is there). */
int acd__flow_build(acd__flow *flow, const acd__document *document, const acd__object *object,
                    const acd__flow_links *links);
void acd__flow_release(acd__flow *flow, acd__memory *memory, acd__dictionary *needs);
/* Marks the lanes that the flow needs (acd__timers_sweep()). */
void acd__flow_mark_lanes(const acd__flow *flow);

/* Where an exit of a node leads: a node, or -1 if it is open. */
int32_t acd__flow_exit_to(const acd__flow_node *node, int32_t exit);
/* The exit of a name among those of a kind of node, or of a menu's key; 0: no such exit. */
int32_t acd__flow_exit_of(int64_t kind, const char *name, size_t size);
/* 1 if one of the patterns of a menu's case takes the keys. */
int acd__flow_case_takes(const acd__flow_case *at, const char *digits, size_t size);
/* 1 if one of its phrases was said. */
int acd__flow_case_hears(const acd__flow_case *at, const char *said, size_t size);
/* 1 if the condition of a compare node holds for a value (NULL: not set). */
int acd__flow_compare(int64_t operator_, const char *value, const acd__string *other);
int acd__flow_compare_int(int64_t operator_, int64_t value, int64_t other);

#endif
