/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * A history (acd/history.h): rows of figures by name, fed with events.
 *
 * **Figures** of a row are a public record taken as an array of words, the first of which (its size) stays 0. All add up,
 * but one maximum. What is a level in the record (`waiting`, `live`) is kept as its change within the period; a
 * level at the end of a period is the sum of all changes up to there, so levels of histories add up as well, and the laws
 * hold for any sum of periods.
 *
 * **Of each row** there are figures of the present (since the last border), of the present interval and day, since the mark,
 * and of all that is not in those of the day. At a border the present is added to the interval and to the mark; at its end
 * the interval to the day, the day to all. Rows that count or last are in a list, so a border costs nothing for the others.
 *
 * **Closed periods** are records of bytes in a buffer for each row: store.h.
 *
 * **Time** passes in steps from border to border (time.c). Steps that lie so far back that no minute, interval or day
 * of them is kept anyway are longer: `grain` says what is written of the present step.
 */
#ifndef ACD__HISTORY_HISTORY_H
#define ACD__HISTORY_HISTORY_H

#include <acd/history.h>

#include "base/dictionary.h"
#include "calendar/zone.h"
#include "history/histogram.h"
#include "history/map.h"
#include "kpi/count.h"

/* The least `bytes_max`. */
#define ACD__HISTORY_BYTES_MIN 131072

enum {
  ACD__ROW_CALLS,
  ACD__ROW_QUEUE,
  ACD__ROW_AGENT,
  ACD__ROW_MEMBER,
  ACD__ROW_NODE,
  ACD__ROW_NUMBER,
  ACD__ROW_PLAN,
  ACD__ROW_CAMPAIGN,
  ACD__ROW_SLOT_PLAN,
  ACD__ROW_KINDS
};

/* From fine to coarse; the first three have slots and closed periods. */
enum { ACD__GRAIN_MINUTE, ACD__GRAIN_INTERVAL, ACD__GRAIN_DAY, ACD__GRAIN_ALL, ACD__GRAINS = 3 };

/* Which figures of a row. Of distributions, which have no minutes, the present is the interval so far, since the mark if there
 * was one in it; the interval is what came before that mark. */
enum {
  ACD__FIGURES_PRESENT,
  ACD__FIGURES_INTERVAL,
  ACD__FIGURES_DAY,
  ACD__FIGURES_MARK,
  ACD__FIGURES_ALL,
  ACD__FIGURES
};

enum { ACD__DISTRIBUTIONS = ACD_DISTRIBUTION_HANDLE, ACD__PENDING_MAX = 8, ACD__STATES = 9, ACD__LEVELS = 4 };

/* Of a service level. What its definition and acd_kpi_queue have already is not here: the first's `answered` and `abandoned`, short
 * ones where the centre says what is short. */
typedef struct acd__history_within {
  int64_t answered, abandoned, abandoned_short, taken;
} acd__history_within;

typedef struct acd__history_level {
  acd_service_level defined; /* with the name below */
  int64_t within_us;         /* such that within is always ≤ */
  char name[ACD_SERVICE_LEVEL_NAME_MAX + 1];
} acd__history_level;

typedef struct acd__history_queue {
  acd_kpi_queue kpi;
  acd_history_wait more; /* `waiting_start` is those of `waiting` who wait elsewhere too */
  acd__history_within within[ACD_SERVICE_LEVELS_MAX];
} acd__history_queue;

typedef struct acd__history_kind {
  uint16_t words;               /* of the record */
  uint16_t maximum;             /* the word that is one; 0: none */
  uint16_t second;              /* word of a second record's size, which is 0 too; 0: none */
  uint16_t levels[ACD__LEVELS]; /* the words that are levels; 0: no more */
  uint32_t keeps;               /* ACD_HISTORY_… */
} acd__history_kind;
extern const acd__history_kind acd__history_kinds[ACD__ROW_KINDS];

/* Closed periods, one record after the other. */
typedef struct acd__history_store {
  void *bytes;
  size_t size, capacity;
} acd__history_store;

/* Of a queue, by what. */
typedef struct acd__history_distributions {
  acd__histogram of[ACD__FIGURES][ACD__DISTRIBUTIONS];
} acd__history_distributions;

typedef struct acd__history_row acd__history_row;

/* A conversation whose wrap-up lasts. */
typedef struct acd__history_pending {
  acd_id call;
  acd__history_row *queue;
  int64_t handle_us;
} acd__history_pending;

struct acd__history_row {
  acd__history_row *next;    /* in order of creation */
  acd__history_row *touched; /* next of those that count or last */
  int64_t number;
  uint8_t kind;
  uint8_t is_touched;
  uint8_t is_by_minute;
  uint8_t is_in_interval; /* its figures of the interval are not all 0; likewise */
  uint8_t is_in_day;
  uint32_t pending_count;
  int64_t lasts;     /* a queue: calls in it; an agent: how often it is logged in, see below */
  acd_time since_us; /* counted up to here */
  int64_t under_way; /* callbacks, of a plan, a campaign and of all */
  int64_t standing;  /* likewise bookings that are neither dialled nor given up */
  /* Of an agent by state: one that is gone from the definition may still talk while another of its name is ready. */
  uint32_t states[ACD__STATES];
  uint32_t state; /* the last one that began */
  acd__history_store stores[ACD__GRAINS];
  acd__history_distributions *distributions; /* NULL: none */
  acd__history_pending *pending;             /* of an agent, up to ACD__PENDING_MAX; NULL: none yet */
  const char *name;
  const char *second;
  size_t bytes; /* of this, the figures and the names */
  int64_t figures[];
};

