/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a definition: what was built comes out again, with defaults where nothing was set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <acd/agent.h>
#include <acd/definition.h>

#include "failing.h"
#include "outline.h"

static const char *const SAMPLE = "centre steps_max=50\n"
                                  "agent ann extension=201\n"
                                  "queue support music=jazz priority=-3 exit_key:_\n"
                                  "  member ann position=2\n"
                                  "-skill welsh\n"
                                  "+agent bob\n"
                                  "  -agent_skill spanish\n";

static acd_object_info object_of(const acd_definition *definition, int32_t object)
{
  acd_object_info info = {.size = sizeof info};
  assert_int_equal(acd_definition_object(definition, object, &info), ACD_OK);
  return info;
}

static void test_objects(void **state)
{
  (void)state;
  static const struct {
    uint32_t noun;
    int32_t parent, first_child, next;
    uint32_t change;
    const char *name;
  } rows[] = {
      {ACD_NOUN_CENTRE, -1, 1, -1, ACD_OBJECT_DEFINED, ""},
      {ACD_NOUN_AGENT, 0, -1, 2, ACD_OBJECT_DEFINED, "ann"},
      {ACD_NOUN_QUEUE, 0, 3, 4, ACD_OBJECT_DEFINED, "support"},
      {ACD_NOUN_MEMBER, 2, -1, -1, ACD_OBJECT_DEFINED, "ann"},
      {ACD_NOUN_SKILL, 0, -1, 5, ACD_OBJECT_REMOVED, "welsh"},
      {ACD_NOUN_AGENT, 0, 6, -1, ACD_OBJECT_AMENDED, "bob"},
      {ACD_NOUN_AGENT_SKILL, 5, -1, -1, ACD_OBJECT_REMOVED, "spanish"},
  };
  const int32_t count = (int32_t)(sizeof rows / sizeof rows[0]);
  acd_definition *definition = outline_build(NULL, SAMPLE);
  assert_int_equal(acd_definition_count(definition), count);
  for (int32_t i = 0; i < count; i++) {
    acd_object_info info = object_of(definition, i);
    assert_int_equal(info.noun, rows[i].noun);
    assert_int_equal(info.parent, rows[i].parent);
    assert_int_equal(info.first_child, rows[i].first_child);
    assert_int_equal(info.next, rows[i].next);
    assert_int_equal(info.change, rows[i].change);
    assert_string_equal(info.name, rows[i].name);
  }
  acd_object_info info = {.size = sizeof info};
  assert_int_equal(acd_definition_object(definition, count, &info), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_definition_object(definition, -1, &info), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_definition_object(NULL, 0, &info), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_object(definition, 0, NULL), ACD_ERR_ARGUMENT);
  info.size = sizeof info - 1;
  assert_int_equal(acd_definition_object(definition, 0, &info), ACD_ERR_ARGUMENT);
  acd_definition_free(definition);
}

static void test_finding(void **state)
{
  (void)state;
  acd_definition *definition = outline_build(NULL, SAMPLE);
  assert_int_equal(acd_definition_find(definition, ACD_NOUN_QUEUE, 0, "support"), 2);
  assert_int_equal(acd_definition_find(definition, ACD_NOUN_MEMBER, 2, "ann"), 3);
  assert_int_equal(acd_definition_find(definition, ACD_NOUN_AGENT, 0, "ann"), 1);
  assert_int_equal(acd_definition_find(definition, ACD_NOUN_QUEUE, 0, "ann"), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_definition_find(definition, ACD_NOUN_AGENT, 0, "anne"), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_definition_find(definition, ACD_NOUN_AGENT, 99, "ann"), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_definition_find(definition, ACD_NOUN_AGENT, 0, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_find(NULL, ACD_NOUN_AGENT, 0, "ann"), ACD_ERR_ARGUMENT);
  acd_definition_free(definition);
}

static void check_value(const acd_property_value *value, uint32_t property, int64_t number, const char *text)
{
  assert_int_equal(value->property_id, property);
  assert_int_equal(value->is_text, text != NULL);
  assert_int_equal(value->value, number);
  assert_string_equal(value->text, text ? text : "");
}

static void test_properties_in_order(void **state)
{
  (void)state;
  acd_definition *definition = outline_build(NULL, SAMPLE);
  static const struct {
    uint32_t property;
    int64_t value;
    const char *text;
  } rows[] = {{ACD_QUEUE_MUSIC, 0, "blues"}, {ACD_QUEUE_PRIORITY, -3, NULL}, {ACD_QUEUE_EXIT_KEY, 0, ""}};
  /* Set again: the place stays, also that of texts read before is the definition's own business. */
  assert_int_equal(acd_definition_set_text(definition, 2, ACD_QUEUE_MUSIC, "blues"), ACD_OK);
  acd_property_value value = {.size = sizeof value};
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(acd_definition_property(definition, 2, i, &value), 1);
    assert_int_equal(value.given, 1);
    check_value(&value, rows[i].property, rows[i].value, rows[i].text);
  }
  assert_int_equal(acd_definition_property(definition, 2, 3, &value), 0);
  assert_int_equal(acd_definition_unset(definition, 0, ACD_CENTRE_STEPS_MAX), ACD_OK);
  assert_int_equal(acd_definition_get(definition, 0, ACD_CENTRE_STEPS_MAX, &value), ACD_OK);
  assert_true(value.given == ACD_PROPERTY_UNSET && value.value == 1000 && !value.is_text);
  assert_int_equal(acd_definition_property(definition, 2, SIZE_MAX, &value), 0);
  assert_int_equal(acd_definition_property(definition, 4, 0, &value), 0);
  assert_int_equal(acd_definition_property(definition, 99, 0, &value), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_definition_property(NULL, 0, 0, &value), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_property(definition, 2, 0, NULL), ACD_ERR_ARGUMENT);
  acd_definition_free(definition);
}

