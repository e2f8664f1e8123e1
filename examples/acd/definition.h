/* SPDX-License-Identifier: Apache-2.0 */
/** @file Loading a definition file and telling all that is wrong with it. */
#ifndef TOOL_DEFINITION_H
#define TOOL_DEFINITION_H

#include <acd/acd.h>

/* Loads the file and submits it at time 0. Every error is complained about. An exit code. */
int definition_load(const char *path, acd_engine *engine);
/* The number of the definition that is closest to `number`, to be freed; NULL: none is close. */
char *definition_nearest_number(const char *path, const char *number);

#endif
