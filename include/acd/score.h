/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * A scoring hook: the host's own rule of who gets a call, for queues whose `strategy` is `host_score`.
 *
 * **When it is asked.** On the call side (route.h), each time a call is offered to one more agent: for an arriving or
 * returning call, with several at once for each of them. The *candidates* are the first `score_candidates` (queue
 * property, 2 … 64, default 16) eligible agents in the order of longest_idle, of those whom nothing before the
 * strategy's key sets apart: of the lowest tier that has any (`tiers` = `first`), and without those who missed the call
 * in its present round, unless only such are left. The hook gives each a score; the greatest gets the call, of equal
 * ones the agent who has been idle longest. It is not asked where there is only one candidate, nor for a call that one
 * of its preferred agents is ready for; nor on the agent side: a freed agent takes calls in the order of route.h. With
 * a new definition, calls and agents that may now serve each other are brought together in the order that longest_idle
 * would take them in; the hook is asked for each call as its turn comes.
 *
 * **No answer.** Where the hook returns a failure, or a score outside the range, the call goes to the candidate who has
 * been idle longest. Such failures are logged, and counted (acd_engine_stats.scores_failed). An engine without a hook,
 * and with no answer laid by (below), asks nothing, which is no failure and not counted: host_score is then
 * longest_idle.
 *
 * **Pure.** The hook runs inside a command, before anything is changed for the decision. It must not command, pull or
 * free the engine ("Hooks" in engine.h), but may ask it whatever it likes: attributes of the call, what the agents did.
 * It should be quick: the engine waits. For the same question it should give the same answer.
 *
 * **Replay.** A journal that holds the answers replays without the hook. Each question has a number that grows: the
 * sequence of the next action, as a rule the ring that follows. The host writes its answer down as a command,
 * ACD_COMMAND_SCORES with that number as its subject and the scores in its payload, when it gives it, and so before the
 * command that it was asked in: a journal in this order has every answer where it is needed. Submitted again, such a
 * command takes no time (no timer fires, whatever its stamp) and lays the answer by; the question of that number is
 * answered by it, and no hook is asked. An answer to a question that was not asked is dropped when a later one is.
 * Failures need not be kept.
 *
 * **An answer that is missing.** The call then goes to who has been idle longest. Without a hook that is counted only
 * while answers to later questions are laid by; else nothing tells but the digests, should it be another agent. To
 * notice, replay with a hook that only fails (ACD_ERR_HOOK): it is asked
 * where no answer, or one of another number of scores, was laid by, so that `scores_failed` is that of the first run,
 * and more for each answer that is missing.
 *
 *     int score(void *user, const acd_engine *engine, const acd_question *question, const acd_candidate *candidates,
 *               int64_t *scores_out)
 *     {
 *       uint8_t payload[8 * ACD_SCORE_CANDIDATES_MAX];
 *       const char *at = (const char *)candidates;
 *       for (uint32_t i = 0; i < question->count; i++, at += question->stride) {
 *         const acd_candidate *candidate = (const acd_candidate *)at;
 *         scores_out[i] = rate(user, question->call, candidate->agent);
 *         for (int k = 0; k < 8; k++) payload[8 * i + k] = (uint8_t)((uint64_t)scores_out[i] >> (8 * k));
 *       }
 *       acd_command command;
 *       acd_command_init(&command, ACD_COMMAND_SCORES, question->time_us, question->number);
 *       command.body.scores.scores.size = question->count * 8;
 *       // acd_command_encode(), and into the journal. Where that fails: ACD_ERR_HOOK, so that a replay does as we do.
 *       return write_down(user, &command, payload) ? ACD_OK : ACD_ERR_HOOK;
 *     }
 */
#ifndef ACD_SCORE_H
#define ACD_SCORE_H

#include <acd/explain.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Scores are within ± this. */
#define ACD_SCORE_MAX (INT64_C(1) << 52)
/** The greatest number of candidates. */
#define ACD_SCORE_CANDIDATES_MAX 64

/** Which agent is to get this call? */
typedef struct acd_question {
  uint32_t size;
  uint32_t count; /**< candidates, 2 or more */
  int64_t number; /**< grows from question to question: the sequence of the next action */
  acd_time time_us;
  acd_id call;
  acd_id queue;
  int64_t call_ref; /**< host reference of the call */
  int64_t stride;   /**< of the candidates, in bytes: sizeof(acd_candidate) of the library in use */
} acd_question;

/** Writes `question->count` scores, within ± ACD_SCORE_MAX, greater first. The candidates are in the order of the idle
 * clock; `place` counts them, `value` is the origin of the clock, other keys are as in explain.h. Returns ACD_OK, or
 * anything else for a failure (ACD_ERR_HOOK). */
typedef int (*acd_score_fn)(void *user, const acd_engine *engine, const acd_question *question,
                            const acd_candidate *candidates, int64_t *scores_out);
/** NULL (default): no hook. */
ACD_API int acd_options_set_score(acd_options *options, acd_score_fn score, void *user);

#ifdef __cplusplus
}
#endif
#endif
