/* SPDX-License-Identifier: Apache-2.0 */
/* The pull interface for languages: functions and constants as in the headers, without the prefix.
 *
 *  - A status other than ACD_OK is an exception that says of which function and what it was about, ACD_AGAIN too, since the command was not applied; only engine_tick() returns it.
 *  - Outputs (`<x>_out`) are results. action_next() gives nothing where there is no action.
 *  - Records that come out are copies with their texts, and read-only: what the library lends ends with the next command.
 *  - Python hears of events by a Feed: what its function raises is raised by the command that the event belongs to.
 *    So it is asked for scores, and told the log.
 *  - Left out: the hook for explanations, raw commands and their encoding, which are for C.
 *
 * Typemaps come before what they apply to, or SWIG ignores them without a word. */
#ifdef SWIGPYTHON
/* The flat module below the package `acd`. */
%module(package="acd") raw
#elif defined(SWIGLUA)
/* acd/raw.so, below acd.lua. */
%module acd_raw
#elif defined(SWIGPERL)
%module Acd
#else
%module acd
#endif
/* Where lists and bytes go in and out. */
#if defined(SWIGPYTHON) || defined(SWIGLUA) || defined(SWIGPERL)
#define ACD_SWIG_LISTS
#endif

%{
#include <acd/acd.h>
#include <acd/score.h>
#ifdef ACD_SWIG_JSON
#include <acd/json.h>
#endif
#ifdef ACD_SWIG_SIM
#include <acd/sim.h>
#endif
#ifdef ACD_SWIG_ERLANG
#include <acd/erlang.h>
#endif
#include "keep.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
%}

%include <stdint.i>
%include <exception.i>
%include <typemaps.i>

/* What SWIG's preprocessor does not have. */
#define ACD_API
#define INT64_C(value) value##LL
%ignore INT64_MAX;
#define INT64_MAX      9223372036854775807LL

%rename("%(regex:/^(?:acd|ACD)_(.*)$/\\1/)s") "";
%rename(Action) acd_action;
%rename(AgentInfo) acd_agent_info;
%rename(LineInfo) acd_line_info;
%rename(ChannelInfo) acd_channel_info;
%rename(DeviceInfo) acd_device_info;
%rename(GroupInfo) acd_group_info;
%rename(Arrival) acd_arrival;
%rename(CallInfo) acd_call_info;
%rename(CallbackInfo) acd_callback_info;
%rename(CallbackWish) acd_callback_wish;
%rename(ServiceLevel) acd_service_level;
%rename(ServiceLevelCounts) acd_service_level_counts;
%rename(SlotInfo) acd_slot_info;
%rename(SlotWish) acd_slot_wish;
%rename(SlotBooking) acd_slot_booking;
%rename(Mark) acd_mark;
%rename(CampaignInfo) acd_campaign_info;
%rename(SlotPlanInfo) acd_slot_plan_info;
%rename(CampaignWatch) acd_campaign_watch;
%rename(CallWait) acd_call_wait;
%rename(Candidate) acd_candidate;
%rename(Check) acd_check;
%rename(Contender) acd_contender;
%rename(Definition) acd_definition;
%rename(ErrorInfo) acd_error;
%rename(Difference) acd_difference;
%rename(Edit) acd_edit;
%rename(Engine) acd_engine;
%rename(EngineStats) acd_engine_stats;
%rename(Explanation) acd_explanation;
%rename(Finding) acd_finding;
%rename(Json) acd_json;
%rename(JsonError) acd_json_error;
%rename(JsonPlace) acd_json_place;
%rename(KpiAgent) acd_kpi_agent;
%rename(KpiCalls) acd_kpi_calls;
%rename(KpiQueue) acd_kpi_queue;
%rename(ErlangFigures) acd_erlang_figures;
%rename(ErlangSystem) acd_erlang_system;
%rename(ErlangTarget) acd_erlang_target;
%rename(Bucket) acd_bucket;
%rename(Distribution) acd_distribution;
%rename(History) acd_history;
%rename(HistoryCallbacks) acd_history_callbacks;
%rename(HistoryInfo) acd_history_info;
%rename(HistoryNode) acd_history_node;
%rename(HistoryNumber) acd_history_number;
%rename(HistoryOptions) acd_history_options;
%rename(HistoryPeriod) acd_history_period;
%rename(HistoryWait) acd_history_wait;
%rename(Record) acd_record;
%rename(RecordConversation) acd_record_conversation;
%rename(RecordSegment) acd_record_segment;
%rename(RecordStep) acd_record_step;
%rename(RecordVisit) acd_record_visit;
%rename(Records) acd_records;
%rename(RecordsStats) acd_records_stats;
%rename(MetricInfo) acd_metric_info;
%rename(Metrics) acd_metrics;
%rename(Noun) acd_noun;
%rename(Sim) acd_sim;
%rename(SimCaller) acd_sim_caller;
%rename(SimPoisson) acd_sim_poisson;
%rename(SimStats) acd_sim_stats;
%rename(ObjectInfo) acd_object_info;
%rename(Options) acd_options;
%rename(Outlook) acd_outlook;
%rename(Property) acd_property;
%rename(PropertyValue) acd_property_value;
%rename(QueueInfo) acd_queue_info;
%rename(Way) acd_way;
%rename(ToggleInfo) acd_toggle_info;
%rename(Tzif) acd_tzif;
%rename(ZoneInfo) acd_zone_info;
%rename(ScheduleInfo) acd_schedule_info;
%rename(ScheduleVerdict) acd_schedule_verdict;
%rename(FlowInfo) acd_flow_info;

%ignore acd_allocator;
%ignore acd_memory_fn;
%ignore acd_log_fn;
%rename(Event) acd_event;
%ignore acd_event_fn;
%ignore acd_decision;
%ignore acd_explain_fn;
%rename(Question) acd_question;
%ignore acd_score_fn;
%ignore acd_options_set_explain;
%ignore acd_options_set_log;
%ignore acd_options_set_score;
%ignore acd_options_set_events;
%rename("$ignore", regextarget=1) "^acd_command";
%ignore acd_requirement;
%ignore acd_result;
%ignore acd_slice;
%ignore acd_engine_submit;
%ignore acd_engine_submit_batch;
%ignore acd_definition_bytes;
%ignore acd_arrival_init;
%ignore acd_callback_wish_init;
%ignore acd_callback_wish::size;
%ignore acd_callback_wish::requirements;
%ignore acd_callback_wish::requirements_count;
%ignore acd_mark_init;
%ignore acd_mark::size;
%ignore acd_slot_wish_init;
%ignore acd_slot_wish::size;
%ignore acd_slot_wish::requirements;
%ignore acd_slot_wish::requirements_count;
%ignore acd_arrival::size;
%ignore acd_arrival::requirements;
%ignore acd_arrival::requirements_count;
%ignore acd_arrival::preferred;
%ignore acd_arrival::preferred_count;
%ignore acd_metrics_event;
%ignore acd_history_event;
%ignore acd_service_level_init;
%ignore acd_service_level::size;
%ignore acd_history_options_init;
%ignore acd_history_options::size;
%ignore acd_history_options::zone;
%ignore acd_history_options::zone_bytes;
/* Records are pulled: acd_record_queue. */
%ignore acd_record_fn;
%ignore acd_lines_fn;
%ignore acd_records_set_hook;
%ignore acd_records_event;
%ignore acd_records_set_queue_log;
%ignore acd_event_print_json;
%ignore acd_record::segments;
%ignore acd_record::visits;
%ignore acd_record::conversations;
%ignore acd_record::path;
/* Callers one by one, and what became of all: acd_outcomes. */
%ignore acd_sim_source_fn;
%ignore acd_sim_add_source;
%ignore acd_sim_outcome_fn;
%ignore acd_sim_set_outcome;
%ignore acd_sim_set_events;
%ignore acd_sim_outcome;
%ignore acd_sim_stream;
%ignore acd_sim_stream_init;
%ignore acd_sim_stream_below;
%ignore acd_sim_stream_exponential;
%ignore acd_sim_caller_init;
%ignore acd_sim_caller::size;
%ignore acd_sim_caller::requirements;
%ignore acd_sim_caller::requirements_count;
%ignore acd_sim_poisson_init;
%ignore acd_sim_poisson::size;
%ignore acd_sim_poisson::requirements;
%ignore acd_sim_poisson::requirements_count;
%ignore acd_erlang_system_init;
%ignore acd_erlang_system::size;
%ignore acd_erlang_system::reserved;
%ignore acd_erlang_target_init;
%ignore acd_erlang_target::size;
%ignore acd_erlang_target::reserved;
/* Arrays in and out, of what erlang_agents() gives for one interval. */
%ignore acd_erlang_day;
/* Constructors and destructors of the classes below stand in for these. */
%ignore acd_history_new;
%ignore acd_history_free;
%ignore acd_distribution_new;
%ignore acd_distribution_free;
%ignore acd_records_new;
%ignore acd_records_free;
%ignore acd_metrics_new;
%ignore acd_metrics_free;
%ignore acd_sim_new;
%ignore acd_sim_free;
%ignore acd_engine_new;
%ignore acd_engine_free;
%ignore acd_options_new;
%ignore acd_options_free;
%ignore acd_definition_new;
%ignore acd_definition_free;
%ignore acd_check_new;
%ignore acd_check_free;
%ignore acd_difference_new;
%ignore acd_difference_free;
%ignore acd_tzif_new;
%ignore acd_tzif_free;
/* A zone that is refused says why. */
%ignore acd_tzif_check;
%ignore acd_tzif_error;
%ignore acd_json_new;
%ignore acd_json_free;
/* Prints into memory of the caller's; the fields of JsonError say the same. */
%ignore acd_json_error_print;

