/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file The report as a page: one HTML file that needs nothing else. Its figures are those of the JSON report, each with
 * the place where it stands there (`data-of`, a JSON pointer); its charts are drawn from the material, and each has
 * its numbers in a table of its own, for those who cannot see it and for a closer look. Of callers nothing is on it.
 */
#ifndef TOOL_PAGE_H
#define TOOL_PAGE_H

#include <stdio.h>

#include <jansson.h>

#include "material.h"
#include "report.h"

typedef struct page_source {
  const report *report;
  const json_t *figures; /* report_object() of it */
  const material *material;
} page_source;

/* 0, or -1 where writing failed. */
int page_write(const page_source *of, FILE *file);

#endif
