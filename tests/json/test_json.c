/* SPDX-License-Identifier: Apache-2.0 */
/* Loading and submitting definitions from JSON: what is built, changes, files, errors as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <acd/agent.h>
#include <acd/engine.h>
#include <acd/json.h>

#include "outline.h"

static acd_json *load(const char *text, int expected)
{
  acd_json *json;
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  assert_int_equal(acd_json_load_text(json, text, strlen(text)), expected);
  return json;
}

/* Documents and what they must be, built by hand. */
static void test_what_is_built(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    const char *outline;
  } rows[] = {
      {"{}", ""},
      {"{\"centre\": {\"short_abandon_s\": 2.5, \"steps_max\": 1e2}}", "centre short_abandon=2500000 steps_max=100\n"},
      {"{\"skills\": [\"a\", \"b\"], \"agents\": {\"x\": {\"skills\": {\"a\": 5, \"b\": {\"level\": 7}}, "
       "\"extension\": \"1\"}}}",
       "skill a\nskill b\nagent x extension=1\n  agent_skill a level=5\n  agent_skill b level=7\n"},
      {"{\"queues\": {\"q\": {\"members\": [\"x\", {\"position\": 3, \"agent\": \"y\"}], \"skills\": [\"a\"], "
       "\"strategy\": \"linear\"}}}",
       "queue q strategy=linear\n  member x\n  member y position=3\n  queue_skill a\n"},
      {"{\"queues\": {\"q\": {\"steps\": {\"a\": {\"skills\": {\"s\": 2, \"t\": {\"level\": 1}}, \"lasts_s\": 5}, "
       "\"b\": {\"skills\": [\"s\", \"t\"]}}, \"announcements\": {\"n\": {\"prompt\": \"p\"}}}}}",
       "queue q\n  step a lasts=5000000\n    step_skill s level=2\n    step_skill t level=1\n  step b\n    step_skill "
       "s\n"
       "    step_skill t\n  announcement n prompt=p\n"},
      {"{\"queues\": {\"q\": {\"groups\": {\"a\": 70, \"b\": {\"percentage\": 30}}, \"members\": [{\"agent\": \"y\", "
       "\"group\": \"a\"}]}}}",
       "queue q\n  group a percentage=70\n  group b percentage=30\n  member y group=a\n"},
      {"{\"queues\": {\"q\": {\"steps\": [{\"name\": \"a\", \"lasts_s\": 5}, {\"skills\": [\"s\"], \"name\": \"b\"}], "
       "\"announcements\": [{\"name\": \"n\", \"prompt\": \"p\", \"comment\": \"x\"}], "
       "\"groups\": [{\"name\": \"b\", \"percentage\": 70}, {\"name\": \"a\", \"percentage\": 30}]}}}",
       "queue q\n  step a lasts=5000000\n  step b\n    step_skill s\n  announcement n prompt=p\n"
       "  group b percentage=70\n  group a percentage=30\n"},
      {"{\"numbers\": {\"1\": \"f\", \"2\": {\"queue\": \"q\", \"priority\": -3, \"comment\": \"x\"}}}",
       "number 1 flow=f\nnumber 2 queue=q priority=-3\n"},
      {"{\"schedules\": {\"s\": {\"hours\": [{\"days\": [\"mon\", \"sat-sun\"], \"from\": \"08:00\", \"to\": "
       "\"12:30\"}], "
       "\"utc_offset_s\": -1.5}}}",
       "schedule s utc_offset=-1500000\n  hours 1 days!97 from!28800000000 to!45000000000\n"},
      {"{\"schedules\": {\"s\": {\"hours\": {\"week\": {\"days\": \"mon\", \"from\": \"00:00\", \"to\": \"24:00\"}}}}}",
       "schedule s\n  hours week days!1 from!0 to!86400000000\n"},
      {"{\"toggles\": [\"up\"], \"schedules\": {\"b\": {\"zone\": \"Asia/Kolkata\"}, \"s\": {\"based_on\": \"b\", "
       "\"emergency\": \"up\", \"hours\": [{\"days\": \"mon\", \"from\": \"08:00\", \"to\": \"12:00\", "
       "\"from_date\": \"06-01\", \"to_date\": \"08-31\"}], "
       "\"holidays\": {\"x\": \"12-25\", \"y\": {\"date\": \"2026-02-28\", \"to_date\": \"2028-02-29\"}}, "
       "\"exceptions\": [{\"name\": \"z\", \"date\": \"02-29\", \"from\": \"10:00\", \"to\": \"12:00\", "
       "\"open\": true}], \"sites\": {\"there\": \"b\"}}}}",
       "toggle up\nschedule b zone=Asia/Kolkata\n"
       "schedule s based_on=b emergency=up\n  hours 1 days!1 from!28800000000 to!43200000000 from_date!601 "
       "to_date!831\n"
       "  holiday x date!1225\n  holiday y date!20260228 to_date!20280229\n"
       "  exception z date!229 from!36000000000 to!43200000000 open!1\n  site there schedule=b\n"},
      {"{\"flows\": {\"f\": {\"nodes\": {\"a\": {\"exits\": {\"1\": \"b\", \"2\": {\"to\": \"a\"}}, \"kind\": "
       "\"menu\", "
       "\"skills\": {\"s\": 2}}}, \"start\": \"a\"}}}",
       "flow f start=a\n  node a kind=menu\n    exit 1 to=b\n    exit 2 to=a\n    node_skill s level=2\n"},
      {"{\"flows\": {\"f\": {\"nodes\": {\"a\": {\"kind\": \"subflow\", \"flow\": \"f\", \"parameters\": {\"p\": "
       "\"1\", "
       "\"q\": {\"value\": \"\"}}}}, \"start\": \"a\"}}}",
       "flow f start=a\n  node a kind=subflow flow=f\n    parameter p value=1\n    parameter q value=\n"},
      {"{\"flows\": {\"f\": {\"nodes\": {\"a\": {\"kind\": \"queue\", \"queue\": \"q\", \"also\": [\"r\", \"s\"]}}, "
       "\"start\": \"a\"}}}",
       "flow f start=a\n  node a kind=queue queue=q\n    node_queue r\n    node_queue s\n"},
      {"{\"centre\": {\"steps_max\": null}, \"amend\": {\"queues\": {\"q\": {\"priority\": null, \"amend\": "
       "{\"steps\": "
       "{\"a\": {\"lasts_s\": null, \"amend\": {\"skills\": {\"s\": {\"level\": 2}}}}}}}}}}",
       "centre steps_max!\n+queue q priority!\n  +step a lasts!\n    +step_skill s level=2\n"},
      {"{\"remove\": {\"agents\": [\"x\"], \"flows\": [\"f\", \"g\"]}}", "-agent x\n-flow f\n-flow g\n"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    acd_json *json = load(rows[i].text, ACD_OK);
    acd_definition *definition = outline_build(NULL, rows[i].outline);
    size_t found_size, size;
    const void *found = acd_definition_bytes(acd_json_definition(json), &found_size);
    const void *bytes = acd_definition_bytes(definition, &size);
    assert_int_equal(found_size, size);
    assert_memory_equal(found, bytes, size);
    acd_definition_free(definition);
    acd_json_free(json);
  }
}

