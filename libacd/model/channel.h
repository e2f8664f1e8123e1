/* SPDX-License-Identifier: Apache-2.0 */
/** @file Channels: ways in which calls come, and what they take of an agent (acd/agent.h). */
#ifndef ACD__MODEL_CHANNEL_H
#define ACD__MODEL_CHANNEL_H

#include "base/pool.h"
#include "base/string.h"

/* Numbers that channels can have, those that are gone but for their last calls included; 0: none, takes all of an agent. */
#define ACD__CHANNELS 32
/* In a definition. */
#define ACD__CHANNELS_MAX 16
/* What an agent can have in hand at once. */
#define ACD__LINES_MAX           32

#define ACD__CHANNEL_BIT(number) (UINT32_C(1) << (number))
/* No channel, so that the agent has nothing else in hand. */
#define ACD__CHANNEL_NONE ACD__CHANNEL_BIT(0)

typedef struct acd__channel {
  acd__slot slot;
  acd__string *name;
  uint32_t number;
  uint32_t gone;  /* no longer defined */
  size_t holders; /* calls and lines */
  size_t lines;   /* of those: in hand */
  uint64_t sequence;
} acd__channel;

/* What the definition says of all channels, by number. */
typedef struct acd__channels {
  int64_t weights[ACD__CHANNELS];
  uint32_t interrupts[ACD__CHANNELS]; /* bits of the channels that it may interrupt */
} acd__channels;

#endif
