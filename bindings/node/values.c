/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers, texts, bytes and lists, out of JavaScript and into it. A number is never rounded, a text never cut. */
#include "acd_node.h"
#include <math.h>

#define SAFE_MAX INT64_C(9007199254740991) /* Number.MAX_SAFE_INTEGER */

static napi_valuetype type_of(acd_node_call *call, napi_value value)
{
  napi_valuetype type = napi_undefined;
  if (!call->failed) ACD_NODE_TRY(call, napi_typeof(call->env, value, &type));
  return type;
}

int acd_node_missing(acd_node_call *call, napi_value value)
{
  napi_valuetype type = type_of(call, value);
  return type == napi_undefined || type == napi_null;
}

static int64_t whole(acd_node_call *call, napi_value value, const char *what, int is_time)
{
  napi_valuetype type = type_of(call, value);
  int64_t number = 0;
  if (call->failed) return 0;
  if (type == napi_bigint) {
    bool lossless = false;
    ACD_NODE_TRY(call, napi_get_value_bigint_int64(call->env, value, &number, &lossless));
    if (!lossless) acd_node_range_error(call, what, "out of range");
    return number;
  }
  double given = 0;
  if (type != napi_number) {
    acd_node_type_error(call, what, "expected a whole number");
    return 0;
  }
  ACD_NODE_TRY(call, napi_get_value_double(call->env, value, &given));
  if (is_time && isinf(given) && given > 0) return ACD_TIME_NEVER;
  if (!(given >= -(double)SAFE_MAX && given <= (double)SAFE_MAX) || given != trunc(given)) {
    acd_node_range_error(call, what, "not a safe integer");
    return 0;
  }
  return (int64_t)given;
}

int64_t acd_node_int(acd_node_call *call, napi_value value, const char *what, int64_t min, int64_t max)
{
  int64_t number = whole(call, value, what, 0);
  if (number < min || number > max) acd_node_range_error(call, what, "out of range");
  return call->failed ? 0 : number;
}

int64_t acd_node_time(acd_node_call *call, napi_value value, const char *what)
{
  return whole(call, value, what, 1);
}

double acd_node_double(acd_node_call *call, napi_value value, const char *what)
{
  double number = 0;
  napi_valuetype type = type_of(call, value);
  if (call->failed) return 0;
  if (type != napi_number)
    acd_node_type_error(call, what, "expected a number");
  else
    ACD_NODE_TRY(call, napi_get_value_double(call->env, value, &number));
  return number;
}

const char *acd_node_sized_text(acd_node_call *call, napi_value value, const char *what, size_t *size_out)
{
  size_t size = 0;
  *size_out = 0;
  if (acd_node_missing(call, value) || call->failed) return NULL;
  if (type_of(call, value) != napi_string) {
    acd_node_type_error(call, what, "expected a string");
    return NULL;
  }
  ACD_NODE_TRY(call, napi_get_value_string_utf8(call->env, value, NULL, 0, &size));
  char *text = acd_node_scratch(call, size + 1);
  if (text) ACD_NODE_TRY(call, napi_get_value_string_utf8(call->env, value, text, size + 1, &size));
  *size_out = size;
  return text;
}

const char *acd_node_text(acd_node_call *call, napi_value value, const char *what)
{
  size_t size = 0;
  const char *text = acd_node_sized_text(call, value, what, &size);
  if (text && !call->failed && strlen(text) != size) acd_node_type_error(call, what, "a NUL inside the text");
  return call->failed ? NULL : text;
}

const void *acd_node_bytes(acd_node_call *call, napi_value value, const char *what, size_t *size_out)
{
  bool is_buffer = false;
  void *bytes = NULL;
  *size_out = 0;
  if (call->failed) return NULL;
  ACD_NODE_TRY(call, napi_is_buffer(call->env, value, &is_buffer));
  if (!is_buffer) {
    acd_node_type_error(call, what, "expected a Buffer or Uint8Array");
    return NULL;
  }
  ACD_NODE_TRY(call, napi_get_buffer_info(call->env, value, &bytes, size_out));
  /* A copy: what is converted behind this may run JavaScript, which may take the buffer away. */
  void *copy = call->failed || !*size_out ? NULL : acd_node_scratch(call, *size_out);
  return copy ? memcpy(copy, bytes, *size_out) : NULL;
}

