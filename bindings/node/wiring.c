/* SPDX-License-Identifier: Apache-2.0 */
/* What hooks hear, kept in C until it is pulled, and what else the headers alone do not tell. */
#include "acd_node.h"
#include "../swig/keep.h"
#include <acd/json.h>

static void free_feed(void *object)
{
  acd_feed *feed = object;
  acd_kept_clear(&feed->events);
  free(feed);
}

static void free_record_queue(void *object)
{
  acd_record_queue *queue = object;
  acd_kept_clear(&queue->kept);
  free(queue);
}

static const acd_node_kind feed_kind = {"Feed", free_feed, 0};
static const acd_node_kind record_queue_kind = {"RecordQueue", free_record_queue, 0};

static acd_node_box *maybe(acd_node_call *call, napi_value value, const char *what, const acd_node_kind *kind)
{
  return acd_node_missing(call, value) ? NULL : acd_node_box_of(call, value, what, kind);
}

/* What an engine speaks to: whether events are kept, and a history, records and metrics or nothing. */
static napi_value feed_new(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  bool keeps = false;
  acd_node_begin(&call, env, info, "new Feed");
  if (!call.failed) ACD_NODE_TRY(&call, napi_get_value_bool(env, call.arguments[0], &keeps));
  acd_node_box *history = maybe(&call, call.arguments[1], "history", &acd_node_kind_history);
  acd_node_box *records = maybe(&call, call.arguments[2], "records", &acd_node_kind_records);
  acd_node_box *metrics = maybe(&call, call.arguments[3], "metrics", &acd_node_kind_metrics);
  acd_feed *feed = call.failed ? NULL : calloc(1, sizeof *feed);
  if (feed) {
    acd_node_box *box = acd_node_become(&call, call.self, &feed_kind, feed);
    acd_node_need(&call, box, history);
    acd_node_need(&call, box, records);
    acd_node_need(&call, box, metrics);
    if (!call.failed) {
      feed->keeps_events = keeps;
      feed->history = acd_node_object(history);
      feed->records = acd_node_object(records);
      feed->metrics = acd_node_object(metrics);
    }
  } else {
    acd_node_refuse(&call, ACD_ERR_NOMEM, "");
  }
  acd_node_end(&call);
  return NULL;
}

/* Engines made with these options speak to the feed. */
static napi_value options_listen(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "listen");
  acd_node_box *options = acd_node_box_of(&call, call.self, "this", &acd_node_kind_options);
  acd_node_box *feed = acd_node_box_of(&call, call.arguments[0], "feed", &feed_kind);
  acd_node_need(&call, options, feed);
  if (!call.failed && acd_feed_hears(acd_node_object(feed))) {
    int result = acd_options_set_events(acd_node_object(options), acd_feed_event, acd_node_object(feed));
    if (result != ACD_OK) acd_node_refuse(&call, result, "");
  }
  acd_node_end(&call);
  return NULL;
}

/* The oldest event, or null. */
static napi_value feed_pull(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "pull");
  acd_feed *feed = acd_node_object(acd_node_box_of(&call, call.self, "this", &feed_kind));
  acd_event *event = feed ? acd_kept_first(&feed->events) : NULL;
  napi_value made = event ? acd_node_from_record(&call, &acd_node_record_event, event) : acd_node_null(&call);
  free(event);
  acd_node_end(&call);
  return made;
}

/* Events that found no memory. */
static napi_value feed_lost(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "lost");
  acd_feed *feed = acd_node_object(acd_node_box_of(&call, call.self, "this", &feed_kind));
  napi_value made = acd_node_from_int(&call, feed ? feed->events.lost : 0);
  acd_node_end(&call);
  return made;
}

static napi_value record_queue_new(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "new RecordQueue");
  acd_node_box *records = acd_node_box_of(&call, call.arguments[0], "records", &acd_node_kind_records);
  acd_record_queue *queue = call.failed ? NULL : calloc(1, sizeof *queue);
  if (queue) {
    /* The records hand on to the queue: they need it, rather than it them. */
    acd_node_need(&call, records, acd_node_become(&call, call.self, &record_queue_kind, queue));
    int result = call.failed ? ACD_OK : acd_records_set_hook(acd_node_object(records), acd_record_queue_hook, queue);
    if (result != ACD_OK) acd_node_refuse(&call, result, "");
  } else {
    acd_node_refuse(&call, ACD_ERR_NOMEM, "");
  }
  acd_node_end(&call);
  return NULL;
}

static napi_value record_queue_pull(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "pull");
  acd_record_queue *queue = acd_node_object(acd_node_box_of(&call, call.self, "this", &record_queue_kind));
  acd_record *record = queue ? acd_kept_first(&queue->kept) : NULL;
  napi_value made = record ? acd_node_from_record(&call, &acd_node_record_record, record) : acd_node_null(&call);
  free(record);
  acd_node_end(&call);
  return made;
}

static napi_value record_queue_lost(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "lost");
  acd_record_queue *queue = acd_node_object(acd_node_box_of(&call, call.self, "this", &record_queue_kind));
  napi_value made = acd_node_from_int(&call, queue ? queue->kept.lost : 0);
  acd_node_end(&call);
  return made;
}

