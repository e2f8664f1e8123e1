/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Call records: one for each call, made from the events alone, and what keeps events and records: CSV, JSON lines, and
 * the queue_log of Asterisk.
 *
 *     acd_records *records;
 *     acd_records_new(NULL, &records);
 *     acd_records_set_hook(records, on_record, file);
 *     acd_options_set_events(options, acd_records_event, records);
 *
 * The handle is fed with every event of one engine, from its beginning on, in order and once: as its sink, or from the
 * host's own sink. It knows nothing else, never looks at the engine, and may be fed from stored events as well. One
 * handle belongs to one thread at a time. Its hooks run inside acd_records_event(), so where events come from a sink,
 * inside a command: they must not call the engine, nor this handle; the functions below that write are for them.
 *
 * **One call, one record.** Each call that arrived has exactly one record, with exactly one end and one disposition.
 * Consultations (party.h) have none of their own: they stand in that of the call they were for. It is given when it is
 * complete: the call has ended and, with ACD_RECORDS_WAIT_WRAPUP (the default), every agent's wrap-up after it, too.
 * Without, wrap-ups that end later are not in it.
 *
 * **Segments** say where the caller was. Those of the call itself, but for the kind PARTY, adjoin: the first begins
 * with the call's arrival, each other one where the one before ends, and the last one ends with the call; so they add
 * up to its duration. Beside them run those of further agents in a conference (PARTY) and those of consultations, told
 * by their `call`. All stand in order of their begin, with equal ones in order of their end. A call that passes several
 * queues in one instant, or waits in several at once, has one segment for the time; hence
 *
 * **visits** say what queues counted: one for each time that the call, or a consultation for it, entered a queue, and
 * how it left. Over all records the visits of a queue add up to its acd_kpi_queue: entries by `entered`, departures by
 * `left`, waits by `wait_us`.
 *
 * **Conversations** say what agents did: one for each agent who talked, from answered to its end; a consultation and
 * the conversation with the caller that follows it are one (party.h). Over all records those of an agent add up to
 * answered, handled, talk, hold, wrap-up and transfers of acd_kpi_agent, those of a queue to the same of acd_kpi_queue.
 * Each has the key to its explanation: at `offered_at_us` the agent was chosen, by the event `offered_sequence`; the
 * commands up to there, replayed into an engine with the hook of explain.h, say why.
 *
 * Over all records those with a callback plan, a campaign or a booked slot (kept, broken or released) add up to
 * acd_history_callbacks (history.h) of that.
 *
 * **The path** are the nodes of flows that the call left, in order, and by which exits.
 *
 * **Memory.** An open call takes about 1 kB, its texts (each once; up to 255 bytes, cut where they are longer), some 70
 * bytes for each agent who rings, queue it waits in and consultation, and what it has in the four lists (up to 144
 * bytes a row, with room for up to twice as many), which have ACD_RECORDS_LIST_MAX entries each at the most. What goes
 * beyond is counted in the record (`segments_lost` and so on), and never in silence; the sums of the record go on. It
 * is all given back with the record. Where the allocator refuses memory for an entry, that is lost likewise; where it
 * refuses it for a new record, the call has none, and acd_records_stats.lost counts it. A text that there is no memory
 * for is "".
 *
 * Rows of a list stand as far apart as the first one's `size` says, which a later version may make larger.
 *
 * Times are engine time in microseconds. Where a wall time is written it is that of the event; of segments, visits and
 * the rest that of the arrival, and the engine time since.
 */
#ifndef ACD_RECORD_H
#define ACD_RECORD_H

