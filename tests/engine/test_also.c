/* SPDX-License-Identifier: Apache-2.0 */
/* A call in several queues at once: acd/queue.h. */
#include "centre.h"

/* ann serves "desk", bob "sales", cid both, dee "help". Nobody is ready but who is made so. */
#define CENTRE                                                                                                         \
  "skill tax\n"                                                                                                        \
  "agent ann presence=not_ready\n  agent_skill tax\nagent bob presence=not_ready\nagent cid presence=not_ready\n"      \
  "agent dee presence=not_ready\n  agent_skill tax\n"                                                                  \
  "queue desk strategy=linear wait_max=60s music=waltz exit_key=9 overflow=spill\n  member ann\n  member cid\n"        \
  "queue sales strategy=linear wait_max=90s priority=3 music=tango exit_key=5\n  member bob\n  member cid\n"           \
  "queue help wait_max=30s\n  member dee\n"                                                                            \
  "queue spill\nqueue full length_max=0\nqueue sixth\n"                                                                \
  "number 1 queue=desk\nnumber 2 queue=sales\n"

static int also(test_host *host, acd_id call, const char *queue)
{
  return acd_call_also(host->engine, host->now, call, host_queue(host, queue));
}

static int also_end(test_host *host, acd_id call, const char *queue)
{
  return acd_call_also_end(host->engine, host->now, call, host_queue(host, queue));
}

/* The queues that the call waits in are these, in this order. */
static void waits_in(const test_host *host, acd_id call, const char *expected)
{
  char found[200] = "";
  for (acd_id queue = 0; (queue = acd_call_queue_next(host->engine, call, queue)) != 0;) {
    acd_queue_info info = {.size = sizeof info};
    assert_int_equal(acd_queue_get(host->engine, queue, &info), ACD_OK);
    if (found[0]) strcat(found, " ");
    strcat(found, info.name);
  }
  assert_string_equal(found, expected);
}

static acd_call_wait wait_of(const test_host *host, acd_id call, const char *queue)
{
  acd_call_wait wait = {.size = sizeof wait};
  assert_int_equal(acd_call_wait_get(host->engine, call, host_queue(host, queue), &wait), ACD_OK);
  return wait;
}

/* A call waits in "desk", "sales" and "help", one second after the other. */
static acd_id begin(test_host *host)
{
  host_begin(host, NULL);
  host_define(host, CENTRE);
  acd_id call = host_arrive(host, "1");
  host_pass(host, SECOND);
  assert_int_equal(also(host, call, "sales"), ACD_OK);
  host_pass(host, SECOND);
  assert_int_equal(also(host, call, "help"), ACD_OK);
  host_forget(host);
  waits_in(host, call, "desk sales help");
  return call;
}

/* Whoever is ready first has the call, and each queue counts what became of it there; the total counts it once. */
static void the_first_to_answer_has_it(void **state)
{
  static const struct {
    const char *agent, *queue;
    int64_t wait_us;
  } rows[] = {{"ann", "desk", 12 * SECOND},
              {"bob", "sales", 11 * SECOND},
              {"dee", "help", 10 * SECOND},
              {"cid", "sales", 11 * SECOND}}; /* by the priority of "sales" */
  static const char *const queues[] = {"desk", "sales", "help"};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = begin(&host);
    host_pass(&host, 10 * SECOND);
    centre_ready(&host, rows[i].agent);
    centre_rings(&host, call, rows[i].agent);
    assert_int_equal(centre_event(&host, ACD_EVENT_OFFERED, call)->queue, host_queue(&host, rows[i].queue));
    centre_offer(&host, rows[i].agent, ACD_OUTCOME_ACCEPTED);
    waits_in(&host, call, "desk sales help"); /* until they talk */
    host_done(&host);
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_TALKING);
    waits_in(&host, call, "");
    for (size_t k = 0; k < COUNT(queues); k++) {
      int answered = strcmp(queues[k], rows[i].queue) == 0;
      acd_kpi_queue kpi = host_kpi(&host, queues[k]);
      assert_int_equal(kpi.offered + kpi.also_in, 1);
      assert_int_equal(kpi.also_in, k > 0);
      assert_int_equal(kpi.answered, answered);
      assert_int_equal(kpi.also_out, !answered);
      assert_int_equal(kpi.wait_us, answered ? rows[i].wait_us : 0);
      assert_int_equal(acd_kpi_service_level_ppm(&kpi), answered ? 1000000 : 0);
      assert_int_equal(centre_queue(&host, queues[k]).waiting_count, 0);
    }
    acd_kpi_queue total = {.size = sizeof total};
    assert_int_equal(acd_kpi_queue_get(host.engine, 0, &total), ACD_OK);
    assert_int_equal(total.offered, 1);
    assert_int_equal(total.answered, 1);
    assert_int_equal(total.waiting + total.also_in + total.also_out, 0);
    assert_int_equal(host_kpi(&host, rows[i].queue).handled, 0);
    host_hangup(&host, call);
    assert_int_equal(host_kpi(&host, rows[i].queue).handled, 1);
    host_end(&host);
  }
}

