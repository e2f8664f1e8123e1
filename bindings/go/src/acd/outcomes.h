/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What became of the callers of a simulation.
 */
#ifndef ACD_GO_OUTCOMES_H
#define ACD_GO_OUTCOMES_H

#include "feed.h"
#include <acd/sim.h>

/** What became of the callers of a simulation, in the order in which they ended. */
typedef struct acd_go_outcomes acd_go_outcomes;

/** Nobody's yet. */
ACD_API int acd_go_outcomes_new(acd_go_outcomes **outcomes_out);
ACD_API void acd_go_outcomes_free(acd_go_outcomes *outcomes);
/** How many callers have ended. */
ACD_API int64_t acd_go_outcomes_count(const acd_go_outcomes *outcomes);
/** Of the caller that was the `index`th to end, from 0; none: nil. */
ACD_API int acd_go_outcomes_at(const acd_go_outcomes *outcomes, size_t index, acd_sim_outcome *outcome_out);
/** The simulation's engine speaks to the feed, as it is now, and what becomes of callers is kept. Either may be nil. */
ACD_API void acd_go_sim_attach(acd_sim *sim, acd_go_feed *feed, acd_go_outcomes *outcomes);

#endif
