/* SPDX-License-Identifier: Apache-2.0 */
/* The names that steps use: a misspelt one is told, with the one that was probably meant. */
#include <string.h>

#include "coverage.h"
#include "tool.h"
#include "walk.h"

#define NAMES_MAX 1000 /* that a misspelt one is compared with */

typedef struct name_list {
  const char *names[NAMES_MAX];
  size_t count;
  int is_known; /* the name that is looked for was among all of them */
} name_list;

int walk_unknown(walk *of, const char *noun, const char *name, const char *const *names, size_t count)
{
  const char *near = nearest(name, names, count);
  return walk_fail(of, "found no %s \"%.100s\" in the definition%s%s%s", noun, name, near ? "; did you mean \"" : "",
                   near ? near : "", near ? "\"?" : "");
}

int walk_find_agent(walk *of, const char *name, acd_id *agent_out)
{
  const char *names[NAMES_MAX];
  size_t count = 0;
  if (acd_agent_find(of->engine, name, agent_out) == ACD_OK) return 1;
  for (acd_id id = 0; (id = acd_agent_next(of->engine, id)) != 0 && count < NAMES_MAX;) {
    acd_agent_info info = {.size = sizeof(info)};
    if (acd_agent_get(of->engine, id, &info) == ACD_OK) names[count++] = info.name;
  }
  return walk_unknown(of, "agent", name, names, count);
}

int walk_find_queue(walk *of, const char *name, acd_id *queue_out)
{
  const char *names[NAMES_MAX];
  size_t count = 0;
  if (acd_queue_find(of->engine, name, queue_out) == ACD_OK) return 1;
  for (acd_id id = 0; (id = acd_queue_next(of->engine, id)) != 0 && count < NAMES_MAX;) {
    acd_queue_info info = {.size = sizeof(info)};
    if (acd_queue_get(of->engine, id, &info) == ACD_OK) names[count++] = info.name;
  }
  return walk_unknown(of, "queue", name, names, count);
}

static void add(name_list *to, const char *name, const char *wanted)
{
  to->is_known |= strcmp(name, wanted) == 0;
  if (to->count < NAMES_MAX && *name) to->names[to->count++] = name;
}

/* What the definition has in text properties whose names begin with `property`. */
static int find_text(walk *of, const char *noun, const char *property, const char *name)
{
  name_list list = {.count = 0};
  acd_object_info info = {.size = sizeof(info)};
  for (int32_t object = 0; acd_definition_object(of->read, object, &info) == ACD_OK; object++) {
    acd_property entry = {.size = sizeof(entry)};
    for (size_t i = 0; acd_property_next(i, &entry) > 0; i++, entry.size = sizeof(entry))
      if (entry.noun == info.noun && entry.type == ACD_TYPE_TEXT &&
          strncmp(entry.name, property, strlen(property)) == 0)
        add(&list, acd_definition_text(of->read, object, entry.property_id), name);
  }
  return list.is_known || walk_unknown(of, noun, name, list.names, list.count);
}

int walk_find_text(walk *of, uint32_t kind, const char *name)
{
  switch (kind) {
  case ACD_ACTION_PLAY:
  case ACD_ACTION_COLLECT: return find_text(of, "prompt", "prompt", name);
  case ACD_ACTION_MUSIC: return find_text(of, "music", "music", name);
  case ACD_ACTION_VOICEMAIL: return find_text(of, "mailbox", "mailbox", name);
  case ACD_ACTION_TRANSFER: return find_text(of, "number to transfer to", "number", name);
  case ACD_ACTION_HOST: return find_text(of, "operation", "operation", name);
  case ACD_ACTION_MESSAGE: return find_text(of, "message", "message", name);
  default: return 1;
  }
}

int walk_find_node(walk *of, const char *name)
{
  name_list list = {.count = 0};
  acd_object_info info = {.size = sizeof(info)};
  for (int32_t object = 0; acd_definition_object(of->read, object, &info) == ACD_OK; object++)
    if (info.noun == ACD_NOUN_NODE) add(&list, info.name, name);
  return list.is_known || walk_unknown(of, "node", name, list.names, list.count);
}

int walk_find_exit(walk *of, const char *node, const char *exit)
{
  coverage exits;
  name_list list = {.count = 0};
  int found = walk_find_node(of, node);
  if (!found) return 0;
  coverage_begin(&exits, of->read);
  for (size_t i = 0; i < exits.nodes_count; i++) {
    if (strcmp(exits.nodes[i].name, node) != 0) continue;
    for (size_t k = 0; k < exits.nodes[i].exits_count; k++) add(&list, exits.nodes[i].exits[k].name, exit);
  }
  if (!list.is_known) {
    const char *near = nearest(exit, list.names, list.count);
    walk_fail(of, "found no exit \"%.100s\" of node \"%.100s\" in the definition%s%s%s", exit, node,
              near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
  }
  coverage_free(&exits);
  return list.is_known;
}
