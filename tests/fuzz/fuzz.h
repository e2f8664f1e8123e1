/* SPDX-License-Identifier: Apache-2.0 */
/* What a target of fuzzing is: libFuzzer's entry, called by libFuzzer or by main.c. */
#ifndef ACD_TESTS_FUZZ_FUZZ_H
#define ACD_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process, which is a finding, unless `good`. */
void fuzz_expect(int good, const char *what);
/* Loads a text as a definition into an engine: ACD_OK or what it is refused for; with `must` 1, a refusal is a finding. */
int fuzz_load(const char *text, size_t size, int must);

#endif
