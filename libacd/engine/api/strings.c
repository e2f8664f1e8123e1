/* SPDX-License-Identifier: Apache-2.0 */
/* Names of the numbers of the public headers. */
#include <acd/action.h>
#include <acd/agent.h>
#include <acd/callback.h>
#include <acd/campaign.h>
#include <acd/event.h>
#include <acd/explain.h>
#include <acd/flow.h>
#include <acd/queue.h>
#include <acd/slot.h>

#include <string.h>

/* Tables may have holes (NULL); what is not in one is "?". */
static const char *name_at(const char *const *names, size_t count, int64_t number)
{
  const char *name = number >= 0 && number < (int64_t)count ? names[number] : NULL;
  return name ? name : "?";
}
#define NAME(names, number) name_at(names, sizeof(names) / sizeof *(names), number)

uint32_t acd_version(void)
{
  return (uint32_t)ACD_VERSION_MAJOR << 16 | (uint32_t)ACD_VERSION_MINOR << 8 | (uint32_t)ACD_VERSION_PATCH;
}

const char *acd_status_text(int status)
{
  /* By ACD_AGAIN − status. */
  static const char *const texts[] = {
      [ACD_AGAIN - ACD_AGAIN] = "part of the work is done: drain the actions and call again",
      [ACD_AGAIN - ACD_OK] = "ok",
      [ACD_AGAIN - ACD_ERR_ARGUMENT] = "a value out of range, missing or of an unknown kind",
      [ACD_AGAIN - ACD_ERR_NOMEM] = "out of memory",
      [ACD_AGAIN - ACD_ERR_NOT_FOUND] = "not found",
      [ACD_AGAIN - ACD_ERR_STALE] = "what the id named is gone",
      [ACD_AGAIN - ACD_ERR_STATE] = "not possible in the present state",
      [ACD_AGAIN - ACD_ERR_LIMIT] = "a limit is reached",
      [ACD_AGAIN - ACD_ERR_BACKLOG] = "too many actions wait to be pulled",
      [ACD_AGAIN - ACD_ERR_REENTRY] = "called from within a hook that must not call the library",
      [ACD_AGAIN - ACD_ERR_VERSION] = "made by a newer version, with content this one does not know",
      [ACD_AGAIN - ACD_ERR_DEFINITION] = "the definition has errors",
      [ACD_AGAIN - ACD_ERR_ENCODING] = "malformed bytes",
      [ACD_AGAIN - ACD_ERR_INVARIANT] = "the engine's own state is wrong: a bug in the library",
      [ACD_AGAIN - ACD_ERR_HOOK] = "a hook of the host failed",
      [ACD_AGAIN - ACD_ERR_IO] = "a file could not be read or written",
  };
  int64_t at = (int64_t)ACD_AGAIN - status;
  if (at < 0 || at >= (int64_t)(sizeof texts / sizeof *texts)) return "unknown status";
  return texts[at];
}

