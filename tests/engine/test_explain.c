/* SPDX-License-Identifier: Apache-2.0 */
/* What explanations say, story by story: acd/explain.h. */
#include "centre.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define BIT(name) (INT64_C(1) << ACD_OBSTACLE_##name)

static acd_explanation pair(const test_host *host, acd_id call, const char *agent)
{
  acd_explanation out = {.size = sizeof out};
  assert_int_equal(acd_explain_pair(host->engine, call, host_agent(host, agent), &out), ACD_OK);
  assert_int_equal(out.call, call);
  assert_int_equal(out.agent, host_agent(host, agent));
  return out;
}

static acd_outlook outlook(const test_host *host, acd_id call)
{
  acd_outlook out = {.size = sizeof out};
  assert_int_equal(acd_explain_wait(host->engine, call, &out), ACD_OK);
  return out;
}

static void stands(const test_host *host, acd_id call, const char *agent, uint32_t verdict, int64_t obstacles)
{
  acd_explanation out = pair(host, call, agent);
  assert_string_equal(acd_verdict_str(out.verdict), acd_verdict_str(verdict));
  assert_int_equal(out.obstacles, obstacles);
}

/* ---- Pairs */

#define TWO   "agent ann\nagent bob\n"
#define PLAIN TWO "queue desk wrapup=30s retry_delay=7s\n  member ann\n  member bob\nnumber 100 queue=desk\n"

static void an_agent_in_each_state(void **state)
{
  test_host host;
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, PLAIN "queue other\n  member ann\nnumber 200 queue=other\n");
  centre_not_ready(&host, "bob");
  acd_id first = host_arrive(&host, "200"), call = host_arrive(&host, "100");
  stands(&host, first, "ann", ACD_VERDICT_RINGS, 0);
  stands(&host, first, "bob", ACD_VERDICT_NOT_ELIGIBLE, BIT(RINGING) | BIT(NOT_MEMBER) | BIT(NOT_READY));
  stands(&host, call, "ann", ACD_VERDICT_NOT_READY, BIT(OFFERED));
  stands(&host, call, "bob", ACD_VERDICT_NOT_READY, BIT(NOT_READY));
  host_answer(&host, "ring ann", ACD_OUTCOME_ACCEPTED);
  stands(&host, first, "ann", ACD_VERDICT_TOGETHER, 0);
  stands(&host, call, "ann", ACD_VERDICT_NOT_READY, BIT(BUSY));
  assert_int_equal(pair(&host, call, "ann").ready_at_us, ACD_TIME_NEVER);
  host_answer(&host, "bridge ann", ACD_OUTCOME_DONE);
  stands(&host, first, "ann", ACD_VERDICT_TOGETHER, 0);
  stands(&host, first, "bob", ACD_VERDICT_NOT_WAITING, BIT(NOT_WAITING) | BIT(NOT_READY));
  host_hangup(&host, first);
  assert_int_equal(acd_agent_logout(host.engine, host.now, host_agent(&host, "bob")), ACD_OK);
  stands(&host, call, "bob", ACD_VERDICT_NOT_READY, BIT(RINGING) | BIT(LOGGED_OUT));
  host_end(&host);
}

static void wrapup_and_rest_end_by_themselves(void **state)
{
  test_host host;
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, PLAIN);
  centre_not_ready(&host, "bob");
  acd_id first = host_arrive(&host, "100");
  host_connect(&host, "ann");
  host_hangup(&host, first);
  acd_id call = host_arrive(&host, "100");
  stands(&host, call, "ann", ACD_VERDICT_NOT_READY, BIT(WRAPUP));
  assert_int_equal(pair(&host, call, "ann").ready_at_us, host.now + 30 * SECOND);
  acd_outlook out = outlook(&host, call);
  assert_int_equal(out.change, ACD_OUTLOOK_WRAPUP);
  assert_int_equal(out.change_agent, host_agent(&host, "ann"));
  assert_int_equal(out.offer_at_us, host.now + 30 * SECOND);
  host_pass(&host, 30 * SECOND);
  centre_rings(&host, call, "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
  stands(&host, call, "ann", ACD_VERDICT_NOT_READY, BIT(REST));
  out = outlook(&host, call);
  assert_int_equal(out.change, ACD_OUTLOOK_REST);
  assert_int_equal(out.offer_agent, host_agent(&host, "ann"));
  assert_int_equal(out.offer_at_us, host.now + 7 * SECOND);
  assert_int_equal(out.busy_count, 1);
  assert_int_equal(out.available_count, 1);
  assert_int_equal(out.staffed_count, 2);
  host_pass(&host, 7 * SECOND);
  centre_rings(&host, call, "ann");
  host_end(&host);
}

