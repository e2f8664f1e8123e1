/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * A change of agents and members alone, applied to what runs at the cost of what it names. Everything that may fail comes first
 * (part_read.c, part.c), then it is committed (part_commit.c). Whatever is out of the ordinary, mistakes above all, is left to
 * the long way (plan.h), which finds the same and says it.
 */
#ifndef ACD__ENGINE_PART_H
#define ACD__ENGINE_PART_H

#include "engine/define/plan.h"
#include "model/names.h"

typedef struct acd__part_agent {
  acd__agent *agent;
  acd__agent_config *config; /* new */
  const acd__object *object; /* NULL: only memberships change */
  size_t edits;              /* her first edit + 1, 0: none */
  uint32_t edits_count;
  uint32_t is_new;
  uint32_t goes;
  uint32_t reviews;       /* 1: her limit of offers or capacity is another one */
  uint32_t has_extension; /* 1: the new one stands in the table */
} acd__part_agent;

/* A membership that is added, changed or (the object's `remove`) ended. */
typedef struct acd__part_edit {
  const acd__object *object;
  acd__queue *queue;
  size_t next; /* of the same agent + 1, 0: none */
} acd__part_edit;

typedef struct acd__part {
  acd_engine *engine;
  const acd__document *given;
  int fits; /* 0: it takes the long way */
  uint64_t sequence;
  acd__part_agent *agents;
  size_t agents_count, agents_capacity;
  acd__part_edit *edits;
  size_t edits_count, edits_capacity;
  acd__sort_item *by_creation; /* the agents in that order, by their places in the list */
  acd__sort_item
      *queues; /* ids of all whose members come, go or change: a closed one may go with those who served it */
  size_t queues_count, queues_capacity;
  acd__route_agent *route_agents;
  int is_prepared; /* 1: the route is ready for them */
  size_t notes_size;
  size_t notes_count;
} acd__part;

/* It takes the long way. */
static inline int acd__part_unfit(acd__part *part)
{
  part->fits = 0;
  return ACD_OK;
}

/* part_read.c: who and what it is about. New agents are taken and have their names. */
int acd__part_read(acd__part *part);
/* part_notes.c: what is kept of the change, so that the document in force is known: what was given, and what ends the memberships
 * of those who go. With `bytes` NULL it is measured. */
size_t acd__part_notes(acd__part *part, uint8_t *bytes);
/* part_commit.c */
void acd__part_commit(acd__part *part);

#endif
