/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface needs of C#: numbers as long and int, texts as UTF-8, lists, results, exceptions, and objects that know what they
 * need. bindings/csharp/make_assembly.py makes extension methods of the functions. */
%pragma(csharp) moduleclassmodifiers="public static class"
%pragma(csharp) imclassclassmodifiers="internal class"
%csconst(1);
%{
#define ACD_SWIG_THROWER

/* Bytes for the language, which frees them: how many of what it takes them for, then they. */
static void *acd_swig_block(const void *bytes, size_t size, int64_t count)
{
  char *block = malloc(sizeof count + size);
  if (!block) return NULL;
  memcpy(block, &count, sizeof count);
  if (size) memcpy(block + sizeof count, bytes, size);
  return block;
}

SWIGEXPORT void SWIGSTDCALL acd_csharp_free(void *memory) { free(memory); }

/* A row's number and names; NULL where there is none. */
static void *acd_swig_row(int64_t number, const char *name, const char *second)
{
  size_t one = strlen(name) + 1, size = sizeof number + one + strlen(second);
  char *row = number ? malloc(size) : NULL;
  if (!row) return NULL;
  memcpy(row, &number, sizeof number);
  memcpy(row + sizeof number, name, one);
  memcpy(row + sizeof number + one, second, size - sizeof number - one);
  void *block = acd_swig_block(row, size, (int64_t)size);
  free(row);
  return block;
}

/* What the last call of the thread was refused for, until it is fetched; nothing here knows of an application domain. */
static _Thread_local struct {
  int pending, code;
  const char *function; /* "": a wrong argument */
  char about[ACD_SWIG_ABOUT];
} acd_csharp_refusal;

SWIGEXPORT int SWIGSTDCALL acd_csharp_pending(void) { return acd_csharp_refusal.pending; }

SWIGEXPORT int SWIGSTDCALL acd_csharp_fetch(const char **function_out, const char **status_out, const char **about_out)
{
  acd_csharp_refusal.pending = 0;
  *function_out = acd_csharp_refusal.function;
  *status_out = *acd_csharp_refusal.function ? acd_status_text(acd_csharp_refusal.code) : "";
  *about_out = acd_csharp_refusal.about;
  return acd_csharp_refusal.code;
}

static void acd_swig_raise(int status, const char *function, const char *about)
{
  acd_csharp_refusal.pending = 1;
  acd_csharp_refusal.code = status;
  acd_csharp_refusal.function = function;
  snprintf(acd_csharp_refusal.about, sizeof acd_csharp_refusal.about, "%s", about);
}

static void acd_swig_complain(int kind, const char *text) { acd_swig_raise(kind == SWIG_MemoryError ? ACD_ERR_NOMEM : 0, "", text); }
%}
/* Instead of SWIG's own, which calls back into one domain of the process. */
%pragma(csharp) imclasscode=%{
  internal static class SWIGPendingException {
    internal static bool Pending {
      get { return Refusals.Pending; }
    }

    internal static global::System.Exception Retrieve() {
      return Refusals.Fetch();
    }
  }
%}
%define %own_object(pointer, type) (void *)(pointer) %enddef

/* ---- Numbers. int64_t is long whatever C calls it; a size must have no sign. */
%apply long long { long, acd_id, acd_time };
%apply long long { unsigned long, unsigned long long, size_t };
%typemap(csin) unsigned long, unsigned long long, size_t "Blocks.NotNegative($csinput)"

/* Under the numbers that name what is counted, from 0. */
%typemap(ctype) int64_t [ANY] "void *"
%typemap(imtype) int64_t [ANY] "global::System.IntPtr"
%typemap(cstype) int64_t [ANY] "long[]"
%typemap(csvarout, excode=SWIGEXCODE2) int64_t [ANY] %{
    get {
      global::System.IntPtr block = $imcall;$excode
      return Blocks.Longs(block);
    } %}
%typemap(out, noblock=1) int64_t [ANY] { $result = acd_swig_block($1, $1_dim0 * sizeof *$1, $1_dim0); }

