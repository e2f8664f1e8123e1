/* SPDX-License-Identifier: Apache-2.0 */
/* What the random host does to agents and calls: to the engine, then to the model. */
#include <inttypes.h>

#include "reference.h"

static void must(ref_life *life, int status, const char *what)
{
  if (status) ref_fail(life, "%s: %s", what, acd_status_text(status));
}

static ref_queue *some_queue(ref_life *life)
{
  int slot = (int)dice_below(&life->dice, REF_QUEUES);
  for (int q = 0; q < REF_ALL_QUEUES; q++)
    if (life->queues[q].lives && !life->queues[q].closed && life->queues[q].slot == slot) return &life->queues[q];
  return NULL;
}

static ref_agent *some_agent(ref_life *life)
{
  int count = 0;
  ref_agent *chosen = NULL;
  for (int a = 0; a < REF_ALL_AGENTS; a++)
    if (life->agents[a].lives && dice_below(&life->dice, ++count) == 0) chosen = &life->agents[a];
  return chosen;
}

static void random_preferred(ref_life *life, ref_call *call)
{
  int wanted = dice_chance(&life->dice, 20) ? 1 + (int)dice_below(&life->dice, REF_PREFERRED) : 0;
  for (int i = 0; i < wanted; i++) {
    const ref_agent *agent = some_agent(life);
    int known = !agent;
    for (int k = 0; k < call->preferred_count; k++) known |= call->preferred[k] == agent->id;
    if (!known) call->preferred[call->preferred_count++] = agent->id;
  }
}

static uint32_t random_needs(ref_life *life, ref_call *call, acd_requirement *needs)
{
  uint32_t count = 0;
  for (int s = 0; s < REF_SKILLS; s++) {
    char name[3] = {'s', (char)('0' + s), '\0'};
    if (!dice_chance(&life->dice, 20)) continue;
    call->need[s] = needs[count].level_min = 1 + dice_below(&life->dice, 3);
    must(life, acd_skill_find(life->engine, name, &needs[count++].skill), name);
  }
  return count;
}

void ref_host_arrive(ref_life *life)
{
  ref_queue *queue = some_queue(life);
  acd_requirement needs[REF_SKILLS];
  if (!queue || life->calls_count == REF_CALLS) return;
  ref_call *call = &life->calls[life->calls_count];
  *call = (ref_call){.lives = 1, .sequence = ++life->sequence, .arrived = life->now};
  char number[2] = {(char)('0' + queue->slot), '\0'};
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  if (dice_chance(&life->dice, 50)) {
    arrival.number = number;
    call->entry_priority = life->rules.number_priority[queue->slot];
  } else {
    arrival.queue = queue->id;
  }
  if (dice_chance(&life->dice, 30)) arrival.priority = call->priority = dice_below(&life->dice, 7) - 3;
  if (dice_chance(&life->dice, 15)) arrival.waited_us = call->waited_us = dice_below(&life->dice, 20 * ACD_SECOND);
  arrival.requirements_count = random_needs(life, call, needs);
  arrival.requirements = needs;
  random_preferred(life, call);
  arrival.preferred = call->preferred;
  arrival.preferred_count = call->preferred_count;
  life->calls_count++;
  ref_tell(life, "c%" PRId64 " arrives in q%d, priority %d, waited %.6f, needs %d %d %d", call->sequence, queue->slot,
           (int)(call->priority + call->entry_priority), (double)call->waited_us / 1e6, (int)call->need[0],
           (int)call->need[1], (int)call->need[2]);
  for (int i = 0; i < call->preferred_count; i++) ref_tell(life, "  which prefers agent %" PRId64, call->preferred[i]);
  must(life, acd_call_arrive(life->engine, life->now, &arrival, &call->id), "arrive");
  if (!life->failed) ref_queue_enter(life, call, queue);
}

