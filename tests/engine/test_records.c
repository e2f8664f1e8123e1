/* SPDX-License-Identifier: Apache-2.0 */
/* Records that grow: sizes and tails in and out; what a command must leave 0; batches. */
#include "host.h"

#define DEFINITION                                                                                                     \
  "agent ann\nqueue desk wait_max=9s\n  member ann\nskill tax\nnumber 100 queue=desk\n"                                \
  "flow hello start=play\n  node play kind=play prompt=hello\nnumber 200 flow=hello\n"

/* ---- commands ---- */

/* What a newer header might have: the record and two words more. */
typedef struct newer_command {
  acd_command command;
  int64_t more[2];
} newer_command;

static int submit(test_host *host, const acd_command *command, uint32_t *fault_out)
{
  acd_result result = {.size = sizeof result, .id = 5, .fault = 99};
  int status = acd_engine_submit(host->engine, command, "100", 3, &result);
  assert_int_equal(result.size, sizeof result);
  assert_int_equal(result.code, status);
  *fault_out = result.fault;
  return status;
}

static void sizes_of_commands(void **state)
{
  (void)state;
  static const struct {
    uint32_t size;
    int64_t tail;
    int code;
  } rows[] = {
      {0, 0, ACD_ERR_ARGUMENT},
      {4, 0, ACD_ERR_ARGUMENT},
      {sizeof(acd_command) - 1, 0, ACD_ERR_ARGUMENT},
      {sizeof(acd_command), 0, ACD_OK},
      {sizeof(acd_command), 1, ACD_OK}, /* not its own any more */
      {sizeof(acd_command) + 8, 0, ACD_OK},
      {sizeof(newer_command), 0, ACD_OK},
      {sizeof(newer_command), 1, ACD_ERR_VERSION},
      {sizeof(newer_command), INT64_MIN, ACD_ERR_VERSION},
  };
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, DEFINITION);
  for (size_t i = 0; i < COUNT(rows); i++) {
    newer_command newer = {.more = {0, rows[i].tail}};
    if (rows[i].size == sizeof(acd_command)) newer.more[0] = rows[i].tail;
    acd_command_init(&newer.command, ACD_COMMAND_TICK, (acd_time)i + 1, 0);
    newer.command.size = rows[i].size;
    acd_time before = acd_engine_now(host.engine);
    uint32_t fault;
    assert_int_equal(submit(&host, &newer.command, &fault), rows[i].code);
    assert_int_equal(fault, rows[i].code ? ACD_FAULT_RECORD : ACD_FAULT_NONE);
    assert_int_equal(acd_engine_now(host.engine), rows[i].code ? before : (acd_time)i + 1);
  }
  host_end(&host);
}

static void unknown_kinds(void **state)
{
  (void)state;
  static const uint32_t kinds[] = {0, COMMAND_LAST + 1, 100, UINT32_MAX};
  test_host host;
  host_begin(&host, NULL);
  int64_t before = acd_engine_digest_state(host.engine);
  for (size_t i = 0; i < COUNT(kinds); i++) {
    acd_command command;
    uint32_t fault;
    acd_command_init(&command, kinds[i], SECOND, 0);
    assert_int_equal(submit(&host, &command, &fault), ACD_ERR_ARGUMENT);
    assert_int_equal(fault, ACD_FAULT_RECORD);
    assert_true(acd_engine_digest_state(host.engine) == before);
  }
  assert_int_equal(host_stats(&host).refused, COUNT(kinds));
  host_end(&host);
}

