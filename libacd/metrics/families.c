/* SPDX-License-Identifier: Apache-2.0 */
/* The table of families, and the printing of all. */
#include "metrics/families.h"

#define FAMILY(type, name, unit, labels, help, print, which)                                                           \
  {                                                                                                                    \
    {sizeof(acd_metric_info), ACD_METRIC_TYPE_##type, name, unit, labels, help}, print, which                          \
  }

static const acd__metrics_family families[] = {
    FAMILY(COUNTER, "acd_calls_arrived", "", "", "Calls that entered the engine.", acd__metrics_print_calls,
           ACD__METRICS_OF_ARRIVED),
    FAMILY(COUNTER, "acd_calls_ended", "", "reason", "Calls that have ended.", acd__metrics_print_calls,
           ACD__METRICS_OF_ENDED),
    FAMILY(GAUGE, "acd_calls_live", "", "", "Calls that have not ended.", acd__metrics_print_calls,
           ACD__METRICS_OF_LIVE),
    FAMILY(COUNTER, "acd_calls_offered", "", "queue", "Calls that entered a queue from outside or from a flow.",
           acd__metrics_print_queues, ACD__METRICS_OF_OFFERED),
    FAMILY(COUNTER, "acd_calls_entered", "", "queue,how", "Calls that entered a queue.", acd__metrics_print_queues,
           ACD__METRICS_OF_ENTERED),
    FAMILY(COUNTER, "acd_calls_answered", "", "queue", "Calls bridged from a queue with an agent.",
           acd__metrics_print_queues, ACD__METRICS_OF_ANSWERED),
    FAMILY(COUNTER, "acd_calls_abandoned", "", "queue,short", "Callers who hung up while they waited in a queue.",
           acd__metrics_print_queues, ACD__METRICS_OF_ABANDONED),
    FAMILY(COUNTER, "acd_calls_exited", "", "queue,reason", "Calls that left a queue neither answered nor abandoned.",
           acd__metrics_print_queues, ACD__METRICS_OF_EXITED),
    FAMILY(COUNTER, "acd_service_level_calls", "", "queue,met",
           "Answered calls, by whether that was within the service level of the queue.", acd__metrics_print_queues,
           ACD__METRICS_OF_MET),
    FAMILY(COUNTER, "acd_routing_steps", "", "queue,result",
           "Steps of queues: joined by an agent, the first or a later one, or expired.", acd__metrics_print_queues,
           ACD__METRICS_OF_STEPS),
    FAMILY(COUNTER, "acd_waits_estimated", "", "queue", "Answered calls that had to wait, whose waits were estimated.",
           acd__metrics_print_queues, ACD__METRICS_OF_ESTIMATES),
    FAMILY(COUNTER, "acd_wait_estimate_error_seconds", "seconds", "queue,estimator,side",
           "By how much estimates of those waits were too long (over) or too short (under).", acd__metrics_print_queues,
           ACD__METRICS_OF_OFF),
    FAMILY(COUNTER, "acd_ratings", "", "queue,satisfied", "Conversations that customers have rated.",
           acd__metrics_print_queues, ACD__METRICS_OF_RATED),
    FAMILY(GAUGE, "acd_rating_mean", "", "queue", "Mean rating since the engine began; none where there are none.",
           acd__metrics_print_queues, ACD__METRICS_OF_RATING),
    FAMILY(COUNTER, "acd_resolutions", "", "queue,resolved", "Conversations of which it was said whether they helped.",
           acd__metrics_print_queues, ACD__METRICS_OF_RESOLVED),
    FAMILY(COUNTER, "acd_first_responses", "", "queue", "Calls in which the agent's first reply has gone out.",
           acd__metrics_print_queues, ACD__METRICS_OF_RESPONDED),
    FAMILY(COUNTER, "acd_first_response_seconds", "seconds", "queue", "Time from arrival to the first reply, of those.",
           acd__metrics_print_queues, ACD__METRICS_OF_RESPONSE),
    FAMILY(GAUGE, "acd_service_level_ratio", "ratio", "queue", "Service level of the queue of late.",
           acd__metrics_print_queue_now, ACD__METRICS_OF_LEVEL),
    FAMILY(GAUGE, "acd_calls_waiting", "", "queue", "Calls that wait in a queue, ringing ones included.",
           acd__metrics_print_queue_now, ACD__METRICS_OF_WAITING),
    FAMILY(GAUGE, "acd_oldest_wait_seconds", "seconds", "queue", "Wait of the call that waits longest; 0: none waits.",
           acd__metrics_print_queue_now, ACD__METRICS_OF_OLDEST),
    FAMILY(GAUGE, "acd_estimated_wait_seconds", "seconds", "queue",
           "Estimated wait of a call that would come now; none where no member is available.",
           acd__metrics_print_queue_now, ACD__METRICS_OF_ESTIMATED),
    FAMILY(GAUGE, "acd_queue_agents_ready", "", "queue", "Members of a queue who are ready.",
           acd__metrics_print_queue_now, ACD__METRICS_OF_READY),
    FAMILY(GAUGE, "acd_queue_agents_staffed", "", "queue", "Members of a queue who are logged in.",
           acd__metrics_print_queue_now, ACD__METRICS_OF_STAFFED),
    FAMILY(HISTOGRAM, "acd_wait_seconds", "seconds", "queue", "Waits of answered calls since they entered the queue.",
           acd__metrics_print_histograms, ACD__METRICS_WAIT),
    FAMILY(HISTOGRAM, "acd_abandon_wait_seconds", "seconds", "queue", "Waits of callers who hung up.",
           acd__metrics_print_histograms, ACD__METRICS_ABANDON),
    FAMILY(HISTOGRAM, "acd_talk_seconds", "seconds", "queue", "Talk of conversations that have ended, without hold.",
           acd__metrics_print_histograms, ACD__METRICS_TALK),
    FAMILY(HISTOGRAM, "acd_hold_seconds", "seconds", "queue", "Hold of conversations that have ended and had some.",
           acd__metrics_print_histograms, ACD__METRICS_HOLD),
    FAMILY(HISTOGRAM, "acd_wrapup_seconds", "seconds", "queue", "Wrap-ups that have ended.",
           acd__metrics_print_histograms, ACD__METRICS_WRAPUP),
    FAMILY(GAUGE, "acd_agents", "", "state", "Agents by state.", acd__metrics_print_agents, 0),
    FAMILY(COUNTER, "acd_agent_state_seconds", "seconds", "state", "Time that agents have spent in each state.",
           acd__metrics_print_agent_time, 0),
    FAMILY(COUNTER, "acd_agent_offers", "", "queue,result", "Offers that have ended.", acd__metrics_print_offers, 0),
    FAMILY(GAUGE, "acd_callbacks", "", "state", "Callbacks whose customers were not reached yet.",
           acd__metrics_print_callbacks, 0),
    FAMILY(COUNTER, "acd_callbacks_ended", "", "outcome", "Callbacks that are over.", acd__metrics_print_calls,
           ACD__METRICS_OF_OUTCOMES),
    FAMILY(COUNTER, "acd_callback_attempts", "", "result", "Attempts to reach a customer.", acd__metrics_print_calls,
           ACD__METRICS_OF_ATTEMPTS),
    FAMILY(COUNTER, "acd_slot_bookings", "", "change", "What happened to bookings of slots: kept, broken and the like.",
           acd__metrics_print_calls, ACD__METRICS_OF_SLOTS),
    FAMILY(GAUGE, "acd_slot_bookings_live", "", "", "Slots that are booked, and not dialled yet.",
           acd__metrics_print_calls, ACD__METRICS_OF_BOOKED),
    FAMILY(COUNTER, "acd_call_again", "", "outcome", "Callers who gave up waiting where they are called again.",
           acd__metrics_print_calls, ACD__METRICS_OF_AGAIN),
    FAMILY(COUNTER, "acd_action_timeouts", "", "", "Actions that the host did not answer in time.",
           acd__metrics_print_calls, ACD__METRICS_OF_TIMEOUTS),
    FAMILY(GAUGE, "acd_actions_waiting", "", "", "Actions that the host has not pulled.", acd__metrics_print_engine,
           ACD__METRICS_OF_ACTIONS_WAITING),
    FAMILY(COUNTER, "acd_engine_commands", "", "result", "Commands submitted.", acd__metrics_print_engine,
           ACD__METRICS_OF_COMMANDS),
    FAMILY(GAUGE, "acd_engine_memory_bytes", "bytes", "", "Memory that the engine holds.", acd__metrics_print_engine,
           ACD__METRICS_OF_MEMORY),
    FAMILY(COUNTER, "acd_invariant_violations", "", "", "Checks that have found the engine wrong.",
           acd__metrics_print_engine, ACD__METRICS_OF_VIOLATIONS),
    FAMILY(COUNTER, "acd_metrics_lost", "", "", "Values that these metrics lack, for want of memory.",
           acd__metrics_print_engine, ACD__METRICS_OF_LOST),
    FAMILY(INFO, "acd_build", "", "version", "The library.", acd__metrics_print_build, 0),
};

#define FAMILIES_COUNT (sizeof families / sizeof families[0])

const char *acd_metric_type_str(uint32_t type)
{
  static const char *const names[] = {"?", "counter", "gauge", "histogram", "info"};
  return names[type < sizeof names / sizeof names[0] ? type : 0];
}

size_t acd_metrics_count(void)
{
  return FAMILIES_COUNT;
}

int acd_metric_at(size_t index, acd_metric_info *info_out)
{
  if (!info_out || info_out->size < sizeof *info_out) return ACD_ERR_ARGUMENT;
  if (index >= FAMILIES_COUNT) return ACD_ERR_NOT_FOUND;
  *info_out = families[index].info;
  return ACD_OK;
}

/* Prometheus calls a counter by its full name, and has neither units nor infos. */
static void print_head(acd__out *text, const acd_metric_info *info, int format)
{
  int open = format == ACD_METRICS_OPENMETRICS;
  int is_info = info->type == ACD_METRIC_TYPE_INFO;
  const char *suffix = open ? "" : info->type == ACD_METRIC_TYPE_COUNTER ? "_total" : is_info ? "_info" : "";
  const struct {
    const char *word, *value;
  } lines[] = {{"# TYPE ", acd_metric_type_str(is_info && !open ? ACD_METRIC_TYPE_GAUGE : info->type)},
               {"# UNIT ", open ? info->unit : ""},
               {"# HELP ", info->help}};
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    if (!lines[i].value[0]) continue;
    acd__out_text(text, lines[i].word);
    acd__out_text(text, info->name);
    acd__out_text(text, suffix);
    acd__out_text(text, " ");
    acd__out_text(text, lines[i].value);
    acd__out_text(text, "\n");
  }
}

int acd_metrics_print(const acd_metrics *metrics, const acd_engine *engine, int format, char *buffer, size_t capacity,
                      size_t *size_out)
{
  if (!engine || (!buffer && capacity)) return ACD_ERR_ARGUMENT;
  if (format != ACD_METRICS_OPENMETRICS && format != ACD_METRICS_PROMETHEUS) return ACD_ERR_ARGUMENT;
  acd__out text = {buffer, capacity, 0};
  for (size_t i = 0; i < FAMILIES_COUNT; i++) {
    const acd__metrics_source of = {metrics, engine, &text, &families[i]};
    print_head(&text, &families[i].info, format);
    families[i].print(&of, families[i].which);
  }
  if (format == ACD_METRICS_OPENMETRICS) acd__out_text(&text, "# EOF\n");
  return acd__out_end(&text, size_out);
}
