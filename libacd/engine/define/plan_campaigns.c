/* SPDX-License-Identifier: Apache-2.0 */
/* Campaigns, and the queues that they watch (acd/campaign.h). */
#include "engine/define/plan.h"

#include <string.h>

static void *named(const acd__plan *plan, const acd__dictionary *names, const acd__object *object, uint32_t property)
{
  const char *name = acd__document_text(&plan->document, object, property);
  return acd__dictionary_find(names, name, strlen(name));
}

static int take_watches(acd__plan *plan, const acd__object *object, acd__campaign_config *config)
{
  const acd__document *document = &plan->document;
  const acd__object *all = document->objects;
  size_t count = 0;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) count += all[i].noun == ACD_NOUN_CAMPAIGN_QUEUE;
  if (count == 0) return ACD_OK;
  config->watches = acd__memory_array(&plan->engine->memory, count, sizeof *config->watches);
  if (!config->watches) return ACD_ERR_NOMEM;
  config->watches_count = count;
  acd__campaign_watch *to = config->watches;
  for (int32_t i = object->first_child; i >= 0; i = all[i].next) {
    if (all[i].noun != ACD_NOUN_CAMPAIGN_QUEUE) continue;
    to->queue = acd__dictionary_find(&plan->world.queues, all[i].name, all[i].name_size);
    to->queue->watched = 1;
    to->waiting_max = acd__document_int(document, &all[i], ACD_CAMPAIGN_QUEUE_WAITING_MAX);
    to->wait_max_us = acd__document_int(document, &all[i], ACD_CAMPAIGN_QUEUE_WAIT_MAX_US);
    to->service_level_min = acd__document_int(document, &all[i], ACD_CAMPAIGN_QUEUE_SERVICE_LEVEL_MIN);
    to++;
  }
  return ACD_OK;
}

static int take_config(acd__plan *plan, const acd__object *object, acd__campaign_config *config)
{
  const acd__document *document = &plan->document;
  config->plan = named(plan, &plan->world.callbacks, object, ACD_CAMPAIGN_CALLBACK);
  config->queue = named(plan, &plan->world.queues, object, ACD_CAMPAIGN_QUEUE);
  config->order = acd__document_int(document, object, ACD_CAMPAIGN_ORDER);
  config->delay_us = acd__document_int(document, object, ACD_CAMPAIGN_DELAY_US);
  config->expires_us = acd__document_int(document, object, ACD_CAMPAIGN_EXPIRES_US);
  config->tasks_max = acd__document_int(document, object, ACD_CAMPAIGN_TASKS_MAX);
  config->look_us = acd__document_int(document, object, ACD_CAMPAIGN_LOOK_US);
  config->ready_min = acd__document_int(document, object, ACD_CAMPAIGN_READY_MIN);
  config->parallel_max = acd__document_int(document, object, ACD_CAMPAIGN_PARALLEL_MAX);
  int64_t window_us = acd__document_int(document, object, ACD_CAMPAIGN_WINDOW_US);
  config->window = (window_us + ACD__MINUTE_US - 1) / ACD__MINUTE_US;
  return take_watches(plan, object, config);
}

/* Queues that were not watched before. */
static int take_minutes(acd__plan *plan)
{
  for (size_t i = 0; i < plan->queues_count; i++) {
    acd__plan_queue *entry = &plan->queues[i];
    if (!entry->queue->watched || entry->queue->kpi.minutes) continue;
    entry->minutes = acd__memory_array(&plan->engine->memory, 1, sizeof *entry->minutes);
    if (!entry->minutes) return ACD_ERR_NOMEM;
  }
  return ACD_OK;
}

int acd__plan_campaigns(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = 0; i < plan->queues_count; i++) plan->queues[i].queue->watched = 0;
  for (acd__campaign *at = NULL; (at = acd__pool_after(&engine->campaigns, at));) at->planned = NULL;
  for (const acd__object *at = NULL; (at = acd__plan_next(&plan->document, at, ACD_NOUN_CAMPAIGN));) {
    if (ACD__PLAN_GROW(plan, campaigns)) return ACD_ERR_NOMEM;
    acd__plan_campaign *entry = &plan->campaigns[plan->campaigns_count];
    memset(entry, 0, sizeof *entry);
    acd__string *name = NULL;
    int status = acd__plan_keep_or_take(plan, &engine->campaigns, &engine->world.campaigns, &plan->world.campaigns, at,
                                        (void **)&entry->campaign, &name, &entry->is_new);
    if (entry->campaign) plan->campaigns_count++;
    if (entry->campaign && entry->is_new) {
      entry->campaign->name = name;
      entry->campaign->timer.timer.kind = ACD__TIMER_CAMPAIGN;
      for (int place = 0; place < ACD__TASK_PLACES; place++) entry->campaign->tasks[place].indexed = 1;
    }
    if (!status) status = take_config(plan, at, &entry->config);
    if (status) return status;
    entry->campaign->planned = entry->config.queue;
  }
  return take_minutes(plan);
}

void acd__plan_campaigns_undo(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = plan->campaigns_count; i-- > 0;) {
    acd__plan_campaign *entry = &plan->campaigns[i];
    acd__campaign_config_release(&engine->memory, &entry->config);
    if (!entry->is_new) continue;
    acd__string_drop(&engine->memory, entry->campaign->name);
    acd__pool_untake(&engine->campaigns, entry->campaign);
  }
}

void acd__commit_campaigns(acd__plan *plan)
{
  acd_engine *engine = plan->engine;
  for (size_t i = 0; i < plan->campaigns_count; i++) {
    acd__campaign *to = plan->campaigns[i].campaign;
    int64_t order = to->config.order;
    acd__campaign_config_release(&engine->memory, &to->config);
    to->config = plan->campaigns[i].config;
    if (plan->campaigns[i].is_new)
      to->holders = 1;
    else if (to->config.order != order)
      acd__campaign_sort(to);
  }
  for (acd__campaign *at = NULL; (at = acd__pool_after(&engine->campaigns, at));) {
    if (acd__dictionary_leads(&engine->world.campaigns, at->name, at) &&
        !acd__dictionary_leads(&plan->world.campaigns, at->name, at))
      acd__campaign_close(engine, at);
  }
}

void acd__commit_minutes(acd_engine *engine, const acd__plan_queue *entry)
{
  acd__kpi_queue_row *row = &entry->queue->kpi;
  if (entry->queue->watched) {
    if (entry->minutes) row->minutes = entry->minutes;
    return;
  }
  acd__memory_give(&engine->memory, row->minutes, sizeof *row->minutes);
  row->minutes = NULL;
}
