/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface needs of Java: numbers as long and int, texts as UTF-8, lists, results, exceptions, and objects that know what
 * they need. bindings/java/proxies.py makes methods of the functions. */
%pragma(java) moduleclassmodifiers="public final class"
%pragma(java) jniclassclassmodifiers="final class"
%pragma(java) jniclasscode=%{
  static {
    System.loadLibrary("acd_java");
  }
%}
%javaconst(1);
%{
#define ACD_SWIG_THROWER jenv,

static jbyteArray acd_swig_bytes(JNIEnv *jenv, const void *bytes, size_t size)
{
  jbyteArray array = size <= INT32_MAX ? (*jenv)->NewByteArray(jenv, (jsize)size) : NULL;
  if (array) (*jenv)->SetByteArrayRegion(jenv, array, 0, (jsize)size, bytes);
  return array;
}

static jbyteArray acd_swig_text(JNIEnv *jenv, const char *text) { return text ? acd_swig_bytes(jenv, text, strlen(text)) : NULL; }

static jlongArray acd_swig_longs(JNIEnv *jenv, const int64_t *numbers, size_t count)
{
  jlongArray array = (*jenv)->NewLongArray(jenv, (jsize)count);
  if (array) (*jenv)->SetLongArrayRegion(jenv, array, 0, (jsize)count, (const jlong *)numbers);
  return array;
}

/* A row's number and names; NULL where there is none, or an exception is on its way. */
static jobject acd_swig_row(JNIEnv *jenv, int64_t number, const char *name, const char *second)
{
  if (!number) return NULL;
  jbyteArray one = acd_swig_text(jenv, name), two = acd_swig_text(jenv, second);
  jclass class = one && two ? (*jenv)->FindClass(jenv, "org/libacd/Row") : NULL;
  jmethodID of = class ? (*jenv)->GetStaticMethodID(jenv, class, "of", "(J[B[B)Lorg/libacd/Row;") : NULL;
  return of ? (*jenv)->CallStaticObjectMethod(jenv, class, of, (jlong)number, one, two) : NULL;
}

/* AcdException has the classes and the sentence. */
static void acd_swig_raise(JNIEnv *jenv, int status, const char *function, const char *about)
{
  jclass class = (*jenv)->FindClass(jenv, "org/libacd/AcdException");
  jmethodID raise = class ? (*jenv)->GetStaticMethodID(jenv, class, "raise", "(I[B[B[B)V") : NULL;
  jbyteArray name = raise ? acd_swig_text(jenv, function) : NULL;
  jbyteArray text = name ? acd_swig_text(jenv, acd_status_text(status)) : NULL;
  jbyteArray more = text ? acd_swig_text(jenv, about) : NULL;
  if (more) (*jenv)->CallStaticVoidMethod(jenv, class, raise, (jint)status, name, text, more);
}

static void acd_swig_complain(JNIEnv *jenv, int kind, const char *text)
{
  int memory = kind == SWIG_MemoryError;
  jclass class = (*jenv)->FindClass(jenv, memory ? "java/lang/OutOfMemoryError" : "java/lang/IllegalArgumentException");
  if (class) (*jenv)->ThrowNew(jenv, class, text);
}
%}
%define %own_object(pointer, type) (jlong)(intptr_t)(pointer) %enddef

/* ---- Numbers. int64_t is long whatever C calls it; what has no sign in C must have none here. */
%apply long long { long, acd_id, acd_time };
%apply long long { unsigned long, unsigned long long, size_t };
%apply int { unsigned int };
%typemap(javain) unsigned long, unsigned long long, size_t, unsigned int "Numbers.notNegative($javainput)"

/* Under the numbers that name what is counted, from 0. */
%typemap(jni) int64_t [ANY] "jlongArray"
%typemap(jtype) int64_t [ANY] "long[]"
%typemap(jstype) int64_t [ANY] "long[]"
%typemap(javaout) int64_t [ANY] { return $jnicall; }
%typemap(out, noblock=1) int64_t [ANY] { $result = acd_swig_longs(jenv, $1, $1_dim0); }

