/* SPDX-License-Identifier: Apache-2.0 */
/* Small deterministic scripts: for each call the agent, the time of answer, the wait and the end must be equal.
 * One unit of time is a second. Each script runs with one queue whose calls need the skill of their type, and, round robin
 * excepted (whose memory is the queue's, so that it is another rule there), with a queue for each type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "centre.h"

#define ROWS_MAX  1000
#define TYPES_MAX 8

typedef struct row {
  char script[64], skills[64], strategy[32];
  int agents, call, arrival, duration, type, agent, answer, wait, end;
} row;

static row rows[ROWS_MAX];
static size_t rows_count;

/* The next field of a line of CSV, quotes taken off. */
static char *next_field(char **line)
{
  char *from = *line, *to;
  if (*from == '"') {
    to = strchr(++from, '"');
    if (!to) return NULL;
    *to++ = '\0';
  } else {
    to = from + strcspn(from, ",\r\n");
  }
  if (*to) *to++ = '\0';
  *line = to;
  return from;
}

static int read_row(char *line, row *row_out)
{
  char *fields[15];
  for (size_t i = 0; i < 15; i++) {
    fields[i] = next_field(&line);
    if (!fields[i]) return 0;
  }
  snprintf(row_out->script, sizeof(row_out->script), "%s", fields[0]);
  snprintf(row_out->skills, sizeof(row_out->skills), "%s", fields[2]);
  snprintf(row_out->strategy, sizeof(row_out->strategy), "%s", fields[4]);
  if (strcmp(fields[3], "FIFO") != 0 || *fields[9] || strcmp(fields[10], "answered") != 0) return 0;
  row_out->agents = atoi(fields[1]);
  row_out->call = atoi(fields[5]);
  row_out->arrival = atoi(fields[6]);
  row_out->duration = atoi(fields[7]);
  row_out->type = atoi(fields[8]);
  row_out->agent = atoi(fields[11]);
  row_out->answer = atoi(fields[12]);
  row_out->wait = atoi(fields[13]);
  row_out->end = atoi(fields[14]);
  return 1;
}

static void read_rows(FILE *file)
{
  char line[512];
  if (!fgets(line, sizeof(line), file)) abort();
  while (fgets(line, sizeof(line), file)) {
    if (rows_count == ROWS_MAX || !read_row(line, &rows[rows_count])) {
      fprintf(stderr, "row %zu is not of the form that this test knows\n", rows_count + 1);
      abort();
    }
    rows_count++;
  }
}

static int64_t strategy_of(const char *name)
{
  static const struct {
    const char *name;
    int64_t strategy;
  } strategies[] = {{"linear", ACD_STRATEGY_LINEAR},
                    {"round_robin", ACD_STRATEGY_ROUND_ROBIN},
                    {"longest_idle", ACD_STRATEGY_LONGEST_IDLE},
                    {"fewest_calls", ACD_STRATEGY_FEWEST_CALLS},
                    {"least_talk", ACD_STRATEGY_LEAST_TALK}};
  for (size_t i = 0; i < sizeof(strategies) / sizeof(strategies[0]); i++)
    if (strcmp(name, strategies[i].name) == 0) return strategies[i].strategy;
  fail_msg("unknown strategy %s", name);
  return 0;
}

/* Bit set of the types that an agent (from 1) serves: "0;0;0,1" lists them agent by agent. */
static unsigned types_of(const row *first, int agent)
{
  const char *at = first->skills;
  unsigned types = 0;
  while (--agent > 0) at = strchr(at, ';') + 1;
  for (; *at && *at != ';'; at++)
    if (*at != ',') types |= 1u << (*at - '0');
  return types;
}