const char *acd_command_kind_str(uint32_t kind)
{
  static const char *const names[] = {
      [ACD_COMMAND_TICK] = "tick",
      [ACD_COMMAND_WALL] = "wall",
      [ACD_COMMAND_DEFINE] = "define",
      [ACD_COMMAND_CHANGE] = "change",
      [ACD_COMMAND_CALL_ARRIVE] = "call_arrive",
      [ACD_COMMAND_CALL_HANGUP] = "call_hangup",
      [ACD_COMMAND_CALL_HOLD] = "call_hold",
      [ACD_COMMAND_CALL_RESUME] = "call_resume",
      [ACD_COMMAND_CALL_TRANSFER] = "call_transfer",
      [ACD_COMMAND_CALL_KEYS] = "call_keys",
      [ACD_COMMAND_CALL_SET] = "call_set",
      [ACD_COMMAND_AGENT_LOGIN] = "agent_login",
      [ACD_COMMAND_AGENT_LOGOUT] = "agent_logout",
      [ACD_COMMAND_AGENT_READY] = "agent_ready",
      [ACD_COMMAND_AGENT_NOT_READY] = "agent_not_ready",
      [ACD_COMMAND_AGENT_HANGUP] = "agent_hangup",
      [ACD_COMMAND_RESULT] = "result",
      [ACD_COMMAND_RECONCILE] = "reconcile",
      [ACD_COMMAND_AGENT_SET_PRESENCE] = "agent_set_presence",
      [ACD_COMMAND_AGENT_EXTEND_WRAPUP] = "agent_extend_wrapup",
      [ACD_COMMAND_AGENT_ELSEWHERE] = "agent_elsewhere",
      [ACD_COMMAND_CALL_CONSULT] = "call_consult",
      [ACD_COMMAND_CALL_COMPLETE] = "call_complete",
      [ACD_COMMAND_CALL_CONFERENCE] = "call_conference",
      [ACD_COMMAND_CALL_PARK] = "call_park",
      [ACD_COMMAND_CALL_PICK_UP] = "call_pick_up",
      [ACD_COMMAND_AGENT_SUPERVISE] = "agent_supervise",
      [ACD_COMMAND_CALL_CHANGE] = "call_change",
      [ACD_COMMAND_QUEUE_GATE] = "queue_gate",
      [ACD_COMMAND_AGENT_END_WRAPUP] = "agent_end_wrapup",
      [ACD_COMMAND_SCORES] = "scores",
      [ACD_COMMAND_CALL_ALSO] = "call_also",
      [ACD_COMMAND_RECONCILE_AGENTS] = "reconcile_agents",
      [ACD_COMMAND_TOGGLE] = "toggle",
      [ACD_COMMAND_CALL_RECORD] = "call_record",
      [ACD_COMMAND_ZONE] = "zone",
      [ACD_COMMAND_CALLBACK] = "callback",
      [ACD_COMMAND_CALLBACK_CANCEL] = "callback_cancel",
      [ACD_COMMAND_SLOT_BOOK] = "slot_book",
      [ACD_COMMAND_SLOT_CONFIRM] = "slot_confirm",
      [ACD_COMMAND_SLOT_MOVE] = "slot_move",
      [ACD_COMMAND_CALL_MARK] = "call_mark",
  };
  return NAME(names, kind);
}

const char *acd_action_kind_str(uint32_t kind)
{
  static const char *const names[] = {
      [ACD_ACTION_RING] = "ring",           [ACD_ACTION_RING_STOP] = "ring_stop", [ACD_ACTION_BRIDGE] = "bridge",
      [ACD_ACTION_RELEASE] = "release",     [ACD_ACTION_PLAY] = "play",           [ACD_ACTION_COLLECT] = "collect",
      [ACD_ACTION_MUSIC] = "music",         [ACD_ACTION_HOLD] = "hold",           [ACD_ACTION_RESUME] = "resume",
      [ACD_ACTION_VOICEMAIL] = "voicemail", [ACD_ACTION_TRANSFER] = "transfer",   [ACD_ACTION_HANGUP] = "hangup",
      [ACD_ACTION_JOIN] = "join",           [ACD_ACTION_HOST] = "host",           [ACD_ACTION_RECORDING] = "recording",
      [ACD_ACTION_DIAL] = "dial",           [ACD_ACTION_MESSAGE] = "message",
  };
  return NAME(names, kind);
}

const char *acd_outcome_str(int64_t outcome)
{
  static const char *const names[] = {
      [ACD_OUTCOME_DONE] = "done",         [ACD_OUTCOME_ACCEPTED] = "accepted", [ACD_OUTCOME_BRIDGED] = "bridged",
      [ACD_OUTCOME_REJECTED] = "rejected", [ACD_OUTCOME_BUSY] = "busy",         [ACD_OUTCOME_NO_ANSWER] = "no_answer",
      [ACD_OUTCOME_FAILED] = "failed",     [ACD_OUTCOME_DIGITS] = "digits",     [ACD_OUTCOME_TIMEOUT] = "timeout",
      [ACD_OUTCOME_SPEECH] = "speech",     [ACD_OUTCOME_MACHINE] = "machine",
  };
  return NAME(names, outcome);
}

