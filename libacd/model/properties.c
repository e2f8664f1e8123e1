/* SPDX-License-Identifier: Apache-2.0 */
/* The table of properties. One table for the engine's check, loaders, editors, schemas and bindings: a property that is
 * added here is known to all of them. */
#include "model/properties.h"

#include <acd/agent.h>
#include <acd/schedule.h>
#include <acd/score.h>

#include "model/record.h"

#define SECOND     ACD_SECOND
#define HOUR       (3600 * ACD_SECOND)
#define DAY        (24 * HOUR)

#define KIND(kind) (UINT64_C(1) << ACD_NODE_KIND_##kind)
#define PROMPTED   (KIND(MENU) | KIND(COLLECT))

/* Every row gives every member, in the order of the record. */
#define ROW(id, type, reference, required, kinds, kinds_required, min, max, value, string, name, choices, text)        \
  {                                                                                                                    \
    sizeof(acd_property), id, (id) >> 8, type, reference, required, kinds, kinds_required, min, max, value, string,    \
        name, choices, text                                                                                            \
  }
#define INTEGER(id, min, max, value, name, text) ROW(id, ACD_TYPE_INT, 0, 0, 0, 0, min, max, value, "", name, "", text)
#define DURATION(id, min, max, value, name, text)                                                                      \
  ROW(id, ACD_TYPE_DURATION, 0, 0, 0, 0, min, max, value, "", name, "", text)
#define CHOICE(id, count, value, name, choices, text)                                                                  \
  ROW(id, ACD_TYPE_ENUM, 0, (value) == 0, 0, 0, 1, count, value, "", name, choices, text)
#define TEXT(id, max, name, text) ROW(id, ACD_TYPE_TEXT, 0, 0, 0, 0, 0, max, 0, "", name, "", text)
#define REFERENCE(id, noun, required, name, text)                                                                      \
  ROW(id, ACD_TYPE_REFERENCE, noun, required, 0, 0, 1, 255, 0, "", name, "", text)
#define DATE(id, required, name, text)                                                                                 \
  ROW(id, ACD_TYPE_DATE, 0, required, 0, 0, (required) ? 101 : 0, 99991231, 0, "", name, "", text)
#define NODE_INTEGER(id, kinds, needed, min, max, value, name, text)                                                   \
  ROW(id, ACD_TYPE_INT, 0, 0, kinds, needed, min, max, value, "", name, "", text)
#define NODE_DURATION(id, kinds, min, max, value, name, text)                                                          \
  ROW(id, ACD_TYPE_DURATION, 0, 0, kinds, 0, min, max, value, "", name, "", text)
#define NODE_CHOICE(id, kinds, needed, count, value, name, choices, text)                                              \
  ROW(id, ACD_TYPE_ENUM, 0, 0, kinds, needed, 1, count, value, "", name, choices, text)
#define NODE_TEXT(id, kinds, needed, min, max, string, name, text)                                                     \
  ROW(id, ACD_TYPE_TEXT, 0, 0, kinds, needed, min, max, 0, string, name, "", text)
#define NODE_REFERENCE(id, kinds, needed, noun, name, text)                                                            \
  ROW(id, ACD_TYPE_REFERENCE, noun, 0, kinds, needed, 1, 255, 0, "", name, "", text)

static const acd_property centre_properties[] = {
    DURATION(ACD_CENTRE_SHORT_ABANDON_US, 0, HOUR, 5 * SECOND, "short_abandon",
             "A caller who hangs up within this time in a queue counts as a short abandon; 0: none does."),
    DURATION(ACD_CENTRE_REQUEST_TIMEOUT_US, SECOND / 10, HOUR, 5 * SECOND, "request_timeout",
             "How long the host may take for bridge, ring stop, release, hold, resume, join, music and hang-up."),
    DURATION(ACD_CENTRE_PLAY_TIMEOUT_US, SECOND, DAY, 120 * SECOND, "play_timeout",
             "How long a prompt may take to play, also the one before keys are collected."),
    DURATION(ACD_CENTRE_VOICEMAIL_TIMEOUT_US, SECOND, DAY, 300 * SECOND, "voicemail_timeout",
             "How long prompt and message of a voicemail may take."),
    DURATION(
        ACD_CENTRE_TRANSFER_TIMEOUT_US, SECOND, HOUR, 60 * SECOND, "transfer_timeout",
        "How long a transfer to an outside number may take; and how long a call waits for its agent: the target of a "
        "transfer or of a consultation, or who parked the caller."),
    INTEGER(ACD_CENTRE_STEPS_MAX, 10, 100000, 1000, "steps_max",
            "Steps a call may make in flows without waiting for anybody; then it ends as failed."),
    CHOICE(ACD_CENTRE_CALL_CHOICE, 4, ACD_CALL_CHOICE_PRIORITY, "call_choice",
           "priority longest_wait longest_queue objective", "How a freed agent compares calls of different queues."),
    CHOICE(ACD_CENTRE_IDLE_FROM, 2, ACD_IDLE_FROM_WRAPUP_END, "idle_from", "wrapup_end conversation_end",
           "Whether the idle clock of an agent starts anew at the end of a conversation, or of the wrap-up after it."),
    CHOICE(ACD_CENTRE_IDLE_NOT_READY, 2, ACD_IDLE_RESTART, "idle_not_ready", "keep restart",
           "Whether becoming ready after not being ready restarts the idle clock."),
    CHOICE(ACD_CENTRE_IDLE_OFFER, 2, ACD_IDLE_KEEP, "idle_offer", "keep restart",
           "Whether every offer restarts the idle clock, also one that is cancelled."),
    CHOICE(ACD_CENTRE_IDLE_MISS, 2, ACD_IDLE_KEEP, "idle_miss", "keep restart",
           "Whether a missed offer (not answered, refused, busy, failed) restarts the idle clock."),
    CHOICE(ACD_CENTRE_IDLE_DIRECT, 2, ACD_IDLE_RESTART, "idle_direct", "keep restart",
           "Whether calls without a queue restart the idle clock as others do."),
    CHOICE(ACD_CENTRE_IDLE_ELSEWHERE, 2, ACD_IDLE_KEEP, "idle_elsewhere", "keep restart",
           "Whether the idle clock restarts when an agent's device is free again after something else."),
    DURATION(ACD_CENTRE_OCCUPANCY_WINDOW_US, 12 * SECOND, DAY, HOUR, "occupancy_window",
             "Time over which the occupancy of agents is taken."),
    DURATION(ACD_CENTRE_PARK_TIMEOUT_US, SECOND, DAY, 120 * SECOND, "park_timeout",
             "How long a parked call waits to be picked up before it is brought back to the agent who parked it."),
    ROW(ACD_CENTRE_ATTRIBUTES, ACD_TYPE_TEXT, 0, 0, 0, 0, 0, 1000, 0, "", "attributes", "",
        "Attributes that the host gives with every call, commas between; only the check of flows asks for them."),
    INTEGER(ACD_CENTRE_RATING_MIN, -1000000, 1000000, 1, "rating_min", "Least rating that a customer can give."),
    INTEGER(ACD_CENTRE_RATING_MAX, -1000000, 1000000, 5, "rating_max", "Greatest rating; above the least."),
    INTEGER(ACD_CENTRE_RATING_SATISFIED, -1000000, 1000000, 4, "rating_satisfied",
            "Least rating of a customer who counts as satisfied; not off the scale."),
};

