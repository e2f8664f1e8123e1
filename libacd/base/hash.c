/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

#include "base/bytes.h"

/* The last bytes, fewer than eight. */
static uint64_t word_part(const uint8_t *at, size_t size)
{
  uint64_t word = 0;
  for (size_t i = 0; i < size; i++) word |= (uint64_t)at[i] << (8 * i);
  return word;
}

uint64_t acd__digest_bytes(uint64_t digest, const void *bytes, size_t size)
{
  const uint8_t *at = bytes;
  digest = acd__digest(digest, size);
  for (; size >= 8; size -= 8, at += 8) digest = acd__digest(digest, (uint64_t)acd__bytes_get(at));
  return size ? acd__digest(digest, word_part(at, size)) : digest;
}

static inline uint64_t rotate(uint64_t word, int bits)
{
  return word << bits | word >> (64 - bits);
}

typedef struct sip {
  uint64_t a, b, c, d;
} sip;

static inline sip sip_round(sip v)
{
  v.a += v.b;
  v.b = rotate(v.b, 13) ^ v.a;
  v.a = rotate(v.a, 32);
  v.c += v.d;
  v.d = rotate(v.d, 16) ^ v.c;
  v.a += v.d;
  v.d = rotate(v.d, 21) ^ v.a;
  v.c += v.b;
  v.b = rotate(v.b, 17) ^ v.c;
  v.c = rotate(v.c, 32);
  return v;
}

uint64_t acd__hash_keyed(uint64_t key, const void *bytes, size_t size)
{
  const uint8_t *at = bytes;
  uint64_t key2 = acd__mix(key + 1);
  sip v = {key ^ UINT64_C(0x736f6d6570736575), key2 ^ UINT64_C(0x646f72616e646f6d), key ^ UINT64_C(0x6c7967656e657261),
           key2 ^ UINT64_C(0x7465646279746573)};
  size_t left = size;
  for (; left >= 8; left -= 8, at += 8) {
    uint64_t word = (uint64_t)acd__bytes_get(at);
    v.d ^= word;
    v = sip_round(v);
    v.a ^= word;
  }
  uint64_t last = word_part(at, left) | (uint64_t)size << 56;
  v.d ^= last;
  v = sip_round(v);
  v.a ^= last;
  v.c ^= 0xff;
  v = sip_round(sip_round(sip_round(v)));
  return v.a ^ v.b ^ v.c ^ v.d;
}