const char *acd_end_str(int64_t reason)
{
  static const char *const names[] = {
      [ACD_END_NONE] = "none",
      [ACD_END_COMPLETED] = "completed",
      [ACD_END_ABANDONED] = "abandoned",
      [ACD_END_IN_FLOW] = "in_flow",
      [ACD_END_FLOW] = "flow",
      [ACD_END_VOICEMAIL] = "voicemail",
      [ACD_END_TRANSFERRED] = "transferred",
      [ACD_END_TIMEOUT] = "timeout",
      [ACD_END_REJECTED] = "rejected",
      [ACD_END_FAILED] = "failed",
      [ACD_END_LOST_BY_HOST] = "lost_by_host",
      [ACD_END_JOINED] = "joined",
      [ACD_END_NO_AGENTS] = "no_agents",
      [ACD_END_CALLBACK] = "callback",
  };
  return NAME(names, reason);
}

const char *acd_event_kind_str(uint32_t kind)
{
  static const char *const names[] = {
      [ACD_EVENT_CALL_ARRIVED] = "call_arrived",
      [ACD_EVENT_CALL_ENDED] = "call_ended",
      [ACD_EVENT_QUEUE_ENTERED] = "queue_entered",
      [ACD_EVENT_QUEUE_LEFT] = "queue_left",
      [ACD_EVENT_OFFERED] = "offered",
      [ACD_EVENT_OFFER_ENDED] = "offer_ended",
      [ACD_EVENT_ACCEPTED] = "accepted",
      [ACD_EVENT_ANSWERED] = "answered",
      [ACD_EVENT_HELD] = "held",
      [ACD_EVENT_RESUMED] = "resumed",
      [ACD_EVENT_CONVERSATION_ENDED] = "conversation_ended",
      [ACD_EVENT_WRAPUP_ENDED] = "wrapup_ended",
      [ACD_EVENT_AGENT_STATE] = "agent_state",
      [ACD_EVENT_SEGMENT] = "segment",
      [ACD_EVENT_FLOW_EXIT] = "flow_exit",
      [ACD_EVENT_ACTION_TIMEOUT] = "action_timeout",
      [ACD_EVENT_DEFINED] = "defined",
      [ACD_EVENT_PRESENCE] = "presence",
      [ACD_EVENT_CONSULTATION_BEGUN] = "consultation_begun",
      [ACD_EVENT_CONSULTATION_ENDED] = "consultation_ended",
      [ACD_EVENT_JOINED] = "joined",
      [ACD_EVENT_PARKED] = "parked",
      [ACD_EVENT_PICKED_UP] = "picked_up",
      [ACD_EVENT_SUPERVISION] = "supervision",
      [ACD_EVENT_CALL_CHANGED] = "call_changed",
      [ACD_EVENT_QUEUE_GATE] = "queue_gate",
      [ACD_EVENT_RINGS_ON] = "rings_on",
      [ACD_EVENT_MISSING] = "missing",
      [ACD_EVENT_TOGGLED] = "toggled",
      [ACD_EVENT_RECORD] = "record",
      [ACD_EVENT_CALLBACK_TAKEN] = "callback_taken",
      [ACD_EVENT_CALLBACK_ATTEMPT] = "callback_attempt",
      [ACD_EVENT_CALLBACK_ENDED] = "callback_ended",
      [ACD_EVENT_SLOT] = "slot",
      [ACD_EVENT_CALL_AGAIN] = "call_again",
      [ACD_EVENT_RATED] = "rated",
      [ACD_EVENT_RESOLVED] = "resolved",
      [ACD_EVENT_RESPONDED] = "responded",
      [ACD_EVENT_ESTIMATED] = "estimated",
      [ACD_EVENT_STEP] = "step",
  };
  return NAME(names, kind);
}

