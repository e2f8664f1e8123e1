/* SPDX-License-Identifier: Apache-2.0 */
/* Explanations against what the engine does, in random centres with every rule of routing (acd/explain.h):
 *  - whom the explanation puts first is who is offered the call, and what it puts first is what a freed agent gets; where nobody or
 *    nothing is found, there is no candidate;
 *  - nobody is offered a call who is said not to be eligible, ready or free for it;
 *  - between every idle agent and waiting call there is an obstacle after each command;
 *  - what is to happen by itself happens, and the call is offered when it was to be offered at the latest;
 *  - questions change nothing.
 * `test_explain_laws [--seed N] [--runs N] [--steps N]`; a failure names its seed. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explain_centre.h"

enum { MANY = 64 };

typedef struct offer {
  acd_id call, agent;
} offer;

typedef struct life {
  dice dice;
  acd_engine *engine;
  acd_time now;
  explain_centre centre;
  offer decided[MANY]; /* by the hook, then confirmed by events */
  size_t decided_count, offered_count;
  offer seen[4 * MANY]; /* offers since the law of outlooks began to look */
  size_t seen_count;
  int missed;         /* an offer ended since then */
  acd_id rings[MANY]; /* actions to answer */
  size_t rings_count;
  const char *failed;
} life;

static struct {
  int64_t decisions, by_agents, in_vain, pairs, ranked, outlooks, changes, offers_foretold, obstacles[32], keys[32];
} reached;

static void fail(life *of, const char *what)
{
  if (!of->failed) of->failed = what;
}

/* ---- Inside the hook */

/* What keeps from one call may leave room for others; the rest is said of the agent. */
static const int64_t in_hand = INT64_C(1) << ACD_OBSTACLE_OFFERED | INT64_C(1) << ACD_OBSTACLE_BUSY |
                               INT64_C(1) << ACD_OBSTACLE_WRAPUP | INT64_C(1) << ACD_OBSTACLE_SUPERVISING;

static void check_losers(life *of, const acd_engine *engine, const acd_decision *decision, const acd_candidate *all,
                         int64_t count)
{
  for (int64_t i = 0; i < count; i++) {
    acd_explanation pair = {.size = sizeof pair};
    if (acd_explain_pair(engine, decision->call, all[i].agent, &pair)) fail(of, "a pair of the queue");
    uint32_t verdict = all[i].place == 1 ? ACD_VERDICT_NEXT : ACD_VERDICT_AGENT_FIRST;
    if (all[i].place && pair.verdict != verdict) fail(of, "the verdict on one with a place");
    if (all[i].place > 1 && pair.other != decision->agent) fail(of, "who comes first");
    if (all[i].place > 1 && pair.key == 0) fail(of, "the key that decides");
    if (!all[i].place && (pair.verdict < ACD_VERDICT_NOT_ELIGIBLE || pair.verdict > ACD_VERDICT_HELD_BACK) &&
        pair.verdict != ACD_VERDICT_RINGS)
      fail(of, "the verdict on one without a place");
  }
}

static void check_agents(life *of, const acd_engine *engine, const acd_decision *decision)
{
  acd_candidate all[EXPLAIN_AGENTS];
  int64_t count = acd_explain_agents(engine, decision->call, EXPLAIN_AGENTS, sizeof *all, all);
  int64_t places = 0;
  for (int64_t i = 0; i < count; i++) {
    places += all[i].place > 0;
    if (all[i].place && all[i].place != (uint32_t)i + 1) fail(of, "places are counted");
    if (!all[i].place != (all[i].obstacles != 0)) fail(of, "who has an obstacle has no place");
    if (all[i].place > 1) reached.keys[all[i].key]++;
    reached.ranked += all[i].place > 1;
  }
  if (places != decision->compared_count) fail(of, "those compared are counted");
  if (decision->agent ? places == 0 || all[0].agent != decision->agent : places > 0)
    fail(of, decision->agent ? "another agent was first" : "somebody could have been found");
  if (decision->second != (places > 1 ? all[1].agent : 0)) fail(of, "who came second");
  if (decision->agent) check_losers(of, engine, decision, all, count);
}