/* One of the calls in hand; NULL: there is none. */
static ref_line *some_line(ref_life *life, ref_agent *agent)
{
  ref_line *chosen = NULL;
  for (int i = 0, count = 0; i < REF_LINES; i++)
    if (agent->lines[i].call && dice_below(&life->dice, ++count) == 0) chosen = &agent->lines[i];
  return chosen;
}

static void result(ref_life *life, const ref_agent *agent, const ref_line *line, int64_t outcome)
{
  ref_tell(life, "a%d, c%" PRId64 ": %s", agent->slot, line->call->sequence, acd_outcome_str(outcome));
  must(life, acd_action_result(life->engine, life->now, agent->requests[line->call - life->calls], outcome, NULL),
       "result");
}

static void agent_hangs_up(ref_life *life, const ref_agent *agent, const ref_line *line)
{
  int calls = 0;
  for (int i = 0; i < REF_LINES; i++) calls += agent->lines[i].call != NULL;
  ref_tell(life, "a%d hangs up on c%" PRId64, agent->slot, line->call->sequence);
  acd_id call = calls == 1 && dice_chance(&life->dice, 50) ? 0 : line->call->id;
  must(life, acd_agent_hangup(life->engine, life->now, agent->id, call), "agent's hang-up");
}

static void call_hangs_up(ref_life *life, ref_call *call)
{
  ref_tell(life, "c%" PRId64 " hangs up", call->sequence);
  must(life, acd_call_hangup(life->engine, life->now, call->id), "hang-up");
  ref_call_hangs_up(life, call);
}

static void answer(ref_life *life, ref_agent *agent, ref_line *line)
{
  static const int64_t misses[] = {ACD_OUTCOME_REJECTED, ACD_OUTCOME_BUSY, ACD_OUTCOME_NO_ANSWER, ACD_OUTCOME_FAILED};
  int64_t how = dice_below(&life->dice, 100);
  if (how < 60) {
    result(life, agent, line, how < 40 ? ACD_OUTCOME_BRIDGED : ACD_OUTCOME_ACCEPTED);
    ref_agent_accepts(life, agent, line, how < 40);
  } else if (how < 95) {
    int64_t outcome = misses[dice_below(&life->dice, 4)];
    result(life, agent, line, outcome);
    ref_agent_missed(life, agent, line, (int)outcome);
  } else {
    agent_hangs_up(life, agent, line);
    ref_agent_missed(life, agent, line, ACD_OUTCOME_REJECTED);
  }
}

static void connect(ref_life *life, ref_agent *agent, ref_line *line)
{
  int64_t how = dice_below(&life->dice, 100);
  if (how < 70) {
    result(life, agent, line, ACD_OUTCOME_DONE);
    ref_agent_bridged(life, agent, line);
  } else if (how < 80) {
    result(life, agent, line, ACD_OUTCOME_FAILED);
    ref_agent_bridge_failed(life, agent, line, ACD_OUTCOME_FAILED);
  } else if (how < 90) {
    agent_hangs_up(life, agent, line);
    ref_agent_bridge_failed(life, agent, line, ACD_OUTCOME_REJECTED);
  } else {
    call_hangs_up(life, line->call);
  }
}

/* To another agent who is available, if there is one. */
static int transfer_to_agent(ref_life *life, ref_call *call)
{
  ref_agent *to = some_agent(life);
  if (!to || to == call->agent || to->gone || to->presence != ACD_PRESENCE_AVAILABLE) return 0;
  ref_tell(life, "c%" PRId64 " is transferred to a%d", call->sequence, to->slot);
  must(life, acd_call_transfer(life->engine, life->now, call->id, ACD_TARGET_AGENT, to->id, NULL), "transfer");
  ref_direct_transfers(life, call, to);
  return 1;
}