static const char relaxing[] = "skill spanish\nagent ann\n  agent_skill spanish level=2\nagent bob\nagent cat\n"
                               "queue desk wait_max=60s\n"
                               "  queue_skill spanish level=3\n"
                               "  step strict lasts=10s tier_max=0\n"
                               "  step softer lasts=15s tier_max=0\n    step_skill spanish level=2\n"
                               "  step anybody\n    step_skill spanish level=0\n"
                               "  member ann\n  member bob tier=1\n"
                               "number 100 queue=desk\n";

static void a_ring_not_yet_widened(void **state)
{
  test_host host;
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, relaxing);
  acd_id call = host_arrive(&host, "100");
  acd_time begun = host.now;
  stands(&host, call, "ann", ACD_VERDICT_NOT_ELIGIBLE, BIT(SKILL));
  acd_explanation out = pair(&host, call, "ann");
  assert_int_equal(out.skill, host_skill(&host, "spanish"));
  assert_int_equal(out.level_needed, 3);
  assert_int_equal(out.level_held, 2);
  assert_int_equal(out.step, 0);
  assert_int_equal(out.step_suits, 1);
  assert_int_equal(out.suits_at_us, begun + 10 * SECOND);
  assert_int_equal(out.ready_at_us, begun);
  stands(&host, call, "bob", ACD_VERDICT_NOT_ELIGIBLE, BIT(SKILL) | BIT(TIER));
  out = pair(&host, call, "bob");
  assert_int_equal(out.tier, 1);
  assert_int_equal(out.level_held, 0);
  assert_int_equal(out.step_suits, 2);
  assert_int_equal(out.suits_at_us, begun + 25 * SECOND);
  stands(&host, call, "cat", ACD_VERDICT_NOT_ELIGIBLE, BIT(NOT_MEMBER));
  assert_int_equal(pair(&host, call, "cat").suits_at_us, ACD_TIME_NEVER);

  acd_outlook next = outlook(&host, call);
  assert_int_equal(next.change, ACD_OUTLOOK_STEP);
  assert_int_equal(next.change_at_us, begun + 10 * SECOND);
  assert_int_equal(next.offer_at_us, begun + 10 * SECOND);
  assert_int_equal(next.offer_agent, host_agent(&host, "ann"));
  assert_int_equal(next.leaves_at_us, begun + 60 * SECOND);
  assert_int_equal(next.members_count, 2);
  assert_int_equal(next.eligible_count, 0);
  assert_int_equal(next.skill, host_skill(&host, "spanish"));
  assert_int_equal(next.skill_level, 3);

  centre_not_ready(&host, "ann");
  next = outlook(&host, call);
  assert_int_equal(next.offer_at_us, begun + 25 * SECOND);
  assert_int_equal(next.offer_agent, host_agent(&host, "bob"));
  host_pass(&host, 12 * SECOND);
  stands(&host, call, "ann", ACD_VERDICT_NOT_READY, BIT(NOT_READY));
  assert_int_equal(outlook(&host, call).skill, 0);
  assert_int_equal(outlook(&host, call).eligible_count, 1);
  host_pass(&host, 13 * SECOND);
  centre_rings(&host, call, "bob");
  host_end(&host);
}

static void an_expression_is_not_met(void **state)
{
  test_host host;
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, "skill spanish\nagent ann\nqueue desk\n  step one expression:spanish\n  member ann\n"
                     "number 100 queue=desk\n");
  acd_id call = host_arrive(&host, "100");
  stands(&host, call, "ann", ACD_VERDICT_NOT_ELIGIBLE, BIT(EXPRESSION));
  assert_int_equal(pair(&host, call, "ann").suits_at_us, ACD_TIME_NEVER);
  assert_int_equal(outlook(&host, call).offer_at_us, ACD_TIME_NEVER);
  assert_int_equal(outlook(&host, call).change, ACD_OUTLOOK_NONE);
  host_end(&host);
}

static void who_is_kept_apart(void **state)
{
  test_host host;
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nagent bob\nqueue desk ring_count=2 retry_delay=1s ring_timeout=20s\n  member ann\n"
                     "  member bob\nnumber 100 queue=desk\n");
  acd_id call = host_arrive(&host, "100");
  centre_rings(&host, call, "ann bob");
  centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
  host_pass(&host, SECOND);
  stands(&host, call, "ann", ACD_VERDICT_HELD_BACK, BIT(MISSED));
  acd_outlook out = outlook(&host, call);
  assert_int_equal(out.held_count, 1);
  assert_int_equal(out.rings_count, 1);
  assert_int_equal(out.rings_max, 2);
  assert_int_equal(out.change, ACD_OUTLOOK_RING);
  assert_int_equal(out.change_agent, host_agent(&host, "bob"));
  assert_int_equal(out.change_at_us, host.now + 19 * SECOND);
  host_define(&host, "agent ann\nagent bob\nqueue desk ring_count=1 ring_more=5s\n  member ann\n  member bob\n"
                     "number 100 queue=desk\n");
  stands(&host, call, "ann", ACD_VERDICT_HELD_BACK, BIT(MISSED) | BIT(RINGING));
  acd_id more = host_arrive(&host, "100");
  centre_rings(&host, more, "ann");
  stands(&host, more, "bob", ACD_VERDICT_NOT_READY, BIT(RINGING) | BIT(OFFERED));
  out = outlook(&host, more);
  assert_int_equal(out.change, ACD_OUTLOOK_MORE);
  assert_int_equal(out.change_at_us, host.now + 5 * SECOND);
  host_end(&host);
}

