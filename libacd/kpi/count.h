/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What each event adds to the counters. Inline, because the engine tells events of kinds known where they happen: of each
 * the compiler keeps the few additions that it means, and the event itself is only made for a sink.
 */
#ifndef ACD__KPI_COUNT_H
#define ACD__KPI_COUNT_H

#include <stddef.h>

#include <acd/action.h>
#include <acd/agent.h>
#include <acd/callback.h>
#include <acd/event.h>
#include <acd/slot.h>

#include "model/figures.h"

/* Embedded in the engine; all zeros is a new one. */
typedef struct acd__kpi {
  acd_kpi_calls calls;
  acd_kpi_queue queues_gone; /* what queues that are gone had counted */
  acd_kpi_agent agents_gone;
} acd__kpi;

/* Adds a duration, which is never negative, up to the largest number. */
static inline void acd__kpi_lengthen(int64_t *sum, int64_t more)
{
  if (__builtin_add_overflow(*sum, more, sum)) *sum = INT64_MAX;
}

static inline void acd__count_queue_entered(acd_kpi_queue *queue, int64_t how)
{
  queue->waiting++;
  switch (how) {
  case ACD_ENTER_TRANSFERRED: queue->transferred_in++; break;
  case ACD_ENTER_OVERFLOWED: queue->overflowed_in++; break;
  case ACD_ENTER_CONSULTED: queue->consulted_in++; break;
  case ACD_ENTER_MOVED: queue->moved_in++; break;
  case ACD_ENTER_ALSO: queue->also_in++; break;
  case ACD_ENTER_CALLBACK: queue->callbacks_in++; break;
  default: queue->offered++; break;
  }
}

static inline void acd__count_queue_abandoned(acd_kpi_queue *queue, int64_t *count, int64_t wait_us, int64_t within_us)
{
  (*count)++;
  queue->abandoned_within += wait_us <= within_us;
  acd__kpi_lengthen(&queue->abandon_us, wait_us);
}

static inline void acd__count_queue_left(acd_kpi_queue *queue, int64_t how, int64_t wait_us, int64_t within_us)
{
  queue->waiting--;
  acd__kpi_lengthen(&queue->queued_us, wait_us);
  if (wait_us > queue->wait_us_max) queue->wait_us_max = wait_us;
  switch (how) {
  case ACD_LEAVE_ANSWERED:
    queue->answered++;
    queue->answered_within += wait_us <= within_us;
    acd__kpi_lengthen(&queue->wait_us, wait_us);
    break;
  case ACD_LEAVE_ABANDONED: acd__count_queue_abandoned(queue, &queue->abandoned, wait_us, within_us); break;
  case ACD_LEAVE_ABANDONED_SHORT: acd__count_queue_abandoned(queue, &queue->abandoned_short, wait_us, within_us); break;
  case ACD_LEAVE_OVERFLOWED: queue->overflowed++; break;
  case ACD_LEAVE_TIMEOUT: queue->timed_out++; break;
  case ACD_LEAVE_KEY: queue->left_by_key++; break;
  case ACD_LEAVE_REJECTED: queue->rejected++; break;
  case ACD_LEAVE_CANCELLED: queue->cancelled++; break;
  case ACD_LEAVE_MOVED: queue->moved++; break;
  case ACD_LEAVE_NO_AGENTS: queue->no_agents++; break;
  case ACD_LEAVE_CLEARED: queue->cleared++; break;
  case ACD_LEAVE_DIVERTED: queue->diverted++; break;
  case ACD_LEAVE_ALSO: queue->also_out++; break;
  case ACD_LEAVE_CALLBACK: queue->callbacks_taken++; break;
  case ACD_LEAVE_CALLED_BACK: queue->callbacks_answered++; break;
  case ACD_LEAVE_CALLBACK_OUT: queue->callbacks_out++; break;
  default: queue->disconnected++; break;
  }
}

