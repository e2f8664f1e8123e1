/* SPDX-License-Identifier: Apache-2.0 */
/* Events and records as JSON and CSV: words, hostile texts, buffers of every size (acd/record.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <acd/acd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static acd_event event_of(uint32_t kind)
{
  return (acd_event){.size = sizeof(acd_event),
                     .kind = kind,
                     .sequence = 7,
                     .time_us = 1500000,
                     .wall_us = -1,
                     .queue_name = "",
                     .agent_name = "",
                     .flow_name = "",
                     .caller = "",
                     .text = ""};
}

static void json_is(const acd_event *event, const char *expected)
{
  char text[2000];
  size_t size = 0;
  assert_int_equal(acd_event_print_json(event, text, sizeof text, &size), ACD_OK);
  assert_int_equal(size, strlen(text));
  assert_string_equal(text, expected);
}

#define EVENT(kind)                                                                                                    \
  "{\"event\":\"" kind "\",\"sequence\":7,\"time\":\"1969-12-31T23:59:59.999999Z\",\"time_us\":1500000"

static void events_in_words(void **state)
{
  (void)state;
  acd_event event = event_of(ACD_EVENT_QUEUE_LEFT);
  event.call = 5;
  event.queue = 6;
  event.queue_name = "desk";
  event.value_us = 12345678;
  event.detail = ACD_LEAVE_ABANDONED;
  json_is(&event, EVENT("queue_left") ",\"call\":5,\"queue\":\"desk\",\"queue_id\":6,\"wait_s\":12.345678,"
                                      "\"left\":\"abandoned\"}\n");
  event.detail = ACD_LEAVE_REJECTED;
  event.value = ACD_EXIT_AT_CAPACITY;
  event.value_us = -1;
  json_is(&event, EVENT("queue_left") ",\"call\":5,\"queue\":\"desk\",\"queue_id\":6,\"wait_s\":-0.000001,"
                                      "\"exit\":\"at_capacity\",\"left\":\"rejected\"}\n");
  event = event_of(ACD_EVENT_AGENT_STATE);
  event.detail = ACD_AGENT_STATE_NOT_READY;
  event.value = ACD_AGENT_STATE_READY;
  event.reason = 3;
  json_is(&event,
          EVENT("agent_state") ",\"lasted_s\":0.000000,\"before\":\"ready\",\"reason\":3,\"state\":\"not_ready\"}\n");
  event = event_of(ACD_EVENT_SLOT);
  event.slot_plan_name = "visits";
  event.value = 9;
  event.local_date = 20260323;
  event.local_clock_us = INT64_C(30601) * 1000000;
  event.detail = ACD_SLOT_BROKEN;
  event.reason = 1;
  json_is(&event, EVENT("slot") ",\"slot_plan\":\"visits\",\"starts_local\":\"2026-03-23T08:30:01\",\"dialled\":1,"
                                "\"starts_at\":\"1970-01-01T00:00:00.000000Z\",\"slot_plan_id\":9,"
                                "\"slot\":\"broken\"}\n");
  event = event_of(4000);
  event.value = 1;
  event.wall_us = INT64_MAX;
  event.text = "new";
  json_is(&event, "{\"event\":\"?\",\"kind\":4000,\"sequence\":7,\"time\":null,\"time_us\":1500000,\"text\":\"new\","
                  "\"value_us\":0,\"value\":1,\"reason\":0,\"detail\":0}\n");
}

/* Of every kind that the library knows all that has a meaning has a name: none is written as for unknown kinds. */
static void every_kind_is_known(void **state)
{
  (void)state;
  uint32_t kind = ACD_EVENT_CALL_ARRIVED;
  for (; strcmp(acd_event_kind_str(kind), "?") != 0; kind++) {
    acd_event event = event_of(kind);
    char text[1000];
    event.detail = 1;
    assert_int_equal(acd_event_print_json(&event, text, sizeof text, NULL), ACD_OK);
    assert_null(strstr(text, "\"kind\":"));
    assert_null(strstr(text, "\"detail\":"));
    assert_null(strstr(text, "\"?\""));
  }
  assert_true(kind > ACD_EVENT_CALLBACK_ENDED);
}

