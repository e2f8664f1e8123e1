/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* How long calls are likely to wait, by several estimators, and how far off each was (acd/queue.h, "Estimated wait"). */

#define VALUE_MAX  (INT64_C(86400) * ACD_SECOND)
#define VALUES_MAX 15 /* from then on a new value counts one part of this and one */

/* The mean, or what stands for it until there are values. */
static int64_t mean_of(const acd__mean *mean, int64_t before_us)
{
  return mean->count ? mean->value_us : before_us;
}

static void mean_add(acd__mean *mean, int64_t before_us, int64_t value_us)
{
  int64_t was_us = mean_of(mean, before_us);
  if (value_us > VALUE_MAX) value_us = VALUE_MAX;
  if (mean->count < VALUES_MAX) mean->count++;
  mean->value_us = was_us + (value_us - was_us) / (mean->count + 1);
}

static int64_t available_of(const acd__queue *queue)
{
  return queue->route->available > 0 ? queue->route->available : 1;
}

static uint32_t milliseconds(int64_t us)
{
  return us / 1000 < UINT32_MAX ? (uint32_t)(us / 1000) : UINT32_MAX;
}

/* ---- What is said */

static int64_t work_at(const acd__queue *queue, int64_t position)
{
  return position * mean_of(&queue->estimates.work, queue->config->expected_handle_us) / available_of(queue);
}

static int64_t recent_of(const acd__queue *queue, int64_t position)
{
  const acd__estimates *of = &queue->estimates;
  uint32_t count = of->waits_count < ACD__RECENT_WAITS ? of->waits_count : ACD__RECENT_WAITS;
  int64_t sum_ms = 0;
  if (!count) return work_at(queue, position);
  for (uint32_t i = 0; i < count; i++) sum_ms += of->waits_ms[i];
  return sum_ms * 1000 / count;
}

int64_t acd__estimate_at(const acd__queue *queue, int64_t estimator, int64_t position)
{
  int64_t members = queue->route->available, expected_us = queue->config->expected_handle_us;
  if (members <= 0) return ACD_TIME_NEVER;
  switch (estimator) {
  case ACD_ESTIMATE_HANDLE: return position * mean_of(&queue->estimates.handle, expected_us) / members;
  case ACD_ESTIMATE_RATE: return position * mean_of(&queue->estimates.interval, expected_us / members);
  case ACD_ESTIMATE_RECENT: return recent_of(queue, position);
  default: return work_at(queue, position);
  }
}

int64_t acd__estimate_next(const acd__queue *queue, int64_t estimator)
{
  return acd__match_ready(queue->route) > 0 ? 0 : acd__estimate_at(queue, estimator, queue->waiting_count + 1);
}

int64_t acd__estimate_rest(const acd_engine *engine, const acd__call *wait, int64_t position)
{
  const acd__queue *queue = wait->queue;
  int64_t estimate_us = acd__estimate_at(queue, queue->config->estimate, position);
  int is_whole = queue->config->estimate == ACD_ESTIMATE_RECENT && queue->estimates.waits_count;
  if (!is_whole || estimate_us == ACD_TIME_NEVER) return estimate_us;
  int64_t waited_us = engine->now_us - wait->queued_us;
  return estimate_us > waited_us ? estimate_us - waited_us : 0;
}

/* ---- What is learned, and how far off it was */

static void note(acd__queue *queue, acd__call *call)
{
  if (queue->route->available <= 0 || acd__call_absent(call)) return;
  call->estimated = 1;
  for (int64_t by = ACD_ESTIMATE_WORK; by <= ACD_ESTIMATE_RECENT; by++)
    call->estimates_ms[by - ACD_ESTIMATE_WORK] = milliseconds(acd__estimate_at(queue, by, queue->waiting_count));
}

void acd__estimate_entered(const acd_engine *engine, acd__queue *queue, acd__call *call)
{
  if (queue->waiting_count == 0 || acd__call_main(call)->offers_count > 0) return;
  if (call->queue == queue) note(queue, call);
  if (queue->busy) return;
  queue->busy = 1;
  queue->estimates.answered_us = queue->estimates.left_us = engine->now_us;
}

/* The time of members that the call just answered has taken. */
static int64_t measured(const acd_engine *engine, const acd__queue *queue)
{
  int64_t since_us = engine->now_us - queue->estimates.answered_us, members = available_of(queue);
  return since_us > VALUE_MAX / members ? VALUE_MAX : since_us * members;
}

static void learn(const acd_engine *engine, acd__queue *queue, int is_answered)
{
  acd__estimates *of = &queue->estimates;
  int64_t expected_us = queue->config->expected_handle_us;
  mean_add(&of->interval, expected_us / available_of(queue), engine->now_us - of->left_us);
  of->left_us = engine->now_us;
  if (!is_answered) return;
  mean_add(&of->work, expected_us, measured(engine, queue));
  of->answered_us = engine->now_us;
}

static void compare(acd_engine *engine, acd__queue *queue, acd__call *call, acd__agent *agent, int64_t wait_us)
{
  acd__estimates *of = &queue->estimates;
  of->waits_ms[of->waits_count % ACD__RECENT_WAITS] = milliseconds(wait_us);
  of->waits_count = of->waits_count == UINT32_MAX ? UINT32_MAX - ACD__RECENT_WAITS + 1 : of->waits_count + 1;
  for (int64_t by = ACD_ESTIMATE_WORK; by <= ACD_ESTIMATE_RECENT; by++)
    acd__event(engine, ACD_EVENT_ESTIMATED, call, queue, agent,
               (int64_t)call->estimates_ms[by - ACD_ESTIMATE_WORK] * 1000, wait_us, by, 0);
}

void acd__estimate_left(acd_engine *engine, acd__queue *queue, acd__call *call, acd__agent *agent, int64_t wait_us,
                        int64_t detail)
{
  if (queue->busy) learn(engine, queue, detail == ACD_LEAVE_ANSWERED || detail == ACD_LEAVE_CALLED_BACK);
  if (queue->waiting_count == 0) queue->busy = 0;
  if (call->estimated && detail == ACD_LEAVE_ANSWERED) compare(engine, queue, call, agent, wait_us);
  call->estimated = 0;
}

void acd__estimate_handled(acd__queue *queue, int64_t handle_us)
{
  mean_add(&queue->estimates.handle, queue->config->expected_handle_us, handle_us);
}

int acd__estimates_check(const acd__queue *queue)
{
  const acd__mean *means[] = {&queue->estimates.work, &queue->estimates.handle, &queue->estimates.interval};
  for (size_t i = 0; i < sizeof means / sizeof *means; i++)
    if (means[i]->value_us < 0 || means[i]->value_us > VALUE_MAX || means[i]->count < 0 || means[i]->count > VALUES_MAX)
      return 0;
  return 1;
}