/* ---- Errors */

%{
/* What a refused call was about, for the sentence of its exception; "" where there is nothing to say. */
#define ACD_SWIG_ABOUT 1600

static void acd_swig_nothing(char *about) { about[0] = '\0'; }

static void acd_swig_number(char *about, const char *what, long long number) {
  snprintf(about, ACD_SWIG_ABOUT, "%s %lld", what, number);
}

static void acd_swig_name(char *about, const char *what, const char *name) {
  snprintf(about, ACD_SWIG_ABOUT, "%s \"%s\"", what, name ? name : "");
}

static void acd_swig_agent(char *about, const acd_engine *engine, acd_id agent) {
  acd_agent_info info;
  memset(&info, 0, sizeof info);
  info.size = sizeof info;
  acd_swig_number(about, "agent", (long long)agent);
  if (acd_agent_get(engine, agent, &info) == ACD_OK)
    snprintf(about, ACD_SWIG_ABOUT, "agent %lld \"%s\" is %s", (long long)agent, info.name, acd_agent_state_str(info.state));
}

static void acd_swig_arrival(char *about, const acd_arrival *arrival) {
  snprintf(about, ACD_SWIG_ABOUT, "to number \"%.255s\", queue %lld, flow %lld, needing %lu skills",
           arrival->number ? arrival->number : "", (long long)arrival->queue, (long long)arrival->flow,
           (unsigned long)arrival->requirements_count);
}

/* The first error of a list; engine_error_at() has all. */
static void acd_swig_definition(char *about, int status, const acd_engine *engine) {
  acd_error error;
  memset(&error, 0, sizeof error);
  error.size = sizeof error;
  acd_swig_nothing(about);
  if (status == ACD_ERR_DEFINITION && acd_engine_error_at(engine, 0, &error) == ACD_OK)
    snprintf(about, ACD_SWIG_ABOUT, "%s: %s%s", error.path, error.text, acd_engine_errors_count(engine) > 1 ? ", and more" : "");
}

/* What is wrong with the bytes of a zone, if that is it. */
static void acd_swig_zone(char *about, const char *name, const void *bytes, size_t size) {
  acd_tzif_error error;
  memset(&error, 0, sizeof error);
  error.size = sizeof error;
  acd_swig_nothing(about);
  if (name) acd_swig_name(about, "zone", name);
  if (acd_tzif_check(bytes, size, &error) == ACD_OK) return;
  size_t used = strlen(about);
  snprintf(about + used, ACD_SWIG_ABOUT - used, "%sat byte %lld: %s", name ? ": " : "", (long long)error.offset, error.text);
}

#ifdef ACD_SWIG_JSON
/* Likewise; json_error_at() has all. `file` NULL: the text is the caller's. */
static void acd_swig_json(char *about, int status, const acd_json *json, const char *file) {
  acd_json_error error;
  memset(&error, 0, sizeof error);
  error.size = sizeof error;
  snprintf(about, 1000, "%s", file ? file : "");
  if ((status != ACD_ERR_DEFINITION && status != ACD_ERR_IO) || acd_json_error_at(json, 0, &error) != ACD_OK) return;
  size_t used = strlen(about);
  if (file) used += (size_t)snprintf(about + used, 3, error.line ? ":" : ": ");
  acd_json_error_print(json, 0, about + used, ACD_SWIG_ABOUT - used - 12, NULL);
  if (acd_json_errors_count(json) > 1) strcat(about, ", and more");
}
#endif
%}

%{
/* A copy of a text; NULL: no memory. */
static char *acd_swig_own(const char *text)
{
  size_t bytes = strlen(text) + 1;
  char *copy = malloc(bytes);
  return copy ? memcpy(copy, text, bytes) : NULL;
}

/* One requirement more; what finds no memory is left out. */
static void acd_swig_require(const acd_requirement **requirements, uint32_t *count, acd_id skill, int64_t level_min)
{
  acd_requirement *more = realloc((acd_requirement *)*requirements, (*count + 1) * sizeof *more);
  if (!more) return;
  more[*count].skill = skill;
  more[*count].level_min = level_min;
  *requirements = more;
  ++*count;
}
%}

#ifdef SWIGPYTHON
%{
/* What acd.errors has: the base of the exceptions, and by status those that are more than that. */
static PyObject *acd_error_class, *acd_error_classes;

/* An exception with the status as `code`, and the name of the function. */
static void acd_swig_raise(int status, const char *function, const char *about)
{
  PyObject *code = PyLong_FromLong(status), *name = PyUnicode_FromString(function);
  PyObject *kind = code ? PyDict_GetItemWithError(acd_error_classes, code) : NULL;
  if (!kind) kind = acd_error_class;
  PyObject *text = PyUnicode_FromFormat("%s: %s%s%s", function, acd_status_text(status), *about ? ": " : "", about);
  PyObject *error = text ? PyObject_CallFunctionObjArgs(kind, text, NULL) : NULL;
  if (error && code && name && PyObject_SetAttrString(error, "code", code) == 0 &&
      PyObject_SetAttrString(error, "function", name) == 0)
    PyErr_SetObject(kind, error);
  Py_XDECREF(name);
  Py_XDECREF(code);
  Py_XDECREF(error);
  Py_XDECREF(text);
}
#define ACD_SWIG_RAISE(status, function, about) do { acd_swig_raise(status, function, about); SWIG_fail; } while (0)
%}
%init %{
  PyObject *errors = PyImport_ImportModule("acd.errors");
  if (!errors) return NULL;
  acd_error_class = PyObject_GetAttrString(errors, "Error");
  acd_error_classes = PyObject_GetAttrString(errors, "BY_CODE");
  Py_DECREF(errors);
  if (!acd_error_class || !acd_error_classes) return NULL;
%}
%pythoncode %{
from .errors import Error
%}
%{
/* What a sink of the language has raised inside of a command. */
#define ACD_SWIG_RAISED() do { if (PyErr_Occurred()) SWIG_fail; } while (0)
%}
/* A misspelt field of a record is an error. */
%pythonnondynamic;
#elif defined(SWIGLUA)
%include "acd_lua.i"
#elif defined(SWIGPERL)
%include "acd_perl.i"
#else
%{
#define ACD_SWIG_RAISE(status, function, about) SWIG_exception(SWIG_RuntimeError, acd_status_text(status))
#define ACD_SWIG_RAISED() do {} while (0)
%}
#endif
#ifndef SWIGLUA
%{
#define ACD_SWIG_BUFFER(size) malloc(size)
%}
/* What the language frees. */
#ifdef SWIGPERL
%define %own_object(pointer, type) SWIG_NewPointerObj(pointer, $descriptor(type *), SWIG_POINTER_OWN | SWIG_SHADOW) %enddef
#else
%define %own_object(pointer, type) SWIG_NewPointerObj(pointer, $descriptor(type *), SWIG_POINTER_OWN) %enddef
#endif
#endif

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

/* A status that did not raise says nothing; only a tick's ACD_AGAIN does, and how many instants there are. */
%typemap(out) int acd_engine_tick = int;
%typemap(out) int acd_tzif_instants = int;
%typemap(out) int acd_sim_run = int;
%typemap(out) int32_t = int;
#if defined(SWIGLUA) || defined(SWIGPERL)
%typemap(out) int "";
#else
%typemap(out, noblock=1) int { %set_output(VOID_Object); }
#endif

/* ---- Inputs */

