/* SPDX-License-Identifier: Apache-2.0 */
/* Campaigns: acd/campaign.h. */
#include "../calendar/tzif.h"
#include "../flow/walk.h"

#include <stdio.h>
#include <stdlib.h>

/* Callers wait at the desk for zoe; ann and bob call others when there is time. */
#define CENTRE                                                                                                         \
  "centre short_abandon=5s\nagent ann presence=not_ready wrapup=0s\nagent bob presence=not_ready wrapup=0s\n"          \
  "agent zoe presence=not_ready wrapup=0s\nskill s\n"                                                                  \
  "queue desk service_level=20s call_again=c\n  member zoe\nqueue out\n  member ann\n  member bob\n"                   \
  "number 1 queue=desk\nschedule never\nschedule day\n  hours h days=127 from=0 to=86400000000\n"                      \
  "schedule office\n  hours h days=127 from=28800000000 to=64800000000\n"

static void begin(test_host *host, const char *plan, const char *campaign, const char *watch)
{
  static outline text;
  text.size = 0;
  outline_write(&text, "%scallback p %s\ncampaign c callback=p queue=out %s\n", CENTRE, plan, campaign);
  if (watch) outline_write(&text, "  campaign_queue desk %s\n", watch);
  host_begin(host, NULL);
  host_define(host, text.text);
}

static acd_campaign_info about(const test_host *host)
{
  acd_campaign_info info = {.size = sizeof info};
  acd_id campaign = acd_campaign_next(host->engine, 0);
  assert_int_equal(acd_campaign_get(host->engine, campaign, &info), ACD_OK);
  assert_int_equal(info.taken,
                   info.tasks_count + info.completed + info.exhausted + info.cancelled + info.expired + info.converted);
  return info;
}

static acd_campaign_watch watched(const test_host *host)
{
  acd_campaign_watch watch = {.size = sizeof watch};
  acd_id campaign = acd_campaign_next(host->engine, 0);
  assert_int_equal(acd_campaign_watch_get(host->engine, campaign, 0, &watch), ACD_OK);
  assert_int_equal(watch.queue, host_queue(host, "desk"));
  assert_int_equal(acd_campaign_watch_get(host->engine, campaign, 1, &watch), ACD_ERR_NOT_FOUND);
  return watch;
}

static int try_task(test_host *host, const char *number, int64_t priority, acd_time not_before_us, acd_id *call)
{
  acd_callback_wish wish;
  acd_callback_wish_init(&wish);
  wish.number = number;
  wish.priority = priority;
  wish.not_before_us = not_before_us;
  assert_int_equal(acd_campaign_find(host->engine, "c", &wish.campaign), ACD_OK);
  return acd_callback_request(host->engine, host->now, &wish, call);
}

static acd_id add_task(test_host *host, const char *number)
{
  acd_id call = 0;
  assert_int_equal(try_task(host, number, 0, 0, &call), ACD_OK);
  return call;
}

/* The numbers on the list, in order. */
static const char *list(const test_host *host)
{
  static char text[200];
  size_t size = 0;
  acd_id campaign = acd_campaign_next(host->engine, 0);
  text[0] = '\0';
  for (acd_id at = 0; (at = acd_campaign_task_next(host->engine, campaign, at)) != 0;) {
    acd_callback_info info = {.size = sizeof info};
    assert_int_equal(acd_callback_get(host->engine, at, &info), ACD_OK);
    assert_int_equal(info.stage, ACD_CALLBACK_STAGE_LATER);
    assert_int_equal(info.campaign, campaign);
    assert_int_equal(info.due_at_us, ACD_TIME_NEVER);
    size += (size_t)snprintf(text + size, sizeof text - size, "%s%s", size ? " " : "", info.number);
  }
  return text;
}

static int64_t outcome_of(const test_host *host, acd_id call)
{
  return centre_event(host, ACD_EVENT_CALLBACK_ENDED, call)->detail;
}

/* ---- When it is quiet */

/* What a script of letters does: t a task, c a caller, h the latest one hangs up; a b ann and bob are ready; z zoe is, who answers
 * and then talks until Z; x 10 s pass, w two minutes; d the queue of the tasks is shut; s the tasks need a skill. */
static void play(test_host *host, const char *script)
{
  static const char numbers[] = "123456789";
  static acd_id caller;
  const char *number = numbers;
  acd_id talking = 0;
  for (; *script; script++) {
    char own[2] = {*number, '\0'};
    acd_requirement need = {host_skill(host, "s"), 1};
    switch (*script) {
    case 't':
      add_task(host, own);
      number++;
      break;
    case 's':
      for (acd_id at = 0; (at = acd_campaign_task_next(host->engine, acd_campaign_next(host->engine, 0), at)) != 0;)
        assert_int_equal(acd_call_require(host->engine, host->now, at, &need, 1), ACD_OK);
      break;
    case 'c': caller = host_arrive(host, "1"); break;
    case 'h': host_hangup(host, caller); break;
    case 'a': centre_ready(host, "ann"); break;
    case 'b': centre_ready(host, "bob"); break;
    case 'z':
      centre_ready(host, "zoe");
      host_pull(host);
      host_connect(host, "zoe");
      talking = centre_agent(host, "zoe").call;
      centre_not_ready(host, "zoe");
      break;
    case 'Z': host_hangup(host, talking); break;
    case 'x': host_pass(host, 10 * SECOND); break;
    case 'w': host_pass(host, 120 * SECOND); break;
    case 'd': assert_int_equal(acd_queue_drain(host->engine, host->now, host_queue(host, "out")), ACD_OK); break;
    default: fail_msg("what is %c?", *script);
    }
  }
}

