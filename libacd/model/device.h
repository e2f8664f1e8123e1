/* SPDX-License-Identifier: Apache-2.0 */
/** @file Devices: what an agent is rung at, where there are several (acd/agent.h, "Devices"). */
#ifndef ACD__MODEL_DEVICE_H
#define ACD__MODEL_DEVICE_H

#include "base/pool.h"
#include "base/string.h"
#include "base/timers.h"

/* Of an agent. */
#define ACD__DEVICES_MAX 8

struct acd__agent;

typedef struct acd__device {
  acd__slot slot;
  acd__string *name;
  struct acd__agent *agent;
  struct acd__device *next; /* of the agent's, in order of definition */
  acd__lane *ring_lane;     /* NULL: rung until the offer ends */
  uint32_t channel;         /* number of the one whose calls it takes; 0: all */
  uint32_t busy;            /* with something else, or missing */
  uint32_t gone;            /* no longer defined: used until its last call ends */
  uint32_t lines_count;     /* that ring it or use it */
  uint32_t seen;            /* by the host: number of the latest list in which it was */
  uint32_t reserved;
} acd__device;

/* Bits of the channels whose calls it takes. */
static inline uint32_t acd__device_channels(const acd__device *device)
{
  return device->channel ? UINT32_C(1) << device->channel : UINT32_MAX;
}

#endif
