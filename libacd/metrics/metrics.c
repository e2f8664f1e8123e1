/* SPDX-License-Identifier: Apache-2.0 */
/* What is kept of events: a row a queue. */
#include "metrics/metrics.h"

#include <string.h>

const int64_t acd__metrics_bounds_s[ACD__METRICS_BUCKETS - 1] = {5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600};

int acd_metrics_new(const acd_allocator *allocator, acd_metrics **metrics_out)
{
  acd__memory memory;
  if (!metrics_out) return ACD_ERR_ARGUMENT;
  acd__memory_init(&memory, allocator);
  acd_metrics *metrics = acd__memory_array(&memory, 1, sizeof *metrics);
  if (!metrics) return ACD_ERR_NOMEM;
  metrics->memory = memory;
  acd__dictionary_init(&metrics->by_name, &metrics->memory, 0);
  *metrics_out = metrics;
  return ACD_OK;
}

void acd_metrics_free(acd_metrics *metrics)
{
  if (!metrics) return;
  acd__dictionary_release_all(&metrics->by_name);
  acd__memory memory = metrics->memory;
  for (acd__metrics_row *row = metrics->rows, *next; row; row = next) {
    next = row->next;
    acd__memory_give(&memory, row, sizeof *row + row->size);
  }
  acd__memory_give(&memory, metrics, sizeof *metrics);
}

static acd__metrics_row *row_new(acd_metrics *metrics, const char *name)
{
  size_t size = strlen(name) + 1;
  acd__metrics_row *row = acd__memory_take(&metrics->memory, sizeof *row + size);
  if (!row) return NULL;
  memset(row, 0, sizeof *row);
  row->size = size;
  memcpy(row->name, name, size);
  if (acd__dictionary_add(&metrics->by_name, name, size - 1, row)) {
    acd__memory_give(&metrics->memory, row, sizeof *row + size);
    return NULL;
  }
  *(metrics->tail ? &metrics->tail->next : &metrics->rows) = row;
  metrics->tail = row;
  return row;
}

static acd__metrics_row *row_of(acd_metrics *metrics, const char *name)
{
  acd__metrics_row *row = metrics->last;
  if (row && strcmp(row->name, name) == 0) return row;
  row = acd__dictionary_find(&metrics->by_name, name, strlen(name));
  if (!row) row = row_new(metrics, name);
  if (!row) metrics->lost++;
  metrics->last = row;
  return row;
}

static void add(acd_metrics *metrics, const acd_event *event, int which, int64_t value_us)
{
  acd__metrics_row *row = row_of(metrics, event->queue_name);
  if (!row) return;
  acd__metrics_histogram *to = &row->histograms[which];
  int i = 0;
  while (i < ACD__METRICS_BUCKETS - 1 && value_us > acd__metrics_bounds_s[i] * ACD_SECOND) i++;
  to->buckets[i]++;
  if (__builtin_add_overflow(to->sum_us, value_us, &to->sum_us)) to->sum_us = INT64_MAX;
}

static void left(acd_metrics *metrics, const acd_event *event)
{
  if (event->detail == ACD_LEAVE_ANSWERED) add(metrics, event, ACD__METRICS_WAIT, event->value_us);
  if (event->detail == ACD_LEAVE_ABANDONED || event->detail == ACD_LEAVE_ABANDONED_SHORT)
    add(metrics, event, ACD__METRICS_ABANDON, event->value_us);
}

static void offer_ended(acd_metrics *metrics, const acd_event *event)
{
  acd__metrics_row *row = row_of(metrics, event->queue_name);
  if (row) row->offers[event->detail > 0 && event->detail < ACD__METRICS_OFFERS ? event->detail : 0]++;
}

void acd_metrics_event(void *metrics, const acd_event *event)
{
  acd_metrics *to = metrics;
  if (!to || !event) return;
  switch (event->kind) {
  case ACD_EVENT_QUEUE_LEFT: left(to, event); break;
  case ACD_EVENT_OFFER_ENDED: offer_ended(to, event); break;
  case ACD_EVENT_CONVERSATION_ENDED:
    add(to, event, ACD__METRICS_TALK, event->value_us);
    if (event->value > 0) add(to, event, ACD__METRICS_HOLD, event->value);
    break;
  case ACD_EVENT_WRAPUP_ENDED: add(to, event, ACD__METRICS_WRAPUP, event->value_us); break;
  default: break;
  }
}

int acd_metrics_check(acd_metrics *metrics, const acd_engine *engine, int thorough)
{
  if (!metrics || !engine) return ACD_ERR_ARGUMENT;
  int status = acd_engine_check(engine, thorough);
  metrics->violations += status == ACD_ERR_INVARIANT;
  return status;
}
