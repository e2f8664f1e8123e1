/* SPDX-License-Identifier: Apache-2.0 */
#include "layers.h"

#include <stdlib.h>
#include <string.h>

#include "tool.h"

#define SWEEPS 12

/* A step of a link between two adjacent layers. */
typedef struct hop {
  size_t from, to;
  double out, in;
} hop;

typedef struct work {
  layers *of;
  hop *hops;
  size_t hops_count;
  size_t *order; /* boxes, layer by layer, in their places */
  size_t *first; /* of each layer in `order`, and the end */
} work;

static void find_layers(layers *of)
{
  int is_done = 0;
  for (size_t i = 0; i < of->boxes_count; i++) of->boxes[i].layer = 0;
  while (!is_done) {
    is_done = 1;
    for (size_t i = 0; i < of->links_count; i++) {
      size_t least = of->boxes[of->links[i].from].layer + 1;
      if (of->boxes[of->links[i].to].layer >= least) continue;
      of->boxes[of->links[i].to].layer = least;
      is_done = 0;
    }
  }
  of->layers_count = 0;
  for (size_t i = 0; i < of->boxes_count; i++)
    if (of->boxes[i].layer >= of->layers_count) of->layers_count = of->boxes[i].layer + 1;
}

static void add_hop(work *on, size_t from, double out, size_t to, double in)
{
  on->hops = grow(on->hops, (on->hops_count + 1) * sizeof(*on->hops));
  on->hops[on->hops_count++] = (hop){from, to, out, in};
}

static size_t add_bend(layers *of, size_t layer)
{
  of->boxes = grow(of->boxes, (of->boxes_count + 1) * sizeof(*of->boxes));
  of->boxes[of->boxes_count] = (layers_box){.height = LAYERS_BEND, .layer = layer};
  return of->boxes_count++;
}

static void add_hops(work *on)
{
  layers *of = on->of;
  for (size_t i = 0; i < of->links_count; i++) {
    layers_link *link = &of->links[i];
    size_t at = link->from, end = of->boxes[link->to].layer;
    double out = link->out;
    for (size_t layer = of->boxes[at].layer + 1; layer < end; layer++) {
      size_t bend = add_bend(of, layer);
      link->bends = grow(link->bends, (link->bends_count + 1) * sizeof(*link->bends));
      link->bends[link->bends_count++] = bend;
      add_hop(on, at, out, bend, LAYERS_BEND / 2);
      at = bend;
      out = LAYERS_BEND / 2;
    }
    add_hop(on, at, out, link->to, link->in);
  }
}

static void put_in_order(work *on)
{
  layers *of = on->of;
  size_t at = 0;
  on->order = grow(NULL, (of->boxes_count + 1) * sizeof(*on->order));
  on->first = grow(NULL, (of->layers_count + 1) * sizeof(*on->first));
  for (size_t layer = 0; layer < of->layers_count; layer++) {
    on->first[layer] = at;
    for (size_t i = 0; i < of->boxes_count; i++) {
      if (of->boxes[i].layer != layer) continue;
      of->boxes[i].place = at - on->first[layer];
      on->order[at++] = i;
    }
  }
  on->first[of->layers_count] = at;
}

/* Where the neighbours on one side stand: their places, or how high they are; `otherwise` where there are none. */
static double neighbours(const work *on, size_t box, int is_left, int by_place, double otherwise)
{
  const layers_box *boxes = on->of->boxes;
  double sum = 0;
  int count = 0;
  for (size_t i = 0; i < on->hops_count; i++) {
    const hop *one = &on->hops[i];
    if ((is_left ? one->to : one->from) != box) continue;
    size_t other = is_left ? one->from : one->to;
    if (by_place) /* and within it by the height, so that lines of one box do not cross */
      sum += (double)boxes[other].place + (is_left ? one->out : one->in) / (boxes[other].height + 1);
    else
      sum += boxes[other].top + (is_left ? one->out - one->in : one->in - one->out);
    count++;
  }
  return count ? sum / count : otherwise;
}

/* Sorts a layer by where its boxes' neighbours stand; boxes without any stay where they are. */
static void sort_layer(work *on, size_t layer, int is_left)
{
  layers_box *boxes = on->of->boxes;
  size_t *order = on->order + on->first[layer], count = on->first[layer + 1] - on->first[layer];
  for (size_t i = 0; i < count; i++) boxes[order[i]].wanted = neighbours(on, order[i], is_left, 1, (double)i);
  for (size_t i = 1; i < count; i++)
    for (size_t k = i; k > 0 && boxes[order[k]].wanted < boxes[order[k - 1]].wanted; k--) {
      size_t swapped = order[k];
      order[k] = order[k - 1];
      order[k - 1] = swapped;
    }
  for (size_t i = 0; i < count; i++) boxes[order[i]].place = i;
}

