/* SPDX-License-Identifier: Apache-2.0 */
/* What comes out: outputs are results, and records are copies. */

%typemap(in, numinputs=0, noblock=1) acd_id *OUTPUT(acd_id id) { $1 = &id; id = 0; }
%apply acd_id *OUTPUT { acd_id *call_out, acd_id *consultation_out, acd_id *agent_out, acd_id *queue_out, acd_id *skill_out, acd_id *flow_out, acd_id *channel_out, acd_id *toggle_out, acd_id *plan_out, acd_id *campaign_out, acd_id *zone_out, acd_id *schedule_out };
%apply long long *OUTPUT { int64_t *offset_us_out, int64_t *until_us_out, int64_t *date_out, int64_t *clock_us_out, int64_t *first_us_out, int64_t *second_us_out, int64_t *wall_us_out, int64_t *wait_us_out, int64_t *ref_out, int64_t *agents_out };
%apply double *OUTPUT { double *answered_out, double *abandoned_out, double *calls_per_hour_out };

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
%records_out(acd_candidate, candidates_out)
%records_out(acd_contender, contenders_out)
