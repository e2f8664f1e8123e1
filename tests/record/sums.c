/* SPDX-License-Identifier: Apache-2.0 */
#include "sums.h"

#include <string.h>

static void broken(sums *of, const char *law)
{
  if (!of->broken) of->broken = law;
}

static acd_kpi_queue *queue_of(sums *of, acd_id id)
{
  size_t at = 0;
  while (at < of->queues_count && of->queues[at].id != id) at++;
  if (at == SUMS_ROWS) at = 0;
  if (at == of->queues_count) of->queues[of->queues_count++].id = id;
  return &of->queues[at].kpi;
}

static acd_kpi_agent *agent_of(sums *of, acd_id id)
{
  size_t at = 0;
  while (at < of->agents_count && of->agents[at].id != id) at++;
  if (at == SUMS_ROWS) at = 0;
  if (at == of->agents_count) of->agents[of->agents_count++].id = id;
  return &of->agents[at].kpi;
}

/* ---- Each record */

static void add_entry(acd_kpi_queue *kpi, int64_t entered)
{
  int64_t *const counts[] = {
      [ACD_ENTER_OFFERED] = &kpi->offered,          [ACD_ENTER_TRANSFERRED] = &kpi->transferred_in,
      [ACD_ENTER_OVERFLOWED] = &kpi->overflowed_in, [ACD_ENTER_CONSULTED] = &kpi->consulted_in,
      [ACD_ENTER_MOVED] = &kpi->moved_in,           [ACD_ENTER_ALSO] = &kpi->also_in,
      [ACD_ENTER_CALLBACK] = &kpi->callbacks_in};
  ++*counts[entered];
}

static void add_departure(acd_kpi_queue *kpi, const acd_record_visit *visit)
{
  int64_t *const counts[] = {[ACD_LEAVE_ANSWERED] = &kpi->answered,
                             [ACD_LEAVE_ABANDONED] = &kpi->abandoned,
                             [ACD_LEAVE_ABANDONED_SHORT] = &kpi->abandoned_short,
                             [ACD_LEAVE_OVERFLOWED] = &kpi->overflowed,
                             [ACD_LEAVE_TIMEOUT] = &kpi->timed_out,
                             [ACD_LEAVE_KEY] = &kpi->left_by_key,
                             [ACD_LEAVE_REJECTED] = &kpi->rejected,
                             [ACD_LEAVE_DISCONNECTED] = &kpi->disconnected,
                             [ACD_LEAVE_CANCELLED] = &kpi->cancelled,
                             [ACD_LEAVE_MOVED] = &kpi->moved,
                             [ACD_LEAVE_NO_AGENTS] = &kpi->no_agents,
                             [ACD_LEAVE_CLEARED] = &kpi->cleared,
                             [ACD_LEAVE_DIVERTED] = &kpi->diverted,
                             [ACD_LEAVE_ALSO] = &kpi->also_out,
                             [ACD_LEAVE_CALLBACK] = &kpi->callbacks_taken,
                             [ACD_LEAVE_CALLED_BACK] = &kpi->callbacks_answered,
                             [ACD_LEAVE_CALLBACK_OUT] = &kpi->callbacks_out};
  ++*counts[visit->left];
  kpi->queued_us += visit->wait_us;
  if (visit->wait_us > kpi->wait_us_max) kpi->wait_us_max = visit->wait_us;
  if (visit->left == ACD_LEAVE_ANSWERED) kpi->wait_us += visit->wait_us;
  if (visit->left == ACD_LEAVE_ABANDONED || visit->left == ACD_LEAVE_ABANDONED_SHORT) kpi->abandon_us += visit->wait_us;
}

static void add_visits(sums *of, const acd_record *record)
{
  for (int64_t i = 0; i < record->visits_count; i++) {
    const acd_record_visit *visit = &record->visits[i];
    acd_kpi_queue *kpi = queue_of(of, visit->queue);
    if (!visit->left || visit->left_at_us < visit->entered_at_us) {
      broken(of, "every visit of a call that has ended is over");
      continue;
    }
    if (!visit->queue_name[0]) broken(of, "a visit names its queue");
    if (visit->exit && visit->left_at_us != visit->entered_at_us) broken(of, "who is not let in leaves at once");
    add_entry(kpi, visit->entered);
    add_departure(kpi, visit);
    kpi->offers += visit->offers;
    kpi->no_answers += visit->no_answers;
    kpi->refusals += visit->refusals;
  }
}

