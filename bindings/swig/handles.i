/* SPDX-License-Identifier: Apache-2.0 */
/* Handles, records that can be written to, and how making one of either fails. */

%define %handle(type)
%nodefaultctor type;
struct type {};
%enddef
%handle(acd_history)
%handle(acd_distribution)
%handle(acd_records)
%handle(acd_metrics)
%handle(acd_engine)
%handle(acd_options)
%handle(acd_definition)
%handle(acd_check)
%handle(acd_difference)
%handle(acd_tzif)
#ifdef ACD_SWIG_SIM
%handle(acd_sim)
#endif
#ifdef ACD_SWIG_JSON
%handle(acd_json)
#endif
%nodefaultctor acd_event;
%nodefaultctor acd_question;
%nodefaultctor acd_decision;
%nodefaultctor acd_record;
%nodefaultctor acd_record_segment;
%nodefaultctor acd_record_visit;
%nodefaultctor acd_record_conversation;
%nodefaultctor acd_record_step;

%{
/* What a constructor gives where the library says why it gives none. */
#ifndef ACD_SWIG_MADE
#define ACD_SWIG_MADE(made) (result = (made))
#endif
%}
/* Made or, without memory, not. */
%define %made(type)
%exception type::type {
  $action
  if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, "$symname", "");
}
%enddef
%made(acd_engine)
%made(acd_options)
%made(acd_definition)
%exception acd_check::acd_check {
  $action
  if (!result) {
    int status = acd_definition_status(arg1);
    ACD_SWIG_RAISE(status == ACD_OK ? ACD_ERR_NOMEM : status, "$symname", "");
  }
}
%exception acd_difference::acd_difference {
  $action
  if (!result) {
    int status = acd_definition_status(arg1);
    if (status == ACD_OK) status = acd_definition_status(arg2);
    ACD_SWIG_RAISE(status == ACD_OK ? ACD_ERR_NOMEM : status, "$symname", "");
  }
}
%exception acd_tzif::acd_tzif {
  acd_tzif *made = NULL;
  int status = acd_tzif_new(NULL, arg1, arg2, &made);
  ACD_SWIG_MADE(made);
  if (status != ACD_OK) {
    char about[ACD_SWIG_ABOUT];
    acd_swig_zone(about, NULL, arg1, arg2);
    ACD_SWIG_RAISE(status, "$symname", about);
  }
}
%made(acd_json)
%exception acd_history::acd_history {
  acd_history *made = NULL;
  int status = acd_history_new(NULL, arg1, &made);
  ACD_SWIG_MADE(made);
  if (status != ACD_OK) ACD_SWIG_RAISE(status, "$symname", "");
}
%made(acd_service_level)
%made(acd_history_options)
%made(acd_history_period)
%made(acd_distribution)
%made(acd_records)
%made(acd_metrics)
%made(acd_sim)
%made(acd_sim_caller)
%made(acd_sim_poisson)
%made(acd_erlang_system)
%made(acd_erlang_target)
%made(acd_callback_wish)
%made(acd_slot_wish)
%made(acd_mark)
%made(acd_arrival)

/* Lists of records that go in grow by one, or there is no memory. */
%define %grows(function, list_count)
%exception function {
  int64_t before = arg1->list_count;
  $action
  if (arg1->list_count == before) ACD_SWIG_RAISE(ACD_ERR_NOMEM, "$symname", "");
}
%enddef
%grows(acd_arrival::require, requirements_count)
%grows(acd_arrival::prefer, preferred_count)
%grows(acd_sim_caller::require, requirements_count)
%grows(acd_sim_poisson::require, requirements_count)
%exception acd_history_options::set_zone {
  $action
  if (arg3 && !arg1->zone) ACD_SWIG_RAISE(ACD_ERR_NOMEM, "$symname", "");
}

