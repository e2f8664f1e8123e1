/* SPDX-License-Identifier: Apache-2.0 */
/** @file What is said of conversations: acd/mark.h. */
#ifndef ACD__ENGINE_MARK_H
#define ACD__ENGINE_MARK_H

#include <acd/mark.h>

#include "model/call.h"

/* 1 if an agent talks to the caller, or has. */
int acd__mark_takes(const acd__call *call);
/* The agent of a line leaves the conversation, the first of those in it: marks of it stay with the call. */
void acd__mark_leave(acd__call *call, const acd__line *line);

#endif
