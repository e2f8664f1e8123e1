/* SPDX-License-Identifier: Apache-2.0 */
/* Random commands, from a host that answers, is late, wrong or silent, on a random centre that is redefined as it runs. After every
 * command the engine's laws hold; a refused command has exactly the effect of a tick at its time; in the end every call has
 * ended and all memory is back. `test_random [--seed N] [--runs N] [--steps N]`; a failure names its seed. With `--twins` first the
 * runs have a second engine that is told the same, but applies every change the long way: both are the same throughout. With
 * `--witness` first all events are kept, and all figures of histories counted again. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../calendar/tzif.h"
#include "../history/witness.h"
#include "../record/sums.h"
#include "census.h"
#include "engine/engine.h"
#include "random.h"

enum { KNOWN = 64 };

typedef struct host {
  dice dice;
  dice scores;
  acd_engine *engine;
  acd_time now;
  acd_id calls[KNOWN];
  acd_id actions[KNOWN];
  uint32_t kinds[KNOWN];
  uint8_t open[KNOWN]; /* 1: the host has not answered it */
  int attentive;       /* it answers nearly all, soon, and lets calls talk: else hardly any call is ever answered */
  int pulled;          /* the newest is before this one, round the table */
  int failed;
  const char *what;
  int64_t refused;
  int quiet; /* how often it does not pull, out of 100 */
  stingy memory;
  acd_records *records;
  sums sums;        /* of the records */
  acd_engine *twin; /* NULL: none */
  int64_t wall_offset_us;
  acd_time hours_us; /* what says when customers may be dialled has changed last */
  const void *twin_document;
  acd_id picked;        /* the call picked up last */
  witness *witness;     /* NULL: none */
  acd_history *history; /* likewise */
} host;

/* What all runs together reached: a campaign that reaches nothing shows nothing. */
static struct {
  int64_t commands, refused, definitions, no_memory, kept;
  int64_t also, queues, parts, shortcuts, lines_most, dials, dials_elsewhere, let_in, by_hand;
  int64_t explained, segments[16], dispositions[16]; /* in call records */
  census census;
} reached;

static void log_line(void *user, int level, const char *text)
{
  host *of = user;
  if (level >= ACD_LOG_ERROR) fprintf(stderr, "law broken: %s\n", text);
  (void)of;
}

static void fail(host *of, const char *what)
{
  if (of->failed) return;
  of->failed = 1;
  of->what = what;
}

/* Calls that wait in a queue and are no tasks, counted one by one; very many where one has waited for too long there. (Calls are not
 * looked into: they are of another size where limits are shrunk.) */
static int64_t waiting_in(const host *of, acd_id queue, int64_t wait_max_us)
{
  int64_t waiting = 0;
  for (acd_id call = 0; (call = acd_call_next(of->engine, call)) != 0;) {
    acd_callback_info task = {.size = sizeof task};
    acd_call_info info = {.size = sizeof info};
    if (acd_callback_get(of->engine, call, &task) == ACD_OK && task.campaign) continue;
    acd_id at = 0;
    while ((at = acd_call_queue_next(of->engine, call, at)) != 0 && at != queue) continue;
    if (!at) continue;
    waiting++;
    acd_call_get(of->engine, call, &info);
    if (wait_max_us && info.queue == queue && acd_engine_now(of->engine) - info.queued_at_us > wait_max_us)
      waiting = INT64_MAX / 2;
  }
  return waiting;
}

/* Tasks of campaigns come to their queues while it is quiet, or are taken by hand. */
static void on_task_entered(host *of, acd_id call, acd_id queue_id, const acd__campaign *of_task)
{
  const acd__campaign_config *config = &of_task->config;
  const acd__queue *queue = config->queue;
  if (queue_id != queue->slot.id || queue->gate != ACD_GATE_OPEN) fail(of, "a task enters the queue of its campaign");
  if (of->picked == call) return;
  for (size_t i = 0; i < config->watches_count; i++) {
    const acd__campaign_watch *watch = &config->watches[i];
    if (waiting_in(of, watch->queue->slot.id, watch->wait_max_us) > watch->waiting_max)
      fail(of, "tasks are let in while callers are served well");
  }
  acd_queue_info info = {.size = sizeof info};
  acd_queue_get(of->engine, queue_id, &info);
  if (info.ready_count <= config->ready_min) fail(of, "members stay ready for callers");
  reached.let_in++;
}

static void hear(void *user, const acd_event *event)
{
  int status;
  host *of = user;
  census_event(&reached.census, event);
  acd_records_event(of->records, event);
  if (of->witness) witness_event(of->witness, event);
  if (of->history) acd_history_event(of->history, event);
  if (event->kind == ACD_EVENT_PICKED_UP) of->picked = event->call;
  if (of->twin || event->kind != ACD_EVENT_QUEUE_ENTERED || event->detail != ACD_ENTER_CALLBACK) return;
  acd_callback_info info = {.size = sizeof info};
  if (acd_callback_get(of->engine, event->call, &info) || !info.campaign) return;
  on_task_entered(of, event->call, event->queue, acd__pool_find(&of->engine->campaigns, info.campaign, &status));
  of->picked = 0;
}

/* Pulls and submits as the other one did. */
static void mirror_pull(host *of, const acd_action *action)
{
  acd_action same = {.size = sizeof same};
  if (acd_action_next(of->twin, &same) != 1 || same.id != action->id || same.kind != action->kind ||
      same.call != action->call || same.agent != action->agent || strcmp(same.text, action->text) != 0)
    fail(of, "the twin's action");
}

static void mirror_errors(host *of)
{
  size_t count = acd_engine_errors_count(of->engine);
  if (acd_engine_errors_count(of->twin) != count) fail(of, "the number of the twin's errors");
  for (size_t i = 0; i < count && !of->failed; i++) {
    acd_error a = {.size = sizeof a}, b = {.size = sizeof b};
    acd_engine_error_at(of->engine, i, &a);
    acd_engine_error_at(of->twin, i, &b);
    if (a.code != b.code || a.object != b.object || a.property_id != b.property_id || strcmp(a.path, b.path) != 0 ||
        strcmp(a.text, b.text) != 0 || strcmp(a.nearest, b.nearest) != 0)
      fail(of, "the twin's errors");
  }
}

