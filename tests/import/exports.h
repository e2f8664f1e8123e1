/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of the importers share. */
#ifndef ACD_TESTS_IMPORT_EXPORTS_H
#define ACD_TESTS_IMPORT_EXPORTS_H

#include <jansson.h>

#include <acd/import.h>

#include "shared.h"

acd_import *new_import(const char *format);
/* Adds a text, which must be good. */
void add_export(acd_import *import, const char *source, const char *text);
/* Makes the definition, which must be well-formed: every way leads to a node that is there. To be released. */
json_t *finish_import(acd_import *import);
/* The node of a flow. */
json_t *node_of(const json_t *definition, const char *flow, const char *node);
/* A note of this kind whose text has this in it: 1, or 0. */
int has_note(const acd_import *import, uint32_t kind, const char *text);

/* The numbered exports of a folder of it, 001.json …, until one is missing: how many were added. */
int add_shared(acd_import *import, const char *folder);

#endif