/* Records that come out are read-only; those that go in are not. */
%immutable;
%define %goes_in(field)
%feature("immutable", "0") field;
%enddef
%goes_in(acd_arrival::number)
%goes_in(acd_arrival::caller)
%goes_in(acd_arrival::queue)
%goes_in(acd_arrival::flow)
%goes_in(acd_arrival::priority)
%goes_in(acd_arrival::waited_us)
%goes_in(acd_arrival::host_ref)
%goes_in(acd_arrival::attributes)
%goes_in(acd_callback_wish::number)
%goes_in(acd_callback_wish::dialled)
%goes_in(acd_callback_wish::plan)
%goes_in(acd_callback_wish::queue)
%goes_in(acd_callback_wish::priority)
%goes_in(acd_callback_wish::host_ref)
%goes_in(acd_callback_wish::not_before_us)
%goes_in(acd_callback_wish::attributes)
%goes_in(acd_slot_wish::number)
%goes_in(acd_slot_wish::dialled)
%goes_in(acd_slot_wish::plan)
%goes_in(acd_slot_wish::date)
%goes_in(acd_slot_wish::clock_us)
%goes_in(acd_slot_wish::hold)
%goes_in(acd_slot_wish::priority)
%goes_in(acd_slot_wish::host_ref)
%goes_in(acd_slot_wish::attributes)
%goes_in(acd_callback_wish::campaign)
%goes_in(acd_mark::fields)
%goes_in(acd_mark::rating)
%goes_in(acd_mark::resolved)
%goes_in(acd_mark::agent)
%goes_in(acd_mark::queue)

%goes_in(acd_service_level::formula)
%goes_in(acd_service_level::name)
%goes_in(acd_service_level::threshold_us)
%goes_in(acd_service_level::compare)
%goes_in(acd_service_level::wait_from)
%goes_in(acd_service_level::short_us)
%goes_in(acd_history_options::keeps)
%goes_in(acd_history_options::interval_us)
%goes_in(acd_history_options::intervals_max)
%goes_in(acd_history_options::days_max)
%goes_in(acd_history_options::bytes_max)
%goes_in(acd_history_options::repeat_us)
%goes_in(acd_sim_caller::arrives_at_us)
%goes_in(acd_sim_caller::number)
%goes_in(acd_sim_caller::caller)
%goes_in(acd_sim_caller::attributes)
%goes_in(acd_sim_caller::keys)
%goes_in(acd_sim_caller::queue)
%goes_in(acd_sim_caller::flow)
%goes_in(acd_sim_caller::priority)
%goes_in(acd_sim_caller::patience_us)
%goes_in(acd_sim_caller::talk_us)
%goes_in(acd_sim_caller::wrapup_us)
%goes_in(acd_sim_caller::prompt_us)
%goes_in(acd_sim_caller::hangup_us)
%goes_in(acd_sim_caller::key_us)
%goes_in(acd_sim_caller::ref)
%goes_in(acd_sim_caller::ended_by)
%goes_in(acd_sim_poisson::name)
%goes_in(acd_sim_poisson::number)
%goes_in(acd_sim_poisson::queue)
%goes_in(acd_sim_poisson::flow)
%goes_in(acd_sim_poisson::priority)
%goes_in(acd_sim_poisson::interval_us_mean)
%goes_in(acd_sim_poisson::talk_us_mean)
%goes_in(acd_sim_poisson::wrapup_us_mean)
%goes_in(acd_sim_poisson::patience_us_mean)
%goes_in(acd_sim_poisson::calls_max)
%goes_in(acd_sim_poisson::from_us)
%goes_in(acd_sim_poisson::until_us)
%goes_in(acd_erlang_system::calls_per_hour)
%goes_in(acd_erlang_system::handle_s)
%goes_in(acd_erlang_system::patience_s)
%goes_in(acd_erlang_system::timeout_s)
%goes_in(acd_erlang_system::places)
%goes_in(acd_erlang_system::agents)
%goes_in(acd_erlang_target::service_level)
%goes_in(acd_erlang_target::within_s)
%goes_in(acd_erlang_target::wait_answered_s)
%goes_in(acd_erlang_target::abandoned)
%goes_in(acd_erlang_target::blocked)
%goes_in(acd_erlang_target::occupancy)
