/* SPDX-License-Identifier: Apache-2.0 */
#include "explain.h"

#include <jansson.h>

static void set_int(json_t *object, const char *key, int64_t value)
{
  json_object_set_new(object, key, json_integer(value));
}

/* ACD_TIME_NEVER: null. */
static void set_time(json_t *object, const char *key, acd_time us)
{
  json_object_set_new(object, key, us == ACD_TIME_NEVER ? json_null() : json_integer(us));
}

static void set_text(json_t *object, const char *key, const char *text)
{
  json_object_set_new(object, key, text && *text ? json_string(text) : json_null());
}

static void set_line(json_t *object, const char *key, int64_t line)
{
  json_object_set_new(object, key, line ? json_integer(line) : json_null());
}

static json_t *names_of(int64_t set, const char *(*name)(int64_t))
{
  json_t *list = json_array();
  for (int64_t i = 1; i < 63; i++)
    if (set >> i & 1) json_array_append_new(list, json_string(name(i)));
  return list;
}

/* What a pair says beyond its verdict and obstacles. */
static void set_details(json_t *object, const explanation *from, const acd_explanation *pair)
{
  set_text(object, "skill", pair->skill ? acd_skill_name(from->engine, pair->skill) : NULL);
  set_int(object, "level_needed", pair->level_needed);
  set_int(object, "level_held", pair->level_held);
  set_time(object, "suits_at_us", pair->suits_at_us);
  set_time(object, "ready_at_us", pair->ready_at_us);
}

static json_t *candidate_object(const explanation *from, const acd_candidate *one, const acd_explanation *pair)
{
  json_t *object = json_object();
  set_text(object, "agent", explain_agent_name(from, one->agent));
  set_line(object, "place", one->place);
  json_object_set_new(object, "obstacles", names_of(one->obstacles, acd_obstacle_str));
  set_text(object, "behind_by", one->key ? acd_key_str(one->key) : NULL);
  set_int(object, "missed", one->missed);
  set_int(object, "preferred", one->preferred);
  set_int(object, "tier", one->tier);
  set_int(object, "score", one->score);
  set_int(object, "lap", one->lap);
  set_int(object, "value", one->value);
  set_int(object, "creation", one->creation);
  set_details(object, from, pair);
  return object;
}

static json_t *contender_object(const explanation *from, const acd_contender *one, int64_t line)
{
  json_t *object = json_object();
  set_line(object, "line", line);
  set_text(object, "queue", explain_queue_name(from, one->queue));
  set_line(object, "place", one->place);
  json_object_set_new(object, "obstacles", names_of(one->obstacles, acd_obstacle_str));
  set_text(object, "behind_by", one->key ? acd_key_str(one->key) : NULL);
  set_int(object, "direct", one->direct);
  set_int(object, "rank", one->rank);
  set_int(object, "weight", one->weight);
  set_int(object, "claim", one->claim);
  set_int(object, "wait_began_at_us", one->wait_began_at_us);
  set_int(object, "creation", one->creation);
  return object;
}

static json_t *contenders_array(const explanation *from, const acd_contender *items, const int64_t *lines, size_t count)
{
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) json_array_append_new(list, contender_object(from, &items[i], lines[i]));
  return list;
}

static json_t *outlook_object(const explanation *from, const acd_outlook *out)
{
  json_t *object = json_object();
  set_int(object, "members", out->members_count);
  set_int(object, "eligible", out->eligible_count);
  set_int(object, "strange", out->strange_count);
  set_int(object, "staffed", out->staffed_count);
  set_int(object, "available", out->available_count);
  set_int(object, "busy", out->busy_count);
  set_int(object, "held", out->held_count);
  set_int(object, "rings", out->rings_count);
  set_int(object, "ready_needed", out->ready_needed);
  set_text(object, "skill", out->skill ? acd_skill_name(from->engine, out->skill) : NULL);
  set_int(object, "skill_level", out->skill_level);
  json_object_set_new(object, "step", out->step < 0 ? json_null() : json_integer(out->step));
  set_time(object, "step_ends_at_us", out->step_ends_at_us);
  set_text(object, "change", acd_outlook_str(out->change));
  set_time(object, "change_at_us", out->change_at_us);
  set_text(object, "change_agent", explain_agent_name(from, out->change_agent));
  set_time(object, "offer_at_us", out->offer_at_us);
  set_text(object, "offer_agent", explain_agent_name(from, out->offer_agent));
  set_time(object, "leaves_at_us", out->leaves_at_us);
  return object;
}