static const struct {
  const char *plan, *campaign, *watch, *script;
  uint32_t held_by; /* afterwards */
  int rings;        /* that came of the next look */
} moments[] = {
    {"", "", NULL, "ta", ACD_HELD_BY_NOTHING, 1},
    {"", "", NULL, "t", ACD_HELD_BY_READY, 0},
    {"", "", NULL, "ttab", ACD_HELD_BY_NOTHING, 2},
    {"", "", NULL, "tttab", ACD_HELD_BY_NOTHING, 2},
    {"", "ready_min=1", NULL, "ta", ACD_HELD_BY_READY, 0},
    {"", "ready_min=1", NULL, "ttab", ACD_HELD_BY_NOTHING, 1},
    {"", "parallel_max=1", NULL, "ttab", ACD_HELD_BY_NOTHING, 1},
    {"", "", NULL, "tda", ACD_HELD_BY_GATE, 0},
    {"hours=never", "", NULL, "ta", ACD_HELD_BY_HOURS, 0},
    /* Nobody who is ready may take it. */
    {"", "", NULL, "tsa", ACD_HELD_BY_NOTHING, 0},
    {"", "", NULL, "tstab", ACD_HELD_BY_NOTHING, 1},
    /* Callers do not matter to a campaign that watches nobody; else they do, to the last one allowed. */
    {"", "", NULL, "tca", ACD_HELD_BY_NOTHING, 1},
    {"", "", "", "tca", ACD_HELD_BY_WAITING, 0},
    {"", "", "waiting_max=1", "tca", ACD_HELD_BY_NOTHING, 1},
    {"", "", "waiting_max=1", "tcca", ACD_HELD_BY_WAITING, 0},
    {"", "", "", "tczaZ", ACD_HELD_BY_NOTHING, 1},
    /* For how long. */
    {"", "", "waiting_max=9 wait_max=15s", "tcxa", ACD_HELD_BY_NOTHING, 1},
    {"", "", "waiting_max=9 wait_max=15s", "tcxxa", ACD_HELD_BY_WAIT, 0},
    {"", "", "waiting_max=9 wait_max=15s", "tcxcxha", ACD_HELD_BY_WAIT, 0},
    {"", "", "waiting_max=9", "tcxxxxxxa", ACD_HELD_BY_NOTHING, 1},
    /* How well of late: in time, late, given up late, given up at once; one late of two, of five. */
    {"", "", "service_level_min=80", "tczZa", ACD_HELD_BY_NOTHING, 1},
    {"", "", "service_level_min=80", "tcxxxzZa", ACD_HELD_BY_SERVICE_LEVEL, 0},
    {"", "", "service_level_min=80", "tcxxxha", ACD_HELD_BY_SERVICE_LEVEL, 0},
    {"", "", "service_level_min=80", "tcha", ACD_HELD_BY_NOTHING, 1},
    {"", "", "service_level_min=0", "tcxxxzZa", ACD_HELD_BY_NOTHING, 1},
    {"", "", "service_level_min=50", "tcxxxzZczZa", ACD_HELD_BY_NOTHING, 1},
    {"", "", "service_level_min=51", "tcxxxzZczZa", ACD_HELD_BY_SERVICE_LEVEL, 0},
    {"", "", "service_level_min=80", "tcxxxzZczZczZczZczZa", ACD_HELD_BY_NOTHING, 1},
    {"", "", "service_level_min=81", "tcxxxzZczZczZczZczZa", ACD_HELD_BY_SERVICE_LEVEL, 0},
    /* What is past is past. */
    {"", "window=60s", "service_level_min=80", "tcxxxzZwa", ACD_HELD_BY_NOTHING, 1},
    {"", "window=180s", "service_level_min=80", "tcxxxzZwa", ACD_HELD_BY_SERVICE_LEVEL, 0},
    {"", "window=180s", "service_level_min=80", "tcxxxzZwwa", ACD_HELD_BY_NOTHING, 1},
};