static void check_calls(life *of, const acd_engine *engine, const acd_decision *decision)
{
  acd_contender all[EXPLAIN_QUEUES + 1];
  int64_t count = acd_explain_calls(engine, decision->agent, EXPLAIN_QUEUES + 1, sizeof *all, all);
  int64_t places = 0;
  for (int64_t i = 0; i < count; i++) {
    acd_explanation pair = {.size = sizeof pair};
    places += all[i].place > 0;
    if (acd_explain_pair(engine, all[i].call, decision->agent, &pair)) fail(of, "a pair of the agent");
    if (all[i].place > 1) reached.keys[all[i].key]++;
    if (all[i].place == 1 && pair.verdict != ACD_VERDICT_NEXT) fail(of, "the verdict on the call that is taken");
    if (all[i].place > 1 && (pair.verdict != ACD_VERDICT_CALL_FIRST || pair.other != decision->call || !pair.key))
      fail(of, "the verdict on a call that is not taken");
    if (!all[i].place && pair.verdict > ACD_VERDICT_RINGS && (pair.obstacles & ~in_hand) != all[i].obstacles)
      fail(of, "the obstacles of a call");
  }
  if (places != decision->compared_count) fail(of, "calls compared are counted");
  if (decision->call ? places == 0 || all[0].call != decision->call : places > 0)
    fail(of, decision->call ? "another call was first" : "a call could have been found");
}

/* In few classes; and sometimes none. */
static int on_question(void *user, const acd_engine *engine, const acd_question *question,
                       const acd_candidate *candidates, int64_t *scores_out)
{
  (void)user;
  (void)engine;
  for (uint32_t i = 0; i < question->count; i++) scores_out[i] = (candidates[i].agent ^ question->call) % 3;
  return question->number % 10 == 0 ? ACD_ERR_HOOK : ACD_OK;
}

static void on_decision(void *user, const acd_engine *engine, const acd_decision *decision)
{
  life *of = user;
  int64_t before = acd_engine_digest_state(engine);
  reached.decisions++;
  reached.by_agents += decision->side == ACD_SIDE_AGENT;
  reached.in_vain += !decision->call || !decision->agent;
  if (decision->side == ACD_SIDE_CALL)
    check_agents(of, engine, decision);
  else
    check_calls(of, engine, decision);
  if (acd_engine_digest_state(engine) != before) fail(of, "questions changed something");
  if (decision->call && decision->agent && of->decided_count < MANY)
    of->decided[of->decided_count++] = (offer){decision->call, decision->agent};
}

/* Each offer is one that was told before. */
static void on_event(void *user, const acd_event *event)
{
  life *of = user;
  of->missed |= event->kind == ACD_EVENT_OFFER_ENDED;
  if (event->kind != ACD_EVENT_OFFERED) return;
  if (of->offered_count >= of->decided_count || of->decided[of->offered_count].call != event->call ||
      of->decided[of->offered_count].agent != event->agent)
    fail(of, "an offer without a decision");
  of->offered_count++;
  if (of->seen_count < COUNT(of->seen)) of->seen[of->seen_count++] = (offer){event->call, event->agent};
}

/* ---- After a command */

static int is_ready(const life *of, acd_id agent, const acd_explanation *pair)
{
  acd_agent_info info = {.size = sizeof info};
  return acd_agent_get(of->engine, agent, &info) == ACD_OK && info.presence == ACD_PRESENCE_AVAILABLE &&
         !info.elsewhere && !info.rest_until_us && !info.limit_until_us &&
         !(pair->obstacles & (in_hand | INT64_C(1) << ACD_OBSTACLE_CAPACITY | INT64_C(1) << ACD_OBSTACLE_CHANNEL |
                              INT64_C(1) << ACD_OBSTACLE_LIMIT));
}

