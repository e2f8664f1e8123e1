/* SPDX-License-Identifier: Apache-2.0 */
/* The queue_log of Asterisk (acd/record.h). A line is made in one buffer: names have at most 255 bytes of their own. */
#include <string.h>

#include <acd/agent.h>
#include <acd/flow.h>

#include "record/record.h"
#include "record/write.h"

enum { NAME_BYTES = 255, LINE_BYTES = 4 * NAME_BYTES + 200 };

/* Who waits in a queue that somebody has entered, by the events that they entered with. */
typedef struct line_up {
  acd__rows sequences; /* int64_t, rising */
} line_up;

/* An agent who is logged in. */
typedef struct login {
  acd_time since_us;
  int paused;
} login;

struct acd__queue_log {
  acd_lines_fn hook;
  void *user;
  acd__dictionary queues; /* line_up */
  acd__dictionary agents; /* login */
  acd__rows queues_known; /* acd_id: of what is in the tables, to give it back */
  acd__rows agents_known;
};

static void *find(const acd__dictionary *table, acd_id id)
{
  return acd__dictionary_find(table, (const char *)&id, sizeof id);
}

/* Under this id from now on, zeroed; NULL: no memory. */
static void *add(acd__memory *memory, acd__dictionary *table, acd__rows *known, acd_id id, size_t size)
{
  acd_id *row = acd__rows_add(memory, known, sizeof *row);
  void *item = row ? acd__memory_array(memory, 1, size) : NULL;
  if (item && acd__dictionary_add(table, (const char *)&id, sizeof id, item) == ACD_OK) {
    *row = id;
    return item;
  }
  acd__memory_give(memory, item, size);
  known->count -= row != NULL;
  return NULL;
}

static void forget(acd__memory *memory, acd__dictionary *table, acd__rows *known, acd_id id, size_t size)
{
  const acd_id *ids = ACD__ROWS(acd_id, known);
  acd__memory_give(memory, find(table, id), size);
  acd__dictionary_remove(table, (const char *)&id, sizeof id);
  for (size_t i = 0; i < known->count; i++)
    if (ids[i] == id) {
      acd__rows_remove(known, i, sizeof id);
      return;
    }
}

static void queue_forget(acd_records *records, acd_id queue)
{
  acd__queue_log *log = records->log;
  line_up *line = find(&log->queues, queue);
  acd__rows_release(&records->memory, &line->sequences, sizeof(int64_t));
  forget(&records->memory, &log->queues, &log->queues_known, queue, sizeof *line);
}

void acd__queue_log_free(acd_records *records)
{
  acd__queue_log *log = records->log;
  if (!log) return;
  while (log->queues_known.count) queue_forget(records, ACD__ROWS(acd_id, &log->queues_known)[0]);
  while (log->agents_known.count)
    forget(&records->memory, &log->agents, &log->agents_known, ACD__ROWS(acd_id, &log->agents_known)[0], sizeof(login));
  acd__rows_release(&records->memory, &log->queues_known, sizeof(acd_id));
  acd__rows_release(&records->memory, &log->agents_known, sizeof(acd_id));
  acd__dictionary_release_all(&log->queues);
  acd__dictionary_release_all(&log->agents);
  acd__memory_give(&records->memory, log, sizeof *log);
  records->log = NULL;
}

int acd_records_set_queue_log(acd_records *records, acd_lines_fn hook, void *user)
{
  if (!records) return ACD_ERR_ARGUMENT;
  if (!hook) {
    acd__queue_log_free(records);
    return ACD_OK;
  }
  if (!records->log) {
    acd__queue_log *log = acd__memory_array(&records->memory, 1, sizeof *log);
    if (!log) return ACD_ERR_NOMEM;
    acd__dictionary_init(&log->queues, &records->memory, 0);
    acd__dictionary_init(&log->agents, &records->memory, 0);
    records->log = log;
  }
  records->log->hook = hook;
  records->log->user = user;
  return ACD_OK;
}

/* ---- Lines */

typedef struct line {
  acd__out out;
  char buffer[LINE_BYTES];
} line;

static int64_t seconds(int64_t us)
{
  return us / 1000000 - (us % 1000000 < 0);
}

/* Behind a bar; what would end the field or the line is replaced. */
static void add_name(line *to, const char *name, const char *without)
{
  acd__out_char(&to->out, '|');
  if (!name || !name[0]) name = without;
  for (size_t i = 0; i < NAME_BYTES && name[i]; i++) {
    unsigned char c = (unsigned char)name[i];
    acd__out_char(&to->out, c == '|' ? '/' : c < 0x20 || c == 0x7f ? ' ' : (char)c);
  }
}

static void add_number(line *to, int64_t value)
{
  acd__out_char(&to->out, '|');
  acd__out_int(&to->out, value);
}