static void quiet(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(moments); i++) {
    test_host host;
    begin(&host, moments[i].plan, moments[i].campaign, moments[i].watch);
    play(&host, moments[i].script);
    acd_campaign_info info = about(&host);
    size_t before = centre_actions(&host, ACD_ACTION_RING, NULL);
    acd_campaign_watch watch = {0};
    if (moments[i].watch) watch = watched(&host);
    host_pass(&host, info.looks_at_us - host.now);
    int rings = (int)(centre_actions(&host, ACD_ACTION_RING, NULL) - before);
    if (info.held_by != moments[i].held_by || rings != moments[i].rings)
      fail_msg("row %d, %s: %s, %d rings", (int)i, moments[i].script, acd_held_by_str((int64_t)info.held_by), rings);
    int is_watch = moments[i].held_by >= ACD_HELD_BY_WAITING && moments[i].held_by <= ACD_HELD_BY_SERVICE_LEVEL;
    assert_int_equal(info.held_by_queue, is_watch ? host_queue(&host, "desk") : 0);
    if (is_watch) assert_int_equal(watch.held_by, moments[i].held_by);
    host_check(&host);
    host_end(&host);
  }
}

/* ---- What becomes of a task */

static const struct {
  const char *plan, *campaign;
  const char *words; /* for walk_on(), of a task to 555, when it has been looked at once */
  const char *told;
  int64_t outcome; /* 0: it is not over */
  const char *list;
} ways[] = {
    {"", "", "ready:ann @5 accepted accepted done", "ring ann, dial 555 ann, bridge ann", ACD_CALLBACK_COMPLETED, ""},
    {"", "", "@3 ready:ann @1", "", 0, "555"},
    {"", "look=60s", "ready:ann @59", "", 0, "555"},
    {"", "look=60s", "ready:ann @60", "ring ann", 0, ""},
    {"dial_first=customer", "", "ready:ann @5 accepted accepted done", "dial 555 ann, ring ann, bridge ann",
     ACD_CALLBACK_COMPLETED, ""},
    /* The agent does not take it: back to the list, for another look; who refuses it is not asked again at once. */
    {"", "", "ready:ann @5 no_answer", "ring ann", 0, "555"},
    {"", "", "ready:ann @5 away:ann", "ring ann, ring_stop ann", 0, "555"},
    {"", "", "ready:ann @5 no_answer away:ann ready:bob @5 accepted", "ring ann, ring bob, dial 555 bob", 0, ""},
    {"", "", "ready:ann ready:bob @5 failed", "ring ann", 0, "555"},
    {"retry=60s", "", "ready:ann @5 rejected away:ann @59", "ring ann", 0, ""},
    {"retry=60s", "", "ready:ann @5 rejected away:ann @60", "ring ann", 0, "555"},
    {"retry=60s", "", "ready:ann ready:bob @5 rejected @60", "ring ann, ring bob", 0, ""},
    /* Not reached: on the list when the time between attempts is over, and let in at a look as before. */
    {"retry=60s", "", "ready:ann @5 accepted busy @59", "ring ann, dial 555 ann, release ann", 0, ""},
    {"retry=60s", "", "ready:ann @5 accepted busy away:ann @61", "ring ann, dial 555 ann, release ann", 0, "555"},
    {"retry=60s", "", "ready:ann @5 accepted busy @65 accepted accepted done",
     "ring ann, dial 555 ann, release ann, ring ann, dial 555 ann, bridge ann", ACD_CALLBACK_COMPLETED, ""},
    {"attempts_max=1 message=sorry", "", "ready:ann @5 accepted no_answer",
     "ring ann, dial 555 ann, release ann, message 555", ACD_CALLBACK_EXHAUSTED, ""},
    /* Its own time counts. */
    {"expires=10s", "expires=300s", "@299", "", 0, "555"},
    {"expires=10s message=sorry", "expires=300s", "@300", "message 555", ACD_CALLBACK_EXPIRED, ""},
    {"expires=10s", "expires=0s", "@5000", "", 0, "555"},
    {"", "", "cancel", "", ACD_CALLBACK_CANCELLED, ""},
    {"", "", "ready:ann @5 cancel", "ring ann, ring_stop ann", ACD_CALLBACK_CANCELLED, ""},
    {"", "", "ready:ann @5 clear:out @", "ring ann, ring_stop ann", ACD_CALLBACK_CANCELLED, ""},
    {"", "", "clear:out @", "", 0, "555"},
};

static void each_way(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(ways); i++) {
    test_host host;
    begin(&host, ways[i].plan, ways[i].campaign, NULL);
    acd_id call = add_task(&host, "555");
    host_pass(&host, 0);
    walk_on(&host, call, ways[i].words);
    const char *news = host_news(&host);
    if (strcmp(news, ways[i].told) != 0) fail_msg("row %d, %s: told %s", (int)i, ways[i].words, news);
    if (strcmp(list(&host), ways[i].list) != 0) fail_msg("row %d, %s: listed %s", (int)i, ways[i].words, list(&host));
    size_t ends = host_events(&host, ACD_EVENT_CALLBACK_ENDED, -1);
    assert_int_equal(ends, ways[i].outcome != 0);
    if (ends) assert_int_equal(outcome_of(&host, call), ways[i].outcome);
    acd_campaign_info info = about(&host);
    assert_int_equal(info.tasks_count, !ends);
    assert_int_equal(centre_event(&host, ACD_EVENT_CALLBACK_TAKEN, call)->detail, acd_campaign_next(host.engine, 0));
    host_check(&host);
    host_end(&host);
  }
}

