/* SPDX-License-Identifier: Apache-2.0 */
/* Agents and devices that the host does not list as there: acd/agent.h, "Missing". */
#include "centre.h"

#include <stdio.h>

#define CENTRE                                                                                                         \
  "centre request_timeout=5s transfer_timeout=40s\n"                                                                   \
  "agent ann wrapup=5s\nagent bob presence=not_ready\nagent cid presence=not_ready\n"                                  \
  "queue desk ring_timeout=20s retry_delay=3s music=waltz strategy=linear\n  member ann\n  member bob\n"               \
  "flow direct start=to\n  node to kind=agent agent=ann wait_max=50s\n    exit unreachable to=gone\n"                  \
  "    exit rejected to=lost\n  node gone kind=play prompt=gone\n  node lost kind=play prompt=lost\n"                  \
  "number 100 queue=desk\nnumber 500 flow=direct\n"

/* 1: the name is one of those in the list, which are separated by blanks. */
static int is_named(const char *list, const char *agent, const char *device)
{
  char name[80];
  int size = snprintf(name, sizeof name, device ? "%s.%s" : "%s", agent, device);
  for (const char *at = list; (at = strstr(at, name)) != NULL; at += size)
    if ((at == list || at[-1] == ' ') && (at[size] == ' ' || !at[size])) return 1;
  return 0;
}

/* All agents, or devices where some of an agent's are missing, but those named: "ann", "ann.soft". */
static size_t all_but(const test_host *host, const char *missing, acd_id *known)
{
  size_t count = 0;
  for (acd_id agent = 0; (agent = acd_agent_next(host->engine, agent)) != 0;) {
    acd_agent_info info = {.size = sizeof info};
    acd_device_info device = {.size = sizeof device};
    size_t first = count, some = 0, at = 0;
    acd_agent_get(host->engine, agent, &info);
    for (; acd_agent_device(host->engine, agent, at, &device) == ACD_OK; at++)
      if (is_named(missing, info.name, device.name))
        some = 1;
      else
        known[count++] = device.device;
    if (some) continue;
    count = first;
    if (!is_named(missing, info.name, NULL)) known[count++] = agent;
  }
  return count;
}

static void reconcile(test_host *host, const char *missing)
{
  acd_id known[64];
  size_t count = all_but(host, missing, known);
  assert_int_equal(acd_engine_reconcile_agents(host->engine, host->now, known, count), ACD_OK);
  host_pass(host, 0);
  host_check(host);
}

/* ---- What an agent has in hand */

enum moment {
  READY,
  RESTING,
  NOT_READY,
  LOGGED_OUT,
  ELSEWHERE,
  RINGING,
  DIRECT_RINGING,
  CONNECTING,
  DIRECT_CONNECTING,
  TALKING,
  DIRECT_TALKING,
  HELD,
  WRAPPING_UP,
  LEAVING,
  PARKED,
  PICKED_UP,
  OWN_WAITS,
  CONSULTING,
  CONSULTED,
  CONFERENCE,
  SUPERVISED
};

static acd_id own; /* a second call, or a consultation */

static void ready_bob(test_host *host)
{
  centre_ready(host, "bob");
}

static void consult_bob(test_host *host, acd_id call, int answered)
{
  ready_bob(host);
  assert_int_equal(acd_call_consult(host->engine, host->now, call, ACD_TARGET_AGENT, host_agent(host, "bob"), 0, &own),
                   ACD_OK);
  if (answered) host_connect(host, "bob");
}

