/* SPDX-License-Identifier: Apache-2.0 */
/* What lives in the library, and the objects of JavaScript that stand for it. Objects are collected in any order, and at the end of a
 * worker all at once: so what needs something else counts on it here, rather than by references among objects. */
#include "acd_node.h"
#include <stdio.h>

struct need {
  struct need *next;
  acd_node_box *box;
};

struct acd_node_box {
  const acd_node_kind *kind;
  void *object;
  void (*free)(void *object); /* NULL: it is lent */
  size_t users;
  struct need *needs;
};

/* Behind an object; its box is gone once it was closed. */
struct handle {
  acd_node_box *box;
  const acd_node_kind *kind;
};

/* What the collector is told that a handle takes: it sees none of the library's memory, and would put off to collect. */
enum { HANDLE_BYTES = 64 << 10 };

static void weigh(napi_env env, int64_t bytes)
{
  int64_t whole = 0;
  napi_adjust_external_memory(env, bytes, &whole);
}

static const napi_type_tag handle_tag = {0x6c69626163642e6eULL, 0x8f3b2d5e91c74a06ULL};

static void release(acd_node_box *box)
{
  if (--box->users) return;
  if (box->free) box->free(box->object);
  while (box->needs) {
    struct need *need = box->needs;
    box->needs = need->next;
    release(need->box);
    free(need);
  }
  free(box);
}

static void collected(napi_env env, void *data, void *hint)
{
  struct handle *handle = data;
  (void)hint;
  if (handle->box) {
    weigh(env, -HANDLE_BYTES);
    release(handle->box);
  }
  free(handle);
}

static struct handle *handle_of(acd_node_call *call, napi_value value)
{
  napi_valuetype type = napi_undefined;
  bool is_handle = false;
  void *data = NULL;
  if (call->failed) return NULL;
  ACD_NODE_TRY(call, napi_typeof(call->env, value, &type));
  if (call->failed || type != napi_object) return NULL;
  ACD_NODE_TRY(call, napi_check_object_type_tag(call->env, value, &handle_tag, &is_handle));
  if (!call->failed && is_handle) ACD_NODE_TRY(call, napi_unwrap(call->env, value, &data));
  return data;
}

acd_node_box *acd_node_box_of(acd_node_call *call, napi_value value, const char *what, const acd_node_kind *kind)
{
  char text[128];
  struct handle *handle = handle_of(call, value);
  if (call->failed) return NULL;
  if (!handle || handle->kind != kind) {
    snprintf(text, sizeof text, "expected an object of %s", kind->name);
    acd_node_type_error(call, what, text);
    return NULL;
  }
  if (!handle->box) {
    snprintf(text, sizeof text, "%s: the %s is closed", call->name, kind->name);
    call->failed = 1;
    napi_throw_error(call->env, "ERR_CLOSED", text);
  }
  return handle->box;
}

void *acd_node_object(const acd_node_box *box)
{
  return box ? box->object : NULL;
}

void acd_node_need(acd_node_call *call, acd_node_box *box, acd_node_box *other)
{
  if (call->failed || !box || !other) return;
  struct need *need = malloc(sizeof *need);
  if (!need) {
    acd_node_refuse(call, ACD_ERR_NOMEM, "");
    return;
  }
  other->users++;
  *need = (struct need){.next = box->needs, .box = other};
  box->needs = need;
}

static acd_node_box *become(acd_node_call *call, napi_value value, const acd_node_kind *kind, void *object,
                            void (*freed)(void *))
{
  acd_node_box *box = call->failed ? NULL : malloc(sizeof *box);
  struct handle *handle = box ? malloc(sizeof *handle) : NULL;
  if (!handle) acd_node_refuse(call, ACD_ERR_NOMEM, "");
  if (!call->failed) {
    *box = (acd_node_box){.kind = kind, .object = object, .free = freed, .users = 1};
    *handle = (struct handle){.box = box, .kind = kind};
    ACD_NODE_TRY(call, napi_type_tag_object(call->env, value, &handle_tag)); /* fails for what is a handle already */
  }
  if (!call->failed) ACD_NODE_TRY(call, napi_wrap(call->env, value, handle, collected, NULL, NULL));
  if (!call->failed) {
    weigh(call->env, HANDLE_BYTES);
    return box;
  }
  free(handle);
  free(box);
  if (freed) freed(object);
  return NULL;
}

acd_node_box *acd_node_become(acd_node_call *call, napi_value value, const acd_node_kind *kind, void *object)
{
  return become(call, value, kind, object, kind->free);
}

napi_value acd_node_from_object(acd_node_call *call, const acd_node_kind *kind, void *object)
{
  napi_value made = acd_node_make(call, kind->factory, 0, NULL);
  if (call->failed)
    kind->free(object);
  else
    acd_node_become(call, made, kind, object);
  return made;
}

napi_value acd_node_lend(acd_node_call *call, const acd_node_kind *kind, void *object, acd_node_box *owner)
{
  napi_value made = acd_node_make(call, kind->factory, 0, NULL);
  acd_node_need(call, become(call, made, kind, object, NULL), owner);
  return made;
}

napi_value acd_node_close(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  acd_node_begin(&call, env, info, "close");
  struct handle *handle = handle_of(&call, call.self);
  if (!handle) acd_node_type_error(&call, "", "expected an object of this module");
  if (handle && handle->box) {
    acd_node_box *box = handle->box;
    handle->box = NULL;
    weigh(env, -HANDLE_BYTES);
    release(box);
  }
  acd_node_end(&call);
  return NULL;
}

napi_value acd_node_is_closed(napi_env env, napi_callback_info info)
{
  acd_node_call call;
  napi_value made = NULL;
  acd_node_begin(&call, env, info, "closed");
  struct handle *handle = handle_of(&call, call.self);
  if (!handle) acd_node_type_error(&call, "", "expected an object of this module");
  if (!call.failed) ACD_NODE_TRY(&call, napi_get_boolean(env, !handle->box, &made));
  acd_node_end(&call);
  return made;
}
