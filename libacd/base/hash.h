/* SPDX-License-Identifier: Apache-2.0 */
/** @file Mixing of 64-bit words (digests, tree priorities) and a keyed hash of strings. */
#ifndef ACD__BASE_HASH_H
#define ACD__BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* A bijection that spreads every bit (the finaliser known as splitmix64). */
static inline uint64_t acd__mix(uint64_t word)
{
  word ^= word >> 30;
  word *= UINT64_C(0xbf58476d1ce4e5b9);
  word ^= word >> 27;
  word *= UINT64_C(0x94d049bb133111eb);
  return word ^ (word >> 31);
}

/* Digest with one more word: order matters. Cheap: one multiplication. */
static inline uint64_t acd__digest(uint64_t digest, uint64_t word)
{
  digest = (digest ^ word) * UINT64_C(0x9e3779b97f4a7c15);
  return digest ^ (digest >> 29);
}

/* Digest with the bytes of a text and their number. */
uint64_t acd__digest_bytes(uint64_t digest, const void *bytes, size_t size);

/* SipHash-1-3: who does not know the key cannot choose strings that collide. */
uint64_t acd__hash_keyed(uint64_t key, const void *bytes, size_t size);

#endif
