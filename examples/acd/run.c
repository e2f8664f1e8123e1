/* SPDX-License-Identifier: Apache-2.0 */
/* `acd run`: a file of calls through a definition in virtual time, and the report. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <acd/metrics.h>

#include "commands.h"
#include "job.h"
#include "page.h"
#include "report.h"

/* Who is told of each event. */
typedef struct audience {
  flow_counts *flows;
  acd_history **history;
  acd_metrics *metrics; /* NULL: none are asked for */
  exports *exports;
  material *material; /* NULL: no page is asked for */
} audience;

static void hear(void *user, const acd_event *event)
{
  audience *of = user;
  flow_counts_event(of->flows, event);
  acd_history_event(*of->history, event);
  acd_metrics_event(of->metrics, event);
  exports_event(of->exports, event);
  if (of->material) material_event(of->material, event);
}

static int print_metrics(const acd_metrics *metrics, const acd_engine *engine, int format)
{
  size_t size = 0;
  (void)acd_metrics_print(metrics, engine, format, NULL, 0, &size);
  char *text = grow(NULL, size + 1);
  (void)acd_metrics_print(metrics, engine, format, text, size + 1, &size);
  int failed = fwrite(text, 1, size, stdout) != size;
  free(text);
  return failed;
}

static int print_report(const job *of, const report *filled, const acd_metrics *metrics)
{
  if (of->metrics) return print_metrics(metrics, filled->of, of->metrics);
  if (of->json) return report_json(filled, stdout);
  return of->csv ? report_csv(filled, stdout) : report_table(filled, stdout);
}

static int write_page(job *of, const report *filled, material *drawn_from)
{
  int code = job_status_code(material_end(drawn_from, filled->until_us));
  if (code != EXIT_OK) return code;
  json_t *figures = report_object(filled);
  page_source source = {filled, figures, drawn_from};
  code = page_write(&source, of->html->file) ? output_fail(of->html) : EXIT_OK;
  json_decref(figures);
  return code == EXIT_OK && output_flush(of->html) ? EXIT_FILE : code;
}

/* Gathers the figures, draws and prints them. */
static int report_on(job *of, const char *definition, report *filled, const audience *told)
{
  int code;
  filled->definition = definition;
  filled->definition_read = acd_json_definition(of->definition);
  filled->of = acd_sim_engine(of->sim);
  filled->calls_path = of->calls_options.path;
  filled->midnight_us = calls_midnight(of->calls);
  filled->zone = &of->zone;
  filled->seed = of->calls_options.seed;
  filled->with_digest = of->digest;
  calls_figures_get(of->calls, &filled->rows);
  code = job_status_code(report_gather(filled, of->sim));
  if (code == EXIT_OK && of->html) code = write_page(of, filled, told->material);
  if (code == EXIT_OK && (print_report(of, filled, told->metrics) || fflush(stdout))) {
    complain("the report cannot be written: %s", strerror(errno));
    code = EXIT_FILE;
  }
  return code;
}

static int run_and_report(job *of, const char *definition)
{
  report filled;
  int code;
  memset(&filled, 0, sizeof(filled));
  material drawn_from;
  audience told = {&filled.flows, &filled.history, NULL, &of->exports, NULL};
  memset(&drawn_from, 0, sizeof(drawn_from));
  code = job_status_code(report_begin(&filled, &of->levels));
  if (code == EXIT_OK && of->metrics) code = job_status_code(acd_metrics_new(NULL, &told.metrics));
  if (code == EXIT_OK && of->html) {
    const acd_definition *read = acd_json_definition(of->definition);
    code = job_status_code(material_begin(&drawn_from, read, &of->zone));
    told.material = &drawn_from;
  }
  if (code == EXIT_OK) code = job_status_code(acd_sim_set_events(of->sim, hear, &told));
  if (code == EXIT_OK) code = job_run(of, ACD_TIME_NEVER);
  if (code == EXIT_OK && output_flush(of->outcomes)) code = EXIT_FILE;
  if (code == EXIT_OK) code = exports_finish(&of->exports);
  if (code == EXIT_OK) code = report_on(of, definition, &filled, &told);
  acd_metrics_free(told.metrics);
  material_free(&drawn_from);
  report_free(&filled);
  return code;
}

int command_run(int argc, char **argv)
{
  job of;
  operands files;
  int code;
  job_init(&of);
  code = options_parse(argc, argv, job_options, job_options_count, &of, &files);
  if (code != EXIT_OK) return code;
  if (of.help) {
    help_print("run");
    return EXIT_OK;
  }
  if (of.json + of.csv + (of.metrics != 0) > 1) {
    complain("run: expected one of --json, --csv and --metrics, found both");
    return EXIT_USAGE;
  }
  if (of.metrics && of.levels.count && !of.html_path) {
    complain(
        "run: found --service-level besides --metrics, which tells none, expected the table, --json, --csv or --html");
    return EXIT_USAGE;
  }
  if (files.count != 2) {
    complain("run: expected a definition and a file of calls, found %zu file name%s (acd help run)", files.count,
             files.count == 1 ? "" : "s");
    return EXIT_USAGE;
  }
  of.calls_options.path = files.items[1];
  of.calls_options.definition = files.items[0];
  code = job_prepare(&of, files.items[0]);
  if (code == EXIT_OK) code = run_and_report(&of, files.items[0]);
  return job_close(&of, code);
}