static void add_conversations(sums *of, const acd_record *record)
{
  for (int64_t i = 0; i < record->conversations_count; i++) {
    const acd_record_conversation *row = &record->conversations[i];
    acd_kpi_agent *agent = agent_of(of, row->agent);
    int64_t transfers = row->ended == ACD_CONVERSATION_TRANSFERRED;
    if (!row->ended || row->ended_at_us - row->answered_at_us != row->talk_us + row->hold_us)
      broken(of, "a conversation is talk and hold");
    if (!row->agent_name[0]) broken(of, "a conversation names its agent");
    if (row->offered_sequence && row->offered_at_us + row->ring_us > row->answered_at_us)
      broken(of, "an agent is rung before the answer");
    of->explained += row->offered_sequence != 0;
    agent->answered++;
    agent->handled++;
    agent->talk_us += row->talk_us;
    agent->hold_us += row->hold_us;
    agent->wrapup_us += row->wrapup_us;
    agent->transfers += transfers;
    agent->wait_us += row->wait_us;
    if (!row->queue) {
      of->direct++;
      continue;
    }
    acd_kpi_queue *queue = queue_of(of, row->queue);
    queue->handled++;
    queue->talk_us += row->talk_us;
    queue->hold_us += row->hold_us;
    queue->wrapup_us += row->wrapup_us;
    queue->transfers += transfers;
    queue->ratings += (row->marks & ACD_MARK_RATING) != 0;
    queue->resolved += (row->marks & ACD_MARK_RESOLVED) && row->resolved;
    queue->unresolved += (row->marks & ACD_MARK_RESOLVED) && !row->resolved;
  }
}

static void check_segments(sums *of, const acd_record *record)
{
  acd_time at = record->arrived_at_us;
  int64_t wait_us = 0;
  for (int64_t i = 0; i < record->segments_count; i++) {
    const acd_record_segment *segment = &record->segments[i];
    of->segments[segment->kind & 15]++;
    if (i && segment->begun_at_us < record->segments[i - 1].begun_at_us)
      broken(of, "segments are in order of their begin");
    if (segment->begun_at_us < record->arrived_at_us || segment->ended_at_us > record->ended_at_us)
      broken(of, "segments lie in the call");
    if (segment->call != record->call || segment->kind == ACD_SEGMENT_PARTY) continue;
    if (segment->begun_at_us != at) broken(of, "segments adjoin");
    if (segment->kind == ACD_SEGMENT_QUEUE && !segment->ended) broken(of, "a segment in a queue ends by leaving it");
    if (segment->kind == ACD_SEGMENT_FLOW && segment->flow && !segment->flow_name[0]) broken(of, "a flow has a name");
    if (segment->kind == ACD_SEGMENT_QUEUE || segment->kind == ACD_SEGMENT_DIRECT)
      wait_us += segment->ended_at_us - segment->begun_at_us;
    at = segment->ended_at_us;
  }
  if (at != record->ended_at_us) broken(of, "segments end with the call");
  if (wait_us != record->wait_us) broken(of, "the wait is what was waited");
}

static void check_disposition(sums *of, const acd_record *record)
{
  int answered = record->disposition == ACD_DISPOSITION_ANSWERED;
  of->dispositions[record->disposition & 15]++;
  if (record->end < 1 || record->end > ACD_END_CALLBACK) broken(of, "a call has one end");
  if (record->disposition < 1 || record->disposition > ACD_DISPOSITION_FAILED) broken(of, "a call has one disposition");
  if (answered != (record->answered_at_us != ACD_TIME_NEVER)) broken(of, "who talked to an agent was answered");
  if ((record->agent != 0) != answered) broken(of, "who was answered has an agent");
}

static acd_history_callbacks *plan_of(sums *of, int64_t kind, const char *name)
{
  size_t at = 0;
  while (at < of->plans_count && (of->plans[at].kind != kind || strcmp(of->plans[at].name, name) != 0)) at++;
  if (at == SUMS_ROWS) at = 0;
  if (at == of->plans_count) {
    of->plans[at].kind = kind;
    memcpy(of->plans[at].name, name, strlen(name) < 64 ? strlen(name) : 63);
    of->plans_count++;
  }
  return &of->plans[at].callbacks;
}

