/* SPDX-License-Identifier: Apache-2.0 */
/** @file Command-line options: "--name", "--name VALUE" or "--name=VALUE"; "--" ends them. */
#ifndef TOOL_OPTIONS_H
#define TOOL_OPTIONS_H

#include <stddef.h>

typedef struct option {
  const char *name;  /* without the dashes */
  const char *value; /* what is expected of its value; NULL: takes none */
  size_t offset;     /* in the settings, of what `take` sets */
  /* 1, 0: the value is not what is expected, or -1 likewise after a complaint that says more */
  int (*take)(void *setting, const char *value);
} option;

/* An int becomes 1. */
int option_flag(void *setting, const char *value);
/* A const char *, not empty. */
int option_text(void *setting, const char *value);
/* An int64_t: seconds as microseconds. */
int option_seconds(void *setting, const char *value);

#define OPERANDS_MAX 1000 /* a shell expands a folder of files */

typedef struct operands {
  const char *items[OPERANDS_MAX];
  size_t count;
} operands;

/* Parses the arguments from `argv[0]` on into `settings`. An exit code; a complaint was made unless it is EXIT_OK. */
int options_parse(int argc, char **argv, const option *options, size_t count, void *settings, operands *operands_out);

#endif
