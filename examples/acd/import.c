/* SPDX-License-Identifier: Apache-2.0 */
/* `acd import`: call flows of other products as a definition, and a report of what became of each action. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <acd/import.h>

#include "commands.h"
#include "options.h"
#include "tool.h"

typedef struct settings {
  const char *report;
  int help;
} settings;

static const option import_options[] = {
    {"report", "a file", offsetof(settings, report), option_text},
    {"help", NULL, offsetof(settings, help), option_flag},
};

static void print_note(FILE *file, const acd_import *import, size_t index)
{
  size_t size = 0;
  (void)acd_import_note_print(import, index, NULL, 0, &size);
  char *line = grow(NULL, size + 1);
  (void)acd_import_note_print(import, index, line, size + 1, NULL);
  fprintf(file, "%s\n", line);
  free(line);
}

/* Every malformed export is told; then there is no definition. */
static int add_files(acd_import *import, const operands *files)
{
  int worst = EXIT_OK;
  for (size_t i = 1; i < files->count; i++) {
    size_t before = acd_import_notes_count(import);
    int status = acd_import_add_file(import, files->items[i]);
    int code = status == ACD_OK               ? EXIT_OK
               : status == ACD_ERR_DEFINITION ? EXIT_REFUSED
               : status == ACD_ERR_IO         ? EXIT_FILE
                                              : EXIT_INTERNAL;
    if (status == ACD_ERR_LIMIT) code = EXIT_REFUSED;
    if (code != EXIT_OK && acd_import_notes_count(import) == before)
      complain_at(files->items[i], 0, 0, "%s", acd_status_text(status));
    for (size_t at = before; at < acd_import_notes_count(import); at++) print_note(stderr, import, at);
    if (code > worst) worst = code;
  }
  return worst;
}

/* "66.7 % mapped", rounded. */
static void print_share(FILE *file, const char *before, int64_t count, int64_t all, const char *what)
{
  int64_t permille = (2000 * count + all) / (2 * all);
  fprintf(file, "%s%lld.%lld %% %s", before, (long long)(permille / 10), (long long)(permille % 10), what);
}

static void print_report(FILE *file, const acd_import *import)
{
  acd_import_counts counts = {.size = sizeof counts};
  acd_import_counts_get(import, &counts);
  for (size_t i = 0; i < acd_import_notes_count(import); i++) print_note(file, import, i);
  fprintf(file, "%lld flow%s, %lld action%s: %lld mapped, %lld to the host, %lld not mapped", (long long)counts.sources,
          counts.sources == 1 ? "" : "s", (long long)counts.actions, counts.actions == 1 ? "" : "s",
          (long long)counts.mapped, (long long)counts.host, (long long)counts.unmapped);
  if (counts.actions) {
    print_share(file, " (", counts.mapped, counts.actions, "mapped");
    print_share(file, ", ", counts.host, counts.actions, "to the host");
    print_share(file, ", ", counts.unmapped, counts.actions, "not mapped)");
  }
  fputc('\n', file);
}

static int finish(acd_import *import, const char *report)
{
  size_t size = 0;
  FILE *file = stderr;
  int status = acd_import_finish(import);
  if (status != ACD_OK) {
    complain("%s", acd_status_text(status));
    return EXIT_INTERNAL;
  }
  if (report) file = fopen(report, "w");
  if (!file) {
    complain("%s cannot be written: %s", report, strerror(errno));
    return EXIT_FILE;
  }
  print_report(file, import);
  if (report && (ferror(file) | fclose(file))) {
    complain("%s cannot be written: %s", report, strerror(errno));
    return EXIT_FILE;
  }
  const char *text = acd_import_definition(import, &size);
  fwrite(text, 1, size, stdout); /* main() finds out whether it was written */
  return EXIT_OK;
}

static int unknown_format(const char *name)
{
  acd_import_format format = {.size = sizeof format};
  const char *names[16], *near;
  size_t count = 0;
  if (strcmp(name, "ics") == 0) {
#ifdef TOOL_ICS
    complain("import: \"ics\" stands before its options (acd help ics)");
#else
    complain("import: this tool was built without libacd-ics");
#endif
    return EXIT_USAGE;
  }
  while (count < 16 && acd_import_format_next(count, &format) == 1) names[count++] = format.name;
  near = nearest(name, names, count);
  complain("import: unknown format \"%s\"%s%s%s", name, near ? "; did you mean " : " (acd help import lists them)",
           near ? near : "", near ? "?" : "");
  return EXIT_USAGE;
}

int command_import(int argc, char **argv)
{
  settings given = {NULL, 0};
  operands files;
  acd_import *import = NULL;
#ifdef TOOL_ICS
  if (argc > 0 && strcmp(argv[0], "ics") == 0) return command_import_ics(argc - 1, argv + 1);
#endif
  int code = options_parse(argc, argv, import_options, sizeof import_options / sizeof *import_options, &given, &files);
  if (code != EXIT_OK) return code;
  if (given.help) {
    help_print("import");
    return EXIT_OK;
  }
  if (files.count < 2) {
    complain("import: expected a format and the names of exports (acd help import)");
    return EXIT_USAGE;
  }
  int status = acd_import_new(NULL, files.items[0], &import);
  if (status == ACD_ERR_NOT_FOUND) return unknown_format(files.items[0]);
  if (status != ACD_OK) {
    complain("out of memory");
    return EXIT_INTERNAL;
  }
  code = add_files(import, &files);
  if (code == EXIT_OK) code = finish(import, given.report);
  acd_import_free(import);
  return code;
}
