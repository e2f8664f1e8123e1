/* SPDX-License-Identifier: Apache-2.0 */
/** @file Commands being applied: what handlers are given, and how the library submits its own. Included by engine.h. */
#ifndef ACD__ENGINE_APPLY_H
#define ACD__ENGINE_APPLY_H

#include <string.h>

#include "base/bytes.h"
#include "engine/state.h"

/* A command being applied. */
typedef struct acd__apply {
  const acd_command *command;
  const uint8_t *payload;
  size_t payload_size;
  acd_result *result;
  int own; /* built by the library: texts have no NUL, and the payload of an arrival is an acd__arrival (arrive.h) */
} acd__apply;

/* A list of 64-bit words: of the payload, little-endian at any address, or the host's own. */
typedef struct acd__words {
  const void *at;
  size_t count;
} acd__words;

static inline int64_t acd__word_at(const acd__apply *apply, const acd__words *words, size_t i)
{
  const char *at = (const char *)words->at + i * sizeof(int64_t);
  int64_t word;
  if (!apply->own) return acd__bytes_get(at);
  memcpy(&word, at, sizeof word);
  return word;
}

/* Where in the payload a word is, for faults; of no account where the list is the host's own. */
static inline uint32_t acd__word_offset(const acd__apply *apply, const acd__words *words, size_t i)
{
  if (apply->own) return 0;
  return (uint32_t)((const uint8_t *)words->at - apply->payload + (ptrdiff_t)(i * sizeof(int64_t)));
}

typedef int (*acd__handler)(acd_engine *engine, acd__apply *apply);

/* submit.c */
/* Notes what is at fault and returns the code. */
int acd__refuse(acd__apply *apply, int code, uint32_t fault, uint32_t index);
/* The text of a slice, refused unless it lies in the payload and has no NUL. `word` is its place in the body. */
int acd__apply_text_check(acd__apply *apply, acd_slice slice, uint32_t word, const char **text_out);
static inline int acd__apply_text(acd__apply *apply, acd_slice slice, uint32_t word, const char **text_out)
{
  if (!apply->own) return acd__apply_text_check(apply, slice, word, text_out);
  *text_out = slice.size ? (const char *)apply->payload + slice.offset : "";
  return ACD_OK;
}
acd__call *acd__apply_call(acd_engine *engine, acd__apply *apply);
acd__agent *acd__apply_agent(acd_engine *engine, acd__apply *apply);
/* The words of a slice, in items of so many bytes. `word` is its place in the body. */
int acd__apply_words(acd__apply *apply, acd_slice slice, uint32_t word, size_t item_size, acd__words *words_out);
/* arrive.c: the requirements of a list, held once more; NULL: none. */
int acd__apply_needs(acd_engine *engine, acd__apply *apply, const acd__words *words, acd__needs **needs_out);
/* Begins a command that the library builds itself: all but the body, of which those words have to be set that its kind uses. */
static inline void acd__command_begin(acd_command *command, uint32_t kind, acd_time time_us, acd_id subject)
{
  command->size = sizeof *command;
  command->kind = kind;
  command->time_us = time_us;
  command->subject = subject;
  command->host_ref = 0;
  command->reserved = 0;
}
/* The whole way of a command whose record is in order. */
int acd__apply_command(acd_engine *engine, acd__apply *apply);
/* Submits a command that the library built itself, from arguments of the host: as acd_engine_submit(), without looking for what
 * a record from outside may hold. */
static inline int acd__submit(acd_engine *engine, const acd_command *command, const void *payload, size_t payload_size,
                              acd_result *result)
{
  if (!engine) return ACD_ERR_ARGUMENT;
  if (engine->in_command) return ACD_ERR_REENTRY;
  acd__apply apply = {command, payload, payload_size, result, 1};
  return acd__apply_command(engine, &apply);
}
int acd__submit_simple(acd_engine *engine, uint32_t kind, acd_time time_us, acd_id subject);

#endif