/* Whoever refused for good is idle and not eligible, to each of the questions; the time or a new setting may change that. */
static void who_refused_for_good(void **state)
{
  test_host host;
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nagent bob presence=not_ready\nqueue desk retry_delay=0s declined=never wait_max=60s\n"
                     "  step near lasts=10s\n  step far\n  member ann\n  member bob\nnumber 100 queue=desk\n");
  acd_id call = host_arrive(&host, "100"), ann = host_agent(&host, "ann");
  centre_offer(&host, "ann", ACD_OUTCOME_REJECTED);
  stands(&host, call, "ann", ACD_VERDICT_NOT_ELIGIBLE, BIT(DECLINED));
  acd_explanation why = pair(&host, call, "ann");
  assert_int_equal(why.step_suits, -1);
  assert_int_equal(why.suits_at_us, ACD_TIME_NEVER);
  acd_candidate members[2];
  assert_int_equal(acd_explain_agents(host.engine, call, 2, sizeof *members, members), 2);
  assert_int_equal(members[0].agent, ann);
  assert_int_equal(members[0].place, 0);
  assert_int_equal(members[0].obstacles, BIT(DECLINED));
  acd_contender calls[1];
  assert_int_equal(acd_explain_calls(host.engine, ann, 1, sizeof *calls, calls), 1);
  assert_int_equal(calls[0].call, call);
  assert_int_equal(calls[0].place, 0);
  assert_int_equal(calls[0].obstacles, BIT(DECLINED));
  acd_outlook out = outlook(&host, call);
  assert_int_equal(out.members_count, 2);
  assert_int_equal(out.eligible_count, 1); /* bob */
  assert_int_equal(out.available_count, 0);
  assert_int_equal(out.offer_at_us, ACD_TIME_NEVER);
  acd_id next = host_arrive(&host, "100"); /* she is asked for another */
  stands(&host, next, "ann", ACD_VERDICT_RINGS, 0);
  stands(&host, call, "ann", ACD_VERDICT_NOT_ELIGIBLE, BIT(DECLINED) | BIT(OFFERED));
  host_hangup(&host, next);
  host_change(&host, "queue desk declined=again\n  member ann\n");
  stands(&host, call, "ann", ACD_VERDICT_RINGS, 0);
  host_end(&host);
}

/* Too heavy, none at once, no device: members in name, who are not said to be busy. */
static void channels_that_nobody_takes(void **state)
{
  static const char *const agents[] = {
      "agent ann capacity=40\n",
      "agent ann\n  agent_channel chat max=0\n",
      "agent ann\n  device desk channel=voice\n  device mobile channel=voice\n",
  };
  (void)state;
  for (size_t i = 0; i < COUNT(agents); i++) {
    char text[800];
    test_host host;
    host_begin(&host, NULL);
    snprintf(text, sizeof text,
             "channel chat weight=50\nchannel voice weight=20\n%sagent bob presence=not_ready\n"
             "queue chats channel=chat\n  member ann\nqueue calls channel=voice\n  member ann\n"
             "number 100 queue=chats\nnumber 200 queue=calls\n",
             agents[i]);
    host_define(&host, text);
    assert_int_equal(centre_queue(&host, "chats").staffed_count, 0);
    assert_int_equal(centre_queue(&host, "chats").available_count, 0);
    assert_true(centre_queue(&host, "chats").estimated_wait_us == ACD_TIME_NEVER);
    assert_int_equal(centre_queue(&host, "calls").available_count, 1);
    assert_true(acd_queue_doubts(host.engine, host_queue(&host, "chats")) == 1 << ACD_DOUBT_CHANNEL);
    assert_true(acd_queue_doubts(host.engine, host_queue(&host, "calls")) == 0);
    acd_id call = host_arrive(&host, "100");
    stands(&host, call, "ann", ACD_VERDICT_NOT_ELIGIBLE, BIT(CHANNEL));
    acd_outlook out = outlook(&host, call);
    assert_true(out.members_count == 1 && out.strange_count == 1);
    assert_true(out.eligible_count == 0 && out.available_count == 0 && out.busy_count == 0);
    assert_int_equal(out.offer_at_us, ACD_TIME_NEVER);
    host_arrive(&host, "200");
    stands(&host, call, "ann", ACD_VERDICT_NOT_ELIGIBLE, BIT(CHANNEL)); /* whatever she has in hand */
    host_change(&host, "+ queue chats\n  member bob\n");
    stands(&host, call, "bob", ACD_VERDICT_NOT_READY, BIT(NOT_READY));
    assert_int_equal(centre_queue(&host, "chats").staffed_count, 1);
    assert_int_equal(outlook(&host, call).eligible_count, 1);
    /* A lighter channel is another matter, for those who take it. */
    host_change(&host, "channel chat weight=20\n");
    stands(&host, call, "ann", i == 0 ? ACD_VERDICT_RINGS : ACD_VERDICT_NOT_ELIGIBLE, i == 0 ? 0 : BIT(CHANNEL));
    assert_int_equal(centre_queue(&host, "chats").staffed_count, i == 0 ? 2 : 1);
    host_end(&host);
  }
}

