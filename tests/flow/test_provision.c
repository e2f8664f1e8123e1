/* SPDX-License-Identifier: Apache-2.0 */
/* What is laid in for calls: as much as the flows and queues need to which they can come, and no more; and it is there when
 * timers lead them on, whatever was published meanwhile. */
#include <stdio.h>

#include "../engine/centre.h"
#include "engine/engine.h"

enum { MANY = 1000 };

/* A flow with all that a call needs memory for, and those that it leads to. */
#define BIG                                                                                                            \
  "queue q1\nqueue q2\nflow big start=a\n  node a kind=recording recording=on\n    exit next to=b\n"                   \
  "  node b kind=subflow flow=below attribute=back\n    exit next to=c\n"                                              \
  "  node c kind=set attribute=long expression='long & caller'\n    exit next to=d\n"                                  \
  "  node d kind=queue queue=q1 wait_max=1s\n    node_queue q2\n    exit timeout to=e\n  node e kind=wait time=1s\n"   \
  "    exit next to=f\n  node f kind=callback plan=p queue=q2\ncallback p\n"                                           \
  "flow below start=a\n  node a kind=set attribute=second expression='second & caller'\n    exit next to=b\n"          \
  "  node b kind=return expression='second & long'\nnumber 9 flow=big\n"

/* Bytes that each of many calls for number 1 takes. */
static size_t each(const char *centre, const char *more)
{
  static outline text;
  test_host host;
  text.size = 0;
  outline_write(&text, "%s%s", centre, more);
  host_begin(&host, NULL);
  host.keeps_events = 0;
  host_define(&host, text.text);
  for (int i = 0; i < MANY; i++) (void)host_arrive(&host, "1");
  size_t before = host.memory.bytes;
  for (int i = 0; i < MANY; i++) (void)host_arrive(&host, "1");
  size_t bytes = (host.memory.bytes - before) / MANY;
  host_check(&host);
  host_end(&host);
  return bytes;
}

static void a_call_costs_what_it_can_come_to(void **state)
{
  static const struct {
    const char *centre;
    int leads; /* to the big flow */
  } rows[] = {
      {"queue desk\nnumber 1 queue=desk\n", 0},
      {"queue desk overflow_flow=small\nflow small start=a\n  node a kind=wait time=9s\nnumber 1 queue=desk\n", 0},
      {"queue desk wait_flow=small\nflow small start=a\n  node a kind=wait time=9s\nnumber 1 queue=desk\n", 0},
      {"flow small start=a\n  node a kind=wait time=9s\nnumber 1 flow=small\n", 0},
      {"queue desk overflow=other\nqueue other overflow_flow=small\nflow small start=a\n  node a kind=flow flow=big\n"
       "flow big start=a\n  node a kind=wait time=1s\nnumber 1 queue=desk\n",
       1},
      {"queue desk after_flow=small\nflow small start=a\n  node a kind=subflow flow=big\nflow big start=a\n"
       "  node a kind=wait time=1s\nnumber 1 queue=desk\n",
       1},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    static outline text;
    const char *big = strstr(rows[i].centre, "flow big start"); /* in place of which the big one comes */
    const char *rest = strstr(rows[i].centre, "number 1");
    text.size = 0;
    outline_write(&text, "%.*s%s", big ? (int)(big - rows[i].centre) : (int)strlen(rows[i].centre), rows[i].centre,
                  big ? rest : "");
    size_t without = each(rows[i].centre, ""), with = each(text.text, BIG);
    size_t most = without + without / 20; /* pools grow in steps */
    if (rows[i].leads ? with < without + 2000 : with > most)
      fail_msg("row %zu: %zu bytes, and %zu with the big flow", i, without, with);
  }
}

/* From here on the allocator gives nothing. */
static void starve(test_host *host)
{
  host->memory.fail_at = host->memory.requests + 1;
  host->memory.fail_after = 1;
}

static void feed(test_host *host)
{
  host->memory.fail_at = 0;
}

/* What is published while calls are in a flow, a subflow, a queue, on hold in a consultation: each finds what it needs there, without
 * memory. */
#define MORE                                                                                                           \
  "flow next start=a\n  node a kind=recording recording=on\n    exit next to=b\n"                                      \
  "  node b kind=set attribute=first value=1234567890123456789012345678901234567890\n    exit next to=c\n"             \
  "  node c kind=subflow flow=deep attribute=back\n    exit next to=d\n"                                               \
  "  node d kind=queue queue=q1 wait_max=1s\n    node_queue q2\n    exit timeout to=e\n"                               \
  "  node e kind=callback plan=p queue=q1 attribute=first\ncallback p\n"                                               \
  "flow deep start=a\n  node a kind=set attribute=second expression='first & first & first'\n    exit next to=b\n"     \
  "  node b kind=return expression='second & first'\nqueue q1\nqueue q2 wait_max=1s\n"
