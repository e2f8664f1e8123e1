/* SPDX-License-Identifier: Apache-2.0 */
/* The families, and what each says of an engine. */
#include <string.h>

#include "metrics/metrics.h"

typedef struct source {
  const acd_metrics *metrics; /* NULL: none */
  const acd_engine *engine;
  acd__out *text;
  const struct family *family;
} source;

typedef struct family {
  acd_metric_info info;
  void (*print)(const source *of, int which);
  int which; /* for `print` */
} family;

/* In quotes, escaped. */
static void add_label(acd__out *text, const char *value)
{
  acd__out_char(text, '"');
  for (; *value; value++) {
    if (*value == '"' || *value == '\\' || *value == '\n') acd__out_char(text, '\\');
    acd__out_char(text, *value == '\n' ? 'n' : *value);
  }
  acd__out_char(text, '"');
}

/* "name{label="value",more="other"} ": up to the value. `suffix` "" or "_total"; NULL ends the labels. */
static void begin(const source *of, const char *suffix, const char *label, const char *value, const char *more,
                  const char *other)
{
  acd__out_text(of->text, of->family->info.name);
  acd__out_text(of->text, suffix);
  if (label) {
    acd__out_text(of->text, "{");
    acd__out_text(of->text, label);
    acd__out_text(of->text, "=");
    add_label(of->text, value);
    if (more) {
      acd__out_text(of->text, ",");
      acd__out_text(of->text, more);
      acd__out_text(of->text, "=");
      add_label(of->text, other);
    }
    acd__out_text(of->text, "}");
  }
  acd__out_text(of->text, " ");
}

static const char *suffix_of(const source *of)
{
  return of->family->info.type == ACD_METRIC_TYPE_COUNTER ? "_total" : "";
}

static void sample(const source *of, const char *label, const char *value, const char *more, const char *other,
                   int64_t number)
{
  begin(of, suffix_of(of), label, value, more, other);
  acd__out_int(of->text, number);
  acd__out_text(of->text, "\n");
}

static void sample_millionths(const source *of, const char *label, const char *value, int64_t number)
{
  begin(of, suffix_of(of), label, value, NULL, NULL);
  acd__out_seconds(of->text, number);
  acd__out_text(of->text, "\n");
}

/* A sum of a row of figures, with the word that says what it counts. */
typedef struct figure {
  const char *word;
  size_t offset;
} figure;

#define QUEUE_FIGURE(word, member)                                                                                     \
  {                                                                                                                    \
    word, offsetof(acd_kpi_queue, member)                                                                              \
  }
#define AGENT_FIGURE(word, member)                                                                                     \
  {                                                                                                                    \
    word, offsetof(acd_kpi_agent, member)                                                                              \
  }
#define CALLS_FIGURE(word, member)                                                                                     \
  {                                                                                                                    \
    word, offsetof(acd_kpi_calls, member)                                                                              \
  }

static int64_t read_figure(const void *row, const figure *of)
{
  int64_t value;
  memcpy(&value, (const char *)row + of->offset, sizeof value);
  return value;
}

typedef struct figures {
  const char *label;
  figure items[14];
} figures;

