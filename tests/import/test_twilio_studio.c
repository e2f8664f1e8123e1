/* SPDX-License-Identifier: Apache-2.0 */
/* Twilio Studio: what each kind of state becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "exports.h"

typedef struct row {
  const char *type, *properties, *transitions;
  const char *node, *expected; /* JSON in which ' stands for " */
  uint32_t outcome;
} row;

#define TO(event, to) "{'event':'" event "','next':'" to "'}"
#define WHEN(type, value, to)                                                                                          \
  "{'event':'match','next':'" to "','conditions':[{'type':'" type "','value':'" value "','arguments':['x']}]}"

#define MAPPED ACD_IMPORT_MAPPED
#define HOST   ACD_IMPORT_HOST

static const row rows[] = {
    {"trigger", "{}", TO("incomingCall", "n"), "a",
     "{'kind':'branch','attribute':'trigger','cases':{'incomingCall':{'value':'incomingCall','to':'n'}},"
     "'exits':{'no_match':'n'}}",
     MAPPED},
    {"trigger", "{}", TO("incomingCall", "n") "," TO("incomingMessage", "e"), "a",
     "{'kind':'branch','attribute':'trigger','cases':{'incomingMessage':{'value':'incomingMessage','to':'e'}},"
     "'exits':{'no_match':'n'}}",
     MAPPED},
    {"say-play", "{'say':'Hello {{contact.channel.address}} {{ flow.variables.name }}','loop':1}",
     TO("audioComplete", "n"), "a", "{'kind':'play','prompt':'Hello {caller} {name}','exits':{'next':'n','error':'n'}}",
     MAPPED},
    {"say-play", "{'play':'https://x/beep.wav','loop':3}", TO("audioComplete", "n"), "a.2",
     "{'kind':'loop','attribute':'widgets.a.loop','count':2,'exits':{'next':'a','limit':'n'}}", MAPPED},
    {"gather-input-on-call", "{'say':'pin','number_of_digits':4,'timeout':7,'finish_on_key':'*','loop':2}",
     TO("keypress", "n") "," TO("timeout", "e"), "a",
     "{'kind':'collect','prompt':'pin','attribute':'widgets.a.Digits','attempts':2,'digits_max':4,'input_timeout_s':7,"
     "'terminators':'*','exits':{'next':'n','no_input':'e','error':'e'}}",
     MAPPED},
    {"split-based-on", "{'input':'{{widgets.a.Digits}}'}",
     "{'event':'noMatch','next':'e'}," WHEN("equal_to", "1", "n") "," WHEN("matches_any_of", "2, 3", "n"), "a",
     "{'kind':'branch','attribute':'widgets.a.Digits','cases':{'1':{'value':'1','to':'n'},'2':{'value':'2','to':'n'},"
     "'3':{'value':'3','to':'n'}},'exits':{'no_match':'e'}}",
     MAPPED},
    {"split-based-on", "{'input':'{{widgets.a.Digits}}'}",
     "{'event':'noMatch'},{'event':'match','conditions':[{'type':'equal_to','value':'1'}]}", "a.end",
     "{'kind':'return'}", MAPPED},
    {"split-based-on", "{'input':'{{x}}'}", "{'event':'noMatch','next':'e'}," WHEN("contains", "sales", "n"), "a",
     "{'kind':'test','expression':'contains(attribute(\\'x\\'), \\'sales\\')','exits':{'match':'n','no_match':'e'}}",
     MAPPED},
    {"split-based-on", "{'input':'{{x}}'}", "{'event':'noMatch','next':'e'}," WHEN("is_blank", "Is Blank", "n"), "a",
     "{'kind':'test','expression':'length(attribute(\\'x\\')) = 0','exits':{'match':'n','no_match':'e'}}", MAPPED},
    {"split-based-on", "{'input':'{{x}}'}", "{'event':'noMatch','next':'e'}," WHEN("regex", "[a-z]+", "n"), "a",
     "{'kind':'host','operation':'compare','parameters':{'subject':{'value':'{x}'},"
     "'operator':{'value':'regex'},'value':{'value':'[a-z]+'}},'cases':{'true':{'value':'true','to':'n'}},"
     "'exits':{'no_match':'e','timeout':'e','error':'e'}}",
     HOST},
    {"set-variables", "{'variables':[{'key':'a','value':'1'},{'key':'b','value':'{{trigger.call.From}}'}]}",
     TO("next", "n"), "a.2",
     "{'kind':'set','attribute':'b','expression':'attribute(\\'caller\\')','exits':{'next':'n'}}", MAPPED},
    {"send-to-flex", "{'workflow':'WW1'}", TO("callComplete", "n") "," TO("failedToEnqueue", "e"), "a",
     "{'kind':'queue','queue':'WW1','exits':{'next':'n','at_capacity':'e','closed':'e','no_agents':'e'}}", MAPPED},
    {"send-to-flex", "{'workflow':'WW1','attributes':'{}'}", TO("callComplete", "n"), "a",
     "{'kind':'set','attribute':'task_attributes','value':'{}','exits':{'next':'a.2','limit':'a.2'}}", MAPPED},
    {"connect-call-to", "{'noun':'number','to':'+15550100'}", TO("callCompleted", "n"), "a",
     "{'kind':'host','operation':'connect-call-to','parameters':{'noun':{'value':'number'},'to':{'value':'+15550100'}},"
     "'exits':{'next':'n','timeout':'n'}}",
     HOST},
    {"connect-call-to", "{'noun':'number','to':'+15550100'}", "{'event':'callCompleted'}", "a",
     "{'kind':'transfer','number':'+15550100'}", MAPPED},
    {"record-voicemail", "{}", TO("recordingComplete", "n") "," TO("noAudio", "e"), "a",
     "{'kind':'voicemail','mailbox':'a','exits':{'next':'n','error':'e'}}", MAPPED},
    {"run-subflow", "{'flow_sid':'FW1','parameters':[{'key':'k','value':'v'}]}", TO("completed", "n"), "a",
     "{'kind':'set','attribute':'k','value':'v','exits':{'next':'a.2'}}", MAPPED},
    {"run-subflow", "{'flow_sid':'FW1','parameters':[{'key':'k','value':'v'}]}", TO("completed", "n"), "a.2",
     "{'kind':'subflow','flow':'FW1','exits':{'next':'n'}}", MAPPED},
    {"record-call", "{'record_call':true,'offset':{}}", TO("success", "n") "," TO("failed", "e"), "a",
     "{'kind':'recording','recording':'on','exits':{'next':'n'}}", MAPPED},
    {"record-call", "{'record_call':'false'}", TO("success", "n"), "a",
     "{'kind':'recording','recording':'off','exits':{'next':'n'}}", MAPPED},
    {"record-call", "{'record_call':'{{flow.variables.wanted}}'}", TO("success", "n") "," TO("failed", "e"), "a",
     "{'kind':'host','operation':'record-call','parameters':{'record_call':{'value':'{wanted}'}},"
     "'exits':{'next':'n','timeout':'e','error':'e'}}",
     HOST},
    {"set-variables", "{'variables':[{'key':'number','value':'{{flow.variables.caller}}'}]}", TO("next", "n"), "a",
     "{'kind':'set','attribute':'flow.variables.number','expression':'attribute(\\'flow.variables.caller\\')',"
     "'exits':{'next':'n'}}",
     MAPPED},
    {"run-function", "{'url':'https://x','parameters':[{'key':'id','value':'{{flow.data.id}}'}]}",
     TO("success", "n") "," TO("fail", "e"), "a",
     "{'kind':'host','operation':'run-function','parameters':{'url':{'value':'https://x'},"
     "'id':{'value':'{flow.data.id}'}},'exits':{'next':'n','timeout':'e','error':'e'}}",
     HOST},
    {"send-and-wait-for-reply", "{'body':'Which?','timeout':'3600'}",
     TO("incomingMessage", "n") "," TO("timeout", "e") ",{'event':'deliveryFailure'}", "a",
     "{'kind':'host','operation':'send-and-wait-for-reply','parameters':{'body':{'value':'Which?'},"
     "'timeout':{'value':'3600'}},'time_s':3600,'exits':{'next':'n','timeout':'e'}}",
     HOST},
    {"something-new", "{'offset':{'x':1}}", TO("done", "n") ",{'event':'odd'}", "a",
     "{'kind':'host','operation':'something-new','cases':{'done':{'value':'done','to':'n'},"
     "'odd':{'value':'odd','to':'a.end'}}}",
     ACD_IMPORT_UNMAPPED},
};