static void check_pairs(life *of)
{
  int slices = acd_engine_deadline(of->engine) <= of->now;
  for (acd_id call = 0; (call = acd_call_next(of->engine, call)) != 0;)
    for (acd_id agent = 0; (agent = acd_agent_next(of->engine, agent)) != 0;) {
      acd_explanation pair = {.size = sizeof pair};
      if (acd_explain_pair(of->engine, call, agent, &pair)) fail(of, "a pair");
      reached.pairs++;
      for (int i = 1; i <= ACD_OBSTACLE_CHANNEL; i++) reached.obstacles[i] += pair.obstacles >> i & 1;
      int apart = pair.verdict >= ACD_VERDICT_NOT_WAITING && pair.verdict <= ACD_VERDICT_HELD_BACK;
      if (apart != (pair.obstacles != 0)) fail(of, "a verdict and its obstacles");
      if (pair.verdict > ACD_VERDICT_HELD_BACK && !slices) fail(of, "a pair that nothing keeps apart");
      if (pair.verdict <= ACD_VERDICT_RINGS) continue;
      int ready = is_ready(of, agent, &pair);
      if (!slices && ready != (pair.ready_at_us == acd_engine_now(of->engine))) fail(of, "who is ready is ready now");
      if (pair.verdict == ACD_VERDICT_NOT_READY && ready) fail(of, "who is not ready is not");
    }
}

static void drain(life *of)
{
  acd_action action = {.size = sizeof action};
  while (acd_action_next(of->engine, &action) == 1)
    if (action.kind == ACD_ACTION_RING || action.kind == ACD_ACTION_BRIDGE) {
      if (of->rings_count == MANY) of->rings_count = 0;
      of->rings[of->rings_count++] = action.id;
    }
}

/* What was decided was done. */
static void settle(life *of)
{
  drain(of);
  if (of->offered_count != of->decided_count) fail(of, "a decision without an offer");
  of->offered_count = of->decided_count = 0;
  if (acd_engine_check(of->engine, 1)) fail(of, "a law of the engine");
}

static void tick(life *of)
{
  while (acd_engine_tick(of->engine, of->now) == ACD_AGAIN) settle(of);
  settle(of);
}

/* Nobody does anything until then. */
static void wait_until(life *of, acd_time until_us)
{
  acd_time deadline;
  while (!of->failed && (deadline = acd_engine_deadline(of->engine)) <= until_us) {
    if (deadline > of->now) of->now = deadline;
    tick(of);
  }
  if (until_us > of->now) of->now = until_us;
  tick(of);
}

static int was_offered(const life *of, acd_id call, acd_id agent)
{
  for (size_t i = 0; i < of->seen_count; i++)
    if ((!call || of->seen[i].call == call) && (!agent || of->seen[i].agent == agent)) return 1;
  return 0;
}

static acd_id some_waiting(life *of)
{
  acd_id found = 0;
  int64_t count = 0;
  for (acd_id call = 0; (call = acd_call_next(of->engine, call)) != 0;) {
    acd_call_info info = {.size = sizeof info};
    if (acd_call_get(of->engine, call, &info) == ACD_OK && info.state == ACD_CALL_STATE_WAITING &&
        dice_below(&of->dice, ++count) == 0)
      found = call;
  }
  return found;
}

