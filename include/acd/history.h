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
 *    They obey kpi.h's law of conservation with the period's figures, where those who waited at its start
 *    (acd_history_wait.waiting_start) are among those who came, for each period and any sum of adjacent ones.
 *  - `answered_within` and `abandoned_within` are those of the first service level (below).
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
 * interval, an hour of them, a morning. The present one is in it as far as it has come. Cheap enough for a
 * wallboard to do every second: 100 queues, one by one, over their last 15 minutes take a millisecond, over 60 two.
 *
 * Where the clock was set back, a level at the end of a period is what it would be had all happened in the order of the
 * periods.
 *
 * **Beginning late.** Events that were missed cannot be counted. A call that leaves a queue which has none, as far as
 * the history knows, counts as offered in that moment; one that ends likewise as arrived. `missed` counts the gaps of
 * the sequence.
 *
 * **Memory** never grows above `bytes_max`. A history takes 60 KiB, a queue 4 KiB, with distributions 16 KiB and up to
 * 40 more, 50 where marks are set; an agent, an agent in a queue or a number 1.5 KiB, a node 3.5 KiB, a plan or campaign
 * 3 KiB, a call under way 100 bytes, and so a caller who may come back; each period kept of a row in which something
 * happened 12 bytes and 2 or 3 for each figure that is not 0, and for each bucket of a distribution. What finds no
 * memory is not counted, and `lost` says so.
 *
 * **Cost.** An event is a look-up and a few additions. With all kinds of rows, a call that an agent answers takes about
 * half as many instructions for its events and their figures as for itself: so keeping all KPIs is a third of a call's
 * whole life. At each border of a minute, the rows in which something happened are closed, at the border of an interval
 * all in which something lasts, too, which takes some 600 instructions a row, and for a queue with distributions 100
 * for each bucket in them.
 * With ACD_HISTORY_AGENT_MINUTES that is so for each agent who is logged in at each minute, which for large centres
 * with few calls is more than all the rest.
 */
#ifndef ACD_HISTORY_H
#define ACD_HISTORY_H

#include <acd/event.h>
#include <acd/kpi.h>
#include <acd/route.h>

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
  ACD_HISTORY_MINUTES = 64,        /**< the last 60 minutes; of agents and members only with AGENT_MINUTES */
  ACD_HISTORY_DISTRIBUTIONS = 128, /**< of queues, by interval and longer */
  ACD_HISTORY_AGENT_MINUTES = 256, /**< see "Cost" */
  ACD_HISTORY_CAMPAIGNS = 512,     /**< campaign.h */
  ACD_HISTORY_SLOT_PLANS = 1024    /**< slot.h */
};

