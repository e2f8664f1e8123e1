/* SPDX-License-Identifier: Apache-2.0 */
/* The handle: what is read, and what is made of it. */
#include "internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Another format is one file and a line here. */
static const acd__import_format *const formats[] = {&acd__import_amazon_connect, &acd__import_twilio_studio};

#define FORMATS_COUNT (sizeof formats / sizeof *formats)

int acd_import_format_next(size_t index, acd_import_format *format_out)
{
  if (!format_out || format_out->size < sizeof(acd_import_format)) return ACD_ERR_ARGUMENT;
  if (index >= FORMATS_COUNT) return 0;
  uint32_t size = format_out->size;
  memset(format_out, 0, size);
  format_out->size = size;
  format_out->name = formats[index]->name;
  format_out->text = formats[index]->text;
  return 1;
}

void *acd__import_resize(acd_import *import, void *ptr, size_t old_size, size_t new_size)
{
  void *moved = NULL;
  if (import->allocator.memory)
    moved = import->allocator.memory(import->allocator.user, ptr, old_size, new_size);
  else if (new_size)
    moved = realloc(ptr, new_size);
  else
    free(ptr);
  if (new_size && !moved) import->nomem = 1;
  return moved;
}

int acd__import_reserve(acd_import *import, acd__import_buffer *buffer, size_t more, size_t size)
{
  if (more <= buffer->capacity - buffer->count) return 1;
  size_t wanted = buffer->capacity + buffer->capacity / 2 + 16;
  if (wanted - buffer->count < more) wanted = buffer->count + more;
  if (wanted < more || wanted > SIZE_MAX / size) {
    import->nomem = 1;
    return 0;
  }
  void *moved = acd__import_resize(import, buffer->items, buffer->capacity * size, wanted * size);
  if (!moved) return 0;
  buffer->items = moved;
  buffer->capacity = wanted;
  return 1;
}

void acd__import_release(acd_import *import, acd__import_buffer *buffer, size_t size)
{
  if (buffer->items) acd__import_resize(import, buffer->items, buffer->capacity * size, 0);
  memset(buffer, 0, sizeof *buffer);
}

json_t *acd__import_keep(acd_import *import, json_t *made)
{
  if (!made) import->nomem = 1;
  return made;
}

void acd__import_put(acd_import *import, json_t *object, const char *key, json_t *value)
{
  if (json_object_set_new(object, key, acd__import_keep(import, value))) import->nomem = 1;
}

int acd_import_new(const acd_allocator *allocator, const char *format, acd_import **import_out)
{
  acd_import made;
  if (!import_out || !format) return ACD_ERR_ARGUMENT;
  memset(&made, 0, sizeof made);
  if (allocator) made.allocator = *allocator;
  for (size_t i = 0; i < FORMATS_COUNT; i++)
    if (strcmp(formats[i]->name, format) == 0) made.format = formats[i];
  if (!made.format) return ACD_ERR_NOT_FOUND;
  acd_import *import = acd__import_resize(&made, NULL, 0, sizeof made);
  if (!import) return ACD_ERR_NOMEM;
  *import = made;
  *import_out = import;
  return ACD_OK;
}

static void release_source(acd_import *import, acd__import_source *source)
{
  if (source->name) acd__import_resize(import, source->name, strlen(source->name) + 1, 0);
  json_decref(source->root);
  json_decref(source->ids);
  json_decref(source->nodes);
  json_decref(source->taken);
  json_decref(source->known);
  memset(source, 0, sizeof *source);
}

void acd_import_free(acd_import *import)
{
  if (!import) return;
  acd__import_source *sources = import->sources.items;
  for (size_t i = 0; i < import->sources.count; i++) release_source(import, &sources[i]);
  acd__import_release(import, &import->sources, sizeof(acd__import_source));
  acd__import_clear_notes(import);
  json_decref(import->definition);
  json_decref(import->objects);
  if (import->text) acd__import_resize(import, import->text, import->text_size + 1, 0);
  acd_import copy = *import;
  acd__import_resize(&copy, import, sizeof *import, 0);
}

