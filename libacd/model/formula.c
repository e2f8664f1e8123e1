/* SPDX-License-Identifier: Apache-2.0 */
/* Evaluation: a stack of values, and one buffer for the texts that are put together. What is made stands in the buffer in the
 * order of the stack, so that it goes with what is taken off. */
#include "model/formula.h"

#include <string.h>

#include "base/text.h"

#define STACK_MAX  (ACD__FORMULA_TERMS_MAX + 2)
#define BUFFER_MAX (ACD__FORMULA_MADE_MAX * ACD__FORMULA_TEXT_MAX)

typedef struct item {
  uint32_t type;
  uint32_t size;
  int64_t value;
  const char *text; /* of a text only */
  size_t mark;      /* bytes of the buffer that were in use before it */
} item;

typedef struct machine {
  const acd__formula *formula;
  const acd__formula_world *world;
  item stack[STACK_MAX];
  size_t count;
  size_t used;
  char buffer[BUFFER_MAX];
} machine;

/* As much of a text as fits, whole characters. */
static size_t cut(const char *text, size_t size, size_t most)
{
  if (size <= most) return size;
  while (most > 0 && ((unsigned char)text[most] & 0xc0) == 0x80) most--;
  return most;
}

static item *push(machine *of, uint32_t type, int64_t value)
{
  item *top = &of->stack[of->count++];
  top->type = type;
  top->size = 0;
  top->value = value;
  top->mark = of->used;
  return top;
}

static void push_text(machine *of, const char *text, size_t size)
{
  item *top = push(of, ACD__FORMULA_TEXT, 0);
  top->text = text;
  top->size = (uint32_t)cut(text, size, ACD__FORMULA_TEXT_MAX);
}

/* Takes the uppermost items off and puts a number in their place. */
static void give(machine *of, size_t taken, uint32_t type, int64_t value)
{
  of->count -= taken;
  of->used = of->stack[of->count].mark;
  push(of, type, value);
}

/* Likewise a text, of any place but the buffer's unused part. */
static void give_text(machine *of, size_t taken, const char *text, size_t size, int is_made)
{
  of->count -= taken;
  size_t mark = of->stack[of->count].mark;
  int inside = text >= of->buffer && text < of->buffer + of->used;
  size = cut(text, size, ACD__FORMULA_TEXT_MAX);
  if (size && (inside || is_made)) {
    memmove(of->buffer + mark, text, size);
    text = of->buffer + mark;
  }
  of->used = mark;
  push_text(of, size ? text : "", size);
  if (size && (inside || is_made)) of->used = mark + size;
}

static int spells(const item *at, int64_t *value_out)
{
  if (at->type == ACD__FORMULA_TEXT) return acd__text_int(at->text, at->size, value_out);
  *value_out = at->value;
  return 1;
}

static int64_t number(const item *at)
{
  int64_t value;
  return spells(at, &value) ? value : 0;
}

/* An item as a text, in `digits` where it is none. */
static const char *as_text(const item *at, char digits[24], size_t *size_out)
{
  if (at->type == ACD__FORMULA_TEXT) {
    *size_out = at->size;
    return at->text;
  }
  acd__text text = acd__text_begin(digits, 24);
  if (at->type == ACD__FORMULA_TRUTH)
    acd__text_add(&text, at->value ? "true" : "false");
  else
    acd__text_add_int(&text, at->value);
  *size_out = strlen(digits);
  return digits;
}

/* As many digits as acd__text_int() reads, so that what is stored is read again. */
#define INTEGER_MAX INT64_C(999999999999999999)

static int64_t held(int64_t value)
{
  return value > INTEGER_MAX ? INTEGER_MAX : value < -INTEGER_MAX ? -INTEGER_MAX : value;
}

static int64_t multiply(int64_t a, int64_t b)
{
  int64_t x = a < 0 ? -a : a, y = b < 0 ? -b : b;
  int64_t product = x && y > INTEGER_MAX / x ? INTEGER_MAX : x * y;
  return (a < 0) != (b < 0) ? -product : product;
}

static int64_t arithmetic(int32_t op, int64_t a, int64_t b)
{
  switch (op) {
  case ACD__FORMULA_ADD: return held(a + b);
  case ACD__FORMULA_SUBTRACT: return held(a - b);
  case ACD__FORMULA_MULTIPLY: return multiply(a, b);
  case ACD__FORMULA_DIVIDE: return b == 0 ? 0 : a / b;
  case ACD__FORMULA_REST: return b == 0 ? 0 : a % b;
  case ACD__FORMULA_MIN: return a < b ? a : b;
  default: return a > b ? a : b;
  }
}

static int64_t compare(int32_t op, const item *a, const item *b)
{
  int64_t x, y;
  int is_text = a->type == ACD__FORMULA_TEXT && b->type == ACD__FORMULA_TEXT;
  if (is_text && (op == ACD__FORMULA_EQUAL || op == ACD__FORMULA_NOT_EQUAL)) {
    int same = a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
    return op == ACD__FORMULA_EQUAL ? same : !same;
  }
  if (!spells(a, &x) || !spells(b, &y)) return op == ACD__FORMULA_NOT_EQUAL;
  switch (op) {
  case ACD__FORMULA_EQUAL: return x == y;
  case ACD__FORMULA_NOT_EQUAL: return x != y;
  case ACD__FORMULA_LESS: return x < y;
  case ACD__FORMULA_LESS_EQUAL: return x <= y;
  case ACD__FORMULA_GREATER: return x > y;
  default: return x >= y;
  }
}

