/* SPDX-License-Identifier: Apache-2.0 */
/* Call records and the queue_log (acd/record.h): stories, bounds, and no memory. The laws of records over random lives are in
 * engine/test_random. */
#include "../engine/centre.h"
#include "sums.h"

#include <stdio.h>
#include <stdlib.h>

/* A host whose events are kept as records and lines. */
typedef struct keeper {
  test_host host;
  acd_records *records;
  acd_testing_memory memory;
  sums sums;
  acd_record latest; /* without its lists and texts */
  char lines[60000]; /* of the queue_log, calls named #1, #2, … */
  size_t lines_size;
  char calls[1000][40];
  int calls_count;
  char json[16000]; /* of the latest record */
  char csv[4000];
  int steps; /* of a long path */
} keeper;

static void keep_record(void *user, const acd_record *record)
{
  keeper *of = user;
  of->latest = *record;
  sums_record(&of->sums, record);
  assert_int_equal(acd_record_print_json(record, of->json, sizeof of->json, NULL), ACD_OK);
  assert_int_equal(acd_record_print_csv(record, of->csv, sizeof of->csv, NULL), ACD_OK);
}

static int name_call(keeper *of, const char *call)
{
  int at = 0;
  while (at < of->calls_count && strcmp(of->calls[at], call) != 0) at++;
  if (at == of->calls_count) snprintf(of->calls[of->calls_count++], 40, "%s", call);
  return at + 1;
}

static void keep_lines(void *user, const char *lines, size_t size)
{
  keeper *of = user;
  char time[24], call[40];
  int at = 0;
  sums_lines(&of->sums, lines, size);
  assert_int_equal(strlen(lines), size);
  assert_ptr_equal(strchr(lines, '\n'), lines + size - 1);
  assert_int_equal(sscanf(lines, "%23[^|]|%39[^|]%n", time, call, &at), 2);
  if (strcmp(call, "NONE") != 0) snprintf(call, sizeof call, "#%d", name_call(of, call));
  of->lines_size += (size_t)snprintf(of->lines + of->lines_size, sizeof of->lines - of->lines_size, "%s|%s%s", time,
                                     call, lines + at);
  assert_true(of->lines_size < sizeof of->lines);
}

static void hear(void *user, const acd_event *event)
{
  keeper *of = user;
  acd_records_event(of->records, event);
}

/* ACD_ERR_NOMEM where the keeper's memory says so. */
static int begin(keeper *of, int64_t option, int64_t value)
{
  acd_allocator allocator = failing_allocator(&of->memory);
  int status = acd_records_new(&allocator, &of->records);
  if (status) return status;
  assert_int_equal(acd_records_set(of->records, ACD_RECORDS_REFUSED_LINES, 1), ACD_OK);
  if (option) assert_int_equal(acd_records_set(of->records, (int)option, value), ACD_OK);
  assert_int_equal(acd_records_set_hook(of->records, keep_record, of), ACD_OK);
  status = acd_records_set_queue_log(of->records, keep_lines, of);
  if (status) {
    acd_records_free(of->records);
    return status;
  }
  of->host.hear = hear;
  of->host.hear_user = of;
  assert_int_equal(host_try_begin(&of->host, NULL), ACD_OK);
  assert_int_equal(acd_engine_wall_set(of->host.engine, 0, 1700000000 * SECOND), ACD_OK);
  return ACD_OK;
}

static void end(keeper *of)
{
  host_end(&of->host);
  acd_records_free(of->records);
  assert_int_equal(of->memory.blocks, 0);
}

static const char centre[] =
    "centre short_abandon=2s transfer_timeout=20s\nagent ann\nagent bob\nagent cid presence=logged_out\n"
    "queue desk wrapup=5s ring_timeout=10s retry_delay=60s wait_max=60s exit_key=9\n  member ann\n"
    "queue sales wrapup=9s\n  member bob\nqueue full length_max=0\nqueue empty leave_when=unavailable\n  member cid\n"
    "queue spill length_max=0 overflow=desk\n"
    "flow main start=hello\n  node hello kind=play prompt=welcome\n    exit next to=wait\n"
    "  node wait kind=queue queue=desk\n"
    "number 100 queue=desk\nnumber 200 queue=sales\nnumber 300 queue=full\nnumber 400 queue=empty\nnumber 500 "
    "queue=spill\n"
    "number 600 flow=main\n";

