/* SPDX-License-Identifier: Apache-2.0 */
#include "naive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

int naive_place(naive_names *names, const char *name, const char *second)
{
  for (int i = 0; i < names->count; i++)
    if (strcmp(names->name[i], name) == 0 && strcmp(names->second[i], second) == 0) return i;
  if (names->count == NAIVE_NAMES) return -1;
  names->name[names->count] = name;
  names->second[names->count] = second;
  return names->count++;
}

/* ---- One pass over the events */

typedef struct life {
  acd_id call;
  acd_time arrived_us;
  int number; /* −1: none */
  int is_consultation, is_queued, is_answered;
} life;

typedef struct contact {
  const char *caller;
  int64_t wall_us;
  int queue;
} contact;

/* By id: one that is gone from the definition may talk on while another of its name is there. */
typedef struct presence {
  acd_id agent;
  int place;
  int64_t state;
} presence;

typedef struct pass {
  naive *to;
  const naive_rules *rules;
  int is_in; /* the event is of the period */
  int64_t from_us, to_us;
  presence *presences;
  size_t presences_count;
  int64_t waiting[NAIVE_QUEUES];
  life *lives;
  size_t lives_count;
  contact *contacts;
  size_t contacts_count;
} pass;

static life *life_of(pass *with, acd_id call)
{
  for (size_t i = with->lives_count; i-- > 0;)
    if (with->lives[i].call == call) return &with->lives[i];
  return NULL;
}

/* A caller who was answered, gave up or took a callback, by each service level. */
static void count_levels(pass *with, const acd_event *event, int queue, int64_t arrival_us)
{
  for (int64_t i = 0; i < with->rules->levels_count; i++) {
    const acd_service_level *level = &with->rules->levels[i];
    acd_service_level_counts *counts = &with->to->levels[queue][i];
    int64_t us = level->wait_from == ACD_WAIT_FROM_ARRIVAL ? arrival_us : event->value_us;
    int within = level->compare == ACD_COMPARE_BELOW ? us < level->threshold_us : us <= level->threshold_us;
    int is_short = level->short_us < 0 ? event->detail == ACD_LEAVE_ABANDONED_SHORT : us <= level->short_us;
    switch (event->detail) {
    case ACD_LEAVE_ANSWERED: counts->answered_within += within; break;
    case ACD_LEAVE_CALLBACK: counts->taken_within += within; break;
    default:
      counts->abandoned_within += within;
      counts->abandoned_short += is_short;
      break;
    }
  }
}

static void entered(pass *with, const acd_event *event, int queue)
{
  acd_kpi_queue *kpi = &with->to->queues[queue];
  int64_t *const ways[] = {[ACD_ENTER_OFFERED] = &kpi->offered,          [ACD_ENTER_TRANSFERRED] = &kpi->transferred_in,
                           [ACD_ENTER_OVERFLOWED] = &kpi->overflowed_in, [ACD_ENTER_CONSULTED] = &kpi->consulted_in,
                           [ACD_ENTER_MOVED] = &kpi->moved_in,           [ACD_ENTER_ALSO] = &kpi->also_in,
                           [ACD_ENTER_CALLBACK] = &kpi->callbacks_in};
  life *call = life_of(with, event->call);
  with->waiting[queue]++;
  if (with->is_in) (*ways[event->detail])++;
  if (!call || call->is_queued) return;
  call->is_queued = 1;
  if (with->is_in && call->number >= 0) with->to->numbers[call->number].queued++;
}

