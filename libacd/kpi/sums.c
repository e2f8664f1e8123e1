/* SPDX-License-Identifier: Apache-2.0 */
/* Sums of rows, and the laws that rows and sums obey. */
#include "kpi/kpi.h"
#include "kpi/ratio.h"

static void add_marks(int64_t *sum, const int64_t *more)
{
  for (int i = 0; i < ACD__MARK_RESPONSE_US; i++) sum[i] += more[i];
  acd__kpi_lengthen(&sum[ACD__MARK_RESPONSE_US], more[ACD__MARK_RESPONSE_US]);
}

void acd__kpi_queue_add(acd_kpi_queue *sum, const acd_kpi_queue *more)
{
  sum->offered += more->offered;
  sum->transferred_in += more->transferred_in;
  sum->overflowed_in += more->overflowed_in;
  sum->answered += more->answered;
  sum->answered_within += more->answered_within;
  sum->abandoned += more->abandoned;
  sum->abandoned_short += more->abandoned_short;
  sum->abandoned_within += more->abandoned_within;
  sum->overflowed += more->overflowed;
  sum->timed_out += more->timed_out;
  sum->left_by_key += more->left_by_key;
  sum->rejected += more->rejected;
  sum->disconnected += more->disconnected;
  sum->waiting += more->waiting;
  acd__kpi_lengthen(&sum->wait_us, more->wait_us);
  if (more->wait_us_max > sum->wait_us_max) sum->wait_us_max = more->wait_us_max;
  acd__kpi_lengthen(&sum->wait_arrival_us, more->wait_arrival_us);
  acd__kpi_lengthen(&sum->abandon_us, more->abandon_us);
  acd__kpi_lengthen(&sum->queued_us, more->queued_us);
  sum->handled += more->handled;
  acd__kpi_lengthen(&sum->talk_us, more->talk_us);
  acd__kpi_lengthen(&sum->hold_us, more->hold_us);
  acd__kpi_lengthen(&sum->wrapup_us, more->wrapup_us);
  sum->transfers += more->transfers;
  sum->offers += more->offers;
  sum->no_answers += more->no_answers;
  sum->refusals += more->refusals;
  sum->consulted_in += more->consulted_in;
  sum->cancelled += more->cancelled;
  sum->moved_in += more->moved_in;
  sum->moved += more->moved;
  sum->no_agents += more->no_agents;
  sum->cleared += more->cleared;
  sum->diverted += more->diverted;
  sum->also_in += more->also_in;
  sum->also_out += more->also_out;
  sum->callbacks_taken += more->callbacks_taken;
  sum->callbacks_in += more->callbacks_in;
  sum->callbacks_answered += more->callbacks_answered;
  sum->callbacks_out += more->callbacks_out;
  add_marks(&sum->ratings, &more->ratings);
  sum->estimated += more->estimated;
  for (size_t i = 0; i < sizeof sum->estimate_over_us / sizeof *sum->estimate_over_us; i++) {
    acd__kpi_lengthen(&sum->estimate_over_us[i], more->estimate_over_us[i]);
    acd__kpi_lengthen(&sum->estimate_under_us[i], more->estimate_under_us[i]);
  }
  sum->steps_joined += more->steps_joined;
  sum->steps_relaxed += more->steps_relaxed;
  sum->steps_expired += more->steps_expired;
}

void acd__kpi_agent_add(acd_kpi_agent *sum, const acd_kpi_agent *more)
{
  sum->answered += more->answered;
  sum->handled += more->handled;
  acd__kpi_lengthen(&sum->talk_us, more->talk_us);
  acd__kpi_lengthen(&sum->hold_us, more->hold_us);
  acd__kpi_lengthen(&sum->wrapup_us, more->wrapup_us);
  sum->transfers += more->transfers;
  sum->offers += more->offers;
  sum->no_answers += more->no_answers;
  sum->refusals += more->refusals;
  acd__kpi_lengthen(&sum->login_us, more->login_us);
  acd__kpi_lengthen(&sum->not_ready_us, more->not_ready_us);
  acd__kpi_lengthen(&sum->ready_us, more->ready_us);
  acd__kpi_lengthen(&sum->reserved_us, more->reserved_us);
  acd__kpi_lengthen(&sum->busy_us, more->busy_us);
  acd__kpi_lengthen(&sum->in_wrapup_us, more->in_wrapup_us);
  acd__kpi_lengthen(&sum->elsewhere_us, more->elsewhere_us);
  acd__kpi_lengthen(&sum->supervising_us, more->supervising_us);
  add_marks(&sum->ratings, &more->ratings);
  acd__kpi_lengthen(&sum->wait_us, more->wait_us);
}