#include <acd/event.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What became of a call, in the field's words. The first that is true. */
enum {
  ACD_DISPOSITION_OPEN = 0,        /**< it has not ended: acd_records_flush() */
  ACD_DISPOSITION_ANSWERED = 1,    /**< an agent talked to the caller, whatever came before or after */
  ACD_DISPOSITION_ABANDONED = 2,   /**< the caller hung up while waiting (ACD_END_ABANDONED) */
  ACD_DISPOSITION_VOICEMAIL = 3,   /**< left a message */
  ACD_DISPOSITION_TRANSFERRED = 4, /**< handed to an outside number by a flow */
  ACD_DISPOSITION_SELF_SERVED = 5, /**< ended inside a flow, by the caller or by the flow */
  ACD_DISPOSITION_TURNED_AWAY = 6, /**< not let in, waited as long as allowed, or nobody there, with nowhere to go */
  ACD_DISPOSITION_NOT_REACHED = 7, /**< a callback that came to no conversation */
  ACD_DISPOSITION_FAILED = 8       /**< the host could not go on with it, or lost it */
};
/** "answered", "abandoned", …; "?" for unknown ones. */
ACD_API const char *acd_disposition_str(int64_t disposition);

typedef struct acd_record_segment {
  uint32_t size;
  uint32_t kind; /**< ACD_SEGMENT_… */
  acd_id call;   /**< the record's, or that of a consultation for it */
  acd_id queue;  /**< QUEUE; else 0 */
  acd_id agent;  /**< AGENT, CONSULTATION, PARTY; else 0 */
  acd_id flow;   /**< FLOW: that it ended in; else 0 */
  acd_time begun_at_us;
  acd_time ended_at_us;
  /** QUEUE: ACD_LEAVE_…; AGENT, CONSULTATION, PARTY: ACD_CONVERSATION_…, 0: the agent's conversation went on. Else 0. */
  int64_t ended;
  const char *queue_name; /**< as all texts of a record: "" where there is none; lent until the hook returns */
  const char *agent_name;
  const char *flow_name;
} acd_record_segment;

typedef struct acd_record_visit {
  uint32_t size;
  uint32_t reserved;
  acd_id call; /**< the record's, or that of a consultation for it */
  acd_id queue;
  acd_time entered_at_us;
  acd_time left_at_us; /**< ACD_TIME_NEVER: it waits yet (acd_records_flush()) */
  int64_t wait_us;     /**< as QUEUE_LEFT has it: of a callback since it was reached */
  int64_t entered;     /**< ACD_ENTER_… */
  int64_t left;        /**< ACD_LEAVE_…, 0: it waits yet */
  int64_t exit;        /**< of one not let in: the ACD_EXIT_… that says why (flow.h) */
  int64_t position;    /**< calls that waited there then, with it */
  int64_t offers;      /**< agents rung for it from this queue */
  int64_t no_answers;  /**< of those: ring no answer */
  int64_t refusals;    /**< of those: refused, busy or failed */
  const char *queue_name;
} acd_record_visit;

typedef struct acd_record_conversation {
  uint32_t size;
  uint32_t reserved;
  acd_id call; /**< that was answered: the record's, or that of a consultation for it */
  acd_id agent;
  acd_id queue;             /**< that it was answered from, 0: none */
  int64_t offered_sequence; /**< of the event OFFERED that led to it; 0: not seen */
  acd_time offered_at_us;   /**< ACD_TIME_NEVER then */
  int64_t ring_us;          /**< from there to the agent's answer */
  acd_time answered_at_us;
  acd_time ended_at_us; /**< ACD_TIME_NEVER: it lasts (acd_records_flush()) */
  int64_t wait_us;      /**< as ANSWERED has it */
  int64_t talk_us;      /**< without hold */
  int64_t hold_us;
  int64_t holds;       /**< how often it was put on hold while this agent was the first */
  int64_t wrapup_us;   /**< 0: none, or (without ACD_RECORDS_WAIT_WRAPUP) not over yet */
  int64_t ended;       /**< ACD_CONVERSATION_…, 0: it lasts */
  int64_t called_back; /**< 1: a callback */
  const char *agent_name;
  const char *queue_name;
  /** What was said of it (mark.h) before the record was told: ACD_MARK_RATING, ACD_MARK_RESOLVED. */
  int64_t marks;
  int64_t rating;
  int64_t satisfied; /**< 1: with that rating */
  int64_t resolved;
} acd_record_conversation;

