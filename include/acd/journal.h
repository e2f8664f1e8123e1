/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The byte encoding of commands: one for each command, equal on every platform. Storing journals is the host's.
 *
 * Before libacd's version 1.0 encodings are not kept from one version to the next: bodies may change while the encoding
 * version stays 1. Submit what is stored with the library that wrote it.
 *
 * Little-endian, without padding:
 *
 *     u32 size of the whole | u16 encoding version (1) | u16 kind | i64 time | i64 subject | i64 host reference
 *     | body | bytes
 *
 * The body is the words of the record's member for that kind, in order: i64 for a number, u32 size for a slice. Then
 * come the bytes of the slices, in the same order.
 *
 * | kind | body |
 * |---|---|
 * | TICK, CALL_HANGUP, CALL_HOLD, CALL_RESUME, CALL_COMPLETE, CALL_CONFERENCE, CALL_PARK, CALLBACK_CANCEL | – |
 * | SLOT_CONFIRM | – |
 * | AGENT_LOGOUT, AGENT_READY | – |
 * | WALL | i64 offset_us |
 * | DEFINE, CHANGE | u32 document |
 * | CALL_ARRIVE | u32 number, u32 caller, u32 attributes, u32 requirements, i64 queue, i64 flow, i64 priority, i64 waited_us, u32 preferred |
 * | CALL_TRANSFER | i64 target_kind, i64 target, u32 number |
 * | CALL_KEYS | u32 digits |
 * | CALL_SET | u32 key, u32 value |
 * | CALL_CONSULT | i64 target_kind, i64 target |
 * | CALL_PICK_UP | i64 agent, i64 device |
 * | CALL_CHANGE | i64 fields, i64 priority, u32 requirements, i64 queue, i64 place |
 * | CALL_ALSO | i64 queue, i64 waits |
 * | CALL_RECORD | i64 mode |
 * | AGENT_LOGIN, AGENT_NOT_READY | i64 reason, i64 host_ref |
 * | AGENT_SET_PRESENCE | i64 presence, i64 reason, i64 when, i64 by |
 * | AGENT_HANGUP, AGENT_END_WRAPUP | i64 call |
 * | AGENT_EXTEND_WRAPUP | i64 extend_us, i64 call |
 * | AGENT_ELSEWHERE | i64 busy, i64 device |
 * | AGENT_SUPERVISE | i64 call, i64 role |
 * | RESULT | i64 outcome, u32 text |
 * | RECONCILE | u32 calls |
 * | RECONCILE_AGENTS | u32 known |
 * | QUEUE_GATE | i64 gate |
 * | TOGGLE | i64 on |
 * | ZONE | u32 name, u32 bytes |
 * | CALLBACK | u32 dialled, u32 number, u32 attributes, u32 requirements, i64 queue, i64 plan, i64 priority, i64 not_before_us, i64 campaign |
 * | SLOT_BOOK | u32 dialled, u32 number, u32 attributes, u32 requirements, i64 plan, i64 date, i64 priority, i64 clock_us, i64 hold |
 * | SLOT_MOVE | i64 date, i64 clock_us |
 * | CALL_MARK | i64 fields, i64 rating, i64 resolved, i64 agent, i64 queue |
 * | SCORES | u32 scores |
 *
 * Slices are copied as they are: arrays of words in them are little-endian already (command.h).
 *
 * Both functions see to the form alone: whether times, ids and texts make sense is for acd_engine_submit() to say.
 */
#ifndef ACD_JOURNAL_H
#define ACD_JOURNAL_H

#include <acd/command.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Writes the encoding of a command into `buffer`. ACD_ERR_ENCODING: a slice outside the payload, or
 * more than 4 GiB in all. ACD_ERR_ARGUMENT: an unknown kind, a record too small. ACD_ERR_VERSION: `reserved`, a word
 * that the kind does not use or the tail of a larger record is not 0, which the encoding would lose. */
ACD_API int acd_command_encode(const acd_command *command, const void *payload, size_t payload_size, void *buffer,
                               size_t capacity, size_t *size_out);
/** Reads one command from the beginning of `bytes`. Its slices are relative to `bytes`, so that `bytes` is the payload
 * to submit it with; empty ones have offset 0. `*size_out` is how many bytes it took. ACD_ERR_ENCODING: cut short, or
 * sizes that do not add up. ACD_ERR_VERSION: a version or a kind this library does not know yet. */
ACD_API int acd_command_decode(const void *bytes, size_t size, acd_command *command_out, size_t *size_out);

#ifdef __cplusplus
}
#endif
#endif
