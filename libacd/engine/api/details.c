/* SPDX-License-Identifier: Apache-2.0 */
/* What the details of events are called. */
#include <acd/action.h>
#include <acd/agent.h>
#include <acd/call.h>
#include <acd/callback.h>
#include <acd/campaign.h>
#include <acd/event.h>
#include <acd/flow.h>
#include <acd/party.h>
#include <acd/slot.h>
#include <acd/queue.h>

typedef struct names {
  const char *const *words; /* by number from 0 on; NULL: no such */
  int64_t count;
} names;

#define NAMES(words) ((names){words, (int64_t)(sizeof(words) / sizeof *(words))})

static const char *const enters[] = {
    [ACD_ENTER_OFFERED] = "offered",       [ACD_ENTER_TRANSFERRED] = "transferred",
    [ACD_ENTER_OVERFLOWED] = "overflowed", [ACD_ENTER_CONSULTED] = "consulted",
    [ACD_ENTER_MOVED] = "moved",           [ACD_ENTER_ALSO] = "also",
    [ACD_ENTER_CALLBACK] = "callback",
};

static const char *const leaves[] = {
    [ACD_LEAVE_ANSWERED] = "answered",
    [ACD_LEAVE_ABANDONED] = "abandoned",
    [ACD_LEAVE_ABANDONED_SHORT] = "abandoned_short",
    [ACD_LEAVE_OVERFLOWED] = "overflowed",
    [ACD_LEAVE_TIMEOUT] = "timeout",
    [ACD_LEAVE_KEY] = "key",
    [ACD_LEAVE_REJECTED] = "rejected",
    [ACD_LEAVE_DISCONNECTED] = "disconnected",
    [ACD_LEAVE_CANCELLED] = "cancelled",
    [ACD_LEAVE_MOVED] = "moved",
    [ACD_LEAVE_NO_AGENTS] = "no_agents",
    [ACD_LEAVE_CLEARED] = "cleared",
    [ACD_LEAVE_DIVERTED] = "diverted",
    [ACD_LEAVE_ALSO] = "also",
    [ACD_LEAVE_CALLBACK] = "callback",
    [ACD_LEAVE_CALLED_BACK] = "called_back",
    [ACD_LEAVE_CALLBACK_OUT] = "callback_out",
};

static const char *const offers[] = {
    [ACD_OFFER_ACCEPTED] = "accepted",   [ACD_OFFER_REJECTED] = "rejected", [ACD_OFFER_BUSY] = "busy",
    [ACD_OFFER_NO_ANSWER] = "no_answer", [ACD_OFFER_FAILED] = "failed",     [ACD_OFFER_CANCELLED] = "cancelled",
};

static const char *const conversations[] = {
    [ACD_CONVERSATION_CALLER] = "caller", [ACD_CONVERSATION_AGENT] = "agent",
    [ACD_CONVERSATION_LOST] = "lost",     [ACD_CONVERSATION_TRANSFERRED] = "transferred",
    [ACD_CONVERSATION_LEFT] = "left",     [ACD_CONVERSATION_PARKED] = "parked",
};

static const char *const segments[] = {
    [ACD_SEGMENT_FLOW] = "flow",     [ACD_SEGMENT_QUEUE] = "queue",       [ACD_SEGMENT_DIRECT] = "direct",
    [ACD_SEGMENT_AGENT] = "agent",   [ACD_SEGMENT_PARTY] = "party",       [ACD_SEGMENT_CONSULTATION] = "consultation",
    [ACD_SEGMENT_PARKED] = "parked", [ACD_SEGMENT_CALLBACK] = "callback", [ACD_SEGMENT_LEAVING] = "leaving",
};

