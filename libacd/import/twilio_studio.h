/* SPDX-License-Identifier: Apache-2.0 */
/** @file What the files of the format twilio-studio share. */
#ifndef ACD__IMPORT_TWILIO_STUDIO_H
#define ACD__IMPORT_TWILIO_STUDIO_H

#include "internal.h"

/* twilio_studio_states.c */
void acd__studio_map(acd__import_step *step);
/* Where an event leads, NULL: nowhere. */
const char *acd__studio_event(const acd__import_step *step, const char *name);

/* twilio_studio.c: the attribute that a variable of the flow is. */
void acd__studio_variable(const char *key, char attribute[ACD__IMPORT_ATTRIBUTE_MAX + 1]);

/* twilio_studio_split.c */
void acd__studio_split(acd__import_step *step);

#endif
