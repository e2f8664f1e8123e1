/* SPDX-License-Identifier: Apache-2.0 */
/* A quarter of a call centre that PwC published: its calls played through an engine, each answered by the agent and after the
 * time that the table says, rated and resolved as it says. What the history and the KPIs make of it equals what is added up
 * from the table itself, as a spreadsheet would: first contact resolution, satisfaction, speed of answer, handle time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/acd.h>

#include "model/shared.h"

#define SECOND ACD_SECOND
#define DAY    (86400 * SECOND)
enum { CALLS = 5000, NAMES = 16, DAYS = 31 + 28 + 31 };

typedef struct row {
  int agent, topic, answered, resolved;
  int day; /* from 2021-01-01 on */
  int64_t at_us, wait_us, talk_us, rating;
  acd_id call, ring;
} row;

typedef struct names {
  char of[NAMES][40];
  acd_id agents[NAMES], skills[NAMES], queues[NAMES];
  int count;
} names;

/* What a spreadsheet has in a line. */
typedef struct line {
  int64_t answered, wait_us, talk_us, resolved, unresolved, ratings, rating_sum, satisfied;
} line;

typedef struct table {
  row rows[CALLS];
  int count;
  names agents, topics;
  acd_engine *engine;
  acd_history *history;
} table;

static int name_at(names *in, const char *name)
{
  int at = 0;
  while (at < in->count && strcmp(in->of[at], name) != 0) at++;
  if (at == in->count) {
    assert_true(in->count < NAMES);
    snprintf(in->of[in->count++], sizeof in->of[0], "%s", name);
  }
  return at;
}

/* "Call Id;Agent;Date;Time;Topic;Answered;Resolved;Speed of answer;Talk;Rating;…": dates as 31.01.2021, times as part of a day,
 * talks as an hour past midnight, 12:02:23 AM. */
static void read_row(table *of, char *text)
{
  static const int before[] = {0, 0, 31, 59};
  char *fields[12];
  int count = 0, day, month, minutes, seconds;
  for (char *at = text; at && count < 12; count++) {
    fields[count] = at;
    at = strchr(at, ';');
    if (at) *at++ = '\0';
  }
  assert_true(count >= 10 && of->count < CALLS);
  row *to = &of->rows[of->count++];
  to->agent = name_at(&of->agents, fields[1]);
  to->topic = name_at(&of->topics, fields[4]);
  assert_int_equal(sscanf(fields[2], "%d.%d.2021", &day, &month), 2);
  assert_in_range(month, 1, 3);
  to->day = before[month] + day - 1;
  to->at_us = to->day * DAY + (int64_t)(strtod(fields[3], NULL) * 86400 + 0.5) * SECOND;
  to->answered = fields[5][0] == 'Y';
  if (!to->answered) return;
  to->resolved = fields[6][0] == 'Y';
  to->wait_us = atoi(fields[7]) * SECOND;
  assert_int_equal(sscanf(fields[8], "12:%d:%d AM", &minutes, &seconds), 2);
  to->talk_us = (minutes * 60 + seconds) * SECOND;
  to->rating = atoi(fields[9]);
}

/* 0: it is not there. */
static int read_table(table *of)
{
  const char *path = shared_path("data/calls/pwc_call_center_5000.csv");
  FILE *file = path ? fopen(path, "r") : NULL;
  char text[500];
  if (!file) return 0;
  assert_non_null(fgets(text, sizeof text, file));
  while (fgets(text, sizeof text, file)) read_row(of, text);
  fclose(file);
  assert_int_equal(of->count, CALLS);
  return 1;
}

