/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface needs of Tcl 8.6: records are dictionaries in both directions, handles are commands (tcl_objects.h), errors have an
 * error code, texts go through Tcl's encodings, bytes are byte arrays. */
/* Results in order: one as it is, several as a list. */
#undef %append_output
%define %append_output(given...) acd_swig_append(interp, given) %enddef
%include "uniform.i"
%define %no_output %enddef
%{
#include "tcl_objects.h"
#define ACD_SWIG_RAISE(status, function, about) do { acd_swig_raise(interp, status, function, about); SWIG_fail; } while (0)
#define ACD_SWIG_RAISED() do {} while (0)
/* All that is an object of SWIG's elsewhere. */
#undef SWIG_Error
#define SWIG_Error(kind, text) do { if ((kind) != ACD_SWIG_TOLD) acd_swig_complain(interp, "%s", text); } while (0)
#undef SWIG_GetArgs
#define SWIG_GetArgs(interp, objc, objv, format, ...) acd_swig_args(interp, objc, format)
#undef SWIG_ConvertPtr
#define SWIG_ConvertPtr(given, pointer, type, flags) acd_swig_pointer(interp, given, pointer, type)
#undef SWIG_NewPointerObj
#define SWIG_NewPointerObj(pointer, type, flags) acd_swig_object(interp, pointer, type, flags)
#undef SWIG_NewInstanceObj
/* From constructors, and what is pulled. */
#define SWIG_NewInstanceObj(pointer, type, flags) acd_swig_object(interp, pointer, type, 1)
%}
%init %{
  acd_swig_init(interp);
%}
/* A simulation's engine is the simulation's. */
%typemap(out, noblock=1) acd_engine *acd_sim_engine { %set_output(SWIG_NewPointerObj($1, $1_descriptor, 0)); }
%native(_need) int acd_swig_need_command(ClientData data, Tcl_Interp *interp, int objc, Tcl_Obj *const objv[]);

/* ---- Numbers */

%define %whole(least, most, types...)
%typemap(in) types {
  Tcl_WideInt number = 0;
  if (!acd_swig_integer(interp, $input, "$1_name", least, most, &number)) SWIG_fail;
  $1 = ($1_ltype)number;
}
%enddef
%whole(INT_MIN, INT_MAX, int)
%whole(0, UINT_MAX, unsigned int)
%whole(INT64_MIN, INT64_MAX, %arg(long, long long))
%whole(0, INT64_MAX, %arg(unsigned long, unsigned long long, size_t))
%typemap(argout, noblock=1) long *OUTPUT, long long *OUTPUT { %append_output(Tcl_NewWideIntObj((Tcl_WideInt)*$1)); }
%typemap(argout, noblock=1) double *OUTPUT { %append_output(Tcl_NewDoubleObj(*$1)); }
/* In the order of the numbers that name what is counted, from 0. */
%typemap(out) int64_t [ANY] {
  Tcl_Obj *list = Tcl_NewListObj(0, NULL);
  for (int i = 0; i < $1_dim0; i++) Tcl_ListObjAppendElement(NULL, list, Tcl_NewWideIntObj($1[i]));
  %set_output(list);
}
%typemap(in) int64_t [ANY] (int64_t *held = NULL) {
  held = acd_swig_array(interp, $input, "$1_name", $1_dim0);
  if (!held) SWIG_fail;
  $1 = held;
}
%typemap(memberin, noblock=1) int64_t [ANY] { memcpy($1, $input, sizeof $1); }
%typemap(freearg, noblock=1, match="in") int64_t [ANY] { free(held$argnum); }

/* ---- Texts and bytes */