/* Comes to a moment at which ann has something to do with the call. */
static acd_id begin(test_host *host, enum moment at)
{
  acd_engine *engine = host->engine;
  acd_id ann = host_agent(host, "ann"), bob = host_agent(host, "bob"), call = 0;
  int direct = at == DIRECT_RINGING || at == DIRECT_CONNECTING || at == DIRECT_TALKING;
  if (at == NOT_READY) acd_agent_not_ready(engine, host->now, ann, 7);
  if (at == LOGGED_OUT) acd_agent_logout(engine, host->now, ann);
  if (at == ELSEWHERE) acd_agent_elsewhere(engine, host->now, ann, 0, 1);
  if (at == PICKED_UP) acd_agent_not_ready(engine, host->now, ann, 7);
  if (at == READY || (at >= NOT_READY && at <= ELSEWHERE)) return 0;
  call = host_arrive(host, direct ? "500" : "100");
  if (at == PICKED_UP) acd_call_pick_up(engine, host->now, call, ann, 0);
  if (at == RESTING) centre_offer(host, "ann", ACD_OUTCOME_BUSY);
  if (at == CONNECTING || at == DIRECT_CONNECTING) centre_offer(host, "ann", ACD_OUTCOME_ACCEPTED);
  if (at >= TALKING && at != PICKED_UP) host_connect(host, "ann");
  host_pass(host, SECOND);
  if (at == HELD) acd_call_hold(engine, host->now, call);
  if (at == WRAPPING_UP) host_hangup(host, call);
  if (at == LEAVING) acd_agent_set_presence(engine, host->now, ann, ACD_PRESENCE_LOGGED_OUT, 0, ACD_WHEN_FINISHED, 0);
  if (at == PARKED) acd_call_park(engine, host->now, call);
  if (at == OWN_WAITS) own = host_arrive(host, "500");
  if (at == CONSULTING || at == CONSULTED || at == CONFERENCE) consult_bob(host, call, at != CONSULTING);
  if (at == CONFERENCE) assert_int_equal(acd_call_conference(engine, host->now, call), ACD_OK);
  if (at == SUPERVISED) assert_int_equal(acd_agent_supervise(engine, host->now, bob, call, ACD_ROLE_MONITOR), ACD_OK);
  host_pass(host, SECOND);
  host_forget(host);
  host_check(host);
  return call;
}