/* To the twin goes what a journal would have kept of the command; one whose form no journal takes as it is. */
static int submit_kept(host *of, const acd_command *command, const void *payload, size_t size, acd_result *result)
{
  size_t room = 0, taken = 0;
  acd_command kept = {.size = sizeof kept};
  int status = acd_command_encode(command, payload, size, NULL, 0, &room);
  if (status == ACD_ERR_ENCODING || status == ACD_ERR_VERSION)
    return acd_engine_submit(of->twin, command, payload, size, result);
  uint8_t *bytes = malloc(room);
  if (!bytes) abort();
  if (acd_command_encode(command, payload, size, bytes, room, &room) ||
      acd_command_decode(bytes, room, &kept, &taken) || taken != room)
    fail(of, "the encoding of a command");
  status = acd_engine_submit(of->twin, &kept, bytes, room, result);
  reached.kept++;
  free(bytes);
  return status;
}

static void mirror(host *of, acd_command command, const void *payload, size_t size, int status)
{
  acd_result result = {.size = sizeof result};
  int is_definition = command.kind == ACD_COMMAND_CHANGE || command.kind == ACD_COMMAND_DEFINE;
  if (of->twin_document) {
    payload = acd_definition_bytes(of->twin_document, &size);
    command.body.define.document.size = (uint32_t)size;
  }
  if (submit_kept(of, &command, payload, size, &result) != status) fail(of, "the twin's status");
  if (is_definition) mirror_errors(of);
  if (of->engine->rematch_timer.lane && of->twin->rematch_timer.lane)
    return; /* each has its own list of whom to look at */
  if (acd_engine_digest_state(of->twin) != acd_engine_digest_state(of->engine)) fail(of, "the twin");
}

/* Whom it was allowed to dial, and by whose clock. What has changed since it was emitted says nothing. */
static void check_dial(host *of, const acd_action *action)
{
  acd_callback_info info = {.size = sizeof info};
  acd_schedule_verdict verdict = {.size = sizeof verdict};
  acd_id zone;
  int status;
  if (action->time_us <= of->hours_us || acd_callback_get(of->engine, action->call, &info)) return;
  const acd__callback_plan *plan = acd__pool_find(&of->engine->callback_plans, info.plan, &status);
  const char *named = plan->config.zone_attribute ? acd_call_attribute(of->engine, action->call, "tier") : NULL;
  if (!plan->config.hours) return;
  reached.dials++;
  reached.dials_elsewhere += info.zone[0] != 0;
  if (named && acd_zone_find(of->engine, named, &zone) == ACD_OK && strcmp(named, info.zone) != 0)
    fail(of, "whose clock counts");
  int64_t wall_us = action->time_us + of->wall_offset_us;
  status = info.zone[0] ? acd_schedule_at_zone(of->engine, plan->config.hours, info.zone, wall_us, &verdict)
                        : acd_schedule_at(of->engine, plan->config.hours, wall_us, &verdict);
  if (status == ACD_OK ? !verdict.open : status != ACD_ERR_STALE) fail(of, "nobody is dialled while it is closed");
}

static void pull(host *of)
{
  acd_action action = {.size = sizeof action};
  while (acd_action_next(of->engine, &action) == 1) {
    int at = of->pulled++ % KNOWN;
    of->actions[at] = action.id;
    of->kinds[at] = action.kind;
    of->open[at] = 1;
    if (of->twin) mirror_pull(of, &action);
    if (action.kind == ACD_ACTION_DIAL) check_dial(of, &action);
    census_action(&reached.census, &action);
    if (!action.text || !action.prompt || !action.terminators || strlen(action.text) > 100)
      fail(of, "an action's texts");
  }
}

/* A tick to the time of the command first, so that only the command itself is between the two digests. */
static int submit(host *of, acd_command *command, const void *payload, size_t size)
{
  command->time_us = of->now;
  int status;
  for (int rounds = 0; (status = acd_engine_tick(of->engine, of->now)) == ACD_AGAIN; rounds++) {
    if (of->twin && acd_engine_tick(of->twin, of->now) != ACD_AGAIN) fail(of, "the twin's tick");
    pull(of);
    if (rounds > 100000) {
      fail(of, "time does not pass");
      return ACD_AGAIN;
    }
  }
  if (of->twin && acd_engine_tick(of->twin, of->now) != status) fail(of, "the twin's tick");
  if (dice_chance(&of->dice, 5)) command->time_us -= dice_below(&of->dice, 10 * ACD_SECOND);
  if (command->time_us < 0) command->time_us = 0;
  int64_t before = acd_engine_digest_state(of->engine);
  acd_result result = {.size = sizeof result};
  status = acd_engine_submit(of->engine, command, payload, size, &result);
  if (status != result.code) fail(of, "the result's code");
  if (command->kind == ACD_COMMAND_DEFINE || command->kind == ACD_COMMAND_CHANGE || command->kind == ACD_COMMAND_ZONE ||
      command->kind == ACD_COMMAND_TOGGLE || command->kind == ACD_COMMAND_WALL)
    of->hours_us = of->now;
  if (of->twin) mirror(of, *command, payload, size, status);
  if (status < 0) {
    of->refused++;
    if (acd_engine_digest_state(of->engine) != before) fail(of, "a refused command changed something");
    if (status == ACD_ERR_INVARIANT || status == ACD_ERR_REENTRY) fail(of, "an impossible refusal");
  }
  if (status == ACD_OK) census_command(&reached.census, command);
  if (status == ACD_OK && result.id) of->calls[dice_below(&of->dice, KNOWN)] = result.id;
  return status;
}

static void arrive(host *of)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_ARRIVE, 0, 0);
  char payload[64];
  int straight = of->attentive && dice_chance(&of->dice, 60); /* to a queue */
  payload[0] = (char)('0' + (straight ? 3 + dice_below(&of->dice, 3)
                                      : dice_below(&of->dice, 7))); /* 6: no number of the centre */
  size_t size = 1;
  command.body.arrive.number.size = 1;
  command.host_ref = dice_below(&of->dice, 1000);
  if (dice_chance(&of->dice, 50)) {
    payload[size] = (char)('0' + dice_below(&of->dice, 7));
    command.body.arrive.caller = (acd_slice){(uint32_t)size++, 1};
  }
  if (dice_chance(&of->dice, 30)) command.body.arrive.priority = dice_below(&of->dice, 5) - 2;
  if (dice_chance(&of->dice, 30)) {
    memcpy(payload + size,
           "tier\0"
           "12",
           8);
    if (dice_chance(&of->dice, 50)) payload[size + 5] = 'z'; /* where a customer lives */
    command.body.arrive.attributes = (acd_slice){(uint32_t)size, 8};
    size += 8;
  }
  acd_id skill;
  char name[3] = {'s', (char)('0' + dice_below(&of->dice, RANDOM_SKILLS)), '\0'};
  if (dice_chance(&of->dice, 40) && acd_skill_find(of->engine, name, &skill) == ACD_OK) {
    acd_requirement need = {skill, 1 + dice_below(&of->dice, 3)};
    memcpy(payload + size, &need, sizeof need);
    command.body.arrive.requirements = (acd_slice){(uint32_t)size, sizeof need};
    size += sizeof need;
  }
  acd_id agent = 0;
  for (int64_t i = dice_below(&of->dice, 5); i > 0; i--) agent = acd_agent_next(of->engine, agent);
  if (agent && dice_chance(&of->dice, 30)) {
    memcpy(payload + size, &agent, sizeof agent);
    command.body.arrive.preferred = (acd_slice){(uint32_t)size, sizeof agent};
    size += sizeof agent;
  }
  if (dice_chance(&of->dice, 20)) command.body.arrive.waited_us = dice_below(&of->dice, 60 * ACD_SECOND);
  submit(of, &command, payload, size);
}

