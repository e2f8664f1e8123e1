/* SPDX-License-Identifier: Apache-2.0 */
/* What a host sees of channels: in actions, in events, and when it asks. */
#include <stdio.h>

#include "centre.h"

static const char *const centre =
    "channel voice weight=100\n  interrupt mail\nchannel mail weight=50\nagent ann wrapup=10s\n"
    "queue calls channel=voice retry_delay=0s\n  member ann\n"
    "queue mails channel=mail retry_delay=0s\n  member ann\nqueue desk\n  member ann\n"
    "number 1 queue=calls\nnumber 3 queue=mails\nnumber 4 queue=desk\n";

static acd_id channel_of(const test_host *host, const char *name)
{
  acd_id channel;
  assert_int_equal(acd_channel_find(host->engine, name, &channel), ACD_OK);
  assert_true(channel > 0 && channel < INT64_C(1) << 53); /* every language's numbers hold it */
  return channel;
}

static acd_channel_info info_of(const test_host *host, acd_id channel)
{
  acd_channel_info info = {.size = sizeof info};
  assert_int_equal(acd_channel_get(host->engine, channel, &info), ACD_OK);
  return info;
}

static void actions_say_the_channel(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, centre);
  acd_id voice = channel_of(&host, "voice"), mail = channel_of(&host, "mail");
  host_arrive(&host, "3");
  host_connect(&host, "ann");
  acd_id second = host_arrive(&host, "3");
  host_connect(&host, "ann");
  acd_id call = host_arrive(&host, "1");
  host_pull(&host);
  assert_true(host_action_of(&host, "ring ann")->channel == voice);
  host_hangup(&host, call);
  host_pull(&host);
  assert_true(host_action_of(&host, "ring_stop ann")->channel == voice); /* the call is gone */
  call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  assert_true(host_action_of(&host, "bridge ann")->channel == voice);
  assert_true(host_action_of(&host, "hold ann")->channel == mail);
  assert_int_equal(host_action_of(&host, "hold ann")->value, 0);
  host_hangup(&host, call);
  host_hangup(&host, second);
  host_pull(&host);
  assert_true(host_action_of(&host, "release ann")->channel == mail);
  host_end(&host);

  host_begin(&host, NULL);
  host_define(&host, centre);
  host_arrive(&host, "4");
  host_pull(&host);
  assert_true(host_action_of(&host, "ring ann")->channel == 0);
  host_end(&host);
}

static void events_name_what_is_in_hand(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, centre);
  acd_id voice = channel_of(&host, "voice"), mail = channel_of(&host, "mail");
  acd_id first = host_arrive(&host, "3");
  assert_true(centre_event(&host, ACD_EVENT_OFFERED, first)->channel == mail);
  const acd_event *reserved = centre_event(&host, ACD_EVENT_AGENT_STATE, 0);
  assert_int_equal(reserved->detail, ACD_AGENT_STATE_RESERVED);
  assert_true(reserved->call == first && reserved->channel == mail);
  host_connect(&host, "ann");
  assert_int_equal(centre_event(&host, ACD_EVENT_AGENT_STATE, first)->detail, ACD_AGENT_STATE_BUSY);
  host_pass(&host, SECOND);
  acd_id call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  assert_true(centre_event(&host, ACD_EVENT_HELD, first)->channel == mail);
  assert_true(centre_event(&host, ACD_EVENT_HELD, first)->value == call);
  host_hangup(&host, call);
  host_hangup(&host, first);
  const acd_event *wraps = centre_event(&host, ACD_EVENT_AGENT_STATE, 0);
  assert_int_equal(wraps->detail, ACD_AGENT_STATE_WRAPUP);
  assert_true(wraps->call != 0 && wraps->call_ref == 0); /* it has ended */
  host_pass(&host, 10 * SECOND);
  assert_true(centre_event(&host, ACD_EVENT_WRAPUP_ENDED, call)->channel == voice);
  assert_true(centre_event(&host, ACD_EVENT_WRAPUP_ENDED, first)->channel == mail);
  assert_int_equal(centre_event(&host, ACD_EVENT_WRAPUP_ENDED, first)->value, 0);
  assert_int_equal(centre_event(&host, ACD_EVENT_WRAPUP_ENDED, first)->flow, 0);
  const acd_event *ready = centre_event(&host, ACD_EVENT_AGENT_STATE, 0);
  assert_true(ready->detail == ACD_AGENT_STATE_READY && ready->call == 0 && ready->channel == 0);
  host_end(&host);
}

