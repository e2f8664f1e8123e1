/* SPDX-License-Identifier: Apache-2.0 */
/* Tasks of campaigns and where they stand (acd/campaign.h): on the list, put off, or let in, each set in the order of the list. A
 * task is a callback; what it is besides is in callback.c. */
#include "engine/engine.h"

acd__campaign *acd__campaign_in_force(const acd_engine *engine, acd_id id, int *status_out)
{
  acd__campaign *campaign = acd__pool_find(&engine->campaigns, id, status_out);
  if (!campaign || !campaign->closed) return campaign;
  *status_out = ACD_ERR_STALE;
  return NULL;
}

static void set_keys(const acd__campaign *campaign, const acd__call *call, acd_time taken_us, uint64_t sequence,
                     acd__order_node *node)
{
  node->sequence = sequence;
  switch (campaign->config.order) {
  case ACD_ORDER_NEWEST:
    node->key_a = -taken_us;
    node->key_b = -(int64_t)sequence;
    break;
  case ACD_ORDER_PRIORITY:
    node->key_a = -((int64_t)call->priority + call->entry_priority);
    node->key_b = taken_us;
    break;
  default:
    node->key_a = taken_us;
    node->key_b = 0;
    break;
  }
}

static void insert(acd__callback *task, uint8_t place)
{
  set_keys(task->campaign, task->call, task->taken_us, task->call->node.sequence, &task->task);
  task->place = place;
  acd__order_insert(&task->campaign->tasks[place], &task->task);
}

static void take_out(acd__callback *task)
{
  if (task->task.place != ACD__ORDER_OUT) acd__order_remove(&task->campaign->tasks[task->place], &task->task);
}

void acd__campaign_place(acd_engine *engine, acd__callback *task, uint8_t place)
{
  acd__campaign *campaign = task->campaign;
  take_out(task);
  insert(task, place);
  if (campaign->timer.timer.lane || (place != ACD__TASK_LISTED && !campaign->closed)) return;
  acd__timers_arm_at(&engine->timers, &campaign->timer, engine->now_us);
}

void acd__campaign_list(acd_engine *engine, acd__call *call)
{
  call->callback->stage = ACD_CALLBACK_STAGE_LATER;
  acd__call_segment(engine, call, ACD_SEGMENT_CALLBACK);
  acd__call_state(engine, call, ACD_CALL_STATE_CALLBACK);
  acd__timers_disarm(&engine->timers, &call->callback->due.timer);
  acd__campaign_place(engine, call->callback, ACD__TASK_LISTED);
}

void acd__campaign_join(acd_engine *engine, acd__call *call, acd__campaign *campaign, const char *number, size_t size,
                        acd_time not_before_us)
{
  acd__callback *task = call->callback;
  task->campaign = campaign;
  task->queue = campaign->config.queue->slot.id;
  call->is_task = 1;
  campaign->holders++;
  campaign->taken++;
  acd__callback_begin(engine, call, campaign->config.plan, number, size);
  if (not_before_us > engine->now_us) {
    acd__callback_put_off(engine, call, ACD_CALLBACK_STAGE_LATER, not_before_us);
    return;
  }
  acd__callback_time(engine, task);
  acd__campaign_list(engine, call);
}

int acd__campaign_goes_back(acd_engine *engine, acd__call *call)
{
  acd__callback *task = call->callback;
  if (task->stage != ACD_CALLBACK_STAGE_WAITING || call->line || call->offers) return 0;
  acd__queue_leave(engine, call, ACD_LEAVE_CALLBACK_OUT, NULL);
  if (task->refused)
    acd__callback_put_off(engine, call, ACD_CALLBACK_STAGE_RETRY, engine->now_us + task->plan->config.retry_us);
  else
    acd__campaign_list(engine, call);
  task->refused = 0;
  return 1;
}

void acd__campaign_leave(acd_engine *engine, acd__call *call, int64_t outcome)
{
  acd__callback *task = call->callback;
  acd__campaign *campaign = task->campaign;
  take_out(task);
  campaign->ended[outcome]++;
  task->campaign = NULL;
  call->is_task = 0;
  acd__campaign_drop(engine, campaign);
}

void acd__campaign_reorder(acd__callback *task)
{
  take_out(task);
  insert(task, task->place);
}

void acd__campaign_sort(acd__campaign *campaign)
{
  for (uint8_t place = 0; place < ACD__TASK_PLACES; place++) {
    acd__order before = campaign->tasks[place];
    campaign->tasks[place] = (acd__order){.indexed = 1};
    for (acd__order_node *at; (at = acd__order_first(&before)) != NULL;) {
      acd__order_remove(&before, at);
      insert(acd__task_of(at), place);
    }
  }
  campaign->look = ACD__LOOK_OVER; /* one that goes on begins anew */
  campaign->goes_on = 0;
}

static acd__callback *last_of(const acd__campaign *campaign)
{
  const acd__order *list = &campaign->tasks[ACD__TASK_LISTED];
  return list->count ? acd__task_of(acd__order_at(list, list->count - 1)) : NULL;
}

int acd__campaign_last(const acd_engine *engine, const acd__campaign *campaign, const acd__call *call)
{
  const acd__callback *last = last_of(campaign);
  if (!last) return 1;
  acd__order_node key;
  set_keys(campaign, call, engine->now_us, engine->sequence + 1, &key);
  return acd__order_less(&last->task, &key);
}