/* One queue rings at a time; when that is over, all look for agents, in their order. */
static void it_rings_for_one_queue_at_a_time(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host);
  centre_ready(&host, "bob");
  centre_rings(&host, call, "bob");
  assert_int_equal(wait_of(&host, call, "sales").rings, 1);
  assert_int_equal(wait_of(&host, call, "desk").rings, 0);
  centre_ready(&host, "ann");
  centre_ready(&host, "dee");
  centre_rings(&host, call, "bob");
  waits_in(&host, call, "desk sales help");
  assert_int_equal(centre_call(&host, call).queue, host_queue(&host, "desk"));
  assert_int_equal(centre_call(&host, call).offers_count, 1);
  assert_int_equal(acd_call_estimated_wait_us(host.engine, call), 0);
  centre_offer(&host, "bob", ACD_OUTCOME_REJECTED);
  centre_rings(&host, call, "ann"); /* "desk" is before "help" */
  centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
  centre_rings(&host, call, "dee"); /* the others rest */
  centre_not_ready(&host, "dee");
  centre_rings(&host, call, "");
  host_pass(&host, 20 * SECOND);
  centre_rings(&host, call, "bob"); /* rested first */
  assert_int_equal(host_kpi(&host, "desk").offers, 1);
  assert_int_equal(host_kpi(&host, "help").offers, 1);
  assert_int_equal(host_kpi(&host, "sales").refusals, 1);
  host_end(&host);
}

/* After a failed bridge it waits on in all queues, and the next one rings. */
static void a_failed_bridge_leaves_it_in_all(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host);
  centre_ready(&host, "bob");
  centre_offer(&host, "bob", ACD_OUTCOME_ACCEPTED);
  centre_ready(&host, "ann");
  centre_rings(&host, call, "");
  assert_int_equal(also(&host, call, "sixth"), ACD_ERR_STATE);
  assert_int_equal(also_end(&host, call, "help"), ACD_ERR_STATE);
  host_answer(&host, "bridge bob", ACD_OUTCOME_FAILED);
  centre_rings(&host, call, "ann");
  waits_in(&host, call, "desk sales help");
  host_end(&host);
}

/* What a queue ends while others are left ends there alone; the last one's end is the call's. */
static void each_wait_has_its_own_end(void **state)
{
  (void)state;
  for (int rings = 0; rings < 2; rings++) {
    test_host host;
    acd_id call = begin(&host);
    assert_int_equal(wait_of(&host, call, "desk").leaves_at_us, 60 * SECOND);
    assert_int_equal(wait_of(&host, call, "sales").leaves_at_us, 91 * SECOND);
    assert_int_equal(wait_of(&host, call, "help").leaves_at_us, 32 * SECOND);
    if (rings) host_change(&host, "agent ann\nagent bob ring_timeout=900s\n");
    host_pass(&host, 31 * SECOND); /* 33 s */
    waits_in(&host, call, "desk sales");
    assert_int_equal(host_kpi(&host, "help").also_out, 1);
    if (rings) {
      centre_ready(&host, "bob");
      centre_rings(&host, call, "bob");
    }
    host_pass(&host, 29 * SECOND); /* 62 s: not to the overflow queue */
    waits_in(&host, call, "sales");
    if (rings) centre_rings(&host, call, "bob");
    assert_int_equal(host_kpi(&host, "desk").overflowed, 0);
    assert_int_equal(host_kpi(&host, "desk").also_out, 1);
    assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
    assert_int_equal(centre_call(&host, call).queue, host_queue(&host, "sales"));
    host_pass(&host, 30 * SECOND);
    assert_int_equal(host_end_of(&host, call), ACD_END_TIMEOUT);
    assert_int_equal(host_kpi(&host, "sales").timed_out, 1);
    host_end(&host);
  }
}