/* Every agent is a member of every topic's queue, with a skill of her own name, and may have several calls at once. */
static void define(table *of)
{
  acd_definition *to;
  assert_int_equal(acd_definition_new(NULL, &to), ACD_OK);
  acd_definition_set(to, acd_definition_add(to, ACD_NOUN_CHANNEL, 0, "voice"), ACD_CHANNEL_WEIGHT, 1);
  for (int i = 0; i < of->agents.count; i++) acd_definition_add(to, ACD_NOUN_SKILL, 0, of->agents.of[i]);
  for (int i = 0; i < of->agents.count; i++) {
    int32_t agent = acd_definition_add(to, ACD_NOUN_AGENT, 0, of->agents.of[i]);
    acd_definition_add(to, ACD_NOUN_AGENT_SKILL, agent, of->agents.of[i]);
  }
  for (int i = 0; i < of->topics.count; i++) {
    int32_t queue = acd_definition_add(to, ACD_NOUN_QUEUE, 0, of->topics.of[i]);
    acd_definition_set_text(to, queue, ACD_QUEUE_CHANNEL, "voice");
    acd_definition_set(to, queue, ACD_QUEUE_RING_TIMEOUT_US, 3600 * SECOND);
    for (int k = 0; k < of->agents.count; k++) acd_definition_add(to, ACD_NOUN_MEMBER, queue, of->agents.of[k]);
  }
  assert_int_equal(acd_definition_submit(to, of->engine, 0, ACD_DEFINE_WHOLE), ACD_OK);
  acd_definition_free(to);
  for (int i = 0; i < of->agents.count; i++) {
    assert_int_equal(acd_agent_find(of->engine, of->agents.of[i], &of->agents.agents[i]), ACD_OK);
    assert_int_equal(acd_skill_find(of->engine, of->agents.of[i], &of->agents.skills[i]), ACD_OK);
  }
  for (int i = 0; i < of->topics.count; i++)
    assert_int_equal(acd_queue_find(of->engine, of->topics.of[i], &of->topics.queues[i]), ACD_OK);
}

static void begin(table *of)
{
  acd_history_options keeps;
  acd_options *options;
  acd_history_options_init(&keeps);
  keeps.keeps |= ACD_HISTORY_MEMBERS;
  assert_int_equal(acd_history_new(NULL, &keeps, &of->history), ACD_OK);
  assert_int_equal(acd_options_new(NULL, &options), ACD_OK);
  acd_options_set_events(options, acd_history_event, of->history);
  assert_int_equal(acd_engine_new(options, &of->engine), ACD_OK);
  acd_options_free(options);
  assert_int_equal(acd_engine_wall_set(of->engine, 0, INT64_C(1609459200) * SECOND), ACD_OK);
  define(of);
}

/* ---- What happens, in order of time */

enum { ARRIVES, IS_ANSWERED, GIVES_UP, IS_OVER };
typedef struct moment {
  int64_t at_us;
  int what, row;
} moment;

static int earlier(const void *a, const void *b)
{
  const moment *x = a, *y = b;
  if (x->at_us != y->at_us) return x->at_us < y->at_us ? -1 : 1;
  return x->row != y->row ? x->row - y->row : x->what - y->what;
}

/* Remembers who rings, and does all else that is asked for. */
static void serve(table *of, int64_t now_us)
{
  acd_action action = {.size = sizeof action};
  while (acd_action_next(of->engine, &action) == 1) {
    row *about = action.call_ref ? &of->rows[action.call_ref - 1] : NULL;
    if (action.kind == ACD_ACTION_RING) {
      assert_true(about && action.agent == of->agents.agents[about->agent]);
      about->ring = action.id;
    } else {
      (void)acd_action_result(of->engine, now_us, action.id, ACD_OUTCOME_DONE, NULL);
    }
  }
}

static void arrive(table *of, int at, int64_t now_us)
{
  row *call = &of->rows[at];
  acd_requirement her = {of->agents.skills[call->agent], 1};
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.queue = of->topics.queues[call->topic];
  arrival.requirements = &her;
  arrival.requirements_count = 1;
  arrival.host_ref = at + 1;
  assert_int_equal(acd_call_arrive(of->engine, now_us, &arrival, &call->call), ACD_OK);
}

/* Said while they talk, in a survey when the call is over, or by half and half. */
static void say(table *of, const row *call, int at, int64_t now_us)
{
  acd_mark later = {
      sizeof later, ACD_MARK_RATING, call->rating, 0, of->agents.agents[call->agent], of->topics.queues[call->topic]};
  if (at % 3) assert_int_equal(acd_call_resolve(of->engine, now_us, call->call, call->resolved), ACD_OK);
  if (at % 2) assert_int_equal(acd_call_rate(of->engine, now_us, call->call, call->rating), ACD_OK);
  assert_int_equal(acd_call_hangup(of->engine, now_us, call->call), ACD_OK);
  if (at % 2 == 0) assert_int_equal(acd_call_mark(of->engine, now_us, call->call, &later), ACD_OK);
  later = (acd_mark){sizeof later, ACD_MARK_RESOLVED, 0, call->resolved, later.agent, later.queue};
  if (at % 3 == 0) assert_int_equal(acd_call_mark(of->engine, now_us, call->call, &later), ACD_OK);
}

