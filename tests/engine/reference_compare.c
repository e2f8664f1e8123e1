/* SPDX-License-Identifier: Apache-2.0 */
/* The engine against the model, through the public API. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "reference.h"

void ref_fail(ref_life *life, const char *format, ...)
{
  if (life->failed) return;
  life->failed = 1;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(life->why, sizeof life->why, format, arguments);
  va_end(arguments);
}

void ref_tell(ref_life *life, const char *format, ...)
{
  enum { LINES = sizeof life->story / sizeof life->story[0] };
  va_list arguments;
  char *line = life->story[life->story_count++ % LINES];
  int used = snprintf(line, sizeof life->story[0], "%10.6f  ", (double)life->now / 1e6);
  va_start(arguments, format);
  vsnprintf(line + used, sizeof life->story[0] - (size_t)used, format, arguments);
  va_end(arguments);
}

static void same(ref_life *life, const char *whose, int64_t number, const char *what, int64_t engine, int64_t model)
{
  life->tally.answers++;
  if (engine != model)
    ref_fail(life, "%s%" PRId64 ", %s: the engine says %" PRId64 ", the model %" PRId64, whose, number, what, engine,
             model);
}

static int is_line(const ref_life *life, const ref_line *line, const acd_line_info *info)
{
  int64_t weight = line->channel ? ref_line_weight(life, NULL, line) : info->weight;
  return line->interrupted == info->interrupted && line->state == (int)info->state && line->call_id == info->call &&
         !line->channel == !info->channel && weight == info->weight &&
         (line->queue ? line->queue->id : 0) == info->queue &&
         (line->state == ACD_AGENT_STATE_WRAPUP ? line->due : 0) == info->wrapup_until_us;
}

/* Each thing in hand, in whatever order. */
static void compare_lines(ref_life *life, const ref_agent *agent)
{
  int known[REF_LINES] = {0};
  acd_line_info info = {.size = sizeof info};
  for (size_t at = 0; !acd_agent_line(life->engine, agent->id, at, &info); at++) {
    int i = 0;
    while (i < REF_LINES && (known[i] || !is_line(life, &agent->lines[i], &info))) i++;
    same(life, "a", agent->slot, "a line that the model knows", 1, i < REF_LINES);
    if (i == REF_LINES) return;
    known[i] = 1;
  }
}

static void compare_agent(ref_life *life, const ref_agent *agent)
{
  acd_agent_info info = {.size = sizeof info};
  int status = acd_agent_get(life->engine, agent->id, &info);
  same(life, "a", agent->slot, "found", status, ACD_OK);
  if (status) return;
  same(life, "a", agent->slot, "state", info.state, ref_state(agent));
  same(life, "a", agent->slot, "in hand", info.lines_count, ref_lines_count(agent));
  same(life, "a", agent->slot, "load", info.load, ref_load(life, agent));
  same(life, "a", agent->slot, "capacity", info.capacity, agent->rules.capacity);
  same(life, "a", agent->slot, "presence", info.presence, agent->presence);
  same(life, "a", agent->slot, "rest", info.rest_until_us, agent->rest_due);
  same(life, "a", agent->slot, "limit", info.limit_until_us, agent->limit_until);
  same(life, "a", agent->slot, "occupancy", info.occupancy_ppm, ref_occupancy(life, agent, 1000000));
  same(life, "a", agent->slot, "idle since", info.idle_since_us, agent->idle_since);
  same(life, "a", agent->slot, "calls", info.calls_count, agent->calls);
  same(life, "a", agent->slot, "talk", info.talk_us, agent->talk);
  same(life, "a", agent->slot, "misses", info.misses_count, agent->misses);
  compare_lines(life, agent);
}

/* All that the engine knows, in the order of creation, and no others. */
static void compare_agents(ref_life *life)
{
  acd_id at = 0;
  int64_t after = 0;
  for (;;) {
    const ref_agent *next = NULL;
    for (int a = 0; a < REF_ALL_AGENTS; a++) {
      const ref_agent *agent = &life->agents[a];
      if (agent->lives && agent->sequence > after && (!next || agent->sequence < next->sequence)) next = agent;
    }
    at = acd_agent_next(life->engine, at);
    same(life, "a", next ? next->slot : -1, "id, in order of definition", at, next ? next->id : 0);
    if (!next || life->failed) return;
    compare_agent(life, next);
    after = next->sequence;
  }
}

