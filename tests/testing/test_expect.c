/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations: what is met, and how a difference reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <acd/testing_cmocka.h>

static int setup(void **state)
{
  acd_testing *test;
  if (acd_testing_new(&test)) return -1;
  *state = test;
  define_file(test, CENTRE);
  return 0;
}

/* Tests of expectations that are not met end well all the same. */
static int teardown(void **state)
{
  return acd_testing_end(*state);
}

/* How the failure begins. */
static void fails_like(const acd_testing *test, const char *text)
{
  assert_memory_equal(acd_testing_failure(test), text, strlen(text));
}

static void fails(acd_testing *test, int status, const char *text)
{
  assert_int_equal(status, ACD_ERR_STATE);
  assert_string_equal(acd_testing_failure(test), text);
  /* And line by line, as the macros print it. */
  const char *line = NULL;
  while ((line = acd_testing_failure_line(test, line)) != NULL) {
    assert_memory_equal(line, text, strlen(line));
    text += strlen(line) + (text[strlen(line)] == '\n');
  }
  assert_string_equal(text, "");
}

static void the_first_difference_is_marked(void **state)
{
  acd_testing *test = *state;
  agent_is(test, "bob", ACD_PRESENCE_LOGGED_OUT);
  once_agent_answers(test, "ann", 2.5);
  call_arrives(test, "first", "100");
  expect_ring(test, "first", "ann");
  call_arrives(test, "second", "100");
  assert_int_equal(acd_testing_note(test, "a note"), ACD_OK);
  expect_note(test, "a note");
  time_passes(test, 10);
  expect_bridge(test, NULL, NULL);
  expect_at(test, 2.5);
  caller_hangs_up(test, "first");
  expect_release(test, "first", "ann");
  time_passes(test, 10);
  fails(test, acd_testing_expect_action(test, ACD_ACTION_RING, "vip", "ann"),
        "expected: ring ann for vip\n"
        "but was:  ring ann for second, at 20 s\n"
        "         0 s     > define\n"
        "         0 s     > agent_set_presence bob\n"
        "         0 s     > call_arrive first\n"
        "         0 s  ring ann for first                           as expected\n"
        "         0 s     > call_arrive second\n"
        "         0 s     - a note                                  as expected\n"
        "       2.5 s     > result ring ann for first: accepted\n"
        "       2.5 s  bridge ann for first                         as expected\n"
        "       2.5 s     > result bridge ann for first: done\n"
        "        10 s     > call_hangup first\n"
        "        10 s  release ann for first                        as expected\n"
        "        10 s     > result release ann for first: done\n"
        "->      20 s  ring ann for second\n");
  /* It is still the next. */
  expect_ring(test, "second", NULL);
  assert_int_equal(acd_testing_expect_at(test, 19.5), ACD_ERR_STATE);
  fails_like(test, "expected: it at 19.5 s\nbut was:  ring ann for second, at 20 s\n");
}

static void nothing_more(void **state)
{
  acd_testing *test = *state;
  expect_no_more(test);
  fails(test, acd_testing_expect_action(test, ACD_ACTION_PLAY, NULL, NULL),
        "expected: play (any)\nbut was:  nothing more\n         0 s     > define\n");
  fails(test, acd_testing_expect_note(test, "INVITE ann"),
        "expected: note INVITE ann\nbut was:  nothing more\n         0 s     > define\n");
  call_arrives(test, "vip", "800");
  fails(test, acd_testing_expect_no_more(test),
        "expected: no more\n"
        "but was:  ring ann for vip, at 0 s\n"
        "         0 s     > define\n"
        "         0 s     > call_arrive vip\n"
        "->       0 s  ring ann for vip\n");
}