const char *acd_agent_state_str(int64_t state)
{
  static const char *const names[] = {
      [ACD_AGENT_STATE_LOGGED_OUT] = "logged_out",
      [ACD_AGENT_STATE_NOT_READY] = "not_ready",
      [ACD_AGENT_STATE_READY] = "ready",
      [ACD_AGENT_STATE_RESERVED] = "reserved",
      [ACD_AGENT_STATE_BUSY] = "busy",
      [ACD_AGENT_STATE_WRAPUP] = "wrapup",
      [ACD_AGENT_STATE_ELSEWHERE] = "elsewhere",
      [ACD_AGENT_STATE_SUPERVISING] = "supervising",
  };
  return NAME(names, state);
}

const char *acd_exit_str(int64_t exit)
{
  static const char *const names[] = {
      [ACD_EXIT_NEXT] = "next",
      [ACD_EXIT_ERROR] = "error",
      [ACD_EXIT_TIMEOUT] = "timeout",
      [ACD_EXIT_NO_INPUT] = "no_input",
      [ACD_EXIT_NO_MATCH] = "no_match",
      [ACD_EXIT_MATCH] = "match",
      [ACD_EXIT_OPEN] = "open",
      [ACD_EXIT_CLOSED] = "closed",
      [ACD_EXIT_AT_CAPACITY] = "at_capacity",
      [ACD_EXIT_KEY_PRESSED] = "key",
      [ACD_EXIT_BUSY] = "busy",
      [ACD_EXIT_NO_ANSWER] = "no_answer",
      [ACD_EXIT_REJECTED] = "rejected",
      [ACD_EXIT_UNREACHABLE] = "unreachable",
      [ACD_EXIT_NOT_FOUND] = "not_found",
      [ACD_EXIT_LIMIT] = "limit",
      [ACD_EXIT_NO_AGENTS] = "no_agents",
      [ACD_EXIT_HOLIDAY] = "holiday",
      [ACD_EXIT_EXCEPTION] = "exception",
      [ACD_EXIT_EMERGENCY] = "emergency",
      [ACD_EXIT_REFUSED] = "refused",
      [ACD_EXIT_SITE] = "site",
      [ACD_EXIT_NONE] = "none",
  };
  static const char keys[][2] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", "A", "B", "C", "D"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (exit == ACD_EXIT_KEY + keys[i][0]) return keys[i];
  if (exit >= ACD_EXIT_CASE && exit < ACD_EXIT_CASE + 1000) return "case";
  return NAME(names, exit);
}

const char *acd_doubt_str(int64_t doubt)
{
  static const char *const names[] = {
      [ACD_DOUBT_NO_MEMBERS] = "no_members", [ACD_DOUBT_CHANNEL] = "channel",
      [ACD_DOUBT_SKILL] = "skill",           [ACD_DOUBT_TIER] = "tier",
      [ACD_DOUBT_RESERVE] = "reserve",
  };
  return NAME(names, doubt);
}

const char *acd_estimate_str(int64_t estimator)
{
  static const char *const names[] = {
      [ACD_ESTIMATE_WORK] = "work",
      [ACD_ESTIMATE_HANDLE] = "handle",
      [ACD_ESTIMATE_RATE] = "rate",
      [ACD_ESTIMATE_RECENT] = "recent",
  };
  return NAME(names, estimator);
}

int64_t acd_estimate_find(const char *name)
{
  for (int64_t by = ACD_ESTIMATE_WORK; name && by <= ACD_ESTIMATE_RECENT; by++)
    if (strcmp(name, acd_estimate_str(by)) == 0) return by;
  return 0;
}

