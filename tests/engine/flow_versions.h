/* SPDX-License-Identifier: Apache-2.0 */
/* Random versions of the flows of a small centre, and what is known of each: where its exits lead. */
#ifndef TESTS_ENGINE_FLOW_VERSIONS_H
#define TESTS_ENGINE_FLOW_VERSIONS_H

#include <acd/acd.h>

#include "../model/outline.h"
#include "random.h"

enum { FLOWS = 6, NODES = 9, STEPS_MAX = 60, KINDS = NODE_KIND_LAST + 1, NOWHERE = -1 };
/* The last flows are those of queues: where a call goes that one does not keep, after the conversation, while it waits. */
enum { FLOW_OVERFLOW = FLOWS - 3, FLOW_AFTER = FLOWS - 2, FLOW_WAIT = FLOWS - 1 };

typedef struct way {
  int64_t exit;
  int to;
} way;

typedef struct node {
  int64_t kind;
  int flow; /* flow, subflow: the one it leads to */
  int ways_count;
  way ways[24];
} node;

typedef struct version {
  acd_id id;
  int flow;
  int catch_;
  node nodes[NODES];
} version;

enum { FLOWS_TEXT = 60000 };

/* An outline of the centre with a number for each flow, f0 and on; `versions` have their `flow` set. */
void flow_versions_write(dice *from, version versions[FLOWS], char to[FLOWS_TEXT]);
/* 1 if nodes of this kind are among them. */
int flow_versions_knows(int64_t kind);
const char *flow_versions_kind(int64_t kind, char name[20]);

#endif
