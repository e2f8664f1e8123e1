/* SPDX-License-Identifier: Apache-2.0 */
/* Random definitions, right and wrong ones: the check survives all of them, says the same twice, and finds exactly the nodes
 * unreachable that a naive search does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <acd/check.h>

#include "base/rng.h"

#define FLOWS      4
#define NODES      12
#define KINDS_LAST ACD_NODE_KIND_TOGGLE

typedef struct world {
  acd_definition *definition;
  int32_t flows[FLOWS];
  int32_t nodes[FLOWS][NODES];
  int counts[FLOWS];
} world;

static int below(acd__rng *rng, int count)
{
  return (int)acd__rng_below(rng, (uint64_t)count);
}

/* A node of the flow, now and then one that is not there. */
static void set_node(acd__rng *rng, world *all, int32_t object, uint32_t property, int flow)
{
  char name[20];
  snprintf(name, sizeof name, "n%d", below(rng, 20) ? below(rng, all->counts[flow]) : NODES);
  acd_definition_set_text(all->definition, object, property, name);
}

static void set_flow(acd__rng *rng, world *all, int32_t object, uint32_t property)
{
  char name[20];
  snprintf(name, sizeof name, "f%d", below(rng, FLOWS + 1));
  acd_definition_set_text(all->definition, object, property, name);
}

static void add_exits(acd__rng *rng, world *all, int flow, int32_t node, int64_t kind)
{
  char words[200], *rest = words;
  snprintf(words, sizeof words, "%s", acd_node_exits(kind));
  for (char *word; (word = strtok(rest, " ")); rest = NULL) {
    if (!below(rng, 3)) continue;
    set_node(rng, all, acd_definition_add(all->definition, ACD_NOUN_EXIT, node, word), ACD_EXIT_TO, flow);
  }
  if (kind == ACD_NODE_KIND_MENU)
    set_node(rng, all, acd_definition_add(all->definition, ACD_NOUN_EXIT, node, below(rng, 2) ? "1" : "#"), ACD_EXIT_TO,
             flow);
  static const char *const keys[] = {"1", "12", "X", "1X!", "[2-57].", "Z N 3", "[", "!1", ""};
  static const char *const values[] = {"", "1", "7", "10", "gold", "-3"};
  for (int i = below(rng, 4); i > 0; i--) {
    char name[20];
    snprintf(name, sizeof name, "c%d", i);
    int32_t object = acd_definition_add(all->definition, ACD_NOUN_CASE, node, name);
    set_node(rng, all, object, ACD_CASE_TO, flow);
    acd_definition_set_text(all->definition, object, ACD_CASE_KEYS, keys[below(rng, 9)]);
    acd_definition_set_text(all->definition, object, ACD_CASE_VALUE, values[below(rng, 6)]);
    acd_definition_set(all->definition, object, ACD_CASE_OPERATOR, 1 + below(rng, 9));
    acd_definition_set(all->definition, object, ACD_CASE_PERCENTAGE, below(rng, 101));
  }
}

static void add_node(acd__rng *rng, world *all, int flow, int at)
{
  static const char *const attributes[] = {"x", "y", "z", "caller", "digits"};
  acd_definition *definition = all->definition;
  char name[20];
  int64_t kind = 1 + below(rng, KINDS_LAST);
  snprintf(name, sizeof name, "n%d", at);
  int32_t node = all->nodes[flow][at] = acd_definition_add(definition, ACD_NOUN_NODE, all->flows[flow], name);
  acd_definition_set(definition, node, ACD_NODE_KIND, kind);
  acd_definition_set_text(definition, node, ACD_NODE_ATTRIBUTE, attributes[below(rng, 5)]);
  acd_definition_set_text(definition, node, ACD_NODE_QUEUE, below(rng, 2) ? "q" : "empty");
  acd_definition_set_text(definition, node, ACD_NODE_SCHEDULE, "s");
  acd_definition_set_text(definition, node, ACD_NODE_TOGGLE, "t");
  acd_definition_set(definition, node, ACD_NODE_DIGITS_MIN, below(rng, 70) - 3);
  if (below(rng, 2)) acd_definition_set_text(definition, node, ACD_NODE_PROMPT, "p");
  if (below(rng, 2)) acd_definition_set(definition, node, ACD_NODE_WAIT_MAX_US, 1000000);
  set_flow(rng, all, node, ACD_NODE_FLOW);
  if (kind == ACD_NODE_KIND_SKILLS) acd_definition_add(definition, ACD_NOUN_NODE_SKILL, node, "welsh");
  if (!below(rng, 3)) acd_definition_add(definition, ACD_NOUN_PARAMETER, node, "y");
  add_exits(rng, all, flow, node, kind);
}

