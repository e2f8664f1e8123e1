/* SPDX-License-Identifier: Apache-2.0 */
/* As hello.c, but the host pulls the actions: for event loops and bindings. */
#include <acd/acd.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Lets time pass and does what the engine asks for; returns when it is to be called next. */
static acd_time run(acd_engine *engine, acd_time now)
{
  acd_action action = {.size = sizeof action};
  int status;
  do {
    status = acd_engine_tick(engine, now);
    while (acd_action_next(engine, &action) == 1) {
      acd_agent_info agent = {.size = sizeof agent, .name = ""};
      acd_agent_get(engine, action.agent, &agent); /* leaves the name empty where the action has no agent */
      printf("%3" PRId64 " s  %s %s\n", action.time_us / ACD_SECOND, acd_action_kind_str(action.kind), agent.name);
      if (action.kind != ACD_ACTION_RING)
        acd_action_result(engine, action.time_us, action.id, ACD_OUTCOME_DONE, NULL);
      else if (strcmp(agent.name, "bob") == 0) /* Ann rings until the engine's deadline */
        acd_action_result(engine, action.time_us, action.id, ACD_OUTCOME_ACCEPTED, NULL);
    }
  } while (status == ACD_AGAIN); /* more was due than one tick does */
  return acd_engine_deadline(engine);
}

int main(void)
{
  acd_engine *engine = NULL;
  acd_definition *centre = NULL;
  if (acd_engine_new(NULL, &engine) || acd_definition_new(NULL, &centre)) return 1;
  int32_t support = acd_definition_add(centre, ACD_NOUN_QUEUE, 0, "support");
  acd_definition_add(centre, ACD_NOUN_AGENT, 0, "ann");
  acd_definition_add(centre, ACD_NOUN_AGENT, 0, "bob");
  acd_definition_add(centre, ACD_NOUN_MEMBER, support, "ann");
  acd_definition_add(centre, ACD_NOUN_MEMBER, support, "bob");
  if (acd_definition_submit(centre, engine, 0, ACD_DEFINE_WHOLE)) return 1; /* a failed add is told here, too */

  acd_id call, hangup_us = 80 * ACD_SECOND;
  acd_arrival arrival = {.size = sizeof arrival, .caller = "+4930123456"};
  if (acd_queue_find(engine, "support", &arrival.queue) || acd_call_arrive(engine, 0, &arrival, &call)) return 1;
  for (acd_time now = 0; now < hangup_us;) now = run(engine, now);
  acd_call_hangup(engine, hangup_us, call);
  run(engine, hangup_us);

  acd_kpi_queue kpi = {.size = sizeof kpi};
  acd_kpi_queue_get(engine, arrival.queue, &kpi);
  printf("offered %" PRId64 ", answered %" PRId64 " after %" PRId64 " s, ring no answer %" PRId64 ", talk %" PRId64
         " s\n",
         kpi.offered, kpi.answered, acd_kpi_asa_us(&kpi) / ACD_SECOND, kpi.no_answers, kpi.talk_us / ACD_SECOND);
  acd_definition_free(centre);
  acd_engine_free(engine);
  return 0;
}