/* A wait whose agents ring ends: they are stopped, and another queue looks. */
static void a_wait_that_rings_can_end(void **state)
{
  enum { BY_TIME, BY_COMMAND, BY_CLEARING, WAYS };
  (void)state;
  for (int way = 0; way < WAYS; way++) {
    test_host host;
    acd_id call = begin(&host);
    host_change(&host, "agent dee presence=not_ready ring_timeout=900s\n  agent_skill tax\n");
    host_pass(&host, 25 * SECOND);
    centre_ready(&host, "dee");
    centre_rings(&host, call, "dee");
    centre_ready(&host, "ann");
    if (way == BY_TIME) host_pass(&host, 6 * SECOND);
    if (way == BY_COMMAND) assert_int_equal(also_end(&host, call, "help"), ACD_OK);
    if (way == BY_CLEARING) assert_int_equal(acd_queue_clear(host.engine, host.now, host_queue(&host, "help")), ACD_OK);
    host_pass(&host, 0);
    centre_rings(&host, call, "ann");
    waits_in(&host, call, "desk sales");
    assert_int_equal(host_agent_state(&host, "dee"), ACD_AGENT_STATE_READY);
    assert_int_equal(centre_agent(&host, "dee").misses_count, 0);
    assert_int_equal(host_kpi(&host, "help").also_out, 1);
    host_end(&host);
  }
}

/* Where the end of a call counts: in the queue that rings, else in the first. */
static void a_call_that_is_gone_counts_once(void **state)
{
  static const struct {
    const char *ready; /* "": nobody */
    const char *key;   /* NULL: the caller hangs up */
    const char *counts;
  } rows[] = {
      {"", NULL, "desk"}, {"bob", NULL, "sales"}, {"dee", NULL, "help"}, {"", "9", "desk"}, {"bob", "9", "sales"}};
  static const char *const queues[] = {"desk", "sales", "help"};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = begin(&host);
    if (rows[i].ready[0]) centre_ready(&host, rows[i].ready);
    host_pass(&host, 10 * SECOND);
    if (rows[i].key) {
      assert_int_equal(acd_call_keys(host.engine, host.now, call, "5"), ACD_OK); /* the exit key of another */
      assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_WAITING);
      assert_int_equal(acd_call_keys(host.engine, host.now, call, rows[i].key), ACD_OK);
    } else {
      host_hangup(&host, call);
    }
    host_pull(&host);
    assert_int_equal(host_end_of(&host, call), rows[i].key ? ACD_END_FLOW : ACD_END_ABANDONED);
    for (size_t k = 0; k < COUNT(queues); k++) {
      acd_kpi_queue kpi = host_kpi(&host, queues[k]);
      int counts = strcmp(queues[k], rows[i].counts) == 0;
      assert_int_equal(rows[i].key ? kpi.left_by_key : kpi.abandoned, counts);
      assert_int_equal(kpi.also_out, !counts);
      assert_int_equal(kpi.waiting, 0);
    }
    if (rows[i].ready[0]) assert_int_equal(host_agent_state(&host, rows[i].ready), ACD_AGENT_STATE_READY);
    host_end(&host);
  }
}

