/* SPDX-License-Identifier: Apache-2.0 */
/* `acd check`: is this a definition? */
#include <stddef.h>
#include <stdio.h>

#include "commands.h"
#include "definition.h"
#include "options.h"
#include "tool.h"

/* What follows from a doubt about a queue, and what to do. */
static const char *advice(int64_t doubt)
{
  switch (doubt) {
  case ACD_DOUBT_NO_MEMBERS: return "it has no members: nobody will ever be offered its calls";
  case ACD_DOUBT_CHANNEL: return "no member takes calls of its channel: see the agents' capacity, channels and devices";
  case ACD_DOUBT_SKILL:
    return "no member is eligible for its calls in any step: see the skills it needs, and its steps";
  case ACD_DOUBT_TIER: return "a step is for tiers that no member is in";
  case ACD_DOUBT_RESERVE: return "reserve keeps all members free: none will ever be offered its calls";
  default: return acd_doubt_str(doubt);
  }
}

/* Nothing here makes a definition a bad one. */
static size_t warn(const char *path, const acd_engine *engine)
{
  size_t count = 0;
  for (acd_id id = acd_queue_next(engine, 0); id; id = acd_queue_next(engine, id)) {
    acd_queue_info info = {.size = sizeof(info)};
    int64_t doubts = acd_queue_doubts(engine, id);
    if (acd_queue_get(engine, id, &info) != ACD_OK || doubts < 0) continue;
    for (int64_t doubt = 1; doubt < 63; doubt++) {
      if (!(doubts >> doubt & 1)) continue;
      fprintf(stderr, "%s: warning: /queues/%s: %s\n", path, info.name, advice(doubt));
      count++;
    }
  }
  return count;
}

/* The definition, with the change applied, if one is given. */
static int check_file(const char *path, const char *change)
{
  acd_engine *engine = NULL;
  size_t agents = 0, queues = 0, warnings = 0;
  int code;
  if (acd_engine_new(NULL, &engine) != ACD_OK) {
    complain("out of memory");
    return EXIT_INTERNAL;
  }
  code = definition_load(path, engine);
  if (code == EXIT_OK && change) code = definition_change(change, engine);
  for (acd_id id = acd_agent_next(engine, 0); id; id = acd_agent_next(engine, id)) agents++;
  for (acd_id id = acd_queue_next(engine, 0); id; id = acd_queue_next(engine, id)) queues++;
  if (code == EXIT_OK) warnings = warn(path, engine);
  acd_engine_free(engine);
  if (code == EXIT_OK) {
    printf("%s: good, %zu queue%s, %zu agent%s", path, queues, queues == 1 ? "" : "s", agents, agents == 1 ? "" : "s");
    if (warnings) printf(", %zu warning%s", warnings, warnings == 1 ? "" : "s");
    printf("\n");
  }
  return code;
}

typedef struct asked {
  int help;
  const char *change;
} asked;

int command_check(int argc, char **argv)
{
  static const option options[] = {{"help", NULL, offsetof(asked, help), option_flag},
                                   {"change", "a file name", offsetof(asked, change), option_text}};
  asked asked_for = {0, NULL};
  operands files;
  int worst = EXIT_OK;
  int code = options_parse(argc, argv, options, sizeof(options) / sizeof(options[0]), &asked_for, &files);
  if (code != EXIT_OK) return code;
  if (asked_for.help) {
    help_print("check");
    return EXIT_OK;
  }
  if (!files.count) {
    complain("check: expected the name of a definition (acd help check)");
    return EXIT_USAGE;
  }
  for (size_t i = 0; i < files.count; i++) {
    code = check_file(files.items[i], asked_for.change);
    if (code > worst) worst = code;
  }
  return worst;
}