/* Counts a departure in its minute, if the service level of kpi.h knows it. */
static inline void acd__count_minute(acd__kpi_minutes *minutes, int64_t how, int64_t wait_us, int64_t within_us,
                                     acd_time time_us)
{
  switch (how) {
  case ACD_LEAVE_ABANDONED_SHORT:
  case ACD_LEAVE_CANCELLED:
  case ACD_LEAVE_ALSO:
  case ACD_LEAVE_CALLED_BACK:
  case ACD_LEAVE_CALLBACK_OUT: return;
  default: break;
  }
  int64_t number = time_us / ACD__MINUTE_US;
  acd__kpi_minute *at = &minutes->of[number % (ACD__MINUTES_MAX + 1)];
  if (at->number != number) *at = (acd__kpi_minute){.number = number};
  at->left++;
  at->within += how == ACD_LEAVE_ANSWERED && wait_us <= within_us;
}

static inline void acd__count_offer_ended(const acd_event *event, acd_kpi_queue *queue, acd_kpi_agent *agent)
{
  switch (event->detail) {
  case ACD_OFFER_NO_ANSWER:
    if (queue) queue->no_answers++;
    if (agent) agent->no_answers++;
    break;
  case ACD_OFFER_REJECTED:
  case ACD_OFFER_BUSY:
  case ACD_OFFER_FAILED:
    if (queue) queue->refusals++;
    if (agent) agent->refusals++;
    break;
  default: break;
  }
}

static inline void acd__count_conversation_ended(const acd_event *event, acd_kpi_queue *queue, acd_kpi_agent *agent)
{
  int64_t transfers = event->detail == ACD_CONVERSATION_TRANSFERRED;
  if (queue) {
    queue->handled++;
    queue->transfers += transfers;
    acd__kpi_lengthen(&queue->talk_us, event->value_us);
    acd__kpi_lengthen(&queue->hold_us, event->value);
  }
  if (agent) {
    agent->handled++;
    agent->transfers += transfers;
    acd__kpi_lengthen(&agent->talk_us, event->value_us);
    acd__kpi_lengthen(&agent->hold_us, event->value);
  }
}

static inline void acd__count_state_lasted(acd_kpi_agent *agent, int64_t state, int64_t length_us)
{
  static const uint8_t places[] = {
      [ACD_AGENT_STATE_NOT_READY] = offsetof(acd_kpi_agent, not_ready_us),
      [ACD_AGENT_STATE_READY] = offsetof(acd_kpi_agent, ready_us),
      [ACD_AGENT_STATE_RESERVED] = offsetof(acd_kpi_agent, reserved_us),
      [ACD_AGENT_STATE_BUSY] = offsetof(acd_kpi_agent, busy_us),
      [ACD_AGENT_STATE_WRAPUP] = offsetof(acd_kpi_agent, in_wrapup_us),
      [ACD_AGENT_STATE_ELSEWHERE] = offsetof(acd_kpi_agent, elsewhere_us),
      [ACD_AGENT_STATE_SUPERVISING] = offsetof(acd_kpi_agent, supervising_us),
  };
  if ((uint64_t)state >= sizeof places || !places[state]) return;
  acd__kpi_lengthen((int64_t *)(void *)((char *)agent + places[state]), length_us);
  acd__kpi_lengthen(&agent->login_us, length_us);
}

static inline void acd__count_answered(acd__kpi *kpi, const acd_event *event, acd_kpi_queue *queue,
                                       acd_kpi_agent *agent)
{
  if (agent) {
    agent->answered++;
    acd__kpi_lengthen(&agent->wait_us, event->value_us);
  }
  if (!queue)
    kpi->calls.direct_answered++;
  else if (!event->detail) /* of callers on the line alone */
    acd__kpi_lengthen(&queue->wait_arrival_us, event->value);
}

/* A value without a place of its own goes to place 0, so that the places always add up. */
static inline size_t acd__count_place(int64_t value, size_t count)
{
  return value > 0 && value < (int64_t)count ? (size_t)value : 0;
}

static inline void acd__count_call_ended(acd_kpi_calls *calls, const acd_event *event)
{
  calls->live--;
  calls->ended++;
  calls->ends[acd__count_place(event->detail, sizeof calls->ends / sizeof *calls->ends)]++;
  acd__kpi_lengthen(&calls->duration_us, event->value_us);
}