enum {
  OFFERED,
  ANSWERED,
  ABANDONED,
  ENTERED,
  EXITED,
  RESOLVED,
  RESPONDED,
  ESTIMATES,
  MET,
  RATED,
  RATING,
  RESPONSE,
  STEPS,
  OFF
};
static const figures of_queues[] = {
    [OFFERED] = {NULL, {QUEUE_FIGURE("", offered)}},
    [ANSWERED] = {NULL, {QUEUE_FIGURE("", answered)}},
    [ABANDONED] = {"short", {QUEUE_FIGURE("false", abandoned), QUEUE_FIGURE("true", abandoned_short)}},
    [ENTERED] = {"how",
                 {QUEUE_FIGURE("offered", offered), QUEUE_FIGURE("transferred", transferred_in),
                  QUEUE_FIGURE("overflowed", overflowed_in), QUEUE_FIGURE("consulted", consulted_in),
                  QUEUE_FIGURE("moved", moved_in), QUEUE_FIGURE("also", also_in),
                  QUEUE_FIGURE("callback", callbacks_in)}},
    [EXITED] = {"reason",
                {QUEUE_FIGURE("overflowed", overflowed), QUEUE_FIGURE("timeout", timed_out),
                 QUEUE_FIGURE("key", left_by_key), QUEUE_FIGURE("rejected", rejected),
                 QUEUE_FIGURE("disconnected", disconnected), QUEUE_FIGURE("cancelled", cancelled),
                 QUEUE_FIGURE("moved", moved), QUEUE_FIGURE("no_agents", no_agents), QUEUE_FIGURE("cleared", cleared),
                 QUEUE_FIGURE("diverted", diverted), QUEUE_FIGURE("also", also_out),
                 QUEUE_FIGURE("callback", callbacks_taken), QUEUE_FIGURE("called_back", callbacks_answered),
                 QUEUE_FIGURE("callback_out", callbacks_out)}},
    [RESOLVED] = {"resolved", {QUEUE_FIGURE("true", resolved), QUEUE_FIGURE("false", unresolved)}},
    [RESPONDED] = {NULL, {QUEUE_FIGURE("", responses)}},
    [ESTIMATES] = {NULL, {QUEUE_FIGURE("", estimated)}},
};

/* Three labels, where all others have two. */
static void print_off(const source *of, const char *queue, int64_t estimator, const char *side, int64_t us)
{
  acd__out_text(of->text, of->family->info.name);
  acd__out_text(of->text, "_total{queue=");
  add_label(of->text, queue);
  acd__out_text(of->text, ",estimator=");
  add_label(of->text, acd_estimate_str(estimator));
  acd__out_text(of->text, ",side=");
  add_label(of->text, side);
  acd__out_text(of->text, "} ");
  acd__out_seconds(of->text, us);
  acd__out_text(of->text, "\n");
}

/* What takes more than one figure, or stands for none where there is nothing. */
static void print_derived(const source *of, const char *queue, int which, const acd_kpi_queue *kpi)
{
  switch (which) {
  case MET:
    sample(of, "queue", queue, "met", "true", kpi->answered_within);
    sample(of, "queue", queue, "met", "false", kpi->answered - kpi->answered_within);
    break;
  case RATED:
    sample(of, "queue", queue, "satisfied", "true", kpi->satisfied);
    sample(of, "queue", queue, "satisfied", "false", kpi->ratings - kpi->satisfied);
    break;
  case RATING:
    if (kpi->ratings) sample_millionths(of, "queue", queue, acd_kpi_rating_hundredths(kpi) * 10000);
    break;
  case RESPONSE: sample_millionths(of, "queue", queue, kpi->response_us); break;
  case STEPS:
    sample(of, "queue", queue, "result", "first", kpi->steps_joined - kpi->steps_relaxed);
    sample(of, "queue", queue, "result", "relaxed", kpi->steps_relaxed);
    sample(of, "queue", queue, "result", "expired", kpi->steps_expired);
    break;
  default:
    for (int64_t by = ACD_ESTIMATE_WORK; by <= ACD_ESTIMATE_RECENT; by++) {
      print_off(of, queue, by, "over", kpi->estimate_over_us[by]);
      print_off(of, queue, by, "under", kpi->estimate_under_us[by]);
    }
    break;
  }
}

static void print_queues(const source *of, int which)
{
  for (acd_id id = acd_queue_next(of->engine, 0); id; id = acd_queue_next(of->engine, id)) {
    acd_queue_info info = {.size = sizeof info};
    acd_kpi_queue kpi = {.size = sizeof kpi};
    if (acd_queue_get(of->engine, id, &info) || acd_kpi_queue_get(of->engine, id, &kpi)) continue;
    if (which >= MET) {
      print_derived(of, info.name, which, &kpi);
      continue;
    }
    const figures *list = &of_queues[which];
    for (size_t i = 0; i < sizeof list->items / sizeof list->items[0] && list->items[i].word; i++)
      sample(of, "queue", info.name, list->label, list->items[i].word, read_figure(&kpi, &list->items[i]));
  }
}

enum { WAITING, OLDEST, ESTIMATED, LEVEL, READY, STAFFED };

