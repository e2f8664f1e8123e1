/* SPDX-License-Identifier: Apache-2.0 */
/** @file The parser of expressions: what its files share. */
#ifndef ACD__MODEL_FORMULA_PARSER_H
#define ACD__MODEL_FORMULA_PARSER_H

#include "model/formula.h"

#define ACD__FORMULA_OPS_MAX (4 * ACD__FORMULA_TERMS_MAX)

/* What is known of a value before there is one. */
typedef struct acd__formula_promise {
  uint32_t type;
  uint32_t size_max; /* as a text */
  int made;          /* 1: a text that may be put together in the buffer */
  const char *at;
} acd__formula_promise;

typedef struct acd__formula_parser {
  const char *text;
  const char *at;
  acd__formula_find_fn find;
  void *user;
  acd__formula_error *error;
  int failed;
  int depth;
  int terms;
  int made;
  uint32_t count;
  acd__formula_op ops[ACD__FORMULA_OPS_MAX];
  size_t promises_count;
  acd__formula_promise promises[ACD__FORMULA_TERMS_MAX + 2];
} acd__formula_parser;

/* formula_words.c: marks, words and texts, and what is known of the values on the stack. */
void acd__parser_fail(acd__formula_parser *of, const char *at, const char *text, const char *expected);
void acd__parser_skip(acd__formula_parser *of);
int acd__parser_is_digit(char c);
int acd__parser_is_bare(char c);
size_t acd__parser_bare_size(const char *at);
int acd__parser_is_word(const char *at, size_t size, const char *word);
/* Takes a mark, or a word, if it comes next. */
int acd__parser_take(acd__formula_parser *of, const char *mark);
/* One level deeper. */
void acd__parser_enter(acd__formula_parser *of);
void acd__parser_emit(acd__formula_parser *of, acd__formula_op op);
acd__formula_promise *acd__parser_top(acd__formula_parser *of, size_t below);
/* Takes promises off and puts another in their place. */
void acd__parser_result(acd__formula_parser *of, size_t taken, const char *at, uint32_t type, size_t size_max,
                        int made);
/* A value of the kind that a parameter takes is on top, so far below. */
void acd__parser_need(acd__formula_parser *of, size_t below, char takes);
uint32_t acd__parser_text_size(uint32_t type);
void acd__parser_push(acd__formula_parser *of, const char *at, int32_t op, uint32_t type, const char *text, size_t size,
                      int64_t value);
/* A text in quotes of either kind. */
int acd__parser_quoted(acd__formula_parser *of, const char **text_out, size_t *size_out);
void acd__parser_close(acd__formula_parser *of);

/* formula_call.c: a function of this name, behind its bracket. */
void acd__parser_call(acd__formula_parser *of, const char *begin, size_t size);

/* formula_parse.c: an operator's level and all that binds more tightly. */
void acd__parser_level(acd__formula_parser *of, int level);

#endif
