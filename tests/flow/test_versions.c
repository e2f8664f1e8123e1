/* SPDX-License-Identifier: Apache-2.0 */
/* A flow and its subflow are changed a thousand times while ten thousand calls are inside: each call finishes on the version it
 * began with, and comes back from a subflow to it; versions go with their last call, and what they held with them. */
#include "../engine/centre.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { INSIDE = 10000, VERSIONS = 1000, STEPS = 60, CHECKS_EVERY = 100 };

typedef struct caller {
  acd_id call;
  acd_id action; /* what the host is asked for */
  int version;   /* of the flow */
  int below;     /* of the subflow */
  int stage;     /* 0: in the flow, 1: in the subflow, 2: back, 3: ended */
} caller;

typedef struct crowd {
  test_host host;
  caller callers[INSIDE];
  int version; /* in force */
  acd_id flows[VERSIONS + 1], subflows[VERSIONS + 1];
  int inside[VERSIONS + 1], below[VERSIONS + 1];
  int64_t arrived, ended;
  uint64_t dice;
} crowd;

static uint32_t below(crowd *of, uint32_t bound)
{
  of->dice = of->dice * UINT64_C(6364136223846793005) + 1442695040888963407;
  return (uint32_t)(of->dice >> 33) % bound;
}

static void publish(crowd *of, int version)
{
  char text[600];
  int v = version;
  snprintf(text, sizeof text,
           "flow f start=a\n  node a kind=play prompt=a%d\n    exit next to=b\n"
           "  node b kind=subflow flow=g attribute=from\n    parameter to value=%d\n    exit next to=c\n"
           "  node c kind=play prompt=c%d\n"
           "flow g start=a\n  node a kind=play prompt=b%d\n    exit next to=b\n  node b kind=return value=%d\n"
           "number 1 flow=f\n",
           v, v, v, v, v);
  host_define(&of->host, text);
  of->version = version;
  of->flows[version] = host_flow(&of->host, "f");
  of->subflows[version] = host_flow(&of->host, "g");
}

static void is_value(const crowd *of, const caller *at, const char *key, int value)
{
  char wanted[16];
  const char *found = acd_call_attribute(of->host.engine, at->call, key);
  snprintf(wanted, sizeof wanted, "%d", value);
  assert_non_null(found);
  assert_string_equal(found, wanted);
}

/* What a caller hears tells the version. */
static void hears(crowd *of, caller *at, const char *prompt)
{
  char wanted[16];
  snprintf(wanted, sizeof wanted, "%c%d", 'a' + at->stage, at->stage == 1 ? at->below : at->version);
  assert_string_equal(prompt, wanted);
  if (at->stage > 0) is_value(of, at, "to", at->version);
  if (at->stage == 2) is_value(of, at, "from", at->below);
}

static void pull(crowd *of)
{
  acd_engine *engine = of->host.engine;
  acd_action action = {.size = sizeof action};
  while (acd_action_next(engine, &action) == 1) {
    caller *at = &of->callers[action.call_ref];
    if (action.kind == ACD_ACTION_HANGUP) {
      assert_int_equal(action.reason, ACD_END_FLOW);
      assert_int_equal(action.call, at->call);
      assert_int_equal(at->stage, 3);
      of->ended++;
      assert_int_equal(acd_action_result(engine, of->host.now, action.id, ACD_OUTCOME_DONE, NULL), ACD_OK);
      continue;
    }
    assert_int_equal(action.kind, ACD_ACTION_PLAY);
    at->call = action.call;
    at->action = action.id;
    hears(of, at, action.text);
  }
}

static void arrive(crowd *of, int i)
{
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "1";
  arrival.host_ref = i;
  of->callers[i] = (caller){.version = of->version};
  assert_int_equal(acd_call_arrive(of->host.engine, of->host.now, &arrival, &of->callers[i].call), ACD_OK);
  of->inside[of->version]++;
  of->arrived++;
  pull(of);
}

