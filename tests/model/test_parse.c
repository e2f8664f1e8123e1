/* SPDX-License-Identifier: Apache-2.0 */
/* Parsing bytes from outside: whatever they are, nothing outside of them is read and nothing is kept of a refused one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"
#include "failing.h"
#include "model/document.h"
#include "outline.h"

static const char *const SAMPLE = "centre steps_max=50\n"
                                  "agent ann extension=201\n"
                                  "  agent_skill spanish level=5\n"
                                  "queue support strategy=ring_all music=jazz\n"
                                  "  member ann position=2\n"
                                  "flow main start=a\n"
                                  "  node a kind=hangup\n"
                                  "-skill spanish\n";

/* Parses a copy of exactly that size, so that a sanitizer sees a byte read too many; also checks what was accepted. */
static int try_bytes(const void *bytes, size_t size)
{
  acd_testing_memory failing = {0};
  acd_allocator allocator = failing_allocator(&failing);
  acd__memory memory;
  acd__document document;
  acd__errors errors;
  acd__memory_init(&memory, &allocator);
  void *copy = malloc(size ? size : 1);
  assert_non_null(copy);
  memcpy(copy, bytes, size);
  int status = acd__document_parse(&memory, copy, size, &document);
  if (status == ACD_OK) {
    acd__errors_init(&errors, &memory, 5);
    int checked = acd__document_check(&document, &errors);
    assert_true(checked == ACD_OK || checked == ACD_ERR_DEFINITION);
    assert_int_equal(checked == ACD_OK, errors.count == 0);
    acd__errors_clear(&errors);
    acd__document_free(&memory, &document);
  }
  assert_int_equal(failing.blocks, 0);
  assert_int_equal(memory.held, 0);
  free(copy);
  return status;
}

typedef struct sample {
  acd_definition *definition;
  uint8_t *bytes;
  size_t size;
} sample;

static int set_up(void **state)
{
  static sample made;
  made.definition = outline_build(NULL, SAMPLE);
  const void *bytes = acd_definition_bytes(made.definition, &made.size);
  made.bytes = malloc(made.size + 1);
  if (!bytes || !made.bytes) return -1;
  memcpy(made.bytes, bytes, made.size);
  made.bytes[made.size] = 0;
  *state = &made;
  return 0;
}

static int tear_down(void **state)
{
  sample *made = *state;
  acd_definition_free(made->definition);
  free(made->bytes);
  return 0;
}

static void test_every_truncation_is_refused(void **state)
{
  sample *made = *state;
  for (size_t size = 0; size < made->size; size++) assert_int_equal(try_bytes(made->bytes, size), ACD_ERR_ENCODING);
  assert_int_equal(try_bytes(made->bytes, made->size), ACD_OK);
  assert_int_equal(try_bytes(made->bytes, made->size + 1), ACD_ERR_ENCODING);
  acd__memory memory;
  acd__document document;
  acd__memory_init(&memory, NULL);
  assert_int_equal(acd__document_parse(&memory, NULL, 0, &document), ACD_ERR_ENCODING);
}

static void test_every_bit_flipped(void **state)
{
  sample *made = *state;
  int accepted = 0;
  for (size_t i = 0; i < made->size; i++) {
    for (int bit = 0; bit < 8; bit++) {
      made->bytes[i] ^= (uint8_t)(1 << bit);
      int status = try_bytes(made->bytes, made->size);
      assert_true(status == ACD_OK || status == ACD_ERR_ENCODING || (status == ACD_ERR_VERSION && i >= 4 && i < 8));
      accepted += status == ACD_OK;
      made->bytes[i] ^= (uint8_t)(1 << bit);
    }
  }
  assert_true(accepted > 0); /* letters of names, values: still a document */
}

static void test_every_byte_set(void **state)
{
  static const uint8_t values[] = {0, 1, 0x7f, 0x80, 0xc3, 0xff};
  sample *made = *state;
  for (size_t i = 0; i < made->size; i++) {
    uint8_t old = made->bytes[i];
    for (size_t k = 0; k < sizeof values; k++) {
      made->bytes[i] = values[k];
      try_bytes(made->bytes, made->size);
    }
    made->bytes[i] = old;
  }
}

static void test_four_bytes_at_random(void **state)
{
  sample *made = *state;
  acd__rng rng = {7};
  uint8_t *bytes = malloc(made->size);
  for (int round = 0; round < 20000; round++) {
    memcpy(bytes, made->bytes, made->size);
    for (int k = 0; k < 4; k++) bytes[acd__rng_below(&rng, made->size)] = (uint8_t)acd__rng_below(&rng, 256);
    try_bytes(bytes, made->size);
  }
  free(bytes);
}

static void put_u32(uint8_t *at, uint32_t value)
{
  for (int i = 0; i < 4; i++) at[i] = (uint8_t)(value >> (8 * i));
}

