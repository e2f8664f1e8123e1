/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Definitions: a whole contact centre, or a change of one, built here and submitted as one command.
 *
 * A definition is a tree of named objects with typed properties:
 *
 *     centre ─┬─ skill            queue ─┬─ member (named as its agent)
 *             ├─ channel ─ interrupt     ├─ queue_skill (what every call of the queue needs)
 *             ├─ agent ─┬─ agent_skill   ├─ group (of members, with a percentage of the calls: route.h)
 *             │         ├─ agent_channel ├─ step ─ step_skill (what is asked of agents as a call waits: route.h)
 *             │         └─ device        └─ announcement (to waiting callers: queue.h)
 *             ├─ queue
 *             ├─ schedule                schedule ─ hours, holiday, exception, site (schedule.h)
 *             ├─ number                  flow ─ node ─┬─ exit (named as an exit of the kind, or a menu's key)
 *             ├─ caller, toggle                       ├─ case (a way on decided by a value: flow.h)
 *             ├─ flow                                 ├─ try (what is said before a further try: flow.h)
 *             ├─ callback ─ callback_pattern          ├─ node_skill
 *             ├─ slot_plan (slot.h)                   ├─ node_queue (where a call waits, too)
 *             └─ campaign ─ campaign_queue            └─ parameter (of a subflow, or for the host: flow.h)
 *
 * Nouns and properties are described by a table that one can ask (acd_noun_next(), acd_property_next()): loaders,
 * editors and schemas are made from it, and the engine checks against it. An unset property has its default.
 *
 * **Submitting.** acd_definition_submit() checks everything: names, references, ranges, flows. With any error nothing
 * changes and acd_engine_error_at() lists them all. Without, the definition takes effect at once, compared *by name*
 * with what runs. A DEFINE is the whole truth: what it does not name disappears. A CHANGE adds the objects it names or
 * replaces them whole (an agent with its skills, a queue with its members, a flow with its nodes); what it does not
 * name stays, and acd_definition_remove() names what goes. acd_definition_amend() changes an object in part: the
 * properties given, and the objects directly below it that are named (a queue's member, an agent's skill), each added
 * or replaced whole, or taken out by acd_definition_remove_below(), or amended in their turn by
 * acd_definition_amend_below(); all else of it stays. What has to have its default again is named by
 * acd_definition_unset(). An agent that is removed is
 * taken out of the queues that the change does not define anew, too. No call is ever dropped by a definition:
 *  - An agent that stays keeps presence, calls, counters and idle clock. A property `presence` is for new agents only.
 *  - An agent that disappears stops being offered calls; an offer to it is cancelled and the call goes to the next
 *    agent; a conversation, or a call that is connecting, goes on to its end, without wrap-up, then the agent is gone.
 *    Calls waiting for that agent alone leave by `unreachable`.
 *  - A queue that stays keeps its calls, with the age of their wait; what orders them (priority, weight, acceleration,
 *    wait_from) and who may serve them counts at once, steps as route.h says. New limits and time-outs hold for calls
 *    that enter from now on, ring time-out and strategy from the next offer on, wrap-up from the next end of a
 *    conversation on; the memory of round robin stays (route.h).
 *  - A queue that disappears is closed: it takes no new calls, its waiting calls are served by the members it had (as
 *    far as they are still there), and it is gone with its last call.
 *  - A flow takes effect for new calls at once: a CHANGE with a flow publishes it. Calls inside keep the version they
 *    started on until they leave it; they come back to it from subflows, too. A version goes with its last call
 *    (acd_flow_get() tells of those that are left). To roll back is to publish what was there before.
 *  - A toggle that stays keeps its state. A property `on` is for new toggles only.
 *  - Callbacks and bookings of slots stay (callback.h, slot.h).
 *  - Numbers and callers are for calls that arrive from now on. Schedules take effect at once, for calls inside too.
 *  - Channels and capacities count at once for what is offered from now on; nobody loses what is in hand. A channel
 *    that disappears goes with its last call. A definition has at most 16, and with those that have their last calls
 *    there are at most 31: one that would be the 32nd is an error (ACD_ERR_LIMIT, at its place) until some are gone.
 *  - Devices of an agent that stays are compared by name, too: agent.h, "Devices".
 *  - A skill that disappears can be held by no one: calls that need it wait until their queue's maximum wait.
 *
 * **Numbers and callers.** A number without a `pattern` is for calls that dialled its name; with one it is for all that
 * match the pattern (flow.h, "Patterns"), and its name is but a name. A call enters by the number whose name was
 * dialled, else by that of the most specific pattern that matches, of several equally specific ones by the first in the
 * definition; where there is none, acd_call_arrive() returns ACD_ERR_NOT_FOUND. The patterns of all numbers together
 * have at most 256 different sets (`[2-9]`, `[98765432]` and N are one), those of all callers likewise. A caller is
 * likewise the one of the most specific pattern that matches who calls (ANI; a withheld one is the empty text, which
 * only `!` matches), then the first; where there is none, nothing is done. It counts for every call that arrives, also
 * straight in a queue or a flow: its `priority` is added to the call's, as the number's is, and a flow that sets the
 * call's own priority takes nothing away of it; its `class`, if it has one, becomes the call's attribute
 * `caller_class`, unless the host gave one with the call. Where that attribute would be one too many, or the texts
 * would be too long together (ACD_OPTION_ATTRIBUTES_MAX, ACD_OPTION_TEXT_MAX), the call arrives without, and a warning
 * is logged. Finding a number or a caller takes no longer for patterns that begin otherwise.
 *
 * **What it costs.** A definition is worked through whole, and so is a change of anything but agents. A CHANGE that
 * only defines, amends or removes agents (but for their devices), and amends queues in their members, costs what these
 * agents and members cost,
 * however many others there are. It has the same effect, and now and then (when many such changes have gathered, or a
 * queue gets its first member with a position, say) takes the long way all the same.
 */
#ifndef ACD_DEFINITION_H
#define ACD_DEFINITION_H

#include <acd/command.h>
#include <acd/route.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
  ACD_NOUN_CENTRE = 1, /**< the root: index 0 of every definition */
  ACD_NOUN_SKILL = 2,
  ACD_NOUN_AGENT = 3,
  ACD_NOUN_AGENT_SKILL = 4,
  ACD_NOUN_QUEUE = 5,
  ACD_NOUN_MEMBER = 6,
  ACD_NOUN_QUEUE_SKILL = 7,
  ACD_NOUN_SCHEDULE = 8,
  ACD_NOUN_HOURS = 9,
  ACD_NOUN_NUMBER = 10,
  ACD_NOUN_FLOW = 11,
  ACD_NOUN_NODE = 12,
  ACD_NOUN_EXIT = 13,
  ACD_NOUN_NODE_SKILL = 14,
  ACD_NOUN_STEP = 15,
  ACD_NOUN_STEP_SKILL = 16,
  ACD_NOUN_ANNOUNCEMENT = 17,
  ACD_NOUN_CHANNEL = 18,
  ACD_NOUN_INTERRUPT = 19,
  ACD_NOUN_AGENT_CHANNEL = 20,
  ACD_NOUN_GROUP = 21,
  ACD_NOUN_NODE_QUEUE = 22,
  ACD_NOUN_DEVICE = 23,
  ACD_NOUN_CASE = 24,
  ACD_NOUN_TRY = 25,
  ACD_NOUN_PARAMETER = 26,
  ACD_NOUN_TOGGLE = 27,
  ACD_NOUN_CALLER = 28,
  ACD_NOUN_HOLIDAY = 29,
  ACD_NOUN_EXCEPTION = 30,
  ACD_NOUN_SITE = 31,
  ACD_NOUN_CALLBACK = 32,
  ACD_NOUN_CALLBACK_PATTERN = 33,
  ACD_NOUN_SLOT_PLAN = 34,
  ACD_NOUN_SLOT_CAPACITY = 35,
  ACD_NOUN_SLOT_SKILL = 36,
  ACD_NOUN_CAMPAIGN = 37,
  ACD_NOUN_CAMPAIGN_QUEUE = 38
};

