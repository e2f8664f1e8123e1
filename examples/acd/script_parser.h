/* SPDX-License-Identifier: Apache-2.0 */
/** @file What the parts of the grammar of flow tests share. */
#ifndef TOOL_SCRIPT_PARSER_H
#define TOOL_SCRIPT_PARSER_H

#include "script_tokens.h"

typedef struct parser {
  tokens words;
  const tool_zone *zone;
} parser;

/* Each takes words and returns 1, or 0 with an error. */
int parser_take(parser *of, char **to, const char *expected);
int parser_take_any(parser *of, char **to); /* nothing at the end of the line */
int parser_call(parser *of, step *to);
int parser_attribute(parser *of, step *to); /* NAME=VALUE, one more line of `attributes` */
int parser_at(parser *of, step *to);        /* a moment, or a time of day */
int parser_duration(parser *of, step *to);
int parser_expect(parser *of, step *to); /* what is behind `expect` and `until` */

#endif
