/* SPDX-License-Identifier: Apache-2.0 */
/** @file `acd help definition`: the format of definitions, from the library's own tables. */
#ifndef TOOL_HELP_DEFINITION_H
#define TOOL_HELP_DEFINITION_H

#define HELP_DEFINITION "definition"

void help_definition(void);

#endif
