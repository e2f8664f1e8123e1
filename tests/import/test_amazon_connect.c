/* SPDX-License-Identifier: Apache-2.0 */
/* Amazon Connect: what each kind of action becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "exports.h"

/* One action "a" of a flow, whose ways lead to n, e, x or y; a word of what its node, or another, must be. */
typedef struct row {
  const char *type, *parameters, *transitions;
  const char *node;     /* looked at */
  const char *expected; /* JSON in which ' stands for " */
  uint32_t outcome;
  const char *remark; /* NULL: none */
} row;

#define NEXT           "'NextAction':'n'"
#define ERROR          "{'ErrorType':'NoMatchingError','NextAction':'e'}"
#define BOTH           "{" NEXT ",'Errors':[" ERROR "]}"
#define EQUALS(v, to)  "{'NextAction':'" to "','Condition':{'Operator':'Equals','Operands':['" v "']}}"
#define WHEN(o, v, to) "{'NextAction':'" to "','Condition':{'Operator':'" o "','Operands':['" v "']}}"
#define NO_MATCH       "{'ErrorType':'NoMatchingCondition','NextAction':'e'}"

#define MAPPED         ACD_IMPORT_MAPPED
#define HOST           ACD_IMPORT_HOST

static const row rows[] = {
    {"MessageParticipant", "{'Text':'hello'}", BOTH, "a",
     "{'kind':'play','prompt':'hello','exits':{'next':'n','error':'e'}}", MAPPED, NULL},
    {"MessageParticipant", "{'SSML':'<speak>$.Attributes.name, press $.External.key.</speak>'}", "{" NEXT "}", "a",
     "{'kind':'play','prompt':'<speak>{name}, press {External.key}.</speak>','exits':{'next':'n'}}", MAPPED, NULL},
    {"MessageParticipant", "{'PromptId':'arn:aws:connect:eu:1:instance/2/prompt/beep'}", "{" NEXT "}", "a",
     "{'kind':'play','prompt':'beep','exits':{'next':'n'}}", MAPPED, NULL},
    {"MessageParticipant", "{}", "{" NEXT "}", "a", "{'kind':'play','prompt':'silence','exits':{'next':'n'}}", MAPPED,
     "no prompt"},
    {"MessageParticipantIteratively", "{'Messages':[{'Text':'one'},{'Text':'two'}]}", "{}", "a",
     "{'kind':'play','prompt':'one','exits':{'next':'a.2'}}", MAPPED, NULL},
    {"MessageParticipantIteratively", "{'Messages':[{'Text':'one'},{'Text':'two'}]}", "{}", "a.2",
     "{'kind':'play','prompt':'two','exits':{'next':'a'}}", MAPPED, NULL},
    {"MessageParticipantIteratively", "{'Messages':[{'Text':'one'}],'InterruptFrequencySeconds':'20'}",
     "{'Conditions':[" EQUALS("MessagesInterrupted", "x") "]}", "a",
     "{'kind':'host','operation':'message-participant-iteratively','time_s':20,"
     "'parameters':{'Messages.0':{'value':'{\\'Text\\':\\'one\\'}'}},'exits':{'next':'x','timeout':'x'}}",
     HOST, NULL},
    {"GetParticipantInput", "{'Text':'menu','StoreInput':'False','InputTimeLimitSeconds':'7'}",
     "{" NEXT ",'Conditions':[" EQUALS("1", "x") "," EQUALS(
         "23", "y") "],'Errors':[" ERROR "," NO_MATCH ",{'ErrorType':'InputTimeLimitExceeded','NextAction':'n'}]}",
     "a",
     "{'kind':'menu','prompt':'menu','attempts':1,'input_timeout_s':7,'cases':{'23':{'to':'y','keys':'23'}},"
     "'exits':{'1':'x','no_input':'n','no_match':'e','error':'e'}}",
     MAPPED, NULL},
    {"GetParticipantInput", "{'Text':'menu'}", "{" NEXT ",'Conditions':[" EQUALS("yes", "x") "]}", "a",
     "{'kind':'menu','prompt':'menu','attempts':1,'exits':{'no_match':'n'}}", MAPPED, "\"yes\" is left out"},
    {"GetParticipantInput",
     "{'Text':'card','StoreInput':'True','DTMFConfiguration':{'InputTerminationSequence':'*'},"
     "'InputValidation':{'CustomValidation':{'MaximumLength':'4'}}}",
     BOTH, "a",
     "{'kind':'collect','prompt':'card','attribute':'StoredCustomerInput','attempts':1,'digits_max':4,"
     "'digit_timeout_s':5,'terminators':'*','exits':{'next':'n','no_input':'a.2','error':'e'}}",
     MAPPED, NULL},
    {"GetParticipantInput", "{'Text':'card','StoreInput':'True'}", BOTH, "a.2",
     "{'kind':'set','attribute':'StoredCustomerInput','value':'Timeout','exits':{'next':'n','limit':'e'}}", MAPPED,
     NULL},
    {"Compare", "{'ComparisonValue':'$.Attributes.tier'}",
     "{'Conditions':[" EQUALS("gold", "x") "," WHEN("NumberLessThan", "5", "y") "],'Errors':[" NO_MATCH "]}", "a",
     "{'kind':'branch','attribute':'tier','cases':{'gold':{'value':'gold','to':'x'},"
     "'5':{'operator':'less','value':'5','to':'y'}},'exits':{'no_match':'e'}}",
     MAPPED, NULL},
    {"Compare", "{'ComparisonValue':'$.CustomerEndpoint.Address'}",
     "{'Conditions':[" WHEN("TextEndsWith", "99", "x") "],'Errors':[" NO_MATCH "]}", "a",
     "{'kind':'test','expression':'ends(attribute(\\'caller\\'), \\'99\\')','exits':{'match':'x','no_match':'e'}}",
     MAPPED, NULL},
    {"Compare", "{'ComparisonValue':'$.Attributes.tier'}",
     "{'Conditions':[" EQUALS("gold", "x") "," EQUALS("$.External['best of all']", "y") "],'Errors':[" NO_MATCH "]}",
     "a.2",
     "{'kind':'test','expression':'attribute(\\'tier\\') = attribute(\\'External.best of all\\')',"
     "'exits':{'match':'y','no_match':'e'}}",
     MAPPED, NULL},
    {"Compare", "{'ComparisonValue':'$.Attributes.tier'}", "{" NEXT "}", "a",
     "{'kind':'test','expression':'true','exits':{'match':'n'}}", MAPPED, NULL},
    {"Loop", "{'LoopCount':'3'}",
     "{" NEXT ",'Conditions':[" EQUALS("ContinueLooping", "x") "," EQUALS("DoneLooping", "y") "]}", "a",
     "{'kind':'loop','attribute':'loop.a','count':3,'exits':{'next':'x','limit':'y'}}", MAPPED, NULL},
    {"Loop", "{'LoopCount':'$.Attributes.times'}",
     "{" NEXT ",'Conditions':[" EQUALS("ContinueLooping", "x") "," EQUALS("DoneLooping", "y") "]}", "a",
     "{'kind':'host','operation':'loop','parameters':{'LoopCount':{'value':'{times}'}},"
     "'cases':{'ContinueLooping':{'value':'ContinueLooping','to':'x'}},'exits':{'no_match':'y'}}",
     HOST, NULL},
    {"UpdateContactAttributes", "{'Attributes':{'a':'1','b':'$.External.b'}}", BOTH, "a",
     "{'kind':'set','attribute':'a','value':'1','exits':{'next':'a.2','limit':'e'}}", MAPPED, NULL},
    {"UpdateContactAttributes", "{'Attributes':{'a':'1','b':'call $.External.b!'}}", BOTH, "a.2",
     "{'kind':'set','attribute':'b','expression':'\\'call \\' & attribute(\\'External.b\\') & \\'!\\'',"
     "'exits':{'next':'n','limit':'e'}}",
     MAPPED, NULL},
    {"UpdateContactAttributes", "{'Attributes':{'a':'1','b':'$.Attributes.a'}}", BOTH, "a.2",
     "{'kind':'set','attribute':'b','expression':'attribute(\\'a\\')','exits':{'next':'n','limit':'e'}}", MAPPED,
     "read after it is set"},
    {"UpdateFlowAttributes", "{'FlowAttributes':{'f':{'Value':'v'}}}", BOTH, "a",
     "{'kind':'set','attribute':'FlowAttributes.f','value':'v','exits':{'next':'n','limit':'e'}}", MAPPED, NULL},
    {"CheckHoursOfOperation", "{'HoursOfOperationId':'arn:x/operating-hours/office'}",
     "{" NEXT ",'Conditions':[" EQUALS("True", "x") "," EQUALS("False", "y") "],'Errors':[" ERROR "]}", "a",
     "{'kind':'hours','schedule':'office','exits':{'open':'x','closed':'y'}}", MAPPED, NULL},
    {"Wait", "{'TimeLimitSeconds':'90'}", "{" NEXT ",'Conditions':[" EQUALS("WaitCompleted", "x") "]}", "a",
     "{'kind':'wait','time_s':90,'exits':{'next':'x'}}", MAPPED, NULL},
    {"TransferToFlow", "{'ContactFlowId':'arn:x/contact-flow/other'}", BOTH, "a", "{'kind':'flow','flow':'other'}",
     MAPPED, NULL},
    {"TransferToFlow", "{'ContactFlowId':'arn:x/contact-flow/elsewhere'}", BOTH, "a",
     "{'kind':'host','operation':'transfer-to-flow','parameters':{'ContactFlowId':{'value':'arn:x/contact-flow/"
     "elsewhere'}},"
     "'exits':{'next':'n','timeout':'e','error':'e'}}",
     HOST, "\"arn:x/contact-flow/elsewhere\" is not among the exports"},
    {"InvokeFlowModule", "{'FlowModuleId':'arn:x/flow-module/other'}", BOTH, "a",
     "{'kind':'subflow','flow':'other','exits':{'next':'n','limit':'e','error':'e'}}", MAPPED, NULL},
    {"EndFlowModuleExecution", "{}", "{}", "a", "{'kind':'return'}", MAPPED, NULL},
    {"EndFlowExecution", "{}", "{}", "a", "{'kind':'return'}", MAPPED, NULL},
    {"DisconnectParticipant", "{}", "{}", "a", "{'kind':'hangup'}", MAPPED, NULL},
    {"TransferParticipantToThirdParty", "{'ThirdPartyPhoneNumber':'+15550100','ContinueFlowExecution':'False'}",
     "{" NEXT ",'Errors':[" ERROR ",{'ErrorType':'ConnectionTimeLimitExceeded','NextAction':'x'}]}", "a",
     "{'kind':'transfer','number':'+15550100','exits':{'busy':'e','no_answer':'x','error':'e'}}", MAPPED, NULL},
    {"UpdateContactRecordingBehavior", "{'RecordingBehavior':{'RecordedParticipants':['Agent']}}", "{" NEXT "}", "a",
     "{'kind':'recording','recording':'on','exits':{'next':'n'}}", MAPPED, "is recorded from here on"},
    {"UpdateContactRecordingBehavior",
     "{'RecordingBehavior':{'RecordedParticipants':[]},'AnalyticsBehavior':{'Enabled':'True'}}", "{" NEXT "}", "a",
     "{'kind':'recording','recording':'off','exits':{'next':'n'}}", MAPPED, "analysed is left out"},
    {"UpdateContactRecordingAndAnalyticsBehavior",
     "{'VoiceBehavior':{'VoiceRecordingBehavior':{'RecordedParticipants':['Agent','Customer']}}}", "{" NEXT "}", "a",
     "{'kind':'recording','recording':'on','exits':{'next':'n'}}", MAPPED, "not from an agent's answer on"},
    {"UpdateContactRecordingAndAnalyticsBehavior", "{'ChatBehavior':{'ChatAnalyticsBehavior':'x'}}", "{" NEXT "}", "a",
     "{'kind':'host','operation':'update-contact-recording-and-analytics-behavior',"
     "'parameters':{'ChatBehavior.ChatAnalyticsBehavior':{'value':'x'}},'exits':{'next':'n'}}",
     HOST, NULL},
    {"UpdateFlowLoggingBehavior", "{'FlowLoggingBehavior':'Enabled'}", "{" NEXT "}", "a",
     "{'kind':'test','expression':'true','exits':{'match':'n'}}", MAPPED, "events tell of each exit"},
    {"UpdateContactTextToSpeechVoice", "{'TextToSpeechVoice':'Aria','TextToSpeechEngine':'Neural'}", "{" NEXT "}",
     "a.2", "{'kind':'set','attribute':'TextToSpeechEngine','value':'Neural','exits':{'next':'n'}}", MAPPED,
     "is to look at"},
    {"UpdateContactData", "{'LanguageCode':'en-AU'}", BOTH, "a",
     "{'kind':'set','attribute':'LanguageCode','value':'en-AU','exits':{'next':'n','limit':'e'}}", MAPPED, NULL},
    {"UpdateContactData", "{'LanguageCode':'en-AU','WisdomSessionArn':'w'}", BOTH, "a",
     "{'kind':'host','operation':'update-contact-data','parameters':{'LanguageCode':{'value':'en-AU'},"
     "'WisdomSessionArn':{'value':'w'}},'exits':{'next':'n','timeout':'e','error':'e'}}",
     HOST, NULL},
    /* What this library calls so itself, and what differs only in what a name cannot have, stays apart. */
    {"UpdateContactAttributes", "{'Attributes':{'caller':'$.CustomerEndpoint.Address','b':'$.Attributes.caller'}}",
     BOTH, "a",
     "{'kind':'set','attribute':'Attributes.caller','expression':'attribute(\\'caller\\')',"
     "'exits':{'next':'a.2','limit':'e'}}",
     MAPPED, "is read after it is set"},
    {"UpdateContactAttributes", "{'Attributes':{'caller':'$.CustomerEndpoint.Address','b':'$.Attributes.caller'}}",
     BOTH, "a.2",
     "{'kind':'set','attribute':'b','expression':'attribute(\\'Attributes.caller\\')',"
     "'exits':{'next':'n','limit':'e'}}",
     MAPPED, "is read after it is set"},
    {"UpdateContactAttributes", "{'Attributes':{'x\\ty':'1','x_y':'2'}}", BOTH, "a",
     "{'kind':'set','attribute':'x_y~c68d5b89','value':'1','exits':{'next':'a.2','limit':'e'}}", MAPPED, NULL},
    {"UpdateContactRoutingBehavior", "{'QueuePriority':'1'}", "{" NEXT "}", "a",
     "{'kind':'priority','priority':4,'exits':{'next':'n'}}", MAPPED, NULL},
    {"DistributeByPercentage", "{}",
     "{" NEXT ",'Conditions':[" WHEN("NumericLessThan", "21", "x") "," WHEN("NumericLessThan", "61",
                                                                            "y") "],'Errors':[" NO_MATCH "]}",
     "a",
     "{'kind':'split','cases':{'1':{'percentage':20,'to':'x'},'2':{'percentage':40,'to':'y'},"
     "'3':{'percentage':40,'to':'e'}}}",
     MAPPED, NULL},
    {"InvokeLambdaFunction",
     "{'LambdaFunctionARN':'f','InvocationTimeLimitSeconds':'8','LambdaInvocationAttributes':{'id':'$.Attributes.id'}}",
     BOTH, "a",
     "{'kind':'host','operation':'invoke-lambda-function','time_s':8,'parameters':{'LambdaFunctionARN':{'value':'f'},"
     "'InvocationTimeLimitSeconds':{'value':'8'},'LambdaInvocationAttributes.id':{'value':'{id}'}},"
     "'exits':{'next':'n','timeout':'e','error':'e'}}",
     HOST, NULL},
    {"GetCustomerProfile", "{}", "{" NEXT ",'Errors':[" ERROR ",{'ErrorType':'NoneFoundError','NextAction':'x'}]}", "a",
     "{'kind':'host','operation':'get-customer-profile','cases':{'NoneFoundError':{'value':'NoneFoundError','to':'x'}},"
     "'exits':{'no_match':'n','timeout':'e','error':'e'}}",
     HOST, NULL},
    {"ShowView", "{'InvocationTimeLimitSeconds':'60'}",
     "{" NEXT ",'Conditions':[" EQUALS("Back", "x") "],'Errors':[" NO_MATCH
                                                    ",{'ErrorType':'TimeLimitExceeded','NextAction':'y'}]}",
     "a",
     "{'kind':'host','operation':'show-view','time_s':60,'parameters':{'InvocationTimeLimitSeconds':{'value':'60'}},"
     "'cases':{'Back':{'value':'Back','to':'x'}},'exits':{'no_match':'e','timeout':'y'}}",
     HOST, NULL},
    {"CheckMetricData", "{'MetricType':'NumberOfAgentsStaffed','QueueId':'arn:x/queue/sales'}",
     "{'Conditions':[" WHEN("NumberGreaterThan", "0", "x") "," WHEN("NumberLessThan", "0", "y") "],'Errors':[" NO_MATCH
                                                                                                "]}",
     "a",
     "{'kind':'metric','queue':'sales','metric':'staffed','operator':'greater','threshold':0,"
     "'exits':{'match':'x','no_match':'a.2'}}",
     MAPPED, NULL},
    {"CheckMetricData", "{'MetricType':'NumberOfAgentsStaffed'}",
     "{'Conditions':[" WHEN("NumberGreaterThan", "0", "x") "],'Errors':[" NO_MATCH "]}", "a",
     "{'kind':'host','operation':'check-metric-data','parameters':{'MetricType':{'value':'NumberOfAgentsStaffed'}},"
     "'cases':{'0':{'operator':'greater','value':'0','to':'x'}},'exits':{'no_match':'e'}}",
     HOST, NULL},
    {"SomethingNew", "{'Deep':{'list':[1,true,null]}}", BOTH, "a",
     "{'kind':'host','operation':'something-new','parameters':{'Deep.list':{'value':'[1,true,null]'}},"
     "'exits':{'next':'n','timeout':'e','error':'e'}}",
     ACD_IMPORT_UNMAPPED, NULL},
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

static json_t *from(const char *text)
{
  char *copy = quoted(text);
  json_error_t error;
  json_t *value = json_loads(copy, 0, &error);
  if (!value) fail_msg("%s: %s", copy, error.text);
  free(copy);
  return value;
}

static void test_rows(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const row *is = &rows[i];
    char text[4000];
    const char *quote = strstr(is->transitions, "['best");
    snprintf(
        text, sizeof text,
        "{'Version':'2019-10-30','StartAction':'a','Actions':[{'Identifier':'a','Type':'%s','Parameters':%s,"
        "'Transitions':%s},{'Identifier':'n','Type':'EndFlowExecution'},{'Identifier':'e','Type':'EndFlowExecution'},"
        "{'Identifier':'x','Type':'EndFlowExecution'},{'Identifier':'y','Type':'EndFlowExecution'}]}",
        is->type, is->parameters, is->transitions);
    char *given = quoted(text), *place;
    if (quote) { /* the two that are quotes of the path itself */
      place = strstr(given, "[\"best");
      place[1] = '\'';
      place = strstr(place, "\"]");
      place[0] = '\'';
    }
    acd_import *import = new_import("amazon-connect");
    add_export(import, "flow.json", given);
    free(given);
    add_export(import, "folder/other.json",
               "{\"Version\":\"2019-10-30\",\"StartAction\":\"1\",\"Actions\":[{\"Identifier\":\"1\","
               "\"Type\":\"EndFlowModuleExecution\"}]}");
    json_t *definition = finish_import(import), *expected = from(is->expected);
    json_t *node = node_of(definition, "flow", is->node);
    if (!json_equal(node, expected)) {
      char *found = json_dumps(node, JSON_COMPACT);
      fail_msg("row %zu, %s: found %s, expected %s", i, is->type, found, is->expected);
    }
    acd_import_note note = {.size = sizeof note}, remark = {.size = sizeof remark};
    assert_int_equal(acd_import_note_at(import, 0, &note), ACD_OK);
    assert_string_equal(note.path, "/Actions/0");
    assert_string_equal(note.node, "a");
    if (note.kind != is->outcome) fail_msg("row %zu, %s: outcome %u", i, is->type, (unsigned)note.kind);
    assert_int_equal(acd_import_note_at(import, 1, &remark), ACD_OK);
    if ((remark.kind == ACD_IMPORT_REMARK) != (is->remark != NULL)) fail_msg("row %zu: remark %s", i, remark.text);
    if (is->remark && !strstr(remark.text, is->remark)) fail_msg("row %zu: remark %s", i, remark.text);
    json_decref(expected);
    json_decref(definition);
    acd_import_free(import);
  }
}

