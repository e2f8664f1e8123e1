/* SPDX-License-Identifier: Apache-2.0 */
/* Records of the library and plain objects, by tables of their fields. */
#include "acd_node.h"
#include <stdio.h>

enum { NAME_MAX_BYTES = 64, FIELDS_MAX = 128 };

static void set_list(const acd_node_field *field, char *record, const void *items, size_t count)
{
  memcpy(record + field->at, &items, sizeof items);
  if (field->count_size == sizeof(uint32_t))
    *(uint32_t *)(void *)(record + field->count_at) = (uint32_t)count;
  else
    *(int64_t *)(void *)(record + field->count_at) = (int64_t)count;
}

static size_t list_count(const acd_node_field *field, const char *record)
{
  const char *at = record + field->count_at;
  return field->count_size == sizeof(uint32_t) ? *(const uint32_t *)(const void *)at
                                               : (size_t) * (const int64_t *)(const void *)at;
}

static const void *to_rows(acd_node_call *call, napi_value value, const acd_node_field *field, size_t *count_out)
{
  bool is_array = false;
  uint32_t count = 0;
  ACD_NODE_TRY(call, napi_is_array(call->env, value, &is_array));
  if (!is_array) acd_node_type_error(call, field->name, "expected an array");
  if (!call->failed) ACD_NODE_TRY(call, napi_get_array_length(call->env, value, &count));
  char *rows = acd_node_scratch(call, (count + (size_t)1) * field->rows->size);
  for (uint32_t i = 0; i < count && !call->failed; i++) {
    napi_value row = NULL;
    ACD_NODE_TRY(call, napi_get_element(call->env, value, i, &row));
    acd_node_to_record(call, row, field->name, field->rows, rows + i * field->rows->size);
  }
  *count_out = count;
  return rows;
}

static void to_numbers(acd_node_call *call, napi_value value, const acd_node_field *field, int64_t *numbers)
{
  size_t count = 0;
  const acd_id *given = acd_node_ids(call, value, field->name, &count);
  if (call->failed) return;
  if (count > field->count) acd_node_range_error(call, field->name, "too many numbers");
  memcpy(numbers, given, (count < field->count ? count : field->count) * sizeof *numbers);
}

static void to_field(acd_node_call *call, napi_value value, const acd_node_field *field, char *record)
{
  void *at = record + field->at;
  size_t count = 0;
  const void *items = NULL;
  switch (field->kind) {
  case ACD_NODE_INT32: *(int32_t *)at = (int32_t)acd_node_int(call, value, field->name, INT32_MIN, INT32_MAX); break;
  case ACD_NODE_UINT32: *(uint32_t *)at = (uint32_t)acd_node_int(call, value, field->name, 0, UINT32_MAX); break;
  case ACD_NODE_UINT64: *(uint64_t *)at = (uint64_t)acd_node_int(call, value, field->name, 0, INT64_MAX); break;
  case ACD_NODE_INT64: *(int64_t *)at = acd_node_int(call, value, field->name, INT64_MIN, INT64_MAX); break;
  case ACD_NODE_TIME: *(int64_t *)at = acd_node_time(call, value, field->name); break;
  case ACD_NODE_DOUBLE: *(double *)at = acd_node_double(call, value, field->name); break;
  case ACD_NODE_TEXT:
    items = acd_node_text(call, value, field->name);
    memcpy(at, &items, sizeof items);
    break;
  case ACD_NODE_INT64S: to_numbers(call, value, field, at); break;
  case ACD_NODE_IDS: items = acd_node_ids(call, value, field->name, &count); break;
  case ACD_NODE_REQUIREMENTS: items = acd_node_requirements(call, value, field->name, &count); break;
  case ACD_NODE_BYTES: items = acd_node_bytes(call, value, field->name, &count); break;
  case ACD_NODE_ROWS: items = to_rows(call, value, field, &count); break;
  }
  if (!call->failed && field->kind >= ACD_NODE_IDS) set_list(field, record, items, count);
}

/* The field of this name. Names mostly come in the order of the table: `*next` is where to look first. */
static const acd_node_field *field_named(const acd_node_record *of, const char *name, size_t *next)
{
  for (size_t i = 0; i < of->fields_count; i++) {
    size_t at = (*next + i) % of->fields_count;
    if (strcmp(of->fields[at].name, name) != 0) continue;
    *next = at + 1;
    return &of->fields[at];
  }
  return NULL;
}

