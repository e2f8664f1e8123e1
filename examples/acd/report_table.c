/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "grid.h"
#include "numbers.h"
#include "report.h"

#define NAME_WIDTH       20
#define AGENTS_SHOWN_MAX 60

static void add_count(grid *table, int64_t value)
{
  char text[32];
  grid_add(table, count_text(value, text));
}

static void add_span(grid *table, int is_known, int64_t us)
{
  char text[32];
  grid_add(table, is_known ? span_text(us, text) : NO_FIGURE);
}

static void add_percent(grid *table, int is_known, int64_t ppm)
{
  char text[32];
  grid_add(table, is_known ? percent_text(ppm, text) : NO_FIGURE);
}

static void add_ratio(grid *table, const acd_kpi_queue *kpi, int ratio)
{
  int64_t value;
  int is_known = report_ratio_of(kpi, ratio, &value);
  if (ratio == RATIO_SERVICE_LEVEL || ratio == RATIO_ABANDONMENT)
    add_percent(table, is_known, value);
  else
    add_span(table, is_known, value);
}

static int64_t average(int64_t sum, int64_t count)
{
  return count ? (sum + count / 2) / count : 0;
}

/* The name in NAME_WIDTH columns, cut with "~"; columns are counted by characters, not bytes. */
static void add_name(grid *table, const char *name)
{
  int columns = 0;
  size_t size = 0, cut = 0;
  char *text;
  if (!name) name = "total";
  for (; name[size]; size++) {
    if (((unsigned char)name[size] & 0xc0) == 0x80) continue;
    if (columns == NAME_WIDTH - 1) cut = size;
    columns++;
  }
  text = strcpy(grow(NULL, size + 2), name);
  if (columns > NAME_WIDTH) strcpy(text + cut, "~");
  grid_add(table, text);
  free(text);
}

static int64_t came_in(const acd_kpi_queue *kpi)
{
  return kpi->transferred_in + kpi->overflowed_in + kpi->moved_in + kpi->also_in + kpi->callbacks_in;
}

static int64_t left_otherwise(const acd_kpi_queue *kpi)
{
  return kpi->overflowed + kpi->timed_out + kpi->left_by_key + kpi->rejected + kpi->disconnected + kpi->moved +
         kpi->no_agents + kpi->cleared + kpi->diverted + kpi->also_out + kpi->callbacks_taken +
         kpi->callbacks_answered + kpi->callbacks_out;
}

static void add_waiting_row(grid *table, const report_queue *row)
{
  const acd_kpi_queue *kpi = &row->kpi;
  add_name(table, row->name);
  add_count(table, kpi->offered);
  add_count(table, came_in(kpi));
  add_count(table, kpi->answered);
  add_ratio(table, kpi, RATIO_SERVICE_LEVEL);
  add_ratio(table, kpi, RATIO_ASA);
  add_span(table, 1, row->longest_us);
  add_count(table, kpi->abandoned);
  add_count(table, kpi->abandoned_short);
  add_ratio(table, kpi, RATIO_ABANDONMENT);
  add_count(table, left_otherwise(kpi));
  add_count(table, kpi->waiting);
}

static void add_handling_row(grid *table, const report_queue *row)
{
  const acd_kpi_queue *kpi = &row->kpi;
  int is_known = kpi->handled > 0;
  add_name(table, row->name);
  add_count(table, kpi->handled);
  add_ratio(table, kpi, RATIO_AHT);
  add_span(table, is_known, average(kpi->talk_us, kpi->handled));
  add_span(table, is_known, average(kpi->hold_us, kpi->handled));
  add_span(table, is_known, average(kpi->wrapup_us, kpi->handled));
  add_count(table, kpi->transfers);
  add_count(table, kpi->offers);
  add_count(table, kpi->no_answers);
  add_count(table, kpi->refusals);
}