/** Properties: noun × 256 + number. Units, ranges, defaults and texts are in the table, acd_property_next(). */
enum {
  ACD_CENTRE_SHORT_ABANDON_US = 0x101,
  ACD_CENTRE_REQUEST_TIMEOUT_US = 0x102,
  ACD_CENTRE_PLAY_TIMEOUT_US = 0x103,
  ACD_CENTRE_VOICEMAIL_TIMEOUT_US = 0x104,
  ACD_CENTRE_TRANSFER_TIMEOUT_US = 0x105,
  ACD_CENTRE_STEPS_MAX = 0x106,
  ACD_CENTRE_CALL_CHOICE = 0x107,
  ACD_CENTRE_IDLE_FROM = 0x108,
  ACD_CENTRE_IDLE_NOT_READY = 0x109,
  ACD_CENTRE_IDLE_OFFER = 0x10a,
  ACD_CENTRE_IDLE_MISS = 0x10b,
  ACD_CENTRE_IDLE_DIRECT = 0x10c,
  ACD_CENTRE_IDLE_ELSEWHERE = 0x10d,
  ACD_CENTRE_OCCUPANCY_WINDOW_US = 0x10e,
  ACD_CENTRE_PARK_TIMEOUT_US = 0x10f,
  ACD_CENTRE_ATTRIBUTES = 0x110,
  ACD_CENTRE_RATING_MIN = 0x111,
  ACD_CENTRE_RATING_MAX = 0x112,
  ACD_CENTRE_RATING_SATISFIED = 0x113,

  ACD_AGENT_EXTENSION = 0x301,
  ACD_AGENT_PRESENCE = 0x302,
  ACD_AGENT_RING_TIMEOUT_US = 0x303,
  ACD_AGENT_WRAPUP_US = 0x304,
  ACD_AGENT_WRAPUP_EXTENSION_MAX_US = 0x305,
  ACD_AGENT_OFFERS_MAX = 0x306,
  ACD_AGENT_OFFERS_WINDOW_US = 0x307,
  ACD_AGENT_CAPACITY = 0x308,

