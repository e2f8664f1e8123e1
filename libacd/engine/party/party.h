/* SPDX-License-Identifier: Apache-2.0 */
/** @file Conversations, and several parties in one. None of it can fail. Included by engine.h. */
#ifndef ACD__ENGINE_PARTY_PARTY_H
#define ACD__ENGINE_PARTY_PARTY_H

#include "engine/engine.h"

/* 1: an agent talks to the caller, on hold or not. */
static inline int acd__call_talks(const acd__call *call)
{
  return call->state == ACD_CALL_STATE_TALKING || call->state == ACD_CALL_STATE_HELD;
}

/* conversation.c */
/* Asks the host to connect an agent who has accepted with the caller. */
void acd__bridge_ask(acd_engine *engine, acd__line *line);
void acd__bridged(acd_engine *engine, acd__line *line);
/* Accepted, but not bridged: the agent's leg is lost (ACD_OFFER_REJECTED) or the bridge failed (ACD_OFFER_FAILED). */
void acd__bridge_failed(acd_engine *engine, acd__line *line, int64_t detail);
/* The agent's part is over. The agent still has to be set free: acd__line_after(). `tell`: ask the host to release it. */
acd__line *acd__conversation_end(acd_engine *engine, acd__call *call, int64_t how, int tell);
/* The agent hung up: the caller goes on in the flow, or is hung up. */
void acd__conversation_agent_gone(acd_engine *engine, acd__line *line);

/* `by`: the call to which it gives way, NULL: the agent wants it. */
void acd__conversation_hold(acd_engine *engine, acd__call *call, const acd__call *by);
void acd__conversation_resume(acd_engine *engine, acd__call *call);
/* The caller is off hold, if on hold; the host learns it otherwise. */
void acd__conversation_unhold(acd_engine *engine, acd__call *call);
/* One agent's conversation is over; nothing else changes. */
void acd__conversation_leave(acd_engine *engine, acd__call *call, acd__line *line, int64_t how, int tell);
/* As that, for the first, whose place is free afterwards. */
acd__line *acd__conversation_leave_first(acd_engine *engine, acd__call *call, int64_t how, int tell);

/* transfer.c: whom a call that talks may be passed to; refused otherwise. `flows`: a queue may pass it on to a flow. */
int acd__target_agent(acd_engine *engine, acd__apply *apply, const acd__call *call, acd_id id, acd__agent **agent_out);
int acd__target_queue(acd_engine *engine, acd__apply *apply, acd__call *call, acd_id id, int flows,
                      acd__queue **queue_out);

/* consult.c */
/* The call's consultation ends; the agent who asked stays on the call. */
void acd__consult_drop(acd_engine *engine, acd__call *call);
/* The consulted agent takes the first one's place, whose conversation ends (`how`). `tell`: the host is asked to release the
 * first. */
void acd__consult_complete(acd_engine *engine, acd__call *call, int64_t how, int tell);

/* park.c */
void acd__park(acd_engine *engine, acd__call *call);
/* 1: the agent may supervise a call, with nothing else in hand. */
int acd__agent_may_join(const acd__agent *agent);
/* Nobody has picked it up in time. */
void acd__park_recall(acd_engine *engine, acd__call *call);

/* supervise.c */
/* `release`: the host is asked to end the supervisor's leg. */
void acd__supervise_end(acd_engine *engine, acd__line *line, int release);
void acd__supervise_end_all(acd_engine *engine, acd__call *call);
/* The host has connected the supervisor; one who barges in is an agent of the conversation now. */
void acd__supervise_joined(acd_engine *engine, acd__line *line);

/* party.c */
/* An agent who talks already comes into another conversation: as the first, or after those who are there. The host is asked to
 * connect them; `from`: the consultation they come from. */
void acd__party_join(acd_engine *engine, acd__call *call, acd__line *line, acd_id from, int64_t from_ref);
/* One more is in the conversation, and the host knows. */
void acd__party_enter(acd_engine *engine, acd__call *call, acd__line *line);
/* One more leaves; the conversation goes on. */
void acd__party_leave(acd_engine *engine, acd__line *line, int64_t how, int tell);
/* All but the first leave. */
void acd__parties_end(acd_engine *engine, acd__call *call, int64_t how, int tell);
/* The first has left: the next takes that place. */
void acd__party_first(acd_engine *engine, acd__call *call);
void acd__join_failed(acd_engine *engine, acd__line *line);
/* The leg of an agent who talks is lost, and nobody is asked to release it. */
void acd__leg_lost(acd_engine *engine, acd__line *line);

#endif
