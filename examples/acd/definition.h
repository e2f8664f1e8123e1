/* SPDX-License-Identifier: Apache-2.0 */
/** @file Loading a definition file and telling all that is wrong with it. */
#ifndef TOOL_DEFINITION_H
#define TOOL_DEFINITION_H

#include <acd/acd.h>
#include <acd/json.h>

/* Reads the file, to be freed. Every error is complained about. An exit code. */
int definition_read(const char *path, acd_json **json_out);
/* Submits what was read at time 0, and before it the time zones that it names, from the folder `zoneinfo` (NULL: that of the
 * system). An exit code, likewise. */
int definition_submit(const char *path, acd_json *json, const char *zoneinfo, acd_engine *engine);
/* Loads the file and submits it in this way. Hands over what was read, which the caller frees; NULL unless the code is EXIT_OK. */
int definition_load_kept(const char *path, const char *zoneinfo, acd_engine *engine, acd_json **json_out);
/* Likewise a change of what was loaded before. */
int definition_change(const char *path, const char *zoneinfo, acd_engine *engine);
/* The number of the definition that is closest to `number`, to be freed; NULL: none is close. */
char *definition_nearest_number(const char *path, const char *number);

#endif