/* No handle may be missing, except where the headers say so. */
%typemap(check, noblock=1) SWIGTYPE * {
  if (!$1) SWIG_exception_fail(SWIG_ValueError, "$1_name: nothing where a $*1_ltype is expected");
}
%typemap(check) const acd_options *options "";
%typemap(check) acd_options *options "";
/* Without, the engine's own figures alone are printed. */
%typemap(check) const acd_metrics *metrics "";
%typemap(check) const acd_history_options *options "";
%typemap(in, numinputs=0, noblock=1) (char *buffer, size_t capacity, size_t *size_out) (size_t whole = 0) { $1 = NULL; $2 = 0; $3 = &whole; }
%typemap(check) (char *buffer, size_t capacity, size_t *size_out) "";
%typemap(argout, noblock=1, fragment="SWIG_FromCharPtrAndSize") (char *buffer, size_t capacity, size_t *size_out) {
  %append_output(SWIG_FromCharPtrAndSize($1, *$3));
}
#ifndef SWIGLUA
%typemap(freearg, noblock=1) (char *buffer, size_t capacity, size_t *size_out) { free($1); }
#endif
#ifdef ACD_SWIG_LISTS
%typemap(in, numinputs=0, noblock=1) (void *buffer, size_t capacity, size_t *size_out) (size_t whole = 0) { $1 = NULL; $2 = 0; $3 = &whole; }
%typemap(check) (void *buffer, size_t capacity, size_t *size_out) "";
#endif
#ifndef SWIGLUA
%typemap(freearg, noblock=1) (void *buffer, size_t capacity, size_t *size_out) { free($1); }
#endif
#ifdef SWIGPYTHON
%typemap(argout, noblock=1) (void *buffer, size_t capacity, size_t *size_out) {
  %append_output(PyBytes_FromStringAndSize($1, (Py_ssize_t)*$3));
}
#elif defined(SWIGLUA)
%typemap(argout, noblock=1) (void *buffer, size_t capacity, size_t *size_out) { %append_output(lua_pushlstring(L, $1, *$3)); }
#elif defined(SWIGPERL)
%typemap(argout, noblock=1) (void *buffer, size_t capacity, size_t *size_out) { %append_output(newSVpvn_flags($1, *$3, SVs_TEMP)); }
#endif
/* The C library's. */
%typemap(in, numinputs=0) const acd_allocator *allocator "$1 = NULL;"
%typemap(check) const acd_allocator *allocator "";
%typemap(check) const char * "";

#ifndef SWIGLUA
/* A NUL inside a text would cut it short. (A local name must not occur in a message: SWIG replaces it there.) */
%typemap(in, noblock=1, fragment="SWIG_AsCharPtrAndSize") const char *(int res, char *buf = NULL, size_t size = 0, int alloc = 0) {
  res = SWIG_AsCharPtrAndSize($input, &buf, &size, &alloc);
  if (!SWIG_IsOK(res)) %argument_fail(res, "$type", $symname, $argnum);
  if (buf && size != strlen(buf) + 1) {
    if (alloc == SWIG_NEWOBJ) %delete_array(buf);
    alloc = SWIG_OLDOBJ;
    SWIG_exception_fail(SWIG_ValueError, "$1_name: a NUL inside the text");
  }
  $1 = ($1_ltype)(buf);
}
%typemap(freearg, noblock=1, match="in") const char * { if (alloc$argnum == SWIG_NEWOBJ) %delete_array(buf$argnum); }
/* A text with its size: NULs are the reader's to judge. */
%apply (char *STRING, size_t LENGTH) { (const char *text, size_t size) };
#endif
%typemap(check, noblock=1) (const char *text, size_t size) { if (!$1) SWIG_exception_fail(SWIG_ValueError, "$1_name: no text"); }
/* A record that goes in owns its texts. */
%typemap(memberin, noblock=1) const char * {
  char *copy = $input ? acd_swig_own($input) : NULL;
  if ($input && !copy) SWIG_exception_fail(SWIG_MemoryError, "no memory");
  free((char *)$1);
  $1 = copy;
}

#ifdef SWIGPYTHON
%typemap(in) (const acd_id *calls, size_t count) {
  PyObject *items = PySequence_Fast($input, "$1_name: expected a sequence of ids");
  if (!items) SWIG_fail;
  $2 = (size_t)PySequence_Fast_GET_SIZE(items);
  acd_id *ids = malloc(($2 + 1) * sizeof *ids);
  for (size_t i = 0; ids && i < $2; i++) ids[i] = PyLong_AsLongLong(PySequence_Fast_GET_ITEM(items, (Py_ssize_t)i));
  Py_DECREF(items);
  $1 = ids;
  if (!ids) PyErr_NoMemory();
  if (PyErr_Occurred()) SWIG_fail;
}
%typemap(freearg) (const acd_id *calls, size_t count) "free((void *)$1);"
%apply (const acd_id *calls, size_t count) { (const acd_id *known, size_t count) };

%typemap(in) (const acd_requirement *requirements, size_t count) {
  PyObject *items = PySequence_Fast($input, "requirements: expected a sequence of pairs: a skill's id, a level");
  if (!items) SWIG_fail;
  $2 = (size_t)PySequence_Fast_GET_SIZE(items);
  acd_requirement *needs = calloc($2 + 1, sizeof *needs);
  for (size_t i = 0; needs && i < $2 && !PyErr_Occurred(); i++) {
    long long skill, level;
    PyObject *pair = PySequence_Tuple(PySequence_Fast_GET_ITEM(items, (Py_ssize_t)i));
    if (pair && PyArg_ParseTuple(pair, "LL;requirements: expected pairs of a skill's id and a level", &skill, &level))
      needs[i] = (acd_requirement){skill, level};
    Py_XDECREF(pair);
  }
  Py_DECREF(items);
  $1 = needs;
  if (!needs) PyErr_NoMemory();
  if (PyErr_Occurred()) SWIG_fail;
}
%typemap(check) (const acd_requirement *requirements, size_t count) "";
%typemap(freearg) (const acd_requirement *requirements, size_t count) "free((void *)$1);"
/* Bytes, or whatever lends them. */
%typemap(in) (const void *bytes, size_t size) (Py_buffer view) {
  memset(&view, 0, sizeof view);
  if (PyObject_GetBuffer($input, &view, PyBUF_SIMPLE) < 0) SWIG_fail;
  $1 = view.len ? view.buf : NULL;
  $2 = (size_t)view.len;
}
%typemap(check) (const void *bytes, size_t size) "";
%typemap(freearg) (const void *bytes, size_t size) "if (view$argnum.obj) PyBuffer_Release(&view$argnum);"
%typemap(in, numinputs=0, noblock=1) size_t *size_out (size_t size) { $1 = &size; size = 0; }
%typemap(out) const void *acd_zone_bytes "";
%typemap(argout, noblock=1) size_t *size_out { $result = PyBytes_FromStringAndSize(result, (Py_ssize_t)*$1); }
/* The index of an object and what it names. */
%typemap(in, numinputs=0, noblock=1) const char **zone_out (char *name) { $1 = &name; name = NULL; }
%typemap(argout, noblock=1) const char **zone_out { %append_output(SWIG_FromCharPtr(*$1)); }
%apply const char **zone_out { const char **name_out, const char **second_out };
#elif !defined(ACD_SWIG_LISTS)
%ignore acd_zone_set;
%ignore acd_zone_bytes;
%ignore acd_definition_zone_next;
%ignore acd_history_row_next;
%ignore acd_history_save;
%ignore acd_history_load;
%ignore acd_engine_reconcile;
%ignore acd_engine_reconcile_agents;
%ignore acd_call_require;
#endif

/* ---- Outputs */

%typemap(in, numinputs=0, noblock=1) acd_id *OUTPUT(acd_id id) { $1 = &id; id = 0; }
#ifdef SWIGLUA
%typemap(argout, noblock=1) acd_id *OUTPUT { %append_output(lua_pushinteger(L, *$1)); }
#else
%typemap(argout, noblock=1, fragment=SWIG_From_frag(long long)) acd_id *OUTPUT { %append_output(SWIG_From(long long)((long long)*$1)); }
#endif
%apply acd_id *OUTPUT { acd_id *call_out, acd_id *consultation_out, acd_id *agent_out, acd_id *queue_out, acd_id *skill_out, acd_id *flow_out, acd_id *channel_out, acd_id *toggle_out, acd_id *plan_out, acd_id *campaign_out, acd_id *zone_out, acd_id *schedule_out };
%apply long long *OUTPUT { int64_t *offset_us_out, int64_t *until_us_out, int64_t *date_out, int64_t *clock_us_out, int64_t *first_us_out, int64_t *second_us_out, int64_t *wall_us_out, int64_t *wait_us_out, int64_t *ref_out, int64_t *agents_out };
%apply double *OUTPUT { double *answered_out, double *abandoned_out, double *calls_per_hour_out };

