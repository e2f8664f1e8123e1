/* SPDX-License-Identifier: Apache-2.0 */
#include "levels.h"

#include <string.h>

#include <jansson.h>

#include "tool.h"

enum { TEXT_MAX = 200, WORDS_MAX = TEXT_MAX / 2 };

#define FORMULAS "cisco_negative, cisco_ignored, cisco_positive, cms_answered, genesys, amazon_connect or libacd"

/* The words of an option, of which some are read. */
typedef struct words {
  char text[TEXT_MAX];
  const char *list[WORDS_MAX];
  size_t count;
  size_t at;
} words;

static int refuse(const char *found, const char *expected)
{
  int is_nothing = !*found;
  complain("--service-level: found %s%s%s, expected %s", is_nothing ? "" : "\"", is_nothing ? "nothing" : found,
           is_nothing ? "" : "\"", expected);
  return -1;
}

/* Of what is no text nothing is said back. */
static int is_text(const char *value)
{
  json_t *read = json_string(value); /* knows UTF-8 */
  int good = read != NULL;
  json_decref(read);
  for (const char *at = value; *at; at++)
    if (((unsigned char)*at < 0x20 && *at != '\t') || *at == 0x7f) good = 0;
  return good;
}

static int split(words *of, const char *value)
{
  memset(of, 0, sizeof(*of));
  if (!is_text(value)) {
    complain("--service-level: found bytes that are no text, expected UTF-8 without control characters");
    return -1;
  }
  if (strlen(value) >= sizeof(of->text)) return refuse(value, "199 bytes at the most");
  strcpy(of->text, value);
  for (char *word = strtok(of->text, " \t"); word; word = strtok(NULL, " \t")) of->list[of->count++] = word;
  return 1;
}

static const char *next(const words *of)
{
  return of->at < of->count ? of->list[of->at] : "";
}

static int skip(words *of, const char *word)
{
  if (strcmp(next(of), word) != 0) return 0;
  of->at++;
  return 1;
}

/* "20s" or "20": the next word, or what is left of it at `text`. */
static int read_time(words *of, const char *text, int64_t *us_out)
{
  char digits[32];
  size_t size = strlen(text);
  if (size && text[size - 1] == 's') size--;
  if (size && size < sizeof(digits)) {
    memcpy(digits, text, size);
    digits[size] = '\0';
    of->at++;
    if (parse_seconds(digits, us_out)) return 1;
  }
  return refuse(text, "a time in seconds, such as 20s or 12.5s");
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
  if (read_time(of, text, &level->threshold_us) < 0) return -1;
  return level->threshold_us > 0 ? 1 : refuse(text, "a threshold of more than 0 s");
}

static void join(char to[TEXT_MAX], const char *const *list, size_t count)
{
  to[0] = '\0';
  for (size_t i = 0; i < count; i++) {
    if (i) strcat(to, " ");
    strcat(to, list[i]);
  }
}

/* The name, to its end: that which is given, or all words. */
static int read_name(words *of, char name[TEXT_MAX])
{
  int is_given = skip(of, "as");
  if (!is_given && of->at < of->count)
    return refuse(next(of),
                  "the words in this order, each once: FORMULA, TIME, \"from arrival\", \"short TIME\", \"as NAME\"");
  if (is_given && of->at == of->count) return refuse("", "a name behind \"as\"");
  if (is_given)
    join(name, of->list + of->at, of->count - of->at);
  else
    join(name, of->list, of->count);
  return strlen(name) <= ACD_SERVICE_LEVEL_NAME_MAX ? 1 : refuse(name, "a name of 63 bytes at the most (as NAME)");
}

static int read_level(words *of, acd_service_level *level, char name[TEXT_MAX])
{
  acd_service_level_init(level, acd_service_level_find(next(of)));
  if (!level->formula) return refuse(next(of), "first a formula: " FORMULAS);
  of->at++;
  if (read_threshold(of, level) < 0) return -1;
  if (skip(of, "from")) {
    level->wait_from = skip(of, "arrival") ? ACD_WAIT_FROM_ARRIVAL : skip(of, "entry") ? ACD_WAIT_FROM_ENTRY : 0;
    if (!level->wait_from) return refuse(next(of), "\"arrival\" or \"entry\" behind \"from\"");
  }
  if (skip(of, "short") && read_time(of, next(of), &level->short_us) < 0) return -1;
  return read_name(of, name);
}

int levels_take(void *setting, const char *value)
{
  levels *of = setting;
  words given;
  acd_service_level level;
  char name[TEXT_MAX];
  if (split(&given, value) < 0 || read_level(&given, &level, name) < 0) return -1;
  if (of->count == ACD_SERVICE_LEVELS_MAX) return refuse(value, "eight of them at the most");
  for (size_t i = 0; i < of->count; i++)
    if (strcmp(of->names[i], name) == 0) return refuse(name, "a name of its own for each (as NAME)");
  strcpy(of->names[of->count], name);
  of->asked[of->count++] = level;
  return 1;
}

int levels_add(const levels *of, acd_history *to)
{
  int status = ACD_OK;
  for (size_t i = 0; status == ACD_OK && i < of->count; i++) {
    acd_service_level level = of->asked[i];
    level.name = of->names[i];
    status = acd_history_service_level_add(to, &level);
  }
  return status;
}

acd_service_level_counts levels_of(const acd_history *history, const char *queue, size_t index)
{
  acd_service_level_counts counts = {.size = sizeof(counts)};
  acd_history_period all = {.size = sizeof(all), .kind = ACD_PERIOD_ALL};
  /* a queue that nobody came to is none to the history */
  if (acd_history_service_level_get(history, &all, queue, (int64_t)index, &counts) != ACD_OK) counts.ppm = 0;
  return counts;
}
