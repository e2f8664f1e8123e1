/* SPDX-License-Identifier: Apache-2.0 */
/** @file What is laid in for calls (model/provision.h), so that timers need no memory. Included by engine.h. */
#ifndef ACD__ENGINE_PROVISION_H
#define ACD__ENGINE_PROVISION_H

#include "engine/engine.h"

/* Flows that a queue may give its calls, or lead them to: their names, NULL: none. */
enum { ACD__QUEUE_OVERFLOWS = 0, ACD__QUEUE_FLOWS = 5 };
static inline void acd__queue_flows(const acd__queue_config *config, const acd__string *names[ACD__QUEUE_FLOWS])
{
  names[ACD__QUEUE_OVERFLOWS] = config->overflow_flow;
  names[1] = config->wait_flow;
  names[2] = config->after_flow;
  names[3] = config->hold_flow;
  names[4] = config->whisper_flow;
}

/* What a call needs from where it stands; with `planned` by the definition being applied. */
void acd__provision_of(const acd_engine *engine, const acd__call *call, int planned, acd__provision *need_out);
/* Of so many bytes that flows may add to texts, those for which the limits leave room. */
int64_t acd__provision_texts(const acd_engine *engine, int64_t used, int64_t text_bytes);
/* Lays in what a call needs besides its texts. ACD_OK or ACD_ERR_NOMEM, as below. */
int acd__provision_lay_in(acd_engine *engine, acd__call *call, const acd__provision *need);
/* The call, whose texts are to grow by so much in this command, goes on where it needs that (NULL: stays). */
int acd__provision_take(acd_engine *engine, acd__call *call, const acd__provision *more, int64_t growth);
/* It ends. */
void acd__provision_give(acd_engine *engine, const acd__call *call);
/* NULL, or the law that is broken. */
const char *acd__provision_check(const acd_engine *engine);

#endif