static void add_agent_row(grid *table, const report_agent *row)
{
  const acd_kpi_agent *kpi = &row->kpi;
  int is_known = kpi->handled > 0, is_occupancy_known;
  int64_t occupancy;
  is_occupancy_known = report_occupancy_of(kpi, &occupancy);
  add_name(table, row->name);
  add_span(table, 1, kpi->login_us);
  add_percent(table, is_occupancy_known, occupancy);
  add_count(table, kpi->answered);
  add_span(table, is_known, average(kpi->talk_us + kpi->hold_us + kpi->wrapup_us, kpi->handled));
  add_span(table, is_known, average(kpi->talk_us, kpi->handled));
  add_span(table, is_known, average(kpi->hold_us, kpi->handled));
  add_span(table, is_known, average(kpi->wrapup_us, kpi->handled));
  add_count(table, kpi->offers);
  add_count(table, kpi->no_answers);
  add_count(table, kpi->refusals);
}

/* Where calls went that were neither answered nor abandoned. */
static void print_left(FILE *file, const report_queue *row)
{
  static const char *const texts[] = {"to the overflow queue", "timed out",
                                      "left by key",           "not let in",
                                      "disconnected",          "moved",
                                      "nobody there",          "cleared",
                                      "to the overflow flow",  "to another of its queues",
                                      "to be called back",     "called back",
                                      "callbacks not reached"};
  const int64_t counts[] = {row->kpi.overflowed,   row->kpi.timed_out,       row->kpi.left_by_key,
                            row->kpi.rejected,     row->kpi.disconnected,    row->kpi.moved,
                            row->kpi.no_agents,    row->kpi.cleared,         row->kpi.diverted,
                            row->kpi.also_out,     row->kpi.callbacks_taken, row->kpi.callbacks_answered,
                            row->kpi.callbacks_out};
  const char *before = "";
  char text[32];
  if (!left_otherwise(&row->kpi)) return;
  fprintf(file, "  %s: ", row->name);
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    if (!counts[i]) continue;
    fprintf(file, "%s%s %s", before, texts[i], count_text(counts[i], text));
    before = ", ";
  }
  fputc('\n', file);
}

/* How far requirements were relaxed, where they could be. */
static void print_steps(FILE *file, const report_queue *row)
{
  const acd_kpi_queue *kpi = &row->kpi;
  char text[32];
  if (!kpi->steps_joined && !kpi->steps_expired) return;
  fprintf(file, "steps of %s: %s joined", row->name, count_text(kpi->steps_joined, text));
  fprintf(file, ", %s of them relaxed", count_text(kpi->steps_relaxed, text));
  fprintf(file, ", %s expired\n", count_text(kpi->steps_expired, text));
}

/* Hundredths with a point: 425 as "4.25". */
static const char *hundredths_text(int64_t value, char text[32])
{
  int64_t size = value < 0 ? -value : value;
  snprintf(text, 32, "%s%" PRId64 ".%02d", value < 0 ? "-" : "", size / 100, (int)(size % 100));
  return text;
}

static int is_marked(const acd_kpi_queue *kpi)
{
  return kpi->ratings || kpi->resolved || kpi->unresolved || kpi->responses;
}

/* What was said of conversations, where something was. */
static void print_marks(const report *filled, FILE *file)
{
  static const int widths[] = {20, 9, 9, 13, 11, 12, 11};
  static const char *const titles[] = {"SAID", "ratings", "mean", "satisfied %", "resolved", "resolved %", "1st reply"};
  size_t rows = filled->queues_count == 1 ? 1 : filled->queues_count + 1;
  char text[32];
  grid table;
  if (!is_marked(&filled->queues[filled->queues_count].kpi)) return;
  fputc('\n', file);
  grid_begin(&table, 7, widths, titles);
  for (size_t i = 0; i < rows; i++) {
    const acd_kpi_queue *kpi = &filled->queues[i].kpi;
    add_name(&table, filled->queues[i].name);
    add_count(&table, kpi->ratings);
    grid_add(&table, kpi->ratings ? hundredths_text(acd_kpi_rating_hundredths(kpi), text) : NO_FIGURE);
    add_percent(&table, kpi->ratings > 0, acd_kpi_satisfaction_ppm(kpi));
    add_count(&table, kpi->resolved);
    add_percent(&table, kpi->resolved + kpi->unresolved > 0, acd_kpi_resolution_ppm(kpi));
    add_span(&table, kpi->responses > 0, acd_kpi_first_response_us(kpi));
  }
  grid_print(&table, file);
}