static void print_queue_now(const source *of, int which)
{
  for (acd_id id = acd_queue_next(of->engine, 0); id; id = acd_queue_next(of->engine, id)) {
    acd_queue_info info = {.size = sizeof info};
    if (acd_queue_get(of->engine, id, &info)) continue;
    int64_t oldest_us = info.oldest_at_us == ACD_TIME_NEVER ? 0 : acd_engine_now(of->engine) - info.oldest_at_us;
    switch (which) {
    case WAITING: sample(of, "queue", info.name, NULL, NULL, info.waiting_count); break;
    case READY: sample(of, "queue", info.name, NULL, NULL, info.ready_count); break;
    case STAFFED: sample(of, "queue", info.name, NULL, NULL, info.staffed_count); break;
    case OLDEST: sample_millionths(of, "queue", info.name, oldest_us); break;
    case LEVEL: sample_millionths(of, "queue", info.name, info.service_level_ppm); break;
    default: /* unknown where no member is available: no sample */
      if (info.estimated_wait_us != ACD_TIME_NEVER) sample_millionths(of, "queue", info.name, info.estimated_wait_us);
    }
  }
}

static void print_bucket(const source *of, const char *queue, const char *bound, int64_t count)
{
  begin(of, "_bucket", "queue", queue, "le", bound);
  acd__out_int(of->text, count);
  acd__out_text(of->text, "\n");
}

/* A bucket's bound as OpenMetrics writes it: "5.0", "+Inf". */
static const char *bound_text(int bucket, char text[24])
{
  acd__out bound = {text, 24, 0};
  if (bucket == ACD__METRICS_BUCKETS - 1) return "+Inf";
  acd__out_int(&bound, acd__metrics_bounds_s[bucket]);
  acd__out_text(&bound, ".0");
  acd__out_end(&bound, NULL);
  return text;
}

static void print_histograms(const source *of, int which)
{
  char text[24];
  for (const acd__metrics_row *row = of->metrics ? of->metrics->rows : NULL; row; row = row->next) {
    const acd__metrics_histogram *from = &row->histograms[which];
    int64_t count = 0;
    for (int i = 0; i < ACD__METRICS_BUCKETS; i++)
      print_bucket(of, row->name, bound_text(i, text), count += from->buckets[i]);
    begin(of, "_sum", "queue", row->name, NULL, NULL);
    acd__out_seconds(of->text, from->sum_us);
    acd__out_text(of->text, "\n");
    begin(of, "_count", "queue", row->name, NULL, NULL);
    acd__out_int(of->text, count);
    acd__out_text(of->text, "\n");
  }
}

static void print_offers(const source *of, int which)
{
  static const char *const words[ACD__METRICS_OFFERS] = {
      [0] = "other",
      [ACD_OFFER_ACCEPTED] = "accepted",
      [ACD_OFFER_REJECTED] = "rejected",
      [ACD_OFFER_BUSY] = "busy",
      [ACD_OFFER_NO_ANSWER] = "no_answer",
      [ACD_OFFER_FAILED] = "failed",
      [ACD_OFFER_CANCELLED] = "cancelled",
  };
  (void)which;
  for (const acd__metrics_row *row = of->metrics ? of->metrics->rows : NULL; row; row = row->next)
    for (int i = 0; i < ACD__METRICS_OFFERS; i++)
      if (words[i] && (i || row->offers[i])) sample(of, "queue", row->name, "result", words[i], row->offers[i]);
}

static void print_agents(const source *of, int which)
{
  int64_t counts[ACD_AGENT_STATE_SUPERVISING + 1] = {0};
  (void)which;
  for (acd_id id = acd_agent_next(of->engine, 0); id; id = acd_agent_next(of->engine, id)) {
    acd_agent_info info = {.size = sizeof info};
    if (!acd_agent_get(of->engine, id, &info) && info.state > 0 && info.state <= ACD_AGENT_STATE_SUPERVISING)
      counts[info.state]++;
  }
  for (int64_t i = 1; i <= ACD_AGENT_STATE_SUPERVISING; i++)
    sample(of, "state", acd_agent_state_str(i), NULL, NULL, counts[i]);
}

