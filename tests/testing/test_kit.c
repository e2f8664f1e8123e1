/* SPDX-License-Identifier: Apache-2.0 */
/* The kit itself: its clock, its host, its memory, its end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/testing_cmocka.h>

static int setup(void **state)
{
  acd_testing *test;
  if (acd_testing_new(&test)) return -1;
  *state = test;
  return 0;
}

static int teardown(void **state)
{
  return acd_testing_end(*state);
}

/* How the failure begins. */
static void fails_like(const acd_testing *test, const char *text)
{
  assert_memory_equal(acd_testing_failure(test), text, strlen(text));
}

/* A look-up, a menu, and a schedule behind it. */
static const char flow[] =
    "{\"agents\": {\"ann\": {}}, \"queues\": {\"desk\": {\"members\": [\"ann\"]}},"
    " \"schedules\": {\"office\": {\"hours\": [{\"days\": \"mon-fri\", \"from\": \"09:00\", \"to\": \"17:00\"}]}},"
    " \"numbers\": {\"100\": \"main\"},"
    " \"flows\": {\"main\": {\"start\": \"who\", \"nodes\": {"
    "   \"who\": {\"kind\": \"host\", \"operation\": \"find\", \"attribute\": \"who\","
    "             \"exits\": {\"next\": \"menu\", \"error\": \"sorry\", \"timeout\": \"sorry\"}},"
    "   \"sorry\": {\"kind\": \"play\", \"prompt\": \"sorry\", \"exits\": {\"next\": \"menu\"}},"
    "   \"menu\": {\"kind\": \"menu\", \"prompt\": \"press-2\", \"attempts\": 1,"
    "              \"exits\": {\"2\": \"open\", \"no_input\": \"bye\", \"no_match\": \"bye\"}},"
    "   \"open\": {\"kind\": \"hours\", \"schedule\": \"office\", \"exits\": {\"open\": \"desk\", \"closed\": "
    "\"bye\"}},"
    "   \"desk\": {\"kind\": \"queue\", \"queue\": \"desk\"},"
    "   \"bye\": {\"kind\": \"play\", \"prompt\": \"bye\"}}}}}";

static void answers_come_as_they_were_said(void **state)
{
  acd_testing *test = *state;
  define_text(test, flow);
  it_is(test, "2026-11-23 16:59:30"); /* a Monday */
  lookup_fails(test, "find", 2);
  lookup_gives(test, "find", "gold", 1); /* the later rule counts */
  keys_come(test, "press-2", "2", 0.5);
  agent_refuses(test, NULL, 1);
  once_agent_is_silent(test, "ann");
  call_arrives(test, "first", "100");
  time_passes(test, 2);
  expect_story(test, "0 s host find for first\n"
                     "1 s collect press-2 for first\n"
                     "1.5 s ring ann for first");
  caller_hangs_up(test, "first");
  expect_ring_stop(test, "first", "ann");

  time_passes(test, 30); /* it is five o'clock, so the next finds nobody */
  assert_int_equal(acd_testing_answer_once(test, ACD_ACTION_HOST, "find", ACD_OUTCOME_FAILED, NULL, 0), ACD_OK);
  call_arrives(test, "second", "100");
  time_passes(test, 1);
  expect_story(test, "32 s host find for second\n"
                     "32 s play sorry for second\n"
                     "32 s collect press-2 for second\n"
                     "32.5 s play bye for second\n"
                     "32.5 s hangup flow for second");
}

