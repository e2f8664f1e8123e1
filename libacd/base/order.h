/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * An ordered set of intrusive nodes: by (key_a, key_b, sequence), ascending. Total, since a sequence is never reused.
 *
 * Most insertions come in order (calls as they arrive, agents as they become idle), so the set is a list that grows at its
 * tail, plus a tree (a treap whose priorities are mixed sequences: the same shape on every machine) for what comes out of order. With
 * `indexed` all nodes go to the tree, which then also answers "the k-th" and "the first after".
 * No operation allocates.
 */
#ifndef ACD__BASE_ORDER_H
#define ACD__BASE_ORDER_H

#include <stddef.h>
#include <stdint.h>

enum { ACD__ORDER_OUT = 0, ACD__ORDER_LIST = 1, ACD__ORDER_TREE = 2 };

typedef struct acd__order_node {
  int64_t key_a;
  int64_t key_b;
  uint64_t sequence;
  struct acd__order_node *left;  /* list: previous */
  struct acd__order_node *right; /* list: next */
  struct acd__order_node *parent;
  uint32_t size;  /* tree: nodes in this subtree */
  uint32_t place; /* ACD__ORDER_… */
} acd__order_node;

typedef struct acd__order {
  acd__order_node *head;
  acd__order_node *tail;
  acd__order_node *root;
  acd__order_node *least; /* of the tree */
  size_t count;
  uint32_t indexed;
} acd__order;

static inline int acd__order_less(const acd__order_node *a, const acd__order_node *b)
{
  if (a->key_a != b->key_a) return a->key_a < b->key_a;
  if (a->key_b != b->key_b) return a->key_b < b->key_b;
  return a->sequence < b->sequence;
}

void acd__order_tree_insert(acd__order *order, acd__order_node *node);
void acd__order_tree_remove(acd__order *order, acd__order_node *node);
/* The node's keys are set, it is in no set. */
static inline void acd__order_insert(acd__order *order, acd__order_node *node)
{
  order->count++;
  if (order->indexed || (order->tail && acd__order_less(node, order->tail))) {
    acd__order_tree_insert(order, node);
    return;
  }
  node->place = ACD__ORDER_LIST;
  node->left = order->tail;
  node->right = NULL;
  if (order->tail)
    order->tail->right = node;
  else
    order->head = node;
  order->tail = node;
}
static inline void acd__order_remove(acd__order *order, acd__order_node *node)
{
  order->count--;
  if (node->place == ACD__ORDER_TREE) {
    acd__order_tree_remove(order, node);
  } else {
    if (node->left)
      node->left->right = node->right;
    else
      order->head = node->right;
    if (node->right)
      node->right->left = node->left;
    else
      order->tail = node->left;
  }
  node->place = ACD__ORDER_OUT;
}
/* NULL: empty. */
static inline acd__order_node *acd__order_first(const acd__order *order)
{
  if (!order->least) return order->head;
  return order->head && acd__order_less(order->head, order->least) ? order->head : order->least;
}
acd__order_node *acd__order_merge_next(const acd__order *order, const acd__order_node *node);
/* The next in order, NULL: none. Costs a descent of the tree, if there is one, and for a node of
 * the tree a walk through what comes before it in the list: for short walks from the front. */
static inline acd__order_node *acd__order_next(const acd__order *order, const acd__order_node *node)
{
  return order->root ? acd__order_merge_next(order, node) : node->right;
}
/* Indexed sets only: the first node greater than `key`, NULL: none. */
acd__order_node *acd__order_after(const acd__order *order, const acd__order_node *key);
/* Indexed sets only: the k-th node from 0, k < count. */
acd__order_node *acd__order_at(const acd__order *order, size_t k);
/* Indexed sets only: how many nodes come before one of the set. */
size_t acd__order_rank(const acd__order_node *node);
/* 1 if links, sizes and order are what they should be. */
int acd__order_check(const acd__order *order);

#endif