typedef struct acd__history_slot {
  int64_t from_us;
  int64_t to_us;
} acd__history_slot;

/* The kept slots of one grain, ascending. */
typedef struct acd__history_slots {
  acd__history_slot *list; /* of `max` */
  size_t count;
  size_t max;
  acd__history_slot present; /* `to_us` INT64_MIN: none */
} acd__history_slots;

/* The rows of an event; NULL: it names none, or such are not kept. */
typedef struct acd__history_about {
  acd__history_row *queue;
  acd__history_row *agent;
  acd__history_row *member;
} acd__history_about;

/* What the last events were about, for one event after the other is about the same: ids of the engine, and what they stand for. The
 * rows among them have been touched since the last border. All zeros: nothing, which is what the id 0 stands for. */
typedef struct acd__history_recent {
  acd_id queue;
  acd__history_row *queue_row;
  acd_id agent;
  acd__history_row *agent_row;
  acd_id both_agent; /* an agent and a queue */
  acd_id both_queue;
  acd__history_about both;
  acd_id flow;
  int64_t node;
  acd__history_row *node_row;
} acd__history_recent;

struct acd_history {
  acd__memory memory; /* through the limit: below */
  acd_memory_fn fn;   /* the host's */
  void *user;
  acd_history_options options;
  acd__history_level levels[ACD_SERVICE_LEVELS_MAX];
  size_t levels_count;
  int has_own_levels; /* somebody added them */
  acd__zone *zone;
  void *zone_bytes;
  acd__dictionary names;
  acd__history_row *first, *last;
  acd__history_row *calls;
  acd__history_row *number;     /* of the last arrival: often that of the next; NULL: none */
  acd__history_row *touched[2]; /* those by minute second */
  int64_t rows;
  acd__history_row **by_number; /* that of number n at n − 1 */
  size_t by_number_capacity;
  acd__history_recent recent;
  acd__history_map ids;              /* rows by the ids of the engine: count.c */
  acd__history_map live;             /* calls under way, their numbers' rows */
  acd_id call;                       /* the one looked for last */
  acd__history_map_entry *call_live; /* its entry */
  acd__history_map callers;          /* whom a queue has answered, by hash: contact.c */
  acd__history_slots slots[ACD__GRAINS];
  acd_time time_us;
  int64_t offset_us; /* wall time minus engine time */
  int is_begun;
  acd__history_slot within; /* the next borders: all that is open goes on in here; empty where something is not open */
  /* Of the last event: the clock is set for others of the same moment. */
  acd_time told_us; /* INT64_MIN: none */
  int64_t told_wall_us;
  int64_t next;        /* sequence of the one after it; 1: whichever comes */
  int64_t next_before; /* as it was when `events` was counted, in which those since are not */
  int64_t begun_wall_us, mark_wall_us;
  int64_t events, missed, lost;
  void *scratch; /* where records are written first */
  size_t scratch_capacity;
  uint64_t key;
};

static inline int64_t *acd__history_figures(acd__history_row *row, int which)
{
  return row->figures + (size_t)which * acd__history_kinds[row->kind].words;
}

static inline int acd__history_keeps(const acd_history *history, uint32_t what)
{
  return (history->options.keeps & what) == what;
}

/* Whether rows of a kind have minutes. */
static inline int acd__history_by_minute(const acd_history *history, int kind)
{
  return acd__history_keeps(history, kind == ACD__ROW_AGENT || kind == ACD__ROW_MEMBER
                                         ? ACD_HISTORY_MINUTES | ACD_HISTORY_AGENT_MINUTES
                                         : ACD_HISTORY_MINUTES);
}

static inline int64_t acd__history_wall(const acd_history *history)
{
  return history->time_us + history->offset_us;
}

/* Events taken so far. */
static inline int64_t acd__history_events(const acd_history *history)
{
  return history->events + history->next - history->next_before;
}

/* The next event is of this sequence. */
static inline void acd__history_expect(acd_history *history, int64_t sequence)
{
  history->events = acd__history_events(history);
  history->next = history->next_before = sequence;
}

/* What is open goes on at this instant. */
static inline int acd__history_is_within(const acd_history *history, int64_t wall_us)
{
  return wall_us >= history->within.from_us && wall_us < history->within.to_us;
}

/* ---- rows.c */