/* Words that a kind does not use, and `reserved`, are for newer versions. */
static void words_not_in_use_are_zero(void **state)
{
  (void)state;
  static const uint32_t words[COMMAND_LAST + 1] = {
      [ACD_COMMAND_WALL] = 1,
      [ACD_COMMAND_DEFINE] = 1,
      [ACD_COMMAND_CHANGE] = 1,
      [ACD_COMMAND_CALL_ARRIVE] = 9,
      [ACD_COMMAND_CALL_TRANSFER] = 3,
      [ACD_COMMAND_CALL_KEYS] = 1,
      [ACD_COMMAND_CALL_SET] = 2,
      [ACD_COMMAND_AGENT_LOGIN] = 2,
      [ACD_COMMAND_AGENT_NOT_READY] = 2,
      [ACD_COMMAND_RESULT] = 2,
      [ACD_COMMAND_RECONCILE] = 1,
      [ACD_COMMAND_AGENT_SET_PRESENCE] = 4,
      [ACD_COMMAND_AGENT_EXTEND_WRAPUP] = 2,
      [ACD_COMMAND_AGENT_HANGUP] = 1,
      [ACD_COMMAND_AGENT_END_WRAPUP] = 1,
      [ACD_COMMAND_AGENT_ELSEWHERE] = 2,
      [ACD_COMMAND_CALL_CONSULT] = 2,
      [ACD_COMMAND_CALL_PICK_UP] = 2,
      [ACD_COMMAND_AGENT_SUPERVISE] = 2,
      [ACD_COMMAND_CALL_CHANGE] = 5,
      [ACD_COMMAND_QUEUE_GATE] = 1,
      [ACD_COMMAND_SCORES] = 1,
      [ACD_COMMAND_CALL_ALSO] = 2,
      [ACD_COMMAND_RECONCILE_AGENTS] = 1,
      [ACD_COMMAND_TOGGLE] = 1,
      [ACD_COMMAND_CALL_RECORD] = 1,
      [ACD_COMMAND_ZONE] = 2,
      [ACD_COMMAND_CALLBACK] = 9,
      [ACD_COMMAND_SLOT_BOOK] = 9,
      [ACD_COMMAND_SLOT_MOVE] = 2,
      [ACD_COMMAND_CALL_MARK] = 5,
  };
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, DEFINITION);
  host_arrive(&host, "100");
  int64_t before = acd_engine_digest_state(host.engine);
  for (uint32_t kind = ACD_COMMAND_TICK; kind <= COMMAND_LAST; kind++) {
    for (uint32_t word = words[kind]; word <= 10; word++) {
      acd_command command;
      uint32_t fault;
      acd_command_init(&command, kind, 60 * SECOND, host_agent(&host, "ann"));
      if (word < 10)
        command.body.words[word] = 1;
      else
        command.reserved = 1;
      assert_int_equal(submit(&host, &command, &fault), ACD_ERR_VERSION);
      assert_int_equal(fault, word < 10 ? ACD_FAULT_BODY : ACD_FAULT_RECORD);
      assert_int_equal(acd_engine_now(host.engine), 0);
      assert_true(acd_engine_digest_state(host.engine) == before);
    }
  }
  host_end(&host);
}

