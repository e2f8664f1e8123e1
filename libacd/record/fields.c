/* SPDX-License-Identifier: Apache-2.0 */
/* Records as CSV, and the values of their fields. */
#include "record/fields.h"

#include <acd/action.h>
#include <acd/flow.h>

#define FIELD(type, name, what, member)                                                                                \
  {                                                                                                                    \
    name, ACD__FIELD_##what, 0, offsetof(type, member), 0                                                              \
  }
#define DETAIL(type, name, event, member)                                                                              \
  {                                                                                                                    \
    name, ACD__FIELD_DETAIL, ACD_EVENT_##event, offsetof(type, member), 0                                              \
  }
#define LENGTH(type, name, from, to)                                                                                   \
  {                                                                                                                    \
    name, ACD__FIELD_LENGTH, 0, offsetof(type, to), offsetof(type, from)                                               \
  }

#define MARK(type, name, bit, member)                                                                                  \
  {                                                                                                                    \
    name, ACD__FIELD_MARK, ACD_MARK_##bit, offsetof(type, member), offsetof(type, marks)                               \
  }

#define R acd_record
const acd__field acd__record_fields[] = {
    FIELD(R, "call", ID, call),
    FIELD(R, "call_ref", COUNT, call_ref),
    FIELD(R, "channel_id", ID, channel),
    FIELD(R, "number", TEXT, number),
    FIELD(R, "caller", TEXT, caller),
    FIELD(R, "arrived_at", WALL, arrived_wall_us),
    FIELD(R, "answered_at", WALL, answered_wall_us),
    FIELD(R, "ended_at", WALL, ended_wall_us),
    FIELD(R, "arrived_us", ENGINE, arrived_at_us),
    FIELD(R, "queued_us", ENGINE, queued_at_us),
    FIELD(R, "answered_us", ENGINE, answered_at_us),
    FIELD(R, "ended_us", ENGINE, ended_at_us),
    FIELD(R, "disposition", DISPOSITION, disposition),
    DETAIL(R, "end", CALL_ENDED, end),
    FIELD(R, "queue", TEXT, queue_name),
    FIELD(R, "queue_id", ID, queue),
    FIELD(R, "agent", TEXT, agent_name),
    FIELD(R, "agent_id", ID, agent),
    FIELD(R, "flow", TEXT, flow_name),
    FIELD(R, "flow_id", ID, flow),
    FIELD(R, "node", TEXT, node_name),
    LENGTH(R, "duration_s", arrived_at_us, ended_at_us),
    FIELD(R, "wait_s", SECONDS, wait_us),
    FIELD(R, "answer_s", SECONDS, answer_us),
    FIELD(R, "talk_s", SECONDS, talk_us),
    FIELD(R, "hold_s", SECONDS, hold_us),
    FIELD(R, "wrapup_s", SECONDS, wrapup_us),
    FIELD(R, "answers", COUNT, answers),
    FIELD(R, "transfers", COUNT, transfers),
    FIELD(R, "consultations", COUNT, consultations),
    FIELD(R, "offers", COUNT, offers),
    FIELD(R, "no_answers", COUNT, no_answers),
    FIELD(R, "refusals", COUNT, refusals),
    FIELD(R, "parked", COUNT, parked),
    FIELD(R, "callback", COUNT, callback),
    FIELD(R, "callback_plan", TEXT, callback_plan),
    FIELD(R, "callback_attempts", COUNT, callback_attempts),
    DETAIL(R, "callback_outcome", CALLBACK_ENDED, callback_outcome),
    FIELD(R, "callback_reached", COUNT, callback_reached),
    FIELD(R, "campaign", TEXT, campaign_name),
    FIELD(R, "campaign_id", ID, campaign),
    FIELD(R, "slot_plan", TEXT, slot_plan_name),
    FIELD(R, "slot_plan_id", ID, slot_plan),
    {"slot_local", ACD__FIELD_LOCAL, 0, offsetof(R, slot_date), offsetof(R, slot_clock_us)},
    FIELD(R, "slot_at", WALL, slot_wall_us),
    DETAIL(R, "slot", SLOT, slot),
    DETAIL(R, "call_again", CALL_AGAIN, call_again),
    FIELD(R, "call_again_task", ID, call_again_task),
    FIELD(R, "segments_lost", COUNT, segments_lost),
    FIELD(R, "visits_lost", COUNT, visits_lost),
    FIELD(R, "conversations_lost", COUNT, conversations_lost),
    FIELD(R, "path_lost", COUNT, path_lost),
    MARK(R, "rating", RATING, rating),
    MARK(R, "satisfied", RATING, satisfied),
    MARK(R, "resolved", RESOLVED, resolved),
    {"response_s", ACD__FIELD_MARK_US, ACD_MARK_RESPONSE, offsetof(R, response_us), offsetof(R, marks)},
    {0},
};