static void submit(acd_engine *engine, const char *text, int mode)
{
  acd_json *json = load(text, ACD_OK);
  assert_int_equal(acd_json_submit(json, engine, acd_engine_now(engine), mode), ACD_OK);
  assert_int_equal(acd_json_errors_count(json), 0);
  acd_json_free(json);
}

static void test_a_change_and_its_errors(void **state)
{
  (void)state;
  acd_engine *engine;
  acd_id id;
  char line[500];
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  submit(engine,
         "{\"agents\": {\"ann\": {}, \"bob\": {}}, \"queues\": {\"q\": {\"members\": [\"ann\"]}}, "
         "\"numbers\": {\"1\": {\"queue\": \"q\"}}}",
         ACD_DEFINE_WHOLE);
  submit(engine, "{\"agents\": {\"eve\": {}}, \"remove\": {\"agents\": [\"ann\"]}}", ACD_DEFINE_CHANGE);
  assert_int_equal(acd_agent_find(engine, "ann", &id), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_agent_find(engine, "bob", &id), ACD_OK);
  assert_int_equal(acd_agent_find(engine, "eve", &id), ACD_OK);
  submit(engine,
         "{\"amend\": {\"queues\": {\"q\": {\"members\": [{\"agent\": \"eve\", \"tier\": 2}], \"priority\": 3}}, "
         "\"agents\": {\"bob\": {\"extension\": \"7\"}}}}",
         ACD_DEFINE_CHANGE);
  submit(engine, "{\"amend\": {\"queues\": {\"q\": {\"remove\": {\"members\": [\"eve\"]}}}}}", ACD_DEFINE_CHANGE);
  submit(engine, "{\"amend\": {\"queues\": {\"q\": {\"members\": [\"bob\"]}}}}", ACD_DEFINE_CHANGE);
  submit(engine,
         "{\"centre\": {\"steps_max\": null}, \"amend\": {\"queues\": {\"q\": {\"priority\": null, "
         "\"amend\": {\"members\": {\"bob\": {\"tier\": 1}}}}}}}",
         ACD_DEFINE_CHANGE);
  /* What stood there before has no place in this text. */
  acd_json *json = load("{\"remove\": {\"agents\": [\"ev\"], \"queues\": [\"q\"]}}", ACD_OK);
  assert_int_equal(acd_json_submit(json, engine, 0, ACD_DEFINE_CHANGE), ACD_ERR_DEFINITION);
  assert_int_equal(acd_json_errors_count(json), 2);
  acd_json_error_print(json, 0, line, sizeof line, NULL);
  assert_string_equal(line,
                      "1:24: /remove/agents/0: there is no agent \"ev\": found string \"ev\"; did you mean \"eve\"?");
  acd_json_error error = {.size = sizeof error};
  assert_int_equal(acd_json_error_at(json, 1, &error), ACD_OK);
  assert_int_equal(error.line, 0);
  assert_string_equal(error.path, "");
  assert_string_equal(error.text, "number \"1\": there is no queue \"q\"");
  assert_int_equal(acd_agent_find(engine, "bob", &id), ACD_OK);
  acd_json_free(json);
  acd_engine_free(engine);
}