static void check_counts(life *of, const acd_outlook *outlook)
{
  acd_candidate all[EXPLAIN_AGENTS];
  int64_t count = acd_explain_agents(of->engine, outlook->call, EXPLAIN_AGENTS, sizeof *all, all);
  int64_t eligible = 0, suits = INT64_C(1) << ACD_OBSTACLE_SKILL | INT64_C(1) << ACD_OBSTACLE_TIER |
                                INT64_C(1) << ACD_OBSTACLE_EXPRESSION | INT64_C(1) << ACD_OBSTACLE_DECLINED |
                                INT64_C(1) << ACD_OBSTACLE_CHANNEL;
  for (int64_t i = 0; i < count; i++) eligible += !(all[i].obstacles & suits);
  if (count != outlook->members_count) fail(of, "members are counted");
  if (eligible != outlook->eligible_count) fail(of, "the eligible are counted");
  if (outlook->staffed_count > eligible || outlook->available_count > outlook->staffed_count ||
      outlook->busy_count + outlook->held_count > outlook->available_count)
    fail(of, "each count is a part of the one before");
  if (outlook->skill && outlook->staffed_count) fail(of, "a skill that nobody has");
}

/* A call's outlook comes true. */
static void check_outlook(life *of)
{
  acd_id call = some_waiting(of);
  acd_outlook outlook = {.size = sizeof outlook}, next = {.size = sizeof next};
  if (!call || acd_engine_deadline(of->engine) <= of->now) return;
  int64_t before = acd_engine_digest_state(of->engine);
  if (acd_explain_wait(of->engine, call, &outlook)) fail(of, "the outlook of a waiting call");
  if (acd_engine_digest_state(of->engine) != before) fail(of, "an outlook changed something");
  if (outlook.change_at_us < acd_engine_deadline(of->engine)) fail(of, "a change before the deadline");
  check_counts(of, &outlook);
  reached.outlooks++;
  of->seen_count = 0;
  of->missed = 0;
  if (dice_chance(&of->dice, 50)) {
    if (outlook.change != ACD_OUTLOOK_STEP) return;
    wait_until(of, outlook.change_at_us);
    reached.changes++;
    if (acd_explain_wait(of->engine, call, &next) == ACD_OK && next.queue == outlook.queue &&
        !was_offered(of, call, 0) && next.step <= outlook.step)
      fail(of, "the step goes on");
    return;
  }
  if (outlook.offer_at_us == ACD_TIME_NEVER || of->centre.skips) return;
  wait_until(of, outlook.offer_at_us);
  reached.offers_foretold += was_offered(of, call, 0);
  acd_explanation pair = {.size = sizeof pair};
  int reserved = acd_explain_pair(of->engine, call, outlook.offer_agent, &pair) == ACD_OK &&
                 pair.obstacles == INT64_C(1) << ACD_OBSTACLE_RESERVATION;
  int rests = of->missed && pair.obstacles & INT64_C(1) << ACD_OBSTACLE_REST; /* anew, for another ring in hand */
  int other = reserved ? of->missed || of->seen_count > 0 : rests || was_offered(of, 0, outlook.offer_agent);
  if (!was_offered(of, call, 0) && !other) fail(of, "a call that was to be offered");
}

/* ---- A life */

