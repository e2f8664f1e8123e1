/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Who has refused which waiting call, for queues that do not offer it again: a record for each such pair, in a list of the
 * call's and one of the agent's. It goes when the call leaves the queue, or the agent for good. */

static int keeps(const acd__line *line)
{
  const acd__call *call = line->call;
  return call && call->queue && line->state == ACD_AGENT_STATE_RESERVED &&
         call->queue->config->declined == ACD_DECLINED_NEVER;
}

int acd__decline_reserve(acd_engine *engine, const acd__line *line)
{
  return keeps(line) ? acd__pool_reserve(&engine->declines, 1) : ACD_OK;
}

void acd__decline_note(acd_engine *engine, acd__line *line)
{
  acd__agent *agent = line->agent;
  acd__call *call = line->call;
  if (!keeps(line) || acd__match_declined(agent, call)) return;
  acd__decline *note = acd__pool_take(&engine->declines);
  note->call = call;
  note->agent = agent;
  note->call_prev = note->agent_prev = NULL;
  note->call_next = call->declines;
  note->agent_next = agent->declines;
  if (call->declines) call->declines->call_prev = note;
  if (agent->declines) agent->declines->agent_prev = note;
  call->declines = agent->declines = note;
}

static void forget(acd_engine *engine, acd__decline *note)
{
  if (note->call_prev)
    note->call_prev->call_next = note->call_next;
  else
    note->call->declines = note->call_next;
  if (note->call_next) note->call_next->call_prev = note->call_prev;
  if (note->agent_prev)
    note->agent_prev->agent_next = note->agent_next;
  else
    note->agent->declines = note->agent_next;
  if (note->agent_next) note->agent_next->agent_prev = note->agent_prev;
  acd__pool_give(&engine->declines, note);
}

void acd__decline_call_left(acd_engine *engine, acd__call *call)
{
  while (call->declines) forget(engine, call->declines);
}

void acd__decline_agent_left(acd_engine *engine, acd__agent *agent)
{
  while (agent->declines) forget(engine, agent->declines);
}

int acd__decline_check(const acd__call *call)
{
  const acd__decline *before = NULL;
  if (call->declines && !call->queue) return 0;
  for (const acd__decline *note = call->declines; note; before = note, note = note->call_next)
    if (note->call != call || note->call_prev != before || !note->agent->slot.live) return 0;
  return 1;
}