#define LESS "flow next start=a\n  node a kind=wait time=900s\n"

static const struct {
  const char *centre;
} ways[] = {
    {"number 1 flow=f\nflow f start=a\n  node a kind=wait time=1s\n    exit next to=b\n"
     "  node b kind=flow flow=next\n"},
    {"number 1 flow=f\nflow f start=a\n  node a kind=wait time=1s\n    exit next to=b\n"
     "  node b kind=subflow flow=next\n"},
    {"number 1 flow=f\nflow f start=a\n  node a kind=subflow flow=g\n    exit next to=b\n  node b kind=flow "
     "flow=next\n"
     "flow g start=a\n  node a kind=wait time=1s\n    exit next to=b\n  node b kind=return value=x\n"},
    {"number 1 queue=desk\nqueue desk wait_max=1s overflow_flow=next\n"},
    {"number 1 queue=desk\nqueue desk wait_max=1s overflow=other\nqueue other length_max!0 overflow_flow=next\n"},
    {"number 1 flow=f\nflow f start=a\n  node a kind=queue queue=desk\n    exit key to=b\n  node b kind=flow "
     "flow=next\n"
     "queue desk wait_flow=w\nflow w start=a\n  node a kind=wait time=1s\n    exit next to=b\n  node b kind=leave\n"},
    {"number 1 queue=desk\nqueue desk wait_flow=w\nflow w start=a\n  node a kind=wait time=1s\n    exit next to=b\n"
     "  node b kind=hangup\n"}, /* does not come there at all */
};

/* It was at the end of what was published. */
static void has_all(const test_host *host, acd_id call)
{
  assert_int_equal(strlen(acd_call_attribute(host->engine, call, "back")), 4 * 40);
  assert_int_equal(centre_call(host, call).callback, ACD_CALLBACK_STAGE_WAITING);
}

static void room_for_what_is_published_meanwhile(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(ways); i++) {
    static outline text;
    test_host host;
    host_begin(&host, NULL);
    for (int version = 0; version < 2; version++) {
      text.size = 0;
      outline_write(&text, "%s%s", ways[i].centre, version ? MORE : LESS);
      host_define(&host, text.text);
      if (version == 0) (void)host_arrive(&host, "1");
      host_check(&host);
    }
    host_forget(&host);
    starve(&host);
    for (int k = 0; k < 8; k++) host_pass(&host, SECOND);
    feed(&host);
    host_check(&host);
    acd_id call = acd_call_next(host.engine, 0);
    if (i + 1 < COUNT(ways)) has_all(&host, call);
    host_end(&host);
  }
}

/* Whose queue brings the caller to a flow is known when the consultation ends, by a timer at worst. */
static void after_a_consultation(void **state)
{
  (void)state;
  test_host host;
  acd_id consult = 0;
  host_begin(&host, NULL);
  host_define(&host, "agent ann extension=1\nagent bob presence=not_ready\nqueue desk after_flow=next\n  member bob\n"
                     "number 1 flow=f\nflow f start=a\n  node a kind=agent agent=ann\n" MORE);
  acd_id call = host_arrive(&host, "1");
  host_connect(&host, "ann");
  centre_ready(&host, "bob");
  assert_int_equal(
      acd_call_consult(host.engine, host.now, call, ACD_TARGET_QUEUE, host_queue(&host, "desk"), 5, &consult), ACD_OK);
  host_check(&host);
  host_connect(&host, "bob");
  starve(&host);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "ann"), 0), ACD_OK);
  assert_int_equal(acd_agent_hangup(host.engine, host.now, host_agent(&host, "bob"), 0), ACD_OK);
  host_pass(&host, 3 * SECOND);
  feed(&host);
  host_check(&host);
  has_all(&host, call);
  host_end(&host);
}

