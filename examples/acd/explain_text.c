/* SPDX-License-Identifier: Apache-2.0 */
#include "explain.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#define NAME_WIDTH 20
#define ROWS_MAX   40 /* of a table of agents or calls; those with a place come first */

const char *explain_queue_name(const explanation *from, acd_id queue)
{
  acd_queue_info info = {.size = sizeof(info)};
  return queue && acd_queue_get(from->engine, queue, &info) == ACD_OK ? info.name : "";
}

const char *explain_agent_name(const explanation *from, acd_id agent)
{
  acd_agent_info info = {.size = sizeof(info)};
  return agent && acd_agent_get(from->engine, agent, &info) == ACD_OK ? info.name : "";
}

/* ---- Texts that grow in place */

typedef struct line {
  char text[400];
} line;

static void add(line *to, const char *format, ...) TOOL_PRINTF(2, 3);

static void add(line *to, const char *format, ...)
{
  size_t used = strlen(to->text);
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(to->text + used, sizeof(to->text) - used, format, arguments);
  va_end(arguments);
}

/* "09:02:10", "09:02:10.250", with the date after the first day. */
static void add_moment(line *to, const explanation *from, acd_time us)
{
  int64_t local_us = tool_zone_local(from->zone, from->midnight_us + us);
  int64_t of_day_us = (local_us % TOOL_DAY_US + TOOL_DAY_US) % TOOL_DAY_US;
  int64_t day = (local_us - of_day_us) / TOOL_DAY_US;
  int64_t first = tool_zone_local(from->zone, from->midnight_us);
  int64_t first_of_day_us = (first % TOOL_DAY_US + TOOL_DAY_US) % TOOL_DAY_US;
  int year, month, of_month;
  if (day != (first - first_of_day_us) / TOOL_DAY_US) {
    date_of_day(day, &year, &month, &of_month);
    add(to, "%04d-%02d-%02d ", year, month, of_month);
  }
  add(to, "%02d:%02d:%02d", (int)(of_day_us / ACD_SECOND / 3600), (int)(of_day_us / ACD_SECOND / 60 % 60),
      (int)(of_day_us / ACD_SECOND % 60));
  if (of_day_us % ACD_SECOND) add(to, ".%03d", (int)(of_day_us % ACD_SECOND / 1000));
}

static void add_words(line *to, const char *name)
{
  for (; *name; name++) add(to, "%c", *name == '_' ? ' ' : *name);
}

static void add_obstacles(line *to, int64_t obstacles)
{
  const char *before = "";
  for (int64_t i = 1; i < 63; i++) {
    if (!(obstacles >> i & 1)) continue;
    add(to, "%s", before);
    add_words(to, acd_obstacle_str(i));
    before = ", ";
  }
}

/* What obstacles are about, and when they end by themselves. */
static void add_details(line *to, const explanation *from, const acd_explanation *pair, acd_time now_us)
{
  if (pair->skill)
    add(to, " (%s: has %" PRId64 ", needs %" PRId64 ")", acd_skill_name(from->engine, pair->skill), pair->level_held,
        pair->level_needed);
  if (pair->suits_at_us != ACD_TIME_NEVER && pair->suits_at_us > now_us) {
    add(to, ", eligible from ");
    add_moment(to, from, pair->suits_at_us);
  }
  if (pair->ready_at_us != ACD_TIME_NEVER && pair->ready_at_us > now_us) {
    add(to, ", ready at ");
    add_moment(to, from, pair->ready_at_us);
  }
}

/* The name in NAME_WIDTH columns, cut with "~"; columns are counted by characters, not bytes. */
static void add_name(line *to, const char *name)
{
  int columns = 0;
  size_t size = 0, cut = 0;
  for (; name[size]; size++) {
    if (((unsigned char)name[size] & 0xc0) == 0x80) continue;
    if (columns == NAME_WIDTH - 1) cut = size;
    columns++;
  }
  if (columns > NAME_WIDTH)
    add(to, "%.*s~", (int)cut, name);
  else
    add(to, "%s%*s", name, NAME_WIDTH - columns, "");
}

/* ---- What was compared */

