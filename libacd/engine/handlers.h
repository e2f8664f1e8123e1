/* SPDX-License-Identifier: Apache-2.0 */
/** @file A handler for each command: it checks, reserves, then commits. Included by engine.h. */
#ifndef ACD__ENGINE_HANDLERS_H
#define ACD__ENGINE_HANDLERS_H

#include "engine/engine.h"

/* Handlers, one file each or a few alike. */
int acd__do_tick(acd_engine *engine, acd__apply *apply);
int acd__do_wall(acd_engine *engine, acd__apply *apply);
int acd__do_define(acd_engine *engine, acd__apply *apply);
int acd__do_call_arrive(acd_engine *engine, acd__apply *apply);
int acd__do_call_hangup(acd_engine *engine, acd__apply *apply);
int acd__do_call_hold(acd_engine *engine, acd__apply *apply);
int acd__do_call_resume(acd_engine *engine, acd__apply *apply);
int acd__do_call_transfer(acd_engine *engine, acd__apply *apply);
int acd__do_call_consult(acd_engine *engine, acd__apply *apply);
int acd__do_agent_supervise(acd_engine *engine, acd__apply *apply);
int acd__do_call_park(acd_engine *engine, acd__apply *apply);
int acd__do_call_pick_up(acd_engine *engine, acd__apply *apply);
int acd__do_call_conference(acd_engine *engine, acd__apply *apply);
int acd__do_call_complete(acd_engine *engine, acd__apply *apply);
int acd__do_call_keys(acd_engine *engine, acd__apply *apply);
int acd__do_call_set(acd_engine *engine, acd__apply *apply);
int acd__do_agent_login(acd_engine *engine, acd__apply *apply);
int acd__do_agent_logout(acd_engine *engine, acd__apply *apply);
int acd__do_agent_ready(acd_engine *engine, acd__apply *apply);
int acd__do_agent_not_ready(acd_engine *engine, acd__apply *apply);
int acd__do_agent_hangup(acd_engine *engine, acd__apply *apply);
int acd__do_agent_extend_wrapup(acd_engine *engine, acd__apply *apply);
int acd__do_agent_end_wrapup(acd_engine *engine, acd__apply *apply);
int acd__do_agent_elsewhere(acd_engine *engine, acd__apply *apply);
int acd__do_agent_set_presence(acd_engine *engine, acd__apply *apply);
int acd__do_result(acd_engine *engine, acd__apply *apply);
int acd__do_reconcile(acd_engine *engine, acd__apply *apply);
int acd__do_reconcile_agents(acd_engine *engine, acd__apply *apply);
int acd__do_call_change(acd_engine *engine, acd__apply *apply);
int acd__do_call_also(acd_engine *engine, acd__apply *apply);
int acd__do_call_record(acd_engine *engine, acd__apply *apply);
int acd__do_toggle(acd_engine *engine, acd__apply *apply);
int acd__do_zone(acd_engine *engine, acd__apply *apply);
int acd__do_queue_gate(acd_engine *engine, acd__apply *apply);
int acd__do_callback(acd_engine *engine, acd__apply *apply);
int acd__do_callback_cancel(acd_engine *engine, acd__apply *apply);
int acd__do_slot_book(acd_engine *engine, acd__apply *apply);
int acd__do_slot_confirm(acd_engine *engine, acd__apply *apply);
int acd__do_slot_move(acd_engine *engine, acd__apply *apply);
int acd__do_call_mark(acd_engine *engine, acd__apply *apply);
int acd__do_scores(acd_engine *engine, acd__apply *apply);

#endif