%{
/* A copy of a record and its texts in one block of memory; NULL: no memory. `texts` are offsets of const char * fields. */
static void *acd_swig_copy(const void *record, size_t size, const size_t *texts, size_t texts_count)
{
  size_t whole = size;
  for (size_t i = 0; i < texts_count; i++) {
    const char *text = *(const char *const *)((const char *)record + texts[i]);
    whole += text ? strlen(text) + 1 : 0;
  }
  char *copy = malloc(whole), *end = copy + size;
  if (!copy) return NULL;
  memcpy(copy, record, size);
  for (size_t i = 0; i < texts_count; i++) {
    const char **text = (const char **)(void *)(copy + texts[i]);
    if (!*text) continue;
    size_t bytes = strlen(*text) + 1;
    memcpy(end, *text, bytes);
    *text = end;
    end += bytes;
  }
  return copy;
}
%}

#ifdef SWIGPYTHON
%{
/* A list of a record: copies. */
static PyObject *acd_record_rows(const void *rows, int64_t count, size_t size, const size_t *texts, swig_type_info *type)
{
  PyObject *list = PyList_New((Py_ssize_t)count);
  size_t texts_count = 0;
  while (texts[texts_count] != SIZE_MAX) texts_count++;
  for (int64_t i = 0; list && i < count; i++) {
    void *copy = acd_swig_copy((const char *)rows + (size_t)i * size, size, texts, texts_count);
    PyObject *item = copy ? SWIG_NewPointerObj(copy, type, SWIG_POINTER_OWN) : PyErr_NoMemory();
    if (!item) Py_CLEAR(list);
    else PyList_SET_ITEM(list, (Py_ssize_t)i, item);
  }
  return list;
}
%}
#endif

/* A record that comes out: a copy that the language frees. `present` tells whether there is one. */
%define %record_out(type, name, present, texts...)
%nodefaultctor type;
%typemap(in, numinputs=0, noblock=1) type *name(type record) {
  memset(&record, 0, sizeof record);
  record.size = sizeof record;
  $1 = &record;
}
%typemap(argout, noblock=1) type *name {
  if (present) {
    static const size_t offsets$argnum[] = {texts};
    void *copy$argnum = acd_swig_copy($1, sizeof(type), offsets$argnum + 1, sizeof offsets$argnum / sizeof offsets$argnum[0] - 1);
    if (!copy$argnum) SWIG_exception_fail(SWIG_MemoryError, "no memory");
    %append_output(%own_object(copy$argnum, type));
  }
}
%enddef
/* The first offset only keeps the list from being empty. */
%record_out(acd_action, action_out, result == 1, 0, offsetof(acd_action, text), offsetof(acd_action, prompt), offsetof(acd_action, terminators), offsetof(acd_action, parameters))
%record_out(acd_explanation, explanation_out, 1, 0)
%record_out(acd_outlook, outlook_out, 1, 0)
%record_out(acd_agent_info, info_out, 1, 0, offsetof(acd_agent_info, name))
%record_out(acd_line_info, info_out, 1, 0)
%record_out(acd_channel_info, info_out, 1, 0, offsetof(acd_channel_info, name))
%record_out(acd_device_info, info_out, 1, 0, offsetof(acd_device_info, name))
%record_out(acd_group_info, info_out, 1, 0, offsetof(acd_group_info, name))
%record_out(acd_call_wait, wait_out, 1, 0)
%record_out(acd_call_info, info_out, 1, 0, offsetof(acd_call_info, number), offsetof(acd_call_info, caller))
%record_out(acd_callback_info, info_out, 1, 0, offsetof(acd_callback_info, number), offsetof(acd_callback_info, zone))
%record_out(acd_slot_info, info_out, 1, 0)
%record_out(acd_slot_info, slot_out, result == 1, 0)
%record_out(acd_slot_booking, booking_out, 1, 0)
%record_out(acd_slot_plan_info, info_out, 1, 0, offsetof(acd_slot_plan_info, name))
%record_out(acd_campaign_info, info_out, 1, 0, offsetof(acd_campaign_info, name))
%record_out(acd_campaign_watch, watch_out, 1, 0)
%record_out(acd_queue_info, info_out, 1, 0, offsetof(acd_queue_info, name))
%record_out(acd_flow_info, info_out, 1, 0, offsetof(acd_flow_info, name))
%record_out(acd_toggle_info, info_out, 1, 0, offsetof(acd_toggle_info, name))
%record_out(acd_zone_info, info_out, 1, 0, offsetof(acd_zone_info, name))
%record_out(acd_schedule_info, info_out, 1, 0, offsetof(acd_schedule_info, name), offsetof(acd_schedule_info, zone))
%record_out(acd_schedule_verdict, verdict_out, 1, 0, offsetof(acd_schedule_verdict, name), offsetof(acd_schedule_verdict, schedule_name))
%record_out(acd_engine_stats, stats_out, 1, 0)
%record_out(acd_error, error_out, 1, 0, offsetof(acd_error, path), offsetof(acd_error, text), offsetof(acd_error, expected), offsetof(acd_error, nearest))
%record_out(acd_finding, finding_out, 1, 0, offsetof(acd_finding, flow), offsetof(acd_finding, node), offsetof(acd_finding, other), offsetof(acd_finding, path), offsetof(acd_finding, text), offsetof(acd_finding, advice))
%record_out(acd_edit, edit_out, 1, 0, offsetof(acd_edit, path), offsetof(acd_edit, property_name), offsetof(acd_edit, before), offsetof(acd_edit, after))
%record_out(acd_way, way_out, 1, 0, offsetof(acd_way, flow), offsetof(acd_way, node))
%record_out(acd_kpi_queue, kpi_out, 1, 0)
%record_out(acd_kpi_agent, kpi_out, 1, 0)
%record_out(acd_kpi_calls, kpi_out, 1, 0)
%record_out(acd_object_info, info_out, 1, 0, offsetof(acd_object_info, name))
%record_out(acd_property_value, value_out, result >= 0 && $1->property_id, 0, offsetof(acd_property_value, text))
%record_out(acd_noun, noun_out, result == 1, 0)
%record_out(acd_property, property_out, result == 1, 0)
%record_out(acd_history_info, info_out, 1, 0)
%record_out(acd_history_period, period_out, 1, 0)
%record_out(acd_history_callbacks, callbacks_out, 1, 0)
%record_out(acd_history_wait, wait_out, 1, 0)
%record_out(acd_history_number, number_out, 1, 0)
%record_out(acd_history_node, node_out, 1, 0)
%record_out(acd_bucket, bucket_out, 1, 0)
%record_out(acd_service_level_counts, counts_out, 1, 0)
/* Goes in as well as out, and so owns its name. */
%typemap(in, numinputs=0, noblock=1) acd_service_level *level_out(acd_service_level record) {
  memset(&record, 0, sizeof record);
  record.size = sizeof record;
  $1 = &record;
}
%typemap(argout, noblock=1) acd_service_level *level_out {
  acd_service_level *copy$argnum = malloc(sizeof *copy$argnum);
  char *name$argnum = acd_swig_own($1->name);
  if (!copy$argnum || !name$argnum) {
    free(copy$argnum);
    free(name$argnum);
    SWIG_exception_fail(SWIG_MemoryError, "no memory");
  }
  *copy$argnum = *$1;
  copy$argnum->name = name$argnum;
  %append_output(%own_object(copy$argnum, acd_service_level));
}
%record_out(acd_records_stats, stats_out, 1, 0)
%record_out(acd_metric_info, info_out, 1, 0)
#ifdef ACD_SWIG_SIM
%record_out(acd_sim_stats, stats_out, 1, 0)
#endif
#ifdef ACD_SWIG_ERLANG
%record_out(acd_erlang_figures, figures_out, 1, 0)
#endif
#ifdef ACD_SWIG_JSON
%record_out(acd_json_place, place_out, 1, 0)
%record_out(acd_json_error, error_out, 1, 0, offsetof(acd_json_error, path), offsetof(acd_json_error, text), offsetof(acd_json_error, found), offsetof(acd_json_error, expected), offsetof(acd_json_error, nearest))
#endif

/* A definition that comes out is the language's own; what the JSON reader lends is copied. */
%typemap(in, numinputs=0, noblock=1) acd_definition **OUTPUT(acd_definition *made) { $1 = &made; made = NULL; }
%typemap(argout, noblock=1) acd_definition **OUTPUT {
  %append_output(%own_object(*$1, acd_definition));
}
%apply acd_definition **OUTPUT { acd_definition **definition_out, acd_definition **copy_out };
%typemap(in, numinputs=0, noblock=1) acd_history **history_out(acd_history *made) { $1 = &made; made = NULL; }
%typemap(argout, noblock=1) acd_history **history_out {
  %append_output(%own_object(*$1, acd_history));
}
#ifdef ACD_SWIG_JSON
%typemap(out) const acd_definition *acd_json_definition {
  acd_definition *own = NULL;
  int copied = $1 ? acd_definition_copy($1, NULL, &own) : ACD_OK;
  if (copied != ACD_OK) ACD_SWIG_RAISE(copied, "$symname", "");
  %set_output(%own_object(own, acd_definition));
}
#endif