static acd_id arrive(keeper *of, const char *number, const char *caller)
{
  acd_arrival arrival;
  acd_id call;
  acd_arrival_init(&arrival);
  arrival.number = number;
  arrival.caller = caller;
  arrival.host_ref = 77;
  assert_int_equal(acd_call_arrive(of->host.engine, of->host.now, &arrival, &call), ACD_OK);
  host_pull(&of->host);
  return call;
}

static void is_ok(int status)
{
  assert_int_equal(status, ACD_OK);
}

/* Everything that has a line of its own, and its neighbours that have not. */
static void tell_story(keeper *of)
{
  test_host *host = &of->host;
  acd_engine *engine = host->engine;
  host_define(host, centre);
  acd_id first = arrive(of, "600", "555"), second;
  host_answer(host, "play welcome", ACD_OUTCOME_DONE);
  host_pass(host, 4 * SECOND);
  host_connect(host, "ann");
  host_pass(host, 30 * SECOND);
  is_ok(acd_call_hold(engine, host->now, first));
  host_pass(host, 7 * SECOND);
  is_ok(acd_call_resume(engine, host->now, first));
  host_hangup(host, first);
  host_pass(host, 5 * SECOND); /* wrap-up */
  first = arrive(of, "100", "556");
  second = arrive(of, "100", "55|7\n8");
  host_pass(host, 10 * SECOND); /* ann does not answer, and rests */
  host_hangup(host, first);
  is_ok(acd_call_keys(engine, host->now, second, "9"));
  first = arrive(of, "100", "");
  host_pass(host, SECOND);
  host_hangup(host, first); /* short */
  first = arrive(of, "100", "=1+1");
  host_pass(host, 60 * SECOND); /* too long: ann rests no more, rings, and does not answer */
  assert_int_equal(host_end_of(host, first), ACD_END_TIMEOUT);
  arrive(of, "300", "1"); /* at capacity */
  arrive(of, "400", "2"); /* nobody there */
  is_ok(acd_queue_drain(engine, host->now, host_queue(host, "desk")));
  arrive(of, "100", "3"); /* shut */
  is_ok(acd_queue_open(engine, host->now, host_queue(host, "desk")));
  /* Presence. */
  is_ok(acd_agent_login(engine, host->now, host_agent(host, "cid"), 0));
  is_ok(acd_agent_not_ready(engine, host->now, host_agent(host, "cid"), 3));
  host_pass(host, 2 * SECOND);
  is_ok(acd_agent_ready(engine, host->now, host_agent(host, "cid")));
  second = arrive(of, "400", "4");
  is_ok(acd_agent_logout(engine, host->now, host_agent(host, "cid"))); /* nobody is there any more */
  /* Transfers: blind to a queue, then attended. */
  host_pass(host, 60 * SECOND);
  first = arrive(of, "500", "5"); /* full: goes to desk */
  host_connect(host, "ann");
  host_pass(host, 3 * SECOND);
  is_ok(acd_call_transfer(engine, host->now, first, ACD_TARGET_QUEUE, host_queue(host, "sales"), NULL));
  host_connect(host, "bob");
  host_pass(host, 6 * SECOND);
  is_ok(acd_call_consult(engine, host->now, first, ACD_TARGET_QUEUE, host_queue(host, "desk"), 5, &second));
  host_pass(host, SECOND);
  host_connect(host, "ann");
  host_pass(host, 2 * SECOND);
  is_ok(acd_call_complete(engine, host->now, first));
  host_done(host);
  host_pass(host, 8 * SECOND);
  is_ok(acd_agent_hangup(engine, host->now, host_agent(host, "ann"), first));
  host_pass(host, 10 * SECOND);
  host_done(host);
}

