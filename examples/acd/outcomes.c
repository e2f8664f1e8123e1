/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700

#include "outcomes.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool.h"

struct outcomes_file {
  const char *path; /* as given */
  char *place;      /* where the rows are to stand in the end; NULL: they are there (a device, a pipe) */
  char *written;    /* where they are written; NULL likewise */
  FILE *file;
};

static int is_file(const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Whether `path` is a file that the run reads or prints to: 1 after a complaint. */
static int is_in_use(const char *option, const char *path, const char *const *inputs, size_t inputs_count)
{
  struct stat ours, theirs;
  if (stat(path, &ours) || !S_ISREG(ours.st_mode)) return 0;
  for (size_t i = 0; i < inputs_count; i++) {
    if (!inputs[i]) continue;
    if (strcmp(inputs[i], "-") == 0 ? fstat(STDIN_FILENO, &theirs) : stat(inputs[i], &theirs)) continue;
    if (!is_file(&ours, &theirs)) continue;
    complain("--outcomes %s: found %s, which is the input %s, expected a file of its own", option, path, inputs[i]);
    return 1;
  }
  if (fstat(STDOUT_FILENO, &theirs) || !is_file(&ours, &theirs)) return 0;
  complain("--outcomes %s: the report goes there, expected a file of its own", option);
  return 1;
}

static char *text_copy(const char *text, const char *more)
{
  char *copy = grow(NULL, strlen(text) + strlen(more) + 1);
  strcpy(copy, text);
  return strcat(copy, more);
}

static int fail(const outcomes_file *outcomes)
{
  complain_at(outcomes->path, 0, 0, "cannot be written: %s", strerror(errno));
  return EXIT_FILE;
}

int outcomes_open(const char *path, const char *const *inputs, size_t inputs_count, outcomes_file **outcomes_out)
{
  outcomes_file *outcomes;
  struct stat old;
  int is_old;
  if (is_in_use(path, path, inputs, inputs_count)) return EXIT_USAGE;
  outcomes = grow(NULL, sizeof(*outcomes));
  memset(outcomes, 0, sizeof(*outcomes));
  outcomes->path = path;
  *outcomes_out = outcomes;
  is_old = stat(path, &old) == 0;
  if (!is_old || S_ISREG(old.st_mode)) {
    outcomes->place = is_old ? realpath(path, NULL) : text_copy(path, ""); /* a link stays one */
    if (!outcomes->place) return fail(outcomes);
    outcomes->written = text_copy(outcomes->place, ".tmp");
    if (is_in_use(path, outcomes->written, inputs, inputs_count)) {
      free(outcomes->written);
      outcomes->written = NULL;
      return EXIT_USAGE;
    }
    if (is_old && access(path, W_OK)) return fail(outcomes);
  }
  outcomes->file = fopen(outcomes->written ? outcomes->written : path, "w");
  if (!outcomes->file) return fail(outcomes);
  if (is_old && outcomes->written && fchmod(fileno(outcomes->file), old.st_mode & 0777)) return fail(outcomes);
  if (fputs("line,arrival_s,queued_s,answered_s,ended_s,wait_s,talk_s,queue,agent,end\n", outcomes->file) == EOF)
    return fail(outcomes);
  return EXIT_OK;
}

int outcomes_flush(outcomes_file *outcomes)
{
  if (!fflush(outcomes->file)) return 0;
  fail(outcomes);
  return -1;
}

int outcomes_close(outcomes_file *outcomes, int good)
{
  int code = EXIT_OK;
  if (!outcomes) return code;
  if (outcomes->file && fclose(outcomes->file) && good) code = fail(outcomes);
  if (outcomes->file && outcomes->written) {
    if (!good || code != EXIT_OK)
      remove(outcomes->written);
    else if (rename(outcomes->written, outcomes->place))
      code = fail(outcomes);
  }
  free(outcomes->place);
  free(outcomes->written);
  free(outcomes);
  return code;
}

static void print_seconds(FILE *file, acd_time us)
{
  if (us >= 0) fprintf(file, "%" PRId64 ".%06d", us / 1000000, (int)(us % 1000000));
  fputc(',', file);
}

static void print_quoted(FILE *file, const char *name)
{
  fputc('"', file);
  for (; *name; name++) {
    if (*name == '"') fputc('"', file);
    fputc(*name, file);
  }
  fputs("\",", file);
}

int outcomes_add(outcomes_file *outcomes, const acd_engine *engine, const acd_sim_outcome *outcome)
{
  FILE *file = outcomes->file;
  acd_queue_info queue = {.size = sizeof(queue)};
  acd_agent_info agent = {.size = sizeof(agent)};
  int has_queue = outcome->queue && acd_queue_get(engine, outcome->queue, &queue) == ACD_OK;
  int has_agent = outcome->agent && acd_agent_get(engine, outcome->agent, &agent) == ACD_OK;
  fprintf(file, "%" PRId64 ",", outcome->ref);
  print_seconds(file, outcome->arrived_us);
  print_seconds(file, outcome->queued_us);
  print_seconds(file, outcome->answered_us);
  print_seconds(file, outcome->ended_us);
  print_seconds(file, outcome->wait_us);
  print_seconds(file, outcome->talk_us);
  print_quoted(file, has_queue ? queue.name : "");
  print_quoted(file, has_agent ? agent.name : "");
  fprintf(file, "%s\n", outcome->status ? "refused" : acd_end_str(outcome->end));
  if (!ferror(file)) return 0;
  fail(outcomes);
  return -1;
}
