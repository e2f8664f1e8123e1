/* SPDX-License-Identifier: Apache-2.0 */
/* Commands from tuples of Python: all are read before the first is submitted. */
#ifndef ACD_SWIG_BATCH_WORDS_PYTHON_H
#define ACD_SWIG_BATCH_WORDS_PYTHON_H

/* How a kind of command is written. A word is an integer, a text, attributes, requirements or preferred agents. */
typedef struct acd_batch_form {
  const char *function; /* as the function for one such command is called */
  char about;           /* what its errors speak of */
  const char *types;    /* of the words: i, t, a, r, p */
  const char *names;
} acd_batch_form;

static const acd_batch_form acd_batch_forms[] = {
    [ACD_COMMAND_TICK] = {"engine_tick", 'T', "", ""},
    [ACD_COMMAND_CALL_ARRIVE] = {"call_arrive", 'A', "ttariiiip",
                                 "number caller attributes requirements queue flow priority waited_us preferred"},
    [ACD_COMMAND_CALL_HANGUP] = {"call_hangup", 'c', "", ""},
    [ACD_COMMAND_CALL_HOLD] = {"call_hold", 'c', "", ""},
    [ACD_COMMAND_CALL_RESUME] = {"call_resume", 'c', "", ""},
    [ACD_COMMAND_CALL_TRANSFER] = {"call_transfer", 'c', "iit", "target_kind target number"},
    [ACD_COMMAND_CALL_KEYS] = {"call_keys", 'c', "t", "digits"},
    [ACD_COMMAND_CALL_SET] = {"call_set", 'c', "tt", "key value"},
    [ACD_COMMAND_AGENT_LOGIN] = {"agent_login", 'a', "ii", "reason ref"},
    [ACD_COMMAND_AGENT_LOGOUT] = {"agent_logout", 'a', "", ""},
    [ACD_COMMAND_AGENT_READY] = {"agent_ready", 'a', "", ""},
    [ACD_COMMAND_AGENT_NOT_READY] = {"agent_not_ready", 'a', "i", "reason"},
    [ACD_COMMAND_AGENT_HANGUP] = {"agent_hangup", 'a', "i", "call"},
    [ACD_COMMAND_RESULT] = {"action_result", 'x', "it", "outcome text"},
    [ACD_COMMAND_AGENT_SET_PRESENCE] = {"agent_set_presence", 'a', "iiii", "presence reason when by"},
    [ACD_COMMAND_AGENT_EXTEND_WRAPUP] = {"agent_extend_wrapup", 'a', "ii", "extend_us call"},
    [ACD_COMMAND_AGENT_ELSEWHERE] = {"agent_elsewhere", 'a', "ii", "busy device"},
    [ACD_COMMAND_CALL_CONSULT] = {"call_consult", 'c', "ii", "target_kind target"},
    [ACD_COMMAND_CALL_COMPLETE] = {"call_complete", 'c', "", ""},
    [ACD_COMMAND_CALL_CONFERENCE] = {"call_conference", 'c', "", ""},
    [ACD_COMMAND_CALL_PARK] = {"call_park", 'c', "", ""},
    [ACD_COMMAND_CALL_PICK_UP] = {"call_pick_up", 'c', "ii", "agent device"},
    [ACD_COMMAND_AGENT_SUPERVISE] = {"agent_supervise", 'a', "ii", "call role"},
    [ACD_COMMAND_CALL_CHANGE] = {"call_change", 'c', "iirii", "fields priority requirements queue place"},
    [ACD_COMMAND_QUEUE_GATE] = {"queue_gate", 'q', "i", "gate"},
    [ACD_COMMAND_AGENT_END_WRAPUP] = {"agent_end_wrapup", 'a', "i", "call"},
    [ACD_COMMAND_CALL_ALSO] = {"call_also", 'c', "ii", "queue waits"},
    [ACD_COMMAND_TOGGLE] = {"toggle_set", 't', "i", "on"},
    [ACD_COMMAND_CALL_RECORD] = {"call_record", 'c', "i", "mode"},
    [ACD_COMMAND_CALLBACK] = {"callback_request", '-', "ttariiiii",
                              "dialled number attributes requirements queue plan priority not_before_us campaign"},
    [ACD_COMMAND_CALLBACK_CANCEL] = {"callback_cancel", 'c', "", ""},
};

/* Commands that are read, and their texts: each ends with a NUL, which its slice leaves out. */
typedef struct acd_batch_item {
  acd_command command;
  size_t at, size; /* its part of the payload */
} acd_batch_item;

typedef struct acd_batch {
  acd_batch_item *items;
  size_t count;
  int64_t first; /* number of the first one */
  char *payload;
  size_t used, capacity;
} acd_batch;

