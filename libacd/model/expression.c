/* SPDX-License-Identifier: Apache-2.0 */
#include "model/expression.h"

#include <string.h>

#define OPS_MAX (4 * ACD__EXPRESSION_TERMS_MAX)

typedef struct parser {
  const char *text;
  const char *at;
  acd__expression_skill_fn find;
  void *user;
  acd__expression_error *error;
  int failed;
  int depth; /* of brackets and of `not` */
  int terms;
  uint32_t count;
  acd__expression_op ops[OPS_MAX];
} parser;

static void fail_at(parser *of, const char *at, const char *text, const char *expected)
{
  if (of->failed) return;
  of->failed = 1;
  *of->error = (acd__expression_error){(size_t)(at - of->text), text, expected, NULL, 0};
}

static void skip_space(parser *of)
{
  while (*of->at == ' ' || *of->at == '\t' || *of->at == '\n' || *of->at == '\r') of->at++;
}

static int is_bare(char c)
{
  unsigned char byte = (unsigned char)c;
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || byte >= 0x80;
}

static size_t bare_size(const char *at)
{
  size_t size = 0;
  while (is_bare(at[size])) size++;
  return size;
}

/* Takes the word if it comes next. */
static int take_word(parser *of, const char *word)
{
  skip_space(of);
  size_t size = bare_size(of->at);
  if (size != strlen(word) || memcmp(of->at, word, size) != 0) return 0;
  of->at += size;
  return 1;
}

static int take_mark(parser *of, const char *mark)
{
  skip_space(of);
  size_t size = strlen(mark);
  if (strncmp(of->at, mark, size) != 0) return 0;
  of->at += size;
  return 1;
}

static void emit(parser *of, int32_t op, acd_id skill, int32_t level)
{
  if (of->failed) return;
  if (of->count == OPS_MAX) {
    fail_at(of, of->at, "the expression is too long", "at most 64 terms");
    return;
  }
  of->ops[of->count++] = (acd__expression_op){skill, level, op};
}