/* Those that nobody ready may take are passed over, so many at one look; the list is let in whole, however long. */
static void a_long_list(void **state)
{
  (void)state;
  for (int skilled = 0; skilled < 600; skilled += 40) {
    test_host host;
    begin(&host, "", "", NULL);
    acd_requirement need = {host_skill(&host, "s"), 1};
    for (int i = 0; i <= skilled; i++) {
      char number[8];
      snprintf(number, sizeof number, "%d", i);
      acd_id call = add_task(&host, number);
      if (i < skilled) assert_int_equal(acd_call_require(host.engine, host.now, call, &need, 1), ACD_OK);
    }
    centre_ready(&host, "ann");
    host_forget(&host);
    host_pass(&host, 5 * SECOND);
    assert_int_equal(centre_actions(&host, ACD_ACTION_RING, NULL), skilled < 256);
    host_check(&host);
    host_pass(&host, 15 * SECOND); /* three looks more */
    assert_int_equal(centre_actions(&host, ACD_ACTION_RING, NULL), 1);
    host_check(&host);
    host_end(&host);
  }
  static outline text;
  text.size = 0;
  outline_write(&text, "callback p\ncampaign c callback=p queue=out\nqueue out\n");
  for (int i = 0; i < 60; i++) outline_write(&text, "  member a%d\n", i);
  for (int i = 0; i < 60; i++) outline_write(&text, "agent a%d\n", i);
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, text.text);
  for (int i = 0; i < 70; i++) {
    char number[8];
    snprintf(number, sizeof number, "%d", i);
    add_task(&host, number);
  }
  host_pass(&host, 5 * SECOND);
  assert_int_equal(centre_actions(&host, ACD_ACTION_RING, NULL), 60);
  assert_string_equal(list(&host), "60 61 62 63 64 65 66 67 68 69");
  host_end(&host);
}

/* ---- Order */

static void in_order(void **state)
{
  (void)state;
  static const struct {
    const char *order, *list, *after; /* after the one to 2 has a higher priority than all */
  } rows[] = {{"newest", "5 4 3 2 1", "5 4 3 2 1"},
              {"oldest", "1 2 3 4 5", "1 2 3 4 5"},
              {"priority", "4 1 3 2 5", "2 4 1 3 5"}};
  static const int64_t priorities[] = {0, -1, 0, 7, -2};
  for (size_t i = 0; i < COUNT(rows); i++)
    for (size_t k = 0; k < COUNT(rows); k++) { /* by a definition that changes it */
      test_host host;
      char text[60];
      acd_id calls[5];
      snprintf(text, sizeof text, "order=%s", rows[k].order);
      begin(&host, "", text, NULL);
      for (int t = 0; t < 5; t++) {
        char number[2] = {(char)('1' + t), '\0'};
        assert_int_equal(try_task(&host, number, priorities[t], 0, &calls[t]), ACD_OK);
        if (t % 2) host_pass(&host, SECOND);
      }
      assert_string_equal(list(&host), rows[k].list);
      snprintf(text, sizeof text, "+campaign c order=%s\n", rows[i].order);
      host_change(&host, text);
      assert_string_equal(list(&host), rows[i].list);
      assert_int_equal(acd_call_prioritize(host.engine, host.now, calls[1], 9), ACD_OK);
      assert_string_equal(list(&host), rows[i].after);
      host_check(&host);
      centre_ready(&host, "ann");
      host_pass(&host, 5 * SECOND);
      acd_id first = centre_agent(&host, "ann").call;
      assert_int_equal(first, calls[rows[i].after[0] - '1']);
      host_check(&host);
      host_end(&host);
    }
}

static void due_later_and_full(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "tasks_max=2 expires=100s", NULL);
  acd_id later = 0, other = 0;
  assert_int_equal(try_task(&host, "1", 0, 50 * SECOND, &later), ACD_OK);
  assert_string_equal(list(&host), "");
  assert_int_equal(about(&host).put_off_count, 1);
  assert_int_equal(acd_callback_next(host.engine, "1", 0), later);
  add_task(&host, "2");
  assert_int_equal(try_task(&host, "3", 0, 0, &other), ACD_ERR_LIMIT);
  assert_int_equal(try_task(&host, "2", 0, 0, &other), ACD_ERR_LIMIT);
  host_pass(&host, 50 * SECOND);
  assert_string_equal(list(&host), "1 2");
  host_pass(&host, 50 * SECOND);
  assert_string_equal(list(&host), "1");                               /* its time began when it was due */
  assert_int_equal(try_task(&host, "1", 0, 0, &other), ACD_ERR_STATE); /* the plan refuses a duplicate */
  acd_callback_wish wish;
  acd_callback_wish_init(&wish);
  wish.number = "4";
  wish.campaign = acd_campaign_next(host.engine, 0);
  wish.queue = host_queue(&host, "out");
  assert_int_equal(acd_callback_request(host.engine, host.now, &wish, &other), ACD_ERR_ARGUMENT);
  wish.queue = 0;
  assert_int_equal(acd_callback_plan_find(host.engine, "p", &wish.plan), ACD_OK);
  assert_int_equal(acd_callback_request(host.engine, host.now, &wish, &other), ACD_ERR_ARGUMENT);
  wish.plan = 0;
  assert_int_equal(acd_queue_drain(host.engine, host.now, host_queue(&host, "out")), ACD_OK);
  assert_int_equal(acd_callback_request(host.engine, host.now, &wish, &other), ACD_OK);
  assert_int_equal(acd_campaign_task_next(host.engine, wish.campaign, later), other);
  assert_int_equal(acd_campaign_task_next(host.engine, wish.campaign, other), 0);
  host_end(&host);
}

