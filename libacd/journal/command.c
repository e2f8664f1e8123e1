/* SPDX-License-Identifier: Apache-2.0 */
/* The byte encoding of commands (acd/journal.h). */
#include <acd/journal.h>

#include <string.h>

#define VERSION     1
#define HEADER_SIZE 32
#define WORDS_COUNT (sizeof(acd_command_body) / sizeof(int64_t))

/* What the words of each kind's body are: w a number, s a slice. Words past the end are not encoded. */
static const char *const layouts[] = {
    [ACD_COMMAND_TICK] = "",
    [ACD_COMMAND_WALL] = "w",
    [ACD_COMMAND_DEFINE] = "s",
    [ACD_COMMAND_CHANGE] = "s",
    [ACD_COMMAND_CALL_ARRIVE] = "sssswwwws",
    [ACD_COMMAND_CALL_HANGUP] = "",
    [ACD_COMMAND_CALL_HOLD] = "",
    [ACD_COMMAND_CALL_RESUME] = "",
    [ACD_COMMAND_CALL_TRANSFER] = "wws",
    [ACD_COMMAND_CALL_KEYS] = "s",
    [ACD_COMMAND_CALL_SET] = "ss",
    [ACD_COMMAND_AGENT_LOGIN] = "ww",
    [ACD_COMMAND_AGENT_LOGOUT] = "",
    [ACD_COMMAND_AGENT_READY] = "",
    [ACD_COMMAND_AGENT_NOT_READY] = "ww",
    [ACD_COMMAND_AGENT_HANGUP] = "w",
    [ACD_COMMAND_RESULT] = "ws",
    [ACD_COMMAND_RECONCILE] = "s",
    [ACD_COMMAND_AGENT_SET_PRESENCE] = "wwww",
    [ACD_COMMAND_AGENT_EXTEND_WRAPUP] = "ww",
    [ACD_COMMAND_AGENT_ELSEWHERE] = "ww",
    [ACD_COMMAND_CALL_CONSULT] = "ww",
    [ACD_COMMAND_CALL_COMPLETE] = "",
    [ACD_COMMAND_CALL_CONFERENCE] = "",
    [ACD_COMMAND_CALL_PARK] = "",
    [ACD_COMMAND_CALL_PICK_UP] = "ww",
    [ACD_COMMAND_AGENT_SUPERVISE] = "ww",
    [ACD_COMMAND_CALL_CHANGE] = "wwsww",
    [ACD_COMMAND_QUEUE_GATE] = "w",
    [ACD_COMMAND_AGENT_END_WRAPUP] = "w",
    [ACD_COMMAND_SCORES] = "s",
    [ACD_COMMAND_CALL_ALSO] = "ww",
    [ACD_COMMAND_RECONCILE_AGENTS] = "s",
    [ACD_COMMAND_TOGGLE] = "w",
    [ACD_COMMAND_CALL_RECORD] = "w",
    [ACD_COMMAND_ZONE] = "ss",
    [ACD_COMMAND_CALLBACK] = "sssswwwww",
    [ACD_COMMAND_CALLBACK_CANCEL] = "",
    [ACD_COMMAND_SLOT_BOOK] = "sssswwwww",
    [ACD_COMMAND_SLOT_CONFIRM] = "",
    [ACD_COMMAND_SLOT_MOVE] = "ww",
    [ACD_COMMAND_CALL_MARK] = "wwwww",
};
#define KINDS_COUNT (sizeof layouts / sizeof *layouts)

/* NULL for a kind this version does not know. */
static const char *layout_of(uint32_t kind)
{
  return kind < KINDS_COUNT ? layouts[kind] : NULL;
}

static acd_slice slice_at(const acd_command_body *body, size_t word)
{
  acd_slice slice;
  memcpy(&slice, &body->words[word], sizeof slice);
  return slice;
}

static uint8_t *put(uint8_t *at, uint64_t value, size_t bytes)
{
  for (size_t i = 0; i < bytes; i++) *at++ = (uint8_t)(value >> (8 * i));
  return at;
}

static uint64_t get(const uint8_t *at, size_t bytes)
{
  uint64_t value = 0;
  for (size_t i = 0; i < bytes; i++) value |= (uint64_t)at[i] << (8 * i);
  return value;
}

/* A two's complement word, without the implementation-defined cast. */
static int64_t get_word(const uint8_t *at)
{
  uint64_t bits = get(at, 8);
  int64_t word;
  memcpy(&word, &bits, sizeof word);
  return word;
}

static int all_zero(const uint8_t *bytes, size_t size)
{
  for (size_t i = 0; i < size; i++)
    if (bytes[i]) return 0;
  return 1;
}

