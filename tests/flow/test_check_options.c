/* SPDX-License-Identifier: Apache-2.0 */
/* The check of options and cases, of subflows, and of what the host does. */
#include "findings.h"

static void test_options(void **state)
{
  (void)state;
#define MENU                                                                                                           \
  CENTRE "flow main start=m catch=z\n  node z kind=queue queue=help\n  node m kind=menu prompt=p\n"                    \
         "    exit no_input to=z\n    exit no_match to=z\n"
  static const row rows[] = {
      {MENU "    case a keys=1 to=z\n    case b keys=2 to=z\n", ""},
      {MENU "    case a keys=X to=z\n    case b keys=2 to=z\n", "warning option_shadowed main/m: a\n"},
      {MENU "    case a keys=2 to=z\n    case b keys=X to=z\n", "warning option_overlap main/m: a\n"},
      {/* a key that is an exit goes first, wherever it stands */
       MENU "    case a keys=2 to=z\n    exit 2 to=z\n", "warning option_shadowed main/m: 2\n"},
      {/* of several patterns each must be taken before */
       MENU "    case a keys='1 [3-5]' to=z\n    case b keys='4 6' to=z\n    case c keys='5 1' to=z\n",
       "warning option_overlap main/m: a\nwarning option_shadowed main/m: a\n"},
      {MENU "    case a keys=[2-57] to=z\n    case b keys=[68] to=z\n", ""},
      {MENU "    case a keys=1X to=z\n    case b keys=12 to=z\n", "warning option_shadowed main/m: a\n"},
      {MENU "    case a keys=1. to=z\n    case b keys=12 to=z\n    case c keys=1 to=z\n",
       "warning option_shadowed main/m: a\nadvice option_prefix main/m: a\n"},
      {MENU "    case a keys=1! to=z\n    case b keys=12X to=z\n    case c keys=1 to=z\n",
       "warning option_shadowed main/m: a\nwarning option_shadowed main/m: a\n"},
      {MENU "    case a keys=12. to=z\n    case b keys=1! to=z\n", "warning option_overlap main/m: a\n"},
      {MENU "    case a keys=1Z. to=z\n    case b keys=1N! to=z\n", "warning option_overlap main/m: a\n"},
      {MENU "    case a keys=1 to=z\n    case b keys=10 to=z\n    case c keys=2 to=z\n",
       "advice option_prefix main/m: b\n"},
      {MENU "    case a keys=X to=z\n    case b keys=ZX to=z\n", "advice option_prefix main/m: b\n"},
      {MENU "    case a keys=0 to=z\n    case b keys=ZX to=z\n", ""},
#define BRANCH                                                                                                         \
  CENTRE "flow main start=b catch=z\n  node z kind=queue queue=help\n  node b kind=branch attribute=caller\n"
      {BRANCH "    case a value=1 to=z\n    case b value=2 to=z\n    case c value=1 to=z\n",
       "warning option_shadowed main/b: a\n"},
      {BRANCH "    case a operator=prefix value=+49 to=z\n    case b value=+4930 to=z\n"
              "    case c operator=prefix value=+4 to=z\n",
       "warning option_shadowed main/b: a\n"},
      {BRANCH "    case a operator=less value=10 to=z\n    case b operator=less_equal value=9 to=z\n"
              "    case c operator=less_equal value=10 to=z\n    case d value=7 to=z\n    case e value=12 to=z\n",
       "warning option_shadowed main/b: a\nwarning option_shadowed main/b: a\n"},
      {BRANCH "    case a operator=greater value=10 to=z\n    case b operator=greater_equal value=11 to=z\n"
              "    case c operator=greater_equal value=10 to=z\n    case d value=x to=z\n",
       "warning option_shadowed main/b: a\n"},
      {BRANCH "    case a operator=is_set to=z\n    case b value=1 to=z\n    case c value=_ to=z\n",
       "warning option_shadowed main/b: a\n"},
      {BRANCH "    case a operator=not_equal value=1 to=z\n    case b value=2 to=z\n    case c value=1 to=z\n",
       "warning option_shadowed main/b: a\n"},
      {CENTRE "flow main start=s catch=z\n  node z kind=queue queue=help\n  node s kind=split\n"
              "    case a percentage=100 to=z\n    case b percentage=0 to=z\n",
       "advice percentage_zero main/s: b\n"},
  };
  CHECK_ROWS(rows);
}