const char *acd_obstacle_str(int64_t obstacle)
{
  static const char *const names[] = {
      [ACD_OBSTACLE_NOT_WAITING] = "not_waiting",
      [ACD_OBSTACLE_DIRECT] = "direct",
      [ACD_OBSTACLE_RINGING] = "ringing",
      [ACD_OBSTACLE_NOT_MEMBER] = "not_member",
      [ACD_OBSTACLE_SKILL] = "skill",
      [ACD_OBSTACLE_TIER] = "tier",
      [ACD_OBSTACLE_EXPRESSION] = "expression",
      [ACD_OBSTACLE_LOGGED_OUT] = "logged_out",
      [ACD_OBSTACLE_NOT_READY] = "not_ready",
      [ACD_OBSTACLE_OFFERED] = "offered",
      [ACD_OBSTACLE_BUSY] = "busy",
      [ACD_OBSTACLE_WRAPUP] = "wrapup",
      [ACD_OBSTACLE_REST] = "rest",
      [ACD_OBSTACLE_LIMIT] = "limit",
      [ACD_OBSTACLE_ELSEWHERE] = "elsewhere",
      [ACD_OBSTACLE_SUPERVISING] = "supervising",
      [ACD_OBSTACLE_MISSED] = "missed",
      [ACD_OBSTACLE_RESERVATION] = "reservation",
      [ACD_OBSTACLE_DECLINED] = "declined",
      [ACD_OBSTACLE_CAPACITY] = "capacity",
      [ACD_OBSTACLE_CHANNEL] = "channel",
  };
  return NAME(names, obstacle);
}

const char *acd_verdict_str(int64_t verdict)
{
  static const char *const names[] = {
      [ACD_VERDICT_TOGETHER] = "together",
      [ACD_VERDICT_RINGS] = "rings",
      [ACD_VERDICT_NOT_WAITING] = "not_waiting",
      [ACD_VERDICT_NOT_ELIGIBLE] = "not_eligible",
      [ACD_VERDICT_NOT_READY] = "not_ready",
      [ACD_VERDICT_HELD_BACK] = "held_back",
      [ACD_VERDICT_AGENT_FIRST] = "agent_first",
      [ACD_VERDICT_CALL_FIRST] = "call_first",
      [ACD_VERDICT_NEXT] = "next",
  };
  return NAME(names, verdict);
}

const char *acd_key_str(int64_t key)
{
  static const char *const names[] = {
      [ACD_KEY_MISSED] = "missed",
      [ACD_KEY_PREFERRED] = "preferred",
      [ACD_KEY_TIER] = "tier",
      [ACD_KEY_MOST_SKILLED] = "most_skilled",
      [ACD_KEY_LEAST_SKILLED] = "least_skilled",
      [ACD_KEY_OCCUPANCY] = "occupancy",
      [ACD_KEY_LAP] = "lap",
      [ACD_KEY_IDLE_SINCE] = "idle_since",
      [ACD_KEY_CALLS] = "calls",
      [ACD_KEY_TALK] = "talk",
      [ACD_KEY_POSITION] = "position",
      [ACD_KEY_QUEUE_CALLS] = "queue_calls",
      [ACD_KEY_SHARE] = "share",
      [ACD_KEY_LOT] = "lot",
      [ACD_KEY_DIRECT] = "direct",
      [ACD_KEY_RANK] = "rank",
      [ACD_KEY_WEIGHT] = "weight",
      [ACD_KEY_PRIORITY] = "priority",
      [ACD_KEY_QUEUE_LENGTH] = "queue_length",
      [ACD_KEY_OBJECTIVE] = "objective",
      [ACD_KEY_WAIT] = "wait",
      [ACD_KEY_CREATION] = "creation",
      [ACD_KEY_LOAD] = "load",
      [ACD_KEY_HOST_SCORE] = "host_score",
      [ACD_KEY_GROUP] = "group",
  };
  return NAME(names, key);
}