/* Why a value is refused: what was expected, and the kind of exception. */
typedef struct acd_batch_fault {
  PyObject *kind;
  const char *expected;
} acd_batch_fault;

static void acd_batch_clear(acd_batch *batch)
{
  free(batch->items);
  free(batch->payload);
}

/* Room in the payload; NULL: no memory. */
static char *acd_batch_room(acd_batch *batch, size_t size)
{
  if (size > batch->capacity - batch->used) {
    size_t capacity = 2 * batch->capacity + size + 256;
    char *payload = realloc(batch->payload, capacity);
    if (!payload) return NULL;
    batch->payload = payload;
    batch->capacity = capacity;
  }
  char *room = batch->payload + batch->used;
  batch->used += size;
  return room;
}

static int acd_batch_refuse(acd_batch_fault *fault, PyObject *kind, const char *expected)
{
  *fault = (acd_batch_fault){kind, expected};
  return -1;
}

static int acd_batch_number(PyObject *given, int64_t *number, acd_batch_fault *fault)
{
  long long whole = 0;
  int status = acd_swig_whole(given, &whole);
  *number = whole;
  if (status == -1) return acd_batch_refuse(fault, PyExc_TypeError, "an integer");
  return status == -2 ? acd_batch_refuse(fault, PyExc_OverflowError, "an integer of 64 bits") : 0;
}

static int acd_batch_text(acd_batch *batch, PyObject *given, acd_batch_fault *fault)
{
  Py_ssize_t size;
  if (!PyUnicode_Check(given)) return acd_batch_refuse(fault, PyExc_TypeError, "a text");
  const char *text = PyUnicode_AsUTF8AndSize(given, &size);
  if (!text) {
    PyErr_Clear();
    return acd_batch_refuse(fault, PyExc_ValueError, "a text that UTF-8 can write");
  }
  if ((size_t)size != strlen(text)) return acd_batch_refuse(fault, PyExc_ValueError, "a text without a NUL");
  char *room = acd_batch_room(batch, (size_t)size + 1);
  if (!room) return acd_batch_refuse(fault, PyExc_MemoryError, "");
  memcpy(room, text, (size_t)size + 1);
  return 0;
}

/* A word as the payload has it: little-endian. */
static int acd_batch_put(acd_batch *batch, int64_t number, acd_batch_fault *fault)
{
  char *room = acd_batch_room(batch, sizeof number);
  if (!room) return acd_batch_refuse(fault, PyExc_MemoryError, "");
  for (size_t i = 0; i < sizeof number; i++) room[i] = (char)((uint64_t)number >> 8 * i & 0xff);
  return 0;
}

static int acd_batch_attributes(acd_batch *batch, PyObject *given, acd_batch_fault *fault)
{
  PyObject *key, *value;
  Py_ssize_t at = 0;
  if (!PyDict_Check(given)) return acd_batch_refuse(fault, PyExc_TypeError, "a dict of texts");
  while (PyDict_Next(given, &at, &key, &value))
    if (acd_batch_text(batch, key, fault) < 0 || acd_batch_text(batch, value, fault) < 0) return -1;
  return 0;
}

static int acd_batch_requirements(acd_batch *batch, PyObject *given, acd_batch_fault *fault)
{
  int64_t number;
  if (!PyTuple_Check(given)) return acd_batch_refuse(fault, PyExc_TypeError, "a tuple of pairs: a skill's id, a level");
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(given); i++) {
    PyObject *pair = PyTuple_GET_ITEM(given, i);
    if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2)
      return acd_batch_refuse(fault, PyExc_TypeError, "a tuple of pairs: a skill's id, a level");
    for (Py_ssize_t j = 0; j < 2; j++)
      if (acd_batch_number(PyTuple_GET_ITEM(pair, j), &number, fault) < 0 || acd_batch_put(batch, number, fault) < 0)
        return -1;
  }
  return 0;
}

static int acd_batch_preferred(acd_batch *batch, PyObject *given, acd_batch_fault *fault)
{
  int64_t number;
  if (!PyTuple_Check(given)) return acd_batch_refuse(fault, PyExc_TypeError, "a tuple of ids");
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(given); i++)
    if (acd_batch_number(PyTuple_GET_ITEM(given, i), &number, fault) < 0 || acd_batch_put(batch, number, fault) < 0)
      return -1;
  return 0;
}