const char *acd_disposition_str(int64_t disposition)
{
  static const char *const names[] = {
      [ACD_DISPOSITION_OPEN] = "open",
      [ACD_DISPOSITION_ANSWERED] = "answered",
      [ACD_DISPOSITION_ABANDONED] = "abandoned",
      [ACD_DISPOSITION_VOICEMAIL] = "voicemail",
      [ACD_DISPOSITION_TRANSFERRED] = "transferred",
      [ACD_DISPOSITION_SELF_SERVED] = "self_served",
      [ACD_DISPOSITION_TURNED_AWAY] = "turned_away",
      [ACD_DISPOSITION_NOT_REACHED] = "not_reached",
      [ACD_DISPOSITION_FAILED] = "failed",
  };
  return disposition >= 0 && disposition < (int64_t)(sizeof names / sizeof *names) ? names[disposition] : "?";
}

static int64_t number_at(const void *row, size_t offset)
{
  return *(const int64_t *)(const void *)((const char *)row + offset);
}

static int64_t number_of(const acd__field *field, const void *row)
{
  if (field->type == ACD__FIELD_KIND) return *(const uint32_t *)(const void *)((const char *)row + field->offset);
  return number_at(row, field->offset);
}

static const char *word_of(const acd__field *field, int64_t number)
{
  switch (field->type) {
  case ACD__FIELD_EXIT: return acd_exit_str(number);
  case ACD__FIELD_DISPOSITION: return acd_disposition_str(number);
  default: return acd_event_detail_str(field->of, number);
  }
}

/* What is written for a field: of a text the text, of others their kind of value. */
typedef enum value { NOTHING, NUMBER, MOMENT, WORD, TEXT } value;

static value value_of(const acd__field *field, const void *row, const acd_record *record, acd__out *out)
{
  int64_t number = field->type == ACD__FIELD_TEXT ? 0 : number_of(field, row);
  switch (field->type) {
  case ACD__FIELD_TEXT: return TEXT;
  case ACD__FIELD_ID:
    if (!number) return NOTHING;
    acd__out_int(out, number);
    return NUMBER;
  case ACD__FIELD_COUNT: acd__out_int(out, number); return NUMBER;
  case ACD__FIELD_SECONDS: acd__out_seconds(out, number); return NUMBER;
  case ACD__FIELD_MARK:
  case ACD__FIELD_MARK_US:
    if (!(number_at(row, field->offset_2) & field->of)) return NOTHING;
    (field->type == ACD__FIELD_MARK ? acd__out_int : acd__out_seconds)(out, number);
    return NUMBER;
  case ACD__FIELD_LENGTH:
    if (number == ACD_TIME_NEVER) return NOTHING;
    acd__out_seconds(out, number - number_at(row, field->offset_2));
    return NUMBER;
  case ACD__FIELD_ENGINE:
    if (number == ACD_TIME_NEVER) return NOTHING;
    acd__out_int(out, number);
    return NUMBER;
  case ACD__FIELD_AT:
    if (number == ACD_TIME_NEVER ||
        __builtin_add_overflow(record->arrived_wall_us, number - record->arrived_at_us, &number))
      return NOTHING;
    return acd__out_time(out, number) ? MOMENT : NOTHING;
  case ACD__FIELD_LOCAL:
    if (number <= 0) return NOTHING;
    acd__out_local(out, number, number_at(row, field->offset_2));
    return MOMENT;
  case ACD__FIELD_WALL: return number != ACD_TIME_NEVER && acd__out_time(out, number) ? MOMENT : NOTHING;
  case ACD__FIELD_DISPOSITION: acd__out_text(out, word_of(field, number)); return WORD;
  default:
    if (!number) return NOTHING;
    acd__out_text(out, word_of(field, number));
    return WORD;
  }
}

static const char *text_of(const acd__field *field, const void *row)
{
  const char *text = *(const char *const *)(const void *)((const char *)row + field->offset);
  return text ? text : "";
}

