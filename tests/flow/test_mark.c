/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of conversations (acd/mark.h): of whose, how often, and what counts. */
#include <stdio.h>

#include "engine/host.h"

#include <acd/mark.h>
#include <string.h>

#include <cmocka.h>

static const char *const CENTRE = "agent ann\nagent bob presence=not_ready\n"
                                  "queue desk wrapup=30s\n  member ann\n  member bob\n"
                                  "queue other\n  member bob\n"
                                  "number 1 queue=desk\n";

/* A call that talks to ann. */
static acd_id begin(test_host *host)
{
  host_begin(host, NULL);
  host_define(host, CENTRE);
  acd_id call = host_arrive(host, "1");
  host_connect(host, "ann");
  host_pass(host, 10 * SECOND);
  return call;
}

static void transfer_to_bob(test_host *host, acd_id call)
{
  assert_int_equal(acd_agent_ready(host->engine, host->now, host_agent(host, "bob")), ACD_OK);
  assert_int_equal(acd_call_transfer(host->engine, host->now, call, ACD_TARGET_QUEUE, host_queue(host, "other"), NULL),
                   ACD_OK);
  host_connect(host, "bob");
}

/* ratings, their sum, satisfied; resolved, unresolved; responses, their time in seconds */
typedef int64_t tally[7];

static void counted(const test_host *host, const char *name, const char *queue_name, const int64_t *is)
{
  acd_kpi_queue queue = host_kpi(host, queue_name);
  acd_kpi_agent agent = host_kpi_agent(host, name);
  const tally wanted = {is[0], is[1], is[2], is[3], is[4], is[5], is[6] * SECOND};
  assert_memory_equal(&queue.ratings, wanted, sizeof wanted);
  assert_memory_equal(&agent.ratings, wanted, sizeof wanted);
}

/* What is done, in words, and what counts then. */
typedef struct scene {
  const char *words;
  tally ann, bob;
} scene;

static int happen(test_host *host, acd_id call, const char *word)
{
  acd_engine *engine = host->engine;
  acd_id ann = host_agent(host, "ann"), bob = host_agent(host, "bob");
  acd_mark mark;
  acd_mark_init(&mark);
  if (strcmp(word, "resolved") == 0) return acd_call_resolve(engine, host->now, call, 1);
  if (strcmp(word, "unresolved") == 0) return acd_call_resolve(engine, host->now, call, 0);
  if (strcmp(word, "reply") == 0) return acd_call_respond(engine, host->now, call);
  if (strncmp(word, "rate=", 5) == 0) return acd_call_rate(engine, host->now, call, word[5] - '0');
  if (strncmp(word, "ann=", 4) == 0 || strncmp(word, "bob=", 4) == 0) {
    mark = (acd_mark){sizeof mark, ACD_MARK_RATING, word[4] - '0', 0, word[0] == 'a' ? ann : bob, 0};
    if (strchr(word, '@')) mark.queue = host_queue(host, strchr(word, '@') + 1);
    return acd_call_mark(engine, host->now, call, &mark);
  }
  if (strncmp(word, "form=", 5) == 0) {
    mark = (acd_mark){sizeof mark, ACD_MARK_RATING | ACD_MARK_RESOLVED, word[5] - '0', 1, ann, 0};
    return acd_call_mark(engine, host->now, call, &mark);
  }
  if (strcmp(word, "hold") == 0) return acd_call_hold(engine, host->now, call);
  if (strcmp(word, "gone") == 0) return acd_call_hangup(engine, host->now, call);
  if (strcmp(word, "wait") == 0) host_pass(host, 10 * SECOND);
  if (strcmp(word, "wrapped") == 0) host_pass(host, 40 * SECOND);
  if (strcmp(word, "to-bob") == 0) transfer_to_bob(host, call);
  return ACD_OK;
}

