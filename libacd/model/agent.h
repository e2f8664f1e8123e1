/* SPDX-License-Identifier: Apache-2.0 */
/** @file Agents: what the definition says, and what lives. */
#ifndef ACD__MODEL_AGENT_H
#define ACD__MODEL_AGENT_H

#include <acd/agent.h>

#include "model/channel.h"
#include "model/device.h"
#include "model/line.h"
#include "model/occupancy.h"
#include "model/queue.h"

struct acd__call;
struct acd__profile;
struct acd__agent_node;
struct acd__decline;

typedef struct acd__membership {
  acd__queue *queue;
  acd_id queue_id; /* a closed queue may be gone before the agent's next definition */
  uint64_t queue_sequence;
  int64_t position;
  int64_t tier;
  int64_t rank;
  int64_t weight;
  uint32_t group;   /* of the queue's, ACD__GROUP_NONE: none */
  uint32_t strange; /* 1: the agent takes no calls of the queue's channel */
  uint32_t reserved;
  int64_t calls_count; /* answered from this queue since the agent became a member */
} acd__membership;

/* The latest offers, in a ring. */
typedef struct acd__offer_log {
  acd_time *times;
  uint32_t max; /* 0: offers have no limit */
  uint32_t count;
  uint32_t next; /* overwritten next: the oldest, if there are `max` */
  int64_t window_us;
} acd__offer_log;

/* Replaced whole by a definition; one allocation of `bytes`. */
typedef struct acd__agent_config {
  size_t bytes;
  acd__lane *ring_lane;            /* NULL: the queue's */
  acd__lane *wrapup_lane;          /* NULL: the queue's */
  int64_t wrapup_extension_max_us; /* -1: the queue's */
  acd__offer_log offers;           /* moved to the next configuration */
  acd_requirement *skills;         /* by skill; `level_min` is the level held */
  acd__membership *memberships;    /* by the queue's sequence, as the queues of the profile */
  char *extension;                 /* no NUL */
  uint32_t extension_size;         /* 0: none */
  uint32_t skills_count;
  uint32_t memberships_count;
  int64_t capacity;
  uint32_t channels;  /* bits of those of which the agent can be offered a call with nothing in hand */
  uint32_t takes;     /* of those: of which there is a device that takes them */
  uint32_t lines_max; /* in hand at once */
  uint8_t channel_max[ACD__CHANNELS];
} acd__agent_config;

/* The membership in a queue, NULL: none. */
static inline acd__membership *acd__membership_of(const acd__agent_config *config, const acd__queue *queue)
{
  uint32_t low = 0, high = config->memberships_count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (config->memberships[middle].queue_sequence < queue->sequence)
      low = middle + 1;
    else
      high = middle;
  }
  return low < config->memberships_count && config->memberships[low].queue == queue ? &config->memberships[low] : NULL;
}

/* What a decision reads and writes stands together, first: agents are many, and each line of the cache that one of them needs is
 * waited for. */
typedef struct acd__agent {
  acd__slot slot;
  acd__agent_config *config;
  struct acd__profile *profile;
  struct acd__agent_node *nodes; /* one for each idle order of the profile */
  uint32_t idle;                 /* bits of the channels in whose idle orders the agent stands */
  uint32_t presence;
  uint32_t state;
  uint32_t missed_round;
  acd_id missed_call;            /* the latest call refused or missed, and the round of offers it was in */
  struct acd__decline *declines; /* waiting calls refused for good */
  int64_t host_ref;
  acd_time state_since_us;
  acd_time idle_since_us;
  uint32_t lines_count; /* in use */
  uint32_t lines_room;  /* that there are besides the first */
  acd__line line;       /* the first */
  acd__kpi_agent_row kpi;
  acd__occupancy occupancy;
  acd_time rest_until_us;  /* 0: not resting */
  acd_time limit_until_us; /* 0: not at the limit of offers */
  int64_t reason;
  uint32_t finishing;    /* 1: logged out as soon as what is in hand is finished, wrap-up included */
  uint32_t elsewhere;    /* 1: every device is busy with something else */
  uint32_t reach;        /* bits of the channels of which a device takes calls and is free */
  acd__device *devices;  /* in order of definition; NULL: one, which has no name */
  acd__order own;        /* calls that wait for this agent alone */
  int64_t load;          /* as of the last look for room */
  int64_t occupancy_ppm; /* key of the strategy; kept only where one goes by it */
  int64_t calls_count;
  int64_t talk_us;
  int64_t misses_count;
  uint64_t sequence; /* order of definition: the last tie-break */
  acd__string *name;
  acd__timer look; /* for another call, in this instant */
  acd__timer rest;
  acd__timer_at limit;  /* at the limit of offers */
  acd__timer own_timer; /* they leave, in slices, when the agent is not available */
  uint32_t gone;        /* no longer defined: leaves after its call */
  uint32_t in_flow;     /* 1: a flow in force leads to her by name */
  uint32_t nodes_own;   /* 1: `nodes` is an allocation of its own; 0: part of the route's */
  uint32_t seen;        /* by the host: number of the latest list in which the agent was (engine/agent/missing.c) */
  struct acd__agent *defined_prev; /* all agents, by sequence */
  struct acd__agent *defined_next;
  size_t plan; /* place in the definition being applied */
} acd__agent;

/* In thousandths of the capacity; at the capacity and above it 1,000. */
static inline int64_t acd__agent_load_share(const acd__agent *agent)
{
  int64_t capacity = agent->config->capacity;
  return agent->load < capacity ? agent->load * 1000 / capacity : 1000;
}

#endif
