/* SPDX-License-Identifier: Apache-2.0 */
#include "flow/flow.h"

#include <string.h>

#include "base/text.h"

int acd__flow_compare_int(int64_t operator_, int64_t value, int64_t other)
{
  switch (operator_) {
  case ACD_OPERATOR_EQUAL: return value == other;
  case ACD_OPERATOR_NOT_EQUAL: return value != other;
  case ACD_OPERATOR_LESS: return value < other;
  case ACD_OPERATOR_LESS_EQUAL: return value <= other;
  case ACD_OPERATOR_GREATER: return value > other;
  case ACD_OPERATOR_GREATER_EQUAL: return value >= other;
  default: return 0;
  }
}

int acd__flow_compare(int64_t operator_, const char *value, const acd__string *other)
{
  const char *wanted = acd__string_text(other);
  if (operator_ == ACD_OPERATOR_IS_SET) return value != NULL;
  if (!value) value = "";
  switch (operator_) {
  case ACD_OPERATOR_EQUAL: return strcmp(value, wanted) == 0;
  case ACD_OPERATOR_NOT_EQUAL: return strcmp(value, wanted) != 0;
  case ACD_OPERATOR_PREFIX: return strncmp(value, wanted, strlen(wanted)) == 0;
  default: break;
  }
  int64_t a, b;
  if (!acd__text_int(value, strlen(value), &a) || !acd__text_int(wanted, strlen(wanted), &b)) return 0;
  return acd__flow_compare_int(operator_, a, b);
}
