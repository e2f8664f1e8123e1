/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700

#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool.h"

static int is_same(const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Whether `path` is a file that the run reads, prints to or writes otherwise: 1 after a complaint. */
static int is_in_use(const char *option, const char *path, const output_others *others)
{
  struct stat ours, theirs;
  if (stat(path, &ours) || !S_ISREG(ours.st_mode)) return 0;
  for (size_t i = 0; i < others->inputs_count; i++) {
    const char *input = others->inputs[i];
    if (!input) continue;
    if (strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &theirs) : stat(input, &theirs)) continue;
    if (!is_same(&ours, &theirs)) continue;
    complain("%s %s: found %s, which is the input %s, expected a file of its own", option, path, path, input);
    return 1;
  }
  for (size_t i = 0; i < others->outputs_count; i++) {
    const output *other = others->outputs[i];
    if (!other || !other->file || fstat(fileno(other->file), &theirs) || !is_same(&ours, &theirs)) continue;
    complain("%s %s: %s %s goes there, expected a file of its own", option, path, other->option, other->path);
    return 1;
  }
  if (fstat(STDOUT_FILENO, &theirs) || !is_same(&ours, &theirs)) return 0;
  complain("%s %s: the report goes there, expected a file of its own", option, path);
  return 1;
}

static char *text_copy(const char *text, const char *more)
{
  char *copy = grow(NULL, strlen(text) + strlen(more) + 1);
  strcpy(copy, text);
  return strcat(copy, more);
}

int output_fail(const output *of)
{
  complain_at(of->path, 0, 0, "cannot be written: %s", strerror(errno));
  return EXIT_FILE;
}

int output_open(const char *option, const char *path, const output_others *others, output **output_out)
{
  output *made;
  struct stat old;
  int is_old;
  if (strcmp(path, "-") == 0) {
    complain("%s: found \"-\", expected the name of a file, as the report goes to standard output", option);
    return EXIT_USAGE;
  }
  if (is_in_use(option, path, others)) return EXIT_USAGE;
  made = grow(NULL, sizeof(*made));
  memset(made, 0, sizeof(*made));
  made->option = option;
  made->path = path;
  *output_out = made;
  is_old = stat(path, &old) == 0;
  if (!is_old || S_ISREG(old.st_mode)) {
    made->place = is_old ? realpath(path, NULL) : text_copy(path, ""); /* a link stays one */
    if (!made->place) return output_fail(made);
    made->written = text_copy(made->place, ".tmp");
    if (is_in_use(option, made->written, others)) {
      free(made->written);
      made->written = NULL;
      return EXIT_USAGE;
    }
    if (is_old && access(path, W_OK)) return output_fail(made);
  }
  made->file = fopen(made->written ? made->written : path, "w");
  if (!made->file) return output_fail(made);
  if (is_old && made->written && fchmod(fileno(made->file), old.st_mode & 0777)) return output_fail(made);
  return EXIT_OK;
}

int output_flush(const output *of)
{
  if (!of || !fflush(of->file)) return 0;
  output_fail(of);
  return -1;
}

int output_close(output *of, int good)
{
  int code = EXIT_OK;
  if (!of) return code;
  if (of->file && fclose(of->file) && good) code = output_fail(of);
  if (of->file && of->written) {
    if (!good || code != EXIT_OK)
      remove(of->written);
    else if (rename(of->written, of->place))
      code = output_fail(of);
  }
  free(of->place);
  free(of->written);
  free(of);
  return code;
}