/* An array of records that comes out: a list of at most so many copies. */
#ifdef SWIGPYTHON
%define %records_out(type, name)
%nodefaultctor type;
%typemap(in) (size_t count, size_t stride, type *name) {
  $1 = PyLong_AsSize_t($input);
  if ($1 == (size_t)-1 && PyErr_Occurred()) SWIG_fail;
  if ($1 > 1000000) SWIG_exception_fail(SWIG_ValueError, "count: more than 1,000,000");
  $2 = sizeof(type);
  $3 = calloc($1 + 1, sizeof(type));
  if (!$3) SWIG_exception_fail(SWIG_MemoryError, "no memory");
}
%typemap(check) (size_t count, size_t stride, type *name) "";
%typemap(argout) (size_t count, size_t stride, type *name) {
  Py_ssize_t there = (Py_ssize_t)result < (Py_ssize_t)$1 ? (Py_ssize_t)result : (Py_ssize_t)$1;
  PyObject *list = PyList_New(there);
  for (Py_ssize_t i = 0; list && i < there; i++) {
    static const size_t no_texts[] = {0};
    void *copy = acd_swig_copy($3 + i, sizeof(type), no_texts, 0);
    PyObject *item = copy ? SWIG_NewPointerObj(copy, $descriptor(type *), SWIG_POINTER_OWN) : PyErr_NoMemory();
    if (!item) Py_CLEAR(list);
    else PyList_SET_ITEM(list, i, item);
  }
  if (!list) SWIG_fail;
  Py_XDECREF($result);
  $result = list;
}
%typemap(freearg) (size_t count, size_t stride, type *name) "free($3);"
%enddef
#endif
#ifdef ACD_SWIG_LISTS
%records_out(acd_candidate, candidates_out)
%records_out(acd_contender, contenders_out)
#else
%ignore acd_explain_agents;
%ignore acd_explain_calls;
#endif
/* Arrays of numbers in records. */
#ifdef SWIGPYTHON
%typemap(out) int64_t [ANY] {
  $result = PyTuple_New($1_dim0);
  for (Py_ssize_t i = 0; $result && i < $1_dim0; i++) {
    PyObject *number = PyLong_FromLongLong($1[i]);
    if (!number) Py_CLEAR($result);
    else PyTuple_SET_ITEM($result, i, number);
  }
  if (!$result) SWIG_fail;
}
#elif !defined(ACD_SWIG_LISTS)
%ignore acd_kpi_calls::ends;
%ignore acd_kpi_calls::action_timeouts_by_kind;
%ignore acd_kpi_calls::callbacks_by_outcome;
%ignore acd_kpi_calls::callback_attempts_by_outcome;
%ignore acd_kpi_calls::slots_by_change;
%ignore acd_kpi_calls::call_again_by_outcome;
%ignore acd_history_callbacks::by_outcome;
%ignore acd_history_callbacks::attempts_by_outcome;
%ignore acd_history_callbacks::slots_by_change;
%ignore acd_history_callbacks::call_again_by_outcome;
%ignore acd_history_number::ends;
%ignore acd_history_node::exits;
%ignore acd_history_node::keys;
%ignore acd_history_node::cases;
#endif

/* ---- Handles */

%nodefaultctor acd_event;
%nodefaultctor acd_question;
%nodefaultctor acd_engine;
%nodefaultctor acd_options;
%nodefaultctor acd_definition;
%nodefaultctor acd_check;
%nodefaultctor acd_difference;
%nodefaultctor acd_tzif;
%nodefaultctor acd_json;
%nodefaultctor acd_history;
%nodefaultctor acd_distribution;
%nodefaultctor acd_records;
%nodefaultctor acd_record;
%nodefaultctor acd_record_segment;
%nodefaultctor acd_record_visit;
%nodefaultctor acd_record_conversation;
%nodefaultctor acd_record_step;
%nodefaultctor acd_metrics;
#ifdef SWIGPYTHON
/* The headers' comments, from generate.py; what has none there is told here. */
%include <docs.i>
%feature("docstring") acd_feed "What an engine speaks to, and asks; has to live as long as the engine.";
%feature("docstring") acd_feed::set_sink "A function of one event. It is called inside of commands, and must not call the engine.";
%feature("docstring") acd_feed::set_score "A function of a question and the ids of its candidates, that gives a score for each. It may ask the engine.";
%feature("docstring") acd_feed::set_log "A function of a level, LOG_…, and a text. It must not call the engine.";
%feature("docstring") acd_feed::set_history "It must live as long as the feed.";
%feature("docstring") acd_feed::set_records "They must live as long as the feed.";
%feature("docstring") acd_feed::set_metrics "They must live as long as the feed.";
%feature("docstring") acd_feed_attach "Engines made with these options speak to the feed, as it is now.";
%feature("docstring") acd_record_queue "Records that are complete, until they are pulled.";
%feature("docstring") acd_record_queue::pull "The oldest record, or none.";
%feature("docstring") acd_record_queue::count "How many can be pulled.";
%feature("docstring") acd_record_queue::lost "Records that found no memory.";
%feature("docstring") acd_records_attach "From now on records that are complete go to the queue.";
%feature("docstring") acd_outcomes "What became of the callers of a simulation.";
%feature("docstring") acd_outcomes::column "Of all callers, in the order in which they ended: bytes of one int64_t each, in the machine's order. None: no such column.";
%feature("docstring") acd_sim_attach "From now on the simulation's engine speaks to the feed, and what became of its callers is kept.";
#endif
struct acd_history {};
struct acd_distribution {};
struct acd_records {};
%nodefaultctor acd_sim;
struct acd_metrics {};
#ifdef ACD_SWIG_SIM
struct acd_sim {};
#endif
struct acd_engine {};
struct acd_options {};
struct acd_definition {};
struct acd_check {};
struct acd_difference {};
struct acd_tzif {};
#ifdef ACD_SWIG_JSON
struct acd_json {};
#endif

%exception acd_engine::acd_engine "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_options::acd_options "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_definition::acd_definition "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
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
  result = made;
  if (status != ACD_OK) {
    char about[ACD_SWIG_ABOUT];
    acd_swig_zone(about, NULL, arg1, arg2);
    ACD_SWIG_RAISE(status, "$symname", about);
  }
}
%exception acd_json::acd_json "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_history::acd_history {
  acd_history *made = NULL;
  int status = acd_history_new(NULL, arg1, &made);
  result = made;
  if (status != ACD_OK) ACD_SWIG_RAISE(status, "$symname", "");
}
%exception acd_service_level::acd_service_level "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_history_options::acd_history_options "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_history_period::acd_history_period "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_distribution::acd_distribution "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_records::acd_records "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_metrics::acd_metrics "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_sim::acd_sim "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_sim_caller::acd_sim_caller "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_sim_poisson::acd_sim_poisson "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_erlang_system::acd_erlang_system "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_erlang_target::acd_erlang_target "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_callback_wish::acd_callback_wish "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_slot_wish::acd_slot_wish "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_mark::acd_mark "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%exception acd_arrival::acd_arrival "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"

/* Records that come out are read-only; those that go in are not. */
%immutable;
%feature("immutable", "0") acd_arrival::number;
%feature("immutable", "0") acd_arrival::caller;
%feature("immutable", "0") acd_arrival::queue;
%feature("immutable", "0") acd_arrival::flow;
%feature("immutable", "0") acd_arrival::priority;
%feature("immutable", "0") acd_arrival::waited_us;
%feature("immutable", "0") acd_arrival::host_ref;
%feature("immutable", "0") acd_arrival::attributes;
%feature("immutable", "0") acd_callback_wish::number;
%feature("immutable", "0") acd_callback_wish::dialled;
%feature("immutable", "0") acd_callback_wish::plan;
%feature("immutable", "0") acd_callback_wish::queue;
%feature("immutable", "0") acd_callback_wish::priority;
%feature("immutable", "0") acd_callback_wish::host_ref;
%feature("immutable", "0") acd_callback_wish::not_before_us;
%feature("immutable", "0") acd_callback_wish::attributes;
%feature("immutable", "0") acd_slot_wish::number;
%feature("immutable", "0") acd_slot_wish::dialled;
%feature("immutable", "0") acd_slot_wish::plan;
%feature("immutable", "0") acd_slot_wish::date;
%feature("immutable", "0") acd_slot_wish::clock_us;
%feature("immutable", "0") acd_slot_wish::hold;
%feature("immutable", "0") acd_slot_wish::priority;
%feature("immutable", "0") acd_slot_wish::host_ref;
%feature("immutable", "0") acd_slot_wish::attributes;
%feature("immutable", "0") acd_callback_wish::campaign;
%feature("immutable", "0") acd_mark::fields;
%feature("immutable", "0") acd_mark::rating;
%feature("immutable", "0") acd_mark::resolved;
%feature("immutable", "0") acd_mark::agent;
%feature("immutable", "0") acd_mark::queue;

