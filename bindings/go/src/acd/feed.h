/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What the library gives to hooks, kept until it is pulled: hooks never call Go.
 */
#ifndef ACD_GO_FEED_H
#define ACD_GO_FEED_H

#include <acd/acd.h>

/** What an engine speaks to: histories, records and metrics, and events that are kept until they are pulled. What it is
 * given is not freed before the engines that it is attached to. */
typedef struct acd_go_feed acd_go_feed;
/** Records of calls that are complete, kept until they are pulled. */
typedef struct acd_go_record_queue acd_go_record_queue;

/** A feed that speaks to nobody yet. */
ACD_API int acd_go_feed_new(acd_go_feed **feed_out);
ACD_API void acd_go_feed_free(acd_go_feed *feed);
/** From now on events are kept. Before acd_go_feed_attach(). */
ACD_API void acd_go_feed_keep_events(acd_go_feed *feed);
/** Events are told to the history. Before acd_go_feed_attach(). */
ACD_API void acd_go_feed_set_history(acd_go_feed *feed, acd_history *history);
/** Events are told to the records. Before acd_go_feed_attach(). */
ACD_API void acd_go_feed_set_records(acd_go_feed *feed, acd_records *records);
/** Events are told to the metrics. Before acd_go_feed_attach(). */
ACD_API void acd_go_feed_set_metrics(acd_go_feed *feed, acd_metrics *metrics);
/** Engines made with these options from now on speak to the feed. */
ACD_API void acd_go_feed_attach(acd_go_feed *feed, acd_options *options);
/** The oldest event that is kept; none: nil. */
ACD_API int acd_go_feed_pull(acd_go_feed *feed, acd_event *event_out);
/** How many events are kept. */
ACD_API int64_t acd_go_feed_count(const acd_go_feed *feed);
/** How many events found no memory. */
ACD_API int64_t acd_go_feed_lost(const acd_go_feed *feed);

/** A queue without records. */
ACD_API int acd_go_record_queue_new(acd_go_record_queue **queue_out);
ACD_API void acd_go_record_queue_free(acd_go_record_queue *queue);
/** From now on the records of calls that are complete come into the queue. */
ACD_API void acd_go_records_attach(acd_records *records, acd_go_record_queue *queue);
/** The oldest record that is kept; none: nil. */
ACD_API int acd_go_record_queue_pull(acd_go_record_queue *queue, acd_record *record_out);
/** How many records are kept. */
ACD_API int64_t acd_go_record_queue_count(const acd_go_record_queue *queue);
/** How many records found no memory. */
ACD_API int64_t acd_go_record_queue_lost(const acd_go_record_queue *queue);

#endif
