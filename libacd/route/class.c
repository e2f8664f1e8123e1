/* SPDX-License-Identifier: Apache-2.0 */
#include "route/route.h"

#include <string.h>

static void empty_append(acd__queue_route *route, acd__class *class_)
{
  class_->empty_prev = route->empty_tail;
  class_->empty_next = NULL;
  if (route->empty_tail)
    route->empty_tail->empty_next = class_;
  else
    route->empty_head = class_;
  route->empty_tail = class_;
}

static void empty_unlink(acd__queue_route *route, acd__class *class_)
{
  if (class_->empty_prev)
    class_->empty_prev->empty_next = class_->empty_next;
  else
    route->empty_head = class_->empty_next;
  if (class_->empty_next)
    class_->empty_next->empty_prev = class_->empty_prev;
  else
    route->empty_tail = class_->empty_prev;
}

/* Plain and mixed classes stay for ever and are in no list. */
static int recyclable(const acd__class *class_)
{
  return class_->needs || class_->step;
}

/* What classes are found by: needs are interned, so that equal ones have one address. No order depends on it. */
typedef struct class_key {
  const acd__needs *needs;
  uint64_t step;
} class_key;

static int add_key(acd__queue_route *route, acd__class *class_, const acd__needs *needs, uint32_t step)
{
  class_key key = {needs, step};
  return acd__dictionary_add(&route->by_needs, (const char *)&key, sizeof key, class_);
}

void acd__class_used(acd__class *class_)
{
  empty_unlink(class_->route, class_);
}

void acd__class_empty(acd__class *class_)
{
  empty_append(class_->route, class_);
}

/* The class lets its needs go, which may remember it. */
static void drop_needs(acd__queue_route *route, acd__class *class_)
{
  if (class_->needs && class_->needs->class_ == class_) class_->needs->class_ = NULL;
  acd__needs_drop(route->needs_table, class_->needs);
}

/* Makes room for one more column in every row. */
static int grow_columns(acd__queue_route *route)
{
  size_t words = route->classes_count / 64 + 1;
  if (words <= route->class_words) return ACD_OK;
  words = route->class_words ? 2 * route->class_words : 1;
  size_t rows = route->profiles_capacity;
  uint64_t *waiting = acd__memory_array(route->memory, words, sizeof *waiting);
  uint64_t *allowed = acd__memory_array(route->memory, rows * words, sizeof *allowed);
  if (!waiting || !allowed) {
    acd__memory_give(route->memory, waiting, words * sizeof *waiting);
    acd__memory_give(route->memory, allowed, rows * words * sizeof *allowed);
    return ACD_ERR_NOMEM;
  }
  size_t old = route->class_words;
  if (old) memcpy(waiting, route->waiting, old * sizeof *waiting);
  for (size_t i = 0; old && i < route->profiles_count; i++)
    memcpy(allowed + i * words, route->allowed + i * old, old * sizeof *allowed);
  acd__memory_give(route->memory, route->waiting, old * sizeof *waiting);
  acd__memory_give(route->memory, route->allowed, rows * old * sizeof *allowed);
  route->waiting = waiting;
  route->allowed = allowed;
  route->class_words = words;
  return ACD_OK;
}

static size_t row_words(size_t capacity)
{
  return (capacity + 63) / 64;
}

/* The crossing of a class and a row that is no hole. */
static void fill_crossing(acd__queue_route *route, acd__class *class_, size_t row)
{
  const acd__profile_ref *ref = &route->profiles[row];
  uint64_t *allowed = route->allowed + row * route->class_words;
  acd__row_clear(allowed, class_->column);
  if (!class_->mixed && !acd__match_suits(route, ref, class_->needs, class_->step)) return;
  class_->fit++;
  acd__row_set(class_->profiles, row);
  acd__row_set(allowed, class_->column);
  if (class_->scores)
    class_->scores[row] =
        acd__rules_score(route->rules, class_->needs, ref->profile->skills, ref->profile->skills_count);
}

