/* SPDX-License-Identifier: Apache-2.0 */
/* What SWIG makes objects of, for Tcl: handles are commands (tcl_handles.h), a record is a dictionary of its fields, by what SWIG
 * made to read and write them. */
#ifndef ACD_SWIG_TCL_OBJECTS_H
#define ACD_SWIG_TCL_OBJECTS_H

#include "tcl_handles.h"

/* Where a record is, for the functions that read and write its fields; a program never sees one. */
static const Tcl_ObjType acd_swig_address = {.name = "acd record"};

/* Whether a record is being made for the call under way. */
static __thread int acd_swig_bare;

static Tcl_Obj *acd_swig_address_of(void *record)
{
  Tcl_Obj *address = Tcl_NewObj();
  address->typePtr = &acd_swig_address;
  address->internalRep.otherValuePtr = record;
  return address;
}

static void *acd_swig_zero(size_t size)
{
  void *record = calloc(1, size);
  if (record) *(uint32_t *)record = (uint32_t)size;
  return record;
}

/* Calls what SWIG made, with the record and an argument, if any. */
static int acd_swig_call(Tcl_Interp *interp, swig_wrapper wrapper, void *record, Tcl_Obj *first, Tcl_Obj *second)
{
  Tcl_Obj *words[4] = {Tcl_NewObj(), acd_swig_address_of(record), first, second};
  int count = second ? 4 : first ? 3 : 2;
  for (int i = 0; i < count; i++) Tcl_IncrRefCount(words[i]);
  Tcl_ResetResult(interp);
  int status = wrapper(NULL, interp, count, words);
  for (int i = 0; i < count; i++) Tcl_DecrRefCount(words[i]);
  return status;
}

static swig_wrapper acd_swig_method_of(swig_class *class, const char *prefix, const char *name)
{
  size_t length = strlen(prefix);
  for (swig_method *method = class->methods; method->name; method++)
    if (strncmp(method->name, prefix, length) == 0 && strcmp(method->name + length, name) == 0) return method->method;
  return NULL;
}

/* The lists of a record of a call. */
static void acd_swig_lists(Tcl_Interp *interp, void *record, swig_class *class, Tcl_Obj *dict)
{
  static const char *const lists[][2] = {
      {"segments", "segment_at"}, {"visits", "visit_at"}, {"conversations", "conversation_at"}, {"path", "step_at"}};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
    Tcl_Obj *list = Tcl_NewListObj(0, NULL), *row;
    swig_wrapper at = acd_swig_method_of(class, "", lists[i][1]);
    int length = 0;
    for (int row_index = 0; at && acd_swig_call(interp, at, record, Tcl_NewIntObj(row_index), NULL) == TCL_OK;
         row_index++) {
      row = Tcl_GetObjResult(interp);
      if (Tcl_DictObjSize(NULL, row, &length) != TCL_OK || length == 0) break;
      Tcl_ListObjAppendElement(NULL, list, row);
    }
    Tcl_DictObjPut(NULL, dict, Tcl_NewStringObj(lists[i][0], -1), list);
  }
}

/* A record as a dictionary. What the result was stays. */
static Tcl_Obj *acd_swig_dict(Tcl_Interp *interp, void *record, swig_type_info *type)
{
  Tcl_Obj *dict = Tcl_NewDictObj(), *result = Tcl_GetObjResult(interp);
  Tcl_IncrRefCount(result);
  for (swig_attribute *field = ((swig_class *)type->clientdata)->attributes; field->name; field++) {
    const char *name = field->name + 1; /* behind a dash */
    if (strcmp(name, "size") == 0 || acd_swig_call(interp, field->getmethod, record, NULL, NULL) != TCL_OK) continue;
    Tcl_DictObjPut(NULL, dict, Tcl_NewStringObj(name, -1), Tcl_GetObjResult(interp));
  }
  if (type == SWIGTYPE_p_acd_record) acd_swig_lists(interp, record, type->clientdata, dict);
  Tcl_SetObjResult(interp, result);
  Tcl_DecrRefCount(result);
  return dict;
}

/* What SWIG makes objects of: a record becomes a dictionary and is freed, a handle becomes a command. */
static Tcl_Obj *acd_swig_object(Tcl_Interp *interp, void *pointer, swig_type_info *type, int own)
{
  swig_class *class = type->clientdata;
  if (!pointer || !class) return Tcl_NewObj();
  if (acd_swig_bare) return acd_swig_address_of(pointer);
  if (!class->attributes[0].name) return acd_swig_handle_new(interp, pointer, type, own);
  Tcl_Obj *dict = acd_swig_dict(interp, pointer, type);
  if (own) class->destructor(pointer);
  return dict;
}

static int acd_swig_each(Tcl_Interp *interp, swig_class *class, void *record, const char *key, Tcl_Obj *value)
{
  int length, status = TCL_OK, pairs = strcmp(key, "requirements") == 0;
  Tcl_Obj **items, **pair;
  swig_wrapper method = acd_swig_method_of(class, "", pairs ? "require" : "prefer");
  if (!method || Tcl_ListObjGetElements(interp, value, &length, &items) != TCL_OK) return TCL_ERROR;
  for (int i = 0, two = 0; status == TCL_OK && i < length; i++) {
    if (!pairs) {
      status = acd_swig_call(interp, method, record, items[i], NULL);
    } else if (Tcl_ListObjGetElements(NULL, items[i], &two, &pair) == TCL_OK && two == 2) {
      status = acd_swig_call(interp, method, record, pair[0], pair[1]);
    } else {
      acd_swig_complain(interp, "requirements: expected a list of pairs: a skill's id, a level");
      status = TCL_ERROR;
    }
  }
  return status;
}

