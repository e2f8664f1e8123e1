/* SPDX-License-Identifier: Apache-2.0 */
#include "report.h"

#include <stdlib.h>
#include <string.h>

#define QUEUE(field)                                                                                                   \
  {                                                                                                                    \
#field, offsetof(acd_kpi_queue, field)                                                                             \
  }
#define ESTIMATE(side, at, name)                                                                                       \
  {                                                                                                                    \
    name, offsetof(acd_kpi_queue, estimate_##side##_us[at])                                                            \
  }
#define AGENT(field)                                                                                                   \
  {                                                                                                                    \
#field, offsetof(acd_kpi_agent, field)                                                                             \
  }

const report_figure report_queue_figures[] = {QUEUE(offered),
                                              QUEUE(transferred_in),
                                              QUEUE(overflowed_in),
                                              QUEUE(answered),
                                              QUEUE(answered_within),
                                              QUEUE(abandoned),
                                              QUEUE(abandoned_short),
                                              QUEUE(abandoned_within),
                                              QUEUE(overflowed),
                                              QUEUE(timed_out),
                                              QUEUE(left_by_key),
                                              QUEUE(rejected),
                                              QUEUE(disconnected),
                                              QUEUE(waiting),
                                              QUEUE(wait_us),
                                              QUEUE(wait_us_max),
                                              QUEUE(wait_arrival_us),
                                              QUEUE(abandon_us),
                                              QUEUE(queued_us),
                                              QUEUE(handled),
                                              QUEUE(talk_us),
                                              QUEUE(hold_us),
                                              QUEUE(wrapup_us),
                                              QUEUE(transfers),
                                              QUEUE(offers),
                                              QUEUE(no_answers),
                                              QUEUE(refusals),
                                              QUEUE(moved_in),
                                              QUEUE(moved),
                                              QUEUE(no_agents),
                                              QUEUE(cleared),
                                              QUEUE(diverted),
                                              QUEUE(also_in),
                                              QUEUE(also_out),
                                              QUEUE(callbacks_taken),
                                              QUEUE(callbacks_in),
                                              QUEUE(callbacks_answered),
                                              QUEUE(callbacks_out),
                                              QUEUE(ratings),
                                              QUEUE(rating_sum),
                                              QUEUE(satisfied),
                                              QUEUE(resolved),
                                              QUEUE(unresolved),
                                              QUEUE(responses),
                                              QUEUE(response_us),
                                              QUEUE(estimated),
                                              ESTIMATE(over, ACD_ESTIMATE_WORK, "estimate_work_over_us"),
                                              ESTIMATE(under, ACD_ESTIMATE_WORK, "estimate_work_under_us"),
                                              ESTIMATE(over, ACD_ESTIMATE_HANDLE, "estimate_handle_over_us"),
                                              ESTIMATE(under, ACD_ESTIMATE_HANDLE, "estimate_handle_under_us"),
                                              ESTIMATE(over, ACD_ESTIMATE_RATE, "estimate_rate_over_us"),
                                              ESTIMATE(under, ACD_ESTIMATE_RATE, "estimate_rate_under_us"),
                                              ESTIMATE(over, ACD_ESTIMATE_RECENT, "estimate_recent_over_us"),
                                              ESTIMATE(under, ACD_ESTIMATE_RECENT, "estimate_recent_under_us"),
                                              QUEUE(steps_joined),
                                              QUEUE(steps_relaxed),
                                              QUEUE(steps_expired)};
const size_t report_queue_figures_count = sizeof(report_queue_figures) / sizeof(report_queue_figures[0]);

const report_figure report_agent_figures[] = {
    AGENT(answered),     AGENT(handled),        AGENT(talk_us),     AGENT(hold_us),     AGENT(wrapup_us),
    AGENT(transfers),    AGENT(offers),         AGENT(no_answers),  AGENT(refusals),    AGENT(login_us),
    AGENT(not_ready_us), AGENT(ready_us),       AGENT(reserved_us), AGENT(busy_us),     AGENT(in_wrapup_us),
    AGENT(elsewhere_us), AGENT(supervising_us), AGENT(ratings),     AGENT(rating_sum),  AGENT(satisfied),
    AGENT(resolved),     AGENT(unresolved),     AGENT(responses),   AGENT(response_us), AGENT(wait_us)};
const size_t report_agent_figures_count = sizeof(report_agent_figures) / sizeof(report_agent_figures[0]);

#define CALLBACK(name, field)                                                                                          \
  {                                                                                                                    \
    name, offsetof(acd_history_callbacks, field)                                                                       \
  }
const report_figure report_callback_figures[] = {
    CALLBACK("taken", taken),
    CALLBACK("live", live),
    CALLBACK("completed", by_outcome[ACD_CALLBACK_COMPLETED]),
    CALLBACK("exhausted", by_outcome[ACD_CALLBACK_EXHAUSTED]),
    CALLBACK("cancelled", by_outcome[ACD_CALLBACK_CANCELLED]),
    CALLBACK("expired", by_outcome[ACD_CALLBACK_EXPIRED]),
    CALLBACK("converted", by_outcome[ACD_CALLBACK_CONVERTED]),
    CALLBACK("attempts", attempts),
    CALLBACK("dialled", dialled),
    CALLBACK("reached", reached),
    CALLBACK("unreached", unreached),
    CALLBACK("completed_us", completed_us),
    CALLBACK("slots_held", slots_by_change[ACD_SLOT_HELD]),
    CALLBACK("slots_booked", slots_by_change[ACD_SLOT_BOOKED]),
    CALLBACK("slots_confirmed", slots_confirmed),
    CALLBACK("slots_moved", slots_by_change[ACD_SLOT_MOVED]),
    CALLBACK("slots_shifted", slots_by_change[ACD_SLOT_SHIFTED]),
    CALLBACK("slots_kept", slots_by_change[ACD_SLOT_KEPT]),
    CALLBACK("slots_broken", slots_by_change[ACD_SLOT_BROKEN]),
    CALLBACK("slots_late", slots_late),
    CALLBACK("slots_released", slots_by_change[ACD_SLOT_RELEASED]),
    CALLBACK("slots_lapsed", slots_by_change[ACD_SLOT_LAPSED]),
    CALLBACK("slots_live", slots_live),
    CALLBACK("call_again_taken", call_again_by_outcome[ACD_CALL_AGAIN_TAKEN]),
    CALLBACK("call_again_number", call_again_by_outcome[ACD_CALL_AGAIN_NUMBER]),
    CALLBACK("call_again_open", call_again_by_outcome[ACD_CALL_AGAIN_OPEN]),
    CALLBACK("call_again_limit", call_again_by_outcome[ACD_CALL_AGAIN_LIMIT]),
    CALLBACK("call_again_room", call_again_by_outcome[ACD_CALL_AGAIN_ROOM]),
};
const size_t report_callback_figures_count = sizeof(report_callback_figures) / sizeof(report_callback_figures[0]);

const report_callbacks_of report_callbacks[REPORT_CALLBACKS_COUNT] = {
    {"callback_plans", "callback_plan", ACD_HISTORY_PLANS, acd_history_plan_get},
    {"campaigns", "campaign", ACD_HISTORY_CAMPAIGNS, acd_history_campaign_get},
    {"slot_plans", "slot_plan", ACD_HISTORY_SLOT_PLANS, acd_history_slot_plan_get},
};

int64_t report_callbacks_next(const report *filled, int of, int64_t after, const char **name_out,
                              acd_history_callbacks *callbacks_out)
{
  const acd_history_period all = {.size = sizeof(all), .kind = ACD_PERIOD_ALL};
  int64_t row = acd_history_row_next(filled->history, report_callbacks[of].kind, after, name_out, NULL);
  memset(callbacks_out, 0, sizeof(*callbacks_out));
  callbacks_out->size = sizeof(*callbacks_out);
  return row && report_callbacks[of].get(filled->history, &all, *name_out, callbacks_out) == ACD_OK ? row : 0;
}

int report_promise_of(const acd_history_callbacks *callbacks, int64_t *ppm_out)
{
  *ppm_out = acd_history_promise_ppm(callbacks);
  return callbacks->slots_by_change[ACD_SLOT_KEPT] + callbacks->slots_by_change[ACD_SLOT_BROKEN] > 0;
}

int report_begin(report *filled, const levels *asked)
{
  acd_history_options options;
  acd_history_options_init(&options);
  options.keeps = ACD_HISTORY_PLANS | ACD_HISTORY_CAMPAIGNS | ACD_HISTORY_SLOT_PLANS;
  if (asked->count) options.keeps |= ACD_HISTORY_QUEUES;
  options.intervals_max = options.days_max = 1; /* the whole run is read */
  options.repeat_us = 0;                        /* of callers nothing is asked */
  filled->levels = asked;
  int status = acd_history_new(NULL, &options, &filled->history);
  return status == ACD_OK ? levels_add(asked, filled->history) : status;
}

int64_t report_figure_of(const void *record, const report_figure *figure)
{
  int64_t value;
  memcpy(&value, (const char *)record + figure->offset, sizeof(value));
  return value;
}

const char *const report_ratio_names[RATIOS_COUNT] = {"service_level_ppm", "asa_us", "asa_arrival_us", "aht_us",
                                                      "abandonment_ppm"};

int report_ratio_of(const acd_kpi_queue *kpi, int ratio, int64_t *value_out)
{
  int64_t left = acd_kpi_left(kpi);
  switch (ratio) {
  case RATIO_SERVICE_LEVEL: *value_out = acd_kpi_service_level_ppm(kpi); return left - kpi->abandoned_short > 0;
  case RATIO_ASA: *value_out = acd_kpi_asa_us(kpi); return kpi->answered > 0;
  case RATIO_ASA_ARRIVAL: *value_out = acd_kpi_asa_arrival_us(kpi); return kpi->answered > 0;
  case RATIO_AHT: *value_out = acd_kpi_aht_us(kpi); return kpi->handled > 0;
  default: *value_out = acd_kpi_abandonment_ppm(kpi); return left > 0;
  }
}

int report_occupancy_of(const acd_kpi_agent *kpi, int64_t *value_out)
{
  *value_out = acd_kpi_occupancy_ppm(kpi);
  return kpi->reserved_us + kpi->busy_us + kpi->in_wrapup_us + kpi->ready_us > 0;
}

static int gather_queues(report *filled, const acd_engine *engine)
{
  acd_id id = 0;
  int64_t longest_us = 0;
  size_t count = 0;
  do {
    acd_queue_info info = {.size = sizeof(info)};
    report_queue *row;
    id = acd_queue_next(engine, id);
    filled->queues = grow(filled->queues, (count + 1) * sizeof(*filled->queues));
    row = &filled->queues[count];
    memset(row, 0, sizeof(*row));
    row->kpi.size = sizeof(row->kpi);
    if (id && acd_queue_get(engine, id, &info)) return ACD_ERR_STATE;
    row->name = id ? info.name : NULL;
    if (acd_kpi_queue_get(engine, id, &row->kpi)) return ACD_ERR_STATE;
    row->longest_us = row->kpi.wait_us_max;
    if (id && info.waiting_count && filled->until_us - info.oldest_at_us > row->longest_us)
      row->longest_us = filled->until_us - info.oldest_at_us;
    if (row->longest_us > longest_us) longest_us = row->longest_us;
    if (!id) row->longest_us = longest_us;
    filled->queues_count = count++;
  } while (id);
  return ACD_OK;
}

static int gather_agents(report *filled, const acd_engine *engine)
{
  acd_id id = 0;
  size_t count = 0;
  do {
    acd_agent_info info = {.size = sizeof(info)};
    report_agent *row;
    id = acd_agent_next(engine, id);
    if ((count & (count + 1)) == 0) filled->agents = grow(filled->agents, (count + 1) * 2 * sizeof(*filled->agents));
    row = &filled->agents[count];
    memset(row, 0, sizeof(*row));
    row->kpi.size = sizeof(row->kpi);
    if (id && acd_agent_get(engine, id, &info)) return ACD_ERR_STATE;
    row->name = id ? info.name : NULL;
    row->id = id;
    if (acd_kpi_agent_get(engine, id, &row->kpi)) return ACD_ERR_STATE;
    filled->agents_count = count++;
  } while (id);
  return ACD_OK;
}

int report_gather(report *filled, acd_sim *sim)
{
  const acd_engine *engine = acd_sim_engine(sim);
  int status;
  filled->until_us = acd_engine_now(engine);
  filled->digest = acd_engine_digest_actions(engine);
  filled->calls.size = sizeof(filled->calls);
  filled->engine.size = sizeof(filled->engine);
  filled->sim.size = sizeof(filled->sim);
  status = acd_kpi_calls_get(engine, &filled->calls);
  if (status == ACD_OK) status = acd_engine_stats_get(engine, &filled->engine);
  if (status == ACD_OK) status = acd_sim_stats_get(sim, &filled->sim);
  if (status == ACD_OK) status = gather_queues(filled, engine);
  if (status == ACD_OK) status = gather_agents(filled, engine);
  return status;
}

void report_free(report *filled)
{
  free(filled->queues);
  free(filled->agents);
  acd_history_free(filled->history);
  flow_counts_free(&filled->flows);
}

void report_moment(const report *filled, acd_time time_us, char text_out[64])
{
  int64_t local_us = tool_zone_local(filled->zone, filled->midnight_us + time_us);
  int64_t clock_s = (local_us % TOOL_DAY_US + TOOL_DAY_US) % TOOL_DAY_US / 1000000;
  int year, month, day;
  date_of_day((local_us - clock_s * 1000000) / TOOL_DAY_US, &year, &month, &day);
  snprintf(text_out, 64, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, (int)(clock_s / 3600),
           (int)(clock_s / 60 % 60), (int)(clock_s % 60));
}