/* Where few fit, or the queue is not wide, the heads are compared. */
static void simplify(const acd__queue_route *route, acd__class *class_)
{
  int few = class_->fit <= ACD__HEADS_FEW && route->profile_words <= ACD__HEADS_FEW;
  class_->simple = !class_->mixed && route->firsts && (few || !route->wide);
}

static void fill_rows(acd__queue_route *route, acd__class *class_)
{
  class_->fit = 0;
  memset(class_->profiles, 0, row_words(route->profiles_capacity) * sizeof *class_->profiles);
  for (size_t i = 0; i < route->profiles_count; i++)
    if (route->profiles[i].profile) fill_crossing(route, class_, i);
  simplify(route, class_);
}

void acd__class_row_fill(acd__queue_route *route, size_t row)
{
  for (size_t i = 0; i < route->classes_count; i++) {
    fill_crossing(route, route->classes[i], row);
    simplify(route, route->classes[i]);
  }
}

void acd__class_row_clear(acd__queue_route *route, size_t row)
{
  for (size_t i = 0; i < route->classes_count; i++) {
    acd__class *class_ = route->classes[i];
    class_->fit -= class_->profiles[row / 64] >> (row % 64) & 1;
    acd__row_clear(class_->profiles, row);
    simplify(route, class_);
  }
  if (route->class_words) memset(route->allowed + row * route->class_words, 0, route->class_words * sizeof(uint64_t));
}

/* What grows with the rows: of a class, its own row and its scores. */
typedef struct grown {
  uint64_t *profiles;
  int64_t *scores;
} grown;

static void give_grown(acd__memory *memory, grown *rows, size_t count, size_t capacity)
{
  for (size_t i = 0; i < count; i++) {
    acd__memory_give(memory, rows[i].profiles, row_words(capacity) * sizeof *rows[i].profiles);
    acd__memory_give(memory, rows[i].scores, capacity * sizeof *rows[i].scores);
  }
  acd__memory_give(memory, rows, count * sizeof *rows);
}

static int take_grown(const acd__queue_route *route, grown *rows, size_t capacity)
{
  for (size_t i = 0; i < route->classes_count; i++) {
    rows[i].profiles = acd__memory_array(route->memory, row_words(capacity), sizeof *rows[i].profiles);
    if (!rows[i].profiles) return ACD_ERR_NOMEM;
    if (!route->classes[i]->scores) continue;
    rows[i].scores = acd__memory_array(route->memory, capacity, sizeof *rows[i].scores);
    if (!rows[i].scores) return ACD_ERR_NOMEM;
  }
  return ACD_OK;
}

int acd__class_grow_rows(acd__queue_route *route, size_t capacity)
{
  acd__memory *memory = route->memory;
  size_t old = route->profiles_capacity, count = route->classes_count, words = route->class_words;
  if (count == 0) return ACD_OK;
  grown *rows = acd__memory_array(memory, count, sizeof *rows);
  uint64_t *allowed = acd__memory_array(memory, capacity * words, sizeof *allowed);
  if (!rows || !allowed || take_grown(route, rows, capacity)) {
    if (rows) give_grown(memory, rows, count, capacity);
    acd__memory_give(memory, allowed, capacity * words * sizeof *allowed);
    return ACD_ERR_NOMEM;
  }
  for (size_t i = 0; i < count; i++) { /* the old ones change places with the new ones, and go */
    acd__class *class_ = route->classes[i];
    grown before = {class_->profiles, class_->scores};
    memcpy(rows[i].profiles, before.profiles, row_words(old) * sizeof *before.profiles);
    if (before.scores) memcpy(rows[i].scores, before.scores, old * sizeof *before.scores);
    class_->profiles = rows[i].profiles;
    class_->scores = rows[i].scores;
    rows[i] = before;
  }
  memcpy(allowed, route->allowed, old * words * sizeof *allowed);
  acd__memory_give(memory, route->allowed, old * words * sizeof *allowed);
  route->allowed = allowed;
  give_grown(memory, rows, count, old);
  return ACD_OK;
}

