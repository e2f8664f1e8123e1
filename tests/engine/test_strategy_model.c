/* SPDX-License-Identifier: Apache-2.0 */
/* Who gets the call, and which call a freed agent gets: the engine against a model that looks at everybody each time, over
 * random lives of a centre of three queues, skills with levels, priorities and positions. After every command and every
 * timer each agent's state and each call's agent must be those of the model. */
#include "centre.h"

#include "random.h"

enum { AGENTS = 7, QUEUES = 3, SKILLS = 2, CALLS = 4096, NOBODY = -1 };

static const char *const names[AGENTS] = {"a0", "a1", "a2", "a3", "a4", "a5", "a6"};

/* Microseconds that hardly ever add up to each other: timers fall together now and then all the same, in symmetric stories. */
static const int64_t ring_us[QUEUES] = {20000003, 17000023, 23000009};
static const int64_t retry_us[QUEUES] = {3000017, 4000037, 5000011};
static const int64_t wrapup_us[QUEUES] = {0, 6000011, 7000009};

typedef struct model_agent {
  int state; /* ACD_AGENT_STATE_… */
  int rests;
  int wants; /* available */
  acd_time idle_since;
  int64_t calls;
  int64_t talk;
  int missed; /* call, or NOBODY */
  int call;
  int queue; /* of the call, and of the wrap-up after it */
  acd_time talk_since;
  acd_time due;  /* of rest, wrap-up or ring; 0: none */
  int64_t armed; /* the timer's place among those due at one time */
  int level[SKILLS];
  int member[QUEUES];
  int position[QUEUES];
} model_agent;

typedef struct model_call {
  acd_id id;
  int lives;
  int queue;
  int agent; /* rings or talks */
  int talks;
  int64_t priority;
  acd_time entered;
  int skill; /* needed, or NOBODY */
  int level;
} model_call;

typedef struct model {
  test_host host;
  dice dice;
  int64_t strategy[QUEUES];
  int64_t priority[QUEUES];
  int cursor[QUEUES];
  model_agent agents[AGENTS];
  model_call calls[CALLS];
  int calls_count;
  int offers;
  int64_t armed;
  int load; /* arrivals, out of 100 steps */
} model;

static void begin(model *of, uint64_t seed, int64_t strategy)
{
  static outline text;
  memset(of, 0, sizeof *of);
  of->dice.state = seed;
  of->load = seed % 2 ? 30 : 12;
  text.size = 0;
  for (int s = 0; s < SKILLS; s++) outline_write(&text, "skill s%d\n", s);
  for (int a = 0; a < AGENTS; a++) {
    model_agent *agent = &of->agents[a];
    *agent = (model_agent){.state = ACD_AGENT_STATE_READY, .wants = 1, .missed = NOBODY, .call = NOBODY};
    outline_write(&text, "agent a%d\n", a);
    for (int s = 0; s < SKILLS; s++) {
      agent->level[s] = (int)dice_below(&of->dice, 4);
      if (agent->level[s]) outline_write(&text, "  agent_skill s%d level=%d\n", s, agent->level[s]);
    }
  }
  for (int q = 0; q < QUEUES; q++) {
    of->strategy[q] = q ? 1 + dice_below(&of->dice, 6) : strategy;
    of->priority[q] = dice_below(&of->dice, 3) - 1;
    of->cursor[q] = NOBODY;
    outline_write(&text, "queue q%d strategy!%d ring_timeout!%d retry_delay!%d wrapup!%d priority!%d\n", q,
                  (int)of->strategy[q], (int)ring_us[q], (int)retry_us[q], (int)wrapup_us[q], (int)of->priority[q]);
    for (int a = 0; a < AGENTS; a++) {
      of->agents[a].member[q] = dice_chance(&of->dice, 70);
      of->agents[a].position[q] = (int)dice_below(&of->dice, 4);
      if (of->agents[a].member[q]) outline_write(&text, "  member a%d position=%d\n", a, of->agents[a].position[q]);
    }
    outline_write(&text, "number %d queue=q%d\n", q, q);
  }
  host_begin(&of->host, NULL);
  host_define(&of->host, text.text);
}