/* ---- Texts and bytes */
%typemap(jni) const char * "jbyteArray"
%typemap(jtype) const char * "byte[]"
%typemap(jstype) const char * "String"
%typemap(javain) const char * "Texts.bytes($javainput)"
%typemap(javaout) const char * { return Texts.of($jnicall); }
%typemap(in, noblock=1) const char * {
  $1 = $input ? ($1_ltype)(*jenv)->GetByteArrayElements(jenv, $input, NULL) : NULL;
  if ($input && !$1) return $null;
}
%typemap(freearg, noblock=1) const char * { if ($1) (*jenv)->ReleaseByteArrayElements(jenv, $input, (jbyte *)$1, JNI_ABORT); }
%typemap(out, noblock=1) const char * { $result = acd_swig_text(jenv, $1); }
%typemap(javaout) char * = const char *;

%define %bytes_in(bytes, size, jstype_, convert)
%typemap(jni) (bytes, size) "jbyteArray"
%typemap(jtype) (bytes, size) "byte[]"
%typemap(jstype) (bytes, size) jstype_
%typemap(javain) (bytes, size) convert
%typemap(in, noblock=1) (bytes, size) {
  $2 = (size_t)(*jenv)->GetArrayLength(jenv, $input);
  $1 = ($1_ltype)(*jenv)->GetByteArrayElements(jenv, $input, NULL);
  if (!$1) return $null;
}
%typemap(freearg, noblock=1) (bytes, size) { (*jenv)->ReleaseByteArrayElements(jenv, $input, (jbyte *)$1, JNI_ABORT); }
%typemap(check) (bytes, size) "";
%enddef
/* NULs are the reader's to judge. */
%bytes_in(const char *text, size_t size, "String", "Texts.encode($javainput)")
%bytes_in(const void *bytes, size_t size, "byte[]", "Lists.bytes($javainput)")

/* ---- Lists */
%define %longs_in(items, count, type, jstype_, convert, each)
%typemap(jni) (items, count) "jlongArray"
%typemap(jtype) (items, count) "long[]"
%typemap(jstype) (items, count) jstype_
%typemap(javain) (items, count) convert
%typemap(in, noblock=1) (items, count) {
  $2 = (size_t)(*jenv)->GetArrayLength(jenv, $input) / each;
  $1 = (type *)(*jenv)->GetLongArrayElements(jenv, $input, NULL);
  if (!$1) return $null;
}
%typemap(freearg, noblock=1) (items, count) { (*jenv)->ReleaseLongArrayElements(jenv, $input, (jlong *)$1, JNI_ABORT); }
%typemap(check) (items, count) "";
%enddef
%longs_in(const acd_id *calls, size_t count, acd_id, "long[]", "Lists.longs($javainput)", 1)
%longs_in(const acd_id *known, size_t count, acd_id, "long[]", "Lists.longs($javainput)", 1)
%{
/* Requirements come as they lie there in C: skill, level, skill, level, … */
_Static_assert(sizeof(acd_requirement) == 2 * sizeof(jlong), "a requirement is two numbers");
%}
%longs_in(const acd_requirement *requirements, size_t count, acd_requirement, "java.util.List<Requirement>", "Requirement.numbers($javainput)", 2)

%define %records_out(type, name)
%nodefaultctor type;
%typemap(jni) (size_t count, size_t stride, type *name) "jlong"
%typemap(jtype) (size_t count, size_t stride, type *name) "long"
%typemap(jstype) (size_t count, size_t stride, type *name) "long"
%typemap(javain) (size_t count, size_t stride, type *name) "Lists.count($javainput)"
%typemap(in) (size_t count, size_t stride, type *name) {
  $1 = (size_t)$input;
  $2 = sizeof(type);
  $3 = calloc($1 + 1, sizeof(type));
  if (!$3) SWIG_exception_fail(SWIG_MemoryError, "no memory");
}
%typemap(check) (size_t count, size_t stride, type *name) "";
%typemap(argout) (size_t count, size_t stride, type *name) {
  size_t there = result < (int64_t)$1 ? (size_t)result : $1;
  $result = (*jenv)->NewLongArray(jenv, (jsize)there);
  for (size_t i = 0; $result && i < there; i++) {
    static const size_t no_texts[] = {0};
    void *copy = acd_swig_copy($3 + i, sizeof(type), no_texts, 0);
    jlong owned = (jlong)(intptr_t)copy;
    if (!copy) SWIG_exception_fail(SWIG_MemoryError, "no memory");
    (*jenv)->SetLongArrayRegion(jenv, $result, (jsize)i, 1, &owned);
  }
}
%typemap(freearg) (size_t count, size_t stride, type *name) "free($3);"
%enddef

