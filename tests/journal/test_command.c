/* SPDX-License-Identifier: Apache-2.0 */
/* The encoding of commands: exact bytes, laws of the round trip, hostile bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <acd/journal.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { KINDS_LAST = ACD_COMMAND_CALL_MARK, WORDS = 10, SLICES_MAX = 4 };

/* ---- the promise: one command of each kind and its bytes ---- */

/* What the slices of the golden commands refer to. */
static const char payload[] = "+49301234567\0ann@example\0lang\0de\0\x05\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0";
enum { AT_NUMBER = 0, AT_CALLER = 13, AT_ATTRIBUTES = 25, AT_REQUIREMENTS = 33 };

typedef struct test_golden {
  uint32_t kind;
  int64_t words[WORDS];
  acd_slice slices[WORDS]; /* in place of words[i] where the size is not 0 */
  const char *body;        /* hexadecimal, after the header */
} test_golden;

/* Time 0x0102030405060708, subject 0x11121314, host reference −2 in all of them. */
static const char golden_header[] = "0807060504030201"
                                    "1413121100000000"
                                    "feffffffffffffff";

static const test_golden goldens[] = {
    {.kind = ACD_COMMAND_TICK, .body = ""},
    {.kind = ACD_COMMAND_WALL, .words = {-3600000000}, .body = "005c6c29ffffffff"},
    {.kind = ACD_COMMAND_DEFINE, .slices = {{AT_NUMBER, 3}}, .body = "03000000 2b3439"},
    {.kind = ACD_COMMAND_CHANGE, .slices = {{AT_NUMBER, 1}}, .body = "01000000 2b"},
    {.kind = ACD_COMMAND_CALL_ARRIVE,
     .words = {0, 0, 0, 0, 0x21, 0x22, -7, 9},
     .slices =
         {{AT_NUMBER, 12}, {AT_CALLER, 11}, {AT_ATTRIBUTES, 8}, {AT_REQUIREMENTS, 16}, [8] = {AT_REQUIREMENTS, 8}},
     .body = "0c000000 0b000000 08000000 10000000 2100000000000000 2200000000000000 f9ffffffffffffff "
             "0900000000000000 08000000"
             "2b3439333031323334353637 616e6e406578616d706c65 6c616e6700646500 05000000000000000200000000000000"
             "0500000000000000"},
    {.kind = ACD_COMMAND_CALL_HANGUP, .body = ""},
    {.kind = ACD_COMMAND_CALL_HOLD, .body = ""},
    {.kind = ACD_COMMAND_CALL_RESUME, .body = ""},
    {.kind = ACD_COMMAND_CALL_TRANSFER,
     .words = {ACD_TARGET_NUMBER, 0},
     .slices = {{0, 0}, {0, 0}, {AT_NUMBER, 3}},
     .body = "0400000000000000 0000000000000000 03000000 2b3439"},
    {.kind = ACD_COMMAND_CALL_KEYS, .slices = {{3, 2}}, .body = "02000000 3330"},
    {.kind = ACD_COMMAND_CALL_SET,
     .slices = {{AT_ATTRIBUTES, 4}, {AT_ATTRIBUTES + 5, 2}},
     .body = "04000000 02000000 6c616e67 6465"},
    {.kind = ACD_COMMAND_AGENT_LOGIN, .words = {0, 77}, .body = "0000000000000000 4d00000000000000"},
    {.kind = ACD_COMMAND_AGENT_LOGOUT, .body = ""},
    {.kind = ACD_COMMAND_AGENT_READY, .body = ""},
    {.kind = ACD_COMMAND_AGENT_NOT_READY, .words = {65535, 0}, .body = "ffff000000000000 0000000000000000"},
    {.kind = ACD_COMMAND_AGENT_HANGUP, .words = {0x21}, .body = "2100000000000000"},
    {.kind = ACD_COMMAND_RESULT,
     .words = {ACD_OUTCOME_DIGITS},
     .slices = {{0, 0}, {4, 3}},
     .body = "0800000000000000 03000000 303132"},
    {.kind = ACD_COMMAND_RECONCILE, .slices = {{AT_REQUIREMENTS, 8}}, .body = "08000000 0500000000000000"},
    {.kind = ACD_COMMAND_AGENT_SET_PRESENCE,
     .words = {2, 65535, 1, -2},
     .body = "0200000000000000 ffff000000000000 0100000000000000 feffffffffffffff"},
    {.kind = ACD_COMMAND_AGENT_EXTEND_WRAPUP, .words = {60000000, 0x21}, .body = "0087930300000000 2100000000000000"},
    {.kind = ACD_COMMAND_AGENT_ELSEWHERE, .words = {1, 0x21}, .body = "0100000000000000 2100000000000000"},
    {.kind = ACD_COMMAND_CALL_CONSULT, .words = {ACD_TARGET_QUEUE, 0x21}, .body = "0200000000000000 2100000000000000"},
    {.kind = ACD_COMMAND_CALL_COMPLETE, .body = ""},
    {.kind = ACD_COMMAND_CALL_CONFERENCE, .body = ""},
    {.kind = ACD_COMMAND_CALL_PARK, .body = ""},
    {.kind = ACD_COMMAND_CALL_PICK_UP, .words = {0x21, 0x22}, .body = "2100000000000000 2200000000000000"},
    {.kind = ACD_COMMAND_AGENT_SUPERVISE, .words = {0x21, 2}, .body = "2100000000000000 0200000000000000"},
    {.kind = ACD_COMMAND_CALL_CHANGE,
     .words = {7, -3, 0, 0x21, 1},
     .slices = {{0, 0}, {0, 0}, {AT_REQUIREMENTS, 16}},
     .body = "0700000000000000 fdffffffffffffff 10000000 2100000000000000 0100000000000000"
             "05000000000000000200000000000000"},
    {.kind = ACD_COMMAND_QUEUE_GATE, .words = {2}, .body = "0200000000000000"},
    {.kind = ACD_COMMAND_AGENT_END_WRAPUP, .words = {0x21}, .body = "2100000000000000"},
    {.kind = ACD_COMMAND_SCORES,
     .slices = {{AT_REQUIREMENTS, 16}},
     .body = "10000000 05000000000000000200000000000000"},
    {.kind = ACD_COMMAND_CALL_ALSO, .words = {0x21, 1}, .body = "2100000000000000 0100000000000000"},
    {.kind = ACD_COMMAND_RECONCILE_AGENTS, .slices = {{AT_REQUIREMENTS, 8}}, .body = "08000000 0500000000000000"},
    {.kind = ACD_COMMAND_TOGGLE, .words = {1}, .body = "0100000000000000"},
    {.kind = ACD_COMMAND_CALL_RECORD, .words = {3}, .body = "0300000000000000"},
    {.kind = ACD_COMMAND_ZONE,
     .slices = {{0, 3}, {AT_REQUIREMENTS, 8}},
     .body = "03000000 08000000 2b3439 0500000000000000"},
    {.kind = ACD_COMMAND_CALLBACK,
     .words = {0, 0, 0, 0, 0x21, 0x22, -7, 9, 0x23},
     .slices = {{AT_NUMBER, 3}, {AT_NUMBER, 3}, {AT_ATTRIBUTES, 4}, {AT_REQUIREMENTS, 16}},
     .body = "03000000 03000000 04000000 10000000 2100000000000000 2200000000000000 f9ffffffffffffff "
             "0900000000000000 2300000000000000 2b3439 2b3439 6c616e67 05000000000000000200000000000000"},
    {.kind = ACD_COMMAND_CALLBACK_CANCEL, .body = ""},
    {.kind = ACD_COMMAND_SLOT_BOOK,
     .words = {[4] = 0x21, [5] = 20260323, [6] = -7, [7] = 9, [8] = 1},
     .slices = {{AT_NUMBER, 3}, {AT_NUMBER, 3}, {AT_ATTRIBUTES, 4}, {AT_REQUIREMENTS, 16}},
     .body = "03000000 03000000 04000000 10000000 2100000000000000 e325350100000000 f9ffffffffffffff "
             "0900000000000000 0100000000000000 2b3439 2b3439 6c616e67 05000000000000000200000000000000"},
    {.kind = ACD_COMMAND_SLOT_CONFIRM, .body = ""},
    {.kind = ACD_COMMAND_SLOT_MOVE, .words = {20260323, 9}, .body = "e325350100000000 0900000000000000"},
    {.kind = ACD_COMMAND_CALL_MARK,
     .words = {3, -7, 1, 0x21, 0x22},
     .body = "0300000000000000 f9ffffffffffffff 0100000000000000 2100000000000000 2200000000000000"},
};