static void play(table *of)
{
  static moment moments[3 * CALLS];
  size_t count = 0;
  for (int i = 0; i < of->count; i++) {
    const row *call = &of->rows[i];
    moments[count++] = (moment){call->at_us, ARRIVES, i};
    moments[count++] = call->answered ? (moment){call->at_us + call->wait_us, IS_ANSWERED, i}
                                      : (moment){call->at_us + 30 * SECOND, GIVES_UP, i};
    if (call->answered) moments[count++] = (moment){call->at_us + call->wait_us + call->talk_us, IS_OVER, i};
  }
  qsort(moments, count, sizeof *moments, earlier);
  for (size_t i = 0; i < count; i++) {
    const row *call = &of->rows[moments[i].row];
    int64_t now_us = moments[i].at_us;
    while (acd_engine_tick(of->engine, now_us) == ACD_AGAIN) serve(of, now_us);
    switch (moments[i].what) {
    case ARRIVES: arrive(of, moments[i].row, now_us); break;
    case IS_ANSWERED:
      assert_int_equal(acd_action_result(of->engine, now_us, call->ring, ACD_OUTCOME_ACCEPTED, NULL), ACD_OK);
      break;
    case GIVES_UP: assert_int_equal(acd_call_hangup(of->engine, now_us, call->call), ACD_OK); break;
    default: say(of, call, moments[i].row, now_us); break;
    }
    serve(of, now_us);
  }
  assert_int_equal(acd_history_advance(of->history, DAYS * DAY), ACD_OK);
}

/* ---- The spreadsheet */

static void add(line *to, const row *call)
{
  if (!call->answered) return;
  to->answered++;
  to->wait_us += call->wait_us;
  to->talk_us += call->talk_us;
  to->resolved += call->resolved;
  to->unresolved += !call->resolved;
  to->ratings++;
  to->rating_sum += call->rating;
  to->satisfied += call->rating >= 4;
}

static int64_t rounded(int64_t part, int64_t whole, int64_t scale)
{
  return whole ? (2 * part * scale + whole) / (2 * whole) : 0;
}

static void agent_is(const acd_kpi_agent *kpi, const line *is)
{
  const int64_t told[] = {kpi->answered,   kpi->handled, kpi->wait_us,    kpi->talk_us,  kpi->resolved,
                          kpi->unresolved, kpi->ratings, kpi->rating_sum, kpi->satisfied};
  const int64_t wanted[] = {is->answered,   is->answered, is->wait_us,    is->talk_us,  is->resolved,
                            is->unresolved, is->ratings,  is->rating_sum, is->satisfied};
  assert_memory_equal(told, wanted, sizeof wanted);
  assert_int_equal(acd_kpi_agent_resolution_ppm(kpi), rounded(is->resolved, is->answered, 1000000));
  assert_int_equal(acd_kpi_agent_satisfaction_ppm(kpi), rounded(is->satisfied, is->ratings, 1000000));
  assert_int_equal(acd_kpi_agent_rating_hundredths(kpi), rounded(is->rating_sum, is->ratings, 100));
  assert_int_equal(acd_kpi_agent_asa_us(kpi), rounded(is->wait_us, is->answered, 1));
  assert_int_equal(acd_kpi_agent_aht_us(kpi), rounded(is->talk_us, is->answered, 1));
}

