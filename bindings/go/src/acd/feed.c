/* SPDX-License-Identifier: Apache-2.0 */
#include "feed.h"
#include "keep.h"
#ifdef ACD_SWIG_SIM
#include "outcomes.h"
#endif

/* What was pulled last lends its texts until the next is. */
struct acd_go_feed {
  acd_feed feed;
  acd_event *pulled;
};

struct acd_go_record_queue {
  acd_record_queue queue;
  acd_record *pulled;
};

int acd_go_feed_new(acd_go_feed **feed_out)
{
  *feed_out = calloc(1, sizeof **feed_out);
  return *feed_out ? ACD_OK : ACD_ERR_NOMEM;
}

void acd_go_feed_free(acd_go_feed *feed)
{
  if (!feed) return;
  acd_kept_clear(&feed->feed.events);
  free(feed->pulled);
  free(feed);
}

void acd_go_feed_keep_events(acd_go_feed *feed)
{
  feed->feed.keeps_events = 1;
}

void acd_go_feed_set_history(acd_go_feed *feed, acd_history *history)
{
  feed->feed.history = history;
}

void acd_go_feed_set_records(acd_go_feed *feed, acd_records *records)
{
  feed->feed.records = records;
}

void acd_go_feed_set_metrics(acd_go_feed *feed, acd_metrics *metrics)
{
  feed->feed.metrics = metrics;
}

void acd_go_feed_attach(acd_go_feed *feed, acd_options *options)
{
  if (acd_feed_hears(&feed->feed)) acd_options_set_events(options, acd_feed_event, &feed->feed);
}

int acd_go_feed_pull(acd_go_feed *feed, acd_event *event_out)
{
  free(feed->pulled);
  feed->pulled = acd_kept_first(&feed->feed.events);
  if (feed->pulled) *event_out = *feed->pulled;
  return feed->pulled != NULL;
}

int64_t acd_go_feed_count(const acd_go_feed *feed)
{
  return feed->feed.events.count;
}

int64_t acd_go_feed_lost(const acd_go_feed *feed)
{
  return feed->feed.events.lost;
}

int acd_go_record_queue_new(acd_go_record_queue **queue_out)
{
  *queue_out = calloc(1, sizeof **queue_out);
  return *queue_out ? ACD_OK : ACD_ERR_NOMEM;
}

void acd_go_record_queue_free(acd_go_record_queue *queue)
{
  if (!queue) return;
  acd_kept_clear(&queue->queue.kept);
  free(queue->pulled);
  free(queue);
}

void acd_go_records_attach(acd_records *records, acd_go_record_queue *queue)
{
  acd_records_set_hook(records, acd_record_queue_hook, &queue->queue);
}

int acd_go_record_queue_pull(acd_go_record_queue *queue, acd_record *record_out)
{
  free(queue->pulled);
  queue->pulled = acd_kept_first(&queue->queue.kept);
  if (queue->pulled) *record_out = *queue->pulled;
  return queue->pulled != NULL;
}

int64_t acd_go_record_queue_count(const acd_go_record_queue *queue)
{
  return queue->queue.kept.count;
}

int64_t acd_go_record_queue_lost(const acd_go_record_queue *queue)
{
  return queue->queue.kept.lost;
}

#ifdef ACD_SWIG_SIM
struct acd_go_outcomes {
  acd_outcomes kept;
};

int acd_go_outcomes_new(acd_go_outcomes **outcomes_out)
{
  *outcomes_out = calloc(1, sizeof **outcomes_out);
  return *outcomes_out ? ACD_OK : ACD_ERR_NOMEM;
}

void acd_go_outcomes_free(acd_go_outcomes *outcomes)
{
  if (!outcomes) return;
  free(outcomes->kept.items);
  free(outcomes);
}

int64_t acd_go_outcomes_count(const acd_go_outcomes *outcomes)
{
  return (int64_t)outcomes->kept.count;
}

int acd_go_outcomes_at(const acd_go_outcomes *outcomes, size_t index, acd_sim_outcome *outcome_out)
{
  if (index >= outcomes->kept.count) return 0;
  *outcome_out = outcomes->kept.items[index];
  return 1;
}

void acd_go_sim_attach(acd_sim *sim, acd_go_feed *feed, acd_go_outcomes *outcomes)
{
  if (feed && acd_feed_hears(&feed->feed)) acd_sim_set_events(sim, acd_feed_event, &feed->feed);
  if (outcomes) acd_sim_set_outcome(sim, acd_outcomes_hook, &outcomes->kept);
}
#endif