/* Knuth, Morris and Pratt: callers' texts shall not cost their product. */
static int contains(const char *text, size_t size, const char *part, size_t with)
{
  uint16_t back[ACD__FORMULA_TEXT_MAX + 1]; /* the longest beginning of the part that ends before each place in it */
  size_t have = 0;
  if (with == 0) return 1;
  back[0] = 0;
  for (size_t at = 1; at < with; at++) {
    while (have && part[at] != part[have]) have = back[have - 1];
    have += part[at] == part[have];
    back[at] = (uint16_t)have;
  }
  have = 0;
  for (size_t at = 0; at < size; at++) {
    while (have && text[at] != part[have]) have = back[have - 1];
    have += text[at] == part[have];
    if (have == with) return 1;
  }
  return 0;
}

static int64_t search(int32_t op, const item *a, const item *b)
{
  char a_digits[24], b_digits[24];
  size_t size, with;
  const char *text = as_text(a, a_digits, &size), *part = as_text(b, b_digits, &with);
  if (with > size) return 0;
  if (op == ACD__FORMULA_STARTS) return memcmp(text, part, with) == 0;
  if (op == ACD__FORMULA_ENDS) return memcmp(text + size - with, part, with) == 0;
  return contains(text, size, part, with);
}

static int64_t length(const char *text, size_t size)
{
  int64_t count = 0;
  size_t at = 0;
  for (uint64_t word; size - at >= sizeof word; at += sizeof word, count += (int64_t)sizeof word) {
    memcpy(&word, text + at, sizeof word);
    if (word & UINT64_C(0x8080808080808080)) break; /* not all of them are ASCII */
  }
  for (; at < size; at++) count += ((unsigned char)text[at] & 0xc0) != 0x80;
  return count;
}

/* Bytes before the character of that number, from 0. */
static size_t bytes_before(const char *text, size_t size, int64_t characters)
{
  size_t at = 0;
  for (; at < size; at++)
    if (((unsigned char)text[at] & 0xc0) != 0x80 && characters-- <= 0) break;
  return at;
}

static void part(machine *of, const item *args)
{
  char digits[24];
  size_t size;
  const char *text = as_text(&args[0], digits, &size);
  int64_t from = number(&args[1]), count = number(&args[2]), all = length(text, size);
  int is_made = text == digits;
  from = from < 0 ? (from < -all ? 0 : all + from) : from > 0 ? from - 1 : 0;
  if (count < 0) count = 0;
  if (count > all) count = all;
  size_t begin, bytes;
  if ((size_t)all == size) { /* a character is a byte */
    begin = from < all ? (size_t)from : size;
    bytes = (size_t)count < size - begin ? (size_t)count : size - begin;
  } else {
    begin = bytes_before(text, size, from);
    bytes = bytes_before(text + begin, size - begin, count);
  }
  give_text(of, 3, text + begin, bytes, is_made);
}

/* In place: behind what was made last there may be much more to come. What is in the buffer stands where the result begins, or, of the
 * second where the first is elsewhere, behind. */
static void join(machine *of, const item *args)
{
  char digits[2][24];
  size_t sizes[2], mark = args[0].mark;
  const char *texts[2];
  char *made = of->buffer + mark;
  for (int i = 0; i < 2; i++) texts[i] = as_text(&args[i], digits[i], &sizes[i]);
  sizes[1] = cut(texts[1], sizes[1], ACD__FORMULA_TEXT_MAX - sizes[0]);
  memmove(made + sizes[0], texts[1], sizes[1]);
  if (texts[0] != made) memcpy(made, texts[0], sizes[0]);
  of->count -= 2;
  push_text(of, made, sizes[0] + sizes[1]);
  of->stack[of->count - 1].mark = mark;
  of->used = mark + sizes[0] + sizes[1];
}

static void change_case(machine *of, const item *arg, char from, char to)
{
  char made[ACD__FORMULA_TEXT_MAX], digits[24];
  size_t size;
  const char *text = as_text(arg, digits, &size);
  for (size_t i = 0; i < size; i++)
    made[i] = text[i] >= from && text[i] < from + 26 ? (char)(text[i] - from + to) : text[i];
  give_text(of, 1, made, size, 1);
}

/* An item becomes the result of something that took so many. */
static void choose(machine *of, size_t taken, const item *chosen, int to_text)
{
  char digits[24];
  size_t size;
  if (chosen->type != ACD__FORMULA_TEXT && !to_text) {
    give(of, taken, chosen->type, chosen->value);
    return;
  }
  const char *text = as_text(chosen, digits, &size);
  give_text(of, taken, text, size, text == digits);
}

