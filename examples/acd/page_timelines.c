/* SPDX-License-Identifier: Apache-2.0 */
/* What each agent did when: minute by minute, or of several days a column each. */
#include <stdlib.h>
#include <string.h>

#include "page_parts.h"
#include "tool.h"

/* How a state is drawn, in the order in which days are filled with them from below. */
static const struct {
  int state;
  const char *color, *name;
} states[] = {
    {ACD_AGENT_STATE_BUSY, "busy", "On calls"},
    {ACD_AGENT_STATE_WRAPUP, "wrapup", "Wrap-up"},
    {ACD_AGENT_STATE_RESERVED, "ringing", "Ringing"},
    {ACD_AGENT_STATE_READY, "ready", "Ready"},
    {ACD_AGENT_STATE_NOT_READY, "away", "Not ready"},
    {ACD_AGENT_STATE_ELSEWHERE, "elsewhere", "Elsewhere"},
    {ACD_AGENT_STATE_SUPERVISING, "supervising", "Supervising"},
};
#define STATES (sizeof(states) / sizeof(states[0]))

enum { STRIP = 20 }; /* height */

/* Minutes of one state after the other; `begin` is that of the timeline's first minute within the span. */
static void draw_minutes(FILE *file, const timelines_agent *agent, int64_t begin, int64_t minutes)
{
  for (size_t k = 0; k < STATES; k++) {
    int is_any = 0;
    for (size_t i = 0; agent && i < agent->minutes_count; i++) {
      size_t end = i;
      if (agent->minutes[i] != states[k].state) continue;
      while (end < agent->minutes_count && agent->minutes[end] == states[k].state) end++;
      int64_t from = begin + (int64_t)i, to = begin + (int64_t)end;
      i = end;
      if (from < 0) from = 0;
      if (to > minutes) to = minutes;
      if (from >= to) continue;
      if (!is_any++) fprintf(file, "<path class=\"%s\" d=\"", states[k].color);
      fprintf(file, "M%d 0h%dv%dh-%dz", (int)from, (int)(to - from), STRIP, (int)(to - from));
    }
    if (is_any) fputs("\"/>", file);
  }
}

static int64_t state_us(const acd_kpi_agent *kpi, int state)
{
  switch (state) {
  case ACD_AGENT_STATE_BUSY: return kpi->busy_us;
  case ACD_AGENT_STATE_WRAPUP: return kpi->in_wrapup_us;
  case ACD_AGENT_STATE_RESERVED: return kpi->reserved_us;
  case ACD_AGENT_STATE_READY: return kpi->ready_us;
  case ACD_AGENT_STATE_NOT_READY: return kpi->not_ready_us;
  case ACD_AGENT_STATE_ELSEWHERE: return kpi->elsewhere_us;
  default: return kpi->supervising_us;
  }
}

/* A column a day, as high as the agent's time at work, its states one on the other. */
static void draw_days(FILE *file, const acd_kpi_agent *days, size_t count, int64_t most_us)
{
  double *heights = grow(NULL, count * sizeof(*heights));
  for (size_t i = 0; i < count; i++) heights[i] = 0;
  for (size_t k = 0; k < STATES; k++) {
    int is_any = 0;
    for (size_t i = 0; i < count; i++) {
      double height = STRIP * (double)state_us(&days[i], states[k].state) / (double)most_us;
      if (height <= 0) continue;
      if (!is_any++) fprintf(file, "<path class=\"%s\" d=\"", states[k].color);
      fprintf(file, "M%zu %.2fh8v%.2fh-8z", i * 10 + 1, STRIP - heights[i] - height, height);
      heights[i] += height;
    }
    if (is_any) fputs("\"/>", file);
  }
  free(heights);
}

static void strip_head(FILE *file, const page_span *span)
{
  fputs("<svg class=\"hours\" height=\"18\" aria-hidden=\"true\">", file);
  for (size_t i = 0; i < span->ticks_count; i++) {
    const page_tick *tick = &span->ticks[i];
    double x = 100 * tick->at / (double)span->count;
    fprintf(file,
            "<g class=\"tick%s\"><line x1=\"%.3f%%\" x2=\"%.3f%%\" y1=\"14\" y2=\"18\"/><text x=\"%.3f%%\" "
            "y=\"11\">%s</text></g>",
            tick->is_minor ? " minor" : "", x, x, x, tick->text);
  }
  fputs("</svg>", file);
}

