/* SPDX-License-Identifier: Apache-2.0 */
/* What is read becomes text: numbers and names of parameters, texts in remarks, names of files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "exports.h"

/* An import of one action, with these parameters and transitions; ' stands for ". */
static acd_import *connect(const char *type, const char *parameters, const char *transitions)
{
  char text[4000];
  acd_import *import = new_import("amazon-connect");
  int size = snprintf(text, sizeof text,
                      "{'Version':'2019-10-30','StartAction':'a','Actions':[{'Identifier':'a','Type':'%s',"
                      "'Parameters':%s,'Transitions':%s}]}",
                      type, parameters, transitions);
  assert_true(size > 0 && (size_t)size < sizeof text);
  for (char *at = text; *at; at++)
    if (*at == '\'') *at = '"';
  add_export(import, "flow", text);
  return import;
}

static acd_import *studio(const char *type, const char *properties, const char *transitions)
{
  char text[4000];
  acd_import *import = new_import("twilio-studio");
  int size = snprintf(text, sizeof text,
                      "{'initial_state':'a','states':[{'name':'a','type':'%s','properties':%s,'transitions':%s}]}",
                      type, properties, transitions);
  assert_true(size > 0 && (size_t)size < sizeof text);
  for (char *at = text; *at; at++)
    if (*at == '\'') *at = '"';
  add_export(import, "flow", text);
  return import;
}

/* The value of a parameter, NULL: there is none. */
static const char *parameter(const json_t *definition, const char *name)
{
  const json_t *parameters = json_object_get(node_of(definition, "flow", "a"), "parameters");
  return json_string_value(json_object_get(json_object_get(parameters, name), "value"));
}