typedef struct acd_record_step {
  uint32_t size;
  uint32_t reserved;
  acd_id flow;
  int64_t node; /**< its index */
  int64_t exit; /**< ACD_EXIT_… (flow.h) */
  acd_time left_at_us;
  const char *flow_name;
  const char *node_name;
} acd_record_step;

/** What is not there yet, or never came, is as base.h says: instants ACD_TIME_NEVER, `node` -1, all else 0 or "". */
typedef struct acd_record {
  uint32_t size;
  uint32_t reserved;
  acd_id call; /**< with `arrived_wall_us` a key for more than one engine's life */
  int64_t call_ref;
  acd_id channel;     /**< when it ended */
  const char *number; /**< dialled */
  const char *caller;
  acd_time arrived_at_us;
  acd_time queued_at_us;   /**< first entered a queue */
  acd_time answered_at_us; /**< an agent first talked to the caller */
  acd_time ended_at_us;
  int64_t arrived_wall_us; /**< wall time as acd_event.wall_us */
  int64_t answered_wall_us;
  int64_t ended_wall_us;
  int64_t end;         /**< ACD_END_… */
  int64_t disposition; /**< ACD_DISPOSITION_… */
  /** Of the first answer; without one, of the last queue, and 0. */
  acd_id queue;
  acd_id agent;
  const char *queue_name;
  const char *agent_name;
  acd_id flow;  /**< where it stood when it ended, 0: in none */
  int64_t node; /**< its index, -1: in none */
  const char *flow_name;
  const char *node_name;
  int64_t wait_us;   /**< in its segments QUEUE and DIRECT, together */
  int64_t answer_us; /**< of the first answer: acd_record_conversation.wait_us */
  int64_t talk_us;   /**< of all its conversations, consultations included */
  int64_t hold_us;
  int64_t wrapup_us;
  int64_t answers;       /**< agents who talked, consultations included, each time */
  int64_t transfers;     /**< conversations ended by a transfer */
  int64_t consultations; /**< begun */
  int64_t offers;        /**< agents rung, consultations and direct calls included */
  int64_t no_answers;
  int64_t refusals;
  int64_t parked;            /**< how often */
  int64_t callback;          /**< 1: it is or was a callback (callback.h) */
  const char *callback_plan; /**< its name */
  int64_t callback_attempts;
  int64_t callback_outcome; /**< ACD_CALLBACK_… */
  const acd_record_segment *segments;
  const acd_record_visit *visits;
  const acd_record_conversation *conversations;
  const acd_record_step *path;
  int64_t segments_count;
  int64_t visits_count;
  int64_t conversations_count;
  int64_t path_count;
  int64_t segments_lost; /**< beyond the list's maximum, or for want of memory: the latest */
  int64_t visits_lost;
  int64_t conversations_lost;
  int64_t path_lost;
  int64_t callback_reached; /**< 1: the customer was on the line: an attempt was accepted or bridged */
  acd_id campaign;          /**< whose task it is or was (campaign.h), 0: none */
  const char *campaign_name;
  /** The slot that it was booked for (slot.h); one that was never booked: that it held last. 0: none */
  acd_id slot_plan;
  const char *slot_plan_name;
  int64_t slot_date;      /**< its start by the plan's clock: acd_event.local_date */
  int64_t slot_clock_us;  /**< likewise */
  int64_t slot_wall_us;   /**< the same instant */
  int64_t slot;           /**< ACD_SLOT_…, what happened to it last: the promise kept or broken, released, lapsed */
  int64_t call_again;     /**< ACD_CALL_AGAIN_… of a caller who gave up where callers are called again, else 0 */
  acd_id call_again_task; /**< the call by which that is done, 0: none */
  /** What was said of its conversations (mark.h), of each the latest: ACD_MARK_…. */
  int64_t marks;
  int64_t rating;
  int64_t satisfied;
  int64_t resolved;
  int64_t response_us; /**< from its arrival to the agent's first reply */
} acd_record;

