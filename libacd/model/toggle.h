/* SPDX-License-Identifier: Apache-2.0 */
/** @file Toggles: a name and a state. Nodes refer to the id, so a toggle that is gone is off. */
#ifndef ACD__MODEL_TOGGLE_H
#define ACD__MODEL_TOGGLE_H

#include "base/pool.h"
#include "base/string.h"

typedef struct acd__toggle {
  acd__slot slot;
  acd__string *name;
  int64_t on;
} acd__toggle;

#endif
