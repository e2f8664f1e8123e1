/* SPDX-License-Identifier: Apache-2.0 */
/* Expressions of flows: what they give, what is wrong with them, and random ones against a plain evaluation of the tree they were
 * written from.
 *
 * Usage: test_formula [--runs N] [--seed N] */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "model/formula.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NINES        "999999999999999999"
#define BIG          "(" NINES " * 100)" /* held at the greatest integer */

static acd__memory memory;
static int runs = 20000, seed = 1;

static const struct {
  const char *name;
  const char *value;
} attributes[] = {
    {"tier", "gold"}, {"age", "41"},      {"minus", "-7"}, {"zero", "0"},    {"word", "Grüße, Äpfel"},
    {"odd", "4x"},    {"two words", "b"}, {"true.", "x"},  {"lead", "0041"}, {"caller", "+4930123456"},
};

static const char *attribute(const void *user, const char *name, size_t size)
{
  (void)user;
  for (size_t i = 0; i < COUNT(attributes); i++)
    if (strlen(attributes[i].name) == size && memcmp(attributes[i].name, name, size) == 0) return attributes[i].value;
  return NULL;
}

static int64_t metric(const void *user, acd_id queue, int64_t number)
{
  (void)user;
  return queue * 10 + number;
}

static int64_t toggle(const void *user, acd_id id)
{
  (void)user;
  return id == 8;
}

static const acd__formula_world world = {attribute, metric, toggle, NULL};

static int find(void *user, uint32_t noun, const char *name, size_t size, acd_id *id_out)
{
  (void)user;
  if (noun == ACD_NOUN_TOGGLE) {
    *id_out = size == 2 ? 8 : 9;
    return size == 2 || size == 3;
  }
  assert_int_equal(noun, ACD_NOUN_QUEUE);
  *id_out = 7;
  return size == 4 && memcmp(name, "desk", 4) == 0;
}

static acd__formula *parse(const char *text)
{
  acd__formula *formula = NULL;
  acd__formula_error error = {0};
  if (acd__formula_parse(&memory, text, find, NULL, &formula, NULL, &error))
    fail_msg("%s: at %d: %s", text, (int)error.at, error.text);
  return formula;
}

