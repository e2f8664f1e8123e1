/* SPDX-License-Identifier: Apache-2.0 */
/* What `require` gives index.js: { functions, methods: { Class: … }, constants, factories, setup }. */
#include "acd_node.h"

static napi_value object_below(acd_node_call *call, napi_value in, const char *name)
{
  bool has = false;
  napi_value made = NULL;
  if (!call->failed) ACD_NODE_TRY(call, napi_has_named_property(call->env, in, name, &has));
  if (!call->failed && has) ACD_NODE_TRY(call, napi_get_named_property(call->env, in, name, &made));
  if (!call->failed && !has) ACD_NODE_TRY(call, napi_create_object(call->env, &made));
  if (!call->failed && !has) ACD_NODE_TRY(call, napi_set_named_property(call->env, in, name, made));
  return made;
}

static void set_function(acd_node_call *call, napi_value in, const char *name, napi_callback callback)
{
  napi_value function = NULL;
  if (!call->failed)
    ACD_NODE_TRY(call, napi_create_function(call->env, name, NAPI_AUTO_LENGTH, callback, NULL, &function));
  if (!call->failed) ACD_NODE_TRY(call, napi_set_named_property(call->env, in, name, function));
}

static void set_functions(acd_node_call *call, napi_value exports, const acd_node_function *functions)
{
  napi_value plain = object_below(call, exports, "functions"), methods = object_below(call, exports, "methods");
  for (; functions->name && !call->failed; functions++) {
    napi_value in = *functions->class_name ? object_below(call, methods, functions->class_name) : plain;
    set_function(call, in, functions->name, functions->function);
  }
}

static void set_constants(acd_node_call *call, napi_value exports)
{
  napi_value constants = object_below(call, exports, "constants");
  for (const acd_node_constant *constant = acd_node_constants; constant->name && !call->failed; constant++) {
    napi_value value = acd_node_from_time(call, constant->value);
    if (!call->failed) ACD_NODE_TRY(call, napi_set_named_property(call->env, constants, constant->name, value));
  }
}

static void forget(napi_env env, void *data, void *hint)
{
  (void)env; /* the reference goes with it */
  (void)hint;
  free(data);
}

/* setup(list): functions that make errors, records and objects, in the order of `factories`. */
static napi_value setup(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "setup");
  napi_ref *factories = malloc(sizeof(napi_ref));
  if (!factories) napi_throw_error(env, NULL, "no memory");
  if (factories && !call.failed) ACD_NODE_TRY(&call, napi_create_reference(env, call.arguments[0], 1, factories));
  if (factories && !call.failed) ACD_NODE_TRY(&call, napi_set_instance_data(env, factories, forget, NULL));
  if (call.failed) free(factories);
  acd_node_end(&call);
  return NULL;
}

NAPI_MODULE_INIT()
{
  acd_node_call call = {.env = env, .name = "acd"};
  napi_value names = NULL;
  set_functions(&call, exports, acd_node_functions);
  set_functions(&call, exports, acd_node_wirings);
  set_constants(&call, exports);
  set_function(&call, exports, "setup", setup);
  set_function(&call, exports, "close", acd_node_close);
  set_function(&call, exports, "isClosed", acd_node_is_closed);
  if (!call.failed) ACD_NODE_TRY(&call, napi_create_array(env, &names));
  for (uint32_t i = 0; acd_node_factories[i] && !call.failed; i++)
    ACD_NODE_TRY(&call, napi_set_element(env, names, i, acd_node_from_text(&call, acd_node_factories[i])));
  if (!call.failed) ACD_NODE_TRY(&call, napi_set_named_property(env, exports, "factories", names));
  return exports;
}
