/* SPDX-License-Identifier: Apache-2.0 */
#include "levels.h"

#include <string.h>

#include "tool.h"

enum { WORDS_MAX = 16, TEXT_MAX = 200 };

/* The words of an option, of which some are read. */
typedef struct words {
  char text[TEXT_MAX];
  const char *list[WORDS_MAX];
  size_t count;
  size_t at;
} words;

static int split(words *of, const char *value)
{
  memset(of, 0, sizeof(*of));
  if (strlen(value) >= sizeof(of->text)) return 0;
  strcpy(of->text, value);
  for (char *word = strtok(of->text, " \t"); word; word = strtok(NULL, " \t")) {
    if (of->count == WORDS_MAX) return 0;
    of->list[of->count++] = word;
  }
  return of->count > 0;
}

static const char *next(words *of)
{
  return of->at < of->count ? of->list[of->at] : "";
}

static int skip(words *of, const char *word)
{
  if (strcmp(next(of), word) != 0) return 0;
  of->at++;
  return 1;
}

/* "20s" or "20". */
static int read_time(const char *text, int64_t *us_out)
{
  char digits[32];
  size_t size = strlen(text);
  if (size && text[size - 1] == 's') size--;
  if (!size || size >= sizeof(digits)) return 0;
  memcpy(digits, text, size);
  digits[size] = '\0';
  return parse_seconds(digits, us_out);
}

/* "<20s", "<= 20s" or "20s"; none is left to what it is. */
static int read_threshold(words *of, acd_service_level *level)
{
  const char *text = next(of);
  if (text[0] == '<') {
    int is_at_most = text[1] == '=';
    level->compare = is_at_most ? ACD_COMPARE_AT_MOST : ACD_COMPARE_BELOW;
    text += 1 + is_at_most;
    if (!*text) {
      of->at++;
      text = next(of);
    }
  } else if (text[0] < '0' || text[0] > '9') {
    return 1;
  }
  of->at++;
  return read_time(text, &level->threshold_us) && level->threshold_us > 0;
}

static int join(char *to, size_t room, const char *const *list, size_t count)
{
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    size_t size = strlen(list[i]);
    if (used + size + (i > 0) >= room) return 0;
    if (i) to[used++] = ' ';
    memcpy(to + used, list[i], size + 1);
    used += size;
  }
  return used > 0;
}

static int read_level(words *of, acd_service_level *level, char name[ACD_SERVICE_LEVEL_NAME_MAX + 1])
{
  acd_service_level_init(level, acd_service_level_find(next(of)));
  of->at++;
  if (!level->formula || !read_threshold(of, level)) return 0;
  if (skip(of, "from")) {
    level->wait_from = skip(of, "arrival") ? ACD_WAIT_FROM_ARRIVAL : skip(of, "entry") ? ACD_WAIT_FROM_ENTRY : 0;
    if (!level->wait_from) return 0;
  }
  if (skip(of, "short") && !read_time(of->at < of->count ? of->list[of->at++] : "", &level->short_us)) return 0;
  if (of->at == of->count) return join(name, ACD_SERVICE_LEVEL_NAME_MAX + 1, of->list, of->count);
  if (!skip(of, "as")) return 0;
  return join(name, ACD_SERVICE_LEVEL_NAME_MAX + 1, of->list + of->at, of->count - of->at);
}

int levels_take(void *setting, const char *value)
{
  levels *of = setting;
  words given;
  acd_service_level level;
  char name[ACD_SERVICE_LEVEL_NAME_MAX + 1];
  if (of->count == ACD_SERVICE_LEVELS_MAX || !split(&given, value) || !read_level(&given, &level, name)) return 0;
  for (size_t i = 0; i < of->count; i++)
    if (strcmp(of->names[i], name) == 0) return 0;
  strcpy(of->names[of->count], name);
  of->asked[of->count++] = level;
  return 1;
}

int levels_begin(levels *of)
{
  acd_history_options options;
  if (!of->count) return ACD_OK;
  acd_history_options_init(&options);
  options.keeps = ACD_HISTORY_QUEUES;
  options.intervals_max = options.days_max = 1;
  options.repeat_us = 0;
  int status = acd_history_new(NULL, &options, &of->history);
  for (size_t i = 0; status == ACD_OK && i < of->count; i++) {
    of->asked[i].name = of->names[i];
    status = acd_history_service_level_add(of->history, &of->asked[i]);
  }
  return status;
}

void levels_event(levels *of, const acd_event *event)
{
  if (of->history) acd_history_event(of->history, event);
}

acd_service_level_counts levels_of(const levels *of, const char *queue, size_t index)
{
  acd_service_level_counts counts = {.size = sizeof(counts)};
  acd_history_period all = {.size = sizeof(all), .kind = ACD_PERIOD_ALL};
  /* a queue that nobody came to is none to the history */
  if (acd_history_service_level_get(of->history, &all, queue, (int64_t)index, &counts) != ACD_OK) counts.ppm = 0;
  return counts;
}

void levels_free(levels *of)
{
  acd_history_free(of->history);
  of->history = NULL;
}