/* They do not keep a queue staffed, nor a step from being passed over. */
static void members_in_name_staff_nothing(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "channel chat weight=50\nagent ann capacity=40\nagent bob\n"
                     "queue chats channel=chat leave_when=unstaffed leave_after=5s\n"
                     "  member ann\n"
                     "queue steps channel=chat\n  member ann\n  member bob tier=1\n"
                     "  step near tier_max=0 lasts=20s\n  step own tier_max=0 skip_if=unstaffed lasts=20s\n"
                     "  step all\nnumber 100 queue=chats\nnumber 200 queue=steps\n");
  acd_id call = host_arrive(&host, "100"), second = host_arrive(&host, "200");
  host_pass(&host, 5 * SECOND);
  assert_int_equal(host_end_of(&host, call), ACD_END_NO_AGENTS);
  host_pass(&host, 15 * SECOND);
  centre_rings(&host, second, "bob");
  host_change(&host, "+ agent ann capacity=60\n");
  assert_int_equal(centre_queue(&host, "chats").available_count, 1);
  assert_int_equal(centre_queue(&host, "chats").deserted, 0);
  host_end(&host);
}

static void what_is_doubtful(void **state)
{
  static const struct {
    const char *queue;
    int64_t doubts;
  } rows[] = {
      {"queue desk\n", 1 << ACD_DOUBT_NO_MEMBERS},
      {"queue desk reserve=2\n  member ann\n  member bob\n", 1 << ACD_DOUBT_RESERVE},
      {"queue desk reserve=1\n  member ann\n  member bob\n", 0},
      {"queue desk\n  member ann\n  queue_skill french level=4\n", 1 << ACD_DOUBT_SKILL},
      {"queue desk\n  member ann\n  queue_skill french level=3\n", 0},
      {"queue desk\n  member ann\n  queue_skill french level=4\n  step a lasts=9s\n  step b\n    step_skill french\n",
       0},
      {"queue desk\n  member ann tier=1\n  step a tier_max=0 lasts=9s\n  step b\n", 1 << ACD_DOUBT_TIER},
      {"queue desk\n  member ann tier=1\n  step a tier_max=0\n", 1 << ACD_DOUBT_TIER | 1 << ACD_DOUBT_SKILL},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    test_host host;
    char text[800];
    host_begin(&host, NULL);
    snprintf(text, sizeof text, "skill french\nagent ann\n  agent_skill french level=3\nagent bob\n%s", rows[i].queue);
    host_define(&host, text);
    if (acd_queue_doubts(host.engine, host_queue(&host, "desk")) != rows[i].doubts)
      fail_msg("%s: doubts %" PRId64, rows[i].queue, acd_queue_doubts(host.engine, host_queue(&host, "desk")));
    assert_int_equal(acd_queue_doubts(host.engine, host_agent(&host, "ann")), ACD_ERR_NOT_FOUND);
    host_end(&host);
  }
}

static void members_are_kept_free(void **state)
{
  test_host host;
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, "agent ann\nagent bob presence=not_ready\nqueue desk reserve=1\n  member ann\n  member bob\n"
                     "number 100 queue=desk\n");
  acd_id call = host_arrive(&host, "100");
  stands(&host, call, "ann", ACD_VERDICT_HELD_BACK, BIT(RESERVATION));
  stands(&host, call, "bob", ACD_VERDICT_NOT_READY, BIT(NOT_READY));
  acd_outlook out = outlook(&host, call);
  assert_int_equal(out.ready_needed, 1);
  assert_int_equal(out.held_count, 1);
  assert_int_equal(out.offer_at_us, ACD_TIME_NEVER);
  centre_ready(&host, "bob");
  centre_rings(&host, call, "bob");
  host_end(&host);
}