/* The identifiers of the actions; the check has found each a string of its own. */
static void index_actions(acd_import *import, acd__import_source *source)
{
  size_t index;
  json_t *action;
  source->ids = acd__import_keep(import, json_object());
  json_array_foreach(json_object_get(source->root, import->format->actions), index, action)
  {
    const char *id = acd__import_string(action, import->format->id);
    acd__import_put(import, source->ids, id, json_integer((json_int_t)index));
  }
}

int acd_import_add_text(acd_import *import, const char *source, const char *text, size_t size)
{
  json_error_t error;
  acd__import_source made;
  if (!import || !source || (!text && size)) return ACD_ERR_ARGUMENT;
  if (import->text) return ACD_ERR_STATE;
  if (size >= ACD__IMPORT_SIZE_MAX) return ACD_ERR_LIMIT;
  memset(&made, 0, sizeof made);
  import->nomem = 0;
  if (!acd__import_reserve(import, &import->sources, 1, sizeof made)) return ACD_ERR_NOMEM;
  made.name = acd__import_resize(import, NULL, 0, strlen(source) + 1);
  if (!made.name) return ACD_ERR_NOMEM;
  strcpy(made.name, source);
  made.root = json_loadb(text ? text : "", size, JSON_REJECT_DUPLICATES, &error);
  int good = 0;
  if (!made.root && json_error_code(&error) == json_error_out_of_memory)
    import->nomem = 1;
  else if (!made.root)
    acd__import_refuse_syntax(import, source, &error);
  else
    good = import->format->check(import, &made);
  if (good) index_actions(import, &made);
  if (good && !import->nomem) {
    ((acd__import_source *)import->sources.items)[import->sources.count++] = made;
    return ACD_OK;
  }
  release_source(import, &made);
  if (import->nomem) return ACD_ERR_NOMEM;
  import->refused++;
  return ACD_ERR_DEFINITION;
}

static int read_file(acd_import *import, FILE *file, acd__import_buffer *text)
{
  for (;;) {
    if (!acd__import_reserve(import, text, 65536, 1)) return ACD_ERR_NOMEM;
    size_t got = fread((char *)text->items + text->count, 1, text->capacity - text->count, file);
    text->count += got;
    if (text->count >= ACD__IMPORT_SIZE_MAX) return ACD_ERR_LIMIT;
    if (got == 0) return ferror(file) ? ACD_ERR_IO : ACD_OK;
  }
}

int acd_import_add_file(acd_import *import, const char *path)
{
  acd__import_buffer text = {NULL, 0, 0};
  char why[200];
  if (!import || !path) return ACD_ERR_ARGUMENT;
  if (import->text) return ACD_ERR_STATE;
  errno = 0;
  FILE *file = fopen(path, "rb");
  int status = file ? read_file(import, file, &text) : ACD_ERR_IO;
  int number = errno;
  if (file) fclose(file);
  if (status == ACD_OK) {
    status = acd_import_add_text(import, path, text.items, text.count);
  } else if (status == ACD_ERR_IO) {
    snprintf(why, sizeof why, "cannot be read: %s", number ? strerror(number) : "unknown reason");
    acd__import_refuse_file(import, path, why);
    import->refused++;
  }
  acd__import_release(import, &text, 1);
  return status;
}

/* What a path is called without its folders and its ending; 1: bytes of it that no text can have are replaced. */
static int stem_of(const char *path, char stem[ACD__IMPORT_NAME_MAX + 1])
{
  const char *slash = strrchr(path, '/');
  const char *name = slash && slash[1] ? slash + 1 : path;
  const char *dot = strrchr(name, '.');
  size_t size = dot && dot > name ? (size_t)(dot - name) : strlen(name);
  if (size > ACD__IMPORT_NAME_MAX) size = ACD__IMPORT_NAME_MAX;
  memcpy(stem, name, size);
  stem[size] = '\0';
  return acd__import_clean(stem);
}