static acd_command golden_command(const test_golden *golden)
{
  acd_command command;
  memset(&command, 0, sizeof command);
  command.size = sizeof command;
  command.kind = golden->kind;
  command.time_us = INT64_C(0x0102030405060708);
  command.subject = 0x11121314;
  command.host_ref = -2;
  for (int i = 0; i < WORDS; i++) {
    command.body.words[i] = golden->words[i];
    if (golden->slices[i].size) memcpy(&command.body.words[i], &golden->slices[i], sizeof(acd_slice));
  }
  return command;
}

static size_t unhex(const char *hex, uint8_t *bytes)
{
  size_t count = 0;
  int high = -1;
  for (; *hex; hex++) {
    if (*hex == ' ') continue;
    int digit = *hex <= '9' ? *hex - '0' : *hex - 'a' + 10;
    if (high < 0) {
      high = digit;
      continue;
    }
    bytes[count++] = (uint8_t)(high * 16 + digit);
    high = -1;
  }
  return count;
}

static size_t golden_bytes(const test_golden *golden, uint8_t *bytes)
{
  size_t size = 8;
  size += unhex(golden_header, bytes + size);
  size += unhex(golden->body, bytes + size);
  const uint8_t start[8] = {(uint8_t)size, (uint8_t)(size >> 8), 0, 0, 1, 0, (uint8_t)golden->kind, 0};
  memcpy(bytes, start, sizeof start);
  return size;
}