/* To one of its queues, or to another: from then on it waits there alone. */
static void a_move_leads_to_one_queue(void **state)
{
  static const struct {
    const char *ready, *to;
    int64_t queued_us;
    int stays; /* 1: the ring goes on */
  } rows[] = {{"", "desk", 0, 0},
              {"", "sales", SECOND, 0},
              {"", "help", 2 * SECOND, 0},
              {"", "sixth", 5 * SECOND, 0},
              {"bob", "sales", SECOND, 1},
              {"bob", "desk", 0, 0},
              {"bob", "sixth", 5 * SECOND, 0}};
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    acd_id call = begin(&host);
    if (rows[i].ready[0]) centre_ready(&host, rows[i].ready);
    host_pass(&host, 3 * SECOND);
    assert_int_equal(acd_call_move(host.engine, host.now, call, host_queue(&host, rows[i].to), ACD_PLACE_KEPT), ACD_OK);
    waits_in(&host, call, rows[i].to);
    assert_int_equal(centre_call(&host, call).queued_at_us, rows[i].queued_us);
    centre_rings(&host, call, rows[i].stays ? rows[i].ready : "");
    int outside = strcmp(rows[i].to, "sixth") == 0;
    acd_kpi_queue total = {.size = sizeof total};
    assert_int_equal(acd_kpi_queue_get(host.engine, 0, &total), ACD_OK);
    assert_int_equal(total.waiting, 1);
    assert_int_equal(host_kpi(&host, rows[i].ready[0] ? "sales" : "desk").moved, outside);
    host_end(&host);
  }
}

/* Adding and taking away, one by one; the order closes up. */
static void waits_come_and_go(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host);
  acd_id other = host_arrive(&host, "2");
  assert_int_equal(also(&host, call, "desk"), ACD_ERR_STATE);
  assert_int_equal(also(&host, call, "help"), ACD_ERR_STATE);
  assert_int_equal(also(&host, call, "full"), ACD_ERR_LIMIT);
  assert_int_equal(also_end(&host, call, "spill"), ACD_ERR_STATE);
  assert_int_equal(also_end(&host, call, "desk"), ACD_OK);
  waits_in(&host, call, "sales help");
  assert_int_equal(also(&host, call, "spill"), ACD_OK);
  assert_int_equal(also(&host, call, "sixth"), ACD_OK);
  assert_int_equal(also(&host, call, "desk"), ACD_OK);
  waits_in(&host, call, "sales help spill sixth desk");
  host_change(&host, "queue seventh\n");
  assert_int_equal(also(&host, call, "seventh"), ACD_ERR_LIMIT); /* five it is in */
  assert_int_equal(also_end(&host, call, "spill"), ACD_OK);
  assert_int_equal(also_end(&host, call, "sales"), ACD_OK);
  assert_int_equal(also_end(&host, call, "desk"), ACD_OK);
  assert_int_equal(also_end(&host, call, "help"), ACD_OK);
  waits_in(&host, call, "sixth");
  assert_int_equal(also_end(&host, call, "sixth"), ACD_ERR_STATE); /* it must wait somewhere */
  waits_in(&host, other, "sales");
  assert_int_equal(also_end(&host, other, "sales"), ACD_ERR_STATE);
  acd_call_wait wait = {.size = sizeof wait};
  assert_int_equal(acd_call_wait_get(host.engine, call, host_queue(&host, "desk"), &wait), ACD_ERR_STATE);
  assert_int_equal(host_kpi(&host, "desk").also_in, 1);
  assert_int_equal(host_kpi(&host, "desk").also_out, 2);
  host_hangup(&host, other);
  host_end(&host);
}

/* The first queue's music plays, also when the first is another one now. */
static void music_is_that_of_the_first(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE);
  acd_id call = host_arrive(&host, "1");
  host_told(&host, "music waltz");
  assert_int_equal(also(&host, call, "sales"), ACD_OK);
  host_told(&host, "");
  assert_int_equal(also_end(&host, call, "desk"), ACD_OK);
  host_told(&host, "music tango");
  host_end(&host);
}

