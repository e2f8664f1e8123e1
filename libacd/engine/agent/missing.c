/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

/* Agents and devices that the host does not list: acd/agent.h, "Missing". Those that are listed are marked with the number of the
 * list, as are those heard of since then. Two sweeps over the agents follow: the first takes all that are missing out of reach,
 * so that no call is offered to one of them in the second, which ends what they have in hand. */

#define SWEEP_SLOTS 256

enum { OUT_OF_REACH = 0, OUT_OF_HAND = 1 };

void acd__agent_seen(const acd_engine *engine, acd__agent *agent)
{
  agent->seen = engine->missing.epoch;
}

void acd__device_seen(const acd_engine *engine, acd__device *device)
{
  device->seen = engine->missing.epoch;
}

static int is_seen(const acd_engine *engine, const acd__device *device)
{
  return device->seen == engine->missing.epoch;
}

/* With all that is hers, also what she uses though it is not defined any more. */
static void see_agent(const acd_engine *engine, acd__agent *agent)
{
  acd__agent_seen(engine, agent);
  for (acd__device *at = agent->devices; at; at = at->next) acd__device_seen(engine, at);
  for (acd__line *line = &agent->line; line; line = line->next)
    if (line->device) acd__device_seen(engine, line->device);
}

static void see(const acd_engine *engine, acd_id id)
{
  int status;
  acd__agent *agent = acd__pool_find(&engine->agents, id, &status);
  if (agent) {
    see_agent(engine, agent);
    return;
  }
  acd__device *device = acd__pool_find(&engine->devices, id, &status);
  if (!device) return;
  acd__device_seen(engine, device);
  acd__agent_seen(engine, device->agent);
}

int acd__do_reconcile_agents(acd_engine *engine, acd__apply *apply)
{
  acd__words known;
  int status = acd__apply_words(apply, apply->command->body.reconcile_agents.known, 0, sizeof(acd_id), &known);
  if (status) return status;
  engine->missing.epoch++;
  engine->missing.slot = 0;
  engine->missing.sweep = OUT_OF_REACH;
  for (size_t i = 0; i < known.count; i++) see(engine, acd__word_at(apply, &known, i));
  if (!engine->missing.timer.lane && engine->agents.live)
    acd__timers_arm(&engine->timers, &engine->missing.timer, engine->now_lane, engine->now_us);
  return ACD_OK;
}

/* ---- Out of reach */

static void tell(acd_engine *engine, acd__agent *agent, const acd__device *device)
{
  acd__event(engine, ACD_EVENT_MISSING, NULL, NULL, agent, 0, device ? device->slot.id : 0, 0, 0);
}

/* 1: the agent may have been offered something else for it. */
static int take_agent(acd_engine *engine, acd__agent *agent)
{
  for (acd__device *at = agent->devices; at; at = at->next) at->busy = 1;
  acd__devices_review(agent);
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT && !agent->lines_count) return 0;
  tell(engine, agent, NULL);
  if (agent->idle) acd__idle_remove(agent);
  acd__agent_presence(engine, agent, ACD_PRESENCE_LOGGED_OUT, 0, 0);
  acd__limit_lift(engine, agent);
  if (agent->lines_count) return 0; /* settled when the last of them has ended */
  acd__agent_settle(engine, agent);
  return 1;
}

/* Those that only a call keeps, each once. */
static void tell_gone(acd_engine *engine, acd__agent *agent)
{
  for (const acd__line *line = &agent->line; line; line = line->next) {
    if (!line->device || !line->device->gone || is_seen(engine, line->device)) continue;
    const acd__line *first = &agent->line;
    while (first->device != line->device) first = first->next;
    if (first == line) tell(engine, agent, line->device);
  }
}

static int take_devices(acd_engine *engine, acd__agent *agent)
{
  tell_gone(engine, agent);
  for (acd__device *at = agent->devices; at; at = at->next) {
    if (is_seen(engine, at)) continue;
    if (!at->busy || at->lines_count) tell(engine, agent, at);
    at->busy = 1;
  }
  return acd__agent_reach(engine, agent, agent->elsewhere);
}

static int take_out_of_reach(acd_engine *engine, acd__agent *agent)
{
  return agent->seen == engine->missing.epoch ? take_devices(engine, agent) : take_agent(engine, agent);
}

/* ---- Out of hand */

/* What is being stopped ends anyhow. */
static int is_lost(const acd_engine *engine, const acd__line *line)
{
  if (!line->state || line->stopping) return 0;
  return line->agent->seen != engine->missing.epoch || (line->device && !is_seen(engine, line->device));
}

static void lose(acd_engine *engine, acd__line *line)
{
  switch (line->state) {
  case ACD_AGENT_STATE_RESERVED:
    acd__action_end(engine, line->request);
    acd__offer_failed(engine, line, ACD_OFFER_FAILED);
    break;
  case ACD_AGENT_STATE_SUPERVISING: acd__supervise_end(engine, line, 0); break;
  case ACD_AGENT_STATE_WRAPUP: acd__wrapup_end(engine, line); break;
  default:
    if (line->accepted)
      acd__bridge_failed(engine, line, ACD_OFFER_REJECTED);
    else
      acd__leg_lost(engine, line);
    break;
  }
}

static acd__line *first_lost(const acd_engine *engine, acd__agent *agent)
{
  acd__line *line = &agent->line;
  while (line && !is_lost(engine, line)) line = line->next;
  return line;
}

/* ---- Slices */

/* One agent's share of a slice, of which there are `ACD__SLICE` / 2 for those who may take another call, and one for whom a
 * conversation ends, in which others may be. */
static int deal_with(acd_engine *engine, acd__agent *agent)
{
  uint32_t slot = acd__pool_slot(agent->slot.id) + 1;
  if (engine->missing.sweep == OUT_OF_REACH) {
    engine->missing.slot = slot;
    return take_out_of_reach(engine, agent);
  }
  acd__line *line = first_lost(engine, agent);
  if (!line) {
    engine->missing.slot = slot;
    return 0;
  }
  lose(engine, line);
  return ACD__SLICE / 2;
}

void acd__missing_slice(acd_engine *engine)
{
  uint32_t end = engine->missing.slot + SWEEP_SLOTS;
  for (int share = 0; engine->missing.slot < end && share < ACD__SLICE / 2;) {
    acd__agent *agent = acd__pool_next(&engine->agents, engine->missing.slot);
    if (agent) {
      share += deal_with(engine, agent);
      continue;
    }
    if (engine->missing.sweep++ == OUT_OF_HAND) return;
    engine->missing.slot = 0;
    break;
  }
  acd__timers_arm(&engine->timers, &engine->missing.timer, engine->now_lane, engine->now_us);
}

const char *acd__missing_check(const acd_engine *engine, const acd__agent *agent)
{
  if (engine->missing.timer.lane) return NULL;
  if (agent->seen != engine->missing.epoch && agent->presence != ACD_PRESENCE_LOGGED_OUT)
    return "who is missing is logged out";
  for (const acd__line *line = &agent->line; line; line = line->next)
    if (is_lost(engine, line)) return "who is missing has nothing in hand, and a device that is missing no call";
  for (const acd__device *at = agent->devices; at; at = at->next)
    if (!is_seen(engine, at) && !at->busy) return "a device that is missing is not free";
  return NULL;
}