static void every_kind_has_its_bytes(void **state)
{
  (void)state;
  assert_int_equal(COUNT(goldens), KINDS_LAST);
  for (size_t i = 0; i < COUNT(goldens); i++) {
    assert_int_equal(goldens[i].kind, i + 1);
    acd_command command = golden_command(&goldens[i]);
    uint8_t expected[256], bytes[256];
    size_t expected_size = golden_bytes(&goldens[i], expected);
    size_t size = 0;
    assert_int_equal(acd_command_encode(&command, payload, sizeof payload, bytes, sizeof bytes, &size), ACD_OK);
    assert_int_equal(size, expected_size);
    assert_memory_equal(bytes, expected, size);
  }
}

/* ---- laws ---- */

static uint64_t random_state = 99;

static uint64_t random_bits(void)
{
  random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return random_state ^ (random_state >> 29);
}

/* Which words of a kind's body are slices, and how many there are: after command.h, apart from the encoder's own table. */
static int is_slice(uint32_t kind, int word)
{
  switch (kind) {
  case ACD_COMMAND_DEFINE:
  case ACD_COMMAND_CHANGE:
  case ACD_COMMAND_CALL_KEYS:
  case ACD_COMMAND_SCORES:
  case ACD_COMMAND_RECONCILE_AGENTS:
  case ACD_COMMAND_RECONCILE: return word == 0;
  case ACD_COMMAND_CALL_ARRIVE: return word < 4 || word == 8;
  case ACD_COMMAND_SLOT_BOOK:
  case ACD_COMMAND_CALLBACK: return word < 4;
  case ACD_COMMAND_CALL_CHANGE:
  case ACD_COMMAND_CALL_TRANSFER: return word == 2;
  case ACD_COMMAND_ZONE:
  case ACD_COMMAND_CALL_SET: return word < 2;
  case ACD_COMMAND_RESULT: return word == 1;
  default: return 0;
  }
}