/* How far off each estimator of waits was, on average, where callers had to wait. */
static void print_estimates(const report *filled, FILE *file)
{
  static const int widths[] = {20, 9, 9, 9, 9, 9};
  const char *titles[] = {"ESTIMATES OFF BY",
                          "calls",
                          acd_estimate_str(ACD_ESTIMATE_WORK),
                          acd_estimate_str(ACD_ESTIMATE_HANDLE),
                          acd_estimate_str(ACD_ESTIMATE_RATE),
                          acd_estimate_str(ACD_ESTIMATE_RECENT)};
  size_t rows = filled->queues_count == 1 ? 1 : filled->queues_count + 1;
  grid table;
  if (!filled->queues[filled->queues_count].kpi.estimated) return;
  fputc('\n', file);
  grid_begin(&table, 6, widths, titles);
  for (size_t i = 0; i < rows; i++) {
    const acd_kpi_queue *kpi = &filled->queues[i].kpi;
    add_name(&table, filled->queues[i].name);
    add_count(&table, kpi->estimated);
    for (int64_t by = ACD_ESTIMATE_WORK; by <= ACD_ESTIMATE_RECENT; by++)
      add_span(&table, kpi->estimated > 0, acd_kpi_estimate_error_us(kpi, by));
  }
  grid_print(&table, file);
}

/* A column for each service level that was asked for. */
static void print_levels(const report *filled, size_t rows, FILE *file)
{
  const levels *of = filled->levels;
  int widths[1 + ACD_SERVICE_LEVELS_MAX] = {NAME_WIDTH};
  const char *titles[1 + ACD_SERVICE_LEVELS_MAX] = {"SERVICE LEVELS, %"};
  grid table;
  if (!of->count) return;
  for (size_t i = 0; i < of->count; i++) {
    widths[i + 1] = 10;
    titles[i + 1] = of->names[i];
  }
  grid_begin(&table, 1 + of->count, widths, titles);
  for (size_t row = 0; row < rows; row++) {
    add_name(&table, filled->queues[row].name);
    for (size_t i = 0; i < of->count; i++) {
      acd_service_level_counts counts = levels_of(filled->history, filled->queues[row].name, i);
      add_percent(&table, counts.counted > 0, counts.ppm);
    }
  }
  fputc('\n', file);
  grid_print(&table, file);
}

static void print_queues(const report *filled, FILE *file)
{
  static const int waiting_widths[] = {20, 9, 6, 9, 7, 9, 9, 8, 6, 6, 6, 5};
  static const char *const waiting_titles[] = {"WAITING", "offered", "in",    "answered", "SL %",  "ASA",
                                               "longest", "aband.",  "short", "%",        "other", "now"};
  static const int handling_widths[] = {20, 9, 9, 9, 8, 9, 11, 9, 8, 8};
  static const char *const handling_titles[] = {"HANDLING", "handled",   "AHT",    "talk",   "hold",
                                                "wrap-up",  "transfers", "offers", "missed", "refused"};
  int others = 0;
  int64_t asa_us;
  size_t rows = filled->queues_count == 1 ? 1 : filled->queues_count + 1; /* the total of one is that one */
  char text[32];
  grid table;
  grid_begin(&table, 12, waiting_widths, waiting_titles);
  for (size_t i = 0; i < rows; i++) add_waiting_row(&table, &filled->queues[i]);
  grid_print(&table, file);
  if (report_ratio_of(&filled->queues[filled->queues_count].kpi, RATIO_ASA_ARRIVAL, &asa_us))
    fprintf(file, "ASA since arrival, all queues: %s\n", span_text(asa_us, text));
  for (size_t i = 0; i < filled->queues_count; i++) others |= left_otherwise(&filled->queues[i].kpi) > 0;
  if (others) fputs("other:\n", file);
  for (size_t i = 0; i < filled->queues_count; i++) print_left(file, &filled->queues[i]);
  for (size_t i = 0; i < filled->queues_count; i++) print_steps(file, &filled->queues[i]);
  print_levels(filled, rows, file);
  fputc('\n', file);
  grid_begin(&table, 10, handling_widths, handling_titles);
  for (size_t i = 0; i < rows; i++) add_handling_row(&table, &filled->queues[i]);
  grid_print(&table, file);
  print_estimates(filled, file);
  print_marks(filled, file);
}