static void test_errors_as_lines(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    const char *line;
  } rows[] = {
      {"{\"queues\": {\"q\": {\"strategy\": \"lognest_idle\"}}}",
       "1:31: /queues/q/strategy: no such choice: found string \"lognest_idle\", expected one of \"longest_idle\", "
       "\"round_robin\", "
       "\"fewest_calls\", \"least_talk\", \"linear\", \"random\", \"ring_all\", \"most_skilled\", \"least_skilled\", "
       "\"weighted_random\", \"fewest_queue_calls\", \"share\", \"least_occupied\", \"least_loaded\", \"host_score\", "
       "\"group_share\"; "
       "did you mean "
       "\"longest_idle\"?"},
      {"{\"queues\": {\"q\": {\"priority\": \"abc\"}}}",
       "1:31: /queues/q/priority: not a number: found string \"abc\", expected an integer from -1000 to 1000"},
      {"{\"queues\": {\"q\": {\"ring_timeout_s\": true}}}", "1:37: /queues/q/ring_timeout_s: not a number: found true, "
                                                            "expected seconds from 1 to 3600 with at most 6 decimals"},
      {"{\"agents\": {\"a\": {\"ring_timeout_s\": [1]}}}",
       "1:37: /agents/a/ring_timeout_s: not a number: found a list, expected seconds from 0 to 3600 with at most 6 "
       "decimals"},
      {"{\"agents\": {\"a\": {\"wrapup_s\": null}}}", "1:31: /agents/a/wrapup_s: not a number: found null, "
                                                      "expected seconds from 0 to 86400 with at most 6 decimals"},
      {"{\"schedules\": {\"a\": {\"utc_offset\": 5}}}",
       "1:22: /schedules/a/utc_offset: unknown key: found key \"utc_offset\", expected "
       "one of utc_offset_s, zone, based_on, emergency, hours, holidays, exceptions, sites, comment; did you mean "
       "\"utc_offset_s\"?"},
      {"{\"skills\": {\"a\": {\"level\": 5}}}",
       "1:19: /skills/a/level: unknown key: found key \"level\", expected one of comment"},
      {"{\"agents\": {\"a\": {\"presence\": \"0123456789012345678901234567890123456789\"}}}",
       "1:31: /agents/a/presence: no such choice: found string \"012345678901234567890123456789012345678…, expected "
       "one of "
       "\"logged_out\", \"not_ready\", \"available\""},
      {"[", "1:2: /0: not JSON: found the end of the text, expected a value or \"]\""},
      {"{\"skills\": {\"a\\u001b-\x7f\": {\"x\": 1}}}",
       "1:27: /skills/a?-?/x: unknown key: found key \"x\", expected one of comment"},
      {"{\"agent\": {}}",
       "1:2: /agent: unknown key: found key \"agent\", expected one of centre, remove, amend, $schema, "
       "comment, skills, agents, "
       "queues, schedules, numbers, flows, channels, toggles, callers, callbacks, slot_plans, campaigns; did you mean "
       "\"agents\"?"},
      {"{\"remove\": {\"members\": []}}",
       "1:13: /remove/members: unknown key: found key \"members\", expected one of skills, agents, queues, schedules, "
       "numbers, flows, channels, toggles, callers, callbacks, slot_plans, campaigns; did you mean \"numbers\"?"},
      {"{\"amend\": {\"skills\": {\"s\": {\"remove\": {\"x\": []}}}}}",
       "1:40: /amend/skills/s/remove/x: unknown key: found key \"x\", expected nothing"},
      {"{\"steps_max\": 50}", "1:2: /steps_max: unknown key: found key \"steps_max\", expected it in \"centre\""},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char line[600], cut[20];
    acd_json *json = load(rows[i].text, ACD_ERR_DEFINITION);
    size_t size = 0;
    assert_int_equal(acd_json_error_print(json, 0, line, sizeof line, &size), ACD_OK);
    assert_int_equal(size, strlen(rows[i].line));
    assert_string_equal(line, rows[i].line);
    assert_int_equal(acd_json_error_print(json, 0, cut, sizeof cut, NULL), ACD_ERR_LIMIT);
    assert_int_equal(strlen(cut), sizeof cut - 1);
    assert_memory_equal(cut, line, sizeof cut - 1);
    assert_int_equal(acd_json_error_print(json, 0, NULL, 0, &size), ACD_ERR_LIMIT);
    assert_int_equal(size, strlen(rows[i].line));
    assert_int_equal(acd_json_error_print(json, 0, line, size, NULL), ACD_ERR_LIMIT); /* the NUL */
    assert_int_equal(acd_json_error_print(json, 0, NULL, 1, NULL), ACD_ERR_ARGUMENT);
    assert_int_equal(acd_json_error_print(json, 1, line, sizeof line, NULL), ACD_ERR_NOT_FOUND);
    acd_json_free(json);
  }
}