static int acd_swig_field(Tcl_Interp *interp, swig_class *class, void *record, const char *key, Tcl_Obj *value)
{
  if (strcmp(key, "requirements") == 0 || strcmp(key, "preferred") == 0)
    return acd_swig_each(interp, class, record, key, value);
  swig_wrapper set = acd_swig_method_of(class, "set_", key);
  for (swig_attribute *field = class->attributes; !set && field->name; field++)
    if (strcmp(field->name + 1, key) == 0) set = field->setmethod;
  if (set) return acd_swig_call(interp, set, record, value, NULL);
  acd_swig_complain(interp, "%s has no field \"%.100s\"", class->name, key);
  return TCL_ERROR;
}

/* The formula of a service level, which sets its other fields; NULL: it has none. */
static Tcl_Obj *acd_swig_formula(swig_type_info *type, Tcl_Obj *dict)
{
  Tcl_Obj *key = Tcl_NewStringObj("formula", -1), *formula = NULL;
  Tcl_IncrRefCount(key);
  if (type == SWIGTYPE_p_acd_service_level) Tcl_DictObjGet(NULL, dict, key, &formula);
  Tcl_DecrRefCount(key);
  return formula;
}

/* With what the headers set, or, of records that come out, zero; NULL: none is made of a dictionary, or no memory. */
static void *acd_swig_record_new(Tcl_Interp *interp, swig_type_info *type, Tcl_Obj *dict)
{
  static const struct {
    swig_type_info **type;
    size_t size;
  } plain[] = {
#define ACD_PLAIN(name) {&SWIGTYPE_p_##name, sizeof(name)}
      ACD_PLAIN(acd_history_period),
      ACD_PLAIN(acd_kpi_queue),
      ACD_PLAIN(acd_kpi_agent),
      ACD_PLAIN(acd_kpi_calls),
      ACD_PLAIN(acd_service_level_counts),
      ACD_PLAIN(acd_history_wait),
      ACD_PLAIN(acd_history_callbacks),
#undef ACD_PLAIN
  };
  for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
    if (*plain[i].type == type) return acd_swig_zero(plain[i].size);
  swig_class *class = type->clientdata;
  Tcl_Obj *formula = acd_swig_formula(type, dict);
  Tcl_Obj *words[] = {dict, formula}; /* the first is the function's name */
  acd_swig_bare = 1;
  int made = class->constructor && class->constructor(NULL, interp, formula ? 2 : 1, words) == TCL_OK;
  acd_swig_bare = 0;
  return made ? Tcl_GetObjResult(interp)->internalRep.otherValuePtr : NULL;
}

/* Records that were made of dictionaries, for the call under way. */
typedef struct acd_made {
  struct acd_made *next;
  void *record;
  void (*destroy)(void *);
} acd_made;
static __thread acd_made *acd_swig_made;

static void acd_swig_forget(const void *record)
{
  for (acd_made **at = &acd_swig_made; record && *at; at = &(*at)->next) {
    acd_made *made = *at;
    if (made->record != record) continue;
    *at = made->next;
    made->destroy(made->record);
    free(made);
    return;
  }
}

static void *acd_swig_record(Tcl_Interp *interp, Tcl_Obj *dict, swig_type_info *type)
{
  Tcl_DictSearch search;
  Tcl_Obj *key, *value;
  int done;
  swig_class *class = type->clientdata;
  acd_made *made = malloc(sizeof *made);
  void *record = made ? acd_swig_record_new(interp, type, dict) : NULL;
  if (!record || Tcl_DictObjFirst(NULL, dict, &search, &key, &value, &done) != TCL_OK) {
    acd_swig_complain(interp, "expected a dictionary of fields of %s", class->name);
    if (record) class->destructor(record);
    free(made);
    return NULL;
  }
  for (; !done; Tcl_DictObjNext(&search, &key, &value, &done)) {
    if (acd_swig_field(interp, class, record, Tcl_GetString(key), value) == TCL_OK) continue;
    Tcl_DictObjDone(&search);
    class->destructor(record);
    free(made);
    return NULL;
  }
  Tcl_ResetResult(interp);
  /* Now, since the functions that set fields forget what they were given, too. */
  *made = (acd_made){acd_swig_made, record, class->destructor};
  acd_swig_made = made;
  return record;
}

/* An error that was set already. */
#define ACD_SWIG_TOLD (-99)

/* What SWIG makes pointers of: the empty text is none. */
static int acd_swig_pointer(Tcl_Interp *interp, Tcl_Obj *given, void *pointer_out, swig_type_info *type)
{
  void **pointer = pointer_out;
  swig_class *class = type->clientdata;
  *pointer = NULL;
  if (given->typePtr == &acd_swig_address) return *pointer = given->internalRep.otherValuePtr, SWIG_OK;
  if (class && class->attributes[0].name) {
    *pointer = acd_swig_record(interp, given, type);
    return *pointer ? SWIG_OK : ACD_SWIG_TOLD;
  }
  if (*Tcl_GetString(given) == '\0') return SWIG_OK;
  acd_handle *handle = acd_swig_handle(interp, given);
  if (!handle || handle->type != type) return SWIG_TypeError;
  *pointer = handle->pointer;
  return SWIG_OK;
}

static void acd_swig_init(Tcl_Interp *interp)
{
  acd_swig_utf8_encoding = Tcl_GetEncoding(interp, "utf-8");
}

#endif
