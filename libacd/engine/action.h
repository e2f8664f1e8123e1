/* SPDX-License-Identifier: Apache-2.0 */
/** @file Actions under way: emitted, then pulled, then answered; each kept until it was pulled and has ended. */
#ifndef ACD__ENGINE_ACTION_H
#define ACD__ENGINE_ACTION_H

#include <acd/action.h>

#include "model/call.h"

typedef struct acd__action {
  acd__slot slot;
  uint32_t kind;
  uint32_t queued; /* waits to be pulled */
  uint32_t ended;  /* has its result; kept only to be pulled */
  uint32_t reason;
  int64_t sequence;
  acd_time time_us;
  acd_time deadline_us;
  acd_id call_id;
  acd_id agent_id;
  acd_id queue_id;
  int64_t call_ref;
  int64_t agent_ref;
  acd__call *call;   /* whose media action it is, else NULL */
  acd__agent *agent; /* whose request or notice it is, else NULL */
  acd__string *text;
  acd__string *prompt;
  acd__string *terminators;
  int64_t digits_min;
  int64_t digits_max;
  int64_t input_timeout_us;
  acd__timer timer;
  struct acd__action *next; /* to be pulled */
} acd__action;

#endif