/* ---- Results */
%define %gives(kind, function, jni_, jtype_, jstype_, give...)
%typemap(jni) kind function jni_
%typemap(jtype) kind function jtype_
%typemap(jstype) kind function jstype_
%typemap(javaout) kind function { give }
%typemap(out) kind function "";
%enddef
%define %gives_nothing(function) %gives(int, function, "void", "void", "void", $jnicall;) %enddef
%define %gives_long(function) %gives(int, function, "jlong", "long", "long", return $jnicall;) %enddef
%define %gives_double(function) %gives(int, function, "jdouble", "double", "double", return $jnicall;) %enddef
%define %gives_text(function) %gives(int, function, "jbyteArray", "byte[]", "String", return Texts.of($jnicall);) %enddef
%define %gives_bytes(function) %gives(int, function, "jbyteArray", "byte[]", "byte[]", return $jnicall;) %enddef
%define %gives_object(function, type)
%gives(int, function, "jlong", "long", "$typemap(jstype, type)", long made = $jnicall; return made == 0 ? null : new $typemap(jstype, type)(made, true);)
%enddef
%typemap(argout, noblock=1) (char *buffer, size_t capacity, size_t *size_out), (void *buffer, size_t capacity, size_t *size_out) {
  $result = acd_swig_bytes(jenv, $1, *$3);
}
/* In records, which methods.i has. */
%gives(int, acd_tzif_offset, "jlongArray", "long[]", "Offset", long[] given = $jnicall; return new Offset(given[0], given[1]);)
%gives(int, acd_tzif_local, "jlongArray", "long[]", "Local", long[] given = $jnicall; return new Local(given[0], given[1]);)
%gives(int, acd_tzif_instants, "jlongArray", "long[]", "Instants", long[] given = $jnicall; return new Instants(given[0], given[1], given[2]);)
%gives(int, acd_erlang_within, "jdoubleArray", "double[]", "Within", double[] given = $jnicall; return new Within(given[0], given[1]);)
%gives(const void *, acd_zone_bytes, "jbyteArray", "byte[]", "byte[]", return $jnicall;)
%gives(int32_t, acd_definition_zone_next, "jobject", "Row", "Row", return $jnicall;)
%gives(int64_t, acd_history_row_next, "jobject", "Row", "Row", return $jnicall;)
%gives(int64_t, acd_explain_agents, "jlongArray", "long[]", "java.util.List<Candidate>", return Lists.of($jnicall, pointer -> new Candidate(pointer, true));)
%gives(int64_t, acd_explain_calls, "jlongArray", "long[]", "java.util.List<Contender>", return Lists.of($jnicall, pointer -> new Contender(pointer, true));)
%typemap(argout, noblock=1) (int64_t *offset_us_out, int64_t *until_us_out), (int64_t *date_out, int64_t *clock_us_out) {
  $result = acd_swig_longs(jenv, $1, 2);
}
%typemap(argout) (int64_t *first_us_out, int64_t *second_us_out) {
  int64_t given[] = {result, *$1, *$2};
  $result = acd_swig_longs(jenv, given, 3);
}
%typemap(argout, noblock=1) (double *answered_out, double *abandoned_out) {
  $result = (*jenv)->NewDoubleArray(jenv, 2);
  if ($result) (*jenv)->SetDoubleArrayRegion(jenv, $result, 0, 2, $1);
}
%typemap(argout, noblock=1) size_t *size_out { $result = acd_swig_bytes(jenv, result ? result : "", *$1); }
%typemap(in, numinputs=0, noblock=1) const char **zone_out (const char *name) { $1 = (char **)&name; name = ""; }
%typemap(argout, noblock=1) const char **zone_out { $result = acd_swig_row(jenv, result, *$1, ""); }
%typemap(in, numinputs=0, noblock=1) (const char **name_out, const char **second_out) (const char *names[2]) {
  names[0] = names[1] = "";
  $1 = (char **)&names[0];
  $2 = (char **)&names[1];
}
%typemap(argout, noblock=1) (const char **name_out, const char **second_out) { $result = acd_swig_row(jenv, result, *$1, *$2); }
%typemap(check) const char **zone_out, (const char **name_out, const char **second_out) "";