/* Two ways to a transfer: the same queue, then different ones. */
static json_t *through(acd_import **import_out, const char *second)
{
  char text[2000];
  snprintf(
      text, sizeof text,
      "{'Version':'2019-10-30','StartAction':'c','Actions':["
      "{'Identifier':'c','Type':'Compare','Parameters':{'ComparisonValue':'$.Attributes.v'},'Transitions':{"
      "'Conditions':[" EQUALS(
          "1",
          "s") "],'Errors':[{'ErrorType':'NoMatchingCondition','NextAction':'t'}]}},"
               "{'Identifier':'s','Type':'UpdateContactTargetQueue','Parameters':{'QueueId':'arn:x/queue/sales'},"
               "'Transitions':{'NextAction':'q','Errors':[" ERROR "]}},"
               "{'Identifier':'t','Type':'UpdateContactTargetQueue','Parameters':{'QueueId':'%s'},"
               "'Transitions':{'NextAction':'q','Errors':[" ERROR "]}},"
               "{'Identifier':'q','Type':'TransferContactToQueue','Parameters':{},'Transitions':{'NextAction':'e','"
               "Errors':["
               "{'ErrorType':'QueueAtCapacity','NextAction':'f'}," ERROR "]}},"
               "{'Identifier':'e','Type':'DisconnectParticipant'},{'Identifier':'f','Type':'DisconnectParticipant'}]}",
      second);
  char *given = quoted(text);
  *import_out = new_import("amazon-connect");
  add_export(*import_out, "flow", given);
  free(given);
  return finish_import(*import_out);
}

