/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What every header needs: ids, time, status codes, the allocator, versions.
 *
 * Conventions, once for all headers:
 *  - The engine (or the handle) comes first, outputs come last and are named `<x>_out`.
 *  - Functions that can fail return a status: `ACD_OK`, a positive note such as `ACD_AGAIN`, or a negative
 *    `ACD_ERR_<X>`. A call that fails changes nothing and leaves its outputs untouched, but for what its comment says
 *    is written all the same (how much room is needed, what failed). Commands are the exception: one
 *    that is refused lets time pass (command.h), and tells why in its acd_result.
 *  - Strings have a NUL. Those of a definition are UTF-8, checked; texts that come with calls (numbers, attributes) are
 *    passed on as the bytes they are. Strings in are copied. Pointers out are borrowed: valid until the next command.
 *  - `acd_<x>_free(NULL)` is fine.
 *  - Durations and times are microseconds: a duration is `<what>_us`, an instant of engine time `<what>_at_us`, one of
 *    the wall clock `<what>_wall_us` (since 1970-01-01T00:00Z), but where a word says by itself that it is an instant
 *    (`time_us`, `deadline_us`, `…_since_us`, `…_until_us`). Rates of a whole are parts per million (`_ppm`).
 *  - What there is not has one value for each kind of thing, in outputs and, where it may be left out, in inputs:
 *
 *    | kind | none |
 *    |---|---|
 *    | an id, a value of an enumeration | 0 |
 *    | an index or place (of a node, a step, an object) | -1 |
 *    | a text in a record | "", never NULL |
 *    | an instant: never, not yet, unknown; an estimated wait: nobody knows | ACD_TIME_NEVER |
 *    | an instant `…_until_us` up to which nothing lasts | 0 |
 *    | a duration or count that is unlimited, or as somebody else says | -1 |
 *
 *  - What writes into a buffer of the host's takes `(…, buffer, capacity, size_out)`. `*size_out` is the size of the
 *    whole, whether it fits or not; ACD_ERR_LIMIT: it does not, and the buffer holds nothing of use if it was to be
 *    bytes. Texts (`…_print…`, `char *buffer`) have a NUL, which the size does not count and `capacity` must; one that
 *    does not fit is cut, with its NUL, and `size_out` may be NULL. A NULL buffer with a capacity of 0 asks for the
 *    size alone.
 *  - Records that may grow begin with `uint32_t size`, set by the caller to `sizeof` of the record it was compiled
 *    with. An older, smaller record is accepted for ever; a larger one whose unknown tail is not zero is
 *    `ACD_ERR_VERSION`.
 *  - Kinds of commands, actions, events and properties are numbers that only grow: ignore those you do not know.
 */
#ifndef ACD_BASE_H
#define ACD_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define ACD_API __attribute__((visibility("default")))
#else
#define ACD_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Version of the headers; acd_version() tells that of the library in use. The ABI has a number of its own: the soname.
 * */
#define ACD_VERSION_MAJOR 0
#define ACD_VERSION_MINOR 1
#define ACD_VERSION_PATCH 0

/** A call, agent, queue, skill, flow, schedule, channel, device, … or action: a positive number below 2^53, never
 * used again for anything else in the life of its engine. 0 is "none". An id whose owner is gone is refused with
 * `ACD_ERR_STALE`, an id of another noun with `ACD_ERR_NOT_FOUND`. */
typedef int64_t acd_id;

/** Engine time: microseconds on a monotonic clock of the host's choice, from 0 up to `ACD_TIME_MAX`. */
typedef int64_t acd_time;

#define ACD_SECOND   INT64_C(1000000)
#define ACD_TIME_MAX (INT64_C(1) << 52)
/** "No deadline" (acd_engine_deadline()). */
#define ACD_TIME_NEVER INT64_MAX

/** Status codes. Texts: acd_status_text(). */
enum {
  ACD_OK = 0,
  ACD_AGAIN = 1,            /**< a portion of due work was done; drain the actions and make the same call again */
  ACD_ERR_ARGUMENT = -1,    /**< a value out of range, a NULL where none may be, an unknown kind */
  ACD_ERR_NOMEM = -2,       /**< the allocator refused */
  ACD_ERR_NOT_FOUND = -3,   /**< no such name; or an id that is of another noun or was never given out */
  ACD_ERR_STALE = -4,       /**< the id was valid once; what it named is gone (a late or repeated message) */
  ACD_ERR_STATE = -5,       /**< not possible in the present state of the subject */
  ACD_ERR_LIMIT = -6,       /**< a limit of the options or of the definition is reached */
  ACD_ERR_BACKLOG = -7,     /**< too many actions wait to be pulled: no new work until some are */
  ACD_ERR_REENTRY = -8,     /**< called from within a hook that must not: "Hooks" in engine.h */
  ACD_ERR_VERSION = -9,     /**< a record or an encoding from a newer version, with content this one cannot know */
  ACD_ERR_DEFINITION = -10, /**< the definition has errors: acd_engine_error_at() lists all of them */
  ACD_ERR_ENCODING = -11,   /**< bytes that are not what they should be: cut short, offsets outside, a NUL inside */
  ACD_ERR_INVARIANT = -12,  /**< acd_engine_check() found the engine's own state wrong: a bug in the library */
  ACD_ERR_HOOK = -13,       /**< a host's hook reported failure; reserved for hooks to return */
  ACD_ERR_IO = -14          /**< a file could not be read or written (adapters and tools only) */
};

/** English text of a status, "unknown status" for any other number. Static; never NULL. */
ACD_API const char *acd_status_text(int status);

/** Library version as (major << 16 | minor << 8 | patch). */
ACD_API uint32_t acd_version(void);

/** The memory of an engine. One function, as realloc: `new_size` 0 frees (`ptr` may be NULL) and returns NULL;
 * otherwise it returns memory of `new_size` bytes aligned for any type that keeps the old content, or NULL, which
 * leaves `ptr` as it was. `old_size` is the size that `ptr` was given with (0 for NULL). It must not call the engine.
 * */
typedef void *(*acd_memory_fn)(void *user, void *ptr, size_t old_size, size_t new_size);

typedef struct acd_allocator {
  acd_memory_fn memory; /**< NULL: libc's realloc and free */
  void *user;
} acd_allocator;

#ifdef __cplusplus
}
#endif
#endif
