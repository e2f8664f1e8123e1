/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of each queue. */
#include <stddef.h>

#include "metrics/families.h"

#define QUEUE_FIGURE(word, member)                                                                                     \
  {                                                                                                                    \
    word, offsetof(acd_kpi_queue, member)                                                                              \
  }

typedef struct figures {
  const char *label;
  acd__metrics_figure items[14];
} figures;

static const figures of_queues[] = {
    [ACD__METRICS_OF_OFFERED] = {NULL, {QUEUE_FIGURE("", offered)}},
    [ACD__METRICS_OF_ANSWERED] = {NULL, {QUEUE_FIGURE("", answered)}},
    [ACD__METRICS_OF_ABANDONED] = {"short", {QUEUE_FIGURE("false", abandoned), QUEUE_FIGURE("true", abandoned_short)}},
    [ACD__METRICS_OF_ENTERED] = {"how",
                                 {QUEUE_FIGURE("offered", offered), QUEUE_FIGURE("transferred", transferred_in),
                                  QUEUE_FIGURE("overflowed", overflowed_in), QUEUE_FIGURE("consulted", consulted_in),
                                  QUEUE_FIGURE("moved", moved_in), QUEUE_FIGURE("also", also_in),
                                  QUEUE_FIGURE("callback", callbacks_in)}},
    [ACD__METRICS_OF_EXITED] = {"reason",
                                {QUEUE_FIGURE("overflowed", overflowed), QUEUE_FIGURE("timeout", timed_out),
                                 QUEUE_FIGURE("key", left_by_key), QUEUE_FIGURE("rejected", rejected),
                                 QUEUE_FIGURE("disconnected", disconnected), QUEUE_FIGURE("cancelled", cancelled),
                                 QUEUE_FIGURE("moved", moved), QUEUE_FIGURE("no_agents", no_agents),
                                 QUEUE_FIGURE("cleared", cleared), QUEUE_FIGURE("diverted", diverted),
                                 QUEUE_FIGURE("also", also_out), QUEUE_FIGURE("callback", callbacks_taken),
                                 QUEUE_FIGURE("called_back", callbacks_answered),
                                 QUEUE_FIGURE("callback_out", callbacks_out)}},
    [ACD__METRICS_OF_RESOLVED] = {"resolved", {QUEUE_FIGURE("true", resolved), QUEUE_FIGURE("false", unresolved)}},
    [ACD__METRICS_OF_RESPONDED] = {NULL, {QUEUE_FIGURE("", responses)}},
    [ACD__METRICS_OF_ESTIMATES] = {NULL, {QUEUE_FIGURE("", estimated)}},
};

/* Three labels, where all others have two. */
static void print_off(const acd__metrics_source *of, const char *queue, int64_t estimator, const char *side, int64_t us)
{
  acd__out_text(of->text, of->family->info.name);
  acd__out_text(of->text, "_total{queue=");
  acd__metrics_add_label(of->text, queue);
  acd__out_text(of->text, ",estimator=");
  acd__metrics_add_label(of->text, acd_estimate_str(estimator));
  acd__out_text(of->text, ",side=");
  acd__metrics_add_label(of->text, side);
  acd__out_text(of->text, "} ");
  acd__out_seconds(of->text, us);
  acd__out_text(of->text, "\n");
}

/* What takes more than one figure, or stands for none where there is nothing. */
static void print_derived(const acd__metrics_source *of, const char *queue, int which, const acd_kpi_queue *kpi)
{
  switch (which) {
  case ACD__METRICS_OF_MET:
    acd__metrics_sample(of, "queue", queue, "met", "true", kpi->answered_within);
    acd__metrics_sample(of, "queue", queue, "met", "false", kpi->answered - kpi->answered_within);
    break;
  case ACD__METRICS_OF_RATED:
    acd__metrics_sample(of, "queue", queue, "satisfied", "true", kpi->satisfied);
    acd__metrics_sample(of, "queue", queue, "satisfied", "false", kpi->ratings - kpi->satisfied);
    break;
  case ACD__METRICS_OF_RATING:
    if (kpi->ratings) acd__metrics_sample_millionths(of, "queue", queue, acd_kpi_rating_hundredths(kpi) * 10000);
    break;
  case ACD__METRICS_OF_RESPONSE: acd__metrics_sample_millionths(of, "queue", queue, kpi->response_us); break;
  case ACD__METRICS_OF_STEPS:
    acd__metrics_sample(of, "queue", queue, "result", "first", kpi->steps_joined - kpi->steps_relaxed);
    acd__metrics_sample(of, "queue", queue, "result", "relaxed", kpi->steps_relaxed);
    acd__metrics_sample(of, "queue", queue, "result", "expired", kpi->steps_expired);
    break;
  default:
    for (int64_t by = ACD_ESTIMATE_WORK; by <= ACD_ESTIMATE_RECENT; by++) {
      print_off(of, queue, by, "over", kpi->estimate_over_us[by]);
      print_off(of, queue, by, "under", kpi->estimate_under_us[by]);
    }
    break;
  }
}