  ACD_AGENT_SKILL_LEVEL = 0x401,

  ACD_QUEUE_STRATEGY = 0x501,
  ACD_QUEUE_RING_TIMEOUT_US = 0x502,
  ACD_QUEUE_WRAPUP_US = 0x503,
  ACD_QUEUE_RETRY_DELAY_US = 0x504,
  ACD_QUEUE_MISSES_MAX = 0x505,
  ACD_QUEUE_SERVICE_LEVEL_US = 0x506,
  ACD_QUEUE_LENGTH_MAX = 0x507,
  ACD_QUEUE_WAIT_MAX_US = 0x508,
  ACD_QUEUE_OVERFLOW = 0x509,
  ACD_QUEUE_PRIORITY = 0x50a,
  ACD_QUEUE_MUSIC = 0x50b,
  ACD_QUEUE_EXIT_KEY = 0x50c,
  ACD_QUEUE_TIERS = 0x50d,
  ACD_QUEUE_ROUND_ROBIN_MOVES = 0x50e,
  ACD_QUEUE_RING_COUNT = 0x50f,
  ACD_QUEUE_RING_MORE_US = 0x510,
  ACD_QUEUE_WEIGHT = 0x511,
  ACD_QUEUE_ACCELERATION = 0x512,
  ACD_QUEUE_OBJECTIVE_US = 0x513,
  ACD_QUEUE_WAIT_FROM = 0x514,
  ACD_QUEUE_RESERVE = 0x515,
  ACD_QUEUE_STEPS_CLOCK = 0x516,
  ACD_QUEUE_PREFERRED_WAIT_US = 0x517,
  ACD_QUEUE_REJECT_DELAY_US = 0x518,
  ACD_QUEUE_BUSY_DELAY_US = 0x519,
  ACD_QUEUE_NO_ANSWER_DELAY_US = 0x51a,
  ACD_QUEUE_FAILED_DELAY_US = 0x51b,
  ACD_QUEUE_WRAPUP_EXTENSION_MAX_US = 0x51c,
  ACD_QUEUE_DECLINED = 0x51d,
  ACD_QUEUE_LEAVE_WHEN = 0x51e,
  ACD_QUEUE_LEAVE_AFTER_US = 0x51f,
  ACD_QUEUE_JOIN_STAFFED_MIN = 0x520,
  ACD_QUEUE_JOIN_AVAILABLE_MIN = 0x521,
  ACD_QUEUE_JOIN_READY_MIN = 0x522,
  ACD_QUEUE_JOIN_WAIT_MAX_US = 0x523,
  ACD_QUEUE_JOIN_ESTIMATE_MAX_US = 0x524,
  ACD_QUEUE_JOIN_SERVICE_LEVEL_MIN = 0x525,
  ACD_QUEUE_EXPECTED_HANDLE_US = 0x526,
  ACD_QUEUE_OVERFLOW_FLOW = 0x527,
  ACD_QUEUE_CHANNEL = 0x528,
  ACD_QUEUE_SCORE_CANDIDATES = 0x529,
  ACD_QUEUE_GROUP_MEMORY = 0x52a,
  ACD_QUEUE_WAIT_FLOW = 0x52b,
  ACD_QUEUE_AFTER_FLOW = 0x52c,
  ACD_QUEUE_HOLD_FLOW = 0x52d,
  ACD_QUEUE_WHISPER_FLOW = 0x52e,
  ACD_QUEUE_WHISPER_MAX_US = 0x52f,
  ACD_QUEUE_SURGE_LENGTH = 0x530,
  ACD_QUEUE_SURGE_WEIGHT = 0x531,
  ACD_QUEUE_CALL_AGAIN = 0x532,
  ACD_QUEUE_ESTIMATE = 0x533, /**< ACD_ESTIMATE_… */

  ACD_MEMBER_POSITION = 0x601,
  ACD_MEMBER_TIER = 0x602,
  ACD_MEMBER_RANK = 0x603,
  ACD_MEMBER_WEIGHT = 0x604,
  ACD_MEMBER_GROUP = 0x605,

  ACD_QUEUE_SKILL_LEVEL = 0x701,
  ACD_QUEUE_SKILL_WEIGHT = 0x702,

  ACD_SCHEDULE_UTC_OFFSET_US = 0x801,
  ACD_SCHEDULE_ZONE = 0x802,
  ACD_SCHEDULE_BASED_ON = 0x803,
  ACD_SCHEDULE_EMERGENCY = 0x804,

  ACD_HOURS_DAYS = 0x901,
  ACD_HOURS_FROM_US = 0x902,
  ACD_HOURS_TO_US = 0x903,
  ACD_HOURS_FROM_DATE = 0x904,
  ACD_HOURS_TO_DATE = 0x905,

  ACD_NUMBER_FLOW = 0xa01,
  ACD_NUMBER_QUEUE = 0xa02,
  ACD_NUMBER_PRIORITY = 0xa03,
  ACD_NUMBER_PATTERN = 0xa04,

