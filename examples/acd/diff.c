/* SPDX-License-Identifier: Apache-2.0 */
/* `acd diff`: what is different between two definitions. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <acd/difference.h>

#include "commands.h"
#include "definition.h"
#include "options.h"
#include "tool.h"

typedef struct settings {
  int help, json;
} settings;

typedef struct side {
  const char *path;
  acd_json *json;
} side;

/* Where it stands in the definition after, or stood in the one before. */
static acd_json_place place_of(const side sides[2], const acd_edit *edit, const char **path_out)
{
  acd_json_place place = {.size = sizeof place};
  int after = edit->object_after >= 0;
  *path_out = sides[after].path;
  (void)acd_json_place_get(sides[after].json, after ? edit->object_after : edit->object_before, &place);
  return place;
}

static void print_text(const acd_difference *difference, const side sides[2])
{
  acd_edit edit = {.size = sizeof edit};
  size_t count = acd_difference_edits_count(difference);
  for (size_t i = 0; acd_difference_edit_at(difference, i, &edit) == ACD_OK; i++) {
    const char *path;
    acd_json_place place = place_of(sides, &edit, &path);
    printf("%s:%lld:%lld: %s %s", path, (long long)place.line, (long long)place.column, acd_edit_kind_str(edit.kind),
           edit.path);
    if (edit.property_name[0]) printf(": %s %s, before %s", edit.property_name, edit.after, edit.before);
    printf("\n");
  }
  printf("%zu difference%s\n", count, count == 1 ? "" : "s");
}

static void print_json(const acd_difference *difference, const side sides[2])
{
  acd_edit edit = {.size = sizeof edit};
  json_t *list = json_array();
  for (size_t i = 0; acd_difference_edit_at(difference, i, &edit) == ACD_OK; i++) {
    const char *path;
    acd_json_place place = place_of(sides, &edit, &path);
    json_array_append_new(list, json_pack("{ss ss sI sI ss ss ss ss}", "kind", acd_edit_kind_str(edit.kind), "file",
                                          path, "line", (json_int_t)place.line, "column", (json_int_t)place.column,
                                          "path", edit.path, "property", edit.property_name, "before", edit.before,
                                          "after", edit.after));
  }
  json_dumpf(list, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
  printf("\n");
  json_decref(list);
}

static int compare(const side sides[2], int as_json)
{
  acd_difference *difference = NULL;
  if (acd_difference_new(acd_json_definition(sides[0].json), acd_json_definition(sides[1].json), NULL, &difference) !=
      ACD_OK) {
    complain("out of memory");
    return EXIT_INTERNAL;
  }
  if (as_json)
    print_json(difference, sides);
  else
    print_text(difference, sides);
  acd_difference_free(difference);
  return EXIT_OK;
}

int command_diff(int argc, char **argv)
{
  static const option options[] = {{"help", NULL, offsetof(settings, help), option_flag},
                                   {"json", NULL, offsetof(settings, json), option_flag}};
  operands files;
  settings wanted = {0, 0};
  side sides[2] = {{NULL, NULL}, {NULL, NULL}};
  int code = options_parse(argc, argv, options, sizeof options / sizeof *options, &wanted, &files);
  if (code != EXIT_OK) return code;
  if (wanted.help) {
    help_print("diff");
    return EXIT_OK;
  }
  if (files.count != 2) {
    complain("diff: expected the names of two definitions, before and after (acd help diff)");
    return EXIT_USAGE;
  }
  for (size_t i = 0; i < 2; i++) {
    sides[i].path = files.items[i];
    int read = definition_read(sides[i].path, &sides[i].json);
    if (read > code) code = read;
  }
  if (code == EXIT_OK) code = compare(sides, wanted.json);
  acd_json_free(sides[0].json);
  acd_json_free(sides[1].json);
  return code;
}
