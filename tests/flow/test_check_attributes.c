/* SPDX-License-Identifier: Apache-2.0 */
/* The check of attributes: read before they are set, proved by tests, brought by the host. */
#include "findings.h"

#include "model/outline.h"

static void test_attributes(void **state)
{
  (void)state;
#define READS "  node r kind=compare attribute=x value=1\n    exit match to=z\n    exit no_match to=z\n"
#define END   "  node z kind=queue queue=help\n"
#define ASK   "  node q kind=compare attribute=caller value=5\n    exit match to=s\n    exit no_match to=r\n"
#define SET   "  node s kind=set attribute=x value=1\n    exit next to=r\n"
  static const row rows[] = {
      {CENTRE "flow main start=r catch=z\n" READS END, "warning attribute_never_set main/r: x\n"},
      {CENTRE "flow main start=s catch=z\n" SET READS END, ""},
      {CENTRE "flow main start=q catch=z\n" ASK SET READS END, "advice attribute_not_set main/r: x\n"},
      {/* of its number it is known always */
       CENTRE "flow main start=q catch=z\n  node q kind=compare attribute=number value=5\n    exit match to=z\n" END,
       ""},
      {/* told once */
       CENTRE "flow main start=a catch=z\n"
              "  node a kind=compare attribute=x value=2\n    exit match to=r\n    exit no_match to=z\n" READS END,
       "warning attribute_never_set main/a: x\n"},
      {/* set and removed again */
       CENTRE "flow main start=s catch=z\n"
              "  node s kind=set attribute=x value=1\n    exit next to=t\n"
              "  node t kind=set attribute=x\n    exit next to=r\n" READS END,
       "advice attribute_not_set main/r: x\n"},
      {/* asked first */
       CENTRE "flow main start=q catch=z\n" ASK "  node s kind=set attribute=x value=1\n    exit next to=a\n"
              "  node a kind=compare attribute=x operator=is_set\n    exit match to=b\n    exit no_match to=z\n"
              "  node b kind=compare attribute=x value=3\n    exit match to=z\n    exit no_match to=z\n"
              "  node r kind=compare attribute=x value=_\n    exit match to=z\n    exit no_match to=b\n" END,
       ""},
      {/* collected keys, by default in `digits` */
       CENTRE "flow main start=c catch=z\n"
              "  node c kind=collect prompt=p\n    exit next to=a\n    exit no_input to=a\n    exit no_match to=z\n"
              "  node a kind=agent attribute=digits\n" END,
       "advice attribute_not_set main/a: digits\n"},
      {/* in another flow, on the way and not */
       CENTRE "flow main start=s catch=z\n"
              "  node s kind=set attribute=x value=1\n    exit next to=f\n"
              "  node f kind=flow flow=other\n" END "flow other start=r catch=z\n" READS END,
       ""},
      {CENTRE "number 200 flow=other\n"
              "flow main start=s catch=z\n"
              "  node s kind=set attribute=x value=1\n    exit next to=f\n"
              "  node f kind=flow flow=other\n" END "flow other start=r catch=z\n" READS END,
       "advice attribute_not_set other/r: x\n"},
  };
  CHECK_ROWS(rows);
}

/* Slots are told in as many attributes as are asked for, and chosen by one. */
static void test_slots(void **state)
{
  (void)state;
#define PLAN                                                                                                           \
  "callback k\nschedule s\n  hours h days=31 from!0 to!3600000000\nslot_plan p callback=k queue=help schedule=s\n"
#define TELL                                                                                                           \
  "flow main start=t catch=z\n  node t kind=slots slot_plan=p attribute=slot count=2 from_attribute=later\n"           \
  "    exit next to=c\n    exit none to=z\n"
#define BOOK                                                                                                           \
  "  node h kind=hold_slot slot_plan=p slot_attribute=chosen\n    exit next to=b\n    exit refused to=z\n"             \
  "  node b kind=callback slot_plan=p slot_attribute=chosen\n  node z kind=queue queue=help\n"
  static const row rows[] = {
      {CENTRE PLAN TELL "  node c kind=set attribute=chosen expression=slot_2\n    exit next to=h\n" BOOK, ""},
      {CENTRE PLAN TELL
       "  node c kind=set attribute=chosen expression='slot_1 & slot_count'\n    exit next to=h\n" BOOK,
       ""},
      {CENTRE PLAN TELL "  node c kind=set attribute=chosen expression=slot_3\n    exit next to=h\n" BOOK,
       "warning attribute_never_set main/c: slot_3\n"},
      {CENTRE PLAN TELL "  node c kind=set attribute=chose expression=slot_1\n    exit next to=h\n" BOOK,
       "warning attribute_never_set main/h: chosen\n"},
      /* where there are none, none is told */
      {CENTRE PLAN
       "flow main start=t catch=z\n  node t kind=slots slot_plan=p attribute=slot count=1\n    exit none to=b\n"
       "    exit next to=z\n  node b kind=callback slot_plan=p slot_attribute=slot_1\n"
       "  node z kind=queue queue=help\n",
       "advice attribute_not_set main/b: slot_1\n"},
      {CENTRE PLAN "flow main start=t\n  node t kind=slots slot_plan=p attribute=slot count=1\n    exit next to=z\n"
                   "  node z kind=queue queue=help\n",
       "advice no_catch main: z\nwarning dead_end main/t: none\n"},
  };
  CHECK_ROWS(rows);
}

