/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include <acd/acd.h>
#include <acd/json.h>

void fuzz_expect(int good, const char *what)
{
  if (good) return;
  fprintf(stderr, "not so: %s\n", what);
  abort();
}

int fuzz_load(const char *text, size_t size, int must)
{
  acd_engine *engine = NULL;
  acd_json *json = NULL;
  char line[2000];
  fuzz_expect(acd_engine_new(NULL, &engine) == ACD_OK, "there is memory");
  fuzz_expect(acd_json_new(NULL, &json) == ACD_OK, "there is memory");
  int status = acd_json_load_text(json, text, size);
  fuzz_expect(status == ACD_OK || status == ACD_ERR_DEFINITION, "it is read, or errors are listed");
  status = acd_json_submit(json, engine, 0, ACD_DEFINE_WHOLE);
  fuzz_expect(status == ACD_OK || status == ACD_ERR_DEFINITION || status == ACD_AGAIN,
              "it is taken, or errors are listed");
  fuzz_expect((status == ACD_ERR_DEFINITION) == (acd_json_errors_count(json) > 0),
              "errors are listed if it is refused");
  for (size_t i = 0; i < acd_json_errors_count(json); i++) {
    fuzz_expect(acd_json_error_print(json, i, line, sizeof line, NULL) != ACD_ERR_NOT_FOUND && line[0],
                "an error has a text");
    if (must) fprintf(stderr, "%s\n", line);
  }
  fuzz_expect(!must || status != ACD_ERR_DEFINITION, "what was imported can be loaded");
  fuzz_expect(acd_engine_check(engine, 1) == ACD_OK, "the laws hold");
  acd_json_free(json);
  acd_engine_free(engine);
  return status;
}
