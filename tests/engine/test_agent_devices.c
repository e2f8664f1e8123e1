/* SPDX-License-Identifier: Apache-2.0 */
/* Several devices of an agent: acd/agent.h, "Devices". */
#include "centre.h"

#include <stdio.h>

#define QUEUE "queue desk ring_timeout=20s retry_delay=0s misses_max=9\n  member ann\nnumber 100 queue=desk\n"
#define THREE "agent ann\n  device desk ring_timeout=5s\n  device soft ring_timeout=6s\n  device mobile\n" QUEUE

static acd_device_info device(const test_host *host, const char *name)
{
  acd_device_info info = {.size = sizeof info};
  for (size_t i = 0; acd_agent_device(host->engine, host_agent(host, "ann"), i, &info) == ACD_OK; i++)
    if (strcmp(info.name, name) == 0) {
      assert_true(info.device > 0 && info.device < INT64_C(1) << 53);
      return info;
    }
  fail_msg("no device %s", name);
  return info;
}

static void busy(test_host *host, const char *name, int64_t is)
{
  acd_id id = name ? device(host, name).device : 0;
  assert_int_equal(acd_agent_elsewhere(host->engine, host->now, host_agent(host, "ann"), id, is), ACD_OK);
  host_check(host);
}

static void begin(test_host *host, const char *centre)
{
  host_begin(host, NULL);
  host_define(host, centre);
}

typedef struct
try {
  acd_time after_us; /* since the try before; 0: at once */
  const char *words;
  int64_t outcome; /* 0: nobody answers */
  const char *told;
}
try;

/* One call; what is asked of the host, device by device. `ended`: ACD_OFFER_… of the offer, 0: it lasts. */
static void one_after_the_other(void **state)
{
  static const struct {
    const char *name;
    const char *centre;
    const char *busy;
    const char *first;
    try tries[4];
    int64_t ended;
    acd_time rung_us;
  } rows[] = {
      {"no answer, three times, within the queue's time",
       THREE,
       NULL,
       "ring ann.desk",
       {{5 * SECOND, NULL, 0, "ring_stop ann.desk, ring ann.soft"},
        {6 * SECOND, NULL, 0, "ring_stop ann.soft, ring ann.mobile"},
        {9 * SECOND, NULL, 0, "ring_stop ann.mobile, ring ann.desk"}},
       ACD_OFFER_NO_ANSWER,
       20 * SECOND},
      {"busy and failed go on at once",
       THREE,
       NULL,
       "ring ann.desk",
       {{0, "ring ann.desk", ACD_OUTCOME_BUSY, "ring ann.soft"},
        {SECOND, "ring ann.soft", ACD_OUTCOME_FAILED, "ring ann.mobile"},
        {0, "ring ann.mobile", ACD_OUTCOME_BUSY, "ring ann.desk"}},
       ACD_OFFER_BUSY,
       SECOND},
      {"rejected is the agent's word",
       THREE,
       NULL,
       "ring ann.desk",
       {{0, "ring ann.desk", ACD_OUTCOME_REJECTED, "ring ann.desk"}},
       ACD_OFFER_REJECTED,
       0},
      {"accepted at the second",
       THREE,
       NULL,
       "ring ann.desk",
       {{0, "ring ann.desk", ACD_OUTCOME_BUSY, "ring ann.soft"},
        {0, "ring ann.soft", ACD_OUTCOME_ACCEPTED, "bridge ann.soft"}},
       ACD_OFFER_ACCEPTED,
       0},
      {"one that is busy is passed over",
       THREE,
       "desk",
       "ring ann.soft",
       {{6 * SECOND, NULL, 0, "ring_stop ann.soft, ring ann.mobile"},
        {14 * SECOND, NULL, 0, "ring_stop ann.mobile, ring ann.soft"}},
       ACD_OFFER_NO_ANSWER,
       20 * SECOND},
      {"also on the way",
       THREE,
       "soft",
       "ring ann.desk",
       {{5 * SECOND, NULL, 0, "ring_stop ann.desk, ring ann.mobile"}},
       0,
       0},
      {"a device's time does not outlast the offer",
       "agent ann ring_timeout=8s\n  device desk ring_timeout=5s\n  device soft ring_timeout=6s\n  device "
       "mobile\n" QUEUE,
       NULL,
       "ring ann.desk",
       {{5 * SECOND, NULL, 0, "ring_stop ann.desk, ring ann.soft"},
        {3 * SECOND, NULL, 0, "ring_stop ann.soft, ring ann.desk"}},
       ACD_OFFER_NO_ANSWER,
       8 * SECOND},
      {"the first without a time of its own takes all of it",
       "agent ann\n  device desk\n  device soft\n" QUEUE,
       NULL,
       "ring ann.desk",
       {{20 * SECOND, NULL, 0, "ring_stop ann.desk, ring ann.desk"}},
       ACD_OFFER_NO_ANSWER,
       20 * SECOND},
      {"channels",
       "channel chat\nchannel voice\nagent ann\n  device soft channel=chat\n  device desk channel=voice\n"
       "  device mobile\nqueue desk channel=voice ring_timeout=20s retry_delay=0s\n  member ann\nnumber 100 "
       "queue=desk\n",
       NULL,
       "ring ann.desk",
       {{0, "ring ann.desk", ACD_OUTCOME_BUSY, "ring ann.mobile"}},
       0,
       0},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, rows[i].centre);
    if (rows[i].busy) busy(&host, rows[i].busy, 1);
    acd_id call = host_arrive(&host, "100");
    host_told(&host, rows[i].first);
    size_t rings = 0;
    for (const try *at = rows[i].tries; at < rows[i].tries + 4 && at->told; at++) {
      host_done(&host); /* the deadlines of what is done concern nobody */
      if (!at->words) assert_true(acd_engine_deadline(host.engine) == host.now + at->after_us);
      if (at->after_us) host_pass(&host, at->after_us);
      if (at->words) host_answer(&host, at->words, at->outcome);
      if (strcmp(host_news(&host), at->told) != 0) fail_msg("%s: %s", rows[i].name, host.news);
      host_check(&host);
      rings++;
    }
    /* Each is one offer, and one miss. */
    int missed = rows[i].ended && rows[i].ended != ACD_OFFER_ACCEPTED;
    assert_int_equal(host_events(&host, ACD_EVENT_OFFERED, -1), 1 + missed);
    assert_int_equal(host_events(&host, ACD_EVENT_OFFER_ENDED, -1), rows[i].ended != 0);
    assert_int_equal(host_events(&host, ACD_EVENT_OFFER_ENDED, rows[i].ended), rows[i].ended != 0);
    assert_int_equal(host_events(&host, ACD_EVENT_RINGS_ON, -1), rings - (rows[i].ended != 0));
    assert_int_equal(centre_agent(&host, "ann").misses_count, missed);
    if (rows[i].ended) assert_int_equal(centre_event(&host, ACD_EVENT_OFFER_ENDED, call)->value_us, rows[i].rung_us);
    host_end(&host);
  }
}

