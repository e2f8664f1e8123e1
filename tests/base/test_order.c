/* SPDX-License-Identifier: Apache-2.0 */
/* The ordered set against a sorted array, over random insertions, removals and walks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/order.h"
#include "base/rng.h"

enum { NODES = 200, ROUNDS = 6000 };

typedef struct model {
  acd__order order;
  acd__order_node nodes[NODES];
  acd__order_node *sorted[NODES];
  size_t count;
  uint64_t sequence;
  acd__rng rng;
} model;

/* How keys come: what the engine does most, and the worst of it. */
enum { KEYS_RISING, KEYS_FALLING, KEYS_RANDOM, KEYS_FEW, KEYS_EQUAL, KEYS_EXTREME, KEYS_MOSTLY_RISING, KEYS_LAST };

static int64_t key_of(model *of, int keys)
{
  static const int64_t extremes[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX - 1, INT64_MAX};
  switch (keys) {
  case KEYS_RISING: return (int64_t)of->sequence;
  case KEYS_FALLING: return -(int64_t)of->sequence;
  case KEYS_RANDOM: return (int64_t)acd__rng_next(&of->rng);
  case KEYS_FEW: return (int64_t)acd__rng_below(&of->rng, 3);
  case KEYS_EXTREME: return extremes[acd__rng_below(&of->rng, 7)];
  case KEYS_MOSTLY_RISING: return (int64_t)of->sequence - (int64_t)(acd__rng_below(&of->rng, 4) == 0) * 50;
  default: return 7;
  }
}

static size_t place_of(const model *of, const acd__order_node *node)
{
  size_t at = 0;
  while (at < of->count && acd__order_less(of->sorted[at], node)) at++;
  return at;
}

static void insert(model *of, int keys)
{
  size_t free = acd__rng_below(&of->rng, NODES);
  while (of->nodes[free].place != ACD__ORDER_OUT) free = (free + 1) % NODES;
  acd__order_node *node = &of->nodes[free];
  node->sequence = ++of->sequence;
  node->key_a = key_of(of, keys);
  node->key_b = key_of(of, keys == KEYS_RANDOM ? KEYS_FEW : keys);
  size_t at = place_of(of, node);
  memmove(of->sorted + at + 1, of->sorted + at, (of->count - at) * sizeof *of->sorted);
  of->sorted[at] = node;
  of->count++;
  acd__order_insert(&of->order, node);
}

static void take_out(model *of, size_t at)
{
  acd__order_remove(&of->order, of->sorted[at]);
  assert_int_equal(of->sorted[at]->place, ACD__ORDER_OUT);
  of->count--;
  memmove(of->sorted + at, of->sorted + at + 1, (of->count - at) * sizeof *of->sorted);
}

static void compare(model *of)
{
  assert_int_equal(of->order.count, of->count);
  assert_int_equal(acd__order_check(&of->order), 1);
  acd__order_node *node = acd__order_first(&of->order);
  for (size_t i = 0; i < of->count; i++, node = acd__order_next(&of->order, node)) {
    assert_ptr_equal(node, of->sorted[i]);
    if (of->order.indexed) assert_ptr_equal(acd__order_at(&of->order, i), node);
  }
  assert_null(node);
}

/* The first after any key: of a member, a former member, or nobody. */
static void compare_after(model *of, int keys)
{
  acd__order_node key = {.key_a = key_of(of, keys), .key_b = key_of(of, keys)};
  key.sequence = acd__rng_below(&of->rng, of->sequence + 2);
  if (acd__rng_below(&of->rng, 2)) key = of->nodes[acd__rng_below(&of->rng, NODES)];
  acd__order_node *expected = NULL;
  for (size_t i = 0; i < of->count && !expected; i++)
    if (acd__order_less(&key, of->sorted[i])) expected = of->sorted[i];
  assert_ptr_equal(acd__order_after(&of->order, &key), expected);
}

static void as_a_sorted_array(int indexed, int keys)
{
  static model of;
  memset(&of, 0, sizeof of);
  of.order.indexed = (uint32_t)indexed;
  of.rng.state = (uint64_t)(100 * keys + indexed);
  for (int round = 0; round < ROUNDS; round++) {
    /* Long phases of growing and of shrinking, so that it is full and empty now and then. */
    size_t grows = round / 500 % 2 ? 35 : 70;
    if (of.count == 0 || (of.count < NODES && acd__rng_below(&of.rng, 100) < grows))
      insert(&of, keys);
    else
      take_out(&of, acd__rng_below(&of.rng, 2) ? 0 : acd__rng_below(&of.rng, of.count));
    assert_ptr_equal(acd__order_first(&of.order), of.count ? of.sorted[0] : NULL);
    if (indexed) compare_after(&of, keys);
    if (round % 16 == 0) compare(&of);
  }
  while (of.count) take_out(&of, of.count - 1);
  compare(&of);
}

static void plain_sets(void **state)
{
  (void)state;
  for (int keys = 0; keys < KEYS_LAST; keys++) as_a_sorted_array(0, keys);
}

static void indexed_sets(void **state)
{
  (void)state;
  for (int keys = 0; keys < KEYS_LAST; keys++) as_a_sorted_array(1, keys);
}

/* What comes in order costs no tree. */
static void a_plain_set_in_order_is_a_list(void **state)
{
  (void)state;
  acd__order order = {0};
  acd__order_node nodes[10] = {{0}};
  for (int i = 0; i < 10; i++) {
    nodes[i].key_a = i / 3;
    nodes[i].sequence = (uint64_t)i;
    acd__order_insert(&order, &nodes[i]);
    assert_int_equal(nodes[i].place, ACD__ORDER_LIST);
  }
  acd__order_remove(&order, &nodes[4]);
  acd__order_insert(&order, &nodes[4]); /* back in its place */
  assert_int_equal(nodes[4].place, ACD__ORDER_TREE);
  assert_ptr_equal(acd__order_next(&order, &nodes[3]), &nodes[4]);
  assert_ptr_equal(acd__order_next(&order, &nodes[4]), &nodes[5]);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_sets),
      cmocka_unit_test(indexed_sets),
      cmocka_unit_test(a_plain_set_in_order_is_a_list),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
