/* SPDX-License-Identifier: Apache-2.0 */
/* The builder: what it refuses, that failures stick, and that its bytes say what was built. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/definition.h>

#include "base/rng.h"
#include "failing.h"
#include "model/document.h"
#include "outline.h"

static const char *const SAMPLE = "centre short_abandon=3000000 steps_max=50\n"
                                  "skill spanish\n"
                                  "agent ann extension=201 presence=not_ready\n"
                                  "  agent_skill spanish level=5\n"
                                  "agent bob\n"
                                  "queue support strategy=ring_all music=jazz\n"
                                  "  member ann position=2\n"
                                  "  queue_skill spanish\n"
                                  "schedule office utc_offset=3600000000\n"
                                  "  hours 1 days!31 from!32400000000 to!61200000000\n"
                                  "flow main start=welcome\n"
                                  "  node welcome kind=menu prompt=hello\n"
                                  "    exit 1 to=wait\n"
                                  "    exit no_input to=wait\n"
                                  "  node wait kind=queue queue=support\n"
                                  "number 100 flow=main\n";

static void test_what_is_refused_and_sticks(void **state)
{
  (void)state;
  acd_definition *definition;
  char long_name[257];
  memset(long_name, 'x', sizeof long_name);
  long_name[256] = '\0';
  const struct {
    uint32_t noun;
    int32_t parent;
    const char *name;
    int32_t status;
  } rows[] = {
      {ACD_NOUN_AGENT, 0, NULL, ACD_ERR_ARGUMENT},
      {ACD_NOUN_AGENT, 0, "", ACD_ERR_ARGUMENT},
      {ACD_NOUN_AGENT, 0, long_name, ACD_ERR_ARGUMENT},
      {ACD_NOUN_AGENT, 0, long_name + 1, 1},
      {ACD_NOUN_AGENT, 0, "\xc3\xa9", 1},
      {ACD_NOUN_AGENT, 0, "\xc3", ACD_ERR_ARGUMENT},
      {ACD_NOUN_AGENT, 0, "\xed\xa0\x80", ACD_ERR_ARGUMENT},
      {ACD_NOUN_AGENT, 0, "\xc0\x80", ACD_ERR_ARGUMENT},
      {ACD_NOUN_AGENT, 0, "\xf4\x90\x80\x80", ACD_ERR_ARGUMENT},
      {ACD_NOUN_AGENT, 1, "x", ACD_ERR_ARGUMENT},
      {ACD_NOUN_AGENT, ACD_ERR_LIMIT, "x", ACD_ERR_LIMIT}, /* passed through */
      {ACD_NOUN_CENTRE, 0, "x", ACD_ERR_ARGUMENT},
      {0x10000, 0, "x", ACD_ERR_ARGUMENT},
      {99, 0, "x", 1}, /* the check will say that there is no such noun */
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    size_t size;
    assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
    assert_int_equal(acd_definition_add(definition, rows[i].noun, rows[i].parent, rows[i].name), rows[i].status);
    assert_int_equal(acd_definition_count(definition), rows[i].status < 0 ? 1 : 2);
    assert_int_equal(acd_definition_bytes(definition, &size) == NULL, rows[i].status < 0);
    /* A later success changes nothing about it. */
    assert_true(acd_definition_add(definition, ACD_NOUN_SKILL, 0, "y") > 0);
    assert_int_equal(acd_definition_bytes(definition, &size) == NULL, rows[i].status < 0);
    acd_definition_free(definition);
  }
}