/* What is told of a ring that goes on; and of the device, as long as it is in use. */
static void what_is_told(void **state)
{
  (void)state;
  test_host host;
  begin(&host, THREE);
  acd_id ann = host_agent(&host, "ann"), call = host_arrive(&host, "100");
  acd_id desk = device(&host, "desk").device, soft = device(&host, "soft").device;
  assert_string_equal(acd_device_name(host.engine, soft), "soft");
  assert_int_equal(centre_agent(&host, "ann").devices_count, 3);
  assert_true(centre_event(&host, ACD_EVENT_OFFERED, call)->value == desk);
  assert_int_equal(host_action_of(&host, "ring ann.desk")->deadline_us, 5 * SECOND);
  host_pass(&host, 5 * SECOND);
  const acd_event *on = centre_event(&host, ACD_EVENT_RINGS_ON, call);
  assert_true(on->value == soft && on->value_us == 5 * SECOND && on->detail == ACD_OFFER_NO_ANSWER && on->agent == ann);
  assert_int_equal(host_action_of(&host, "ring ann.soft")->deadline_us, 11 * SECOND);
  assert_int_equal(device(&host, "desk").lines_count, 0);
  assert_int_equal(device(&host, "soft").lines_count, 1);
  host_answer(&host, "ring ann.soft", ACD_OUTCOME_FAILED);
  assert_int_equal(host_action_of(&host, "ring ann.mobile")->deadline_us, 20 * SECOND);
  host_answer(&host, "ring ann.mobile", ACD_OUTCOME_ACCEPTED);
  host_answer(&host, "bridge ann.mobile", ACD_OUTCOME_DONE);
  acd_line_info line = {.size = sizeof line};
  assert_int_equal(acd_agent_line(host.engine, ann, 0, &line), ACD_OK);
  assert_true(line.device == device(&host, "mobile").device);
  host_forget(&host);
  assert_int_equal(acd_call_hold(host.engine, host.now, call), ACD_OK);
  assert_int_equal(acd_call_resume(host.engine, host.now, call), ACD_OK);
  host_hangup(&host, call);
  host_told(&host, "hold ann.mobile, resume ann.mobile, release ann.mobile");
  assert_int_equal(device(&host, "mobile").lines_count, 0);
  acd_kpi_agent kpi = host_kpi_agent(&host, "ann");
  assert_int_equal(kpi.offers, 1);
  acd_device_info none = {.size = sizeof none};
  assert_int_equal(acd_agent_device(host.engine, ann, 3, &none), ACD_ERR_NOT_FOUND);
  assert_null(acd_device_name(host.engine, ann));
  host_end(&host);
}

