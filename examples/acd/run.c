/* SPDX-License-Identifier: Apache-2.0 */
/* `acd run`: a file of calls through a definition in virtual time, and the report. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "agents.h"
#include "calls.h"
#include "commands.h"
#include "definition.h"
#include "options.h"
#include "outcomes.h"
#include "progress.h"
#include "report.h"
#include "staffing.h"

/* 2024-01-01, a Monday: the day of time 0 where nothing gives a date. */
#define DEFAULT_DATE "2024-01-01"

#define AGENTS_MAX   INT64_C(1000000000)

typedef struct run {
  calls_options calls_options;
  int json, csv, check, digest, quiet, help;
  const char *staffing_path, *outcomes_path;
  int64_t agents_max, flow_steps, talk_us, ring_us, prompt_us, voicemail_us, missed_ppm;

  acd_sim *sim;
  calls_file *calls;
  staffing *staffing;
  outcomes_file *outcomes;
  progress progress;
  int failure; /* exit code of a failure inside a callback */
} run;

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

static int take_zone(void *setting, const char *value)
{
  return parse_zone(value, setting);
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

/* Percent with at most four decimals, as parts per million. */
static int take_percent(void *setting, const char *value)
{
  int64_t us;
  if (!parse_seconds(value, &us) || us > 100 * ACD_SECOND || us % 100) return 0;
  *(int64_t *)setting = us / 100;
  return 1;
}

static const option options[] = {
    {"json", NULL, offsetof(run, json), option_flag},
    {"csv", NULL, offsetof(run, csv), option_flag},
    {"check", NULL, offsetof(run, check), option_flag},
    {"digest", NULL, offsetof(run, digest), option_flag},
    {"quiet", NULL, offsetof(run, quiet), option_flag},
    {"help", NULL, offsetof(run, help), option_flag},
    {"skip-bad", NULL, offsetof(run, calls_options.skip_bad), option_flag},
    {"seed", "a whole number from 0 to 2^53", offsetof(run, calls_options.seed), take_seed},
    {"format", "auto, csv, technion or pairs", offsetof(run, calls_options.format), take_format},
    {"entry", "a number, queue:NAME or flow:NAME", offsetof(run, calls_options.entry), option_text},
    {"zone", "an offset from UTC such as +02:00", offsetof(run, calls_options.zone_us), take_zone},
    {"date", "a date such as 2024-01-31", offsetof(run, calls_options.date_us), take_date},
    {"patience", "seconds", offsetof(run, calls_options.patience_us), option_seconds},
    {"staffing", "a file name", offsetof(run, staffing_path), option_text},
    {"outcomes", "a file name", offsetof(run, outcomes_path), option_text},
    {"agents", "a whole number", offsetof(run, agents_max), take_agents},
    {"flow-steps", "a whole number from 1 on", offsetof(run, flow_steps), take_steps},
    {"talk", "seconds", offsetof(run, talk_us), option_seconds},
    {"ring", "seconds", offsetof(run, ring_us), option_seconds},
    {"prompt", "seconds", offsetof(run, prompt_us), option_seconds},
    {"voicemail", "seconds", offsetof(run, voicemail_us), option_seconds},
    {"missed", "a percentage from 0 to 100", offsetof(run, missed_ppm), take_percent},
};

/* The source of the simulation: a call, and with it the shifts of its day. */
static int next_call(void *user, acd_sim_caller *caller_out)
{
  run *job = user;
  calls_figures figures;
  int got = calls_next(job->calls, caller_out);
  if (got < 0) return got; /* calls_failure() says why */
  if (got > 0 && job->staffing) {
    int status = staffing_until(job->staffing, job->sim, caller_out->arrival_us);
    if (status != ACD_OK) return status;
  }
  calls_figures_get(job->calls, &figures);
  progress_step(&job->progress, calls_progress(job->calls), figures.rows);
  return got;
}

static int on_outcome(void *user, const acd_sim_outcome *outcome)
{
  run *job = user;
  if (outcome->status < 0 && !calls_refused(job->calls, outcome->ref, outcome->status)) return outcome->status;
  if (job->outcomes && outcomes_add(job->outcomes, acd_sim_engine(job->sim), outcome)) {
    job->failure = EXIT_FILE;
    return ACD_ERR_IO;
  }
  return 0;
}

static void on_log(void *user, int level, const char *text)
{
  (void)user;
  if (level >= ACD_LOG_WARNING) complain("engine: %s", text);
}

static int status_code(int status)
{
  if (status >= 0) return EXIT_OK;
  complain("%s", acd_status_text(status));
  return EXIT_INTERNAL;
}

static int make_sim(run *job)
{
  acd_options *engine_options = NULL;
  int status = acd_options_new(NULL, &engine_options);
  if (status == ACD_OK) status = acd_options_set(engine_options, ACD_OPTION_SEED, job->calls_options.seed);
  if (status == ACD_OK) status = acd_options_set_log(engine_options, on_log, NULL);
  if (status == ACD_OK) status = acd_sim_new(engine_options, NULL, &job->sim);
  acd_options_free(engine_options);
  if (status != ACD_OK) return status;
  acd_sim_set(job->sim, ACD_SIM_OPTION_SEED, job->calls_options.seed);
  acd_sim_set(job->sim, ACD_SIM_OPTION_TALK_US, job->talk_us);
  acd_sim_set(job->sim, ACD_SIM_OPTION_FLOW_STEPS, job->flow_steps);
  acd_sim_set(job->sim, ACD_SIM_OPTION_CHECK, job->check ? 2 : 0);
  acd_sim_set_delay(job->sim, ACD_ACTION_RING, job->ring_us);
  acd_sim_set_delay(job->sim, ACD_ACTION_PLAY, job->prompt_us);
  acd_sim_set_delay(job->sim, ACD_ACTION_COLLECT, job->prompt_us);
  acd_sim_set_delay(job->sim, ACD_ACTION_VOICEMAIL, job->voicemail_us);
  if (job->missed_ppm) acd_sim_set_fault(job->sim, ACD_ACTION_RING, ACD_SIM_FAULT_SILENT, job->missed_ppm);
  acd_sim_set_outcome(job->sim, on_outcome, job);
  return acd_sim_add_source(job->sim, next_call, job);
}

static int prepare(run *job, const char *definition)
{
  acd_engine *engine;
  int code = status_code(make_sim(job)), status;
  if (code != EXIT_OK) return code;
  engine = acd_sim_engine(job->sim);
  code = definition_load(definition, engine);
  if (code == EXIT_OK) code = calls_open(&job->calls_options, engine, &job->calls);
  if (code == EXIT_OK && job->staffing_path)
    code = staffing_open(job->staffing_path, engine, job->calls_options.zone_us, job->agents_max, &job->staffing);
  if (code == EXIT_OK && job->outcomes_path) {
    const char *const inputs[] = {definition, job->calls_options.path, job->staffing_path};
    code = outcomes_open(job->outcomes_path, inputs, 3, &job->outcomes);
  }
  if (code != EXIT_OK) return code;
  status = acd_engine_wall_set(engine, 0, calls_midnight(job->calls));
  if (status == ACD_OK) status = agents_begin(job->sim, job->staffing, job->agents_max, calls_first(job->calls));
  if (status == ACD_OK && job->staffing) status = staffing_begin(job->staffing, job->sim, calls_midnight(job->calls));
  return status_code(status);
}

static int print_report(const run *job, const report *filled)
{
  if (job->json) return report_json(filled, stdout);
  return job->csv ? report_csv(filled, stdout) : report_table(filled, stdout);
}

/* What the simulation ended with, and at which row. */
static int failed(const run *job, int status)
{
  acd_sim_stats stats = {.size = sizeof(stats)};
  acd_time now_us = acd_engine_now(acd_sim_engine(job->sim));
  const char *text = acd_status_text(status);
  if (acd_sim_stats_get(job->sim, &stats) != ACD_OK) stats.failed_ref = -1;
  if (status == ACD_ERR_INVARIANT) text = "a law of the engine is broken";
  if (stats.failed_ref > 0)
    complain_at(job->calls_options.path, (size_t)stats.failed_ref, 0,
                "with this call, at engine time %" PRId64 " us: %s", now_us, text);
  else
    complain("at engine time %" PRId64 " us: %s", now_us, text);
  return EXIT_INTERNAL;
}

static int run_and_report(run *job, const char *definition)
{
  report filled;
  int status, code;
  progress_begin(&job->progress, job->quiet);
  status = acd_sim_run(job->sim, ACD_TIME_NEVER);
  progress_end(&job->progress);
  if (job->failure) return job->failure;
  if (calls_failure(job->calls) != EXIT_OK) return calls_failure(job->calls);
  if (status < 0) return failed(job, status);
  if (job->outcomes && outcomes_flush(job->outcomes)) return EXIT_FILE;
  memset(&filled, 0, sizeof(filled));
  filled.definition = definition;
  filled.calls_path = job->calls_options.path;
  filled.midnight_us = calls_midnight(job->calls);
  filled.zone_us = job->calls_options.zone_us;
  filled.seed = job->calls_options.seed;
  filled.with_digest = job->digest;
  calls_figures_get(job->calls, &filled.rows);
  code = status_code(report_gather(&filled, job->sim));
  if (code == EXIT_OK && (print_report(job, &filled) || fflush(stdout))) {
    complain("the report cannot be written: %s", strerror(errno));
    code = EXIT_FILE;
  }
  report_free(&filled);
  return code;
}

int command_run(int argc, char **argv)
{
  run job = {.agents_max = AGENTS_MAX, .flow_steps = 1000, .talk_us = 180 * ACD_SECOND};
  operands files;
  int code, written;
  job.calls_options.patience_us = -1;
  job.calls_options.seed = 1;
  parse_date(DEFAULT_DATE, &job.calls_options.date_us);
  code = options_parse(argc, argv, options, sizeof(options) / sizeof(options[0]), &job, &files);
  if (code != EXIT_OK) return code;
  if (job.help) {
    help_print("run");
    return EXIT_OK;
  }
  if (job.json && job.csv) {
    complain("run: expected --json or --csv, found both");
    return EXIT_USAGE;
  }
  if (files.count != 2) {
    complain("run: expected a definition and a file of calls, found %zu file name%s (acd help run)", files.count,
             files.count == 1 ? "" : "s");
    return EXIT_USAGE;
  }
  job.calls_options.path = files.items[1];
  job.calls_options.definition = files.items[0];
  code = prepare(&job, files.items[0]);
  if (code == EXIT_OK) code = run_and_report(&job, files.items[0]);
  written = outcomes_close(job.outcomes, code == EXIT_OK);
  staffing_close(job.staffing);
  calls_close(job.calls);
  acd_sim_free(job.sim);
  return code == EXIT_OK ? written : code;
}
