/* SPDX-License-Identifier: Apache-2.0 */
/* Several calls in hand: acd/agent.h, "Channels and capacity" and "Interruption". */
#include "story.h"

#define CHANNELS "channel voice weight=100\n  interrupt mail\nchannel chat weight=30\nchannel mail weight=50\n"
#define QUEUES                                                                                                         \
  "queue calls channel=voice retry_delay=0s\n  member ann\nqueue chats channel=chat retry_delay=0s\n  member ann\n"    \
  "queue mails channel=mail retry_delay=0s\n  member ann\nqueue desk retry_delay=0s\n  member ann\n"                   \
  "number 1 queue=calls\nnumber 2 queue=chats\nnumber 3 queue=mails\nnumber 4 queue=desk\n"

static void what_there_is_room_for(void **state)
{
  (void)state;
  static const story rows[] = {
      {"by weight: three chats fit", CHANNELS "agent ann\n" QUEUES, "2 2 2 2 x1", "ann1 | ann2 | ann3 | ann- ann4",
       NULL},
      {"a chat beside a mail, not two", CHANNELS "agent ann\n" QUEUES, "3 2 2", "ann1 | ann2", NULL},
      {"a chat leaves no room for a voice call", CHANNELS "agent ann\n" QUEUES, "2 1", "ann1", NULL},
      {"greater capacity", CHANNELS "agent ann capacity=130\n" QUEUES, "2 1 2", "ann1 | ann2", NULL},
      {"at most so many of a channel", CHANNELS "agent ann\n  agent_channel chat max=2\n" QUEUES, "2 2 2 3 x1",
       "ann1 | ann2 | ann- ann3", NULL},
      {"none of a channel", CHANNELS "agent ann\n  agent_channel chat max=0\n" QUEUES, "2 3", "ann2", NULL},
      {"too heavy", CHANNELS "agent ann capacity=40\n" QUEUES, "1 2", "ann2", NULL},
      {"no channel: all of the agent", CHANNELS "agent ann capacity=1000\n" QUEUES, "4 2", "ann1", NULL},
      {"no channel: nothing else in hand", CHANNELS "agent ann capacity=1000\n" QUEUES, "2 4 x1", "ann1 | ann- ann2",
       NULL},
      {"waiting calls are taken in one instant", CHANNELS "agent ann presence=not_ready\n" QUEUES, "2 2 3 2 ann+ +0",
       "ann1 | ann2 ann4", NULL},
      {"capacity that grows takes effect at once", CHANNELS "agent ann\n  agent_channel chat max=1\n" QUEUES, "2 2 !",
       "ann1 | ann2", "agent ann\n  agent_channel chat max=2\n"},
  };
  story_tell(rows, COUNT(rows));
}

/* What the host is asked to do, when a voice call comes to an agent at work on mails. */
static void what_gives_way(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CHANNELS "agent ann wrapup=10s\n" QUEUES);
  acd_id first = host_arrive(&host, "3");
  host_connect(&host, "ann");
  host_pass(&host, SECOND);
  acd_id second = host_arrive(&host, "3");
  host_connect(&host, "ann");
  assert_int_equal(centre_agent(&host, "ann").load, 100);
  host_news(&host);
  acd_id voice = host_arrive(&host, "1");
  host_told(&host, "ring ann");
  assert_int_equal(host_call_state(&host, first), ACD_CALL_STATE_TALKING);
  host_answer(&host, "ring ann", ACD_OUTCOME_BRIDGED);
  host_told(&host, "hold ann, hold ann");
  assert_true(host_action_of(&host, "hold ann")->related == voice);
  assert_int_equal(host_call_state(&host, first), ACD_CALL_STATE_HELD);
  assert_int_equal(host_call_state(&host, second), ACD_CALL_STATE_HELD);
  assert_int_equal(centre_agent(&host, "ann").load, 100);
  assert_int_equal(centre_agent(&host, "ann").lines_count, 3);
  assert_int_equal(acd_call_resume(host.engine, host.now, first), ACD_ERR_STATE);
  host_arrive(&host, "3"); /* what was interrupted comes first */
  host_pass(&host, SECOND);
  host_hangup(&host, voice);
  host_told(&host, "release ann");
  host_pass(&host, 10 * SECOND);
  host_told(&host, "resume ann, resume ann");
  assert_int_equal(host_call_state(&host, first), ACD_CALL_STATE_TALKING);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_ERR_STATE);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), first), ACD_OK);
  assert_int_equal(acd_agent_end_wrapup(host.engine, host.now, host_agent(&host, "ann"), first), ACD_OK);
  host_told(&host, "hangup completed, ring ann");
  host_end(&host);
}

/* A call that comes back to the same agent again and again leaves a wrap-up each time. */
static void wrap_ups_after_the_same_call(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "channel chat weight=30\nagent ann wrapup=100s\nqueue chats channel=chat\n  member ann\n"
                     "number 2 queue=chats\n");
  acd_id ann = host_agent(&host, "ann"), chats = host_queue(&host, "chats");
  acd_id call = host_arrive(&host, "2");
  for (int i = 0; i < 2; i++) {
    host_connect(&host, "ann");
    host_pass(&host, SECOND);
    assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_QUEUE, chats, NULL), ACD_OK);
  }
  host_connect(&host, "ann");
  assert_int_equal(centre_agent(&host, "ann").lines_count, 3);
  assert_true(centre_agent(&host, "ann").call == call);
  acd_time first_until = centre_agent(&host, "ann").wrapup_until_us;
  assert_int_equal(acd_agent_end_wrapup(host.engine, host.now, ann, 0), ACD_ERR_STATE);
  assert_int_equal(acd_agent_end_wrapup(host.engine, host.now, ann, call), ACD_OK);
  assert_true(centre_agent(&host, "ann").wrapup_until_us == first_until + SECOND);
  assert_int_equal(acd_agent_end_wrapup(host.engine, host.now, ann, 0), ACD_OK);
  assert_int_equal(acd_agent_end_wrapup(host.engine, host.now, ann, call), ACD_ERR_STATE);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, ann, 0), ACD_OK);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_there_is_room_for),
      cmocka_unit_test(what_gives_way),
      cmocka_unit_test(wrap_ups_after_the_same_call),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
