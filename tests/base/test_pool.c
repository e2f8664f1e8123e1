/* SPDX-License-Identifier: Apache-2.0 */
/* Pools: ids that never come true again, addresses that never move, takes that are undone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../model/failing.h"
#include "base/pool.h"
#include "base/rng.h"

typedef struct thing {
  acd__slot slot;
  int64_t value[3];
} thing;

enum { KIND = 5, ITEMS = 300, ROUNDS = 20000 };

typedef struct fixture {
  acd_testing_memory failing;
  acd__memory memory;
  acd__pool pool;
} fixture;

static void begin(fixture *of)
{
  memset(of, 0, sizeof *of);
  acd_allocator allocator = failing_allocator(&of->failing);
  acd__memory_init(&of->memory, &allocator);
  acd__pool_init(&of->pool, &of->memory, KIND, sizeof(thing));
}

static void end(fixture *of)
{
  acd__pool_release_all(&of->pool);
  assert_int_equal(of->failing.bytes, 0);
}

static thing *take(fixture *of)
{
  assert_int_equal(acd__pool_reserve(&of->pool, 1), ACD_OK);
  thing *item = acd__pool_take(&of->pool);
  for (size_t i = 0; i < 3; i++) assert_int_equal(item->value[i], 0);
  return item;
}

static int status_of(const fixture *of, acd_id id)
{
  int status = 77;
  thing *found = acd__pool_find(&of->pool, id, &status);
  if (!found) return status;
  assert_int_equal(found->slot.id, id);
  return ACD_OK;
}

static void ids_never_come_true_again(void **state)
{
  (void)state;
  fixture of;
  begin(&of);
  static thing *live[ITEMS];
  static acd_id ended[ROUNDS];
  size_t live_count = 0, ended_count = 0;
  acd__rng rng = {1};
  for (int round = 0; round < ROUNDS; round++) {
    if (live_count == 0 || (live_count < ITEMS && acd__rng_below(&rng, 100) < (round / 2000 % 2 ? 40u : 60u))) {
      thing *item = take(&of);
      item->value[1] = item->slot.id;
      assert_true(item->slot.id > 0 && item->slot.id < INT64_C(1) << 53);
      live[live_count++] = item;
    } else {
      size_t at = acd__rng_below(&rng, live_count);
      assert_int_equal(live[at]->value[1], live[at]->slot.id); /* nobody wrote into it meanwhile */
      ended[ended_count++] = live[at]->slot.id;
      acd__pool_give(&of.pool, live[at]);
      live[at] = live[--live_count];
    }
    assert_int_equal(of.pool.live, live_count);
    if (ended_count) assert_int_equal(status_of(&of, ended[acd__rng_below(&rng, ended_count)]), ACD_ERR_STALE);
    if (live_count) assert_int_equal(status_of(&of, live[acd__rng_below(&rng, live_count)]->value[1]), ACD_OK);
  }
  for (size_t i = 0; i < ended_count; i++) assert_int_equal(status_of(&of, ended[i]), ACD_ERR_STALE);
  /* The walk visits the live ones, each once, by slot. */
  size_t seen = 0;
  acd_id before = -1;
  for (thing *at = NULL; (at = acd__pool_next(&of.pool, at ? acd__pool_slot(at->slot.id) + 1 : 0)); seen++) {
    assert_true((int64_t)acd__pool_slot(at->slot.id) > before);
    before = acd__pool_slot(at->slot.id);
  }
  assert_int_equal(seen, live_count);
  end(&of);
}

static void ids_that_were_never_given(void **state)
{
  (void)state;
  fixture of;
  begin(&of);
  acd_id id = take(&of)->slot.id;
  const acd_id generation = INT64_C(1) << ACD__POOL_SLOT_BITS;
  const acd_id kind = INT64_C(1) << (ACD__POOL_SLOT_BITS + ACD__POOL_GENERATION_BITS);
  const acd_id wrong[] = {0,
                          -1,
                          INT64_MIN,
                          INT64_MAX,
                          id + kind,
                          id - kind,
                          -id,
                          id + 1,
                          id + generation,
                          id - generation, /* generation 0 */
                          id + 1000,
                          id + 7 * generation,
                          id | INT64_C(1) << 60};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_int_equal(status_of(&of, wrong[i]), ACD_ERR_NOT_FOUND);
  end(&of);
}