static void build(acd__rng *rng, world *all)
{
  assert_int_equal(acd_definition_new(NULL, &all->definition), ACD_OK);
  acd_definition_add(all->definition, ACD_NOUN_SKILL, 0, "welsh");
  acd_definition_add(all->definition, ACD_NOUN_AGENT, 0, "ann");
  int32_t queue = acd_definition_add(all->definition, ACD_NOUN_QUEUE, 0, "q");
  acd_definition_add(all->definition, ACD_NOUN_MEMBER, queue, "ann");
  queue = acd_definition_add(all->definition, ACD_NOUN_QUEUE, 0, "empty");
  acd_definition_add(all->definition, ACD_NOUN_SCHEDULE, 0, "s");
  acd_definition_add(all->definition, ACD_NOUN_TOGGLE, 0, "t");
  if (below(rng, 2))
    set_flow(rng, all, acd_definition_add(all->definition, ACD_NOUN_NUMBER, 0, "100"), ACD_NUMBER_FLOW);
  for (int f = 0; f < FLOWS; f++) {
    char name[20];
    snprintf(name, sizeof name, "f%d", f);
    all->flows[f] = acd_definition_add(all->definition, ACD_NOUN_FLOW, 0, name);
    all->counts[f] = 1 + below(rng, NODES);
    set_node(rng, all, all->flows[f], ACD_FLOW_START, f);
    if (below(rng, 2)) set_node(rng, all, all->flows[f], ACD_FLOW_CATCH, f);
    for (int i = 0; i < all->counts[f]; i++) add_node(rng, all, f, i);
  }
}

/* ---- The naive search: everything again, until nothing new is found */

static int node_of(const world *all, int flow, int32_t object, uint32_t property)
{
  const char *name = acd_definition_text(all->definition, object, property);
  for (int i = 0; i < all->counts[flow]; i++) {
    acd_object_info info = {.size = sizeof info};
    assert_int_equal(acd_definition_object(all->definition, all->nodes[flow][i], &info), ACD_OK);
    if (strcmp(info.name, name) == 0) return i;
  }
  return -1;
}

static int flow_of(const world *all, int32_t node)
{
  const char *name = acd_definition_text(all->definition, node, ACD_NODE_FLOW);
  return name[0] == 'f' && name[1] < '0' + FLOWS ? name[1] - '0' : -1;
}

/* 1 if an exit of the node leads to a node that is marked; with `mark`, marks all that exits lead to. */
static int look_on(const world *all, int flow, int at, char marks[FLOWS][NODES], int mark)
{
  int32_t node = all->nodes[flow][at];
  char words[220];
  int found = 0, catch_ = node_of(all, flow, all->flows[flow], ACD_FLOW_CATCH);
  int64_t kind = acd_definition_int(all->definition, node, ACD_NODE_KIND);
  snprintf(words, sizeof words, " %s ", acd_node_exits(kind));
  acd_object_info info = {.size = sizeof info};
  int is_sub = kind == ACD_NODE_KIND_SUBFLOW;
  assert_int_equal(acd_definition_object(all->definition, node, &info), ACD_OK);
  for (int32_t i = info.first_child; i >= 0; i = info.next) {
    assert_int_equal(acd_definition_object(all->definition, i, &info), ACD_OK);
    if (info.noun != ACD_NOUN_EXIT && info.noun != ACD_NOUN_CASE) continue;
    int to = node_of(all, flow, i, info.noun == ACD_NOUN_EXIT ? ACD_EXIT_TO : ACD_CASE_TO);
    char padded[40], *said;
    snprintf(padded, sizeof padded, " %s ", info.name);
    /* What is said of an exit is not caught. */
    if (info.noun == ACD_NOUN_EXIT && (said = strstr(words, padded))) memset(said, ' ', strlen(padded));
    int after = is_sub && strcmp(info.name, "limit") != 0 && strcmp(info.name, "error") != 0;
    if (to < 0 || after != (mark == 2 || mark == 4)) continue;
    found |= marks[flow][to];
    if (mark < 3) marks[flow][to] = 1;
  }
  for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
    /* Where the others lead nowhere, these are taken instead. */
    if (kind == ACD_NODE_KIND_HOURS && strcmp(word, "open") != 0 && strcmp(word, "closed") != 0) continue;
    if (strcmp(word, "next") == 0 || catch_ < 0 || catch_ == at || mark == 2 || mark == 4) continue;
    found |= marks[flow][catch_];
    if (mark < 3) marks[flow][catch_] = 1;
  }
  return found;
}