void acd__metrics_print_queues(const acd__metrics_source *of, int which)
{
  for (acd_id id = acd_queue_next(of->engine, 0); id; id = acd_queue_next(of->engine, id)) {
    acd_queue_info info = {.size = sizeof info};
    acd_kpi_queue kpi = {.size = sizeof kpi};
    if (acd_queue_get(of->engine, id, &info) || acd_kpi_queue_get(of->engine, id, &kpi)) continue;
    if (which >= ACD__METRICS_OF_MET) {
      print_derived(of, info.name, which, &kpi);
      continue;
    }
    const figures *list = &of_queues[which];
    for (size_t i = 0; i < sizeof list->items / sizeof list->items[0] && list->items[i].word; i++)
      acd__metrics_sample(of, "queue", info.name, list->label, list->items[i].word,
                          acd__metrics_read(&kpi, &list->items[i]));
  }
}

void acd__metrics_print_queue_now(const acd__metrics_source *of, int which)
{
  for (acd_id id = acd_queue_next(of->engine, 0); id; id = acd_queue_next(of->engine, id)) {
    acd_queue_info info = {.size = sizeof info};
    if (acd_queue_get(of->engine, id, &info)) continue;
    int64_t oldest_us = info.oldest_at_us == ACD_TIME_NEVER ? 0 : acd_engine_now(of->engine) - info.oldest_at_us;
    switch (which) {
    case ACD__METRICS_OF_WAITING: acd__metrics_sample(of, "queue", info.name, NULL, NULL, info.waiting_count); break;
    case ACD__METRICS_OF_READY: acd__metrics_sample(of, "queue", info.name, NULL, NULL, info.ready_count); break;
    case ACD__METRICS_OF_STAFFED: acd__metrics_sample(of, "queue", info.name, NULL, NULL, info.staffed_count); break;
    case ACD__METRICS_OF_OLDEST: acd__metrics_sample_millionths(of, "queue", info.name, oldest_us); break;
    case ACD__METRICS_OF_LEVEL: acd__metrics_sample_millionths(of, "queue", info.name, info.service_level_ppm); break;
    default: /* unknown where no member is available: no sample */
      if (info.estimated_wait_us != ACD_TIME_NEVER)
        acd__metrics_sample_millionths(of, "queue", info.name, info.estimated_wait_us);
    }
  }
}

static void print_bucket(const acd__metrics_source *of, const char *queue, const char *bound, int64_t count)
{
  acd__metrics_begin(of, "_bucket", "queue", queue, "le", bound);
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

void acd__metrics_print_histograms(const acd__metrics_source *of, int which)
{
  char text[24];
  for (const acd__metrics_row *row = of->metrics ? of->metrics->rows : NULL; row; row = row->next) {
    const acd__metrics_histogram *from = &row->histograms[which];
    int64_t count = 0;
    for (int i = 0; i < ACD__METRICS_BUCKETS; i++)
      print_bucket(of, row->name, bound_text(i, text), count += from->buckets[i]);
    acd__metrics_begin(of, "_sum", "queue", row->name, NULL, NULL);
    acd__out_seconds(of->text, from->sum_us);
    acd__out_text(of->text, "\n");
    acd__metrics_begin(of, "_count", "queue", row->name, NULL, NULL);
    acd__out_int(of->text, count);
    acd__out_text(of->text, "\n");
  }
}

void acd__metrics_print_offers(const acd__metrics_source *of, int which)
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
      if (words[i] && (i || row->offers[i]))
        acd__metrics_sample(of, "queue", row->name, "result", words[i], row->offers[i]);
}
