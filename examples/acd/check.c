/* SPDX-License-Identifier: Apache-2.0 */
/* `acd check`: is this a definition? */
#include <stdio.h>

#include "commands.h"
#include "definition.h"
#include "options.h"
#include "tool.h"

static int check_file(const char *path)
{
  acd_engine *engine = NULL;
  size_t agents = 0, queues = 0;
  int code;
  if (acd_engine_new(NULL, &engine) != ACD_OK) {
    complain("out of memory");
    return EXIT_INTERNAL;
  }
  code = definition_load(path, engine);
  for (acd_id id = acd_agent_next(engine, 0); id; id = acd_agent_next(engine, id)) agents++;
  for (acd_id id = acd_queue_next(engine, 0); id; id = acd_queue_next(engine, id)) queues++;
  acd_engine_free(engine);
  if (code == EXIT_OK)
    printf("%s: good, %zu queue%s, %zu agent%s\n", path, queues, queues == 1 ? "" : "s", agents,
           agents == 1 ? "" : "s");
  return code;
}

int command_check(int argc, char **argv)
{
  static const option options[] = {{"help", NULL, 0, option_flag}};
  operands files;
  int help = 0, worst = EXIT_OK;
  int code = options_parse(argc, argv, options, 1, &help, &files);
  if (code != EXIT_OK) return code;
  if (help) {
    help_print("check");
    return EXIT_OK;
  }
  if (!files.count) {
    complain("check: expected the name of a definition (acd help check)");
    return EXIT_USAGE;
  }
  for (size_t i = 0; i < files.count; i++) {
    code = check_file(files.items[i]);
    if (code > worst) worst = code;
  }
  return worst;
}
