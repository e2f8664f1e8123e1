/* SPDX-License-Identifier: Apache-2.0 */
/* What the library gives to hooks, kept until it is pulled: records of calls, and what became of the callers of a simulation. */
%rename(RecordQueue) acd_record_queue;
%nodefaultctor acd_record_queue;
struct acd_record_queue {};
%made(acd_record_queue)
%newobject acd_record_queue::pull;
%extend acd_record_queue {
  acd_record_queue() { return calloc(1, sizeof(acd_record_queue)); }
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
/* One of a list, from 0: a copy, or none behind the last. */
%define %row_of(function, list_count)
%exception acd_record::function {
  $action
  if (!result && arg2 >= 0 && arg2 < arg1->list_count) ACD_SWIG_RAISE(ACD_ERR_NOMEM, "$symname", "");
}
%enddef
%row_of(segment_at, segments_count)
%row_of(visit_at, visits_count)
%row_of(conversation_at, conversations_count)
%row_of(step_at, path_count)
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
%made(acd_outcomes)
#ifndef SWIGPYTHON
%exception acd_outcomes::at {
  char about[ACD_SWIG_ABOUT];
  acd_swig_nothing(about);
  if (acd_outcome_column(arg2) < 0) acd_swig_name(about, "column", arg2);
  else if (arg3 < 0 || (size_t)arg3 >= arg1->count) acd_swig_number(about, "index", (long long)arg3);
  if (*about) ACD_SWIG_RAISE(ACD_ERR_NOT_FOUND, "$symname", about);
  $action
}
#endif
%extend acd_outcomes {
  acd_outcomes() { return calloc(1, sizeof(acd_outcomes)); }
  ~acd_outcomes() {
    free($self->items);
    free($self);
  }
#ifdef SWIGPYTHON
  PyObject *column(const char *name) {
    int column = acd_outcome_column(name);
    if (column < 0) Py_RETURN_NONE;
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)($self->count * sizeof(int64_t)));
    for (size_t i = 0; bytes && i < $self->count; i++) {
      int64_t value = acd_outcome_value(&$self->items[i], (size_t)column);
      memcpy(PyBytes_AS_STRING(bytes) + i * sizeof value, &value, sizeof value);
    }
    return bytes;
  }
#else
  int64_t count(void) { return (int64_t)$self->count; }
  /* Of the caller that was the `index`th to end, from 0. */
  int64_t at(const char *name, int64_t index) {
    return acd_outcome_value(&$self->items[index], (size_t)acd_outcome_column(name));
  }
#endif
}
/* Without, it is not kept what becomes of callers. */
%typemap(check) acd_outcomes *outcomes "";
%inline %{
static void acd_sim_attach(acd_sim *sim, acd_feed *feed, acd_outcomes *outcomes) {
  if (acd_feed_hears(feed)) acd_sim_set_events(sim, acd_feed_event, feed);
  if (outcomes) acd_sim_set_outcome(sim, acd_outcomes_hook, outcomes);
}
%}
#endif
