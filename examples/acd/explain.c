/* SPDX-License-Identifier: Apache-2.0 */
/* `acd explain`: a run as `acd run` does it, and why a call went to whom, or why an agent did not get a call. */
#include "explain.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"

/* So many decisions are kept; the rest is counted. */
#define EXPLAIN_DECISIONS_MAX 10000
/* So many calls that wait are shown beside an agent. */
#define EXPLAIN_PAIRS_MAX 1000

typedef struct asked {
  job job; /* first, so that its options find their places */
  int64_t line;
  const char *agent, *at;
  explanation gathered;
} asked;

static int take_line(void *setting, const char *value)
{
  return parse_int(value, 1, INT64_C(1) << 53, setting);
}

static const option own_options[] = {
    {"call", "a line of the calls file, 1 or more", offsetof(asked, line), take_line},
    {"agent", "the name of an agent", offsetof(asked, agent), option_text},
    {"at", "a time of day such as 08:15:30, or a date with a time", offsetof(asked, at), option_text},
};

/* Of a job's options those that say how it runs, not how it is reported. */
static int is_of_run_only(const char *name)
{
  static const char *const names[] = {"csv",  "service-level", "metrics", "digest",    "outcomes",
                                      "html", "records",       "events",  "queue-log", "check"};
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
    if (strcmp(name, names[i]) == 0) return 1;
  return 0;
}

#define OWN_COUNT (sizeof(own_options) / sizeof(own_options[0]))

static int parse(int argc, char **argv, asked *of, operands *files)
{
  option *all = grow(NULL, (job_options_count + OWN_COUNT) * sizeof(*all));
  size_t count = OWN_COUNT;
  int code;
  memcpy(all, own_options, sizeof(own_options));
  for (size_t i = 0; i < job_options_count; i++)
    if (!is_of_run_only(job_options[i].name)) all[count++] = job_options[i];
  code = options_parse(argc, argv, all, count, of, files);
  free(all);
  return code;
}

static int64_t line_of(const asked *of, acd_id call)
{
  int64_t line = 0;
  if (call && acd_sim_ref_get(of->job.sim, call, &line) != ACD_OK) line = 0;
  return line;
}

static void gather_contenders(const asked *of, const acd_engine *engine, acd_id agent, acd_contender **contenders_out,
                              int64_t **lines_out, size_t *count_out)
{
  int64_t count = acd_explain_calls(engine, agent, 0, 0, NULL);
  if (count <= 0) return;
  *contenders_out = grow(NULL, (size_t)count * sizeof(**contenders_out));
  *lines_out = grow(NULL, (size_t)count * sizeof(**lines_out));
  acd_explain_calls(engine, agent, (size_t)count, sizeof(**contenders_out), *contenders_out);
  for (int64_t i = 0; i < count; i++) (*lines_out)[i] = line_of(of, (*contenders_out)[i].call);
  *count_out = (size_t)count;
}

/* A decision with all that was compared, or (all calls are asked for) by itself. */
static void keep(asked *of, const acd_engine *engine, const acd_decision *made, int64_t line)
{
  explanation *to = &of->gathered;
  explain_decision *one;
  int64_t count;
  if (to->decisions_count == EXPLAIN_DECISIONS_MAX) {
    to->left_out++;
    return;
  }
  if (to->decisions_count == to->decisions_capacity) {
    to->decisions_capacity = to->decisions_capacity ? 2 * to->decisions_capacity : 16;
    to->decisions = grow(to->decisions, to->decisions_capacity * sizeof(*to->decisions));
  }
  one = &to->decisions[to->decisions_count++];
  memset(one, 0, sizeof(*one));
  one->made = *made;
  one->line = line;
  if (made->side == ACD_SIDE_AGENT) one->other = line_of(of, made->second);
  if (!of->line) return;
  count = acd_explain_agents(engine, made->call, 0, 0, NULL);
  if (made->side == ACD_SIDE_CALL && count > 0) {
    one->candidates = grow(NULL, (size_t)count * sizeof(*one->candidates));
    one->candidates_count = (size_t)count;
    acd_explain_agents(engine, made->call, (size_t)count, sizeof(*one->candidates), one->candidates);
    one->pairs = grow(NULL, (size_t)count * sizeof(*one->pairs));
    for (int64_t i = 0; i < count; i++) {
      one->pairs[i].size = sizeof(*one->pairs);
      if (acd_explain_pair(engine, made->call, one->candidates[i].agent, &one->pairs[i]) != ACD_OK)
        memset(&one->pairs[i], 0, sizeof(*one->pairs));
    }
  }
  if (made->side == ACD_SIDE_AGENT)
    gather_contenders(of, engine, made->agent, &one->contenders, &one->lines, &one->contenders_count);
  one->outlook.size = sizeof(one->outlook);
  if (made->agent || acd_explain_wait(engine, made->call, &one->outlook) != ACD_OK) one->outlook.size = 0;
}

static void on_decision(void *user, const acd_engine *engine, const acd_decision *made)
{
  asked *of = user;
  int64_t line = line_of(of, made->call);
  if (!made->call || of->agent) return;
  if (of->line ? line == of->line : made->agent != 0) keep(of, engine, made, line);
}

static void on_told(void *user, const acd_sim_outcome *outcome)
{
  asked *of = user;
  if (!of->line || outcome->ref != of->line) return;
  of->gathered.has_outcome = 1;
  of->gathered.outcome = *outcome;
}

