/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* What a queue knows about its own service, and whom it lets in for it. The formulas are written in acd/queue.h. */

#define WORK_MAX   (INT64_C(86400) * ACD_SECOND)
#define WORKS_MAX  15 /* from then on a new value counts one part of this and one */
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
  if (config->join_estimate_max_us && acd__estimate_at(queue, queue->waiting_count + 1) > config->join_estimate_max_us)
    return 1;
  return acd__service_level_ppm(queue) < config->join_service_level_min * 10000;
}

void acd__estimate_entered(const acd_engine *engine, acd__queue *queue, const acd__call *call)
{
  if (queue->busy || queue->waiting_count == 0 || acd__call_main(call)->offers_count > 0) return;
  queue->busy = 1;
  queue->busy_since_us = engine->now_us;
}

/* The time of members that the call just answered has taken. */
static int64_t measured(const acd_engine *engine, const acd__queue *queue)
{
  int64_t since_us = engine->now_us - queue->busy_since_us;
  int64_t members = queue->route->available > 0 ? queue->route->available : 1;
  return since_us > WORK_MAX / members ? WORK_MAX : since_us * members;
}

static int64_t work_of(const acd__queue *queue)
{
  return queue->works ? queue->work_us : queue->config->expected_handle_us;
}

void acd__estimate_left(const acd_engine *engine, acd__queue *queue, int64_t wait_us, int64_t detail)
{
  int is_callback = detail == ACD_LEAVE_CALLED_BACK || detail == ACD_LEAVE_CALLBACK_OUT;
  int is_answered = detail == ACD_LEAVE_ANSWERED || detail == ACD_LEAVE_CALLED_BACK;
  int is_late = wait_us > queue->config->service_level_us;
  if (!is_callback && (is_late || is_answered)) queue->recent = queue->recent << 1 | (uint64_t)!is_late;
  if (queue->busy && is_answered) {
    int64_t before = work_of(queue);
    if (queue->works < WORKS_MAX) queue->works++;
    queue->work_us = before + (measured(engine, queue) - before) / (int64_t)(queue->works + 1);
    queue->busy_since_us = engine->now_us;
  }
  if (queue->waiting_count == 0) queue->busy = 0;
}

int64_t acd__estimate_at(const acd__queue *queue, int64_t position)
{
  int64_t members = queue->route->available;
  return members > 0 ? position * work_of(queue) / members : ACD_TIME_NEVER;
}

int64_t acd__estimate_next(const acd__queue *queue)
{
  return acd__match_ready(queue->route) > 0 ? 0 : acd__estimate_at(queue, queue->waiting_count + 1);
}

int64_t acd__service_level_ppm(const acd__queue *queue)
{
  return (int64_t)__builtin_popcountll(queue->recent) * 1000000 / RECENT_MAX;
}
