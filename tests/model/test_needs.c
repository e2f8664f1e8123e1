/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of requirements: put in order, kept once, met by an agent's skills or not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"
#include "failing.h"
#include "model/needs.h"

enum { SKILLS = 6, ITEMS = 12, ROUNDS = 3000 };

/* The same as a table: the highest level asked for of each skill, 0 where it is not. */
static size_t random_items(acd__rng *rng, acd_requirement *items, int64_t *levels)
{
  size_t count = acd__rng_below(rng, ITEMS + 1);
  memset(levels, 0, SKILLS * sizeof *levels);
  for (size_t i = 0; i < count; i++) {
    size_t skill = acd__rng_below(rng, SKILLS);
    items[i].skill = (acd_id)(skill + 1) << 40;
    items[i].level_min = 1 + (int64_t)acd__rng_below(rng, 4);
    if (items[i].level_min > levels[skill]) levels[skill] = items[i].level_min;
  }
  return count;
}

static void in_order_and_each_once(void **state)
{
  (void)state;
  acd__rng rng = {1};
  for (int round = 0; round < ROUNDS; round++) {
    acd_requirement items[ITEMS];
    int64_t levels[SKILLS];
    size_t count = acd__needs_normalize(items, random_items(&rng, items, levels)), at = 0;
    for (size_t skill = 0; skill < SKILLS; skill++) {
      if (!levels[skill]) continue;
      assert_true(at < count);
      assert_int_equal(items[at].skill, (acd_id)(skill + 1) << 40);
      assert_int_equal(items[at++].level_min, levels[skill]);
    }
    assert_int_equal(at, count);
  }
}

/* Whoever is not below the level in any skill that is needed. */
static void who_meets_them(void **state)
{
  (void)state;
  acd_testing_memory failing = {0};
  acd_allocator allocator = failing_allocator(&failing);
  acd__memory memory;
  acd__memory_init(&memory, &allocator);
  acd__dictionary table;
  acd__dictionary_init(&table, &memory, 5);
  acd__rng rng = {2};
  int met_count = 0;
  for (int round = 0; round < ROUNDS; round++) {
    acd_requirement wanted[ITEMS], held[ITEMS];
    int64_t needed[SKILLS], has[SKILLS];
    acd__needs *needs;
    size_t wanted_count = random_items(&rng, wanted, needed) % 4;
    memset(needed, 0, sizeof needed);
    for (size_t i = 0; i < wanted_count; i++) {
      size_t skill = (size_t)(wanted[i].skill >> 40) - 1;
      if (wanted[i].level_min > needed[skill]) needed[skill] = wanted[i].level_min;
    }
    size_t held_count = acd__needs_normalize(held, random_items(&rng, held, has));
    int expected = 1;
    for (size_t skill = 0; skill < SKILLS; skill++) expected &= has[skill] >= needed[skill];
    assert_int_equal(acd__needs_intern(&table, wanted, wanted_count, &needs), ACD_OK);
    assert_int_equal(needs == NULL, wanted_count == 0);
    assert_int_equal(acd__needs_met(needs, held, held_count), expected);
    met_count += expected && wanted_count;
    acd__needs_drop(&table, needs);
    assert_int_equal(failing.bytes, 0);
  }
  assert_in_range(met_count, ROUNDS / 20, ROUNDS - ROUNDS / 20);
  acd__dictionary_release_all(&table);
}

static void equal_sets_are_one(void **state)
{
  (void)state;
  acd_testing_memory failing = {0};
  acd_allocator allocator = failing_allocator(&failing);
  acd__memory memory;
  acd__memory_init(&memory, &allocator);
  acd__dictionary table;
  acd__dictionary_init(&table, &memory, 5);
  acd_requirement one[] = {{7, 2}, {3, 1}}, same[] = {{3, 1}, {7, 1}, {7, 2}}, other[] = {{3, 1}, {7, 3}};
  acd__needs *a, *b, *c;
  assert_int_equal(acd__needs_intern(&table, one, 2, &a), ACD_OK);
  assert_int_equal(acd__needs_intern(&table, same, 3, &b), ACD_OK);
  assert_int_equal(acd__needs_intern(&table, other, 2, &c), ACD_OK);
  assert_ptr_equal(a, b);
  assert_ptr_not_equal(a, c);
  assert_int_equal(a->holders, 2);
  acd__needs_drop(&table, a);
  assert_int_equal(b->items[1].level_min, 2); /* still held */
  acd__needs_drop(&table, b);
  acd__needs_drop(&table, c);
  acd__needs_drop(&table, NULL);
  assert_int_equal(failing.bytes, 0);
  acd__dictionary_release_all(&table);
}

static void no_memory_for_a_set(void **state)
{
  (void)state;
  for (long at = 1; at <= 5; at++) {
    acd_testing_memory failing = {.fail_at = at};
    acd_allocator allocator = failing_allocator(&failing);
    acd__memory memory;
    acd__memory_init(&memory, &allocator);
    acd__dictionary table;
    acd__dictionary_init(&table, &memory, 5);
    acd_requirement one[] = {{7, 2}, {3, 1}};
    acd__needs *needs = NULL;
    int status = acd__needs_intern(&table, one, 2, &needs);
    assert_int_equal(status, failing.requests >= at ? ACD_ERR_NOMEM : ACD_OK);
    if (status) assert_int_equal(failing.bytes, 0);
    acd__needs_drop(&table, needs);
    acd__dictionary_release_all(&table);
    assert_int_equal(failing.bytes, 0);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(in_order_and_each_once),
      cmocka_unit_test(who_meets_them),
      cmocka_unit_test(equal_sets_are_one),
      cmocka_unit_test(no_memory_for_a_set),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