/* ---- Abandoned calls */

static acd_id gives_up(test_host *host, const char *number, int seconds)
{
  acd_id call = walk_call(host, "1", number);
  host_pass(host, seconds * SECOND);
  host_hangup(host, call);
  return call;
}

/* The latest first; not those who call again. */
static void called_again(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "order=newest delay=60s", NULL);
  acd_id calls[4];
  for (int i = 0; i < 4; i++) {
    char number[2] = {(char)('1' + i), '\0'};
    calls[i] = gives_up(&host, number, 10);
  }
  gives_up(&host, "5", 5); /* soon enough not to count */
  gives_up(&host, "", 10);
  assert_int_equal(host_kpi(&host, "desk").abandoned, 5);
  assert_int_equal(host_kpi_calls(&host).call_again_by_outcome[ACD_CALL_AGAIN_TAKEN], 4);
  assert_int_equal(host_kpi_calls(&host).call_again_by_outcome[ACD_CALL_AGAIN_NUMBER], 1);
  const acd_event *event = centre_event(&host, ACD_EVENT_CALL_AGAIN, calls[0]);
  assert_int_equal(event->detail, ACD_CALL_AGAIN_TAKEN);
  acd_callback_info info = {.size = sizeof info};
  assert_int_equal(acd_callback_get(host.engine, event->value, &info), ACD_OK);
  assert_int_equal(info.abandoned, calls[0]);
  assert_int_equal(info.due_at_us, 70 * SECOND);
  assert_string_equal(list(&host), "");
  host_pass(&host, 5 * SECOND);
  gives_up(&host, "3", 1); /* before it is on the list */
  host_pass(&host, 60 * SECOND);
  assert_string_equal(list(&host), "4 2 1");
  acd_id again = walk_call(&host, "1", "2");
  assert_string_equal(list(&host), "4 1");
  assert_int_equal(acd_call_position(host.engine, again), 1);
  assert_int_equal(about(&host).converted, 2);
  centre_ready(&host, "ann");
  host_forget(&host);
  host_pass(&host, 5 * SECOND);
  host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
  host_told(&host, "ring ann, dial 4 ann");
  walk_call(&host, "1", "4"); /* too late: it is dialled */
  host_answer(&host, "dial 4 ann", ACD_OUTCOME_ACCEPTED);
  host_answer(&host, "bridge ann", ACD_OUTCOME_DONE);
  assert_int_equal(about(&host).completed, 1);
  assert_string_equal(list(&host), "1");
  host_check(&host);
  host_end(&host);
}