static const acd_property agent_properties[] = {
    TEXT(ACD_AGENT_EXTENSION, 32, "extension",
         "Number at which callers reach this agent directly; unique among agents."),
    CHOICE(ACD_AGENT_PRESENCE, 3, ACD_PRESENCE_AVAILABLE, "presence", "logged_out not_ready available",
           "Presence of a new agent; one that is there already keeps its own."),
    DURATION(ACD_AGENT_RING_TIMEOUT_US, -1, HOUR, -1, "ring_timeout",
             "How long this agent is rung, at least a second. Unset: as the queue says."),
    DURATION(ACD_AGENT_WRAPUP_US, -1, DAY, -1, "wrapup",
             "Longest time this agent has for work after a call. Unset: as the queue says."),
    DURATION(ACD_AGENT_WRAPUP_EXTENSION_MAX_US, -1, DAY, -1, "wrapup_extension_max",
             "By how much this agent may extend a wrap-up in all. Unset: as the queue says; after a direct call: 0."),
    INTEGER(ACD_AGENT_OFFERS_MAX, 0, 1000, 0, "offers_max",
            "Offers this agent gets at most within offers_window; 0: no limit."),
    DURATION(ACD_AGENT_OFFERS_WINDOW_US, SECOND, DAY, HOUR, "offers_window",
             "How long an offer counts for offers_max."),
    INTEGER(ACD_AGENT_CAPACITY, 1, 100000, 100, "capacity",
            "How much the agent can have in hand at once, in the unit of the channels' weights."),
};

static const acd_property channel_properties[] = {
    INTEGER(ACD_CHANNEL_WEIGHT, 1, 100000, 100, "weight", "What one call takes of an agent's capacity."),
};

static const acd_property agent_channel_properties[] = {
    INTEGER(ACD_AGENT_CHANNEL_MAX, 0, 32, 32, "max", "Calls of the channel at once; as many as fit if that is less."),
};

static const acd_property device_properties[] = {
    DURATION(ACD_DEVICE_RING_TIMEOUT_US, -1, HOUR, -1, "ring_timeout",
             "How long the device is rung before the next, at least a second. Unset: as long as the offer lasts."),
    REFERENCE(ACD_DEVICE_CHANNEL, ACD_NOUN_CHANNEL, 0, "channel", "Only calls of this channel ring it. Unset: all."),
};

static const acd_property agent_skill_properties[] = {
    INTEGER(ACD_AGENT_SKILL_LEVEL, 1, 1000, 1, "level", "How well the agent has the skill."),
};