static int words_count(uint32_t kind)
{
  switch (kind) {
  case ACD_COMMAND_QUEUE_GATE:
  case ACD_COMMAND_TOGGLE:
  case ACD_COMMAND_CALL_RECORD:
  case ACD_COMMAND_WALL:
  case ACD_COMMAND_DEFINE:
  case ACD_COMMAND_CHANGE:
  case ACD_COMMAND_CALL_KEYS:
  case ACD_COMMAND_AGENT_HANGUP:
  case ACD_COMMAND_AGENT_END_WRAPUP:
  case ACD_COMMAND_SCORES:
  case ACD_COMMAND_RECONCILE_AGENTS:
  case ACD_COMMAND_RECONCILE: return 1;
  case ACD_COMMAND_CALL_PICK_UP:
  case ACD_COMMAND_CALL_ALSO:
  case ACD_COMMAND_SLOT_MOVE:
  case ACD_COMMAND_AGENT_ELSEWHERE:
  case ACD_COMMAND_ZONE:
  case ACD_COMMAND_CALL_SET:
  case ACD_COMMAND_AGENT_LOGIN:
  case ACD_COMMAND_AGENT_NOT_READY:
  case ACD_COMMAND_AGENT_SUPERVISE:
  case ACD_COMMAND_CALL_CONSULT:
  case ACD_COMMAND_AGENT_EXTEND_WRAPUP:
  case ACD_COMMAND_RESULT: return 2;
  case ACD_COMMAND_CALL_TRANSFER: return 3;
  case ACD_COMMAND_CALL_MARK:
  case ACD_COMMAND_CALL_CHANGE: return 5;
  case ACD_COMMAND_AGENT_SET_PRESENCE: return 4;
  case ACD_COMMAND_CALL_ARRIVE: return 9;
  case ACD_COMMAND_CALLBACK: return 9;
  case ACD_COMMAND_SLOT_BOOK: return 9;
  default: return 0;
  }
}

static acd_slice slice_of(const acd_command *command, int word)
{
  acd_slice slice;
  memcpy(&slice, &command->body.words[word], sizeof slice);
  return slice;
}

static acd_command random_command(size_t payload_size)
{
  acd_command command;
  memset(&command, 0, sizeof command);
  command.size = sizeof command;
  command.kind = 1 + (uint32_t)(random_bits() % KINDS_LAST);
  command.time_us = (int64_t)random_bits();
  command.subject = (int64_t)random_bits();
  command.host_ref = (int64_t)random_bits();
  for (int i = 0; i < words_count(command.kind); i++) {
    command.body.words[i] = (int64_t)random_bits();
    if (!is_slice(command.kind, i)) continue;
    acd_slice slice = {(uint32_t)(random_bits() % (payload_size + 1)), 0};
    slice.size = (uint32_t)(random_bits() % (payload_size - slice.offset + 1));
    memcpy(&command.body.words[i], &slice, sizeof slice);
  }
  return command;
}

static void assert_same(const acd_command *a, const void *a_payload, const acd_command *b, const void *b_payload)
{
  assert_int_equal(a->size, b->size);
  assert_int_equal(a->kind, b->kind);
  assert_int_equal(a->time_us, b->time_us);
  assert_int_equal(a->subject, b->subject);
  assert_int_equal(a->host_ref, b->host_ref);
  assert_int_equal(a->reserved, b->reserved);
  for (int i = 0; i < WORDS; i++) {
    if (!is_slice(a->kind, i)) {
      assert_int_equal(a->body.words[i], b->body.words[i]);
      continue;
    }
    acd_slice x = slice_of(a, i), y = slice_of(b, i);
    assert_int_equal(x.size, y.size);
    assert_memory_equal((const char *)a_payload + x.offset, (const char *)b_payload + y.offset, x.size);
  }
}