/* One of the latest actions, answered or not; -1: there is none. */
static int some_action(host *of)
{
  int back = 1 + (int)dice_below(&of->dice, dice_chance(&of->dice, 80) ? 6 : KNOWN);
  return of->pulled < back ? -1 : (of->pulled + KNOWN - back) % KNOWN;
}

/* The oldest that is not answered: first of those that bring a caller and an agent together. -1: there is none. */
static int unanswered(const host *of)
{
  int oldest = -1;
  for (int back = KNOWN; back > 0; back--) {
    int at = (of->pulled + KNOWN - back) % KNOWN;
    if (!of->open[at]) continue;
    uint32_t kind = of->kinds[at];
    if (kind == ACD_ACTION_RING || kind == ACD_ACTION_BRIDGE || kind == ACD_ACTION_JOIN || kind == ACD_ACTION_DIAL)
      return at;
    if (oldest < 0) oldest = at;
  }
  return oldest;
}

static void answer(host *of)
{
  static const int64_t likely[] = {[ACD_ACTION_RING] = ACD_OUTCOME_ACCEPTED,  [ACD_ACTION_RING_STOP] = ACD_OUTCOME_DONE,
                                   [ACD_ACTION_BRIDGE] = ACD_OUTCOME_DONE,    [ACD_ACTION_RELEASE] = ACD_OUTCOME_DONE,
                                   [ACD_ACTION_PLAY] = ACD_OUTCOME_DONE,      [ACD_ACTION_COLLECT] = ACD_OUTCOME_DIGITS,
                                   [ACD_ACTION_MUSIC] = ACD_OUTCOME_DONE,     [ACD_ACTION_HOLD] = ACD_OUTCOME_DONE,
                                   [ACD_ACTION_RESUME] = ACD_OUTCOME_DONE,    [ACD_ACTION_VOICEMAIL] = ACD_OUTCOME_DONE,
                                   [ACD_ACTION_TRANSFER] = ACD_OUTCOME_DONE,  [ACD_ACTION_HANGUP] = ACD_OUTCOME_DONE,
                                   [ACD_ACTION_JOIN] = ACD_OUTCOME_DONE,      [ACD_ACTION_HOST] = ACD_OUTCOME_DONE,
                                   [ACD_ACTION_RECORDING] = ACD_OUTCOME_DONE, [ACD_ACTION_DIAL] = ACD_OUTCOME_ACCEPTED,
                                   [ACD_ACTION_MESSAGE] = ACD_OUTCOME_DONE};
  int at = of->attentive && dice_chance(&of->dice, 90) ? unanswered(of) : some_action(of);
  if (at < 0 || !of->actions[at]) return;
  of->open[at] = 0;
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_RESULT, 0, of->actions[at]);
  command.body.result.outcome =
      dice_chance(&of->dice, of->attentive ? 93 : 70) ? likely[of->kinds[at]] : 1 + dice_below(&of->dice, 11);
  const char *digits = dice_chance(&of->dice, 50) ? "2" : "12";
  if ((command.body.result.outcome == ACD_OUTCOME_DIGITS || of->kinds[at] == ACD_ACTION_HOST) &&
      dice_chance(&of->dice, 80))
    command.body.result.text.size = (uint32_t)strlen(digits);
  submit(of, &command, digits, strlen(digits));
}

static acd_id some_agent(host *of)
{
  acd_id agent = 0;
  char name[8];
  snprintf(name, sizeof name, "a%d", (int)dice_below(&of->dice, RANDOM_AGENTS));
  acd_agent_find(of->engine, name, &agent);
  return agent;
}

/* One who is in this state, most of the time. */
static acd_id some_agent_in(host *of, uint32_t state)
{
  acd_id agent = some_agent(of);
  for (int tries = 0; tries < 6; tries++) {
    acd_agent_info info = {.size = sizeof info};
    if (acd_agent_get(of->engine, agent, &info) == ACD_OK && info.state == state) break;
    agent = some_agent(of);
  }
  return agent;
}

static acd_id some_ready(host *of)
{
  return some_agent_in(of, ACD_AGENT_STATE_READY);
}

static void redefine(host *of)
{
  acd_definition *next = random_definition(&of->dice);
  acd_command command;
  acd_id zone;
  if (acd_zone_find(of->engine, "z0", &zone) == ACD_OK && dice_chance(&of->dice, 70))
    acd_definition_set_text(next, acd_definition_find(next, ACD_NOUN_SCHEDULE, 0, "office"), ACD_SCHEDULE_ZONE, "z0");
  int32_t plan = acd_definition_find(next, ACD_NOUN_CALLBACK, 0, "k0");
  int32_t pattern = plan > 0 ? acd_definition_find(next, ACD_NOUN_CALLBACK_PATTERN, plan, "p0") : 0;
  if (pattern > 0 && acd_zone_find(of->engine, "z1", &zone) == ACD_OK)
    acd_definition_set_text(next, pattern, ACD_CALLBACK_PATTERN_ZONE, "z1");
  acd_command_init(&command, dice_chance(&of->dice, 60) ? ACD_COMMAND_DEFINE : ACD_COMMAND_CHANGE, 0, 0);
  size_t size;
  const void *bytes = acd_definition_bytes(next, &size);
  command.body.define.document.size = (uint32_t)size;
  int status = submit(of, &command, bytes, size);
  reached.definitions += status == ACD_OK;
  for (size_t i = 0; status == ACD_ERR_DEFINITION && i < acd_engine_errors_count(of->engine); i++) {
    acd_error error = {.size = sizeof error};
    acd_engine_error_at(of->engine, i, &error);
    if (command.kind == ACD_COMMAND_DEFINE) fprintf(stderr, "%s: %s (%s)\n", error.path, error.text, error.expected);
    if (command.kind == ACD_COMMAND_DEFINE) fail(of, "a valid definition was refused");
  }
  acd_definition_free(next);
}