/* What the reader has read is lent: a copy. */
static napi_value json_definition(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "definition");
  acd_json *json = acd_node_object(acd_node_box_of(&call, call.self, "this", &acd_node_kind_json));
  const acd_definition *lent = json ? acd_json_definition(json) : NULL;
  acd_definition *copy = NULL;
  int result = lent ? acd_definition_copy(lent, NULL, &copy) : ACD_OK;
  if (result != ACD_OK) acd_node_refuse(&call, result, "");
  napi_value made = copy ? acd_node_from_object(&call, &acd_node_kind_definition, copy) : acd_node_null(&call);
  acd_node_end(&call);
  return made;
}

static void free_outcomes(void *object)
{
  acd_outcomes *outcomes = object;
  free(outcomes->items);
  free(outcomes);
}

static const acd_node_kind outcomes_kind = {"Outcomes", free_outcomes, 0};

static napi_value outcomes_new(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "new Outcomes");
  acd_outcomes *outcomes = call.failed ? NULL : calloc(1, sizeof *outcomes);
  if (outcomes)
    acd_node_become(&call, call.self, &outcomes_kind, outcomes);
  else
    acd_node_refuse(&call, ACD_ERR_NOMEM, "");
  acd_node_end(&call);
  return NULL;
}

static napi_value column_of(acd_node_call *call, const acd_outcomes *outcomes, size_t column)
{
  napi_value list = NULL;
  const char *name = acd_outcome_columns[column].name;
  const int is_time = strlen(name) > 3 && strcmp(name + strlen(name) - 3, "_us") == 0;
  ACD_NODE_TRY(call, napi_create_array_with_length(call->env, outcomes->count, &list));
  for (size_t i = 0; i < outcomes->count && !call->failed; i++) {
    napi_handle_scope scope;
    int64_t value = acd_outcome_value(&outcomes->items[i], column);
    ACD_NODE_TRY(call, napi_open_handle_scope(call->env, &scope));
    napi_value number = is_time ? acd_node_from_time(call, value) : acd_node_from_int(call, value);
    if (!call->failed) ACD_NODE_TRY(call, napi_set_element(call->env, list, (uint32_t)i, number));
    napi_close_handle_scope(call->env, scope);
  }
  return list;
}

/* One figure of all callers, in the order in which they ended. */
static napi_value outcomes_column(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  napi_value made = NULL;
  acd_node_begin(&call, env, info, "column");
  const char *name = acd_node_text(&call, call.arguments[0], "name");
  acd_outcomes *outcomes = acd_node_object(acd_node_box_of(&call, call.self, "this", &outcomes_kind));
  int column = acd_outcome_column(name);
  if (outcomes && column >= 0) made = column_of(&call, outcomes, (size_t)column);
  if (!made) acd_node_type_error(&call, "name", "there is no such column");
  acd_node_end(&call);
  return made;
}

/* The simulation speaks to the feed, and tells the outcomes of its callers. */
static napi_value sim_listen(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "listen");
  acd_node_box *sim = acd_node_box_of(&call, call.self, "this", &acd_node_kind_sim);
  acd_node_box *feed = acd_node_box_of(&call, call.arguments[0], "feed", &feed_kind);
  acd_node_box *outcomes = acd_node_box_of(&call, call.arguments[1], "outcomes", &outcomes_kind);
  acd_node_need(&call, sim, feed);
  acd_node_need(&call, sim, outcomes);
  if (!call.failed) {
    int result = acd_sim_set_outcome(acd_node_object(sim), acd_outcomes_hook, acd_node_object(outcomes));
    if (result == ACD_OK && acd_feed_hears(acd_node_object(feed)))
      result = acd_sim_set_events(acd_node_object(sim), acd_feed_event, acd_node_object(feed));
    if (result != ACD_OK) acd_node_refuse(&call, result, "");
  }
  acd_node_end(&call);
  return NULL;
}

/* Its engine lives in the simulation, and keeps it. */
static napi_value sim_engine(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "engine");
  acd_node_box *sim = acd_node_box_of(&call, call.self, "this", &acd_node_kind_sim);
  napi_value made = sim ? acd_node_lend(&call, &acd_node_kind_engine, acd_sim_engine(acd_node_object(sim)), sim) : NULL;
  acd_node_end(&call);
  return made;
}

const acd_node_function acd_node_wirings[] = {
    {"Feed", "new", feed_new},
    {"Feed", "pull", feed_pull},
    {"Feed", "lost", feed_lost},
    {"Options", "listen", options_listen},
    {"RecordQueue", "new", record_queue_new},
    {"RecordQueue", "pull", record_queue_pull},
    {"RecordQueue", "lost", record_queue_lost},
    {"Json", "definition", json_definition},
    {"Outcomes", "new", outcomes_new},
    {"Outcomes", "column", outcomes_column},
    {"Sim", "listen", sim_listen},
    {"Sim", "engine", sim_engine},
    {NULL, NULL, NULL},
};