static void print_agent_time(const source *of, int which)
{
  static const figure items[] = {AGENT_FIGURE("not_ready", not_ready_us),    AGENT_FIGURE("ready", ready_us),
                                 AGENT_FIGURE("reserved", reserved_us),      AGENT_FIGURE("busy", busy_us),
                                 AGENT_FIGURE("wrapup", in_wrapup_us),       AGENT_FIGURE("elsewhere", elsewhere_us),
                                 AGENT_FIGURE("supervising", supervising_us)};
  acd_kpi_agent kpi = {.size = sizeof kpi};
  (void)which;
  if (acd_kpi_agent_get(of->engine, 0, &kpi)) return;
  for (size_t i = 0; i < sizeof items / sizeof items[0]; i++)
    sample_millionths(of, "state", items[i].word, read_figure(&kpi, &items[i]));
}

enum { ARRIVED, LIVE, ENDED, ATTEMPTS, OUTCOMES, TIMEOUTS, SLOTS, BOOKED, AGAIN };

static void print_calls(const source *of, int which)
{
  acd_kpi_calls kpi = {.size = sizeof kpi};
  if (acd_kpi_calls_get(of->engine, &kpi)) return;
  switch (which) {
  case ARRIVED: sample(of, NULL, NULL, NULL, NULL, kpi.arrived); break;
  case LIVE: sample(of, NULL, NULL, NULL, NULL, kpi.live); break;
  case ENDED:
    for (int64_t i = 1; i <= ACD_END_CALLBACK; i++)
      if (i != ACD_END_JOINED) sample(of, "reason", acd_end_str(i), NULL, NULL, kpi.ends[i]);
    break;
  case ATTEMPTS:
    for (int64_t i = 1; i < 16; i++)
      if (kpi.callback_attempts_by_outcome[i])
        sample(of, "result", acd_outcome_str(i), NULL, NULL, kpi.callback_attempts_by_outcome[i]);
    sample(of, "result", "given_up", NULL, NULL, kpi.callback_attempts_by_outcome[0]);
    break;
  case OUTCOMES:
    for (int64_t i = ACD_CALLBACK_COMPLETED; i <= ACD_CALLBACK_CONVERTED; i++)
      sample(of, "outcome", acd_callback_outcome_str(i), NULL, NULL, kpi.callbacks_by_outcome[i]);
    break;
  case SLOTS:
    for (int64_t i = ACD_SLOT_HELD; i <= ACD_SLOT_BROKEN; i++)
      sample(of, "change", acd_slot_change_str(i), NULL, NULL, kpi.slots_by_change[i]);
    break;
  case BOOKED: sample(of, NULL, NULL, NULL, NULL, kpi.slots_live); break;
  case AGAIN:
    for (int64_t i = ACD_CALL_AGAIN_TAKEN; i <= ACD_CALL_AGAIN_ROOM; i++)
      sample(of, "outcome", acd_call_again_str(i), NULL, NULL, kpi.call_again_by_outcome[i]);
    break;
  default: sample(of, NULL, NULL, NULL, NULL, kpi.action_timeouts); break;
  }
}

static void print_callbacks(const source *of, int which)
{
  int64_t counts[ACD_CALLBACK_STAGE_REACHED + 1] = {0};
  (void)which;
  for (acd_id id = acd_callback_next(of->engine, NULL, 0); id; id = acd_callback_next(of->engine, NULL, id)) {
    acd_callback_info info = {.size = sizeof info};
    if (!acd_callback_get(of->engine, id, &info) && info.stage <= ACD_CALLBACK_STAGE_REACHED) counts[info.stage]++;
  }
  for (int64_t i = ACD_CALLBACK_STAGE_LATER; i <= ACD_CALLBACK_STAGE_RETRY; i++)
    sample(of, "state", acd_callback_stage_str(i), NULL, NULL, counts[i]);
}

enum { COMMANDS, ACTIONS_WAITING, MEMORY, LOST, VIOLATIONS };