/* Cases, loops and splits on ways, circles and in what is read. */
static void test_cases(void **state)
{
  (void)state;
#define ASK "  node q kind=compare attribute=caller value=5\n    exit match to=s\n    exit no_match to=r\n"
  static const row rows[] = {
      {/* silence is counted */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=menu prompt=p\n    exit 1 to=b\n    exit no_input to=c\n    exit no_match to=c\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=loop attribute=n count=2\n    exit next to=a\n    exit limit to=b\n",
       ""},
      {/* but begun again behind the limit */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=menu prompt=p\n    exit 1 to=b\n    exit no_input to=c\n    exit no_match to=c\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=loop attribute=n count=2\n    exit next to=a\n    exit limit to=a\n",
       "warning retry_unlimited main/a: a c\n"},
      {/* a loop that ends without a word */
       CENTRE "flow main start=a\n"
              "  node a kind=loop attribute=n count=2\n    exit next to=b\n"
              "  node b kind=queue queue=help\n    exit closed to=a\n",
       "warning dead_end main/a: limit\n"},
      {CENTRE "flow main start=a\n"
              "  node a kind=split\n    case x percentage=30 to=a\n    case y percentage=70 to=b\n"
              "  node b kind=queue queue=help\n    exit closed to=c\n"
              "  node c kind=hangup\n",
       "warning cycle_no_wait main/a: a\n"},
      {CENTRE "flow main start=a\n"
              "  node a kind=branch attribute=x\n    case y value=1 to=b\n"
              "  node b kind=queue queue=help\n    exit closed to=c\n"
              "  node c kind=hangup\n",
       "warning dead_end main/a: no_match\nwarning attribute_never_set main/a: x\n"},
      {/* behind the case that asks for it, it is set */
       CENTRE "flow main start=q catch=b\n" ASK "  node s kind=set attribute=x value=1\n    exit next to=r\n"
              "  node r kind=branch attribute=x\n    case y operator=is_set to=c\n    case z value=_ to=b\n"
              "    exit no_match to=b\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=branch attribute=x\n    case y value=1 to=b\n    exit no_match to=b\n",
       ""},
      {/* behind a loop's limit its attribute is gone */
       CENTRE "flow main start=l catch=b\n"
              "  node l kind=loop attribute=n count=2\n    exit next to=c\n    exit limit to=d\n"
              "  node c kind=compare attribute=n value=2\n    exit match to=b\n    exit no_match to=b\n"
              "  node d kind=compare attribute=n value=2\n    exit match to=b\n    exit no_match to=b\n"
              "  node b kind=queue queue=help\n",
       "advice attribute_not_set main/d: n\n"},
      {CENTRE "flow main start=a catch=b\n"
              "  node a kind=menu prompt=p\n    case y keys=1 to=gone\n    exit no_input to=b\n"
              "    exit no_match to=b\n"
              "  node b kind=queue queue=help\n",
       "error dangling main/a: gone\n"},
      {/* as many key presses as the shortest pattern takes */
       CENTRE "flow main start=a catch=b\n"
              "  node a kind=menu prompt=p\n    case y keys='[1-3]XXX! 9XXXX' to=c\n    exit no_input to=b\n"
              "    exit no_match to=b\n"
              "  node b kind=queue queue=help\n"
              "  node c kind=queue queue=help\n",
       "advice way_long main/c\n"},
  };
  CHECK_ROWS(rows);
}

