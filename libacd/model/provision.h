/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What a call may come to need by timers, when no memory may be taken, from a flow or a queue on, wherever that leads: to
 * other flows, queues and the flows that these give their calls. It is laid in when a command lets the call in.
 */
#ifndef ACD__MODEL_PROVISION_H
#define ACD__MODEL_PROVISION_H

#include <stdint.h>

typedef struct acd__provision {
  uint32_t text_bytes; /* that flows can add to its texts: of each attribute the longest value */
  uint32_t returned;   /* the most bytes that a return node hands back */
  uint8_t also;        /* queues that it waits in besides the first */
  uint8_t nests;       /* 1: it comes back from flows */
  uint8_t records;     /* 1: a flow says how it is recorded */
  uint8_t calls_back;  /* 1: a flow has its caller called back */
  uint8_t changed;     /* by the definition being applied: 1: it leads elsewhere, or to other versions */
} acd__provision;

/* What both lead to, texts apart. */
static inline void acd__provision_join(acd__provision *to, const acd__provision *more)
{
  if (more->returned > to->returned) to->returned = more->returned;
  if (more->also > to->also) to->also = more->also;
  to->nests |= more->nests;
  to->records |= more->records;
  to->calls_back |= more->calls_back;
  to->changed |= more->changed;
}

/* The call needs what it does here and there, too. */
static inline void acd__provision_add(acd__provision *to, const acd__provision *more)
{
  acd__provision_join(to, more);
  to->text_bytes += more->text_bytes;
}

#endif
