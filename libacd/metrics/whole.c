/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of agents, calls and the engine as a whole. */
#include <stddef.h>

#include "metrics/families.h"

#define AGENT_FIGURE(word, member)                                                                                     \
  {                                                                                                                    \
    word, offsetof(acd_kpi_agent, member)                                                                              \
  }

void acd__metrics_print_agents(const acd__metrics_source *of, int which)
{
  int64_t counts[ACD_AGENT_STATE_SUPERVISING + 1] = {0};
  (void)which;
  for (acd_id id = acd_agent_next(of->engine, 0); id; id = acd_agent_next(of->engine, id)) {
    acd_agent_info info = {.size = sizeof info};
    if (!acd_agent_get(of->engine, id, &info) && info.state > 0 && info.state <= ACD_AGENT_STATE_SUPERVISING)
      counts[info.state]++;
  }
  for (int64_t i = 1; i <= ACD_AGENT_STATE_SUPERVISING; i++)
    acd__metrics_sample(of, "state", acd_agent_state_str(i), NULL, NULL, counts[i]);
}

void acd__metrics_print_agent_time(const acd__metrics_source *of, int which)
{
  static const acd__metrics_figure items[] = {
      AGENT_FIGURE("not_ready", not_ready_us),    AGENT_FIGURE("ready", ready_us),
      AGENT_FIGURE("reserved", reserved_us),      AGENT_FIGURE("busy", busy_us),
      AGENT_FIGURE("wrapup", in_wrapup_us),       AGENT_FIGURE("elsewhere", elsewhere_us),
      AGENT_FIGURE("supervising", supervising_us)};
  acd_kpi_agent kpi = {.size = sizeof kpi};
  (void)which;
  if (acd_kpi_agent_get(of->engine, 0, &kpi)) return;
  for (size_t i = 0; i < sizeof items / sizeof items[0]; i++)
    acd__metrics_sample_millionths(of, "state", items[i].word, acd__metrics_read(&kpi, &items[i]));
}

void acd__metrics_print_calls(const acd__metrics_source *of, int which)
{
  acd_kpi_calls kpi = {.size = sizeof kpi};
  if (acd_kpi_calls_get(of->engine, &kpi)) return;
  switch (which) {
  case ACD__METRICS_OF_ARRIVED: acd__metrics_sample(of, NULL, NULL, NULL, NULL, kpi.arrived); break;
  case ACD__METRICS_OF_LIVE: acd__metrics_sample(of, NULL, NULL, NULL, NULL, kpi.live); break;
  case ACD__METRICS_OF_ENDED:
    for (int64_t i = 1; i <= ACD_END_CALLBACK; i++)
      if (i != ACD_END_JOINED) acd__metrics_sample(of, "reason", acd_end_str(i), NULL, NULL, kpi.ends[i]);
    break;
  case ACD__METRICS_OF_ATTEMPTS:
    for (int64_t i = 1; i < 16; i++)
      if (kpi.callback_attempts_by_outcome[i])
        acd__metrics_sample(of, "result", acd_outcome_str(i), NULL, NULL, kpi.callback_attempts_by_outcome[i]);
    acd__metrics_sample(of, "result", "given_up", NULL, NULL, kpi.callback_attempts_by_outcome[0]);
    break;
  case ACD__METRICS_OF_OUTCOMES:
    for (int64_t i = ACD_CALLBACK_COMPLETED; i <= ACD_CALLBACK_CONVERTED; i++)
      acd__metrics_sample(of, "outcome", acd_callback_outcome_str(i), NULL, NULL, kpi.callbacks_by_outcome[i]);
    break;
  case ACD__METRICS_OF_SLOTS:
    for (int64_t i = ACD_SLOT_HELD; i <= ACD_SLOT_BROKEN; i++)
      acd__metrics_sample(of, "change", acd_slot_change_str(i), NULL, NULL, kpi.slots_by_change[i]);
    break;
  case ACD__METRICS_OF_BOOKED: acd__metrics_sample(of, NULL, NULL, NULL, NULL, kpi.slots_live); break;
  case ACD__METRICS_OF_AGAIN:
    for (int64_t i = ACD_CALL_AGAIN_TAKEN; i <= ACD_CALL_AGAIN_ROOM; i++)
      acd__metrics_sample(of, "outcome", acd_call_again_str(i), NULL, NULL, kpi.call_again_by_outcome[i]);
    break;
  default: acd__metrics_sample(of, NULL, NULL, NULL, NULL, kpi.action_timeouts); break;
  }
}

void acd__metrics_print_callbacks(const acd__metrics_source *of, int which)
{
  int64_t counts[ACD_CALLBACK_STAGE_REACHED + 1] = {0};
  (void)which;
  for (acd_id id = acd_callback_next(of->engine, NULL, 0); id; id = acd_callback_next(of->engine, NULL, id)) {
    acd_callback_info info = {.size = sizeof info};
    if (!acd_callback_get(of->engine, id, &info) && info.stage <= ACD_CALLBACK_STAGE_REACHED) counts[info.stage]++;
  }
  for (int64_t i = ACD_CALLBACK_STAGE_LATER; i <= ACD_CALLBACK_STAGE_RETRY; i++)
    acd__metrics_sample(of, "state", acd_callback_stage_str(i), NULL, NULL, counts[i]);
}

void acd__metrics_print_engine(const acd__metrics_source *of, int which)
{
  acd_engine_stats stats = {.size = sizeof stats};
  if (acd_engine_stats_get(of->engine, &stats)) return;
  switch (which) {
  case ACD__METRICS_OF_COMMANDS:
    acd__metrics_sample(of, "result", "applied", NULL, NULL, stats.commands);
    acd__metrics_sample(of, "result", "refused", NULL, NULL, stats.refused);
    break;
  case ACD__METRICS_OF_ACTIONS_WAITING: acd__metrics_sample(of, NULL, NULL, NULL, NULL, stats.actions_waiting); break;
  case ACD__METRICS_OF_MEMORY: acd__metrics_sample(of, NULL, NULL, NULL, NULL, stats.memory_bytes); break;
  case ACD__METRICS_OF_LOST:
    acd__metrics_sample(of, NULL, NULL, NULL, NULL, of->metrics ? of->metrics->lost : 0);
    break;
  default: acd__metrics_sample(of, NULL, NULL, NULL, NULL, of->metrics ? of->metrics->violations : 0); break;
  }
}

void acd__metrics_print_build(const acd__metrics_source *of, int which)
{
  char text[40];
  acd__out version = {text, sizeof text, 0};
  uint32_t number = acd_version();
  (void)which;
  acd__out_int(&version, number >> 16);
  acd__out_text(&version, ".");
  acd__out_int(&version, number >> 8 & 255);
  acd__out_text(&version, ".");
  acd__out_int(&version, number & 255);
  acd__out_end(&version, NULL);
  acd__metrics_begin(of, "_info", "version", text, NULL, NULL);
  acd__out_text(of->text, "1\n");
}
