/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* What a queue knows about its own service, and whom it lets in for it. The formulas are written in acd/queue.h. */

#define RECENT_MAX 64

int32_t acd__join_members(const acd__queue *queue)
{
  const acd__queue_config *config = queue->config;
  const acd__queue_route *route = queue->route;
  int few = route->staffed < config->join_staffed_min || route->available < config->join_available_min ||
            (config->join_ready_min && acd__match_ready(route) < config->join_ready_min);
  return few ? ACD_EXIT_NO_AGENTS : 0;
}

int acd__join_too_long(const acd_engine *engine, const acd__queue *queue)
{
  const acd__queue_config *config = queue->config;
  if (config->join_wait_max_us && queue->head && engine->now_us - queue->head->queued_us > config->join_wait_max_us)
    return 1;
  if (config->join_estimate_max_us &&
      acd__estimate_at(queue, config->estimate, queue->waiting_count + 1) > config->join_estimate_max_us)
    return 1;
  return acd__service_level_ppm(queue) < config->join_service_level_min * 10000;
}

void acd__service_level_left(acd__queue *queue, int64_t wait_us, int64_t detail)
{
  int is_callback = detail == ACD_LEAVE_CALLED_BACK || detail == ACD_LEAVE_CALLBACK_OUT;
  int is_late = wait_us > queue->config->service_level_us;
  if (!is_callback && (is_late || detail == ACD_LEAVE_ANSWERED))
    queue->recent = queue->recent << 1 | (uint64_t)!is_late;
}

int64_t acd__service_level_ppm(const acd__queue *queue)
{
  return (int64_t)__builtin_popcountll(queue->recent) * 1000000 / RECENT_MAX;
}