static int marks_count(char marks[FLOWS][NODES])
{
  int count = 0;
  for (int f = 0; f < FLOWS; f++)
    for (int i = 0; i < NODES; i++) count += marks[f][i];
  return count;
}

/* Nodes from which a return can be reached. */
static void find_back(const world *all, char back[FLOWS][NODES])
{
  for (int before = -1; before != marks_count(back);) {
    before = marks_count(back);
    for (int f = 0; f < FLOWS; f++) {
      for (int i = 0; i < all->counts[f]; i++) {
        int64_t kind = acd_definition_int(all->definition, all->nodes[f][i], ACD_NODE_KIND);
        int other = flow_of(all, all->nodes[f][i]),
            start = other < 0 ? -1 : node_of(all, other, all->flows[other], ACD_FLOW_START);
        int comes = start >= 0 && back[other][start];
        if (kind == ACD_NODE_KIND_RETURN || look_on(all, f, i, back, 3)) back[f][i] = 1;
        if (kind == ACD_NODE_KIND_FLOW && comes) back[f][i] = 1;
        if (kind == ACD_NODE_KIND_SUBFLOW && comes && look_on(all, f, i, back, 4)) back[f][i] = 1;
      }
    }
  }
}

static void find_reached(const world *all, char reached[FLOWS][NODES])
{
  char back[FLOWS][NODES];
  memset(back, 0, sizeof back);
  find_back(all, back);
  for (int f = 0; f < FLOWS; f++) {
    int start = node_of(all, f, all->flows[f], ACD_FLOW_START);
    if (start >= 0) reached[f][start] = 1;
  }
  for (int before = -1; before != marks_count(reached);) {
    before = marks_count(reached);
    for (int f = 0; f < FLOWS; f++) {
      for (int i = 0; i < all->counts[f]; i++) {
        if (!reached[f][i]) continue;
        (void)look_on(all, f, i, reached, 1);
        int other = flow_of(all, all->nodes[f][i]),
            start = other < 0 ? -1 : node_of(all, other, all->flows[other], ACD_FLOW_START);
        int is_sub = acd_definition_int(all->definition, all->nodes[f][i], ACD_NODE_KIND) == ACD_NODE_KIND_SUBFLOW;
        if (is_sub && start >= 0 && back[other][start]) (void)look_on(all, f, i, reached, 2);
      }
    }
  }
}

static void compare(const world *all, const acd_check *check, const acd_check *again)
{
  char reached[FLOWS][NODES];
  acd_finding finding = {.size = sizeof finding}, other = {.size = sizeof other};
  memset(reached, 0, sizeof reached);
  find_reached(all, reached);
  for (int f = 0; f < FLOWS; f++) {
    for (int i = 0; i < all->counts[f]; i++) {
      int told = 0;
      for (size_t k = 0; acd_check_finding_at(check, k, &finding) == ACD_OK; k++)
        told |= finding.kind == ACD_FINDING_UNREACHABLE && finding.object == all->nodes[f][i];
      assert_int_equal(told, !reached[f][i]);
    }
  }
  assert_int_equal(acd_check_findings_count(check, 0), acd_check_findings_count(again, 0));
  int32_t last = -1;
  for (size_t k = 0; acd_check_finding_at(check, k, &finding) == ACD_OK; k++) {
    assert_int_equal(acd_check_finding_at(again, k, &other), ACD_OK);
    assert_int_equal(finding.kind, other.kind);
    assert_string_equal(finding.text, other.text);
    assert_true(finding.object >= last);
    last = finding.object;
  }
}

static void test_random_definitions(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= 1500; seed++) {
    acd__rng rng = {seed * 1000003};
    world all;
    acd_check *check = NULL, *again = NULL;
    build(&rng, &all);
    assert_int_equal(acd_check_new(all.definition, NULL, &check), ACD_OK);
    assert_int_equal(acd_check_new(all.definition, NULL, &again), ACD_OK);
    compare(&all, check, again);
    acd_check_free(check);
    acd_check_free(again);
    acd_definition_free(all.definition);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_definitions)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