const char *acd_outlook_str(int64_t outlook)
{
  static const char *const names[] = {
      [ACD_OUTLOOK_NONE] = "none",     [ACD_OUTLOOK_STEP] = "step",   [ACD_OUTLOOK_REST] = "rest",
      [ACD_OUTLOOK_WRAPUP] = "wrapup", [ACD_OUTLOOK_RING] = "ring",   [ACD_OUTLOOK_MORE] = "more",
      [ACD_OUTLOOK_LEAVES] = "leaves", [ACD_OUTLOOK_LIMIT] = "limit", [ACD_OUTLOOK_PREFERRED] = "preferred",
      [ACD_OUTLOOK_DIAL] = "dial",
  };
  return NAME(names, outlook);
}

const char *acd_callback_outcome_str(int64_t outcome)
{
  static const char *const names[] = {
      [ACD_CALLBACK_COMPLETED] = "completed", [ACD_CALLBACK_EXHAUSTED] = "exhausted",
      [ACD_CALLBACK_CANCELLED] = "cancelled", [ACD_CALLBACK_EXPIRED] = "expired",
      [ACD_CALLBACK_CONVERTED] = "converted",
  };
  return NAME(names, outcome);
}

const char *acd_callback_stage_str(int64_t stage)
{
  static const char *const names[] = {
      [ACD_CALLBACK_STAGE_LATER] = "later",       [ACD_CALLBACK_STAGE_WAITING] = "waiting",
      [ACD_CALLBACK_STAGE_DIALLING] = "dialling", [ACD_CALLBACK_STAGE_RETRY] = "retry",
      [ACD_CALLBACK_STAGE_REACHED] = "reached",
  };
  return NAME(names, stage);
}

const char *acd_slot_state_str(int64_t state)
{
  static const char *const names[] = {
      [ACD_SLOT_STATE_FREE] = "free",       [ACD_SLOT_STATE_FULL] = "full", [ACD_SLOT_STATE_TOO_SOON] = "too_soon",
      [ACD_SLOT_STATE_TOO_FAR] = "too_far", [ACD_SLOT_STATE_NONE] = "none",
  };
  return NAME(names, state);
}

const char *acd_slot_change_str(int64_t change)
{
  static const char *const names[] = {
      [ACD_SLOT_HELD] = "held",       [ACD_SLOT_BOOKED] = "booked",     [ACD_SLOT_MOVED] = "moved",
      [ACD_SLOT_SHIFTED] = "shifted", [ACD_SLOT_RELEASED] = "released", [ACD_SLOT_LAPSED] = "lapsed",
      [ACD_SLOT_KEPT] = "kept",       [ACD_SLOT_BROKEN] = "broken",
  };
  return NAME(names, change);
}

const char *acd_call_again_str(int64_t outcome)
{
  static const char *const names[] = {
      [ACD_CALL_AGAIN_TAKEN] = "taken", [ACD_CALL_AGAIN_NUMBER] = "number", [ACD_CALL_AGAIN_OPEN] = "open",
      [ACD_CALL_AGAIN_LIMIT] = "limit", [ACD_CALL_AGAIN_ROOM] = "room",
  };
  return NAME(names, outcome);
}

const char *acd_held_by_str(int64_t held_by)
{
  static const char *const names[] = {
      [ACD_HELD_BY_NOTHING] = "nothing",
      [ACD_HELD_BY_END] = "end",
      [ACD_HELD_BY_HOURS] = "hours",
      [ACD_HELD_BY_GATE] = "gate",
      [ACD_HELD_BY_WAITING] = "waiting",
      [ACD_HELD_BY_WAIT] = "wait",
      [ACD_HELD_BY_SERVICE_LEVEL] = "service_level",
      [ACD_HELD_BY_PARALLEL] = "parallel",
      [ACD_HELD_BY_READY] = "ready",
  };
  return NAME(names, held_by);
}
