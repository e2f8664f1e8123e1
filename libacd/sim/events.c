/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "sim.h"

/* Order at one instant: sim.h. Ends of talks and of wrap-ups are one class; so are both reasons to hang up. */
static const uint8_t class_of_kind[] = {0, 0, 1, 2, 3, 4, 4, 5};

static int before(const acd__sim_event *a, const acd__sim_event *b)
{
  if (a->time_us != b->time_us) return a->time_us < b->time_us;
  if (class_of_kind[a->kind] != class_of_kind[b->kind]) return class_of_kind[a->kind] < class_of_kind[b->kind];
  if (a->rank != b->rank) return a->rank < b->rank;
  return a->sequence < b->sequence;
}

static void put(acd__sim_events *events, uint32_t position, uint32_t index)
{
  events->heap[position] = index;
  events->pool[index].position = position;
}

static void sift_up(acd__sim_events *events, uint32_t position)
{
  uint32_t index = events->heap[position];
  while (position > 0) {
    uint32_t parent = (position - 1) / 2;
    if (!before(&events->pool[index], &events->pool[events->heap[parent]])) break;
    put(events, position, events->heap[parent]);
    position = parent;
  }
  put(events, position, index);
}

static void sift_down(acd__sim_events *events, uint32_t position)
{
  uint32_t index = events->heap[position];
  for (;;) {
    uint32_t child = 2 * position + 1;
    if (child >= events->count) break;
    if (child + 1 < events->count && before(&events->pool[events->heap[child + 1]], &events->pool[events->heap[child]]))
      child++;
    if (!before(&events->pool[events->heap[child]], &events->pool[index])) break;
    put(events, position, events->heap[child]);
    position = child;
  }
  put(events, position, index);
}

static uint32_t *owner(acd_sim *sim, const acd__sim_event *event)
{
  if (event->slot == ACD__SIM_NONE) return NULL;
  switch (event->kind) {
  case ACD__SIM_TALK_END: return &sim->calls[event->slot].talk;
  case ACD__SIM_PATIENCE: return &sim->calls[event->slot].patience;
  case ACD__SIM_LIMIT: return &sim->calls[event->slot].limit;
  case ACD__SIM_KEY: return &sim->calls[event->slot].key;
  default: return NULL;
  }
}

uint32_t acd__sim_schedule(acd_sim *sim, const acd__sim_event *event)
{
  acd__sim_events *events = &sim->events;
  uint32_t index = events->unused;
  int status;
  if (event->time_us > ACD_TIME_MAX) return ACD__SIM_NONE;
  status = acd__sim_reserve(sim, (void **)&events->heap, &events->heap_capacity, (size_t)events->count + 1,
                            sizeof(*events->heap));
  if (status == ACD_OK && index == ACD__SIM_NONE) {
    status = acd__sim_reserve(sim, (void **)&events->pool, &events->pool_capacity, (size_t)events->pool_count + 1,
                              sizeof(*events->pool));
    index = events->pool_count;
    if (status == ACD_OK) events->pool_count++;
  } else if (status == ACD_OK) {
    events->unused = events->pool[index].position;
  }
  if (status != ACD_OK) {
    sim->status = status;
    return ACD__SIM_NONE;
  }
  events->pool[index] = *event;
  events->pool[index].sequence = ++events->sequence;
  events->heap[events->count] = index;
  sift_up(events, events->count++);
  return index;
}

static void take_out(acd__sim_events *events, uint32_t index)
{
  uint32_t position = events->pool[index].position;
  uint32_t last = events->heap[--events->count];
  if (last != index) {
    put(events, position, last);
    sift_up(events, position);
    sift_down(events, events->pool[last].position);
  }
  events->pool[index].position = events->unused;
  events->unused = index;
}

void acd__sim_cancel(acd_sim *sim, uint32_t *index)
{
  if (*index == ACD__SIM_NONE) return;
  take_out(&sim->events, *index);
  *index = ACD__SIM_NONE;
}

const acd__sim_event *acd__sim_earliest(const acd_sim *sim)
{
  return sim->events.count ? &sim->events.pool[sim->events.heap[0]] : NULL;
}

void acd__sim_take(acd_sim *sim, acd__sim_event *event_out)
{
  uint32_t index = sim->events.heap[0];
  uint32_t *kept = owner(sim, &sim->events.pool[index]);
  *event_out = sim->events.pool[index];
  take_out(&sim->events, index);
  if (kept && *kept == index) *kept = ACD__SIM_NONE;
}

int acd__sim_fifo_add(acd_sim *sim, const acd__sim_event *event)
{
  acd__sim_fifo *fifo = &sim->fifo;
  if (fifo->first && fifo->first + fifo->count == fifo->capacity) {
    memmove(fifo->items, fifo->items + fifo->first, fifo->count * sizeof(*fifo->items));
    fifo->first = 0;
  }
  if (acd__sim_reserve(sim, (void **)&fifo->items, &fifo->capacity, fifo->first + fifo->count + 1,
                       sizeof(*fifo->items)))
    return ACD_ERR_NOMEM;
  fifo->items[fifo->first + fifo->count++] = *event;
  return ACD_OK;
}

int acd__sim_fifo_take(acd_sim *sim, acd__sim_event *event_out)
{
  if (!sim->fifo.count) return 0;
  *event_out = sim->fifo.items[sim->fifo.first++];
  if (!--sim->fifo.count) sim->fifo.first = 0;
  return 1;
}
