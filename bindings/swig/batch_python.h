/* SPDX-License-Identifier: Apache-2.0 */
/* Many commands at once from Python, and all actions at once: what `acd.Batch` stands on.
 *
 * A command is a tuple: its kind, time, subject and host reference, then the words of its body, of which the last may be
 * left out. All are read before the first is submitted. Each is submitted by itself, as acd_engine_submit_batch() would,
 * since what a hook of Python raises ends the batch behind the command that it belongs to. */
#ifndef ACD_SWIG_BATCH_PYTHON_H
#define ACD_SWIG_BATCH_PYTHON_H

#include "batch_words_python.h"

/* As the function for one such command is called. */
static const char *acd_batch_function(const acd_command *command)
{
  static const char *const gates[] = {"queue_open", "queue_drain", "queue_clear"};
  const acd_command_body *body = &command->body;
  if (command->kind == ACD_COMMAND_QUEUE_GATE && body->queue_gate.gate >= 0 && body->queue_gate.gate < 3)
    return gates[body->queue_gate.gate];
  if (command->kind == ACD_COMMAND_CALL_ALSO && !body->also.waits) return "call_also_end";
  if (command->kind == ACD_COMMAND_CALL_CHANGE) {
    if (body->call_change.fields == ACD_CHANGE_PRIORITY) return "call_prioritize";
    if (body->call_change.fields == ACD_CHANGE_REQUIREMENTS) return "call_require";
    if (body->call_change.fields == ACD_CHANGE_QUEUE) return "call_move";
  }
  return acd_batch_forms[command->kind].function;
}

static void acd_batch_about(char *about, const acd_engine *engine, const acd_command *command, const char *payload)
{
  long long subject = (long long)command->subject;
  switch (acd_batch_forms[command->kind].about) {
  case 'T': acd_swig_number(about, "time_us", (long long)command->time_us); break;
  case 'c': acd_swig_number(about, "call", subject); break;
  case 'q': acd_swig_number(about, "queue", subject); break;
  case 't': acd_swig_number(about, "toggle", subject); break;
  case 'x': acd_swig_number(about, "action", subject); break;
  case 'a': acd_swig_agent(about, engine, command->subject); break;
  case 'A': {
    const acd_command_arrive *arrive = &command->body.arrive;
    acd_arrival arrival = {.queue = arrive->queue, .flow = arrive->flow};
    arrival.number = arrive->number.size ? payload + arrive->number.offset : "";
    arrival.requirements_count = arrive->requirements.size / (uint32_t)sizeof(acd_requirement);
    acd_swig_arrival(about, &arrival);
    break;
  }
  default: acd_swig_nothing(about);
  }
}

/* What is raised now, with its traceback; NULL: nothing is. */
static PyObject *acd_batch_raised(void)
{
  PyObject *kind, *value, *trace;
  PyErr_Fetch(&kind, &value, &trace);
  if (!kind) return NULL;
  PyErr_NormalizeException(&kind, &value, &trace);
  if (trace) PyException_SetTraceback(value, trace);
  Py_DECREF(kind);
  Py_XDECREF(trace);
  return value;
}

/* The exception that the function for one such command would raise. */
static PyObject *acd_batch_error(int code, const acd_engine *engine, const acd_batch *batch, size_t index)
{
  char about[ACD_SWIG_ABOUT];
  const acd_command *command = &batch->items[index].command;
  acd_batch_about(about, engine, command, batch->payload + batch->items[index].at);
  acd_swig_raise(code, acd_batch_function(command), about);
  return acd_batch_raised();
}

/* One command, and whatever is due before it. ACD_AGAIN: nothing goes on until actions are pulled, or a hook raised. */
static int acd_batch_submit_one(acd_engine *engine, const acd_batch *batch, size_t index, acd_result *result)
{
  const acd_batch_item *item = &batch->items[index];
  for (int64_t timers = -1;;) {
    *result = (acd_result){.size = sizeof *result};
    int code =
        acd_engine_submit(engine, &item->command, item->size ? batch->payload + item->at : NULL, item->size, result);
    acd_engine_stats stats = {.size = sizeof stats};
    if (code != ACD_AGAIN || PyErr_Occurred() || acd_engine_stats_get(engine, &stats) != ACD_OK ||
        stats.timers == timers)
      return code;
    timers = stats.timers;
  }
}

static int acd_batch_append(PyObject *list, PyObject *item)
{
  int status = item ? PyList_Append(list, item) : -1;
  Py_XDECREF(item);
  return status;
}

/* Those that are no matter of the one command. */
static int acd_batch_stops(int code)
{
  return code == ACD_AGAIN || code == ACD_ERR_BACKLOG || code == ACD_ERR_REENTRY;
}

/* Appends to the lists what became of each; gives why it stopped, NULL: all are done, or there is no memory for lists. */
static PyObject *acd_batch_run(acd_engine *engine, const acd_batch *batch, PyObject *ids, PyObject *codes,
                               PyObject *refused)
{
  for (size_t i = 0; i < batch->count; i++) {
    acd_result result;
    if (i % 1024 == 1023 && PyErr_CheckSignals() < 0) return acd_batch_raised();
    int code = acd_batch_submit_one(engine, batch, i, &result);
    PyObject *stop = PyErr_Occurred() ? acd_batch_raised() : NULL;
    if (acd_batch_stops(code)) return stop ? stop : acd_batch_error(code, engine, batch, i);
    int lost = acd_batch_append(ids, PyLong_FromLongLong((long long)result.id)) < 0 ||
               acd_batch_append(codes, PyLong_FromLong(code)) < 0;
    if (!lost && code < 0) {
      PyObject *error = acd_batch_error(code, engine, batch, i);
      lost = !error || acd_batch_append(refused, Py_BuildValue("nN", (Py_ssize_t)i, error)) < 0;
    }
    if (stop) return stop;
    if (lost) return acd_batch_raised();
  }
  return NULL;
}

