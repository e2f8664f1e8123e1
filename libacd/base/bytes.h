/* SPDX-License-Identifier: Apache-2.0 */
/** @file 64-bit integers as little-endian bytes, at any address. */
#ifndef ACD__BASE_BYTES_H
#define ACD__BASE_BYTES_H

#include <stdint.h>

static inline int64_t acd__bytes_get(const void *bytes)
{
  const uint8_t *at = bytes;
  uint64_t word = 0;
  for (int i = 0; i < 8; i++) word |= (uint64_t)at[i] << (8 * i);
  return (int64_t)word;
}

static inline void acd__bytes_put(void *bytes, int64_t value)
{
  uint8_t *at = bytes;
  for (int i = 0; i < 8; i++) at[i] = (uint8_t)((uint64_t)value >> (8 * i));
}

#endif