static void test_what_the_format_forbids(void **state)
{
  sample *made = *state;
  static const struct {
    size_t offset; /* of a u32 */
    uint32_t value;
    int status;
  } rows[] = {
      {0, 0, ACD_ERR_ENCODING},
      {4, 0, ACD_ERR_ENCODING},
      {4, 2, ACD_ERR_VERSION},
      {8, 0, ACD_ERR_ENCODING},           /* no objects */
      {8, UINT32_MAX, ACD_ERR_ENCODING},  /* more than there are */
      {12, UINT32_MAX, ACD_ERR_ENCODING}, /* the size of the whole */
      {16, 2, ACD_ERR_ENCODING},          /* object 0 is not the centre */
      {16, 0x10001, ACD_ERR_ENCODING},    /* … or is removed */
      {20, 0, ACD_ERR_ENCODING},          /* … or has a parent */
      {24, UINT32_MAX, ACD_ERR_ENCODING}, /* values */
      {28, 1, ACD_ERR_ENCODING},          /* … or has a name */
      {49, 1, ACD_ERR_ENCODING},          /* a second centre */
      {49, 0x20003, ACD_OK},              /* amended: where it may be is for the check */
      {49, 0x30003, ACD_ERR_ENCODING},    /* two flags */
      {49, 0x40003, ACD_ERR_ENCODING},    /* an unknown flag */
      {49, 99, ACD_OK},                   /* an unknown noun: for the check */
      {53, 1, ACD_ERR_ENCODING},          /* its own parent */
      {53, UINT32_MAX, ACD_ERR_ENCODING},
      {61, UINT32_MAX, ACD_ERR_ENCODING}, /* size of a name */
      {73, 2, ACD_ERR_ENCODING},          /* unset, and has a value */
      {73, 3, ACD_ERR_ENCODING},          /* kind of a value */
      {77, UINT32_MAX, ACD_ERR_ENCODING}, /* size of a text */
  };
  assert_int_equal(try_bytes(made->bytes, made->size), ACD_OK);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    uint8_t old[4];
    memcpy(old, made->bytes + rows[i].offset, 4);
    put_u32(made->bytes + rows[i].offset, rows[i].value);
    assert_int_equal(try_bytes(made->bytes, made->size), rows[i].status);
    memcpy(made->bytes + rows[i].offset, old, 4);
  }
}

static void test_unaligned_bytes(void **state)
{
  sample *made = *state;
  acd__memory memory;
  acd__memory_init(&memory, NULL);
  uint8_t *room = malloc(made->size + 8);
  for (size_t shift = 0; shift < 8; shift++) {
    acd__document document;
    memcpy(room + shift, made->bytes, made->size);
    assert_int_equal(acd__document_parse(&memory, room + shift, made->size, &document), ACD_OK);
    assert_int_equal(acd__document_int(&document, &document.objects[2], ACD_AGENT_SKILL_LEVEL), 5);
    acd__document_free(&memory, &document);
  }
  free(room);
  assert_int_equal(memory.held, 0);
}

static void test_defaults_where_nothing_is_given(void **state)
{
  sample *made = *state;
  acd__memory memory;
  acd__document document;
  acd__memory_init(&memory, NULL);
  assert_int_equal(acd__document_parse(&memory, made->bytes, made->size, &document), ACD_OK);
  acd_property property = {.size = sizeof property};
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++) {
    const acd__object *other = &document.objects[document.objects_count - 1]; /* has no values at all */
    assert_true(acd__document_int(&document, other, property.property_id) == property.default_value);
    assert_string_equal(acd__document_text(&document, other, property.property_id), property.default_text);
    assert_false(acd__document_has(other, property.property_id));
  }
  assert_int_equal(acd__document_int(&document, &document.objects[0], ACD_CENTRE_STEPS_MAX), 50);
  assert_true(acd__document_has(&document.objects[0], ACD_CENTRE_STEPS_MAX));
  assert_int_equal(acd__document_int(&document, &document.objects[0], 0xffff), 0);
  assert_string_equal(acd__document_text(&document, &document.objects[0], 0xffff), "");
  acd__document_free(&memory, &document);
}

static void test_every_allocation_refused(void **state)
{
  sample *made = *state;
  long fail_at = 1;
  for (;; fail_at++) {
    acd_testing_memory failing = {.fail_at = fail_at};
    acd_allocator allocator = failing_allocator(&failing);
    acd__memory memory;
    acd__document document;
    acd__memory_init(&memory, &allocator);
    int status = acd__document_parse(&memory, made->bytes, made->size, &document);
    if (failing.requests < fail_at) {
      assert_int_equal(status, ACD_OK);
      acd__document_free(&memory, &document);
      break;
    }
    assert_int_equal(status, ACD_ERR_NOMEM);
    assert_int_equal(failing.blocks, 0);
  }
  assert_int_equal(fail_at, 3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_every_truncation_is_refused, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_every_bit_flipped, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_every_byte_set, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_four_bytes_at_random, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_what_the_format_forbids, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_unaligned_bytes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_defaults_where_nothing_is_given, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_every_allocation_refused, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
