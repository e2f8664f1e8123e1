/* SPDX-License-Identifier: Apache-2.0 */
/* A small host: what stands between a SIP stack and libacd. It is given its options and its line, so that a test can give others. */
#ifndef PBX_H
#define PBX_H

#include <acd/acd.h>

/* What it does outside: of a SIP stack, or of a double of one. */
typedef struct pbx_line {
  void *user;
  void (*invite)(void *user, const char *agent);
  void (*cancel)(void *user, const char *agent);
  void (*connect)(void *user, const char *caller, const char *agent);
  void (*bye)(void *user, const char *who); /* an agent, or the number of a caller */
} pbx_line;

typedef struct pbx pbx;

/* NULL: no memory. */
pbx *pbx_new(const acd_options *options, const pbx_line *line);
void pbx_free(pbx *host);
acd_engine *pbx_engine(pbx *host);
/* Does what is due, for the event loop: again at acd_engine_deadline(). */
int pbx_run(void *host, acd_time now_us);

/* What comes from outside; each returns a status of libacd. */
int pbx_incoming(pbx *host, acd_time now_us, const char *caller, const char *number);
/* The final response of an agent's phone to its INVITE: a SIP status code. */
int pbx_response(pbx *host, acd_time now_us, const char *agent, int code);
int pbx_caller_bye(pbx *host, acd_time now_us, const char *caller);

#endif
