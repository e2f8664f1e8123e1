/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface needs of Python: exceptions with a status, sequences, bytes, docstrings. */
%include "uniform.i"
%define %no_output %set_output(VOID_Object); %enddef
%{
/* What acd.errors has: the base of the exceptions, and by status those that are more than that. */
static PyObject *acd_error_class, *acd_error_classes;
/* What stands in an engine's place while nobody may use it. */
static PyObject *acd_engine_inside;

/* An exception with the status as `code`, and the name of the function. */
static void acd_swig_raise(int status, const char *function, const char *about)
{
  PyObject *code = PyLong_FromLong(status), *name = PyUnicode_FromString(function);
  PyObject *kind = code ? PyDict_GetItemWithError(acd_error_classes, code) : NULL;
  if (!kind) kind = acd_error_class;
  PyObject *text = PyUnicode_FromFormat("%s: %s%s%s", function, acd_status_text(status), *about ? ": " : "", about);
  PyObject *error = text ? PyObject_CallFunctionObjArgs(kind, text, NULL) : NULL;
  if (error && code && name && PyObject_SetAttrString(error, "code", code) == 0 &&
      PyObject_SetAttrString(error, "function", name) == 0)
    PyErr_SetObject(kind, error);
  Py_XDECREF(name);
  Py_XDECREF(code);
  Py_XDECREF(error);
  Py_XDECREF(text);
}
#define ACD_SWIG_RAISE(status, function, about) do { acd_swig_raise(status, function, about); SWIG_fail; } while (0)
%}
%init %{
  PyObject *errors = PyImport_ImportModule("acd.errors");
  if (!errors) return NULL;
  acd_error_class = PyObject_GetAttrString(errors, "Error");
  acd_error_classes = PyObject_GetAttrString(errors, "BY_CODE");
  acd_engine_inside = PyObject_GetAttrString(errors, "INSIDE");
  Py_DECREF(errors);
  if (!acd_error_class || !acd_error_classes || !acd_engine_inside) return NULL;
%}
%pythoncode %{
from .errors import Error


def _no_copy(self, protocol=None):
    raise TypeError("%s: has no copies, and no pickles" % type(self).__name__)


def _swig_add_metaclass(metaclass):
    """SWIG's own leaves the class in use the one without it had for its __dict__, which then nobody can ask for."""
    def wrapper(cls):
        own = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
        # A copy would be another name for the same memory.
        return metaclass(cls.__name__, cls.__bases__, {**own, "__reduce_ex__": _no_copy})
    return wrapper
%}
%{
/* What a sink of the language has raised inside of a command. */
#define ACD_SWIG_RAISED() do { if (PyErr_Occurred()) SWIG_fail; } while (0)
%}
/* A misspelt field of a record is an error. */
%pythonnondynamic;
%{
/* A list of a record: copies. */
static PyObject *acd_record_rows(const void *rows, int64_t count, size_t size, const size_t *texts, swig_type_info *type)
{
  PyObject *list = PyList_New((Py_ssize_t)count);
  for (int64_t i = 0; list && i < count; i++) {
    void *copy = acd_row_at(rows, count, size, texts, i);
    PyObject *item = copy ? SWIG_NewPointerObj(copy, type, SWIG_POINTER_OWN) : PyErr_NoMemory();
    if (!item) Py_CLEAR(list);
    else PyList_SET_ITEM(list, (Py_ssize_t)i, item);
  }
  return list;
}
%}
%typemap(in, numinputs=0, noblock=1) size_t *size_out (size_t size) { $1 = &size; size = 0; }
%typemap(out) const void *acd_zone_bytes "";
%typemap(argout, noblock=1) size_t *size_out { $result = PyBytes_FromStringAndSize(result, (Py_ssize_t)*$1); }
/* The index of an object and what it names. */
%typemap(in, numinputs=0, noblock=1) const char **zone_out (char *name) { $1 = &name; name = NULL; }
%typemap(argout, noblock=1) const char **zone_out { %append_output(SWIG_FromCharPtr(*$1)); }
%apply const char **zone_out { const char **name_out, const char **second_out };
%typemap(argout, noblock=1) (void *buffer, size_t capacity, size_t *size_out) {
  %append_output(PyBytes_FromStringAndSize($1, (Py_ssize_t)*$3));
}
%define %records_out(type, name)
%nodefaultctor type;
%typemap(in) (size_t count, size_t stride, type *name) {
  long long most$argnum = 0;
  if (acd_swig_integer("$symname", "$1_name", $input, 0, 1000000, &most$argnum) < 0) SWIG_fail;
  $1 = (size_t)most$argnum;
  $2 = sizeof(type);
  $3 = calloc($1 + 1, sizeof(type));
  if (!$3) SWIG_exception_fail(SWIG_MemoryError, "no memory");
}
%typemap(check) (size_t count, size_t stride, type *name) "";
%typemap(argout) (size_t count, size_t stride, type *name) {
  Py_ssize_t there = (Py_ssize_t)result < (Py_ssize_t)$1 ? (Py_ssize_t)result : (Py_ssize_t)$1;
  PyObject *list = PyList_New(there);
  for (Py_ssize_t i = 0; list && i < there; i++) {
    static const size_t no_texts[] = {0};
    void *copy = acd_swig_copy($3 + i, sizeof(type), no_texts, 0);
    PyObject *item = copy ? %own_object(copy, type) : PyErr_NoMemory();
    if (!item) Py_CLEAR(list);
    else PyList_SET_ITEM(list, i, item);
  }
  if (!list) SWIG_fail;
  Py_XDECREF($result);
  $result = list;
}
%typemap(freearg) (size_t count, size_t stride, type *name) "free($3);"
%enddef
/* Arrays of numbers in records. */
%typemap(out) int64_t [ANY] {
  $result = PyTuple_New($1_dim0);
  for (Py_ssize_t i = 0; $result && i < $1_dim0; i++) {
    PyObject *number = PyLong_FromLongLong($1[i]);
    if (!number) Py_CLEAR($result);
    else PyTuple_SET_ITEM($result, i, number);
  }
  if (!$result) SWIG_fail;
}

