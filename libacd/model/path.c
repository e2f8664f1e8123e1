/* SPDX-License-Identifier: Apache-2.0 */
#include "model/path.h"

#include <string.h>

#include "model/nearest.h"
#include "model/properties.h"
#include "model/utf8.h"

#define LEVELS_MAX 4

static int is_control(char byte)
{
  return (uint8_t)byte < 0x20 || byte == 0x7f;
}

int acd__text_has_control(const char *text, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    if (is_control(text[i])) return 1;
  }
  return 0;
}

void acd__text_add_quoted(acd__text *text, const char *name, size_t size)
{
  size_t cut = acd__utf8_cut(name, size, 255);
  acd__text_add(text, "\"");
  for (size_t i = 0, from = 0; i <= cut; i++) {
    if (i < cut && !is_control(name[i])) continue;
    acd__text_add_size(text, name + from, i - from);
    if (i < cut) acd__text_add(text, "?");
    from = i + 1;
  }
  acd__text_add(text, cut < size ? "…\"" : "\"");
}

void acd__path_write(char path[ACD__PATH_SIZE], const acd__document *document, int32_t object)
{
  int32_t levels[LEVELS_MAX];
  int count = 0;
  acd__text text = acd__text_begin(path, ACD__PATH_SIZE);
  for (; object > 0 && count < LEVELS_MAX; object = document->objects[object].parent) levels[count++] = object;
  if (count == 0) acd__text_add(&text, "centre");
  while (count--) {
    const acd__object *at = &document->objects[levels[count]];
    const acd_noun *noun = acd__noun_at(at->noun);
    acd__text_add(&text, noun ? noun->name : "noun ");
    if (!noun) acd__text_add_int(&text, at->noun);
    acd__text_add(&text, " ");
    acd__text_add_quoted(&text, at->name, at->name_size);
    if (count) acd__text_add(&text, " / ");
  }
}

void acd__nearest_object(const acd__document *document, int32_t parent, uint32_t noun, const char *name, size_t size,
                         int64_t *work, char name_out[256])
{
  acd__nearest nearest = acd__nearest_begin(name, size, work);
  name_out[0] = '\0';
  for (int32_t i = document->objects[parent].first_child; i >= 0 && *work > 0; i = document->objects[i].next) {
    const acd__object *object = &document->objects[i];
    if (object->noun == noun && !object->remove) acd__nearest_try(&nearest, object->name, object->name_size);
  }
  if (!nearest.name) return;
  memcpy(name_out, nearest.name, nearest.name_size);
  name_out[nearest.name_size] = '\0';
}