void acd__campaign_make_room(acd_engine *engine, acd__campaign *campaign)
{
  acd__callback_end(engine, last_of(campaign)->call, ACD_CALLBACK_EXPIRED);
}

int acd__campaign_may_pick(const acd_engine *engine, const acd__call *call)
{
  const acd__campaign *campaign = call->callback->campaign;
  return !campaign->closed && campaign->config.queue->gate == ACD_GATE_OPEN &&
         acd__callback_may_now(engine, call->callback);
}

void acd__campaign_pick(acd_engine *engine, acd__call *call)
{
  acd__callback *task = call->callback;
  acd__campaign_place(engine, task, ACD__TASK_LET_IN);
  task->stage = ACD_CALLBACK_STAGE_WAITING;
  call->kept_us = 0;
  acd__call_segment(engine, call, ACD_SEGMENT_QUEUE);
  acd__queue_stand(engine, call, task->campaign->config.queue, NULL, ACD_ENTER_CALLBACK);
  if (call->telling) acd__telling_begin(engine, call);
}

void acd__campaign_config_release(acd__memory *memory, acd__campaign_config *config)
{
  acd__memory_give(memory, config->watches, config->watches_count * sizeof *config->watches);
  config->watches = NULL;
  config->watches_count = 0;
}

void acd__campaign_drop(acd_engine *engine, acd__campaign *campaign)
{
  if (--campaign->holders > 0) return;
  acd__timers_disarm(&engine->timers, &campaign->timer.timer);
  acd__string_drop(&engine->memory, campaign->name);
  acd__campaign_config_release(&engine->memory, &campaign->config);
  acd__pool_give(&engine->campaigns, campaign);
}

void acd__campaign_close(acd_engine *engine, acd__campaign *campaign)
{
  campaign->closed = 1;
  acd__campaign_config_release(&engine->memory, &campaign->config);
  acd__timers_disarm(&engine->timers, &campaign->timer.timer);
  acd__timers_arm_at(&engine->timers, &campaign->timer, engine->now_us);
  acd__campaign_drop(engine, campaign);
}

/* ---- Laws */

static const char *check_task(const acd__campaign *campaign, const acd__callback *at, uint8_t place)
{
  acd__order_node key = at->task;
  set_keys(campaign, at->call, at->taken_us, at->call->node.sequence, &key);
  if (at->campaign != campaign || at->place != place || !at->call->is_task) return "a campaign's tasks know it";
  if (key.key_a != at->task.key_a || key.key_b != at->task.key_b || key.sequence != at->task.sequence)
    return "tasks stand in the order of their campaign";
  int later = at->stage == ACD_CALLBACK_STAGE_LATER, retry = at->stage == ACD_CALLBACK_STAGE_RETRY;
  int due = at->due.timer.lane != 0;
  switch (place) {
  case ACD__TASK_LISTED: return later && !due ? NULL : "a task on a list waits for a look";
  case ACD__TASK_PUT_OFF: return (later || retry) && due ? NULL : "a task that is put off waits for a timer";
  default: return !later && !retry ? NULL : "a task that is let in waits, or is dialled";
  }
}

static const char *check_campaign(const acd__campaign *at)
{
  uint64_t tasks = 0;
  for (uint8_t place = 0; place < ACD__TASK_PLACES; place++) {
    if (!acd__order_check(&at->tasks[place])) return "a campaign's tasks are in order";
    tasks += at->tasks[place].count;
    for (size_t i = 0; i < at->tasks[place].count; i++) {
      const char *broken = check_task(at, acd__task_of(acd__order_at(&at->tasks[place], i)), place);
      if (broken) return broken;
    }
  }
  int64_t over = 0;
  for (size_t i = 0; i < sizeof at->ended / sizeof *at->ended; i++) over += at->ended[i];
  if (at->holders != tasks + !at->closed || at->taken != (int64_t)tasks + over) return "a campaign's tasks are counted";
  int waits = at->tasks[ACD__TASK_LISTED].count || at->tasks[at->closed ? ACD__TASK_PUT_OFF : ACD__TASK_LET_IN].count;
  return waits && !at->timer.timer.lane ? "a campaign with tasks is looked at" : NULL;
}

const char *acd__campaigns_check(const acd_engine *engine)
{
  uint64_t tasks = 0;
  for (const acd__campaign *at = NULL; (at = acd__pool_after(&engine->campaigns, at));) {
    const char *broken = check_campaign(at);
    if (broken) return broken;
    if ((at->closed == 0) != acd__dictionary_leads(&engine->world.campaigns, at->name, at))
      return "a campaign stands under its name while it is defined";
    tasks += at->holders - !at->closed;
  }
  for (const acd__call *at = NULL; (at = acd__pool_after(&engine->calls, at));) {
    if (at->is_task != (at->callback && at->callback->campaign)) return "a task has a campaign";
    tasks -= at->is_task;
  }
  for (const acd__queue *at = engine->queues_head; at; at = at->defined_next) {
    int64_t waiting = 0;
    for (const acd__call *call = at->head; call; call = call->queue_next) waiting += call->is_task;
    if (waiting != at->tasks_count) return "tasks that wait are counted";
  }
  return tasks ? "every task is a call" : NULL;
}