static json_t *decision_object(const explanation *from, const explain_decision *one)
{
  const acd_decision *made = &one->made;
  int by_agent = made->side == ACD_SIDE_AGENT;
  json_t *object = json_object(), *list = json_array();
  set_int(object, "time_us", made->time_us);
  set_text(object, "side", by_agent ? "agent" : "call");
  set_line(object, "line", one->line);
  set_text(object, "queue", explain_queue_name(from, made->queue));
  set_text(object, "agent", explain_agent_name(from, made->agent));
  set_int(object, "compared", made->compared_count);
  if (by_agent)
    set_line(object, "second", one->other);
  else
    set_text(object, "second", explain_agent_name(from, made->second));
  set_text(object, "key", made->key ? acd_key_str(made->key) : NULL);
  for (size_t i = 0; i < one->candidates_count; i++)
    json_array_append_new(list, candidate_object(from, &one->candidates[i], &one->pairs[i]));
  if (from->line && !by_agent) {
    json_object_set_new(object, "keys", names_of(one->candidates_count ? one->candidates->keys : 0, acd_key_str));
    json_object_set(object, "candidates", list);
  }
  json_decref(list);
  if (from->line && by_agent)
    json_object_set_new(object, "contenders",
                        contenders_array(from, one->contenders, one->lines, one->contenders_count));
  if (one->outlook.size) json_object_set_new(object, "outlook", outlook_object(from, &one->outlook));
  return object;
}

static json_t *pair_object(const explanation *from, const explain_pair *one)
{
  const acd_explanation *pair = &one->pair;
  json_t *object = json_object();
  set_line(object, "line", one->line);
  set_text(object, "queue", explain_queue_name(from, pair->queue));
  set_time(object, "queued_us", one->queued_us);
  set_text(object, "verdict", acd_verdict_str(pair->verdict));
  json_object_set_new(object, "obstacles", names_of(pair->obstacles, acd_obstacle_str));
  set_details(object, from, pair);
  return object;
}

static json_t *outcome_object(const explanation *from)
{
  const acd_sim_outcome *outcome = &from->outcome;
  json_t *object = json_object();
  set_text(object, "end", outcome->status ? "refused" : acd_end_str(outcome->end));
  set_text(object, "agent", explain_agent_name(from, outcome->agent));
  set_time(object, "arrived_us", outcome->arrived_at_us);
  set_time(object, "queued_us", outcome->queued_at_us);
  set_time(object, "answered_us", outcome->answered_at_us);
  set_time(object, "ended_us", outcome->ended_at_us);
  return object;
}

int explain_json(const explanation *from, FILE *file)
{
  json_t *root = json_object(), *list = json_array();
  int status;
  if (from->agent) {
    set_text(root, "agent", explain_agent_name(from, from->agent));
    set_int(root, "at_us", from->at_us);
    json_object_set_new(root, "contenders",
                        contenders_array(from, from->contenders, from->lines, from->contenders_count));
    for (size_t i = 0; i < from->pairs_count; i++) json_array_append_new(list, pair_object(from, &from->pairs[i]));
    json_object_set(root, "waiting", list);
  } else {
    if (from->line) set_int(root, "line", from->line);
    for (size_t i = 0; i < from->decisions_count; i++)
      json_array_append_new(list, decision_object(from, &from->decisions[i]));
    json_object_set(root, "decisions", list);
    set_int(root, "left_out", from->left_out);
    if (from->line) json_object_set_new(root, "outcome", from->has_outcome ? outcome_object(from) : json_null());
  }
  json_decref(list);
  status = json_dumpf(root, file, JSON_INDENT(2));
  json_decref(root);
  if (fputc('\n', file) == EOF) status = -1;
  return status;
}
