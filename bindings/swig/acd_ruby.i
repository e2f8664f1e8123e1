/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface needs of Ruby: exceptions with a status, whole numbers in range, texts in UTF-8, bytes and lists. A raise leaves a
 * wrapper without freeing anything, so scratch memory is Ruby's. */
%include "uniform.i"
%define %no_output %enddef
%freefunc acd_engine "acd_swig_engine_free";
%freefunc acd_history "acd_swig_history_free";
#ifdef ACD_SWIG_SIM
%freefunc acd_sim "acd_swig_sim_free";
#endif
%{
#include <ruby/encoding.h>
#include "ruby_objects.h"

static VALUE acd_error_class;
/* The buffer that the function at work fills; it becomes what the function gives. */
static VALUE acd_swig_buffer = Qnil;

/* Raises an Acd::Error of `code` and `function`. */
static void acd_swig_raise(int status, const char *function, const char *about)
{
  char text[ACD_SWIG_ABOUT + 300];
  snprintf(text, sizeof text, "%s: %s%s%s", function, acd_status_text(status), *about ? ": " : "", about);
  VALUE error = rb_exc_new_str(acd_error_class, rb_utf8_str_new_cstr(text));
  rb_iv_set(error, "@code", INT2NUM(status));
  rb_iv_set(error, "@function", rb_utf8_str_new_cstr(function));
  rb_exc_raise(error);
}

static void *acd_swig_buffer_new(size_t size)
{
  acd_swig_buffer = rb_str_new(NULL, (long)size);
  return RSTRING_PTR(acd_swig_buffer);
}

/* The buffer, as long as it was filled. */
static VALUE acd_swig_buffer_take(size_t size, rb_encoding *encoding)
{
  VALUE filled = acd_swig_buffer;
  acd_swig_buffer = Qnil;
  rb_str_set_len(filled, (long)size);
  return rb_enc_associate(filled, encoding);
}

#define ACD_SWIG_RAISE(status, function, about) acd_swig_raise(status, function, about)
#define ACD_SWIG_RAISED() do {} while (0)
#define ACD_SWIG_MADE(made) (DATA_PTR(self) = result = (made))
#undef ACD_SWIG_BUFFER
#define ACD_SWIG_BUFFER(size) acd_swig_buffer_new(size)

/* A float is no whole number, even if it has no fraction. */
static long long acd_swig_integer(VALUE given, const char *name, long long least, long long most)
{
  if (!RB_INTEGER_TYPE_P(given)) rb_raise(rb_eTypeError, "%s: expected an Integer, not %s", name, rb_obj_classname(given));
  long long number = NUM2LL(given);
  if (number < least || number > most) rb_raise(rb_eRangeError, "%s: %lld is out of range", name, number);
  return number;
}

/* Arguments are read where others wait to be passed on, so nothing of the program may run here that could change or close those:
 * neither to_str nor to_ary is called. */

/* A text in UTF-8, or nil; what has no encoding stays as it is. Frozen: not the program's. */
static VALUE acd_swig_text(VALUE given, const char *name)
{
  if (NIL_P(given)) return Qnil;
  if (!RB_TYPE_P(given, T_STRING)) rb_raise(rb_eTypeError, "%s: expected a String, not %s", name, rb_obj_classname(given));
  return rb_str_new_frozen(rb_str_export_to_enc(given, rb_utf8_encoding()));
}

static VALUE acd_swig_bytes(VALUE given, const char *name)
{
  if (!RB_TYPE_P(given, T_STRING)) rb_raise(rb_eTypeError, "%s: expected a String of bytes, not %s", name, rb_obj_classname(given));
  return rb_str_new_frozen(given);
}

/* The text for C, which a NUL inside would cut short. */
static const char *acd_swig_cstring(volatile VALUE *text, const char *name)
{
  if (NIL_P(*text)) return NULL;
  if (memchr(RSTRING_PTR(*text), '\0', (size_t)RSTRING_LEN(*text))) rb_raise(rb_eArgError, "%s: a NUL inside the text", name);
  return rb_string_value_cstr(text);
}

static VALUE acd_swig_from_text(const char *text)
{
  return text ? rb_utf8_str_new_cstr(text) : Qnil;
}

/* An Array; anything else raises. */
static VALUE acd_swig_list(VALUE given, const char *name, const char *of)
{
  if (!RB_TYPE_P(given, T_ARRAY)) rb_raise(rb_eTypeError, "%s: expected an Array of %s", name, of);
  return given;
}

/* Memory that lives as long as `*hold` is in sight. */
static void *acd_swig_scratch(volatile VALUE *hold, size_t count, size_t size)
{
  *hold = rb_str_new(NULL, (long)((count + 1) * size));
  return memset(RSTRING_PTR(*hold), 0, (count + 1) * size);
}

static acd_id *acd_swig_ids(volatile VALUE *hold, VALUE list, const char *name)
{
  size_t count = (size_t)RARRAY_LEN(list);
  acd_id *ids = acd_swig_scratch(hold, count, sizeof *ids);
  for (size_t i = 0; i < count; i++) ids[i] = acd_swig_integer(rb_ary_entry(list, (long)i), name, INT64_MIN, INT64_MAX);
  return ids;
}

static acd_requirement *acd_swig_requirements(volatile VALUE *hold, VALUE list, const char *name)
{
  size_t count = (size_t)RARRAY_LEN(list);
  acd_requirement *needs = acd_swig_scratch(hold, count, sizeof *needs);
  for (size_t i = 0; i < count; i++) {
    VALUE pair = acd_swig_list(rb_ary_entry(list, (long)i), name, "pairs: a skill's id, a level");
    if (RARRAY_LEN(pair) != 2) rb_raise(rb_eArgError, "%s: expected pairs: a skill's id, a level", name);
    needs[i].skill = acd_swig_integer(rb_ary_entry(pair, 0), name, INT64_MIN, INT64_MAX);
    needs[i].level_min = acd_swig_integer(rb_ary_entry(pair, 1), name, INT64_MIN, INT64_MAX);
  }
  return needs;
}
%}
%init %{
  acd_error_class = rb_define_class_under(mAcd, "Error", rb_eStandardError);
  rb_gc_register_mark_object(acd_error_class);
  rb_gc_register_address(&acd_swig_buffer);
  rb_define_attr(acd_error_class, "code", 1, 0);
  rb_define_attr(acd_error_class, "function", 1, 0);
  acd_closed_class = rb_define_class_under(mAcd, "ClosedError", rb_eRuntimeError);
  rb_gc_register_mark_object(acd_closed_class);
  /* acd.rb takes them from the program, and uses them for methods. */
  rb_define_singleton_method(mAcd, "_kept", acd_swig_kept, 2);
  rb_define_singleton_method(mAcd, "_keep", acd_swig_keep, 3);
  rb_define_singleton_method(mAcd, "_made", acd_swig_made, 1);
  rb_define_singleton_method(mAcd, "_close", acd_swig_close, 1);
  rb_define_singleton_method(mAcd, "_closed", acd_swig_closed, 1);
%}

