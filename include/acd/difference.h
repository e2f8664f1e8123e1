/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What is different between two definitions, or two versions of a flow: what an editor shows before a flow is
 * published.
 *
 * Objects are the same if their noun, their name and what they stand below are. A property that is not set has its
 * default, so setting it to its default is no difference. The order of objects counts where the engine goes by it:
 * steps, announcements, cases and tries, further queues of a node, devices of an agent, numbers and callers (whose
 * patterns may be equally specific). Two changes compare as what they say; what they remove or
 * amend are objects like others.
 *
 * An object that is added or removed is listed once, without what stands below it.
 */
#ifndef ACD_DIFFERENCE_H
#define ACD_DIFFERENCE_H

#include <acd/definition.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
  ACD_EDIT_ADDED = 1,
  ACD_EDIT_REMOVED = 2,
  ACD_EDIT_CHANGED = 3, /**< a property has another value */
  ACD_EDIT_REWIRED =
      4,             /**< likewise one that names a node: an exit or a case leads elsewhere, a flow starts elsewhere */
  ACD_EDIT_MOVED = 5 /**< stands behind one that it stood before */
};

/** "added", …; "?" for unknown ones. Static. */
ACD_API const char *acd_edit_kind_str(uint32_t kind);

/** One difference. Texts are never NULL and live as long as the acd_difference. */
typedef struct acd_edit {
  uint32_t size;
  uint32_t kind; /**< ACD_EDIT_… */
  uint32_t noun;
  uint32_t property_id;      /**< of changed and rewired; else 0 */
  int32_t object_before;     /**< its index in the definition before, -1: added */
  int32_t object_after;      /**< and in the one after, -1: removed */
  const char *path;          /**< as in acd_error: `flow "main" / node "menu"` */
  const char *property_name; /**< name of the property, "" without one */
  const char *before;        /**< its value before, in words: `20 s`, `"jazz"`; "" without a property */
  const char *after;
} acd_edit;

typedef struct acd_difference acd_difference;

/** Compares two definitions; independent of both afterwards. `allocator` NULL: libc's. ACD_ERR_NOMEM, or the status of
 * a definition that could not be built (acd_definition_status()). The cost grows with the number of their objects. */
ACD_API int acd_difference_new(const acd_definition *before, const acd_definition *after,
                               const acd_allocator *allocator, acd_difference **difference_out);
ACD_API void acd_difference_free(acd_difference *difference);
ACD_API size_t acd_difference_edits_count(const acd_difference *difference);
/** The difference at `index`, in the order of the definition after; what was removed stands with what it stood below.
 * ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_difference_edit_at(const acd_difference *difference, size_t index, acd_edit *edit_out);

#ifdef __cplusplus
}
#endif
#endif
