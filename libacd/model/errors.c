/* SPDX-License-Identifier: Apache-2.0 */
#include "model/errors.h"

#include <string.h>

void acd__errors_init(acd__errors *errors, acd__memory *memory, size_t limit)
{
  memset(errors, 0, sizeof *errors);
  errors->memory = memory;
  errors->limit = limit;
}

void acd__errors_clear(acd__errors *errors)
{
  /* An item's path is the start of its allocation. */
  for (size_t i = 0; i < errors->count; i++) {
    acd__memory_give(errors->memory, (void *)(uintptr_t)errors->items[i].path, errors->sizes[i]);
  }
  acd__memory_give(errors->memory, errors->items, errors->capacity * sizeof *errors->items);
  acd__memory_give(errors->memory, errors->sizes, errors->sizes_capacity * sizeof *errors->sizes);
  acd__errors_init(errors, errors->memory, errors->limit);
}

static int reserve_item(acd__errors *errors)
{
  void *items = errors->items;
  void *sizes = errors->sizes;
  int status = acd__memory_reserve(errors->memory, &items, &errors->capacity, errors->count + 1, sizeof *errors->items);
  errors->items = items;
  if (status != ACD_OK) return status;
  status =
      acd__memory_reserve(errors->memory, &sizes, &errors->sizes_capacity, errors->count + 1, sizeof *errors->sizes);
  errors->sizes = sizes;
  return status;
}

static const char *append(char **at, const char *string, size_t size)
{
  char *start = *at;
  if (size) memcpy(start, string, size);
  start[size] = '\0';
  *at += size + 1;
  return start;
}

static size_t size_of(const char *string)
{
  return string ? strlen(string) : 0;
}

static void add_item(acd__errors *errors, const acd_error *error)
{
  size_t path = size_of(error->path), text = size_of(error->text);
  size_t expected = size_of(error->expected), nearest = size_of(error->nearest);
  size_t size = path + text + expected + nearest + 4;
  char *at = reserve_item(errors) == ACD_OK ? acd__memory_take(errors->memory, size) : NULL;
  if (!at) {
    errors->nomem = 1;
    return;
  }
  acd_error *item = &errors->items[errors->count];
  errors->sizes[errors->count++] = size;
  *item = *error;
  item->size = sizeof *item;
  item->path = append(&at, error->path, path);
  item->text = append(&at, error->text, text);
  item->expected = append(&at, error->expected, expected);
  item->nearest = append(&at, error->nearest, nearest);
}

void acd__errors_add(acd__errors *errors, int32_t code, int32_t object, uint32_t property, const char *path,
                     const char *text, const char *expected, const char *nearest)
{
  if (errors->count > errors->limit) return;
  if (errors->count == errors->limit) {
    acd_error more = {0, ACD_ERR_LIMIT, -1, 0, NULL, "further errors are not listed", NULL, NULL};
    add_item(errors, &more);
    return;
  }
  acd_error error = {0, code, object, (int32_t)property, path, text, expected, nearest};
  add_item(errors, &error);
}

int acd__errors_full(const acd__errors *errors)
{
  return errors->count > errors->limit;
}
