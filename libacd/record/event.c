/* SPDX-License-Identifier: Apache-2.0 */
/* Events as JSON. */
#include <acd/agent.h>
#include <acd/flow.h>
#include <acd/record.h>
#include <acd/slot.h>

#include "record/fields.h"

typedef struct value_name {
  const char *name; /* NULL: it has no meaning */
  uint32_t type;    /* ACD__FIELD_…; SECONDS, COUNT, ID, EXIT, or DETAIL */
  uint32_t of;      /* of a detail: the event */
} value_name;

typedef struct event_names {
  const char *value_us; /* in seconds; NULL: it has no meaning, likewise */
  const char *starts;   /* of a kind whose value_us is a wall time */
  const char *detail;
  const char *text;
  value_name value;
  value_name reason;
  int detail_is_number;
  int detail_is_id;
} event_names;

#define COUNTED(name)                                                                                                  \
  {                                                                                                                    \
    name, ACD__FIELD_COUNT, 0                                                                                          \
  }
#define ID_OF(name)                                                                                                    \
  {                                                                                                                    \
    name, ACD__FIELD_ID, 0                                                                                             \
  }

static const event_names names_by_kind[] = {
    [ACD_EVENT_CALL_ARRIVED] = {.text = "number"},
    [ACD_EVENT_CALL_ENDED] = {.value_us = "duration_s", .detail = "end", .text = "node"},
    [ACD_EVENT_QUEUE_ENTERED] = {.detail = "entered",
                                 .value = COUNTED("position"),
                                 .reason = {"exit", ACD__FIELD_EXIT, 0}},
    [ACD_EVENT_QUEUE_LEFT] = {.value_us = "wait_s", .detail = "left", .value = {"exit", ACD__FIELD_EXIT, 0}},
    [ACD_EVENT_OFFERED] = {.value = ID_OF("device_id")},
    [ACD_EVENT_OFFER_ENDED] = {.value_us = "ring_s", .detail = "result"},
    [ACD_EVENT_ACCEPTED] = {0},
    [ACD_EVENT_ANSWERED] = {.value_us = "wait_s",
                            .detail = "called_back",
                            .value = {"since_arrival_s", ACD__FIELD_SECONDS, 0},
                            .detail_is_number = 1},
    [ACD_EVENT_HELD] = {.value = ID_OF("interrupted_by")},
    [ACD_EVENT_RESUMED] = {.value_us = "hold_s"},
    [ACD_EVENT_CONVERSATION_ENDED] = {.value_us = "talk_s",
                                      .detail = "ended",
                                      .reason = COUNTED("wrapup"),
                                      .value = {"hold_s", ACD__FIELD_SECONDS, 0}},
    [ACD_EVENT_WRAPUP_ENDED] = {.value_us = "wrapup_s"},
    [ACD_EVENT_AGENT_STATE] = {.value_us = "lasted_s",
                               .detail = "state",
                               .reason = COUNTED("reason"),
                               .value = {"before", ACD__FIELD_DETAIL, ACD_EVENT_AGENT_STATE}},
    [ACD_EVENT_SEGMENT] = {.value_us = "length_s", .detail = "segment"},
    [ACD_EVENT_FLOW_EXIT] = {.detail = "exit", .text = "node", .value = COUNTED("node_index")},
    [ACD_EVENT_ACTION_TIMEOUT] = {.detail = "action"},
    [ACD_EVENT_DEFINED] = {0},
    [ACD_EVENT_PRESENCE] = {.detail = "presence", .reason = COUNTED("reason"), .value = COUNTED("by")},
    [ACD_EVENT_CONSULTATION_BEGUN] = {.value = ID_OF("for_call")},
    [ACD_EVENT_CONSULTATION_ENDED] = {.value_us = "length_s", .detail = "end", .value = ID_OF("for_call")},
    [ACD_EVENT_JOINED] = {.value = ID_OF("from_call")},
    [ACD_EVENT_PARKED] = {0},
    [ACD_EVENT_PICKED_UP] = {.value_us = "waited_s", .detail = "call_state"},
    [ACD_EVENT_SUPERVISION] = {.value_us = "lasted_s", .detail = "role"},
    [ACD_EVENT_CALL_CHANGED] = {.detail = "changed", .value = COUNTED("priority"), .detail_is_number = 1},
    [ACD_EVENT_QUEUE_GATE] = {.detail = "gate"},
    [ACD_EVENT_RINGS_ON] = {.value_us = "ring_s", .detail = "result", .value = ID_OF("device_id")},
    [ACD_EVENT_MISSING] = {.value = ID_OF("device_id")},
    [ACD_EVENT_TOGGLED] = {.detail = "is", .text = "toggle", .value = ID_OF("toggle_id")},
    [ACD_EVENT_RECORD] = {.detail = "recording"},
    [ACD_EVENT_CALLBACK_TAKEN] = {.text = "plan",
                                  .value = ID_OF("plan_id"),
                                  .detail = "campaign_id",
                                  .detail_is_id = 1},
    [ACD_EVENT_CALLBACK_ATTEMPT] = {.value_us = "dialled_s",
                                    .detail = "outcome",
                                    .text = "plan",
                                    .value = COUNTED("attempt")},
    [ACD_EVENT_CALLBACK_ENDED] = {.value_us = "length_s",
                                  .detail = "outcome",
                                  .text = "plan",
                                  .value = COUNTED("attempts")},
    [ACD_EVENT_SLOT] =
        {
            .starts = "starts_at",
            .detail = "slot",
            .text = "plan",
            .value = ID_OF("slot_plan_id"),
        },
    [ACD_EVENT_ESTIMATED] = {.value_us = "estimate_s",
                             .value = {"wait_s", ACD__FIELD_SECONDS, 0},
                             .detail = "estimator"},
    [ACD_EVENT_STEP] = {.value_us = "wait_s", .detail = "is", .value = COUNTED("step")},
    [ACD_EVENT_RATED] = {.detail = "is", .value = COUNTED("rating")},
    [ACD_EVENT_RESOLVED] = {.detail = "is"},
    [ACD_EVENT_RESPONDED] = {.value_us = "since_arrival_s"},
    [ACD_EVENT_CALL_AGAIN] = {.detail = "call_again", .value = ID_OF("task")},
};

