/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What an arrival says, whichever way it came. A host's own (acd_call_arrive()) is taken where it stands, as the payload of its
 * command: nothing is packed only to be unpacked again. The record of a command and its payload are read into the same form.
 */
#ifndef ACD__ENGINE_ARRIVE_H
#define ACD__ENGINE_ARRIVE_H

#include "engine/engine.h"

typedef struct acd__arrival {
  const acd_arrival *given; /* all but its lists and attributes, which may be in another form than a host gives them: */
  size_t number_size;       /* the texts need not end with NUL */
  size_t caller_size;
  const char *attributes; /* key NUL value NUL … */
  size_t attributes_size;
  acd__words requirements;
  acd__words preferred;
  acd__call **call_out; /* for acd__arrive_only(), else NULL */
} acd__arrival;

/* Reads the record of a command, which holds all of an arrival but the number dialled at the words of an arrival's; not its flow,
 * preferred agents and wait. ACD_OK, or it was refused. */
int acd__arrival_read(acd__apply *apply, acd_slice number, uint32_t number_word, acd_arrival *given,
                      acd__arrival *arrival);
/* A call that can be called back: it has arrived, and entered nothing yet. */
int acd__arrive_only(acd_engine *engine, acd__apply *apply, const acd__arrival *arrival, acd__call **call_out);

/* callback/request.c: the record of a request, or of a booking, in the form of an arrival. */
int acd__request_read(acd__apply *apply, acd_arrival *given, acd__arrival *arrival);
/* ACD_OK, or why the plan does not call the number (`caller`) back. */
int acd__request_number(const acd_engine *engine, acd__apply *apply, const acd__arrival *arrival,
                        const acd__callback_plan *plan);

#endif