/* ---- Objects. A handle of the language's knows what it needs, and whether it was closed (Handle.java). */
%typemap(javabody) SWIGTYPE %{
  final Handle handle;

  $javaclassname(long pointer, boolean own) {
    handle = new Handle(this, pointer, own ? $imclassname::delete_$javaclassname : null);
  }

  static long getCPtr($javaclassname object) {
    return object == null ? 0 : object.handle.pointer();
  }

  static long need($javaclassname object) {
    return java.util.Objects.requireNonNull(object, "nothing where $javaclassname is expected").handle.pointer();
  }
%}
%typemap(javafinalize) SWIGTYPE "";
%typemap(javainterfaces) SWIGTYPE "AutoCloseable"
%typemap(javadestruct, methodname="close", methodmodifiers="@Override public") SWIGTYPE { handle.close(); }
%typemap(javain) SWIGTYPE * "$javaclassname.need($javainput)"
%typemap(javain) const acd_options *options, acd_options *options, const acd_metrics *metrics, const acd_history_options *options "$javaclassname.getCPtr($javainput)"

/* What something needs lives as long as it. */
%typemap(javaconstruct) struct acd_engine, struct acd_sim {
    this($imcall, true);
    handle.needs(options == null ? null : options.handle);
  }
%typemap(javaout) void acd_feed_attach { options.handle.needs(handle); $jnicall; }
%typemap(javaout) void acd_feed::set_history { $jnicall; handle.needs("history", history.handle); }
%typemap(javaout) void acd_feed::set_records { $jnicall; handle.needs("records", records.handle); }
%typemap(javaout) void acd_feed::set_metrics { $jnicall; handle.needs("metrics", metrics.handle); }
%typemap(javaout) void acd_records_attach { $jnicall; handle.needs("queue", queue.handle); }
%typemap(javaout) void acd_sim_attach { $jnicall; handle.needs(feed.handle); handle.needs(outcomes.handle); }
/* First what an iterator has looked at (Lists.java); it counts as not pulled yet. */
%define %pulled(kind, function, type)
%typemap(javaout) kind function {
    handle.pointer();
    return ahead.take(() -> {
      long made = $jnicall;
      return made == 0 ? null : new type(made, true);
    });
  }
%enddef
%pulled(acd_event *, acd_feed::pull, Event)
%pulled(acd_record *, acd_record_queue::pull, Record)
%typemap(javaout) int64_t acd_feed::count, int64_t acd_record_queue::count { return $jnicall + ahead.count(); }
%typemap(javaout) acd_engine *acd_sim_engine { return engine($jnicall); }

%rename("%(lowercamelcase)s", %$ismember, %$isvariable) "";
%rename(segmentAt) acd_record::segment_at;
%rename(visitAt) acd_record::visit_at;
%rename(conversationAt) acd_record::conversation_at;
%rename(stepAt) acd_record::step_at;
%rename(keepEvents) acd_feed::keep_events;
%rename(setHistory) acd_feed::set_history;
%rename(setRecords) acd_feed::set_records;
%rename(setMetrics) acd_feed::set_metrics;
%rename(setZone) acd_history_options::set_zone;
%define %pascal(c, name) %enddef
%include "methods.i"
%include "typed.i"
%pulled(int, acd_action_next, Action)