/* Where nothing is known about a kind, all of it. */
static const event_names unknown = {
    .detail = "detail", .reason = COUNTED("reason"), .text = "text", .value = COUNTED("value"), .detail_is_number = 1};

static void begin(acd__out *out, const char *name)
{
  acd__out_char(out, ',');
  acd__out_name(out, name);
}

static void add_number(acd__out *out, const char *name, int64_t number)
{
  begin(out, name);
  acd__out_int(out, number);
}

static void add_id(acd__out *out, const char *name, acd_id id)
{
  if (id) add_number(out, name, id);
}

static void add_text(acd__out *out, const char *name, const char *text)
{
  if (!name || !text || !text[0]) return;
  begin(out, name);
  acd__out_json(out, text);
}

static void add_moment(acd__out *out, const char *name, int64_t wall_us)
{
  begin(out, name);
  size_t before = out->used;
  acd__out_char(out, '"');
  if (acd__out_time(out, wall_us)) {
    acd__out_char(out, '"');
    return;
  }
  out->used = before;
  acd__out_text(out, "null");
}

static void add_seconds(acd__out *out, const char *name, int64_t us)
{
  begin(out, name);
  acd__out_seconds(out, us);
}

static void add_value(acd__out *out, const value_name *of, int64_t value)
{
  if (!of->name) return;
  switch (of->type) {
  case ACD__FIELD_COUNT: add_number(out, of->name, value); break;
  case ACD__FIELD_ID: add_id(out, of->name, value); break;
  case ACD__FIELD_SECONDS: add_seconds(out, of->name, value); break;
  case ACD__FIELD_EXIT:
    if (value) add_text(out, of->name, acd_exit_str(value));
    break;
  default:
    if (value) add_text(out, of->name, acd_event_detail_str(of->of, value));
    break;
  }
}

/* The plan of a booking, and when its slot starts. */
static void add_slot(acd__out *out, const acd_event *event)
{
  add_text(out, "slot_plan", event->slot_plan_name);
  if (event->kind != ACD_EVENT_SLOT) return;
  begin(out, "starts_local");
  acd__out_char(out, '"');
  acd__out_local(out, event->local_date, event->local_clock_us);
  acd__out_char(out, '"');
  if (event->detail == ACD_SLOT_BOOKED) add_number(out, "was_held", event->reason);
  if (event->detail == ACD_SLOT_BROKEN) add_number(out, "dialled", event->reason);
}

/* What it is about, as far as that is told. */
static void add_subjects(acd__out *out, const acd_event *event)
{
  add_id(out, "call", event->call);
  add_id(out, "call_ref", event->call_ref);
  add_text(out, "caller", event->caller);
  add_id(out, "channel_id", event->channel);
  add_text(out, "queue", event->queue_name);
  add_id(out, "queue_id", event->queue);
  add_text(out, "agent", event->agent_name);
  add_id(out, "agent_id", event->agent);
  add_id(out, "agent_ref", event->agent_ref);
  add_text(out, "flow", event->flow_name);
  add_id(out, "flow_id", event->flow);
}

int acd_event_print_json(const acd_event *event, char *buffer, size_t capacity, size_t *size_out)
{
  if (!event || (!buffer && capacity)) return ACD_ERR_ARGUMENT;
  const size_t count = sizeof names_by_kind / sizeof *names_by_kind;
  const event_names *names = event->kind && event->kind < count ? &names_by_kind[event->kind] : &unknown;
  acd__out out = {buffer, capacity, 0};
  acd__out_text(&out, "{\"event\":");
  acd__out_json(&out, acd_event_kind_str(event->kind));
  if (names == &unknown) add_number(&out, "kind", event->kind);
  add_number(&out, "sequence", event->sequence);
  add_moment(&out, "time", event->wall_us);
  add_number(&out, "time_us", event->time_us);
  add_subjects(&out, event);
  add_text(&out, names->text, event->text);
  add_text(&out, "campaign", event->campaign_name);
  add_slot(&out, event);
  if (names == &unknown) add_number(&out, "value_us", event->value_us);
  if (names->value_us) add_seconds(&out, names->value_us, event->value_us);
  if (names->starts) add_moment(&out, names->starts, event->value_us);
  add_value(&out, &names->value, event->value);
  add_value(&out, &names->reason, event->reason);
  if (names->detail && names->detail_is_id)
    add_id(&out, names->detail, event->detail);
  else if (names->detail && names->detail_is_number)
    add_number(&out, names->detail, event->detail);
  else if (names->detail)
    add_text(&out, names->detail, acd_event_detail_str(event->kind, event->detail));
  acd__out_text(&out, "}\n");
  return acd__out_end(&out, size_out);
}