static void step(life *of)
{
  dice *from = &of->dice;
  acd_engine *engine = of->engine;
  acd_id agent = 0, id;
  int64_t what = dice_below(from, 100);
  if (dice_chance(from, 60)) of->now += dice_below(from, 6 * ACD_SECOND);
  tick(of);
  for (int64_t left = dice_below(from, EXPLAIN_AGENTS) + 1; left > 0; left--) agent = acd_agent_next(engine, agent);
  if (what < 22) {
    explain_arrive(&of->centre, from, engine, of->now);
  } else if (what < 55 && of->rings_count) {
    static const int64_t outcomes[] = {ACD_OUTCOME_BRIDGED,  ACD_OUTCOME_BRIDGED, ACD_OUTCOME_ACCEPTED,
                                       ACD_OUTCOME_DONE,     ACD_OUTCOME_DONE,    ACD_OUTCOME_REJECTED,
                                       ACD_OUTCOME_NO_ANSWER};
    size_t at = (size_t)dice_below(from, (int64_t)of->rings_count);
    acd_action_result(engine, of->now, of->rings[at], outcomes[dice_below(from, COUNT(outcomes))], NULL);
  } else if (what < 70 && agent) {
    acd_agent_login(engine, of->now, agent, 0);
    acd_agent_ready(engine, of->now, agent);
  } else if (what < 72 && agent) {
    acd_agent_not_ready(engine, of->now, agent, 1);
  } else if (what < 73 && agent) {
    if (dice_chance(from, 40))
      acd_agent_supervise(engine, of->now, agent, acd_call_next(engine, 0), (int)dice_below(from, ACD_ROLE_COACH + 1));
    else if (dice_chance(from, 70))
      acd_agent_elsewhere(engine, of->now, agent, 0, dice_below(from, 3) == 0);
    else
      acd_agent_logout(engine, of->now, agent);
  } else if (what < 90 && (id = acd_call_next(engine, 0)) != 0) {
    for (int64_t left = dice_below(from, 8); left > 0; left--) {
      acd_id after = acd_call_next(engine, id);
      if (after) id = after;
    }
    if (dice_chance(from, 20) && agent)
      acd_call_transfer(engine, of->now, id, ACD_TARGET_AGENT, agent, NULL);
    else
      acd_call_hangup(engine, of->now, id);
  } else if (what < 91) {
    explain_define(&of->centre, from, engine, of->now);
  } else {
    settle(of);
    check_outlook(of);
  }
  settle(of);
  if (dice_chance(from, 30)) check_pairs(of);
}

static int run(uint64_t seed, int steps)
{
  life of = {.dice = {seed}};
  acd_options *options = NULL;
  if (acd_options_new(NULL, &options)) return 1;
  acd_options_set(options, ACD_OPTION_SEED, (int64_t)(seed & 0xffff));
  if (dice_chance(&of.dice, 30)) acd_options_set(options, ACD_OPTION_CLASSES_MAX, 1 + dice_below(&of.dice, 2));
  acd_options_set_explain(options, on_decision, &of);
  acd_options_set_score(options, on_question, NULL);
  acd_options_set_events(options, on_event, &of);
  if (acd_engine_new(options, &of.engine)) return 1;
  acd_options_free(options);
  explain_define(&of.centre, &of.dice, of.engine, 0);
  int at = 0;
  for (; at < steps && !of.failed; at++) step(&of);
  acd_engine_free(of.engine);
  if (of.failed) fprintf(stderr, "seed %" PRIu64 ", step %d: %s\n", seed, at, of.failed);
  return of.failed != NULL;
}

int main(int argc, char **argv)
{
  campaign all = {.seed = 1, .runs = 150, .steps = 200};
  if (!campaign_read(&all, argc, argv)) return 2;
  int failures = campaign_run(&all, run);
  int vacuous = 0;
  printf("decisions %" PRId64 ", by agents %" PRId64 ", in vain %" PRId64 ", losers ranked %" PRId64 ", pairs %" PRId64
         ", outlooks %" PRId64 ", steps awaited %" PRId64 ", offers foretold %" PRId64 "\n",
         reached.decisions, reached.by_agents, reached.in_vain, reached.ranked, reached.pairs, reached.outlooks,
         reached.changes, reached.offers_foretold);
  for (int i = 1; i <= ACD_OBSTACLE_CHANNEL; i++) {
    printf("%s %" PRId64 "  ", acd_obstacle_str(i), reached.obstacles[i]);
    vacuous |= all.runs >= 100 && !reached.obstacles[i];
  }
  printf("\n");
  for (int i = 1; i <= ACD_KEY_GROUP; i++) {
    printf("%s %" PRId64 "  ", acd_key_str(i), reached.keys[i]);
    vacuous |= all.runs >= 100 && !reached.keys[i];
  }
  printf("\n");
  return failures != 0 || vacuous || !reached.changes || !reached.offers_foretold;
}