static void begin(line *to, const acd_event *event, acd_id call, int64_t call_wall_us, const char *word)
{
  to->out = (acd__out){to->buffer, sizeof to->buffer, 0};
  acd__out_int(&to->out, seconds(event->wall_us));
  acd__out_char(&to->out, '|');
  if (call) {
    acd__out_int(&to->out, seconds(call_wall_us));
    acd__out_char(&to->out, '.');
    acd__out_int(&to->out, call);
  } else {
    acd__out_text(&to->out, "NONE");
  }
  add_name(to, event->queue_name, "NONE");
  add_name(to, event->agent_name, "NONE");
  acd__out_char(&to->out, '|');
  acd__out_text(&to->out, word);
}

static void end(const acd_records *records, line *to)
{
  acd__out_char(&to->out, '\n');
  size_t size;
  (void)acd__out_end(&to->out, &size);
  records->log->hook(records->log->user, to->buffer, size);
}

/* ---- Queues */

/* From 1; 0: not known. With `leaves` it is no longer there. */
static int64_t place_of(acd_records *records, const acd__record_wait *wait, int leaves)
{
  line_up *of = find(&records->log->queues, wait->queue);
  if (!of) return 0;
  const int64_t *sequences = ACD__ROWS(int64_t, &of->sequences);
  size_t low = 0, high = of->sequences.count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (sequences[middle] < wait->sequence)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == of->sequences.count || sequences[low] != wait->sequence) return 0;
  if (leaves) acd__rows_remove(&of->sequences, low, sizeof *sequences);
  return (int64_t)low + 1;
}

static void line_up_add(acd_records *records, const acd__record_wait *wait)
{
  acd__queue_log *log = records->log;
  line_up *of = find(&log->queues, wait->queue);
  if (!of) of = add(&records->memory, &log->queues, &log->queues_known, wait->queue, sizeof *of);
  int64_t *sequence = of ? acd__rows_add(&records->memory, &of->sequences, sizeof *sequence) : NULL;
  if (sequence) *sequence = wait->sequence;
}

static const char *refusal(int64_t exit)
{
  return exit == ACD_EXIT_AT_CAPACITY ? "FULL" : exit == ACD_EXIT_NO_AGENTS ? "JOINEMPTY" : "CLOSED";
}

void acd__queue_log_entered(acd_records *records, const acd__record *record, acd__record_wait *wait,
                            const acd_event *event)
{
  line to;
  if (event->reason && !records->refused_lines) return;
  begin(&to, event, event->call, acd__record_wall(record, event->call),
        event->reason ? refusal(event->reason) : "ENTERQUEUE");
  if (!event->reason) {
    line_up_add(records, wait);
    wait->position = place_of(records, wait, 0);
    add_name(&to, "", "");
    add_name(&to, event->caller, "");
    add_number(&to, wait->position);
  }
  end(records, &to);
}

static const char *departure(int64_t how)
{
  switch (how) {
  case ACD_LEAVE_ANSWERED:
  case ACD_LEAVE_CALLED_BACK: return NULL; /* CONNECT follows */
  case ACD_LEAVE_ABANDONED:
  case ACD_LEAVE_ABANDONED_SHORT:
  case ACD_LEAVE_DISCONNECTED:
  case ACD_LEAVE_CANCELLED: return "ABANDON";
  case ACD_LEAVE_KEY:
  case ACD_LEAVE_CALLBACK: return "EXITWITHKEY";
  case ACD_LEAVE_NO_AGENTS:
  case ACD_LEAVE_CLEARED: return "EXITEMPTY";
  default: return "EXITWITHTIMEOUT";
  }
}

/* Those who are rung for a caller who abandons, and have not accepted. */
static void tell_cancelled(const acd_records *records, const acd__record *record, const acd_event *event)
{
  const acd__record_ring *rings = ACD__ROWS(acd__record_ring, &record->rings);
  for (size_t i = 0; i < record->rings.count; i++) {
    if (rings[i].call != event->call || rings[i].queue != event->queue || rings[i].accepted) continue;
    acd_event rung = *event;
    line to;
    rung.agent_name = rings[i].agent_name;
    begin(&to, &rung, event->call, acd__record_wall(record, event->call), "RINGCANCELED");
    add_number(&to, (event->time_us - rings[i].time_us) / 1000);
    end(records, &to);
  }
}

void acd__queue_log_left(acd_records *records, const acd__record *record, const acd__record_wait *wait,
                         const acd_event *event)
{
  if (wait->refused) return;
  int64_t position = place_of(records, wait, 1);
  const char *word = departure(event->detail);
  if (!word) return;
  if (event->detail == ACD_LEAVE_ABANDONED || event->detail == ACD_LEAVE_ABANDONED_SHORT)
    tell_cancelled(records, record, event);
  line to;
  begin(&to, event, event->call, acd__record_wall(record, event->call), word);
  if (strcmp(word, "EXITWITHKEY") == 0) add_name(&to, "", ""); /* the key */
  add_number(&to, position);
  add_number(&to, wait->position);
  add_number(&to, seconds(event->value_us));
  end(records, &to);
}