static void test_expressions(void **state)
{
  (void)state;
  static const row rows[] = {
      {/* silence counted by hand */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=menu prompt=p\n    exit 1 to=b\n    exit no_input to=c\n    exit no_match to=b\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=set attribute=n expression='n + 1'\n    exit next to=d\n"
              "  node d kind=test expression='n < 3'\n    exit match to=a\n    exit no_match to=b\n",
       ""},
      {/* and what is no count */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=menu prompt=p\n    exit 1 to=b\n    exit no_input to=c\n    exit no_match to=b\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=set attribute=n expression='length(caller) + 1'\n    exit next to=d\n"
              "  node d kind=test expression='n < 3'\n    exit match to=a\n    exit no_match to=b\n",
       "warning retry_unlimited main/a: a c d\n"},
      {CENTRE "flow main start=a catch=b\n  node b kind=queue queue=help\n"
              "  node a kind=test expression='tier = 1 and attribute(\"x y\") != caller'\n"
              "    exit match to=b\n    exit no_match to=b\n",
       "warning attribute_never_set main/a: tier\nwarning attribute_never_set main/a: x y\n"},
      {/* is_set only asks */
       CENTRE "flow main start=a catch=b\n  node b kind=queue queue=help\n"
              "  node a kind=test expression='is_set(tier)'\n    exit match to=b\n    exit no_match to=b\n",
       ""},
      {CENTRE "flow main start=a\n  node b kind=queue queue=help\n    exit closed to=c\n  node c kind=hangup\n"
              "  node a kind=branch expression='length(caller)'\n    case x value=3 to=b\n",
       "warning dead_end main/a: no_match\n"},
  };
  CHECK_ROWS(rows);
}

/* More than fit into a word, each read where only its own is not set. */
static void test_many_attributes(void **state)
{
  (void)state;
  acd_definition *definition = outline_build(NULL, "flow main start=s0 catch=z\n  node z kind=hangup\n");
  acd_check *check = NULL;
  acd_finding finding = {.size = sizeof finding};
  const struct {
    char letter;
    int64_t kind;
  } steps[] = {{'s', ACD_NODE_KIND_SET}, {'r', ACD_NODE_KIND_COMPARE}};
  for (size_t k = 0; k < 2; k++) {
    for (int i = 0; i < 150; i++) {
      char name[20], next[20], attribute[20];
      snprintf(name, sizeof name, "%c%d", steps[k].letter, i);
      snprintf(attribute, sizeof attribute, "x%d", i);
      if (i < 149)
        snprintf(next, sizeof next, "%c%d", steps[k].letter, i + 1);
      else
        snprintf(next, sizeof next, "%s", k ? "z" : "r0");
      int32_t node = acd_definition_add(definition, ACD_NOUN_NODE, 1, name);
      acd_definition_set(definition, node, ACD_NODE_KIND, steps[k].kind);
      acd_definition_set_text(definition, node, ACD_NODE_ATTRIBUTE, attribute);
      acd_definition_set_text(definition, node, ACD_NODE_VALUE, k || i % 70 != 5 ? "1" : "");
      for (size_t e = 0; e <= k; e++) {
        int32_t exit = acd_definition_add(definition, ACD_NOUN_EXIT, node, k ? e ? "match" : "no_match" : "next");
        acd_definition_set_text(definition, exit, ACD_EXIT_TO, next);
      }
    }
  }
  assert_int_equal(acd_check_new(definition, NULL, &check), ACD_OK);
  assert_int_equal(acd_check_findings_count(check, 0), 4);
  static const char *const names[] = {"", "x5", "x75", "x145"};
  for (size_t i = 1; i < 4; i++) { /* behind that nothing leads to the flow */
    assert_int_equal(acd_check_finding_at(check, i, &finding), ACD_OK);
    assert_int_equal(finding.kind, ACD_FINDING_ATTRIBUTE_NEVER_SET);
    assert_string_equal(finding.other, names[i]);
  }
  acd_check_free(check);
  acd_definition_free(definition);
}

