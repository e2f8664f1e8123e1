/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Inside of acd__document_merge(): the objects at the top of a document while changes are laid over it, each a piece of one of
 * the documents, or made up of pieces where it was amended.
 */
#ifndef ACD__MODEL_MERGE_H
#define ACD__MODEL_MERGE_H

#include "base/dictionary.h"
#include "model/document.h"
#include "model/names.h"

/* An object of a document with all below it. */
typedef struct acd__piece {
  const acd__document *from; /* NULL: taken out */
  int32_t index;
} acd__piece;

struct acd__top;

/* An object that was amended: its values and what stands directly below it, one by one. */
typedef struct acd__amended {
  int32_t origin;            /* of the amendment in the change being merged, -1: of one before */
  const acd__value **values; /* NULL where one was unset */
  size_t values_count;
  size_t values_capacity;
  uint32_t value_at[256]; /* by number of the property: the first value + 1 */
  struct acd__top *below;
  size_t below_count;
  size_t below_capacity;
  acd__dictionary names; /* of those below: index + 1 */
} acd__amended;

/* At the top, or below what is amended. */
typedef struct acd__top {
  acd__piece piece;
  acd__amended *amended;           /* NULL: the piece as it is */
  const acd__document *amended_by; /* the latest change that did */
} acd__top;

typedef struct acd__merge {
  acd__memory *memory;
  acd__errors *errors;
  const acd__document *base;  /* NULL: empty */
  const acd__document *given; /* the last change, whose mistakes are reported */
  acd__names base_names;      /* top-level objects only */
  acd__names change_names;    /* of the change being laid over */
  acd__amended *centre;
  acd__top *tops; /* those of the base, then those appended */
  size_t tops_count;
  size_t tops_capacity;
  int32_t *base_tops; /* where those of the base stand in it, ascending */
  size_t base_count;
  acd__dictionary appended; /* index + 1, by noun and name */
  acd__dictionary leavers;  /* names of agents whom the last change removes */
  int64_t work;             /* steps left for suggestions */
} acd__merge;

/* merge_write.c: new bytes, with an origin for each object. ACD_OK, ACD_ERR_NOMEM, ACD_ERR_LIMIT. */
int acd__merge_write(const acd__merge *merge, uint8_t **bytes_out, size_t *size_out, int32_t **origins_out,
                     size_t *origins_count_out);

#endif
