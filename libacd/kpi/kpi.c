/* SPDX-License-Identifier: Apache-2.0 */
#include "kpi/kpi.h"

void acd__kpi_agent_read(const acd__kpi_agent_row *row, acd_time now, acd_kpi_agent *out)
{
  *out = row->sums;
  out->size = sizeof *out;
  if (now > row->since_us) acd__count_state_lasted(out, row->state, now - row->since_us);
}