static void expect_node(const json_t *definition, const char *name, const char *text)
{
  json_t *expected = from(text), *node = node_of(definition, "flow", name);
  if (!json_equal(node, expected)) {
    char *found = json_dumps(node, JSON_COMPACT);
    fail_msg("%s: found %s, expected %s", name, found, text);
  }
  json_decref(expected);
}

#define QUEUE(name) "{'kind':'queue','queue':'" name "','exits':{'at_capacity':'f','closed':'e','no_agents':'e'}}"

static void test_the_queue_set_before(void **state)
{
  (void)state;
  acd_import *import;
  json_t *definition = through(&import, "arn:x/queue/sales");
  expect_node(definition, "q", QUEUE("sales"));
  expect_node(definition, "t",
              "{'kind':'set','attribute':'target_queue','value':'sales','exits':{'next':'q','limit':'e'}}");
  assert_true(has_note(import, ACD_IMPORT_OBJECT, "no members"));
  json_decref(definition);
  acd_import_free(import);
  definition = through(&import, "arn:x/queue/service");
  expect_node(definition, "q",
              "{'kind':'branch','attribute':'target_queue','exits':{'no_match':'e'},'cases':{"
              "'sales':{'value':'sales','to':'q.2'},'service':{'value':'service','to':'q.3'},"
              "'arn:x/queue/sales':{'value':'arn:x/queue/sales','to':'q.2'},"
              "'arn:x/queue/service':{'value':'arn:x/queue/service','to':'q.3'}}}");
  expect_node(definition, "q.3", QUEUE("service"));
  json_decref(definition);
  acd_import_free(import);
  definition = through(&import, "$.Attributes.q");
  expect_node(definition, "t",
              "{'kind':'set','attribute':'target_queue','expression':'attribute(\\'q\\')',"
              "'exits':{'next':'q','limit':'e'}}");
  expect_node(definition, "q.2", QUEUE("sales"));
  json_decref(definition);
  acd_import_free(import);
}

