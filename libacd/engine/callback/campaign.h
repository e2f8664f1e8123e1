/* SPDX-License-Identifier: Apache-2.0 */
/** @file Tasks of campaigns (acd/campaign.h). Included by engine.h. */
#ifndef ACD__ENGINE_CALLBACK_CAMPAIGN_H
#define ACD__ENGINE_CALLBACK_CAMPAIGN_H

#include "engine/engine.h"

/* campaign.c: where tasks stand. */
/* The campaign of an id, if it is defined; NULL and the status otherwise. */
acd__campaign *acd__campaign_in_force(const acd_engine *engine, acd_id id, int *status_out);
/* A call that has arrived is a task from now on: its customer is called at the number, by the campaign's plan. */
void acd__campaign_join(acd_engine *engine, acd__call *call, acd__campaign *campaign, const char *number, size_t size,
                        acd_time not_before_us);
/* Its place is another one. On the list: it is in no queue and waits for a look. */
void acd__campaign_place(acd_engine *engine, acd__callback *task, uint8_t place);
void acd__campaign_list(acd_engine *engine, acd__call *call);
/* The task is over. */
void acd__campaign_leave(acd_engine *engine, acd__call *call, int64_t outcome);
/* It waits in its queue, let in. Where nobody is rung for it: 1, and it is back on the list, or put off where an agent has refused it. */
int acd__campaign_goes_back(acd_engine *engine, acd__call *call);
/* Its order may be another one: of one that is listed. */
void acd__campaign_reorder(acd__callback *task);
/* Another order: of all. */
void acd__campaign_sort(acd__campaign *campaign);
/* 1: one more task, of a call with this priority, taken now, would be the last that is served. */
int acd__campaign_last(const acd_engine *engine, const acd__campaign *campaign, const acd__call *call);
/* The last on the list ends as expired. There is one. */
void acd__campaign_make_room(acd_engine *engine, acd__campaign *campaign);
/* 1: an agent may take the task, which is on the list, now. Takes it: it stands in its queue, and looks for nobody. */
int acd__campaign_may_pick(const acd_engine *engine, const acd__call *call);
void acd__campaign_pick(acd_engine *engine, acd__call *call);
static inline int acd__campaign_lists(const acd__call *call)
{
  return call->is_task && call->callback->place == ACD__TASK_LISTED;
}
static inline acd__callback *acd__task_of(const acd__order_node *node)
{
  return node ? (acd__callback *)(void *)((char *)node - offsetof(acd__callback, task)) : NULL;
}
/* A definition has dropped it, or its last task is over. */
void acd__campaign_drop(acd_engine *engine, acd__campaign *campaign);
/* It is no longer defined. */
void acd__campaign_close(acd_engine *engine, acd__campaign *campaign);
void acd__campaign_config_release(acd__memory *memory, acd__campaign_config *config);
/* NULL, or the law that is broken. */
const char *acd__campaigns_check(const acd_engine *engine);

/* look.c: when they are let in. */
void acd__campaign_look(acd_engine *engine, acd__campaign *campaign);
/* ACD_HELD_BY_…, and the queue that is meant. */
uint32_t acd__campaign_held(const acd_engine *engine, const acd__campaign *campaign, acd_id *queue_out);
uint32_t acd__campaign_watch_held(const acd_engine *engine, const acd__campaign *campaign,
                                  const acd__campaign_watch *watch);
/* Of those that wait in the queue and are no tasks, how long the one that waits longest has; 0: none does. */
int64_t acd__campaign_longest_us(const acd_engine *engine, const acd__queue *queue);
/* Per million of the calls that left the queue in the campaign's window. */
int64_t acd__campaign_service_level_ppm(const acd_engine *engine, const acd__campaign *campaign,
                                        const acd__queue *queue);

/* again.c: the caller, who waits, hangs up. */
void acd__call_again(acd_engine *engine, acd__call *call);

#endif
