/* SPDX-License-Identifier: Apache-2.0 */
#include "agents.h"

int agents_begin(acd_sim *sim, const staffing *shifts, int64_t agents_max, acd_time first_us)
{
  acd_engine *engine = acd_sim_engine(sim);
  int64_t rank = 0;
  for (acd_id id = acd_agent_next(engine, 0); id; id = acd_agent_next(engine, id)) {
    acd_agent_info info = {.size = sizeof(info)};
    int status = acd_agent_get(engine, id, &info);
    int comes = rank++ < agents_max && first_us >= 0 && !(shifts && staffing_names(shifts, id));
    if (status == ACD_OK && info.presence == ACD_PRESENCE_LOGGED_OUT) continue;
    if (status == ACD_OK) status = acd_agent_logout(engine, 0, id);
    if (status == ACD_OK && comes) status = acd_sim_add_presence(sim, first_us, id, (int)info.presence, info.reason);
    if (status < 0) return status;
  }
  return ACD_OK;
}
