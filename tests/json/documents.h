/* SPDX-License-Identifier: Apache-2.0 */
/* Documents with what loading and submitting them must say, for the tests of the loader and of the schema. */
#ifndef ACD_TESTS_JSON_DOCUMENTS_H
#define ACD_TESTS_JSON_DOCUMENTS_H

#include <stddef.h>

typedef struct test_document {
  const char *name;
  const char *text;
  const char *errors; /* a line each, "line:column path code"; "": it is accepted */
  int schema;         /* 1: the schema accepts it too; what it cannot know is left to the engine */
} test_document;

extern const test_document documents[];
extern const size_t documents_count;

/* Uses every noun, property and form. */
extern const char *const document_whole;

#endif