/* ---- Offers and conversations */

void acd__queue_log_offer_ended(acd_records *records, const acd__record *record, const acd_event *event)
{
  if (!event->queue) return;
  line to;
  begin(&to, event, event->call, acd__record_wall(record, event->call), "RINGNOANSWER");
  add_number(&to, event->value_us / 1000);
  end(records, &to);
}

void acd__queue_log_answered(acd_records *records, const acd__record_talk *talk, int64_t ring_us,
                             const acd_event *event)
{
  if (!event->queue) return;
  line to;
  begin(&to, event, talk->call, talk->call_wall_us, "CONNECT");
  add_number(&to, seconds(talk->wait_us));
  add_name(&to, event->agent_name, "");
  add_number(&to, ring_us / 1000);
  end(records, &to);
}

void acd__queue_log_conversation_ended(acd_records *records, const acd__record_talk *talk, const char *heir,
                                       const acd_event *event)
{
  if (!talk->queue) return;
  int is_transfer = event->detail == ACD_CONVERSATION_TRANSFERRED;
  const char *word = event->detail == ACD_CONVERSATION_CALLER ? "COMPLETECALLER" : "COMPLETEAGENT";
  if (is_transfer) word = heir ? "ATTENDEDTRANSFER" : "BLINDTRANSFER";
  line to;
  begin(&to, event, talk->call, talk->call_wall_us, word);
  if (is_transfer) {
    add_name(&to, heir ? "BRIDGE" : "", "");
    add_name(&to, heir, "");
  }
  add_number(&to, seconds(talk->wait_us));
  add_number(&to, seconds(event->value_us + event->value));
  add_number(&to, talk->position);
  end(records, &to);
}

/* ---- Agents */

static void tell(const acd_records *records, const acd_event *event, const char *word)
{
  line to;
  begin(&to, event, 0, 0, word);
  end(records, &to);
}

static void log_in(acd_records *records, const acd_event *event)
{
  acd__queue_log *log = records->log;
  login *of = add(&records->memory, &log->agents, &log->agents_known, event->agent, sizeof *of);
  line to;
  if (of) of->since_us = event->time_us;
  begin(&to, event, 0, 0, "AGENTLOGIN");
  add_name(&to, event->agent_name, "");
  end(records, &to);
}

static void log_off(acd_records *records, const acd_event *event)
{
  acd__queue_log *log = records->log;
  const login *of = find(&log->agents, event->agent);
  int64_t length_us = of ? event->time_us - of->since_us : 0;
  line to;
  begin(&to, event, 0, 0, "AGENTLOGOFF");
  add_name(&to, event->agent_name, "");
  add_number(&to, seconds(length_us));
  end(records, &to);
  if (of) forget(&records->memory, &log->agents, &log->agents_known, event->agent, sizeof *of);
}

static void not_ready(acd_records *records, const acd_event *event)
{
  line to;
  begin(&to, event, 0, 0, "PAUSEALL");
  add_number(&to, event->reason);
  end(records, &to);
}

static void on_presence(acd_records *records, const acd_event *event)
{
  login *of = find(&records->log->agents, event->agent);
  if (event->detail == ACD_PRESENCE_LOGGED_OUT) {
    if (of) log_off(records, event);
    return;
  }
  int was_paused = of ? of->paused : 0;
  if (!of) log_in(records, event);
  if (event->detail == ACD_PRESENCE_NOT_READY) not_ready(records, event);
  if (event->detail == ACD_PRESENCE_AVAILABLE && was_paused) tell(records, event, "UNPAUSEALL");
  of = find(&records->log->agents, event->agent);
  if (of) of->paused = event->detail == ACD_PRESENCE_NOT_READY;
}

/* Queues in which nobody waits may be gone; those that are not come again when they are entered. */
static void forget_empty_queues(acd_records *records)
{
  acd__queue_log *log = records->log;
  for (size_t i = log->queues_known.count; i-- > 0;) {
    acd_id queue = ACD__ROWS(acd_id, &log->queues_known)[i];
    const line_up *of = find(&log->queues, queue);
    if (of->sequences.count == 0) queue_forget(records, queue);
  }
}

void acd__queue_log_other(acd_records *records, const acd_event *event)
{
  if (event->kind == ACD_EVENT_DEFINED) {
    forget_empty_queues(records);
    tell(records, event, "CONFIGRELOAD");
  }
  if (event->kind == ACD_EVENT_PRESENCE) on_presence(records, event);
}
