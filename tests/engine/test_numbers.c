/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers and callers with patterns: acd/definition.h, "Numbers and callers". */
#include "centre.h"

#include <stdio.h>

static acd_id arrive(test_host *host, const char *number, const char *caller, const char *attributes)
{
  acd_arrival arrival;
  acd_id call = 0;
  acd_arrival_init(&arrival);
  arrival.number = number;
  arrival.caller = caller;
  arrival.attributes = attributes;
  assert_int_equal(acd_call_arrive(host->engine, host->now, &arrival, &call), ACD_OK);
  host_check(host);
  return call;
}

/* Queues are named as the numbers that lead to them. */
static void numbers_by_pattern(void **state)
{
  static const char *const centre =
      "queue any\nqueue abroad\nqueue ten\nqueue exact\nqueue late\nqueue first\nqueue second\n"
      "number any pattern=X! queue=any\nnumber abroad pattern=00. queue=abroad\nnumber 0055 queue=exact\n"
      "number ten pattern=10[1-9] queue=ten priority=7\nnumber late pattern=0055 queue=late\n"
      "number first pattern=7[1-3] queue=first\nnumber second pattern=7[3-5] queue=second\n";
  static const struct {
    const char *number;
    const char *queue; /* NULL: not found */
  } rows[] = {
      {"1", "any"},  {"100", "any"},    {"101", "ten"},      {"109", "ten"},  {"1011", "any"}, {"0049", "abroad"},
      {"00", "any"}, {"0055", "exact"}, {"00550", "abroad"}, {"72", "first"}, {"73", "first"}, {"74", "second"},
      {"any", NULL}, {"abroad", NULL},  {"+49", NULL},       {"", NULL},
  };
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, centre);
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_arrival arrival;
    acd_id call = 0;
    acd_arrival_init(&arrival);
    arrival.number = rows[i].number;
    int status = acd_call_arrive(host.engine, host.now, &arrival, &call);
    if (!rows[i].queue) {
      if (status != ACD_ERR_NOT_FOUND) fail_msg("\"%s\": %s", rows[i].number, acd_status_text(status));
      continue;
    }
    assert_int_equal(status, ACD_OK);
    if (centre_call(&host, call).queue != host_queue(&host, rows[i].queue)) fail_msg("\"%s\"", rows[i].number);
    assert_int_equal(centre_call(&host, call).priority, strcmp(rows[i].queue, "ten") == 0 ? 7 : 0);
  }
  /* what is gone leads nowhere, and the next best takes its place */
  host_change(&host, "-number abroad\n-number 0055\n");
  assert_int_equal(centre_call(&host, arrive(&host, "0055", NULL, NULL)).queue, host_queue(&host, "late"));
  assert_int_equal(centre_call(&host, arrive(&host, "0049", NULL, NULL)).queue, host_queue(&host, "any"));
  host_end(&host);
}

static const char *const treated =
    "queue desk priority=1\nnumber 1 queue=desk priority=10\nnumber 2 flow=f\n"
    "flow f start=a\n  node a kind=priority priority=5\n    exit next to=b\n  node b kind=compare "
    "attribute=caller_class "
    "value=gold\n    exit match to=c\n    exit no_match to=d\n  node c kind=queue queue=desk\n"
    "  node d kind=play prompt=plain\n"
    "caller german pattern=+49. priority=100\ncaller gold pattern=+4930123[4-6] priority=200 class=gold\n"
    "caller pest pattern=+49666. priority=-300 class=pest\ncaller withheld pattern=! class=hidden\n";

static void callers_by_pattern(void **state)
{
  static const struct {
    const char *caller;
    int64_t priority; /* with the number's and the queue's */
    const char *class_;
  } rows[] = {
      {"+49301234", 211, "gold"}, {"+49301237", 111, NULL}, {"+491", 111, NULL}, {"+49", 11, "hidden"},
      {"+496661", -289, "pest"},  {"0049", 11, "hidden"},   {"", 11, "hidden"},  {NULL, 11, "hidden"},
  };
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, treated);
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_id call = arrive(&host, "1", rows[i].caller, NULL);
    const char *class_ = acd_call_attribute(host.engine, call, "caller_class");
    if (centre_call(&host, call).priority != rows[i].priority) fail_msg("%s", rows[i].caller);
    if (!rows[i].class_)
      assert_null(class_);
    else
      assert_string_equal(class_, rows[i].class_);
  }
  host_end(&host);
}