/* Who is elsewhere, and for which channels somebody is ready. */
static void busy_devices(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "channel voice weight=50\nchannel chat weight=50\nagent ann\n  device phone channel=voice\n"
               "  device screen channel=chat\nqueue calls channel=voice\n  member ann\n"
               "queue chats channel=chat\n  member ann\nnumber 1 queue=calls\nnumber 2 queue=chats\n");
  host_pass(&host, SECOND);
  busy(&host, "phone", 1);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
  assert_int_equal(centre_agent(&host, "ann").elsewhere, 0);
  assert_int_equal(centre_queue(&host, "calls").ready_count, 0);
  assert_int_equal(centre_queue(&host, "chats").ready_count, 1);
  acd_id call = host_arrive(&host, "1");
  host_told(&host, "");
  acd_explanation why = {.size = sizeof why};
  assert_int_equal(acd_explain_pair(host.engine, call, host_agent(&host, "ann"), &why), ACD_OK);
  assert_true(why.obstacles & 1 << ACD_OBSTACLE_ELSEWHERE);
  host_arrive(&host, "2");
  host_told(&host, "ring ann.screen");
  busy(&host, "screen", 1); /* a ring is not stopped */
  assert_int_equal(centre_agent(&host, "ann").elsewhere, 1);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_RESERVED);
  host_answer(&host, "ring ann.screen", ACD_OUTCOME_BUSY);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_ELSEWHERE);
  host_pass(&host, 30 * SECOND);
  host_told(&host, "");
  busy(&host, "phone", 0);
  host_told(&host, "ring ann.phone");
  host_answer(&host, "ring ann.phone", ACD_OUTCOME_BRIDGED);
  busy(&host, NULL, 0); /* beside what is in hand */
  host_told(&host, "ring ann.screen");
  host_end(&host);
}

/* A private call in between does not end what is in hand, and who has room for more is offered none meanwhile. */
static void busy_beside_a_call(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "channel chat weight=50\nagent ann\nqueue chats channel=chat\n  member ann\nnumber 2 queue=chats\n");
  host_arrive(&host, "2");
  host_connect(&host, "ann");
  busy(&host, NULL, 1);
  host_forget(&host);
  host_arrive(&host, "2");
  host_told(&host, "");
  busy(&host, NULL, 0);
  host_told(&host, "ring ann");
  host_end(&host);
}

static void supervisors(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "agent sue presence=not_ready\nagent bob\n  device desk\n  device mobile\n"
               "queue desk\n  member bob\nqueue own\n  member sue\nnumber 100 queue=desk\n");
  acd_id bob = host_agent(&host, "bob"), sue = host_agent(&host, "sue"), call = host_arrive(&host, "100");
  host_answer(&host, "ring bob.desk", ACD_OUTCOME_BRIDGED);
  host_forget(&host);
  assert_int_equal(acd_agent_supervise(host.engine, host.now, sue, call, ACD_ROLE_BARGE), ACD_OK);
  host_told(&host, "join sue");
  host_answer(&host, "join sue", ACD_OUTCOME_DONE);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, bob, 0), ACD_OK);
  assert_int_equal(acd_agent_not_ready(host.engine, host.now, bob, 1), ACD_OK);
  acd_device_info first = {.size = sizeof first};
  assert_int_equal(acd_agent_device(host.engine, bob, 0, &first), ACD_OK);
  assert_int_equal(acd_agent_elsewhere(host.engine, host.now, bob, first.device, 1), ACD_OK);
  assert_int_equal(acd_agent_supervise(host.engine, host.now, bob, call, ACD_ROLE_MONITOR), ACD_OK);
  host_told(&host, "join bob.mobile");
  assert_int_equal(acd_agent_supervise(host.engine, host.now, bob, call, 0), ACD_OK);
  host_told(&host, "release bob.mobile");
  assert_int_equal(acd_agent_elsewhere(host.engine, host.now, bob, 0, 1), ACD_OK);
  assert_int_equal(acd_agent_supervise(host.engine, host.now, bob, call, ACD_ROLE_MONITOR), ACD_ERR_STATE);
  assert_int_equal(acd_agent_elsewhere(host.engine, host.now, sue, first.device, 1), ACD_ERR_STATE);
  assert_int_equal(acd_agent_elsewhere(host.engine, host.now, bob, bob, 1), ACD_ERR_NOT_FOUND);
  host_end(&host);
}

