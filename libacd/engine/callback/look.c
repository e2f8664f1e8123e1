/* SPDX-License-Identifier: Apache-2.0 */
/* When tasks of campaigns are let in (acd/campaign.h, "When they are let in"). A look goes on in slices: those that nobody is rung
 * for go back, then others come, as long as it is quiet. */
#include "engine/engine.h"

/* Tasks that go back in one slice; tests have less of each. */
#ifndef ACD__LOOK_VISITS
#define ACD__LOOK_VISITS 64
#endif
/* Tasks let in in one slice: each may ring ACD__SLICE agents at once. */
#ifndef ACD__LOOK_LET_IN
#define ACD__LOOK_LET_IN 4
#endif
/* Tasks that nobody ready may take, in one slice and in one look. */
#ifndef ACD__LOOK_PASSED
#define ACD__LOOK_PASSED     16
#define ACD__LOOK_PASSED_MAX 256
#endif
/* Tasks that are passed over to find the call that waits longest. */
#define LONGEST_VISITS 64

int64_t acd__campaign_longest_us(const acd_engine *engine, const acd__queue *queue)
{
  const acd__call *call = queue->head;
  for (int visited = 0; call && call->is_task && visited < LONGEST_VISITS; visited++) call = call->queue_next;
  return call && queue->waiting_count > queue->tasks_count ? engine->now_us - call->queued_us : 0;
}

int64_t acd__campaign_service_level_ppm(const acd_engine *engine, const acd__campaign *campaign,
                                        const acd__queue *queue)
{
  if (!queue->kpi.minutes) return 1000000;
  acd__kpi_minute sum = acd__kpi_minutes_sum(queue->kpi.minutes, engine->now_us, campaign->config.window);
  return sum.left ? (2 * sum.within * 1000000 + sum.left) / (2 * sum.left) : 1000000;
}

static int level_is_low(const acd_engine *engine, const acd__campaign *campaign, const acd__campaign_watch *watch)
{
  acd__kpi_minute sum = acd__kpi_minutes_sum(watch->queue->kpi.minutes, engine->now_us, campaign->config.window);
  return sum.within * 100 < sum.left * watch->service_level_min;
}

uint32_t acd__campaign_watch_held(const acd_engine *engine, const acd__campaign *campaign,
                                  const acd__campaign_watch *watch)
{
  const acd__queue *queue = watch->queue;
  if (queue->waiting_count - queue->tasks_count > watch->waiting_max) return ACD_HELD_BY_WAITING;
  if (watch->wait_max_us && acd__campaign_longest_us(engine, queue) > watch->wait_max_us) return ACD_HELD_BY_WAIT;
  if (watch->service_level_min && level_is_low(engine, campaign, watch)) return ACD_HELD_BY_SERVICE_LEVEL;
  return ACD_HELD_BY_NOTHING;
}

/* Those that change with every task that is let in. */
static uint32_t held_by_tasks(const acd__campaign *campaign)
{
  const acd__campaign_config *config = &campaign->config;
  if (campaign->tasks[ACD__TASK_LET_IN].count >= (size_t)config->parallel_max) return ACD_HELD_BY_PARALLEL;
  if (acd__match_ready(config->queue->route) <= config->ready_min) return ACD_HELD_BY_READY;
  return ACD_HELD_BY_NOTHING;
}

uint32_t acd__campaign_held(const acd_engine *engine, const acd__campaign *campaign, acd_id *queue_out)
{
  const acd__campaign_config *config = &campaign->config;
  *queue_out = 0;
  if (campaign->closed) return ACD_HELD_BY_END;
  if (!acd__callback_plan_open(engine, config->plan)) return ACD_HELD_BY_HOURS;
  if (config->queue->gate != ACD_GATE_OPEN) return ACD_HELD_BY_GATE;
  for (size_t i = 0; i < config->watches_count; i++) {
    uint32_t held = acd__campaign_watch_held(engine, campaign, &config->watches[i]);
    if (!held) continue;
    *queue_out = config->watches[i].queue->slot.id;
    return held;
  }
  return held_by_tasks(campaign);
}

/* The next task of a place behind those that the look has seen. */
static acd__callback *next_task(acd__campaign *campaign, int place)
{
  acd__callback *task = acd__task_of(acd__order_after(&campaign->tasks[place], &campaign->seen));
  if (!task) return NULL;
  campaign->seen.key_a = task->task.key_a;
  campaign->seen.key_b = task->task.key_b;
  campaign->seen.sequence = task->task.sequence;
  return task;
}

