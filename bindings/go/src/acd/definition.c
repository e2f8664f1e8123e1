/* SPDX-License-Identifier: Apache-2.0 */
#ifdef ACD_SWIG_JSON
#include "definition.h"

int acd_go_json_definition(const acd_json *json, acd_definition **definition_out)
{
  const acd_definition *lent = acd_json_definition(json);
  int status = lent ? acd_definition_copy(lent, NULL, definition_out) : ACD_OK;
  if (status != ACD_OK) return status;
  return lent != NULL;
}
#endif