static void name_flows(acd_import *import, json_t *flows)
{
  acd__import_source *sources = import->sources.items;
  for (size_t i = 0; i < import->sources.count; i++) {
    char stem[ACD__IMPORT_NAME_MAX + 1], name[ACD__IMPORT_NAME_MAX + 1];
    const char *wanted = import->format->flow_name(sources[i].root);
    int own = wanted && *wanted, cleaned = stem_of(sources[i].name, stem);
    if (!own) wanted = stem;
    acd__import_name(flows, wanted, name);
    if (cleaned && !own)
      acd__import_note_object(import, "flows", name, "the name of its file is not UTF-8: it has _ for other bytes");
    if (json_object_get(flows, wanted))
      acd__import_note_object(import, "flows", name, "another export has the name it had: it has a number behind it");
    sources[i].flow = acd__import_keep(import, json_object());
    acd__import_put(import, flows, name, sources[i].flow);
    void *at = json_object_iter_at(flows, name);
    sources[i].flow_name = at ? json_object_iter_key(at) : "";
  }
}

/* The type of an action in lower case with dashes: "InvokeLambdaFunction" and "invoke-lambda-function". */
static void kind_of(const char *type, char kind[65])
{
  size_t at = 0;
  for (size_t i = 0; type[i] && at < 62; i++) {
    int upper = type[i] >= 'A' && type[i] <= 'Z';
    int lower = (type[i] >= 'a' && type[i] <= 'z') || (type[i] >= '0' && type[i] <= '9');
    if (upper && i && type[i - 1] >= 'a' && type[i - 1] <= 'z') kind[at++] = '-';
    kind[at++] = upper ? (char)(type[i] - 'A' + 'a') : lower ? type[i] : '-';
  }
  kind[at] = '\0';
}

/* The first node of each action has its name before any is made, so that exits can lead to all. */
static void name_nodes(acd_import *import, acd__import_source *source, const json_t *actions)
{
  json_t *action, *numbers = acd__import_keep(import, json_object());
  size_t index;
  source->nodes = acd__import_keep(import, json_array());
  source->taken = acd__import_keep(import, json_object());
  json_array_foreach(actions, index, action)
  {
    char kind[65], numbered[96], name[ACD__IMPORT_NAME_MAX + 1];
    const char *label = import->format->label(source->root, action);
    kind_of(acd__import_string(action, import->format->type), kind);
    if (!label || !*label) {
      json_int_t number = json_integer_value(json_object_get(numbers, kind)) + 1;
      acd__import_put(import, numbers, kind, json_integer(number));
      snprintf(numbered, sizeof numbered, "%s-%lld", *kind ? kind : "action", (long long)number);
    }
    acd__import_name(source->taken, label && *label ? label : numbered, name);
    acd__import_put(import, source->taken, name, json_true());
    if (json_array_append_new(source->nodes, acd__import_keep(import, json_string(name)))) import->nomem = 1;
  }
  json_decref(numbers);
}

static void map_action(acd_import *import, acd__import_source *source, json_t *action, size_t index, json_t *nothing)
{
  acd__import_step step;
  char kind[65];
  memset(&step, 0, sizeof step);
  step.import = import;
  step.source = source;
  step.action = action;
  step.index = index;
  step.type = acd__import_string(action, import->format->type);
  kind_of(step.type, kind);
  step.kind = kind;
  step.node = json_string_value(json_array_get(source->nodes, index));
  step.parameters = nothing;
  step.outcome = ACD_IMPORT_MAPPED;
  if (!step.node) return; /* no memory, which is known */
  import->format->map(&step);
  acd__import_note_step(&step);
}

/* A flow without actions does nothing: a call comes back from it, or ends. */
static void map_nothing(acd_import *import, acd__import_source *source)
{
  json_t *nodes = json_object_get(source->flow, "nodes"), *node = acd__import_keep(import, json_object());
  acd__import_put(import, node, "kind", json_string("return"));
  acd__import_put(import, nodes, "end", node);
  acd__import_note_object(import, "flows", source->flow_name, "has no actions: it ends at once");
}