static void whose_a_mark_is(void **state)
{
  /* A word with ! in front is refused as said before the colon. */
  static const scene rows[] = {
      {"rate=4", {1, 4, 1}, {0}},
      {"rate=3 !state:rate=5 resolved !state:unresolved", {1, 3, 0, 1}, {0}},
      {"hold unresolved wait", {0, 0, 0, 0, 1}, {0}},
      {"!argument:rate=0 !argument:rate=6", {0}, {0}},
      /* The first reply alone, since the arrival. */
      {"reply wait reply", {0, 0, 0, 0, 0, 1, 10}, {0}},
      {"gone !stale:reply !stale:rate=5", {0}, {0}},
      /* In the wrap-up the agent's form says what has not been said, or nothing. */
      {"gone form=5", {1, 5, 1, 1}, {0}},
      {"resolved gone !state:form=5 ann=5", {1, 5, 1, 1}, {0}},
      {"rate=5 gone !state:ann=5 !argument:ann=5@other", {1, 5, 1}, {0}},
      /* Behind a transfer another conversation is marked, and the one before by its agent's name. */
      {"rate=2 to-bob rate=4", {1, 2, 0}, {1, 4, 1}},
      {"to-bob rate=4 ann=1 !state:ann=1 !state:bob=4", {1, 1, 0}, {1, 4, 1}},
      /* Hours later, as named; how often is the host's affair. */
      {"gone wrapped ann=5@desk ann=5@desk", {2, 10, 2}, {0}},
  };
  static const struct {
    const char *name;
    int code;
  } refusals[] = {{"state:", ACD_ERR_STATE}, {"argument:", ACD_ERR_ARGUMENT}, {"stale:", ACD_ERR_STALE}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char words[100];
    acd_id call = begin(&host);
    strcpy(words, rows[i].words);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
      int wanted = ACD_OK;
      for (size_t k = 0; word[0] == '!' && k < COUNT(refusals); k++)
        if (strncmp(word + 1, refusals[k].name, strlen(refusals[k].name)) == 0) wanted = refusals[k].code;
      const char *what = word[0] == '!' ? strchr(word, ':') + 1 : word;
      int64_t before = acd_engine_digest_state(host.engine);
      int status = happen(&host, call, what);
      if (status != wanted) fail_msg("row %d, %s: %s", (int)i, word, acd_status_text(status));
      if (wanted && acd_engine_digest_state(host.engine) != before) fail_msg("%s: a refusal changes nothing", word);
      host_check(&host);
    }
    counted(&host, "ann", "desk", rows[i].ann);
    counted(&host, "bob", "other", rows[i].bob);
    host_end(&host);
  }
}

/* The same call comes to an agent twice, while the wrap-up after the first conversation lasts. */
static void the_last_of_two(void **state)
{
  (void)state;
  for (int talks = 0; talks < 2; talks++) {
    test_host host;
    acd_mark mark;
    acd_mark_init(&mark);
    host_begin(&host, NULL);
    host_define(&host, "channel chat weight=50\nagent ann\n"
                       "queue desk channel=chat wrapup=60s\n  member ann\n"
                       "queue other channel=chat wrapup=60s\n  member ann\n"
                       "number 1 queue=desk\n");
    acd_id call = host_arrive(&host, "1"), other = host_queue(&host, "other");
    host_connect(&host, "ann");
    host_pass(&host, 5 * SECOND);
    assert_int_equal(acd_call_transfer(host.engine, host.now, call, ACD_TARGET_QUEUE, other, NULL), ACD_OK);
    host_connect(&host, "ann");
    host_pass(&host, 10 * SECOND);
    if (!talks) host_hangup(&host, call);
    mark = (acd_mark){sizeof mark, ACD_MARK_RATING, 4, 0, host_agent(&host, "ann"), 0};
    assert_int_equal(acd_call_mark(host.engine, host.now, call, &mark), ACD_OK);
    assert_int_equal(host_kpi(&host, "other").ratings, 1);
    mark.queue = other;
    assert_int_equal(acd_call_mark(host.engine, host.now, call, &mark), ACD_ERR_STATE);
    mark.queue = host_queue(&host, "desk");
    mark.rating = 2;
    assert_int_equal(acd_call_mark(host.engine, host.now, call, &mark), ACD_OK);
    assert_int_equal(host_kpi(&host, "desk").rating_sum, 2);
    assert_int_equal(host_kpi(&host, "other").rating_sum, 4);
    host_check(&host);
    host_end(&host);
  }
}

