/* SPDX-License-Identifier: Apache-2.0 */
/* Hands actions to hooks (acd/dispatcher.h), by what the public headers offer but for two things: memory is the engine's, and
 * the lengths of the next action's texts are looked at before it is pulled. */
#include <acd/dispatcher.h>

#include <string.h>

#include "engine/engine.h"
#include "model/record.h"

struct acd_dispatcher {
  acd_engine *engine;
  acd_hooks hooks;
  int running;
  acd_id failed; /* an action whose hook failed and whose result could not be submitted yet; 0: none */
  char *texts;   /* of the action under way: hooks may submit commands, which end what is borrowed from the engine */
  size_t texts_capacity;
};

static int hooks_check(const acd_hooks *hooks)
{
  if (!hooks) return ACD_ERR_ARGUMENT;
  int status = acd__record_check(hooks, sizeof *hooks);
  if (status) return status;
  return hooks->reserved ? ACD_ERR_VERSION : ACD_OK;
}

int acd_dispatcher_new(acd_engine *engine, const acd_hooks *hooks, acd_dispatcher **dispatcher_out)
{
  if (!engine || !dispatcher_out) return ACD_ERR_ARGUMENT;
  int status = hooks_check(hooks);
  if (status != ACD_OK) return status;
  acd_dispatcher *dispatcher = acd__memory_take(acd__engine_memory(engine), sizeof *dispatcher);
  if (!dispatcher) return ACD_ERR_NOMEM;
  memset(dispatcher, 0, sizeof *dispatcher);
  dispatcher->engine = engine;
  dispatcher->hooks = *hooks;
  *dispatcher_out = dispatcher;
  return ACD_OK;
}

void acd_dispatcher_free(acd_dispatcher *dispatcher)
{
  if (!dispatcher) return;
  acd__memory *memory = acd__engine_memory(dispatcher->engine);
  acd__memory_give(memory, dispatcher->texts, dispatcher->texts_capacity);
  acd__memory_give(memory, dispatcher, sizeof *dispatcher);
}

static acd_action_fn hook_for(const acd_hooks *hooks, uint32_t kind)
{
  acd_action_fn hook = NULL;
  switch (kind) {
  case ACD_ACTION_RING: hook = hooks->ring; break;
  case ACD_ACTION_RING_STOP: hook = hooks->ring_stop; break;
  case ACD_ACTION_BRIDGE: hook = hooks->bridge; break;
  case ACD_ACTION_RELEASE: hook = hooks->release; break;
  case ACD_ACTION_PLAY: hook = hooks->play; break;
  case ACD_ACTION_COLLECT: hook = hooks->collect; break;
  case ACD_ACTION_MUSIC: hook = hooks->music; break;
  case ACD_ACTION_HOLD: hook = hooks->hold; break;
  case ACD_ACTION_RESUME: hook = hooks->resume; break;
  case ACD_ACTION_VOICEMAIL: hook = hooks->voicemail; break;
  case ACD_ACTION_TRANSFER: hook = hooks->transfer; break;
  case ACD_ACTION_HANGUP: hook = hooks->hangup; break;
  case ACD_ACTION_JOIN: hook = hooks->join; break;
  case ACD_ACTION_HOST: hook = hooks->host; break;
  case ACD_ACTION_RECORDING: hook = hooks->recording; break;
  case ACD_ACTION_DIAL: hook = hooks->dial; break;
  case ACD_ACTION_MESSAGE: hook = hooks->message; break;
  default: break;
  }
  return hook ? hook : hooks->other;
}

static size_t text_space(const acd__string *string)
{
  return string ? string->size + (size_t)1 : 1;
}

/* Room for the texts of the action that is pulled next: once it is pulled it must not be lost for want of memory. */
static int reserve_texts(acd_dispatcher *dispatcher)
{
  const acd__action *next = dispatcher->engine->action_head;
  if (!next) return ACD_OK;
  size_t space = text_space(next->text) + text_space(acd__action_prompt(next)) +
                 text_space(acd__action_terminators(next)) + text_space(acd__action_parameters(next));
  void *texts = dispatcher->texts;
  int status =
      acd__memory_reserve(acd__engine_memory(dispatcher->engine), &texts, &dispatcher->texts_capacity, space, 1);
  dispatcher->texts = texts;
  return status;
}

/* Copies a text to `*at` and lets `*text` point there. */
static void own_text(char **at, const char **text)
{
  size_t size = strlen(*text) + 1;
  memcpy(*at, *text, size);
  *text = *at;
  *at += size;
}

/* Submits the result of the action whose hook failed. The hook may have ended the action before it failed. */
static int report_failed(acd_dispatcher *dispatcher)
{
  int status;
  if (!dispatcher->failed) return ACD_OK;
  do { /* each round fires a portion of what is due */
    acd_time now = acd_engine_now(dispatcher->engine);
    status = acd_action_result(dispatcher->engine, now, dispatcher->failed, ACD_OUTCOME_FAILED, NULL);
  } while (status == ACD_AGAIN);
  if (status != ACD_ERR_NOMEM && status != ACD_ERR_REENTRY) dispatcher->failed = 0;
  return status == ACD_ERR_STALE ? ACD_OK : status;
}

/* Pulls and dispatches one action: 1, 0 if there is none, or a negative status. */
static int dispatch_one(acd_dispatcher *dispatcher)
{
  acd_action action;
  memset(&action, 0, sizeof action);
  action.size = sizeof action;
  int status = reserve_texts(dispatcher);
  if (status != ACD_OK) return status;
  status = acd_action_next(dispatcher->engine, &action);
  if (status != 1) return status;
  acd_action_fn hook = hook_for(&dispatcher->hooks, action.kind);
  if (!hook) return 1;
  char *at = dispatcher->texts;
  own_text(&at, &action.text);
  own_text(&at, &action.prompt);
  own_text(&at, &action.terminators);
  own_text(&at, &action.parameters);
  acd_id id = action.id;
  if (hook(dispatcher->hooks.user, dispatcher->engine, &action) >= 0) return 1;
  dispatcher->failed = id;
  status = report_failed(dispatcher);
  return status == ACD_OK ? 1 : status;
}

static int64_t run(acd_dispatcher *dispatcher, acd_time time_us)
{
  int64_t count = 0;
  int64_t count_before;
  int due;
  int status = report_failed(dispatcher);
  if (status != ACD_OK) return status;
  /* Ends when a tick left nothing due and nothing to dispatch: what hooks submit can make both. */
  do {
    due = acd_engine_tick(dispatcher->engine, time_us);
    if (due < 0) return due;
    count_before = count;
    while ((status = dispatch_one(dispatcher)) == 1) count++;
    if (status < 0) return status;
    /* Hooks stamp their commands with a clock of their own, which may be ahead. */
    acd_time now = acd_engine_now(dispatcher->engine);
    if (time_us < now) time_us = now;
  } while (due == ACD_AGAIN || count > count_before);
  return count;
}

int64_t acd_dispatcher_run(acd_dispatcher *dispatcher, acd_time time_us)
{
  if (!dispatcher) return ACD_ERR_ARGUMENT;
  if (dispatcher->running) return ACD_ERR_REENTRY;
  dispatcher->running = 1;
  int64_t result = run(dispatcher, time_us);
  dispatcher->running = 0;
  return result;
}
