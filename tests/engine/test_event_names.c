/* SPDX-License-Identifier: Apache-2.0 */
/* Events say what they are about by name, so that nobody who keeps them has to ask (acd/event.h). */
#include "host.h"

#include <stdio.h>

#define CENTRE                                                                                                         \
  "toggle flood\ncallback again\nagent ann presence=not_ready\nqueue desk\n  member ann\nnumber 100 flow=main\n"       \
  "flow main start=hello\n  node hello kind=play prompt=welcome\n    exit next to=wait\n  node wait kind=queue "       \
  "queue=desk\n    exit next to=later\n  node later kind=callback plan=again queue=desk\n"

/* "kind queue agent flow caller text", a line each; - for "". */
typedef struct story {
  char text[8000];
  size_t size;
  int64_t wall_us;
} story;

static const char *or_dash(const char *name)
{
  assert_non_null(name);
  return name[0] ? name : "-";
}

static void hear(void *user, const acd_event *event)
{
  story *to = user;
  to->size += (size_t)snprintf(to->text + to->size, sizeof to->text - to->size, "%s %s %s %s %s %s\n",
                               acd_event_kind_str(event->kind), or_dash(event->queue_name), or_dash(event->agent_name),
                               or_dash(event->flow_name), or_dash(event->caller), or_dash(event->text));
  assert_true(to->size < sizeof to->text);
  to->wall_us = event->wall_us;
}

/* Its line is there. */
static void told(const story *of, const char *line)
{
  if (!strstr(of->text, line)) fail_msg("no event \"%s\" in:\n%s", line, of->text);
}

static void each_names_what_it_is_about(void **state)
{
  (void)state;
  test_host host = {0};
  static story heard;
  acd_arrival arrival;
  acd_id call, toggle;
  heard.size = 0;
  host.hear = hear;
  host.hear_user = &heard;
  assert_int_equal(host_try_begin(&host, NULL), ACD_OK);
  host_define(&host, CENTRE);
  assert_int_equal(acd_engine_wall_set(host.engine, host.now, 1000 * SECOND), ACD_OK);
  acd_arrival_init(&arrival);
  arrival.number = "100";
  arrival.caller = "555";
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  host_answer(&host, "play welcome", ACD_OUTCOME_DONE);
  assert_int_equal(acd_agent_ready(host.engine, host.now, host_agent(&host, "ann")), ACD_OK);
  host_connect(&host, "ann");
  assert_int_equal(heard.wall_us, host.now + 1000 * SECOND);
  host_pass(&host, 30 * SECOND);
  assert_int_equal(acd_toggle_find(host.engine, "flood", &toggle), ACD_OK);
  assert_int_equal(acd_toggle_set(host.engine, host.now, toggle, 1), ACD_OK);
  assert_int_equal(heard.wall_us, host.now + 1000 * SECOND);
  told(&heard, "call_arrived - - - 555 100\n");
  told(&heard, "flow_exit - - main 555 hello\n");
  told(&heard, "queue_entered desk - - 555 -\n");
  told(&heard, "offered desk ann - 555 -\n");
  told(&heard, "answered desk ann - 555 -\n");
  told(&heard, "agent_state - ann - - -\n");
  told(&heard, "toggled - - - - flood\n");
  assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), call), ACD_OK);
  told(&heard, "callback_taken - - - 555 again\n");
  assert_int_equal(acd_callback_cancel(host.engine, host.now, call), ACD_OK);
  told(&heard, "callback_ended - - - 555 again\n");
  told(&heard, "call_ended - - main 555 later\n");
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(each_names_what_it_is_about)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
