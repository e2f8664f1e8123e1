/* SPDX-License-Identifier: Apache-2.0 */
#include "job.h"

#include <inttypes.h>
#include <string.h>

#include <acd/metrics.h>

#include "agents.h"
#include "definition.h"

/* 2024-01-01, a Monday: the day of time 0 where nothing gives a date. */
#define DEFAULT_DATE "2024-01-01"

#define AGENTS_MAX   INT64_C(1000000000)

static int take_seed(void *setting, const char *value)
{
  return parse_int(value, 0, INT64_C(1) << 53, setting);
}

static int take_agents(void *setting, const char *value)
{
  return parse_int(value, 0, AGENTS_MAX, setting);
}

static int take_steps(void *setting, const char *value)
{
  return parse_int(value, 1, INT64_C(1) << 53, setting);
}

static int take_date(void *setting, const char *value)
{
  return parse_date(value, setting);
}

static int take_format(void *setting, const char *value)
{
  static const char *const formats[] = {"auto", "csv", "technion", "pairs"};
  for (int i = 0; i < 4; i++) {
    if (strcmp(value, formats[i]) != 0) continue;
    *(int *)setting = i;
    return 1;
  }
  return 0;
}

static int take_metrics(void *setting, const char *value)
{
  *(int *)setting = strcmp(value, "openmetrics") == 0  ? ACD_METRICS_OPENMETRICS
                    : strcmp(value, "prometheus") == 0 ? ACD_METRICS_PROMETHEUS
                                                       : 0;
  return *(int *)setting != 0;
}

/* Percent with at most four decimals, as parts per million. */
static int take_percent(void *setting, const char *value)
{
  int64_t us;
  if (!parse_seconds(value, &us) || us > 100 * ACD_SECOND || us % 100) return 0;
  *(int64_t *)setting = us / 100;
  return 1;
}

const option job_options[] = {
    {"json", NULL, offsetof(job, json), option_flag},
    {"csv", NULL, offsetof(job, csv), option_flag},
    {"service-level", LEVELS_EXPECTED, offsetof(job, levels), levels_take},
    {"metrics", "openmetrics or prometheus", offsetof(job, metrics), take_metrics},
    {"check", NULL, offsetof(job, check), option_flag},
    {"digest", NULL, offsetof(job, digest), option_flag},
    {"quiet", NULL, offsetof(job, quiet), option_flag},
    {"help", NULL, offsetof(job, help), option_flag},
    {"skip-bad", NULL, offsetof(job, calls_options.skip_bad), option_flag},
    {"seed", "a whole number from 0 to 2^53", offsetof(job, calls_options.seed), take_seed},
    {"format", "auto, csv, technion or pairs", offsetof(job, calls_options.format), take_format},
    {"entry", "a number, queue:NAME or flow:NAME", offsetof(job, calls_options.entry), option_text},
    {"zone", TOOL_ZONE_EXPECTED, offsetof(job, zone_text), option_text},
    {"zoneinfo", "a folder", offsetof(job, zoneinfo), option_text},
    {"date", "a date such as 2024-01-31", offsetof(job, calls_options.date_us), take_date},
    {"patience", "seconds", offsetof(job, calls_options.patience_us), option_seconds},
    {"staffing", "a file name", offsetof(job, staffing_path), option_text},
    {"outcomes", "a file name", offsetof(job, outcomes_path), option_text},
    {"html", "a file name", offsetof(job, html_path), option_text},
    {"records", "a file name", offsetof(job, exports.records_path), option_text},
    {"events", "a file name", offsetof(job, exports.events_path), option_text},
    {"queue-log", "a file name", offsetof(job, exports.queue_log_path), option_text},
    {"agents", "a whole number", offsetof(job, agents_max), take_agents},
    {"flow-steps", "a whole number from 1 on", offsetof(job, flow_steps), take_steps},
    {"talk", "seconds", offsetof(job, talk_us), option_seconds},
    {"ring", "seconds", offsetof(job, ring_us), option_seconds},
    {"prompt", "seconds", offsetof(job, prompt_us), option_seconds},
    {"voicemail", "seconds", offsetof(job, voicemail_us), option_seconds},
    {"missed", "a percentage from 0 to 100", offsetof(job, missed_ppm), take_percent},
};
const size_t job_options_count = sizeof(job_options) / sizeof(job_options[0]);