static char *quoted(const char *text)
{
  char *copy = malloc(strlen(text) + 1);
  assert_non_null(copy);
  strcpy(copy, text);
  for (char *at = copy; *at; at++)
    if (*at == '\'') *at = '"';
  return copy;
}

static void test_rows(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const row *is = &rows[i];
    char text[3000];
    snprintf(text, sizeof text,
             "{'initial_state':'a','states':[{'name':'a','type':'%s','properties':%s,'transitions':[%s]},"
             "{'name':'n','type':'say-play','properties':{'say':'n'},'transitions':[{'event':'audioComplete'}]},"
             "{'name':'e','type':'say-play','properties':{'say':'e'},'transitions':[{'event':'audioComplete'}]}]}",
             is->type, is->properties, is->transitions);
    char *given = quoted(text), *wanted = quoted(is->expected);
    acd_import *import = new_import("twilio-studio");
    add_export(import, "flow.json", given);
    add_export(import, "FW1.json", "{\"states\":[]}");
    json_t *definition = finish_import(import), *expected = json_loads(wanted, 0, NULL);
    assert_non_null(expected);
    json_t *node = node_of(definition, "flow", is->node);
    if (!json_equal(node, expected)) {
      char *found = json_dumps(node, JSON_COMPACT);
      fail_msg("row %zu, %s: found %s, expected %s", i, is->type, found ? found : "nothing", is->expected);
    }
    acd_import_note note = {.size = sizeof note};
    assert_int_equal(acd_import_note_at(import, 0, &note), ACD_OK);
    if (note.kind != is->outcome) fail_msg("row %zu, %s: outcome %u", i, is->type, (unsigned)note.kind);
    json_decref(expected);
    json_decref(definition);
    free(given);
    free(wanted);
    acd_import_free(import);
  }
}

/* Templates that are more than a name stay as they are, for the host. */
static void test_templates(void **state)
{
  (void)state;
  acd_import *import = new_import("twilio-studio");
  char *given = quoted("{'initial_state':'a','states':[{'name':'a','type':'say-play','properties':{'say':"
                       "'{% if x %}{{ name | upcase }}{% endif %} {{name}} {{unfinished'},'transitions':[]}]}");
  add_export(import, "flow", given);
  free(given);
  json_t *definition = finish_import(import);
  assert_string_equal(json_string_value(json_object_get(node_of(definition, "flow", "a"), "prompt")),
                      "{% if x %}{{ name | upcase }}{% endif %} {name} {{unfinished");
  assert_true(has_note(import, ACD_IMPORT_REMARK, "template"));
  json_decref(definition);
  acd_import_free(import);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_templates)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