static void check_parameters(acd_import *import, const char *const (*expected)[2], size_t count)
{
  json_t *definition = finish_import(import);
  for (size_t i = 0; i < count; i++) {
    const char *value = parameter(definition, expected[i][0]);
    if (!value || strcmp(value, expected[i][1]) != 0)
      fail_msg("%s: found %s, expected %s", expected[i][0], value ? value : "nothing", expected[i][1]);
  }
  size_t found = json_object_size(json_object_get(node_of(definition, "flow", "a"), "parameters"));
  assert_int_equal(found, count);
  json_decref(definition);
  acd_import_free(import);
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What is nested as deep as V.m is one text, unless it is too long for one. */
static void test_reals(void **state)
{
  (void)state;
  static const char *const short_[][2] = {
      {"V", "0.1"}, {"W.n", "1.5"}, {"W.m", "{\"o\":-2.2,\"l\":[1.1,2.0]}"}, {"L.0", "1e300"}, {"L.1", "7"}};
  static const char *const studio_[][2] = {{"V", "0.1"}, {"W.n", "1.5"}, {"k", "2.5"}};
  static const char properties[] = "{'V':0.1,'W':{'n':1.5,'m':{'o':-2.2,'l':[1.1,2.0]}},'L':[1e300,7]}";
  check_parameters(connect("SomethingNew", properties, "{}"), short_, COUNT(short_));
  check_parameters(studio("something-new", "{'V':0.1,'W':{'n':1.5},'parameters':[{'key':'k','value':2.5}]}", "[]"),
                   studio_, COUNT(studio_));

  char x[999], parameters[1200];
  memset(x, 'x', sizeof x - 1);
  x[sizeof x - 1] = '\0';
  snprintf(parameters, sizeof parameters, "{'W':{'m':{'o':-2.2,'d':{'p':0.3},'x':'%s'}}}", x);
  const char *const long_[][2] = {{"W.m.o", "-2.2"}, {"W.m.d", "{\"p\":0.3}"}, {"W.m.x", x}};
  check_parameters(connect("SomethingNew", parameters, "{}"), long_, COUNT(long_));
}

static void test_names_of_parameters(void **state)
{
  (void)state;
  static const char *const expected[][2] = {{"a_b", "1"}, {"a_b~2", "2"}, {"a_b~3", "3"}, {"c.d", "4"}, {"c.d~2", "5"}};
  acd_import *import = connect("SomethingNew", "{'a=b':'1','a_b':'2','a\\u0001b':'3','c.d':'4','c':{'d':'5'}}", "{}");
  json_t *definition = finish_import(import);
  for (size_t i = 0; i < COUNT(expected); i++)
    assert_string_equal(parameter(definition, expected[i][0]), expected[i][1]);
  assert_true(
      has_note(import, ACD_IMPORT_REMARK, "the parameter \"a_b\" is called \"a_b~2\": another is called \"a_b\""));
  assert_true(has_note(import, ACD_IMPORT_REMARK, "the parameter \"c.d\" is called \"c.d~2\""));
  json_decref(definition);
  acd_import_free(import);

  /* As long as a name may be, and many of them; a state's own properties are among them. */
  char pairs[3000] = "{'url':'u','parameters':[{'key':'url','value':'v'}", key[65], name[80];
  memset(key, 'k', 64);
  key[64] = '\0';
  for (int i = 0; i < 30; i++)
    snprintf(pairs + strlen(pairs), sizeof pairs - strlen(pairs), ",{'key':'%s','value':'%d'}", key, i);
  snprintf(pairs + strlen(pairs), sizeof pairs - strlen(pairs), "]}");
  import = studio("run-function", pairs, "[]");
  definition = finish_import(import);
  assert_string_equal(parameter(definition, "url"), "u");
  assert_string_equal(parameter(definition, "url~2"), "v");
  assert_string_equal(parameter(definition, key), "0");
  snprintf(name, sizeof name, "%.62s~2", key);
  assert_string_equal(parameter(definition, name), "1");
  assert_int_equal(json_object_size(json_object_get(node_of(definition, "flow", "a"), "parameters")), 32);
  json_decref(definition);
  acd_import_free(import);
}

/* One remark with a long text of characters of two bytes in it, wherever they begin. */
static void check_cut(acd_import *import, const char *says)
{
  acd_import_note note = {.size = sizeof note};
  json_decref(finish_import(import));
  if (!has_note(import, ACD_IMPORT_REMARK, says)) fail_msg("no remark: %s", says);
  for (size_t i = 0; acd_import_note_at(import, i, &note) == ACD_OK; i++) {
    json_t *text = json_string(note.text);
    if (!text) fail_msg("not UTF-8: %s", note.text);
    json_decref(text);
  }
  acd_import_free(import);
}

static void test_cuts(void **state)
{
  (void)state;
  for (int shift = 0; shift < 2; shift++) {
    char word[500] = "x", a[1200], b[1200];
    word[shift] = '\0';
    for (int i = 0; i < 150; i++) strcat(word, "\xc3\xa9");
    snprintf(a, sizeof a, "{'Attributes':{'%s':5}}", word);
    check_cut(connect("UpdateContactAttributes", a, "{}"), "is not a text");
    snprintf(a, sizeof a, "{'ContactFlowId':'%s'}", word);
    check_cut(connect("TransferToFlow", a, "{}"), "is not among the exports");
    snprintf(b, sizeof b, "{'Conditions':[{'NextAction':'a','Condition':{'Operator':'Equals','Operands':['%s']}}]}",
             word);
    check_cut(connect("GetParticipantInput", "{'Text':'t','StoreInput':'False'}", b), "it is not keys");
    snprintf(b, sizeof b, "{'Conditions':[{'NextAction':'a','Condition':{'Operator':'%s','Operands':['1']}}]}", word);
    check_cut(connect("Compare", "{'ComparisonValue':'$.Attributes.x'}", b), "not one operator with one operand");
    snprintf(a, sizeof a,
             "{'Text':'t','StoreInput':'True','InputValidation':{'CustomValidation':{'MaximumLength':'4'}},"
             "'DTMFConfiguration':{'InputTerminationSequence':'%s'}}",
             word);
    check_cut(connect("GetParticipantInput", a, "{}"), "only one key can end it");
    snprintf(a, sizeof a, "{'flow_sid':'%s'}", word);
    check_cut(studio("run-subflow", a, "[]"), "is not among the exports");
    snprintf(b, sizeof b, "[{'event':'match','conditions':[{'type':'%s','value':'1'}]}]", word);
    check_cut(studio("split-based-on", "{'input':'{{x}}'}", b), "the host decides whether");
    snprintf(b, sizeof b,
             "{'Conditions':[{'NextAction':'a','Condition':{'Operator':'NumberLessThan','Operands':['%s']}}]}", word);
    check_cut(connect("SomethingNew", "{}", b), "is no integer");
    snprintf(a, sizeof a, "{'%s':'1','%s\\u0001':'2','\\u0001':'3','_':'4'}", word, word);
    check_cut(connect("SomethingNew", a, "{}"), "another is called");
  }
}

/* A path is bytes; a name is text. */
static void test_names_of_files(void **state)
{
  (void)state;
  static const char *const names[][2] = {
      {"f/B\xfcro.json", "B_ro"},
      {"f/B\xe4ro.json", "B_ro (2)"},
      {"f/\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80.json", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"},
      {"f/\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80.json", "_________"}, /* overlong, surrogate, behind the last */
      {"f/cut\xe2\x82.json", "cut__"},
      {"f\xff/plain.json", "plain"},
      {"f/end\xf0\x9f", "end__"},
  };
  acd_import *import = new_import("twilio-studio");
  for (size_t i = 0; i < COUNT(names); i++) add_export(import, names[i][0], "{\"states\":[]}");
  json_t *definition = finish_import(import);
  for (size_t i = 0; i < COUNT(names); i++)
    if (!json_object_get(json_object_get(definition, "flows"), names[i][1])) fail_msg("no flow %s", names[i][1]);
  assert_int_equal(json_object_size(json_object_get(definition, "flows")), COUNT(names));
  int notes = 0;
  acd_import_note note = {.size = sizeof note};
  for (size_t i = 0; acd_import_note_at(import, i, &note) == ACD_OK; i++)
    notes += strstr(note.text, "is not UTF-8") != NULL;
  assert_int_equal(notes, 5);
  json_decref(definition);
  acd_import_free(import);

  /* An export with a name of its own does not ask for the file's. */
  import = new_import("amazon-connect");
  add_export(import, "\xff.json", "{\"Version\":\"2019-10-30\",\"Metadata\":{\"name\":\"own\"},\"Actions\":[]}");
  definition = finish_import(import);
  assert_non_null(json_object_get(json_object_get(definition, "flows"), "own"));
  assert_false(has_note(import, ACD_IMPORT_OBJECT, "is not UTF-8"));
  json_decref(definition);
  acd_import_free(import);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_reals), cmocka_unit_test(test_names_of_parameters),
                                     cmocka_unit_test(test_cuts), cmocka_unit_test(test_names_of_files)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
