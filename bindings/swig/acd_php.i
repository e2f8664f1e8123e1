/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface needs of PHP 8, which has no part in SWIG's uniform typemaps: whole numbers in range, texts with their length, bytes,
 * lists, several results as an array, errors with a status, objects whose fields are known (php_objects.h). */
%{
#include "php_objects.h"
#define ACD_SWIG_RAISE(status, function, about) do { acd_swig_raise(status, function, about); SWIG_fail; } while (0)
#define ACD_SWIG_RAISED() do {} while (0)
#define ACD_SWIG_BUFFER(size) emalloc(size)
#undef SWIG_exception_fail
#define SWIG_exception_fail(kind, text) do { zend_value_error("%s", text); SWIG_fail; } while (0)
#undef zend_get_std_object_handlers
#define zend_get_std_object_handlers() acd_swig_handlers()
#define SWIG_Php_do_create_object acd_swig_create
#define SWIG_Php_free_obj acd_swig_free
/* Functions and constants are those of the class Acd, and no global ones. */
#undef PHP_FE
#define PHP_FE(name, arguments)
#undef SWIG_LONG_CONSTANT
#define SWIG_LONG_CONSTANT(name, value)
#undef SWIG_STRING_CONSTANT
#define SWIG_STRING_CONSTANT(name, value)
%}
/* Results are others than those that the functions of C declare. */
%feature("php:type", "0");
%init %{
  acd_swig_error_register();
%}
/* SWIG registers its classes behind what %init has, so this waits for the first request. */
%rinit %{
  static int done;
  for (size_t i = 0; !done && i < swig_module.size; i++) acd_swig_class_finish(swig_module.types[i]);
  done = 1;
%}
%define %append_output(given...) acd_swig_append(return_value, given) %enddef
%define %set_output(given...) acd_swig_append(return_value, given) %enddef
%define %no_output %enddef
%define %own_object(pointer, type) acd_swig_object(pointer, $descriptor(type *), 1) %enddef

/* ---- Objects */

%typemap(in, phptype="?SWIGTYPE") SWIGTYPE * %{
  if (!acd_swig_pointer(&$input, (void *)&$1, $1_descriptor, "$1_name")) SWIG_fail;
%}
/* A simulation's engine is the simulation's. */
%typemap(out, phptype="SWIGTYPE") acd_engine *acd_sim_engine %{
  SWIG_SetPointerZval(return_value, (void *)$1, $1_descriptor, 0);
  acd_swig_keep(return_value, "sim", &args[0]);
%}

/* ---- Numbers */

%define %whole(least, most, types...)
%typemap(in, phptype="int") types %{
  {
    zend_long number = 0;
    if (!acd_swig_integer(&$input, "$1_name", least, most, &number)) SWIG_fail;
    $1 = ($1_ltype)number;
  }
%}
%enddef
%whole(INT_MIN, INT_MAX, int)
%whole(0, UINT_MAX, unsigned int)
%whole(ZEND_LONG_MIN, ZEND_LONG_MAX, long, long long)
%whole(0, ZEND_LONG_MAX, unsigned long, unsigned long long, size_t)
%typemap(in, phptype="float") double %{
  if (!acd_swig_double(&$input, "$1_name", &$1)) SWIG_fail;
%}
%typemap(out, phptype="int") long long, unsigned long long %{ RETVAL_LONG((zend_long)$1); %}
%typemap(classconsttab) long, long long %{
  zend_declare_class_constant_long(SWIG_Php_ce_$class, "$const_name", sizeof("$const_name") - 1, (zend_long)($value));
%}
%typemap(consttab) long, long long "";
%typemap(in, numinputs=0) long *OUTPUT ($*1_ltype number), long long *OUTPUT ($*1_ltype number) "number = 0; $1 = &number;"
%typemap(argout) long *OUTPUT, long long *OUTPUT, acd_id *OUTPUT { %append_output(acd_swig_from_long((zend_long)*$1)); }
%typemap(in, numinputs=0) double *OUTPUT (double number) "number = 0; $1 = &number;"
%typemap(argout) double *OUTPUT { %append_output(acd_swig_from_double(*$1)); }
/* Under the numbers that name what is counted, from 0. */
%typemap(out, phptype="array") int64_t [ANY] %{
  array_init_size(return_value, $1_dim0);
  for (int i = 0; i < $1_dim0; i++) add_next_index_long(return_value, (zend_long)$1[i]);
%}

/* ---- Texts and bytes */