static int is_drawn(const page_source *of, const page_span *span, int state)
{
  const timelines *lines = &of->material->agents;
  if (span->is_days) return state_us(&of->report->agents[of->report->agents_count].kpi, state) > 0;
  for (size_t i = 0; i < lines->agents_room; i++)
    if (lines->agents[i].minutes_count && memchr(lines->agents[i].minutes, state, lines->agents[i].minutes_count))
      return 1;
  return 0;
}

static void add_legend(FILE *file, const page_source *of, const page_span *span)
{
  fputs("<ul class=\"legend\">", file);
  for (size_t k = 0; k < STATES; k++)
    if (is_drawn(of, span, states[k].state)) page_legend_item(file, "bar", states[k].color, states[k].name);
  fputs("</ul>\n", file);
}

static void add_row(FILE *file, const page_source *of, const page_span *span, const report_agent *agent,
                    const acd_kpi_agent *days, int64_t most_us)
{
  int64_t minutes = (span->points[span->count - 1].to_wall_us - span->points[0].from_wall_us) / (60 * ACD_SECOND);
  const timelines *lines = &of->material->agents;
  page_row(file, agent->name);
  fprintf(
      file,
      "<td><svg class=\"strip\" height=\"%d\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
      STRIP, (int)(span->is_days ? (int64_t)span->count * 10 : minutes), STRIP);
  if (span->is_days)
    draw_days(file, days, span->count, most_us);
  else
    draw_minutes(file, timelines_find(lines, agent->id),
                 (of->report->midnight_us + lines->begin_us - span->points[0].from_wall_us) / (60 * ACD_SECOND),
                 minutes);
  fputs("</svg></td><td>", file);
  page_reported(file, of, PAGE_SPAN, (const char *const[]){"agents", agent->name, "login_us", NULL});
  fputs("</td><td>", file);
  page_reported(file, of, PAGE_PERCENT, (const char *const[]){"agents", agent->name, "occupancy_ppm", NULL});
  fputs("</td>", file);
  page_row_end(file);
}

/* Of each agent at each point, and how long the longest time at work is. */
static acd_kpi_agent *read_days(const page_source *of, const page_span *span, int64_t *most_us_out)
{
  size_t agents = of->report->agents_count;
  acd_kpi_agent *days = grow(NULL, (agents * span->count + 1) * sizeof(*days));
  *most_us_out = 1;
  for (size_t i = 0; i < agents * span->count; i++) {
    acd_history_period period = page_period(span, i % span->count);
    memset(&days[i], 0, sizeof(days[i]));
    days[i].size = sizeof(days[i]);
    if (acd_history_agent_get(of->material->history, &period, of->report->agents[i / span->count].name, &days[i]) !=
        ACD_OK)
      continue;
    if (days[i].login_us > *most_us_out) *most_us_out = days[i].login_us;
  }
  return days;
}

void page_timelines(FILE *file, const page_source *of, const page_span *span)
{
  acd_kpi_agent *days = NULL;
  int64_t most_us = 1;
  size_t shown = 0;
  if (span->is_days) days = read_days(of, span, &most_us);
  page_section(file, "timelines", "What agents did",
               span->is_days ? "A column for each day, as high as the time logged in."
                             : "Each minute is coloured by the state that lasted longest in it.");
  add_legend(file, of, span);
  fputs("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"What agents did\"><table "
        "class=\"strips\"><caption>What agents did</caption>\n"
        "<thead><tr><th scope=\"col\">Agent</th><th scope=\"col\"><span class=\"unseen\">States</span>",
        file);
  strip_head(file, span);
  fputs("</th><th scope=\"col\">Logged in</th><th scope=\"col\">Occupancy</th></tr></thead>\n<tbody>\n", file);
  for (size_t i = 0; i < of->report->agents_count; i++) {
    const report_agent *agent = &of->report->agents[i];
    if (!agent->kpi.login_us) continue;
    add_row(file, of, span, agent, days ? days + i * span->count : NULL, most_us);
    shown++;
  }
  page_table_end(file);
  if (shown < of->report->agents_count)
    fprintf(file, "<p class=\"note\">%zu of %zu agents never logged in.</p>\n", of->report->agents_count - shown,
            of->report->agents_count);
  page_section_end(file);
  free(days);
}
