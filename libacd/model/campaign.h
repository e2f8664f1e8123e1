/* SPDX-License-Identifier: Apache-2.0 */
/** @file Campaigns: what the definition says, and the tasks that there are (acd/campaign.h). */
#ifndef ACD__MODEL_CAMPAIGN_H
#define ACD__MODEL_CAMPAIGN_H

#include "model/callback.h"
#include "model/queue.h"

/* A queue that has to be served well for tasks to be let in. */
typedef struct acd__campaign_watch {
  acd__queue *queue;
  int64_t waiting_max;
  int64_t wait_max_us;       /* 0: any */
  int64_t service_level_min; /* per cent, 0: any */
} acd__campaign_watch;

typedef struct acd__campaign_config {
  acd__callback_plan *plan;
  acd__queue *queue;
  int64_t order; /* ACD_ORDER_… */
  int64_t delay_us;
  int64_t expires_us;
  int64_t tasks_max;
  int64_t look_us;
  int64_t ready_min;
  int64_t parallel_max;
  int64_t window; /* minutes */
  acd__campaign_watch *watches;
  size_t watches_count;
} acd__campaign_config;

/* Where a task is. */
enum {
  ACD__TASK_LISTED = 0,
  ACD__TASK_PUT_OFF = 1, /* not due, or before another attempt */
  ACD__TASK_LET_IN = 2,
  ACD__TASK_PLACES = 3
};

/* What is done at a look, one after the other. */
enum { ACD__LOOK_OVER = 0, ACD__LOOK_BACK = 1, ACD__LOOK_IN = 2 };

struct acd__campaign {
  acd__slot slot;
  acd__string *name;
  acd__campaign_config config;
  acd__queue *planned;                /* its queue, by the definition being applied */
  acd__order tasks[ACD__TASK_PLACES]; /* indexed, each in the order of the list */
  acd__timer_at timer;                /* the next look, or the next slice of one */
  acd_time look_at_us;                /* the next look, while this one goes on */
  acd__order_node seen;               /* a look has come up to here */
  uint32_t look;                      /* ACD__LOOK_… */
  uint32_t passed;                    /* tasks that nobody ready may take, in this look */
  uint32_t goes_on;                   /* 1: the next look lets in from behind the one that it passed over last */
  acd__order_node behind;             /* that one's place */
  uint32_t closed;                    /* no longer defined */
  uint64_t holders;                   /* tasks, and 1 while it is defined */
  int64_t taken;
  int64_t ended[ACD_CALLBACK_CONVERTED + 1]; /* by outcome */
};

#endif
