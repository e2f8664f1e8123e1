/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as an export, in every format: refused with a note, or made into a definition that can be loaded. */
#include "fuzz.h"

#include <acd/import.h>

static void try_format(const char *format, const char *text, size_t size)
{
  acd_import *import = NULL;
  char line[2000];
  size_t length = 0;
  fuzz_expect(acd_import_new(NULL, format, &import) == ACD_OK, "there is memory");
  int status = acd_import_add_text(import, "fuzz", text, size);
  fuzz_expect(status == ACD_OK || status == ACD_ERR_DEFINITION, "it is read, or refused");
  fuzz_expect((status == ACD_OK) != (acd_import_notes_count(import) > 0), "a refusal has a note");
  if (status == ACD_OK) {
    fuzz_expect(acd_import_finish(import) == ACD_OK, "there is memory");
    const char *definition = acd_import_definition(import, &length);
    fuzz_load(definition, length, 1);
  }
  for (size_t i = 0; i < acd_import_notes_count(import); i++)
    fuzz_expect(acd_import_note_print(import, i, line, sizeof line, NULL) != ACD_ERR_NOT_FOUND && line[0],
                "a note has a text");
  acd_import_free(import);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  acd_import_format format = {.size = sizeof format};
  for (size_t i = 0; acd_import_format_next(i, &format) == 1; i++) try_format(format.name, (const char *)data, size);
  return 0;
}