static const char story_lines[] = "1700000000|NONE|NONE|ann|AGENTLOGIN|ann\n"
                                  "1700000000|NONE|NONE|bob|AGENTLOGIN|bob\n"
                                  "1700000000|NONE|NONE|NONE|CONFIGRELOAD\n"
                                  "1700000000|#1|desk|NONE|ENTERQUEUE||555|1\n"
                                  "1700000004|#1|desk|ann|CONNECT|4|ann|4000\n"
                                  "1700000041|#1|desk|ann|COMPLETECALLER|4|37|1\n"
                                  "1700000046|#2|desk|NONE|ENTERQUEUE||556|1\n"
                                  "1700000046|#3|desk|NONE|ENTERQUEUE||55/7 8|2\n"
                                  "1700000056|#2|desk|ann|RINGNOANSWER|10000\n"
                                  "1700000056|#2|desk|NONE|ABANDON|1|1|10\n"
                                  "1700000056|#3|desk|NONE|EXITWITHKEY||1|2|10\n"
                                  "1700000056|#4|desk|NONE|ENTERQUEUE|||1\n"
                                  "1700000057|#4|desk|NONE|ABANDON|1|1|1\n"
                                  "1700000057|#5|desk|NONE|ENTERQUEUE||=1+1|1\n"
                                  "1700000117|#5|desk|NONE|EXITWITHTIMEOUT|1|1|60\n"
                                  "1700000117|#6|full|NONE|FULL\n"
                                  "1700000117|#7|empty|NONE|JOINEMPTY\n"
                                  "1700000117|#8|desk|NONE|CLOSED\n"
                                  "1700000117|NONE|NONE|cid|AGENTLOGIN|cid\n"
                                  "1700000117|NONE|NONE|cid|PAUSEALL|0\n"
                                  "1700000117|NONE|NONE|cid|PAUSEALL|3\n"
                                  "1700000119|NONE|NONE|cid|UNPAUSEALL\n"
                                  "1700000119|#9|empty|NONE|ENTERQUEUE||4|1\n"
                                  "1700000119|NONE|NONE|cid|AGENTLOGOFF|cid|2\n"
                                  "1700000119|#9|empty|NONE|EXITEMPTY|1|1|0\n"
                                  "1700000179|#10|spill|NONE|FULL\n"
                                  "1700000179|#10|desk|NONE|ENTERQUEUE||5|1\n"
                                  "1700000179|#10|desk|ann|CONNECT|0|ann|0\n"
                                  "1700000182|#10|desk|ann|BLINDTRANSFER|||0|3|1\n"
                                  "1700000182|#10|sales|NONE|ENTERQUEUE||5|1\n"
                                  "1700000182|#10|sales|bob|CONNECT|0|bob|0\n"
                                  "1700000188|#11|desk|NONE|ENTERQUEUE|||1\n"
                                  "1700000189|#11|desk|ann|CONNECT|1|ann|1000\n"
                                  "1700000191|#10|sales|bob|ATTENDEDTRANSFER|BRIDGE|ann|0|9|1\n"
                                  "1700000199|#11|desk|ann|COMPLETEAGENT|1|10|1\n";

static void check_path(void *user, const acd_record *record)
{
  keeper *of = user;
  assert_int_equal(record->path_count, of->steps);
  for (int i = 0; i < of->steps; i++) {
    char name[20];
    snprintf(name, sizeof name, "node %d", i * 7 % 300);
    assert_string_equal(record->path[i].node_name, name);
  }
  of->steps = 0;
}

/* A keeper is large. */
static keeper *keep(int64_t option, int64_t value)
{
  keeper *of = calloc(1, sizeof *of);
  if (!of) abort();
  is_ok(begin(of, option, value));
  return of;
}

static void drop(keeper *of)
{
  end(of);
  free(of);
}

static void queue_log_as_app_queue_writes_it(void **state)
{
  (void)state;
  keeper *of = keep(0, 0);
  tell_story(of);
  assert_string_equal(of->lines, story_lines);
  is_ok(acd_records_set_queue_log(of->records, NULL, NULL));
  arrive(of, "300", "1");
  assert_string_equal(of->lines, story_lines);
  drop(of);
}

/* Of who was rung for a caller who hangs up; of calls that are not let in only where that is wanted. */
static void lines_of_rings_and_refusals(void **state)
{
  (void)state;
  for (int refusals = 0; refusals < 2; refusals++) {
    keeper *of = keep(ACD_RECORDS_REFUSED_LINES, refusals);
    test_host *host = &of->host;
    host_define(host, centre);
    acd_id call = arrive(of, "100", "555"); /* ann rings */
    host_pass(host, 3 * SECOND);
    host_hangup(host, call);
    assert_non_null(strstr(of->lines, "|#1|desk|ann|RINGCANCELED|3000\n1700000003|#1|desk|NONE|ABANDON|1|1|3\n"));
    arrive(of, "300", "1");
    assert_int_equal(strstr(of->lines, "|FULL\n") != NULL, refusals);
    call = arrive(of, "100", "556");
    is_ok(acd_agent_logout(host->engine, host->now,
                           host_agent(host, "ann"))); /* she rings no more; the caller waits on */
    host_hangup(host, call);
    assert_null(strstr(of->lines, "RINGCANCELED|0"));
    drop(of);
  }
}

