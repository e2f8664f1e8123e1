/* SPDX-License-Identifier: Apache-2.0 */
/* Handles and records as objects of Ruby: told apart by their classes, closed, and kept by what needs them. What is noted of an
 * object has names that no program can reach. */
#ifndef ACD_RUBY_OBJECTS_H
#define ACD_RUBY_OBJECTS_H

static VALUE acd_closed_class;

/* What large handles take about, of memory that the collector does not see. */
enum { ACD_ENGINE_BYTES = 150 * 1024, ACD_HISTORY_BYTES = 60 * 1024 };

static void acd_swig_engine_free(void *engine)
{
  acd_engine_free(engine);
  rb_gc_adjust_memory_usage(-ACD_ENGINE_BYTES);
}

static void acd_swig_history_free(void *history)
{
  acd_history_free(history);
  rb_gc_adjust_memory_usage(-ACD_HISTORY_BYTES);
}

#ifdef ACD_SWIG_SIM
static void acd_swig_sim_free(void *sim)
{
  acd_sim_free(sim);
  rb_gc_adjust_memory_usage(-ACD_ENGINE_BYTES);
}
#endif

/* What freeing takes off again is put on when there is something to free. */
static void acd_swig_weigh(RUBY_DATA_FUNC destroy)
{
  if (destroy == acd_swig_engine_free) rb_gc_adjust_memory_usage(ACD_ENGINE_BYTES);
  if (destroy == acd_swig_history_free) rb_gc_adjust_memory_usage(ACD_HISTORY_BYTES);
#ifdef ACD_SWIG_SIM
  if (destroy == acd_swig_sim_free) rb_gc_adjust_memory_usage(ACD_ENGINE_BYTES);
#endif
}

static VALUE acd_swig_instance(VALUE class, swig_type_info *type)
{
  swig_class *of = type->clientdata;
  return Data_Wrap_Struct(class, 0, VOIDFUNC(of->destroy), 0);
}

static VALUE acd_swig_object(void *pointer, swig_type_info *type, int flags)
{
  swig_class *of = type->clientdata;
  if (!pointer) return Qnil;
  VALUE object = Data_Wrap_Struct(of->klass, 0, flags & SWIG_POINTER_OWN ? VOIDFUNC(of->destroy) : 0, pointer);
  acd_swig_weigh(RDATA(object)->dfree);
  return object;
}

static int acd_swig_pointer(VALUE given, void **pointer, swig_type_info *type)
{
  swig_class *of = type->clientdata;
  *pointer = NULL;
  if (NIL_P(given)) return SWIG_OK;
  if (!RB_TYPE_P(given, T_DATA) || RTYPEDDATA_P(given) || !rb_obj_is_kind_of(given, of->klass)) return SWIG_ERROR;
  *pointer = DATA_PTR(given);
  if (!*pointer) rb_raise(acd_closed_class, "%s: it is closed, or was never made", rb_class2name(of->klass));
  return SWIG_OK;
}

#undef SWIG_ConvertPtr
#undef SWIG_NewPointerObj
#undef SWIG_NewClassInstance
#define SWIG_ConvertPtr(given, pointer, type, flags) acd_swig_pointer(given, pointer, type)
#define SWIG_NewPointerObj(pointer, type, flags)     acd_swig_object(pointer, type, flags)
#define SWIG_NewClassInstance(class, type)           acd_swig_instance(class, type)

/* What an object keeps, by a name. */
static VALUE acd_swig_kept(VALUE module, VALUE object, VALUE name)
{
  (void)module;
  return rb_attr_get(object, rb_sym2id(name));
}

/* Keeps it, and those in a list; the library may point to each of them for as long. */
static VALUE acd_swig_keep(VALUE module, VALUE object, VALUE name, VALUE others)
{
  (void)module;
  for (long i = 0; RB_TYPE_P(others, T_ARRAY) && i < RARRAY_LEN(others); i++) {
    VALUE other = rb_ary_entry(others, i);
    if (!NIL_P(other)) rb_ivar_set(other, rb_intern("needed"), Qtrue);
  }
  rb_ivar_set(object, rb_sym2id(name), others);
  return Qnil;
}

/* Frees what the object is of, or leaves that to the collector where something else needs it. */
static VALUE acd_swig_close(VALUE module, VALUE self)
{
  (void)module;
  void *pointer = DATA_PTR(self);
  if (!pointer) return Qnil;
  if (RTEST(rb_attr_get(self, rb_intern("needed")))) {
    VALUE rest = Data_Wrap_Struct(rb_cObject, 0, RDATA(self)->dfree, 0);
    rb_ivar_set(self, rb_intern("rest"), rest);
    DATA_PTR(rest) = pointer;
    DATA_PTR(self) = NULL;
  } else {
    DATA_PTR(self) = NULL;
    if (RDATA(self)->dfree) RDATA(self)->dfree(pointer);
  }
  return Qnil;
}

static VALUE acd_swig_closed(VALUE module, VALUE self)
{
  (void)module;
  return DATA_PTR(self) ? Qfalse : Qtrue;
}

/* Of a handle that has been made by `new`. */
static VALUE acd_swig_made(VALUE module, VALUE self)
{
  (void)module;
  acd_swig_weigh(RDATA(self)->dfree);
  return self;
}
#endif
