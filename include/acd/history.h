/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * KPIs by interval: what happened in each quarter hour, each day, the last minutes, since a mark; exact, bounded, and
 * mergeable by name.
 *
 * A history is a handle of its own, without an engine. It is fed with events (event.h) and knows nothing else, so that
 * anybody can check it against them: acd_history_event() is an acd_event_fn whose `user` is the history, and so can be
 * an engine's sink itself, or be called by the host's, in which case one engine may feed several. An engine that has no
 * sink pays nothing. It is fed by one engine, from its first event on; engines have a history each, and
 * acd_history_merge() adds them up. A history may be used by one thread at a time; it never calls an engine.
 *
 * **Rows.** One for each queue, agent, agent-and-queue, flow node, entry number (as dialled), callback plan, campaign and
 * slot plan, and one for calls as a whole; all by name: what comes back under its name goes on in its row. Figures are those of kpi.h,
 * each of a period instead of since the beginning. Totals are sums of the rows, those of queues and agents that are
 * gone included.
 *
 *  - What is counted belongs to the period in which it happens: an answered call to that of its answer, with its whole
 *    wait; talk, hold and wrap-up to that in which they end.
 *  - What lasts is cut at the borders, exactly: the states of agents, and `queue_us`, the sum over calls of how long
 *    each stood in the queue within the period (which is the integral of the queue's length).
 *  - `waiting` and `live` are those at the end of the period; at its start they are as at the end of the one before.
 *    They obey kpi.h's law of conservation with the period's figures, for each period and any sum of adjacent ones.
 *  - `answered_within` and `abandoned_within` are those of the first threshold of the options.
 *
 * Only acd_kpi_queue.wait_us_max is a maximum; everything else adds up: quarter hours to the day, histories to one.
 *
 * **Periods.** Intervals are multiples of `interval_us` on the local day of the options' zone, days run from local
 * midnight to local midnight: on a day of 23 hours four quarter hours fewer, on one of 25 hours four more, each known
 * by the instant at which it begins. Where clocks are changed in the midst of an interval, it ends there and another
 * begins. Minutes are whole ones of wall time; the last 60 and the present one are kept, for sliding windows. `MARK` is
 * since acd_history_mark(), `ALL` since the beginning, whatever is no longer kept by interval and day.
 *
 * **Time.** A history's present is that of the last event, or later by acd_history_advance(): hosts call it before they
 * read. Durations are of engine time, and are put where the wall clock was. Where the wall clock is set, it counts for
 * events from the first that shows it; the time before it by the old one. Set back, periods are counted in again;
 * nothing is lost and nothing counted twice. What falls into an interval or day older than all that are kept counts in
 * `MARK` and `ALL` alone.
 *
 * **Reading** copies. A period is a kind and a span of wall time, and means all those kept that lie in it whole: one
 * interval, an hour of them, a morning. The present one is in it as far as it has come.
 *
 * Where the clock was set back, a level at the end of a period is what it would be had all happened in the order of the
 * periods.
 *
 * **Beginning late.** Events that were missed cannot be counted. A call that leaves a queue which has none, as far as
 * the history knows, counts as offered in that moment; one that ends likewise as arrived. `missed` counts the gaps of
 * the sequence.
 *
 * **Memory** never grows above `bytes_max`. A history takes 60 KiB, a queue 4 KiB, with distributions 16 KiB and up to
 * 40 more; an agent, an agent in a queue or a number 1.5 KiB, a node 3.5 KiB, a plan or campaign 3 KiB, a call under way 100
 * bytes; each period kept of a row in which something happened 12 bytes and 2 or 3 for each figure that is not 0, and
 * for each bucket of a distribution. What finds no memory is not counted, and `lost` says so.
 *
 * **Cost.** An event is a look-up and a few additions. At each border of a minute, the rows in which something happened
 * are closed, at the border of an interval all in which something lasts, too, which takes some 600 instructions a row.
 * With ACD_HISTORY_AGENT_MINUTES that is so for each agent who is logged in at each minute, which for large centres
 * with few calls is more than all the rest.
 */
#ifndef ACD_HISTORY_H
#define ACD_HISTORY_H

#include <acd/event.h>
#include <acd/kpi.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_history acd_history;

/** What is kept besides calls as a whole: acd_history_options.keeps. */
enum {
  ACD_HISTORY_QUEUES = 1,
  ACD_HISTORY_AGENTS = 2,
  ACD_HISTORY_MEMBERS = 4, /**< agent and queue */
  ACD_HISTORY_NODES = 8,   /**< of flows */
  ACD_HISTORY_NUMBERS = 16,
  ACD_HISTORY_PLANS = 32,          /**< of callbacks (callback.h) */
  ACD_HISTORY_MINUTES = 64,        /**< the last 60 minutes; of agents and members only with the last of these */
  ACD_HISTORY_DISTRIBUTIONS = 128, /**< of queues, by interval and longer */
  ACD_HISTORY_AGENT_MINUTES = 256, /**< see "Cost" */
  ACD_HISTORY_CAMPAIGNS = 512,     /**< campaign.h */
  ACD_HISTORY_SLOT_PLANS = 1024    /**< slot.h */
};

enum {
  ACD_HISTORY_LEVELS_MAX = 8, /**< for ever: arrays have so many */
  ACD_HISTORY_AT_MOST = 0,    /**< within T: ≤ T */
  ACD_HISTORY_BELOW = 1       /**< < T */
};

/** What acd_history_options_init() sets is in the comments. */
typedef struct acd_history_options {
  uint32_t size;
  uint32_t keeps;        /**< ACD_HISTORY_…, one or several: all but AGENT_MINUTES */
  int64_t interval_us;   /**< 5, 10, 15, 20, 30 or 60 minutes: 15 */
  int64_t intervals_max; /**< kept, 1 … 100,000: 2,976, a month of quarter hours */
  int64_t days_max;      /**< kept, 1 … 10,000: 400 */
  int64_t bytes_max;     /**< of memory, at least 131,072: 256 MiB */
  int64_t compare;       /**< of waits with thresholds: ACD_HISTORY_AT_MOST */
  int64_t levels_count;  /**< thresholds, 1 … 8: 1 */
  /** Thresholds of service levels, each longer than the one before, from 1 µs up: 20 s. */
  int64_t levels_us[ACD_HISTORY_LEVELS_MAX];
  /** Bytes of a time zone (zone.h), copied. NULL: UTC. */
  const void *zone;
  int64_t zone_bytes;
  int64_t
      repeat_us; /**< a caller who calls again within this time was not helped, 0 (never looked at) … 366 days: 7 days */
} acd_history_options;

ACD_API void acd_history_options_init(acd_history_options *options);
/** `allocator` NULL: libc's. `options` NULL: as above. ACD_ERR_ARGUMENT: an option out of its range; the zone's
 * refusals are those of acd_tzif_check(). */
ACD_API int acd_history_new(const acd_allocator *allocator, const acd_history_options *options,
                            acd_history **history_out);
ACD_API void acd_history_free(acd_history *history);

/** Takes an event: an acd_event_fn, `history` an acd_history. Kinds it does not know count for nothing but time. */
ACD_API void acd_history_event(void *history, const acd_event *event);
/** The engine's time is this now; an earlier one changes nothing. */
ACD_API int acd_history_advance(acd_history *history, acd_time time_us);
/** The engine is gone, and events of another one follow, with a time and ids of their own: after a restart without a
 * journal, or after acd_history_load(). Calls under way end here, as far as is known (ACD_END_LOST_BY_HOST), those
 * in queues as `disconnected`, callbacks as ACD_CALLBACK_CANCELLED; states of agents begin anew. */
ACD_API int acd_history_restart(acd_history *history);
/** From now on `MARK` is since now. */
ACD_API int acd_history_mark(acd_history *history);

typedef struct acd_history_info {
  uint32_t size;
  uint32_t keeps;
  acd_time time_us; /**< the present */
  int64_t wall_us;  /**< likewise */
  int64_t events;   /**< taken */
  int64_t missed;   /**< that the sequence says were not given, after the first; what comes twice is passed over */
  int64_t lost;     /**< figures, rows and closed periods that found no memory: 0, or nothing below is exact */
  int64_t rows;     /**< rows there are */
  int64_t bytes;    /**< of memory in use */
  int64_t interval_us;
  int64_t levels_count;
  int64_t levels_us[ACD_HISTORY_LEVELS_MAX];
  int64_t compare;
  int64_t begun_wall_us; /**< the first event; ACD_TIME_NEVER: none yet */
  int64_t mark_wall_us;  /**< the mark; as long as none is set, the first event */
} acd_history_info;
ACD_API int acd_history_get(const acd_history *history, acd_history_info *info_out);

enum { ACD_PERIOD_INTERVALS = 1, ACD_PERIOD_DAYS = 2, ACD_PERIOD_MINUTES = 3, ACD_PERIOD_MARK = 4, ACD_PERIOD_ALL = 5 };

/** All kept intervals, days or minutes that begin at `from_wall_us` or later and end at `to_wall_us` or before. The span is not
 * looked at for MARK and ALL. */
typedef struct acd_history_period {
  uint32_t size;
  uint32_t kind; /**< ACD_PERIOD_… */
  int64_t from_wall_us;
  int64_t to_wall_us;
} acd_history_period;

/** The first kept interval, day or minute (`kind`) that begins at `from_wall_us` or later: INT64_MIN for the oldest, the
 * `to_wall_us` of one for the next. ACD_ERR_NOT_FOUND: there is none. The present one is the last. */
ACD_API int acd_history_period_next(const acd_history *history, int64_t kind, int64_t from_wall_us,
                                    acd_history_period *period_out);
/** The interval, day or minute that holds an instant, kept or not; of other kinds the period itself. Longer spans are
 * made by the host, or by adding the `to_wall_us` of another. */
ACD_API int acd_history_period_at(const acd_history *history, int64_t kind, int64_t wall_us,
                                  acd_history_period *period_out);
/** The last `minutes_count` minutes that are over (1 … 60), and the present one as far as it has come. */
ACD_API int acd_history_period_last(const acd_history *history, int64_t minutes_count, acd_history_period *period_out);

/** The next row after `after` (0: the first) of one of the kinds QUEUES to PLANS, CAMPAIGNS, SLOT_PLANS: its number, or 0 at the end; in the
 * order in which they first came. Names are borrowed as long as the history lives; `second_out` is the queue of an
 * agent-and-queue, the node of a flow, otherwise "". Either may be NULL. */
ACD_API int64_t acd_history_row_next(const acd_history *history, int64_t kind, int64_t after, const char **name_out,
                                     const char **second_out);

/** Figures of one row, with a name, or of all (NULL: total). ACD_ERR_NOT_FOUND: no such row. A row in which nothing
 * happened in the period is all zero. ACD_ERR_ARGUMENT: no such kind of period, or that is not kept of these rows. */
ACD_API int acd_history_queue_get(const acd_history *history, const acd_history_period *period, const char *queue,
                                  acd_kpi_queue *kpi_out);
ACD_API int acd_history_agent_get(const acd_history *history, const acd_history_period *period, const char *agent,
                                  acd_kpi_agent *kpi_out);
/** What an agent did for a queue; no states. `queue` "": for direct calls. Neither may be NULL. */
ACD_API int acd_history_member_get(const acd_history *history, const acd_history_period *period, const char *agent,
                                   const char *queue, acd_kpi_agent *kpi_out);
/** Calls as a whole. */
ACD_API int acd_history_calls_get(const acd_history *history, const acd_history_period *period, acd_kpi_calls *kpi_out);

/** Callbacks of a callback plan; of a campaign: its tasks; of a slot plan: its bookings, from the moment at which they
 * are booked, not merely held. Live at the start + taken = live at the end + sum of `by_outcome`. */
typedef struct acd_history_callbacks {
  uint32_t size;
  uint32_t reserved;
  int64_t taken;
  int64_t live; /**< at the end of the period: not over */
  /** Over, by ACD_CALLBACK_…: those answered by an agent are completed, customers who called in by themselves converted. */
  int64_t by_outcome[8];
  int64_t attempts;                /**< that are over = sum of the next */
  int64_t attempts_by_outcome[16]; /**< by ACD_OUTCOME_…, 0: given up */
  int64_t dialled;                 /**< whose first attempt is over */
  int64_t reached;                 /**< whose customer was on the line: attempts accepted or bridged */
  int64_t unreached;               /**< exhausted or expired after an attempt: of bookings the no-shows */
  int64_t completed_us;            /**< of those completed, from when they were taken to bridged */
  /** What happened to slots (ACD_EVENT_SLOT), by ACD_SLOT_…; none of it of a campaign. Of slots that callers hold in flows the
   * callback plan knows nothing. Standing at the start + booked = kept + broken + released + standing at the end. */
  int64_t slots_by_change[16];
  int64_t slots_live;               /**< standing at the end of the period: booked, and neither dialled nor given up */
  int64_t slots_confirmed;          /**< of those booked: were held before */
  int64_t slots_late;               /**< of those broken: dialled, but late; the others never were */
  int64_t call_again_by_outcome[8]; /**< of a campaign: callers who gave up, by ACD_CALL_AGAIN_… */
} acd_history_callbacks;
ACD_API int acd_history_plan_get(const acd_history *history, const acd_history_period *period, const char *plan,
                                 acd_history_callbacks *callbacks_out);
ACD_API int acd_history_campaign_get(const acd_history *history, const acd_history_period *period, const char *campaign,
                                     acd_history_callbacks *callbacks_out);
ACD_API int acd_history_slot_plan_get(const acd_history *history, const acd_history_period *period,
                                      const char *slot_plan, acd_history_callbacks *callbacks_out);
/** Promises kept (slot.h): kept / (kept + broken), rounded half up; 0 where there are neither. */
ACD_API int64_t acd_history_promise_ppm(const acd_history_callbacks *callbacks);

/** A queue in a period: what acd_kpi_queue does not say. Arrays go by threshold. */
typedef struct acd_history_wait {
  uint32_t size;
  uint32_t reserved;
  int64_t waiting_start; /**< at its start; at its end: acd_kpi_queue.waiting */
  int64_t queue_us;      /**< the integral of the queue's length, all who stood in it, callbacks too */
  int64_t wrapups;       /**< ended */
  int64_t contacts; /**< callers who talked to an agent, known by their number; once a call, where they first did */
  int64_t repeats;  /**< of those (in this period or before), who called again within `repeat_us`; when they do */
  /** Waits since queue entry within each threshold: of calls answered, */
  int64_t answered_within[ACD_HISTORY_LEVELS_MAX];
  /** abandoned, the short ones included, */
  int64_t abandoned_within[ACD_HISTORY_LEVELS_MAX];
  /** and left for a callback. */
  int64_t taken_within[ACD_HISTORY_LEVELS_MAX];
  /** The same by the wait since arrival. */
  int64_t answered_arrival_within[ACD_HISTORY_LEVELS_MAX];
  int64_t abandoned_arrival_within[ACD_HISTORY_LEVELS_MAX];
  int64_t taken_arrival_within[ACD_HISTORY_LEVELS_MAX];
} acd_history_wait;
/** First contact resolution is 1 − repeats / contacts (acd_history_resolution_ppm(), 0 without contacts). Of callers
 * no more than a hash is kept, and that in memory alone: neither saved nor merged. A caller who comes back is looked
 * for once, after the last talk. */
ACD_API int64_t acd_history_resolution_ppm(const acd_history_wait *wait);
ACD_API int acd_history_wait_get(const acd_history *history, const acd_history_period *period, const char *queue,
                                 acd_history_wait *wait_out);

/** Calls by the number they came in by (as dialled; "": none). */
typedef struct acd_history_number {
  uint32_t size;
  uint32_t reserved;
  int64_t arrived;
  int64_t live; /**< at the end of the period */
  int64_t ended;
  int64_t duration_us; /**< of ended calls */
  int64_t queued;      /**< calls that entered a queue, once each, when they first did */
  int64_t answered;    /**< calls bridged to an agent, once each, when they first were */
  int64_t wait_us;     /**< of those, from arrival */
  int64_t ends[16];    /**< by ACD_END_… */
} acd_history_number;
ACD_API int acd_history_number_get(const acd_history *history, const acd_history_period *period, const char *number,
                                   acd_history_number *number_out);

/** A node of a flow. All versions of a flow that have the name count together. */
typedef struct acd_history_node {
  uint32_t size;
  uint32_t reserved;
  int64_t left;      /**< by an exit = sum of `exits` */
  int64_t ended;     /**< calls that ended in it */
  int64_t exits[32]; /**< by ACD_EXIT_… below 32; 0: all others, which are keys and cases */
  int64_t keys[16];  /**< of those, by key: 0 to 9, *, #, A to D */
  int64_t cases[16]; /**< and by case, the first 16 */
} acd_history_node;
ACD_API int acd_history_node_get(const acd_history *history, const acd_history_period *period, const char *flow,
                                 const char *node, acd_history_node *node_out);

/** ---- Service levels: definitions as data
 *
 * One threshold's counts. All are of calls that left in the period, so that no formula depends on who waits still. */
typedef struct acd_level {
  uint32_t size;
  uint32_t reserved;
  int64_t threshold_us;
  int64_t offered; /**< that left: acd_kpi_queue's departures but `also_out`, `cancelled`, and those of callbacks */
  int64_t answered;
  int64_t answered_within; /**< within the threshold, as the next two */
  int64_t abandoned;       /**< short ones included */
  int64_t abandoned_within;
  int64_t abandoned_short;
  int64_t taken_within; /**< left for a callback */
} acd_level;

/** A answered, B abandoned, B_s short of those, C left for a callback, N offered; X_T within the threshold. */
enum {
  ACD_LEVEL_OF_OFFERED = 1,        /**< "cisco_negative": A_T / N */
  ACD_LEVEL_WITHOUT_ABANDONED = 2, /**< "cisco_ignored": A_T / (N − B_T) */
  ACD_LEVEL_ABANDONED_MET = 3,     /**< "cisco_positive": (A_T + B_T) / N */
  ACD_LEVEL_OF_ANSWERED = 4,       /**< "cms_answered", as older CMS: A_T / A */
  ACD_LEVEL_WITHOUT_SHORT = 5,     /**< "genesys": A_T / (A + B − B_s) */
  ACD_LEVEL_REMOVED = 6,           /**< "amazon_connect": (A_T + B_T + C_T) / N */
  ACD_LEVEL_LIBACD = 7             /**< "libacd", as acd_kpi_service_level_ppm(): A_T / (N − B_s) */
};
enum {
  ACD_LEVEL_FROM_ENTRY = 0,  /**< waits since the queue was entered */
  ACD_LEVEL_FROM_ARRIVAL = 1 /**< since the call arrived: flows and other queues included */
};

/** The counts of the threshold at `index` (0 …). ACD_ERR_ARGUMENT: there is none there, or `from` is neither. */
ACD_API int acd_history_level_get(const acd_history *history, const acd_history_period *period, const char *queue,
                                  int64_t index, int64_t from, acd_level *level_out);
/** Rounded half up; 0 where the denominator is 0, or there is no such formula. */
ACD_API int64_t acd_level_ppm(const acd_level *level, int64_t formula);
/** "cisco_negative", …; "?" for what is none. */
ACD_API const char *acd_level_str(int64_t formula);
/** The formula of a name; 0: there is none. */
ACD_API int64_t acd_level_find(const char *name);
/** ---- Distributions
 *
 * Log-linear histograms: 64 buckets between each power of two microseconds and the next, below 128 µs one a
 * microsecond. A bucket's middle is less than 0.8 % away from whatever lies in it. Service levels never come from
 * here. */
typedef struct acd_distribution acd_distribution;

enum {
  ACD_DISTRIBUTION_WAIT = 1,    /**< of answered calls, since queue entry; as many as `answered` */
  ACD_DISTRIBUTION_ABANDON = 2, /**< of abandoned calls, short ones included */
  ACD_DISTRIBUTION_TALK = 3,    /**< of conversations, without hold; as many as `handled` */
  ACD_DISTRIBUTION_HOLD = 4,    /**< likewise */
  ACD_DISTRIBUTION_WRAPUP = 5,  /**< as many as `wrapups` */
  /** Talk, hold and wrap-up of a conversation: counted when it ends, or when its wrap-up does (with agents kept, otherwise
   * without). Of an agent with more than 8 wrap-ups at once the first counts without. */
  ACD_DISTRIBUTION_HANDLE = 6
};

/** An empty one. */
ACD_API int acd_distribution_new(const acd_allocator *allocator, acd_distribution **distribution_out);
ACD_API void acd_distribution_free(acd_distribution *distribution);
/** Adds what a history knows of a queue (NULL: of all) in a period. Not by minute: ACD_ERR_ARGUMENT. ACD_ERR_STATE: it
 * keeps none. ACD_ERR_NOMEM leaves it as it was. */
ACD_API int acd_history_distribution_add(const acd_history *history, const acd_history_period *period,
                                         const char *queue, int64_t of, acd_distribution *distribution);
/** Adds a duration, 0 … ACD_TIME_MAX, or all of another one. */
ACD_API int acd_distribution_add(acd_distribution *distribution, int64_t duration_us);
ACD_API int acd_distribution_merge(acd_distribution *into, const acd_distribution *from);
ACD_API int64_t acd_distribution_count(const acd_distribution *distribution);
/** By nearest rank: the middle of the bucket that holds the shortest duration which at least `part_ppm` (0 …
 * 1,000,000) of all do not exceed; of the shortest for 0. 0 where there are none. */
ACD_API int64_t acd_distribution_percentile_us(const acd_distribution *distribution, int64_t part_ppm);

typedef struct acd_bucket {
  uint32_t size;
  uint32_t reserved;
  int64_t from_us; /**< the shortest in it */
  int64_t to_us;   /**< the longest */
  int64_t count;   /**< above 0 */
} acd_bucket;
/** The first bucket that is not empty and begins at `from_us` or later: 0, and then the `to_us` of the last + 1. ACD_ERR_NOT_FOUND. */
ACD_API int acd_distribution_bucket_next(const acd_distribution *distribution, int64_t from_us, acd_bucket *bucket_out);

/** ---- Several histories, and bytes
 *
 * Adds all that `from` knows to `into`, row by row and period by period, up to its present; `from` is not changed,
 * and goes on. ACD_ERR_ARGUMENT: the same history, or other options (`keeps`, interval, thresholds, comparison,
 * zone). ACD_ERR_NOMEM: rows or periods may be missing then; free `into`. Associative and commutative. */
ACD_API int acd_history_merge(acd_history *into, const acd_history *from);

/** Writes all of it into a buffer (base.h): options, rows, periods. The bytes are equal on every platform.
 * ACD_ERR_NOMEM: some memory is needed for it. */
ACD_API int acd_history_save(const acd_history *history, void *buffer, size_t capacity, size_t *size_out);
/** A history from such bytes. It can be read, merged, and, after acd_history_restart(), fed again. `bytes_max` 0: as
 * it was saved; ACD_ERR_ARGUMENT: less than there may be. ACD_ERR_ENCODING: not such bytes, or changed ones.
 * ACD_ERR_VERSION: of a later version. ACD_ERR_NOMEM. */
ACD_API int acd_history_load(const acd_allocator *allocator, const void *bytes, size_t size, int64_t bytes_max,
                             acd_history **history_out);

#ifdef __cplusplus
}
#endif
#endif
