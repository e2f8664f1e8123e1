/* SPDX-License-Identifier: Apache-2.0 */
/* Texts with references to attributes: as prompts, values and expressions. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

void acd__import_append(acd_import *import, acd__import_buffer *text, const char *bytes, size_t size)
{
  if (!acd__import_reserve(import, text, size + 1, 1)) return;
  char *at = (char *)text->items + text->count;
  if (size) memcpy(at, bytes, size);
  at[size] = '\0';
  text->count += size;
}

void acd__import_append_text(acd_import *import, acd__import_buffer *text, const char *bytes)
{
  acd__import_append(import, text, bytes, strlen(bytes));
}

const char *acd__import_text_of(const acd__import_buffer *text)
{
  return text->items ? text->items : "";
}

size_t acd__import_fit(const char *text, size_t max)
{
  size_t size = 0;
  while (size < max && text[size]) size++;
  if (text[size])
    while (size > 0 && ((unsigned char)text[size] & 0xc0) == 0x80) size--;
  return size;
}

/* Bytes of the character that begins here, 0: none does. */
static size_t character_size(const unsigned char *at)
{
  static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (at[0] < 0x80) return 1;
  if (at[0] < 0xc0 || at[0] >= 0xf8) return 0;
  size_t size = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
  uint32_t point = at[0] & (0x7fu >> size);
  for (size_t i = 1; i < size; i++) { /* the NUL at the end is none of these */
    if ((at[i] & 0xc0) != 0x80) return 0;
    point = point << 6 | (at[i] & 0x3fu);
  }
  return point >= smallest[size] && point <= 0x10ffff && (point & ~0x7ffu) != 0xd800 ? size : 0;
}

int acd__import_clean(char *text)
{
  int cleaned = 0;
  while (*text) {
    size_t size = character_size((const unsigned char *)text);
    if (!size) {
      *text = '_';
      cleaned = 1;
    }
    text += size ? size : 1;
  }
  return cleaned;
}

void acd__import_attribute(const char *name, size_t size, char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1])
{
  char copy[ACD__IMPORT_ATTRIBUTE_MAX + 1];
  uint32_t hash = 2166136261u;
  size_t shown = size < ACD__IMPORT_ATTRIBUTE_MAX ? size : ACD__IMPORT_ATTRIBUTE_MAX;
  memcpy(copy, name, shown);
  copy[shown] = '\0';
  int differs = size > ACD__IMPORT_ATTRIBUTE_MAX;
  for (char *at = copy; *at; at++) {
    if ((unsigned char)*at >= ' ' && *at != 0x7f && *at != '"' && *at != '\\') continue;
    *at = '_';
    differs = 1;
  }
  if (differs) { /* so that others stay others */
    for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)name[i]) * 16777619u;
    shown = acd__import_fit(copy, ACD__IMPORT_ATTRIBUTE_MAX - 9);
    snprintf(copy + shown, sizeof copy - shown, "~%08lx", (unsigned long)hash);
  }
  if (!copy[0]) strcpy(copy, "_");
  memcpy(attribute, copy, sizeof copy);
}

int acd__import_is_own(const char *name, size_t size)
{
  static const char *const own[] = {"caller", "number", "caller_class"};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (strlen(own[i]) == size && memcmp(own[i], name, size) == 0) return 1;
  return 0;
}

int acd__import_is_reference(const acd__import_step *step, const char *text,
                             char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1])
{
  size_t size = step->import->format->reference(text, attribute);
  return size > 0 && !text[size] && attribute[0];
}

int acd__import_has_reference(const acd__import_step *step, const char *text)
{
  char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1];
  for (; *text; text++)
    if (step->import->format->reference(text, attribute)) return 1;
  return 0;
}

static void add_term(acd_import *import, acd__import_buffer *expression, int *terms)
{
  if ((*terms)++) acd__import_append_text(import, expression, " & ");
}

/* Quotes cannot stand within quotes of their kind: such a text is joined of pieces. */
static void quote(acd_import *import, acd__import_buffer *expression, const char *text, size_t size, int *terms)
{
  do {
    size_t shown = 0;
    const char *mark = memchr(text, '"', size) ? "'" : "\"";
    while (shown < size && text[shown] != *mark) shown++;
    if (shown == 0 && size) { /* it begins with the one, and the other comes behind */
      mark = "\"";
      while (shown < size && text[shown] != *mark) shown++;
    }
    add_term(import, expression, terms);
    acd__import_append(import, expression, mark, 1);
    acd__import_append(import, expression, text, shown);
    acd__import_append(import, expression, mark, 1);
    text += shown;
    size -= shown;
  } while (size);
}

