/* SPDX-License-Identifier: Apache-2.0 */
/* Writes TZif files for tests. */
#ifndef TZIF_H
#define TZIF_H

#include <stddef.h>
#include <stdint.h>

/* Room for one with a footer and no table. */
enum { TZIF_FOOTER_SIZE = 300 };

typedef struct tzif {
  const int32_t *offsets; /* of each type, in seconds; types are named AAA, BBB, … */
  size_t types_count;
  const int64_t *times; /* of changes, in seconds */
  const uint8_t *types; /* from each time on */
  size_t times_count;
  const char *footer; /* NULL: a file of version 1 */
  char version;       /* 0: 2 */
  int fat;            /* 1: the block with 32 bits has the changes that it can have, too */
  int leaps;          /* 1: with a leap second */
} tzif;

/* Returns the size; there must be room. */
size_t tzif_write(uint8_t *bytes, const tzif *file);
/* A file with nothing but a footer, "CET-1CEST,M3.5.0,M10.5.0/3" say. */
size_t tzif_write_footer(uint8_t bytes[TZIF_FOOTER_SIZE], const char *footer);

#endif