void job_init(job *of)
{
  memset(of, 0, sizeof(*of));
  of->agents_max = AGENTS_MAX;
  of->flow_steps = 1000;
  of->talk_us = 180 * ACD_SECOND;
  of->calls_options.patience_us = -1;
  of->calls_options.seed = 1;
  parse_date(DEFAULT_DATE, &of->calls_options.date_us);
}

/* The source of the simulation: a call, and with it the shifts of its day. */
static int next_call(void *user, acd_sim_caller *caller_out)
{
  job *of = user;
  calls_figures figures;
  int got = calls_next(of->calls, caller_out);
  if (got < 0) return got; /* calls_failure() says why */
  if (got > 0 && of->staffing) {
    int status = staffing_until(of->staffing, of->sim, caller_out->arrives_at_us);
    if (status != ACD_OK) return status;
  }
  calls_figures_get(of->calls, &figures);
  progress_step(&of->progress, calls_progress(of->calls), figures.rows);
  return got;
}

static int on_outcome(void *user, const acd_sim_outcome *outcome)
{
  job *of = user;
  if (outcome->status < 0 && !calls_refused(of->calls, outcome->ref, outcome->status)) return outcome->status;
  if (of->told) of->told(of->told_user, outcome);
  if (of->exports.failed || (of->outcomes && outcomes_add(of->outcomes, acd_sim_engine(of->sim), outcome))) {
    of->failure = EXIT_FILE;
    return ACD_ERR_IO;
  }
  return 0;
}

static void on_log(void *user, int level, const char *text)
{
  (void)user;
  if (level >= ACD_LOG_WARNING) complain("engine: %s", text);
}

int job_status_code(int status)
{
  if (status >= 0) return EXIT_OK;
  complain("%s", acd_status_text(status));
  return EXIT_INTERNAL;
}

static int make_sim(job *of)
{
  acd_options *engine_options = NULL;
  int status = acd_options_new(NULL, &engine_options);
  if (status == ACD_OK) status = acd_options_set(engine_options, ACD_OPTION_SEED, of->calls_options.seed);
  if (status == ACD_OK) status = acd_options_set_log(engine_options, on_log, NULL);
  if (status == ACD_OK) status = acd_options_set_explain(engine_options, of->explain, of->explain_user);
  if (status == ACD_OK) status = acd_sim_new(engine_options, NULL, &of->sim);
  acd_options_free(engine_options);
  if (status != ACD_OK) return status;
  acd_sim_set(of->sim, ACD_SIM_OPTION_SEED, of->calls_options.seed);
  acd_sim_set(of->sim, ACD_SIM_OPTION_TALK_US, of->talk_us);
  acd_sim_set(of->sim, ACD_SIM_OPTION_FLOW_STEPS, of->flow_steps);
  acd_sim_set(of->sim, ACD_SIM_OPTION_CHECK, of->check ? 2 : 0);
  acd_sim_set_delay(of->sim, ACD_ACTION_RING, of->ring_us);
  acd_sim_set_delay(of->sim, ACD_ACTION_PLAY, of->prompt_us);
  acd_sim_set_delay(of->sim, ACD_ACTION_COLLECT, of->prompt_us);
  acd_sim_set_delay(of->sim, ACD_ACTION_VOICEMAIL, of->voicemail_us);
  if (of->missed_ppm) acd_sim_set_fault(of->sim, ACD_ACTION_RING, ACD_SIM_FAULT_SILENT, of->missed_ppm);
  acd_sim_set_outcome(of->sim, on_outcome, of);
  return acd_sim_add_source(of->sim, next_call, of);
}

