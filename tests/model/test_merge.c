/* SPDX-License-Identifier: Apache-2.0 */
/* Merging a change into a definition: laws over samples, places, origins, and what is wrong with removals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "model/document.h"
#include "outline.h"

static const char *const BASE = "centre steps_max=50 short_abandon=3000000\n"
                                "skill spanish\n"
                                "agent ann\n"
                                "  agent_skill spanish level=5\n"
                                "agent bob\n"
                                "queue support\n"
                                "  member ann position=2\n"
                                "  member bob\n"
                                "flow main start=a\n"
                                "  node a kind=play prompt=hi\n"
                                "    exit next to=b\n"
                                "  node b kind=hangup\n";

/* A document with the bytes it points into. */
typedef struct held_document {
  acd__document document;
  uint8_t *bytes;
  size_t size;
  int32_t *origins;
  size_t origins_count;
} held_document;

static acd__memory memory;
static acd__errors errors;

static int set_up(void **state)
{
  (void)state;
  acd__memory_init(&memory, NULL);
  acd__errors_init(&errors, &memory, 100);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  acd__errors_clear(&errors);
  assert_int_equal(memory.held, 0);
  return 0;
}

static void drop(held_document *held)
{
  acd__document_free(&memory, &held->document);
  acd__memory_give(&memory, held->bytes, held->size);
  acd__memory_give(&memory, held->origins, held->origins_count * sizeof *held->origins);
}

static held_document from_outline(const char *outline)
{
  held_document made = {0};
  acd_definition *definition = outline_build(NULL, outline);
  const void *bytes = acd_definition_bytes(definition, &made.size);
  made.bytes = acd__memory_take(&memory, made.size);
  memcpy(made.bytes, bytes, made.size);
  acd_definition_free(definition);
  assert_int_equal(acd__document_parse(&memory, made.bytes, made.size, &made.document), ACD_OK);
  return made;
}

static held_document merge(const held_document *base, const held_document *change)
{
  held_document made = {0};
  assert_int_equal(acd__document_merge(&memory, base ? &base->document : NULL, NULL, 0, &change->document, &errors,
                                       &made.bytes, &made.size, &made.origins, &made.origins_count),
                   ACD_OK);
  assert_int_equal(acd__document_parse(&memory, made.bytes, made.size, &made.document), ACD_OK);
  assert_int_equal(made.origins_count, made.document.objects_count);
  acd__document_set_origins(&made.document, made.origins, made.origins_count);
  return made;
}

static void assert_same(const held_document *one, const held_document *other)
{
  assert_int_equal(one->size, other->size);
  assert_memory_equal(one->bytes, other->bytes, one->size);
}

static void assert_merges_to(const char *base_outline, const char *change_outline, const char *result_outline)
{
  held_document base = from_outline(base_outline), change = from_outline(change_outline),
                result = from_outline(result_outline);
  held_document merged = merge(&base, &change);
  assert_same(&merged, &result);
  drop(&merged);
  drop(&result);
  drop(&change);
  drop(&base);
}

#define FLOW                                                                                                           \
  "number 1 flow=f\n"                                                                                                  \
  "flow f start=a catch=b\n"                                                                                           \
  "  node a kind=menu prompt=x\n"                                                                                      \
  "    exit 1 to=b\n"                                                                                                  \
  "    exit 2 to=a\n"                                                                                                  \
  "  node b kind=hangup\n"

static const char *const SAMPLES[] = {
    "", "centre steps_max=99\n", "skill a\nskill b\nskill c\n", "queue q music=_\nagent q\nskill q\n", FLOW,
};

static void test_merging_with_itself_is_itself(void **state)
{
  (void)state;
  for (size_t i = 0; i <= sizeof SAMPLES / sizeof SAMPLES[0]; i++) {
    held_document document = from_outline(i == 0 ? BASE : SAMPLES[i - 1]);
    held_document alone = merge(NULL, &document);
    held_document twice = merge(&document, &document);
    assert_same(&alone, &document);
    assert_same(&twice, &document);
    for (size_t k = 0; k < twice.origins_count; k++) assert_int_equal(twice.origins[k], k);
    drop(&twice);
    drop(&alone);
    drop(&document);
  }
  assert_int_equal(errors.count, 0);
}

static void test_nothing_is_neutral(void **state)
{
  (void)state;
  held_document base = from_outline(BASE), nothing = from_outline("");
  held_document merged = merge(&base, &nothing);
  assert_same(&merged, &base);
  assert_int_equal(merged.origins[0], 0); /* the centre is always the change's too */
  for (size_t k = 1; k < merged.origins_count; k++) assert_int_equal(merged.origins[k], -1);
  drop(&merged);
  drop(&nothing);
  drop(&base);
}

