/* SPDX-License-Identifier: Apache-2.0 */
/* A target without libFuzzer, for the suite: each file as it is, then changed at random.
 *
 * usage: PROGRAM [--seed N] [--changes N] FILE… */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static uint64_t state = 1;

static size_t below(size_t limit)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (size_t)(state % limit);
}

typedef struct text {
  uint8_t *bytes;
  size_t size;
} text;

static text read_file(const char *path)
{
  text made = {NULL, 0};
  size_t room = 0, got;
  FILE *file = fopen(path, "rb");
  if (!file) {
    fprintf(stderr, "%s cannot be read\n", path);
    exit(2);
  }
  do {
    room += 65536;
    made.bytes = realloc(made.bytes, room);
    if (!made.bytes) exit(2);
    got = fread(made.bytes + made.size, 1, room - made.size, file);
    made.size += got;
  } while (got);
  fclose(file);
  return made;
}

/* A copy of exactly its size, so that reading behind it is found. */
static void run(const uint8_t *bytes, size_t size)
{
  uint8_t *copy = malloc(size ? size : 1);
  if (!copy) exit(2);
  if (size) memcpy(copy, bytes, size);
  LLVMFuzzerTestOneInput(copy, size);
  free(copy);
}

/* A few bytes other, gone or put in; a piece twice, or from another file. */
static void change(text *is, const text *other)
{
  static const char marks[] = "\"{}[],:.$\\'% 0159-eE\n\x80\xff";
  switch (below(6)) {
  case 0: is->bytes[below(is->size)] = (uint8_t)marks[below(sizeof marks - 1)]; break;
  case 1: is->bytes[below(is->size)] = (uint8_t)below(256); break;
  case 2: is->size = below(is->size) + 1; break;
  case 3: {
    size_t from = below(is->size), gone = below(is->size - from) + 1;
    memmove(is->bytes + from, is->bytes + from + gone, is->size - from - gone);
    is->size -= gone;
    break;
  }
  default: {
    size_t from = below(other->size), much = below(other->size - from), to = below(is->size);
    if (much > is->size - to) much = is->size - to;
    if (much > 200) much = below(200);
    memcpy(is->bytes + to, other->bytes + from, much);
  }
  }
  if (is->size == 0) is->size = 1;
}

int main(int argc, char **argv)
{
  unsigned long changes = 200;
  text *files = calloc((size_t)argc, sizeof *files);
  size_t count = 0;
  if (!files) return 2;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
      state = strtoul(argv[++i], NULL, 10) * 2 + 1;
    else if (strcmp(argv[i], "--changes") == 0 && i + 1 < argc)
      changes = strtoul(argv[++i], NULL, 10);
    else
      files[count++] = read_file(argv[i]);
  }
  for (size_t i = 0; i < count; i++) {
    run(files[i].bytes, files[i].size);
    for (unsigned long k = 0; k < changes && files[i].size; k++) {
      text copy = {malloc(files[i].size), files[i].size};
      if (!copy.bytes) return 2;
      memcpy(copy.bytes, files[i].bytes, copy.size);
      for (size_t n = below(4) + 1; n; n--) change(&copy, &files[below(count)]);
      run(copy.bytes, copy.size);
      free(copy.bytes);
    }
  }
  printf("%zu files, %lu changes each\n", count, changes);
  for (size_t i = 0; i < count; i++) free(files[i].bytes);
  free(files);
  return count ? 0 : 2;
}