%feature("immutable", "0") acd_service_level::formula;
%feature("immutable", "0") acd_service_level::name;
%feature("immutable", "0") acd_service_level::threshold_us;
%feature("immutable", "0") acd_service_level::compare;
%feature("immutable", "0") acd_service_level::wait_from;
%feature("immutable", "0") acd_service_level::short_us;
%feature("immutable", "0") acd_history_options::keeps;
%feature("immutable", "0") acd_history_options::interval_us;
%feature("immutable", "0") acd_history_options::intervals_max;
%feature("immutable", "0") acd_history_options::days_max;
%feature("immutable", "0") acd_history_options::bytes_max;
%feature("immutable", "0") acd_history_options::repeat_us;
%feature("immutable", "0") acd_sim_caller::arrives_at_us;
%feature("immutable", "0") acd_sim_caller::number;
%feature("immutable", "0") acd_sim_caller::caller;
%feature("immutable", "0") acd_sim_caller::attributes;
%feature("immutable", "0") acd_sim_caller::keys;
%feature("immutable", "0") acd_sim_caller::queue;
%feature("immutable", "0") acd_sim_caller::flow;
%feature("immutable", "0") acd_sim_caller::priority;
%feature("immutable", "0") acd_sim_caller::patience_us;
%feature("immutable", "0") acd_sim_caller::talk_us;
%feature("immutable", "0") acd_sim_caller::wrapup_us;
%feature("immutable", "0") acd_sim_caller::prompt_us;
%feature("immutable", "0") acd_sim_caller::hangup_us;
%feature("immutable", "0") acd_sim_caller::key_us;
%feature("immutable", "0") acd_sim_caller::ref;
%feature("immutable", "0") acd_sim_caller::ended_by;
%feature("immutable", "0") acd_sim_poisson::name;
%feature("immutable", "0") acd_sim_poisson::number;
%feature("immutable", "0") acd_sim_poisson::queue;
%feature("immutable", "0") acd_sim_poisson::flow;
%feature("immutable", "0") acd_sim_poisson::priority;
%feature("immutable", "0") acd_sim_poisson::interval_us_mean;
%feature("immutable", "0") acd_sim_poisson::talk_us_mean;
%feature("immutable", "0") acd_sim_poisson::wrapup_us_mean;
%feature("immutable", "0") acd_sim_poisson::patience_us_mean;
%feature("immutable", "0") acd_sim_poisson::calls_max;
%feature("immutable", "0") acd_sim_poisson::from_us;
%feature("immutable", "0") acd_sim_poisson::until_us;
%feature("immutable", "0") acd_erlang_system::calls_per_hour;
%feature("immutable", "0") acd_erlang_system::handle_s;
%feature("immutable", "0") acd_erlang_system::patience_s;
%feature("immutable", "0") acd_erlang_system::timeout_s;
%feature("immutable", "0") acd_erlang_system::places;
%feature("immutable", "0") acd_erlang_system::agents;
%feature("immutable", "0") acd_erlang_target::service_level;
%feature("immutable", "0") acd_erlang_target::within_s;
%feature("immutable", "0") acd_erlang_target::wait_answered_s;
%feature("immutable", "0") acd_erlang_target::abandoned;
%feature("immutable", "0") acd_erlang_target::blocked;
%feature("immutable", "0") acd_erlang_target::occupancy;

%include <acd/base.h>
%include <acd/command.h>
%include <acd/event.h>
%include <acd/engine.h>
%include <acd/explain.h>
%include <acd/route.h>
%include <acd/score.h>
%include <acd/definition.h>
%include <acd/action.h>
%include <acd/agent.h>
%include <acd/call.h>
%include <acd/callback.h>
%include <acd/campaign.h>
%include <acd/party.h>
%include <acd/queue.h>
%include <acd/flow.h>
%include <acd/schedule.h>
%include <acd/slot.h>
%include <acd/check.h>
%include <acd/difference.h>
%include <acd/kpi.h>
%include <acd/mark.h>
%include <acd/tzif.h>
%include <acd/zone.h>
%include <acd/history.h>
%include <acd/record.h>
%include <acd/metrics.h>
#ifdef ACD_SWIG_JSON
%include <acd/json.h>
#endif
#ifdef ACD_SWIG_SIM
%include <acd/sim.h>
#endif
#ifdef ACD_SWIG_ERLANG
%include <acd/erlang.h>
#endif

/* The only way to make one of these fails is memory. */
%extend acd_engine {
  acd_engine(const acd_options *options = NULL) {
    acd_engine *engine = NULL;
    acd_engine_new(options, &engine);
    return engine;
  }
  ~acd_engine() { acd_engine_free($self); }
}
#ifdef SWIGPYTHON
/* What an engine speaks to. It must live as long as the engine. */
%{
typedef struct acd_feed {
  PyObject *sink;  /* called with each event; NULL: nobody */
  PyObject *score; /* asked for the scores of candidates */
  PyObject *log;   /* called with a level and a text */
  acd_history *history;
  acd_records *records;
  acd_metrics *metrics;
} acd_feed;

/* Whether anybody hears of events; else the engine need not make any. */
static int acd_feed_hears(const acd_feed *feed)
{
  return feed->sink || feed->history || feed->records || feed->metrics;
}

static void acd_feed_event(void *user, const acd_event *event)
{
  static const size_t texts[] = {offsetof(acd_event, queue_name), offsetof(acd_event, agent_name),
                                 offsetof(acd_event, flow_name), offsetof(acd_event, caller), offsetof(acd_event, text),
                                 offsetof(acd_event, campaign_name), offsetof(acd_event, slot_plan_name)};
  acd_feed *feed = user;
  if (feed->history) acd_history_event(feed->history, event);
  if (feed->records) acd_records_event(feed->records, event);
  if (feed->metrics) acd_metrics_event(feed->metrics, event);
  if (!feed->sink) return;
  PyGILState_STATE state = PyGILState_Ensure();
  if (!PyErr_Occurred()) { /* else it has failed amid this command, which goes on */
    void *copy = acd_swig_copy(event, sizeof *event, texts, sizeof texts / sizeof texts[0]);
    PyObject *told = copy ? SWIG_NewPointerObj(copy, SWIGTYPE_p_acd_event, SWIG_POINTER_OWN) : PyErr_NoMemory();
    PyObject *result = told ? PyObject_CallFunctionObjArgs(feed->sink, told, NULL) : NULL;
    Py_XDECREF(result);
    Py_XDECREF(told);
  }
  PyGILState_Release(state);
}
%}
%{
/* Scores as a list of numbers; anything else is an error of the language, and no answer. */
static int acd_feed_scores(PyObject *given, uint32_t count, int64_t *scores)
{
  PyObject *items = PySequence_Fast(given, "scores: expected a sequence of numbers");
  if (!items) return ACD_ERR_HOOK;
  if (PySequence_Fast_GET_SIZE(items) != (Py_ssize_t)count)
    PyErr_Format(PyExc_ValueError, "scores: %u candidates, but %zd scores", (unsigned)count, PySequence_Fast_GET_SIZE(items));
  for (uint32_t i = 0; i < count && !PyErr_Occurred(); i++) {
    scores[i] = PyLong_AsLongLong(PySequence_Fast_GET_ITEM(items, (Py_ssize_t)i));
    if (!PyErr_Occurred() && (scores[i] > ACD_SCORE_MAX || scores[i] < -ACD_SCORE_MAX))
      PyErr_SetString(PyExc_ValueError, "scores: one is out of range");
  }
  Py_DECREF(items);
  return PyErr_Occurred() ? ACD_ERR_HOOK : ACD_OK;
}

static int acd_feed_score(void *user, const acd_engine *engine, const acd_question *question,
                          const acd_candidate *candidates, int64_t *scores)
{
  (void)engine; /* whoever asks it has it already */
  acd_feed *feed = user;
  PyGILState_STATE state = PyGILState_Ensure();
  int status = ACD_ERR_HOOK;
  PyObject *asked = NULL, *list = NULL, *given = NULL;
  if (!PyErr_Occurred()) {
    void *copy = acd_swig_copy(question, sizeof *question, NULL, 0);
    asked = copy ? SWIG_NewPointerObj(copy, SWIGTYPE_p_acd_question, SWIG_POINTER_OWN) : PyErr_NoMemory();
    list = PyList_New(0);
    for (uint32_t i = 0; list && i < question->count && !PyErr_Occurred(); i++) {
      PyObject *agent = PyLong_FromLongLong(
          ((const acd_candidate *)(const void *)((const char *)candidates + (size_t)question->stride * i))->agent);
      if (agent) PyList_Append(list, agent);
      Py_XDECREF(agent);
    }
    if (asked && list && !PyErr_Occurred()) given = PyObject_CallFunctionObjArgs(feed->score, asked, list, NULL);
    if (given) status = acd_feed_scores(given, question->count, scores);
  }
  Py_XDECREF(given);
  Py_XDECREF(list);
  Py_XDECREF(asked);
  PyGILState_Release(state);
  return status;
}

static void acd_feed_log(void *user, int level, const char *text)
{
  acd_feed *feed = user;
  PyGILState_STATE state = PyGILState_Ensure();
  if (!PyErr_Occurred()) {
    PyObject *told = PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "replace");
    PyObject *rank = PyLong_FromLong(level);
    PyObject *result = told && rank ? PyObject_CallFunctionObjArgs(feed->log, rank, told, NULL) : NULL;
    Py_XDECREF(result);
    Py_XDECREF(rank);
    Py_XDECREF(told);
  }
  PyGILState_Release(state);
}
%}
%rename(Feed) acd_feed;
%nodefaultctor acd_feed;
struct acd_feed {};
%exception acd_feed::acd_feed "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%extend acd_feed {
  acd_feed(void) { return calloc(1, sizeof(acd_feed)); }
  ~acd_feed() {
    Py_XDECREF($self->sink);
    Py_XDECREF($self->score);
    Py_XDECREF($self->log);
    free($self);
  }
  void set_sink(PyObject *sink) {
    Py_INCREF(sink);
    Py_XSETREF($self->sink, sink);
  }
  void set_score(PyObject *score) {
    Py_INCREF(score);
    Py_XSETREF($self->score, score);
  }
  void set_log(PyObject *log) {
    Py_INCREF(log);
    Py_XSETREF($self->log, log);
  }
  void set_history(acd_history *history) { $self->history = history; }
  void set_records(acd_records *records) { $self->records = records; }
  void set_metrics(acd_metrics *metrics) { $self->metrics = metrics; }
}
%inline %{
static void acd_feed_attach(acd_feed *feed, acd_options *options) {
  if (acd_feed_hears(feed)) acd_options_set_events(options, acd_feed_event, feed);
  if (feed->score) acd_options_set_score(options, acd_feed_score, feed);
  if (feed->log) acd_options_set_log(options, acd_feed_log, feed);
}
%}
#else
/* What an engine speaks to: histories, records, metrics, and events that are kept until they are pulled. It must live as long as
 * the engine. */