/* Without a rule: no key is pressed, and who waits for one may still press it; agents let it ring. */
static void answers_that_nobody_gave(void **state)
{
  acd_testing *test = *state;
  define_text(test, flow);
  it_is(test, "2026-11-23 10:00");
  ignore_actions(test, ACD_ACTION_HOST);
  call_arrives(test, "silent", "100");
  call_arrives(test, "quick", "100");
  expect_collect(test, "silent", "press-2");
  expect_collect(test, "quick", "press-2");
  caller_presses(test, "quick", "2");
  expect_ring(test, "quick", "ann");
  time_passes(test, 10);
  expect_play(test, "silent", "bye");
  expect_hangup(test, "silent", "flow");
  expect_no_more(test);
  host_answers(test, ACD_ACTION_RING, "quick", "ann", ACD_OUTCOME_BRIDGED, NULL);
  expect_agent(test, "ann", ACD_AGENT_STATE_BUSY);
  agent_hangs_up(test, "ann");
  expect_hangup(test, "quick", "completed");
  assert_int_equal(acd_testing_result(test, ACD_ACTION_RING, "quick", "ann", ACD_OUTCOME_BRIDGED, NULL), ACD_ERR_STALE);
  assert_int_equal(acd_testing_result(test, ACD_ACTION_DIAL, NULL, NULL, ACD_OUTCOME_DONE, NULL), ACD_ERR_NOT_FOUND);
}

static void refusals_say_why(void **state)
{
  acd_testing *test = *state;
  assert_int_equal(
      acd_testing_define_text(test, "{\"agents\": {\"ann\": {}},\n \"queues\": {\"desk\": {\"stratgy\": 1}}}"),
      ACD_ERR_DEFINITION);
  assert_non_null(strstr(acd_testing_failure(test), "2:22: /queues/desk/stratgy: unknown key"));
  assert_int_equal(acd_testing_define_file(test, "no such file"), ACD_ERR_IO);
  assert_non_null(strstr(acd_testing_failure(test), "no such file"));
  define_text(test, flow);
  assert_int_equal(acd_testing_arrive(test, "caller", "999"), ACD_ERR_NOT_FOUND);
  assert_string_equal(acd_testing_failure(test), "the arrival of caller: not found");
  assert_int_equal(acd_testing_arrive(test, "caller", "queue:nowhere"), ACD_ERR_NOT_FOUND);
  call_arrives(test, "caller", "flow:main");
  assert_int_equal(acd_testing_arrive(test, "caller", "100"), ACD_ERR_STATE);
  assert_string_equal(acd_testing_failure(test), "there is a call caller already");
  assert_int_equal(acd_testing_hangup(test, "nobody"), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_testing_set_presence(test, "nobody", ACD_PRESENCE_AVAILABLE), ACD_ERR_NOT_FOUND);
  static const char *const moments[] = {"",
                                        "2026-11-23",
                                        "2026-13-01 10:00",
                                        "2026-02-29 10:00",
                                        "2026-12-32 10:00",
                                        "2026-11-23 24:00",
                                        "2026-11-23 10:00Z"};
  for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
    assert_int_equal(acd_testing_set_wall(test, moments[i]), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_testing_pass(test, -1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_testing_answer(test, 0, NULL, ACD_OUTCOME_DONE, NULL, 0), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_testing_answer(test, ACD_ACTION_RING, NULL, ACD_OUTCOME_TIMEOUT, NULL, 0), ACD_ERR_ARGUMENT);
  /* An answer that makes no sense is told when it is given. */
  assert_int_equal(acd_testing_answer(test, ACD_ACTION_HOST, "find", ACD_OUTCOME_BUSY, NULL, 0), ACD_OK);
  assert_int_equal(acd_testing_arrive(test, "other", "100"), ACD_ERR_ARGUMENT);
  fails_like(test, "what was said to be answered is refused: host find for other: busy");
}

/* The moments of the wall clock, as the schedule of the definition sees them. */
static void the_wall_clock(void **state)
{
  acd_testing *test = *state;
  static const struct {
    const char *moment;
    int64_t date, clock_s;
  } moments[] = {{"1970-01-01 00:00", 19700101, 0},
                 {"2000-02-29 23:59:58", 20000229, 86398},
                 {"2026-11-23 09:30", 20261123, 34200},
                 {"2100-03-01 00:00", 21000301, 0}};
  define_text(test, flow);
  acd_id office;
  assert_int_equal(acd_schedule_find(acd_testing_engine(test), "office", &office), ACD_OK);
  for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
    it_is(test, moments[i].moment);
    time_passes(test, 1);
    acd_schedule_verdict verdict = {.size = sizeof verdict};
    assert_int_equal(acd_schedule_now(acd_testing_engine(test), office, &verdict), ACD_OK);
    assert_int_equal(verdict.local_date, moments[i].date);
    assert_int_equal(verdict.local_clock_us, (moments[i].clock_s + 1) * ACD_SECOND);
  }
}