static void test_adding_then_removing_is_nothing(void **state)
{
  (void)state;
  held_document base = from_outline(BASE);
  held_document add = from_outline("agent eve\n  agent_skill spanish\nqueue night\n  member eve\nskill french\n");
  held_document remove = from_outline("-queue night\n-skill french\n-agent eve\n");
  held_document added = merge(&base, &add);
  held_document removed = merge(&added, &remove);
  assert_int_equal(added.document.objects_count, base.document.objects_count + 5);
  assert_same(&removed, &base);
  assert_int_equal(errors.count, 0);
  drop(&removed);
  drop(&added);
  drop(&remove);
  drop(&add);
  drop(&base);
}

static void test_a_change_twice_is_a_change_once(void **state)
{
  (void)state;
  held_document base = from_outline(BASE);
  held_document change =
      from_outline("centre steps_max=70 request_timeout=1000000\nqueue support\n  member bob\nagent eve\n");
  held_document once = merge(&base, &change);
  held_document twice = merge(&once, &change);
  assert_same(&once, &twice);
  drop(&twice);
  drop(&once);
  drop(&change);
  drop(&base);
}

static void test_places(void **state)
{
  (void)state;
  /* Replaced whole and in place; new ones come last. */
  assert_merges_to("agent ann extension=1\n  agent_skill x\nagent bob\nagent eve\n",
                   "agent new\nagent bob extension=2\nagent ann\n",
                   "agent ann\nagent bob extension=2\nagent eve\nagent new\n");
  /* The noun counts as well as the name. */
  assert_merges_to("agent a\nqueue a\n", "-agent a\n", "queue a\n");
  /* The centre is overlaid. */
  assert_merges_to("centre steps_max=50 short_abandon=1\n", "centre request_timeout=7 short_abandon=2\n",
                   "centre steps_max=50 short_abandon=2 request_timeout=7\n");
  /* Amended: what is given, and no more. */
  assert_merges_to(
      "agent ann extension=1 wrapup=3\n  agent_skill x level=5\n  agent_skill y\nagent bob\n",
      "+agent ann wrapup=4 ring_timeout=5\n  agent_skill z\n  agent_skill x level=2\n  -agent_skill y\n",
      "agent ann extension=1 wrapup=4 ring_timeout=5\n  agent_skill x level=2\n  agent_skill z\nagent bob\n");
  /* What is unset has its default again, set before or not. */
  assert_merges_to("centre steps_max=50 short_abandon=1\nagent ann extension=1 wrapup=3\n",
                   "centre steps_max!\n+agent ann wrapup! ring_timeout! offers_max=4\n",
                   "centre short_abandon=1\nagent ann extension=1 offers_max=4\n");
  /* What stands below is amended likewise, as deep as it goes. */
  assert_merges_to(
      BASE,
      "+queue support\n  +member ann tier=3\n  -member bob\n+flow main\n  +node a prompt! attempts=2\n"
      "    +exit next to=a\n  node c kind=hangup\n",
      "centre steps_max=50 short_abandon=3000000\nskill spanish\nagent ann\n  agent_skill spanish level=5\n"
      "agent bob\nqueue support\n  member ann position=2 tier=3\nflow main start=a\n"
      "  node a kind=play attempts=2\n    exit next to=a\n  node b kind=hangup\n  node c kind=hangup\n");
  assert_merges_to("agent a\nqueue p\n  member a tier=2 rank=3\n", "-agent a\n+queue p\n  +member a tier=1\n",
                   "queue p\n  member a tier=1 rank=3\n"); /* said by the change: the check finds that there is no a */
  /* Who is removed is no longer a member, but where the change says so. */
  assert_merges_to(BASE, "-agent ann\n",
                   "centre steps_max=50 short_abandon=3000000\nskill spanish\nagent bob\nqueue support\n  member bob\n"
                   "flow main start=a\n  node a kind=play prompt=hi\n    exit next to=b\n  node b kind=hangup\n");
  assert_merges_to("agent a\nqueue p\n  member a\nqueue q\n  member a\n", "-agent a\nqueue q\n  member a\n",
                   "queue p\nqueue q\n  member a\n");
  assert_merges_to("agent a\nqueue p priority=1\n  member a\n", "-agent a\n+queue p priority=2\n",
                   "queue p priority=2\n");
  /* A built order where children do not follow their parents at once is brought in order. */
  acd_definition *definition = outline_build(NULL, "queue p\nqueue q\n");
  acd_definition_add(definition, ACD_NOUN_MEMBER, 1, "a");
  acd_definition_add(definition, ACD_NOUN_MEMBER, 2, "b");
  acd_definition_add(definition, ACD_NOUN_MEMBER, 1, "c");
  held_document mixed = {0}, ordered = from_outline("queue p\n  member a\n  member c\nqueue q\n  member b\n");
  size_t size;
  const void *bytes = acd_definition_bytes(definition, &size);
  assert_int_equal(acd__document_parse(&memory, bytes, size, &mixed.document), ACD_OK);
  held_document merged = merge(NULL, &mixed);
  static const int32_t origins[] = {0, 1, 3, 5, 2, 4};
  assert_same(&merged, &ordered);
  assert_memory_equal(merged.origins, origins, sizeof origins);
  assert_int_equal(merged.document.objects[3].origin, 5);
  drop(&merged);
  drop(&ordered);
  acd__document_free(&memory, &mixed.document);
  acd_definition_free(definition);
  assert_int_equal(errors.count, 0);
}

