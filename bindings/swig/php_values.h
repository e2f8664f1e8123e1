/* SPDX-License-Identifier: Apache-2.0 */
/* Values of PHP: whole numbers, texts, bytes, lists, refusals as exceptions. What goes wrong throws, and gives 0 or NULL. Memory is of
 * the request, so that nothing outlives it. */
#ifndef ACD_SWIG_PHP_VALUES_H
#define ACD_SWIG_PHP_VALUES_H

#include <ext/spl/spl_exceptions.h>

static zend_class_entry *acd_swig_error_class;

/* Throws an AcdError with the status as its code, and the name of the function. */
static void acd_swig_raise(int status, const char *function, const char *about)
{
  zval error;
  object_init_ex(&error, acd_swig_error_class);
  zend_string *text = strpprintf(0, "%s: %s%s%s", function, acd_status_text(status), *about ? ": " : "", about);
  zend_update_property_str(zend_ce_exception, Z_OBJ(error), "message", sizeof "message" - 1, text);
  zend_update_property_long(zend_ce_exception, Z_OBJ(error), "code", sizeof "code" - 1, status);
  zend_update_property_string(acd_swig_error_class, Z_OBJ(error), "function", sizeof "function" - 1, function);
  zend_string_release(text);
  zend_throw_exception_object(&error);
}

static void acd_swig_error_register(void)
{
  zend_class_entry made;
  INIT_CLASS_ENTRY(made, "AcdError", NULL);
  acd_swig_error_class = zend_register_internal_class_ex(&made, spl_ce_RuntimeException);
  zend_declare_property_string(acd_swig_error_class, "function", sizeof "function" - 1, "", ZEND_ACC_PUBLIC);
}

/* Only what is a whole number is taken for one. */
static int acd_swig_integer(zval *given, const char *name, zend_long least, zend_long most, zend_long *number)
{
  ZVAL_DEREF(given);
  if (Z_TYPE_P(given) != IS_LONG) {
    zend_type_error("%s must be of type int, %s given", name, zend_zval_type_name(given));
    return 0;
  }
  *number = Z_LVAL_P(given);
  if (*number >= least && *number <= most) return 1;
  zend_value_error("%s: " ZEND_LONG_FMT " is out of range", name, *number);
  return 0;
}

static int acd_swig_double(zval *given, const char *name, double *number)
{
  ZVAL_DEREF(given);
  if (Z_TYPE_P(given) != IS_LONG && Z_TYPE_P(given) != IS_DOUBLE) {
    zend_type_error("%s must be of type float, %s given", name, zend_zval_type_name(given));
    return 0;
  }
  *number = Z_TYPE_P(given) == IS_LONG ? (double)Z_LVAL_P(given) : Z_DVAL_P(given);
  return 1;
}

/* A text in C's form, which a NUL would cut short; or null. */
static int acd_swig_text(zval *given, const char *name, const char **text)
{
  ZVAL_DEREF(given);
  *text = NULL;
  if (Z_TYPE_P(given) == IS_NULL) return 1;
  if (Z_TYPE_P(given) != IS_STRING) {
    zend_type_error("%s must be of type ?string, %s given", name, zend_zval_type_name(given));
    return 0;
  }
  *text = Z_STRVAL_P(given);
  if (strlen(*text) == Z_STRLEN_P(given)) return 1;
  zend_value_error("%s: a NUL inside the text", name);
  return 0;
}

/* Bytes, or a text whose NULs are the reader's to judge. */
static int acd_swig_bytes(zval *given, const char *name, const void *bytes_out, size_t *size)
{
  ZVAL_DEREF(given);
  if (Z_TYPE_P(given) != IS_STRING) {
    zend_type_error("%s must be of type string, %s given", name, zend_zval_type_name(given));
    return 0;
  }
  *(const void **)bytes_out = Z_STRVAL_P(given);
  *size = Z_STRLEN_P(given);
  return 1;
}

/* The caller's to efree(). */
static int64_t *acd_swig_ids(zval *given, const char *name, size_t *count)
{
  ZVAL_DEREF(given);
  if (Z_TYPE_P(given) != IS_ARRAY) {
    zend_type_error("%s must be of type array, %s given", name, zend_zval_type_name(given));
    return NULL;
  }
  *count = zend_hash_num_elements(Z_ARRVAL_P(given));
  int64_t *ids = safe_emalloc(*count + 1, sizeof *ids, 0), *end = ids;
  zval *item;
  ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), item)
  {
    zend_long id;
    if (!acd_swig_integer(item, name, ZEND_LONG_MIN, ZEND_LONG_MAX, &id)) {
      efree(ids);
      return NULL;
    }
    *end++ = id;
  }
  ZEND_HASH_FOREACH_END();
  return ids;
}

/* The caller's to efree(). */
static acd_requirement *acd_swig_requirements(zval *given, const char *name, size_t *count)
{
  ZVAL_DEREF(given);
  int good = Z_TYPE_P(given) == IS_ARRAY;
  *count = good ? zend_hash_num_elements(Z_ARRVAL_P(given)) : 0;
  acd_requirement *needs = safe_emalloc(*count + 1, sizeof *needs, 0), *end = needs;
  zval *item;
  if (good) {
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), item)
    {
      size_t two = 0;
      int64_t *pair = acd_swig_ids(item, name, &two);
      good = pair && two == 2;
      if (good) *end++ = (acd_requirement){pair[0], pair[1]};
      if (pair) efree(pair);
      if (!good) break;
    }
    ZEND_HASH_FOREACH_END();
  }
  if (good) return needs;
  efree(needs);
  if (!EG(exception)) zend_type_error("%s must be an array of pairs: a skill's id, a level", name);
  return NULL;
}

/* One result is itself, more are an array. */
static void acd_swig_append(zval *result, zval given)
{
  if (Z_TYPE_P(result) == IS_NULL || Z_TYPE_P(result) == IS_UNDEF) {
    ZVAL_COPY_VALUE(result, &given);
    return;
  }
  if (Z_TYPE_P(result) != IS_ARRAY) {
    zval first;
    ZVAL_COPY_VALUE(&first, result);
    array_init(result);
    add_next_index_zval(result, &first);
  }
  add_next_index_zval(result, &given);
}

static zval acd_swig_from_long(zend_long number)
{
  zval given;
  ZVAL_LONG(&given, number);
  return given;
}

static zval acd_swig_from_double(double number)
{
  zval given;
  ZVAL_DOUBLE(&given, number);
  return given;
}

static zval acd_swig_from_bytes(const char *bytes, size_t size)
{
  zval given;
  ZVAL_STRINGL(&given, bytes ? bytes : "", size);
  return given;
}

static zval acd_swig_from_text(const char *text)
{
  return acd_swig_from_bytes(text, text ? strlen(text) : 0);
}

#endif