/* A story is expected as it is told, to its end. */
static void a_story(void **state)
{
  acd_testing *test = *state;
  call_arrives(test, "caller", "100");
  time_passes(test, 25);
  const char *right = "0 s ring ann for caller\n\n  ring_stop ann for caller  \n20 s ring bob for caller";
  static const struct {
    const char *story, *failure;
  } wrong[] = {
      {"ring bob for caller", "expected: ring bob for caller\nbut was:  ring ann for caller, at 0 s\n"},
      {"1 s ring ann for caller", "expected: 1 s ring ann for caller\nbut was:  ring ann for caller, at 0 s\n"},
      {"ring ann for caller\n", "expected: no more\nbut was:  ring_stop ann for caller, at 20 s\n"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    acd_testing *again;
    assert_int_equal(acd_testing_new(&again), ACD_OK);
    define_file(again, CENTRE);
    call_arrives(again, "caller", "100");
    time_passes(again, 25);
    assert_int_equal(acd_testing_expect_story(again, wrong[i].story), ACD_ERR_STATE);
    fails_like(again, wrong[i].failure);
    assert_int_equal(acd_testing_end(again), ACD_OK);
  }
  expect_story(test, right);
  assert_int_equal(acd_testing_expect_story(test, "ring ann for caller"), ACD_ERR_STATE);
  expect_story(test, "");
}

/* Events are looked for from the last one on; each sort of lines goes its own way. */
static void events(void **state)
{
  acd_testing *test = *state;
  agent_connects(test, "ann", 1);
  call_arrives(test, "caller", "100");
  time_passes(test, 5);
  expect_event(test, ACD_EVENT_QUEUE_ENTERED, "caller", "support");
  expect_event(test, ACD_EVENT_ANSWERED, NULL, "ann");
  expect_at(test, 1);
  /* That is past. */
  assert_int_equal(acd_testing_expect_event(test, ACD_EVENT_QUEUE_ENTERED, "caller", "support"), ACD_ERR_STATE);
  fails_like(test, "expected: event queue_entered support for caller\nbut was:  not among the events\n");
  expect_ring(test, "caller", "ann");
  caller_hangs_up(test, "caller");
  expect_event(test, ACD_EVENT_CALL_ENDED, "caller", "completed");
  assert_non_null(strstr(acd_testing_story(test), "   * call_ended completed for caller         as expected\n"));
}

/* What the test itself tells is passed over; what it commands by the engine is not. */
static void what_was_told(void **state)
{
  acd_testing *test = *state;
  agent_connects(test, "ann", 0);
  call_arrives(test, "caller", "100");
  expect_ok(test, acd_call_hold(acd_testing_engine(test), acd_testing_now(test), acd_testing_call_id(test, "caller")));
  assert_int_equal(acd_testing_expect_ok(test, acd_agent_ready(acd_testing_engine(test), acd_testing_now(test),
                                                               acd_testing_agent_id(test, "bob"))),
                   ACD_ERR_STATE);
  expect_told(test, "call_hold caller");
  fails(test, acd_testing_expect_told(test, "agent_ready bob"),
        "expected: told agent_ready bob\n"
        "but was:  agent_ready bob, refused: not possible in the present state, at 0 s\n"
        "         0 s     > define\n"
        "         0 s     > call_arrive caller\n"
        "         0 s  ring ann for caller\n"
        "         0 s     > result ring ann for caller: bridged\n"
        "         0 s     > call_hold caller                        as expected\n"
        "         0 s  hold for caller\n"
        "         0 s     > result hold for caller: done\n"
        "->       0 s     > agent_ready bob, refused: not possible in the present state\n");
}

static void states_and_counts(void **state)
{
  acd_testing *test = *state;
  agent_is(test, "ann", ACD_PRESENCE_NOT_READY);
  agent_is(test, "bob", ACD_PRESENCE_NOT_READY);
  call_arrives(test, "caller", "queue:support");
  expect_waiting(test, "support", 1);
  expect_agent(test, "ann", ACD_AGENT_STATE_NOT_READY);
  fails(test, acd_testing_expect_waiting(test, "support", 0), "expected: 0 calls waiting in support\nbut was:  1");
  fails(test, acd_testing_expect_agent(test, "ann", ACD_AGENT_STATE_READY), "expected: ann ready\nbut was:  not_ready");
  assert_int_equal(acd_testing_expect_agent(test, "nobody", ACD_AGENT_STATE_READY), ACD_ERR_NOT_FOUND);
  assert_string_equal(acd_testing_failure(test), "there is no agent nobody");
  assert_int_equal(acd_testing_expect_waiting(test, "nowhere", 0), ACD_ERR_NOT_FOUND);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(the_first_difference_is_marked, setup, teardown),
      cmocka_unit_test_setup_teardown(nothing_more, setup, teardown),
      cmocka_unit_test_setup_teardown(a_story, setup, teardown),
      cmocka_unit_test_setup_teardown(events, setup, teardown),
      cmocka_unit_test_setup_teardown(what_was_told, setup, teardown),
      cmocka_unit_test_setup_teardown(states_and_counts, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