/* decode(encode(c)) is c with other slice offsets; encode(decode(b)) is b; a stream of commands falls apart into them. */
static void round_trips(void **state)
{
  (void)state;
  uint8_t stuff[64];
  for (size_t i = 0; i < sizeof stuff; i++) stuff[i] = (uint8_t)random_bits();
  for (int round = 0; round < 2000; round++) {
    acd_command commands[3];
    uint8_t stream[1024];
    size_t end = 0;
    for (size_t i = 0; i < COUNT(commands); i++) {
      size_t size = 0;
      commands[i] = random_command(sizeof stuff);
      assert_int_equal(acd_command_encode(&commands[i], stuff, sizeof stuff, stream + end, sizeof stream - end, &size),
                       ACD_OK);
      end += size;
    }
    size_t at = 0;
    for (size_t i = 0; i < COUNT(commands); i++) {
      acd_command decoded;
      size_t size = 0, again = 0;
      uint8_t bytes[512];
      assert_int_equal(acd_command_decode(stream + at, end - at, &decoded, &size), ACD_OK);
      assert_same(&commands[i], stuff, &decoded, stream + at);
      assert_int_equal(acd_command_encode(&decoded, stream + at, size, bytes, sizeof bytes, &again), ACD_OK);
      assert_int_equal(again, size);
      assert_memory_equal(bytes, stream + at, size);
      at += size;
    }
    assert_int_equal(at, end);
  }
}

/* Exactly as much memory as there are bytes, so that a sanitizer sees any read beyond. */
static int decode_tight(const uint8_t *bytes, size_t size, acd_command *command_out, size_t *size_out)
{
  uint8_t *tight = malloc(size ? size : 1);
  assert_non_null(tight);
  memcpy(tight, bytes, size);
  int status = acd_command_decode(tight, size, command_out, size_out);
  free(tight);
  return status;
}

static void what_is_cut_short_or_padded_is_refused(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(goldens); i++) {
    uint8_t bytes[256] = {0};
    size_t whole = golden_bytes(&goldens[i], bytes);
    acd_command command, untouched;
    memset(&command, 0x5a, sizeof command);
    untouched = command;
    size_t size = 12345;
    for (size_t cut = 0; cut < whole; cut++) {
      assert_int_equal(decode_tight(bytes, cut, &command, &size), ACD_ERR_ENCODING);
      if (cut < 8) continue;
      bytes[0] = (uint8_t)cut; /* with a size that says so too */
      assert_int_equal(decode_tight(bytes, cut, &command, &size), ACD_ERR_ENCODING);
      bytes[0] = (uint8_t)whole;
    }
    bytes[0] = (uint8_t)(whole + 1); /* garbage inside the stated size */
    assert_int_equal(decode_tight(bytes, whole + 1, &command, &size), ACD_ERR_ENCODING);
    assert_memory_equal(&command, &untouched, sizeof command);
    assert_int_equal(size, 12345);
    bytes[0] = (uint8_t)whole; /* and after it */
    assert_int_equal(decode_tight(bytes, whole + 1, &command, &size), ACD_OK);
    assert_int_equal(size, whole);
  }
}

static void other_versions_and_kinds_are_refused(void **state)
{
  (void)state;
  static const struct {
    uint16_t version, kind;
    int status;
  } rows[] = {
      {1, 1, ACD_OK},
      {0, 1, ACD_ERR_ENCODING},
      {2, 1, ACD_ERR_VERSION},
      {65535, 1, ACD_ERR_VERSION},
      {2, 400, ACD_ERR_VERSION},
      {1, 0, ACD_ERR_ENCODING},
      {1, KINDS_LAST + 1, ACD_ERR_VERSION},
      {1, 65535, ACD_ERR_VERSION},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    uint8_t bytes[256];
    size_t whole = golden_bytes(&goldens[0], bytes);
    memcpy(bytes + 4, (const uint8_t[]){(uint8_t)rows[i].version, (uint8_t)(rows[i].version >> 8)}, 2);
    memcpy(bytes + 6, (const uint8_t[]){(uint8_t)rows[i].kind, (uint8_t)(rows[i].kind >> 8)}, 2);
    acd_command command;
    size_t size;
    assert_int_equal(decode_tight(bytes, whole, &command, &size), rows[i].status);
  }
}