/* Announcements are those of the first, at its times, while another rings too; places count in each. */
static void announcements_are_those_of_the_first(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE);
  host_change(
      &host,
      "queue desk wait_max=60s\n  member ann\n"
      "  announcement place prompt=place says=position after=5s every=5s while_ringing=play\n"
      "queue sales ring_timeout=20s\n  member bob\n  announcement mine prompt=mine says=position after=4s every=6s\n");
  acd_id before = host_arrive(&host, "2"), call = host_arrive(&host, "1");
  assert_int_equal(also(&host, call, "sales"), ACD_OK);
  assert_int_equal(acd_call_position(host.engine, call), 1);
  assert_int_equal(wait_of(&host, call, "sales").position, 2);
  host_pass(&host, 5 * SECOND);
  assert_int_equal(host_action_of(&host, "play place")->value, 1);
  assert_int_equal(host_action_of(&host, "play place")->queue, host_queue(&host, "desk"));
  host_answer(&host, "play mine", ACD_OUTCOME_DONE); /* that was for the other call */
  host_answer(&host, "play place", ACD_OUTCOME_DONE);
  host_hangup(&host, before);
  assert_int_equal(wait_of(&host, call, "sales").position, 1);
  centre_ready(&host, "bob");
  centre_rings(&host, call, "bob");
  host_forget(&host);
  host_pass(&host, 5 * SECOND);
  host_told(&host, "play place"); /* from 10 s on, while it rings for the other queue */
  host_answer(&host, "play place", ACD_OUTCOME_DONE);
  centre_not_ready(&host, "bob");
  assert_int_equal(also_end(&host, call, "desk"), ACD_OK);
  host_forget(&host);
  host_pass(&host, 10 * SECOND);
  host_told(&host, "play mine"); /* at 16 s: 4 s after its entry there and every 6 */
  host_end(&host);
}

/* What is changed of a call holds in all its queues. */
static void changes_hold_in_all(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host);
  assert_int_equal(acd_call_prioritize(host.engine, host.now, call, 4), ACD_OK);
  assert_int_equal(wait_of(&host, call, "desk").priority, 4);
  assert_int_equal(wait_of(&host, call, "sales").priority, 7);
  acd_requirement need = {host_skill(&host, "tax"), 1};
  assert_int_equal(acd_call_require(host.engine, host.now, call, &need, 1), ACD_OK);
  centre_ready(&host, "bob"); /* has no tax */
  centre_rings(&host, call, "");
  centre_ready(&host, "dee");
  centre_rings(&host, call, "dee");
  assert_int_equal(acd_call_require(host.engine, host.now, call, NULL, 0), ACD_OK);
  centre_rings(&host, call, "dee");
  need.level_min = 9;
  assert_int_equal(acd_call_require(host.engine, host.now, call, &need, 1), ACD_OK);
  centre_rings(&host, call, ""); /* stopped */
  assert_int_equal(acd_call_require(host.engine, host.now, call, NULL, 0), ACD_OK);
  centre_rings(&host, call, "bob"); /* the first of the queues that has one */
  host_end(&host);
}

/* Who has refused the call is not asked again from another queue. */
static void a_refusal_counts_in_all(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host);
  host_change(&host, "queue desk declined=never\n  member ann\n  member cid\n"
                     "queue sales declined=never\n  member bob\n  member cid\n");
  centre_ready(&host, "cid");
  centre_rings(&host, call, "cid");
  centre_offer(&host, "cid", ACD_OUTCOME_REJECTED);
  centre_rings(&host, call, "");
  assert_int_equal(host_agent_state(&host, "cid"), ACD_AGENT_STATE_READY);
  centre_ready(&host, "ann");
  centre_rings(&host, call, "ann");
  host_end(&host);
}

/* Several agents of one queue, then those of the next: the losers are stopped, each once. */
static void one_queue_rings_all(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host);
  host_change(&host,
              "queue desk strategy=ring_all\n  member ann\n  member cid\nqueue sales\n  member bob\n  member cid\n");
  centre_ready(&host, "ann");
  centre_ready(&host, "bob");
  centre_ready(&host, "cid");
  centre_rings(&host, call, "ann cid");
  centre_offer(&host, "cid", ACD_OUTCOME_BRIDGED);
  assert_int_equal(centre_actions(&host, ACD_ACTION_RING_STOP, NULL), 1);
  assert_int_equal(host_agent_state(&host, "ann"), ACD_AGENT_STATE_READY);
  assert_int_equal(host_agent_state(&host, "bob"), ACD_AGENT_STATE_READY);
  assert_int_equal(host_kpi(&host, "desk").answered, 1);
  host_end(&host);
}