static int32_t take_comparison(parser *of)
{
  static const struct {
    const char *mark;
    int32_t op;
  } marks[] = {{">=", ACD__OP_GREATER_EQUAL}, {"<=", ACD__OP_LESS_EQUAL}, {"!=", ACD__OP_NOT_EQUAL},
               {">", ACD__OP_GREATER},        {"<", ACD__OP_LESS},        {"=", ACD__OP_EQUAL}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (take_mark(of, marks[i].mark)) return marks[i].op;
  return 0;
}

static int32_t take_level(parser *of)
{
  skip_space(of);
  const char *begin = of->at;
  int32_t level = 0;
  while (*of->at >= '0' && *of->at <= '9' && level <= 1000) level = level * 10 + (*of->at++ - '0');
  if (of->at == begin || level > 1000 || is_bare(*of->at)) fail_at(of, begin, "is no level", "an integer 0 to 1000");
  return level;
}

/* A name, bare or in quotes; 0: there is none. */
static int take_name(parser *of, const char **name_out, size_t *size_out)
{
  skip_space(of);
  const char *begin = of->at;
  if (*begin == '"') {
    const char *end = strchr(begin + 1, '"');
    if (!end) {
      fail_at(of, begin, "the name has no closing quote", "\"");
      return 0;
    }
    *name_out = begin + 1;
    *size_out = (size_t)(end - begin - 1);
    of->at = end + 1;
    return 1;
  }
  *name_out = begin;
  *size_out = bare_size(begin);
  of->at += *size_out;
  if (*size_out == 0) fail_at(of, begin, *begin ? "is unexpected" : "ends too early", "a skill, `not` or `(`");
  return *size_out > 0;
}

static void parse_term(parser *of)
{
  const char *name;
  size_t size;
  acd_id skill = 0;
  skip_space(of);
  const char *begin = of->at;
  if (!take_name(of, &name, &size)) return;
  int quoted = *begin == '"';
  if (!quoted &&
      ((size == 3 && (!memcmp(name, "and", 3) || !memcmp(name, "not", 3))) || (size == 2 && !memcmp(name, "or", 2)))) {
    fail_at(of, begin, "is unexpected", "a skill, `not` or `(`");
    return;
  }
  if (++of->terms > ACD__EXPRESSION_TERMS_MAX) {
    fail_at(of, begin, "the expression is too long", "at most 64 terms");
    return;
  }
  if (!of->find(of->user, name, size, &skill)) {
    fail_at(of, begin, "there is no such skill", "an existing skill");
    if (!of->error->name) {
      of->error->name = name;
      of->error->name_size = size;
    }
    return;
  }
  int32_t op = take_comparison(of);
  int32_t level = op ? take_level(of) : 1;
  emit(of, op ? op : ACD__OP_GREATER_EQUAL, skill, level);
}

static void parse_or(parser *of);

static void parse_factor(parser *of)
{
  const char *begin = of->at;
  if (of->depth >= ACD__EXPRESSION_DEPTH_MAX) {
    fail_at(of, begin, "brackets and `not` are nested too deep", "at most 16 levels");
    return;
  }
  of->depth++;
  if (take_word(of, "not")) {
    parse_factor(of);
    emit(of, ACD__OP_NOT, 0, 0);
  } else if (take_mark(of, "(")) {
    parse_or(of);
    if (!of->failed && !take_mark(of, ")")) fail_at(of, of->at, "a bracket is not closed", "`)`, `and` or `or`");
  } else {
    parse_term(of);
  }
  of->depth--;
}

static void parse_and(parser *of)
{
  parse_factor(of);
  while (!of->failed && take_word(of, "and")) {
    parse_factor(of);
    emit(of, ACD__OP_AND, 0, 0);
  }
}

static void parse_or(parser *of)
{
  parse_and(of);
  while (!of->failed && take_word(of, "or")) {
    parse_and(of);
    emit(of, ACD__OP_OR, 0, 0);
  }
}

int acd__expression_parse(acd__memory *memory, const char *text, acd__expression_skill_fn find, void *user,
                          acd__expression **expression_out, acd__expression_error *error_out)
{
  parser of;
  memset(&of, 0, sizeof of);
  of.text = of.at = text;
  of.find = find;
  of.user = user;
  of.error = error_out;
  parse_or(&of);
  skip_space(&of);
  if (!of.failed && *of.at) fail_at(&of, of.at, "is unexpected", "`and`, `or`, or the end");
  if (of.failed) return ACD_ERR_ARGUMENT;
  if (!memory) return ACD_OK;
  acd__expression *expression = acd__memory_take(memory, sizeof *expression + of.count * sizeof *of.ops);
  if (!expression) return ACD_ERR_NOMEM;
  expression->count = of.count;
  memcpy(expression->ops, of.ops, of.count * sizeof *of.ops);
  *expression_out = expression;
  return ACD_OK;
}

void acd__expression_free(acd__memory *memory, acd__expression *expression)
{
  if (expression)
    acd__memory_give(memory, expression, sizeof *expression + expression->count * sizeof expression->ops[0]);
}

int64_t acd__skills_level(const acd_requirement *skills, size_t count, acd_id skill)
{
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (skills[middle].skill < skill)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && skills[low].skill == skill ? skills[low].level_min : 0;
}

static uint64_t compare(int32_t op, int64_t level, int64_t with)
{
  switch (op) {
  case ACD__OP_GREATER_EQUAL: return level >= with;
  case ACD__OP_GREATER: return level > with;
  case ACD__OP_LESS_EQUAL: return level <= with;
  case ACD__OP_LESS: return level < with;
  case ACD__OP_EQUAL: return level == with;
  default: return level != with;
  }
}

/* A stack of bits, the top lowest: nesting and precedence keep it far below 64. */
int acd__expression_met(const acd__expression *expression, const acd_requirement *skills, size_t skills_count)
{
  if (!expression) return 1;
  uint64_t stack = 0;
  for (uint32_t i = 0; i < expression->count; i++) {
    const acd__expression_op *op = &expression->ops[i];
    uint64_t top = stack & 1;
    switch (op->op) {
    case ACD__OP_NOT: stack ^= 1; break;
    case ACD__OP_AND: stack = (stack >> 1) & (top | ~UINT64_C(1)); break;
    case ACD__OP_OR: stack = (stack >> 1) | top; break;
    default: stack = stack << 1 | compare(op->op, acd__skills_level(skills, skills_count, op->skill), op->level); break;
    }
  }
  return (int)(stack & 1);
}