/* What is kept of queues that are gone is given back. */
static void queues_that_are_gone(void **state)
{
  (void)state;
  keeper *of = keep(0, 0);
  acd_records_stats before = {.size = sizeof before}, after = {.size = sizeof after};
  acd_event event = {.size = sizeof event, .kind = ACD_EVENT_CALL_ARRIVED, .call = 1};
  acd_records_event(of->records, &event);
  is_ok(acd_records_set(of->records, ACD_RECORDS_LIST_MAX, 0));
  for (int i = 1; i <= 600; i++) {
    event = (acd_event){.size = sizeof event, .kind = ACD_EVENT_QUEUE_ENTERED, .sequence = i, .call = 1, .queue = i};
    acd_records_event(of->records, &event);
    event.kind = ACD_EVENT_QUEUE_LEFT;
    event.detail = ACD_LEAVE_MOVED;
    if (i != 300) acd_records_event(of->records, &event);
  }
  is_ok(acd_records_stats_get(of->records, &before));
  event = (acd_event){.size = sizeof event, .kind = ACD_EVENT_DEFINED};
  acd_records_event(of->records, &event);
  is_ok(acd_records_stats_get(of->records, &after));
  assert_true(after.memory_bytes < before.memory_bytes - 600 * 40);
  event =
      (acd_event){.size = sizeof event, .kind = ACD_EVENT_QUEUE_LEFT, .call = 1, .queue = 300, .detail = ACD_LEAVE_KEY};
  acd_records_event(of->records, &event); /* who waits keeps the place */
  assert_non_null(strstr(of->lines, "|EXITWITHKEY||1|1|0\n"));
  of->lines_size = 0;
  drop(of);
}

/* The text in a line of CSV, in the column of this name. */
static void column_is(const keeper *of, const char *name, const char *expected)
{
  char head[2000], text[100];
  assert_int_equal(acd_record_print_csv_head(head, sizeof head, NULL), ACD_OK);
  const char *at = of->csv, *word = head;
  while (strncmp(word, name, strlen(name)) != 0 || !strchr(",\r", word[strlen(name)])) {
    word += strcspn(word, ",") + 1;
    at += strcspn(at, ",") + 1;
    if (word > head + strlen(head)) fail_msg("no column %s", name);
  }
  snprintf(text, sizeof text, "%.*s", (int)strcspn(at, ",\r"), at);
  assert_string_equal(text, expected);
}

static void records_of_a_story(void **state)
{
  (void)state;
  keeper *of = keep(0, 0);
  tell_story(of);
  acd_records_stats stats = {.size = sizeof stats};
  is_ok(acd_records_stats_get(of->records, &stats));
  assert_int_equal(stats.arrived, 10);
  assert_int_equal(stats.given, 10);
  assert_int_equal(stats.open + stats.lost + stats.entries_lost, 0);
  assert_null(sums_compare(&of->sums, of->host.engine));
  assert_int_equal(of->sums.dispositions[ACD_DISPOSITION_ANSWERED], 2);
  assert_int_equal(of->sums.dispositions[ACD_DISPOSITION_ABANDONED], 2);
  assert_int_equal(of->sums.dispositions[ACD_DISPOSITION_TURNED_AWAY], 5);
  assert_int_equal(of->sums.dispositions[ACD_DISPOSITION_SELF_SERVED], 1);
  static const char *const columns[][2] = {
      {"number", "500"},
      {"caller", "5"},
      {"call_ref", "77"},
      {"disposition", "answered"},
      {"end", "completed"},
      {"queue", "desk"},
      {"agent", "ann"},
      {"duration_s", "20.000000"},
      {"wait_s", "0.000000"},
      {"hold_s", "3.000000"},
      {"wrapup_s", "19.000000"},
      {"talk_s", "19.000000"},
      {"answers", "3"},
      {"transfers", "2"},
      {"consultations", "1"},
      {"ended_at", "2023-11-14T22:16:39.000000Z"},
      {"flow", ""},
      {"path_lost", "0"},
  };
  for (size_t i = 0; i < COUNT(columns); i++) column_is(of, columns[i][0], columns[i][1]);
  static const char *const parts[] = {"{\"kind\":\"agent\",",     "\"entered\":\"overflowed\",\"left\":\"answered\"",
                                      "\"exit\":\"at_capacity\"", "\"begun_at\":\"2023-11-14T22:16:31.000000Z\"",
                                      "\"offered_sequence\":",    "\"path\":[]}\n"};
  for (size_t i = 0; i < COUNT(parts); i++) assert_non_null(strstr(of->json, parts[i]));
  drop(of);
}

