/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "history/store.h"

#define WORDS(type)       (sizeof(type) / sizeof(int64_t))
#define WORD(type, field) (offsetof(type, field) / sizeof(int64_t))

const acd__history_kind acd__history_kinds[ACD__ROW_KINDS] = {
    [ACD__ROW_CALLS] = {.words = WORDS(acd_kpi_calls),
                        .levels = {WORD(acd_kpi_calls, live), WORD(acd_kpi_calls, consultations_live),
                                   WORD(acd_kpi_calls, callbacks_live), WORD(acd_kpi_calls, slots_live)}},
    [ACD__ROW_QUEUE] = {.words = WORDS(acd__history_queue),
                        .maximum = WORD(acd__history_queue, kpi.wait_us_max),
                        .second = WORD(acd__history_queue, more),
                        .levels = {WORD(acd__history_queue, kpi.waiting), WORD(acd__history_queue, more.waiting_start)},
                        .keeps = ACD_HISTORY_QUEUES},
    [ACD__ROW_AGENT] = {.words = WORDS(acd_kpi_agent), .keeps = ACD_HISTORY_AGENTS},
    [ACD__ROW_MEMBER] = {.words = WORDS(acd_kpi_agent), .keeps = ACD_HISTORY_MEMBERS},
    [ACD__ROW_NODE] = {.words = WORDS(acd_history_node), .keeps = ACD_HISTORY_NODES},
    [ACD__ROW_NUMBER] = {.words = WORDS(acd_history_number),
                         .levels = {WORD(acd_history_number, live)},
                         .keeps = ACD_HISTORY_NUMBERS},
    [ACD__ROW_PLAN] = {.words = WORDS(acd_history_callbacks),
                       .levels = {WORD(acd_history_callbacks, live), WORD(acd_history_callbacks, slots_live)},
                       .keeps = ACD_HISTORY_PLANS},
    [ACD__ROW_CAMPAIGN] = {.words = WORDS(acd_history_callbacks),
                           .levels = {WORD(acd_history_callbacks, live)},
                           .keeps = ACD_HISTORY_CAMPAIGNS},
    [ACD__ROW_SLOT_PLAN] = {.words = WORDS(acd_history_callbacks),
                            .levels = {WORD(acd_history_callbacks, live), WORD(acd_history_callbacks, slots_live)},
                            .keeps = ACD_HISTORY_SLOT_PLANS},
};

void acd__history_sum(const acd__history_kind *kind, int64_t *sum, const int64_t *more)
{
  for (size_t i = 1; i < kind->words; i++) {
    if (i == kind->maximum) {
      if (more[i] > sum[i]) sum[i] = more[i];
    } else if (__builtin_add_overflow(sum[i], more[i], &sum[i])) {
      sum[i] = more[i] > 0 ? INT64_MAX : INT64_MIN;
    }
  }
}

/* The name as the dictionary has it: kind, name, NUL, second name. */
enum { NAME_SMALL = 512 };
typedef struct row_name {
  char small[NAME_SMALL];
  char *text;
  size_t size;
} row_name;

/* 0: too long for the buffer here, and no memory. */
static int compose(acd__memory *memory, row_name *to, int kind, const char *name, const char *second)
{
  size_t name_size = strlen(name), second_size = strlen(second);
  to->size = name_size + second_size + 2;
  to->text = to->size <= sizeof to->small ? to->small : acd__memory_take(memory, to->size);
  if (!to->text) return 0;
  to->text[0] = (char)kind;
  memcpy(to->text + 1, name, name_size + 1);
  memcpy(to->text + name_size + 2, second, second_size);
  return 1;
}

static void decompose(acd__memory *memory, row_name *of)
{
  if (of->text != of->small) acd__memory_give(memory, of->text, of->size);
}

acd__history_row *acd__history_row_find(const acd_history *history, int kind, const char *name, const char *second)
{
  row_name composed;
  acd__memory memory = history->memory; /* what is taken is given back */
  if (!compose(&memory, &composed, kind, name, second ? second : "")) return NULL;
  acd__history_row *row = acd__dictionary_find(&history->names, composed.text, composed.size);
  decompose(&memory, &composed);
  return row;
}