/* Times that never came are null, all else without a value is left out. */
void acd__field_json(acd__out *out, const acd__field *field, const void *row, const acd_record *record, int *first)
{
  char buffer[64];
  acd__out text = {buffer, sizeof buffer, 0};
  value is = value_of(field, row, record, &text);
  int is_time = field->type == ACD__FIELD_ENGINE || field->type == ACD__FIELD_AT || field->type == ACD__FIELD_WALL;
  if (is == TEXT ? !text_of(field, row)[0] : is == NOTHING && !is_time) return;
  acd__out_end(&text, NULL);
  if (!*first) acd__out_char(out, ',');
  *first = 0;
  acd__out_name(out, field->name);
  switch (is) {
  case NOTHING: acd__out_text(out, "null"); break;
  case NUMBER: acd__out_text(out, buffer); break;
  case TEXT: acd__out_json(out, text_of(field, row)); break;
  default: acd__out_json(out, buffer); break;
  }
}

void acd__field_csv(acd__out *out, const acd__field *field, const void *row, const acd_record *record)
{
  char buffer[64];
  acd__out text = {buffer, sizeof buffer, 0};
  value is = value_of(field, row, record, &text);
  if (is == TEXT) {
    acd__out_csv(out, text_of(field, row));
  } else if (is != NOTHING) {
    acd__out_end(&text, NULL);
    acd__out_text(out, buffer);
  }
}

int acd_record_print_csv_head(char *buffer, size_t capacity, size_t *size_out)
{
  if (!buffer && capacity) return ACD_ERR_ARGUMENT;
  acd__out out = {buffer, capacity, 0};
  for (const acd__field *field = acd__record_fields; field->name; field++) {
    if (field != acd__record_fields) acd__out_char(&out, ',');
    acd__out_text(&out, field->name);
  }
  acd__out_text(&out, "\r\n");
  return acd__out_end(&out, size_out);
}

int acd_record_print_csv(const acd_record *record, char *buffer, size_t capacity, size_t *size_out)
{
  if (!record || (!buffer && capacity)) return ACD_ERR_ARGUMENT;
  acd__out out = {buffer, capacity, 0};
  for (const acd__field *field = acd__record_fields; field->name; field++) {
    if (field != acd__record_fields) acd__out_char(&out, ',');
    acd__field_csv(&out, field, record, record);
  }
  acd__out_text(&out, "\r\n");
  return acd__out_end(&out, size_out);
}

/* ---- JSON of records */

#define S acd_record_segment
static const acd__field segment_fields[] = {
    {"kind", ACD__FIELD_KIND, ACD_EVENT_SEGMENT, offsetof(S, kind), 0},
    FIELD(S, "call", ID, call),
    FIELD(S, "queue", TEXT, queue_name),
    FIELD(S, "queue_id", ID, queue),
    FIELD(S, "agent", TEXT, agent_name),
    FIELD(S, "agent_id", ID, agent),
    FIELD(S, "flow", TEXT, flow_name),
    FIELD(S, "flow_id", ID, flow),
    FIELD(S, "begun_at", AT, begun_at_us),
    FIELD(S, "ended_at", AT, ended_at_us),
    FIELD(S, "begun_us", ENGINE, begun_at_us),
    FIELD(S, "ended_us", ENGINE, ended_at_us),
    LENGTH(S, "length_s", begun_at_us, ended_at_us),
    {0},
};
/* How one ended has its names by its kind. */
static const acd__field queue_ended[] = {DETAIL(S, "ended", QUEUE_LEFT, ended), {0}};
static const acd__field talk_ended[] = {DETAIL(S, "ended", CONVERSATION_ENDED, ended), {0}};

#define V acd_record_visit
static const acd__field visit_fields[] = {
    FIELD(V, "call", ID, call),
    FIELD(V, "queue", TEXT, queue_name),
    FIELD(V, "queue_id", ID, queue),
    FIELD(V, "entered_at", AT, entered_at_us),
    FIELD(V, "left_at", AT, left_at_us),
    FIELD(V, "entered_us", ENGINE, entered_at_us),
    FIELD(V, "left_us", ENGINE, left_at_us),
    DETAIL(V, "entered", QUEUE_ENTERED, entered),
    DETAIL(V, "left", QUEUE_LEFT, left),
    FIELD(V, "exit", EXIT, exit),
    FIELD(V, "wait_s", SECONDS, wait_us),
    FIELD(V, "position", COUNT, position),
    FIELD(V, "offers", COUNT, offers),
    FIELD(V, "no_answers", COUNT, no_answers),
    FIELD(V, "refusals", COUNT, refusals),
    {0},
};

