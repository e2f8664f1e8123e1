/* SPDX-License-Identifier: Apache-2.0 */
/* What a node is about, in few words. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "picture_text.h"
#include "tool.h"

char *picture_copy(const char *text)
{
  return strcpy(grow(NULL, strlen(text) + 1), text);
}

void picture_append(char **to, const char *between, const char *text)
{
  size_t size = *to ? strlen(*to) : 0;
  *to = grow(*to, size + strlen(between) + strlen(text) + 1);
  sprintf(*to + size, "%s%s", size ? between : "", text);
}

const char *picture_cut(const char *text, size_t characters, char *text_out)
{
  size_t count = 0, size = 0, all = 0;
  for (size_t i = 0; text[i]; i++) all += (text[i] & 0xC0) != 0x80;
  while (text[size] && count + (all > characters) < characters) {
    size++;
    while ((text[size] & 0xC0) == 0x80) size++;
    count++;
  }
  memcpy(text_out, text, size);
  strcpy(text_out + size, all > characters ? "…" : "");
  return text_out;
}

int picture_property(const char *name, acd_property *property_out)
{
  for (size_t i = 0; acd_property_next(i, property_out) == 1; i++) {
    if (property_out->noun == ACD_NOUN_NODE && strcmp(property_out->name, name) == 0) return 1;
    property_out->size = sizeof(*property_out);
  }
  return 0;
}

void picture_choice(const char *choices, int64_t place, char text_out[32])
{
  for (; place > 1 && *choices; place--) {
    choices += strcspn(choices, " ");
    choices += *choices == ' ';
  }
  snprintf(text_out, 32, "%.*s", (int)strcspn(choices, " "), choices);
}

static const char *sign_of(const char *operator_)
{
  static const char *const signs[][2] = {{"equal", "="},       {"not_equal", "≠"},  {"less", "<"},
                                         {"less_equal", "≤"},  {"greater", ">"},    {"greater_equal", "≥"},
                                         {"prefix", "begins"}, {"is_set", "is set"}};
  for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
    if (strcmp(operator_, signs[i][0]) == 0) return signs[i][1];
  return operator_;
}

static void seconds(int64_t us, char text_out[32])
{
  snprintf(text_out, 32, "%" PRId64 ".%01d", us / ACD_SECOND, (int)(us % ACD_SECOND / 100000));
  if (strcmp(text_out + strlen(text_out) - 2, ".0") == 0) text_out[strlen(text_out) - 2] = '\0';
  strcat(text_out, " s");
}

/* The value of a property of a node that was given, cut: 1, or 0. */
static int property_text(const acd_definition *definition, int32_t object, const char *name,
                         char text_out[4 * PICTURE_TEXT_MAX + 4])
{
  acd_property property = {.size = sizeof(property)};
  acd_property_value value = {.size = sizeof(value)};
  char word[32];
  if (!picture_property(name, &property)) return 0;
  if (acd_definition_get(definition, object, property.property_id, &value) != ACD_OK || !value.given) return 0;
  if (value.is_text) {
    picture_cut(value.text, PICTURE_TEXT_MAX, text_out);
  } else if (property.type == ACD_TYPE_ENUM) {
    picture_choice(property.choices, value.value, word);
    strcpy(text_out, sign_of(word));
  } else if (property.type == ACD_TYPE_DURATION) {
    seconds(value.value, word);
    strcpy(text_out, word);
  } else {
    snprintf(text_out, 4 * PICTURE_TEXT_MAX + 4, "%" PRId64, value.value);
  }
  return 1;
}

void picture_detail(const acd_definition *definition, int32_t object, picture_node *node)
{
  static const char *const names[] = {"operation", "prompt",  "attribute", "expression",    "queue",     "metric",
                                      "operator",  "value",   "threshold", "schedule",      "agent",     "flow",
                                      "number",    "mailbox", "priority",  "toggle",        "recording", "count",
                                      "time",      "plan",    "slot_plan", "slot_attribute"};
  static const char *const takers[] = {"collect", "host", "subflow"};
  char text[4 * PICTURE_TEXT_MAX + 4];
  int takes = 0;
  for (size_t i = 0; i < sizeof(takers) / sizeof(takers[0]); i++) takes |= strcmp(node->kind, takers[i]) == 0;
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
    if (takes && strcmp(names[i], "attribute") == 0) continue;
    if (strcmp(node->kind, "host") == 0 && i > 0) break; /* the operation says enough */
    if (property_text(definition, object, names[i], text)) picture_append(&node->detail, " ", text);
  }
  if (takes && property_text(definition, object, "attribute", text)) picture_append(&node->detail, " → ", text);
}