acd__kpi_minute acd__kpi_minutes_sum(const acd__kpi_minutes *minutes, acd_time now, int64_t count)
{
  acd__kpi_minute sum = {.number = now / ACD__MINUTE_US};
  for (size_t i = 0; i <= ACD__MINUTES_MAX; i++) {
    const acd__kpi_minute *at = &minutes->of[i];
    if (at->number > sum.number || at->number < sum.number - count) continue;
    sum.left += at->left;
    sum.within += at->within;
  }
  return sum;
}

int acd__kpi_queue_check(const acd__kpi_queue_row *row, int64_t waiting)
{
  const acd_kpi_queue *queue = &row->sums;
  int64_t in = acd__kpi_queue_in(queue), out = acd__kpi_queue_out(queue);
  return queue->waiting == waiting && waiting >= 0 && in == out + waiting &&
         queue->answered_within <= queue->answered &&
         queue->abandoned_within <= queue->abandoned + queue->abandoned_short &&
         queue->handled <= queue->answered + queue->callbacks_answered && queue->transfers <= queue->handled &&
         queue->no_answers + queue->refusals <= queue->offers &&
         queue->wait_us <= queue->queued_us - queue->abandon_us && queue->wait_us_max <= queue->queued_us &&
         queue->satisfied <= queue->ratings && queue->estimated <= queue->answered &&
         queue->steps_relaxed <= queue->steps_joined &&
         queue->steps_joined <= queue->answered + queue->callbacks_answered;
}

int acd__kpi_agent_check(const acd__kpi_agent_row *row)
{
  const acd_kpi_agent *agent = &row->sums;
  int64_t states = agent->not_ready_us + agent->ready_us + agent->reserved_us + agent->busy_us + agent->in_wrapup_us +
                   agent->elsewhere_us + agent->supervising_us;
  return agent->login_us == states && agent->handled <= agent->answered && agent->answered <= agent->offers &&
         agent->transfers <= agent->handled && agent->no_answers + agent->refusals <= agent->offers &&
         agent->satisfied <= agent->ratings;
}

int acd__kpi_calls_check(const acd_kpi_calls *calls, int64_t live)
{
  int64_t ends = 0;
  int64_t timeouts = 0;
  for (size_t i = 0; i < sizeof calls->ends / sizeof *calls->ends; i++) ends += calls->ends[i];
  for (size_t i = 0; i < sizeof calls->action_timeouts_by_kind / sizeof(int64_t); i++)
    timeouts += calls->action_timeouts_by_kind[i];
  int64_t callbacks = calls->callbacks_live;
  for (size_t i = 0; i < sizeof calls->callbacks_by_outcome / sizeof(int64_t); i++)
    callbacks += calls->callbacks_by_outcome[i];
  int64_t attempts = 0;
  for (size_t i = 0; i < sizeof calls->callback_attempts_by_outcome / sizeof(int64_t); i++)
    attempts += calls->callback_attempts_by_outcome[i];
  const int64_t *slots = calls->slots_by_change;
  int64_t booked = slots[ACD_SLOT_KEPT] + slots[ACD_SLOT_BROKEN] + slots[ACD_SLOT_RELEASED] + calls->slots_live;
  return calls->live >= 0 && calls->consultations_live >= 0 && calls->live + calls->consultations_live == live &&
         calls->arrived == calls->ended + calls->live && calls->ended == ends &&
         calls->joined <= calls->consultations - calls->consultations_live && calls->action_timeouts == timeouts &&
         calls->callbacks_live >= 0 && calls->callbacks == callbacks && calls->callback_attempts == attempts &&
         calls->slots_live >= 0 && slots[ACD_SLOT_BOOKED] == booked && slots[0] == 0;
}

int acd__kpi_totals_check(const acd_kpi_calls *calls, const acd_kpi_queue *queues, const acd_kpi_agent *agents)
{
  return agents->answered == queues->answered + queues->callbacks_answered + calls->direct_answered;
}
