/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

static uint64_t word_le(const uint8_t *bytes, size_t size)
{
  uint64_t word = 0;
  for (size_t i = 0; i < size; i++) word |= (uint64_t)bytes[i] << (8 * i);
  return word;
}

uint64_t acd__digest_bytes(uint64_t digest, const void *bytes, size_t size)
{
  const uint8_t *at = bytes;
  digest = acd__digest(digest, size);
  for (; size >= 8; size -= 8, at += 8) digest = acd__digest(digest, word_le(at, 8));
  return size ? acd__digest(digest, word_le(at, size)) : digest;
}

static uint64_t rotate(uint64_t word, int bits)
{
  return word << bits | word >> (64 - bits);
}

static void sip_round(uint64_t v[4])
{
  v[0] += v[1];
  v[1] = rotate(v[1], 13) ^ v[0];
  v[0] = rotate(v[0], 32);
  v[2] += v[3];
  v[3] = rotate(v[3], 16) ^ v[2];
  v[0] += v[3];
  v[3] = rotate(v[3], 21) ^ v[0];
  v[2] += v[1];
  v[1] = rotate(v[1], 17) ^ v[2];
  v[2] = rotate(v[2], 32);
}

uint64_t acd__hash_keyed(uint64_t key, const void *bytes, size_t size)
{
  const uint8_t *at = bytes;
  uint64_t key2 = acd__mix(key + 1);
  uint64_t v[4] = {key ^ UINT64_C(0x736f6d6570736575), key2 ^ UINT64_C(0x646f72616e646f6d),
                   key ^ UINT64_C(0x6c7967656e657261), key2 ^ UINT64_C(0x7465646279746573)};
  size_t left = size;
  for (; left >= 8; left -= 8, at += 8) {
    uint64_t word = word_le(at, 8);
    v[3] ^= word;
    sip_round(v);
    v[0] ^= word;
  }
  uint64_t last = word_le(at, left) | (uint64_t)size << 56;
  v[3] ^= last;
  sip_round(v);
  v[0] ^= last;
  v[2] ^= 0xff;
  for (int i = 0; i < 3; i++) sip_round(v);
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}
