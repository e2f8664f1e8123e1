/* SPDX-License-Identifier: Apache-2.0 */
/* The host does its part: it runs as it is, beside a real engine, on a double of the line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <acd/testing_cmocka.h>

#include "pbx.h"

static acd_testing *test;
static pbx *host;

/* The double: writes into the story what the host wants, and does nothing. */
static void say(const char *what, const char *who)
{
  char line[200];
  snprintf(line, sizeof line, "%s %s", what, who);
  acd_testing_note(test, line);
}

static void invite(void *user, const char *agent)
{
  (void)user;
  say("INVITE", agent);
}

static void cancel(void *user, const char *agent)
{
  (void)user;
  say("CANCEL", agent);
}

static void connect(void *user, const char *caller, const char *agent)
{
  (void)user;
  say(caller, agent);
}

static void bye(void *user, const char *who)
{
  (void)user;
  say("BYE", who);
}

static int setup(void **state)
{
  (void)state;
  const pbx_line line = {NULL, invite, cancel, connect, bye};
  if (acd_testing_new(&test)) return -1;
  host = pbx_new(acd_testing_options(test), &line);
  if (!host || acd_testing_attach(test, pbx_engine(host), pbx_run, host)) return -1;
  define_file(test, CENTRE);
  return 0;
}

static int teardown(void **state)
{
  (void)state;
  pbx_free(host);
  return acd_testing_end(test);
}

static acd_time now(void)
{
  return acd_testing_now(test);
}

static void a_busy_phone_is_told_as_busy(void **state)
{
  (void)state;
  expect_ok(test, pbx_incoming(host, now(), "+4930123", "100"));
  expect_told(test, "call_arrive call 1");
  expect_ring(test, "call 1", "ann");
  expect_note(test, "INVITE ann");
  time_passes(test, 1);
  expect_ok(test, pbx_response(host, now(), "ann", 486));
  expect_told(test, "result ring ann for call 1: busy");
  expect_ring(test, "call 1", "bob");
  expect_note(test, "INVITE bob");
}

static void a_phone_that_is_silent_is_cancelled(void **state)
{
  (void)state;
  expect_ok(test, pbx_incoming(host, now(), "+4930123", "100"));
  time_passes(test, 20);
  expect_ok(test, pbx_response(host, now(), "bob", 200));
  expect_story(test, "0 s ring ann for call 1\n"
                     "0 s INVITE ann\n"
                     "20 s ring_stop ann for call 1\n"
                     "20 s CANCEL ann\n"
                     "20 s ring bob for call 1\n"
                     "20 s INVITE bob\n"
                     "20 s bridge bob for call 1\n"
                     "20 s +4930123 bob\n");
  expect_event(test, ACD_EVENT_ANSWERED, "call 1", "bob");
}

/* Ann's 200 crosses our CANCEL: it is too late, and nobody talks to her. */
static void an_answer_that_comes_too_late(void **state)
{
  (void)state;
  expect_ok(test, pbx_incoming(host, now(), "+4930123", "100"));
  time_passes(test, 20);
  assert_int_equal(pbx_response(host, now(), "ann", 200), ACD_ERR_STATE);
  expect_ok(test, pbx_caller_bye(host, now(), "+4930123"));
  expect_agent(test, "ann", ACD_AGENT_STATE_READY);
  expect_event(test, ACD_EVENT_CALL_ENDED, "call 1", "abandoned");
}

/* Whatever request for memory fails, the host leaks nothing, and the next call is served. */
static void memory_runs_out(void **state)
{
  (void)state;
  acd_testing_memory *memory = acd_testing_memory_get(test);
  int refused = 0;
  for (int64_t fail_at = 1, failed = 1; failed; fail_at++) {
    memory->fail_at = memory->requests + fail_at;
    failed = memory->failed;
    int status = pbx_incoming(host, now(), "+4930123", "100");
    failed = memory->failed - failed;
    memory->fail_at = 0;
    refused += status == ACD_ERR_NOMEM;
    if (!status) expect_ok(test, pbx_caller_bye(host, now(), "+4930123"));
  }
  expect_ok(test, pbx_incoming(host, now(), "+4930123", "100"));
  expect_event(test, ACD_EVENT_OFFERED, NULL, "ann");
  assert_true(refused > 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_busy_phone_is_told_as_busy, setup, teardown),
      cmocka_unit_test_setup_teardown(a_phone_that_is_silent_is_cancelled, setup, teardown),
      cmocka_unit_test_setup_teardown(an_answer_that_comes_too_late, setup, teardown),
      cmocka_unit_test_setup_teardown(memory_runs_out, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
