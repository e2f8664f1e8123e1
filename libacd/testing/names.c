/* SPDX-License-Identifier: Apache-2.0 */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static acd__testing_name *find(const acd_testing *of, acd_id call)
{
  for (size_t i = of->names_count; i-- > 0;)
    if (of->names[i].call == call) return &of->names[i];
  return NULL;
}

void acd__testing_see_call(acd_testing *of, acd_id call)
{
  if (!call || find(of, call)) return;
  acd__testing_name *more = acd__testing_grown(of->names, of->names_count, sizeof *more);
  if (!more) {
    of->lost = 1;
    return;
  }
  of->names = more;
  of->names[of->names_count++] = (acd__testing_name){call, NULL};
}

/* The number of a call that has no other name. */
static size_t number_of(const acd_testing *of, const acd__testing_name *name)
{
  return (size_t)(name - of->names) + 1;
}

void acd__testing_add_call_name(acd__testing_text *to, const acd_testing *of, acd_id call)
{
  const acd__testing_name *name = find(of, call);
  if (name && name->name)
    acd__testing_text_add(to, "%s", name->name);
  else
    acd__testing_text_add(to, "call %zu", name ? number_of(of, name) : 0);
}

static int has_name(const acd_testing *of, const acd__testing_name *name, const char *word)
{
  if (name->name) return strcmp(name->name, word) == 0;
  char number[40];
  snprintf(number, sizeof number, "call %zu", number_of(of, name));
  return strcmp(number, word) == 0;
}

int acd__testing_is_called(const acd_testing *of, acd_id call, const char *name)
{
  if (!name) return 1;
  const acd__testing_name *found = find(of, call);
  return found && has_name(of, found, name);
}

acd_id acd__testing_call_find(const acd_testing *of, const char *name)
{
  for (size_t i = of->names_count; name && i-- > 0;)
    if (has_name(of, &of->names[i], name)) return of->names[i].call;
  return 0;
}

int acd_testing_name_call(acd_testing *testing, acd_id call, const char *name)
{
  if (!testing || !name || !*name || call <= 0) return ACD_ERR_ARGUMENT;
  acd_id other = acd__testing_call_find(testing, name);
  if (other == call) return ACD_OK;
  if (other) return acd__testing_fail(testing, ACD_ERR_STATE, "there is a call %s already", name);
  acd__testing_see_call(testing, call);
  acd__testing_name *found = find(testing, call);
  char *copy = acd__testing_copy(name);
  if (!found || !copy) {
    free(copy);
    return acd__testing_fail(testing, ACD_ERR_NOMEM, "%s", acd_status_text(ACD_ERR_NOMEM));
  }
  free(found->name);
  found->name = copy;
  return ACD_OK;
}

acd_id acd_testing_call_id(acd_testing *testing, const char *name)
{
  if (!testing) return 0;
  acd_id call = acd__testing_call_find(testing, name);
  if (!call) (void)acd__testing_fail(testing, ACD_ERR_NOT_FOUND, "there is no call %s", name ? name : "NULL");
  return call;
}

typedef int (*find_fn)(const acd_engine *engine, const char *name, acd_id *id_out);

static acd_id look_up(acd_testing *testing, find_fn find_it, const char *noun, const char *name)
{
  acd_engine *engine = acd_testing_engine(testing);
  acd_id id = 0;
  if (engine && name && find_it(engine, name, &id) == ACD_OK) return id;
  if (testing) (void)acd__testing_fail(testing, ACD_ERR_NOT_FOUND, "there is no %s %s", noun, name ? name : "NULL");
  return 0;
}

acd_id acd_testing_agent_id(acd_testing *testing, const char *name)
{
  return look_up(testing, acd_agent_find, "agent", name);
}

acd_id acd_testing_queue_id(acd_testing *testing, const char *name)
{
  return look_up(testing, acd_queue_find, "queue", name);
}
