/* SPDX-License-Identifier: Apache-2.0 */
/* What goes in from Python, and what is said of it where it is something else: `queue_find: name: expected a text, not 5`. */
%{
/* Where it was given: a function, a class, a field or a method, and the argument. */
static PyObject *acd_swig_place(const char *function, const char *argument)
{
  const char *name = strncmp(function, "new_", 4) == 0 ? function + 4 : function;
  const char *rest = name[0] >= 'A' && name[0] <= 'Z' ? strchr(name, '_') : NULL;
  if (!rest) return PyUnicode_FromFormat("%s: %s", name, argument);
  int length = (int)(rest++ - name);
  char class_name[64];
  snprintf(class_name, sizeof class_name, "%.*s", length, name);
  size_t field = strlen(argument);
  if (strncmp(rest, argument, field) == 0 && strcmp(rest + field, "_set") == 0)
    return PyUnicode_FromFormat("%s.%s", class_name, argument);
  return PyUnicode_FromFormat("%s.%s: %s", class_name, rest, argument);
}

/* What was given, shortly: a value, or of what class it is. */
static PyObject *acd_swig_given(PyObject *given)
{
  if (given == Py_None || PyLong_Check(given) || PyUnicode_Check(given) || PyFloat_CheckExact(given) ||
      PyBytes_CheckExact(given) || PyTuple_CheckExact(given) || PyList_CheckExact(given) || PyDict_CheckExact(given))
    return PyUnicode_FromFormat("%.80R", given);
  const char *name = Py_TYPE(given)->tp_name, *last = strrchr(name, '.');
  if (last) name = last + 1;
  return PyUnicode_FromFormat("%s %s", strchr("AEIOUaeiou", name[0]) ? "an" : "a", name);
}

static void acd_swig_unexpected(PyObject *kind, const char *function, const char *argument, const char *expected,
                                PyObject *given)
{
  PyObject *place = acd_swig_place(function, argument), *told = place ? acd_swig_given(given) : NULL;
  if (told) PyErr_Format(kind, "%U: expected %s, not %U", place, expected, told);
  Py_XDECREF(told);
  Py_XDECREF(place);
}

/* "an Engine" */
static const char *acd_swig_class(char *name, size_t size, const swig_type_info *type)
{
  const SwigPyClientData *data = type->clientdata;
  const char *class_name = data && PyType_Check(data->klass) ? ((PyTypeObject *)data->klass)->tp_name : type->str;
  snprintf(name, size, "%s %s", strchr("AEIOU", class_name[0]) ? "an" : "a", class_name);
  return name;
}

static void acd_swig_no_handle(const char *function, const char *argument, const swig_type_info *type, PyObject *given)
{
  char expected[80];
  if (given == acd_engine_inside) {
    acd_swig_raise(ACD_ERR_REENTRY, function, "from within a sink of events or the log, amid a change");
    return;
  }
  acd_swig_unexpected(PyExc_TypeError, function, argument, acd_swig_class(expected, sizeof expected, type), given);
}

static void acd_swig_none(const char *function, const char *argument, const swig_type_info *type)
{
  char expected[80], told[120];
  acd_swig_class(expected, sizeof expected, type);
  snprintf(told, sizeof told, "%s that is neither closed nor running", expected);
  int closes = strcmp(expected, "an Engine") == 0 || strcmp(expected, "a Sim") == 0;
  acd_swig_unexpected(PyExc_ValueError, function, argument, closes ? told : expected, Py_None);
}

/* 0; -1: it is no integer; -2: it is one, but too large. Those of numpy, say, are integers, too. */
static int acd_swig_whole(PyObject *given, long long *number)
{
  int overflow = 0;
  if (PyLong_Check(given)) {
    *number = PyLong_AsLongLongAndOverflow(given, &overflow);
    return overflow ? -2 : 0;
  }
  PyObject *whole = PyIndex_Check(given) ? PyNumber_Index(given) : NULL;
  if (!whole) {
    PyErr_Clear();
    return -1;
  }
  *number = PyLong_AsLongLongAndOverflow(whole, &overflow);
  Py_DECREF(whole);
  return overflow ? -2 : 0;
}

static int acd_swig_integer(const char *function, const char *argument, PyObject *given, long long least, long long most,
                            long long *number)
{
  char expected[80];
  int status = acd_swig_whole(given, number);
  if (status == 0 && *number >= least && *number <= most) return 0;
  snprintf(expected, sizeof expected, "an integer of 64 bits");
  if (least != LLONG_MIN) snprintf(expected, sizeof expected, "an integer of %lld to %lld", least, most);
  if (status == -1)
    acd_swig_unexpected(PyExc_TypeError, function, argument, "an integer", given);
  else
    acd_swig_unexpected(PyExc_OverflowError, function, argument, expected, given);
  return -1;
}

/* A text, or None; lent by the object. `size` NULL: a NUL inside would cut it short. */
static int acd_swig_text(const char *function, const char *argument, PyObject *given, const char **text, size_t *size)
{
  Py_ssize_t bytes = 0;
  *text = NULL;
  if (given == Py_None) return 0;
  if (!PyUnicode_Check(given)) {
    acd_swig_unexpected(PyExc_TypeError, function, argument, "a text", given);
    return -1;
  }
  *text = PyUnicode_AsUTF8AndSize(given, &bytes);
  if (!*text) {
    PyErr_Clear();
    acd_swig_unexpected(PyExc_ValueError, function, argument, "a text that UTF-8 can write", given);
    return -1;
  }
  if (size) {
    *size = (size_t)bytes;
  } else if ((size_t)bytes != strlen(*text)) {
    acd_swig_unexpected(PyExc_ValueError, function, argument, "a text without a NUL", given);
    return -1;
  }
  return 0;
}

/* What is in a sequence, as a tuple: nobody else changes it meanwhile. */
static PyObject *acd_swig_items(const char *function, const char *argument, const char *expected, PyObject *given)
{
  PyObject *items = PySequence_Tuple(given);
  if (items || !PyErr_ExceptionMatches(PyExc_TypeError)) return items;
  PyErr_Clear();
  acd_swig_unexpected(PyExc_TypeError, function, argument, expected, given);
  return NULL;
}

/* Ids, with a place more than there are, which the caller frees; NULL: an exception. */
static acd_id *acd_swig_ids(const char *function, const char *argument, PyObject *given, size_t *count)
{
  PyObject *items = acd_swig_items(function, argument, "a sequence of ids", given);
  *count = items ? (size_t)PyTuple_GET_SIZE(items) : 0;
  acd_id *ids = items ? malloc((*count + 1) * sizeof *ids) : NULL;
  if (items && !ids) PyErr_NoMemory();
  for (size_t i = 0; ids && i < *count; i++) {
    long long id = 0;
    if (acd_swig_integer(function, argument, PyTuple_GET_ITEM(items, (Py_ssize_t)i), LLONG_MIN, LLONG_MAX, &id) < 0) {
      free(ids);
      ids = NULL;
      break;
    }
    ids[i] = id;
  }
  Py_XDECREF(items);
  return ids;
}

static int acd_swig_need(const char *function, PyObject *given, acd_requirement *need)
{
  static const char argument[] = "requirements";
  long long skill = 0, level = 0;
  PyObject *pair = acd_swig_items(function, argument, "pairs of a skill's id and a level", given);
  int fits = pair && PyTuple_GET_SIZE(pair) == 2;
  if (pair && !fits) acd_swig_unexpected(PyExc_TypeError, function, argument, "pairs of a skill's id and a level", given);
  fits = fits && acd_swig_integer(function, argument, PyTuple_GET_ITEM(pair, 0), LLONG_MIN, LLONG_MAX, &skill) == 0 &&
         acd_swig_integer(function, argument, PyTuple_GET_ITEM(pair, 1), LLONG_MIN, LLONG_MAX, &level) == 0;
  *need = (acd_requirement){skill, level};
  Py_XDECREF(pair);
  return fits ? 0 : -1;
}

/* Likewise. */
static acd_requirement *acd_swig_needs(const char *function, PyObject *given, size_t *count)
{
  PyObject *items = acd_swig_items(function, "requirements", "a sequence of pairs of a skill's id and a level", given);
  *count = items ? (size_t)PyTuple_GET_SIZE(items) : 0;
  acd_requirement *needs = items ? calloc(*count + 1, sizeof *needs) : NULL;
  if (items && !needs) PyErr_NoMemory();
  for (size_t i = 0; needs && i < *count; i++) {
    if (acd_swig_need(function, PyTuple_GET_ITEM(items, (Py_ssize_t)i), &needs[i]) == 0) continue;
    free(needs);
    needs = NULL;
  }
  Py_XDECREF(items);
  return needs;
}
%}