/* Agents and members alone; that the centre is touched, too, makes the twin take the long way. */
static void redefine_part(host *of)
{
  dice again = of->dice;
  acd_definition *next = random_change(&of->dice), *same = random_change(&again);
  size_t before = of->engine->world.changes_count;
  acd_definition_set(same, 0, ACD_CENTRE_STEPS_MAX, 20);
  of->twin_document = same;
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CHANGE, 0, 0);
  size_t size;
  const void *bytes = acd_definition_bytes(next, &size);
  command.body.define.document.size = (uint32_t)size;
  submit(of, &command, bytes, size);
  reached.parts += acd_engine_errors_count(of->engine) == 0;
  reached.shortcuts += of->engine->world.changes_count > before;
  of->twin_document = NULL;
  acd_definition_free(next);
  acd_definition_free(same);
}

/* A call that talks, most of the time: others cannot do much with several parties. */
static acd_id some_call(host *of)
{
  acd_id call = of->calls[dice_below(&of->dice, KNOWN)];
  for (int tries = 0; tries < 8; tries++) {
    acd_call_info info = {.size = sizeof info};
    if (acd_call_get(of->engine, call, &info) == ACD_OK && info.agent) break;
    call = of->calls[dice_below(&of->dice, KNOWN)];
  }
  return call;
}

static void transfer(host *of)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_TRANSFER, 0, some_call(of));
  acd_command_transfer *body = &command.body.transfer;
  body->target_kind = 1 + dice_below(&of->dice, 4);
  char name[3] = {'q', (char)('0' + dice_below(&of->dice, 3)), '\0'};
  if (body->target_kind == ACD_TARGET_AGENT) body->target = some_ready(of);
  if (body->target_kind == ACD_TARGET_QUEUE) acd_queue_find(of->engine, name, &body->target);
  name[0] = 'f';
  if (body->target_kind == ACD_TARGET_FLOW) acd_flow_find(of->engine, name, &body->target);
  if (body->target_kind == ACD_TARGET_NUMBER) body->number.size = 4;
  submit(of, &command, "4930", 4);
}

/* The consultation that a call has is brought to an end, if there is one. */
static uint32_t party_kind(host *of, acd_id call)
{
  static const uint32_t others[] = {ACD_COMMAND_CALL_PARK, ACD_COMMAND_CALL_PICK_UP, ACD_COMMAND_AGENT_SUPERVISE};
  acd_call_info info = {.size = sizeof info};
  int consults = acd_call_get(of->engine, call, &info) == ACD_OK && (info.consultation || info.parent);
  if (dice_chance(&of->dice, consults ? 80 : 20))
    return dice_chance(&of->dice, 50) ? ACD_COMMAND_CALL_COMPLETE : ACD_COMMAND_CALL_CONFERENCE;
  return dice_chance(&of->dice, 60) ? ACD_COMMAND_CALL_CONSULT : others[dice_below(&of->dice, 3)];
}

static void several_parties(host *of)
{
  acd_command command;
  acd_id call = some_call(of);
  acd_command_init(&command, party_kind(of, call), 0, call);
  char name[3] = {'q', (char)('0' + dice_below(&of->dice, RANDOM_QUEUES)), '\0'};
  if (command.kind == ACD_COMMAND_CALL_CONSULT) {
    acd_command_consult *body = &command.body.consult;
    command.host_ref = dice_below(&of->dice, 100);
    body->target_kind = dice_chance(&of->dice, 60)   ? ACD_TARGET_AGENT
                        : dice_chance(&of->dice, 95) ? ACD_TARGET_QUEUE
                                                     : dice_below(&of->dice, 6);
    if (body->target_kind == ACD_TARGET_AGENT) body->target = some_ready(of);
    if (body->target_kind == ACD_TARGET_QUEUE) acd_queue_find(of->engine, name, &body->target);
  }
  if (command.kind == ACD_COMMAND_CALL_PICK_UP) {
    command.subject = of->calls[dice_below(&of->dice, KNOWN)];
    command.body.pick_up.agent = some_ready(of);
    acd_id task = acd_campaign_task_next(of->engine, acd_campaign_next(of->engine, 0), 0);
    int lists = task && dice_chance(&of->dice, 80);
    if (lists) command.subject = task;
    reached.by_hand += submit(of, &command, NULL, 0) == ACD_OK && lists;
    return;
  }
  if (command.kind == ACD_COMMAND_AGENT_SUPERVISE) {
    command.subject = some_ready(of);
    command.body.supervise.call = call;
    command.body.supervise.role = dice_below(&of->dice, 4);
  }
  submit(of, &command, NULL, 0);
}

/* One of what the agent has in hand, or 0, which may be ambiguous. */
static acd_id in_hand(host *of, acd_id agent)
{
  acd_agent_info info = {.size = sizeof info};
  acd_line_info line = {.size = sizeof line};
  if (acd_agent_get(of->engine, agent, &info) || !info.lines_count || dice_chance(&of->dice, 20)) return 0;
  if (info.lines_count > reached.lines_most) reached.lines_most = info.lines_count;
  if (acd_agent_line(of->engine, agent, (size_t)info.lines_count, &line) != ACD_ERR_NOT_FOUND)
    fail(of, "too many lines");
  if (acd_agent_line(of->engine, agent, (size_t)dice_below(&of->dice, info.lines_count), &line)) fail(of, "a line");
  return line.call;
}

