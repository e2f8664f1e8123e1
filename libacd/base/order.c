/* SPDX-License-Identifier: Apache-2.0 */
#include "base/order.h"

#include "base/hash.h"

static uint64_t priority(const acd__order_node *node)
{
  return acd__mix(node->sequence);
}

static uint32_t size_of(const acd__order_node *node)
{
  return node ? node->size : 0;
}

/* Puts `node` where `old` hung below its parent. */
static void replace_below(acd__order *order, acd__order_node *old, acd__order_node *node)
{
  acd__order_node *parent = old->parent;
  if (!parent)
    order->root = node;
  else if (parent->left == old)
    parent->left = node;
  else
    parent->right = node;
  if (node) node->parent = parent;
}

/* Lifts `node` above its parent. */
static void rotate_up(acd__order *order, acd__order_node *node)
{
  acd__order_node *parent = node->parent;
  replace_below(order, parent, node);
  if (parent->left == node) {
    parent->left = node->right;
    if (node->right) node->right->parent = parent;
    node->right = parent;
  } else {
    parent->right = node->left;
    if (node->left) node->left->parent = parent;
    node->left = parent;
  }
  parent->parent = node;
  node->size = parent->size;
  parent->size = 1 + size_of(parent->left) + size_of(parent->right);
}

void acd__order_tree_insert(acd__order *order, acd__order_node *node)
{
  acd__order_node *parent = NULL;
  acd__order_node **link = &order->root;
  while (*link) {
    parent = *link;
    parent->size++;
    link = acd__order_less(node, parent) ? &parent->left : &parent->right;
  }
  node->left = node->right = NULL;
  node->parent = parent;
  node->size = 1;
  node->place = ACD__ORDER_TREE;
  *link = node;
  while (node->parent && priority(node) > priority(node->parent)) rotate_up(order, node);
  if (!order->least || acd__order_less(node, order->least)) order->least = node;
}

static acd__order_node *tree_next(const acd__order_node *node)
{
  if (node->right) {
    node = node->right;
    while (node->left) node = node->left;
    return (acd__order_node *)node;
  }
  while (node->parent && node->parent->right == node) node = node->parent;
  return node->parent;
}

void acd__order_tree_remove(acd__order *order, acd__order_node *node)
{
  if (order->least == node) order->least = tree_next(node);
  while (node->left && node->right)
    rotate_up(order, priority(node->left) > priority(node->right) ? node->left : node->right);
  for (acd__order_node *above = node->parent; above; above = above->parent) above->size--;
  replace_below(order, node, node->left ? node->left : node->right);
}

/* First node of the tree greater than `key`. */
static acd__order_node *tree_after(const acd__order *order, const acd__order_node *key)
{
  acd__order_node *found = NULL;
  for (acd__order_node *at = order->root; at;) {
    if (acd__order_less(key, at)) {
      found = at;
      at = at->left;
    } else {
      at = at->right;
    }
  }
  return found;
}

acd__order_node *acd__order_merge_next(const acd__order *order, const acd__order_node *node)
{
  acd__order_node *listed, *treed;
  if (node->place == ACD__ORDER_LIST) {
    listed = node->right;
    treed = tree_after(order, node);
  } else {
    treed = tree_next(node);
    listed = order->head;
    while (listed && acd__order_less(listed, node)) listed = listed->right;
  }
  if (!listed || !treed) return listed ? listed : treed;
  return acd__order_less(listed, treed) ? listed : treed;
}

acd__order_node *acd__order_after(const acd__order *order, const acd__order_node *key)
{
  return tree_after(order, key);
}

size_t acd__order_rank(const acd__order_node *node)
{
  size_t rank = size_of(node->left);
  for (; node->parent; node = node->parent)
    if (node->parent->right == node) rank += size_of(node->parent->left) + 1;
  return rank;
}

acd__order_node *acd__order_at(const acd__order *order, size_t k)
{
  acd__order_node *at = order->root;
  for (;;) {
    size_t left = size_of(at->left);
    if (k == left) return at;
    if (k < left) {
      at = at->left;
    } else {
      k -= left + 1;
      at = at->right;
    }
  }
}

int acd__order_check(const acd__order *order)
{
  size_t count = 0;
  const acd__order_node *before = NULL;
  for (const acd__order_node *at = order->head; at; at = at->right, count++) {
    if (at->place != ACD__ORDER_LIST || at->left != before || (before && !acd__order_less(before, at))) return 0;
    before = at;
  }
  if (order->tail != before || (order->indexed && count)) return 0;
  before = NULL;
  for (const acd__order_node *at = order->least; at; at = tree_next(at), count++) {
    if (at->place != ACD__ORDER_TREE || (before && !acd__order_less(before, at))) return 0;
    if (at->size != 1 + size_of(at->left) + size_of(at->right)) return 0;
    if (at->parent && priority(at->parent) < priority(at)) return 0;
    before = at;
  }
  return count == order->count && size_of(order->root) <= count;
}
