/* SPDX-License-Identifier: Apache-2.0 */
/** @file Steps of a flow test, done and compared with what happens. */
#ifndef TOOL_STEPS_H
#define TOOL_STEPS_H

#include "script.h"
#include "walk.h"

/* Does a step of the kinds that act: 1, or 0 with the walk's complaint. */
int step_do(walk *of, const step *todo);
/* Compares what happened since the latest step with a step of the kinds `expect` and `until`: 1, or 0 with a complaint
 * that says what was expected and what happened. */
int step_expect(walk *of, const step *expected);

#endif