static void free_class(acd__queue_route *route, acd__class *class_)
{
  size_t rows = route->profiles_capacity;
  acd__memory_give(route->memory, class_->scores, rows * sizeof *class_->scores);
  acd__memory_give(route->memory, class_->profiles, row_words(rows) * sizeof *class_->profiles);
  acd__memory_give(route->memory, class_, sizeof *class_);
}

static acd__class *make_class(acd__queue_route *route, acd__needs *needs, uint32_t step, uint32_t mixed)
{
  acd__memory *memory = route->memory;
  if (grow_columns(route) || acd__memory_reserve(memory, (void **)&route->classes, &route->classes_capacity,
                                                 route->classes_count + 1, sizeof *route->classes))
    return NULL;
  acd__class *class_ = acd__memory_array(memory, 1, sizeof *class_);
  if (!class_) return NULL;
  int scored = !mixed && acd__rules_by_score(route->rules);
  size_t rows = route->profiles_capacity;
  class_->profiles = acd__memory_array(memory, row_words(rows), sizeof *class_->profiles);
  if (scored) class_->scores = acd__memory_array(memory, rows, sizeof *class_->scores);
  if (!class_->profiles || (scored && !class_->scores) || ((needs || step) && add_key(route, class_, needs, step))) {
    free_class(route, class_);
    return NULL;
  }
  class_->route = route;
  class_->needs = acd__needs_hold(needs);
  class_->step = step;
  class_->mixed = mixed;
  class_->column = (uint32_t)route->classes_count;
  route->classes[route->classes_count++] = class_;
  fill_rows(route, class_);
  if (recyclable(class_)) empty_append(route, class_);
  return class_;
}

/* The class that has been without calls for longest, made over for other needs. NULL: none, or no memory. */
static acd__class *recycle_class(acd__queue_route *route, acd__needs *needs, uint32_t step)
{
  acd__class *class_ = route->empty_head;
  if (!class_ || add_key(route, class_, needs, step)) return NULL;
  class_key before = {class_->needs, class_->step};
  acd__dictionary_remove(&route->by_needs, (const char *)&before, sizeof before);
  drop_needs(route, class_);
  class_->needs = acd__needs_hold(needs);
  class_->step = step;
  fill_rows(route, class_);
  empty_unlink(route, class_); /* from now on it is the last to be made over */
  empty_append(route, class_);
  return class_;
}

acd__class *acd__class_find(acd__queue_route *route, acd__needs *needs, uint32_t step, int make)
{
  acd__class *class_ = needs ? needs->class_ : NULL;
  if (class_ && class_->route == route && class_->step == step)
    return class_; /* spares the look-up, where calls with these needs keep to one queue */
  class_key key = {needs, step};
  class_ = acd__dictionary_find(&route->by_needs, (const char *)&key, sizeof key);
  if (!class_ && make)
    class_ = route->classes_count < route->classes_max ? make_class(route, needs, step, 0)
                                                       : recycle_class(route, needs, step);
  if (!class_) return route->mixed;
  if (needs) needs->class_ = class_;
  return class_;
}

int acd__class_init(acd__queue_route *route)
{
  route->plain = make_class(route, NULL, 0, 0);
  route->mixed = route->plain ? make_class(route, NULL, 0, 1) : NULL;
  return route->mixed ? ACD_OK : ACD_ERR_NOMEM;
}

void acd__class_release_all(acd__queue_route *route)
{
  acd__memory *memory = route->memory;
  for (size_t i = 0; i < route->classes_count; i++) {
    acd__class *class_ = route->classes[i];
    drop_needs(route, class_);
    free_class(route, class_);
  }
  acd__dictionary_release_all(&route->by_needs);
  size_t rows = route->profiles_capacity;
  acd__memory_give(memory, route->classes, route->classes_capacity * sizeof *route->classes);
  acd__memory_give(memory, route->waiting, route->class_words * sizeof *route->waiting);
  acd__memory_give(memory, route->allowed, rows * route->class_words * sizeof *route->allowed);
}