/* A record that the encoding holds in full. */
static int record_check(const acd_command *command)
{
  if (command->size < sizeof *command) return ACD_ERR_ARGUMENT;
  const char *layout = layout_of(command->kind);
  if (!layout) return ACD_ERR_ARGUMENT;
  const uint8_t *bytes = (const uint8_t *)command;
  if (command->reserved || !all_zero(bytes + sizeof *command, command->size - sizeof *command)) return ACD_ERR_VERSION;
  for (size_t i = strlen(layout); i < WORDS_COUNT; i++)
    if (command->body.words[i]) return ACD_ERR_VERSION;
  return ACD_OK;
}

static uint64_t encoded_size(const acd_command *command, const char *layout, size_t payload_size)
{
  uint64_t size = HEADER_SIZE;
  for (size_t i = 0; layout[i]; i++) {
    if (layout[i] == 'w') {
      size += 8;
      continue;
    }
    acd_slice slice = slice_at(&command->body, i);
    if (slice.size && (slice.size > payload_size || slice.offset > payload_size - slice.size)) return 0;
    size += 4 + (uint64_t)slice.size;
  }
  return size <= UINT32_MAX ? size : 0;
}

int acd_command_encode(const acd_command *command, const void *payload, size_t payload_size, void *buffer,
                       size_t capacity, size_t *size_out)
{
  if (!command || !size_out || (!payload && payload_size) || (!buffer && capacity)) return ACD_ERR_ARGUMENT;
  int status = record_check(command);
  if (status != ACD_OK) return status;
  const char *layout = layout_of(command->kind);
  uint64_t size = encoded_size(command, layout, payload_size);
  if (!size) return ACD_ERR_ENCODING;
  *size_out = (size_t)size;
  if (size > capacity) return ACD_ERR_LIMIT;

  uint8_t *at = put(buffer, size, 4);
  at = put(at, VERSION, 2);
  at = put(at, command->kind, 2);
  at = put(at, (uint64_t)command->time_us, 8);
  at = put(at, (uint64_t)command->subject, 8);
  at = put(at, (uint64_t)command->host_ref, 8);
  for (size_t i = 0; layout[i]; i++)
    at = layout[i] == 'w' ? put(at, (uint64_t)command->body.words[i], 8) : put(at, slice_at(&command->body, i).size, 4);
  for (size_t i = 0; layout[i]; i++) {
    acd_slice slice = layout[i] == 's' ? slice_at(&command->body, i) : (acd_slice){0, 0};
    if (!slice.size) continue;
    memcpy(at, (const uint8_t *)payload + slice.offset, slice.size);
    at += slice.size;
  }
  return ACD_OK;
}

/* Fills the body from the `size` bytes of one command; ACD_ERR_ENCODING unless they are used up exactly. */
static int body_decode(const uint8_t *bytes, size_t size, const char *layout, acd_command_body *body)
{
  size_t fixed = HEADER_SIZE;
  for (size_t i = 0; layout[i]; i++) fixed += layout[i] == 'w' ? 8 : 4;
  if (size < fixed) return ACD_ERR_ENCODING;
  size_t at = HEADER_SIZE;
  size_t data = fixed;
  for (size_t i = 0; layout[i]; i++) {
    if (layout[i] == 'w') {
      body->words[i] = get_word(bytes + at);
      at += 8;
      continue;
    }
    acd_slice slice = {0, (uint32_t)get(bytes + at, 4)};
    at += 4;
    if (slice.size > size - data) return ACD_ERR_ENCODING;
    if (slice.size) slice.offset = (uint32_t)data;
    data += slice.size;
    memcpy(&body->words[i], &slice, sizeof slice);
  }
  return data == size ? ACD_OK : ACD_ERR_ENCODING;
}

int acd_command_decode(const void *bytes, size_t size, acd_command *command_out, size_t *size_out)
{
  if ((!bytes && size) || !command_out || !size_out) return ACD_ERR_ARGUMENT;
  if (size < 8) return ACD_ERR_ENCODING;
  const uint8_t *from = bytes;
  size_t whole = (size_t)get(from, 4);
  uint32_t version = (uint32_t)get(from + 4, 2);
  uint32_t kind = (uint32_t)get(from + 6, 2);
  if (whole > size || version == 0 || kind == 0) return ACD_ERR_ENCODING;
  const char *layout = layout_of(kind);
  if (version > VERSION || !layout) return ACD_ERR_VERSION;
  if (whole < HEADER_SIZE) return ACD_ERR_ENCODING;

  acd_command command;
  memset(&command, 0, sizeof command);
  command.size = sizeof command;
  command.kind = kind;
  command.time_us = get_word(from + 8);
  command.subject = get_word(from + 16);
  command.host_ref = get_word(from + 24);
  int status = body_decode(from, whole, layout, &command.body);
  if (status != ACD_OK) return status;
  *command_out = command;
  *size_out = whole;
  return ACD_OK;
}