static int open_outputs(job *of, const char *definition)
{
  const char *const inputs[] = {definition, of->calls_options.path, of->staffing_path};
  output_others others = {inputs, sizeof(inputs) / sizeof(inputs[0]), NULL, 0};
  int code = of->outcomes_path ? output_open("--outcomes", of->outcomes_path, &others, &of->outcomes) : EXIT_OK;
  if (code == EXIT_OK && of->outcomes) code = outcomes_begin(of->outcomes);
  if (code != EXIT_OK) return code;
  const output *outputs[] = {of->outcomes, NULL};
  others.outputs = outputs;
  others.outputs_count = 2;
  code = of->html_path ? output_open("--html", of->html_path, &others, &of->html) : EXIT_OK;
  if (code != EXIT_OK) return code;
  outputs[1] = of->html;
  return exports_open(&of->exports, &others);
}

int job_prepare(job *of, const char *definition)
{
  acd_engine *engine;
  int code = tool_zone_option(&of->zone, "--zone", of->zone_text, of->zoneinfo, 0), status;
  of->calls_options.zone = &of->zone;
  if (code == EXIT_OK) code = job_status_code(make_sim(of));
  if (code != EXIT_OK) return code;
  engine = acd_sim_engine(of->sim);
  code = definition_load_kept(definition, of->zoneinfo, engine, &of->definition);
  if (code == EXIT_OK) code = calls_open(&of->calls_options, engine, &of->calls);
  if (code == EXIT_OK && of->staffing_path)
    code = staffing_open(of->staffing_path, engine, &of->zone, of->agents_max, &of->staffing);
  if (code == EXIT_OK) code = open_outputs(of, definition);
  if (code != EXIT_OK) return code;
  status = acd_engine_wall_set(engine, 0, calls_midnight(of->calls));
  if (status == ACD_OK) status = agents_begin(of->sim, of->staffing, of->agents_max, calls_first(of->calls));
  if (status == ACD_OK && of->staffing) status = staffing_begin(of->staffing, of->sim, calls_midnight(of->calls));
  return job_status_code(status);
}

/* What the simulation ended with, and at which row. */
static int failed(const job *of, int status)
{
  acd_sim_stats stats = {.size = sizeof(stats)};
  acd_time now_us = acd_engine_now(acd_sim_engine(of->sim));
  const char *text = acd_status_text(status);
  if (acd_sim_stats_get(of->sim, &stats) != ACD_OK) stats.failed_ref = -1;
  if (status == ACD_ERR_INVARIANT) text = "a law of the engine is broken";
  if (stats.failed_ref > 0)
    complain_at(of->calls_options.path, (size_t)stats.failed_ref, 0,
                "with this call, at engine time %" PRId64 " us: %s", now_us, text);
  else
    complain("at engine time %" PRId64 " us: %s", now_us, text);
  return EXIT_INTERNAL;
}

int job_run(job *of, acd_time until_us)
{
  int status;
  progress_begin(&of->progress, of->quiet);
  status = acd_sim_run(of->sim, until_us);
  progress_end(&of->progress);
  if (of->failure) return of->failure;
  if (calls_failure(of->calls) != EXIT_OK) return calls_failure(of->calls);
  return status < 0 ? failed(of, status) : EXIT_OK;
}

int job_close(job *of, int code)
{
  int written = output_close(of->outcomes, code == EXIT_OK);
  int drawn = output_close(of->html, code == EXIT_OK && written == EXIT_OK);
  int exported = exports_close(&of->exports, code == EXIT_OK && written == EXIT_OK && drawn == EXIT_OK);
  staffing_close(of->staffing);
  calls_close(of->calls);
  acd_sim_free(of->sim);
  tool_zone_free(&of->zone);
  acd_json_free(of->definition);
  if (code == EXIT_OK) code = written;
  if (code == EXIT_OK) code = drawn;
  return code == EXIT_OK ? exported : code;
}
