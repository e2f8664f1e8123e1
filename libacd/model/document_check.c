/* SPDX-License-Identifier: Apache-2.0 */
#include "model/check.h"

#include <string.h>

#include "model/nearest.h"

void acd__check_report(acd__check *check, int32_t object, int32_t code, uint32_t property, const char *text,
                       const char *expected, const char *nearest)
{
  char path[ACD__PATH_SIZE], expected_buffer[400];
  const acd_property *entry = acd__property_at(property);
  acd__text expected_text = acd__text_begin(expected_buffer, sizeof expected_buffer);
  if (acd__errors_full(check->errors)) return;
  acd__path_write(path, check->document, object);
  if (!expected && entry) acd__text_add_expected(&expected_text, entry);
  acd__errors_add(check->errors, code, check->document->objects[object].origin, property, path, text,
                  expected ? expected : expected_buffer, nearest);
}

void acd__check_report_missing(acd__check *check, int32_t object, uint32_t property, int32_t parent, uint32_t noun,
                               const char *name, size_t size)
{
  char text_buffer[400], expected_buffer[64], nearest[256];
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  acd__text expected = acd__text_begin(expected_buffer, sizeof expected_buffer);
  if (acd__errors_full(check->errors)) return;
  acd__text_add(&text, "there is no ");
  acd__text_add(&text, acd__noun_at(noun)->name);
  acd__text_add(&text, " ");
  acd__text_add_quoted(&text, name, size);
  acd__text_add(&text, noun == ACD_NOUN_NODE ? " in this flow" : "");
  acd__text_add(&expected, "an existing ");
  acd__text_add(&expected, acd__noun_at(noun)->name);
  acd__nearest_object(check->document, parent, noun, name, size, &check->work, nearest);
  acd__check_report(check, object, ACD_ERR_NOT_FOUND, property, text_buffer, property ? NULL : expected_buffer,
                    nearest);
}

int32_t acd__check_flow_of(const acd__check *check, int32_t object)
{
  const acd__object *objects = check->document->objects;
  for (int levels = 0; levels < 3 && object > 0; levels++, object = objects[object].parent) {
    if (objects[object].noun == ACD_NOUN_FLOW) return object;
  }
  return -1;
}

static void report_words(acd__check *check, int32_t object, const char *before, const char *name, const char *expected)
{
  char text_buffer[200];
  acd__text text = acd__text_begin(text_buffer, sizeof text_buffer);
  acd__text_add(&text, before);
  acd__text_add(&text, name);
  acd__check_report(check, object, ACD_ERR_ARGUMENT, 0, text_buffer, expected, NULL);
}

/* 1 if the object stands where its noun may: the rest can be checked. */
static int check_place(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  const acd_noun *noun = acd__noun_at(object->noun);
  if (object->remove) {
    report_words(check, index, "is removed below what is not amended", "",
                 "an amendment, in a change, of what it stands below");
    return 0;
  }
  if (object->amend) {
    report_words(check, index, "is amended below what is not amended", "",
                 "an amendment, in a change, of what it stands below");
    return 0;
  }
  if (!noun) {
    report_words(check, index, "is of an unknown noun", "", "a noun of the table");
    return 0;
  }
  if (index > 0 && check->document->objects[object->parent].noun != noun->parent) {
    report_words(check, index, "stands in the wrong place: it belongs below a ", acd__noun_at(noun->parent)->name, "");
    return 0;
  }
  return 1;
}

static void check_name(acd__check *check, int32_t index)
{
  const acd__object *object = &check->document->objects[index];
  const acd_noun *noun = acd__noun_at(object->noun);
  if (object->name_size == 0 || object->name_size > ACD__NAME_SIZE_MAX) {
    report_words(check, index, object->name_size ? "the name is too long" : "has no name", "",
                 "a name of 1 to 255 bytes");
    return;
  }
  if (acd__text_has_control(object->name, object->name_size)) {
    report_words(check, index, "the name contains a control character", "", "a name of printable characters");
    return;
  }
  if (acd__names_find(&check->names, object->parent, object->noun, 0, object->name, object->name_size) != index) {
    report_words(check, index, "there is another one of this name", "", "a name of its own");
    return;
  }
  if (noun->reference && acd__names_find(&check->names, 0, noun->reference, 0, object->name, object->name_size) < 0) {
    acd__check_report_missing(check, index, 0, 0, noun->reference, object->name, object->name_size);
  }
}

static void check_object(acd__check *check, int32_t index)
{
  if (!check_place(check, index)) return;
  if (index > 0) check_name(check, index);
  acd__check_values(check, index);
  acd__check_together(check, index);
  acd__check_below_node(check, index);
}

int acd__document_check(const acd__document *document, acd__errors *errors)
{
  acd__check check;
  memset(&check, 0, sizeof check); /* an index that is all zero finds nothing */
  check.document = document;
  check.errors = errors;
  check.work = ACD__NEAREST_WORK;
  int status = acd__names_build(&check.names, errors->memory, document, ACD__NAMES_ALL);
  if (status == ACD_OK) {
    status = acd__names_build_values(&check.extensions, errors->memory, document, ACD_AGENT_EXTENSION);
  }
  for (size_t i = 0; status == ACD_OK && i < document->objects_count && !acd__errors_full(errors); i++) {
    check_object(&check, (int32_t)i);
    if (errors->nomem) status = ACD_ERR_NOMEM;
  }
  acd__names_free(&check.names);
  acd__names_free(&check.extensions);
  acd__check_free_sets(&check);
  acd__check_free_schedules(&check);
  if (status == ACD_OK && errors->nomem) status = ACD_ERR_NOMEM;
  return status != ACD_OK ? status : errors->count ? ACD_ERR_DEFINITION : ACD_OK;
}

int acd__document_check_alone(const acd__document *document, acd__errors *errors)
{
  acd__check check;
  memset(&check, 0, sizeof check); /* an index that is all zero finds nothing */
  check.document = document;
  check.errors = errors;
  check.alone = 1;
  for (size_t i = 0; i < document->objects_count && !acd__errors_full(errors); i++) {
    acd__check_values(&check, (int32_t)i);
    acd__check_together(&check, (int32_t)i);
    if (errors->nomem) break;
  }
  acd__check_free_sets(&check);
  if (errors->nomem) return ACD_ERR_NOMEM;
  return errors->count ? ACD_ERR_DEFINITION : ACD_OK;
}