/* A wrap-up after a transfer: the call lives, and has its reference. */
static void a_wrap_up_knows_a_call_that_went_on(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, centre);
  acd_arrival arrival = {.size = sizeof arrival, .host_ref = 77, .queue = host_queue(&host, "mails")};
  acd_id call;
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  host_connect(&host, "ann");
  assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "desk"), NULL),
                   ACD_OK);
  host_pass(&host, 10 * SECOND);
  const acd_event *ended = centre_event(&host, ACD_EVENT_WRAPUP_ENDED, call);
  assert_int_equal(ended->call_ref, 77);
  assert_true(ended->channel == channel_of(&host, "mail")); /* where the wrap-up counts, not the call by now */
  host_end(&host);
}

static void channels_are_listed(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, centre);
  acd_id voice = channel_of(&host, "voice"), mail = channel_of(&host, "mail");
  assert_true(acd_channel_next(host.engine, 0) == voice);
  assert_true(acd_channel_next(host.engine, voice) == mail);
  assert_true(acd_channel_next(host.engine, mail) == 0);
  assert_true(acd_channel_next(host.engine, host_queue(&host, "desk")) == 0);
  assert_int_equal(acd_channel_interrupts(host.engine, voice, mail), 1);
  assert_int_equal(acd_channel_interrupts(host.engine, mail, voice), 0);
  assert_int_equal(acd_channel_interrupts(host.engine, mail, 0), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_channel_interrupts(NULL, mail, mail), ACD_ERR_ARGUMENT);
  acd_channel_info small = {.size = 4};
  assert_int_equal(acd_channel_get(host.engine, voice, &small), ACD_ERR_ARGUMENT);

  for (int i = 0; i < 4; i++) host_arrive(&host, "3");
  host_connect(&host, "ann");
  acd_channel_info info = info_of(&host, mail);
  assert_string_equal(info.name, "mail");
  assert_int_equal(info.weight, 50);
  assert_int_equal(info.lines_count, 2);   /* one talks, one rings */
  assert_int_equal(info.waiting_count, 3); /* the one that rings waits */
  assert_int_equal(info_of(&host, voice).lines_count, 0);

  /* One that goes has its last calls; one that comes has another place, though it may have another's number. */
  host_change(&host, "- queue calls\n- queue mails\n- channel mail\n- number 1\n- number 3\n- channel voice\n"
                     "channel chat weight=10\nagent bob\n");
  info = info_of(&host, mail);
  assert_true(info.closed == 1 && info.weight == 50 && info.lines_count == 2 && info.waiting_count == 3);
  assert_true(acd_channel_next(host.engine, 0) == mail);
  assert_true(acd_channel_next(host.engine, mail) == channel_of(&host, "chat"));
  assert_int_equal(acd_channel_get(host.engine, voice, &info), ACD_ERR_STALE);
  assert_true(acd_channel_next(host.engine, voice) == 0);
  host_end(&host);
}

/* Sixteen with a call each, replaced by sixteen others. */
static void too_many_with_those_that_are_gone(void **state)
{
  (void)state;
  test_host host;
  static outline first, others;
  acd_id calls[16];
  char name[8];
  host_begin(&host, NULL);
  outline_write(&first, "agent ann\n");
  for (int i = 0; i < 16; i++) {
    outline_write(&first, "channel a%d weight=10\nqueue q%d channel=a%d\n  member ann\nnumber %d queue=q%d\n", i, i, i,
                  i, i);
    outline_write(&others, "%schannel b%d weight=10\n", i ? "" : "agent ann\n", i);
  }
  host_define(&host, first.text);
  for (int i = 0; i < 16; i++) {
    snprintf(name, sizeof name, "%d", i);
    calls[i] = host_arrive(&host, name);
  }
  acd_error error = {.size = sizeof error};
  assert_int_equal(host_submit(&host, ACD_DEFINE_WHOLE, others.text), ACD_ERR_DEFINITION);
  assert_int_equal(acd_engine_errors_count(host.engine), 1);
  assert_int_equal(acd_engine_error_at(host.engine, 0, &error), ACD_OK);
  assert_int_equal(error.code, ACD_ERR_LIMIT);
  assert_int_equal(error.object, 17); /* the last: 15 found a place */
  assert_string_equal(error.path, "channel \"b15\"");
  assert_true(*error.text && *error.expected);
  channel_of(&host, "a15"); /* as before */
  host_hangup(&host, calls[3]);
  host_define(&host, "agent ann\n"); /* all are gone but for their last calls, the fourth wholly */
  host_define(&host, others.text);
  channel_of(&host, "b15");
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(actions_say_the_channel),
      cmocka_unit_test(events_name_what_is_in_hand),
      cmocka_unit_test(a_wrap_up_knows_a_call_that_went_on),
      cmocka_unit_test(channels_are_listed),
      cmocka_unit_test(too_many_with_those_that_are_gone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
