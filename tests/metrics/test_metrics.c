/* SPDX-License-Identifier: Apache-2.0 */
/* Metrics (acd/metrics.h): the text is OpenMetrics, says what the KPIs say, and nothing that is not in the registry. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "../engine/centre.h"

static char text[200000];

static void print(const acd_metrics *metrics, const test_host *host)
{
  size_t size = 0;
  assert_int_equal(acd_metrics_print(metrics, host->engine, ACD_METRICS_OPENMETRICS, text, sizeof text, &size), ACD_OK);
  assert_int_equal(size, strlen(text));
}

/* The number behind a name with its labels; -1: there is none. */
static double value_of(const char *name)
{
  char line[300];
  snprintf(line, sizeof line, "\n%s ", name);
  const char *at = strstr(text, line);
  return at ? strtod(at + strlen(line), NULL) : -1;
}

static void says(const char *name, double expected)
{
  double value = value_of(name);
  if (value < expected - 1e-9 || value > expected + 1e-9) fail_msg("%s is %g, expected %g", name, value, expected);
}

/* A line of a family: its name, one of the suffixes of its type, its labels and no others. */
static void check_sample(const char *line, const acd_metric_info *info)
{
  static const char *const suffixes[][4] = {{""}, {"_total"}, {""}, {"_bucket", "_sum", "_count"}, {"_info"}};
  size_t size = strlen(info->name);
  assert_memory_equal(line, info->name, size);
  const char *at = line + size;
  int found = 0;
  for (int i = 0; i < 4 && suffixes[info->type][i] && !found; i++) {
    size_t length = strlen(suffixes[info->type][i]);
    if (strncmp(at, suffixes[info->type][i], length) != 0 || (at[length] != '{' && at[length] != ' ')) continue;
    at += length;
    found = 1;
  }
  if (!found) fail_msg("no suffix of a %s: %.80s", acd_metric_type_str(info->type), line);
  const char *labels = info->labels;
  while (*labels) {
    size_t length = strcspn(labels, ",");
    assert_true(*at == '{' || *at == ',');
    assert_memory_equal(at + 1, labels, length);
    assert_memory_equal(at + 1 + length, "=\"", 2);
    for (at += length + 3; *at != '"'; at++)
      if (*at == '\\') at++;
    at++;
    labels += length + (labels[length] == ',');
  }
  if (strncmp(at, ",le=\"", 5) == 0) at = strchr(at + 5, '"') + 1;
  if (*info->labels) assert_int_equal(*at++, '}');
  assert_int_equal(*at++, ' ');
  char *end;
  (void)strtod(at, &end);
  assert_true(isdigit((unsigned char)*at) && (*end == '\n' || *end == '\r'));
}

/* Families in the order of the registry, each with its head; "# EOF" at the end and nothing behind. */
static void check_text(void)
{
  acd_metric_info info = {.size = sizeof info};
  size_t family = 0, samples = 0;
  assert_int_equal(acd_metric_at(0, &info), ACD_OK);
  for (const char *line = text; *line; line = strchr(line, '\n') + 1) {
    assert_non_null(strchr(line, '\n'));
    char head[200];
    if (strcmp(line, "# EOF\n") == 0) {
      assert_int_equal(family, acd_metrics_count());
      assert_true(samples > 20);
      return;
    }
    if (line[0] == '#') {
      if (line[2] != 'T') continue;
      assert_int_equal(acd_metric_at(family++, &info), ACD_OK);
      snprintf(head, sizeof head, "# TYPE %s %s\n", info.name, acd_metric_type_str(info.type));
      assert_memory_equal(line, head, strlen(head));
      continue;
    }
    check_sample(line, &info);
    samples++;
  }
  fail_msg("no # EOF");
}

static void registry_is_sound(void **state)
{
  (void)state;
  acd_metric_info info = {.size = sizeof info}, other = {.size = sizeof other};
  for (size_t i = 0; i < acd_metrics_count(); i++) {
    assert_int_equal(acd_metric_at(i, &info), ACD_OK);
    assert_memory_equal(info.name, "acd_", 4);
    assert_true(info.help[0] && info.help[strlen(info.help) - 1] == '.');
    if (info.unit[0]) { /* the name ends with it */
      size_t name = strlen(info.name), unit = strlen(info.unit);
      assert_true(name > unit && strcmp(info.name + name - unit, info.unit) == 0);
    }
    for (size_t k = 0; k < i; k++) {
      assert_int_equal(acd_metric_at(k, &other), ACD_OK);
      assert_string_not_equal(info.name, other.name);
    }
  }
  assert_int_equal(acd_metric_at(acd_metrics_count(), &info), ACD_ERR_NOT_FOUND);
  info.size = 8;
  assert_int_equal(acd_metric_at(0, &info), ACD_ERR_ARGUMENT);
}

/* What the host hears goes on to the metrics. */
static void begin(test_host *host, acd_metrics **metrics)
{
  assert_int_equal(acd_metrics_new(NULL, metrics), ACD_OK);
  host->hear = acd_metrics_event;
  host->hear_user = *metrics;
  assert_int_equal(host_try_begin(host, NULL), ACD_OK);
}

