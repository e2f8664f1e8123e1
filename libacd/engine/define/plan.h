/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * A definition being applied: everything that the new world needs is built aside in a plan, which may fail; committing it
 * cannot. define.c reads the document, plan*.c build, commit.c commits.
 */
#ifndef ACD__ENGINE_PLAN_H
#define ACD__ENGINE_PLAN_H

#include "engine/engine.h"

typedef struct acd__plan_agent {
  acd__agent *agent;
  acd__agent_config *config; /* new */
  const acd__object *object; /* NULL: no longer defined, but not gone yet */
  uint32_t is_new;
  uint32_t memberships; /* counted before the config is made */
} acd__plan_agent;

typedef struct acd__plan_queue {
  acd__queue *queue;
  acd__queue_config *config; /* new; NULL: closed, keeps the one it has */
  const acd__object *object; /* NULL: closed */
  uint32_t is_new;
} acd__plan_queue;

typedef struct acd__plan_skill {
  acd__skill *skill;
  uint32_t is_new;
} acd__plan_skill;

typedef struct acd__plan_channel {
  acd__channel *channel;
  const acd__object *object;
  uint32_t is_new;
} acd__plan_channel;

typedef struct acd__plan_schedule {
  acd__schedule *schedule;
  acd__hours_list *hours; /* new */
  uint32_t is_new;
} acd__plan_schedule;

typedef struct acd__plan_flow {
  acd__flow *flow;
  uint32_t is_new;
} acd__plan_flow;

typedef struct acd__plan {
  acd_engine *engine;
  const acd__document *old_document; /* NULL: there was none */
  acd__document document;
  acd__world world;
  uint64_t sequence;
  acd__plan_skill *skills;
  acd__plan_channel *channels;
  acd__plan_agent *agents;
  acd__plan_queue *queues;
  acd__plan_schedule *schedules;
  acd__plan_flow *flows;
  size_t skills_count, channels_count, agents_count, queues_count, schedules_count, flows_count;
  size_t channels_capacity, agents_capacity, queues_capacity, skills_capacity, schedules_capacity, flows_capacity;
  acd__route_agent *route_agents;
  acd__route_queue *route_queues;
} acd__plan;

/* plan.c: ACD_OK or ACD_ERR_NOMEM, ACD_ERR_LIMIT; then undo. */
int acd__plan_build(acd__plan *plan);
/* Gives back all that the plan holds; nothing of it was committed. */
void acd__plan_undo(acd__plan *plan);
/* Gives back the plan's own lists after a commit. */
void acd__plan_done(acd__plan *plan);
/* The object of a name as it runs, or a new one with the name. */
int acd__plan_keep_or_take(acd__plan *plan, acd__pool *pool, const acd__dictionary *running, acd__dictionary *names,
                           const acd__object *object, void **item_out, acd__string **name_out, uint32_t *is_new_out);
/* plan_channels.c */
int acd__plan_channels(acd__plan *plan);
/* Number of a queue's channel, 0: it has none. */
uint32_t acd__plan_queue_channel(const acd__plan *plan, const acd__object *queue);
/* What the agent can have in hand. */
void acd__plan_capacity(const acd__plan *plan, const acd__object *agent, acd__agent_config *config);
/* Room for the lines of all agents, once their configurations are made, and for the actions that these can have under way. */
int acd__plan_lines(acd__plan *plan);
void acd__commit_lines(acd__plan *plan);
/* The others are gone; before the new world takes the place of the one that runs. */
void acd__commit_channels(acd__plan *plan);
/* plan_queues.c */
int acd__plan_queue_configs(acd__plan *plan);
int acd__plan_sides(acd__plan *plan);
/* plan_rules.c: for the queue of an object; what is made is given out also with a status, to be dropped. */
int acd__plan_rules(acd__plan *plan, const acd__object *object, acd__rules **rules_out);
/* plan_groups.c: the groups of a queue; and that of a member, among them. */
int acd__plan_groups(acd__plan *plan, const acd__object *object, acd__queue_config *config);
uint32_t acd__plan_group_of(const acd__plan *plan, const acd__object *member);
/* plan_agents.c */
int acd__plan_agent_configs(acd__plan *plan);
/* plan_flows.c: schedules, numbers, flows. */
int acd__plan_schedules(acd__plan *plan);
int acd__plan_numbers(acd__plan *plan);
int acd__plan_flows(acd__plan *plan);
/* commit.c */
void acd__plan_commit(acd__plan *plan);

/* Steps through the children of the centre that are of a noun: the first after `after` (NULL: the first of all). */
static inline const acd__object *acd__plan_next(const acd__document *document, const acd__object *after, uint32_t noun)
{
  int32_t at = after ? after->next : document->objects[0].first_child;
  while (at >= 0 && document->objects[at].noun != noun) at = document->objects[at].next;
  return at >= 0 ? &document->objects[at] : NULL;
}

/* Room for one more element of a list of the plan. */
#define ACD__PLAN_GROW(plan, list)                                                                                     \
  acd__memory_reserve(&(plan)->engine->memory, (void **)&(plan)->list, &(plan)->list##_capacity,                       \
                      (plan)->list##_count + 1, sizeof *(plan)->list)

#endif
