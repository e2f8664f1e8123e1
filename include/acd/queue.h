/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Queues and skills.
 *
 * **Order.** The order of the calls of a queue, and which of several queues a freed agent serves first, are in route.h. A call
 * put back after a failed bridge keeps its place.
 *
 * **Clocks.** The wait of a queue's KPIs is from entry into that queue to bridged; the wait since arrival is kept too.
 *
 * **Limits.** `length_max` calls wait at most; one more leaves at once to the overflow queue, else by the exit `at_capacity`.
 * A call for which an agent is ready is let in whatever the length. After `wait_max` a call leaves to the overflow queue,
 * else by the exit `timeout`: an agent ringing then is stopped; a call that is connecting just then stays, and leaves if the
 * bridge fails. An overflow enters with a new place (order and wait start anew). After 8 overflows in a row a call takes the exit.
 */
#ifndef ACD_QUEUE_H
#define ACD_QUEUE_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_queue_info {
  uint32_t size;
  uint32_t closed; /**< 1: no longer defined, serves its last calls */
  const char *name;
  int64_t waiting_count; /**< ringing and connecting ones included */
  int64_t staffed_count; /**< as ACD_METRIC_… in definition.h */
  int64_t available_count;
  int64_t ready_count;
  acd_time oldest_us; /**< entry of the call that waits longest; ACD_TIME_NEVER: none waits */
} acd_queue_info;

ACD_API int acd_queue_find(const acd_engine *engine, const char *name, acd_id *queue_out);
ACD_API int acd_queue_get(const acd_engine *engine, acd_id queue, acd_queue_info *info_out);
/** Queues in order of definition: the first with `after` 0; 0 at the end, and where `after` is gone. */
ACD_API acd_id acd_queue_next(const acd_engine *engine, acd_id after);

ACD_API int acd_skill_find(const acd_engine *engine, const char *name, acd_id *skill_out);
/** NULL if there is no such skill. */
ACD_API const char *acd_skill_name(const acd_engine *engine, acd_id skill);

#ifdef __cplusplus
}
#endif
#endif
