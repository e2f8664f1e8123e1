/* SPDX-License-Identifier: Apache-2.0 */
#include "flow_versions.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "model/kinds.h"

/* What a node of each kind says; `%d` is a flow, a queue or a number of its own. NULL: of no kind that this test knows. */
static const char *const bodies[KINDS] = {
    [ACD_NODE_KIND_PLAY] = "prompt=p%d",
    [ACD_NODE_KIND_MENU] = "prompt=p%d attempts=2 terminators=#",
    [ACD_NODE_KIND_COLLECT] = "prompt=p%d digits_max=3 attempts=2 digit_timeout=1000000 attribute=digits",
    [ACD_NODE_KIND_HOURS] = "schedule=s%d",
    [ACD_NODE_KIND_METRIC] = "queue=q%d metric=position operator=greater threshold=1",
    [ACD_NODE_KIND_COMPARE] = "attribute=digits operator=less value=%d",
    [ACD_NODE_KIND_SET] = "attribute=a%d expression='digits & a1 & a2 & position()'",
    [ACD_NODE_KIND_SKILLS] = "",
    [ACD_NODE_KIND_PRIORITY] = "expression='length(a%d) - 3'",
    [ACD_NODE_KIND_QUEUE] = "queue=q%d wait_max=4000000",
    [ACD_NODE_KIND_AGENT] = "agent=a%d wait_max=3000000",
    [ACD_NODE_KIND_VOICEMAIL] = "mailbox=m%d",
    [ACD_NODE_KIND_TRANSFER] = "number=n%d",
    [ACD_NODE_KIND_FLOW] = "flow=f%d",
    [ACD_NODE_KIND_HANGUP] = "",
    [ACD_NODE_KIND_BRANCH] = "expression='waiting(\"q1\") + %d & digits'",
    [ACD_NODE_KIND_TEST] = "expression='waiting(\"q%d\") > 0 or digits = 1 or toggle(\"t1\")'",
    [ACD_NODE_KIND_SPLIT] = "",
    [ACD_NODE_KIND_LOOP] = "attribute=loop%d count=2",
    [ACD_NODE_KIND_SUBFLOW] = "flow=f%d attribute=a1",
    [ACD_NODE_KIND_RETURN] = "value=v%d",
    [ACD_NODE_KIND_WAIT] = "time!1000000",
    [ACD_NODE_KIND_HOST] = "operation=o%d time!2000000 attribute=a2",
    [ACD_NODE_KIND_TOGGLE] = "toggle=t%d",
    [ACD_NODE_KIND_RECORDING] = "recording!%d",
    [ACD_NODE_KIND_LEAVE] = "",
};

const char *flow_versions_kind(int64_t kind, char name[20])
{
  acd_property property = {.size = sizeof property};
  const char *at = "";
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++)
    if (property.property_id == ACD_NODE_KIND) at = property.choices;
  while (--kind > 0) at += strcspn(at, " ") + 1;
  snprintf(name, 20, "%.*s", (int)strcspn(at, " "), at);
  return name;
}

typedef struct text {
  char *at;
  size_t size;
} text;

__attribute__((format(printf, 2, 3))) static void put(text *to, const char *format, ...)
{
  va_list list;
  va_start(list, format);
  to->size += (size_t)vsnprintf(to->at + to->size, FLOWS_TEXT - to->size, format, list);
  va_end(list);
}

static void add_way(node *to, int64_t exit, int target)
{
  to->ways[to->ways_count++] = (way){exit, target};
}

static int64_t exit_number(const char *name)
{
  int64_t exit = ACD_EXIT_NEXT;
  while (strcmp(acd_exit_str(exit), name) != 0) exit++;
  return exit;
}