static void test_values_that_are_refused(void **state)
{
  (void)state;
  acd_definition *definition;
  assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
  assert_int_equal(acd_definition_set(definition, 1, ACD_CENTRE_STEPS_MAX, 10), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_set(definition, ACD_ERR_NOMEM, ACD_CENTRE_STEPS_MAX, 10), ACD_ERR_NOMEM);
  assert_int_equal(acd_definition_set_text(definition, 0, ACD_QUEUE_MUSIC, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_set_text(definition, 0, ACD_QUEUE_MUSIC, "\xff"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_set_text(definition, ACD_ERR_LIMIT, ACD_QUEUE_MUSIC, NULL), ACD_ERR_LIMIT);
  assert_int_equal(acd_definition_set(definition, 0, ACD_CENTRE_STEPS_MAX, 10), ACD_OK);
  assert_null(acd_definition_bytes(definition, NULL));
  acd_definition_free(definition);
}

/* Below the centre only acd_definition_remove() removes; the refusal sticks as any other does. */
static void test_removals_below(void **state)
{
  (void)state;
  static const struct {
    uint32_t amended; /* noun of object 1 */
    int32_t object;
    uint32_t noun;
    int status;
  } rows[] = {
      {ACD_NOUN_QUEUE, 1, ACD_NOUN_MEMBER, ACD_OK},
      {ACD_NOUN_QUEUE, 0, ACD_NOUN_QUEUE, ACD_ERR_ARGUMENT},
      {ACD_NOUN_QUEUE, 2, ACD_NOUN_MEMBER, ACD_ERR_ARGUMENT},
      {ACD_NOUN_QUEUE, 1, ACD_NOUN_CENTRE, ACD_ERR_ARGUMENT},
      {ACD_NOUN_CENTRE, ACD_ERR_ARGUMENT, ACD_NOUN_MEMBER, ACD_ERR_ARGUMENT},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    acd_definition *definition;
    assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
    int32_t object = acd_definition_amend(definition, rows[i].amended, "q");
    assert_int_equal(object, rows[i].amended == ACD_NOUN_CENTRE ? ACD_ERR_ARGUMENT : 1);
    assert_int_equal(acd_definition_remove_below(definition, rows[i].object, rows[i].noun, "x"), rows[i].status);
    assert_int_equal(acd_definition_status(definition), rows[i].status);
    acd_definition_free(definition);
  }
  assert_int_equal(acd_definition_remove_below(NULL, 1, ACD_NOUN_MEMBER, "x"), ACD_ERR_ARGUMENT);
}

static void test_null_arguments(void **state)
{
  (void)state;
  acd_definition *definition;
  assert_int_equal(acd_definition_new(NULL, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_add(NULL, ACD_NOUN_AGENT, 0, "x"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_set(NULL, 0, ACD_CENTRE_STEPS_MAX, 1), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_set_text(NULL, 0, ACD_QUEUE_MUSIC, "x"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_remove(NULL, ACD_NOUN_AGENT, "x"), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_count(NULL), 0);
  assert_null(acd_definition_bytes(NULL, NULL));
  assert_int_equal(acd_definition_submit(NULL, NULL, 0, ACD_DEFINE_WHOLE), ACD_ERR_ARGUMENT);
  acd_definition_free(NULL);
  assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
  assert_int_equal(acd_definition_submit(definition, NULL, 0, ACD_DEFINE_WHOLE), ACD_ERR_ARGUMENT);
  acd_definition_free(definition);
}

/* Integers and texts set again take the old one's place. */
static void test_a_second_set_replaces(void **state)
{
  (void)state;
  acd_definition *once = outline_build(NULL, "queue q music=jazz-and-more priority=5 exit_key=1\n");
  acd_definition *twice = outline_build(NULL, "queue q music=x priority=7 exit_key=1\n");
  assert_int_equal(acd_definition_set_text(twice, 1, ACD_QUEUE_MUSIC, "jazz-and-more"), ACD_OK);
  assert_int_equal(acd_definition_set(twice, 1, ACD_QUEUE_PRIORITY, 5), ACD_OK);
  size_t once_size, twice_size;
  const void *once_bytes = acd_definition_bytes(once, &once_size);
  const void *twice_bytes = acd_definition_bytes(twice, &twice_size);
  assert_int_equal(once_size, twice_size);
  assert_memory_equal(once_bytes, twice_bytes, once_size);
  acd_definition_free(once);
  acd_definition_free(twice);
}

/* These bytes are a promise: they stand in journals. */
static void test_golden_bytes(void **state)
{
  (void)state;
  static const uint8_t golden[] = {
      'A',  'C',  'D', 'D', 1,    0,    0,    0,    3,    0,    0,    0,    114,  0,    0,    0,            /* header */
      1,    0,    0,   0,   0xff, 0xff, 0xff, 0xff, 0,    0,    0,    0,    0,    0,    0,    0,    0,      /* centre */
      5,    0,    0,   0,   0,    0,    0,    0,    2,    0,    0,    0,    1,    0,    0,    0,    'q', 0, /* queue */
      0x0a, 0x05, 0,   0,   0,    0,    0,    0,    0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,    /* priority -2 */
      0x0b, 0x05, 0,   0,   1,    0,    0,    0,    4,    0,    0,    0,    'j',  'a',  'z',  'z',  0, /* music */
      3,    0,    1,   0,   0,    0,    0,    0,    0,    0,    0,    0,    13,   0,    0,    0,    'a', 'n',
      'n',  'e',  'm', 'a', 'r',  'i',  'e', /* removal */
      '-',  'l',  'o', 'u', 0,
  };
  acd_definition *definition = outline_build(NULL, "queue q priority=-2 music=jazz\n-agent annemarie-lou\n");
  size_t size;
  const void *bytes = acd_definition_bytes(definition, &size);
  assert_int_equal(size, sizeof golden);
  assert_memory_equal(bytes, golden, sizeof golden);
  acd_definition_free(definition);
}

typedef struct expected {
  uint32_t noun;
  int32_t parent;
  char name[20];
  uint32_t property[3];
  int64_t value[3];
  char text[3][20]; /* "": an integer */
  int values_count;
} expected;

static void random_text(acd__rng *rng, char text[20])
{
  static const char *const letters[] = {"a", "B", " ", "\"", "/", "~", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x93\x9e"};
  text[0] = '\0';
  for (uint64_t count = 1 + acd__rng_below(rng, 4); count; count--) strcat(text, letters[acd__rng_below(rng, 9)]);
}

static void random_object(acd__rng *rng, acd_definition *definition, expected *object, int32_t index)
{
  memset(object, 0, sizeof *object);
  object->noun = 2 + (uint32_t)acd__rng_below(rng, 13);
  object->parent = (int32_t)acd__rng_below(rng, (uint64_t)index);
  random_text(rng, object->name);
  assert_int_equal(acd_definition_add(definition, object->noun, object->parent, object->name), index);
}

static void random_value(acd__rng *rng, acd_definition *definition, expected *object, int32_t index)
{
  int at = object->values_count++;
  object->property[at] = (uint32_t)at + 1 + 10 * (uint32_t)acd__rng_below(rng, 1000);
  object->value[at] = (int64_t)acd__rng_next(rng);
  if (acd__rng_below(rng, 2)) random_text(rng, object->text[at]);
  if (object->text[at][0]) object->value[at] = 0;
  int status = object->text[at][0] ? acd_definition_set_text(definition, index, object->property[at], object->text[at])
                                   : acd_definition_set(definition, index, object->property[at], object->value[at]);
  assert_int_equal(status, ACD_OK);
}

static void compare(const acd__document *document, const expected *objects, int32_t count)
{
  assert_int_equal(document->objects_count, count);
  for (int32_t i = 1; i < count; i++) {
    const acd__object *object = &document->objects[i];
    assert_int_equal(object->noun, objects[i].noun);
    assert_int_equal(object->parent, objects[i].parent);
    assert_int_equal(object->origin, i);
    assert_string_equal(object->name, objects[i].name);
    assert_int_equal(object->values_count, objects[i].values_count);
    for (int k = 0; k < objects[i].values_count; k++) {
      uint32_t property = objects[i].property[k];
      assert_true(acd__document_has(object, property));
      if (!objects[i].text[k][0]) assert_true(acd__document_int(document, object, property) == objects[i].value[k]);
      if (objects[i].text[k][0])
        assert_string_equal(acd__document_text(document, object, property), objects[i].text[k]);
    }
    assert_false(acd__document_has(object, 10));
  }
}

/* Whatever was built, in whatever order, is what is parsed; children are linked in order. */
static void test_round_trip_of_random_definitions(void **state)
{
  (void)state;
  acd__rng rng = {20260101};
  acd__memory memory;
  acd__memory_init(&memory, NULL);
  for (int round = 0; round < 200; round++) {
    static expected objects[40];
    acd_definition *definition;
    acd__document document;
    int32_t count = 1 + (int32_t)acd__rng_below(&rng, 39), linked = 0;
    size_t size;
    assert_int_equal(acd_definition_new(NULL, &definition), ACD_OK);
    for (int32_t i = 1; i < count; i++) random_object(&rng, definition, &objects[i], i);
    for (int k = 0; k < 40 && count > 1; k++) {
      int32_t index = 1 + (int32_t)acd__rng_below(&rng, (uint64_t)count - 1);
      if (objects[index].values_count < 3) random_value(&rng, definition, &objects[index], index);
    }
    const void *bytes = acd_definition_bytes(definition, &size);
    assert_int_equal(acd__document_parse(&memory, bytes, size, &document), ACD_OK);
    compare(&document, objects, count);
    for (int32_t i = 0; i < count; i++) {
      for (int32_t child = document.objects[i].first_child; child >= 0; child = document.objects[child].next) {
        assert_int_equal(document.objects[child].parent, i);
        assert_true(document.objects[child].next < 0 || document.objects[child].next > child);
        linked++;
      }
    }
    assert_int_equal(linked, count - 1);
    acd__document_free(&memory, &document);
    acd_definition_free(definition);
  }
  assert_int_equal(memory.held, 0);
}

/* Refuse each allocation in turn: the failure sticks, nothing leaks, and the attempt without one succeeds. */
static void test_every_allocation_refused(void **state)
{
  (void)state;
  long fail_at = 1;
  for (;; fail_at++) {
    acd_testing_memory failing = {.fail_at = fail_at};
    acd_allocator allocator = failing_allocator(&failing);
    acd_definition *definition = NULL;
    int status = acd_definition_new(&allocator, &definition);
    if (status == ACD_OK) status = outline_add(definition, SAMPLE);
    int done = failing.requests < fail_at;
    assert_int_equal(status, done ? ACD_OK : ACD_ERR_NOMEM);
    if (definition) assert_int_equal(acd_definition_bytes(definition, NULL) == NULL, !done);
    acd_definition_free(definition);
    assert_int_equal(failing.blocks, 0);
    assert_int_equal(failing.bytes, 0);
    if (done) break;
  }
  assert_true(fail_at > 10);
}

/* An add that failed for lack of memory left the definition as it was: without the sticky status it would be usable. */
static void test_a_refused_add_changes_nothing(void **state)
{
  (void)state;
  for (long fail_at = 1; fail_at <= 3; fail_at++) {
    acd_testing_memory failing = {0};
    acd_allocator allocator = failing_allocator(&failing);
    acd_definition *definition = outline_build(&allocator, SAMPLE);
    size_t count = acd_definition_count(definition), held = 0;
    int32_t index = 0;
    failing.requests = 0;
    failing.fail_at = 1;
    failing.fail_after = 1;
    while (index >= 0) {
      held = failing.bytes;
      index = acd_definition_add(definition, ACD_NOUN_AGENT, 0, "one more");
      count += index >= 0;
    }
    assert_int_equal(index, ACD_ERR_NOMEM);
    assert_int_equal(acd_definition_count(definition), count);
    assert_int_equal(failing.bytes, held);
    acd_definition_free(definition);
    assert_int_equal(failing.blocks, 0);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_refused_and_sticks),
      cmocka_unit_test(test_values_that_are_refused),
      cmocka_unit_test(test_removals_below),
      cmocka_unit_test(test_null_arguments),
      cmocka_unit_test(test_a_second_set_replaces),
      cmocka_unit_test(test_golden_bytes),
      cmocka_unit_test(test_round_trip_of_random_definitions),
      cmocka_unit_test(test_every_allocation_refused),
      cmocka_unit_test(test_a_refused_add_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
