/* SPDX-License-Identifier: Apache-2.0 */
/* Objects of PHP. What SWIG makes takes any property without a word, crashes on an object whose constructor was not called, and lets
 * a program say who owns one: so fields are read and written here, by the functions that SWIG wrote for them. */
#ifndef ACD_SWIG_PHP_OBJECTS_H
#define ACD_SWIG_PHP_OBJECTS_H

#include "php_values.h"

/* SWIG's object behind what has to live as long as it does, which is no property: programs reach those. */
typedef struct {
  zend_array *kept;
  swig_object_wrapper swig;
} acd_swig_holder;

static acd_swig_holder *acd_swig_holder_of(zend_object *object)
{
  return (acd_swig_holder *)((char *)swig_php_fetch_object(object) - XtOffsetOf(acd_swig_holder, swig));
}

/* Instead of SWIG's own. */
static zend_object *acd_swig_create(zend_class_entry *class, zend_object_handlers *handlers)
{
  acd_swig_holder *made = zend_object_alloc(sizeof *made, class);
  zend_object_std_init(&made->swig.std, class);
  object_properties_init(&made->swig.std, class);
  handlers->offset = XtOffsetOf(acd_swig_holder, swig) + XtOffsetOf(swig_object_wrapper, std);
  made->swig.std.handlers = handlers;
  made->swig.newobject = 1;
  return &made->swig.std;
}

/* Instead of SWIG's own: gives what is to be freed. */
static void *acd_swig_free(zend_object *object)
{
  acd_swig_holder *holder = acd_swig_holder_of(object);
  if (holder->kept) zend_array_destroy(holder->kept);
  holder->kept = NULL;
  return SWIG_Php_free_obj(object);
}

static zend_array *acd_swig_gc(zend_object *object, zval **table, int *count)
{
  zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();
  acd_swig_holder *holder = acd_swig_holder_of(object);
  zval *other;
  if (holder->kept) {
    ZEND_HASH_FOREACH_VAL(holder->kept, other)
    {
      zend_get_gc_buffer_add_zval(buffer, other);
    }
    ZEND_HASH_FOREACH_END();
  }
  zend_get_gc_buffer_use(buffer, table, count);
  return object->properties;
}

/* None; other than the standard handler, so that ArrayObject does not take the object. */
static zend_array *acd_swig_properties(zend_object *object)
{
  return zend_std_get_properties(object);
}

/* What SWIG made of a field: "_get" or "_set"; NULL: there is no such field. */
static zend_function *acd_swig_field(zend_object *object, zend_string *name, const char *suffix)
{
  zend_string *method = strpprintf(0, "%s%s", ZSTR_VAL(name), suffix);
  zend_function *function = zend_hash_find_ptr(&object->ce->function_table, method);
  zend_string_release(method);
  return function;
}

static int acd_swig_is_made(zend_object *object)
{
  if (swig_php_fetch_object(object)->ptr) return 1;
  zend_throw_error(NULL, "%s was not made by its constructor", ZSTR_VAL(object->ce->name));
  return 0;
}

/* Instead of a copy that is written to in vain, as in `$kpi->ends[0] = 1`. */
static zval *acd_swig_read(zend_object *object, zend_string *name, int type, void **cache, zval *result)
{
  (void)cache;
  zend_function *get = acd_swig_field(object, name, "_get");
  ZVAL_NULL(result);
  if (!get)
    zend_throw_error(NULL, "%s has no field %s", ZSTR_VAL(object->ce->name), ZSTR_VAL(name));
  else if (type != BP_VAR_R && type != BP_VAR_IS)
    zend_throw_error(NULL, "%s: field %s is changed as a whole only", ZSTR_VAL(object->ce->name), ZSTR_VAL(name));
  else if (acd_swig_is_made(object))
    zend_call_known_instance_method_with_0_params(get, object, result);
  return result;
}

static zval *acd_swig_write(zend_object *object, zend_string *name, zval *value, void **cache)
{
  (void)cache;
  zend_function *set = acd_swig_field(object, name, "_set");
  if (!set)
    zend_throw_error(NULL, "%s has no field %s to set", ZSTR_VAL(object->ce->name), ZSTR_VAL(name));
  else if (acd_swig_is_made(object))
    zend_call_known_instance_method_with_1_params(set, object, NULL, value);
  return value;
}

static int acd_swig_has(zend_object *object, zend_string *name, int how, void **cache)
{
  zval value;
  if (!acd_swig_field(object, name, "_get")) return 0;
  if (how == ZEND_PROPERTY_EXISTS) return 1;
  acd_swig_read(object, name, BP_VAR_R, cache, &value);
  int there = how == ZEND_PROPERTY_NOT_EMPTY ? zend_is_true(&value) : Z_TYPE(value) != IS_NULL;
  zval_ptr_dtor(&value);
  return there;
}

static void acd_swig_unset(zend_object *object, zend_string *name, void **cache)
{
  (void)cache;
  zend_throw_error(NULL, "%s: field %s cannot be unset", ZSTR_VAL(object->ce->name), ZSTR_VAL(name));
}

/* There is nothing to refer to: a field is made when it is read. */
static zval *acd_swig_refer(zend_object *object, zend_string *name, int type, void **cache)
{
  (void)object, (void)name, (void)type, (void)cache;
  return NULL;
}