static int may_serve(const model_agent *agent, const model_call *call)
{
  return agent->member[call->queue] && (call->skill == NOBODY || agent->level[call->skill] >= call->level);
}

static int is_free(const model_agent *agent)
{
  return agent->state == ACD_AGENT_STATE_READY && !agent->rests;
}

/* The smaller is offered the call first; ties go to the lower number, who was defined first. */
static int64_t key(const model *of, const model_call *call, int a)
{
  const model_agent *agent = &of->agents[a];
  int64_t place = (int64_t)agent->position[call->queue] * AGENTS + a;
  int last = of->cursor[call->queue];
  switch (of->strategy[call->queue]) {
  case ACD_STRATEGY_LONGEST_IDLE: return agent->idle_since;
  case ACD_STRATEGY_FEWEST_CALLS: return agent->calls;
  case ACD_STRATEGY_LEAST_TALK: return agent->talk;
  case ACD_STRATEGY_ROUND_ROBIN:
    if (last == NOBODY) return place;
    return place > (int64_t)of->agents[last].position[call->queue] * AGENTS + last ? place : place + 1000;
  default: return place;
  }
}

static int choose(const model *of, int c, int again)
{
  int best = NOBODY;
  for (int a = 0; a < AGENTS; a++) {
    const model_agent *agent = &of->agents[a];
    if (!is_free(agent) || !may_serve(agent, &of->calls[c]) || (!again && agent->missed == c)) continue;
    if (best == NOBODY || key(of, &of->calls[c], a) < key(of, &of->calls[c], best)) best = a;
  }
  return best;
}

static void arm(model *of, model_agent *agent, int64_t delay_us)
{
  agent->due = of->host.now + delay_us;
  agent->armed = ++of->armed;
}

static void offer(model *of, int c, int a)
{
  model_agent *agent = &of->agents[a];
  of->calls[c].agent = a;
  agent->call = c;
  agent->queue = of->calls[c].queue;
  agent->state = ACD_AGENT_STATE_RESERVED;
  arm(of, agent, ring_us[agent->queue]);
  of->cursor[agent->queue] = a;
  of->offers++;
}

/* A random queue's choice is the engine's: it must be one that the rules allow. */
static int adopt(model *of, int c, int again)
{
  acd_id call = of->calls[c].id;
  for (int a = 0; a < AGENTS; a++) {
    acd_agent_info info = centre_agent(&of->host, names[a]);
    if (info.call != call) continue;
    assert_true(is_free(&of->agents[a]) && may_serve(&of->agents[a], &of->calls[c]));
    assert_true(again || of->agents[a].missed != c);
    return a;
  }
  fail_msg("a call that can be served rings nowhere");
  return NOBODY;
}

static void place(model *of, int c)
{
  int again = 0, a = choose(of, c, 0);
  if (a == NOBODY) {
    again = 1;
    a = choose(of, c, 1);
  }
  if (a == NOBODY) return;
  if (of->strategy[of->calls[c].queue] == ACD_STRATEGY_RANDOM) a = adopt(of, c, again);
  for (int other = 0; again && other < AGENTS; other++)
    if (of->agents[other].missed == c) of->agents[other].missed = NOBODY;
  offer(of, c, a);
}

static int comes_before(const model *of, const model_call *a, const model_call *b)
{
  int64_t pa = a->priority + of->priority[a->queue], pb = b->priority + of->priority[b->queue];
  if (pa != pb) return pa > pb;
  return a->entered != b->entered ? a->entered < b->entered : a->id < b->id;
}