static void print_agents(const report *filled, FILE *file)
{
  static const int widths[] = {20, 11, 8, 8, 8, 8, 7, 8, 8, 7, 7};
  static const char *const titles[] = {"AGENTS", "logged in", "occ. %", "calls",  "AHT",   "talk",
                                       "hold",   "wrap-up",   "offers", "missed", "refus."};
  size_t shown = 0, hidden = 0;
  grid table;
  grid_begin(&table, 11, widths, titles);
  for (size_t i = 0; i < filled->agents_count; i++) {
    if (!filled->agents[i].kpi.login_us) continue; /* was never there */
    if (shown < AGENTS_SHOWN_MAX) {
      add_agent_row(&table, &filled->agents[i]);
      shown++;
    } else {
      hidden++;
    }
  }
  add_agent_row(&table, &filled->agents[filled->agents_count]);
  fputc('\n', file);
  grid_print(&table, file);
  if (hidden) fprintf(file, "and %zu more agents (--json and --csv list all)\n", hidden);
}

/* By plan, or the tasks of campaigns: "answered" by an agent, "called in" by themselves. */
static void print_callbacks(const report *filled, FILE *file, int of, const char *title)
{
  static const int widths[] = {20, 8, 9, 8, 9, 9, 11, 10, 10, 5};
  const char *const titles[] = {title,      "taken",      "attempts",  "reached",   "answered",
                                "unreach.", "avg. after", "called in", "cancelled", "now"};
  const char *name;
  acd_history_callbacks row;
  grid table;
  int64_t at = report_callbacks_next(filled, of, 0, &name, &row);
  if (!at) return;
  grid_begin(&table, 10, widths, titles);
  for (; at; at = report_callbacks_next(filled, of, at, &name, &row)) {
    int64_t completed = row.by_outcome[ACD_CALLBACK_COMPLETED];
    add_name(&table, name);
    add_count(&table, row.taken);
    add_count(&table, row.attempts);
    add_count(&table, row.reached);
    add_count(&table, completed);
    add_count(&table, row.by_outcome[ACD_CALLBACK_EXHAUSTED] + row.by_outcome[ACD_CALLBACK_EXPIRED]);
    add_span(&table, completed > 0, average(row.completed_us, completed));
    add_count(&table, row.by_outcome[ACD_CALLBACK_CONVERTED]);
    add_count(&table, row.by_outcome[ACD_CALLBACK_CANCELLED]);
    add_count(&table, row.live);
  }
  fputc('\n', file);
  grid_print(&table, file);
}

static void print_slots(const report *filled, FILE *file)
{
  static const int widths[] = {20, 8, 10, 7, 7, 8, 7, 9, 9, 7, 6};
  static const char *const titles[] = {"SLOTS", "booked",   "confirmed", "moved",  "kept", "broken",
                                       "%",     "released", "no-shows",  "lapsed", "now"};
  const char *name;
  acd_history_callbacks row;
  grid table;
  int64_t at = report_callbacks_next(filled, REPORT_SLOT_PLANS, 0, &name, &row);
  if (!at) return;
  grid_begin(&table, 11, widths, titles);
  for (; at; at = report_callbacks_next(filled, REPORT_SLOT_PLANS, at, &name, &row)) {
    int64_t promise;
    int is_known = report_promise_of(&row, &promise);
    add_name(&table, name);
    add_count(&table, row.slots_by_change[ACD_SLOT_BOOKED]);
    add_count(&table, row.slots_confirmed);
    add_count(&table, row.slots_by_change[ACD_SLOT_MOVED]);
    add_count(&table, row.slots_by_change[ACD_SLOT_KEPT]);
    add_count(&table, row.slots_by_change[ACD_SLOT_BROKEN]);
    add_percent(&table, is_known, promise);
    add_count(&table, row.slots_by_change[ACD_SLOT_RELEASED]);
    add_count(&table, row.unreached);
    add_count(&table, row.slots_by_change[ACD_SLOT_LAPSED]);
    add_count(&table, row.slots_live);
  }
  fputc('\n', file);
  grid_print(&table, file);
}

