/* SPDX-License-Identifier: Apache-2.0 */
/* A whole flow test file: its tests, and the definition it is about. */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script.h"
#include "tool.h"
#include "walk.h"

#define ERRORS_MAX 10 /* lines of a file that are complained about one by one */

static void add_step(script *of, const step *one)
{
  if ((of->steps_count & (of->steps_count + 1)) == 0)
    of->steps = grow(of->steps, 2 * (of->steps_count + 1) * sizeof(*of->steps));
  of->steps[of->steps_count++] = *one;
}

static void add_case(script *of, char *name, size_t line)
{
  script_case *one;
  of->cases = grow(of->cases, (of->cases_count + 1) * sizeof(*of->cases));
  one = &of->cases[of->cases_count++];
  one->name = name;
  one->line = line;
  one->first = of->steps_count;
  one->count = 0;
}

/* The file name `name`, as seen from the folder of `path`. */
static char *beside(const char *path, const char *name)
{
  const char *slash = strrchr(path, '/');
  size_t size = slash && name[0] != '/' ? (size_t)(slash - path) + 1 : 0;
  char *joined = grow(NULL, size + strlen(name) + 1);
  memcpy(joined, path, size);
  strcpy(joined + size, name);
  return joined;
}

/* "x.flowtest" is about "x.json". */
static char *default_definition(const char *path)
{
  const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
  size_t size = dot && (!slash || dot > slash) ? (size_t)(dot - path) : strlen(path);
  char *name = grow(NULL, size + sizeof(".json"));
  memcpy(name, path, size);
  strcpy(name + size, ".json");
  return name;
}

static int take_line(script *of, const char *text, size_t line, int is_given)
{
  script_error error;
  step one;
  if (!step_parse(text, &of->zone, 1, &one, &error)) {
    complain_at(of->path, line, error.column, "%s", error.text);
    return EXIT_REFUSED;
  }
  one.line = line;
  switch (one.verb) {
  case STEP_NONE: break;
  case STEP_TEST:
    if (!of->cases_count) of->always_count = of->steps_count;
    add_case(of, walk_copy(one.text), line);
    break;
  case STEP_DEFINITION:
    if (of->cases_count || of->steps_count) {
      complain_at(of->path, line, 1, "found the definition here, expected it before the first step");
      step_free(&one);
      return EXIT_REFUSED;
    }
    if (!is_given) {
      free(of->definition);
      of->definition = beside(of->path, one.text);
    }
    break;
  case STEP_ZONE: tool_zone_take(&of->zone, one.text); break;
  default:
    add_step(of, &one);
    if (of->cases_count) of->cases[of->cases_count - 1].count++;
    return EXIT_OK;
  }
  step_free(&one);
  return EXIT_OK;
}

static int read_lines(script *of, FILE *file, int is_given)
{
  char *text = NULL;
  size_t capacity = 0, line = 0, bad = 0, more = 0;
  int code = EXIT_OK, is_json = 0, is_begun = 0;
  while (!is_json && getline(&text, &capacity, file) >= 0) {
    const char *first = text + strspn(text, " \t\r\n");
    script_error error;
    step one;
    line++;
    is_json = !is_begun && (*first == '{' || *first == '[');
    is_begun |= *first != '\0';
    if (is_json) continue;
    if (bad == ERRORS_MAX) { /* the others are counted only */
      if (step_parse(text, &of->zone, 1, &one, &error))
        step_free(&one);
      else
        more++;
      continue;
    }
    int taken = take_line(of, text, line, is_given);
    bad += taken != EXIT_OK;
    if (taken > code) code = taken;
  }
  free(text);
  if (more) complain_at(of->path, 0, 0, "%zu more line%s with errors", more, more == 1 ? "" : "s");
  if (is_json) {
    complain_at(of->path, line, 0, "found JSON, as of a definition, expected a flow test (acd help flowtest)");
    return EXIT_REFUSED;
  }
  if (!ferror(file)) return code;
  complain_at(of->path, 0, 0, "cannot be read: %s", strerror(errno));
  return EXIT_FILE;
}

int script_read(const char *path, const char *definition, const tool_zone *zone, script *script_out)
{
  script *of = script_out;
  FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
  int code;
  memset(of, 0, sizeof(*of));
  of->path = path;
  tool_zone_init(&of->zone, zone->folder);
  if (zone->name[0]) tool_zone_take(&of->zone, zone->name);
  if (!file) {
    complain_at(path, 0, 0, "cannot be read: %s", strerror(errno));
    return EXIT_FILE;
  }
  of->definition = definition ? walk_copy(definition) : default_definition(path);
  code = read_lines(of, file, definition != NULL);
  if (file != stdin) fclose(file);
  if (code == EXIT_OK && !of->cases_count) { /* one test without a name */
    add_case(of, walk_copy(""), of->steps_count ? of->steps[0].line : 1);
    of->cases[0].first = 0;
    of->cases[0].count = of->steps_count;
  }
  if (code == EXIT_OK && !of->steps_count) {
    complain_at(path, 0, 0, "found no step, expected a test");
    code = EXIT_REFUSED;
  }
  return code;
}

void script_free(script *of)
{
  for (size_t i = 0; i < of->steps_count; i++) step_free(&of->steps[i]);
  for (size_t i = 0; i < of->cases_count; i++) free(of->cases[i].name);
  tool_zone_free(&of->zone);
  free(of->steps);
  free(of->cases);
  free(of->definition);
}
