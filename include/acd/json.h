/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Definitions from JSON (libacd-json): a document is read, built with the functions of definition.h and submitted, and
 * every error is listed with its place in the text.
 *
 * The format follows the tables of definition.h; `acd-definition.schema.json` describes it to editors.
 *  - The top level is an object with the keys "centre" (its own properties), "skills", "channels", "agents", "queues",
 *    "schedules", "numbers" and "flows", each an object from names to objects; below those likewise the plurals of the
 *    nouns that belong there: an agent's "skills" and "channels"; a channel's "interrupts"; a queue's "members",
 *    "skills", "groups", "steps" and "announcements"; a step's "skills"; a schedule's "hours"; a flow's "nodes"; a
 *    node's "exits", "skills" (of kind skills) and "also" (of kind queue: the other queues in which the call waits).
 *  - "remove" lists names to be removed by a change: `{"agents": ["bob"]}`. "amend" holds what a change says of a part
 *    of an object, with a "remove" of its own: `{"queues": {"sales": {"priority": 3, "members": [{"agent": "ann",
 *    "tier": 2}], "remove": {"members": ["bob"]}}}}`. The queue keeps its other properties and members; but what is
 *    given below it, here the member ann, is replaced whole: what is not given of her has its default, not what it was.
 *    An "amend" of the amended object goes one level deeper: `{"queues": {"sales": {"priority": null, "amend":
 *    {"members": {"ann": {"tier": 2}}}}}}` leaves all else of ann's membership as it is. A property that is null there,
 *    and in the "centre" of a change, has its default again.
 *  - Keys are the names of properties; durations are in seconds with `_s` appended ("ring_timeout_s": 2.5), exact to
 *    the microsecond. Times of day are "09:00", "17:30:15" or "24:00"; days "mon", "mon-fri" or a list of those.
 *    Choices and references are strings. What is left out has its default.
 *  - Shorter: "skills" may be a list of names, of skills at their default level (1; a step's: 0, no longer needed); a
 *    skill's level and a number's flow and an exit's node may stand for the whole object (`"spanish": 5`,
 *    `"100": "main"`, `"no_input": "operator"`), likewise a channel's weight, how many of it an agent takes
 *    (`"chat": 3`) and a group's percentage. The centre's "channels", a channel's "interrupts" and a node's "also" may
 *    be lists of names, too; "members" is a list of names or of objects with the key "agent"; "hours" is a list of
 *    objects.
 *  - Where the order matters ("steps", "announcements", "groups", "also") it is that of the text. Tools that do not
 *    keep the order of keys give a list instead: of names for "also", else of objects that have their name in the key
 *    "name".
 *  - Names have 1 to 255 bytes and no control characters.
 *  - Every object with properties may have a "comment" (a string, ignored), the top level also "$schema".
 *
 * Unknown keys and keys given twice are errors. After a syntax error (ACD_ERR_ENCODING) nothing else can be found; all
 * other errors are listed together, at most 1,000 of them and a last entry (ACD_ERR_LIMIT) that says that there are
 * more.
 *
 * A handle belongs to one thread at a time. Its own memory comes from the allocator it was given; that of the JSON
 * parser (jansson) while it reads, from wherever the process lets jansson have it.
 */
#ifndef ACD_JSON_H
#define ACD_JSON_H

#include <acd/definition.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct acd_json acd_json;

/** One thing wrong with a document. Texts are borrowed until the next load or submit, and "" where there is nothing to
 * say. */
typedef struct acd_json_error {
  uint32_t size;
  int32_t code; /**< ACD_ERR_… */
  int64_t
      line; /**< from 1; 0: not at a place of the text (a file that cannot be read, an object that was there before) */
  int64_t column;       /**< from 1, in characters (not bytes) */
  const char *path;     /**< JSON pointer, "/queues/support/members/2"; "" for the whole */
  const char *text;     /**< what is wrong */
  const char *found;    /**< what stands there, shortened: `string "abc"` */
  const char *expected; /**< what should */
  const char *nearest;  /**< an existing name or a known key close to a misspelt one */
} acd_json_error;

/** `allocator` NULL: libc's. */
ACD_API int acd_json_new(const acd_allocator *allocator, acd_json **json_out);
ACD_API void acd_json_free(acd_json *json);

/** Reads a document, which replaces the one before. `text` is copied; it needs no NUL. ACD_ERR_DEFINITION: see the
 * errors. What only an engine can find (unknown references, ranges, flows) comes with acd_json_submit(). ACD_ERR_LIMIT:
 * 4 GiB or more. */
ACD_API int acd_json_load_text(acd_json *json, const char *text, size_t size);
/** Likewise from a file; ACD_ERR_IO if it cannot be read, with one error that says why. */
ACD_API int acd_json_load_file(acd_json *json, const char *path);

/** What was read, borrowed until the next load; NULL if nothing was, or with errors. */
ACD_API const acd_definition *acd_json_definition(const acd_json *json);

/** Where an object of the definition stands in the text. */
typedef struct acd_json_place {
  uint32_t size;
  int32_t object; /**< its index in the definition */
  int64_t line;   /**< of its name, or of its value where it has none; from 1 */
  int64_t column; /**< from 1, in characters (not bytes) */
} acd_json_place;

/** Where an object of acd_json_definition() stands, for findings about it (check.h); this reads the text up to there.
 * ACD_ERR_NOT_FOUND: no such object. */
ACD_API int acd_json_place_get(const acd_json *json, int32_t object, acd_json_place *place_out);

/** Submits what was read (`mode`: ACD_DEFINE_WHOLE or ACD_DEFINE_CHANGE). ACD_ERR_DEFINITION: nothing changed, see the
 * errors. A document whose loading found errors is submitted too, so that the engine's findings join the list; it is
 * always refused. Other statuses are those of acd_definition_submit(), ACD_AGAIN among them. ACD_ERR_STATE: there is no
 * text, because none was loaded or the file could not be read. */
ACD_API int acd_json_submit(acd_json *json, acd_engine *engine, acd_time time_us, int mode);

/** Errors of the last load and the last submit after it, in the order of their places. */
ACD_API size_t acd_json_errors_count(const acd_json *json);
/** ACD_ERR_NOT_FOUND past the end. */
ACD_API int acd_json_error_at(const acd_json *json, size_t index, acd_json_error *error_out);
/** An error as one line for people: `12:5: /queues/support: unknown key: found "stratgy"; did you mean "strategy"?`,
 * without the place where there is none; control characters are shown as "?" (buffers: base.h). ACD_ERR_NOT_FOUND past
 * the end. */
ACD_API int acd_json_error_print(const acd_json *json, size_t index, char *buffer, size_t capacity, size_t *size_out);

#ifdef __cplusplus
}
#endif
#endif
