/* SPDX-License-Identifier: Apache-2.0 */
/** @file What is to be known of kinds of nodes besides the table of properties. */
#ifndef ACD__MODEL_KINDS_H
#define ACD__MODEL_KINDS_H

#include <acd/definition.h>

/* 1 if a call that waits in a queue, or is on hold, may come to a node of that kind: it keeps its place, or its agent. */
int acd__node_may_wait(int64_t kind);

#endif