  ACD_FLOW_START = 0xb01,
  ACD_FLOW_CATCH = 0xb02,

  ACD_NODE_KIND = 0xc01,
  ACD_NODE_PROMPT = 0xc02,
  ACD_NODE_PROMPT_NO_INPUT = 0xc03,
  ACD_NODE_PROMPT_NO_MATCH = 0xc04,
  ACD_NODE_ATTEMPTS = 0xc05,
  ACD_NODE_INPUT_TIMEOUT_US = 0xc06,
  ACD_NODE_DIGITS_MIN = 0xc07,
  ACD_NODE_DIGITS_MAX = 0xc08,
  ACD_NODE_TERMINATORS = 0xc09,
  ACD_NODE_ATTRIBUTE = 0xc0a,
  ACD_NODE_OPERATOR = 0xc0b,
  ACD_NODE_VALUE = 0xc0c,
  ACD_NODE_SCHEDULE = 0xc0d,
  ACD_NODE_QUEUE = 0xc0e,
  ACD_NODE_METRIC = 0xc0f,
  ACD_NODE_THRESHOLD = 0xc10,
  ACD_NODE_AGENT = 0xc11,
  ACD_NODE_FLOW = 0xc12,
  ACD_NODE_NUMBER = 0xc13,
  ACD_NODE_MAILBOX = 0xc14,
  ACD_NODE_PRIORITY = 0xc15,
  ACD_NODE_WAIT_MAX_US = 0xc16,
  ACD_NODE_DIGIT_TIMEOUT_US = 0xc17,
  ACD_NODE_EXPRESSION = 0xc18,
  ACD_NODE_COUNT = 0xc19,
  ACD_NODE_TIME_US = 0xc1a,
  ACD_NODE_OPERATION = 0xc1b,
  ACD_NODE_TOGGLE = 0xc1c,
  ACD_NODE_RECORDING = 0xc1d,
  ACD_NODE_RULE_ATTRIBUTE = 0xc1e,
  ACD_NODE_OPENS_ATTRIBUTE = 0xc1f,
  ACD_NODE_BRINGS = 0xc20,
  ACD_NODE_SAYS = 0xc21,
  ACD_NODE_PLAN = 0xc22,
  ACD_NODE_SLOT_PLAN = 0xc23,
  ACD_NODE_SLOT_ATTRIBUTE = 0xc24,
  ACD_NODE_FROM_ATTRIBUTE = 0xc25,
  ACD_NODE_MARK = 0xc26, /**< ACD_MARK_RATING or ACD_MARK_RESOLVED: mark.h */

  ACD_EXIT_TO = 0xd01,

  ACD_NODE_SKILL_LEVEL = 0xe01,

  ACD_STEP_LASTS_US = 0xf01,
  ACD_STEP_TIER_MIN = 0xf02,
  ACD_STEP_TIER_MAX = 0xf03,
  ACD_STEP_EXPRESSION = 0xf04,
  ACD_STEP_PRIORITY = 0xf05,
  ACD_STEP_SKIP_IF = 0xf06,

  ACD_STEP_SKILL_LEVEL = 0x1001,

  ACD_ANNOUNCEMENT_PROMPT = 0x1101,
  ACD_ANNOUNCEMENT_SAYS = 0x1102,
  ACD_ANNOUNCEMENT_AFTER_US = 0x1103,
  ACD_ANNOUNCEMENT_EVERY_US = 0x1104,
  ACD_ANNOUNCEMENT_WHILE_RINGING = 0x1105,

  ACD_CHANNEL_WEIGHT = 0x1201,

  ACD_AGENT_CHANNEL_MAX = 0x1401,

  ACD_GROUP_PERCENTAGE = 0x1501,

  ACD_DEVICE_RING_TIMEOUT_US = 0x1701,
  ACD_DEVICE_CHANNEL = 0x1702,

  ACD_CASE_TO = 0x1801,
  ACD_CASE_OPERATOR = 0x1802,
  ACD_CASE_VALUE = 0x1803,
  ACD_CASE_KEYS = 0x1804,
  ACD_CASE_SPEECH = 0x1805,
  ACD_CASE_PERCENTAGE = 0x1806,

  ACD_TRY_PROMPT_NO_INPUT = 0x1901,
  ACD_TRY_PROMPT_NO_MATCH = 0x1902,

  ACD_PARAMETER_VALUE = 0x1a01,
  ACD_PARAMETER_EXPRESSION = 0x1a02,

  ACD_TOGGLE_ON = 0x1b01,

  ACD_CALLER_PATTERN = 0x1c01,
  ACD_CALLER_PRIORITY = 0x1c02,
  ACD_CALLER_CLASS = 0x1c03,

  ACD_HOLIDAY_DATE = 0x1d01,
  ACD_HOLIDAY_TO_DATE = 0x1d02,
  ACD_HOLIDAY_FROM_US = 0x1d03,
  ACD_HOLIDAY_TO_US = 0x1d04,
  ACD_HOLIDAY_OPEN = 0x1d05,

