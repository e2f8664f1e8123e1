/* SPDX-License-Identifier: Apache-2.0 */
/* The place of a caller in the queue, asked by flows: position() in expressions, the metric `position`. */
#include <stdio.h>

#include "../engine/random.h"
#include "walk.h"

#define QUEUES                                                                                                         \
  "agent ann presence=not_ready\nqueue desk music=m%s\n  member ann\nqueue other music=m\n  member ann\n"              \
  "number 1 flow=main\nnumber 2 queue=desk\nnumber 3 queue=other\nflow main start=q\n  node q kind=queue queue=desk\n" \
  "    node_queue other\n"
#define NOTHING "flow w start=p\n  node p kind=wait time=1s\n    exit next to=p\n"
#define ASKS                                                                                                           \
  "flow w start=p\n  node p kind=set attribute=own expression='position()'\n    exit next to=o\n"                      \
  "  node o kind=set attribute=there expression='position(\"other\")'\n    exit next to=m\n"                           \
  "  node m kind=metric metric=position queue=desk operator=equal threshold=1\n    exit match to=f\n"                  \
  "    exit no_match to=g\n  node f kind=set attribute=next value=yes\n    exit next to=t\n"                           \
  "  node g kind=set attribute=next value=no\n    exit next to=t\n  node t kind=wait time=1s\n    exit next to=p\n"

static void define(test_host *host, const char *walks, const char *flow)
{
  static outline text;
  text.size = 0;
  outline_write(&text, QUEUES "%s", walks, flow);
  host_define(host, text.text);
}

/* What the flow found out is what is so. */
static void compare(test_host *host, acd_id call)
{
  char expected[24];
  acd_call_wait also = {.size = sizeof also};
  int64_t position = acd_call_position(host->engine, call);
  int there = acd_call_wait_get(host->engine, call, host_queue(host, "other"), &also) == ACD_OK;
  snprintf(expected, sizeof expected, "%lld", (long long)position);
  assert_string_equal(acd_call_attribute(host->engine, call, "own"), expected);
  snprintf(expected, sizeof expected, "%lld", (long long)(there ? also.position : 0));
  assert_string_equal(acd_call_attribute(host->engine, call, "there"), expected);
  assert_string_equal(acd_call_attribute(host->engine, call, "next"), position == 1 ? "yes" : "no");
}

/* Every caller learns the place each second, whoever comes before, goes, or is put somewhere else. */
static void places_are_exact(void **state)
{
  (void)state;
  dice chance = {11};
  acd_id calls[24] = {0}, others[24] = {0};
  test_host host;
  host_begin(&host, NULL);
  define(&host, " wait_flow=w", ASKS);
  for (int round = 0; round < 120; round++) {
    size_t at = (size_t)dice_below(&chance, COUNT(calls));
    acd_id *call = dice_below(&chance, 3) ? &calls[at] : &others[at];
    if (*call && dice_below(&chance, 3) == 0) {
      assert_int_equal(acd_call_prioritize(host.engine, host.now, *call, dice_below(&chance, 5)), ACD_OK);
    } else if (*call) {
      host_hangup(&host, *call);
      *call = 0;
    } else {
      *call = host_arrive_priority(&host, call == &others[at] ? "3" : "1", dice_below(&chance, 5));
    }
    host_pass(&host, 1100000); /* all have asked, and nothing has changed since */
    host_check(&host);
    for (size_t i = 0; i < COUNT(calls); i++)
      if (calls[i]) compare(&host, calls[i]);
  }
  host_end(&host);
}

