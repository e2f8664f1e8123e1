/* SPDX-License-Identifier: Apache-2.0 */
/* Scenes, for tables: what is done, step by step, and all that the host is asked to do at once because of it.
 *
 *     {"2", "ring ann 1"}, {"1 bridged", ""}, {"hold 1", "hold ann 1"}
 *
 * Calls are numbered as they begin, consultations too. Steps, by their first word:
 *     2  2/ann         a call arrives at this number; and prefers ann
 *     1 bridged        of the first call's latest ring or bridge (`1 done`) or join that was asked for; `1 failed ann`: of ann's
 *     x 1              its caller hangs up
 *     hold, resume, park, complete, conference 1
 *     consult, transfer 1 ann    also a queue
 *     pick 1 ann                 supervise ann 1 2: with this role
 *     ready, unready, login, logout ann
 *     finish ann 2               presence 2, when what is in hand is finished
 *     elsewhere ann 1            hang, end ann 1; extend ann 1 5: for that call, by 5 s; call 0: the only one
 *     +5                         seconds pass
 *     change, define             the second outline is submitted, as a change or as the whole
 *     ann                        nothing is done; the answer is ann's state, load, and how many she has in hand
 *     line ann 1                 nor here: what she has in hand for that call: state, weight, "interrupted"
 * The answer: kind of action, agent, call of each, in order: "hold ann 1, resume ann 2"; "!state", "!argument", "!limit" for
 * a refusal. Actions about callers alone (music, hangup) and releases are left out.
 */
#ifndef TESTS_ENGINE_SCENE_H
#define TESTS_ENGINE_SCENE_H

#include "centre.h"

enum { SCENE_STEPS = 30 };

typedef struct scene {
  const char *what;
  const char *centre;
  struct {
    const char *does; /* NULL: the end */
    const char *told;
  } steps[SCENE_STEPS];
  const char *change;
} scene;

/* Each in an engine of its own, whose laws hold after each step. */
void scene_play(const scene *scenes, size_t count);

#endif