static void calls_that_wait_for_one_agent(void **state)
{
  test_host host;
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, PLAIN "flow f start=a\n  node a kind=agent agent=ann wait_max=40s\nnumber 300 flow=f\n");
  centre_not_ready(&host, "bob");
  acd_id first = host_arrive(&host, "100");
  host_connect(&host, "ann");
  acd_id call = host_arrive(&host, "300"), queued = host_arrive(&host, "100");
  stands(&host, call, "ann", ACD_VERDICT_NOT_READY, BIT(BUSY));
  stands(&host, call, "bob", ACD_VERDICT_NOT_WAITING, BIT(DIRECT) | BIT(NOT_READY));
  acd_outlook out = outlook(&host, call);
  assert_int_equal(out.queue, 0);
  assert_int_equal(out.members_count, 1);
  assert_int_equal(out.busy_count, 1);
  assert_int_equal(out.change, ACD_OUTLOOK_LEAVES);
  assert_int_equal(out.change_at_us, host.now + 40 * SECOND);
  acd_candidate ann;
  assert_int_equal(acd_explain_agents(host.engine, call, 1, sizeof ann, &ann), 1);
  assert_int_equal(ann.agent, host_agent(&host, "ann"));
  assert_int_equal(ann.obstacles, BIT(BUSY));
  acd_contender calls[2];
  assert_int_equal(acd_explain_calls(host.engine, host_agent(&host, "ann"), 2, sizeof *calls, calls), 2);
  assert_int_equal(calls[0].call, call);
  assert_int_equal(calls[0].queue, 0);
  assert_int_equal(calls[1].call, queued);
  assert_int_equal(calls[1].key, ACD_KEY_DIRECT);
  host_hangup(&host, first);
  host_end(&host);
}

/* ---- Decisions: "ann cat(position) | bob" is ann, chosen before cat by position; bob has an obstacle */

typedef struct story {
  test_host host;
  char told[400];
} story;

static const char *name_of(const acd_engine *engine, acd_id agent)
{
  acd_agent_info info = {.size = sizeof info};
  assert_int_equal(acd_agent_get(engine, agent, &info), ACD_OK);
  return info.name;
}

static void tell(char *told, size_t size, const char *name, uint32_t place, int64_t key)
{
  size_t used = strlen(told);
  if (place > 1)
    snprintf(told + used, size - used, " %s(%s)", name, acd_key_str(key));
  else
    snprintf(told + used, size - used, "%s%s", place ? "" : " | ", name);
}

static void on_decision(void *user, const acd_engine *engine, const acd_decision *decision)
{
  story *of = user;
  acd_candidate agents[8];
  acd_contender calls[8];
  of->told[0] = '\0';
  assert_int_equal(decision->size, sizeof *decision);
  if (decision->side == ACD_SIDE_CALL) {
    int64_t count = acd_explain_agents(engine, decision->call, 8, sizeof *agents, agents);
    for (int64_t i = 0; i < count; i++)
      tell(of->told, sizeof of->told, name_of(engine, agents[i].agent), agents[i].place, agents[i].key);
  } else {
    int64_t count = acd_explain_calls(engine, decision->agent, 8, sizeof *calls, calls);
    for (int64_t i = 0; i < count; i++) {
      acd_call_info info = {.size = sizeof info};
      assert_int_equal(acd_call_get(engine, calls[i].call, &info), ACD_OK);
      tell(of->told, sizeof of->told, info.number, calls[i].place, calls[i].key);
    }
  }
  /* Nothing may be commanded here. */
  assert_int_equal(acd_engine_tick((acd_engine *)(uintptr_t)engine, decision->time_us), ACD_ERR_REENTRY);
}

static void story_begin(story *of, const char *definition)
{
  memset(of, 0, sizeof *of);
  of->host.explain = on_decision;
  of->host.explain_user = of;
  assert_int_equal(host_try_begin(&of->host, NULL), ACD_OK);
  host_define(&of->host, definition);
}