static inline void acd__count_action_timeout(acd_kpi_calls *calls, int64_t kind)
{
  calls->action_timeouts++;
  calls->action_timeouts_by_kind[acd__count_place(kind, sizeof calls->action_timeouts_by_kind / sizeof(int64_t))]++;
}

static inline void acd__count_callback_attempt(acd_kpi_calls *calls, int64_t outcome)
{
  calls->callback_attempts++;
  calls->callback_attempts_by_outcome[acd__count_place(outcome, sizeof calls->callback_attempts_by_outcome /
                                                                    sizeof *calls->callback_attempts_by_outcome)]++;
}

static inline void acd__count_callback_ended(acd_kpi_calls *calls, const acd_event *event)
{
  calls->callbacks_live--;
  calls->callbacks_by_outcome[acd__count_place(event->detail, sizeof calls->callbacks_by_outcome /
                                                                  sizeof *calls->callbacks_by_outcome)]++;
  if (event->detail == ACD_CALLBACK_COMPLETED) acd__kpi_lengthen(&calls->callback_us, event->value_us);
}

static inline void acd__count_slot(acd_kpi_calls *calls, int64_t change)
{
  calls->slots_by_change[acd__count_place(change, sizeof calls->slots_by_change / sizeof *calls->slots_by_change)]++;
  if (change == ACD_SLOT_BOOKED) calls->slots_live++;
  if (change == ACD_SLOT_KEPT || change == ACD_SLOT_BROKEN || change == ACD_SLOT_RELEASED) calls->slots_live--;
}

static inline void acd__count_call_again(acd_kpi_calls *calls, int64_t outcome)
{
  calls->call_again_by_outcome[acd__count_place(outcome, sizeof calls->call_again_by_outcome / sizeof(int64_t))]++;
}

static inline void acd__count_step(const acd_event *event, acd_kpi_queue *queue)
{
  int is_joined = event->detail == ACD_STEP_JOINED;
  queue->steps_joined += is_joined;
  queue->steps_relaxed += is_joined && event->value > 0;
  queue->steps_expired += !is_joined;
}

static inline void acd__count_estimated(const acd_event *event, acd_kpi_queue *queue)
{
  int64_t over_us = event->value_us - event->value;
  size_t at = acd__count_place(event->detail, sizeof queue->estimate_over_us / sizeof *queue->estimate_over_us);
  queue->estimated += event->detail == ACD_ESTIMATE_WORK;
  acd__kpi_lengthen(over_us > 0 ? &queue->estimate_over_us[at] : &queue->estimate_under_us[at],
                    over_us > 0 ? over_us : -over_us);
}

/* What is said of conversations: figures that stand in both kinds of rows alike, one after the other from `ratings` on. */
enum {
  ACD__MARK_RATINGS,
  ACD__MARK_RATING_SUM,
  ACD__MARK_SATISFIED,
  ACD__MARK_RESOLVED,
  ACD__MARK_UNRESOLVED,
  ACD__MARK_RESPONSES,
  ACD__MARK_RESPONSE_US,
  ACD__MARKS
};

#define ACD__KPI_MARKS(type)                                                                                           \
  _Static_assert(offsetof(type, response_us) - offsetof(type, ratings) == (ACD__MARKS - 1) * sizeof(int64_t),          \
                 "marks stand together")
ACD__KPI_MARKS(acd_kpi_queue);
ACD__KPI_MARKS(acd_kpi_agent);
#undef ACD__KPI_MARKS

static inline int64_t *acd__kpi_queue_marks(acd_kpi_queue *row)
{
  return row ? &row->ratings : NULL;
}

static inline int64_t *acd__kpi_agent_marks(acd_kpi_agent *row)
{
  return row ? &row->ratings : NULL;
}

static inline void acd__count_mark(const acd_event *event, int64_t *marks)
{
  if (!marks) return;
  switch (event->kind) {
  case ACD_EVENT_RATED:
    marks[ACD__MARK_RATINGS]++;
    marks[ACD__MARK_RATING_SUM] += event->value;
    marks[ACD__MARK_SATISFIED] += event->detail;
    break;
  case ACD_EVENT_RESOLVED:
    marks[ACD__MARK_RESOLVED] += event->detail;
    marks[ACD__MARK_UNRESOLVED] += !event->detail;
    break;
  default:
    marks[ACD__MARK_RESPONSES]++;
    acd__kpi_lengthen(&marks[ACD__MARK_RESPONSE_US], event->value_us);
    break;
  }
}