/* Ids, codes, refused ones (number and exception), and the exception that ended it before its end, or None. `first` is the
 * number of the first, for messages. */
static PyObject *acd_batch_submit(acd_engine *engine, PyObject *commands, int64_t first)
{
  acd_batch batch = {.first = first};
  PyObject *results = NULL, *all = acd_swig_items("batch_submit", "commands", "a sequence of tuples", commands);
  if (all && acd_batch_read(&batch, all) == 0) {
    PyObject *ids = PyList_New(0), *codes = PyList_New(0), *refused = PyList_New(0);
    PyObject *stop = ids && codes && refused ? acd_batch_run(engine, &batch, ids, codes, refused) : NULL;
    if (!PyErr_Occurred()) results = Py_BuildValue("OOOO", ids, codes, refused, stop ? stop : Py_None);
    Py_XDECREF(stop);
    Py_XDECREF(ids);
    Py_XDECREF(codes);
    Py_XDECREF(refused);
  }
  acd_batch_clear(&batch);
  Py_XDECREF(all);
  return results;
}

/* The fields of an action, as acd.PulledAction has them; its kind is the first. */
static const struct {
  size_t offset;
  int is_text;
} acd_pulled_fields[] = {
#define ACD_PULLED(name)                                                                                               \
  {                                                                                                                    \
    offsetof(acd_action, name), 0                                                                                      \
  }
#define ACD_PULLED_TEXT(name)                                                                                          \
  {                                                                                                                    \
    offsetof(acd_action, name), 1                                                                                      \
  }
    ACD_PULLED(id),
    ACD_PULLED(sequence),
    ACD_PULLED(time_us),
    ACD_PULLED(deadline_us),
    ACD_PULLED(call),
    ACD_PULLED(agent),
    ACD_PULLED(queue),
    ACD_PULLED(call_ref),
    ACD_PULLED(agent_ref),
    ACD_PULLED_TEXT(text),
    ACD_PULLED_TEXT(prompt),
    ACD_PULLED_TEXT(terminators),
    ACD_PULLED(digits_min),
    ACD_PULLED(digits_max),
    ACD_PULLED(input_timeout_us),
    ACD_PULLED(reason),
    ACD_PULLED(related),
    ACD_PULLED(related_ref),
    ACD_PULLED(says),
    ACD_PULLED(value),
    ACD_PULLED(device),
    ACD_PULLED(channel),
    ACD_PULLED(digit_timeout_us),
    ACD_PULLED_TEXT(parameters),
    ACD_PULLED(speech),
    ACD_PULLED(to)
#undef ACD_PULLED_TEXT
#undef ACD_PULLED
};
#define ACD_PULLED_FIELDS (Py_ssize_t)(sizeof acd_pulled_fields / sizeof acd_pulled_fields[0])

static PyObject *acd_batch_action(const acd_action *action, PyTypeObject *type, PyObject *kinds)
{
  PyObject *number = PyLong_FromLong((long)action->kind), *kind = number ? PyObject_GetItem(kinds, number) : NULL;
  PyObject *made = kind ? type->tp_alloc(type, ACD_PULLED_FIELDS + 1) : NULL;
  Py_XDECREF(number);
  if (!made) {
    Py_XDECREF(kind);
    return NULL;
  }
  PyTuple_SET_ITEM(made, 0, kind);
  for (Py_ssize_t i = 0; i < ACD_PULLED_FIELDS; i++) {
    const void *at = (const char *)action + acd_pulled_fields[i].offset;
    const char *text = acd_pulled_fields[i].is_text ? *(const char *const *)at : NULL;
    PyObject *field = text ? PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "surrogateescape")
                           : PyLong_FromLongLong(*(const long long *)at);
    if (!field) {
      Py_DECREF(made);
      return NULL;
    }
    PyTuple_SET_ITEM(made, i + 1, field);
  }
  return made;
}

/* All actions that wait, each a `type`: a kind of tuple. `kinds` gives what a number of a kind is. With them the exception that ended
 * it before its end, or None. */
static PyObject *acd_batch_pull(acd_engine *engine, PyObject *type, PyObject *kinds)
{
  if (!PyType_Check(type) || !PyType_IsSubtype((PyTypeObject *)type, &PyTuple_Type)) {
    acd_swig_unexpected(PyExc_TypeError, "batch_pull", "type", "a subclass of tuple", type);
    return NULL;
  }
  PyObject *list = PyList_New(0), *stop = NULL;
  acd_action action = {.size = sizeof action};
  int status = 0;
  while (list && !stop && (status = acd_action_next(engine, &action)) == 1) {
    stop = acd_batch_raised(); /* by a trace, to which it was told */
    if (acd_batch_append(list, acd_batch_action(&action, (PyTypeObject *)type, kinds)) < 0) Py_CLEAR(list);
    action.size = sizeof action;
  }
  if (list && status < 0) {
    acd_swig_raise(status, "batch_pull", "");
    Py_CLEAR(list);
  }
  PyObject *found = list ? Py_BuildValue("OO", list, stop ? stop : Py_None) : NULL;
  Py_XDECREF(stop);
  Py_XDECREF(list);
  return found;
}
#endif
