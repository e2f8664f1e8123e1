/* SPDX-License-Identifier: Apache-2.0 */
/** @file A file of calls on its way through a definition in virtual time: what `acd run` and `acd explain` share. */
#ifndef TOOL_JOB_H
#define TOOL_JOB_H

#include <acd/json.h>

#include "calls.h"
#include "exports.h"
#include "levels.h"
#include "options.h"
#include "outcomes.h"
#include "progress.h"
#include "staffing.h"
#include "zone.h"

typedef struct job {
  calls_options calls_options;
  int metrics; /* ACD_METRICS_…, 0: none are asked for */
  int json, csv, check, digest, quiet, help;
  const char *zone_text; /* as it was given, NULL: not */
  tool_zone zone;
  const char *staffing_path, *outcomes_path, *html_path, *zoneinfo;
  exports exports; /* with the paths that were given */
  levels levels;   /* likewise asked for */
  int64_t agents_max, flow_steps, talk_us, ring_us, prompt_us, voicemail_us, missed_ppm;
  acd_explain_fn explain; /* the engine's hook, NULL: none */
  void *explain_user;
  void (*told)(void *user, const acd_sim_outcome *outcome); /* what became of each caller, NULL: nobody asks */
  void *told_user;

  acd_sim *sim;
  acd_json *definition; /* as it was read */
  calls_file *calls;
  staffing *staffing;
  output *outcomes, *html;
  progress progress;
  int failure; /* exit code of a failure inside a callback */
} job;

/* What options set in a job, which has its defaults from job_init(). */
extern const option job_options[];
extern const size_t job_options_count;
void job_init(job *of);

/* Loads the definition, opens the files, says who comes to work: ready to run. An exit code. */
int job_prepare(job *of, const char *definition);
/* Runs up to a time, ACD_TIME_NEVER: to the end. An exit code. */
int job_run(job *of, acd_time until_us);
/* Frees it; `code` is how it went so far. An exit code. */
int job_close(job *of, int code);
/* EXIT_OK, or EXIT_INTERNAL after a complaint about a status. */
int job_status_code(int status);

#endif