/* A queue is no longer defined: its members serve its last calls, those that wait elsewhere too among them. */
static void a_closed_queue_goes_with_its_last_wait(void **state)
{
  (void)state;
  test_host host;
  acd_id call = begin(&host);
  acd_id sales = host_queue(&host, "sales");
  host_change(&host, "-queue sales\n-number 2\n");
  acd_queue_info info = {.size = sizeof info};
  assert_int_equal(acd_queue_get(host.engine, sales, &info), ACD_OK);
  assert_int_equal(info.closed, 1);
  centre_ready(&host, "bob");
  centre_rings(&host, call, "bob");
  centre_offer(&host, "bob", ACD_OUTCOME_BRIDGED);
  host_hangup(&host, call);
  host_done(&host);
  host_pass(&host, SECOND);
  assert_int_equal(acd_queue_get(host.engine, sales, &info), ACD_ERR_STALE);
  host_end(&host);
}

/* Questions name the queue through which the agent and the call may come together. */
static void explanations_find_the_queue(void **state)
{
  static const struct {
    const char *agent, *queue;
  } rows[] = {{"ann", "desk"}, {"bob", "sales"}, {"cid", "desk"}, {"dee", "help"}};
  (void)state;
  test_host host;
  acd_id call = begin(&host);
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd_explanation pair = {.size = sizeof pair};
    assert_int_equal(acd_explain_pair(host.engine, call, host_agent(&host, rows[i].agent), &pair), ACD_OK);
    assert_int_equal(pair.queue, host_queue(&host, rows[i].queue));
    assert_int_equal(pair.verdict, ACD_VERDICT_NOT_READY);
    acd_outlook outlook = {.size = sizeof outlook};
    assert_int_equal(acd_explain_wait_in(host.engine, call, pair.queue, &outlook), ACD_OK);
    assert_int_equal(outlook.leaves_at_us, wait_of(&host, call, rows[i].queue).leaves_at_us);
    assert_int_equal(outlook.members_count, strcmp(rows[i].queue, "help") ? 2 : 1);
  }
  acd_outlook outlook = {.size = sizeof outlook};
  assert_int_equal(acd_explain_wait(host.engine, call, &outlook), ACD_OK);
  assert_int_equal(outlook.queue, host_queue(&host, "desk"));
  assert_int_equal(acd_explain_wait_in(host.engine, call, host_queue(&host, "spill"), &outlook), ACD_ERR_STATE);
  centre_ready(&host, "dee");
  acd_explanation pair = {.size = sizeof pair};
  assert_int_equal(acd_explain_pair(host.engine, call, host_agent(&host, "dee"), &pair), ACD_OK);
  assert_int_equal(pair.verdict, ACD_VERDICT_RINGS);
  host_end(&host);
}