static void to_fields(acd_node_call *call, napi_value value, const char *what, const acd_node_record *of, char *record)
{
  napi_value names = NULL;
  uint32_t count = 0;
  size_t next = 0;
  ACD_NODE_TRY(call, napi_get_all_property_names(call->env, value, napi_key_own_only,
                                                 napi_key_enumerable | napi_key_skip_symbols,
                                                 napi_key_numbers_to_strings, &names));
  if (!call->failed) ACD_NODE_TRY(call, napi_get_array_length(call->env, names, &count));
  for (uint32_t i = 0; i < count && !call->failed; i++) {
    napi_value key = NULL, given = NULL;
    napi_valuetype type = napi_undefined;
    char name[NAME_MAX_BYTES], text[NAME_MAX_BYTES + 64];
    size_t size = 0;
    ACD_NODE_TRY(call, napi_get_element(call->env, names, i, &key));
    if (!call->failed) ACD_NODE_TRY(call, napi_get_value_string_utf8(call->env, key, name, sizeof name, &size));
    if (call->failed) return;
    const acd_node_field *field = field_named(of, name, &next);
    if (!field) {
      snprintf(text, sizeof text, "%s has no field \"%s\"", of->name, name);
      acd_node_type_error(call, what, text);
      return;
    }
    ACD_NODE_TRY(call, napi_get_property(call->env, value, key, &given));
    if (!call->failed) ACD_NODE_TRY(call, napi_typeof(call->env, given, &type));
    if (!call->failed && type != napi_undefined) to_field(call, given, field, record);
  }
}

static void set_size(const acd_node_record *of, void *record)
{
  if (of->init) of->init(record);
  *(uint32_t *)record = (uint32_t)of->size;
}

void acd_node_to_record(acd_node_call *call, napi_value value, const char *what, const acd_node_record *of,
                        void *record)
{
  napi_valuetype type = napi_undefined;
  memset(record, 0, of->size);
  if (call->failed) return;
  ACD_NODE_TRY(call, napi_typeof(call->env, value, &type));
  if (type != napi_object) {
    acd_node_type_error(call, what, "expected an object");
    return;
  }
  if (of->init_reads) to_fields(call, value, what, of, record);
  set_size(of, record);
  if (!call->failed) to_fields(call, value, what, of, record);
}

static napi_value frozen(acd_node_call *call, napi_value value)
{
  if (!call->failed) ACD_NODE_TRY(call, napi_object_freeze(call->env, value));
  return value;
}

static napi_value from_numbers(acd_node_call *call, const int64_t *numbers, size_t count)
{
  napi_value list = NULL;
  if (!call->failed) ACD_NODE_TRY(call, napi_create_array_with_length(call->env, count, &list));
  for (uint32_t i = 0; i < count && !call->failed; i++)
    ACD_NODE_TRY(call, napi_set_element(call->env, list, i, acd_node_from_int(call, numbers[i])));
  return frozen(call, list);
}

static napi_value from_field(acd_node_call *call, const acd_node_field *field, const char *record)
{
  const void *at = record + field->at;
  const void *const *pointer = at;
  switch (field->kind) {
  case ACD_NODE_INT32: return acd_node_from_int(call, *(const int32_t *)at);
  case ACD_NODE_UINT32: return acd_node_from_int(call, *(const uint32_t *)at);
  case ACD_NODE_UINT64: return acd_node_from_uint(call, *(const uint64_t *)at);
  case ACD_NODE_INT64: return acd_node_from_int(call, *(const int64_t *)at);
  case ACD_NODE_TIME: return acd_node_from_time(call, *(const int64_t *)at);
  case ACD_NODE_DOUBLE: return acd_node_from_double(call, *(const double *)at);
  case ACD_NODE_TEXT: return acd_node_from_text(call, *pointer);
  case ACD_NODE_INT64S: return from_numbers(call, at, field->count);
  case ACD_NODE_ROWS: return acd_node_from_records(call, field->rows, *pointer, list_count(field, record));
  case ACD_NODE_IDS:
  case ACD_NODE_REQUIREMENTS:
  case ACD_NODE_BYTES: break; /* of records that only go in: generate.py sees to it */
  }
  return NULL;
}

napi_value acd_node_from_record(acd_node_call *call, const acd_node_record *of, const void *record)
{
  napi_value values[FIELDS_MAX], made = NULL;
  napi_escapable_handle_scope scope;
  if (call->failed) return NULL;
  ACD_NODE_TRY(call, napi_open_escapable_handle_scope(call->env, &scope));
  for (size_t i = 0; i < of->fields_count && !call->failed; i++) values[i] = from_field(call, &of->fields[i], record);
  made = acd_node_make(call, of->factory, of->fields_count, values);
  if (!call->failed) ACD_NODE_TRY(call, napi_escape_handle(call->env, scope, made, &made));
  napi_close_escapable_handle_scope(call->env, scope);
  return made;
}

napi_value acd_node_from_records(acd_node_call *call, const acd_node_record *of, const void *records, size_t count)
{
  napi_value list = NULL;
  if (!call->failed) ACD_NODE_TRY(call, napi_create_array_with_length(call->env, count, &list));
  for (uint32_t i = 0; i < count && !call->failed; i++) {
    napi_handle_scope scope;
    ACD_NODE_TRY(call, napi_open_handle_scope(call->env, &scope));
    napi_value row = acd_node_from_record(call, of, (const char *)records + i * of->size);
    if (!call->failed) ACD_NODE_TRY(call, napi_set_element(call->env, list, i, row));
    napi_close_handle_scope(call->env, scope);
  }
  return frozen(call, list);
}