static void in_each_state(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    enum moment at;
    const char *missing;
    const char *told; /* at once */
    int64_t is;       /* the call afterwards: its state, 0 none */
    int64_t end;
    const char *with;
    int64_t ann, bob; /* their states afterwards */
    uint32_t event;   /* one that tells what became of it, with this detail; 0: none of these */
    int64_t detail;
    size_t missed; /* of these events, MISSING */
  } rows[] = {
#define OUT     ACD_AGENT_STATE_LOGGED_OUT
#define PAUSE   ACD_AGENT_STATE_NOT_READY
#define BUSY    ACD_AGENT_STATE_BUSY
#define WAITING ACD_CALL_STATE_WAITING
#define LOST    ACD_EVENT_CONVERSATION_ENDED, ACD_CONVERSATION_LOST
      {"nobody is missing", TALKING, "", "", ACD_CALL_STATE_TALKING, 0, "ann", BUSY, PAUSE, 0, 0, 0},
      {"ready", READY, "ann", "", 0, 0, "", OUT, PAUSE, ACD_EVENT_PRESENCE, ACD_PRESENCE_LOGGED_OUT, 1},
      {"resting", RESTING, "ann", "", WAITING, 0, "", OUT, PAUSE, ACD_EVENT_PRESENCE, ACD_PRESENCE_LOGGED_OUT, 1},
      {"not ready", NOT_READY, "ann", "", 0, 0, "", OUT, PAUSE, ACD_EVENT_PRESENCE, ACD_PRESENCE_LOGGED_OUT, 1},
      {"logged out", LOGGED_OUT, "ann", "", 0, 0, "", OUT, PAUSE, 0, 0, 0},
      {"elsewhere", ELSEWHERE, "ann", "", 0, 0, "", OUT, PAUSE, ACD_EVENT_PRESENCE, ACD_PRESENCE_LOGGED_OUT, 1},
      {"ringing", RINGING, "ann", "", WAITING, 0, "", OUT, PAUSE, ACD_EVENT_OFFER_ENDED, ACD_OFFER_FAILED, 1},
      {"ringing alone", DIRECT_RINGING, "ann", "play gone", ACD_CALL_STATE_FLOW, 0, "", OUT, PAUSE,
       ACD_EVENT_OFFER_ENDED, ACD_OFFER_FAILED, 1},
      {"connecting", CONNECTING, "ann", "", WAITING, 0, "", OUT, PAUSE, ACD_EVENT_ACCEPTED, 0, 1},
      {"connecting alone", DIRECT_CONNECTING, "ann", "play lost", ACD_CALL_STATE_FLOW, 0, "", OUT, PAUSE,
       ACD_EVENT_ACCEPTED, 0, 1},
      {"talking", TALKING, "ann", "music waltz", WAITING, 0, "", OUT, PAUSE, LOST, 1},
      {"talking after a direct call", DIRECT_TALKING, "ann", "hangup failed", 0, ACD_END_FAILED, "", OUT, PAUSE, LOST,
       1},
      {"held", HELD, "ann", "music waltz", WAITING, 0, "", OUT, PAUSE, LOST, 1},
      {"wrapping up", WRAPPING_UP, "ann", "", 0, ACD_END_COMPLETED, "", OUT, PAUSE, ACD_EVENT_WRAPUP_ENDED, 0, 1},
      {"to log out afterwards", LEAVING, "ann", "music waltz", WAITING, 0, "", OUT, PAUSE, LOST, 1},
      {"a parked call is in nobody's hand", PARKED, "ann", "", ACD_CALL_STATE_PARKED, 0, "", OUT, PAUSE,
       ACD_EVENT_WRAPUP_ENDED, 0, 1},
      {"picked up", PICKED_UP, "ann", "", WAITING, 0, "", OUT, PAUSE, ACD_EVENT_PICKED_UP, ACD_CALL_STATE_WAITING, 1},
      {"a call waits for her alone", OWN_WAITS, "ann", "music waltz, play gone", WAITING, 0, "", OUT, PAUSE, LOST, 1},
      {"who asks, while the other rings", CONSULTING, "ann",
       "hangup abandoned ann, music waltz, ring_stop bob, ring bob", WAITING, 0, "", OUT, ACD_AGENT_STATE_RESERVED,
       ACD_EVENT_CONSULTATION_ENDED, ACD_END_ABANDONED, 1},
      {"who is asked, while ringing", CONSULTING, "bob", "hangup failed ann", ACD_CALL_STATE_HELD, 0, "ann", BUSY, OUT,
       ACD_EVENT_CONSULTATION_ENDED, ACD_END_FAILED, 1},
      {"who asks, while they talk", CONSULTED, "ann", "join bob", ACD_CALL_STATE_TALKING, 0, "bob", OUT, BUSY,
       ACD_EVENT_CONSULTATION_ENDED, ACD_END_JOINED, 1},
      {"who is asked, while they talk", CONSULTED, "bob", "hangup lost_by_host ann", ACD_CALL_STATE_HELD, 0, "ann",
       BUSY, OUT, ACD_EVENT_CONSULTATION_ENDED, ACD_END_LOST_BY_HOST, 1},
      {"both of them", CONSULTED, "ann bob", "join bob, music waltz", WAITING, 0, "", OUT, OUT,
       ACD_EVENT_CONSULTATION_ENDED, ACD_END_JOINED, 2},
      {"the first of two", CONFERENCE, "ann", "", ACD_CALL_STATE_TALKING, 0, "bob", OUT, BUSY, LOST, 1},
      {"the second of two", CONFERENCE, "bob", "", ACD_CALL_STATE_TALKING, 0, "ann", BUSY, OUT, LOST, 1},
      {"both of two", CONFERENCE, "ann bob", "music waltz", WAITING, 0, "", OUT, OUT, LOST, 2},
      {"who supervises", SUPERVISED, "bob", "", ACD_CALL_STATE_TALKING, 0, "ann", BUSY, OUT, ACD_EVENT_SUPERVISION, 0,
       1},
      {"who is supervised", SUPERVISED, "ann", "release bob, music waltz", WAITING, 0, "", OUT, PAUSE, LOST, 1},
      {"all three", SUPERVISED, "ann bob cid", "release bob, music waltz", WAITING, 0, "", OUT, OUT, LOST, 3},
#undef LOST
#undef WAITING
#undef BUSY
#undef PAUSE
#undef OUT
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, CENTRE);
    acd_id call = begin(&host, rows[i].at);
    size_t before = host_events(&host, rows[i].event, rows[i].detail);
    reconcile(&host, rows[i].missing);
    const char *news = host_news(&host);
    acd_call_info info = {.size = sizeof info};
    int is_live = acd_call_get(host.engine, call, &info) == ACD_OK;
    acd_agent_info with = {.size = sizeof with, .name = ""};
    if (is_live && info.agent) acd_agent_get(host.engine, info.agent, &with);
    int ok = strcmp(news, rows[i].told) == 0 && (is_live ? info.state : 0) == rows[i].is &&
             (!call || host_end_of(&host, call) == rows[i].end) && strcmp(with.name, rows[i].with) == 0 &&
             host_agent_state(&host, "ann") == rows[i].ann && host_agent_state(&host, "bob") == rows[i].bob &&
             host_events(&host, ACD_EVENT_MISSING, -1) == rows[i].missed;
    if (rows[i].event && rows[i].event != ACD_EVENT_ACCEPTED && rows[i].event != ACD_EVENT_PICKED_UP)
      ok = ok && host_events(&host, rows[i].event, rows[i].detail) > before;
    if (!ok)
      fail_msg("%s: told \"%s\", call %d (end %d) with \"%s\", ann %d, bob %d, %zu missing, events %zu after %zu",
               rows[i].name, news, (int)(is_live ? info.state : 0), call ? (int)host_end_of(&host, call) : 0, with.name,
               (int)host_agent_state(&host, "ann"), (int)host_agent_state(&host, "bob"),
               host_events(&host, ACD_EVENT_MISSING, -1), host_events(&host, rows[i].event, rows[i].detail), before);
    /* Once: to say it again changes nothing. */
    size_t events = host.events_count;
    reconcile(&host, rows[i].missing);
    assert_int_equal(host.events_count, events);
    host_told(&host, "");
    host_end(&host);
  }
}