typedef struct acd_records acd_records;

/** Numbered options, for calls that arrive from then on. Range and default in brackets. */
enum {
  ACD_RECORDS_WAIT_WRAPUP = 1, /**< 1: a record waits for the wrap-ups after its call [0 … 1; 1] */
  ACD_RECORDS_LIST_MAX = 2,    /**< entries of each of a record's lists [0 … 100,000; 100] */
  /** 1: the queue_log has lines of calls that are not let in, too, which app_queue does not write but Wazo does [0 … 1; 0] */
  ACD_RECORDS_REFUSED_LINES = 3
};

/** Told each record once. All of it is lent until the hook returns. */
typedef void (*acd_record_fn)(void *user, const acd_record *record);
/** Given one or several lines, each with its line end; `size` bytes without the NUL, lent until it returns. */
typedef void (*acd_lines_fn)(void *user, const char *lines, size_t size);

/** `allocator` NULL: libc's. */
ACD_API int acd_records_new(const acd_allocator *allocator, acd_records **records_out);
/** Records of calls that have not ended are not given. */
ACD_API void acd_records_free(acd_records *records);
/** ACD_ERR_ARGUMENT for an unknown option or a value out of range. */
ACD_API int acd_records_set(acd_records *records, int option, int64_t value);
/** NULL: none. */
ACD_API int acd_records_set_hook(acd_records *records, acd_record_fn hook, void *user);
/** An acd_event_fn: `records` is the handle. Events of calls whose arrival it was not told are passed over. */
ACD_API void acd_records_event(void *records, const acd_event *event);
/** Gives the records of all open calls as they stand, in order of arrival, and forgets them: when the host stops.
 * Those of calls that have ended and wait for a wrap-up are as if they did not; others have ACD_DISPOSITION_OPEN,
 * and the segment that lasts is not in them. */
ACD_API void acd_records_flush(acd_records *records);

typedef struct acd_records_stats {
  uint32_t size;
  uint32_t reserved;
  int64_t arrived;      /**< calls = given + lost + open */
  int64_t given;        /**< records given to the hook */
  int64_t lost;         /**< calls without a record, for want of memory */
  int64_t open;         /**< records not given yet */
  int64_t entries_lost; /**< of lists, in all records */
  int64_t memory_bytes; /**< held from the allocator */
} acd_records_stats;
ACD_API int acd_records_stats_get(const acd_records *records, acd_records_stats *stats_out);

/* ---- What is written (buffers: base.h)
 *
 * JSON is RFC 8259, a line an object, ended by a newline. Bytes that are no UTF-8 become U+FFFD. Names of fields are
 * the same throughout: `time` and `…_at` are wall time as ISO 8601 in UTC with microseconds
 * ("2024-01-31T08:15:30.250000Z"), or null where it never came to that; `…_us` is engine time; `…_s` are seconds with
 * six decimals; ids and counts are whole numbers; enumerations are the names that acd_end_str() and its like give. Ids
 * that are 0 and texts that are "" are left out. `slot_local` is local time ("2024-01-31T09:00:00").
 *
 * CSV is RFC 4180: fields quoted where need be, lines ended by CR LF, texts as they are but for one thing: one that a
 * spreadsheet would take for a formula, because it begins with = + - @ a tab or a carriage return, has an apostrophe
 * before it; so has a number such as +4930123456. */

/** An event as JSON: {"event":"queue_left","sequence":…,"time":…,"time_us":…,"call":…,"queue":…,"queue_id":…, …}.
 * What `value_us`, `value`, `detail`, `reason` and `text` are of this kind (event.h) have names of their own:
 * "wait_s", "left", … Of a kind that the library does not know they stand under those names. */