/* What the caller had goes along; what the plan does not allow, stays away. */
static void who_is_called_again(void **state)
{
  (void)state;
  static const struct {
    const char *plan, *campaign,
        *callers; /* digits, each one a caller who gives up; one that follows "+" is asked for by the host before */
    int64_t outcomes[6];
    const char *list;
  } rows[] = {
      {"", "", "123", {[ACD_CALL_AGAIN_TAKEN] = 3}, "1 2 3"},
      {"\n  callback_pattern a pattern=2 allowed=0", "", "123", {[1] = 2, [ACD_CALL_AGAIN_NUMBER] = 1}, "1 3"},
      {"per_day=2", "", "123", {[1] = 2, [ACD_CALL_AGAIN_LIMIT] = 1}, "1 2"},
      {"rejoin=0", "", "+121", {[1] = 1, [ACD_CALL_AGAIN_OPEN] = 1}, "1 2"},
      {"", "", "+12", {[1] = 1}, "1 2"},
      {"", "", "11", {[1] = 2}, "1"}, /* the first is off the list when the second comes */
      {"rejoin=0", "", "11", {[1] = 2}, "1"},
      /* Full: the last gives way, or is not taken. */
      {"", "tasks_max=2 order=oldest", "123", {[1] = 2, [ACD_CALL_AGAIN_LIMIT] = 1}, "1 2"},
      {"", "tasks_max=2 order=newest", "123", {[1] = 3}, "3 2"},
      {"", "tasks_max=2 order=priority", "123", {[1] = 2, [ACD_CALL_AGAIN_LIMIT] = 1}, "1 2"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    text.size = 0;
    outline_write(&text, "delay=0s %s", rows[i].campaign);
    begin(&host, rows[i].plan, text.text, NULL);
    for (const char *at = rows[i].callers; *at; at++) {
      char number[2] = {*at == '+' ? *++at : *at, '\0'};
      if (at > rows[i].callers && at[-1] == '+')
        add_task(&host, number);
      else
        gives_up(&host, number, 10);
    }
    if (strcmp(list(&host), rows[i].list) != 0) fail_msg("row %d: %s", (int)i, list(&host));
    acd_kpi_calls calls = host_kpi_calls(&host);
    for (int outcome = 0; outcome < 6; outcome++)
      if (calls.call_again_by_outcome[outcome] != rows[i].outcomes[outcome])
        fail_msg("row %d: %s %d times", (int)i, acd_call_again_str(outcome), (int)calls.call_again_by_outcome[outcome]);
    host_check(&host);
    host_end(&host);
  }
}

static void with_what_the_caller_had(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "", "delay=0s", NULL);
  acd_requirement need = {host_skill(&host, "s"), 2};
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "1";
  arrival.caller = "555";
  arrival.priority = 3;
  arrival.attributes = "tier=gold\nlanguage=de";
  arrival.requirements = &need;
  arrival.requirements_count = 1;
  acd_id call = 0;
  assert_int_equal(acd_call_arrive(host.engine, host.now, &arrival, &call), ACD_OK);
  assert_int_equal(acd_call_set(host.engine, host.now, call, "note", "urgent"), ACD_OK);
  host_pass(&host, 10 * SECOND);
  host_hangup(&host, call);
  acd_id task = centre_event(&host, ACD_EVENT_CALL_AGAIN, call)->value;
  acd_call_info info = centre_call(&host, task);
  assert_string_equal(info.number, "1");
  assert_string_equal(info.caller, "555");
  assert_int_equal(info.priority, 3);
  assert_int_equal(info.state, ACD_CALL_STATE_CALLBACK);
  assert_string_equal(acd_call_attribute(host.engine, task, "tier"), "gold");
  assert_string_equal(acd_call_attribute(host.engine, task, "language"), "de");
  assert_string_equal(acd_call_attribute(host.engine, task, "note"), "urgent");
  centre_ready(&host, "ann");
  host_forget(&host);
  host_pass(&host, 5 * SECOND);
  host_told(&host, ""); /* she does not have the skill */
  host_change(&host, "+agent ann\n  agent_skill s level=2\n");
  host_pass(&host, 5 * SECOND);
  host_told(&host, "ring ann");
  host_end(&host);
}

/* Whatever memory there is, the hang-up is taken; what is there afterwards is whole. */
static void without_memory(void **state)
{
  (void)state;
  int64_t taken = 0, refused = 0;
  for (int fails = 0; taken == 0 || fails < 3; fails++) {
    test_host host;
    begin(&host, "", "delay=0s", NULL);
    char number[60];
    memset(number, '5', sizeof number);
    number[sizeof number - 1] = '\0';
    for (int i = 0; i < 32; i++) walk_call(&host, "1", NULL); /* the pools are full */
    acd_id call = walk_call(&host, "1", number);
    host_pass(&host, 10 * SECOND);
    host_pull(&host);
    host.memory.fail_at = host.memory.requests + fails + 1;
    assert_int_equal(acd_call_hangup(host.engine, host.now, call), ACD_OK);
    host.memory.fail_at = 0;
    acd_kpi_calls calls = host_kpi_calls(&host);
    taken += calls.call_again_by_outcome[ACD_CALL_AGAIN_TAKEN];
    refused += calls.call_again_by_outcome[ACD_CALL_AGAIN_ROOM];
    assert_int_equal(host_end_of(&host, call), ACD_END_ABANDONED);
    assert_int_equal(host_kpi(&host, "desk").abandoned, 1);
    host_check(&host);
    host_end(&host);
  }
  assert_true(refused > 0);
}

/* ---- By hand */

static void by_hand(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "hours=day", "", "");
  host_arrive(&host, "1"); /* it is not quiet */
  acd_id first = add_task(&host, "1"), second = add_task(&host, "2");
  host_pass(&host, 5 * SECOND);
  host_forget(&host);
  assert_int_equal(acd_agent_logout(host.engine, host.now, host_agent(&host, "bob")), ACD_OK);
  assert_int_equal(acd_call_pick_up(host.engine, host.now, second, host_agent(&host, "bob"), 0), ACD_ERR_STATE);
  assert_int_equal(acd_queue_drain(host.engine, host.now, host_queue(&host, "out")), ACD_OK);
  assert_int_equal(acd_call_pick_up(host.engine, host.now, second, host_agent(&host, "ann"), 0), ACD_ERR_STATE);
  assert_int_equal(acd_queue_open(host.engine, host.now, host_queue(&host, "out")), ACD_OK);
  assert_int_equal(acd_call_pick_up(host.engine, host.now, second, host_agent(&host, "ann"), 0), ACD_OK);
  host_told(&host, "dial 2 ann");
  assert_string_equal(list(&host), "1");
  host_check(&host);
  host_answer(&host, "dial 2 ann", ACD_OUTCOME_BUSY);
  assert_int_equal(centre_call(&host, second).state, ACD_CALL_STATE_CALLBACK);
  host_pass(&host, 700 * SECOND);
  assert_string_equal(list(&host), "1 2");
  host_change(&host, "+schedule day\n  -hours h\n");
  assert_int_equal(acd_call_pick_up(host.engine, host.now, first, host_agent(&host, "ann"), 0), ACD_ERR_STATE);
  assert_int_equal(acd_callback_cancel(host.engine, host.now, first), ACD_OK);
  assert_string_equal(list(&host), "2");
  host_end(&host);
}