static void test_files(void **state)
{
  (void)state;
  acd_json *json;
  const char *name = "acd-json-test.tmp";
  char line[300];
  FILE *file = fopen(name, "wb");
  assert_non_null(file);
  /* Longer than one read. */
  fprintf(file, "{%100000s\"comment\": \"%s\"}", "", "x");
  assert_int_equal(fclose(file), 0);
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  assert_int_equal(acd_json_load_file(json, name), ACD_OK);
  assert_non_null(acd_json_definition(json));
  remove(name);
  assert_int_equal(acd_json_load_file(json, name), ACD_ERR_IO);
  assert_null(acd_json_definition(json));
  assert_int_equal(acd_json_errors_count(json), 1);
  acd_json_error error = {.size = sizeof error};
  assert_int_equal(acd_json_error_at(json, 0, &error), ACD_OK);
  assert_int_equal(error.code, ACD_ERR_IO);
  assert_int_equal(error.line, 0);
  acd_json_error_print(json, 0, line, sizeof line, NULL);
  assert_string_equal(line, "cannot be read: No such file or directory");
  assert_int_equal(acd_json_load_file(json, "."), ACD_ERR_IO);
  /* There is no text to submit, whatever was read before; after a syntax error there is one that is always refused. */
  acd_engine *engine;
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  assert_int_equal(acd_json_submit(json, engine, 0, ACD_DEFINE_WHOLE), ACD_ERR_STATE);
  assert_int_equal(acd_json_errors_count(json), 1);
  assert_int_equal(acd_json_load_text(json, "{", 1), ACD_ERR_DEFINITION);
  assert_int_equal(acd_json_submit(json, engine, 0, ACD_DEFINE_WHOLE), ACD_ERR_DEFINITION);
  assert_int_equal(acd_json_errors_count(json), 1);
  acd_engine_free(engine);
  acd_json_free(json);
}

