/* SPDX-License-Identifier: Apache-2.0 */
/* `acd test`: flow test files. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "coverage.h"
#include "definition.h"
#include "options.h"
#include "script.h"
#include "steps.h"
#include "tool.h"
#include "walk.h"

typedef struct settings {
  int help, quiet, verbose;
  const char *definition, *zone, *zoneinfo;
  int64_t coverage_min;
} settings;

/* One definition with what its tests took; several files may be about the same. */
typedef struct tested {
  char *path;
  acd_json *json;
  coverage exits;
} tested;

typedef struct run {
  settings given;
  tool_zone zone;
  tested **definitions;
  size_t definitions_count;
  int64_t passed, failed, not_run; /* tests, tests, files */
  tested *now;
} run;

static int take_percent(void *setting, const char *value)
{
  return parse_int(value, 0, 100, setting);
}

static const option options[] = {
    {"help", NULL, offsetof(settings, help), option_flag},
    {"quiet", NULL, offsetof(settings, quiet), option_flag},
    {"verbose", NULL, offsetof(settings, verbose), option_flag},
    {"definition", "a file name", offsetof(settings, definition), option_text},
    {"zone", TOOL_ZONE_EXPECTED, offsetof(settings, zone), option_text},
    {"zoneinfo", "a folder", offsetof(settings, zoneinfo), option_text},
    {"coverage", "a percentage from 0 to 100", offsetof(settings, coverage_min), take_percent},
};

static int find_definition(run *of, const char *path)
{
  acd_json *json = NULL;
  acd_engine *engine = NULL;
  tested *one;
  int code;
  for (size_t i = 0; i < of->definitions_count; i++) {
    of->now = of->definitions[i];
    if (strcmp(of->now->path, path) == 0) return EXIT_OK;
  }
  of->now = NULL;
  code = definition_read(path, &json);
  if (code == EXIT_OK && acd_engine_new(NULL, &engine) != ACD_OK) code = EXIT_INTERNAL;
  if (code == EXIT_OK) code = definition_submit(path, json, of->given.zoneinfo, engine);
  acd_engine_free(engine);
  if (code != EXIT_OK) {
    acd_json_free(json);
    return code;
  }
  one = grow(NULL, sizeof(*one));
  one->path = walk_copy(path);
  one->json = json;
  coverage_begin(&one->exits, acd_json_definition(json));
  of->definitions = grow(of->definitions, (of->definitions_count + 1) * sizeof(tested *));
  of->definitions[of->definitions_count++] = of->now = one;
  return EXIT_OK;
}

static void on_exit(void *user, const walk *of, acd_id flow, const char *node, const char *exit)
{
  run *to = user;
  const coverage *exits = &to->now->exits;
  for (size_t i = 0; i < exits->nodes_count; i++) {
    acd_id found;
    if (i && strcmp(exits->nodes[i].flow, exits->nodes[i - 1].flow) == 0) continue;
    if (acd_flow_find(of->engine, exits->nodes[i].flow, &found) != ACD_OK || found != flow) continue;
    coverage_add(&to->now->exits, exits->nodes[i].flow, node, exit);
    return;
  }
}

/* One step: 1, or 0 after a line that says why the test fails. */
static int do_step(run *of, walk *through, const script *from, const script_case *test, const step *todo)
{
  int is_asked = todo->verb == STEP_EXPECT || todo->verb == STEP_UNTIL;
  size_t told = through->happenings_count;
  int good = is_asked ? step_expect(through, todo) : step_do(through, todo);
  for (size_t i = told; of->given.verbose && i < through->happenings_count; i++) {
    char text[300];
    if (through->happenings[i].kind == HAPPENING_EXIT) continue;
    printf("%s:%zu:   %s\n", from->path, todo->line, happening_text(&through->happenings[i], text, sizeof(text)));
  }
  if (!good)
    printf("%s:%zu: FAIL%s%s: %s\n", from->path, todo->line, test->name[0] ? " " : "", test->name, through->complaint);
  return good;
}

