/* SPDX-License-Identifier: Apache-2.0 */
/* What is refused is an error of the language: every function that returns a status stands here. */

/* A function that returns a status: anything but ACD_OK raises. `told` writes into `about`. */
%define %status(function, told)
%exception function {
  $action
  ACD_SWIG_RAISED();
  if (result != ACD_OK) {
    char about[ACD_SWIG_ABOUT];
    told;
    ACD_SWIG_RAISE((int)result, "$symname", about);
  }
}
%enddef
/* A function that returns a number, or a negative status. */
%define %number_or_status(function, told)
%exception function {
  $action
  ACD_SWIG_RAISED();
  if (result < 0) {
    char about[ACD_SWIG_ABOUT];
    told;
    ACD_SWIG_RAISE((int)result, "$symname", about);
  }
}
%enddef

%status(acd_options_set, acd_swig_number(about, "option", arg2))
%status(acd_engine_wall_set, acd_swig_number(about, "time_us", arg2))
%status(acd_engine_reconcile, acd_swig_number(about, "time_us", arg2))
%status(acd_engine_reconcile_agents, acd_swig_number(about, "time_us", arg2))
%status(acd_engine_stats_get, acd_swig_nothing(about))
%status(acd_engine_error_at, acd_swig_number(about, "index", (long long)arg2))
%status(acd_engine_check, acd_swig_nothing(about))
%status(acd_action_result, acd_swig_number(about, "action", arg3))
%status(acd_agent_find, acd_swig_name(about, "agent", arg2))
%status(acd_agent_get, acd_swig_number(about, "agent", arg2))
%status(acd_agent_line, acd_swig_number(about, "agent", arg2))
%status(acd_agent_device, acd_swig_number(about, "agent", arg2))
%status(acd_agent_login, acd_swig_agent(about, arg1, arg3))
%status(acd_agent_logout, acd_swig_agent(about, arg1, arg3))
%status(acd_agent_ready, acd_swig_agent(about, arg1, arg3))
%status(acd_agent_not_ready, acd_swig_agent(about, arg1, arg3))
%status(acd_agent_extend_wrapup, acd_swig_agent(about, arg1, arg3))
%status(acd_agent_end_wrapup, acd_swig_agent(about, arg1, arg3))
%status(acd_agent_elsewhere, acd_swig_agent(about, arg1, arg3))
%status(acd_agent_set_presence, acd_swig_agent(about, arg1, arg3))
%status(acd_agent_hangup, acd_swig_agent(about, arg1, arg3))
%status(acd_call_arrive, acd_swig_arrival(about, arg3))
%status(acd_call_hangup, acd_swig_number(about, "call", arg3))
%status(acd_call_hold, acd_swig_number(about, "call", arg3))
%status(acd_call_resume, acd_swig_number(about, "call", arg3))
%status(acd_call_transfer, acd_swig_number(about, "call", arg3))
%status(acd_call_keys, acd_swig_number(about, "call", arg3))
%status(acd_call_set, acd_swig_number(about, "call", arg3))
%status(acd_call_consult, acd_swig_number(about, "call", arg3))
%status(acd_call_conference, acd_swig_number(about, "call", arg3))
%status(acd_agent_supervise, acd_swig_agent(about, arg1, arg3))
%status(acd_call_record, acd_swig_number(about, "call", arg3))
%status(acd_call_rate, acd_swig_number(about, "call", arg3))
%status(acd_call_resolve, acd_swig_number(about, "call", arg3))
%status(acd_call_respond, acd_swig_number(about, "call", arg3))
%status(acd_call_mark, acd_swig_number(about, "call", arg3))
%status(acd_call_park, acd_swig_number(about, "call", arg3))
%status(acd_call_pick_up, acd_swig_number(about, "call", arg3))
%status(acd_call_complete, acd_swig_number(about, "call", arg3))
%status(acd_call_prioritize, acd_swig_number(about, "call", arg3))
%status(acd_call_require, acd_swig_number(about, "call", arg3))
%status(acd_call_move, acd_swig_number(about, "call", arg3))
%status(acd_call_also, acd_swig_number(about, "call", arg3))
%status(acd_call_also_end, acd_swig_number(about, "call", arg3))
%status(acd_call_get, acd_swig_number(about, "call", arg2))
%status(acd_callback_request, acd_swig_nothing(about))
%status(acd_callback_cancel, acd_swig_number(about, "call", arg3))
%status(acd_callback_get, acd_swig_number(about, "call", arg2))
%status(acd_callback_plan_find, acd_swig_name(about, "callback", arg2))
%status(acd_slot_plan_get, acd_swig_number(about, "slot_plan", arg2))
%status(acd_slot_plan_find, acd_swig_name(about, "slot_plan", arg2))
%status(acd_slot_get, acd_swig_number(about, "plan", arg2))
%status(acd_slot_book, acd_swig_nothing(about))
%status(acd_slot_confirm, acd_swig_number(about, "call", arg3))
%status(acd_slot_move, acd_swig_number(about, "call", arg3))
%status(acd_slot_booking_get, acd_swig_number(about, "call", arg2))
%status(acd_campaign_find, acd_swig_name(about, "campaign", arg2))
%status(acd_campaign_get, acd_swig_number(about, "campaign", arg2))
%status(acd_campaign_watch_get, acd_swig_number(about, "campaign", arg2))
%status(acd_explain_pair, acd_swig_number(about, "call", arg2))
%status(acd_explain_wait, acd_swig_number(about, "call", arg2))
%status(acd_explain_wait_in, acd_swig_number(about, "call", arg2))
%status(acd_call_wait_get, acd_swig_number(about, "call", arg2))
%status(acd_queue_find, acd_swig_name(about, "queue", arg2))
%status(acd_queue_open, acd_swig_number(about, "queue", arg3))
%status(acd_queue_drain, acd_swig_number(about, "queue", arg3))
%status(acd_queue_clear, acd_swig_number(about, "queue", arg3))
%status(acd_queue_get, acd_swig_number(about, "queue", arg2))
%number_or_status(acd_queue_doubts, acd_swig_number(about, "queue", arg2))
%status(acd_queue_group, acd_swig_number(about, "queue", arg2))
%status(acd_queue_estimate, acd_swig_number(about, "queue", arg2))
%status(acd_channel_find, acd_swig_name(about, "channel", arg2))
%status(acd_channel_get, acd_swig_number(about, "channel", arg2))
%number_or_status(acd_channel_interrupts, acd_swig_number(about, "channel", arg2))
%status(acd_skill_find, acd_swig_name(about, "skill", arg2))
%status(acd_flow_find, acd_swig_name(about, "flow", arg2))
%status(acd_flow_get, acd_swig_number(about, "flow", arg2))
%status(acd_schedule_find, acd_swig_name(about, "schedule", arg2))
%status(acd_schedule_get, acd_swig_number(about, "schedule", arg2))
%status(acd_schedule_at, acd_swig_number(about, "schedule", arg2))
%status(acd_schedule_at_zone, acd_swig_name(about, "zone", arg3))
%status(acd_schedule_now, acd_swig_number(about, "schedule", arg2))
%status(acd_schedule_instant, acd_swig_number(about, "schedule", arg2))
%status(acd_toggle_find, acd_swig_name(about, "toggle", arg2))
%status(acd_toggle_get, acd_swig_number(about, "toggle", arg2))
%status(acd_toggle_set, acd_swig_number(about, "toggle", arg3))
%status(acd_zone_find, acd_swig_name(about, "zone", arg2))
%status(acd_zone_get, acd_swig_number(about, "zone", arg2))
%status(acd_zone_remove, acd_swig_name(about, "zone", arg3))
%status(acd_zone_set, acd_swig_zone(about, arg3, arg4, arg5))
%status(acd_tzif_offset, acd_swig_number(about, "wall_us", arg2))
%status(acd_tzif_local, acd_swig_number(about, "wall_us", arg2))
%number_or_status(acd_tzif_instants, acd_swig_number(about, "date", arg2))
%status(acd_kpi_queue_get, acd_swig_number(about, "queue", arg2))
%status(acd_kpi_agent_get, acd_swig_number(about, "agent", arg2))
%status(acd_kpi_calls_get, acd_swig_nothing(about))
%status(acd_definition_set, acd_swig_number(about, "object", arg2))
%status(acd_definition_set_text, acd_swig_number(about, "object", arg2))
%status(acd_definition_remove, acd_swig_name(about, "name", arg3))
%status(acd_definition_remove_below, acd_swig_name(about, "name", arg4))
%status(acd_definition_object, acd_swig_number(about, "object", arg2))
%status(acd_definition_get, acd_swig_number(about, "property", (long long)arg3))
%status(acd_definition_unset, acd_swig_number(about, "property", arg3))
%status(acd_definition_copy, acd_swig_nothing(about))
%status(acd_definition_running, acd_swig_nothing(about))
%status(acd_definition_status, acd_swig_nothing(about))
%status(acd_definition_check, acd_swig_definition(about, result, arg2))
%status(acd_definition_submit, acd_swig_definition(about, result, arg2))
%status(acd_json_load_text, acd_swig_json(about, result, arg1, NULL))
%status(acd_json_load_file, acd_swig_json(about, result, arg1, arg2))
%status(acd_json_submit, acd_swig_json(about, result, arg1, NULL))
%status(acd_json_place_get, acd_swig_number(about, "object", (long long)arg2))
%status(acd_json_error_at, acd_swig_number(about, "index", (long long)arg2))
%status(acd_history_advance, acd_swig_number(about, "time_us", arg2))
%status(acd_history_restart, acd_swig_nothing(about))
%status(acd_history_mark, acd_swig_nothing(about))
%status(acd_history_get, acd_swig_nothing(about))
%status(acd_history_period_next, acd_swig_number(about, "kind", arg2))
%status(acd_history_period_at, acd_swig_number(about, "kind", arg2))
%status(acd_history_period_last, acd_swig_number(about, "minutes_count", arg2))
%status(acd_history_queue_get, acd_swig_name(about, "queue", arg3))
%status(acd_history_agent_get, acd_swig_name(about, "agent", arg3))
%status(acd_history_member_get, acd_swig_name(about, "agent", arg3))
%status(acd_history_calls_get, acd_swig_nothing(about))
%status(acd_history_plan_get, acd_swig_name(about, "plan", arg3))
%status(acd_history_campaign_get, acd_swig_name(about, "campaign", arg3))
%status(acd_history_slot_plan_get, acd_swig_name(about, "slot_plan", arg3))
%status(acd_history_wait_get, acd_swig_name(about, "queue", arg3))
%status(acd_history_number_get, acd_swig_name(about, "number", arg3))
%status(acd_history_node_get, acd_swig_name(about, "flow", arg3))
%status(acd_history_service_level_add, acd_swig_name(about, "name", arg2->name))
%status(acd_history_service_level_at, acd_swig_number(about, "index", arg2))
%status(acd_history_service_level_get, acd_swig_name(about, "queue", arg3))
%status(acd_history_distribution_add, acd_swig_name(about, "queue", arg3))
%status(acd_history_merge, acd_swig_nothing(about))
%status(acd_history_load, acd_swig_nothing(about))
%status(acd_distribution_add, acd_swig_number(about, "duration_us", arg2))
%status(acd_distribution_merge, acd_swig_nothing(about))
%status(acd_distribution_bucket_next, acd_swig_number(about, "from_us", arg2))
%status(acd_records_set, acd_swig_number(about, "option", arg2))
%status(acd_records_stats_get, acd_swig_nothing(about))
%status(acd_metrics_check, acd_swig_nothing(about))
%status(acd_metric_at, acd_swig_number(about, "index", (long long)arg1))
#ifdef ACD_SWIG_SIM
%status(acd_sim_set, acd_swig_number(about, "option", arg2))
%status(acd_sim_set_delay, acd_swig_number(about, "kind", arg2))
%status(acd_sim_set_speed, acd_swig_number(about, "agent", arg2))
%status(acd_sim_set_fault, acd_swig_number(about, "kind", arg2))
%status(acd_sim_add_caller, acd_swig_nothing(about))
%status(acd_sim_add_poisson, acd_swig_nothing(about))
%status(acd_sim_add_presence, acd_swig_number(about, "agent", arg3))
%status(acd_sim_ref_get, acd_swig_number(about, "call", arg2))
%status(acd_sim_stats_get, acd_swig_nothing(about))
%number_or_status(acd_sim_run, acd_swig_number(about, "until_us", arg2))
#ifdef SWIGPYTHON
/* Other threads go on meanwhile; what needs Python asks for it (acd_feed_event()). */
%exception acd_sim_run {
  Py_BEGIN_ALLOW_THREADS
  $action
  Py_END_ALLOW_THREADS
  ACD_SWIG_RAISED();
  if (result < 0) {
    char about[ACD_SWIG_ABOUT];
    acd_swig_number(about, "until_us", arg2);
    ACD_SWIG_RAISE((int)result, "$symname", about);
  }
}
#endif
#endif
#ifdef ACD_SWIG_ERLANG
%status(acd_erlang_figures_get, acd_swig_nothing(about))
%status(acd_erlang_within, acd_swig_nothing(about))
%status(acd_erlang_agents, acd_swig_nothing(about))
%status(acd_erlang_calls, acd_swig_nothing(about))
#endif
/* Writes into a buffer of any size, its arguments `buffer` and the two behind it: asked for the size first. */
%define %sized(function, buffer, capacity, whole, told)
%exception function {
  $action
  if (result == ACD_OK || (result == ACD_ERR_LIMIT && !buffer)) {
    capacity = *whole + 1;
    buffer = ACD_SWIG_BUFFER(capacity);
    if (!buffer) SWIG_exception_fail(SWIG_MemoryError, "no memory");
    $action
  }
  if (result != ACD_OK) {
    char about[ACD_SWIG_ABOUT];
    told;
    ACD_SWIG_RAISE((int)result, "$symname", about);
  }
}
%enddef
%sized(acd_metrics_print, arg4, arg5, arg6, acd_swig_number(about, "format", arg3))
%sized(acd_history_save, arg2, arg3, arg4, acd_swig_nothing(about))
%sized(acd_record_print_json, arg2, arg3, arg4, acd_swig_nothing(about))
%sized(acd_record_print_csv, arg2, arg3, arg4, acd_swig_nothing(about))
%sized(acd_record_print_csv_head, arg1, arg2, arg3, acd_swig_nothing(about))
%number_or_status(acd_engine_tick, acd_swig_number(about, "time_us", arg2))
%number_or_status(acd_action_next, acd_swig_nothing(about))
%number_or_status(acd_explain_agents, acd_swig_number(about, "call", arg2))
%number_or_status(acd_explain_calls, acd_swig_number(about, "agent", arg2))
%number_or_status(acd_slot_next, acd_swig_number(about, "plan", arg2))
%number_or_status(acd_noun_next, acd_swig_number(about, "index", (long long)arg1))
%number_or_status(acd_property_next, acd_swig_number(about, "index", (long long)arg1))
%status(acd_check_finding_at, acd_swig_number(about, "index", (long long)arg2))
%status(acd_check_way_at, acd_swig_number(about, "index", (long long)arg2))
%status(acd_difference_edit_at, acd_swig_number(about, "index", (long long)arg2))
%number_or_status(acd_definition_find, acd_swig_name(about, "name", arg4))
%number_or_status(acd_definition_property, acd_swig_number(about, "object", arg2))
%number_or_status(acd_definition_add, acd_swig_name(about, "name", arg4))
%number_or_status(acd_definition_amend, acd_swig_name(about, "name", arg3))
%number_or_status(acd_definition_amend_below, acd_swig_name(about, "name", arg4))

/* Numbers, of what would say nothing else: a tick's ACD_AGAIN, how many instants there are, whether a simulation goes on. */
%typemap(out) int acd_engine_tick = int;
#if !defined(SWIGJAVA) && !defined(SWIGCSHARP) /* which give it with them */
%typemap(out) int acd_tzif_instants = int;
#endif
%typemap(out) int acd_sim_run = int;
%typemap(out) int32_t = int;
/* A status that did not raise says nothing. */
%typemap(out, noblock=1) int { %no_output }
