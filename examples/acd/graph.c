/* SPDX-License-Identifier: Apache-2.0 */
/* `acd graph`: flows as a picture. */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "commands.h"
#include "definition.h"
#include "options.h"
#include "picture.h"
#include "tool.h"

typedef struct settings {
  int help, is_svg;
  const char *report;
} settings;

static int take_format(void *setting, const char *value)
{
  *(int *)setting = strcmp(value, "svg") == 0;
  return *(int *)setting || strcmp(value, "dot") == 0;
}

static const option options[] = {
    {"help", NULL, offsetof(settings, help), option_flag},
    {"report", "a report of acd run --json", offsetof(settings, report), option_text},
    {"format", "dot or svg", offsetof(settings, is_svg), take_format},
};

/* Through the program dot, which writes to our standard output. */
static int write_svg(const picture *of, const char *title)
{
  FILE *dot;
  void (*before)(int);
  int failed, status;
  fflush(stdout);
  dot = popen("dot -Tsvg", "w");
  if (!dot) {
    complain("dot cannot be run: %s", strerror(errno));
    return EXIT_FILE;
  }
  before = signal(SIGPIPE, SIG_IGN); /* where there is no dot, nobody reads */
  failed = picture_write(of, title, dot);
  status = pclose(dot);
  signal(SIGPIPE, before);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
    complain("--format svg needs the program dot, which is not here: it is in the package graphviz (--format dot does "
             "without)");
    return EXIT_FILE;
  }
  if (!failed && status == 0) return EXIT_OK;
  complain("dot failed");
  return EXIT_FILE;
}

static int draw(const char *path, const acd_definition *definition, const operands *files, const settings *given)
{
  picture of;
  int code = picture_read(&of, path, definition, files->items + 1, files->count - 1);
  if (code == EXIT_OK && given->report) code = picture_count(&of, given->report);
  if (code == EXIT_OK && given->is_svg) {
    code = write_svg(&of, path);
  } else if (code == EXIT_OK && picture_write(&of, path, stdout)) {
    complain("the graph cannot be written: %s", strerror(errno));
    code = EXIT_FILE;
  }
  picture_free(&of);
  return code;
}

int command_graph(int argc, char **argv)
{
  settings given = {.help = 0};
  operands files;
  acd_json *json = NULL;
  int code = options_parse(argc, argv, options, sizeof(options) / sizeof(options[0]), &given, &files);
  if (code != EXIT_OK) return code;
  if (given.help) {
    help_print("graph");
    return EXIT_OK;
  }
  if (!files.count) {
    complain("graph: expected a definition (acd help graph)");
    return EXIT_USAGE;
  }
  code = definition_read(files.items[0], &json);
  if (code == EXIT_OK) code = draw(files.items[0], acd_json_definition(json), &files, &given);
  acd_json_free(json);
  return code;
}