static void add_callback(const acd_record *record, acd_history_callbacks *to)
{
  int is_missed =
      record->callback_outcome == ACD_CALLBACK_EXHAUSTED || record->callback_outcome == ACD_CALLBACK_EXPIRED;
  to->taken++;
  to->by_outcome[record->callback_outcome & 7]++;
  to->attempts += record->callback_attempts;
  to->dialled += record->callback_attempts > 0;
  to->reached += record->callback_reached;
  to->unreached += is_missed && record->callback_attempts > 0;
}

static void add_slot(const acd_record *record, acd_history_callbacks *to)
{
  to->slots_by_change[record->slot & 15]++;
  to->slots_late += record->slot == ACD_SLOT_BROKEN && record->callback_attempts > 0;
}

static void add_plans(sums *of, const acd_record *record)
{
  int is_booked = record->slot == ACD_SLOT_KEPT || record->slot == ACD_SLOT_BROKEN || record->slot == ACD_SLOT_RELEASED;
  if (record->callback != (record->callback_plan[0] != 0)) broken(of, "a callback has a plan");
  if ((record->slot != 0) != (record->slot_date != 0)) broken(of, "a slot has a date");
  if ((record->slot != 0) != (record->slot_wall_us != ACD_TIME_NEVER)) broken(of, "a slot begins at an instant");
  if ((record->campaign != 0) != (record->campaign_name[0] != 0)) broken(of, "a campaign has a name");
  if (record->callback) add_callback(record, plan_of(of, ACD_HISTORY_PLANS, record->callback_plan));
  if (record->campaign) add_callback(record, plan_of(of, ACD_HISTORY_CAMPAIGNS, record->campaign_name));
  if (!is_booked) return;
  add_slot(record, plan_of(of, ACD_HISTORY_PLANS, record->callback_plan));
  acd_history_callbacks *slots = plan_of(of, ACD_HISTORY_SLOT_PLANS, record->slot_plan_name);
  add_callback(record, slots);
  add_slot(record, slots);
}

void sums_record(void *user, const acd_record *record)
{
  sums *of = user;
  of->calls.arrived++;
  of->calls.ended++;
  of->calls.ends[record->end & 15]++;
  if (record->ended_at_us != ACD_TIME_NEVER) of->calls.duration_us += record->ended_at_us - record->arrived_at_us;
  of->calls.consultations += record->consultations;
  of->calls.parked += record->parked;
  of->calls.callbacks += record->callback;
  of->calls.callback_attempts += record->callback_attempts;
  of->calls.callbacks_by_outcome[record->callback_outcome & 7] += record->callback;
  of->offers += record->offers;
  of->no_answers += record->no_answers;
  of->refusals += record->refusals;
  of->calls.call_again_by_outcome[record->call_again & 7] += record->call_again != 0;
  of->calls.slots_by_change[record->slot & 15]++;
  if (record->call_again == ACD_CALL_AGAIN_TAKEN && !record->call_again_task)
    broken(of, "who is called again has a task");
  add_plans(of, record);
  of->lost += record->segments_lost + record->visits_lost + record->conversations_lost + record->path_lost;
  if (of->lost) return;
  check_disposition(of, record);
  check_segments(of, record);
  add_visits(of, record);
  add_conversations(of, record);
}

/* ---- The queue_log */

void sums_lines(void *user, const char *lines, size_t size)
{
  static const struct {
    const char *word;
    size_t at;
  } words[] = {{"ENTERQUEUE", offsetof(sums, entries)},
               {"FULL", offsetof(sums, refused)},
               {"JOINEMPTY", offsetof(sums, refused)},
               {"CLOSED", offsetof(sums, refused)},
               {"CONNECT", offsetof(sums, connected)},
               {"ABANDON", offsetof(sums, exits)},
               {"EXITWITHKEY", offsetof(sums, exits)},
               {"EXITWITHTIMEOUT", offsetof(sums, exits)},
               {"EXITEMPTY", offsetof(sums, exits)},
               {"RINGNOANSWER", offsetof(sums, missed)},
               {"RINGCANCELED", SIZE_MAX},
               {"COMPLETEAGENT", offsetof(sums, over)},
               {"COMPLETECALLER", offsetof(sums, over)},
               {"BLINDTRANSFER", offsetof(sums, over)},
               {"ATTENDEDTRANSFER", offsetof(sums, over)},
               {"AGENTLOGIN", SIZE_MAX},
               {"AGENTLOGOFF", SIZE_MAX},
               {"PAUSEALL", SIZE_MAX},
               {"UNPAUSEALL", SIZE_MAX},
               {"CONFIGRELOAD", SIZE_MAX}};
  sums *of = user;
  const char *word = lines;
  for (int bars = 0; bars < 4 && word; bars++)
    if ((word = strchr(word, '|')) != NULL) word++;
  size_t length = word ? strcspn(word, "|\n") : 0, i = 0;
  while (i < sizeof words / sizeof *words &&
         !(strlen(words[i].word) == length && memcmp(words[i].word, word, length) == 0))
    i++;
  if (i == sizeof words / sizeof *words || strchr(lines, '\n') != lines + size - 1)
    broken(of, "a line of the queue_log has a known word");
  else if (words[i].at != SIZE_MAX)
    ++*(int64_t *)(void *)((char *)of + words[i].at);
}

