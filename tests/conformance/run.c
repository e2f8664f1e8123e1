/* SPDX-License-Identifier: Apache-2.0 */
/* Runs scripts.txt by the C library: prints it with what really follows from each command. The head of the file says what
 * its lines mean. Bindings do the same in their languages, and have to print the same. */
#include <acd/acd.h>
#include <acd/json.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 32, LABELS_MAX = 32, PENDING_MAX = 256 };

typedef struct script {
  acd_engine *engine;
  acd_time now_us;
  int count;
  char *words[WORDS_MAX]; /* of the command, without its time and name */
  struct {
    char name[16];
    acd_id call;
  } labels[LABELS_MAX];
  int labels_count;
  acd_action pending[PENDING_MAX]; /* pulled; their texts are not looked at again */
  int pending_count;
  int digests; /* are figures, too */
} script;

static const char *word(const script *s, int index)
{
  return index < s->count ? s->words[index] : "";
}

static int64_t number(const script *s, int index)
{
  return strtoll(word(s, index), NULL, 10);
}

static acd_id call(const script *s, int index)
{
  for (int i = s->labels_count - 1; i >= 0; i--)
    if (strcmp(s->labels[i].name, word(s, index)) == 0) return s->labels[i].call;
  return 0;
}

static void label(script *s, const char *name, acd_id id)
{
  if (s->labels_count == LABELS_MAX) return;
  snprintf(s->labels[s->labels_count].name, sizeof s->labels[0].name, "%s", name);
  s->labels[s->labels_count++].call = id;
}

#define FIND(noun)                                                                                                     \
  static acd_id noun(const script *s, int index)                                                                       \
  {                                                                                                                    \
    acd_id id = 0;                                                                                                     \
    acd_##noun##_find(s->engine, word(s, index), &id);                                                                 \
    return id;                                                                                                         \
  }
FIND(agent)
FIND(queue)
FIND(skill)
FIND(flow)
FIND(toggle)
FIND(callback_plan)

/* The kind and the thing itself of "agent ann", "queue support", "flow main", "number +49". */
static int target(const script *s, int index, acd_id *id_out)
{
  *id_out = 0;
  if (strcmp(word(s, index), "agent") == 0) return (*id_out = agent(s, index + 1), ACD_TARGET_AGENT);
  if (strcmp(word(s, index), "queue") == 0) return (*id_out = queue(s, index + 1), ACD_TARGET_QUEUE);
  if (strcmp(word(s, index), "flow") == 0) return (*id_out = flow(s, index + 1), ACD_TARGET_FLOW);
  return ACD_TARGET_NUMBER;
}

static int do_arrive(script *s)
{
  acd_arrival arrival;
  acd_requirement need = {0};
  acd_id preferred = 0, id = 0;
  acd_arrival_init(&arrival);
  for (int i = 1; i + 1 < s->count; i += 2) {
    const char *key = word(s, i), *value = word(s, i + 1);
    if (strcmp(key, "queue") == 0) arrival.queue = queue(s, i + 1);
    if (strcmp(key, "flow") == 0) arrival.flow = flow(s, i + 1);
    if (strcmp(key, "number") == 0) arrival.number = value;
    if (strcmp(key, "caller") == 0) arrival.caller = value;
    if (strcmp(key, "attributes") == 0) arrival.attributes = value;
    if (strcmp(key, "priority") == 0) arrival.priority = number(s, i + 1);
    if (strcmp(key, "ref") == 0) arrival.host_ref = number(s, i + 1);
    if (strcmp(key, "waited_us") == 0) arrival.waited_us = number(s, i + 1);
    if (strcmp(key, "skill") == 0) {
      need = (acd_requirement){skill(s, i + 1), 1};
      arrival.requirements = &need;
      arrival.requirements_count = 1;
    }
    if (strcmp(key, "prefer") == 0) {
      preferred = agent(s, i + 1);
      arrival.preferred = &preferred;
      arrival.preferred_count = 1;
    }
  }
  int status = acd_call_arrive(s->engine, s->now_us, &arrival, &id);
  label(s, word(s, 0), id);
  return status;
}

static int do_consult(script *s)
{
  acd_id id = 0, whom;
  int kind = target(s, 2, &whom);
  int status = acd_call_consult(s->engine, s->now_us, call(s, 0), kind, whom, 0, &id);
  label(s, word(s, 1), id);
  return status;
}

static int do_transfer(script *s)
{
  acd_id whom;
  int kind = target(s, 1, &whom);
  return acd_call_transfer(s->engine, s->now_us, call(s, 0), kind, whom, kind == ACD_TARGET_NUMBER ? word(s, 2) : NULL);
}

static int do_require(script *s)
{
  const acd_requirement need = {skill(s, 1), number(s, 2)};
  return acd_call_require(s->engine, s->now_us, call(s, 0), &need, 1);
}

