/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kinds.h"
#include "model/properties.h"
#include "model/record.h"

#define NOUN(noun, parent, reference, name, plural, text)                                                              \
  {                                                                                                                    \
    sizeof(acd_noun), ACD_NOUN_##noun, parent, reference, name, plural, text                                           \
  }

/* In order of their numbers: entry i is noun i + 1. */
static const acd_noun nouns[] = {
    NOUN(CENTRE, 0, 0, "centre", "centre", "The contact centre: what holds for all of it."),
    NOUN(SKILL, ACD_NOUN_CENTRE, 0, "skill", "skills", "Something an agent can do and a call may need."),
    NOUN(AGENT, ACD_NOUN_CENTRE, 0, "agent", "agents", "A person who answers calls."),
    NOUN(AGENT_SKILL, ACD_NOUN_AGENT, ACD_NOUN_SKILL, "agent_skill", "skills", "A skill the agent has."),
    NOUN(QUEUE, ACD_NOUN_CENTRE, 0, "queue", "queues", "Calls that wait for one of its members."),
    NOUN(MEMBER, ACD_NOUN_QUEUE, ACD_NOUN_AGENT, "member", "members", "An agent who serves the queue."),
    NOUN(QUEUE_SKILL, ACD_NOUN_QUEUE, ACD_NOUN_SKILL, "queue_skill", "skills",
         "A skill every call of the queue needs."),
    NOUN(SCHEDULE, ACD_NOUN_CENTRE, 0, "schedule", "schedules",
         "When it is open: hours of the week, seasons, holidays, exceptions, other sites."),
    NOUN(HOURS, ACD_NOUN_SCHEDULE, 0, "hours", "hours", "Days and times at which the schedule is open."),
    NOUN(NUMBER, ACD_NOUN_CENTRE, 0, "number", "numbers", "A dialled number (DNIS) and where its calls go."),
    NOUN(FLOW, ACD_NOUN_CENTRE, 0, "flow", "flows", "What happens to a call, step by step."),
    NOUN(NODE, ACD_NOUN_FLOW, 0, "node", "nodes", "One step of a flow."),
    NOUN(EXIT, ACD_NOUN_NODE, 0, "exit", "exits",
         "A way on from a node, named as an exit of its kind or a menu's key."),
    NOUN(NODE_SKILL, ACD_NOUN_NODE, ACD_NOUN_SKILL, "node_skill", "skills",
         "A skill the call needs from this node on."),
    NOUN(STEP, ACD_NOUN_QUEUE, 0, "step", "steps",
         "What is asked of members while a call waits, one step after the other."),
    NOUN(STEP_SKILL, ACD_NOUN_STEP, ACD_NOUN_SKILL, "step_skill", "skills",
         "A skill needed less, or no longer, from this step on."),
    NOUN(ANNOUNCEMENT, ACD_NOUN_QUEUE, 0, "announcement", "announcements", "What a waiting caller hears now and then."),
    NOUN(CHANNEL, ACD_NOUN_CENTRE, 0, "channel", "channels", "A way in which calls come, as voice, chat or mail."),
    NOUN(INTERRUPT, ACD_NOUN_CHANNEL, ACD_NOUN_CHANNEL, "interrupt", "interrupts",
         "A channel that this one interrupts."),
    NOUN(AGENT_CHANNEL, ACD_NOUN_AGENT, ACD_NOUN_CHANNEL, "agent_channel", "channels",
         "Calls of a channel that the agent takes."),
    NOUN(GROUP, ACD_NOUN_QUEUE, 0, "group", "groups", "Some of the members, who share in the calls of the queue."),
    NOUN(NODE_QUEUE, ACD_NOUN_NODE, ACD_NOUN_QUEUE, "node_queue", "also", "A queue in which the call waits, too."),
    NOUN(DEVICE, ACD_NOUN_AGENT, 0, "device", "devices",
         "One of the agent's phones, which are rung one after the other."),
    NOUN(CASE, ACD_NOUN_NODE, 0, "case", "cases", "A way on from a node, taken if it is the first that holds."),
    NOUN(TRY, ACD_NOUN_NODE, 0, "try", "tries",
         "What is said before further tries, in order; the last before all after."),
    NOUN(PARAMETER, ACD_NOUN_NODE, 0, "parameter", "parameters",
         "An attribute that is set before a subflow, or what the host is told."),
    NOUN(TOGGLE, ACD_NOUN_CENTRE, 0, "toggle", "toggles", "A switch that flows ask for, as for an announcement."),
    NOUN(CALLER, ACD_NOUN_CENTRE, 0, "caller", "callers",
         "Callers (ANI) by their numbers, and how their calls are treated."),
    NOUN(HOLIDAY, ACD_NOUN_SCHEDULE, 0, "holiday", "holidays",
         "Days, or parts of them, on which the hours do not count."),
    NOUN(EXCEPTION, ACD_NOUN_SCHEDULE, 0, "exception", "exceptions",
         "Days, or parts of them, on which neither hours nor holidays count."),
    NOUN(SITE, ACD_NOUN_SCHEDULE, 0, "site", "sites", "Another place, which is asked when this one is closed."),
    NOUN(CALLBACK, ACD_NOUN_CENTRE, 0, "callback", "callbacks", "A plan by which customers are called back."),
    NOUN(CALLBACK_PATTERN, ACD_NOUN_CALLBACK, 0, "callback_pattern", "patterns",
         "Numbers that may be called back, or not."),
    NOUN(SLOT_PLAN, ACD_NOUN_CENTRE, 0, "slot_plan", "slot_plans",
         "Times at which customers can be called back, for them to book."),
    NOUN(SLOT_CAPACITY, ACD_NOUN_SLOT_PLAN, 0, "slot_capacity", "capacities",
         "Another capacity for slots that begin at certain times."),
    NOUN(SLOT_SKILL, ACD_NOUN_SLOT_PLAN, ACD_NOUN_SKILL, "slot_skill", "skills",
         "A skill that bookings need of their agent."),
    NOUN(CAMPAIGN, ACD_NOUN_CENTRE, 0, "campaign", "campaigns", "Customers who are called when there is time."),
    NOUN(CAMPAIGN_QUEUE, ACD_NOUN_CAMPAIGN, ACD_NOUN_QUEUE, "campaign_queue", "while",
         "A queue to be served well meanwhile."),
};

