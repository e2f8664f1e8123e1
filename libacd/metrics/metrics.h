/* SPDX-License-Identifier: Apache-2.0 */
/** @file What is kept of events for monitoring. */
#ifndef ACD__METRICS_METRICS_H
#define ACD__METRICS_METRICS_H

#include <acd/acd.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/out.h"

/* Upper bounds of the buckets, in seconds; one more bucket is without a bound. */
#define ACD__METRICS_BUCKETS 13
extern const int64_t acd__metrics_bounds_s[ACD__METRICS_BUCKETS - 1];

typedef struct acd__metrics_histogram {
  int64_t buckets[ACD__METRICS_BUCKETS]; /* each value in one of them */
  int64_t sum_us;
} acd__metrics_histogram;

enum {
  ACD__METRICS_WAIT,
  ACD__METRICS_ABANDON,
  ACD__METRICS_TALK,
  ACD__METRICS_HOLD,
  ACD__METRICS_WRAPUP,
  ACD__METRICS_HISTOGRAMS
};

#define ACD__METRICS_OFFERS 8

/* Of a queue; of offers and conversations without one, a row whose name is "". */
typedef struct acd__metrics_row {
  struct acd__metrics_row *next; /* in the order in which they were heard of */
  acd__metrics_histogram histograms[ACD__METRICS_HISTOGRAMS];
  int64_t offers[ACD__METRICS_OFFERS]; /* by ACD_OFFER_…, 0: any other */
  size_t size;
  char name[];
} acd__metrics_row;

struct acd_metrics {
  acd__memory memory;
  acd__metrics_row *rows;
  acd__metrics_row *tail;
  acd__metrics_row *last; /* heard of last */
  acd__dictionary by_name;
  int64_t lost;
  int64_t violations;
};

#endif