static void a_story_is_told(void **state)
{
  (void)state;
  test_host host = {0};
  acd_metrics *metrics;
  begin(&host, &metrics);
  host_define(&host, "agent ann presence=not_ready wrapup=10s\nqueue desk service_level=20s\n  member ann\n"
                     "number 100 queue=desk\n");
  acd_id first = host_arrive(&host, "100"), second = host_arrive(&host, "100");
  host_pass(&host, 12 * SECOND);
  print(metrics, &host);
  check_text();
  says("acd_calls_waiting{queue=\"desk\"}", 2);
  says("acd_oldest_wait_seconds{queue=\"desk\"}", 12);
  says("acd_agents{state=\"not_ready\"}", 1);
  assert_true(value_of("acd_estimated_wait_seconds{queue=\"desk\"}") < 0); /* nobody is there */
  host_hangup(&host, second);
  host_pass(&host, 500000);
  centre_ready(&host, "ann");
  host_connect(&host, "ann");
  host_pass(&host, 100 * SECOND);
  host_hangup(&host, first);
  host_done(&host);
  host_pass(&host, 10 * SECOND);
  print(metrics, &host);
  check_text();
  says("acd_calls_offered_total{queue=\"desk\"}", 2);
  says("acd_calls_answered_total{queue=\"desk\"}", 1);
  says("acd_calls_abandoned_total{queue=\"desk\",short=\"false\"}", 1);
  says("acd_service_level_calls_total{queue=\"desk\",met=\"true\"}", 1);
  says("acd_wait_seconds_bucket{queue=\"desk\",le=\"10.0\"}", 0);
  says("acd_wait_seconds_bucket{queue=\"desk\",le=\"15.0\"}", 1);
  says("acd_wait_seconds_bucket{queue=\"desk\",le=\"+Inf\"}", 1);
  says("acd_wait_seconds_sum{queue=\"desk\"}", 12.5);
  says("acd_abandon_wait_seconds_sum{queue=\"desk\"}", 12);
  says("acd_talk_seconds_sum{queue=\"desk\"}", 100);
  says("acd_talk_seconds_bucket{queue=\"desk\",le=\"90.0\"}", 0);
  says("acd_talk_seconds_bucket{queue=\"desk\",le=\"120.0\"}", 1);
  says("acd_hold_seconds_count{queue=\"desk\"}", 0);
  says("acd_wrapup_seconds_sum{queue=\"desk\"}", 10);
  says("acd_agent_offers_total{queue=\"desk\",result=\"accepted\"}", 1);
  says("acd_agent_state_seconds_total{state=\"busy\"}", 100);
  says("acd_calls_ended_total{reason=\"completed\"}", 1);
  says("acd_calls_live", 0);
  says("acd_invariant_violations_total", 0);
  assert_int_equal(acd_metrics_check(metrics, host.engine, 1), ACD_OK);
  host_end(&host);
  acd_metrics_free(metrics);
}

static void names_are_escaped(void **state)
{
  (void)state;
  test_host host = {0};
  acd_definition *definition;
  host_begin(&host, NULL);
  assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
  assert_true(acd_definition_add(definition, ACD_NOUN_QUEUE, 0, "a \"b\" \\c") > 0);
  assert_int_equal(acd_definition_submit(definition, host.engine, host.now, ACD_DEFINE_WHOLE), ACD_OK);
  acd_definition_free(definition);
  print(NULL, &host);
  check_text();
  says("acd_calls_waiting{queue=\"a \\\"b\\\" \\\\c\"}", 0);
  host_end(&host);
}

/* The size is told before there is room for it; no byte is written beyond what there is. */
static void any_buffer_will_do(void **state)
{
  (void)state;
  test_host host = {0};
  size_t size, needed;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nqueue desk\n  member ann\n");
  assert_int_equal(acd_metrics_print(NULL, host.engine, ACD_METRICS_OPENMETRICS, NULL, 0, &needed), ACD_ERR_LIMIT);
  for (size_t capacity = needed - 300; capacity <= needed + 3; capacity++) {
    memset(text, 'x', needed + 10);
    int status = acd_metrics_print(NULL, host.engine, ACD_METRICS_OPENMETRICS, text, capacity, &size);
    assert_int_equal(status, capacity <= needed ? ACD_ERR_LIMIT : ACD_OK);
    assert_int_equal(size, needed);
    for (size_t i = capacity; i < needed + 10; i++) assert_int_equal(text[i], 'x');
  }
  assert_int_equal(acd_metrics_print(NULL, NULL, ACD_METRICS_OPENMETRICS, text, sizeof text, &size), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_metrics_print(NULL, host.engine, ACD_METRICS_OPENMETRICS, NULL, 5, &size), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_metrics_print(NULL, host.engine, 3, text, sizeof text, &size), ACD_ERR_ARGUMENT);
  host_end(&host);
}

/* Without memory the values are counted as lost, and heard again as soon as there is some. */
static void memory_may_fail(void **state)
{
  (void)state;
  acd_testing_memory memory = {.fail_at = 2};
  acd_allocator allocator = failing_allocator(&memory);
  acd_metrics *metrics;
  test_host host = {0};
  acd_event event = {
      .size = sizeof event, .kind = ACD_EVENT_WRAPUP_ENDED, .value_us = 7 * SECOND, .queue_name = "desk"};
  assert_int_equal(acd_metrics_new(&allocator, &metrics), ACD_OK);
  acd_metrics_event(metrics, &event);
  memory.fail_at = 0;
  acd_metrics_event(metrics, &event);
  host_begin(&host, NULL);
  print(metrics, &host);
  says("acd_metrics_lost_total", 1);
  says("acd_wrapup_seconds_sum{queue=\"desk\"}", 7);
  host_end(&host);
  acd_metrics_free(metrics);
  assert_int_equal(memory.bytes, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(registry_is_sound),  cmocka_unit_test(a_story_is_told), cmocka_unit_test(names_are_escaped),
      cmocka_unit_test(any_buffer_will_do), cmocka_unit_test(memory_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