  ACD_EXCEPTION_DATE = 0x1e01,
  ACD_EXCEPTION_TO_DATE = 0x1e02,
  ACD_EXCEPTION_FROM_US = 0x1e03,
  ACD_EXCEPTION_TO_US = 0x1e04,
  ACD_EXCEPTION_OPEN = 0x1e05,

  ACD_SITE_SCHEDULE = 0x1f01,

  ACD_CALLBACK_DIAL_FIRST = 0x2001,
  ACD_CALLBACK_AHEAD_US = 0x2002,
  ACD_CALLBACK_ATTEMPTS_MAX = 0x2003,
  ACD_CALLBACK_RETRY_US = 0x2004,
  ACD_CALLBACK_RING_TIMEOUT_US = 0x2005,
  ACD_CALLBACK_EXPIRES_US = 0x2006,
  ACD_CALLBACK_MACHINE = 0x2007,
  ACD_CALLBACK_MESSAGE = 0x2008,
  ACD_CALLBACK_DUPLICATE = 0x2009,
  ACD_CALLBACK_REJOIN = 0x200a,
  ACD_CALLBACK_HOURS = 0x200b,
  ACD_CALLBACK_PER_DAY = 0x200c,
  ACD_CALLBACK_PER_NUMBER_DAY = 0x200d,
  ACD_CALLBACK_NUMBERS_MAX = 0x200e,
  ACD_CALLBACK_ZONE_ATTRIBUTE = 0x200f,

  ACD_CALLBACK_PATTERN_PATTERN = 0x2101,
  ACD_CALLBACK_PATTERN_ALLOWED = 0x2102,
  ACD_CALLBACK_PATTERN_ZONE = 0x2103,

  ACD_SLOT_PLAN_CALLBACK = 0x2201,
  ACD_SLOT_PLAN_QUEUE = 0x2202,
  ACD_SLOT_PLAN_SCHEDULE = 0x2203,
  ACD_SLOT_PLAN_LENGTH_US = 0x2204,
  ACD_SLOT_PLAN_CAPACITY = 0x2205,
  ACD_SLOT_PLAN_OVERBOOKING = 0x2206,
  ACD_SLOT_PLAN_LEAD_US = 0x2207,
  ACD_SLOT_PLAN_HORIZON_US = 0x2208,
  ACD_SLOT_PLAN_HOLD_US = 0x2209,
  ACD_SLOT_PLAN_PROMISE_US = 0x220a,
  ACD_SLOT_PLAN_PRIORITY = 0x220b,

  ACD_SLOT_CAPACITY_SCHEDULE = 0x2301,
  ACD_SLOT_CAPACITY_CAPACITY = 0x2302,

  ACD_SLOT_SKILL_LEVEL = 0x2401,

  ACD_CAMPAIGN_CALLBACK = 0x2501,
  ACD_CAMPAIGN_QUEUE = 0x2502,
  ACD_CAMPAIGN_ORDER = 0x2503,
  ACD_CAMPAIGN_DELAY_US = 0x2504,
  ACD_CAMPAIGN_EXPIRES_US = 0x2505,
  ACD_CAMPAIGN_TASKS_MAX = 0x2506,
  ACD_CAMPAIGN_LOOK_US = 0x2507,
  ACD_CAMPAIGN_READY_MIN = 0x2508,
  ACD_CAMPAIGN_PARALLEL_MAX = 0x2509,
  ACD_CAMPAIGN_WINDOW_US = 0x250a,

  ACD_CAMPAIGN_QUEUE_WAITING_MAX = 0x2601,
  ACD_CAMPAIGN_QUEUE_WAIT_MAX_US = 0x2602,
  ACD_CAMPAIGN_QUEUE_SERVICE_LEVEL_MIN = 0x2603,
};

/** How customers are called back: callback.h. */
enum { ACD_DIAL_FIRST_AGENT = 1, ACD_DIAL_FIRST_CUSTOMER = 2 };
enum { ACD_MACHINE_RETRY = 1, ACD_MACHINE_MESSAGE = 2, ACD_MACHINE_DROP = 3 };
enum { ACD_DUPLICATE_REFUSE = 1, ACD_DUPLICATE_REPLACE = 2, ACD_DUPLICATE_ALLOW = 3 };

/** Which task of a campaign is served first: campaign.h. */
enum { ACD_ORDER_NEWEST = 1, ACD_ORDER_OLDEST = 2, ACD_ORDER_PRIORITY = 3 };

/** Estimators of waits: queue.h. */
enum { ACD_ESTIMATE_WORK = 1, ACD_ESTIMATE_HANDLE = 2, ACD_ESTIMATE_RATE = 3, ACD_ESTIMATE_RECENT = 4 };

/** What moves the idle clock (agent.h): ACD_CENTRE_IDLE_FROM, and the other ACD_CENTRE_IDLE_… */
enum { ACD_IDLE_FROM_WRAPUP_END = 1, ACD_IDLE_FROM_CONVERSATION_END = 2 };
enum { ACD_IDLE_KEEP = 1, ACD_IDLE_RESTART = 2 };

