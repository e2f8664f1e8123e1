/* SPDX-License-Identifier: Apache-2.0 */
/* The table of names against a plain array: names of any bytes, whatever the key, without memory now and then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../model/failing.h"
#include "base/dictionary.h"
#include "base/hash.h"
#include "base/rng.h"

enum { NAMES = 150, ROUNDS = 8000 };

typedef struct name {
  char bytes[12];
  size_t size;
} name;

/* Prefixes of each other, NULs inside, the empty name, high bytes. */
static void make_names(name *names)
{
  static const char base[] = "a\0bc\xff\x80 zz\0\0";
  memset(names, 0, NAMES * sizeof *names);
  for (size_t i = 0; i < NAMES; i++) {
    names[i].size = i < sizeof base ? i : 11;
    memcpy(names[i].bytes, base, names[i].size);
    if (i < sizeof base) continue;
    names[i].bytes[10] = (char)i;
    names[i].bytes[9] = (char)(i / 5);
  }
}

static void as_a_plain_array(uint64_t key, long fail_every)
{
  static name names[NAMES];
  void *values[NAMES] = {0};
  acd_testing_memory failing = {0};
  acd_allocator allocator = failing_allocator(&failing);
  acd__memory memory;
  acd__memory_init(&memory, &allocator);
  acd__dictionary dictionary;
  acd__dictionary_init(&dictionary, &memory, key);
  acd__rng rng = {key + (uint64_t)fail_every};
  make_names(names);
  int refused = 0;
  for (int round = 0; round < ROUNDS; round++) {
    size_t at = acd__rng_below(&rng, NAMES);
    assert_ptr_equal(acd__dictionary_find(&dictionary, names[at].bytes, names[at].size), values[at]);
    if (fail_every) failing.fail_at = failing.requests + 1 + (long)acd__rng_below(&rng, (uint64_t)fail_every);
    size_t held = failing.bytes;
    if (!values[at]) {
      int status = acd__dictionary_add(&dictionary, names[at].bytes, names[at].size, &values[at]);
      if (status) {
        assert_int_equal(status, ACD_ERR_NOMEM);
        assert_int_equal(failing.bytes, held);
        refused++;
      } else {
        values[at] = &values[at];
      }
    } else if (acd__rng_below(&rng, 2)) {
      assert_int_equal(acd__dictionary_remove(&dictionary, names[at].bytes, names[at].size), ACD_OK);
      assert_int_equal(acd__dictionary_remove(&dictionary, names[at].bytes, names[at].size), ACD_ERR_NOT_FOUND);
      values[at] = NULL;
    }
  }
  assert_int_equal(refused > 0, fail_every > 0);
  for (size_t i = 0; i < NAMES; i++)
    assert_ptr_equal(acd__dictionary_find(&dictionary, names[i].bytes, names[i].size), values[i]);
  acd__dictionary_release_all(&dictionary);
  assert_int_equal(failing.bytes, 0);
}

static void any_key(void **state)
{
  (void)state;
  static const uint64_t keys[] = {0, 1, UINT64_MAX, UINT64_C(0x9e3779b97f4a7c15)};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) as_a_plain_array(keys[i], 0);
}

static void without_memory_now_and_then(void **state)
{
  (void)state;
  for (long every = 1; every <= 4; every++) as_a_plain_array(3, every);
}

/* Equal for equal keys; any change of key, length or a single bit of the bytes gives another hash. */
static void the_hash_depends_on_everything(void **state)
{
  (void)state;
  unsigned char bytes[40] = {0};
  for (size_t size = 0; size < sizeof bytes; size++) {
    uint64_t hash = acd__hash_keyed(42, bytes, size), digest = acd__digest_bytes(1, bytes, size);
    assert_true(hash == acd__hash_keyed(42, bytes, size));
    assert_true(hash != acd__hash_keyed(43, bytes, size));
    assert_true(hash != acd__hash_keyed(42, bytes, size + 1));
    assert_true(digest != acd__digest_bytes(1, bytes, size + 1) && digest != acd__digest_bytes(2, bytes, size));
    for (size_t bit = 0; bit < 8 * size; bit++) {
      bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
      assert_true(hash != acd__hash_keyed(42, bytes, size));
      assert_true(digest != acd__digest_bytes(1, bytes, size));
      bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_key),
      cmocka_unit_test(without_memory_now_and_then),
      cmocka_unit_test(the_hash_depends_on_everything),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
