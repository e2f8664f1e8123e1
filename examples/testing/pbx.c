/* SPDX-License-Identifier: Apache-2.0 */
#include "pbx.h"

#include <stdlib.h>
#include <string.h>

enum { PHONES = 100 };

/* A phone that rings. */
typedef struct phone {
  acd_id agent; /* 0: unused */
  acd_id ring;  /* the action that asked for it */
} phone;

struct pbx {
  acd_engine *engine;
  acd_dispatcher *dispatcher;
  pbx_line line;
  phone phones[PHONES];
};

static const char *agent_name(const acd_engine *engine, acd_id agent)
{
  acd_agent_info info = {.size = sizeof info};
  return acd_agent_get(engine, agent, &info) ? "" : info.name;
}

static const char *caller_of(const acd_engine *engine, acd_id call)
{
  acd_call_info info = {.size = sizeof info};
  return acd_call_get(engine, call, &info) ? "" : info.caller;
}

static phone *phone_of(pbx *host, acd_id agent)
{
  for (size_t i = 0; i < PHONES; i++)
    if (host->phones[i].agent == agent) return &host->phones[i];
  return NULL;
}

static int done(acd_engine *engine, const acd_action *action)
{
  return acd_action_result(engine, acd_engine_now(engine), action->id, ACD_OUTCOME_DONE, NULL);
}

static int ring(void *user, acd_engine *engine, const acd_action *action)
{
  pbx *host = user;
  phone *free_one = phone_of(host, 0);
  if (!free_one) return ACD_ERR_LIMIT; /* and the engine goes on with another agent */
  *free_one = (phone){action->agent, action->id};
  host->line.invite(host->line.user, agent_name(engine, action->agent));
  return ACD_OK;
}

static int ring_stop(void *user, acd_engine *engine, const acd_action *action)
{
  pbx *host = user;
  phone *rings = phone_of(host, action->agent);
  if (rings) *rings = (phone){0, 0};
  host->line.cancel(host->line.user, agent_name(engine, action->agent));
  return done(engine, action);
}

static int bridge(void *user, acd_engine *engine, const acd_action *action)
{
  pbx *host = user;
  host->line.connect(host->line.user, caller_of(engine, action->call), agent_name(engine, action->agent));
  return done(engine, action);
}

static int release(void *user, acd_engine *engine, const acd_action *action)
{
  pbx *host = user;
  host->line.bye(host->line.user, agent_name(engine, action->agent));
  return done(engine, action);
}

static int other(void *user, acd_engine *engine, const acd_action *action)
{
  (void)user;
  return done(engine, action);
}

pbx *pbx_new(const acd_options *options, const pbx_line *line)
{
  pbx *host = calloc(1, sizeof *host);
  if (!host) return NULL;
  host->line = *line;
  const acd_hooks hooks = {.size = sizeof hooks,
                           .user = host,
                           .ring = ring,
                           .ring_stop = ring_stop,
                           .bridge = bridge,
                           .release = release,
                           .other = other};
  if (acd_engine_new(options, &host->engine) || acd_dispatcher_new(host->engine, &hooks, &host->dispatcher)) {
    pbx_free(host);
    return NULL;
  }
  return host;
}

void pbx_free(pbx *host)
{
  if (!host) return;
  acd_dispatcher_free(host->dispatcher);
  acd_engine_free(host->engine);
  free(host);
}

acd_engine *pbx_engine(pbx *host)
{
  return host->engine;
}

int pbx_run(void *host, acd_time now_us)
{
  int64_t count = acd_dispatcher_run(((pbx *)host)->dispatcher, now_us);
  return count < 0 ? (int)count : ACD_OK;
}

int pbx_incoming(pbx *host, acd_time now_us, const char *caller, const char *number)
{
  acd_arrival arrival;
  acd_arrival_init(&arrival);
  arrival.caller = caller;
  arrival.number = number;
  int status = acd_call_arrive(host->engine, now_us, &arrival, NULL);
  return status ? status : pbx_run(host, now_us);
}

int pbx_response(pbx *host, acd_time now_us, const char *agent, int code)
{
  acd_id id;
  int status = acd_agent_find(host->engine, agent, &id);
  phone *rings = status ? NULL : phone_of(host, id);
  if (!rings) return ACD_ERR_STATE; /* a response to nothing, or a late one */
  int64_t outcome = ACD_OUTCOME_FAILED;
  if (code == 200) outcome = ACD_OUTCOME_ACCEPTED;
  if (code == 408 || code == 480) outcome = ACD_OUTCOME_NO_ANSWER;
  if (code == 486) outcome = ACD_OUTCOME_BUSY;
  if (code == 603) outcome = ACD_OUTCOME_REJECTED;
  status = acd_action_result(host->engine, now_us, rings->ring, outcome, NULL);
  *rings = (phone){0, 0};
  return status ? status : pbx_run(host, now_us);
}

int pbx_caller_bye(pbx *host, acd_time now_us, const char *caller)
{
  for (acd_id call = 0; (call = acd_call_next(host->engine, call)) != 0;) {
    if (strcmp(caller_of(host->engine, call), caller) != 0) continue;
    int status = acd_call_hangup(host->engine, now_us, call);
    return status ? status : pbx_run(host, now_us);
  }
  return ACD_ERR_NOT_FOUND;
}