static void set_free(model *of, int a)
{
  int best = NOBODY;
  model_agent *agent = &of->agents[a];
  agent->state = agent->wants ? ACD_AGENT_STATE_READY : ACD_AGENT_STATE_NOT_READY;
  if (!is_free(agent)) return;
  for (int c = 0; c < of->calls_count; c++) {
    const model_call *call = &of->calls[c];
    if (!call->lives || call->agent != NOBODY || !may_serve(agent, call)) continue;
    if (best == NOBODY || comes_before(of, call, &of->calls[best])) best = c;
  }
  if (best != NOBODY) offer(of, best, a);
}

static void miss(model *of, int a)
{
  model_agent *agent = &of->agents[a];
  int c = agent->call;
  agent->missed = c;
  agent->call = NOBODY;
  agent->state = ACD_AGENT_STATE_READY;
  agent->rests = 1;
  arm(of, agent, retry_us[agent->queue]);
  of->calls[c].agent = NOBODY;
  place(of, c);
}

static void end_wrapup(model *of, int a)
{
  of->agents[a].due = 0;
  of->agents[a].idle_since = of->host.now;
  set_free(of, a);
}

static void end_talk(model *of, int a)
{
  model_agent *agent = &of->agents[a];
  of->calls[agent->call].lives = 0;
  agent->call = NOBODY;
  agent->talk += of->host.now - agent->talk_since;
  agent->state = ACD_AGENT_STATE_WRAPUP;
  arm(of, agent, wrapup_us[agent->queue]);
  if (wrapup_us[agent->queue] == 0) end_wrapup(of, a);
}

static void compare(model *of)
{
  host_pull(&of->host);
  for (int a = 0; a < AGENTS; a++) {
    const model_agent *agent = &of->agents[a];
    acd_agent_info info = centre_agent(&of->host, names[a]);
    assert_int_equal(info.state, agent->state);
    assert_int_equal(info.call, agent->call == NOBODY ? 0 : of->calls[agent->call].id);
    assert_int_equal(info.rest_until_us, agent->rests ? agent->due : 0);
    assert_int_equal(info.idle_since_us, agent->idle_since);
    assert_int_equal(info.calls_count, agent->calls);
    assert_int_equal(info.talk_us, agent->talk);
  }
  host_check(&of->host);
}

static void timer(model *of, int a)
{
  model_agent *agent = &of->agents[a];
  agent->due = 0;
  if (agent->state == ACD_AGENT_STATE_RESERVED) {
    miss(of, a);
  } else if (agent->state == ACD_AGENT_STATE_WRAPUP) {
    end_wrapup(of, a);
  } else {
    agent->rests = 0;
    set_free(of, a);
  }
}

/* To a time, one timer after the other. */
static void pass(model *of, acd_time until)
{
  for (;;) {
    int first = NOBODY;
    for (int a = 0; a < AGENTS; a++) {
      const model_agent *agent = &of->agents[a], *best = &of->agents[first == NOBODY ? a : first];
      if (!agent->due || agent->due > until) continue;
      if (first == NOBODY || agent->due < best->due || (agent->due == best->due && agent->armed < best->armed))
        first = a;
    }
    if (first == NOBODY) break;
    host_pass(&of->host, of->agents[first].due - of->host.now);
    timer(of, first);
  }
  host_pass(&of->host, until - of->host.now);
}

static void arrive(model *of)
{
  test_host *host = &of->host;
  int c = of->calls_count++;
  model_call *call = &of->calls[c];
  char number[2] = "0";
  *call = (model_call){.lives = 1, .agent = NOBODY, .entered = host->now, .skill = NOBODY};
  call->queue = (int)dice_below(&of->dice, QUEUES);
  call->priority = dice_chance(&of->dice, 30) ? dice_below(&of->dice, 5) - 2 : 0;
  number[0] = (char)('0' + call->queue);
  acd_requirement need = {0};
  if (dice_chance(&of->dice, 40)) {
    call->skill = (int)dice_below(&of->dice, SKILLS);
    call->level = 1 + (int)dice_below(&of->dice, 3);
    need = (acd_requirement){host_skill(host, call->skill ? "s1" : "s0"), call->level};
  }
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.number = number;
  arrival.priority = call->priority;
  arrival.requirements = &need;
  arrival.requirements_count = call->skill != NOBODY;
  assert_int_equal(acd_call_arrive(host->engine, host->now, &arrival, &call->id), ACD_OK);
  place(of, c);
}