static int stands_in(const ref_call *call, const ref_queue *queue)
{
  return call->lives && call->queue == queue;
}

static void compare_call(ref_life *life, const ref_call *call)
{
  acd_call_info info = {.size = sizeof info};
  int status = acd_call_get(life->engine, call->id, &info);
  same(life, "c", call->sequence, "found", status, call->lives ? ACD_OK : ACD_ERR_STALE);
  if (status || !call->lives) return;
  same(life, "c", call->sequence, "state", info.state, call->state);
  same(life, "c", call->sequence, "queue", info.queue, call->queue ? call->queue->id : 0);
  same(life, "c", call->sequence, "agent", info.agent, call->agent ? call->agent->id : 0);
  same(life, "c", call->sequence, "offers", info.offers_count, call->rings_count);
  int has_steps = call->queue && call->queue->rules.steps_count;
  same(life, "c", call->sequence, "step", info.step, has_steps ? call->step : -1);
  if (call->queue) same(life, "c", call->sequence, "priority", info.priority, ref_points(call));
  same(life, "c", call->sequence, "entered", info.queued_at_us, call->queue ? call->entered : ACD_TIME_NEVER);
}

static void compare_positions(ref_life *life, const ref_queue *queue)
{
  for (int c = 0; c < life->calls_count; c++) {
    const ref_call *call = &life->calls[c];
    if (!stands_in(call, queue)) continue;
    int64_t position = 1;
    for (int i = 0; i < life->calls_count; i++)
      position += i != c && stands_in(&life->calls[i], queue) && ref_comes_before(&life->calls[i], call, life->now);
    same(life, "c", call->sequence, "position", acd_call_position(life->engine, call->id), position);
  }
}

static void compare_queue(ref_life *life, const ref_queue *queue)
{
  acd_queue_info info = {.size = sizeof info};
  int64_t staffed = 0, available = 0, ready = 0, waiting = 0;
  int status = acd_queue_get(life->engine, queue->id, &info);
  same(life, "q", queue->slot, "found", status, ACD_OK);
  if (status) return;
  for (int i = 0; i < queue->seats_count; i++) {
    const ref_agent *agent = queue->seats[i].agent;
    if (!ref_takes(life, agent, queue->rules.channel)) continue;
    staffed += agent->presence != ACD_PRESENCE_LOGGED_OUT;
    available += agent->presence == ACD_PRESENCE_AVAILABLE;
    ready += ref_is_ready_for(life, agent, queue);
  }
  for (int c = 0; c < life->calls_count; c++) waiting += stands_in(&life->calls[c], queue);
  same(life, "q", queue->slot, "closed", info.closed, queue->closed);
  same(life, "q", queue->slot, "waiting", info.waiting_count, waiting);
  same(life, "q", queue->slot, "staffed", info.staffed_count, staffed);
  same(life, "q", queue->slot, "available", info.available_count, available);
  same(life, "q", queue->slot, "ready", info.ready_count, ready);
  compare_positions(life, queue);
}

void ref_compare(ref_life *life)
{
  if (life->news_read < life->news_count)
    ref_fail(life, "the engine rings agent %" PRId64 " for call %" PRId64 ", the model does not",
             life->news[life->news_read].agent, life->news[life->news_read].call);
  life->news_read = life->news_count = 0;
  if (!life->failed) compare_agents(life);
  for (int c = 0; c < life->calls_count && !life->failed; c++)
    if (life->calls[c].lives) compare_call(life, &life->calls[c]);
  for (int q = 0; q < REF_ALL_QUEUES && !life->failed; q++)
    if (life->queues[q].lives) compare_queue(life, &life->queues[q]);
  if (!life->failed && acd_engine_check(life->engine, life->thorough)) ref_fail(life, "a law of the engine's own");
}
