/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Metrics for monitoring systems: text of an engine for the host to serve, at a path of its own, by custom `/metrics`.
 * In two formats:
 *  - OpenMetrics 1.0, `Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8`, for those who ask for
 *    it;
 *  - Prometheus text 0.0.4, `text/plain; version=0.0.4; charset=utf-8`, which everybody reads, and textfile collectors.
 *
 *     acd_metrics_new(NULL, &metrics);
 *     acd_options_set_events(options, acd_metrics_event, metrics);     // or the host's sink passes events on
 *     ...
 *     acd_metrics_print(metrics, engine, ACD_METRICS_OPENMETRICS, text, sizeof text, &size);    // at each scrape
 *
 * Counters and gauges are those of the engine (kpi.h, queue.h, agent.h): exact, since the engine began. Histograms and
 * what became of offers are kept here, from events (event.h), since the handle has heard them. Values are in seconds,
 * as OpenMetrics wants it, exact to the microsecond. Labels are names of the definition and words of the headers, never
 * data of callers. Percentiles are the monitoring system's to estimate, from the buckets (`histogram_quantile()`); finer
 * ones are in history.h. A queue that is no longer defined goes from the counters once its last call is served; its
 * histograms stay.
 *
 * Names, types and labels of all families can be asked (acd_metric_at()): they only grow in number. Examples of a
 * dashboard and of alert rules that use them are in examples/monitoring.
 */
#ifndef ACD_METRICS_H
#define ACD_METRICS_H

#include <acd/engine.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_metrics acd_metrics;

/** `allocator` NULL: libc's. Some 1 KiB a queue will be taken from it while events are heard. */
ACD_API int acd_metrics_new(const acd_allocator *allocator, acd_metrics **metrics_out);
ACD_API void acd_metrics_free(acd_metrics *metrics);

/** Hears an event: an acd_event_fn whose user is the handle. Where there is no memory for a queue that is new, its
 * values are counted in `acd_metrics_lost_total`, and nowhere else. */
ACD_API void acd_metrics_event(void *metrics, const acd_event *event);

/** acd_engine_check(), and counts where it finds the engine wrong (`acd_invariant_violations_total`). */
ACD_API int acd_metrics_check(acd_metrics *metrics, const acd_engine *engine, int thorough);

enum { ACD_METRICS_OPENMETRICS = 1, ACD_METRICS_PROMETHEUS = 2 };

/** Writes the text in a format (buffers: base.h). Some 6 KB and 6 KB a queue. The histograms are left out where `metrics`
 * is NULL. Takes time in proportion to the agents, the queues and the callbacks that are not over. ACD_ERR_ARGUMENT: no
 * such format. */
ACD_API int acd_metrics_print(const acd_metrics *metrics, const acd_engine *engine, int format, char *buffer,
                              size_t capacity, size_t *size_out);

/** Types; an info is a gauge to Prometheus. */
enum {
  ACD_METRIC_TYPE_COUNTER = 1,
  ACD_METRIC_TYPE_GAUGE = 2,
  ACD_METRIC_TYPE_HISTOGRAM = 3,
  ACD_METRIC_TYPE_INFO = 4
};

/** A family of metrics. All texts are static. */
typedef struct acd_metric_info {
  uint32_t size;
  uint32_t type;      /**< ACD_METRIC_TYPE_… */
  const char *name;   /**< of the family, without the suffixes `_total`, `_bucket`, `_sum`, `_count`, `_info` */
  const char *unit;   /**< "seconds", …; "" */
  const char *labels; /**< names with commas between, "queue,reason"; "" for none. `le` of histograms comes on top */
  const char *help;
} acd_metric_info;

ACD_API size_t acd_metrics_count(void);
/** ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_metric_at(size_t index, acd_metric_info *info_out);
/** "counter", "gauge", "histogram", "info"; "?" for unknown ones. */
ACD_API const char *acd_metric_type_str(uint32_t type);

#ifdef __cplusplus
}
#endif
#endif