static void on_agent(host *of)
{
  static const uint32_t kinds[] = {
      ACD_COMMAND_AGENT_LOGIN,     ACD_COMMAND_AGENT_LOGOUT,       ACD_COMMAND_AGENT_READY,
      ACD_COMMAND_AGENT_READY,     ACD_COMMAND_AGENT_READY,        ACD_COMMAND_AGENT_NOT_READY,
      ACD_COMMAND_AGENT_HANGUP,    ACD_COMMAND_AGENT_SET_PRESENCE, ACD_COMMAND_AGENT_EXTEND_WRAPUP,
      ACD_COMMAND_AGENT_ELSEWHERE, ACD_COMMAND_AGENT_END_WRAPUP};
  acd_command command;
  int comes = of->attentive && dice_chance(&of->dice, 45); /* else nobody is there for long */
  acd_command_init(&command,
                   comes ? ACD_COMMAND_AGENT_READY : kinds[dice_below(&of->dice, sizeof kinds / sizeof *kinds)], 0,
                   some_agent(of));
  if (command.kind == ACD_COMMAND_AGENT_EXTEND_WRAPUP || command.kind == ACD_COMMAND_AGENT_END_WRAPUP)
    command.subject = some_agent_in(of, ACD_AGENT_STATE_WRAPUP);
  if (command.kind == ACD_COMMAND_AGENT_HANGUP) command.subject = some_agent_in(of, ACD_AGENT_STATE_BUSY);
  if (command.kind == ACD_COMMAND_AGENT_SET_PRESENCE) {
    command.body.set_presence.presence = 1 + dice_below(&of->dice, 3);
    if (command.body.set_presence.presence == ACD_PRESENCE_NOT_READY)
      command.body.set_presence.reason = dice_below(&of->dice, 3);
    command.body.set_presence.when = dice_below(&of->dice, 2);
    command.body.set_presence.by = dice_below(&of->dice, 2);
  }
  if (command.kind == ACD_COMMAND_AGENT_EXTEND_WRAPUP) {
    command.body.extend.extend_us = dice_below(&of->dice, 4) * ACD_SECOND;
    command.body.extend.call = in_hand(of, command.subject);
  }
  if (command.kind == ACD_COMMAND_AGENT_END_WRAPUP || command.kind == ACD_COMMAND_AGENT_HANGUP)
    command.body.in_hand.call = in_hand(of, command.subject);
  if (command.kind == ACD_COMMAND_AGENT_ELSEWHERE) {
    acd_device_info device = {.size = sizeof device};
    command.body.elsewhere.busy = dice_chance(&of->dice, 30);
    if (acd_agent_device(of->engine, command.subject, (size_t)dice_below(&of->dice, 3), &device) == ACD_OK)
      command.body.elsewhere.device = device.device;
  }
  if (command.kind == ACD_COMMAND_AGENT_NOT_READY) command.body.presence.reason = dice_below(&of->dice, 10);
  if (command.kind == ACD_COMMAND_AGENT_LOGIN) command.body.presence.host_ref = dice_below(&of->dice, 10);
  submit(of, &command, NULL, 0);
}

static void on_call(host *of)
{
  static const uint32_t kinds[] = {ACD_COMMAND_CALL_HANGUP, ACD_COMMAND_CALL_HOLD, ACD_COMMAND_CALL_RESUME,
                                   ACD_COMMAND_CALL_KEYS,   ACD_COMMAND_CALL_SET,  ACD_COMMAND_CALL_RECORD};
  acd_command command;
  acd_id call = dice_chance(&of->dice, 60) ? some_call(of) : of->calls[dice_below(&of->dice, KNOWN)];
  acd_command_init(&command, kinds[dice_below(&of->dice, 6)], 0, call);
  if (command.kind == ACD_COMMAND_CALL_RECORD) command.body.record.mode = 1 + (int64_t)dice_below(&of->dice, 4);
  if (command.kind == ACD_COMMAND_CALL_HANGUP && of->attentive && dice_chance(&of->dice, 50))
    return; /* calls talk for a while */
  if (command.kind == ACD_COMMAND_CALL_KEYS) command.body.keys.digits.size = 1;
  if (command.kind == ACD_COMMAND_CALL_SET) {
    command.body.attribute.key = (acd_slice){1, 3};
    command.body.attribute.value = (acd_slice){0, (uint32_t)dice_below(&of->dice, 5)};
  }
  submit(of, &command, "9keyvalue", 9);
}

/* What somebody says of a conversation: of the call's last, of an agent's in hand, or of one long past. */
static void mark(host *of)
{
  acd_command command;
  char name[3] = {'q', (char)('0' + dice_below(&of->dice, RANDOM_QUEUES)), '\0'};
  acd_command_init(&command, ACD_COMMAND_CALL_MARK, 0, dice_chance(&of->dice, 60) ? some_call(of) : 0);
  acd_command_mark *body = &command.body.mark;
  body->fields = 1 + dice_below(&of->dice, 7);
  if (body->fields & ACD_MARK_RATING) body->rating = dice_below(&of->dice, 7);
  if (body->fields & ACD_MARK_RESOLVED) body->resolved = dice_below(&of->dice, 2);
  if (dice_chance(&of->dice, 60)) {
    body->fields &= ~ACD_MARK_RESPONSE;
    body->agent = some_agent_in(of, dice_chance(&of->dice, 50) ? ACD_AGENT_STATE_WRAPUP : ACD_AGENT_STATE_BUSY);
    command.subject = in_hand(of, body->agent);
  }
  if (body->agent ? dice_chance(&of->dice, 10) : !command.subject) acd_queue_find(of->engine, name, &body->queue);
  submit(of, &command, NULL, 0);
}

static void change(host *of)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALL_CHANGE, 0, of->calls[dice_below(&of->dice, KNOWN)]);
  acd_command_call_change *body = &command.body.call_change;
  char name[3] = {'q', (char)('0' + dice_below(&of->dice, RANDOM_QUEUES)), '\0'};
  acd_requirement need = {0, 1 + dice_below(&of->dice, 3)};
  body->fields = 1 + dice_below(&of->dice, 7);
  if (body->fields & ACD_CHANGE_PRIORITY) body->priority = dice_below(&of->dice, 5) - 2;
  if (body->fields & ACD_CHANGE_QUEUE) {
    acd_queue_find(of->engine, name, &body->queue);
    body->place = dice_below(&of->dice, 2);
  }
  name[0] = 's';
  if (body->fields & ACD_CHANGE_REQUIREMENTS && acd_skill_find(of->engine, name, &need.skill) == ACD_OK)
    body->requirements.size = sizeof need;
  submit(of, &command, &need, sizeof need);
}

/* A call that waits in a queue, most of the time. */
static acd_id some_waiting(host *of)
{
  acd_id call = of->calls[dice_below(&of->dice, KNOWN)];
  for (int tries = 0; tries < 12; tries++) {
    acd_call_info info = {.size = sizeof info};
    if (acd_call_get(of->engine, call, &info) == ACD_OK && info.queue) break;
    call = of->calls[dice_below(&of->dice, KNOWN)];
  }
  return call;
}

static void also(host *of)
{
  acd_command command;
  char name[3] = {'q', (char)('0' + dice_below(&of->dice, RANDOM_QUEUES)), '\0'};
  acd_command_init(&command, ACD_COMMAND_CALL_ALSO, 0, some_waiting(of));
  acd_queue_find(of->engine, name, &command.body.also.queue);
  command.body.also.waits = dice_chance(&of->dice, 80);
  submit(of, &command, NULL, 0);
  acd_id call = command.subject;
  int64_t waits = 0;
  for (acd_id queue = 0; (queue = acd_call_queue_next(of->engine, call, queue)) != 0; waits++) {
    acd_call_wait wait = {.size = sizeof wait};
    if (acd_call_wait_get(of->engine, call, queue, &wait) || wait.queue != queue || wait.position < 1)
      fail(of, "a wait that is listed is there");
  }
  if (waits > reached.queues) reached.queues = waits;
  reached.also += waits > 1;
}

