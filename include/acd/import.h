/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Importers (libacd-import): call flows as other products export them become one definition document (json.h), with a
 * note for every action of theirs that says what became of it.
 *
 * | format | what is read |
 * |---|---|
 * | amazon-connect | flows and flow modules in the Amazon Connect Flow language, version 2019-10-30, as the designer exports them |
 * | twilio-studio | flow definitions of Twilio Studio ("states", "initial_state") |
 *
 * **What becomes of an action.** Each action becomes one or more nodes, the first of them named with the designer's own
 * label or, where that is a random identifier, with the action's type and a number ("compare-2"); the others add ".2",
 * ".3". It is
 *  - *mapped*: what the action does, nodes of this library do;
 *  - *to the host*: it becomes a node of kind host, whose operation is the action's type in lower case with dashes
 *    ("invoke-lambda-function") and whose parameters are those of the action, line ends in them being blanks. The host
 *    does it, and answers. The conditions of the action are cases of the node, and so are those of its errors that have
 *    a name of their own, by that name ("NoneFoundError");
 *  - *not mapped*: the type is unknown. The node is of kind host all the same, so that the graph is whole; what it
 *    should do, nobody has said.
 *
 * Some of what is mapped has a remark: what of it is lost, or differs.
 *
 * **Texts.** Prompts are the texts to be spoken, with their markup, or the names of recordings. A reference to an
 * attribute within a prompt or a parameter for the host is written {name}, for the host to fill in. Elsewhere it
 * becomes an expression.
 *
 * **Attributes.** Those that the flow sets have the name they had. Those that the other product sets keep their path:
 * `External.status` (answer of a look-up), `StoredCustomerInput`, `widgets.lookup.parsed.status`. Its host actions are
 * to set them (acd_call_set()) before they answer. The calling and the called number are `caller` and `number`. A name
 * of more than 64 bytes is cut, in one with quotes or what cannot be printed these become _, and both end with a number
 * made of all of it. What a flow calls `caller`, `number` or `caller_class` itself keeps its path, as
 * `Attributes.caller`.
 *
 * **What the host looks at.** The voice that speaks (`TextToSpeechVoice`, `TextToSpeechEngine`, `TextToSpeechStyle`)
 * and what a contact is called (`Name`, `Description`, `CustomerId`, `LanguageCode`) are attributes. Recording becomes
 * nodes of recording, from there on and of the whole call. Switching the log of a flow's steps becomes nothing.
 *
 * **Parameters of a host node** are named likewise, what is nested by its path ("Deep.list"); quotes, "=" and what
 * cannot be printed become _. If a name is taken, "~2" and so on is put behind it, and a remark says so. Numbers with a
 * fraction are written with up to 15 digits.
 *
 * **Things outside of flows.** Queues and opening hours that an export only refers to become objects of the
 * definition without content: queues without members, schedules without hours. A note names each; numbers there are
 * none, because exports name none. A flow or module that is referred to is looked for among the exports that are given,
 * by name; one that is not given is not invented: the action is one for the host ("transfer-to-flow",
 * "invoke-flow-module", "run-subflow"), whose parameters name the flow.
 *
 * **Amazon Connect's queue.** The queue that an action sets for later is the attribute `target_queue`. Where it is the
 * same on every way to the transfer, the queue node names it; elsewhere a branch compares the attribute with all queues
 * of the exports, and what matches none takes the error's way.
 *
 * A handle belongs to one thread at a time. Its own memory comes from the allocator it was given; that of the JSON
 * parser (jansson) from wherever the process lets jansson have it.
 */
#ifndef ACD_IMPORT_H
#define ACD_IMPORT_H

#include <acd/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_import acd_import;

typedef struct acd_import_format {
  uint32_t size;
  uint32_t reserved;
  const char *name; /**< "amazon-connect" */
  const char *text; /**< one line for people */
} acd_import_format;

/** The formats, in order: 1 and the one at `index`, 0 past the end, or a negative status. */
ACD_API int acd_import_format_next(size_t index, acd_import_format *format_out);

/** What a note says. */
enum {
  ACD_IMPORT_REFUSED = 1,  /**< the export is malformed: where, and what was expected */
  ACD_IMPORT_MAPPED = 2,   /**< an action that became nodes of this library */
  ACD_IMPORT_HOST = 3,     /**< an action that became one of the host's */
  ACD_IMPORT_UNMAPPED = 4, /**< an action of unknown type */
  ACD_IMPORT_REMARK = 5,   /**< of the action noted before: what of it is lost, or differs */
  ACD_IMPORT_OBJECT = 6    /**< something outside of flows that was made, without content */
};

/** A note. Texts are borrowed until the next export is added or the handle is freed, "" where there is nothing to say.
 */
typedef struct acd_import_note {
  uint32_t size;
  uint32_t kind;      /**< ACD_IMPORT_… */
  int64_t line;       /**< from 1: of a mistake of syntax; else 0 */
  int64_t column;     /**< from 1, in characters; 0: unknown */
  const char *source; /**< the export */
  const char *path;   /**< JSON pointer into it, "/Actions/3" */
  const char *type;   /**< of the action */
  const char *flow;   /**< in the definition */
  const char *node;   /**< the first of the action's nodes */
  const char *text;   /**< what is so */
} acd_import_note;

typedef struct acd_import_counts {
  uint32_t size;
  uint32_t reserved;
  int64_t sources; /**< exports that were read */
  int64_t refused; /**< exports that were refused */
  int64_t actions; /**< = mapped + host + unmapped */
  int64_t mapped;
  int64_t host;
  int64_t unmapped;
} acd_import_counts;

/** `allocator` NULL: libc's. ACD_ERR_NOT_FOUND: no such format. */
ACD_API int acd_import_new(const acd_allocator *allocator, const char *format, acd_import **import_out);
ACD_API void acd_import_free(acd_import *import);

/** Reads an export. `source` is its name in notes and, without the folders before it and the ending behind it, that
 * of a flow that has none; bytes of that name that are not UTF-8 become _, and a note says so. `text` needs no NUL.
 * ACD_ERR_DEFINITION: it is malformed, notes say where; it is left out. ACD_ERR_LIMIT: 64 MiB or more. ACD_ERR_STATE
 * after acd_import_finish(). */
ACD_API int acd_import_add_text(acd_import *import, const char *source, const char *text, size_t size);
/** Likewise from a file, whose path is the source; ACD_ERR_IO if it cannot be read. */
ACD_API int acd_import_add_file(acd_import *import, const char *path);

/** Makes one definition of all that was read. ACD_ERR_STATE: nothing was read, or it is made already. */
ACD_API int acd_import_finish(acd_import *import);
/** The definition, JSON text with a NUL behind its `size_out` (may be NULL) bytes; NULL before it is made. Borrowed
 * until the handle is freed. */
ACD_API const char *acd_import_definition(const acd_import *import, size_t *size_out);

ACD_API int acd_import_counts_get(const acd_import *import, acd_import_counts *counts_out);
/** What was refused, as it was found; then, once the definition is made, each action in the order of the exports with
 * its remarks behind it, then the objects. */
ACD_API size_t acd_import_notes_count(const acd_import *import);
/** ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_import_note_at(const acd_import *import, size_t index, acd_import_note *note_out);
/** A note as one line for people, control characters shown as "?" (buffers: base.h). ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_import_note_print(const acd_import *import, size_t index, char *buffer, size_t capacity,
                                  size_t *size_out);

#ifdef __cplusplus
}
#endif
#endif