static void end_talk(ref_life *life, ref_agent *agent, ref_line *line)
{
  int64_t how = dice_below(&life->dice, 100);
  if (line->channel && dice_chance(&life->dice, 70)) return; /* so that they have more in hand */
  ref_call *call = line->call;
  ref_queue *to = how < 12 ? some_queue(life) : NULL;
  if (how >= 90 && transfer_to_agent(life, call)) return;
  if (to) {
    ref_tell(life, "c%" PRId64 " is transferred to q%d", call->sequence, to->slot);
    must(life, acd_call_transfer(life->engine, life->now, call->id, ACD_TARGET_QUEUE, to->id, NULL), "transfer");
    ref_call_transfers(life, call, to);
  } else if (how < 40) {
    agent_hangs_up(life, agent, line);
    ref_call_hangs_up(life, call);
  } else {
    call_hangs_up(life, call);
  }
}

/* NULL: none lasts. */
static ref_line *some_wrapup(ref_agent *agent)
{
  for (int i = 0; i < REF_LINES; i++)
    if (agent->lines[i].state == ACD_AGENT_STATE_WRAPUP) return &agent->lines[i];
  return NULL;
}

static void go_elsewhere(ref_life *life, ref_agent *agent)
{
  int busy = !agent->elsewhere;
  ref_tell(life, "a%d is %s", agent->slot, busy ? "elsewhere" : "back");
  must(life, acd_agent_elsewhere(life->engine, life->now, agent->id, 0, busy), "elsewhere");
  ref_agent_elsewhere(life, agent, busy);
}

static void change_presence(ref_life *life, ref_agent *agent)
{
  int64_t how = dice_below(&life->dice, 100);
  if (agent->gone) return;
  if (agent->presence == ACD_PRESENCE_LOGGED_OUT) {
    ref_tell(life, "a%d logs in", agent->slot);
    must(life, acd_agent_login(life->engine, life->now, agent->id, 0), "login");
    ref_agent_presence(life, agent, ACD_PRESENCE_NOT_READY);
  } else if (agent->presence == ACD_PRESENCE_NOT_READY ? how < 75
                                                       : how < 50 && (agent->rest_due || some_wrapup(agent))) {
    ref_tell(life, "a%d ready", agent->slot);
    must(life, acd_agent_ready(life->engine, life->now, agent->id), "ready");
    ref_agent_ready(life, agent);
  } else if (how < 90) {
    ref_tell(life, "a%d not ready", agent->slot);
    must(life, acd_agent_not_ready(life->engine, life->now, agent->id, 7), "not ready");
    ref_agent_presence(life, agent, ACD_PRESENCE_NOT_READY);
  } else {
    ref_tell(life, "a%d logs out", agent->slot);
    must(life, acd_agent_logout(life->engine, life->now, agent->id), "logout");
    ref_agent_presence(life, agent, ACD_PRESENCE_LOGGED_OUT);
  }
}

void ref_host_agent(ref_life *life, int presence)
{
  ref_agent *agent = some_agent(life);
  for (int tries = 0; agent && !presence && !some_line(life, agent) && tries < 4; tries++) agent = some_agent(life);
  if (!agent) return;
  ref_line *line = some_line(life, agent);
  if (presence && !agent->gone && dice_chance(&life->dice, agent->elsewhere ? 60 : 15))
    go_elsewhere(life, agent);
  else if (presence)
    change_presence(life, agent);
  else if (line && line->state == ACD_AGENT_STATE_RESERVED)
    answer(life, agent, line);
  else if (line && line->connecting)
    connect(life, agent, line);
  else if (line)
    end_talk(life, agent, line);
  else if (agent->presence == ACD_PRESENCE_NOT_READY || agent->presence == ACD_PRESENCE_LOGGED_OUT)
    change_presence(life, agent);
}

void ref_host_call(ref_life *life)
{
  int c = life->calls_count - 1 - (int)dice_below(&life->dice, 15);
  if (c >= 0 && life->calls[c].lives) call_hangs_up(life, &life->calls[c]);
}
