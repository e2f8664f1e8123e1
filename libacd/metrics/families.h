/* SPDX-License-Identifier: Apache-2.0 */
/* The families, and what each says of an engine. */
#ifndef ACD_METRICS_FAMILIES_H
#define ACD_METRICS_FAMILIES_H

#include "metrics/metrics.h"

typedef struct acd__metrics_source {
  const acd_metrics *metrics; /* NULL: none */
  const acd_engine *engine;
  acd__out *text;
  const struct acd__metrics_family *family;
} acd__metrics_source;

typedef struct acd__metrics_family {
  acd_metric_info info;
  void (*print)(const acd__metrics_source *of, int which);
  int which; /* for `print` */
} acd__metrics_family;

/* In quotes, escaped. */
void acd__metrics_add_label(acd__out *text, const char *value);
/* "name{label="value",more="other"} ": up to the value. `suffix` "" or "_total"; NULL ends the labels. */
void acd__metrics_begin(const acd__metrics_source *of, const char *suffix, const char *label, const char *value,
                        const char *more, const char *other);
/* A whole line, with "_total" behind the names of counters. */
void acd__metrics_sample(const acd__metrics_source *of, const char *label, const char *value, const char *more,
                         const char *other, int64_t number);
void acd__metrics_sample_millionths(const acd__metrics_source *of, const char *label, const char *value,
                                    int64_t number);

/* A sum of a row of figures, with the word that says what it counts. */
typedef struct acd__metrics_figure {
  const char *word;
  size_t offset;
} acd__metrics_figure;
int64_t acd__metrics_read(const void *row, const acd__metrics_figure *of);

/* What `which` stands for: of queues since the beginning, what takes more than one figure from MET on. */
enum {
  ACD__METRICS_OF_OFFERED,
  ACD__METRICS_OF_ANSWERED,
  ACD__METRICS_OF_ABANDONED,
  ACD__METRICS_OF_ENTERED,
  ACD__METRICS_OF_EXITED,
  ACD__METRICS_OF_RESOLVED,
  ACD__METRICS_OF_RESPONDED,
  ACD__METRICS_OF_ESTIMATES,
  ACD__METRICS_OF_MET,
  ACD__METRICS_OF_RATED,
  ACD__METRICS_OF_RATING,
  ACD__METRICS_OF_RESPONSE,
  ACD__METRICS_OF_STEPS,
  ACD__METRICS_OF_OFF
};
/* Of queues as they are. */
enum {
  ACD__METRICS_OF_WAITING,
  ACD__METRICS_OF_OLDEST,
  ACD__METRICS_OF_ESTIMATED,
  ACD__METRICS_OF_LEVEL,
  ACD__METRICS_OF_READY,
  ACD__METRICS_OF_STAFFED
};
/* Of calls. */
enum {
  ACD__METRICS_OF_ARRIVED,
  ACD__METRICS_OF_LIVE,
  ACD__METRICS_OF_ENDED,
  ACD__METRICS_OF_ATTEMPTS,
  ACD__METRICS_OF_OUTCOMES,
  ACD__METRICS_OF_TIMEOUTS,
  ACD__METRICS_OF_SLOTS,
  ACD__METRICS_OF_BOOKED,
  ACD__METRICS_OF_AGAIN
};
/* Of the engine. */
enum {
  ACD__METRICS_OF_COMMANDS,
  ACD__METRICS_OF_ACTIONS_WAITING,
  ACD__METRICS_OF_MEMORY,
  ACD__METRICS_OF_LOST,
  ACD__METRICS_OF_VIOLATIONS
};

void acd__metrics_print_queues(const acd__metrics_source *of, int which);
void acd__metrics_print_queue_now(const acd__metrics_source *of, int which);
void acd__metrics_print_histograms(const acd__metrics_source *of, int which);
void acd__metrics_print_offers(const acd__metrics_source *of, int which);
void acd__metrics_print_agents(const acd__metrics_source *of, int which);
void acd__metrics_print_agent_time(const acd__metrics_source *of, int which);
void acd__metrics_print_calls(const acd__metrics_source *of, int which);
void acd__metrics_print_callbacks(const acd__metrics_source *of, int which);
void acd__metrics_print_engine(const acd__metrics_source *of, int which);
void acd__metrics_print_build(const acd__metrics_source *of, int which);

#endif