/* Begins the next key of a row; the one that decides has a star. */
static void begin_key(line *to, const char **before, int64_t kind, int64_t deciding)
{
  add(to, "%s%s", *before, kind == deciding ? "*" : "");
  *before = ", ";
}

static void add_agent_key(line *to, const explanation *from, const acd_candidate *one, int64_t kind)
{
  switch (kind) {
  case ACD_KEY_MISSED: add(to, "%s", one->missed ? "missed it" : "did not miss it"); break;
  case ACD_KEY_PREFERRED: add(to, "preferred %" PRId64, one->preferred + 1); break;
  case ACD_KEY_TIER: add(to, "tier %" PRId64, one->tier); break;
  case ACD_KEY_MOST_SKILLED:
  case ACD_KEY_LEAST_SKILLED: add(to, "score %" PRId64, one->score); break;
  case ACD_KEY_OCCUPANCY: add(to, "occupancy 0.%03" PRId64, one->score); break;
  case ACD_KEY_LAP: add(to, "%s", one->lap ? "after the circle's end" : "before the circle's end"); break;
  case ACD_KEY_IDLE_SINCE:
    add(to, "idle since ");
    add_moment(to, from, one->value);
    break;
  case ACD_KEY_TALK: add(to, "talked %" PRId64 " s", one->value / ACD_SECOND); break;
  case ACD_KEY_LOT: add(to, "%s", one->value ? "not drawn" : "drawn by lot"); break;
  case ACD_KEY_CREATION: add(to, "order of definition"); break;
  default:
    add_words(to, acd_key_str(kind));
    add(to, " %" PRId64, one->value);
    break;
  }
}

/* Keys that say something: misses and tiers if there are any, creation if it decides. */
static void add_agent_keys(line *to, const explanation *from, const acd_candidate *one)
{
  const char *before = "";
  for (int64_t kind = 1; kind <= ACD_KEY_CREATION; kind++) {
    int quiet =
        kind == ACD_KEY_CREATION || (kind == ACD_KEY_MISSED && !one->missed) || (kind == ACD_KEY_TIER && !one->tier);
    if (!(one->keys >> kind & 1) || (quiet && one->key != kind)) continue;
    begin_key(to, &before, kind, one->key);
    add_agent_key(to, from, one, kind);
  }
}

static void add_call_keys(line *to, const explanation *from, const acd_contender *one)
{
  const char *before = "";
  for (int64_t kind = 1; kind <= ACD_KEY_CREATION; kind++) {
    int quiet = kind == ACD_KEY_CREATION || (kind == ACD_KEY_DIRECT && one->direct) ||
                (kind == ACD_KEY_RANK && !one->rank) || (kind == ACD_KEY_WEIGHT && !one->weight) ||
                (kind == ACD_KEY_PRIORITY && !one->claim);
    if (!(one->keys >> kind & 1) || (quiet && one->key != kind)) continue;
    begin_key(to, &before, kind, one->key);
    switch (kind) {
    case ACD_KEY_DIRECT: add(to, "%s", one->direct ? "for whoever is ready" : "waits for her alone"); break;
    case ACD_KEY_RANK: add(to, "rank %" PRId64, one->rank); break;
    case ACD_KEY_WEIGHT: add(to, "weight %" PRId64, one->weight); break;
    case ACD_KEY_WAIT:
      add(to, "waits since ");
      add_moment(to, from, one->wait_began_at_us);
      break;
    case ACD_KEY_CREATION: add(to, "order of arrival"); break;
    case ACD_KEY_OBJECTIVE: add(to, "objective %" PRId64 " per mille", one->claim); break;
    default:
      add_words(to, acd_key_str(kind));
      add(to, " %" PRId64, kind == ACD_KEY_PRIORITY ? one->claim / (3600 * ACD_SECOND) : one->claim);
      break;
    }
  }
}

static void print_row(const char *name, uint32_t place, const line *why, FILE *file)
{
  line row = {""};
  add(&row, "  ");
  add_name(&row, name);
  if (place)
    add(&row, " %5u  ", (unsigned)place);
  else
    add(&row, "     \xe2\x80\x93  ");
  fprintf(file, "%s%s\n", row.text, why->text);
}