/* The headers' comments, from generate.py; what has none there is told here. */
%include <docs.i>
%feature("docstring") acd_feed "What an engine speaks to, and asks; has to live as long as the engine.";
%feature("docstring") acd_feed::set_sink "A function of one event. It is called inside of commands, and must not call the engine.";
%feature("docstring") acd_feed::set_score "A function of a question and the ids of its candidates, that gives a score for each. It may ask the engine.";
%feature("docstring") acd_feed::set_log "A function of a level, LOG_…, and a text. It must not call the engine.";
%feature("docstring") acd_feed::set_explain "A function of one decision, told before it takes effect. It may ask the engine.";
%feature("docstring") acd_feed::set_trace "A function of what passes: a command that was told, or an action that was asked for. It may ask the engine.";
%feature("docstring") acd_feed::set_history "It must live as long as the feed.";
%feature("docstring") acd_feed::set_records "They must live as long as the feed.";
%feature("docstring") acd_feed::set_metrics "They must live as long as the feed.";
%feature("docstring") acd_feed_attach "Engines made with these options speak to the feed, as it is now.";
%feature("docstring") acd_record_queue "Records that are complete, until they are pulled.";
%feature("docstring") acd_record_queue::pull "The oldest record, or none.";
%feature("docstring") acd_record_queue::count "How many can be pulled.";
%feature("docstring") acd_record_queue::lost "Records that found no memory.";
%feature("docstring") acd_records_attach "From now on records that are complete go to the queue.";
%feature("docstring") acd_outcomes "What became of the callers of a simulation.";
%feature("docstring") acd_outcomes::column "Of all callers, in the order in which they ended: bytes of one int64_t each, in the machine's order. None: no such column.";
%feature("docstring") acd_sim_attach "From now on the simulation's engine speaks to the feed, and what becomes of its callers is kept, unless there is nothing to keep it.";

/* What the library has pointers to lives as long as what has them, in whatever order Python lets go. */
%pythoncode %{
def _keep(thing, *kept):
    object.__setattr__(thing, "_kept", getattr(thing, "_kept", ()) + kept)
%}
%pythonappend acd_feed::set_history %{ _keep(self, history) %}
%pythonappend acd_feed::set_records %{ _keep(self, records) %}
%pythonappend acd_feed::set_metrics %{ _keep(self, metrics) %}
%pythonappend acd_feed_attach %{ _keep(options, feed) %}
%pythonappend acd_engine::acd_engine %{ _keep(self, getattr(options, "_kept", None)) %}
%pythonappend acd_records_attach %{ _keep(records, queue) %}
%pythonappend acd_sim::acd_sim %{ _keep(self, getattr(options, "_kept", None)) %}
%pythonappend acd_sim_attach %{ _keep(sim, feed, outcomes) %}
%pythonappend acd_sim_engine %{ _keep(val, sim) %}