static void row_free(acd_history *history, acd__history_row *row)
{
  acd__memory *memory = &history->memory;
  acd__history_distributions *all = row->distributions;
  for (int grain = 0; grain < ACD__GRAINS; grain++)
    acd__memory_give(memory, row->stores[grain].bytes, row->stores[grain].capacity);
  for (int i = 0; all && i < ACD__FIGURES; i++)
    for (int of = 0; of < ACD__DISTRIBUTIONS; of++) acd__histogram_free(memory, &all->of[i][of]);
  acd__memory_give(memory, all, sizeof *all);
  acd__memory_give(memory, row->pending, ACD__PENDING_MAX * sizeof *row->pending);
  acd__memory_give(memory, row, row->bytes);
}

/* NULL: no memory. */
static acd__history_row *row_new(acd_history *history, int kind, const char *name, const char *second)
{
  size_t figures = (size_t)acd__history_kinds[kind].words * ACD__FIGURES;
  size_t name_size = strlen(name) + 1, second_size = strlen(second) + 1;
  size_t bytes = sizeof(acd__history_row) + figures * sizeof(int64_t) + name_size + second_size;
  acd__history_row *row = acd__memory_array(&history->memory, 1, bytes);
  if (!row) return NULL;
  row->kind = (uint8_t)kind;
  row->is_by_minute = (uint8_t)acd__history_by_minute(history, kind);
  row->bytes = bytes;
  row->since_us = history->time_us;
  char *names = (char *)(row->figures + figures);
  row->name = memcpy(names, name, name_size);
  row->second = memcpy(names + name_size, second, second_size);
  if (kind == ACD__ROW_QUEUE && acd__history_keeps(history, ACD_HISTORY_DISTRIBUTIONS)) {
    row->distributions = acd__memory_array(&history->memory, 1, sizeof *row->distributions);
    if (!row->distributions) {
      row_free(history, row);
      return NULL;
    }
  }
  return row;
}

static acd__history_row *row_add(acd_history *history, const row_name *composed, int kind, const char *name,
                                 const char *second)
{
  acd__history_row *row = row_new(history, kind, name, second);
  if (!row) return NULL;
  if (acd__dictionary_add(&history->names, composed->text, composed->size, row)) {
    row_free(history, row);
    return NULL;
  }
  void *by_number = history->by_number;
  int status = acd__memory_reserve(&history->memory, &by_number, &history->by_number_capacity,
                                   (size_t)history->rows + 1, sizeof(acd__history_row *));
  history->by_number = by_number;
  if (status) {
    (void)acd__dictionary_remove(&history->names, composed->text, composed->size);
    row_free(history, row);
    return NULL;
  }
  history->by_number[history->rows] = row;
  row->number = ++history->rows;
  if (history->last)
    history->last->next = row;
  else
    history->first = row;
  history->last = row;
  return row;
}

acd__history_row *acd__history_row_take(acd_history *history, int kind, const char *name, const char *second)
{
  row_name composed;
  acd__history_row *row = NULL;
  if (!second) second = "";
  if (compose(&history->memory, &composed, kind, name, second)) {
    row = acd__dictionary_find(&history->names, composed.text, composed.size);
    if (!row) row = row_add(history, &composed, kind, name, second);
    decompose(&history->memory, &composed);
  }
  if (!row) history->lost++;
  return row;
}

void acd__history_rows_free(acd_history *history)
{
  for (acd__history_row *row = history->first, *next; row; row = next) {
    next = row->next;
    row_free(history, row);
  }
}

void acd__history_row_settle(const acd__history_row *row, acd_time time_us, int64_t *figures)
{
  int64_t length_us = time_us - row->since_us;
  if (!row->lasts || length_us <= 0) return;
  for (int64_t state = 0; row->kind == ACD__ROW_AGENT && state < ACD__STATES; state++)
    for (uint32_t i = 0; i < row->states[state]; i++)
      acd__count_state_lasted((acd_kpi_agent *)figures, state, length_us);
  if (row->kind == ACD__ROW_QUEUE) acd__history_waited(row, length_us, (acd__history_queue *)figures);
}

void acd__history_row_now(const acd__history_row *row, int64_t *figures_out)
{
  static const uint8_t parts[] = {ACD__FIGURES_PRESENT, ACD__FIGURES_INTERVAL, ACD__FIGURES_DAY, ACD__FIGURES_ALL};
  const acd__history_kind *kind = &acd__history_kinds[row->kind];
  memset(figures_out, 0, kind->words * sizeof *figures_out);
  for (size_t i = 0; i < sizeof parts; i++)
    acd__history_sum(kind, figures_out, row->figures + (size_t)parts[i] * kind->words);
}