static void left(pass *with, const acd_event *event, int queue)
{
  acd_kpi_queue *kpi = &with->to->queues[queue];
  int64_t *const ways[] = {[ACD_LEAVE_ANSWERED] = &kpi->answered,
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
  const life *call = life_of(with, event->call);
  int64_t since_us = call ? event->time_us - call->arrived_us : event->value_us;
  with->waiting[queue]--;
  if (!with->is_in) return;
  (*ways[event->detail])++;
  kpi->queued_us += event->value_us;
  if (event->value_us > kpi->wait_us_max) kpi->wait_us_max = event->value_us;
  if (event->detail == ACD_LEAVE_ANSWERED) kpi->wait_us += event->value_us;
  if (event->detail == ACD_LEAVE_ABANDONED || event->detail == ACD_LEAVE_ABANDONED_SHORT)
    kpi->abandon_us += event->value_us;
  else if (event->detail != ACD_LEAVE_ANSWERED && event->detail != ACD_LEAVE_CALLBACK)
    return;
  count_levels(with, event, queue, since_us);
}

static void remember(pass *with, const acd_event *event, int queue)
{
  if (!event->caller[0] || !with->rules->options.repeat_us) return;
  size_t i = 0;
  while (i < with->contacts_count && strcmp(with->contacts[i].caller, event->caller) != 0) i++;
  if (i == with->contacts_count) with->contacts_count++;
  with->contacts[i] = (contact){event->caller, event->wall_us, queue};
  if (with->is_in) with->to->waits[queue].contacts++;
}

static void comes_back(pass *with, const acd_event *event)
{
  for (size_t i = 0; i < with->contacts_count && event->caller[0]; i++) {
    const contact *was = &with->contacts[i];
    if (strcmp(was->caller, event->caller) != 0) continue;
    if (with->is_in && event->wall_us - was->wall_us <= with->rules->options.repeat_us)
      with->to->waits[was->queue].repeats++;
    with->contacts[i] = with->contacts[--with->contacts_count];
    return;
  }
}

static void answered(pass *with, const acd_event *event, int queue, int agent)
{
  life *call = life_of(with, event->call);
  if (with->is_in) {
    for (int i = 0; agent >= 0 && i < 2; i++) {
      acd_kpi_agent *to = i ? &with->to->members[agent][queue < 0 ? NAIVE_QUEUES : queue] : &with->to->agents[agent];
      to->answered++;
      to->wait_us += event->value_us;
    }
    if (queue < 0) with->to->calls.direct_answered++;
    if (queue >= 0 && !event->detail) with->to->queues[queue].wait_arrival_us += event->value;
  }
  if (!call || call->is_answered) return;
  call->is_answered = 1;
  if (with->is_in && call->number >= 0) {
    with->to->numbers[call->number].answered++;
    with->to->numbers[call->number].wait_us += event->value;
  }
  if (queue >= 0 && !call->is_consultation) remember(with, event, queue);
}

static void agent_counts(const acd_event *event, acd_kpi_agent *to)
{
  switch (event->kind) {
  case ACD_EVENT_OFFERED: to->offers++; break;
  case ACD_EVENT_OFFER_ENDED:
    to->no_answers += event->detail == ACD_OFFER_NO_ANSWER;
    to->refusals +=
        event->detail == ACD_OFFER_REJECTED || event->detail == ACD_OFFER_BUSY || event->detail == ACD_OFFER_FAILED;
    break;
  case ACD_EVENT_CONVERSATION_ENDED:
    to->handled++;
    to->talk_us += event->value_us;
    to->hold_us += event->value;
    to->transfers += event->detail == ACD_CONVERSATION_TRANSFERRED;
    break;
  case ACD_EVENT_WRAPUP_ENDED: to->wrapup_us += event->value_us; break;
  case ACD_EVENT_RATED:
    to->ratings++;
    to->rating_sum += event->value;
    to->satisfied += event->detail;
    break;
  case ACD_EVENT_RESOLVED: *(event->detail ? &to->resolved : &to->unresolved) += 1; break;
  case ACD_EVENT_RESPONDED:
    to->responses++;
    to->response_us += event->value_us;
    break;
  default: break;
  }
}

/* A queue has the same figures under the same names. */
static void queue_counts(const acd_event *event, acd_kpi_queue *to, acd_history_wait *wait)
{
  acd_kpi_agent one = {0};
  wait->wrapups += event->kind == ACD_EVENT_WRAPUP_ENDED;
  agent_counts(event, &one);
  to->offers += one.offers;
  to->no_answers += one.no_answers;
  to->refusals += one.refusals;
  to->handled += one.handled;
  to->talk_us += one.talk_us;
  to->hold_us += one.hold_us;
  to->transfers += one.transfers;
  to->wrapup_us += one.wrapup_us;
  to->ratings += one.ratings;
  to->rating_sum += one.rating_sum;
  to->satisfied += one.satisfied;
  to->resolved += one.resolved;
  to->unresolved += one.unresolved;
  to->responses += one.responses;
  to->response_us += one.response_us;
  if (event->kind == ACD_EVENT_STEP) {
    *(event->detail == ACD_STEP_JOINED ? &to->steps_joined : &to->steps_expired) += 1;
    if (event->detail == ACD_STEP_JOINED && event->value) to->steps_relaxed++;
  }
  if (event->kind != ACD_EVENT_ESTIMATED) return;
  int64_t over_us = event->value_us - event->value;
  to->estimated += event->detail == ACD_ESTIMATE_WORK;
  *(over_us > 0 ? &to->estimate_over_us[event->detail] : &to->estimate_under_us[event->detail]) += llabs(over_us);
}

static void begins(pass *with, const acd_event *event)
{
  int consults = event->kind == ACD_EVENT_CONSULTATION_BEGUN;
  int number = consults ? -1 : naive_place(&with->to->number_names, event->text, "");
  with->lives[with->lives_count++] = (life){event->call, event->time_us, number, consults, 0, 0};
  if (with->is_in) {
    acd_kpi_calls *calls = &with->to->calls;
    calls->arrived += !consults;
    calls->consultations += consults;
    if (number >= 0) with->to->numbers[number].arrived++;
  }
  if (!consults) comes_back(with, event);
}

static void ends(pass *with, const acd_event *event)
{
  const life *call = life_of(with, event->call);
  if (!with->is_in) return;
  acd_kpi_calls *calls = &with->to->calls;
  calls->ended++;
  calls->ends[event->detail]++;
  calls->duration_us += event->value_us;
  if (call && call->number >= 0) {
    acd_history_number *number = &with->to->numbers[call->number];
    number->ended++;
    number->ends[event->detail]++;
    number->duration_us += event->value_us;
  }
  if (!event->flow) return;
  int node = naive_place(&with->to->node_names, event->flow_name, event->text);
  if (node >= 0) with->to->nodes[node].ended++;
  with->to->overflowed |= node < 0;
}

static void exits(pass *with, const acd_event *event)
{
  int at = naive_place(&with->to->node_names, event->flow_name, event->text);
  with->to->overflowed |= at < 0;
  if (at < 0 || !with->is_in) return;
  acd_history_node *node = &with->to->nodes[at];
  const char *const keys = "0123456789*#ABCD";
  const char *key = event->detail > ACD_EXIT_KEY && event->detail < ACD_EXIT_KEY + 128
                        ? strchr(keys, (int)(event->detail - ACD_EXIT_KEY))
                        : NULL;
  node->left++;
  node->exits[event->detail < 32 ? event->detail : 0]++;
  if (key) node->keys[key - keys]++;
  if (event->detail >= ACD_EXIT_CASE && event->detail < ACD_EXIT_CASE + 16)
    node->cases[event->detail - ACD_EXIT_CASE]++;
}

static void callback_counts(const acd_event *event, acd_kpi_calls *to)
{
  to->callbacks += event->kind == ACD_EVENT_CALLBACK_TAKEN;
  if (event->kind == ACD_EVENT_CALLBACK_ATTEMPT) {
    to->callback_attempts++;
    to->callback_attempts_by_outcome[event->detail]++;
  }
  if (event->kind != ACD_EVENT_CALLBACK_ENDED) return;
  to->callbacks_by_outcome[event->detail]++;
  if (event->detail == ACD_CALLBACK_COMPLETED) to->callback_us += event->value_us;
}

enum { CALLBACK_PLAN, CAMPAIGN, SLOT_PLAN, PLANS };

/* Whom the event names; NULL: nobody. */
static void plans_of(pass *with, const acd_event *event, acd_history_callbacks *of[PLANS])
{
  const int kind = (int)event->kind;
  const int is_about = kind == ACD_EVENT_CALLBACK_TAKEN || kind == ACD_EVENT_CALLBACK_ATTEMPT ||
                       kind == ACD_EVENT_CALLBACK_ENDED || kind == ACD_EVENT_SLOT || kind == ACD_EVENT_CALL_AGAIN;
  naive *to = with->to;
  const struct {
    naive_names *names;
    acd_history_callbacks *rows;
    const char *name;
  } all[PLANS] = {{&to->plan_names, to->plans, event->text},
                  {&to->campaign_names, to->campaigns, event->campaign_name},
                  {&to->slot_plan_names, to->slot_plans, event->slot_plan_name}};
  for (int what = 0; what < PLANS; what++) {
    int at = is_about && all[what].name[0] ? naive_place(all[what].names, all[what].name, "") : -1;
    of[what] = at < 0 ? NULL : &all[what].rows[at];
  }
}

static void plan_counts(const acd_event *event, int what, acd_history_callbacks *to)
{
  const int64_t detail = event->detail;
  switch (event->kind) {
  case ACD_EVENT_CALLBACK_TAKEN: to->taken++; break;
  case ACD_EVENT_CALLBACK_ATTEMPT:
    to->attempts++;
    to->attempts_by_outcome[detail]++;
    if (event->value == 1) to->dialled++;
    if (detail == ACD_OUTCOME_ACCEPTED || detail == ACD_OUTCOME_BRIDGED) to->reached++;
    break;
  case ACD_EVENT_CALLBACK_ENDED:
    to->by_outcome[detail]++;
    if (event->value && (detail == ACD_CALLBACK_EXHAUSTED || detail == ACD_CALLBACK_EXPIRED)) to->unreached++;
    if (detail == ACD_CALLBACK_COMPLETED) to->completed_us += event->value_us;
    break;
  case ACD_EVENT_SLOT:
    to->slots_by_change[detail]++;
    if (detail == ACD_SLOT_BOOKED && what == SLOT_PLAN) to->taken++;
    if (detail == ACD_SLOT_BOOKED) to->slots_confirmed += event->reason;
    if (detail == ACD_SLOT_BROKEN) to->slots_late += event->reason;
    break;
  default: to->call_again_by_outcome[detail]++; break;
  }
}

/* What is live after it, and was not before. */
static void plan_levels(pass *with, const acd_event *event)
{
  static const int slots[16] = {
      [ACD_SLOT_BOOKED] = 1, [ACD_SLOT_RELEASED] = -1, [ACD_SLOT_KEPT] = -1, [ACD_SLOT_BROKEN] = -1};
  acd_history_callbacks *of[PLANS];
  plans_of(with, event, of);
  for (int what = 0; what < PLANS; what++) {
    if (!of[what]) continue;
    of[what]->live += (event->kind == ACD_EVENT_CALLBACK_TAKEN) - (event->kind == ACD_EVENT_CALLBACK_ENDED);
    if (event->kind != ACD_EVENT_SLOT) continue;
    of[what]->slots_live += slots[event->detail];
    if (what == SLOT_PLAN) of[what]->live += event->detail == ACD_SLOT_BOOKED;
  }
}

static void others(pass *with, const acd_event *event)
{
  acd_kpi_calls *calls = &with->to->calls;
  acd_history_callbacks *of[PLANS];
  plans_of(with, event, of);
  if (!with->is_in) return;
  callback_counts(event, calls);
  for (int what = 0; what < PLANS; what++)
    if (of[what]) plan_counts(event, what, of[what]);
  calls->joined += event->kind == ACD_EVENT_CONSULTATION_ENDED && event->detail == ACD_END_JOINED;
  calls->parked += event->kind == ACD_EVENT_PARKED;
  calls->picked_up += event->kind == ACD_EVENT_PICKED_UP;
  if (event->kind == ACD_EVENT_SLOT) calls->slots_by_change[event->detail]++;
  if (event->kind == ACD_EVENT_CALL_AGAIN) calls->call_again_by_outcome[event->detail]++;
  if (event->kind == ACD_EVENT_ACTION_TIMEOUT) {
    calls->action_timeouts++;
    calls->action_timeouts_by_kind[event->detail]++;
  }
}

static void changes(pass *with, const acd_event *event, int agent)
{
  size_t i = 0;
  while (i < with->presences_count && with->presences[i].agent != event->agent) i++;
  if (i == with->presences_count) with->presences_count++;
  with->presences[i] = (presence){event->agent, agent, event->detail};
}

static void take(pass *with, const acd_event *event)
{
  int queue = event->queue ? naive_place(&with->to->queue_names, event->queue_name, "") : -1;
  int agent = event->agent ? naive_place(&with->to->agent_names, event->agent_name, "") : -1;
  if (queue >= NAIVE_QUEUES || agent >= NAIVE_AGENTS) {
    with->to->overflowed = 1;
    return;
  }
  switch (event->kind) {
  case ACD_EVENT_CALL_ARRIVED:
  case ACD_EVENT_CONSULTATION_BEGUN: begins(with, event); break;
  case ACD_EVENT_CALL_ENDED: ends(with, event); break;
  case ACD_EVENT_QUEUE_ENTERED: entered(with, event, queue); break;
  case ACD_EVENT_QUEUE_LEFT: left(with, event, queue); break;
  case ACD_EVENT_ANSWERED: answered(with, event, queue, agent); break;
  case ACD_EVENT_AGENT_STATE: changes(with, event, agent); break;
  case ACD_EVENT_FLOW_EXIT: exits(with, event); break;
  default: others(with, event); break;
  }
  if (with->is_in && queue >= 0) queue_counts(event, &with->to->queues[queue], &with->to->waits[queue]);
  if (with->is_in && agent >= 0) agent_counts(event, &with->to->agents[agent]);
  if (with->is_in && agent >= 0) agent_counts(event, &with->to->members[agent][queue < 0 ? NAIVE_QUEUES : queue]);
}

/* What lasts over a stretch of wall time. */
static void last(pass *with, int64_t from_us, int64_t to_us)
{
  if (from_us < with->from_us) from_us = with->from_us;
  if (to_us > with->to_us) to_us = with->to_us;
  int64_t length_us = to_us - from_us;
  if (length_us <= 0) return;
  for (int i = 0; i < with->to->queue_names.count; i++) with->to->waits[i].queue_us += with->waiting[i] * length_us;
  for (size_t i = 0; i < with->presences_count; i++) {
    int64_t state = with->presences[i].state;
    acd_kpi_agent *agent = &with->to->agents[with->presences[i].place];
    int64_t *const states[] = {
        [ACD_AGENT_STATE_NOT_READY] = &agent->not_ready_us,    [ACD_AGENT_STATE_READY] = &agent->ready_us,
        [ACD_AGENT_STATE_RESERVED] = &agent->reserved_us,      [ACD_AGENT_STATE_BUSY] = &agent->busy_us,
        [ACD_AGENT_STATE_WRAPUP] = &agent->in_wrapup_us,       [ACD_AGENT_STATE_ELSEWHERE] = &agent->elsewhere_us,
        [ACD_AGENT_STATE_SUPERVISING] = &agent->supervising_us};
    if (state <= ACD_AGENT_STATE_LOGGED_OUT) continue;
    *states[state] += length_us;
    agent->login_us += length_us;
  }
}

/* Levels at the end of the period are those after the last event before it. */
static void levels(pass *with, int64_t *waiting, const acd_event *event)
{
  const int entered_now = event->kind == ACD_EVENT_QUEUE_ENTERED, left_now = event->kind == ACD_EVENT_QUEUE_LEFT;
  acd_kpi_calls *calls = &with->to->calls;
  if (entered_now || left_now)
    waiting[naive_place(&with->to->queue_names, event->queue_name, "")] += entered_now - left_now;
  calls->live += (event->kind == ACD_EVENT_CALL_ARRIVED) - (event->kind == ACD_EVENT_CALL_ENDED);
  calls->consultations_live +=
      (event->kind == ACD_EVENT_CONSULTATION_BEGUN) - (event->kind == ACD_EVENT_CONSULTATION_ENDED);
  if (event->kind == ACD_EVENT_SLOT)
    calls->slots_live +=
        (event->detail == ACD_SLOT_BOOKED) -
        (event->detail == ACD_SLOT_RELEASED || event->detail == ACD_SLOT_KEPT || event->detail == ACD_SLOT_BROKEN);
  int callback = (event->kind == ACD_EVENT_CALLBACK_TAKEN) - (event->kind == ACD_EVENT_CALLBACK_ENDED);
  calls->callbacks_live += callback;
  plan_levels(with, event);
  if (event->kind == ACD_EVENT_CALL_ARRIVED)
    with->to->numbers[naive_place(&with->to->number_names, event->text, "")].live++;
  const life *call = event->kind == ACD_EVENT_CALL_ENDED ? life_of(with, event->call) : NULL;
  if (call && call->number >= 0) with->to->numbers[call->number].live--;
}

void naive_count(naive *to, const acd_event *events, size_t count, acd_time end_us, int64_t from_us, int64_t to_us,
                 const naive_rules *rules)
{
  pass with = {.to = to, .rules = rules, .from_us = from_us, .to_us = to_us};
  int64_t ends_with[NAIVE_QUEUES] = {0}, starts_with[NAIVE_QUEUES] = {0};
  with.lives = calloc(count + 1, sizeof *with.lives);
  with.contacts = calloc(count + 1, sizeof *with.contacts);
  with.presences = calloc(count + 1, sizeof *with.presences);
  for (size_t i = 0; i < count && !to->overflowed; i++) {
    const acd_event *event = &events[i];
    if (i) last(&with, events[i - 1].wall_us, events[i - 1].wall_us + (event->time_us - events[i - 1].time_us));
    with.is_in = event->wall_us >= from_us && event->wall_us < to_us;
    take(&with, event);
    if (event->wall_us < to_us) levels(&with, ends_with, event);
    if (event->wall_us < from_us && (event->kind == ACD_EVENT_QUEUE_ENTERED || event->kind == ACD_EVENT_QUEUE_LEFT))
      starts_with[naive_place(&to->queue_names, event->queue_name, "")] +=
          event->kind == ACD_EVENT_QUEUE_ENTERED ? 1 : -1;
  }
  if (count) last(&with, events[count - 1].wall_us, events[count - 1].wall_us + (end_us - events[count - 1].time_us));
  for (int i = 0; i < to->queue_names.count && i < NAIVE_QUEUES; i++) {
    to->queues[i].waiting = ends_with[i];
    to->waits[i].waiting_start = starts_with[i];
    to->queues[i].answered_within = to->levels[i][0].answered_within;
    to->queues[i].abandoned_within = to->levels[i][0].abandoned_within;
  }
  free(with.lives);
  free(with.contacts);
  free(with.presences);
}

/* ---- Sums and comparison: records as words behind their size */

static void sum(void *to, const void *more, size_t size)
{
  int64_t a[200], b[200];
  memcpy(a, to, size);
  memcpy(b, more, size);
  for (size_t i = 1; i < size / sizeof *a; i++) a[i] += b[i];
  memcpy(to, a, size);
}

static void add_queue(naive *to, int at, const naive *more, int of)
{
  const acd_kpi_queue *kpi = &more->queues[of];
  int64_t max = to->queues[at].wait_us_max > kpi->wait_us_max ? to->queues[at].wait_us_max : kpi->wait_us_max;
  sum(&to->queues[at], kpi, sizeof *kpi);
  sum(&to->waits[at], &more->waits[of], sizeof more->waits[of]);
  for (int i = 0; i < ACD_SERVICE_LEVELS_MAX; i++)
    sum(&to->levels[at][i], &more->levels[of][i], sizeof more->levels[of][i]);
  to->queues[at].wait_us_max = max;
}

static void add_plans(naive_names *names, acd_history_callbacks *to, const naive_names *more_names,
                      const acd_history_callbacks *more)
{
  for (int i = 0; i < more_names->count; i++)
    sum(&to[naive_place(names, more_names->name[i], "")], &more[i], sizeof more[i]);
}

void naive_add(naive *to, const naive *more)
{
  sum(&to->calls, &more->calls, sizeof to->calls);
  to->overflowed |= more->overflowed;
  for (int i = 0; i < more->queue_names.count; i++)
    add_queue(to, naive_place(&to->queue_names, more->queue_names.name[i], ""), more, i);
  for (int i = 0; i < more->agent_names.count; i++) {
    int agent = naive_place(&to->agent_names, more->agent_names.name[i], "");
    sum(&to->agents[agent], &more->agents[i], sizeof more->agents[i]);
    sum(&to->members[agent][NAIVE_QUEUES], &more->members[i][NAIVE_QUEUES], sizeof more->agents[i]);
    for (int j = 0; j < more->queue_names.count; j++)
      sum(&to->members[agent][naive_place(&to->queue_names, more->queue_names.name[j], "")], &more->members[i][j],
          sizeof more->agents[i]);
  }
  for (int i = 0; i < more->number_names.count; i++)
    sum(&to->numbers[naive_place(&to->number_names, more->number_names.name[i], "")], &more->numbers[i],
        sizeof more->numbers[i]);
  for (int i = 0; i < more->node_names.count; i++)
    sum(&to->nodes[naive_place(&to->node_names, more->node_names.name[i], more->node_names.second[i])], &more->nodes[i],
        sizeof more->nodes[i]);
  add_plans(&to->plan_names, to->plans, &more->plan_names, more->plans);
  add_plans(&to->campaign_names, to->campaigns, &more->campaign_names, more->campaigns);
  add_plans(&to->slot_plan_names, to->slot_plans, &more->slot_plan_names, more->slot_plans);
}

int naive_differ(const char *what, const void *right, const void *record, size_t size)
{
  int64_t a[200], b[200];
  memcpy(a, right, size);
  memcpy(b, record, size);
  for (size_t i = 1; i < size / sizeof *a; i++) {
    if (a[i] == b[i]) continue;
    fprintf(stderr, "%s, word %zu: %lld, not %lld\n", what, i, (long long)b[i], (long long)a[i]);
    return 1;
  }
  return 0;
}

/* A row that there is not is one of zeros. */
static int differ(const char *what, const char *name, const void *right, const void *record, size_t size, int status,
                  const acd_history_period *period)
{
  static const char nothing[200 * sizeof(int64_t)];
  char text[200];
  snprintf(text, sizeof text, "%s \"%s\", period %u from %lld to %lld", what, name, period->kind,
           (long long)period->from_wall_us, (long long)period->to_wall_us);
  if (!status || status == ACD_ERR_NOT_FOUND) return naive_differ(text, right, status ? nothing : record, size);
  fprintf(stderr, "%s: %s\n", text, acd_status_text(status));
  return 1;
}

static const char *compare_agents(const naive *with, const acd_history *history, const acd_history_period *period)
{
  const char *wrong = NULL;
  acd_kpi_agent agent = {.size = sizeof agent};
  for (int i = 0; i < with->agent_names.count && !wrong; i++) {
    const char *name = with->agent_names.name[i];
    int status = acd_history_agent_get(history, period, name, &agent);
    if (differ("agent", name, &with->agents[i], &agent, sizeof agent, status, period)) wrong = "an agent";
    for (int j = 0; j <= with->queue_names.count && !wrong; j++) {
      int direct = j == with->queue_names.count;
      const char *queue = direct ? "" : with->queue_names.name[j];
      status = acd_history_member_get(history, period, name, queue, &agent);
      if (differ("member", name, &with->members[i][direct ? NAIVE_QUEUES : j], &agent, sizeof agent, status, period))
        wrong = "a member";
    }
  }
  return wrong;
}

/* All that left, but those that no formula knows. */
static int64_t decided(const acd_kpi_queue *of)
{
  return of->answered + of->abandoned + of->abandoned_short + of->overflowed + of->timed_out + of->left_by_key +
         of->rejected + of->disconnected + of->moved + of->no_agents + of->cleared + of->diverted + of->callbacks_taken;
}

/* As acd/history.h has the formulas. */
static void make_fraction(acd_service_level_counts *of, uint32_t formula)
{
  of->met = of->answered_within;
  of->counted = of->offered;
  switch (formula) {
  case ACD_SERVICE_LEVEL_CISCO_IGNORED: of->counted -= of->abandoned_within; break;
  case ACD_SERVICE_LEVEL_CISCO_POSITIVE: of->met += of->abandoned_within; break;
  case ACD_SERVICE_LEVEL_CMS_ANSWERED: of->counted = of->answered; break;
  case ACD_SERVICE_LEVEL_GENESYS: of->counted = of->answered + of->abandoned - of->abandoned_short; break;
  case ACD_SERVICE_LEVEL_AMAZON_CONNECT: of->met += of->abandoned_within + of->taken_within; break;
  case ACD_SERVICE_LEVEL_LIBACD: of->counted -= of->abandoned_short; break;
  default: break;
  }
  of->ppm = of->counted > 0 ? (2000000 * of->met + of->counted) / (2 * of->counted) : 0;
}

static int levels_differ(const naive *with, const naive_rules *rules, int queue, const acd_history *history,
                         const acd_history_period *period)
{
  const acd_kpi_queue *kpi = &with->queues[queue];
  for (int64_t i = 0; i < rules->levels_count; i++) {
    const char *name = with->queue_names.name[queue];
    acd_service_level_counts got = {.size = sizeof got}, right = with->levels[queue][i];
    int status = acd_history_service_level_get(history, period, name, i, &got);
    right.offered = decided(kpi);
    right.answered = kpi->answered;
    right.abandoned = kpi->abandoned + kpi->abandoned_short;
    make_fraction(&right, rules->levels[i].formula);
    if (differ("service level", name, &right, &got, sizeof got, status, period)) return 1;
  }
  return 0;
}

static const char *compare_queues(const naive *with, const naive_rules *rules, const acd_history *history,
                                  const acd_history_period *period)
{
  acd_kpi_queue queue = {.size = sizeof queue};
  acd_history_wait wait = {.size = sizeof wait};
  for (int i = 0; i < with->queue_names.count; i++) {
    const char *name = with->queue_names.name[i];
    int status = acd_history_queue_get(history, period, name, &queue);
    if (differ("queue", name, &with->queues[i], &queue, sizeof queue, status, period)) return "a queue";
    status = acd_history_wait_get(history, period, name, &wait);
    if (differ("wait", name, &with->waits[i], &wait, sizeof wait, status, period)) return "a queue's waits";
    if (levels_differ(with, rules, i, history, period)) return "a service level";
  }
  return NULL;
}

static const char *compare_plans(const char *what, const naive_names *names, const acd_history_callbacks *right,
                                 int (*get)(const acd_history *, const acd_history_period *, const char *,
                                            acd_history_callbacks *),
                                 const acd_history *history, const acd_history_period *period)
{
  for (int i = 0; i < names->count; i++) {
    acd_history_callbacks found = {.size = sizeof found};
    int status = get(history, period, names->name[i], &found);
    if (differ(what, names->name[i], &right[i], &found, sizeof found, status, period)) return what;
  }
  return NULL;
}

const char *naive_compare(const naive *with, const naive_rules *rules, const acd_history *history,
                          const acd_history_period *period)
{
  acd_kpi_calls calls = {.size = sizeof calls};
  acd_history_number number = {.size = sizeof number};
  acd_history_node node = {.size = sizeof node};
  int status = acd_history_calls_get(history, period, &calls);
  if (differ("calls", "", &with->calls, &calls, sizeof calls, status, period)) return "calls";
  const char *wrong = compare_queues(with, rules, history, period);
  acd_history_info info = {.size = sizeof info};
  acd_history_get(history, &info);
  if (!wrong && (period->kind != ACD_PERIOD_MINUTES || info.keeps & ACD_HISTORY_AGENT_MINUTES))
    wrong = compare_agents(with, history, period);
  for (int i = 0; i < with->number_names.count && !wrong; i++) {
    status = acd_history_number_get(history, period, with->number_names.name[i], &number);
    if (differ("number", with->number_names.name[i], &with->numbers[i], &number, sizeof number, status, period))
      wrong = "a number";
  }
  for (int i = 0; i < with->node_names.count && !wrong; i++) {
    status = acd_history_node_get(history, period, with->node_names.name[i], with->node_names.second[i], &node);
    if (differ("node", with->node_names.second[i], &with->nodes[i], &node, sizeof node, status, period))
      wrong = "a node";
  }
  if (!wrong) wrong = compare_plans("plan", &with->plan_names, with->plans, acd_history_plan_get, history, period);
  if (!wrong)
    wrong =
        compare_plans("campaign", &with->campaign_names, with->campaigns, acd_history_campaign_get, history, period);
  if (!wrong)
    wrong = compare_plans("slot plan", &with->slot_plan_names, with->slot_plans, acd_history_slot_plan_get, history,
                          period);
  return wrong;
}
