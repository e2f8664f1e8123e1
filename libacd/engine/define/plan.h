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
  uint32_t reviews;     /* 1: her limit of offers or capacity is another one */
  uint32_t memberships; /* counted before the config is made */
} acd__plan_agent;

typedef struct acd__plan_queue {
  acd__queue *queue;
  acd__queue_config *config; /* new; NULL: closed, keeps the one it has */
  const acd__object *object; /* NULL: closed */
  acd__kpi_minutes *minutes; /* new; NULL: it has some, or needs none */
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

typedef struct acd__plan_device {
  acd__agent *agent;
  acd__device *device;
  acd__lane *ring_lane;
  uint32_t channel;
  uint32_t is_new;
} acd__plan_device;

typedef struct acd__plan_schedule {
  acd__schedule *schedule;
  const acd__object *object;
  acd__timetable *timetable; /* new */
  uint32_t is_new;
} acd__plan_schedule;

typedef struct acd__plan_toggle {
  acd__toggle *toggle;
  uint32_t is_new;
} acd__plan_toggle;

typedef struct acd__plan_callback {
  acd__callback_plan *plan;
  acd__callback_config config; /* new */
  acd__callback_day day;       /* likewise */
  uint32_t is_new;
} acd__plan_callback;

typedef struct acd__plan_slot {
  acd__slot_plan *plan;
  acd__slot_config config; /* new */
  uint32_t is_new;
} acd__plan_slot;

typedef struct acd__plan_campaign {
  acd__campaign *campaign;
  acd__campaign_config config; /* new */
  uint32_t is_new;
} acd__plan_campaign;

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
  acd__provided provided; /* for all calls, when it is in force */
  int provides;           /* 1: some calls inside need more of it than before */
  int channels_change;    /* 1: what channels there are, what they weigh, or which one a queue is of */
  acd__plan_skill *skills;
  acd__plan_channel *channels;
  acd__plan_agent *agents;
  acd__plan_device *devices; /* in order of the agents */
  acd__plan_queue *queues;
  acd__plan_schedule *schedules;
  acd__plan_flow *flows;
  acd__plan_toggle *toggles;
  acd__plan_callback *callbacks;
  acd__plan_slot *slots;
  acd__plan_campaign *campaigns;
  size_t skills_count, channels_count, agents_count, devices_count, queues_count, schedules_count, flows_count,
      toggles_count, callbacks_count, slots_count, campaigns_count;
  size_t channels_capacity, agents_capacity, devices_capacity, queues_capacity, skills_capacity, schedules_capacity,
      flows_capacity, toggles_capacity, callbacks_capacity, slots_capacity, campaigns_capacity;
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
/* There are numbers for all channels of the document; or ACD_ERR_DEFINITION, with an error for each that has none, ACD_ERR_NOMEM. */
int acd__plan_channels_fit(acd_engine *engine, const acd__document *document);
/* Number of the channel that a property of an object names, 0: none. */
uint32_t acd__plan_channel_of(const acd__plan *plan, const acd__object *object, uint32_t property);
/* What the agent can have in hand. */
void acd__plan_capacity(const acd__plan *plan, const acd__object *agent, const acd__agent_config *before,
                        acd__agent_config *config);
/* Room for the lines of all agents, once their configurations are made, and for the actions that these can have under way. */
int acd__plan_lines(acd__plan *plan);
void acd__commit_lines(acd__plan *plan);
/* The others are gone; before the new world takes the place of the one that runs. */
void acd__commit_channels(acd__plan *plan);
/* plan_devices.c */
int acd__plan_devices(acd__plan *plan);
void acd__plan_devices_undo(acd__plan *plan);
/* Before agents stand in the idle orders of the new world. */
void acd__commit_devices(acd__plan *plan);
/* plan_toggles.c */
int acd__plan_toggles(acd__plan *plan);
void acd__plan_toggles_undo(acd__plan *plan);
/* Those that are no longer named are gone; before the new world takes the place of the one that runs. */
void acd__commit_toggles(acd__plan *plan);
/* plan_callbacks.c: plans; before queues. */
int acd__plan_callbacks(acd__plan *plan);
void acd__plan_callbacks_undo(acd__plan *plan);
/* Those that are no longer named go, with their last callback; before the new world takes the place of the one that runs. */
void acd__commit_callbacks(acd__plan *plan);
/* plan_slots.c: after callbacks. 1 if those who have booked come to another queue than before. */
int acd__plan_slots(acd__plan *plan);
int acd__plan_slots_turn(const acd__plan *plan);
void acd__plan_slots_undo(acd__plan *plan);
/* As those of callbacks. */
void acd__commit_slots(acd__plan *plan);
/* plan_campaigns.c: after plans and queues, before the queues' configurations. */
int acd__plan_campaigns(acd__plan *plan);
void acd__plan_campaigns_undo(acd__plan *plan);
/* Those that are no longer named are closed; before the new world takes the place of the one that runs. */
void acd__commit_campaigns(acd__plan *plan);
/* The queue is watched or not, as planned. */
void acd__commit_minutes(acd_engine *engine, const acd__plan_queue *entry);
/* plan_queues.c */
int acd__plan_queue_configs(acd__plan *plan);
void acd__plan_places(acd__plan *plan);
int acd__plan_sides(acd__plan *plan);
/* plan_rules.c: for the queue of an object; what is made is given out also with a status, to be dropped. */
int acd__plan_rules(acd__plan *plan, const acd__object *object, acd__rules **rules_out);
/* plan_groups.c: the groups of a queue; and that of a member, among them. */
int acd__plan_groups(acd__plan *plan, const acd__object *object, acd__queue_config *config);
uint32_t acd__plan_group_of(const acd__plan *plan, const acd__object *member);
/* plan_agents.c */
int acd__plan_agent_configs(acd__plan *plan);
/* What an agent begins with. The name is hers from now on. */
void acd__plan_agent_begin(acd__agent *agent, acd__string *name, uint64_t sequence);
/* Of which channels, of those defined (bits), the agent can be offered a call, and how many lines she needs: from her capacity and
 * the most of each channel. */
void acd__plan_room(acd__agent_config *config, const acd__channels *channels, uint32_t defined);
/* Lines that an agent comes to need besides those there are; and they are made, of those free. */
size_t acd__plan_lines_more(const acd__agent *agent, const acd__agent_config *config);
void acd__commit_lines_more(acd_engine *engine, acd__agent *agent, const acd__agent_config *config);
/* A configuration with room for so many; NULL: no memory. */
acd__agent_config *acd__plan_agent_config(acd__memory *memory, uint32_t skills, uint32_t memberships,
                                          uint32_t offers_max, const char *extension, size_t extension_size);
/* The membership that an object of the document defines; who was a member already keeps the count of calls. */
acd__membership acd__plan_membership(const acd__document *document, const acd__object *object, acd__queue *queue,
                                     const acd__agent *agent, uint32_t group);
/* Keeps the memberships of an agent in order of the queues' sequence. There is room. */
void acd__plan_add_membership(acd__agent_config *config, const acd__membership *member, uint32_t channel);
/* plan_schedules.c: their timetables come after toggles. */
int acd__plan_schedules(acd__plan *plan);
int acd__plan_timetables(acd__plan *plan);
void acd__plan_schedules_undo(acd__plan *plan);
void acd__commit_schedules(acd__plan *plan);
/* plan_flows.c */
int acd__plan_flows(acd__plan *plan);
/* plan_provision.c: what calls need in flows and queues (model/provision.h), and room for what those inside come to need. */
int acd__plan_provision(acd__plan *plan);
/* Before flows are dropped. */
void acd__commit_provision(acd__plan *plan);
/* plan_numbers.c */
int acd__plan_numbers(acd__plan *plan);
int acd__plan_callers(acd__plan *plan);
/* commit.c */
void acd__plan_commit(acd__plan *plan);
/* The agent is configured so from now on: 1 if her limit of offers or capacity is another one. */
uint32_t acd__commit_config(acd_engine *engine, acd__agent *agent, acd__agent_config *config);
/* A new agent, the last of all; then, when all stand in their places, with the presence that she is defined with. */
void acd__commit_link(acd_engine *engine, acd__agent *agent);
void acd__commit_presence(acd_engine *engine, acd__agent *agent, int64_t presence);
/* Round robin goes on after the agent last offered, wherever she now stands. */
void acd__commit_cursors(const acd__agent *agent);
/* Who is no longer defined leaves, or will. */
void acd__commit_leaver(acd_engine *engine, acd__agent *agent);
/* Lanes that nothing defined uses any more are given up. */
void acd__commit_lanes(acd_engine *engine);
/* part.c: a change of agents and members alone (acd/definition.h, "What it costs"). *done_out 0: it is not one, or it takes the
 * long way, and nothing has changed. */
int acd__part_apply(acd_engine *engine, const acd__document *given, int *done_out);

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