/* Counts one event. A row is NULL where the event names none. */
__attribute__((always_inline)) static inline void
acd__kpi_event(acd__kpi *kpi, const acd_event *event, acd__kpi_queue_row *queue_row, acd__kpi_agent_row *agent_row)
{
  acd_kpi_queue *queue = queue_row ? &queue_row->sums : NULL;
  acd_kpi_agent *agent = agent_row ? &agent_row->sums : NULL;
  switch (event->kind) {
  case ACD_EVENT_CALL_ARRIVED:
    kpi->calls.arrived++;
    kpi->calls.live++;
    break;
  case ACD_EVENT_CALL_ENDED: acd__count_call_ended(&kpi->calls, event); break;
  case ACD_EVENT_QUEUE_ENTERED:
    if (queue) acd__count_queue_entered(queue, event->detail);
    break;
  case ACD_EVENT_QUEUE_LEFT:
    if (!queue) break;
    acd__count_queue_left(queue, event->detail, event->value_us, queue_row->service_level_us);
    if (queue_row->minutes)
      acd__count_minute(queue_row->minutes, event->detail, event->value_us, queue_row->service_level_us,
                        event->time_us);
    break;
  case ACD_EVENT_OFFERED:
    if (queue) queue->offers++;
    if (agent) agent->offers++;
    break;
  case ACD_EVENT_OFFER_ENDED: acd__count_offer_ended(event, queue, agent); break;
  case ACD_EVENT_ANSWERED: acd__count_answered(kpi, event, queue, agent); break;
  case ACD_EVENT_CONVERSATION_ENDED: acd__count_conversation_ended(event, queue, agent); break;
  case ACD_EVENT_WRAPUP_ENDED:
    if (queue) acd__kpi_lengthen(&queue->wrapup_us, event->value_us);
    if (agent) acd__kpi_lengthen(&agent->wrapup_us, event->value_us);
    break;
  case ACD_EVENT_AGENT_STATE:
    if (agent) acd__count_state_lasted(agent, event->value, event->value_us);
    if (agent_row) {
      agent_row->state = event->detail;
      agent_row->since_us = event->time_us;
    }
    break;
  case ACD_EVENT_CONSULTATION_BEGUN:
    kpi->calls.consultations++;
    kpi->calls.consultations_live++;
    break;
  case ACD_EVENT_CONSULTATION_ENDED:
    kpi->calls.consultations_live--;
    kpi->calls.joined += event->detail == ACD_END_JOINED;
    break;
  case ACD_EVENT_PARKED: kpi->calls.parked++; break;
  case ACD_EVENT_CALLBACK_TAKEN:
    kpi->calls.callbacks++;
    kpi->calls.callbacks_live++;
    break;
  case ACD_EVENT_CALLBACK_ATTEMPT: acd__count_callback_attempt(&kpi->calls, event->detail); break;
  case ACD_EVENT_CALLBACK_ENDED: acd__count_callback_ended(&kpi->calls, event); break;
  case ACD_EVENT_SLOT: acd__count_slot(&kpi->calls, event->detail); break;
  case ACD_EVENT_CALL_AGAIN: acd__count_call_again(&kpi->calls, event->detail); break;
  case ACD_EVENT_PICKED_UP: kpi->calls.picked_up++; break;
  case ACD_EVENT_RATED:
  case ACD_EVENT_RESOLVED:
  case ACD_EVENT_RESPONDED:
    acd__count_mark(event, acd__kpi_queue_marks(queue));
    acd__count_mark(event, acd__kpi_agent_marks(agent));
    break;
  case ACD_EVENT_STEP:
    if (queue) acd__count_step(event, queue);
    break;
  case ACD_EVENT_ESTIMATED:
    if (queue) acd__count_estimated(event, queue);
    break;
  case ACD_EVENT_ACTION_TIMEOUT: acd__count_action_timeout(&kpi->calls, event->detail); break;
  default: break;
  }
}

#endif