/* Wrap-up lasts 5 s after the call. */
static void when_a_record_is_complete(void **state)
{
  (void)state;
  for (int waits = 0; waits < 2; waits++) {
    keeper *of = keep(ACD_RECORDS_WAIT_WRAPUP, waits);
    host_define(&of->host, centre);
    acd_id call = arrive(of, "100", "5");
    host_connect(&of->host, "ann");
    host_pass(&of->host, 3 * SECOND);
    acd_records_stats stats = {.size = sizeof stats};
    is_ok(acd_records_stats_get(of->records, &stats));
    assert_in_range(stats.memory_bytes, 1000, 5000); /* the handle, the queue_log and a call that talks */
    host_hangup(&of->host, call);
    assert_int_equal(of->sums.calls.ended, !waits);
    host_pass(&of->host, 4 * SECOND);
    assert_int_equal(of->sums.calls.ended, !waits);
    host_pass(&of->host, SECOND);
    assert_int_equal(of->sums.calls.ended, 1);
    assert_int_equal(of->latest.wrapup_us, waits ? 5 * SECOND : 0);
    assert_int_equal(of->latest.ended_at_us, 3 * SECOND);
    drop(of);
  }
}

/* What does not fit in lists is counted; sums and the queue_log go on. */
static void lists_are_bounded(void **state)
{
  (void)state;
  keeper *all = keep(0, 0), *of = keep(ACD_RECORDS_LIST_MAX, 1);
  tell_story(all);
  tell_story(of);
  assert_int_equal(of->latest.segments_count, 1);
  assert_int_equal(of->latest.segments_lost, all->latest.segments_count - 1);
  assert_int_equal(of->latest.visits_lost, all->latest.visits_count - 1);
  assert_int_equal(of->latest.conversations_lost, all->latest.conversations_count - 1);
  assert_int_equal(of->latest.talk_us, all->latest.talk_us);
  assert_int_equal(of->latest.hold_us, all->latest.hold_us);
  assert_int_equal(of->latest.wrapup_us, all->latest.wrapup_us);
  assert_int_equal(of->latest.offers, all->latest.offers);
  char *named = strstr(of->lines, "BRIDGE|");
  assert_non_null(named);
  drop(all);
  drop(of);
}

/* Live calls as they stand; then they are forgotten. */
static void flushed_when_the_host_stops(void **state)
{
  (void)state;
  keeper *of = keep(0, 0);
  host_define(&of->host, centre);
  acd_id first = arrive(of, "100", "5"), second;
  host_connect(&of->host, "ann");
  host_pass(&of->host, 2 * SECOND);
  second = arrive(of, "100", "6");
  acd_records_flush(of->records);
  assert_int_equal(of->latest.call, second);
  assert_int_equal(of->latest.disposition, ACD_DISPOSITION_OPEN);
  assert_int_equal(of->latest.ended_at_us, ACD_TIME_NEVER);
  assert_non_null(strstr(of->json, "\"left_us\":null"));
  assert_int_equal(of->sums.calls.ended, 2);
  host_hangup(&of->host, first);
  host_hangup(&of->host, second);
  host_pass(&of->host, 20 * SECOND);
  assert_int_equal(of->sums.calls.ended, 2);
  drop(of);
}

