/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700

#include "record.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

/* The definition as it is called from the folder of the test. */
static void write_definition(FILE *record, const char *path, const char *definition)
{
  const char *slash = strrchr(path, '/');
  size_t size = slash ? (size_t)(slash - path) + 1 : 0;
  char *whole;
  if (strncmp(path, definition, size) == 0 && !strchr(definition + size, '/')) {
    fprintf(record, "definition \"%s\"\n", definition + size);
    return;
  }
  whole = realpath(definition, NULL);
  fprintf(record, "definition \"%s\"\n", whole ? whole : definition);
  free(whole);
}

int record_begin(const char *path, const char *definition, const tool_zone *zone, FILE **record_out)
{
  *record_out = fopen(path, "wx");
  if (!*record_out) {
    complain_at(path, 0, 0, "cannot be written: %s%s", strerror(errno),
                errno == EEXIST ? ", expected the name of a new file" : "");
    return EXIT_FILE;
  }
  write_definition(*record_out, path, definition);
  if (zone->name[0]) fprintf(*record_out, "zone %s\n", zone->name);
  fputs("test recorded\n", *record_out);
  return EXIT_OK;
}

/* As files say it what people say shorter. */
static void write_step(FILE *record, const step *done, const char *line, int64_t passed_us)
{
  char text[48];
  switch (done->verb) {
  case STEP_SKIP:
  case STEP_WAIT:
  case STEP_WAIT_UNTIL: fprintf(record, "wait %s\n", duration_text(passed_us, text)); break;
  case STEP_PRESS: fprintf(record, "press \"%s\"\n", done->text); break;
  default: fprintf(record, "%.*s\n", (int)strcspn(line, "\r\n"), line); break;
  }
}

void record_step(FILE *record, const walk *of, const step *done, const char *line, size_t told, int64_t passed_us)
{
  int is_any = 0;
  if (!record) return;
  write_step(record, done, line, passed_us);
  for (size_t i = told; i < of->happenings_count; i++) {
    const happening *it = &of->happenings[i];
    char text[1200];
    if (it->call != of->current || !(happening_is_loud(it) || it->kind == HAPPENING_RING)) continue;
    happening_text(it, text, sizeof(text));
    /* names with quotes in them are left to be written by hand */
    fprintf(record, "%sexpect %s\n", strpbrk(it->text, "\"\\\n") ? "# " : "", text);
    is_any = 1;
  }
  if (!is_any && of->calls_count && !of->calls[of->current].end) fputs("expect nothing\n", record);
}

int record_end(FILE *record, const char *path)
{
  int failed;
  if (!record) return EXIT_OK;
  failed = ferror(record);
  if (!fclose(record) && !failed) return EXIT_OK;
  complain_at(path, 0, 0, "cannot be written: %s", strerror(errno));
  return EXIT_FILE;
}