static void push_operand(machine *of, const acd__formula_op *op)
{
  const char *name = of->formula->text + op->at, *value;
  switch (op->op) {
  case ACD__FORMULA_PUSH_INTEGER: push(of, ACD__FORMULA_INTEGER, op->value); break;
  case ACD__FORMULA_PUSH_TEXT: push_text(of, name, op->size); break;
  case ACD__FORMULA_PUSH_TRUTH: push(of, ACD__FORMULA_TRUTH, op->value); break;
  case ACD__FORMULA_PUSH_ATTRIBUTE:
    value = of->world->attribute(of->world->user, name, op->size);
    push_text(of, value ? value : "", value ? strlen(value) : 0);
    break;
  case ACD__FORMULA_PUSH_IS_SET:
    push(of, ACD__FORMULA_TRUTH, of->world->attribute(of->world->user, name, op->size) != NULL);
    break;
  case ACD__FORMULA_PUSH_TOGGLE: push(of, ACD__FORMULA_TRUTH, of->world->toggle(of->world->user, op->value)); break;
  default: push(of, ACD__FORMULA_INTEGER, of->world->metric(of->world->user, op->value, op->size)); break;
  }
}

static void one_operand(machine *of, const acd__formula_op *op, const item *arg)
{
  char digits[24];
  size_t size;
  const char *text;
  switch (op->op) {
  case ACD__FORMULA_NOT: give(of, 1, ACD__FORMULA_TRUTH, !arg->value); break;
  case ACD__FORMULA_NEGATE: give(of, 1, ACD__FORMULA_INTEGER, -number(arg)); break;
  case ACD__FORMULA_LENGTH:
    text = as_text(arg, digits, &size);
    give(of, 1, ACD__FORMULA_INTEGER, length(text, size));
    break;
  case ACD__FORMULA_TO_INTEGER: give(of, 1, ACD__FORMULA_INTEGER, number(arg)); break;
  case ACD__FORMULA_TO_TEXT: choose(of, 1, arg, 1); break;
  case ACD__FORMULA_LOWER: change_case(of, arg, 'A', 'a'); break;
  default: change_case(of, arg, 'a', 'A'); break;
  }
}

static void step(machine *of, const acd__formula_op *op)
{
  item *top = &of->stack[of->count];
  if (op->op <= ACD__FORMULA_PUSH_METRIC) {
    push_operand(of, op);
    return;
  }
  switch (op->op) {
  case ACD__FORMULA_AND: give(of, 2, ACD__FORMULA_TRUTH, top[-2].value && top[-1].value); break;
  case ACD__FORMULA_OR: give(of, 2, ACD__FORMULA_TRUTH, top[-2].value || top[-1].value); break;
  case ACD__FORMULA_EQUAL:
  case ACD__FORMULA_NOT_EQUAL:
  case ACD__FORMULA_LESS:
  case ACD__FORMULA_LESS_EQUAL:
  case ACD__FORMULA_GREATER:
  case ACD__FORMULA_GREATER_EQUAL: give(of, 2, ACD__FORMULA_TRUTH, compare(op->op, &top[-2], &top[-1])); break;
  case ACD__FORMULA_ADD:
  case ACD__FORMULA_SUBTRACT:
  case ACD__FORMULA_MULTIPLY:
  case ACD__FORMULA_DIVIDE:
  case ACD__FORMULA_REST:
  case ACD__FORMULA_MIN:
  case ACD__FORMULA_MAX:
    give(of, 2, ACD__FORMULA_INTEGER, arithmetic(op->op, number(&top[-2]), number(&top[-1])));
    break;
  case ACD__FORMULA_JOIN: join(of, &top[-2]); break;
  case ACD__FORMULA_STARTS:
  case ACD__FORMULA_ENDS:
  case ACD__FORMULA_CONTAINS: give(of, 2, ACD__FORMULA_TRUTH, search(op->op, &top[-2], &top[-1])); break;
  case ACD__FORMULA_PART: part(of, &top[-3]); break;
  case ACD__FORMULA_IF: choose(of, 3, top[-3].value ? &top[-2] : &top[-1], (int)op->value); break;
  default: one_operand(of, op, &top[-1]); break;
  }
}

uint32_t acd__formula_evaluate(const acd__formula *formula, const acd__formula_world *world,
                               acd__formula_value *value_out)
{
  machine of;
  char digits[24];
  size_t size, bytes = 0;
  of.formula = formula;
  of.world = world;
  of.count = of.used = 0;
  for (uint32_t i = 0; i < formula->count; i++) {
    step(&of, &formula->ops[i]);
    bytes += of.stack[of.count - 1].size;
  }
  const char *text = as_text(&of.stack[0], digits, &size);
  value_out->type = of.stack[0].type;
  value_out->value = of.stack[0].value;
  value_out->size = (uint32_t)size;
  memcpy(value_out->text, text, size);
  value_out->text[size] = '\0';
  return formula->count + (uint32_t)(bytes / ACD__FORMULA_WORK_BYTES);
}

int64_t acd__formula_integer(const acd__formula_value *value)
{
  int64_t spelt;
  if (value->type != ACD__FORMULA_TEXT) return value->value;
  return acd__text_int(value->text, value->size, &spelt) ? spelt : 0;
}