static void hostile_texts_in_json(void **state)
{
  (void)state;
  static const char *const rows[][2] = {
      {"a\"b\\c", "a\\\"b\\\\c"},
      {"\n\r\t\x01\x1f\x7f", "\\n\\r\\t\\u0001\\u001f\x7f"},
      {"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80", "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80"},
      {"\xff", "\xef\xbf\xbd"},
      {"\xc3", "\xef\xbf\xbd"},                                                 /* cut short */
      {"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd"},                                 /* overlong */
      {"\xed\xa0\x80!", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd!"},               /* a surrogate */
      {"\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"}, /* beyond Unicode */
      {"\xe2\x82", "\xef\xbf\xbd\xef\xbf\xbd"},
      {"</script>", "</script>"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    char expected[300];
    acd_event event = event_of(ACD_EVENT_PARKED);
    event.caller = rows[i][0];
    snprintf(expected, sizeof expected, EVENT("parked") ",\"caller\":\"%s\"}\n", rows[i][1]);
    json_is(&event, expected);
  }
}

static void hostile_texts_in_csv(void **state)
{
  (void)state;
  static const char *const rows[][2] = {
      {"plain", "plain"},     {"=1+1", "'=1+1"},    {"+49123", "'+49123"},     {"-1", "'-1"},
      {"@x", "'@x"},          {"\tx", "\"'\tx\""},  {"\rx", "\"'\rx\""},       {"a,b", "\"a,b\""},
      {"a\"b", "\"a\"\"b\""}, {"a\nb", "\"a\nb\""}, {"=\",x", "\"'=\"\",x\""}, {"a=b", "a=b"},
      {"'x", "\"'x\""},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_record record = {
        .size = sizeof record, .number = rows[i][0], .answered_at_us = ACD_TIME_NEVER, .ended_at_us = ACD_TIME_NEVER};
    char text[2000], expected[200];
    size_t size = 0;
    assert_int_equal(acd_record_print_csv(&record, text, sizeof text, &size), ACD_OK);
    assert_int_equal(size, strlen(text));
    snprintf(expected, sizeof expected, ",0,,%s,,1970-01-01T00:00:00.000000Z,", rows[i][1]);
    assert_memory_equal(text, expected, strlen(expected));
    assert_string_equal(text + strlen(text) - 2, "\r\n");
  }
}

static void slots_and_campaigns(void **state)
{
  (void)state;
  acd_record record = {.size = sizeof record,
                       .answered_at_us = ACD_TIME_NEVER,
                       .ended_at_us = ACD_TIME_NEVER,
                       .callback = 1,
                       .callback_plan = "again",
                       .campaign_name = "welcome",
                       .campaign = 5,
                       .slot_plan_name = "visits",
                       .slot_plan = 6,
                       .slot_date = 20260323,
                       .slot_clock_us = INT64_C(34200) * 1000000,
                       .slot_wall_us = INT64_C(1774254600) * 1000000,
                       .slot = ACD_SLOT_KEPT,
                       .call_again = ACD_CALL_AGAIN_TAKEN,
                       .call_again_task = 7};
  char text[4000];
  acd_record_print_json(&record, text, sizeof text, NULL);
  assert_non_null(strstr(text,
                         "\"callback_reached\":0,\"campaign\":\"welcome\",\"campaign_id\":5,\"slot_plan\":\"visits\","
                         "\"slot_plan_id\":6,\"slot_local\":\"2026-03-23T09:30:00\","
                         "\"slot_at\":\"2026-03-23T08:30:00.000000Z\",\"slot\":\"kept\","
                         "\"call_again\":\"taken\",\"call_again_task\":7"));
  acd_record_print_csv(&record, text, sizeof text, NULL);
  assert_non_null(strstr(text, ",welcome,5,visits,6,2026-03-23T09:30:00,2026-03-23T08:30:00.000000Z,kept,taken,7,"));
  record.slot = record.slot_date = 0;
  record.slot_wall_us = ACD_TIME_NEVER;
  acd_record_print_json(&record, text, sizeof text, NULL);
  assert_null(strstr(text, "slot_local"));
  assert_null(strstr(text, "\"slot\":"));
}

/* For every size of the buffer. */
static void texts_are_cut_and_counted(void **state)
{
  (void)state;
  acd_event event = event_of(ACD_EVENT_QUEUE_GATE);
  event.queue_name = "desk";
  char all[300], cut[300];
  size_t size = 0, told = 0;
  assert_int_equal(acd_event_print_json(&event, all, sizeof all, &size), ACD_OK);
  assert_int_equal(acd_event_print_json(&event, NULL, 0, &told), ACD_ERR_LIMIT);
  assert_int_equal(told, size);
  assert_int_equal(acd_event_print_json(&event, NULL, 1, &told), ACD_ERR_ARGUMENT);
  for (size_t room = 1; room < sizeof cut; room++) {
    memset(cut, 'x', sizeof cut);
    assert_int_equal(acd_event_print_json(&event, cut, room, &told), size < room ? ACD_OK : ACD_ERR_LIMIT);
    assert_int_equal(told, size);
    size_t kept = size < room ? size : room - 1;
    assert_memory_equal(cut, all, kept);
    assert_int_equal(cut[kept], 0);
    if (kept + 1 < sizeof cut) assert_int_equal(cut[kept + 1], 'x');
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(events_in_words),       cmocka_unit_test(every_kind_is_known),
      cmocka_unit_test(hostile_texts_in_json), cmocka_unit_test(hostile_texts_in_csv),
      cmocka_unit_test(slots_and_campaigns),   cmocka_unit_test(texts_are_cut_and_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