static void begin(acd__campaign *campaign, uint32_t look)
{
  campaign->look = look;
  campaign->passed = 0;
  campaign->seen = (acd__order_node){.key_a = INT64_MIN, .key_b = INT64_MIN};
  if (look != ACD__LOOK_IN || !campaign->goes_on) return;
  campaign->seen = campaign->behind;
  campaign->goes_on = 0;
}

/* Nobody ready may take the task. 1: that is enough of them for one look. */
static int pass_over(acd__campaign *campaign)
{
  if (++campaign->passed < ACD__LOOK_PASSED_MAX) return 0;
  campaign->behind = campaign->seen;
  campaign->goes_on = 1;
  return 1;
}

/* 1: all have been looked at. */
static int send_back(acd_engine *engine, acd__campaign *campaign)
{
  for (int visited = 0; visited < ACD__LOOK_VISITS; visited++) {
    const acd__callback *task = next_task(campaign, ACD__TASK_LET_IN);
    if (!task) return 1;
    (void)acd__campaign_goes_back(engine, task->call);
  }
  return 0;
}

/* 1: it has found its agent. One that may not be dialled yet is put off. */
static int let_one_in(acd_engine *engine, acd__campaign *campaign, acd__callback *task)
{
  if (!acd__queue_awaits(engine, task->call, campaign->config.queue)) return 0;
  acd__call *call = task->call;
  task->queue = campaign->config.queue->slot.id;
  acd__campaign_place(engine, task, ACD__TASK_LET_IN);
  acd__callback_enter(engine, call);
  return call->state != ACD_CALL_STATE_CALLBACK;
}

/* 1: no more are let in at this look. */
static int let_in(acd_engine *engine, acd__campaign *campaign)
{
  acd_id queue;
  int count = 0, passed = 0;
  if (acd__campaign_held(engine, campaign, &queue)) return 1;
  while (count < ACD__LOOK_LET_IN && passed < ACD__LOOK_PASSED) {
    if (held_by_tasks(campaign)) return 1;
    acd__callback *task = next_task(campaign, ACD__TASK_LISTED);
    if (!task) return 1;
    if (let_one_in(engine, campaign, task)) {
      count++;
    } else {
      passed++;
      if (pass_over(campaign)) return 1;
    }
  }
  return 0;
}

/* A campaign that is no longer defined has no tasks but those let in. */
static void cancel(acd_engine *engine, acd__campaign *campaign)
{
  for (int i = 0; i < ACD__SLICE; i++) {
    int place = campaign->tasks[ACD__TASK_LISTED].count ? ACD__TASK_LISTED : ACD__TASK_PUT_OFF;
    const acd__callback *task = acd__task_of(acd__order_first(&campaign->tasks[place]));
    if (!task) return;
    acd__callback_end(engine, task->call, ACD_CALLBACK_CANCELLED);
  }
}

static void look_again(acd_engine *engine, acd__campaign *campaign, acd_time at_us)
{
  acd__timers_disarm(&engine->timers, &campaign->timer.timer); /* for a task that came to the list meanwhile */
  acd__timers_arm_at(&engine->timers, &campaign->timer, at_us);
}

void acd__campaign_look(acd_engine *engine, acd__campaign *campaign)
{
  campaign->holders++; /* its last task may end */
  if (campaign->closed) {
    cancel(engine, campaign);
    if (campaign->tasks[ACD__TASK_LISTED].count || campaign->tasks[ACD__TASK_PUT_OFF].count)
      look_again(engine, campaign, engine->now_us);
    acd__campaign_drop(engine, campaign);
    return;
  }
  if (campaign->look == ACD__LOOK_OVER) {
    begin(campaign, ACD__LOOK_BACK);
    campaign->look_at_us = engine->now_us + campaign->config.look_us;
  }
  if (campaign->look == ACD__LOOK_BACK && send_back(engine, campaign))
    begin(campaign, ACD__LOOK_IN);
  else if (campaign->look == ACD__LOOK_IN && let_in(engine, campaign))
    campaign->look = ACD__LOOK_OVER;
  if (campaign->look != ACD__LOOK_OVER)
    look_again(engine, campaign, engine->now_us);
  else if (campaign->tasks[ACD__TASK_LISTED].count || campaign->tasks[ACD__TASK_LET_IN].count)
    look_again(engine, campaign, campaign->look_at_us);
  else
    acd__timers_disarm(&engine->timers, &campaign->timer.timer);
  acd__campaign_drop(engine, campaign);
}