/** What an announcement (queue.h, "Announcements") or a play node (flow.h) says behind its prompt. */
enum {
  ACD_SAYS_NOTHING = 1,
  ACD_SAYS_POSITION = 2,       /**< the place in the queue, as acd_call_position() */
  ACD_SAYS_ESTIMATED_WAIT = 3, /**< in microseconds, as acd_call_estimated_wait_us() */
  ACD_SAYS_WAITED = 4          /**< for how long the call has waited in the queue, in microseconds */
};
enum { ACD_WHILE_RINGING_WAIT = 1, ACD_WHILE_RINGING_PLAY = 2 };

/** When the calls of a queue leave because nobody is there: queue.h, "Nobody there". */
enum {
  ACD_LEAVE_WHEN_NEVER = 1,
  ACD_LEAVE_WHEN_UNSTAFFED = 2,  /**< no member is logged in */
  ACD_LEAVE_WHEN_UNAVAILABLE = 3 /**< no member is available: logged in and not "not ready" */
};

/** Kinds of flow nodes: flow.h has their semantics and exits. */
enum {
  ACD_NODE_KIND_PLAY = 1,
  ACD_NODE_KIND_MENU = 2,
  ACD_NODE_KIND_COLLECT = 3,
  ACD_NODE_KIND_HOURS = 4,
  ACD_NODE_KIND_METRIC = 5,
  ACD_NODE_KIND_COMPARE = 6,
  ACD_NODE_KIND_SET = 7,
  ACD_NODE_KIND_SKILLS = 8,
  ACD_NODE_KIND_PRIORITY = 9,
  ACD_NODE_KIND_QUEUE = 10,
  ACD_NODE_KIND_AGENT = 11,
  ACD_NODE_KIND_VOICEMAIL = 12,
  ACD_NODE_KIND_TRANSFER = 13,
  ACD_NODE_KIND_FLOW = 14,
  ACD_NODE_KIND_HANGUP = 15,
  ACD_NODE_KIND_BRANCH = 16,
  ACD_NODE_KIND_TEST = 17,
  ACD_NODE_KIND_SPLIT = 18,
  ACD_NODE_KIND_LOOP = 19,
  ACD_NODE_KIND_SUBFLOW = 20,
  ACD_NODE_KIND_RETURN = 21,
  ACD_NODE_KIND_WAIT = 22,
  ACD_NODE_KIND_HOST = 23,
  ACD_NODE_KIND_TOGGLE = 24,
  ACD_NODE_KIND_RECORDING = 25,
  ACD_NODE_KIND_LEAVE = 26,
  ACD_NODE_KIND_CALLBACK = 27,
  ACD_NODE_KIND_SLOTS = 28,
  ACD_NODE_KIND_HOLD_SLOT = 29,
  ACD_NODE_KIND_MARK = 30
};

enum {
  ACD_OPERATOR_EQUAL = 1,
  ACD_OPERATOR_NOT_EQUAL = 2,
  ACD_OPERATOR_LESS = 3, /**< as integers; no match if either is none */
  ACD_OPERATOR_LESS_EQUAL = 4,
  ACD_OPERATOR_GREATER = 5,
  ACD_OPERATOR_GREATER_EQUAL = 6,
  ACD_OPERATOR_PREFIX = 7, /**< the attribute begins with the value */
  ACD_OPERATOR_IS_SET = 8
};

/** Metrics of a queue. */
enum {
  ACD_METRIC_WAITING = 1,      /**< calls waiting */
  ACD_METRIC_STAFFED = 2,      /**< members logged in */
  ACD_METRIC_AVAILABLE = 3,    /**< members whose presence is available, whatever their state */
  ACD_METRIC_READY = 4,        /**< members ready now: agent.h */
  ACD_METRIC_LONGEST_WAIT = 5, /**< wait of the call that waits longest, whole seconds */
  ACD_METRIC_ESTIMATED_WAIT =
      6, /**< of a call that would come now, whole seconds, at most 1,000,000,000, which it is while no
                                     member is available: queue.h */
  ACD_METRIC_SERVICE_LEVEL = 7, /**< of late, whole per cent: queue.h */
  ACD_METRIC_POSITION = 8       /**< the call's own place there, 1 is the next; 0: it does not wait there. flow.h */
};

/** Types of properties. */
enum {
  ACD_TYPE_INT = 1,       /**< integer in [min, max] */
  ACD_TYPE_DURATION = 2,  /**< microseconds in [min, max] */
  ACD_TYPE_ENUM = 3,      /**< one of `choices`, numbered from 1 */
  ACD_TYPE_TEXT = 4,      /**< min … max bytes */
  ACD_TYPE_REFERENCE = 5, /**< name of an object of `reference` */
  ACD_TYPE_DAYS = 6,      /**< bit set, Monday 1 … Sunday 64 */
  ACD_TYPE_CLOCK = 7,     /**< time of day in microseconds, 0 … 24 h */
  ACD_TYPE_DATE = 8       /**< year × 10000 + month × 100 + day, as 20261224; year 0: every year, as 1224; 0: none */
};