static void no_pointers_where_some_must_be(void **state)
{
  (void)state;
  test_host host;
  acd_command command;
  host_begin(&host, NULL);
  acd_command_init(&command, ACD_COMMAND_TICK, 1, 0);
  acd_result small = {.size = sizeof small - 8, .code = 7};
  assert_int_equal(acd_engine_submit(NULL, &command, NULL, 0, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_engine_submit(host.engine, NULL, NULL, 0, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_engine_submit(host.engine, &command, NULL, 1, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_engine_submit(host.engine, &command, NULL, 0, &small), ACD_ERR_ARGUMENT);
  assert_int_equal(small.code, 7);
  assert_int_equal(acd_engine_now(host.engine), 0);
  assert_int_equal(acd_engine_submit(host.engine, &command, NULL, 0, NULL), ACD_OK);
  assert_int_equal(acd_engine_reconcile(host.engine, 1, NULL, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_engine_reconcile(host.engine, 1, NULL, 0), ACD_OK);
  assert_int_equal(acd_engine_reconcile_agents(host.engine, 1, NULL, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_engine_reconcile_agents(NULL, 1, NULL, 0), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_engine_reconcile_agents(host.engine, 1, NULL, 0), ACD_OK);
  assert_int_equal(acd_call_arrive(host.engine, 1, NULL, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_call_set(host.engine, 1, 1, NULL, "x"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_engine_tick(NULL, 1), ACD_ERR_ARGUMENT);
  host_end(&host);
}

static void sizes_of_arrivals(void **state)
{
  (void)state;
  struct {
    acd_arrival arrival;
    int64_t more;
  } newer;
  test_host host;
  acd_id call;
  host_begin(&host, NULL);
  host_define(&host, DEFINITION);
  static const struct {
    uint32_t size;
    int64_t more;
    int code;
  } rows[] = {{0, 0, ACD_ERR_ARGUMENT},
              {sizeof(acd_arrival) - 8, 0, ACD_ERR_ARGUMENT},
              {sizeof(acd_arrival), 1, ACD_OK},
              {sizeof newer, 0, ACD_OK},
              {sizeof newer, 1, ACD_ERR_VERSION}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_arrival_init(&newer.arrival);
    newer.arrival.number = "100";
    newer.arrival.size = rows[i].size;
    newer.more = rows[i].more;
    assert_int_equal(acd_call_arrive(host.engine, 0, &newer.arrival, &call), rows[i].code);
  }
  host_end(&host);
}

/* ---- records out ---- */

enum { ROOM = 1000 };

typedef int (*getter)(test_host *host, void *record);

static int get_action(test_host *host, void *record)
{
  host_arrive(host, "200"); /* so that there is one */
  int status = acd_action_next(host->engine, record);
  assert_int_not_equal(status, 0);
  return status == 1 ? ACD_OK : status;
}

static int get_agent(test_host *host, void *record)
{
  return acd_agent_get(host->engine, host_agent(host, "ann"), record);
}

static int get_queue(test_host *host, void *record)
{
  return acd_queue_get(host->engine, host_queue(host, "desk"), record);
}

static int get_call(test_host *host, void *record)
{
  return acd_call_get(host->engine, acd_call_next(host->engine, 0), record);
}

static int get_stats(test_host *host, void *record)
{
  return acd_engine_stats_get(host->engine, record);
}

static int get_kpi_queue(test_host *host, void *record)
{
  return acd_kpi_queue_get(host->engine, host_queue(host, "desk"), record);
}

static int get_kpi_agent(test_host *host, void *record)
{
  return acd_kpi_agent_get(host->engine, 0, record);
}

static int get_kpi_calls(test_host *host, void *record)
{
  return acd_kpi_calls_get(host->engine, record);
}

static int get_result(test_host *host, void *record)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_TICK, host->now += SECOND, 0);
  return acd_engine_submit(host->engine, &command, NULL, 0, record);
}

/* The first size is taken, a smaller one refused with the record untouched, and of a larger one the rest becomes 0. */
static void sizes_of_records_out(void **state)
{
  (void)state;
  static const struct {
    getter get;
    uint32_t size;
  } rows[] = {
      {get_action, sizeof(acd_action)},       {get_agent, sizeof(acd_agent_info)},
      {get_queue, sizeof(acd_queue_info)},    {get_call, sizeof(acd_call_info)},
      {get_stats, sizeof(acd_engine_stats)},  {get_kpi_queue, sizeof(acd_kpi_queue)},
      {get_kpi_agent, sizeof(acd_kpi_agent)}, {get_kpi_calls, sizeof(acd_kpi_calls)},
      {get_result, sizeof(acd_result)},
  };
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, DEFINITION "agent bob\nagent cid\n");
  host_arrive(&host, "100");
  for (size_t i = 0; i < COUNT(rows); i++) {
    uint64_t words[ROOM / 8];
    uint8_t *bytes = (uint8_t *)words, untouched[ROOM];
    for (uint32_t size = rows[i].size - 4; size <= rows[i].size + 40; size += 4) {
      memset(bytes, 0xa5, ROOM);
      memcpy(bytes, &size, sizeof size);
      memcpy(untouched, bytes, ROOM);
      int status = rows[i].get(&host, bytes);
      assert_int_equal(status, size < rows[i].size ? ACD_ERR_ARGUMENT : ACD_OK);
      assert_memory_equal(bytes, untouched, status ? ROOM : sizeof size);
      if (status) continue;
      for (uint32_t at = rows[i].size; at < size; at++) assert_int_equal(bytes[at], 0);
      for (uint32_t at = size; at < ROOM; at++) assert_int_equal(bytes[at], 0xa5);
      uint32_t kept = 0; /* of the filling: every word of the record was written */
      for (uint32_t at = 8; at + 8 <= rows[i].size; at += 8) kept += words[at / 8] == UINT64_C(0xa5a5a5a5a5a5a5a5);
      assert_int_equal(kept, 0);
    }
    assert_int_equal(rows[i].get(&host, NULL), i == COUNT(rows) - 1 ? ACD_OK : ACD_ERR_ARGUMENT);
  }
  host_end(&host);
}

/* ---- batches ---- */

typedef struct wide_result {
  acd_result result;
  int64_t more[3];
} wide_result;

/* Each command by itself: refused ones in between change nothing for the others. */
static void a_batch_is_no_transaction(void **state)
{
  (void)state;
  newer_command commands[6];
  wide_result results[6];
  static const int expected[] = {ACD_OK, ACD_ERR_NOT_FOUND, ACD_ERR_ARGUMENT, ACD_OK, ACD_ERR_VERSION, ACD_OK};
  test_host host, single;
  test_host *both[] = {&host, &single};
  memset(commands, 0xee, sizeof commands); /* between the commands may be anything */
  memset(results, 0xa5, sizeof results);
  for (size_t i = 0; i < 6; i++) {
    acd_command_init(&commands[i].command, ACD_COMMAND_CALL_ARRIVE, (acd_time)i * SECOND, 0);
    commands[i].command.body.arrive.number = (acd_slice){1, i == 1 ? 2 : 3};
  }
  commands[2].command.kind = 77;
  commands[4].command.reserved = -1;
  for (size_t i = 0; i < 2; i++) {
    host_begin(both[i], NULL);
    host_define(both[i], DEFINITION);
  }
  assert_int_equal(acd_engine_submit_batch(host.engine, &commands[0].command, 6, sizeof *commands, "-100", 4,
                                           &results[0].result, sizeof *results),
                   6);
  for (size_t i = 0; i < 6; i++) {
    acd_result result = {.size = sizeof result};
    assert_int_equal(acd_engine_submit(single.engine, &commands[i].command, "-100", 4, &result), expected[i]);
    assert_memory_equal(&results[i].result, &result, sizeof result);
    for (size_t k = 0; k < COUNT(results[i].more); k++) assert_int_equal(results[i].more[k], 0);
  }
  assert_true(acd_engine_digest_state(host.engine) == acd_engine_digest_state(single.engine));
  assert_int_equal(host_stats(&host).refused, 3);
  host_end(&host);
  host_end(&single);
}

static void a_batch_stops_where_a_portion_ends(void **state)
{
  (void)state;
  enum { CALLS = 10 };
  acd_command commands[3];
  test_host host;
  host_begin(&host, (int64_t[]){ACD_OPTION_WORK_MAX, 4, 0});
  host_define(&host, DEFINITION "agent bob\n");
  for (int i = 0; i < CALLS; i++) host_arrive(&host, "100");
  for (size_t i = 0; i < 3; i++) acd_command_init(&commands[i], ACD_COMMAND_TICK, (i ? 60 : 1) * SECOND, 0);
  acd_result results[3];
  memset(results, 0xa5, sizeof results);
  int64_t done = acd_engine_submit_batch(host.engine, commands, 3, sizeof *commands, NULL, 0, results, sizeof *results);
  assert_int_equal(done, 1);
  assert_int_equal(results[0].code, ACD_OK);
  assert_int_equal(results[1].size, 0xa5a5a5a5); /* not dealt with */
  int rounds = 0;
  for (; done < 3 && rounds < 100; rounds++) {
    host_pull(&host);
    done += acd_engine_submit_batch(host.engine, commands + done, (size_t)(3 - done), sizeof *commands, NULL, 0,
                                    results + done, sizeof *results);
  }
  assert_int_equal(done, 3);
  assert_true(rounds >= CALLS / 4);
  assert_int_equal(host_kpi(&host, "desk").timed_out, CALLS);
  host_end(&host);
}

static void batches_of_wrong_shape(void **state)
{
  (void)state;
  acd_command commands[2];
  acd_result results[2];
  test_host host;
  host_begin(&host, NULL);
  for (size_t i = 0; i < 2; i++) acd_command_init(&commands[i], ACD_COMMAND_TICK, SECOND, 0);
  static const struct {
    size_t stride, result_stride;
  } rows[] = {{0, sizeof(acd_result)},
              {sizeof(acd_command) - 8, sizeof(acd_result)},
              {sizeof(acd_command) + 1, sizeof(acd_result)},
              {sizeof(acd_command), 0},
              {sizeof(acd_command), sizeof(acd_result) - 8},
              {sizeof(acd_command), sizeof(acd_result) + 4}};
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_int_equal(
        acd_engine_submit_batch(host.engine, commands, 2, rows[i].stride, NULL, 0, results, rows[i].result_stride),
        ACD_ERR_ARGUMENT);
  assert_int_equal(acd_engine_submit_batch(host.engine, NULL, 1, sizeof *commands, NULL, 0, NULL, 0), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_engine_submit_batch(NULL, commands, 1, sizeof *commands, NULL, 0, NULL, 0), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_engine_now(host.engine), 0);
  assert_int_equal(acd_engine_submit_batch(host.engine, NULL, 0, sizeof *commands, NULL, 0, NULL, 0), 0);
  assert_int_equal(acd_engine_submit_batch(host.engine, commands, 2, sizeof *commands, NULL, 0, NULL, 0), 2);
  assert_int_equal(acd_engine_now(host.engine), SECOND);
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sizes_of_commands),         cmocka_unit_test(unknown_kinds),
      cmocka_unit_test(words_not_in_use_are_zero), cmocka_unit_test(no_pointers_where_some_must_be),
      cmocka_unit_test(sizes_of_arrivals),         cmocka_unit_test(sizes_of_records_out),
      cmocka_unit_test(a_batch_is_no_transaction), cmocka_unit_test(a_batch_stops_where_a_portion_ends),
      cmocka_unit_test(batches_of_wrong_shape),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
