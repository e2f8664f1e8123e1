/* SPDX-License-Identifier: Apache-2.0 */
#include "base/timers.h"

#include <string.h>

enum { AT_NUMBER = 1, FIRST_NUMBER = 2 };

static int earlier(const acd__lane *a, const acd__lane *b)
{
  if (a->head->due_us != b->head->due_us) return a->head->due_us < b->head->due_us;
  return a->head->sequence < b->head->sequence;
}

static void heap_put(acd__timers *timers, size_t at, acd__lane *lane)
{
  timers->heap[at] = lane;
  lane->heap_at = at + 1;
}

static void heap_up(acd__timers *timers, acd__lane *lane)
{
  size_t at = lane->heap_at - 1;
  while (at > 0) {
    size_t above = (at - 1) / 2;
    if (!earlier(lane, timers->heap[above])) break;
    heap_put(timers, at, timers->heap[above]);
    at = above;
  }
  heap_put(timers, at, lane);
}

static void heap_down(acd__timers *timers, acd__lane *lane)
{
  size_t at = lane->heap_at - 1;
  for (;;) {
    size_t below = 2 * at + 1;
    if (below >= timers->heap_count) break;
    if (below + 1 < timers->heap_count && earlier(timers->heap[below + 1], timers->heap[below])) below++;
    if (!earlier(timers->heap[below], lane)) break;
    heap_put(timers, at, timers->heap[below]);
    at = below;
  }
  heap_put(timers, at, lane);
}

static void heap_remove(acd__timers *timers, acd__lane *lane)
{
  size_t at = lane->heap_at - 1;
  lane->heap_at = 0;
  acd__lane *last = timers->heap[--timers->heap_count];
  if (last == lane) return;
  heap_put(timers, at, last);
  heap_up(timers, last);
  heap_down(timers, last);
}

void acd__timers_init(acd__timers *timers, acd__memory *memory)
{
  memset(timers, 0, sizeof *timers);
  timers->memory = memory;
}

void acd__timers_release_all(acd__timers *timers)
{
  for (size_t i = 0; i < timers->lanes_count; i++)
    acd__memory_give(timers->memory, timers->lanes[i], sizeof(acd__lane));
  acd__memory_give(timers->memory, timers->lanes, timers->lanes_capacity * sizeof *timers->lanes);
  acd__memory_give(timers->memory, timers->numbered, timers->numbered_capacity * sizeof *timers->numbered);
  acd__memory_give(timers->memory, timers->heap, timers->heap_capacity * sizeof *timers->heap);
  acd__timers_init(timers, timers->memory);
}

/* A number for one more lane; timers carry it instead of a pointer, since there are many of them. 0: no memory. */
static uint32_t free_number(acd__timers *timers)
{
  if (timers->numbers_count < FIRST_NUMBER) timers->numbers_count = FIRST_NUMBER;
  if (timers->lanes_count + FIRST_NUMBER < timers->numbers_count) /* lanes were forgotten */
    for (uint32_t i = FIRST_NUMBER; i < timers->numbers_count; i++)
      if (!timers->numbered[i]) return i;
  void *numbered = timers->numbered;
  int status = acd__memory_reserve(timers->memory, &numbered, &timers->numbered_capacity, timers->numbers_count + 1,
                                   sizeof *timers->numbered);
  timers->numbered = numbered;
  return status ? 0 : timers->numbers_count;
}

acd__lane *acd__timers_lane(acd__timers *timers, int64_t delay_us)
{
  size_t low = 0, high = timers->lanes_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (timers->lanes[middle]->delay_us < delay_us)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < timers->lanes_count && timers->lanes[low]->delay_us == delay_us) return timers->lanes[low];
  acd__memory *memory = timers->memory;
  size_t count = timers->lanes_count + 1;
  if (acd__memory_reserve(memory, (void **)&timers->lanes, &timers->lanes_capacity, count, sizeof *timers->lanes) ||
      acd__memory_reserve(memory, (void **)&timers->heap, &timers->heap_capacity, count + 1, sizeof *timers->heap))
    return NULL;
  uint32_t number = free_number(timers);
  acd__lane *lane = number ? acd__memory_array(memory, 1, sizeof *lane) : NULL;
  if (!lane) return NULL;
  timers->numbered[number] = lane;
  if (number == timers->numbers_count) timers->numbers_count++;
  lane->number = number;
  lane->delay_us = delay_us;
  memmove(timers->lanes + low + 1, timers->lanes + low, (timers->lanes_count - low) * sizeof *timers->lanes);
  timers->lanes[low] = lane;
  timers->lanes_count = count;
  return lane;
}