static void what_they_give(void **state)
{
  static const struct {
    const char *text;
    uint32_t type;
    const char *value;
  } rows[] = {
      {"1 + 2 * 3", ACD__FORMULA_INTEGER, "7"},
      {"(1 + 2) * 3", ACD__FORMULA_INTEGER, "9"},
      {"2 - 3 - 4", ACD__FORMULA_INTEGER, "-5"},
      {"- 2 - -3", ACD__FORMULA_INTEGER, "1"},
      {"7 / 2 & \"|\" & -7 / 2 & \"|\" & 7 % -4 & \"|\" & -7 % 4", ACD__FORMULA_TEXT, "3|-3|3|-3"},
      {"7 / 0 + 7 % 0", ACD__FORMULA_INTEGER, "0"},
      {BIG, ACD__FORMULA_INTEGER, "999999999999999999"},
      {"-" BIG " - 5", ACD__FORMULA_INTEGER, "-999999999999999999"},
      {"(-" BIG " - 5) / -1", ACD__FORMULA_INTEGER, "999999999999999999"},
      {"(-" BIG " - 5) % -1", ACD__FORMULA_INTEGER, "0"},
      {"-(-" BIG " - 5)", ACD__FORMULA_INTEGER, "999999999999999999"},
      {"text(" BIG ") = " BIG " and text(" BIG ") - 1 < " BIG, ACD__FORMULA_TRUTH, "true"}, /* stored and read again */
      {"contains('aabaabaac', 'aabaac') and not contains('aabaabaac', 'aabaad')", ACD__FORMULA_TRUTH, "true"},
      {"contains('x', '') and contains('', '') and not contains('', 'x')", ACD__FORMULA_TRUTH, "true"},
      {"tier", ACD__FORMULA_TEXT, "gold"},
      {"nothing", ACD__FORMULA_TEXT, ""},
      {"attribute(\"two words\") & attribute('true.')", ACD__FORMULA_TEXT, "bx"},
      {"age + 1", ACD__FORMULA_INTEGER, "42"},
      {"odd + 1", ACD__FORMULA_INTEGER, "1"},
      {"age = 41", ACD__FORMULA_TRUTH, "true"},
      {"lead = 41", ACD__FORMULA_TRUTH, "true"},
      {"lead = \"41\"", ACD__FORMULA_TRUTH, "false"},
      {"odd = 4", ACD__FORMULA_TRUTH, "false"},
      {"odd != 4", ACD__FORMULA_TRUTH, "true"},
      {"odd < 5 or odd >= 5", ACD__FORMULA_TRUTH, "false"},
      {"nothing = \"\" and nothing != 0", ACD__FORMULA_TRUTH, "true"},
      {"age < \"100\"", ACD__FORMULA_TRUTH, "true"}, /* two texts are ordered as integers */
      {"\"b\" > \"a\"", ACD__FORMULA_TRUTH, "false"},
      {"not tier = 'gold' or age > 40 and minus < 0", ACD__FORMULA_TRUTH, "true"},
      {"not (tier = 'gold' or age > 40) and minus < 0", ACD__FORMULA_TRUTH, "false"},
      {"not not true = (1 = 1)", ACD__FORMULA_TRUTH, "true"},
      {"true.", ACD__FORMULA_TEXT, "x"},
      {"1 & true & \"x\" & 1 = 1", ACD__FORMULA_TRUTH, "false"},
      {"1 + 1 & 2", ACD__FORMULA_TEXT, "22"},
      {"length(word) & \" \" & length(12)", ACD__FORMULA_TEXT, "12 2"},
      {"part(word, 3, 3)", ACD__FORMULA_TEXT, "üße"},
      {"part(caller, -4, 4)", ACD__FORMULA_TEXT, "3456"},
      {"part(caller, -40, 4)", ACD__FORMULA_TEXT, "+493"},
      {"part(word, 0, 2) & part(word, 40, 2) & part(word, 1, -1) & part(12345, 2, 3)", ACD__FORMULA_TEXT, "Gr234"},
      {"upper(word) & lower(word)", ACD__FORMULA_TEXT, "GRüßE, ÄPFELgrüße, Äpfel"},
      {"starts(caller, \"+49\") and ends(caller, 56) and contains(caller, 3012)", ACD__FORMULA_TRUTH, "true"},
      {"starts(tier, \"golden\") or ends(tier, \"golden\") or contains(tier, \"ld \")", ACD__FORMULA_TRUTH, "false"},
      {"contains(tier, \"\")", ACD__FORMULA_TRUTH, "true"},
      {"is_set(tier) and not is_set(nothing) and is_set(attribute(\"two words\"))", ACD__FORMULA_TRUTH, "true"},
      {"min(3, age) & max(3, age)", ACD__FORMULA_TEXT, "341"},
      {"if(age > 40, \"old\", \"young\")", ACD__FORMULA_TEXT, "old"},
      {"if(age < 40, 1, 2)", ACD__FORMULA_INTEGER, "2"},
      {"if(age > 40, 1, \"x\") = \"01\"", ACD__FORMULA_TRUTH, "false"}, /* as a text */
      {"integer(odd) + integer(true) + integer(age)", ACD__FORMULA_INTEGER, "42"},
      {"text(1 = 1)", ACD__FORMULA_TEXT, "true"},
      {"waiting(\"desk\") + service_level('desk')", ACD__FORMULA_INTEGER, "148"},
      {"position(\"desk\") & \" \" & position( )", ACD__FORMULA_TEXT, "78 8"}, /* 0: where the call waits */
      {"waiting & staffed", ACD__FORMULA_TEXT, ""},                            /* attributes of these names */
      {"toggle(\"on\") and not toggle('off')", ACD__FORMULA_TRUTH, "true"},
      {" \t\n1 ", ACD__FORMULA_INTEGER, "1"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd__formula *formula = parse(rows[i].text);
    acd__formula_value value;
    acd__formula_evaluate(formula, &world, &value);
    if (value.type != rows[i].type || strcmp(value.text, rows[i].value) != 0)
      fail_msg("%s: %s of type %d", rows[i].text, value.text, (int)value.type);
    assert_int_equal(formula->type, rows[i].type);
    assert_int_equal(value.size, strlen(rows[i].value));
    assert_true(value.size <= formula->size_max);
    acd__formula_free(&memory, formula);
  }
  assert_int_equal(memory.held, 0);
}

static void what_is_wrong(void **state)
{
  static const struct {
    const char *text;
    size_t at;
    const char *wrong;
  } rows[] = {
      {"", 0, "ends too early"},
      {"1 +", 3, "ends too early"},
      {"1 2", 2, "is unexpected"},
      {"1 < 2 < 3", 6, "is unexpected"},
      {"(1 + 2", 6, "a bracket is not closed"},
      {"1 + )", 4, "is unexpected"},
      {"tier == \"gold\"", 5, "is unexpected"},
      {"a and", 5, "ends too early"},
      {"and", 0, "is unexpected"},
      {"\"abc", 0, "the text has no closing quote"},
      {"12x", 0, "is no integer"},
      {"1234567890123456789", 0, "is no integer"},
      {"not tier", 4, "is no truth value"},
      {"1 = 1 and tier", 10, "is no truth value"},
      {"1 + (1 = 1)", 5, "is a truth value"},
      {"(1 = 1) = 1", 1, "is a truth value"},
      {"true < false", 0, "is a truth value"},
      {"lower(true)", 6, "is a truth value"},
      {"if(1, 2, 3)", 3, "is no truth value"},
      {"if(true, 2, false)", 12, "is of another type than what stands before"},
      {"min(1)", 5, "an argument is missing"},
      {"min(1, 2, 3)", 8, "a bracket is not closed"},
      {"frobnicate(1)", 0, "there is no such function"},
      {"is_set(\"x\")", 7, "is unexpected"},
      {"is_set(1)", 7, "is unexpected"},
      {"attribute(x)", 10, "is unexpected"},
      {"attribute(\"\")", 0, "is no name of an attribute"},
      {"waiting(desk)", 8, "is unexpected"},
      {"toggle(\"none\")", 7, "there is no such toggle"},
      {"1 + waiting(\"dusk\")", 12, "there is no such queue"},
      {"((((((((((((((((1))))))))))))))))", 33, NULL},
      {"(((((((((((((((((1)))))))))))))))))", 17, "brackets, functions and signs are nested too deep"},
      {"a&(a&a&(a&a&(a&a&(a&a&(a&a&(a&a&(a&a&(a&a))))))))", 0, NULL},
      {"a&a&(a&a&(a&a&(a&a&(a&a&(a&a&(a&a&(a&a&(a&a))))))))", 40, "too many texts are put together at once"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    acd__formula_error error = {0};
    acd__formula checked = {0};
    int status = acd__formula_parse(NULL, rows[i].text, find, NULL, NULL, &checked, &error);
    if (!rows[i].wrong && status != ACD_OK) fail_msg("%s: at %d: %s", rows[i].text, (int)error.at, error.text);
    if (!rows[i].wrong) continue;
    if (status != ACD_ERR_ARGUMENT || error.at != rows[i].at || strcmp(error.text, rows[i].wrong) != 0)
      fail_msg("%s: %d at %d: %s", rows[i].text, status, (int)error.at, error.text);
    if (strstr(rows[i].text, "==")) assert_string_equal(error.expected, "one `=`: equality is =");
  }
}

/* Trees, as they are written and as they are evaluated: with room for all, and brackets around everything. */
typedef struct value {
  uint32_t type;
  int64_t number;
  char text[1001];
} value;

typedef struct writer {
  char text[4000];
  size_t size;
  uint64_t random;
  int terms;
} writer;

static uint64_t below(writer *to, uint64_t limit)
{
  to->random += UINT64_C(0x9e3779b97f4a7c15);
  return acd__mix(to->random) % limit;
}

static void write(writer *to, const char *text)
{
  size_t size = strlen(text);
  if (to->size + size < sizeof to->text) memcpy(to->text + to->size, text, size + 1);
  to->size += size;
}

static int spelt(const value *of, int64_t *number_out)
{
  char *end;
  if (of->type != ACD__FORMULA_TEXT) {
    *number_out = of->number;
    return 1;
  }
  const char *digits = of->text + (of->text[0] == '-');
  size_t count = strspn(digits, "0123456789");
  if (count < 1 || count > 18 || digits[count]) return 0;
  *number_out = strtoll(of->text, &end, 10);
  return 1;
}

static int64_t number_of(const value *of)
{
  int64_t number;
  return spelt(of, &number) ? number : 0;
}

static const char *text_of(const value *of, char buffer[32])
{
  if (of->type == ACD__FORMULA_TEXT) return of->text;
  if (of->type == ACD__FORMULA_TRUTH) return of->number ? "true" : "false";
  snprintf(buffer, 32, "%lld", (long long)of->number);
  return buffer;
}

__extension__ typedef __int128 wide;

static int64_t held(wide number)
{
  const int64_t most = 999999999999999999;
  return number > most ? most : number < -most ? -most : (int64_t)number;
}

static void give_text(value *to, const char *text)
{
  to->type = ACD__FORMULA_TEXT;
  size_t size = strlen(text);
  if (size > 1000) {
    size = 1000;
    while ((text[size] & 0xc0) == 0x80) size--;
  }
  memmove(to->text, text, size);
  to->text[size] = '\0';
}

static void leaf(writer *to, uint32_t type, value *out)
{
  static const char *const texts[] = {"gold", "", "41", "ßü", "-7", "x y", "999999999999999999"};
  char buffer[40];
  to->terms++;
  out->type = type;
  if (type == ACD__FORMULA_TRUTH) {
    out->number = (int64_t)below(to, 2);
    write(to, out->number ? "true" : "false");
  } else if (type == ACD__FORMULA_INTEGER) {
    out->number = below(to, 4) ? (int64_t)below(to, 12) : (int64_t)below(to, UINT64_C(1000000000000000000));
    snprintf(buffer, sizeof buffer, "%lld", (long long)out->number);
    write(to, buffer);
  } else if (below(to, 2)) {
    const char *text = texts[below(to, COUNT(texts))];
    snprintf(buffer, sizeof buffer, below(to, 2) ? "\"%s\"" : "'%s'", text);
    write(to, buffer);
    give_text(out, text);
  } else {
    size_t i = below(to, COUNT(attributes));
    snprintf(buffer, sizeof buffer, "attribute(\"%s\")", attributes[i].name);
    write(to, buffer);
    give_text(out, attributes[i].value);
  }
}

static void tree(writer *to, uint32_t type, int depth, value *out);

static void truth_tree(writer *to, int depth, value *out)
{
  static const char *const signs[] = {" = ", " != ", " < ", " <= ", " > ", " >= "};
  value *a = malloc(2 * sizeof *a), *b = a + 1;
  uint64_t what = below(to, 5);
  assert_non_null(a);
  write(to, what == 2 ? "(not " : what == 3 ? "contains(" : "(");
  if (what < 2) {
    tree(to, ACD__FORMULA_TRUTH, depth - 1, a);
    write(to, what ? " and " : " or ");
    tree(to, ACD__FORMULA_TRUTH, depth - 1, b);
    out->number = what ? a->number && b->number : a->number || b->number;
  } else if (what == 2) {
    tree(to, ACD__FORMULA_TRUTH, depth - 1, a);
    out->number = !a->number;
  } else if (what == 3) {
    char x[32], y[32];
    tree(to, below(to, 2) ? ACD__FORMULA_TEXT : ACD__FORMULA_INTEGER, depth - 1, a);
    write(to, ", ");
    tree(to, below(to, 2) ? ACD__FORMULA_TEXT : ACD__FORMULA_INTEGER, depth - 1, b);
    out->number = strstr(text_of(a, x), text_of(b, y)) != NULL;
  } else {
    size_t sign = below(to, 6);
    int64_t x, y;
    tree(to, below(to, 2) ? ACD__FORMULA_TEXT : ACD__FORMULA_INTEGER, depth - 1, a);
    write(to, signs[sign]);
    tree(to, below(to, 2) ? ACD__FORMULA_TEXT : ACD__FORMULA_INTEGER, depth - 1, b);
    int texts = a->type == ACD__FORMULA_TEXT && b->type == ACD__FORMULA_TEXT;
    int order = texts && sign < 2 ? strcmp(a->text, b->text) : !spelt(a, &x) || !spelt(b, &y) ? 2 : (x > y) - (x < y);
    const int holds[] = {order == 0, order != 0, order == -1, order == -1 || !order, order == 1, order == 1 || !order};
    out->number = holds[sign];
  }
  out->type = ACD__FORMULA_TRUTH;
  write(to, ")");
  free(a);
}

static void integer_tree(writer *to, int depth, value *out)
{
  static const char *const signs[] = {" + ", " - ", " * ", " / ", " % ", ", ", ", "};
  value *a = malloc(2 * sizeof *a), *b = a + 1;
  size_t sign = below(to, 9);
  assert_non_null(a);
  write(to, sign == 5 ? "min(" : sign == 6 ? "max(" : sign == 7 ? "-(" : sign == 8 ? "length(" : "(");
  tree(to, below(to, 2) ? ACD__FORMULA_TEXT : ACD__FORMULA_INTEGER, depth - 1, a);
  int64_t x = number_of(a), y = 0;
  if (sign < 7) {
    write(to, signs[sign]);
    tree(to, below(to, 2) ? ACD__FORMULA_TEXT : ACD__FORMULA_INTEGER, depth - 1, b);
    y = number_of(b);
  }
  switch (sign) {
  case 0: out->number = held((wide)x + y); break;
  case 1: out->number = held((wide)x - y); break;
  case 2: out->number = held((wide)x * y); break;
  case 3: out->number = y ? held((wide)x / y) : 0; break;
  case 4: out->number = y ? (int64_t)((wide)x % y) : 0; break;
  case 5: out->number = x < y ? x : y; break;
  case 6: out->number = x > y ? x : y; break;
  case 7: out->number = held(-(wide)x); break;
  default: {
    char digits[32];
    out->number = 0;
    for (const char *at = text_of(a, digits); *at; at++) out->number += (*at & 0xc0) != 0x80;
    break;
  }
  }
  out->type = ACD__FORMULA_INTEGER;
  write(to, ")");
  free(a);
}

static void text_tree(writer *to, int depth, value *out)
{
  value *a = malloc(3 * sizeof *a), *b = a + 1, *c = a + 2;
  char joined[2100], x[32], y[32];
  assert_non_null(a);
  switch (below(to, 4)) {
  case 0:
  case 1:
    write(to, "(");
    tree(to, (uint32_t)below(to, 3) + 1, depth - 1, a);
    write(to, " & ");
    tree(to, (uint32_t)below(to, 3) + 1, depth - 1, b);
    snprintf(joined, sizeof joined, "%s%s", text_of(a, x), text_of(b, y));
    give_text(out, joined);
    break;
  case 2:
    write(to, "if(");
    tree(to, ACD__FORMULA_TRUTH, depth - 1, a);
    write(to, ", ");
    tree(to, ACD__FORMULA_TEXT, depth - 1, b);
    write(to, ", ");
    tree(to, below(to, 2) ? ACD__FORMULA_TEXT : ACD__FORMULA_INTEGER, depth - 1, c);
    give_text(out, text_of(a->number ? b : c, x));
    break;
  default:
    write(to, "upper(");
    tree(to, ACD__FORMULA_TEXT, depth - 1, a);
    for (char *at = a->text; *at; at++) *at = (char)(*at >= 'a' && *at <= 'z' ? *at - 32 : *at);
    give_text(out, a->text);
    break;
  }
  write(to, ")");
  free(a);
}

static void tree(writer *to, uint32_t type, int depth, value *out)
{
  memset(out, 0, sizeof *out);
  if (depth <= 0 || below(to, 4) == 0)
    leaf(to, type, out);
  else if (type == ACD__FORMULA_TRUTH)
    truth_tree(to, depth, out);
  else if (type == ACD__FORMULA_INTEGER)
    integer_tree(to, depth, out);
  else
    text_tree(to, depth, out);
}

static void random_trees(void **state)
{
  static writer to;
  static value wanted;
  int evaluated = 0;
  (void)state;
  for (int run = seed; run < seed + runs; run++) {
    char buffer[32];
    to = (writer){.random = (uint64_t)run};
    tree(&to, (uint32_t)below(&to, 3) + 1, 1 + (int)below(&to, 6), &wanted);
    acd__formula *formula = NULL;
    acd__formula_error error = {0};
    acd__formula_value given;
    if (to.size >= sizeof to.text) continue;
    int status = acd__formula_parse(&memory, to.text, find, NULL, &formula, NULL, &error);
    if (status) { /* too long, too deep or too many texts: nothing else */
      if (!strstr(error.text, "too")) fail_msg("seed %d: %s: at %d: %s", run, to.text, (int)error.at, error.text);
      continue;
    }
    evaluated++;
    acd__formula_evaluate(formula, &world, &given);
    if (given.type != wanted.type || strcmp(given.text, text_of(&wanted, buffer)) != 0 ||
        given.size > formula->size_max)
      fail_msg("seed %d: %s: %s, not %s", run, to.text, given.text, text_of(&wanted, buffer));
    acd__formula_free(&memory, formula);
  }
  assert_true(evaluated > runs / 2);
  assert_int_equal(memory.held, 0);
}

/* Whatever stands there, it is parsed or refused at a place within the text, and what is parsed is evaluated. */
static void random_words(void **state)
{
  static const char *const words[] = {"1",
                                      "a",
                                      "'b'",
                                      "(",
                                      ")",
                                      "not",
                                      "and",
                                      "or",
                                      "=",
                                      "<",
                                      "&",
                                      "+",
                                      "-",
                                      "*",
                                      "/",
                                      "%",
                                      "if(",
                                      "part(",
                                      "is_set(",
                                      "waiting('desk')",
                                      ",",
                                      "lower(",
                                      "\"",
                                      "true",
                                      "é",
                                      "[",
                                      "99999999999999999999"};
  static writer to;
  int parsed = 0;
  (void)state;
  for (int run = seed; run < seed + runs; run++) {
    to = (writer){.random = (uint64_t)run};
    for (uint64_t count = 1 + below(&to, below(&to, 8) ? 8 : 200); count > 0; count--) {
      write(&to, words[below(&to, COUNT(words))]);
      write(&to, below(&to, 3) ? " " : "");
    }
    acd__formula *formula = NULL;
    acd__formula_error error = {0};
    acd__formula_value given;
    if (acd__formula_parse(&memory, to.text, find, NULL, &formula, NULL, &error)) {
      assert_true(error.at <= to.size && error.text[0]);
      continue;
    }
    parsed++;
    acd__formula_evaluate(formula, &world, &given);
    assert_int_equal(given.size, strlen(given.text));
    acd__formula_free(&memory, formula);
  }
  assert_true(parsed > 0);
  assert_int_equal(memory.held, 0);
}

/* Long texts are cut behind a whole character, and what is in hand at once fits. */
static void long_texts(void **state)
{
  static const char *const texts[] = {
      ("a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a "
       "& "
       "a & a"),
      "a & (a & (a & (a & (a & (a & (a & (a & (a & a))))))))",
      "lower(upper(lower(a & a)) & a) & upper(a)",
      "part(a & a, -5, 5) & a",
      "if(true, a & a, lower(a)) & if(false, a & a, lower(a)) & 1",
  };
  static char text[4000];
  (void)state;
  for (size_t i = 0; i < COUNT(texts); i++) {
    char literal[104] = "'";
    size_t size = 0;
    for (int k = 0; k < 49; k++) strcat(literal, "ß");
    strcat(literal, "'");
    for (const char *at = texts[i]; *at; at++) {
      if (*at == 'a' && (at == texts[i] || !strchr("pafl", at[-1]))) {
        memcpy(text + size, literal, strlen(literal));
        size += strlen(literal);
      } else {
        text[size++] = *at;
      }
    }
    text[size] = '\0';
    acd__formula *formula = parse(text);
    acd__formula_value given;
    acd__formula_evaluate(formula, &world, &given);
    assert_true(given.size <= 1000 && given.size > 90);
    for (size_t k = 0; k + 1 < given.size && given.text[k] != '1'; k += 2) assert_memory_equal(given.text + k, "ß", 2);
    acd__formula_free(&memory, formula);
  }
}

int main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_they_give), cmocka_unit_test(what_is_wrong), cmocka_unit_test(random_trees),
      cmocka_unit_test(random_words),   cmocka_unit_test(long_texts),
  };
  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--runs") == 0) runs = atoi(argv[i + 1]);
    if (strcmp(argv[i], "--seed") == 0) seed = atoi(argv[i + 1]);
  }
  acd__memory_init(&memory, NULL);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