/* ---- Devices */

#define QUEUE "queue desk ring_timeout=20s retry_delay=3s music=waltz\n  member ann\nnumber 100 queue=desk\n"
#define THREE                                                                                                          \
  "agent ann wrapup=5s\n  device desk ring_timeout=5s\n  device soft ring_timeout=6s\n  device mobile\n" QUEUE

static acd_device_info device(const test_host *host, const char *name)
{
  acd_device_info info = {.size = sizeof info};
  for (size_t i = 0; acd_agent_device(host->engine, host_agent(host, "ann"), i, &info) == ACD_OK; i++)
    if (strcmp(info.name, name) == 0) return info;
  fail_msg("no device %s", name);
  return info;
}

static void say_free(test_host *host, const char *name)
{
  acd_id agent = host_agent(host, "ann");
  assert_int_equal(acd_agent_elsewhere(host->engine, host->now, agent, device(host, name).device, 0), ACD_OK);
}

enum { RINGS, RINGS_ON, TALKS, CONNECTS, WRAPS_UP, NOTHING };

static void devices(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    int at;
    const char *missing;
    const char *told;
    int64_t ann;
    size_t told_missing, offers_ended;
    int64_t detail; /* of the offer that ended */
    const char *busy;
  } rows[] = {
      {"the one that rings", RINGS, "ann.desk", "ring ann.soft", ACD_AGENT_STATE_RESERVED, 1, 0, 0, "ann.desk"},
      {"that and the next", RINGS, "ann.desk ann.soft", "ring ann.mobile", ACD_AGENT_STATE_RESERVED, 2, 0, 0,
       "ann.desk ann.soft"},
      {"another than the one that rings", RINGS, "ann.soft", "", ACD_AGENT_STATE_RESERVED, 1, 0, 0, "ann.soft"},
      {"those after it, which rings at last", RINGS_ON, "ann.desk ann.mobile", "", ACD_AGENT_STATE_RESERVED, 2, 0, 0,
       "ann.desk ann.mobile"},
      {"the one that rings and all after it", RINGS_ON, "ann.soft ann.mobile", "", ACD_AGENT_STATE_READY, 2, 1,
       ACD_OFFER_FAILED, "ann.soft ann.mobile"},
      {"all of them", RINGS, "ann.desk ann.soft ann.mobile", "", ACD_AGENT_STATE_LOGGED_OUT, 1, 1, ACD_OFFER_FAILED,
       "ann.desk ann.soft ann.mobile"},
      {"the one that answered", CONNECTS, "ann.desk", "", ACD_AGENT_STATE_READY, 1, 1, ACD_OFFER_ACCEPTED, "ann.desk"},
      {"the one in use", TALKS, "ann.desk", "music waltz", ACD_AGENT_STATE_WRAPUP, 1, 1, ACD_OFFER_ACCEPTED,
       "ann.desk"},
      {"those not in use", TALKS, "ann.soft ann.mobile", "", ACD_AGENT_STATE_BUSY, 2, 1, ACD_OFFER_ACCEPTED,
       "ann.soft ann.mobile"},
      {"all, one of them in use", TALKS, "ann.desk ann.soft ann.mobile", "music waltz", ACD_AGENT_STATE_LOGGED_OUT, 1,
       1, ACD_OFFER_ACCEPTED, "ann.desk ann.soft ann.mobile"},
      {"the one used before wrap-up", WRAPS_UP, "ann.desk", "", ACD_AGENT_STATE_WRAPUP, 1, 1, ACD_OFFER_ACCEPTED,
       "ann.desk"},
      {"the first, nothing in hand", NOTHING, "ann.desk", "", ACD_AGENT_STATE_READY, 1, 0, 0, "ann.desk"},
      {"all, nothing in hand", NOTHING, "ann.desk ann.soft ann.mobile", "", ACD_AGENT_STATE_LOGGED_OUT, 1, 0, 0,
       "ann.desk ann.soft ann.mobile"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, THREE);
    acd_id call = rows[i].at == NOTHING ? 0 : host_arrive(&host, "100");
    if (rows[i].at == RINGS_ON) host_answer(&host, "ring ann.desk", ACD_OUTCOME_BUSY);
    if (rows[i].at == CONNECTS) host_answer(&host, "ring ann.desk", ACD_OUTCOME_ACCEPTED);
    if (rows[i].at == TALKS || rows[i].at == WRAPS_UP) host_answer(&host, "ring ann.desk", ACD_OUTCOME_BRIDGED);
    if (rows[i].at == WRAPS_UP) host_hangup(&host, call);
    host_pass(&host, SECOND);
    host_forget(&host);
    reconcile(&host, rows[i].missing);
    const char *news = host_news(&host);
    int ok = strcmp(news, rows[i].told) == 0 && host_agent_state(&host, "ann") == rows[i].ann &&
             host_events(&host, ACD_EVENT_MISSING, -1) == rows[i].told_missing &&
             host_events(&host, ACD_EVENT_OFFER_ENDED, -1) == rows[i].offers_ended &&
             host_events(&host, ACD_EVENT_OFFER_ENDED, rows[i].detail) == rows[i].offers_ended;
    static const char *const names[] = {"desk", "soft", "mobile"};
    for (size_t k = 0; k < 3; k++) ok = ok && device(&host, names[k]).busy == is_named(rows[i].busy, "ann", names[k]);
    if (!ok)
      fail_msg("%s: told \"%s\", ann %d, %zu missing, %zu offers ended", rows[i].name, news,
               (int)host_agent_state(&host, "ann"), host_events(&host, ACD_EVENT_MISSING, -1),
               host_events(&host, ACD_EVENT_OFFER_ENDED, -1));
    host_end(&host);
  }
}

