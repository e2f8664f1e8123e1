/* SPDX-License-Identifier: Apache-2.0 */
/** @file Numbers of a report as people read them. */
#ifndef TOOL_NUMBERS_H
#define TOOL_NUMBERS_H

#include <stdint.h>

/* 12345 as "12,345". */
const char *count_text(int64_t value, char text[32]);
/* "4:05", or "1:04:05" from an hour on; rounded to the second. */
const char *span_text(int64_t us, char text[32]);
/* Parts per million as percent with one decimal. */
const char *percent_text(int64_t ppm, char text[32]);

/* What a figure that divides by 0 is. */
#define NO_FIGURE "\xe2\x80\x93"

#endif