static size_t crossings(const work *on)
{
  const layers_box *boxes = on->of->boxes;
  size_t count = 0;
  for (size_t i = 0; i < on->hops_count; i++)
    for (size_t k = i + 1; k < on->hops_count; k++) {
      const hop *a = &on->hops[i], *b = &on->hops[k];
      if (boxes[a->from].layer != boxes[b->from].layer || a->to == b->to) continue;
      double left = (double)boxes[a->from].place - (double)boxes[b->from].place;
      if (a->from == b->from) left = a->out - b->out;
      count += left * ((double)boxes[a->to].place - (double)boxes[b->to].place) < 0;
    }
  return count;
}

static void sort_layers(work *on)
{
  size_t bytes = on->of->boxes_count * sizeof(*on->order);
  size_t *best = grow(NULL, bytes + sizeof(*best)), least = crossings(on);
  memcpy(best, on->order, bytes);
  for (int sweep = 0; sweep < SWEEPS; sweep++) {
    for (size_t k = 1; k < on->of->layers_count; k++)
      sort_layer(on, sweep % 2 ? on->of->layers_count - 1 - k : k, sweep % 2 == 0);
    size_t count = crossings(on);
    if (count >= least) continue;
    least = count;
    memcpy(best, on->order, bytes);
  }
  memcpy(on->order, best, bytes);
  free(best);
  for (size_t layer = 0; layer < on->of->layers_count; layer++)
    for (size_t i = on->first[layer]; i < on->first[layer + 1]; i++)
      on->of->boxes[on->order[i]].place = i - on->first[layer];
}

typedef struct block {
  double sum; /* of the wanted tops, each less what stands above it */
  size_t count;
} block;

/* As near as can be to where each box is wanted, in order and apart: the least squares, by joining blocks that overlap. */
static void spread_layer(work *on, size_t layer, double gap)
{
  layers_box *boxes = on->of->boxes;
  const size_t *order = on->order + on->first[layer];
  size_t count = on->first[layer + 1] - on->first[layer], blocks_count = 0, at = 0;
  block *blocks = grow(NULL, (count + 1) * sizeof(*blocks));
  double above = 0;
  for (size_t i = 0; i < count; i++) {
    blocks[blocks_count++] = (block){boxes[order[i]].wanted - above, 1};
    above += boxes[order[i]].height + gap;
    while (blocks_count > 1) {
      block *last = &blocks[blocks_count - 1], *before = last - 1;
      if (before->sum / (double)before->count <= last->sum / (double)last->count) break;
      before->sum += last->sum;
      before->count += last->count;
      blocks_count--;
    }
  }
  above = 0;
  for (size_t i = 0; i < blocks_count; i++)
    for (size_t k = 0; k < blocks[i].count; k++, at++) {
      boxes[order[at]].top = blocks[i].sum / (double)blocks[i].count + above;
      above += boxes[order[at]].height + gap;
    }
  free(blocks);
}

static void find_tops(work *on, double gap)
{
  layers *of = on->of;
  double least = 0;
  for (size_t layer = 0; layer < of->layers_count; layer++) {
    double top = 0;
    for (size_t i = on->first[layer]; i < on->first[layer + 1]; i++) {
      of->boxes[on->order[i]].top = top;
      top += of->boxes[on->order[i]].height + gap;
    }
  }
  for (int sweep = 0; sweep < SWEEPS; sweep++)
    for (size_t k = 0; k < of->layers_count; k++) {
      size_t layer = sweep % 2 ? of->layers_count - 1 - k : k;
      for (size_t i = on->first[layer]; i < on->first[layer + 1]; i++) {
        layers_box *box = &of->boxes[on->order[i]];
        box->wanted = neighbours(on, on->order[i], sweep % 2 == 0, 0, box->top);
      }
      spread_layer(on, layer, gap);
    }
  for (size_t i = 0; i < of->boxes_count; i++)
    if (i == 0 || of->boxes[i].top < least) least = of->boxes[i].top;
  of->height = 0;
  for (size_t i = 0; i < of->boxes_count; i++) {
    of->boxes[i].top -= least;
    if (of->boxes[i].top + of->boxes[i].height > of->height) of->height = of->boxes[i].top + of->boxes[i].height;
  }
}

void layers_place(layers *of, double gap)
{
  work on = {.of = of};
  find_layers(of);
  add_hops(&on);
  put_in_order(&on);
  sort_layers(&on);
  find_tops(&on, gap);
  free(on.hops);
  free(on.order);
  free(on.first);
}

void layers_free(layers *of)
{
  for (size_t i = 0; i < of->links_count; i++) free(of->links[i].bends);
  free(of->links);
  free(of->boxes);
}