static int run_case(run *of, const script *from, const script_case *test)
{
  walk through;
  int good = 1;
  int code = walk_begin(&through, of->now->path, of->now->json, &from->zone);
  through.on_exit = on_exit;
  through.user = of;
  for (size_t i = 0; code == EXIT_OK && good && i < from->always_count; i++)
    good = do_step(of, &through, from, test, &from->steps[i]);
  for (size_t i = 0; code == EXIT_OK && good && i < test->count; i++)
    good = do_step(of, &through, from, test, &from->steps[test->first + i]);
  walk_end(&through);
  if (code != EXIT_OK) return code;
  of->passed += good;
  of->failed += !good;
  if (good && !of->given.quiet)
    printf("%s:%zu: pass%s%s\n", from->path, test->line, test->name[0] ? " " : "", test->name);
  return EXIT_OK;
}

static int run_file(run *of, const char *path)
{
  script from;
  int code = script_read(path, of->given.definition, &of->zone, &from);
  if (code == EXIT_OK) code = find_definition(of, from.definition);
  for (size_t i = 0; code == EXIT_OK && i < from.cases_count; i++) code = run_case(of, &from, &from.cases[i]);
  script_free(&from);
  return code;
}

/* What was taken of each definition; 1 if all of them reach the coverage asked for. */
static int print_coverage(const run *of)
{
  int reached = 1;
  for (size_t i = 0; i < of->definitions_count; i++) {
    int64_t all, taken;
    coverage_count(&of->definitions[i]->exits, &all, &taken);
    if (!all) continue;
    if (!of->given.quiet) {
      printf("\nexits of %s\n", of->definitions[i]->path);
      coverage_print(&of->definitions[i]->exits, stdout);
    }
    printf("%s: %" PRId64 " of %" PRId64 " exits taken\n", of->definitions[i]->path, taken, all);
    if (100 * taken >= of->given.coverage_min * all) continue;
    reached = 0;
    complain_at(of->definitions[i]->path, 0, 0, "%" PRId64 " of %" PRId64 " exits taken, expected %" PRId64 " %%",
                taken, all, of->given.coverage_min);
  }
  return reached;
}

static void release(run *of)
{
  tool_zone_free(&of->zone);
  for (size_t i = 0; i < of->definitions_count; i++) {
    coverage_free(&of->definitions[i]->exits);
    acd_json_free(of->definitions[i]->json);
    free(of->definitions[i]->path);
    free(of->definitions[i]);
  }
  free(of->definitions);
}

int command_test(int argc, char **argv)
{
  run of = {.passed = 0};
  operands files;
  int worst = options_parse(argc, argv, options, sizeof(options) / sizeof(options[0]), &of.given, &files);
  if (worst != EXIT_OK) return worst;
  if (of.given.help) {
    help_print("test");
    return EXIT_OK;
  }
  if (!files.count) {
    complain("test: expected the name of a flow test file (acd help test)");
    return EXIT_USAGE;
  }
  worst = tool_zone_option(&of.zone, "--zone", of.given.zone, of.given.zoneinfo, 0);
  if (worst != EXIT_OK) return worst;
  for (size_t i = 0; i < files.count; i++) {
    int code = run_file(&of, files.items[i]);
    of.not_run += code != EXIT_OK;
    if (code > worst) worst = code;
  }
  if (!print_coverage(&of) && worst < EXIT_REFUSED) worst = EXIT_REFUSED;
  printf("%" PRId64 " passed, %" PRId64 " failed", of.passed, of.failed);
  if (of.not_run) printf(", %" PRId64 " file%s not run", of.not_run, of.not_run == 1 ? "" : "s");
  putchar('\n');
  if (of.failed && worst < EXIT_REFUSED) worst = EXIT_REFUSED;
  release(&of);
  return worst;
}
