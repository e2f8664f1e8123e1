/* SPDX-License-Identifier: Apache-2.0 */
/* The state, walked in orders that do not depend on memory: definition, slots, creation. Times count as they are, and so do the
 * ids that will be given next; capacities, hash keys, classes, places that are kept to be found sooner, and what was pulled do not. */
#ifndef ACD_ENGINE_DIGEST_H
#define ACD_ENGINE_DIGEST_H

#include <string.h>

#include "engine/engine.h"

typedef struct acd__digest_walk {
  uint64_t digest;
} acd__digest_walk;

static inline void acd__digest_add(acd__digest_walk *to, int64_t value)
{
  to->digest = acd__digest(to->digest, (uint64_t)value);
}

static inline void acd__digest_string(acd__digest_walk *to, const acd__string *string)
{
  acd__digest_add(to, string ? (int64_t)string->digest : 0);
}

/* NULL: there is none to arm. */
static inline void acd__digest_timer(acd__digest_walk *to, const acd__timer *timer)
{
  int armed = timer && timer->lane;
  acd__digest_add(to, armed ? timer->due_us : -1);
  acd__digest_add(to, armed ? (int64_t)timer->sequence : -1);
}

static inline int64_t acd__digest_id_of(const void *pooled)
{
  return pooled ? ((const acd__slot *)pooled)->id : 0;
}

static inline int64_t acd__digest_action_id(const acd__action *action)
{
  return action ? action->id : 0;
}

static inline void acd__digest_needs(acd__digest_walk *to, const acd__needs *needs)
{
  acd__digest_add(to, needs ? needs->count : 0);
  for (uint32_t i = 0; needs && i < needs->count; i++) {
    acd__digest_add(to, needs->items[i].skill);
    acd__digest_add(to, needs->items[i].level_min);
  }
}

/* KPI records are whole words behind their size. */
static inline void acd__digest_kpi(acd__digest_walk *to, const void *sums, size_t size)
{
  for (size_t at = sizeof(int64_t); at < size; at += sizeof(int64_t)) {
    int64_t value;
    memcpy(&value, (const char *)sums + at, sizeof value);
    acd__digest_add(to, value);
  }
}

void acd__digest_agent(acd__digest_walk *to, const acd__agent *at);
void acd__digest_pace(acd__digest_walk *to, const acd__pace *pace);
void acd__digest_booking(acd__digest_walk *to, const acd__booking *at);
void acd__digest_slots(acd__digest_walk *to, const acd__slots *slots);
void acd__digest_callback(acd__digest_walk *to, const acd__callback *at);
void acd__digest_plan(acd__digest_walk *to, const acd__callback_plan *at);
void acd__digest_campaign(acd__digest_walk *to, const acd__campaign *at);

#endif