#define C acd_record_conversation
static const acd__field conversation_fields[] = {
    FIELD(C, "call", ID, call),
    FIELD(C, "agent", TEXT, agent_name),
    FIELD(C, "agent_id", ID, agent),
    FIELD(C, "queue", TEXT, queue_name),
    FIELD(C, "queue_id", ID, queue),
    FIELD(C, "answered_at", AT, answered_at_us),
    FIELD(C, "ended_at", AT, ended_at_us),
    FIELD(C, "offered_sequence", COUNT, offered_sequence),
    FIELD(C, "offered_us", ENGINE, offered_at_us),
    FIELD(C, "answered_us", ENGINE, answered_at_us),
    FIELD(C, "ended_us", ENGINE, ended_at_us),
    FIELD(C, "ring_s", SECONDS, ring_us),
    FIELD(C, "wait_s", SECONDS, wait_us),
    FIELD(C, "talk_s", SECONDS, talk_us),
    FIELD(C, "hold_s", SECONDS, hold_us),
    FIELD(C, "holds", COUNT, holds),
    FIELD(C, "wrapup_s", SECONDS, wrapup_us),
    DETAIL(C, "ended", CONVERSATION_ENDED, ended),
    FIELD(C, "called_back", COUNT, called_back),
    MARK(C, "rating", RATING, rating),
    MARK(C, "satisfied", RATING, satisfied),
    MARK(C, "resolved", RESOLVED, resolved),
    {0},
};

#define P acd_record_step
static const acd__field step_fields[] = {
    FIELD(P, "flow", TEXT, flow_name),
    FIELD(P, "flow_id", ID, flow),
    FIELD(P, "node", TEXT, node_name),
    FIELD(P, "node_index", COUNT, node),
    FIELD(P, "exit", EXIT, exit),
    FIELD(P, "left_at", AT, left_at_us),
    FIELD(P, "left_us", ENGINE, left_at_us),
    {0},
};

static void fields_json(acd__out *out, const acd__field *fields, const void *row, const acd_record *record, int *first)
{
  for (; fields->name; fields++) acd__field_json(out, fields, row, record, first);
}

static const acd__field *ended_of(const void *row)
{
  switch (((const acd_record_segment *)row)->kind) {
  case ACD_SEGMENT_QUEUE: return queue_ended;
  case ACD_SEGMENT_AGENT:
  case ACD_SEGMENT_CONSULTATION:
  case ACD_SEGMENT_PARTY: return talk_ended;
  default: return NULL;
  }
}

/* An array of objects. `rows` may be NULL where there are none. */
static void list_json(acd__out *out, const char *name, const acd__field *fields, const void *rows, int64_t count,
                      size_t row_size, const acd_record *record)
{
  const char *row = rows;
  acd__out_char(out, ',');
  acd__out_name(out, name);
  acd__out_char(out, '[');
  for (int64_t i = 0; i < count; i++, row += row_size) {
    int first = 1;
    acd__out_text(out, i ? ",{" : "{");
    fields_json(out, fields, row, record, &first);
    const acd__field *ended = fields == segment_fields ? ended_of(row) : NULL;
    if (ended) fields_json(out, ended, row, record, &first);
    acd__out_char(out, '}');
  }
  acd__out_char(out, ']');
}

int acd_record_print_json(const acd_record *record, char *buffer, size_t capacity, size_t *size_out)
{
  if (!record || (!buffer && capacity)) return ACD_ERR_ARGUMENT;
  acd__out out = {buffer, capacity, 0};
  int first = 1;
  acd__out_char(&out, '{');
  fields_json(&out, acd__record_fields, record, record, &first);
  list_json(&out, "segments", segment_fields, record->segments, record->segments_count, sizeof(S), record);
  list_json(&out, "visits", visit_fields, record->visits, record->visits_count, sizeof(V), record);
  list_json(&out, "conversations", conversation_fields, record->conversations, record->conversations_count, sizeof(C),
            record);
  list_json(&out, "path", step_fields, record->path, record->path_count, sizeof(P), record);
  acd__out_text(&out, "}\n");
  return acd__out_end(&out, size_out);
}