/* What is given twice must be there twice, or the check could not find it. */
static void test_mistakes_are_kept_for_the_check(void **state)
{
  (void)state;
  assert_merges_to("agent ann\nagent bob\n", "agent ann extension=1\nagent ann extension=2\n",
                   "agent ann extension=1\nagent bob\nagent ann extension=2\n");
  assert_merges_to("agent bob\n", "agent ann extension=1\nagent ann extension=2\n",
                   "agent bob\nagent ann extension=1\nagent ann extension=2\n");
  /* Twice in the centre: the builder cannot, bytes can. Second value of two: property 0x106 again. */
  held_document base = from_outline("centre steps_max=50\n"),
                change = from_outline("centre steps_max=60 short_abandon=5\n");
  change.document.values[1].property = ACD_CENTRE_STEPS_MAX;
  held_document merged = merge(&base, &change);
  assert_int_equal(merged.document.objects[0].values_count, 2);
  assert_int_equal(merged.document.values[0].value, 60);
  assert_int_equal(merged.document.values[1].property, ACD_CENTRE_STEPS_MAX);
  assert_int_equal(merged.document.values[1].value, 5);
  drop(&merged);
  drop(&change);
  drop(&base);
}

/* Changes laid over one another at once, as one after the other. */
static void test_many_changes_at_once(void **state)
{
  (void)state;
  static const char *const CHANGES[] = {
      "+queue support\n  member ann tier=3\n  -member bob\n",
      "centre steps_max!\n+queue support\n  +member ann tier! rank=2\n+flow main\n  +node a\n    +exit next to=a\n",
      "agent new extension=7\n+queue support\n  member new\n",
      "-agent bob\n",
      "agent bob wrapup=1\n+queue support\n  member bob position=4\n  -member ann\n",
      "+agent new extension=8\n  agent_skill spanish\n",
      "agent ann\n+agent bob\n  agent_skill spanish level=3\n+queue support\n  member ann\n",
      "-agent new\n+queue support priority=5\n",
  };
  enum { COUNT = sizeof CHANGES / sizeof CHANGES[0] };
  held_document base = from_outline(BASE), changes[COUNT], stepped = merge(NULL, &base);
  acd__document documents[COUNT];
  for (size_t i = 0; i < COUNT; i++) {
    changes[i] = from_outline(CHANGES[i]);
    documents[i] = changes[i].document;
    held_document next = merge(&stepped, &changes[i]), atonce = {0};
    assert_int_equal(acd__document_merge(&memory, &base.document, documents, i, &changes[i].document, &errors,
                                         &atonce.bytes, &atonce.size, &atonce.origins, &atonce.origins_count),
                     ACD_OK);
    assert_same(&atonce, &next);
    assert_int_equal(errors.count, 0);
    drop(&atonce);
    drop(&stepped);
    stepped = next;
  }
  for (size_t i = 0; i < COUNT; i++) drop(&changes[i]);
  drop(&stepped);
  drop(&base);
}

static const char BOTH[] = "only one of the two";

