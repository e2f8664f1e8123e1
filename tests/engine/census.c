/* SPDX-License-Identifier: Apache-2.0 */
#include "census.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct name {
  uint32_t kind;
  const char *text;
} name;

static const name commands[] = {{ACD_COMMAND_DEFINE, "define"},
                                {ACD_COMMAND_CHANGE, "change"},
                                {ACD_COMMAND_CALL_ARRIVE, "call_arrive"},
                                {ACD_COMMAND_CALL_HANGUP, "call_hangup"},
                                {ACD_COMMAND_CALL_HOLD, "call_hold"},
                                {ACD_COMMAND_CALL_RESUME, "call_resume"},
                                {ACD_COMMAND_CALL_TRANSFER, "call_transfer"},
                                {ACD_COMMAND_CALL_KEYS, "call_keys"},
                                {ACD_COMMAND_CALL_SET, "call_set"},
                                {ACD_COMMAND_AGENT_LOGIN, "agent_login"},
                                {ACD_COMMAND_AGENT_LOGOUT, "agent_logout"},
                                {ACD_COMMAND_AGENT_READY, "agent_ready"},
                                {ACD_COMMAND_AGENT_NOT_READY, "agent_not_ready"},
                                {ACD_COMMAND_AGENT_HANGUP, "agent_hangup"},
                                {ACD_COMMAND_RESULT, "result"},
                                {ACD_COMMAND_RECONCILE, "reconcile"},
                                {ACD_COMMAND_RECONCILE_AGENTS, "reconcile_agents"},
                                {ACD_COMMAND_AGENT_SET_PRESENCE, "agent_set_presence"},
                                {ACD_COMMAND_AGENT_EXTEND_WRAPUP, "agent_extend_wrapup"},
                                {ACD_COMMAND_AGENT_ELSEWHERE, "agent_elsewhere"},
                                {ACD_COMMAND_CALL_CONSULT, "call_consult"},
                                {ACD_COMMAND_CALL_COMPLETE, "call_complete"},
                                {ACD_COMMAND_CALL_CONFERENCE, "call_conference"},
                                {ACD_COMMAND_CALL_PARK, "call_park"},
                                {ACD_COMMAND_CALL_PICK_UP, "call_pick_up"},
                                {ACD_COMMAND_AGENT_SUPERVISE, "agent_supervise"},
                                {ACD_COMMAND_CALL_CHANGE, "call_change"},
                                {ACD_COMMAND_QUEUE_GATE, "queue_gate"},
                                {ACD_COMMAND_AGENT_END_WRAPUP, "agent_end_wrapup"},
                                {ACD_COMMAND_SCORES, "scores"},
                                {ACD_COMMAND_CALL_ALSO, "call_also"},
                                {ACD_COMMAND_TOGGLE, "toggle"},
                                {ACD_COMMAND_CALL_RECORD, "call_record"},
                                {ACD_COMMAND_ZONE, "zone"},
                                {ACD_COMMAND_CALLBACK, "callback"},
                                {ACD_COMMAND_CALLBACK_CANCEL, "callback_cancel"},
                                {ACD_COMMAND_SLOT_BOOK, "slot_book"},
                                {ACD_COMMAND_SLOT_CONFIRM, "slot_confirm"},
                                {ACD_COMMAND_SLOT_MOVE, "slot_move"},
                                {ACD_COMMAND_CALL_MARK, "call_mark"},
                                {0, NULL}};

static const name actions[] = {
    {ACD_ACTION_RING, "ring"},           {ACD_ACTION_RING_STOP, "ring_stop"}, {ACD_ACTION_BRIDGE, "bridge"},
    {ACD_ACTION_RELEASE, "release"},     {ACD_ACTION_PLAY, "play"},           {ACD_ACTION_COLLECT, "collect"},
    {ACD_ACTION_MUSIC, "music"},         {ACD_ACTION_HOLD, "hold"},           {ACD_ACTION_RESUME, "resume"},
    {ACD_ACTION_VOICEMAIL, "voicemail"}, {ACD_ACTION_TRANSFER, "transfer"},   {ACD_ACTION_HANGUP, "hangup"},
    {ACD_ACTION_JOIN, "join"},           {ACD_ACTION_HOST, "host"},           {ACD_ACTION_RECORDING, "recording"},
    {ACD_ACTION_DIAL, "dial"},           {ACD_ACTION_MESSAGE, "message"},     {0, NULL}};

