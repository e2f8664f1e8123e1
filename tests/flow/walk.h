/* SPDX-License-Identifier: Apache-2.0 */
/* A call in a flow, led by a few words. */
#ifndef TESTS_FLOW_WALK_H
#define TESTS_FLOW_WALK_H

#include "../engine/centre.h"
#include "../model/outline.h"

/* A call for number 1; if its node is about zoe, one for number 2, her queue, came before: she is not free. */
acd_id walk_arrive(test_host *host, const char *node);

/* A call for a number from a caller. */
acd_id walk_call(test_host *host, const char *number, const char *caller);

/* Does what the words say, one after the other:
 *  - an outcome ("done", "failed", "bridged", …): the result of the latest request that is not a notice;
 *  - "text:gold": the host has done what it was asked, and answers with this;
 *  - "=12": these digits for it, "=": none;
 *  - "~my_bill": the caller says "my bill";
 *  - "@5": five seconds pass; "@": time passes to the next deadline;
 *  - "key:5": pressed while waiting; "ready:ann", "away:ann", "out:ann": presence; "leave:ann": her leg is gone;
 *  - "clear:desk": this queue is shut, and its calls leave it;
 *  - "hold", "resume": by the agent;
 *  - "caller": hangs up.
 *  - "caller": hangs up; "cancel": is called back no more.
 */
void walk_on(test_host *host, acd_id call, const char *words);

/* The name of a kind of node. */
void walk_kind_name(int64_t kind, char *name, size_t size);

/* Adds a node "n" of this kind and properties to an outline of a flow "f" with it as its start, each of its exits, and, for a menu,
 * of these keys, leading to a play node with the exit's name as its prompt; and number 1 for the flow. */
void walk_outline(outline *to, const char *centre, const char *node, const char *keys);

#endif