static void print_agents(const explanation *from, const explain_decision *one, FILE *file)
{
  fprintf(file, "  %-*s place  why\n", NAME_WIDTH, "agent");
  for (size_t i = 0; i < one->candidates_count && i < ROWS_MAX; i++) {
    line why = {""};
    if (one->candidates[i].place) {
      add_agent_keys(&why, from, &one->candidates[i]);
    } else {
      add_obstacles(&why, one->candidates[i].obstacles);
      add_details(&why, from, &one->pairs[i], one->made.time_us);
    }
    print_row(explain_agent_name(from, one->candidates[i].agent), one->candidates[i].place, &why, file);
  }
  if (one->candidates_count > ROWS_MAX)
    fprintf(file, "  and %zu more (--json lists all)\n", one->candidates_count - ROWS_MAX);
}

static void print_calls(const explanation *from, const acd_contender *items, const int64_t *lines, size_t count,
                        FILE *file)
{
  if (count) fprintf(file, "  %-*s place  why\n", NAME_WIDTH, "first call of a queue");
  for (size_t i = 0; i < count && i < ROWS_MAX; i++) {
    line name = {""}, why = {""};
    add(&name, "line %" PRId64 "%s%s", lines[i], items[i].queue ? ", " : "", explain_queue_name(from, items[i].queue));
    if (items[i].place)
      add_call_keys(&why, from, &items[i]);
    else
      add_obstacles(&why, items[i].obstacles);
    print_row(name.text, items[i].place, &why, file);
  }
}

/* ---- What is waited for */

static void add_change(line *to, const explanation *from, const acd_outlook *out)
{
  const char *agent = explain_agent_name(from, out->change_agent);
  switch (out->change) {
  case ACD_OUTLOOK_STEP: add(to, "its next step begins"); break;
  case ACD_OUTLOOK_REST: add(to, "the rest of %s ends", agent); break;
  case ACD_OUTLOOK_WRAPUP: add(to, "the wrap-up of %s ends, at the latest,", agent); break;
  case ACD_OUTLOOK_RING: add(to, "%s is rung no longer", agent); break;
  case ACD_OUTLOOK_MORE: add(to, "more agents are rung"); break;
  case ACD_OUTLOOK_LEAVES: add(to, "it leaves the queue"); break;
  case ACD_OUTLOOK_LIMIT: add(to, "%s may be offered calls again", agent); break;
  case ACD_OUTLOOK_PREFERRED: add(to, "it no longer waits for its preferred agent alone"); break;
  default: break;
  }
}

static void print_outlook(const explanation *from, const acd_outlook *out, FILE *file)
{
  line next = {""};
  fprintf(file,
          "  it waits: %" PRId64 " member%s, %" PRId64 " eligible, of those %" PRId64 " logged in, %" PRId64
          " available, %" PRId64 " busy\n",
          out->members_count, out->members_count == 1 ? "" : "s", out->eligible_count, out->staffed_count,
          out->available_count, out->busy_count);
  if (out->skill)
    fprintf(file, "  nobody there has %s at level %" PRId64 "\n", acd_skill_name(from->engine, out->skill),
            out->skill_level);
  if (out->strange_count)
    fprintf(file, "  %" PRId64 " of the members take%s no calls of its channel\n", out->strange_count,
            out->strange_count == 1 ? "s" : "");
  if (out->ready_needed)
    fprintf(file, "  %" PRId64 " more must be ready: the queue keeps members free\n", out->ready_needed);
  if (out->change == ACD_OUTLOOK_NONE) {
    fputs("  nothing happens by itself\n", file);
    return;
  }
  add(&next, "  next by itself: ");
  add_change(&next, from, out);
  add(&next, " at ");
  add_moment(&next, from, out->change_at_us);
  if (out->offer_at_us != ACD_TIME_NEVER) {
    add(&next, "; offered to %s at the latest at ", explain_agent_name(from, out->offer_agent));
    add_moment(&next, from, out->offer_at_us);
  }
  fprintf(file, "%s\n", next.text);
}

/* ---- Decisions */

