/* SPDX-License-Identifier: Apache-2.0 */
/** @file Everything that a definition replaces. */
#ifndef ACD__ENGINE_WORLD_H
#define ACD__ENGINE_WORLD_H

#include <acd/definition.h>

#include "base/dictionary.h"
#include "base/timers.h"
#include "model/channel.h"
#include "model/ids.h"
#include "model/patterns.h"
#include "route/route.h"

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
  int64_t rating_min;
  int64_t rating_max;
  int64_t rating_satisfied;
  int64_t occupancy_used; /* 1: a queue's strategy goes by it */
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

#endif