/* The n-th request for memory fails, or all from there on: no record is lost in silence, and all memory comes back. */
static void without_memory(void **state)
{
  (void)state;
  int64_t lost = 0, entries = 0;
  for (int after = 0; after < 2; after++)
    for (long n = 1;; n++) {
      keeper *of = calloc(1, sizeof *of);
      if (!of) abort();
      of->memory.fail_at = n;
      of->memory.fail_after = after;
      int status = begin(of, 0, 0);
      if (status) {
        assert_int_equal(status, ACD_ERR_NOMEM);
        assert_int_equal(of->memory.blocks, 0);
        free(of);
        continue;
      }
      tell_story(of);
      acd_records_stats stats = {.size = sizeof stats};
      is_ok(acd_records_stats_get(of->records, &stats));
      assert_int_equal(stats.arrived, 10);
      assert_int_equal(stats.given + stats.lost, 10);
      assert_int_equal(stats.open, 0);
      int reached = of->memory.requests >= n;
      lost += stats.lost;
      entries += stats.entries_lost;
      if (!reached) assert_string_equal(of->lines, story_lines);
      drop(of);
      if (!reached) break;
    }
  assert_true(lost > 0);
  assert_true(entries > 0);
}

/* Each name in its step, however many there are, and kept once. */
static void names_of_a_long_path(void **state)
{
  (void)state;
  enum { NAMES = 300, STEPS = 6000 };
  keeper *of = keep(ACD_RECORDS_LIST_MAX, STEPS);
  acd_event event = {.size = sizeof event, .kind = ACD_EVENT_CALL_ARRIVED, .call = 1};
  acd_records_event(of->records, &event);
  for (int i = 0; i < STEPS; i++) {
    char name[20];
    snprintf(name, sizeof name, "node %d", i * 7 % NAMES);
    event = (acd_event){.size = sizeof event, .kind = ACD_EVENT_FLOW_EXIT, .call = 1, .flow = 2, .text = name};
    acd_records_event(of->records, &event);
  }
  acd_records_stats stats = {.size = sizeof stats};
  is_ok(acd_records_stats_get(of->records, &stats));
  assert_true(stats.memory_bytes < (int64_t)(8192 * sizeof(acd_record_step)) + NAMES * 40 + 16384);
  of->steps = STEPS;
  is_ok(acd_records_set_hook(of->records, check_path, of));
  acd_records_flush(of->records);
  assert_int_equal(of->steps, 0);
  drop(of);
}

/* A host that tells events twice, or forgets some, gets other figures, and nothing worse. */
static void events_told_wrong(void **state)
{
  (void)state;
  for (int64_t seed = 1; seed <= 200; seed++) {
    keeper *of = keep(0, 0);
    uint64_t dice = (uint64_t)seed;
    for (int i = 0; i < 400; i++) {
      dice = dice * UINT64_C(6364136223846793005) + 1442695040888963407;
      acd_event event = {.size = sizeof event,
                         .kind = (uint32_t)(dice >> 33) % (ACD_EVENT_SLOT + 3),
                         .sequence = i,
                         .time_us = i * SECOND,
                         .call = (acd_id)(dice >> 40) % 4,
                         .queue = (acd_id)(dice >> 43) % 3,
                         .agent = (acd_id)(dice >> 46) % 3,
                         .value = (int64_t)(dice >> 49) % 4,
                         .value_us = (int64_t)(dice >> 52) % 3,
                         .detail = (int64_t)(dice >> 55) % 20,
                         .reason = (int64_t)(dice >> 60) % 2,
                         .caller = dice >> 63 ? "5" : NULL};
      char text[1000];
      acd_event_print_json(&event, text, sizeof text, NULL);
      acd_records_set_hook(of->records, NULL, NULL);
      acd_records_event(of->records, &event);
    }
    acd_records_stats stats = {.size = sizeof stats};
    acd_records_flush(of->records);
    is_ok(acd_records_stats_get(of->records, &stats));
    assert_int_equal(stats.arrived, stats.given);
    drop(of);
  }
}