/* ---- Numbers */

%define %whole(least, most, types...)
%typemap(in, noblock=1) types { $1 = ($1_ltype)acd_swig_integer($input, "$1_name", least, most); }
%enddef
%whole(INT_MIN, INT_MAX, int)
%whole(0, UINT_MAX, unsigned int)
%whole(INT64_MIN, INT64_MAX, %arg(long, long long))
%whole(0, INT64_MAX, %arg(unsigned long, unsigned long long, size_t))
/* Under the numbers that name what is counted, from 0. */
%typemap(out) int64_t [ANY] {
  $result = rb_ary_new_capa($1_dim0);
  for (int i = 0; i < $1_dim0; i++) rb_ary_push($result, LL2NUM($1[i]));
}

/* ---- Texts and bytes */

%typemap(in, noblock=1) const char * (VALUE held) {
  held = acd_swig_text($input, "$1_name");
  $1 = ($1_ltype)acd_swig_cstring(&held, "$1_name");
}
%typemap(freearg, noblock=1, match="in") const char * { RB_GC_GUARD(held$argnum); }
%typemap(in) (const char *text, size_t size) (VALUE held) {
  held = acd_swig_text($input, "$1_name");
  $1 = NIL_P(held) ? NULL : RSTRING_PTR(held);
  $2 = NIL_P(held) ? 0 : (size_t)RSTRING_LEN(held);
}
%typemap(freearg, noblock=1, match="in") (const char *text, size_t size) { RB_GC_GUARD(held$argnum); }
%typemap(out, noblock=1) const char * { $result = acd_swig_from_text($1); }
%typemap(in) (const void *bytes, size_t size) (VALUE held) {
  held = acd_swig_bytes($input, "$1_name");
  $2 = (size_t)RSTRING_LEN(held);
  $1 = $2 ? RSTRING_PTR(held) : NULL;
}
%typemap(check) (const void *bytes, size_t size) "";
%typemap(freearg, noblock=1, match="in") (const void *bytes, size_t size) { RB_GC_GUARD(held$argnum); }
%typemap(in, numinputs=0, noblock=1) size_t *size_out (size_t size) { $1 = &size; size = 0; }
%typemap(out) const void *acd_zone_bytes "";
%typemap(argout, noblock=1) size_t *size_out { %append_output(rb_str_new(result ? result : "", (long)*$1)); }
%typemap(argout, noblock=1) (char *buffer, size_t capacity, size_t *size_out) {
  %append_output(acd_swig_buffer_take(*$3, rb_utf8_encoding()));
}
%typemap(argout, noblock=1) (void *buffer, size_t capacity, size_t *size_out) {
  %append_output(acd_swig_buffer_take(*$3, rb_ascii8bit_encoding()));
}
%typemap(freearg) (char *buffer, size_t capacity, size_t *size_out) "";
%typemap(freearg) (void *buffer, size_t capacity, size_t *size_out) "";
%typemap(in, numinputs=0, noblock=1) const char **zone_out (char *name) { $1 = &name; name = NULL; }
%typemap(argout, noblock=1) const char **zone_out { %append_output(acd_swig_from_text(*$1)); }
%apply const char **zone_out { const char **name_out, const char **second_out };