/* Any bytes: refused, or one canonical encoding. Both plain noise and single bytes changed in good ones. */
static void hostile_bytes_are_refused_or_canonical(void **state)
{
  (void)state;
  int decoded = 0;
  for (int round = 0; round < 100000; round++) {
    uint8_t bytes[256];
    size_t size = random_bits() % 160;
    if (round % 2) {
      size = golden_bytes(&goldens[random_bits() % COUNT(goldens)], bytes);
      for (int i = 0; i < 1 + round % 3; i++) bytes[random_bits() % size] = (uint8_t)random_bits();
    } else {
      for (size_t i = 0; i < size; i++) bytes[i] = (uint8_t)random_bits();
      if (size >= 8 && round % 4) memcpy(bytes, (const uint8_t[]){(uint8_t)size, 0, 0, 0, 1, 0}, 6);
      if (size >= 8 && round % 4) memcpy(bytes + 6, (const uint8_t[]){(uint8_t)(random_bits() % 24), 0}, 2);
    }
    acd_command command;
    size_t taken = 0;
    int status = decode_tight(bytes, size, &command, &taken);
    if (status != ACD_OK) {
      assert_true(status == ACD_ERR_ENCODING || status == ACD_ERR_VERSION);
      continue;
    }
    decoded++;
    assert_true(taken <= size);
    uint8_t again[256];
    size_t again_size = 0;
    assert_int_equal(acd_command_encode(&command, bytes, taken, again, sizeof again, &again_size), ACD_OK);
    assert_int_equal(again_size, taken);
    assert_memory_equal(again, bytes, taken);
  }
  assert_in_range(decoded, 1000, 100000);
}

/* ---- what encode refuses ---- */

static void a_buffer_too_small_tells_the_size(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(goldens); i++) {
    acd_command command = golden_command(&goldens[i]);
    uint8_t expected[256];
    size_t whole = golden_bytes(&goldens[i], expected);
    size_t size = 0;
    assert_int_equal(acd_command_encode(&command, payload, sizeof payload, NULL, 0, &size), ACD_ERR_LIMIT);
    assert_int_equal(size, whole);
    uint8_t *bytes = malloc(whole);
    assert_non_null(bytes);
    memset(bytes, 0xee, whole);
    size = 0;
    assert_int_equal(acd_command_encode(&command, payload, sizeof payload, bytes, whole - 1, &size), ACD_ERR_LIMIT);
    assert_int_equal(size, whole);
    for (size_t j = 0; j < whole; j++) assert_int_equal(bytes[j], 0xee);
    assert_int_equal(acd_command_encode(&command, payload, sizeof payload, bytes, whole, &size), ACD_OK);
    assert_memory_equal(bytes, expected, whole);
    free(bytes);
  }
}

static void slices_outside_the_payload_are_refused(void **state)
{
  (void)state;
  static const struct {
    acd_slice slice;
    int status;
  } rows[] = {
      {{0, 10}, ACD_OK},
      {{9, 1}, ACD_OK},
      {{10, 0}, ACD_OK},
      {{UINT32_MAX, 0}, ACD_OK}, /* absent, wherever it points */
      {{0, 11}, ACD_ERR_ENCODING},
      {{10, 1}, ACD_ERR_ENCODING},
      {{UINT32_MAX, 1}, ACD_ERR_ENCODING},
      {{1, UINT32_MAX}, ACD_ERR_ENCODING},
      {{UINT32_MAX, UINT32_MAX}, ACD_ERR_ENCODING},
  };
  for (uint32_t kind = 1; kind <= KINDS_LAST; kind++)
    for (int word = 0; word < words_count(kind); word++)
      for (size_t i = 0; i < COUNT(rows) && is_slice(kind, word); i++) {
        acd_command command;
        memset(&command, 0, sizeof command);
        command.size = sizeof command;
        command.kind = kind;
        memcpy(&command.body.words[word], &rows[i].slice, sizeof(acd_slice));
        uint8_t bytes[128];
        size_t size = 777;
        assert_int_equal(acd_command_encode(&command, payload, 10, bytes, sizeof bytes, &size), rows[i].status);
        assert_true((size == 777) == (rows[i].status != ACD_OK));
      }
}

