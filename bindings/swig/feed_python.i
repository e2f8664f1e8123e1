/* SPDX-License-Identifier: Apache-2.0 */
/* What an engine speaks to. It must live as long as the engine. */
%{
typedef struct acd_feed {
  PyObject *sink;    /* called with each event; NULL: nobody */
  PyObject *score;   /* asked for the scores of candidates */
  PyObject *log;     /* called with a level and a text */
  PyObject *explain; /* called with each decision */
  PyObject *trace;   /* called with each command, and with each action that is pulled */
  acd_history *history;
  acd_records *records;
  acd_metrics *metrics;
} acd_feed;

/* Whether anybody hears of events; else the engine need not make any. */
static int acd_feed_hears(const acd_feed *feed)
{
  return feed->sink || feed->history || feed->records || feed->metrics;
}

/* A function, which may put another one in its own place. `second` may be NULL. */
static PyObject *acd_feed_call(PyObject *function, PyObject *first, PyObject *second)
{
  Py_INCREF(function);
  PyObject *result = PyObject_CallFunctionObjArgs(function, first, second, NULL);
  Py_DECREF(function);
  return result;
}

/* Tells a copy of a record, which is taken over; NULL: there is no memory for it. */
static void acd_feed_tell(PyObject *hook, void *copy, swig_type_info *type)
{
  PyObject *told = copy ? SWIG_NewPointerObj(copy, type, SWIG_POINTER_OWN) : PyErr_NoMemory();
  PyObject *result = told ? acd_feed_call(hook, told, NULL) : NULL;
  Py_XDECREF(result);
  Py_XDECREF(told);
}

static void acd_feed_event(void *user, const acd_event *event)
{
  acd_feed *feed = user;
  if (feed->history) acd_history_event(feed->history, event);
  if (feed->records) acd_records_event(feed->records, event);
  if (feed->metrics) acd_metrics_event(feed->metrics, event);
  if (!feed->sink) return;
  PyGILState_STATE state = PyGILState_Ensure();
  /* Else it has failed amid this command, which goes on. */
  if (!PyErr_Occurred()) acd_feed_tell(feed->sink, acd_event_copy(event), SWIGTYPE_p_acd_event);
  PyGILState_Release(state);
}
%}
%{
/* Scores as a list of numbers; anything else is an error of the language, and no answer. */
static int acd_feed_scores(PyObject *given, uint32_t count, int64_t *scores)
{
  PyObject *items = acd_swig_items("scores", "what the rule gives", "a sequence of integers", given);
  if (!items) return ACD_ERR_HOOK;
  if (PyTuple_GET_SIZE(items) != (Py_ssize_t)count)
    PyErr_Format(PyExc_ValueError, "scores: %u candidates, but %zd scores", (unsigned)count, PyTuple_GET_SIZE(items));
  for (uint32_t i = 0; i < count && !PyErr_Occurred(); i++) {
    PyObject *one = PyTuple_GET_ITEM(items, (Py_ssize_t)i);
    long long score = 0;
    int status = acd_swig_whole(one, &score);
    if (status == -1)
      acd_swig_unexpected(PyExc_TypeError, "scores", "what the rule gives", "integers", one);
    else if (status == -2 || score > ACD_SCORE_MAX || score < -ACD_SCORE_MAX)
      acd_swig_unexpected(PyExc_ValueError, "scores", "what the rule gives", "integers within 2^52", one);
    scores[i] = score;
  }
  Py_DECREF(items);
  return PyErr_Occurred() ? ACD_ERR_HOOK : ACD_OK;
}

static int acd_feed_score(void *user, const acd_engine *engine, const acd_question *question,
                          const acd_candidate *candidates, int64_t *scores)
{
  (void)engine; /* whoever asks it has it already */
  acd_feed *feed = user;
  PyGILState_STATE state = PyGILState_Ensure();
  int status = ACD_ERR_HOOK;
  PyObject *asked = NULL, *list = NULL, *given = NULL;
  if (!PyErr_Occurred()) {
    void *copy = acd_swig_copy(question, sizeof *question, NULL, 0);
    asked = copy ? SWIG_NewPointerObj(copy, SWIGTYPE_p_acd_question, SWIG_POINTER_OWN) : PyErr_NoMemory();
    list = PyList_New(0);
    for (uint32_t i = 0; list && i < question->count && !PyErr_Occurred(); i++) {
      PyObject *agent = PyLong_FromLongLong(
          ((const acd_candidate *)(const void *)((const char *)candidates + (size_t)question->stride * i))->agent);
      if (agent) PyList_Append(list, agent);
      Py_XDECREF(agent);
    }
    if (asked && list && !PyErr_Occurred()) given = acd_feed_call(feed->score, asked, list);
    if (given) status = acd_feed_scores(given, question->count, scores);
  }
  Py_XDECREF(given);
  Py_XDECREF(list);
  Py_XDECREF(asked);
  PyGILState_Release(state);
  return status;
}

static void acd_feed_log(void *user, int level, const char *text)
{
  acd_feed *feed = user;
  PyGILState_STATE state = PyGILState_Ensure();
  if (!PyErr_Occurred()) {
    PyObject *told = PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "replace");
    PyObject *rank = PyLong_FromLong(level);
    PyObject *result = told && rank ? acd_feed_call(feed->log, rank, told) : NULL;
    Py_XDECREF(result);
    Py_XDECREF(rank);
    Py_XDECREF(told);
  }
  PyGILState_Release(state);
}
%}
%{
/* Whoever asks the engine inside of these has it already. Where something has been raised amid the command nobody is told: it
 * goes on, and fails at its end. */
static void acd_feed_explain(void *user, const acd_engine *engine, const acd_decision *decision)
{
  (void)engine;
  acd_feed *feed = user;
  PyGILState_STATE state = PyGILState_Ensure();
  if (!PyErr_Occurred())
    acd_feed_tell(feed->explain, acd_swig_copy(decision, sizeof *decision, NULL, 0), SWIGTYPE_p_acd_decision);
  PyGILState_Release(state);
}

static void acd_feed_told(void *user, const acd_engine *engine, const acd_told *told)
{
  (void)engine;
  acd_feed *feed = user;
  PyGILState_STATE state = PyGILState_Ensure();
  if (!PyErr_Occurred()) acd_feed_tell(feed->trace, acd_swig_copy(told, sizeof *told, NULL, 0), SWIGTYPE_p_acd_told);
  PyGILState_Release(state);
}

static void acd_feed_asked(void *user, const acd_engine *engine, const acd_action *action)
{
  static const size_t texts[] = {offsetof(acd_action, text), offsetof(acd_action, prompt),
                                 offsetof(acd_action, terminators), offsetof(acd_action, parameters)};
  (void)engine;
  acd_feed *feed = user;
  PyGILState_STATE state = PyGILState_Ensure();
  if (!PyErr_Occurred())
    acd_feed_tell(feed->trace, acd_swig_copy(action, sizeof *action, texts, sizeof texts / sizeof texts[0]),
                  SWIGTYPE_p_acd_action);
  PyGILState_Release(state);
}
%}
%rename(Told) acd_told;
%nodefaultctor acd_told;
%ignore acd_told_fn;
%ignore acd_asked_fn;
%ignore acd_options_set_trace;
%include <acd/trace.h>
%rename(Feed) acd_feed;
%nodefaultctor acd_feed;
struct acd_feed {};
%made(acd_feed)
%extend acd_feed {
  acd_feed(void) { return calloc(1, sizeof(acd_feed)); }
  ~acd_feed() {
    Py_XDECREF($self->sink);
    Py_XDECREF($self->score);
    Py_XDECREF($self->log);
    Py_XDECREF($self->explain);
    Py_XDECREF($self->trace);
    free($self);
  }
  void set_sink(PyObject *sink) {
    Py_INCREF(sink);
    Py_XSETREF($self->sink, sink);
  }
  void set_score(PyObject *score) {
    Py_INCREF(score);
    Py_XSETREF($self->score, score);
  }
  void set_log(PyObject *log) {
    Py_INCREF(log);
    Py_XSETREF($self->log, log);
  }
  void set_explain(PyObject *explain) {
    Py_INCREF(explain);
    Py_XSETREF($self->explain, explain);
  }
  void set_trace(PyObject *trace) {
    Py_INCREF(trace);
    Py_XSETREF($self->trace, trace);
  }
  void set_history(acd_history *history) { $self->history = history; }
  void set_records(acd_records *records) { $self->records = records; }
  void set_metrics(acd_metrics *metrics) { $self->metrics = metrics; }
}
%inline %{
static void acd_feed_attach(acd_feed *feed, acd_options *options) {
  if (acd_feed_hears(feed)) acd_options_set_events(options, acd_feed_event, feed);
  if (feed->score) acd_options_set_score(options, acd_feed_score, feed);
  if (feed->log) acd_options_set_log(options, acd_feed_log, feed);
  if (feed->explain) acd_options_set_explain(options, acd_feed_explain, feed);
  if (feed->trace) acd_options_set_trace(options, acd_feed_told, acd_feed_asked, feed);
}
%}
