/* SPDX-License-Identifier: Apache-2.0 */
/* A flow is published anew in a centre of many, each of which leads to the next. */
#include <stdio.h>

#include "measure.h"
#include "scenario_inside.h"

enum { ATTRIBUTES = 20 };

static const struct {
  const char *name;
  size_t flows;
} cases[] = {{"1000-flows", 1000}, {"8000-flows", 8000}, {"24000-flows", 24000}};
enum { CASES = sizeof cases / sizeof *cases };

/* A flow that sets one attribute, and goes on to the next flow; the last one hangs up. */
static int add_flow(acd_definition *to, size_t number, size_t flows, const char *value)
{
  char name[32];
  snprintf(name, sizeof name, "flow%zu", number);
  int32_t flow = acd_definition_add(to, ACD_NOUN_FLOW, 0, name);
  acd_definition_set_text(to, flow, ACD_FLOW_START, "set");
  int32_t set = acd_definition_add(to, ACD_NOUN_NODE, flow, "set");
  acd_definition_set(to, set, ACD_NODE_KIND, ACD_NODE_KIND_SET);
  snprintf(name, sizeof name, "attribute%zu", number % ATTRIBUTES);
  acd_definition_set_text(to, set, ACD_NODE_ATTRIBUTE, name);
  acd_definition_set_text(to, set, ACD_NODE_VALUE, value);
  acd_definition_set_text(to, acd_definition_add(to, ACD_NOUN_EXIT, set, "next"), ACD_EXIT_TO, "on");
  int32_t on = acd_definition_add(to, ACD_NOUN_NODE, flow, "on");
  acd_definition_set(to, on, ACD_NODE_KIND, number + 1 < flows ? ACD_NODE_KIND_FLOW : ACD_NODE_KIND_HANGUP);
  if (number + 1 == flows) return ACD_OK;
  snprintf(name, sizeof name, "flow%zu", number + 1);
  return acd_definition_set_text(to, on, ACD_NODE_FLOW, name);
}

/* Apart, so that instructions can be counted inside of it. */
__attribute__((noinline)) static int timed_publish(acd_engine *engine, const acd_definition *change)
{
  return acd_definition_submit(change, engine, 0, ACD_DEFINE_CHANGE);
}

/* Nanoseconds of the change, or -1. */
static int64_t publish(size_t flows)
{
  acd_engine *engine = NULL;
  acd_definition *whole = NULL, *change = NULL;
  int64_t begin = 0, ns = 0;
  int status = acd_definition_new(NULL, &whole);
  if (!status) status = acd_definition_new(NULL, &change);
  for (size_t i = 0; i < flows && !status; i++) status = add_flow(whole, i, flows, "before");
  if (!status) status = add_flow(change, flows / 2, flows, "afterwards");
  if (!status) status = acd_engine_new(NULL, &engine);
  if (!status) status = acd_definition_submit(whole, engine, 0, ACD_DEFINE_WHOLE);
  if (!status) {
    begin = now_ns();
    status = timed_publish(engine, change);
    ns = now_ns() - begin;
  }
  if (!status) status = acd_engine_check(engine, 1);
  acd_engine_free(engine);
  acd_definition_free(whole);
  acd_definition_free(change);
  return status ? bench_failed("publishing", status) : ns;
}

const char *publish_name(size_t index)
{
  return index < CASES ? cases[index].name : NULL;
}

int64_t count_publish(size_t index)
{
  return publish(cases[index].flows) < 0 ? -1 : (int64_t)cases[index].flows;
}

int print_publish(size_t rounds)
{
  printf("\na flow is published anew; each of so many leads to the next\n  flows        a change\n");
  for (size_t i = 0; i < CASES; i++) {
    int64_t best = 0;
    for (size_t round = 0; round < rounds; round++) {
      int64_t ns = publish(cases[i].flows);
      if (ns < 0) return -1;
      if (round == 0 || ns < best) best = ns;
    }
    printf("%7zu %12.1f ms\n", cases[i].flows, (double)best / 1e6);
    fflush(stdout);
  }
  return 0;
}