/** What acd_history_options_init() sets is in the comments. */
typedef struct acd_history_options {
  uint32_t size;
  uint32_t keeps;        /**< ACD_HISTORY_…, one or several: all but AGENT_MINUTES */
  int64_t interval_us;   /**< 5, 10, 15, 20, 30 or 60 minutes: 15 */
  int64_t intervals_max; /**< kept, 1 … 100,000: 2,976, a month of quarter hours */
  int64_t days_max;      /**< kept, 1 … 10,000: 400 */
  int64_t bytes_max;     /**< of memory, at least 131,072: 256 MiB */
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
  int64_t service_levels_count;
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
 * happened in the period is all zero. ACD_ERR_STATE: such rows are not kept. ACD_ERR_ARGUMENT: no such kind of period,
 * or that is not kept of these rows. */
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

/** A queue in a period: what acd_kpi_queue does not say. */
typedef struct acd_history_wait {
  uint32_t size;
  uint32_t reserved;
  int64_t waiting_start; /**< at its start; at its end: acd_kpi_queue.waiting */
  int64_t queue_us;      /**< the integral of the queue's length, all who stood in it, callbacks too */
  int64_t wrapups;       /**< ended */
  int64_t contacts; /**< callers who talked to an agent, known by their number; once a call, where they first did */
  int64_t repeats;  /**< of those (in this period or before), who called again within `repeat_us`; when they do */
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
 * "80 % in 20 seconds" says neither 80 % of what, nor since when, nor what becomes of those who hung up. A definition
 * says all of it:
 *
 *     acd_service_level level;
 *     acd_service_level_init(&level, ACD_SERVICE_LEVEL_CISCO_IGNORED);
 *     level.name = "sales contract";
 *     level.threshold_us = 30 * ACD_SECOND;
 *     acd_history_service_level_add(history, &level);
 *
 * A history keeps up to ACD_SERVICE_LEVELS_MAX of them, for each queue and each of its periods, and they are saved and
 * merged with it. They count single calls, never buckets. All that they count are callers who left the queue in the
 * period, so that no formula depends on who waits still.
 *
 * In the formulas N is all who left (answered, abandoned, overflowed, at the time-out, … and for a callback, but not
 * consultations that were given up, callbacks, nor who waits on in another of its queues), A of those the answered
 * ones, B the abandoned, B_s those of them that were short, C those who took a callback; X_T are those of X whose wait
 * was within the threshold. Short ones count as any where no formula takes them out, as with Cisco's unless an abandon
 * wait time is set there. */
enum {
  ACD_SERVICE_LEVEL_CISCO_NEGATIVE = 1, /**< "cisco_negative": A_T / N. Who abandons is a call not answered in time */
  ACD_SERVICE_LEVEL_CISCO_IGNORED = 2,  /**< "cisco_ignored": A_T / (N − B_T) */
  ACD_SERVICE_LEVEL_CISCO_POSITIVE = 3, /**< "cisco_positive": (A_T + B_T) / N */
  ACD_SERVICE_LEVEL_CMS_ANSWERED = 4,   /**< "cms_answered": A_T / A, of answered calls alone, as older Avaya CMS */
  /** "genesys": A_T / (A + B − B_s), as Genesys Cloud does unless it is told otherwise: flow-outs and short ones do not count */
  ACD_SERVICE_LEVEL_GENESYS = 5,
  /** "amazon_connect": (A_T + B_T + C_T) / N. Whoever is out of the queue in time, by whichever of these ways */
  ACD_SERVICE_LEVEL_AMAZON_CONNECT = 6,
  ACD_SERVICE_LEVEL_LIBACD = 7 /**< "libacd": A_T / (N − B_s), as acd_kpi_service_level_ppm() */
};
enum {
  ACD_COMPARE_AT_MOST = 0, /**< within T: ≤ T */
  ACD_COMPARE_BELOW = 1    /**< < T */
};

enum {
  ACD_SERVICE_LEVELS_MAX = 8,     /**< of a history */
  ACD_SERVICE_LEVEL_NAME_MAX = 63 /**< bytes */
};

/** What acd_service_level_init() sets is in the comments. */
typedef struct acd_service_level {
  uint32_t size;
  uint32_t formula;     /**< ACD_SERVICE_LEVEL_… */
  const char *name;     /**< of its own among those of a history: that of the formula */
  int64_t threshold_us; /**< T, from 1 µs up: 20 s */
  int64_t compare;      /**< ACD_COMPARE_…: AT_MOST */
  /** ACD_WAIT_FROM_… (route.h): waits since this queue was entered, or since the call arrived, flows and other queues
   * included (of one whose arrival the history was not told: since entry). ENTRY. */
  int64_t wait_from;
  /** An abandoned call is short if its wait, likewise, was at most this, 0 … ACD_TIME_MAX; -1: if the event says so,
   * that is by the centre's `short_abandon` and the wait since entry. -1. */
  int64_t short_us;
} acd_service_level;

/** The formula of a name; 0: there is none. */
ACD_API int64_t acd_service_level_find(const char *name);
/** "cisco_negative", …; "?" for what is none. */
ACD_API const char *acd_service_level_str(int64_t formula);
/** Of an unknown formula: one that no history takes. */
ACD_API void acd_service_level_init(acd_service_level *level, int64_t formula);

/** Copies a definition into a history, before its first event; its index is how many there were before. Where none is
 * added there is one: "libacd". ACD_ERR_ARGUMENT: a value out of its range, no name, another's, or one that
 * is not UTF-8 without control characters. ACD_ERR_LIMIT: a name
 * too long, or so many already. ACD_ERR_STATE: the history has counted events already, or others' were merged. */
ACD_API int acd_history_service_level_add(acd_history *history, const acd_service_level *level);
/** As it was added; the name is borrowed as long as the history lives. ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_history_service_level_at(const acd_history *history, int64_t index, acd_service_level *level_out);
/** The index of a name; -1: there is none. */
ACD_API int64_t acd_history_service_level_find(const acd_history *history, const char *name);

/** What a service level counted: of a queue in a period. All but `ppm` add up. */
typedef struct acd_service_level_counts {
  uint32_t size;
  uint32_t formula; /**< of the definition */
  int64_t offered;  /**< N */
  int64_t answered; /**< A, and so on */
  int64_t answered_within;
  int64_t abandoned; /**< short ones included */
  int64_t abandoned_within;
  int64_t abandoned_short;
  int64_t taken_within; /**< C_T */
  int64_t met;          /**< above the line of the formula, */
  int64_t counted;      /**< and below */
  int64_t ppm;          /**< met / counted, rounded half up; 0 where nothing was counted */
} acd_service_level_counts;

/** Of a queue (NULL: of all) in a period. ACD_ERR_NOT_FOUND: no such queue, or nothing at this index. */
ACD_API int acd_history_service_level_get(const acd_history *history, const acd_history_period *period,
                                          const char *queue, int64_t index, acd_service_level_counts *counts_out);
/** By any formula from the counts; `met`, `counted` and `ppm` are not looked at. 0 where nothing was counted, or there is
 * no such formula. */
ACD_API int64_t acd_service_level_ppm(const acd_service_level_counts *counts, int64_t formula);

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
 * and goes on. ACD_ERR_ARGUMENT: the same history, or other options (`keeps`, interval, zone,
 * `repeat_us`) or service levels. ACD_ERR_NOMEM: rows or periods may be missing then; free `into`. Associative and commutative. */
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
