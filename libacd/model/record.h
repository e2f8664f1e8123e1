/* SPDX-License-Identifier: Apache-2.0 */
/** @file Records that begin with their size, read from and written to a caller of any age. */
#ifndef ACD__MODEL_RECORD_H
#define ACD__MODEL_RECORD_H

#include <string.h>

#include <acd/base.h>

/* Writes `record` of `size` bytes to `out`, whose first member tells how much the caller knows: at least `size_first`, the
 * size first published. The caller's size stays, what only the caller knows becomes 0. ACD_ERR_ARGUMENT. */
static inline int acd__record_put(void *out, const void *record, size_t size, size_t size_first)
{
  uint32_t wanted;
  if (!out) return ACD_ERR_ARGUMENT;
  memcpy(&wanted, out, sizeof wanted);
  if (wanted < size_first) return ACD_ERR_ARGUMENT;
  memcpy(out, record, wanted < size ? wanted : size);
  if (wanted > size) memset((char *)out + size, 0, wanted - size);
  memcpy(out, &wanted, sizeof wanted);
  return ACD_OK;
}

/* A record of a newer version may be larger, but no garbage is walked for gigabytes. */
#define ACD__RECORD_MAX 4096

/* Looks at a record from a caller of any age, of which `size` bytes are known: ACD_ERR_ARGUMENT if it is smaller or absurdly
 * large, ACD_ERR_VERSION if what is not known is not all zero. */
static inline int acd__record_check(const void *record, size_t size)
{
  uint32_t given;
  memcpy(&given, record, sizeof given);
  if (given < size || given > ACD__RECORD_MAX) return ACD_ERR_ARGUMENT;
  for (size_t i = size; i < given; i++)
    if (((const unsigned char *)record)[i]) return ACD_ERR_VERSION;
  return ACD_OK;
}

#endif