static void queue_is(const acd_kpi_queue *kpi, const line *is)
{
  const int64_t told[] = {kpi->answered,   kpi->wait_us, kpi->talk_us,    kpi->resolved,
                          kpi->unresolved, kpi->ratings, kpi->rating_sum, kpi->satisfied};
  assert_memory_equal(told, is, sizeof told);
  assert_int_equal(acd_kpi_resolution_ppm(kpi), rounded(is->resolved, is->answered, 1000000));
  assert_int_equal(acd_kpi_satisfaction_ppm(kpi), rounded(is->satisfied, is->ratings, 1000000));
  assert_int_equal(acd_kpi_rating_hundredths(kpi), rounded(is->rating_sum, is->ratings, 100));
  assert_int_equal(acd_kpi_asa_us(kpi), rounded(is->wait_us, is->answered, 1));
  assert_int_equal(acd_kpi_aht_us(kpi), rounded(is->talk_us, is->answered, 1));
}

static void compare_agents(const table *of, const acd_history_period *all)
{
  for (int agent = 0; agent < of->agents.count; agent++) {
    line her = {0};
    acd_kpi_agent kpi = {.size = sizeof kpi}, now = {.size = sizeof now};
    for (int i = 0; i < of->count; i++)
      if (of->rows[i].agent == agent) add(&her, &of->rows[i]);
    assert_int_equal(acd_history_agent_get(of->history, all, of->agents.of[agent], &kpi), ACD_OK);
    agent_is(&kpi, &her);
    assert_int_equal(acd_kpi_agent_get(of->engine, of->agents.agents[agent], &now), ACD_OK);
    agent_is(&now, &her);
    for (int topic = 0; topic < of->topics.count; topic++) {
      line there = {0};
      for (int i = 0; i < of->count; i++)
        if (of->rows[i].agent == agent && of->rows[i].topic == topic) add(&there, &of->rows[i]);
      assert_int_equal(acd_history_member_get(of->history, all, of->agents.of[agent], of->topics.of[topic], &kpi),
                       ACD_OK);
      agent_is(&kpi, &there);
    }
  }
}

static void compare_topics(const table *of, const acd_history_period *all)
{
  line every = {0};
  acd_kpi_queue kpi = {.size = sizeof kpi};
  for (int topic = 0; topic < of->topics.count; topic++) {
    line it = {0};
    int64_t abandoned = 0;
    for (int i = 0; i < of->count; i++)
      if (of->rows[i].topic == topic) {
        add(&it, &of->rows[i]);
        add(&every, &of->rows[i]);
        abandoned += !of->rows[i].answered;
      }
    assert_int_equal(acd_history_queue_get(of->history, all, of->topics.of[topic], &kpi), ACD_OK);
    queue_is(&kpi, &it);
    assert_int_equal(kpi.abandoned, abandoned);
  }
  assert_int_equal(acd_history_queue_get(of->history, all, NULL, &kpi), ACD_OK);
  queue_is(&kpi, &every);
  /* As those who made reports of this table have it. */
  assert_int_equal(every.answered, 4054);
  assert_int_equal(every.resolved, 3646);
}

/* Answers count on the day on which they are given, and what is said on that on which it is said: none of the calls lasts
 * past midnight. */
static void compare_days(const table *of)
{
  for (int day = 0; day < DAYS; day++) {
    line it = {0};
    acd_kpi_queue kpi = {.size = sizeof kpi};
    acd_history_period period = {.size = sizeof period};
    for (int i = 0; i < of->count; i++)
      if (of->rows[i].day == day) add(&it, &of->rows[i]);
    int64_t noon_us = INT64_C(1609459200) * SECOND + day * DAY + DAY / 2;
    assert_int_equal(acd_history_period_at(of->history, ACD_PERIOD_DAYS, noon_us, &period), ACD_OK);
    assert_int_equal(acd_history_queue_get(of->history, &period, NULL, &kpi), ACD_OK);
    queue_is(&kpi, &it);
  }
}

static void a_published_quarter(void **state)
{
  static table of;
  (void)state;
  if (!read_table(&of)) {
    printf("SKIP: data/calls/pwc_call_center_5000.csv is not there\n");
    skip();
  }
  begin(&of);
  play(&of);
  const acd_history_period all = {.size = sizeof all, .kind = ACD_PERIOD_ALL};
  compare_agents(&of, &all);
  compare_topics(&of, &all);
  compare_days(&of);
  assert_int_equal(acd_engine_check(of.engine, 1), ACD_OK);
  acd_engine_free(of.engine);
  acd_history_free(of.history);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_published_quarter)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