/* ---- Lists */

%typemap(in, noblock=1) (const acd_id *calls, size_t count) (VALUE hold) {
  hold = acd_swig_list($input, "$1_name", "ids");
  $2 = (size_t)RARRAY_LEN(hold);
  $1 = acd_swig_ids(&hold, hold, "$1_name");
}
%typemap(freearg, noblock=1, match="in") (const acd_id *calls, size_t count) { RB_GC_GUARD(hold$argnum); }
%apply (const acd_id *calls, size_t count) { (const acd_id *known, size_t count) };
%typemap(in, noblock=1) (const acd_requirement *requirements, size_t count) (VALUE hold) {
  hold = acd_swig_list($input, "$1_name", "pairs: a skill's id, a level");
  $2 = (size_t)RARRAY_LEN(hold);
  $1 = acd_swig_requirements(&hold, hold, "$1_name");
}
%typemap(check) (const acd_requirement *requirements, size_t count) "";
%typemap(freearg, noblock=1, match="in") (const acd_requirement *requirements, size_t count) { RB_GC_GUARD(hold$argnum); }
%define %records_out(type, name)
%nodefaultctor type;
%typemap(in, noblock=1) (size_t count, size_t stride, type *name) (VALUE hold) {
  $1 = (size_t)acd_swig_integer($input, "count", 0, 1000000);
  $2 = sizeof(type);
  $3 = acd_swig_scratch(&hold, $1, sizeof(type));
}
%typemap(check) (size_t count, size_t stride, type *name) "";
%typemap(argout) (size_t count, size_t stride, type *name) {
  VALUE list = rb_ary_new();
  for (size_t i = 0; i < $1 && (long long)i < (long long)result; i++) {
    static const size_t no_texts[] = {0};
    void *copy = acd_swig_copy($3 + i, sizeof(type), no_texts, 0);
    if (!copy) SWIG_exception_fail(SWIG_MemoryError, "no memory");
    rb_ary_push(list, %own_object(copy, type));
  }
  %append_output(list);
}
%typemap(freearg, noblock=1, match="in") (size_t count, size_t stride, type *name) { RB_GC_GUARD(hold$argnum); }
%enddef
