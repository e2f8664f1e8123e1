/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/engine.h"

#define REMATCH_AGENTS 512

/* The call and the agent to bring together, beginning with an idle agent: its first call, that call's agent by strategy,
 * that agent's first call, and so on until both agree. Each step finds a call that comes earlier, so it ends. */
static acd__call *agree(acd_engine *engine, acd__agent *agent)
{
  const acd__route *route = engine->world.route;
  acd__call *call = acd__match_call(route, agent, agent->idle, engine->now_us);
  while (call) {
    acd__rng rng = engine->rng; /* the offer draws for itself */
    int again;
    acd__agent *other = acd__match_agent(call, &rng, &again);
    acd__call *earlier = other ? acd__match_call(route, other, other->idle, engine->now_us) : NULL;
    if (!earlier || earlier == call || !acd__match_before(route, earlier, call, engine->now_us)) break;
    call = earlier;
  }
  return call;
}

void acd__rematch_begin(acd_engine *engine)
{
  engine->rematch_next = engine->agents_head;
  if (!engine->rematch_timer.lane)
    acd__timers_arm(&engine->timers, &engine->rematch_timer, engine->now_lane, engine->now_us);
}

void acd__rematch_slice(acd_engine *engine)
{
  int offers = 0;
  for (int visited = 0; engine->rematch_next && visited < REMATCH_AGENTS && offers < ACD__SLICE; visited++) {
    acd__agent *agent = engine->rematch_next;
    engine->rematch_next = agent->defined_next;
    while (agent->idle && offers < ACD__SLICE) {
      acd__call *call = agree(engine, agent);
      if (!call) break;
      acd__offer_call(engine, call);
      uint32_t count = acd__call_main(call)->offers_count;
      offers += count > ACD__SLICE ? ACD__SLICE : (int)count;
    }
    if (agent->idle && offers >= ACD__SLICE) engine->rematch_next = agent; /* not finished with this one */
  }
  if (engine->rematch_next && !engine->rematch_timer.lane)
    acd__timers_arm(&engine->timers, &engine->rematch_timer, engine->now_lane, engine->now_us);
}