%rename(Feed) acd_feed;
%nodefaultctor acd_feed;
struct acd_feed {};
%exception acd_feed::acd_feed "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%newobject acd_feed::pull;
%extend acd_feed {
  acd_feed(void) { return calloc(1, sizeof(acd_feed)); }
  ~acd_feed() {
    acd_kept_clear(&$self->events);
    free($self);
  }
  /* From now on events are kept. */
  void keep_events(void) { $self->keeps_events = 1; }
  /* The oldest event, or none. */
  acd_event *pull(void) { return acd_kept_first(&$self->events); }
  int64_t count(void) { return $self->events.count; }
  /* Events that found no memory. */
  int64_t lost(void) { return $self->events.lost; }
  /* They must live as long as the feed. */
  void set_history(acd_history *history) { $self->history = history; }
  void set_records(acd_records *records) { $self->records = records; }
  void set_metrics(acd_metrics *metrics) { $self->metrics = metrics; }
}
%inline %{
/* Engines made with these options speak to the feed, as it is now. */
static void acd_feed_attach(acd_feed *feed, acd_options *options) {
  if (acd_feed_hears(feed)) acd_options_set_events(options, acd_feed_event, feed);
}
%}
#endif
%rename(RecordQueue) acd_record_queue;
%nodefaultctor acd_record_queue;
struct acd_record_queue {};
%exception acd_record_queue::acd_record_queue "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%newobject acd_record_queue::pull;
%extend acd_record_queue {
  acd_record_queue(void) { return calloc(1, sizeof(acd_record_queue)); }
  ~acd_record_queue() {
    acd_kept_clear(&$self->kept);
    free($self);
  }
  acd_record *pull(void) { return acd_kept_first(&$self->kept); }
  int64_t count(void) { return $self->kept.count; }
  int64_t lost(void) { return $self->kept.lost; }
}
#ifdef SWIGPYTHON
%extend acd_record {
  PyObject *segments_list(void) {
    return acd_record_rows($self->segments, $self->segments_count, sizeof(acd_record_segment), ACD_SEGMENT_TEXTS,
                           SWIGTYPE_p_acd_record_segment);
  }
  PyObject *visits_list(void) {
    return acd_record_rows($self->visits, $self->visits_count, sizeof(acd_record_visit), ACD_VISIT_TEXTS,
                           SWIGTYPE_p_acd_record_visit);
  }
  PyObject *conversations_list(void) {
    return acd_record_rows($self->conversations, $self->conversations_count, sizeof(acd_record_conversation),
                           ACD_CONVERSATION_TEXTS, SWIGTYPE_p_acd_record_conversation);
  }
  PyObject *path_list(void) {
    return acd_record_rows($self->path, $self->path_count, sizeof(acd_record_step), ACD_STEP_TEXTS,
                           SWIGTYPE_p_acd_record_step);
  }
}
#else
/* One of a list, from 0: a copy, or none. */
%newobject acd_record::segment_at;
%newobject acd_record::visit_at;
%newobject acd_record::conversation_at;
%newobject acd_record::step_at;
%extend acd_record {
  acd_record_segment *segment_at(int64_t index) {
    return acd_row_at($self->segments, $self->segments_count, sizeof(acd_record_segment), ACD_SEGMENT_TEXTS, index);
  }
  acd_record_visit *visit_at(int64_t index) {
    return acd_row_at($self->visits, $self->visits_count, sizeof(acd_record_visit), ACD_VISIT_TEXTS, index);
  }
  acd_record_conversation *conversation_at(int64_t index) {
    return acd_row_at($self->conversations, $self->conversations_count, sizeof(acd_record_conversation),
                      ACD_CONVERSATION_TEXTS, index);
  }
  acd_record_step *step_at(int64_t index) {
    return acd_row_at($self->path, $self->path_count, sizeof(acd_record_step), ACD_STEP_TEXTS, index);
  }
}
#endif
%inline %{
static void acd_records_attach(acd_records *records, acd_record_queue *queue) {
  acd_records_set_hook(records, acd_record_queue_hook, queue);
}
%}
#ifdef ACD_SWIG_SIM
%rename(Outcomes) acd_outcomes;
%nodefaultctor acd_outcomes;
struct acd_outcomes {};
%exception acd_outcomes::acd_outcomes "$action if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, \"$symname\", \"\");"
%extend acd_outcomes {
  acd_outcomes(void) { return calloc(1, sizeof(acd_outcomes)); }
  ~acd_outcomes() {
    free($self->items);
    free($self);
  }
#ifdef SWIGPYTHON
  PyObject *column(const char *name) {
    for (size_t c = 0; name && c < sizeof acd_outcome_columns / sizeof acd_outcome_columns[0]; c++) {
      if (strcmp(acd_outcome_columns[c].name, name) != 0) continue;
      PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)($self->count * sizeof(int64_t)));
      for (size_t i = 0; bytes && i < $self->count; i++) {
        int64_t value = acd_outcome_value(&$self->items[i], c);
        memcpy(PyBytes_AS_STRING(bytes) + i * sizeof value, &value, sizeof value);
      }
      return bytes;
    }
    Py_RETURN_NONE;
  }
#else
  int64_t count(void) { return (int64_t)$self->count; }
  /* Of the caller that was the `index`th to end, from 0. -1: there is no such caller, or column. */
  int64_t at(const char *name, int64_t index) {
    for (size_t c = 0; name && c < sizeof acd_outcome_columns / sizeof acd_outcome_columns[0]; c++)
      if (strcmp(acd_outcome_columns[c].name, name) == 0 && index >= 0 && (size_t)index < $self->count)
        return acd_outcome_value(&$self->items[index], c);
    return -1;
  }
