/* SPDX-License-Identifier: Apache-2.0 */
/* A handle is a command of Tcl. It is counted who needs it, so that what an engine speaks to goes on when its own command is gone. */
#ifndef ACD_SWIG_TCL_HANDLES_H
#define ACD_SWIG_TCL_HANDLES_H

#include "tcl_values.h"

typedef struct acd_handle acd_handle;
typedef struct acd_need {
  struct acd_need *next;
  acd_handle *other;
  char what[16]; /* "": one of many */
} acd_need;
struct acd_handle {
  void *pointer;
  swig_type_info *type;
  void (*destroy)(void *); /* NULL: it is another's */
  Tcl_Command command;
  acd_need *needs;
  int users;
};

static void acd_swig_unuse(acd_handle *handle)
{
  if (--handle->users > 0) return;
  if (handle->destroy) handle->destroy(handle->pointer);
  while (handle->needs) {
    acd_need *need = handle->needs;
    handle->needs = need->next;
    acd_swig_unuse(need->other);
    free(need);
  }
  free(handle);
}

static void acd_swig_command_gone(ClientData data)
{
  acd_swig_unuse(data);
}

static const char *acd_swig_class_name(swig_type_info *type)
{
  return ((swig_class *)type->clientdata)->name;
}

/* `$engine tick 0` is `acd::engine_tick $engine 0`: acd.tcl says which function a method is. */
static int acd_swig_method(ClientData data, Tcl_Interp *interp, int objc, Tcl_Obj *const objv[])
{
  acd_handle *handle = data;
  if (objc < 2) {
    Tcl_WrongNumArgs(interp, 1, objv, "method ?argument ...?");
    return TCL_ERROR;
  }
  const char *method = Tcl_GetString(objv[1]);
  if (objc == 2 && strcmp(method, "destroy") == 0) return Tcl_DeleteCommandFromToken(interp, handle->command), TCL_OK;
  Tcl_Obj *key = Tcl_ObjPrintf("%s,%s", acd_swig_class_name(handle->type), method);
  Tcl_IncrRefCount(key);
  Tcl_Obj *function = Tcl_GetVar2Ex(interp, "::acd::methods", Tcl_GetString(key), TCL_GLOBAL_ONLY);
  Tcl_DecrRefCount(key);
  if (!function) {
    acd_swig_complain(interp, "unknown method \"%.100s\" of %s", method, acd_swig_class_name(handle->type));
    return TCL_ERROR;
  }
  Tcl_Obj **words = (Tcl_Obj **)Tcl_Alloc((unsigned)objc * sizeof *words);
  memcpy(words, objv, (size_t)objc * sizeof *words);
  words[0] = function;
  words[1] = objv[0];
  for (int i = 0; i < objc; i++) Tcl_IncrRefCount(words[i]);
  int status = Tcl_EvalObjv(interp, objc, words, 0);
  for (int i = 0; i < objc; i++) Tcl_DecrRefCount(words[i]);
  Tcl_Free((char *)words);
  return status;
}

/* NULL: it is no handle's command. */
static acd_handle *acd_swig_handle(Tcl_Interp *interp, Tcl_Obj *given)
{
  Tcl_CmdInfo info;
  Tcl_Command command = Tcl_GetCommandFromObj(interp, given);
  if (!command || !Tcl_GetCommandInfoFromToken(command, &info) || info.objProc != acd_swig_method) return NULL;
  return info.objClientData;
}

static Tcl_Obj *acd_swig_handle_new(Tcl_Interp *interp, void *pointer, swig_type_info *type, int own)
{
  static __thread long number;
  char name[100];
  acd_handle *handle = calloc(1, sizeof *handle);
  if (!handle) Tcl_Panic("acd: no memory");
  swig_class *class = type->clientdata;
  *handle = (acd_handle){.pointer = pointer, .type = type, .destroy = own ? class->destructor : NULL, .users = 1};
  snprintf(name, sizeof name, "::acd::%s%ld", class->name, ++number);
  for (char *at = name; *at; at++) *at = (char)tolower((unsigned char)*at);
  handle->command = Tcl_CreateObjCommand(interp, name, acd_swig_method, handle, acd_swig_command_gone);
  return Tcl_NewStringObj(name, -1);
}

/* _need HANDLE WHAT OTHER: the other lives as long as the handle; `what`: instead of the one that was that before. */
static int acd_swig_need_command(ClientData data, Tcl_Interp *interp, int objc, Tcl_Obj *const objv[])
{
  (void)data;
  acd_handle *handle = objc == 4 ? acd_swig_handle(interp, objv[1]) : NULL;
  acd_handle *other = objc == 4 ? acd_swig_handle(interp, objv[3]) : NULL;
  acd_need *need = handle && other ? calloc(1, sizeof *need) : NULL;
  if (!need) {
    acd_swig_complain(interp, "nothing that could need anything");
    return TCL_ERROR;
  }
  snprintf(need->what, sizeof need->what, "%s", Tcl_GetString(objv[2]));
  need->other = other;
  other->users++;
  for (acd_need **at = &handle->needs; *need->what && *at; at = &(*at)->next) {
    acd_need *before = *at;
    if (strcmp(before->what, need->what) != 0) continue;
    *at = before->next;
    acd_swig_unuse(before->other);
    free(before);
    break;
  }
  need->next = handle->needs;
  handle->needs = need;
  return TCL_OK;
}

#endif