/* Hours are each customer's own: who may not be dialled yet holds up nobody, and comes to the list when they begin. */
static void by_customers_clocks(void **state)
{
  (void)state;
  test_host host;
  uint8_t bytes[TZIF_FOOTER_SIZE];
  size_t size = tzif_write_footer(bytes, "<+10>-10");
  begin(&host, "hours=office zone_attribute=zone", "expires=0s", NULL);
  assert_int_equal(acd_zone_set(host.engine, host.now, "east", bytes, size), ACD_OK);
  acd_id here = add_task(&host, "1"), east = add_task(&host, "2");
  assert_int_equal(acd_call_set(host.engine, host.now, east, "zone", "east"), ACD_OK);
  centre_ready(&host, "ann");
  host_forget(&host);
  host_pass(&host, 5 * SECOND);
  host_told(&host, "ring ann");
  centre_rings(&host, east, "ann");
  assert_string_equal(list(&host), "");
  assert_int_equal(about(&host).put_off_count, 1);
  assert_int_equal(centre_call(&host, here).callback, ACD_CALLBACK_STAGE_RETRY);
  host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
  host_answer(&host, "dial 2 ann", ACD_OUTCOME_BRIDGED);
  host_hangup(&host, east);
  host_forget(&host);
  host_pass(&host, 8 * 3600 * SECOND - host.now - SECOND);
  host_told(&host, "");
  host_pass(&host, 10 * SECOND);
  host_told(&host, "ring ann");
  centre_rings(&host, here, "ann");
  host_check(&host);
  host_end(&host);
}

/* ---- Definitions */

static void redefined(void **state)
{
  (void)state;
  test_host host;
  begin(&host, "retry=20s", "", NULL);
  acd_id campaign = acd_campaign_next(host.engine, 0), rings = add_task(&host, "1"), later = 0;
  centre_ready(&host, "ann");
  host_pass(&host, 5 * SECOND);
  for (int i = 0; i < 40; i++) {
    char number[8];
    snprintf(number, sizeof number, "5%d", i);
    add_task(&host, number);
  }
  assert_int_equal(try_task(&host, "7", 0, 100 * SECOND, &later), ACD_OK);
  /* Another queue: for those on the list. */
  host_change(&host, "agent eve wrapup=0s\nqueue far\n  member eve\n+campaign c queue=far\n");
  assert_int_equal(acd_campaign_next(host.engine, 0), campaign);
  acd_callback_info task = {.size = sizeof task};
  assert_int_equal(acd_callback_get(host.engine, later, &task), ACD_OK);
  assert_int_equal(task.queue, host_queue(&host, "far"));
  host_forget(&host);
  host_pass(&host, 5 * SECOND);
  host_told(&host, "ring eve");
  assert_string_equal(centre_call(&host, centre_agent(&host, "eve").call).caller, "50");
  assert_int_equal(host_call_state(&host, rings), ACD_CALL_STATE_WAITING);
  /* No longer defined: those on the list go, in slices; who rings and is dialled goes on, and does not come back. */
  host_change(&host, "+queue desk call_again!\n-campaign c\n");
  host_check(&host);
  host_pass(&host, 0);
  acd_campaign_info info = {.size = sizeof info};
  assert_int_equal(acd_campaign_get(host.engine, campaign, &info), ACD_OK);
  assert_int_equal(info.closed, 1);
  assert_int_equal(info.held_by, ACD_HELD_BY_END);
  assert_int_equal(info.tasks_count, 2);
  assert_int_equal(info.cancelled, 40);
  acd_id found = 0;
  assert_int_equal(acd_campaign_find(host.engine, "c", &found), ACD_ERR_NOT_FOUND);
  host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
  host_answer(&host, "ring eve", ACD_OUTCOME_ACCEPTED);
  host_answer(&host, "dial 1 ann", ACD_OUTCOME_BUSY);
  host_check(&host);
  host_pass(&host, 0);
  assert_int_equal(outcome_of(&host, rings), ACD_CALLBACK_CANCELLED);
  host_answer(&host, "dial 50 eve", ACD_OUTCOME_ACCEPTED);
  host_answer(&host, "bridge eve", ACD_OUTCOME_DONE);
  assert_int_equal(acd_campaign_get(host.engine, campaign, &info), ACD_ERR_STALE);
  assert_int_equal(acd_campaign_next(host.engine, 0), 0);
  host_end(&host);
}

/* ---- A day */

enum { AGENTS = 6, DAY_S = 10 * 3600, TASKS = 400, ALONE = 0, WATCHED = 1, UNWATCHED = 2, DAYS = 3 };

/* Callers an hour, from eight to six: two peaks and a trough between them. */
static const int hourly[] = {60, 110, 130, 90, 40, 30, 60, 120, 110, 50};

