/* SPDX-License-Identifier: Apache-2.0 */
/* Questions to the host's scoring hook, and answers laid by for a replay: acd/score.h. */
#include "base/bytes.h"
#include "engine/engine.h"
#include "route/explain.h"

int acd_options_set_score(acd_options *options, acd_score_fn score, void *user)
{
  if (!options) return ACD_ERR_ARGUMENT;
  options->score = score;
  options->score_user = user;
  return ACD_OK;
}

_Static_assert(ACD__FEW == ACD_SCORE_CANDIDATES_MAX, "a question holds all candidates that matching finds");

static int fits(int64_t score)
{
  return score >= -ACD_SCORE_MAX && score <= ACD_SCORE_MAX;
}

/* ---- Answers laid by */

static void drop_first(acd_engine *engine)
{
  acd__scores *first = engine->scores;
  engine->scores = first->next;
  if (!engine->scores) engine->scores_tail = NULL;
  acd__memory_give(&engine->memory, first, sizeof *first + first->count * sizeof *first->values);
}

void acd__scores_drop_all(acd_engine *engine)
{
  while (engine->scores) drop_first(engine);
}

/* The words of the slice, checked. */
static int check_scores(acd__apply *apply, acd_slice slice)
{
  uint32_t count = slice.size / sizeof(int64_t);
  if (slice.size % sizeof(int64_t) || slice.offset > apply->payload_size ||
      slice.size > apply->payload_size - slice.offset)
    return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, 0);
  if (count < 2 || count > ACD_SCORE_CANDIDATES_MAX) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_BODY, 0);
  for (uint32_t at = slice.offset; at < slice.offset + slice.size; at += sizeof(int64_t))
    if (!fits(acd__bytes_get(apply->payload + at))) return acd__refuse(apply, ACD_ERR_ARGUMENT, ACD_FAULT_PAYLOAD, at);
  return ACD_OK;
}

int acd__do_scores(acd_engine *engine, acd__apply *apply)
{
  acd_slice slice = apply->command->body.scores.scores;
  int64_t number = apply->command->subject;
  int status = check_scores(apply, slice);
  if (status) return status;
  if (number <= engine->action_sequence || (engine->scores_tail && number <= engine->scores_tail->number))
    return acd__refuse(apply, ACD_ERR_STALE, ACD_FAULT_SUBJECT, 0);
  uint32_t count = slice.size / sizeof(int64_t);
  acd__scores *next = acd__memory_take(&engine->memory, sizeof *next + count * sizeof *next->values);
  if (!next) return acd__refuse(apply, ACD_ERR_NOMEM, ACD_FAULT_LIMIT, 0);
  next->next = NULL;
  next->number = number;
  next->count = count;
  for (uint32_t i = 0; i < count; i++)
    next->values[i] = acd__bytes_get(apply->payload + slice.offset + i * sizeof(int64_t));
  if (engine->scores_tail)
    engine->scores_tail->next = next;
  else
    engine->scores = next;
  engine->scores_tail = next;
  return ACD_OK;
}

/* ---- Questions */

/* 1: the answer laid by for the question; those for earlier ones are dropped. */
static int answered_before(acd_engine *engine, int64_t number, acd__asked *asked)
{
  while (engine->scores && engine->scores->number < number) drop_first(engine);
  const acd__scores *first = engine->scores;
  if (!first || first->number != number) return 0;
  int suits = first->count == asked->count;
  for (uint32_t i = 0; suits && i < asked->count; i++) asked->scores[i] = first->values[i];
  drop_first(engine);
  return suits;
}

/* 1: the hook answered as it should. */
static int ask(acd_engine *engine, const acd__call *call, int64_t number, acd__asked *asked)
{
  acd_candidate candidates[ACD_SCORE_CANDIDATES_MAX];
  acd_question question = {
      .size = sizeof question,
      .count = asked->count,
      .number = number,
      .time_us = engine->now_us,
      .call = acd__call_main(call)->slot.id,
      .queue = call->queue->slot.id,
      .call_ref = acd__call_main(call)->host_ref,
      .stride = sizeof *candidates,
  };
  for (uint32_t i = 0; i < asked->count; i++) {
    const acd__agent *agent = asked->agents[i];
    candidates[i] = (acd_candidate){.size = sizeof *candidates, .place = i + 1};
    acd__explain_candidate(call, agent, acd__membership_of(agent->config, call->queue), 0, &candidates[i]);
    asked->scores[i] = 0;
  }
  if (engine->score(engine->score_user, engine, &question, candidates, asked->scores)) return 0;
  for (uint32_t i = 0; i < asked->count; i++)
    if (!fits(asked->scores[i])) return 0;
  return 1;
}

static int is_preferred(const acd__call *call, const acd__agent *agent)
{
  const acd__preferred *list = call->preferred;
  for (uint32_t i = 0; list && i < list->count; i++)
    if (list->agents[i] == agent->slot.id) return 1;
  return 0;
}

acd__agent *acd__score_choose(acd_engine *engine, const acd__call *call, acd__agent *first, int again)
{
  acd__asked asked = {.count = 0};
  if (!is_preferred(call, first))
    asked.count = acd__match_candidates(call, again, (uint32_t)call->queue->route->rules->candidates_max, asked.agents);
  int64_t number = engine->action_sequence + 1;
  int answered = 0;
  acd__agent *chosen = first;
  if (asked.count >= 2) {
    answered = answered_before(engine, number, &asked) || (engine->score && ask(engine, call, number, &asked));
    engine->stats.scores_failed += !answered;
    if (!answered)
      acd__log(engine, ACD_LOG_WARNING, "no score of the host for a call of queue",
               acd__string_text(call->queue->name));
  }
  int64_t best = -ACD_SCORE_MAX - 1;
  for (uint32_t i = 0; answered && i < asked.count; i++) {
    if (asked.scores[i] <= best) continue;
    best = asked.scores[i];
    chosen = asked.agents[i];
  }
  if (!engine->explain) return chosen;
  engine->asked = answered ? &asked : NULL;
  acd__explain_tell(engine, call, chosen, ACD_SIDE_CALL);
  engine->asked = NULL;
  return chosen;
}

int64_t acd__score_told(const acd_engine *engine, const acd__agent *agent)
{
  const acd__asked *asked = engine->asked;
  if (!asked) return 0;
  for (uint32_t i = 0; i < asked->count; i++)
    if (asked->agents[i] == agent) return asked->scores[i];
  return INT64_MIN;
}