/* ---- the clock ---- */

static void hang_up(void *user, acd_time now_us)
{
  acd_testing *test = user;
  assert_int_equal(now_us, acd_testing_now(test));
  acd_testing_note(test, "it is time");
  assert_int_equal(acd_call_hangup(acd_testing_engine(test), now_us, acd_testing_call_id(test, "caller")), ACD_OK);
}

/* At one instant: the engine's timers, then what was made to come, in the order in which it was. */
static void the_order_of_one_instant(void **state)
{
  acd_testing *test = *state;
  define_file(test, CENTRE);
  agent_refuses(test, "bob", 10);
  call_arrives(test, "caller", "100");
  assert_int_equal(acd_testing_later(test, 30, hang_up, test), ACD_OK);
  assert_int_equal(acd_testing_later(test, -1, hang_up, test), ACD_ERR_ARGUMENT);
  time_passes(test, 100);
  expect_story(test, "0 s ring ann for caller\n"
                     "20 s ring_stop ann for caller\n"
                     "20 s ring bob for caller\n"
                     "30 s it is time\n"
                     "30 s ring_stop bob for caller");
  assert_true(acd_testing_now(test) == 100 * ACD_SECOND);
}

/* A host that forgets to run is found out, and does not hang the test. */
static int lazy(void *user, acd_time now_us)
{
  (void)now_us;
  return *(int *)user;
}

static void a_host_that_does_nothing(void **state)
{
  acd_testing *test = *state;
  acd_engine *engine;
  int status = ACD_OK;
  assert_int_equal(acd_engine_new(acd_testing_options(test), &engine), ACD_OK);
  assert_int_equal(acd_testing_attach(test, engine, lazy, &status), ACD_OK);
  define_file(test, CENTRE);
  call_arrives(test, "caller", "100");
  assert_int_equal(acd_testing_pass(test, 30), ACD_ERR_LIMIT);
  assert_string_equal(acd_testing_failure(test), "the host has run, and does not do what the engine has due");
  status = ACD_ERR_HOOK;
  assert_int_equal(acd_testing_pass(test, 30), ACD_ERR_HOOK);
  assert_string_equal(acd_testing_failure(test), "the host failed: a hook of the host failed");
  acd_engine_free(engine);
}

static void an_engine_is_attached_in_time(void **state)
{
  acd_testing *test = *state;
  assert_ptr_equal(acd_testing_engine(test), acd_testing_engine(test));
  assert_int_equal(acd_testing_attach(test, acd_testing_engine(test), NULL, NULL), ACD_ERR_STATE);
  acd_id call = 1;
  assert_int_equal(acd_testing_name_call(test, call, ""), ACD_ERR_ARGUMENT);
}

/* ---- memory ---- */