/* A device is there again when the host says that it is free, and not because it is listed; a ring that goes on has the time that
 * the offer has left. */
static void back_again(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, THREE);
  host_arrive(&host, "100");
  host_pass(&host, SECOND);
  host_forget(&host);
  reconcile(&host, "ann.desk ann.mobile");
  host_told(&host, "ring ann.soft");
  const acd_event *on = centre_event(&host, ACD_EVENT_RINGS_ON, 0);
  assert_int_equal(on->detail, ACD_OFFER_FAILED);
  assert_true(on->value == device(&host, "soft").device);
  assert_int_equal(on->value_us, SECOND);
  host_pass(&host, 6 * SECOND);
  host_told(&host, "ring_stop ann.soft");
  reconcile(&host, ""); /* all are listed */
  assert_int_equal(device(&host, "desk").busy, 1);
  reconcile(&host, "ann.desk");
  assert_int_equal(host_events(&host, ACD_EVENT_MISSING, -1), 2); /* of the desk's no more than before */
  say_free(&host, "desk");
  host_told(&host, "");
  host_pass(&host, 3 * SECOND); /* a rest */
  host_told(&host, "ring ann.desk");
  reconcile(&host, "ann.desk ann.soft ann.mobile");
  assert_int_equal(host_presence(&host, "ann"), ACD_PRESENCE_LOGGED_OUT);
  acd_id ann = host_agent(&host, "ann");
  assert_int_equal(acd_agent_login(host.engine, host.now, ann, 0), ACD_OK);
  assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_OK);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_ELSEWHERE);
  host_told(&host, "");
  say_free(&host, "mobile");
  host_told(&host, "ring ann.mobile");
  host_end(&host);
}