static int do_callback(script *s)
{
  acd_callback_wish wish;
  acd_id id = 0;
  acd_callback_wish_init(&wish);
  wish.number = word(s, 1);
  wish.plan = callback_plan(s, 2);
  wish.queue = queue(s, 3);
  int status = acd_callback_request(s->engine, s->now_us, &wish, &id);
  label(s, word(s, 0), id);
  return status;
}

static int do_reconcile(script *s)
{
  acd_id known[WORDS_MAX];
  for (int i = 0; i < s->count; i++) known[i] = call(s, i);
  return acd_engine_reconcile(s->engine, s->now_us, known, (size_t)s->count);
}

static int64_t outcome(const char *name)
{
  for (int64_t one = 1; strcmp(acd_outcome_str(one), "?") != 0; one++)
    if (strcmp(acd_outcome_str(one), name) == 0) return one;
  return 0;
}

/* Of the latest action of that kind for that call (and agent, where that is not "-"). */
static int do_result(script *s)
{
  acd_id id = 0;
  for (int i = 0; i < s->pending_count; i++) {
    const acd_action *action = &s->pending[i];
    if (strcmp(acd_action_kind_str(action->kind), word(s, 0)) == 0 && action->call == call(s, 1) &&
        (strcmp(word(s, 2), "-") == 0 || action->agent == agent(s, 2)))
      id = action->id;
  }
  return acd_action_result(s->engine, s->now_us, id, outcome(word(s, 3)), s->count > 4 ? word(s, 4) : NULL);
}

#define OF_CALL(name, function, ...)                                                                                   \
  static int do_##name(script *s)                                                                                      \
  {                                                                                                                    \
    return function(s->engine, s->now_us, call(s, 0) __VA_ARGS__);                                                     \
  }
#define OF_AGENT(name, function, ...)                                                                                  \
  static int do_##name(script *s)                                                                                      \
  {                                                                                                                    \
    return function(s->engine, s->now_us, agent(s, 0) __VA_ARGS__);                                                    \
  }
#define OF_QUEUE(name, function)                                                                                       \
  static int do_##name(script *s)                                                                                      \
  {                                                                                                                    \
    return function(s->engine, s->now_us, queue(s, 0));                                                                \
  }
#define AND ,
OF_CALL(hangup, acd_call_hangup, )
OF_CALL(hold, acd_call_hold, )
OF_CALL(resume, acd_call_resume, )
OF_CALL(complete, acd_call_complete, )
OF_CALL(conference, acd_call_conference, )
OF_CALL(park, acd_call_park, )
OF_CALL(cancel, acd_callback_cancel, )
OF_CALL(keys, acd_call_keys, AND word(s, 1))
OF_CALL(set, acd_call_set, AND word(s, 1) AND word(s, 2))
OF_CALL(record, acd_call_record, AND(int) number(s, 1))
OF_CALL(prioritize, acd_call_prioritize, AND number(s, 1))
OF_CALL(move, acd_call_move, AND queue(s, 1) AND(int) number(s, 2))
OF_CALL(also, acd_call_also, AND queue(s, 1))
OF_CALL(also_end, acd_call_also_end, AND queue(s, 1))
OF_CALL(pick_up, acd_call_pick_up, AND agent(s, 1) AND 0)
OF_AGENT(login, acd_agent_login, AND number(s, 1))
OF_AGENT(logout, acd_agent_logout, )
OF_AGENT(ready, acd_agent_ready, )
OF_AGENT(not_ready, acd_agent_not_ready, AND number(s, 1))
OF_AGENT(set_presence, acd_agent_set_presence, AND number(s, 1) AND number(s, 2) AND number(s, 3) AND number(s, 4))
OF_AGENT(extend_wrapup, acd_agent_extend_wrapup, AND 0 AND number(s, 1))
OF_AGENT(end_wrapup, acd_agent_end_wrapup, AND 0)
OF_AGENT(elsewhere, acd_agent_elsewhere, AND 0 AND number(s, 1))
OF_AGENT(agent_hangup, acd_agent_hangup, AND 0)
OF_AGENT(supervise, acd_agent_supervise, AND call(s, 1) AND(int) number(s, 2))
OF_QUEUE(open, acd_queue_open)
OF_QUEUE(drain, acd_queue_drain)
OF_QUEUE(clear, acd_queue_clear)
static int do_toggle(script *s)
{
  return acd_toggle_set(s->engine, s->now_us, toggle(s, 0), (int)number(s, 1));
}
static int do_wall(script *s)
{
  return acd_engine_wall_set(s->engine, s->now_us, number(s, 0));
}
static int do_tick(script *s)
{
  return acd_engine_tick(s->engine, s->now_us);
}

#define COMMAND(name)                                                                                                  \
  {                                                                                                                    \
#name, do_##name                                                                                                   \
  }