static const acd_property queue_properties[] = {
    CHOICE(ACD_QUEUE_STRATEGY, 16, ACD_STRATEGY_LONGEST_IDLE, "strategy",
           "longest_idle round_robin fewest_calls least_talk linear random ring_all most_skilled least_skilled "
           "weighted_random fewest_queue_calls share least_occupied least_loaded host_score group_share",
           "Who of the ready members is offered the call."),
    DURATION(ACD_QUEUE_RING_TIMEOUT_US, SECOND, HOUR, 20 * SECOND, "ring_timeout",
             "How long a member is rung before the next one is tried."),
    DURATION(ACD_QUEUE_WRAPUP_US, 0, DAY, 0, "wrapup", "Longest time for work after a call; 0: ready again at once."),
    DURATION(ACD_QUEUE_RETRY_DELAY_US, 0, HOUR, 5 * SECOND, "retry_delay",
             "How long a member who missed an offer (not answered, refused, busy, failed) is offered nothing."),
    INTEGER(ACD_QUEUE_MISSES_MAX, 0, 1000, 0, "misses_max",
            "Offers missed in a row (not answered, refused, busy, failed) after which a member is set not ready; 0: "
            "never."),
    DURATION(ACD_QUEUE_SERVICE_LEVEL_US, 0, DAY, 20 * SECOND, "service_level",
             "Threshold of the service level: answered within this time."),
    INTEGER(ACD_QUEUE_LENGTH_MAX, -1, 1000000, -1, "length_max",
            "Calls that wait at most; -1: unlimited; 0: a call that finds no ready member leaves at once."),
    DURATION(ACD_QUEUE_WAIT_MAX_US, 0, 7 * DAY, 0, "wait_max", "Longest wait of a call; 0: unlimited."),
    REFERENCE(
        ACD_QUEUE_OVERFLOW, ACD_NOUN_QUEUE, 0, "overflow",
        "Queue that takes the calls which this one does not let in (full, shut, nobody there, join conditions) or does "
        "not keep (waited too long, cleared, nobody there any more)."),
    INTEGER(ACD_QUEUE_PRIORITY, -1000, 1000, 0, "priority", "Added to the priority of its calls; higher first."),
    TEXT(ACD_QUEUE_MUSIC, 1000, "music", "Music on hold for waiting callers; unset: none."),
    TEXT(ACD_QUEUE_EXIT_KEY, 1, "exit_key",
         "Key (0-9 * # A-D) with which a waiting caller leaves the queue; unset: none."),
    CHOICE(ACD_QUEUE_TIERS, 2, ACD_TIERS_FIRST, "tiers", "first equal",
           "first: members of a lower tier are offered the call first; equal: tiers only matter to steps."),
    CHOICE(
        ACD_QUEUE_ROUND_ROBIN_MOVES, 3, ACD_MOVES_OFFERS, "round_robin_moves", "offers answers choices",
        "What the memory of round robin remembers: every offer, every answered call, or offers of calls that chose."),
    INTEGER(ACD_QUEUE_RING_COUNT, 0, 1000, 1, "ring_count", "Members rung at once for a call; 0: all."),
    DURATION(
        ACD_QUEUE_RING_MORE_US, 0, HOUR, 0, "ring_more",
        "Each time a call has rung for so long without an answer, ring_count more members are rung besides; 0: never."),
    INTEGER(ACD_QUEUE_WEIGHT, -1000, 1000, 0, "weight",
            "A member serves calls of a heavier queue first, whatever their priority."),
    INTEGER(ACD_QUEUE_ACCELERATION, 0, 100000, 0, "acceleration",
            "Priority that a call gains by waiting, in points an hour."),
    DURATION(ACD_QUEUE_OBJECTIVE_US, -1, DAY, -1, "objective",
             "Wait that the queue aims at, for the call choice `objective`. Unset: `service_level`."),
    CHOICE(ACD_QUEUE_WAIT_FROM, 2, ACD_WAIT_FROM_ENTRY, "wait_from", "entry arrival",
           "Where the wait that orders calls begins: entry into the queue, or arrival of the call."),
    INTEGER(ACD_QUEUE_RESERVE, 0, 1000000, 0, "reserve",
            "Members kept free for calls of other queues: calls are offered only while more than so many are ready."),
    CHOICE(ACD_QUEUE_STEPS_CLOCK, 2, ACD_STEPS_CLOCK_STEP, "steps_clock", "step wait",
           "From when lasts counts: from the beginning of the step, or from the call's entry into the queue."),
    DURATION(ACD_QUEUE_PREFERRED_WAIT_US, 0, DAY, 0, "preferred_wait",
             "How long a call that has preferred agents waits for one of them alone, if one is available; 0: not."),
    DURATION(ACD_QUEUE_REJECT_DELAY_US, -1, HOUR, -1, "reject_delay",
             "How long a member who refused an offer is offered nothing. Unset: retry_delay."),
    DURATION(ACD_QUEUE_BUSY_DELAY_US, -1, HOUR, -1, "busy_delay",
             "How long a member whose device was busy is offered nothing. Unset: retry_delay."),
    DURATION(ACD_QUEUE_NO_ANSWER_DELAY_US, -1, HOUR, -1, "no_answer_delay",
             "How long a member who did not answer is offered nothing. Unset: retry_delay."),
    DURATION(ACD_QUEUE_FAILED_DELAY_US, -1, HOUR, -1, "failed_delay",
             "How long a member who could not be rung or bridged is offered nothing. Unset: retry_delay."),
    DURATION(ACD_QUEUE_WRAPUP_EXTENSION_MAX_US, 0, DAY, 0, "wrapup_extension_max",
             "By how much a member may extend a wrap-up in all; 0: not at all."),
    CHOICE(ACD_QUEUE_DECLINED, 2, ACD_DECLINED_AGAIN, "declined", "again never",
           "Whether a member who refused a call may be offered it again: again, or never while it is in this queue."),
    CHOICE(ACD_QUEUE_LEAVE_WHEN, 3, ACD_LEAVE_WHEN_NEVER, "leave_when", "never unstaffed unavailable",
           "Waiting calls leave when no member is logged in, or none is available."),
    DURATION(ACD_QUEUE_LEAVE_AFTER_US, 0, DAY, 0, "leave_after",
             "How long there must be no member, as leave_when says, before the waiting calls leave."),
    INTEGER(ACD_QUEUE_JOIN_STAFFED_MIN, 0, 1000000, 0, "join_staffed_min",
            "Calls are let in only while so many members are logged in."),
    INTEGER(ACD_QUEUE_JOIN_AVAILABLE_MIN, 0, 1000000, 0, "join_available_min",
            "Calls are let in only while the presence of so many members is available, whatever they do."),
    INTEGER(ACD_QUEUE_JOIN_READY_MIN, 0, 1000000, 0, "join_ready_min",
            "Calls are let in only while so many members are ready."),
    DURATION(ACD_QUEUE_JOIN_WAIT_MAX_US, 0, 7 * DAY, 0, "join_wait_max",
             "Calls with no member ready are let in only while nobody has waited for longer; 0: always."),
    DURATION(ACD_QUEUE_JOIN_ESTIMATE_MAX_US, 0, 7 * DAY, 0, "join_estimate_max",
             "Calls are let in only while their estimated wait is no longer; 0: always."),
    INTEGER(ACD_QUEUE_JOIN_SERVICE_LEVEL_MIN, 0, 100, 0, "join_service_level_min",
            "Calls with no member ready are let in only while the service level of late is at least so many per cent."),
    DURATION(ACD_QUEUE_EXPECTED_HANDLE_US, SECOND, DAY, 180 * SECOND, "expected_handle",
             "What a call is expected to take of a member's time, until the estimated wait knows from experience."),
    REFERENCE(
        ACD_QUEUE_OVERFLOW_FLOW, ACD_NOUN_FLOW, 0, "overflow_flow",
        "Flow that takes the calls which the queue does not let in or does not keep; not together with overflow."),
    REFERENCE(ACD_QUEUE_CHANNEL, ACD_NOUN_CHANNEL, 0, "channel",
              "Of which its calls are. Unset: of none, so that each takes all of an agent."),
    INTEGER(
        ACD_QUEUE_SCORE_CANDIDATES, 2, ACD_SCORE_CANDIDATES_MAX, 16, "score_candidates",
        "Members that the host is asked to score for a call, those idle for longest, with the strategy host_score."),
    INTEGER(ACD_QUEUE_GROUP_MEMORY, 1, 1000000, 1000, "group_memory",
            "Answered calls that are remembered for the shares of groups; then what was counted is halved."),
    REFERENCE(ACD_QUEUE_WAIT_FLOW, ACD_NOUN_FLOW, 0, "wait_flow",
              "Flow that callers walk while they wait, keeping their place."),
    REFERENCE(ACD_QUEUE_AFTER_FLOW, ACD_NOUN_FLOW, 0, "after_flow",
              "Flow for callers whose agent has hung up, as a survey."),
    REFERENCE(ACD_QUEUE_HOLD_FLOW, ACD_NOUN_FLOW, 0, "hold_flow",
              "Flow that callers walk while their agent has them on hold."),
    REFERENCE(ACD_QUEUE_WHISPER_FLOW, ACD_NOUN_FLOW, 0, "whisper_flow",
              "Flow whose prompts an agent hears who has accepted a call, before the two are connected."),
    DURATION(ACD_QUEUE_WHISPER_MAX_US, SECOND, 600 * SECOND, 30 * SECOND, "whisper_max",
             "Longest time of a whisper; then agent and caller are connected."),
    INTEGER(ACD_QUEUE_SURGE_LENGTH, -1, 1000000, -1, "surge_length",
            "While more calls than this wait, `surge_weight` counts instead of `weight`; -1: never."),
    INTEGER(ACD_QUEUE_SURGE_WEIGHT, -1000, 1000, 0, "surge_weight", "Weight of the queue while it is that long."),
    REFERENCE(ACD_QUEUE_CALL_AGAIN, ACD_NOUN_CAMPAIGN, 0, "call_again",
              "Campaign by which callers are called again who gave up waiting here. Unset: none is."),
    CHOICE(ACD_QUEUE_ESTIMATE, 4, ACD_ESTIMATE_WORK, "estimate", "work handle rate recent",
           "How waits are estimated: from the work of members, handle times, the rate of departures, or recent waits."),
};

