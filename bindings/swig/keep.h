/* SPDX-License-Identifier: Apache-2.0 */
/* What the library gives to hooks, kept until a language asks for it. */
#ifndef ACD_SWIG_KEEP_H
#define ACD_SWIG_KEEP_H

#include <acd/event.h>
#include <acd/history.h>
#include <acd/metrics.h>
#include <acd/record.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef ACD_SWIG_SIM
#include <acd/sim.h>
#endif

/* Copies, the oldest first, until they are pulled. */
typedef struct acd_kept {
  struct acd_kept *next;
  void *item; /* with its lists and texts in one block of memory */
} acd_kept;

typedef struct acd_kept_queue {
  acd_kept *first, *last;
  int64_t count;
  int64_t lost; /* that found no memory */
} acd_kept_queue;

/* Takes the item over; NULL: it found no memory. */
static void acd_keep(acd_kept_queue *queue, void *item)
{
  acd_kept *kept = item ? malloc(sizeof *kept) : NULL;
  if (!kept) {
    free(item);
    queue->lost++;
    return;
  }
  *kept = (acd_kept){.item = item};
  if (queue->last)
    queue->last->next = kept;
  else
    queue->first = kept;
  queue->last = kept;
  queue->count++;
}

/* The oldest one, the caller's from now on; NULL: there is none. */
static void *acd_kept_first(acd_kept_queue *queue)
{
  acd_kept *kept = queue->first;
  if (!kept) return NULL;
  void *item = kept->item;
  queue->first = kept->next;
  if (!kept->next) queue->last = NULL;
  queue->count--;
  free(kept);
  return item;
}

static void acd_kept_clear(acd_kept_queue *queue)
{
  while (queue->first) free(acd_kept_first(queue));
}

/* Records of calls that are complete. It must live as long as what gives them. */
typedef struct acd_record_queue {
  acd_kept_queue kept;
} acd_record_queue;

/* Where the texts of a record and of the rows of its lists are. */
#define ACD_TEXTS(...)                                                                                                 \
  (const size_t[])                                                                                                     \
  {                                                                                                                    \
    __VA_ARGS__, SIZE_MAX                                                                                              \
  }
#define ACD_RECORD_TEXTS                                                                                               \
  ACD_TEXTS(offsetof(acd_record, number), offsetof(acd_record, caller), offsetof(acd_record, queue_name),              \
            offsetof(acd_record, agent_name), offsetof(acd_record, flow_name), offsetof(acd_record, node_name),        \
            offsetof(acd_record, callback_plan), offsetof(acd_record, campaign_name),                                  \
            offsetof(acd_record, slot_plan_name))
#define ACD_EVENT_TEXTS                                                                                                \
  ACD_TEXTS(offsetof(acd_event, queue_name), offsetof(acd_event, agent_name), offsetof(acd_event, flow_name),          \
            offsetof(acd_event, caller), offsetof(acd_event, text), offsetof(acd_event, campaign_name),                \
            offsetof(acd_event, slot_plan_name))
#define ACD_SEGMENT_TEXTS                                                                                              \
  ACD_TEXTS(offsetof(acd_record_segment, queue_name), offsetof(acd_record_segment, agent_name),                        \
            offsetof(acd_record_segment, flow_name))
#define ACD_VISIT_TEXTS ACD_TEXTS(offsetof(acd_record_visit, queue_name))
#define ACD_CONVERSATION_TEXTS                                                                                         \
  ACD_TEXTS(offsetof(acd_record_conversation, agent_name), offsetof(acd_record_conversation, queue_name))
#define ACD_STEP_TEXTS ACD_TEXTS(offsetof(acd_record_step, flow_name), offsetof(acd_record_step, node_name))

/* Rows as the wrapper knows them; their texts go to `*end`, which moves on. `to` NULL: only asks how much they take. */
static size_t acd_rows_copy(char *to, const void *rows, int64_t count, size_t size, const size_t *texts, char **end)
{
  size_t whole = 0, stride = count > 0 ? *(const uint32_t *)rows : 0;
  for (int64_t i = 0; i < count; i++) {
    const char *row = (const char *)rows + (size_t)i * stride;
    char *copy = to ? to + (size_t)i * size : NULL;
    if (copy) {
      memcpy(copy, row, size);
      *(uint32_t *)(void *)copy = (uint32_t)size; /* so far apart they stand now */
    }
    whole += size;
    for (const size_t *at = texts; *at != SIZE_MAX; at++) {
      const char *text = *(const char *const *)(const void *)(row + *at);
      size_t bytes = strlen(text) + 1;
      whole += bytes;
      if (!copy) continue;
      *(const char **)(void *)(copy + *at) = memcpy(*end, text, bytes);
      *end += bytes;
    }
  }
  return whole;
}