static void answer(model *of, int a)
{
  static const int64_t misses[] = {ACD_OUTCOME_REJECTED, ACD_OUTCOME_BUSY, ACD_OUTCOME_NO_ANSWER, ACD_OUTCOME_FAILED};
  model_agent *agent = &of->agents[a];
  if (dice_chance(&of->dice, 35)) {
    centre_offer(&of->host, names[a], misses[dice_below(&of->dice, 4)]);
    miss(of, a);
    return;
  }
  centre_offer(&of->host, names[a], ACD_OUTCOME_BRIDGED);
  agent->state = ACD_AGENT_STATE_BUSY;
  agent->calls++;
  agent->talk_since = of->host.now;
  agent->due = 0;
  of->calls[agent->call].talks = 1;
}

/* The agent's presence goes to the other one, or a rest or wrap-up ends. */
static void toggle(model *of, int a)
{
  model_agent *agent = &of->agents[a];
  if (agent->wants && (agent->rests || agent->state == ACD_AGENT_STATE_WRAPUP)) {
    centre_ready(&of->host, names[a]);
    agent->due = 0;
    agent->rests = 0;
    if (agent->state == ACD_AGENT_STATE_WRAPUP) agent->idle_since = of->host.now;
    set_free(of, a);
  } else if (agent->state == ACD_AGENT_STATE_NOT_READY) {
    centre_ready(&of->host, names[a]);
    agent->wants = 1;
    agent->idle_since = of->host.now;
    set_free(of, a);
  } else if (agent->state == ACD_AGENT_STATE_READY || agent->state == ACD_AGENT_STATE_RESERVED) {
    centre_not_ready(&of->host, names[a]);
    agent->wants = 0;
    agent->due = 0;
    int c = agent->call;
    agent->call = NOBODY;
    agent->state = ACD_AGENT_STATE_NOT_READY;
    if (c == NOBODY) return;
    of->calls[c].agent = NOBODY; /* a cancelled offer is no miss */
    place(of, c);
  }
}

static void hang_up(model *of, int c)
{
  model_call *call = &of->calls[c];
  host_hangup(&of->host, call->id);
  if (call->talks) {
    end_talk(of, call->agent);
    return;
  }
  call->lives = 0;
  if (call->agent == NOBODY) return;
  of->agents[call->agent].call = NOBODY;
  of->agents[call->agent].due = 0;
  set_free(of, call->agent);
}

static void step(model *of)
{
  int a = (int)dice_below(&of->dice, AGENTS);
  int64_t what = dice_below(&of->dice, 100);
  pass(of, of->host.now + 1 + dice_below(&of->dice, 4000000));
  if (what < of->load) {
    arrive(of);
  } else if (what < 70) {
    if (of->agents[a].state == ACD_AGENT_STATE_RESERVED)
      answer(of, a);
    else if (of->agents[a].state == ACD_AGENT_STATE_BUSY)
      hang_up(of, of->agents[a].call);
  } else if (what < 78) {
    toggle(of, a);
  } else {
    int c = of->calls_count - 1 - (int)dice_below(&of->dice, 12);
    if (c >= 0 && of->calls[c].lives && (of->calls[c].talks || dice_chance(&of->dice, 30))) hang_up(of, c);
  }
  compare(of);
}

static void as_the_model_says(void **state)
{
  (void)state;
  static model of;
  int offers = 0;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    begin(&of, seed, 1 + (int64_t)(seed % 6));
    for (int i = 0; i < 400; i++) step(&of);
    offers += of.offers;
    host_end(&of.host);
  }
  assert_true(offers > 60 * 60);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(as_the_model_says)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