static void test_removals_that_are_wrong(void **state)
{
  (void)state;
  static const struct {
    const char *change;
    int32_t object;
    int32_t code;
    const char *path;
    const char *nearest;
    const char *text;
    const char *expected;
  } rows[] = {
      {"-agent eve\n", 1, ACD_ERR_NOT_FOUND, "agent \"eve\"", "", "there is no agent \"eve\"", ""},
      {"skill x\n-agent anne\n", 2, ACD_ERR_NOT_FOUND, "agent \"anne\"", "ann", "there is no agent \"anne\"", ""},
      {"-queue ann\n", 1, ACD_ERR_NOT_FOUND, "queue \"ann\"", "", "there is no queue \"ann\"", ""},
      {"-agent ann\n-agent ann\n", 2, ACD_ERR_ARGUMENT, "agent \"ann\"", "", "is removed twice", "one removal"},
      {"-agent ann\nagent ann\n", 1, ACD_ERR_ARGUMENT, "agent \"ann\"", "", "is both removed and defined", BOTH},
      {"-agent ann extension=5\n", 1, ACD_ERR_ARGUMENT, "agent \"ann\"", "",
       "is removed and cannot have properties or objects below it", "no more than its name"},
      {"+agent anne\n", 1, ACD_ERR_NOT_FOUND, "agent \"anne\"", "ann", "there is no agent \"anne\"", ""},
      {"+agent ann\n+agent ann\n", 2, ACD_ERR_ARGUMENT, "agent \"ann\"", "", "is amended twice",
       "one amendment with all that changes"},
      {"agent ann\n+agent ann\n", 2, ACD_ERR_ARGUMENT, "agent \"ann\"", "", "is both amended and defined", BOTH},
      {"+agent ann\nagent ann\n", 2, ACD_ERR_ARGUMENT, "agent \"ann\"", "", "is both amended and defined", BOTH},
      {"-agent ann\n+agent ann\n", 1, ACD_ERR_ARGUMENT, "agent \"ann\"", "", "is both removed and amended", BOTH},
      {"+queue support\n  -member bbo\n", 2, ACD_ERR_NOT_FOUND, "queue \"support\" / member \"bbo\"", "bob",
       "there is no member \"bbo\"", ""},
      {"+queue support\n  -member bob\n  -member bob\n", 3, ACD_ERR_NOT_FOUND, "queue \"support\" / member \"bob\"", "",
       "there is no member \"bob\"", ""},
      {"-member ann\n", 1, ACD_ERR_ARGUMENT, "member \"ann\"", "",
       "does not stand at the top, and cannot be removed there", "the queue that it stands below to be amended"},
      {"+member ann\n", 1, ACD_ERR_ARGUMENT, "member \"ann\"", "",
       "does not stand at the top, and cannot be amended there", "the queue that it stands below to be amended"},
      {"+exit next\n", 1, ACD_ERR_ARGUMENT, "exit \"next\"", "",
       "does not stand at the top, and cannot be amended there", "the node that it stands below to be amended"},
      {"-99 ann\n", 1, ACD_ERR_ARGUMENT, "noun 99 \"ann\"", "", "is of an unknown noun", "a noun of the table"},
      {"+99 ann\n", 1, ACD_ERR_ARGUMENT, "noun 99 \"ann\"", "", "is of an unknown noun", "a noun of the table"},
      {"+queue support\n  +member ann\n  +member ann\n", 3, ACD_ERR_ARGUMENT, "queue \"support\" / member \"ann\"", "",
       "is amended twice", "one amendment with all that changes"},
      {"+queue support\n  +member ann\n  member ann\n", 3, ACD_ERR_ARGUMENT, "queue \"support\" / member \"ann\"", "",
       "is both amended and defined", BOTH},
      {"+queue support\n  member ann\n  +member ann\n", 3, ACD_ERR_ARGUMENT, "queue \"support\" / member \"ann\"", "",
       "is both amended and defined", BOTH},
      {"+queue support\n  +member ann\n  -member ann\n", 3, ACD_ERR_ARGUMENT, "queue \"support\" / member \"ann\"", "",
       "is both removed and amended", BOTH},
      {"+queue support\n  +member bbo\n", 2, ACD_ERR_NOT_FOUND, "queue \"support\" / member \"bbo\"", "bob",
       "there is no member \"bbo\"", ""},
      {"queue q\n  +member ann\n", 2, ACD_ERR_ARGUMENT, "queue \"q\" / member \"ann\"", "",
       "is amended below what is not amended", "an amendment, in a change, of what it stands below"},
      {"agent ann wrapup!\n", 1, ACD_ERR_ARGUMENT, "agent \"ann\"", "", "wrapup is unset, but not in an amendment",
       "unset, or 0 s to 86400 s"},
      {"+flow main start!\n", 1, ACD_ERR_ARGUMENT, "flow \"main\"", "", "start is missing",
       "an existing node of the same flow"},
      {"queue q\n  -member ann\n", 2, ACD_ERR_ARGUMENT, "queue \"q\" / member \"ann\"", "",
       "is removed below what is not amended", "an amendment, in a change, of what it stands below"},
  };
  held_document base = from_outline(BASE);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    held_document change = from_outline(rows[i].change);
    held_document merged = merge(&base, &change);
    /* The list is not empty, so the check refuses, whatever else it finds. */
    assert_int_equal(acd__document_check(&merged.document, &errors), ACD_ERR_DEFINITION);
    assert_int_equal(errors.count, 1);
    assert_int_equal(errors.items[0].object, rows[i].object);
    assert_int_equal(errors.items[0].code, rows[i].code);
    assert_string_equal(errors.items[0].path, rows[i].path);
    assert_string_equal(errors.items[0].nearest, rows[i].nearest);
    assert_string_equal(errors.items[0].text, rows[i].text);
    assert_string_equal(errors.items[0].expected, rows[i].expected);
    acd__errors_clear(&errors);
    drop(&merged);
    drop(&change);
  }
  drop(&base);
}