/* Attributes that the host sets leave the room for those that flows set. */
static void room_besides_what_the_host_sets(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "number 1 flow=f\nflow f start=a\n  node a kind=wait time=1s\n    exit next to=b\n"
                     "  node b kind=subflow flow=next\n" MORE);
  acd_id call = host_arrive(&host, "1");
  char value[500];
  memset(value, 'x', sizeof value - 1);
  value[sizeof value - 1] = '\0';
  assert_int_equal(acd_call_set(host.engine, host.now, call, "first", "y"), ACD_OK);
  assert_int_equal(acd_call_set(host.engine, host.now, call, "own", value), ACD_OK);
  assert_int_equal(acd_call_set(host.engine, host.now, call, "first", NULL), ACD_OK);
  starve(&host);
  for (int k = 0; k < 8; k++) host_pass(&host, SECOND);
  feed(&host);
  host_check(&host);
  has_all(&host, call);
  host_end(&host);
}

/* More attributes than publication tells apart, in two flows of which the first leads to the second directly and through a third:
 * there is room for all of them, without memory. */
static void room_for_many_attributes(void **state)
{
  (void)state;
  enum { EACH = 150 };
  static outline text;
  test_host host;
  const int64_t options[] = {ACD_OPTION_ATTRIBUTES_MAX, 1000, 0};
  text.size = 0;
  outline_write(&text, "number 1 flow=f0\nflow f0 start=n0\n  node n0 kind=wait time=1s\n    exit next to=n1\n"
                       "  node n1 kind=split\n    case a percentage=50 to=n2\n    case b percentage=50 to=n3\n"
                       "  node n2 kind=flow flow=f1\n  node n3 kind=flow flow=f3\n"
                       "flow f3 start=n0\n  node n0 kind=flow flow=f1\n");
  for (int flow = 1; flow <= 2; flow++) {
    outline_write(&text, "flow f%d start=n0\n", flow);
    for (int i = 0; i < EACH; i++)
      outline_write(&text, "  node n%d kind=set attribute=a%d_%d value=%0*d\n    exit next to=n%d\n", i, flow, i,
                    20 + i % 3, i, i + 1);
    outline_write(&text, "  node n%d kind=%s\n", EACH, flow == 1 ? "flow flow=f2" : "wait time=900s");
  }
  host_begin(&host, options);
  host_define(&host, text.text);
  acd_id call = host_arrive(&host, "1");
  host_check(&host);
  starve(&host);
  for (int k = 0; k < 100; k++) host_pass(&host, SECOND);
  feed(&host);
  host_check(&host);
  for (int flow = 1; flow <= 2; flow++)
    for (int i = 0; i < EACH; i++) {
      char name[32];
      snprintf(name, sizeof name, "a%d_%d", flow, i);
      assert_int_equal(strlen(acd_call_attribute(host.engine, call, name)), 20 + i % 3);
    }
  host_end(&host);
}

/* More or less than that, and the check of the laws says so. */
static void the_check_sees_too_much_and_too_little(void **state)
{
  (void)state;
  test_host host;
  host_begin(&host, NULL);
  host_define(&host, "number 1 queue=desk\nqueue desk overflow_flow=big\n" BIG);
  const acd__world *world = &host.engine->world;
  acd__provision *of[] = {&((acd__flow *)acd__dictionary_find(&world->flows, "big", 3))->provision,
                          &((acd__flow *)acd__dictionary_find(&world->flows, "below", 5))->provision,
                          &((acd__queue *)acd__dictionary_find(&world->queues, "desk", 4))->provision,
                          &((acd__queue *)acd__dictionary_find(&world->queues, "q2", 2))->provision};
  for (size_t i = 0; i < COUNT(of); i++)
    for (int more = -1; more <= 1; more += 2) {
      acd__provision wrong = *of[i];
      wrong.text_bytes += (uint32_t)more;
      if (i != 3 || more > 0) centre_breaks(&host, of[i], &wrong, sizeof wrong, "text_bytes");
      wrong = *of[i];
      wrong.returned += (uint32_t)more;
      if (i != 3 || more > 0) centre_breaks(&host, of[i], &wrong, sizeof wrong, "returned");
      wrong = *of[i];
      wrong.also = (uint8_t)(wrong.also + more);
      centre_breaks(&host, of[i], &wrong, sizeof wrong, "also");
      wrong = *of[i];
      wrong.nests ^= 1;
      centre_breaks(&host, of[i], &wrong, sizeof wrong, "nests");
      wrong = *of[i];
      wrong.records ^= 1;
      centre_breaks(&host, of[i], &wrong, sizeof wrong, "records");
    }
  host_end(&host);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_call_costs_what_it_can_come_to),
      cmocka_unit_test(room_for_what_is_published_meanwhile),
      cmocka_unit_test(after_a_consultation),
      cmocka_unit_test(room_besides_what_the_host_sets),
      cmocka_unit_test(room_for_many_attributes),
      cmocka_unit_test(the_check_sees_too_much_and_too_little),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