/* ---- Texts and bytes */
%typemap(ctype) const char * "char *"
%typemap(imtype, out="global::System.IntPtr") const char * "byte[]"
%typemap(cstype) const char * "string"
%typemap(csin) const char * "Blocks.Terminated($csinput)"
%typemap(csvarin, excode=SWIGEXCODE2) const char * %{
    set {
      $imcall;$excode
    } %}
%typemap(csvarout, excode=SWIGEXCODE2) const char * %{
    get {
      string text = Blocks.Lent($imcall);$excode
      return text;
    } %}
%typemap(csout, excode=SWIGEXCODE) const char * {
    string text = Blocks.Lent($imcall);$excode
    return text;
  }
%typemap(in, noblock=1) const char * { $1 = ($1_ltype)$input; }
%typemap(freearg) const char * "";
%typemap(out, noblock=1) const char * { $result = (char *)$1; }

%define %block_in(items, count, type, imtype_, cstype_, convert)
%typemap(ctype) (items, count) "void *"
%typemap(imtype) (items, count) imtype_
%typemap(cstype) (items, count) cstype_
%typemap(csin) (items, count) convert
%typemap(in, noblock=1) (items, count) {
  $2 = (size_t)*(const int64_t *)$input;
  $1 = (type *)((char *)$input + sizeof(int64_t));
}
%typemap(check) (items, count) "";
%typemap(freearg) (items, count) "";
%enddef
/* NULs are the reader's to judge. */
%block_in(const char *text, size_t size, char, "byte[]", "string", "Blocks.Of($csinput)")
%block_in(const void *bytes, size_t size, void, "byte[]", "byte[]", "Blocks.Of($csinput)")
%block_in(const acd_id *calls, size_t count, acd_id, "long[]", "long[]", "Blocks.Of($csinput)")
%block_in(const acd_id *known, size_t count, acd_id, "long[]", "long[]", "Blocks.Of($csinput)")
%{
/* Requirements come as they lie there in C: skill, level, skill, level, … */
_Static_assert(sizeof(acd_requirement) == 2 * sizeof(int64_t), "a requirement is two numbers");
%}
%block_in(const acd_requirement *requirements, size_t count, acd_requirement, "long[]", "global::System.Collections.Generic.IList<Requirement>", "Blocks.Of($csinput)")

%define %records_out(type, name)
%nodefaultctor type;
%typemap(ctype) (size_t count, size_t stride, type *name) "long long"
%typemap(imtype) (size_t count, size_t stride, type *name) "long"
%typemap(cstype) (size_t count, size_t stride, type *name) "long"
%typemap(csin) (size_t count, size_t stride, type *name) "Blocks.Count($csinput)"
%typemap(in) (size_t count, size_t stride, type *name) {
  $1 = (size_t)$input;
  $2 = sizeof(type);
  $3 = calloc($1 + 1, sizeof(type));
  if (!$3) SWIG_exception_fail(SWIG_MemoryError, "no memory");
}
%typemap(check) (size_t count, size_t stride, type *name) "";
%typemap(argout) (size_t count, size_t stride, type *name) {
  size_t there = result < (int64_t)$1 ? (size_t)result : $1;
  void **copies = calloc(there + 1, sizeof *copies);
  for (size_t i = 0; copies && i < there; i++) {
    static const size_t no_texts[] = {0};
    copies[i] = acd_swig_copy($3 + i, sizeof(type), no_texts, 0);
  }
  $result = copies ? acd_swig_block(copies, there * sizeof *copies, (int64_t)there) : NULL;
  free(copies);
}
%typemap(freearg) (size_t count, size_t stride, type *name) "free($3);"
%enddef