/* Places are kept from the definition on that asks, for those who wait already, and no longer than that. */
static void asking_may_come_and_go(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  define(&host, " wait_flow=w", NOTHING);
  acd_id calls[3];
  for (int i = 0; i < 3; i++) calls[i] = host_arrive_priority(&host, "1", i);
  host_pass(&host, 2 * SECOND);
  assert_null(acd_call_attribute(host.engine, calls[0], "own"));
  define(&host, " wait_flow=w", ASKS);
  host_check(&host);
  acd_id late = host_arrive_priority(&host, "1", 1);
  host_pass(&host, SECOND);
  assert_string_equal(acd_call_attribute(host.engine, late, "own"), "3"); /* behind those of priority 2, and 1 */
  compare(&host, late);
  static const int places[] = {4, 2, 1};
  for (int i = 0; i < 3; i++) assert_int_equal(acd_call_position(host.engine, calls[i]), places[i]);
  define(&host, "", NOTHING); /* late goes on in the version that asks */
  host_check(&host);
  host_hangup(&host, calls[2]);
  host_pass(&host, SECOND);
  host_check(&host);
  compare(&host, late);
  host_define(&host, "agent ann\nnumber 1 queue=gone\nqueue gone\n  member ann\n"); /* so the queue closes */
  host_hangup(&host, calls[1]);
  host_pass(&host, SECOND);
  host_check(&host);
  assert_string_equal(acd_call_attribute(host.engine, late, "own"), "1");
  host_end(&host);
}

/* A step may take no more than 640 pieces of work. Callers who walk a flow that their queue no longer has are told their places all
 * the same, for these are kept; where they are not, in a queue that has gone, to count the calls is work. */
static void places_are_not_counted(void **state)
{
  static const char *const parts[] = {
      "centre steps_max=10\nagent ann presence=not_ready\nnumber 1 queue=desk\n",
      "queue desk wait_flow=w\n  member ann\n",
      "queue desk\n  member ann\n",
      "flow w start=p\n  node p kind=wait time=1s\n    exit next to=f\n  node f kind=flow flow=x\n",
      "flow x start=p\n  node p kind=wait time=1s\n    exit next to=p\n",
      "flow x start=o\n"
      "  node o kind=set attribute=own expression='position()'\n    exit next to=t\n"
      "  node t kind=wait time=1s\n    exit next to=o\n"};
  enum { CALLS = 700 };
  static const struct {
    int then[4]; /* parts of the second definition, behind the first part */
    int goes_on;
  } rows[] = {{{1, 3, 5}, 1}, {{2, 3, 5}, 1}, {{2, 5}, 1}, {{3, 5}, 0}};
  (void)state;
  for (size_t row = 0; row < COUNT(rows); row++) {
    static outline text;
    static acd_id calls[CALLS];
    test_host host;
    host_begin(&host, NULL);
    host.keeps_events = 0;
    text.size = 0;
    outline_write(&text, "%s%s%s%s", parts[0], parts[1], parts[3], parts[4]);
    host_define(&host, text.text);
    for (size_t i = 0; i < CALLS; i++) calls[i] = host_arrive(&host, "1");
    text.size = 0;
    outline_write(&text, "%s", row + 1 < COUNT(rows) ? parts[0] : "centre steps_max=10\n");
    for (size_t i = 0; i < COUNT(rows[row].then) && rows[row].then[i]; i++)
      outline_write(&text, "%s", parts[rows[row].then[i]]);
    host_define(&host, text.text);
    host_pass(&host, 3 * SECOND);
    assert_string_equal(acd_call_attribute(host.engine, calls[CALLS - 1], "own"), "700");
    host_hangup(&host, calls[0]);
    host_pass(&host, 2 * SECOND);
    assert_string_equal(acd_call_attribute(host.engine, calls[CALLS - 1], "own"), rows[row].goes_on ? "699" : "700");
    host_check(&host);
    host_end(&host);
  }
}

/* Who does not wait has no place. */
static void outside_there_is_none(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host,
              "agent ann\nqueue desk\n  member ann\nnumber 1 flow=main\nnumber 2 queue=desk\n"
              "flow main start=p\n  node p kind=set attribute=own expression='position() & position(\"desk\")'\n"
              "    exit next to=m\n  node m kind=metric metric=position queue=desk operator=greater threshold=0\n"
              "    exit match to=y\n    exit no_match to=n\n  node y kind=play prompt=yes\n"
              "  node n kind=play prompt=no\n");
  host_arrive(&host, "2");
  host_arrive(&host, "2");
  host_forget(&host);
  acd_id call = host_arrive(&host, "1");
  host_told(&host, "play no");
  assert_string_equal(acd_call_attribute(host.engine, call, "own"), "00");
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(places_are_exact),
      cmocka_unit_test(asking_may_come_and_go),
      cmocka_unit_test(places_are_not_counted),
      cmocka_unit_test(outside_there_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
