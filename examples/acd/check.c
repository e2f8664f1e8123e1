/* SPDX-License-Identifier: Apache-2.0 */
/* `acd check`: is this a definition, and is it a wise one? */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <acd/check.h>

#include "commands.h"
#include "definition.h"
#include "options.h"
#include "tool.h"

typedef struct settings {
  int help, json, strict, ways;
  const char *change, *zoneinfo;
} settings;

typedef struct looked {
  const char *path;
  acd_json *json;
  acd_definition *merged; /* with a change */
  acd_check *check;
  size_t agents, queues, doubts;
} looked;

/* What follows from a doubt about a queue, and what to do. */
static const char *doubt_text(int64_t doubt)
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

/* 1 if a finding says of the queue already that nobody serves it. */
static int is_told(const looked *file, const char *queue)
{
  acd_finding finding = {.size = sizeof finding};
  for (size_t i = 0; acd_check_finding_at(file->check, i, &finding) == ACD_OK; i++)
    if (finding.kind == ACD_FINDING_QUEUE_UNSERVED && strcmp(finding.other, queue) == 0) return 1;
  return 0;
}

/* Queues whose calls nobody will be offered, whether or not a flow leads there; `list` NULL: in words. */
static void tell_doubts(looked *file, const acd_engine *engine, json_t *list)
{
  for (acd_id id = acd_queue_next(engine, 0); id; id = acd_queue_next(engine, id)) {
    acd_queue_info info = {.size = sizeof(info)};
    int64_t doubts = acd_queue_doubts(engine, id);
    if (doubts <= 0 || acd_queue_get(engine, id, &info) != ACD_OK || is_told(file, info.name)) continue;
    for (int64_t doubt = 1; doubt < 63; doubt++) {
      if (!(doubts >> doubt & 1)) continue;
      file->doubts++;
      if (list)
        json_array_append_new(list, json_pack("{ss ss ss}", "queue", info.name, "doubt", acd_doubt_str(doubt), "text",
                                              doubt_text(doubt)));
      else
        fprintf(stderr, "%s: warning: /queues/%s: %s\n", file->path, info.name, doubt_text(doubt));
    }
  }
}

static const char *plural(size_t count)
{
  return count == 1 ? "" : "s";
}

/* With a change, an object is that of neither file. */
static acd_json_place place_of(const looked *file, int32_t object)
{
  acd_json_place place = {.size = sizeof place};
  if (object >= 0 && !file->merged) (void)acd_json_place_get(file->json, object, &place);
  return place;
}

static void print_findings(const looked *file)
{
  acd_finding finding = {.size = sizeof finding};
  for (size_t i = 0; acd_check_finding_at(file->check, i, &finding) == ACD_OK; i++) {
    acd_json_place place = place_of(file, finding.object);
    printf("%s:", file->path);
    if (place.line) printf("%lld:%lld:", (long long)place.line, (long long)place.column);
    printf(" %s: %s%s%s (%s)%s%s\n", acd_severity_str(finding.severity), finding.path, finding.path[0] ? ": " : "",
           finding.text, acd_finding_kind_str(finding.kind), finding.advice[0] ? "; " : "", finding.advice);
  }
}

static void print_ways(const looked *file)
{
  acd_way way = {.size = sizeof way};
  for (size_t i = 0; acd_check_way_at(file->check, i, &way) == ACD_OK; i++)
    printf("%s: flow \"%s\" / node \"%s\": %lld to %lld key presses, %lld to %lld prompts\n", file->path, way.flow,
           way.node, (long long)way.keys_min, (long long)way.keys_max, (long long)way.prompts_min,
           (long long)way.prompts_max);
}

static void print_text(const looked *file, const settings *wanted)
{
  size_t errors = acd_check_findings_count(file->check, ACD_SEVERITY_ERROR);
  size_t warnings = acd_check_findings_count(file->check, ACD_SEVERITY_WARNING) + file->doubts;
  size_t advice = acd_check_findings_count(file->check, ACD_SEVERITY_ADVICE);
  print_findings(file);
  if (wanted->ways) print_ways(file);
  printf("%s: %s, %zu queue%s, %zu agent%s", file->path, errors ? "loads, but calls will fail" : "good", file->queues,
         plural(file->queues), file->agents, plural(file->agents));
  if (errors) printf(", %zu error%s", errors, plural(errors));
  if (warnings) printf(", %zu warning%s", warnings, plural(warnings));
  if (advice) printf(", %zu advice", advice);
  printf("\n");
}

static json_t *finding_object(const looked *file, const acd_finding *finding)
{
  acd_json_place place = place_of(file, finding->object);
  return json_pack("{ss ss sI sI ss ss ss ss ss ss}", "severity", acd_severity_str(finding->severity), "kind",
                   acd_finding_kind_str(finding->kind), "line", (json_int_t)place.line, "column",
                   (json_int_t)place.column, "flow", finding->flow, "node", finding->node, "other", finding->other,
                   "path", finding->path, "text", finding->text, "advice", finding->advice);
}

