/* SPDX-License-Identifier: Apache-2.0 */
#include "null.h"

#include <stdlib.h>

typedef struct node {
  struct node *next;
  struct node *partner;
  uint64_t host_ref;
  uint64_t handled;
} node;

typedef struct fifo {
  node *first;
  node *last;
} fifo;

struct null_dispatcher {
  fifo idle;
  fifo waiting;
  size_t agents_count;
  node *agents;
  node *calls;
  node **busy; /* the host's: whose call ends next, NULL where agents idle */
  size_t next;
  node *call; /* the host's: the call that arrives next */
};

uint64_t bench_random(uint64_t *state)
{
  /* A Weyl sequence, mixed: enough for a shuffle. */
  uint64_t mixed = *state += UINT64_C(0x9e3779b97f4a7c15);
  mixed = (mixed ^ (mixed >> 32)) * UINT64_C(0xd6e8feb86659fd93);
  mixed = (mixed ^ (mixed >> 32)) * UINT64_C(0xd6e8feb86659fd93);
  return mixed ^ (mixed >> 32);
}

void bench_permutation(uint32_t *items, size_t count, int shuffled, uint64_t seed)
{
  for (size_t i = 0; i < count; i++) items[i] = (uint32_t)i;
  for (size_t i = count; shuffled && i > 1; i--) {
    size_t other = (size_t)(bench_random(&seed) % i);
    uint32_t item = items[i - 1];
    items[i - 1] = items[other];
    items[other] = item;
  }
}

static void push(fifo *queue, node *item)
{
  item->next = NULL;
  if (queue->last)
    queue->last->next = item;
  else
    queue->first = item;
  queue->last = item;
}

static node *pop(fifo *queue)
{
  node *item = queue->first;
  queue->first = item->next;
  if (!queue->first) queue->last = NULL;
  return item;
}

static node *nodes_new(size_t count)
{
  node *nodes = aligned_alloc(64, (count + 1) / 2 * 64);
  for (size_t i = 0; nodes && i < count; i++) nodes[i] = (node){.host_ref = i};
  return nodes;
}

null_dispatcher *null_new(size_t agents, size_t calls, int shuffled)
{
  null_dispatcher *null = calloc(1, sizeof *null);
  size_t most = agents > calls ? agents : calls + 1;
  uint32_t *order = calloc(most, sizeof *order);
  if (null) {
    null->agents_count = agents;
    null->agents = nodes_new(agents);
    null->calls = nodes_new(calls + 1);
    null->busy = calls ? calloc(agents, sizeof(node *)) : NULL;
  }
  if (!null || !order || !null->agents || !null->calls || (calls && !null->busy)) {
    null_free(null);
    free(order);
    return NULL;
  }
  bench_permutation(order, calls + 1, shuffled, 1);
  null->call = &null->calls[order[0]];
  for (size_t i = 1; i <= calls; i++) push(&null->waiting, &null->calls[order[i]]);
  bench_permutation(order, agents, shuffled, 2);
  for (size_t i = 0; i < agents; i++) {
    if (calls)
      null->busy[i] = &null->agents[order[i]];
    else
      push(&null->idle, &null->agents[order[i]]);
  }
  free(order);
  return null;
}

void null_free(null_dispatcher *null)
{
  if (!null) return;
  free(null->agents);
  free(null->calls);
  free(null->busy);
  free(null);
}

static node *match(null_dispatcher *null)
{
  if (!null->idle.first || !null->waiting.first) return NULL;
  node *agent = pop(&null->idle), *call = pop(&null->waiting);
  agent->partner = call;
  call->partner = agent;
  agent->handled++;
  return agent;
}

/* The two functions of the null dispatcher, as a host calls them: not inlined. */
__attribute__((noinline)) static node *call_arrives(null_dispatcher *null, node *call)
{
  push(&null->waiting, call);
  return match(null);
}

__attribute__((noinline)) static node *agent_ready(null_dispatcher *null, node *agent)
{
  push(&null->idle, agent);
  return match(null);
}

uint64_t null_cycles(null_dispatcher *null, size_t count)
{
  uint64_t sum = 0;
  for (size_t i = 0; i < count; i++) {
    if (!null->busy) {
      node *agent = call_arrives(null, null->call);
      sum += agent->host_ref + agent->handled;
      agent_ready(null, agent);
      continue;
    }
    node *agent = agent_ready(null, null->busy[null->next]), *call = agent->partner;
    if (++null->next == null->agents_count) null->next = 0;
    sum += call->host_ref + agent->handled;
    call_arrives(null, call);
  }
  return sum;
}

__attribute__((noinline)) uint64_t timed_null(null_dispatcher *null, size_t count)
{
  return null_cycles(null, count);
}