/* A device that is no longer defined is listed like any while it is used. */
static void no_longer_defined(void **state)
{
  (void)state;
  for (int listed = 0; listed < 2; listed++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, THREE);
    acd_id call = host_arrive(&host, "100"), desk = device(&host, "desk").device;
    host_answer(&host, "ring ann.desk", ACD_OUTCOME_BRIDGED);
    host_define(&host, "agent ann wrapup=5s\n  device soft\n" QUEUE);
    host_forget(&host);
    const acd_id known[] = {device(&host, "soft").device, desk};
    assert_int_equal(acd_engine_reconcile_agents(host.engine, host.now, known, listed ? 2 : 1), ACD_OK);
    host_pass(&host, 0);
    host_check(&host);
    host_told(&host, listed ? "" : "music waltz");
    assert_int_equal(host_call_state(&host, call), listed ? ACD_CALL_STATE_TALKING : ACD_CALL_STATE_WAITING);
    assert_int_equal(host_events(&host, ACD_EVENT_MISSING, -1), !listed);
    if (!listed) assert_true(centre_event(&host, ACD_EVENT_MISSING, 0)->value == desk);
    /* It alone keeps the agent there. */
    assert_int_equal(acd_engine_reconcile_agents(host.engine, host.now, &desk, 1), ACD_OK);
    host_pass(&host, 0);
    assert_int_equal(host_presence(&host, "ann"), listed ? ACD_PRESENCE_AVAILABLE : ACD_PRESENCE_LOGGED_OUT);
    host_end(&host);
  }
}

/* ---- Several in hand */

/* Two chats at the soft phone and a third that rings there, a voice call at the desk. */
static void several_in_hand(void **state)
{
  (void)state;
  static const char definition[] =
      "channel chat weight=30\nchannel voice weight=10\nagent ann wrapup=5s\n"
      "  device soft channel=chat\n  device desk channel=voice\nagent bob presence=not_ready\n"
      "queue chats channel=chat retry_delay=3s strategy=linear\n  member ann\n  member bob\n"
      "queue calls channel=voice\n  member ann\nnumber 1 queue=chats\nnumber 2 queue=calls\n";
  static const char *const missing[] = {"ann.soft", "ann.desk", "ann.soft ann.desk"};
  for (size_t i = 0; i < COUNT(missing); i++) {
    test_host host;
    acd_id chats[3];
    host_begin(&host, (int64_t[]){ACD_OPTION_WORK_MAX, 1, 0});
    host_define(&host, definition);
    for (int k = 0; k < 3; k++) {
      chats[k] = host_arrive(&host, "1");
      if (k < 2) host_answer(&host, "ring ann.soft", ACD_OUTCOME_BRIDGED);
    }
    acd_id call = host_arrive(&host, "2");
    host_answer(&host, "ring ann.desk", ACD_OUTCOME_BRIDGED);
    assert_int_equal(centre_agent(&host, "ann").lines_count, 4);
    host_forget(&host);
    reconcile(&host, missing[i]);
    int soft = i != 1, desk = i != 0, all = i == 2;
    for (int k = 0; k < 3; k++) {
      uint32_t is = k == 2 || soft ? ACD_CALL_STATE_WAITING : ACD_CALL_STATE_TALKING;
      assert_int_equal(host_call_state(&host, chats[k]), is);
    }
    assert_int_equal(host_call_state(&host, call), desk ? ACD_CALL_STATE_WAITING : ACD_CALL_STATE_TALKING);
    assert_int_equal(host_events(&host, ACD_EVENT_CONVERSATION_ENDED, ACD_CONVERSATION_LOST), 2 * soft + desk);
    assert_int_equal(host_events(&host, ACD_EVENT_OFFER_ENDED, ACD_OFFER_FAILED), soft);
    assert_int_equal(host_events(&host, ACD_EVENT_MISSING, -1), 1);
    assert_int_equal(centre_actions(&host, ACD_ACTION_RELEASE, NULL), 0);
    /* Wrap-ups of those that were lost, unless she is gone altogether. */
    assert_int_equal(centre_agent(&host, "ann").lines_count, all ? 0 : soft ? 3 : 4);
    centre_ready(&host, "bob"); /* who had not been asked by then */
    host_pass(&host, 0);
    assert_int_equal(centre_actions(&host, ACD_ACTION_RING, "bob"), soft ? 3 : 0);
    host_check(&host);
    host_end(&host);
  }
}