static const char *const states[] = {
    [ACD_CALL_STATE_FLOW] = "flow",
    [ACD_CALL_STATE_WAITING] = "waiting",
    [ACD_CALL_STATE_CONNECTING] = "connecting",
    [ACD_CALL_STATE_TALKING] = "talking",
    [ACD_CALL_STATE_HELD] = "held",
    [ACD_CALL_STATE_LEAVING] = "leaving",
    [ACD_CALL_STATE_PARKED] = "parked",
    [ACD_CALL_STATE_CALLBACK] = "callback",
};

static const char *const presences[] = {
    [ACD_PRESENCE_LOGGED_OUT] = "logged_out",
    [ACD_PRESENCE_NOT_READY] = "not_ready",
    [ACD_PRESENCE_AVAILABLE] = "available",
};

static const char *const roles[] = {
    [0] = "none",
    [ACD_ROLE_MONITOR] = "monitor",
    [ACD_ROLE_COACH] = "coach",
    [ACD_ROLE_BARGE] = "barge",
};

static const char *const gates[] = {
    [ACD_GATE_OPEN] = "open",
    [ACD_GATE_DRAIN] = "drain",
    [ACD_GATE_CLEAR] = "clear",
};

static const char *const recordings[] = {
    [ACD_RECORDING_ON] = "on",
    [ACD_RECORDING_OFF] = "off",
    [ACD_RECORDING_PAUSED] = "paused",
    [ACD_RECORDING_RESUMED] = "resumed",
};

static const char *const toggles[] = {"off", "on"};

static const char *const steps[] = {[ACD_STEP_JOINED] = "joined", [ACD_STEP_EXPIRED] = "expired"};
static const char *const satisfactions[] = {"not_satisfied", "satisfied"};
static const char *const resolutions[] = {"unresolved", "resolved"};

static names names_of(uint32_t kind)
{
  switch (kind) {
  case ACD_EVENT_QUEUE_ENTERED: return NAMES(enters);
  case ACD_EVENT_QUEUE_LEFT: return NAMES(leaves);
  case ACD_EVENT_RINGS_ON:
  case ACD_EVENT_OFFER_ENDED: return NAMES(offers);
  case ACD_EVENT_CONVERSATION_ENDED: return NAMES(conversations);
  case ACD_EVENT_SEGMENT: return NAMES(segments);
  case ACD_EVENT_PICKED_UP: return NAMES(states);
  case ACD_EVENT_PRESENCE: return NAMES(presences);
  case ACD_EVENT_SUPERVISION: return NAMES(roles);
  case ACD_EVENT_QUEUE_GATE: return NAMES(gates);
  case ACD_EVENT_RECORD: return NAMES(recordings);
  case ACD_EVENT_TOGGLED: return NAMES(toggles);
  case ACD_EVENT_STEP: return NAMES(steps);
  case ACD_EVENT_RATED: return NAMES(satisfactions);
  case ACD_EVENT_RESOLVED: return NAMES(resolutions);
  default: return (names){0};
  }
}

const char *acd_event_detail_str(uint32_t kind, int64_t detail)
{
  switch (kind) {
  case ACD_EVENT_CALL_ENDED:
  case ACD_EVENT_CONSULTATION_ENDED: return acd_end_str(detail);
  case ACD_EVENT_AGENT_STATE: return acd_agent_state_str(detail);
  case ACD_EVENT_FLOW_EXIT: return acd_exit_str(detail);
  case ACD_EVENT_ACTION_TIMEOUT: return acd_action_kind_str((uint32_t)detail);
  case ACD_EVENT_CALLBACK_ATTEMPT: return detail ? acd_outcome_str(detail) : "given_up";
  case ACD_EVENT_CALLBACK_ENDED: return acd_callback_outcome_str(detail);
  case ACD_EVENT_SLOT: return acd_slot_change_str(detail);
  case ACD_EVENT_CALL_AGAIN: return acd_call_again_str(detail);
  case ACD_EVENT_ESTIMATED: return acd_estimate_str(detail);
  default: break;
  }
  names of = names_of(kind);
  const char *word = detail >= 0 && detail < of.count ? of.words[detail] : NULL;
  return word ? word : "?";
}
