/* SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include <stdio.h>
#include <stdlib.h>

enum { CALLS = 40 };

typedef struct telling {
  test_host host;
  const story *of;
  acd_id calls[CALLS];
  int calls_count;
  size_t told; /* actions looked at */
  char heard[2000];
  size_t used;
} telling;

static void write_word(telling *to, const char *word, int number)
{
  to->used += (size_t)snprintf(to->heard + to->used, sizeof to->heard - to->used, "%s%s", to->used ? " " : "", word);
  if (number) to->used += (size_t)snprintf(to->heard + to->used, sizeof to->heard - to->used, "%d", number);
  assert_true(to->used < sizeof to->heard);
}

static const char *name_of(const telling *of, acd_id agent)
{
  acd_agent_info info = {.size = sizeof info};
  return acd_agent_get(of->host.engine, agent, &info) ? "?" : info.name;
}

/* What the command that is over has led to. */
static void listen(telling *to)
{
  size_t before = to->used;
  host_pull(&to->host);
  for (; to->told < to->host.actions_count; to->told++) {
    const acd_action *action = &to->host.actions[to->told].action;
    if (action->kind != ACD_ACTION_RING && action->kind != ACD_ACTION_RING_STOP) continue;
    if (to->used == before && before) write_word(to, "|", 0);
    int number = 0;
    while (number < to->calls_count && to->calls[number] != action->call) number++;
    char word[64];
    snprintf(word, sizeof word, "%s%s", name_of(to, action->agent), action->kind == ACD_ACTION_RING ? "" : "-");
    write_word(to, word, action->kind == ACD_ACTION_RING ? number + 1 : 0);
  }
}

static void arrive(telling *to, char *word)
{
  acd_requirement needs[4];
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.requirements = needs;
  arrival.number = strtok(word, "/");
  for (char *more; (more = strtok(NULL, "/")) != NULL;) {
    size_t letters = strcspn(more, "-0123456789");
    int64_t value = strtoll(more + letters, NULL, 10);
    more[letters] = '\0';
    if (strcmp(more, "p") == 0)
      arrival.priority = value;
    else if (strcmp(more, "w") == 0)
      arrival.waited_us = value * SECOND;
    else
      needs[arrival.requirements_count++] = (acd_requirement){host_skill(&to->host, more), value};
  }
  assert_true(to->calls_count < CALLS);
  acd_id *call = &to->calls[to->calls_count++];
  assert_int_equal(acd_call_arrive(to->host.engine, to->host.now, &arrival, call), ACD_OK);
}

static void answer(telling *to, const char *agent, const char *outcome)
{
  char words[64];
  int64_t number = 1;
  int unbridged = strcmp(outcome, "unbridged") == 0;
  while (!unbridged && strcmp(acd_outcome_str(number), outcome) != 0) number++;
  if (unbridged) number = ACD_OUTCOME_FAILED;
  int bridge = unbridged || number == ACD_OUTCOME_DONE;
  snprintf(words, sizeof words, "%s %s", bridge ? "bridge" : "ring", agent);
  host_answer(&to->host, words, number);
}

static void happen(telling *to, char *word)
{
  char *last = word + strlen(word) - 1, *colon = strchr(word, ':');
  if (strcmp(word, "!") == 0) {
    host_change(&to->host, to->of->change);
  } else if (*word == '+') {
    host_pass(&to->host, (int64_t)(strtod(word + 1, NULL) * 1e6 + 0.5));
  } else if (*word >= '0' && *word <= '9') {
    arrive(to, word);
  } else if (*word == 'x' && word[1] >= '0' && word[1] <= '9') {
    host_hangup(&to->host, to->calls[atoi(word + 1) - 1]);
  } else if (colon) {
    *colon = '\0';
    answer(to, word, colon + 1);
  } else {
    int ready = *last == '+';
    *last = '\0';
    acd_id agent = host_agent(&to->host, word);
    assert_int_equal(ready ? acd_agent_ready(to->host.engine, to->host.now, agent)
                           : acd_agent_not_ready(to->host.engine, to->host.now, agent, 7),
                     ACD_OK);
  }
  listen(to);
}

static void tell(const story *of)
{
  static telling to;
  char script[600], *rest = script;
  memset(&to, 0, sizeof to);
  to.of = of;
  host_begin(&to.host, NULL);
  host_define(&to.host, of->centre);
  assert_true(strlen(of->script) < sizeof script);
  strcpy(script, of->script);
  while (*rest) { /* not strtok(): the words are taken apart with it */
    char *word = rest, *end = rest + strcspn(rest, " ");
    rest = *end ? end + 1 : end;
    *end = '\0';
    happen(&to, word);
    host_check(&to.host);
  }
  if (strcmp(to.heard, of->expected) != 0)
    fail_msg("%s: %s\n  heard:    %s\n  expected: %s", of->what, of->script, to.heard, of->expected);
  host_end(&to.host);
}

void story_tell(const story *stories, size_t count)
{
  for (size_t i = 0; i < count; i++) tell(&stories[i]);
}