static json_t *file_object(const looked *file, json_t *doubts)
{
  json_t *findings = json_array(), *ways = json_array();
  acd_finding finding = {.size = sizeof finding};
  acd_way way = {.size = sizeof way};
  for (size_t i = 0; acd_check_finding_at(file->check, i, &finding) == ACD_OK; i++)
    json_array_append_new(findings, finding_object(file, &finding));
  for (size_t i = 0; acd_check_way_at(file->check, i, &way) == ACD_OK; i++)
    json_array_append_new(ways, json_pack("{ss ss sI sI sI sI}", "flow", way.flow, "node", way.node, "keys_min",
                                          (json_int_t)way.keys_min, "keys_max", (json_int_t)way.keys_max, "prompts_min",
                                          (json_int_t)way.prompts_min, "prompts_max", (json_int_t)way.prompts_max));
  return json_pack("{ss sI sI so so so}", "file", file->path, "queues", (json_int_t)file->queues, "agents",
                   (json_int_t)file->agents, "findings", findings, "doubts", doubts, "ways", ways);
}

/* Prints what was found, or adds it to the list; an exit code. */
static int tell(looked *file, const acd_engine *engine, const settings *wanted, json_t *files)
{
  json_t *doubts = files ? json_array() : NULL;
  tell_doubts(file, engine, doubts);
  if (files)
    json_array_append_new(files, file_object(file, doubts));
  else
    print_text(file, wanted);
  size_t bad = acd_check_findings_count(file->check, ACD_SEVERITY_ERROR);
  if (wanted->strict) bad += acd_check_findings_count(file->check, ACD_SEVERITY_WARNING) + file->doubts;
  return bad ? EXIT_REFUSED : EXIT_OK;
}

static int check_flows(looked *file, const acd_engine *engine, int changed)
{
  int status = changed ? acd_definition_running(engine, NULL, &file->merged) : ACD_OK;
  const acd_definition *definition = changed ? file->merged : acd_json_definition(file->json);
  if (status == ACD_OK) status = acd_check_new(definition, NULL, &file->check);
  if (status == ACD_OK) return EXIT_OK;
  complain("out of memory");
  return EXIT_INTERNAL;
}

static int check_file(const char *path, const settings *wanted, json_t *files)
{
  acd_engine *engine = NULL;
  looked file = {.path = path};
  if (acd_engine_new(NULL, &engine) != ACD_OK) {
    complain("out of memory");
    return EXIT_INTERNAL;
  }
  int code = definition_load_kept(path, wanted->zoneinfo, engine, &file.json);
  if (code == EXIT_OK && wanted->change) code = definition_change(wanted->change, wanted->zoneinfo, engine);
  for (acd_id id = acd_agent_next(engine, 0); id; id = acd_agent_next(engine, id)) file.agents++;
  for (acd_id id = acd_queue_next(engine, 0); id; id = acd_queue_next(engine, id)) file.queues++;
  if (code == EXIT_OK) code = check_flows(&file, engine, wanted->change != NULL);
  if (code == EXIT_OK) code = tell(&file, engine, wanted, files);
  acd_engine_free(engine);
  acd_check_free(file.check);
  acd_definition_free(file.merged);
  acd_json_free(file.json);
  return code;
}

int command_check(int argc, char **argv)
{
  static const option options[] = {{"help", NULL, offsetof(settings, help), option_flag},
                                   {"json", NULL, offsetof(settings, json), option_flag},
                                   {"strict", NULL, offsetof(settings, strict), option_flag},
                                   {"ways", NULL, offsetof(settings, ways), option_flag},
                                   {"change", "a file name", offsetof(settings, change), option_text},
                                   {"zoneinfo", "a folder", offsetof(settings, zoneinfo), option_text}};
  operands files;
  settings wanted = {0, 0, 0, 0, NULL, NULL};
  int worst = EXIT_OK;
  int code = options_parse(argc, argv, options, sizeof options / sizeof *options, &wanted, &files);
  if (code != EXIT_OK) return code;
  if (wanted.help) {
    help_print("check");
    return EXIT_OK;
  }
  if (!files.count) {
    complain("check: expected the name of a definition (acd help check)");
    return EXIT_USAGE;
  }
  json_t *list = wanted.json ? json_array() : NULL;
  for (size_t i = 0; i < files.count; i++) {
    code = check_file(files.items[i], &wanted, list);
    if (code > worst) worst = code;
  }
  if (list) {
    json_dumpf(list, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    printf("\n");
    json_decref(list);
  }
  return worst;
}
