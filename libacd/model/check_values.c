/* SPDX-License-Identifier: Apache-2.0 */
/* Every value of an object against its property in the table. */
#include "model/check.h"

#include <string.h>

#include "calendar/timetable.h"

#define TEXT_SIZE 400

int64_t acd__check_node_kind(const acd__check *check, int32_t node)
{
  const acd__object *object = &check->document->objects[node];
  int64_t kind = object->noun == ACD_NOUN_NODE ? acd__document_int(check->document, object, ACD_NODE_KIND) : 0;
  return acd_node_exits(kind) ? kind : 0;
}

static void add_kind(acd__text *text, int64_t kind)
{
  size_t size;
  const char *name = acd__node_kind_name(kind, &size);
  acd__text_add_size(text, name, size);
}

/* Kinds of nodes of a mask as "play, menu". */
static void add_kinds(acd__text *text, uint64_t kinds)
{
  int first = 1;
  for (int64_t kind = 1; acd_node_exits(kind); kind++) {
    if (!(kinds >> kind & 1)) continue;
    if (!first) acd__text_add(text, ", ");
    add_kind(text, kind);
    first = 0;
  }
}

static void report_kind(acd__check *check, int32_t index, const acd_property *property, int64_t kind)
{
  char text_buffer[TEXT_SIZE], expected_buffer[TEXT_SIZE];
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  acd__text expected = acd__text_begin(expected_buffer, sizeof expected_buffer);
  acd__text_add(&text, "a node of kind ");
  add_kind(&text, kind);
  acd__text_add(&text, " has no ");
  acd__text_add(&text, property->name);
  acd__text_add(&expected, "a node of kind ");
  add_kinds(&expected, property->kinds);
  acd__check_report(check, index, ACD_ERR_ARGUMENT, property->property_id, text_buffer, expected_buffer, NULL);
}

/* `what` after the property's name. */
static void report_value(acd__check *check, int32_t index, const acd_property *property, const char *what)
{
  char text_buffer[TEXT_SIZE];
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  acd__text_add(&text, property->name);
  acd__text_add(&text, what);
  acd__check_report(check, index, ACD_ERR_ARGUMENT, property->property_id, text_buffer, NULL, NULL);
}

static void report_unknown(acd__check *check, int32_t index, uint32_t number, const acd_property *property)
{
  char text_buffer[TEXT_SIZE];
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  if (property) {
    acd__text_add(&text, property->name);
    acd__text_add(&text, " is a property of another noun: ");
    acd__text_add(&text, acd__noun_at(property->noun)->name);
  } else {
    acd__text_add(&text, "property ");
    acd__text_add_int(&text, number);
    acd__text_add(&text, " is unknown");
  }
  acd__check_report(check, index, ACD_ERR_ARGUMENT, number, text_buffer, "", NULL);
}

static void check_reference(acd__check *check, int32_t index, const acd_property *property, const acd__value *value)
{
  int32_t parent = property->reference == ACD_NOUN_NODE    ? acd__check_flow_of(check, index)
                   : property->reference == ACD_NOUN_GROUP ? check->document->objects[index].parent
                                                           : 0;
  if (parent < 0) return; /* an exit outside of any flow: its place was reported */
  if (check->alone) return;
  if (acd__names_find(&check->names, parent, property->reference, 0, value->text, value->text_size) >= 0) return;
  acd__check_report_missing(check, index, property->property_id, parent, property->reference, value->text,
                            value->text_size);
}

static void check_text(acd__check *check, int32_t index, const acd_property *property, const acd__value *value)
{
  if (!value->text) {
    report_value(check, index, property, " is a number");
  } else if (property->type == ACD_TYPE_REFERENCE) {
    check_reference(check, index, property, value);
  } else if (value->text_size < property->min || value->text_size > property->max) {
    report_value(check, index, property, value->text_size < property->min ? " is too short" : " is too long");
  }
}

static void check_int(acd__check *check, int32_t index, const acd_property *property, const acd__value *value)
{
  char what_buffer[80];
  acd__text what = acd__text_begin(what_buffer, sizeof what_buffer);
  if (value->text) {
    report_value(check, index, property, " is a text");
  } else if (property->type == ACD_TYPE_DATE && value->value && !acd__civil_is_date(value->value)) {
    report_value(check, index, property, " is no day of the calendar");
  } else if (value->value < property->min || value->value > property->max) {
    acd__text_add(&what, " is ");
    acd__text_add_value(&what, property, value->value);
    report_value(check, index, property, what_buffer);
  }
}

/* `seen`: numbers of the properties given before. The tables have fewer than 64 for a noun. */
static void check_value(acd__check *check, int32_t index, const acd__value *value, int64_t kind, uint64_t *seen)
{
  const acd_property *property = acd__property_at(value->property);
  if (!property || property->noun != check->document->objects[index].noun) {
    report_unknown(check, index, value->property, property);
    return;
  }
  uint64_t bit = UINT64_C(1) << (property->property_id & 0x3f);
  if (*seen & bit) {
    report_value(check, index, property, " is given twice");
    return;
  }
  *seen |= bit;
  if (acd__value_unset(value)) {
    report_value(check, index, property, " is unset, but not in an amendment");
  } else if (kind && property->kinds && !(property->kinds >> kind & 1)) {
    report_kind(check, index, property, kind);
  } else if (acd__property_is_text(property)) {
    check_text(check, index, property, value);
  } else {
    check_int(check, index, property, value);
  }
}

void acd__check_values(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  int64_t kind = acd__check_node_kind(check, index);
  uint64_t seen = 0;
  for (uint32_t i = 0; i < object->values_count && !acd__errors_full(check->errors); i++) {
    check_value(check, index, &object->values[i], kind, &seen);
  }
  size_t count;
  const acd_property *properties = acd__properties_of(object->noun, &count);
  for (size_t i = 0; i < count; i++) {
    int required = properties[i].required || (kind && properties[i].kinds_required >> kind & 1);
    if (required && !(seen >> (properties[i].property_id & 0x3f) & 1)) {
      report_value(check, index, &properties[i], " is missing");
    }
  }
}