%typemap(in, phptype="?string") const char * %{
  if (!acd_swig_text(&$input, "$1_name", (void *)&$1)) SWIG_fail;
%}
%typemap(in, phptype="string") (const char *text, size_t size) %{
  if (!acd_swig_bytes(&$input, "$1_name", (void *)&$1, &$2)) SWIG_fail;
%}
%typemap(in, phptype="string") (const void *bytes, size_t size) %{
  if (!acd_swig_bytes(&$input, "$1_name", (void *)&$1, &$2)) SWIG_fail;
  if (!$2) $1 = NULL;
%}
%typemap(check) (const void *bytes, size_t size) "";
%typemap(in, numinputs=0) size_t *size_out (size_t size) "$1 = &size; size = 0;"
%typemap(out, phptype="string") const void *acd_zone_bytes "";
%typemap(argout) size_t *size_out { %append_output(acd_swig_from_bytes(result, *$1)); }
%typemap(argout) (char *buffer, size_t capacity, size_t *size_out) {
  %append_output(acd_swig_from_bytes($1, *$3));
  efree($1);
}
%typemap(argout) (void *buffer, size_t capacity, size_t *size_out) {
  %append_output(acd_swig_from_bytes($1, *$3));
  efree($1);
}
%typemap(in, numinputs=0) const char **zone_out (char *name) "$1 = &name; name = NULL;"
%typemap(argout) const char **zone_out { %append_output(acd_swig_from_text(*$1)); }
%apply const char **zone_out { const char **name_out, const char **second_out };

/* ---- Lists */

%typemap(in, phptype="array") (const acd_id *calls, size_t count) (int64_t *ids) %{
  ids = acd_swig_ids(&$input, "$1_name", &$2);
  if (!ids) SWIG_fail;
  $1 = ids;
%}
%typemap(freearg) (const acd_id *calls, size_t count) %{ if ($1) efree((void *)$1); %}
%apply (const acd_id *calls, size_t count) { (const acd_id *known, size_t count) };
%typemap(in, phptype="array") (const acd_requirement *requirements, size_t count) %{
  $1 = acd_swig_requirements(&$input, "$1_name", &$2);
  if (!$1) SWIG_fail;
%}
%typemap(check) (const acd_requirement *requirements, size_t count) "";
%typemap(freearg) (const acd_requirement *requirements, size_t count) %{ if ($1) efree((void *)$1); %}
%define %records_out(type, name)
%nodefaultctor type;
%typemap(in, phptype="int") (size_t count, size_t stride, type *name) {
  zend_long number = 0;
  if (!acd_swig_integer(&$input, "count", 0, 1000000, &number)) SWIG_fail;
  $1 = (size_t)number;
  $2 = sizeof(type);
  $3 = ecalloc($1 + 1, sizeof(type));
}
%typemap(check) (size_t count, size_t stride, type *name) "";
%typemap(argout) (size_t count, size_t stride, type *name) {
  zval list;
  array_init(&list);
  for (size_t i = 0; i < $1 && (long long)i < (long long)result; i++) {
    static const size_t no_texts[] = {0};
    zval row = %own_object(acd_swig_copy($3 + i, sizeof(type), no_texts, 0), type);
    add_next_index_zval(&list, &row);
  }
  %append_output(list);
}
%typemap(freearg) (size_t count, size_t stride, type *name) "if ($3) efree($3);"
%enddef

/* ---- What has to live as long as something else does; behind handles.i, where constructors get theirs */

%define %php_keeping
%define %keeps(function, object, what, other)
%exception function {
  $action
  acd_swig_keep(object, what, other);
}
%enddef
%keeps(acd_feed::set_history, ZEND_THIS, "history", &args[0])
%keeps(acd_feed::set_records, ZEND_THIS, "records", &args[0])
%keeps(acd_feed::set_metrics, ZEND_THIS, "metrics", &args[0])
%keeps(acd_feed_attach, &args[1], "", &args[0])
%keeps(acd_records_attach, &args[0], "queue", &args[1])
%exception acd_sim_attach {
  $action
  acd_swig_keep(&args[0], "", &args[1]);
  acd_swig_keep(&args[0], "outcomes", &args[2]);
}
/* An engine goes on with what its options speak to. */
%exception acd_engine::acd_engine {
  $action
  if (!result) ACD_SWIG_RAISE(ACD_ERR_NOMEM, "$symname", "");
  if (ZEND_NUM_ARGS() > 0) acd_swig_keep(ZEND_THIS, "options", &args[0]);
}
%enddef
