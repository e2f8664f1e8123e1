/* SPDX-License-Identifier: Apache-2.0 */
/* A centre in which a call can be brought to any moment of its life, and everything that can happen to it there. */
#ifndef TESTS_ENGINE_MOMENTS_H
#define TESTS_ENGINE_MOMENTS_H

#include "host.h"

/* Ann is the only member of "desk" and of "hush", which has flows for those who accept and for those on hold, bob of "sales"; nobody serves "full". */
typedef enum moment {
  PLAY,
  COLLECT,
  VOICEMAIL,
  OUT,     /* a flow's transfer to an outside number */
  WAITING, /* ann is not ready */
  RINGING,
  CONNECTING,
  TALKING,
  HELD,
  LEAVING,        /* ann transfers it to an outside number */
  DIRECT,         /* waits in a flow for ann, who talks to another caller */
  DIRECT_RINGING, /* rings ann from a flow's agent node */
  PASSED,         /* ann transferred it to bob, who rings */
  FLOW_RINGING,   /* as RINGING, from a flow's queue node */
  FLOW_TALKING,
  WHISPERING, /* ann is asked whether she takes it */
  HOLDING,    /* on hold, and asked whether to stay */
  ENDED,
  MOMENTS
} moment;

const char *moment_name(moment at);
/* The action whose result may come then ("ring ann"), NULL: none. */
const char *moment_pending(moment at);
/* A centre with a call at this moment; what led there is forgotten. */
acd_id moment_begin(test_host *host, moment at);

/* What can happen: the name that moment_happen() takes, NULL past the end. */
const char *moment_event(size_t index);
/* Whether it is a command on the call. */
int moment_event_is_on_call(const char *what);
/* Makes it happen: a status. */
int moment_happen(test_host *host, moment at, acd_id call, const char *what);

#endif