/* Who enters is let in or not, and who was let in leaves by one line; not for records that lost entries. */
static const char *compare_lines(const sums *of)
{
  acd_kpi_queue sum = {0};
  for (size_t i = 0; i < of->queues_count; i++) {
    const acd_kpi_queue *one = &of->queues[i].kpi;
    sum.offered += one->offered + one->transferred_in + one->overflowed_in + one->consulted_in + one->moved_in +
                   one->also_in + one->callbacks_in;
    sum.answered += one->answered + one->callbacks_answered;
    sum.handled += one->handled;
    sum.refusals += one->no_answers + one->refusals;
  }
  if (of->entries + of->refused != sum.offered || of->entries != of->connected + of->exits) return "lines of entries";
  if (of->connected != sum.answered || of->over != sum.handled) return "lines of conversations";
  return of->missed == sum.refusals ? NULL : "lines of offers";
}

/* ---- All of them */

/* What records say nothing of is as the engine says. */
static const char *compare_queue(const acd_kpi_queue *sum, const acd_engine *engine, acd_id queue)
{
  acd_kpi_queue kpi = {.size = sizeof kpi}, other = *sum;
  if (acd_kpi_queue_get(engine, queue, &kpi)) return NULL; /* gone: it is in the total */
  other.size = kpi.size;
  other.reserved = kpi.reserved;
  other.answered_within = kpi.answered_within;
  other.abandoned_within = kpi.abandoned_within;
  other.wait_arrival_us = kpi.wait_arrival_us;
  /* What was said of a call when its record had gone out is not in it, and a first reply is not of a conversation. */
  if (sum->ratings > kpi.ratings || sum->resolved > kpi.resolved || sum->unresolved > kpi.unresolved) return "marks";
  memcpy(&other.ratings, &kpi.ratings, sizeof kpi - offsetof(acd_kpi_queue, ratings));
  return memcmp(&other, &kpi, sizeof kpi) ? "a queue's figures" : NULL;
}

static const char *compare_agent(const acd_kpi_agent *sum, const acd_engine *engine, acd_id agent)
{
  acd_kpi_agent kpi = {.size = sizeof kpi};
  if (acd_kpi_agent_get(engine, agent, &kpi)) return NULL;
  return sum->answered != kpi.answered || sum->handled != kpi.handled || sum->talk_us != kpi.talk_us ||
                 sum->hold_us != kpi.hold_us || sum->wrapup_us != kpi.wrapup_us || sum->transfers != kpi.transfers ||
                 sum->wait_us != kpi.wait_us
             ? "an agent's figures"
             : NULL;
}

static const char *compare_totals(const sums *of, const acd_engine *engine)
{
  acd_kpi_queue queues = {.size = sizeof queues}, sum = {0};
  acd_kpi_agent agents = {.size = sizeof agents}, all = {0};
  acd_kpi_queue_get(engine, 0, &queues);
  acd_kpi_agent_get(engine, 0, &agents);
  for (size_t i = 0; i < of->queues_count; i++) {
    const acd_kpi_queue *one = &of->queues[i].kpi;
    sum.offered += one->offered;
    sum.answered += one->answered;
    sum.abandoned += one->abandoned + one->abandoned_short;
    sum.wait_us += one->wait_us;
    sum.talk_us += one->talk_us;
    sum.hold_us += one->hold_us;
    sum.wrapup_us += one->wrapup_us;
    sum.offers += one->offers;
  }
  for (size_t i = 0; i < of->agents_count; i++) {
    all.handled += of->agents[i].kpi.handled;
    all.talk_us += of->agents[i].kpi.talk_us;
    all.wrapup_us += of->agents[i].kpi.wrapup_us;
  }
  if (sum.offered != queues.offered || sum.answered != queues.answered || sum.wait_us != queues.wait_us ||
      sum.abandoned != queues.abandoned + queues.abandoned_short)
    return "calls of all queues";
  if (sum.talk_us != queues.talk_us || sum.hold_us != queues.hold_us || sum.wrapup_us != queues.wrapup_us ||
      sum.offers != queues.offers)
    return "work of all queues";
  if (all.handled != agents.handled || all.talk_us != agents.talk_us || all.wrapup_us != agents.wrapup_us)
    return "work of all agents";
  if (of->offers != agents.offers || of->no_answers != agents.no_answers || of->refusals != agents.refusals)
    return "offers to all agents";
  return NULL;
}