void acd__import_quote(acd_import *import, acd__import_buffer *expression, const char *text, size_t size)
{
  int terms = 0;
  quote(import, expression, text, size, &terms);
}

int acd__import_expression(acd__import_step *step, const char *text, acd__import_buffer *expression)
{
  acd_import *import = step->import;
  size_t before = expression->count, plain = 0;
  int terms = 0;
  for (const char *at = text;;) {
    char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1];
    size_t size = *at ? import->format->reference(at, attribute) : 0;
    if (*at && !size) {
      at++;
      plain++;
      continue;
    }
    if (plain || (!*at && !terms)) {
      quote(import, expression, at - plain, plain, &terms);
      plain = 0;
    }
    if (!*at) break;
    if (!attribute[0]) return 0;
    add_term(import, expression, &terms);
    acd__import_append_text(import, expression, "attribute(\"");
    acd__import_append_text(import, expression, attribute);
    acd__import_append_text(import, expression, "\")");
    at += size;
  }
  return terms <= ACD__IMPORT_TERMS_MAX && expression->count - before <= ACD__IMPORT_TEXT_MAX;
}

/* References written {name}; those that are more than a name stay as they are. */
static void fill(acd__import_step *step, const char *text, acd__import_buffer *filled)
{
  acd_import *import = step->import;
  int left = 0;
  while (*text) {
    char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1];
    size_t size = import->format->reference(text, attribute);
    if (size && attribute[0]) {
      acd__import_append_text(import, filled, "{");
      acd__import_append_text(import, filled, attribute);
      acd__import_append_text(import, filled, "}");
    } else {
      acd__import_append(import, filled, text, size ? size : 1);
      left |= size > 0;
    }
    text += size ? size : 1;
  }
  if (left) acd__import_remark(step, "a template in a text is left to the host as it is");
}

/* A text as long as a definition takes it. */
static json_t *cut(acd__import_step *step, const acd__import_buffer *text, const char *what)
{
  const char *bytes = acd__import_text_of(text);
  size_t size = acd__import_fit(bytes, ACD__IMPORT_TEXT_MAX);
  if (size < text->count) acd__import_remark(step, "%s of %zu bytes is cut to %zu", what, text->count, size);
  return json_stringn(bytes, size);
}

void acd__import_put_prompt(acd__import_step *step, json_t *node, const char *key, const char *text)
{
  acd__import_buffer filled = {NULL, 0, 0};
  fill(step, text, &filled);
  if (filled.count == 0) {
    acd__import_remark(step, "there is no prompt: the host is asked to play \"silence\"");
    acd__import_append_text(step->import, &filled, "silence");
  }
  acd__import_put(step->import, node, key, cut(step, &filled, "a prompt"));
  acd__import_release(step->import, &filled, 1);
}

void acd__import_put_template(acd__import_step *step, json_t *object, const char *key, const char *text)
{
  acd__import_buffer filled = {NULL, 0, 0};
  fill(step, text, &filled);
  acd__import_put(step->import, object, key, cut(step, &filled, "a text"));
  acd__import_release(step->import, &filled, 1);
}

void acd__import_put_value(acd__import_step *step, json_t *object, const char *text)
{
  acd__import_buffer made = {NULL, 0, 0};
  int dynamic = acd__import_has_reference(step, text);
  if (dynamic && acd__import_expression(step, text, &made)) {
    acd__import_put(step->import, object, "expression", json_stringn(acd__import_text_of(&made), made.count));
  } else {
    made.count = 0;
    if (dynamic)
      fill(step, text, &made);
    else
      acd__import_append_text(step->import, &made, text);
    if (dynamic)
      acd__import_remark(step, "a text with references is too long for an expression: it is left to the host");
    acd__import_put(step->import, object, "value", cut(step, &made, "a value"));
  }
  acd__import_release(step->import, &made, 1);
}

const char *acd__import_string(const json_t *object, const char *key)
{
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

int64_t acd__import_number(const json_t *object, const char *key)
{
  const json_t *value = json_object_get(object, key);
  if (json_is_integer(value)) return json_integer_value(value) < 0 ? -1 : (int64_t)json_integer_value(value);
  const char *text = json_string_value(value);
  int64_t number = 0;
  if (!text || !*text) return -1;
  for (; *text; text++) {
    if (*text < '0' || *text > '9' || number > INT64_C(1000000000000)) return -1;
    number = number * 10 + (*text - '0');
  }
  return number;
}
