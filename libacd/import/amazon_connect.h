/* SPDX-License-Identifier: Apache-2.0 */
/** @file What the files of the format amazon-connect share: transitions, and the queue that is set for later. */
#ifndef ACD__IMPORT_AMAZON_CONNECT_H
#define ACD__IMPORT_AMAZON_CONNECT_H

#include "internal.h"

#define TARGET_QUEUE "target_queue"

/* amazon_connect.c: where the action's transitions lead, as names of nodes; NULL: nowhere. */
const char *acd__connect_next(const acd__import_step *step);
const char *acd__connect_error(const acd__import_step *step, const char *type);
/* The first of these errors that is wired. */
const char *acd__connect_errors(const acd__import_step *step, const char *one, const char *other);
/* Where the first condition with this operand leads. */
const char *acd__connect_condition(const acd__import_step *step, const char *operand);
/* Where a result leads that no condition takes: NoMatchingCondition, else NextAction. */
const char *acd__connect_otherwise(const acd__import_step *step);
/* The conditions, to be freed by acd__import_release() with sizeof(acd__import_condition). */
acd__import_buffer acd__connect_conditions(acd__import_step *step);
/* The name a designer sees for what a parameter refers to, "" where the export does not say. */
const char *acd__connect_display_name(const acd__import_step *step, const char *parameter);

/* amazon_connect_queue.c */
void acd__connect_prepare_queues(acd_import *import);
void acd__connect_set_queue(acd__import_step *step);
void acd__connect_to_queue(acd__import_step *step);
void acd__connect_check_metric(acd__import_step *step);

#endif