/* All calls that wait at this moment, with what keeps the agent from each. */
static void gather_agent(asked *of)
{
  explanation *to = &of->gathered;
  acd_engine *engine = acd_sim_engine(of->job.sim);
  gather_contenders(of, engine, to->agent, &to->contenders, &to->lines, &to->contenders_count);
  to->pairs = grow(NULL, EXPLAIN_PAIRS_MAX * sizeof(*to->pairs));
  for (acd_id call = 0; (call = acd_call_next(engine, call)) != 0 && to->pairs_count < EXPLAIN_PAIRS_MAX;) {
    acd_call_info info = {.size = sizeof(info)};
    explain_pair *one = &to->pairs[to->pairs_count];
    memset(one, 0, sizeof(*one));
    one->pair.size = sizeof(one->pair);
    if (acd_call_get(engine, call, &info) != ACD_OK || info.state != ACD_CALL_STATE_WAITING) continue;
    if (acd_explain_pair(engine, call, to->agent, &one->pair) != ACD_OK) continue;
    one->line = line_of(of, call);
    one->queued_us = info.queued_at_us;
    to->pairs_count++;
  }
}

static int unknown_agent(const asked *of)
{
  const acd_engine *engine = acd_sim_engine(of->job.sim);
  const char **names = NULL, *near;
  size_t count = 0;
  for (acd_id agent = 0; (agent = acd_agent_next(engine, agent)) != 0;) {
    acd_agent_info info = {.size = sizeof(info)};
    if ((count & (count + 1)) == 0) names = grow(names, 2 * (count + 1) * sizeof(*names));
    if (acd_agent_get(engine, agent, &info) == ACD_OK) names[count++] = info.name;
  }
  near = nearest(of->agent, names, count);
  complain("--agent: found \"%s\", expected the name of an agent of the definition%s%s%s", of->agent,
           near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
  free(names);
  return EXIT_USAGE;
}

/* The agent and the moment asked for: an exit code. */
static int find_agent(asked *of)
{
  explanation *to = &of->gathered;
  int64_t us;
  if (acd_agent_find(acd_sim_engine(of->job.sim), of->agent, &to->agent) != ACD_OK) return unknown_agent(of);
  const tool_zone *zone = of->job.calls_options.zone;
  int64_t midnight_us = calls_midnight(of->job.calls);
  if (parse_clock(of->at, &us))
    to->at_us = tool_zone_instant(zone, tool_zone_local(zone, midnight_us) + us) - midnight_us;
  else if (tool_zone_moment(zone, of->at, &us))
    to->at_us = us - midnight_us;
  else
    to->at_us = -1;
  if (to->at_us >= 0 && to->at_us <= ACD_TIME_MAX) return EXIT_OK;
  complain("--at: found \"%s\", expected %s, not before the midnight of the first call", of->at, own_options[2].value);
  return EXIT_USAGE;
}

static int print(asked *of)
{
  explanation *from = &of->gathered;
  from->engine = acd_sim_engine(of->job.sim);
  from->midnight_us = calls_midnight(of->job.calls);
  from->zone = of->job.calls_options.zone;
  from->line = of->line;
  if (from->line && !from->decisions_count && !from->has_outcome) {
    complain_at(of->job.calls_options.path, (size_t)from->line, 0,
                "no call of this line ended or was to be decided about, expected the line of a call");
    return EXIT_REFUSED;
  }
  if ((of->job.json ? explain_json(from, stdout) : explain_text(from, stdout)) == 0 && fflush(stdout) == 0)
    return EXIT_OK;
  complain("the explanation cannot be written: %s", strerror(errno));
  return EXIT_FILE;
}

static void release(explanation *of)
{
  for (size_t i = 0; i < of->decisions_count; i++) {
    free(of->decisions[i].candidates);
    free(of->decisions[i].pairs);
    free(of->decisions[i].contenders);
    free(of->decisions[i].lines);
  }
  free(of->decisions);
  free(of->pairs);
  free(of->contenders);
  free(of->lines);
}

static int check_usage(const asked *of, const operands *files)
{
  if (files->count != 2) {
    complain("explain: expected a definition and a file of calls, found %zu file name%s (acd help explain)",
             files->count, files->count == 1 ? "" : "s");
    return EXIT_USAGE;
  }
  if (of->line && of->agent) {
    complain("explain: expected --call or --agent, found both");
    return EXIT_USAGE;
  }
  if (!of->agent != !of->at) {
    complain("explain: expected --agent and --at together, found --%s alone", of->agent ? "agent" : "at");
    return EXIT_USAGE;
  }
  return EXIT_OK;
}

int command_explain(int argc, char **argv)
{
  asked of = {.line = 0};
  operands files;
  int code;
  job_init(&of.job);
  code = parse(argc, argv, &of, &files);
  if (code != EXIT_OK) return code;
  if (of.job.help) {
    help_print("explain");
    return EXIT_OK;
  }
  code = check_usage(&of, &files);
  if (code != EXIT_OK) return code;
  of.job.calls_options.definition = files.items[0];
  of.job.calls_options.path = files.items[1];
  of.job.explain = on_decision;
  of.job.told = on_told;
  of.job.explain_user = of.job.told_user = &of;
  code = job_prepare(&of.job, files.items[0]);
  if (code == EXIT_OK && of.agent) code = find_agent(&of);
  if (code == EXIT_OK) code = job_run(&of.job, of.agent ? of.gathered.at_us : ACD_TIME_NEVER);
  if (code == EXIT_OK && of.agent) gather_agent(&of);
  if (code == EXIT_OK) code = print(&of);
  release(&of.gathered);
  return job_close(&of.job, code);
}
