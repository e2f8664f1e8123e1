/* SPDX-License-Identifier: Apache-2.0 */
/* Timers of the reference router: (due time, order in which they were armed). */
#include "reference.h"

typedef struct ref_first {
  acd_time due;
  int64_t armed;
  ref_agent *agent; /* whose line it is */
  ref_line *line;
  ref_agent *rest;  /* is over */
  ref_agent *look;  /* for another call */
  ref_call *step;   /* its step ends */
  ref_call *more;   /* it may ring more */
  ref_call *awaits; /* a preferred agent, no longer */
  ref_call *wait;   /* it has waited as long as it may */
  ref_agent *leave;
  ref_agent *limit; /* her limit is lifted */
} ref_first;

static int is_earlier(const ref_first *than, acd_time due, int64_t armed)
{
  return due && (!than->due || due < than->due || (due == than->due && armed < than->armed));
}

static ref_first first_of(const ref_life *life)
{
  ref_first first = {0};
  for (int a = 0; a < REF_ALL_AGENTS; a++) {
    const ref_agent *agent = &life->agents[a];
    for (int i = 0; i < REF_LINES; i++) {
      const ref_line *line = &agent->lines[i];
      if (agent->lives && line->state && is_earlier(&first, line->due, line->armed))
        first =
            (ref_first){.due = line->due, .armed = line->armed, .agent = (ref_agent *)agent, .line = (ref_line *)line};
    }
    if (agent->lives && is_earlier(&first, agent->rest_due, agent->rest_armed))
      first = (ref_first){.due = agent->rest_due, .armed = agent->rest_armed, .rest = (ref_agent *)agent};
    if (agent->lives && is_earlier(&first, agent->look_due, agent->look_armed))
      first = (ref_first){.due = agent->look_due, .armed = agent->look_armed, .look = (ref_agent *)agent};
    if (agent->lives && is_earlier(&first, agent->leave_due, agent->leave_armed))
      first = (ref_first){.due = agent->leave_due, .armed = agent->leave_armed, .leave = (ref_agent *)agent};
    if (agent->lives && is_earlier(&first, agent->limit_until, agent->limit_armed))
      first = (ref_first){.due = agent->limit_until, .armed = agent->limit_armed, .limit = (ref_agent *)agent};
  }
  for (int c = 0; c < life->calls_count; c++) {
    const ref_call *call = &life->calls[c];
    if (call->lives && is_earlier(&first, call->step_due, call->step_armed))
      first = (ref_first){.due = call->step_due, .armed = call->step_armed, .step = (ref_call *)call};
    if (call->lives && is_earlier(&first, call->awaited_due, call->awaited_armed))
      first = (ref_first){.due = call->awaited_due, .armed = call->awaited_armed, .awaits = (ref_call *)call};
    if (call->lives && is_earlier(&first, call->wait_due, call->wait_armed))
      first = (ref_first){.due = call->wait_due, .armed = call->wait_armed, .wait = (ref_call *)call};
    if (call->lives && is_earlier(&first, call->more_due, call->more_armed))
      first = (ref_first){.due = call->more_due, .armed = call->more_armed, .more = (ref_call *)call};
  }
  return first;
}

acd_time ref_due(const ref_life *life, acd_time until)
{
  ref_first first = first_of(life);
  return first.due <= until ? first.due : 0;
}

static void fire_line(ref_life *life, ref_agent *agent, ref_line *line)
{
  line->due = 0;
  if (line->state == ACD_AGENT_STATE_RESERVED)
    ref_agent_missed(life, agent, line, ACD_OUTCOME_NO_ANSWER);
  else if (line->connecting)
    ref_agent_bridge_failed(life, agent, line, ACD_OUTCOME_FAILED);
  else
    ref_agent_wrapup_end(life, agent, line);
}

void ref_timers(ref_life *life, acd_time at)
{
  for (;;) {
    ref_first first = first_of(life);
    life->in_timer = 0;
    if (!first.due || first.due > at || life->failed) return;
    life->in_timer = 1;
    if (first.agent) {
      fire_line(life, first.agent, first.line);
    } else if (first.rest) {
      first.rest->rest_due = 0;
      ref_agent_free(life, first.rest);
    } else if (first.look) {
      first.look->look_due = 0;
      life->looks = 1;
      ref_agent_free(life, first.look);
      life->looks = 0;
    } else if (first.leave) {
      ref_direct_go_on(life, first.leave);
    } else if (first.limit) {
      ref_match(life, first.limit);
    } else if (first.awaits) {
      ref_await_end(life, first.awaits);
    } else if (first.wait) {
      ref_call_waited(life, first.wait);
    } else if (first.more) {
      ref_more_timer(life, first.more);
    } else {
      int next = first.step->step + 1;
      first.step->step_due = 0;
      life->tally.reached[REF_REACHED_STEP]++;
      ref_step_begin(life, first.step, next);
      if (!first.step->awaited)
        ref_place(life, first.step);
      else if (!ref_is_eligible(first.step, first.step->step, first.step->awaited))
        ref_await_end(life, first.step);
    }
  }
}