/* Of a list; an error if it is none. */
static uint32_t length(acd_node_call *call, napi_value value, const char *what)
{
  bool is_array = false;
  uint32_t count = 0;
  if (call->failed) return 0;
  ACD_NODE_TRY(call, napi_is_array(call->env, value, &is_array));
  if (!is_array)
    acd_node_type_error(call, what, "expected an array");
  else
    ACD_NODE_TRY(call, napi_get_array_length(call->env, value, &count));
  return call->failed ? 0 : count;
}

static napi_value item(acd_node_call *call, napi_value list, uint32_t index)
{
  napi_value value = NULL;
  if (!call->failed) ACD_NODE_TRY(call, napi_get_element(call->env, list, index, &value));
  return value;
}

const acd_id *acd_node_ids(acd_node_call *call, napi_value value, const char *what, size_t *count_out)
{
  uint32_t count = length(call, value, what);
  acd_id *ids = acd_node_scratch(call, (count + (size_t)1) * sizeof *ids);
  for (uint32_t i = 0; i < count && !call->failed; i++) {
    napi_handle_scope scope;
    ACD_NODE_TRY(call, napi_open_handle_scope(call->env, &scope));
    ids[i] = acd_node_int(call, item(call, value, i), what, INT64_MIN, INT64_MAX);
    napi_close_handle_scope(call->env, scope);
  }
  *count_out = count;
  return ids;
}

const acd_requirement *acd_node_requirements(acd_node_call *call, napi_value value, const char *what, size_t *count_out)
{
  uint32_t count = length(call, value, what);
  acd_requirement *needs = acd_node_scratch(call, (count + (size_t)1) * sizeof *needs);
  for (uint32_t i = 0; i < count && !call->failed; i++) {
    napi_handle_scope scope;
    ACD_NODE_TRY(call, napi_open_handle_scope(call->env, &scope));
    napi_value pair = item(call, value, i);
    if (length(call, pair, what) != 2) acd_node_type_error(call, what, "expected pairs: a skill's id, a level");
    needs[i].skill = acd_node_int(call, item(call, pair, 0), what, INT64_MIN, INT64_MAX);
    needs[i].level_min = acd_node_int(call, item(call, pair, 1), what, INT64_MIN, INT64_MAX);
    napi_close_handle_scope(call->env, scope);
  }
  *count_out = count;
  return needs;
}

napi_value acd_node_from_bits(acd_node_call *call, int64_t value)
{
  napi_value made = NULL;
  if (!call->failed) ACD_NODE_TRY(call, napi_create_bigint_int64(call->env, value, &made));
  return made;
}

napi_value acd_node_from_int(acd_node_call *call, int64_t value)
{
  napi_value made = NULL;
  if (value < -SAFE_MAX || value > SAFE_MAX) return acd_node_from_bits(call, value);
  if (!call->failed) ACD_NODE_TRY(call, napi_create_int64(call->env, value, &made));
  return made;
}

napi_value acd_node_from_uint(acd_node_call *call, uint64_t value)
{
  napi_value made = NULL;
  if (value <= (uint64_t)SAFE_MAX) return acd_node_from_int(call, (int64_t)value);
  if (!call->failed) ACD_NODE_TRY(call, napi_create_bigint_uint64(call->env, value, &made));
  return made;
}

napi_value acd_node_from_double(acd_node_call *call, double value)
{
  napi_value made = NULL;
  if (!call->failed) ACD_NODE_TRY(call, napi_create_double(call->env, value, &made));
  return made;
}

napi_value acd_node_from_time(acd_node_call *call, int64_t value)
{
  return value == ACD_TIME_NEVER ? acd_node_from_double(call, HUGE_VAL) : acd_node_from_int(call, value);
}

napi_value acd_node_null(acd_node_call *call)
{
  napi_value made = NULL;
  if (!call->failed) ACD_NODE_TRY(call, napi_get_null(call->env, &made));
  return made;
}

napi_value acd_node_from_text(acd_node_call *call, const char *text)
{
  napi_value made = NULL;
  if (!text) return acd_node_null(call);
  if (!call->failed) ACD_NODE_TRY(call, napi_create_string_utf8(call->env, text, NAPI_AUTO_LENGTH, &made));
  return made;
}

napi_value acd_node_from_bytes(acd_node_call *call, const void *bytes, size_t size)
{
  napi_value made = NULL;
  if (!call->failed) ACD_NODE_TRY(call, napi_create_buffer_copy(call->env, size, bytes ? bytes : "", NULL, &made));
  return made;
}
