/* SPDX-License-Identifier: Apache-2.0 */
#include "model/formula_parser.h"

#include <string.h>

void acd__parser_fail(acd__formula_parser *of, const char *at, const char *text, const char *expected)
{
  if (of->failed) return;
  of->failed = 1;
  *of->error = (acd__formula_error){(size_t)(at - of->text), text, expected, 0, NULL, 0};
}

void acd__parser_skip(acd__formula_parser *of)
{
  while (*of->at == ' ' || *of->at == '\t' || *of->at == '\n' || *of->at == '\r') of->at++;
}

int acd__parser_is_digit(char c)
{
  return c >= '0' && c <= '9';
}

int acd__parser_is_bare(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || acd__parser_is_digit(c) || c == '_' || c == '.' ||
         (unsigned char)c >= 0x80;
}

size_t acd__parser_bare_size(const char *at)
{
  size_t size = 0;
  while (acd__parser_is_bare(at[size])) size++;
  return size;
}

int acd__parser_is_word(const char *at, size_t size, const char *word)
{
  return strlen(word) == size && memcmp(at, word, size) == 0;
}

int acd__parser_take(acd__formula_parser *of, const char *mark)
{
  acd__parser_skip(of);
  size_t size = strlen(mark);
  if (acd__parser_is_bare(mark[0]) ? !acd__parser_is_word(of->at, acd__parser_bare_size(of->at), mark)
                                   : strncmp(of->at, mark, size) != 0)
    return 0;
  of->at += size;
  return 1;
}

void acd__parser_enter(acd__formula_parser *of)
{
  if (++of->depth > ACD__FORMULA_DEPTH_MAX)
    acd__parser_fail(of, of->at, "brackets, functions and signs are nested too deep", "at most 16 levels");
}

void acd__parser_emit(acd__formula_parser *of, acd__formula_op op)
{
  if (of->failed) return;
  if (of->count == ACD__FORMULA_OPS_MAX)
    acd__parser_fail(of, of->at, "the expression is too long", "at most 64 values and 256 operations");
  else
    of->ops[of->count++] = op;
}

acd__formula_promise *acd__parser_top(acd__formula_parser *of, size_t below)
{
  return &of->promises[of->promises_count - 1 - below];
}

void acd__parser_result(acd__formula_parser *of, size_t taken, const char *at, uint32_t type, size_t size_max, int made)
{
  for (size_t i = 0; i < taken; i++) of->made -= acd__parser_top(of, i)->made;
  of->promises_count -= taken;
  if (size_max > ACD__FORMULA_TEXT_MAX) size_max = ACD__FORMULA_TEXT_MAX;
  of->promises[of->promises_count++] = (acd__formula_promise){type, (uint32_t)size_max, made, at};
  of->made += made;
  if (of->made > ACD__FORMULA_MADE_MAX)
    acd__parser_fail(of, at, "too many texts are put together at once", "a shorter expression");
}

void acd__parser_need(acd__formula_parser *of, size_t below, char takes)
{
  if (of->failed) return;
  const acd__formula_promise *at = acd__parser_top(of, below);
  int is_truth = at->type == ACD__FORMULA_TRUTH;
  if (takes == 'c' && !is_truth)
    acd__parser_fail(of, at->at, "is no truth value", "a comparison, as `tier = \"gold\"`");
  if ((takes == 't' || takes == 'i') && is_truth)
    acd__parser_fail(of, at->at, "is a truth value", "an integer or a text");
}

uint32_t acd__parser_text_size(uint32_t type)
{
  return type == ACD__FORMULA_TRUTH ? 5 : 20;
}

void acd__parser_push(acd__formula_parser *of, const char *at, int32_t op, uint32_t type, const char *text, size_t size,
                      int64_t value)
{
  if (++of->terms > ACD__FORMULA_TERMS_MAX) acd__parser_fail(of, at, "the expression is too long", "at most 64 values");
  if (of->failed) return;
  acd__parser_emit(of, (acd__formula_op){op, text ? (uint32_t)(text - of->text) : 0, (uint32_t)size, 0, value});
  size_t most = op == ACD__FORMULA_PUSH_TEXT        ? size
                : op == ACD__FORMULA_PUSH_ATTRIBUTE ? ACD__FORMULA_TEXT_MAX
                                                    : acd__parser_text_size(type);
  acd__parser_result(of, 0, at, type, most, 0);
}

int acd__parser_quoted(acd__formula_parser *of, const char **text_out, size_t *size_out)
{
  acd__parser_skip(of);
  const char *begin = of->at;
  if (*begin != '"' && *begin != '\'') {
    acd__parser_fail(of, begin, *begin ? "is unexpected" : "ends too early", "a name in quotes");
    return 0;
  }
  const char *end = strchr(begin + 1, *begin);
  if (!end) {
    acd__parser_fail(of, begin, "the text has no closing quote", *begin == '"' ? "\"" : "'");
    return 0;
  }
  *text_out = begin + 1;
  *size_out = (size_t)(end - begin - 1);
  of->at = end + 1;
  return 1;
}

void acd__parser_close(acd__formula_parser *of)
{
  if (!of->failed && !acd__parser_take(of, ")"))
    acd__parser_fail(of, of->at, "a bracket is not closed", "`)` or an operator");
}
