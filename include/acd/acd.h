/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * libacd: who answers the call. All headers of the core library.
 */
#ifndef ACD_ACD_H
#define ACD_ACD_H

#include <acd/action.h>
#include <acd/agent.h>
#include <acd/base.h>
#include <acd/call.h>
#include <acd/callback.h>
#include <acd/campaign.h>
#include <acd/check.h>
#include <acd/command.h>
#include <acd/definition.h>
#include <acd/difference.h>
#include <acd/dispatcher.h>
#include <acd/engine.h>
#include <acd/event.h>
#include <acd/explain.h>
#include <acd/flow.h>
#include <acd/history.h>
#include <acd/journal.h>
#include <acd/kpi.h>
#include <acd/mark.h>
#include <acd/metrics.h>
#include <acd/party.h>
#include <acd/queue.h>
#include <acd/record.h>
#include <acd/route.h>
#include <acd/schedule.h>
#include <acd/score.h>
#include <acd/slot.h>
#include <acd/trace.h>
#include <acd/tzif.h>
#include <acd/zone.h>

#endif
