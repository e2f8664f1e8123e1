/* SPDX-License-Identifier: Apache-2.0 */
/** @file Where in a definition something is wrong, in words; and the search for a name that was meant. */
#ifndef ACD__MODEL_PATH_H
#define ACD__MODEL_PATH_H

#include "base/text.h"
#include "model/document.h"

/* Enough for a path of four names of 255 bytes. */
#define ACD__PATH_SIZE 1200

/* `flow "main" / node "menu" / exit "1"`; of a deeper object (a mistake) the last four levels. */
void acd__path_write(char path[ACD__PATH_SIZE], const acd__document *document, int32_t object);
/* A name in quotes; a name that is too long is cut, control characters become "?". */
void acd__text_add_quoted(acd__text *text, const char *name, size_t size);

/* 1: a byte below 0x20, or 0x7f, which would spoil a report and move a terminal. */
int acd__text_has_control(const char *text, size_t size);

/* Name of the nearest of the objects of a noun below `parent`, into `name_out`: "" if none is near or the work is used up. */
void acd__nearest_object(const acd__document *document, int32_t parent, uint32_t noun, const char *name, size_t size,
                         int64_t *work, char name_out[256]);

#endif