void acd__timers_sweep(acd__timers *timers)
{
  size_t kept = 0;
  for (size_t i = 0; i < timers->lanes_count; i++) {
    acd__lane *lane = timers->lanes[i];
    if (!lane->marked && !lane->head) {
      timers->numbered[lane->number] = NULL;
      acd__memory_give(timers->memory, lane, sizeof *lane);
      continue;
    }
    lane->marked = 0;
    timers->lanes[kept++] = lane;
  }
  timers->lanes_count = kept;
}

void acd__timers_arm(acd__timers *timers, acd__timer *timer, acd__lane *lane, acd_time now_us)
{
  timer->due_us = now_us + lane->delay_us;
  timer->sequence = ++timers->sequence;
  timer->lane = lane->number;
  timer->prev = lane->tail;
  timer->next = NULL;
  timers->armed++;
  if (lane->tail) {
    lane->tail->next = timer;
    lane->tail = timer;
    return;
  }
  lane->head = lane->tail = timer;
  heap_put(timers, timers->heap_count++, lane);
  heap_up(timers, lane);
}

static acd__timer *first_at(const acd__timers *timers)
{
  acd__order_node *node = acd__order_first(&timers->at);
  return node ? &((acd__timer_at *)(void *)((char *)node - offsetof(acd__timer_at, node)))->timer : NULL;
}

void acd__timers_arm_at(acd__timers *timers, acd__timer_at *timer, acd_time due_us)
{
  acd__lane *lane = &timers->at_lane;
  timer->timer.due_us = due_us;
  timer->timer.sequence = ++timers->sequence;
  timer->timer.lane = AT_NUMBER;
  timer->node.key_a = due_us;
  timer->node.sequence = timer->timer.sequence;
  acd__order_insert(&timers->at, &timer->node);
  timers->armed++;
  acd__timer *first = first_at(timers);
  if (first == lane->head) return;
  if (!lane->head) heap_put(timers, timers->heap_count++, lane);
  lane->head = first;
  heap_up(timers, lane);
}

/* The set has lost one. */
static void disarm_at(acd__timers *timers, acd__timer_at *timer)
{
  acd__lane *lane = &timers->at_lane;
  acd__order_remove(&timers->at, &timer->node);
  acd__timer *first = first_at(timers);
  if (first == lane->head) return;
  lane->head = first;
  if (first)
    heap_down(timers, lane);
  else
    heap_remove(timers, lane);
}

/* `to` takes the place of `from`. */
static void take_place(acd__timers *timers, acd__timer *to, const acd__timer *from)
{
  uint32_t kind = to->kind;
  *to = *from;
  to->kind = kind;
  if (!to->lane) return;
  acd__lane *lane = timers->numbered[to->lane];
  if (to->prev)
    to->prev->next = to;
  else
    lane->head = to;
  if (to->next)
    to->next->prev = to;
  else
    lane->tail = to;
}

void acd__timers_trade(acd__timers *timers, acd__timer *a, acd__timer *b)
{
  acd__timer aside = {0}; /* stands in the list meanwhile: the two may be neighbours */
  take_place(timers, &aside, a);
  take_place(timers, a, b);
  take_place(timers, b, &aside);
}

void acd__timers_take_off(acd__timers *timers, acd__timer *timer)
{
  uint32_t number = timer->lane;
  timer->lane = 0;
  timers->armed--;
  if (number == AT_NUMBER) {
    disarm_at(timers, (acd__timer_at *)(void *)timer); /* the timer is its first member */
    return;
  }
  acd__lane *lane = timers->numbered[number];
  if (timer->next)
    timer->next->prev = timer->prev;
  else
    lane->tail = timer->prev;
  if (timer->prev) {
    timer->prev->next = timer->next;
    return;
  }
  /* The lane's head goes: its next one is later, or the lane is empty. */
  lane->head = timer->next;
  if (lane->head)
    heap_down(timers, lane);
  else
    heap_remove(timers, lane);
}