static void a_take_undone_was_never_there(void **state)
{
  (void)state;
  fixture of, plain;
  begin(&of);
  begin(&plain);
  thing *first = take(&of);
  take(&plain);
  thing *second = take(&of), *third = take(&of);
  acd_id id = second->slot.id;
  acd__pool_untake(&of.pool, third);
  acd__pool_untake(&of.pool, second);
  assert_int_equal(status_of(&of, id), ACD_ERR_NOT_FOUND);
  for (int i = 0; i < 50; i++) assert_int_equal(take(&of)->slot.id, take(&plain)->slot.id);
  acd__pool_give(&of.pool, first);
  assert_int_equal(status_of(&of, first->slot.id), ACD_ERR_NOT_FOUND); /* that of the next use */
  end(&of);
  end(&plain);
}

/* A slot whose generations are used up is never taken again; its last id stays an error. */
static void generations_that_are_used_up(void **state)
{
  (void)state;
  fixture of;
  begin(&of);
  thing *item = take(&of);
  const acd_id last = (INT64_C(1) << ACD__POOL_GENERATION_BITS) - 1;
  item->slot.id |= last << ACD__POOL_SLOT_BITS; /* as after 134 million uses */
  acd_id id = item->slot.id;
  assert_int_equal(status_of(&of, id), ACD_OK);
  acd__pool_give(&of.pool, item);
  assert_int_equal(status_of(&of, id), ACD_ERR_STALE);
  for (int i = 0; i < 200; i++) assert_int_not_equal(acd__pool_slot(take(&of)->slot.id), acd__pool_slot(id));
  assert_int_equal(status_of(&of, id), ACD_ERR_STALE);
  end(&of);
}

/* Which slots are taken does not depend on when the pool grew. */
static void growing_early_or_late(void **state)
{
  (void)state;
  fixture of, plain;
  begin(&of);
  begin(&plain);
  assert_int_equal(acd__pool_reserve(&of.pool, 500), ACD_OK);
  acd__rng rng = {9};
  thing *here[400], *there[400];
  size_t count = 0;
  for (int round = 0; round < 3000; round++) {
    if (count == 0 || (count < 400 && acd__rng_below(&rng, 100) < 55)) {
      here[count] = take(&of);
      there[count] = take(&plain);
      assert_int_equal(here[count]->slot.id, there[count]->slot.id);
      count++;
    } else {
      size_t at = acd__rng_below(&rng, count);
      acd__pool_give(&of.pool, here[at]);
      acd__pool_give(&plain.pool, there[at]);
      here[at] = here[--count];
      there[at] = there[count];
    }
  }
  end(&of);
  end(&plain);
}

static void no_memory_to_grow(void **state)
{
  (void)state;
  for (long at = 1; at < 12; at++) {
    fixture of;
    begin(&of);
    of.failing.fail_at = at;
    acd_id ids[200];
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      uint32_t live = of.pool.live;
      if (acd__pool_reserve(&of.pool, 1)) {
        refused++;
        assert_int_equal(of.pool.live, live);
        assert_int_equal(acd__pool_reserve(&of.pool, 1), ACD_OK);
      }
      ids[i] = take(&of)->slot.id;
    }
    assert_int_equal(refused, at <= of.failing.requests);
    for (int i = 0; i < 200; i++) assert_int_equal(status_of(&of, ids[i]), ACD_OK);
    end(&of);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ids_never_come_true_again),     cmocka_unit_test(ids_that_were_never_given),
      cmocka_unit_test(a_take_undone_was_never_there), cmocka_unit_test(generations_that_are_used_up),
      cmocka_unit_test(growing_early_or_late),         cmocka_unit_test(no_memory_to_grow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
