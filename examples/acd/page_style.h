/* SPDX-License-Identifier: Apache-2.0 */
/** @file The page's style sheet and script: page.css and page.js, made part of the program when it is built (embed.py). */
#ifndef TOOL_PAGE_STYLE_H
#define TOOL_PAGE_STYLE_H

#include <stddef.h>

extern const char page_css[], page_js[];
extern const size_t page_css_size, page_js_size;

#endif