typedef struct day {
  test_host host;
  acd_time until[AGENTS]; /* their talks end */
  uint64_t callers;       /* dice: who comes is the same whatever else happens */
  uint64_t others;
  int64_t dialled[10]; /* by hour */
} day;

static int64_t below(uint64_t *dice, int64_t limit)
{
  *dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (int64_t)((*dice >> 33) % (uint64_t)limit);
}

/* Agents and customers answer at once; one in four customers is not there. */
static void serve(day *of)
{
  test_host *host = &of->host;
  for (size_t at = host->told; host_pull(host), at < host->actions_count; at++) {
    const acd_action action = host->actions[at].action;
    int64_t outcome = ACD_OUTCOME_DONE;
    if (action.kind == ACD_ACTION_RING) outcome = ACD_OUTCOME_ACCEPTED;
    if (action.kind == ACD_ACTION_DIAL) outcome = below(&of->others, 4) ? ACD_OUTCOME_ACCEPTED : ACD_OUTCOME_NO_ANSWER;
    if (action.kind == ACD_ACTION_DIAL) of->dialled[host->now / (3600 * SECOND)]++;
    (void)acd_action_result(host->engine, host->now, action.id, outcome, NULL);
    if (action.kind != ACD_ACTION_BRIDGE) continue;
    char name[8];
    for (int i = 0; i < AGENTS; i++) {
      snprintf(name, sizeof name, "a%d", i);
      if (host_agent(host, name) == action.agent) of->until[i] = host->now + (60 + below(&of->others, 120)) * SECOND;
    }
  }
  host->told = host->actions_count;
}

static void live(day *of, int kind)
{
  static outline text;
  text.size = 0;
  for (int i = 0; i < AGENTS; i++) outline_write(&text, "agent a%d wrapup=10s\n", i);
  for (int q = 0; q < 2; q++) {
    outline_write(&text, q ? "queue out\n" : "queue in service_level=20s\n");
    for (int i = 0; i < AGENTS; i++) outline_write(&text, "  member a%d\n", i);
  }
  outline_write(&text, "number 1 queue=in\ncallback p retry=600s\ncampaign c callback=p queue=out tasks_max=1000");
  if (kind == WATCHED) outline_write(&text, " ready_min=3 window=900s\n  campaign_queue in service_level_min=90");
  memset(of, 0, sizeof *of);
  host_begin(&of->host, NULL);
  of->host.no_words = 1;
  of->host.keeps_events = 0;
  host_define(&of->host, text.text);
  for (int i = 0; kind != ALONE && i < TASKS; i++) {
    char number[8];
    snprintf(number, sizeof number, "5%d", i);
    add_task(&of->host, number);
  }
  for (int second = 0; second < DAY_S; second++) {
    if (below(&of->callers, 3600) < hourly[second / 3600]) host_arrive(&of->host, "1");
    for (int i = 0; i < AGENTS; i++) {
      char name[8];
      snprintf(name, sizeof name, "a%d", i);
      if (!of->until[i] || of->host.now < of->until[i]) continue;
      of->until[i] = 0;
      host_hangup(&of->host, centre_agent(&of->host, name).call);
    }
    serve(of);
    host_pass(&of->host, SECOND);
    serve(of);
  }
}

/* Tasks fill the trough; callers hardly notice, as they would if nobody watched. */
static void a_day(void **state)
{
  (void)state;
  static day of;
  int64_t levels[DAYS], answered[DAYS];
  for (int kind = ALONE; kind < DAYS; kind++) {
    live(&of, kind);
    acd_kpi_queue in = host_kpi(&of.host, "in");
    levels[kind] = acd_kpi_service_level_ppm(&in);
    answered[kind] = in.answered;
    print_message("service level %d ppm, %d reached, dialled by hour", (int)levels[kind],
                  (int)about(&of.host).completed);
    for (int hour = 0; hour < 10; hour++) print_message(" %d", (int)of.dialled[hour]);
    print_message("\n");
    if (kind == WATCHED) {
      assert_true(about(&of.host).completed > TASKS * 3 / 4);
      assert_true(of.dialled[4] + of.dialled[5] > 2 * (of.dialled[2] + of.dialled[7]));
    }
    host_check(&of.host);
    host_drop(&of.host);
  }
  assert_int_equal(answered[ALONE], answered[WATCHED]);
  assert_true(levels[WATCHED] > levels[ALONE] - 30000);
  assert_true(levels[UNWATCHED] < levels[WATCHED] - 30000);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(quiet),
      cmocka_unit_test(each_way),
      cmocka_unit_test(a_long_list),
      cmocka_unit_test(in_order),
      cmocka_unit_test(due_later_and_full),
      cmocka_unit_test(called_again),
      cmocka_unit_test(who_is_called_again),
      cmocka_unit_test(with_what_the_caller_had),
      cmocka_unit_test(without_memory),
      cmocka_unit_test(by_hand),
      cmocka_unit_test(by_customers_clocks),
      cmocka_unit_test(redefined),
      cmocka_unit_test(a_day),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