static const name events[] = {{ACD_EVENT_CALL_ARRIVED, "call_arrived"},
                              {ACD_EVENT_CALL_ENDED, "call_ended"},
                              {ACD_EVENT_QUEUE_ENTERED, "queue_entered"},
                              {ACD_EVENT_QUEUE_LEFT, "queue_left"},
                              {ACD_EVENT_OFFERED, "offered"},
                              {ACD_EVENT_OFFER_ENDED, "offer_ended"},
                              {ACD_EVENT_ACCEPTED, "accepted"},
                              {ACD_EVENT_ANSWERED, "answered"},
                              {ACD_EVENT_HELD, "held"},
                              {ACD_EVENT_RESUMED, "resumed"},
                              {ACD_EVENT_CONVERSATION_ENDED, "conversation_ended"},
                              {ACD_EVENT_WRAPUP_ENDED, "wrapup_ended"},
                              {ACD_EVENT_AGENT_STATE, "agent_state"},
                              {ACD_EVENT_SEGMENT, "segment"},
                              {ACD_EVENT_FLOW_EXIT, "flow_exit"},
                              {ACD_EVENT_ACTION_TIMEOUT, "action_timeout"},
                              {ACD_EVENT_DEFINED, "defined"},
                              {ACD_EVENT_PRESENCE, "presence"},
                              {ACD_EVENT_CONSULTATION_BEGUN, "consultation_begun"},
                              {ACD_EVENT_CONSULTATION_ENDED, "consultation_ended"},
                              {ACD_EVENT_JOINED, "joined"},
                              {ACD_EVENT_PARKED, "parked"},
                              {ACD_EVENT_PICKED_UP, "picked_up"},
                              {ACD_EVENT_SUPERVISION, "supervision"},
                              {ACD_EVENT_CALL_CHANGED, "call_changed"},
                              {ACD_EVENT_QUEUE_GATE, "queue_gate"},
                              {ACD_EVENT_RINGS_ON, "rings_on"},
                              {ACD_EVENT_MISSING, "missing"},
                              {ACD_EVENT_TOGGLED, "toggled"},
                              {ACD_EVENT_RECORD, "record"},
                              {ACD_EVENT_CALLBACK_TAKEN, "callback_taken"},
                              {ACD_EVENT_CALLBACK_ATTEMPT, "callback_attempt"},
                              {ACD_EVENT_CALLBACK_ENDED, "callback_ended"},
                              {ACD_EVENT_SLOT, "slot"},
                              {ACD_EVENT_CALL_AGAIN, "call_again"},
                              {ACD_EVENT_RATED, "rated"},
                              {ACD_EVENT_RESOLVED, "resolved"},
                              {ACD_EVENT_RESPONDED, "responded"},
                              {ACD_EVENT_ESTIMATED, "estimated"},
                              {ACD_EVENT_STEP, "step"},
                              {0, NULL}};

static const name targets[] = {{ACD_TARGET_AGENT, "agent"},
                               {ACD_TARGET_QUEUE, "queue"},
                               {ACD_TARGET_FLOW, "flow"},
                               {ACD_TARGET_NUMBER, "number"},
                               {0, NULL}};

static const name outcomes[] = {{ACD_CALLBACK_COMPLETED, "completed"}, {ACD_CALLBACK_EXHAUSTED, "exhausted"},
                                {ACD_CALLBACK_CANCELLED, "cancelled"}, {ACD_CALLBACK_EXPIRED, "expired"},
                                {ACD_CALLBACK_CONVERTED, "converted"}, {0, NULL}};

static const name slots[] = {
    {ACD_SLOT_HELD, "held"},       {ACD_SLOT_BOOKED, "booked"},     {ACD_SLOT_MOVED, "moved"},
    {ACD_SLOT_SHIFTED, "shifted"}, {ACD_SLOT_RELEASED, "released"}, {ACD_SLOT_LAPSED, "lapsed"},
    {ACD_SLOT_KEPT, "kept"},       {ACD_SLOT_BROKEN, "broken"},     {0, NULL}};

static const name consulted[] = {{ACD_TARGET_AGENT, "agent"}, {ACD_TARGET_QUEUE, "queue"}, {0, NULL}};

void census_command(census *to, const acd_command *command)
{
  to->commands[command->kind % CENSUS_KINDS]++;
  if (command->kind == ACD_COMMAND_CALL_TRANSFER) to->transfers[command->body.transfer.target_kind & 7]++;
  if (command->kind == ACD_COMMAND_CALL_CONSULT) to->consulted[command->body.consult.target_kind & 7]++;
}

void census_action(census *to, const acd_action *action)
{
  to->actions[action->kind % CENSUS_KINDS]++;
}

void census_event(void *user, const acd_event *event)
{
  census *to = user;
  to->events[event->kind % CENSUS_KINDS]++;
  if (event->kind == ACD_EVENT_CALLBACK_ENDED) to->outcomes[event->detail & 7]++;
  if (event->kind == ACD_EVENT_SLOT) to->slots[event->detail & 15]++;
  to->interruptions += event->kind == ACD_EVENT_HELD && event->value;
}

static int print(const char *what, const name *names, const int64_t *counts)
{
  int never = 0, width = printf("%s:", what);
  for (; names->text; names++) {
    width += printf(" %s %" PRId64, names->text, counts[names->kind]);
    if (width > 110) width = printf("\n ") - 1;
    never += counts[names->kind] == 0;
  }
  printf("\n");
  return never;
}

int census_print(const census *from)
{
  printf("answered of offered calls: %" PRId64 " of %" PRId64 "; interruptions %" PRId64 "\n",
         from->events[ACD_EVENT_ANSWERED], from->events[ACD_EVENT_CALL_ARRIVED], from->interruptions);
  return print("commands taken", commands, from->commands) + print("actions", actions, from->actions) +
         print("events", events, from->events) + print("transfers to", targets, from->transfers) +
         print("consultations with", consulted, from->consulted) + print("callbacks", outcomes, from->outcomes) +
         print("slots", slots, from->slots) + (from->interruptions == 0);
}