static void add_end(grid *table, const char *name, int64_t count, int64_t arrived)
{
  if (!count) return;
  grid_add(table, name);
  add_count(table, count);
  add_percent(table, 1, average(count * 1000000, arrived));
}

/* "1 call", "2,000 calls". */
static void print_counted(FILE *file, int64_t count, const char *noun)
{
  char text[32];
  fprintf(file, "%s %s%s", count_text(count, text), noun, count == 1 ? "" : "s");
}

static void print_calls(const report *filled, FILE *file)
{
  static const int widths[] = {20, 9, 9};
  static const char *const titles[] = {"CALLS ENDED", "calls", "%"};
  const acd_kpi_calls *calls = &filled->calls;
  char text[32];
  grid table;
  grid_begin(&table, 3, widths, titles);
  for (int64_t i = 0; i < 16; i++) add_end(&table, acd_end_str(i), calls->ends[i], calls->arrived);
  add_end(&table, "not ended", calls->live, calls->arrived);
  fputc('\n', file);
  grid_print(&table, file);
  if (calls->live) {
    print_counted(file, calls->live, "call");
    fputs(" did not end: there was nobody left to answer, and no limit to the wait\n", file);
  }
  if (filled->sim.gave_up) {
    print_counted(file, filled->sim.gave_up, "caller");
    fputs(" gave up in a flow that led in circles (acd help run, --flow-steps)\n", file);
  }
  fputs("\nHOST  ", file);
  print_counted(file, filled->engine.actions, "action");
  fputs(" asked for, ", file);
  if (!calls->action_timeouts)
    fputs("all answered in time", file);
  else
    fprintf(file, "%s not answered in time", count_text(calls->action_timeouts, text));
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

static void print_days(const report *filled, FILE *file)
{
  char from[64], until[64];
  report_moment(filled, 0, from);
  report_moment(filled, filled->until_us, until);
  if (strncmp(from, until, 10) == 0)
    fprintf(file, ", %.10s until %s", from, until + 11);
  else
    fprintf(file, ", %.10s until %.10s %s", from, until, until + 11);
}

int report_table(const report *filled, FILE *file)
{
  fprintf(file, "%s, %s: ", file_name(filled->definition), file_name(filled->calls_path));
  print_counted(file, filled->calls.arrived, "call");
  if (filled->sim.callers) print_days(filled, file);
  fputc('\n', file);
  if (filled->rows.skipped) {
    print_counted(file, filled->rows.skipped, "row");
    fputs(" left out as no calls\n", file);
  }
  if (filled->rows.bad) {
    print_counted(file, filled->rows.bad, "bad row");
    fputs(" left out\n", file);
  }
  fputc('\n', file);
  print_queues(filled, file);
  print_agents(filled, file);
  print_callbacks(filled, file, REPORT_PLANS, "CALLBACKS");
  print_callbacks(filled, file, REPORT_CAMPAIGNS, "CAMPAIGNS");
  print_slots(filled, file);
  print_calls(filled, file);
  if (filled->sim.checks) {
    fputs("LAWS  kept after each of ", file);
    print_counted(file, filled->sim.checks, "command");
    fputc('\n', file);
  }
  if (filled->with_digest) fprintf(file, "DIGEST  %016" PRIx64 "\n", (uint64_t)filled->digest);
  return ferror(file) ? -1 : 0;
}