static void define(acd_sim *sim, const row *first, int by_queue)
{
  acd_definition *definition = new_definition();
  int32_t queues[TYPES_MAX] = {0};
  char name[32];
  unsigned all = 0;
  for (int i = 1; i <= first->agents; i++) all |= types_of(first, i);
  for (int type = 0; type < TYPES_MAX; type++) {
    if (!(all >> type & 1)) continue;
    snprintf(name, sizeof(name), "type-%d", type);
    acd_definition_add(definition, ACD_NOUN_SKILL, 0, name);
    if (by_queue || type == 0) {
      queues[type] = acd_definition_add(definition, ACD_NOUN_QUEUE, 0, name);
      acd_definition_set(definition, queues[type], ACD_QUEUE_STRATEGY, strategy_of(first->strategy));
    }
  }
  for (int i = 1; i <= first->agents; i++) {
    char agent_name[32];
    int32_t agent;
    snprintf(agent_name, sizeof(agent_name), "agent-%d", i);
    agent = acd_definition_add(definition, ACD_NOUN_AGENT, 0, agent_name);
    for (int type = 0; type < TYPES_MAX; type++) {
      if (!(types_of(first, i) >> type & 1)) continue;
      snprintf(name, sizeof(name), "type-%d", type);
      acd_definition_add(definition, ACD_NOUN_AGENT_SKILL, agent, name);
      if (by_queue) acd_definition_add(definition, ACD_NOUN_MEMBER, queues[type], agent_name);
    }
    if (!by_queue) acd_definition_add(definition, ACD_NOUN_MEMBER, queues[0], agent_name);
  }
  submit(sim, definition);
}

static void run_script(const row *first, size_t count, int by_queue, int two_steps)
{
  outcomes kept;
  acd_sim *sim = new_sim(&kept);
  acd_sim_set(sim, ACD_SIM_OPTION_TWO_STEPS, two_steps);
  define(sim, first, by_queue);
  for (size_t i = 0; i < count; i++) {
    acd_requirement needs = {0, 1};
    char name[32];
    acd_sim_caller caller;
    snprintf(name, sizeof(name), "type-%d", first[i].type);
    assert_int_equal(acd_skill_find(acd_sim_engine(sim), name, &needs.skill), ACD_OK);
    caller = caller_to(find_queue(sim, by_queue ? name : "type-0"), first[i].arrival * S, first[i].duration * S,
                       first[i].call);
    if (!by_queue) {
      caller.requirements = &needs;
      caller.requirements_count = 1;
    }
    assert_int_equal(acd_sim_add_caller(sim, &caller), ACD_OK);
  }
  assert_int_equal(acd_sim_run(sim, ACD_TIME_NEVER), ACD_OK);
  assert_int_equal(kept.count, count);
  for (size_t i = 0; i < count; i++) {
    const acd_sim_outcome *got = outcome_of(&kept, first[i].call);
    int agent = agent_number(sim, got->agent);
    if (agent != first[i].agent || got->answered_at_us != first[i].answer * S || got->wait_us != first[i].wait * S ||
        got->ended_at_us != first[i].end * S)
      fail_msg("%s %s call %d: agent %d answer %g wait %g end %g, expected %d %d %d %d", first->script, first->strategy,
               first[i].call, agent, (double)got->answered_at_us / S, (double)got->wait_us / S,
               (double)got->ended_at_us / S, first[i].agent, first[i].answer, first[i].wait, first[i].end);
  }
  acd_sim_free(sim);
  outcomes_free(&kept);
}

static size_t run_all(int by_queue, int two_steps)
{
  size_t done = 0;
  for (size_t from = 0, to; from < rows_count; from = to) {
    for (to = from; to < rows_count; to++)
      if (strcmp(rows[from].script, rows[to].script) != 0 || strcmp(rows[from].strategy, rows[to].strategy) != 0) break;
    if (by_queue && strcmp(rows[from].strategy, "round_robin") == 0) continue;
    run_script(&rows[from], to - from, by_queue, two_steps);
    done += to - from;
  }
  return done;
}

static void test_one_queue_with_skills(void **state)
{
  (void)state;
  assert_int_equal(run_all(0, 0), rows_count);
}

static void test_a_queue_for_each_type(void **state)
{
  (void)state;
  assert_in_range(run_all(1, 0), 1, rows_count - 1);
}

static void test_accepted_then_bridged(void **state)
{
  (void)state;
  assert_int_equal(run_all(0, 1), rows_count);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_queue_with_skills),
                                     cmocka_unit_test(test_a_queue_for_each_type),
                                     cmocka_unit_test(test_accepted_then_bridged)};
  FILE *file = open_shared("theory/micro_scripts.csv", "the micro_scripts table, see tests/README.md");
  if (!file) return 77;
  read_rows(file);
  fclose(file);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