typedef struct acd_noun {
  uint32_t size;
  uint32_t noun;
  uint32_t parent; /**< noun it stands below; 0 for the centre */
  /** its name is that of an existing object of this noun (a member is named as its agent); 0: a name of its own */
  uint32_t reference;
  const char *name;   /**< "queue_skill" */
  const char *plural; /**< its key in documents: "queues", and "skills" for a queue's skills, too */
  const char *text;
} acd_noun;

typedef struct acd_property {
  uint32_t size;
  uint32_t property_id;
  uint32_t noun;
  uint32_t type;           /**< ACD_TYPE_… */
  uint32_t reference;      /**< noun referred to, else 0 */
  uint32_t required;       /**< 1: has no default */
  uint64_t kinds;          /**< nodes: bit (1 << ACD_NODE_KIND_…) for each kind that has it; else 0 */
  uint64_t kinds_required; /**< nodes: likewise, for each kind that must have it */
  int64_t min;
  int64_t max;
  int64_t default_value;
  const char *default_text;
  const char *name;    /**< "ring_timeout" */
  const char *choices; /**< enum: "longest_idle round_robin …" in order, numbered from 1; else "" */
  const char *text;
} acd_property;

/** The tables, in order: 1 and the entry at `index`, 0 past the end, or a negative status. */
ACD_API int acd_noun_next(size_t index, acd_noun *noun_out);
ACD_API int acd_property_next(size_t index, acd_property *property_out);

/** Names of the exits a kind of node has, as "next error" (flow.h); NULL for an unknown kind. A menu has its keys
 * besides; menu, branch, split, subflow and host have their cases. */
ACD_API const char *acd_node_exits(int64_t node_kind);

typedef struct acd_definition acd_definition;

/** An empty definition. `allocator` NULL: libc's. */
ACD_API int acd_definition_new(const acd_allocator *allocator, acd_definition **definition_out);
ACD_API void acd_definition_free(acd_definition *definition);
/** An independent copy, objects at the same indexes, of a whole definition or a change. `allocator` NULL: libc's.
 * ACD_ERR_NOMEM, or the status of a definition that could not be built (acd_definition_status()). */
ACD_API int acd_definition_copy(const acd_definition *definition, const acd_allocator *allocator,
                                acd_definition **copy_out);
/** What runs, as one whole definition with all changes in it (an empty one before the first), to be freed by the
 * caller: for editors, for a check of what a change led to (check.h), or to go back to later. What commands have
 * changed besides is not in it: toggles, gates, presence. `allocator` as above. ACD_ERR_NOMEM. */
ACD_API int acd_definition_running(const acd_engine *engine, const acd_allocator *allocator,
                                   acd_definition **definition_out);

/** Adds an object below `parent` (0: the centre) and returns its index (> 0), or a negative status. Objects may refer
 * to names that are added later. The first failure of any add or set sticks and is returned by acd_definition_submit()
 * too, so that a builder may skip checking; a negative `parent` or `object` is passed through. Names are up to 255
 * bytes, not empty, without control characters. Duplicate names, unknown references and ranges are found on submission.
 * */
ACD_API int32_t acd_definition_add(acd_definition *definition, uint32_t noun, int32_t parent, const char *name);
/** Sets a property of type int, duration, enum, days, clock or date. A second set of the same property replaces the
 * first. Names, UTF-8 and indexes are checked here, nouns, places and types on submission. */
ACD_API int acd_definition_set(acd_definition *definition, int32_t object, uint32_t property, int64_t value);
/** Sets a property of type text or reference. */
ACD_API int acd_definition_set_text(acd_definition *definition, int32_t object, uint32_t property, const char *text);
/** In a change, of an object that is amended, or of the centre (0): the property has its default again, as if it had
 * never been set; fine where it was not. It and a set of the same property replace each other. ACD_ERR_DEFINITION on
 * submission: the object is not amended, or the property has no default; with DEFINE. */
ACD_API int acd_definition_unset(acd_definition *definition, int32_t object, uint32_t property);
/** In a change: the top-level object of this name goes. ACD_ERR_DEFINITION on submission with DEFINE. ACD_ERR_ARGUMENT:
 * a name as acd_definition_add() refuses it, or ACD_NOUN_CENTRE, which is not removed. */
ACD_API int acd_definition_remove(acd_definition *definition, uint32_t noun, const char *name);
/** In a change: the top-level object of this name stays, but for what is set and added in the object whose index this
 * returns (or a negative status): a property set replaces the one there; an object added below it replaces the one of
 * its noun and name, or is appended. An object is amended once in a change, and must be there (ACD_ERR_NOT_FOUND in the
 * list of errors). What is added is a whole object: its properties that are not set have their defaults, whatever the
 * one it replaces had, and what stands below it is all that it has. ACD_ERR_DEFINITION on submission with DEFINE, or
 * where `noun` is none that stands at the top. ACD_ERR_ARGUMENT: a name as acd_definition_add() refuses it, or
 * ACD_NOUN_CENTRE, which is changed by setting properties of object 0. */
