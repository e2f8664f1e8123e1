/* SPDX-License-Identifier: Apache-2.0 */
/* Stories in one line, for tables: what happens in a centre, and who is rung for whom in what order.
 *
 * The script, words in order; calls are numbered as they arrive:
 *     100  100/p3  100/w30  100/french2   a call arrives at this number: with this priority, after a wait before of so many
 *                                         seconds, needing this skill at this level (several may be given)
 *     +5  +0.5      so many seconds pass
 *     ann:bridged   the ring of ann ends so; ann:done, ann:unbridged: the bridge after an accepted one does, or fails
 *     ann+  ann-    ann is ready, not ready
 *     x1            the caller of the first call hangs up
 *     !             the second outline is submitted as a change
 * What comes of it: "ann1 bob2 ann-": ann is rung for the first call, bob for the second, ann is rung no more. A bar
 * stands after the words of each command at which something came of it: "ann1 | bob2 ann-".
 */
#ifndef TESTS_ENGINE_STORY_H
#define TESTS_ENGINE_STORY_H

#include "centre.h"

typedef struct story {
  const char *what; /* the setting, for the message of a failure */
  const char *centre;
  const char *script;
  const char *expected;
  const char *change; /* for "!" */
} story;

/* Each in an engine of its own. */
void story_tell(const story *stories, size_t count);

#endif
