/* SPDX-License-Identifier: Apache-2.0 */
/** @file The KPI counters that each queue and each agent carries; kpi/ keeps them. */
#ifndef ACD__MODEL_FIGURES_H
#define ACD__MODEL_FIGURES_H

#include <acd/kpi.h>

/* Calls that left a queue in the latest minutes of engine time, as the service level counts them. A queue has these while a campaign
 * watches it. */
#define ACD__MINUTES_MAX 60
#define ACD__MINUTE_US   (60 * ACD_SECOND)
typedef struct acd__kpi_minute {
  int64_t number; /* of the minute, from 0; others are long past */
  int64_t left;
  int64_t within; /* of those, answered in time */
} acd__kpi_minute;

typedef struct acd__kpi_minutes {
  acd__kpi_minute of[ACD__MINUTES_MAX + 1];
} acd__kpi_minutes;

/* Embedded in each queue; zeros but for the threshold are a new row. */
typedef struct acd__kpi_queue_row {
  acd_kpi_queue sums;
  int64_t service_level_us;
  acd__kpi_minutes *minutes; /* NULL: nobody asks */
} acd__kpi_queue_row;

/* Embedded in each agent; all zeros is a new row. */
typedef struct acd__kpi_agent_row {
  int64_t state; /* that lasts now, and is not in the sums yet */
  acd_time since_us;
  acd_kpi_agent sums;
} acd__kpi_agent_row;

#endif