static void test_wrong_arguments(void **state)
{
  (void)state;
  acd_json *json;
  acd_engine *engine;
  acd_json_error error = {.size = sizeof error};
  assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
  assert_int_equal(acd_json_new(NULL, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_json_new(NULL, &json), ACD_OK);
  assert_int_equal(acd_json_submit(json, engine, 0, ACD_DEFINE_WHOLE), ACD_ERR_STATE);
  assert_int_equal(acd_json_submit(NULL, engine, 0, ACD_DEFINE_WHOLE), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_json_submit(json, NULL, 0, ACD_DEFINE_WHOLE), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_json_load_text(NULL, "{}", 2), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_json_load_text(json, NULL, 2), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_json_load_file(json, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_json_load_file(NULL, "x"), ACD_ERR_ARGUMENT);
  assert_null(acd_json_definition(json));
  assert_null(acd_json_definition(NULL));
  assert_int_equal(acd_json_errors_count(NULL), 0);
  assert_int_equal(acd_json_error_at(json, 0, &error), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_json_error_at(json, 0, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_json_load_text(json, "{}", 2), ACD_OK);
  assert_int_equal(acd_json_submit(json, engine, 0, 7), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_json_submit(json, engine, -1, ACD_DEFINE_WHOLE), ACD_ERR_ARGUMENT);
  error.size = 4;
  acd_json_free(json);
  json = load("[]", ACD_ERR_DEFINITION);
  assert_int_equal(acd_json_error_at(json, 0, &error), ACD_ERR_ARGUMENT);
  acd_json_free(json);
  acd_json_free(NULL);
  acd_engine_free(engine);
}

/* Names, or values where there is no name. */
static void test_places_of_objects(void **state)
{
  (void)state;
  acd_json *json = load("{\"skills\": [\"a\", \"b\"],\n"
                        "  \"agents\": {\"\xc3\xa9mile\": {}, \"x\": {}},\n"
                        "  \"queues\": {\n    \"q\": {\"members\": [{\"position\": 1,\n \"agent\": \"x\"}]}},\n"
                        "  \"schedules\": {\"s\": {\"hours\": [\n"
                        "      {\"days\": [\"mon\"], \"from\": \"08:00\", \"to\": \"12:30\"}]}}}",
                        ACD_OK);
  static const struct {
    int64_t line, column;
  } rows[] = {{1, 1}, {1, 13}, {1, 18}, {2, 14}, {2, 27}, {4, 5}, {5, 11}, {6, 17}, {7, 7}};
  acd_json_place place = {.size = sizeof place};
  for (int32_t i = 0; i < 9; i++) {
    assert_int_equal(acd_json_place_get(json, i, &place), ACD_OK);
    assert_int_equal(place.size, sizeof place);
    assert_int_equal(place.object, i);
    assert_int_equal(place.line, rows[i].line);
    assert_int_equal(place.column, rows[i].column);
  }
  assert_int_equal(acd_json_place_get(json, 9, &place), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_json_place_get(json, -1, &place), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_json_place_get(json, 0, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_json_place_get(NULL, 0, &place), ACD_ERR_ARGUMENT);
  place.size--;
  assert_int_equal(acd_json_place_get(json, 0, &place), ACD_ERR_ARGUMENT);
  place.size = sizeof place;
  assert_int_equal(acd_json_load_text(json, "{", 1), ACD_ERR_DEFINITION);
  assert_int_equal(acd_json_place_get(json, 0, &place), ACD_ERR_NOT_FOUND);
  acd_json_free(json);
}

/* Where the objects of a noun could not be read, a name that leads to one of them is no further mistake; else it is. */
static void test_names_of_what_could_not_be_read(void **state)
{
  (void)state;
  acd_noun nouns[64];
  acd_property property = {.size = sizeof property};
  size_t nouns_count = 0, seen = 0;
  for (; nouns_count < 64; nouns_count++) {
    nouns[nouns_count].size = sizeof nouns[0];
    if (acd_noun_next(nouns_count, &nouns[nouns_count]) != 1) break;
  }
  assert_true(nouns_count < 64);
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++) {
    if (!property.reference || property.reference == property.noun) continue;
    const acd_noun *to = &nouns[property.reference - 1], *of = &nouns[property.noun - 1];
    if (to->parent != ACD_NOUN_CENTRE || of->parent != ACD_NOUN_CENTRE) continue;
    for (int readable = 0; readable <= 1; readable++) {
      char text[400], path[200];
      int named = 0;
      snprintf(text, sizeof text, "{\"%s\": %s, \"%s\": {\"x\": {\"%s\": \"lost\"}}}", to->plural,
               readable ? "{}" : "5", of->plural, property.name);
      snprintf(path, sizeof path, "/%s/x/%s", of->plural, property.name);
      acd_json *json = load(text, readable ? ACD_OK : ACD_ERR_DEFINITION);
      acd_engine *engine;
      assert_int_equal(acd_engine_new(NULL, &engine), ACD_OK);
      assert_int_equal(acd_json_submit(json, engine, 0, ACD_DEFINE_WHOLE), ACD_ERR_DEFINITION);
      for (size_t k = 0; k < acd_json_errors_count(json); k++) {
        acd_json_error error = {.size = sizeof error};
        assert_int_equal(acd_json_error_at(json, k, &error), ACD_OK);
        named += strcmp(error.path, path) == 0;
      }
      assert_int_equal(named, readable);
      acd_engine_free(engine);
      acd_json_free(json);
    }
    seen++;
  }
  assert_true(seen >= 5);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_built),
      cmocka_unit_test(test_a_change_and_its_errors),
      cmocka_unit_test(test_errors_as_lines),
      cmocka_unit_test(test_files),
      cmocka_unit_test(test_wrong_arguments),
      cmocka_unit_test(test_places_of_objects),
      cmocka_unit_test(test_names_of_what_could_not_be_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