/* sum += more, by the rules of the kind. */
void acd__history_sum(const acd__history_kind *kind, int64_t *sum, const int64_t *more);
/* The row of a name; NULL: there is none. `second` NULL: "". */
acd__history_row *acd__history_row_find(const acd_history *history, int kind, const char *name, const char *second);
/* Likewise, made if need be; NULL: no memory, which is counted. */
acd__history_row *acd__history_row_take(acd_history *history, int kind, const char *name, const char *second);
void acd__history_rows_free(acd_history *history);
/* So many waited in a queue for so long. */
static inline void acd__history_waited(const acd__history_row *row, int64_t length_us, acd__history_queue *figures)
{
  int64_t together_us;
  if (__builtin_mul_overflow(row->lasts, length_us, &together_us)) together_us = INT64_MAX;
  acd__kpi_lengthen(&figures->more.queue_us, together_us);
}
/* Puts what lasts into `figures` up to `time_us`. */
void acd__history_row_settle(const acd__history_row *row, acd_time time_us, int64_t *figures);
/* All of it since the beginning, but for what lasts and is not settled yet: its levels are those of now. */
void acd__history_row_now(const acd__history_row *row, int64_t *figures_out);
static inline void acd__history_touch(acd_history *history, acd__history_row *row)
{
  if (row->is_touched) return;
  row->is_touched = 1;
  row->touched = history->touched[row->is_by_minute];
  history->touched[row->is_by_minute] = row;
}
/* Its figures of the present, to be counted up. */
static inline void *acd__history_present(acd_history *history, acd__history_row *row)
{
  acd__history_touch(history, row);
  return acd__history_figures(row, ACD__FIGURES_PRESENT);
}

/* ---- time.c */

/* Years 1 to 9998: what a calendar can tell, with room on both sides. */
#define ACD__WALL_MIN_US (INT64_C(-62135596800) * 1000000 + ACD_TIME_MAX)
#define ACD__WALL_MAX_US (INT64_C(253370764800) * 1000000 - ACD_TIME_MAX)

/* The slot of an instant: a minute, an interval, a day. */
acd__history_slot acd__history_slot_at(const acd_history *history, int grain, int64_t wall_us);
/* Makes a slot one that is kept; 0: it is older than all, and there is no room. */
int acd__history_slot_enter(acd__history_slots *slots, acd__history_slot slot);
/* Time passes up to there, by the clock known. */
void acd__history_pass(acd_history *history, acd_time time_us);
/* Likewise, and from now on the wall clock shows this. */
void acd__history_now(acd_history *history, acd_time time_us, int64_t wall_us);
/* Adds the present to what is wider, as at a border; of rows by minute alone, or of all. */
void acd__history_fold(acd_history *history, int grain, int all);
/* What a mark does to distributions. */
void acd__history_distributions_mark(acd_history *history, acd__history_distributions *all);
/* Closes the present periods. */
void acd__history_close(acd_history *history);

/* ---- read.c */

enum { ACD__WORDS_MAX = 128 };

/* What a period means: slots that begin within these, ends included. */
typedef struct acd__history_span {
  int kind; /* ACD_PERIOD_… */
  int grain;
  int64_t first_us;
  int64_t last_us; /* before `first_us`: no slot */
  int has_present;
  int is_past; /* the present slot comes later */
} acd__history_span;

/* ACD_OK or ACD_ERR_ARGUMENT. */
int acd__history_span_of(const acd_history *history, const acd_history_period *period, acd__history_span *span_out);
/* A row's figures of a span, levels as at its end. */
void acd__history_row_read(const acd_history *history, const acd__history_row *row, const acd__history_span *span,
                           int64_t *figures_out);

/* A queue's, or those of all (NULL). */
int acd__history_queue_read(const acd_history *history, const acd_history_period *period, const char *queue,
                            acd__history_queue *out);

/* ---- level.c */

void acd__history_levels_init(acd_history *history);
void acd__history_levels_copy(acd_history *to, const acd_history *from);
int acd__history_levels_alike(const acd_history *a, const acd_history *b);

/* ---- count.c, count_agents.c, forget.c, contact.c */

/* What events of a kind add. */
typedef void (*acd__history_counter)(acd_history *history, const acd_event *event);
enum { ACD__HISTORY_KINDS = 64 }; /* of events, as a table has them: more than there are */
extern const acd__history_counter acd__history_counters[ACD__HISTORY_KINDS];
static inline void acd__history_count(acd_history *history, const acd_event *event)
{
  acd__history_counter counter = event->kind < ACD__HISTORY_KINDS ? acd__history_counters[event->kind] : NULL;
  if (counter) counter(history, event);
}
/* All that is under way ends, as far as is known. */
void acd__history_forget(acd_history *history);
/* Counts conversations whose wrap-up is not to come any more. */
void acd__history_handled(acd_history *history, acd__history_row *agent);
/* A caller, by hash, talks to an agent. */
void acd__history_contact(acd_history *history, int64_t caller, acd__history_row *queue);
/* A call arrives: whether its caller comes back. Returns the hash, 0 if callers are not looked for or this one has no number. */
int64_t acd__history_return(acd_history *history, const acd_event *event);
void acd__history_contacts_sweep(acd_history *history);

#endif