%typemap(in, noblock=1) SWIGTYPE * (void *handle = NULL) {
  if (!SWIG_IsOK(SWIG_ConvertPtr($input, &handle, $descriptor, $disown))) {
    acd_swig_no_handle("$symname", "$1_name", $descriptor, $input);
    SWIG_fail;
  }
  $1 = ($ltype)handle;
}
%typemap(freearg) SWIGTYPE * "";
%typemap(check, noblock=1) SWIGTYPE * {
  if (!$1) {
    acd_swig_none("$symname", "$1_name", $1_descriptor);
    SWIG_fail;
  }
}
%define %integer_in(type, least, most)
%typemap(in, noblock=1) type (long long number = 0) {
  if (acd_swig_integer("$symname", "$1_name", $input, least, most, &number) < 0) SWIG_fail;
  $1 = ($1_ltype)number;
}
%enddef
%integer_in(int, INT_MIN, INT_MAX)
%integer_in(unsigned int, 0, UINT_MAX)
%integer_in(long, LLONG_MIN, LLONG_MAX)
%integer_in(long long, LLONG_MIN, LLONG_MAX)
%integer_in(size_t, 0, LLONG_MAX)
%typemap(in, noblock=1) double {
  $1 = PyFloat_AsDouble($input);
  if (PyErr_Occurred()) {
    PyErr_Clear();
    acd_swig_unexpected(PyExc_TypeError, "$symname", "$1_name", "a number", $input);
    SWIG_fail;
  }
}
%typemap(in, noblock=1) const char * { if (acd_swig_text("$symname", "$1_name", $input, (const char **)&$1, NULL) < 0) SWIG_fail; }
%typemap(freearg) const char * "";
%typemap(in, noblock=1) (const char *text, size_t size) {
  if (acd_swig_text("$symname", "$1_name", $input, (const char **)&$1, &$2) < 0) SWIG_fail;
}
%typemap(freearg) (const char *text, size_t size) "";
%typemap(check, noblock=1) (const char *text, size_t size) {
  if (!$1) {
    acd_swig_unexpected(PyExc_ValueError, "$symname", "$1_name", "a text", Py_None);
    SWIG_fail;
  }
}
%typemap(in, noblock=1) (const acd_id *calls, size_t count) {
  $1 = acd_swig_ids("$symname", "$1_name", $input, &$2);
  if (!$1) SWIG_fail;
}
%typemap(freearg) (const acd_id *calls, size_t count) "free((void *)$1);"
%apply (const acd_id *calls, size_t count) { (const acd_id *known, size_t count) };
%typemap(in, noblock=1) (const acd_requirement *requirements, size_t count) {
  $1 = acd_swig_needs("$symname", $input, &$2);
  if (!$1) SWIG_fail;
}
%typemap(check) (const acd_requirement *requirements, size_t count) "";
%typemap(freearg) (const acd_requirement *requirements, size_t count) "free((void *)$1);"
/* Bytes, or whatever lends them. */
%typemap(in) (const void *bytes, size_t size) (Py_buffer view, Py_buffer *lent = NULL) {
  if (PyObject_GetBuffer($input, &view, PyBUF_SIMPLE) < 0) {
    PyErr_Clear();
    acd_swig_unexpected(PyExc_TypeError, "$symname", "$1_name", "bytes", $input);
    SWIG_fail;
  }
  lent = &view; /* it is given back even where an argument before it is refused: only what was lent */
  $1 = view.len ? view.buf : NULL;
  $2 = (size_t)view.len;
}
%typemap(check) (const void *bytes, size_t size) "";
%typemap(freearg) (const void *bytes, size_t size) "if (lent$argnum) PyBuffer_Release(lent$argnum);"
/* Hooks. */
%typemap(in, noblock=1) PyObject *FUNCTION {
  if (!PyCallable_Check($input)) {
    acd_swig_unexpected(PyExc_TypeError, "$symname", "$1_name", "a function", $input);
    SWIG_fail;
  }
  $1 = $input;
}
%apply PyObject *FUNCTION { PyObject *sink, PyObject *score, PyObject *log, PyObject *explain, PyObject *trace };