static void print_decision(const explanation *from, const explain_decision *one, FILE *file)
{
  const acd_decision *made = &one->made;
  const char *queue = explain_queue_name(from, made->queue);
  line text = {""};
  add_moment(&text, from, made->time_us);
  add(&text, "  ");
  if (!from->line) add(&text, "line %" PRId64 ", ", one->line);
  add(&text, "%s: ", *queue ? queue : "direct");
  if (!made->agent)
    add(&text, "nobody was found");
  else if (made->side == ACD_SIDE_CALL)
    add(&text, "%s, of %" PRId64 " who could", explain_agent_name(from, made->agent), made->compared_count);
  else
    add(&text, "%s was free and took it, of %" PRId64 " call%s", explain_agent_name(from, made->agent),
        made->compared_count, made->compared_count == 1 ? "" : "s");
  if (made->second && made->side == ACD_SIDE_CALL)
    add(&text, ", before %s by ", explain_agent_name(from, made->second));
  else if (made->second)
    add(&text, ", before that of line %" PRId64 " by ", one->other);
  if (made->second) add_words(&text, acd_key_str(made->key));
  fprintf(file, "%s\n", text.text);
  if (one->candidates_count) print_agents(from, one, file);
  print_calls(from, one->contenders, one->lines, one->contenders_count, file);
  if (one->outlook.size) print_outlook(from, &one->outlook, file);
}

static void print_outcome(const explanation *from, FILE *file)
{
  const acd_sim_outcome *outcome = &from->outcome;
  line text = {""};
  if (outcome->status) {
    fprintf(file, "refused: %s\n", acd_status_text(outcome->status));
    return;
  }
  if (outcome->answered_at_us != ACD_TIME_NEVER) {
    add(&text, "answered at ");
    add_moment(&text, from, outcome->answered_at_us);
    add(&text, " by %s; ", explain_agent_name(from, outcome->agent));
  }
  add(&text, "ended at ");
  add_moment(&text, from, outcome->ended_at_us);
  add(&text, ": ");
  add_words(&text, acd_end_str(outcome->end));
  fprintf(file, "%s\n", text.text);
}

static void print_pair(const explanation *from, const explain_pair *one, FILE *file)
{
  const acd_explanation *pair = &one->pair;
  line name = {""}, why = {""};
  add(&name, "line %" PRId64 ", %s", one->line, explain_queue_name(from, pair->queue));
  add_words(&why, acd_verdict_str(pair->verdict));
  if (pair->obstacles) add(&why, ": ");
  add_obstacles(&why, pair->obstacles);
  add_details(&why, from, pair, from->at_us);
  print_row(name.text, 0, &why, file);
}

static void print_agent(const explanation *from, FILE *file)
{
  acd_agent_info info = {.size = sizeof(info)};
  line text = {""};
  acd_agent_get(from->engine, from->agent, &info);
  add_moment(&text, from, from->at_us);
  add(&text, "  %s is ", info.name);
  add_words(&text, acd_agent_state_str(info.state));
  add(&text, " since ");
  add_moment(&text, from, info.state_since_us);
  fprintf(file, "%s\n", text.text);
  if (!from->contenders_count && !from->pairs_count) fputs("no call waits\n", file);
  if (from->contenders_count) fputs("were she ready, she would take, first to last:\n", file);
  print_calls(from, from->contenders, from->lines, from->contenders_count, file);
  if (from->pairs_count) fputs("calls that wait, and what keeps each from her:\n", file);
  for (size_t i = 0; i < from->pairs_count && i < ROWS_MAX; i++) print_pair(from, &from->pairs[i], file);
  if (from->pairs_count > ROWS_MAX) fprintf(file, "  and %zu more (--json lists them)\n", from->pairs_count - ROWS_MAX);
}

int explain_text(const explanation *from, FILE *file)
{
  if (from->agent) {
    print_agent(from, file);
    return ferror(file) ? -1 : 0;
  }
  if (from->line) fprintf(file, "CALL of line %" PRId64 "; a star marks the key that decided\n", from->line);
  for (size_t i = 0; i < from->decisions_count; i++) print_decision(from, &from->decisions[i], file);
  if (from->left_out) fprintf(file, "and %" PRId64 " more decisions\n", from->left_out);
  if (from->line && !from->decisions_count) fputs("no agent was looked for\n", file);
  if (from->has_outcome)
    print_outcome(from, file);
  else if (from->line)
    fputs("it has not ended\n", file);
  return ferror(file) ? -1 : 0;
}
