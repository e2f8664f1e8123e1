/* SPDX-License-Identifier: Apache-2.0 */
/** @file Where the boxes of a graph stand: in layers from left to right, with few crossings. */
#ifndef TOOL_LAYERS_H
#define TOOL_LAYERS_H

#include <stddef.h>

typedef struct layers_box {
  double height;
  size_t layer;  /* out */
  double top;    /* out */
  size_t place;  /* within its layer */
  double wanted; /* for sorting */
} layers_box;

/* From a box to one of a later layer. Where it passes layers between, it has a box of its own in each. */
typedef struct layers_link {
  size_t from, to;
  double out;    /* where it begins, below the top of its box */
  double in;     /* where it ends, likewise */
  size_t *bends; /* out: the boxes that it passes, of height LAYERS_BEND */
  size_t bends_count;
} layers_link;

#define LAYERS_BEND 16

typedef struct layers {
  layers_box *boxes; /* those given, then those of bends */
  size_t boxes_count;
  layers_link *links;
  size_t links_count;
  size_t layers_count; /* out */
  double height;       /* out */
} layers;

/* Links must not form circles. `gap`: the space between boxes of a layer. layers_free() frees all. */
void layers_place(layers *of, double gap);
void layers_free(layers *of);

#endif