static void who_cannot_be_marked(void **state)
{
  test_host host;
  acd_mark mark;
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, CENTRE);
  acd_engine *engine = host.engine;
  assert_int_equal(acd_agent_not_ready(engine, 0, host_agent(&host, "ann"), 0), ACD_OK);
  acd_id call = host_arrive(&host, "1"), consult, queue = host_queue(&host, "desk");
  assert_int_equal(acd_call_rate(engine, 0, call, 5), ACD_ERR_STATE); /* nobody has talked to the caller */
  assert_int_equal(acd_call_respond(engine, 0, call), ACD_ERR_STATE);
  assert_int_equal(acd_call_rate(engine, 0, 0, 5), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_call_rate(engine, 0, call + 7, 5), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_call_mark(engine, 0, call, NULL), ACD_ERR_ARGUMENT);
  const struct {
    acd_mark mark;
    acd_id call;
    int code;
  } rows[] = {
      {{0, 0, 0, 0, 0, queue}, 0, ACD_ERR_ARGUMENT},                 /* says nothing */
      {{0, 8, 0, 0, 0, queue}, 0, ACD_ERR_ARGUMENT},                 /* what is not known */
      {{0, ACD_MARK_RESPONSE, 0, 0, 0, queue}, 0, ACD_ERR_ARGUMENT}, /* later than it can be */
      {{0, ACD_MARK_RESOLVED, 0, 2, 0, queue}, 0, ACD_ERR_ARGUMENT}, /* neither yes nor no */
      {{0, ACD_MARK_RESOLVED, 3, 1, 0, queue}, 0, ACD_ERR_ARGUMENT}, /* a rating that is not said */
      {{0, ACD_MARK_RATING, 3, 1, 0, queue}, 0, ACD_ERR_ARGUMENT},   /* likewise */
      {{0, ACD_MARK_RATING, 3, 0, 0, queue + 9}, 0, ACD_ERR_NOT_FOUND},
      {{0, ACD_MARK_RATING, 3, 0, queue, 0}, 0, ACD_ERR_NOT_FOUND},
      {{0, ACD_MARK_RATING, 3, 0, 0, queue}, 1, ACD_ERR_NOT_FOUND}, /* there never was such a call */
      {{0, ACD_MARK_RATING, 3, 0, 0, queue}, 0, ACD_OK},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    mark = rows[i].mark;
    mark.size = sizeof mark;
    int status = acd_call_mark(engine, 0, rows[i].call, &mark);
    if (status != rows[i].code) fail_msg("row %d: %s", (int)i, acd_status_text(status));
  }
  assert_int_equal(host_kpi(&host, "desk").ratings, 1);
  assert_int_equal(host_kpi_agent(&host, NULL).ratings, 0);
  acd_agent_ready(engine, 0, host_agent(&host, "ann"));
  host_connect(&host, "ann");
  acd_agent_ready(engine, 0, host_agent(&host, "bob"));
  assert_int_equal(acd_call_consult(engine, 0, call, ACD_TARGET_AGENT, host_agent(&host, "bob"), 0, &consult), ACD_OK);
  host_connect(&host, "bob");
  assert_int_equal(acd_call_resolve(engine, 0, consult, 1), ACD_ERR_STATE);
  assert_int_equal(acd_call_resolve(engine, 0, call, 1), ACD_OK);
  assert_int_equal(host_kpi_agent(&host, "ann").resolved, 1);
  host_end(&host);
}

typedef struct heard {
  acd_event event;
  char queue[20], agent[20];
} heard;

static void hear(void *user, const acd_event *event)
{
  heard *to = user;
  if (event->kind < ACD_EVENT_RATED || event->kind > ACD_EVENT_RESPONDED) return;
  to->event = *event;
  strcpy(to->queue, event->queue_name);
  strcpy(to->agent, event->agent_name);
}

static void events_say_all_of_it(void **state)
{
  test_host host = {.keeps_events = 1};
  heard last = {0};
  (void)state;
  acd_id call = begin(&host);
  host.hear = hear;
  host.hear_user = &last;
  assert_int_equal(acd_call_rate(host.engine, host.now, call, 4), ACD_OK);
  assert_int_equal(last.event.kind, ACD_EVENT_RATED);
  assert_int_equal(last.event.value, 4);
  assert_string_equal(acd_event_detail_str(last.event.kind, last.event.detail), "satisfied");
  assert_string_equal(last.queue, "desk");
  assert_string_equal(last.agent, "ann");
  assert_int_equal(last.event.flow, 0);
  assert_int_equal(acd_call_respond(host.engine, host.now, call), ACD_OK);
  assert_int_equal(last.event.value_us, 10 * SECOND);
  host_hangup(&host, call);
  acd_mark mark = {sizeof mark, ACD_MARK_RESOLVED, 0, 0, host_agent(&host, "ann"), 0};
  assert_int_equal(acd_call_mark(host.engine, host.now, call, &mark), ACD_OK);
  assert_true(last.event.call == call);
  assert_string_equal(acd_event_detail_str(last.event.kind, last.event.detail), "unresolved");
  assert_string_equal(last.queue, "desk");
  host_end(&host);
}