static const char *compare_calls(const sums *of, const acd_engine *engine)
{
  acd_kpi_calls kpi = {.size = sizeof kpi};
  acd_kpi_calls_get(engine, &kpi);
  if (of->calls.arrived != kpi.arrived || of->calls.ended != kpi.ended) return "one record a call";
  if (memcmp(of->calls.ends, kpi.ends, sizeof kpi.ends) != 0) return "how calls ended";
  if (of->calls.duration_us != kpi.duration_us) return "how long calls were";
  if (of->calls.consultations != kpi.consultations || of->calls.parked != kpi.parked ||
      of->direct != kpi.direct_answered)
    return "consultations, parked and direct calls";
  if (of->calls.callbacks != kpi.callbacks || of->calls.callback_attempts != kpi.callback_attempts ||
      memcmp(of->calls.callbacks_by_outcome, kpi.callbacks_by_outcome, sizeof kpi.callbacks_by_outcome) != 0)
    return "callbacks";
  static const int final[] = {ACD_SLOT_KEPT, ACD_SLOT_BROKEN, ACD_SLOT_RELEASED};
  for (size_t i = 0; i < sizeof final / sizeof *final; i++)
    if (of->calls.slots_by_change[final[i]] != kpi.slots_by_change[final[i]]) return "bookings";
  if (memcmp(of->calls.call_again_by_outcome, kpi.call_again_by_outcome, sizeof kpi.call_again_by_outcome) != 0)
    return "callers who are called again";
  return NULL;
}

const char *sums_compare_plans(const sums *of, const acd_history *history)
{
  const acd_history_period all = {sizeof all, ACD_PERIOD_ALL, 0, 0};
  for (size_t i = 0; i < of->plans_count; i++) {
    const sums_plan *plan = &of->plans[i];
    const acd_history_callbacks *sum = &plan->callbacks;
    acd_history_callbacks found = {.size = sizeof found};
    int status = plan->kind == ACD_HISTORY_PLANS       ? acd_history_plan_get(history, &all, plan->name, &found)
                 : plan->kind == ACD_HISTORY_CAMPAIGNS ? acd_history_campaign_get(history, &all, plan->name, &found)
                                                       : acd_history_slot_plan_get(history, &all, plan->name, &found);
    if (status || found.live || found.slots_live) return "a plan";
    if (found.taken != sum->taken || memcmp(found.by_outcome, sum->by_outcome, sizeof found.by_outcome) != 0)
      return "callbacks of a plan";
    if (found.attempts != sum->attempts || found.dialled != sum->dialled || found.reached != sum->reached ||
        found.unreached != sum->unreached)
      return "attempts of a plan";
    for (int change = ACD_SLOT_RELEASED; change <= ACD_SLOT_BROKEN; change++)
      if (change != ACD_SLOT_LAPSED && found.slots_by_change[change] != sum->slots_by_change[change])
        return "promises of a plan";
    if (found.slots_late != sum->slots_late) return "promises of a plan";
  }
  return NULL;
}

const char *sums_compare(const sums *of, const acd_engine *engine)
{
  const char *differs = of->broken;
  if (!differs) differs = compare_calls(of, engine);
  if (!differs) differs = compare_totals(of, engine);
  if (!differs) differs = compare_lines(of);
  for (size_t i = 0; !differs && i < of->queues_count; i++)
    differs = compare_queue(&of->queues[i].kpi, engine, of->queues[i].id);
  for (size_t i = 0; !differs && i < of->agents_count; i++)
    differs = compare_agent(&of->agents[i].kpi, engine, of->agents[i].id);
  return differs;
}