/* A mail that gave way to a voice call: it goes on when that is lost, and is lost itself while it waits. */
static void interrupted(void **state)
{
  (void)state;
  static const struct {
    const char *missing;
    const char *told;
    uint32_t mail, call;
  } rows[] = {
      {"ann.desk", "resume ann.soft", ACD_CALL_STATE_TALKING, ACD_CALL_STATE_WAITING},
      {"ann.soft", "", ACD_CALL_STATE_WAITING, ACD_CALL_STATE_TALKING},
      {"ann.soft ann.desk", "", ACD_CALL_STATE_WAITING, ACD_CALL_STATE_WAITING},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, "channel mail weight=50\nchannel voice weight=100\n  interrupt mail\nagent ann\n"
                       "  device desk channel=voice\n  device soft channel=mail\n"
                       "queue mails channel=mail\n  member ann\nqueue calls channel=voice\n  member ann\n"
                       "number 1 queue=mails\nnumber 2 queue=calls\n");
    acd_id mail = host_arrive(&host, "1");
    host_answer(&host, "ring ann.soft", ACD_OUTCOME_BRIDGED);
    acd_id call = host_arrive(&host, "2");
    host_answer(&host, "ring ann.desk", ACD_OUTCOME_BRIDGED);
    assert_int_equal(host_call_state(&host, mail), ACD_CALL_STATE_HELD);
    host_forget(&host);
    reconcile(&host, rows[i].missing);
    const char *news = host_news(&host);
    int told = *rows[i].told ? strstr(news, rows[i].told) != NULL : strstr(news, "resume") == NULL;
    if (!told) fail_msg("without %s: told \"%s\"", rows[i].missing, news);
    assert_int_equal(host_call_state(&host, mail), rows[i].mail);
    assert_int_equal(host_call_state(&host, call), rows[i].call);
    host_end(&host);
  }
}

/* ---- Many at once */

enum { AGENTS = 200, THERE = 5 };

/* All but a few of many agents who talk, ring or wait are gone: in slices, once each, and no call is offered to one of them
 * again. However the work is cut, the same comes of it. */
