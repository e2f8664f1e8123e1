/* SPDX-License-Identifier: Apache-2.0 */
/** @file The KPI counters that each queue and each agent carries; kpi/ keeps them. */
#ifndef ACD__MODEL_FIGURES_H
#define ACD__MODEL_FIGURES_H

#include <acd/kpi.h>

/* Embedded in each queue; zeros but for the threshold are a new row. */
typedef struct acd__kpi_queue_row {
  acd_kpi_queue sums;
  int64_t service_level_us;
} acd__kpi_queue_row;

/* Embedded in each agent; all zeros is a new row. */
typedef struct acd__kpi_agent_row {
  int64_t state; /* that lasts now, and is not in the sums yet */
  acd_time since_us;
  acd_kpi_agent sums;
} acd__kpi_agent_row;

#endif
