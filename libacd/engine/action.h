/* SPDX-License-Identifier: Apache-2.0 */
/** @file Actions under way: emitted, then pulled, then answered; each kept until it was pulled and has ended. */
#ifndef ACD__ENGINE_ACTION_H
#define ACD__ENGINE_ACTION_H

#include <acd/action.h>

#include "model/call.h"

/* What an action's id leads to, from its emission to its end. It is apart from the action, which is kept until it was pulled
 * as well: ids must not depend on when the host pulls. */
typedef struct acd__handle {
  acd__slot slot;
  struct acd__action *action;
} acd__handle;

typedef struct acd__action {
  acd__slot slot; /* of the memory */
  /* What every action is given (acd__action_new(), acd__action_send()). */
  acd_id id;
  int64_t sequence;
  acd_time time_us;
  acd_time deadline_us;
  acd_id call_id;
  acd_id agent_id;
  acd_id queue_id;
  int64_t call_ref;
  int64_t agent_ref;
  acd__timer timer;
  /* Zeros from here on where nothing is said: a new action's are cleared in one go. */
  uint8_t kind;
  uint8_t reason;
  uint8_t queued;     /* waits to be pulled */
  uint8_t ended;      /* kept only to be pulled, or because its texts are lent */
  uint8_t digits_min; /* collect */
  uint8_t digits_max;
  uint8_t speech;           /* collect: the caller may speak */
  uint8_t says;             /* play: ACD_SAYS_… */
  uint8_t to;               /* ACD_TO_… */
  uint8_t announces;        /* play: an announcement, after which no flow goes on */
  acd__call *call;          /* whose media or recording action it is, else NULL */
  acd__line *line;          /* whose request or notice it is, else NULL */
  struct acd__action *next; /* to be pulled */
  acd_id related_id;
  int64_t related_ref;
  acd__string *text;
  acd__string *second; /* voicemail, host: the prompt; collect: the terminators; message: what is told */
  acd_id channel_id;
  union {
    int64_t value;           /* play: what is said; recording: how; message: 1 after a machine */
    acd__string *parameters; /* host */
  };
  acd_id device_id;          /* what concerns an agent */
  uint32_t input_timeout_us; /* collect: an hour at most */
  uint32_t digit_timeout_us; /* collect: likewise */
} acd__action;

static inline int64_t acd__action_value(const acd__action *action)
{
  return action->kind == ACD_ACTION_HOST ? 0 : action->value;
}

static inline acd__string *acd__action_parameters(const acd__action *action)
{
  return action->kind == ACD_ACTION_HOST ? action->parameters : NULL;
}

static inline acd__string *acd__action_prompt(const acd__action *action)
{
  int has =
      action->kind == ACD_ACTION_VOICEMAIL || action->kind == ACD_ACTION_HOST || action->kind == ACD_ACTION_MESSAGE;
  return has ? action->second : NULL;
}

static inline acd__string *acd__action_terminators(const acd__action *action)
{
  return action->kind == ACD_ACTION_COLLECT ? action->second : NULL;
}

#endif