ACD_API int32_t acd_definition_amend(acd_definition *definition, uint32_t noun, const char *name);
/** Below an object that is amended: the object of this noun and name is amended likewise, and its index returned. So
 * on, as deep as objects stand. ACD_ERR_ARGUMENT: as for acd_definition_remove_below(). ACD_ERR_DEFINITION on
 * submission: `object` is not amended, has no object of that noun and name, or that is defined, removed or amended
 * here as well. */
ACD_API int32_t acd_definition_amend_below(acd_definition *definition, int32_t object, uint32_t noun, const char *name);
/** Below an object that is amended: the object of this noun and name goes. ACD_ERR_ARGUMENT: `object` is 0 (what stands
 * at the top goes with acd_definition_remove()) or no object, or a name as acd_definition_add() refuses it.
 * ACD_ERR_DEFINITION on submission: `object` is not amended, or has no object of that noun and name. */
ACD_API int acd_definition_remove_below(acd_definition *definition, int32_t object, uint32_t noun, const char *name);
ACD_API size_t acd_definition_count(const acd_definition *definition);
/** The first failure of an add or a set, ACD_OK if none failed. */
ACD_API int acd_definition_status(const acd_definition *definition);

/** The document as bytes: the payload of a DEFINE or CHANGE command. Borrowed until the definition changes. NULL after
 * a failed add or set. */
ACD_API const void *acd_definition_bytes(const acd_definition *definition, size_t *size_out);

/** @name Reading What a definition says, also one that would be refused: nothing is checked here, and nothing is
 * merged with what runs. Texts are borrowed until the definition changes. @{ */

/** acd_object_info::change. */
enum {
  ACD_OBJECT_DEFINED = 0,
  ACD_OBJECT_REMOVED = 1, /**< acd_definition_remove(), acd_definition_remove_below() */
  ACD_OBJECT_AMENDED = 2  /**< acd_definition_amend(), acd_definition_amend_below() */
};

/** An object of a definition. `parent`, `first_child` and `next` are indexes of objects, -1: there is none. The
 * children of an object, of whatever noun, stand in the order in which they were added. */
typedef struct acd_object_info {
  uint32_t size;
  uint32_t noun;
  int32_t parent; /**< -1: the object is the centre */
  int32_t first_child;
  int32_t next;     /**< of the same parent */
  uint32_t change;  /**< ACD_OBJECT_… */
  const char *name; /**< "" for the centre */
} acd_object_info;

/** acd_property_value::given, of what acd_definition_unset() named. */
enum { ACD_PROPERTY_UNSET = 2 };

/** The value of a property. */
typedef struct acd_property_value {
  uint32_t size;
  uint32_t property_id;
  uint32_t is_text; /**< 1: `text` holds it, set by acd_definition_set_text(); 0: `value` */
  uint32_t given;   /**< 1: it was set; else it is the default of the table (0 or "" where that has none):
                         0: it was not set, ACD_PROPERTY_UNSET */
  int64_t value;
  const char *text; /**< "" where the value is an integer */
} acd_property_value;

/** The object at an index from 0, the centre, to acd_definition_count() - 1; ACD_ERR_NOT_FOUND elsewhere. */
ACD_API int acd_definition_object(const acd_definition *definition, int32_t object, acd_object_info *info_out);
/** Index of the first object of a noun and name directly below `parent` (0: the centre), looking at one after the
 * other; ACD_ERR_NOT_FOUND. */
ACD_API int32_t acd_definition_find(const acd_definition *definition, uint32_t noun, int32_t parent, const char *name);
/** The properties that were set or unset, in the order in which they first were: 1 and the one at `index`, 0 past the
 * end, or a negative status (ACD_ERR_NOT_FOUND: no such object). */
ACD_API int acd_definition_property(const acd_definition *definition, int32_t object, size_t index,
                                    acd_property_value *value_out);
/** A property by its number, with its default where it is not set. ACD_ERR_NOT_FOUND: no such object, or a property
 * that the table does not have. */
ACD_API int acd_definition_get(const acd_definition *definition, int32_t object, uint32_t property,
                               acd_property_value *value_out);
/** The value alone: 0 where acd_definition_get() fails, or the property is a text. */
ACD_API int64_t acd_definition_int(const acd_definition *definition, int32_t object, uint32_t property);
/** The text alone: "" where acd_definition_get() fails, or the property is an integer. */
ACD_API const char *acd_definition_text(const acd_definition *definition, int32_t object, uint32_t property);
/** @} */

enum { ACD_DEFINE_WHOLE = 0, ACD_DEFINE_CHANGE = 1 };
/** Finds everything that submitting would refuse the definition for, and changes nothing but the list of errors:
 * ACD_OK, or ACD_ERR_DEFINITION and acd_engine_error_at(); other statuses as acd_definition_submit(). */
ACD_API int acd_definition_check(const acd_definition *definition, acd_engine *engine, int mode);
/** Submits as DEFINE (ACD_DEFINE_WHOLE) or CHANGE. ACD_ERR_DEFINITION: see acd_engine_error_at(). */
ACD_API int acd_definition_submit(const acd_definition *definition, acd_engine *engine, acd_time time_us, int mode);

#ifdef __cplusplus
}
#endif
#endif
