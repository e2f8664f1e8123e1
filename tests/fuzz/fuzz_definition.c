/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as a definition: read and submitted, or refused with errors. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  fuzz_load((const char *)data, size, 0);
  return 0;
}
