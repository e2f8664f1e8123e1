/* SPDX-License-Identifier: Apache-2.0 */
/** @file Valid text: UTF-8 without surrogates, overlong forms and NUL. */
#ifndef ACD__MODEL_UTF8_H
#define ACD__MODEL_UTF8_H

#include <stddef.h>

int acd__utf8_valid(const char *text, size_t size);
/* Largest size of at most `limit` bytes that cuts no character of a valid text. */
size_t acd__utf8_cut(const char *text, size_t size, size_t limit);

#endif