static void test_subflows(void **state)
{
  (void)state;
#define CALLS                                                                                                          \
  CENTRE "flow main start=c catch=z\n  node z kind=queue queue=help\n  node c kind=subflow flow=sub attribute=x\n"     \
         "    exit next to=d\n    exit limit to=z\n    exit error to=z\n"                                              \
         "  node d kind=compare attribute=x value=1\n    exit match to=z\n    exit no_match to=z\n"
  static const row rows[] = {
      {CALLS
       "flow sub start=a catch=b\n  node a kind=play prompt=p\n    exit next to=b\n  node b kind=return value=1\n",
       ""},
      {/* never comes back */
       CALLS
       "flow sub start=a catch=b\n  node a kind=play prompt=p\n    exit next to=b\n  node b kind=queue queue=help\n",
       "warning unreachable main/d\n"},
      {/* what lies behind is reached through what the subflow goes on to, too */
       CALLS "flow sub start=a\n  node a kind=flow flow=more\n"
             "flow more start=b\n  node b kind=return value=1\n",
       ""},
      {/* a circle around a subflow that waits, and one that does not */
       CENTRE "flow main start=a catch=z\n  node z kind=queue queue=help\n"
              "  node a kind=compare attribute=caller value=1\n    exit match to=c\n    exit no_match to=z\n"
              "  node c kind=subflow flow=sub\n    exit next to=a\n"
              "flow sub start=p catch=r\n  node p kind=play prompt=p\n    exit next to=r\n  node r kind=return\n",
       ""},
      {CENTRE "flow main start=a catch=z\n  node z kind=queue queue=help\n"
              "  node a kind=compare attribute=caller value=1\n    exit match to=c\n    exit no_match to=z\n"
              "  node c kind=subflow flow=sub\n    exit next to=a\n"
              "flow sub start=p\n  node p kind=priority priority=1\n    exit next to=r\n  node r kind=return\n",
       "error cycle_no_wait main/a: a c\n"},
      {/* which calls itself */
       CALLS "flow sub start=a catch=b\n  node a kind=menu prompt=p\n    exit 1 to=c\n    exit no_input to=b\n"
             "    exit no_match to=b\n"
             "  node b kind=return value=1\n  node c kind=subflow flow=sub\n    exit next to=b\n",
       "warning flow_cycle sub/c: c a\n"},
      {/* its parameters, and what it sets on all ways to its returns */
       CENTRE "flow main start=c catch=z\n  node z kind=queue queue=help\n"
              "  node c kind=subflow flow=sub\n    parameter x value=1\n    exit next to=d\n"
              "  node d kind=compare attribute=y value=1\n    exit match to=e\n    exit no_match to=e\n"
              "  node e kind=compare attribute=w value=1\n    exit match to=f\n    exit no_match to=f\n"
              "  node f kind=compare attribute=x value=1\n    exit match to=z\n    exit no_match to=z\n"
              "flow sub start=a\n"
              "  node a kind=set attribute=y value=1\n    exit next to=b\n    exit limit to=r\n"
              "  node b kind=compare attribute=x value=1\n    exit match to=c\n    exit no_match to=r\n"
              "  node c kind=set attribute=w value=1\n    exit next to=r\n    exit limit to=r\n"
              "  node r kind=return\n",
       "advice attribute_not_set main/d: y\nadvice attribute_not_set main/e: w\n"},
      {/* a menu of a subflow leads where its caller goes on */
       CENTRE "flow main start=c catch=z\n  node z kind=queue queue=help\n"
              "  node c kind=subflow flow=sub\n    exit next to=z\n"
              "flow sub start=q catch=z\n  node z kind=queue queue=help\n"
              "  node q kind=compare attribute=caller value=1\n    exit match to=z\n    exit no_match to=m\n"
              "  node m kind=menu prompt=p\n    exit 1 to=r\n    exit no_input to=r\n    exit no_match to=r\n"
              "    exit error to=r\n"
              "  node r kind=return\n",
       ""},
      {/* keys of a subflow count for what lies behind */
       CENTRE "flow main start=c catch=z\n  node z kind=queue queue=help\n"
              "  node c kind=subflow flow=sub\n    exit next to=d\n"
              "  node d kind=queue queue=help\n"
              "flow sub start=a catch=n\n"
              "  node a kind=collect prompt=p digits_min=4 digits_max=4\n    exit next to=r\n    exit no_input to=n\n"
              "    exit no_match to=n\n"
              "  node r kind=return value=1\n  node n kind=hangup\n",
       "advice way_long main/d\n"},
  };
  CHECK_ROWS(rows);
}