/* A word of a body. */
static int acd_batch_word(acd_batch *batch, const acd_batch_item *item, char type, PyObject *given, int64_t *word,
                          acd_batch_fault *fault)
{
  size_t begin = batch->used;
  int status = 0;
  if (given == Py_None) return 0;
  switch (type) {
  case 'i': return acd_batch_number(given, word, fault);
  case 't': status = acd_batch_text(batch, given, fault); break;
  case 'a': status = acd_batch_attributes(batch, given, fault); break;
  case 'r': status = acd_batch_requirements(batch, given, fault); break;
  default: status = acd_batch_preferred(batch, given, fault); break;
  }
  if (status < 0) return -1;
  size_t size = batch->used - begin - (type == 't'); /* without the NUL behind a text */
  if (batch->used - item->at > UINT32_MAX) return acd_batch_refuse(fault, PyExc_ValueError, "less than 4 GiB");
  acd_slice slice = {size ? (uint32_t)(begin - item->at) : 0, (uint32_t)size};
  memcpy(word, &slice, sizeof slice);
  return 0;
}

/* The name of what stands at a place of the tuple, in `name`. */
static void acd_batch_name(char *name, size_t size, const acd_batch_form *form, Py_ssize_t place)
{
  static const char *const head[] = {"kind", "time_us", "subject", "ref"};
  static const char *const subjects[] = {
      ['a'] = "agent", ['c'] = "call", ['q'] = "queue", ['t'] = "toggle", ['x'] = "action"};
  const char *from = place < 4 ? head[place] : form->names;
  if (place == 2 && (size_t)form->about < sizeof subjects / sizeof subjects[0] && subjects[(size_t)form->about])
    from = subjects[(size_t)form->about];
  for (Py_ssize_t i = 4; i < place; i++) from = strchr(from, ' ') + 1;
  snprintf(name, size, "%.*s", (int)strcspn(from, " "), from);
}

/* Which command it was, and what of it. */
static void acd_batch_raise(long long number, const acd_batch_form *form, Py_ssize_t place, PyObject *given,
                            const acd_batch_fault *fault)
{
  char name[40];
  if (fault->kind == PyExc_MemoryError) {
    PyErr_NoMemory();
    return;
  }
  acd_batch_name(name, sizeof name, form, place);
  PyObject *told = acd_swig_given(given);
  if (told)
    PyErr_Format(fault->kind, "command %lld of the batch, %s: %s: expected %s, not %U", number, form->function, name,
                 fault->expected, told);
  Py_XDECREF(told);
}

static const acd_batch_form *acd_batch_form_of(long long number, PyObject *given)
{
  acd_batch_fault fault;
  int64_t kind = 0;
  if (PyTuple_Check(given) && PyTuple_GET_SIZE(given) >= 4 &&
      acd_batch_number(PyTuple_GET_ITEM(given, 0), &kind, &fault) == 0 && kind > 0 &&
      (size_t)kind < sizeof acd_batch_forms / sizeof acd_batch_forms[0] && acd_batch_forms[kind].function &&
      (size_t)PyTuple_GET_SIZE(given) <= 4 + strlen(acd_batch_forms[kind].types))
    return &acd_batch_forms[kind];
  PyObject *told = acd_swig_given(given);
  if (told)
    PyErr_Format(
        PyExc_TypeError,
        "command %lld of the batch: expected a tuple: kind, time_us, subject, host_ref, words of that kind; not %U",
        number, told);
  Py_XDECREF(told);
  return NULL;
}

static int acd_batch_read_one(acd_batch *batch, size_t index, PyObject *given)
{
  const acd_batch_form *form = acd_batch_form_of((long long)(batch->first + (int64_t)index), given);
  if (!form) return -1;
  acd_batch_item *item = &batch->items[index];
  acd_batch_fault fault;
  int64_t head[4] = {0};
  acd_command_init(&item->command, (uint32_t)(form - acd_batch_forms), 0, 0);
  item->at = batch->used;
  for (Py_ssize_t place = 1; place < PyTuple_GET_SIZE(given); place++) {
    PyObject *value = PyTuple_GET_ITEM(given, place);
    int status = place < 4 ? acd_batch_number(value, &head[place], &fault)
                           : acd_batch_word(batch, item, form->types[place - 4], value,
                                            &item->command.body.words[place - 4], &fault);
    if (status == 0) continue;
    acd_batch_raise((long long)(batch->first + (int64_t)index), form, place, value, &fault);
    return -1;
  }
  item->command.time_us = head[1];
  item->command.subject = head[2];
  item->command.host_ref = head[3];
  item->size = batch->used - item->at;
  return 0;
}

/* All commands, or none: -1 and an exception. */
static int acd_batch_read(acd_batch *batch, PyObject *commands)
{
  batch->count = (size_t)PyTuple_GET_SIZE(commands);
  batch->items = malloc((batch->count + 1) * sizeof *batch->items);
  if (!batch->items) {
    PyErr_NoMemory();
    return -1;
  }
  for (size_t i = 0; i < batch->count; i++)
    if (acd_batch_read_one(batch, i, PyTuple_GET_ITEM(commands, (Py_ssize_t)i)) < 0) return -1;
  return 0;
}
#endif
