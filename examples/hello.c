/* SPDX-License-Identifier: Apache-2.0 */
/* One queue, two agents, hooks that print what they are told. Ann does not answer, Bob does, the caller hangs up. */
#include <acd/acd.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *tell(FILE *out, acd_engine *engine, const acd_action *action)
{
  acd_agent_info agent = {.size = sizeof agent, .name = ""};
  acd_agent_get(engine, action->agent, &agent); /* leaves the name empty where the action has no agent */
  fprintf(out, "%3" PRId64 " s  %s %s\n", action->time_us / ACD_SECOND, acd_action_kind_str(action->kind), agent.name);
  return agent.name;
}

static int ring(void *user, acd_engine *engine, const acd_action *action)
{
  if (strcmp(tell(user, engine, action), "ann") == 0) return ACD_OK; /* rings until the engine's deadline */
  return acd_action_result(engine, action->time_us, action->id, ACD_OUTCOME_ACCEPTED, NULL);
}

static int other(void *user, acd_engine *engine, const acd_action *action)
{
  tell(user, engine, action);
  return acd_action_result(engine, action->time_us, action->id, ACD_OUTCOME_DONE, NULL);
}

int main(void)
{
  acd_engine *engine = NULL;
  acd_definition *centre = NULL;
  acd_dispatcher *host = NULL;
  const acd_hooks hooks = {.size = sizeof hooks, .user = stdout, .ring = ring, .other = other};
  if (acd_engine_new(NULL, &engine) || acd_definition_new(NULL, &centre) || acd_dispatcher_new(engine, &hooks, &host))
    return 1;
  int32_t support = acd_definition_add(centre, ACD_NOUN_QUEUE, 0, "support");
  acd_definition_add(centre, ACD_NOUN_AGENT, 0, "ann");
  acd_definition_add(centre, ACD_NOUN_AGENT, 0, "bob");
  acd_definition_add(centre, ACD_NOUN_MEMBER, support, "ann");
  acd_definition_add(centre, ACD_NOUN_MEMBER, support, "bob");
  if (acd_definition_submit(centre, engine, 0, ACD_DEFINE_WHOLE)) return 1; /* a failed add is told here, too */

  acd_id call, hangup_us = 80 * ACD_SECOND;
  acd_arrival arrival = {.size = sizeof arrival, .caller = "+4930123456"};
  if (acd_queue_find(engine, "support", &arrival.queue) || acd_call_arrive(engine, 0, &arrival, &call)) return 1;
  for (acd_time now = 0; now < hangup_us; now = acd_engine_deadline(engine)) acd_dispatcher_run(host, now);
  acd_call_hangup(engine, hangup_us, call);
  acd_dispatcher_run(host, hangup_us);

  acd_kpi_queue kpi = {.size = sizeof kpi};
  acd_kpi_queue_get(engine, arrival.queue, &kpi);
  printf("offered %" PRId64 ", answered %" PRId64 " after %" PRId64 " s, ring no answer %" PRId64 ", talk %" PRId64
         " s\n",
         kpi.offered, kpi.answered, acd_kpi_asa_us(&kpi) / ACD_SECOND, kpi.no_answers, kpi.talk_us / ACD_SECOND);
  acd_dispatcher_free(host);
  acd_definition_free(centre);
  acd_engine_free(engine);
  return 0;
}