static void what_the_encoding_would_lose_is_refused(void **state)
{
  (void)state;
  uint8_t bytes[512];
  size_t size = 777;
  for (size_t i = 0; i < COUNT(goldens); i++) {
    for (int word = words_count(goldens[i].kind); word < WORDS; word++) {
      acd_command command = golden_command(&goldens[i]);
      command.body.words[word] = 1;
      assert_int_equal(acd_command_encode(&command, payload, sizeof payload, bytes, sizeof bytes, &size),
                       ACD_ERR_VERSION);
    }
    acd_command command = golden_command(&goldens[i]);
    command.reserved = 1;
    assert_int_equal(acd_command_encode(&command, payload, sizeof payload, bytes, sizeof bytes, &size),
                     ACD_ERR_VERSION);
  }

  struct {
    acd_command command;
    int64_t tail;
  } larger;
  memset(&larger, 0, sizeof larger);
  larger.command.size = sizeof larger;
  larger.command.kind = ACD_COMMAND_TICK;
  larger.tail = 1;
  assert_int_equal(acd_command_encode(&larger.command, NULL, 0, bytes, sizeof bytes, &size), ACD_ERR_VERSION);
  assert_int_equal(size, 777);
  larger.tail = 0;
  assert_int_equal(acd_command_encode(&larger.command, NULL, 0, bytes, sizeof bytes, &size), ACD_OK);
  assert_int_equal(size, 32);
}

static void wrong_arguments_are_refused(void **state)
{
  (void)state;
  acd_command command = golden_command(&goldens[0]);
  uint8_t bytes[64];
  size_t size;
  assert_int_equal(acd_command_encode(NULL, NULL, 0, bytes, sizeof bytes, &size), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_command_encode(&command, NULL, 1, bytes, sizeof bytes, &size), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_command_encode(&command, NULL, 0, NULL, 1, &size), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_command_encode(&command, NULL, 0, bytes, sizeof bytes, NULL), ACD_ERR_ARGUMENT);
  command.kind = 0;
  assert_int_equal(acd_command_encode(&command, NULL, 0, bytes, sizeof bytes, &size), ACD_ERR_ARGUMENT);
  command.kind = KINDS_LAST + 1;
  assert_int_equal(acd_command_encode(&command, NULL, 0, bytes, sizeof bytes, &size), ACD_ERR_ARGUMENT);
  command.kind = ACD_COMMAND_TICK;
  command.size = sizeof command - 1;
  assert_int_equal(acd_command_encode(&command, NULL, 0, bytes, sizeof bytes, &size), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_command_decode(NULL, 1, &command, &size), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_command_decode(NULL, 0, &command, &size), ACD_ERR_ENCODING);
  assert_int_equal(acd_command_decode(bytes, 0, NULL, &size), ACD_ERR_ARGUMENT);
  assert_int_equal(acd_command_decode(bytes, 0, &command, NULL), ACD_ERR_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_kind_has_its_bytes),
      cmocka_unit_test(round_trips),
      cmocka_unit_test(what_is_cut_short_or_padded_is_refused),
      cmocka_unit_test(other_versions_and_kinds_are_refused),
      cmocka_unit_test(hostile_bytes_are_refused_or_canonical),
      cmocka_unit_test(a_buffer_too_small_tells_the_size),
      cmocka_unit_test(slices_outside_the_payload_are_refused),
      cmocka_unit_test(what_the_encoding_would_lose_is_refused),
      cmocka_unit_test(wrong_arguments_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