/* At the device that is named, else at the first that is free. */
static void picked_up(void **state)
{
  (void)state;
  test_host host;
  begin(&host, THREE);
  busy(&host, "desk", 1);
  acd_id ann = host_agent(&host, "ann");
  acd_device_info at[3];
  for (size_t i = 0; i < 3; i++) {
    at[i].size = sizeof at[i];
    assert_int_equal(acd_agent_device(host.engine, ann, i, &at[i]), ACD_OK);
  }
  assert_int_equal(acd_agent_not_ready(host.engine, host.now, ann, 1), ACD_OK);
  acd_id call = host_arrive(&host, "100");
  assert_int_equal(acd_call_pick_up(host.engine, host.now, call, ann, at[0].device), ACD_ERR_STATE); /* busy */
  assert_int_equal(acd_call_pick_up(host.engine, host.now, call, ann, ann), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_call_pick_up(host.engine, host.now, call, ann, at[2].device), ACD_OK);
  host_told(&host, "bridge ann.mobile");
  assert_true(centre_event(&host, ACD_EVENT_OFFERED, call)->value == at[2].device);
  host_answer(&host, "bridge ann.mobile", ACD_OUTCOME_DONE);
  host_hangup(&host, call);
  host_told(&host, "release ann.mobile");
  call = host_arrive(&host, "100");
  assert_int_equal(acd_call_pick_up(host.engine, host.now, call, ann, 0), ACD_OK);
  host_told(&host, "bridge ann.soft");
  host_end(&host);
}

/* `after`: a definition while the desk phone rings, which is then not answered in time; what is told, and who is free then. */
static void redefined(void **state)
{
  static const struct {
    const char *name;
    const char *after;
    const char *told;
    const char *later;
  } rows[] = {
      {"the same", THREE, "ring_stop ann.desk, ring ann.soft", "ring ann.soft"},
      {"the next is gone", "agent ann\n  device desk ring_timeout=5s\n  device mobile\n" QUEUE,
       "ring_stop ann.desk, ring ann.mobile", "ring ann.mobile"},
      {"it is gone itself: no other follows", "agent ann\n  device mobile\n" QUEUE, "ring_stop ann, ring ann.mobile",
       "ring ann.mobile"},
      {"all are gone", "agent ann\n" QUEUE, "ring_stop ann, ring ann", "ring ann"},
      {"it is the last now", "agent ann\n  device mobile\n  device desk\n" QUEUE, "ring_stop ann.desk, ring ann.mobile",
       "ring ann.mobile"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    begin(&host, THREE);
    host_arrive(&host, "100");
    acd_id desk = device(&host, "desk").device;
    host_pass(&host, SECOND);
    host_define(&host, rows[i].after);
    host_told(&host, "ring ann.desk");
    host_check(&host);
    assert_string_equal(acd_device_name(host.engine, desk), "desk");
    host_pass(&host, 4 * SECOND);
    if (strcmp(host_news(&host), rows[i].told) != 0) fail_msg("%s: %s", rows[i].name, host.news);
    host_check(&host);
    int stays = strstr(rows[i].after, "device desk") != NULL;
    assert_int_equal(acd_device_name(host.engine, desk) != NULL, stays);
    host_answer(&host, rows[i].later, ACD_OUTCOME_BRIDGED);
    host_end(&host);
  }
}

/* One that is gone is used to the end of its call; one that stays is as busy as it was; a new one is free. */
static void gone_and_kept(void **state)
{
  (void)state;
  test_host host;
  begin(&host, THREE);
  acd_id call = host_arrive(&host, "100"), desk = device(&host, "desk").device, soft = device(&host, "soft").device;
  host_answer(&host, "ring ann.desk", ACD_OUTCOME_BRIDGED);
  busy(&host, NULL, 1);
  host_define(&host, "agent ann\n  device soft\n" QUEUE);
  assert_true(device(&host, "soft").device == soft);
  assert_int_equal(device(&host, "soft").busy, 1);
  assert_int_equal(acd_agent_elsewhere(host.engine, host.now, host_agent(&host, "ann"), desk, 0), ACD_ERR_STATE);
  host_forget(&host);
  host_hangup(&host, call);
  host_told(&host, "release ann");
  assert_true(host_action_of(&host, "release ann")->device == desk);
  assert_null(acd_device_name(host.engine, desk));
  assert_int_equal(acd_agent_elsewhere(host.engine, host.now, host_agent(&host, "ann"), desk, 0), ACD_ERR_STALE);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_ELSEWHERE);
  host_arrive(&host, "100");
  host_define(&host, "agent ann\n  device soft\n  device tablet\n" QUEUE);
  host_told(&host, "ring ann.tablet");
  host_answer(&host, "ring ann.tablet", ACD_OUTCOME_BRIDGED);
  host_define(&host, "agent ann\n" QUEUE); /* nothing is left of them, nor of what was said */
  assert_int_equal(centre_agent(&host, "ann").elsewhere, 0);
  assert_int_equal(centre_agent(&host, "ann").devices_count, 0);
  host_end(&host);
}