static const acd_property member_properties[] = {
    INTEGER(ACD_MEMBER_POSITION, 0, 1000000, 0, "position",
            "Place in the order of linear and round robin, lower first."),
    INTEGER(ACD_MEMBER_TIER, 0, 1000, 0, "tier", "Group among the members, lower first; steps open and close tiers."),
    INTEGER(ACD_MEMBER_RANK, 0, 1000, 0, "rank", "Place of the queue among those of this agent, lower served first."),
    INTEGER(ACD_MEMBER_WEIGHT, 1, 1000, 1, "weight", "Weight for weighted_random and share."),
    REFERENCE(ACD_MEMBER_GROUP, ACD_NOUN_GROUP, 0, "group", "Group of this queue that the member is in."),
};

static const acd_property queue_skill_properties[] = {
    INTEGER(ACD_QUEUE_SKILL_LEVEL, 0, 1000, 1, "level", "Level needed at least; 0: only counts in the score."),
    INTEGER(ACD_QUEUE_SKILL_WEIGHT, -1000, 1000, 1, "weight", "Weight of a level in the score of an agent."),
};

static const acd_property step_properties[] = {
    DURATION(
        ACD_STEP_LASTS_US, 0, 7 * DAY, 0, "lasts",
        "How long the step lasts, or with steps_clock = wait how long after entry into the queue it ends; needed for "
        "every step but the last, which has no end."),
    INTEGER(ACD_STEP_TIER_MIN, 0, 1000, 0, "tier_min", "Lowest tier of members who may serve the call."),
    INTEGER(ACD_STEP_TIER_MAX, 0, 1000, 1000, "tier_max", "Highest tier of members who may serve the call."),
    TEXT(ACD_STEP_EXPRESSION, 2000, "expression",
         "Condition on skills that members must meet besides, as `spanish >= 3 and not trainee`."),
    INTEGER(ACD_STEP_PRIORITY, -1000, 1000, 0, "priority", "Added to the call's priority; higher first."),
    CHOICE(ACD_STEP_SKIP_IF, 4, ACD_SKIP_NEVER, "skip_if", "never unstaffed unavailable not_ready",
           "The step is passed over if no member who could serve the call in it is logged in, available, or ready."),
};

static const acd_property step_skill_properties[] = {
    INTEGER(ACD_STEP_SKILL_LEVEL, 0, 1000, 0, "level", "Level that suffices from this step on; 0: no longer needed."),
};

static const acd_property announcement_properties[] = {
    TEXT(ACD_ANNOUNCEMENT_PROMPT, 1000, "prompt", "Name of the prompt to play."),
    CHOICE(ACD_ANNOUNCEMENT_SAYS, 4, ACD_SAYS_NOTHING, "says", "nothing position estimated_wait waited",
           "What is said behind the prompt."),
    DURATION(ACD_ANNOUNCEMENT_AFTER_US, 0, DAY, 30 * SECOND, "after",
             "How long a call waits until it hears this first."),
    DURATION(ACD_ANNOUNCEMENT_EVERY_US, 0, DAY, 0, "every",
             "Time from one turn to the next, a second at least; 0: just once."),
    CHOICE(ACD_ANNOUNCEMENT_WHILE_RINGING, 2, ACD_WHILE_RINGING_WAIT, "while_ringing", "wait play",
           "While an agent rings for the call: wait until nobody does, or play."),
};

static const acd_property group_properties[] = {
    ROW(ACD_GROUP_PERCENTAGE, ACD_TYPE_INT, 0, 1, 0, 0, 0, 100, 0, "", "percentage", "",
        "Share of the answered calls of the queue; those of all groups add up to 100."),
};

static const acd_property schedule_properties[] = {
    DURATION(ACD_SCHEDULE_UTC_OFFSET_US, -14 * HOUR, 14 * HOUR, 0, "utc_offset",
             "Local time minus UTC: 3600 s east of Greenwich by one hour."),
    ROW(ACD_SCHEDULE_ZONE, ACD_TYPE_TEXT, 0, 0, 0, 0, 1, 255, 0, "", "zone", "",
        "Time zone, as `Europe/Berlin`. Neither this nor utc_offset: as in what it is based on, else UTC."),
    REFERENCE(ACD_SCHEDULE_BASED_ON, ACD_NOUN_SCHEDULE, 0, "based_on",
              "Schedule whose holidays and exceptions hold here, too, and its hours if there are none here."),
    REFERENCE(ACD_SCHEDULE_EMERGENCY, ACD_NOUN_TOGGLE, 0, "emergency", "Toggle that closes it while it is on."),
};

static const acd_property hours_properties[] = {
    ROW(ACD_HOURS_DAYS, ACD_TYPE_DAYS, 0, 1, 0, 0, 1, 127, 0, "", "days", "",
        "Days of the week on which these hours begin."),
    ROW(ACD_HOURS_FROM_US, ACD_TYPE_CLOCK, 0, 1, 0, 0, 0, DAY - SECOND, 0, "", "from", "", "Open from, local time."),
    ROW(ACD_HOURS_TO_US, ACD_TYPE_CLOCK, 0, 1, 0, 0, 0, DAY, 0, "", "to", "",
        "Open until, local time, 24:00 for midnight; not later than `from`: until then on the next day."),
    DATE(ACD_HOURS_FROM_DATE, 0, "from_date", "First day of the season in which these hours count."),
    DATE(ACD_HOURS_TO_DATE, 0, "to_date", "Last day of the season in which these hours count."),
};