static void print_engine(const source *of, int which)
{
  acd_engine_stats stats = {.size = sizeof stats};
  if (acd_engine_stats_get(of->engine, &stats)) return;
  switch (which) {
  case COMMANDS:
    sample(of, "result", "applied", NULL, NULL, stats.commands);
    sample(of, "result", "refused", NULL, NULL, stats.refused);
    break;
  case ACTIONS_WAITING: sample(of, NULL, NULL, NULL, NULL, stats.actions_waiting); break;
  case MEMORY: sample(of, NULL, NULL, NULL, NULL, stats.memory_bytes); break;
  case LOST: sample(of, NULL, NULL, NULL, NULL, of->metrics ? of->metrics->lost : 0); break;
  default: sample(of, NULL, NULL, NULL, NULL, of->metrics ? of->metrics->violations : 0); break;
  }
}

static void print_build(const source *of, int which)
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
  begin(of, "_info", "version", text, NULL, NULL);
  acd__out_text(of->text, "1\n");
}

#define FAMILY(type, name, unit, labels, help, print, which)                                                           \
  {                                                                                                                    \
    {sizeof(acd_metric_info), ACD_METRIC_TYPE_##type, name, unit, labels, help}, print, which                          \
  }

static const family families[] = {
    FAMILY(COUNTER, "acd_calls_arrived", "", "", "Calls that entered the engine.", print_calls, ARRIVED),
    FAMILY(COUNTER, "acd_calls_ended", "", "reason", "Calls that have ended.", print_calls, ENDED),
    FAMILY(GAUGE, "acd_calls_live", "", "", "Calls that have not ended.", print_calls, LIVE),
    FAMILY(COUNTER, "acd_calls_offered", "", "queue", "Calls that entered a queue from outside or from a flow.",
           print_queues, OFFERED),
    FAMILY(COUNTER, "acd_calls_entered", "", "queue,how", "Calls that entered a queue.", print_queues, ENTERED),
    FAMILY(COUNTER, "acd_calls_answered", "", "queue", "Calls bridged from a queue with an agent.", print_queues,
           ANSWERED),
    FAMILY(COUNTER, "acd_calls_abandoned", "", "queue,short", "Callers who hung up while they waited in a queue.",
           print_queues, ABANDONED),
    FAMILY(COUNTER, "acd_calls_exited", "", "queue,reason", "Calls that left a queue neither answered nor abandoned.",
           print_queues, EXITED),
    FAMILY(COUNTER, "acd_service_level_calls", "", "queue,met",
           "Answered calls, by whether that was within the service level of the queue.", print_queues, MET),
    FAMILY(COUNTER, "acd_routing_steps", "", "queue,result",
           "Steps of queues: joined by an agent, the first or a later one, or expired.", print_queues, STEPS),
    FAMILY(COUNTER, "acd_waits_estimated", "", "queue", "Answered calls that had to wait, whose waits were estimated.",
           print_queues, ESTIMATES),
    FAMILY(COUNTER, "acd_wait_estimate_error_seconds", "seconds", "queue,estimator,side",
           "By how much estimates of those waits were too long (over) or too short (under).", print_queues, OFF),
    FAMILY(COUNTER, "acd_ratings", "", "queue,satisfied", "Conversations that customers have rated.", print_queues,
           RATED),
    FAMILY(GAUGE, "acd_rating_mean", "", "queue", "Mean rating since the engine began; none where there are none.",
           print_queues, RATING),
    FAMILY(COUNTER, "acd_resolutions", "", "queue,resolved", "Conversations of which it was said whether they helped.",
           print_queues, RESOLVED),
    FAMILY(COUNTER, "acd_first_responses", "", "queue", "Calls in which the agent's first reply has gone out.",
           print_queues, RESPONDED),
    FAMILY(COUNTER, "acd_first_response_seconds", "seconds", "queue", "Time from arrival to the first reply, of those.",
           print_queues, RESPONSE),
    FAMILY(GAUGE, "acd_service_level_ratio", "ratio", "queue", "Service level of the queue of late.", print_queue_now,
           LEVEL),
    FAMILY(GAUGE, "acd_calls_waiting", "", "queue", "Calls that wait in a queue, ringing ones included.",
           print_queue_now, WAITING),
    FAMILY(GAUGE, "acd_oldest_wait_seconds", "seconds", "queue", "Wait of the call that waits longest; 0: none waits.",
           print_queue_now, OLDEST),
    FAMILY(GAUGE, "acd_estimated_wait_seconds", "seconds", "queue",
           "Estimated wait of a call that would come now; none where no member is available.", print_queue_now,
           ESTIMATED),
    FAMILY(GAUGE, "acd_queue_agents_ready", "", "queue", "Members of a queue who are ready.", print_queue_now, READY),
    FAMILY(GAUGE, "acd_queue_agents_staffed", "", "queue", "Members of a queue who are logged in.", print_queue_now,
           STAFFED),
    FAMILY(HISTOGRAM, "acd_wait_seconds", "seconds", "queue", "Waits of answered calls since they entered the queue.",
           print_histograms, ACD__METRICS_WAIT),
    FAMILY(HISTOGRAM, "acd_abandon_wait_seconds", "seconds", "queue", "Waits of callers who hung up.", print_histograms,
           ACD__METRICS_ABANDON),
    FAMILY(HISTOGRAM, "acd_talk_seconds", "seconds", "queue", "Talk of conversations that have ended, without hold.",
           print_histograms, ACD__METRICS_TALK),
    FAMILY(HISTOGRAM, "acd_hold_seconds", "seconds", "queue", "Hold of conversations that have ended and had some.",
           print_histograms, ACD__METRICS_HOLD),
    FAMILY(HISTOGRAM, "acd_wrapup_seconds", "seconds", "queue", "Wrap-ups that have ended.", print_histograms,
           ACD__METRICS_WRAPUP),
    FAMILY(GAUGE, "acd_agents", "", "state", "Agents by state.", print_agents, 0),
    FAMILY(COUNTER, "acd_agent_state_seconds", "seconds", "state", "Time that agents have spent in each state.",
           print_agent_time, 0),
    FAMILY(COUNTER, "acd_agent_offers", "", "queue,result", "Offers that have ended.", print_offers, 0),
    FAMILY(GAUGE, "acd_callbacks", "", "state", "Callbacks whose customers were not reached yet.", print_callbacks, 0),
    FAMILY(COUNTER, "acd_callbacks_ended", "", "outcome", "Callbacks that are over.", print_calls, OUTCOMES),
    FAMILY(COUNTER, "acd_callback_attempts", "", "result", "Attempts to reach a customer.", print_calls, ATTEMPTS),
    FAMILY(COUNTER, "acd_slot_bookings", "", "change", "What happened to bookings of slots: kept, broken and the like.",
           print_calls, SLOTS),
    FAMILY(GAUGE, "acd_slot_bookings_live", "", "", "Slots that are booked, and not dialled yet.", print_calls, BOOKED),
    FAMILY(COUNTER, "acd_call_again", "", "outcome", "Callers who gave up waiting where they are called again.",
           print_calls, AGAIN),
    FAMILY(COUNTER, "acd_action_timeouts", "", "", "Actions that the host did not answer in time.", print_calls,
           TIMEOUTS),
    FAMILY(GAUGE, "acd_actions_waiting", "", "", "Actions that the host has not pulled.", print_engine,
           ACTIONS_WAITING),
    FAMILY(COUNTER, "acd_engine_commands", "", "result", "Commands submitted.", print_engine, COMMANDS),
    FAMILY(GAUGE, "acd_engine_memory_bytes", "bytes", "", "Memory that the engine holds.", print_engine, MEMORY),
    FAMILY(COUNTER, "acd_invariant_violations", "", "", "Checks that have found the engine wrong.", print_engine,
           VIOLATIONS),
    FAMILY(COUNTER, "acd_metrics_lost", "", "", "Values that these metrics lack, for want of memory.", print_engine,
           LOST),
    FAMILY(INFO, "acd_build", "", "version", "The library.", print_build, 0),
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
    const source of = {metrics, engine, &text, &families[i]};
    print_head(&text, &families[i].info, format);
    families[i].print(&of, families[i].which);
  }
  if (format == ACD_METRICS_OPENMETRICS) acd__out_text(&text, "# EOF\n");
  return acd__out_end(&text, size_out);
}
