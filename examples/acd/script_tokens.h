/* SPDX-License-Identifier: Apache-2.0 */
/** @file The words of a line of a flow test, and what is wrong with them. */
#ifndef TOOL_SCRIPT_TOKENS_H
#define TOOL_SCRIPT_TOKENS_H

#include "script.h"

#define TOKENS_MAX 64

typedef struct token {
  const char *text;
  size_t column;
  int is_quoted;
} token;

typedef struct tokens {
  char *storage;
  token items[TOKENS_MAX];
  size_t count, next;
  size_t end_column; /* behind the last one */
  script_error *error;
} tokens;

/* Words are separated by blanks; "…" holds blanks, with \" and \\ for themselves; a # between blanks, or at the beginning,
 * begins a comment. 1, or 0 with an error. tokens_free() in any case. */
int tokens_read(tokens *of, const char *line, script_error *error_out);
void tokens_free(tokens *of);

/* The next word, not taken; NULL at the end of the line. */
const char *tokens_peek(const tokens *of);
/* Takes the next word if it is this one. */
int tokens_accept(tokens *of, const char *word);
/* Takes the next word, whatever it is; NULL with an error at the end of the line. */
const char *tokens_take(tokens *of, const char *expected);
/* An error at the word taken last: 0. `names` may be NULL: what it may have been meant to be. */
int tokens_refuse(tokens *of, const char *expected, const char *const *names, size_t names_count);
/* 1 at the end of the line, else an error. */
int tokens_end(tokens *of, const char *expected);

/* "30s", "1h30min", "2.5s", "500ms": 1 and microseconds, or 0. */
int parse_duration(const char *text, int64_t *us_out);

#endif