/* A survey behind the conversation, on a scale of its own: what is keyed in, where it leads, and what counts. */
static void a_survey_in_a_flow(void **state)
{
  static const struct {
    const char *keys;
    int64_t ratings, sum, satisfied;
    const char *told;
  } rows[] = {{"0", 1, 0, 0, "play thanks"},
              {"10", 1, 10, 1, "play thanks"},
              {"9", 1, 9, 1, "play thanks"},
              {"11", 0, 0, 0, "collect please"},
              {"*1", 0, 0, 0, "collect please"}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, "centre rating_min=0 rating_max=10 rating_satisfied=9\nagent ann\n"
                       "flow survey start=ask\n"
                       "  node ask kind=collect prompt=please digits_max=2 attempts=1\n    exit next to=say\n"
                       "  node say kind=mark mark=rating expression=digits\n    exit next to=thanks\n"
                       "    exit no_match to=ask\n    exit refused to=twice\n"
                       "  node thanks kind=play prompt=thanks\n    exit next to=again\n"
                       "  node again kind=mark mark=rating expression=digits\n    exit refused to=twice\n"
                       "  node twice kind=play prompt=twice\n"
                       "queue desk after_flow=survey\n  member ann\nnumber 1 queue=desk\nnumber 2 flow=survey\n");
    acd_id call = host_arrive(&host, "1");
    host_connect(&host, "ann");
    assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
    host_told(&host, "ring ann, bridge ann, collect please");
    assert_int_equal(host_result(&host, "collect please", ACD_OUTCOME_DIGITS, rows[i].keys), ACD_OK);
    host_told(&host, rows[i].told);
    const tally is = {rows[i].ratings, rows[i].sum, rows[i].satisfied};
    counted(&host, "ann", "desk", is);
    if (rows[i].ratings) {
      host_answer(&host, "play thanks", ACD_OUTCOME_DONE);
      host_told(&host, "play twice");
      counted(&host, "ann", "desk", is);
    }
    (void)call;
    call = host_arrive(&host, "2"); /* who has talked to nobody has nothing to say */
    host_told(&host, "collect please");
    assert_int_equal(host_result(&host, "collect please", ACD_OUTCOME_DIGITS, "7"), ACD_OK);
    host_told(&host, "play twice");
    counted(&host, "ann", "desk", is);
    host_end(&host);
  }
}

static void whether_it_is_resolved_in_a_flow(void **state)
{
  static const struct {
    const char *expression, *keys;
    int64_t resolved, unresolved;
  } rows[] = {{"digits = 1", "1", 1, 0},
              {"digits = 1", "2", 0, 1},
              {"digits", "0", 0, 1},
              {"digits", "2", 0, 0},
              {"nothing", "1", 0, 0}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[600];
    snprintf(text, sizeof text,
             "agent ann\nflow survey start=ask\n  node ask kind=collect prompt=please\n    exit next to=say\n"
             "  node say kind=mark mark=resolved expression='%s'\n"
             "queue desk after_flow=survey\n  member ann\nnumber 1 queue=desk\n",
             rows[i].expression);
    host_begin(&host, NULL);
    host_define(&host, text);
    host_arrive(&host, "1");
    host_connect(&host, "ann");
    acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0);
    assert_int_equal(host_result(&host, "collect please", ACD_OUTCOME_DIGITS, rows[i].keys), ACD_OK);
    const tally is = {0, 0, 0, rows[i].resolved, rows[i].unresolved};
    counted(&host, "ann", "desk", is);
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whose_a_mark_is),      cmocka_unit_test(the_last_of_two),
      cmocka_unit_test(who_cannot_be_marked), cmocka_unit_test(events_say_all_of_it),
      cmocka_unit_test(a_survey_in_a_flow),   cmocka_unit_test(whether_it_is_resolved_in_a_flow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