/* Labels, random identifiers, and names that would be given twice. */
static void test_names(void **state)
{
  (void)state;
  acd_import *import = new_import("amazon-connect");
  char *given = quoted(
      "{'Version':'2019-10-30','StartAction':'057134d9-a78e-4910-80f6-406a24ed68ca','Metadata':{'name':'Main'},"
      "'Actions':[{'Identifier':'057134d9-a78e-4910-80f6-406a24ed68ca','Type':'UpdateContactAttributes',"
      "'Parameters':{'Attributes':{'one':'1','two':'2'}},'Transitions':{'NextAction':'update-contact-attributes-1.2'}},"
      "{'Identifier':'update-contact-attributes-1.2','Type':'DisconnectParticipant'}]}");
  add_export(import, "one.json", given);
  add_export(import, "two.json", given);
  free(given);
  json_t *definition = finish_import(import);
  static const char *const flows[] = {"Main", "Main (2)"};
  for (size_t i = 0; i < 2; i++) {
    json_t *first = node_of(definition, flows[i], "update-contact-attributes-1");
    assert_string_equal(json_string_value(json_object_get(first, "comment")), "057134d9-a78e-4910-80f6-406a24ed68ca");
    assert_string_equal(json_string_value(json_object_get(json_object_get(first, "exits"), "next")),
                        "update-contact-attributes-1.2'");
    json_t *second = node_of(definition, flows[i], "update-contact-attributes-1.2'");
    assert_string_equal(json_string_value(json_object_get(json_object_get(second, "exits"), "next")),
                        "update-contact-attributes-1.2");
  }
  assert_true(has_note(import, ACD_IMPORT_OBJECT, "has a number behind it"));
  json_decref(definition);
  acd_import_free(import);
}

