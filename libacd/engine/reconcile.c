/* SPDX-License-Identifier: Apache-2.0 */
#include "base/bytes.h"
#include "engine/engine.h"

/* Each listed call is marked with the number of this reconciliation, as is every call that arrives from now on. A sweep over
 * the slots then ends the others, a slice at a time. */

#define SWEEP_SLOTS 256

int acd__do_reconcile(acd_engine *engine, acd__apply *apply)
{
  acd_slice slice = apply->command->body.reconcile.calls;
  if (slice.size % sizeof(acd_id) ||
      (slice.size && (slice.offset > apply->payload_size || slice.size > apply->payload_size - slice.offset)))
    return acd__refuse(apply, ACD_ERR_ENCODING, ACD_FAULT_BODY, 0);
  engine->sweep_epoch++;
  engine->sweep_slot = 0;
  for (uint32_t i = 0; i < slice.size / sizeof(acd_id); i++) {
    int status;
    acd_id id = acd__bytes_get(apply->payload + slice.offset + i * sizeof id);
    acd__call *call = acd__pool_find(&engine->calls, id, &status);
    if (call) call->seen = engine->sweep_epoch;
  }
  if (!engine->sweep_timer.lane && engine->calls.live)
    acd__timers_arm(&engine->timers, &engine->sweep_timer, engine->now_lane, engine->now_us);
  return ACD_OK;
}

void acd__sweep_slice(acd_engine *engine)
{
  uint32_t end = engine->sweep_slot + SWEEP_SLOTS;
  for (int ended = 0; engine->sweep_slot < end && ended < ACD__SLICE / 2;) {
    acd__call *call = acd__pool_next(&engine->calls, engine->sweep_slot);
    if (!call) return;
    engine->sweep_slot = acd__pool_slot(call->slot.id) + 1;
    if (call->seen == engine->sweep_epoch || acd__call_absent(call)) continue;
    ended += 1 + (int)call->parties_count + (int)call->supervisors_count +
             2 * (call->consult != NULL); /* so many agents are freed */
    acd__call_gone(engine, call, 1, 0);
  }
  acd__timers_arm(&engine->timers, &engine->sweep_timer, engine->now_lane, engine->now_us);
}