#endif
}
%inline %{
static void acd_sim_attach(acd_sim *sim, acd_feed *feed, acd_outcomes *outcomes) {
  if (acd_feed_hears(feed)) acd_sim_set_events(sim, acd_feed_event, feed);
  acd_sim_set_outcome(sim, acd_outcomes_hook, outcomes);
}
%}
#endif
%extend acd_options {
  acd_options(void) {
    acd_options *options = NULL;
    acd_options_new(NULL, &options);
    return options;
  }
  ~acd_options() { acd_options_free($self); }
}
%extend acd_definition {
  acd_definition(void) {
    acd_definition *definition = NULL;
    acd_definition_new(NULL, &definition);
    return definition;
  }
  ~acd_definition() { acd_definition_free($self); }
}
#ifdef ACD_SWIG_LISTS
%extend acd_tzif {
  acd_tzif(const void *bytes, size_t size);
  ~acd_tzif() { acd_tzif_free($self); }
}
#endif
%extend acd_check {
  acd_check(const acd_definition *definition) {
    acd_check *check = NULL;
    acd_check_new(definition, NULL, &check);
    return check;
  }
  ~acd_check() { acd_check_free($self); }
}
%extend acd_difference {
  acd_difference(const acd_definition *before, const acd_definition *after) {
    acd_difference *difference = NULL;
    acd_difference_new(before, after, NULL, &difference);
    return difference;
  }
  ~acd_difference() { acd_difference_free($self); }
}
#ifdef ACD_SWIG_JSON
%extend acd_json {
  acd_json(void) {
    acd_json *json = NULL;
    acd_json_new(NULL, &json);
    return json;
  }
  ~acd_json() { acd_json_free($self); }
}
#endif
%extend acd_history {
  acd_history(const acd_history_options *options = NULL);
  ~acd_history() { acd_history_free($self); }
}
#ifdef ACD_SWIG_LISTS
%extend acd_history_options {
  acd_history_options(void) {
    acd_history_options *options = malloc(sizeof *options);
    if (options) acd_history_options_init(options);
    return options;
  }
  ~acd_history_options() {
    free((void *)$self->zone);
    free($self);
  }
  /* Bytes of a time zone, copied. Without memory for them it is UTC. */
  void set_zone(const void *bytes, size_t size) {
    void *copy = size ? malloc(size) : NULL;
    if (copy) memcpy(copy, bytes, size);
    free((void *)$self->zone);
    $self->zone = copy;
    $self->zone_bytes = copy ? (int64_t)size : 0;
  }
}
#endif
%extend acd_service_level {
  /* Of a formula, with what the header sets; the name is that of the formula. */
  acd_service_level(int64_t formula) {
    acd_service_level *level = malloc(sizeof *level);
    if (!level) return NULL;
    acd_service_level_init(level, formula);
    level->name = level->name ? acd_swig_own(level->name) : NULL;
    return level;
  }
  ~acd_service_level() {
    free((char *)$self->name);
    free($self);
  }
}
%extend acd_history_period {
  /* A kind and a span of wall time. */
  acd_history_period(uint32_t kind, int64_t from_wall_us, int64_t to_wall_us) {
    acd_history_period *period = calloc(1, sizeof *period);
    if (!period) return NULL;
    period->size = sizeof *period;
    period->kind = kind;
    period->from_wall_us = from_wall_us;
    period->to_wall_us = to_wall_us;
    return period;
  }
  ~acd_history_period() { free($self); }
}
%extend acd_distribution {
  acd_distribution(void) {
    acd_distribution *distribution = NULL;
    acd_distribution_new(NULL, &distribution);
    return distribution;
  }
  ~acd_distribution() { acd_distribution_free($self); }
}
%extend acd_records {
  acd_records(void) {
    acd_records *records = NULL;
    acd_records_new(NULL, &records);
    return records;
  }
  ~acd_records() { acd_records_free($self); }
}
%extend acd_metrics {
  acd_metrics(void) {
    acd_metrics *metrics = NULL;
    acd_metrics_new(NULL, &metrics);
    return metrics;
  }
  ~acd_metrics() { acd_metrics_free($self); }
}
#ifdef ACD_SWIG_SIM
%extend acd_sim {
  acd_sim(acd_options *options = NULL) {
    acd_sim *sim = NULL;
    acd_sim_new(options, NULL, &sim);
    return sim;
  }
  ~acd_sim() { acd_sim_free($self); }
}
%extend acd_sim_caller {
  acd_sim_caller(void) {
    acd_sim_caller *caller = malloc(sizeof *caller);
    if (caller) acd_sim_caller_init(caller);
    return caller;
  }
  ~acd_sim_caller() {
    free((char *)$self->number);
    free((char *)$self->caller);
    free((char *)$self->attributes);
    free((char *)$self->keys);
    free((acd_requirement *)$self->requirements);
    free($self);
  }
  void require(acd_id skill, int64_t level_min) {
    acd_swig_require(&$self->requirements, &$self->requirements_count, skill, level_min);
  }
}
%extend acd_sim_poisson {
  acd_sim_poisson(void) {
    acd_sim_poisson *poisson = malloc(sizeof *poisson);
    if (poisson) acd_sim_poisson_init(poisson);
    return poisson;
  }
  ~acd_sim_poisson() {
    free((char *)$self->name);
    free((char *)$self->number);
    free((acd_requirement *)$self->requirements);
    free($self);
  }
  void require(acd_id skill, int64_t level_min) {
    acd_swig_require(&$self->requirements, &$self->requirements_count, skill, level_min);
  }
}
#endif
#ifdef ACD_SWIG_ERLANG
%extend acd_erlang_system {
  acd_erlang_system(void) {
    acd_erlang_system *system = malloc(sizeof *system);
    if (system) acd_erlang_system_init(system);
    return system;
  }
  ~acd_erlang_system() { free($self); }
}
%extend acd_erlang_target {
  acd_erlang_target(void) {
    acd_erlang_target *target = malloc(sizeof *target);
    if (target) acd_erlang_target_init(target);
    return target;
  }
  ~acd_erlang_target() { free($self); }
}
#endif
/* What an agent has to know is for acd_call_require(). */
%extend acd_callback_wish {
  acd_callback_wish(void) {
    acd_callback_wish *wish = malloc(sizeof *wish);
    if (wish) acd_callback_wish_init(wish);
    return wish;
  }
  ~acd_callback_wish() {
    free((char *)$self->number);
    free((char *)$self->dialled);
    free((char *)$self->attributes);
    free($self);
  }
}
%extend acd_mark {
  acd_mark(void) {
    acd_mark *mark = malloc(sizeof *mark);
    if (mark) acd_mark_init(mark);
    return mark;
  }
  ~acd_mark() { free($self); }
}
%extend acd_slot_wish {
  acd_slot_wish(void) {
    acd_slot_wish *wish = malloc(sizeof *wish);
    if (wish) acd_slot_wish_init(wish);
    return wish;
  }
  ~acd_slot_wish() {
    free((char *)$self->number);
    free((char *)$self->dialled);
    free((char *)$self->attributes);
    free($self);
  }
}
%extend acd_arrival {
  acd_arrival(void) {
    acd_arrival *arrival = malloc(sizeof *arrival);
    if (arrival) acd_arrival_init(arrival);
    return arrival;
  }
  ~acd_arrival() {
    free((char *)$self->number);
    free((char *)$self->caller);
    free((char *)$self->attributes);
    free((acd_requirement *)$self->requirements);
    free((acd_id *)$self->preferred);
    free($self);
  }
  /* The call needs an agent with this skill at a level of at least `level_min`. */
  void require(acd_id skill, int64_t level_min) {
    acd_swig_require(&$self->requirements, &$self->requirements_count, skill, level_min);
  }
  /* The call goes to this agent before others, and before those named later. */
  void prefer(acd_id agent) {
    int64_t count = $self->preferred_count;
    acd_id *more = realloc((acd_id *)$self->preferred, (size_t)(count + 1) * sizeof *more);
    if (!more) return;
    more[count] = agent;
    $self->preferred = more;
    $self->preferred_count++;
  }
}
#ifndef ACD_SWIG_LISTS
%extend acd_kpi_calls {
  /* Calls ended for a reason, ACD_END_…; 0 for an unknown one. */
  int64_t ended_by(int64_t reason) {
    return reason >= 0 && reason < 16 ? $self->ends[reason] : 0;
  }
  int64_t callbacks_ended_by(int64_t outcome) {
    return outcome >= 0 && outcome < 8 ? $self->callbacks_by_outcome[outcome] : 0;
  }
  int64_t callback_attempts_by(int64_t outcome) {
    return outcome >= 0 && outcome < 16 ? $self->callback_attempts_by_outcome[outcome] : 0;
  }
  /* What happened to bookings of slots, ACD_SLOT_…. */
  int64_t slots_by(int64_t change) {
    return change >= 0 && change < 16 ? $self->slots_by_change[change] : 0;
  }
  int64_t call_again_by(int64_t outcome) {
    return outcome >= 0 && outcome < 8 ? $self->call_again_by_outcome[outcome] : 0;
  }
  int64_t action_timeouts_of(int64_t kind) {
    return kind >= 0 && kind < 32 ? $self->action_timeouts_by_kind[kind] : 0;
  }
}
#endif
#ifdef SWIGPERL
%perl_last
#endif