static void add_exits(dice *from, text *to, node *at)
{
  char words[200];
  snprintf(words, sizeof words, "%s", acd_node_exits(at->kind));
  for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
    if (dice_chance(from, 25)) continue;
    int target = (int)dice_below(from, NODES);
    put(to, "    exit %s to=n%d\n", word, target);
    add_way(at, exit_number(word), target);
  }
  if (at->kind == ACD_NODE_KIND_MENU && dice_chance(from, 70)) {
    int target = (int)dice_below(from, NODES);
    put(to, "    exit 1 to=n%d\n    try t prompt_no_input=t\n", target);
    add_way(at, ACD_EXIT_KEY + '1', target);
  }
}

static void add_cases(dice *from, text *to, node *at)
{
  static const char *const says[KINDS][2] = {
      [ACD_NODE_KIND_MENU] = {"keys='2 3X'", "keys=0! speech='yes|no'"},
      [ACD_NODE_KIND_BRANCH] = {"operator=greater value=10", "value=1"},
      [ACD_NODE_KIND_SPLIT] = {"percentage=40", "percentage=60"},
      [ACD_NODE_KIND_SUBFLOW] = {"value=v1", "operator=prefix value=v"},
      [ACD_NODE_KIND_HOST] = {"value=1", "operator=is_set"},
  };
  if (!says[at->kind][0]) return;
  for (int i = 0; i < 2; i++) {
    int target = (int)dice_below(from, NODES);
    put(to, "    case c%d %s to=n%d\n", i, says[at->kind][i], target);
    add_way(at, ACD_EXIT_CASE + i, target);
  }
}

static void add_node(dice *from, text *to, version *flow, int number)
{
  node *at = &flow->nodes[number];
  *at = (node){.kind = ACD_NODE_KIND_HANGUP};
  do at->kind = 1 + dice_below(from, NODE_KIND_LAST);
  while (!bodies[at->kind] || (flow->flow == FLOW_WAIT && !acd__node_may_wait(at->kind)) ||
         ((at->kind == ACD_NODE_KIND_HANGUP || at->kind == ACD_NODE_KIND_LEAVE) && dice_chance(from, 70)));
  int what = (int)dice_below(from, 3) + (at->kind == ACD_NODE_KIND_RECORDING);
  char body[200], kind[20];
  at->flow = what;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  snprintf(body, sizeof body, bodies[at->kind], what);
#pragma GCC diagnostic pop
  put(to, "  node n%d kind=%s %s\n", number, flow_versions_kind(at->kind, kind), body);
  add_exits(from, to, at);
  add_cases(from, to, at);
}

int flow_versions_knows(int64_t kind)
{
  return bodies[kind] != NULL;
}

void flow_versions_write(dice *from, version versions[FLOWS], char to[FLOWS_TEXT])
{
  text outline = {to, 0};
  put(&outline,
      "centre steps_max!%d\ntoggle t0 on!1\ntoggle t1\ntoggle t2\nschedule s0\n  hours h days!127 from!0 "
      "to!43200000000\nschedule s1\nschedule s2\n  hours h "
      "days!127 "
      "from!0 to!86400000000\nagent a0 ring_timeout=2000000\nagent a1\nagent a2 presence=logged_out\nqueue q0 "
      "exit_key=* wait_flow=f%d after_flow=f%d\n  member a0\n  member a1\nqueue q1 length_max!2 wait_flow=f%d "
      "overflow_flow=f%d "
      "wait_max=5000000\nqueue q2 overflow=q1 wait_max=2000000\n  member "
      "a2\n",
      STEPS_MAX, FLOW_WAIT, FLOW_AFTER, FLOW_WAIT, FLOW_OVERFLOW);
  for (int f = 0; f < FLOWS; f++) {
    version *flow = &versions[f];
    flow->catch_ = dice_chance(from, 60) ? (int)dice_below(from, NODES) : NOWHERE;
    put(&outline, "number %d flow=f%d\nflow f%d start=n0", f, f, f);
    if (flow->catch_ >= 0) put(&outline, " catch=n%d", flow->catch_);
    put(&outline, "\n");
    for (int n = 0; n < NODES; n++) add_node(from, &outline, flow, n);
  }
}