static const struct {
  const char *name;
  int (*run)(script *s);
} commands[] = {
    COMMAND(tick),       COMMAND(wall),     COMMAND(arrive),     COMMAND(hangup),        COMMAND(hold),
    COMMAND(resume),     COMMAND(transfer), COMMAND(consult),    COMMAND(complete),      COMMAND(conference),
    COMMAND(park),       COMMAND(pick_up),  COMMAND(keys),       COMMAND(set),           COMMAND(record),
    COMMAND(prioritize), COMMAND(require),  COMMAND(move),       COMMAND(also),          COMMAND(also_end),
    COMMAND(login),      COMMAND(logout),   COMMAND(ready),      COMMAND(not_ready),     COMMAND(set_presence),
    COMMAND(elsewhere),  COMMAND(open),     COMMAND(end_wrapup), COMMAND(extend_wrapup), COMMAND(agent_hangup),
    COMMAND(supervise),  COMMAND(drain),    COMMAND(clear),      COMMAND(toggle),        COMMAND(callback),
    COMMAND(cancel),     COMMAND(result),   COMMAND(reconcile),
};

static const char *name_of(const script *s, acd_id id)
{
  for (int i = 0; i < s->labels_count; i++)
    if (id && s->labels[i].call == id) return s->labels[i].name;
  return "-";
}

static void print_actions(script *s)
{
  acd_action action = {.size = sizeof action};
  while (acd_action_next(s->engine, &action) == 1) {
    acd_agent_info info = {.size = sizeof info, .name = ""};
    acd_agent_get(s->engine, action.agent, &info);
    printf("> %s %s %s %" PRId64 "%s%s\n", acd_action_kind_str(action.kind), name_of(s, action.call),
           *info.name ? info.name : "-", action.deadline_us, *action.text ? " " : "", action.text);
    if (s->pending_count < PENDING_MAX) s->pending[s->pending_count++] = action;
  }
}

static void run_command(script *s, const char *name)
{
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
    if (strcmp(commands[i].name, name) != 0) continue;
    int status = commands[i].run(s);
    if (status != ACD_OK) printf("! %s\n", acd_status_text(status));
    print_actions(s);
    return;
  }
  printf("! no such command\n");
}

static void print_figures(const script *s)
{
  acd_kpi_queue q = {.size = sizeof q};
  acd_kpi_agent a = {.size = sizeof a};
  acd_kpi_calls c = {.size = sizeof c};
  acd_kpi_queue_get(s->engine, 0, &q);
  acd_kpi_agent_get(s->engine, 0, &a);
  acd_kpi_calls_get(s->engine, &c);
  printf("= offered %" PRId64 " answered %" PRId64 " abandoned %" PRId64 " waiting %" PRId64 " wait_us %" PRId64
         " talk_us %" PRId64 " service_level_ppm %" PRId64 "\n",
         q.offered, q.answered, q.abandoned + q.abandoned_short, q.waiting, q.wait_us, q.talk_us,
         acd_kpi_service_level_ppm(&q));
  printf("= handled %" PRId64 " no_answers %" PRId64 " busy_us %" PRId64 " arrived %" PRId64 " live %" PRId64
         " completed %" PRId64 "\n",
         a.handled, a.no_answers, a.busy_us, c.arrived, c.live, c.ends[ACD_END_COMPLETED]);
  if (s->digests)
    printf("= actions %" PRId64 " state %" PRId64 "\n", acd_engine_digest_actions(s->engine),
           acd_engine_digest_state(s->engine));
}

static void define(script *s, const char *text)
{
  acd_json *json = NULL;
  acd_engine_free(s->engine);
  *s = (script){.digests = s->digests};
  if (acd_engine_new(NULL, &s->engine) || acd_json_new(NULL, &json)) exit(1);
  int status = acd_json_load_text(json, text, strlen(text));
  if (status == ACD_OK) status = acd_json_submit(json, s->engine, 0, ACD_DEFINE_WHOLE);
  if (status != ACD_OK) {
    acd_json_error error = {.size = sizeof error};
    acd_json_error_at(json, 0, &error);
    printf("! %s: %s: %s\n", acd_status_text(status), error.path, error.text);
  }
  acd_json_free(json);
}

int main(int argc, char **argv)
{
  static script s;
  char line[4096];
  FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
  if (!file) return fprintf(stderr, "usage: run SCRIPTS [--digests]\n"), 2;
  s.digests = argc > 2;
  while (fgets(line, sizeof line, file)) {
    if (strchr(">!=", *line)) continue; /* what is to come out */
    fputs(line, stdout);
    line[strcspn(line, "\n")] = '\0';
    if (strncmp(line, "define ", 7) == 0) define(&s, line + 7);
    if (strcmp(line, "figures") == 0) print_figures(&s);
    if (!*line || !strchr("-0123456789", *line)) continue; /* no time stands before it */
    char *rest = line, *name;
    s.now_us = strtoll(rest, &rest, 10);
    name = strtok(rest, " ");
    for (s.count = 0; s.count < WORDS_MAX && (s.words[s.count] = strtok(NULL, " ")) != NULL;) s.count++;
    run_command(&s, name ? name : "");
  }
  fclose(file);
  acd_engine_free(s.engine);
  return 0;
}
