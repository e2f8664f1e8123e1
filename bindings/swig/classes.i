/* SPDX-License-Identifier: Apache-2.0 */
/* What makes a handle or a record, and what frees it. */

/* Where making one gives nothing, handles.i says why. */
%extend acd_engine {
  acd_engine(const acd_options *options ACD_OR_NULL) {
    acd_engine *engine = NULL;
    acd_engine_new(options, &engine);
    return engine;
  }
  ~acd_engine() { acd_engine_free($self); }
}
%extend acd_options {
  acd_options() {
    acd_options *options = NULL;
    acd_options_new(NULL, &options);
    return options;
  }
  ~acd_options() { acd_options_free($self); }
}
%extend acd_definition {
  acd_definition() {
    acd_definition *definition = NULL;
    acd_definition_new(NULL, &definition);
    return definition;
  }
  ~acd_definition() { acd_definition_free($self); }
}
%extend acd_tzif {
  acd_tzif(const void *bytes, size_t size);
  ~acd_tzif() { acd_tzif_free($self); }
}
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
  acd_json() {
    acd_json *json = NULL;
    acd_json_new(NULL, &json);
    return json;
  }
  ~acd_json() { acd_json_free($self); }
}
#endif
%extend acd_history {
  acd_history(const acd_history_options *options ACD_OR_NULL);
  ~acd_history() { acd_history_free($self); }
}
%extend acd_history_options {
  acd_history_options() {
    acd_history_options *options = malloc(sizeof *options);
    if (options) acd_history_options_init(options);
    return options;
  }
  ~acd_history_options() {
    free((void *)$self->zone);
    free($self);
  }
  /* Bytes of a time zone, copied. */
  void set_zone(const void *bytes, size_t size) {
    void *copy = size ? malloc(size) : NULL;
    if (copy) memcpy(copy, bytes, size);
    free((void *)$self->zone);
    $self->zone = copy;
    $self->zone_bytes = copy ? (int64_t)size : 0;
  }
}
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
  acd_distribution() {
    acd_distribution *distribution = NULL;
    acd_distribution_new(NULL, &distribution);
    return distribution;
  }
  ~acd_distribution() { acd_distribution_free($self); }
}
%extend acd_records {
  acd_records() {
    acd_records *records = NULL;
    acd_records_new(NULL, &records);
    return records;
  }
  ~acd_records() { acd_records_free($self); }
}
%extend acd_metrics {
  acd_metrics() {
    acd_metrics *metrics = NULL;
    acd_metrics_new(NULL, &metrics);
    return metrics;
  }
  ~acd_metrics() { acd_metrics_free($self); }
}
#ifdef ACD_SWIG_SIM
%extend acd_sim {
  acd_sim(acd_options *options ACD_OR_NULL) {
    acd_sim *sim = NULL;
    acd_sim_new(options, NULL, &sim);
    return sim;
  }
  ~acd_sim() { acd_sim_free($self); }
}
%extend acd_sim_caller {
  acd_sim_caller() {
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
  acd_sim_poisson() {
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
  acd_erlang_system() {
    acd_erlang_system *system = malloc(sizeof *system);
    if (system) acd_erlang_system_init(system);
    return system;
  }
  ~acd_erlang_system() { free($self); }
}
%extend acd_erlang_target {
  acd_erlang_target() {
    acd_erlang_target *target = malloc(sizeof *target);
    if (target) acd_erlang_target_init(target);
    return target;
  }
  ~acd_erlang_target() { free($self); }
}
#endif
/* What an agent has to know is for acd_call_require(). */
%extend acd_callback_wish {
  acd_callback_wish() {
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
  acd_mark() {
    acd_mark *mark = malloc(sizeof *mark);
    if (mark) acd_mark_init(mark);
    return mark;
  }
  ~acd_mark() { free($self); }
}
%extend acd_slot_wish {
  acd_slot_wish() {
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
  acd_arrival() {
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