static void mistakes(void **state)
{
  (void)state;
  acd_records *records;
  acd_records_stats stats = {0};
  is_ok(acd_records_new(NULL, &records));
  assert_int_equal(acd_records_new(NULL, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_records_set(NULL, ACD_RECORDS_LIST_MAX, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_records_set(records, ACD_RECORDS_LIST_MAX, 100001), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_records_set(records, ACD_RECORDS_LIST_MAX, -1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_records_set(records, ACD_RECORDS_WAIT_WRAPUP, 2), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_records_set(records, ACD_RECORDS_REFUSED_LINES, 2), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_records_set(records, 4, 0), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_records_stats_get(records, &stats), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_records_set_hook(NULL, NULL, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_records_set_queue_log(NULL, NULL, NULL), ACD_ERR_ARGUMENT);
  acd_event event = {.size = sizeof event, .kind = ACD_EVENT_CALL_ENDED, .call = 99}; /* its arrival was not told */
  acd_records_event(records, &event);
  acd_records_flush(NULL);
  acd_records_free(NULL);
  acd_records_free(records);
  for (int64_t i = 0; i <= ACD_DISPOSITION_FAILED; i++) assert_string_not_equal(acd_disposition_str(i), "?");
  assert_string_equal(acd_disposition_str(ACD_DISPOSITION_FAILED + 1), "?");
  assert_string_equal(acd_disposition_str(-1), "?");
}

/* What is said of a conversation is in its record, also what the agent's form says in the wrap-up; what comes later is not. */
static void marks_are_in_the_record(void **state)
{
  static keeper of;
  (void)state;
  memset(&of, 0, sizeof of);
  assert_int_equal(begin(&of, 0, 0), ACD_OK);
  host_define(&of.host, centre);
  acd_id call = arrive(&of, "100", "555"), ann = host_agent(&of.host, "ann");
  host_connect(&of.host, "ann");
  host_pass(&of.host, 3 * SECOND);
  assert_int_equal(acd_call_respond(of.host.engine, of.host.now, call), ACD_OK);
  assert_int_equal(acd_call_rate(of.host.engine, of.host.now, call, 2), ACD_OK);
  assert_int_equal(
      acd_call_transfer(of.host.engine, of.host.now, call, ACD_TARGET_QUEUE, host_queue(&of.host, "sales"), NULL),
      ACD_OK);
  host_connect(&of.host, "bob");
  assert_int_equal(acd_call_rate(of.host.engine, of.host.now, call, 5), ACD_OK);
  host_hangup(&of.host, call);
  acd_mark form = {sizeof form, ACD_MARK_RESOLVED, 0, 1, host_agent(&of.host, "bob"), 0};
  assert_int_equal(acd_call_mark(of.host.engine, of.host.now, call, &form), ACD_OK);
  host_pass(&of.host, 60 * SECOND);
  assert_int_equal(of.latest.call, call);
  assert_int_equal(of.latest.marks, ACD_MARK_RATING | ACD_MARK_RESOLVED | ACD_MARK_RESPONSE);
  assert_int_equal(of.latest.rating, 5);
  assert_int_equal(of.latest.satisfied, 1);
  assert_int_equal(of.latest.resolved, 1);
  assert_int_equal(of.latest.response_us, 3 * SECOND);
  assert_non_null(strstr(of.json, "\"rating\":2,\"satisfied\":0}"));
  assert_non_null(strstr(of.json, "\"rating\":5,\"satisfied\":1,\"resolved\":1}"));
  assert_non_null(strstr(of.json, "\"response_s\":3"));
  assert_non_null(strstr(of.csv, ",5,1,1,3"));
  memset(&of.latest, 0, sizeof of.latest);
  form = (acd_mark){sizeof form, ACD_MARK_RATING, 4, 0, ann, 0};
  assert_int_equal(acd_call_mark(of.host.engine, of.host.now, call, &form), ACD_OK);
  host_pass(&of.host, 60 * SECOND);
  assert_int_equal(of.latest.call, 0);
  end(&of);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(marks_are_in_the_record),
      cmocka_unit_test(queue_log_as_app_queue_writes_it),
      cmocka_unit_test(lines_of_rings_and_refusals),
      cmocka_unit_test(queues_that_are_gone),
      cmocka_unit_test(records_of_a_story),
      cmocka_unit_test(when_a_record_is_complete),
      cmocka_unit_test(lists_are_bounded),
      cmocka_unit_test(flushed_when_the_host_stops),
      cmocka_unit_test(without_memory),
      cmocka_unit_test(names_of_a_long_path),
      cmocka_unit_test(events_told_wrong),
      cmocka_unit_test(mistakes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
