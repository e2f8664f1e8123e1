/* SPDX-License-Identifier: Apache-2.0 */
/** @file Call records (acd/record.h) on their way: what is known of each open call, and the queue_log beside. */
#ifndef ACD__RECORD_RECORD_H
#define ACD__RECORD_RECORD_H

#include <acd/record.h>

#include "base/dictionary.h"
#include "base/memory.h"

/* Rows of one type, which move as they grow. */
typedef struct acd__rows {
  void *items;
  size_t count;
  size_t capacity;
} acd__rows;

#define ACD__ROWS(type, rows) ((type *)(rows)->items)

/* Texts of one record, each once, one behind the other. */
typedef struct acd__record_texts {
  struct acd__record_texts *next;
  size_t capacity;
  size_t used;
  char bytes[];
} acd__record_texts;

typedef struct acd__record_wait { /* in a queue */
  acd_id call;
  acd_id queue;
  acd_time entered_us;
  int64_t sequence; /* of the event by which it entered */
  int64_t position; /* then */
  int64_t visit;    /* its row, -1: lost */
  int refused;      /* it is not let in, and leaves at once */
} acd__record_wait;

typedef struct acd__record_ring { /* an agent rings, or has accepted */
  acd_id call;
  acd_id agent;
  int64_t sequence;
  acd_time time_us;
  int64_t ring_us;
  acd_id queue;
  const char *agent_name; /* for the queue_log, else NULL */
  int accepted;
} acd__record_ring;

typedef struct acd__record_talk { /* an agent in a conversation, or in the wrap-up after it */
  acd_id call;                    /* that was answered; in wrap-up: that ended */
  acd_id agent;
  acd_id queue;
  int64_t call_wall_us; /* when the one that was answered arrived */
  int64_t wait_us;
  int64_t position;     /* when it entered the queue; 0: not known */
  int64_t conversation; /* its row, -1: lost */
} acd__record_talk;

typedef struct acd__record_consult {
  acd_id call;
  int64_t wall_us; /* begun */
  int64_t wraps;   /* wrap-ups that are not over */
  int ended;
} acd__record_consult;

/* An open call. */
typedef struct acd__record {
  acd_record record; /* without its lists */
  struct acd__record *prev;
  struct acd__record *next;
  acd__rows segments;
  acd__rows visits;
  acd__rows conversations;
  acd__rows path;
  acd__rows waits;
  acd__rows rings;
  acd__rows talks;
  acd__rows wraps; /* acd__record_talk */
  acd__rows consults;
  acd__record_texts *texts;
  size_t texts_count;
  const char **known; /* of `known_size`, a power of two: where texts are by hash, once there are many; NULL: not yet */
  size_t known_size;
  size_t list_max;
  acd__record_wait left; /* the latest queue that it left, and how */
  int64_t left_how;
  acd_id over; /* the agent whose conversation ended last, when and how */
  acd_time over_us;
  int64_t over_how;
  acd_id joined; /* a consultation whose agent is about to come into the conversation */
  int waits_wrapup;
  int ended;
} acd__record;

typedef struct acd__queue_log acd__queue_log;

struct acd_records {
  acd__memory memory;
  acd__dictionary calls; /* by id, those of consultations too: acd__record */
  acd__record *first;    /* in order of arrival */
  acd__record *last;
  acd_id latest_call; /* found last, 0: none; and its record */
  acd__record *latest;
  acd_record_fn hook;
  void *hook_user;
  acd__queue_log *log; /* NULL: none */
  int64_t list_max;
  int64_t wait_wrapup;
  int64_t refused_lines;
  acd_records_stats stats;
};

/* rows.c: a zeroed row, or NULL: no memory. */
void *acd__rows_add(acd__memory *memory, acd__rows *rows, size_t size);
/* Takes the row out; those behind it move up. */
void acd__rows_remove(acd__rows *rows, size_t at, size_t size);
void acd__rows_release(acd__memory *memory, acd__rows *rows, size_t size);
/* The record's own copy; "" for NULL and where there is no memory. */
const char *acd__record_text(acd__memory *memory, acd__record *record, const char *text);
void acd__record_texts_release(acd__memory *memory, acd__record *record);

/* records.c */
acd__record *acd__records_find(acd_records *records, acd_id call);
/* NULL: no memory. */
acd__record *acd__records_open(acd_records *records, acd_id call);
/* Another id by which it is found. ACD_OK or ACD_ERR_NOMEM. */
int acd__records_also(acd_records *records, acd__record *record, acd_id call);
void acd__records_forget(acd_records *records, acd_id call);
/* It is complete: to the hook, and gone. */
void acd__records_give(acd_records *records, acd__record *record);

/* collect.c: what an event adds. */
void acd__records_collect(acd_records *records, const acd_event *event);

/* queue_log.c. Each is for a call that is known. */
void acd__queue_log_free(acd_records *records);
/* Of no call, or not of its record's. */
void acd__queue_log_other(acd_records *records, const acd_event *event);
/* Sets the position. */
void acd__queue_log_entered(acd_records *records, const acd__record *record, acd__record_wait *wait,
                            const acd_event *event);
void acd__queue_log_left(acd_records *records, const acd__record *record, const acd__record_wait *wait,
                         const acd_event *event);
void acd__queue_log_offer_ended(acd_records *records, const acd__record *record, const acd_event *event);
void acd__queue_log_answered(acd_records *records, const acd__record_talk *talk, int64_t ring_us,
                             const acd_event *event);
/* `heir`: the agent who takes over from a consultation, NULL: nobody. */
void acd__queue_log_conversation_ended(acd_records *records, const acd__record_talk *talk, const char *heir,
                                       const acd_event *event);
/* When a call of the record arrived, the record's own or a consultation. */
int64_t acd__record_wall(const acd__record *record, acd_id call);

#endif
