/* SPDX-License-Identifier: Apache-2.0 */
/** @file What a node of a flow does, when a call comes to it: one function for each kind that takes more than a line. */
#ifndef ACD__ENGINE_FLOW_NODE_H
#define ACD__ENGINE_FLOW_NODE_H

#include "engine/engine.h"

/* What a node did: an exit (> 0), or one of these. */
enum { ACD__NODE_WAITS = 0, ACD__NODE_ENDED = -1, ACD__NODE_MOVED = -2 };

/* walk.c: the caller is with the flow. */
void acd__node_stay(acd_engine *engine, acd__call *call);
/* Asks the host for something; the caller is with the flow. */
void acd__node_ask(acd_engine *engine, acd__call *call, acd__action *action, acd__lane *lane);

/* The action by which the flow speaks, to the caller or the agent; to be sent by acd__node_ask(). `text` is held once more. */
acd__action *acd__node_speak(acd_engine *engine, uint32_t kind, acd__call *call, acd__string *text);

/* decide.c: nodes at which nobody waits. What takes more than a few operations adds to the engine's work. */
/* Bytes of text that are one piece of work. */
#define ACD__WORK_BYTES 64
static inline void acd__work_add(acd_engine *engine, size_t pieces, size_t bytes)
{
  engine->work += pieces + bytes / ACD__WORK_BYTES;
}
/* The place of this wait is asked for: where its queue keeps none, the calls there are counted. */
static inline void acd__work_place(acd_engine *engine, const acd__call *wait)
{
  if (!wait->queue->config->says_places) acd__work_add(engine, (size_t)wait->queue->waiting_count, 0);
}
/* An attribute of the call, or what the core knows under that name. NULL: not set. */
const char *acd__node_attribute(acd_engine *engine, const acd__call *call, const acd__string *key);
/* `size` 0 removes it. The exit next, or limit where it cannot be set. */
int32_t acd__node_set(acd_engine *engine, acd__call *call, const acd__string *key, const char *value, size_t size);
/* The case that holds for a value (NULL: not set) as an exit; 0: none. */
int32_t acd__node_case(acd_engine *engine, const acd__flow_node *node, const char *value);
/* ACD_METRIC_… of a queue, 0 where it is gone; the position is the call's own, there or, with 0, where it waits. */
int64_t acd__node_metric(acd_engine *engine, const acd__call *call, acd_id queue, int64_t metric);
/* What a set node sets; the priority that a priority node gives. */
int32_t acd__node_assign(acd_engine *engine, acd__call *call, const acd__flow_node *node);
/* What an expression gives, or without one (NULL) a value; the text is the value's or `room`'s. The bytes of it. */
size_t acd__node_value(acd_engine *engine, const acd__call *call, const acd__formula *expression,
                       const acd__string *value, acd__formula_value *room, const char **text_out);
/* The integer that an expression gives, or that its text spells, or its truth; 0: it gives none. */
int acd__node_number(acd_engine *engine, const acd__call *call, const acd__formula *expression, int64_t *number_out);
/* engine/mark.c */
int32_t acd__node_mark(acd_engine *engine, acd__call *call, const acd__flow_node *node);
int64_t acd__node_priority(acd_engine *engine, const acd__call *call, const acd__flow_node *node);
int32_t acd__node_branch(acd_engine *engine, const acd__call *call, const acd__flow_node *node);
int32_t acd__node_test(acd_engine *engine, const acd__call *call, const acd__flow_node *node);
int32_t acd__node_split(acd_engine *engine, const acd__flow_node *node);
int32_t acd__node_loop(acd_engine *engine, acd__call *call, const acd__flow_node *node);

/* frames.c: steps into a subflow and back. Each gives an exit of the node that the call stands at then, 0: none, it stands at
 * the start of the subflow, or -1: no subflow node is to be come back to. */
int32_t acd__frames_enter(acd_engine *engine, acd__call *call, const acd__flow_node *node);
int32_t acd__frames_return(acd_engine *engine, acd__call *call, const acd__flow_node *node);
/* The call stands at the start of a flow, and comes back from there to where it stood. */
void acd__frames_push(acd_engine *engine, acd__call *call, uint32_t kind, acd__flow *flow);
/* It comes back; the kind of the frame. */
uint32_t acd__frames_pop(acd_engine *engine, acd__call *call);
/* The call comes back nowhere. */
void acd__frames_drop(acd_engine *engine, acd__call *call);

/* event.c */
/* A flow that a queue gave the call ends, if it is in one: 1, and the call waits on, or goes on elsewhere, or has ended. */
int acd__event_over(acd_engine *engine, acd__call *call);
/* Such a flow has nothing to say for now: what the caller hears otherwise goes on. */
void acd__beside_pause(acd_engine *engine, acd__call *call);
void acd__node_leave(acd_engine *engine, acd__call *call);
void acd__node_hangup(acd_engine *engine, acd__call *call);

/* host.c: wait, host and toggle. */
int32_t acd__node_wait(acd_engine *engine, acd__call *call, const acd__flow_node *node);
int32_t acd__node_host(acd_engine *engine, acd__call *call, const acd__flow_node *node);
int32_t acd__node_toggle(const acd_engine *engine, const acd__flow_node *node);

/* moment.c: a local time as 2026-12-28T09:00, or 2026-12-28T09:00:30; nothing where the date is none. The bytes. */
size_t acd__moment_write(int64_t date, int64_t clock_us, char buffer[ACD__MOMENT_SIZE + 1]);
/* Back, to the minute; a blank for the T will do: 1; 0: it is no such time. */
int acd__moment_read(const char *text, acd__civil *local_out);
/* Sets an attribute (NULL: none); what cannot be set is removed: what an earlier node left there would be untrue. */
void acd__node_tell(acd_engine *engine, acd__call *call, const acd__string *attribute, const char *text, size_t size);

/* hours.c. */
int32_t acd__node_hours(acd_engine *engine, acd__call *call, const acd__flow_node *node);

/* slot/node.c */
int32_t acd__node_slots(acd_engine *engine, acd__call *call, const acd__flow_node *node);
int32_t acd__node_hold_slot(acd_engine *engine, acd__call *call, const acd__flow_node *node);

/* input.c: menu and collect. */
int32_t acd__node_input(acd_engine *engine, acd__call *call, const acd__flow_node *node);

#endif