#define RULE_PROPERTIES(noun)                                                                                          \
  {                                                                                                                    \
    DATE(ACD_##noun##_DATE, 1, "date", "Day, of one year or of every year."),                                          \
        DATE(ACD_##noun##_TO_DATE, 0, "to_date", "Last day. Unset: `date` is the only one."),                          \
        ROW(ACD_##noun##_FROM_US, ACD_TYPE_CLOCK, 0, 0, 0, 0, 0, DAY - SECOND, 0, "", "from", "",                      \
            "From when on each day, local time."),                                                                     \
        ROW(ACD_##noun##_TO_US, ACD_TYPE_CLOCK, 0, 0, 0, 0, 0, DAY, DAY, "", "to", "",                                 \
            "Until when, local time; not later than `from`: until then on the next day."),                             \
        INTEGER(ACD_##noun##_OPEN, 0, 1, 0, "open", "1: open then, 0: closed."),                                       \
  }

static const acd_property holiday_properties[] = RULE_PROPERTIES(HOLIDAY);
static const acd_property exception_properties[] = RULE_PROPERTIES(EXCEPTION);

static const acd_property site_properties[] = {
    REFERENCE(ACD_SITE_SCHEDULE, ACD_NOUN_SCHEDULE, 1, "schedule", "Schedule of the other place."),
};

static const acd_property number_properties[] = {
    REFERENCE(ACD_NUMBER_FLOW, ACD_NOUN_FLOW, 0, "flow", "Flow that its calls start; either this or a queue."),
    REFERENCE(ACD_NUMBER_QUEUE, ACD_NOUN_QUEUE, 0, "queue", "Queue that its calls enter; either this or a flow."),
    INTEGER(ACD_NUMBER_PRIORITY, -1000, 1000, 0, "priority", "Added to the priority of its calls; higher first."),
    TEXT(ACD_NUMBER_PATTERN, 255, "pattern", "Dialled numbers that it is for, as `+4930123.`. Unset: its name alone."),
};

static const acd_property flow_properties[] = {
    REFERENCE(ACD_FLOW_START, ACD_NOUN_NODE, 1, "start", "Node of this flow at which calls begin."),
    REFERENCE(ACD_FLOW_CATCH, ACD_NOUN_NODE, 0, "catch",
              "Node of this flow that takes calls whose exit, other than next, leads nowhere."),
};

static const acd_property node_properties[] = {
    CHOICE(ACD_NODE_KIND, 30, 0, "kind",
           "play menu collect hours metric compare set skills priority queue agent voicemail transfer flow hangup "
           "branch test split loop subflow return wait host toggle recording leave callback slots "
           "hold_slot mark",
           "What the node does."),
    NODE_TEXT(ACD_NODE_PROMPT, KIND(PLAY) | PROMPTED | KIND(VOICEMAIL) | KIND(HOST) | KIND(CALLBACK),
              KIND(PLAY) | KIND(MENU), 1, 1000, "", "prompt", "Name of the prompt to play."),
    NODE_TEXT(ACD_NODE_PROMPT_NO_INPUT, PROMPTED, 0, 1, 1000, "", "prompt_no_input",
              "Prompt of the next try after no key was pressed; unset: `prompt` again."),
    NODE_TEXT(ACD_NODE_PROMPT_NO_MATCH, PROMPTED, 0, 1, 1000, "", "prompt_no_match",
              "Prompt of the next try after wrong keys; unset: `prompt` again."),
    NODE_INTEGER(ACD_NODE_ATTEMPTS, PROMPTED, 0, 1, 10, 3, "attempts",
                 "Tries before the exit no_input or no_match is taken."),
    NODE_DURATION(ACD_NODE_INPUT_TIMEOUT_US, PROMPTED, SECOND / 10, HOUR, 5 * SECOND, "input_timeout",
                  "How long to wait for the first key after the prompt."),
    NODE_INTEGER(ACD_NODE_DIGITS_MIN, KIND(COLLECT), 0, 1, 64, 1, "digits_min", "Fewest keys that are a match."),
    NODE_INTEGER(ACD_NODE_DIGITS_MAX, KIND(COLLECT), 0, 1, 64, 1, "digits_max",
                 "Most keys: the last one ends the input."),
    NODE_TEXT(
        ACD_NODE_TERMINATORS, PROMPTED, 0, 0, 16, "#", "terminators",
        "Keys (0-9 * # A-D) that end the input and are not part of it; empty: none. A menu has none unless given."),
    NODE_TEXT(ACD_NODE_ATTRIBUTE,
              KIND(COLLECT) | KIND(COMPARE) | KIND(SET) | KIND(AGENT) | KIND(BRANCH) | KIND(LOOP) | KIND(SUBFLOW) |
                  KIND(HOST) | KIND(CALLBACK) | KIND(SLOTS),
              KIND(COMPARE) | KIND(SET) | KIND(LOOP) | KIND(SLOTS), 1, 64, "digits", "attribute",
              "Attribute of the call: collected into, compared, set, counted in, or the extension to reach; takes what "
              "a subflow "
              "returns or the host answers, if named; holds the number to call back, the caller's if none is named; "
              "what names "
              "of slots begin with."),
    NODE_CHOICE(ACD_NODE_OPERATOR, KIND(METRIC) | KIND(COMPARE), 0, 8, ACD_OPERATOR_EQUAL, "operator",
                "equal not_equal less less_equal greater greater_equal prefix is_set",
                "How to compare; prefix and is_set are for attributes only."),
    NODE_TEXT(
        ACD_NODE_VALUE, KIND(COMPARE) | KIND(SET) | KIND(RETURN), 0, 0, 1000, "", "value",
        "What the attribute is compared with or set to (set to the empty text, it is removed), or what is returned."),
    NODE_REFERENCE(ACD_NODE_SCHEDULE, KIND(HOURS), KIND(HOURS), ACD_NOUN_SCHEDULE, "schedule",
                   "Opening hours to look at."),
    NODE_REFERENCE(ACD_NODE_QUEUE, KIND(METRIC) | KIND(QUEUE) | KIND(CALLBACK), KIND(METRIC) | KIND(QUEUE),
                   ACD_NOUN_QUEUE, "queue", "Queue to wait in, or to measure."),
    NODE_CHOICE(ACD_NODE_METRIC, KIND(METRIC), KIND(METRIC), 8, 0, "metric",
                "waiting staffed available ready longest_wait estimated_wait service_level position",
                "What to measure; waits are in whole seconds, the service level is in per cent, the position is the "
                "call's own, 0 where it does not wait there."),
    NODE_INTEGER(ACD_NODE_THRESHOLD, KIND(METRIC), KIND(METRIC), 0, 1000000000, 0, "threshold",
                 "What the metric is compared with."),
    NODE_REFERENCE(ACD_NODE_AGENT, KIND(AGENT), 0, ACD_NOUN_AGENT, "agent",
                   "Agent to wait for; unset: the one whose extension is in `attribute`."),
    NODE_REFERENCE(ACD_NODE_FLOW, KIND(FLOW) | KIND(SUBFLOW), KIND(FLOW) | KIND(SUBFLOW), ACD_NOUN_FLOW, "flow",
                   "Flow to go on with, or to come back from."),
    NODE_TEXT(ACD_NODE_NUMBER, KIND(TRANSFER), KIND(TRANSFER), 1, 255, "", "number", "Outside number to transfer to."),
    NODE_TEXT(ACD_NODE_MAILBOX, KIND(VOICEMAIL), KIND(VOICEMAIL), 1, 255, "", "mailbox",
              "Mailbox that takes the message."),
    NODE_INTEGER(ACD_NODE_PRIORITY, KIND(PRIORITY), 0, -1000, 1000, 0, "priority",
                 "The call's priority from now on; higher first."),
    NODE_DURATION(ACD_NODE_WAIT_MAX_US, KIND(QUEUE) | KIND(AGENT), 0, 7 * DAY, 0, "wait_max",
                  "Longest wait; 0: as the queue says; for an agent: no wait, who is not free is busy."),
    NODE_DURATION(ACD_NODE_DIGIT_TIMEOUT_US, PROMPTED, -1, HOUR, -1, "digit_timeout",
                  "How long to wait between keys, at least 0.1 s. Unset: input_timeout."),
    NODE_TEXT(ACD_NODE_EXPRESSION, KIND(BRANCH) | KIND(TEST) | KIND(SET) | KIND(PRIORITY) | KIND(RETURN) | KIND(MARK),
              KIND(TEST) | KIND(MARK), 1, 1000, "", "expression",
              "What is true or false, compared with the cases, set or returned, as `waiting(\"desk\") > 5 and tier != "
              "\"gold\"`."),
    NODE_INTEGER(ACD_NODE_COUNT, KIND(LOOP) | KIND(SLOTS), KIND(LOOP) | KIND(SLOTS), 1, 1000, 0, "count",
                 "How often the exit next is taken; how many slots are told, up to 9."),
    ROW(ACD_NODE_TIME_US, ACD_TYPE_DURATION, 0, 0, KIND(WAIT) | KIND(HOST), KIND(WAIT), SECOND / 10, DAY, 5 * SECOND,
        "", "time", "", "How long to wait, or how long the host may take."),
    NODE_TEXT(ACD_NODE_OPERATION, KIND(HOST), KIND(HOST), 1, 255, "", "operation", "What the host is asked to do."),
    NODE_REFERENCE(ACD_NODE_TOGGLE, KIND(TOGGLE), KIND(TOGGLE), ACD_NOUN_TOGGLE, "toggle", "Toggle to ask for."),
    NODE_CHOICE(ACD_NODE_RECORDING, KIND(RECORDING), KIND(RECORDING), 3, 0, "recording", "on off paused",
                "How the call is recorded from now on."),
    NODE_TEXT(ACD_NODE_RULE_ATTRIBUTE, KIND(HOURS), 0, 1, 64, "", "rule_attribute",
              "Attribute that gets the name of the rule that decided."),
    NODE_TEXT(ACD_NODE_OPENS_ATTRIBUTE, KIND(HOURS), 0, 1, 64, "", "opens_attribute",
              "Attribute that gets the next opening in local time, as 2026-12-28T09:00."),
    NODE_TEXT(ACD_NODE_BRINGS, KIND(HOST), 0, 0, 1000, "", "brings",
              "Attributes that the host sets before it answers, commas between, perhaps none; only the check of flows "
              "asks for them. Unset: it may set any."),
    NODE_CHOICE(ACD_NODE_SAYS, KIND(PLAY), 0, 4, ACD_SAYS_NOTHING, "says", "nothing position estimated_wait waited",
                "What is said behind the prompt of the call's wait in its queue."),
    NODE_REFERENCE(ACD_NODE_PLAN, KIND(CALLBACK), 0, ACD_NOUN_CALLBACK, "plan",
                   "Plan by which the customer is called back."),
    NODE_REFERENCE(ACD_NODE_SLOT_PLAN, KIND(CALLBACK) | KIND(SLOTS) | KIND(HOLD_SLOT), KIND(SLOTS) | KIND(HOLD_SLOT),
                   ACD_NOUN_SLOT_PLAN, "slot_plan", "Plan of the slots; a callback is for one of them."),
    NODE_TEXT(ACD_NODE_SLOT_ATTRIBUTE, KIND(CALLBACK) | KIND(HOLD_SLOT), KIND(HOLD_SLOT), 1, 64, "", "slot_attribute",
              "Attribute that has the local start of the slot, as 2026-12-28T09:00."),
    NODE_TEXT(ACD_NODE_FROM_ATTRIBUTE, KIND(SLOTS), 0, 1, 64, "", "from_attribute",
              "Attribute that has a local time: only later slots are told."),
    NODE_CHOICE(ACD_NODE_MARK, KIND(MARK), KIND(MARK), 2, 0, "mark", "rating resolved",
                "What the caller says of the conversation."),
};

static const acd_property exit_properties[] = {
    REFERENCE(ACD_EXIT_TO, ACD_NOUN_NODE, 1, "to", "Node of the same flow that comes next."),
};

static const acd_property case_properties[] = {
    REFERENCE(ACD_CASE_TO, ACD_NOUN_NODE, 1, "to", "Node of the same flow that comes next."),
    CHOICE(ACD_CASE_OPERATOR, 8, ACD_OPERATOR_EQUAL, "operator",
           "equal not_equal less less_equal greater greater_equal prefix is_set", "How the value is compared."),
    TEXT(ACD_CASE_VALUE, 1000, "value", "What it is compared with."),
    TEXT(ACD_CASE_KEYS, 1000, "keys", "Keys of a menu, or patterns of several, with blanks between."),
    TEXT(ACD_CASE_SPEECH, 1000, "speech", "Phrases said instead of keys, with | between, as \"billing|my bill\"."),
    INTEGER(ACD_CASE_PERCENTAGE, 0, 100, 0, "percentage",
            "Share of the calls that go this way; those of all cases add up to 100."),
};

static const acd_property caller_properties[] = {
    ROW(ACD_CALLER_PATTERN, ACD_TYPE_TEXT, 0, 1, 0, 0, 1, 255, 0, "", "pattern", "",
        "Numbers of the callers, as `+4930[2-5].`; the most specific pattern counts."),
    INTEGER(ACD_CALLER_PRIORITY, -1000, 1000, 0, "priority", "Added to the priority of their calls; higher first."),
    TEXT(ACD_CALLER_CLASS, 255, "class", "Attribute `caller_class` of their calls; unset: they get none."),
};

static const acd_property try_properties[] = {
    TEXT(ACD_TRY_PROMPT_NO_INPUT, 1000, "prompt_no_input",
         "Prompt of this try after no key was pressed; unset: as the node says."),
    TEXT(ACD_TRY_PROMPT_NO_MATCH, 1000, "prompt_no_match",
         "Prompt of this try after wrong keys; unset: as the node says."),
};

static const acd_property node_skill_properties[] = {
    INTEGER(ACD_NODE_SKILL_LEVEL, 1, 1000, 1, "level", "Level needed at least."),
};

static const acd_property parameter_properties[] = {
    ROW(ACD_PARAMETER_VALUE, ACD_TYPE_TEXT, 0, 0, 0, 0, 0, 1000, 0, "", "value", "",
        "What the attribute is set to (the empty text removes it), or the host is told."),
    ROW(ACD_PARAMETER_EXPRESSION, ACD_TYPE_TEXT, 0, 0, 0, 0, 1, 1000, 0, "", "expression", "",
        "What gives the value that the attribute is set to before a subflow, in place of `value`, as `part(caller, -4, "
        "4)`."),
};

static const acd_property toggle_properties[] = {
    INTEGER(ACD_TOGGLE_ON, 0, 1, 0, "on", "State of a new toggle, 1: on; one that is there already keeps its own."),
};

static const acd_property callback_properties[] = {
    CHOICE(ACD_CALLBACK_DIAL_FIRST, 2, ACD_DIAL_FIRST_AGENT, "dial_first", "agent customer",
           "Whether an agent is rung before the customer is dialled, or held until the customer has answered."),
    DURATION(ACD_CALLBACK_AHEAD_US, 0, HOUR, 0, "ahead",
             "Customer first: dialled when the estimated wait is at most this; 0: when an agent is found."),
    INTEGER(ACD_CALLBACK_ATTEMPTS_MAX, 1, 20, 3, "attempts_max", "How often the customer is dialled at most."),
    DURATION(ACD_CALLBACK_RETRY_US, SECOND, 7 * DAY, 600 * SECOND, "retry", "Time between two attempts."),
    DURATION(ACD_CALLBACK_RING_TIMEOUT_US, SECOND, 600 * SECOND, 30 * SECOND, "ring_timeout",
             "How long the customer is rung."),
    DURATION(ACD_CALLBACK_EXPIRES_US, 0, 90 * DAY, DAY, "expires",
             "After this time nobody is dialled any more; 0: never."),
    CHOICE(ACD_CALLBACK_MACHINE, 3, ACD_MACHINE_RETRY, "machine", "retry message drop",
           "What an answering machine means: as no answer; the end, with the message; the end, without."),
    TEXT(ACD_CALLBACK_MESSAGE, 1000, "message", "What a customer is told who was not reached; unset: nothing."),
    CHOICE(ACD_CALLBACK_DUPLICATE, 3, ACD_DUPLICATE_REFUSE, "duplicate", "refuse replace allow",
           "What becomes of another request to the same number."),
    INTEGER(ACD_CALLBACK_REJOIN, 0, 1, 1, "rejoin", "1: a customer who calls in meanwhile gets the place back."),
    REFERENCE(ACD_CALLBACK_HOURS, ACD_NOUN_SCHEDULE, 0, "hours",
              "Hours in which customers are dialled. Unset: at any time."),
    INTEGER(ACD_CALLBACK_PER_DAY, 0, 1000000, 0, "per_day",
            "Callbacks taken on a day of the calendar at most; 0: no limit."),
    INTEGER(ACD_CALLBACK_PER_NUMBER_DAY, 0, 1000, 0, "per_number_day",
            "Callbacks to one number on a day at most; 0: no limit."),
    INTEGER(ACD_CALLBACK_NUMBERS_MAX, 1, 100000, 1000, "numbers_max",
            "Different numbers on a day at most, where those to one are limited."),
    TEXT(ACD_CALLBACK_ZONE_ATTRIBUTE, 255, "zone_attribute",
         "Attribute of the call that names the time zone of the customer, by whose clock the hours are read."),
};

static const acd_property callback_pattern_properties[] = {
    ROW(ACD_CALLBACK_PATTERN_PATTERN, ACD_TYPE_TEXT, 0, 1, 0, 0, 1, 255, 0, "", "pattern", "",
        "The numbers, as `+4930.`; the most specific pattern counts."),
    INTEGER(ACD_CALLBACK_PATTERN_ALLOWED, 0, 1, 1, "allowed",
            "1: they may be called back. Where a pattern allows some, others may not unless one allows them, too."),
    TEXT(ACD_CALLBACK_PATTERN_ZONE, 255, "zone",
         "Time zone in which their customers live, such as Europe/Berlin, for the plan's hours."),
};

static const acd_property slot_plan_properties[] = {
    REFERENCE(ACD_SLOT_PLAN_CALLBACK, ACD_NOUN_CALLBACK, 1, "callback", "Plan by which bookings are dialled."),
    REFERENCE(ACD_SLOT_PLAN_QUEUE, ACD_NOUN_QUEUE, 1, "queue", "Queue that bookings enter when they are due."),
    REFERENCE(ACD_SLOT_PLAN_SCHEDULE, ACD_NOUN_SCHEDULE, 1, "schedule",
              "Slots lie in the time at which it is open, by its clock."),
    DURATION(ACD_SLOT_PLAN_LENGTH_US, 300 * SECOND, DAY, 1800 * SECOND, "length",
             "How long a slot lasts, whole minutes. Slots begin at its multiples after midnight."),
    INTEGER(ACD_SLOT_PLAN_CAPACITY, 0, 10000, 1, "capacity", "Bookings that a slot takes, before overbooking."),
    INTEGER(ACD_SLOT_PLAN_OVERBOOKING, 100, 300, 100, "overbooking",
            "Per cent of the capacity that are booked, rounded down."),
    DURATION(ACD_SLOT_PLAN_LEAD_US, 0, 400 * DAY, 0, "lead", "A slot is booked so long before its start at least."),
    DURATION(ACD_SLOT_PLAN_HORIZON_US, SECOND, ACD_SCHEDULE_DAYS *DAY, 28 * DAY, "horizon",
             "A slot is booked so long before its start at most."),
    DURATION(ACD_SLOT_PLAN_HOLD_US, SECOND, HOUR, 60 * SECOND, "hold",
             "How long a slot is held for a customer who has still to confirm it."),
    DURATION(ACD_SLOT_PLAN_PROMISE_US, -1, 7 * DAY, -1, "promise",
             "So soon after the slot's start the customer is to be dialled. Unset: within the slot."),
    INTEGER(ACD_SLOT_PLAN_PRIORITY, -1000, 1000, 100, "priority", "Added to the priority of a booking that is due."),
};

static const acd_property slot_capacity_properties[] = {
    REFERENCE(ACD_SLOT_CAPACITY_SCHEDULE, ACD_NOUN_SCHEDULE, 1, "schedule",
              "It is for slots at whose start this is open."),
    INTEGER(ACD_SLOT_CAPACITY_CAPACITY, 0, 10000, 1, "capacity",
            "Bookings that such a slot takes, before overbooking."),
};

static const acd_property slot_skill_properties[] = {
    INTEGER(ACD_SLOT_SKILL_LEVEL, 1, 1000, 1, "level", "Level the agent must have."),
};

static const acd_property campaign_properties[] = {
    REFERENCE(ACD_CAMPAIGN_CALLBACK, ACD_NOUN_CALLBACK, 1, "callback", "Plan by which its customers are called."),
    REFERENCE(ACD_CAMPAIGN_QUEUE, ACD_NOUN_QUEUE, 1, "queue", "Queue that its tasks are let into."),
    CHOICE(ACD_CAMPAIGN_ORDER, 3, ACD_ORDER_OLDEST, "order", "newest oldest priority",
           "Which of its tasks is served first: the one taken last, or first; the one of the highest priority."),
    DURATION(ACD_CAMPAIGN_DELAY_US, 0, DAY, 60 * SECOND, "delay",
             "How long after they gave up callers may be called again."),
    DURATION(ACD_CAMPAIGN_EXPIRES_US, 0, 90 * DAY, DAY, "expires",
             "After this time a task is not dialled any more; 0: never. It counts instead of the plan's."),
    INTEGER(ACD_CAMPAIGN_TASKS_MAX, 1, 100000, 1000, "tasks_max", "Tasks that there are at once at most."),
    DURATION(ACD_CAMPAIGN_LOOK_US, SECOND, 600 * SECOND, 5 * SECOND, "look",
             "How often it is looked at whether tasks may be let in."),
    INTEGER(ACD_CAMPAIGN_READY_MIN, 0, 10000, 0, "ready_min",
            "Members of the queue that have to stay ready for callers."),
    INTEGER(ACD_CAMPAIGN_PARALLEL_MAX, 1, 1000, 100, "parallel_max",
            "Tasks that are let in and not yet answered, at most."),
    DURATION(ACD_CAMPAIGN_WINDOW_US, 60 * SECOND, HOUR, 1800 * SECOND, "window",
             "Whole minutes for which the service level of its queues is looked at; part of one counts as one."),
};

static const acd_property campaign_queue_properties[] = {
    INTEGER(ACD_CAMPAIGN_QUEUE_WAITING_MAX, 0, 1000000, 0, "waiting_max",
            "Calls that may wait in it while tasks are let in."),
    DURATION(ACD_CAMPAIGN_QUEUE_WAIT_MAX_US, 0, DAY, 0, "wait_max",
             "How long the one of them may have waited that waits longest; 0: any time."),
    INTEGER(ACD_CAMPAIGN_QUEUE_SERVICE_LEVEL_MIN, 0, 100, 0, "service_level_min",
            "Per cent of its calls that were answered in time, at least; 0: any share."),
};

#define OF(table)                                                                                                      \
  {                                                                                                                    \
    table, sizeof table / sizeof table[0]                                                                              \
  }

static const struct {
  const acd_property *items;
  size_t count;
} by_noun[] = {
    {NULL, 0},
    OF(centre_properties),
    {NULL, 0},
    OF(agent_properties),
    OF(agent_skill_properties),
    OF(queue_properties),
    OF(member_properties),
    OF(queue_skill_properties),
    OF(schedule_properties),
    OF(hours_properties),
    OF(number_properties),
    OF(flow_properties),
    OF(node_properties),
    OF(exit_properties),
    OF(node_skill_properties),
    OF(step_properties),
    OF(step_skill_properties),
    OF(announcement_properties),
    OF(channel_properties),
    {NULL, 0},
    OF(agent_channel_properties),
    OF(group_properties),
    {NULL, 0},
    OF(device_properties),
    OF(case_properties),
    OF(try_properties),
    OF(parameter_properties),
    OF(toggle_properties),
    OF(caller_properties),
    OF(holiday_properties),
    OF(exception_properties),
    OF(site_properties),
    OF(callback_properties),
    OF(callback_pattern_properties),
    OF(slot_plan_properties),
    OF(slot_capacity_properties),
    OF(slot_skill_properties),
    OF(campaign_properties),
    OF(campaign_queue_properties),
};

#define NOUNS_COUNT (sizeof by_noun / sizeof by_noun[0])

const acd_property *acd__properties_of(uint32_t noun, size_t *count_out)
{
  *count_out = noun < NOUNS_COUNT ? by_noun[noun].count : 0;
  return noun < NOUNS_COUNT ? by_noun[noun].items : NULL;
}

const acd_property *acd__property_at(uint32_t property)
{
  size_t count;
  const acd_property *items = acd__properties_of(property >> 8, &count);
  uint32_t number = property & 0xff;
  return number >= 1 && number <= count ? &items[number - 1] : NULL;
}

int acd_property_next(size_t index, acd_property *property_out)
{
  if (!property_out) return ACD_ERR_ARGUMENT;
  for (size_t noun = 0; noun < NOUNS_COUNT; noun++) {
    if (index < by_noun[noun].count) {
      const acd_property *entry = &by_noun[noun].items[index];
      int status = acd__record_put(property_out, entry, sizeof(acd_property), sizeof(acd_property));
      return status == ACD_OK ? 1 : status;
    }
    index -= by_noun[noun].count;
  }
  return 0;
}

int acd__property_is_text(const acd_property *property)
{
  return property->type == ACD_TYPE_TEXT || property->type == ACD_TYPE_REFERENCE;
}