/* An empty text is none. */
%typemap(in) const char * (char *held = NULL) {
  size_t length = 0;
  held = acd_swig_utf8(interp, $input, "$1_name", 1, &length);
  if (!held) SWIG_fail;
  $1 = length ? ($1_ltype)held : NULL;
}
%typemap(freearg, noblock=1, match="in") const char * { free(held$argnum); }
%typemap(in) (const char *text, size_t size) (char *held = NULL) {
  held = acd_swig_utf8(interp, $input, "$1_name", 0, &$2);
  if (!held) SWIG_fail;
  $1 = held;
}
%typemap(freearg, noblock=1, match="in") (const char *text, size_t size) { free(held$argnum); }
%typemap(out, noblock=1) const char * { %set_output(acd_swig_text($1, -1)); }
%typemap(in) (const void *bytes, size_t size) {
  if (!acd_swig_bytes(interp, $input, "$1_name", &$1, &$2)) SWIG_fail;
}
%typemap(check) (const void *bytes, size_t size) "";
%typemap(freearg) (const void *bytes, size_t size) "";
%typemap(in, numinputs=0, noblock=1) size_t *size_out (size_t size) { $1 = &size; size = 0; }
%typemap(out) const void *acd_zone_bytes "";
%typemap(argout, noblock=1) size_t *size_out { %set_output(Tcl_NewByteArrayObj(result ? result : (const unsigned char *)"", (int)*$1)); }
/* SWIG leaves out here what frees arguments that are not given. */
%typemap(argout, noblock=1) (char *buffer, size_t capacity, size_t *size_out) {
  %append_output(acd_swig_text($1, (int)*$3));
  free($1);
}
%typemap(argout, noblock=1) (void *buffer, size_t capacity, size_t *size_out) {
  %append_output(Tcl_NewByteArrayObj($1, (int)*$3));
  free($1);
}
%typemap(in, numinputs=0, noblock=1) const char **zone_out (char *name) { $1 = &name; name = NULL; }
%typemap(argout, noblock=1) const char **zone_out { %append_output(acd_swig_text(*$1, -1)); }
%typemap(freearg) const char **zone_out "";
%apply const char **zone_out { const char **name_out, const char **second_out };

/* ---- Lists, and dictionaries that became records */

%typemap(freearg, noblock=1) SWIGTYPE * { acd_swig_forget($1); }
%typemap(in) (const acd_id *calls, size_t count) (int64_t *ids = NULL) {
  ids = acd_swig_ids(interp, $input, "$1_name", &$2);
  if (!ids) SWIG_fail;
  $1 = ids;
}
%typemap(freearg, noblock=1, match="in") (const acd_id *calls, size_t count) { free(ids$argnum); }
%apply (const acd_id *calls, size_t count) { (const acd_id *known, size_t count) };
%typemap(in) (const acd_requirement *requirements, size_t count) (acd_requirement *needs = NULL) {
  needs = acd_swig_requirements(interp, $input, "$1_name", &$2);
  if (!needs) SWIG_fail;
  $1 = needs;
}
%typemap(check) (const acd_requirement *requirements, size_t count) "";
%typemap(freearg, noblock=1, match="in") (const acd_requirement *requirements, size_t count) { free(needs$argnum); }
%define %records_out(type, name)
%nodefaultctor type;
%typemap(in) (size_t count, size_t stride, type *name) (type *rows = NULL) {
  Tcl_WideInt number = 0;
  if (!acd_swig_integer(interp, $input, "count", 0, 1000000, &number)) SWIG_fail;
  rows = calloc((size_t)number + 1, sizeof(type));
  if (!rows) SWIG_exception_fail(SWIG_MemoryError, "no memory");
  $1 = (size_t)number;
  $2 = sizeof(type);
  $3 = rows;
}
%typemap(check) (size_t count, size_t stride, type *name) "";
%typemap(argout) (size_t count, size_t stride, type *name) {
  Tcl_Obj *list = Tcl_NewListObj(0, NULL);
  for (size_t i = 0; i < $1 && (long long)i < (long long)result; i++)
    Tcl_ListObjAppendElement(NULL, list, SWIG_NewPointerObj($3 + i, $descriptor(type *), 0));
  %append_output(list);
}
%typemap(freearg, noblock=1, match="in") (size_t count, size_t stride, type *name) { free(rows$argnum); }
%enddef

/* ---- What is Tcl's alone */

/* A record is printed while it waits: behind that it is a dictionary. */
%ignore acd_record_print_json;
%ignore acd_record_print_csv;
%define %tcl_last
%sized(acd_record_queue_print_json, arg2, arg3, arg4, acd_swig_nothing(about))
%sized(acd_record_queue_print_csv, arg2, arg3, arg4, acd_swig_nothing(about))
%inline %{
/* The oldest record as a line of text, which stays where it is. */
static int acd_record_queue_print_json(acd_record_queue *queue, char *buffer, size_t capacity, size_t *size_out) {
  return queue->kept.first ? acd_record_print_json(queue->kept.first->item, buffer, capacity, size_out) : ACD_ERR_NOT_FOUND;
}
static int acd_record_queue_print_csv(acd_record_queue *queue, char *buffer, size_t capacity, size_t *size_out) {
  return queue->kept.first ? acd_record_print_csv(queue->kept.first->item, buffer, capacity, size_out) : ACD_ERR_NOT_FOUND;
}
%}
%enddef