static void on_gate(host *of)
{
  acd_command command;
  char name[3] = {'q', (char)('0' + dice_below(&of->dice, RANDOM_QUEUES)), '\0'};
  acd_id queue = 0;
  acd_queue_find(of->engine, name, &queue);
  acd_command_init(&command, ACD_COMMAND_QUEUE_GATE, 0, queue);
  command.body.queue_gate.gate = dice_chance(&of->dice, 60) ? ACD_GATE_OPEN : 1 + dice_below(&of->dice, 2);
  submit(of, &command, NULL, 0);
}

/* What a scoring hook might have said, to one of the next questions or to none. */
static void lay_by(host *of)
{
  acd_command command;
  acd_engine_stats stats = {.size = sizeof stats};
  int64_t scores[5];
  acd_engine_stats_get(of->engine, &stats);
  acd_command_init(&command, ACD_COMMAND_SCORES, 0, stats.actions + dice_below(&of->dice, 6));
  for (int i = 0; i < 5; i++) scores[i] = dice_below(&of->dice, 3);
  if (dice_chance(&of->dice, 5)) scores[0] = ACD_SCORE_MAX + 1;
  command.body.scores.scores.size = (uint32_t)((1 + dice_below(&of->dice, 5)) * 8);
  submit(of, &command, scores, sizeof scores);
}

static int on_question(void *user, const acd_engine *engine, const acd_question *question,
                       const acd_candidate *candidates, int64_t *scores_out)
{
  host *of = user;
  (void)engine;
  (void)candidates;
  for (uint32_t i = 0; i < question->count; i++) scores_out[i] = dice_below(&of->scores, 4);
  return dice_chance(&of->scores, 95) ? ACD_OK : ACD_ERR_HOOK;
}

static void reconcile(host *of)
{
  acd_id known[KNOWN];
  size_t count = 0;
  for (acd_id at = 0; (at = acd_call_next(of->engine, at)) && count < KNOWN;)
    if (dice_chance(&of->dice, of->attentive ? 95 : 80)) known[count++] = at;
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_RECONCILE, 0, 0);
  command.body.reconcile.calls.size = (uint32_t)(count * sizeof *known);
  submit(of, &command, known, count * sizeof *known);
}

/* Of most agents one word, of others that of some devices. */
static void reconcile_agents(host *of)
{
  acd_id known[KNOWN];
  size_t count = 0;
  for (acd_id at = 0; (at = acd_agent_next(of->engine, at)) && count < KNOWN;) {
    acd_device_info device = {.size = sizeof device};
    if (dice_chance(&of->dice, of->attentive ? 95 : 60)) known[count++] = at;
    for (size_t i = 0; count < KNOWN && acd_agent_device(of->engine, at, i, &device) == ACD_OK; i++)
      if (dice_chance(&of->dice, 50)) known[count++] = device.device;
  }
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_RECONCILE_AGENTS, 0, 0);
  command.body.reconcile_agents.known.size = (uint32_t)(count * sizeof *known);
  submit(of, &command, known, count * sizeof *known);
}

static void toggle(host *of)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_TOGGLE, 0, acd_toggle_next(of->engine, 0));
  command.body.toggle.on = dice_below(&of->dice, 2);
  submit(of, &command, NULL, 0);
}

/* Handed in, replaced, taken away; rubbish now and then. A definition may name the first. */
static void zone(host *of)
{
  static const char *const footers[] = {"UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"};
  uint8_t payload[2 + TZIF_FOOTER_SIZE] = {'z', (uint8_t)('0' + dice_below(&of->dice, 3))};
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_ZONE, 0, 0);
  size_t size = tzif_write_footer(payload + 2, footers[dice_below(&of->dice, 3)]);
  if (dice_chance(&of->dice, 10)) payload[2 + dice_below(&of->dice, (int64_t)size)] ^= 0x40;
  if (dice_chance(&of->dice, 25)) size = 0;
  command.body.zone.name.size = dice_chance(&of->dice, 95) ? 2 : 0;
  command.body.zone.bytes = (acd_slice){2, (uint32_t)size};
  submit(of, &command, payload, 2 + size);
}

/* To the numbers of callers, who may call in meanwhile. */
static void call_back(host *of)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_CALLBACK, 0, 0);
  acd_command_callback *body = &command.body.callback;
  if (dice_chance(&of->dice, 30)) {
    command.kind = ACD_COMMAND_CALLBACK_CANCEL;
    command.subject = acd_callback_next(of->engine, NULL, 0);
    submit(of, &command, NULL, 0);
    return;
  }
  char name[3] = {'q', (char)('0' + dice_below(&of->dice, RANDOM_QUEUES)), '\0'};
  char number[2] = {(char)('0' + dice_below(&of->dice, 7)), '\0'};
  int is_task = dice_chance(&of->dice, 50) &&
                acd_campaign_find(of->engine, dice_chance(&of->dice, 50) ? "g0" : "g1", &body->campaign) == ACD_OK;
  if (!is_task || dice_chance(&of->dice, 5)) acd_queue_find(of->engine, name, &body->queue);
  if (!is_task || dice_chance(&of->dice, 5))
    acd_callback_plan_find(of->engine, dice_chance(&of->dice, 50) ? "k0" : "k1", &body->plan);
  body->number.size = dice_chance(&of->dice, 95);
  if (dice_chance(&of->dice, 30)) body->priority = dice_below(&of->dice, 5) - 2;
  if (dice_chance(&of->dice, 40)) body->not_before_us = of->now + dice_below(&of->dice, 60 * ACD_SECOND);
  acd_id before = acd_callback_next(of->engine, number, 0);
  char payload[] = "0tier\0z0";
  payload[0] = number[0];
  payload[7] = (char)('0' + dice_below(&of->dice, 3));
  if (dice_chance(&of->dice, 80)) body->attributes = (acd_slice){1, 8};
  submit(of, &command, payload, 9);
  acd_callback_info info = {.size = sizeof info};
  if (before && acd_callback_get(of->engine, before, &info) == ACD_OK && strcmp(info.number, number) != 0)
    fail(of, "a callback that is found by its number has it");
}

static acd_id some_booking(host *of)
{
  acd_slot_booking booking = {.size = sizeof booking};
  for (int tries = 0; tries < 20; tries++) {
    acd_id call = some_call(of);
    if (acd_slot_booking_get(of->engine, call, &booking) == ACD_OK) return call;
  }
  return some_call(of);
}

