/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <string.h>

#include "report.h"

#define NAME_WIDTH       20
#define AGENTS_SHOWN_MAX 60

/* 12345 as "12,345". */
static const char *count_text(int64_t value, char text[32])
{
  char digits[24];
  int size = snprintf(digits, sizeof(digits), "%" PRId64, value), at = 0;
  for (int i = 0; i < size; i++) {
    if (i > 0 && (size - i) % 3 == 0 && digits[i - 1] != '-') text[at++] = ',';
    text[at++] = digits[i];
  }
  text[at] = '\0';
  return text;
}

/* "4:05", or "1:04:05" from an hour on; rounded to the second. */
static const char *span_text(int64_t us, char text[32])
{
  int64_t s = (us + 500000) / 1000000;
  if (s < 3600)
    snprintf(text, 32, "%" PRId64 ":%02d", s / 60, (int)(s % 60));
  else
    snprintf(text, 32, "%" PRId64 ":%02d:%02d", s / 3600, (int)(s / 60 % 60), (int)(s % 60));
  return text;
}

/* Parts per million as percent with one decimal. */
static const char *percent_text(int64_t ppm, char text[32])
{
  int64_t tenths = (ppm + 500) / 1000;
  snprintf(text, 32, "%" PRId64 ".%d", tenths / 10, (int)(tenths % 10));
  return text;
}

static void print_count(FILE *file, int width, int64_t value)
{
  char text[32];
  fprintf(file, "%*s", width, count_text(value, text));
}

static void print_span(FILE *file, int width, int64_t us)
{
  char text[32];
  fprintf(file, "%*s", width, span_text(us, text));
}

static void print_percent(FILE *file, int width, int64_t ppm)
{
  char text[32];
  fprintf(file, "%*s", width, percent_text(ppm, text));
}

static int64_t average(int64_t sum, int64_t count)
{
  return count ? (sum + count / 2) / count : 0;
}

/* The name in NAME_WIDTH columns, cut with "~"; columns are counted by characters, not bytes. */
static void print_name(FILE *file, const char *name)
{
  int columns = 0;
  size_t size = 0, cut = 0;
  for (; name[size]; size++) {
    if (((unsigned char)name[size] & 0xc0) == 0x80) continue;
    if (columns == NAME_WIDTH - 1) cut = size;
    columns++;
  }
  if (columns <= NAME_WIDTH)
    fprintf(file, "%s%*s", name, NAME_WIDTH - columns, "");
  else
    fprintf(file, "%.*s~", (int)cut, name);
}

static int64_t came_in(const acd_kpi_queue *kpi)
{
  return kpi->transferred_in + kpi->overflowed_in;
}

static int64_t left_otherwise(const acd_kpi_queue *kpi)
{
  return kpi->overflowed + kpi->timed_out + kpi->left_by_key + kpi->rejected + kpi->disconnected;
}

static void print_waiting_row(FILE *file, const report_queue *row)
{
  const acd_kpi_queue *kpi = &row->kpi;
  print_name(file, row->name ? row->name : "total");
  print_count(file, 9, kpi->offered);
  print_count(file, 6, came_in(kpi));
  print_count(file, 9, kpi->answered);
  print_percent(file, 7, acd_kpi_service_level_ppm(kpi));
  print_span(file, 9, acd_kpi_asa_us(kpi));
  print_span(file, 9, kpi->wait_us_max);
  print_count(file, 8, kpi->abandoned);
  print_count(file, 6, kpi->abandoned_short);
  print_percent(file, 6, acd_kpi_abandonment_ppm(kpi));
  print_count(file, 6, left_otherwise(kpi));
  print_count(file, 5, kpi->waiting);
  fputc('\n', file);
}

static void print_handling_row(FILE *file, const report_queue *row)
{
  const acd_kpi_queue *kpi = &row->kpi;
  print_name(file, row->name ? row->name : "total");
  print_count(file, 9, kpi->handled);
  print_span(file, 9, acd_kpi_aht_us(kpi));
  print_span(file, 9, average(kpi->talk_us, kpi->handled));
  print_span(file, 8, average(kpi->hold_us, kpi->handled));
  print_span(file, 9, average(kpi->wrapup_us, kpi->handled));
  print_count(file, 11, kpi->transfers);
  print_count(file, 9, kpi->offers);
  print_count(file, 8, kpi->no_answers);
  print_count(file, 8, kpi->refusals);
  fputc('\n', file);
}

static void print_agent_row(FILE *file, const report_agent *row)
{
  const acd_kpi_agent *kpi = &row->kpi;
  print_name(file, row->name ? row->name : "total");
  print_span(file, 11, kpi->login_us);
  print_percent(file, 8, acd_kpi_occupancy_ppm(kpi));
  print_count(file, 8, kpi->answered);
  print_span(file, 8, average(kpi->talk_us + kpi->hold_us + kpi->wrapup_us, kpi->handled));
  print_span(file, 8, average(kpi->talk_us, kpi->handled));
  print_span(file, 7, average(kpi->hold_us, kpi->handled));
  print_span(file, 8, average(kpi->wrapup_us, kpi->handled));
  print_count(file, 8, kpi->offers);
  print_count(file, 7, kpi->no_answers);
  print_count(file, 7, kpi->refusals);
  fputc('\n', file);
}