/* A flow puts a call into several queues: those that let it in, once the first has. */
static void a_flow_names_several(void **state)
{
  static const struct {
    const char *node;
    const char *waits;
    const char *end; /* where the exit leads if it does not wait */
  } rows[] = {
      {"queue=desk\n    node_queue help\n    node_queue sales\n", "desk help sales", ""},
      {"queue=desk\n    node_queue full\n    node_queue sales\n", "desk sales", ""},
      {"queue=full\n    node_queue sales\n", "", "play sorry"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    test_host host;
    text.size = 0;
    outline_write(
        &text,
        "flow f start=hello\n  node hello kind=play prompt=hello\n    exit next to=wait\n"
        "    exit error to=wait\n  node wait kind=queue wait_max=40s %s    exit timeout to=late\n"
        "    exit at_capacity to=sorry\n  node late kind=play prompt=late\n  node sorry kind=play prompt=sorry\n"
        "number 3 flow=f\n",
        rows[i].node);
    host_begin(&host, NULL);
    host_define(&host, CENTRE);
    host_change(&host, text.text);
    acd_id call = host_arrive(&host, "3");
    host_answer(&host, "play hello", ACD_OUTCOME_DONE);
    waits_in(&host, call, rows[i].waits);
    host_forget(&host);
    if (rows[i].end[0]) {
      host_action_of(&host, rows[i].end);
    } else {
      assert_int_equal(wait_of(&host, call, "desk").leaves_at_us, 40 * SECOND);
      host_pass(&host, 45 * SECOND);
      waits_in(&host, call, "sales");
      host_pass(&host, 46 * SECOND); /* the last one's time-out is the node's */
      assert_int_equal(host_call_state(&host, call), ACD_CALL_STATE_FLOW);
      host_action_of(&host, "play late");
    }
    host_end(&host);
  }
}

/* Many calls come to such a node by a timer, for which no memory is taken. */
static void timers_put_calls_into_several(void **state)
{
  enum { CALLS = 100 };
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, CENTRE);
  host_change(&host, "flow f start=hello\n  node hello kind=play prompt=hello\n    exit next to=wait\n"
                     "  node wait kind=queue queue=desk\n    node_queue sales\n    node_queue help\n"
                     "    node_queue spill\n    node_queue sixth\nnumber 3 flow=f\n");
  host_change(&host, "queue help ring_count=3\n  announcement a prompt=a after=900s says=position\n");
  acd_id calls[CALLS];
  for (int i = 0; i < CALLS; i++) {
    calls[i] = host_arrive(&host, "3");
    host_pull(&host);
  }
  long before = host.memory.requests;
  host_pass_deadline(&host); /* nobody has answered what was asked for */
  assert_int_equal(host.memory.requests, before);
  for (int i = 0; i < CALLS; i++) assert_int_equal(wait_of(&host, calls[i], "help").position, i + 1);
  assert_int_equal(host_kpi(&host, "sixth").also_in, CALLS);
  host_end(&host);
}

/* Commands are refused without a trace for as long as there is no memory, and taken then. */
static void without_memory_nothing_happens(void **state)
{
  (void)state;
  for (int more = 0; more < 2; more++) {
    test_host host;
    host_begin(&host, NULL);
    host_define(&host, CENTRE);
    if (more) host_change(&host, "queue sales ring_count=2\n  announcement a prompt=a after=900s says=position\n");
    acd_id call = host_arrive(&host, "1");
    host_forget(&host);
    int64_t before = acd_engine_digest_state(host.engine), refused = 0;
    int status = ACD_ERR_NOMEM;
    for (; status == ACD_ERR_NOMEM; refused++) {
      assert_int_equal(acd_engine_digest_state(host.engine), before);
      host.memory.fail_at = host.memory.requests + refused + 1;
      status = also(&host, call, "sales");
    }
    host.memory.fail_at = 0;
    assert_int_equal(status, ACD_OK);
    assert_true(refused > 1);
    waits_in(&host, call, "desk sales");
    host_end(&host);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_to_answer_has_it),
      cmocka_unit_test(it_rings_for_one_queue_at_a_time),
      cmocka_unit_test(a_failed_bridge_leaves_it_in_all),
      cmocka_unit_test(each_wait_has_its_own_end),
      cmocka_unit_test(a_wait_that_rings_can_end),
      cmocka_unit_test(a_call_that_is_gone_counts_once),
      cmocka_unit_test(a_move_leads_to_one_queue),
      cmocka_unit_test(waits_come_and_go),
      cmocka_unit_test(music_is_that_of_the_first),
      cmocka_unit_test(announcements_are_those_of_the_first),
      cmocka_unit_test(changes_hold_in_all),
      cmocka_unit_test(a_refusal_counts_in_all),
      cmocka_unit_test(one_queue_rings_all),
      cmocka_unit_test(a_closed_queue_goes_with_its_last_wait),
      cmocka_unit_test(explanations_find_the_queue),
      cmocka_unit_test(a_flow_names_several),
      cmocka_unit_test(timers_put_calls_into_several),
      cmocka_unit_test(without_memory_nothing_happens),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
