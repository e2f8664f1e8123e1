/* SPDX-License-Identifier: Apache-2.0 */
/** @file The kinds that tell the ids of one noun from those of another. */
#ifndef ACD__MODEL_IDS_H
#define ACD__MODEL_IDS_H

enum {
  ACD__ID_CALL = 1,
  ACD__ID_AGENT = 2,
  ACD__ID_QUEUE = 3,
  ACD__ID_SKILL = 4,
  ACD__ID_FLOW = 5,
  ACD__ID_SCHEDULE = 6,
  ACD__ID_ACTION = 7,
  ACD__ID_CHANNEL = 8,
  ACD__ID_DEVICE = 9,
  ACD__ID_TOGGLE = 10,
  ACD__ID_ZONE = 11,
  ACD__ID_CALLBACK_PLAN = 12,
  ACD__ID_SLOT_PLAN = 13,
  ACD__ID_CAMPAIGN = 14
};

#endif
