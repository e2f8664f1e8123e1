/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Definitions out of JSON.
 */
#ifndef ACD_GO_DEFINITION_H
#define ACD_GO_DEFINITION_H

#include <acd/json.h>

/** A copy of what was read; nil if nothing was, or with errors. */
ACD_API int acd_go_json_definition(const acd_json *json, acd_definition **definition_out);

#endif
