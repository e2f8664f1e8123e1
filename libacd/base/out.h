/* SPDX-License-Identifier: Apache-2.0 */
/** @file Texts into a buffer of the host's: a writer that counts what it has no room for. */
#ifndef ACD__BASE_OUT_H
#define ACD__BASE_OUT_H

#include <stddef.h>
#include <stdint.h>

typedef struct acd__out {
  char *buffer; /* NULL: only counts */
  size_t size;
  size_t used; /* of the whole text */
} acd__out;

void acd__out_char(acd__out *out, char c);
void acd__out_bytes(acd__out *out, const char *bytes, size_t size);
void acd__out_text(acd__out *out, const char *text);
void acd__out_int(acd__out *out, int64_t value);
/* The last `width` digits of a number that is not negative. */
void acd__out_digits(acd__out *out, int64_t value, int width);
/* Microseconds as seconds with six decimals. */
void acd__out_seconds(acd__out *out, int64_t us);
/* Ends the text with a NUL, cut where it does not fit. ACD_OK or ACD_ERR_LIMIT; `size_out` as base.h has it. */
int acd__out_end(acd__out *out, size_t *size_out);

#endif