static void in_slices(void **state)
{
  (void)state;
  int64_t digests[2];
  for (int cut = 0; cut < 2; cut++) {
    static outline centre;
    test_host host;
    acd_id known[THERE + 2];
    centre.size = 0;
    for (int i = 0; i < AGENTS; i++) outline_write(&centre, "agent a%d\n", i);
    outline_write(&centre, "queue desk strategy=linear ring_timeout=20s retry_delay=0s\n");
    for (int i = 0; i < AGENTS; i++) outline_write(&centre, "  member a%d\n", i);
    outline_write(&centre, "number 100 queue=desk\n");
    host_begin(&host, cut ? (int64_t[]){ACD_OPTION_WORK_MAX, 1, 0} : NULL);
    host.no_words = 1;
    host_define(&host, centre.text);
    for (int i = 0; i < AGENTS - 20; i++) {
      acd_id call = host_arrive(&host, "100");
      acd_action action;
      host_pull(&host);
      action = host.actions[host.actions_count - 1].action;
      assert_true(action.kind == ACD_ACTION_RING && action.call == call);
      if (i % 2)
        assert_int_equal(acd_action_result(host.engine, host.now, action.id, ACD_OUTCOME_BRIDGED, NULL), ACD_OK);
    }
    host_pass(&host, SECOND);
    size_t count = 0, from = host.events_count;
    for (int i = 0; i < THERE; i++) {
      char name[12];
      snprintf(name, sizeof name, "a%d", i * 9);
      known[count++] = host_agent(&host, name);
    }
    known[count++] = known[0];        /* twice */
    known[count++] = known[0] + 1000; /* nobody */
    assert_int_equal(acd_engine_reconcile_agents(host.engine, host.now, known, count), ACD_OK);
    int rounds = 0;
    for (; acd_engine_deadline(host.engine) == host.now; rounds++) {
      acd_engine_tick(host.engine, host.now);
      assert_int_equal(acd_engine_check(host.engine, 1), ACD_OK);
      host_pull(&host);
    }
    if (cut) assert_true(rounds > AGENTS / 2);
    assert_int_equal(host_events(&host, ACD_EVENT_MISSING, -1), AGENTS - THERE);
    assert_int_equal(host_events(&host, ACD_EVENT_PRESENCE, ACD_PRESENCE_LOGGED_OUT), AGENTS - THERE);
    size_t offered = 0, ended = 0;
    for (size_t i = from; i < host.events_count; i++) {
      offered += host.events[i].kind == ACD_EVENT_OFFERED;
      ended += host.events[i].kind == ACD_EVENT_OFFER_ENDED || host.events[i].kind == ACD_EVENT_CONVERSATION_ENDED;
    }
    assert_int_equal(offered, 0); /* those who are there have a call each, and the others are out of reach */
    assert_int_equal(ended, AGENTS - 20 - THERE);
    acd_kpi_queue kpi = host_kpi(&host, "desk");
    assert_int_equal(kpi.waiting, AGENTS - 20 - 2);
    host_check(&host);
    host_pass(&host, 30 * SECOND);
    digests[cut] = acd_engine_digest_actions(host.engine);
    host_end(&host);
  }
  assert_true(digests[0] == digests[1]);
}

/* An empty list, an empty engine, one list after the other. */
static void one_after_the_other(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  assert_int_equal(acd_engine_reconcile_agents(host.engine, 0, NULL, 0), ACD_OK);
  assert_int_equal(acd_engine_deadline(host.engine), ACD_TIME_NEVER);
  host_define(&host, CENTRE); /* who is defined after it, is there */
  host_check(&host);
  acd_id ann = host_agent(&host, "ann"), bob = host_agent(&host, "bob");
  const acd_id both[] = {bob, ann};
  assert_int_equal(acd_engine_reconcile_agents(host.engine, 0, both, 2), ACD_OK);
  assert_int_equal(acd_engine_reconcile_agents(host.engine, 0, both, 1), ACD_OK);
  host_pass(&host, 0);
  assert_int_equal(host_presence(&host, "ann"), ACD_PRESENCE_LOGGED_OUT);
  assert_int_equal(host_presence(&host, "bob"), ACD_PRESENCE_NOT_READY);
  assert_int_equal(host_presence(&host, "cid"), ACD_PRESENCE_LOGGED_OUT);
  assert_int_equal(acd_agent_login(host.engine, host.now, ann, 0), ACD_OK);
  assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_OK);
  host_check(&host);
  host_arrive(&host, "100");
  host_told(&host, "music waltz, ring ann");
  assert_int_equal(acd_engine_reconcile_agents(host.engine, host.now, NULL, 0), ACD_OK);
  host_pass(&host, 0);
  assert_int_equal(host_presence(&host, "bob"), ACD_PRESENCE_LOGGED_OUT);
  /* Who is no longer defined, and finishes a call. */
  assert_int_equal(acd_agent_login(host.engine, host.now, ann, 0), ACD_OK);
  assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_OK);
  host_connect(&host, "ann");
  host_define(&host, "agent bob\n");
  assert_int_equal(acd_engine_reconcile_agents(host.engine, host.now, &bob, 1), ACD_OK);
  host_pass(&host, 0);
  assert_int_equal(host_events(&host, ACD_EVENT_CONVERSATION_ENDED, ACD_CONVERSATION_LOST), 1);
  assert_int_equal(acd_agent_ready(host.engine, host.now, ann), ACD_ERR_STALE);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(in_each_state),   cmocka_unit_test(devices),
      cmocka_unit_test(back_again),      cmocka_unit_test(no_longer_defined),
      cmocka_unit_test(several_in_hand), cmocka_unit_test(interrupted),
      cmocka_unit_test(in_slices),       cmocka_unit_test(one_after_the_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