/* By number, with the default of every property of the table. */
static void test_by_number(void **state)
{
  (void)state;
  acd_definition *definition = outline_build(NULL, SAMPLE);
  acd_property_value value = {.size = sizeof value};
  acd_property property = {.size = sizeof property};
  for (size_t i = 0; acd_property_next(i, &property) == 1; i++) {
    int is_text = property.type == ACD_TYPE_TEXT || property.type == ACD_TYPE_REFERENCE;
    if (property.noun == ACD_NOUN_CENTRE) continue;
    assert_int_equal(acd_definition_get(definition, 0, property.property_id, &value), ACD_OK);
    assert_int_equal(value.given, 0);
    check_value(&value, property.property_id, property.default_value, is_text ? property.default_text : NULL);
  }
  assert_int_equal(acd_definition_get(definition, 1, ACD_AGENT_EXTENSION, &value), ACD_OK);
  assert_int_equal(value.given, 1);
  check_value(&value, ACD_AGENT_EXTENSION, 0, "201");
  assert_int_equal(acd_definition_int(definition, 0, ACD_CENTRE_STEPS_MAX), 50);
  assert_int_equal(acd_definition_int(definition, 1, ACD_AGENT_PRESENCE), ACD_PRESENCE_AVAILABLE);
  assert_int_equal(acd_definition_int(definition, 1, ACD_AGENT_EXTENSION), 0);
  assert_int_equal(acd_definition_int(definition, 99, ACD_AGENT_PRESENCE), 0);
  assert_string_equal(acd_definition_text(definition, 1, ACD_AGENT_EXTENSION), "201");
  assert_string_equal(acd_definition_text(definition, 2, ACD_QUEUE_EXIT_KEY), "");
  assert_string_equal(acd_definition_text(definition, 0, ACD_NODE_TERMINATORS), "#");
  assert_string_equal(acd_definition_text(definition, 2, ACD_QUEUE_PRIORITY), "");
  assert_string_equal(acd_definition_text(NULL, 2, ACD_QUEUE_MUSIC), "");
  assert_int_equal(acd_definition_get(definition, 99, ACD_AGENT_PRESENCE, &value), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_definition_get(definition, 1, 0x3ff, &value), ACD_ERR_NOT_FOUND);
  assert_int_equal(acd_definition_get(NULL, 1, ACD_AGENT_PRESENCE, &value), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_get(definition, 1, ACD_AGENT_PRESENCE, NULL), ACD_ERR_ARGUMENT);
  /* What the table does not have can be read where it was set. */
  assert_int_equal(acd_definition_set(definition, 1, 0x3ff, 7), ACD_OK);
  assert_int_equal(acd_definition_get(definition, 1, 0x3ff, &value), ACD_OK);
  check_value(&value, 0x3ff, 7, NULL);
  acd_definition_free(definition);
}

/* A copy says the same to the byte, and nothing is left of one for which there is no memory. */
static void test_copies(void **state)
{
  (void)state;
  acd_definition *definition = outline_build(NULL, SAMPLE), *copy = NULL;
  assert_int_equal(acd_definition_unset(definition, 5, ACD_AGENT_EXTENSION), ACD_OK);
  size_t size, copy_size;
  const void *bytes = acd_definition_bytes(definition, &size);
  int status = ACD_ERR_NOMEM;
  for (long at = 1; status == ACD_ERR_NOMEM; at++) {
    acd_testing_memory failing = {.fail_at = at};
    acd_allocator allocator = failing_allocator(&failing);
    status = acd_definition_copy(definition, &allocator, &copy);
    if (status == ACD_OK) {
      const void *copied = acd_definition_bytes(copy, &copy_size);
      assert_int_equal(copy_size, size);
      assert_memory_equal(copied, bytes, size);
      assert_int_equal(acd_definition_set(copy, 1, ACD_AGENT_PRESENCE, ACD_PRESENCE_NOT_READY), ACD_OK);
      assert_int_equal(acd_definition_int(definition, 1, ACD_AGENT_PRESENCE), ACD_PRESENCE_AVAILABLE);
      acd_definition_free(copy);
    }
    assert_int_equal(failing.blocks, 0);
  }
  assert_int_equal(status, ACD_OK);
  assert_int_equal(acd_definition_copy(NULL, NULL, &copy), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_copy(definition, NULL, NULL), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_add(definition, ACD_NOUN_AGENT, 0, ""), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_definition_copy(definition, NULL, &copy), ACD_ERR_ARGUMENT);
  acd_definition_free(definition);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_objects),   cmocka_unit_test(test_finding), cmocka_unit_test(test_properties_in_order),
      cmocka_unit_test(test_by_number), cmocka_unit_test(test_copies),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