ACD_API int acd_event_print_json(const acd_event *event, char *buffer, size_t capacity, size_t *size_out);
/** A record as JSON, with its lists as arrays. */
ACD_API int acd_record_print_json(const acd_record *record, char *buffer, size_t capacity, size_t *size_out);
/** The names of the columns: those of the fields in JSON. */
ACD_API int acd_record_print_csv_head(char *buffer, size_t capacity, size_t *size_out);
/** A record without its lists. */
ACD_API int acd_record_print_csv(const acd_record *record, char *buffer, size_t capacity, size_t *size_out);

/* ---- queue_log of Asterisk
 *
 * Lines as app_queue writes them: time|call|queue|agent|EVENT|data1|data2|…, for the tools that read those. `time` is
 * wall time in whole seconds, rounded down, as all durations but those of ringing, which are milliseconds. `call` is
 * the second in which it arrived and its id: 1706688930.4398046511105; a consultation is a call of its own. Where there
 * is no call, queue or agent it is NONE. In names | becomes /, and control characters a space; without a name there is
 * NONE.
 *
 * | line | when |
 * |---|---|
 * | ENTERQUEUE, url (empty), caller, position | a call enters a queue, and is let in |
 * | FULL, JOINEMPTY, CLOSED | where it is not, with ACD_RECORDS_REFUSED_LINES: at capacity, nobody there, shut |
 * | CONNECT, wait, agent, ring | answered. app_queue has the agent's channel where there is the name |
 * | ABANDON, position, position at entry, wait | abandoned, short or not; lost by the host; a consultation that was given up |
 * | EXITWITHTIMEOUT, position, position at entry, wait | waited as long as allowed; and, for want of words, whatever else takes a call out: overflow, a move, another of its queues, a callback that is tried again |
 * | EXITWITHKEY, key (empty), position, position at entry, wait | the exit key, or the caller takes a callback |
 * | EXITEMPTY, position, position at entry, wait | nobody is there any more; or the queue was cleared |
 * | RINGNOANSWER, ring | ring no answer, refused, busy or failed |
 * | RINGCANCELED, ring | the caller abandons while the agent is rung; before ABANDON |
 * | COMPLETECALLER, COMPLETEAGENT, wait, call time, position at entry | the caller, the agent hung up; COMPLETEAGENT also where the agent leaves a conference or parks the call, and where a leg is lost |
 * | BLINDTRANSFER, extension, context (both empty), wait, call time, position at entry | transferred |
 * | ATTENDEDTRANSFER, BRIDGE, agent who takes over, wait, call time, position at entry | transferred after a consultation |
 * | AGENTLOGIN, agent; AGENTLOGOFF, agent, seconds logged in | presence |
 * | PAUSEALL, reason; UNPAUSEALL | presence: not ready, and again available; in all queues, for presence is the agent's |
 * | CONFIGRELOAD | a definition took effect |
 *
 * `position` counts those who entered the queue before, and are still there, from 1: where they are not served in
 * that order it is not the place (route.h). Without counterpart, and not told: direct calls and conversations
 * without a queue, flows, wrap-up, hold, supervision, and members of queues (ADDMEMBER), of which events know
 * nothing. Offers that end because another agent was faster, or for other reasons, are not told either. app_queue knows
 * neither callbacks nor calls in several queues: what is a new entry here is a call that enters again there. */

/** From now on each event's lines are given to the hook. NULL: none. It costs some 100 bytes for each agent who is
 * logged in and each queue that was entered since the last definition, and 8 for each call that waits. A call that
 * has no record for want of memory has no lines either; a position or a log-in that there was no memory for is 0, or
 * told as if it were the first. */
ACD_API int acd_records_set_queue_log(acd_records *records, acd_lines_fn hook, void *user);

#ifdef __cplusplus
}
#endif
#endif
