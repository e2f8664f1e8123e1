/* SPDX-License-Identifier: Apache-2.0 */
/* A function of the module while it runs: its arguments, its memory, how it fails. */
#include "acd_node.h"
#include <stdio.h>

struct acd_node_block {
  struct acd_node_block *next;
  _Alignas(16) char memory[];
};

void acd_node_begin(acd_node_call *call, napi_env env, napi_callback_info info, const char *name)
{
  call->env = env;
  call->name = name;
  call->self = NULL;
  call->failed = 0;
  call->blocks = NULL;
  call->used = 0;
  size_t count = ACD_NODE_ARGUMENTS_MAX; /* those that are not there are undefined */
  ACD_NODE_TRY(call, napi_get_cb_info(env, info, &count, call->arguments, &call->self, NULL));
}

void acd_node_end(acd_node_call *call)
{
  while (call->blocks) {
    struct acd_node_block *next = call->blocks->next;
    free(call->blocks);
    call->blocks = next;
  }
}

void *acd_node_scratch(acd_node_call *call, size_t size)
{
  if (call->failed) return NULL;
  if (size <= sizeof call->first - call->used) {
    void *memory = call->first + call->used;
    call->used += (size + 15) / 16 * 16;
    return memory;
  }
  struct acd_node_block *block = size < SIZE_MAX / 2 ? malloc(sizeof *block + size) : NULL;
  if (!block) {
    acd_node_refuse(call, ACD_ERR_NOMEM, "");
    return NULL;
  }
  block->next = call->blocks;
  call->blocks = block;
  return block->memory;
}

void acd_node_broken(acd_node_call *call, napi_status status)
{
  bool pending = false;
  call->failed = 1;
  if (status == napi_pending_exception || (napi_is_exception_pending(call->env, &pending) == napi_ok && pending))
    return;
  const napi_extended_error_info *info = NULL;
  napi_get_last_error_info(call->env, &info);
  char text[256];
  snprintf(text, sizeof text, "%s: %s", call->name,
           info && info->error_message ? info->error_message : "Node-API refused");
  napi_throw_error(call->env, NULL, text);
}

static void sentence(char *text, size_t size, const acd_node_call *call, const char *what, const char *said)
{
  snprintf(text, size, "%s: %s%s%s", call->name, what, *what ? ": " : "", said);
}

void acd_node_type_error(acd_node_call *call, const char *what, const char *said)
{
  char text[512];
  if (call->failed) return;
  sentence(text, sizeof text, call, what, said);
  call->failed = 1;
  napi_throw_type_error(call->env, "ERR_INVALID_ARG_TYPE", text);
}

void acd_node_range_error(acd_node_call *call, const char *what, const char *said)
{
  char text[512];
  if (call->failed) return;
  sentence(text, sizeof text, call, what, said);
  call->failed = 1;
  napi_throw_range_error(call->env, "ERR_OUT_OF_RANGE", text);
}

void acd_node_refuse(acd_node_call *call, int status, const char *about)
{
  char text[ACD_NODE_ABOUT + 256];
  if (call->failed) return;
  snprintf(text, sizeof text, "%s: %s%s%s", call->name, acd_status_text(status), *about ? ": " : "", about);
  napi_value values[] = {acd_node_from_text(call, text), acd_node_from_int(call, status),
                         acd_node_from_text(call, call->name)};
  napi_value error = acd_node_make(call, 0, sizeof values / sizeof values[0], values);
  if (!call->failed) napi_throw(call->env, error);
  call->failed = 1;
}

napi_value acd_node_make(acd_node_call *call, uint32_t factory, size_t count, const napi_value *values)
{
  void *data = NULL;
  napi_value factories = NULL, function = NULL, nobody = NULL, made = NULL;
  if (call->failed) return NULL;
  ACD_NODE_TRY(call, napi_get_instance_data(call->env, &data));
  if (!call->failed) ACD_NODE_TRY(call, napi_get_reference_value(call->env, *(napi_ref *)data, &factories));
  if (!call->failed) ACD_NODE_TRY(call, napi_get_element(call->env, factories, factory, &function));
  if (!call->failed) ACD_NODE_TRY(call, napi_get_undefined(call->env, &nobody));
  if (!call->failed) ACD_NODE_TRY(call, napi_call_function(call->env, nobody, function, count, values, &made));
  return made;
}