/* Where calls went that were neither answered nor abandoned. */
static void print_left(FILE *file, const report_queue *row)
{
  static const char *const texts[] = {"to the overflow queue", "timed out", "left by key", "queue full",
                                      "disconnected"};
  const int64_t counts[] = {row->kpi.overflowed, row->kpi.timed_out, row->kpi.left_by_key, row->kpi.rejected,
                            row->kpi.disconnected};
  const char *before = "";
  char text[32];
  if (!left_otherwise(&row->kpi)) return;
  fprintf(file, "  %s: ", row->name);
  for (size_t i = 0; i < 5; i++) {
    if (!counts[i]) continue;
    fprintf(file, "%s%s %s", before, texts[i], count_text(counts[i], text));
    before = ", ";
  }
  fputc('\n', file);
}

static void print_queues(const report *filled, FILE *file)
{
  int others = left_otherwise(&filled->queues[filled->queues_count].kpi) > 0;
  size_t rows = filled->queues_count == 1 ? 1 : filled->queues_count + 1; /* the total of one is that one */
  fprintf(file, "%-20s%9s%6s%9s%7s%9s%9s%8s%6s%6s%6s%5s\n", "WAITING", "offered", "in", "answered", "SL %", "ASA",
          "longest", "aband.", "short", "%", "other", "now");
  for (size_t i = 0; i < rows; i++) print_waiting_row(file, &filled->queues[i]);
  if (others) fputs("other:\n", file);
  for (size_t i = 0; i < filled->queues_count; i++) print_left(file, &filled->queues[i]);
  fprintf(file, "\n%-20s%9s%9s%9s%8s%9s%11s%9s%8s%8s\n", "HANDLING", "handled", "AHT", "talk", "hold", "wrap-up",
          "transfers", "offers", "missed", "refused");
  for (size_t i = 0; i < rows; i++) print_handling_row(file, &filled->queues[i]);
}

static void print_agents(const report *filled, FILE *file)
{
  size_t shown = 0, hidden = 0;
  fprintf(file, "\n%-20s%11s%8s%8s%8s%8s%7s%8s%8s%7s%7s\n", "AGENTS", "logged in", "occ. %", "calls", "AHT", "talk",
          "hold", "wrap-up", "offers", "missed", "refus.");
  for (size_t i = 0; i < filled->agents_count; i++) {
    if (!filled->agents[i].kpi.login_us) continue; /* was never there */
    if (shown < AGENTS_SHOWN_MAX) {
      print_agent_row(file, &filled->agents[i]);
      shown++;
    } else {
      hidden++;
    }
  }
  if (hidden) fprintf(file, "... and %zu more (--json and --csv list all)\n", hidden);
  print_agent_row(file, &filled->agents[filled->agents_count]);
}

static void print_calls(const report *filled, FILE *file)
{
  const acd_kpi_calls *calls = &filled->calls;
  char text[32];
  fprintf(file, "\n%-20s%9s%9s\n", "CALLS ENDED", "calls", "%");
  for (int64_t i = 0; i < 16; i++) {
    if (!calls->ends[i]) continue;
    fprintf(file, "%-20s", acd_end_str(i));
    print_count(file, 9, calls->ends[i]);
    print_percent(file, 9, average(calls->ends[i] * 1000000, calls->arrived));
    fputc('\n', file);
  }
  if (calls->live) {
    fprintf(file, "%-20s", "not ended");
    print_count(file, 9, calls->live);
    print_percent(file, 9, average(calls->live * 1000000, calls->arrived));
    fputc('\n', file);
  }
  fprintf(file, "\nHOST  %s actions asked for, ", count_text(filled->engine.actions, text));
  fprintf(file, "%s not answered in time", calls->action_timeouts ? count_text(calls->action_timeouts, text) : "none");
  for (uint32_t kind = 0; kind < 32; kind++) {
    if (!calls->action_timeouts_by_kind[kind]) continue;
    fprintf(file, "; %s %s", acd_action_kind_str(kind), count_text(calls->action_timeouts_by_kind[kind], text));
  }
  fputc('\n', file);
}

static const char *file_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

int report_table(const report *filled, FILE *file)
{
  char from[64], until[64], text[32];
  report_moment(filled, 0, from);
  report_moment(filled, filled->until_us, until);
  fprintf(file, "%s, %s: %s calls, %.10s", file_name(filled->definition), file_name(filled->calls_path),
          count_text(filled->calls.arrived, text), from);
  if (strncmp(from, until, 10) == 0)
    fprintf(file, " until %s\n", until + 11);
  else
    fprintf(file, " until %.10s %s\n", until, until + 11);
  if (filled->rows.skipped) fprintf(file, "%s rows are no calls\n", count_text(filled->rows.skipped, text));
  if (filled->rows.bad) fprintf(file, "%s bad rows left out\n", count_text(filled->rows.bad, text));
  fputc('\n', file);
  print_queues(filled, file);
  print_agents(filled, file);
  print_calls(filled, file);
  if (filled->sim.checks) fprintf(file, "LAWS  kept after each of %s commands\n", count_text(filled->sim.checks, text));
  if (filled->with_digest) fprintf(file, "DIGEST  %016" PRIx64 "\n", (uint64_t)filled->digest);
  return ferror(file) ? -1 : 0;
}