#define NOUNS_COUNT (sizeof nouns / sizeof nouns[0])

/* In order of the kinds (flow.h). */
static const char *const exits_by_kind[] = {
    "next error",
    "no_input no_match error",
    "next no_input no_match error",
    "open closed holiday exception emergency site",
    "match no_match",
    "match no_match",
    "next limit",
    "next",
    "next",
    "next timeout at_capacity key closed no_agents",
    "next timeout busy no_answer rejected unreachable not_found",
    "next error",
    "busy no_answer error",
    "",
    "",
    "no_match",
    "match no_match",
    "",
    "next limit",
    "next limit error",
    "",
    "next",
    "next no_match timeout error",
    "match no_match",
    "next",
    "",
    "next refused error",
    "next none",
    "next refused",
    "next no_match refused",
};

const acd_noun *acd__noun_at(uint32_t noun)
{
  return noun >= 1 && noun <= NOUNS_COUNT ? &nouns[noun - 1] : NULL;
}

int acd_noun_next(size_t index, acd_noun *noun_out)
{
  if (!noun_out) return ACD_ERR_ARGUMENT;
  if (index >= NOUNS_COUNT) return 0;
  int status = acd__record_put(noun_out, &nouns[index], sizeof(acd_noun), sizeof(acd_noun));
  return status == ACD_OK ? 1 : status;
}

const char *acd_node_exits(int64_t node_kind)
{
  const int64_t count = (int64_t)(sizeof exits_by_kind / sizeof exits_by_kind[0]);
  return node_kind >= 1 && node_kind <= count ? exits_by_kind[node_kind - 1] : NULL;
}

const char *acd__node_kind_name(int64_t kind, size_t *size_out)
{
  return acd__word_at(acd__property_at(ACD_NODE_KIND)->choices, kind, size_out);
}

int acd__node_may_wait(int64_t kind)
{
  switch (kind) {
  case ACD_NODE_KIND_QUEUE:
  case ACD_NODE_KIND_AGENT:
  case ACD_NODE_KIND_VOICEMAIL:
  case ACD_NODE_KIND_TRANSFER:
  case ACD_NODE_KIND_SKILLS:
  case ACD_NODE_KIND_PRIORITY: return 0;
  default: return 1;
  }
}

int acd__key_valid(char key)
{
  return (key >= '0' && key <= '9') || (key >= 'A' && key <= 'D') || key == '*' || key == '#';
}