/* All fields, for var_dump(), json_encode(), casts. */
static zend_array *acd_swig_fields(zend_object *object, zend_prop_purpose purpose)
{
  (void)purpose;
  zend_array *fields = zend_new_array(0);
  zend_string *method;
  if (!swig_php_fetch_object(object)->ptr) return fields;
  ZEND_HASH_FOREACH_STR_KEY(&object->ce->function_table, method)
  {
    size_t length = method ? ZSTR_LEN(method) : 0;
    if (length < 6 || strcmp(ZSTR_VAL(method) + length - 4, "_get") != 0 || strcmp(ZSTR_VAL(method), "size_get") == 0)
      continue;
    zval value;
    zend_string *name = zend_string_init(ZSTR_VAL(method), length - 4, 0);
    acd_swig_read(object, name, BP_VAR_R, NULL, &value);
    zend_hash_update(fields, name, &value);
    zend_string_release(name);
  }
  ZEND_HASH_FOREACH_END();
  return fields;
}

/* Records that come out are made by no program. */
static zend_function *acd_swig_constructor(zend_object *object)
{
  if (!object->ce->constructor) zend_throw_error(NULL, "%s cannot be made by a program", ZSTR_VAL(object->ce->name));
  return object->ce->constructor;
}

/* What SWIG copies for each class. */
static const zend_object_handlers *acd_swig_handlers(void)
{
  static zend_object_handlers handlers;
  handlers = std_object_handlers;
  handlers.read_property = acd_swig_read;
  handlers.write_property = acd_swig_write;
  handlers.has_property = acd_swig_has;
  handlers.unset_property = acd_swig_unset;
  handlers.get_property_ptr_ptr = acd_swig_refer;
  handlers.get_properties = acd_swig_properties;
  handlers.get_gc = acd_swig_gc;
  handlers.get_properties_for = acd_swig_fields;
  handlers.get_constructor = acd_swig_constructor;
  handlers.compare = zend_objects_not_comparable; /* but for being the same */
  return &handlers;
}

/* Instead of SWIG's magic methods, whoever finds a way to call them. */
static ZEND_NAMED_FUNCTION(acd_swig_no_magic)
{
  (void)execute_data, (void)return_value;
  zend_throw_error(NULL, "fields are read and written as such");
}

/* Instead of SWIG's constructors, which would forget what an object has already. */
static ZEND_NAMED_FUNCTION(acd_swig_construct)
{
  zend_class_entry *class = EX(func)->common.scope;
  const zend_function_entry *method = class->info.internal.builtin_functions;
  if (swig_php_fetch_object(Z_OBJ_P(ZEND_THIS))->ptr) {
    zend_throw_error(NULL, "%s was made already", ZSTR_VAL(class->name));
    return;
  }
  while (strcmp(method->fname, "__construct") != 0) method++;
  method->handler(execute_data, return_value);
}

/* Behind SWIG's own registration: fields have handlers, not magic methods, and what reads them is private. Final and not to be
 * serialized, so that no object comes to be but by its constructor. */
static void acd_swig_class_finish(swig_type_info *type)
{
  zend_class_entry *class = type ? type->clientdata : NULL;
  zend_function *method;
  if (!class || strncmp(ZSTR_VAL(class->name), "Acd", 3) != 0) return;
  class->ce_flags |= ZEND_ACC_NOT_SERIALIZABLE | ZEND_ACC_FINAL;
  if (class->constructor) class->constructor->internal_function.handler = acd_swig_construct;
  class->__get = class->__set = class->__isset = NULL;
  ZEND_HASH_FOREACH_PTR(&class->function_table, method)
  {
    const char *name = ZSTR_VAL(method->common.function_name);
    size_t length = strlen(name);
    int magic = strcmp(name, "__get") == 0 || strcmp(name, "__set") == 0 || strcmp(name, "__isset") == 0;
    if (magic) method->internal_function.handler = acd_swig_no_magic;
    if (magic || (length > 4 && (strcmp(name + length - 4, "_get") == 0 || strcmp(name + length - 4, "_set") == 0)))
      method->common.fn_flags = (method->common.fn_flags & ~(uint32_t)ZEND_ACC_PUBLIC) | ZEND_ACC_PRIVATE;
  }
  ZEND_HASH_FOREACH_END();
}

/* 0: an error was thrown. */
static int acd_swig_pointer(zval *given, void *pointer_out, swig_type_info *type, const char *name)
{
  void **pointer = pointer_out;
  zend_class_entry *class = type->clientdata;
  *pointer = NULL;
  ZVAL_DEREF(given);
  if (Z_TYPE_P(given) == IS_NULL) return 1;
  if (Z_TYPE_P(given) != IS_OBJECT || !class || !instanceof_function(Z_OBJCE_P(given), class)) {
    zend_type_error("%s must be of type %s, %s given", name, class ? ZSTR_VAL(class->name) : type->name,
                    zend_zval_type_name(given));
    return 0;
  }
  *pointer = SWIG_Z_FETCH_OBJ_P(given)->ptr;
  return acd_swig_is_made(Z_OBJ_P(given));
}

static zval acd_swig_object(void *pointer, swig_type_info *type, int own)
{
  zval made;
  ZVAL_UNDEF(&made);
  SWIG_SetPointerZval(&made, pointer, type, own);
  return made;
}

/* The other lives as long as the object; `what` "": as well as those before, else instead of the one before. */
static void acd_swig_keep(zval *object, const char *what, zval *other)
{
  ZVAL_DEREF(object);
  ZVAL_DEREF(other);
  if (Z_TYPE_P(object) != IS_OBJECT || Z_TYPE_P(other) != IS_OBJECT) return;
  acd_swig_holder *holder = acd_swig_holder_of(Z_OBJ_P(object));
  if (!holder->kept) holder->kept = zend_new_array(0);
  Z_ADDREF_P(other);
  if (*what)
    zend_hash_str_update(holder->kept, what, strlen(what), other);
  else
    zend_hash_index_update(holder->kept, Z_OBJ_HANDLE_P(other), other);
}

#endif