/* The next slots of a plan, and now and then one that is none. */
static void slots(host *of)
{
  acd_command command;
  acd_slot_info slot = {.size = sizeof slot, .date = 19700101};
  acd_id plan = 0;
  int64_t after_us = of->engine->now_us + of->engine->wall_offset_us;
  acd_slot_plan_find(of->engine, dice_chance(&of->dice, 50) ? "l0" : "l1", &plan);
  for (int i = (int)dice_below(&of->dice, 4); i >= 0; i--) {
    int which = dice_chance(&of->dice, 80) ? ACD_SLOT_NEXT_FREE : ACD_SLOT_NEXT_ALL;
    if (acd_slot_next(of->engine, plan, after_us, which, &slot) != 1) break;
    if (slot.starts_wall_us <= after_us || (which == ACD_SLOT_NEXT_FREE && slot.free < 1)) fail(of, "the next slot");
    after_us = slot.starts_wall_us;
  }
  if (dice_chance(&of->dice, 5)) slot.clock_us += dice_below(&of->dice, 2) ? 300 * ACD_SECOND : 1;
  int64_t what = dice_below(&of->dice, 100);
  acd_command_init(&command, what < 60 ? ACD_COMMAND_SLOT_BOOK : ACD_COMMAND_SLOT_MOVE, 0, 0);
  if (what < 60) {
    acd_command_slot_book *body = &command.body.slot_book;
    char number[2] = {(char)('0' + dice_below(&of->dice, 7)), '\0'};
    *body = (acd_command_slot_book){.plan = plan, .date = slot.date, .clock_us = slot.clock_us};
    body->number.size = 1;
    body->hold = dice_chance(&of->dice, 40);
    int status = submit(of, &command, number, 1);
    acd_slot_info after = {.size = sizeof after};
    if (!status && acd_slot_get(of->engine, plan, slot.date, slot.clock_us, &after) == ACD_OK &&
        (after.booked + after.held > after.capacity || after.state > ACD_SLOT_STATE_FULL))
      fail(of, "a slot that was booked has room for it");
    return;
  }
  command.subject = some_booking(of);
  if (what < 75)
    command.kind = ACD_COMMAND_SLOT_CONFIRM;
  else if (what < 80)
    command.kind = ACD_COMMAND_CALLBACK_CANCEL;
  else
    command.body.slot_move = (acd_command_slot_move){slot.date, slot.clock_us};
  submit(of, &command, NULL, 0);
}

/* The wall clock jumps: to some day, seldom at night, when nobody is dialled; or to where the next slots begin. */
static void wall(host *of)
{
  acd_command command;
  acd_command_init(&command, ACD_COMMAND_WALL, 0, 0);
  int64_t day_us = (dice_below(&of->dice, 4) * 24 * 60 + 7 * 60 + dice_below(&of->dice, 12 * 60)) * 60 * ACD_SECOND;
  int64_t by_us = (dice_below(&of->dice, 40) - 15) * 60 * ACD_SECOND;
  if (dice_chance(&of->dice, 10)) by_us *= 100;
  of->wall_offset_us = dice_chance(&of->dice, 50) ? day_us : of->wall_offset_us + by_us;
  command.body.wall.offset_us = of->wall_offset_us;
  submit(of, &command, NULL, 0);
}

/* What a step does, and how often of a thousand: of a host that is attentive, and of one that is not. */
static const struct {
  void (*act)(host *of);
  int attentive, careless;
} acts[] = {
    {arrive, 107, 247},  {answer, 465, 375},        {on_agent, 90, 150}, {on_call, 70, 60},
    {change, 15, 10},    {on_gate, 5, 5},           {also, 20, 20},      {lay_by, 5, 5},
    {transfer, 25, 6},   {several_parties, 80, 19}, {reconcile, 3, 3},   {reconcile_agents, 2, 2},
    {redefine, 5, 5},    {redefine_part, 10, 5},    {toggle, 3, 3},      {zone, 10, 10},
    {call_back, 25, 25}, {slots, 35, 35},           {wall, 5, 5},        {mark, 20, 10},
};

static void act(host *of)
{
  int64_t what = dice_below(&of->dice, 1000);
  if (of->twin && dice_chance(&of->dice, 5)) {
    (dice_chance(&of->dice, 95) ? redefine_part : redefine)(of);
    return;
  }
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
    what -= of->attentive ? acts[i].attentive : acts[i].careless;
    if (what >= 0) continue;
    acts[i].act(of);
    return;
  }
}

static void pass_time(host *of)
{
  int64_t how = dice_below(&of->dice, 100);
  acd_time deadline = acd_engine_deadline(of->engine);
  if (how < (of->attentive ? 20 : 30))
    of->now += dice_below(&of->dice, 2 * ACD_SECOND);
  else if (how < (of->attentive ? 22 : 40) && deadline != ACD_TIME_NEVER && deadline > of->now)
    of->now = deadline;
}

static void step(host *of)
{
  pass_time(of);
  act(of);
  if (!dice_chance(&of->dice, of->quiet)) pull(of);
  if (acd_engine_check(of->engine, 1) != ACD_OK) fail(of, "a law");
}

/* The host falls silent: all that was asked ends by a deadline, and what cannot end by itself is reconciled away. */
static void finish(host *of)
{
  acd_engine_stats stats = {.size = sizeof stats};
  of->memory.chance = 0;
  do pull(of);
  while (acd_engine_reconcile(of->engine, of->now, NULL, 0) == ACD_AGAIN);
  for (int rounds = 0; rounds < 100000; rounds++) {
    pull(of);
    acd_time deadline = acd_engine_deadline(of->engine);
    if (deadline == ACD_TIME_NEVER) break;
    if (deadline > of->now) of->now = deadline;
    acd_engine_tick(of->engine, of->now);
    if (acd_engine_check(of->engine, 1) != ACD_OK) fail(of, "a law at the end");
  }
  if (acd_engine_deadline(of->engine) != ACD_TIME_NEVER) fail(of, "timers without end");
  acd_engine_stats_get(of->engine, &stats);
  if (stats.calls) fail(of, "calls without end");
  acd_kpi_calls calls = {.size = sizeof calls};
  acd_kpi_calls_get(of->engine, &calls);
  if (calls.arrived != calls.ended) fail(of, "arrived and ended");
}

/* One record a call, and together they say what the KPIs say. */
static void check_records(host *of)
{
  acd_records_stats stats = {.size = sizeof stats};
  acd_records_stats_get(of->records, &stats);
  if (stats.open || stats.lost || stats.entries_lost || stats.arrived != stats.given)
    fail(of, "a record that is missing");
  const char *differs = sums_compare(&of->sums, of->engine);
  if (!differs && of->history) differs = sums_compare_plans(&of->sums, of->history);
  if (differs) fail(of, differs);
  reached.explained += of->sums.explained;
  for (int i = 0; i < 16; i++) reached.segments[i] += of->sums.segments[i];
  for (int i = 0; i < 16; i++) reached.dispositions[i] += of->sums.dispositions[i];
}