/* ---- Results */
%define %gives(kind, function, ctype_, imtype_, cstype_, give...)
%typemap(ctype) kind function ctype_
%typemap(imtype) kind function imtype_
%typemap(cstype) kind function cstype_
%typemap(csout, excode=SWIGEXCODE) kind function { give }
%typemap(out) kind function "$result = 0;"
%enddef
%define %gives_block(kind, function, cstype_, convert)
%gives(kind, function, "void *", "global::System.IntPtr", cstype_, global::System.IntPtr block = $imcall;$excode return convert;)
%enddef
%define %gives_nothing(function)
%gives(int, function, "void", "void", "void", $imcall;$excode)
%typemap(out, null="") int function "";
%enddef
%define %gives_long(function) %gives(int, function, "long long", "long", "long", long number = $imcall;$excode return number;) %enddef
%define %gives_double(function) %gives(int, function, "double", "double", "double", double number = $imcall;$excode return number;) %enddef
%define %gives_text(function) %gives_block(int, function, "string", Blocks.Text(block)) %enddef
%define %gives_bytes(function) %gives_block(int, function, "byte[]", Blocks.Bytes(block)) %enddef
%define %gives_object(function, type)
%gives(int, function, "void *", "global::System.IntPtr", "$typemap(cstype, type)", global::System.IntPtr made = $imcall;$excode return made == global::System.IntPtr.Zero ? null : new $typemap(cstype, type)(made, true);)
%enddef
%typemap(argout, noblock=1) (char *buffer, size_t capacity, size_t *size_out), (void *buffer, size_t capacity, size_t *size_out) {
  $result = acd_swig_block($1, *$3, (int64_t)*$3);
}
%gives_block(int, acd_tzif_offset, "TzifOffset", new TzifOffset(Blocks.Longs(block)))
%gives_block(int, acd_tzif_local, "TzifLocal", new TzifLocal(Blocks.Longs(block)))
%gives_block(int, acd_tzif_instants, "TzifInstants", new TzifInstants(Blocks.Longs(block)))
%gives_block(int, acd_erlang_within, "ErlangWithin", new ErlangWithin(Blocks.Doubles(block)))
%gives_block(const void *, acd_zone_bytes, "byte[]", Blocks.Bytes(block))
%gives_block(int32_t, acd_definition_zone_next, "Row", Row.Of(block))
%gives_block(int64_t, acd_history_row_next, "Row", Row.Of(block))
%gives_block(int64_t, acd_explain_agents, "global::System.Collections.Generic.IList<Candidate>", Blocks.Records(block, pointer => new Candidate(pointer, true)))
%gives_block(int64_t, acd_explain_calls, "global::System.Collections.Generic.IList<Contender>", Blocks.Records(block, pointer => new Contender(pointer, true)))
%typemap(argout) (int64_t *offset_us_out, int64_t *until_us_out), (int64_t *date_out, int64_t *clock_us_out) {
  int64_t given[] = {*$1, *$2};
  $result = acd_swig_block(given, sizeof given, 2);
}
%typemap(argout) (int64_t *first_us_out, int64_t *second_us_out) {
  int64_t given[] = {result, *$1, *$2};
  $result = acd_swig_block(given, sizeof given, 3);
}
%typemap(argout) (double *answered_out, double *abandoned_out) {
  double given[] = {*$1, *$2};
  $result = acd_swig_block(given, sizeof given, 2);
}
%typemap(argout, noblock=1) size_t *size_out { $result = acd_swig_block(result, *$1, (int64_t)*$1); }
%typemap(in, numinputs=0, noblock=1) const char **zone_out (const char *name) { $1 = (char **)&name; name = ""; }
%typemap(argout, noblock=1) const char **zone_out { $result = acd_swig_row(result, *$1, ""); }
%typemap(in, numinputs=0, noblock=1) (const char **name_out, const char **second_out) (const char *names[2]) {
  names[0] = names[1] = "";
  $1 = (char **)&names[0];
  $2 = (char **)&names[1];
}
%typemap(argout, noblock=1) (const char **name_out, const char **second_out) { $result = acd_swig_row(result, *$1, *$2); }
%typemap(check) const char **zone_out, (const char **name_out, const char **second_out) "";