static void test_host_wait_toggle(void **state)
{
  (void)state;
#define HOST                                                                                                           \
  CENTRE "flow main start=h catch=z\n  node z kind=queue queue=help\n"                                                 \
         "  node t kind=compare attribute=tier value=1\n    exit match to=z\n    exit no_match to=z\n"                 \
         "  node h kind=host operation=look-up\n"
  static const row rows[] = {
      {HOST "    exit next to=t\n    exit timeout to=z\n", "advice attribute_never_set main/t: tier\n"},
      {/* whatever the host does not set without an answer */
       HOST "    exit next to=s\n    exit timeout to=t\n"
            "  node s kind=set attribute=tier value=1\n    exit next to=t\n",
       "advice attribute_not_set main/t: tier\n"},
      {/* asked for again and again */
       HOST "    exit next to=z\n    exit timeout to=h\n  node s kind=play prompt=p\n    exit next to=t\n",
       "warning unreachable main/t\nwarning retry_unlimited main/h: h\nwarning unreachable main/s\n"},
      {/* with cases there is no `next`, without none to miss */
       CENTRE "flow main start=h catch=z\n  node z kind=queue queue=help\n"
              "  node h kind=host operation=look-up\n    case gold value=1 to=z\n    exit next to=z\n",
       "advice exit_never main/h: next\n"},
      {CENTRE "flow main start=h\n  node z kind=hangup\n"
              "  node h kind=host operation=look-up\n    exit next to=q\n    exit timeout to=q\n    exit error to=q\n"
              "  node q kind=queue queue=help\n    exit closed to=z\n",
       ""},
      {/* of an answer: the case before takes it */
       CENTRE "flow main start=h catch=z\n  node z kind=queue queue=help\n"
              "  node h kind=host operation=look-up\n    case a operator=prefix value=g to=z\n"
              "    case b value=gold to=z\n",
       "warning option_shadowed main/h: a\n"},
      {/* a wait is waiting */
       CENTRE "flow main start=a catch=z\n  node z kind=queue queue=help\n"
              "  node a kind=compare attribute=caller value=1\n    exit match to=w\n    exit no_match to=z\n"
              "  node w kind=wait time=1000000\n    exit next to=a\n",
       ""},
      {"toggle storm\n" CENTRE
       "flow main start=z catch=z\n  node z kind=queue queue=help\nschedule s emergency=storm\n",
       ""},
      {"toggle storm\ntoggle fire\n" CENTRE "flow main start=a catch=z\n  node z kind=queue queue=help\n"
       "  node a kind=toggle toggle=fire\n    exit match to=z\n    exit no_match to=z\n",
       "advice toggle_unused \n"},
      {CENTRE "flow main start=a\n  node z kind=queue queue=help\n    exit closed to=y\n"
              "  node y kind=hangup\n"
              "  node a kind=toggle toggle=fire\n    exit match to=z\n"
              "toggle fire\n",
       "warning dead_end main/a: no_match\n"},
  };
  CHECK_ROWS(rows);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_options),
      cmocka_unit_test(test_cases),
      cmocka_unit_test(test_subflows),
      cmocka_unit_test(test_host_wait_toggle),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