/* What a flow does to the call's own priority takes nothing away of the caller's, and it may ask for the class. */
static void a_flow_sees_the_class(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, treated);
  acd_id gold = arrive(&host, "2", "+49301235", NULL);
  assert_int_equal(centre_call(&host, gold).priority, 206);
  arrive(&host, "2", "+491", NULL);
  host_told(&host, "play plain");
  /* a call straight into a queue has a caller, too */
  acd_arrival arrival;
  acd_id call = 0;
  acd_arrival_init(&arrival);
  arrival.queue = host_queue(&host, "desk");
  arrival.caller = "+49301236";
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  assert_int_equal(centre_call(&host, call).priority, 201);
  assert_string_equal(acd_call_attribute(host.engine, call, "caller_class"), "gold");
  host_end(&host);
}

static void the_hosts_own_class_stays(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, treated);
  acd_id call = arrive(&host, "1", "+49301234", "name=Ann\ncaller_class=silver");
  assert_string_equal(acd_call_attribute(host.engine, call, "caller_class"), "silver");
  assert_int_equal(centre_call(&host, call).priority, 211);
  call = arrive(&host, "1", "+49301234", "name=Ann");
  assert_string_equal(acd_call_attribute(host.engine, call, "caller_class"), "gold");
  assert_string_equal(acd_call_attribute(host.engine, call, "name"), "Ann");
  host_end(&host);
}

/* A call is not lost for its class. */
static void no_room_for_the_class(void **state)
{
  static const struct {
    int64_t options[3];
    const char *attributes;
    int fits;
  } rows[] = {
      {{ACD_OPTION_ATTRIBUTES_MAX, 2, 0}, "a=1", 1},
      {{ACD_OPTION_ATTRIBUTES_MAX, 2, 0}, "a=1\nb=2", 0},
      {{ACD_OPTION_TEXT_MAX, 32, 0}, "a=1", 1}, /* 1 + 9 + 4 + 18 */
      {{ACD_OPTION_TEXT_MAX, 32, 0}, "a=12", 0},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, rows[i].options);
    host_define(&host, treated);
    acd_id call = arrive(&host, "1", "+49301234", rows[i].attributes);
    if ((acd_call_attribute(host.engine, call, "caller_class") != NULL) != rows[i].fits) fail_msg("row %zu", i);
    assert_int_equal(centre_call(&host, call).priority, 211);
    host_end(&host);
  }
}

/* Thousands of patterns: each call finds its own. */
static void thousands(void **state)
{
  enum { PATTERNS = 5000 };
  (void)state;
  test_host host;
  acd_definition *definition = NULL;
  host_begin(&host, NULL);
  assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
  acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "desk");
  for (int i = 0; i < PATTERNS; i++) {
    char name[20], pattern[40];
    snprintf(name, sizeof name, "n%d", i);
    snprintf(pattern, sizeof pattern, i % 3 ? "%05dX." : "%05d", i);
    int32_t number = acd_definition_add(definition, ACD_NOUN_NUMBER, 0, name);
    acd_definition_set_text(definition, number, ACD_NUMBER_PATTERN, pattern);
    acd_definition_set_text(definition, number, ACD_NUMBER_QUEUE, "desk");
    acd_definition_set(definition, number, ACD_NUMBER_PRIORITY, i % 1000);
    int32_t caller = acd_definition_add(definition, ACD_NOUN_CALLER, 0, name);
    acd_definition_set_text(definition, caller, ACD_CALLER_PATTERN, pattern);
    acd_definition_set_text(definition, caller, ACD_CALLER_CLASS, name);
  }
  assert_int_equal(acd_definition_submit(definition, host.engine, host.now, ACD_DEFINE_WHOLE), ACD_OK);
  acd_definition_free(definition);
  for (int i = 0; i < PATTERNS; i += 7) {
    char number[20], caller[20], class_[20];
    int other = PATTERNS - 1 - i;
    snprintf(number, sizeof number, i % 3 ? "%05d123" : "%05d", i);
    snprintf(caller, sizeof caller, other % 3 ? "%05d99" : "%05d", other);
    snprintf(class_, sizeof class_, "n%d", other);
    acd_arrival arrival;
    acd_id call = 0;
    acd_arrival_init(&arrival);
    arrival.number = number;
    arrival.caller = caller;
    assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
    assert_int_equal(centre_call(&host, call).priority, i % 1000);
    assert_string_equal(acd_call_attribute(host.engine, call, "caller_class"), class_);
  }
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_by_pattern),    cmocka_unit_test(callers_by_pattern),
      cmocka_unit_test(a_flow_sees_the_class), cmocka_unit_test(the_hosts_own_class_stays),
      cmocka_unit_test(no_room_for_the_class), cmocka_unit_test(thousands),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
