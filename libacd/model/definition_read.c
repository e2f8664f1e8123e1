/* SPDX-License-Identifier: Apache-2.0 */
/* What a definition says, for those who did not build it. */
#include <string.h>

#include <acd/zone.h>

#include "model/builder.h"
#include "model/properties.h"
#include "model/record.h"
#include "model/zone.h"

static const acd__built_object *object_at(const acd_definition *definition, int32_t object)
{
  if (!definition || object < 0 || (size_t)object >= definition->objects_count) return NULL;
  return &definition->objects[object];
}

int acd_definition_object(const acd_definition *definition, int32_t object, acd_object_info *info_out)
{
  const acd__built_object *built = object_at(definition, object);
  if (!built) return definition ? ACD_ERR_NOT_FOUND : ACD_ERR_ARGUMENT;
  acd_object_info info = {sizeof info,
                          built->noun,
                          built->parent,
                          built->first_child,
                          built->next,
                          ACD_OBJECT_DEFINED,
                          definition->texts + built->name};
  if (built->flags == ACD__DOCUMENT_REMOVE) info.change = ACD_OBJECT_REMOVED;
  if (built->flags == ACD__DOCUMENT_AMEND) info.change = ACD_OBJECT_AMENDED;
  return acd__record_put(info_out, &info, sizeof info, sizeof info);
}

int32_t acd_definition_find(const acd_definition *definition, uint32_t noun, int32_t parent, const char *name)
{
  const acd__built_object *above = object_at(definition, parent);
  if (!definition || !name) return ACD_ERR_ARGUMENT;
  for (int32_t i = above ? above->first_child : -1; i >= 0; i = definition->objects[i].next) {
    const acd__built_object *built = &definition->objects[i];
    if (built->noun == noun && strcmp(definition->texts + built->name, name) == 0) return i;
  }
  return ACD_ERR_NOT_FOUND;
}

/* The value, or (NULL) the default of the table. */
static int put(const acd_definition *definition, uint32_t property, const acd__built_value *value,
               acd_property_value *value_out)
{
  acd_property_value out = {sizeof out, property, 0, value != NULL, 0, ""};
  const acd_property *entry = acd__property_at(property);
  int is_unset = value && !value->is_text && value->text_size == ACD__UNSET;
  if (is_unset) out.given = ACD_PROPERTY_UNSET;
  if (value && !is_unset) {
    out.is_text = value->is_text;
    out.value = value->value;
    if (value->is_text) out.text = definition->texts + value->text;
  } else if (entry) {
    out.is_text = (uint32_t)acd__property_is_text(entry);
    out.value = entry->default_value;
    out.text = entry->default_text;
  }
  return acd__record_put(value_out, &out, sizeof out, sizeof out);
}

int acd_definition_property(const acd_definition *definition, int32_t object, size_t index,
                            acd_property_value *value_out)
{
  const acd__built_object *built = object_at(definition, object);
  if (!built) return definition ? ACD_ERR_NOT_FOUND : ACD_ERR_ARGUMENT;
  uint32_t at = index < built->values_count ? built->first_value : 0;
  while (at && index--) at = definition->values[at - 1].next;
  if (!at) return 0;
  int status = put(definition, definition->values[at - 1].property, &definition->values[at - 1], value_out);
  return status == ACD_OK ? 1 : status;
}

int acd_definition_get(const acd_definition *definition, int32_t object, uint32_t property,
                       acd_property_value *value_out)
{
  const acd__built_object *built = object_at(definition, object);
  if (!definition) return ACD_ERR_ARGUMENT;
  const acd__built_value *value = built ? acd__built_find(definition, built, property) : NULL;
  if (!built || (!value && !acd__property_at(property))) return ACD_ERR_NOT_FOUND;
  return put(definition, property, value, value_out);
}

int64_t acd_definition_int(const acd_definition *definition, int32_t object, uint32_t property)
{
  acd_property_value value;
  value.size = sizeof value;
  return acd_definition_get(definition, object, property, &value) == ACD_OK ? value.value : 0;
}

const char *acd_definition_text(const acd_definition *definition, int32_t object, uint32_t property)
{
  acd_property_value value;
  value.size = sizeof value;
  return acd_definition_get(definition, object, property, &value) == ACD_OK ? value.text : "";
}

int32_t acd_definition_zone_next(const acd_definition *definition, int32_t after, const char **zone_out)
{
  if (!definition || after < 0 || !zone_out) return 0;
  for (size_t i = (size_t)after + 1; i < definition->objects_count; i++) {
    const acd__built_object *built = &definition->objects[i];
    uint32_t property = acd__zone_property(built->noun);
    const acd__built_value *value = property ? acd__built_find(definition, built, property) : NULL;
    if (!value || !value->is_text || value->text_size == 0) continue;
    *zone_out = definition->texts + value->text;
    return (int32_t)i;
  }
  return 0;
}