/* What a test proves of attributes, behind its match and its no_match. */
static void test_proofs(void **state)
{
  (void)state;
  static const struct {
    const char *expression;
    int match, no_match; /* 1: x may not be set there */
  } proofs[] = {
      {"is_set(x)", 0, 1},
      {"not is_set(x)", 1, 0},
      {"x = 1", 0, 1},
      {"x != \"a\"", 1, 0},
      {"x = \"\"", 1, 0},
      {"\"\" != x", 0, 1},
      {"x > 5", 0, 1},
      {"5 >= x", 0, 1},
      {"starts(x, \"+49\")", 0, 1},
      {"contains(x, \"\")", 1, 1},
      {"is_set(x) and caller = 5", 0, 1},
      {"is_set(x) or caller = 5", 1, 1},
      {"not is_set(x) or caller = 5", 1, 0},
      {"is_set(x) or x = 5", 0, 1},
      {"not (is_set(x) and not x = 5)", 1, 0},
      {"length(x) > 0", 1, 1},
      {"is_set(y) and x = y", 1, 1},
      {"is_set(x) or toggle(\"on\")", 1, 1},
      {"is_set(x) or false", 0, 1},
      {"is_set(x) and true", 0, 1},
  };
  for (size_t i = 0; i < sizeof proofs / sizeof *proofs; i++) {
    char outline[1000], expected[200] = "", found[400];
    /* Both exits lead to a node that reads it; so does the test itself, perhaps: that is not looked at here. */
    snprintf(outline, sizeof outline,
             "toggle on\n" CENTRE "flow main start=q catch=z\n  node z kind=queue queue=help\n" ASK SET
             "  node r kind=test expression='%s'\n    exit match to=m\n    exit no_match to=n\n"
             "  node m kind=agent attribute=x\n  node n kind=agent attribute=x\n",
             proofs[i].expression);
    if (proofs[i].match) strcat(expected, "m");
    if (proofs[i].no_match) strcat(expected, "n");
    findings_of(outline, ACD_FINDING_ATTRIBUTE_NOT_SET, "r", found, sizeof found);
    if (strcmp(found, expected) != 0) fail_msg("%s: %s, not %s", proofs[i].expression, found, expected);
  }
}

/* Reads that are none: the expression itself asks. Others are told of. */
static void test_asked_within(void **state)
{
  (void)state;
#define ONE(expression)                                                                                                \
  CENTRE "flow main start=r catch=z\n" END "  node r kind=test expression='" expression                                \
         "'\n    exit match to=z\n    exit no_match to=z\n"
  static const row rows[] = {
      {ONE("is_set(x) and x > 5"), ""},
      {ONE("x = \"\" or caller = 5"), ""},
      {ONE("if(is_set(x), x, 5) = 5"), ""},
      {ONE("x = 5"), "warning attribute_never_set main/r: x\n"},
      {ONE("is_set(y) and x = 5"), "warning attribute_never_set main/r: x\n"},
      {/* what a parameter asks, and what those before it set */
       CENTRE
       "flow main start=s catch=z\n" END "  node s kind=subflow flow=sub\n    parameter a expression='x & 1'\n"
       "    parameter b expression='a & 1'\n    exit next to=z\nflow sub start=b\n"
       "  node b kind=branch attribute=b\n    case one value=1 to=t\n    exit no_match to=t\n  node t kind=return\n",
       "warning attribute_never_set main/s: x\n"},
  };
  CHECK_ROWS(rows);
}

/* What the host says that it gives or brings. */
static void test_what_the_host_brings(void **state)
{
  (void)state;
#define BRINGS(brings, more)                                                                                           \
  CENTRE "flow main start=h catch=z\n" END "  node h kind=host operation=look-up" brings "\n" more                     \
         "  node r kind=compare attribute=tier value=1\n    exit match to=z\n    exit no_match to=z\n"                 \
         "  node s kind=compare attribute='last order' value=1\n    exit match to=r\n    exit no_match to=r\n"
  static const row rows[] = {
      {"centre attributes='tier , last order'\n" BRINGS("", "    exit next to=s\n    exit timeout to=s\n"), ""},
      {"centre attributes=tier\n" BRINGS(" brings=_", "    exit next to=s\n"),
       "warning attribute_never_set main/s: last order\n"},
      {BRINGS(" brings='tier,last order'", "    exit next to=s\n"), ""},
      {BRINGS(" brings='tier,last order'", "    exit next to=z\n    exit timeout to=s\n"),
       "advice attribute_not_set main/r: tier\nadvice attribute_not_set main/s: last order\n"},
      {/* of the hours, whichever exit it is */
       CENTRE "schedule s\n  hours 1 days!31 from!32400000000 to!61200000000\nflow main start=h catch=z\n" END
              "  node h kind=hours schedule=s rule_attribute=rule opens_attribute=opens\n    exit open to=r\n    exit "
              "closed to=r\n"
              "  node r kind=compare attribute=rule value=1\n    exit match to=s\n    exit no_match to=s\n"
              "  node s kind=compare attribute=opens value=1\n    exit match to=z\n    exit no_match to=z\n",
       ""},
      {/* answered, though no case holds */
       BRINGS(" brings='tier,last order'", "    case a value=1 to=z\n    exit no_match to=s\n"), ""},
      {BRINGS(" brings=other", "    exit next to=s\n"),
       "warning attribute_never_set main/r: tier\nwarning attribute_never_set main/s: last order\n"},
  };
  CHECK_ROWS(rows);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_attributes),           cmocka_unit_test(test_slots),  cmocka_unit_test(test_expressions),
      cmocka_unit_test(test_many_attributes),      cmocka_unit_test(test_proofs), cmocka_unit_test(test_asked_within),
      cmocka_unit_test(test_what_the_host_brings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