static int records_new(host *of)
{
  int status = acd_records_new(NULL, &of->records);
  if (!status) status = acd_records_set(of->records, ACD_RECORDS_LIST_MAX, 100000);
  if (!status) status = acd_records_set(of->records, ACD_RECORDS_REFUSED_LINES, 1);
  if (!status) status = acd_records_set_hook(of->records, sums_record, &of->sums);
  if (!status) status = acd_records_set_queue_log(of->records, sums_lines, &of->sums);
  return status;
}

static void count(host *of)
{
  acd_engine_stats stats = {.size = sizeof stats};
  acd_engine_stats_get(of->engine, &stats);
  reached.commands += stats.commands;
  reached.refused += of->refused;
  reached.no_memory += of->memory.refused;
}

static void testify(host *of, uint64_t seed)
{
  const char *wrong = witness_check(of->witness, of->engine, of->now, seed);
  if (wrong) fail(of, wrong);
}

static int run(uint64_t seed, int steps, int twins, int witnessed)
{
  host of = {.dice = {seed}, .witness = witnessed ? witness_new() : NULL};
  of.memory.dice.state = seed + 1;
  acd_allocator allocator = {stingy_memory, &of.memory};
  acd_options *options = NULL;
  if (acd_options_new(&allocator, &options)) return 1;
  acd_options_set_log(options, log_line, &of);
  if (records_new(&of) || (witnessed && acd_history_new(NULL, NULL, &of.history))) return 1;
  acd_options_set_events(options, hear, &of);
  if (seed % 2 && !twins) acd_options_set_score(options, on_question, &of);
  acd_options_set(options, ACD_OPTION_SEED, (int64_t)(seed & 0xffff));
  acd_options_set(options, ACD_OPTION_HASH_KEY, (int64_t)seed);
  if (dice_chance(&of.dice, 40)) acd_options_set(options, ACD_OPTION_ACTIONS_MAX, 16 + dice_below(&of.dice, 50));
  if (dice_chance(&of.dice, 40)) acd_options_set(options, ACD_OPTION_WORK_MAX, 1 + dice_below(&of.dice, 5));
  if (dice_chance(&of.dice, 40)) acd_options_set(options, ACD_OPTION_CLASSES_MAX, 1 + dice_below(&of.dice, 2));
  if (dice_chance(&of.dice, 20)) acd_options_set(options, ACD_OPTION_CALLS_MAX, 5);
  if (acd_engine_new(options, &of.engine)) return 1;
  acd_options_set_events(options, census_event, &reached.census); /* records are of one engine */
  if (twins && acd_engine_new(options, &of.twin)) return 1;
  acd_options_free(options);
  wall(&of);
  zone(&of);
  redefine(&of);
  of.attentive = dice_chance(&of.dice, 80);
  of.quiet = dice_chance(&of.dice, of.attentive ? 80 : 50) ? 0 : (int)dice_below(&of.dice, 100);
  of.memory.chance = twins || dice_chance(&of.dice, 50) ? 0 : (int)dice_below(&of.dice, 200);
  int at = 0;
  for (; at < steps && !of.failed; at++) step(&of);
  acd_engine_free(of.twin);
  of.twin = NULL;
  if (!of.failed) finish(&of);
  if (!of.failed) check_records(&of);
  count(&of);
  if (of.witness && !of.failed) testify(&of, seed);
  witness_free(of.witness);
  acd_engine_free(of.engine);
  acd_records_free(of.records);
  acd_history_free(of.history);
  if (!of.failed && of.memory.held) fail(&of, "memory that did not come back");
  if (of.failed) fprintf(stderr, "seed %" PRIu64 ", step %d: %s\n", seed, at, of.what);
  return of.failed;
}

static int run_alone(uint64_t seed, int steps)
{
  return run(seed, steps, 0, 0);
}

static int run_twins(uint64_t seed, int steps)
{
  return run(seed, steps, 1, 0);
}

static int run_witnessed(uint64_t seed, int steps)
{
  return run(seed, steps, 0, 1);
}

/* How many kinds of things there never were in a record. */
static int records_print(void)
{
  int never = reached.explained == 0;
  printf("conversations with their offer %" PRId64 "; segments:", reached.explained);
  for (int64_t i = ACD_SEGMENT_FLOW; i <= ACD_SEGMENT_LEAVING; i++) {
    printf(" %s %" PRId64, acd_event_detail_str(ACD_EVENT_SEGMENT, i), reached.segments[i]);
    never += reached.segments[i] == 0;
  }
  printf("\ncalls:");
  for (int64_t i = ACD_DISPOSITION_ANSWERED; i <= ACD_DISPOSITION_FAILED; i++) {
    printf(" %s %" PRId64, acd_disposition_str(i), reached.dispositions[i]);
    never += reached.dispositions[i] == 0;
  }
  printf("\n");
  return never;
}

int main(int argc, char **argv)
{
  campaign all = {.seed = 1, .runs = 300, .steps = 400};
  int twins = argc > 1 && strcmp(argv[1], "--twins") == 0;
  int witnessed = argc > 1 && strcmp(argv[1], "--witness") == 0;
  if (!campaign_read(&all, argc - twins - witnessed, argv + twins + witnessed)) return 2;
  int failures = campaign_run(&all, twins ? run_twins : witnessed ? run_witnessed : run_alone);
  printf("commands %" PRId64 ", refused %" PRId64 ", definitions %" PRId64 ", allocations refused %" PRId64 "\n",
         reached.commands, reached.refused, reached.definitions, reached.no_memory);
  printf("in several queues %" PRId64 ", in up to %" PRId64 ", in hand at most %" PRId64 ", changes of agents %" PRId64
         ", by the shortcut %" PRId64 "\n",
         reached.also, reached.queues, reached.lines_most, reached.parts, reached.shortcuts);
  printf("dialled within hours %" PRId64 ", of that by a clock of the customer's %" PRId64 "\n", reached.dials,
         reached.dials_elsewhere);
  printf("tasks let in %" PRId64 ", taken by hand %" PRId64 "\n", reached.let_in, reached.by_hand);
  int never = census_print(&reached.census) + records_print();
  int vacuous = (twins && !reached.kept) || !reached.parts || !reached.shortcuts || !reached.also ||
                !reached.definitions || !reached.refused;
  if (all.runs >= 100 && (never || reached.lines_most < 3 ||
                          (!twins && (!reached.dials_elsewhere || !reached.let_in || !reached.by_hand))))
    vacuous = 1;
  if (all.runs >= 100 && never) printf("%d kinds of things never happened\n", never);
  return failures != 0 || vacuous;
}
