/* SPDX-License-Identifier: Apache-2.0 */
/** @file Lines: what an agent has in hand, each an offer, the conversation that it leads to and the wrap-up after that. */
#ifndef ACD__MODEL_LINE_H
#define ACD__MODEL_LINE_H

#include "model/device.h"
#include "model/occupancy.h"
#include "model/queue.h"

struct acd__action;
struct acd__agent;
struct acd__call;

typedef struct acd__line {
  acd__slot slot; /* of those that are in a pool */
  struct acd__agent *agent;
  struct acd__line *next;      /* of the agent's */
  struct acd__call *call;      /* rung for, connecting, in conversation, supervised; NULL: stopping, or wrap-up */
  acd__queue *queue;           /* where that call, or the wrap-up after it, counts; NULL: direct */
  acd__device *device;         /* rung or in use; NULL: the agent has none, or it is not known */
  struct acd__action *request; /* ring, bridge or join under way */
  struct acd__action *notice;  /* ring_stop or release under way; may outlast what it is about */
  struct acd__line *list_prev; /* rung for the same call, or waiting to be stopped, or in the same conversation */
  struct acd__line *list_next;
  uint8_t state;    /* ACD_AGENT_STATE_… that the agent is in for it: reserved, busy, supervising, wrap-up; 0: free */
  uint8_t stopping; /* 1: in the engine's list of rings to stop */
  uint8_t accepted; /* 1: the device answered, not bridged yet */
  uint8_t role;     /* supervising: ACD_ROLE_… */
  uint8_t channel;  /* its number */
  uint8_t interrupted; /* 1: on hold, and weighs nothing */
  uint8_t held;        /* reserved for a callback whose customer is dialled: not rung yet */
  uint8_t marks;       /* of its conversation, ACD_MARK_…: engine/mark.c */
  uint32_t step;       /* of the queue's, in which it was rung */
  acd_id call_id;      /* the call it is or was for */
  acd_time state_since_us;
  acd_time offered_us;
  acd_time offer_until_us;    /* of an offer that rings a device: its end */
  acd_time talk_since_us;     /* in a conversation: since when */
  acd_time party_since_us;    /* one more in a conference, or its supervisor: since when */
  int64_t hold_before_us;     /* and what the call had been held by then */
  int64_t wrapup_extended_us; /* of the wrap-up that lasts now */
  acd__timer wrapup;
  acd__timer_at
      wrapup_until; /* one that was extended; while ringing: the end of an offer that has come to another device */
} acd__line;

static inline void acd__line_push(acd__line **head, acd__line *line)
{
  line->list_prev = NULL;
  line->list_next = *head;
  if (*head) (*head)->list_prev = line;
  *head = line;
}

static inline void acd__line_append(acd__line **head, acd__line *line)
{
  acd__line *last = *head;
  while (last && last->list_next) last = last->list_next;
  line->list_prev = last;
  line->list_next = NULL;
  if (last)
    last->list_next = line;
  else
    *head = line;
}

static inline void acd__line_remove(acd__line **head, acd__line *line)
{
  if (line->list_prev)
    line->list_prev->list_next = line->list_next;
  else
    *head = line->list_next;
  if (line->list_next) line->list_next->list_prev = line->list_prev;
  line->list_prev = line->list_next = NULL;
}

#endif