/* Long texts are cut, long names of attributes stay different, and what is too long for an expression is the host's. */
static void test_long_texts(void **state)
{
  (void)state;
  char text[9000], part[3000] = "", name[120];
  acd_import *import = new_import("amazon-connect");
  for (int i = 0; i < 99; i++) strcat(part, "twelve bytes");
  memset(name, 'n', 100);
  name[100] = '\0';
  snprintf(text, sizeof text,
           "{\"Version\":\"2019-10-30\",\"StartAction\":\"p\",\"Actions\":[{\"Identifier\":\"p\",\"Type\":"
           "\"MessageParticipant\",\"Parameters\":{\"Text\":\"%s\"},\"Transitions\":{\"NextAction\":\"s\"}},"
           "{\"Identifier\":\"s\",\"Type\":\"UpdateContactAttributes\",\"Parameters\":{\"Attributes\":{\"%s1\":\"1\","
           "\"%s2\":\"$.Attributes.a %s\"}}}]}",
           part, name, name, part);
  add_export(import, "long", text);
  json_t *definition = finish_import(import);
  assert_int_equal(json_string_length(json_object_get(node_of(definition, "long", "p"), "prompt")), 1000);
  const char *one = json_string_value(json_object_get(node_of(definition, "long", "s"), "attribute"));
  const char *other = json_string_value(json_object_get(node_of(definition, "long", "s.2"), "attribute"));
  assert_int_equal(strlen(one), 64);
  assert_int_equal(strlen(other), 64);
  assert_string_not_equal(one, other);
  assert_int_equal(json_string_length(json_object_get(node_of(definition, "long", "s.2"), "value")), 1000);
  assert_true(has_note(import, ACD_IMPORT_REMARK, "a prompt of 1188 bytes is cut to 1000"));
  assert_true(has_note(import, ACD_IMPORT_REMARK, "left to the host"));
  json_decref(definition);
  acd_import_free(import);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows),
      cmocka_unit_test(test_the_queue_set_before),
      cmocka_unit_test(test_names),
      cmocka_unit_test(test_long_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