static void agents_are_compared(void **state)
{
  static const struct {
    const char *queue;
    const char *told;
  } rows[] = {
      {"strategy=longest_idle", "cat ann(idle_since) | bob"},
      {"strategy=linear", "cat ann(position) | bob"},
      {"strategy=fewest_calls", "cat ann(calls) | bob"},
      {"strategy=least_talk", "cat ann(talk) | bob"},
      {"strategy=fewest_queue_calls", "cat ann(queue_calls) | bob"},
      {"strategy=least_occupied", "cat ann(occupancy) | bob"},
      {"strategy=share", "cat ann(share) | bob"},
      {"strategy=most_skilled", "ann cat(most_skilled) | bob"},
      {"strategy=least_skilled", "cat ann(least_skilled) | bob"},
      {"strategy=most_skilled tiers=equal", "ann cat(most_skilled) | bob"},
      {"strategy=round_robin", "cat ann(position) | bob"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    char text[600];
    story of;
    snprintf(text, sizeof text,
             "centre occupancy_window=12s\nskill spanish\nagent ann\n  agent_skill spanish level=3\nagent bob "
             "presence=not_ready\n"
             "agent cat\n  agent_skill spanish level=1\n"
             "queue desk wrapup=0s %s\n  queue_skill spanish level=1\n  member ann position=2\n  member bob\n"
             "  member cat position=1\nnumber 100 queue=desk\n",
             rows[i].queue);
    story_begin(&of, text);
    centre_not_ready(&of.host, "cat"); /* ann has served one call when both are ready */
    acd_id first = host_arrive(&of.host, "100");
    host_connect(&of.host, "ann");
    host_pass(&of.host, SECOND);
    centre_ready(&of.host, "cat");
    host_pass(&of.host, SECOND);
    host_hangup(&of.host, first);
    assert_string_equal(of.told, ""); /* no call for ann */
    host_arrive(&of.host, "100");
    assert_string_equal(of.told, rows[i].told);
    host_drop(&of.host);
  }
}

static void a_circle_begins_again(void **state)
{
  story of;
  (void)state;
  story_begin(&of, "agent ann\nagent bob\nagent cat\nqueue desk strategy=round_robin wrapup=0s\n  member ann\n"
                   "  member bob\n  member cat\nnumber 100 queue=desk\n");
  for (int i = 0; i < 2; i++) {
    acd_id call = host_arrive(&of.host, "100");
    host_connect(&of.host, i ? "bob" : "ann");
    host_hangup(&of.host, call);
  }
  host_arrive(&of.host, "100");
  assert_string_equal(of.told, "cat ann(lap) bob(creation)");
  host_drop(&of.host);
}

static void tiers_and_creation(void **state)
{
  story of;
  (void)state;
  story_begin(&of, "agent ann\nagent bob\nagent cat\nagent dan\nqueue desk strategy=linear retry_delay=0s\n"
                   "  member ann tier=2\n  member bob tier=1\n  member cat tier=1\n  member dan tier=1 position=1\n"
                   "number 100 queue=desk\n");
  host_arrive(&of.host, "100");
  assert_string_equal(of.told, "bob cat(creation) dan(position) ann(tier)");
  centre_offer(&of.host, "bob", ACD_OUTCOME_REJECTED);
  host_drop(&of.host);
}

static void preferred_agents_come_first_and_are_waited_for(void **state)
{
  story of;
  (void)state;
  story_begin(
      &of,
      "agent ann\nagent bob\nagent cat\nqueue desk strategy=linear preferred_wait=30s\n  member ann\n  member bob\n"
      "  member cat tier=1\nnumber 100 queue=desk\n");
  acd_id list[] = {host_agent(&of.host, "cat"), host_agent(&of.host, "bob")}, call;
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = "100";
  arrival.preferred = list;
  arrival.preferred_count = 2;
  assert_int_equal(acd_call_arrive(of.host.engine, of.host.now, &arrival, &call), ACD_OK);
  assert_string_equal(of.told, "cat bob(preferred) ann(preferred)");
  host_pull(&of.host);
  host_answer(&of.host, "ring cat", ACD_OUTCOME_BRIDGED);
  arrival.preferred_count = 1;
  assert_int_equal(acd_call_arrive(of.host.engine, of.host.now, &arrival, &call), ACD_OK);
  assert_string_equal(of.told, " | ann | bob | cat");
  stands(&of.host, call, "ann", ACD_VERDICT_NOT_WAITING, BIT(DIRECT));
  stands(&of.host, call, "cat", ACD_VERDICT_NOT_READY, BIT(BUSY));
  acd_outlook out = outlook(&of.host, call);
  assert_int_equal(out.change, ACD_OUTLOOK_PREFERRED);
  assert_int_equal(out.offer_at_us, of.host.now + 30 * SECOND);
  assert_int_equal(out.offer_agent, host_agent(&of.host, "ann"));
  host_pass(&of.host, 30 * SECOND);
  centre_rings(&of.host, call, "ann");
  host_drop(&of.host);
}

static void nobody_and_nothing(void **state)
{
  story of;
  (void)state;
  story_begin(&of,
              "agent ann\nagent bob presence=not_ready\nqueue desk retry_delay=0s\n  member ann\n  member bob tier=1\n"
              "number 100 queue=desk\n");
  centre_not_ready(&of.host, "ann");
  acd_id call = host_arrive(&of.host, "100");
  assert_string_equal(of.told, " | ann | bob"); /* nobody was found */
  centre_ready(&of.host, "ann");
  assert_string_equal(of.told, "100"); /* she found the call */
  centre_offer(&of.host, "ann", ACD_OUTCOME_REJECTED);
  assert_int_equal(outlook(&of.host, call).rings_count, 1);
  host_drop(&of.host);
}

static void who_missed_it_comes_last(void **state)
{
  story of;
  (void)state;
  story_begin(&of,
              "agent ann\nagent bob presence=not_ready\nqueue desk retry_delay=5s\n  member ann\n  member bob tier=1\n"
              "number 100 queue=desk\n");
  acd_id call = host_arrive(&of.host, "100");
  centre_offer(&of.host, "ann", ACD_OUTCOME_REJECTED);
  host_define(&of.host, "agent ann\nagent bob presence=not_ready\nagent cat presence=not_ready\nqueue desk reserve=2\n"
                        "  member ann\n  member bob tier=1\n  member cat\nnumber 100 queue=desk\n");
  host_pass(&of.host, 5 * SECOND);
  centre_ready(&of.host, "bob");
  stands(&of.host, call, "ann", ACD_VERDICT_HELD_BACK, BIT(RESERVATION));
  host_define(&of.host, "agent ann\nagent bob\nqueue desk\n  member ann\n  member bob tier=1\nnumber 100 queue=desk\n");
  assert_string_equal(of.told, "bob ann(missed)");
  host_drop(&of.host);
}

static void the_lot_is_told(void **state)
{
  story of;
  (void)state;
  story_begin(&of,
              "agent ann\nagent bob\nagent cat\nqueue desk strategy=random\n  member ann\n  member bob\n  member cat\n"
              "number 100 queue=desk\n");
  acd_id call = host_arrive(&of.host, "100");
  char expected[100], *ringing = NULL;
  const acd_event *offered = centre_event(&of.host, ACD_EVENT_OFFERED, call);
  ringing = (char *)(uintptr_t)name_of(of.host.engine, offered->agent);
  static const char *const others[] = {"bob(lot) cat(lot)", "ann(lot) cat(lot)", "ann(lot) bob(lot)"};
  snprintf(expected, sizeof expected, "%s %s", ringing, others[ringing[0] - 'a']);
  assert_string_equal(of.told, expected);
  host_drop(&of.host);
}

static void calls_are_compared(void **state)
{
  static const struct {
    const char *centre, *one, *two; /* queues; calls of `one` came first */
    const char *told;
  } rows[] = {
      {"", "", "", "1 2(wait)"},
      {"", "", "weight=1", "2 1(weight)"},
      {"", "", "priority=1", "2 1(priority)"},
      {"call_choice=longest_wait", "", "priority=1", "1 2(wait)"},
      {"call_choice=longest_queue", "", "", "2 1(queue_length)"},
      {"call_choice=objective", "objective=100s", "objective=1s", "2 1(objective)"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    char text[600];
    story of;
    snprintf(
        text, sizeof text,
        "centre %s\nagent ann presence=not_ready\nqueue one %s\n  member ann rank=1\nqueue two %s\n  member ann "
        "rank=1\nqueue three\n  queue_skill gone\n  member ann\nskill gone\nnumber 1 queue=one\nnumber 2 queue=two\n"
        "number 3 queue=three\n",
        rows[i].centre, rows[i].one, rows[i].two);
    story_begin(&of, text);
    host_arrive(&of.host, "1");
    host_pass(&of.host, SECOND);
    host_arrive(&of.host, "2");
    host_arrive(&of.host, "2");
    host_arrive(&of.host, "3");
    host_pass(&of.host, 10 * SECOND);
    centre_ready(&of.host, "ann");
    char told[100];
    snprintf(told, sizeof told, "%s | 3", rows[i].told);
    assert_string_equal(of.told, told);
    host_drop(&of.host);
  }
}

static void ranks_come_before_all(void **state)
{
  story of;
  (void)state;
  story_begin(&of, "agent ann presence=not_ready\nqueue one weight=9 priority=9\n  member ann rank=1\nqueue two\n"
                   "  member ann\nnumber 1 queue=one\nnumber 2 queue=two\n");
  host_arrive(&of.host, "1");
  host_arrive(&of.host, "2");
  centre_ready(&of.host, "ann");
  assert_string_equal(of.told, "2 1(rank)");
  host_drop(&of.host);
}

/* ---- Arguments */

static void arrays_are_filled_as_far_as_they_go(void **state)
{
  test_host host;
  struct {
    acd_candidate candidate;
    int64_t more[2];
  } wide[2];
  acd_candidate all[3], three[3];
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, "agent ann presence=not_ready\nagent bob presence=not_ready\nagent cat presence=not_ready\n"
                     "queue desk\n  member ann\n  member bob\n  member cat\nnumber 100 queue=desk\n");
  acd_id call = host_arrive(&host, "100");
  assert_int_equal(acd_explain_agents(host.engine, call, 0, 0, NULL), 3);
  assert_int_equal(acd_explain_agents(host.engine, call, 3, sizeof *all, all), 3);
  memset(wide, 0x55, sizeof wide);
  assert_int_equal(acd_explain_agents(host.engine, call, 2, sizeof *wide, &wide[0].candidate), 3);
  for (int i = 0; i < 2; i++) {
    assert_memory_equal(&wide[i].candidate, &all[i], sizeof *all);
    assert_int_equal(wide[i].more[0] | wide[i].more[1], 0);
  }
  for (int i = 0; i < 3; i++)
    assert_string_equal(name_of(host.engine, all[i].agent), i ? i > 1 ? "cat" : "bob" : "ann");
  assert_int_equal(acd_explain_agents(host.engine, call, 3, sizeof *three - 8, three), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_explain_agents(host.engine, call, 3, sizeof *three + 1, three), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_explain_agents(host.engine, call, 3, sizeof *three, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_explain_agents(NULL, call, 3, sizeof *all, all), ACD_ERR_ARGUMENT);
  host_end(&host);
}

static void what_cannot_be_asked(void **state)
{
  test_host host;
  acd_explanation out = {.size = sizeof out};
  acd_outlook wait = {.size = sizeof wait};
  acd_candidate one;
  acd_contender other;
  (void)state;
  host_begin(&host, NULL);
  host_define(&host, PLAIN);
  acd_id call = host_arrive(&host, "100"), ann = host_agent(&host, "ann");
  assert_int_equal(acd_explain_pair(host.engine, call, call, &out), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_explain_pair(host.engine, ann, ann, &out), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_explain_pair(host.engine, call, ann, NULL), ACD_ERR_ARGUMENT);
  out.size = sizeof out - 8;
  assert_int_equal(acd_explain_pair(host.engine, call, ann, &out), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_explain_calls(host.engine, call, 1, sizeof other, &other), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_explain_calls(NULL, ann, 1, sizeof other, &other), ACD_ERR_ARGUMENT);
  host_answer(&host, "ring ann", ACD_OUTCOME_BRIDGED);
  assert_int_equal(acd_explain_agents(host.engine, call, 1, sizeof one, &one), ACD_ERR_STATE);
  assert_int_equal(acd_explain_wait(host.engine, call, &wait), ACD_ERR_STATE);
  host_hangup(&host, call);
  assert_int_equal(acd_explain_wait(host.engine, call, &wait), ACD_ERR_STALE);
  assert_int_equal(acd_explain_agents(host.engine, call, 1, sizeof one, &one), ACD_ERR_STALE);
  assert_int_equal(acd_explain_pair(NULL, call, ann, &out), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_options_set_explain(NULL, NULL, NULL), ACD_ERR_ARGUMENT);
  host_end(&host);
}

static void everything_has_a_name(void **state)
{
  (void)state;
  for (int64_t i = 1; i <= ACD_OBSTACLE_DECLINED; i++) assert_string_not_equal(acd_obstacle_str(i), "?");
  for (int64_t i = 1; i <= ACD_VERDICT_NEXT; i++) assert_string_not_equal(acd_verdict_str(i), "?");
  for (int64_t i = 1; i <= ACD_KEY_GROUP; i++) assert_string_not_equal(acd_key_str(i), "?");
  for (int64_t i = 0; i <= ACD_OUTLOOK_DIAL; i++) assert_string_not_equal(acd_outlook_str(i), "?");
  assert_string_equal(acd_outlook_str(ACD_OUTLOOK_STEP), "step");
  assert_string_equal(acd_outlook_str(ACD_OUTLOOK_PREFERRED), "preferred");
  assert_string_equal(acd_obstacle_str(0), "?");
  assert_string_equal(acd_verdict_str(ACD_VERDICT_NEXT + 1), "?");
  assert_string_equal(acd_key_str(-1), "?");
  assert_string_equal(acd_outlook_str(ACD_OUTLOOK_DIAL + 1), "?");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_agent_in_each_state),
      cmocka_unit_test(wrapup_and_rest_end_by_themselves),
      cmocka_unit_test(a_ring_not_yet_widened),
      cmocka_unit_test(an_expression_is_not_met),
      cmocka_unit_test(who_is_kept_apart),
      cmocka_unit_test(who_refused_for_good),
      cmocka_unit_test(members_are_kept_free),
      cmocka_unit_test(calls_that_wait_for_one_agent),
      cmocka_unit_test(agents_are_compared),
      cmocka_unit_test(a_circle_begins_again),
      cmocka_unit_test(tiers_and_creation),
      cmocka_unit_test(preferred_agents_come_first_and_are_waited_for),
      cmocka_unit_test(nobody_and_nothing),
      cmocka_unit_test(who_missed_it_comes_last),
      cmocka_unit_test(the_lot_is_told),
      cmocka_unit_test(calls_are_compared),
      cmocka_unit_test(ranks_come_before_all),
      cmocka_unit_test(arrays_are_filled_as_far_as_they_go),
      cmocka_unit_test(what_cannot_be_asked),
      cmocka_unit_test(everything_has_a_name),
      cmocka_unit_test(channels_that_nobody_takes),
      cmocka_unit_test(members_in_name_staff_nothing),
      cmocka_unit_test(what_is_doubtful),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
