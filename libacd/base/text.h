/* SPDX-License-Identifier: Apache-2.0 */
/** @file Small texts without stdio: a bounded writer that truncates, and integers read from digits. */
#ifndef ACD__BASE_TEXT_H
#define ACD__BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

typedef struct acd__text {
  char *at;
  size_t left; /* including the NUL */
} acd__text;

/* Writes into `buffer` of `size` >= 1 bytes, NUL-terminated from the start. */
acd__text acd__text_begin(char *buffer, size_t size);
void acd__text_add(acd__text *text, const char *string);
void acd__text_add_size(acd__text *text, const char *string, size_t size);
void acd__text_add_int(acd__text *text, int64_t value);
/* The decimal number at the end of `to`; where in it that begins. */
#define ACD__TEXT_INT_MAX 20
size_t acd__text_digits(char to[ACD__TEXT_INT_MAX], int64_t value);
/* 1 and the value if all `size` bytes are an optional minus and 1 to 18 digits. */
int acd__text_int(const char *string, size_t size, int64_t *value_out);

#endif
