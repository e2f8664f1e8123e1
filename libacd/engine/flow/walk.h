/* SPDX-License-Identifier: Apache-2.0 */
/** @file Calls in flows: in their own, and in those beside what they do otherwise. None of it can fail. Included by engine.h. */
#ifndef ACD__ENGINE_FLOW_WALK_H
#define ACD__ENGINE_FLOW_WALK_H

#include "engine/state.h"
#include "flow/flow.h"

/* walk.c */
void acd__flow_enter(acd_engine *engine, acd__call *call, acd__flow *flow);
/* Leaves the present node by an exit and goes on. */
void acd__flow_continue(acd_engine *engine, acd__call *call, int32_t exit);
/* Stands at the start of a flow now, without going on from there: acd__call_exit() with ACD__EXIT_SWITCHED. */
void acd__flow_switch(acd_engine *engine, acd__call *call, acd__flow *flow);
void acd__flow_walk(acd_engine *engine, acd__call *call);
/* Leaves the present flow version, if any. */
void acd__flow_leave(acd_engine *engine, acd__call *call);
/* What the host answered, with a text, at the deadline none. */
void acd__flow_host_answers(acd_engine *engine, acd__call *call, int64_t outcome, const char *text, size_t size);
/* A node has waited for as long as it is to. */
void acd__flow_waited(acd_engine *engine, acd__call *call);
/* flow/event.c: flows beside what the call does otherwise. Which one it is in, ACD__FRAME_…; 0: none. */
static inline uint32_t acd__call_beside(const acd__call *call)
{
  return call->frames ? call->frames->beside : 0;
}
/* The flow of the first of a waiting call's queues begins, if that has one; ends, if the call is in it. */
void acd__waiting_begin(acd_engine *engine, acd__call *call);
void acd__waiting_end(acd_engine *engine, acd__call *call);
/* Likewise that of the queue it was answered from, for a caller on hold. */
void acd__hold_begin(acd_engine *engine, acd__call *call);
void acd__hold_end(acd_engine *engine, acd__call *call);
/* 1: a call that an agent has accepted stands at the start of the flow that its queue has for that, to be walked, and bridged after it. `was_spoken`: that for waiting was speaking. */
int acd__whisper_begin(acd_engine *engine, acd__call *call, int was_spoken);
void acd__whisper_end(acd_engine *engine, acd__call *call);
/* It has taken as long as it may. */
void acd__whisper_due(acd_engine *engine, acd__frames *frames);
/* Such a flow begins in earnest, or a node of it has waited for as long as it is to. */
void acd__beside_due(acd_engine *engine, acd__frames *frames);
/* 1: what the host does now is for that flow. */
int acd__beside_speaks(const acd__call *call);
/* The agent has hung up: 1, and the call is in the flow that its queue has for that. */
int acd__after_begin(acd_engine *engine, acd__call *call);
/* Why a call ends, that perhaps is in that flow. */
uint32_t acd__event_reason(const acd__call *call, uint32_t reason);
/* Keys collected, or none (size 0). */
void acd__flow_answer(acd_engine *engine, acd__call *call, int64_t outcome, const char *text, size_t size);
void acd__flow_drop(acd_engine *engine, acd__flow *flow);
/* The flow of an id if it is in force; NULL and the status otherwise (ACD_ERR_STALE for an earlier version). */
acd__flow *acd__flow_in_force(const acd_engine *engine, acd_id id, int *status_out);
/* flow/record.c */
/* How the call should be recorded now, ACD_RECORDING_…; 0: nobody has said, or there is nothing to record. */
int64_t acd__recording_now(const acd__call *call);
/* What that depends on may have changed: the host is told of it, if so, when all else is done. */
void acd__recording_mark(acd_engine *engine, acd__call *call);
/* Or at once. */
void acd__recording_tell(acd_engine *engine, acd__call *call);
/* The agent's pause is over, if there is one. */
void acd__recording_resume(acd_engine *engine, acd__call *call);
void acd__recordings_settle(acd_engine *engine);
/* The call ends. */
void acd__recording_drop(acd_engine *engine, acd__call *call);

#endif