/* ---- Objects. A handle of the language's knows what it needs, and whether it was disposed (Handle.cs). */
%typemap(csbody) SWIGTYPE %{
  internal readonly Handle handle;

  internal $csclassname(global::System.IntPtr pointer, bool own) {
    handle = new Handle("$csclassname", pointer, own ? $imclassname.delete_$csclassname : (Handle.Free)null);
  }

  private global::System.Runtime.InteropServices.HandleRef swigCPtr {
    get { return handle.Reference(this); }
  }

  internal static global::System.Runtime.InteropServices.HandleRef getCPtr($csclassname item) {
    return item == null ? new global::System.Runtime.InteropServices.HandleRef(null, global::System.IntPtr.Zero) : item.swigCPtr;
  }

  internal static global::System.Runtime.InteropServices.HandleRef need($csclassname item) {
    if (item == null) throw new global::System.ArgumentNullException(null, "nothing where $csclassname is expected");
    return item.swigCPtr;
  }
%}
%typemap(csclassmodifiers) SWIGTYPE "public partial class"
%typemap(csdispose) SWIGTYPE %{
  ~$csclassname() {
    Dispose(false);
  }

  public void Dispose() {
    Dispose(true);
    global::System.GC.SuppressFinalize(this);
  }
%}
/* Without a handle: what it is made of was refused. */
%typemap(csdisposing, methodname="Dispose", methodmodifiers="protected", parameters="bool disposing") SWIGTYPE { if (handle != null) handle.Close(); }
%typemap(csdisposing, methodname="Dispose", methodmodifiers="protected", parameters="bool disposing") struct acd_sim {
    if (disposing && engine != null) engine.Dispose();
    if (handle != null) handle.Close();
  }
%typemap(csin) SWIGTYPE * "$csclassname.need($csinput)"
%typemap(csin) const acd_options *options, acd_options *options, const acd_metrics *metrics, const acd_history_options *options "$csclassname.getCPtr($csinput)"

/* What something needs lives as long as it. */
%typemap(csconstruct, excode=SWIGEXCODE) struct acd_engine, struct acd_sim %{: this($imcall, true) {$excode
    if (options != null) handle.Needs(options.handle);
  }
%}
%typemap(csout, excode=SWIGEXCODE) void acd_feed_attach { Feed.need(feed); Options.need(options); options.handle.Needs(feed.handle); $imcall;$excode }
%typemap(csout, excode=SWIGEXCODE) void acd_feed::set_history { $imcall;$excode handle.Needs("history", history.handle); }
%typemap(csout, excode=SWIGEXCODE) void acd_feed::set_records { $imcall;$excode handle.Needs("records", records.handle); }
%typemap(csout, excode=SWIGEXCODE) void acd_feed::set_metrics { $imcall;$excode handle.Needs("metrics", metrics.handle); }
%typemap(csout, excode=SWIGEXCODE) void acd_records_attach { $imcall;$excode records.handle.Needs("queue", queue.handle); }
%typemap(csout, excode=SWIGEXCODE) void acd_sim_attach { $imcall;$excode sim.handle.Needs(feed.handle); sim.handle.Needs(outcomes.handle); }
%typemap(csout, excode=SWIGEXCODE) acd_engine *acd_sim_engine { global::System.IntPtr inside = $imcall;$excode return sim.EngineAt(inside); }

%rename("%(camelcase)s", %$ismember, %$isvariable) "";
/* A field cannot be called as its class. */
%rename(Id) acd_noun::noun;
%rename(SegmentAt) acd_record::segment_at;
%rename(VisitAt) acd_record::visit_at;
%rename(ConversationAt) acd_record::conversation_at;
%rename(StepAt) acd_record::step_at;
%rename(KeepEvents) acd_feed::keep_events;
%rename(SetHistory) acd_feed::set_history;
%rename(SetRecords) acd_feed::set_records;
%rename(SetMetrics) acd_feed::set_metrics;
%rename(Pull) acd_feed::pull;
%rename(Count) acd_feed::count;
%rename(Lost) acd_feed::lost;
%rename(Pull) acd_record_queue::pull;
%rename(Count) acd_record_queue::count;
%rename(Lost) acd_record_queue::lost;
%rename(Count) acd_outcomes::count;
%rename(At) acd_outcomes::at;
%rename(Require) acd_arrival::require;
%rename(Prefer) acd_arrival::prefer;
%rename(Require) acd_sim_caller::require;
%rename(Require) acd_sim_poisson::require;
%rename(SetZone) acd_history_options::set_zone;
%define %pascal(c, name) %rename(name) c; %enddef
%rename(FeedAttach) acd_feed_attach;
%rename(RecordsAttach) acd_records_attach;
%rename(SimAttach) acd_sim_attach;
%include "typed.i"
