/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The engine's inside, and who does what in this folder. Its state is in state.h, what a definition replaces of it in world.h.
 *
 * submit.c applies commands and fires timers; each command has a handler (handlers.h), which checks, reserves, then commits. Below
 * the handlers are operations that cannot fail: on actions (action.c), calls (call.c), flows (walk.c), on those who wait and what rings
 * for them (queue/), conversations and several parties (party/), agents (agent/). define/ builds and commits definitions, api/ holds
 * the convenience functions and the questions. Nothing below a handler allocates, but for classes that spare work (route/class.c),
 * and those only within a command.
 */
#ifndef ACD__ENGINE_ENGINE_H
#define ACD__ENGINE_ENGINE_H

#include <string.h>

#include "engine/apply.h"
#include "engine/call.h"
#include "engine/flow/walk.h"
#include "engine/state.h"
#include "flow/flow.h"
#include "model/campaign.h"
#include "model/schedule.h"
#include "model/skill.h"
#include "model/toggle.h"
#include "model/zone.h"
#include "route/match.h"

acd__memory *acd__engine_memory(acd_engine *engine);

/* result.c: an action's deadline passed. */
void acd__action_expire(acd_engine *engine, acd__action *action);
/* The end of a wrap-up that was extended, or of an offer that has come to another device. */
void acd__line_until(acd_engine *engine, acd__line *line);

/* event.c; what tells events: event.h */
void acd__log(acd_engine *engine, int level, const char *text, const char *name);

/* action.c */
/* So many actions can be emitted that every live call and agent can do without memory whatever its timers bring. */
int acd__grow_actions(acd_engine *engine, size_t count);
/* A live call has at most one media action under way, and when it ends its hang-up takes that one's place; a line, of which an
 * agent has one or more, at most one request and one notice. Where one is under way (`actions_owned`), its room is that of the
 * next, for it ends first; what stands in a further queue for a call asks for nothing. Two timers' worth stay free on top, so
 * that time can always go on once the host has drained. */
static inline int acd__reserve_actions(acd_engine *engine, size_t calls_more, size_t lines_more)
{
  size_t count = engine->provided.recorders + 2 * ACD__ACTIONS_PER_TIMER + engine->calls.live + calls_more +
                 2 * (engine->agents.live + engine->lines.live + lines_more) - engine->actions_owned;
  return engine->handles.free >= count && engine->actions.free >= count ? ACD_OK : acd__grow_actions(engine, count);
}
/* A new action, not sent yet; there is one free (acd__reserve_actions()). */
acd__action *acd__action_new(acd_engine *engine, uint32_t kind, const acd__call *call, const acd__agent *agent);
/* Takes the digest, arms the deadline and puts it out to be pulled. */
void acd__action_send(acd_engine *engine, acd__action *action, acd__lane *deadline);
/* As above, with a deadline that another timer keeps: `lane` is for what comes after that. */
void acd__action_send_until(acd_engine *engine, acd__action *action, acd__lane *lane, acd_time deadline_us);
/* It no longer matters, or has its result. NULL is fine. */
void acd__action_end(acd_engine *engine, acd__action *action);
/* It is no longer what its call or agent has under way; its answer concerns nobody. */
void acd__action_disown(acd_engine *engine, acd__action *action);
/* Media actions replace the one before. `text` is held once more. */
acd__action *acd__action_media(acd_engine *engine, uint32_t kind, acd__call *call, acd__string *text);
/* Asks for an agent's device to be rung for the call of a line, bridged or joined. */
acd__action *acd__action_request(acd_engine *engine, uint32_t kind, acd__line *line);
/* Tells an agent's device: ring_stop or release. */
void acd__action_notice(acd_engine *engine, uint32_t kind, const acd__call *call, acd__line *line);

/* check_route.c: NULL, or the law of matching that is broken. */
const char *acd__check_route(const acd_engine *engine);

/* explain.c: tells the hook, which there is, of a decision before it takes effect. */
void acd__explain_tell(acd_engine *engine, const acd__call *call, const acd__agent *agent, uint32_t side);

/* define.c */
/* Frees what a world owns itself; the pooled objects stay. */
void acd__world_release(acd_engine *engine, acd__world *world);
/* rematch.c: after a definition, agents and calls that may now serve each other are brought together, in slices. */
void acd__rematch_slice(acd_engine *engine);
/* All agents are looked at anew, in slices. */
void acd__rematch_begin(acd_engine *engine);
/* Makes room for so many calls and agents, and forgets those of before, who were all looked at. ACD_OK or ACD_ERR_NOMEM. */
int acd__rematch_reserve(acd_engine *engine, size_t calls, size_t agents);
/* The call, the agent is to be looked at; with no room left, all agents are. */
void acd__rematch_call(acd_engine *engine, acd__call *call);
void acd__rematch_agent(acd_engine *engine, const acd__agent *agent);
/* reconcile.c */
void acd__sweep_slice(acd_engine *engine);

#include "engine/agent/agent.h"
#include "engine/agent/device.h"
#include "engine/agent/room.h"
#include "engine/callback/callback.h"
#include "engine/callback/campaign.h"
#include "engine/event.h"
#include "engine/handlers.h"
#include "engine/party/party.h"
#include "engine/provision.h"
#include "engine/queue/queue.h"
#include "engine/slot/slot.h"

static inline acd__queue *acd__queue_find(const acd_engine *engine, acd_id id)
{
  int status;
  return acd__pool_find(&engine->queues, id, &status);
}

#endif
