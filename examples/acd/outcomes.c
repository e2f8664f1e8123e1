/* SPDX-License-Identifier: Apache-2.0 */
#include "outcomes.h"

#include <inttypes.h>
#include <stdio.h>

#include "tool.h"

int outcomes_begin(const output *outcomes)
{
  if (fputs("line,arrival_s,queued_s,answered_s,ended_s,wait_s,talk_s,queue,agent,end\n", outcomes->file) == EOF)
    return output_fail(outcomes);
  return EXIT_OK;
}

static void print_seconds(FILE *file, acd_time us)
{
  if (us != ACD_TIME_NEVER) fprintf(file, "%" PRId64 ".%06d", us / 1000000, (int)(us % 1000000));
  fputc(',', file);
}

static void print_quoted(FILE *file, const char *name)
{
  fputc('"', file);
  for (; *name; name++) {
    if (*name == '"') fputc('"', file);
    fputc(*name, file);
  }
  fputs("\",", file);
}

int outcomes_add(const output *outcomes, const acd_engine *engine, const acd_sim_outcome *outcome)
{
  FILE *file = outcomes->file;
  acd_queue_info queue = {.size = sizeof(queue)};
  acd_agent_info agent = {.size = sizeof(agent)};
  int has_queue = outcome->queue && acd_queue_get(engine, outcome->queue, &queue) == ACD_OK;
  int has_agent = outcome->agent && acd_agent_get(engine, outcome->agent, &agent) == ACD_OK;
  fprintf(file, "%" PRId64 ",", outcome->ref);
  print_seconds(file, outcome->arrived_at_us);
  print_seconds(file, outcome->queued_at_us);
  print_seconds(file, outcome->answered_at_us);
  print_seconds(file, outcome->ended_at_us);
  print_seconds(file, outcome->wait_us);
  print_seconds(file, outcome->talk_us);
  print_quoted(file, has_queue ? queue.name : "");
  print_quoted(file, has_agent ? agent.name : "");
  fprintf(file, "%s\n", outcome->status ? "refused" : acd_end_str(outcome->end));
  if (!ferror(file)) return 0;
  output_fail(outcomes);
  return -1;
}