/* A whole definition has nothing to amend or to remove, whatever else it says of that name. */
static void test_changes_of_nothing(void **state)
{
  (void)state;
  static const struct {
    const char *outline, *text;
  } rows[] = {
      {"+agent ann\n", "is to be amended, and nothing is there before"},
      {"-agent ann\n", "is to be removed, and nothing is there before"},
      {"agent ann\n+agent ann\n", "is to be amended, and nothing is there before"},
      {"+agent ann\nagent ann\n", "is to be amended, and nothing is there before"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    held_document whole = from_outline(rows[i].outline), merged = merge(NULL, &whole);
    assert_int_equal(acd__document_check(&merged.document, &errors), ACD_ERR_DEFINITION);
    assert_int_equal(errors.count, 1);
    assert_int_equal(errors.items[0].code, ACD_ERR_NOT_FOUND);
    assert_string_equal(errors.items[0].text, rows[i].text);
    assert_string_equal(errors.items[0].expected, "a change of a definition that runs");
    acd__errors_clear(&errors);
    drop(&merged);
    drop(&whole);
  }
}

/* Thousands of levels: no recursion, and the path stays short. */
static void test_a_deep_document(void **state)
{
  (void)state;
  acd_definition *definition = outline_build(NULL, "");
  for (int32_t i = 0; i < 50000; i++) assert_int_equal(acd_definition_add(definition, ACD_NOUN_NODE, i, "deep"), i + 1);
  held_document deep = {0};
  const void *bytes = acd_definition_bytes(definition, &deep.size);
  assert_int_equal(acd__document_parse(&memory, bytes, deep.size, &deep.document), ACD_OK);
  held_document merged = merge(&deep, &deep);
  assert_int_equal(merged.size, deep.size);
  assert_memory_equal(merged.bytes, bytes, deep.size);
  assert_int_equal(acd__document_check(&merged.document, &errors), ACD_ERR_DEFINITION);
  assert_int_equal(errors.count, 101);
  assert_string_equal(errors.items[99].path, "node \"deep\" / node \"deep\" / node \"deep\" / node \"deep\"");
  assert_int_equal(errors.items[100].code, ACD_ERR_LIMIT);
  drop(&merged);
  acd__document_free(&memory, &deep.document);
  acd_definition_free(definition);
}

static void test_every_allocation_refused(void **state)
{
  (void)state;
  held_document base = from_outline(BASE),
                change = from_outline("agent eve\n+agent ann wrapup=1\n  agent_skill spanish\n  agent_skill french\n"
                                      "-queue support\n-agent bob\n-agent missing\n");
  long fail_at = 1;
  for (;; fail_at++) {
    acd_testing_memory failing = {.fail_at = fail_at};
    acd_allocator allocator = failing_allocator(&failing);
    acd__memory own;
    acd__errors list;
    held_document made = {0};
    acd__memory_init(&own, &allocator);
    acd__errors_init(&list, &own, 10);
    int status = acd__document_merge(&own, &base.document, NULL, 0, &change.document, &list, &made.bytes, &made.size,
                                     &made.origins, &made.origins_count);
    int done = failing.requests < fail_at;
    assert_int_equal(status, done ? ACD_OK : ACD_ERR_NOMEM);
    acd__memory_give(&own, made.bytes, made.size);
    acd__memory_give(&own, made.origins, made.origins_count * sizeof *made.origins);
    acd__errors_clear(&list);
    assert_int_equal(failing.blocks, 0);
    if (done) break;
  }
  assert_true(fail_at > 6);
  drop(&change);
  drop(&base);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_merging_with_itself_is_itself, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_nothing_is_neutral, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_adding_then_removing_is_nothing, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_change_twice_is_a_change_once, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_many_changes_at_once, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_mistakes_are_kept_for_the_check, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_removals_that_are_wrong, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_changes_of_nothing, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_deep_document, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_every_allocation_refused, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