/* Of an agent who is gone but for a call, the channels of the devices are no longer told: they may be gone, too. */
static void agent_gone(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "channel voice\nchannel chat\nagent ann\n  device desk channel=voice\n  device soft channel=chat\n"
               "agent bob\nqueue desk channel=voice\n  member ann\nnumber 100 queue=desk\n");
  acd_id ann = host_agent(&host, "ann"), chat = 0;
  assert_int_equal(acd_channel_find(host.engine, "chat", &chat), ACD_OK);
  assert_true(device(&host, "soft").channel == chat);
  acd_id call = host_arrive(&host, "100");
  host_answer(&host, "ring ann.desk", ACD_OUTCOME_BRIDGED);
  host_define(&host, "agent bob\n");
  for (size_t i = 0; i < 2; i++) {
    acd_device_info info = {.size = sizeof info};
    assert_int_equal(acd_agent_device(host.engine, ann, i, &info), ACD_OK);
    assert_int_equal(info.channel, 0);
    assert_int_equal(info.lines_count, i == 0);
  }
  host_hangup(&host, call);
  host_end(&host);
}

/* An agent who waits for nothing but a device gets a call by the definition that brings it, and loses readiness likewise. */
static void devices_come_and_go(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "centre idle_elsewhere=restart\n" THREE);
  busy(&host, "desk", 1);
  busy(&host, "mobile", 1);
  host_pass(&host, SECOND);
  assert_int_equal(centre_queue(&host, "desk").ready_count, 1);
  host_define(&host, "centre idle_elsewhere=restart\nagent ann\n  device desk\n  device mobile\n" QUEUE);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_ELSEWHERE);
  assert_int_equal(centre_queue(&host, "desk").ready_count, 0);
  host_check(&host);
  host_pass(&host, SECOND);
  host_define(&host, "centre idle_elsewhere=restart\n" THREE);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
  assert_int_equal(centre_agent(&host, "ann").idle_since_us, 2 * SECOND);
  host_check(&host);
  host_arrive(&host, "100");
  host_told(&host, "ring ann.soft");
  host_end(&host);
}

static void refused(void **state)
{
  static const struct {
    const char *centre;
    const char *text;
  } rows[] = {
      {"agent ann\n  device a\n  device b\n  device c\n  device d\n  device e\n  device f\n  device g\n  device h\n"
       "  device i\n",
       "is a device too many"},
      {"agent ann\n  device a ring_timeout=0s\n", "ring_timeout is too short"},
      {"agent ann\n  device a channel=voice\n", NULL},
      {"agent ann\n  device a\n  device a\n", NULL},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    acd_error error = {.size = sizeof error};
    assert_int_equal(host_submit(&host, ACD_DEFINE_WHOLE, rows[i].centre), ACD_ERR_DEFINITION);
    assert_int_equal(acd_engine_error_at(host.engine, 0, &error), ACD_OK);
    if (rows[i].text) assert_non_null(strstr(error.text, rows[i].text));
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_after_the_other), cmocka_unit_test(what_is_told),  cmocka_unit_test(busy_devices),
      cmocka_unit_test(busy_beside_a_call),  cmocka_unit_test(supervisors),   cmocka_unit_test(picked_up),
      cmocka_unit_test(redefined),           cmocka_unit_test(gone_and_kept), cmocka_unit_test(agent_gone),
      cmocka_unit_test(devices_come_and_go), cmocka_unit_test(refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
