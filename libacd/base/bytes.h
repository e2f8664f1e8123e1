/* SPDX-License-Identifier: Apache-2.0 */
/** @file 64-bit integers as little-endian bytes, at any address. */
#ifndef ACD__BASE_BYTES_H
#define ACD__BASE_BYTES_H

#include <stdint.h>

static inline int64_t acd__bytes_get(const void *bytes)
{
  const uint8_t *at = bytes;
  /* Written out, compilers make one load of it. */
  return (int64_t)((uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
                   (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56);
}

static inline void acd__bytes_put(void *bytes, int64_t value)
{
  uint8_t *at = bytes;
  uint64_t word = (uint64_t)value;
  at[0] = (uint8_t)word, at[1] = (uint8_t)(word >> 8), at[2] = (uint8_t)(word >> 16), at[3] = (uint8_t)(word >> 24);
  at[4] = (uint8_t)(word >> 32), at[5] = (uint8_t)(word >> 40), at[6] = (uint8_t)(word >> 48),
  at[7] = (uint8_t)(word >> 56);
}

#endif
