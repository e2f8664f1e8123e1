/* SPDX-License-Identifier: Apache-2.0 */
/** @file Devices of agents. Included by engine.h. */
#ifndef ACD__ENGINE_AGENT_DEVICE_H
#define ACD__ENGINE_AGENT_DEVICE_H

#include "engine/engine.h"

/* What follows from the devices there are, and which are busy. */
void acd__devices_review(acd__agent *agent);
/* The one to ring first: NULL for an agent without devices, or if none of them is free for the channel. */
acd__device *acd__device_for(const acd__agent *agent, uint32_t channel);
/* The line rings or uses this device from now on, NULL: none. */
void acd__line_device(acd_engine *engine, acd__line *line, acd__device *device);
/* An offer begins at the line's device: how long that is rung. */
acd__lane *acd__device_lane(const acd_engine *engine, acd__line *line, acd__lane *offer_lane);
/* The ring of the line's device has ended (ACD_OFFER_…): rings the next one. 0: there is none, or no time. */
int acd__device_next(acd_engine *engine, acd__line *line, int64_t detail);
/* A device (NULL: all) is busy with something else, or free. */
void acd__agent_elsewhere(acd_engine *engine, acd__agent *agent, const acd__device *device, uint32_t busy);
/* Some of them are busy now, or free, that were not: what follows. 1: the agent has looked for calls. */
int acd__agent_reach(acd_engine *engine, acd__agent *agent, uint32_t elsewhere_before);
/* No longer defined, and no line has it. */
void acd__device_free(acd_engine *engine, acd__device *device);
int acd__devices_check(const acd__agent *agent);

#endif