static void map_source(acd_import *import, acd__import_source *source)
{
  const json_t *actions = json_object_get(source->root, import->format->actions);
  json_t *action, *nothing = acd__import_keep(import, json_object());
  size_t index;
  if (json_array_size(actions) == 0) map_nothing(import, source);
  json_array_foreach(actions, index, action)
  {
    if (!import->nomem) map_action(import, source, action, index, nothing);
  }
  json_decref(nothing);
}

/* The flow's own properties stand before its nodes. */
static void begin_flow(acd_import *import, acd__import_source *source)
{
  const json_t *actions = json_object_get(source->root, import->format->actions);
  const char *start = acd__import_string(source->root, import->format->start);
  const json_t *index = json_object_get(source->ids, start);
  name_nodes(import, source, actions);
  const char *node = json_string_value(json_array_get(source->nodes, (size_t)json_integer_value(index)));
  acd__import_put(import, source->flow, "start", json_string(node ? node : "end"));
  acd__import_put(import, source->flow, "nodes", json_object());
}

static void note_objects(acd_import *import)
{
  static const struct {
    const char *plural, *text;
  } made[] = {{"queues", "an export refers to it: it has no members yet"},
              {"schedules", "an export refers to it: it has no hours yet, and is always closed"}};
  for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
    const char *name;
    json_t *object;
    json_object_foreach(json_object_get(import->definition, made[i].plural), name, object)
        acd__import_note_object(import, made[i].plural, name, made[i].text);
  }
}

static int write_text(acd_import *import)
{
  size_t size = import->nomem ? 0 : json_dumpb(import->definition, NULL, 0, JSON_INDENT(2));
  if (size == 0) return ACD_ERR_NOMEM;
  char *text = acd__import_resize(import, NULL, 0, size + 2);
  if (!text) return ACD_ERR_NOMEM;
  if (json_dumpb(import->definition, text, size, JSON_INDENT(2)) != size) {
    acd__import_resize(import, text, size + 2, 0);
    return ACD_ERR_NOMEM;
  }
  text[size] = '\n';
  text[size + 1] = '\0';
  import->text = text;
  import->text_size = size + 1;
  return ACD_OK;
}

int acd_import_finish(acd_import *import)
{
  if (!import) return ACD_ERR_ARGUMENT;
  if (import->text || import->definition || import->sources.count == 0) return ACD_ERR_STATE;
  acd__import_source *sources = import->sources.items;
  json_t *flows = acd__import_keep(import, json_object());
  import->nomem = flows == NULL;
  import->definition = acd__import_keep(import, json_object());
  import->objects = acd__import_keep(import, json_object());
  acd__import_put(import, import->definition, "flows", flows);
  if (!import->nomem) name_flows(import, flows);
  for (size_t i = 0; i < import->sources.count && !import->nomem; i++) begin_flow(import, &sources[i]);
  if (import->format->prepare && !import->nomem) import->format->prepare(import);
  for (size_t i = 0; i < import->sources.count && !import->nomem; i++) map_source(import, &sources[i]);
  note_objects(import);
  return write_text(import);
}

const char *acd_import_definition(const acd_import *import, size_t *size_out)
{
  if (!import || !import->text) return NULL;
  if (size_out) *size_out = import->text_size;
  return import->text;
}

int acd_import_counts_get(const acd_import *import, acd_import_counts *counts_out)
{
  if (!import || !counts_out || counts_out->size < sizeof(acd_import_counts)) return ACD_ERR_ARGUMENT;
  uint32_t size = counts_out->size;
  memset(counts_out, 0, size);
  counts_out->size = size;
  counts_out->sources = (int64_t)import->sources.count;
  counts_out->refused = import->refused;
  counts_out->mapped = import->counts[ACD_IMPORT_MAPPED];
  counts_out->host = import->counts[ACD_IMPORT_HOST];
  counts_out->unmapped = import->counts[ACD_IMPORT_UNMAPPED];
  counts_out->actions = counts_out->mapped + counts_out->host + counts_out->unmapped;
  return ACD_OK;
}