/* The prompt has been played. */
static void step(crowd *of, int i)
{
  caller *at = &of->callers[i];
  switch (at->stage++) {
  case 0:
    at->below = of->version; /* the one in force at that moment */
    of->below[at->below]++;
    break;
  case 1: of->below[at->below]--; break;
  default: of->inside[at->version]--; break;
  }
  assert_int_equal(acd_action_result(of->host.engine, of->host.now, at->action, ACD_OUTCOME_DONE, NULL), ACD_OK);
  pull(of);
}

/* A version is there as long as it is in force, or calls are inside, which are counted. */
static void version_is(const acd_engine *engine, acd_id flow, int in_force, int64_t calls)
{
  acd_flow_info info = {.size = sizeof info};
  if (!in_force && calls == 0) {
    assert_int_equal(acd_flow_get(engine, flow, &info), ACD_ERR_STALE);
    assert_null(acd_flow_node_name(engine, flow, 0));
    return;
  }
  assert_int_equal(acd_flow_get(engine, flow, &info), ACD_OK);
  assert_int_equal(info.in_force, in_force);
  assert_int_equal(info.calls_count, calls);
  assert_non_null(acd_flow_node_name(engine, flow, info.nodes_count - 1));
  assert_null(acd_flow_node_name(engine, flow, info.nodes_count));
}

static void versions_are_there(const crowd *of)
{
  const acd_engine *engine = of->host.engine;
  int64_t listed = 0, there = 0;
  for (int v = 0; v <= of->version; v++) {
    version_is(engine, of->flows[v], v == of->version, of->inside[v]);
    version_is(engine, of->subflows[v], v == of->version, of->below[v]);
    there += (v == of->version || of->inside[v] > 0) + (v == of->version || of->below[v] > 0);
  }
  for (acd_id flow = 0; (flow = acd_flow_next(engine, flow));) listed++;
  assert_int_equal(listed, there);
}

/* Begins and ends with an empty centre. Every round is the same. Returns what memory is held then: what was the most at once, that
 * pools keep, and nothing more. */
static int64_t round_of_changes(crowd *of)
{
  of->dice = 11;
  memset(of->inside, 0, sizeof of->inside);
  memset(of->below, 0, sizeof of->below);
  publish(of, 0);
  for (int i = 0; i < INSIDE; i++) arrive(of, i);
  for (int v = 1; v <= VERSIONS; v++) {
    of->host.now += SECOND / 100; /* all of it within the time that a prompt may take */
    publish(of, v);
    for (int k = 0; k < STEPS; k++) {
      int i = (int)below(of, INSIDE);
      step(of, i);
      if (of->callers[i].stage == 3) arrive(of, i); /* so many are inside all the time */
    }
    versions_are_there(of);
    if (v % CHECKS_EVERY == 0) host_check(&of->host);
  }
  for (int i = 0; i < INSIDE; i++)
    while (of->callers[i].stage < 3) step(of, i);
  versions_are_there(of);
  host_define(&of->host, "");
  host_check(&of->host);
  return of->host.memory.bytes;
}

static void changed_while_calls_are_inside(void **state)
{
  static crowd of;
  (void)state;
  host_begin(&of.host, NULL);
  of.host.keeps_events = 0;
  int64_t held = round_of_changes(&of);
  int64_t blocks = of.host.memory.blocks;
  for (int again = 0; again < 2; again++) {
    if (round_of_changes(&of) > held)
      fail_msg("%" PRId64 " bytes are held, and not %" PRId64, of.host.memory.bytes, held);
    assert_true(of.host.memory.blocks <= blocks);
  }
  assert_int_equal(of.ended, of.arrived);
  assert_true(of.arrived > 3 * (INSIDE + VERSIONS));
  assert_int_equal(host_kpi_calls(&of.host).ended, of.arrived);
  host_end(&of.host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(changed_while_calls_are_inside),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