/* All of a record in `to`, NULL: how much it takes. */
static size_t acd_record_copy(char *to, const acd_record *record)
{
  const struct {
    const void *rows;
    int64_t count;
    size_t size;
    const size_t *texts;
    size_t at;
  } lists[] = {
      {record->segments, record->segments_count, sizeof(acd_record_segment), ACD_SEGMENT_TEXTS,
       offsetof(acd_record, segments)},
      {record->visits, record->visits_count, sizeof(acd_record_visit), ACD_VISIT_TEXTS, offsetof(acd_record, visits)},
      {record->conversations, record->conversations_count, sizeof(acd_record_conversation), ACD_CONVERSATION_TEXTS,
       offsetof(acd_record, conversations)},
      {record->path, record->path_count, sizeof(acd_record_step), ACD_STEP_TEXTS, offsetof(acd_record, path)},
  };
  const size_t count = sizeof lists / sizeof lists[0];
  char *rows = to ? to + sizeof *record : NULL, *end = rows;
  for (size_t i = 0; to && i < count; i++) end += (size_t)lists[i].count * lists[i].size;
  size_t whole = acd_rows_copy(to, record, 1, sizeof *record, ACD_RECORD_TEXTS, &end);
  for (size_t i = 0; i < count; i++) {
    whole += acd_rows_copy(to ? rows : NULL, lists[i].rows, lists[i].count, lists[i].size, lists[i].texts, &end);
    if (!to) continue;
    *(const void **)(void *)(to + lists[i].at) = rows;
    rows += (size_t)lists[i].count * lists[i].size;
  }
  return whole;
}

static void acd_record_queue_hook(void *user, const acd_record *record)
{
  acd_record_queue *queue = user;
  char *copy = malloc(acd_record_copy(NULL, record));
  if (copy) acd_record_copy(copy, record);
  acd_keep(&queue->kept, copy);
}

/* A row of a list of a record, with its texts in one block of memory; NULL: there is none, or no memory. */
static void *acd_row_at(const void *rows, int64_t count, size_t size, const size_t *texts, int64_t index)
{
  if (index < 0 || index >= count) return NULL;
  const char *row = (const char *)rows + (size_t)index * size; /* of a copy: as far apart as the wrapper's */
  char *copy = malloc(acd_rows_copy(NULL, row, 1, size, texts, NULL)), *end = copy ? copy + size : NULL;
  if (copy) acd_rows_copy(copy, row, 1, size, texts, &end);
  return copy;
}

static void *acd_event_copy(const acd_event *event)
{
  return acd_row_at(event, 1, sizeof *event, ACD_EVENT_TEXTS, 0);
}

#ifndef SWIGPYTHON
/* What an engine speaks to where no function of the language is called. */
typedef struct acd_feed {
  acd_history *history;
  acd_records *records;
  acd_metrics *metrics;
  acd_kept_queue events;
  int keeps_events;
} acd_feed;

/* Whether anybody hears of events; else the engine need not make any. */
static int acd_feed_hears(const acd_feed *feed)
{
  return feed->keeps_events || feed->history || feed->records || feed->metrics;
}

static void acd_feed_event(void *user, const acd_event *event)
{
  acd_feed *feed = user;
  if (feed->history) acd_history_event(feed->history, event);
  if (feed->records) acd_records_event(feed->records, event);
  if (feed->metrics) acd_metrics_event(feed->metrics, event);
  if (!feed->keeps_events) return;
  acd_keep(&feed->events, acd_event_copy(event));
}
#endif

#ifdef ACD_SWIG_SIM
/* What became of the callers of a simulation. It must live as long as the simulation. */
typedef struct acd_outcomes {
  acd_sim_outcome *items;
  size_t count, capacity;
} acd_outcomes;

static int acd_outcomes_hook(void *user, const acd_sim_outcome *outcome)
{
  acd_outcomes *outcomes = user;
  if (outcomes->count == outcomes->capacity) {
    size_t capacity = outcomes->capacity ? 2 * outcomes->capacity : 64;
    acd_sim_outcome *items = realloc(outcomes->items, capacity * sizeof *items);
    if (!items) return ACD_ERR_NOMEM;
    outcomes->items = items;
    outcomes->capacity = capacity;
  }
  outcomes->items[outcomes->count++] = *outcome;
  return ACD_OK;
}

static const struct {
  const char *name;
  size_t offset;
} acd_outcome_columns[] = {
#define ACD_COLUMN(name)                                                                                               \
  {                                                                                                                    \
#name, offsetof(acd_sim_outcome, name)                                                                             \
  }
    ACD_COLUMN(ref),
    ACD_COLUMN(status),
    ACD_COLUMN(call),
    ACD_COLUMN(queue),
    ACD_COLUMN(agent),
    ACD_COLUMN(arrived_at_us),
    ACD_COLUMN(queued_at_us),
    ACD_COLUMN(answered_at_us),
    ACD_COLUMN(ended_at_us),
    ACD_COLUMN(wait_us),
    ACD_COLUMN(talk_us),
    ACD_COLUMN(end)
#undef ACD_COLUMN
};

/* The place of a column; -1: there is none of this name. */
static int acd_outcome_column(const char *name)
{
  const int count = (int)(sizeof acd_outcome_columns / sizeof acd_outcome_columns[0]);
  for (int i = 0; name && i < count; i++)
    if (strcmp(acd_outcome_columns[i].name, name) == 0) return i;
  return -1;
}

static int64_t acd_outcome_value(const acd_sim_outcome *outcome, size_t column)
{
  const char *at = (const char *)outcome + acd_outcome_columns[column].offset;
  if (strcmp(acd_outcome_columns[column].name, "status") == 0) return outcome->status; /* an int */
  return *(const int64_t *)(const void *)at;
}
#endif
#endif