static void memory_is_counted_and_fails(void **state)
{
  (void)state;
  acd_testing_memory memory = {.size = sizeof memory, .fail_at = 3};
  acd_allocator allocator;
  acd_testing_memory_allocator(&memory, &allocator);
  unsigned char *first = allocator.memory(allocator.user, NULL, 0, 10);
  assert_int_equal(first[9], 0xa5);
  first[0] = 7;
  unsigned char *moved = allocator.memory(allocator.user, first, 10, 100);
  assert_int_equal(moved[0], 7);
  assert_int_equal(moved[99], 0xa5);
  assert_null(allocator.memory(allocator.user, moved, 100, 200)); /* and it is as it was */
  assert_int_equal(moved[0], 7);
  assert_int_equal(memory.bytes, 100);
  assert_int_equal(memory.bytes_max, 100);
  assert_int_equal(memory.blocks, 1);
  assert_int_equal(memory.failed, 1);
  assert_int_equal(memory.mistaken, 0);
  assert_null(allocator.memory(allocator.user, moved, 99, 0));
  assert_int_equal(memory.mistaken, 1);
  assert_int_equal(memory.bytes, 0);
  assert_int_equal(memory.blocks, 0);

  memory = (acd_testing_memory){.size = sizeof memory, .fail_at = 2, .fail_after = 1};
  for (int i = 1; i < 5; i++) {
    void *block = allocator.memory(allocator.user, NULL, 0, 8);
    assert_int_equal(block == NULL, i >= 2);
    allocator.memory(allocator.user, block, block ? 8 : 0, 0);
  }
  memory = (acd_testing_memory){.size = sizeof memory, .fail_ppm = 250000, .seed = 5};
  for (int i = 0; i < 4000; i++) {
    void *block = allocator.memory(allocator.user, NULL, 0, 8);
    allocator.memory(allocator.user, block, block ? 8 : 0, 0);
  }
  assert_true(memory.failed > 900 && memory.failed < 1100);
}

/* Whatever request of a day's work fails, the step says so, nothing leaks, and the laws hold. */
static void a_sweep(void **state)
{
  (void)state;
  int64_t failed = 1;
  int told = 0;
  for (int64_t fail_at = 2; failed; fail_at++) { /* the first is that of the options */
    acd_testing *test;
    assert_int_equal(acd_testing_new(&test), ACD_OK);
    acd_testing_memory_get(test)->fail_at = fail_at;
    int status = acd_testing_define_file(test, CENTRE);
    if (!status) status = acd_testing_arrive(test, "caller", "100");
    if (!status) status = acd_testing_pass(test, 60);
    if (!status) status = acd_testing_hangup(test, "caller");
    failed = acd_testing_memory_get(test)->failed;
    told += status == ACD_ERR_NOMEM;
    assert_true(status == (failed ? ACD_ERR_NOMEM : ACD_OK));
    if (failed) assert_string_not_equal(acd_testing_failure(test), "");
    assert_int_equal(acd_testing_end(test), ACD_OK);
  }
  assert_true(told > 20);
}

/* What is left at the end is found: here a definition that nobody frees. */
static void a_leak_is_found(void **state)
{
  (void)state;
  acd_testing *test;
  assert_int_equal(acd_testing_new(&test), ACD_OK);
  acd_allocator allocator;
  acd_testing_memory_allocator(acd_testing_memory_get(test), &allocator);
  void *leaked = allocator.memory(allocator.user, NULL, 0, 20);
  FILE *said = tmpfile();
  assert_non_null(said);
  (void)said;
  assert_int_equal(acd_testing_end(test), ACD_ERR_INVARIANT);
  free((max_align_t *)leaked - 1);
  fclose(said);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(answers_come_as_they_were_said, setup, teardown),
      cmocka_unit_test_setup_teardown(answers_that_nobody_gave, setup, teardown),
      cmocka_unit_test_setup_teardown(refusals_say_why, setup, teardown),
      cmocka_unit_test_setup_teardown(the_wall_clock, setup, teardown),
      cmocka_unit_test_setup_teardown(the_order_of_one_instant, setup, teardown),
      cmocka_unit_test_setup_teardown(a_host_that_does_nothing, setup, teardown),
      cmocka_unit_test_setup_teardown(an_engine_is_attached_in_time, setup, teardown),
      cmocka_unit_test(memory_is_counted_and_fails),
      cmocka_unit_test(a_sweep),
      cmocka_unit_test(a_leak_is_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
